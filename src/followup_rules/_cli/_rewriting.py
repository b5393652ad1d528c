"""Events added to the text of a case: the rest of the file stays as somebody wrote it."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup_rules._cli._errors import fail
from followup_rules._cli._files import read_bytes, write_file
from followup_rules._cli._reading import as_wrapped, case_of
from followup_rules._cli._times import written
from followup_rules._fields import zone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from followup_rules import Case, Event
    from followup_rules._cli._reading import CaseFile

_DECODER = json.JSONDecoder(parse_int=str)
_BLANK = re.compile(r"[ \t\n\r]*")


def add_events(file: CaseFile, events: Iterable[Event], replaces: int | None = None) -> Case:
    """Add events to a file in one step, and take an old one out if they replace it; *replaces* is its number.

    What is recorded last stands last, so that one can undo it. Return the case that the file has then.
    """
    text, timezone = wrapped_text(file), zone(file.case.interview.timezone)
    for event in events:
        text = with_event(text, json.dumps(_as_json(event, timezone), ensure_ascii=False))
    if replaces is not None:
        text = without_event(text, replaces)
    return replace_file(file, text)


def drop_event(file: CaseFile, number: int) -> Case:
    """Take an event out of a file in one step, the first as 0; return the case that the file has then."""
    return replace_file(file, without_event(wrapped_text(file), number))


def without_event(text: str, number: int) -> str:
    """Return the JSON text of a case without one of its events; the first has the *number* 0.

    >>> without_event('{"events": [{"kind": "withdrawn"}], "interview": {}}', 0)
    '{"events": [], "interview": {}}'
    """
    start, stop = _members(text)["events"]
    items = _items(text, start)
    if len(items) == 1:
        return f"{text[:start]}[]{text[stop:]}"
    if number == 0:
        return text[: items[0][0]] + text[items[1][0] :]
    return text[: items[number - 1][1]] + text[items[number][1] :]


def wrapped_text(file: CaseFile) -> str:
    """Return the text of a file, as that of a case if it is that of an interview alone."""
    return file.text if file.has_wrapper else as_wrapped(file.text)


def replace_file(file: CaseFile, text: str) -> Case:
    """Write a new text into the file of a case in one step; return the case that the file has then."""
    case, _ = case_of(text, file.path)
    path = Path(file.path)
    if read_bytes(path, "FILE") != file.data:
        fail(f"FILE: {file.path!r} was changed in the meantime; run the command again")
    write_file(path, text.encode(file.encoding), force=True)
    return case


def with_member(text: str, name: str, value: object) -> str:
    """Return the JSON text of a case with another value of a key."""
    members, end = _members(text), "\r\n" if "\r\n" in text else "\n"
    line = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", f"{end}  ")
    if name in members:
        start, stop = members[name]
        return text[:start] + line + text[stop:]
    last = max(stop for _, stop in members.values())
    return f'{text[:last]},{end}  "{name}": {line}{text[last:]}'


def with_event(text: str, event: str) -> str:
    """Return the JSON text of a case with one event more, laid out like those that it has.

    >>> with_event('{"events": [], "interview": {}}', '{"kind": "withdrawn"}')
    '{"events": [{"kind": "withdrawn"}], "interview": {}}'
    """
    members = _members(text)
    end = "\r\n" if "\r\n" in text else "\n" if "\n" in text else ""
    alone = f"[{end}{'    ' if end else ''}{event}{end}{'  ' if end else ''}]"
    if "events" not in members:
        last = max(stop for _, stop in members.values())
        return f'{text[:last]},{end}{"  " if end else " "}"events": {alone}{text[last:]}'
    start, stop = members["events"]
    items = _items(text, start)
    if not items:
        return text[:start] + alone + text[stop:]
    blank, last = text[start + 1 : items[0][0]], items[-1][1]
    return f"{text[:last]},{blank or ' '}{event}{text[last:]}"


def _items(text: str, start: int) -> list[tuple[int, int]]:
    """Return from where to where each item of a JSON list goes that starts at a place."""
    found: list[tuple[int, int]] = []
    place = _after_blanks(text, start + 1)
    while text[place] != "]":
        _, stop = _DECODER.raw_decode(text, place)
        found.append((place, stop))
        place = _after_blanks(text, stop)
        if text[place] == ",":
            place = _after_blanks(text, place + 1)
    return found


def _members(text: str) -> dict[str, tuple[int, int]]:
    """Return from where to where the value of each key of a JSON object goes."""
    found: dict[str, tuple[int, int]] = {}
    place = _after_blanks(text, _after_blanks(text, 0) + 1)
    while text[place] != "}":
        key, place = _DECODER.raw_decode(text, place)
        start = _after_blanks(text, _after_blanks(text, place) + 1)
        _, stop = _DECODER.raw_decode(text, start)
        found[key] = start, stop
        place = _after_blanks(text, stop)
        if text[place] == ",":
            place = _after_blanks(text, place + 1)
    return found


def _after_blanks(text: str, place: int) -> int:
    found = _BLANK.match(text, place)
    return place if found is None else found.end()


def _as_json(event: Event, timezone: ZoneInfo) -> dict[str, Any]:
    """Return an event as a file has it: local times, and nothing that is at its default."""
    found = event.model_dump(mode="json", exclude_defaults=True)
    for name in ("at", "until"):
        value = getattr(event, name, None)
        if isinstance(value, datetime):
            found[name] = written(value, timezone)
    return found
