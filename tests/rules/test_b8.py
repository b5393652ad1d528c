"""B8: Closes with enthusiasm for the opportunity and looking forward to their answer."""

from __future__ import annotations

import re

import pytest

from followup_rules import Contact, thank_you
from letters import JO, MAILBOX, paragraphs, parts
from support import CANDIDATE, HR, PEER, interview


class TestB8:
    @pytest.mark.parametrize("contact", [PEER, HR, MAILBOX, JO], ids=lambda contact: contact.id)
    def test_the_thank_you_closes_with_enthusiasm_and_looks_forward(self, contact: Contact) -> None:
        *_, interest, close = paragraphs(thank_you(interview(), contact, CANDIDATE))
        assert re.search(r"interested in the position, and I would be delighted", interest)
        assert "look forward to" in close
        assert re.search(r"answer|reply|hearing from you", close)

    def test_the_candidate_signs_below_the_thank_you(self) -> None:
        signature = parts(thank_you(interview(), PEER, CANDIDATE.replace(phone="+81 3 1234 5678")))[-1].split("\n")
        assert signature[1:] == ["Mei Tan", "mei@example.com", "+81 3 1234 5678"]
        assert signature[0].endswith(",")
