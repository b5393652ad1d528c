"""Which of several cases of one candidate goes first, or is named, where all else is equal (H1, H2); long queues."""

from __future__ import annotations

from datetime import date

import pytest

from events import follow_up, message, thank_you, withdrawn
from followup_rules import DEFAULT_POLICY, Case, Contact, ContactRole, Event, Send, WaitUntil, agenda, business_calendar
from support import CANDIDATE, HR, LEAD, PEER, at, interview

SENT = message("2026-06-15 09:00", "hr")
OVER = withdrawn("2026-06-15 09:30")


SECOND_PEER = Contact(id="second", roles={ContactRole.INTERVIEWER}, email="second@example.com")


def case(name: str, *events: Event, ended: str = "2026-06-03 15:00") -> Case:
    people = (HR, LEAD, PEER, SECOND_PEER)
    return Case(interview=interview(id=name, ended_at=at(ended), contacts=people), events=events, candidate=CANDIDATE)


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


@pytest.mark.parametrize(("one", "other"), [("peer", "second"), ("second", "peer")])
def test_of_messages_to_two_whom_one_mail_goes_to_that_of_the_older_interview_is_named(one: str, other: str) -> None:
    """Two interviewers are to be thanked; each had a message about another case this morning."""
    waiting = case("b", ended="2026-06-12 15:00")
    newer = case("a", message("2026-06-15 09:00", one), OVER)
    older = case("z", message("2026-06-15 09:00", other), OVER, ended="2026-06-02 15:00")
    assert held_by(waiting, newer, older) == "z"
    assert held_by(older, newer, waiting) == "z"


def test_a_message_that_closed_before_another_one_was_sent_is_named() -> None:
    """The second follow-up goes to HR, who had a follow-up of `a` this morning, and to the manager, who gets a late one
    of `z` today; that closed on the 11th.
    """
    waiting = case("b", follow_up("2026-06-08 10:00", "hr", "lead"))
    sent = case("a", follow_up("2026-06-15 09:00", "hr"), OVER)
    late = interview(id="z", decision_by=date(2026, 6, 5), contacts=(LEAD,))
    late_case = Case(interview=late, events=(thank_you("2026-06-04 15:30", "lead"),), candidate=CANDIDATE)
    assert held_by(waiting, sent, late_case) == "z"
    assert held_by(late_case, sent, waiting) == "z"


def test_a_queue_of_many_reaches_decades_ahead() -> None:
    """Each waits for a year and a half; the thirtieth goes out four decades after the first."""
    thanked = thank_you("2026-06-04 15:30")
    cases = [case(f"{number:02}", thanked) for number in range(30)]
    far = DEFAULT_POLICY.replace(between_asks_business_days=366)
    entries = agenda(cases, now=at("2026-06-15 10:00"), policy=far)
    assert [entry.case.interview.id for entry in entries] == [f"{number:02}" for number in range(30)]
    known = business_calendar("JP", years=range(2020, 2080))
    days = [entry.action.send_at.date() for entry in entries if isinstance(entry.action, Send | WaitUntil)]
    assert days[0] == date(2026, 6, 15)
    assert days[1:] == [known.add_business_days(day, 366) for day in days[:-1]]
