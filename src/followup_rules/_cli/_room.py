"""A case, a time and a policy: what the commands about one case ask of them, and the files that they write."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from followup_rules import (
    AMERICAN_POLICY,
    DEFAULT_POLICY,
    JAPANESE_POLICY,
    Action,
    Blocked,
    Candidate,
    Case,
    Message,
    Respond,
    Send,
    Step,
    Tone,
    WaitUntil,
    languages,
    messages,
    next_action,
    plan,
    replay,
)
from followup_rules._answers import WindowStatus
from followup_rules._cli._errors import fail
from followup_rules._cli._files import check_new, make_folder, write_file
from followup_rules._cli._problems import message_of
from followup_rules._cli._reading import read_case
from followup_rules._cli._terminal import PROGRAM
from followup_rules._cli._times import clock, now_of, when, zone_of
from followup_rules._fields import zone
from followup_rules._touches import TOUCHES
from followup_rules.drafts import language_of
from followup_rules.mail import to_eml
from followup_rules.timeline import to_svg

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import datetime

    from followup_rules import Contact
    from followup_rules._cli._terminal import Page, Style

POLICIES = {"default": DEFAULT_POLICY, "american": AMERICAN_POLICY, "japanese": JAPANESE_POLICY}


class Room:
    """A case, a time and a policy, and what was asked to be written about them."""

    def __init__(self, given: argparse.Namespace) -> None:
        """Read the case and the time."""
        self.given, self.policy = given, POLICIES[given.policy]
        self.given.case = _case_or_piped(given.case)
        self.case = in_language(read_case(given.case).case, given.language)
        self.now = now_of(given.now, zone(self.case.interview.timezone))

    def action(self) -> Action:
        """Return what comes next."""
        return next_action(self.case, now=self.now, policy=self.policy)

    def plan(self) -> tuple[Step, ...]:
        """Return the whole schedule."""
        return plan(self.case, now=self.now, policy=self.policy)

    def candidate(self) -> Candidate:
        """Return who was interviewed; the command ends where the case does not say."""
        if self.case.candidate is None:
            fail("candidate: is missing in the case; the words need a name and an address")
        return self.case.candidate

    def messages(self) -> tuple[Message, ...]:
        """Return the words of what comes next."""
        return messages(self.action(), self.case.interview, self.candidate(), tone=Tone(self.given.tone))

    def drafts(self, folder: Path) -> list[tuple[Path, bytes]]:
        """Return the files of the next messages, named by their turn, touch and contact."""
        action, files = self.action(), list[tuple[Path, bytes]]()
        touch = action.touch if isinstance(action, Send | WaitUntil) else ""
        for number, message in enumerate(self.messages(), 1):
            name = re.sub(r"[^\w-]+", "_", message.to.id)[:40]
            files.append((folder / f"{number}-{touch}-{name}.eml", to_eml(message, self.candidate())))
        return files

    def files(self) -> list[tuple[Path, bytes]]:
        """Return the files that were asked for."""
        given, files = self.given, list[tuple[Path, bytes]]()
        if given.ics is not None:
            try:
                from followup_rules.ical import to_calendar  # noqa: PLC0415 - an extra, only where it is asked for
            except ImportError as error:
                fail(f"--ics: {error}; in a clone, pip install '.[ical]'")
            calendar = to_calendar(self.plan(), self.case, now=self.now, tone=Tone(given.tone))
            files.append((Path(given.ics), calendar))
        if given.svg is not None:
            files.append((Path(given.svg), to_svg(self.plan(), self.case, now=self.now).encode()))
        if given.eml is not None:
            files += self.drafts(Path(given.eml))
        return files

    def write(self, page: Page) -> None:
        """Write the files that were asked for, and a line for each on the page."""
        given = self.given
        asked = [name for name in (given.ics, given.svg, given.eml) if name is not None]
        _check_names(asked)
        files = self.files()
        _check_names([str(path) for path, _ in files])
        read = [name for name in (given.case, getattr(given, "draft", None)) if name not in (None, "-")]
        for path, _ in files:
            check_new(path, read=tuple(read), force=given.force)
        if given.eml is not None:
            make_folder(Path(given.eml))
        for path, data in files:
            write_file(path, data, force=given.force)
        for number, (path, _) in enumerate(files):
            page.add("" if number else "\n").line(f"Wrote {path}", "aside")


def _check_names(names: list[str]) -> None:
    """Refuse files of which one would be written over another."""
    if {"", "-"}.intersection(names) or len({_place(name) for name in names}) < len(names):
        fail("--ics, --svg and --eml each need a name of their own")


def _place(name: str) -> Path:
    """Return where a file is in the end: two names may be of one file, through a link."""
    try:
        return Path(name).resolve()
    except (OSError, ValueError, RuntimeError):  # an error of its own tells what is wrong with it
        return Path(name).absolute()


def _case_or_piped(name: str | None) -> str:
    """Return the name of the file of a case: without one, standard input, unless that is a keyboard."""
    if name is None and sys.stdin is not None and sys.stdin.isatty():
        fail("CASE: which file? init writes one; - reads the keyboard")
    return name or "-"


def add_next(page: Page, case: Case, action: Action, now: datetime, file: str) -> None:
    """Add where a case stands, what comes next, and why."""
    page.line(title_of(case), "title").line(f"Stage: {replay(case).stage}").line()
    add_step(page, action, now, file)
    for reason in action.reasons:
        page.add("  ").add(f"{reason.rule}:", "aside").line(f" {reason.text}")


def add_step(page: Page, step: Action, now: datetime, file: str, indent: str = "") -> None:
    """Add an answer in a line or two; it says "now" only if its time has come, and which command helps."""
    page.add(indent)
    if isinstance(step, Blocked):
        page.add(f"From {when(step.opens_at)}: ", "late")
    elif isinstance(step, Send | Respond):
        style: Style = "late" if step.status is WindowStatus.LATE else "now"
        is_now = step.send_at <= now
        page.add("Now: " if is_now else f"At {when(step.send_at)}: ", style if is_now else "plain")
    page.line(_words_of(step, now))
    if isinstance(step, Send | Respond | WaitUntil):
        window = step.window
        span = f"{clock(window.opens)} to {when(window.closes)}"
        page.line(f"{indent}  on time from {span}", "aside")
    for line in _remedies(step, file):
        page.line(f"{indent}  {line}", "aside")


def _remedies(step: Action, file: str) -> Iterator[str]:
    """Yield which commands give what is missing in a case: the core names the fields of Python instead."""
    name = "FILE" if file == "-" else quote(file)
    if any(reason.code == "not-held" for reason in step.reasons):
        yield f"With a new time: {PROGRAM} edit {name}, then {PROGRAM} record {name} reopened"
    if isinstance(step, Blocked):
        is_time = any(gap.code == "new-time" for gap in step.missing)
        yield f"{'Give the new time' if is_time else 'Change the people'} with: {PROGRAM} edit {name}"


def _words_of(step: Action, now: datetime) -> str:
    """Return an answer in a sentence; of a late message without its time, which stands before it."""
    if isinstance(step, Send) and step.status is WindowStatus.LATE:
        names = " and ".join(recipient.name for recipient in step.to)
        return f"Send the {TOUCHES[step.touch].title} to {names}; it is late"
    if isinstance(step, WaitUntil) and step.send_at.date() == now.astimezone(step.send_at.tzinfo).date():
        return f"Today from {step.send_at:%H:%M} ({zone_of(step.send_at)}): {str(step).partition(': then ')[2]}"
    return str(step)


def named(contact: Contact) -> str:
    """Return a contact with the address."""
    return contact.label if contact.email in (None, contact.label) else f"{contact.label} <{contact.email}>"


def title_of(case: Case) -> str:
    """Return what a case is about."""
    return f"{case.interview.position} at {case.interview.company}"


def value_of(answer: BaseModel) -> Any:  # noqa: ANN401 - JSON
    """Return an answer as JSON has it."""
    return answer.model_dump(mode="json")


def in_language(case: Case, tag: str | None) -> Case:
    """Return a case with another language to write in, for everybody."""
    if tag is None:
        return case
    try:
        contacts = [contact.replace(language=tag) for contact in case.interview.contacts]
        spoken = case.replace(interview=case.interview.replace(language=tag, contacts=contacts))
    except ValidationError as error:
        fail(f"--language: {message_of(error.errors()[0])}")
    if language_of(tag) is None:
        fail(f"--language: there are no words in {tag!r}, only in {', '.join(languages())}")
    return spoken
