"""The presets: values like any other policy, with the numbers that docs/policies.md gives."""

from __future__ import annotations

from typing import Any

import pytest

from events import follow_up, rejection, reply, thank_you
from followup_rules import (
    AMERICAN_POLICY,
    DEFAULT_POLICY,
    JAPANESE_POLICY,
    BusinessDays,
    Done,
    Hours,
    InputError,
    Policy,
    Send,
    Touch,
    WaitUntil,
    Weeks,
    next_action,
    plan,
    thank_you_window,
)
from support import HR, PEER, at, interview, local


class TestDefault:
    def test_the_default_policy_is_the_article(self) -> None:
        assert DEFAULT_POLICY.thank_you == Hours(24, 48)  # B2
        assert DEFAULT_POLICY.first_follow_up == BusinessDays(3, 4)  # C1
        assert DEFAULT_POLICY.second_follow_up == Weeks(1, 2)  # D2
        assert DEFAULT_POLICY.never == frozenset()


class TestAmerican:
    def test_the_one_number_of_the_american_policy_is_that_of_the_page(self) -> None:
        assert Policy(thank_you=Hours(0, 24)) == AMERICAN_POLICY

    @pytest.mark.parametrize(
        ("ended_at", "opens", "closes"),
        [
            ("2026-06-03 11:00", "2026-06-03 11:00", "2026-06-04 11:00"),  # a Wednesday
            ("2026-06-03 19:30", "2026-06-04 09:00", "2026-06-04 18:00"),  # in the evening: the next day
            ("2026-06-05 15:00", "2026-06-05 15:00", "2026-06-05 18:00"),  # a Friday: the same day
            ("2026-06-05 17:30", "2026-06-05 17:30", "2026-06-08 18:00"),  # half an hour is too short: or on Monday
            ("2026-07-02 16:00", "2026-07-02 16:00", "2026-07-02 18:00"),  # the 3rd is observed as Independence Day
        ],
    )
    def test_american_thanks_go_out_within_a_day(self, ended_at: str, opens: str, closes: str) -> None:
        new_york = "America/New_York"
        case = interview(ended_at=at(ended_at, new_york), timezone=new_york, country="US")
        window = thank_you_window(case, policy=AMERICAN_POLICY)
        assert (local(window.opens, new_york), local(window.closes, new_york)) == (opens, closes)

    def test_late_american_thanks_still_go_out(self) -> None:
        now = at("2026-06-05 09:00")
        action = next_action(interview(contacts=(HR, PEER)), (), now=now, policy=AMERICAN_POLICY)
        assert isinstance(action, Send)
        assert (action.touch, action.window.status(now)) == (Touch.THANK_YOU, "late")

    def test_the_rest_of_the_american_plan_is_as_by_default(self) -> None:
        ahead = plan(interview(), (), now=at("2026-06-03 16:00"), policy=AMERICAN_POLICY)
        assert [(step.touch, step.window and local(step.window.opens)) for step in ahead] == [
            ("thank-you", "2026-06-03 15:00"),
            ("follow-up-1", "2026-06-15 09:00"),
            ("follow-up-2", "2026-06-22 09:00"),
            ("escalation", "2026-06-29 09:00"),
        ]


