"""The night's work with Polars: one bucket at a time, in lazy frames but for the answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import polars as pl
from lake import ANSWERS, MORNING, Lake, ask, each_bucket, morning, write
from polars import col

from followup_rules.arrow import provenance

if TYPE_CHECKING:
    from datetime import datetime

INDEX = ("case_id", "changes_at", "heard", "revision", "provenance")


def due(cases: pl.LazyFrame, events: pl.LazyFrame, answers: pl.LazyFrame, now: datetime) -> pl.LazyFrame:
    """Return the cases whose answer may have changed."""
    known = events.group_by("case_id").agg(pl.len().cast(pl.Int32).alias("heard"))
    return (
        cases.join(known, on="case_id", how="left")
        .with_columns(col("heard").fill_null(0))
        .join(answers.select(INDEX), on="case_id", how="left", suffix="_then")
        .filter(
            col("provenance").is_null()  # it was never asked
            | (col("changes_at") <= now)
            | (col("heard") != col("heard_then"))
            | (col("revision") != col("revision_then"))
            | (col("provenance") != provenance())
        )
        .select("case_id", "candidate", "revision", "interview", "heard")
    )


def desks(cases: pl.LazyFrame, answers: pl.LazyFrame, until: datetime) -> pl.LazyFrame:
    """Return all cases of the candidates of whom something is due."""
    candidates = answers.filter((col("kind") != "done") & (col("opens") < until)).select("candidate").unique()
    readable = answers.filter(col("error").is_null()).select("case_id")
    return cases.join(readable, on="case_id", how="semi").join(candidates, on="candidate", how="semi")


def with_events(rows: pl.LazyFrame, events: pl.LazyFrame) -> pl.DataFrame:
    """Return cases with their events as JSON, by candidate."""
    rows = rows.collect().lazy()  # they are few, and needed twice
    told = (
        events.join(rows, on="case_id", how="semi")
        .sort("number")
        .group_by("case_id", maintain_order=True)
        .agg(pl.format("[{}]", col("event").str.join(",")).alias("events"))
    )
    return rows.join(told, on="case_id", how="left").sort("candidate", "case_id").collect()


def tables(lake: Lake, bucket: int) -> list[pl.LazyFrame]:
    """Return the cases, events and answers of a bucket."""
    files = (lake.cases(bucket), lake.events(bucket), lake.answers(bucket))
    return [pl.scan_parquet(file, hive_partitioning=False) for file in files]


def ask_again(lake: Lake, bucket: int, now: datetime) -> None:
    """Ask what may have changed in a bucket, and store the answers."""
    cases, events, answers = tables(lake, bucket)
    asked = ask(with_events(due(cases, events, answers, now), events).to_arrow(), now)
    answered = pl.LazyFrame(asked)
    new = pl.concat([answered, answers.join(answered, on="case_id", how="anti")]).sort("case_id").collect()
    write(lake.answers(bucket), new.to_arrow(), ANSWERS)


def list_morning(lake: Lake, bucket: int, now: datetime, until: datetime) -> None:
    """Write the morning list of a bucket."""
    cases, events, answers = tables(lake, bucket)
    listed = with_events(desks(cases, answers, until), events)
    write(lake.morning(bucket, now), morning(listed.to_arrow(), now, until), MORNING)


def night_of(lake: Lake, bucket: int, now: datetime, until: datetime) -> None:
    """Do the night's work of a bucket."""
    ask_again(lake, bucket, now)
    list_morning(lake, bucket, now, until)


night = partial(each_bucket, night_of)
