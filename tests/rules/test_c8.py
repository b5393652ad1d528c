"""C8: Closes with a direct request for an update, and looking forward to the reply."""

from __future__ import annotations

import re
from datetime import date

import pytest

from followup_rules import Contact, first_follow_up
from letters import JO, MAILBOX, paragraphs
from support import CANDIDATE, HR, LEAD, interview


class TestC8:
    @pytest.mark.parametrize("contact", [HR, LEAD, MAILBOX, JO], ids=lambda contact: contact.id)
    def test_a_follow_up_closes_with_a_request_and_looks_forward(self, contact: Contact) -> None:
        *_, request, close = paragraphs(first_follow_up(interview(decision_by=date(2026, 6, 12)), contact, CANDIDATE))
        assert re.search(r"\bwhere things stand and roughly when\b[^.?]*\?$", request)
        assert close == "Thank you, and I look forward to your reply."
