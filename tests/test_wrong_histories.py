"""Interviews and histories that are none are refused in words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from events import thank_you
from followup_rules import (
    Case,
    InputError,
    next_action,
    replay,
)
from support import CANDIDATE, at, interview


class TestWhatIsNoHistory:
    @pytest.mark.parametrize(
        ("history", "hint"), [(thank_you(), ""), (None, "; [] if nothing has happened"), (5, "")], ids=str
    )
    def test_what_is_no_history_is_refused_in_words(self, history: Any, hint: str) -> None:
        words = f"history must be an iterable of events, or a Progress{hint}, got "
        with pytest.raises(InputError, match=f"^{re.escape(words)}"):
            next_action(interview(), history, now=at("2026-06-05 10:00"))

    @pytest.mark.parametrize("event", ["reply", {"kind": "withdrawn"}, interview()])
    def test_what_is_no_event_is_refused_with_its_place(self, event: Any) -> None:
        with pytest.raises(
            InputError, match=r"^events\.1 must be an event; read JSON with Case, or with Progress, got "
        ):
            next_action(interview(), [thank_you(), event], now=at("2026-06-05 10:00"))

    def test_what_is_no_interview_is_refused(self) -> None:
        case: Any = CANDIDATE
        with pytest.raises(InputError, match=r"^interview must be an Interview or a Case, got Candidate"):
            next_action(case, (), now=at("2026-06-05 10:00"))

    def test_a_history_beside_a_case_is_refused(self) -> None:
        case: Any = Case(interview=interview())
        with pytest.raises(InputError, match=r"^history must be nothing, since a Case has its events, got \(\)$"):
            next_action(case, (), now=at("2026-06-05 10:00"))

    def test_a_replay_names_its_events(self) -> None:
        told: Any = replay
        with pytest.raises(
            InputError, match=r"^events must be an iterable of events; \[\] if nothing has happened, got"
        ):
            told(interview(), None)
        with pytest.raises(InputError, match=r"^events must be nothing, since a Case has its events, got \(\)$"):
            told(Case(interview=interview()), ())
