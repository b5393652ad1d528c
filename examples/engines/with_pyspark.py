"""The night's work with PySpark: all buckets in one job, in SQL but for the answers, which ``mapInArrow`` asks for."""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import lake as shared
import pyarrow as pa
from lake import ANSWERS, INSTANT, MORNING, NUMBER, TEXT, TEXTS, Lake, ask, morning, put, write
from pyarrow import parquet
from pyspark.sql import SparkSession

from followup_rules.arrow import provenance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from pyspark.sql import DataFrame

DUE = """
WITH known AS (SELECT case_id, CAST(count(*) AS INT) AS heard FROM events GROUP BY case_id)
SELECT cases.*, coalesce(known.heard, 0) AS heard
FROM cases LEFT JOIN known USING (case_id) LEFT JOIN answers USING (case_id)
WHERE answers.case_id IS NULL OR answers.changes_at <= :now
   OR answers.heard <> coalesce(known.heard, 0) OR answers.revision <> cases.revision
   OR answers.provenance <> :provenance
"""

DESKS = """
SELECT cases.* FROM cases JOIN answers USING (case_id)
WHERE error IS NULL AND cases.candidate IN (SELECT candidate FROM answers WHERE kind <> 'done' AND opens < :until)
"""

TOLD = """
SELECT case_id, concat('[', array_join(transform(array_sort(told), each -> each.event), ','), ']') AS events
FROM (SELECT case_id, collect_list(struct(number, event)) AS told FROM events GROUP BY case_id)
"""

_TYPES = {TEXT: "STRING", NUMBER: "INT", INSTANT: "TIMESTAMP", TEXTS: "ARRAY<STRING>", pa.date32(): "DATE"}


def columns(schema: pa.Schema) -> str:
    """Return the columns of a table and its bucket, in the words of Spark."""
    return ", ".join([f"`{field.name}` {_TYPES[field.type]}" for field in schema] + ["bucket INT"])


def night(lake: Lake, now: datetime, until: datetime, processes: int) -> Iterator[int]:
    """Ask what may have changed, store the answers, and write the morning lists; yield the numbers of the buckets."""
    if all(lake.morning(bucket, now).exists() for bucket in lake.buckets):
        yield from lake.buckets
        return
    spark = session(processes)
    for name in ("cases", "events", "answers"):
        spark.read.parquet(str(lake.root / name)).createOrReplaceTempView(name)
    due = spark.sql(DUE, {"now": now, "provenance": provenance()}).join(spark.sql(TOLD), "case_id", "left")
    answered = due.mapInArrow(partial(ask_batches, now=now), columns(ANSWERS)).cache()
    kept = spark.table("answers").join(answered, "case_id", "left_anti")
    beside = lake.root / "_spark"  # no engine takes a name with an underscore for a table
    for bucket, file in written(answered.unionByName(kept), beside).items():
        put(file, lake.answers(bucket))

    spark.read.parquet(str(lake.root / "answers")).createOrReplaceTempView("answers")
    desks = spark.sql(DESKS, {"until": until}).join(spark.sql(TOLD), "case_id", "left")
    mornings = desks.groupBy("bucket", "candidate").applyInArrow(list_of(now, until), columns(MORNING))
    files = written(mornings, beside)
    for bucket in lake.buckets:
        listed = parquet.read_table(files[bucket], partitioning=None) if bucket in files else MORNING.empty_table()
        write(lake.morning(bucket, now), listed, MORNING)
        yield bucket
    answered.unpersist()
    shutil.rmtree(beside)


def ask_batches(batches: Iterable[pa.RecordBatch], now: datetime) -> Iterator[pa.RecordBatch]:
    """Answer batches of cases."""
    for batch in batches:
        yield ask(batch, now).append_column("bucket", batch.column("bucket"))


def list_of(now: datetime, until: datetime) -> Callable[[tuple[Any, ...], pa.Table], pa.Table]:
    """Return what makes the morning list of one candidate."""

    def listed(key: tuple[Any, ...], desk: pa.Table) -> pa.Table:
        found = morning(desk, now, until)
        return found.append_column("bucket", pa.array([key[0].as_py()] * len(found), NUMBER))

    return listed


def written(rows: DataFrame, folder: Path) -> dict[int, Path]:
    """Write rows in one file for each bucket; return the files. Nothing there is in its place yet."""
    shutil.rmtree(folder, ignore_errors=True)
    rows.repartition("bucket").write.partitionBy("bucket").parquet(str(folder))
    return {int(file.parent.name.removeprefix("bucket=")): file for file in folder.glob("bucket=*/*.parquet")}


def session(processes: int) -> SparkSession:
    """Return a session on this machine alone."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    settings: dict[str, bool | float | int | str | None] = {
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
        "spark.sql.shuffle.partitions": str(4 * processes),
    }
    spark = SparkSession.builder.master(f"local[{processes}]").config(map=settings).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    for module in (__file__, shared.__file__):
        spark.sparkContext.addPyFile(module)  # the workers import them
    return spark
