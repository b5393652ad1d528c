"""``show`` says what a case has: the interview, the people, and what happened, each event with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_rules import Bounced, ContactRole, OutOfOfficeReceived, Snoozed, TouchSkipped, replay
from followup_rules._answers import format_date
from followup_rules._cli._reading import read_case
from followup_rules._cli._recorded import format_until
from followup_rules._cli._room import named, title_of, value_of
from followup_rules._cli._terminal import Answer, Page
from followup_rules._cli._times import when
from followup_rules._events import Reply
from followup_rules._fields import zone
from followup_rules._touches import TOUCHES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import date

    from followup_rules import Case, Contact, Interview
    from followup_rules._events import AnyEvent


def answer_show(given: argparse.Namespace) -> Answer:
    """Say what is recorded in a case; the numbers are those that ``undo`` takes."""
    case = read_case(given.file).case
    page = Page().line(title_of(case), "title").line(f"Stage: {replay(case).stage}").line()
    for line in _of_interview(case.interview):
        page.line(line)
    page.line().line("People on their side:", "title")
    for contact in case.interview.contacts:
        page.line(f"  {_of_contact(contact)}")
    if not case.interview.contacts:
        page.line("  nobody")
    if case.candidate is not None:
        page.line().add("You: ", "title").line(f"{case.candidate.name} <{case.candidate.email}>")
    page.line().line("What happened:", "title")
    for number, event in enumerate(case.events, 1):
        page.add(f"  {number}. ", "aside").line(told(case, event))
        for detail in _details(event):
            page.line(f"     {detail}", "aside")
    if not case.events:
        page.line("  nothing yet")
    return Answer(page, value_of(case))


def _of_interview(interview: Interview) -> Iterator[str]:
    """Yield what an interview says besides its people."""
    place = f"{interview.country}, {interview.subdivision}" if interview.subdivision else interview.country
    yield f"Round {interview.round}, ended {when(interview.ended_at.astimezone(zone(interview.timezone)))}, in {place}"
    yield from _dated(
        {"They promised an answer by": interview.decision_by, "They invited you to write on": interview.enquire_on}
    )
    if interview.learned is not None:
        yield f"You learned: {interview.learned}"


def _dated(days: dict[str, date | None]) -> Iterator[str]:
    """Yield those days that are known, each after its words."""
    yield from (f"{words} {format_date(day)}" for words, day in days.items() if day is not None)


def _of_contact(contact: Contact) -> str:
    """Return a contact in a line: the id, the name and the address, the roles."""
    roles = ", ".join(role for role in ContactRole if role in contact.roles)
    asked = "; not to be contacted" if contact.do_not_contact else ""
    return f"{contact.id}: {named(contact)}, {roles}{asked}"


def _details(event: AnyEvent) -> Iterator[str]:
    """Yield what a reply said, and the subject of a mail."""
    if isinstance(event, Reply):
        yield from _dated(
            {"decision by": event.decision_by, "answer by": event.answer_by, "you may write on": event.enquire_on}
        )
        if event.asks_for is not None:
            yield f"asks for: {event.asks_for}"
        if not event.enquiries_welcome:
            yield "asks you not to enquire"
    subject = getattr(event, "subject", None)
    if subject is not None:
        yield f"subject: {subject}"


def told(case: Case, event: AnyEvent) -> str:
    """Return an event in a line."""
    timezone = zone(case.interview.timezone)
    return f"{event.title}{_detail(case, event)}, {when(event.at.astimezone(timezone))}"


def _detail(case: Case, event: AnyEvent) -> str:
    """Return what the title of an event leaves open: from whom or to whom, which message, until when."""
    if isinstance(event, TouchSkipped):
        return f": {TOUCHES[event.touch].title}"
    if isinstance(event, Snoozed):
        return f" until {format_until(event.until, zone(case.interview.timezone))}"
    names = " and ".join(case.interview.contact(each).label for each in event.named)
    joint = " to " if event.side == "sent" else ": " if isinstance(event, Bounced) else " from "
    back = event.returns_on if isinstance(event, OutOfOfficeReceived) else None
    return (f"{joint}{names}" if names else "") + (f", back on {format_date(back)}" if back else "")
