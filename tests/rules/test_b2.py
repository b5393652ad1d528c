"""B2: Best sent 24 to 48 hours after the interview."""

from __future__ import annotations

from asking import due
from followup_rules import thank_you_window
from support import interview, local


class TestB2:
    def test_the_thank_you_is_due_on_the_second_day_after_the_end(self) -> None:
        window = thank_you_window(interview())
        assert (local(window.opens), local(window.closes)) == ("2026-06-04 15:00", "2026-06-05 15:00")

    def test_the_reason_names_the_24_to_48_hours(self) -> None:
        reason = due(interview(), now="2026-06-04 15:00").reasons[0]
        assert (
            str(reason)
            == "B2: The interview ended on 3 June 2026. The best time for a thank-you is 24 to 48 hours later."
        )
