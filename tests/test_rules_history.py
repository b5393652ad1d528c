"""History as a set of facts: their order, what counts once, corrections of the end, and what is counted from what.

The plain interview ended on Wednesday 3 June 2026 at 15:00 in Tokyo. Nobody named a date: 10 June is assumed.

     June 2026               July 2026
Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
 1  2  3  4  5  6  7           1  2  3  4  5
 8  9 10 11 12 13 14     6  7  8  9 10 11 12
15 16 17 18 19 20 21    13 14 15 16 17 18 19
22 23 24 25 26 27 28    20 21 22 23 24 25 26     20 July is Marine Day
29 30                   27 28 29 30 31

Thank-you: 4 June 15:00 to 5 June 15:00. First follow-up: 15 June 09:00 to 16 June 18:00.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from asking import answer, done, due, ids, irregular, owed, rules, span, stage, thread, touches_ahead
from events import (
    away,
    bounced,
    escalation,
    feedback_request,
    follow_up,
    message,
    next_round,
    not_held,
    offer,
    rejection,
    reopened,
    reply,
    skipped,
    snoozed,
    thank_you,
    update_thanks,
    withdrawn,
)
from followup_rules import (
    Case,
    Event,
    HistoryError,
    InvalidTransitionError,
    Respond,
    Stage,
    Touch,
    next_action,
    plan,
    replay,
    step,
)
from support import HR, LEAD, NEW_YORK, PEER, at, interview, local

if TYPE_CHECKING:
    from collections.abc import Sequence


NAMED: dict[str, Any] = {"decision_by": at("2026-06-26").date()}
TWO = ["follow-up-1", "follow-up-2"]
THREE = ["follow-up-1", "follow-up-2", "escalation"]
HISTORIES: dict[str, list[Event]] = {
    "interviewed": [],
    "thanked": [thank_you()],
    "followed-up-1": [follow_up("2026-06-15 10:00")],
    "followed-up-2": [follow_up("2026-06-15 10:00"), follow_up("2026-06-22 10:00")],
    "escalated": [follow_up("2026-06-15 10:00"), escalation("2026-06-22 10:00")],
    "answered": [reply("2026-06-08 10:00", asks_for="a form", decision_by=at("2026-06-12").date())],
    "rejected": [rejection("2026-06-08 10:00")],
    "feedback-requested": [rejection("2026-06-08 10:00"), feedback_request("2026-06-09 10:00")],
    "offered": [offer("2026-06-08 10:00")],
    "advanced": [next_round("2026-06-08 10:00")],
    "withdrawn": [withdrawn("2026-06-08 10:00")],
    "not-held": [not_held("2026-06-08 10:00")],
}


class TestG24:
    """'History is a set of facts. They are sorted by time; at one instant what others did comes first, in the order
    of the columns below (`interview-not-held` foremost); then what was sent, another message last; then a withdrawal,
    skips and snoozes; a bounce last. The same fact told twice counts once: an equal event, or the same kind with the
    same message id (their recipients are joined). A message "received" under the id of one that was sent is the
    candidate's own copy: kept as irregular, it says nothing. Messages of one touch sent on one local day, with
    nothing from the other side (an automatic reply aside) between, are one message to all of them. Events after `now`
    count: they happened.'
    """

    ONE = "2026-06-15 12:00"  # a Monday
    THANKED: tuple[Event, ...] = (thank_you(),)
    UPDATED: tuple[Event, ...] = (thank_you(), reply("2026-06-08 10:00"))
    REFUSED: tuple[Event, ...] = (thank_you(), rejection("2026-06-08 10:00"))

    # Ranks at one instant: each row would come out otherwise if the two were taken the other way round.

    @pytest.mark.parametrize("backwards", [False, True])
    @pytest.mark.parametrize(
        ("before", "first", "then", "there", "odd"),
        [
            pytest.param(before, first, then, there, odd, id=f"{first.kind} before {then.kind}")
            for before, first, then, there, odd in [
                (THANKED, not_held(ONE), reply(ONE), "answered", [("thanked", "interview-not-held")]),
                (THANKED, not_held(ONE), rejection(ONE), "rejected", [("thanked", "interview-not-held")]),
                ((), not_held(ONE), offer(ONE), "offered", []),
                ((), not_held(ONE), next_round(ONE), "advanced", []),
                ((), not_held(ONE), reopened(ONE), "interviewed", []),
                ((), not_held(ONE), thank_you(ONE), "not-held", []),
                ((), not_held(ONE), follow_up(ONE), "not-held", []),
                (UPDATED, not_held(ONE), update_thanks(ONE), "not-held", []),
                (REFUSED, not_held(ONE), feedback_request(ONE), "not-held", [("not-held", "feedback-request-sent")]),
                ((), not_held(ONE), skipped(ONE, Touch.THANK_YOU), "not-held", []),
                ((), rejection(ONE), offer(ONE), "offered", []),
                ((), rejection(ONE), next_round(ONE), "advanced", []),
                ((), rejection(ONE), reopened(ONE), "answered", []),
                ((), offer(ONE), next_round(ONE), "advanced", []),
                ((), offer(ONE), reopened(ONE), "answered", []),
                ((), next_round(ONE), reopened(ONE), "answered", []),
                (THANKED, reply(ONE), update_thanks(ONE), "thanked", []),
                (THANKED, reply(ONE), escalation(ONE), "answered", []),
                (THANKED, rejection(ONE), feedback_request(ONE), "feedback-requested", []),
                (THANKED, offer(ONE), feedback_request(ONE), "offered", []),
                (THANKED, next_round(ONE), escalation(ONE), "advanced", []),
                (REFUSED, reopened(ONE), update_thanks(ONE), "thanked", []),
                (REFUSED, reopened(ONE), feedback_request(ONE), "answered", [("answered", "feedback-request-sent")]),
                (THANKED, reply(ONE), skipped(ONE, Touch.UPDATE_THANKS), "thanked", []),
                (THANKED, rejection(ONE), skipped(ONE, Touch.FEEDBACK_REQUEST), "feedback-requested", []),
                ((), thank_you(ONE), update_thanks(ONE), "thanked", []),
                (THANKED, follow_up(ONE), escalation(ONE), "escalated", []),
                ((), follow_up(ONE), update_thanks(ONE), "followed-up-1", []),
                (THANKED, offer(ONE), escalation(ONE), "offered", []),
                ((), reopened(ONE), escalation(ONE), "answered", []),
                (UPDATED, escalation(ONE), update_thanks(ONE), "thanked", []),
                (UPDATED, update_thanks(ONE), feedback_request(ONE), "thanked", [("thanked", "feedback-request-sent")]),
                ((), follow_up(ONE), withdrawn(ONE), "withdrawn", []),
                (THANKED, reopened(ONE), withdrawn(ONE), "withdrawn", []),
                (THANKED, follow_up(ONE), skipped(ONE, Touch.FOLLOW_UP_2), "followed-up-2", []),
                ((), thank_you(ONE), bounced(ONE, PEER), "interviewed", []),
                (THANKED, follow_up(ONE), bounced(ONE), "thanked", []),
            ]
        ],
    )
    def test_at_one_instant_there_is_an_order(
        self,
        before: tuple[Event, ...],
        first: Event,
        then: Event,
        there: str,
        odd: list[tuple[str, str]],
        *,
        backwards: bool,
    ) -> None:
        events = (*before, then, first) if backwards else (*before, first, then)
        assert (stage(*events), irregular(*events)) == (there, odd)

    @pytest.mark.parametrize("backwards", [False, True])
    @pytest.mark.parametrize("news", [rejection(ONE), offer(ONE), next_round(ONE)], ids=lambda event: event.kind)
    def test_at_one_instant_a_reply_comes_before_the_news_that_ends_its_question(
        self, news: Event, *, backwards: bool
    ) -> None:
        told = [reply(self.ONE, asks_for="a form"), news]
        events = [thank_you(), *(reversed(told) if backwards else told)]
        assert not isinstance(answer(interview(), *events, now="2026-06-15 13:00"), Respond)

    @pytest.mark.parametrize("backwards", [False, True])
    def test_at_one_instant_a_reply_comes_before_a_withdrawal_that_ends_its_question(self, *, backwards: bool) -> None:
        told = [reply(self.ONE, asks_for="a form"), withdrawn(self.ONE)]
        events = [thank_you(), *(reversed(told) if backwards else told)]
        assert done(interview(), *events, now="2026-06-15 13:00").stage is Stage.WITHDRAWN

    @pytest.mark.parametrize("backwards", [False, True])
    def test_at_one_instant_a_reply_comes_before_the_way_back_whose_date_is_the_last(self, *, backwards: bool) -> None:
        # 19 June is a Friday; + 3 and + 4 business days are Wednesday 24 and Thursday 25 June.
        told = [
            reply(self.ONE, decision_by=at("2026-06-30").date()),
            reopened(self.ONE, decision_by=at("2026-06-19").date()),
        ]
        events = [*self.REFUSED, *(reversed(told) if backwards else told), update_thanks("2026-06-15 13:00")]
        assert span(due(interview(), *events, now="2026-06-15 14:00")) == ("2026-06-24 09:00", "2026-06-25 18:00")

    @pytest.mark.parametrize("backwards", [False, True])
    def test_at_one_instant_a_thank_you_comes_before_a_follow_up(self, *, backwards: bool) -> None:
        # The last message before the reply is the follow-up, so that the reply is an update.
        told = [thank_you(self.ONE), follow_up(self.ONE)]
        events = [*(reversed(told) if backwards else told), reply("2026-06-16 10:00")]
        assert due(interview(), *events, now="2026-06-16 10:30").touch is Touch.UPDATE_THANKS

    @pytest.mark.parametrize("backwards", [False, True])
    @pytest.mark.parametrize(
        ("before", "sent"),
        [
            ((), thank_you(ONE, "hr", message_id="<touch@example.com>")),
            ((), follow_up(ONE, message_id="<touch@example.com>")),
            ((reply("2026-06-08 10:00"),), escalation(ONE, "hr", message_id="<touch@example.com>")),
            ((reply("2026-06-08 10:00"),), update_thanks(ONE, message_id="<touch@example.com>")),
        ],
        ids=["thank-you", "follow-up", "escalation", "update thanks"],
    )
    def test_at_one_instant_another_message_is_the_last_that_was_sent(
        self, before: tuple[Event, ...], sent: Event, *, backwards: bool
    ) -> None:
        told = [sent, message(self.ONE, message_id="<message@example.com>")]
        events = [*before, *(reversed(told) if backwards else told)]
        action = due(interview(contacts=(HR,)), *events, now="2026-06-15 13:00")
        assert (ids(action), thread(action)) == (["hr"], "<message@example.com>")

    @pytest.mark.parametrize("backwards", [False, True])
    def test_at_one_instant_another_message_answers_what_was_asked(self, *, backwards: bool) -> None:
        told = [reply(self.ONE, asks_for="a form"), message(self.ONE)]
        action = answer(interview(), thank_you(), *(reversed(told) if backwards else told), now="2026-06-15 13:00")
        assert not isinstance(action, Respond)

    @pytest.mark.parametrize("backwards", [False, True])
    @pytest.mark.parametrize("news", [reply(ONE), reopened(ONE)], ids=lambda event: event.kind)
    def test_at_one_instant_a_snooze_comes_after_what_would_end_it(self, news: Event, *, backwards: bool) -> None:
        told = [news, snoozed(self.ONE, "2026-07-15")]
        events = [thank_you(), *(reversed(told) if backwards else told), update_thanks("2026-06-15 13:00")]
        assert local(due(interview(), *events, now="2026-06-15 14:00").send_at) == "2026-07-15 09:00"

    @pytest.mark.parametrize("backwards", [False, True])
    @pytest.mark.parametrize(
        "sign_of_life", [reply(ONE), reopened(ONE), away(ONE, returns_on="2026-06-15")], ids=lambda event: event.kind
    )
    def test_at_one_instant_a_bounce_comes_after_what_shows_that_the_address_works(
        self, sign_of_life: Event, *, backwards: bool
    ) -> None:
        told = [sign_of_life, bounced(self.ONE)]
        events = [thank_you(), *(reversed(told) if backwards else told)]
        action = due(interview(), *events, now="2026-06-15 13:00")
        assert "hr" not in ids(action)

    ALL = (
        not_held(ONE),
        reply(ONE),
        rejection(ONE),
        offer(ONE),
        next_round(ONE),
        reopened(ONE),
        away(ONE, "lead"),
        thank_you(ONE),
        follow_up(ONE),
        escalation(ONE),
        update_thanks(ONE),
        feedback_request(ONE),
        message(ONE, "lead"),
        withdrawn(ONE),
        skipped(ONE, Touch.UPDATE_THANKS),
        snoozed(ONE, "2026-06-30"),
        bounced(ONE, PEER),
    )

    def test_all_seventeen_kinds_are_in_that_set(self) -> None:
        assert len({event.kind for event in self.ALL}) == len(self.ALL) == 17

    @pytest.mark.parametrize("turn", range(17))
    @pytest.mark.parametrize("backwards", [False, True])
    def test_in_whatever_order_all_kinds_of_one_instant_are_told_they_say_the_same(
        self, turn: int, *, backwards: bool
    ) -> None:
        told = [*self.ALL[turn:], *self.ALL[:turn]]
        told = told[::-1] if backwards else told
        # Not held, a reply, a no, an offer, a further round, and reopened lead to `answered`. The follow-up and the
        # escalation lead to `escalated`, where thanks stay and a feedback request is not allowed.
        assert (stage(*told), irregular(*told)) == ("withdrawn", [("escalated", "feedback-request-sent")])

    @pytest.mark.parametrize(
        "facts",
        [
            [reply(ONE, decision_by=at("2026-06-19").date()), reply(ONE, "lead", decision_by=at("2026-07-31").date())],
            [reply(ONE, asks_for="a form"), reply(ONE, "lead"), reply(ONE, asks_for="two references")],
            [reopened(ONE, "lead"), reopened(ONE, "peer"), reopened(ONE, None)],
            [rejection(ONE), rejection(ONE, "lead")],
            [snoozed(ONE, "2026-06-30"), snoozed(ONE, "2026-07-15"), snoozed(ONE, "2026-06-16")],
            [away(ONE, returns_on="2026-06-17"), away(ONE, returns_on="2026-06-24"), away(ONE)],
            [follow_up(ONE, message_id="<a@example.com>"), follow_up(ONE, "lead"), follow_up(ONE, "peer")],
            [message(ONE, message_id="<a@example.com>"), message(ONE, message_id="<b@example.com>")],
            [skipped(ONE, Touch.FOLLOW_UP_2), skipped(ONE, Touch.FOLLOW_UP_1), skipped(ONE, Touch.ESCALATION)],
            [skipped(ONE, Touch.FOLLOW_UP_1), skipped(ONE, Touch.THANK_YOU)],
        ],
        ids=[
            "two dates",
            "questions and a reply",
            "reopened",
            "rejections",
            "snoozes",
            "absences",
            "follow-ups",
            "messages",
            "skips",
            "skipped thanks",
        ],
    )
    @pytest.mark.parametrize("before", [THANKED, UPDATED, REFUSED], ids=["thanked", "updated", "refused"])
    def test_in_whatever_order_facts_of_one_kind_and_instant_are_told_they_say_the_same(
        self, before: tuple[Event, ...], facts: list[Event]
    ) -> None:
        first, *others = permutations(facts)
        for told in others:
            assert replay(interview(), [*before, *told]) == replay(interview(), [*before, *first])
            assert answer(interview(), *before, *told, now="2026-06-15 13:00") == answer(
                interview(), *before, *first, now="2026-06-15 13:00"
            )

    def test_they_are_sorted_by_time_in_whatever_order_they_are_told(self) -> None:
        events = [
            not_held("2026-06-03 16:00"),
            reopened("2026-06-03 17:00"),
            reply("2026-06-11 10:00"),
            update_thanks("2026-06-11 11:00"),
        ]
        for told in permutations(events):
            assert (stage(*told), irregular(*told)) == ("thanked", [])

    def test_a_second_apart_is_not_one_instant(self) -> None:
        first = update_thanks("2026-06-15T11:59:59")
        assert stage(thank_you(), first, reply(self.ONE)) == "answered"

    def test_one_instant_in_two_zones_is_one_instant(self) -> None:
        sent = update_thanks("2026-06-14 23:00", zone=NEW_YORK)  # 12:00 in Tokyo
        assert stage(sent, thank_you(), reply(self.ONE)) == "thanked"

    # The candidate's own copy.

    COPY = "<mine@example.com>"

    @pytest.mark.parametrize(
        "copy",
        [
            reply("2026-06-05 10:00", message_id=COPY),
            rejection("2026-06-05 10:00", message_id=COPY),
            offer("2026-06-05 10:00", message_id=COPY),
            next_round("2026-06-05 10:00", message_id=COPY),
            reopened("2026-06-05 10:00", message_id=COPY),
            reply("2026-06-05 10:00", None, message_id=COPY),
        ],
        ids=["reply", "rejection", "offer", "next round", "reopened", "unknown sender"],
    )
    def test_a_copy_of_what_was_sent_is_kept_as_irregular_and_moves_no_stage(self, copy: Event) -> None:
        events = [thank_you(message_id=self.COPY), copy]
        assert (stage(*events), irregular(*events)) == ("thanked", [("thanked", copy.kind)])

    @pytest.mark.parametrize("when", ["2026-06-04 15:29", "2026-06-04 15:30", "2026-06-04 15:31"])
    def test_a_copy_is_one_before_at_and_after_the_instant_of_the_message(self, when: str) -> None:
        events = [thank_you(message_id=self.COPY), reply(when, message_id=self.COPY)]
        assert stage(*events) == "thanked"
        assert [kind for _, kind in irregular(*events)] == ["reply-received"]

    @pytest.mark.parametrize(
        "sent",
        [
            follow_up("2026-06-15 10:00", message_id=COPY),
            escalation("2026-06-15 10:00", message_id=COPY),
            update_thanks("2026-06-15 10:00", message_id=COPY),
            feedback_request("2026-06-15 10:00", message_id=COPY),
            message("2026-06-15 10:00", message_id=COPY),
        ],
        ids=lambda event: event.kind,
    )
    def test_whatever_was_sent_may_come_back_as_a_copy(self, sent: Event) -> None:
        events = [thank_you(), sent, reply("2026-06-15 10:01", message_id=self.COPY)]
        assert stage(*events) == stage(*events[:2])
        assert irregular(*events)[-1][1] == "reply-received"

    def test_a_copy_of_what_was_sent_before_the_day_of_the_interview_is_one_too(self) -> None:
        events = [thank_you("2026-06-02 10:00", message_id=self.COPY), reply("2026-06-04 10:00", message_id=self.COPY)]
        assert irregular(*events) == [("interviewed", "thank-you-sent"), ("interviewed", "reply-received")]

    def test_a_copy_told_twice_is_listed_once(self) -> None:
        copy = reply("2026-06-05 10:00", message_id=self.COPY)
        events = [thank_you(message_id=self.COPY), copy, copy, copy.replace(at=at("2026-06-05 11:00"))]
        assert irregular(*events) == [("thanked", "reply-received")]

    def test_a_copy_names_no_date(self) -> None:
        copy = reply("2026-06-05 10:00", message_id=self.COPY, decision_by=at("2026-06-30").date())
        action = due(interview(), thank_you(message_id=self.COPY), copy, now="2026-06-05 11:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_1, ("2026-06-15 09:00", "2026-06-16 18:00"))

    def test_a_copy_asks_nothing(self) -> None:
        copy = reply("2026-06-05 10:00", message_id=self.COPY, asks_for="a form")
        assert (
            due(interview(), thank_you(message_id=self.COPY), copy, now="2026-06-05 11:00").touch is Touch.FOLLOW_UP_1
        )

    def test_a_copy_invites_nobody(self) -> None:
        copy = reply("2026-06-05 10:00", message_id=self.COPY, enquire_on=at("2026-06-09").date())
        action = due(interview(), thank_you(message_id=self.COPY), copy, now="2026-06-05 11:00")
        assert span(action) == ("2026-06-15 09:00", "2026-06-16 18:00")

    def test_a_copy_forbids_no_enquiry(self) -> None:
        copy = reply("2026-06-05 10:00", message_id=self.COPY, enquiries_welcome=False)
        assert (
            due(interview(), thank_you(message_id=self.COPY), copy, now="2026-06-05 11:00").touch is Touch.FOLLOW_UP_1
        )

    def test_a_copy_ends_no_snooze(self) -> None:
        events = [
            thank_you(message_id=self.COPY),
            snoozed("2026-06-05 09:00", "2026-06-30"),
            reply("2026-06-05 10:00", message_id=self.COPY),
        ]
        assert local(due(interview(), *events, now="2026-06-05 11:00").send_at) == "2026-06-30 09:00"

    def test_a_copy_ends_no_absence(self) -> None:
        events = [
            thank_you(message_id=self.COPY),
            away("2026-06-05 09:00", returns_on="2026-06-17"),
            reply("2026-06-05 10:00", message_id=self.COPY),
        ]
        # The second business day strictly after 17 June, a Wednesday, is Friday 19 June.
        assert local(due(interview(), *events, now="2026-06-05 11:00").send_at) == "2026-06-19 09:00"

    def test_a_copy_makes_no_address_work_again(self) -> None:
        events = [
            thank_you(message_id=self.COPY),
            bounced("2026-06-05 09:00", message_id="<other@example.com>"),
            reply("2026-06-05 10:00", message_id=self.COPY),
        ]
        assert ids(due(interview(), *events, now="2026-06-05 11:00")) == ["lead"]

    def test_a_copy_ends_no_question(self) -> None:
        events = [
            thank_you(message_id=self.COPY),
            reply("2026-06-05 09:00", asks_for="a form"),
            reply("2026-06-05 10:00", message_id=self.COPY),
        ]
        assert ids(owed(interview(), *events, now="2026-06-05 11:00")) == ["hr"]

    def test_a_copy_opens_no_thread_with_whoever_is_named_as_its_sender(self) -> None:
        copy = reply("2026-06-05 10:00", "hr", message_id=self.COPY)
        action = due(
            interview(), thank_you("2026-06-04 15:30", "peer", message_id=self.COPY), copy, now="2026-06-15 10:00"
        )
        assert (ids(action), thread(action)) == (["hr"], None)

    def test_a_copy_between_leaves_two_follow_ups_of_one_day_one(self) -> None:
        events = [
            follow_up("2026-06-15 10:00", "hr", message_id=self.COPY),
            reply("2026-06-15 10:01", message_id=self.COPY),
            follow_up("2026-06-15 11:00", "lead"),
        ]
        action = due(interview(), thank_you(), *events, now="2026-06-15 12:00")
        assert (action.stage, action.touch, ids(action)) == (Stage.FOLLOWED_UP_1, Touch.FOLLOW_UP_2, ["hr", "lead"])

    def test_a_copy_does_not_restart_the_count(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00"),
            follow_up("2026-06-22 10:00"),
            escalation("2026-06-29 10:00", message_id=self.COPY),
            reply("2026-06-29 10:01", message_id=self.COPY),
        ]
        assert "G14" in rules(done(interview(), *events, now="2026-07-01 10:00"))

    def test_the_answer_to_what_was_sent_has_an_id_of_its_own_and_counts(self) -> None:
        events = [thank_you(message_id=self.COPY), reply("2026-06-05 10:00", message_id="<theirs@example.com>")]
        assert (stage(*events), irregular(*events)) == ("answered", [])

    # The same fact told twice.

    @pytest.mark.parametrize(
        ("before", "event", "there"),
        [
            ((), thank_you(), "thanked"),
            (THANKED, follow_up("2026-06-15 10:00"), "followed-up-1"),
            (THANKED, reply("2026-06-15 10:00"), "answered"),
            ((), not_held("2026-06-15 10:00"), "not-held"),
            (THANKED, skipped("2026-06-15 10:00", Touch.FOLLOW_UP_1), "followed-up-1"),
        ],
        ids=["thank-you", "follow-up", "reply", "not held", "skip"],
    )
    def test_an_equal_event_counts_once(self, before: tuple[Event, ...], event: Event, there: str) -> None:
        events = [event, *before, event.replace(), event]
        assert (stage(*events), irregular(*events)) == (there, [])

    def test_an_equal_event_of_another_zone_counts_once(self) -> None:
        # Not held at 12:00 in Tokyo, taken up again; told again as 03:00 UTC it does not end the way back.
        off = not_held(self.ONE)
        again = not_held("2026-06-14 23:00", zone=NEW_YORK)
        assert stage(off, reopened("2026-06-16 10:00"), again) == "interviewed"

    @pytest.mark.parametrize("again", ["2026-06-15 10:00", "2026-06-15 17:00", "2026-06-17 10:00", "2026-06-29 10:00"])
    def test_one_kind_with_one_message_id_counts_once(self, again: str) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", message_id="<f1@example.com>"),
            follow_up(again, message_id="<f1@example.com>"),
        ]
        assert (stage(*events), irregular(*events)) == ("followed-up-1", [])

    def test_the_recipients_of_one_message_id_are_joined(self) -> None:
        events = [
            thank_you("2026-06-04 15:30", "peer", message_id="<t@example.com>"),
            thank_you("2026-06-04 15:31", "lead", message_id="<t@example.com>"),
        ]
        two = (HR, PEER, LEAD.replace(roles={"interviewer"}))
        assert due(interview(contacts=two), *events, now="2026-06-04 16:00").touch is Touch.FOLLOW_UP_1

    def test_an_escalation_told_twice_with_one_id_went_to_all_of_them(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "hr", message_id="<f@example.com>"),
            follow_up("2026-06-15 10:00", "lead", message_id="<f@example.com>"),
        ]
        action = due(interview(), *events, now="2026-06-22 10:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["hr", "lead"])

    def test_another_message_told_twice_with_one_id_answers_all_whom_either_telling_names(self) -> None:
        events = [
            thank_you(),
            reply("2026-06-08 10:00", "hr", asks_for="a form"),
            reply("2026-06-08 10:05", "lead", asks_for="two references"),
            message("2026-06-08 12:00", "hr", message_id="<m@example.com>"),
            message("2026-06-08 12:00", "lead", message_id="<m@example.com>"),
        ]
        assert due(interview(), *events, now="2026-06-08 13:00").touch is Touch.FOLLOW_UP_1

    def test_one_message_id_on_a_reply_and_on_a_way_back_is_two_facts(self) -> None:
        events = [
            *self.REFUSED,
            reply("2026-06-09 10:00", message_id="<r@example.com>"),
            reopened("2026-06-09 10:00", message_id="<r@example.com>"),
        ]
        assert (stage(*events), irregular(*events)) == ("answered", [])

    def test_two_bounces_of_one_message_are_two_facts(self) -> None:
        events = [
            thank_you("2026-06-04 15:30", "peer", "lead", message_id="<t@example.com>"),
            bounced("2026-06-04 15:31", PEER, message_id="<t@example.com>"),
            bounced("2026-06-04 15:32", LEAD, message_id="<t@example.com>"),
        ]
        assert stage(*events) == "interviewed"

    def test_one_bounce_of_two_recipients_leaves_the_message_sent(self) -> None:
        events = [
            thank_you("2026-06-04 15:30", "peer", "lead", message_id="<t@example.com>"),
            bounced("2026-06-04 15:31", PEER, message_id="<t@example.com>"),
        ]
        assert stage(*events) == "thanked"

    def test_a_question_told_twice_is_asked_once(self) -> None:
        events = [
            thank_you(),
            reply("2026-06-08 10:00", asks_for="a form", message_id="<r@example.com>"),
            reply("2026-06-08 10:05", asks_for="a form", message_id="<r@example.com>"),
            message("2026-06-08 10:03"),
        ]
        assert not isinstance(answer(interview(), *events, now="2026-06-08 11:00"), Respond)

    @pytest.mark.parametrize("turn", [1, -1])
    def test_whichever_telling_has_the_question_it_counts(self, turn: int) -> None:
        bare = {"message_id": "<r@example.com>"}
        tellings = [bare, bare | {"asks_for": "a form"}][::turn]
        events = [thank_you(), *(reply(f"2026-06-08 10:0{n}", **each) for n, each in enumerate(tellings))]
        assert owed(interview(), *events, now="2026-06-08 11:00").asks_for == "a form"

    # Messages of one touch on one day.

    @pytest.mark.parametrize(
        ("first", "then", "there"),
        [
            ("2026-06-15 00:00", "2026-06-15 23:59", "followed-up-1"),
            ("2026-06-15 08:30", "2026-06-15 09:30", "followed-up-1"),  # two days in UTC, one in Tokyo
            ("2026-06-15 23:30", "2026-06-16 00:30", "followed-up-2"),  # one day in UTC, two in Tokyo
            ("2026-06-15 23:59", "2026-06-16 00:00", "followed-up-2"),
        ],
    )
    def test_messages_of_one_touch_are_one_where_the_local_day_is_one(self, first: str, then: str, there: str) -> None:
        events = [thank_you(), follow_up(first, "hr"), follow_up(then, "lead")]
        assert (stage(*events), irregular(*events)) == (there, [])

    @pytest.mark.parametrize(
        ("then", "there"), [("2026-11-01 23:59", "followed-up-1"), ("2026-11-02 00:00", "followed-up-2")]
    )
    def test_the_day_on_which_clocks_go_back_is_one_day_of_twenty_five_hours(self, then: str, there: str) -> None:
        case = {"timezone": NEW_YORK, "country": "US", "ended_at": at("2026-10-20 15:00", NEW_YORK)}
        events = [
            follow_up("2026-11-01 00:00", zone=NEW_YORK),
            follow_up(then, "lead", zone=NEW_YORK),
        ]
        assert stage(*events, **case) == there

    @pytest.mark.parametrize(
        ("between", "there"),
        [
            (away("2026-06-15 10:00"), "followed-up-1"),
            (away("2026-06-15 10:01"), "followed-up-1"),
            (away("2026-06-15 11:00"), "followed-up-1"),
            (message("2026-06-15 10:30", "peer"), "followed-up-1"),
            (update_thanks("2026-06-15 10:30", "peer"), "followed-up-1"),
            (escalation("2026-06-15 10:30"), "escalated"),
            (snoozed("2026-06-15 10:30", "2026-06-16"), "followed-up-1"),
            (skipped("2026-06-15 10:30", Touch.UPDATE_THANKS), "followed-up-1"),
        ],
        ids=[
            "an automatic reply with the first",
            "an automatic reply",
            "an automatic reply with the second",
            "another message",
            "update thanks",
            "an escalation",
            "a snooze",
            "a skip",
        ],
    )
    def test_what_is_not_from_a_person_on_the_other_side_leaves_them_one(self, between: Event, there: str) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00", "hr"), follow_up("2026-06-15 11:00", "lead"), between]
        assert (stage(*events), irregular(*events)) == (there, [])

    def test_an_automatic_reply_between_leaves_one_message_to_all_of_them(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "hr"),
            away("2026-06-15 10:01", "hr", "2026-06-15"),
            follow_up("2026-06-15 11:00", "lead"),
        ]
        action = due(interview(), *events, now="2026-06-15 12:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["hr", "lead"])
        assert span(action) == ("2026-06-22 09:00", "2026-06-29 18:00")

    @pytest.mark.parametrize("news", [reply("2026-06-15 10:30"), reopened("2026-06-15 10:30")])
    def test_words_between_make_them_two(self, news: Event) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00", "hr"), news, follow_up("2026-06-15 11:00", "lead")]
        action = due(interview(), *events, now="2026-06-16 10:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])

    def test_words_at_the_instant_of_the_first_do_not_lie_between(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "hr"),
            reply("2026-06-15 10:00"),
            follow_up("2026-06-15 11:00", "lead"),
        ]
        assert ids(due(interview(), *events, now="2026-06-16 10:00")) == ["hr", "lead"]

    def test_words_at_the_instant_of_the_second_lie_between(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "hr"),
            reply("2026-06-15 11:00"),
            follow_up("2026-06-15 11:00", "lead"),
        ]
        assert ids(due(interview(), *events, now="2026-06-16 10:00")) == ["lead"]

    def test_two_escalations_of_one_day_are_one(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00"),
            escalation("2026-06-22 10:00", "lead"),
            escalation("2026-06-22 11:00", "peer"),
        ]
        assert (stage(*events), irregular(*events)) == ("escalated", [])

    def test_two_escalations_of_two_days_are_two(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00"),
            escalation("2026-06-22 10:00", "lead"),
            escalation("2026-06-23 10:00", "peer"),
        ]
        assert (stage(*events), irregular(*events)) == ("escalated", [("escalated", "escalation-sent")])

    def test_an_irregular_message_of_one_day_is_listed_once(self) -> None:
        events = [thank_you(), escalation("2026-06-05 10:00", "lead"), escalation("2026-06-05 11:00", "peer")]
        assert irregular(*events) == [("thanked", "escalation-sent")]

    def test_a_withdrawal_between_leaves_them_one(self) -> None:
        events = [follow_up("2026-06-15 10:00"), withdrawn("2026-06-15 10:30"), follow_up("2026-06-15 11:00", "lead")]
        assert (stage(*events), irregular(*events)) == ("withdrawn", [])

    def test_a_second_follow_up_in_two_mails_leaves_neither_of_them_for_the_escalation(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "hr"),
            follow_up("2026-06-22 10:00", "hr"),
            follow_up("2026-06-22 11:00", "lead"),
        ]
        action = due(interview(), *events, now="2026-06-22 12:00")
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["peer"])

    def test_a_message_sent_again_on_the_day_on_which_it_bounced_is_one_message(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "hr", "lead"),
            bounced("2026-06-15 10:05"),
            follow_up("2026-06-15 11:00", "hr"),
        ]
        corrected = (HR.replace(email="h.sato@example.com"), LEAD, PEER)
        action = due(interview(contacts=corrected), *events, now="2026-06-22 10:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["hr", "lead"])

    # Events after now.

    @pytest.mark.parametrize(
        ("event", "there"),
        [
            (thank_you("2026-06-05 10:00"), "thanked"),
            (reply("2026-06-05 10:00"), "answered"),
            (reopened("2026-06-05 10:00"), "answered"),
            (not_held("2026-06-05 10:00"), "not-held"),
            (withdrawn("2026-06-05 10:00"), "withdrawn"),
        ],
        ids=lambda value: value if isinstance(value, str) else value.kind,
    )
    def test_events_after_now_count(self, event: Event, there: str) -> None:
        assert answer(interview(), event, now="2026-06-04 10:00").stage.value == there

    def test_a_question_after_now_is_to_be_answered(self) -> None:
        assert (
            owed(
                interview(), thank_you(), reply("2026-06-09 10:00", asks_for="a form"), now="2026-06-08 10:00"
            ).asks_for
            == "a form"
        )


class TestG25:
    """'`step(stage, event)` is the table. A "·" raises an error that names what would have been allowed.
    `replay` never gets stuck on it: the fact is kept, the stage stays, its day counts for G11, and it is listed as
    irregular.'
    """

    def test_the_error_names_what_not_held_allows(self) -> None:
        with pytest.raises(InvalidTransitionError) as caught:
            step(Stage.NOT_HELD, escalation("2026-06-15 10:00"))
        assert (caught.value.stage, caught.value.event) == (Stage.NOT_HELD, "escalation-sent")
        assert set(caught.value.allowed) == {
            "thank-you-sent",
            "follow-up-sent",
            "update-thanks-sent",
            "message-sent",
            "touch-skipped",
            "snoozed",
            "reply-received",
            "rejection-received",
            "offer-received",
            "next-round-scheduled",
            "interview-not-held",
            "reopened",
            "withdrawn",
            "out-of-office-received",
            "bounced",
        }

    @pytest.mark.parametrize("there", [Stage.THANKED, Stage.ESCALATED, Stage.ADVANCED])
    def test_the_error_says_that_the_interview_was_held(self, there: Stage) -> None:
        with pytest.raises(InvalidTransitionError) as caught:
            step(there, not_held("2026-06-15 10:00"))
        assert f"interview-not-held is not allowed in stage {there.value}" in str(caught.value)

    def test_the_fact_is_listed_with_the_stage_that_it_met_and_its_time(self) -> None:
        (only,) = replay(interview(), [thank_you(), not_held("2026-06-08 10:00")]).irregular
        assert (only.stage.value, only.event, local(only.at)) == ("thanked", "interview-not-held", "2026-06-08 10:00")

    def test_an_interview_that_was_thanked_for_is_followed_up_all_the_same(self) -> None:
        action = due(interview(), thank_you(), not_held("2026-06-08 10:00"), now="2026-06-08 11:00")
        assert (action.stage, action.touch, span(action)) == (
            Stage.THANKED,
            Touch.FOLLOW_UP_1,
            ("2026-06-15 09:00", "2026-06-16 18:00"),
        )

    def test_its_day_counts_for_g11(self) -> None:
        # A reply of 24 June that says "today", thanked for on the 25th. + 3 and + 4 business days are 29 and 30 June.
        # The escalation on Friday 26 June is irregular in `thanked`; the second business day after it is 30 June.
        events = [
            thank_you(),
            reply("2026-06-24 10:00", decision_by=at("2026-06-24").date()),
            update_thanks("2026-06-25 10:00"),
        ]
        assert span(due(interview(), *events, now="2026-06-26 12:00")) == ("2026-06-29 09:00", "2026-06-30 18:00")
        odd = escalation("2026-06-26 10:00")
        assert irregular(*events, odd) == [("thanked", "escalation-sent")]
        assert span(due(interview(), *events, odd, now="2026-06-26 12:00")) == ("2026-06-30 09:00", "2026-06-30 18:00")

    def test_what_is_irregular_does_not_move_since(self) -> None:
        with_it, without = (
            replay(interview(), events) for events in ([thank_you(), not_held("2026-06-08 10:00")], [thank_you()])
        )
        assert (with_it.stage, with_it.since) == (without.stage, without.since)

    def test_the_case_goes_on_after_it(self) -> None:
        assert stage(thank_you(), escalation("2026-06-08 10:00"), reply("2026-06-09 10:00")) == "answered"

    def test_another_message_is_never_irregular(self) -> None:
        events = [message(f"2026-06-{day:02d} 10:00") for day in range(1, 31)]
        assert (stage(*events), irregular(*events)) == ("interviewed", [])


class TestG26:
    """'What a reply is: words from a person. An automatic acknowledgement is none. An oral offer or "you are through"
    is a reply; `offered` is the written offer, `advanced` a further round with a date. A reply from before the
    interview's end is kept and changes nothing but G19, G20, G21, G37, G39 and the threads of G34; `reopened` and
    `interview-not-held` move the stage whenever they came. A touch sent before the end counts where it was sent on
    the interview's day (an end may be corrected later); of an earlier day it is irregular, and good for the threads
    of G34 alone, not for G11. No correction of `ended_at` makes a history unreadable; a contact that events name must
    stay.'
    """

    EARLY = "2026-06-02 10:00"

    # Replies before the end.

    def test_it_moves_no_stage_and_is_regular(self) -> None:
        assert (stage(reply(self.EARLY)), irregular(reply(self.EARLY))) == ("interviewed", [])

    @pytest.mark.parametrize(
        ("when", "there"),
        [
            ("2026-06-03T14:59:59", "interviewed"),
            ("2026-06-03T15:00:00", "answered"),
            ("2026-06-03T15:00:01", "answered"),
        ],
    )
    def test_the_end_itself_is_not_before_the_end(self, when: str, there: str) -> None:
        assert stage(reply(when)) == there

    def test_its_date_is_not_counted_from(self) -> None:
        events = [reply(self.EARLY, decision_by=at("2026-06-30").date()), thank_you()]
        assert span(due(interview(), *events, now="2026-06-05 10:00")) == ("2026-06-15 09:00", "2026-06-16 18:00")

    def test_it_is_not_thanked_for(self) -> None:
        events = [reply(self.EARLY, decision_by=at("2026-06-12").date())]
        assert due(interview(), *events, now="2026-06-03 16:00").touch is Touch.THANK_YOU

    def test_it_is_no_last_word_for_the_count(self) -> None:
        # A follow-up on the interview's day, an answer before the end, which was corrected: still the first of two.
        events = [follow_up("2026-06-03 10:00"), reply("2026-06-03 11:00")]
        assert (stage(*events), due(interview(), *events, now="2026-06-16 10:00").touch) == (
            "followed-up-1",
            Touch.FOLLOW_UP_2,
        )

    def test_it_ends_no_snooze(self) -> None:
        events = [snoozed("2026-06-01 10:00", "2026-06-10"), reply(self.EARLY)]
        assert local(due(interview(), *events, now="2026-06-03 16:00").send_at) == "2026-06-10 09:00"

    def test_it_makes_an_address_work_again(self) -> None:
        dead = bounced("2026-06-01 10:00")
        assert ids(due(interview(), dead, thank_you(), now="2026-06-15 10:00")) == ["lead"]
        assert ids(due(interview(), dead, reply(self.EARLY), thank_you(), now="2026-06-15 10:00")) == ["hr"]

    def test_it_ends_an_absence(self) -> None:
        gone = away("2026-06-01 10:00", returns_on="2026-06-24")  # held until Friday 26 June
        assert local(due(interview(), gone, thank_you(), now="2026-06-05 10:00").send_at) == "2026-06-26 09:00"
        assert (
            local(due(interview(), gone, reply(self.EARLY), thank_you(), now="2026-06-05 10:00").send_at)
            == "2026-06-15 09:00"
        )

    def test_its_wish_not_to_be_asked_counts(self) -> None:
        assert "G21" in rules(
            done(interview(), reply(self.EARLY, enquiries_welcome=False), thank_you(), now="2026-06-15 10:00")
        )

    @pytest.mark.parametrize("now", ["2026-06-02 11:00", "2026-06-03 16:00", "2026-06-04 16:00"])
    def test_its_question_is_to_be_answered_before_the_end_and_after_it(self, now: str) -> None:
        action = owed(interview(), reply(self.EARLY, asks_for="a form", answer_by=at("2026-06-05").date()), now=now)
        assert (action.stage, ids(action), span(action)) == (
            Stage.INTERVIEWED,
            ["hr"],
            ("2026-06-02 10:00", "2026-06-06 00:00"),
        )

    def test_once_answered_the_thank_you_is_waited_for(self) -> None:
        action = due(
            interview(), reply(self.EARLY, asks_for="a form"), message("2026-06-02 12:00"), now="2026-06-02 13:00"
        )
        assert (action.stage, action.touch, span(action)) == (
            Stage.INTERVIEWED,
            Touch.THANK_YOU,
            ("2026-06-04 15:00", "2026-06-05 15:00"),
        )

    def test_a_question_from_before_the_end_restarts_no_wait_when_it_is_answered(self) -> None:
        # As a reply of 8 June it would make the first follow-up wait until 18 June.
        events = [reply(self.EARLY, asks_for="a form"), thank_you(), message("2026-06-08 10:00")]
        assert span(due(interview(), *events, now="2026-06-08 11:00")) == ("2026-06-15 09:00", "2026-06-16 18:00")

    def test_a_question_from_before_the_end_does_not_make_its_asker_the_next_to_be_asked(self) -> None:
        events = [reply(self.EARLY, "lead", asks_for="a form"), message("2026-06-02 12:00", "lead"), thank_you()]
        assert ids(due(interview(), *events, now="2026-06-15 10:00")) == ["hr"]

    def test_a_question_from_after_the_end_does(self) -> None:
        events = [
            reply("2026-06-04 10:00", "lead", asks_for="a form"),
            message("2026-06-04 12:00", "lead"),
            thank_you(),
        ]
        assert ids(due(interview(), *events, now="2026-06-16 10:00")) == ["lead"]

    def test_a_reply_before_the_end_ends_its_sender_s_question(self) -> None:
        events = [reply("2026-06-01 10:00", asks_for="a form"), reply(self.EARLY)]
        assert due(interview(), *events, now="2026-06-02 11:00").touch is Touch.THANK_YOU

    def test_its_invitation_to_write_counts(self) -> None:
        events = [reply(self.EARLY, "lead", enquire_on=at("2026-06-09").date()), thank_you()]
        action = due(interview(), *events, now="2026-06-05 10:00")
        assert (action.touch, ids(action), span(action)) == (
            Touch.FOLLOW_UP_1,
            ["lead"],
            ("2026-06-09 09:00", "2026-06-10 18:00"),
        )

    def test_its_thread_is_replied_to(self) -> None:
        events = [reply(self.EARLY, message_id="<invitation@example.com>"), thank_you()]
        assert thread(due(interview(), *events, now="2026-06-15 10:00")) == "<invitation@example.com>"

    @pytest.mark.parametrize(
        ("events", "there"),
        [
            ([not_held(EARLY)], "not-held"),
            ([not_held("2026-06-01 10:00"), reopened(EARLY)], "interviewed"),
            ([withdrawn("2026-06-01 10:00"), reopened(EARLY)], "answered"),
            ([offer("2026-06-01 10:00"), reopened(EARLY)], "answered"),
            ([reopened(EARLY)], "answered"),
        ],
        ids=["not held", "not held, reopened", "withdrawn, reopened", "offer, reopened", "reopened"],
    )
    def test_reopened_and_not_held_move_the_stage_whenever_they_came(self, events: list[Event], there: str) -> None:
        assert (stage(*events), irregular(*events)) == (there, [])

    # Touches before the end.

    @pytest.mark.parametrize(
        ("event", "there"),
        [(thank_you("2026-06-03 10:00"), "thanked"), (follow_up("2026-06-03 10:00"), "followed-up-1")],
        ids=["thank-you", "follow-up"],
    )
    def test_a_touch_of_the_interview_s_day_counts(self, event: Event, there: str) -> None:
        assert (stage(event), irregular(event)) == (there, [])

    @pytest.mark.parametrize(
        "event", [thank_you("2026-06-02 10:00"), follow_up("2026-06-02 10:00")], ids=["thank-you", "follow-up"]
    )
    def test_a_touch_of_the_day_before_is_irregular(self, event: Event) -> None:
        assert (stage(event), irregular(event)) == ("interviewed", [("interviewed", event.kind)])

    @pytest.mark.parametrize(
        ("when", "there"),
        [
            ("2026-06-02 23:59", "interviewed"),
            ("2026-06-03 00:00", "thanked"),  # 2 June in UTC
            ("2026-06-03 08:59", "thanked"),
            ("2026-06-03 14:59", "thanked"),
        ],
    )
    def test_the_interview_s_day_is_the_company_s(self, when: str, there: str) -> None:
        assert stage(thank_you(when)) == there

    @pytest.mark.parametrize(("when", "there"), [("2026-06-02 23:59", "interviewed"), ("2026-06-03 00:00", "thanked")])
    def test_west_of_greenwich_too(self, when: str, there: str) -> None:
        # The interview ended at 20:30 in New York, which is 4 June in UTC.
        case = {"timezone": NEW_YORK, "country": "US", "ended_at": at("2026-06-03 20:30", NEW_YORK)}
        assert stage(thank_you(when, zone=NEW_YORK), **case) == there

    def test_an_early_thank_you_thanks_nobody(self) -> None:
        action = due(interview(), thank_you(self.EARLY), now="2026-06-04 16:00")
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer"])

    def test_an_early_touch_is_good_for_threads(self) -> None:
        events = [follow_up(self.EARLY, message_id="<early@example.com>"), thank_you()]
        assert thread(due(interview(), *events, now="2026-06-15 10:00")) == "<early@example.com>"

    def test_an_early_touch_is_not_good_for_g11(self) -> None:
        # They said "write on the 3rd". A message of 2 June would hold the follow-up until the 4th.
        action = due(interview(enquire_on=at("2026-06-03").date()), thank_you(self.EARLY), now="2026-06-03 16:00")
        assert (action.kind, action.touch, local(action.send_at)) == ("send", Touch.FOLLOW_UP_1, "2026-06-03 16:00")

    def test_an_early_message_of_another_kind_is_good_for_g11(self) -> None:
        action = due(interview(enquire_on=at("2026-06-03").date()), message(self.EARLY), now="2026-06-03 16:00")
        assert (action.kind, action.touch, span(action)) == (
            "wait-until",
            Touch.FOLLOW_UP_1,
            ("2026-06-04 09:00", "2026-06-04 18:00"),
        )

    def test_an_early_follow_up_is_none_of_the_two(self) -> None:
        events = [follow_up("2026-06-01 10:00"), follow_up(self.EARLY), thank_you()]
        assert [touch for touch, _ in touches_ahead(interview(), *events, now="2026-06-05 10:00")] == [
            "follow-up-1",
            "follow-up-2",
            "escalation",
        ]

    def test_an_early_escalation_is_not_the_one(self) -> None:
        events = [escalation(self.EARLY), thank_you()]
        assert [touch for touch, _ in touches_ahead(interview(), *events, now="2026-06-05 10:00")] == [
            "follow-up-1",
            "follow-up-2",
            "escalation",
        ]

    def test_an_early_follow_up_to_the_manager_leaves_the_escalation_to_the_manager(self) -> None:
        events = [
            follow_up(self.EARLY, "lead"),
            thank_you(),
            follow_up("2026-06-15 10:00"),
            follow_up("2026-06-22 10:00"),
        ]
        assert ids(due(interview(), *events, now="2026-06-29 10:00")) == ["lead"]

    def test_an_early_feedback_request_was_not_asked(self) -> None:
        events = [feedback_request(self.EARLY), rejection("2026-06-08 10:00")]
        assert due(interview(), *events, now="2026-06-09 10:00").touch is Touch.FEEDBACK_REQUEST

    def test_an_early_follow_up_makes_no_update_of_a_later_reply(self) -> None:
        events = [follow_up(self.EARLY), reply("2026-06-04 10:00")]
        assert due(interview(), *events, now="2026-06-04 10:30").touch is Touch.THANK_YOU

    def test_an_early_follow_up_is_not_one_message_with_one_of_the_interview_s_day(self) -> None:
        events = [follow_up("2026-06-02 23:59"), follow_up("2026-06-03 00:00", "lead")]
        assert (stage(*events), irregular(*events)) == ("followed-up-1", [("interviewed", "follow-up-sent")])

    def test_a_follow_up_of_the_interview_s_day_is_counted_from(self) -> None:
        # 3 June + 1 and + 2 weeks are 10 and 17 June, held until the third business day after 10 June, the 15th.
        action = due(interview(), follow_up("2026-06-03 10:00"), now="2026-06-10 10:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_2, ("2026-06-15 09:00", "2026-06-17 18:00"))

    # Corrections.

    def test_an_end_corrected_to_later_on_that_day_keeps_the_thank_you(self) -> None:
        sent = thank_you("2026-06-03 16:00")
        assert stage(sent) == stage(sent, ended_at=at("2026-06-03 17:00")) == "thanked"
        assert irregular(sent, ended_at=at("2026-06-03 17:00")) == []

    def test_an_end_corrected_to_later_on_that_day_makes_a_reply_one_from_before_it(self) -> None:
        said = reply("2026-06-03 16:00", decision_by=at("2026-06-12").date())
        assert stage(said) == "answered"
        assert (stage(said, ended_at=at("2026-06-03 17:00")), irregular(said, ended_at=at("2026-06-03 17:00"))) == (
            "interviewed",
            [],
        )

    def test_an_end_corrected_to_a_later_day_makes_the_thank_you_due_again(self) -> None:
        moved = at("2026-06-10 15:00")
        sent = thank_you()
        assert irregular(sent, ended_at=moved) == [("interviewed", "thank-you-sent")]
        action = due(interview(ended_at=moved), sent, now="2026-06-10 16:00")
        assert (action.touch, span(action)) == (Touch.THANK_YOU, ("2026-06-11 15:00", "2026-06-12 15:00"))

    def test_an_end_corrected_to_an_earlier_day_makes_an_early_thank_you_regular(self) -> None:
        sent = thank_you(self.EARLY)
        assert (stage(sent, ended_at=at("2026-06-01 15:00")), irregular(sent, ended_at=at("2026-06-01 15:00"))) == (
            "thanked",
            [],
        )

    EVERYTHING: tuple[Event, ...] = (
        message("2026-05-28 10:00", message_id="<m0@example.com>"),
        thank_you("2026-06-03 16:00", "peer", message_id="<t@example.com>"),
        reply("2026-06-04 10:00", asks_for="a form", answer_by=at("2026-06-05").date(), message_id="<r@example.com>"),
        message("2026-06-04 11:00", message_id="<m1@example.com>"),
        snoozed("2026-06-04 12:00", "2026-06-16"),
        follow_up("2026-06-16 10:00", "hr", "lead", message_id="<f1@example.com>"),
        bounced("2026-06-16 10:01", LEAD, message_id="<f1@example.com>"),
        away("2026-06-16 10:02", returns_on="2026-06-22"),
        follow_up("2026-06-24 10:00", message_id="<f2@example.com>"),
        escalation("2026-07-02 10:00", "peer"),
        reply("2026-07-03 10:00", "peer", decision_by=at("2026-07-08").date(), enquire_on=at("2026-07-10").date()),
        update_thanks("2026-07-03 11:00", "peer"),
        skipped("2026-07-10 10:00", Touch.FOLLOW_UP_1),
        rejection("2026-07-13 10:00"),
        feedback_request("2026-07-14 10:00"),
        reopened("2026-07-15 10:00"),
        not_held("2026-07-16 10:00"),
        reopened("2026-07-17 10:00"),
        offer("2026-07-21 10:00"),
        next_round("2026-07-22 10:00"),
        withdrawn("2026-07-23 10:00"),
    )

    @pytest.mark.parametrize(
        "ended_at",
        [
            "2025-12-31 15:00",
            "2026-05-28 10:00",
            "2026-06-03 15:59",
            "2026-06-03 16:00",
            "2026-06-03 23:59",
            "2026-06-04 10:30",
            "2026-06-16 10:00",
            "2026-06-24 23:00",
            "2026-07-03 10:30",
            "2026-07-15 10:00",
            "2026-07-17 10:00",
            "2026-07-17 10:01",
            "2026-07-23 10:00",
            "2027-01-01 00:00",
        ],
    )
    @pytest.mark.untraced  # tracing makes it take twice as long
    def test_no_correction_makes_a_history_unreadable(self, ended_at: str) -> None:
        case = interview(ended_at=at(ended_at))
        for count in range(len(self.EVERYTHING) + 1):
            events = self.EVERYTHING[:count]
            assert Case(interview=case, events=events).events == events
            progress = replay(case, events)
            for now in ("2026-05-01 10:00", "2026-06-03 15:30", "2026-07-02 10:00", "2027-02-01 10:00"):
                action = next_action(case, events, now=at(now))
                assert next_action(case, progress, now=at(now)) == action
                assert (action.stage, action.kind == "done") == (progress.stage, plan(case, events, now=at(now)) == ())

    @pytest.mark.parametrize(
        ("event", "field"),
        [
            (thank_you("2026-06-04 15:30", "gone"), "to"),
            (reply("2026-06-04 15:30", "gone"), "sender"),
            (reopened("2026-06-04 15:30", "gone"), "sender"),
            (message("2026-06-04 15:30", "hr", "gone"), "to"),
        ],
        ids=["touch", "reply", "reopened", "message"],
    )
    def test_a_contact_that_events_name_must_stay(self, event: Event, field: str) -> None:
        with pytest.raises(HistoryError) as caught:
            replay(interview(), [event])
        assert (caught.value.place, caught.value.value) == (("events", 0, field), "gone")


class TestG12:
    """'The clock counts from what was really sent, never from what was planned, so a late message pushes the next
    one.'
    """

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

    def test_a_first_that_was_sent_too_early_does_not_bring_the_second_before_the_decision(self) -> None:
        # 5 June + 1 and + 2 weeks are 12 and 19 June; the third business day after 10 June is the 15th.
        action = due(interview(), thank_you(), follow_up("2026-06-05 10:00"), now="2026-06-05 11:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_2, ("2026-06-15 09:00", "2026-06-19 18:00"))

    def test_the_escalation_counts_from_the_day_of_the_second(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00"), follow_up("2026-07-01 10:00")]
        action = due(interview(), *events, now="2026-07-01 11:00")
        assert (action.touch, span(action)) == (Touch.ESCALATION, ("2026-07-08 09:00", "2026-07-15 18:00"))

    def test_a_late_message_pushes_all_that_follow(self) -> None:
        assert touches_ahead(interview(), thank_you(), now="2026-06-26 10:00") == [
            ("follow-up-1", "2026-06-26 10:00"),
            ("follow-up-2", "2026-07-03 09:00"),
            ("escalation", "2026-07-10 09:00"),
        ]

    def test_one_that_did_not_arrive_is_counted_from_the_day_on_which_it_was_sent_again(self) -> None:
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

    def test_across_a_holiday_in_another_zone(self) -> None:
        # New York: Friday 26 June + a week is 3 July, a holiday, since the 4th is a Saturday. + 2 weeks is 10 July.
        case = {"timezone": NEW_YORK, "country": "US", "ended_at": at("2026-06-10 15:00", NEW_YORK)}
        sent = follow_up("2026-06-26 23:30", zone=NEW_YORK)  # 27 June in UTC
        action = due(interview(**case), sent, now="2026-06-29 10:00")
        assert (action.touch, span(action, NEW_YORK)) == (
            Touch.FOLLOW_UP_2,
            ("2026-07-06 09:00", "2026-07-10 18:00"),
        )


class TestG14:
    """'At most two follow-ups and one escalation without an answer (F1): counted since their last word, in whatever
    stage and order they were sent. A feedback request is asked once in a case, also where it crossed the rejection.
    Then the case is done: not dead, since a later reply reopens it.'
    """

    SILENCE = (
        thank_you(),
        follow_up("2026-06-15 09:00"),
        follow_up("2026-06-22 09:00"),
        escalation("2026-06-29 09:00"),
    )

    def touches(self, events: Sequence[Event], now: str) -> list[str]:
        return [touch for touch, _ in touches_ahead(interview(), *events, now=now)]

    def test_silence_meets_two_follow_ups_and_one_escalation(self) -> None:
        assert self.touches([thank_you()], "2026-06-05 10:00") == THREE
        assert "G14" in rules(done(interview(), *self.SILENCE, now="2026-06-29 09:01"))

    def test_after_an_early_escalation_nothing_more_is_asked(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00"), escalation("2026-06-17 10:00")]
        assert (stage(*events), irregular(*events)) == ("escalated", [])
        assert "G14" in rules(done(interview(), *events, now="2026-07-06 10:00"))

    @pytest.mark.parametrize("before", [(), (thank_you(),)], ids=["interviewed", "thanked"])
    def test_an_escalation_before_any_follow_up_is_the_one(self, before: tuple[Event, ...]) -> None:
        events = [*before, escalation("2026-06-05 10:00")]
        assert [kind for _, kind in irregular(*events)] == ["escalation-sent"]
        assert [each for each in self.touches(events, "2026-06-15 10:00") if each != "thank-you"] == TWO

    def test_after_it_and_two_follow_ups_the_case_is_done(self) -> None:
        events = [
            thank_you(),
            escalation("2026-06-05 10:00"),
            follow_up("2026-06-15 10:00"),
            follow_up("2026-06-22 10:00"),
        ]
        assert "G14" in rules(done(interview(), *events, now="2026-06-29 10:00"))

    def test_an_escalation_in_answered_is_the_one(self) -> None:
        events = [thank_you(), reply("2026-06-08 10:00"), escalation("2026-06-09 10:00")]
        assert (stage(*events), irregular(*events)) == ("answered", [])
        assert self.touches(events, "2026-06-09 11:00") == TWO

    def test_an_escalation_in_answered_and_two_follow_ups_are_all(self) -> None:
        events = [
            thank_you(),
            reply("2026-06-08 10:00"),
            escalation("2026-06-09 10:00"),
            follow_up("2026-06-18 10:00"),
            follow_up("2026-06-25 10:00"),
        ]
        assert "G14" in rules(done(interview(), *events, now="2026-07-02 10:00"))

    @pytest.mark.parametrize(
        "word", [reply("2026-06-10 10:00", "lead"), reopened("2026-06-10 10:00")], ids=lambda event: event.kind
    )
    def test_their_word_starts_the_count_again(self, word: Event) -> None:
        events = [thank_you(), escalation("2026-06-09 10:00"), word]
        assert self.touches(events, "2026-06-10 10:30")[-3:] == THREE

    def test_an_escalation_at_the_instant_of_their_word_was_sent_after_it(self) -> None:
        events = [thank_you(), escalation("2026-06-10 10:00"), reply("2026-06-10 10:00")]
        assert self.touches(events, "2026-06-10 10:30")[-2:] == TWO

    @pytest.mark.parametrize(
        "event",
        [
            away("2026-06-10 10:00", returns_on="2026-06-10"),
            message("2026-06-10 10:00"),
            bounced("2026-06-10 10:00", PEER),
        ],
        ids=lambda event: event.kind,
    )
    def test_what_is_no_word_of_theirs_does_not_start_it_again(self, event: Event) -> None:
        events = [thank_you("2026-06-04 15:30", "peer", "lead"), escalation("2026-06-09 10:00"), event]
        assert "escalation" not in self.touches(events, "2026-06-10 10:30")

    def test_whoever_was_asked_before_their_last_word_may_get_the_escalation(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "lead"),
            reply("2026-06-16 10:00", "hr"),
            follow_up("2026-06-26 10:00", "hr"),
            follow_up("2026-07-03 10:00", "hr"),
        ]
        action = due(interview(), *events, now="2026-07-10 10:00")
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["lead"])

    def test_an_escalation_that_did_not_arrive_was_not_sent(self) -> None:
        events = [thank_you(), escalation("2026-06-09 10:00"), bounced("2026-06-09 10:05", LEAD)]
        assert self.touches(events, "2026-06-10 10:30") == THREE

    def test_a_third_follow_up_leaves_the_escalation_due(self) -> None:
        events = [*self.SILENCE[:3], follow_up("2026-06-23 10:00")]
        assert self.touches(events, "2026-06-23 11:00") == ["escalation"]

    @pytest.mark.parametrize(
        "word",
        [reply("2026-07-01 10:00", "lead"), reopened("2026-07-01 10:00", "lead")],
        ids=lambda event: event.kind,
    )
    def test_a_later_word_reopens_it(self, word: Event) -> None:
        # 1 July + a week is 8 July, a Wednesday; + 3 business days is Monday 13 July; 20 July is a holiday.
        assert touches_ahead(interview(), *self.SILENCE, word, now="2026-07-01 11:00") == [
            ("update-thanks", "2026-07-01 11:00"),
            ("follow-up-1", "2026-07-13 09:00"),
            ("follow-up-2", "2026-07-21 09:00"),
            ("escalation", "2026-07-28 09:00"),
        ]

    # Feedback.

    @pytest.mark.parametrize(
        ("before", "odd"),
        [
            ([thank_you()], [("thanked", "feedback-request-sent")]),
            ([], [("interviewed", "feedback-request-sent")]),
            ([thank_you(), follow_up("2026-06-05 09:00")], [("followed-up-1", "feedback-request-sent")]),
            ([reply("2026-06-05 09:00")], [("answered", "feedback-request-sent")]),
            ([offer("2026-06-05 09:00")], []),
            ([next_round("2026-06-05 09:00")], []),
        ],
        ids=["thanked", "interviewed", "followed up", "answered", "offered", "advanced"],
    )
    def test_feedback_that_was_asked_before_the_no_came_is_not_asked_again(
        self, before: list[Event], odd: list[tuple[str, str]]
    ) -> None:
        events = [*before, feedback_request("2026-06-05 10:00"), rejection("2026-06-08 10:00")]
        assert irregular(*events) == odd
        action = done(interview(), *events, now="2026-06-09 10:00")
        assert (action.stage, "E4" in rules(action)) == (Stage.REJECTED, True)

    def test_feedback_is_asked_once_although_they_spoke_since(self) -> None:
        events = [
            rejection("2026-06-04 16:00"),
            feedback_request("2026-06-05 10:00"),
            reopened("2026-06-08 10:00"),
            update_thanks("2026-06-08 11:00"),
            reply("2026-06-09 10:00"),
            rejection("2026-06-10 10:00"),
        ]
        assert done(interview(), *events, now="2026-06-11 10:00").stage is Stage.REJECTED

    def test_feedback_that_crossed_the_no_and_did_not_arrive_is_asked(self) -> None:
        events = [
            thank_you(),
            feedback_request("2026-06-05 10:00", "lead"),
            bounced("2026-06-05 10:01", LEAD),
            rejection("2026-06-08 10:00"),
        ]
        action = due(interview(), *events, now="2026-06-09 10:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, ["hr"])

    def test_feedback_at_the_instant_of_the_no_is_an_answer_to_it(self) -> None:
        events = [thank_you(), feedback_request("2026-06-08 10:00"), rejection("2026-06-08 10:00")]
        assert (stage(*events), irregular(*events)) == ("feedback-requested", [])


class TestG17:
    """'An update thanks is due only in `answered` and `feedback-requested`, where whoever replied can be reached, and
    the reply names a date (G10) or the last message sent before it was a follow-up, an escalation or a feedback
    request: a "you're welcome" is not thanked for. It is its recipient's thank-you too.'
    """

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
    def test_a_you_are_welcome_is_not(self, events: list[Event]) -> None:
        assert "update-thanks" not in [
            touch for touch, _ in touches_ahead(interview(), *events, now="2026-06-16 10:30")
        ]

    def test_another_message_after_the_follow_up_changes_nothing(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00"), message("2026-06-15 12:00"), reply("2026-06-16 10:00")]
        assert due(interview(), *events, now="2026-06-16 10:30").touch is Touch.UPDATE_THANKS

    def test_a_date_on_its_own_day_is_named(self) -> None:
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
    def test_in_another_stage_it_is_not_due_any_more(self, later: Event) -> None:
        events = [thank_you(), reply("2026-06-16 10:00", **NAMED), later]
        assert "update-thanks" not in [
            touch for touch, _ in touches_ahead(interview(), *events, now="2026-06-16 10:30")
        ]

    def test_after_the_next_follow_up_it_is_not_due_any_more(self) -> None:
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

    def test_a_reply_at_the_instant_of_the_follow_up_came_before_it(self) -> None:
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


class TestG23:
    """'Only events change the stage; the passing of time never does. It only makes a touch due.'"""

    def test_there_is_a_history_for_each_stage(self) -> None:
        assert list(HISTORIES) == [each.value for each in Stage]

    @pytest.mark.parametrize("there", HISTORIES)
    def test_however_late_it_is_the_stage_stays(self, there: str) -> None:
        instants = [
            f"{year}-{month:02d}-{day:02d} {hour}"
            for year in (2026, 2027)
            for month in (1, 4, 6, 7, 10)
            for day in (1, 8, 15, 22)
            for hour in ("08:59", "12:00", "18:00")
        ]
        assert {answer(interview(), *HISTORIES[there], now=now).stage.value for now in instants} == {there}

    @pytest.mark.parametrize(
        ("now", "kind"),
        [
            ("2026-06-04 14:59", "wait-until"),
            ("2026-06-04 15:00", "send"),
            ("2026-06-05 15:00", "send"),
        ],
    )
    def test_time_makes_a_touch_due(self, now: str, kind: str) -> None:
        action = due(interview(), now=now)
        assert (action.touch, action.kind, action.stage) == (Touch.THANK_YOU, kind, Stage.INTERVIEWED)

    def test_a_new_time_that_has_passed_makes_the_thank_you_due(self) -> None:
        events = [not_held("2026-06-03 14:00"), reopened("2026-06-03 14:30")]
        assert [due(interview(), *events, now=now).kind for now in ("2026-06-04 14:59", "2026-06-04 15:00")] == [
            "wait-until",
            "send",
        ]

    def test_a_time_that_has_passed_does_not_say_whether_it_was_held(self) -> None:
        assert done(interview(), not_held("2026-06-03 14:00"), now="2026-06-04 16:00").stage is Stage.NOT_HELD

    def test_a_touch_that_lapsed_does_not_move_the_stage(self) -> None:
        action = due(interview(), now="2026-06-15 10:00")
        assert (action.stage, action.touch, action.folds) == (
            Stage.INTERVIEWED,
            Touch.FOLLOW_UP_1,
            (Touch.THANK_YOU,),
        )

    def test_since_is_the_day_of_the_event_that_moved_it(self) -> None:
        progress = replay(interview(), [thank_you(), reply("2026-06-08 10:00"), reply("2026-06-09 10:00")])
        assert (progress.stage, progress.since) == (Stage.ANSWERED, at("2026-06-08").date())
