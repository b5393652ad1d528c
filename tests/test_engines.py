"""The examples with data engines: each runs small, is killed, and finds old answers; all say what the library says."""

from __future__ import annotations

import importlib
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from followup_rules import agenda, next_action

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent.parent / "examples" / "engines"
NIGHTS = re.compile(r"^(\w{3} \d\d \w{3}): asked (\d+) of (\d+) cases, (\d+) errors, (\d+) things to do$", re.MULTILINE)
ALIKE = "  the stored answers and next_action for every case have one checksum: "
ASKS = {"follow-up-1", "follow-up-2", "escalation", "feedback-request"}
# Runs an example, and kills itself before it puts the n-th file in its place.
KILLS = """
import os, runpy, signal, sys
del sys.argv[0]
left, replace = int(sys.argv.pop(0)), os.replace
def killing(*paths):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(*paths)
os.replace = killing
sys.path.insert(0, os.path.dirname(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def engine(name: str) -> Any:
    """Return the name of an engine as a parameter; where it is not installed, the test says so."""
    missing = [each for each in (name, "rich") if find_spec(each) is None]
    if name == "pyspark" and shutil.which("java") is None:
        missing.append("Java")
    lacks = ", ".join(missing)
    mark = pytest.mark.skipif(bool(missing), reason=f"not installed: {lacks} (pip install --group engines)")
    return pytest.param(name, marks=mark)


ENGINES = [engine(name) for name in ("duckdb", "polars", "pyspark")]
KILLED = [
    pytest.param(*each.values, killed_at, days, marks=each.marks)
    for each in ENGINES
    for killed_at, days in (((15, 1),) if each.values == ("pyspark",) else ((15, 2), (18, 2)))  # it is slow to begin
]
each_engine = pytest.mark.parametrize("name", ENGINES)


def command(name: str, lake: Path, days: int, killed_at: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run an example with 200 cases, or let it be killed before it puts so many files in their places."""
    start = [] if killed_at is None else ["-c", KILLS, str(killed_at)]
    arguments = [name, "--cases", "200", "--days", str(days), "--buckets", "4", "--lake", str(lake)]
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, *start, str(FOLDER / "run.py"), *arguments], capture_output=True, text=True, check=False
    )


def run(name: str, lake: Path, days: int) -> str:
    done = command(name, lake, days)
    assert done.returncode == 0, done.stderr
    return done.stdout


