"""Measure nights over many cases in Parquet, with a data engine: one that asks all, and one that asks few.

    python benchmarks/engines.py [duckdb|polars] [--rows N]

It needs the dependency group ``engines``. The rows are those of 20,000 cases, again and again with other ids,
candidates and addresses, since it takes longer to make a case than to answer it. Each night runs in processes of its
own, with one thread each. Times are processor time; two processes are compared by the clock, so nothing else should run
then. Memory is known on Linux only.
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
    """What some work took: processor time and time by the clock, in seconds, and memory at most."""

    processor: float
    clock: float
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


def measured(engine: str, work: str, lake: Lake, buckets: Sequence[int], *times: datetime) -> Took:
    """Do the work of buckets within this process."""
    function = getattr(importlib.import_module(f"with_{engine}"), work)
    start, clock = time.process_time(), time.perf_counter()
    for bucket in buckets:
        function(lake, bucket, *times)
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    megabytes = int(peak[1]) / 1024 if peak else float("nan")
    return Took(time.process_time() - start, time.perf_counter() - clock, megabytes)


def alone(work: partial[Took], *arguments: object) -> Took:
    """Measure work in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def together(work: partial[Took], halves: Sequence[Sequence[int]], now: datetime) -> float:
    """Return how long work takes by the clock in a process for each part; the processes have begun before."""
    with ProcessPoolExecutor(len(halves), mp_context=get_context("spawn")) as pool:
        list(pool.map(work, [[]] * len(halves), [now] * len(halves)))
        start = time.perf_counter()
        list(pool.map(work, halves, [now] * len(halves)))
        return time.perf_counter() - start


def main() -> None:
    """Print how nights grow, how much faster the second one is, and what two processes give."""
    parser = argparse.ArgumentParser(description="Measure nights over many cases in Parquet.")
    parser.add_argument("engine", nargs="?", choices=("duckdb", "polars"), default="duckdb")
    parser.add_argument("--rows", type=int, default=8 * BUCKET, help=f"rounded to eights of {BUCKET:,}")
    options = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = "1"
    unit = max(1, round(options.rows / BUCKET / max(PARTS)))
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(Path(folder))
        create(lake, unit * max(PARTS))
        compare(options.engine, lake, unit)


def compare(engine: str, lake: Lake, unit: int) -> None:
    """Print the measurements."""
    buckets, work = range(unit * max(PARTS)), partial(measured, engine, "ask_again", lake)
    took = {part: two_nights(lake, work, buckets[: part * unit]) for part in PARTS}
    smallest = took[PARTS[0]].processor
    for part, night in took.items():
        print(f"{part * unit * BUCKET:,} rows: {night.processor / part / smallest:.2f} of linear")

    now = max(read(lake.answers(buckets[-1]))["asked_at"].to_pylist())
    lists = alone(partial(measured, engine, "list_morning", lake), buckets, now, now + timedelta(days=1))
    listed = sum(len(read(lake.morning(each, now))) for each in buckets)
    print(f"morning lists: {listed:,} things to do, in {lists.processor:,.0f} s; at most {lists.megabytes:,.0f} MB")

    forget(lake, buckets)
    one = together(work, [buckets], NOW)
    forget(lake, buckets)
    two = together(work, [buckets[::2], buckets[1::2]], NOW)
    print(f"two processes: {one / two:.2f} times as fast as one")


def two_nights(lake: Lake, work: partial[Took], buckets: Sequence[int]) -> Took:
    """Print what it takes to ask all and then few; return the first."""
    forget(lake, buckets)
    first = alone(work, buckets, NOW)
    now, rows = happen(lake, buckets), len(buckets) * BUCKET
    second = alone(work, buckets, now)
    asked = sum(read(lake.answers(each))["asked_at"].to_pylist().count(now) for each in buckets)
    print(
        f"{rows:,} rows: all in {first.processor:,.0f} s, {rows / first.processor:,.0f} a second, "
        f"at most {first.megabytes:,.0f} MB; {asked / rows:.1%} in {second.processor:,.1f} s, "
        f"{first.processor / second.processor:.1f} times as fast ({first.clock / second.clock:.1f} by the clock)",
        flush=True,
    )
    return first


if __name__ == "__main__":
    main()
