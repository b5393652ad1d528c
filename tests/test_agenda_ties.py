"""Which of several cases of one candidate goes first, or is named, where all else is equal (H1, H2)."""

from __future__ import annotations

from followup_rules import Case, Event, agenda
from histories import message, thank_you, withdrawn
from support import CANDIDATE, at, interview

SENT = message("2026-06-15 09:00", "hr")
OVER = withdrawn("2026-06-15 09:30")


def case(name: str, *events: Event, ended: str = "2026-06-03 15:00") -> Case:
    return Case(interview=interview(id=name, ended_at=at(ended)), events=events, candidate=CANDIDATE)


def held_by(*cases: Case) -> str | None:
    """Return which case holds the case `b`."""
    entries = agenda(cases, now=at("2026-06-15 10:00"))
    return next(entry.held_by for entry in entries if entry.case.interview.id == "b")


def test_of_two_messages_of_one_instant_that_of_the_older_interview_is_named() -> None:
    waiting = case("b", thank_you("2026-06-04 15:30"))
    newer, older = case("a", SENT, OVER), case("z", SENT, OVER, ended="2026-06-02 15:00")
    assert held_by(waiting, newer, older) == "z"
    assert held_by(older, newer, waiting) == "z"


def test_of_two_of_the_same_age_the_first_id_is_named() -> None:
    waiting = case("b", thank_you("2026-06-04 15:30"))
    assert held_by(waiting, case("z", SENT, OVER), case("a", SENT, OVER)) == "a"
