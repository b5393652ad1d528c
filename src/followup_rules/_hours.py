"""Working hours: when a company works, the next working instant, and a span laid on the working hours (G4 to G7).

Instants are UTC here. What was worked out of a day in a zone is remembered for all companies with the same hours there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from followup_rules._fields import local_day, zone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from followup_rules._calendar import BusinessCalendar

DAY = timedelta(days=1)
_NONE = timedelta()


class ZoneDays:
    """The days of a time zone, and the working hours of each, as instants."""

    __slots__ = ("_days", "_hours", "_local", "_midnights", "_week", "zone")

    def __init__(self, timezone: str, hours: tuple[time, time], week: Mapping[int, tuple[time, time]]) -> None:
        """Take the zone, and the local *hours* in which people work on the weekdays that a *week* does not know."""
        self.zone, self._week = zone(timezone), tuple(week.get(weekday, hours) for weekday in range(7))
        self._hours: dict[date, tuple[datetime, datetime]] = {}
        self._midnights: dict[date, datetime] = {}
        self._days: dict[datetime, date] = {}  # the days of those midnights
        self._local: dict[datetime, datetime] = {}  # those working hours in local time

    def day(self, instant: datetime) -> date:
        """Return the local day of an instant (G1)."""
        return self._days.get(instant) or local_day(instant, self.zone)

    def start_of(self, day: date) -> datetime:
        """Return 00:00 of a local day."""
        found = self._midnights.get(day)
        if found is None:
            found = self._midnights[day] = self._at(day, time())
            self._days[found] = local_day(found, self.zone)
        return found

    def end_of(self, day: date) -> datetime:
        """Return 24:00 of a local day."""
        return self.start_of(day + DAY)

    def hours(self, day: date) -> tuple[datetime, datetime]:
        """Return when work starts and ends on a local day, if it is a business day (G4)."""
        found = self._hours.get(day)
        if found is None:
            starts, ends = self._week[day.weekday()]
            # Where a clock change skips the end, that moves forward (G7), but not into the next day.
            found = self._hours[day] = (self._at(day, starts), min(self._at(day, ends), self.end_of(day)))
            self._local.update((instant, instant.astimezone(self.zone)) for instant in found)
        return found

    def local(self, instant: datetime) -> datetime:
        """Return an instant in the company's time."""
        return self._local.get(instant) or instant.astimezone(self.zone)

    def _at(self, day: date, hour: time) -> datetime:
        """Return a local day and time as an instant; skipped times move forward, of repeated ones the first (G7)."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)


@lru_cache(maxsize=1024)
def zone_days(timezone: str, starts: time, ends: time, week: Mapping[int, tuple[time, time]] | None) -> ZoneDays:
    """Return the days of a zone in which work *starts* and *ends* at a local time, or as a working week says (G4)."""
    return ZoneDays(timezone, (starts, ends), week or {})


@dataclass(slots=True)
class WorkingTime:
    """When one company works: its business days, with the hours of each."""

    calendar: BusinessCalendar
    days: ZoneDays

    def next_working(self, instant: datetime) -> tuple[datetime, date]:
        """Return the first working instant at or after *instant*, and its day."""
        day = self.calendar.add_business_days(self.days.day(instant), 0)
        while True:
            starts, ends = self.days.hours(day)
            if (found := max(instant, starts)) < ends:
                return found, day
            day = self.calendar.add_business_days(day, 1)

    def last_working(self, instant: datetime) -> tuple[datetime, date]:
        """Return where the last work before *instant* ends, which may be *instant* itself, and its day.

        From there on, the next working instant is not before *instant*.
        """
        day = self.days.day(instant)
        starts, ends = self.days.hours(day)
        if starts < instant and self.calendar.is_business_day(day):
            return min(instant, ends), day
        day = self.calendar.add_business_days(day, -1)
        return self.days.hours(day)[1], day

    def last_end(self, day: date) -> datetime:
        """Return when the last work up to the end of a day ends; a clock change may leave nothing of a day's hours."""
        starts = ends = self.days.start_of(day)
        day += DAY
        while starts >= ends:
            day = self.calendar.add_business_days(day, -1)
            starts, ends = self.days.hours(day)
        return ends

    def closing(self, opens: datetime, opens_on: date, hi: datetime, minimum: timedelta) -> tuple[datetime, date]:
        """Return where a span up to *hi* closes that opens then, with a *minimum* of work between, and the day (G5)."""
        closes, closes_on = self.last_working(hi)
        starts, ends, day, left = opens, self.days.hours(opens_on)[1], opens_on, minimum
        while ends - starts < left:
            left -= max(ends - starts, _NONE)
            day = self.calendar.add_business_days(day, 1)
            starts, ends = self.days.hours(day)
        if closes < starts + left:
            closes, closes_on = ends, day
        return closes, closes_on


def days_left_out(timezone: ZoneInfo, years: tuple[int, int]) -> list[date]:
    """Return the days that a zone never had (Apia has no 2011-12-30): its offset jumps by a day within that year."""
    found = []
    for year in range(*years):
        starts, ends = (datetime(y, 1, 1, tzinfo=timezone).utcoffset() for y in (year, year + 1))
        if starts is not None and ends is not None and ends - starts > timedelta(hours=20):
            for ordinal in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 2).toordinal()):
                day = date.fromordinal(ordinal)
                noon = datetime.combine(day, time(12), timezone)
                if local_day(noon.astimezone(UTC), timezone) != day:
                    found.append(day)
    return found
