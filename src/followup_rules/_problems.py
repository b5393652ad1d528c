"""What is wrong with input, as a list: each problem with its place, from pydantic's errors and from our own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from followup_rules._errors import FollowUpError, HistoryError, InputError, short
from followup_rules._events import EVENTS, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic_core import ErrorDetails

    Place = tuple[str | int, ...]

_KINDS = frozenset(map(kind_of, EVENTS))
_UNITS, _ENDS = frozenset({"hours", "business-days", "weeks"}), (("minimum",), ("maximum",))  # of a span
_LONGEST_KEY = 80  # characters of a key in a place
_QUOTED = re.compile(r"'([^']*)'")
_NAME = re.compile(r"'(\w+)'")  # of the field that tells the types of a union apart
_AS_PYTHON = re.compile(r"got (date|datetime)\(.*\)$")  # what an error says of a time that was a text

_NO_FIELD, _NO_ARGUMENT = "extra_forbidden", "unexpected_keyword_argument"  # of a model; of a dataclass, as spans are
_LIST, _OBJECT = "must be a list, got {given}", "must be an object with the fields of {class_name}, got {given}"
_WHOLE, _TRUTH = "must be a whole number, got {given}", "must be true or false, got {given}"
_DATE, _TIME = "must be a date (YYYY-MM-DD), got {given}", "must be a time (HH:MM), got {given}"
_INSTANT = "must be a date and time in ISO 8601, got {given}"
# What an error of pydantic says, by its type; {given} is the value, other names are what pydantic knows of the error.
_WORDS = {
    "missing": "is missing",
    _NO_FIELD: "there is no such field",
    _NO_ARGUMENT: "there is no such field",
    "frozen_instance": "cannot be changed; use replace()",
    "string_type": "must be text, got {given}",
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "greater_than_equal": "must be {ge} or more, got {given}",
    "less_than_equal": "must be {le} or less, got {given}",
    "literal_error": "must be {expected}, got {given}",
    "tuple_type": _LIST,
    "list_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "too_short": "must have at least {min_length}",
    "too_long": "must have at most {max_length}",
    "model_type": _OBJECT,
    "dataclass_type": _OBJECT,
    "model_attributes_type": "must be an object with fields, got {given}",
    "dict_type": "must be an object with fields, got {given}",
    "union_tag_invalid": "must be one of {expected_tags}, got {given}",
    "union_tag_not_found": "is missing",
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "datetime_type": _INSTANT,
    "datetime_parsing": _INSTANT,
    "datetime_from_date_parsing": _INSTANT,
    "time_type": _TIME,
    "time_parsing": _TIME,
}


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
    id: must be text, got 5
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
    return error["type"] not in (_NO_FIELD, _NO_ARGUMENT)


def _place_of(error: ErrorDetails) -> Place:
    """Return the place in the JSON: without what pydantic adds to it, and down to the field that is wrong."""
    kept = tuple(key for index, key in enumerate(error["loc"]) if not _is_added(error, index))
    whole = _of_a_whole(error)
    return (*kept, *(_keys(whole.field) if whole else ()), *_discriminator(error))


def _of_a_whole(error: ErrorDetails) -> InputError | None:
    """Return what a value with several fields says of one of them; pydantic gives it the place of the value."""
    inner = error.get("ctx", {}).get("error")
    return inner if isinstance(inner, InputError) and isinstance(error.get("input"), dict) else None


def _discriminator(error: ErrorDetails) -> tuple[str, ...]:
    """Return the field that tells the types of a union apart, such as ``kind``, if the error is about it."""
    found = _NAME.fullmatch(str(error.get("ctx", {}).get("discriminator")))
    return (found[1],) if found and error["type"] in ("union_tag_invalid", "union_tag_not_found") else ()


def _is_added(error: ErrorDetails, index: int) -> bool:
    """Say whether a key is the kind of an event, or the unit of a span; a field of an app may have the same name."""
    place = tuple(error["loc"])
    key, following = place[index], place[index + 1 :]
    if key in _KINDS and index > 0 and isinstance(place[index - 1], int):
        return bool(following) or place[index - 2 : index - 1] == ("events",)
    if key in _UNITS and index > 0:
        if not following:
            return _of_a_whole(error) is not None
        return following in _ENDS or error["type"] == _NO_ARGUMENT
    return False


def _message(error: ErrorDetails, place: Place) -> str:
    name, given = (place or ("",))[-1], error.get("input")
    if error["type"] == "enum" and (choices := _QUOTED.findall(error["msg"])):
        return f"must be one of {', '.join(map(repr, choices))}, got {short(given)}"
    if words := _in_our_words(error):
        return words
    words = error["msg"].removeprefix("Value error, ").removeprefix(f"{name} ").replace("Input should be", "must be", 1)
    return _AS_PYTHON.sub(lambda _: f"got {short(given)}", words) if isinstance(given, str) else words


def _in_our_words(error: ErrorDetails) -> str:
    """Return what the table says of an error, with the value if it is known; nothing if it cannot say it."""
    known: Mapping[str, object] = error.get("ctx", {})
    if error["type"].startswith("union_tag") and not _discriminator(error):
        return ""
    words = _WORDS.get(error["type"], "")
    if "tag" in known or "input" in error:
        known = {**known, "given": short(known["tag"] if "tag" in known else error["input"])}
    else:
        words = words.removesuffix(", got {given}")
    try:
        return words.format_map(known)
    except KeyError:  # a list of errors may come without what pydantic knows of each
        return ""
