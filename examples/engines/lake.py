"""What all engines share: where the tables lie, how a file is written, and what is asked of the library.

A lake is a folder. The candidate's mailbox gives the bucket, so all cases of a candidate lie in one (H1):

    cases/bucket=N/cases.parquet       a row for each case; ``revision`` grows when the interview is corrected
    events/bucket=N/DAY.parquet        a row for each event; files are only added
    answers/bucket=N/answers.parquet   the answer to each case, with its ``changes_at``: this is the index
    mornings/DAY/bucket=N.parquet      what is to be done on that day; once it is there, the night of the bucket is over
"""

from __future__ import annotations

import json
import os
import shutil
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import groupby
from multiprocessing import get_context
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from followup_rules import Blocked, Case, Done, agenda
from followup_rules.arrow import answers, answers_schema, cases_table, events_schema, events_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

TEXT, NUMBER, INSTANT, TEXTS = pa.string(), pa.int32(), pa.timestamp("us", tz="UTC"), pa.list_(pa.string())
# What a stored answer keeps. Not send_at, reasons and texts: they may change before changes_at (G40).
KEPT = (
    *("kind", "touch", "status", "stage", "opens", "closes", "changes_at", "lapses_at", "timezone"),
    *("to", "emails", "asks_for", "answer_by", "missing", "error", "provenance"),
)


def _plain(kind: pa.DataType) -> pa.DataType:
    """Return a type that Spark takes: it has no dictionaries. Parquet makes them by itself."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind


_CASE = {"case_id": TEXT, "candidate": TEXT, "revision": NUMBER}
CASES = pa.schema(list({**_CASE, "interview": TEXT}.items()))
ANSWERS = pa.schema(
    [
        *_CASE.items(),
        ("heard", NUMBER),  # how many events the answer knows of
        *((name, _plain(answers_schema().field(name).type)) for name in KEPT),
        ("asked_at", INSTANT),
    ]
)
MORNING = pa.schema(
    [
        *(("candidate", TEXT), ("case_id", TEXT), ("send_at", INSTANT), ("kind", TEXT), ("touch", TEXT)),
        *(("status", TEXT), ("to", TEXTS), ("emails", TEXTS), ("held_by", TEXT), ("what", TEXT)),
    ]
)


@dataclass(frozen=True)
class Lake:
    """The folder of the tables."""

    root: Path

    @property
    def buckets(self) -> range:
        """The numbers of the buckets."""
        return range(len(list((self.root / "cases").glob("bucket=*"))))

    def cases(self, bucket: int) -> Path:
        """Return the file of the cases of a bucket."""
        return self.root / "cases" / f"bucket={bucket}" / "cases.parquet"

    def events(self, bucket: int, day: str = "*") -> Path:
        """Return the file of the events that were recorded on a day, or the pattern of all such files."""
        return self.root / "events" / f"bucket={bucket}" / f"{day}.parquet"

    def answers(self, bucket: int) -> Path:
        """Return the file of the answers of a bucket."""
        return self.root / "answers" / f"bucket={bucket}" / "answers.parquet"

    def morning(self, bucket: int, now: datetime) -> Path:
        """Return the file of the morning list of a bucket."""
        return self.root / "mornings" / f"{now:%Y-%m-%d}" / f"bucket={bucket}.parquet"

    def over(self, now: datetime) -> Path:
        """Return the file that says that a night is over, and its answers are checked."""
        return self.root / "mornings" / f"{now:%Y-%m-%d}" / "over"

    def create(self, cases: Mapping[str, Case], buckets: int) -> None:
        """Write the tables for the first time, with nothing answered yet."""
        new = Lake(self.root.with_name(f"{self.root.name}.new"))
        shutil.rmtree(new.root, ignore_errors=True)  # what a crash left
        for bucket, (rows, events) in enumerate(by_bucket(cases, buckets)):
            write(new.cases(bucket), rows, CASES)
            write(new.events(bucket, "before"), events, events_schema())
            write(new.answers(bucket), ANSWERS.empty_table(), ANSWERS)
        new.root.replace(self.root)


def read(path: Path) -> pa.Table:
    """Return the table of a file."""
    return parquet.read_table(path, partitioning=None)


def write(path: Path, table: pa.Table, schema: pa.Schema) -> None:
    """Write a file whole: first beside its place, with a name that no engine takes for a table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    parquet.write_table(table.select(schema.names).cast(schema), beside, compression="zstd")
    put(beside, path)


