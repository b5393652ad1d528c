"""The machine, walked: after every short history, the app that always obeys meets no answer that breaks a rule.

This is the small part; ``tools/walk.py`` walks longer histories.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest

import oracle
from followup_rules import Done, Reason, Send, Stage, Touch, TouchSkipped, WaitUntil, Window, replay
from followup_rules._events import EVENTS
from oracle.invariants import INVARIANTS, MEANT_ENDS, broken
from oracle.matrix import STAGES, TOUCHES
from support import at
from walking import ALPHABET, COMPANIES, CORE, Seen, history_of, recipients, state_of, walk

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.untraced  # what it tries has plain examples elsewhere

PLAIN = next(iter(COMPANIES))


def walked(case: str, *letters: str) -> list[Seen]:
    """Return all steps of the app after a history."""
    return list(walk(COMPANIES[case], history_of(case, letters)))


def problems(case: str, *letters: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Return what does not hold after a history, with the history and the answer."""
    return [(name, letters, str(seen.action)) for seen in walked(case, *letters) for name in broken(seen)]


class TestTheAlphabet:
    """Thirty-four events of all kinds: two senders, a shared mailbox, two instants, and no holidays."""

    def test_the_alphabet_has_each_kind_of_event(self) -> None:
        assert {letter.kind for letter in ALPHABET.values()} == set(EVENTS)

    def test_the_alphabet_has_a_skip_of_each_touch(self) -> None:
        skips = [letter.fields["touch"] for letter in ALPHABET.values() if letter.kind is TouchSkipped]
        assert sorted(skips) == sorted(TOUCHES)

    def test_the_alphabet_has_two_senders_and_two_instants(self) -> None:
        assert {letter.fields.get("sender") for letter in ALPHABET.values()} == {"hr", "lead", None}
        assert {letter.after for letter in ALPHABET.values()} == {timedelta(minutes=10), timedelta(weeks=1)}

    def test_two_contacts_share_a_mailbox_and_one_does_not_want_to_be_written_to(self) -> None:
        plain = COMPANIES[PLAIN]
        assert plain.contact("peer").mailbox == plain.contact("lead").mailbox
        assert plain.contact("chair").do_not_contact

    def test_no_week_of_the_company_has_a_holiday(self) -> None:
        days = oracle.known_days("JP")._replace(extra_workdays=COMPANIES[PLAIN].extra_workdays)
        closed = [date(2026, 6, 1) + timedelta(days=n) for n in range(2 * 365)]
        closed = [day for day in closed if not days.is_business_day(day)]
        assert {day.isoweekday() for day in closed} == {6, 7}

    def test_two_letters_lead_to_each_stage(self) -> None:
        histories = (history_of(PLAIN, letters) for letters in product(ALPHABET, repeat=2))
        assert {replay(COMPANIES[PLAIN], events).stage.value for events in histories} == {*STAGES}


class TestTheAppThatAlwaysObeys:
    """From each history an app that does what each answer says comes to an end and breaks no rule.

    The functions of ``oracle/invariants.py`` are the whole list, each with its rule.
    """

    @pytest.mark.parametrize("letter", ALPHABET)
    def test_all_invariants_hold_after_one_event_and_after_two(self, letter: str) -> None:
        assert problems(PLAIN, letter) == []
        assert [each for second in ALPHABET for each in problems(PLAIN, letter, second)] == []

    @pytest.mark.parametrize("letter", CORE)
    def test_all_invariants_hold_after_three_events_of_the_core(self, letter: str) -> None:
        rest = product(CORE, repeat=2)
        assert [each for second, third in rest for each in problems(PLAIN, letter, second, third)] == []

    @pytest.mark.parametrize("case", COMPANIES)
    def test_all_invariants_hold_at_each_company_after_no_event_and_after_one(self, case: str) -> None:
        assert problems(case) == []
        assert [each for letter in ALPHABET for each in problems(case, letter)] == []

    @pytest.mark.parametrize(
        "letters",
        [
            ("not held", "an offer", "reopened"),  # nothing was gone through, so nothing is due
            ("not held", "reopened", "another message"),  # the new time is missing
            ("bounced from hr", "bounced from peer"),  # nobody is left
            ("hr is away", "a question", "bounced from hr"),
            ("follow up", "follow up", "follow up", "a reply"),
            ("a rejection", "ask for feedback", "reopened", "a rejection of lead"),
            ("a rejection", "thank hr", "thank hr", "a question"),  # three weeks later: too late for feedback
        ],
    )
    def test_all_invariants_hold_after_what_is_rare(self, letters: tuple[str, ...]) -> None:
        assert problems(PLAIN, *letters) == []

    def test_an_obedient_app_sends_all_that_silence_asks_for(self) -> None:
        sent = [(seen.touch, recipients(seen.action)) for seen in walked(PLAIN)]
        assert sent == [
            ("thank-you", ["peer"]),
            ("follow-up-1", ["hr"]),
            ("follow-up-2", ["hr"]),
            ("escalation", ["lead"]),
            (None, []),
        ]

    def test_the_walk_meets_each_touch_and_each_kind_of_answer(self) -> None:
        seen = [each for letter in ALPHABET for each in walked(PLAIN, letter)]
        seen += walked(PLAIN, "bounced from hr", "bounced from peer")
        assert {each.touch for each in seen} == {*TOUCHES, None}
        assert {each.action.kind for each in seen} == {"send", "wait-until", "respond", "blocked", "done"}


