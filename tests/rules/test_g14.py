"""G14: At most two follow-ups and one escalation without an answer (F1): counted since the last word from the other
side, in whatever stage and order they were sent. A feedback request is asked once in a case, also if it crossed with
the rejection. Then the case is done, but a later reply reopens it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asking import answer, done, due, ids, irregular, rules, stage, touches_ahead
from events import (
    away,
    bounced,
    escalation,
    feedback_request,
    follow_up,
    message,
    next_round,
    offer,
    rejection,
    reopened,
    reply,
    thank_you,
    update_thanks,
)
from followup_rules import Done, Event, Stage, Touch
from support import LEAD, PEER, interview

if TYPE_CHECKING:
    from collections.abc import Sequence

TWO = ["follow-up-1", "follow-up-2"]


THREE = ["follow-up-1", "follow-up-2", "escalation"]


class TestG14:
    SILENCE = (
        thank_you(),
        follow_up("2026-06-15 09:00"),
        follow_up("2026-06-22 09:00"),
        escalation("2026-06-29 09:00"),
    )

    def test_silence_meets_two_follow_ups_and_one_escalation(self) -> None:
        assert touches_ahead(interview(), now="2026-06-03 16:00") == [
            ("thank-you", "2026-06-04 15:00"),
            ("follow-up-1", "2026-06-15 09:00"),
            ("follow-up-2", "2026-06-22 09:00"),
            ("escalation", "2026-06-29 09:00"),
        ]

    @pytest.mark.parametrize("now", ["2026-06-29 09:01", "2026-07-07 10:00", "2026-12-01 10:00"])
    def test_after_the_escalation_the_case_is_done(self, now: str) -> None:
        action = answer(interview(), *self.SILENCE, now=now)
        assert isinstance(action, Done)
        assert "G14" in {reason.rule for reason in action.reasons}

    def test_a_later_reply_reopens_a_case_that_is_done(self) -> None:
        assert stage(*self.SILENCE, reply("2026-07-01 10:00", "lead")) == "answered"

    def test_after_a_reply_two_follow_ups_and_an_escalation_may_follow(self) -> None:
        # 1 July + a week is 8 July, + 3 business days is 13 July; 20 July is a holiday.
        assert touches_ahead(interview(), *self.SILENCE, reply("2026-07-01 10:00", "lead"), now="2026-07-01 11:00") == [
            ("update-thanks", "2026-07-01 11:00"),
            ("follow-up-1", "2026-07-13 09:00"),
            ("follow-up-2", "2026-07-21 09:00"),
            ("escalation", "2026-07-28 09:00"),
        ]

    def touches(self, events: Sequence[Event], now: str) -> list[str]:
        return [touch for touch, _ in touches_ahead(interview(), *events, now=now)]

    def test_after_two_follow_ups_and_one_escalation_the_case_is_done(self) -> None:
        assert self.touches([thank_you()], "2026-06-05 10:00") == THREE
        assert "G14" in rules(done(interview(), *self.SILENCE, now="2026-06-29 09:01"))

    def test_after_an_early_escalation_nothing_more_is_asked(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00"), escalation("2026-06-17 10:00")]
        assert (stage(*events), irregular(*events)) == ("escalated", [])
        assert "G14" in rules(done(interview(), *events, now="2026-07-06 10:00"))

    @pytest.mark.parametrize("before", [(), (thank_you(),)], ids=["interviewed", "thanked"])
    def test_an_escalation_before_any_follow_up_is_the_only_one(self, before: tuple[Event, ...]) -> None:
        events = [*before, escalation("2026-06-05 10:00")]
        assert [kind for _, kind in irregular(*events)] == ["escalation-sent"]
        assert [each for each in self.touches(events, "2026-06-15 10:00") if each != "thank-you"] == TWO

    def test_after_an_early_escalation_and_two_follow_ups_the_case_is_done(self) -> None:
        events = [
            thank_you(),
            escalation("2026-06-05 10:00"),
            follow_up("2026-06-15 10:00"),
            follow_up("2026-06-22 10:00"),
        ]
        assert "G14" in rules(done(interview(), *events, now="2026-06-29 10:00"))

    def test_an_escalation_in_answered_is_the_only_one(self) -> None:
        events = [thank_you(), reply("2026-06-08 10:00"), escalation("2026-06-09 10:00")]
        assert (stage(*events), irregular(*events)) == ("answered", [])
        assert self.touches(events, "2026-06-09 11:00") == TWO

    def test_an_escalation_in_answered_and_two_follow_ups_are_all(self) -> None:
        events = [
            thank_you(),
            reply("2026-06-08 10:00"),
            escalation("2026-06-09 10:00"),
            follow_up("2026-06-18 10:00"),
            follow_up("2026-06-25 10:00"),
        ]
        assert "G14" in rules(done(interview(), *events, now="2026-07-02 10:00"))

    @pytest.mark.parametrize(
        "word", [reply("2026-06-10 10:00", "lead"), reopened("2026-06-10 10:00")], ids=lambda event: event.kind
    )
    def test_a_word_of_the_company_starts_the_count_again(self, word: Event) -> None:
        events = [thank_you(), escalation("2026-06-09 10:00"), word]
        assert self.touches(events, "2026-06-10 10:30")[-3:] == THREE

    def test_an_escalation_at_the_instant_of_a_reply_was_sent_after_the_reply(self) -> None:
        events = [thank_you(), escalation("2026-06-10 10:00"), reply("2026-06-10 10:00")]
        assert self.touches(events, "2026-06-10 10:30")[-2:] == TWO

    @pytest.mark.parametrize(
        "event",
        [
            away("2026-06-10 10:00", returns_on="2026-06-10"),
            message("2026-06-10 10:00"),
            bounced("2026-06-10 10:00", PEER),
        ],
        ids=lambda event: event.kind,
    )
    def test_what_is_no_word_of_the_company_does_not_start_the_count_again(self, event: Event) -> None:
        events = [thank_you("2026-06-04 15:30", "peer", "lead"), escalation("2026-06-09 10:00"), event]
        assert "escalation" not in self.touches(events, "2026-06-10 10:30")

    def test_whoever_was_asked_before_the_last_reply_may_get_the_escalation(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "lead"),
            reply("2026-06-16 10:00", "hr"),
            follow_up("2026-06-26 10:00", "hr"),
            follow_up("2026-07-03 10:00", "hr"),
        ]
        action = due(interview(), *events, now="2026-07-10 10:00")
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["lead"])

    def test_an_escalation_that_did_not_arrive_was_not_sent(self) -> None:
        events = [thank_you(), escalation("2026-06-09 10:00"), bounced("2026-06-09 10:05", LEAD)]
        assert self.touches(events, "2026-06-10 10:30") == THREE

    def test_a_third_follow_up_leaves_the_escalation_due(self) -> None:
        events = [*self.SILENCE[:3], follow_up("2026-06-23 10:00")]
        assert self.touches(events, "2026-06-23 11:00") == ["escalation"]

    @pytest.mark.parametrize(
        "word",
        [reply("2026-07-01 10:00", "lead"), reopened("2026-07-01 10:00", "lead")],
        ids=lambda event: event.kind,
    )
    def test_any_later_word_reopens_a_case_that_is_done(self, word: Event) -> None:
        # 1 July + a week is 8 July, a Wednesday; + 3 business days is Monday 13 July; 20 July is a holiday.
        assert touches_ahead(interview(), *self.SILENCE, word, now="2026-07-01 11:00") == [
            ("update-thanks", "2026-07-01 11:00"),
            ("follow-up-1", "2026-07-13 09:00"),
            ("follow-up-2", "2026-07-21 09:00"),
            ("escalation", "2026-07-28 09:00"),
        ]

    # Feedback.

    @pytest.mark.parametrize(
        ("before", "odd"),
        [
            ([thank_you()], [("thanked", "feedback-request-sent")]),
            ([], [("interviewed", "feedback-request-sent")]),
            ([thank_you(), follow_up("2026-06-05 09:00")], [("followed-up-1", "feedback-request-sent")]),
            ([reply("2026-06-05 09:00")], [("answered", "feedback-request-sent")]),
            ([offer("2026-06-05 09:00")], []),
            ([next_round("2026-06-05 09:00")], []),
        ],
        ids=["thanked", "interviewed", "followed up", "answered", "offered", "advanced"],
    )
    def test_feedback_that_was_asked_before_the_no_came_is_not_asked_again(
        self, before: list[Event], odd: list[tuple[str, str]]
    ) -> None:
        events = [*before, feedback_request("2026-06-05 10:00"), rejection("2026-06-08 10:00")]
        assert irregular(*events) == odd
        action = done(interview(), *events, now="2026-06-09 10:00")
        assert (action.stage, "E4" in rules(action)) == (Stage.REJECTED, True)

    def test_after_feedback_a_case_that_was_taken_up_again_is_followed_up(self) -> None:
        """Monday 8 June + a week is the 15th; the third business day after it is Thursday the 18th."""
        events = [
            thank_you(),
            rejection("2026-06-04 17:00"),
            feedback_request("2026-06-05 10:00"),
            reopened("2026-06-08 10:00"),
            update_thanks("2026-06-08 11:00"),
        ]
        assert touches_ahead(interview(), *events, now="2026-06-08 12:00")[0] == ("follow-up-1", "2026-06-18 09:00")

    def test_feedback_is_asked_once_although_the_company_wrote_since(self) -> None:
        events = [
            rejection("2026-06-04 16:00"),
            feedback_request("2026-06-05 10:00"),
            reopened("2026-06-08 10:00"),
            update_thanks("2026-06-08 11:00"),
            reply("2026-06-09 10:00"),
            rejection("2026-06-10 10:00"),
        ]
        assert done(interview(), *events, now="2026-06-11 10:00").stage is Stage.REJECTED

    def test_feedback_that_crossed_the_no_and_did_not_arrive_is_asked(self) -> None:
        events = [
            thank_you(),
            feedback_request("2026-06-05 10:00", "lead"),
            bounced("2026-06-05 10:01", LEAD),
            rejection("2026-06-08 10:00"),
        ]
        action = due(interview(), *events, now="2026-06-09 10:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, ["hr"])

    def test_a_feedback_request_at_the_instant_of_the_no_was_sent_after_the_no(self) -> None:
        events = [thank_you(), feedback_request("2026-06-08 10:00"), rejection("2026-06-08 10:00")]
        assert (stage(*events), irregular(*events)) == ("feedback-requested", [])
