"""G24: History is a set of facts. They are sorted by time; at one instant what others did comes first, in the order
of the columns below (`interview-not-held` foremost); then what was sent, another message last; then a withdrawal,
skips and snoozes; a bounce last. The same fact told twice counts once: an equal event, or the same kind with the
same message id (their recipients are joined). A message "received" under the id of one that was sent is the
candidate's own copy: kept as irregular, it says nothing. Messages of one touch sent on one local day, with
nothing from the other side (an automatic reply aside) between, are one message to all of them. Events after `now`
count: they happened.
"""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from asking import answer, done, due, ids, irregular, known, owed, rules, span, stage, thread
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
from followup_rules import Event, Respond, Stage, Touch, replay
from support import HR, LEAD, NEW_YORK, PEER, at, interview, local


class TestG24:
    @pytest.mark.parametrize(
        "events",
        list(
            permutations(
                [
                    thank_you(),
                    follow_up("2026-06-15 10:00"),
                    reply("2026-06-17 10:00"),
                    follow_up("2026-06-29 10:00", "lead"),
                ]
            )
        ),
    )
    def test_events_are_sorted_by_time(self, events: tuple[Event, ...]) -> None:
        progress = replay(interview(), events)
        assert (progress.stage, progress.irregular) == (Stage.FOLLOWED_UP_1, ())
        assert ids(due(interview(), *events, now="2026-06-29 11:00")) == ["lead"]

    @pytest.mark.parametrize("backwards", [False, True])
    def test_at_one_instant_a_snooze_comes_after_a_reply(self, *, backwards: bool) -> None:
        told: list[Event] = [reply("2026-06-08 10:00"), snoozed("2026-06-08 10:00", "2026-06-25")]
        events: list[Event] = [thank_you(), *(reversed(told) if backwards else told)]
        assert local(due(interview(), *events, now="2026-06-08 11:00").send_at) == "2026-06-25 09:00"

    def test_the_recipients_of_one_message_id_are_joined(self) -> None:
        events: list[Event] = [
            thank_you(),
            follow_up("2026-06-15 10:00", "lead", message_id="<f1@x.com>"),
            follow_up("2026-06-17 10:00", "hr", message_id="<f1@x.com>"),
        ]
        action = due(interview(), *events, now="2026-06-18 10:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["hr", "lead"])
        assert span(action) == ("2026-06-22 09:00", "2026-06-29 18:00")

    @pytest.mark.parametrize("turn", [1, -1])
    def test_a_request_not_to_enquire_counts_whichever_telling_has_it(self, turn: int) -> None:
        one = reply("2026-06-08 10:00", message_id="<r@example.com>")
        other = reply("2026-06-08 11:00", message_id="<r@example.com>", enquiries_welcome=False)
        times = [one.at, other.at][::turn]
        tellings = [one.replace(at=times[0]), other.replace(at=times[1])]
        assert not known(interview(), *tellings).welcomes_enquiries

    @pytest.mark.parametrize("turn", [1, -1])
    def test_folded_thanks_count_whichever_telling_has_them(self, turn: int) -> None:
        one = follow_up("2026-06-15 10:00", message_id="<f@example.com>")
        other = follow_up("2026-06-15 11:00", message_id="<f@example.com>", folds={Touch.THANK_YOU})
        times = [one.at, other.at][::turn]
        assert known(interview(), one.replace(at=times[0]), other.replace(at=times[1])).thanks_closed

    def test_one_message_id_on_two_kinds_is_two_facts(self) -> None:
        events = [
            thank_you(message_id="<m1@x.com>"),
            follow_up("2026-06-15 10:00", message_id="<m1@x.com>"),
        ]
        assert stage(*events) == "followed-up-1"

    def test_two_message_ids_on_two_days_are_two_facts(self) -> None:
        events = [
            follow_up("2026-06-15 10:00", message_id="<f1@x.com>"),
            follow_up("2026-06-16 10:00", message_id="<f2@x.com>"),
        ]
        assert stage(*events) == "followed-up-2"

    def test_messages_of_one_day_are_one_message_to_all_recipients(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00", "lead"), follow_up("2026-06-15 17:00", "hr")]
        action = due(interview(), *events, now="2026-06-16 10:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["hr", "lead"])

    def test_a_reply_between_makes_two_messages_of_one_day_two(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "hr"),
            reply("2026-06-15 11:00"),
            follow_up("2026-06-15 17:00", "lead"),
        ]
        assert stage(*events) == "followed-up-1"
        assert ids(due(interview(), *events, now="2026-06-16 10:00")) == ["lead"]

    @pytest.mark.parametrize("when", ["2026-06-15 11:00", "2026-06-15 17:00"])
    def test_an_automatic_reply_between_leaves_two_messages_of_one_day_one(self, when: str) -> None:
        events: list[Event] = [
            thank_you(),
            follow_up("2026-06-15 10:00", "hr"),
            follow_up("2026-06-15 17:00", "lead"),
            away(when, "peer"),
        ]
        assert stage(*events) == "followed-up-1"
        assert ids(due(interview(), *events, now="2026-06-16 10:00")) == ["hr", "lead"]

    def test_what_is_received_under_the_id_of_one_that_was_sent_is_a_copy_and_says_nothing(self) -> None:
        events: list[Event] = [
            thank_you(),
            follow_up("2026-06-15 10:00", message_id="<f@x.com>", subject="Follow up"),
            reply("2026-06-15 10:01", "hr", message_id="<f@x.com>", subject="Mine", enquiries_welcome=False),
        ]
        progress = replay(interview(), events)
        assert progress.stage is Stage.FOLLOWED_UP_1
        assert [(each.stage.value, each.event) for each in progress.irregular] == [("followed-up-1", "reply-received")]
        (recipient,) = due(interview(), *events, now="2026-06-22 10:00").to
        assert recipient.reply_to is not None
        assert (recipient.reply_to.message_id, recipient.reply_to.subject) == ("<f@x.com>", "Follow up")

    def test_another_touch_between_leaves_two_messages_of_one_day_one(self) -> None:
        events = [
            follow_up("2026-06-15 10:00", "hr"),
            escalation("2026-06-15 11:00", "lead"),
            follow_up("2026-06-15 12:00", "peer"),
        ]
        progress = replay(interview(), events)
        assert (progress.stage, progress.irregular) == (Stage.ESCALATED, ())

    def test_a_thank_you_after_now_counts(self) -> None:
        action = due(interview(), thank_you("2026-06-05 10:00"), now="2026-06-04 16:00")
        assert (action.touch, local(action.send_at)) == (Touch.FOLLOW_UP_1, "2026-06-15 09:00")

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
    def test_at_one_instant_events_have_an_order(
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
    def test_at_one_instant_a_withdrawal_ends_the_question_of_a_reply(self, *, backwards: bool) -> None:
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
    def test_at_one_instant_a_snooze_comes_after_words_that_would_end_a_snooze(
        self, news: Event, *, backwards: bool
    ) -> None:
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

    def test_all_seventeen_kinds_of_event_are_told_at_one_instant(self) -> None:
        assert len({event.kind for event in self.ALL}) == len(self.ALL) == 17

    @pytest.mark.parametrize("turn", range(17))
    @pytest.mark.parametrize("backwards", [False, True])
    def test_the_order_in_which_all_kinds_of_one_instant_are_told_changes_nothing(
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
    def test_the_order_in_which_facts_of_one_kind_and_instant_are_told_changes_nothing(
        self, before: tuple[Event, ...], facts: list[Event]
    ) -> None:
        first, *others = permutations(facts)
        for told in others:
            assert replay(interview(), [*before, *told]) == replay(interview(), [*before, *first])
            assert answer(interview(), *before, *told, now="2026-06-15 13:00") == answer(
                interview(), *before, *first, now="2026-06-15 13:00"
            )

    def test_events_are_sorted_by_time_in_whatever_order_they_are_told(self) -> None:
        events = [
            not_held("2026-06-03 16:00"),
            reopened("2026-06-03 17:00"),
            reply("2026-06-11 10:00"),
            update_thanks("2026-06-11 11:00"),
        ]
        for told in permutations(events):
            assert (stage(*told), irregular(*told)) == ("thanked", [])

    def test_two_bounces_of_one_instant_come_after_what_was_sent(self) -> None:
        sent = follow_up("2026-06-15 10:00", "hr", "lead")
        for told in permutations([sent, bounced("2026-06-15 10:00"), bounced("2026-06-15 10:00", LEAD)]):
            assert stage(*told) == "interviewed"

    def test_events_a_second_apart_are_not_of_one_instant(self) -> None:
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
    def test_a_copy_is_known_before_at_and_after_the_instant_of_the_message(self, when: str) -> None:
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

    def test_a_copy_of_what_was_sent_before_the_day_of_the_interview_is_a_copy(self) -> None:
        events = [thank_you("2026-06-02 10:00", message_id=self.COPY), reply("2026-06-04 10:00", message_id=self.COPY)]
        assert irregular(*events) == [("interviewed", "thank-you-sent"), ("interviewed", "reply-received")]

    def test_a_copy_told_twice_is_listed_once(self) -> None:
        copy = reply("2026-06-05 10:00", message_id=self.COPY)
        events = [thank_you(message_id=self.COPY), copy, copy, copy.replace(at=at("2026-06-05 11:00"))]
        assert irregular(*events) == [("thanked", "reply-received")]

    @pytest.mark.parametrize(
        "says",
        [
            {"decision_by": at("2026-06-30").date()},
            {"asks_for": "a form"},
            {"enquire_on": at("2026-06-09").date()},
            {"enquiries_welcome": False},
        ],
        ids=["a date", "a question", "an invitation", "no enquiries"],
    )
    def test_a_copy_says_nothing_of_what_is_in_it(self, says: dict[str, Any]) -> None:
        copy = reply("2026-06-05 10:00", message_id=self.COPY, **says)
        action = due(interview(), thank_you(message_id=self.COPY), copy, now="2026-06-05 11:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_1, ("2026-06-15 09:00", "2026-06-16 18:00"))

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
    def test_two_events_of_one_kind_with_one_message_id_count_once(self, again: str) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", message_id="<f1@example.com>"),
            follow_up(again, message_id="<f1@example.com>"),
        ]
        assert (stage(*events), irregular(*events)) == ("followed-up-1", [])

    def test_thanks_under_one_message_id_went_to_all_of_their_recipients(self) -> None:
        events = [
            thank_you("2026-06-04 15:30", "peer", message_id="<t@example.com>"),
            thank_you("2026-06-04 15:31", "lead", message_id="<t@example.com>"),
        ]
        two = (HR, PEER, LEAD.replace(roles={"interviewer"}))
        assert due(interview(contacts=two), *events, now="2026-06-04 16:00").touch is Touch.FOLLOW_UP_1

    def test_a_follow_up_told_twice_at_one_instant_with_one_id_went_to_all_its_recipients(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "hr", message_id="<f@example.com>"),
            follow_up("2026-06-15 10:00", "lead", message_id="<f@example.com>"),
        ]
        action = due(interview(), *events, now="2026-06-22 10:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["hr", "lead"])

    def test_a_subject_that_only_the_third_telling_knows_is_known(self) -> None:
        tellings = [
            follow_up("2026-06-15 10:00", message_id="<1@x.com>"),
            follow_up("2026-06-15 10:01", message_id="<1@x.com>"),
            follow_up("2026-06-15 10:02", message_id="<1@x.com>", subject="Follow up"),
        ]
        (recipient,) = due(interview(), *tellings, now="2026-06-22 10:00").to
        assert recipient.reply_to is not None
        assert recipient.reply_to.subject == "Follow up"

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
    def test_a_question_counts_whichever_telling_has_it(self, turn: int) -> None:
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
    def test_what_is_not_from_a_person_leaves_two_messages_of_one_day_one(self, between: Event, there: str) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00", "hr"), follow_up("2026-06-15 11:00", "lead"), between]
        assert (stage(*events), irregular(*events)) == (there, [])

    def test_an_automatic_reply_between_leaves_one_message_to_all_recipients(self) -> None:
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
    def test_words_between_make_two_messages_of_one_day_two(self, news: Event) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00", "hr"), news, follow_up("2026-06-15 11:00", "lead")]
        action = due(interview(), *events, now="2026-06-16 10:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])

    @pytest.mark.parametrize(
        ("when", "to"),
        [
            ("2026-06-15 10:00", ["hr", "lead"]),  # at the instant of the first
            ("2026-06-15 11:00", ["lead"]),  # at that of the second
        ],
    )
    def test_words_at_the_instant_of_the_second_of_two_mails_lie_between_and_at_that_of_the_first_do_not(
        self, when: str, to: list[str]
    ) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "hr"),
            reply(when),
            follow_up("2026-06-15 11:00", "lead"),
        ]
        assert ids(due(interview(), *events, now="2026-06-16 10:00")) == to

    @pytest.mark.parametrize(
        ("then", "odd"), [("2026-06-22 11:00", []), ("2026-06-23 10:00", [("escalated", "escalation-sent")])]
    )
    def test_two_escalations_are_one_if_they_are_of_one_day(self, then: str, odd: list[tuple[str, str]]) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00"),
            escalation("2026-06-22 10:00", "lead"),
            escalation(then, "peer"),
        ]
        assert (stage(*events), irregular(*events)) == ("escalated", odd)

    def test_an_irregular_message_of_one_day_is_listed_once(self) -> None:
        events = [thank_you(), escalation("2026-06-05 10:00", "lead"), escalation("2026-06-05 11:00", "peer")]
        assert irregular(*events) == [("thanked", "escalation-sent")]

    def test_a_withdrawal_between_leaves_two_messages_of_one_day_one(self) -> None:
        events = [follow_up("2026-06-15 10:00"), withdrawn("2026-06-15 10:30"), follow_up("2026-06-15 11:00", "lead")]
        assert (stage(*events), irregular(*events)) == ("withdrawn", [])

    def test_whoever_had_one_of_two_mails_of_the_second_follow_up_gets_no_escalation(self) -> None:
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
    def test_an_event_after_now_moves_the_stage(self, event: Event, there: str) -> None:
        assert answer(interview(), event, now="2026-06-04 10:00").stage.value == there

    def test_a_question_after_now_is_to_be_answered(self) -> None:
        assert (
            owed(
                interview(), thank_you(), reply("2026-06-09 10:00", asks_for="a form"), now="2026-06-08 10:00"
            ).asks_for
            == "a form"
        )


class TestSkipsOfOneInstant:
    """G24 leaves their order open; the touches' own is what an app that skips them all means."""

    def test_skips_of_one_instant_go_in_the_order_of_the_touches(self) -> None:
        touches = (Touch.ESCALATION, Touch.FOLLOW_UP_2, Touch.FOLLOW_UP_1, Touch.THANK_YOU)
        skips = [skipped("2026-06-05 10:00", touch) for touch in touches]
        assert replay(interview(), skips).stage is Stage.ESCALATED
