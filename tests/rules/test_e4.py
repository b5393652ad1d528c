"""E4: Do not expect every recruiter to give it; even a few tips help."""

from __future__ import annotations

import pytest

import events
from asking import done, due, ids, rules, written
from events import bounced, rejection, reopened, reply, thank_you
from followup_rules import Event, Stage, Touch, feedback_request, update_thanks
from letters import says
from support import CANDIDATE, HR, interview


class TestE4:
    def test_feedback_that_was_asked_for_before_the_no_is_thanked_for(self) -> None:
        history: list[Event] = [
            events.feedback_request("2026-06-08 09:00"),
            events.rejection("2026-06-08 10:00"),
            events.reply("2026-06-09 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-06-09 11:00")
        assert "Thank you for your feedback" in message.body
        assert message.body == update_thanks(interview(), HR, CANDIDATE, answers_feedback=True).body

    def test_a_feedback_request_leaves_the_reader_free(self) -> None:
        draft = feedback_request(interview(), HR, CANDIDATE)
        assert says(draft, "even one or two points")
        assert says(draft, "I understand, of course, if that is not possible")

    def test_a_feedback_request_does_not_argue(self) -> None:
        assert not says(feedback_request(interview(), HR, CANDIDATE), r"why|reason|disappoint|reconsider|unfortunately")

    def test_thanks_for_feedback_await_no_decision_any_more(self) -> None:
        # Rejected on Monday 8 June, asked on Wednesday the 10th, answered on Friday the 12th.
        history: list[Event] = [
            events.rejection("2026-06-08 10:00"),
            events.feedback_request("2026-06-10 10:00"),
            events.reply("2026-06-12 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-06-12 11:00")
        assert "Thank you" in message.body
        assert "look forward to hearing" not in message.body
        assert "interested" not in message.body

    ASKED = (thank_you(), rejection("2026-06-08 10:00"), events.feedback_request("2026-06-09 10:00"))

    @pytest.mark.parametrize("now", ["2026-06-09 10:00", "2026-06-11 10:00", "2026-06-30 10:00", "2027-06-09 10:00"])
    def test_silence_after_a_feedback_request_is_left_alone(self, now: str) -> None:
        action = done(interview(), *self.ASKED, now=now)
        assert (action.stage, action.changes_at) == (Stage.FEEDBACK_REQUESTED, None)
        assert "E4" in rules(action)

    def test_feedback_that_is_given_is_thanked_for(self) -> None:
        action = due(interview(), *self.ASKED, reply("2026-06-10 10:00"), now="2026-06-10 10:30")
        assert (action.stage, action.touch, ids(action)) == (Stage.FEEDBACK_REQUESTED, Touch.UPDATE_THANKS, ["hr"])

    def test_after_the_thanks_for_feedback_nothing_is_due(self) -> None:
        history = [
            *self.ASKED,
            reply("2026-06-10 10:00"),
            events.update_thanks("2026-06-10 11:00"),
            reply("2026-06-10 12:00"),
        ]
        assert "E4" in rules(done(interview(), *history, now="2026-06-10 13:00"))

    def test_a_second_no_after_a_way_back_is_not_asked_about_again(self) -> None:
        history = [
            *self.ASKED,
            reopened("2026-06-10 10:00"),
            events.update_thanks("2026-06-10 11:00"),
            rejection("2026-06-16 10:00"),
        ]
        action = done(interview(), *history, now="2026-06-17 10:00")
        assert action.stage is Stage.REJECTED
        assert "E4" in rules(action)

    def test_a_feedback_request_that_did_not_arrive_was_not_asked(self) -> None:
        bounce = bounced("2026-06-09 10:05", HR)
        action = due(interview(), *self.ASKED, bounce, now="2026-06-09 11:00")
        assert (action.stage, action.touch, ids(action)) == (Stage.REJECTED, Touch.FEEDBACK_REQUEST, ["lead"])
