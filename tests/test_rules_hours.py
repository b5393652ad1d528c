"""A company's own working week (G4), the windows on it (G5), and promises in business days (G10).

June 2026 has no holiday in Japan:
Mo 1  Tu 2  We 3  Th 4  Fr 5  Sa 6  Su 7  |  Mo 8  Tu 9  We 10  Th 11  Fr 12  Sa 13  Su 14  |  Mo 15  Tu 16  We 17
"""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import oracle
from asking import due, span
from followup_rules import (
    DEFAULT_POLICY,
    BusinessDays,
    Case,
    Hours,
    Interview,
    Policy,
    Promise,
    Send,
    Weeks,
    Window,
    business_calendar,
    escalation_window,
    feedback_request_window,
    first_follow_up_window,
    promised_by,
    second_follow_up_window,
    thank_you_window,
    update_thanks_window,
)
from support import at, by_chance, interview, local, utc
from worlds import DAY, HOURS, companies, place_of, span_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Week = dict[int, tuple[time, time]]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
LONG_DAY, SHORT_DAY = (time(9), time(17)), (time(9), time(12))
UNTIL_FRIDAY_NOON: Week = {**dict.fromkeys((MONDAY, TUESDAY, WEDNESDAY, THURSDAY), LONG_DAY), FRIDAY: SHORT_DAY}
FROM_SUNDAY: Week = dict.fromkeys((SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY), (time(8), time(16)))
ON_WEDNESDAYS: Week = {WEDNESDAY: (time(10), time(16))}
NEW_YORK, SHANGHAI, KOLKATA = "America/New_York", "Asia/Shanghai", "Asia/Kolkata"


def week_of(about: Interview) -> Mapping[int, tuple[time, time]]:
    assert about.working_week is not None
    return about.working_week


class TestG4:
    """ "An interview may bring its company's own `working_week`: the hours of each weekday that it works ("Friday until
    12:00"); a weekday left out is its weekend. It replaces the country's weekend and the policy's hours; public
    holidays close all the same, worked weekend days of the country and `extra_workdays` that it leaves out have the
    policy's hours."
    """

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

    def test_the_week_after_is_the_next_where_less_than_an_hour_is_left(self) -> None:
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
    def test_public_holidays_close_a_working_day_all_the_same(self, week: Week, opens: str, closes: str) -> None:
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


