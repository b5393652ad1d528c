"""The two ways off the road: an interview that was not held, and a case taken up again.

The plain interview ended on Wednesday 3 June 2026 at 15:00 in Tokyo. Nobody named a date: 10 June is assumed.

     June 2026               July 2026
Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
 1  2  3  4  5  6  7           1  2  3  4  5
 8  9 10 11 12 13 14     6  7  8  9 10 11 12
15 16 17 18 19 20 21    13 14 15 16 17 18 19
22 23 24 25 26 27 28    20 21 22 23 24 25 26     20 July is Marine Day
29 30                   27 28 29 30 31

Thank-you: 4 June 15:00 to 5 June 15:00. First follow-up: 15 June 09:00 to 16 June 18:00.
"""

from __future__ import annotations

from datetime import date

import pytest

from asking import answer, blocked, codes, done, due, ids, irregular, owed, rules, span, stage, touches_ahead
from events import (
    PATHS,
    away,
    feedback_request,
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
from followup_rules import (
    Bounced,
    Done,
    Event,
    Reopened,
    Respond,
    Snoozed,
    Stage,
    Touch,
    WaitUntil,
    next_action,
    plan,
)
from support import HR, LEAD, PEER, at, interview, local


class TestG27:
    """'A skipped touch moves the stage as sending it would: thank-you or first follow-up in `interviewed`, first
    follow-up in `thanked`, second in `followed-up-1`, escalation in `followed-up-2`, update thanks or first follow-up
    in `answered`, feedback request in `rejected`; elsewhere "=". The next window counts from its day, but it is no
    message (G11), nobody was written to, and a skipped thanks is not due any more and not folded.'
    """

    BACK = (thank_you(), rejection("2026-06-08 10:00"), reopened("2026-06-09 10:00"))

    def test_skipped_thanks_for_the_way_back_are_not_due_any_more_and_not_folded(self) -> None:
        # 9 June + a week is 16 June, a Tuesday; the third and the fourth business day after it are 19 and 22 June.
        action = due(interview(), *self.BACK, skipped("2026-06-09 11:00", Touch.UPDATE_THANKS), now="2026-06-09 12:00")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, ())
        assert span(action) == ("2026-06-19 09:00", "2026-06-22 18:00")

    def test_skipped_update_thanks_are_not_due_after_a_later_reply_that_names_nothing(self) -> None:
        events = [
            *self.BACK,
            skipped("2026-06-09 11:00", Touch.UPDATE_THANKS),
            reply("2026-06-09 12:00"),
        ]
        action = due(interview(), *events, now="2026-06-09 13:00")
        assert (action.stage, action.touch, action.folds) == (Stage.ANSWERED, Touch.FOLLOW_UP_1, ())

    def test_a_thank_you_skipped_after_the_way_back_is_not_due_any_more_and_not_folded(self) -> None:
        events = [
            rejection("2026-06-04 10:00"),
            reopened("2026-06-04 16:00"),
            update_thanks("2026-06-04 17:00"),
            skipped("2026-06-04 18:00", Touch.THANK_YOU),
        ]
        action = due(interview(), *events, now="2026-06-05 10:00")
        assert (action.stage, action.touch, action.folds) == (Stage.THANKED, Touch.FOLLOW_UP_1, ())

    def test_after_the_way_back_the_second_follow_up_counts_from_the_day_of_the_skipped_first(self) -> None:
        events = [
            *self.BACK,
            update_thanks("2026-06-09 11:00"),
            skipped("2026-06-22 23:30", Touch.FOLLOW_UP_1),
        ]
        action = due(interview(), *events, now="2026-06-23 10:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_2, ("2026-06-29 09:00", "2026-07-06 18:00"))

    def test_a_skipped_first_was_written_to_nobody_so_the_manager_can_still_get_the_escalation(self) -> None:
        events = [
            thank_you(),
            skipped("2026-06-15 10:00", Touch.FOLLOW_UP_1),
            skipped("2026-06-22 10:00", Touch.FOLLOW_UP_2),
        ]
        assert ids(due(interview(contacts=(LEAD, PEER)), *events, now="2026-06-29 10:00")) == ["lead"]

    def test_a_skip_in_a_stage_that_stays_is_no_message_for_g11(self) -> None:
        # As a message it would hold the first follow-up until 16 June.
        action = due(interview(), thank_you(), skipped("2026-06-12 10:00", Touch.FOLLOW_UP_2), now="2026-06-12 11:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_1, ("2026-06-15 09:00", "2026-06-16 18:00"))

    def test_a_skip_in_not_held_makes_nothing_due(self) -> None:
        assert set(
            codes(
                done(
                    interview(),
                    not_held("2026-06-04 10:00"),
                    skipped("2026-06-04 11:00", Touch.THANK_YOU),
                    now="2026-06-05 10:00",
                )
            )
        ) == {"not-held"}


class TestG42:
    """'`interview-not-held`: called off, or nobody came, and no new time is agreed. Nothing is thanked for and nothing
    asked; the answer says to agree on a new time or, after a no, that it is over.'
    """

    CALLED_OFF = not_held("2026-06-03 16:00")
    LATER = at("2026-06-10 15:00")  # a Wednesday; thank-you from 11 June 15:00, first follow-up from 22 June

    @pytest.mark.parametrize("now", ["2026-06-01 10:00", "2026-06-03 16:00", "2026-06-04 16:00", "2026-06-15 10:00"])
    def test_nothing_is_due_and_the_answer_says_to_agree_on_a_new_time(self, now: str) -> None:
        action = done(interview(), self.CALLED_OFF, now=now)
        assert (action.stage, action.changes_at, set(codes(action))) == (Stage.NOT_HELD, None, {"not-held"})
        assert rules(action) == {"G42"}

    def test_nothing_lies_ahead(self) -> None:
        assert touches_ahead(interview(), self.CALLED_OFF, now="2026-06-03 17:00") == []

    @pytest.mark.parametrize("when", ["2026-06-01 10:00", "2026-06-03 14:59", "2026-06-03 15:00"])
    def test_it_may_be_called_off_before_it_would_have_ended(self, when: str) -> None:
        assert (stage(not_held(when)), irregular(not_held(when))) == ("not-held", [])
        assert set(codes(done(interview(), not_held(when), now="2026-06-01 11:00"))) == {"not-held"}

    @pytest.mark.parametrize(
        "events",
        [
            [CALLED_OFF, rejection("2026-06-08 10:00")],
            [rejection("2026-06-03 15:30"), CALLED_OFF],
            [not_held("2026-06-08 10:00"), rejection("2026-06-08 10:00")],
        ],
        ids=["the no came later", "the no came first", "both at one instant"],
    )
    def test_after_a_no_the_answer_says_that_it_is_over(self, events: list[Event]) -> None:
        action = done(interview(), *events, now="2026-06-09 10:00")
        assert (action.stage, set(codes(action))) == (Stage.NOT_HELD, {"not-held-and-rejected"})

    def test_a_no_that_was_taken_back_does_not_end_it(self) -> None:
        events = [rejection("2026-06-03 15:30"), reopened("2026-06-04 10:00"), not_held("2026-06-05 10:00")]
        action = done(interview(), *events, now="2026-06-05 11:00")
        assert (action.stage, set(codes(action))) == (Stage.NOT_HELD, {"not-held"})

    def test_a_no_before_the_new_time_does_not_end_the_second_one_that_was_not_held(self) -> None:
        events = [
            self.CALLED_OFF,
            rejection("2026-06-04 10:00"),
            reopened("2026-06-05 10:00"),
            not_held("2026-06-10 16:00"),
        ]
        assert set(codes(done(interview(ended_at=self.LATER), *events, now="2026-06-11 10:00"))) == {"not-held"}

    def test_a_no_and_a_question_make_an_answer_owed(self) -> None:
        events = [self.CALLED_OFF, reply("2026-06-04 10:00", asks_for="another day")]
        action = owed(interview(), *events, now="2026-06-04 11:00")
        assert (ids(action), action.asks_for, action.stage) == (["hr"], "another day", Stage.NOT_HELD)
        assert span(action) == ("2026-06-04 10:00", "2026-06-06 00:00")

    def test_an_answer_given_leaves_the_case_without_an_interview(self) -> None:
        events = [self.CALLED_OFF, reply("2026-06-04 10:00", asks_for="another day"), message("2026-06-04 11:00")]
        assert set(codes(done(interview(), *events, now="2026-06-04 12:00"))) == {"not-held"}

    def test_a_question_from_before_the_event_is_still_to_be_answered(self) -> None:
        events = [reply("2026-06-03 15:30", asks_for="another day"), self.CALLED_OFF]
        assert ids(owed(interview(), *events, now="2026-06-03 17:00")) == ["hr"]

    def test_a_reply_that_names_a_date_is_not_thanked_for(self) -> None:
        events = [self.CALLED_OFF, reply("2026-06-04 10:00", decision_by=at("2026-06-12").date())]
        assert isinstance(done(interview(), *events, now="2026-06-04 11:00"), Done)

    def test_thanks_sent_all_the_same_leave_nothing_due(self) -> None:
        events = [self.CALLED_OFF, thank_you(), follow_up("2026-06-08 10:00")]
        assert (stage(*events), irregular(*events)) == ("not-held", [])
        assert touches_ahead(interview(), *events, now="2026-06-08 11:00") == []

    def test_an_end_moved_without_an_event_leaves_the_stage(self) -> None:
        assert set(codes(done(interview(ended_at=self.LATER), self.CALLED_OFF, now="2026-06-11 16:00"))) == {"not-held"}

    def test_a_moved_interview_needs_no_event(self) -> None:
        action = due(interview(ended_at=self.LATER), now="2026-06-04 16:00")
        assert (action.kind, action.touch, span(action)) == (
            "wait-until",
            Touch.THANK_YOU,
            ("2026-06-11 15:00", "2026-06-12 15:00"),
        )

    @pytest.mark.parametrize(
        ("events", "there"),
        [
            ([next_round("2026-06-04 10:00")], "advanced"),
            ([offer("2026-06-04 10:00")], "offered"),
            ([offer("2026-06-04 10:00"), rejection("2026-06-05 10:00")], "rejected"),
            ([next_round("2026-06-04 10:00"), rejection("2026-06-05 10:00")], "rejected"),
            ([withdrawn("2026-06-04 10:00")], "withdrawn"),
        ],
        ids=["next round", "offer", "offer and a no", "next round and a no", "withdrawn"],
    )
    @pytest.mark.parametrize("now", ["2026-06-05 11:00", "2026-06-08 10:00", "2026-06-15 10:00"])
    def test_no_later_stage_owes_anything(self, events: list[Event], there: str, now: str) -> None:
        action = done(interview(), self.CALLED_OFF, *events, now=now)
        assert action.stage.value == there
        assert touches_ahead(interview(), self.CALLED_OFF, *events, now=now) == []

    def test_after_a_no_the_reason_is_that_nothing_was_gone_through(self) -> None:
        events = [self.CALLED_OFF, offer("2026-06-04 10:00"), rejection("2026-06-05 10:00")]
        assert "nothing-gone-through" in set(codes(done(interview(), *events, now="2026-06-05 11:00")))

    @pytest.mark.parametrize(
        "left",
        [offer("2026-06-04 10:00"), next_round("2026-06-04 10:00"), withdrawn("2026-06-04 10:00")],
        ids=lambda event: event.kind,
    )
    @pytest.mark.parametrize("ended_at", ["2026-06-03 15:00", "2026-06-10 15:00"])
    def test_after_a_way_back_from_elsewhere_the_update_is_thanked_for_and_nothing_more(
        self, left: Event, ended_at: str
    ) -> None:
        events = [self.CALLED_OFF, left, reopened("2026-06-10 16:00")]
        assert touches_ahead(interview(ended_at=at(ended_at)), *events, now="2026-06-10 16:30") == [
            ("update-thanks", "2026-06-10 16:30")
        ]
        thanked = [*events, update_thanks("2026-06-10 17:00")]
        for now in ("2026-06-10 17:30", "2026-06-12 10:00", "2026-06-23 10:00"):
            assert done(interview(ended_at=at(ended_at)), *thanked, now=now).stage is Stage.THANKED

    def test_a_new_time_that_was_held_is_thanked_for_in_advanced(self) -> None:
        events = [self.CALLED_OFF, reopened("2026-06-05 10:00"), next_round("2026-06-11 10:00")]
        action = due(interview(ended_at=self.LATER), *events, now="2026-06-11 11:00")
        assert (action.touch, span(action)) == (Touch.THANK_YOU, ("2026-06-11 15:00", "2026-06-12 15:00"))

    def test_feedback_is_asked_for_a_new_time_that_was_held(self) -> None:
        events = [self.CALLED_OFF, reopened("2026-06-05 10:00"), rejection("2026-06-11 10:00")]
        action = due(interview(ended_at=self.LATER), *events, now="2026-06-11 11:00")
        assert (action.touch, span(action)) == (Touch.FEEDBACK_REQUEST, ("2026-06-12 09:00", "2026-06-15 18:00"))

    def test_a_new_time_that_was_not_held_either_owes_nothing_in_advanced(self) -> None:
        events = [
            self.CALLED_OFF,
            reopened("2026-06-05 10:00"),
            not_held("2026-06-10 16:00"),
            next_round("2026-06-11 10:00"),
        ]
        assert done(interview(ended_at=self.LATER), *events, now="2026-06-11 16:00").stage is Stage.ADVANCED

    def test_withdrawn_before_it_was_called_off_and_taken_back_owes_no_thank_you(self) -> None:
        events = [withdrawn("2026-06-02 10:00"), not_held("2026-06-03 16:00"), reopened("2026-06-04 10:00")]
        assert irregular(*events) == []
        assert touches_ahead(interview(), *events, now="2026-06-04 10:30") == [("update-thanks", "2026-06-04 10:30")]

    @pytest.mark.parametrize(
        "row", sorted(PATHS.keys() - {"interviewed", "answered", "rejected", "withdrawn", "not-held"})
    )
    def test_where_the_table_forbids_it_the_answer_is_as_without_it(self, row: str) -> None:
        with_it = answer(interview(), *PATHS[row], not_held("2026-06-12 10:00"), now="2026-06-15 10:00")
        without = answer(interview(), *PATHS[row], now="2026-06-15 10:00")
        assert with_it == without

    def test_in_another_zone_with_a_holiday_nothing_is_due_either(self) -> None:
        # New York, Thursday 2 July 2026; Friday 3 July is a holiday, since the 4th is a Saturday.
        zone = {"timezone": "America/New_York", "country": "US", "ended_at": at("2026-07-02 16:00", "America/New_York")}
        off = not_held("2026-07-02 16:30", zone="America/New_York")
        assert set(codes(done(interview(**zone), off, now="2026-07-07 10:00"))) == {"not-held"}


class TestG43:
    """'`reopened`: they took the case up again after a no, an offer or a further round fell through, a withdrawal was
    taken back, an interview called off was agreed on anew. It is a reply in all else (it may name a date, ask, or
    invite to write), and, unless it meets `not-held`, is answered with thanks (G17).'
    """

    NO = (thank_you(), rejection("2026-06-08 10:00"))
    BACK = (*NO, reopened("2026-06-09 10:00"))
    OFF = not_held("2026-06-04 10:00")
    ANEW = (OFF, reopened("2026-06-05 10:00"))
    LATER = at("2026-06-10 15:00")

    @pytest.mark.parametrize("row", [name for name in PATHS if name != "not-held"])
    def test_it_is_answered_with_thanks_from_every_stage_but_not_held(self, row: str) -> None:
        action = due(interview(), *PATHS[row], reopened("2026-06-15 12:00"), now="2026-06-15 12:30")
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.UPDATE_THANKS, ["hr"])
        assert span(action) == ("2026-06-15 12:00", "2026-06-16 18:00")
        assert action.stage is Stage.ANSWERED

    def test_whoever_took_it_up_is_thanked(self) -> None:
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

    def test_it_is_thanked_for_once(self) -> None:
        action = due(interview(), *self.BACK, update_thanks("2026-06-09 11:00"), now="2026-06-09 11:30")
        assert (action.stage, action.touch) == (Stage.THANKED, Touch.FOLLOW_UP_1)

    def test_in_answered_the_second_way_back_is_thanked_for_again(self) -> None:
        events = [*self.BACK, update_thanks("2026-06-09 11:00"), reopened("2026-06-10 10:00", "lead")]
        action = due(interview(), *events, now="2026-06-10 10:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["lead"])

    def test_without_a_date_the_wait_starts_a_week_after_it(self) -> None:
        # 9 June + a week is 16 June, a Tuesday; + 3 and + 4 business days are Friday 19 and Monday 22 June.
        events = [*self.BACK, update_thanks("2026-06-09 11:00")]
        assert span(due(interview(), *events, now="2026-06-10 10:00")) == ("2026-06-19 09:00", "2026-06-22 18:00")

    def test_a_date_stated_earlier_holds_where_it_is_later(self) -> None:
        # 26 June is a Friday; + 3 and + 4 business days are Wednesday 1 and Thursday 2 July.
        events = [*self.BACK, update_thanks("2026-06-09 11:00")]
        action = due(interview(decision_by=at("2026-06-26").date()), *events, now="2026-06-10 10:00")
        assert span(action) == ("2026-07-01 09:00", "2026-07-02 18:00")

    def test_it_may_name_a_date(self) -> None:
        # 12 June is a Friday; + 3 and + 4 business days are Wednesday 17 and Thursday 18 June.
        events = [*self.NO, reopened("2026-06-09 10:00", decision_by=at("2026-06-12").date())]
        assert touches_ahead(interview(), *events, now="2026-06-09 10:30")[:2] == [
            ("update-thanks", "2026-06-09 10:30"),
            ("follow-up-1", "2026-06-17 09:00"),
        ]

    def test_a_date_before_its_own_day_is_not_named(self) -> None:
        events = [*self.NO, reopened("2026-06-09 10:00", decision_by=at("2026-06-08").date())]
        assert touches_ahead(interview(), *events, now="2026-06-09 10:30")[1] == ("follow-up-1", "2026-06-19 09:00")

    def test_it_may_ask_and_the_answer_serves_as_thanks(self) -> None:
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

    def test_it_may_invite_to_write(self) -> None:
        events = [*self.NO, reopened("2026-06-09 10:00", "lead", enquire_on=at("2026-06-16").date())]
        action = due(interview(), *events, update_thanks("2026-06-09 11:00", "lead"), now="2026-06-09 11:30")
        assert (action.touch, ids(action), span(action)) == (
            Touch.FOLLOW_UP_1,
            ["lead"],
            ("2026-06-16 09:00", "2026-06-17 18:00"),
        )

    def test_it_may_ask_not_to_enquire(self) -> None:
        events = [*self.NO, reopened("2026-06-09 10:00", enquiries_welcome=False)]
        assert touches_ahead(interview(), *events, now="2026-06-09 10:30") == [("update-thanks", "2026-06-09 10:30")]

    def test_the_next_follow_up_goes_to_whoever_took_it_up(self) -> None:
        events = [*self.NO, reopened("2026-06-09 10:00", "lead"), update_thanks("2026-06-09 11:00", "lead")]
        assert ids(due(interview(), *events, now="2026-06-19 10:00")) == ["lead"]

    def test_the_count_starts_again(self) -> None:
        events = [*PATHS["escalated"], rejection("2026-06-12 10:00"), reopened("2026-06-15 10:00")]
        # 15 June + a week is Monday 22 June; + 3 business days is Thursday 25 June.
        assert touches_ahead(interview(), *events, now="2026-06-15 10:30") == [
            ("update-thanks", "2026-06-15 10:30"),
            ("follow-up-1", "2026-06-25 09:00"),
            ("follow-up-2", "2026-07-02 09:00"),
            ("escalation", "2026-07-09 09:00"),
        ]

    def test_it_ends_a_snooze(self) -> None:
        snooze = Snoozed(at=at("2026-06-08 11:00"), until=at("2026-07-20").date())
        action = due(interview(), *self.NO, snooze, reopened("2026-06-09 10:00"), now="2026-06-09 10:30")
        assert (action.kind, action.touch) == ("send", Touch.UPDATE_THANKS)

    def test_it_ends_the_absence_of_its_sender(self) -> None:
        absence = away("2026-06-08 11:00", returns_on=at("2026-06-24").date())
        events = [*self.NO, absence, reopened("2026-06-09 10:00"), update_thanks("2026-06-09 11:00")]
        assert span(due(interview(), *events, now="2026-06-09 12:00")) == ("2026-06-19 09:00", "2026-06-22 18:00")

    def test_an_address_that_it_came_from_works_again(self) -> None:
        dead = Bounced(at=at("2026-06-08 11:00"), contact="hr", email="sato@example.com")
        assert ids(due(interview(), *self.NO, dead, reopened("2026-06-09 10:00"), now="2026-06-09 10:30")) == ["hr"]

    def test_a_message_replies_in_its_thread(self) -> None:
        events = [*self.NO, reopened("2026-06-09 10:00", message_id="<again@example.com>", subject="Good news")]
        (recipient,) = due(interview(), *events, now="2026-06-09 10:30").to
        assert recipient.reply_to is not None
        assert (recipient.reply_to.message_id, recipient.reply_to.subject) == ("<again@example.com>", "Good news")

    def test_it_ends_a_question_of_its_sender(self) -> None:
        asked = reply("2026-06-08 12:00", asks_for="two references")
        action = due(interview(), *self.NO, asked, reopened("2026-06-09 10:00"), now="2026-06-09 10:30")
        assert action.touch is Touch.UPDATE_THANKS

    def test_it_leaves_a_question_of_somebody_else(self) -> None:
        asked = reply("2026-06-08 12:00", "lead", asks_for="two references")
        assert ids(owed(interview(), *self.NO, asked, reopened("2026-06-09 10:00"), now="2026-06-09 10:30")) == ["lead"]

    def test_one_told_twice_is_thanked_for_once(self) -> None:
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

    def test_it_is_due_from_the_event_on(self) -> None:
        assert local(blocked(interview(), *self.ANEW, now="2026-06-08 10:00").opens_at) == "2026-06-05 10:00"

    def test_the_reason_names_the_day_of_the_event(self) -> None:
        reasons = [
            each
            for each in blocked(interview(), *self.ANEW, now="2026-06-08 10:00").reasons
            if each.code == "new-time-missing"
        ]
        assert [(each.rule, each.day) for each in reasons] == [("G43", at("2026-06-05").date())]

    def test_the_plan_ends_with_it(self) -> None:
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
    def test_an_end_at_the_same_instant_is_not_later(self, ended_at: str, kind: str) -> None:
        assert answer(interview(ended_at=ended_at), *self.ANEW, now="2026-06-05 10:30").kind == kind

    def test_with_a_new_time_the_thank_you_waits_for_its_end(self) -> None:
        action = due(interview(ended_at=self.LATER), *self.ANEW, now="2026-06-05 11:00")
        assert (action.kind, action.stage, action.touch, ids(action)) == (
            "wait-until",
            Stage.INTERVIEWED,
            Touch.THANK_YOU,
            ["peer"],
        )
        assert span(action) == ("2026-06-11 15:00", "2026-06-12 15:00")

    def test_meeting_not_held_it_is_not_answered_with_thanks(self) -> None:
        # 10 June + a week is 17 June, a Wednesday; + 3 business days is Monday 22 June.
        assert touches_ahead(interview(ended_at=self.LATER), *self.ANEW, now="2026-06-05 11:00") == [
            ("thank-you", "2026-06-11 15:00"),
            ("follow-up-1", "2026-06-22 09:00"),
            ("follow-up-2", "2026-06-29 09:00"),
            ("escalation", "2026-07-06 09:00"),
        ]

    def test_before_the_old_end_it_moves_the_stage_too(self) -> None:
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
    def test_in_every_stage_from_which_a_follow_up_could_come_it_is_blocked(
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
    def test_in_the_stages_without_follow_ups_nothing_is_due(self, later: list[Event], there: str) -> None:
        assert done(interview(), *self.ANEW, *later, now="2026-06-09 10:00").stage.value == there

    def test_an_answer_that_is_owed_comes_first(self) -> None:
        events = [self.OFF, reopened("2026-06-05 10:00", asks_for="three dates")]
        action = owed(interview(), *events, now="2026-06-05 11:00")
        assert (ids(action), action.stage) == (["hr"], Stage.INTERVIEWED)
        assert span(action) == ("2026-06-05 10:00", "2026-06-09 00:00")

    def test_once_answered_the_new_time_is_missing(self) -> None:
        events = [self.OFF, reopened("2026-06-05 10:00", asks_for="three dates"), message("2026-06-05 12:00")]
        action = blocked(interview(), *events, now="2026-06-05 13:00")
        assert (action.touch, local(action.opens_at)) == (None, "2026-06-05 10:00")

    def test_a_question_that_came_later_comes_first_too(self) -> None:
        events = [*self.ANEW, reply("2026-06-08 10:00", "lead", asks_for="three dates")]
        assert ids(owed(interview(), *events, now="2026-06-08 11:00")) == ["lead"]

    def test_a_snooze_does_not_give_it_a_time(self) -> None:
        snooze = Snoozed(at=at("2026-06-05 11:00"), until=at("2026-06-30").date())
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

    def test_a_no_taken_back_after_one_that_was_not_held_does_not_make_it_held(self) -> None:
        # The way back meets `not-held`, although a no was said in it.
        events = [self.OFF, rejection("2026-06-04 16:00"), reopened("2026-06-05 10:00")]
        assert blocked(interview(), *events, now="2026-06-08 10:00").stage is Stage.INTERVIEWED

    def test_across_a_clock_change_instants_are_compared(self) -> None:
        # On 25 October 2026 in Berlin, 02:30 comes twice: at 00:30 and at 01:30 UTC.
        zone = {"timezone": "Europe/Berlin", "country": "DE"}
        off: Event = not_held("2026-10-24 12:00", zone="Europe/Berlin")
        first, second = (at("2026-10-25 02:30", "Europe/Berlin").replace(fold=fold) for fold in (0, 1))
        kinds = [
            answer(interview(ended_at=end, **zone), off, Reopened(at=back, sender="hr"), now="2026-10-26 02:00").kind
            for back, end in [(first, first), (second, first), (second, second), (first, second)]
        ]
        assert kinds == ["blocked", "blocked", "blocked", "wait-until"]


class TestG28:
    """'Due in `rejected`: the feedback request or, where that was asked already, what is due in `feedback-requested`;
    no thank-you any more (its thanks serve). In `feedback-requested`: an update thanks after a reply that came in that
    stage, never another request (E4). In `offered`, `withdrawn` and `not-held`: nothing but an answer that is owed
    (G37). In `advanced`: the thank-you only. Each round is its own interview.'
    """

    CROSSED = (offer("2026-06-04 10:00"), feedback_request("2026-06-05 10:00"), rejection("2026-06-08 10:00"))

    def test_in_rejected_feedback_that_was_asked_already_is_not_asked_again(self) -> None:
        action = done(interview(), *self.CROSSED, now="2026-06-09 10:00")
        assert action.stage is Stage.REJECTED
        assert "E4" in rules(action)

    def test_in_rejected_a_reply_after_feedback_was_asked_is_thanked_for(self) -> None:
        action = due(interview(), *self.CROSSED, reply("2026-06-09 10:00"), now="2026-06-09 10:30")
        assert (action.stage, action.touch, ids(action)) == (Stage.REJECTED, Touch.UPDATE_THANKS, ["hr"])
        assert span(action) == ("2026-06-09 10:00", "2026-06-10 18:00")

    def test_in_rejected_those_thanks_end_it(self) -> None:
        events = [*self.CROSSED, reply("2026-06-09 10:00"), update_thanks("2026-06-09 11:00")]
        assert done(interview(), *events, now="2026-06-09 12:00").stage is Stage.REJECTED

    def test_in_rejected_a_reply_from_before_the_no_is_not_thanked_for(self) -> None:
        events = [*self.CROSSED[:2], reply("2026-06-05 11:00"), self.CROSSED[2]]
        assert done(interview(), *events, now="2026-06-08 11:00").stage is Stage.REJECTED

    def test_in_rejected_a_reply_is_not_thanked_for_while_feedback_was_not_asked(self) -> None:
        events = [
            thank_you(),
            rejection("2026-06-08 10:00"),
            reply("2026-06-08 11:00", decision_by=at("2026-06-30").date()),
        ]
        assert touches_ahead(interview(), *events, now="2026-06-08 11:30") == [("feedback-request", "2026-06-09 09:00")]

    def test_in_feedback_requested_the_reply_is_thanked_for_and_nothing_follows(self) -> None:
        events = [*PATHS["feedback-requested"], reply("2026-06-11 10:00")]
        assert touches_ahead(interview(), *events, now="2026-06-11 10:30") == [("update-thanks", "2026-06-11 10:30")]

    def test_in_feedback_requested_a_second_no_leaves_the_thanks_for_the_feedback_due(self) -> None:
        events = [*PATHS["feedback-requested"], reply("2026-06-11 10:00"), rejection("2026-06-11 10:10")]
        assert touches_ahead(interview(), *events, now="2026-06-11 10:30") == [("update-thanks", "2026-06-11 10:30")]

    def test_in_feedback_requested_a_second_no_asks_nothing(self) -> None:
        events = [*PATHS["feedback-requested"], rejection("2026-06-11 10:00")]
        assert done(interview(), *events, now="2026-06-12 10:00").stage is Stage.FEEDBACK_REQUESTED

    @pytest.mark.parametrize("row", ["rejected", "feedback-requested", "offered", "advanced", "withdrawn", "not-held"])
    def test_an_answer_is_owed_in_every_stage(self, row: str) -> None:
        events = [*PATHS[row], reply("2026-06-12 17:30", asks_for="a form")]
        action = owed(interview(), *events, now="2026-06-13 10:00")  # a Saturday
        assert (ids(action), action.stage.value, local(action.send_at)) == (["hr"], row, "2026-06-13 10:00")
        assert span(action) == ("2026-06-12 17:30", "2026-06-16 00:00")

    @pytest.mark.parametrize("row", ["feedback-requested", "offered", "advanced", "withdrawn", "not-held"])
    def test_after_the_answer_nothing_is_due(self, row: str) -> None:
        events = [*PATHS[row], reply("2026-06-12 17:30", asks_for="a form"), message("2026-06-13 10:00")]
        assert done(interview(), *events, now="2026-06-13 11:00").stage.value == row

    def test_in_rejected_the_feedback_request_comes_after_the_answer(self) -> None:
        events = [
            thank_you(),
            rejection("2026-06-12 10:00"),
            reply("2026-06-12 11:00", asks_for="a form"),
            message("2026-06-12 12:00"),
        ]
        action = due(interview(), *events, now="2026-06-12 13:00")
        assert (action.touch, span(action)) == (Touch.FEEDBACK_REQUEST, ("2026-06-15 09:00", "2026-06-16 18:00"))

    @pytest.mark.parametrize(
        "news",
        [rejection("2026-06-12 10:00"), offer("2026-06-12 10:00"), next_round("2026-06-12 10:00")],
        ids=lambda event: event.kind,
    )
    def test_news_ends_a_question_that_was_open(self, news: Event) -> None:
        events = [thank_you(), reply("2026-06-11 10:00", asks_for="a form"), news]
        assert not isinstance(answer(interview(), *events, now="2026-06-12 11:00"), Respond)

    def test_a_withdrawal_ends_a_question_that_was_open(self) -> None:
        events = [thank_you(), reply("2026-06-11 10:00", asks_for="a form"), withdrawn("2026-06-12 10:00")]
        assert done(interview(), *events, now="2026-06-12 11:00").stage is Stage.WITHDRAWN

    @pytest.mark.parametrize("row", ["offered", "withdrawn", "not-held"])
    @pytest.mark.parametrize("now", ["2026-06-09 11:00", "2026-06-17 10:00", "2026-12-01 10:00"])
    def test_nothing_else_is_due_there(self, row: str, now: str) -> None:
        events = [*PATHS[row][-1:], reply("2026-06-09 10:30", decision_by=at("2026-06-12").date())]
        assert done(interview(), *events, now=now).stage.value == row


class TestE4:
    """'Do not expect every recruiter to give it; even a few tips help.'"""

    ASKED = (thank_you(), rejection("2026-06-08 10:00"), feedback_request("2026-06-09 10:00"))

    @pytest.mark.parametrize("now", ["2026-06-09 10:00", "2026-06-11 10:00", "2026-06-30 10:00", "2027-06-09 10:00"])
    def test_silence_is_left_alone(self, now: str) -> None:
        action = done(interview(), *self.ASKED, now=now)
        assert (action.stage, action.changes_at) == (Stage.FEEDBACK_REQUESTED, None)
        assert "E4" in rules(action)

    def test_feedback_that_is_given_is_thanked_for(self) -> None:
        action = due(interview(), *self.ASKED, reply("2026-06-10 10:00"), now="2026-06-10 10:30")
        assert (action.stage, action.touch, ids(action)) == (Stage.FEEDBACK_REQUESTED, Touch.UPDATE_THANKS, ["hr"])

    def test_after_those_thanks_there_is_silence_again(self) -> None:
        events = [*self.ASKED, reply("2026-06-10 10:00"), update_thanks("2026-06-10 11:00"), reply("2026-06-10 12:00")]
        assert "E4" in rules(done(interview(), *events, now="2026-06-10 13:00"))

    def test_a_second_no_after_a_way_back_is_not_asked_about_again(self) -> None:
        events = [
            *self.ASKED,
            reopened("2026-06-10 10:00"),
            update_thanks("2026-06-10 11:00"),
            rejection("2026-06-16 10:00"),
        ]
        action = done(interview(), *events, now="2026-06-17 10:00")
        assert action.stage is Stage.REJECTED
        assert "E4" in rules(action)

    def test_a_request_that_did_not_arrive_was_not_asked(self) -> None:
        bounce = Bounced(at=at("2026-06-09 10:05"), contact="hr", email="sato@example.com")
        action = due(interview(), *self.ASKED, bounce, now="2026-06-09 11:00")
        assert (action.stage, action.touch, ids(action)) == (Stage.REJECTED, Touch.FEEDBACK_REQUEST, ["lead"])


class TestReopenedAfterNotHeld:
    """G43: "unless it meets `not-held`, is answered with thanks (G17)": then it is no update either (G16)."""

    def test_its_sender_is_not_the_last_to_send_an_update(self) -> None:
        events = [
            not_held("2026-06-03 15:30"),
            reopened("2026-06-04 10:00", "lead"),
            reply("2026-06-05 09:00", None, asks_for="a CV"),
        ]
        action = next_action(interview(), events, now=at("2026-06-05 10:00"))
        assert isinstance(action, Respond)
        assert [recipient.contact for recipient in action.to] == ["hr"]

    def test_thanks_for_what_came_before_it_are_over(self) -> None:
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

    def test_an_early_one_ends_a_snooze(self) -> None:
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