class TestStates:
    """Histories whose ``Progress`` differs by a shift of whole weeks need one walk; irregular facts do not count."""

    ONE = ("follow up", "a reply")
    LONG_AGO = ("skip the second",) * 4  # the interview was; nothing happens in these weeks

    @staticmethod
    def state(*letters: str) -> object:
        return state_of(COMPANIES[PLAIN], history_of(PLAIN, letters))

    def test_a_week_later_is_one_state_once_the_thank_you_has_lapsed(self) -> None:
        later = (*self.LONG_AGO, "skip the second")
        assert self.state(*self.LONG_AGO, *self.ONE) == self.state(*later, *self.ONE)

    def test_a_week_later_is_another_state_before_the_thank_you_has_lapsed(self) -> None:
        assert self.state(*self.ONE) != self.state("skip the second", *self.ONE)

    def test_an_irregular_fact_makes_no_other_state(self) -> None:
        letters = ("thank peer", "not held", "skip the second")
        found = replay(COMPANIES[PLAIN], history_of(PLAIN, letters)).irregular
        assert [each.event for each in found] == ["interview-not-held"]
        assert self.state(*letters) == self.state("thank peer", "skip the second")

    @pytest.mark.parametrize(
        ("one", "other"),
        list(pairwise([("follow up",), ("a reply",), ("a reply", "a question"), ("a rejection",), ("snooze",)])),
    )
    def test_other_facts_make_another_state(self, one: tuple[str, ...], other: tuple[str, ...]) -> None:
        assert self.state(*one) != self.state(*other)

    def test_one_state_has_one_walk_but_for_the_shift(self) -> None:
        walks = []
        for letters in ((*self.LONG_AGO, *self.ONE), (*self.LONG_AGO, "skip the second", *self.ONE)):
            last = history_of(PLAIN, letters)[-1].at
            seen = walked(PLAIN, *letters)
            walks.append([(each.action.kind, each.touch, recipients(each.action), each.now - last) for each in seen])
        assert walks[0] == walks[1]


def about(touch: str) -> Seen:
    """Return the step of the app that is about a touch, in silence or after a rejection."""
    seen = [*walked(PLAIN), *walked(PLAIN, "a rejection")]
    return next(each for each in seen if each.touch == touch)


def ledger_with(seen: Seen, **changes: object) -> Seen:
    """Return a step with another account of what happened before."""
    return replace(seen, ledger=replace(seen.ledger, **changes))  # type: ignore[arg-type]  # any field


def action_with(seen: Seen, **changes: object) -> Seen:
    """Return a step with another answer."""
    assert isinstance(seen.action, Send | WaitUntil)
    return replace(seen, action=seen.action.replace(**changes))


def _half_an_hour(seen: Seen) -> Seen:
    assert isinstance(seen.action, Send | WaitUntil)
    window = seen.action.window
    return action_with(
        seen,
        window=Window(timezone=window.timezone, opens=window.opens, closes=window.opens + timedelta(minutes=30)),
    )


def _on_saturday(seen: Seen) -> Seen:
    assert isinstance(seen.action, Send | WaitUntil)
    return replace(seen, action=seen.action.model_copy(update={"send_at": seen.action.send_at + timedelta(days=5)}))


def _to_both(seen: Seen) -> Seen:
    assert isinstance(seen.action, Send | WaitUntil)
    (lead,) = seen.action.to
    return replace(seen, action=seen.action.model_copy(update={"to": (lead, lead.replace(contact="peer"))}))


def _said_to_be_over(seen: Seen) -> Seen:
    return replace(seen, action=Done(stage=Stage.INTERVIEWED, reasons=()))


