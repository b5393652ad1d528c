"""G26: What a reply is: words from a person. An automatic acknowledgement is not one. An oral offer or "you are
through" is a reply; `offered` is the written offer, `advanced` a further round with a date. A reply from before the
interview's end is kept and changes nothing but G19, G20, G21, G37, G39 and the threads of G34; `reopened` and
`interview-not-held` move the stage whenever they came. A touch sent before the end counts where it was sent on the
interview's day (an end may be corrected later); one of an earlier day is irregular: it counts for the threads of G34
alone, not for G11. No correction of `ended_at` makes a history unreadable; a contact that events name must stay.
"""

from __future__ import annotations

from datetime import date

import pytest

from asking import answer, done, due, ids, irregular, owed, rules, span, stage, thread, touches_ahead
from events import (
    THANKED,
    away,
    bounced,
    escalation,
    feedback_request,
    follow_up,
    invites,
    message,
    next_round,
    not_held,
    offer,
    rejection,
    reopened,
    reply,
    skipped,
    snoozed,
    thank_you,
    update_thanks,
    withdrawn,
)
from followup_rules import (
    Case,
    Event,
    HistoryError,
    Stage,
    Touch,
    next_action,
    plan,
    replay,
)
from invitations import EARLY, INVITED, PLAIN, first_follow_up, is_over
from oracle.matrix import NOON
from support import LEAD, NEW_YORK, at, interview, local


