"""Where and when: places, zones, and the days and hours on which programs go wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from followup_rules._calendar import BusinessCalendar, business_calendar
from followup_rules._fields import zone
from followup_rules._places import _zone_tables, subdivisions_of
from followup_rules.strategies._arguments import rarely

if TYPE_CHECKING:
    from collections.abc import Callable

DAY, HOUR, MOMENT = timedelta(days=1), timedelta(hours=1), timedelta(microseconds=1)
FIRST, LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)
END = datetime(2100, 12, 31, 23, 59, tzinfo=UTC)  # no event can be later
LAST_DAY = date(2100, 12, 31)
PLAIN_DAY = date(2026, 6, 2)  # a Tuesday without a holiday near
_NEAR_YEARS = range(2024, 2028)
_CHANGE_YEARS = (2011, 2035)
_WEEK, _MOST_WEEKS = 7, 26  # a day that is mostly closed is a weekend
_FRIDAY = 4


class Place(NamedTuple):
    """A country, a part of it, and a time zone."""

    country: str
    subdivision: str | None
    timezone: str


PLACES = (
    Place("GB", None, "UTC"),  # the plain one
    Place("US", "NY", "America/New_York"),
    Place("DE", "BY", "Europe/Berlin"),
    Place("JP", None, "Asia/Tokyo"),
    Place("IN", "MH", "Asia/Kolkata"),  # half an hour from its neighbours
    Place("CN", None, "Asia/Shanghai"),  # works on some weekends, and decrees them a year ahead
    Place("AE", None, "Asia/Dubai"),  # the weekend moved in 2022
    Place("IL", None, "Asia/Jerusalem"),  # works on Sundays
    Place("LB", None, "Asia/Beirut"),  # clocks change at midnight
    Place("CL", None, "America/Santiago"),  # likewise, on the other half of the earth
    Place("AU", "NSW", "Australia/Lord_Howe"),  # clocks change by half an hour
    Place("MA", None, "Africa/Casablanca"),  # clocks go back for Ramadan
    Place("WS", None, "Pacific/Apia"),  # left out a whole day in 2011
    Place("HU", None, "Europe/Budapest"),  # works on some Saturdays
    Place("NP", None, "Asia/Kathmandu"),  # 5:45 from Greenwich, and one day a week off
)
WEEKS = (
    {day: (time(9), time(17)) for day in range(4)} | {4: (time(9), time(12))},  # half a Friday
    {day: (time(8), time(16)) for day in (6, 0, 1, 2, 3)},  # Sunday to Thursday
    {day: (time(9), time(18)) for day in range(6)},
    {day: (time(22), time(23, 59)) for day in range(5)},
    {2: (time(2), time(3))},  # on some mornings, a clock change leaves nothing of it
    {day: (time(0), time(5)) for day in range(7)},
)
_HOURS = (
    (time(9), time(17)),
    (time(9), time(12)),
    (time(10, 30), time(18, 15)),
    (time(0), time(1)),
    (time(1, 30), time(3, 15)),
    (time(2), time(3)),
    (time(22), time(23, 59)),
)
_EVENINGS = (time(17), time(17, 45), time(18), time(20), time(23, 30))
_TIMES = (time(15), time(9), time(18), time(8, 59), time(17, 59), time(12), time(0), time(2, 30), time(23, 45))

weeks = st.sampled_from(WEEKS) | st.dictionaries(st.integers(0, 6), st.sampled_from(_HOURS), min_size=1, max_size=7)
times = st.sampled_from(_TIMES) | st.times().map(lambda hour: hour.replace(second=0, microsecond=0))


@cache
def zones_of_countries() -> dict[str, tuple[str, ...]]:
    """Return the time zones of each country that the holiday data know."""
    import holidays  # noqa: PLC0415 - a tenth of a second, so only when it is first needed

    supported = holidays.list_supported_countries(include_aliases=False)
    found: dict[str, list[str]] = {}
    for name, countries in sorted(_zone_tables()[1].items()):
        for country in countries & supported.keys():
            found.setdefault(country, []).append(name)
    return {country: tuple(names) for country, names in sorted(found.items())}


@cache
def _in_country(country: str) -> st.SearchStrategy[Place]:
    """Return places of a country: those of the table first, then any zone and any part of it."""
    known = [place for place in PLACES if place.country == country]
    codes = tuple(dict.fromkeys(subdivisions_of(country).values()))
    parts = st.none() | st.sampled_from(codes) if codes else st.none()
    zones = zones_of_countries().get(country, ("UTC",))
    anywhere = st.builds(Place, st.just(country), parts, st.sampled_from(zones))
    return st.sampled_from(known) | anywhere if known else anywhere


places = rarely(
    st.deferred(lambda: st.sampled_from(sorted(zones_of_countries())).flatmap(_in_country)),
    otherwise=st.sampled_from(PLACES),
)


def places_with(country: str | None, timezone: str | None) -> st.SearchStrategy[Place]:
    """Return places of a country, or with a time zone, where these are given."""
    if country is not None:
        return _in_country(country)
    if timezone is not None:
        known = [place for place in PLACES if place.timezone == timezone]
        owners = [name for name, zones in zones_of_countries().items() if timezone in zones]
        found = known or [Place(name, None, timezone) for name in owners or ["GB"]]
        return st.sampled_from(found)
    return places


@cache
def clock_changes(timezone: str) -> tuple[datetime, ...]:
    """Return the first instant of each new offset of a zone, to the minute; a spell of less than a week is missed."""
    local, found = zone(timezone), list[datetime]()
    before, end = datetime(_CHANGE_YEARS[0], 1, 1, tzinfo=UTC), datetime(_CHANGE_YEARS[1], 1, 1, tzinfo=UTC)
    while before < end:
        after = before + _WEEK * DAY
        if before.astimezone(local).utcoffset() != after.astimezone(local).utcoffset():
            found.append(_change_between(before, after, timezone))
        before = after
    return tuple(found)


def _change_between(before: datetime, after: datetime, timezone: str) -> datetime:
    local = zone(timezone)
    offset = before.astimezone(local).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) // timedelta(minutes=2) * timedelta(minutes=1)
        if middle.astimezone(local).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


@cache
def special_days(country: str, subdivision: str | None) -> tuple[date, ...]:
    """Return the named holidays and the worked weekends of a place in some years near, as far as they are known."""
    calendar = business_calendar(country, subdivision, years=_NEAR_YEARS)
    return tuple(sorted({*_holidays(calendar), *_worked_weekends(calendar)}))


def _holidays(calendar: BusinessCalendar) -> list[date]:
    return [day for day, _ in calendar.named_closures(date.min, date.max)]


def _worked_weekends(calendar: BusinessCalendar) -> list[date]:
    rows = calendar.table()
    closed = [sum(row.day.weekday() == weekday and not row.is_business_day for row in rows) for weekday in range(_WEEK)]
    weekend = {weekday for weekday in range(_WEEK) if closed[weekday] * 2 > len(rows) / _WEEK}
    return [row.day for row in rows if row.is_business_day and row.day.weekday() in weekend]


@cache
def sharp_days(place: Place) -> tuple[date, ...]:
    """Return days on which something is special in a place: holidays, clock changes, Fridays and ends of years."""
    changes = [change.astimezone(zone(place.timezone)).date() for change in clock_changes(place.timezone)]
    fridays = [PLAIN_DAY + (_FRIDAY - 1 + _WEEK * week) * DAY for week in range(12)]
    year_ends = [date(year, 12, 31) for year in range(2024, 2030)]
    return (*fridays, *year_ends, *changes, *special_days(place.country, place.subdivision))


def _on_a_tuesday(place: Place, number: int, _turn: int) -> datetime:
    return _local(place, PLAIN_DAY + number * _WEEK * DAY, _TIMES[0])


def _on_any_day(place: Place, number: int, turn: int) -> datetime:
    minutes = turn * 15 % (24 * 60)
    return _local(place, PLAIN_DAY + number * DAY, time(minutes // 60, minutes % 60))


def _near_a_sharp_day(place: Place, number: int, turn: int) -> datetime:
    days = sharp_days(place)
    before = (0, 1, 2, 3, 5, 9)[turn // len(_TIMES) % 6]
    return _local(place, days[number % len(days)] - before * DAY, _TIMES[turn % len(_TIMES)])


def _on_a_friday_evening(place: Place, number: int, turn: int) -> datetime:
    friday = PLAIN_DAY + (_FRIDAY - 1 + number * _WEEK) * DAY
    return _local(place, friday, _EVENINGS[turn % len(_EVENINGS)])


def _at_a_clock_change(place: Place, number: int, turn: int) -> datetime:
    changes = clock_changes(place.timezone)
    if not changes:
        return _near_a_sharp_day(place, number, turn)
    return changes[number % len(changes)] + timedelta(minutes=(0, -60, 60, -30, 30, -1)[turn % 6])


def _in_any_year(_place: Place, number: int, turn: int) -> datetime:
    return LAST - (number * 65 + turn) * DAY


def _local(place: Place, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, zone(place.timezone)).astimezone(UTC)


# From two numbers: the simplest of a kind comes of zeros.
_ENDINGS: tuple[Callable[[Place, int, int], datetime], ...] = (
    _on_a_tuesday,
    _on_any_day,
    *[_near_a_sharp_day] * 3,
    *[_on_a_friday_evening] * 2,
    *[_at_a_clock_change] * 2,
    _in_any_year,
)
_endings = st.tuples(st.sampled_from(_ENDINGS), st.integers(0, 700), st.integers(0, 99))


@cache
def endings(place: Place) -> st.SearchStrategy[datetime]:
    """Return instants at which an interview ended: on a plain Tuesday, and often on a sharp day or at a sharp hour.

    Each is made of as many numbers as any other, so that it shrinks to the plain one.
    """
    return _endings.map(lambda drawn: drawn[0](place, drawn[1], drawn[2]))
