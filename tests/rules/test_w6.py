"""W6: Thanks that are folded into a follow-up name the date, and are not a second opening; what was learned stands
with the interview, never after thanks for help.
"""

from __future__ import annotations

import re

import pytest

from followup_rules import Contact, Touch, first_follow_up
from letters import JO, LEARNED, paragraphs
from support import CANDIDATE, HR, PEER, interview


class TestW6:
    @pytest.mark.parametrize("contact", [PEER, HR, JO], ids=["interviewer", "HR", "agency"])
    def test_folded_thanks_stand_with_the_interview(self, contact: Contact) -> None:
        case = interview(learned=LEARNED, contacts=(contact,))
        opening, *_ = paragraphs(first_follow_up(case, contact, CANDIDATE, folds={Touch.THANK_YOU}))
        interviewed, learned, thanks, interest = re.split(r"(?<=\.) ", opening)
        assert "3 June" in interviewed
        assert LEARNED in learned
        assert re.search("Thank you for (arranging it|.* that day)", thanks)
        assert "interested" in interest
