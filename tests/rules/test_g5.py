"""G5: A *window* is the time in which a message is on time. From a raw span `[lo, hi]`: it `opens` at the first
working instant at or after `lo`; it `closes` at `hi` where 09:00 < `hi` ≤ 18:00 on a business day, else at the last
18:00 of a business day before `hi`. It holds at least one hour of working time (a `Policy` field). If there is less
between the two, or none, it closes later: with the working hours of the first business day that gives it that hour,
counted from the day on which it opens. Raw spans that are days run from 00:00 of the first to 24:00 of the last. So
an interview that ends on Friday at 15:00 is thanked for on Monday between 09:00 and 18:00, and one that ends on
Thursday at 17:30 from Friday 17:30 to Monday 18:00.
"""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from asking import span
from followup_rules import (
    DEFAULT_POLICY,
    BusinessDays,
    Hours,
    feedback_request_window,
    first_follow_up_window,
    second_follow_up_window,
    thank_you_window,
)
from support import at, interview, local
from weeks import FRIDAY, FROM_SUNDAY, LONG_DAY, MONDAY, SHORT_DAY, TUESDAY, UNTIL_FRIDAY_NOON


class TestG5:
    @pytest.mark.parametrize(
        ("ended", "opens", "closes"),
        [
            ("2026-06-04 11:00", "2026-06-05 11:00", "2026-06-05 12:00"),  # Friday: an hour until noon is enough
            ("2026-06-04 11:01", "2026-06-05 11:01", "2026-06-08 17:00"),  # 59 minutes are not
            ("2026-06-04 11:59", "2026-06-05 11:59", "2026-06-08 17:00"),
            ("2026-06-06 09:30", "2026-06-08 09:00", "2026-06-08 17:00"),  # 30 minutes of Monday
            ("2026-06-06 10:00", "2026-06-08 09:00", "2026-06-08 10:00"),  # just an hour of it
            ("2026-06-03 09:00", "2026-06-04 09:00", "2026-06-04 17:00"),  # Friday 09:00 is not after 09:00
            ("2026-06-03 09:01", "2026-06-04 09:01", "2026-06-05 09:01"),
            ("2026-06-03 12:01", "2026-06-04 12:01", "2026-06-05 12:00"),
        ],
    )
    def test_a_short_friday_counts_with_its_own_hours(self, ended: str, opens: str, closes: str) -> None:
        about = interview(ended_at=at(ended), working_week=UNTIL_FRIDAY_NOON)
        assert span(thank_you_window(about)) == (opens, closes)

    @pytest.mark.parametrize(
        ("minutes", "closes"),
        [
            (60, "2026-06-05 12:00"),
            (180, "2026-06-05 12:00"),  # Friday from 09:00 to 12:00
            (181, "2026-06-08 14:00"),  # Monday from 13:00
            (240, "2026-06-08 14:00"),
            (241, "2026-06-09 14:00"),
            (366, "2026-06-11 14:00"),  # Friday's 180, and 60 a day: 360 by Wednesday
        ],
    )
    def test_working_hours_of_days_of_different_length_add_up(self, minutes: int, closes: str) -> None:
        week = dict.fromkeys(range(FRIDAY), (time(13), time(14))) | {FRIDAY: SHORT_DAY}
        policy = DEFAULT_POLICY.replace(minimum_window_minutes=minutes, feedback_request=BusinessDays(1, 1))
        window = feedback_request_window(interview(working_week=week), at("2026-06-04 10:00"), policy=policy)
        assert span(window) == ("2026-06-05 09:00", closes)

    def test_a_day_that_starts_late_opens_late(self) -> None:
        # Ended on Friday 5 June at 15:00: + 24 h is Saturday, + 48 h Sunday.
        week = dict.fromkeys(range(FRIDAY + 1), LONG_DAY) | {MONDAY: (time(13), time(17))}
        about = interview(ended_at=at("2026-06-05 15:00"), working_week=week)
        assert span(thank_you_window(about)) == ("2026-06-08 13:00", "2026-06-08 17:00")

    def test_raw_spans_of_days_end_with_the_hours_of_the_last(self) -> None:
        # Decision on Monday 8 June: Tu 9, We 10, Th 11 (third), Fr 12 (fourth), until noon.
        about = interview(working_week=UNTIL_FRIDAY_NOON, decision_by=date(2026, 6, 8))
        assert span(first_follow_up_window(about)) == ("2026-06-11 09:00", "2026-06-12 12:00")

    def test_the_interview_that_ends_on_friday_is_thanked_for_on_the_next_working_day(self) -> None:
        about = interview(ended_at=at("2026-06-05 11:00"), working_week=FROM_SUNDAY)
        assert span(thank_you_window(about)) == ("2026-06-07 08:00", "2026-06-07 11:00")

    @pytest.mark.parametrize(
        ("ended", "opens"),
        [
            # Tuesdays and Fridays. + 24 h from Friday 15:00 is Saturday; Tuesday 9 June at 09:00 is 90 h after it.
            ("2026-06-05 15:00", "2026-06-05 15:00"),
            # Saturday 03:00 is 78 h before Tuesday 09:00: not more than that.
            ("2026-06-06 03:00", "2026-06-09 09:00"),
            # A minute earlier it is more (G9): at once, which on a Saturday is Tuesday all the same.
            ("2026-06-06 02:59", "2026-06-09 09:00"),
            ("2026-06-02 15:00", "2026-06-05 09:00"),  # Tuesday 15:00: Friday 09:00 is 66 h after it
        ],
    )
    def test_thanks_are_better_early_where_the_own_week_would_delay_them(self, ended: str, opens: str) -> None:
        week = {TUESDAY: LONG_DAY, FRIDAY: LONG_DAY}
        about = interview(ended_at=at(ended), working_week=week)
        assert local(thank_you_window(about).opens) == opens

    # June 2026 in Japan has no holidays.
    # Mo 1  Tu 2  We 3  Th 4  Fr 5  Sa 6  Su 7  |  Mo 8  Tu 9  We 10  Th 11  Fr 12  Sa 13  Su 14  |  Mo 15  Tu 16  We 17

    @pytest.mark.parametrize(
        ("ended", "opens", "closes"),
        [
            ("2026-06-05 15:00", "2026-06-08 09:00", "2026-06-08 18:00"),  # the rule's Friday
            ("2026-06-04 17:30", "2026-06-05 17:30", "2026-06-08 18:00"),  # the rule's Thursday
            ("2026-06-04 17:00", "2026-06-05 17:00", "2026-06-05 18:00"),  # one hour is enough
            ("2026-06-04 17:01", "2026-06-05 17:01", "2026-06-08 18:00"),  # 59 minutes are not
            ("2026-06-01 17:30", "2026-06-02 17:30", "2026-06-03 17:30"),  # half an hour, and half a day more
            ("2026-06-03 15:00", "2026-06-04 15:00", "2026-06-05 15:00"),  # both ends inside working hours
            ("2026-06-06 12:00", "2026-06-08 09:00", "2026-06-08 12:00"),  # Saturday: lo is Sunday, hi Monday noon
            ("2026-06-06 09:30", "2026-06-08 09:00", "2026-06-08 18:00"),  # only 30 minutes of Monday
            ("2026-06-06 10:00", "2026-06-08 09:00", "2026-06-08 10:00"),  # just an hour of it
        ],
    )
    def test_a_window_opens_and_closes_in_working_hours(self, ended: str, opens: str, closes: str) -> None:
        assert span(thank_you_window(interview(ended_at=at(ended)))) == (opens, closes)

    @pytest.mark.parametrize(
        ("ended", "closes"),
        [
            ("2026-06-02 08:59", "2026-06-03 18:00"),
            ("2026-06-02 09:00", "2026-06-03 18:00"),  # 09:00 is not after 09:00
            ("2026-06-02 09:01", "2026-06-04 09:01"),
            ("2026-06-02 17:59", "2026-06-04 17:59"),
            ("2026-06-02 18:00", "2026-06-04 18:00"),
            ("2026-06-02 18:01", "2026-06-04 18:00"),
            ("2026-06-02 23:59", "2026-06-04 18:00"),
            ("2026-06-03 00:00", "2026-06-04 18:00"),
        ],
    )
    def test_a_window_closes_at_the_end_of_its_span_in_working_hours_else_at_the_last_18_00(
        self, ended: str, closes: str
    ) -> None:
        assert span(thank_you_window(interview(ended_at=at(ended))))[1] == closes

    @pytest.mark.parametrize(
        ("ended", "opens"),
        [
            ("2026-06-02 08:59", "2026-06-03 09:00"),
            ("2026-06-02 09:00", "2026-06-03 09:00"),
            ("2026-06-02 17:30", "2026-06-03 17:30"),
            ("2026-06-02 17:59", "2026-06-03 17:59"),
            ("2026-06-02 18:00", "2026-06-04 09:00"),  # the working day is half-open
        ],
    )
    def test_a_window_opens_at_the_first_working_instant(self, ended: str, opens: str) -> None:
        assert span(thank_you_window(interview(ended_at=at(ended))))[0] == opens

    def test_a_window_short_of_an_hour_by_a_microsecond_is_too_short(self) -> None:
        ended = at("2026-06-02 17:00") + timedelta(microseconds=1)
        window = thank_you_window(interview(ended_at=ended), policy=DEFAULT_POLICY.replace(thank_you=Hours(24, 25)))
        # + 24 h leaves one microsecond less than an hour of Wednesday.
        assert span(window)[1] == "2026-06-04 18:00"

    def test_spans_of_days_run_from_the_first_midnight_to_the_last(self) -> None:
        # Decision Wednesday 10; business days after it: Th 11, Fr 12, Mo 15 (third), Tu 16 (fourth).
        window = first_follow_up_window(interview(decision_by=date(2026, 6, 10)))
        assert span(window) == ("2026-06-15 09:00", "2026-06-16 18:00")

    def test_weeks_land_on_business_days(self) -> None:
        # Sent on Saturday 13 June: one week later is Saturday 20, so Monday 22; two are Saturday 27, so Friday 26.
        window = second_follow_up_window(interview(), at("2026-06-13 12:00"))
        assert span(window) == ("2026-06-22 09:00", "2026-06-26 18:00")

    @pytest.mark.parametrize(
        ("minutes", "closes"),
        [(1, "2026-06-05 18:00"), (30, "2026-06-05 18:00"), (31, "2026-06-08 18:00"), (366, "2026-06-08 18:00")],
    )
    def test_the_least_working_time_is_the_policys(self, minutes: int, closes: str) -> None:
        policy = DEFAULT_POLICY.replace(minimum_window_minutes=minutes)
        window = thank_you_window(interview(ended_at=at("2026-06-04 17:30")), policy=policy)
        assert span(window) == ("2026-06-05 17:30", closes)

    def test_a_span_of_no_length_holds_the_rest_of_the_day(self) -> None:
        # The raw span is Thursday 15:00 to Thursday 15:00: none lies between.
        policy = DEFAULT_POLICY.replace(minimum_window_minutes=1, thank_you=Hours(24, 24))
        window = thank_you_window(interview(ended_at=at("2026-06-03 15:00")), policy=policy)
        assert span(window) == ("2026-06-04 15:00", "2026-06-04 18:00")

    @pytest.mark.parametrize(
        ("minutes", "closes"),
        [
            (60, "2026-06-16 23:30"),
            (180, "2026-06-16 23:30"),  # 90 minutes an evening, Monday 15 and Tuesday 16
            (181, "2026-06-17 23:30"),
            (270, "2026-06-17 23:30"),
            (366, "2026-06-19 23:30"),  # 5 evenings are 450 minutes, 4 are 360
        ],
    )
    def test_the_hours_of_short_working_days_add_up(self, minutes: int, closes: str) -> None:
        policy = DEFAULT_POLICY.replace(work_starts=time(22), work_ends=time(23, 30), minimum_window_minutes=minutes)
        window = first_follow_up_window(interview(decision_by=date(2026, 6, 10)), policy=policy)
        assert span(window) == ("2026-06-15 22:00", closes)

    def test_working_hours_may_start_at_midnight(self) -> None:
        policy = DEFAULT_POLICY.replace(work_starts=time(0), work_ends=time(5))
        window = first_follow_up_window(interview(decision_by=date(2026, 6, 10)), policy=policy)
        assert span(window) == ("2026-06-15 00:00", "2026-06-16 05:00")
