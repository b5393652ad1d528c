"""A company's own days: by hand, and against a slow count of the ``holidays`` package, day by day."""

from __future__ import annotations

import copy
import pickle
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_rules import BusinessCalendar, CalendarDay, HorizonError, InputError, business_calendar
from followup_rules import _calendar as calendar_module
from followup_rules._calendar import unbounded_calendar
from followup_rules._places import fill
from support import by_chance
from together import together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from holidays import HolidayBase

    from followup_rules._places import Source

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)  # both are Thursdays
YEAR = [FIRST + n * DAY for n in range(365)]


def of_2026(place: str, **arguments: Any) -> BusinessCalendar:
    return business_calendar(place, years=[2026], **arguments)


@cache
def data_of(place: str) -> Any:
    with warnings.catch_warnings(action="ignore"):
        return holidays.country_holidays(place, years=range(2025, 2028), expand=False, language="en_US")


class Slow:
    """The year 2026 of a place, made day by day."""

    def __init__(self, place: str, weekend: Iterable[int] | None, off: Iterable[date], on: Iterable[date]) -> None:
        data = data_of(place)
        self.closures: dict[date, str | None] = {}
        for day in YEAR:
            weekly = data.is_weekend(day) if weekend is None else day.weekday() in weekend
            reason = data.get(day) or ("weekend" if weekly and day not in data.weekend_workdays else None)
            if day in off and reason in {None, "weekend"}:
                reason = "company holiday"
            self.closures[day] = None if day in on else reason

    def works(self, day: date) -> bool:
        return self.closures[day] is None

    def add(self, day: date, n: int) -> date | None:
        """Return the n-th business day, or nothing where that lies outside of the year."""
        if n == 0 and self.works(day):
            return day
        step, left = (DAY, n or 1) if n >= 0 else (-DAY, -n)
        while left:
            day += step
            if day not in self.closures:
                return None
            left -= self.works(day)
        return day

    def between(self, start: date, end: date) -> int:
        if end < start:
            return -self.between(end, start)
        return sum(self.works(day) for day in YEAR if start <= day < end)

    def named(self) -> list[tuple[date, str]]:
        return [(day, name) for day, name in self.closures.items() if name not in {None, "weekend"} and name]

    def table(self) -> list[CalendarDay]:
        return [CalendarDay(day, self.works(day), self.between(FIRST, day), self.closures[day]) for day in YEAR]


def answer(calendar: BusinessCalendar, day: date, n: int) -> date | None:
    try:
        return calendar.add_business_days(day, n)
    except HorizonError:
        return None


# Edges of the year, and days that are holidays, weekends or worked weekends in one of the places.
SPECIAL = [
    *(FIRST - DAY, FIRST, FIRST + DAY, LAST - DAY, LAST, LAST + DAY),
    *(date(2026, 2, 14), date(2026, 2, 15), date(2026, 5, 9)),  # China
    *(date(2026, 4, 29), date(2026, 5, 2), date(2026, 5, 3), date(2026, 5, 4)),  # Japan
    *(date(2026, 7, 3), date(2026, 7, 4), date(2026, 11, 26), date(2026, 11, 27)),  # US
    *(date(2026, 11, 6), date(2026, 11, 7)),  # the weekend in Saudi Arabia
]
days = st.sampled_from(SPECIAL) | st.dates(date(2025, 12, 20), date(2027, 1, 10))
own_days = st.lists(days, max_size=25)


