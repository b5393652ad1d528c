"""Promises without a date, such as "next week" (G10)."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from calendars import filled
from followup_rules import (
    HorizonError,
    InputError,
    Promise,
    PromiseSpan,
    business_calendar,
    promised_by,
)
from support import by_chance

DAY = timedelta(days=1)

THIS_WEEK, NEXT_WEEK = PromiseSpan.THIS_WEEK, PromiseSpan.NEXT_WEEK


THIS_MONTH, NEXT_MONTH = PromiseSpan.THIS_MONTH, PromiseSpan.NEXT_MONTH


class TestPromises:
    """A vague promise is the last business day of its span (G10).

    Where nothing of the span is left to work in, it is the first business day after it, as F2 has it: "Always give
    more time than the stated date." Golden Week 2026 is drawn in ``rules/test_g2.py``.
    """

    @pytest.mark.parametrize(
        ("said_on", "span", "expected"),
        [
            ("2026-04-27", THIS_WEEK, "2026-05-01"),  # a Monday; the Wednesday is off
            ("2026-05-01", THIS_WEEK, "2026-05-01"),  # a Friday
            ("2026-05-04", THIS_WEEK, "2026-05-08"),  # a Monday that is off
            ("2026-04-25", THIS_WEEK, "2026-04-27"),  # a Saturday: nothing is left
            ("2026-05-02", THIS_WEEK, "2026-05-07"),  # likewise, and Monday to Wednesday are off
            ("2026-05-03", THIS_WEEK, "2026-05-07"),  # a Sunday
            ("2026-04-20", NEXT_WEEK, "2026-05-01"),
            ("2026-04-25", NEXT_WEEK, "2026-05-01"),  # a Saturday
            ("2026-04-26", NEXT_WEEK, "2026-05-01"),  # a Sunday
            ("2026-04-29", NEXT_WEEK, "2026-05-08"),  # of next week only two days are left
            ("2026-04-01", THIS_MONTH, "2026-04-30"),
            ("2026-04-30", THIS_MONTH, "2026-04-30"),  # its last day
            ("2026-05-04", THIS_MONTH, "2026-05-29"),  # the 31st is a Sunday
            ("2026-05-30", THIS_MONTH, "2026-06-01"),  # a Saturday: nothing is left
            ("2026-05-31", THIS_MONTH, "2026-06-01"),  # a Sunday, its last day
            ("2026-02-28", THIS_MONTH, "2026-03-02"),  # a Saturday, its last day
            ("2026-01-31", NEXT_MONTH, "2026-02-27"),  # 28 February is a Saturday
            ("2026-01-30", NEXT_MONTH, "2026-02-27"),
            ("2028-01-31", NEXT_MONTH, "2028-02-29"),  # a leap year's, a Tuesday
            ("2026-03-31", NEXT_MONTH, "2026-04-30"),
            ("2026-04-30", NEXT_MONTH, "2026-05-29"),
            ("2026-12-31", NEXT_MONTH, "2027-01-29"),  # the 31st is a Sunday
        ],
    )
    def test_a_promise_for_the_end_of_a_span_is_its_last_business_day_in_japan(
        self, said_on: str, span: PromiseSpan, expected: str
    ) -> None:
        day = promised_by(Promise(end_of=span), date.fromisoformat(said_on), business_calendar("JP"))
        assert day == date.fromisoformat(expected)

    @pytest.mark.parametrize(
        ("said_on", "promise", "expected"),
        [
            ("2026-04-24", Promise(within_days=5), "2026-04-28"),  # to the 29th
            ("2026-04-24", Promise(within_days=12), "2026-05-01"),  # to 6 May
            ("2026-04-24", Promise(within_days=0), "2026-04-24"),
            ("2026-04-29", Promise(within_days=0), "2026-04-30"),  # nothing is left
            ("2026-05-01", Promise(within_days=5), "2026-05-01"),  # the day itself is the last one worked
            ("2026-05-02", Promise(within_days=4), "2026-05-07"),  # nothing is left
            ("2026-05-02", Promise(within_days=5), "2026-05-07"),
            ("2026-05-02", Promise(within_days=6), "2026-05-08"),
            ("2026-01-31", Promise(within_days=30), "2026-03-02"),
            ("2026-04-24", Promise(within_weeks=1), "2026-05-01"),
            ("2026-04-22", Promise(within_weeks=1), "2026-04-28"),  # to the 29th
            ("2026-04-22", Promise(within_weeks=2), "2026-05-01"),  # to 6 May
            ("2026-04-25", Promise(within_weeks=1), "2026-05-01"),  # from a Saturday to the next
            ("2026-04-24", Promise(within_weeks=2), "2026-05-08"),
        ],
    )
    def test_a_promise_in_days_or_weeks_is_a_business_day_in_japan(
        self, said_on: str, promise: Promise, expected: str
    ) -> None:
        day = promised_by(promise, date.fromisoformat(said_on), business_calendar("JP"))
        assert day == date.fromisoformat(expected)

    @pytest.mark.parametrize(
        ("said_on", "span"),
        [
            ("2019-04-24", NEXT_WEEK),  # a Wednesday
            ("2019-04-27", NEXT_WEEK),
            ("2019-04-29", THIS_WEEK),
            ("2019-05-05", THIS_WEEK),
        ],
    )
    def test_a_week_off_is_promised_for_the_first_business_day_after_it(self, said_on: str, span: PromiseSpan) -> None:
        ten_days_off = business_calendar("JP", years=[2019])  # from Saturday, 27 April, to Monday, 6 May
        assert promised_by(Promise(end_of=span), date.fromisoformat(said_on), ten_days_off) == date(2019, 5, 7)

    @pytest.mark.parametrize(
        ("said_on", "promise", "expected"),
        [
            # Thanksgiving is Thursday, 26 November.
            ("2026-11-23", Promise(end_of=THIS_WEEK), "2026-11-27"),
            ("2026-11-18", Promise(end_of=NEXT_WEEK), "2026-11-27"),
            ("2026-11-18", Promise(within_days=8), "2026-11-25"),
            ("2026-11-26", Promise(within_days=0), "2026-11-27"),
            ("2026-11-28", Promise(end_of=THIS_WEEK), "2026-11-30"),
            ("2026-11-28", Promise(end_of=THIS_MONTH), "2026-11-30"),
            ("2026-11-30", Promise(end_of=THIS_MONTH), "2026-11-30"),
            ("2026-11-30", Promise(end_of=NEXT_MONTH), "2026-12-31"),
            # Christmas and New Year's Day are Fridays.
            ("2026-12-25", Promise(within_weeks=1), "2026-12-31"),
            ("2026-12-28", Promise(end_of=THIS_WEEK), "2026-12-31"),
            ("2026-12-30", Promise(end_of=NEXT_WEEK), "2027-01-08"),
            ("2026-12-31", Promise(end_of=THIS_MONTH), "2026-12-31"),
            ("2026-12-31", Promise(end_of=NEXT_MONTH), "2027-01-29"),
            ("2026-12-31", Promise(within_days=1), "2026-12-31"),
            ("2027-01-01", Promise(within_days=2), "2027-01-04"),
            ("2027-01-01", Promise(end_of=THIS_WEEK), "2027-01-04"),
        ],
    )
    def test_a_promise_passes_over_thanksgiving_and_the_year_end_in_the_us(
        self, said_on: str, promise: Promise, expected: str
    ) -> None:
        day = promised_by(promise, date.fromisoformat(said_on), business_calendar("US"))
        assert day == date.fromisoformat(expected)

    @pytest.mark.parametrize(
        ("said_on", "promise", "expected"),
        [
            ("2026-11-01", Promise(end_of=THIS_WEEK), "2026-11-05"),  # a Sunday, the first of the week
            ("2026-11-05", Promise(end_of=THIS_WEEK), "2026-11-05"),  # a Thursday
            ("2026-11-06", Promise(end_of=THIS_WEEK), "2026-11-08"),  # a Friday: nothing is left
            ("2026-11-07", Promise(end_of=THIS_WEEK), "2026-11-08"),  # a Saturday
            ("2026-11-08", Promise(end_of=THIS_WEEK), "2026-11-12"),
            ("2026-11-05", Promise(end_of=NEXT_WEEK), "2026-11-12"),
            ("2026-11-06", Promise(end_of=NEXT_WEEK), "2026-11-12"),
            ("2026-11-07", Promise(end_of=NEXT_WEEK), "2026-11-12"),
            ("2026-11-08", Promise(end_of=NEXT_WEEK), "2026-11-19"),
            ("2026-10-01", Promise(end_of=THIS_MONTH), "2026-10-29"),  # the 31st is a Saturday
            ("2026-10-30", Promise(end_of=THIS_MONTH), "2026-11-01"),  # a Friday: nothing is left
            ("2026-11-30", Promise(end_of=THIS_MONTH), "2026-11-30"),
            ("2026-09-30", Promise(end_of=NEXT_MONTH), "2026-10-29"),
            ("2026-11-05", Promise(within_days=2), "2026-11-05"),
            ("2026-11-06", Promise(within_days=1), "2026-11-08"),
            ("2026-11-07", Promise(within_weeks=1), "2026-11-12"),
            ("2026-12-27", Promise(end_of=THIS_WEEK), "2026-12-31"),
            ("2026-12-31", Promise(end_of=NEXT_WEEK), "2027-01-07"),
        ],
    )
    def test_a_week_ends_on_saturday_in_saudi_arabia(self, said_on: str, promise: Promise, expected: str) -> None:
        day = promised_by(promise, date.fromisoformat(said_on), business_calendar("SA"))
        assert day == date.fromisoformat(expected)

    @pytest.mark.parametrize(
        ("weekend", "expected"),
        [
            ((3, 4), "2026-08-05"),  # Thursday and Friday: the week of Saturday ends on Friday, the 7th
            ((4,), "2026-08-06"),
            ((4, 5), "2026-08-06"),  # the week of Sunday, the 2nd, ends on Saturday, the 8th
            ((5,), "2026-08-07"),
            ((5, 6), "2026-08-07"),
            ((6,), "2026-08-08"),
        ],
    )
    def test_a_week_ends_with_its_weekend(self, weekend: tuple[int, ...], expected: str) -> None:
        calendar = business_calendar("US", weekend=weekend)
        assert promised_by(Promise(end_of=THIS_WEEK), date(2026, 8, 3), calendar) == date.fromisoformat(expected)

    def test_a_worked_saturday_is_the_last_business_day_of_its_week(self) -> None:
        said_on = date(2026, 5, 6)  # the Wednesday after Labour Day; Saturday, the 9th, is worked
        assert promised_by(Promise(end_of=THIS_WEEK), said_on, business_calendar("CN")) == date(2026, 5, 9)

    @pytest.mark.parametrize(
        ("said_on", "expected"),
        [
            ("2021-11-10", "2021-11-11"),  # a Wednesday; the weekend is Friday and Saturday
            ("2021-12-20", "2021-12-23"),  # a Monday, shortly before the weekend moves
            ("2022-01-05", "2022-01-07"),  # a Wednesday; the weekend is Saturday and Sunday
        ],
    )
    def test_a_weekend_that_moves_is_that_of_the_day(self, said_on: str, expected: str) -> None:
        day = promised_by(Promise(end_of=THIS_WEEK), date.fromisoformat(said_on), business_calendar("AE"))
        assert day == date.fromisoformat(expected)

    @by_chance(100)
    @given(st.dates(date(2025, 1, 1), date(2026, 6, 30)), st.integers(0, 30))
    def test_within_days_agrees_with_a_slow_search(self, said_on: date, days: int) -> None:
        data = filled("JP", 2024, 2027)
        inside = [day for n in range(days + 1) if data.is_working_day(day := said_on + n * DAY)]
        after = next(day for n in range(1, 30) if data.is_working_day(day := said_on + (days + n) * DAY))
        expected = inside[-1] if inside else after
        assert promised_by(Promise(within_days=days), said_on, business_calendar("JP")) == expected

    @pytest.mark.parametrize(
        ("said_on", "promise"),
        [
            (date(2039, 12, 30), Promise(end_of=NEXT_WEEK)),
            (date(2039, 12, 30), Promise(end_of=NEXT_MONTH)),
            (date(2039, 12, 30), Promise(within_weeks=1)),
            (date(2039, 12, 31), Promise(within_days=0)),  # a Saturday: the first business day after is 2040's
            (date(2040, 6, 1), Promise(end_of=THIS_WEEK)),
            (date(2019, 6, 3), Promise(end_of=THIS_WEEK)),
        ],
    )
    def test_a_promise_beyond_what_is_known_is_no_date(self, said_on: date, promise: Promise) -> None:
        with pytest.raises(HorizonError):
            promised_by(promise, said_on, business_calendar("JP"))

    @pytest.mark.parametrize(
        "said_on", [datetime(2026, 6, 3, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo")), "yesterday", None, True]
    )
    def test_a_promise_that_is_not_said_on_a_date_is_refused(self, said_on: Any) -> None:
        with pytest.raises(InputError) as caught:
            promised_by(Promise(within_days=1), said_on, business_calendar("JP"))
        assert (caught.value.field, caught.value.value) == ("said_on", said_on)

    @pytest.mark.parametrize(
        ("fields", "named"),
        [
            ({}, "exactly one of end_of, within_days, "),
            ({"end_of": "this-week", "within_days": 1}, "within_days"),
            ({"within_days": 1, "within_weeks": 1}, "within_weeks"),
            ({"within_days": -1}, "within_days"),
            ({"within_weeks": -1}, "within_weeks"),
            ({"within_days": True}, "within_days"),
            ({"within_days": "3"}, "within_days"),
            ({"within_weeks": 1.5}, "within_weeks"),
            ({"end_of": "fortnight"}, "end_of"),
            ({"within_months": 1}, "within_months"),
        ],
    )
    def test_a_promise_is_exactly_one_thing(self, fields: dict[str, Any], named: str) -> None:
        with pytest.raises(ValidationError, match=named):
            Promise(**fields)

    @pytest.mark.parametrize("promise", [*(Promise(end_of=span) for span in PromiseSpan), Promise(within_days=3)])
    def test_a_promise_survives_json_and_pickle(self, promise: Promise) -> None:
        loaded = Promise.model_validate_json(promise.model_dump_json())
        pickled = pickle.loads(pickle.dumps(promise))  # noqa: S301 - its own
        assert loaded == pickled == promise
        assert hash(loaded) == hash(pickled) == hash(promise)


def test_a_week_ends_on_saturday_where_the_calendar_knows_only_the_weekend_ahead() -> None:
    """The calendar begins on Thursday 1 January 2026; in Saudi Arabia, Friday and Saturday are off."""
    saudi_arabia = business_calendar("SA", years=[2026])
    assert promised_by(Promise(end_of=THIS_WEEK), date(2026, 1, 1), saudi_arabia) == date(2026, 1, 1)
