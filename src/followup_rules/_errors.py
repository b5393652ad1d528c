"""What can be wrong with what came in; each error carries its data and derives its words from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class FollowUpError(ValueError):
    """The base of every error of this library that is not pydantic's ``ValidationError``."""


class InputError(FollowUpError):
    """An argument or a field has a value that means nothing here.

    It knows the ``field``, the ``value`` that came in, and what was ``expected``.
    """

    def __init__(self, field: str, value: object, expected: str) -> None:
        """Keep the three facts that the words are made of."""
        super().__init__(field, value, expected)
        self.field, self.value, self.expected = field, value, expected

    def __str__(self) -> str:
        """Say what was wrong, where, and what would be right."""
        return f"{self.field}: {_short(self.value)} will not do; expected {self.expected}"


class InvalidTransitionError(FollowUpError):
    """An event that the transition table does not allow in a stage (G25).

    It knows the ``stage``, the kind of the ``event``, and the kinds that were ``allowed``.
    """

    def __init__(self, stage: str, event: str, allowed: tuple[str, ...]) -> None:
        """Keep the stage, the kind of event, and what the table allows there."""
        super().__init__(stage, event, allowed)
        self.stage, self.event, self.allowed = stage, event, allowed

    def __str__(self) -> str:
        """Name the cell of the table, and the row's other cells."""
        return f"{self.event!s} is not allowed in stage {self.stage!s}; allowed are: {', '.join(self.allowed)}"


class HistoryError(FollowUpError):
    """An event that cannot belong to this interview.

    It knows the ``event`` (its kind and instant as text), its ``index`` in the events that were given,
    and the ``problem``.
    """

    def __init__(self, index: int, event: str, problem: str) -> None:
        """Keep where the event stood, what it was, and what is wrong with it."""
        super().__init__(index, event, problem)
        self.index, self.event, self.problem = index, event, problem

    def __str__(self) -> str:
        """Say which event it was and why it was refused."""
        return f"event {self.index} ({self.event}): {self.problem}"


class HorizonError(FollowUpError):
    """A day beyond what the calendar knows; it never answers "no holidays" instead (G1).

    It knows the ``place``, the ``first`` and the ``last`` day that are known, and the day ``asked`` for
    (``None`` where the answer would have fallen outside).
    """

    def __init__(self, place: str, first: date, last: date, asked: date | None = None) -> None:
        """Keep the place, its span, and the day that lies outside."""
        super().__init__(place, first, last, asked)
        self.place, self.first, self.last, self.asked = place, first, last, asked

    def __str__(self) -> str:
        """Name the span, and the day outside of it."""
        outside = "the answer" if self.asked is None else str(self.asked)
        return (
            f"{outside} lies outside of what the calendar of {self.place} knows, {self.first} to {self.last}; "
            "ask for days inside, or for other years= where the data know them"
        )


_LONGEST = 80


def _short(value: object) -> str:
    text = ascii(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def must_be(kind: type, name: str, value: object) -> None:
    """Raise :class:`InputError` that names an argument where its value is not of a type."""
    if not isinstance(value, kind):
        article = "an" if kind.__name__[0] in "AEIOU" else "a"
        raise InputError(name, value, f"{article} {kind.__name__}")