class TestAgainstASlowCount:
    """``extra_holidays`` are closed besides the public ones, ``extra_workdays`` are worked, whatever the tables of the
    place say.
    """

    @by_chance(60)
    @given(
        st.sampled_from(["CN", "JP", "SA", "US"]),
        st.sampled_from([None, (4, 5), (6,), ()]),
        own_days,
        own_days,
        st.lists(st.tuples(st.sampled_from(YEAR), st.integers(-12, 12)), min_size=60, max_size=60),
        st.lists(st.tuples(st.sampled_from(YEAR), st.sampled_from(YEAR)), min_size=20, max_size=20),
    )
    def test_a_calendar_with_own_days_answers_as_the_slow_count_does(
        self,
        place: str,
        weekend: tuple[int, ...] | None,
        off: list[date],
        also_on: list[date],
        asked: list[tuple[date, int]],
        spans: list[tuple[date, date]],
    ) -> None:
        on = [day for day in also_on if day not in off]
        calendar = of_2026(place, weekend=weekend, extra_holidays=off, extra_workdays=on)
        slow = Slow(place, weekend, off, on)
        assert list(calendar.table()) == slow.table()
        assert list(calendar.named_closures(date.min, date.max)) == slow.named()
        assert [calendar.is_business_day(day) for day in YEAR] == [slow.works(day) for day in YEAR]
        assert [calendar.closure(day) for day in YEAR] == list(slow.closures.values())
        for day, n in asked:
            assert answer(calendar, day, n) == slow.add(day, n), (day, n)
        for start, end in spans:
            assert calendar.business_days_between(start, end) == slow.between(start, end), (start, end)
            within = [row for row in slow.named() if start < row[0] < end]
            assert list(calendar.named_closures(start, end)) == within

    @by_chance(40)
    @given(st.sampled_from(["CN", "JP"]), own_days, own_days)
    def test_the_digest_is_that_of_the_days(self, place: str, off: list[date], also_on: list[date]) -> None:
        on = [day for day in also_on if day not in off]
        slow = Slow(place, None, off, on)
        working = bytes(slow.works(day) for day in YEAR)
        named = [(day.toordinal(), name) for day, name in slow.named()]
        expected = sha256(repr((FIRST.toordinal(), working, named)).encode()).hexdigest()
        assert of_2026(place, extra_holidays=off, extra_workdays=on).provenance.digest == expected


