"""Business days of a place: a frozen index made once from the ``holidays`` package, then look-ups only.

The index is two tables over a span of whole years. ``_ranks`` says for each day how many business days lie before
it; ``_days`` is its inverse, the business days themselves. Every question is one or two reads of these. What the
``holidays`` package does not know (it answers "no holidays" then) lies outside of the span that is known, and a
question about it raises :class:`HorizonError`.

A company's own days are a short list laid over the tables of its place, which all its calendars share.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from datetime import date
from functools import lru_cache
from itertools import accumulate, compress, count, islice
from operator import index, sub
from typing import TYPE_CHECKING, Literal, NamedTuple, Self, SupportsIndex

from followup_rules._errors import HorizonError, InputError, items_of, must_be
from followup_rules._places import FIRST_YEAR, LAST_YEAR, Source, fill, find, zone_data

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

Roll = Literal["following", "preceding"]

DEFAULT_YEARS = range(2020, 2040)

WEEKEND = "weekend"
EXTRA_HOLIDAY = "company holiday"

# How many calendars of places, how many of companies, and how many dates are kept; docs/performance.md has the bytes.
# A company's calendar keeps the tables of its place, so the worst case is that each company has a place of its own.
_MOST_PLACES, _MOST_COMPANIES, _MOST_DATES = 256, 2048, 60_000

_THURSDAY = 3
_WEEK = 7
_COUNT = "a whole number of business days"


class CalendarDay(NamedTuple):
    """A row of :meth:`BusinessCalendar.table`, for loading into a database.

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
    ``digest`` is the SHA-256 of the days themselves, in hexadecimal. ``zones`` names the time-zone data of the machine
    that is asked: ``system 2025b`` or ``tzdata 2026f``. No day of a calendar depends on them, but every hour of an
    answer does.
    """

    data: str
    country: str
    subdivision: str | None
    first: date
    last: date
    digest: str
    zones: str


class BusinessCalendar:
    """The business days of one place over a span of years (G2). Made by :func:`business_calendar`.

    Frozen, hashable and safe under threads; a look-up changes no answer. Two calendars are equal where their
    :attr:`provenance` is the same, except for ``zones``.
    """

    __slots__ = ("_days", "_digest", "_eve", "_named", "_names", "_origin", "_ranks", "_source")

    _source: Source  # the place, and the span that is known
    _origin: int  # the ordinal of the first day that is known
    _eve: int  # that of the day before it
    _ranks: array[int]  # business days before each day, and one more
    _days: tuple[date, ...]  # the business days themselves, from index 1 on
    _named: array[int]  # the ordinals of the closed days that have a name, sorted
    _names: tuple[str, ...]  # their names
    _digest: str | None  # worked out when it is first asked for; two threads find the same

    def __init__(self) -> None:
        """Refuse: a calendar comes from :func:`business_calendar`."""
        msg = "a BusinessCalendar is made by business_calendar(country, ...)"
        raise TypeError(msg)

    @classmethod
    def _of(cls, source: Source, working: bytes, closures: Mapping[int, str]) -> BusinessCalendar:
        origin, named = source.first.toordinal(), sorted(closures)
        return cls._holding(
            {
                "_source": source,
                "_origin": origin,
                "_eve": origin - 1,
                "_ranks": array("H", accumulate(working, initial=0)),
                "_days": (date.min, *map(_shared, compress(count(origin), working))),
                "_named": array("i", named),
                "_names": tuple(sys.intern(closures[day]) for day in named),
            }
        )

    @classmethod
    def _holding(cls, state: Mapping[str, object]) -> Self:
        self = object.__new__(cls)
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
        names = (*BusinessCalendar.__slots__, *self.__slots__)
        return None, {name: getattr(self, name) for name in names if name != "_digest"}

    def __setstate__(self, state: tuple[None, Mapping[str, object]]) -> None:
        """Take the tables, for :mod:`pickle`."""
        for name, value in {**state[1], "_digest": None}.items():
            object.__setattr__(self, name, value)

    def __eq__(self, other: object) -> bool:
        """Tell whether both have the same days from the same data."""
        return self._identity == other._identity if isinstance(other, BusinessCalendar) else NotImplemented

    def __hash__(self) -> int:
        """Return the hash of what makes two calendars equal."""
        return hash(self._identity)

    def __repr__(self) -> str:
        """Show the place and the span that is known."""
        return f"<BusinessCalendar {self._source.place} {self._source.first} to {self._source.last}>"

    @property
    def provenance(self) -> Provenance:
        """Where the days come from."""
        source, digest = self._identity
        return Provenance(*source, digest, zone_data())

    @property
    def _identity(self) -> tuple[Source, str]:
        if self._digest is None:
            object.__setattr__(self, "_digest", self._hash_days())
        return self._source, self._digest or ""

    def _hash_days(self) -> str:
        from hashlib import sha256  # noqa: PLC0415 - only where somebody asks for a digest

        named = [(day.toordinal(), name) for day, name in self.named_closures(date.min, date.max)]
        return sha256(repr((self._origin, bytes(self._working()), named)).encode()).hexdigest()

    def _working(self) -> bytearray:
        """Return a one for each business day of the span, and a zero for each closed day."""
        return bytearray(map(sub, islice(self._ranks, 1, None), self._ranks))

    def is_business_day(self, day: date) -> bool:
        """Say whether people work on *day* (G2).

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
            pass
        except (TypeError, ValueError):  # an array of numpy compares to no truth
            raise InputError("n", n, _COUNT) from None
        raise self._beyond(day)

    def adjust(self, day: date, roll: Roll) -> date:
        """Return *day* where it is a business day, else the next one in the direction of *roll* (G2).

        >>> business_calendar("US").adjust(date(2026, 11, 26), "following")      # Thanksgiving
        datetime.date(2026, 11, 27)
        """
        must_be(str, "roll", roll)
        if roll not in {"following", "preceding"}:
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
        """Return all known days as plain rows, in order, for loading into a database.

        >>> business_calendar("JP").table()[0]
        CalendarDay(day=datetime.date(2020, 1, 1), is_business_day=False, rank=0, closure="New Year's Day")
        """
        rows, rank = [], 0
        for ordinal in range(self._origin, self._eve + len(self._ranks)):
            day = _shared(ordinal)
            closure = self.closure(day)
            rows.append(CalendarDay(day, closure is None, rank, closure))
            rank += closure is None
        return tuple(rows)

    def named_closures(self, after: date, before: date) -> tuple[tuple[date, str], ...]:
        """Return the closed days with a name strictly between the two days; plain weekends have none.

        >>> business_calendar("JP").named_closures(date(2026, 4, 24), date(2026, 5, 1))
        ((datetime.date(2026, 4, 29), 'Showa Day'),)
        """
        first = bisect_left(self._named, _as_day(after, "after").toordinal() + 1)
        last = bisect_left(self._named, _as_day(before, "before").toordinal())
        return tuple([(_shared(self._named[k]), self._names[k]) for k in range(first, last)])

    def _index(self, day: date, name: str = "day") -> int:
        if type(day) is not date:
            day = _as_day(day, name)
        i = day.toordinal() - self._origin
        if 0 <= i < len(self._ranks) - 1:
            return i
        raise self._source.beyond(day)

    def _beyond(self, day: date) -> HorizonError:
        """Return the error for an answer outside of the span; where *day* lies outside itself, raise the one for it."""
        self._index(day)
        return self._source.beyond()


