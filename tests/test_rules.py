"""The rules, the classes that quote them, and the faults that these must notice stay together."""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

import followup_rules
from symbols import changed

TESTS = Path(__file__).parent
SOURCES = Path(followup_rules.__file__).parent
TEXT = (TESTS.parent / "docs" / "rules.md").read_text("utf-8")
STARTS = [(found[1], found.start()) for found in re.finditer(r"^- ([A-HW]\d+) ", TEXT, re.MULTILINE)]
RULES = {rule: TEXT[start:end] for (rule, start), (_, end) in pairwise([*STARTS, ("", len(TEXT))])}
FAULTS = tomllib.loads((TESTS / "faults.toml").read_text("utf-8"))
QUOTED_WORDS = 5


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def quotes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and (name := re.fullmatch(r"Test([A-HW]\d+)", node.name)):
                found.setdefault(name[1], []).append(ast.get_docstring(node) or "")
    return found


QUOTES = quotes()


def test_there_are_eighty_seven_rules() -> None:
    assert len(RULES) == 87


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_class_that_quotes_it(rule: str) -> None:
    text = " ".join(words(RULES[rule])[1:])
    least = min(QUOTED_WORDS, len(text.split()))
    said = [words(quote) for quote in QUOTES[rule]]
    runs = {" ".join(quote[start : start + least]) for quote in said for start in range(len(quote) - least + 1)}
    assert any(run in text for run in runs)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_fault(rule: str) -> None:
    assert rule in FAULTS


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_applies(rule: str) -> None:
    fault = FAULTS[rule]
    file, text = changed(SOURCES, fault["of"], fault.get("part"), fault["becomes"])
    assert rule in RULES
    assert text != ast.unparse(ast.parse((SOURCES / file).read_text("utf-8")))


@pytest.mark.parametrize("rule", QUOTES)
def test_a_class_is_of_a_rule(rule: str) -> None:
    assert rule in RULES
