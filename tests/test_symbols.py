"""How a fault names what it changes: a symbol of the sources, and a part of it (tests/symbols.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from symbols import UnknownSymbolError, changed

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = '''
FIRST, SECOND = 1, 2
ORDER = (("recruiter", "hr-first"), ("interviewer", "next"))
ROWS: dict[str, object] = {"note": Row(title="a note", days=1), "letter": Row(title="a letter", days=2)}
TABLE = """
stage | reply | offer
new   | old   | =
old   | =     | new
"""


class Policy(Value, extra="forbid"):
    wait: int = Field(default=3, description="Days.")

    @overload
    def late(self, day): ...
    def late(self, day):
        """Tell whether it is late."""
        left = day - self.start
        return {"late": left < 0, "text": f"{left} days of {self.wait}"}

    def stop(self):
        self.left = None
'''


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.py").write_text(SOURCE, "utf-8")
    (tmp_path / "words" / "__init__.py").write_text("NAME = 'words'\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("symbol", "part", "becomes", "line"),
    [
        ("SECOND", None, "5", "FIRST, SECOND = (1, 5)"),
        ('ORDER["interviewer"]', None, "()", "ORDER = (('recruiter', 'hr-first'), ())"),
        ('ROWS["letter"].days', None, "IT + 1", "'letter': Row(title='a letter', days=2 + 1)}"),
        ('TABLE["old", "offer"]', None, '"·"', "old | = | ·"),
        ("Policy.extra", None, '"ignore"', "class Policy(Value, extra='ignore'):"),
        ("Policy.wait.default", None, "4", "wait: int = Field(default=4, description='Days.')"),
        ("Policy.late", None, "True", "return True"),
        ('Policy.late["late"]', None, "False", "return {'late': False, 'text': f'{left} days of {self.wait}'}"),
        ("Policy.late", "A < 0", "A <= 0", "return {'late': left <= 0, 'text': f'{left} days of {self.wait}'}"),
        ("Policy.late", 'f"{A} days of {B}"', 'f"{A} of {B}"', "'text': f'{left} of {self.wait}'}"),
        ("Policy.late", "A - B.start", "B.start - A", "left = self.start - day"),
        ("Policy.stop", "A.left = None", "pass", "pass"),
        ("Policy.stop", "A.left = None", "A.go()", "self.go()"),
    ],
)
def test_a_symbol_is_changed(sources: Path, symbol: str, part: str | None, becomes: str, line: str) -> None:
    file, text = changed(sources, f"words.en.{symbol}", part, becomes)
    assert file == "words/en.py"
    assert line in text


def test_a_symbol_of_a_package_is_changed(sources: Path) -> None:
    assert changed(sources, "words.NAME", None, "'verbs'") == ("words/__init__.py", "NAME = 'verbs'")


def test_the_overloads_of_a_function_stay(sources: Path) -> None:
    assert changed(sources, "words.en.Policy.late", None, "True").text.count("...") == 1


def test_a_local_name_and_the_layout_do_not_matter(sources: Path) -> None:
    path = sources / "words" / "en.py"
    path.write_text(
        SOURCE.replace("left", "remaining").replace("day - self.start", "(\n  day\n  - self.start)"), "utf-8"
    )
    assert "return {'late': remaining <= 0" in changed(sources, "words.en.Policy.late", "A < 0", "A <= 0").text


@pytest.mark.parametrize(
    ("symbol", "part", "error"),
    [
        ("verbs.en.Policy", None, "verbs.en.Policy: there is no such module"),
        ("words.en.Policies", None, "words.en.Policies: Policies is there 0 times"),
        ("words.en.Policy.early", None, "words.en.Policy.early: early is there 0 times"),
        ('words.en.ORDER["agency"]', None, "words.en.ORDER[\"agency\"]: ['agency'] is there 0 times"),
        ("words.en.ROWS.title", None, "words.en.ROWS.title: title is there 2 times"),
        ('words.en.TABLE["old", "no"]', None, 'words.en.TABLE["old", "no"]: the table has no such cell'),
        ('words.en.TABLE["new", "reply"].x', None, 'words.en.TABLE["new", "reply"].x: x is there 0 times'),
        ("words.en.Policy.late", "A > 0", "words.en.Policy.late: A > 0 is there 0 times"),
        ("words.en.Policy.late", "A < A", "words.en.Policy.late: A < A is there 0 times"),
        ("words.en.Policy.late", "self", "words.en.Policy.late: self is there 2 times"),
        ("words.en.late()", None, "words.en.late() is not a symbol"),
    ],
)
def test_what_is_gone_is_named(sources: Path, symbol: str, part: str | None, error: str) -> None:
    with pytest.raises(UnknownSymbolError) as caught:
        changed(sources, symbol, part, '"x"')
    assert str(caught.value) == error
