"""A data frame of 20,000 cases, and a table of what is due in each country.

    python examples/frame.py [ROWS]

The cases are made up: in each country an interview on every day of two weeks, and every second one was thanked for.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice, product

import polars as pl

from followup_rules.arrow import answers

NOW = datetime(2026, 6, 16, 14, tzinfo=UTC)
ZONES = {"DE": "Europe/Berlin", "GB": "Europe/London", "IL": "Asia/Jerusalem", "IN": "Asia/Kolkata", "JP": "Asia/Tokyo"}
DAYS = [datetime(2026, 6, day, 9, tzinfo=UTC) for day in (1, 2, 3, 4, 5, 8, 9, 10, 11, 12)]


def cases(rows: int) -> pl.DataFrame:
    """Return made-up cases: a column with the JSON of the interviews, and one with that of their events."""
    people = '[{"id": "hr", "roles": ["recruiter", "interviewer"], "email": "hr@example.com"}]'
    found = []
    for number, (country, ended, thanked) in enumerate(islice(cycle(product(ZONES, DAYS, (False, True))), rows)):
        interview = (
            f'{{"id": "{number}", "company": "Acme", "position": "Engineer", "ended_at": "{ended.isoformat()}", '
            f'"timezone": "{ZONES[country]}", "country": "{country}", "contacts": {people}}}'
        )
        sent = (ended + timedelta(days=1)).isoformat()
        events = f'[{{"kind": "thank-you-sent", "at": "{sent}", "to": ["hr"]}}]' if thanked else "[]"
        found.append((number, country, interview, events))
    return pl.DataFrame(found, ["number", "country", "interview", "events"], orient="row")


def due(rows: int) -> pl.DataFrame:
    """Return how many messages are due in each country, on time and late."""
    found = answers(cases(rows).to_arrow(), now=NOW)
    return (
        pl.DataFrame(pl.from_arrow(found))
        .filter(pl.col("kind") == "send")
        .with_columns(pl.col("touch", "status").cast(pl.String))
        .group_by("country", "touch", "status")
        .len("messages")
        .sort("country", "touch", "status")
    )


if __name__ == "__main__":
    with pl.Config(tbl_rows=-1, tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True):
        print(due(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
