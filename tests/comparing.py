"""Calendars against numpy and ``holidays``, and windows against the slow oracle, for any place, zone and clock change.

``test_comparing.py`` compares a sample in the ordinary run, ``tools/differential.py`` all of it.
"""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import holidays
import numpy as np
from dateutil.tz import resolve_imaginary

import oracle
from followup_rules import (
    BusinessCalendar,
    HorizonError,
    Interview,
    Window,
    business_calendar,
    escalation_window,
    feedback_request_window,
    first_follow_up_window,
    second_follow_up_window,
    thank_you_window,
    update_thanks_window,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY, HOUR, MINUTE, WEEK = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1), timedelta(weeks=1)
YEARS = range(2015, 2035)
COUNTS = (-250, -20, -3, -1, 0, 1, 2, 3, 10, 250)  # of business days


class Compared(NamedTuple):
    """How many answers were compared, and each that differs."""

    number: int
    differences: list[str]


def places() -> list[tuple[str, str | None]]:
    """Return every country and subdivision that ``holidays`` has."""
    known = holidays.list_supported_countries(include_aliases=False)
    return [(country, subdivision) for country in sorted(known) for subdivision in (None, *known[country])]


def known_years(country: str, subdivision: str | None) -> list[int]:
    """Return the years of 2015 to 2034 of which our calendar knows the holidays, and which it answers about."""
    try:
        calendar = business_calendar(country, subdivision, years=YEARS)
    except HorizonError:
        return []
    return list(range(calendar.provenance.first.year, calendar.provenance.last.year + 1))


def is_refused(country: str, subdivision: str | None, year: int) -> bool:
    """Tell whether our calendar refuses to answer about a year, of which it does not know the holidays."""
    try:
        business_calendar(country, subdivision, years=[year])
    except HorizonError:
        return True
    return False


def compare_calendar(country: str, subdivision: str | None) -> Compared:
    """Compare each day of a place with what ``holidays`` says of it, and counts with numpy's, in all known years."""
    years = known_years(country, subdivision)
    if not years:
        return Compared(0, [])
    ours = business_calendar(country, subdivision, years=years)
    theirs = days_of(country, subdivision, range(years[0] - 1, years[-1] + 2)).known
    days = [
        date.fromordinal(n) for n in range(date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal() + 1)
    ]
    works = [theirs.is_working_day(day) for day in days]
    place = country if subdivision is None else f"{country}-{subdivision}"
    found = [
        f"{place} {day}: a business day"
        for day, work in zip(days, works, strict=True)
        if ours.is_business_day(day) is not work
    ]
    for day, work in zip(days, works, strict=True):
        expected = None if work else theirs.get(day, "weekend")
        if ours.closure(day) != expected:
            found.append(f"{place} {day}: the closure {expected!r}")
    counts = _compare_counts(ours, days, works)
    return Compared(2 * len(days) + counts.number, found + [f"{place} {each}" for each in counts.differences])


def _compare_counts(ours: BusinessCalendar, days: list[date], works: list[bool]) -> Compared:
    """Compare ``add_business_days`` and ``business_days_between``, which stay within these days."""
    peer = np.busdaycalendar(
        weekmask="1111111", holidays=[day for day, work in zip(days, works, strict=True) if not work]
    )
    within = np.array(days[500:-500] if len(days) > 1000 else [], dtype="datetime64[D]")
    found, number = list[str](), 0
    for n in COUNTS:
        roll: Any = "backward" if n > 0 else "forward"  # a closed day is none of the n
        answers = np.busday_offset(within, n, roll=roll, busdaycal=peer)
        earlier, later = np.minimum(within, answers), np.maximum(within, answers)
        between = np.busday_count(earlier, later, busdaycal=peer)
        rows = (within, answers, earlier, later, between)
        for day, answer, start, end, count in zip(*(row.tolist() for row in rows), strict=True):
            number += 2
            if ours.add_business_days(day, n) != answer:
                found.append(f"{day}: {n} business days on, {answer}")
            if ours.business_days_between(start, end) != count:
                found.append(f"{start}: {count} business days until {end}")
    return Compared(number, found)