class TestG4Values:
    """ "An interview may bring its company's own `working_week`": what it may be, and that it stays what it is."""

    @pytest.mark.parametrize(
        "week",
        [
            pytest.param({}, id="empty"),
            pytest.param([], id="a list"),
            pytest.param([(0, LONG_DAY)], id="a list of pairs"),
            pytest.param("Mo-Fr 9-17", id="a text"),
            pytest.param(5, id="a number"),
            pytest.param({0: (time(9), time(9, 59))}, id="59 minutes"),
            pytest.param({0: (time(9), time(9))}, id="no time at all"),
            pytest.param({0: LONG_DAY, 1: (time(9), time(9, 30))}, id="half an hour on one day"),
            pytest.param({0: (time(22), time(2))}, id="over midnight"),
            pytest.param({0: (time(22), time(0))}, id="until midnight"),
            pytest.param({0: (time(17), time(9))}, id="backwards"),
            pytest.param({7: LONG_DAY}, id="an eighth weekday"),
            pytest.param({-1: LONG_DAY}, id="a weekday before Monday"),
            pytest.param({"7": LONG_DAY}, id="an eighth weekday in text"),
            pytest.param({"-1": LONG_DAY}, id="a weekday before Monday in text"),
            pytest.param({"monday": LONG_DAY}, id="a weekday's name"),
            pytest.param({"": LONG_DAY}, id="no weekday"),
            pytest.param({" 1": LONG_DAY}, id="a weekday with a blank"),
            pytest.param({"01": LONG_DAY}, id="a weekday in two digits"),
            pytest.param({"１": LONG_DAY}, id="a weekday in full width"),
            pytest.param({True: LONG_DAY}, id="a truth value"),
            pytest.param({1.0: LONG_DAY}, id="a fraction"),
            pytest.param({None: LONG_DAY}, id="nothing as a weekday"),
            pytest.param({(0, 1): LONG_DAY}, id="two weekdays"),
            pytest.param({1: LONG_DAY, "1": LONG_DAY}, id="a weekday twice"),
            pytest.param({"1": SHORT_DAY, 1: LONG_DAY}, id="a weekday twice with two hours"),
            pytest.param(dict.fromkeys([*range(7), "0"], LONG_DAY), id="eight weekdays"),
            pytest.param({0: (time(9, tzinfo=UTC), time(17, tzinfo=UTC))}, id="aware times"),
            pytest.param({0: ("09:00+09:00", "17:00+09:00")}, id="aware times in text"),
            pytest.param({0: (time(9), time(17, tzinfo=UTC))}, id="one aware time"),
            pytest.param({0: None}, id="no hours"),
            pytest.param({0: ()}, id="no hours in a tuple"),
            pytest.param({0: (time(9),)}, id="one time"),
            pytest.param({0: (time(9), time(12), time(13), time(17))}, id="a pause at noon"),
            pytest.param({0: ((time(9), time(12)), (time(13), time(17)))}, id="two spans"),
            pytest.param({0: time(9)}, id="a time by itself"),
            pytest.param({0: "09:00-17:00"}, id="a span in text"),
            pytest.param({0: "ab"}, id="two letters"),
            pytest.param({0: {time(9), time(17)}}, id="a set of times"),
            pytest.param({0: {"from": time(9), "to": time(17)}}, id="a mapping of times"),
            pytest.param({0: (9, 17)}, id="numbers"),
            pytest.param({0: ("9", "17")}, id="numbers in text"),
            pytest.param({0: ("nine", "five")}, id="words"),
            pytest.param({0: (None, None)}, id="two times that are nothing"),
            pytest.param({0: ("25:00", "26:00")}, id="hours that no day has"),
            pytest.param({0: (time(9, 0, 30), time(17))}, id="seconds"),
            pytest.param({0: (time(9), time(17, 0, 0, 1))}, id="microseconds"),
        ],
    )
    def test_what_is_no_working_week_is_refused(self, week: Any) -> None:
        with pytest.raises(ValidationError) as caught:
            interview(working_week=week)
        assert [error["loc"] for error in caught.value.errors()] == [("working_week",)]

    @pytest.mark.parametrize(
        "week",
        [
            {"0": ["09:00", "17:00"], "4": ["09:00", "12:00"]},
            {0: ("09:00", "17:00"), 4: ("09:00", "12:00")},
            {4: SHORT_DAY, 0: LONG_DAY},
            {0: LONG_DAY, "4": list(SHORT_DAY)},
            MappingProxyType({0: LONG_DAY, 4: SHORT_DAY}),
        ],
    )
    def test_all_spellings_of_a_week_are_equal(self, week: Any) -> None:
        one, other = interview(working_week=week), interview(working_week={0: LONG_DAY, 4: SHORT_DAY})
        assert one == other
        assert hash(one) == hash(other)
        assert hash(one.working_week) == hash(other.working_week)

    def test_an_hour_is_the_shortest_working_day(self) -> None:
        week = week_of(interview(working_week={0: (time(9), time(10))}))
        assert week == {0: (time(9), time(10))}

    def test_a_working_day_may_last_from_midnight_to_a_minute_before(self) -> None:
        assert week_of(interview(working_week={6: (time(0), time(23, 59))}))[6] == (time(0), time(23, 59))

    def test_it_is_a_mapping_like_the_dict_that_was_given(self) -> None:
        week = week_of(interview(working_week=UNTIL_FRIDAY_NOON))
        assert week == UNTIL_FRIDAY_NOON
        assert dict(week) == UNTIL_FRIDAY_NOON
        assert list(week) == [0, 1, 2, 3, 4]
        assert len(week) == 5
        assert SATURDAY not in week
        assert week.get(SATURDAY) is None

    def test_it_differs_from_a_week_with_other_hours(self) -> None:
        assert interview(working_week={0: LONG_DAY}) != interview(working_week={0: SHORT_DAY})
        assert interview(working_week={0: LONG_DAY}) != interview(working_week={1: LONG_DAY})
        assert interview(working_week={0: LONG_DAY}) != interview()

    def test_the_order_in_which_it_was_given_does_not_matter(self) -> None:
        backwards = dict(reversed(UNTIL_FRIDAY_NOON.items()))
        one, other = interview(working_week=UNTIL_FRIDAY_NOON), interview(working_week=backwards)
        assert one.model_dump_json() == other.model_dump_json()
        assert repr(one.working_week) == repr(other.working_week)

    def test_it_cannot_be_changed(self) -> None:
        week: Any = interview(working_week=UNTIL_FRIDAY_NOON).working_week
        with pytest.raises(TypeError):
            week[SATURDAY] = SHORT_DAY
        with pytest.raises(TypeError):
            del week[FRIDAY]

    def test_a_change_of_the_dict_that_was_given_does_not_reach_it(self) -> None:
        given_week: Week = {0: LONG_DAY}
        about = interview(working_week=given_week)
        given_week[1] = LONG_DAY
        assert week_of(about) == {0: LONG_DAY}

    def test_it_is_written_as_weekdays_with_two_local_times(self) -> None:
        written = json.loads(interview(working_week={4: SHORT_DAY, 0: LONG_DAY}).model_dump_json())
        assert written["working_week"] == {"0": ["09:00", "17:00"], "4": ["09:00", "12:00"]}

    @pytest.mark.parametrize("week", [UNTIL_FRIDAY_NOON, FROM_SUNDAY, ON_WEDNESDAYS, None])
    def test_an_interview_comes_back_equal_from_json(self, week: Week | None) -> None:
        about = interview(working_week=week)
        again = Interview.model_validate_json(about.model_dump_json())
        assert again == about
        assert hash(again) == hash(about)
        assert again.model_dump_json() == about.model_dump_json()

    def test_a_case_comes_back_equal_from_json(self) -> None:
        case = Case(interview=interview(working_week=UNTIL_FRIDAY_NOON))
        assert Case.model_validate_json(case.model_dump_json()) == case

    def test_an_interview_comes_back_equal_from_its_own_dump(self) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON)
        assert Interview.model_validate(about.model_dump()) == about

    def test_a_week_in_json_that_is_none_is_refused(self) -> None:
        written = interview(working_week={0: LONG_DAY}).model_dump_json().replace('"0":["09:00"', '"0":["18:00"')
        with pytest.raises(ValidationError, match="working_week"):
            Interview.model_validate_json(written)

    def test_it_survives_pickle(self) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON)
        again = pickle.loads(pickle.dumps(about))  # noqa: S301 - our own
        assert again == about
        assert hash(again) == hash(about)
        assert week_of(again) == UNTIL_FRIDAY_NOON

    def test_it_survives_copies(self) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON)
        for again in (copy.copy(about), copy.deepcopy(about), about.model_copy()):
            assert again == about
            assert week_of(again) == UNTIL_FRIDAY_NOON

    def test_another_field_is_replaced_without_it(self) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON).replace(position="Analyst")
        assert about.position == "Analyst"
        assert week_of(about) == UNTIL_FRIDAY_NOON

    def test_it_can_be_replaced(self) -> None:
        about = interview(working_week=UNTIL_FRIDAY_NOON)
        assert week_of(about.replace(working_week=FROM_SUNDAY)) == FROM_SUNDAY
        assert about.replace(working_week=None).working_week is None

    def test_a_bad_one_is_refused_when_it_is_replaced(self) -> None:
        with pytest.raises(ValidationError, match="working_week"):
            interview(working_week=UNTIL_FRIDAY_NOON).replace(working_week={})

    def test_two_companies_with_different_weeks_do_not_share_their_hours(self) -> None:
        one, other = interview(working_week=UNTIL_FRIDAY_NOON), interview(working_week=FROM_SUNDAY)
        assert span(thank_you_window(one)) == ("2026-06-04 15:00", "2026-06-05 12:00")
        assert span(thank_you_window(other)) == ("2026-06-04 15:00", "2026-06-04 16:00")
        assert span(thank_you_window(interview())) == ("2026-06-04 15:00", "2026-06-05 15:00")


