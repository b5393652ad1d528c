"""G9: A thank-you whose window would open more than 78 hours after the interview's end, before any hold (longer than
an ordinary weekend: a three-day closure, a holiday week), is sent early rather than late: its raw span is the end of
the interview itself.
"""

from __future__ import annotations

from asking import codes, due, span
from events import snoozed
from followup_rules import thank_you_window
from support import at, interview, local


class TestG9:
    def test_an_interview_before_golden_week_is_thanked_for_at_once(self) -> None:
        """Friday 1 May 2026; the next business day is Thursday 7 May."""
        window = thank_you_window(interview(ended_at=at("2026-05-01 15:00")))
        assert (local(window.opens), local(window.closes)) == ("2026-05-01 15:00", "2026-05-01 18:00")

    def test_an_ordinary_weekend_is_not_long(self) -> None:
        window = thank_you_window(interview(ended_at=at("2026-06-05 15:00")))
        assert (local(window.opens), local(window.closes)) == ("2026-06-08 09:00", "2026-06-08 18:00")

    def test_seventy_eight_hours_are_not_more_than_seventy_eight(self) -> None:
        """From Friday 03:00 to Monday 09:00."""
        opens = [
            local(thank_you_window(interview(ended_at=at(ended))).opens)
            for ended in ("2026-06-05 03:00", "2026-06-05 02:59")
        ]
        assert opens == ["2026-06-08 09:00", "2026-06-05 09:00"]

    def test_a_hold_does_not_make_a_closure_long(self) -> None:
        snooze = snoozed("2026-06-03 16:00", "2026-06-09")
        assert span(due(interview(), snooze, now="2026-06-03 17:00")) == ("2026-06-09 09:00", "2026-06-09 18:00")

    def test_a_reason_says_better_early(self) -> None:
        assert "better-early" in codes(due(interview(ended_at=at("2026-05-01 15:00")), now="2026-05-01 16:00"))
