"""Find the years that the holiday data really cover, for the table in _places.py.

    python tools/known_years.py

Prints, for each country, the holidays that come every year up to some year and then never again: where these are lunar
or otherwise computed days, the data end there. What is a single decree is left out by hand.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict

import holidays

FIRST, LAST, RUN = 1990, 2100, 8
THIS_YEAR = 2026  # an earlier end is a change of law


def vanishing(country: str, subdivision: str | None) -> dict[str, int]:
    """Return the holidays that stop, and the last year of each."""
    with warnings.catch_warnings(action="ignore"):
        data = holidays.country_holidays(country, subdiv=subdivision, years=range(FIRST, LAST + 1))
    years: dict[str, set[int]] = defaultdict(set)
    for day, names in data.items():
        for name in names.split("; "):
            years[re.sub(r" ?\(.*\)|（.*）", "", name)].add(day.year)
    return {
        name: max(found)
        for name, found in years.items()
        if THIS_YEAR <= max(found) < LAST and found.issuperset(range(max(found) - RUN + 1, max(found) + 1))
    }


def main() -> None:
    """Print all."""
    for country, subdivisions in holidays.list_supported_countries(include_aliases=False).items():
        national = vanishing(country, None)
        if national:
            print(country, national)
        for subdivision in subdivisions:
            more = {name: year for name, year in vanishing(country, subdivision).items() if name not in national}
            if more:
                print(f"{country}-{subdivision}", more)


if __name__ == "__main__":
    main()
