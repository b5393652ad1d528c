"""What is mutated, how a mutant is named, and that those which nobody could see are still there (tests/mutants.py)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

import followup_rules
from mutants import Mutant, mutants
from warm import changed_codes

SOURCES = Path(followup_rules.__file__).parent
LISTED = tomllib.loads((Path(__file__).parent / "survivors.toml").read_text("utf-8")).get("reason", [])


@cache
def of_library(file: str) -> list[Mutant]:
    """Return the mutants of a file of the library."""
    return mutants(file, (SOURCES / file).read_text("utf-8"))


def changes(source: str) -> set[str]:
    """Return the kinds of the mutants of a source, each with the line that it becomes."""
    return {f"{each.kind}: {each.diff(source).rpartition('+ ')[2]}" for each in mutants("a.py", source)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", {"comparison: (a >= b)", "boundary: (a <= b)", "statement: pass"}),
        ("a = b is None", {"comparison: a = (b is not None)"}),
        ("a = b not in c", {"comparison: a = (b in c)"}),
        ("a = b and c", {"boolean: a = (b or c)", "operand: a = b", "operand: a = c"}),
        ("a = not b", {"not: a = b"}),
        ("a = b + c", {"arithmetic: a = (b - c)"}),
        ("a = -b", {"arithmetic: a = b"}),
        ("a.b = c", {"statement: pass"}),
        ("a += b", {"statement: pass", "arithmetic: a -= b"}),
        ("a = 2", {"number: a = 3", "number: a = 1"}),
        ("a = 0", {"number: a = 1"}),
        ("a = True", {"constant: a = False"}),
        ("a = 'b'", {"string: a = 'bx'"}),
        ("a = f'{b} c'", {"string: a = f'{b} cx'"}),
        ("a = max(b, key=c)", {"name: a = min(b, key=c)", "keyword: a = max(b)"}),
        ("a = sorted(b, key=c)", {"name: a = list(b)", "keyword: a = sorted(b)"}),
        ("a = b.strip()", {"method: a = b"}),
        ("a = b(c=d, e=f)", {"keyword: a = b(e=f)", "keyword: a = b(c=d)"}),
        ("a = (b, c)", {"row: a = (c,)", "row: a = (b,)", "order: a = (c, b)"}),
        (
            "a = [b, c, d]",
            {"row: a = [c, d]", "row: a = [b, d]", "row: a = [b, c]", "order: a = [c, b, d]", "order: a = [b, d, c]"},
        ),
        ("a = {b: c, d: e}", {"row: a = {d: e}", "row: a = {b: c}", "order: a = {d: e, b: c}"}),
        ("a = b in (c, d)", {"comparison: a = (b not in (c, d))", "row: a = b in (d,)", "row: a = b in (c,)"}),
        ("a = b if c else d", {"not: a = b if (not c) else d"}),
        ("a = [b for b in c if d]", {"not: a = [b for b in c if (not d)]"}),
        ("if a: b = c", {"not: if (not a): b = c"}),
        ("raise a", {"statement: pass"}),
        ("@a\ndef b(): return c", {"decorator:", "return: def b(): return None"}),
        (
            "class A:\n    b: Annotated[int, Field(ge=0)] = c",
            {"number: b: Annotated[int, Field(ge=1)] = c", "keyword: b: Annotated[int, Field()] = c"},
        ),
        ('a = """\ns | b\nc | =\n"""', {"cell: c | ·"}),
        ("from a import b\n__all__ = ['b']", set()),
        ("@cache\ndef a(): pass", set()),
        ("a: dict[str, Literal['b']] = c", set()),
        ("if TYPE_CHECKING:\n    a = 1", set()),
        ("def a():\n    'b'", set()),
    ],
)
def test_a_source_has_these_mutants(source: str, expected: set[str]) -> None:
    assert {change.strip() for change in changes(source)} == expected


def test_a_mutant_is_named_by_file_symbol_kind_and_number() -> None:
    source = "class A:\n    def b(self):\n        return c < d or c < e\nD = g < h\n"
    assert [each.name for each in mutants("a.py", source) if each.kind == "boundary"] == [
        "a.py:A.b:boundary:1",
        "a.py:A.b:boundary:2",
        "a.py:D:boundary:1",
    ]


def test_a_mutant_changes_its_place_alone() -> None:
    source = "é = 1  # 一\nb = (2,\n     3)\n"
    assert [each.apply(source) for each in mutants("a.py", source) if each.kind == "order"] == [
        "é = 1  # 一\nb = (3,\n     2)\n"
    ]


def test_a_diff_is_a_line_for_each_side() -> None:
    source = "a = 1\nb = [\n    c,\n    d,\n]\n"
    diffs = [each.diff(source) for each in mutants("a.py", source) if each.kind == "order"]
    assert diffs == ["a.py:3\n- c, d,\n+ d, c,"]


@pytest.mark.parametrize("name", ["_calendar.py", "_stages.py", "_touches.py", "drafts/en.py"])
def test_a_mutant_of_the_library_has_a_name_of_its_own_and_is_valid(name: str) -> None:
    source, found = (SOURCES / name).read_text("utf-8"), of_library(name)
    assert len({each.name for each in found}) == len(found) > 100
    for mutant in found[::40]:
        compile(mutant.apply(source), name, "exec")


def test_the_code_of_a_changed_function_is_found() -> None:
    old, new = (
        "def a():\n    return 1\n\ndef b():\n    return 2\n",
        "def a():\n    return 1\n\ndef b():\n    return 3\n",
    )
    codes = changed_codes(old, new, "a.py")
    assert codes is not None
    assert [(one.co_name, one.co_consts[-1], two.co_consts[-1]) for one, two in codes.items()] == [("b", 2, 3)]


def test_a_function_that_is_gone_cannot_be_given_its_code() -> None:
    assert changed_codes("a = [lambda: 1, lambda: 2]", "a = [lambda: 1]", "a.py") is None


@pytest.mark.parametrize(
    ("name", "becomes"), [(name, becomes) for row in LISTED for name, becomes in row["mutants"].items()]
)
def test_a_listed_survivor_is_still_there(name: str, becomes: str) -> None:
    file = name.partition(":")[0]
    source = (SOURCES / file).read_text("utf-8")
    found = [each for each in of_library(file) if each.name == name]
    assert [each.diff(source).rpartition("\n+ ")[2] for each in found] == [becomes]