class TestJapanese:
    def test_the_japanese_policy_has_the_numbers_of_the_page(self) -> None:
        assert (
            Policy(
                thank_you=BusinessDays(0, 1),
                thank_you_lapse_business_days=0,
                assumed_decision_weeks=2,
                never={Touch.ESCALATION, Touch.FEEDBACK_REQUEST},
            )
            == JAPANESE_POLICY
        )

    @pytest.mark.parametrize(
        ("ended_at", "opens", "closes"),
        [
            ("2026-06-03 11:00", "2026-06-03 11:00", "2026-06-04 18:00"),  # a Wednesday: the same day or the next
            ("2026-06-03 19:30", "2026-06-04 09:00", "2026-06-04 18:00"),  # in the evening: the next
            ("2026-06-05 15:00", "2026-06-05 15:00", "2026-06-08 18:00"),  # a Friday: or on Monday
            ("2026-04-28 15:00", "2026-04-28 15:00", "2026-04-30 18:00"),  # the 29th is Showa Day
        ],
    )
    def test_japanese_thanks_go_out_on_the_day_of_the_interview_or_the_next_business_day(
        self, ended_at: str, opens: str, closes: str
    ) -> None:
        window = thank_you_window(interview(ended_at=at(ended_at)), policy=JAPANESE_POLICY)
        assert (local(window.opens), local(window.closes)) == (opens, closes)

    def test_japanese_thanks_after_the_next_business_day_are_said_in_the_follow_up(self) -> None:
        case = interview(contacts=(HR, PEER))
        in_time = next_action(case, (), now=at("2026-06-04 17:00"), policy=JAPANESE_POLICY)
        too_late = next_action(case, (), now=at("2026-06-05 09:00"), policy=JAPANESE_POLICY)
        assert isinstance(in_time, Send)
        assert in_time.touch is Touch.THANK_YOU
        assert isinstance(too_late, WaitUntil)
        assert (too_late.touch, too_late.folds) == (Touch.FOLLOW_UP_1, (Touch.THANK_YOU,))

    def test_without_a_date_the_japanese_policy_assumes_two_weeks(self) -> None:
        ahead = plan(interview(), (), now=at("2026-06-03 16:00"), policy=JAPANESE_POLICY)
        assert [(step.touch, step.window and local(step.window.opens)) for step in ahead] == [
            ("thank-you", "2026-06-03 15:00"),
            ("follow-up-1", "2026-06-22 09:00"),
            ("follow-up-2", "2026-06-29 09:00"),
        ]

    def test_the_japanese_policy_writes_to_nobody_else(self) -> None:
        first, second = (follow_up(day) for day in ("2026-06-22 10:00", "2026-06-29 10:00"))
        action = next_action(interview(), (first, second), now=at("2026-07-20 10:00"), policy=JAPANESE_POLICY)
        assert isinstance(action, Done)
        assert "never" in [reason.code for reason in action.reasons]

    def test_the_japanese_policy_asks_nobody_for_feedback(self) -> None:
        no = rejection("2026-06-10 10:00")
        action = next_action(interview(), (no,), now=at("2026-06-11 10:00"), policy=JAPANESE_POLICY)
        assert isinstance(action, Done)
        assert [reason.code for reason in action.reasons] == ["never"]

    def test_any_field_of_a_preset_can_be_changed(self) -> None:
        no = rejection("2026-06-10 10:00")
        policy = JAPANESE_POLICY.replace(never=())
        action = next_action(interview(), (no,), now=at("2026-06-11 10:00"), policy=policy)
        assert isinstance(action, Send)
        assert action.touch is Touch.FEEDBACK_REQUEST


class TestNever:
    """The table in docs/policies.md: what takes the place of a touch that is never sent."""

    @pytest.mark.parametrize(
        ("never", "asked"),
        [
            ("thank-you", [("follow-up-1", ("thank-you",)), ("follow-up-2", ()), ("escalation", ())]),
            ("follow-up-1", [("thank-you", ())]),
            ("follow-up-2", [("thank-you", ()), ("follow-up-1", ())]),
            ("escalation", [("thank-you", ()), ("follow-up-1", ()), ("follow-up-2", ())]),
        ],
    )
    def test_the_touches_that_a_policy_does_not_forbid_are_left(
        self, never: str, asked: list[tuple[str, tuple[str, ...]]]
    ) -> None:
        ahead = plan(interview(), (), now=at("2026-06-03 16:00"), policy=DEFAULT_POLICY.replace(never={never}))
        assert [(step.touch, step.folds) for step in ahead if isinstance(step, Send | WaitUntil)] == asked

    def test_what_a_policy_forbids_is_not_planned_after_what_nobody_can_get(self) -> None:
        policy = DEFAULT_POLICY.replace(never={"follow-up-1"})
        [step] = plan(interview(contacts=()), (), now=at("2026-06-05 10:00"), policy=policy)
        assert (step.kind, step.touch) == ("blocked", Touch.THANK_YOU)

    def test_thanks_for_an_update_are_said_later(self) -> None:
        asked = follow_up("2026-06-16 10:00", "hr")
        told = reply("2026-06-17 10:00", "hr")
        thanked = thank_you("2026-06-04 16:00", "lead", "peer")
        policy = DEFAULT_POLICY.replace(never={"update-thanks"})
        action = next_action(interview(), (thanked, asked, told), now=at("2026-06-17 16:00"), policy=policy)
        assert isinstance(action, WaitUntil)
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.UPDATE_THANKS,))


@pytest.mark.parametrize(
    "preset", [DEFAULT_POLICY, AMERICAN_POLICY, JAPANESE_POLICY], ids=["default", "american", "japanese"]
)
class TestPresets:
    def test_a_preset_is_valid(self, preset: Policy) -> None:
        assert Policy.model_validate(preset.model_dump()) == preset

    def test_a_preset_goes_through_json(self, preset: Policy) -> None:
        assert Policy.model_validate_json(preset.model_dump_json()) == preset


@pytest.mark.parametrize("policy", ["japanese", None])
def test_what_is_no_policy_is_refused(policy: Any) -> None:
    for ask in (next_action, plan):
        with pytest.raises(InputError, match="policy must be a Policy"):
            ask(interview(), (), now=at("2026-06-03 16:00"), policy=policy)
