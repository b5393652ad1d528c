"""C6: The next line names the position and the date of the interview."""

from __future__ import annotations

from datetime import date

import pytest

from followup_rules import Touch, first_follow_up
from letters import paragraphs
from support import CANDIDATE, HR, at, interview


class TestC6:
    @pytest.mark.parametrize("decision_by", [None, date(2026, 6, 12)], ids=["undated", "dated"])
    @pytest.mark.parametrize("folds", [(), (Touch.THANK_YOU,), (Touch.THANK_YOU, Touch.UPDATE_THANKS)], ids=len)
    def test_the_line_after_the_greeting_names_position_and_date(
        self, decision_by: date | None, folds: tuple[Touch, ...]
    ) -> None:
        draft = first_follow_up(interview(decision_by=decision_by), HR, CANDIDATE, folds=folds)
        sentence = paragraphs(draft)[0].split(". ")[0]
        assert "Data Engineer" in sentence
        assert "Wednesday, 3 June" in sentence

    @pytest.mark.parametrize(
        ("ended_at", "day"),
        [
            ("2026-06-03 00:30", "Wednesday, 3 June"),
            ("2026-06-03 23:30", "Wednesday, 3 June"),
            ("2026-06-01 15:00", "Monday, 1 June"),
        ],
    )
    def test_the_date_of_the_interview_is_the_day_of_the_company(self, ended_at: str, day: str) -> None:
        assert f" {day}" in paragraphs(first_follow_up(interview(ended_at=at(ended_at)), HR, CANDIDATE))[0]
