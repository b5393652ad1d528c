"""Measure an agenda against a loop of ``next_action`` over the same cases.

    python benchmarks/agenda.py

Of so many cases, a share has one recruiter in common, so that all but one of their follow-ups wait. A ratio is the
median of many turns, in processor time: a loop, the agenda, and the loop again.
"""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from followup_rules import Candidate, Case, Contact, Interview, ThankYouSent, agenda, next_action

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS = 20_000  # of the agenda, for each row
SHARES = (0, 10, 50, 100)
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


def turn(desk: list[Case]) -> float:
    """Return how many times as long as a loop the agenda takes."""

    def loop() -> float:
        return seconds(lambda: [next_action(case, now=NOW) for case in desk])

    before, found, after = loop(), seconds(lambda: agenda(desk, now=NOW)), loop()
    return 2 * found / (before + after)


def main() -> None:
    """Print a row for each number of cases and each share."""
    for count, shares in ((3, (0, 67, 100)), (20, SHARES), (100, SHARES), (1000, SHARES)):
        for percent in shares:
            desk = cases(count, count * percent // 100)
            turns = [turn(desk) for _ in range(ANSWERS // count)]
            ratio = statistics.median(turns)
            print(f"{count:5} cases, {percent:3} % share a recruiter: {ratio:4.2f} times as long as a loop")


if __name__ == "__main__":
    main()
