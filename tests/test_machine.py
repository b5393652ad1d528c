"""The machine: the whole transition table, written out by hand, and the rules about events and stages (G23 to G30)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import permutations

import pytest

from asking import answer, due, ids, irregular, known, span, stage, touches_ahead
from events import (
    PATHS,
    away,
    escalation,
    feedback_request,
    follow_up,
    next_round,
    offer,
    rejection,
    reply,
    skipped,
    snoozed,
    thank_you,
    update_thanks,
    withdrawn,
)
from followup_rules import (
    DEFAULT_POLICY,
    TRANSITIONS,
    BusinessDays,
    Done,
    Event,
    InvalidTransitionError,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    ReplyReceived,
    Send,
    Stage,
    Touch,
    TouchSkipped,
    WaitUntil,
    messages,
    next_action,
    replay,
    step,
)
from followup_rules._stages import Transition, _moves
from oracle.matrix import (
    ALLOWED,
    ALWAYS,
    CELLS,
    COLUMNS,
    FORBIDDEN,
    KINDS,
    NEUTRAL,
    NOON,
    SKIPS,
    STAGES,
    TOUCHES,
)
from support import CANDIDATE, HR, LEAD, PEER, at, interview, local

# The plain interview ended on Wednesday 3 June 2026 at 15:00 in Tokyo. Nobody named a date, so that 10 June is assumed.
#
#      June 2026               July 2026
# Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
#  1  2  3  4  5  6  7           1  2  3  4  5
#  8  9 10 11 12 13 14     6  7  8  9 10 11 12
# 15 16 17 18 19 20 21    13 14 15 16 17 18 19
# 22 23 24 25 26 27 28    20 21 22 23 24 25 26     20 July is Marine Day
# 29 30                   27 28 29 30 31
#
# Thank-you: 4 June 15:00 to 5 June 15:00. First follow-up: 15 June 09:00 to 16 June 18:00.


class TestTheTable:
    """'"·" is an error, "=" stays.'

    'Out-of-office, bounce, snooze and another message: "=" in every stage.'
    """

    def test_it_is_written_out_in_full(self) -> None:
        assert list(CELLS) == [(row, head) for row in STAGES for head in COLUMNS]
        assert len(CELLS) == 144

    def test_the_stages_are_those_of_the_table(self) -> None:
        assert [each.value for each in Stage] == STAGES

    def test_the_touches_are_those_of_the_rules(self) -> None:
        assert sorted(each.value for each in Touch) == sorted(TOUCHES)

    @pytest.mark.parametrize(("head", "kind"), KINDS.items())
    def test_each_column_is_a_kind_of_event(self, head: str, kind: str) -> None:
        assert COLUMNS[head].kind == kind

    @pytest.mark.parametrize("row", STAGES)
    def test_an_allowed_event_moves_or_stays(self, row: str) -> None:
        there = {head: step(Stage(row), COLUMNS[head]).value for head in ALLOWED[row]}
        assert there == ALLOWED[row]

    @pytest.mark.parametrize(("row", "head"), FORBIDDEN)
    def test_a_forbidden_event_raises_what_would_have_been_allowed_and_says_so_in_words(
        self, row: str, head: str
    ) -> None:
        with pytest.raises(InvalidTransitionError) as caught:
            step(Stage(row), COLUMNS[head])
        error, expected = caught.value, {KINDS[each] for each in ALLOWED[row]} | ALWAYS
        assert (error.stage, error.event) == (row, KINDS[head])
        assert Counter(error.allowed) == Counter(expected)
        said, _, allowed = str(error).partition("; ")
        assert f"{KINDS[head]} is not allowed in stage {row}" in said
        assert [kind for kind in expected if kind not in allowed] == []

    @pytest.mark.parametrize("row", STAGES)
    def test_a_history_leads_to_each_stage(self, row: str) -> None:
        assert (stage(*PATHS[row]), irregular(*PATHS[row])) == (row, [])

    @pytest.mark.parametrize("row", STAGES)
    def test_replay_moves_as_the_table_does(self, row: str) -> None:
        histories = {head: [*PATHS[row], COLUMNS[head]] for head in ALLOWED[row]}
        assert {head: stage(*events) for head, events in histories.items()} == ALLOWED[row]
        assert {head: found for head, events in histories.items() if (found := irregular(*events))} == {}

    @pytest.mark.parametrize(("row", "head"), FORBIDDEN)
    def test_replay_stays_and_lists_what_the_table_forbids(self, row: str, head: str) -> None:
        events = [*PATHS[row], COLUMNS[head]]
        assert (stage(*events), irregular(*events)) == (row, [(row, KINDS[head])])

    def test_each_row_of_transitions_is_a_cell_and_each_cell_a_row(self) -> None:
        rows = [(row.stage.value, row.event, row.to.value) for row in TRANSITIONS if row.touch is None]
        cells = [(name, type(COLUMNS[head]), ALLOWED[name][head]) for name in STAGES for head in ALLOWED[name]]
        assert Counter(rows) == Counter(cells)

    def test_each_skip_of_transitions_is_a_skip_of_g27(self) -> None:
        rows = [(row.stage.value, row.touch.value, row.to.value) for row in TRANSITIONS if row.touch is not None]
        assert Counter(rows) == Counter((*key, there) for key, there in SKIPS.items())
        assert {row.event for row in TRANSITIONS if row.touch is not None} == {TouchSkipped}

    @pytest.mark.parametrize("row", TRANSITIONS[::7])
    def test_a_row_written_twice_is_an_error(self, row: Transition) -> None:
        with pytest.raises(AssertionError, match=f"two rows for {row.stage} and {row.event.__name__}"):
            _moves((*TRANSITIONS, row))

    @pytest.mark.parametrize("row", TRANSITIONS[::7])
    def test_a_second_row_for_one_cell_is_an_error_wherever_it_leads(self, row: Transition) -> None:
        elsewhere = Stage.INTERVIEWED if row.to is not Stage.INTERVIEWED else Stage.THANKED
        with pytest.raises(AssertionError, match=f"two rows for {row.stage} and {row.event.__name__}"):
            _moves((row._replace(to=elsewhere), *TRANSITIONS))

    @pytest.mark.parametrize("event", NEUTRAL, ids=lambda event: event.kind)
    @pytest.mark.parametrize("row", STAGES)
    def test_out_of_office_bounce_snooze_and_another_message_stay_in_every_stage(self, row: str, event: Event) -> None:
        events = [*PATHS[row], event]
        assert (step(Stage(row), event).value, stage(*events), irregular(*events)) == (row, row, [])


class TestD1:
    """'When an update arrives, answer it with a thank-you.'"""

    def test_a_named_date_is_an_update_and_its_sender_is_thanked(self) -> None:
        events: list[Event] = [reply("2026-06-05 10:00", decision_by=at("2026-06-12").date())]
        action = due(interview(), *events, now="2026-06-05 11:00")
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.UPDATE_THANKS, ["hr"])
        assert span(action) == ("2026-06-05 10:00", "2026-06-08 18:00")

    def test_an_answer_to_a_follow_up_is_an_update(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00"), reply("2026-06-16 10:00", "lead")]
        action = due(interview(), *events, now="2026-06-16 10:30")
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.UPDATE_THANKS, ["lead"])
        assert span(action) == ("2026-06-16 10:00", "2026-06-17 18:00")

    def test_an_update_on_a_saturday_is_answered_on_monday(self) -> None:
        action = due(
            interview(), reply("2026-06-06 20:00", decision_by=at("2026-06-12").date()), now="2026-06-06 20:30"
        )
        assert (action.kind, action.touch) == ("wait-until", Touch.UPDATE_THANKS)
        assert span(action) == ("2026-06-08 09:00", "2026-06-08 18:00")

    def test_an_update_is_thanked_for_once(self) -> None:
        events = [
            thank_you(),
            reply("2026-06-05 10:00", decision_by=at("2026-06-12").date()),
            update_thanks("2026-06-05 11:00"),
        ]
        action = due(interview(), *events, now="2026-06-05 11:30")  # 12 June + 3 business days: 15, 16, 17
        assert (action.touch, local(action.send_at)) == (Touch.FOLLOW_UP_1, "2026-06-17 09:00")


class TestF1:
    """'Never pushy.'"""

    @pytest.mark.parametrize("now", ["2026-06-30 10:00", "2026-07-01 10:00", "2026-07-02 17:59", "2026-07-03 08:59"])
    def test_nobody_is_asked_until_days_after_the_date_that_they_named(self, now: str) -> None:
        action = due(interview(decision_by=at("2026-06-30").date()), thank_you(), now=now)
        assert (action.kind, local(action.send_at)) == ("wait-until", "2026-07-03 09:00")

    def test_missed_weeks_make_one_message_due_and_not_three(self) -> None:
        assert touches_ahead(interview(), now="2026-07-15 10:00") == [
            ("follow-up-1", "2026-07-15 10:00"),
            ("follow-up-2", "2026-07-22 09:00"),
            ("escalation", "2026-07-29 09:00"),
        ]

    def test_silence_after_the_escalation_is_left_alone(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 09:00"),
            follow_up("2026-06-22 09:00"),
            escalation("2026-06-29 09:00"),
        ]
        assert isinstance(answer(interview(), *events, now="2026-07-08 10:00"), Done)


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

    def test_silence_meets_two_follow_ups_and_one_escalation(self) -> None:
        assert touches_ahead(interview(), now="2026-06-03 16:00") == [
            ("thank-you", "2026-06-04 15:00"),
            ("follow-up-1", "2026-06-15 09:00"),
            ("follow-up-2", "2026-06-22 09:00"),
            ("escalation", "2026-06-29 09:00"),
        ]

    @pytest.mark.parametrize("now", ["2026-06-29 09:01", "2026-07-07 10:00", "2026-12-01 10:00"])
    def test_then_the_case_is_done(self, now: str) -> None:
        action = answer(interview(), *self.SILENCE, now=now)
        assert isinstance(action, Done)
        assert "G14" in {reason.rule for reason in action.reasons}

    def test_a_later_reply_reopens_it(self) -> None:
        assert stage(*self.SILENCE, reply("2026-07-01 10:00", "lead")) == "answered"

    def test_after_a_reply_the_count_starts_again(self) -> None:
        # 1 July + a week is 8 July, + 3 business days is 13 July; 20 July is a holiday.
        assert touches_ahead(interview(), *self.SILENCE, reply("2026-07-01 10:00", "lead"), now="2026-07-01 11:00") == [
            ("update-thanks", "2026-07-01 11:00"),
            ("follow-up-1", "2026-07-13 09:00"),
            ("follow-up-2", "2026-07-21 09:00"),
            ("escalation", "2026-07-28 09:00"),
        ]


class TestG23:
    """'Only events change the stage; the passing of time never does. It only makes a touch due.'"""

    @pytest.mark.parametrize(
        ("now", "kind"),
        [
            ("2026-06-15 08:59", "wait-until"),
            ("2026-06-15 09:00", "send"),
            ("2026-06-16 18:00", "send"),
            ("2026-08-14 17:59", "send"),
            ("2026-08-14 18:00", "done"),  # sent on 17 August, past 16 June + 60 days, 15 August
        ],
    )
    def test_time_makes_a_touch_due(self, now: str, kind: str) -> None:
        progress = replay(interview(), [thank_you()])
        assert next_action(interview(), progress, now=at(now)).kind == kind
        assert progress.stage is Stage.THANKED

    def test_a_case_that_has_lapsed_goes_on_from_its_stage(self) -> None:
        assert stage(thank_you(), follow_up("2027-06-01 10:00")) == "followed-up-1"

    def test_a_thank_you_after_its_time_still_moves_the_stage(self) -> None:
        assert stage(thank_you("2026-09-01 10:00")) == "thanked"


class TestG24:
    """'History is a set of facts.
    They are sorted by time; at one instant what others did comes first, in the order of the columns below
    (`interview-not-held` foremost); then what was sent, another message last; then a withdrawal, skips and snoozes; a
    bounce last. The same fact told twice counts once: an equal event, or the same kind with the same message id (their
    recipients are joined). A message "received" under the id of one that was sent is the candidate's own copy: kept as
    irregular, it says nothing. Messages of one touch sent on one local day, with nothing from the other side (an
    automatic reply aside) between, are one message to all of them. Events after `now` count: they happened.'
    """

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
    def test_they_are_sorted_by_time(self, events: tuple[Event, ...]) -> None:
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
    def test_whichever_telling_has_the_request_not_to_enquire_it_counts(self, turn: int) -> None:
        one = reply("2026-06-08 10:00", message_id="<r@example.com>")
        other = reply("2026-06-08 11:00", message_id="<r@example.com>", enquiries_welcome=False)
        times = [one.at, other.at][::turn]
        tellings = [one.replace(at=times[0]), other.replace(at=times[1])]
        assert not known(interview(), *tellings).welcomes_enquiries

    @pytest.mark.parametrize("turn", [1, -1])
    def test_whichever_telling_has_the_folded_thanks_they_count(self, turn: int) -> None:
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

    def test_messages_of_one_day_are_one_message_to_all_of_them(self) -> None:
        events = [thank_you(), follow_up("2026-06-15 10:00", "lead"), follow_up("2026-06-15 17:00", "hr")]
        action = due(interview(), *events, now="2026-06-16 10:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["hr", "lead"])

    def test_a_reply_between_makes_them_two(self) -> None:
        events = [
            thank_you(),
            follow_up("2026-06-15 10:00", "hr"),
            reply("2026-06-15 11:00"),
            follow_up("2026-06-15 17:00", "lead"),
        ]
        assert stage(*events) == "followed-up-1"
        assert ids(due(interview(), *events, now="2026-06-16 10:00")) == ["lead"]

    @pytest.mark.parametrize("when", ["2026-06-15 11:00", "2026-06-15 17:00"])
    def test_an_automatic_reply_between_leaves_them_one(self, when: str) -> None:
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

    def test_another_touch_between_leaves_them_one(self) -> None:
        events = [
            follow_up("2026-06-15 10:00", "hr"),
            escalation("2026-06-15 11:00", "lead"),
            follow_up("2026-06-15 12:00", "peer"),
        ]
        progress = replay(interview(), events)
        assert (progress.stage, progress.irregular) == (Stage.ESCALATED, ())

    def test_events_after_now_count(self) -> None:
        action = due(interview(), thank_you("2026-06-05 10:00"), now="2026-06-04 16:00")
        assert (action.touch, local(action.send_at)) == (Touch.FOLLOW_UP_1, "2026-06-15 09:00")


class TestG25:
    """'`step(stage, event)` is the table. A "·" raises an error that names what would have been allowed.
    `replay` never gets stuck on it: the fact is kept, the stage stays, its day counts for G11, and it is listed as
    irregular.'
    """

    THIRD = (follow_up("2026-06-15 10:00"), follow_up("2026-06-22 10:00"), follow_up("2026-06-29 10:00"))

    def test_the_error_knows_what_was_allowed(self) -> None:
        with pytest.raises(InvalidTransitionError) as caught:
            step(Stage.ESCALATED, COLUMNS["follow-up sent"])
        assert set(caught.value.allowed) == {
            "thank-you-sent",
            "update-thanks-sent",
            "reply-received",
            "rejection-received",
            "offer-received",
            "next-round-scheduled",
            "withdrawn",
            "reopened",
            "message-sent",
            "out-of-office-received",
            "bounced",
            "snoozed",
            "touch-skipped",
        }

    def test_a_third_follow_up_leaves_the_stage_and_is_listed(self) -> None:
        progress = replay(interview(), self.THIRD)
        assert progress.stage is Stage.FOLLOWED_UP_2
        assert [(each.stage.value, each.event, local(each.at)) for each in progress.irregular] == [
            ("followed-up-2", "follow-up-sent", "2026-06-29 10:00")
        ]

    def test_the_case_goes_on(self) -> None:
        assert stage(*self.THIRD, reply("2026-07-01 10:00")) == "answered"

    def test_the_next_window_still_counts_from_what_was_allowed(self) -> None:
        assert due(interview(), thank_you(), *self.THIRD, now="2026-06-29 11:00").touch is Touch.ESCALATION
        assert span(due(interview(), thank_you(), *self.THIRD, now="2026-06-29 11:00")) == (
            "2026-06-29 09:00",
            "2026-07-06 18:00",
        )

    def test_its_day_counts_for_g11(self) -> None:
        events: list[Event] = [thank_you(), escalation("2026-06-12 10:00")]  # a Friday; the second day after it is 16
        action = due(interview(), *events, now="2026-06-12 11:00")
        assert (action.touch, *span(action)) == (Touch.FOLLOW_UP_1, "2026-06-16 09:00", "2026-06-16 18:00")

    def test_the_fact_is_kept_and_its_thread_with_it(self) -> None:
        events: list[Event] = [thank_you(), escalation("2026-06-08 10:00", "hr", message_id="<odd@x.com>")]
        (recipient,) = due(interview(), *events, now="2026-06-15 10:00").to
        assert recipient.reply_to is not None
        assert recipient.reply_to.message_id == "<odd@x.com>"

    def test_each_of_several_is_listed_in_the_order_of_time(self) -> None:
        events = [feedback_request("2026-06-09 10:00"), escalation("2026-06-08 10:00"), thank_you("2026-06-08 12:00")]
        progress = replay(interview(), events)
        assert [(each.stage.value, each.event) for each in progress.irregular] == [
            ("interviewed", "escalation-sent"),
            ("thanked", "feedback-request-sent"),
        ]


class TestG26:
    """'What a reply is: words from a person. An automatic acknowledgement is none.
    An oral offer or "you are through" is a reply; `offered` is the written offer, `advanced` a further round with a
    date. A reply from before the interview's end is kept and changes nothing but G19, G20, G21, G37, G39 and the
    threads of G34; `reopened` and `interview-not-held` move the stage whenever they came. A touch sent before the end
    counts where it was sent on the interview's day (an end may be corrected later); of an earlier day it is irregular,
    and good for the threads of G34 alone, not for G11. No correction of `ended_at` makes a history unreadable; a
    contact that events name must stay.'
    """

    @pytest.mark.parametrize(
        ("event", "there"),
        [
            (OutOfOfficeReceived(at=NOON, sender="hr"), "thanked"),
            (ReplyReceived(at=NOON, sender="hr", subject="You are through"), "answered"),
            (OfferReceived(at=NOON, sender="hr"), "offered"),
            (NextRoundScheduled(at=NOON, sender="hr"), "advanced"),
        ],
    )
    def test_each_kind_of_news_has_its_own_stage(self, event: Event, there: str) -> None:
        assert stage(thank_you(), event) == there


class TestG27:
    """'A skipped touch moves the stage as sending it would: thank-you or first follow-up in `interviewed`, first
    follow-up in `thanked`, second in `followed-up-1`, escalation in `followed-up-2`, update thanks or first follow-up
    in `answered`, feedback request in `rejected`; elsewhere "=". The next window counts from its day, but it is no
    message (G11), nobody was written to, and a skipped thanks is not due any more and not folded.'
    """

    UPDATE = reply("2026-06-05 10:00", decision_by=at("2026-06-12").date())

    @pytest.mark.parametrize("touch", TOUCHES)
    @pytest.mark.parametrize("row", STAGES)
    def test_a_skip_moves_the_stage_as_sending_would_and_stays_elsewhere(self, row: str, touch: str) -> None:
        event, there = TouchSkipped(at=NOON, touch=Touch(touch)), SKIPS.get((row, touch), row)
        assert step(Stage(row), event).value == there
        assert (stage(*PATHS[row], event), irregular(*PATHS[row], event)) == (there, [])

    @pytest.mark.parametrize(
        ("events", "touch", "window"),
        [
            (
                [skipped("2026-06-17 12:00", Touch.FOLLOW_UP_1)],
                Touch.FOLLOW_UP_2,
                ("2026-06-24 09:00", "2026-07-01 18:00"),
            ),
            (
                [follow_up("2026-06-15 10:00"), skipped("2026-06-24 12:00", Touch.FOLLOW_UP_2)],
                Touch.ESCALATION,
                ("2026-07-01 09:00", "2026-07-08 18:00"),
            ),
        ],
    )
    def test_the_next_window_counts_from_its_day(
        self, events: list[Event], touch: Touch, window: tuple[str, str]
    ) -> None:
        action = due(interview(), thank_you(), *events, now="2026-06-24 13:00")
        assert (action.touch, span(action)) == (touch, window)

    @pytest.mark.parametrize(
        ("event", "opens"),
        [
            (skipped("2026-06-12 10:00", Touch.THANK_YOU), "2026-06-15 09:00"),
            (thank_you("2026-06-12 10:00"), "2026-06-16 09:00"),
        ],
    )
    def test_it_is_no_message_for_g11(self, event: Event, opens: str) -> None:
        action = due(interview(), event, now="2026-06-12 11:00")
        assert (action.touch, local(action.window.opens)) == (Touch.FOLLOW_UP_1, opens)

    def test_after_a_skipped_first_the_second_goes_to_whom_the_first_would_have_gone(self) -> None:
        assert ids(
            due(interview(), thank_you(), skipped("2026-06-15 10:00", Touch.FOLLOW_UP_1), now="2026-06-22 10:00")
        ) == ["hr"]

    def test_whoever_was_skipped_can_still_get_the_escalation(self) -> None:
        events: list[Event] = [
            skipped("2026-06-15 10:00", Touch.FOLLOW_UP_1),
            skipped("2026-06-22 10:00", Touch.FOLLOW_UP_2),
        ]
        action = due(interview(contacts=(LEAD,)), *events, now="2026-06-29 10:00")
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.ESCALATION, ["lead"])

    def test_a_skipped_thank_you_is_not_due_any_more_and_not_folded(self) -> None:
        action = due(interview(), skipped("2026-06-04 16:00", Touch.THANK_YOU), now="2026-06-04 16:30")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, ())

    def test_one_that_lapsed_is_folded(self) -> None:
        action = due(interview(), now="2026-06-13 10:00")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.THANK_YOU,))

    def test_skipped_update_thanks_are_not_due_any_more_and_not_folded(self) -> None:
        events: list[Event] = [thank_you(), self.UPDATE, skipped("2026-06-05 12:00", Touch.UPDATE_THANKS)]
        assert stage(*events) == "thanked"
        action = due(interview(), *events, now="2026-06-05 12:30")
        assert (action.touch, action.folds, local(action.send_at)) == (Touch.FOLLOW_UP_1, (), "2026-06-17 09:00")

    def test_skipped_update_thanks_leave_the_interviewer_to_be_thanked(self) -> None:
        action = due(interview(), self.UPDATE, skipped("2026-06-05 12:00", Touch.UPDATE_THANKS), now="2026-06-05 12:30")
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer"])

    @pytest.mark.parametrize("event", [next_round("2026-06-04 10:00", None), reply("2026-06-04 10:00")])
    def test_a_thank_you_skipped_in_a_stage_that_stays_is_not_due_any_more_either(self, event: Event) -> None:
        action = answer(interview(), event, skipped("2026-06-04 16:00", Touch.THANK_YOU), now="2026-06-04 16:30")
        assert not isinstance(action, Send | WaitUntil) or action.touch is not Touch.THANK_YOU
        assert action.kind in ("done", "wait-until")

    @pytest.mark.parametrize(
        "events",
        [
            [rejection("2026-06-08 10:00"), skipped("2026-06-08 11:00", Touch.FEEDBACK_REQUEST)],
            [
                follow_up("2026-06-15 10:00"),
                follow_up("2026-06-22 10:00"),
                skipped("2026-06-29 10:00", Touch.ESCALATION),
            ],
        ],
    )
    def test_after_the_last_touch_was_skipped_the_case_is_done(self, events: list[Event]) -> None:
        assert isinstance(answer(interview(), thank_you(), *events, now="2026-06-30 10:00"), Done)


class TestG28:
    """'Due in `rejected`: the feedback request or, where that was asked already, what is due in
    `feedback-requested`; no thank-you any more (its thanks serve). In `feedback-requested`: an update thanks after a
    reply that came in that stage, never another request (E4). In `offered`, `withdrawn` and `not-held`: nothing but an
    answer that is owed (G37). In `advanced`: the thank-you only. Each round is its own interview.'
    """

    REQUESTED = (rejection("2026-06-04 16:00"), feedback_request("2026-06-05 10:00"))
    THROUGH = next_round("2026-06-04 10:00")

    def test_in_rejected_the_feedback_request_is_due_and_no_thank_you(self) -> None:
        action = due(
            interview(), rejection("2026-06-04 16:00"), now="2026-06-04 16:30"
        )  # inside the thank-you's window
        assert (action.kind, action.touch, ids(action)) == ("wait-until", Touch.FEEDBACK_REQUEST, ["hr"])
        assert span(action) == ("2026-06-05 09:00", "2026-06-08 18:00")

    def test_in_rejected_nothing_else_is_ahead(self) -> None:
        assert touches_ahead(interview(), rejection("2026-06-04 16:00"), now="2026-06-04 16:30") == [
            ("feedback-request", "2026-06-05 09:00")
        ]

    def test_in_feedback_requested_nothing_is_due(self) -> None:
        action = answer(interview(), *self.REQUESTED, now="2026-06-05 11:00")
        assert isinstance(action, Done)
        assert "E4" in {reason.rule for reason in action.reasons}

    def test_in_feedback_requested_a_reply_is_thanked_for(self) -> None:
        action = due(interview(), *self.REQUESTED, reply("2026-06-08 10:00"), now="2026-06-08 10:30")
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.UPDATE_THANKS, ["hr"])
        assert span(action) == ("2026-06-08 10:00", "2026-06-09 18:00")

    def test_in_feedback_requested_the_thanks_end_it(self) -> None:
        events = [*self.REQUESTED, reply("2026-06-08 10:00"), update_thanks("2026-06-08 11:00")]
        assert stage(*events) == "feedback-requested"
        assert isinstance(answer(interview(), *events, now="2026-06-08 12:00"), Done)

    @pytest.mark.parametrize(
        "events",
        [
            [
                rejection("2026-06-08 10:00"),
                reply("2026-06-08 11:00", decision_by=at("2026-06-30").date()),
                feedback_request("2026-06-09 10:00"),
            ],
            [
                follow_up("2026-06-15 10:00"),
                rejection("2026-06-16 10:00"),
                reply("2026-06-16 11:00"),
                feedback_request("2026-06-17 10:00"),
            ],
            [
                reply("2026-06-08 10:00", decision_by=at("2026-06-30").date()),
                rejection("2026-06-08 11:00"),
                feedback_request("2026-06-09 10:00"),
            ],
        ],
    )
    def test_in_feedback_requested_a_reply_from_before_it_is_not_thanked_for(self, events: list[Event]) -> None:
        assert isinstance(answer(interview(), thank_you(), *events, now="2026-06-17 11:00"), Done)

    def test_feedback_is_never_asked_for_twice(self) -> None:
        events = [*self.REQUESTED, rejection("2026-06-09 10:00")]
        assert isinstance(answer(interview(), *events, now="2026-06-11 10:00"), Done)

    @pytest.mark.parametrize("event", [offer("2026-06-04 10:00"), withdrawn("2026-06-04 10:00")])
    @pytest.mark.parametrize("later", [(), (reply("2026-06-05 10:00", decision_by=at("2026-06-12").date()),)])
    @pytest.mark.parametrize("now", ["2026-06-04 16:00", "2026-06-05 10:30", "2026-06-17 10:00"])
    def test_in_offered_and_withdrawn_nothing_is_due(self, event: Event, later: tuple[Event, ...], now: str) -> None:
        assert isinstance(answer(interview(), event, *later, now=now), Done)

    def test_in_advanced_the_thank_you_only(self) -> None:
        assert touches_ahead(interview(), self.THROUGH, now="2026-06-04 10:30") == [("thank-you", "2026-06-04 15:00")]

    @pytest.mark.parametrize("now", ["2026-06-04 16:00", "2026-06-17 10:00"])
    def test_in_advanced_no_follow_up_after_the_thank_you(self, now: str) -> None:
        assert isinstance(answer(interview(), self.THROUGH, thank_you(), now=now), Done)

    def test_in_advanced_a_thank_you_that_lapsed_leaves_nothing(self) -> None:
        assert isinstance(answer(interview(), self.THROUGH, now="2026-06-15 10:00"), Done)

    def test_in_advanced_an_update_is_not_thanked_for(self) -> None:
        events = [self.THROUGH, thank_you(), reply("2026-06-05 10:00", decision_by=at("2026-06-12").date())]
        assert isinstance(answer(interview(), *events, now="2026-06-05 10:30"), Done)

    def test_each_round_is_its_own_interview(self) -> None:
        first = [*PATHS["thanked"], next_round("2026-06-05 10:00")]
        assert touches_ahead(interview(), *first, now="2026-06-10 16:00") == []
        second = {"id": "acme-2", "round": 2, "ended_at": at("2026-06-10 15:00")}
        assert touches_ahead(interview(**second), now="2026-06-10 16:00")[0] == ("thank-you", "2026-06-11 15:00")


class TestG29:
    """'A snooze holds whatever touch is due (G8; the latest snooze rules), never makes anything due earlier, and
    ends with the next reply, rejection, offer or next round.'
    """

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
    def test_it_holds_until_an_instant_or_a_day(self, until: str, window: tuple[str, str]) -> None:
        assert span(due(interview(), thank_you(), snoozed("2026-06-05 16:00", until), now="2026-06-05 17:00")) == window

    @pytest.mark.parametrize(
        ("first", "then", "opens"),
        [("2026-06-25", "2026-06-18", "2026-06-18 09:00"), ("2026-06-18", "2026-06-25", "2026-06-25 09:00")],
    )
    def test_the_latest_snooze_rules(self, first: str, then: str, opens: str) -> None:
        events: list[Event] = [thank_you(), snoozed("2026-06-08 10:00", first), snoozed("2026-06-09 10:00", then)]
        assert local(due(interview(), *events, now="2026-06-09 11:00").send_at) == opens

    @pytest.mark.parametrize("until", ["2026-06-09", "2026-06-15", "2026-06-12 10:00", "2026-06-15 09:00"])
    def test_it_never_makes_anything_due_earlier(self, until: str) -> None:
        action = due(interview(), thank_you(), snoozed("2026-06-08 10:00", until), now="2026-06-08 11:00")
        assert span(action) == ("2026-06-15 09:00", "2026-06-16 18:00")

    def test_it_ends_with_a_reply(self) -> None:
        # 8 June + a week is 15 June; the third and fourth business days after it are 18 and 19.
        events: list[Event] = [thank_you(), snoozed("2026-06-05 10:00", "2026-06-30"), reply("2026-06-08 10:00")]
        assert span(due(interview(), *events, now="2026-06-08 11:00")) == ("2026-06-18 09:00", "2026-06-19 18:00")

    def test_it_ends_with_a_rejection(self) -> None:
        events: list[Event] = [snoozed("2026-06-05 10:00", "2026-06-30"), rejection("2026-06-08 10:00")]
        assert span(due(interview(), *events, now="2026-06-08 11:00")) == ("2026-06-09 09:00", "2026-06-10 18:00")

    def test_it_ends_with_a_next_round(self) -> None:
        through = next_round("2026-06-04 12:00", None)
        action = due(interview(), snoozed("2026-06-04 10:00", "2026-06-30"), through, now="2026-06-04 13:00")
        assert (action.touch, local(action.send_at)) == (Touch.THANK_YOU, "2026-06-04 15:00")

    def test_it_ends_with_an_offer(self) -> None:
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
    def test_nothing_else_ends_it(self, event: Event) -> None:
        events: list[Event] = [thank_you(), snoozed("2026-06-08 10:00", "2026-06-18"), event]
        assert local(due(interview(), *events, now="2026-06-09 11:00").send_at) == "2026-06-18 09:00"

    def test_one_after_the_reply_holds(self) -> None:
        events: list[Event] = [thank_you(), reply("2026-06-08 10:00"), snoozed("2026-06-08 11:00", "2026-06-25")]
        assert local(due(interview(), *events, now="2026-06-08 12:00").send_at) == "2026-06-25 09:00"


class TestG30:
    """'A draft is not a message: only a *sent* event counts.
    An interview that has not ended has nothing due but an answer owed (G37): wait for the thank-you's window.'
    """

    def test_a_draft_leaves_the_message_due(self) -> None:
        action = due(interview(), now="2026-06-04 16:00")
        assert len(messages(action, interview(), CANDIDATE)) == 1
        action.sent(at=at("2026-06-04 16:05"))
        assert answer(interview(), now="2026-06-04 16:10").replace(reasons=()) == action.replace(
            reasons=(), send_at=at("2026-06-04 16:10")
        )

    def test_only_the_sent_event_counts(self) -> None:
        sent = due(interview(), now="2026-06-04 16:00").sent(at=at("2026-06-04 16:05"))
        assert due(interview(), sent, now="2026-06-04 16:10").touch is Touch.FOLLOW_UP_1

    @pytest.mark.parametrize("now", ["2026-05-01 10:00", "2026-06-01 12:00", "2026-06-03 14:59"])
    def test_before_the_end_one_waits_for_the_thank_you(self, now: str) -> None:
        action = due(interview(), now=now)
        assert (action.kind, action.touch, ids(action)) == ("wait-until", Touch.THANK_YOU, ["peer"])
        assert span(action) == ("2026-06-04 15:00", "2026-06-05 15:00")
        assert "G30" in {reason.rule for reason in action.reasons}

    def test_nothing_opens_before_the_end_where_a_policy_waits_for_nothing(self) -> None:
        policy = DEFAULT_POLICY.replace(
            first_follow_up=BusinessDays(0, 1), after_decision_business_days=0, never={Touch.THANK_YOU}
        )
        case = interview(decision_by=date(2026, 6, 3), contacts=(HR,))
        action = next_action(case, [], now=at("2026-06-03 10:00"), policy=policy)
        assert isinstance(action, WaitUntil)
        assert (action.touch, action.send_at) == (Touch.FOLLOW_UP_1, at("2026-06-03 15:00"))

    def test_after_the_end_g30_is_no_reason(self) -> None:
        assert "G30" not in {reason.rule for reason in due(interview(), now="2026-06-03 15:00").reasons}

    def test_before_the_end_nothing_is_blocked(self) -> None:
        assert answer(
            interview(contacts=(HR.replace(email=None), PEER.replace(email=None))), now="2026-06-01 12:00"
        ).kind == ("wait-until")

    def test_a_policy_without_thanks_waits_for_the_follow_up(self) -> None:
        policy = DEFAULT_POLICY.replace(never={Touch.THANK_YOU})
        action = next_action(interview(), (), now=at("2026-06-01 12:00"), policy=policy)
        assert isinstance(action, WaitUntil)
        assert action.touch is Touch.FOLLOW_UP_1
