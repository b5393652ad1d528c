"""A plan for a calendar: an iCalendar file of what is due, which takes back all else. It needs the extra ``ical``.

An interview has a fixed set of reminders: one of each touch, one of all answers that are owed, and one of a new time
that is missing. A file has each of them, due or cancelled, since a calendar program never forgets an event that is
merely left out of the next file.

There is no METHOD, and neither ORGANIZER nor ATTENDEE: a METHOD would make the file a message between an organizer and
people who are invited (RFC 5546), and an import could write to them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from followup_rules._answers import Blocked, Respond, Step, WaitUntil, best_moment, steps_of
from followup_rules._case import Case, Interview, labels_of
from followup_rules._errors import InputError, must_be
from followup_rules._fields import aware
from followup_rules._messages import messages
from followup_rules._people import Candidate
from followup_rules.drafts import REMINDERS, Template, Tone, check_templates, language_or_english

_MISSING = "followup_rules.ical needs the package icalendar: pip install 'followup_rules[ical]'"
try:
    from icalendar import Alarm, Calendar, Event
except ImportError as _error:
    raise ImportError(_MISSING) from _error

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_NAMESPACE = UUID("6a6f6f2d-9c0b-5c55-8f0e-0f5f7a3c1d2e")  # of these reminders alone: it may never change
_GREATEST = 2**31 - 1  # of a number in a calendar (RFC 5545, 3.3.8)
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)  # a sequence counts the seconds from here, which lasts until 2088
_LENGTH = timedelta(minutes=15)
_OFF = "This reminder is not due."


def to_calendar(
    plan: Collection[Step],
    interview: Interview | Case,
    *,
    now: datetime,
    candidate: Candidate | None = None,
    sequence: int | None = None,
    tone: Tone = Tone.FORMAL,
    templates: Iterable[Template] = (),
) -> bytes:
    """Return an ``.ics`` file with a reminder for each step of a :func:`plan`, and a cancellation of all other ones.

    A reminder is at the step's ``send_at``, in UTC, takes a quarter of an hour, blocks no time, and rings once. Its
    title is in the interview's language, if there are words in it, else in English. Its text has the reasons, in
    English, and the drafts where there is a *candidate* to write them; a :class:`Case` may bring one. *tone* and
    *templates* are those of :func:`messages`. What the plan does not have is ``STATUS:CANCELLED`` and rings no more, so
    an empty plan takes all back.

    UIDs are made of the interview's ``id``, ``company`` and ``round``: together they must be unique in a calendar, and
    stay as they are. *now* is an aware datetime, when the file was made. *sequence* must go up with each file of an
    interview; without it, it is made of *now*. :class:`InputError` for a naive *now*, for what is not a step, and for
    the plan of another interview.

    >>> from followup_rules import Contact, ContactRole, plan
    >>> interview = Interview(
    ...     id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
    ...     ended_at=datetime(2026, 4, 24, 6, tzinfo=UTC),
    ...     contacts=(Contact(id="hr", roles={ContactRole.RECRUITER}, email="hr@example.com"),),
    ... )
    >>> made = to_calendar(plan(interview, (), now=interview.ended_at), interview, now=interview.ended_at).decode()
    >>> made.count("STATUS:CONFIRMED"), made.count("STATUS:CANCELLED")
    (4, 4)
    """
    stamp = aware("now", now)
    number = _number(sequence, stamp)
    if isinstance(interview, Case):
        candidate = interview.candidate if candidate is None else candidate
        interview = interview.interview
    must_be(Interview, "interview", interview)
    if candidate is not None:
        must_be(Candidate, "candidate", candidate)
    checked = check_templates(templates)  # once, since they may be an iterator
    steps = steps_of(plan)
    labels = labels_of(interview, [each.contact for step in steps if not isinstance(step, Blocked) for each in step.to])
    due: dict[str, list[Step]] = {}
    for step in steps:
        due.setdefault(_name(step), []).append(step)
    calendar = Calendar()
    calendar.add("prodid", "-//followup_rules//reminders//EN")
    calendar.add("version", "2.0")
    for name in (*due, *[name for name in REMINDERS if name not in due]):
        of_name = due.get(name, [])
        texts = [_description(step, interview, labels, candidate, tone, checked) for step in of_name]
        event = _event(interview, name, best_moment(of_name[0]) if of_name else None, "\n\n".join(texts))
        event.add("dtstamp", stamp)
        event.add("sequence", number)
        calendar.add_component(event)
    made: bytes = calendar.to_ical(sorted=False)
    return made


def _number(sequence: int | None, stamp: datetime) -> int:
    """Return the given number of a file, else the seconds of its time, so that a later file has a higher one."""
    if sequence is None:
        return min(max(int((stamp - _FIRST).total_seconds()), 0), _GREATEST)
    if type(sequence) is not int or not 0 <= sequence <= _GREATEST:
        raise InputError("sequence", sequence, f"a whole number from 0 to {_GREATEST}")
    return sequence


def _name(step: Step) -> str:
    """Return which of the reminders of an interview a step is: all answers that are owed are one."""
    if step.touch is not None:
        return step.touch
    return "new-time" if step.window is None else "answer"


def _event(interview: Interview, name: str, starts: datetime | None, text: str) -> Event:
    """Return a reminder; one that starts at no time is cancelled.

    A program that knows no cancellations shows it at the end of the interview, under a title that says so, and does not
    ring.
    """
    title = language_or_english(interview.language).reminder(
        name, interview.position, interview.company, is_off=starts is None
    )
    begins = (starts or interview.ended_at).astimezone(UTC)
    event = Event()
    event.add("uid", str(uuid5(_NAMESPACE, f"{interview.id}\n{interview.company}\n{interview.round}\n{name}")))
    event.add("status", "CANCELLED" if starts is None else "CONFIRMED")
    event.add("dtstart", begins)
    event.add("dtend", begins + _LENGTH)
    event.add("summary", title)
    event.add("description", text or _OFF)
    event.add("transp", "TRANSPARENT")
    if starts is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta())
        event.add_component(alarm)
    return event


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