class TestByHand:
    """Golden Week 2026, closed days in brackets, and own days marked: closed "x", worked "o".

     Mo   Tu   We   Th   Fr   Sa   Su
     27   28  [29]  30x   1  [ 2] [ 3]  May
    [ 4] [ 5]  6o   7    8x   9o [10]
    """

    calendar = business_calendar(
        "JP",
        extra_holidays=[date(2026, 4, 30), date(2026, 5, 8)],
        extra_workdays=[date(2026, 5, 6), date(2026, 5, 9)],
    )

    @pytest.mark.parametrize(
        ("day", "n", "expected"),
        [
            ("2026-04-28", 1, "2026-05-01"),
            ("2026-04-28", 2, "2026-05-06"),
            ("2026-04-28", 3, "2026-05-07"),
            ("2026-04-28", 4, "2026-05-09"),
            ("2026-04-28", 5, "2026-05-11"),
            ("2026-04-27", 1, "2026-04-28"),
            ("2026-04-29", 0, "2026-05-01"),
            ("2026-04-30", 0, "2026-05-01"),
            ("2026-05-06", 0, "2026-05-06"),
            ("2026-05-08", 0, "2026-05-09"),
            ("2026-05-08", 1, "2026-05-09"),
            ("2026-05-08", 2, "2026-05-11"),
            ("2026-05-09", 1, "2026-05-11"),
            ("2026-05-11", -1, "2026-05-09"),
            ("2026-05-11", -2, "2026-05-07"),
            ("2026-05-11", -3, "2026-05-06"),
            ("2026-05-11", -4, "2026-05-01"),
            ("2026-05-11", -5, "2026-04-28"),
            ("2026-05-06", -1, "2026-05-01"),
        ],
    )
    def test_own_days_are_passed_over_and_stopped_at(self, day: str, n: int, expected: str) -> None:
        assert self.calendar.add_business_days(date.fromisoformat(day), n).isoformat() == expected

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            ("2026-04-28", "2026-05-11", 5),
            ("2026-04-30", "2026-05-01", 0),
            ("2026-05-06", "2026-05-07", 1),
            ("2026-05-09", "2026-05-10", 1),
            ("2026-05-11", "2026-04-28", -5),
            ("2026-01-05", "2026-04-30", 78),  # as without own days: none lies between
        ],
    )
    def test_own_days_count(self, start: str, end: str, expected: int) -> None:
        assert self.calendar.business_days_between(date.fromisoformat(start), date.fromisoformat(end)) == expected

    @pytest.mark.parametrize(
        ("day", "following", "preceding"),
        [
            ("2026-04-30", "2026-05-01", "2026-04-28"),
            ("2026-05-06", "2026-05-06", "2026-05-06"),
            ("2026-05-10", "2026-05-11", "2026-05-09"),
        ],
    )
    def test_a_roll_stops_at_own_workdays(self, day: str, following: str, preceding: str) -> None:
        closed = date.fromisoformat(day)
        rolled = self.calendar.adjust(closed, "following"), self.calendar.adjust(closed, "preceding")
        assert tuple(map(date.isoformat, rolled)) == (following, preceding)

    def test_named_closures_have_own_holidays_and_no_own_workdays(self) -> None:
        assert self.calendar.named_closures(date(2026, 4, 29), date(2026, 5, 11)) == (
            (date(2026, 4, 30), "company holiday"),
            (date(2026, 5, 3), "Constitution Day"),
            (date(2026, 5, 4), "Greenery Day"),
            (date(2026, 5, 5), "Children's Day"),
            (date(2026, 5, 8), "company holiday"),
        )

    def test_named_closures_are_strictly_between(self) -> None:
        assert self.calendar.named_closures(date(2026, 4, 30), date(2026, 5, 3)) == ()
        assert self.calendar.named_closures(date(2026, 5, 5), date(2026, 5, 8)) == ()

    def test_a_weekend_that_is_an_own_holiday_has_a_name_and_no_day_less_is_worked(self) -> None:
        saturday = date(2026, 6, 6)
        calendar = business_calendar("JP", extra_holidays=[saturday])
        assert calendar.closure(saturday) == "company holiday"
        assert calendar.named_closures(date(2026, 6, 1), date(2026, 6, 30)) == ((saturday, "company holiday"),)
        assert calendar.add_business_days(date(2026, 6, 5), 1) == date(2026, 6, 8)
        assert calendar != business_calendar("JP")

    def test_the_only_business_days_may_be_own_ones(self) -> None:
        calendar = of_2026("SA", extra_holidays=YEAR[1:], extra_workdays=[FIRST])
        assert calendar.add_business_days(FIRST, 0) == FIRST
        for n in (1, 2, -1):
            with pytest.raises(HorizonError):
                calendar.add_business_days(FIRST, n)

    def test_every_day_may_be_worked(self) -> None:
        calendar = of_2026("US", extra_workdays=YEAR)
        assert calendar.add_business_days(FIRST, 364) == LAST
        assert calendar.named_closures(date.min, date.max) == ()


