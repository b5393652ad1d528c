"""G3: "3 to 4 days" (C1) are business days. "1 to 2 weeks" (D2) are calendar weeks, landing on business days. "24 to
48 hours" (B2) are elapsed hours. Each is a field of `Policy`, in its unit.
"""

from __future__ import annotations

from datetime import date

from followup_rules import (
    DEFAULT_POLICY,
    BusinessDays,
    Weeks,
    first_follow_up_window,
    second_follow_up_window,
    thank_you_window,
)
from support import at, interview, local


class TestG3:
    def test_the_hours_of_a_thank_you_are_elapsed_hours(self) -> None:
        """Clocks go forward on Sunday 29 March 2026 in Berlin: 48 hours after Saturday 15:00 is Monday 16:00."""
        ended = at("2026-03-28 15:00", "Europe/Berlin")
        window = thank_you_window(interview(ended_at=ended, timezone="Europe/Berlin", country="DE"))
        assert local(window.closes, "Europe/Berlin") == "2026-03-30 16:00"

    def test_each_wait_is_a_field_of_the_policy(self) -> None:
        policy = DEFAULT_POLICY.replace(
            thank_you=BusinessDays(0, 1), first_follow_up=Weeks(1, 1), second_follow_up=BusinessDays(5, 6)
        )
        case = interview(decision_by=date(2026, 6, 10))
        windows = [
            thank_you_window(case, policy=policy),
            first_follow_up_window(case, policy=policy),
            second_follow_up_window(case, at("2026-06-17 10:00"), policy=policy),
        ]
        assert [(local(window.opens), local(window.closes)) for window in windows] == [
            ("2026-06-03 15:00", "2026-06-04 18:00"),
            ("2026-06-17 09:00", "2026-06-17 18:00"),
            ("2026-06-24 09:00", "2026-06-25 18:00"),
        ]
