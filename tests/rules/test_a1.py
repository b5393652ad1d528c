"""A1: E-mail is the best medium: it does not look pushy."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from asking import about, blocked, due, ids
from events import thank_you
from followup_rules import messages, plan
from support import CANDIDATE, DURING_FIRST, DURING_THANKS, HR, LEAD, PEER, at, interview


class TestA1:
    def test_all_that_is_ever_written_goes_to_an_e_mail_address(self) -> None:
        case = interview()
        ahead = plan(case, (), now=at("2026-06-03 16:00"))
        to = [message.to.email for action in ahead for message in messages(action, case, CANDIDATE)]
        assert to == ["mori@example.com", "sato@example.com", "sato@example.com", "ito@example.com"]

    def test_whoever_has_no_address_is_written_to_in_no_other_way(self) -> None:
        action = due(interview(contacts=(HR.replace(email=None), LEAD, PEER)), thank_you(), now=DURING_FIRST)
        assert ids(action) == ["lead"]
        assert about(action, "passed-over") == [("G19", "hr")]

    def test_the_address_is_what_is_missing(self) -> None:
        action = blocked(interview(contacts=(HR.replace(email=None),)), now=DURING_THANKS)
        assert ("no-address", "hr") in [(gap.code, gap.contact) for gap in action.missing]
        assert any("e-mail address" in gap.text for gap in action.missing)

    def test_there_is_no_telephone(self) -> None:
        with pytest.raises(ValidationError, match="phone"):
            HR.replace(phone="+81 3 0000 0000")
