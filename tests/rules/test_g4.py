"""G4: Working hours are 09:00 to 18:00 local, half-open; a `Policy` field. An interview may bring its company's own
`working_week`: the hours of each weekday that it works ("Friday until 12:00"); a weekday left out is its weekend. It
replaces the country's weekend and the policy's hours; public holidays are closed all the same. Weekend days that the
country works, and `extra_workdays`, have the policy's hours if it leaves them out. Below, 09:00 and 18:00 stand for
the hours of that day.
"""

from __future__ import annotations

from datetime import UTC, date, time

import pytest

from asking import due, span
from followup_rules import (
    DEFAULT_POLICY,
    Send,
    feedback_request_window,
    first_follow_up_window,
    second_follow_up_window,
    thank_you_window,
)
from support import NEW_YORK, at, interview, local, utc
from weeks import (
    FRIDAY,
    FROM_SUNDAY,
    KOLKATA,
    LONG_DAY,
    MONDAY,
    ON_WEDNESDAYS,
    SATURDAY,
    SHANGHAI,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    UNTIL_FRIDAY_NOON,
    Week,
)


class TestG4:
    def test_nine_is_within_working_hours_and_eighteen_is_not(self) -> None:
        case = interview(ended_at=at("2026-06-02 09:00"))  # open Wed 3 June 09:00 to Thu 4 June 18:00
        assert due(case, now="2026-06-03 09:00").send_at == at("2026-06-03 09:00")
        assert due(case, now="2026-06-03 17:59").send_at == at("2026-06-03 17:59")
        assert due(case, now="2026-06-03 18:00").send_at == at("2026-06-04 09:00")

    def test_working_hours_are_the_policy_s(self) -> None:
        policy = DEFAULT_POLICY.replace(work_starts=time(8), work_ends=time(14))
        window = thank_you_window(interview(), policy=policy)
        assert (local(window.opens), local(window.closes)) == ("2026-06-05 08:00", "2026-06-05 14:00")

    @pytest.mark.parametrize(
        ("ended", "opens", "closes"),
        [
            ("2026-06-03 15:00", "2026-06-04 15:00", "2026-06-05 12:00"),  # Thursday 15:00 to Friday noon
            ("2026-06-03 11:00", "2026-06-04 11:00", "2026-06-05 11:00"),
            ("2026-06-03 12:00", "2026-06-04 12:00", "2026-06-05 12:00"),
            ("2026-06-04 10:00", "2026-06-05 10:00", "2026-06-05 12:00"),
            # Noon itself is not worked any more: Monday at 09:00 would be 93 hours later, so at once (G9).
            ("2026-06-04 12:00", "2026-06-04 12:00", "2026-06-04 17:00"),
            ("2026-06-05 11:00", "2026-06-08 09:00", "2026-06-08 17:00"),  # Saturday 11:00 to Sunday 11:00
        ],
    )
    def test_work_may_end_at_noon_on_fridays(self, ended: str, opens: str, closes: str) -> None:
        about = interview(ended_at=at(ended), working_week=UNTIL_FRIDAY_NOON)
        assert span(thank_you_window(about)) == (opens, closes)

    @pytest.mark.parametrize(
        ("now", "status", "send_at"),
        [
            ("2026-06-05 11:59", "open", "2026-06-05 11:59"),
            ("2026-06-05 12:00", "late", "2026-06-08 09:00"),
            ("2026-06-08 16:59", "late", "2026-06-08 16:59"),
            ("2026-06-08 17:00", "late", "2026-06-09 09:00"),
        ],
    )
    def test_a_message_goes_out_in_the_hours_of_its_weekday(self, now: str, status: str, send_at: str) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON, decision_by=date(2026, 6, 30))
        action = due(about, now=now)
        assert isinstance(action, Send)
        assert (action.touch, action.status, local(action.send_at)) == ("thank-you", status, send_at)

    def test_the_hours_of_the_week_replace_those_of_the_policy(self) -> None:
        policy = DEFAULT_POLICY.replace(work_starts=time(6), work_ends=time(22))
        about = interview(working_week=UNTIL_FRIDAY_NOON, decision_by=date(2026, 6, 10))
        assert span(first_follow_up_window(about, policy=policy)) == ("2026-06-15 09:00", "2026-06-16 17:00")

    @pytest.mark.parametrize(
        ("ended", "opens", "closes"),
        [
            ("2026-06-02 10:00", "2026-06-03 10:00", "2026-06-04 10:00"),
            ("2026-06-03 15:00", "2026-06-04 15:00", "2026-06-04 16:00"),  # Friday 15:00 is in the weekend
            ("2026-06-04 10:00", "2026-06-07 08:00", "2026-06-07 16:00"),  # Friday 10:00: Sunday
            ("2026-06-05 10:00", "2026-06-07 08:00", "2026-06-07 10:00"),  # Saturday 10:00 to Sunday 10:00
        ],
    )
    def test_a_week_from_sunday_to_thursday_has_its_weekend_on_friday(
        self, ended: str, opens: str, closes: str
    ) -> None:
        about = interview(ended_at=at(ended), working_week=FROM_SUNDAY)
        assert span(thank_you_window(about)) == (opens, closes)

    def test_business_days_count_in_the_own_week(self) -> None:
        # Decision on Wednesday 10 June: Th 11, Su 14, Mo 15 (third), Tu 16 (fourth).
        about = interview(working_week=FROM_SUNDAY, decision_by=date(2026, 6, 10))
        assert span(first_follow_up_window(about)) == ("2026-06-15 08:00", "2026-06-16 16:00")

    def test_weeks_land_on_the_days_of_the_own_week(self) -> None:
        # Sent on Friday 5 June: one week is Friday 12, so Sunday 14; two are Friday 19, so Thursday 18.
        window = second_follow_up_window(interview(working_week=FROM_SUNDAY), at("2026-06-05 12:00"))
        # The decision of Wednesday 10 June is assumed: nothing before Monday 15 (G11).
        assert span(window) == ("2026-06-15 08:00", "2026-06-18 16:00")

    def test_the_own_week_replaces_an_unusual_weekend_of_the_country(self) -> None:
        # Saudi Arabia rests on Fridays and Saturdays; this company works from Monday to Friday, until noon then.
        about = interview(
            country="SA",
            timezone="Asia/Riyadh",
            ended_at=at("2026-06-10 15:00", "Asia/Riyadh"),
            working_week=UNTIL_FRIDAY_NOON,
        )
        assert span(thank_you_window(about), "Asia/Riyadh") == ("2026-06-11 15:00", "2026-06-12 12:00")

    def test_one_working_day_a_week_is_enough(self) -> None:
        # Decision on Wednesday 10 June: We 17, We 24, We 1 July (third), We 8 July (fourth).
        about = interview(working_week=ON_WEDNESDAYS, decision_by=date(2026, 6, 10))
        assert span(first_follow_up_window(about)) == ("2026-07-01 10:00", "2026-07-08 16:00")

    def test_with_one_working_day_a_week_thanks_are_better_early(self) -> None:
        # + 24 h would open a week later (G9): at once, and until the end of work, which is just an hour away.
        about = interview(working_week=ON_WEDNESDAYS)
        assert span(thank_you_window(about)) == ("2026-06-03 15:00", "2026-06-03 16:00")

    def test_work_is_put_off_a_week_where_less_than_an_hour_is_left(self) -> None:
        about = interview(ended_at=at("2026-06-03 15:01"), working_week=ON_WEDNESDAYS)
        assert span(thank_you_window(about)) == ("2026-06-03 15:01", "2026-06-10 16:00")

    def test_a_company_may_work_on_all_seven_days(self) -> None:
        about = interview(ended_at=at("2026-06-05 15:00"), working_week=dict.fromkeys(range(7), LONG_DAY))
        assert span(thank_you_window(about)) == ("2026-06-06 15:00", "2026-06-07 15:00")

    @pytest.mark.parametrize(
        ("week", "opens", "closes"),
        [
            # 20 July 2026, a Monday, is Marine Day. Decision on Thursday 16: Fr 17, Tu 21, We 22 (third), Th 23.
            (UNTIL_FRIDAY_NOON, "2026-07-22 09:00", "2026-07-23 17:00"),
            # Su 19, Tu 21, We 22 (third), Th 23.
            (FROM_SUNDAY, "2026-07-22 08:00", "2026-07-23 16:00"),
            # Mondays alone: the 27th, 3 August, the 10th (third), the 17th.
            ({MONDAY: LONG_DAY}, "2026-08-10 09:00", "2026-08-17 17:00"),
        ],
    )
    def test_public_holidays_close_a_working_day_of_the_own_week(self, week: Week, opens: str, closes: str) -> None:
        about = interview(working_week=week, decision_by=date(2026, 7, 16))
        assert span(first_follow_up_window(about)) == (opens, closes)

    def test_a_public_holiday_closes_a_saturday_that_the_week_works(self) -> None:
        # 15 August 2026, Independence Day, is a Saturday. + 24 h is Friday 14 at 15:00, + 48 h that Saturday.
        week = {**UNTIL_FRIDAY_NOON, FRIDAY: LONG_DAY, SATURDAY: (time(10), time(14))}
        about = interview(
            country="IN",
            subdivision="KA",
            timezone=KOLKATA,
            ended_at=at("2026-08-13 15:00", KOLKATA),
            working_week=week,
        )
        assert span(thank_you_window(about), KOLKATA) == ("2026-08-14 15:00", "2026-08-14 17:00")

    def test_a_saturday_that_the_week_works_has_its_hours(self) -> None:
        # + 24 h is Friday 7 August at 15:00; + 48 h is Saturday at 15:00, an hour after work.
        week = {**UNTIL_FRIDAY_NOON, FRIDAY: LONG_DAY, SATURDAY: (time(10), time(14))}
        about = interview(
            country="IN",
            subdivision="KA",
            timezone=KOLKATA,
            ended_at=at("2026-08-06 15:00", KOLKATA),
            working_week=week,
        )
        assert span(thank_you_window(about), KOLKATA) == ("2026-08-07 15:00", "2026-08-08 14:00")

    def test_a_holiday_is_named_and_an_own_weekend_is_not(self) -> None:
        about = interview(working_week=FROM_SUNDAY, decision_by=date(2026, 7, 16), ended_at=at("2026-07-06 10:00"))
        action = due(about, now="2026-07-18 10:00")
        assert action.touch == "follow-up-1"
        assert [reason.day for reason in action.reasons if reason.code == "closed-day"] == [date(2026, 7, 20)]

    # Saturday 11 October 2025 is worked in China, for the holidays from 1 to 8 October.
    @pytest.mark.parametrize(
        ("saturday", "ended", "opens", "closes"),
        [
            (None, "2025-10-09 15:00", "2025-10-10 15:00", "2025-10-11 15:00"),
            (None, "2025-10-10 09:30", "2025-10-11 09:30", "2025-10-11 18:00"),
            ((time(10), time(13)), "2025-10-09 15:00", "2025-10-10 15:00", "2025-10-11 13:00"),
            ((time(10), time(13)), "2025-10-10 09:30", "2025-10-11 10:00", "2025-10-11 13:00"),
        ],
    )
    def test_a_worked_saturday_in_china_has_the_hours_of_the_policy_where_the_week_leaves_it_out(
        self, saturday: tuple[time, time] | None, ended: str, opens: str, closes: str
    ) -> None:
        week = dict.fromkeys(range(FRIDAY + 1), (time(10), time(16))) | ({SATURDAY: saturday} if saturday else {})
        about = interview(country="CN", timezone=SHANGHAI, ended_at=at(ended, SHANGHAI), working_week=week)
        assert span(thank_you_window(about), SHANGHAI) == (opens, closes)

    def test_the_hours_of_a_worked_saturday_are_those_of_the_policy_in_use(self) -> None:
        policy = DEFAULT_POLICY.replace(work_starts=time(8), work_ends=time(12))
        week = dict.fromkeys(range(FRIDAY + 1), (time(10), time(16)))
        about = interview(country="CN", timezone=SHANGHAI, ended_at=at("2025-10-10 09:30", SHANGHAI), working_week=week)
        assert span(thank_you_window(about, policy=policy), SHANGHAI) == ("2025-10-11 09:30", "2025-10-11 12:00")

    def test_a_plain_saturday_in_china_is_not_worked(self) -> None:
        week = dict.fromkeys(range(FRIDAY + 1), (time(10), time(16)))
        about = interview(country="CN", timezone=SHANGHAI, ended_at=at("2025-10-16 15:00", SHANGHAI), working_week=week)
        assert span(thank_you_window(about), SHANGHAI) == ("2025-10-17 15:00", "2025-10-17 16:00")

    @pytest.mark.parametrize(
        ("workdays", "opens", "closes"),
        [
            # The week leaves out Wednesday 10 June; the interview ended on Tuesday at 09:15.
            ([], "2026-06-11 10:00", "2026-06-11 16:00"),
            ([date(2026, 6, 10)], "2026-06-10 09:15", "2026-06-10 18:00"),
        ],
    )
    def test_an_extra_workday_that_the_week_leaves_out_has_the_hours_of_the_policy(
        self, workdays: list[date], opens: str, closes: str
    ) -> None:
        week = dict.fromkeys((MONDAY, TUESDAY, THURSDAY, FRIDAY), (time(10), time(16)))
        about = interview(ended_at=at("2026-06-09 09:15"), working_week=week, extra_workdays=workdays)
        assert span(thank_you_window(about)) == (opens, closes)

    def test_an_extra_workday_of_the_week_has_its_hours(self) -> None:
        # Marine Day, Monday 20 July, is worked here. Ended on Sunday 19 at 11:00: + 24 h is Monday at 11:00.
        week = dict.fromkeys(range(FRIDAY + 1), (time(10), time(16)))
        about = interview(ended_at=at("2026-07-19 11:00"), working_week=week, extra_workdays=[date(2026, 7, 20)])
        assert span(thank_you_window(about)) == ("2026-07-20 11:00", "2026-07-21 11:00")

    def test_an_extra_holiday_closes_a_day_of_the_week(self) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON, extra_holidays=[date(2026, 6, 5)])
        assert span(thank_you_window(about)) == ("2026-06-04 15:00", "2026-06-04 17:00")

    def test_without_a_week_the_country_and_the_policy_say_when(self) -> None:
        assert interview().working_week is None
        assert span(thank_you_window(interview())) == ("2026-06-04 15:00", "2026-06-05 15:00")

    @pytest.mark.parametrize(
        ("hours", "opens", "closes"),
        [
            # New York, Sunday 8 March 2026: 02:00 EST (07:00 UTC) is 03:00 EDT. Rejected on Friday 6 March.
            ((time(2, 30), time(5)), "2026-03-08 07:30", "2026-03-15 09:00"),
            ((time(0), time(2, 30)), "2026-03-08 05:00", "2026-03-15 06:30"),
            ((time(2), time(3)), "2026-03-15 06:00", "2026-03-15 07:00"),  # both are 03:00 on the 8th: nothing is left
        ],
    )
    def test_hours_that_a_clock_change_skips_move_forward(
        self, hours: tuple[time, time], opens: str, closes: str
    ) -> None:
        about = interview(
            country="US",
            timezone=NEW_YORK,
            ended_at=at("2026-03-01 15:00", NEW_YORK),
            working_week={SUNDAY: hours},
        )
        window = feedback_request_window(about, at("2026-03-06 10:00", NEW_YORK))
        assert (window.opens.astimezone(UTC), window.closes.astimezone(UTC)) == (utc(opens), utc(closes))

    def test_hours_that_a_clock_change_repeats_are_the_first(self) -> None:
        # New York, Sunday 1 November 2026: 01:30 EDT is 05:30 UTC. A week later it is 01:30 EST, 06:30 UTC.
        about = interview(
            country="US",
            timezone=NEW_YORK,
            ended_at=at("2026-10-25 15:00", NEW_YORK),
            working_week={SUNDAY: (time(0), time(1, 30))},
        )
        window = feedback_request_window(about, at("2026-10-30 10:00", NEW_YORK))
        assert window.opens.astimezone(UTC) == utc("2026-11-01 04:00")
        assert window.closes.astimezone(UTC) == utc("2026-11-08 06:30")
