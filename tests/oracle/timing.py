"""When a message is on time, worked out slowly, day by day, from docs/rules.md; knows nothing of the library."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

import holidays

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from zoneinfo import ZoneInfo

    Week = Mapping[int, tuple[time, time]]

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class Place(NamedTuple):
    """The company's zone and days, what a policy says of hours, and the company's own week (G4)."""

    zone: ZoneInfo
    is_business_day: Callable[[date], bool]
    starts: time = time(9)
    ends: time = time(18)
    minimum: timedelta = timedelta(hours=1)
    week: Week | None = None


class Days(NamedTuple):
    """The closed days of a country, asked one by one; a company's own days come first, then its own week."""

    known: holidays.HolidayBase
    extra_holidays: Collection[date] = ()
    extra_workdays: Collection[date] = ()
    week: Week | None = None

    def __repr__(self) -> str:
        """Show the company's own days; the known ones would fill pages."""
        own = f"extra_holidays={sorted(self.extra_holidays)}, extra_workdays={sorted(self.extra_workdays)}"
        return f"Days({own}, week={self.week})"

    def is_business_day(self, day: date) -> bool:
        if day in self.extra_holidays or day in self.extra_workdays:
            return day in self.extra_workdays
        if self.week is None:
            return self.known.is_working_day(day)
        # G4: "a weekday left out is its weekend. It replaces the country's weekend …; public holidays close all the
        # same, worked weekend days of the country … that it leaves out" are worked.
        if day.weekday() not in self.week:
            return day in self.known.weekend_workdays
        return day not in self.known

    def is_closed_by_name(self, day: date) -> bool:
        return not self.is_business_day(day) and (day in self.extra_holidays or day in self.known)


class Span(NamedTuple):
    """How long to wait: from so many to so many of a unit (G3)."""

    least: int
    most: int
    unit: Literal["hours", "business-days", "weeks"]


class Raw(NamedTuple):
    """A raw span (G5)."""

    lo: datetime
    hi: datetime


class Window(NamedTuple):
    """Where a message is on time (G5)."""

    opens: datetime
    closes: datetime


class Due(NamedTuple):
    """A touch, its window, and its lapse: the end of its last day (G13)."""

    touch: str
    window: Window
    lapse: datetime


class Answer(NamedTuple):
    """What is next: early is to be waited for."""

    touch: str
    window: Window
    status: Literal["early", "open", "late"]
    send_at: datetime
    folds: tuple[str, ...]


def known_days(country: str, subdivision: str | None = None) -> Days:
    """Return the days of a place."""
    return Days(holidays.country_holidays(country, subdivision, years=range(2010, 2036), expand=False))


def instant(place: Place, day: date, clock: time = time(0)) -> datetime:
    """Return a local time as an instant. G7: a skipped one moves forward, of two the first: Python's ``fold=0``."""
    return datetime.combine(day, clock, tzinfo=place.zone).astimezone(UTC)


def day_of(place: Place, moment: datetime) -> date:
    """Return the local day (G1)."""
    return moment.astimezone(place.zone).date()


def is_worked(place: Place, day: date) -> bool:
    """Tell whether people work on a day; nobody does on one that the zone leaves out (Apia has no 2011-12-30)."""
    return place.is_business_day(day) and day_of(place, instant(place, day, time(12))) == day


def add_business_days(place: Place, day: date, n: int) -> date:
    """Count day by day (G2): the n-th strictly after; for 0 the day itself, or the first after it."""
    if n == 0 and is_worked(place, day):
        return day
    left = max(n, 1)
    while left:
        day += DAY
        left -= is_worked(place, day)
    return day


def hours(place: Place, day: date) -> tuple[datetime, datetime] | None:
    """Return the working hours of a business day, half-open (G4); a clock change may leave nothing of them.

    They are those of the company's own week; a day that it leaves out and that is worked all the same has the policy's.
    """
    if not is_worked(place, day):
        return None
    starts, ends = (place.week or {}).get(day.weekday(), (place.starts, place.ends))
    # Nobody works on a day when it is over: its end may be skipped (Nuuk has no 23:59 on 2026-03-28).
    return instant(place, day, starts), min(instant(place, day, ends), instant(place, day + DAY))


