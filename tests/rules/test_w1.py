"""W1: The first follow-up says, without reproach, that no news has come yet and that such decisions take time; it
asks where things stand *and when* to expect to hear. C8's "looking forward" is put as that language puts it without
pressing.
"""

from __future__ import annotations

from datetime import date

import pytest

from followup_rules import Touch, first_follow_up
from letters import says
from support import CANDIDATE, HR, interview


class TestW1:
    @pytest.mark.parametrize("decision_by", [None, date(2026, 6, 12)], ids=["undated", "dated"])
    def test_a_first_follow_up_says_that_no_news_came_and_asks_when_to_expect_it(
        self, decision_by: date | None
    ) -> None:
        draft = first_follow_up(interview(decision_by=decision_by), HR, CANDIDATE)
        assert says(draft, "I have not heard of a decision so far, but I know that these things take time")
        assert says(draft, r"where things stand and roughly when I might expect to hear\?")

    def test_a_first_follow_up_claims_no_silence_where_the_company_wrote(self) -> None:
        draft = first_follow_up(interview(), HR, CANDIDATE, folds={Touch.UPDATE_THANKS})
        assert says(draft, "Thank you for keeping me informed")
        assert not says(draft, r"no (news|answer|reply)|any news|not heard (back|from)")