def put(beside: Path, path: Path) -> None:
    """Move a finished file to its place: readers see the old one or the new one."""
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    beside.replace(path)


def by_bucket(cases: Mapping[str, Case], buckets: int) -> list[tuple[pa.Table, pa.Table]]:
    """Return the rows of the cases and of their events for each bucket. The bucket of a mailbox must never change.

    Cases without a candidate have an empty mailbox in common.
    """
    rows, events = cases_table(cases), events_table(cases)
    rows = rows.set_column(rows.column_names.index("candidate"), "candidate", rows["candidate"].fill_null(""))
    rows = rows.append_column("revision", pa.array([0] * len(rows), NUMBER)).select(CASES.names)
    numbers = [crc32(mailbox.encode()) % buckets for mailbox in rows["candidate"].to_pylist()]
    number_of = dict(zip(cases, numbers, strict=True))
    of_rows, of_events = (
        pa.array(map(number_of.get, table["case_id"].to_pylist()), NUMBER) for table in (rows, events)
    )
    return [
        (rows.filter(pc.equal(of_rows, bucket)), events.filter(pc.equal(of_events, bucket)))
        for bucket in range(buckets)
    ]


def ask(due: pa.Table | pa.RecordBatch, now: datetime) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Answer a table or batch with the columns of ``CASES``, ``heard`` and ``events``, in those of ``ANSWERS``."""
    found = answers(due, now=now)
    asked_at = pa.array([now] * found.num_rows, INSTANT)
    return found.append_column("asked_at", asked_at).select(ANSWERS.names).cast(ANSWERS)


def morning(desks: pa.Table, now: datetime, until: datetime) -> pa.Table:
    """Return what is to be done before *until*: all cases, by candidate, of those candidates of whom something is due.

    A case alone cannot know what other cases send. The agenda of a candidate knows, so nobody gets two messages on one
    day (H1).
    """
    rows = (row for batch in desks.to_batches(max_chunksize=4096) for row in batch.to_pylist())
    by_candidate = groupby(rows, itemgetter("candidate"))
    found = [entry for candidate, desk in by_candidate for entry in _entries(candidate, desk, now, until)]
    return pa.Table.from_pylist(found, MORNING)


def _entries(mailbox: str, rows: Iterable[dict[str, Any]], now: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    """Yield the morning list of one candidate."""
    cases = {row["case_id"]: case_of(row) for row in rows}
    ids = {id(case): case_id for case_id, case in cases.items()}
    for entry in agenda(cases.values(), now=now, until=until):
        action, interview = entry.action, entry.case.interview
        to = [] if isinstance(action, Blocked | Done) else [each.contact for each in action.to]
        row = entry.row() | {"candidate": mailbox, "case_id": ids[id(entry.case)], "what": str(entry)}
        row |= {"to": to, "emails": [interview.contact(each).email for each in to]}
        yield {name: row[name] for name in MORNING.names}


def case_of(row: Mapping[str, Any]) -> Case:
    """Return the case of a row with ``candidate``, ``interview`` and ``events``. Only a draft needs the true name."""
    mailbox = row["candidate"]
    candidate = json.dumps({"name": mailbox, "email": mailbox} if mailbox else None)
    whole = f'{{"interview": {row["interview"]}, "events": {row["events"] or "[]"}, "candidate": {candidate}}}'
    return Case.model_validate_json(whole)


def each_bucket(
    night: Callable[[Lake, int, datetime, datetime], None], lake: Lake, now: datetime, until: datetime, processes: int
) -> Iterator[int]:
    """Do the night of each bucket that has no morning list yet; yield the numbers of those that are done."""
    left = [bucket for bucket in lake.buckets if not lake.morning(bucket, now).exists()]
    yield from set(lake.buckets).difference(left)
    if processes == 1:
        for bucket in left:
            night(lake, bucket, now, until)
            yield bucket
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        calls = {pool.submit(night, lake, bucket, now, until): bucket for bucket in left}
        for call in as_completed(calls):
            call.result()
            yield calls[call]
