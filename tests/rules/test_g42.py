"""G42: *It did not take place.* `interview-not-held`: called off, or nobody came, and no new time is agreed. No
thanks and no question are due; the answer says to agree on a new time or, after a no, that it is over. A moved
interview needs no event: its `ended_at` is replaced, with whatever date no longer holds. Unless `reopened` meets
`not-held` and `ended_at` is later than it, no later stage owes a thank-you, a follow-up or a feedback request for it,
since no interview took place.
"""

from __future__ import annotations

import pytest

from asking import answer, codes, done, due, ids, irregular, owed, rules, span, stage, touches_ahead
from events import (
    PATHS,
    follow_up,
    message,
    next_round,
    not_held,
    offer,
    rejection,
    reopened,
    reply,
    thank_you,
    update_thanks,
    withdrawn,
)
from followup_rules import Done, Event, Stage, Touch
from support import at, interview


class TestG42:
    CALLED_OFF = not_held("2026-06-03 16:00")
    LATER = at("2026-06-10 15:00")  # a Wednesday; thank-you from 11 June 15:00, first follow-up from 22 June

    @pytest.mark.parametrize("now", ["2026-06-01 10:00", "2026-06-03 16:00", "2026-06-04 16:00", "2026-06-15 10:00"])
    def test_after_an_interview_that_was_not_held_nothing_is_due_and_the_answer_says_to_agree_on_a_new_time(
        self, now: str
    ) -> None:
        action = done(interview(), self.CALLED_OFF, now=now)
        assert (action.stage, action.changes_at, set(codes(action))) == (Stage.NOT_HELD, None, {"not-held"})
        assert rules(action) == {"G42"}

    def test_after_an_interview_that_was_not_held_nothing_lies_ahead(self) -> None:
        assert touches_ahead(interview(), self.CALLED_OFF, now="2026-06-03 17:00") == []

    @pytest.mark.parametrize("when", ["2026-06-01 10:00", "2026-06-03 14:59", "2026-06-03 15:00"])
    def test_an_interview_may_be_called_off_before_its_end(self, when: str) -> None:
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
    def test_after_a_no_the_answer_says_that_the_case_is_over(self, events: list[Event]) -> None:
        action = done(interview(), *events, now="2026-06-09 10:00")
        assert (action.stage, set(codes(action))) == (Stage.NOT_HELD, {"not-held-and-rejected"})

    def test_a_no_that_was_taken_back_does_not_end_an_interview_that_was_not_held(self) -> None:
        events = [rejection("2026-06-03 15:30"), reopened("2026-06-04 10:00"), not_held("2026-06-05 10:00")]
        action = done(interview(), *events, now="2026-06-05 11:00")
        assert (action.stage, set(codes(action))) == (Stage.NOT_HELD, {"not-held"})

    def test_a_no_before_the_new_time_does_not_end_a_second_time_that_was_not_held(self) -> None:
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

    def test_an_answer_that_was_given_leaves_the_case_without_an_interview(self) -> None:
        events = [self.CALLED_OFF, reply("2026-06-04 10:00", asks_for="another day"), message("2026-06-04 11:00")]
        assert set(codes(done(interview(), *events, now="2026-06-04 12:00"))) == {"not-held"}

    def test_a_question_from_before_the_interview_was_called_off_is_still_to_be_answered(self) -> None:
        events = [reply("2026-06-03 15:30", asks_for="another day"), self.CALLED_OFF]
        assert ids(owed(interview(), *events, now="2026-06-03 17:00")) == ["hr"]

    def test_a_reply_that_names_a_date_is_not_thanked_for(self) -> None:
        events = [self.CALLED_OFF, reply("2026-06-04 10:00", decision_by=at("2026-06-12").date())]
        assert isinstance(done(interview(), *events, now="2026-06-04 11:00"), Done)

    def test_thanks_for_an_interview_that_was_not_held_leave_nothing_due(self) -> None:
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
    def test_no_stage_after_an_interview_that_was_not_held_owes_anything(
        self, events: list[Event], there: str, now: str
    ) -> None:
        action = done(interview(), self.CALLED_OFF, *events, now=now)
        assert action.stage.value == there
        assert touches_ahead(interview(), self.CALLED_OFF, *events, now=now) == []

    def test_after_a_no_the_reason_is_that_nothing_was_gone_through(self) -> None:
        events = [self.CALLED_OFF, offer("2026-06-04 10:00"), rejection("2026-06-05 10:00")]
        assert "nothing-gone-through" in set(codes(done(interview(), *events, now="2026-06-05 11:00")))

    @pytest.mark.parametrize(
        ("before", "why"),
        [(CALLED_OFF, ["next-round", "nothing-gone-through"]), (thank_you(), ["next-round"])],
        ids=["called off", "thanked"],
    )
    def test_in_advanced_the_reasons_say_whether_something_was_gone_through(
        self, before: Event, why: list[str]
    ) -> None:
        assert codes(done(interview(), before, next_round("2026-06-05 10:00"), now="2026-06-05 11:00")) == why

    @pytest.mark.parametrize(
        "left",
        [offer("2026-06-04 10:00"), next_round("2026-06-04 10:00"), withdrawn("2026-06-04 10:00")],
        ids=lambda event: event.kind,
    )
    @pytest.mark.parametrize("ended_at", ["2026-06-03 15:00", "2026-06-10 15:00"])
    def test_after_a_way_back_from_a_no_only_the_update_is_thanked_for(self, left: Event, ended_at: str) -> None:
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

    def test_a_second_time_that_was_not_held_owes_nothing_in_advanced(self) -> None:
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
    def test_where_the_table_forbids_not_held_the_answer_is_as_without_it(self, row: str) -> None:
        with_it = answer(interview(), *PATHS[row], not_held("2026-06-12 10:00"), now="2026-06-15 10:00")
        without = answer(interview(), *PATHS[row], now="2026-06-15 10:00")
        assert with_it == without

    def test_an_interview_that_was_not_held_in_new_york_leaves_nothing_due_after_a_holiday(self) -> None:
        # New York, Thursday 2 July 2026; Friday 3 July is a holiday, since the 4th is a Saturday.
        zone = {"timezone": "America/New_York", "country": "US", "ended_at": at("2026-07-02 16:00", "America/New_York")}
        off = not_held("2026-07-02 16:30", zone="America/New_York")
        assert set(codes(done(interview(**zone), off, now="2026-07-07 10:00"))) == {"not-held"}
