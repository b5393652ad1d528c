"""A sample of ``tools/differential.py``: calendars against ``holidays`` and numpy, windows against the oracle."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta

import pytest

import comparing
import oracle
from comparing import Change, changes, compare_calendar, compare_change, compare_windows, days_of, places
from followup_rules import business_calendar

pytestmark = pytest.mark.untraced  # what it tries has plain examples elsewhere

HOUR = timedelta(hours=1)
BERLIN = Change(datetime(2026, 3, 29, 1, tzinfo=UTC), HOUR, 2 * HOUR)
ZONES = sorted(zoneinfo.available_timezones())[::30]
SOME_MOMENTS = [
    datetime(1970, 1, 22, tzinfo=UTC),
    datetime(2000, 2, 28, 15, tzinfo=UTC),
    datetime(2000, 2, 29, 8, tzinfo=UTC),
    datetime(2028, 2, 29, 23, tzinfo=UTC),
    datetime(2027, 12, 31, 15, tzinfo=UTC),
    datetime(2100, 2, 28, 15, tzinfo=UTC),  # 2100 is no leap year
    datetime(2100, 12, 31, 8, tzinfo=UTC),
]


class TestSample:
    """A sample of what ``tools/differential.py`` compares: calendars of all places, windows around clock changes and
    leap days.
    """

    @pytest.mark.parametrize("place", places()[::75])
    def test_a_calendar_is_as_holidays_and_numpy_say(self, place: tuple[str, str | None]) -> None:
        found = compare_calendar(*place)
        assert found.differences == []
        assert found.number > 10_000

    @pytest.mark.parametrize("timezone", ZONES)
    def test_windows_around_a_clock_change_are_as_the_oracle_says(self, timezone: str) -> None:
        days = oracle.known_days("JP")
        for change in changes(zoneinfo.ZoneInfo(timezone), 2026, 2026):
            assert compare_change(timezone, change, days).differences == []

    @pytest.mark.parametrize("moment", SOME_MOMENTS)
    def test_windows_around_leap_days_and_the_ends_of_time_are_as_the_oracle_says(self, moment: datetime) -> None:
        days = days_of("JP", None, range(1968, 2103))
        assert compare_windows("Asia/Tokyo", moment, None, days).differences == []


class TestTheComparison:
    """It compares what it says, and notices a difference."""

    def test_places_are_countries_and_their_subdivisions(self) -> None:
        found = places()
        assert ("JP", None) in found
        assert ("DE", "BY") in found
        assert len(found) == len(set(found)) > 800

    def test_a_clock_change_is_found_to_the_second(self) -> None:
        # 29 March 2026, 02:00 CET is 03:00 CEST; 25 October 2026, 03:00 CEST is 02:00 CET.
        assert list(changes(zoneinfo.ZoneInfo("Europe/Berlin"), 2026, 2026)) == [
            BERLIN,
            Change(datetime(2026, 10, 25, 1, tzinfo=UTC), 2 * HOUR, HOUR),
        ]

    def test_the_middle_of_a_change_is_a_local_time_that_does_not_exist_or_exists_twice(self) -> None:
        assert [change.middle for change in changes(zoneinfo.ZoneInfo("Europe/Berlin"), 2026, 2026)] == [
            datetime(2026, 3, 29, 2, 30),  # noqa: DTZ001 - local
            datetime(2026, 10, 25, 2, 30),  # noqa: DTZ001 - local
        ]

    def test_a_zone_without_clock_changes_has_none(self) -> None:
        assert list(changes(zoneinfo.ZoneInfo("Asia/Tokyo"), 2015, 2034)) == []

    def test_work_starts_and_ends_in_the_middle_of_a_change(self) -> None:
        hours = [week and week[6] for week in comparing.weeks_around(BERLIN)]
        assert hours == [
            None,
            (time(0), time(23, 59)),
            (time(0), time(5)),
            (time(2, 30), time(4, 30)),
            (time(0), time(2, 30)),
        ]

    def test_a_window_that_differs_is_noticed(self) -> None:
        moment, japan = datetime(2026, 6, 1, 6, tzinfo=UTC), days_of("JP", None, range(2024, 2029))
        wrong = japan._replace(extra_holidays=[date(2026, 6, 2)])
        assert compare_windows("Asia/Tokyo", moment, None, japan).differences == []
        found = compare_windows("Asia/Tokyo", moment, None, wrong).differences
        assert [each.split("thank-you")[0] for each in found if "thank-you" in each] != []

    def test_a_day_that_differs_is_noticed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        other = business_calendar("JP", years=comparing.YEARS, extra_holidays=[date(2026, 6, 2)])
        monkeypatch.setattr(comparing, "business_calendar", lambda *_, **__: other)
        found = compare_calendar("JP", None).differences
        assert found[:2] == ["JP 2026-06-02: a business day", "JP 2026-06-02: the closure None"]
        assert [each for each in found if "business days on" in each] != []
        assert [each for each in found if "business days until" in each] != []

    def test_years_that_nobody_knows_are_refused(self) -> None:
        assert comparing.known_years("LK", None) == list(range(2015, 2027))
        assert comparing.is_refused("LK", None, 2027)
        assert not comparing.is_refused("LK", None, 2026)
