"""C1: Where a decision date was given: never the day after it; wait 3 to 4 days past it."""

from __future__ import annotations

from datetime import date

import pytest

from asking import due
from events import thank_you
from followup_rules import first_follow_up_window
from support import interview, local


class TestC1:
    @pytest.mark.parametrize(
        ("decision", "opens", "closes"),
        [
            ("2026-06-08", "2026-06-11 09:00", "2026-06-12 18:00"),  # Monday: Thursday and Friday
            ("2026-06-10", "2026-06-15 09:00", "2026-06-16 18:00"),  # Wednesday: over the weekend
            ("2026-06-12", "2026-06-17 09:00", "2026-06-18 18:00"),  # Friday: Wednesday and Thursday
            ("2026-06-13", "2026-06-17 09:00", "2026-06-18 18:00"),  # Saturday: the same
        ],
    )
    def test_the_first_follow_up_is_due_three_to_four_business_days_past_the_date(
        self, decision: str, opens: str, closes: str
    ) -> None:
        window = first_follow_up_window(interview(decision_by=date.fromisoformat(decision)))
        assert (local(window.opens), local(window.closes)) == (opens, closes)

    def test_the_reasons_name_the_date_and_the_wait(self) -> None:
        action = due(interview(decision_by=date(2026, 6, 10)), thank_you(), now="2026-06-05 10:00")
        assert [str(reason) for reason in action.reasons[:2]] == [
            "G10: They said that they would decide by 10 June 2026.",
            "C1: The first follow-up waits 3 to 4 business days after the decision date.",
        ]
