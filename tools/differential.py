"""Compare the calendars and the windows with slow and independent answers, in every place and every time zone.

    python tools/differential.py [--only calendars|changes|days] [--processes 2]

Calendars: every country and subdivision of ``holidays``, 2015 to 2034, against the package's own answer for each day
and against numpy's counts. Windows: around each clock change of every IANA zone, 2020 to 2029, and around leap days,
year ends and the first and last days that can be asked about, against ``tests/oracle/timing.py``. Prints what was
counted; exits with 1 for a difference that is not in the table below.
"""

from __future__ import annotations

import argparse
import sys
import time
import zoneinfo
from importlib.metadata import version
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import oracle
from comparing import (
    YEARS,
    Change,
    Compared,
    changes,
    compare_calendar,
    compare_change,
    compare_windows,
    days_of,
    is_refused,
    known_years,
    places,
    special_moments,
)
from followup_rules import business_calendar
from worlds import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing.pool import Pool as Workers

FIRST_CHANGE, LAST_CHANGE = 2020, 2029
MOST_SHOWN = 20

_DECREED = "a decree says each year which weekend days are worked; this is the last one in the data"
_BEGIN = "the data begin there"
_MOON = "the data end there, with a table of lunar days"
# Where our calendar does not answer about all years, although the package does ("no holidays"): the years that it
# answers about, and why.
DIFFERENCES: dict[str, tuple[int, int, str]] = {
    "BY": (2015, 2026, _DECREED),
    "CN": (2015, 2026, _DECREED),
    "FJ": (2016, 2034, _BEGIN),
    "GW": (2023, 2034, _BEGIN),
    "HU": (2015, 2026, _DECREED),
    "IN-SK": (2015, 2032, _MOON),
    "LK": (2015, 2026, _MOON),
    "LV": (2015, 2026, _DECREED),
    "MS": (2017, 2034, _BEGIN),
    "NF": (2016, 2034, _BEGIN),
    "NP": (2015, 2032, _MOON),
    "PN": (2016, 2034, _BEGIN),
    "RU": (2015, 2027, _DECREED),
    "UZ": (2015, 2026, _DECREED),
    "VN": (2015, 2026, _DECREED),
}


def calendar(place: tuple[str, str | None]) -> Compared:
    """Compare the calendar of a place, and the years that it answers about with the table."""
    name = "-".join(filter(None, place))
    first, last, _ = DIFFERENCES.get(name, (YEARS[0], YEARS[-1], ""))
    known, found = known_years(*place), compare_calendar(*place)
    wrong = [] if known == list(range(first, last + 1)) else [f"{name}: answers about {known[:1]} to {known[-1:]}"]
    beyond = [year for year in YEARS if year not in known]
    wrong += [f"{name}: answers about {year}" for year in beyond if not is_refused(*place, year)]
    return Compared(found.number + len(beyond), found.differences + wrong)


def windows(task: tuple[str, Change]) -> Compared:
    """Compare the windows around one clock change; the holidays are those of Japan."""
    return compare_change(*task, oracle.known_days("JP"))


def special(place: tuple[str, str | None, str]) -> Compared:
    """Compare the windows of a place around leap days, year ends, and the ends of time."""
    country, subdivision, timezone = place
    days, found = days_of(country, subdivision, range(1968, 2103)), Compared(0, [])
    for moment in special_moments():
        one = compare_windows(timezone, moment, None, days)
        found = Compared(found.number + one.number, found.differences + one.differences)
    return found


def changes_of(timezone: str) -> list[tuple[str, Change]]:
    """Return the clock changes of a zone, each with its name."""
    return [(timezone, change) for change in changes(zoneinfo.ZoneInfo(timezone), FIRST_CHANGE, LAST_CHANGE)]


def total(name: str, parts: Iterable[Compared], begun: float) -> int:
    """Print what was compared, and return how many differences there are."""
    number, differences = 0, list[str]()
    for part in parts:
        number += part.number
        differences += part.differences
    print(
        f"{name}: {number:,} answers compared, {len(differences)} differ; {time.monotonic() - begun:.0f} s", flush=True
    )
    for each in differences[:MOST_SHOWN]:
        print(f"  {each}")
    return len(differences)


def calendars(workers: Workers) -> int:
    """Compare the calendars; return how many answers differ."""
    everywhere, begun = places(), time.monotonic()
    name = f"calendars of {len(everywhere)} places, {YEARS[0]} to {YEARS[-1]}"
    differ = total(name, workers.imap_unordered(calendar, everywhere, 5), begun)
    print(f"  {len(DIFFERENCES)} of them answer about fewer years, each for a reason that is listed")
    return differ


def clock_changes(workers: Workers) -> int:
    """Compare the windows around each clock change of each zone; return how many answers differ."""
    zones, begun = sorted(zoneinfo.available_timezones()), time.monotonic()
    found = [each for some in workers.imap_unordered(changes_of, zones, 20) for each in some]
    gaps, changing = sum(change.is_gap for _, change in found), {name for name, _ in found}
    name = (
        f"windows around {len(found):,} clock changes of {len(changing)} zones of {len(zones)}, "
        f"{FIRST_CHANGE} to {LAST_CHANGE}, {gaps:,} of them skip local times"
    )
    return total(name, workers.imap_unordered(windows, found, 20), begun)


def special_days(workers: Workers) -> int:
    """Compare the windows around leap days, year ends and the ends of time; return how many answers differ."""
    begun = time.monotonic()
    name = f"windows from {len(special_moments()):,} moments around leap days and year ends in {len(PLACES)} places"
    return total(name, workers.imap_unordered(special, PLACES), begun)


PARTS = {"calendars": calendars, "changes": clock_changes, "days": special_days}


def main() -> int:
    """Compare, and print what was counted."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", choices=PARTS, action="append", help="what to compare, if not all")
    parser.add_argument("--processes", type=int, default=None)
    asked = parser.parse_args()
    data = business_calendar("JP").provenance.zones
    print(f"holidays {version('holidays')}, numpy {version('numpy')}, time zones: {data}", flush=True)
    with Pool(asked.processes) as workers:
        differ = [PARTS[part](workers) for part in asked.only or PARTS]
    return int(any(differ))


if __name__ == "__main__":
    sys.exit(main())
