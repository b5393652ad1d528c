"""When an answer stops being true by the passing of time alone (G40), the longest waits, and the order of a plan.

June 2026 has no holiday in Japan. Wednesday 3 June at 15:00 is the end of the interview.
Mo 1  Tu 2  We 3  Th 4  Fr 5  Sa 6  Su 7  |  Mo 8  Tu 9  We 10  Th 11  Fr 12  Sa 13  Su 14  |  Mo 15  Tu 16  We 17
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

import oracle
from asking import answer
from events import (
    FIRST,
    SECOND,
    THANKED,
    asks,
    next_round,
    not_held,
    offer,
    rejection,
    reopened,
    reply,
    snoozed,
    withdrawn,
)
from followup_rules import (
    DEFAULT_POLICY,
    JAPANESE_POLICY,
    Action,
    Blocked,
    Bounced,
    BusinessDays,
    Contact,
    ContactRole,
    Done,
    EscalationSent,
    Event,
    FeedbackRequestSent,
    FollowUpSent,
    Hours,
    Interview,
    InterviewNotHeld,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    Policy,
    RejectionReceived,
    Reopened,
    ReplyReceived,
    Respond,
    Send,
    Snoozed,
    ThankYouSent,
    Touch,
    TouchSkipped,
    UpdateThanksSent,
    WaitUntil,
    Weeks,
    Window,
    Withdrawn,
    next_action,
    plan,
    replay,
)
from support import HR, LEAD, NEW_YORK, TOKYO, at, by_chance, interview, local, utc
from worlds import DAY, companies, place_of, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ACTION: TypeAdapter[Action] = TypeAdapter(Action)

TICK = timedelta(microseconds=1)
FOREVER = datetime(2100, 12, 30, tzinfo=UTC)
MONDAY, FRIDAY, SUNDAY = 0, 4, 6


def told(moment: datetime | None, zone: str = TOKYO) -> str | None:
    return None if moment is None else local(moment, zone)


def ends(action: Action) -> str | None:
    """Return when an answer lapses."""
    return None if isinstance(action, Done) else told(action.lapses_at)


def brief(action: Action) -> tuple[str, str | None, str | None, str | None]:
    """Return the kind of an answer, its touch, its status, and when it changes."""
    touch = action.touch if isinstance(action, Send | WaitUntil | Blocked) else None
    status = action.status if isinstance(action, Send | Respond) else None
    return action.kind, touch, status, told(action.changes_at)


class TestG40:
    """ "A `WaitUntil` becomes a `Send` when its window opens, a `Send` turns late when it closes, thanks that would
    come too late are folded (G13), and a touch that lapses gives way."
    """

    # The decision is due on Tuesday 30 June: the first follow-up from Friday 3 to Monday 6 July (We 1, Th 2, Fr 3).
    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            ("2026-06-03 14:00", ("wait-until", "thank-you", None, "2026-06-04 15:00")),  # before the end, too
            ("2026-06-03 16:00", ("wait-until", "thank-you", None, "2026-06-04 15:00")),
            ("2026-06-04 14:59", ("wait-until", "thank-you", None, "2026-06-04 15:00")),
            ("2026-06-04 15:00", ("send", "thank-you", "open", "2026-06-05 15:00")),
            ("2026-06-04 22:00", ("send", "thank-you", "open", "2026-06-05 15:00")),  # by night, too
            ("2026-06-05 14:59", ("send", "thank-you", "open", "2026-06-05 15:00")),
            # Five business days after Friday 5 June are Friday 12; after 18:00 it could not go out before its end.
            ("2026-06-05 15:00", ("send", "thank-you", "late", "2026-06-12 18:00")),
            ("2026-06-06 12:00", ("send", "thank-you", "late", "2026-06-12 18:00")),  # a Saturday
            ("2026-06-12 17:59", ("send", "thank-you", "late", "2026-06-12 18:00")),
            ("2026-06-12 18:00", ("wait-until", "follow-up-1", None, "2026-07-03 09:00")),
            ("2026-07-03 09:00", ("send", "follow-up-1", "open", "2026-07-06 18:00")),
            # 60 days after Monday 6 July are Friday 4 September.
            ("2026-07-06 18:00", ("send", "follow-up-1", "late", "2026-09-04 18:00")),
            ("2026-09-04 17:59", ("send", "follow-up-1", "late", "2026-09-04 18:00")),
            ("2026-09-04 18:00", ("done", None, None, None)),
            ("2029-01-01 12:00", ("done", None, None, None)),
        ],
    )
    def test_a_case_in_which_nothing_happens_changes_when_a_window_opens_closes_or_lapses(
        self, now: str, expected: tuple[str, str | None, str | None, str | None]
    ) -> None:
        assert brief(answer(interview(decision_by=date(2026, 6, 30)), now=now)) == expected

    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            ("2026-06-03 16:00", "2026-06-12 18:00"),
            ("2026-06-04 15:00", "2026-06-12 18:00"),
            ("2026-06-05 15:00", "2026-06-12 18:00"),
            ("2026-06-12 18:00", "2026-09-04 18:00"),
            ("2026-07-03 09:00", "2026-09-04 18:00"),
            ("2026-07-06 18:00", "2026-09-04 18:00"),
            ("2026-09-04 18:00", None),
        ],
    )
    def test_a_message_lapses_where_it_could_not_go_out_before_the_end_of_its_last_day(
        self, now: str, expected: str | None
    ) -> None:
        assert ends(answer(interview(decision_by=date(2026, 6, 30)), now=now)) == expected

    # Decision on Friday 5 June: the first follow-up from Wednesday 10 June, 09:00, to Thursday 11 (Mo 8, Tu 9, We 10).
    @pytest.mark.parametrize(
        ("now", "expected", "lapses"),
        [
            ("2026-06-04 15:00", ("send", "thank-you", "open", "2026-06-05 15:00"), "2026-06-09 18:00"),
            ("2026-06-05 15:00", ("send", "thank-you", "late", "2026-06-09 18:00"), "2026-06-09 18:00"),
            ("2026-06-09 17:59", ("send", "thank-you", "late", "2026-06-09 18:00"), "2026-06-09 18:00"),
            # At 18:00, the thank-you would go out on Wednesday at 09:00, when the follow-up opens.
            # 60 days after Thursday 11 June are Monday 10 August.
            ("2026-06-09 18:00", ("wait-until", "follow-up-1", None, "2026-06-10 09:00"), "2026-08-10 18:00"),
            ("2026-06-10 09:00", ("send", "follow-up-1", "open", "2026-06-11 18:00"), "2026-08-10 18:00"),
        ],
    )
    def test_late_thanks_are_folded_when_they_would_not_come_before_the_follow_up(
        self, now: str, expected: tuple[str, str | None, str | None, str | None], lapses: str
    ) -> None:
        action = answer(interview(decision_by=date(2026, 6, 5)), now=now)
        assert (brief(action), ends(action)) == (expected, lapses)

    @pytest.mark.parametrize(("now", "folds"), [("2026-06-09 17:59", ()), ("2026-06-09 18:00", (Touch.THANK_YOU,))])
    def test_what_takes_the_place_of_folded_thanks_says_them(self, now: str, folds: tuple[Touch, ...]) -> None:
        action = answer(interview(decision_by=date(2026, 6, 5)), now=now)
        assert isinstance(action, Send | WaitUntil)
        assert action.folds == folds

    def test_thanks_may_be_folded_before_they_are_late(self) -> None:
        # Thanks from Thursday 4 at 15:00 to Monday 8 at 15:00; decision on the day itself: the follow-up opens on that
        # Monday at 09:00 (Th 4, Fr 5, Mo 8).
        about, policy = interview(decision_by=date(2026, 6, 3)), DEFAULT_POLICY.replace(thank_you=Hours(24, 120))
        action = answer(about, now="2026-06-05 17:59", policy=policy)
        assert (brief(action), ends(action)) == (
            ("send", "thank-you", "open", "2026-06-05 18:00"),
            "2026-06-05 18:00",
        )
        assert brief(answer(about, now="2026-06-05 18:00", policy=policy)) == (
            "wait-until",
            "follow-up-1",
            None,
            "2026-06-08 09:00",
        )

    # One week after Wednesday 3 June is the 10th: from Monday 15 to Tuesday 16. 60 days later it is Saturday 15 August;
    # work ends on Friday 14.
    @pytest.mark.parametrize(
        ("events", "now", "expected", "lapses"),
        [
            (
                (THANKED,),
                "2026-06-05 12:00",
                ("wait-until", "follow-up-1", None, "2026-06-15 09:00"),
                "2026-08-14 18:00",
            ),
            (
                (THANKED,),
                "2026-06-15 09:00",
                ("send", "follow-up-1", "open", "2026-06-16 18:00"),
                "2026-08-14 18:00",
            ),
            (
                (THANKED,),
                "2026-06-16 18:00",
                ("send", "follow-up-1", "late", "2026-08-14 18:00"),
                "2026-08-14 18:00",
            ),
            ((THANKED,), "2026-08-14 18:00", ("done", None, None, None), None),
            # One to two weeks after Monday 15 June: Monday 22 to Monday 29, and 60 days: Friday 28 August.
            (
                (FIRST,),
                "2026-06-16 12:00",
                ("wait-until", "follow-up-2", None, "2026-06-22 09:00"),
                "2026-08-28 18:00",
            ),
            ((FIRST,), "2026-06-22 09:00", ("send", "follow-up-2", "open", "2026-06-29 18:00"), "2026-08-28 18:00"),
            ((FIRST,), "2026-06-29 18:00", ("send", "follow-up-2", "late", "2026-08-28 18:00"), "2026-08-28 18:00"),
            ((FIRST,), "2026-08-28 18:00", ("done", None, None, None), None),
            # One to two weeks after Monday 22 June: Monday 29 to Monday 6 July, and 60 days: Friday 4 September.
            (
                (FIRST, SECOND),
                "2026-06-23 12:00",
                ("wait-until", "escalation", None, "2026-06-29 09:00"),
                "2026-09-04 18:00",
            ),
            (
                (FIRST, SECOND),
                "2026-06-29 09:00",
                ("send", "escalation", "open", "2026-07-06 18:00"),
                "2026-09-04 18:00",
            ),
            (
                (FIRST, SECOND),
                "2026-07-06 18:00",
                ("send", "escalation", "late", "2026-09-04 18:00"),
                "2026-09-04 18:00",
            ),
            ((FIRST, SECOND), "2026-09-04 18:00", ("done", None, None, None), None),
        ],
    )
    def test_a_message_that_asks_waits_is_sent_is_late_and_is_done(
        self,
        events: tuple[Event, ...],
        now: str,
        expected: tuple[str, str | None, str | None, str | None],
        lapses: str | None,
    ) -> None:
        action = answer(interview(), *events, now=now)
        assert (brief(action), ends(action)) == (expected, lapses)

    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            # Rejected on Friday 5 June: Monday 8 and Tuesday 9; ten business days after that: Tuesday 23.
            ("2026-06-05 11:00", ("wait-until", "feedback-request", None, "2026-06-08 09:00")),
            ("2026-06-08 09:00", ("send", "feedback-request", "open", "2026-06-09 18:00")),
            ("2026-06-09 18:00", ("send", "feedback-request", "late", "2026-06-23 18:00")),
            ("2026-06-23 17:59", ("send", "feedback-request", "late", "2026-06-23 18:00")),
            ("2026-06-23 18:00", ("done", None, None, None)),
        ],
    )
    def test_a_feedback_request_that_lapses_leaves_nothing(
        self, now: str, expected: tuple[str, str | None, str | None, str | None]
    ) -> None:
        no = rejection("2026-06-05 10:00")
        assert brief(answer(interview(), no, now=now)) == expected

    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            # A reply of Wednesday 10 June, 11:00, names the 30th: thanks until Thursday 11, or the 18th at the latest.
            ("2026-06-10 12:00", ("send", "update-thanks", "open", "2026-06-11 18:00")),
            ("2026-06-11 18:00", ("send", "update-thanks", "late", "2026-06-18 18:00")),
            ("2026-06-18 18:00", ("wait-until", "follow-up-1", None, "2026-07-03 09:00")),
        ],
    )
    def test_update_thanks_that_lapse_give_way_to_the_next_follow_up(
        self, now: str, expected: tuple[str, str | None, str | None, str | None]
    ) -> None:
        heard = reply("2026-06-10 11:00", decision_by=date(2026, 6, 30))
        assert brief(answer(interview(), THANKED, heard, now=now)) == expected

    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            ("2026-06-03 17:00", ("wait-until", "thank-you", None, "2026-06-09 09:00")),
            ("2026-06-09 09:00", ("send", "thank-you", "open", "2026-06-09 18:00")),
            ("2026-06-09 18:00", ("send", "thank-you", "late", "2026-06-16 18:00")),
            ("2026-06-16 18:00", ("wait-until", "follow-up-1", None, "2026-07-03 09:00")),
        ],
    )
    def test_a_snooze_moves_all_changes(
        self, now: str, expected: tuple[str, str | None, str | None, str | None]
    ) -> None:
        snooze = snoozed("2026-06-03 16:00", "2026-06-09")
        assert brief(answer(interview(decision_by=date(2026, 6, 30)), snooze, now=now)) == expected

    @pytest.mark.parametrize(
        ("now", "expected", "lapses"),
        [
            # Asked on Wednesday 10 June, 11:00: until the end of Thursday 11, or of the 25th at the latest.
            ("2026-06-10 11:00", ("respond", None, "open", "2026-06-12 00:00"), "2026-06-26 00:00"),
            ("2026-06-11 23:59", ("respond", None, "open", "2026-06-12 00:00"), "2026-06-26 00:00"),
            ("2026-06-12 00:00", ("respond", None, "late", "2026-06-26 00:00"), "2026-06-26 00:00"),
            ("2026-06-13 12:00", ("respond", None, "late", "2026-06-26 00:00"), "2026-06-26 00:00"),  # a Saturday
            ("2026-06-25 23:59", ("respond", None, "late", "2026-06-26 00:00"), "2026-06-26 00:00"),
            # It named no date: Wednesday 17 is assumed, so Monday 22 and Tuesday 23; 60 days more: Saturday 22 August.
            ("2026-06-26 00:00", ("send", "follow-up-1", "late", "2026-08-21 18:00"), "2026-08-21 18:00"),
        ],
    )
    def test_an_answer_that_is_owed_turns_late_and_gives_way_at_midnight(
        self, now: str, expected: tuple[str, str | None, str | None, str | None], lapses: str
    ) -> None:
        action = answer(interview(), THANKED, asks("2026-06-10 11:00"), now=now)
        assert (brief(action), ends(action)) == (expected, lapses)

    @pytest.mark.parametrize(
        ("answer_by", "closes", "lapses"),
        [
            (date(2026, 6, 10), "2026-06-11 00:00", "2026-06-25 00:00"),  # the day of the reply: Wednesday 24
            (date(2026, 6, 13), "2026-06-14 00:00", "2026-06-27 00:00"),  # a Saturday: Mo 15 … Fr 26
            (date(2026, 6, 14), "2026-06-15 00:00", "2026-06-27 00:00"),  # a Sunday: likewise
            (date(2026, 6, 15), "2026-06-16 00:00", "2026-06-30 00:00"),  # a Monday: Monday 29
            (date(2026, 6, 9), "2026-06-12 00:00", "2026-06-26 00:00"),  # before the day of the reply: not named (G38)
        ],
    )
    def test_an_answer_is_open_to_the_end_of_the_day_named(self, answer_by: date, closes: str, lapses: str) -> None:
        action = answer(interview(), THANKED, asks("2026-06-10 11:00", answer_by=answer_by), now="2026-06-10 12:00")
        assert brief(action) == ("respond", None, "open", closes)
        assert ends(action) == lapses

    @pytest.mark.parametrize(
        ("now", "asks_for", "changes"),
        [
            ("2026-06-10 13:00", "two references", "2026-06-12 00:00"),
            ("2026-06-12 00:00", "two references", "2026-06-26 00:00"),
            # The other may be answered until the end of Tuesday 30 June, and ten business days more: Tuesday 14 July.
            ("2026-06-26 00:00", "a photograph", "2026-07-01 00:00"),
            ("2026-07-01 00:00", "a photograph", "2026-07-15 00:00"),
        ],
    )
    def test_a_question_that_lapses_gives_way_to_the_next(self, now: str, asks_for: str, changes: str) -> None:
        other = asks("2026-06-10 12:00", "lead", asks_for="a photograph", answer_by=date(2026, 6, 30))
        action = answer(interview(), THANKED, asks("2026-06-10 11:00"), other, now=now)
        assert isinstance(action, Respond)
        assert (action.asks_for, told(action.changes_at)) == (asks_for, changes)

    @pytest.mark.parametrize(
        ("now", "expected", "lapses"),
        [
            ("2026-06-04 15:00", ("blocked", "thank-you", None, "2026-06-12 18:00"), "2026-06-12 18:00"),
            # It is not late: a blocked answer only gives way.
            ("2026-06-05 15:00", ("blocked", "thank-you", None, "2026-06-12 18:00"), "2026-06-12 18:00"),
            ("2026-06-12 17:59", ("blocked", "thank-you", None, "2026-06-12 18:00"), "2026-06-12 18:00"),
            ("2026-06-15 09:00", ("blocked", "follow-up-1", None, "2026-08-14 18:00"), "2026-08-14 18:00"),
            ("2026-06-16 18:00", ("blocked", "follow-up-1", None, "2026-08-14 18:00"), "2026-08-14 18:00"),
            ("2026-08-14 18:00", ("done", None, None, None), None),
        ],
    )
    def test_what_nobody_can_get_only_gives_way(
        self, now: str, expected: tuple[str, str | None, str | None, str | None], lapses: str | None
    ) -> None:
        action = answer(interview(contacts=()), now=now)
        assert (brief(action), ends(action)) == (expected, lapses)

    @pytest.mark.parametrize("now", ["2026-06-10 12:00", "2026-06-12 00:00", "2026-06-25 23:59"])
    def test_an_answer_that_nobody_can_get_only_gives_way(self, now: str) -> None:
        action = answer(interview(contacts=()), asks("2026-06-10 11:00", sender=None), now=now)
        assert brief(action) == ("blocked", None, None, "2026-06-26 00:00")
        assert ends(action) == "2026-06-26 00:00"
        assert isinstance(action, Blocked)
        assert told(action.opens_at) == "2026-06-10 11:00"

    def test_an_answer_that_nobody_can_get_gives_way_in_the_end(self) -> None:
        action = answer(interview(contacts=()), asks("2026-06-10 11:00", sender=None), now="2026-06-26 00:00")
        assert brief(action) == ("blocked", "follow-up-1", None, "2026-08-21 18:00")

    @pytest.mark.parametrize("now", ["2026-06-05 10:00", "2026-06-08 12:00", "2040-01-01 12:00"])
    def test_a_missing_new_time_is_missing_for_ever(self, now: str) -> None:
        called_off = not_held("2026-06-03 16:00")
        again = reopened("2026-06-05 10:00")
        action = answer(interview(), called_off, again, now=now)
        assert brief(action) == ("blocked", None, None, None)
        assert ends(action) is None

    @pytest.mark.parametrize(
        "event",
        [
            offer("2026-06-05 10:00"),
            withdrawn("2026-06-05 10:00"),
            not_held("2026-06-05 10:00"),
        ],
    )
    @pytest.mark.parametrize("now", ["2026-06-05 10:00", "2026-06-12 18:00", "2040-01-01 12:00"])
    def test_what_is_done_stays_done(self, event: Event, now: str) -> None:
        assert brief(answer(interview(), event, now=now)) == ("done", None, None, None)

    def test_a_touch_that_is_never_sent_changes_nothing(self) -> None:
        policy = DEFAULT_POLICY.replace(never={Touch.THANK_YOU})
        action = answer(interview(), now="2026-06-03 16:00", policy=policy)
        assert brief(action) == ("wait-until", "follow-up-1", None, "2026-06-15 09:00")

    @pytest.mark.parametrize(
        ("lapse", "expected"),
        [
            (0, "2026-06-05 18:00"),  # the last day is the day on which the window closes
            (1, "2026-06-08 18:00"),
            (2, "2026-06-09 18:00"),
        ],
    )
    def test_the_last_day_is_the_policys(self, lapse: int, expected: str) -> None:
        policy = DEFAULT_POLICY.replace(thank_you_lapse_business_days=lapse)
        action = answer(interview(decision_by=date(2026, 6, 30)), now="2026-06-05 15:00", policy=policy)
        assert brief(action) == ("send", "thank-you", "late", expected)

    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            ("2026-06-04 10:00", ("wait-until", "thank-you", None, "2026-06-04 15:00")),
            ("2026-06-05 15:00", ("send", "thank-you", "late", "2026-06-12 18:00")),
            ("2026-06-12 18:00", ("done", None, None, None)),
        ],
    )
    def test_a_thank_you_after_a_next_round_lapses_and_leaves_nothing(
        self, now: str, expected: tuple[str, str | None, str | None, str | None]
    ) -> None:
        event = next_round("2026-06-04 10:00")
        assert brief(answer(interview(), event, now=now)) == expected

    def test_an_answer_is_in_the_companys_time(self) -> None:
        action = answer(interview(decision_by=date(2026, 6, 30)), now=utc("2026-06-03 07:00"))
        assert isinstance(action, WaitUntil)
        assert action.changes_at.isoformat() == "2026-06-04T15:00:00+09:00"
        assert action.lapses_at.isoformat() == "2026-06-12T18:00:00+09:00"

    def test_a_short_friday_ends_a_message_at_noon(self) -> None:
        # Until Friday 5 June at noon; five business days later it is Friday 12.
        week = dict.fromkeys(range(FRIDAY), (time(9), time(17))) | {FRIDAY: (time(9), time(12))}
        about = interview(working_week=week, decision_by=date(2026, 6, 30))
        action = answer(about, now="2026-06-04 16:00")
        assert (brief(action), ends(action)) == (
            ("send", "thank-you", "open", "2026-06-05 12:00"),
            "2026-06-12 12:00",
        )

    @pytest.mark.parametrize(
        ("country", "zone", "asked_at", "answer_by", "closes"),
        [
            # Berlin goes from 02:00 to 03:00 on Sunday 29 March, and back on 25 October 2026.
            ("DE", "Europe/Berlin", "2026-03-27 12:00", date(2026, 3, 29), "2026-03-29 22:00"),
            ("DE", "Europe/Berlin", "2026-10-23 12:00", date(2026, 10, 25), "2026-10-25 23:00"),
            # In Beirut, Sunday 29 March begins at 01:00: the end of Saturday is that instant (G7).
            ("LB", "Asia/Beirut", "2026-03-27 12:00", date(2026, 3, 28), "2026-03-28 22:00"),
            ("LB", "Asia/Beirut", "2026-03-27 12:00", date(2026, 3, 29), "2026-03-29 21:00"),
            ("US", NEW_YORK, "2026-10-30 12:00", date(2026, 11, 1), "2026-11-02 05:00"),
        ],
    )
    def test_an_answer_turns_late_at_midnight_also_where_clocks_change(
        self, country: str, zone: str, asked_at: str, answer_by: date, closes: str
    ) -> None:
        moment = at(asked_at, zone)
        about = interview(country=country, timezone=zone, ended_at=moment - 3 * DAY)
        question = ReplyReceived(at=moment, sender="hr", asks_for="two references", answer_by=answer_by)
        action = answer(about, question, now=moment)
        assert isinstance(action, Respond)
        assert action.changes_at.astimezone(UTC) == utc(closes)
        late = answer(about, question, now=utc(closes))
        assert isinstance(late, Respond)
        assert (action.status, late.status) == ("open", "late")

    @pytest.mark.parametrize(
        ("now", "kind"),
        [
            # New York, Sunday 1 November 2026: 01:30 EDT is 05:30 UTC, and 01:10 EST is 06:10 UTC.
            ("2026-11-01 05:29", "send"),
            ("2026-11-01 05:30", "done"),
            ("2026-11-01 06:10", "done"),
        ],
    )
    def test_work_that_ended_in_the_first_of_two_hours_does_not_go_on_in_the_second(self, now: str, kind: str) -> None:
        policy = DEFAULT_POLICY.replace(feedback_request=BusinessDays(1, 1), feedback_request_lapse_business_days=0)
        about = interview(
            country="US",
            timezone=NEW_YORK,
            ended_at=at("2026-10-25 15:00", NEW_YORK),
            working_week={SUNDAY: (time(0), time(1, 30))},
        )
        no = rejection("2026-10-30 10:00", zone=NEW_YORK)
        action = answer(about, no, now=utc(now), policy=policy)
        assert action.kind == kind

    @pytest.mark.parametrize(("now", "kind"), [("2026-03-06 21:59", "send"), ("2026-03-06 22:00", "done")])
    def test_a_day_of_which_a_clock_change_leaves_nothing_does_not_put_off_a_lapse(self, now: str, kind: str) -> None:
        # New York, Sunday 8 March 2026: 02:00 and 03:00 are both 03:00 EDT. The request may go out on Friday 6 March
        # until 17:00 EST, 22:00 UTC; its last day is that Sunday, on which nobody works. So it could go out on Friday
        # 13, which is too late.
        policy = DEFAULT_POLICY.replace(feedback_request=BusinessDays(1, 1), feedback_request_lapse_business_days=1)
        about = interview(
            country="US",
            timezone=NEW_YORK,
            ended_at=at("2026-03-01 15:00", NEW_YORK),
            working_week={FRIDAY: (time(9), time(17)), SUNDAY: (time(2), time(3))},
        )
        no = rejection("2026-03-04 10:00", zone=NEW_YORK)
        assert answer(about, no, now=utc(now), policy=policy).kind == kind

    @pytest.mark.parametrize(
        ("now", "expected"),
        [("2026-03-06 21:59", ("send", "thank-you")), ("2026-03-06 22:00", ("wait-until", "follow-up-1"))],
    )
    def test_a_day_of_which_a_clock_change_leaves_nothing_does_not_put_off_what_is_folded(
        self, now: str, expected: tuple[str, str]
    ) -> None:
        # The same company. Decision on Friday 27 February: Su 1 March, Fr 6, Su 8 (third), on which nobody works: the
        # follow-up opens on Friday 13 at 09:00. After Friday 6, 17:00 EST, the thank-you would go out no sooner.
        about = interview(
            country="US",
            timezone=NEW_YORK,
            ended_at=at("2026-02-26 15:00", NEW_YORK),
            decision_by=date(2026, 2, 27),
            working_week={FRIDAY: (time(9), time(17)), SUNDAY: (time(2), time(3))},
        )
        assert brief(answer(about, now=utc(now)))[:2] == expected


# Cases by chance. Hours since the end: some days are crowded, so that events meet at one instant and on one day.
HOURS_SINCE = (
    st.integers(0, 30) | st.integers(0, 50 * 24) | st.sampled_from([0, 240, 240, 264, 288]) | st.integers(-99, 0)
)
ROLES: list[set[ContactRole]] = [
    {ContactRole.RECRUITER},
    {ContactRole.HIRING_MANAGER},
    {ContactRole.INTERVIEWER},
    {ContactRole.INTERVIEWER, ContactRole.RECRUITER},
    {ContactRole.EMPLOYEE},
    {ContactRole.AGENCY},
]
ADDRESSES = [None, "a@example.com", "b@example.com", "c@example.com", "D@example.com", "noreply@example.com"]
POLICIES = [
    DEFAULT_POLICY,
    JAPANESE_POLICY,
    Policy(never={Touch.THANK_YOU, Touch.UPDATE_THANKS}),
    Policy(never={Touch.FOLLOW_UP_1}),
    Policy(
        thank_you=BusinessDays(1, 9),
        first_follow_up=BusinessDays(0, 9),
        second_follow_up=Weeks(2, 4),
        escalation=BusinessDays(3, 3),
        update_thanks=Weeks(0, 2),
        feedback_request=Weeks(1, 1),
        minimum_window_minutes=366,
        answer_business_days=5,
        away_longest_days=2,
    ),
    Policy(
        thank_you=Hours(0, 1),
        work_starts=time(2),
        work_ends=time(3),
        thank_you_lapse_business_days=0,
        first_follow_up_lapse_days=3,
        second_follow_up_lapse_days=0,
        escalation_lapse_days=0,
        update_thanks_lapse_business_days=0,
        feedback_request_lapse_business_days=0,
        answer_business_days=0,
        answer_lapse_business_days=0,
        after_decision_business_days=0,
        after_message_business_days=0,
        assumed_decision_weeks=0,
    ),
]


@dataclass(frozen=True)
class Asked:
    """What ``next_action`` is asked by chance."""

    about: Interview
    events: tuple[Event, ...]
    now: datetime
    policy: Policy

    def answer(self, now: datetime | None = None) -> Action:
        return next_action(self.about, self.events, now=now or self.now, policy=self.policy)

    def ahead(self) -> Sequence[Send | WaitUntil | Respond | Blocked]:
        return plan(self.about, self.events, now=self.now, policy=self.policy)


@st.composite
def happenings(draw: st.DrawFn, about: Interview) -> Event:
    """Return an event of any kind."""
    ids, day = [contact.id for contact in about.contacts], about.day
    moment = about.ended_at + timedelta(hours=draw(HOURS_SINCE))
    some_day = st.sampled_from([None, *(day + days * DAY for days in (-1, 0, 2, 3, 9, 14, 45))])
    sender = st.sampled_from([None, *ids])
    terms = {
        "decision_by": some_day,
        "enquire_on": some_day,
        "asks_for": st.sampled_from([None, "documents"]),
        "answer_by": some_day,
        "enquiries_welcome": st.sampled_from([True, True, True, False]),
    }
    kinds: list[tuple[type[Any], dict[str, st.SearchStrategy[Any]]]] = [
        (ReplyReceived, {"sender": sender, **terms}),
        (ReplyReceived, {"sender": sender}),
        (Reopened, {"sender": sender, **terms}),
        (RejectionReceived, {"sender": sender}),
        (OfferReceived, {"sender": sender}),
        (NextRoundScheduled, {"sender": sender}),
        (InterviewNotHeld, {}),
        (Withdrawn, {}),
        (OutOfOfficeReceived, {"sender": sender, "returns_on": some_day}),
        (TouchSkipped, {"touch": st.sampled_from(list(Touch))}),
        (Snoozed, {"until": some_day.map(lambda until: until or moment + 7 * DAY)}),
    ]
    if ids:
        to = {"to": st.lists(st.sampled_from(ids), min_size=1, max_size=2).map(tuple)}
        sent = (ThankYouSent, FollowUpSent, EscalationSent, UpdateThanksSent, FeedbackRequestSent, MessageSent)
        kinds += [(kind, to) for kind in sent]
        kinds += [(FollowUpSent, {**to, "folds": st.just({Touch.THANK_YOU})})]
        kinds += [(Bounced, {"contact": st.sampled_from(ids), "email": st.sampled_from(ADDRESSES[1:])})]
    kind, fields = draw(st.sampled_from(kinds))
    event: Event = kind(at=moment, **{name: draw(strategy) for name, strategy in fields.items()})
    return event


@st.composite
def cases(draw: st.DrawFn) -> Asked:
    contact = st.builds(
        Contact,
        id=st.just("c"),
        roles=st.sampled_from(ROLES),
        email=st.sampled_from(ADDRESSES),
        do_not_contact=st.sampled_from([False, False, False, True]),
    )
    people = [each.replace(id=f"c{number}") for number, each in enumerate(draw(st.lists(contact, max_size=4)))]
    about = interview(
        **draw(companies()), contacts=people, enquiries_welcome=draw(st.sampled_from([True, True, False]))
    )
    named = st.sampled_from([None, None, 0, 1, 7, 30]).map(
        lambda days: None if days is None else about.day + days * DAY
    )
    about = about.replace(decision_by=draw(named), enquire_on=draw(named))
    events = tuple(_numbered(draw(st.lists(happenings(about), max_size=6))))
    now = about.ended_at + draw(st.integers(-5 * 48, 80 * 48)) * timedelta(minutes=30)
    return Asked(about, events, now, draw(st.sampled_from(POLICIES)))


def _numbered(events: list[Event]) -> Iterator[Event]:
    """Ask for something else in each question, so that one can be told from the next."""
    for number, event in enumerate(events):
        asks = isinstance(event, ReplyReceived | Reopened) and event.asks_for is not None
        yield event.replace(asks_for=f"document {number}") if asks else event


def kept(action: Action) -> dict[str, Any]:
    """Return all of an answer but ``send_at`` and ``reasons``."""
    found: dict[str, Any] = json.loads(ACTION.dump_json(action, exclude={"send_at", "reasons"}))
    return found


def subject(action: Action) -> tuple[str | None, list[str]]:
    """Return what an answer is about: its touch, or the words of the question."""
    touch = None if isinstance(action, Respond | Done) else action.touch
    return touch, [reason.text for reason in action.reasons if reason.code == "asked"]


few = by_chance(50)


class TestG40ByChance:
    """ "From `now` to before `changes_at`, and without a new event, the answer is the same in all but `send_at` and
    `reasons`".
    """

    @few
    @given(cases(), st.lists(st.floats(0, 1), min_size=2, max_size=2))
    def test_an_answer_is_the_same_until_it_changes(self, case: Asked, parts: list[float]) -> None:
        now, action = case.now, case.answer()
        assert action == next_action(case.about, replay(case.about, case.events), now=now, policy=case.policy)
        while action.changes_at is not None:
            changes = action.changes_at.astimezone(UTC)
            assert now < changes
            for moment in (*(now + (changes - TICK - now) * part for part in parts), changes - TICK):
                assert kept(case.answer(moment)) == kept(action)
            now, before, action = changes, action, case.answer(changes)
            assert kept(action) != kept(before)
        for moment in (now + TICK, now + DAY, now + 500 * DAY, FOREVER):
            assert kept(case.answer(moment)) == kept(action)

    @few
    @given(cases())
    def test_an_answer_is_about_something_else_from_its_lapse_on(self, case: Asked) -> None:
        action = case.answer()
        while not isinstance(action, Done) and action.lapses_at is not None:
            lapses = action.lapses_at.astimezone(UTC)
            assert action.changes_at is not None
            assert action.changes_at <= action.lapses_at
            assert subject(case.answer(lapses - TICK)) == subject(action)
            last, action = action, case.answer(lapses)
            assert subject(action) != subject(last)
        assert action.changes_at is None

    @few
    @given(cases())
    def test_only_blocked_and_done_never_change(self, case: Asked) -> None:
        action = case.answer()
        assert (action.changes_at is None) == (
            isinstance(action, Done) or (isinstance(action, Blocked) and action.window is None)
        )

    @few
    @given(cases())
    def test_each_kind_of_answer_changes_where_the_rule_says(self, case: Asked) -> None:
        action = case.answer()
        match action:
            case WaitUntil():
                assert action.changes_at == action.window.opens == action.send_at
            case Send(status="open"):
                assert action.changes_at == min(action.window.closes, action.lapses_at)
            case Respond(status="open"):
                assert action.changes_at == action.window.closes
            case Send() | Respond() | Blocked():
                assert action.changes_at == action.lapses_at
            case Done():
                assert action.changes_at is None


def both(window: Window) -> oracle.Window:
    return oracle.Window(window.opens.astimezone(UTC), window.closes.astimezone(UTC))


def in_utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


class TestOracle:
    """When an answer changes and lapses, and the windows of G20, G37 and G39, against the oracle."""

    @few
    @given(
        companies(),
        st.sampled_from(POLICIES[:1] + POLICIES[4:]),
        st.integers(0, 60),
        st.integers(0, 90 * 24),
        st.data(),
    )
    def test_an_answer_changes_and_lapses_when_the_oracle_says(
        self, fields: dict[str, Any], policy: Policy, waits: int, hours: int, data: st.DataObject
    ) -> None:
        about = interview(**fields)
        about = about.replace(decision_by=about.day + waits * DAY)
        place, now = place_of(about, policy), about.ended_at + timedelta(hours=hours)
        hold = oracle.add_business_days(place, about.day + waits * DAY, policy.after_decision_business_days)
        asks = oracle.follow_up(place, about.ended_at, about.day + waits * DAY, span_of(policy.first_follow_up), [hold])
        ask = oracle.Due("follow-up-1", asks, oracle.lapse(place, asks, days=policy.first_follow_up_lapse_days))
        latest = timedelta(hours=policy.thank_you_latest_opening_hours)
        opening = oracle.thank_you(place, about.ended_at, span_of(policy.thank_you), latest)
        lapse = oracle.lapse(place, opening, business_days=policy.thank_you_lapse_business_days)
        thanks = oracle.Due("thank-you", opening, lapse)
        if data.draw(st.booleans()):
            edges = [*asks, *opening, oracle.lapses_at(place, thanks, ask), oracle.lapses_at(place, ask)]
            now = max(about.ended_at, data.draw(st.sampled_from(edges)) - data.draw(st.sampled_from([0 * TICK, TICK])))
        action, expected = answer(about, now=now, policy=policy), oracle.choose(place, now, thanks, ask)
        assert in_utc(action.changes_at) == oracle.changes_at(place, now, thanks, ask)
        assert (expected is None) == isinstance(action, Done)
        if expected is not None:
            assert isinstance(action, Send | WaitUntil)
            due, bound = (thanks, ask) if expected.touch == "thank-you" else (ask, None)
            assert (action.touch, both(action.window)) == (due.touch, due.window)
            assert in_utc(action.lapses_at) == oracle.lapses_at(place, due, bound)

    @few
    @given(companies(), st.sampled_from(POLICIES), st.integers(0, 40), st.integers(0, 10 * 24))
    def test_an_invitation_opens_when_the_oracle_says(
        self, fields: dict[str, Any], policy: Policy, waits: int, hours: int
    ) -> None:
        policy = policy.replace(never=frozenset())
        about = interview(**fields)
        about = about.replace(enquire_on=about.day + waits * DAY, decision_by=about.day + 30 * DAY)
        place, thanked = place_of(about, policy), about.ended_at + timedelta(hours=hours)
        message = oracle.day_of(place, thanked)
        hold = oracle.add_business_days(place, message, policy.after_message_business_days)
        raw = oracle.invited(place, about.day + waits * DAY, policy.invitation_business_days)
        expected = oracle.held_by_all(place, oracle.Raw(max(about.ended_at, raw.lo), raw.hi), [hold])
        action = answer(about, ThankYouSent(at=thanked, to=("peer",)), now=about.ended_at, policy=policy)
        assert isinstance(action, Send | WaitUntil)
        assert (action.touch, both(action.window)) == ("follow-up-1", expected)

    @few
    @given(
        companies(),
        st.sampled_from(POLICIES),
        st.integers(0, 40 * 24),
        st.none() | st.integers(0, 20),
        st.integers(0, 900),
    )
    def test_an_answer_is_owed_as_long_as_the_oracle_says(
        self, fields: dict[str, Any], policy: Policy, hours: int, waits: int | None, later: int
    ) -> None:
        about = interview(**fields)
        place, moment = place_of(about, policy), about.ended_at + timedelta(hours=hours)
        answer_by = None if waits is None else oracle.day_of(place, moment) + waits * DAY
        due = oracle.answer(place, moment, answer_by, policy.answer_business_days, policy.answer_lapse_business_days)
        question = ReplyReceived(at=moment, sender="hr", asks_for="two references", answer_by=answer_by)
        now = moment + timedelta(hours=later)
        action = answer(about, question, now=now, policy=policy)
        assert isinstance(action, Respond) == (now < due.lapse)
        if isinstance(action, Respond):
            is_open = now < due.window.closes
            assert both(action.window) == due.window
            assert action.status == ("open" if is_open else "late")
            assert in_utc(action.send_at) == now
            assert in_utc(action.changes_at) == (due.window.closes if is_open else due.lapse)
            assert in_utc(action.lapses_at) == due.lapse

    @few
    @given(companies(), st.integers(0, 20 * 24), st.none() | st.integers(-2, 40))
    def test_somebody_who_is_away_is_asked_when_the_oracle_says(
        self, fields: dict[str, Any], hours: int, days: int | None
    ) -> None:
        policy = DEFAULT_POLICY
        about = interview(**fields, contacts=(HR, LEAD))
        place, away = place_of(about, policy), about.ended_at + timedelta(hours=hours)
        said_on, decision = oracle.day_of(place, away), about.day + 7 * DAY
        returns_on = None if days is None else said_on + days * DAY
        thanked = about.ended_at + timedelta(hours=1)
        holds: list[date | datetime] = [
            oracle.add_business_days(place, decision, policy.after_decision_business_days),
            oracle.add_business_days(place, oracle.day_of(place, thanked), policy.after_message_business_days),
        ]
        span = span_of(policy.first_follow_up)
        window = oracle.follow_up(place, about.ended_at, decision, span, holds)
        back = oracle.back(place, returns_on, said_on, policy.away_days, policy.after_return_business_days)
        whom = "lead"
        if not oracle.is_away_too_long(place, window, back, policy.away_longest_days):
            whom, window = "hr", oracle.follow_up(place, about.ended_at, decision, span, [*holds, back])
        events = (
            ThankYouSent(at=thanked, to=("hr",)),
            OutOfOfficeReceived(at=away, sender="hr", returns_on=returns_on),
        )
        action = answer(about, *events, now=about.ended_at, policy=policy)
        assert isinstance(action, Send | WaitUntil)
        assert ([each.contact for each in action.to], both(action.window)) == ([whom], window)


COUNTS = [name for name, field in Policy.model_fields.items() if field.annotation is int]
LONGEST_POLICIES = [
    DEFAULT_POLICY.replace(
        **dict.fromkeys(COUNTS, 366),
        thank_you=span(366, 366),
        first_follow_up=days(366, 366),
        second_follow_up=days(366, 366),
        escalation=days(366, 366),
        update_thanks=span(366, 366),
        feedback_request=days(366, 366),
    )
    for span, days in ((Weeks, Weeks), (BusinessDays, BusinessDays), (Hours, Weeks))
]


def rarely_working(year: int, weekday: int, *, closed_from: int = 0, **changes: Any) -> Interview:
    """Return an interview whose company works an hour on one weekday, and has closed on 750 of these."""
    ended = datetime(year, 12, 20, 12, tzinfo=UTC)
    first = date(year, 1, 1) + closed_from * 7 * DAY
    first += (weekday - first.weekday()) % 7 * DAY
    closed = [day for n in range(750) if 1970 <= (day := first + n * 7 * DAY).year <= FOREVER.year]
    week = {weekday: (time(9), time(10))}
    return interview(ended_at=ended, working_week=week, extra_holidays=closed, **changes)


def long_histories(about: Interview) -> dict[str, tuple[Event, ...]]:
    """Return a history of each kind of wait, all of them on the days after the interview."""
    first, last = about.ended_at + DAY, date(FOREVER.year, 12, 31)
    asks = FollowUpSent(at=first, to=("hr",))
    return {
        "nothing": (),
        "thanked": (ThankYouSent(at=first, to=("peer",)),),
        "first follow-up": (asks,),
        "second follow-up": (asks, FollowUpSent(at=first + DAY, to=("hr",))),
        "a reply": (asks, ReplyReceived(at=first + DAY, sender="hr")),
        "a date": (asks, ReplyReceived(at=first + DAY, sender="hr", decision_by=last)),
        "a question": (ReplyReceived(at=first, sender="hr", asks_for="references"),),
        "a question with a date": (ReplyReceived(at=first, sender="hr", asks_for="references", answer_by=last),),
        "an invitation": (ReplyReceived(at=first, sender="hr", enquire_on=last),),
        "away": (asks, *(OutOfOfficeReceived(at=first, sender=each) for each in ("hr", "lead", "peer"))),
        "away for long": tuple(
            OutOfOfficeReceived(at=first, sender=each, returns_on=last) for each in ("hr", "lead", "peer")
        ),
        "snoozed": (Snoozed(at=first, until=last),),
        "a rejection": (RejectionReceived(at=first, sender="hr"),),
        "a rejection by somebody away": (
            RejectionReceived(at=first, sender="hr"),
            OutOfOfficeReceived(at=first + DAY, sender="hr", returns_on=last),
        ),
    }


@pytest.mark.untraced  # tracing makes it take twice as long
class TestLongestWaits:
    """ "No input makes `next_action` raise once interview and events were accepted." """

    def test_the_policy_waits_as_long_as_it_can_everywhere(self) -> None:
        assert len(COUNTS) == 20
        assert {"thank_you_lapse_business_days", "away_days", "answer_lapse_business_days"} <= set(COUNTS)

    @pytest.mark.parametrize("policy", LONGEST_POLICIES, ids=["weeks", "business days", "hours"])
    @pytest.mark.parametrize("closed_from", [0, 366])
    @pytest.mark.parametrize("year", [1970, 2026, 2086, 2100])
    def test_one_working_day_a_week_and_750_closed_ones_have_an_answer_and_a_plan(
        self, year: int, closed_from: int, policy: Policy
    ) -> None:
        about = rarely_working(year, MONDAY, closed_from=closed_from)
        for events in long_histories(about).values():
            action = answer(about, *events, now=about.ended_at + 3 * DAY, policy=policy)
            ahead = plan(about, events, now=about.ended_at + 3 * DAY, policy=policy)
            for step in (action, *ahead):
                assert ACTION.validate_json(ACTION.dump_json(step)) == step
            assert ahead[:1] == (() if isinstance(action, Done) else (action,))

    @pytest.mark.parametrize("weekday", range(7))
    @pytest.mark.parametrize("country", ["JP", "SA", "NP", "LK"])
    def test_no_weekday_of_a_country_is_worked_too_rarely(self, country: str, weekday: int) -> None:
        about = rarely_working(2026, weekday, country=country)
        for events in long_histories(about).values():
            assert plan(about, events, now=about.ended_at, policy=LONGEST_POLICIES[1])

    @few
    @given(cases(), st.sampled_from(LONGEST_POLICIES), st.integers(0, 6), st.integers(-800, 800), st.data())
    def test_no_history_makes_an_answer_or_a_plan_raise(
        self, case: Asked, policy: Policy, weekday: int, closed_from: int, data: st.DataObject
    ) -> None:
        first = case.about.day + closed_from * 7 * DAY
        first += (weekday - first.weekday()) % 7 * DAY
        closed = [day for n in range(750) if (day := first + n * 7 * DAY).year <= FOREVER.year]
        about = case.about.replace(
            working_week={weekday: (time(9), time(10))}, extra_holidays=closed, extra_workdays=()
        )
        now = data.draw(st.sampled_from([case.now, FOREVER, case.now + 9000 * DAY]))
        action = answer(about, *case.events, now=now, policy=policy)
        ahead = plan(about, case.events, now=now, policy=policy)
        assert ahead[:1] == (() if isinstance(action, Done) else (action,))

    @pytest.mark.parametrize("weeks_before", [0, 100, 300, 600, 749])
    @pytest.mark.parametrize("year", [1975, 2021, 2026, 2029, 2099])
    def test_a_company_that_closed_long_before_the_interview_has_an_answer_and_a_plan(
        self, year: int, weeks_before: int
    ) -> None:
        about = rarely_working(year, MONDAY, closed_from=-weeks_before)
        for policy in (DEFAULT_POLICY, *LONGEST_POLICIES):
            assert answer(about, now=about.ended_at, policy=policy).kind in {"wait-until", "send"}
            assert plan(about, (), now=about.ended_at, policy=policy)

    @pytest.mark.parametrize("year", [1971, 2021, 2026])
    def test_a_company_with_a_plain_week_that_closed_long_before_has_an_answer_and_a_plan(self, year: int) -> None:
        # The 750 days from Monday to Friday that begin with the year before: nearly three years.
        days = [date(year - 1, 1, 1) + n * DAY for n in range(1050)]
        about = interview(
            ended_at=datetime(year, 2, 3, 6, tzinfo=UTC),
            extra_holidays=[day for day in days if day.weekday() <= FRIDAY][:750],
        )
        assert answer(about, now=about.ended_at).kind in {"wait-until", "send"}
        assert plan(about, (), now=about.ended_at)

    def test_the_last_year_has_answers_for_the_longest_waits(self) -> None:
        about = interview(ended_at=datetime(2100, 12, 30, tzinfo=UTC), working_week={MONDAY: (time(9), time(10))})
        for policy in LONGEST_POLICIES:
            for now in (datetime(1970, 1, 2, tzinfo=UTC), FOREVER):
                assert answer(about, now=now, policy=policy).kind == "wait-until"


class TestPlan:
    """A plan is in time order: by `send_at`, or by `opens_at`, but not before now, where a step is blocked."""

    @few
    @given(cases())
    def test_what_can_be_sent_is_planned_in_time_order(self, case: Asked) -> None:
        times = [step.send_at for step in case.ahead() if not isinstance(step, Blocked)]
        assert all(one <= other for one, other in pairwise(times))

    @few
    @given(cases())
    def test_a_plan_is_in_time_order_where_what_is_overdue_counts_as_of_now(self, case: Asked) -> None:
        now = all_told(case).now
        times = [max(now, best_moment(step)) for step in all_told(case).ahead()]
        assert all(one <= other for one, other in pairwise(times))

    def test_thanks_that_were_folded_are_not_planned_after_a_follow_up_that_nobody_can_get(self) -> None:
        # Only Mondays, until noon, are worked. Monday 1 June: invited to write on Tuesday 2, so on Monday 8. Monday is
        # over, so the thank-you would not come before the follow-up: it is folded (G13), and stays so.
        about = interview(
            ended_at=at("2026-06-01 09:00"),
            working_week={MONDAY: (time(9), time(12))},
            enquire_on=date(2026, 6, 2),
            contacts=(),
        )
        ahead = plan(about, (), now=at("2026-06-01 12:00"))
        assert [(told(best_moment(step)), brief(step)[1]) for step in ahead][:1] == [
            ("2026-06-08 09:00", "follow-up-1")
        ]
        assert Touch.THANK_YOU not in [brief(step)[1] for step in ahead]


def all_told(case: Asked) -> Asked:
    """Return a case asked when all of its events have happened."""
    return replace(case, now=max([case.now, *(event.at for event in case.events)]))


def best_moment(step: Send | WaitUntil | Respond | Blocked) -> datetime:
    return step.opens_at if isinstance(step, Blocked) else step.send_at
