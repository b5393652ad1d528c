"""Measure what docs/performance.md shows, against others, in one run.

    uv run --group bench benchmarks/run.py

or, with pip: ``pip install . --group bench`` and ``python benchmarks/run.py``. Machines are noisy, so each figure is a
median of repeated, interleaved rounds, and the ratios are taken within a round. Answers are compared with the peers'
before anything is timed.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
import timeit
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import bizdays
import holidays
import numpy as np

from followup_rules import (
    BusinessCalendar,
    Contact,
    ContactRole,
    FollowUpSent,
    Interview,
    OutOfOfficeReceived,
    ReplyReceived,
    ThankYouSent,
    Thread,
    UpdateThanksSent,
    business_calendar,
    next_action,
)
from followup_rules import _calendar as calendar_module

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = ("JP", "US", "IN", "DE")
FIRST, LAST = date(2020, 1, 6), date(2030, 12, 31)
ROUNDS, DATES, STEP = 31, 10_000, 4
SentEvent = ThankYouSent | FollowUpSent | UpdateThanksSent


def medians(*functions: Callable[[], object], number: int = 1) -> tuple[float, list[float]]:
    """Measure functions in turns: the median seconds of a call of the first, and how many times as long each takes."""
    rounds = [[timeit.timeit(function, number=number) / number for function in functions] for _ in range(ROUNDS)]
    ratios = zip(*([seconds / row[0] for seconds in row] for row in rounds), strict=True)
    return statistics.median(row[0] for row in rounds), [statistics.median(column) for column in ratios]


def add_business_days(place: str) -> None:
    """Compare the n-th business day with the peers' answers, then their times with ours."""
    rng = random.Random(20260424)  # noqa: S311 - dates to measure with, and the same each time
    days = [FIRST + timedelta(days=rng.randrange((LAST - FIRST).days)) for _ in range(DATES)]
    ours = business_calendar(place)
    theirs = holidays.country_holidays(place, years=range(2019, 2033))
    closed = [row.day for row in ours.table() if not row.is_business_day]
    table = np.busdaycalendar(weekmask="1111111", holidays=closed)
    peer = bizdays.Calendar(closed, [], startdate=ours.provenance.first, enddate=ours.provenance.last)
    starts = [ours.adjust(day, "preceding") for day in days]  # bizdays would start from the following day

    answers = [ours.add_business_days(day, STEP) for day in days]
    if answers != [np.busday_offset(day, STEP, roll="backward", busdaycal=table).item() for day in days]:
        sys.exit(f"{place}: numpy answers differently")
    if answers != [peer.offset(day, STEP) for day in starts]:
        sys.exit(f"{place}: bizdays answers differently")
    if answers != [theirs.get_nth_working_day(day, STEP) for day in days]:
        sys.exit(f"{place}: holidays answers differently")

    steps = [STEP] * DATES
    add, offset, nth = ours.add_business_days, peer.offset, theirs.get_nth_working_day
    busday_offset = partial(np.busday_offset, roll="backward", busdaycal=table)
    seconds, (_, numpys, bizdayss, holidayss) = medians(
        lambda: list(map(add, days, steps)),
        lambda: list(map(busday_offset, days, steps)),
        lambda: list(map(offset, starts, steps)),
        lambda: list(map(nth, days, steps)),
    )
    print(
        f"add_business_days  {place}: {seconds / DATES * 1e9:4.0f} ns; numpy takes {numpys:5.1f} times as long, "
        f"bizdays {bizdayss:5.1f}, holidays {holidayss:5.1f}"
    )


def build(place: str) -> None:
    """Measure the making of twenty years, and their tables."""

    def made() -> BusinessCalendar:
        calendar_module._calendar.cache_clear()  # noqa: SLF001 - what is measured is what the cache saves
        return business_calendar(place, years=range(2010, 2030))

    seconds, _ = medians(made)
    calendar = made()
    size = sum(sys.getsizeof(getattr(calendar, name)) for name in calendar.__slots__)
    print(f"build 20 years     {place}: {seconds * 1e3:5.1f} ms, {size / 1024:4.1f} KiB")


