"""The drafts that tests look at: who they are for, how they are built, and what stands in them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from followup_rules import (
    Contact,
    ContactRole,
    Draft,
    Thread,
    Touch,
    escalation,
    feedback_request,
    first_follow_up,
    second_follow_up,
    thank_you,
    update_thanks,
)
from support import CANDIDATE, HR, LEAD, PEER, interview

if TYPE_CHECKING:
    from collections.abc import Callable

BUILDERS: dict[str, Callable[..., Draft]] = {
    "thank_you": thank_you,
    "first_follow_up": first_follow_up,
    "second_follow_up": second_follow_up,
    "escalation": escalation,
    "update_thanks": update_thanks,
    "feedback_request": feedback_request,
}


ENQUIRIES = {name: BUILDERS[name] for name in ("first_follow_up", "second_follow_up", "escalation")}
each_draft = pytest.mark.parametrize("build", BUILDERS.values(), ids=BUILDERS)
each_enquiry = pytest.mark.parametrize("build", ENQUIRIES.values(), ids=ENQUIRIES)
LEARNED = "the move to event streaming"
MAILBOX = Contact(id="box", roles={ContactRole.RECRUITER}, email="jobs@example.com")
JO = Contact(id="agent", name="Jo Park", roles={ContactRole.AGENCY}, email="jo@agency.example.com")
AGENCY_BOX = JO.replace(name=None)
DOCTOR = LEAD.replace(honorific="Dr", given_name="Ken", family_name="Ito")
THREAD = Thread(message_id="<invite@example.com>", subject="Your interview at Acme")
PANEL = PEER.replace(id="panel", name="Aiko Abe", email="abe@example.com")


def parts(draft: Draft) -> list[str]:
    """Return the greeting, the paragraphs and the signature."""
    return draft.body.split("\n\n")


def paragraphs(draft: Draft) -> list[str]:
    """Return what stands between greeting and signature."""
    return parts(draft)[1:-1]


def says(draft: Draft, pattern: str) -> bool:
    """Tell whether the text between greeting and signature has a pattern, in whatever case."""
    return re.search(pattern, " ".join(paragraphs(draft)), re.IGNORECASE) is not None


def words(draft: Draft) -> int:
    """Return how many words a draft has above the signature."""
    return len(" ".join(parts(draft)[:-1]).split())


FACTS: dict[str, tuple[Any, ...]] = {
    "contact": (HR, LEAD, DOCTOR, MAILBOX, JO, AGENCY_BOX),
    "learned": (None, LEARNED),
    "decision_by": (None, date(2026, 6, 12)),
    "phone": (None, "+81 3 1234 5678"),
    "reply_to": (None, THREAD, Thread(message_id="<bare@example.com>")),
    "panel": ((), (PEER,), (PEER, PANEL), (PEER.replace(name=None),)),
}


@cache
def all_drafts() -> frozenset[Draft]:
    """Return every draft that the facts, given or not given, make."""
    drafts = []
    for contact, learned, decision_by, phone, reply_to, panel in product(*FACTS.values()):
        case = interview(contacts=(contact, *panel), learned=learned, decision_by=decision_by)
        candidate = CANDIDATE.replace(phone=phone)
        drafts += [build(case, contact, candidate, reply_to=reply_to) for build in BUILDERS.values()]
        drafts.append(thank_you(case, contact, candidate, reply_to=reply_to, passes_on=True))
        drafts.append(update_thanks(case, contact, candidate, reply_to=reply_to, decision_by=decision_by))
        drafts.append(update_thanks(case, contact, candidate, reply_to=reply_to, answers_feedback=True))
        drafts += [
            first_follow_up(case, contact, candidate, reply_to=reply_to, folds=folds)
            for folds in ({Touch.THANK_YOU}, {Touch.UPDATE_THANKS}, {Touch.THANK_YOU, Touch.UPDATE_THANKS})
        ]
    return frozenset(drafts)


def body_of(draft: Draft) -> str:
    return " ".join(paragraphs(draft))
