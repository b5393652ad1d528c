"""F2: Always give more time than the stated date."""

from __future__ import annotations

from datetime import date

from asking import due, span
from events import skipped
from followup_rules import Touch
from support import interview


class TestF2:
    def test_a_second_follow_up_waits_for_the_decision_date(self) -> None:
        """The first was skipped on 4 June; the decision is due on Tuesday 30 June: Friday 3 July."""
        skip = skipped("2026-06-04 10:00", Touch.FOLLOW_UP_1)
        action = due(interview(decision_by=date(2026, 6, 30)), skip, now="2026-06-22 10:00")
        assert action.touch == Touch.FOLLOW_UP_2
        assert span(action) == ("2026-07-03 09:00", "2026-07-03 18:00")
