"""Each rule of docs/rules.md has a file of tests that begins with it, a class of its name, and a fault that applies."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import followup_rules
from symbols import changed
from together import together

TESTS = Path(__file__).parent
SOURCES = Path(followup_rules.__file__).parent
PAGE = (TESTS.parent / "docs" / "rules.md").read_text("utf-8")
RULES: dict[str, str] = dict(re.findall(r"^- ([A-HW]\d+) (.*(?:\n  .*)*)", PAGE, re.MULTILINE))
FAULTS = tomllib.loads((TESTS / "faults.toml").read_text("utf-8"))
FILES = sorted((TESTS / "rules").glob("test_*.py"))


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def classes_of_rules() -> list[tuple[str, str]]:
    """Return the name of each class that is named after a rule, and the file in which it stands."""
    return [
        (name, str(path.relative_to(TESTS)))
        for path in sorted(TESTS.rglob("test_*.py"))
        for name in re.findall(r"^class Test([A-HW]\d+)\b", path.read_text("utf-8"), re.MULTILINE)
    ]


def test_there_are_eighty_nine_rules() -> None:
    assert len(RULES) == 89


@together("rule", RULES)
def test_the_file_of_a_rule_begins_with_the_rule(rule: str) -> None:
    quote = ast.get_docstring(ast.parse((TESTS / "rules" / f"test_{rule.lower()}.py").read_text("utf-8")))
    assert quote is not None
    assert on_one_line(quote) == on_one_line(f"{rule}: {RULES[rule]}")


def test_a_rule_has_one_class_of_its_name_and_in_its_file() -> None:
    assert sorted(classes_of_rules()) == sorted((rule, f"rules/test_{rule.lower()}.py") for rule in RULES)


@together("path", FILES, ids=lambda path: path.name)
def test_each_file_of_rules_is_of_a_rule(path: Path) -> None:
    assert path.stem.removeprefix("test_").upper() in RULES


@together("rule", RULES)
def test_a_rule_has_a_fault(rule: str) -> None:
    assert rule in FAULTS


@pytest.mark.slow
@pytest.mark.parametrize("rule", FAULTS)
def test_each_fault_applies(rule: str) -> None:
    fault = FAULTS[rule]
    file, text = changed(SOURCES, fault["of"], fault.get("part"), fault["becomes"])
    assert rule in RULES
    assert text != ast.unparse(ast.parse((SOURCES / file).read_text("utf-8")))