class TestEdges:
    """The first and the last day that are known. 1 January 2026 is a Thursday: in Saudi Arabia people work, and the
    weekend follows; in the US it is a holiday. 31 December 2026 is a Thursday, worked in both.
    """

    def test_a_calendar_may_begin_on_a_worked_day(self) -> None:
        calendar = of_2026("SA")
        assert calendar.is_business_day(FIRST)
        assert calendar.closure(FIRST) is None
        assert calendar.add_business_days(FIRST, 0) == FIRST
        assert calendar.add_business_days(FIRST, 1) == date(2026, 1, 4)
        assert calendar.add_business_days(date(2026, 1, 4), -1) == FIRST
        assert calendar.adjust(date(2026, 1, 3), "preceding") == FIRST
        assert calendar.business_days_between(FIRST, date(2026, 1, 4)) == 1

    def test_a_calendar_may_begin_on_a_closed_day(self) -> None:
        calendar = of_2026("US")
        assert calendar.closure(FIRST) == "New Year's Day"
        assert calendar.add_business_days(FIRST, 0) == calendar.add_business_days(FIRST, 1) == date(2026, 1, 2)
        with pytest.raises(HorizonError):
            calendar.adjust(FIRST, "preceding")

    @pytest.mark.parametrize("arguments", [{}, {"weekend": [4, 5]}])
    def test_a_calendar_may_begin_and_end_on_a_weekend(self, arguments: dict[str, Any]) -> None:
        calendar = business_calendar("SA", years=[2022], **arguments)  # from a Saturday to a Saturday
        assert calendar.closure(date(2022, 1, 1)) == calendar.closure(date(2022, 12, 31)) == "weekend"
        assert calendar.is_business_day(date(2022, 1, 2))

    def test_a_calendar_may_end_on_a_holiday(self) -> None:
        assert of_2026("PH").closure(LAST) == "New Year's Eve"

    def test_a_calendar_may_end_on_a_day_off_for_a_holiday_of_the_next_year(self) -> None:
        calendar = business_calendar("US", years=[2027])  # 1 January 2028 is a Saturday
        assert calendar.closure(date(2027, 12, 31)) == "New Year's Day (observed)"

    @pytest.mark.parametrize("year", [2001, 2035])
    def test_the_first_and_the_last_known_year_have_a_calendar(self, year: int) -> None:
        provenance = business_calendar("IN", years=[year]).provenance
        assert (provenance.first, provenance.last) == (date(year, 1, 1), date(year, 12, 31))

    def test_an_own_holiday_on_the_first_day_is_closed_and_counted_from(self) -> None:
        calendar = of_2026("SA", extra_holidays=[FIRST])
        assert calendar.closure(FIRST) == "company holiday"
        assert calendar.add_business_days(FIRST, 0) == calendar.add_business_days(FIRST, 1) == date(2026, 1, 4)
        assert calendar.business_days_between(FIRST, date(2026, 1, 5)) == 1
        with pytest.raises(HorizonError):
            calendar.add_business_days(date(2026, 1, 4), -1)

    def test_an_own_workday_on_the_first_day_is_worked_and_counted(self) -> None:
        calendar = of_2026("US", extra_workdays=[FIRST])
        assert calendar.closure(FIRST) is None
        assert calendar.add_business_days(FIRST, 0) == calendar.add_business_days(date(2026, 1, 2), -1) == FIRST
        assert calendar.table()[:2] == (
            CalendarDay(FIRST, is_business_day=True, rank=0, closure=None),
            CalendarDay(date(2026, 1, 2), is_business_day=True, rank=1, closure=None),
        )

    def test_an_own_holiday_on_the_last_day_is_closed_and_nothing_follows(self) -> None:
        calendar = of_2026("US", extra_holidays=[LAST])
        assert calendar.closure(LAST) == "company holiday"
        assert calendar.adjust(LAST, "preceding") == date(2026, 12, 30)
        for day, n in ((LAST, 0), (date(2026, 12, 30), 1), (date(2026, 12, 29), 2)):
            with pytest.raises(HorizonError):
                calendar.add_business_days(day, n)

    def test_an_own_workday_on_the_last_day_is_worked_and_nothing_follows(self) -> None:
        calendar = business_calendar("US", years=[2022], extra_workdays=[date(2022, 12, 31)])  # a Saturday
        assert calendar.add_business_days(date(2022, 12, 30), 1) == date(2022, 12, 31)
        assert calendar.add_business_days(date(2022, 12, 29), 2) == date(2022, 12, 31)
        with pytest.raises(HorizonError):
            calendar.add_business_days(date(2022, 12, 30), 2)

    @together("own", [{}, {"extra_holidays": [date(2026, 6, 3)]}, {"extra_workdays": [FIRST]}])
    @together("n", [-2, -1, 0, 1, 2, 3, 400])
    @together("day", [FIRST - DAY, FIRST - 2 * DAY, date(2020, 6, 3), LAST + DAY, date.min, date.max])
    def test_a_day_outside_is_named_even_where_the_answer_lies_inside(
        self, day: date, n: int, own: dict[str, Any]
    ) -> None:
        with pytest.raises(HorizonError) as caught:
            of_2026("US", **own).add_business_days(day, n)
        assert caught.value.asked == day

    @pytest.mark.parametrize("n", [10**30, -(10**30)])
    def test_an_answer_outside_names_no_day(self, n: int) -> None:
        with pytest.raises(HorizonError) as caught:
            of_2026("US", extra_holidays=[date(2026, 6, 3)]).add_business_days(date(2026, 6, 3), n)
        assert caught.value.asked is None

    @pytest.mark.parametrize("question", ["is_business_day", "closure"])
    def test_a_day_outside_is_not_answered(self, question: str) -> None:
        calendar = of_2026("US", extra_holidays=[FIRST, LAST])
        for day in (FIRST - DAY, LAST + DAY):
            with pytest.raises(HorizonError):
                getattr(calendar, question)(day)


