"""Business days of a place: a frozen index made once from the ``holidays`` package, then look-ups only.

The index is two tables over a span of whole years. ``_ranks`` says for each day how many business days lie before
it; ``_days`` is its inverse, the business days themselves. Every question is one or two reads of these. What the
``holidays`` package does not know (it answers "no holidays" then) lies outside of the span that is known, and a
question about it raises :class:`HorizonError`.
"""

from __future__ import annotations

import re
import sys
import warnings
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from itertools import accumulate, compress, count
from operator import index
from typing import TYPE_CHECKING, Literal, NamedTuple, Self, SupportsIndex

from followup_rules._errors import HorizonError, InputError, must_be

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from holidays import HolidayBase

Roll = Literal["following", "preceding"]

FIRST_YEAR, LAST_YEAR = 1970, 2100
DEFAULT_YEARS = range(2020, 2040)
_ALL_YEARS = (FIRST_YEAR, LAST_YEAR)

WEEKEND = "weekend"
EXTRA_HOLIDAY = "company holiday"

# The years that the data of ``holidays`` cover where they say less than the years of their class, which the rest of
# the calendar reads there: tables of lunar and other computed days. ``tools/known_years.py`` finds them.
_KNOWN_YEARS: Mapping[str, tuple[int, int]] = {
    "BT": (2007, 2035),
    "FJ": (2016, 2035),
    "GY": (2001, 2035),
    "ID": (1983, 2050),
    "IN": (2001, 2035),
    "IN-SK": (2001, 2032),
    "MM": (1970, 2099),
    "MU": (2001, 2035),
    "NP": (2010, 2032),
    "NZ": (1970, 2052),
    "SR": (2001, 2035),
    "US-CA": (1970, 2035),
}
# Where a decree swaps weekends and working days each year, nothing is known beyond the last decree in the data.
_DECREED_YEARLY = frozenset({"BY", "CN", "HU", "LV", "RU", "UZ", "VN"})

_THURSDAY, _SATURDAY, _SUNDAY = 3, 5, 6
_ISO_COUNTRY = re.compile("[A-Z]{2}")
_EMPTY: Mapping[int, str] = {}


class CalendarDay(NamedTuple):
    """A row of :meth:`BusinessCalendar.table`: what a warehouse needs to join on.

    ``rank`` is the number of business days of the span before ``day``: two days' difference of it is
    ``business_days_between``. ``closure`` is why the day is off, ``None`` on a business day.
    """

    day: date
    is_business_day: bool
    rank: int
    closure: str | None


class Provenance(NamedTuple):
    """Where a calendar's days come from, so that a stored decision can say it.

    ``data`` is the version of the ``holidays`` package; ``first`` and ``last`` are the days that are known;
    ``digest`` is the SHA-256 of the days themselves, in hexadecimal.
    """

    data: str
    country: str
    subdivision: str | None
    first: date
    last: date
    digest: str