def answer() -> None:
    """Compare an answer with the reading of a new interview."""
    end = datetime(2026, 4, 24, 6, 0, tzinfo=UTC)
    people = {
        "hr": ("Hanako Sato", {ContactRole.RECRUITER}),
        "lead": ("Ken Ito", {ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER}),
        "peer": ("Yuki Mori", {ContactRole.INTERVIEWER}),
        "staff": ("Aoi Kimura", {ContactRole.INTERVIEWER}),
    }
    contacts = tuple(
        Contact(id=who, name=name, roles=roles, email=f"{who}@acme.example.com", job_title="Engineer")
        for who, (name, roles) in people.items()
    )
    four = Interview(
        id="acme-1",
        company="Acme",
        position="Data Engineer",
        ended_at=end,
        timezone="Asia/Tokyo",
        country="JP",
        decision_by=date(2026, 4, 30),
        thread=Thread(message_id="<invitation@acme.example.com>", subject="Your interview"),
        contacts=contacts,
    )
    two = four.replace(contacts=contacts[:2])

    def sent(kind: type[SentEvent], days: int, *to: str) -> SentEvent:
        return kind(at=end + timedelta(days=days), to=to, message_id=f"<{days}@example.com>", subject="Thank you")

    def replied(days: int, decision_by: date) -> ReplyReceived:
        at = end + timedelta(days=days, hours=1)
        return ReplyReceived(at=at, sender="hr", message_id=f"<{days}@acme.example.com>", decision_by=decision_by)

    thanks, first, second = (
        sent(ThankYouSent, 3, "lead"),
        sent(FollowUpSent, 14, "hr"),
        sent(FollowUpSent, 24, "hr"),
    )
    panel = sent(ThankYouSent, 3, "lead", "peer", "staff")
    later, sooner = replied(15, date(2026, 5, 20)), replied(4, date(2026, 4, 30))
    away = OutOfOfficeReceived(at=first.at + timedelta(hours=1), sender="hr", returns_on=date(2026, 5, 25))
    for name, interview, history in (
        ("two contacts, the third event a follow-up", two, (thanks, first, second)),
        ("two contacts, the third a reply", two, (thanks, first, later)),
        ("two contacts, HR is away", two, (thanks, first, away)),
        ("two contacts, over Golden Week", two, (thanks, sooner, sent(UpdateThanksSent, 5, "hr"))),
        ("four contacts, the third a follow-up", four, (panel, first, second)),
        ("four contacts, the third a reply", four, (panel, first, later)),
    ):
        now, source = history[-1].at + timedelta(hours=1), interview.model_dump_json()
        reasons = len(next_action(interview, history, now=now).reasons)
        read, (_, told) = medians(
            partial(Interview.model_validate_json, source),
            partial(next_action, interview, history, now=now),
            number=50,
        )
        print(f"next_action: {told:4.2f} of reading, {read * 1e6:3.0f} us ({name}; {reasons} reasons)")


def imported() -> None:
    """Compare the import with that of pydantic with one model, as whole processes."""
    pairs = []
    for _ in range(ROUNDS // 2):
        times = []
        for code in ("import pydantic\nclass M(pydantic.BaseModel):\n    a: int", "import followup_rules"):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
            times.append(time.perf_counter() - start)
        pairs.append(times)
    ratio = statistics.median(ours / theirs for theirs, ours in pairs)
    print(f"import followup_rules: {ratio:4.2f} of import pydantic with one model")


def main() -> None:
    """Measure all."""
    for place in PLACES:
        add_business_days(place)
    for place in PLACES:
        build(place)
    answer()
    imported()


if __name__ == "__main__":
    main()
