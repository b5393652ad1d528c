"""The page about the command line shows what it prints, and a whole case goes by without opening its file."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from followup_rules import Case, next_action
from followup_rules._cli import main
from support import at

if TYPE_CHECKING:
    from collections.abc import Callable

    from commands import Capture, Pipe

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
ENVIRONMENT = os.environ | {
    "PYTHONUTF8": "1",
    "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)),
    "TZ": "UTC",
}


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Return the commands of the page and what it shows of each; be in a folder with the files that these read."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "README.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "UTC")
    found = re.findall(r"^\$ followup-rules (.*)\n((?:(?!\$ |```).*\n)*)", PAGE, re.MULTILINE)
    assert len(found) >= 18
    return found


class TestPage:
    def test_the_page_shows_what_is_printed(
        self, shown: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture
    ) -> None:
        pytest.importorskip("icalendar", exc_type=ImportError)  # one of them writes reminders
        for command, output in shown:
            words = shlex.split(command)
            if "<" in words:
                *words, _, file = words
                monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(file).read_bytes())))
            code = main(words)
            out, err = capsysbinary.readouterr()
            assert (out + err).decode() == output, command
            assert code == (2 if err else 0)

    @pytest.mark.slow
    @pytest.mark.parametrize("place", [0, -1])
    def test_a_process_of_its_own_prints_what_the_page_shows(self, shown: list[tuple[str, str]], place: int) -> None:
        command, output = shown[place]
        assert output.startswith("followup-rules: ") is (place == -1)
        run = subprocess.run(  # noqa: S602 - our own commands, one with a file as its input
            f"{shlex.quote(sys.executable)} -m followup_rules {command}",
            shell=True,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env=ENVIRONMENT,
        )
        assert run.stdout + run.stderr == output
        assert run.returncode == (2 if run.stderr else 0)

    def test_the_installed_command_is_that_of_the_page(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        entry = EntryPoint("followup-rules", project["scripts"]["followup-rules"], "console_scripts")
        assert entry.load() is main

    def test_the_case_of_the_page_is_a_case(self) -> None:
        (text,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
        case = Case.model_validate_json(text)
        assert next_action(case, now=at("2026-06-05 10:00")).kind == "wait-until"

    def test_the_page_names_every_word_and_option_that_can_be_recorded(self) -> None:
        from followup_rules._cli._recorded import OPTIONS, WORDS  # noqa: PLC0415 - only here

        names = [*WORDS, *(option.name for option in OPTIONS)]
        assert [name for name in names if f"`{name}`" not in PAGE] == []


class TestStory:
    """A person who writes no Python gets through a whole case without opening the JSON."""

    @pytest.fixture
    def tell(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture, piped: Pipe
    ) -> Callable[..., list[str]]:
        """Return what runs a command at a local time in Tokyo, with answers, and returns its lines."""
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("TZ", "UTC")

        def told(command: str, now: str, answers: str = "") -> list[str]:
            piped(answers.encode())
            assert main([*shlex.split(command), "--now", at(now).isoformat()]) == 0
            out, err = capsysbinary.readouterr()
            assert err == b""
            return out.decode().splitlines()

        return told

    ANSWERS = (ROOT / "examples" / "answers.txt").read_text(encoding="utf-8")

    def test_the_commands_of_the_page_make_a_whole_case(self, tell: Callable[..., list[str]]) -> None:
        told = tell("init acme.json", "2026-06-03 16:00", self.ANSWERS)
        assert "Wait until Thu 4 Jun 15:00 (Asia/Tokyo): then send the thank-you note to Ken Ito" in told
        told = tell("next acme.json", "2026-06-04 15:30")
        assert "Now: Send the thank-you note to Ken Ito by Fri 5 Jun 15:00 (Asia/Tokyo)" in told
        told = tell("draft acme.json", "2026-06-04 15:30")
        assert told[:2] == ["When: now, until Fri 5 Jun 2026 15:00 (Asia/Tokyo)", "To: Ken Ito <ito@example.com>"]
        told = tell("record acme.json sent", "2026-06-04 15:40")
        assert told[0] == "Recorded: Thank-you note sent to Ken Ito, Thu 4 Jun 2026 15:40 (Asia/Tokyo)"

        # The mail comes back: the recruiter is to pass the thanks on, until there is another address.
        told = tell("record acme.json bounced", "2026-06-04 15:45")
        assert told[0] == "Recorded: Bounced: Ken Ito, Thu 4 Jun 2026 15:45 (Asia/Tokyo)"
        assert "Now: Send the thank-you note to Hanako Sato by Fri 5 Jun 15:00 (Asia/Tokyo)" in told
        told = tell("edit acme.json", "2026-06-04 15:50", "\n" * 13 + "ken.ito@example.com\n" + "\n" * 6)
        assert "Now: Send the thank-you note to Ken Ito by Fri 5 Jun 15:00 (Asia/Tokyo)" in told
        told = tell("record acme.json sent", "2026-06-04 16:00")
        assert told[0] == "Recorded: Thank-you note sent to Ken Ito, Thu 4 Jun 2026 16:00 (Asia/Tokyo)"

        # They name another date, are thanked for it, and then say nothing.
        told = tell("record acme.json replied --from sato --decision-by 2026-06-19", "2026-06-05 10:00")
        assert "Now: Send the thanks for the update to Hanako Sato by Mon 8 Jun 18:00 (Asia/Tokyo)" in told
        tell("record acme.json sent", "2026-06-05 11:00")
        told = tell("agenda . --until today", "2026-06-23 09:30")
        assert told == ["Until Wed 24 Jun 2026 00:00 (UTC+09:00):", "", "Nothing is due."]
        told = tell("agenda . --until today", "2026-06-24 09:30")
        assert told[2:4] == [
            "Data Engineer at Acme (acme.json)",
            "  Now: Send the first follow-up to Hanako Sato by Thu 25 Jun 18:00 (Asia/Tokyo)",
        ]
        told = tell("record acme.json sent", "2026-06-24 09:45")
        assert "Wait until Wed 1 Jul 09:00 (Asia/Tokyo): then send the second follow-up to Hanako Sato" in told

        told = tell("record acme.json rejected --from sato", "2026-06-26 10:00")
        assert "Wait until Mon 29 Jun 09:00 (Asia/Tokyo): then send the feedback request to Hanako Sato" in told
        told = tell("record acme.json skipped", "2026-06-26 10:05")
        assert told[0] == "Recorded: Skipped: feedback request, Fri 26 Jun 2026 10:05 (Asia/Tokyo)"
        assert told[5] == "Nothing is due. You decided not to ask for feedback."
