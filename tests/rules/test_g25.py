"""G25: `step(stage, event)` is the table. A "·" raises an error that names what would have been allowed. `replay`
never gets stuck on it: the fact is kept, the stage stays, its day counts for G11, and it is listed as irregular.
"""

from __future__ import annotations

import pytest

from asking import due, irregular, span, stage
from events import escalation, feedback_request, follow_up, message, not_held, reply, thank_you, update_thanks
from followup_rules import Event, InvalidTransitionError, Stage, Touch, replay, step
from oracle.matrix import COLUMNS
from support import at, interview, local


class TestG25:
    THIRD = (follow_up("2026-06-15 10:00"), follow_up("2026-06-22 10:00"), follow_up("2026-06-29 10:00"))

    def test_a_transition_error_knows_what_was_allowed(self) -> None:
        with pytest.raises(InvalidTransitionError) as caught:
            step(Stage.ESCALATED, COLUMNS["follow-up sent"])
        assert caught.value.allowed == (
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
        )

    def test_a_third_follow_up_leaves_the_stage_and_is_listed(self) -> None:
        progress = replay(interview(), self.THIRD)
        assert progress.stage is Stage.FOLLOWED_UP_2
        assert [(each.stage.value, each.event, local(each.at)) for each in progress.irregular] == [
            ("followed-up-2", "follow-up-sent", "2026-06-29 10:00")
        ]

    def test_the_case_goes_on_after_an_irregular_event(self) -> None:
        assert stage(*self.THIRD, reply("2026-07-01 10:00")) == "answered"

    def test_the_next_window_counts_from_what_was_allowed(self) -> None:
        assert due(interview(), thank_you(), *self.THIRD, now="2026-06-29 11:00").touch is Touch.ESCALATION
        assert span(due(interview(), thank_you(), *self.THIRD, now="2026-06-29 11:00")) == (
            "2026-06-29 09:00",
            "2026-07-06 18:00",
        )

    def test_the_day_of_an_irregular_message_counts_for_g11(self) -> None:
        events: list[Event] = [thank_you(), escalation("2026-06-12 10:00")]  # a Friday; the second day after it is 16
        action = due(interview(), *events, now="2026-06-12 11:00")
        assert (action.touch, *span(action)) == (Touch.FOLLOW_UP_1, "2026-06-16 09:00", "2026-06-16 18:00")

    def test_an_irregular_message_is_kept_with_its_thread(self) -> None:
        events: list[Event] = [thank_you(), escalation("2026-06-08 10:00", "hr", message_id="<odd@x.com>")]
        (recipient,) = due(interview(), *events, now="2026-06-15 10:00").to
        assert recipient.reply_to is not None
        assert recipient.reply_to.message_id == "<odd@x.com>"

    def test_irregular_events_are_listed_in_the_order_of_time(self) -> None:
        events = [feedback_request("2026-06-09 10:00"), escalation("2026-06-08 10:00"), thank_you("2026-06-08 12:00")]
        progress = replay(interview(), events)
        assert [(each.stage.value, each.event) for each in progress.irregular] == [
            ("interviewed", "escalation-sent"),
            ("thanked", "feedback-request-sent"),
        ]

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

    def test_an_irregular_event_is_listed_with_the_stage_that_it_met_and_its_time(self) -> None:
        (only,) = replay(interview(), [thank_you(), not_held("2026-06-08 10:00")]).irregular
        assert (only.stage.value, only.event, local(only.at)) == ("thanked", "interview-not-held", "2026-06-08 10:00")

    def test_an_irregular_not_held_leaves_the_follow_up_due(self) -> None:
        action = due(interview(), thank_you(), not_held("2026-06-08 10:00"), now="2026-06-08 11:00")
        assert (action.stage, action.touch, span(action)) == (
            Stage.THANKED,
            Touch.FOLLOW_UP_1,
            ("2026-06-15 09:00", "2026-06-16 18:00"),
        )

    def test_the_day_of_an_irregular_escalation_holds_the_follow_up(self) -> None:
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

    def test_a_reply_after_an_irregular_event_moves_the_stage(self) -> None:
        assert stage(thank_you(), escalation("2026-06-08 10:00"), reply("2026-06-09 10:00")) == "answered"

    def test_another_message_is_never_irregular(self) -> None:
        events = [message(f"2026-06-{day:02d} 10:00") for day in range(1, 31)]
        assert (stage(*events), irregular(*events)) == ("interviewed", [])
