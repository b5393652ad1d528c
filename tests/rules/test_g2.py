"""G2: `add_business_days(d, n)`: `n > 0` is the n-th business day strictly after `d`; `n < 0` strictly before; `n =
0` is `d` itself, or the first business day after it. Saturday + 1 is Monday.
"""

from __future__ import annotations

from datetime import date

import pytest

from calendars import calendar_of
from followup_rules import business_calendar


class TestG2:
    """Golden Week 2026, closed days in brackets:

        Mo   Tu   We   Th   Fr   Sa   Su
        20   21   22   23   24  [25] [26]  April
        27   28  [29]  30    1  [ 2] [ 3]  May
       [ 4] [ 5] [ 6]   7    8  [ 9] [10]

    Thanksgiving 2026, and the second week of November where Friday and Saturday are the weekend:

        Mo   Tu   We   Th   Fr   Sa   Su
        23   24   25  [26]  27  [28] [29]  November, US
        30    1    2    3    4  [ 5] [ 6]  December, US
         2    3    4    5  [ 6] [ 7]   8   November, SA
    """

    @pytest.mark.parametrize(
        ("place", "day", "n", "expected"),
        [
            ("JP", "2026-04-28", 1, "2026-04-30"),
            ("JP", "2026-04-28", 2, "2026-05-01"),
            ("JP", "2026-04-28", 3, "2026-05-07"),
            ("JP", "2026-04-24", 4, "2026-05-01"),
            ("JP", "2026-04-29", 1, "2026-04-30"),
            ("JP", "2026-05-02", 1, "2026-05-07"),
            ("JP", "2026-05-03", 2, "2026-05-08"),
            ("US", "2026-11-25", 1, "2026-11-27"),
            ("US", "2026-11-25", 2, "2026-11-30"),
            ("US", "2026-11-26", 1, "2026-11-27"),
            ("US", "2026-07-02", 1, "2026-07-06"),  # the 4th is a Saturday, so Friday is off
            ("SA", "2026-11-05", 1, "2026-11-08"),
            ("SA", "2026-11-06", 1, "2026-11-08"),
            ("SA", "2026-11-07", 2, "2026-11-09"),
            ("CN", "2026-05-08", 1, "2026-05-09"),  # a worked Saturday after Labour Day
            ("CN", "2026-05-08", 2, "2026-05-11"),
            ("DE", "2026-12-24", 1, "2026-12-28"),
            ("DE", "2026-12-24", 5, "2027-01-04"),
        ],
    )
    def test_a_count_above_zero_is_the_nth_business_day_strictly_after(
        self, place: str, day: str, n: int, expected: str
    ) -> None:
        assert calendar_of(place).add_business_days(date.fromisoformat(day), n) == date.fromisoformat(expected)

    @pytest.mark.parametrize(
        ("place", "day", "n", "expected"),
        [
            ("JP", "2026-05-07", -1, "2026-05-01"),
            ("JP", "2026-05-07", -2, "2026-04-30"),
            ("JP", "2026-05-07", -3, "2026-04-28"),
            ("JP", "2026-05-05", -1, "2026-05-01"),
            ("JP", "2026-04-30", -1, "2026-04-28"),
            ("JP", "2026-05-10", -1, "2026-05-08"),
            ("US", "2026-11-26", -1, "2026-11-25"),
            ("US", "2026-11-27", -1, "2026-11-25"),
            ("US", "2026-11-28", -1, "2026-11-27"),
            ("US", "2026-11-30", -2, "2026-11-25"),
            ("SA", "2026-11-08", -1, "2026-11-05"),
            ("CN", "2026-05-11", -1, "2026-05-09"),
            ("DE", "2027-01-04", -5, "2026-12-24"),
        ],
    )
    def test_a_count_below_zero_is_the_nth_business_day_strictly_before(
        self, place: str, day: str, n: int, expected: str
    ) -> None:
        assert calendar_of(place).add_business_days(date.fromisoformat(day), n) == date.fromisoformat(expected)

    @pytest.mark.parametrize(
        ("place", "day", "expected"),
        [
            ("JP", "2026-04-28", "2026-04-28"),
            ("JP", "2026-04-29", "2026-04-30"),
            ("JP", "2026-05-02", "2026-05-07"),
            ("US", "2026-11-25", "2026-11-25"),
            ("US", "2026-11-26", "2026-11-27"),
            ("US", "2026-11-28", "2026-11-30"),
            ("SA", "2026-11-06", "2026-11-08"),
            ("CN", "2026-05-09", "2026-05-09"),
        ],
    )
    def test_a_count_of_zero_is_the_day_itself_or_the_first_business_day_after_it(
        self, place: str, day: str, expected: str
    ) -> None:
        assert calendar_of(place).add_business_days(date.fromisoformat(day), 0) == date.fromisoformat(expected)

    @pytest.mark.parametrize("place", ["DE", "JP", "US"])
    def test_one_business_day_after_saturday_is_monday(self, place: str) -> None:
        assert calendar_of(place).add_business_days(date(2026, 11, 14), 1) == date(2026, 11, 16)

    @pytest.mark.parametrize(
        ("place", "day", "following", "preceding"),
        [
            ("JP", "2026-04-28", "2026-04-28", "2026-04-28"),
            ("JP", "2026-04-29", "2026-04-30", "2026-04-28"),
            ("JP", "2026-05-03", "2026-05-07", "2026-05-01"),
            ("US", "2026-11-26", "2026-11-27", "2026-11-25"),
            ("US", "2026-11-29", "2026-11-30", "2026-11-27"),
            ("SA", "2026-11-07", "2026-11-08", "2026-11-05"),
        ],
    )
    def test_adjusting_rolls_a_closed_day_and_leaves_an_open_one(
        self, place: str, day: str, following: str, preceding: str
    ) -> None:
        calendar, closed = calendar_of(place), date.fromisoformat(day)
        rolled = calendar.adjust(closed, "following"), calendar.adjust(closed, "preceding")
        assert rolled == (date.fromisoformat(following), date.fromisoformat(preceding))

    @pytest.mark.parametrize(
        ("place", "start", "end", "expected"),
        [
            ("JP", "2026-04-28", "2026-05-07", 3),  # 28 and 30 April, 1 May
            ("JP", "2026-04-28", "2026-04-29", 1),  # the start counts
            ("JP", "2026-04-29", "2026-04-30", 0),  # the end does not
            ("JP", "2026-04-28", "2026-04-28", 0),
            ("JP", "2026-05-02", "2026-05-07", 0),
            ("US", "2026-11-23", "2026-11-30", 4),
            ("US", "2026-11-27", "2026-11-28", 1),
            ("US", "2026-11-28", "2026-11-30", 0),
            ("SA", "2026-11-01", "2026-11-08", 5),
        ],
    )
    def test_business_days_between_two_days_are_half_open_and_signed(
        self, place: str, start: str, end: str, expected: int
    ) -> None:
        calendar, days = calendar_of(place), (date.fromisoformat(start), date.fromisoformat(end))
        assert calendar.business_days_between(*days) == expected
        assert calendar.business_days_between(*reversed(days)) == -expected

    def test_the_answer_to_a_date_of_a_subclass_is_a_plain_date(self) -> None:
        class Day(date):
            """As a library that freezes the clock has it."""

        answer = business_calendar("JP").add_business_days(Day(2026, 4, 28), 0)
        assert (type(answer), answer) == (date, date(2026, 4, 28))
