"""The walk of the machine: an alphabet of events, the histories that it spells, and an app that always obeys.

``test_walk.py`` walks a small part in the ordinary run, ``tools/walk.py`` all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import oracle
from followup_rules import (
    DEFAULT_POLICY,
    Action,
    Bounced,
    Contact,
    ContactRole,
    Done,
    EscalationSent,
    Event,
    FeedbackRequestSent,
    FollowUpSent,
    Interview,
    InterviewNotHeld,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    RejectionReceived,
    Reopened,
    ReplyReceived,
    Respond,
    Send,
    Snoozed,
    Step,
    ThankYouSent,
    Touch,
    TouchSkipped,
    UpdateThanksSent,
    WaitUntil,
    Withdrawn,
    next_action,
    plan,
    replay,
)
from oracle.ledger import ledger_of
from support import HR, LEAD, PEER, TOKYO, at, interview

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followup_rules import Policy
    from oracle.ledger import Ledger

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SOON = timedelta(minutes=10)
ENDED = at("2026-06-03 15:00")  # a Wednesday
BEGIN = at("2026-06-04 09:00").astimezone(UTC)  # the first event is ten minutes or a week later, on a Thursday
FIRST_YEAR, LAST_YEAR = 2026, 2028  # no walk leads out of these

# Lead and peer share a mailbox (G41). The chair does not want to be written to.
SHARED = PEER.replace(email=LEAD.email)
CHAIR = Contact(id="chair", roles={ContactRole.INTERVIEWER}, email="chair@example.com", do_not_contact=True)
AGENT = Contact(id="hr", roles={ContactRole.AGENCY}, email="agent@example.com")
SECOND_AGENT = Contact(id="lead", roles={ContactRole.AGENCY}, email="second@example.com")


@cache
def _holidays() -> tuple[date, ...]:
    days, day = oracle.known_days("JP"), date(FIRST_YEAR, 1, 1)
    found = []
    while day.year <= LAST_YEAR:
        if day.weekday() < 5 and not days.is_business_day(day):
            found.append(day)
        day += DAY
    return tuple(found)


def company(**changes: Any) -> Interview:
    """Return an interview at a company that works on all holidays, so that one week is as the other."""
    fields: dict[str, Any] = {"contacts": (HR, LEAD, SHARED, CHAIR), "extra_workdays": _holidays(), "ended_at": ENDED}
    return interview(**fields | changes)


COMPANIES = {
    "the plain one": company(),
    "a date was stated": company(decision_by=date(2026, 6, 12)),
    "they invited to write": company(enquire_on=date(2026, 6, 10)),
    "no enquiries": company(enquiries_welcome=False),
    "an agency": company(contacts=(AGENT, SECOND_AGENT, PEER)),
    "it ended on a Thursday evening": company(ended_at=at("2026-05-28 17:30")),  # + 24 h leaves half an hour of Friday
}

PLACE = oracle.Place(ZoneInfo(TOKYO), lambda day: day.weekday() < 5)  # what the rules make of such a week


class Letter(NamedTuple):
    """An event of the alphabet: how long after the one before, which kind, and what it says.

    Days that it names are given as so many days after its own.
    """

    after: timedelta
    kind: type[Any]  # a kind of event
    fields: dict[str, Any]
    days: dict[str, int] = {}  # noqa: RUF012 - never changed

    def at(self, moment: datetime) -> Event:
        """Return the event at an instant."""
        named = {name: moment.astimezone(PLACE.zone).date() + days * DAY for name, days in self.days.items()}
        event: Event = self.kind(at=moment, **self.fields, **named)
        return event


# All kinds of events, two senders, a shared mailbox, and two instants: ten minutes after the event before,
# or a week.
ALPHABET = {
    "thank peer": Letter(SOON, ThankYouSent, {"to": ("peer",)}),
    "thank hr": Letter(WEEK, ThankYouSent, {"to": ("hr",)}),
    "follow up": Letter(WEEK, FollowUpSent, {"to": ("hr",)}),
    "follow up today": Letter(SOON, FollowUpSent, {"to": ("hr",)}),
    "follow up with lead": Letter(WEEK, FollowUpSent, {"to": ("lead",)}),
    "escalate": Letter(WEEK, EscalationSent, {"to": ("lead",)}),
    "thank for the update": Letter(SOON, UpdateThanksSent, {"to": ("hr",)}),
    "ask for feedback": Letter(SOON, FeedbackRequestSent, {"to": ("hr",)}),
    "another message": Letter(SOON, MessageSent, {"to": ("hr",)}),
    "a reply": Letter(SOON, ReplyReceived, {"sender": "hr"}),
    "a reply of lead with a date": Letter(WEEK, ReplyReceived, {"sender": "lead"}, {"decision_by": 11}),
    "a question": Letter(WEEK, ReplyReceived, {"sender": "hr", "asks_for": "two references"}),
    "a question of lead": Letter(
        SOON, ReplyReceived, {"sender": "lead", "asks_for": "a call"}, {"answer_by": 7, "decision_by": 4}
    ),
    "an invitation": Letter(SOON, ReplyReceived, {"sender": "hr"}, {"enquire_on": 8}),
    "no enquiries": Letter(SOON, ReplyReceived, {"sender": "hr", "enquiries_welcome": False}),
    "a rejection": Letter(SOON, RejectionReceived, {"sender": "hr"}),
    "a rejection of lead": Letter(WEEK, RejectionReceived, {"sender": "lead"}),
    "an offer": Letter(WEEK, OfferReceived, {"sender": "hr"}),
    "a next round": Letter(SOON, NextRoundScheduled, {"sender": "hr"}),
    "not held": Letter(SOON, InterviewNotHeld, {}),
    "reopened": Letter(SOON, Reopened, {"sender": "hr"}),
    "reopened by lead": Letter(WEEK, Reopened, {"sender": "lead"}, {"decision_by": 5}),
    "withdrawn": Letter(SOON, Withdrawn, {}),
    "hr is away": Letter(SOON, OutOfOfficeReceived, {"sender": "hr"}, {"returns_on": 25}),
    "lead is away": Letter(WEEK, OutOfOfficeReceived, {"sender": "lead"}),
    "bounced from hr": Letter(SOON, Bounced, {"contact": "hr"}),
    "bounced from peer": Letter(SOON, Bounced, {"contact": "peer"}),
    "skip the thank-you": Letter(SOON, TouchSkipped, {"touch": Touch.THANK_YOU}),
    "skip the first": Letter(WEEK, TouchSkipped, {"touch": Touch.FOLLOW_UP_1}),
    "skip the second": Letter(WEEK, TouchSkipped, {"touch": Touch.FOLLOW_UP_2}),
    "skip the escalation": Letter(WEEK, TouchSkipped, {"touch": Touch.ESCALATION}),
    "skip the update thanks": Letter(SOON, TouchSkipped, {"touch": Touch.UPDATE_THANKS}),
    "skip the feedback": Letter(SOON, TouchSkipped, {"touch": Touch.FEEDBACK_REQUEST}),
    "snooze": Letter(SOON, Snoozed, {}, {"until": 18}),
}


# A part of it, for longer histories: a week or ten minutes apart, with a way back from each end.
CORE = (
    "thank peer",
    "follow up",
    "escalate",
    "a reply",
    "a rejection",
    "ask for feedback",
    "reopened",
    "withdrawn",
)


@cache
def event_of(case: str, letter: str, moment: datetime) -> Event:
    """Return an event of the alphabet in a company, at an instant; one object each."""
    found = ALPHABET[letter]
    if found.kind is Bounced:
        contact = COMPANIES[case].contact(found.fields["contact"])
        found = found._replace(fields={**found.fields, "email": contact.email})
    return found.at(moment)


def history_of(case: str, letters: Sequence[str]) -> tuple[Event, ...]:
    """Return the events of some letters, one after the other."""
    events, moment = [], BEGIN
    for letter in letters:
        moment += ALPHABET[letter].after
        events.append(event_of(case, letter, moment))
    return tuple(events)


_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_WEEKS, _MOST_WEEKS_DATED = 13, 4  # after these, the first follow-up and the thank-you have lapsed


def state_of(case: Interview, events: tuple[Event, ...]) -> tuple[object, ...]:
    """Return the progress and the ledger of a history up to a shift of whole weeks.

    Two histories with one state need one walk: at this company one week is as the other. Days are counted from that of
    the last event, and irregular facts are left out. How long ago the interview was counts until its thank-you has
    lapsed, and until the first follow-up has, if nobody named a date or replied.
    """
    progress, ledger = replay(case, events), ledger_of(case, events)
    today = (events[-1].at if events else BEGIN).astimezone(PLACE.zone).date()
    weeks, is_dated = (today - BEGIN.date()) // WEEK, '"stated"' in progress.memory or '"undated"' in progress.memory

    def ago(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(ago, value))
        return (value - today).days if isinstance(value, date) else value

    return (
        progress.stage.value,
        ago(progress.since),
        _DATE.sub(lambda found: str((date.fromisoformat(found.group()) - today).days), progress.memory),
        min(weeks, _MOST_WEEKS_DATED if is_dated else _MOST_WEEKS),
        ago(ledger.key()),
    )


@dataclass(slots=True)
class Seen:
    """One step of the app: what it asks, what is true before by the ledger, and what it is told."""

    interview: Interview
    events: tuple[Event, ...]
    ledger: Ledger
    now: datetime
    action: Action
    plan: tuple[Step, ...]
    earlier: tuple[Seen, ...]  # the steps before

    @property
    def touch(self) -> str | None:
        """The touch that the answer is about; none where an answer of the candidate is owed, or nothing is due."""
        return None if isinstance(self.action, Done) or self.action.touch is None else self.action.touch.value

    @property
    def boxes(self) -> list[str]:
        """The addresses of those who get the message."""
        return [box for box in map(self.ledger.emails.get, recipients(self.action)) if box is not None]


Message = Send | WaitUntil
MOST_STEPS = 24


def recipients(step: Action) -> list[str]:
    """Return the ids of those who get a message."""
    return [each.contact for each in step.to] if isinstance(step, Send | WaitUntil | Respond) else []


def walk(case: Interview, events: tuple[Event, ...], policy: Policy = DEFAULT_POLICY) -> Iterator[Seen]:
    """Do what each answer says, at its time, while nobody answers; yield each step.

    The app begins a minute after the last event. What is blocked, it waits for until the answer changes.
    """
    now = (events[-1].at if events else BEGIN) + timedelta(minutes=1)
    seen: tuple[Seen, ...] = ()
    for _ in range(MOST_STEPS):
        action = next_action(case, events, now=now, policy=policy)
        ahead = plan(case, events, now=now, policy=policy)
        step = Seen(case, events, ledger_of(case, events), now, action, ahead, seen)
        yield step
        seen = (*seen, step)
        if isinstance(action, Send | WaitUntil | Respond) and action.to:
            now = action.send_at.astimezone(UTC)
            events = (*events, action.sent(at=now))
        elif action.changes_at is not None:
            now = action.changes_at.astimezone(UTC)
        else:
            return
