"""Measure an agenda against a loop of ``next_action`` over the same cases.

    python benchmarks/agenda.py

Of so many cases, a share has one recruiter in common, so that all but one of their follow-ups wait. Times are processor
time, the best of seven rounds in turns.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from followup_rules import Candidate, Case, Contact, Interview, ThankYouSent, agenda, next_action

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 7
ENDED = datetime(2026, 6, 3, 6, tzinfo=UTC)
NOW = datetime(2026, 6, 15, 1, tzinfo=UTC)
MEI = Candidate(name="Mei Tan", email="mei@example.com")


def cases(count: int, sharing: int) -> list[Case]:
    """Return cases whose first follow-up is due; the first ones share a recruiter."""
    found = []
    for number in range(count):
        company = "acme" if number < sharing else f"company{number}"
        hr = Contact(id="hr", name="Hanako Sato", roles={"recruiter"}, email=f"hr@{company}.example.com")
        peer = Contact(id="peer", name="Yuki Mori", roles={"interviewer"}, email=f"mori@company{number}.example.com")
        interview = Interview(
            id=f"{number}",
            company="Acme",
            position="Data Engineer",
            country="JP",
            timezone="Asia/Tokyo",
            ended_at=ENDED + timedelta(minutes=number % 500),
            contacts=[hr, peer],
        )
        sent = ThankYouSent(at=ENDED + timedelta(days=1), to=["peer"], message_id=f"<{number}@example.com>")
        found.append(Case(interview=interview, events=[sent], candidate=MEI))
    return found


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print a row for each number of cases and each share."""
    for count in (20, 100, 1000):
        for percent in (0, 10, 50, 100):
            desk = cases(count, count * percent // 100)
            loop = agenda_ = float("inf")
            for _ in range(ROUNDS):
                loop = min(loop, seconds(lambda: [next_action(case, now=NOW) for case in desk]))  # noqa: B023 - run at once
                agenda_ = min(agenda_, seconds(lambda: agenda(desk, now=NOW)))  # noqa: B023 - run at once
            print(f"{count:5} cases, {percent:3} % share a recruiter: {agenda_ / loop:4.2f} times as long as a loop")


if __name__ == "__main__":
    main()
