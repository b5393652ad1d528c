"""Business days: by hand, against a slow day-by-day count of ``holidays``, and against numpy."""

from __future__ import annotations

import copy
import json
import os
import pickle
import re
import subprocess
import sys
from bisect import bisect_right
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.metadata import version
from itertools import groupby, pairwise, product
from threading import Barrier
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import holidays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import YEARS, calendar_of, filled, split
from followup_rules import (
    BusinessCalendar,
    CalendarDay,
    HorizonError,
    InputError,
    business_calendar,
)
from support import by_chance
from together import together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


DAY = timedelta(days=1)
ALL_YEARS = range(1970, 2101)  # what can be asked for

COUNTRIES = sorted(holidays.list_supported_countries(include_aliases=False))
SUBDIVISIONS = ["AU-NSW", "CA-QC", "CH-ZH", "DE-BY", "ES-CT", "GB-SCT", "IN-MH", "IN-SK", "MY-01", "MY-03", "US-CA"]
PLACES = [*COUNTRIES, *SUBDIVISIONS]
PLACES_BY_INITIAL = {initial: list(group) for initial, group in groupby(sorted(PLACES), key=lambda place: place[0])}
# Weekends that moved, or were worked, or differ within the country.
UNUSUAL_WEEKENDS = [
    *("AE", "AF", "BN", "CN", "DZ", "HU", "IL", "IR", "JO", "KW", "MY", "MY-01", "MY-03"),
    *("NP", "OM", "QA", "RU", "SA", "SD", "TH", "TW", "YE"),
]


def each_day(first: date, last: date) -> list[date]:
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


def slow_days(place: str, first: date, last: date) -> dict[date, bool]:
    """Ask ``holidays`` itself, day by day, whether people work."""
    data = filled(place, first.year - 1, last.year + 1)
    return {day: data.is_working_day(day) for day in each_day(first, last)}


def disagreements(place: str, years: range) -> list[date]:
    calendar = calendar_of(place, years)
    slow = slow_days(place, calendar.provenance.first, calendar.provenance.last)
    return [day for day, works in slow.items() if calendar.is_business_day(day) is not works]


class TestAlgebra:
    """``is_business_day``, ``add_business_days``, ``adjust``, and ``business_days_between``, which is half-open and
    signed.
    """

    calendars = st.sampled_from(["CN", "IN-MH", "JP", "SA", "US"]).map(calendar_of)
    days = st.dates(date(2021, 6, 1), date(2025, 12, 31))
    counts, halves = st.integers(-200, 200), st.integers(-100, 100)
    rolls = st.sampled_from(["following", "preceding"])
    quick = by_chance(100)

    @quick
    @given(calendars, days, counts)
    def test_business_days_between_undoes_adding_them(self, calendar: BusinessCalendar, day: date, n: int) -> None:
        start = calendar.adjust(day, "following")
        assert calendar.business_days_between(start, calendar.add_business_days(start, n)) == n

    @quick
    @given(calendars, days, halves, halves)
    def test_adding_business_days_twice_is_adding_the_sum(
        self, calendar: BusinessCalendar, day: date, a: int, b: int
    ) -> None:
        start = calendar.adjust(day, "following")
        twice = calendar.add_business_days(calendar.add_business_days(start, a), b)
        assert twice == calendar.add_business_days(start, a + b)

    @quick
    @given(calendars, days, halves, st.integers(1, 100))
    def test_more_business_days_are_strictly_later(
        self, calendar: BusinessCalendar, day: date, n: int, more: int
    ) -> None:
        start = calendar.adjust(day, "following")
        assert calendar.add_business_days(start, n) < calendar.add_business_days(start, n + more)

    @quick
    @given(calendars, days)
    def test_from_a_closed_day_zero_and_one_lead_to_one_day(self, calendar: BusinessCalendar, day: date) -> None:
        while calendar.is_business_day(day):
            day += DAY
        before, zero, one, two = (calendar.add_business_days(day, n) for n in (-1, 0, 1, 2))
        assert before < day < zero == one < two

    @quick
    @given(calendars, days, rolls)
    def test_adjusting_a_day_twice_is_adjusting_it_once(self, calendar: BusinessCalendar, day: date, roll: Any) -> None:
        once = calendar.adjust(day, roll)
        assert calendar.adjust(once, roll) == once

    @quick
    @given(calendars, days, rolls)
    def test_adjusting_a_day_passes_over_closed_days_only(
        self, calendar: BusinessCalendar, day: date, roll: Any
    ) -> None:
        step, passed = (DAY if roll == "following" else -DAY), day
        while not calendar.is_business_day(passed):
            passed += step
        assert calendar.adjust(day, roll) == passed

    @quick
    @given(calendars, days, days, days)
    def test_business_days_between_add_up(self, calendar: BusinessCalendar, a: date, b: date, c: date) -> None:
        whole = calendar.business_days_between(a, c)
        assert calendar.business_days_between(a, b) + calendar.business_days_between(b, c) == whole