class TestArguments:
    """An error names the field and the value, as without own days."""

    calendar: Any = business_calendar("JP", extra_holidays=[date(2026, 6, 3)])

    @pytest.mark.parametrize("n", [True, 1.0, "1", None, []])
    def test_only_a_whole_number_counts_days(self, n: Any) -> None:
        with pytest.raises(InputError, match="n must be a whole number of business days, got"):
            self.calendar.add_business_days(date(2026, 6, 2), n)

    @pytest.mark.parametrize("day", ["2026-06-02", None, 20260602])
    def test_only_a_date_is_a_day(self, day: Any) -> None:
        asks: list[tuple[str, Callable[[], object]]] = [
            ("day", lambda: self.calendar.add_business_days(day, 1)),
            ("day", lambda: self.calendar.is_business_day(day)),
            ("day", lambda: self.calendar.closure(day)),
            ("start", lambda: self.calendar.business_days_between(day, date(2026, 6, 2))),
            ("end", lambda: self.calendar.business_days_between(date(2026, 6, 2), day)),
            ("after", lambda: self.calendar.named_closures(day, date(2026, 6, 2))),
            ("before", lambda: self.calendar.named_closures(date(2026, 6, 2), day)),
        ]
        for field, ask in asks:
            with pytest.raises(InputError, match=f"{field} must be a datetime.date"):
                ask()

    def test_a_date_of_a_subclass_is_a_date(self) -> None:
        class Day(date):
            """As a library that freezes the clock has it."""

        assert self.calendar.add_business_days(Day(2026, 6, 2), 1) == date(2026, 6, 4)
        plain = business_calendar("JP", extra_holidays=[date(2026, 6, 3)])
        assert business_calendar("JP", extra_holidays=[Day(2026, 6, 3)]) is plain


class TestOneOfMany:
    """Companies with closed days of their own share the data of their place, which are not read again."""

    def test_a_thousand_companies_read_the_data_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        filled: list[Source] = []

        def counted(source: Source) -> HolidayBase:
            filled.append(source)
            return fill(source)

        monkeypatch.setattr(calendar_module, "fill", counted)
        calendar_module._calendar.cache_clear()
        calendar_module._company_calendar.cache_clear()  # its calendars are laid over those

        def ask() -> list[BusinessCalendar]:
            opened = [date(2022, 1, 1) + n * DAY for n in range(1000)]
            return [business_calendar("JP", years=range(2022, 2026), extra_holidays=[day]) for day in opened]

        first, second = ask(), ask()
        assert len(filled) == 1
        assert all(one is other for one, other in zip(first, second, strict=True))

    def test_calendars_with_own_days_share_the_tables_of_their_place(self) -> None:
        plain = business_calendar("JP")
        calendar = business_calendar("JP", extra_holidays=[date(2026, 6, n) for n in range(1, 21)])
        assert all(getattr(calendar, name) is getattr(plain, name) for name in ("_days", "_ranks", "_named", "_names"))
        assert sum(sys.getsizeof(getattr(calendar, name)) for name in calendar.__slots__) < 4096

    @pytest.mark.parametrize(
        "own",
        [
            {"extra_holidays": [date(2026, 4, 29)]},  # a holiday
            {"extra_workdays": [date(2026, 6, 3)]},  # a Wednesday
            {"extra_holidays": [date(2019, 12, 31), date(2040, 1, 2)]},  # outside of the years
        ],
    )
    def test_own_days_that_change_nothing_give_the_calendar_of_the_place(self, own: dict[str, Any]) -> None:
        assert business_calendar("JP", **own) is business_calendar("JP")

    def test_threads_find_one_digest(self) -> None:
        calendar = business_calendar("JP", years=range(2001, 2031), extra_holidays=[date(2026, 6, 3)])
        with ThreadPoolExecutor(8) as threads:
            digests = list(threads.map(lambda _: calendar.provenance.digest, range(64)))
        assert len(set(digests)) == 1


