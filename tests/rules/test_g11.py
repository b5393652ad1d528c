"""G11: No follow-up and no escalation opens before the third business day after the decision date (F2): held until
then. The first follow-up is also held until the second business day after the day of the last message sent in the
case.
"""

from __future__ import annotations

from datetime import date

import pytest

from asking import codes, due, span
from events import THANKED, follow_up, invites, message, skipped, thank_you
from followup_rules import DEFAULT_POLICY, Touch
from invitations import EARLY, INVITED, INVITING, first_follow_up
from support import at, interview


class TestG11:
    def test_an_escalation_waits_for_the_decision_date(self) -> None:
        """Both follow-ups were skipped on 5 June; a decision on Tuesday 30 June: Friday 3 July."""
        skips = [skipped("2026-06-05 10:00", t) for t in (Touch.FOLLOW_UP_1, Touch.FOLLOW_UP_2)]
        skips[1] = skips[1].replace(at=at("2026-06-05 11:00"))
        action = due(interview(decision_by=date(2026, 6, 30)), *skips, now="2026-06-06 10:00")
        assert action.touch == Touch.ESCALATION
        assert span(action) == ("2026-07-03 09:00", "2026-07-03 18:00")
        assert "held-after-decision" in codes(action)

    def test_the_reason_says_that_a_decision_date_is_assumed(self) -> None:
        """Wednesday 3 June and a week: the 10th, and the third business day after that is Monday the 15th."""
        action = due(interview(), skipped("2026-06-05 10:00", Touch.FOLLOW_UP_1), now="2026-06-06 10:00")
        assert span(action)[0] == "2026-06-15 09:00"
        assert [reason.text for reason in action.reasons if reason.rule == "G11"] == [
            "They named no decision date: 10 June 2026 is assumed, so nothing is sent before 15 June 2026."
        ]

    def test_the_policy_says_how_many_days_after_the_decision_date(self) -> None:
        skip = skipped("2026-06-05 10:00", Touch.FOLLOW_UP_1)
        policy = DEFAULT_POLICY.replace(after_decision_business_days=5)
        action = due(interview(decision_by=date(2026, 6, 30)), skip, now="2026-06-06 10:00", policy=policy)
        assert str(action.window.opens.date()) == "2026-07-07"

    def test_the_first_follow_up_waits_two_days_after_the_last_message(self) -> None:
        """A late thank-you on Friday 12 June holds it from Monday the 15th until Tuesday the 16th."""
        action = due(interview(), thank_you("2026-06-12 10:00"), now="2026-06-12 11:00")
        assert span(action) == ("2026-06-16 09:00", "2026-06-16 18:00")
        assert "held-after-message" in codes(action)

    def test_the_second_follow_up_does_not_wait_two_days_after_a_message(self) -> None:
        first = follow_up()
        note = thank_you("2026-06-22 08:00")
        action = due(interview(), first, note, now="2026-06-22 08:30")
        assert span(action) == ("2026-06-22 09:00", "2026-06-29 18:00")

    @pytest.mark.parametrize(
        ("sent", "window"),
        [
            ("2026-06-18 10:00", INVITED),  # a Thursday
            ("2026-06-19 10:00", ("2026-06-23 09:00", "2026-06-23 18:00")),
            ("2026-06-20 10:00", ("2026-06-23 09:00", "2026-06-23 18:00")),  # a Saturday
            ("2026-06-22 08:00", ("2026-06-24 09:00", "2026-06-24 18:00")),
        ],
    )
    def test_the_last_message_holds_an_invited_follow_up(self, sent: str, window: tuple[str, str]) -> None:
        events = (THANKED, message(sent, "peer"))
        assert span(first_follow_up(INVITING, *events, now=sent)) == window

    def test_a_thank_you_holds_an_invited_follow_up_for_two_days(self) -> None:
        case = interview(enquire_on=date(2026, 6, 5))
        assert span(first_follow_up(case, THANKED, now=EARLY)) == ("2026-06-08 09:00", "2026-06-08 18:00")

    def test_the_decision_date_does_not_hold_an_invited_follow_up(self) -> None:
        case = interview(enquire_on=date(2026, 6, 12), decision_by=date(2026, 6, 11))
        assert span(first_follow_up(case, THANKED, now=EARLY)) == ("2026-06-12 09:00", "2026-06-15 18:00")

    def test_a_message_of_a_day_before_the_interview_holds_nothing(self) -> None:
        events = (invites("2026-06-01 10:00", on=date(2026, 6, 5)), thank_you("2026-06-02 10:00", "hr"))
        skip = skipped("2026-06-03 16:00", Touch.THANK_YOU)
        action = first_follow_up(interview(), *events, skip, now="2026-06-03 17:00")
        assert span(action) == ("2026-06-05 09:00", "2026-06-08 18:00")