class BusinessCalendar:
    """The business days of one place over a span of years (G2). Made by :func:`business_calendar`.

    Frozen, hashable and safe under threads; a look-up changes nothing. Two calendars with the same
    :attr:`provenance` are equal.
    """

    __slots__ = ("_days", "_eve", "_named", "_names", "_origin", "_ranks", "provenance")

    provenance: Provenance
    _origin: int  # the ordinal of the first day that is known
    _eve: int  # that of the day before it
    _ranks: array[int]  # business days before each day, and one more
    _days: tuple[date, ...]  # the business days themselves, from index 1 on
    _named: array[int]  # the ordinals of the closed days that have a name, sorted
    _names: tuple[str, ...]  # their names

    def __init__(self) -> None:
        """Refuse: a calendar comes from :func:`business_calendar`."""
        msg = "a BusinessCalendar is made by business_calendar(country, ...)"
        raise TypeError(msg)

    @classmethod
    def _of(cls, source: _Source, working: bytes, closures: Mapping[int, str]) -> Self:
        from hashlib import sha256  # noqa: PLC0415 - as with holidays, which is needed first

        self = object.__new__(cls)
        origin, named = source.first.toordinal(), sorted(closures)
        digest = sha256(repr((origin, working, [(day, closures[day]) for day in named])).encode()).hexdigest()
        state = {
            "provenance": Provenance(*source, digest),
            "_origin": origin,
            "_eve": origin - 1,
            "_ranks": array("H", accumulate(working, initial=0)),
            "_days": (date.min, *map(_shared, compress(count(origin), working))),
            "_named": array("i", named),
            "_names": tuple(sys.intern(closures[day]) for day in named),
        }
        self.__setstate__((None, state))
        return self

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a calendar never changes."""
        msg = f"a BusinessCalendar is frozen; {name} cannot be set"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> None:
        """Refuse: a calendar never changes."""
        self.__setattr__(name, None)

    def __getstate__(self) -> tuple[None, dict[str, object]]:
        """Return the tables, for :mod:`pickle`."""
        return None, {name: getattr(self, name) for name in self.__slots__}

    def __setstate__(self, state: tuple[None, Mapping[str, object]]) -> None:
        """Take the tables, for :mod:`pickle`."""
        for name, value in state[1].items():
            object.__setattr__(self, name, value)

    def __eq__(self, other: object) -> bool:
        """Tell whether both have the same days from the same data."""
        return self.provenance == other.provenance if isinstance(other, BusinessCalendar) else NotImplemented

    def __hash__(self) -> int:
        """Return the hash of the provenance."""
        return hash(self.provenance)

    def __repr__(self) -> str:
        """Show the place and the span that is known."""
        return f"<BusinessCalendar {self._place} {self.provenance.first} to {self.provenance.last}>"

    @property
    def _place(self) -> str:
        country, subdivision = self.provenance.country, self.provenance.subdivision
        return country if subdivision is None else f"{country}-{subdivision}"

    def is_business_day(self, day: date) -> bool:
        """Tell whether *day* is one on which people work (G2).

        >>> business_calendar("JP").is_business_day(date(2026, 4, 29))      # Showa Day
        False
        """
        i = self._index(day)
        return self._ranks[i + 1] > self._ranks[i]

    def add_business_days(self, day: date, n: int) -> date:
        """Return the *n*-th business day after *day*, or before it where *n* is negative (G2).

        *n* = 0 is *day* itself, or the first business day after it. :class:`HorizonError` where *day* or the answer
        lies outside of what is known.

        >>> business_calendar("JP").add_business_days(date(2026, 4, 28), 1)      # the 29th is a holiday
        datetime.date(2026, 4, 30)
        """
        if type(day) is not date:
            day = _as_day(day)
        i = day.toordinal() - self._eve
        try:
            if n > 1 and i > 0:  # no bool is more than one
                return self._days[self._ranks[i] + n]
            if type(n) is not int:
                n = _as_count(n)
            upto = self._ranks[i]
            k = upto + n if n > 0 else self._ranks[i - 1] + n + 1
            if i > 0 and k > 0:
                return self._days[k]
        except IndexError:
            self._index(day)  # where it is the day that lies outside, this says so
        except TypeError:
            raise InputError("n", n, "a whole number of business days") from None
        raise HorizonError(self._place, self.provenance.first, self.provenance.last)

    def adjust(self, day: date, roll: Roll) -> date:
        """Return *day* where it is a business day, else the next one in the direction of *roll* (G2).

        >>> business_calendar("US").adjust(date(2026, 11, 26), "following")      # Thanksgiving
        datetime.date(2026, 11, 27)
        """
        if roll not in ("following", "preceding"):
            raise InputError("roll", roll, "'following' or 'preceding'")
        if roll == "following" or self.is_business_day(day):
            return self.add_business_days(day, 0)
        return self.add_business_days(day, -1)

    def business_days_between(self, start: date, end: date) -> int:
        """Count the business days from *start* to before *end*; negative where *end* comes first (G2).

        >>> business_calendar("DE").business_days_between(date(2026, 12, 24), date(2026, 12, 31))
        4
        """
        return self._ranks[self._index(end, "end")] - self._ranks[self._index(start, "start")]

    def closure(self, day: date) -> str | None:
        """Say why *day* is off: the holiday's name, or ``"weekend"``; ``None`` on a business day.

        >>> business_calendar("JP").closure(date(2026, 4, 29))
        'Showa Day'
        """
        i = self._index(day)
        if self._ranks[i + 1] > self._ranks[i]:
            return None
        k = bisect_left(self._named, i + self._origin)
        return self._names[k] if k < len(self._named) and self._named[k] == i + self._origin else WEEKEND

    def table(self) -> tuple[CalendarDay, ...]:
        """Return all known days as plain rows, in order: what a warehouse joins on.

        >>> business_calendar("JP").table()[0]
        CalendarDay(day=datetime.date(2020, 1, 1), is_business_day=False, rank=0, closure="New Year's Day")
        """
        days = (_shared(self._origin + i) for i in range(len(self._ranks) - 1))
        return tuple(
            CalendarDay(day, self.is_business_day(day), rank, self.closure(day))
            for day, rank in zip(days, self._ranks, strict=False)  # there is one rank more
        )

    def named_closures(self, after: date, before: date) -> tuple[tuple[date, str], ...]:
        """Return the closed days with a name strictly between the two days; plain weekends have none.

        >>> business_calendar("JP").named_closures(date(2026, 4, 24), date(2026, 5, 1))
        ((datetime.date(2026, 4, 29), 'Showa Day'),)
        """
        first = bisect_left(self._named, after.toordinal() + 1)
        last = bisect_left(self._named, before.toordinal())
        return tuple([(_shared(self._named[k]), self._names[k]) for k in range(first, last)])

    def _index(self, day: date, name: str = "day") -> int:
        if type(day) is not date:
            day = _as_day(day, name)
        i = day.toordinal() - self._origin
        if 0 <= i < len(self._ranks) - 1:
            return i
        raise HorizonError(self._place, self.provenance.first, self.provenance.last, day)


def business_calendar(
    country: str,
    subdivision: str | None = None,
    *,
    weekend: Collection[int] | None = None,
    extra_holidays: Iterable[date] = (),
    extra_workdays: Iterable[date] = (),
    years: Iterable[int] = DEFAULT_YEARS,
) -> BusinessCalendar:
    """Return the business days of *country*, or of one *subdivision* of it, over *years* (G1, G2).

    *country* is an ISO 3166-1 code of two letters, *subdivision* a code that the ``holidays`` package has for it.
    *weekend* replaces the country's own weekend: numbers of weekdays, Monday is 0. *extra_holidays* are closed
    besides the public ones, *extra_workdays* are worked whatever else they are. *years* are all those from the
    least to the greatest given; 1970 to 2100 can be asked for. The same arguments give the same object.

    :class:`InputError` for an unknown place, a weekday outside of 0 to 6, a day that is both extra holiday and extra
    workday; :class:`HorizonError` where the data know none of *years*.

    >>> business_calendar("IN", "MH").is_business_day(date(2026, 5, 1))      # Maharashtra Day
    False
    """
    must_be(str, "country", country)
    if subdivision is not None:
        must_be(str, "subdivision", subdivision)
    must_be(Iterable, "years", years)
    asked = list(years)
    if wrong := [year for year in asked if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR]:
        raise InputError("years", wrong, f"years from {FIRST_YEAR} to {LAST_YEAR}")
    if not asked:
        raise InputError("years", years, "at least one year")
    asked.sort()
    source = _source(country, subdivision)
    if source.first.year > asked[-1] or source.last.year < asked[0]:
        raise HorizonError(place_name(country, subdivision), source.first, source.last, date(asked[0], 1, 1))
    known = source._replace(
        first=max(source.first, date(asked[0], 1, 1)),
        last=min(source.last, date(asked[-1], 12, 31)),
    )
    return _calendar(known, _weekdays(weekend), *_extras(extra_holidays, extra_workdays))


def unbounded_calendar(
    country: str,
    subdivision: str | None,
    extra_holidays: Iterable[date],
    extra_workdays: Iterable[date],
    years: tuple[int, int],
) -> tuple[BusinessCalendar, date, date]:
    """Return a calendar that goes on with weekends where the data end, and the days that are really known (G1).

    The years may lie anywhere. This is for the answers, which say so in a reason where it mattered.
    """
    source = _source(country, subdivision)
    endless = source._replace(first=date(years[0], 1, 1), last=date(years[1], 12, 31))
    return _calendar(endless, None, *_extras(extra_holidays, extra_workdays)), source.first, source.last


def check_place(country: str, subdivision: str | None) -> None:
    """Raise :class:`InputError` where the ``holidays`` package knows no such country or subdivision."""
    _source(country, subdivision)


def place_name(country: str, subdivision: str | None) -> str:
    """Return the ISO 3166-2 way to write a place: ``JP``, ``IN-MH``."""
    return country if subdivision is None else f"{country}-{subdivision}"


class _Source(NamedTuple):
    """A place in the data, and the days that the data know of it."""

    data: str
    country: str
    subdivision: str | None
    first: date
    last: date


@lru_cache(maxsize=1024)
def _source(country: str, subdivision: str | None) -> _Source:
    """Look a place up, once."""
    import holidays  # noqa: PLC0415 - a tenth of a second, so only when the first place is asked for

    if not _ISO_COUNTRY.fullmatch(country):
        raise InputError("country", country, "an ISO 3166-1 code of two capital letters, such as 'JP'")
    try:
        found = holidays.country_holidays(country)
    except NotImplementedError:  # the reason to catch it: holidays raises it for a country that it does not have
        raise InputError("country", country, "a country that the holidays package knows, such as 'JP'") from None
    if found.country != country:
        raise InputError("country", country, f"the ISO 3166-1 code, {found.country!r}")
    if subdivision is not None and subdivision not in found.subdivisions:
        known = ", ".join(found.subdivisions) or "none: leave it out"
        raise InputError("subdivision", subdivision, f"a subdivision of {country} ({known})")
    first, last = _KNOWN_YEARS.get(place_name(country, subdivision)) or _KNOWN_YEARS.get(country, _ALL_YEARS)
    first, last = max(first, found.start_year), min(last, found.end_year)
    if country in _DECREED_YEARLY:
        last = min(last, max(found.special_public_holidays))
    return _Source(version("holidays"), country, subdivision, date(first, 1, 1), date(last, 12, 31))


@lru_cache(maxsize=256)
def _calendar(
    source: _Source,
    weekend: frozenset[int] | None,
    extra_holidays: frozenset[date],
    extra_workdays: frozenset[date],
) -> BusinessCalendar:
    """Build the index of a place and a span, once for the same arguments."""
    data = _fill(source)
    origin, end = source.first.toordinal(), source.last.toordinal()
    closures = {day.toordinal(): name for day, name in data.items() if origin <= day.toordinal() <= end}
    extra = {day.toordinal() for day in extra_holidays if source.first <= day <= source.last}
    closures = dict.fromkeys(extra, EXTRA_HOLIDAY) | closures
    worked = {day.toordinal() for day in data.weekend_workdays}
    kept = {day.toordinal() for day in extra_workdays}
    if weekend is None:  # nobody's weekend is a Monday, Tuesday or Wednesday, and asking is what takes the time
        ordinals = (day for day in range(origin, end + 1) if (day - 1) % 7 >= _THURSDAY)
        weekends = [day for day in ordinals if data.is_weekend(_shared(day))]
    else:
        weekends = [day for day in range(origin, end + 1) if (day - 1) % 7 in weekend]
    closed = (closures.keys() | (set(weekends) - worked)) - (worked & set(weekends))
    closed = (closed - kept) | extra
    working = bytearray(b"\x01") * (end - origin + 1)
    for ordinal in closed:
        working[ordinal - origin] = 0
    named = {ordinal: name for ordinal, name in closures.items() if not working[ordinal - origin]}
    return BusinessCalendar._of(source, bytes(working), named)  # noqa: SLF001 - its one maker


def _fill(source: _Source) -> HolidayBase:
    """Return a private, filled calendar of the data, in English where the data have it, and never filled again.

    A year more at both ends: a holiday of one year may be observed in its neighbour.
    """
    import holidays  # noqa: PLC0415 - see _source

    languages = holidays.country_holidays(source.country).supported_languages
    english = next((language for language in ("en_US", "en_GB", "en_IN", "en") if language in languages), None)
    with warnings.catch_warnings(action="ignore"):  # what the data do not know is said by HorizonError
        return holidays.country_holidays(
            source.country,
            subdiv=source.subdivision,
            years=range(source.first.year - 1, source.last.year + 2),
            expand=False,
            language=english,
        )


@lru_cache(maxsize=60_000)
def _shared(ordinal: int) -> date:
    """Return one date object a day, shared between all calendars."""
    return date.fromordinal(ordinal)


def _weekdays(weekend: Collection[int] | None) -> frozenset[int] | None:
    if weekend is None:
        return None
    must_be(Iterable, "weekend", weekend)
    days = list(weekend)
    if any(type(day) is not int or not 0 <= day <= _SUNDAY for day in days) or len(set(days)) > _SUNDAY:
        raise InputError("weekend", sorted(days, key=repr), "weekdays from 0 (Monday) to 6 (Sunday), and not all seven")
    return frozenset(days)


def _extras(holidays: Iterable[date], workdays: Iterable[date]) -> tuple[frozenset[date], frozenset[date]]:
    must_be(Iterable, "extra_holidays", holidays)
    must_be(Iterable, "extra_workdays", workdays)
    off = frozenset(_as_day(day, "extra_holidays") for day in holidays)
    on = frozenset(_as_day(day, "extra_workdays") for day in workdays)
    if both := off & on:
        raise InputError("extra_workdays", min(both).isoformat(), "days that are not extra_holidays as well")
    return off, on


def _as_day(day: object, name: str = "day") -> date:
    """Return a plain date: a datetime has none without a zone, and anything else is none."""
    if isinstance(day, date) and not hasattr(day, "hour"):
        return date.fromordinal(day.toordinal())
    raise InputError(name, day, "a datetime.date, and no datetime")


def _as_count(n: object) -> int:
    if isinstance(n, SupportsIndex) and not isinstance(n, bool):
        return index(n)
    raise InputError("n", n, "a whole number of business days")
