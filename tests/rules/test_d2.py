"""D2: Silence after the first follow-up: wait another 1 to 2 weeks, then write again."""

from __future__ import annotations

import pytest

from asking import due, span
from events import follow_up
from followup_rules import DEFAULT_POLICY, Touch, Weeks, second_follow_up_window
from support import at, interview, local


class TestD2:
    def test_the_second_follow_up_is_due_one_to_two_weeks_after_the_first(self) -> None:
        action = due(interview(), follow_up(), now="2026-06-16 10:00")
        assert action.touch == Touch.FOLLOW_UP_2
        assert span(action) == ("2026-06-22 09:00", "2026-06-29 18:00")

    def test_the_weeks_until_the_second_follow_up_land_on_business_days(self) -> None:
        """20 July 2026 is Marine Day; 27 July is a plain Monday."""
        window = second_follow_up_window(interview(), at("2026-07-13 10:00"))
        assert (local(window.opens), local(window.closes)) == ("2026-07-21 09:00", "2026-07-27 18:00")

    @pytest.mark.parametrize(
        ("weeks", "said"),
        [
            (Weeks(1, 2), "1 to 2 weeks"),
            (Weeks(2, 2), "2 weeks"),
            (Weeks(1, 1), "1 week"),
        ],
    )
    def test_the_reason_says_how_long_to_wait(self, weeks: Weeks, said: str) -> None:
        policy = DEFAULT_POLICY.replace(second_follow_up=weeks)
        reasons = due(interview(), follow_up(), now="2026-06-15 10:00", policy=policy).reasons
        assert f"D2: The second follow-up waits {said} after the first, 15 June 2026." in map(str, reasons)
