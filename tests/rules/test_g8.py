"""G8: A *hold* until X: `lo` becomes `max(lo, X)`, and `hi` becomes `max(hi, the end of X's day)`; then G5."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from asking import span
from events import snoozed
from followup_rules import WaitUntil, next_action
from support import at, interview, utc


class TestG8:
    # The interview ended on Wednesday 3 June 2026 at 15:00: thanks from Thursday 4 15:00 to Friday 5 15:00. The
    # decision is due on Tuesday 30 June, so that the follow-up is far.

    @pytest.mark.parametrize(
        ("until", "opens", "closes"),
        [
            (date(2026, 6, 3), "2026-06-04 15:00", "2026-06-05 15:00"),  # before the window: changes nothing
            (date(2026, 6, 4), "2026-06-04 15:00", "2026-06-05 15:00"),
            (date(2026, 6, 5), "2026-06-05 09:00", "2026-06-05 18:00"),  # its whole day is still fine
            (date(2026, 6, 6), "2026-06-08 09:00", "2026-06-08 18:00"),  # a Saturday
            (date(2026, 6, 8), "2026-06-08 09:00", "2026-06-08 18:00"),
            (date(2026, 6, 15), "2026-06-15 09:00", "2026-06-15 18:00"),  # G9 is asked before any hold
        ],
    )
    def test_a_snooze_until_a_date_holds_to_its_midnight(self, until: date, opens: str, closes: str) -> None:
        assert self.held(until) == (opens, closes)

    @pytest.mark.parametrize(
        ("until", "opens", "closes"),
        [
            ("2026-06-04 12:00", "2026-06-04 15:00", "2026-06-05 15:00"),  # before the window: changes nothing
            ("2026-06-05 11:00", "2026-06-05 11:00", "2026-06-05 18:00"),
            ("2026-06-05 17:00", "2026-06-05 17:00", "2026-06-05 18:00"),
            ("2026-06-05 17:30", "2026-06-05 17:30", "2026-06-08 18:00"),  # half an hour is too short (G5)
            ("2026-06-05 19:00", "2026-06-08 09:00", "2026-06-08 18:00"),
            ("2026-06-09 14:00", "2026-06-09 14:00", "2026-06-09 18:00"),
        ],
    )
    def test_a_snooze_until_an_instant_holds_to_the_minute(self, until: str, opens: str, closes: str) -> None:
        assert self.held(at(until)) == (opens, closes)

    def test_the_day_of_an_instant_is_the_companys(self) -> None:
        # Thursday 4 June, 23:00 UTC, is Friday 5 June, 08:00 in Tokyo.
        assert self.held(utc("2026-06-04 23:00")) == ("2026-06-05 09:00", "2026-06-05 18:00")

    @staticmethod
    def held(until: date | datetime) -> tuple[str, str]:
        case = interview(decision_by=date(2026, 6, 30))
        action = next_action(case, (snoozed("2026-06-03 16:00", until),), now=at("2026-06-03 17:00"))
        assert isinstance(action, WaitUntil)
        assert action.touch == "thank-you"
        return span(action.window)
