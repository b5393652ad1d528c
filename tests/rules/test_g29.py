"""G29: A snooze holds whatever touch is due (G8; the latest snooze counts), never makes anything due earlier, and
ends with the next reply, rejection, offer or next round.
"""

from __future__ import annotations

from datetime import date

import pytest

from asking import due, known, span
from events import THANKED, away, follow_up, invites, next_round, offer, rejection, reply, skipped, snoozed, thank_you
from followup_rules import Event, Touch
from invitations import AFTER, INVITED, INVITING, THE_22ND, first_follow_up
from support import at, interview, local


class TestG29:
    FIRST, SECOND = follow_up("2026-06-15 10:00"), follow_up("2026-06-22 10:00")
    UPDATE = reply("2026-06-05 10:00", decision_by=at("2026-06-12").date())

    @pytest.mark.parametrize(
        ("events", "touch", "window"),
        [
            (
                [snoozed("2026-06-03 16:00", "2026-06-10")],
                Touch.THANK_YOU,
                ("2026-06-10 09:00", "2026-06-10 18:00"),
            ),
            (
                [thank_you(), snoozed("2026-06-05 16:00", "2026-06-18")],
                Touch.FOLLOW_UP_1,
                ("2026-06-18 09:00", "2026-06-18 18:00"),
            ),
            (
                [thank_you(), FIRST, snoozed("2026-06-16 10:00", "2026-06-24")],
                Touch.FOLLOW_UP_2,
                ("2026-06-24 09:00", "2026-06-29 18:00"),
            ),
            (
                [thank_you(), FIRST, SECOND, snoozed("2026-06-23 10:00", "2026-07-08")],
                Touch.ESCALATION,
                ("2026-07-08 09:00", "2026-07-08 18:00"),
            ),
            (
                [UPDATE, snoozed("2026-06-05 11:00", "2026-06-09")],
                Touch.UPDATE_THANKS,
                ("2026-06-09 09:00", "2026-06-09 18:00"),
            ),
            (
                [rejection("2026-06-08 10:00"), snoozed("2026-06-08 11:00", "2026-06-12")],
                Touch.FEEDBACK_REQUEST,
                ("2026-06-12 09:00", "2026-06-12 18:00"),
            ),
        ],
    )
    def test_a_snooze_holds_whatever_is_due(self, events: list[Event], touch: Touch, window: tuple[str, str]) -> None:
        action = due(interview(), *events, now="2026-06-03 17:00")
        assert (action.touch, span(action)) == (touch, window)

    @pytest.mark.parametrize(
        ("until", "window"),
        [
            ("2026-06-18 14:00", ("2026-06-18 14:00", "2026-06-18 18:00")),
            ("2026-06-18 17:30", ("2026-06-18 17:30", "2026-06-19 18:00")),  # half an hour is not enough
            ("2026-06-20", ("2026-06-22 09:00", "2026-06-22 18:00")),  # a Saturday
            ("2026-06-16", ("2026-06-16 09:00", "2026-06-16 18:00")),  # inside the window
        ],
    )
    def test_a_snooze_holds_until_an_instant_or_a_day(self, until: str, window: tuple[str, str]) -> None:
        assert span(due(interview(), thank_you(), snoozed("2026-06-05 16:00", until), now="2026-06-05 17:00")) == window

    @pytest.mark.parametrize(
        ("first", "then", "opens"),
        [("2026-06-25", "2026-06-18", "2026-06-18 09:00"), ("2026-06-18", "2026-06-25", "2026-06-25 09:00")],
    )
    def test_the_latest_snooze_rules(self, first: str, then: str, opens: str) -> None:
        events: list[Event] = [thank_you(), snoozed("2026-06-08 10:00", first), snoozed("2026-06-09 10:00", then)]
        assert local(due(interview(), *events, now="2026-06-09 11:00").send_at) == opens

    @pytest.mark.parametrize("until", ["2026-06-09", "2026-06-15", "2026-06-12 10:00", "2026-06-15 09:00"])
    def test_a_snooze_never_makes_anything_due_earlier(self, until: str) -> None:
        action = due(interview(), thank_you(), snoozed("2026-06-08 10:00", until), now="2026-06-08 11:00")
        assert span(action) == ("2026-06-15 09:00", "2026-06-16 18:00")

    def test_a_snooze_ends_with_a_reply(self) -> None:
        # 8 June + a week is 15 June; the third and fourth business days after it are 18 and 19.
        events: list[Event] = [thank_you(), snoozed("2026-06-05 10:00", "2026-06-30"), reply("2026-06-08 10:00")]
        assert span(due(interview(), *events, now="2026-06-08 11:00")) == ("2026-06-18 09:00", "2026-06-19 18:00")

    def test_a_snooze_ends_with_a_rejection(self) -> None:
        events: list[Event] = [snoozed("2026-06-05 10:00", "2026-06-30"), rejection("2026-06-08 10:00")]
        assert span(due(interview(), *events, now="2026-06-08 11:00")) == ("2026-06-09 09:00", "2026-06-10 18:00")

    def test_a_snooze_ends_with_a_next_round(self) -> None:
        through = next_round("2026-06-04 12:00", None)
        action = due(interview(), snoozed("2026-06-04 10:00", "2026-06-30"), through, now="2026-06-04 13:00")
        assert (action.touch, local(action.send_at)) == (Touch.THANK_YOU, "2026-06-04 15:00")

    def test_a_snooze_ends_with_an_offer(self) -> None:
        events: list[Event] = [snoozed("2026-06-05 10:00", "2026-06-30"), offer("2026-06-08 10:00", None)]
        assert known(interview(), *events).snoozed_until is None

    @pytest.mark.parametrize(
        "event",
        [
            away("2026-06-09 10:00", "peer"),
            thank_you("2026-06-09 10:00", "lead"),
            skipped("2026-06-09 10:00", Touch.UPDATE_THANKS),
        ],
    )
    def test_no_other_event_ends_a_snooze(self, event: Event) -> None:
        events: list[Event] = [thank_you(), snoozed("2026-06-08 10:00", "2026-06-18"), event]
        assert local(due(interview(), *events, now="2026-06-09 11:00").send_at) == "2026-06-18 09:00"

    def test_a_snooze_after_the_reply_holds(self) -> None:
        events: list[Event] = [thank_you(), reply("2026-06-08 10:00"), snoozed("2026-06-08 11:00", "2026-06-25")]
        assert local(due(interview(), *events, now="2026-06-08 12:00").send_at) == "2026-06-25 09:00"

    @pytest.mark.parametrize(
        ("until", "window"),
        [
            (date(2026, 6, 20), INVITED),
            (THE_22ND, INVITED),
            (date(2026, 6, 23), ("2026-06-23 09:00", "2026-06-23 18:00")),
            (date(2026, 6, 24), ("2026-06-24 09:00", "2026-06-24 18:00")),
            (date(2026, 6, 27), ("2026-06-29 09:00", "2026-06-29 18:00")),  # a Saturday
            (at("2026-06-22 15:00"), ("2026-06-22 15:00", "2026-06-23 18:00")),
        ],
    )
    def test_a_snooze_holds_an_invitation(self, until: date, window: tuple[str, str]) -> None:
        snooze = snoozed("2026-06-09 10:00", until)
        assert span(first_follow_up(INVITING, THANKED, snooze, now=AFTER)) == window

    def test_an_invitation_ends_an_earlier_snooze(self) -> None:
        events = (THANKED, snoozed("2026-06-08 10:00", "2026-06-30"), invites("2026-06-09 10:00"))
        assert span(first_follow_up(interview(), *events, now=AFTER)) == INVITED

    def test_a_plain_reply_ends_the_snooze_and_not_the_invitation(self) -> None:
        events = (
            THANKED,
            invites("2026-06-09 10:00"),
            snoozed("2026-06-11 10:00", "2026-06-30"),
            reply("2026-06-12 10:00"),
        )
        assert span(first_follow_up(interview(), *events[:3], now="2026-06-11 11:00"))[0] == "2026-06-30 09:00"
        assert span(first_follow_up(interview(), *events, now=AFTER)) == INVITED
