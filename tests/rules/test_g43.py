"""G43: *The way back.* `reopened`: they took the case up again after a no, an offer or a further round fell through,
a withdrawal was taken back, an interview called off was agreed on anew. It is a reply in all else (it may name a
date, ask, or invite to write), and, unless it meets `not-held`, is answered with thanks (G17). Where it meets
`not-held` and `ended_at` is not later than it, no interview has taken place yet (G42): in every stage from which a
follow-up could come, and where no answer is owed (G37), the answer is `Blocked`, without a touch or window (the new
time is missing); an agenda lists it at the event's time.
"""

from __future__ import annotations

from datetime import date

import pytest

from asking import answer, blocked, done, due, ids, owed, span, stage, touches_ahead
from events import (
    PATHS,
    away,
    bounced,
    follow_up,
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
from followup_rules import Event, Respond, Stage, Touch, WaitUntil, next_action, plan
from support import HR, LEAD, PEER, at, interview, local


class TestG43:
    NO = (thank_you(), rejection("2026-06-08 10:00"))
    BACK = (*NO, reopened("2026-06-09 10:00"))
    OFF = not_held("2026-06-04 10:00")
    ANEW = (OFF, reopened("2026-06-05 10:00"))
    LATER = at("2026-06-10 15:00")

    @pytest.mark.parametrize("row", [name for name in PATHS if name != "not-held"])
    def test_a_way_back_is_thanked_for_in_each_stage_but_not_held(self, row: str) -> None:
        action = due(interview(), *PATHS[row], reopened("2026-06-15 12:00"), now="2026-06-15 12:30")
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.UPDATE_THANKS, ["hr"])
        assert span(action) == ("2026-06-15 12:00", "2026-06-16 18:00")
        assert action.stage is Stage.ANSWERED

    def test_whoever_took_the_case_up_is_thanked(self) -> None:
        assert ids(due(interview(), *self.NO, reopened("2026-06-09 10:00", "lead"), now="2026-06-09 10:30")) == ["lead"]

    def test_a_friday_evening_is_thanked_for_until_monday(self) -> None:
        action = due(interview(), *self.NO, reopened("2026-06-12 17:30"), now="2026-06-12 17:40")
        assert (action.kind, span(action)) == ("send", ("2026-06-12 17:30", "2026-06-15 18:00"))

    def test_an_unknown_sender_is_not_thanked(self) -> None:
        assert touches_ahead(interview(), *self.NO, reopened("2026-06-09 10:00", None), now="2026-06-09 10:30") == [
            ("follow-up-1", "2026-06-19 09:00"),
            ("follow-up-2", "2026-06-26 09:00"),
            ("escalation", "2026-07-03 09:00"),
        ]

    def test_a_sender_who_must_not_be_written_to_is_not_thanked(self) -> None:
        contacts = (HR.replace(do_not_contact=True), LEAD, PEER)
        action = due(interview(contacts=contacts), *self.BACK, now="2026-06-09 10:30")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_a_way_back_is_thanked_for_once(self) -> None:
        action = due(interview(), *self.BACK, update_thanks("2026-06-09 11:00"), now="2026-06-09 11:30")
        assert (action.stage, action.touch) == (Stage.THANKED, Touch.FOLLOW_UP_1)

    def test_after_a_way_back_of_an_unknown_sender_nobody_is_thanked_for_an_earlier_reply(self) -> None:
        events = [
            thank_you(),
            reply("2026-06-05 10:00", decision_by=date(2026, 6, 30)),
            reopened("2026-06-05 11:00", None),
        ]
        assert due(interview(), *events, now="2026-06-05 12:00").touch == "follow-up-1"

    def test_in_answered_the_second_way_back_is_thanked_for_again(self) -> None:
        events = [*self.BACK, update_thanks("2026-06-09 11:00"), reopened("2026-06-10 10:00", "lead")]
        action = due(interview(), *events, now="2026-06-10 10:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["lead"])

    def test_without_a_date_the_wait_starts_a_week_after_the_way_back(self) -> None:
        # 9 June + a week is 16 June, a Tuesday; + 3 and + 4 business days are Friday 19 and Monday 22 June.
        events = [*self.BACK, update_thanks("2026-06-09 11:00")]
        assert span(due(interview(), *events, now="2026-06-10 10:00")) == ("2026-06-19 09:00", "2026-06-22 18:00")

    def test_an_earlier_stated_date_holds_where_it_is_later_than_the_restarted_wait(self) -> None:
        # 26 June is a Friday; + 3 and + 4 business days are Wednesday 1 and Thursday 2 July.
        events = [*self.BACK, update_thanks("2026-06-09 11:00")]
        action = due(interview(decision_by=at("2026-06-26").date()), *events, now="2026-06-10 10:00")
        assert span(action) == ("2026-07-01 09:00", "2026-07-02 18:00")

    def test_a_way_back_may_name_a_date(self) -> None:
        # 12 June is a Friday; + 3 and + 4 business days are Wednesday 17 and Thursday 18 June.
        events = [*self.NO, reopened("2026-06-09 10:00", decision_by=at("2026-06-12").date())]
        assert touches_ahead(interview(), *events, now="2026-06-09 10:30")[:2] == [
            ("update-thanks", "2026-06-09 10:30"),
            ("follow-up-1", "2026-06-17 09:00"),
        ]

    def test_a_date_before_the_day_of_the_way_back_is_not_named(self) -> None:
        events = [*self.NO, reopened("2026-06-09 10:00", decision_by=at("2026-06-08").date())]
        assert touches_ahead(interview(), *events, now="2026-06-09 10:30")[1] == ("follow-up-1", "2026-06-19 09:00")

    def test_a_way_back_may_ask_and_the_answer_serves_as_thanks(self) -> None:
        events = [*self.NO, reopened("2026-06-09 10:00", asks_for="your notice period")]
        action = owed(interview(), *events, now="2026-06-09 10:30")
        assert (ids(action), action.stage, span(action)) == (
            ["hr"],
            Stage.ANSWERED,
            ("2026-06-09 10:00", "2026-06-11 00:00"),
        )
        after = due(interview(), *events, message("2026-06-10 10:00"), now="2026-06-10 10:30")
        # It counts as if it had come on 10 June, when it was answered: + a week, + 3 business days is 22 June.
        assert (after.stage, after.touch) == (Stage.ANSWERED, Touch.FOLLOW_UP_1)
        assert span(after) == ("2026-06-22 09:00", "2026-06-23 18:00")

    def test_a_way_back_may_invite_to_write(self) -> None:
        events = [*self.NO, reopened("2026-06-09 10:00", "lead", enquire_on=at("2026-06-16").date())]
        action = due(interview(), *events, update_thanks("2026-06-09 11:00", "lead"), now="2026-06-09 11:30")
        assert (action.touch, ids(action), span(action)) == (
            Touch.FOLLOW_UP_1,
            ["lead"],
            ("2026-06-16 09:00", "2026-06-17 18:00"),
        )

    def test_a_way_back_may_ask_not_to_enquire(self) -> None:
        events = [*self.NO, reopened("2026-06-09 10:00", enquiries_welcome=False)]
        assert touches_ahead(interview(), *events, now="2026-06-09 10:30") == [("update-thanks", "2026-06-09 10:30")]

    def test_the_next_follow_up_goes_to_whoever_took_the_case_up(self) -> None:
        events = [*self.NO, reopened("2026-06-09 10:00", "lead"), update_thanks("2026-06-09 11:00", "lead")]
        assert ids(due(interview(), *events, now="2026-06-19 10:00")) == ["lead"]

    def test_after_a_way_back_the_follow_up_count_starts_again(self) -> None:
        events = [*PATHS["escalated"], rejection("2026-06-12 10:00"), reopened("2026-06-15 10:00")]
        # 15 June + a week is Monday 22 June; + 3 business days is Thursday 25 June.
        assert touches_ahead(interview(), *events, now="2026-06-15 10:30") == [
            ("update-thanks", "2026-06-15 10:30"),
            ("follow-up-1", "2026-06-25 09:00"),
            ("follow-up-2", "2026-07-02 09:00"),
            ("escalation", "2026-07-09 09:00"),
        ]

    def test_a_way_back_ends_a_snooze(self) -> None:
        snooze = snoozed("2026-06-08 11:00", at("2026-07-20").date())
        action = due(interview(), *self.NO, snooze, reopened("2026-06-09 10:00"), now="2026-06-09 10:30")
        assert (action.kind, action.touch) == ("send", Touch.UPDATE_THANKS)

    def test_a_way_back_ends_the_absence_of_its_sender(self) -> None:
        absence = away("2026-06-08 11:00", returns_on=at("2026-06-24").date())
        events = [*self.NO, absence, reopened("2026-06-09 10:00"), update_thanks("2026-06-09 11:00")]
        assert span(due(interview(), *events, now="2026-06-09 12:00")) == ("2026-06-19 09:00", "2026-06-22 18:00")

    def test_an_address_from_which_the_way_back_came_works_again(self) -> None:
        dead = bounced("2026-06-08 11:00", HR)
        assert ids(due(interview(), *self.NO, dead, reopened("2026-06-09 10:00"), now="2026-06-09 10:30")) == ["hr"]

    def test_the_next_message_replies_to_the_way_back(self) -> None:
        events = [*self.NO, reopened("2026-06-09 10:00", message_id="<again@example.com>", subject="Good news")]
        (recipient,) = due(interview(), *events, now="2026-06-09 10:30").to
        assert recipient.reply_to is not None
        assert (recipient.reply_to.message_id, recipient.reply_to.subject) == ("<again@example.com>", "Good news")

    def test_a_way_back_ends_a_question_of_its_sender(self) -> None:
        asked = reply("2026-06-08 12:00", asks_for="two references")
        action = due(interview(), *self.NO, asked, reopened("2026-06-09 10:00"), now="2026-06-09 10:30")
        assert action.touch is Touch.UPDATE_THANKS

    def test_a_way_back_leaves_a_question_of_somebody_else(self) -> None:
        asked = reply("2026-06-08 12:00", "lead", asks_for="two references")
        assert ids(owed(interview(), *self.NO, asked, reopened("2026-06-09 10:00"), now="2026-06-09 10:30")) == ["lead"]

    def test_a_way_back_told_twice_is_thanked_for_once(self) -> None:
        again = reopened("2026-06-09 10:00", message_id="<again@example.com>")
        twice = reopened("2026-06-09 10:05", message_id="<again@example.com>")
        events = [*self.NO, again, twice, update_thanks("2026-06-09 10:03")]
        assert stage(*events) == "thanked"

    def test_an_interviewer_who_was_not_thanked_before_the_no_is_thanked_after_the_way_back(self) -> None:
        events = [rejection("2026-06-04 10:00"), reopened("2026-06-04 16:00"), update_thanks("2026-06-04 17:00")]
        action = due(interview(), *events, now="2026-06-05 10:00")
        assert (action.touch, ids(action), span(action)) == (
            Touch.THANK_YOU,
            ["peer"],
            ("2026-06-04 15:00", "2026-06-05 15:00"),
        )

    def test_a_no_after_the_way_back_is_asked_about(self) -> None:
        events = [*self.BACK, update_thanks("2026-06-09 11:00"), rejection("2026-06-11 10:00")]
        action = due(interview(), *events, now="2026-06-12 10:00")
        assert (action.stage, action.touch, span(action)) == (
            Stage.REJECTED,
            Touch.FEEDBACK_REQUEST,
            ("2026-06-12 09:00", "2026-06-15 18:00"),
        )

    # What follows meets `not-held`.

    @pytest.mark.parametrize("now", ["2026-06-04 11:00", "2026-06-05 10:00", "2026-06-05 11:00", "2026-09-01 10:00"])
    def test_without_a_new_time_the_answer_is_blocked_without_touch_or_window(self, now: str) -> None:
        action = blocked(interview(), *self.ANEW, now=now)
        assert (action.stage, action.touch, action.window) == (Stage.INTERVIEWED, None, None)
        assert (action.changes_at, action.lapses_at) == (None, None)
        assert len(action.missing) == 1

    def test_thanks_for_the_way_back_are_due_from_the_event_on(self) -> None:
        assert local(blocked(interview(), *self.ANEW, now="2026-06-08 10:00").opens_at) == "2026-06-05 10:00"

    def test_the_reason_names_the_day_of_the_event(self) -> None:
        reasons = [
            each
            for each in blocked(interview(), *self.ANEW, now="2026-06-08 10:00").reasons
            if each.code == "new-time-missing"
        ]
        assert [(each.rule, each.day) for each in reasons] == [("G43", at("2026-06-05").date())]

    def test_the_plan_ends_where_a_new_time_is_missing(self) -> None:
        (only,) = plan(interview(), self.ANEW, now=at("2026-06-08 10:00"))
        assert only == blocked(interview(), *self.ANEW, now="2026-06-08 10:00")

    @pytest.mark.parametrize(
        ("ended_at", "kind"),
        [
            ("2026-06-05T09:59:59+09:00", "blocked"),
            ("2026-06-05T10:00:00+09:00", "blocked"),
            ("2026-06-05T10:00:01+09:00", "wait-until"),
            ("2026-06-05T01:00:01+00:00", "wait-until"),
        ],
    )
    def test_an_end_at_the_instant_of_the_way_back_is_not_later(self, ended_at: str, kind: str) -> None:
        assert answer(interview(ended_at=ended_at), *self.ANEW, now="2026-06-05 10:30").kind == kind

    def test_with_a_new_time_the_thank_you_waits_for_the_new_end(self) -> None:
        action = due(interview(ended_at=self.LATER), *self.ANEW, now="2026-06-05 11:00")
        assert (action.kind, action.stage, action.touch, ids(action)) == (
            "wait-until",
            Stage.INTERVIEWED,
            Touch.THANK_YOU,
            ["peer"],
        )
        assert span(action) == ("2026-06-11 15:00", "2026-06-12 15:00")

    def test_a_way_back_that_meets_not_held_is_not_thanked_for(self) -> None:
        # 10 June + a week is 17 June, a Wednesday; + 3 business days is Monday 22 June.
        assert touches_ahead(interview(ended_at=self.LATER), *self.ANEW, now="2026-06-05 11:00") == [
            ("thank-you", "2026-06-11 15:00"),
            ("follow-up-1", "2026-06-22 09:00"),
            ("follow-up-2", "2026-06-29 09:00"),
            ("escalation", "2026-07-06 09:00"),
        ]

    def test_a_way_back_before_the_old_end_moves_the_stage(self) -> None:
        # Called off on 1 June and agreed on anew on 2 June, for the old time.
        events = [not_held("2026-06-01 10:00"), reopened("2026-06-02 10:00")]
        action = due(interview(), *events, now="2026-06-02 11:00")
        assert (action.stage, action.touch, span(action)) == (
            Stage.INTERVIEWED,
            Touch.THANK_YOU,
            ("2026-06-04 15:00", "2026-06-05 15:00"),
        )

    @pytest.mark.parametrize(
        ("later", "there"),
        [
            ([thank_you("2026-06-08 10:00")], "thanked"),
            ([follow_up("2026-06-08 10:00")], "followed-up-1"),
            ([reply("2026-06-08 10:00")], "answered"),
            ([reply("2026-06-08 10:00", decision_by=at("2026-06-12").date())], "answered"),
            ([skipped("2026-06-08 10:00", Touch.THANK_YOU)], "thanked"),
        ],
        ids=["thanked", "followed up", "replied", "replied with a date", "skipped"],
    )
    def test_the_answer_is_blocked_in_each_stage_from_which_a_follow_up_could_come(
        self, later: list[Event], there: str
    ) -> None:
        action = blocked(interview(), *self.ANEW, *later, now="2026-06-16 10:00")
        assert (action.stage.value, action.touch, action.window) == (there, None, None)
        assert local(action.opens_at) == "2026-06-05 10:00"

    @pytest.mark.parametrize(
        ("later", "there"),
        [
            ([rejection("2026-06-08 10:00")], "rejected"),
            ([offer("2026-06-08 10:00")], "offered"),
            ([next_round("2026-06-08 10:00")], "advanced"),
            ([withdrawn("2026-06-08 10:00")], "withdrawn"),
            ([not_held("2026-06-08 10:00")], "not-held"),
        ],
        ids=["no", "offer", "next round", "withdrawn", "not held"],
    )
    def test_without_a_new_time_nothing_is_due_in_the_stages_without_follow_ups(
        self, later: list[Event], there: str
    ) -> None:
        assert done(interview(), *self.ANEW, *later, now="2026-06-09 10:00").stage.value == there

    def test_an_answer_that_is_owed_comes_before_the_missing_new_time(self) -> None:
        events = [self.OFF, reopened("2026-06-05 10:00", asks_for="three dates")]
        action = owed(interview(), *events, now="2026-06-05 11:00")
        assert (ids(action), action.stage) == (["hr"], Stage.INTERVIEWED)
        assert span(action) == ("2026-06-05 10:00", "2026-06-09 00:00")

    def test_once_a_question_is_answered_the_new_time_is_missing(self) -> None:
        events = [self.OFF, reopened("2026-06-05 10:00", asks_for="three dates"), message("2026-06-05 12:00")]
        action = blocked(interview(), *events, now="2026-06-05 13:00")
        assert (action.touch, local(action.opens_at)) == (None, "2026-06-05 10:00")

    def test_a_question_that_came_after_the_way_back_comes_first(self) -> None:
        events = [*self.ANEW, reply("2026-06-08 10:00", "lead", asks_for="three dates")]
        assert ids(owed(interview(), *events, now="2026-06-08 11:00")) == ["lead"]

    def test_a_snooze_does_not_give_the_interview_a_new_time(self) -> None:
        snooze = snoozed("2026-06-05 11:00", at("2026-06-30").date())
        assert local(blocked(interview(), *self.ANEW, snooze, now="2026-06-08 10:00").opens_at) == "2026-06-05 10:00"

    def test_called_off_twice_the_last_way_back_is_compared_with_the_end(self) -> None:
        events = [*self.ANEW, not_held("2026-06-10 16:00"), reopened("2026-06-11 10:00")]
        assert (
            local(blocked(interview(ended_at=self.LATER), *events, now="2026-06-11 11:00").opens_at)
            == "2026-06-11 10:00"
        )

    def test_called_off_twice_a_second_new_time_is_waited_for(self) -> None:
        events = [*self.ANEW, not_held("2026-06-10 16:00"), reopened("2026-06-11 10:00")]
        action = due(interview(ended_at=at("2026-06-17 15:00")), *events, now="2026-06-11 11:00")
        assert (action.touch, span(action)) == (Touch.THANK_YOU, ("2026-06-18 15:00", "2026-06-19 15:00"))

    def test_called_off_again_and_taken_up_from_elsewhere_the_first_way_back_waits_for_no_time(self) -> None:
        events = [
            *self.ANEW,
            not_held("2026-06-08 10:00"),
            next_round("2026-06-09 10:00"),
            reopened("2026-06-10 10:00"),
        ]
        assert touches_ahead(interview(), *events, now="2026-06-10 10:30") == [("update-thanks", "2026-06-10 10:30")]

    def test_a_no_taken_back_does_not_make_held_what_was_not_held(self) -> None:
        # The way back meets `not-held`, although a no was said in it.
        events = [self.OFF, rejection("2026-06-04 16:00"), reopened("2026-06-05 10:00")]
        assert blocked(interview(), *events, now="2026-06-08 10:00").stage is Stage.INTERVIEWED

    def test_the_way_back_and_the_end_are_compared_as_instants(self) -> None:
        # On 25 October 2026 in Berlin, 02:30 comes twice: at 00:30 and at 01:30 UTC.
        zone = {"timezone": "Europe/Berlin", "country": "DE"}
        off: Event = not_held("2026-10-24 12:00", zone="Europe/Berlin")
        first, second = (at("2026-10-25 02:30", "Europe/Berlin").replace(fold=fold) for fold in (0, 1))
        kinds = [
            answer(interview(ended_at=end, **zone), off, reopened(back, "hr"), now="2026-10-26 02:00").kind
            for back, end in [(first, first), (second, first), (second, second), (first, second)]
        ]
        assert kinds == ["blocked", "blocked", "blocked", "wait-until"]


class TestReopenedAfterNotHeld:
    """G43: "unless it meets `not-held`, is answered with thanks (G17)": then it is no update either (G16)."""

    def test_the_sender_of_a_way_back_after_not_held_sent_no_update(self) -> None:
        events = [
            not_held("2026-06-03 15:30"),
            reopened("2026-06-04 10:00", "lead"),
            reply("2026-06-05 09:00", None, asks_for="a CV"),
        ]
        action = next_action(interview(), events, now=at("2026-06-05 10:00"))
        assert isinstance(action, Respond)
        assert [recipient.contact for recipient in action.to] == ["hr"]

    def test_thanks_for_what_came_before_the_way_back_are_over(self) -> None:
        # A reply that named a date waits for thanks, then the interview is called off and agreed on anew, twice.
        events = [
            reply("2026-06-03 16:00", decision_by=date(2026, 6, 30)),
            not_held("2026-06-03 17:00"),
            reopened("2026-06-04 10:00", None),
            withdrawn("2026-06-04 11:00"),
            reopened("2026-06-04 12:00", None),
        ]
        case = interview(ended_at=at("2026-06-04 10:30"))
        action = next_action(case, events, now=at("2026-06-04 13:00"))
        assert isinstance(action, WaitUntil)
        assert action.touch is Touch.THANK_YOU

    def test_a_way_back_before_the_end_ends_a_snooze(self) -> None:
        case = interview(ended_at=at("2026-06-10 15:00"))
        events = [
            not_held("2026-06-03 15:30"),
            snoozed("2026-06-03 16:00", "2026-06-30"),
            reopened("2026-06-04 10:00", None),
        ]
        action = next_action(case, events, now=at("2026-06-10 16:00"))
        assert isinstance(action, WaitUntil)
        assert action.send_at == at("2026-06-11 15:00")

    def test_a_date_before_the_new_interview_counts_for_nothing(self) -> None:
        # The interview is now on Wednesday 24 June; the 19th, which they named on the 4th, is over by then.
        case = interview(ended_at=at("2026-06-24 15:00"), contacts=(HR,))
        events = [
            not_held("2026-06-03 15:30"),
            reopened("2026-06-04 10:00", None, decision_by=date(2026, 6, 19)),
            thank_you("2026-06-25 16:00", "hr"),
        ]
        action = next_action(case, events, now=at("2026-06-26 10:00"))
        assert isinstance(action, WaitUntil)
        # A week after the 24th is assumed, Wednesday 1 July: three business days later is Monday the 6th.
        assert (action.touch, action.send_at) == (Touch.FOLLOW_UP_1, at("2026-07-06 09:00"))

    @pytest.mark.parametrize(
        ("named", "opens"), [("2026-06-26", "2026-07-01 09:00"), ("2026-06-24", "2026-06-29 09:00")]
    )
    def test_a_date_from_the_day_of_the_new_interview_on_counts(self, named: str, opens: str) -> None:
        """The interview is now on Wednesday 24 June; three business days after what they named on the 4th."""
        case = interview(ended_at=at("2026-06-24 15:00"), contacts=(HR,))
        events = [
            not_held("2026-06-03 15:30"),
            reopened("2026-06-04 10:00", None, decision_by=date.fromisoformat(named)),
            thank_you("2026-06-25 16:00", "hr"),
        ]
        action = due(case, *events, now="2026-06-26 10:00")
        assert (action.touch, span(action)[0]) == (Touch.FOLLOW_UP_1, opens)
