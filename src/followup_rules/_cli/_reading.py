"""A case from a file or from standard input, with all that is wrong with it said at once."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from followup_rules import Case, Interview, Problem
from followup_rules._cli._errors import MOST_SHOWN, fail, refusal
from followup_rules._cli._files import read_bytes
from followup_rules._cli._problems import in_words, problems_of
from followup_rules._cli._terminal import decoded, encoding_of, piped_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from followup_rules._errors import HistoryError

_LONGEST_NUMBER = 20  # digits; no field takes more


class CaseFile(NamedTuple):
    """A case, and the text that it came from."""

    path: str
    data: bytes
    text: str
    encoding: str
    has_wrapper: bool
    case: Case


def read_case(path: str) -> CaseFile:
    """Read a case from a file, or from standard input for ``-``.

    An interview alone, without the ``interview`` around it, is taken for a case.
    """
    data = piped_bytes("CASE") if path == "-" else read_bytes(path, "CASE")
    text = decoded(data)
    if text is None:
        name = "standard input" if path == "-" else repr(path)
        fail(f"CASE: {name} cannot be read: it is not UTF-8 text")
    case, has_wrapper = case_of(text, "standard input" if path == "-" else path)
    return CaseFile(path, data, text, encoding_of(data), has_wrapper, case)


def read_own(path: str) -> CaseFile:
    """Read a case from a file that is to be changed."""
    if path == "-":
        fail("FILE: a case from standard input cannot be changed; name its file")
    return read_case(path)


def case_of(text: str, name: str) -> tuple[Case, bool]:
    """Return the case of a JSON text, and whether it had its wrapper; an error has all its problems."""
    whole, doubled = _loaded(text)
    wrapped = _wrapped(whole)
    problems: list[ErrorDetails | HistoryError | str] = [*doubled]
    try:
        case = Case.model_validate_json(text if wrapped is whole else json.dumps(wrapped))
    except ValidationError as error:
        problems += problems_of(error, wrapped)
    else:
        if not problems:
            return case, wrapped is whole
    shown = [in_words(each) for each in problems[:MOST_SHOWN]]
    if wrapped is not whole:
        shown = [each.removeprefix("interview.") for each in shown]
    raise refusal(shown, name, more=len(problems) - len(shown)) from None


def as_wrapped(text: str) -> str:
    """Return the text of a case for that of an interview alone."""
    return json.dumps(_wrapped(_loaded(text)[0]), ensure_ascii=False, indent=2) + "\n"


def _wrapped(whole: object) -> object:
    """Return a case for an interview alone, with what of a case lies beside its fields; else what was given."""
    if not isinstance(whole, dict) or "interview" in whole or whole.keys().isdisjoint(Interview.model_fields):
        return whole
    beside = {key: value for key, value in whole.items() if key in Case.model_fields}
    return {"interview": {key: value for key, value in whole.items() if key not in beside}, **beside}


def _loaded(text: str) -> tuple[object, list[str]]:
    """Return a JSON text as Python has it, and a problem for each key that an object has twice.

    What is no JSON is found out later.
    """
    doubled: dict[int, tuple[dict[str, Any], list[str]]] = {}  # by the id of the object

    def keep(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        known = dict(pairs)
        if len(known) < len(pairs):
            doubled[id(known)] = known, [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
        return known

    try:
        whole = json.loads(text, object_pairs_hook=keep, parse_int=_number)
    except (ValueError, RecursionError):
        return None, []
    places = [(*path, key) for path, value in _walk(whole) if id(value) in doubled for key in doubled[id(value)][1]]
    return whole, [str(Problem(place, "this key is there twice; remove one")) for place in places]


def _number(digits: str) -> int | str:
    """Return an integer; one that no field takes stays a text, since thousands of digits are no integer in Python."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _walk(whole: object) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield each object and list of a JSON value with the keys and places that lead to it, in their order."""
    ahead: list[tuple[tuple[str, ...], object]] = [((), whole)]
    while ahead:
        path, value = ahead.pop()
        if isinstance(value, dict | list):
            yield path, value
            inner = list(value.items() if isinstance(value, dict) else enumerate(value))
            ahead += [((*path, str(key)), each) for key, each in reversed(inner) if isinstance(each, dict | list)]
