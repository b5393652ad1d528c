"""G17: An update thanks is due only in `answered` and `feedback-requested`, where whoever replied can be reached, and
the reply names a date (G10) or the last message sent before it was a follow-up, an escalation or a feedback
request: a "you're welcome" is not thanked for. It is its recipient's thank-you too.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asking import due, ids, span, touches_ahead
from events import (
    UNREACHABLE,
    bounced,
    escalation,
    feedback_request,
    follow_up,
    message,
    next_round,
    offer,
    rejection,
    reply,
    skipped,
    spoil,
    thank_you,
    update_thanks,
    withdrawn,
)
from followup_rules import Done, Event, Interview, Stage, Touch, next_action
from support import AYA, DURING_THANKS, HR, LEAD, NEW_YORK, PEER, at, interview

NAMED: dict[str, Any] = {"decision_by": at("2026-06-26").date()}


class TestG17:
    def touch(self, *events: Event, now: str, case: Interview | None = None) -> Touch:
        return due(case or interview(), *events, now=now).touch

    def test_a_reply_that_names_a_date_is_thanked_for(self) -> None:
        heard = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        assert self.touch(thank_you(), heard, now="2026-06-05 10:30") == Touch.UPDATE_THANKS

    def test_a_reply_that_names_a_date_is_thanked_for_where_nothing_was_sent_before(self) -> None:
        heard = reply("2026-06-03 16:00", decision_by=date(2026, 6, 30))
        assert self.touch(heard, now="2026-06-03 16:30") == Touch.UPDATE_THANKS

    def test_a_reply_may_name_its_own_day(self) -> None:
        heard = reply("2026-06-05 10:00", decision_by=date(2026, 6, 5))
        assert self.touch(thank_you(), heard, now="2026-06-05 10:30") == Touch.UPDATE_THANKS

    def test_a_reply_with_a_date_before_its_own_day_is_not_thanked_for(self) -> None:
        heard = reply("2026-06-05 10:00", decision_by=date(2026, 6, 4))
        assert self.touch(thank_you(), heard, now="2026-06-05 10:30") == Touch.FOLLOW_UP_1

    @pytest.mark.parametrize(
        "events",
        [
            (follow_up(),),
            (follow_up(), follow_up("2026-06-15 12:00")),
            (follow_up(), escalation("2026-06-15 12:00")),
            (
                rejection("2026-06-15 09:00"),
                feedback_request("2026-06-15 12:00"),
            ),
        ],
        ids=["first", "second", "escalation", "feedback-request"],
    )
    def test_an_answer_to_a_question_is_thanked_for(self, events: tuple[Event, ...]) -> None:
        heard = reply("2026-06-16 10:00")
        assert self.touch(thank_you(), *events, heard, now="2026-06-16 10:30") == Touch.UPDATE_THANKS

    def test_whoever_was_asked_another_s_answer_is_thanked_for(self) -> None:
        action = due(interview(), thank_you(), follow_up(), reply("2026-06-16 10:00", "peer"), now="2026-06-16 10:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["peer"])

    def test_a_you_are_welcome_is_not_thanked_for(self) -> None:
        heard = reply("2026-06-05 10:00", "peer")
        assert self.touch(thank_you(), heard, now="2026-06-05 10:30") == Touch.FOLLOW_UP_1

    def test_a_reply_to_update_thanks_is_not_thanked_for(self) -> None:
        update = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        thanks = update_thanks("2026-06-05 11:00")
        polite = reply("2026-06-05 12:00")
        assert self.touch(thank_you(), update, thanks, polite, now="2026-06-05 12:30") == Touch.FOLLOW_UP_1

    def test_a_reply_before_anything_was_sent_is_not_thanked_for(self) -> None:
        heard = reply("2026-06-03 16:00")
        assert self.touch(heard, now="2026-06-03 16:30") == Touch.THANK_YOU

    def test_only_the_last_message_before_a_reply_makes_an_update_of_it(self) -> None:
        late = thank_you("2026-06-16 09:00")
        assert self.touch(follow_up(), late, reply("2026-06-16 10:00"), now="2026-06-16 10:30") == Touch.FOLLOW_UP_1

    def test_a_message_sent_after_the_reply_does_not_make_an_update_of_the_reply(self) -> None:
        """The reply of the 15th at 09:30 crossed the follow-up of 10:00."""
        events = (thank_you(), reply("2026-06-15 09:30"), follow_up())
        assert self.touch(*events, now="2026-06-15 10:30") == Touch.FOLLOW_UP_2

    def test_a_skipped_follow_up_is_no_message(self) -> None:
        skip = skipped("2026-06-15 10:00", Touch.FOLLOW_UP_1)
        heard = reply("2026-06-16 10:00")
        assert self.touch(thank_you(), skip, heard, now="2026-06-16 10:30") == Touch.FOLLOW_UP_1

    def test_a_reply_after_a_follow_up_that_never_arrived_is_not_thanked_for(self) -> None:
        events = (thank_you(), follow_up(), bounced("2026-06-15 10:05", HR), reply("2026-06-16 10:00", "peer"))
        assert self.touch(*events, now="2026-06-16 10:30") == Touch.FOLLOW_UP_1

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_whoever_cannot_be_reached_is_not_thanked(self, how: str) -> None:
        contact, events = spoil(HR, how, "2026-06-05 10:05")
        heard = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        case = interview(contacts=(contact, LEAD, PEER))
        assert self.touch(thank_you(), *events, heard, now="2026-06-05 10:30", case=case) == Touch.FOLLOW_UP_1

    def test_whoever_cannot_be_reached_holds_up_no_thank_you(self) -> None:
        heard = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        case = interview(contacts=(HR.replace(email=None), LEAD, PEER))
        assert self.touch(heard, now="2026-06-05 10:30", case=case) == Touch.THANK_YOU

    def test_whoever_is_not_known_is_not_thanked(self) -> None:
        heard = reply("2026-06-05 10:00", None, decision_by=date(2026, 6, 30))
        assert self.touch(thank_you(), heard, now="2026-06-05 10:30") == Touch.FOLLOW_UP_1

    def test_update_thanks_to_an_interviewer_are_their_thank_you(self) -> None:
        case = interview(contacts=(HR, PEER, AYA))
        update = reply("2026-06-03 16:00", "peer", decision_by=date(2026, 6, 30))
        thanks = update_thanks("2026-06-03 16:30", "peer")
        action = due(case, update, thanks, now=DURING_THANKS)
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["aya"])

    def test_update_thanks_to_hr_are_the_thank_you_of_hr(self) -> None:
        """So nobody is left to ask to pass the thanks on."""
        case = interview(contacts=(HR, PEER.replace(email=None)))
        update = reply("2026-06-03 16:00", decision_by=date(2026, 6, 30))
        thanks = update_thanks("2026-06-03 16:30")
        assert self.touch(update, thanks, now=DURING_THANKS, case=case) == Touch.FOLLOW_UP_1

    def test_the_answer_to_a_feedback_request_is_thanked_for_once(self) -> None:
        events = (
            rejection("2026-06-08 10:00"),
            feedback_request("2026-06-09 10:00"),
            reply("2026-06-10 10:00"),
            update_thanks("2026-06-10 11:00"),
        )
        assert isinstance(next_action(interview(), events, now=at("2026-06-10 12:00")), Done)

    @pytest.mark.parametrize(
        "events",
        [
            [thank_you(), follow_up("2026-06-15 10:00"), reply("2026-06-16 10:00")],
            [thank_you(), follow_up("2026-06-15 10:00"), escalation("2026-06-15 11:00"), reply("2026-06-16 10:00")],
            [rejection("2026-06-08 10:00"), feedback_request("2026-06-09 10:00"), reply("2026-06-16 10:00")],
            [thank_you(), escalation("2026-06-15 10:00"), reply("2026-06-16 10:00")],
            [thank_you(), reply("2026-06-16 10:00", **NAMED)],
            [reply("2026-06-16 10:00", **NAMED)],
            [thank_you(), reply("2026-06-08 10:00"), reply("2026-06-16 10:00", **NAMED)],
        ],
        ids=[
            "a follow-up before",
            "an escalation before",
            "a feedback request before",
            "an irregular escalation before",
            "a date",
            "a date and nothing sent",
            "a date in the second reply",
        ],
    )
    def test_an_update_is_thanked_for(self, events: list[Event]) -> None:
        action = due(interview(), *events, now="2026-06-16 10:30")
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.UPDATE_THANKS, ["hr"])
        assert span(action) == ("2026-06-16 10:00", "2026-06-17 18:00")

    @pytest.mark.parametrize(
        "events",
        [
            [thank_you(), reply("2026-06-16 10:00")],
            [reply("2026-06-16 10:00")],
            [thank_you(), message("2026-06-15 10:00"), reply("2026-06-16 10:00")],
            [
                thank_you(),
                reply("2026-06-11 10:00", **NAMED),
                update_thanks("2026-06-11 11:00"),
                reply("2026-06-16 10:00"),
            ],
            [follow_up("2026-06-12 10:00"), thank_you("2026-06-15 10:00"), reply("2026-06-16 10:00")],
            [thank_you(), reply("2026-06-16 10:00", decision_by=at("2026-06-15").date())],
            [thank_you(), follow_up("2026-06-15 10:00"), bounced("2026-06-15 10:05"), reply("2026-06-16 10:00")],
        ],
        ids=[
            "a thank-you before",
            "nothing sent before",
            "another message before",
            "update thanks before",
            "a thank-you after the follow-up",
            "a date before its own day",
            "a follow-up that did not arrive",
        ],
    )
    def test_a_reply_to_a_thank_you_is_not_thanked_for(self, events: list[Event]) -> None:
        assert "update-thanks" not in [
            touch for touch, _ in touches_ahead(interview(), *events, now="2026-06-16 10:30")
        ]

    def test_another_message_after_the_follow_up_changes_nothing(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00"), message("2026-06-15 12:00"), reply("2026-06-16 10:00")]
        assert due(interview(), *events, now="2026-06-16 10:30").touch is Touch.UPDATE_THANKS

    def test_a_reply_that_names_its_own_day_is_thanked_for(self) -> None:
        # 08:00 on 16 June in Tokyo is 15 June in UTC.
        events = [thank_you(), reply("2026-06-16 08:00", decision_by=at("2026-06-16").date())]
        assert due(interview(), *events, now="2026-06-16 10:00").touch is Touch.UPDATE_THANKS

    def test_the_day_of_a_reply_is_the_company_s(self) -> None:
        # 00:30 on 16 June in Tokyo is 15 June in UTC.
        events = [thank_you(), reply("2026-06-16 00:30", decision_by=at("2026-06-15").date())]
        assert due(interview(), *events, now="2026-06-16 10:00").touch is Touch.FOLLOW_UP_1

    def test_an_unknown_sender_is_not_thanked(self) -> None:
        assert due(
            interview(), thank_you(), reply("2026-06-16 10:00", None, **NAMED), now="2026-06-16 10:30"
        ).touch is (Touch.FOLLOW_UP_1)

    @pytest.mark.parametrize(
        "hr",
        [HR.replace(email=None), HR.replace(do_not_contact=True), HR.replace(email="noreply@example.com")],
        ids=["no address", "not to be contacted", "no-reply"],
    )
    def test_a_sender_who_cannot_be_reached_is_not_thanked_and_nobody_else_is(self, hr: Any) -> None:
        events = [thank_you(), reply("2026-06-16 10:00", **NAMED)]
        action = due(interview(contacts=(hr, LEAD, PEER)), *events, now="2026-06-16 10:30")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_a_sender_whose_address_bounced_afterwards_is_not_thanked(self) -> None:
        events = [
            thank_you(),
            reply("2026-06-16 10:00", **NAMED),
            bounced("2026-06-16 10:05", message_id="<x@y.com>"),
        ]
        assert due(interview(), *events, now="2026-06-16 10:30").touch is Touch.FOLLOW_UP_1

    def test_whoever_replied_is_thanked_whoever_was_asked(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00", "hr"), reply("2026-06-16 10:00", "lead")]
        assert ids(due(interview(), *events, now="2026-06-16 10:30")) == ["lead"]

    def test_an_interviewer_who_is_thanked_for_the_update_needs_no_thank_you(self) -> None:
        events = [reply("2026-06-04 10:00", "peer", **NAMED), update_thanks("2026-06-04 11:00", "peer")]
        assert due(interview(), *events, now="2026-06-04 16:00").touch is Touch.FOLLOW_UP_1

    def test_an_interviewer_is_thanked_after_another_was_thanked_for_the_update(self) -> None:
        events = [reply("2026-06-04 10:00", "hr", **NAMED), update_thanks("2026-06-04 11:00", "hr")]
        action = due(interview(), *events, now="2026-06-04 16:00")
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer"])

    @pytest.mark.parametrize(
        "later",
        [
            rejection("2026-06-16 10:10"),
            offer("2026-06-16 10:10"),
            next_round("2026-06-16 10:10"),
            withdrawn("2026-06-16 10:10"),
        ],
        ids=lambda event: event.kind,
    )
    def test_update_thanks_are_not_due_in_another_stage(self, later: Event) -> None:
        events = [thank_you(), reply("2026-06-16 10:00", **NAMED), later]
        assert "update-thanks" not in [
            touch for touch, _ in touches_ahead(interview(), *events, now="2026-06-16 10:30")
        ]

    def test_update_thanks_are_not_due_after_the_next_follow_up(self) -> None:
        events = [thank_you(), reply("2026-06-16 10:00", **NAMED), follow_up("2026-06-16 11:00")]
        assert due(interview(), *events, now="2026-06-16 11:30").touch is Touch.FOLLOW_UP_2

    def test_a_question_that_was_answered_is_not_thanked_for(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00"),
            reply("2026-06-16 10:00", asks_for="a form", **NAMED),
            message("2026-06-16 11:00"),
        ]
        action = due(interview(), *events, now="2026-06-16 11:30")
        assert (action.stage, action.touch) == (Stage.ANSWERED, Touch.FOLLOW_UP_1)

    def test_a_reply_at_the_instant_of_the_follow_up_came_before_the_follow_up(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00"), reply("2026-06-15 10:00")]
        action = due(interview(), *events, now="2026-06-15 10:30")
        assert (action.stage, action.touch) == (Stage.FOLLOWED_UP_1, Touch.FOLLOW_UP_2)

    def test_an_update_on_the_eve_of_a_holiday_is_thanked_for_until_after_it(self) -> None:
        # New York: Thursday 2 July at 17:45; the 3rd is a holiday, so that the next business day is Monday 6 July.
        case = {"timezone": NEW_YORK, "country": "US", "ended_at": at("2026-06-24 15:00", NEW_YORK)}
        named = reply("2026-07-02 17:45", zone=NEW_YORK, decision_by=at("2026-07-10").date())
        action = due(interview(**case), named, now="2026-07-02 17:50")
        assert (action.kind, action.touch, span(action, NEW_YORK)) == (
            "send",
            Touch.UPDATE_THANKS,
            ("2026-07-02 17:45", "2026-07-06 18:00"),
        )
