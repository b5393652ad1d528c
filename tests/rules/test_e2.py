"""E2: Built like the others: relevant subject, name and greeting, thanks, body."""

from __future__ import annotations

from followup_rules import feedback_request
from letters import parts
from support import CANDIDATE, HR, interview


class TestE2:
    def test_the_parts_of_a_feedback_request_are_in_the_order_of_the_rule(self) -> None:
        draft = feedback_request(interview(), HR, CANDIDATE)
        assert "feedback" in draft.subject.lower()
        assert "Data Engineer" in draft.subject
        greeting, thanks, *body = parts(draft)
        assert greeting == "Dear Hanako Sato,"
        assert thanks.startswith("Thank you")
        assert "feedback" not in thanks
        assert "feedback" in " ".join(body)
