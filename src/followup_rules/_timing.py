"""When: working hours, windows, and the one window of each touch. Instants are UTC inside, the company's outside.

A *raw* span is two instants, or two days; holds push it; then G5 lays it on the working hours. :class:`Clock` knows
for one case from where each touch counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from followup_rules._answers import Reason, Why, Window, spoken
from followup_rules._calendar import BusinessCalendar, unbounded_calendar
from followup_rules._case import Interview
from followup_rules._errors import must_be
from followup_rules._models import Touch, aware, trusted, zone
from followup_rules._policy import DEFAULT_POLICY, BusinessDays, Hours, Policy, Span
from followup_rules._progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

_NONE, _HOUR, _DAY, _WEEK = timedelta(), timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
_REACH = 13  # years: farther than the longest waits of a policy lead over the most extra holidays


class Office:
    """The working time of one company under one policy; what it has worked out of a day it remembers."""

    __slots__ = (
        "_closed",
        "_days",
        "_hours",
        "_local",
        "_midnights",
        "_named",
        "_names",
        "calendar",
        "ends",
        "known",
        "minimum",
        "starts",
        "zone",
    )

    def __init__(
        self,
        calendar: BusinessCalendar,
        known: tuple[date, date],
        local: ZoneInfo,
        hours: tuple[time, time],
        minimum: timedelta,
    ) -> None:
        """Take the calendar and the days that its data really know, the zone, the hours, the shortest window."""
        self.calendar, self.known, self.zone, self.minimum = calendar, known, local, minimum
        self.starts, self.ends = hours
        named = calendar.named_closures(date.min, date.max)
        self._named, self._names = [day for day, _ in named], [name for _, name in named]
        self._closed: dict[int, Reason] = {}  # by their places in those lists
        self._hours: dict[date, tuple[datetime, datetime]] = {}
        self._midnights: dict[date, datetime] = {}
        self._days: dict[datetime, date] = {}  # the days of those midnights
        self._local: dict[datetime, datetime] = {}  # those working hours in local time

    def day(self, instant: datetime) -> date:
        """Return the local day of an instant."""
        return instant.astimezone(self.zone).date()

    def start_of(self, day: date) -> datetime:
        """Return 00:00 of a local day."""
        found = self._midnights.get(day)
        if found is None:
            found = self._midnights[day] = self._at(day, time())
            self._days[found] = self.day(found)
        return found

    def end_of(self, day: date) -> datetime:
        """Return 24:00 of a local day."""
        return self.start_of(day + _DAY)

    def hours(self, day: date) -> tuple[datetime, datetime]:
        """Return the working hours of a business day (G4)."""
        found = self._hours.get(day)
        if found is None:
            found = self._hours[day] = (self._at(day, self.starts), self._at(day, self.ends))
            self._local.update((instant, instant.astimezone(self.zone)) for instant in found)
        return found

    def closed_days(self, after: date, before: date) -> list[Reason]:
        """Return the reasons of the closed days with a name strictly between the two days (G1)."""
        reasons = []
        for place in range(bisect_right(self._named, after), bisect_left(self._named, before)):
            found = self._closed.get(place)
            if found is None:
                found = self._closed[place] = Why("closed-day", (self._names[place],), self._named[place]).said()
            reasons.append(found)
        first, last = self.known
        if after < first or before > last:
            reasons.append(Why("horizon", (spoken(first),), last).said())
        return reasons

    def local(self, instant: datetime) -> datetime:
        """Return an instant in the company's time."""
        return self._local.get(instant) or instant.astimezone(self.zone)

    def next_working(self, instant: datetime) -> tuple[datetime, date]:
        """Return the first working instant at or after *instant*, and its day."""
        day = self.calendar.add_business_days(self._days.get(instant) or self.day(instant), 0)
        while True:
            starts, ends = self.hours(day)
            if (found := max(instant, starts)) < ends:
                return found, day
            day = self.calendar.add_business_days(day, 1)

    def lay(self, lo: datetime, hi: datetime) -> tuple[date, datetime, datetime]:
        """Return the day on which a raw span opens, and where it opens and closes, on the working hours (G5)."""
        opens, day = self.next_working(lo)
        opens_on = day
        closes = self._last_working(hi)
        starts, ends, left = opens, self.hours(day)[1], self.minimum
        while ends - starts < left:
            left -= max(ends - starts, _NONE)
            day = self.calendar.add_business_days(day, 1)
            starts, ends = self.hours(day)
        return opens_on, opens, closes if closes >= starts + left else ends

    def _last_working(self, hi: datetime) -> datetime:
        day = self._days.get(hi) or self.day(hi)
        starts, ends = self.hours(day)
        if starts < hi and self.calendar.is_business_day(day):
            return min(hi, ends)
        return self.hours(self.calendar.add_business_days(day, -1))[1]

    def _at(self, day: date, hour: time) -> datetime:
        """Return a local day and time as an instant; skipped times move forward, of repeated ones the first (G7)."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)


@lru_cache(maxsize=256)
def _office(
    place: tuple[str, str | None, tuple[date, ...], tuple[date, ...]],
    timezone: str,
    hours: tuple[time, time],
    minimum_minutes: int,
    years: tuple[int, int],
) -> Office:
    country, subdivision, holidays, workdays = place
    local = zone(timezone)
    skipped = set(_skipped_days(local, years)).difference(workdays)
    calendar, first, last = unbounded_calendar(country, subdivision, {*holidays, *skipped}, workdays, years)
    return Office(calendar, (first, last), local, hours, timedelta(minutes=minimum_minutes))


def _skipped_days(local: ZoneInfo, years: tuple[int, int]) -> Iterable[date]:
    """Find the days that a zone never had (Apia has no 2011-12-30): its offset jumps by a day within that year."""
    for year in range(*years):
        starts, ends = (datetime(y, 1, 1, tzinfo=local).utcoffset() for y in (year, year + 1))
        if starts is not None and ends is not None and ends - starts > timedelta(hours=20):
            for ordinal in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 2).toordinal()):
                day = date.fromordinal(ordinal)
                noon = datetime.combine(day, time(12), local)
                if noon.astimezone(UTC).astimezone(local).date() != day:
                    yield day


@dataclass(slots=True)
class Slot:
    """A touch's place in time: the raw span after all holds, laid on the working hours, and why."""

    anchor: date
    lo: datetime
    hi: datetime
    opens_on: date
    opens: datetime
    closes: datetime
    why: list[Why]


