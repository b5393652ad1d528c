"""Ask each night what is due, with a data engine: a simulated week on generated cases.

    python examples/engines/run.py duckdb --cases 2000 --days 7
    python examples/engines/run.py polars --cases 2000 --days 7
    python examples/engines/run.py pyspark --cases 2000 --days 7

Each night asks only those cases of which something may have changed. Then all stored answers are compared with what the
library says of every case. With ``--lake FOLDER`` the tables stay there, and a run that was interrupted goes on.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
from lake import Lake, read
from rich.console import Console
from rich.progress import track
from simulated import NOW, a_day_passes, cases, checksum_of_asked, checksum_of_stored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_T = TypeVar("_T")
DAY = timedelta(days=1)
SHOWN = 5  # lines of a morning list


def main() -> None:
    """Run the nights that are not over yet."""
    parser = argparse.ArgumentParser(description="Ask each night what is due, with a data engine.")
    parser.add_argument("engine", choices=("duckdb", "polars", "pyspark"))
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--days", type=int, default=7, help="so many days after the first night")
    parser.add_argument("--buckets", type=int, default=8, help="20,000 to 50,000 cases in a bucket are a good size")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--lake", type=Path, help="the folder of the tables; without it, they are deleted in the end")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(options.lake or Path(folder) / "lake")
        if not lake.buckets:
            made = dict(followed(cases(options.cases), options.cases, "making cases"))
            lake.create(made, options.buckets)
        for number in range(options.days + 1):
            now = NOW + number * DAY
            if lake.over(now).exists():
                continue
            if number:
                a_day_passes(lake, number, now - DAY, options.cases)
            work = importlib.import_module(f"with_{options.engine}").night(lake, now, now + DAY, options.processes)
            for _ in followed(work, len(lake.buckets), f"the night before {now:%A}"):
                pass
            show(lake, now)
            check(lake, now)
            lake.over(now).touch()


def followed(things: Iterable[_T], total: int, what: str) -> Iterable[_T]:
    """Yield things, and show on the standard error how far they are."""
    console = Console(stderr=True)
    return track(things, what, total, console=console, transient=True, disable=not console.is_terminal)


def show(lake: Lake, now: datetime) -> None:
    """Print what a night did, and the first things that are to be done."""
    answers = pa.concat_tables(read(lake.answers(bucket)) for bucket in lake.buckets)
    mornings = pa.concat_tables(read(lake.morning(bucket, now)) for bucket in lake.buckets)
    asked, errors = pc.sum(pc.equal(answers["asked_at"], now)).as_py() or 0, len(answers) - answers["error"].null_count
    print(
        f"{now:%a %d %b}: asked {asked:,} of {len(answers):,} cases, {errors:,} errors, {len(mornings):,} things to do"
    )
    for row in mornings.sort_by([("send_at", "ascending"), ("case_id", "ascending")]).slice(0, SHOWN).to_pylist():
        print(f"  {row['candidate']}: {row['what']}")


def check(lake: Lake, now: datetime) -> None:
    """Compare all stored answers with those of ``next_action`` to every case."""
    stored, asked = checksum_of_stored(lake), checksum_of_asked(lake, now)
    if stored != asked:
        sys.exit(f"the checksum of the stored answers is {stored}, that of next_action for every case is {asked}")
    print(f"  the stored answers and next_action for every case have one checksum: {stored}")


if __name__ == "__main__":
    main()