@pytest.mark.slow
class TestEveryCountry:
    """Against ``numpy.busday_offset`` and a slow count, for every country of ``holidays``: weekends that move or are
    worked are right.
    """

    @pytest.mark.untraced  # tracing makes it take three times as long
    @pytest.mark.parametrize("initial", PLACES_BY_INITIAL)
    def test_each_day_is_as_holidays_says(self, initial: str) -> None:
        wrong = {place: disagreements(place, YEARS) for place in PLACES_BY_INITIAL[initial]}
        assert {place: days for place, days in wrong.items() if days} == {}

    @pytest.mark.untraced  # tracing makes it take three times as long
    @pytest.mark.parametrize("place", UNUSUAL_WEEKENDS)
    def test_unusual_weekends_are_right_in_all_years(self, place: str) -> None:
        assert disagreements(place, ALL_YEARS) == []

    @pytest.mark.untraced  # tracing makes it take three times as long
    @pytest.mark.parametrize("initial", PLACES_BY_INITIAL)
    def test_counting_agrees_with_numpy(self, initial: str) -> None:
        for place in PLACES_BY_INITIAL[initial]:
            calendar = calendar_of(place, range(2023, 2027))
            slow = slow_days(place, date(2023, 1, 1), date(2026, 12, 31))
            peer = np.busdaycalendar(weekmask="1111111", holidays=[day for day, works in slow.items() if not works])
            # Far enough from both ends of these years, and 61 numbers from -180 to 180.
            for i, day in enumerate(each_day(date(2023, 12, 1), date(2026, 1, 31))[::7]):
                n = i * 37 % 61 * 6 - 180
                roll: Any = "backward" if n > 0 else "forward"  # a closed day is none of the n
                answer: Any = np.busday_offset(day, n, roll=roll, busdaycal=peer).item()
                earlier, later = sorted((day, answer))
                between = np.busday_count(earlier, later, busdaycal=peer)
                assert calendar.add_business_days(day, n) == answer, (place, day, n)
                assert calendar.business_days_between(earlier, later) == between, (place, day, n)
                assert calendar.business_days_between(later, earlier) == -between, (place, day, n)

    @pytest.mark.parametrize(
        ("place", "day", "works"),
        [
            ("AE", "2021-12-17", False),  # a Friday, weekend until the end of 2021
            ("AE", "2021-12-19", True),  # a Sunday
            ("AE", "2022-01-07", True),  # a Friday
            ("AE", "2022-01-09", False),  # a Sunday, weekend since 2022
            ("CN", "2026-02-14", True),  # a worked Saturday before the New Year's week
            ("CN", "2026-02-21", False),
            ("IL", "2026-06-12", False),  # a Friday
            ("IL", "2026-06-14", True),  # a Sunday
            ("BN", "2026-06-12", False),  # a Friday
            ("BN", "2026-06-13", True),  # a Saturday
            ("BN", "2026-06-14", False),  # a Sunday
            ("IN-MH", "2026-05-01", False),  # Maharashtra Day
            ("DE-BY", "2026-01-06", False),  # Epiphany, in the south only
            ("DE", "2026-01-06", True),
        ],
    )
    def test_some_days_that_others_get_wrong(self, place: str, day: str, *, works: bool) -> None:
        assert calendar_of(place).is_business_day(date.fromisoformat(day)) is works

    @pytest.mark.parametrize(("day", "works"), [("2012-05-03", False), ("2012-05-05", True), ("2014-05-08", True)])
    def test_saudi_arabia_had_its_weekend_on_thursday_and_friday_until_2013(self, day: str, *, works: bool) -> None:
        """The days are a Thursday, a Saturday and a Thursday."""
        assert calendar_of("SA", range(2010, 2020)).is_business_day(date.fromisoformat(day)) is works


def last_announced(country: str) -> int:
    """Return the last year for which a country has said which weekend days are worked."""
    return max(day.year for day in filled(country, 2015, 2100).weekend_workdays)


def last_of_data(country: str) -> int:
    return holidays.country_holidays(country).end_year


QUESTIONS: Mapping[str, Callable[[BusinessCalendar, date], object]] = {
    "is_business_day": lambda calendar, day: calendar.is_business_day(day),
    "closure": lambda calendar, day: calendar.closure(day),
    "add": lambda calendar, day: calendar.add_business_days(day, 1),
    "add zero": lambda calendar, day: calendar.add_business_days(day, 0),
    "subtract": lambda calendar, day: calendar.add_business_days(day, -1),
    "following": lambda calendar, day: calendar.adjust(day, "following"),
    "preceding": lambda calendar, day: calendar.adjust(day, "preceding"),
    "between, start": lambda calendar, day: calendar.business_days_between(day, date(2026, 6, 3)),
    "between, end": lambda calendar, day: calendar.business_days_between(date(2026, 6, 3), day),
}