class _CompanyCalendar(BusinessCalendar):
    """The calendar of a place with a company's own days laid over it; its tables are those of the place."""

    __slots__ = ("_changed", "_limits", "_opened", "_own", "_shift", "_upto")

    _own: Mapping[int, str | None]  # why a day is off now, by its index; only where that is new
    _changed: tuple[int, ...]  # the indexes of the days that were opened or closed, sorted
    _limits: tuple[int, ...]  # below these indexes of _days one is before the changed day; none after the last
    _shift: tuple[int, ...]  # how many business days more there are after so many changes
    _upto: tuple[int, ...]  # how many business days there are up to and with each changed day
    _opened: Mapping[int, date]  # the days that were opened, by their place among all business days

    @classmethod
    def over(cls, place: BusinessCalendar, holidays: frozenset[date], workdays: frozenset[date]) -> BusinessCalendar:
        """Lay days of the span over a place's calendar, which is returned itself where nothing changes."""
        own: dict[int, str | None] = {}
        opened: dict[int, date] = {}
        changed, shift, upto = [], [0], []
        ranks, origin = place._ranks, place._origin  # noqa: SLF001 - of its own kind
        for day in sorted(holidays | workdays):
            i, closure, worked = day.toordinal() - origin, place.closure(day), day in workdays
            as_before = closure is None if worked else closure not in {None, WEEKEND}
            if as_before:
                continue
            own[i] = None if worked else EXTRA_HOLIDAY
            if worked or closure is None:
                changed.append(i)
                shift.append(shift[-1] + (1 if worked else -1))
                upto.append(ranks[i + 1] + shift[-1])
            if worked:
                opened[upto[-1]] = day
        overlay = {
            "_own": own,
            "_changed": tuple(changed),
            "_limits": (*(ranks[i] + 1 for i in changed), sys.maxsize),
            "_shift": tuple(shift),
            "_upto": tuple(upto),
            "_opened": opened,
        }
        return cls._holding(place.__getstate__()[1] | overlay) if own else place

    def is_business_day(self, day: date) -> bool:
        """Say whether people work on *day* (G2)."""
        i = self._index(day)
        return self._own[i] is None if i in self._own else self._ranks[i + 1] > self._ranks[i]

    def add_business_days(self, day: date, n: int) -> date:
        """Return the *n*-th business day after *day*, or before it where *n* is negative (G2)."""
        if type(day) is not date:
            day = _as_day(day)
        if type(n) is not int:
            n = _as_count(n)
        i = day.toordinal() - self._eve
        try:
            k = self._ranks[i] + n  # without own days; where *day* is after the last one, this raises
            if n > 0 and i > 0:
                j = bisect_left(self._changed, i)
                return self._days[k] if k < self._limits[j] else self._nth(k + self._shift[j])
            k = self._rank(i - 1) + n + 1
            if i > 0 and k > 0:
                return self._nth(k)
        except IndexError:
            pass
        raise self._beyond(day)

    def business_days_between(self, start: date, end: date) -> int:
        """Count the business days from *start* to before *end*; negative where *end* comes first (G2)."""
        return self._rank(self._index(end, "end")) - self._rank(self._index(start, "start"))

    def closure(self, day: date) -> str | None:
        """Say why *day* is off: the holiday's name, or ``"weekend"``; ``None`` on a business day."""
        i = self._index(day)
        return self._own[i] if i in self._own else super().closure(day)

    def named_closures(self, after: date, before: date) -> tuple[tuple[date, str], ...]:
        """Return the closed days with a name strictly between the two days; plain weekends have none."""
        named = dict(super().named_closures(after, before))
        for i, closure in self._own.items():
            day = _shared(self._origin + i)
            if closure is None:
                named.pop(day, None)
            elif after < day < before:
                named[day] = closure
        return tuple(sorted(named.items()))

    def _rank(self, i: int) -> int:
        """Return the number of business days before the day of an index."""
        return self._ranks[i] + self._shift[bisect_left(self._changed, i)]

    def _nth(self, k: int) -> date:
        """Return a business day by its place among all, from 1 on."""
        return self._opened.get(k) or self._days[k - self._shift[bisect_left(self._upto, k)]]

    def _working(self) -> bytearray:
        working = super()._working()
        for i, closure in self._own.items():
            working[i] = closure is None
        return working


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
    *weekend* replaces the country's own weekend: numbers of weekdays, Monday is 0. Holidays stay closed, and weekend
    days that the country works stay worked. *extra_holidays* are closed besides the public ones; *extra_workdays* are
    worked, holiday or not. *years* are all those from the least to the greatest given; 1970 to 2100 can be asked for.
    The same arguments give the same object.

    :class:`InputError` for an unknown place, a weekday outside of 0 to 6, a day that is both extra holiday and extra
    workday; :class:`HorizonError` where the data know none of *years*.

    >>> business_calendar("IN", "MH").is_business_day(date(2026, 5, 1))      # Maharashtra Day
    False
    """
    must_be(str, "country", country)
    if subdivision is not None:
        must_be(str, "subdivision", subdivision)
    first, last = _span(years)
    known = find(country, subdivision)
    if known.first.year > last or known.last.year < first:
        raise known.beyond(date(first, 1, 1))
    source = known._replace(first=max(known.first, date(first, 1, 1)), last=min(known.last, date(last, 12, 31)))
    return _of_company(source, _weekdays(weekend), *_extras(extra_holidays, extra_workdays))


def unbounded_calendar(
    country: str,
    subdivision: str | None,
    extra_holidays: Iterable[date],
    extra_workdays: Iterable[date],
    years: tuple[int, int],
    weekend: frozenset[int] | None = None,
) -> tuple[BusinessCalendar, date, date]:
    """Return a calendar that goes on with weekends where the data end, and the days that are really known (G1).

    The years may lie anywhere. *weekend* replaces that of the country. This is for the answers, which say so in a
    reason where it mattered.
    """
    known = find(country, subdivision)
    endless = known._replace(first=date(years[0], 1, 1), last=date(years[1], 12, 31))
    calendar = _of_company(endless, weekend, *_extras(extra_holidays, extra_workdays))
    return calendar, known.first, known.last


def _of_company(
    source: Source, weekend: frozenset[int] | None, holidays: frozenset[date], workdays: frozenset[date]
) -> BusinessCalendar:
    off, on = (frozenset(day for day in days if source.first <= day <= source.last) for days in (holidays, workdays))
    return _company_calendar(source, weekend, off, on) if off or on else _calendar(source, weekend)


@lru_cache(maxsize=_MOST_COMPANIES)
def _company_calendar(
    source: Source, weekend: frozenset[int] | None, holidays: frozenset[date], workdays: frozenset[date]
) -> BusinessCalendar:
    """Lay a company's own days over the calendar of its place, once for the same arguments."""
    return _CompanyCalendar.over(_calendar(source, weekend), holidays, workdays)


