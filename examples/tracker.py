"""A tracker in one SQLite file: what is due this morning, what you sent, what came back, and what they said.

    python examples/tracker.py add examples/cases/*.json
    python examples/tracker.py morning
    python examples/tracker.py sent acme-1 [--message-id ID --subject SUBJECT]
    python examples/tracker.py bounced acme-1 hr
    python examples/tracker.py replied acme-1 hr --decision-by 2026-06-26

The file is tracker.db, here. Add --now TIME to ask at another time.
"""

import argparse
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import ValidationError

from followup_rules import Blocked, Bounced, Case, Done, Entry, Event, ReplyReceived, agenda, next_action, problems

TABLES = """
CREATE TABLE IF NOT EXISTS interview (id TEXT PRIMARY KEY, candidate TEXT, json TEXT, kind TEXT, changes_at TEXT);
CREATE TABLE IF NOT EXISTS event (interview TEXT REFERENCES interview, json TEXT)"""
CASES = """SELECT json_set(json, '$.events', json((SELECT json_group_array(json(json)) FROM event WHERE interview=id)))
FROM interview WHERE """
STALE = "candidate IN (SELECT candidate FROM interview WHERE kind NOT IN ('wait-until', 'done') OR changes_at < ?)"


def add(db: sqlite3.Connection, case: Case) -> None:
    """Store a case with its events."""
    interview, candidate = case.interview.id, case.candidate.mailbox if case.candidate else ""
    row = interview, candidate, case.model_dump_json(exclude={"events"})
    db.execute("INSERT INTO interview VALUES (?, ?, ?, 'new', NULL)", row)
    db.executemany("INSERT INTO event VALUES (?, ?)", [(interview, each.model_dump_json()) for each in case.events])


def record(db: sqlite3.Connection, interview: str, event: Event) -> None:
    """Store what happened; what is next must be asked again."""
    db.execute("INSERT INTO event VALUES (?, ?)", (interview, event.model_dump_json()))
    db.execute("UPDATE interview SET kind = 'new' WHERE id = ?", (interview,))


def read(db: sqlite3.Connection, interview: str) -> Case:
    """Return a case with all that happened."""
    for (found,) in db.execute(CASES + "id = ?", (interview,)):
        return Case.model_validate_json(found)
    raise LookupError(f"there is no interview {interview!r}")


def due(db: sqlite3.Connection, now: datetime, until: datetime) -> list[Entry]:
    """Return what to do before *until*; ask only about candidates of whom something is due, or may be by then."""
    rows = db.execute(CASES + STALE, (until.astimezone(UTC).isoformat(),))
    entries = agenda([Case.model_validate_json(found) for (found,) in rows], now=now)
    for each in entries:
        row = each.action.kind, each.changes_at and each.changes_at.isoformat(), each.case.interview.id
        db.execute("UPDATE interview SET kind = ?, changes_at = ? WHERE id = ?", row)
    return [each for each in entries if each.due_at is not None and each.due_at < until]


def happened(case: Case, given: argparse.Namespace) -> Event:
    """Return the event that a command is about."""
    at, contact = given.now, given.words[-1]
    if given.command == "bounced":
        return Bounced(at=at, contact=contact, email=case.interview.contact(contact).email or "")
    if given.command == "replied":
        return ReplyReceived(at=at, sender=contact, decision_by=given.decision_by, asks_for=given.asks_for)
    action = next_action(case, now=at)
    if isinstance(action, Blocked | Done):
        sys.exit(f"tracker: there is nothing to send: {action}")
    return action.sent(at=at, message_id=given.message_id, subject=given.subject)


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["add", "morning", "sent", "bounced", "replied"])
    parser.add_argument("words", nargs="*", help="files; or the id of an interview, then that of a contact")
    parser.add_argument("--now", type=datetime.fromisoformat, default=datetime.now(UTC))
    for name in ("--message-id", "--subject", "--decision-by", "--asks-for"):
        parser.add_argument(name)
    given = parser.parse_args()
    with closing(sqlite3.connect("tracker.db")) as db, db:
        db.executescript(TABLES)
        if given.command == "morning":
            lines = map(str, due(db, given.now, given.now + timedelta(hours=14)))
            print("\n".join(lines) or "Nothing is due today.")
        elif given.command == "add":
            for file in given.words:
                add(db, Case.model_validate_json(Path(file).read_bytes()))
        else:
            if not given.words:
                raise LookupError(f"{given.command} needs the id of an interview, such as acme-1")
            interview = given.words[0]
            record(db, interview, happened(read(db, interview), given))
            print(next_action(read(db, interview), now=given.now))


if __name__ == "__main__":
    try:
        main()
    except ValidationError as error:
        sys.exit("\n".join(f"tracker: {problem}" for problem in problems(error)))
    except (LookupError, ValueError, sqlite3.Error) as error:
        sys.exit(f"tracker: {error}")
