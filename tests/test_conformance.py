"""The conformance file says what this version answers."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from followup_rules import Case, Stage, Touch, next_action

FIRST, *LINES = (Path(__file__).parent.parent / "docs" / "conformance.jsonl").read_text("utf-8").splitlines()
KNOWN: dict[str, str] = json.loads(FIRST)
INSTANTS = ("send_at", "opens", "closes", "changes_at", "lapses_at")


def answer(told: dict[str, Any], now: str) -> dict[str, Any]:
    """Return an answer with the names of the file, and instants as instants."""
    row = next_action(Case.model_validate(told), now=datetime.fromisoformat(now)).row()
    return {name: str(value) if name == "answer_by" and value else value for name, value in row.items()}


@pytest.mark.slow
def test_each_case_has_the_answer_of_its_line() -> None:
    """A few answers may differ with other data of holidays or time zones, of which the first line has the versions."""
    different = []
    for line in LINES:
        told = json.loads(line)
        expected = told["answer"]
        for name in INSTANTS:
            expected[name] = expected[name] and datetime.fromisoformat(expected[name])
        found = answer(told["case"], told["now"])
        if {name: found[name] for name in expected} != expected:
            different.append((line, found))
    has_same_data = KNOWN["holidays"] == version("holidays")
    assert len(different) <= (0 if has_same_data else len(LINES) // 50), different[0]


def test_every_answer_touch_and_stage_is_there() -> None:
    answers = [json.loads(line)["answer"] for line in LINES]
    counted = Counter(value for row in answers for value in (row["kind"], row["touch"], row["stage"]))
    for name in ("send", "wait-until", "respond", "blocked", "done", *Touch, *Stage):
        assert counted[name] >= 10, name


def test_the_file_is_of_these_rules_and_has_a_thousand_lines() -> None:
    assert KNOWN["rules"] == version("followup_rules")
    assert len(LINES) == 1000
