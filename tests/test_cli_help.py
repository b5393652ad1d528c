"""What the command line says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from followup_rules._cli import main

if TYPE_CHECKING:
    from commands import Capture

# Each command with what it does, in the order in which one meets them.
COMMANDS = {
    "init": "ask for a case, and write it",
    "edit": "ask the questions again, with the known answers",
    "record": "add to a case what happened",
    "show": "what is recorded: the interview, the people, and what happened",
    "undo": "remove what was recorded last, or what has a number",
    "agenda": "what comes next in each case of a folder",
    "next": "what comes next, and why",
    "plan": "the whole schedule ahead, as if nobody ever answers",
    "draft": "the words of what comes next",
    "review": "what to improve in the drafts, or in a text of your own",
    "gaps": "what to ask for before leaving the room",
    "schema": "the JSON Schema of a case",
}


def told(capture: Capture, *arguments: str) -> list[str]:
    """Return the rows of a help, each with single blanks between its words."""
    with pytest.raises(SystemExit) as caught:
        main([*arguments, "--help"])
    assert caught.value.code == 0
    return [" ".join(row.split()) for row in re.split(r"\n(?! {8,})", capture.readouterr().out.decode())]


def test_the_help_names_each_command(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    rows = told(capsysbinary)
    assert rows[rows.index("COMMAND") + 1 : -1] == [f"{name} {does}" for name, does in COMMANDS.items()]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_begins_with_what_it_does(
    command: str, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    rows = told(capsysbinary, command)
    assert any(row.startswith(COMMANDS[command]) for row in rows)


def test_the_help_of_record_names_what_it_takes(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    rows = told(capsysbinary, "record")
    assert {
        "FILE the JSON file of the case",
        "WHAT what happened, or a mail",
        "MAIL the mail that says so, as a file; - is standard input",
    } <= set(rows)


def test_the_help_of_agenda_says_what_a_time_may_be(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    row = "--until TIME today, tomorrow, week, a date, or a time: only what is due until then"
    assert row in told(capsysbinary, "agenda")
