"""What somebody probably meant: the nearest name, and the codes and zones of countries."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 80  # characters of a name to look for; the time grows with the square
_MOST_KNOWN = 1000  # names to look among; there are fewer time zones
_ALIKE = 0.75  # how much of a name of few letters must agree


def nearest(given: object, known: Iterable[str]) -> str | None:
    """Return the known name that is nearest to one that was given; upper and lower case make no difference.

    >>> nearest("recuiter", ["recruiter", "interviewer"]), nearest("phoned", ["bounced"])
    ('recruiter', None)
    """
    if not isinstance(given, str) or len(given) > _LONGEST:
        return None
    names = {name.casefold(): str(name) for name in islice(known, _MOST_KNOWN) if len(name) <= _LONGEST}
    found = get_close_matches(given.strip().casefold(), names, n=1, cutoff=_ALIKE)
    return names[found[0]] if found else None


def same(given: str, known: Iterable[str]) -> str:
    """Return the known name that differs only in upper and lower case, blanks and hyphens, else what was given.

    >>> same("Hiring manager", ["hiring-manager"]), same("boss", ["hiring-manager"])
    ('hiring-manager', 'boss')
    """
    names = {_joined(name): str(name) for name in known}
    return names.get(_joined(given), given)


def _joined(name: str) -> str:
    return "-".join(re.split(r"[\s_-]+", name.strip().casefold()))


def hint(likely: str | None) -> str:
    """Return the end of a sentence that asks whether something else was meant."""
    return "" if likely is None else f"; did you mean {likely!r}?"


def nearest_zone(given: object) -> str | None:
    """Return the time zone that is probably meant, also by the name of its city.

    >>> nearest_zone("Tokyo"), nearest_zone("europe/berln")
    ('Asia/Tokyo', 'Europe/Berlin')
    """
    return zone_of_city(given) or nearest(given, _zones())


def zone_of_city(given: object) -> str | None:
    """Return the time zone that is named after a city, or that has this name but for upper and lower case."""
    if not isinstance(given, str):
        return None
    name = given.strip().replace(" ", "_").casefold()
    found = sorted(zone for zone in _zones() if name in (zone.casefold(), zone.casefold().rpartition("/")[2]))
    return found[0] if found else None


def _zones() -> set[str]:
    return {name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/"))}


def nearest_country(given: object) -> str | None:
    """Return the code of the country that is probably meant.

    >>> nearest_country("Japan"), nearest_country("jp"), nearest_country("Germny"), nearest_country("UK")
    ('JP', 'JP', 'DE', 'GB')
    """
    likely = country_of_name(given)
    if likely is None:
        of_name = _codes()
        name = nearest(given, of_name)
        likely = None if name is None else of_name[name]
    return likely


def country_of_name(given: object) -> str | None:
    """Return the code of a country by its English name, or by its code in lower case."""
    if not isinstance(given, str):
        return None
    name = given.strip().casefold()
    return name.upper() if name.upper() in country_names() else _codes().get(name)


def _codes() -> dict[str, str]:
    """Return the code of each country by its name, in lower case."""
    return {name.partition(" (")[0].casefold(): code for code, name in country_names().items()} | _OTHER_NAMES


_OTHER_NAMES = {
    "uk": "GB",
    "united kingdom": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "usa": "US",
    "united states of america": "US",
    "south korea": "KR",
    "deutschland": "DE",
    "österreich": "AT",
    "schweiz": "CH",
    "suisse": "CH",
    "españa": "ES",
    "méxico": "MX",
    "brasil": "BR",
    "日本": "JP",
    "中国": "CN",
    "한국": "KR",
    "대한민국": "KR",
}


@cache
def country_names() -> dict[str, str]:
    """Return the English name of each ISO 3166-1 code, as ``tzdata`` has it."""
    return {row[0]: row[1] for row in _rows("iso3166.tab")}


def zones_of(country: str) -> tuple[str, ...]:
    """Return the time zones of a country, as ``tzdata`` lists them.

    >>> zones_of("JP")
    ('Asia/Tokyo',)
    """
    return tuple(row[2] for row in _rows("zone.tab") if row[0] == country)


def country_of(timezone: str) -> str | None:
    """Return the country of a time zone, if it has one alone.

    >>> country_of("Asia/Tokyo"), country_of("UTC")
    ('JP', None)
    """
    found = [row[0] for row in _rows("zone.tab") if row[2] == timezone]
    return found[0] if len(found) == 1 else None


def _rows(name: str) -> list[list[str]]:
    """Return the rows of a table of ``tzdata``."""
    text = resources.files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