class TestG5:
    """ "It holds at least one hour of working time (a `Policy` field): where less lies between, or none, it closes with
    the working hours of the first business day, from the one on which it opens, that gives it that hour." The hours
    "stand for the hours of that day".
    """

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
    def test_days_of_different_length_add_up(self, minutes: int, closes: str) -> None:
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


policies = st.builds(
    lambda hours, **fields: Policy(work_starts=hours[0], work_ends=hours[1], **fields),
    st.sampled_from(HOURS),
    minimum_window_minutes=st.sampled_from([1, 60, 90, 366]),
    thank_you=st.sampled_from([Hours(24, 48), Hours(0, 1), BusinessDays(0, 2), Weeks(0, 1)]),
    first_follow_up=st.sampled_from([BusinessDays(3, 4), BusinessDays(0, 0), Weeks(1, 1)]),
    second_follow_up=st.sampled_from([Weeks(1, 2), BusinessDays(1, 1)]),
    update_thanks=st.sampled_from([BusinessDays(0, 1), Hours(2, 30)]),
    after_decision_business_days=st.sampled_from([0, 3]),
)
few = by_chance(60)


@st.composite
def asked(draw: st.DrawFn) -> tuple[Interview, Policy, oracle.Place]:
    """Return an interview by chance, a policy, and where it was in the words of the oracle."""
    about = interview(**draw(companies()))
    waits = draw(st.none() | st.integers(0, 40))
    if waits is not None:
        about = about.replace(decision_by=about.day + waits * DAY)
    policy = draw(policies | st.just(DEFAULT_POLICY))
    return about, policy, place_of(about, policy)


