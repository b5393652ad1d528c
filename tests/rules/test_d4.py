"""D4: Says only that it asks for an update on the position and the status of the application."""

from __future__ import annotations

from datetime import date

import pytest

from followup_rules import first_follow_up, second_follow_up
from letters import LEARNED, says, words
from support import CANDIDATE, HR, interview


class TestD4:
    def test_a_second_follow_up_asks_for_an_update_and_the_status(self) -> None:
        draft = second_follow_up(interview(), HR, CANDIDATE)
        assert says(draft, r"my application for the Data Engineer position")
        assert says(draft, r"whether a decision has been made or, if not, roughly when one is likely\?")

    @pytest.mark.parametrize(
        "pattern", [r"interested|excited|enthusias", LEARNED, r"12 June|expected by", r"disappoint"]
    )
    def test_a_second_follow_up_only_asks(self, pattern: str) -> None:
        case = interview(learned=LEARNED, decision_by=date(2026, 6, 12))
        assert not says(second_follow_up(case, HR, CANDIDATE), pattern)

    def test_a_second_follow_up_is_shorter_than_the_first(self) -> None:
        first, second = (build(interview(), HR, CANDIDATE) for build in (first_follow_up, second_follow_up))
        assert words(second) < words(first)
        assert second.body.count("?") <= 1
