"""G7: A local time that a clock change skips moves forward. One that it repeats is the first of the two."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from asking import span
from events import rejection
from followup_rules import (
    DEFAULT_POLICY,
    BusinessDays,
    Interview,
    feedback_request_window,
    first_follow_up_window,
    next_action,
    thank_you_window,
    update_thanks_window,
)
from followup_rules._hours import days_left_out
from support import at, interview, local, utc
from worlds import both

NEW_YORK = "America/New_York"


def new_york(ended: str, **changes: Any) -> Interview:
    """Return an interview in New York; Sunday 8 March and Sunday 1 November 2026, when clocks change, are worked."""
    workdays = [date(2026, 3, 8), date(2026, 11, 1)]
    return interview(country="US", timezone=NEW_YORK, ended_at=at(ended, NEW_YORK), extra_workdays=workdays, **changes)


def nuuk() -> Interview:
    """Return an interview at a company in Nuuk that works on every day, around the clock."""
    week = dict.fromkeys(range(7), (time(0), time(23, 59)))
    return interview(timezone="America/Nuuk", ended_at=utc("2026-03-10 15:00"), working_week=week)


class TestG7:
    # New York, 8 March 2026: 02:00 EST (07:00 UTC) is 03:00 EDT. 1 November 2026: 02:00 EDT (06:00 UTC) is 01:00 EST.

    def test_a_start_that_is_skipped_moves_forward(self) -> None:
        # Rejected on Friday 6 March: the next business day is Sunday 8. 02:30 is no time there: 03:30 EDT, 07:30 UTC.
        policy = DEFAULT_POLICY.replace(work_starts=time(2, 30), work_ends=time(5))
        case = new_york("2026-03-02 15:00")
        window = feedback_request_window(case, at("2026-03-06 10:00", NEW_YORK), policy=policy)
        assert both(window).opens == utc("2026-03-08 07:30")

    def test_an_end_that_is_skipped_moves_forward(self) -> None:
        # From 00:00 to 02:30 of Sunday 8 March, which is 03:30 EDT, 07:30 UTC: two and a half hours all the same.
        policy = DEFAULT_POLICY.replace(work_starts=time(0), work_ends=time(2, 30), feedback_request=BusinessDays(1, 1))
        case = new_york("2026-03-02 15:00")
        window = feedback_request_window(case, at("2026-03-06 10:00", NEW_YORK), policy=policy)
        assert both(window) == (utc("2026-03-08 05:00"), utc("2026-03-08 07:30"))

    def test_a_day_whose_working_hours_are_all_skipped_opens_nothing(self) -> None:
        # From 02:00 to 03:00, which on Sunday 8 March are both 03:00 EDT: so Monday 9, the second business day.
        policy = DEFAULT_POLICY.replace(work_starts=time(2), work_ends=time(3))
        window = feedback_request_window(new_york("2026-03-02 15:00"), at("2026-03-06 10:00", NEW_YORK), policy=policy)
        assert span(window, NEW_YORK) == ("2026-03-09 02:00", "2026-03-09 03:00")

    def test_a_start_that_is_repeated_is_the_first(self) -> None:
        # Rejected on Friday 30 October: the next business day is Sunday 1 November. 01:30 EDT is 05:30 UTC.
        policy = DEFAULT_POLICY.replace(work_starts=time(1, 30), work_ends=time(5))
        case = new_york("2026-10-26 15:00")
        window = feedback_request_window(case, at("2026-10-30 10:00", NEW_YORK), policy=policy)
        assert both(window).opens == utc("2026-11-01 05:30")

    def test_an_end_that_is_repeated_is_the_first(self) -> None:
        policy = DEFAULT_POLICY.replace(work_starts=time(0), work_ends=time(1, 30), feedback_request=BusinessDays(1, 1))
        case = new_york("2026-10-26 15:00")
        window = feedback_request_window(case, at("2026-10-30 10:00", NEW_YORK), policy=policy)
        assert both(window) == (utc("2026-11-01 04:00"), utc("2026-11-01 05:30"))

    def test_the_second_pass_of_a_repeated_hour_is_after_the_end_of_work(self) -> None:
        # A reply at 06:10 UTC came at 01:10 EST; work ended at the first 01:30, so thanks open on Monday 2 November.
        policy = DEFAULT_POLICY.replace(work_starts=time(0), work_ends=time(1, 30))
        window = update_thanks_window(new_york("2026-10-26 15:00"), utc("2026-11-01 06:10"), policy=policy)
        assert local(window.opens, NEW_YORK) == "2026-11-02 00:00"

    def test_a_skipped_midnight_moves_forward(self) -> None:
        # Beirut, Sunday 29 March 2026: 00:00 (22:00 UTC of the 28th) is 01:00. The day begins there.
        policy = DEFAULT_POLICY.replace(work_starts=time(0), work_ends=time(5))
        case = interview(
            country="LB",
            timezone="Asia/Beirut",
            ended_at=at("2026-03-02 15:00", "Asia/Beirut"),
            extra_workdays=[date(2026, 3, 29)],
        )
        window = feedback_request_window(case, at("2026-03-27 10:00", "Asia/Beirut"), policy=policy)
        assert both(window).opens == utc("2026-03-28 22:00")

    # Nuuk, Saturday 28 March 2026: 23:00 (01:00 UTC of the 29th) is 00:00 of Sunday. The day ends an hour early.

    def test_work_ends_with_the_day_at_the_latest(self) -> None:
        # Rejected on Thursday 26 March: from Friday 00:00, 02:00 UTC, to the end of Saturday. 23:59 is no time there.
        window = feedback_request_window(nuuk(), utc("2026-03-26 15:00"))
        assert both(window) == (utc("2026-03-27 02:00"), utc("2026-03-29 01:00"))

    def test_a_message_lapses_with_the_day_at_the_latest(self) -> None:
        events = (rejection(utc("2026-03-26 15:00"), "hr"),)
        policy = DEFAULT_POLICY.replace(feedback_request_lapse_business_days=0)
        action = next_action(nuuk(), events, now=utc("2026-03-27 12:00"), policy=policy)
        assert action.lapses_at == utc("2026-03-29 01:00")

    @pytest.mark.parametrize(
        ("ended", "opens", "closes"),
        [
            # Friday 6 March 14:00 EST; + 24 h is Saturday 14:00, + 48 h Sunday 15:00 EDT. Sunday is worked here.
            ("2026-03-06 14:00", "2026-03-08 09:00", "2026-03-08 15:00"),
            # Saturday 7 March 14:00 EST; + 24 h is Sunday 15:00 EDT, + 48 h Monday 15:00.
            ("2026-03-07 14:00", "2026-03-08 15:00", "2026-03-09 15:00"),
            # Friday 30 October 14:00 EDT; + 24 h is Saturday 14:00, + 48 h Sunday 13:00 EST.
            ("2026-10-30 14:00", "2026-11-01 09:00", "2026-11-01 13:00"),
            # Saturday 31 October 14:00 EDT; + 24 h is Sunday 13:00 EST, + 48 h Monday 13:00.
            ("2026-10-31 14:00", "2026-11-01 13:00", "2026-11-02 13:00"),
        ],
    )
    def test_hours_are_elapsed_over_a_clock_change(self, ended: str, opens: str, closes: str) -> None:
        assert span(thank_you_window(new_york(ended)), NEW_YORK) == (opens, closes)

    # Apia went from Thursday 29 December 2011 to Saturday 31. Monday 2 January 2012 was a holiday.
    @pytest.mark.parametrize(
        ("ended", "opens", "closes"),
        [
            # Tuesday 14:00: Wednesday 14:00 to Thursday 14:00.
            ("2011-12-27 14:00", "2011-12-28 14:00", "2011-12-29 14:00"),
            # Wednesday 15:00: + 24 h is Thursday 15:00, + 48 h Saturday 15:00.
            ("2011-12-28 15:00", "2011-12-29 15:00", "2011-12-29 18:00"),
            # Thursday 10:00: + 24 h is Saturday 10:00, so Tuesday 3 January 09:00, 95 hours later: at once (G9).
            ("2011-12-29 10:00", "2011-12-29 10:00", "2011-12-29 18:00"),
            # Saturday 10:00: + 24 h is Sunday, + 48 h Monday 10:00: Tuesday 09:00 is 71 hours later.
            ("2011-12-31 10:00", "2012-01-03 09:00", "2012-01-03 18:00"),
        ],
    )
    def test_no_window_lies_on_a_day_that_never_was(self, ended: str, opens: str, closes: str) -> None:
        apia = "Pacific/Apia"
        case = interview(country="WS", timezone=apia, ended_at=at(ended, apia))
        assert span(thank_you_window(case), apia) == (opens, closes)

    def test_a_day_that_never_was_is_no_business_day(self) -> None:
        # Friday 23 December 2011; Mo 26 was a holiday. Tu 27, We 28, Th 29 is the third, Tu 3 January the fourth.
        apia = "Pacific/Apia"
        case = interview(
            country="WS", timezone=apia, ended_at=at("2011-12-20 15:00", apia), decision_by=date(2011, 12, 23)
        )
        assert span(first_follow_up_window(case), apia) == ("2011-12-29 09:00", "2012-01-03 18:00")

    @pytest.mark.parametrize(
        ("timezone", "expected"),
        [
            ("Pacific/Apia", [date(2011, 12, 30)]),
            ("Pacific/Kwajalein", [date(1993, 8, 21)]),
            ("Asia/Tokyo", []),
        ],
    )
    def test_the_days_that_never_were_are_found(self, timezone: str, expected: list[date]) -> None:
        assert days_left_out(ZoneInfo(timezone), (1990, 2013)) == expected

    def test_a_reply_before_a_day_that_never_was_is_thanked_for_before_it(self) -> None:
        # Wednesday 28 December 17:30; the next business day is Thursday 29.
        apia = "Pacific/Apia"
        case = interview(country="WS", timezone=apia, ended_at=at("2011-12-20 15:00", apia))
        window = update_thanks_window(case, at("2011-12-28 17:30", apia))
        assert span(window, apia) == ("2011-12-28 17:30", "2011-12-29 18:00")
