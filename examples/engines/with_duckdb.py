"""The night's work with DuckDB: one bucket at a time, in SQL but for the answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import duckdb
from lake import ANSWERS, MORNING, Lake, ask, each_bucket, morning, write

from followup_rules.arrow import provenance

if TYPE_CHECKING:
    from datetime import datetime

DUE = """
WITH known AS (SELECT case_id, count(*)::INT AS heard FROM events GROUP BY case_id)
SELECT cases.*, coalesce(known.heard, 0) AS heard
FROM cases LEFT JOIN known USING (case_id) LEFT JOIN answers USING (case_id)
WHERE answers.case_id IS NULL OR answers.changes_at <= $now
   OR answers.heard <> coalesce(known.heard, 0) OR answers.revision <> cases.revision
   OR answers.provenance <> $provenance
"""

NEW = """
SELECT * FROM answered
UNION ALL BY NAME
SELECT * FROM answers WHERE case_id NOT IN (SELECT case_id FROM answered)
ORDER BY case_id
"""

DESKS = """
SELECT cases.* FROM cases JOIN answers USING (case_id)
WHERE error IS NULL AND cases.candidate IN (SELECT candidate FROM answers WHERE kind <> 'done' AND opens < $until)
"""

WITH_EVENTS = """
WITH rows AS ({rows}), told AS (
    SELECT case_id, '[' || string_agg(event, ',' ORDER BY number) || ']' AS events
    FROM events WHERE case_id IN (SELECT case_id FROM rows) GROUP BY case_id
)
SELECT rows.*, told.events FROM rows LEFT JOIN told USING (case_id) ORDER BY candidate, case_id
"""


def tables(lake: Lake, bucket: int) -> duckdb.DuckDBPyConnection:
    """Return a connection that knows the tables of a bucket."""
    connection = duckdb.connect(config={"threads": 1})
    files = {"cases": lake.cases(bucket), "events": lake.events(bucket), "answers": lake.answers(bucket)}
    for name, file in files.items():
        connection.read_parquet(str(file), hive_partitioning=False).create_view(name)
    return connection


def ask_again(lake: Lake, bucket: int, now: datetime) -> None:
    """Ask what may have changed in a bucket, and store the answers."""
    connection = tables(lake, bucket)
    due = connection.sql(WITH_EVENTS.format(rows=DUE), params={"now": now, "provenance": provenance()})
    connection.register("answered", ask(due.to_arrow_table(), now))
    write(lake.answers(bucket), connection.sql(NEW).to_arrow_table(), ANSWERS)


def list_morning(lake: Lake, bucket: int, now: datetime, until: datetime) -> None:
    """Write the morning list of a bucket."""
    desks = tables(lake, bucket).sql(WITH_EVENTS.format(rows=DESKS), params={"until": until})
    write(lake.morning(bucket, now), morning(desks.to_arrow_table(), now, until), MORNING)


def night_of(lake: Lake, bucket: int, now: datetime, until: datetime) -> None:
    """Do the night's work of a bucket."""
    ask_again(lake, bucket, now)
    list_morning(lake, bucket, now, until)


night = partial(each_bucket, night_of)