class TestHorizon:
    """Outside of its span, and beyond what the data know, a calendar raises ``HorizonError``; it never says "no
    holiday".
    """

    @pytest.mark.parametrize(
        ("place", "first", "last"),
        [
            ("JP", 1970, 2099),
            ("IN", 2001, 2035),
            ("IN-MH", 2001, 2035),
            ("US-CA", 1970, 2035),  # Diwali is a holiday there since 2025
            ("US", 1970, 2100),
        ],
    )
    def test_a_calendar_of_all_years_spans_what_is_known(self, place: str, first: int, last: int) -> None:
        provenance = calendar_of(place, ALL_YEARS).provenance
        assert (provenance.first, provenance.last) == (date(first, 1, 1), date(last, 12, 31))

    def test_sri_lanka_is_known_as_far_as_its_moons_are(self) -> None:
        assert calendar_of("LK", ALL_YEARS).provenance.last == date(last_of_data("LK"), 12, 31)

    def test_china_is_known_as_far_as_it_was_announced(self) -> None:
        assert calendar_of("CN", ALL_YEARS).provenance.last == date(last_announced("CN"), 12, 31)

    @pytest.mark.parametrize(
        ("place", "year"),
        [
            ("JP", 2100),
            ("IN", 2000),
            ("IN", 2036),
            ("LK", last_of_data("LK") + 1),
            ("CN", last_announced("CN") + 1),
        ],
    )
    def test_a_year_that_nobody_knows_has_no_calendar(self, place: str, year: int) -> None:
        with pytest.raises(HorizonError):
            calendar_of(place, range(year, year + 1))

    @together("question", QUESTIONS)
    @together(
        ("place", "day"),
        [
            ("JP", date(2100, 1, 4)),
            ("IN", date(2000, 12, 29)),
            ("IN", date(2036, 1, 1)),
            ("LK", date(last_of_data("LK") + 1, 1, 4)),
            ("CN", date(last_announced("CN") + 1, 1, 4)),
            ("US", date.min),
            ("US", date.max),
        ],
    )
    def test_a_day_beyond_the_data_is_never_answered(self, place: str, day: date, question: str) -> None:
        with pytest.raises(HorizonError):
            QUESTIONS[question](calendar_of(place, ALL_YEARS), day)

    @together("question", QUESTIONS)
    @together("day", [date(2024, 12, 31), date(2028, 1, 1), date(2023, 6, 1), date(2029, 6, 1)])
    def test_a_day_outside_of_the_years_asked_for_is_never_answered(self, day: date, question: str) -> None:
        with pytest.raises(HorizonError):
            QUESTIONS[question](calendar_of("US", range(2025, 2028)), day)

    @pytest.mark.parametrize(
        ("day", "n"),
        [
            (date(2026, 12, 31), 1),  # the last business day
            (date(2026, 12, 24), 6),  # 28, 29, 30 and 31 are left
            (date(2026, 6, 3), 1000),
            (date(2026, 6, 3), 10**30),
            (date(2026, 1, 2), -1),  # the first business day
            (date(2026, 1, 1), -1),
            (date(2026, 6, 3), -1000),
            (date(2026, 6, 3), -(10**30)),
        ],
    )
    def test_a_business_day_outside_of_the_span_is_never_answered(self, day: date, n: int) -> None:
        with pytest.raises(HorizonError) as caught:
            calendar_of("US", range(2026, 2027)).add_business_days(day, n)
        assert caught.value.asked is None

    def test_a_roll_never_leaves_the_span(self) -> None:
        of_2022 = calendar_of("US", range(2022, 2023))  # its 1 January and 31 December are Saturdays
        with pytest.raises(HorizonError):
            of_2022.adjust(date(2022, 12, 31), "following")
        with pytest.raises(HorizonError):
            of_2022.add_business_days(date(2022, 12, 31), 0)
        with pytest.raises(HorizonError):
            of_2022.adjust(date(2022, 1, 1), "preceding")

    def test_the_ends_of_the_span_are_answered(self) -> None:
        of_2026 = calendar_of("US", range(2026, 2027))
        assert of_2026.add_business_days(date(2026, 1, 1), 1) == date(2026, 1, 2)
        assert of_2026.add_business_days(date(2026, 12, 31), 0) == date(2026, 12, 31)
        assert of_2026.add_business_days(date(2026, 12, 31), -1) == date(2026, 12, 30)

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_the_error_names_place_span_and_day(self, question: str) -> None:
        with pytest.raises(HorizonError) as caught:
            QUESTIONS[question](calendar_of("IN-MH"), date(2036, 1, 1))
        error = caught.value
        assert (error.place, error.first, error.last) == ("IN-MH", date(2020, 1, 1), date(2035, 12, 31))
        assert error.asked == date(2036, 1, 1)
        assert all(words in str(error) for words in ("IN-MH", "2020-01-01", "2035-12-31", "2036-01-01"))

    def test_the_error_of_an_unknown_year_names_place_and_what_is_known(self) -> None:
        with pytest.raises(HorizonError, match=r"IN.*2001-01-01.*2035-12-31") as caught:
            calendar_of("IN", range(2036, 2041))
        assert caught.value.asked == date(2036, 1, 1)


# Names that end although the data go on. Each was looked up in the data and the decrees that they cite.
ENDED_OTHERWISE: Mapping[tuple[str, str], str] = {
    ("AR", "Bridge Public Holiday"): "up to three a year, each by decree",
    ("GH", "Public Holiday"): "single days by decree",
    ("GH", "Workers' Day"): "renamed Labour Day by the act of 2025",
    ("HK", "The Day following Mid-Autumn Festival"): "falls on a Sunday in 2100, so another day of another name is off",
    ("KG", "Day off"): "swapped by decree; the labour code of 2025 has fixed New Year and May holidays instead",
    ("KZ", "Day off"): "swapped by decree where the government wishes; it did not for 2026, which is in the data",
    ("TW", "Day off"): "worked Saturdays by decree; the rules of 2025 have substitute days instead",
    ("ZM", "National Prayer Day"): "abolished in 2026 for a day in December",
}


def names_by_year(place: str) -> dict[str, set[int]]:
    """Return the years in which each name occurs, without what is in brackets at its end: observed, estimated."""
    languages = holidays.country_holidays(split(place)[0]).supported_languages
    english = "en_US" if "en_US" in languages else None  # those without it have English only
    found: dict[str, set[int]] = {}
    for day, names in filled(place, 2018, 2100, english).items():
        for name in names.split("; "):
            found.setdefault(re.sub(r"(\s*[(（][^()（）]*[)）])+$", "", name), set()).add(day.year)
    return found


