"""A plan for a calendar: a reminder for each touch, as an iCalendar file. It needs the extra ``ical``."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from followup_rules._answers import Blocked, Respond, Step, WaitUntil, best_moment, label_of, steps_of
from followup_rules._case import Interview, labels_of
from followup_rules._errors import InputError, must_be
from followup_rules._fields import aware
from followup_rules._messages import messages
from followup_rules._people import Candidate
from followup_rules.drafts import Template, Tone, check_templates

_MISSING = "followup_rules.ical needs the package icalendar: pip install 'followup_rules[ical]'"
try:
    from icalendar import Alarm, Calendar, Event
except ImportError as _error:
    raise ImportError(_MISSING) from _error

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_NAMESPACE = UUID("6a6f6f2d-9c0b-5c55-8f0e-0f5f7a3c1d2e")  # of these reminders alone: it may never change
_GREATEST = 2**31 - 1  # of a number in a calendar (RFC 5545, 3.3.8)
_LENGTH = timedelta(minutes=15)


def to_calendar(
    plan: Collection[Step],
    interview: Interview,
    *,
    now: datetime,
    candidate: Candidate | None = None,
    sequence: int = 0,
    tone: Tone = Tone.FORMAL,
    templates: Iterable[Template] = (),
) -> bytes:
    """Return an ``.ics`` file with a reminder for each step of a :func:`plan`, at its ``send_at``, in UTC.

    A reminder takes a quarter of an hour, blocks no time, and rings once. Its text has the reasons, and the drafts
    where there is a *candidate* to write them; *tone* and *templates* are those of :func:`messages`. A touch of an
    interview keeps its UID, so that a calendar replaces what it has: give a changed plan a higher *sequence*. *now* is
    an aware datetime, when the file was made. :class:`InputError` for a naive one, for what is not a step, and
    for the plan of another interview.

    >>> from followup_rules import Contact, ContactRole, plan
    >>> interview = Interview(
    ...     id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
    ...     ended_at=datetime(2026, 4, 24, 6, tzinfo=UTC),
    ...     contacts=(Contact(id="hr", roles={ContactRole.RECRUITER}, email="hr@example.com"),),
    ... )
    >>> made = to_calendar(plan(interview, (), now=interview.ended_at), interview, now=interview.ended_at)
    >>> made.decode().count("BEGIN:VEVENT")
    4
    """
    stamp = aware("now", now).replace(microsecond=0)
    if type(sequence) is not int or not 0 <= sequence <= _GREATEST:
        raise InputError("sequence", sequence, f"a whole number from 0 to {_GREATEST}")
    must_be(Interview, "interview", interview)
    if candidate is not None:
        must_be(Candidate, "candidate", candidate)
    checked = check_templates(templates)  # once, since they may be an iterator
    calendar = Calendar()
    calendar.add("prodid", "-//followup_rules//reminders//EN")
    calendar.add("version", "2.0")
    names = Counter[str]()
    steps = steps_of(plan)
    labels = labels_of(interview, [each.contact for step in steps if not isinstance(step, Blocked) for each in step.to])
    for step in steps:
        name = _name(step)
        turn = "\n" * names[name]  # of what was asked at one instant
        names[name] += 1
        starts = best_moment(step).astimezone(UTC)
        title = f"{label_of(step)}: {interview.position}, {interview.company}"
        event = Event()
        event.add("uid", str(uuid5(_NAMESPACE, f"{interview.id}\n{interview.round}\n{name}{turn}")))
        event.add("dtstamp", stamp)
        event.add("dtstart", starts)
        event.add("dtend", starts + _LENGTH)
        event.add("summary", title)
        event.add("description", _description(step, interview, labels, candidate, tone, checked))
        event.add("sequence", sequence)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta())
        event.add_component(alarm)
        calendar.add_component(event)
    made: bytes = calendar.to_ical(sorted=False)
    return made


def _name(step: Step) -> str:
    """Return what tells a step from the others of an interview: its touch, or when they asked."""
    if step.touch is not None:
        return step.touch
    asked = step.window.opens if isinstance(step, Respond) else step.opens_at
    return f"answer\n{asked.astimezone(UTC).isoformat()}"


def _description(
    step: Step,
    interview: Interview,
    labels: dict[str, str],
    candidate: Candidate | None,
    tone: Tone,
    templates: tuple[Template, ...],
) -> str:
    """Return why, what is missing, and the drafts."""
    paragraphs = ["\n".join(map(str, step.reasons))]
    if isinstance(step, WaitUntil) and not step.to:
        paragraphs.append("Nobody can be written to yet.")
    elif isinstance(step, Blocked):
        paragraphs.append("\n".join(gap.text for gap in step.missing))
    elif candidate is None or isinstance(step, Respond):
        paragraphs += [f"To: {labels[recipient.contact]}" for recipient in step.to]
    else:
        paragraphs += [
            f"To: {message.to.label}\nSubject: {message.subject}\n\n{message.body}"
            for message in messages(step, interview, candidate, tone=tone, templates=templates)
        ]
    return "\n\n".join(paragraphs)