class Clock:
    """From where each touch of one case counts, and its window."""

    __slots__ = ("decision", "interview", "office", "policy", "progress", "stated")

    def __init__(self, interview: Interview, progress: Progress, policy: Policy, *more: date) -> None:
        """Take the case; *more* are further days that will be asked about, such as today."""
        must_be(Interview, "interview", interview)
        must_be(Policy, "policy", policy)
        self.interview, self.progress, self.policy = interview, progress, policy
        years = _years(interview, progress, more)
        self.office = _office(
            (interview.country, interview.subdivision, interview.extra_holidays, interview.extra_workdays),
            interview.timezone,
            (policy.work_starts, policy.work_ends),
            policy.minimum_window_minutes,
            ((min(years) - 1) // 10 * 10, (max(years) + _REACH) // 10 * 10 + 9),
        )
        self.decision, self.stated = self._decision()

    def thank_you(self) -> Slot:
        """B2: hours after the end; where that is long after, from the end itself (G9)."""
        end, policy = self.interview.ended_at, self.policy
        day = self.office.day(end)
        why = [Why("interview-ended", (_length(policy.thank_you),), day)]
        lo, hi = self._raw(policy.thank_you, day, end)
        if self.office.next_working(lo)[0] - end > policy.thank_you_latest_opening_hours * _HOUR:
            lo = hi = end
            why.append(Why("better-early"))
        return self._slot(day, lo, hi, why)

    def first_follow_up(self) -> Slot:
        """C1: business days after the decision date; not at once after another message (G11)."""
        day, span = self.decision, self.policy.first_follow_up
        why = [self._because_of_decision(), Why("after-decision", (_length(span),), day)]
        lo, hi = self._hold_after_decision(*self._raw(span, day), why)
        if (last := self.progress.last_sent) is not None:
            until = self.office.calendar.add_business_days(last, self.policy.after_message_business_days)
            lo, hi = self._hold(lo, hi, until, why, "held-after-message", last)
        return self._slot(day, lo, hi, why)

    def second_follow_up(self, first_sent: date) -> Slot:
        """D2: weeks after the first follow-up's day."""
        return self._after("after-first", first_sent, self.policy.second_follow_up)

    def escalation(self, second_sent: date) -> Slot:
        """D5: weeks after the second follow-up's day."""
        return self._after("after-second", second_sent, self.policy.escalation)

    def update_thanks(self, replied: datetime) -> Slot:
        """D1: from when their reply came to the end of the next business day."""
        day, span = self.office.day(replied), self.policy.update_thanks
        return self._slot(day, *self._raw(span, day, replied), [Why("update-received", (_length(span),), day)])

    def feedback_request(self, rejected: date) -> Slot:
        """E1: business days after the rejection's day."""
        span = self.policy.feedback_request
        return self._slot(rejected, *self._raw(span, rejected), [Why("rejected", (_length(span),), rejected)])

    def _decision(self) -> tuple[date, bool]:
        """Return the decision date that counts, and whether the other side named it (G10)."""
        undated, stated = self.progress.undated, self.progress.stated or self.interview.decision_by
        if stated is not None and undated is None:
            return stated, True
        assumed = (undated or self.office.day(self.interview.ended_at)) + self.policy.assumed_decision_weeks * _WEEK
        if stated is not None and stated >= assumed:
            return stated, True
        return assumed, False

    def _because_of_decision(self) -> Why:
        """Return where the decision date comes from (G10)."""
        if self.stated:
            return Why("decision-stated", day=self.decision)
        weeks, undated = self.policy.assumed_decision_weeks, self.progress.undated
        length = "a week" if weeks == 1 else f"{weeks} weeks"
        if undated is not None:
            return Why("decision-restarted", (spoken(undated), length), self.decision)
        return Why("decision-assumed", (length,), self.decision)

    def held(self, slot: Slot, until: date, who: str) -> Slot:
        """Return *slot* held until a day, for somebody who is away (G8, G20)."""
        why = list(slot.why)
        lo, hi = self._hold(slot.lo, slot.hi, until, why, "held-away", who)
        return Slot(slot.anchor, lo, hi, *self.office.lay(lo, hi), why)

    def window(self, slot: Slot) -> Window:
        """Return the slot as the public window."""
        opens, closes = self.office.local(slot.opens), self.office.local(slot.closes)
        return trusted(Window, {"timezone": self.interview.timezone, "opens": opens, "closes": closes})

    def lapses(self, touch: Touch, slot: Slot) -> datetime:
        """Return when a touch lapses: the end of its last day (G13)."""
        policy, day = self.policy, self.office.day(slot.closes)
        days = {
            Touch.FOLLOW_UP_1: policy.first_follow_up_lapse_days,
            Touch.FOLLOW_UP_2: policy.second_follow_up_lapse_days,
            Touch.ESCALATION: policy.escalation_lapse_days,
        }
        if touch in days:
            return self.office.end_of(day + timedelta(days=days[touch]))
        business_days = {
            Touch.THANK_YOU: policy.thank_you_lapse_business_days,
            Touch.UPDATE_THANKS: policy.update_thanks_lapse_business_days,
            Touch.FEEDBACK_REQUEST: policy.feedback_request_lapse_business_days,
        }
        return self.office.end_of(self.office.calendar.add_business_days(day, business_days[touch]))

    def _after(self, code: str, sent: date, span: Span) -> Slot:
        why = [Why(code, (_length(span),), sent)]
        if self.progress.skipped:
            why.append(Why("skipped", day=sent))
        return self._slot(sent, *self._hold_after_decision(*self._raw(span, sent), why), why)

    def _raw(self, span: Span, day: date, instant: datetime | None = None) -> tuple[datetime, datetime]:
        """Return the raw span from a day, or from an instant of it (G3, G5)."""
        office = self.office
        if isinstance(span, Hours):
            start = instant or office.end_of(day)
            return start + span.minimum * _HOUR, start + span.maximum * _HOUR
        if isinstance(span, BusinessDays):
            first = office.calendar.add_business_days(day, span.minimum)
            last = office.calendar.add_business_days(day, span.maximum)
        else:
            first, last = day + span.minimum * _WEEK, day + span.maximum * _WEEK
        lo = office.start_of(first)
        return lo if instant is None else max(lo, instant), office.end_of(last)

    def _hold(
        self, lo: datetime, hi: datetime, until: date, why: list[Why], code: str, *words: str | date
    ) -> tuple[datetime, datetime]:
        """Hold a raw span until a day or an instant (G8), and say so where that moves it."""
        office, day = self.office, until
        if isinstance(until, datetime):
            start, day = until, office.day(until)
        else:
            start = office.start_of(day)
        if start > lo:
            said = [word if isinstance(word, str) else spoken(word) for word in words]
            why.append(Why(code, tuple(said), day))
            lo = start
        return lo, max(hi, office.end_of(day))

    def _hold_after_decision(self, lo: datetime, hi: datetime, why: list[Why]) -> tuple[datetime, datetime]:
        until = self.office.calendar.add_business_days(self.decision, self.policy.after_decision_business_days)
        return self._hold(lo, hi, until, why, "held-after-decision", self.decision)

    def _slot(self, anchor: date, lo: datetime, hi: datetime, why: list[Why]) -> Slot:
        """Hold what is snoozed, and what would open before the interview has ended (G29, G30)."""
        lo = max(lo, self.interview.ended_at)
        until = self.progress.snoozed_until
        if until is not None:
            lo, hi = self._hold(lo, hi, until, why, "held-snoozed")
        return Slot(anchor, lo, hi, *self.office.lay(lo, hi), why)


def _years(interview: Interview, progress: Progress, more: tuple[date, ...]) -> list[int]:
    """Return the years of all days of a case from which something may count."""
    days = [
        interview.ended_at,
        interview.decision_by,
        progress.since,
        progress.stated,
        progress.undated,
        progress.last_sent,
        progress.snoozed_until,
        progress.update_at,
        *more,
    ]
    for away in progress.away:
        days += away.said_on, away.returns_on
    return [day.year for day in filter(None, days)]


def _length(span: Span) -> str:
    if span.minimum == span.maximum:
        return f"{span.minimum} {_UNITS[span.unit]}"
    return f"{span.minimum} to {span.maximum} {_UNITS[span.unit]}"


_UNITS = {"hours": "hours", "business-days": "business days", "weeks": "weeks"}


def thank_you_window(interview: Interview, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when a thank-you is on time: 24 to 48 hours after the end (B2, G5, G9).

    For apps that keep a state of their own; :func:`next_action` knows of holds and of what was sent.
    """
    clock = Clock(interview, Progress(), policy)
    return clock.window(clock.thank_you())


def first_follow_up_window(interview: Interview, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when the first follow-up is on time: 3 to 4 business days past the decision date (C1, G10)."""
    clock = Clock(interview, Progress(), policy)
    return clock.window(clock.first_follow_up())


def second_follow_up_window(interview: Interview, first_sent: datetime, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when the second follow-up is on time: 1 to 2 weeks after the day of *first_sent* (D2, G11).

    *first_sent* is an aware datetime; :class:`InputError` for a naive one, here and in the next three.
    """
    clock, day = _clock(interview, "first_sent", first_sent, policy)
    return clock.window(clock.second_follow_up(day))


def escalation_window(interview: Interview, second_sent: datetime, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when an escalation is on time: 1 to 2 weeks after the day of *second_sent* (D5, G11)."""
    clock, day = _clock(interview, "second_sent", second_sent, policy)
    return clock.window(clock.escalation(day))


def update_thanks_window(interview: Interview, replied: datetime, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when thanks for an update are on time: from *replied* to the end of the next business day (D1)."""
    clock, _ = _clock(interview, "replied", replied, policy)
    return clock.window(clock.update_thanks(aware("replied", replied)))


def feedback_request_window(interview: Interview, rejected: datetime, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when a feedback request is on time: 1 to 2 business days after the day of *rejected* (E1)."""
    clock, day = _clock(interview, "rejected", rejected, policy)
    return clock.window(clock.feedback_request(day))


def _clock(interview: Interview, name: str, instant: datetime, policy: Policy) -> tuple[Clock, date]:
    instant = aware(name, instant)
    clock = Clock(interview, Progress(), policy, instant)
    return clock, clock.office.day(instant)
