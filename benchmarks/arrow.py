"""Measure answers to tables: rows a second of one core, from events and from progress, and growth with the rows.

    python benchmarks/arrow.py [--rows N]

Each row is another case: thirty places, a thousand companies with closed days of their own, ends at any quarter of an
hour of three years, two thirds of them of the last eight weeks, and each stage that a case can be in. Times are
processor time.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

sys.path.append(str(Path(__file__).parent.parent / "examples" / "engines"))
from simulated import NOW, cases

from followup_rules.arrow import answers, cases_table


def seconds(table: pa.Table) -> float:
    """Return the processor time of the answers to a table."""
    start = time.process_time()
    answers(table, now=NOW)
    return time.process_time() - start


def main() -> None:
    """Print rows a second of one core, and how time grows with rows."""
    parser = argparse.ArgumentParser(description="Measure answers to tables.")
    parser.add_argument("--rows", type=int, default=20_000)
    count = parser.parse_args().rows
    table = cases_table(dict(cases(count)))
    found = answers(table, now=NOW)
    kinds = found.column("kind").combine_chunks().value_counts().to_pylist()
    print(", ".join(f"{row['counts'] / count:.0%} {row['values']}" for row in kinds), end="; ")
    print(f"{len(found.filter(pc.is_valid(found.column('error'))))} errors")
    for name, left_out in (("events", "progress"), ("progress", "events")):
        part = table.drop_columns(left_out)
        best = min(seconds(part) for _ in range(3))
        half = min(seconds(part.slice(0, count // 2)) for _ in range(3))
        print(f"from {name}: {count / best:,.0f} rows a second of one core; twice the rows, {best / half:.2f} times")
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
