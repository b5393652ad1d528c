"""The command line: ``agenda FOLDER --until today`` lists what is to be done in the cases of a folder."""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import CASE, Capture, refused
from events import asks, withdrawn
from followup_rules._cli import _times, main
from followup_rules._cli._times import until_of
from support import HR, PEER, at, interview

if TYPE_CHECKING:
    from collections.abc import Generator

NOW = "2026-06-15T09:30:00+09:00"  # Monday; the first follow-ups are due from 09:00 on


@pytest.fixture
def folder(room: Path) -> Path:
    """Return a folder with two cases of one recruiter, one of another company, and one that is over."""
    (room / "case.json").unlink()
    cases = {
        "acme.json": CASE.replace(events=[]),
        "acme-2.json": CASE.replace(
            interview=interview(id="acme-2", position="Analyst", ended_at=at("2026-06-03 17:00"))
        ),
        "over.json": CASE.replace(
            interview=interview(id="over", company="Initech", contacts=[PEER.replace(email="x@initech.example")]),
            events=[withdrawn("2026-06-05 10:00")],
        ),
        "asked.json": CASE.replace(
            interview=interview(id="asked", company="Globex", contacts=[HR.replace(email="hr@globex.example")]),
            events=[asks("2026-06-15 08:00", "hr")],
        ),
    }
    for name, case in cases.items():
        (room / name).write_text(case.model_dump_json(), encoding="utf-8")
    return room


def listed(capture: Capture, *arguments: str, code: int = 0, now: str = NOW) -> str:
    assert main(["agenda", *arguments, "--now", now]) == code
    out, err = capture.readouterr()
    assert bool(err) is bool(code)
    return out.decode()


