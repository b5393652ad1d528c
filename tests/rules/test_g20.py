"""G20: An out-of-office reply is not an answer. Follow-ups, escalations and feedback requests to that person are held
until the second business day strictly after the day they named (7 days after their message where they named none; a
`Policy` field): nobody is asked on the first morning back. If the hold would end more than 14 days after the window
would open, the message goes to the next in order instead; if nobody else is left, it is held. A later message from
that person ends it, also before the interview's end (G26). Thank-yous are not held.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

import pytest

from asking import about, due, ids, owed, span, what
from events import (
    THANKED,
    away,
    follow_up,
    invites,
    message,
    rejection,
    reopened,
    reply,
    skipped,
    snoozed,
    thank_you,
    update_thanks,
)
from followup_rules import DEFAULT_POLICY, Event, Interview, Policy, Send, Stage, Touch, replay
from invitations import AFTER, INVITED, first_follow_up
from support import BEFORE_FIRST, DURING_SECOND, DURING_THANKS, HR, LEAD, PEER, at, interview, local, mail


class TestG20:
    REJECTION = rejection("2026-06-08 10:00")
    FAR = "2026-07-31"  # a Friday; the second business day after it is Tuesday 4 August

    def test_whoever_is_left_out_of_two_is_named(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer"),
            follow_up("2026-06-15 10:00", "hr", "lead"),
            away("2026-06-15 11:00", returns_on=self.FAR),
        )
        action = due(interview(), *events, now="2026-06-16 10:00")
        assert ids(action) == ["lead"]
        assert about(action, "away-too-long") == [("G20", "hr")]

    def test_an_absence_is_no_answer(self) -> None:
        events = (thank_you(), follow_up(), away("2026-06-15 10:01", returns_on="2026-06-17"))
        assert replay(interview(), events).stage is Stage.FOLLOWED_UP_1
        action = due(interview(), *events, now="2026-06-16 10:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_2, ("2026-06-22 09:00", "2026-06-29 18:00"))
        assert what(due(interview(), *events, now=DURING_SECOND)) == (Touch.FOLLOW_UP_2, ["hr"])

    def test_an_absence_does_not_restart_the_wait(self) -> None:
        assert self.first_one(away("2026-06-11 09:00", returns_on="2026-06-11"))[1] == "2026-06-15 09:00"

    def test_whoever_sent_the_last_update_is_waited_for(self) -> None:
        """The update of Friday the 5th names the 12th: Wednesday the 17th, and the manager is away on it."""
        events = (
            reply("2026-06-05 10:00", "lead", decision_by=date(2026, 6, 12)),
            update_thanks("2026-06-05 11:00", "lead"),
            away("2026-06-05 11:01", "lead", returns_on="2026-06-18"),
        )
        assert self.first_one(*events) == (["lead"], "2026-06-22 09:00", "2026-06-22 18:00")

    def test_the_next_in_order_may_be_away_too_long(self) -> None:
        events = (away("2026-06-08 10:00", returns_on=self.FAR), away("2026-06-08 10:00", "lead", returns_on=self.FAR))
        assert self.first_one(*events) == (["peer"], "2026-06-15 09:00", "2026-06-16 18:00")

    def test_a_follow_up_is_held_where_nobody_else_has_an_address(self) -> None:
        case = interview(contacts=(HR, LEAD.replace(email=None), PEER.replace(do_not_contact=True)))
        assert self.first_one(away("2026-06-08 10:00", returns_on=self.FAR), case=case)[:2] == (
            ["hr"],
            "2026-08-04 09:00",
        )

    @pytest.mark.parametrize("sender", ["lead", None])
    @pytest.mark.parametrize("until", ["2026-06-17", FAR])
    def test_an_absence_of_somebody_else_or_of_nobody_known_holds_nothing(self, until: str, sender: str | None) -> None:
        expected = (["hr"], "2026-06-15 09:00", "2026-06-16 18:00")
        assert self.first_one(away("2026-06-08 10:00", sender, returns_on=until)) == expected

    def first_one(
        self, *events: Event, case: Interview | None = None, policy: Policy = DEFAULT_POLICY
    ) -> tuple[list[str], str, str]:
        """Return to whom the first follow-up goes, and its window."""
        action = due(case or interview(), thank_you(), *events, now=BEFORE_FIRST, policy=policy)
        assert action.touch == Touch.FOLLOW_UP_1
        return ids(action), *span(action)

    # Until when

    @pytest.mark.parametrize(
        ("until", "opens", "closes"),
        [
            ("2026-06-08", "2026-06-15 09:00", "2026-06-16 18:00"),  # back before the window
            ("2026-06-11", "2026-06-15 09:00", "2026-06-16 18:00"),  # Thursday: Monday, as it would be
            ("2026-06-12", "2026-06-16 09:00", "2026-06-16 18:00"),  # Friday: Tuesday
            ("2026-06-13", "2026-06-16 09:00", "2026-06-16 18:00"),  # Saturday: the same
            ("2026-06-14", "2026-06-16 09:00", "2026-06-16 18:00"),  # Sunday: the same
            ("2026-06-15", "2026-06-17 09:00", "2026-06-17 18:00"),  # Monday: Wednesday, all of it
            ("2026-06-17", "2026-06-19 09:00", "2026-06-19 18:00"),  # Wednesday: Friday
            ("2026-06-18", "2026-06-22 09:00", "2026-06-22 18:00"),  # Thursday: Monday
            ("2026-06-19", "2026-06-23 09:00", "2026-06-23 18:00"),  # Friday: Tuesday
            ("2026-06-20", "2026-06-23 09:00", "2026-06-23 18:00"),  # Saturday: the same
        ],
    )
    def test_a_follow_up_is_held_until_the_second_business_day_after(self, until: str, opens: str, closes: str) -> None:
        assert self.first_one(away("2026-06-08 10:00", returns_on=until)) == (["hr"], opens, closes)

    def test_a_public_holiday_is_no_business_day_of_the_grace(self) -> None:
        """
        A decision on Friday 10 July opens the window on Wednesday the 15th. Hanako is back on Friday the 17th; Monday
        the 20th is Marine Day, so the first business day after is Tuesday, and the second Wednesday the 22nd.
        """
        case = interview(decision_by=date(2026, 7, 10))
        expected = (["hr"], "2026-07-22 09:00", "2026-07-22 18:00")
        assert self.first_one(away("2026-06-08 10:00", returns_on="2026-07-17"), case=case) == expected

    def test_the_days_are_those_of_the_company_s_country(self) -> None:
        """
        In New York, with a decision on Friday 20 November 2026, the window is Wednesday the 25th to Friday the 27th:
        the 26th is Thanksgiving. Back on the 25th: Friday the 27th is the first business day, Monday the 30th the
        second.
        """
        new_york = "America/New_York"
        case = interview(
            ended_at=at("2026-11-18 15:00", new_york),
            timezone=new_york,
            country="US",
            decision_by=date(2026, 11, 20),
        )
        thanks = thank_you("2026-11-19 16:00", zone=new_york)
        absence = away("2026-11-20 10:00", zone=new_york, returns_on="2026-11-25")
        before = due(case, thanks, now="2026-11-21 10:00")
        after = due(case, thanks, absence, now="2026-11-21 10:00")
        assert [local(each, new_york) for each in (before.window.opens, before.window.closes)] == [
            "2026-11-25 09:00",
            "2026-11-27 18:00",
        ]
        assert [local(each, new_york) for each in (after.window.opens, after.window.closes)] == [
            "2026-11-30 09:00",
            "2026-11-30 18:00",
        ]

    def test_the_company_s_own_week_has_other_business_days(self) -> None:
        """It works from Sunday to Thursday. Back on Wednesday the 17th: Thursday, and then Sunday the 21st."""
        week = dict.fromkeys((6, 0, 1, 2, 3), ("09:00", "18:00"))
        action = due(
            interview(working_week=week),
            thank_you(),
            away("2026-06-08 10:00", returns_on="2026-06-17"),
            now="2026-06-11 12:00",
        )
        assert (ids(action), *span(action)) == (["hr"], "2026-06-21 09:00", "2026-06-21 18:00")

    @pytest.mark.parametrize(
        ("when", "opens"),
        [
            ("2026-06-10 10:00", "2026-06-19 09:00"),  # seven days later is Wednesday the 17th
            ("2026-06-10 23:59", "2026-06-19 09:00"),  # the day is Tokyo's
            ("2026-06-11 00:30", "2026-06-22 09:00"),  # Thursday the 18th
            ("2026-06-12 09:00", "2026-06-23 09:00"),  # Friday the 19th
        ],
    )
    def test_an_absence_without_a_day_counts_from_seven_days_after_the_message(self, when: str, opens: str) -> None:
        assert self.first_one(away(when))[:2] == (["hr"], opens)

    def test_a_day_of_return_that_nobody_named_is_said_to_be_assumed(self) -> None:
        held = "G20: Out of office: Hanako Sato. Wait until"
        action = due(interview(), thank_you(), away("2026-06-10 10:00"), now=BEFORE_FIRST)
        assert [(str(reason), reason.day, reason.contact) for reason in action.reasons if "away" in reason.code] == [
            (f"{held} 19 June 2026, so that nobody is asked on the first morning back.", date(2026, 6, 19), None),
            ("G20: Hanako Sato named no day of return: 17 June 2026 is assumed.", date(2026, 6, 17), "hr"),
        ]

    @pytest.mark.parametrize(
        ("when", "returns_on"),
        [
            ("2026-06-10 10:00", "2026-06-17"),  # it was named
            ("2026-06-03 17:00", None),  # the second business day after the 10th is the 12th, before the follow-up
            ("2026-06-04 17:00", None),  # that after the 11th is Monday the 15th, when it opens
        ],
    )
    def test_nothing_is_said_to_be_assumed_where_that_moves_nothing(self, when: str, returns_on: str | None) -> None:
        action = due(interview(), thank_you(), away(when, returns_on=returns_on), now=BEFORE_FIRST)
        assert about(action, "away-assumed") == []

    def test_whoever_is_passed_over_since_a_long_absence_is_assumed_is_said_to_be(self) -> None:
        """Thirty days after Wednesday 10 June is Friday 10 July; two business days later is Tuesday 14 July."""
        policy = DEFAULT_POLICY.replace(away_days=30)
        action = due(interview(), thank_you(), away("2026-06-10 10:00"), now=BEFORE_FIRST, policy=policy)
        assert ids(action) == ["lead"]
        assert [(reason.code, reason.day) for reason in action.reasons if "away" in reason.code] == [
            ("away-assumed", date(2026, 7, 10)),
            ("away-too-long", date(2026, 7, 14)),
        ]

    def test_the_hold_for_somebody_who_is_away_is_a_reason(self) -> None:
        action = due(interview(), thank_you(), away("2026-06-08 10:00", returns_on="2026-06-17"), now=BEFORE_FIRST)
        assert [(reason.rule, reason.day) for reason in action.reasons if reason.code == "held-away"] == [
            ("G20", date(2026, 6, 19))
        ]

    def test_of_two_who_are_asked_together_both_are_waited_for(self) -> None:
        """The second business day after Friday the 26th is Tuesday the 30th."""
        events = [
            follow_up("2026-06-15 10:00", "hr", "lead"),
            away("2026-06-15 11:00", returns_on="2026-06-24"),
            away("2026-06-15 11:00", "lead", returns_on="2026-06-26"),
        ]
        action = due(interview(), thank_you(), *events, now="2026-06-16 10:00")
        assert (ids(action), span(action)[0]) == (["hr", "lead"], "2026-06-30 09:00")
        (reason,) = [reason for reason in action.reasons if reason.code == "held-away"]
        assert reason.text.startswith("Out of office: Hanako Sato and Ken Ito. Wait until")

    def test_an_absence_that_moves_nothing_is_no_reason(self) -> None:
        action = due(interview(), thank_you(), away("2026-06-08 10:00", returns_on="2026-06-11"), now=BEFORE_FIRST)
        assert about(action, "held-away") == []

    def test_waiting_ends_when_the_hold_for_somebody_away_ends(self) -> None:
        events = (thank_you(), away("2026-06-08 10:00", returns_on="2026-06-17"))
        waiting = due(interview(), *events, now="2026-06-19 08:59")
        assert (waiting.kind, local(waiting.changes_at)) == ("wait-until", "2026-06-19 09:00")
        assert due(interview(), *events, now="2026-06-19 09:00").kind == "send"

    def test_a_window_that_is_open_closes_again_for_somebody_who_is_away(self) -> None:
        events = (thank_you(), away("2026-06-15 10:00", returns_on="2026-06-17"))
        action = due(interview(), *events, now="2026-06-15 11:00")
        assert (action.kind, *what(action), span(action)[0]) == (
            "wait-until",
            Touch.FOLLOW_UP_1,
            ["hr"],
            "2026-06-19 09:00",
        )

    def test_whoever_came_back_is_written_to_although_the_follow_up_is_late(self) -> None:
        events = (thank_you(), away("2026-06-08 10:00", returns_on="2026-06-17"))
        action = due(interview(), *events, now="2026-06-22 10:00")
        assert isinstance(action, Send)
        assert (action.status, ids(action)) == ("late", ["hr"])

    def test_an_absence_long_after_the_window_opened_is_too_long(self) -> None:
        """The window opened on 15 June. Hanako is away until 3 July, so the hold would end on the 7th."""
        events = (thank_you(), away("2026-06-30 10:00", returns_on="2026-07-03"))
        assert ids(due(interview(), *events, now="2026-06-30 11:00")) == ["lead"]

    def test_a_snooze_that_ends_later_holds_longer(self) -> None:
        snooze = snoozed("2026-06-08 11:00", "2026-06-24")
        assert self.first_one(away("2026-06-08 10:00", returns_on="2026-06-17"), snooze)[1] == "2026-06-24 09:00"

    # Which messages are held, and for how long

    HELD: ClassVar[dict[Touch, tuple[tuple[Event, ...], str, str]]] = {  # what happened, who is away, since when
        Touch.FOLLOW_UP_2: ((thank_you(), follow_up()), "hr", "2026-06-15 10:01"),
        Touch.ESCALATION: ((thank_you(), follow_up(), follow_up("2026-06-22 10:00")), "lead", "2026-06-22 12:00"),
        Touch.FEEDBACK_REQUEST: ((thank_you(), REJECTION), "hr", "2026-06-08 10:01"),
    }

    @pytest.mark.parametrize(
        ("touch", "until", "to", "opens", "closes"),
        [
            (Touch.FOLLOW_UP_2, "2026-06-23", "hr", "2026-06-25 09:00", "2026-06-29 18:00"),
            (Touch.FOLLOW_UP_2, "2026-07-02", "hr", "2026-07-06 09:00", "2026-07-06 18:00"),  # 14 days after 22 June
            (Touch.FOLLOW_UP_2, "2026-07-03", "lead", "2026-06-22 09:00", "2026-06-29 18:00"),
            (Touch.ESCALATION, "2026-07-03", "lead", "2026-07-07 09:00", "2026-07-07 18:00"),
            (Touch.ESCALATION, "2026-07-09", "lead", "2026-07-13 09:00", "2026-07-13 18:00"),  # 14 days after 29 June
            (Touch.ESCALATION, "2026-07-10", "peer", "2026-06-29 09:00", "2026-07-06 18:00"),
            (Touch.FEEDBACK_REQUEST, "2026-06-10", "hr", "2026-06-12 09:00", "2026-06-12 18:00"),
            (Touch.FEEDBACK_REQUEST, "2026-06-19", "hr", "2026-06-23 09:00", "2026-06-23 18:00"),
            (
                Touch.FEEDBACK_REQUEST,
                "2026-06-21",
                "hr",
                "2026-06-23 09:00",
                "2026-06-23 18:00",
            ),  # 14 days after the 9th
            (Touch.FEEDBACK_REQUEST, "2026-06-22", "lead", "2026-06-09 09:00", "2026-06-10 18:00"),
        ],
    )
    def test_a_message_is_held_for_whoever_is_away_up_to_a_fortnight(
        self, touch: Touch, until: str, to: str, opens: str, closes: str
    ) -> None:
        events, who, when = self.HELD[touch]
        action = due(interview(), *events, away(when, who, returns_on=until), now=at(when) + timedelta(hours=1))
        assert (*what(action), *span(action)) == (touch, [to], opens, closes)

    # The policy's numbers

    @pytest.mark.parametrize(
        ("count", "opens"), [(1, "2026-06-18 09:00"), (2, "2026-06-19 09:00"), (3, "2026-06-22 09:00")]
    )
    def test_the_business_days_after_the_return_are_a_policy_field(self, count: int, opens: str) -> None:
        policy = DEFAULT_POLICY.replace(after_return_business_days=count)
        assert self.first_one(away("2026-06-08 10:00", returns_on="2026-06-17"), policy=policy)[:2] == (["hr"], opens)

    @pytest.mark.parametrize(
        ("days", "opens"),
        [
            (3, "2026-06-16 09:00"),  # Saturday the 13th
            (5, "2026-06-17 09:00"),  # Monday the 15th
            (7, "2026-06-19 09:00"),  # Wednesday the 17th
        ],
    )
    def test_the_days_of_an_absence_without_a_date_are_a_policy_field(self, days: int, opens: str) -> None:
        policy = DEFAULT_POLICY.replace(away_days=days)
        assert self.first_one(away("2026-06-10 10:00"), policy=policy)[:2] == (["hr"], opens)

    @pytest.mark.parametrize(
        ("longest", "to", "opens"), [(4, ["hr"], "2026-06-19 09:00"), (3, ["lead"], "2026-06-15 09:00")]
    )
    def test_the_longest_wait_for_somebody_who_is_away_is_a_policy_field(
        self, longest: int, to: list[str], opens: str
    ) -> None:
        """Until Friday the 19th, four days after Monday the 15th."""
        policy = DEFAULT_POLICY.replace(away_longest_days=longest)
        assert self.first_one(away("2026-06-08 10:00", returns_on="2026-06-17"), policy=policy)[:2] == (to, opens)

    # Too long

    @pytest.mark.parametrize(
        ("until", "to", "opens"),
        [
            ("2026-06-24", ["hr"], "2026-06-26 09:00"),
            ("2026-06-25", ["hr"], "2026-06-29 09:00"),  # Thursday: Monday the 29th, fourteen days after the 15th
            ("2026-06-26", ["lead"], "2026-06-15 09:00"),  # Friday: Tuesday the 30th, fifteen days after
            ("2026-06-28", ["lead"], "2026-06-15 09:00"),  # Sunday: the same
        ],
    )
    def test_where_the_hold_would_last_more_than_fourteen_days_the_next_in_order_is_asked(
        self, until: str, to: list[str], opens: str
    ) -> None:
        assert self.first_one(away("2026-06-08 10:00", returns_on=until))[:2] == (to, opens)

    def test_a_window_that_opens_later_for_another_reason_waits_longer(self) -> None:
        """Snoozed until Monday the 22nd; back on Thursday 2 July: Monday the 6th, fourteen days later."""
        snooze = snoozed("2026-06-08 11:00", "2026-06-22")
        absence = away("2026-06-08 10:00", returns_on="2026-07-02")
        assert self.first_one(absence)[0] == ["lead"]
        assert self.first_one(absence, snooze)[:2] == (["hr"], "2026-07-06 09:00")

    def test_whoever_is_away_too_long_is_a_reason(self) -> None:
        action = due(interview(), thank_you(), away("2026-06-08 10:00", returns_on=self.FAR), now=BEFORE_FIRST)
        assert [(why.rule, why.contact) for why in action.reasons if why.code == "away-too-long"] == [("G20", "hr")]

    def test_an_inviter_who_is_away_too_long_gives_way_to_hr(self) -> None:
        """The window would open on the 22nd."""
        invited = reply("2026-06-05 10:00", "lead", enquire_on=date(2026, 6, 22))
        assert self.first_one(invited, away("2026-06-05 11:00", "lead", returns_on=self.FAR))[:2] == (
            ["hr"],
            "2026-06-22 09:00",
        )

    def test_an_inviter_who_is_away_for_a_short_time_is_waited_for(self) -> None:
        """Back on Tuesday the 23rd: Thursday the 25th."""
        invited = reply("2026-06-05 10:00", "lead", enquire_on=date(2026, 6, 22))
        expected = (["lead"], "2026-06-25 09:00", "2026-06-25 18:00")
        assert self.first_one(invited, away("2026-06-05 11:00", "lead", returns_on="2026-06-23")) == expected

    def test_the_next_in_order_may_be_away_for_a_shorter_time(self) -> None:
        events = (
            away("2026-06-08 10:00", returns_on=self.FAR),
            away("2026-06-08 10:00", "lead", returns_on="2026-06-17"),
        )
        assert self.first_one(*events) == (["lead"], "2026-06-19 09:00", "2026-06-19 18:00")

    # Nobody else

    def test_a_follow_up_is_held_where_everybody_is_away(self) -> None:
        events = [away("2026-06-08 10:00", who, returns_on=self.FAR) for who in ("hr", "lead", "peer")]
        assert self.first_one(*events) == (["hr"], "2026-08-04 09:00", "2026-08-04 18:00")

    def test_a_follow_up_is_held_where_nobody_else_is_known(self) -> None:
        events = (skipped("2026-06-04 10:00", Touch.THANK_YOU), away("2026-06-08 10:00", returns_on=self.FAR))
        action = due(interview(contacts=(HR,)), *events, now=BEFORE_FIRST)
        assert (ids(action), *span(action)) == (["hr"], "2026-08-04 09:00", "2026-08-04 18:00")

    def test_a_follow_up_is_held_for_the_next_where_the_first_cannot_be_reached(self) -> None:
        case = interview(contacts=(HR.replace(email=None), LEAD))
        events = (thank_you("2026-06-04 10:00", "lead"), away("2026-06-08 10:00", "lead", returns_on=self.FAR))
        action = due(case, *events, now=BEFORE_FIRST)
        assert (ids(action), span(action)[0]) == (["lead"], "2026-08-04 09:00")

    def test_a_follow_up_is_held_where_nobody_else_reads_their_mail(self) -> None:
        case = interview(contacts=(HR, LEAD.replace(email="noresponder@example.com"), PEER.replace(email=None)))
        events = (skipped("2026-06-04 10:00", Touch.THANK_YOU), away("2026-06-08 10:00", returns_on=self.FAR))
        action = due(case, *events, now=BEFORE_FIRST)
        assert (ids(action), span(action)[0]) == (["hr"], "2026-08-04 09:00")

    def test_no_reason_says_that_whoever_is_waited_for_was_passed_over(self) -> None:
        events = (skipped("2026-06-04 10:00", Touch.THANK_YOU), away("2026-06-08 10:00", returns_on=self.FAR))
        action = due(interview(contacts=(HR,)), *events, now=BEFORE_FIRST)
        assert ids(action) == ["hr"]
        assert about(action, "held-away") == [("G20", None)]
        assert about(action, "away-too-long") == []

    def test_all_others_who_are_away_too_long_are_said_to_be_passed_over(self) -> None:
        events = [away("2026-06-08 10:00", who, returns_on=self.FAR) for who in ("hr", "lead", "peer")]
        action = due(interview(), THANKED, *events, now=BEFORE_FIRST)
        assert ids(action) == ["hr"]
        assert about(action, "away-too-long") == [("G20", "lead"), ("G20", "peer")]

    def test_the_escalation_is_held_where_everybody_else_had_a_follow_up(self) -> None:
        events = (follow_up(), follow_up("2026-06-22 10:00"), away("2026-06-22 12:00", "lead", returns_on=self.FAR))
        action = due(interview(contacts=(HR, LEAD)), *events, now="2026-06-23 10:00")
        assert (ids(action), span(action)[0]) == (["lead"], "2026-08-04 09:00")

    # What ends it

    HOLDS = (["hr"], "2026-06-29 09:00", "2026-06-29 18:00")  # back on Thursday the 25th

    def test_a_later_reply_of_whoever_is_away_ends_the_wait_for_them(self) -> None:
        """The reply of Friday the 5th restarts the wait from the 12th: Wednesday the 17th."""
        events = (away("2026-06-05 09:00", returns_on="2026-06-25"), reply("2026-06-05 10:00"))
        assert self.first_one(*events) == (["hr"], "2026-06-17 09:00", "2026-06-18 18:00")

    def test_a_reply_a_moment_after_the_out_of_office_reply_ends_the_absence(self) -> None:
        events = (away("2026-06-05 09:00:00", returns_on="2026-06-25"), reply("2026-06-05 09:00:01"))
        assert self.first_one(*events)[1] == "2026-06-17 09:00"

    def test_a_later_rejection_of_whoever_is_away_ends_the_wait_for_them(self) -> None:
        events = (thank_you(), away("2026-06-08 09:00", returns_on="2026-06-18"), rejection("2026-06-08 10:00"))
        action = due(interview(), *events, now="2026-06-09 09:00")
        assert (action.kind, *what(action)) == ("send", Touch.FEEDBACK_REQUEST, ["hr"])

    def test_a_case_reopened_by_whoever_is_away_ends_the_absence(self) -> None:
        """
        Reopened on Wednesday the 10th, a decision is assumed on the 17th: Monday the 22nd. Its thanks were open until
        the 11th, and may come until the 18th.
        """
        events = (
            thank_you(),
            rejection("2026-06-08 10:00"),
            away("2026-06-09 10:00", returns_on=self.FAR),
            reopened("2026-06-10 10:00"),
        )
        action = due(interview(), *events, now="2026-06-22 09:00")
        assert (*what(action), span(action)[0]) == (Touch.FOLLOW_UP_1, ["hr"], "2026-06-22 09:00")

    @pytest.mark.parametrize(
        "told",
        [
            [reply("2026-06-05 08:00")],  # before it
            [reply("2026-06-05 10:00", "lead")],
            [reply("2026-06-05 10:00", "peer")],
            [reply("2026-06-05 10:00", None)],
            [message("2026-06-05 10:00", "hr")],
            [
                message("2026-06-05 10:00", "hr", message_id=mail(10)),
                reply("2026-06-05 10:00", message_id=mail(10)),  # the candidate's own copy
            ],
        ],
        ids=["earlier", "of the manager", "of an interviewer", "of nobody known", "to whoever is away", "a copy"],
    )
    def test_an_absence_ends_with_no_mail_but_a_later_one_of_whoever_is_away(self, told: list[Event]) -> None:
        assert self.first_one(away("2026-06-05 09:00", returns_on="2026-06-25"), *told) == self.HOLDS

    @pytest.mark.parametrize(
        ("then", "opens"),
        [
            ("2026-06-16", "2026-06-18 09:00"),  # back earlier
            ("2026-06-23", "2026-06-25 09:00"),  # back later
            ("2026-06-10", "2026-06-15 09:00"),  # back at once
            (None, "2026-06-19 09:00"),  # seven days after the 10th
        ],
    )
    def test_a_later_out_of_office_reply_replaces_an_earlier(self, then: str | None, opens: str) -> None:
        events = (away("2026-06-08 10:00", returns_on="2026-06-19"), away("2026-06-10 10:00", returns_on=then))
        assert self.first_one(*events)[:2] == (["hr"], opens)

    def test_an_absence_from_before_the_interview_s_end_holds(self) -> None:
        assert self.first_one(away("2026-06-01 10:00", returns_on="2026-06-25")) == self.HOLDS

    def test_a_later_reply_from_before_the_interview_s_end_ends_the_absence(self) -> None:
        events = (away("2026-06-01 10:00", returns_on="2026-06-25"), reply("2026-06-02 10:00"))
        assert self.first_one(*events) == (["hr"], "2026-06-15 09:00", "2026-06-16 18:00")

    def test_a_reply_of_the_interview_s_day_before_its_end_ends_the_absence(self) -> None:
        events = (away("2026-06-03 09:00", returns_on="2026-06-25"), reply("2026-06-03 14:59"))
        assert self.first_one(*events)[1] == "2026-06-15 09:00"

    # What is not held

    def test_a_thank_you_is_not_held(self) -> None:
        action = due(interview(), away("2026-06-03 16:00", "peer", returns_on=self.FAR), now=DURING_THANKS)
        assert (action.kind, *what(action)) == ("send", Touch.THANK_YOU, ["peer"])
        assert span(action) == ("2026-06-04 15:00", "2026-06-05 15:00")

    def test_thanks_that_hr_passes_on_are_not_held(self) -> None:
        action = due(interview(contacts=(HR, LEAD)), away("2026-06-03 16:00", returns_on=self.FAR), now=DURING_THANKS)
        assert (action.kind, *what(action)) == ("send", Touch.THANK_YOU, ["hr"])

    def test_thanks_for_an_update_are_not_held(self) -> None:
        update = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        action = due(
            interview(), thank_you(), update, away("2026-06-05 10:01", returns_on=self.FAR), now="2026-06-05 10:30"
        )
        assert (action.kind, *what(action)) == ("send", Touch.UPDATE_THANKS, ["hr"])

    def test_an_answer_is_not_held(self) -> None:
        question = reply("2026-06-05 10:00", asks_for="two references", answer_by=date(2026, 6, 10))
        events = (thank_you(), question, away("2026-06-05 10:01", returns_on=self.FAR))
        action = owed(interview(), *events, now="2026-06-06 11:00")  # a Saturday
        assert (ids(action), local(action.send_at)) == (["hr"], "2026-06-06 11:00")
        assert local(action.window.closes) == "2026-06-11 00:00"

    @pytest.mark.parametrize(
        ("returns_on", "window", "to"),
        [
            (date(2026, 6, 18), INVITED, "lead"),  # the 19th and the 22nd are the days after it
            (date(2026, 6, 24), ("2026-06-26 09:00", "2026-06-26 18:00"), "lead"),
            (date(2026, 7, 2), ("2026-07-06 09:00", "2026-07-06 18:00"), "lead"),  # 14 days after the 22nd
            (date(2026, 7, 3), INVITED, "hr"),  # until the 7th: 15 days
        ],
    )
    def test_whoever_invited_is_waited_for_up_to_a_fortnight(
        self, returns_on: date, window: tuple[str, str], to: str
    ) -> None:
        events = (THANKED, invites("2026-06-09 10:00"), away("2026-06-11 10:00", "lead", returns_on=returns_on))
        action = first_follow_up(interview(), *events, now=AFTER)
        assert (span(action), ids(action)) == (window, [to])

    @pytest.mark.parametrize(
        ("when", "window"),
        [
            ("2026-06-11 10:00", INVITED),  # back on the 18th
            ("2026-06-12 10:00", ("2026-06-23 09:00", "2026-06-23 18:00")),  # back on the 19th
        ],
    )
    def test_whoever_names_no_day_of_return_is_back_in_a_week(self, when: str, window: tuple[str, str]) -> None:
        events = (THANKED, invites("2026-06-09 10:00"), away(when, "lead"))
        assert span(first_follow_up(interview(), *events, now=AFTER)) == window

    def test_whoever_invited_is_waited_for_where_nobody_else_is_left(self) -> None:
        events = (
            thank_you("2026-06-04 15:00", "lead"),
            invites("2026-06-09 10:00"),
            away("2026-06-11 10:00", "lead", returns_on="2026-07-31"),
        )
        action = first_follow_up(interview(contacts=(LEAD,)), *events, now=AFTER)
        assert (span(action), ids(action)) == (("2026-08-04 09:00", "2026-08-04 18:00"), ["lead"])

    def test_a_later_message_of_whoever_invited_ends_the_absence_and_not_the_invitation(self) -> None:
        events = (
            THANKED,
            invites("2026-06-09 10:00"),
            away("2026-06-11 10:00", "lead", returns_on="2026-07-31"),
            reply("2026-06-12 10:00", "lead"),
        )
        action = first_follow_up(interview(), *events, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    def test_an_invitation_itself_ends_the_absence_of_its_sender(self) -> None:
        events = (THANKED, away("2026-06-08 10:00", "lead", returns_on="2026-07-31"), invites("2026-06-09 10:00"))
        action = first_follow_up(interview(), *events, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])
