"""Invitations to write: when the first follow-up goes out then, to whom, and what ends an invitation.

     June 2026           The interview ended on Wednesday the 3rd at 15:00 in Tokyo; June has no holiday in Japan.
Mo Tu We Th Fr Sa Su     Unless a test says otherwise, the thank-you went out on the 4th, and the invitation is to write
 1  2  3  4  5  6  7     on Monday the 22nd: the first follow-up is open on the 22nd and the 23rd. Without an invitation
 8  9 10 11 12 13 14     it would be open on the 15th and 16th.
15 16 17 18 19 20 21
22 23 24 25 26 27 28
29 30
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from asking import answer, due, ids, span
from events import (
    FIRST,
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
from followup_rules import (
    Action,
    Bounced,
    Contact,
    Done,
    Event,
    Interview,
    Respond,
    Send,
    Snoozed,
    Touch,
    WaitUntil,
    WindowStatus,
    plan,
    replay,
)
from support import AGENT, HR, LEAD, NEW_YORK, PEER, STAFF, at, interview, local

THE_22ND = date(2026, 6, 22)
INVITED = "2026-06-22 09:00", "2026-06-23 18:00"  # the window of the first follow-up after the invitation
PLAIN = "2026-06-15 09:00", "2026-06-16 18:00"  # without one
EARLY, AFTER = "2026-06-04 16:00", "2026-06-12 12:00"  # moments before both windows


def first_follow_up(case: Interview, *events: Event, now: str) -> Send | WaitUntil:
    action = due(case, *events, now=now)
    assert action.touch is Touch.FOLLOW_UP_1
    return action


def about(action: Action, code: str) -> list[tuple[str, date | None, str | None]]:
    """Return the rule, the day and the contact of each reason with a code."""
    return [(reason.rule, reason.day, reason.contact) for reason in action.reasons if reason.code == code]


def is_over(action: Action) -> bool:
    """Tell whether nothing is due since they asked not to enquire (G21)."""
    return isinstance(action, Done) and [reason.code for reason in action.reasons] == ["no-enquiries"]


CASE = interview(enquire_on=THE_22ND)


class TestG39:
    """The first follow-up's raw span is then that day and the next business day."""

    @pytest.mark.parametrize(
        ("on", "window"),
        [
            (date(2026, 6, 10), ("2026-06-10 09:00", "2026-06-11 18:00")),  # earlier than C1 would allow
            (date(2026, 6, 19), ("2026-06-19 09:00", "2026-06-22 18:00")),  # a Friday
            (date(2026, 6, 20), ("2026-06-22 09:00", "2026-06-22 18:00")),  # a Saturday
            (date(2026, 6, 21), ("2026-06-22 09:00", "2026-06-22 18:00")),  # a Sunday
            (THE_22ND, INVITED),
            (date(2026, 8, 5), ("2026-08-05 09:00", "2026-08-06 18:00")),
        ],
    )
    def test_an_invitation_in_the_interview_says_when_to_write(self, on: date, window: tuple[str, str]) -> None:
        assert span(first_follow_up(interview(enquire_on=on), THANKED, now=EARLY)) == window

    @pytest.mark.parametrize(
        ("on", "window"),
        [
            (date(2026, 4, 30), ("2026-04-30 09:00", "2026-05-01 18:00")),
            (date(2026, 5, 1), ("2026-05-01 09:00", "2026-05-07 18:00")),  # 3 to 6 May are holidays
            (date(2026, 5, 2), ("2026-05-07 09:00", "2026-05-07 18:00")),
            (date(2026, 5, 4), ("2026-05-07 09:00", "2026-05-07 18:00")),
        ],
    )
    def test_public_holidays_move_an_invitation_to_the_next_business_day(
        self, on: date, window: tuple[str, str]
    ) -> None:
        case = interview(ended_at=at("2026-04-24 15:00"), enquire_on=on)
        note = thank_you("2026-04-27 15:00")
        assert span(first_follow_up(case, note, now="2026-04-28 09:00")) == window

    def test_an_observed_holiday_of_another_country_moves_it_too(self) -> None:
        case = interview(
            timezone=NEW_YORK, country="US", ended_at=at("2026-06-29 15:00", NEW_YORK), enquire_on=date(2026, 7, 3)
        )
        note = thank_you("2026-06-30 15:00", zone=NEW_YORK)
        action = first_follow_up(case, note, now="2026-07-01 09:00")
        assert span(action, NEW_YORK) == ("2026-07-06 09:00", "2026-07-06 18:00")

    def test_the_morning_after_a_clock_change_has_the_new_offset(self) -> None:
        case = interview(
            timezone=NEW_YORK, country="US", ended_at=at("2026-02-23 15:00", NEW_YORK), enquire_on=date(2026, 3, 8)
        )
        note = thank_you("2026-02-24 15:00", zone=NEW_YORK)
        window = first_follow_up(case, note, now="2026-03-02 09:00").window
        assert (window.opens.isoformat(), window.closes.isoformat()) == (
            "2026-03-09T09:00:00-04:00",
            "2026-03-09T18:00:00-04:00",
        )

    @pytest.mark.parametrize(
        ("now", "kind", "status"),
        [
            ("2026-06-22 08:59", WaitUntil, None),
            ("2026-06-22 09:00", Send, WindowStatus.OPEN),
            ("2026-06-23 17:59", Send, WindowStatus.OPEN),
            ("2026-06-23 18:00", Send, WindowStatus.LATE),
        ],
    )
    def test_it_is_early_open_and_late_as_any_window(
        self, now: str, kind: type[Action], status: WindowStatus | None
    ) -> None:
        action = first_follow_up(CASE, THANKED, now=now)
        assert isinstance(action, kind)
        assert getattr(action, "status", None) is status

    def test_the_reasons_name_the_invitation_and_no_decision_date(self) -> None:
        action = first_follow_up(CASE, THANKED, now=EARLY)
        assert about(action, "invited") == [("G39", THE_22ND, None)]
        assert [reason.rule for reason in action.reasons if reason.rule in {"C1", "G10", "G11"}] == []

    def test_an_invitation_in_a_reply_says_when_to_write(self) -> None:
        assert span(first_follow_up(interview(), THANKED, invites("2026-06-09 10:00"), now=AFTER)) == INVITED

    def test_an_invitation_for_the_day_of_its_reply_is_open_at_once(self) -> None:
        events = (THANKED, invites("2026-06-10 10:00", on=date(2026, 6, 10)))
        action = first_follow_up(interview(), *events, now="2026-06-10 10:00")
        assert isinstance(action, Send)
        assert span(action) == ("2026-06-10 09:00", "2026-06-11 18:00")
        assert local(action.send_at) == "2026-06-10 10:00"

    def test_a_day_before_that_of_the_reply_was_not_named(self) -> None:
        events = (THANKED, invites("2026-06-11 10:00", on=date(2026, 6, 10)))
        action = first_follow_up(interview(), *events, now=AFTER)
        assert span(action) == ("2026-06-23 09:00", "2026-06-24 18:00")  # a decision is assumed on the 18th
        assert ids(action) == ["hr"]

    def test_the_day_of_a_reply_is_the_company_s(self) -> None:
        late = reply("2026-06-10 15:00", "lead", zone="UTC", enquire_on=date(2026, 6, 10))
        action = first_follow_up(interview(), THANKED, late, now=AFTER)  # it came on the 11th at 00:00 in Tokyo
        assert span(action) == ("2026-06-23 09:00", "2026-06-24 18:00")

    def test_an_interview_may_invite_for_its_own_day_and_not_before(self) -> None:
        assert interview(enquire_on=date(2026, 6, 3)).enquire_on == date(2026, 6, 3)
        with pytest.raises(ValidationError, match="enquire_on"):
            interview(enquire_on=date(2026, 6, 2))

    def test_a_plan_has_the_first_follow_up_on_that_day(self) -> None:
        found = []
        for each in plan(CASE, [THANKED], now=at(EARLY)):
            assert isinstance(each, WaitUntil | Send)
            found.append((each.touch, local(each.send_at), ids(each)))
        assert found == [
            (Touch.FOLLOW_UP_1, "2026-06-22 09:00", ["hr"]),
            (Touch.FOLLOW_UP_2, "2026-06-29 09:00", ["hr"]),
            (Touch.ESCALATION, "2026-07-06 09:00", ["lead"]),
        ]
        assert plan(CASE, replay(CASE, [THANKED]), now=at(EARLY)) == plan(CASE, [THANKED], now=at(EARLY))

    @pytest.mark.parametrize(
        ("decided_by", "window"),
        [
            (date(2026, 6, 12), ("2026-06-17 09:00", "2026-06-18 18:00")),
            (date(2026, 6, 30), ("2026-07-03 09:00", "2026-07-06 18:00")),
        ],
    )
    @pytest.mark.parametrize("case", [CASE, interview()], ids=["of the interview", "of a reply"])
    def test_a_later_reply_that_names_a_date_ends_it(
        self, case: Interview, decided_by: date, window: tuple[str, str]
    ) -> None:
        invited = () if case is CASE else (invites("2026-06-08 10:00"),)
        update = reply("2026-06-09 10:00", decision_by=decided_by)
        action = first_follow_up(case, THANKED, *invited, update, update_thanks("2026-06-09 12:00"), now=AFTER)
        assert (span(action), ids(action)) == (window, ["hr"])

    def test_a_question_of_the_same_reply_is_answered_first(self) -> None:
        both = invites("2026-06-09 10:00", asks_for="two references")
        assert isinstance(answer(interview(), THANKED, both, now="2026-06-09 11:00"), Respond)
        sent = message("2026-06-09 12:00", "lead")
        action = first_follow_up(interview(), THANKED, both, sent, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    def test_a_follow_up_before_that_day_does_not_end_it(self) -> None:
        events = (
            THANKED,
            invites("2026-06-09 10:00"),
            FIRST,
            reply("2026-06-17 10:00"),
            update_thanks("2026-06-17 12:00"),
        )
        action = first_follow_up(interview(), *events, now="2026-06-17 13:00")
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    def test_the_thank_you_is_waited_for_before_the_interview_s_end(self) -> None:
        action = due(CASE, now="2026-06-01 10:00")
        assert isinstance(action, WaitUntil)
        assert (action.touch, local(action.send_at)) == (Touch.THANK_YOU, "2026-06-04 15:00")

    @pytest.mark.parametrize("sender", ["hr", "lead", "peer", None])
    def test_a_later_reply_without_news_does_not_end_it(self, sender: str | None) -> None:
        events = (THANKED, invites("2026-06-08 10:00"), reply("2026-06-09 10:00", sender))
        action = first_follow_up(interview(), *events, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    def test_a_later_reply_with_a_date_that_is_over_does_not_end_it(self) -> None:
        events = (THANKED, reply("2026-06-09 10:00", decision_by=date(2026, 6, 8)))
        assert span(first_follow_up(CASE, *events, now=AFTER)) == INVITED

    def test_a_later_reply_that_asks_for_something_by_a_date_does_not_end_it(self) -> None:
        question = reply("2026-06-09 10:00", asks_for="two references", answer_by=date(2026, 6, 12))
        events = (THANKED, question, message("2026-06-11 10:00"))
        assert span(first_follow_up(CASE, *events, now=AFTER)) == INVITED

    @pytest.mark.parametrize(
        ("on", "window"),
        [
            (date(2026, 6, 18), ("2026-06-18 09:00", "2026-06-19 18:00")),
            (date(2026, 6, 24), ("2026-06-24 09:00", "2026-06-25 18:00")),
        ],
    )
    def test_a_later_reply_that_invites_anew_replaces_it(self, on: date, window: tuple[str, str]) -> None:
        action = first_follow_up(CASE, THANKED, invites("2026-06-09 10:00", "peer", on), now=AFTER)
        assert (span(action), ids(action)) == (window, ["peer"])

    def test_a_later_reply_that_invites_for_a_day_that_is_over_does_not_end_it(self) -> None:
        events = (THANKED, invites("2026-06-09 10:00", "peer", date(2026, 6, 8)))
        action = first_follow_up(CASE, *events, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["hr"])

    def test_a_later_reply_that_asks_not_to_enquire_ends_it(self) -> None:
        assert is_over(answer(CASE, THANKED, reply("2026-06-09 10:00", enquiries_welcome=False), now=AFTER))

    @pytest.mark.parametrize(
        ("when", "window"),
        [
            ("2026-06-21 14:59", INVITED),  # in UTC; in Tokyo 23:59 of the day before
            ("2026-06-21 15:00", ("2026-07-02 09:00", "2026-07-03 18:00")),  # the 22nd at 00:00: assumed on the 29th
            ("2026-06-22 14:00", ("2026-07-02 09:00", "2026-07-03 18:00")),
            ("2026-06-24 01:00", ("2026-07-06 09:00", "2026-07-07 18:00")),  # after the day: assumed on 1 July
        ],
    )
    def test_a_later_reply_ends_it_from_that_day_on(self, when: str, window: tuple[str, str]) -> None:
        plain = reply(when, zone="UTC")
        now = local(plain.at)
        assert span(first_follow_up(CASE, THANKED, plain, now=now)) == window

    def test_a_reply_before_it_that_names_a_date_does_not_end_it(self) -> None:
        events = (
            THANKED,
            reply("2026-06-08 10:00", decision_by=date(2026, 6, 30)),
            update_thanks("2026-06-08 12:00"),
            invites("2026-06-09 10:00"),
        )
        assert span(first_follow_up(interview(), *events, now=AFTER)) == INVITED

    def test_a_date_that_is_named_with_it_does_not_end_it(self) -> None:
        both = invites("2026-06-09 10:00", decision_by=date(2026, 6, 30))
        action = first_follow_up(interview(), THANKED, both, update_thanks("2026-06-09 12:00", "lead"), now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    @pytest.mark.parametrize(("inviter", "other"), [("hr", "lead"), ("lead", "hr")])
    @pytest.mark.parametrize(
        "fields", [{"decision_by": date(2026, 6, 30)}, {"enquiries_welcome": False}], ids=["a date", "no enquiries"]
    )
    def test_a_reply_of_the_same_instant_is_no_later_one(
        self, inviter: str, other: str, fields: dict[str, Any]
    ) -> None:
        events = (THANKED, invites("2026-06-09 10:00", inviter), reply("2026-06-09 10:00", other, **fields))
        action = first_follow_up(interview(), *events, update_thanks("2026-06-09 12:00", other), now=AFTER)
        assert (span(action), ids(action)) == (INVITED, [inviter])

    @pytest.mark.parametrize("when", ["2026-06-11 10:00", "2026-06-22 10:00"])
    def test_an_automatic_reply_does_not_end_it(self, when: str) -> None:
        assert span(first_follow_up(CASE, THANKED, away(when, "peer"), now=when)) == INVITED

    def test_a_rejection_does_not_end_it_where_the_case_is_reopened_before_that_day(self) -> None:
        events = (
            THANKED,
            rejection("2026-06-09 10:00"),
            reopened("2026-06-11 10:00"),
            update_thanks("2026-06-11 12:00"),
        )
        assert span(first_follow_up(CASE, *events, now=AFTER)) == INVITED

    @pytest.mark.parametrize(
        ("when", "fields", "window"),
        [
            ("2026-06-11 10:00", {"decision_by": date(2026, 6, 30)}, ("2026-07-03 09:00", "2026-07-06 18:00")),
            ("2026-06-11 10:00", {"enquire_on": date(2026, 6, 24)}, ("2026-06-24 09:00", "2026-06-25 18:00")),
            ("2026-06-22 10:00", {}, ("2026-07-02 09:00", "2026-07-03 18:00")),
        ],
        ids=["a date", "anew", "on that day"],
    )
    def test_reopening_ends_it_as_any_reply_does(
        self, when: str, fields: dict[str, Any], window: tuple[str, str]
    ) -> None:
        events = (
            THANKED,
            rejection("2026-06-09 10:00"),
            reopened(when, **fields),
            update_thanks(when.replace("10:00", "12:00")),
        )
        assert span(first_follow_up(CASE, *events, now=when.replace("10:00", "13:00"))) == window

    @pytest.mark.parametrize(
        "fields",
        [{"decision_by": date(2026, 6, 30)}, {"enquiries_welcome": False}],
        ids=["a date", "no enquiries"],
    )
    def test_that_of_the_interview_counts_as_said_at_its_end(self, fields: dict[str, Any]) -> None:
        before = reply("2026-06-03 14:59", **fields)
        assert span(first_follow_up(CASE, before, THANKED, now=EARLY)) == INVITED

    def test_a_reply_after_the_end_is_later_than_that_of_the_interview(self) -> None:
        assert is_over(answer(CASE, reply("2026-06-03 15:01", enquiries_welcome=False), THANKED, now=EARLY))

    def test_a_reply_on_that_day_ends_that_of_the_interview_on_its_own_day_too(self) -> None:
        events = (reply("2026-06-03 17:00"), thank_you("2026-06-03 17:30"))
        assert span(first_follow_up(interview(enquire_on=date(2026, 6, 3)), *events, now=EARLY)) == PLAIN


class TestG10:
    """A reply that names none restarts the wait from one week after its day."""

    def test_the_decision_date_holds_the_second_follow_up_after_an_invitation(self) -> None:
        case = interview(decision_by=date(2026, 6, 30), enquire_on=THE_22ND)
        first = follow_up("2026-06-22 10:00")
        action = due(case, THANKED, first, now="2026-06-22 11:00")
        assert action.touch is Touch.FOLLOW_UP_2
        assert span(action) == ("2026-07-03 09:00", "2026-07-06 18:00")

    def test_a_reply_that_invites_and_names_no_date_restarts_the_wait(self) -> None:
        events = (
            THANKED,
            invites("2026-06-10 10:00", on=date(2026, 6, 11)),  # a decision is assumed on the 17th
            follow_up("2026-06-11 10:00", "lead"),
        )
        action = due(interview(), *events, now="2026-06-11 11:00")
        assert action.touch is Touch.FOLLOW_UP_2
        assert span(action) == ("2026-06-22 09:00", "2026-06-25 18:00")

    @pytest.mark.parametrize("decision_by", [date(2026, 6, 5), date(2026, 7, 31)])
    def test_neither_an_earlier_nor_a_later_decision_date_moves_the_invitation(self, decision_by: date) -> None:
        assert span(first_follow_up(CASE.replace(decision_by=decision_by), THANKED, now=EARLY)) == INVITED

    def test_the_follow_up_count_starts_again_after_an_invitation(self) -> None:
        events = (THANKED, FIRST, invites("2026-06-17 10:00"), update_thanks("2026-06-17 12:00", "lead"))
        action = first_follow_up(interview(), *events, now="2026-06-17 13:00")
        assert (span(action), ids(action)) == (INVITED, ["lead"])


class TestG11:
    """The first follow-up is also held until the second business day after the day of the last message sent."""

    @pytest.mark.parametrize(
        ("sent", "window"),
        [
            ("2026-06-18 10:00", INVITED),  # a Thursday
            ("2026-06-19 10:00", ("2026-06-23 09:00", "2026-06-23 18:00")),
            ("2026-06-20 10:00", ("2026-06-23 09:00", "2026-06-23 18:00")),  # a Saturday
            ("2026-06-22 08:00", ("2026-06-24 09:00", "2026-06-24 18:00")),
        ],
    )
    def test_the_last_message_holds_an_invitation(self, sent: str, window: tuple[str, str]) -> None:
        events = (THANKED, message(sent, "peer"))
        assert span(first_follow_up(CASE, *events, now=sent)) == window

    def test_the_thank_you_holds_an_invitation_for_the_days_after_it(self) -> None:
        case = interview(enquire_on=date(2026, 6, 5))
        assert span(first_follow_up(case, THANKED, now=EARLY)) == ("2026-06-08 09:00", "2026-06-08 18:00")

    def test_the_third_business_day_after_the_decision_date_does_not_hold_it(self) -> None:
        case = interview(enquire_on=date(2026, 6, 12), decision_by=date(2026, 6, 11))
        assert span(first_follow_up(case, THANKED, now=EARLY)) == ("2026-06-12 09:00", "2026-06-15 18:00")

    def test_a_message_of_a_day_before_the_interview_holds_nothing(self) -> None:
        events = (invites("2026-06-01 10:00", on=date(2026, 6, 5)), thank_you("2026-06-02 10:00", "hr"))
        skip = skipped("2026-06-03 16:00", Touch.THANK_YOU)
        action = first_follow_up(interview(), *events, skip, now="2026-06-03 17:00")
        assert span(action) == ("2026-06-05 09:00", "2026-06-08 18:00")


class TestG13:
    """A thank-you or update thanks whose `send_at` would not come before the next follow-up opens is folded into it."""

    def test_a_thank_you_is_sent_before_an_invitation_for_the_next_morning(self) -> None:
        action = due(interview(enquire_on=date(2026, 6, 5)), now="2026-06-04 17:59")
        assert isinstance(action, Send)
        assert action.touch is Touch.THANK_YOU
        assert local(action.changes_at) == "2026-06-04 18:00"

    def test_a_thank_you_that_would_not_come_before_the_follow_up_is_folded(self) -> None:
        action = first_follow_up(interview(enquire_on=date(2026, 6, 5)), now="2026-06-04 18:00")
        assert isinstance(action, WaitUntil)
        assert action.folds == (Touch.THANK_YOU,)
        assert span(action) == ("2026-06-05 09:00", "2026-06-08 18:00")

    def test_a_thank_you_that_opens_after_the_follow_up_is_folded_from_the_start(self) -> None:
        action = first_follow_up(interview(enquire_on=date(2026, 6, 4)), now="2026-06-03 16:00")
        assert isinstance(action, WaitUntil)
        assert action.folds == (Touch.THANK_YOU,)
        assert span(action) == ("2026-06-04 09:00", "2026-06-05 18:00")

    def test_an_invitation_for_the_interview_s_day_is_open_from_its_end(self) -> None:
        action = first_follow_up(interview(enquire_on=date(2026, 6, 3)), now="2026-06-03 15:00")
        assert isinstance(action, Send)
        assert action.folds == (Touch.THANK_YOU,)
        assert span(action) == ("2026-06-03 15:00", "2026-06-04 18:00")

    def test_a_thank_you_that_was_sent_is_not_folded(self) -> None:
        assert first_follow_up(CASE, THANKED, now=EARLY).folds == ()

    def test_a_thank_you_that_lapsed_unsent_is_folded(self) -> None:
        assert first_follow_up(CASE, now="2026-06-22 09:00").folds == (Touch.THANK_YOU,)

    def test_thanks_for_the_update_go_out_before_the_day_of_the_invitation(self) -> None:
        events = (THANKED, FIRST, invites("2026-06-17 12:00"))
        action = due(interview(), *events, now="2026-06-19 17:59")
        assert isinstance(action, Send)
        assert (action.touch, action.status) == (Touch.UPDATE_THANKS, WindowStatus.LATE)
        assert local(action.changes_at) == "2026-06-19 18:00"

    def test_thanks_for_the_update_that_would_not_come_before_that_day_are_folded(self) -> None:
        events = (THANKED, FIRST, invites("2026-06-17 12:00"))
        action = first_follow_up(interview(), *events, now="2026-06-19 18:00")
        assert isinstance(action, WaitUntil)
        assert (action.folds, span(action), ids(action)) == ((Touch.UPDATE_THANKS,), INVITED, ["lead"])

    def test_a_follow_up_after_an_invitation_lapses_sixty_days_after_it_closed(self) -> None:
        late = "2026-08-21 17:59"  # a Friday; the sixtieth day is the Saturday
        action = first_follow_up(CASE, THANKED, now=late)
        assert local(action.send_at) == late
        assert isinstance(answer(CASE, THANKED, now="2026-08-21 18:00"), Done)


class TestG16:
    """First follow-up: whoever invited to write, while that stands (G39)."""

    @pytest.mark.parametrize("sender", ["hr", "lead", "peer", "staff"])
    def test_the_first_follow_up_goes_to_whoever_invited(self, sender: str) -> None:
        case = interview(contacts=(HR, LEAD, PEER, STAFF))
        action = first_follow_up(case, THANKED, invites("2026-06-09 10:00", sender), now="2026-06-22 09:00")
        assert ids(action) == [sender]
        assert about(action, "who-invited") == [("G39", None, sender)]

    def test_an_invitation_in_the_interview_names_nobody(self) -> None:
        action = first_follow_up(CASE, THANKED, now=EARLY)
        assert ids(action) == ["hr"]
        assert about(action, "hr-first") == [("A2", None, "hr")]

    def test_whoever_invited_comes_before_whoever_sent_the_last_update(self) -> None:
        events = (
            THANKED,
            invites("2026-06-08 10:00"),
            reply("2026-06-09 10:00", "peer", asks_for="a form"),
            message("2026-06-09 12:00", "peer"),
        )
        action = first_follow_up(interview(), *events, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    @pytest.mark.parametrize(
        ("inviter", "contacts"),
        [(None, (HR, LEAD, PEER)), ("peer", (HR, LEAD, PEER.replace(email=None)))],
        ids=["unknown", "without address"],
    )
    def test_whoever_sent_the_last_update_comes_next(self, inviter: str | None, contacts: tuple[Contact, ...]) -> None:
        events = (
            THANKED,
            reply("2026-06-08 10:00", "lead", decision_by=date(2026, 6, 30)),
            update_thanks("2026-06-08 12:00", "lead"),
            invites("2026-06-09 10:00", inviter),
        )
        action = first_follow_up(interview(contacts=contacts), *events, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    @pytest.mark.parametrize("changes", [{"do_not_contact": True}, {"email": None}, {"email": "noreply2@example.com"}])
    def test_the_next_in_order_is_asked_where_whoever_invited_cannot_be_reached(self, changes: dict[str, Any]) -> None:
        case = interview(contacts=(HR, LEAD.replace(**changes), PEER))
        action = first_follow_up(case, THANKED, invites("2026-06-09 10:00"), now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["hr"])
        assert [contact for _, _, contact in about(action, "passed-over")] == ["lead"]

    def test_the_next_in_order_is_asked_where_mail_to_whoever_invited_bounced(self) -> None:
        bounce = Bounced(at=at("2026-06-11 10:00"), contact="lead", email="ito@example.com")
        action = first_follow_up(interview(), THANKED, invites("2026-06-09 10:00"), bounce, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["hr"])

    def test_an_invitation_that_ended_names_nobody_any_more(self) -> None:
        events = (THANKED, invites("2026-06-09 10:00"), reply("2026-06-22 10:00"))
        assert ids(first_follow_up(interview(), *events, now="2026-06-22 11:00")) == ["hr"]

    def test_an_unknown_sender_who_invites_anew_takes_the_place_of_the_known_one(self) -> None:
        events = (THANKED, invites("2026-06-08 10:00"), invites("2026-06-09 10:00", None, date(2026, 6, 24)))
        assert ids(first_follow_up(interview(), *events, now=AFTER)) == ["hr"]

    def test_the_second_follow_up_goes_to_whoever_had_the_first(self) -> None:
        events = (THANKED, invites("2026-06-09 10:00", "peer"), follow_up("2026-06-22 10:00", "peer"))
        action = due(interview(), *events, now="2026-06-29 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["peer"])

    def test_the_escalation_does_not_go_to_whoever_invited_and_had_the_follow_ups(self) -> None:
        events = (
            THANKED,
            invites("2026-06-09 10:00"),
            follow_up("2026-06-22 10:00", "lead"),
            follow_up("2026-06-29 10:00", "lead"),
        )
        action = due(interview(), *events, now="2026-07-06 09:00")
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["peer"])

    def test_an_agency_is_written_to_where_somebody_else_invited(self) -> None:
        case = interview(contacts=(AGENT, HR, LEAD, PEER))
        note = thank_you("2026-06-04 15:00", "agent")
        action = first_follow_up(case, note, invites("2026-06-09 10:00"), now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["agent"])


class TestG20:
    """Held until the second business day strictly after the day they named."""

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


class TestG21:
    """Thanks are sent, and no follow-up or escalation ever becomes due."""

    def test_the_invitation_of_an_interview_lifts_its_request_not_to_enquire(self) -> None:
        case = interview(enquiries_welcome=False, enquire_on=THE_22ND)
        assert span(first_follow_up(case, THANKED, now=EARLY)) == INVITED

    def test_the_invitation_of_a_reply_lifts_the_request_of_the_interview(self) -> None:
        case = interview(enquiries_welcome=False)
        assert span(first_follow_up(case, THANKED, invites("2026-06-09 10:00"), now=AFTER)) == INVITED

    def test_an_invitation_lifts_the_request_of_an_earlier_reply(self) -> None:
        events = (THANKED, reply("2026-06-08 10:00", enquiries_welcome=False), invites("2026-06-09 10:00"))
        assert is_over(answer(interview(), *events[:2], now=AFTER))
        assert span(first_follow_up(interview(), *events, now=AFTER)) == INVITED

    def test_an_invitation_lifts_the_request_in_the_same_reply(self) -> None:
        both = invites("2026-06-09 10:00", enquiries_welcome=False)
        assert span(first_follow_up(interview(), THANKED, both, now=AFTER)) == INVITED

    def test_the_request_stays_lifted_after_the_invitation_ended(self) -> None:
        events = (
            THANKED,
            invites("2026-06-09 10:00"),
            reply("2026-06-12 10:00", decision_by=date(2026, 6, 30)),
            update_thanks("2026-06-12 11:00"),
        )
        action = first_follow_up(interview(enquiries_welcome=False), *events, now=AFTER)
        assert span(action) == ("2026-07-03 09:00", "2026-07-06 18:00")

    def test_the_second_follow_up_and_the_escalation_become_due_after_a_lifted_request(self) -> None:
        first = follow_up("2026-06-22 10:00")
        case = interview(enquiries_welcome=False, enquire_on=THE_22ND)
        assert due(case, THANKED, first, now="2026-06-29 09:00").touch is Touch.FOLLOW_UP_2
        second = follow_up("2026-06-29 10:00")
        assert due(case, THANKED, first, second, now="2026-07-06 09:00").touch is Touch.ESCALATION

    def test_a_later_request_counts_again(self) -> None:
        events = (THANKED, invites("2026-06-09 10:00"), reply("2026-06-12 10:00", enquiries_welcome=False))
        assert is_over(answer(interview(enquiries_welcome=False), *events, now=AFTER))

    def test_a_day_that_is_over_lifts_nothing(self) -> None:
        events = (THANKED, invites("2026-06-09 10:00", on=date(2026, 6, 8)))
        assert is_over(answer(interview(enquiries_welcome=False), *events, now=AFTER))

    def test_an_invitation_lifts_a_request_from_before_the_interview_s_end(self) -> None:
        events = (reply("2026-06-02 10:00", enquiries_welcome=False), THANKED)
        assert is_over(answer(interview(), *events, now=EARLY))
        assert span(first_follow_up(CASE, *events, now=EARLY)) == INVITED


class TestG26:
    """A reply from before the interview's end is kept and changes nothing but G19, G20, G21, G37, G39."""

    def test_an_invitation_from_before_the_end_counts(self) -> None:
        action = first_follow_up(interview(), invites("2026-06-02 10:00"), THANKED, now=EARLY)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    def test_it_leaves_the_stage_and_the_decision_date(self) -> None:
        events = (invites("2026-06-02 10:00", decision_by=date(2026, 6, 30)), THANKED)
        assert replay(interview(), events).stage.value == "thanked"
        assert first_follow_up(interview(), *events, now=EARLY).decision_by is None

    def test_a_date_named_before_the_end_ends_an_invitation_and_is_no_decision_date(self) -> None:
        events = (invites("2026-06-01 10:00"), reply("2026-06-02 10:00", decision_by=date(2026, 6, 30)), THANKED)
        action = first_follow_up(interview(), *events, now=EARLY)
        assert (span(action), ids(action)) == (PLAIN, ["hr"])

    def test_a_new_invitation_from_before_the_end_replaces_the_first(self) -> None:
        events = (invites("2026-06-01 10:00", on=date(2026, 6, 24)), invites("2026-06-02 10:00", "peer"), THANKED)
        action = first_follow_up(interview(), *events, now=EARLY)
        assert (span(action), ids(action)) == (INVITED, ["peer"])

    def test_a_request_not_to_enquire_from_before_the_end_ends_an_invitation(self) -> None:
        events = (invites("2026-06-01 10:00"), reply("2026-06-02 10:00", enquiries_welcome=False), THANKED)
        assert is_over(answer(interview(), *events, now=EARLY))

    def test_a_plain_reply_from_before_the_end_ends_no_invitation(self) -> None:
        events = (invites("2026-06-01 10:00"), reply("2026-06-02 10:00"), THANKED)
        assert span(first_follow_up(interview(), *events, now=EARLY)) == INVITED

    def test_a_reply_after_the_end_ends_an_invitation_from_before_it(self) -> None:
        events = (invites("2026-06-01 10:00"), THANKED, reply("2026-06-22 10:00"))
        action = first_follow_up(interview(), *events, now="2026-06-22 11:00")
        assert span(action) == ("2026-07-02 09:00", "2026-07-03 18:00")

    def test_an_invitation_stays_where_the_end_is_corrected_to_after_it(self) -> None:
        events = (invites("2026-06-03 16:00"), THANKED)
        for ended_at in ("2026-06-03 15:00", "2026-06-03 16:30"):
            action = first_follow_up(interview(ended_at=at(ended_at)), *events, now=EARLY)
            assert (span(action), ids(action)) == (INVITED, ["lead"])


class TestG29:
    """A snooze holds whatever touch is due (G8; the latest snooze rules), never makes anything due earlier."""

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
        snooze = Snoozed(at=at("2026-06-09 10:00"), until=until)
        assert span(first_follow_up(CASE, THANKED, snooze, now=AFTER)) == window

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
