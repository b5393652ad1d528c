"""B5: Short."""

from __future__ import annotations

from followup_rules import thank_you
from letters import LEARNED, paragraphs, words
from support import CANDIDATE, PEER, interview


class TestB5:
    def test_a_thank_you_is_at_most_four_short_paragraphs(self) -> None:
        draft = thank_you(interview(learned=LEARNED), PEER, CANDIDATE)
        assert len(paragraphs(draft)) <= 4
        assert words(draft) <= 130
