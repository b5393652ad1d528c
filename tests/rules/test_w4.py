"""W4: The feedback request takes up the news: thanks for telling, a word of regret, what was good, the request, and a
way out that costs the reader nothing. To an agency it asks for what the company said.
"""

from __future__ import annotations

from followup_rules import feedback_request
from letters import JO, body_of, says
from support import CANDIDATE, HR, interview


class TestW4:
    def test_a_feedback_request_has_the_parts_of_the_rule_in_order(self) -> None:
        said = body_of(feedback_request(interview(), HR, CANDIDATE))
        parts_of_it = (
            "letting me know about the decision",
            "I was sorry",
            "I enjoyed",
            "any feedback",
            "not possible",
        )
        places = [said.index(part) for part in parts_of_it]
        assert places == sorted(places)

    def test_an_agency_is_asked_for_what_the_company_said(self) -> None:
        draft = feedback_request(interview(), JO, CANDIDATE)
        assert says(draft, r"what Acme said about my interview\? .*points that I could improve.*future interviews")
