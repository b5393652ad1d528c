"""G40: Each answer says when it stops being true by the passing of time alone: `changes_at`. A `WaitUntil` becomes a
`Send` when its window opens, a `Send` turns late when it closes, thanks that would come too late are folded (G13),
and a touch that lapses gives way. From `now` to before `changes_at`, and without a new event, the answer is the same
in all but `send_at` and `reasons`; a `Respond` turns late, a `Blocked` only gives way; where nothing will ever change
it, it is `None`. An entry of an agenda changes at the latest when the `send_at` of one that shares an address with it
changes its day. So an app with many cases asks again only about those whose `changes_at` has come.
"""

from __future__ import annotations

from datetime import UTC, date, time

import pytest

from asking import answer, brief, shown
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
    Action,
    Blocked,
    BusinessDays,
    Done,
    Event,
    Hours,
    Respond,
    Send,
    Touch,
    WaitUntil,
)
from support import NEW_YORK, at, interview, utc
from weeks import FRIDAY, SUNDAY
from worlds import DAY


def ends(action: Action) -> str | None:
    """Return when an answer lapses."""
    return None if isinstance(action, Done) else shown(action.lapses_at)


class TestG40:
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
    def test_a_follow_up_that_takes_the_place_of_thanks_says_them(self, now: str, folds: tuple[Touch, ...]) -> None:
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
        assert (action.asks_for, shown(action.changes_at)) == (asks_for, changes)

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
        assert shown(action.opens_at) == "2026-06-10 11:00"

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
    def test_a_case_that_is_done_stays_done(self, event: Event, now: str) -> None:
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
    def test_the_last_day_of_a_message_is_a_field_of_the_policy(self, lapse: int, expected: str) -> None:
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

    def test_the_changes_of_an_answer_are_in_the_companys_time(self) -> None:
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
    def test_an_answer_turns_late_at_midnight_where_clocks_change(
        self, country: str, zone: str, asked_at: str, answer_by: date, closes: str
    ) -> None:
        moment = at(asked_at, zone)
        about = interview(country=country, timezone=zone, ended_at=moment - 3 * DAY)
        question = asks(moment, "hr", answer_by=answer_by)
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
