"""``init`` asks for a case and writes it; ``edit`` asks again, and keeps what nobody changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup_rules import next_action
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
    asked = _asked({}, [], {}, now)
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
    asked = _asked(interview, interview.pop("contacts", []), known.get("candidate") or {}, now)
    for name, value in asked.items():
        text = with_member(text, name, value)
    return _answer(given, replace_file(file, text), now)


def _asked(
    interview: dict[str, Any], contacts: list[dict[str, Any]], candidate: dict[str, Any], now: datetime
) -> dict[str, Any]:
    """Return the parts of a case that somebody answers."""
    form = Form(Answers())
    write("An empty answer takes what is in brackets; - leaves out what is known.\n\n")
    ask_interview(form, interview, now)
    write("\nNow the people on their side: the recruiter, and everybody who interviewed you.\n")
    ask_contacts(form, contacts)
    write("\nNow you, for the drafts.\n")
    return {"interview": interview | {"contacts": contacts}, "candidate": ask_candidate(form, candidate)}


def _answer(given: argparse.Namespace, case: Case, now: datetime) -> Answer:
    page = Page().line().line(f"Wrote {given.file}", "aside").line()
    action = next_action(case, now=now, policy=POLICIES[given.policy])
    add_next(page, case, action, now)
    return Answer(page, None)
