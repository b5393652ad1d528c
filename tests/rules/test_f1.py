"""F1: Never pushy."""

from __future__ import annotations

import pytest

from asking import answer, due, touches_ahead
from events import escalation, follow_up, thank_you
from followup_rules import Done
from support import at, interview, local


class TestF1:
    @pytest.mark.parametrize("now", ["2026-06-30 10:00", "2026-07-01 10:00", "2026-07-02 17:59", "2026-07-03 08:59"])
    def test_nobody_is_asked_until_days_after_the_date_that_the_company_named(self, now: str) -> None:
        action = due(interview(decision_by=at("2026-06-30").date()), thank_you(), now=now)
        assert (action.kind, local(action.send_at)) == ("wait-until", "2026-07-03 09:00")

    def test_missed_weeks_make_one_message_due_and_not_three(self) -> None:
        assert touches_ahead(interview(), now="2026-07-15 10:00") == [
            ("follow-up-1", "2026-07-15 10:00"),
            ("follow-up-2", "2026-07-22 09:00"),
            ("escalation", "2026-07-29 09:00"),
        ]

    def test_silence_after_the_escalation_is_left_alone(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 09:00"),
            follow_up("2026-06-22 09:00"),
            escalation("2026-06-29 09:00"),
        ]
        assert isinstance(answer(interview(), *events, now="2026-07-08 10:00"), Done)
