"""``init`` asks for a case and writes it; ``edit`` asks again, and keeps what nobody changes."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from followup_rules import next_action
from followup_rules._cli._errors import AnswersEndError, CommandError
from followup_rules._cli._files import check_folder, check_new, write_file
from followup_rules._cli._form import Form
from followup_rules._cli._questions import ask_candidate, ask_contacts, ask_interview, slug
from followup_rules._cli._reading import case_of, read_own
from followup_rules._cli._rewriting import replace_file, with_member, wrapped_text
from followup_rules._cli._room import POLICIES, add_next
from followup_rules._cli._terminal import Answer, Answers, Page, write
from followup_rules._cli._times import now_of
from followup_rules._fields import zone

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from followup_rules import Case


def answer_init(given: argparse.Namespace) -> Answer:
    """Ask for a case, write it, and say what comes next."""
    path, now = Path(given.file), now_of(given.now)
    check_new(path, force=given.force)
    check_folder(path)
    asked = _asked(_Parts({}, [], {}), now)
    interview = asked["interview"]
    named = "-".join([slug(interview["company"]), slug(interview["position"]), str(interview["round"])])
    asked["interview"] = {"id": named} | interview
    text = json.dumps(asked | {"events": []}, ensure_ascii=False, indent=2) + "\n"
    case, _ = case_of(text, given.file)
    write_file(path, text.encode(), force=given.force)
    return _answer(given, case, now)


def answer_edit(given: argparse.Namespace) -> Answer:
    """Ask for a case again with what is known of it, write it, and say what comes next."""
    file = read_own(given.file)
    now = now_of(given.now, zone(file.case.interview.timezone))
    text = wrapped_text(file)
    known: dict[str, Any] = json.loads(text)
    interview = known["interview"]
    parts = _Parts(interview, interview.pop("contacts", []), known.get("candidate") or {})
    try:
        asked, ended = _asked(parts, now, file.case), False
    except AnswersEndError:
        asked, ended = parts.answered(), True
    for name, value in asked.items():
        text = with_member(text, name, value)
    try:
        case = replace_file(file, text)
    except CommandError as problem:
        if not ended:
            raise
        words = f"the answers ended, and nothing was changed, since those so far do not fit together: {problem}"
        raise CommandError(words, problem.problems) from None
    page = Page()
    if ended:
        page.line("The answers ended. What you answered before is kept.", "late")
    return _answer(given, case, now, page)


class _Parts(NamedTuple):
    """The parts of a case that somebody answers, as far as they are known; each answer changes them at once."""

    interview: dict[str, Any]
    contacts: list[dict[str, Any]]
    candidate: dict[str, Any]

    def answered(self) -> dict[str, Any]:
        """Return the parts as a file has them; of the candidate, nothing until the name and the address are known."""
        candidate = self.candidate if self.candidate.keys() >= {"name", "email"} else None
        return {"interview": self.interview | {"contacts": self.contacts}, "candidate": candidate}


def _asked(parts: _Parts, now: datetime, case: Case | None = None) -> dict[str, Any]:
    """Return the parts of a case that somebody answers; *case* is the one that is known."""
    form = Form(Answers())
    write("An empty answer takes what is in brackets; - leaves out what is known.\n\n")
    ask_interview(form, parts.interview, now)
    write("\nNow the people on their side: the recruiter, and everybody who interviewed you.\n")
    if parts.contacts:
        write("At a name, - removes the person.\n")
    ask_contacts(form, parts.contacts, partial(_why_kept, case))
    write("\nNow you, for the drafts.\n")
    return parts.answered() | {"candidate": ask_candidate(form, parts.candidate)}


def _why_kept(case: Case | None, contact: str) -> str:
    """Say why a contact cannot be removed from a case: events name the contact."""
    events = () if case is None else case.events
    numbers = [str(number) for number, event in enumerate(events, 1) if contact in event.named]
    if not numbers:
        return ""
    which = f"event {numbers[0]} names" if len(numbers) == 1 else f"events {', '.join(numbers)} name"
    return f"{which} this person, so the person stays; 'show' lists the events, and 'undo' removes one"


def _answer(given: argparse.Namespace, case: Case, now: datetime, page: Page | None = None) -> Answer:
    page = (page or Page()).line().line(f"Wrote {given.file}", "aside").line()
    action = next_action(case, now=now, policy=POLICIES[given.policy])
    add_next(page, case, action, now, given.file)
    return Answer(page, None)
