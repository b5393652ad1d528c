"""How hostile input is judged: a valid answer, or an error that names the place, in bounded time and memory.

A :class:`Fault` is what must not be; any exception that is not the library's or pydantic's is one as well.
"""

from __future__ import annotations

import re
import tracemalloc
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from followup_rules import FollowUpError, HistoryError, HorizonError, InputError, InvalidTransitionError
from ways_out import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hostile import Input

MOST_SECONDS, MOST_OCTETS, MEGABYTE = 1.0, 50_000_000, 1_000_000  # of a call, for a megabyte of input or less
# What of a whole value is wrong has no place within it; its kind or its words say what it is about.
OF_THE_WHOLE = re.compile(r"json_invalid|(model|list|dict|tuple)\w*_type|union_tag_\w+")
NAMES_A_FIELD = re.compile(r"Value error, ([a-z_]+ must be |must be exactly one of [a-z_]+, )")


class Fault(AssertionError):  # noqa: N818 - a fault of the library, found by a test
    """What the library must never do."""


class Refused(Exception):  # noqa: N818 - it ends an input, and is no error
    """The library refused something with an error that names the place."""


class Most(NamedTuple):
    """The greatest of a measure: how much, in which call, of which input."""

    much: float = 0.0
    call: str = ""
    seed: str = ""


@dataclass
class Tally:
    """What came of the inputs so far."""

    inputs: Counter[str] = field(default_factory=Counter)  # by kind
    reached: Counter[str] = field(default_factory=Counter)  # of those, how many had an answer of next_action
    calls: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    slowest: Most = field(default_factory=Most)
    largest: Most = field(default_factory=Most)
    measured: int = 0  # inputs whose memory was measured

    def add(self, other: Tally) -> None:
        """Take in what another process counted."""
        for name in ("inputs", "reached", "calls", "refused"):
            getattr(self, name).update(getattr(other, name))
        self.slowest, self.largest = max(self.slowest, other.slowest), max(self.largest, other.largest)
        self.measured += other.measured


class Run:
    """One input on its way through the library."""

    def __init__(self, tally: Tally, given: Input) -> None:
        """Take where to count, and the input."""
        self.tally, self.given, self.chance = tally, given, given.chance()
        self.share, self.is_large = max(1.0, len(given.raw) / MEGABYTE), len(given.raw) > MEGABYTE / 10

    def ask(self, call: str, function: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Return what a call gives; :class:`Refused` if it raises an error that names the place."""
        tally = self.tally
        tally.calls[call] += 1
        try:
            with self.measured(call):
                return function(*args, **named)
        except (FollowUpError, ValidationError) as error:
            check_error(error)
            tally.refused[call] += 1
            raise Refused from None

    def must(self, call: str, function: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Return what a call gives that has no reason to refuse anything."""
        try:
            return self.ask(call, function, *args, **named)
        except Refused as refused:
            msg = f"{call} refused what was accepted before: {refused.__context__!r}"
            raise Fault(msg) from refused.__context__

    @contextmanager
    def measured(self, call: str) -> Iterator[None]:
        """Measure the time of a call, or its memory; a :class:`Fault` if that is too much."""
        if tracemalloc.is_tracing():
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            try:
                yield
            finally:
                octets = tracemalloc.get_traced_memory()[1] - before
                self.tally.largest = self.greater(self.tally.largest, octets, MOST_OCTETS, call)
        else:
            start = process_time()
            try:
                yield
            finally:
                seconds = process_time() - start
                self.tally.slowest = self.greater(self.tally.slowest, seconds, MOST_SECONDS, call)

    def greater(self, most: Most, much: float, bound: float, call: str) -> Most:
        """Return the greater of what was measured before and now; a :class:`Fault` if that is too much."""
        if much > bound * self.share:
            msg = f"{call} took {much:,.2f}, more than {bound * self.share:,.2f}"
            raise Fault(msg)
        return max(most, Most(much, call, self.given.seed))

    def by_chance(self, share: float) -> bool:
        """Tell whether to do what is done for a share of the inputs; for large ones, always."""
        return self.is_large or self.chance.random() < share


def check_error(error: FollowUpError | ValidationError) -> None:
    """Fail if an error names no place, or says something that a terminal would obey."""
    words = [str(error)]
    match error:
        case ValidationError():  # a key that somebody chose is in the words of pydantic as it came in
            is_named, found = True, error.errors(include_url=False)
            words = [each["msg"] for each in found if each["type"] == "value_error"]
            for each in found:
                if not (each["loc"] or OF_THE_WHOLE.fullmatch(each["type"]) or NAMES_A_FIELD.match(each["msg"])):
                    msg = f"no place: {each['type']}, {each['msg']}"
                    raise Fault(msg)
        case InputError():
            is_named = bool(error.field)
        case HistoryError() | HorizonError():
            is_named = bool(error.place)
        case _:
            is_named = isinstance(error, InvalidTransitionError)
    if not is_named:
        msg = f"no place: {error!r}"
        raise Fault(msg)
    if any(map(CONTROLS.search, words)):
        msg = f"the error has control characters: {words!a}"
        raise Fault(msg)
