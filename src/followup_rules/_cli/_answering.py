"""The commands that answer about one case: ``next``, ``plan``, ``draft``, ``review``, ``gaps`` and ``schema``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup_rules import Action, Case, Draft, Message, Respond, Send, WaitUntil, gaps, review
from followup_rules._cli._errors import fail
from followup_rules._cli._files import read_text
from followup_rules._cli._nearest import hint, nearest, same
from followup_rules._cli._room import Room, add_next, add_step, named, title_of, value_of
from followup_rules._cli._terminal import Answer, Page
from followup_rules._cli._times import when

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from datetime import datetime

    from followup_rules import Contact, Finding


def answer_next(given: argparse.Namespace) -> Answer:
    """Say what comes next, and why."""
    room, page = Room(given), Page()
    action = room.action()
    add_next(page, room.case, action, room.now, room.given.case)
    room.write(page)
    return Answer(page, value_of(action))


def answer_plan(given: argparse.Namespace) -> Answer:
    """Say the whole schedule ahead."""
    room = Room(given)
    page, steps = Page().line(title_of(room.case), "title").line(), room.plan()
    for step in steps:
        add_step(page, step, room.now, room.given.case)
    if not steps:
        page.line("Nothing is due any more.")
    room.write(page)
    return Answer(page, [value_of(step) for step in steps])


def answer_draft(given: argparse.Namespace) -> Answer:
    """Say the words of what comes next, and when to send them."""
    room, page = Room(given), Page()
    action, drafts = room.action(), room.messages()
    if not drafts or not isinstance(action, Send | WaitUntil):
        page.line(f"{_no_draft(action)}.").line()
        add_step(page, action, room.now, room.given.case)
        room.write(page)
        return Answer(page, [])
    for number, draft in enumerate(drafts):
        page.add("\n\n" if number else "").add("When: ", "aside").line(_when_to_send(action, room.now))
        page.add("To: ", "aside").line(named(draft.to)).add("Subject: ", "aside").line(draft.subject)
        page.line().line(draft.body)
    room.write(page)
    return Answer(page, [value_of(draft) for draft in drafts])


def _when_to_send(action: Send | WaitUntil, now: datetime) -> str:
    """Return when to send a draft: "now" only if its time has come."""
    if action.send_at > now:
        return f"not before {when(action.send_at)}"
    closes = action.window.closes
    return f"now, until {when(closes)}" if closes > now else "now; it is late"


def _no_draft(action: Action) -> str:
    """Say why there is no draft."""
    return "There is no draft for this" if isinstance(action, Respond) else "There is nothing to send"


def answer_review(given: argparse.Namespace) -> Answer:
    """Say what to improve in the drafts, or in a text of one's own."""
    room, page = Room(given), Page()
    action, interview, candidate = room.action(), room.case.interview, room.candidate()
    drafts = {message.to.id: message for message in room.messages()}
    if not drafts or not isinstance(action, Send | WaitUntil):
        page.line(f"{_no_draft(action)}, so nothing to review.").line()
        add_step(page, action, room.now, room.given.case)
        room.write(page)
        return Answer(page, [])
    values: list[Any] = []
    for who, text in _reviewed(given, drafts).items():
        contact = interview.contact(who)
        found = review(text, action.touch, interview, contact, candidate, language=given.language, action=action)
        _add_findings(page.add("\n" if values else ""), contact, found)
        values.append({"to": who, "findings": [value_of(finding) for finding in found]})
    room.write(page)
    return Answer(page, values)


def _reviewed(given: argparse.Namespace, drafts: dict[str, Message]) -> dict[str, Draft | Message]:
    """Return the texts to review, each by the id of its recipient."""
    given.to = None if given.to is None else same(given.to, drafts)
    if given.to is not None and given.to not in drafts:
        likely = hint(nearest(given.to, drafts))
        fail(f"--to: {given.to!r} does not get the next message; those who do are {', '.join(drafts)}{likely}")
    to = given.to or next(iter(drafts))
    if given.draft is not None:
        subject, _, body = read_text(given.draft, "--draft").partition("\n")
        if not subject.strip():
            fail(f"--draft: {given.draft!r} has no subject in its first line")
        return {to: Draft(subject.removeprefix("Subject:").strip(), body.strip())}
    return {to: drafts[to]} if given.to is not None else dict(drafts)


def _add_findings(page: Page, contact: Contact, found: Iterable[Finding]) -> None:
    page.line(f"{contact.label}:", "title")
    rows = [f"{each.severity}, {each.part} {each.line}: {each.text}" for each in found]
    for row in rows or ["no findings"]:
        page.line(f"  {row}")


def answer_gaps(given: argparse.Namespace) -> Answer:
    """Say what to ask for before leaving the room."""
    room, page = Room(given), Page()
    found = gaps(room.case.interview)
    for gap in found:
        page.line(gap.text)
    if not found:
        page.line("Nothing is missing.")
    room.write(page)
    return Answer(page, [value_of(gap) for gap in found])


def answer_schema(_: argparse.Namespace) -> Answer:
    """Give the JSON Schema of a case."""
    return Answer(Page(), Case.model_json_schema())