# For each invariant, a step that breaks it.
FAULTS: dict[str, Callable[[], Seen]] = {
    "the_stage_is_that_of_the_matrix": lambda: ledger_with(about("thank-you"), stage="offered"),
    "a_case_ends_only_where_it_is_meant_to": lambda: _said_to_be_over(about("thank-you")),
    "the_loop_ends": lambda: replace(about("thank-you"), earlier=(about("thank-you"),) * 23),
    "no_two_messages_are_due_at_once": lambda: replace(about("thank-you"), plan=about("thank-you").plan[:1] * 2),
    "no_third_follow_up_without_an_answer": lambda: ledger_with(about("follow-up-2"), follow_ups=2),
    "no_second_escalation_without_an_answer": lambda: ledger_with(about("escalation"), escalations=1),
    "nobody_is_asked_again_by_an_escalation": lambda: ledger_with(about("escalation"), followed_up={"ito@example.com"}),
    "feedback_is_asked_for_once": lambda: ledger_with(about("feedback-request"), feedback_requests=1),
    "nothing_is_due_after_a_withdrawal_an_offer_or_not_held": lambda: ledger_with(
        about("thank-you"), stage="withdrawn"
    ),
    "nothing_is_asked_of_an_interview_that_was_not_held": lambda: ledger_with(about("thank-you"), was_not_held=True),
    "no_enquiry_where_none_is_welcome": lambda: ledger_with(about("escalation"), is_welcome=False),
    "nobody_is_written_to_who_bounced_or_opted_out": lambda: ledger_with(
        about("follow-up-1"), bounced={"sato@example.com"}
    ),
    "each_mailbox_gets_one_message": lambda: _to_both(about("escalation")),
    "no_message_goes_out_twice": lambda: replace(about("follow-up-1"), earlier=(about("follow-up-1"),)),
    "no_follow_up_before_the_third_business_day_after_a_stated_date": lambda: ledger_with(
        about("follow-up-1"),
        stated=date(2026, 6, 11),  # the follow-up goes out on Monday 15 June, the second business day after it
    ),
    "the_window_holds_an_hour_of_work": lambda: _half_an_hour(about("follow-up-1")),
    "messages_go_out_in_working_hours": lambda: _on_saturday(about("follow-up-1")),
    "nothing_goes_out_in_the_past": lambda: replace(
        about("follow-up-1"), now=about("follow-up-1").now + timedelta(days=90)
    ),
    "the_plan_begins_with_the_next_action": lambda: replace(about("follow-up-1"), plan=()),
    "the_app_does_what_was_planned": lambda: replace(
        about("follow-up-1"), plan=about("escalation").plan, earlier=(about("thank-you"),)
    ),
}


class TestTheInvariants:
    """Each notices what it is for."""

    def test_each_invariant_has_a_fault(self) -> None:
        assert list(FAULTS) == [invariant.__name__ for invariant in INVARIANTS]

    @pytest.mark.parametrize("touch", [touch for touch in Touch if touch is not Touch.UPDATE_THANKS])
    def test_what_the_faults_are_made_of_breaks_no_invariant(self, touch: Touch) -> None:
        assert broken(about(touch.value)) == []

    @pytest.mark.parametrize("name", FAULTS)
    def test_a_fault_breaks_the_invariant(self, name: str) -> None:
        assert name in broken(FAULTS[name]())

    @pytest.mark.parametrize("code", MEANT_ENDS)
    def test_no_reason_ends_a_case_that_has_just_begun(self, code: str) -> None:
        done = Done(stage=Stage.INTERVIEWED, reasons=(Reason(rule="G1", code=code, text="It is over."),))
        assert "a_case_ends_only_where_it_is_meant_to" in broken(replace(about("thank-you"), action=done))

    def test_feedback_is_too_late_only_three_weeks_after_the_rejection(self) -> None:
        """E1 and G13, by hand: rejected on Thursday 4 June, on time until the 8th, and sent until Monday 22 June."""
        *_, last = walked(PLAIN, "a rejection", "thank hr", "thank hr", "a question")
        assert last.ledger.rejected_on == date(2026, 6, 4)
        first = last.earlier[0]
        for day, is_meant in ((22, False), (23, True)):
            earlier = (replace(first, now=at(f"2026-06-{day} 10:00")),)
            found = broken(replace(last, earlier=earlier))
            assert ("a_case_ends_only_where_it_is_meant_to" not in found) is is_meant

    @pytest.mark.parametrize("name", ["follow-up-1", "follow-up-2", "escalation"])
    def test_a_follow_up_on_the_third_business_day_breaks_no_invariant(self, name: str) -> None:
        seen = about(name)
        before = {"follow-up-1": date(2026, 6, 10), "follow-up-2": date(2026, 6, 17), "escalation": date(2026, 6, 24)}
        assert broken(ledger_with(seen, stated=before[name])) == []
