"""Lists of cases: how tests make and read them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from events import THANKED, offer, snoozed, thank_you
from followup_rules import (
    Candidate,
    Case,
    Contact,
    Entry,
    Event,
    agenda,
)
from support import CANDIDATE, PEER, at, interview, local

if TYPE_CHECKING:
    from collections.abc import Iterable

MORNING = "2026-06-15 10:00"


def case(name: str, *events: Event, candidate: Candidate | None = CANDIDATE, **changes: Any) -> Case:
    """Return a case by the id of its interview; those of one list share HR, the manager and the interviewer."""
    return Case(interview=interview(id=name, **changes), events=events, candidate=candidate)


def listed(cases: Iterable[Case], now: str = MORNING, **more: Any) -> list[tuple[str, str, str]]:
    """Return the agenda: each case's id, what is due in it, and when."""
    found = []
    for entry in agenda(cases, now=at(now), **more):
        row = entry.row()
        when = row["send_at"] or row["opens"]
        found.append(
            (str(row["id"]), str(row["touch"] or row["kind"]), local(when) if isinstance(when, datetime) else "")
        )
    return found


def entries(cases: Iterable[Case], now: str = MORNING, **more: Any) -> dict[str, Entry]:
    """Return the entries of the agenda by the id of their case."""
    return {entry.case.interview.id: entry for entry in agenda(cases, now=at(now), **more)}


# Three cases that ask one recruiter; then six of which each asks somebody else, or nobody.
THREE = (case("a", THANKED), case("b", THANKED), case("c", THANKED))
APART = tuple(
    Contact(id="hr", name="Hanako Sato", roles={"recruiter"}, email=f"sato@{name}.example.com") for name in "abcdef"
)
DONE = thank_you("2026-06-04 15:30", "hr")
OPEN = case("open", DONE, contacts=(APART[0],))
LATE = case("late", DONE, decision_by=date(2026, 6, 5), contacts=(APART[1],))
TOMORROW = case("tomorrow", DONE, decision_by=date(2026, 6, 11), contacts=(APART[2],))
BLOCKED = case("blocked", contacts=(PEER.replace(email=None),))
OVER = case("over", offer("2026-06-08 10:00"), contacts=(APART[4],))
SNOOZED = case("snoozed", DONE, snoozed("2026-06-10 10:00", "2026-06-15 14:00"), contacts=(APART[5],))
ALL = (OVER, TOMORROW, OPEN, SNOOZED, BLOCKED, LATE)