def days_of(country: str, subdivision: str | None, years: range) -> oracle.Days:
    """Return the package's own calendar, in English where it has it; a holiday may be observed in the next year."""
    languages = holidays.country_holidays(country).supported_languages
    english = next((each for each in ("en_US", "en_GB", "en_IN", "en") if each in languages), None)
    with warnings.catch_warnings(action="ignore"):
        known = holidays.country_holidays(country, subdiv=subdivision, years=years, expand=False, language=english)
    return oracle.Days(known)


SPECIAL_YEARS = (1970, *range(1972, 2100, 4), 2100)  # the first, all leap years, and the last, which is none
SPECIAL_HOURS = (0, 8, 15, 23)


def special_moments() -> list[datetime]:
    """Return instants around leap days and year ends, and the first and the last that can be asked about."""
    found = [datetime(1970, 1, 22, tzinfo=UTC) + n * HOUR for n in range(0, 15 * 24, 5)]
    found += [datetime(2100, 12, 1, tzinfo=UTC) + n * HOUR for n in range(0, 31 * 24, 5)]
    for year in SPECIAL_YEARS:
        for first in (datetime(year, 2, 25, tzinfo=UTC), datetime(year, 12, 29, tzinfo=UTC)):
            days = [first + n * DAY for n in range(7)]
            found += [day.replace(hour=hour) for day in days for hour in SPECIAL_HOURS if day.year == year]
    return found


class Change(NamedTuple):
    """A clock change: the first instant of the new offset from UTC, the offset before and after."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def is_gap(self) -> bool:
        """Whether local times are skipped; otherwise some are repeated."""
        return self.after > self.before

    @property
    def middle(self) -> datetime:
        """The local time in the middle of those that are skipped or repeated."""
        return (self.at + (self.before + self.after) / 2).replace(tzinfo=None)


def changes(zone: ZoneInfo, first: int, last: int) -> Iterator[Change]:
    """Yield the clock changes of a zone in some years; nowhere are there two in one day."""
    moment = datetime(first, 1, 1, tzinfo=UTC)
    while moment.year <= last:
        if _offset(zone, moment) != _offset(zone, moment + DAY):
            start, end = moment, moment + DAY
            while end - start > timedelta(seconds=1):
                half = start + (end - start) // 2
                start, end = (start, half) if _offset(zone, half) != _offset(zone, moment) else (half, end)
            yield Change(end.replace(microsecond=0), _offset(zone, moment), _offset(zone, moment + DAY))
        moment += DAY


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


Week = dict[int, tuple[time, time]]
Hours = tuple[tuple[int, tuple[time, time]], ...]
ALL_DAY, NIGHT = (time(0), time(23, 59)), (time(0), time(5))


def weeks_around(change: Change) -> list[Week | None]:
    """Return weeks to try: the usual one, all days, and with work that starts or ends in the middle of the change."""
    clock = change.middle.time().replace(second=0, microsecond=0)
    minutes = clock.hour * 60 + clock.minute
    hours = [ALL_DAY, NIGHT]
    if minutes < 22 * 60:
        hours.append(
            (clock, (change.middle + 2 * HOUR).time().replace(second=0) if minutes < 21 * 60 else time(23, 59))
        )
    if minutes >= 60:
        hours.append((time(0), clock))
    return [None, *(dict.fromkeys(range(7), each) for each in hours)]


# From a clock change; what is 24 or 48 hours later lies beside it, too.
MOMENTS = tuple(
    days * DAY + near for days in (-2, -1, 0) for near in (-HOUR, -MINUTE, timedelta(), HOUR / 2, 11 * HOUR)
)

# The steps and their windows, as docs/rules.md has them.
HOURS_24_48 = oracle.Span(24, 48, "hours")
DAYS_0_1, DAYS_1_2, DAYS_3_4 = (oracle.Span(n, n + 1, "business-days") for n in (0, 1, 3))
WEEKS_1_2 = oracle.Span(1, 2, "weeks")


def _interview(ended: datetime, timezone: str, country: str, subdivision: str | None, week: Hours | None) -> Interview:
    return Interview(
        id="i",
        company="Acme",
        position="Engineer",
        ended_at=ended,
        timezone=timezone,
        country=country,
        subdivision=subdivision,
        working_week=None if week is None else dict(week),
    )


def compare_windows(timezone: str, moment: datetime, week: Week | None, days: oracle.Days) -> Compared:
    """Compare the six windows that count from an instant with the oracle's; *days* are those of a place."""
    place = oracle.Place(ZoneInfo(timezone), days._replace(week=week).is_business_day, week=week)
    as_key = None if week is None else tuple(week.items())
    ended, latest = moment - 20 * DAY, timedelta(hours=78)
    where = (timezone, days.known.country, days.known.subdiv, as_key)
    just, old = _interview(moment, *where), _interview(ended, *where)
    ended_on = oracle.day_of(place, ended)
    decided = oracle.day_of(place, moment) - 3 * DAY
    dated = old.replace(decision_by=decided)
    held, assumed = ([oracle.add_business_days(place, day, 3)] for day in (decided, ended_on + WEEK))
    sent = moment - WEEK
    week_ago, today = oracle.day_of(place, sent), oracle.day_of(place, moment)
    pairs: dict[str, tuple[Window, oracle.Window]] = {
        "thank-you": (thank_you_window(just), oracle.thank_you(place, moment, HOURS_24_48, latest)),
        "first follow-up": (
            first_follow_up_window(dated),
            oracle.follow_up(place, ended, decided, DAYS_3_4, held),
        ),
        "second follow-up": (
            second_follow_up_window(old, sent),
            oracle.follow_up(place, ended, week_ago, WEEKS_1_2, assumed),
        ),
        "escalation": (escalation_window(old, sent), oracle.follow_up(place, ended, week_ago, WEEKS_1_2, assumed)),
        "update thanks": (update_thanks_window(old, moment), oracle.update_thanks(place, moment, DAYS_0_1)),
        "feedback request": (
            feedback_request_window(old, moment),
            oracle.follow_up(place, ended, today, DAYS_1_2),
        ),
    }
    found = []
    for touch, (ours, theirs) in pairs.items():
        if (ours.opens.astimezone(UTC), ours.closes.astimezone(UTC)) != theirs:
            found.append(f"{timezone} {moment}, week {week}: {touch} {ours!r}, the oracle {theirs}")
    return Compared(len(pairs), found)


