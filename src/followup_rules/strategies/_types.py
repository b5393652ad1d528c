"""What ``st.from_type`` gives for each public type: registered when :mod:`followup_rules.strategies` is imported."""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter
from typing import Any

from hypothesis import strategies as st

from followup_rules._agenda import Entry, agenda
from followup_rules._answers import Gap, Reason, Recipient, Window
from followup_rules._calendar import BusinessCalendar, CalendarDay, Provenance
from followup_rules._case import Case, Interview
from followup_rules._events import Touch
from followup_rules._messages import Message, messages, review
from followup_rules._people import Candidate, Contact, Thread
from followup_rules._policy import BusinessDays, Hours, Policy, Weeks
from followup_rules._progress import Progress, replay
from followup_rules._promises import Promise, PromiseSpan
from followup_rules._stages import TRANSITIONS, Transition
from followup_rules.drafts import Brief, Draft, Finding, Person, Template
from followup_rules.strategies._arguments import maybe, rarely
from followup_rules.strategies._cases import ANSWERS, Question, answers, cases, questions
from followup_rules.strategies._events import FOLDS, KINDS, events
from followup_rules.strategies._interviews import (
    business_calendars,
    business_days,
    hours,
    interviews,
    policies,
    whole_weeks,
)
from followup_rules.strategies._people import candidates, contacts, languages, lessons, subjects, texts, threads
from followup_rules.strategies._places import PLAIN_DAY

_days = st.integers(0, 800).map(lambda days: PLAIN_DAY + timedelta(days=days))
_flags = rarely(st.just(True), otherwise=st.just(False))  # noqa: FBT003 - the value itself
_sends = questions("send")
_promises = st.one_of(
    st.builds(Promise, end_of=st.sampled_from(list(PromiseSpan))),
    *[
        st.builds(Promise, **{name: st.integers(0, most)})
        for name, most in (("within_days", 366), ("within_business_days", 366), ("within_weeks", 52))
    ],
)
_transitions = st.sampled_from(TRANSITIONS)


def _message(asked: Question, writer: Candidate) -> Message:
    return messages(asked.answer, asked.case.interview, writer)[0]


def _entry(asked: Question) -> Entry:
    return agenda([asked.case], now=asked.now, policy=asked.policy)[0]


def _findings(asked: Question, writer: Candidate) -> tuple[Finding, ...]:
    """Return what to mend in a draft that has a blank to fill in."""
    message = _message(asked, writer)
    careless = message.subject, f"{message.body}\n[your name]"
    contact = asked.case.interview.contacts[0]
    return review(careless, Touch.THANK_YOU, asked.case.interview, contact, writer)


_persons = st.builds(
    Person,
    name=maybe(texts("Ana Lima", "佐藤花子"), one_in=2),
    given_name=maybe(texts("Ana", "花子")),
    family_name=maybe(texts("Lima", "佐藤")),
    honorific=maybe(texts("Dr", "様")),
    company=maybe(texts("Acme Staffing"), one_in=8),
)
_briefs = st.builds(
    Brief,
    touch=st.sampled_from(list(Touch)),
    language=languages,
    company=texts("Acme"),
    position=texts("Engineer"),
    interviewed_on=_days,
    candidate_name=texts("Mei Tan"),
    candidate_email=st.just("mei@example.com"),
    recipient=_persons,
    met=_flags,
    interviewers=st.lists(_persons, max_size=2),
    learned=maybe(lessons),
    decision_by=maybe(_days),
    asked_on=maybe(_days),
    folds=maybe(st.just(set(FOLDS))).map(lambda folds: folds or set()),
    passes_on=_flags,
    through_agency=_flags,
    reply_subject=maybe(subjects),
)
_templates = st.builds(
    Template,
    touch=st.sampled_from(list(Touch)),
    language=languages,
    subject=st.sampled_from(("Hello", "${position} at ${company}", "$candidate_name", "Only 5 $$")),
    body=st.sampled_from(
        ("Thank you.", "Dear ${recipient_name},\n\nThank you.", "I learned ${learned}.\n\n${candidate_name}")
    ),
)
_one_of: Any = st.sampled_from  # what a value has several of, of which one is drawn


def _part(kind: str, name: str) -> st.SearchStrategy[Any]:
    """Return what an answer of a kind has under a name."""
    return answers(kind).map(attrgetter(name))


TYPES: dict[type, st.SearchStrategy[Any]] = {
    BusinessCalendar: business_calendars(),
    Candidate: candidates(),
    Case: cases(),
    Contact: contacts(),
    Interview: interviews(),
    Policy: policies(),
    Thread: threads(),
    **{event: events(kind=kind) for kind, event in KINDS.items()},
    **{answer: answers(kind) for kind, answer in ANSWERS.items()},
    Brief: _briefs,
    BusinessDays: business_days,
    CalendarDay: business_calendars(years=range(2026, 2027)).map(BusinessCalendar.table).flatmap(_one_of),
    Draft: st.builds(_message, _sends, candidates()).map(lambda message: Draft(message.subject, message.body)),
    Entry: questions().map(_entry),
    Finding: st.builds(_findings, _sends, candidates()).flatmap(_one_of),
    Gap: _part("blocked", "missing").flatmap(_one_of),
    Hours: hours,
    Message: st.builds(_message, _sends, candidates()),
    Person: _persons,
    Progress: cases(raw=st.booleans()).map(replay),
    Promise: _promises,
    Provenance: business_calendars().map(lambda calendar: calendar.provenance),
    Reason: _part("send", "reasons").flatmap(_one_of),
    Recipient: _part("send", "to").flatmap(_one_of),
    Template: _templates,
    Transition: _transitions,
    Weeks: whole_weeks,
    Window: _part("send", "window"),
}


def register() -> None:
    """Have ``st.from_type`` know each public type of value."""
    for kind, strategy in TYPES.items():
        st.register_type_strategy(kind, strategy)