def both(window: Window) -> oracle.Window:
    return oracle.Window(window.opens.astimezone(UTC), window.closes.astimezone(UTC))


def decision_of(about: Interview, policy: Policy) -> date:
    return about.decision_by or about.day + policy.assumed_decision_weeks * 7 * DAY


def after_decision(about: Interview, policy: Policy, place: oracle.Place) -> date:
    """G11: "No follow-up and no escalation opens before the third business day after the decision date"."""
    return oracle.add_business_days(place, decision_of(about, policy), policy.after_decision_business_days)


class TestOwnWeeks:
    """The table "The steps and their windows" in weeks of all kinds, against the oracle."""

    @few
    @given(asked())
    def test_a_thank_you_is_on_time_when_the_oracle_says(self, case: tuple[Interview, Policy, oracle.Place]) -> None:
        about, policy, place = case
        latest = timedelta(hours=policy.thank_you_latest_opening_hours)
        expected = oracle.thank_you(place, about.ended_at, span_of(policy.thank_you), latest)
        assert both(thank_you_window(about, policy=policy)) == expected

    @few
    @given(asked())
    def test_a_first_follow_up_is_on_time_when_the_oracle_says(
        self, case: tuple[Interview, Policy, oracle.Place]
    ) -> None:
        about, policy, place = case
        span, holds = span_of(policy.first_follow_up), [after_decision(about, policy, place)]
        expected = oracle.follow_up(place, about.ended_at, decision_of(about, policy), span, holds)
        assert both(first_follow_up_window(about, policy=policy)) == expected

    @few
    @given(asked(), st.integers(0, 60 * 24))
    def test_later_messages_that_ask_are_on_time_when_the_oracle_says(
        self, case: tuple[Interview, Policy, oracle.Place], hours: int
    ) -> None:
        about, policy, place = case
        sent = about.ended_at + timedelta(hours=hours)
        day, holds = oracle.day_of(place, sent), [after_decision(about, policy, place)]
        for window, wait in (
            (second_follow_up_window(about, sent, policy=policy), policy.second_follow_up),
            (escalation_window(about, sent, policy=policy), policy.escalation),
        ):
            assert both(window) == oracle.follow_up(place, about.ended_at, day, span_of(wait), holds)
        request = feedback_request_window(about, sent, policy=policy)
        assert both(request) == oracle.follow_up(place, about.ended_at, day, span_of(policy.feedback_request))

    @few
    @given(asked(), st.integers(0, 60 * 24))
    def test_update_thanks_are_on_time_when_the_oracle_says(
        self, case: tuple[Interview, Policy, oracle.Place], hours: int
    ) -> None:
        about, policy, place = case
        replied = about.ended_at + timedelta(hours=hours)
        expected = oracle.update_thanks(place, replied, span_of(policy.update_thanks))
        assert both(update_thanks_window(about, replied, policy=policy)) == expected