class TestValues:
    """Calendars are frozen, hashable and picklable; two with the same days from the same data are equal."""

    calendar = of_2026("JP", extra_holidays=[date(2026, 4, 30)], extra_workdays=[date(2026, 5, 6), date(2026, 5, 9)])

    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_a_calendar_with_own_days_keeps_its_answers_after_pickling(self, protocol: int) -> None:
        loaded = pickle.loads(pickle.dumps(self.calendar, protocol))  # noqa: S301 - its own
        assert (loaded, hash(loaded), loaded.provenance) == (
            self.calendar,
            hash(self.calendar),
            self.calendar.provenance,
        )
        assert loaded.table() == self.calendar.table()
        assert loaded.add_business_days(date(2026, 4, 28), 2) == date(2026, 5, 6)

    @pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
    def test_a_copy_of_a_calendar_with_own_days_is_equal(
        self, copied: Callable[[BusinessCalendar], BusinessCalendar]
    ) -> None:
        assert copied(self.calendar) == self.calendar

    @pytest.mark.parametrize("name", ["_own", "_days", "_digest", "provenance", "anything"])
    def test_nothing_of_a_calendar_with_own_days_can_be_set_or_deleted(self, name: str) -> None:
        with pytest.raises(AttributeError):
            setattr(self.calendar, name, ())
        with pytest.raises(AttributeError):
            delattr(self.calendar, name)

    def test_a_look_up_changes_nothing_in_a_calendar_with_own_days(self) -> None:
        calendar = of_2026("JP", extra_holidays=[date(2026, 6, 3)])
        pickled = pickle.dumps(calendar)
        assert hash(calendar)
        assert calendar.provenance
        assert calendar.add_business_days(date(2026, 6, 2), 1) == date(2026, 6, 4)
        assert pickle.dumps(calendar) == pickled

    def test_equal_days_by_other_arguments_are_equal(self) -> None:
        saturdays = [day for day in YEAR if day.weekday() == 5 and of_2026("JP").closure(day) == "weekend"]
        by_weekend, by_days = of_2026("JP", weekend=[6]), of_2026("JP", extra_workdays=saturdays)
        assert by_weekend == by_days
        assert hash(by_weekend) == hash(by_days)

    def test_an_own_holiday_makes_another_calendar(self) -> None:
        assert self.calendar != of_2026("JP")
        assert self.calendar.provenance.digest != of_2026("JP").provenance.digest

    def test_a_calendar_with_own_days_shows_its_place(self) -> None:
        assert repr(self.calendar) == "<BusinessCalendar JP 2026-01-01 to 2026-12-31>"


class TestWeekend:
    """G4: an interview may bring its company's own working week; "public holidays close all the same, worked weekend
    days of the country [...] stay worked".
    """

    def test_an_unbounded_calendar_takes_a_weekend(self) -> None:
        calendar, first, last = unbounded_calendar("CN", None, (), (), (2020, 2059), frozenset({4, 5}))
        assert not calendar.is_business_day(date(2026, 5, 8))  # a Friday
        assert calendar.is_business_day(date(2026, 5, 9))  # a Saturday that China works
        assert not calendar.is_business_day(date(2026, 5, 16))  # another Saturday
        assert calendar.is_business_day(date(2026, 5, 17))  # a Sunday
        assert calendar.closure(date(2026, 10, 1)) == "National Day"  # a Thursday
        assert (first.year, last.year >= 2026, calendar.provenance.last) == (1970, True, date(2059, 12, 31))

    def test_without_an_own_weekend_the_weekend_is_the_countrys(self) -> None:
        calendar, _, _ = unbounded_calendar("SA", None, (), (), (2020, 2029))
        assert [calendar.is_business_day(date(2026, 11, 5) + n * DAY) for n in range(4)] == [True, False, False, True]

    def test_own_days_are_laid_over_an_own_weekend(self) -> None:
        calendar, _, _ = unbounded_calendar(
            "JP", None, [date(2026, 6, 3)], [date(2026, 6, 5)], (2020, 2029), frozenset({4})
        )
        assert [calendar.is_business_day(date(2026, 6, 3) + n * DAY) for n in range(4)] == [False, True, True, True]
