"""``record`` adds to a case what happened, from a word or from a mail; ``undo`` takes it out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from followup_rules import Case, Event, Snoozed, TouchSkipped, next_action, replay
from followup_rules._cli._errors import fail
from followup_rules._cli._incoming import Mail, events_of_mail
from followup_rules._cli._nearest import hint, nearest, same
from followup_rules._cli._reading import read_own
from followup_rules._cli._recorded import WORDS, made, options_given
from followup_rules._cli._rewriting import add_events, drop_event
from followup_rules._cli._room import POLICIES, add_next, value_of
from followup_rules._cli._showing import told
from followup_rules._cli._terminal import Answer, Page
from followup_rules._cli._times import instant_of, now_of, when
from followup_rules._fields import zone

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from followup_rules._cli._reading import CaseFile


def answer_record(given: argparse.Namespace) -> Answer:
    """Add what happened to a file; say what was added, and what comes next."""
    file, now, page = _file_and_time(given)
    word, path = _word_and_mail(given)
    _check_time(given, file.case, now)
    if path is not None:
        mail = events_of_mail(given, word, path, file.case, page)
    else:
        mail = Mail((_event(given, str(word), file.case, now),))
    case, policy = file.case, POLICIES[given.policy]
    new = [event for event in mail.events if not _has(case, event, mail.replaces)]
    if new:
        case = add_events(file, new, mail.replaces if mail.events[0] in new else None)
    for event in mail.events:
        _add_recorded(page, case, event, now, is_new=event in new)
    action = next_action(case, now=now, policy=policy)
    if any(isinstance(event, TouchSkipped | Snoozed) for event in new):
        _add_effect(page, file.case, case, is_same=action == next_action(file.case, now=now, policy=policy))
    add_next(page.line(), case, action, now, given.file)
    value = {"recorded": [value_of(event) for event in new], "next": value_of(action)}
    return Answer(page, value, code=0 if mail.events else 1)


def answer_undo(given: argparse.Namespace) -> Answer:
    """Take an event of a file out, the last one if no number is given; say what it was, and what comes next."""
    file, now, page = _file_and_time(given)
    number = _number(given, len(file.case.events))
    event = cast("Event", file.case.events[number])
    case = drop_event(file, number)
    page.add("Taken out: ", "late").line(told(file.case, event))
    action = next_action(case, now=now, policy=POLICIES[given.policy])
    add_next(page.line(), case, action, now, given.file)
    return Answer(page, {"taken_out": value_of(event), "next": value_of(action)})


def _number(given: argparse.Namespace, count: int) -> int:
    """Return which of *count* events to take out, the first as 0; ``show`` counts from 1."""
    if not count:
        fail(f"FILE: {given.file!r} has no event to remove")
    if given.number is None:
        return count - 1
    known = {str(number): number - 1 for number in range(1, count + 1)}
    if given.number not in known:
        fail(f"NUMBER: must be a number that 'show' lists, from 1 to {count}, got {given.number!r}")
    return known[given.number]


def _file_and_time(given: argparse.Namespace) -> tuple[CaseFile, datetime, Page]:
    """Return the file of a case, the time by its company's clock if no other is given, and an empty page."""
    file = read_own(given.file)
    return file, now_of(given.now, zone(file.case.interview.timezone)), Page()


def _word_and_mail(given: argparse.Namespace) -> tuple[str | None, str | None]:
    """Return what happened, and the mail that says so; one of them may be missing."""
    if given.what is None:
        fail(f"WHAT: is missing; it is one of {', '.join(WORDS)}, or a mail as a file")
    word = same(given.what, WORDS)
    if given.what in WORDS or (word in WORDS and not _is_file(given.what)):
        return word, given.mail
    likely = nearest(given.what, WORDS)
    is_file = given.what == "-" or (Path(given.what).suffix and likely is None) or _is_file(given.what)
    if not is_file or given.mail is not None:
        fail(f"WHAT: must be one of {', '.join(WORDS)}, or a mail as a file, got {given.what!r}{hint(likely)}")
    return None, given.what


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # a name that is too long, or has a null in it
        return False


def _check_time(given: argparse.Namespace, case: Case, now: datetime) -> None:
    """Refuse an ``--at`` after now: a mistyped month would move the whole plan."""
    timezone = zone(case.interview.timezone)
    if given.at is not None and (at := instant_of(given.at, timezone, "--at")) > now:
        fail(
            f"--at: {when(at)} is later than now, {when(now.astimezone(timezone))}; correct --at, "
            "or, if it is right, say with --now what time it is"
        )


def _event(given: argparse.Namespace, word: str, case: Case, now: datetime) -> Event:
    """Return the event of a word and the options."""
    at = now if given.at is None else instant_of(given.at, zone(case.interview.timezone), "--at")
    action = next_action(case, now=at, policy=POLICIES[given.policy])
    return made(word, options_given(given), case, action, at)


def _has(case: Case, event: Event, replaced: int | None) -> bool:
    """Tell whether a case has an event already: an equal one, or one of its kind with its message id (G24)."""
    others = [each for number, each in enumerate(case.events) if number != replaced]
    message_id = getattr(event, "message_id", None) if event.is_mail else None
    known = {(each.kind, getattr(each, "message_id", None)) for each in others if each.is_mail}
    return event in case.events or (message_id is not None and (event.kind, message_id) in known)


def _add_recorded(page: Page, case: Case, event: Event, now: datetime, *, is_new: bool) -> None:
    """Add a line about what was recorded, and one about what is strange about it."""
    page.add("Recorded: " if is_new else "Recorded before: ", "now").line(told(case, event))
    for irregular in replay(case).irregular:
        if is_new and (irregular.event, irregular.at) == (event.kind, event.at):
            page.line(
                f"  This does not fit the stage {irregular.stage}: it is kept, and the stage stays (G25).", "late"
            )
    if event.at > now:
        page.line("  The date of this mail lies in the future. If it is wrong, say with --at when it came.", "late")


def _add_effect(page: Page, before: Case, after: Case, *, is_same: bool) -> None:
    """Add that a skip or a snooze has no effect, if what is next stays the same."""
    stage = replay(after).stage
    if is_same and replay(before).stage is stage:
        page.line(f"  This has no effect now: what comes next in the stage {stage} stays the same.", "late")
