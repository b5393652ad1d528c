"""G12: The clock counts from what was really sent, never from what was planned, so a late message pushes the next
one.
"""

from __future__ import annotations

import pytest

from asking import due, ids, span, touches_ahead
from events import bounced, follow_up, message, thank_you
from followup_rules import Touch, plan
from support import NEW_YORK, at, interview


class TestG12:
    def test_a_late_follow_up_pushes_the_next(self) -> None:
        """Planned for 15 June, sent on Thursday 25 June: 2 to 9 July."""
        first = follow_up("2026-06-25 10:00")
        assert span(due(interview(), first, now="2026-06-26 10:00")) == ("2026-07-02 09:00", "2026-07-09 18:00")

    def test_the_plan_counts_from_when_each_message_would_be_sent(self) -> None:
        """The first is late on Friday 19 June, so the second opens on Friday the 26th."""
        ahead = plan(interview(), (thank_you(),), now=at("2026-06-19 10:00"))
        opens = [str(action.window and action.window.opens.date()) for action in ahead]
        assert opens == ["2026-06-15", "2026-06-26", "2026-07-03"]

    @pytest.mark.parametrize(
        ("sent", "window"),
        [
            ("2026-06-15 09:00", ("2026-06-22 09:00", "2026-06-29 18:00")),
            ("2026-06-19 17:00", ("2026-06-26 09:00", "2026-07-03 18:00")),
            ("2026-06-15 23:30", ("2026-06-22 09:00", "2026-06-29 18:00")),
            ("2026-06-16 00:30", ("2026-06-23 09:00", "2026-06-30 18:00")),  # 15 June in UTC
            ("2026-06-20 12:00", ("2026-06-29 09:00", "2026-07-03 18:00")),  # a Saturday
            ("2026-07-13 10:00", ("2026-07-21 09:00", "2026-07-27 18:00")),  # a week later is Marine Day
        ],
    )
    def test_the_second_follow_up_counts_from_the_day_of_the_first(self, sent: str, window: tuple[str, str]) -> None:
        action = due(interview(), thank_you(), follow_up(sent), now=sent)
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_2, window)

    def test_a_first_follow_up_sent_early_does_not_bring_the_second_before_the_decision(self) -> None:
        # 5 June + 1 and + 2 weeks are 12 and 19 June; the third business day after 10 June is the 15th.
        action = due(interview(), thank_you(), follow_up("2026-06-05 10:00"), now="2026-06-05 11:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_2, ("2026-06-15 09:00", "2026-06-19 18:00"))

    def test_the_escalation_counts_from_the_day_of_the_second(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00"), follow_up("2026-07-01 10:00")]
        action = due(interview(), *events, now="2026-07-01 11:00")
        assert (action.touch, span(action)) == (Touch.ESCALATION, ("2026-07-08 09:00", "2026-07-15 18:00"))

    def test_a_late_message_pushes_all_later_messages(self) -> None:
        assert touches_ahead(interview(), thank_you(), now="2026-06-26 10:00") == [
            ("follow-up-1", "2026-06-26 10:00"),
            ("follow-up-2", "2026-07-03 09:00"),
            ("escalation", "2026-07-10 09:00"),
        ]

    def test_a_follow_up_that_bounced_counts_from_the_day_of_its_second_sending(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00"),
            bounced("2026-06-15 10:05"),
            follow_up("2026-06-17 10:00", "lead"),
        ]
        action = due(interview(), *events, now="2026-06-17 11:00")
        assert (action.touch, ids(action), span(action)) == (
            Touch.FOLLOW_UP_2,
            ["lead"],
            ("2026-06-24 09:00", "2026-07-01 18:00"),
        )

    def test_another_message_does_not_push_the_second_follow_up(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00"), message("2026-06-19 10:00")]
        assert span(due(interview(), *events, now="2026-06-19 11:00")) == ("2026-06-22 09:00", "2026-06-29 18:00")

    def test_another_message_pushes_the_first_follow_up(self) -> None:
        # The second business day after Friday 12 June is Tuesday 16 June.
        events = [thank_you(), message("2026-06-12 10:00")]
        assert span(due(interview(), *events, now="2026-06-12 11:00")) == ("2026-06-16 09:00", "2026-06-16 18:00")

    def test_a_third_follow_up_does_not_push_the_escalation(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00"),
            follow_up("2026-06-22 10:00"),
            follow_up("2026-06-26 10:00"),
        ]
        action = due(interview(), *events, now="2026-06-26 11:00")
        assert (action.touch, span(action)) == (Touch.ESCALATION, ("2026-06-29 09:00", "2026-07-06 18:00"))

    def test_the_second_follow_up_counts_from_the_local_day_of_the_first_across_a_holiday(self) -> None:
        # New York: Friday 26 June + a week is 3 July, a holiday, since the 4th is a Saturday. + 2 weeks is 10 July.
        case = {"timezone": NEW_YORK, "country": "US", "ended_at": at("2026-06-10 15:00", NEW_YORK)}
        sent = follow_up("2026-06-26 23:30", zone=NEW_YORK)  # 27 June in UTC
        action = due(interview(**case), sent, now="2026-06-29 10:00")
        assert (action.touch, span(action, NEW_YORK)) == (
            Touch.FOLLOW_UP_2,
            ("2026-07-06 09:00", "2026-07-10 18:00"),
        )
