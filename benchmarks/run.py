"""Measure what docs/performance.md shows, against others, in one run.

    uv run --group bench benchmarks/run.py

or, with pip: ``pip install . --group bench`` and ``python benchmarks/run.py``. Machines are noisy, so each figure is a
median of repeated, interleaved rounds, and the ratios are taken within a round. Answers are compared with the peers'
before anything is timed.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import timeit
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import TYPE_CHECKING

import bizdays
import holidays
import numpy as np

from followup_rules import BusinessCalendar, Case, business_calendar, plan
from followup_rules import _calendar as calendar_module
from followup_rules.timeline import to_html, to_svg

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = ("JP", "US", "IN", "DE")
FIRST, LAST = date(2020, 1, 6), date(2030, 12, 31)
ROUNDS, DATES, STEP = 31, 10_000, 4
EXAMPLES = Path(__file__).parent.parent / "examples"


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


def imported() -> None:
    """Compare the import with that of pydantic with one model: the processor time of whole processes, from bytecode."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    pairs = []
    for _ in range(ROUNDS):
        times = []
        for code in ("import pydantic\nclass M(pydantic.BaseModel):\n    a: int", "import followup_rules"):
            before = getrusage(RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", code], check=True, env=environment)  # noqa: S603 - our own code
            after = getrusage(RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        pairs.append(times)
    ratio = statistics.median(ours / theirs for theirs, ours in pairs)
    print(f"import followup_rules: {ratio:4.2f} of import pydantic with one model")


def pictures() -> None:
    """Measure the picture of the example and its list."""
    case = Case.model_validate_json((EXAMPLES / "tokyo.json").read_bytes())
    interview, events, now = case.interview, case.events, datetime.fromisoformat("2026-05-01T10:00:00+09:00")
    steps = plan(interview, events, now=now)
    for way in (to_svg, to_html):
        seconds, _ = medians(partial(way, steps, interview, events, now=now), number=50)
        print(f"{way.__name__:7} of the example: {seconds * 1e3:5.2f} ms")


def main() -> None:
    """Measure all."""
    for place in PLACES:
        add_business_days(place)
    for place in PLACES:
        build(place)
    imported()
    pictures()


if __name__ == "__main__":
    main()
