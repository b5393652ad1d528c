"""What is wrong with input, as a list: each problem with its place, from pydantic's errors and from our own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from followup_rules._errors import FollowUpError, HistoryError, InputError, short
from followup_rules._events import EVENTS, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    Place = tuple[str | int, ...]

_KINDS = frozenset(map(kind_of, EVENTS))
_LONGEST_KEY = 80  # characters of a key in a place
_QUOTED = re.compile(r"'([^']*)'")
_AS_PYTHON = re.compile(r"got (date|datetime)\(.*\)$")  # what an error says of a time that was a text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with input. It prints as ``place: message``.

    ``place`` holds the keys and indices that lead to the value, such as ``("events", 0, "sender")``. It is empty if the
    problem is about the whole input. ``message`` says what is wrong and what is expected; it quotes at most 80
    characters of a value.
    """

    place: tuple[str | int, ...]
    message: str

    def __str__(self) -> str:
        """Return the place and the message in one line."""
        return f"{_in_words(self.place)}: {self.message}" if self.place else self.message


def problems(error: ValidationError | FollowUpError | Sequence[ErrorDetails]) -> tuple[Problem, ...]:
    """Return each problem that an error tells of, for a form, a log or a web service.

    *error* is a ``ValidationError`` of pydantic, an error of this library, or a list as the method ``errors()`` of
    pydantic and of web frameworks gives it. A place is that of the JSON: the kind of an event, which pydantic adds to
    the place, is left out. Unknown fields come first, since a misspelt name explains one that is missing.
    :class:`InputError` for anything else.

    >>> from pydantic import ValidationError
    >>> try:
    ...     Contact(id=5, roles={"recruiter"}, mail="hr@example.com")
    ... except ValidationError as error:
    ...     for problem in problems(error):
    ...         print(problem)
    mail: there is no such field
    id: must be a valid string
    """
    match error:
        case ValidationError():
            found: Sequence[ErrorDetails] = error.errors(include_url=False)
        case HistoryError():
            return (Problem(error.place, error.problem),)
        case InputError():
            return (Problem(_keys(error.field), str(error).removeprefix(f"{error.field} ")),)
        case FollowUpError():
            return (Problem((), str(error)),)
        case list() | tuple() if all(map(_is_of_pydantic, error)):
            found = error
        case _:
            raise InputError("error", error, "a ValidationError, a FollowUpError, or a list from errors()")
    return tuple(map(problem_of, sorted(found, key=_is_known_field)))


def problem_of(error: ErrorDetails) -> Problem:
    """Return one error of pydantic as a problem."""
    place = _place_of(error)
    return Problem(place, _message(error, place))


def _in_words(place: Place) -> str:
    """Return a place in a line, without most of a key that is very long."""
    keys = map(str, place)
    return ".".join(key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}…" for key in keys)


def _is_of_pydantic(each: object) -> bool:
    match each:
        case {"type": str(), "loc": tuple(place) | list(place), "msg": str()}:
            return all(isinstance(key, str | int) for key in place)
    return False


def _keys(field: str) -> Place:
    return tuple(int(key) if key.isdecimal() else key for key in field.split("."))


def _is_known_field(error: ErrorDetails) -> bool:
    return error["type"] != "extra_forbidden"


def _place_of(error: ErrorDetails) -> Place:
    """Return the place in the JSON: pydantic adds the kind of an event behind its number."""
    place = tuple(error["loc"])
    kept = tuple(key for index, key in enumerate(place) if not _is_added(place, index))
    return (*kept, "kind") if _tags(error) else kept


def _tags(error: ErrorDetails) -> dict[str, object]:
    """Return what pydantic says of a union that it tells apart by ``kind``; nothing of any other error."""
    tags = error.get("ctx", {}) if error["type"] in ("union_tag_invalid", "union_tag_not_found") else {}
    return tags if tags.get("discriminator") == "'kind'" else {}


def _is_added(place: Place, index: int) -> bool:
    """Say whether a key is the kind of an event; a field of another model may have the same name, such as `bounced`."""
    if index == 0 or place[index] not in _KINDS or not isinstance(place[index - 1], int):
        return False
    return index + 1 < len(place) or place[index - 2 : index - 1] == ("events",)


def _message(error: ErrorDetails, place: Place) -> str:
    name, given, tags = (place or ("",))[-1], error.get("input"), _tags(error)
    if error["type"] == "extra_forbidden":
        return "there is no such field"
    if error["type"] == "missing" or (tags and "tag" not in tags):
        return "is missing"
    if tags:
        return f"must be one of {tags['expected_tags']}, got {short(tags['tag'])}"
    if error["type"] == "enum" and (choices := _QUOTED.findall(error["msg"])):
        return f"must be one of {', '.join(map(repr, choices))}, got {short(given)}"
    words = error["msg"].removeprefix("Value error, ").removeprefix(f"{name} ").replace("Input should be", "must be", 1)
    return _AS_PYTHON.sub(lambda _: f"got {short(given)}", words) if isinstance(given, str) else words
