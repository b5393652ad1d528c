"""G27: A skipped touch moves the stage as sending it would: thank-you or first follow-up in `interviewed`, first
follow-up in `thanked`, second in `followed-up-1`, escalation in `followed-up-2`, update thanks or first follow-up
in `answered`, feedback request in `rejected`; elsewhere "=". The next window counts from its day, but it is no
message (G11), nobody was written to, and a skipped thanks is not due any more and not folded.
"""

from __future__ import annotations

import pytest

from asking import answer, codes, done, due, ids, irregular, span, stage
from events import PATHS, follow_up, next_round, not_held, rejection, reopened, reply, skipped, thank_you, update_thanks
from followup_rules import Done, Event, Send, Stage, Touch, WaitUntil, step
from oracle.matrix import NOON, SKIPS, STAGES, TOUCHES
from support import LEAD, PEER, at, interview, local


class TestG27:
    UPDATE = reply("2026-06-05 10:00", decision_by=at("2026-06-12").date())

    @pytest.mark.parametrize("touch", TOUCHES)
    @pytest.mark.parametrize("row", STAGES)
    def test_a_skip_moves_the_stage_as_sending_would_and_stays_elsewhere(self, row: str, touch: str) -> None:
        event, there = skipped(NOON, Touch(touch)), SKIPS.get((row, touch), row)
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
    def test_the_next_window_counts_from_the_day_of_the_skip(
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
    def test_a_skip_is_no_message_for_g11(self, event: Event, opens: str) -> None:
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

    def test_a_thank_you_that_lapsed_unskipped_is_folded(self) -> None:
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
    def test_a_thank_you_skipped_in_a_stage_that_stays_is_not_due_any_more(self, event: Event) -> None:
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

    BACK = (thank_you(), rejection("2026-06-08 10:00"), reopened("2026-06-09 10:00"))

    def test_skipped_thanks_for_the_way_back_are_not_due_any_more_and_not_folded(self) -> None:
        # 9 June + a week is 16 June, a Tuesday; the third and the fourth business day after it are 19 and 22 June.
        action = due(interview(), *self.BACK, skipped("2026-06-09 11:00", Touch.UPDATE_THANKS), now="2026-06-09 12:00")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, ())
        assert span(action) == ("2026-06-19 09:00", "2026-06-22 18:00")

    def test_skipped_update_thanks_are_not_due_after_a_later_reply_that_names_nothing(self) -> None:
        events = [
            *self.BACK,
            skipped("2026-06-09 11:00", Touch.UPDATE_THANKS),
            reply("2026-06-09 12:00"),
        ]
        action = due(interview(), *events, now="2026-06-09 13:00")
        assert (action.stage, action.touch, action.folds) == (Stage.ANSWERED, Touch.FOLLOW_UP_1, ())

    def test_a_thank_you_skipped_after_the_way_back_is_not_due_any_more_and_not_folded(self) -> None:
        events = [
            rejection("2026-06-04 10:00"),
            reopened("2026-06-04 16:00"),
            update_thanks("2026-06-04 17:00"),
            skipped("2026-06-04 18:00", Touch.THANK_YOU),
        ]
        action = due(interview(), *events, now="2026-06-05 10:00")
        assert (action.stage, action.touch, action.folds) == (Stage.THANKED, Touch.FOLLOW_UP_1, ())

    def test_after_the_way_back_the_second_follow_up_counts_from_the_day_of_the_skipped_first(self) -> None:
        events = [
            *self.BACK,
            update_thanks("2026-06-09 11:00"),
            skipped("2026-06-22 23:30", Touch.FOLLOW_UP_1),
        ]
        action = due(interview(), *events, now="2026-06-23 10:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_2, ("2026-06-29 09:00", "2026-07-06 18:00"))

    def test_a_skipped_first_was_written_to_nobody_so_the_manager_can_still_get_the_escalation(self) -> None:
        events = [
            thank_you(),
            skipped("2026-06-15 10:00", Touch.FOLLOW_UP_1),
            skipped("2026-06-22 10:00", Touch.FOLLOW_UP_2),
        ]
        assert ids(due(interview(contacts=(LEAD, PEER)), *events, now="2026-06-29 10:00")) == ["lead"]

    def test_a_skip_in_a_stage_that_stays_is_no_message_for_g11(self) -> None:
        # As a message it would hold the first follow-up until 16 June.
        action = due(interview(), thank_you(), skipped("2026-06-12 10:00", Touch.FOLLOW_UP_2), now="2026-06-12 11:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_1, ("2026-06-15 09:00", "2026-06-16 18:00"))

    def test_a_skip_in_not_held_makes_nothing_due(self) -> None:
        assert set(
            codes(
                done(
                    interview(),
                    not_held("2026-06-04 10:00"),
                    skipped("2026-06-04 11:00", Touch.THANK_YOU),
                    now="2026-06-05 10:00",
                )
            )
        ) == {"not-held"}