class TestG10:
    """ "A vague promise ("next week", "by the end of the month", "within ten business days") is the last business day
    of that span."
    """

    @pytest.mark.parametrize(
        ("said_on", "within", "expected"),
        [
            # Th 4 (1) Fr 5 (2) Mo 8 (3) Tu 9 (4) We 10 (5) Th 11 (6) Fr 12 (7) Mo 15 (8) Tu 16 (9) We 17 (10)
            ("2026-06-03", 10, "2026-06-17"),
            ("2026-06-03", 1, "2026-06-04"),
            ("2026-06-05", 1, "2026-06-08"),  # Friday: Monday
            ("2026-06-06", 1, "2026-06-08"),  # so is Saturday's and Sunday's
            ("2026-06-07", 1, "2026-06-08"),
            ("2026-06-03", 0, "2026-06-03"),  # today
            ("2026-06-06", 0, "2026-06-08"),  # on a Saturday, the first business day after it (F2)
            # Th 16 July: Fr 17 (1), Tu 21 (2), We 22 (3); Monday 20 is Marine Day.
            ("2026-07-16", 3, "2026-07-22"),
            # Golden Week: Mo 27 (1) Tu 28 (2) Th 30 (3) Fr 1 May (4) Th 7 (5) Fr 8 (6) Mo 11 Tu 12 We 13 Th 14 (10)
            ("2026-04-24", 10, "2026-05-14"),
        ],
    )
    def test_within_business_days_is_the_last_of_them(self, said_on: str, within: int, expected: str) -> None:
        promise = Promise(within_business_days=within)
        found = promised_by(promise, date.fromisoformat(said_on), business_calendar("JP"))
        assert found == date.fromisoformat(expected)

    def test_they_are_the_business_days_of_the_weekend_given(self) -> None:
        # From Sunday to Thursday: Th 4 (1), Su 7 (2), Mo 8 (3).
        calendar = business_calendar("JP", weekend=[FRIDAY, SATURDAY])
        assert promised_by(Promise(within_business_days=3), date(2026, 6, 3), calendar) == date(2026, 6, 8)

    def test_days_that_the_company_closes_or_works_besides_count(self) -> None:
        # Th 4 is closed, Sa 6 is worked: Fr 5 (1), Sa 6 (2), Mo 8 (3).
        calendar = business_calendar("JP", extra_holidays=[date(2026, 6, 4)], extra_workdays=[date(2026, 6, 6)])
        assert promised_by(Promise(within_business_days=3), date(2026, 6, 3), calendar) == date(2026, 6, 8)

    def test_days_and_business_days_differ(self) -> None:
        # Ten days after 3 June are Saturday 13, so Friday 12.
        calendar = business_calendar("JP")
        assert promised_by(Promise(within_days=10), date(2026, 6, 3), calendar) == date(2026, 6, 12)
        assert promised_by(Promise(within_business_days=10), date(2026, 6, 3), calendar) == date(2026, 6, 17)

    def test_the_first_follow_up_counts_from_the_date_promised(self) -> None:
        # By Wednesday 17 June: Th 18, Fr 19, Mo 22 (third), Tu 23 (fourth).
        about = interview()
        decision = promised_by(Promise(within_business_days=10), about.day, business_calendar("JP"))
        window = first_follow_up_window(about.replace(decision_by=decision))
        assert span(window) == ("2026-06-22 09:00", "2026-06-23 18:00")

    def test_the_longest_is_a_year(self) -> None:
        promise = Promise(within_business_days=366)
        assert promise.within_business_days == 366

    @pytest.mark.parametrize("within", [-1, 367, 1.5, True, "10"])
    def test_what_counts_no_business_days_is_refused(self, within: Any) -> None:
        with pytest.raises(ValidationError, match="within_business_days"):
            Promise(within_business_days=within)

    @pytest.mark.parametrize("other", [{"within_days": 3}, {"within_weeks": 1}, {"end_of": "next-week"}])
    def test_two_promises_at_once_are_refused(self, other: dict[str, Any]) -> None:
        with pytest.raises(ValidationError, match="exactly one of"):
            Promise(within_business_days=3, **other)

    def test_a_promise_comes_back_equal_from_json(self) -> None:
        promise = Promise(within_business_days=10)
        assert Promise.model_validate_json(promise.model_dump_json()) == promise
