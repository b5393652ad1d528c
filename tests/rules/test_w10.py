"""W10: No two of the six close in the same words; subjects say what is in the mail, as a person would write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from letters import BUILDERS, JO, body_of
from support import CANDIDATE, HR, PEER, interview

if TYPE_CHECKING:
    from followup_rules import Contact


class TestW10:
    @pytest.mark.parametrize("contact", [PEER, HR, JO], ids=["interviewer", "HR", "agency"])
    def test_the_six_messages_have_six_closes_and_six_subjects(self, contact: Contact) -> None:
        drafts = [build(interview(), contact, CANDIDATE) for build in BUILDERS.values()]
        assert len({re.split(r"(?<=[.?]) ", body_of(draft))[-1] for draft in drafts}) == 6
        assert len({draft.subject for draft in drafts}) == 6

    def test_each_message_has_its_own_subject(self) -> None:
        assert [build(interview(), HR, CANDIDATE).subject for build in BUILDERS.values()] == [
            "Thank you for the Data Engineer interview",
            "Following up on my 3 June Data Engineer interview",
            "Following up again on the Data Engineer position",
            "Question about the status of my Data Engineer application",
            "Thank you for the update on the Data Engineer position",
            "Request for feedback on my Data Engineer interview",
        ]
