"""The command line on a terminal: colour, a progress bar, and nothing that a terminal would obey."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import followup_rules
from commands import CASE, NOW, OBEYED, Capture, Terminal, refused, refused_with, run
from followup_rules._cli import _terminal, main
from followup_rules._cli._terminal import Page, escaped, tracked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return what runs a command on a terminal and returns what that shows."""
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def shown(*arguments: str, code: int = 0) -> str:
        made = Terminal()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", made)
            patched.setattr(sys, "stderr", made)
            assert main(arguments) == code
        return made.shown()

    return shown


@pytest.mark.usefixtures("room")
class TestColour:
    def test_the_next_action_has_colour_on_a_terminal(self, on_terminal: Callable[..., str]) -> None:
        lines = on_terminal("next", "case.json", "--now", NOW).splitlines()
        assert lines[0] == "\x1b[1mData Engineer at Acme\x1b[0m"
        assert lines[3].startswith("\x1b[1;32mNow: \x1b[0mSend the thank-you note")

    def test_the_title_of_a_plan_is_bold_on_a_terminal(self, on_terminal: Callable[..., str]) -> None:
        lines = on_terminal("plan", "case.json", "--now", NOW).splitlines()
        assert lines[0] == "\x1b[1mData Engineer at Acme\x1b[0m"

    def test_until_when_an_agenda_goes_is_said_aside_on_a_terminal(self, on_terminal: Callable[..., str]) -> None:
        lines = on_terminal("agenda", ".", "--until", "2026-06-20", "--now", NOW).splitlines()
        assert any(line.startswith("\x1b[2mUntil Sun 21 Jun 2026 00:00") for line in lines)

    def test_what_is_late_has_another_colour(self, on_terminal: Callable[..., str]) -> None:
        printed = on_terminal("next", "case.json", "--now", "2026-06-08T10:00:00+09:00")
        assert "\x1b[1;33mNow: \x1b[0mSend the thank-you note" in printed

    def test_errors_have_a_colour(self, on_terminal: Callable[..., str]) -> None:
        said = on_terminal("nxt", code=2)
        assert said.startswith("\x1b[1;31mfollowup-rules:\x1b[0m argument COMMAND: invalid choice: 'nxt'")

    @pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
    def test_colour_can_be_switched_off(
        self, name: str, value: str, on_terminal: Callable[..., str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(name, value)
        assert "\x1b" not in on_terminal("next", "case.json", "--now", NOW)

    def test_an_empty_no_color_leaves_the_colour(
        self, on_terminal: Callable[..., str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "")
        assert "\x1b" in on_terminal("next", "case.json", "--now", NOW)

    def test_a_pipe_has_no_colour(self, capsysbinary: Capture) -> None:
        assert "\x1b" not in run(capsysbinary, "next", "case.json")

    def test_json_has_no_colour(self, on_terminal: Callable[..., str]) -> None:
        assert json.loads(on_terminal("next", "case.json", "--now", NOW, "--json"))["kind"] == "send"

    def test_a_real_terminal_shows_colour(self, room: Path) -> None:
        # A process of its own, whose output is one side of a terminal.
        ours, theirs = pty.openpty()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)), "TERM": "xterm"}
        environment.pop("NO_COLOR", None)
        command = [sys.executable, "-m", "followup_rules", "gaps", "nothing.json"]
        run_there = subprocess.run(command, cwd=room, env=environment, stderr=theirs, check=False)  # noqa: S603 - our own
        os.close(theirs)
        assert os.read(ours, 1000).startswith(b"\x1b[1;31mfollowup-rules:\x1b[0m CASE: 'nothing.json' cannot be read")
        os.close(ours)
        assert run_there.returncode == 2


class TestVersion:
    def test_the_version_of_the_command_is_that_of_the_library(self, capsysbinary: Capture) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["--version"])
        assert ended.value.code == 0
        assert capsysbinary.readouterr().out.decode() == f"followup-rules {followup_rules.__version__}\n"