@pytest.mark.slow
class TestTheDataEnd:
    """Beyond the data the package says "no holiday" without a word.

    A holiday that comes each year and then never again is one whose dates are known no further.
    """

    @pytest.mark.untraced  # tracing makes it take twice as long
    @pytest.mark.parametrize("initial", PLACES_BY_INITIAL)
    def test_a_calendar_ends_no_later_than_any_holiday_of_it(self, initial: str) -> None:
        for place in PLACES_BY_INITIAL[initial]:
            ended = {
                name: max(years)
                for name, years in names_by_year(place).items()
                if max(years) < 2100 and years.issuperset(range(max(years) - 7, max(years) + 1))
                if (place, name) not in ENDED_OTHERWISE
            }
            if ended:
                known = calendar_of(place, range(2026, 2101)).provenance.last.year
                assert {name: year for name, year in ended.items() if year < known} == {}, place


class TestArguments:
    """A calendar is built over a span of years, and cached by its arguments; an error names the field and the value."""

    make: Any = staticmethod(business_calendar)  # so that a test may pass anything

    def test_a_weekend_replaces_the_countrys_own(self) -> None:
        calendar = business_calendar("US", weekend=(4, 5))
        week = [calendar.is_business_day(date(2026, 8, 3) + n * DAY) for n in range(7)]  # from a Monday
        assert week == [True, True, True, True, False, False, True]

    def test_a_weekend_leaves_the_holidays(self) -> None:
        assert business_calendar("US", weekend=(4, 5)).closure(date(2026, 11, 26)) == "Thanksgiving Day"

    def test_a_weekend_may_be_empty(self) -> None:
        calendar = business_calendar("US", weekend=())
        assert [calendar.is_business_day(date(2026, 11, 23) + n * DAY) for n in range(7)] == [
            *(True, True, True),
            False,
            *(True, True, True),
        ]

    @pytest.mark.parametrize("country", ["CN", "JP"])
    def test_the_countrys_own_weekend_changes_nothing(self, country: str) -> None:
        assert business_calendar(country, weekend=(5, 6)) == business_calendar(country)

    def test_an_extra_holiday_is_closed(self) -> None:
        calendar = business_calendar("JP", extra_holidays=[date(2026, 5, 7)])
        assert calendar.add_business_days(date(2026, 5, 1), 1) == date(2026, 5, 8)
        assert calendar.closure(date(2026, 5, 7)) not in {None, "weekend"}

    def test_an_extra_holiday_on_a_holiday_keeps_its_name(self) -> None:
        assert business_calendar("JP", extra_holidays=[date(2026, 4, 29)]) == business_calendar("JP")

    def test_an_extra_holiday_beats_a_worked_weekend(self) -> None:
        calendar = business_calendar("CN", extra_holidays=[date(2026, 5, 9)])
        assert calendar.add_business_days(date(2026, 5, 8), 1) == date(2026, 5, 11)

    @pytest.mark.parametrize("day", [date(2026, 5, 2), date(2026, 5, 3), date(2026, 5, 4)])
    def test_an_extra_workday_beats_weekend_and_holiday(self, day: date) -> None:
        calendar = business_calendar("JP", extra_workdays=[day])  # a Saturday, a holiday on a Sunday, a holiday
        assert calendar.add_business_days(date(2026, 5, 1), 1) == day
        assert calendar.closure(day) is None

    @pytest.mark.parametrize("day", [date(2019, 12, 31), date(1990, 6, 1), date(2040, 1, 2), date(2045, 1, 5)])
    def test_extras_outside_of_the_span_change_nothing(self, day: date) -> None:
        assert business_calendar("JP", extra_holidays=[day]) == business_calendar("JP")
        assert business_calendar("JP", extra_workdays=[day]) == business_calendar("JP")

    def test_a_day_cannot_be_an_extra_holiday_and_an_extra_workday(self) -> None:
        with pytest.raises(InputError, match=r"extra_workdays.*2026-05-04"):
            business_calendar("JP", extra_holidays=[date(2026, 5, 4)], extra_workdays=[date(2026, 5, 4)])

    @pytest.mark.parametrize(
        "years", [[2026, 2024], {2024, 2025, 2026}, (2026, 2024, 2026), range(2024, 2027), range(2026, 2023, -1)]
    )
    def test_a_calendar_has_all_years_from_the_least_to_the_greatest(self, years: Any) -> None:
        calendar = business_calendar("JP", years=years)
        assert (calendar.provenance.first, calendar.provenance.last) == (date(2024, 1, 1), date(2026, 12, 31))
        assert calendar.add_business_days(date(2025, 4, 28), 1) == date(2025, 4, 30)

    def test_the_years_of_a_calendar_may_be_one_year_and_come_from_a_generator(self) -> None:
        calendar = business_calendar("JP", years=(year for year in [2026]))
        assert len(calendar.table()) == 365

    def test_nobody_need_ask_for_years(self) -> None:
        assert business_calendar("JP") is business_calendar("JP", years=range(2020, 2040))

    @pytest.mark.parametrize(
        ("once", "again"),
        [
            ({}, {"subdivision": None, "weekend": None}),
            ({"weekend": [4, 5]}, {"weekend": {5, 4}}),
            ({"weekend": (4, 5)}, {"weekend": range(4, 6)}),
            (
                {"extra_holidays": [date(2026, 6, 1), date(2026, 6, 2)]},
                {"extra_holidays": {date(2026, 6, 2), date(2026, 6, 1)}},
            ),
            (
                {"extra_holidays": [date(2026, 6, 1), date(2026, 6, 2)]},
                {"extra_holidays": (date(2026, 6, day) for day in (2, 1, 2))},
            ),
            (
                {"extra_workdays": (date(2026, 6, 6), date(2026, 6, 7))},
                {"extra_workdays": [date(2026, 6, 7), date(2026, 6, 6)]},
            ),
            ({"years": range(2025, 2028)}, {"years": [2027, 2025]}),
        ],
    )
    def test_equal_arguments_give_one_object(self, once: dict[str, Any], again: dict[str, Any]) -> None:
        assert business_calendar("JP", **once) is business_calendar("JP", **again)

    @pytest.mark.parametrize(
        "changes",
        [
            {"subdivision": "CA"},
            {"weekend": [4, 5]},
            {"extra_holidays": [date(2026, 6, 1)]},
            {"extra_workdays": [date(2026, 6, 6)]},
            {"years": range(2025, 2028)},
        ],
    )
    def test_other_arguments_give_another_calendar(self, changes: dict[str, Any]) -> None:
        assert business_calendar("US", **changes) != business_calendar("US")

    @pytest.mark.parametrize("country", ["ZZ", "jp", "JPN", "UK", "", "J", "JP ", "Japan"])
    def test_an_unknown_country_is_refused(self, country: str) -> None:
        with pytest.raises(InputError) as caught:
            business_calendar(country)
        assert (caught.value.field, caught.value.value) == ("country", country)
        assert repr(country) in str(caught.value)

    @pytest.mark.parametrize(
        ("country", "subdivision"),
        [("US", "ZZ"), ("US", "ca"), ("US", "US-CA"), ("US", ""), ("JP", "MH"), ("SG", "01")],
    )
    def test_an_unknown_subdivision_is_refused(self, country: str, subdivision: str) -> None:
        with pytest.raises(InputError) as caught:
            business_calendar(country, subdivision)
        assert (caught.value.field, caught.value.value) == ("subdivision", subdivision)
        assert repr(subdivision) in str(caught.value)

    @pytest.mark.parametrize(
        ("field", "value", "shown"),
        [
            ("weekend", [7], "7"),
            ("weekend", [-1, 5], "-1"),
            ("weekend", range(7), "0, 1, 2, 3, 4, 5, 6"),
            ("weekend", [True], "True"),
            ("weekend", [5.0], "5.0"),
            ("weekend", ["Saturday"], "'Saturday'"),
            ("years", [1969], "1969"),
            ("years", range(1969, 2027), "1969"),
            ("years", [2101], "2101"),
            ("years", range(2020, 2102), "2101"),
            ("years", [], "[]"),
            ("years", [True], "True"),
            ("years", [2026.0], "2026.0"),
            ("years", ["2026"], "'2026'"),
            ("extra_holidays", [datetime(2026, 5, 7, 0, 0, tzinfo=ZoneInfo("Asia/Tokyo"))], "got datetime(2026"),
            ("extra_holidays", ["2026-05-07"], "'2026-05-07'"),
            ("extra_workdays", [datetime(2026, 5, 7, 0, 0, tzinfo=ZoneInfo("Asia/Tokyo"))], "got datetime(2026"),
            ("extra_workdays", [20260507], "20260507"),
        ],
    )
    def test_a_bad_argument_is_named_with_its_value(self, field: str, value: object, shown: str) -> None:
        with pytest.raises(InputError) as caught:
            self.make("JP", **{field: value})
        assert caught.value.field == field
        assert str(caught.value).startswith(f"{field} must be ")
        assert shown in str(caught.value)

    @pytest.mark.parametrize(
        ("field", "value", "expected"),
        [
            ("years", [], "at least one year"),
            ("weekend", range(7), "fewer than all seven weekdays"),
            ("extra_holidays", ["2026-05-07"], "a datetime.date and not a datetime"),
        ],
    )
    def test_a_bad_argument_says_what_is_expected(self, field: str, value: object, expected: str) -> None:
        with pytest.raises(InputError) as caught:
            self.make("JP", **{field: value})
        assert caught.value.expected == expected

    @together("question", QUESTIONS)
    @together(
        ("value", "shown"),
        [
            (datetime(2026, 6, 3, 0, 0, tzinfo=ZoneInfo("Asia/Tokyo")), "got datetime(2026"),
            ("2026-06-03", "'2026-06-03'"),
            ("10", "'10'"),
            (True, "True"),
            (None, "None"),
        ],
    )
    def test_only_a_date_is_a_day(self, question: str, value: Any, shown: str) -> None:
        with pytest.raises(InputError) as caught:
            QUESTIONS[question](business_calendar("JP"), value)
        assert caught.value.value is value
        assert shown in str(caught.value)

    @pytest.mark.parametrize(("n", "expected"), [(1, "2026-04-30"), (0, "2026-04-28"), (2, "2026-05-01")])
    def test_a_whole_number_of_numpy_is_one(self, n: int, expected: str) -> None:
        count: Any = np.int64(n)
        assert business_calendar("JP").add_business_days(date(2026, 4, 28), count).isoformat() == expected

    @pytest.mark.parametrize("n", [True, False, 1.0, "1", None])
    def test_only_a_whole_number_counts_days(self, n: Any) -> None:
        with pytest.raises(InputError) as caught:
            business_calendar("JP").add_business_days(date(2026, 6, 3), n)
        assert (caught.value.field, caught.value.value) == ("n", n)

    @pytest.mark.parametrize("roll", ["Following", "nearest", "", None])
    def test_only_two_rolls_are_known(self, roll: Any) -> None:
        with pytest.raises(InputError) as caught:
            business_calendar("JP").adjust(date(2026, 6, 3), roll)
        assert (caught.value.field, caught.value.value) == ("roll", roll)

    def test_the_error_names_the_rolls_that_are_known(self) -> None:
        unknown: Any = "nearest"
        with pytest.raises(InputError) as caught:
            business_calendar("JP").adjust(date(2026, 6, 3), unknown)
        assert caught.value.expected == "'following' or 'preceding'"


