"""The oracle of H1 and H5: the rules as they are written, one turn after the other; slow, short and plainly right.

It knows the days of a calendar and what `next_action` says of each case alone. Who holds whom until when is its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from followup_rules import (
    Action,
    Blocked,
    BusinessCalendar,
    Case,
    Contact,
    Done,
    EscalationSent,
    FeedbackRequestSent,
    FollowUpSent,
    Interview,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    RejectionReceived,
    ReplyReceived,
    Respond,
    Snoozed,
    ThankYouSent,
    Touch,
    UpdateThanksSent,
    business_calendar,
    next_action,
)
from support import CANDIDATE

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY, MOMENT = timedelta(days=1), timedelta(microseconds=1)
THANKS = (Touch.THANK_YOU, Touch.UPDATE_THANKS)
ASKS = (FollowUpSent, EscalationSent, FeedbackRequestSent)
SENT = (ThankYouSent, *ASKS, UpdateThanksSent, MessageSent)
HEARD = (ReplyReceived, RejectionReceived, OfferReceived, NextRoundScheduled, OutOfOfficeReceived)
PLACES = (
    ("JP", None, "Asia/Tokyo"),
    ("US", "NY", "America/New_York"),
    ("DE", "BE", "Europe/Berlin"),
    ("IL", None, "Asia/Jerusalem"),
)


@dataclass(eq=False)
class Turn:
    """A case, its own answer, and where that is placed."""

    case: Case
    own: Action
    boxes: set[str]
    send_at: datetime
    closes: datetime
    held_by: str | None = None
    other_day: date | None = None  # of the message that holds it
    is_unsent: bool = False
    waited_until: date | None = None  # the last day until which what was sent held it, past its own window (H5)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.case.interview.timezone)

    @property
    def calendar(self) -> BusinessCalendar:
        return _calendar(self.case.interview.country, self.case.interview.subdivision)

    @property
    def asks(self) -> bool:
        return self.own.touch is not None and self.own.touch not in THANKS if not isinstance(self.own, Done) else False

    def day(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def order(self, closes: datetime, rank: int) -> tuple[Any, ...]:
        interview = self.case.interview
        return rank, closes, interview.ended_at, interview.id, self.case.model_dump_json()


@dataclass(eq=False)
class Mark:
    """A message that was sent, or is placed."""

    turn: Turn
    at: datetime
    boxes: set[str]
    asks: bool
    order: tuple[Any, ...]


@cache
def _calendar(country: str, subdivision: str | None) -> BusinessCalendar:
    return business_calendar(country, subdivision, years=range(2020, 2035))


def expected(cases: list[Case], now: datetime) -> list[Turn]:
    """Return where each message goes that somebody gets, by H1, H2 and H5 with the numbers of the default policy."""
    turns, marks = list[Turn](), list[Mark]()
    for case in cases:
        own = next_action(case, now=now)
        turn = Turn(case, own, set(), now, now)
        if not isinstance(own, Blocked | Done) and own.to:
            turn.boxes = _boxes(case, [each.contact for each in own.to])
            turn.send_at, turn.closes = own.send_at.astimezone(UTC), own.window.closes.astimezone(UTC)
            turns.append(turn)
        for event in case.events:
            if isinstance(event, SENT):
                rank = 2 if isinstance(event, ASKS) else 0 if isinstance(event, MessageSent) else 1
                order = turn.order(event.at, rank)
                marks.append(Mark(turn, event.at, _boxes(case, event.to), isinstance(event, ASKS), order))
    for turn in turns:
        if not isinstance(turn.own, Respond) and now >= turn.closes:
            _wait_for_what_was_sent(turn, marks, now)
        closed_on = turn.day(turn.closes - MOMENT)
        turn.is_unsent = turn.day(turn.send_at) > turn.calendar.add_business_days(closed_on, 2)
    for waiting in ([t for t in turns if not t.is_unsent], [t for t in turns if t.is_unsent]):
        while waiting:
            turn = min(waiting, key=lambda each: (each.day(each.send_at), _order(each)))
            holds = [] if isinstance(turn.own, Respond) else list(_holds(turn, marks, turn.day(turn.send_at)))
            if holds:
                until, mark = _longest(holds)
                day = turn.calendar.add_business_days(until, 0)
                turn.held_by, turn.other_day = mark.turn.case.interview.id, turn.day(mark.at)
                turn.send_at = datetime.combine(day, time(9), turn.zone).astimezone(UTC)
                turn.closes = max(turn.closes, datetime.combine(day, time(18), turn.zone).astimezone(UTC))
            else:
                waiting.remove(turn)
                marks.append(Mark(turn, turn.send_at, turn.boxes, turn.asks, _order(turn)))
    return turns


def _wait_for_what_was_sent(turn: Turn, marks: list[Mark], now: datetime) -> None:
    """Let a window that is over reach to the day until which it had to wait, if that day has come (H5)."""
    closed_on = day = turn.day(turn.closes - MOMENT)
    last: Mark | None = None
    while holds := [hold for hold in _holds(turn, marks, day) if turn.day(hold[1].at) <= day]:
        until, last = _longest(holds)
        day = turn.calendar.add_business_days(until, 0)
    if last is not None and closed_on < day <= turn.day(turn.send_at):
        turn.waited_until = day
        turn.closes = datetime.combine(day, time(18), turn.zone).astimezone(UTC)
        if now < datetime.combine(day, time(9), turn.zone):  # it waits for the morning
            turn.held_by, turn.other_day = last.turn.case.interview.id, turn.day(last.at)


def _longest(holds: list[tuple[date, Mark]]) -> tuple[date, Mark]:
    return min(holds, key=lambda each: (-each[0].toordinal(), each[1].order))


def _boxes(case: Case, ids: Any) -> set[str]:
    emails = {contact.id: contact.email for contact in case.interview.contacts}
    return {emails[each] or f"{case.interview.id} {each}" for each in ids}


def _order(turn: Turn) -> tuple[Any, ...]:
    return turn.order(turn.closes, 0 if isinstance(turn.own, Respond) else 2 if turn.asks else 1)


def _holds(turn: Turn, marks: list[Mark], day: date) -> Iterator[tuple[date, Mark]]:
    for mark in marks:
        if mark.turn is not turn and not mark.boxes.isdisjoint(turn.boxes):
            other = turn.day(mark.at)
            if other == day:
                yield day + DAY, mark
            if mark.asks and turn.asks and max(day, other) < turn.calendar.add_business_days(min(day, other), 2):
                yield turn.calendar.add_business_days(other, 2), mark


@st.composite
def desks(draw: st.DrawFn, domain: str = "acme.example") -> tuple[list[Case], datetime]:
    """Return some cases of one candidate around one month, which share a few addresses, and a time."""
    start = datetime(2024, 1, 1, tzinfo=UTC) + draw(st.integers(0, 600)) * DAY
    count = draw(st.integers(1, 3))
    boxes = [f"p{number}@{domain}" for number in range(count)]
    cases = [draw(_cases(f"{number}", start, boxes)) for number in range(draw(st.integers(2, 9)))]
    return cases, start + timedelta(hours=draw(st.integers(0, 24 * 45)))


@st.composite
def _cases(draw: st.DrawFn, name: str, start: datetime, boxes: list[str]) -> Case:
    country, subdivision, zone = draw(st.sampled_from(PLACES))
    ended = start + timedelta(minutes=15 * draw(st.integers(0, 14 * 24 * 4)))
    roles = st.sampled_from(["recruiter", "hiring-manager", "interviewer"])
    contacts = [
        Contact(id=f"c{number}", roles={draw(roles)}, email=draw(st.sampled_from(boxes)))
        for number in range(draw(st.integers(1, 3)))
    ]
    ids = [contact.id for contact in contacts]
    about = Interview(
        id=name,
        company=draw(st.sampled_from(["Acme", "Beta"])),
        position="Dev",
        country=country,
        subdivision=subdivision,
        timezone=zone,
        ended_at=ended,
        contacts=contacts,
        decision_by=draw(st.none() | st.integers(1, 9).map(lambda n: (ended + n * DAY + DAY).date())),
    )
    events, at = [], ended
    for _ in range(draw(st.integers(0, 4))):
        at += timedelta(hours=draw(st.integers(1, 150)))
        kind = draw(st.sampled_from([*SENT, *HEARD, Snoozed]))
        fields: dict[str, Any] = {"at": at}
        if kind in SENT:
            fields["to"] = draw(st.sets(st.sampled_from(ids), min_size=1))
        elif kind is Snoozed:
            fields["until"] = at + draw(st.integers(1, 9)) * DAY
        else:
            fields["sender"] = draw(st.sampled_from(ids))
            if kind is ReplyReceived and draw(st.booleans()):
                fields["asks_for"] = "two references"
        events.append(kind(**fields))
    return Case(interview=about, events=events, candidate=CANDIDATE)
