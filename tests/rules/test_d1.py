"""D1: When an update arrives, answer it with a thank-you."""

from __future__ import annotations

import re

import pytest

import events
from asking import due, ids, span
from events import follow_up, reply, thank_you
from followup_rules import DEFAULT_POLICY, BusinessDays, Event, Touch, update_thanks
from letters import paragraphs
from support import CANDIDATE, HR, at, interview, local


class TestD1:
    def test_an_update_thanks_thanks_for_the_update(self) -> None:
        draft = update_thanks(interview(), HR, CANDIDATE)
        assert re.match(r"Thank you for the update on the", paragraphs(draft)[0])
        assert "Data Engineer" in paragraphs(draft)[0]

    def test_thanks_for_an_update_ask_for_nothing(self) -> None:
        assert "?" not in update_thanks(interview(), HR, CANDIDATE).body

    def test_a_named_date_is_an_update_and_its_sender_is_thanked(self) -> None:
        history: list[Event] = [reply("2026-06-05 10:00", decision_by=at("2026-06-12").date())]
        action = due(interview(), *history, now="2026-06-05 11:00")
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.UPDATE_THANKS, ["hr"])
        assert span(action) == ("2026-06-05 10:00", "2026-06-08 18:00")

    def test_an_answer_to_a_follow_up_is_an_update(self) -> None:
        history = [thank_you(), follow_up("2026-06-15 10:00"), reply("2026-06-16 10:00", "lead")]
        action = due(interview(), *history, now="2026-06-16 10:30")
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.UPDATE_THANKS, ["lead"])
        assert span(action) == ("2026-06-16 10:00", "2026-06-17 18:00")

    def test_an_update_on_a_saturday_is_answered_on_monday(self) -> None:
        action = due(
            interview(), reply("2026-06-06 20:00", decision_by=at("2026-06-12").date()), now="2026-06-06 20:30"
        )
        assert (action.kind, action.touch) == ("wait-until", Touch.UPDATE_THANKS)
        assert span(action) == ("2026-06-08 09:00", "2026-06-08 18:00")

    def test_an_update_is_thanked_for_once(self) -> None:
        history = [
            thank_you(),
            reply("2026-06-05 10:00", decision_by=at("2026-06-12").date()),
            events.update_thanks("2026-06-05 11:00"),
        ]
        action = due(interview(), *history, now="2026-06-05 11:30")  # 12 June + 3 business days: 15, 16, 17
        assert (action.touch, local(action.send_at)) == (Touch.FOLLOW_UP_1, "2026-06-17 09:00")

    @pytest.mark.parametrize(
        ("days", "said"),
        [
            (BusinessDays(0, 1), "up to 1 business day"),
            (BusinessDays(0, 2), "up to 2 business days"),
            (BusinessDays(1, 1), "1 business day"),
            (BusinessDays(1, 2), "1 to 2 business days"),
        ],
    )
    def test_the_reason_says_how_soon_to_thank(self, days: BusinessDays, said: str) -> None:
        told = reply("2026-06-05 10:00", decision_by=at("2026-06-12").date())
        policy = DEFAULT_POLICY.replace(update_thanks=days)
        reasons = due(interview(), told, now="2026-06-05 11:00", policy=policy).reasons
        expected = f"D1: Their update came on 5 June 2026. The best time to thank for it is {said} later."
        assert expected in map(str, reasons)