# What a process of other language and other hashes says.
ELSEWHERE = """
import json
from datetime import date
from followup_rules import business_calendar as calendar

days = {
    "BR": date(2026, 9, 7), "CN": date(2026, 10, 1), "DE": date(2026, 10, 3), "FR": date(2026, 7, 14),
    "IN": date(2026, 8, 15), "JP": date(2026, 4, 29), "KR": date(2026, 8, 15), "MX": date(2026, 9, 16),
}
extras = [date(2026, 6, day) for day in range(1, 13)]
print(json.dumps({
    "names": {country: calendar(country, years=[2026]).closure(day) for country, day in days.items()},
    "weekend": calendar("JP").closure(date(2026, 5, 2)),
    "digests": [
        calendar("JP").provenance.digest,
        calendar("IN", "MH").provenance.digest,
        calendar("CN", extra_holidays=extras[:6], extra_workdays=extras[6:]).provenance.digest,
    ],
}))
"""


@lru_cache
def elsewhere(locale: str, hash_seed: int) -> Any:
    language = {"LANG": locale, "LC_ALL": locale, "LANGUAGE": locale.partition(".")[0]}
    seed = {"PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    said = subprocess.run(  # noqa: S603 - the text above
        [sys.executable, "-c", ELSEWHERE], env=os.environ | language | seed, check=True, capture_output=True
    )
    return json.loads(said.stdout)


