"""What is wrong with a case, in words: each problem with its place, and what was probably meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup_rules import Candidate, Case, Contact, Interview, Problem, Thread, problems
from followup_rules._cli._nearest import hint, nearest, nearest_country, nearest_zone
from followup_rules._errors import HistoryError, short
from followup_rules._events import EVENTS, kind_of
from followup_rules._problems import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from followup_rules._problems import Place
    from followup_rules._values import Value

_KINDS = {kind_of(event): event for event in EVENTS}
_NAMING = ("to", "sender", "contact")  # the fields of an event that name contacts
_QUOTED = re.compile(r"'([^']*)'")
_LISTED = re.compile(r"\(([^)]*)\), got")  # what an error says would be right


def problems_of(error: ValidationError, whole: object) -> list[ErrorDetails | HistoryError]:
    """Return each problem of a case that pydantic refused; *whole* is the JSON as Python has it."""
    found = error.errors(include_url=False)
    found.sort(key=lambda each: each["type"] != "extra_forbidden")  # a misspelt name explains one that is missing
    refused = {problem_of(each).place for each in found if each["type"] != "unknown_contact"}
    unknown = [each for each in _unknown_contacts(whole) if each.place not in refused]
    rest = [each for each in found if not unknown or each["type"] != "unknown_contact"]
    return [*rest, *unknown]


def in_words(problem: ErrorDetails | HistoryError | str) -> str:
    """Return a problem in a line, with its place and what was probably meant."""
    if isinstance(problem, str):
        return problem
    if isinstance(problem, HistoryError):
        return f"{problems(problem)[0]}{hint(nearest(problem.value, problem.known))}"
    return str(Problem(problem_of(problem).place, message_of(problem)))


def message_of(error: ErrorDetails) -> str:
    """Return what is wrong with a value, and what was probably meant, without its place."""
    told = problem_of(error)
    meant = _meant(error, told)
    if meant and error["type"] == "union_tag_invalid":  # then the list of all kinds is of no use
        return f"must be a kind of event, got {short(error['input']['kind'])}{meant}"
    return told.message + meant


def _meant(error: ErrorDetails, told: Problem) -> str:
    """Return what was probably meant by a value, or by the name of a field, as the end of a sentence."""
    if error["type"] == "union_tag_not_found":
        return "; an event needs its kind, such as 'reply-received'"
    return hint(_likely(error, told, error["input"], (told.place or ("",))[-1]))


def _likely(error: ErrorDetails, told: Problem, given: object, name: str | int) -> str | None:
    match (error["type"], name):
        case ("extra_forbidden", _):
            return nearest(name, _fields_at(told.place))
        case ("union_tag_invalid", _) if isinstance(given, dict):
            return nearest(given.get("kind"), _KINDS)
        case ("enum", _):
            return nearest(given, _QUOTED.findall(error["msg"]))
        case (_, "timezone"):
            return nearest_zone(given)
        case (_, "country"):
            return nearest_country(given)
    listed = _LISTED.search(told.message) if name == "subdivision" else None
    return nearest(given, listed[1].split(", ")) if listed else None


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