def work_between(place: Place, lo: datetime, hi: datetime) -> timedelta:
    """Add up the working time."""
    total, day = timedelta(0), day_of(place, lo)
    while day <= day_of(place, hi):
        if work := hours(place, day):
            total += max(timedelta(0), min(hi, work[1]) - max(lo, work[0]))
        day += DAY
    return total


def next_working_instant(place: Place, moment: datetime) -> datetime:
    """Return the first working instant at or after *moment*."""
    day = day_of(place, moment)
    while not (work := hours(place, day)) or max(moment, work[0]) >= work[1]:
        day += DAY
    return max(moment, work[0])


def window(place: Place, raw: Raw) -> Window:
    """Return the window of a raw span (G5), sentence by sentence."""
    opens = next_working_instant(place, raw.lo)
    # It closes "at hi where 09:00 < hi ≤ 18:00 on a business day, else at the last 18:00 of a business day before hi".
    # The end of a day, 24:00, belongs to that day.
    day = day_of(place, raw.hi)
    works = [hours(place, each) for each in (day, day - DAY)]
    if any(work and work[0] < raw.hi <= work[1] for work in works):
        closes = raw.hi
    else:
        while not (work := hours(place, day)) or work[1] >= raw.hi:
            day -= DAY
        closes = work[1]
    # "Where less lies between, or none, it closes with the working hours of the first business day, from the one on
    # which it opens, that gives it that hour."
    if closes <= opens or work_between(place, opens, closes) < place.minimum:
        day = day_of(place, opens)
        while not (work := hours(place, day)) or work_between(place, opens, work[1]) < place.minimum:
            day += DAY
        closes = work[1]
    return Window(opens, closes)


def whole_days(place: Place, first: date, last: date) -> Raw:
    """Return days as a raw span: from 00:00 of the first to 24:00 of the last (G5)."""
    return Raw(instant(place, first), instant(place, last + DAY))


def days_after(place: Place, anchor: date, span: Span) -> tuple[date, date]:
    """Count business days, or calendar weeks, from a day (G3)."""
    if span.unit == "weeks":
        return anchor + span.least * 7 * DAY, anchor + span.most * 7 * DAY
    return add_business_days(place, anchor, span.least), add_business_days(place, anchor, span.most)


def after_instant(place: Place, moment: datetime, span: Span) -> Raw:
    """Return the raw span of thanks: elapsed hours, or days; never before that for which they thank."""
    if span.unit == "hours":
        return Raw(moment + span.least * 60 * MINUTE, moment + span.most * 60 * MINUTE)
    raw = whole_days(place, *days_after(place, day_of(place, moment), span))
    return Raw(max(moment, raw.lo), raw.hi)


def held(place: Place, raw: Raw, until: date | datetime) -> Raw:
    """Hold a raw span (G8): the end of X's day is its 24:00, and a day begins at 00:00."""
    start = until if isinstance(until, datetime) else instant(place, until)
    day = day_of(place, until) if isinstance(until, datetime) else until
    return Raw(max(raw.lo, start), max(raw.hi, instant(place, day + DAY)))


def held_by_all(place: Place, raw: Raw, holds: Iterable[date | datetime]) -> Window:
    """Return the window of a raw span under some holds."""
    for until in holds:
        raw = held(place, raw, until)
    return window(place, raw)


def thank_you(
    place: Place, ended: datetime, span: Span, latest: timedelta, holds: Iterable[date | datetime] = ()
) -> Window:
    """Return when to thank (B2), which is at once where it would be too long after the end (G9)."""
    raw = after_instant(place, ended, span)
    if window(place, raw).opens - ended > latest:
        raw = Raw(ended, ended)
    return held_by_all(place, raw, holds)


def update_thanks(place: Place, replied: datetime, span: Span, holds: Iterable[date | datetime] = ()) -> Window:
    """Return when to thank for an update (D1)."""
    return held_by_all(place, after_instant(place, replied, span), holds)


def follow_up(place: Place, ended: datetime, anchor: date, span: Span, holds: Iterable[date | datetime] = ()) -> Window:
    """Return when to ask: so long after a day (C1, D2, D5, E1), and no sooner than its holds allow (G8, G11).

    Nothing is due before the interview has ended (G30).
    """
    raw = whole_days(place, *days_after(place, anchor, span))
    return held_by_all(place, Raw(max(ended, raw.lo), raw.hi), holds)


def invited(place: Place, day: date, business_days: int) -> Raw:
    """Return the raw span of an invitation to write on a day: that day and the next business day (G39)."""
    return whole_days(place, day, add_business_days(place, day, business_days))


