"""C2: Short and to the point."""

from __future__ import annotations

from datetime import date

from followup_rules import first_follow_up
from letters import LEARNED, paragraphs, says, words
from support import CANDIDATE, HR, interview


class TestC2:
    def test_a_first_follow_up_is_short(self) -> None:
        draft = first_follow_up(interview(decision_by=date(2026, 6, 12)), HR, CANDIDATE)
        assert words(draft) <= 110
        assert len(paragraphs(draft)) <= 4

    def test_a_first_follow_up_asks_one_thing(self) -> None:
        draft = first_follow_up(interview(decision_by=date(2026, 6, 12), learned=LEARNED), HR, CANDIDATE)
        assert draft.body.count("?") == 1

    def test_what_was_learned_is_no_matter_of_a_follow_up(self) -> None:
        assert not says(first_follow_up(interview(learned=LEARNED), HR, CANDIDATE), LEARNED)
