"""What can be wrong with what came in; each error carries its data and derives its words from them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

_PUBLIC = "followup_rules"  # a traceback shows the name that one imports


class FollowUpError(ValueError):
    """The base of every error of this library that is not pydantic's ``ValidationError``."""

    __module__ = _PUBLIC


class InputError(FollowUpError):
    """An argument or a field has a wrong value.

    It knows the ``field``, the ``value`` that came in, and what was ``expected``.
    """

    __module__ = _PUBLIC
    field: str
    value: object
    expected: str

    def __init__(self, field: str, value: object, expected: str) -> None:
        """Keep the three facts that the words are made of."""
        super().__init__(field, value, expected)
        self.field, self.value, self.expected = field, value, expected

    def __repr__(self) -> str:
        """Show what it is made of, the value as in its words: the whole of it may be long, or have no text at all."""
        return f"{type(self).__name__}({self.field!r}, {short(self.value)}, {self.expected!r})"

    def __str__(self) -> str:
        """Name the field, what it must be, and what it was."""
        return f"{self.field} must be {self.expected}, got {short(self.value)}"


class InvalidTransitionError(FollowUpError):
    """An event that the transition table does not allow in a stage (G25).

    It knows the ``stage``, the kind of the ``event``, and the kinds that were ``allowed``.
    """

    __module__ = _PUBLIC
    stage: str
    event: str
    allowed: tuple[str, ...]

    def __init__(self, stage: str, event: str, allowed: tuple[str, ...]) -> None:
        """Keep the stage, the kind of event, and what the table allows there."""
        super().__init__(stage, event, allowed)
        self.stage, self.event, self.allowed = stage, event, allowed

    def __str__(self) -> str:
        """Name the cell of the table, and the row's other cells."""
        return f"{self.event!s} is not allowed in stage {self.stage!s}; allowed are: {', '.join(self.allowed)}"


class HistoryError(FollowUpError):
    """An event that names somebody whom the interview does not know.

    It knows the ``index`` of the event among those that were given, its kind (``event``), the ``field`` that is wrong,
    the unknown contact id (``value``), and the ids that are ``known``.
    """

    __module__ = _PUBLIC
    index: int
    event: str
    field: str
    value: str
    known: tuple[str, ...]

    def __init__(self, index: int, event: str, field: str, value: str, known: tuple[str, ...]) -> None:
        """Keep where the event stands, what it is, whom it names, and who is known."""
        super().__init__(index, event, field, value, known)
        self.index, self.event, self.field, self.value, self.known = index, event, field, value, known

    @property
    def place(self) -> tuple[str | int, ...]:
        """Where the fault is, in a :class:`Case`."""
        return ("events", self.index, self.field)

    @property
    def problem(self) -> str:
        """What is wrong, without its place."""
        return f"must be the id of a contact of the interview ({ids_in_words(self.known)}), got {short(self.value)}"

    def __str__(self) -> str:
        """Name the place, the kind of event, and what would be right."""
        return f"{'.'.join(map(str, self.place))} of a {self.event} event {self.problem}"


class HorizonError(FollowUpError):
    """A day beyond what the calendar knows; it never answers "no holidays" instead (G1).

    It knows the ``place``, the ``first`` and the ``last`` day that are known, and the day ``asked`` for
    (``None`` where the answer would have fallen outside).
    """

    __module__ = _PUBLIC
    place: str
    first: date
    last: date
    asked: date | None

    def __init__(self, place: str, first: date, last: date, asked: date | None = None) -> None:
        """Keep the place, its span, and the day that lies outside."""
        super().__init__(place, first, last, asked)
        self.place, self.first, self.last, self.asked = place, first, last, asked

    def __str__(self) -> str:
        """Name the span, and the day outside of it."""
        outside = "the answer" if self.asked is None else str(self.asked)
        return (
            f"{outside} is outside of the range that the calendar of {self.place} knows, {self.first} to {self.last}; "
            "use a date in this range, or pass a wider years="
        )


_LONGEST = 80  # characters of a value in an error
_MOST_NAMED = 10  # contacts in an error
# Letters, marks and a symbol that Python takes for printable, and that show nothing.
_UNSEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)


class FieldError(ValueError):
    """What a field refuses: the ``value``, and what was ``expected``; for pydantic, which says where."""

    def __init__(self, value: object, expected: str) -> None:
        """Keep both."""
        self.value, self.expected = value, expected

    def __str__(self) -> str:
        """Say what it must be, and what it was."""
        return f"must be {self.expected}, got {short(self.value)}"


def short(value: object) -> str:
    """Return a value as an error shows it: letters of every script as they are, and what one does not see escaped."""
    try:
        text = repr(value).removeprefix("datetime.")
    except Exception:  # noqa: BLE001 - an integer of thousands of digits, lists in lists, a repr that fails
        text = f"a value of type {type(value).__name__}"
    return _cut(text)


def _cut(text: str) -> str:
    """Return the first characters of a text, with escapes for those that one does not see."""
    seen = "".join(
        _escaped(each) if each in _UNSEEN or not each.isprintable() else each for each in text[: _LONGEST + 1]
    )
    return seen if len(seen) <= _LONGEST else f"{seen[:_LONGEST]}…"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()


def ids_in_words(known: Iterable[str]) -> str:
    """Return the first ids of those that are known, as an error names them."""
    shown = list(islice(known, _MOST_NAMED + 1))
    return (
        ", ".join([*(_cut(repr(each)) for each in shown[:_MOST_NAMED]), *["…"] * (len(shown) > _MOST_NAMED)])
        or "none yet"
    )


def must_be(kind: type, name: str, value: object) -> None:
    """Raise :class:`InputError` that names an argument where its value is not of a type."""
    if not isinstance(value, kind):
        article = "an" if kind.__name__[0] in "AEIOU" else "a"
        raise InputError(name, value, f"{article} {kind.__name__}")


def items_of(name: str, value: object, what: str) -> Iterator[object]:
    """Iterate over an argument; :class:`InputError` that names it where one cannot, as over the fields of a value."""
    try:
        return iter(None if isinstance(value, BaseModel) else value)  # type: ignore[call-overload,no-any-return]  # this is where it is found out
    except TypeError:
        raise InputError(name, value, f"an iterable of {what}") from None
