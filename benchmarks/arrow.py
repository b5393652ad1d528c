"""Measure answers to tables: rows a second of one core, from events and from progress, and growth with the rows.

    python benchmarks/arrow.py [--rows N]

Each row is another case: thirty places, a thousand companies with closed days of their own, ends at any quarter of an
hour of three years, two thirds of them of the last eight weeks, and each stage that a case can be in. Times are
processor time.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from followup_rules import Case
from followup_rules.arrow import answers, cases_table

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 6, 15, 8, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
LONG, SHORT = timedelta(days=3 * 365) // QUARTER, timedelta(weeks=8) // QUARTER
PLACES = (
    *(("JP", "Asia/Tokyo"), ("KR", "Asia/Seoul"), ("CN", "Asia/Shanghai"), ("SG", "Asia/Singapore")),
    *(("IN", "Asia/Kolkata"), ("AE", "Asia/Dubai"), ("IL", "Asia/Jerusalem"), ("TR", "Europe/Istanbul")),
    *(("DE", "Europe/Berlin"), ("FR", "Europe/Paris"), ("ES", "Europe/Madrid"), ("IT", "Europe/Rome")),
    *(("NL", "Europe/Amsterdam"), ("PL", "Europe/Warsaw"), ("SE", "Europe/Stockholm"), ("CH", "Europe/Zurich")),
    *(("GB", "Europe/London"), ("IE", "Europe/Dublin"), ("PT", "Europe/Lisbon"), ("ZA", "Africa/Johannesburg")),
    *(("NG", "Africa/Lagos"), ("EG", "Africa/Cairo"), ("US", "America/New_York"), ("US", "America/Chicago")),
    *(("US", "America/Los_Angeles"), ("CA", "America/Toronto"), ("MX", "America/Mexico_City")),
    *(("BR", "America/Sao_Paulo"), ("AU", "Australia/Sydney"), ("NZ", "Pacific/Auckland")),
)
# What has happened, each kind with the days after the interview.
HISTORIES: tuple[tuple[tuple[str, int, dict[str, Any]], ...], ...] = (
    (),
    (),
    (("thank-you-sent", 1, {"to": ["peer"]}),),
    (("thank-you-sent", 1, {"to": ["peer"]}), ("reply-received", 4, {"sender": "hr"})),
    (("thank-you-sent", 1, {"to": ["peer"]}), ("follow-up-sent", 12, {"to": ["hr"]})),
    (
        ("thank-you-sent", 1, {"to": ["peer"]}),
        ("follow-up-sent", 12, {"to": ["hr"]}),
        ("follow-up-sent", 22, {"to": ["hr"]}),
    ),
    (("thank-you-sent", 1, {"to": ["peer"]}), ("rejection-received", 9, {"sender": "hr"})),
    (("reply-received", 3, {"sender": "hr", "asks_for": "two references"}),),
    (("thank-you-sent", 1, {"to": ["peer"]}), ("out-of-office-received", 2, {"sender": "hr"})),
    (("offer-received", 10, {"sender": "hr"}),),
)


def cases(count: int, first: int = 0) -> Iterator[tuple[str, Case]]:
    """Yield so many cases, each different from all others; *first* is the number of the first one."""
    for number in range(first, first + count):
        chance = random.Random(number)  # noqa: S311 - the same cases in each run
        company = chance.randrange(1000)
        country, zone = PLACES[company % len(PLACES)]
        ended = NOW - QUARTER * chance.randrange(LONG if number % 3 == 0 else SHORT)
        host = f"company{company}.example.com"
        history = chance.choice(HISTORIES)
        events = [
            {"kind": kind, "at": at.isoformat(), **more}
            for kind, days, more in history
            if (at := ended + timedelta(days=days, minutes=chance.randrange(480))) <= NOW
        ]
        day = ended.astimezone(ZoneInfo(zone)).date()
        interview: dict[str, Any] = {
            "id": str(number),
            "company": f"Company {company}",
            "position": chance.choice(("Data Engineer", "Analyst", "Designer", "Nurse")),
            "ended_at": ended.isoformat(),
            "timezone": zone,
            "country": country,
            "extra_holidays": [str(date(2026, 1 + company % 12, 1 + company % 28))],
            "contacts": [
                {"id": "hr", "name": f"Recruiter {number}", "roles": ["recruiter"], "email": f"hr{number}@{host}"},
                {"id": "peer", "name": f"Peer {number}", "roles": ["interviewer"], "email": f"peer{number}@{host}"},
            ],
        }
        if chance.random() < 0.4:  # noqa: PLR2004 - a share
            interview["decision_by"] = str(day + timedelta(days=chance.randrange(5, 20)))
        candidate = {"name": f"Candidate {number // 4}", "email": f"c{number // 4}@example.net"}
        yield str(number), Case.model_validate({"interview": interview, "events": events, "candidate": candidate})


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
    print(f"{len(found.filter(pa.compute.is_valid(found.column('error'))))} errors")
    for name, left_out in (("events", "progress"), ("progress", "events")):
        part = table.drop_columns(left_out)
        best = min(seconds(part) for _ in range(3))
        half = min(seconds(part.slice(0, count // 2)) for _ in range(3))
        print(f"from {name}: {count / best:,.0f} rows a second of one core; twice the rows, {best / half:.2f} times")
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
