"""E3: Says that the process was enjoyed, then asks for constructive feedback for future interviews."""

from __future__ import annotations

from followup_rules import feedback_request
from letters import says
from support import CANDIDATE, HR, interview


class TestE3:
    def test_a_feedback_request_says_that_the_process_was_enjoyed_and_then_asks(self) -> None:
        draft = feedback_request(interview(), HR, CANDIDATE)
        assert says(draft, r"enjoyed .*process.*feedback.*points that I could improve.*future interviews")
