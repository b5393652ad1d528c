"""The state machine of a case's life, and the page that shows an app's test with it."""

from __future__ import annotations

import re
import unittest
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, run_state_machine_as_test

from events import message, offer, snoozed
from followup_rules import Case, Contact, Done, Event, Interview, Stage, replay
from followup_rules._events import EVENTS, kind_of
from followup_rules.strategies import CaseMachine, cases, interviews

if TYPE_CHECKING:
    from followup_rules import Action

PAGE = Path(__file__).parent.parent / "docs" / "testing.md"
ENDED = datetime(2026, 6, 2, 15, tzinfo=UTC)
QUICK = settings(
    max_examples=25,
    stateful_step_count=15,
    database=None,
    deadline=None,
    derandomize=True,
    report_multiple_bugs=False,
    phases=[Phase.generate, Phase.shrink],
)


def run(machine: type[CaseMachine], examples: int = 12) -> None:
    run_state_machine_as_test(machine, settings=settings(QUICK, max_examples=examples))


RULES = (  # in an order in which each may happen
    "a_thank_you_is_sent",
    "a_message_bounces",
    "a_follow_up_is_sent",
    "an_out_of_office_reply_comes",
    "an_escalation_is_sent",
    "a_message_is_sent",
    "a_reply_comes",
    "thanks_for_an_update_are_sent",
    "the_case_is_snoozed",
    "a_touch_is_skipped",
    "a_rejection_comes",
    "feedback_is_asked_for",
    "an_offer_comes",
    "a_next_round_is_scheduled",
    "the_case_is_reopened",
    "the_interview_is_not_held",
    "the_candidate_withdraws",
)


def begun() -> CaseMachine:
    """Return a machine with a plain case that begins."""
    machine = CaseMachine()
    hr = Contact(id="hr", roles={"recruiter"}, email="hr@example.com")
    interview = Interview(
        id="1", company="Acme", position="Engineer", ended_at=ENDED, timezone="UTC", country="GB", contacts=[hr]
    )
    machine.case, machine.now = Case(interview=interview), ENDED
    machine.begin(machine.case)
    return machine


class TestTheMachine:
    """``CaseMachine`` lives the life of a case; an app plugs its own store in."""

    def test_there_is_a_rule_for_every_kind_of_event(self) -> None:
        @settings(QUICK, max_examples=3)
        @given(st.data())
        def live(data: st.DataObject) -> None:
            machine = begun()
            for name in RULES:
                getattr(machine, name)(data, timedelta(days=1))
            assert {event.kind for event in machine.read().events} == {kind_of(event) for event in EVENTS}
            machine.the_case_comes_back()
            machine.the_answer_is_the_same()

        live()

    def test_no_rule_is_forgotten(self) -> None:
        names = {rule.function.__name__ for rule in CaseMachine().rules}
        assert names == {*RULES, "time_passes", "the_answer_changes", "the_advice_is_followed"}

    @pytest.mark.untraced
    def test_only_what_may_happen_does(self) -> None:
        class Watched(CaseMachine):
            starts = cases(interview=interviews(contacts=()), max_size=0)

            @invariant()
            def nobody_is_named(self) -> None:
                assert [event.named for event in self.case.events if event.named] == []

        run(Watched)

    def test_a_case_may_start_with_a_history(self) -> None:
        class Thanked(CaseMachine):
            starts = cases(stage=Stage.THANKED, max_size=3)

            @invariant()
            def it_was_thanked(self) -> None:
                assert len(self.case.events) > 0

        run(Thanked, 10)

    @pytest.mark.untraced
    def test_a_case_comes_to_the_end_of_time(self) -> None:
        class Late(CaseMachine):
            starts = cases(interview=interviews(ended_at=datetime(2100, 11, 25, tzinfo=UTC)), max_size=0)

            @invariant()
            def nothing_is_later(self) -> None:
                assert self.now <= datetime(2100, 12, 31, 23, 59, tzinfo=UTC)

        run(Late, 10)

    def test_an_event_that_the_app_does_not_have_is_named(self) -> None:
        machine = begun()
        snooze = snoozed(ENDED, ENDED + timedelta(days=1))
        machine.case = Case(interview=machine.case.interview, events=(snooze,))  # and not stored
        with pytest.raises(AssertionError, match=r"it lost \[Snoozed\(.*\], and has \[\] instead"):
            machine.the_case_comes_back()

    @pytest.mark.slow
    def test_an_app_that_loses_an_event_is_found(self) -> None:
        class Lossy(CaseMachine):
            def store(self, event: Event) -> None:
                if event.kind != "snoozed":
                    super().store(event)

            def answer(self) -> Action:
                return self.advice  # so that only the store is wrong

        with pytest.raises(AssertionError, match=r"it lost \[Snoozed\(.*\], and has \[\] instead") as caught:
            run(Lossy, 40)
        told = "\n".join(caught.value.__notes__)
        assert "timezone='UTC', country='GB', contacts=[Contact(id='hr'" in told
        assert told.count("state.the_case_is_snoozed(") == 1
        assert told.count("gap=") == 1  # nothing else happened

    def test_an_app_that_changes_the_interview_is_found(self) -> None:
        class Careless(CaseMachine):
            def read(self) -> Case:
                case = super().read()
                return case.replace(interview=case.interview.replace(company="Beta"))

        with pytest.raises(AssertionError, match="the interview of the app is Interview"):
            run(Careless, 5)

    def test_an_app_with_an_answer_of_yesterday_is_found(self) -> None:
        class Late(CaseMachine):
            def begin(self, case: Case) -> None:
                super().begin(case)
                self.shown = self.advice

            def answer(self) -> Action:
                return self.shown

        with pytest.raises(AssertionError, match="the answer of the app is"):
            run(Late)

    def test_rules_of_an_app_let_things_happen(self) -> None:
        machine = begun()
        machine.time_passes(timedelta(days=1))
        machine.the_answer_changes()
        assert machine.now == ENDED + timedelta(days=2)
        machine.the_advice_is_followed()
        assert [event.kind for event in machine.read().events] == ["thank-you-sent"]
        machine.happens(offer(ENDED + timedelta(days=4), "hr"))
        assert (machine.now, machine.advice.stage) == (ENDED + timedelta(days=4), "offered")
        assert isinstance(machine.advice, Done)
        machine.happens(message(ENDED, "hr"))
        machine.happens(snoozed(ENDED + timedelta(days=5), (ENDED + timedelta(days=9)).date()))
        assert replay(machine.read()).stage == "offered"
        machine.the_case_comes_back()
        machine.the_answer_is_the_same()


@pytest.mark.slow
class TestThePage:
    """The page shows an app's whole test."""

    def test_the_apps_test_runs_and_is_short(self, tmp_path: Path) -> None:
        (code,) = re.findall(r'```python\n(""".*?)```', PAGE.read_text("utf-8"), re.DOTALL)
        assert len([line for line in code.splitlines() if line.strip()]) <= 35
        names: dict[str, Any] = {}
        exec(compile(code, tmp_path / "test_app.py", "exec"), names)  # noqa: S102 - our own page
        names["TestStoredCase"].settings = settings(QUICK, max_examples=8)
        result = unittest.TestResult()
        unittest.defaultTestLoader.loadTestsFromTestCase(names["TestStoredCase"]).run(result)
        assert (result.testsRun, result.errors, result.failures) == (1, [], [])
        settings(QUICK, max_examples=10)(names["test_the_row_of_an_answer_has_a_text"])()
