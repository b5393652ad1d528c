"""Turns: what is due in each of several cases, and who goes first (H2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from followup_rules._due import THANKS, Due, DueAnswer, DueTouch, Moment, NewTimeMissing, first_due
from followup_rules._history import Fact, facts_of
from followup_rules._progress import told_by

if TYPE_CHECKING:
    from followup_rules._case import Case
    from followup_rules._elsewhere import Elsewhere
    from followup_rules._events import Event
    from followup_rules._policy import Policy
    from followup_rules._reach import Reach


class Written:
    """A case as it is written: what comes last in an order, and is made only where all else is equal (H2)."""

    __slots__ = ("_case", "_text")

    def __init__(self, case: Case) -> None:
        """Take the case."""
        self._case, self._text = case, ""

    @property
    def text(self) -> str:
        """The case as JSON."""
        self._text = self._text or self._case.model_dump_json()
        return self._text

    def __eq__(self, other: object) -> bool:
        """Compare what is written."""
        return isinstance(other, Written) and self.text == other.text

    def __lt__(self, other: Written) -> bool:
        """Compare what is written."""
        return self.text < other.text

    __hash__ = None  # type: ignore[assignment]  # it is only compared


Order = tuple[int, datetime, datetime, str, Written]  # H2: the class, the closing, the interview's end, id and case


@dataclass(slots=True, eq=False)
class Turn:
    """What is due in one case, and what it needs to be placed among others."""

    case: Case
    moment: Moment
    happened: list[Fact]
    due: Due
    order: Order
    changes_by: datetime | None = None  # it may be another one from then on, since a case with a shared address is
    held_by: str | None = None  # the id of the interview whose message holds it


def turn_of(case: Case, reach: Reach, now: datetime, policy: Policy, known: Elsewhere | None) -> Turn:
    """Return the turn of a case: what is due in it by itself, with what is *known* of its mailboxes in others (H4)."""
    interview = case.interview
    if known is not None:
        reach.closed |= known.closed_of(reach)
    happened = facts_of(interview, reach, cast("tuple[Event, ...]", case.events))
    state = told_by(interview, reach, happened)
    if known is not None:
        state.bounced = known.bounced_of(reach)
    moment = Moment(interview, reach, state, policy, now, policy.never)
    due = first_due(moment)
    return Turn(case, moment, happened, due, _order(case, due))


def _order(case: Case, due: Due) -> Order:
    """Return the order of what is due: an answer owed, thanks, what asks; then what closes first (H2)."""
    interview = case.interview
    rank, closes = 3, interview.ended_at
    if isinstance(due, DueTouch):
        rank, closes = 1 if due.touch in THANKS else 2, due.slot.closes
    elif isinstance(due, DueAnswer):
        rank, closes = 0, due.slot.closes
    elif isinstance(due, NewTimeMissing):
        rank, closes = 2, due.since
    return rank, closes, interview.ended_at, interview.id, Written(case)
