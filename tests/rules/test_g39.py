"""G39: *Invited to write.* "Write to me on the 22nd" is `enquire_on`, of the interview or of a reply, on or after its
own day. The first follow-up's raw span is then that day and the next business day; C1, and G11's third business day
after the decision date, do not hold it. It ends with a *later* reply that names a date, invites again, asks not to
enquire, or comes on or after that day; the interview's own counts as said at its end. It cancels for good a request
not to enquire (G21) that was made before it or with it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from asking import answer, due, ids, span
from events import FIRST, THANKED, away, invites, message, rejection, reopened, reply, thank_you, update_thanks
from followup_rules import Action, Interview, Respond, Send, Touch, WaitUntil, WindowStatus, plan, replay
from invitations import AFTER, EARLY, INVITED, INVITING, PLAIN, THE_22ND, dated, first_follow_up, is_over
from support import NEW_YORK, at, interview, local


class TestG39:
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

    def test_a_holiday_on_the_day_of_the_invitation_is_a_reason(self) -> None:
        """Showa Day, Wednesday 29 April: it opens on the 30th."""
        case = interview(ended_at=at("2026-04-24 15:00"), enquire_on=date(2026, 4, 29))
        action = first_follow_up(case, thank_you("2026-04-27 15:00"), now="2026-04-28 09:00")
        assert [reason.day for reason in action.reasons if reason.code == "closed-day"] == [date(2026, 4, 29)]

    def test_an_observed_holiday_of_another_country_moves_an_invitation(self) -> None:
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
    def test_an_invited_follow_up_is_early_open_and_late(
        self, now: str, kind: type[Action], status: WindowStatus | None
    ) -> None:
        action = first_follow_up(INVITING, THANKED, now=now)
        assert isinstance(action, kind)
        assert getattr(action, "status", None) is status

    def test_the_reasons_name_the_invitation_and_no_decision_date(self) -> None:
        action = first_follow_up(INVITING, THANKED, now=EARLY)
        assert dated(action, "invited") == [("G39", THE_22ND, None)]
        assert [reason.rule for reason in action.reasons if reason.rule in {"C1", "G10", "G11"}] == []

    def test_an_invitation_in_a_reply_says_when_to_write(self) -> None:
        assert span(first_follow_up(interview(), THANKED, invites("2026-06-09 10:00"), now=AFTER)) == INVITED

    def test_an_invitation_for_the_day_of_its_reply_is_open_at_once(self) -> None:
        events = (THANKED, invites("2026-06-10 10:00", on=date(2026, 6, 10)))
        action = first_follow_up(interview(), *events, now="2026-06-10 10:00")
        assert isinstance(action, Send)
        assert span(action) == ("2026-06-10 09:00", "2026-06-11 18:00")
        assert local(action.send_at) == "2026-06-10 10:00"

    def test_an_invitation_for_a_day_before_its_reply_is_none(self) -> None:
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

    def test_a_plan_has_the_first_follow_up_on_the_day_of_the_invitation(self) -> None:
        found = []
        for each in plan(INVITING, [THANKED], now=at(EARLY)):
            assert isinstance(each, WaitUntil | Send)
            found.append((each.touch, local(each.send_at), ids(each)))
        assert found == [
            (Touch.FOLLOW_UP_1, "2026-06-22 09:00", ["hr"]),
            (Touch.FOLLOW_UP_2, "2026-06-29 09:00", ["hr"]),
            (Touch.ESCALATION, "2026-07-06 09:00", ["lead"]),
        ]
        assert plan(INVITING, replay(INVITING, [THANKED]), now=at(EARLY)) == plan(INVITING, [THANKED], now=at(EARLY))

    @pytest.mark.parametrize(
        ("decided_by", "window"),
        [
            (date(2026, 6, 12), ("2026-06-17 09:00", "2026-06-18 18:00")),
            (date(2026, 6, 30), ("2026-07-03 09:00", "2026-07-06 18:00")),
        ],
    )
    @pytest.mark.parametrize("case", [INVITING, interview()], ids=["of the interview", "of a reply"])
    def test_a_later_reply_that_names_a_date_ends_the_invitation(
        self, case: Interview, decided_by: date, window: tuple[str, str]
    ) -> None:
        invited = () if case is INVITING else (invites("2026-06-08 10:00"),)
        update = reply("2026-06-09 10:00", decision_by=decided_by)
        action = first_follow_up(case, THANKED, *invited, update, update_thanks("2026-06-09 12:00"), now=AFTER)
        assert (span(action), ids(action)) == (window, ["hr"])

    def test_a_question_of_the_same_reply_is_answered_first(self) -> None:
        both = invites("2026-06-09 10:00", asks_for="two references")
        assert isinstance(answer(interview(), THANKED, both, now="2026-06-09 11:00"), Respond)
        sent = message("2026-06-09 12:00", "lead")
        action = first_follow_up(interview(), THANKED, both, sent, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    def test_a_follow_up_before_the_day_of_the_invitation_does_not_end_it(self) -> None:
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
        action = due(INVITING, now="2026-06-01 10:00")
        assert isinstance(action, WaitUntil)
        assert (action.touch, local(action.send_at)) == (Touch.THANK_YOU, "2026-06-04 15:00")

    @pytest.mark.parametrize("sender", ["hr", "lead", "peer", None])
    def test_a_later_reply_without_news_does_not_end_the_invitation(self, sender: str | None) -> None:
        events = (THANKED, invites("2026-06-08 10:00"), reply("2026-06-09 10:00", sender))
        action = first_follow_up(interview(), *events, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    def test_a_later_reply_with_a_date_that_is_over_does_not_end_the_invitation(self) -> None:
        events = (THANKED, reply("2026-06-09 10:00", decision_by=date(2026, 6, 8)))
        assert span(first_follow_up(INVITING, *events, now=AFTER)) == INVITED

    def test_a_later_reply_that_asks_for_something_by_a_date_does_not_end_the_invitation(self) -> None:
        question = reply("2026-06-09 10:00", asks_for="two references", answer_by=date(2026, 6, 12))
        events = (THANKED, question, message("2026-06-11 10:00"))
        assert span(first_follow_up(INVITING, *events, now=AFTER)) == INVITED

    @pytest.mark.parametrize(
        ("on", "window"),
        [
            (date(2026, 6, 18), ("2026-06-18 09:00", "2026-06-19 18:00")),
            (date(2026, 6, 24), ("2026-06-24 09:00", "2026-06-25 18:00")),
        ],
    )
    def test_a_later_reply_that_invites_anew_replaces_the_invitation(self, on: date, window: tuple[str, str]) -> None:
        action = first_follow_up(INVITING, THANKED, invites("2026-06-09 10:00", "peer", on), now=AFTER)
        assert (span(action), ids(action)) == (window, ["peer"])

    def test_a_later_reply_that_invites_for_a_day_that_is_over_does_not_end_the_invitation(self) -> None:
        events = (THANKED, invites("2026-06-09 10:00", "peer", date(2026, 6, 8)))
        action = first_follow_up(INVITING, *events, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["hr"])

    def test_a_later_reply_that_asks_not_to_enquire_ends_the_invitation(self) -> None:
        assert is_over(answer(INVITING, THANKED, reply("2026-06-09 10:00", enquiries_welcome=False), now=AFTER))

    @pytest.mark.parametrize(
        ("when", "window"),
        [
            ("2026-06-21 14:59", INVITED),  # in UTC; in Tokyo 23:59 of the day before
            ("2026-06-21 15:00", ("2026-07-02 09:00", "2026-07-03 18:00")),  # the 22nd at 00:00: assumed on the 29th
            ("2026-06-22 14:00", ("2026-07-02 09:00", "2026-07-03 18:00")),
            ("2026-06-24 01:00", ("2026-07-06 09:00", "2026-07-07 18:00")),  # after the day: assumed on 1 July
        ],
    )
    def test_a_later_reply_on_or_after_the_day_ends_the_invitation(self, when: str, window: tuple[str, str]) -> None:
        plain = reply(when, zone="UTC")
        now = local(plain.at)
        assert span(first_follow_up(INVITING, THANKED, plain, now=now)) == window

    def test_a_reply_before_the_invitation_that_names_a_date_does_not_end_it(self) -> None:
        events = (
            THANKED,
            reply("2026-06-08 10:00", decision_by=date(2026, 6, 30)),
            update_thanks("2026-06-08 12:00"),
            invites("2026-06-09 10:00"),
        )
        assert span(first_follow_up(interview(), *events, now=AFTER)) == INVITED

    def test_a_date_in_the_same_reply_does_not_end_the_invitation(self) -> None:
        both = invites("2026-06-09 10:00", decision_by=date(2026, 6, 30))
        action = first_follow_up(interview(), THANKED, both, update_thanks("2026-06-09 12:00", "lead"), now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    @pytest.mark.parametrize(("inviter", "other"), [("hr", "lead"), ("lead", "hr")])
    @pytest.mark.parametrize(
        "fields", [{"decision_by": date(2026, 6, 30)}, {"enquiries_welcome": False}], ids=["a date", "no enquiries"]
    )
    def test_a_reply_at_the_instant_of_the_invitation_does_not_end_it(
        self, inviter: str, other: str, fields: dict[str, Any]
    ) -> None:
        events = (THANKED, invites("2026-06-09 10:00", inviter), reply("2026-06-09 10:00", other, **fields))
        action = first_follow_up(interview(), *events, update_thanks("2026-06-09 12:00", other), now=AFTER)
        assert (span(action), ids(action)) == (INVITED, [inviter])

    @pytest.mark.parametrize("when", ["2026-06-11 10:00", "2026-06-22 10:00"])
    def test_an_automatic_reply_does_not_end_the_invitation(self, when: str) -> None:
        assert span(first_follow_up(INVITING, THANKED, away(when, "peer"), now=when)) == INVITED

    def test_an_invitation_stands_after_a_rejection_where_the_case_is_reopened(self) -> None:
        events = (
            THANKED,
            rejection("2026-06-09 10:00"),
            reopened("2026-06-11 10:00"),
            update_thanks("2026-06-11 12:00"),
        )
        assert span(first_follow_up(INVITING, *events, now=AFTER)) == INVITED

    @pytest.mark.parametrize(
        ("when", "fields", "window"),
        [
            ("2026-06-11 10:00", {"decision_by": date(2026, 6, 30)}, ("2026-07-03 09:00", "2026-07-06 18:00")),
            ("2026-06-11 10:00", {"enquire_on": date(2026, 6, 24)}, ("2026-06-24 09:00", "2026-06-25 18:00")),
            ("2026-06-22 10:00", {}, ("2026-07-02 09:00", "2026-07-03 18:00")),
        ],
        ids=["a date", "anew", "on that day"],
    )
    def test_reopening_the_case_ends_the_invitation_as_any_reply_does(
        self, when: str, fields: dict[str, Any], window: tuple[str, str]
    ) -> None:
        events = (
            THANKED,
            rejection("2026-06-09 10:00"),
            reopened(when, **fields),
            update_thanks(when.replace("10:00", "12:00")),
        )
        assert span(first_follow_up(INVITING, *events, now=when.replace("10:00", "13:00"))) == window

    @pytest.mark.parametrize(
        "fields",
        [{"decision_by": date(2026, 6, 30)}, {"enquiries_welcome": False}, {"enquire_on": date(2026, 6, 24)}],
        ids=["a date", "no enquiries", "another day"],
    )
    def test_the_invitation_of_the_interview_counts_as_said_at_its_end(self, fields: dict[str, Any]) -> None:
        before = reply("2026-06-03 14:59", **fields)
        assert span(first_follow_up(INVITING, before, THANKED, now=EARLY)) == INVITED

    def test_a_reply_of_the_instant_of_the_end_may_invite_for_another_day(self) -> None:
        """The 24th is a Wednesday."""
        anew = reply("2026-06-03 15:00", enquire_on=date(2026, 6, 24))
        window = "2026-06-24 09:00", "2026-06-25 18:00"
        assert span(first_follow_up(INVITING, anew, THANKED, now=AFTER)) == window

    def test_a_reply_after_the_end_is_later_than_the_invitation_of_the_interview(self) -> None:
        assert is_over(answer(INVITING, reply("2026-06-03 15:01", enquiries_welcome=False), THANKED, now=EARLY))

    def test_a_reply_on_the_interview_s_day_ends_an_invitation_for_that_day(self) -> None:
        events = (reply("2026-06-03 17:00"), thank_you("2026-06-03 17:30"))
        assert span(first_follow_up(interview(enquire_on=date(2026, 6, 3)), *events, now=EARLY)) == PLAIN
