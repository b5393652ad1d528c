"""Invitations to meetings (``text/calendar``, RFC 5545 and 5546): what an interview needs of them.

Only the first event of a calendar is read. A time zone is the IANA one that the calendar names, or the one that Windows
has under that name; one that it only describes is not guessed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pydantic import ValidationError

from followup_rules._addresses import mailbox
from followup_rules._errors import InputError
from followup_rules._fields import as_instant, zone
from followup_rules._people import Contact, ContactRole
from followup_rules.inbox._incoming import Invitation
from followup_rules.inbox._mime import line_of, text_of
from followup_rules.inbox._zones import WINDOWS_ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from followup_rules._people import Thread
    from followup_rules.inbox._mime import Part

_MOST_LINES, _LONGEST_LINE, _MOST_ATTENDEES = 5_000, 4_000, 100
_PARAMETER = re.compile(r';([A-Za-z-]{1,40})=("[^"]*+"?|[^";:,]*+)')
_DURATION = re.compile(r"\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?")
_ESCAPED = re.compile(r"\\(.)")
_ROOMS = ("ROOM", "RESOURCE")


@dataclass(slots=True)
class Line:
    """A line of a calendar: its name, its parameters and its value."""

    name: str
    parameters: dict[str, str]
    value: str


def method_of(mail: Part) -> tuple[str, Part] | None:
    """Return the method of the calendar in a mail, such as ``REQUEST``, and its part; ``None`` without a calendar."""
    for part in mail.walk():
        if part.kind == "text/calendar":
            lines = _lines(part)
            method = next((line.value for line in lines if line.name == "METHOD"), part.method or "")
            return method.strip().upper(), part
    return None


def invitation_of(part: Part, contacts: Sequence[Contact], own: str | None, thread: Thread | None) -> Invitation:
    """Return what an interview needs of a calendar; *own* is the mailbox of the candidate, who is left out."""
    lines = _lines(part)
    event = _first_event(lines)
    starts = next((line for line in event if line.name == "DTSTART"), None)
    ends = next((line for line in event if line.name == "DTEND"), None)
    started_at = None if starts is None else _instant(starts)
    ended_at = None if ends is None else _instant(ends)
    if ends is None and started_at is not None:
        ended_at = _after(started_at, next((line.value for line in event if line.name == "DURATION"), ""))
    known = {contact.mailbox: contact for contact in reversed(contacts) if contact.mailbox is not None}
    taken = {contact.id for contact in contacts}
    organizer = _people((line for line in event if line.name == "ORGANIZER"), known, taken, ContactRole.RECRUITER, own)
    invited = (line for line in event if line.name == "ATTENDEE" and line.parameters.get("CUTYPE") not in _ROOMS)
    attendees = _people(invited, known, taken, ContactRole.INTERVIEWER, own)
    return Invitation(
        summary=next((line_of(_plain(line.value)) for line in event if line.name == "SUMMARY"), None),
        started_at=started_at,
        ended_at=ended_at,
        timezone=_zone_of(lines, starts, ends),
        organizer=organizer[0] if organizer else None,
        attendees=tuple(each for each in attendees if each not in organizer[:1]),
        thread=thread,
    )


def _lines(part: Part) -> list[Line]:
    """Return the lines of a calendar, unfolded."""
    text = text_of(part).replace("\n ", "").replace("\n\t", "")
    return [_line(line[:_LONGEST_LINE]) for line in text.split("\n", _MOST_LINES)[:_MOST_LINES] if ":" in line]


def _line(text: str) -> Line:
    name = re.match(r"[A-Za-z-]*", text)
    parameters: dict[str, str] = {}
    end = name.end() if name is not None else 0
    while (found := _PARAMETER.match(text, end)) is not None:
        parameters[found[1].upper()] = found[2].strip('"')
        end = found.end()
    return Line(text[: name.end() if name is not None else 0].upper(), parameters, text[end:].partition(":")[2].strip())


def _first_event(lines: list[Line]) -> list[Line]:
    """Return the lines of the first event, without those of the alarms in it."""
    event: list[Line] = []
    inside: list[str] = []
    for line in lines:
        component = line.value.upper()
        if line.name == "BEGIN":
            inside.append(component)
        elif line.name == "END" and inside:
            if inside.pop() == "VEVENT":
                break
        elif inside[-1:] == ["VEVENT"]:
            event.append(line)
    return event


def _instant(line: Line) -> datetime | None:
    """Return the instant of a start or an end; ``None`` for a day, and for a local time whose zone is not known."""
    text = line.value
    try:
        if text.endswith("Z"):
            return as_instant(datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC))
        name = _zone_name(line.parameters.get("TZID", ""))
        if name is None:
            return None
        local = datetime.strptime(text, "%Y%m%dT%H%M%S").replace(tzinfo=zone(name))
        return as_instant(local)
    except (ValueError, OverflowError):
        return None


def _after(start: datetime, duration: str) -> datetime | None:
    found = _DURATION.fullmatch(duration)
    if found is None or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups())
    try:
        return as_instant(start + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds))
    except (ValueError, OverflowError):
        return None


def _zone_of(lines: Iterable[Line], *times: Line | None) -> str | None:
    """Return the zone in which the meeting is said; a calendar in UTC may name one besides."""
    named = [line.parameters.get("TZID", "") for line in times if line is not None]
    named += [line.value for line in lines if line.name in ("X-WR-TIMEZONE", "TZID")]
    return next((name for each in named if (name := _zone_name(each)) is not None), None)


def _zone_name(text: str) -> str | None:
    """Return the IANA name of a zone, from that or from the one of Windows."""
    text = text.strip().strip('"')
    parts = WINDOWS_ZONES.get(text, text).split("/")
    for length in (2, 3):  # of a name, such as America/Argentina/Salta; more before it is a program's own
        name = "/".join(parts[-length:])
        with suppress(InputError):
            zone(name)
            return name
    return None


def _people(
    lines: Iterable[Line], known: dict[str, Contact], taken: set[str], role: ContactRole, own: str | None
) -> list[Contact]:
    """Return those whom lines name: the case's own contacts, and new ones with ids of their own."""
    found: dict[str, Contact] = {}
    for line in lines:
        address = line.value[7:] if line.value.lower().startswith("mailto:") else line.parameters.get("EMAIL", "")
        try:
            person = Contact(id="-", roles={role}, email=address)
        except ValidationError:
            continue
        box = mailbox(address.strip())
        if box == own or box in found or len(found) == _MOST_ATTENDEES:
            continue
        if box not in known:
            new_id = _new_id(address, taken)
            known[box] = person.replace(id=new_id, name=_name(line.parameters.get("CN", ""), address))
        found[box] = known[box]
    return list(found.values())


def _name(text: str, address: str) -> str | None:
    """Return a common name that is not the address over again."""
    name = line_of(_plain(text))
    return None if name is None or name.casefold() == address.strip().casefold() else name


def _new_id(address: str, taken: set[str]) -> str:
    """Return an id that no contact has yet: what stands before the @, with a number if need be."""
    local = line_of(address.strip().rpartition("@")[0]) or "contact"
    number, new_id = 1, local
    while new_id in taken:
        number += 1
        new_id = f"{local}-{number}"
    taken.add(new_id)
    return new_id


def _plain(text: str) -> str:
    """Return a text of a calendar without its escapes (RFC 5545, 3.3.11)."""
    return _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], text)
