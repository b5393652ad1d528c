"""Measure answers: early, open, late, owed and done, from events and from progress, in answers a second.

    python benchmarks/answers.py [--against FOLDER]

FOLDER is the ``src`` of another edition (``git worktree add ../other TAG``, then ``../other/src``). Each edition has a
process of its own, and they take turns of some milliseconds, in processor time. Answers a second are of the best turn;
a ratio is the median of those of two turns, one after the other, so whatever else the machine does slows down both.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROUNDS, CALLS = 200, 20
ROLES = ("recruiter", "hiring-manager", "interviewer", "interviewer")


def interview(contacts: int) -> dict[str, Any]:
    """Return an interview on Friday 24 April 2026 in Tokyo, before Golden Week, with some contacts."""
    return {
        "id": "acme-1",
        "company": "Acme",
        "position": "Data Engineer",
        "ended_at": "2026-04-24T15:00:00+09:00",
        "timezone": "Asia/Tokyo",
        "country": "JP",
        "decision_by": "2026-04-30",
        "thread": {"message_id": "<invitation@acme.example.com>", "subject": "Your interview"},
        "contacts": [
            {"id": f"c{i}", "name": f"Contact {i}", "roles": [ROLES[i]], "email": f"c{i}@acme.example.com"}
            for i in range(contacts)
        ],
    }


def event(kind: str, at: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - the fields of any event
    """Return an event at a local time of 2026."""
    return {"kind": kind, "at": f"2026-{at}:00+09:00", **fields}


THANKS = event("thank-you-sent", "04-27T10:00", to=["c1"], message_id="<1@example.com>")
REPLY = event("reply-received", "04-28T10:00", sender="c0", message_id="<2@example.com>")
REPLY_THANKS = event("update-thanks-sent", "04-28T15:00", to=["c0"], message_id="<3@example.com>")
FIRST = event("follow-up-sent", "05-08T10:00", to=["c0"], message_id="<4@example.com>")
AWAY = event("out-of-office-received", "05-08T11:00", sender="c0", returns_on="2026-05-25")
QUESTION = event("reply-received", "05-11T10:00", sender="c0", asks_for="two references")
SITUATIONS: dict[str, tuple[int, list[dict[str, Any]], str]] = {
    "early, no event": (2, [], "04-24T16:00"),
    "open, no event": (2, [], "04-27T10:00"),
    "early, three events": (2, [THANKS, REPLY, REPLY_THANKS], "04-30T10:00"),
    "open, three events": (2, [THANKS, REPLY, FIRST], "05-18T10:00"),
    "open, three events, four contacts": (4, [THANKS, REPLY, FIRST], "05-18T10:00"),
    "late, three events": (2, [THANKS, REPLY, FIRST], "06-10T10:00"),
    "held, HR is away": (2, [THANKS, FIRST, AWAY], "05-18T10:00"),
    "answer owed": (2, [THANKS, FIRST, QUESTION], "05-11T11:00"),
    "done": (2, [THANKS, FIRST, event("withdrawn", "05-11T10:00")], "05-12T10:00"),
}


def measure() -> None:
    """Answer for the edition that is imported: for each situation that is asked for, print its microseconds."""
    from datetime import datetime  # noqa: PLC0415 - the parent process needs none of this

    from followup_rules import Case, next_action, replay  # noqa: PLC0415 - see above

    asked = {}
    for name, (contacts, events, now) in SITUATIONS.items():
        try:
            case = Case.model_validate({"interview": interview(contacts), "events": events})
        except ValueError:
            continue  # an earlier edition has no word for it
        instant = datetime.fromisoformat(f"2026-{now}:00+09:00")
        for source, history in (("events", case.events), ("progress", replay(case.interview, case.events))):
            asked[f"{name}, from {source}"] = case.interview, history, instant
    print(json.dumps(list(asked)), flush=True)
    for line in sys.stdin:
        about, history, instant = asked[line.rstrip("\n")]
        start = time.process_time()
        for _ in range(CALLS):
            next_action(about, history, now=instant)
        print((time.process_time() - start) / CALLS * 1e6, flush=True)


class Edition:
    """A process that measures one edition, a few answers at a time."""

    def __init__(self, folder: Path) -> None:
        """Start it."""
        self.process = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, __file__, "--measure"],
            env=os.environ | {"PYTHONPATH": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.names: list[str] = json.loads(self.answer(""))

    def answer(self, line: str) -> str:
        """Write a line to it, if there is one to write, and return the line that it prints."""
        if self.process.stdin is None or self.process.stdout is None:
            raise BrokenPipeError
        self.process.stdin.write(line)
        return self.process.stdout.readline()

    def microseconds(self, name: str) -> float:
        """Return what an answer takes."""
        return float(self.answer(f"{name}\n"))


def main() -> None:
    """Measure this edition, and another one if it is given."""
    parser = argparse.ArgumentParser(description="Measure answers.")
    parser.add_argument("--against", type=Path, help="the src folder of another edition")
    parser.add_argument("--measure", action="store_true", help="answer for the edition that is imported")
    given = parser.parse_args()
    if given.measure:
        measure()
        return
    if hasattr(os, "sched_setaffinity"):  # both on one processor: another may be busier
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    ours = Edition(Path(__file__).parent.parent / "src")
    other = None if given.against is None else Edition(given.against.resolve())
    ratios = []
    for name in ours.names:
        best, turns = float("inf"), []
        for _ in range(ROUNDS):
            times = [ours.microseconds(name)]
            if other is not None and name in other.names:
                theirs = other.microseconds(name)
                times.append(ours.microseconds(name))
                turns.append(statistics.mean(times) / theirs)
            best = min(best, *times)
        row = f"{name:50} {1e6 / best:7,.0f} answers a second"
        if turns:
            ratios.append(statistics.median(turns))
            row += f"; {ratios[-1]:4.2f} of the time of the other edition"
        print(row)
    if ratios:
        print(f"mean {statistics.mean(ratios):4.2f}, largest {max(ratios):4.2f}")


if __name__ == "__main__":
    main()
