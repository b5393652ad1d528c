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
SELECT cases.* FROM cases JOIN new USING (case_id)
WHERE error IS NULL AND cases.candidate IN (SELECT candidate FROM new WHERE kind <> 'done' AND opens < $until)
"""

WITH_EVENTS = """
WITH rows AS ({rows}), told AS (
    SELECT case_id, '[' || string_agg(event, ',' ORDER BY number) || ']' AS events
    FROM events WHERE case_id IN (SELECT case_id FROM rows) GROUP BY case_id
)
SELECT rows.*, told.events FROM rows LEFT JOIN told USING (case_id) ORDER BY candidate, case_id
"""


def night_of(lake: Lake, bucket: int, now: datetime, until: datetime) -> None:
    """Ask what may have changed in a bucket, store the answers, and write the morning list."""
    connection = duckdb.connect(config={"threads": 1})
    files = {"cases": lake.cases(bucket), "events": lake.events(bucket), "answers": lake.answers(bucket)}
    for name, file in files.items():
        connection.read_parquet(str(file), hive_partitioning=False).create_view(name)

    due = connection.sql(WITH_EVENTS.format(rows=DUE), params={"now": now, "provenance": provenance()})
    connection.register("answered", ask(due.to_arrow_table(), now))
    new = connection.sql(NEW).to_arrow_table()
    write(lake.answers(bucket), new, ANSWERS)

    connection.register("new", new)
    desks = connection.sql(WITH_EVENTS.format(rows=DESKS), params={"until": until})
    write(lake.morning(bucket, now), morning(desks.to_arrow_table(), now, until), MORNING)


night = partial(each_bucket, night_of)
