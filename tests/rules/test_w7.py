"""W7: An agency is thanked for arranging, and asked to ask; its own company's name stands in the address where
known.
"""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from asking import due
from followup_rules import Contact, first_follow_up, second_follow_up, thank_you
from letters import JO, says
from support import AGENT, CANDIDATE, DURING_THANKS, PEER, interview


class TestW7:
    def test_an_agency_is_thanked_for_arranging(self) -> None:
        assert says(thank_you(interview(), JO, CANDIDATE), "Thank you for arranging my interview")

    def test_an_agency_is_asked_to_ask_the_company(self) -> None:
        assert says(first_follow_up(interview(), JO, CANDIDATE), "Could you please ask Acme where things stand")
        assert says(
            second_follow_up(interview(), JO, CANDIDATE),
            "Could you please ask Acme whether a decision has been made",
        )

    def test_the_name_of_an_agency_stands_in_the_address(self) -> None:
        case = interview(language="ja", contacts=(JO,))
        body = first_follow_up(case, JO.replace(company="株式会社みなと人材"), CANDIDATE).body
        assert body.startswith("株式会社みなと人材\n")
        assert not first_follow_up(case, JO, CANDIDATE).body.startswith("Acme\n")


class TestContactCompany:
    OWN = AGENT.replace(company="Hill Partners")

    def test_the_company_of_a_contact_is_unknown_unless_given(self) -> None:
        assert AGENT.company is None

    def test_the_company_of_a_contact_is_kept_as_written(self) -> None:
        assert Contact.model_validate_json(self.OWN.model_dump_json()).company == "Hill Partners"

    @pytest.mark.parametrize("company", ["", "   ", "Hill\nPartners", "Hill\u202ePartners"])
    def test_a_company_that_is_no_name_is_refused(self, company: str) -> None:
        with pytest.raises(ValidationError, match="company"):
            AGENT.replace(company=company)

    def test_the_company_changes_nothing_about_who_gets_what(self) -> None:
        plain, named = interview(contacts=(AGENT, PEER)), interview(contacts=(self.OWN, PEER))
        assert due(plain, now=DURING_THANKS) == due(named, now=DURING_THANKS)
