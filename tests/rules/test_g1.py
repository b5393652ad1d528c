"""G1: Every date and hour is the company's: the interview's time zone, working week and public holidays, wherever the
candidate is. `now` is an argument; nothing reads a clock. A naive datetime is an error. Instants are kept in UTC;
answers carry the company's zone.
"""

from __future__ import annotations

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from asking import codes, due
from events import skipped, thank_you
from followup_rules import InputError, Send, Touch, first_follow_up_window, next_action, thank_you_window
from support import at, interview, local


class TestG1:
    def test_the_candidate_may_sit_anywhere(self) -> None:
        """15:00 in Tokyo is 02:00 in New York; 09:00 on Monday there is 20:00 on Sunday in New York."""
        ended = at("2026-06-05 02:00", "America/New_York")
        assert local(thank_you_window(interview(ended_at=ended)).opens) == "2026-06-08 09:00"
        now = at("2026-06-07 20:00", "America/New_York")
        action = next_action(interview(ended_at=ended), (), now=now)
        assert isinstance(action, Send)
        assert action.send_at == now

    def test_answers_carry_the_zone_of_the_company(self) -> None:
        window = thank_you_window(interview(ended_at=at("2026-06-03 06:00", "UTC")))
        assert window.opens.tzinfo == ZoneInfo("Asia/Tokyo")
        assert window.timezone == "Asia/Tokyo"

    def test_the_day_is_the_company_s(self) -> None:
        """Thursday 4 June 08:00 in Tokyo is still the 3rd in UTC; a week later, and three business days: the 16th."""
        assert local(first_follow_up_window(interview(ended_at=at("2026-06-04 08:00"))).opens) == "2026-06-16 09:00"

    def test_instants_are_kept_in_utc(self) -> None:
        assert interview().ended_at.tzinfo is UTC
        assert thank_you().at.tzinfo is UTC

    def test_the_working_week_is_the_company_s(self) -> None:
        """In Saudi Arabia a Thursday's interview is thanked for on Sunday."""
        riyadh = interview(ended_at=at("2026-06-04 15:00", "Asia/Riyadh"), timezone="Asia/Riyadh", country="SA")
        assert local(thank_you_window(riyadh).opens, "Asia/Riyadh") == "2026-06-07 09:00"

    def test_holidays_of_the_subdivision_count(self) -> None:
        """4 June 2026 is Corpus Christi, in Bavaria and not in Berlin."""
        berlin = interview(timezone="Europe/Berlin", country="DE", ended_at=at("2026-06-02 15:00", "Europe/Berlin"))
        opens = [
            local(first_follow_up_window(berlin.replace(subdivision=land, decision_by=date(2026, 6, 2))).opens)
            for land in ("BE", "BY")
        ]
        assert opens == ["2026-06-05 16:00", "2026-06-08 16:00"]  # 09:00 in Berlin

    def test_the_company_s_own_days_count(self) -> None:
        case = interview(extra_holidays=(date(2026, 6, 15),), extra_workdays=(date(2026, 6, 13),))
        window = first_follow_up_window(case)  # 10 June, and then Thu 11, Fri 12, Sat 13, Tue 16
        assert (local(window.opens), local(window.closes)) == ("2026-06-13 09:00", "2026-06-16 18:00")

    def test_a_closed_day_passed_over_is_a_reason(self) -> None:
        action = due(interview(decision_by=date(2026, 7, 16)), thank_you(), now="2026-06-05 10:00")
        assert [str(reason) for reason in action.reasons if reason.code == "closed-day"] == [
            "G1: 20 July 2026 is not a business day: Marine Day."
        ]

    def test_where_the_data_of_holidays_end_a_reason_says_it(self) -> None:
        """Sri Lanka's holidays are known to 2026."""
        colombo = interview(
            ended_at=at("2026-12-28 15:00", "Asia/Colombo"), timezone="Asia/Colombo", country="LK", decision_by=None
        )
        action = due(colombo, skipped("2026-12-28 20:00", Touch.THANK_YOU), now="2026-12-29 10:00")
        assert "horizon" in codes(action)
        assert local(action.window.opens, "Asia/Colombo") == "2027-01-07 09:00"  # Monday 4 January, and three days

    def test_naive_now_is_an_error(self) -> None:
        with pytest.raises(InputError, match="now"):
            next_action(interview(), (), now=at("2026-06-04 15:00").replace(tzinfo=None))