def tables(lake: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of all tables of a lake, in the order of cases."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in sorted(lake.glob("*/*/*.parquet")):
        rows = parquet.read_table(file, partitioning=None).to_pylist()
        found[str(file.relative_to(lake))] = sorted(rows, key=lambda row: (row["case_id"], row.get("number", 0)))
    return found


def rewrite(files: Iterable[Path], change: Any) -> None:
    """Change the rows of files."""
    for file in files:
        table = parquet.read_table(file, partitioning=None)
        parquet.write_table(pa.Table.from_pylist([row | change(row) for row in table.to_pylist()], table.schema), file)


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """Return the modules that the examples share; they need no engine."""
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("lake"), importlib.import_module("simulated")


@each_engine
def test_each_night_asks_few_and_all_stored_answers_are_right(name: str, tmp_path: Path) -> None:
    """The issue: "the index gives the same answers as asking everybody"; the example compares them each night."""
    printed = run(name, tmp_path / "lake", 2)
    nights = NIGHTS.findall(printed)
    assert [(day, total, errors) for day, _, total, errors, _ in nights] == [
        ("Mon 15 Jun", "200", "0"),
        ("Tue 16 Jun", "202", "0"),
        ("Wed 17 Jun", "204", "0"),
    ]
    asked = [int(asked) for _, asked, *_ in nights]
    assert asked[0] == 200
    assert 0 < asked[2] < asked[1] < 150
    assert printed.count(ALIKE) == 3
    assert run(name, tmp_path / "lake", 2) == ""  # all is done


@pytest.mark.parametrize("name", ENGINES[1:])
def test_all_engines_write_the_same(name: str, tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="DuckDB is not installed: the others are compared with it")
    assert run(name, tmp_path / name, 1) == run("duckdb", tmp_path / "duckdb", 1)
    assert tables(tmp_path / name) == tables(tmp_path / "duckdb")


@pytest.mark.parametrize(("name", "killed_at", "days"), KILLED)
def test_a_job_that_is_killed_again_and_again_loses_nothing_and_repeats_nothing(
    name: str, killed_at: int, days: int, tmp_path: Path
) -> None:
    """The first 13 files are those of a new lake; then two are written for a bucket in a night, and two in a day."""
    run(name, tmp_path / "whole", days)
    kills = 0
    while (done := command(name, tmp_path / "killed", days, killed_at)).returncode == -signal.SIGKILL:
        kills += 1
    assert done.returncode == 0, done.stderr
    assert kills > 1
    assert tables(tmp_path / "killed") == tables(tmp_path / "whole")


@each_engine
def test_answers_of_another_provenance_are_asked_for_again(name: str, tmp_path: Path) -> None:
    run(name, tmp_path, 0)
    wrong = {"kind": "done", "changes_at": None, "provenance": "followup_rules 0.0.1, holidays 0.1, zones 2020a"}
    rewrite((tmp_path / "answers").glob("*/*.parquet"), lambda _: wrong)
    (_, asked, total, *_), *_ = NIGHTS.findall(run(name, tmp_path, 1))
    assert asked == total == "202"


@each_engine
def test_a_row_that_cannot_be_read_stops_nobody(name: str, tmp_path: Path) -> None:
    run(name, tmp_path, 0)
    broken = {"interview": '{"id": "7"}', "revision": 9}
    rewrite((tmp_path / "cases").glob("*/*.parquet"), lambda row: broken if row["case_id"] == "7" else {})
    assert [errors for *_, errors, _ in NIGHTS.findall(run(name, tmp_path, 1))] == ["1"]
    (row,) = [row for rows in tables(tmp_path).values() for row in rows if row["case_id"] == "7" and row.get("error")]
    assert row["error"].startswith("interview.company: is missing")
    assert row["kind"] is None


@each_engine
def test_the_check_finds_a_wrong_answer(name: str, tmp_path: Path) -> None:
    """No hour has come for what never changes, so nothing but the check can find it."""
    run(name, tmp_path, 0)
    wrong = {"stage": "withdrawn"}
    rewrite((tmp_path / "answers").glob("*/*.parquet"), lambda row: wrong if row["kind"] == "done" else {})
    done = command(name, tmp_path, 1)
    assert done.returncode == 1
    assert "the checksum of the stored answers is " in done.stderr


class TestMorning:
    """H1: in the morning list nobody gets two messages of one candidate; it is the agenda of all cases."""

    def test_the_list_of_the_morning_is_the_agenda_of_all_cases(self, modules: tuple[Any, Any]) -> None:
        lake, simulated = modules
        now, until = simulated.NOW, simulated.NOW.replace(day=16)
        cases = dict(simulated.cases(200))
        rows = [
            {
                "case_id": case_id,
                "candidate": case.candidate.email,
                "interview": case.interview.model_dump_json(),
                "events": f"[{','.join(event.model_dump_json() for event in case.events)}]",
            }
            for case_id, case in cases.items()
        ]
        rows.sort(key=lambda row: row["candidate"])
        found = lake.morning(pa.Table.from_pylist(rows), now, until).to_pylist()
        expected = agenda(cases.values(), now=now, until=until)
        assert sorted((row["case_id"], row["what"]) for row in found) == sorted(
            (entry.case.interview.id, str(entry)) for entry in expected
        )
        asked = Counter((row["candidate"], mail) for row in found if row["touch"] in ASKS for mail in row["emails"])
        assert set(asked.values()) == {1}
        alone = [(case.candidate.email, next_action(case, now=now)) for case in cases.values()]
        together = Counter(
            (mail, each.contact) for mail, action in alone if action.kind == "send" for each in action.to
        )
        assert max(together.values()) > 1
