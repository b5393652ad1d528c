"""B7: Names one specific thing learned about the company, or one that will help the candidate later."""

from __future__ import annotations

import re

import pytest

from followup_rules import Contact, thank_you
from letters import JO, LEARNED, says
from support import CANDIDATE, HR, PEER, interview


class TestB7:
    def test_what_was_learned_is_named(self) -> None:
        assert says(thank_you(interview(learned=LEARNED), PEER, CANDIDATE), LEARNED)

    def test_what_this_person_told_goes_before_what_the_interview_taught(self) -> None:
        draft = thank_you(interview(learned=LEARNED), PEER.replace(learned="the on-call rota"), CANDIDATE)
        assert says(draft, "the on-call rota")
        assert not says(draft, LEARNED)

    def test_what_was_learned_stands_between_the_thanks_and_the_close(self) -> None:
        body = thank_you(interview(learned=LEARNED), PEER, CANDIDATE).body
        assert body.index("Thank you") < body.index(LEARNED) < body.index("look forward")

    def test_why_a_lesson_matters_follows_the_lesson(self) -> None:
        def said(contact: dict[str, str], **case: str) -> list[str]:
            body = thank_you(interview(**case), PEER.replace(**contact), CANDIDATE).body
            return re.findall("Theirs|Ours", body)

        assert said({"learned": LEARNED, "why_it_matters": "Theirs."}, why_it_matters="Ours.") == ["Theirs"]
        assert said({"learned": LEARNED}, why_it_matters="Ours.") == ["Ours"]
        assert said({"why_it_matters": "Theirs."}, learned=LEARNED) == ["Theirs"]
        assert said({}, learned=LEARNED, why_it_matters="Ours.") == ["Ours"]
        both = {"learned": "the rota", "why_it_matters": "Theirs."}
        assert said(both, learned=LEARNED, why_it_matters="Ours.") == ["Theirs"]
        assert said({"learned": "the rota"}, learned=LEARNED, why_it_matters="Ours.") == []

    @pytest.mark.parametrize("contact", [HR, JO], ids=["HR", "agency"])
    def test_what_was_learned_is_named_to_whoever_passes_thanks_on(self, contact: Contact) -> None:
        assert says(thank_you(interview(learned=LEARNED), contact, CANDIDATE, passes_on=True), LEARNED)
