"""G23: Only events change the stage; the passing of time never does. It only makes a touch due."""

from __future__ import annotations

import pytest

from asking import done, due, stage
from events import (
    escalation,
    feedback_request,
    follow_up,
    next_round,
    not_held,
    offer,
    rejection,
    reopened,
    reply,
    thank_you,
    withdrawn,
)
from followup_rules import Event, Stage, Touch, next_action, replay
from support import at, interview

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


class TestG23:
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
    def test_time_makes_the_first_follow_up_due_and_lapse(self, now: str, kind: str) -> None:
        progress = replay(interview(), [thank_you()])
        assert next_action(interview(), progress, now=at(now)).kind == kind
        assert progress.stage is Stage.THANKED

    def test_a_case_that_has_lapsed_goes_on_from_its_stage(self) -> None:
        assert stage(thank_you(), follow_up("2027-06-01 10:00")) == "followed-up-1"

    def test_a_thank_you_after_its_time_still_moves_the_stage(self) -> None:
        assert stage(thank_you("2026-09-01 10:00")) == "thanked"

    def test_there_is_a_history_for_each_stage(self) -> None:
        assert list(HISTORIES) == [each.value for each in Stage]

    @pytest.mark.parametrize("there", HISTORIES)
    def test_the_stage_stays_however_much_time_passes(self, there: str) -> None:
        instants = [
            f"{year}-{month:02d}-{day:02d} {hour}"
            for year in (2026, 2027)
            for month in (1, 4, 6, 7, 10)
            for day in (1, 8, 15, 22)
            for hour in ("08:59", "12:00", "18:00")
        ]
        progress = replay(interview(), HISTORIES[there])
        assert {next_action(interview(), progress, now=at(now)).stage.value for now in instants} == {there}

    @pytest.mark.parametrize(
        ("now", "kind"),
        [
            ("2026-06-04 14:59", "wait-until"),
            ("2026-06-04 15:00", "send"),
            ("2026-06-05 15:00", "send"),
        ],
    )
    def test_time_makes_the_thank_you_due(self, now: str, kind: str) -> None:
        action = due(interview(), now=now)
        assert (action.touch, action.kind, action.stage) == (Touch.THANK_YOU, kind, Stage.INTERVIEWED)

    def test_a_new_time_that_has_passed_makes_the_thank_you_due(self) -> None:
        events = [not_held("2026-06-03 14:00"), reopened("2026-06-03 14:30")]
        assert [due(interview(), *events, now=now).kind for now in ("2026-06-04 14:59", "2026-06-04 15:00")] == [
            "wait-until",
            "send",
        ]

    def test_a_new_time_that_has_passed_does_not_say_that_the_interview_was_held(self) -> None:
        assert done(interview(), not_held("2026-06-03 14:00"), now="2026-06-04 16:00").stage is Stage.NOT_HELD

    def test_a_touch_that_lapsed_does_not_move_the_stage(self) -> None:
        action = due(interview(), now="2026-06-15 10:00")
        assert (action.stage, action.touch, action.folds) == (
            Stage.INTERVIEWED,
            Touch.FOLLOW_UP_1,
            (Touch.THANK_YOU,),
        )

    def test_since_is_the_day_of_the_event_that_moved_the_stage(self) -> None:
        progress = replay(interview(), [thank_you(), reply("2026-06-08 10:00"), reply("2026-06-09 10:00")])
        assert (progress.stage, progress.since) == (Stage.ANSWERED, at("2026-06-08").date())
