"""Vague promises for a week of which little or nothing is left, and days before a calendar begins (G2, G10).

June 2026 in Japan has no holiday: Mo 8 Tu 9 We 10 Th 11 Fr 12 Sa 13 Su 14 | Mo 15 ... Su 21 | Mo 22
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from followup_rules import HorizonError, Promise, PromiseSpan, business_calendar, promised_by

NEXT_WEEK = Promise(end_of=PromiseSpan.NEXT_WEEK)
SAID_ON = date(2026, 6, 10)


def june(*days: int) -> list[date]:
    return [date(2026, 6, day) for day in days]


def test_of_a_promise_for_next_week_only_monday_is_left() -> None:
    closed = business_calendar("JP", extra_holidays=june(16, 17, 18, 19))
    assert promised_by(NEXT_WEEK, SAID_ON, closed) == date(2026, 6, 15)


def test_nothing_of_a_promise_for_next_week_is_left_where_saturdays_are_worked() -> None:
    """The Saturday before belongs to this week, so it is the Monday after."""
    closed = business_calendar("JP", weekend=[6], extra_holidays=june(15, 16, 17, 18, 19, 20))
    assert promised_by(NEXT_WEEK, SAID_ON, closed) == date(2026, 6, 22)


def test_next_week_ends_on_a_sunday_where_every_day_is_worked() -> None:
    assert promised_by(NEXT_WEEK, SAID_ON, business_calendar("JP", weekend=[])) == date(2026, 6, 21)


def test_nothing_of_next_week_is_left_where_every_day_is_worked() -> None:
    """The Sunday before belongs to this week."""
    closed = business_calendar("JP", weekend=[], extra_holidays=june(15, 16, 17, 18, 19, 20, 21))
    assert promised_by(NEXT_WEEK, SAID_ON, closed) == date(2026, 6, 22)


def test_this_week_may_end_with_the_calendar() -> None:
    """31 December 2023 is a Sunday, and Friday the 29th a business day."""
    until_then = business_calendar("JP", years=range(2020, 2024))
    assert promised_by(Promise(end_of=PromiseSpan.THIS_WEEK), date(2023, 12, 27), until_then) == date(2023, 12, 29)


def test_of_next_month_only_the_first_day_may_be_left() -> None:
    """1 July 2026 is a Wednesday."""
    july = [date(2026, 7, day) for day in range(1, 32)]
    next_month = Promise(end_of=PromiseSpan.NEXT_MONTH)
    assert promised_by(next_month, SAID_ON, business_calendar("JP", extra_holidays=july[1:])) == date(2026, 7, 1)


def test_nothing_of_next_month_may_be_left() -> None:
    """1 August 2026 is a Saturday."""
    july = [date(2026, 7, day) for day in range(1, 32)]
    next_month = Promise(end_of=PromiseSpan.NEXT_MONTH)
    assert promised_by(next_month, SAID_ON, business_calendar("JP", extra_holidays=july)) == date(2026, 8, 3)


@pytest.mark.parametrize("own", [[], june(16)])
def test_a_count_from_the_day_before_a_calendar_begins_is_unknown(own: list[date]) -> None:
    calendar = business_calendar("JP", years=range(2020, 2031), extra_holidays=own)
    before = calendar.provenance.first - timedelta(days=1)
    for count in (1, 2, 5):
        with pytest.raises(HorizonError):
            calendar.add_business_days(before, count)


@pytest.mark.parametrize("own", [[], june(16)])
def test_the_first_day_of_a_calendar_is_known_and_none_before_it(own: list[date]) -> None:
    """1 January 2020 is a holiday in Japan, and 2 January a business day."""
    calendar = business_calendar("JP", years=range(2020, 2031), extra_holidays=own)
    assert calendar.add_business_days(date(2020, 1, 1), 0) == date(2020, 1, 2)
    assert calendar.add_business_days(date(2020, 1, 3), -1) == date(2020, 1, 2)
    with pytest.raises(HorizonError):
        calendar.add_business_days(date(2020, 1, 2), -1)