def back(place: Place, returns_on: date | None, said_on: date, away_days: int, grace: int) -> date:
    """Return until which day somebody who is away is not asked (G20): nobody is on the first morning back.

    It is "the second business day strictly after the day they named (7 days after their message where they named
    none".
    """
    return add_business_days(place, returns_on or said_on + away_days * DAY, grace)


def is_away_too_long(place: Place, span: Window, until: date, most_days: int) -> bool:
    """Tell whether a hold until a day "would end more than 14 days after the window would open" (G20)."""
    return until > day_of(place, span.opens) + most_days * DAY


def answer(place: Place, asked: datetime, answer_by: date | None, wait: int, most: int) -> Due:
    """Return when to answer a question, and when that lapses (G37).

    It is due "from the reply to the end of `answer_by`, or of the next business day where none was named. Neither
    working hours nor a hold move that end". "It lapses at the end of the tenth business day after its last day".
    """
    last = answer_by or add_business_days(place, day_of(place, asked), wait)
    span = Window(asked, instant(place, last + DAY))
    return Due("answer", span, instant(place, add_business_days(place, last, most) + DAY))


def lapse(place: Place, span: Window, *, days: int = 0, business_days: int | None = None) -> datetime:
    """Return the end of the last day on which a touch may still go out (G13)."""
    last = day_of(place, span.closes) + days * DAY
    if business_days is not None:
        last = add_business_days(place, last, business_days)
    return instant(place, last + DAY)


def send_at(place: Place, span: Window, now: datetime) -> datetime:
    """Return when it goes out (G6): when it opens, or at the next working instant."""
    return span.opens if now < span.opens else next_working_instant(place, now)


def status(span: Window, now: datetime) -> Literal["early", "open", "late"]:
    """Tell where *now* lies (G6)."""
    if now < span.opens:
        return "early"
    return "open" if now < span.closes else "late"


def choose(place: Place, now: datetime, thanks: Due | None, ask: Due | None) -> Answer | None:
    """Return what is next of thanks and a message that asks (G13); ``None`` where the case is done."""
    folds: tuple[str, ...] = ()
    if thanks:
        sent = send_at(place, thanks.window, now)
        if sent < thanks.lapse and (ask is None or sent < ask.window.opens):
            return Answer(thanks.touch, thanks.window, status(thanks.window, now), sent, ())
        folds = (thanks.touch,)
    if ask is None or (sent := send_at(place, ask.window, now)) >= ask.lapse:
        return None
    return Answer(ask.touch, ask.window, status(ask.window, now), sent, folds)


def closed_days(days: Days, anchor: date, opening: date) -> list[date]:
    """Return the holidays strictly between two days; plain weekends are none."""
    between = [anchor + n * DAY for n in range(1, (opening - anchor).days)]
    return [day for day in between if days.is_closed_by_name(day)]


def end_before(place: Place, bound: datetime) -> datetime:
    """Return the instant from which on nothing goes out before *bound*: there the last work before it ends."""
    day = day_of(place, bound)
    while not (work := hours(place, day)) or not work[0] < min(work[1], bound):
        day -= DAY
    return min(work[1], bound)


def lapses_at(place: Place, due: Due, ask: Due | None = None) -> datetime:
    """Return the instant from which a touch would not be sent any more (G13, G40).

    That is where "its `send_at` would not come before its lapse", and for thanks also where it "would not come before
    the next follow-up opens": *ask*.
    """
    bounds = [due.lapse] if ask is None else [due.lapse, ask.window.opens]
    return min(end_before(place, bound) for bound in bounds)


def changes_at(place: Place, now: datetime, thanks: Due | None, ask: Due | None) -> datetime | None:
    """Return when the answer of ``choose`` becomes another one in more than its ``send_at`` (G40).

    Nothing can happen but where a window opens or closes, or where the last work before a lapse or an opening ends.
    """
    edges = set[datetime]()
    for due in (thanks, ask):
        if due:
            edges |= {*due.window, end_before(place, due.lapse), end_before(place, due.window.opens)}

    def kept(moment: datetime) -> tuple[object, ...] | None:
        found = choose(place, moment, thanks, ask)
        return found and (found.touch, found.window, found.status, found.folds)

    return next((edge for edge in sorted(edges) if edge > now and kept(edge) != kept(now)), None)