@lru_cache(maxsize=_MOST_PLACES)
def _calendar(source: Source, weekend: frozenset[int] | None) -> BusinessCalendar:
    """Build the index of a place and a span, once for the same arguments."""
    data = fill(source)
    origin, end = source.first.toordinal(), source.last.toordinal()
    closures = {day.toordinal(): name for day, name in data.items() if origin <= day.toordinal() <= end}
    if weekend is None:  # nobody's weekend is a Monday, Tuesday or Wednesday, and asking is what takes the time
        ordinals = (day for day in range(origin, end + 1) if (day - 1) % _WEEK >= _THURSDAY)
        weekends = {day for day in ordinals if data.is_weekend(_shared(day))}
    else:
        weekends = {day for day in range(origin, end + 1) if (day - 1) % _WEEK in weekend}
    worked = weekends.intersection(day.toordinal() for day in data.weekend_workdays)
    working = bytearray(b"\x01") * (end - origin + 1)
    for ordinal in (closures.keys() | weekends) - worked:
        working[ordinal - origin] = 0
    named = {ordinal: name for ordinal, name in closures.items() if ordinal not in worked}
    return BusinessCalendar._of(source, bytes(working), named)  # noqa: SLF001 - its one maker


@lru_cache(maxsize=_MOST_DATES)
def _shared(ordinal: int) -> date:
    """Return one date object a day, shared between all calendars."""
    return date.fromordinal(ordinal)