PROCESSES = pytest.mark.parametrize(("locale", "hash_seed"), [("ja_JP.UTF-8", 1), ("C", 2)])


class TestClosure:
    """``closure`` says why a day is off: the weekend, or the English name of the holiday, whatever ``LANG`` is."""

    @pytest.mark.parametrize(
        ("place", "day", "expected"),
        [
            ("JP", "2026-05-01", None),
            ("JP", "2026-05-02", "weekend"),
            ("JP", "2026-05-03", "Constitution Day"),  # a Sunday
            ("JP", "2026-05-04", "Greenery Day"),
            ("JP", "2026-05-05", "Children's Day"),
            ("US", "2026-07-04", "Independence Day"),  # a Saturday
            ("US", "2026-11-26", "Thanksgiving Day"),
            ("US", "2026-11-27", None),
            ("SA", "2026-11-06", "weekend"),
            ("SA", "2026-11-08", None),
            ("CN", "2026-05-09", None),  # a worked Saturday
            ("CN", "2026-05-16", "weekend"),
        ],
    )
    def test_a_closure_says_why_a_day_is_off(self, place: str, day: str, expected: str | None) -> None:
        assert calendar_of(place).closure(date.fromisoformat(day)) == expected

    @pytest.mark.parametrize("place", ["CN", "DE-BY", "IN-MH", "JP", "SA", "US"])
    def test_only_a_closed_day_has_a_closure(self, place: str) -> None:
        calendar = calendar_of(place)
        days = [row.day for row in calendar.table()]
        assert [calendar.closure(day) is None for day in days] == list(map(calendar.is_business_day, days))

    @pytest.mark.slow
    @PROCESSES
    def test_names_of_holidays_are_english_whatever_the_machine_speaks(self, locale: str, hash_seed: int) -> None:
        said = elsewhere(locale, hash_seed)
        assert said["weekend"] == "weekend"
        assert said["names"] == {
            "BR": "Independence Day",
            "CN": "National Day",
            "DE": "German Unity Day",
            "FR": "National Day",
            "IN": "Independence Day",
            "JP": "Showa Day",
            "KR": "Liberation Day",
            "MX": "Independence Day",
        }

    def test_named_closures_are_those_strictly_between(self) -> None:
        assert business_calendar("US").named_closures(date(2026, 11, 11), date(2027, 1, 1)) == (
            (date(2026, 11, 26), "Thanksgiving Day"),
            (date(2026, 12, 25), "Christmas Day"),
        )

    @pytest.mark.parametrize("place", ["CN", "IN-MH", "JP"])
    def test_named_closures_are_the_closed_days_that_have_a_name(self, place: str) -> None:
        calendar = calendar_of(place)
        off = [(row.day, row.closure) for row in calendar.table() if row.closure not in {None, "weekend"}]
        first, last = calendar.provenance.first, calendar.provenance.last
        assert list(calendar.named_closures(first - DAY, last + DAY)) == off

    def test_a_worked_holiday_is_no_named_closure(self) -> None:
        calendar = business_calendar("JP", extra_workdays=[date(2026, 4, 29)])
        assert calendar.named_closures(date(2026, 4, 24), date(2026, 5, 1)) == ()