@pytest.mark.usefixtures("folder")
class TestList:
    def test_an_agenda_lists_all_cases_of_a_folder(self, capsysbinary: Capture) -> None:
        assert listed(capsysbinary).splitlines() == [
            "Data Engineer at Globex (asked.json)",
            "  Now: Answer Hanako Sato by Tue 16 Jun: two references",
            "    on time from Mon 15 Jun 2026 08:00 to Wed 17 Jun 2026 00:00 (Asia/Tokyo)",
            "Data Engineer at Acme (acme.json)",
            "  Now: Send the first follow-up to Hanako Sato by Tue 16 Jun 18:00 (Asia/Tokyo)",
            "    on time from Mon 15 Jun 2026 09:00 to Tue 16 Jun 2026 18:00 (Asia/Tokyo)",
            "Analyst at Acme (acme-2.json)",
            "  Wait until Wed 17 Jun 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato",
            "    on time from Wed 17 Jun 2026 09:00 to Wed 17 Jun 2026 18:00 (Asia/Tokyo)",
            (
                "    H1: Hanako Sato also hears from you on 15 June 2026 about Data Engineer at Acme (acme-1), "
                "so wait until 17 June 2026."
            ),
            "Data Engineer at Initech (over.json)",
            "  Nothing is due. You withdrew.",
        ]

    def test_what_opens_later_today_is_due_today(self, capsysbinary: Capture) -> None:
        lines = listed(capsysbinary, now="2026-06-15T08:30+09:00").splitlines()
        assert lines[3:6] == [
            "Data Engineer at Acme (acme.json)",
            "  Today from 09:00 (Asia/Tokyo): send the first follow-up to Hanako Sato",
            "    on time from Mon 15 Jun 2026 09:00 to Tue 16 Jun 2026 18:00 (Asia/Tokyo)",
        ]

    def test_it_is_today_in_the_place_of_the_company(self, capsysbinary: Capture) -> None:
        """It is Sunday evening in New York, and Monday in Tokyo."""
        printed = listed(capsysbinary, now="2026-06-14T18:30-04:00")
        assert "\n  Today from 09:00 (Asia/Tokyo): send the first follow-up to Hanako Sato\n" in printed
        printed = listed(capsysbinary, now="2026-06-14T10:30-04:00")
        assert "\n  Wait until Mon 15 Jun 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato\n" in printed

    def test_an_agenda_until_the_evening_leaves_out_what_is_due_later(self, capsysbinary: Capture) -> None:
        printed = listed(capsysbinary, ".", "--until", "today")
        assert printed.startswith("Until Tue 16 Jun 2026 00:00 (UTC+09:00):\n\nData Engineer at Globex (asked.json)\n")
        assert printed.count(".json") == 2

    def test_an_agenda_for_programs_is_json(self, capsysbinary: Capture) -> None:
        values = json.loads(listed(capsysbinary, "--until", "today", "--json"))
        assert [(value["file"], value["action"]["kind"]) for value in values] == [
            ("asked.json", "respond"),
            ("acme.json", "send"),
        ]
        values = json.loads(listed(capsysbinary, "--json"))
        assert [(value["file"], value["held_by"]) for value in values][1:3] == [
            ("acme.json", None),
            ("acme-2.json", "acme-1"),
        ]
        named = [(value["id"], value["company"], value["position"]) for value in values]
        assert named == [
            ("asked", "Globex", "Data Engineer"),
            ("acme-1", "Acme", "Data Engineer"),
            ("acme-2", "Acme", "Analyst"),
            ("over", "Initech", "Data Engineer"),
        ]

    def test_an_agenda_says_that_nothing_is_due_until_then(self, folder: Path, capsysbinary: Capture) -> None:
        (folder / "asked.json").unlink()
        printed = listed(capsysbinary, "--until", "today", now="2026-06-03T09:00:00+09:00")
        assert printed.endswith(":\n\nNothing is due.\n")

    def test_two_files_with_one_case_are_one_entry(self, folder: Path, capsysbinary: Capture) -> None:
        (folder / "copy.json").write_bytes((folder / "over.json").read_bytes())
        assert "(copy.json, over.json)" in listed(capsysbinary)

    def test_an_agenda_may_be_of_another_folder(
        self, folder: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir("/")
        assert "(over.json)" in listed(capsysbinary, str(folder))

    def test_an_agenda_takes_the_japanese_policy(self, capsysbinary: Capture) -> None:
        """It assumes two weeks until the decision, so of those due today only the answer that is owed is left."""
        assert listed(capsysbinary, "--until", "today").count(".json") == 2
        assert listed(capsysbinary, "--until", "today", "--policy", "japanese").count(".json") == 1


class TestFaults:
    def test_a_broken_file_does_not_stop_the_rest(self, folder: Path, capsysbinary: Capture) -> None:
        (folder / "bad.json").write_text("{")
        (folder / "more.json").write_text('{"interview": {}, "x": 1}')
        assert main(["agenda", "--now", NOW, "--until", "today"]) == 2
        out, err = capsysbinary.readouterr()
        assert out.decode().count(".json") == 2
        lines = err.decode().splitlines()
        assert lines[0].startswith("followup-rules: bad.json: Invalid JSON: EOF")
        assert lines[1] == "followup-rules: more.json has 7 problems:"
        assert lines[2] == "  x: there is no such field"
        assert len(lines) == 9

    def test_files_of_other_kinds_are_left_alone(self, folder: Path, capsysbinary: Capture) -> None:
        (folder / "notes.txt").write_text("x")
        (folder / ".hidden.json").write_text("x")
        assert "over.json" in listed(capsysbinary)

    def test_a_folder_that_is_named_like_a_file_is_a_problem(self, folder: Path, capsysbinary: Capture) -> None:
        (folder / "old.json").mkdir()
        assert main(["agenda", "--now", NOW]) == 2
        assert "old.json' cannot be read: Is a directory" in capsysbinary.readouterr().err.decode()

    def test_a_file_that_may_not_be_read_is_a_problem(
        self, folder: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read = Path.read_bytes

        def forbidden(path: Path) -> bytes:
            if path.name == "over.json":
                raise PermissionError(13, "Permission denied")
            return read(path)

        monkeypatch.setattr(Path, "read_bytes", forbidden)
        assert main(["agenda", str(folder), "--now", NOW]) == 2
        out, err = capsysbinary.readouterr()
        assert err.decode() == f"followup-rules: CASE: '{folder / 'over.json'}' cannot be read: Permission denied\n"
        assert out.decode().count(".json") == 3

    def test_an_empty_folder_is_said_to_have_no_cases(self, room: Path, capsysbinary: Capture) -> None:
        (room / "empty").mkdir()
        assert listed(capsysbinary, "empty") == "There is no case in empty.\n"

    @pytest.mark.parametrize(
        ("folder_name", "words"),
        [
            ("none", "No such file or directory"),
            ("case.json", "Not a directory"),
            ("a\0b", "its name has a null in it"),
        ],
    )
    def test_an_agenda_of_what_is_no_folder_is_refused(
        self, folder_name: str, words: str, room: Path, capsysbinary: Capture
    ) -> None:
        assert room.exists()
        assert refused(capsysbinary, "agenda", folder_name).endswith(f"cannot be read: {words}")

    def test_a_time_of_an_agenda_that_is_none_is_refused(self, room: Path, capsysbinary: Capture) -> None:
        assert room.exists()
        line = refused(capsysbinary, "agenda", "--until", "tonight")
        assert line == (
            "--until: must be today, tomorrow, week, a date such as 2026-05-11, or a time of that date, got 'tonight'"
        )


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Be on a machine in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


class TestUntil:
    """What is asked: "today" ends at the local midnight of the machine's zone, or of --now's offset."""

    TOKYO = timezone(timedelta(hours=9))

    @pytest.mark.parametrize(
        ("text", "end"),
        [
            ("today", "2026-06-16T00:00:00+09:00"),
            ("Today", "2026-06-16T00:00:00+09:00"),
            ("tomorrow", "2026-06-17T00:00:00+09:00"),
            ("week", "2026-06-22T00:00:00+09:00"),
            ("2026-06-20", "2026-06-21T00:00:00+09:00"),
            ("2026-06-20 12:00", "2026-06-20T12:00:00+09:00"),
            ("2026-06-20T12:00:00+02:00", "2026-06-20T12:00:00+02:00"),
        ],
    )
    def test_until_is_in_the_offset_of_now(self, text: str, end: str) -> None:
        now = datetime(2026, 6, 15, 23, 59, tzinfo=self.TOKYO)
        assert until_of(text, now, of_machine=False) == datetime.fromisoformat(end)

    @pytest.mark.usefixtures("in_berlin")
    @pytest.mark.parametrize(
        ("text", "end"),
        [
            # On Sunday 25 October 2026 the clocks in Berlin go back: that day has 25 hours.
            ("today", "2026-10-25T00:00:00+02:00"),
            ("tomorrow", "2026-10-26T00:00:00+01:00"),
            ("2026-10-25 12:00", "2026-10-25T12:00:00+01:00"),
        ],
    )
    def test_until_is_in_the_zone_of_the_machine(self, text: str, end: str) -> None:
        now = datetime.fromisoformat("2026-10-24T12:00:00+02:00")
        assert until_of(text, now, of_machine=True) == datetime.fromisoformat(end)

    @pytest.mark.usefixtures("room", "in_berlin")
    @pytest.mark.parametrize("command", [["agenda"], ["init", "new.json"]])
    @pytest.mark.parametrize(
        ("now", "offset"),
        [("2026-06-08 11:00", "2026-06-08T11:00+02:00"), ("2026-12-08 11:00", "2026-12-08T11:00+01:00")],
    )
    def test_a_time_needs_an_offset_and_that_of_the_machine_is_named(
        self, command: list[str], now: str, offset: str, capsysbinary: Capture
    ) -> None:
        assert refused(capsysbinary, *command, "--now", now) == (
            f"--now: {now!r} has no offset from UTC; in the time of this machine it would be {offset}"
        )

    @pytest.mark.usefixtures("in_berlin")
    def test_the_clock_is_read_in_the_zone_of_the_machine(self) -> None:
        assert _times.now_of(None).utcoffset() in (timedelta(hours=1), timedelta(hours=2))

    @pytest.mark.usefixtures("folder")
    def test_an_agenda_without_now_reads_the_clock(self, capsysbinary: Capture) -> None:
        assert main(["agenda", "--until", "today"]) == 0
        assert capsysbinary.readouterr().out.decode().startswith("Until ")