def compare_change(timezone: str, change: Change, days: oracle.Days) -> Compared:
    """Compare the windows around a clock change, and what its local times are taken for."""
    number, found = 0, list[str]()
    for week in weeks_around(change):
        for after in MOMENTS:
            compared = compare_windows(timezone, change.at + after, week, days)
            number += compared.number
            found += compared.differences
    wrong = _wrong_instants(timezone, change)
    return Compared(number + 4, found + wrong)


def _wrong_instants(timezone: str, change: Change) -> list[str]:
    """Compare what the middle of a change is taken for: it moves forward, or is the first of two (G7).

    That is by the offset before the change, as ``dateutil`` says too; a time that is given as the second of two is one.
    """
    zone = ZoneInfo(timezone)
    local, first = change.middle.replace(tzinfo=zone), (change.middle - change.before).replace(tzinfo=UTC)
    second = first if change.is_gap else (change.middle - change.after).replace(tzinfo=UTC)
    given = [local.replace(fold=0), local if change.is_gap else local.replace(fold=1)]
    found = {
        "the oracle": (oracle.instant(oracle.Place(zone, lambda _: True), local.date(), local.time()), first),
        "dateutil": (resolve_imaginary(local).astimezone(UTC), first),
        "the end of an interview": (_interview(given[0], timezone, "JP", None, None).ended_at, first),
        "the end of an interview, the second of two": (
            _interview(given[1], timezone, "JP", None, None).ended_at,
            second,
        ),
    }
    return [
        f"{timezone} {local}: {who} has {instant}, not {expected}"
        for who, (instant, expected) in found.items()
        if instant != expected
    ]
