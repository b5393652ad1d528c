"""W5: Thanks for feedback that was given thank for the advice; thanks for a date repeat it ("by", never "on")."""

from __future__ import annotations

from datetime import date

import pytest

import events
from asking import due, written
from followup_rules import Event, Touch, messages, update_thanks
from letters import says
from support import CANDIDATE, HR, interview


class TestW5:
    def test_thanks_for_feedback_thank_for_the_advice(self) -> None:
        draft = update_thanks(interview(), HR, CANDIDATE, answers_feedback=True)
        assert says(draft, "Thank you for your feedback")
        assert says(draft, "keep the advice in mind")

    def test_thanks_for_a_date_repeat_the_date(self) -> None:
        draft = update_thanks(interview(), HR, CANDIDATE, decision_by=date(2026, 6, 26))
        assert says(draft, "by Friday, 26 June")
        assert not says(draft, "on Friday, 26 June")

    def test_thanks_for_a_date_name_the_date_of_the_update(self) -> None:
        # The second reply names no date: thanks for it repeat none.
        dated = events.reply("2026-06-08 10:00", decision_by=date(2026, 6, 26))
        [message] = written(interview(), dated, now="2026-06-08 10:30")
        assert "by Friday, 26 June" in message.body
        asked = events.follow_up("2026-07-01 10:00")
        [message] = written(interview(), dated, asked, events.reply("2026-07-02 10:00"), now="2026-07-02 10:30")
        assert "Thank you for the update" in message.body
        assert "June" not in message.body

    def test_only_feedback_that_was_asked_for_is_thanked_for_as_advice(self) -> None:
        # Rejected on Monday 22 June, asked for feedback on the 23rd, answered on the 24th.
        history: list[Event] = [
            events.rejection("2026-06-22 10:00"),
            events.feedback_request("2026-06-23 10:00"),
            events.reply("2026-06-24 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-06-24 10:30")
        assert "Thank you for your feedback" in message.body

    @pytest.mark.parametrize(
        "history",
        [
            [
                events.rejection("2026-06-22 10:00"),
                events.feedback_request("2026-06-23 10:00"),
                events.reply("2026-06-24 10:00", decision_by=date(2026, 7, 10)),
            ],
            [
                events.rejection("2026-06-22 10:00"),
                events.feedback_request("2026-06-23 10:00"),
                events.reopened("2026-06-24 10:00"),
            ],
            [
                events.follow_up("2026-06-19 10:00"),  # the last message before their reply
                events.rejection("2026-06-22 10:00"),
                events.skipped("2026-06-23 10:00", Touch.FEEDBACK_REQUEST),
                events.reply("2026-06-24 10:00"),
            ],
        ],
        ids=["they name a date", "they take the case up again", "nobody asked for feedback"],
    )
    def test_another_reply_after_a_rejection_is_no_feedback(self, history: list[Event]) -> None:
        action = due(interview(), *history, now="2026-06-24 10:30")
        assert (action.touch, action.answers_feedback) == (Touch.UPDATE_THANKS, False)
        [message] = messages(action, interview(), CANDIDATE)
        assert "feedback" not in message.body
