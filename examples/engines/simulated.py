"""Cases that are made up, days on which things happen to them, and a check of all answers.

Each case is another one: thirty places, a thousand companies with closed days of their own, ends at any quarter of an
hour of three years, two thirds of them of the last eight weeks, and each stage that a case can be in.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pyarrow as pa
from lake import ANSWERS, CASES, Lake, by_bucket, case_of, read, write
from pydantic import ValidationError

from followup_rules import Case, FollowUpError, next_action
from followup_rules.arrow import events_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
        shared = number - (number % 8 == 1)  # two cases of a candidate have a recruiter in common
        company = random.Random(shared).randrange(1000)  # noqa: S311 - that of the other one
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
                {"id": "hr", "name": f"Recruiter {shared}", "roles": ["recruiter"], "email": f"hr{shared}@{host}"},
                {"id": "peer", "name": f"Peer {number}", "roles": ["interviewer"], "email": f"peer{number}@{host}"},
            ],
        }
        if chance.random() < 0.4:  # noqa: PLR2004 - a share
            interview["decision_by"] = str(day + timedelta(days=chance.randrange(5, 20)))
        candidate = {"name": f"Candidate {number // 4}", "email": f"c{number // 4}@example.net"}
        yield str(number), Case.model_validate({"interview": interview, "events": events, "candidate": candidate})


# What others do on a day, each kind with its share of the cases.
NEWS: tuple[tuple[str, float, dict[str, Any]], ...] = (
    ("reply-received", 0.01, {"sender": "hr"}),
    ("reply-received", 0.005, {"sender": "hr", "asks_for": "two references"}),
    ("rejection-received", 0.01, {"sender": "hr"}),
    ("offer-received", 0.002, {"sender": "hr"}),
    ("out-of-office-received", 0.003, {"sender": "peer"}),
)
SENT = {
    "thank-you": "thank-you-sent",
    "follow-up-1": "follow-up-sent",
    "follow-up-2": "follow-up-sent",
    "escalation": "escalation-sent",
    "update-thanks": "update-thanks-sent",
    "feedback-request": "feedback-request-sent",
    None: "message-sent",
}
CORRECTED, JOINED = 0.01, 0.01  # shares of the cases: a decision date became known; new ones


def a_day_passes(lake: Lake, number: int, then: datetime, count: int) -> None:
    """Record what happens between the night at *then* and the next: new cases, corrected interviews, and events.

    *number* is that of the day, *count* that of the cases at the beginning. It is the same each time, and the events of
    a bucket are written last: what a crash interrupts is done again.
    """
    day, joining = f"{then:%Y-%m-%d}", round(count * JOINED)
    new = by_bucket(dict(cases(joining, count + joining * (number - 1))), len(lake.buckets))
    for bucket, (joined, their_events) in enumerate(new):
        if lake.events(bucket, day).exists():
            continue
        ids = set(joined["case_id"].to_pylist())
        rows = [row for row in read(lake.cases(bucket)).to_pylist() if row["case_id"] not in ids]
        corrected = pa.Table.from_pylist([_corrected(row, number, then) for row in rows], CASES)
        write(lake.cases(bucket), pa.concat_tables([corrected, joined]), CASES)
        events = pa.Table.from_pylist(list(_recorded(lake, bucket, rows, then)), events_schema())
        write(lake.events(bucket, day), pa.concat_tables([events, their_events]), events_schema())


def _recorded(lake: Lake, bucket: int, rows: list[dict[str, Any]], then: datetime) -> Iterator[dict[str, Any]]:
    """Yield the rows of the events of a day in the cases of a bucket."""
    told, due = told_in(lake, bucket), {row["case_id"]: row for row in read(lake.morning(bucket, then)).to_pylist()}
    for row in rows:
        case_id = row["case_id"]
        for number, event in enumerate(_news(row, due.get(case_id), then), len(told.get(case_id, ()))):
            at = datetime.fromisoformat(event["at"])
            yield {"case_id": case_id, "number": number, "kind": event["kind"], "at": at, "event": json.dumps(event)}


def _corrected(row: dict[str, Any], number: int, then: datetime) -> dict[str, Any]:
    """Return the row of a case, with a decision date that became known on that day."""
    if random.Random(f"corrected {row['case_id']} {number}").random() >= CORRECTED:  # noqa: S311 - the same each time
        return row
    interview = json.loads(row["interview"]) | {"decision_by": str(then.date() + timedelta(days=number + 3))}
    return row | {"interview": json.dumps(interview), "revision": number}


def _news(row: Mapping[str, Any], due: Mapping[str, Any] | None, then: datetime) -> Iterator[dict[str, Any]]:
    """Yield the events of a case on a day: most of what is due is sent, and sometimes others write."""
    chance = random.Random(f"{row['case_id']} {then}")  # noqa: S311 - the same each time
    if due is not None and due["to"] and chance.random() < 0.7:  # noqa: PLR2004 - a share
        yield {"kind": SENT[due["touch"]], "at": due["send_at"].isoformat(), "to": due["to"]}
    for kind, share, more in NEWS:
        at = then + timedelta(minutes=chance.randrange(24 * 60))
        if chance.random() < share:
            yield {"kind": kind, "at": at.isoformat(), **more}


def told_in(lake: Lake, bucket: int) -> dict[str, list[str]]:
    """Return the events of each case of a bucket that has any, as JSON."""
    found: dict[str, list[tuple[int, str]]] = {}
    for file in lake.events(bucket).parent.glob("*.parquet"):
        for row in read(file).to_pylist():
            found.setdefault(row["case_id"], []).append((row["number"], row["event"]))
    return {case_id: [event for _, event in sorted(events)] for case_id, events in found.items()}


COMPARED = [name for name in ANSWERS.names if name not in ("revision", "heard", "asked_at", "provenance")]


def checksum_of_stored(lake: Lake) -> str:
    """Return a checksum of all answers that are stored: of all that is kept of them."""
    return _checksum(row for bucket in lake.buckets for row in read(lake.answers(bucket)).to_pylist())


def checksum_of_asked(lake: Lake, now: datetime) -> str:
    """Return the checksum of what ``next_action`` says of every case: neither Arrow nor an engine has a part in it."""
    return _checksum(_asked(lake, now))


def _asked(lake: Lake, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield the answer to every case of the lake."""
    for bucket in lake.buckets:
        told = told_in(lake, bucket)
        for row in read(lake.cases(bucket)).to_pylist():
            ids = {name: row[name] for name in ("case_id", "candidate")}
            try:
                case = case_of(row | {"events": f"[{','.join(told.get(row['case_id'], ()))}]"})
                action = next_action(case, now=now)
            except (FollowUpError, ValidationError):
                yield ids | {"error": "it has one"}
                continue
            to = [each.contact for each in getattr(action, "to", ())]
            emails = [case.interview.contact(each).email for each in to]
            missing = [gap.code for gap in getattr(action, "missing", ())]
            lists = {"to": to, "emails": emails, "missing": missing}
            yield ids | action.row() | lists | {"timezone": case.interview.timezone}


def _checksum(rows: Iterator[dict[str, Any]]) -> str:
    """Return a checksum of answers that does not depend on their order. Of an error, it counts that there is one."""
    total = 0
    for row in rows:
        cells = {name: row.get(name) for name in COMPARED} | {"error": row.get("error") is not None}
        text = json.dumps(cells, default=_text)
        total += int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
    return f"{total % 2**64:016x}"


def _text(cell: date) -> str:
    """Return a day or an instant as text: instants in UTC."""
    return str(cell.astimezone(UTC)) if isinstance(cell, datetime) else str(cell)