class TestG26:
    @pytest.mark.parametrize(
        ("event", "there"),
        [
            (away(NOON, "hr"), "thanked"),
            (reply(NOON, "hr", subject="You are through"), "answered"),
            (offer(NOON, "hr"), "offered"),
            (next_round(NOON, "hr"), "advanced"),
        ],
    )
    def test_each_kind_of_news_has_its_own_stage(self, event: Event, there: str) -> None:
        assert stage(thank_you(), event) == there

    EARLY = "2026-06-02 10:00"

    # Replies before the end.

    def test_a_reply_from_before_the_end_moves_no_stage_and_is_regular(self) -> None:
        assert (stage(reply(self.EARLY)), irregular(reply(self.EARLY))) == ("interviewed", [])

    @pytest.mark.parametrize(
        ("when", "there"),
        [
            ("2026-06-03T14:59:59", "interviewed"),
            ("2026-06-03T15:00:00", "answered"),
            ("2026-06-03T15:00:01", "answered"),
        ],
    )
    def test_the_end_itself_is_not_before_the_end(self, when: str, there: str) -> None:
        assert stage(reply(when)) == there

    def test_the_date_of_a_reply_from_before_the_end_is_not_counted_from(self) -> None:
        events = [reply(self.EARLY, decision_by=at("2026-06-30").date()), thank_you()]
        assert span(due(interview(), *events, now="2026-06-05 10:00")) == ("2026-06-15 09:00", "2026-06-16 18:00")

    def test_a_reply_from_before_the_end_is_not_thanked_for(self) -> None:
        events = [reply(self.EARLY, decision_by=at("2026-06-12").date())]
        assert due(interview(), *events, now="2026-06-03 16:00").touch is Touch.THANK_YOU

    def test_a_reply_from_before_the_end_does_not_start_the_count_again(self) -> None:
        # A follow-up on the interview's day, an answer before the end, which was corrected: still the first of two.
        events = [follow_up("2026-06-03 10:00"), reply("2026-06-03 11:00")]
        assert (stage(*events), due(interview(), *events, now="2026-06-16 10:00").touch) == (
            "followed-up-1",
            Touch.FOLLOW_UP_2,
        )

    def test_a_reply_from_before_the_end_ends_no_snooze(self) -> None:
        events = [snoozed("2026-06-01 10:00", "2026-06-10"), reply(self.EARLY)]
        assert local(due(interview(), *events, now="2026-06-03 16:00").send_at) == "2026-06-10 09:00"

    def test_a_reply_from_before_the_end_makes_an_address_work_again(self) -> None:
        dead = bounced("2026-06-01 10:00")
        assert ids(due(interview(), dead, thank_you(), now="2026-06-15 10:00")) == ["lead"]
        assert ids(due(interview(), dead, reply(self.EARLY), thank_you(), now="2026-06-15 10:00")) == ["hr"]

    def test_a_reply_from_before_the_end_ends_an_absence(self) -> None:
        gone = away("2026-06-01 10:00", returns_on="2026-06-24")  # held until Friday 26 June
        assert local(due(interview(), gone, thank_you(), now="2026-06-05 10:00").send_at) == "2026-06-26 09:00"
        assert (
            local(due(interview(), gone, reply(self.EARLY), thank_you(), now="2026-06-05 10:00").send_at)
            == "2026-06-15 09:00"
        )

    def test_the_request_not_to_enquire_of_a_reply_from_before_the_end_counts(self) -> None:
        assert "G21" in rules(
            done(interview(), reply(self.EARLY, enquiries_welcome=False), thank_you(), now="2026-06-15 10:00")
        )

    @pytest.mark.parametrize("now", ["2026-06-02 11:00", "2026-06-03 16:00", "2026-06-04 16:00"])
    def test_the_question_of_a_reply_from_before_the_end_is_to_be_answered(self, now: str) -> None:
        action = owed(interview(), reply(self.EARLY, asks_for="a form", answer_by=at("2026-06-05").date()), now=now)
        assert (action.stage, ids(action), span(action)) == (
            Stage.INTERVIEWED,
            ["hr"],
            ("2026-06-02 10:00", "2026-06-06 00:00"),
        )

    def test_once_an_early_question_is_answered_the_thank_you_is_waited_for(self) -> None:
        action = due(
            interview(), reply(self.EARLY, asks_for="a form"), message("2026-06-02 12:00"), now="2026-06-02 13:00"
        )
        assert (action.stage, action.touch, span(action)) == (
            Stage.INTERVIEWED,
            Touch.THANK_YOU,
            ("2026-06-04 15:00", "2026-06-05 15:00"),
        )

    def test_a_question_from_before_the_end_restarts_no_wait_when_it_is_answered(self) -> None:
        # As a reply of 8 June it would make the first follow-up wait until 18 June.
        events = [reply(self.EARLY, asks_for="a form"), thank_you(), message("2026-06-08 10:00")]
        assert span(due(interview(), *events, now="2026-06-08 11:00")) == ("2026-06-15 09:00", "2026-06-16 18:00")

    def test_a_question_from_before_the_end_does_not_make_its_asker_the_next_to_be_asked(self) -> None:
        events = [reply(self.EARLY, "lead", asks_for="a form"), message("2026-06-02 12:00", "lead"), thank_you()]
        assert ids(due(interview(), *events, now="2026-06-15 10:00")) == ["hr"]

    def test_a_question_from_after_the_end_names_whom_to_ask(self) -> None:
        events = [
            reply("2026-06-04 10:00", "lead", asks_for="a form"),
            message("2026-06-04 12:00", "lead"),
            thank_you(),
        ]
        assert ids(due(interview(), *events, now="2026-06-16 10:00")) == ["lead"]

    def test_a_reply_before_the_end_ends_its_sender_s_question(self) -> None:
        events = [reply("2026-06-01 10:00", asks_for="a form"), reply(self.EARLY)]
        assert due(interview(), *events, now="2026-06-02 11:00").touch is Touch.THANK_YOU

    def test_the_invitation_of_a_reply_from_before_the_end_counts(self) -> None:
        events = [reply(self.EARLY, "lead", enquire_on=at("2026-06-09").date()), thank_you()]
        action = due(interview(), *events, now="2026-06-05 10:00")
        assert (action.touch, ids(action), span(action)) == (
            Touch.FOLLOW_UP_1,
            ["lead"],
            ("2026-06-09 09:00", "2026-06-10 18:00"),
        )

    def test_a_reply_from_before_the_end_is_replied_to(self) -> None:
        events = [reply(self.EARLY, message_id="<invitation@example.com>"), thank_you()]
        assert thread(due(interview(), *events, now="2026-06-15 10:00")) == "<invitation@example.com>"

    @pytest.mark.parametrize(
        ("events", "there"),
        [
            ([not_held(EARLY)], "not-held"),
            ([not_held("2026-06-01 10:00"), reopened(EARLY)], "interviewed"),
            ([withdrawn("2026-06-01 10:00"), reopened(EARLY)], "answered"),
            ([offer("2026-06-01 10:00"), reopened(EARLY)], "answered"),
            ([reopened(EARLY)], "answered"),
        ],
        ids=["not held", "not held, reopened", "withdrawn, reopened", "offer, reopened", "reopened"],
    )
    def test_reopened_and_not_held_move_the_stage_at_any_time(self, events: list[Event], there: str) -> None:
        assert (stage(*events), irregular(*events)) == (there, [])

    # Touches before the end.

    @pytest.mark.parametrize(
        ("event", "there"),
        [(thank_you("2026-06-03 10:00"), "thanked"), (follow_up("2026-06-03 10:00"), "followed-up-1")],
        ids=["thank-you", "follow-up"],
    )
    def test_a_touch_of_the_interview_s_day_counts(self, event: Event, there: str) -> None:
        assert (stage(event), irregular(event)) == (there, [])

    @pytest.mark.parametrize(
        "event", [thank_you("2026-06-02 10:00"), follow_up("2026-06-02 10:00")], ids=["thank-you", "follow-up"]
    )
    def test_a_touch_of_the_day_before_is_irregular(self, event: Event) -> None:
        assert (stage(event), irregular(event)) == ("interviewed", [("interviewed", event.kind)])

    @pytest.mark.parametrize(
        ("when", "there"),
        [
            ("2026-06-02 23:59", "interviewed"),
            ("2026-06-03 00:00", "thanked"),  # 2 June in UTC
            ("2026-06-03 08:59", "thanked"),
            ("2026-06-03 14:59", "thanked"),
        ],
    )
    def test_the_interview_s_day_is_the_company_s(self, when: str, there: str) -> None:
        assert stage(thank_you(when)) == there

    @pytest.mark.parametrize(("when", "there"), [("2026-06-02 23:59", "interviewed"), ("2026-06-03 00:00", "thanked")])
    def test_the_interview_s_day_is_the_company_s_west_of_greenwich(self, when: str, there: str) -> None:
        # The interview ended at 20:30 in New York, which is 4 June in UTC.
        case = {"timezone": NEW_YORK, "country": "US", "ended_at": at("2026-06-03 20:30", NEW_YORK)}
        assert stage(thank_you(when, zone=NEW_YORK), **case) == there

    def test_an_early_thank_you_thanks_nobody(self) -> None:
        action = due(interview(), thank_you(self.EARLY), now="2026-06-04 16:00")
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer"])

    def test_an_early_touch_is_good_for_threads(self) -> None:
        events = [follow_up(self.EARLY, message_id="<early@example.com>"), thank_you()]
        assert thread(due(interview(), *events, now="2026-06-15 10:00")) == "<early@example.com>"

    def test_an_early_touch_is_not_good_for_g11(self) -> None:
        # They said "write on the 3rd". A message of 2 June would hold the follow-up until the 4th.
        action = due(interview(enquire_on=at("2026-06-03").date()), thank_you(self.EARLY), now="2026-06-03 16:00")
        assert (action.kind, action.touch, local(action.send_at)) == ("send", Touch.FOLLOW_UP_1, "2026-06-03 16:00")

    def test_an_early_message_of_another_kind_is_good_for_g11(self) -> None:
        action = due(interview(enquire_on=at("2026-06-03").date()), message(self.EARLY), now="2026-06-03 16:00")
        assert (action.kind, action.touch, span(action)) == (
            "wait-until",
            Touch.FOLLOW_UP_1,
            ("2026-06-04 09:00", "2026-06-04 18:00"),
        )

    def test_an_early_follow_up_leaves_two_follow_ups_due(self) -> None:
        events = [follow_up("2026-06-01 10:00"), follow_up(self.EARLY), thank_you()]
        assert [touch for touch, _ in touches_ahead(interview(), *events, now="2026-06-05 10:00")] == [
            "follow-up-1",
            "follow-up-2",
            "escalation",
        ]

    def test_an_early_escalation_leaves_the_escalation_due(self) -> None:
        events = [escalation(self.EARLY), thank_you()]
        assert [touch for touch, _ in touches_ahead(interview(), *events, now="2026-06-05 10:00")] == [
            "follow-up-1",
            "follow-up-2",
            "escalation",
        ]

    def test_an_early_follow_up_to_the_manager_leaves_the_escalation_to_the_manager(self) -> None:
        events = [
            follow_up(self.EARLY, "lead"),
            thank_you(),
            follow_up("2026-06-15 10:00"),
            follow_up("2026-06-22 10:00"),
        ]
        assert ids(due(interview(), *events, now="2026-06-29 10:00")) == ["lead"]

    def test_an_early_feedback_request_was_not_asked(self) -> None:
        events = [feedback_request(self.EARLY), rejection("2026-06-08 10:00")]
        assert due(interview(), *events, now="2026-06-09 10:00").touch is Touch.FEEDBACK_REQUEST

    def test_an_early_follow_up_makes_no_update_of_a_later_reply(self) -> None:
        events = [follow_up(self.EARLY), reply("2026-06-04 10:00")]
        assert due(interview(), *events, now="2026-06-04 10:30").touch is Touch.THANK_YOU

    def test_an_early_follow_up_is_not_one_message_with_one_of_the_interview_s_day(self) -> None:
        events = [follow_up("2026-06-02 23:59"), follow_up("2026-06-03 00:00", "lead")]
        assert (stage(*events), irregular(*events)) == ("followed-up-1", [("interviewed", "follow-up-sent")])

    def test_a_follow_up_of_the_interview_s_day_is_counted_from(self) -> None:
        # 3 June + 1 and + 2 weeks are 10 and 17 June, held until the third business day after 10 June, the 15th.
        action = due(interview(), follow_up("2026-06-03 10:00"), now="2026-06-10 10:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_2, ("2026-06-15 09:00", "2026-06-17 18:00"))

    # Corrections.

    def test_an_end_corrected_to_later_on_that_day_keeps_the_thank_you(self) -> None:
        sent = thank_you("2026-06-03 16:00")
        assert stage(sent) == stage(sent, ended_at=at("2026-06-03 17:00")) == "thanked"
        assert irregular(sent, ended_at=at("2026-06-03 17:00")) == []

    def test_an_end_corrected_to_later_on_that_day_makes_a_reply_one_from_before_the_end(self) -> None:
        said = reply("2026-06-03 16:00", decision_by=at("2026-06-12").date())
        assert stage(said) == "answered"
        assert (stage(said, ended_at=at("2026-06-03 17:00")), irregular(said, ended_at=at("2026-06-03 17:00"))) == (
            "interviewed",
            [],
        )

    def test_an_end_corrected_to_a_later_day_makes_the_thank_you_due_again(self) -> None:
        moved = at("2026-06-10 15:00")
        sent = thank_you()
        assert irregular(sent, ended_at=moved) == [("interviewed", "thank-you-sent")]
        action = due(interview(ended_at=moved), sent, now="2026-06-10 16:00")
        assert (action.touch, span(action)) == (Touch.THANK_YOU, ("2026-06-11 15:00", "2026-06-12 15:00"))

    def test_an_end_corrected_to_an_earlier_day_makes_an_early_thank_you_regular(self) -> None:
        sent = thank_you(self.EARLY)
        assert (stage(sent, ended_at=at("2026-06-01 15:00")), irregular(sent, ended_at=at("2026-06-01 15:00"))) == (
            "thanked",
            [],
        )

    EVERYTHING: tuple[Event, ...] = (
        message("2026-05-28 10:00", message_id="<m0@example.com>"),
        thank_you("2026-06-03 16:00", "peer", message_id="<t@example.com>"),
        reply("2026-06-04 10:00", asks_for="a form", answer_by=at("2026-06-05").date(), message_id="<r@example.com>"),
        message("2026-06-04 11:00", message_id="<m1@example.com>"),
        snoozed("2026-06-04 12:00", "2026-06-16"),
        follow_up("2026-06-16 10:00", "hr", "lead", message_id="<f1@example.com>"),
        bounced("2026-06-16 10:01", LEAD, message_id="<f1@example.com>"),
        away("2026-06-16 10:02", returns_on="2026-06-22"),
        follow_up("2026-06-24 10:00", message_id="<f2@example.com>"),
        escalation("2026-07-02 10:00", "peer"),
        reply("2026-07-03 10:00", "peer", decision_by=at("2026-07-08").date(), enquire_on=at("2026-07-10").date()),
        update_thanks("2026-07-03 11:00", "peer"),
        skipped("2026-07-10 10:00", Touch.FOLLOW_UP_1),
        rejection("2026-07-13 10:00"),
        feedback_request("2026-07-14 10:00"),
        reopened("2026-07-15 10:00"),
        not_held("2026-07-16 10:00"),
        reopened("2026-07-17 10:00"),
        offer("2026-07-21 10:00"),
        next_round("2026-07-22 10:00"),
        withdrawn("2026-07-23 10:00"),
    )

    @pytest.mark.parametrize(
        "ended_at",
        [
            "2025-12-31 15:00",
            "2026-05-28 10:00",
            "2026-06-03 15:59",
            "2026-06-03 16:00",
            "2026-06-03 23:59",
            "2026-06-04 10:30",
            "2026-06-16 10:00",
            "2026-06-24 23:00",
            "2026-07-03 10:30",
            "2026-07-15 10:00",
            "2026-07-17 10:00",
            "2026-07-17 10:01",
            "2026-07-23 10:00",
            "2027-01-01 00:00",
        ],
    )
    @pytest.mark.untraced  # tracing makes it take twice as long
    def test_no_correction_makes_a_history_unreadable(self, ended_at: str) -> None:
        case = interview(ended_at=at(ended_at))
        for count in range(len(self.EVERYTHING) + 1):
            events = self.EVERYTHING[:count]
            assert Case(interview=case, events=events).events == events
            progress = replay(case, events)
            for now in ("2026-05-01 10:00", "2026-06-03 15:30", "2026-07-02 10:00", "2027-02-01 10:00"):
                action = next_action(case, events, now=at(now))
                assert next_action(case, progress, now=at(now)) == action
                assert (action.stage, action.kind == "done") == (progress.stage, plan(case, events, now=at(now)) == ())

    @pytest.mark.parametrize(
        ("event", "field"),
        [
            (thank_you("2026-06-04 15:30", "gone"), "to"),
            (reply("2026-06-04 15:30", "gone"), "sender"),
            (reopened("2026-06-04 15:30", "gone"), "sender"),
            (message("2026-06-04 15:30", "hr", "gone"), "to"),
        ],
        ids=["touch", "reply", "reopened", "message"],
    )
    def test_a_contact_that_events_name_must_stay(self, event: Event, field: str) -> None:
        with pytest.raises(HistoryError) as caught:
            replay(interview(), [event])
        assert (caught.value.place, caught.value.value) == (("events", 0, field), "gone")

    def test_an_invitation_from_before_the_end_counts(self) -> None:
        action = first_follow_up(interview(), invites("2026-06-02 10:00"), THANKED, now=EARLY)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    def test_a_reply_from_before_the_end_leaves_the_stage_and_the_decision_date(self) -> None:
        events = (invites("2026-06-02 10:00", decision_by=date(2026, 6, 30)), THANKED)
        assert replay(interview(), events).stage.value == "thanked"
        assert first_follow_up(interview(), *events, now=EARLY).decision_by is None

    def test_a_date_named_before_the_end_ends_an_invitation_and_is_no_decision_date(self) -> None:
        events = (invites("2026-06-01 10:00"), reply("2026-06-02 10:00", decision_by=date(2026, 6, 30)), THANKED)
        action = first_follow_up(interview(), *events, now=EARLY)
        assert (span(action), ids(action)) == (PLAIN, ["hr"])

    def test_a_new_invitation_from_before_the_end_replaces_the_first(self) -> None:
        events = (invites("2026-06-01 10:00", on=date(2026, 6, 24)), invites("2026-06-02 10:00", "peer"), THANKED)
        action = first_follow_up(interview(), *events, now=EARLY)
        assert (span(action), ids(action)) == (INVITED, ["peer"])

    def test_a_request_not_to_enquire_from_before_the_end_ends_an_invitation(self) -> None:
        events = (invites("2026-06-01 10:00"), reply("2026-06-02 10:00", enquiries_welcome=False), THANKED)
        assert is_over(answer(interview(), *events, now=EARLY))

    def test_a_plain_reply_from_before_the_end_ends_no_invitation(self) -> None:
        events = (invites("2026-06-01 10:00"), reply("2026-06-02 10:00"), THANKED)
        assert span(first_follow_up(interview(), *events, now=EARLY)) == INVITED

    def test_a_reply_after_the_end_ends_an_invitation_from_before_it(self) -> None:
        events = (invites("2026-06-01 10:00"), THANKED, reply("2026-06-22 10:00"))
        action = first_follow_up(interview(), *events, now="2026-06-22 11:00")
        assert span(action) == ("2026-07-02 09:00", "2026-07-03 18:00")

    def test_an_invitation_stays_where_the_end_is_corrected_to_after_it(self) -> None:
        events = (invites("2026-06-03 16:00"), THANKED)
        for ended_at in ("2026-06-03 15:00", "2026-06-03 16:30"):
            action = first_follow_up(interview(ended_at=at(ended_at)), *events, now=EARLY)
            assert (span(action), ids(action)) == (INVITED, ["lead"])