class TestTable:
    """``table`` gives the days as plain rows."""

    def test_golden_week_is_a_row_a_day(self) -> None:
        calendar = business_calendar("JP", years=[2026])
        rows = calendar.table()[117:123]  # from 28 April, the 118th day
        # Before it are 20 business days of January, 18 of February, 21 of March and 19 of April.
        assert rows == (
            CalendarDay(date(2026, 4, 28), is_business_day=True, rank=78, closure=None),
            CalendarDay(date(2026, 4, 29), is_business_day=False, rank=79, closure="Showa Day"),
            CalendarDay(date(2026, 4, 30), is_business_day=True, rank=79, closure=None),
            CalendarDay(date(2026, 5, 1), is_business_day=True, rank=80, closure=None),
            CalendarDay(date(2026, 5, 2), is_business_day=False, rank=81, closure="weekend"),
            CalendarDay(date(2026, 5, 3), is_business_day=False, rank=81, closure="Constitution Day"),
        )

    def test_a_row_is_a_calendar_day(self) -> None:
        first, second = business_calendar("US", years=[2026]).table()[:2]
        assert first == CalendarDay(date(2026, 1, 1), is_business_day=False, rank=0, closure="New Year's Day")
        assert second == CalendarDay(date(2026, 1, 2), is_business_day=True, rank=0, closure=None)

    @pytest.mark.parametrize("place", ["CN", "IN-MH", "JP", "LK", "SA"])
    def test_a_table_has_each_known_day_once_and_in_order(self, place: str) -> None:
        calendar = calendar_of(place)
        days = [row.day for row in calendar.table()]
        assert (days[0], days[-1]) == (calendar.provenance.first, calendar.provenance.last)
        assert all(later - earlier == DAY for earlier, later in pairwise(days))

    def test_a_difference_of_ranks_is_the_business_days_between(self) -> None:
        calendar = business_calendar("JP", years=[2026])
        rows = calendar.table()
        for a in rows[::7]:
            for b in rows[::5]:
                assert b.rank - a.rank == calendar.business_days_between(a.day, b.day)

    @pytest.mark.parametrize("place", ["CN", "JP", "SA"])
    def test_a_rank_counts_the_business_days_before(self, place: str) -> None:
        rank = 0
        for row in calendar_of(place).table():
            assert row.rank == rank
            rank += row.is_business_day

    @pytest.mark.parametrize("place", ["CN", "JP", "SA"])
    def test_a_row_says_what_the_calendar_says(self, place: str) -> None:
        calendar = calendar_of(place)
        rows = calendar.table()
        assert [row.is_business_day for row in rows] == [calendar.is_business_day(row.day) for row in rows]
        assert [row.closure for row in rows] == [calendar.closure(row.day) for row in rows]


def answers(calendar: BusinessCalendar) -> list[object]:
    days = [calendar.provenance.first + n * DAY for n in range(300, 2200, 7)]
    return [
        calendar.table(),
        [(calendar.add_business_days(day, n), calendar.closure(day)) for day in days for n in (-4, 0, 4)],
    ]


