"""What is wrong with a case, in words: each problem with its place, and what was probably meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup_rules import Candidate, Case, Contact, Interview, Thread
from followup_rules._cli._nearest import hint, nearest, nearest_country, nearest_zone
from followup_rules._errors import HistoryError, short
from followup_rules._events import EVENTS, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from followup_rules._values import Value

    Place = tuple[str | int, ...]

_LONGEST_KEY = 80  # characters of a key in an error
_KINDS = {kind_of(event): event for event in EVENTS}
_NAMING = ("to", "sender", "contact")  # the fields of an event that name contacts
_QUOTED = re.compile(r"'([^']*)'")
_AS_PYTHON = re.compile(r"got (date|datetime)\(.*\)$")  # what an error says of a time that was a text
_LISTED = re.compile(r"\(([^)]*)\), got")  # what an error says would be right


def problems_of(error: ValidationError, whole: object) -> list[ErrorDetails | HistoryError]:
    """Return each problem of a case that pydantic refused; *whole* is the JSON as Python has it."""
    found = error.errors(include_url=False, include_context=False)
    found.sort(key=lambda each: each["type"] != "extra_forbidden")  # a misspelt name explains one that is missing
    refused = {_path_of(each) for each in found if each["type"] != "unknown_contact"}
    unknown = [each for each in _unknown_contacts(whole) if each.place not in refused]
    rest = [each for each in found if not unknown or each["type"] != "unknown_contact"]
    return [*rest, *unknown]


def in_words(problem: ErrorDetails | HistoryError | str) -> str:
    """Return a problem in a line, with its place and what was probably meant."""
    if isinstance(problem, str):
        return problem
    if isinstance(problem, HistoryError):
        return f"{place_of(problem.place)}: {problem.problem}{hint(nearest(problem.value, problem.known))}"
    return problem_of(problem)


def problem_of(error: ErrorDetails, *, place: bool = True) -> str:
    """Return what is wrong, behind its place in the JSON if that is asked for."""
    path = _path_of(error)
    words = _words(error, path)
    return f"{place_of(path)}: {words}" if place and path else words


def place_of(path: Iterable[str | int]) -> str:
    """Return a place in the JSON in words, without most of a key that is very long."""
    keys = map(str, path)
    return ".".join(key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}…" for key in keys)


def _path_of(error: ErrorDetails) -> Place:
    """Return the place in the JSON: pydantic adds the kind of an event to it."""
    path = error["loc"]
    if path[:1] == ("events",) and len(path) > 2 and path[2] in _KINDS:  # noqa: PLR2004 - events, its number, its kind
        return path[:2] + path[3:]
    return (*path, "kind") if error["type"] in ("union_tag_invalid", "union_tag_not_found") else path


def _words(error: ErrorDetails, path: Place) -> str:
    name, given = (path or ("",))[-1], error["input"]
    words = error["msg"].removeprefix("Value error, ").removeprefix(f"{name} ").replace("Input should be", "must be", 1)
    if isinstance(given, str):
        words = _AS_PYTHON.sub(lambda _: f"got {short(given)}", words)
    match error["type"]:
        case "extra_forbidden":
            return f"there is no such field{hint(nearest(name, _fields_at(path)))}"
        case "missing":
            return "is missing"
        case "union_tag_not_found":
            return "is missing; an event needs its kind, such as 'reply-received'"
        case "union_tag_invalid":
            kind = given.get("kind") if isinstance(given, dict) else None
            return f"must be a kind of event, got {short(kind)}{_choice(kind, _KINDS)}"
        case "enum":
            choices = _QUOTED.findall(words)
            return f"must be one of {', '.join(map(repr, choices))}, got {short(given)}{hint(nearest(given, choices))}"
    return words + _meant(name, given, words)


def _choice(given: object, known: Iterable[str]) -> str:
    """Return what was probably meant, else all that is known."""
    likely = nearest(given, known)
    return f"; the kinds are {', '.join(known)}" if likely is None else hint(likely)


def _meant(name: str | int, given: object, words: str) -> str:
    """Return what was probably meant by the value of a field."""
    if name == "timezone":
        return hint(nearest_zone(given))
    if name == "country":
        return hint(nearest_country(given))
    if name == "subdivision" and (listed := _LISTED.search(words)):
        return hint(nearest(given, listed[1].split(", ")))
    return ""


def _fields_at(path: Place) -> set[str]:
    """Return the names of fields that a place can have: those of its value, if it is known, else all."""
    models: dict[str, type[Value]] = {
        "interview": Interview,
        "candidate": Candidate,
        "contacts": Contact,
        "thread": Thread,
    }
    names = [str(key) for key in path[:-1] if not isinstance(key, int)]
    if not names:
        return {*Case.model_fields, *Interview.model_fields}
    if names[-1] == "events":
        return {name for event in EVENTS for name in event.model_fields}
    return set(models[names[-1]].model_fields) if names[-1] in models else set()


def _unknown_contacts(whole: object) -> Iterator[HistoryError]:
    """Yield what names a contact that the interview does not have; the model says it only of the first event."""
    interview, events = (whole.get(key) if isinstance(whole, dict) else None for key in ("interview", "events"))
    contacts = interview.get("contacts", []) if isinstance(interview, dict) else None
    if not isinstance(contacts, list) or not isinstance(events, list):
        return
    ids = [contact.get("id") if isinstance(contact, dict) else None for contact in contacts]
    known = {each.strip() for each in ids if isinstance(each, str)}
    if len(known) < len(contacts):  # the contacts have problems of their own
        return
    in_order = tuple(sorted(known))
    for index, event in enumerate(events):
        kind = event.get("kind") if isinstance(event, dict) else None
        if not isinstance(kind, str) or kind not in _KINDS:
            continue
        fields = _KINDS[kind].model_fields
        for name in _NAMING:
            named = event.get(name) if name in fields else None
            for each in named if isinstance(named, list) else [named]:
                if isinstance(each, str) and each.strip() not in known:
                    yield HistoryError(index, kind, name, each.strip(), in_order)
