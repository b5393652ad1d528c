"""G35: Thank-you at most 150 words, follow-ups at most 120 (Japanese: 400 and 300 characters without address block
and signature); no exclamation marks in a row, no ultimatum, no "just checking in".
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup_rules import Contact, Draft, Touch, feedback_request, first_follow_up, thank_you, update_thanks
from letters import ENQUIRIES, JO, all_drafts, says, words
from support import CANDIDATE, HR, PEER, interview

if TYPE_CHECKING:
    from collections.abc import Callable

PUSHY = (
    r"just (checking|following|wanted)|checking in|touching base|circling back|bump(ing)? this|gentle reminder",
    r"if I (do not|don't) hear|unless|otherwise|or else|final|last (chance|time)|withdraw|other offers?",
    r"as soon as possible|\basap\b|urgent|immediately|at your earliest|promptly|right away|by return",
    r"deadline|at the latest|no later than|within \d|by (the )?(end|close) of",
    r"\b(must|demand|insist|expect you|still waiting|have yet to|overdue|disappointed|ignored)\b",
)


class TestG35:
    @pytest.mark.parametrize("contact", [PEER, HR, JO], ids=["interviewer", "HR", "agency"])
    def test_a_thank_you_has_at_most_150_words(self, contact: Contact) -> None:
        panel = tuple(PEER.replace(id=f"p{n}", name=f"Interviewer Number {n}") for n in range(4))
        case = interview(
            contacts=(contact, *panel),
            company="The Very Long Name of an International Company Limited",
            position="Senior Principal Staff Data Platform Engineer for Trust and Safety",
            learned="how the team moved all of its nightly jobs to event streaming without a day of downtime",
        )
        for passes_on in (False, True):
            assert words(thank_you(case, contact, CANDIDATE, passes_on=passes_on)) <= 150

    @pytest.mark.parametrize("build", [*ENQUIRIES.values(), update_thanks, feedback_request])
    def test_follow_ups_and_requests_have_at_most_120_words(self, build: Callable[..., Draft]) -> None:
        case = interview(
            company="The Very Long Name Company",
            position="Senior Data Platform Engineer",
            learned="how the team moved its jobs to streaming",
            decision_by=date(2026, 6, 12),
        )
        folds = {"folds": {Touch.THANK_YOU, Touch.UPDATE_THANKS}} if build is first_follow_up else {}
        assert words(build(case, HR, CANDIDATE.replace(phone="+81 3 1234 5678"), **folds)) <= 120

    @pytest.mark.untraced
    @pytest.mark.parametrize("pattern", PUSHY)
    def test_no_draft_pushes(self, pattern: str) -> None:
        found = re.compile(pattern, re.IGNORECASE)
        assert [hit for draft in all_drafts() for text in draft if (hit := found.search(text))] == []

    @pytest.mark.untraced
    def test_no_draft_shouts(self) -> None:
        assert [draft for draft in all_drafts() for text in draft if re.search(r"!\s*!|[?]\s*[?!]", text)] == []
        assert [draft for draft in all_drafts() if re.search(r"\b[A-Z]{4,}\b", draft.subject + draft.body)] == []

    def test_every_request_is_a_polite_question(self) -> None:
        for build in ENQUIRIES.values():
            assert says(build(interview(), HR, CANDIDATE), r"\b(could|may|might|would)\b[^.?]*\?")