class TestNothingThatATerminalObeys:
    def test_a_page_keeps_words_and_lines_only(self) -> None:
        shown = Page().line(f"a{OBEYED}").line("名前\u3000様\u202f! e\u0301\n\tb").shown()
        assert shown == (
            "a\\x1b]0;title\\x07\\x9b31m\\x08\\u202ereordered\\u2066\u200b\n名前\u3000様\u202f! e\u0301\n\\tb"
        )

    @pytest.mark.usefixtures("room")
    def test_findings_in_a_text_are_shown_escaped(self, room: Path, capsysbinary: Capture) -> None:
        text = f"Subject {OBEYED}\n\n[na{OBEYED}me] just checking in!!{OBEYED}\r\x1b[2J"
        (room / "text.txt").write_text(text, encoding="utf-8")
        printed = run(capsysbinary, "review", "case.json", "--draft", "text.txt")
        assert escaped(printed) == printed
        assert "looks like a blank" in printed

    @pytest.mark.usefixtures("room")
    def test_json_has_escapes_of_its_own(self, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> None:
        page = _terminal.Answer(Page(), {"x": OBEYED})
        monkeypatch.setattr("followup_rules._cli._arguments.answer_gaps", lambda _: page)
        printed = run(capsysbinary, "gaps", "case.json", "--json")
        assert printed == '{\n  "x": "\\u001b]0;title\\u0007\\u009b31m\\b\\u202ereordered\\u2066\u200b"\n}\n'
        assert json.loads(printed) == {"x": OBEYED}


class TestProgress:
    def listed(self, monkeypatch: pytest.MonkeyPatch, stream: object, seconds: float) -> list[int]:
        """Return what is given of three items, each of which takes some time."""
        ticks = iter([index * seconds for index in range(10)])
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setattr(_terminal, "monotonic", lambda: next(ticks))
        return list(tracked([1, 2, 3], "Reading"))

    def test_what_takes_long_shows_how_far_it_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = Terminal()
        assert self.listed(monkeypatch, stream, 0.4) == [1, 2, 3]
        full, empty = "#" * 10 + "." * 20, "#" * 20 + "." * 10
        assert stream.shown() == f"\rReading [{full}] 1/3\rReading [{empty}] 2/3\r\x1b[K"

    def test_what_is_quick_shows_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = Terminal()
        assert self.listed(monkeypatch, stream, 0.1) == [1, 2, 3]
        assert stream.shown() == ""

    def test_a_pipe_shows_no_progress(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = io.StringIO()
        assert self.listed(monkeypatch, stream, 5) == [1, 2, 3]
        assert stream.getvalue() == ""

    def test_without_standard_error_no_progress_is_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.listed(monkeypatch, None, 5) == [1, 2, 3]


@pytest.mark.usefixtures("room")
class TestKeyboard:
    def test_a_case_is_not_awaited_from_the_keyboard(
        self, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", Terminal(b"{}"))
        assert refused(capsysbinary, "next") == "CASE: which file? init writes one; - reads the keyboard"
        assert refused(capsysbinary, "next", "-") == "standard input: interview: is missing"

    def test_the_keyboard_can_stop_a_command(self, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        def stop(_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("followup_rules._cli._arguments.answer_gaps", stop)
        assert main(["gaps", "case.json"]) == 130
        out, err = capsysbinary.readouterr()
        assert (out, err) == (b"\n", b"followup-rules: stopped\n")


@pytest.mark.usefixtures("room")
class TestNow:
    """ "Now" is said only where ``send_at`` has come; every time has its zone."""

    EARLY = "2026-06-04T10:00:00+09:00"  # the thank-you is due from 15:00 on
    NIGHT = "2026-06-04T22:00:00+09:00"  # it is due, and goes out at 09:00

    @pytest.mark.parametrize("now", [EARLY, NIGHT])
    @pytest.mark.parametrize("command", ["next", "plan", "draft"])
    def test_now_is_not_said_before_the_time_of_a_message(self, command: str, now: str, capsysbinary: Capture) -> None:
        assert not re.search(r"\bnow\b", run(capsysbinary, command, "case.json", now=now), re.IGNORECASE)

    def test_a_message_for_the_morning_says_its_time(self, capsysbinary: Capture) -> None:
        printed = run(capsysbinary, "next", "case.json", now=self.NIGHT)
        assert "\nAt Fri 5 Jun 2026 09:00 (Asia/Tokyo): Send the thank-you note to Yuki Mori" in printed
        drafted = run(capsysbinary, "draft", "case.json", now=self.NIGHT)
        assert drafted.startswith("When: not before Fri 5 Jun 2026 09:00 (Asia/Tokyo)\n")

    def test_now_is_said_of_a_late_message(self, capsysbinary: Capture) -> None:
        drafted = run(capsysbinary, "draft", "case.json", now="2026-06-08T10:00:00+09:00")
        assert drafted.startswith("When: now; it is late\n")

    @pytest.mark.parametrize("now", [EARLY, NIGHT, NOW, "2026-06-08T10:00:00+09:00", "2026-06-16T10:00:00Z"])
    @pytest.mark.parametrize("command", ["next", "plan"])
    def test_every_time_has_its_zone(self, command: str, now: str, capsysbinary: Capture) -> None:
        printed = run(capsysbinary, command, "case.json", now=now)
        for line in printed.splitlines():
            times, zones = re.findall(r"\d\d:\d\d", line), line.count("(Asia/Tokyo)")
            span = len(re.findall(r"\d\d:\d\d to ", line))  # both ends of a span are in one zone
            assert len(times) - span == zones, line

    def test_whoever_gets_no_message_is_not_told_of_now(self, capsysbinary: Capture) -> None:
        line = refused(capsysbinary, "review", "case.json", "--now", self.EARLY, "--to", "per")
        assert line == "--to: 'per' does not get the next message; those who do are peer; did you mean 'peer'?"


def test_several_problems_stay_in_lines_of_their_own(room: Path, capsysbinary: Capture) -> None:
    (room / "case.json").write_text(CASE.model_dump_json().replace("Acme", "A\\nB").replace("JP", "\\u001b"))
    text = refused_with(capsysbinary, "next", "case.json")
    assert [line.isprintable() for line in text.splitlines()] == [True] * 3
