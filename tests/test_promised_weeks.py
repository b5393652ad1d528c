"""Vague promises for a week of which little or nothing is left, and days before a calendar begins (G2, G10).

June 2026 in Japan has no holiday: Mo 8 Tu 9 We 10 Th 11 Fr 12 Sa 13 Su 14 | Mo 15 ... Su 21 | Mo 22
"""

from __future__ import annotations

from datetime import date, timedelta

import holidays
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


@pytest.mark.parametrize(
    ("end_of", "until"), [(PromiseSpan.THIS_WEEK, date(2023, 1, 3)), (PromiseSpan.NEXT_WEEK, date(2023, 1, 6))]
)
def test_a_week_ends_on_sunday_where_two_sundays_in_a_row_are_holidays(end_of: PromiseSpan, until: date) -> None:
    """25 December 2022 and 1 January 2023 are Sundays and holidays, and the Saturday between is a plain one.

    On the second of them nothing is left of the week. Monday the 2nd is off instead, and Friday is the 6th.
    """
    us = business_calendar("US", years=range(2020, 2030))
    assert promised_by(Promise(end_of=end_of), date(2023, 1, 1), us) == until


def test_a_week_ends_on_sunday_where_one_of_two_sundays_is_worked() -> None:
    """China worked on Sunday 8 October 2023, and the Sunday before was a holiday. Next Friday is the 13th."""
    china = business_calendar("CN", years=range(2020, 2026))
    assert promised_by(NEXT_WEEK, date(2023, 10, 8), china) == date(2023, 10, 13)


def test_a_week_ends_on_saturday_where_a_company_names_each_weekend_day_near_as_its_holiday() -> None:
    """In Egypt nobody works on Fridays and Saturdays. Thursday 18 June 2026 is a holiday, so Wednesday is last."""
    friday = date(2026, 6, 12)
    named = [friday + timedelta(weeks=week, days=day) for week in range(-10, 11) for day in (0, 1)]
    egypt = business_calendar("EG", extra_holidays=named)
    assert promised_by(NEXT_WEEK, date(2026, 6, 13), egypt) == date(2026, 6, 17)
    assert promised_by(NEXT_WEEK, date(2026, 6, 14), egypt) == date(2026, 6, 25)


def test_on_a_sunday_a_week_goes_on_to_the_saturday_of_a_weekend_on_friday_and_saturday() -> None:
    """A company in Egypt works on Saturday 20 June 2026, which ends the week of Sunday the 14th."""
    egypt = business_calendar("EG", extra_workdays=june(20))
    assert promised_by(Promise(end_of=PromiseSpan.THIS_WEEK), date(2026, 6, 14), egypt) == date(2026, 6, 20)


def test_a_week_ends_on_the_first_sunday_that_is_off() -> None:
    """The Emirates moved their weekend from Friday and Saturday to Saturday and Sunday, first on 2 January 2022."""
    emirates = business_calendar("AE", years=range(2020, 2024))
    assert promised_by(Promise(end_of=PromiseSpan.THIS_WEEK), date(2022, 1, 2), emirates) == date(2022, 1, 3)


@pytest.mark.parametrize(
    ("said_on", "until"), [(date(2024, 1, 1), date(2024, 1, 5)), (date(2024, 12, 28), date(2024, 12, 30))]
)
def test_weeks_outside_of_a_calendar_do_not_count(said_on: date, until: date) -> None:
    """2024 begins on a Monday that is a holiday, and ends on a Tuesday. 29 December is a Sunday."""
    germany = business_calendar("DE", years=range(2024, 2025))
    assert promised_by(Promise(end_of=PromiseSpan.THIS_WEEK), said_on, germany) == until


@pytest.mark.parametrize(
    ("plain", "worked", "said_on"),
    [
        (date(2022, 1, 1), date(2022, 1, 8), date(2022, 1, 2)),
        (date(2022, 12, 31), date(2022, 12, 24), date(2022, 12, 18)),
    ],
)
def test_the_first_and_the_last_day_of_a_calendar_tell_its_weekend_too(
    plain: date, worked: date, said_on: date
) -> None:
    """2022 begins and ends on a Saturday. A company in Egypt works on one, and names all others but one of these."""
    saturdays = [date(2022, 1, 1) + timedelta(weeks=week) for week in range(53)]
    named = [each for each in saturdays if each not in {plain, worked}]
    egypt = business_calendar("EG", years=range(2022, 2023), extra_workdays=[worked], extra_holidays=named)
    assert promised_by(Promise(end_of=PromiseSpan.THIS_WEEK), said_on, egypt) == worked


@pytest.mark.slow
@pytest.mark.parametrize("country", ["US", "DE", "CN", "KR", "EG", "BD", "AF", "NP"])
def test_next_week_ends_with_the_weekend_that_the_holidays_package_knows(country: str) -> None:
    """Each day of ten years, with the weekend from the package, and the business days counted one by one."""
    calendar = business_calendar(country, years=range(2015, 2027))
    package = holidays.country_holidays(country, years=range(2015, 2027))
    day, wrong = date(2016, 1, 1), []
    while day < date(2026, 1, 1):
        week = [day + timedelta(days=n) for n in range(7)]
        end = max((each for each in week if package.is_weekend(each)), key=date.weekday)
        following = [end + timedelta(days=n) for n in range(1, 60)]
        worked = [each for each in following if calendar.is_business_day(each)]
        until = max((each for each in worked if each <= end + timedelta(days=7)), default=worked[0])
        if promised_by(NEXT_WEEK, day, calendar) != until:
            wrong.append(day)
        day += timedelta(days=1)
    assert wrong == []


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
