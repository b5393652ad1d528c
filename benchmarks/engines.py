"""Measure nights over many cases in Parquet, with a data engine: one that asks all, and one that asks few.

    python benchmarks/engines.py [duckdb|polars] [--rows N] [--processes N]

It needs the dependency group ``engines``. The rows are those of 20,000 cases, again and again with other ids,
candidates and addresses, since it takes longer to make a case than to answer it. Each night runs in processes of its
own, with one thread each. Times are processor time, and each row has those of the first buckets of one night. Two
processes are compared by the clock, so nothing else should run then. Memory is known on Linux only.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

sys.path.append(str(Path(__file__).parent.parent / "examples" / "engines"))
from lake import ANSWERS, CASES, Lake, by_bucket, read, write
from simulated import NOW, cases

from followup_rules import ReplyReceived
from followup_rules.arrow import events_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

BUCKET = 20_000  # rows, each of another case
CHANGED = 0.03  # the share of cases that the second night has to ask
PARTS = (1, 2, 4, 8)  # of eight: how many rows are in each measurement


class Took(NamedTuple):
    """What the work of a bucket took: seconds of processor time, and memory at most."""

    processor: float
    megabytes: float


def create(lake: Lake, buckets: int) -> None:
    """Write a bucket of cases so many times, each time with other ids, candidates and addresses."""
    ((rows, events),) = by_bucket(dict(cases(BUCKET)), 1)
    for bucket in range(buckets):
        others = {
            "case_id": _prefixed(bucket, rows["case_id"]),
            "candidate": _prefixed(bucket, rows["candidate"]),
            "interview": pc.replace_substring(rows["interview"], ".example.com", f".of{bucket}.example.com"),
        }
        write(lake.cases(bucket), pa.table(others | {"revision": rows["revision"]}), CASES)
        renamed = events.set_column(0, "case_id", _prefixed(bucket, events["case_id"]))
        write(lake.events(bucket, "before"), renamed, events_schema())


def _prefixed(bucket: int, texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return ids or addresses as those of a bucket."""
    return pc.binary_join_element_wise(str(bucket), texts, "-")


def forget(lake: Lake, buckets: Sequence[int]) -> None:
    """Begin again: nothing is answered, and nothing new has happened."""
    for bucket in buckets:
        lake.events(bucket, "new").unlink(missing_ok=True)
        write(lake.answers(bucket), ANSWERS.empty_table(), ANSWERS)


def happen(lake: Lake, buckets: Sequence[int]) -> datetime:
    """Choose the next night so that the hour has come for no more than the share; others of that share get a reply."""
    changes = read(lake.answers(0)).select(["case_id", "changes_at"]).sort_by("changes_at")
    share = round(len(changes) * CHANGED)
    beyond = changes["changes_at"][share].as_py()
    now = max((each for each in changes["changes_at"].to_pylist()[:share] if each < beyond), default=NOW)
    early = pc.sum(pc.less_equal(changes["changes_at"], now)).as_py()
    latest = changes["case_id"].to_pylist()[len(changes) - (share - early) :]
    ids = [each.partition("-")[2] for each in latest]
    reply = ReplyReceived(at=now, sender="hr").model_dump_json()
    for bucket in buckets:
        rows = [{"case_id": f"{bucket}-{each}", "number": 99, "event": reply, "at": now} for each in ids]
        write(lake.events(bucket, "new"), pa.Table.from_pylist(rows, events_schema()), events_schema())
    return now


def measured(engine: str, work: str, lake: Lake, bucket: int, *times: datetime) -> Took:
    """Do the work of a bucket within this process."""
    function = getattr(importlib.import_module(f"with_{engine}"), work)
    start = time.process_time()
    function(lake, bucket, *times)
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    return Took(time.process_time() - start, int(peak[1]) / 1024 if peak else float("nan"))


def all_of(work: partial[Took], processes: int, buckets: Sequence[int], *times: datetime) -> tuple[list[Took], float]:
    """Return what the work of each bucket took, and of all by the clock; the processes have begun before."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(time.sleep, [1] * processes))
        start = time.perf_counter()
        took = list(pool.map(work, buckets, *([each] * len(buckets) for each in times)))
        return took, time.perf_counter() - start


def main() -> None:
    """Print how nights grow, how much faster the second one is, and what two processes give."""
    parser = argparse.ArgumentParser(description="Measure nights over many cases in Parquet.")
    parser.add_argument("engine", nargs="?", choices=("duckdb", "polars"), default="duckdb")
    parser.add_argument("--rows", type=int, default=8 * BUCKET, help=f"rounded to eights of {BUCKET:,}")
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = "1"
    unit = max(1, round(options.rows / BUCKET / max(PARTS)))
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(Path(folder))
        create(lake, unit * max(PARTS))
        compare(options.engine, lake, unit, options.processes)


def compare(engine: str, lake: Lake, unit: int, processes: int) -> None:
    """Print the measurements."""
    buckets, few, work = range(unit * max(PARTS)), range(unit), partial(measured, engine, "ask_again", lake)
    forget(lake, buckets)
    first, clock = all_of(work, processes, buckets, NOW)
    now = happen(lake, buckets)
    second, clock_of_second = all_of(work, processes, buckets, now)
    asked = sum(read(lake.answers(each))["asked_at"].to_pylist().count(now) for each in buckets)
    for part in PARTS:
        rows, (all_, some) = part * unit * BUCKET, (_seconds(took[: part * unit]) for took in (first, second))
        growth, faster = all_ / part / _seconds(first[:unit]), all_ / some
        print(
            f"{rows:,} rows: all in {all_:,.0f} s, {rows / all_:,.0f} a second, {growth:.2f} of linear; "
            f"few in {some:,.1f} s, {faster:.1f} times as fast"
        )
    rows, most = len(buckets) * BUCKET, max(took.megabytes for took in (*first, *second))
    print(
        f"few are {asked / rows:.1%}; by the clock {clock:,.0f} s and {clock_of_second:,.1f} s, "
        f"{clock / clock_of_second:.1f} times as fast; at most {most:,.0f} MB a process"
    )
    lists, _ = all_of(partial(measured, engine, "list_morning", lake), processes, few, now, now + timedelta(days=1))
    listed = sum(len(read(lake.morning(each, now))) for each in few)
    print(f"morning lists of {len(few) * BUCKET:,} rows: {listed:,} things to do, in {_seconds(lists):,.0f} s")
    times = []
    for count in (1, 2):
        forget(lake, few)
        times.append(all_of(work, count, few, NOW)[1])
    print(f"two processes, {len(few) * BUCKET:,} rows: {times[0] / times[1]:.2f} times as fast as one")


def _seconds(took: Sequence[Took]) -> float:
    """Return the processor time of the work of some buckets."""
    return sum(each.processor for each in took)


if __name__ == "__main__":
    main()
