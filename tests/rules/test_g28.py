"""G28: Due in `rejected`: the feedback request or, where that was asked already, what is due in `feedback-requested`;
no thank-you any more (the request says thanks). In `feedback-requested`: an update thanks after a reply that came in
that stage, never another request (E4). In `offered`, `withdrawn` and `not-held`: nothing but an answer that is owed
(G37). In `advanced`: the thank-you only. Each round is its own interview.
"""

from __future__ import annotations

import pytest

from asking import answer, done, due, ids, owed, rules, span, stage, touches_ahead
from events import (
    PATHS,
    feedback_request,
    follow_up,
    message,
    next_round,
    offer,
    rejection,
    reply,
    thank_you,
    update_thanks,
    withdrawn,
)
from followup_rules import Done, Event, Respond, Stage, Touch
from support import at, interview, local


class TestG28:
    REQUESTED = (rejection("2026-06-04 16:00"), feedback_request("2026-06-05 10:00"))
    THROUGH = next_round("2026-06-04 10:00")

    def test_in_rejected_the_feedback_request_is_due_and_no_thank_you(self) -> None:
        action = due(
            interview(), rejection("2026-06-04 16:00"), now="2026-06-04 16:30"
        )  # inside the thank-you's window
        assert (action.kind, action.touch, ids(action)) == ("wait-until", Touch.FEEDBACK_REQUEST, ["hr"])
        assert span(action) == ("2026-06-05 09:00", "2026-06-08 18:00")

    def test_in_rejected_nothing_else_is_ahead(self) -> None:
        assert touches_ahead(interview(), rejection("2026-06-04 16:00"), now="2026-06-04 16:30") == [
            ("feedback-request", "2026-06-05 09:00")
        ]

    def test_in_feedback_requested_nothing_is_due(self) -> None:
        action = answer(interview(), *self.REQUESTED, now="2026-06-05 11:00")
        assert isinstance(action, Done)
        assert "E4" in {reason.rule for reason in action.reasons}

    def test_in_feedback_requested_a_reply_is_thanked_for(self) -> None:
        action = due(interview(), *self.REQUESTED, reply("2026-06-08 10:00"), now="2026-06-08 10:30")
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.UPDATE_THANKS, ["hr"])
        assert span(action) == ("2026-06-08 10:00", "2026-06-09 18:00")

    def test_in_feedback_requested_nothing_follows_the_thanks(self) -> None:
        events = [*self.REQUESTED, reply("2026-06-08 10:00"), update_thanks("2026-06-08 11:00")]
        assert stage(*events) == "feedback-requested"
        assert isinstance(answer(interview(), *events, now="2026-06-08 12:00"), Done)

    @pytest.mark.parametrize(
        "events",
        [
            [
                rejection("2026-06-08 10:00"),
                reply("2026-06-08 11:00", decision_by=at("2026-06-30").date()),
                feedback_request("2026-06-09 10:00"),
            ],
            [
                follow_up("2026-06-15 10:00"),
                rejection("2026-06-16 10:00"),
                reply("2026-06-16 11:00"),
                feedback_request("2026-06-17 10:00"),
            ],
            [
                reply("2026-06-08 10:00", decision_by=at("2026-06-30").date()),
                rejection("2026-06-08 11:00"),
                feedback_request("2026-06-09 10:00"),
            ],
        ],
    )
    def test_in_feedback_requested_a_reply_from_before_it_is_not_thanked_for(self, events: list[Event]) -> None:
        assert isinstance(answer(interview(), thank_you(), *events, now="2026-06-17 11:00"), Done)

    def test_feedback_is_never_asked_for_twice(self) -> None:
        events = [*self.REQUESTED, rejection("2026-06-09 10:00")]
        assert isinstance(answer(interview(), *events, now="2026-06-11 10:00"), Done)

    @pytest.mark.parametrize("event", [offer("2026-06-04 10:00"), withdrawn("2026-06-04 10:00")])
    @pytest.mark.parametrize("later", [(), (reply("2026-06-05 10:00", decision_by=at("2026-06-12").date()),)])
    @pytest.mark.parametrize("now", ["2026-06-04 16:00", "2026-06-05 10:30", "2026-06-17 10:00"])
    def test_in_offered_and_withdrawn_nothing_is_due(self, event: Event, later: tuple[Event, ...], now: str) -> None:
        assert isinstance(answer(interview(), event, *later, now=now), Done)

    def test_in_advanced_only_the_thank_you_is_due(self) -> None:
        assert touches_ahead(interview(), self.THROUGH, now="2026-06-04 10:30") == [("thank-you", "2026-06-04 15:00")]

    @pytest.mark.parametrize("now", ["2026-06-04 16:00", "2026-06-17 10:00"])
    def test_in_advanced_no_follow_up_is_due_after_the_thank_you(self, now: str) -> None:
        assert isinstance(answer(interview(), self.THROUGH, thank_you(), now=now), Done)

    def test_in_advanced_a_thank_you_that_lapsed_leaves_nothing(self) -> None:
        assert isinstance(answer(interview(), self.THROUGH, now="2026-06-15 10:00"), Done)

    def test_in_advanced_an_update_is_not_thanked_for(self) -> None:
        events = [self.THROUGH, thank_you(), reply("2026-06-05 10:00", decision_by=at("2026-06-12").date())]
        assert isinstance(answer(interview(), *events, now="2026-06-05 10:30"), Done)

    def test_each_round_is_its_own_interview(self) -> None:
        first = [*PATHS["thanked"], next_round("2026-06-05 10:00")]
        assert touches_ahead(interview(), *first, now="2026-06-10 16:00") == []
        second = {"id": "acme-2", "round": 2, "ended_at": at("2026-06-10 15:00")}
        assert touches_ahead(interview(**second), now="2026-06-10 16:00")[0] == ("thank-you", "2026-06-11 15:00")

    CROSSED = (offer("2026-06-04 10:00"), feedback_request("2026-06-05 10:00"), rejection("2026-06-08 10:00"))

    def test_in_rejected_feedback_that_was_asked_already_is_not_asked_again(self) -> None:
        action = done(interview(), *self.CROSSED, now="2026-06-09 10:00")
        assert action.stage is Stage.REJECTED
        assert "E4" in rules(action)

    def test_in_rejected_a_reply_after_feedback_was_asked_is_thanked_for(self) -> None:
        action = due(interview(), *self.CROSSED, reply("2026-06-09 10:00"), now="2026-06-09 10:30")
        assert (action.stage, action.touch, ids(action)) == (Stage.REJECTED, Touch.UPDATE_THANKS, ["hr"])
        assert span(action) == ("2026-06-09 10:00", "2026-06-10 18:00")

    def test_in_rejected_nothing_follows_the_thanks_for_feedback(self) -> None:
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
    def test_after_the_answer_to_a_question_nothing_is_due(self, row: str) -> None:
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
    def test_an_update_is_not_thanked_for_in_a_stage_where_nothing_is_due(self, row: str, now: str) -> None:
        events = [*PATHS[row][-1:], reply("2026-06-09 10:30", decision_by=at("2026-06-12").date())]
        assert done(interview(), *events, now=now).stage.value == row
