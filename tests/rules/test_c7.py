"""C7: Still interested in the position, and excited to work for them."""

from __future__ import annotations

from followup_rules import first_follow_up
from letters import JO, says
from support import CANDIDATE, HR, interview


class TestC7:
    def test_interest_and_excitement_come_after_position_and_date(self) -> None:
        draft = first_follow_up(interview(), HR, CANDIDATE)
        assert says(draft, r"(still|remain).* interested in the (position|role)")
        assert says(draft, r"glad to (work for|work at|join)")
        assert draft.body.index("3 June") < draft.body.index("interested") < draft.body.index("?")

    def test_an_agency_is_not_who_one_works_for(self) -> None:
        draft = first_follow_up(interview(contacts=(JO,)), JO, CANDIDATE)
        assert says(draft, r"(work for|work at|join) Acme")
        assert not says(draft, r"(work for|join) you\b")
