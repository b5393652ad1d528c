"""Mailboxes: on which days each of them gets a message of one candidate, in the time of whoever asks (H1)."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from followup_rules._fields import local_day, zone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from followup_rules._turns import Order, Turn


class Mark(NamedTuple):
    """A message that somebody got or will get."""

    turn: Turn
    order: Order
    at: datetime
    asks: bool


class Days:
    """The days, in one zone, on which a mailbox got or will get messages, with the first ones of each by H2."""

    __slots__ = ("days", "first")

    def __init__(self) -> None:
        """Begin without a message."""
        self.days: list[date] = []
        self.first: dict[date, list[Mark]] = {}

    def add(self, day: date, mark: Mark) -> None:
        """Keep the first two messages of a day that are of different cases: a case does not look at its own."""
        known = self.first.get(day)
        if known is None:
            insort(self.days, day)
            self.first[day] = [mark]
            return
        found: list[Mark] = []
        for each in sorted([*known, mark], key=lambda each: each.order):
            if all(each.turn is not other.turn for other in found):
                found.append(each)
        self.first[day] = found[:2]

    def before(self, day: date, turn: Turn) -> Iterator[tuple[date, Mark]]:
        """Yield the days before *day* with the first message of another case than *turn*, the latest first."""
        for index in range(bisect_left(self.days, day) - 1, -1, -1):
            for mark in self.first[self.days[index]]:
                if mark.turn is not turn:
                    yield self.days[index], mark
                    break


@dataclass(slots=True)
class Mailbox:
    """What one mailbox got or will get, and on which days that was in each zone in which somebody asks."""

    marks: list[Mark] = field(default_factory=list)
    zones: dict[str, tuple[Days, Days]] = field(default_factory=dict)  # of all messages, and of those that ask

    def add(self, mark: Mark) -> None:
        """Keep one more message."""
        self.marks.append(mark)
        for name, known in self.zones.items():
            self._put(name, known, mark)

    def days(self, timezone: str) -> tuple[Days, Days]:
        """Return the days of all messages and of those that ask, in a zone."""
        known = self.zones.get(timezone)
        if known is None:
            known = self.zones[timezone] = (Days(), Days())
            for mark in self.marks:
                self._put(timezone, known, mark)
        return known

    @staticmethod
    def _put(timezone: str, known: tuple[Days, Days], mark: Mark) -> None:
        day = local_day(mark.at, zone(timezone))
        known[0].add(day, mark)
        if mark.asks:
            known[1].add(day, mark)