class TestFrozen:
    """A calendar is frozen, hashable, picklable, safe under threads, and never changed by a look-up."""

    @pytest.mark.parametrize("name", ["provenance", "_days", "_ranks", "is_business_day", "anything"])
    def test_nothing_of_a_calendar_can_be_set(self, name: str) -> None:
        calendar = business_calendar("JP")
        with pytest.raises(AttributeError) as caught:
            setattr(calendar, name, ())
        assert str(caught.value) == f"a BusinessCalendar is frozen; {name} cannot be set"

    @pytest.mark.parametrize("name", ["provenance", "_days", "_ranks", "anything"])
    def test_nothing_of_a_calendar_can_be_deleted(self, name: str) -> None:
        calendar = business_calendar("JP")
        with pytest.raises(AttributeError):
            delattr(calendar, name)

    @pytest.mark.parametrize("name", ["data", "country", "digest", "anything"])
    def test_the_provenance_cannot_be_changed(self, name: str) -> None:
        provenance = business_calendar("JP").provenance
        with pytest.raises(AttributeError):
            setattr(provenance, name, "")

    @pytest.mark.parametrize("arguments", [(), ("JP",)])
    def test_a_calendar_is_not_made_directly(self, arguments: tuple[Any, ...]) -> None:
        direct: Any = BusinessCalendar
        with pytest.raises(TypeError) as caught:
            direct(*arguments)
        if not arguments:
            assert str(caught.value) == "a BusinessCalendar is made by business_calendar(country, ...)"

    @pytest.mark.parametrize(
        ("place", "protocol"),
        [*product(["JP"], range(pickle.HIGHEST_PROTOCOL + 1)), ("IN-MH", pickle.DEFAULT_PROTOCOL)],
    )
    def test_a_calendar_keeps_its_answers_after_pickling(self, place: str, protocol: int) -> None:
        calendar = calendar_of(place)
        loaded = pickle.loads(pickle.dumps(calendar, protocol))  # noqa: S301 - its own
        assert (loaded, hash(loaded)) == (calendar, hash(calendar))
        assert answers(loaded) == answers(calendar)

    @pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
    def test_a_copy_of_a_calendar_is_equal(self, copied: Callable[[BusinessCalendar], BusinessCalendar]) -> None:
        calendar = business_calendar("JP")
        twin = copied(calendar)
        assert (twin, hash(twin)) == (calendar, hash(calendar))
        assert answers(twin) == answers(calendar)

    def test_a_copy_of_a_calendar_is_frozen(self) -> None:
        twin: Any = copy.deepcopy(business_calendar("JP"))
        with pytest.raises(AttributeError):
            twin.provenance = None

    def test_equal_days_from_equal_data_are_equal(self) -> None:
        asked_otherwise = business_calendar("JP", extra_workdays=[date(2026, 6, 3)])  # a Wednesday
        assert asked_otherwise == business_calendar("JP")
        assert hash(asked_otherwise) == hash(business_calendar("JP"))

    def test_calendars_of_two_places_are_not_equal(self) -> None:
        assert business_calendar("DE") != business_calendar("DE", "BY")

    @pytest.mark.parametrize("other", [None, "JP", 0])
    def test_a_calendar_is_not_equal_to_what_is_no_calendar(self, other: object) -> None:
        assert business_calendar("JP") != other

    def test_a_calendar_shows_its_place(self) -> None:
        assert "IN-MH" in repr(business_calendar("IN", "MH"))

    def test_a_look_up_changes_nothing_in_a_calendar(self) -> None:
        calendar = business_calendar("IN", "MH", years=range(2024, 2029))
        table, pickled = calendar.table(), pickle.dumps(calendar)
        for question in QUESTIONS.values():
            for day in (date(2026, 5, 1), date(2026, 5, 2), date(2026, 6, 3)):
                question(calendar, day)
            for day in (date(2023, 12, 25), date(2029, 1, 26), date(2040, 12, 25)):
                with pytest.raises(HorizonError):
                    question(calendar, day)
        calendar.named_closures(date(2020, 1, 1), date(2040, 1, 1))
        assert calendar.table() == table
        assert pickle.dumps(calendar) == pickled

    def test_eight_threads_agree_with_one(self) -> None:
        years = range(2021, 2030)  # asked for here only, so that all threads build at once
        places = ["DE-BY", "FR", "IN-MH", "JP", "SA", "US-CA"]
        days = [date(2022, 1, 1) + n * DAY for n in range(2500)]
        start = Barrier(8)

        def work(turn: int) -> dict[str, list[object]]:
            start.wait()
            said: dict[str, list[object]] = {}
            for place in places[turn % 6 :] + places[: turn % 6]:
                calendar = calendar_of(place, years)
                said[place] = [(calendar.is_business_day(day), calendar.add_business_days(day, 4)) for day in days]
            return said

        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)
        try:
            with ThreadPoolExecutor(8) as threads:
                said = list(threads.map(work, range(8)))
        finally:
            sys.setswitchinterval(interval)

        alone: dict[str, list[object]] = {}
        for place in places:
            slow = slow_days(place, days[0], days[-1] + 30 * DAY)
            opens = [day for day, works in slow.items() if works]
            alone[place] = [(slow[day], opens[bisect_right(opens, day) + 3]) for day in days]
        assert said == [alone] * 8

    @pytest.mark.parametrize("country", ["DE", "IN", "JP", "US"])
    def test_twenty_years_take_about_sixty_kibibytes(self, country: str) -> None:
        calendar = business_calendar(country)
        assert sum(sys.getsizeof(getattr(calendar, name)) for name in calendar.__slots__) < 64 * 1024


class TestProvenance:
    """A calendar carries its provenance: version of the data, country, subdivision, span, and digest."""

    @pytest.mark.parametrize(
        ("place", "country", "subdivision", "last"),
        [("JP", "JP", None, 2039), ("IN-MH", "IN", "MH", 2035), ("US-CA", "US", "CA", 2035)],
    )
    def test_the_provenance_says_where_the_days_come_from(
        self, place: str, country: str, subdivision: str | None, last: int
    ) -> None:
        provenance = calendar_of(place).provenance
        assert provenance.data == version("holidays")
        assert (provenance.country, provenance.subdivision) == (country, subdivision)
        assert (provenance.first, provenance.last) == (date(2020, 1, 1), date(last, 12, 31))
        assert re.fullmatch("[0-9a-f]{64}", provenance.digest)

    @pytest.mark.parametrize(
        "changes",
        [
            {"extra_holidays": [date(2026, 6, 3)]},
            {"extra_holidays": [date(2039, 12, 30)]},
            {"extra_workdays": [date(2026, 6, 6)]},
            {"extra_workdays": [date(2020, 1, 1)]},
            {"weekend": [6]},
            {"years": range(2020, 2039)},
            {"years": range(2021, 2040)},
        ],
    )
    def test_the_digest_differs_where_a_day_differs(self, changes: dict[str, Any]) -> None:
        assert business_calendar("JP", **changes).provenance.digest != business_calendar("JP").provenance.digest

    @pytest.mark.parametrize(
        "changes",
        [
            {"extra_holidays": [date(2026, 4, 29)]},  # Showa Day
            {"extra_workdays": [date(2026, 6, 3)]},  # a Wednesday
            {"weekend": [6, 5]},
            {"years": [2020, 2039]},
        ],
    )
    def test_the_digest_is_equal_where_no_day_differs(self, changes: dict[str, Any]) -> None:
        assert business_calendar("JP", **changes).provenance.digest == business_calendar("JP").provenance.digest

    @pytest.mark.slow
    @PROCESSES
    def test_the_digest_is_equal_in_every_process(self, locale: str, hash_seed: int) -> None:
        extras = [date(2026, 6, day) for day in range(1, 13)]
        assert elsewhere(locale, hash_seed)["digests"] == [
            business_calendar("JP").provenance.digest,
            business_calendar("IN", "MH").provenance.digest,
            business_calendar("CN", extra_holidays=extras[:6], extra_workdays=extras[6:]).provenance.digest,
        ]