def _span(years: Iterable[int]) -> tuple[int, int]:
    asked = set()
    for year in items_of("years", years, "years"):
        if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
            raise InputError("years", year, f"from {FIRST_YEAR} to {LAST_YEAR}")
        asked.add(year)
    if not asked:
        raise InputError("years", years, "at least one year")
    return min(asked), max(asked)


def _weekdays(weekend: Iterable[int] | None) -> frozenset[int] | None:
    if weekend is None:
        return None
    days = set()
    for day in items_of("weekend", weekend, "weekdays"):
        if type(day) is not int or not 0 <= day < _WEEK:
            raise InputError("weekend", day, "weekdays from 0 (Monday) to 6 (Sunday)")
        days.add(day)
    if len(days) == _WEEK:
        raise InputError("weekend", list(range(_WEEK)), "fewer than all seven weekdays")
    return frozenset(days)


def _extras(holidays: Iterable[date], workdays: Iterable[date]) -> tuple[frozenset[date], frozenset[date]]:
    off = frozenset(_as_day(day, "extra_holidays") for day in items_of("extra_holidays", holidays, "dates"))
    on = frozenset(_as_day(day, "extra_workdays") for day in items_of("extra_workdays", workdays, "dates"))
    if both := off & on:
        raise InputError("extra_workdays", min(both).isoformat(), "days that are not extra_holidays as well")
    return off, on


def _as_day(day: object, name: str = "day") -> date:
    """Return a plain date. A datetime is refused: its date depends on the zone."""
    if type(day) is date:
        return day
    if isinstance(day, date) and not hasattr(day, "hour"):
        return date.fromordinal(day.toordinal())
    raise InputError(name, day, "a datetime.date and not a datetime")


def _as_count(n: object) -> int:
    try:
        if isinstance(n, SupportsIndex) and not isinstance(n, bool):
            return index(n)
    except TypeError:  # an array of numpy has an index only where it holds one number
        pass
    raise InputError("n", n, _COUNT)
