"""Companies by chance, for the library and for the oracle: places with clock changes, weeks, and days of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

import oracle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup_rules import BusinessDays, Hours, Interview, Policy, Weeks, Window

DAY = timedelta(days=1)
PLACES = (  # clocks change at 02:00, at midnight, on working days; a whole day is left out; weekends differ
    ("JP", None, "Asia/Tokyo"),
    ("US", "NY", "America/New_York"),
    ("DE", "BE", "Europe/Berlin"),
    ("IN", "MH", "Asia/Kolkata"),
    ("CN", None, "Asia/Shanghai"),
    ("AE", None, "Asia/Dubai"),
    ("LB", None, "Asia/Beirut"),
    ("IL", None, "Asia/Jerusalem"),
    ("CL", None, "America/Santiago"),
    ("AU", "NSW", "Australia/Lord_Howe"),
    ("WS", None, "Pacific/Apia"),
)
HOURS = (
    (time(9), time(17)),
    (time(9), time(12)),
    (time(10, 30), time(18, 15)),
    (time(0), time(5)),
    (time(1, 30), time(3, 15)),
    (time(2), time(3)),  # on some mornings, a clock change leaves nothing of it
    (time(22), time(23, 59)),
)
LAST_DECREED = datetime(2025, 6, 30, tzinfo=UTC)  # China's swapped weekends are decreed a year ahead
LAST = datetime(2034, 6, 30, tzinfo=UTC)

weeks: st.SearchStrategy[Mapping[int, tuple[time, time]]] = st.dictionaries(
    st.integers(0, 6), st.sampled_from(HOURS), min_size=1, max_size=7
)


@cache
def _known_days(country: str, subdivision: str | None) -> oracle.Days:
    return oracle.known_days(country, subdivision)


def place_of(interview: Interview, policy: Policy) -> oracle.Place:
    """Return an interview's place in the words of the oracle."""
    days = _known_days(interview.country, interview.subdivision)._replace(
        extra_holidays=frozenset(interview.extra_holidays),
        extra_workdays=frozenset(interview.extra_workdays),
        week=interview.working_week,
    )
    return oracle.Place(
        zone=ZoneInfo(interview.timezone),
        is_business_day=days.is_business_day,
        starts=policy.work_starts,
        ends=policy.work_ends,
        minimum=policy.minimum_window_minutes * oracle.MINUTE,
        week=interview.working_week,
    )


def span_of(span: Hours | BusinessDays | Weeks) -> oracle.Span:
    """Return a span of a policy in the words of the oracle."""
    return oracle.Span(span.minimum, span.maximum, span.unit)


@st.composite
def companies(draw: st.DrawFn) -> dict[str, Any]:
    """Return the fields of an interview that say where and when people work, and when it ended: often on an edge."""
    country, subdivision, zone = draw(st.sampled_from(PLACES))
    last = LAST_DECREED if country == "CN" else LAST
    months = (last.year - 2011) * 12 + last.month - 1
    ended = datetime(2011, 1, 1, tzinfo=UTC) + draw(st.integers(0, months * 30)) * DAY
    if draw(st.booleans()):
        ended = draw(st.sampled_from(_busy_days(country, subdivision, zone))) - draw(st.integers(0, 9)) * DAY
    ended += draw(st.integers(0, 24 * 4 - 1)) * 15 * oracle.MINUTE
    day = ended.astimezone(ZoneInfo(zone)).date()
    near = draw(st.just(set[date]()) | st.sets(st.integers(-2, 25).map(lambda n: day + n * DAY), max_size=8))
    worked = draw(st.sets(st.sampled_from(sorted(near)))) if near else set[date]()
    return {
        "country": country,
        "subdivision": subdivision,
        "timezone": zone,
        "ended_at": ended,
        "extra_holidays": tuple(near - worked),
        "extra_workdays": tuple(worked),
        "working_week": draw(st.none() | weeks),
    }


@cache
def _busy_days(country: str, subdivision: str | None, zone: str) -> tuple[datetime, ...]:
    """Return the days with a holiday, a worked weekend or a clock change, from 2011 on."""
    known, info, found = _known_days(country, subdivision), ZoneInfo(zone), []
    day = datetime(2011, 1, 15, tzinfo=UTC)
    while day < (LAST_DECREED if country == "CN" else LAST):
        changes = day.astimezone(info).utcoffset() != (day + DAY).astimezone(info).utcoffset()
        if changes or known.is_closed_by_name(day.date()) or day.date() in known.known.weekend_workdays:
            found.append(day)
        day += DAY
    return tuple(found)


def both(window: Window) -> oracle.Window:
    """Return a window in the words of the oracle."""
    return oracle.Window(window.opens.astimezone(UTC), window.closes.astimezone(UTC))
