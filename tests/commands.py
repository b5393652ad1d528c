"""What the tests of the command line share: a case in a file, and commands that are run within this process."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from followup_rules import Case
from followup_rules._cli import main
from support import CANDIDATE, HR, PEER, interview

Capture = pytest.CaptureFixture[bytes]
Pipe = Callable[[bytes], None]
NOW = "2026-06-04T16:00:00+09:00"
CASE = Case(interview=interview(contacts=(HR, PEER)), candidate=CANDIDATE)
OBEYED = "\x1b]0;title\x07\x9b31m\x08\u202ereordered\u2066\u200b"  # by a terminal


class Terminal(io.TextIOWrapper):
    """A stream that says that it is a terminal."""

    def __init__(self, typed: bytes = b"") -> None:
        super().__init__(io.BytesIO(typed), encoding="utf-8")

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


def typed(monkeypatch: pytest.MonkeyPatch, answers: Iterable[str | BaseException]) -> list[str]:
    """Answer on a terminal; return the list that then holds the questions."""
    ahead, questions = iter(answers), list[str]()

    def answer(question: str) -> str:
        questions.append(question)
        given = next(ahead)
        if isinstance(given, BaseException):
            raise given
        return given

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("builtins.input", answer)
    return questions


def run(capture: Capture, *arguments: str, now: str | None = NOW, code: int = 0) -> str:
    """Run a command that succeeds; return what it printed."""
    assert main([*arguments, *(["--now", now] if now and arguments[0] != "schema" else [])]) == code
    out, err = capture.readouterr()
    assert err == b""
    return out.decode()


def refused(capture: Capture, *arguments: str) -> str:
    """Run a command that is refused; return its one line."""
    text = refused_with(capture, *arguments)
    assert text.count("\n") == 0
    return text


def refused_with(capture: Capture, *arguments: str) -> str:
    """Run a command that is refused; return its lines."""
    assert main(arguments) == 2
    out, err = capture.readouterr()
    assert out == b""
    assert err.decode().startswith("followup-rules: ")
    return err.decode().removeprefix("followup-rules: ").removesuffix("\n")


def told(path: tuple[Any, ...], value: Any) -> Any:
    """Return the JSON of the case with another value in a place."""
    case = place = json.loads(CASE.model_dump_json())
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return case


def refused_told(room: Path, capture: Capture, path: tuple[str, ...], value: Any) -> str:
    """Return the errors about a case that has what a terminal would obey in the place of "{}" in a value."""
    text = json.dumps(told(path, value)).replace("{}", json.dumps(OBEYED)[1:-1])
    (room / "case.json").write_text(text, encoding="utf-8")
    return refused_with(capture, "next", "case.json")


def stored(name: str = "case.json") -> Case:
    """Return the case that a file of the folder has."""
    return Case.model_validate_json(Path(name).read_bytes())
