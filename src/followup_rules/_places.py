"""What the data know of places: the holidays of countries and subdivisions, and their time zones.

The holidays come from the ``holidays`` package, the zones of a country from ``tzdata``. Nothing here counts days.
"""

from __future__ import annotations

import re
import warnings
import zoneinfo
from collections import defaultdict
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from followup_rules._errors import HorizonError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

    from holidays import HolidayBase

FIRST_YEAR, LAST_YEAR = 1970, 2100
_ALL_YEARS = (FIRST_YEAR, LAST_YEAR)

# The years that the data of ``holidays`` cover where they say less than the years of their class, which the rest of
# the calendar reads there: tables of lunar and other computed days. ``tools/known_years.py`` finds them.
_KNOWN_YEARS: Mapping[str, tuple[int, int]] = {
    "BT": (2007, 2035),
    "FJ": (2016, 2035),
    "GY": (2001, 2035),
    "ID": (1983, 2050),
    "IN": (2001, 2035),
    "IN-SK": (2001, 2032),
    "MM": (1970, 2099),
    "MU": (2001, 2035),
    "NP": (2010, 2032),
    "NZ": (1970, 2052),
    "SR": (2001, 2035),
    "US-CA": (1970, 2035),
}
# Where a decree swaps weekends and working days each year, nothing is known beyond the last decree in the data.
_DECREED_YEARLY = frozenset({"BY", "CN", "HU", "LV", "RU", "UZ", "VN"})

# The ``holidays`` package has these as subdivisions of a country, the zone tables as countries of their own.
_TERRITORIES: Mapping[str, frozenset[str]] = {
    "FI": frozenset({"AX"}),
    "FR": frozenset({"BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"}),
    "NO": frozenset({"SJ"}),
    "US": frozenset({"AS", "GU", "MP", "PR", "UM", "VI"}),
}

_COMPARED_YEARS = (2026, 2027)  # two fixed years, since nothing here reads a clock
_ISO_COUNTRY = re.compile("[A-Z]{2}")
_ZONE_RELEASE = re.compile(r"\d{4}[a-z]+")


class Source(NamedTuple):
    """A place in the data, and the days that the data know of it."""

    data: str
    country: str
    subdivision: str | None
    first: date
    last: date

    @property
    def place(self) -> str:
        """The ISO 3166-2 code of the place."""
        return place_name(self.country, self.subdivision)

    def beyond(self, asked: date | None = None) -> HorizonError:
        """Return the error for a day or an answer outside of what is known."""
        return HorizonError(self.place, self.first, self.last, asked)


@lru_cache(maxsize=1024)
def find(country: str, subdivision: str | None) -> Source:
    """Look a place up; :class:`InputError` where the ``holidays`` package knows no such country or subdivision."""
    import holidays  # noqa: PLC0415 - a tenth of a second, so only when the first place is asked for

    if not _ISO_COUNTRY.fullmatch(country):
        raise InputError("country", country, "an ISO 3166-1 code of two capital letters, such as 'JP'")
    try:
        found = holidays.country_holidays(country)
    except NotImplementedError:  # the reason to catch it: holidays raises it for a country that it does not have
        raise InputError("country", country, "a country that the holidays package knows, such as 'JP'") from None
    if found.country != country:
        raise InputError("country", country, f"the ISO 3166-1 code {found.country!r}")
    if subdivision is not None and subdivision not in found.subdivisions:
        known = ", ".join(found.subdivisions)
        expected = f"a subdivision of {country} ({known})" if known else f"omitted, since {country} has none"
        raise InputError("subdivision", subdivision, expected)
    first, last = _KNOWN_YEARS.get(place_name(country, subdivision)) or _KNOWN_YEARS.get(country, _ALL_YEARS)
    first, last = max(first, found.start_year), min(last, found.end_year)
    if country in _DECREED_YEARLY:
        last = min(last, max(found.special_public_holidays))
    return Source(version("holidays"), country, subdivision, date(first, 1, 1), date(last, 12, 31))


def check_place(country: str, subdivision: str | None) -> None:
    """Raise :class:`InputError` where the ``holidays`` package knows no such country or subdivision."""
    find(country, subdivision)


def subdivisions_of(country: str) -> Mapping[str, str]:
    """Return the code of each subdivision that the data have of a country, by its names and by the code itself.

    >>> subdivisions_of("DE")["Bayern"], subdivisions_of("DE")["BY"]
    ('BY', 'BY')
    """
    import holidays  # noqa: PLC0415 - see find

    check_place(country, None)
    found = holidays.country_holidays(country)
    return {**found.subdivisions_aliases, **{code: code for code in found.subdivisions}}


def place_name(country: str, subdivision: str | None) -> str:
    """Return the ISO 3166-2 way to write a place: ``JP``, ``IN-MH``."""
    return country if subdivision is None else f"{country}-{subdivision}"


def fill(source: Source) -> HolidayBase:
    """Return a private, filled calendar of the data, in English where the data have it, and never filled again.

    A year more at both ends: a holiday of one year may be observed in its neighbour.
    """
    import holidays  # noqa: PLC0415 - see find

    languages = holidays.country_holidays(source.country).supported_languages
    english = "en_US" if "en_US" in languages else None
    years = range(source.first.year - 1, source.last.year + 2)
    return _filled(source.country, source.subdivision, years, english)


def _filled(country: str, subdivision: str | None, years: Iterable[int], language: str | None = None) -> HolidayBase:
    import holidays  # noqa: PLC0415 - see find

    with warnings.catch_warnings(action="ignore"):  # what the data do not know is said by HorizonError
        return holidays.country_holidays(country, subdiv=subdivision, years=years, expand=False, language=language)


@cache
def differs_by_subdivision(country: str) -> bool:
    """Tell whether the working days of at least one subdivision differ from those of the whole country.

    >>> differs_by_subdivision("DE"), differs_by_subdivision("JP")
    (True, False)
    """
    whole = _filled(country, None, _COMPARED_YEARS)
    weeks = [date(year, month, day) for year in _COMPARED_YEARS for month in (1, 7) for day in range(1, 8)]
    for subdivision in whole.subdivisions:
        part = _filled(country, subdivision, _COMPARED_YEARS)
        days = {*weeks, *whole, *part, *whole.weekend_workdays, *part.weekend_workdays}
        if any(whole.is_working_day(day) != part.is_working_day(day) for day in days):
            return True
    return False


def zone_contradicts(country: str, timezone: str) -> bool:
    """Tell whether a time zone cannot belong to a country.

    It is so where the tables of ``tzdata`` list both, and no table has the zone for that country. Old names, such as
    ``Asia/Calcutta``, are in no table, so they contradict nothing.

    >>> zone_contradicts("BR", "Asia/Tokyo"), zone_contradicts("BR", "America/Sao_Paulo")
    (True, False)
    """
    countries, zones = _zone_tables()
    if country not in countries or timezone not in zones:
        return False
    return zones[timezone].isdisjoint({country} | _TERRITORIES.get(country, frozenset()))


@cache
def _zone_tables() -> tuple[frozenset[str], Mapping[str, set[str]]]:
    """Return the countries that the zone tables list, and the countries of each zone."""
    zones: dict[str, set[str]] = defaultdict(set)
    for table in ("zone.tab", "zone1970.tab"):
        for line in resources.files("tzdata").joinpath("zoneinfo", table).read_text("utf-8").splitlines():
            if not line.startswith("#"):
                codes, _, name = line.split("\t")[:3]
                zones[name].update(codes.split(","))
    return frozenset().union(*zones.values()), dict(zones)


def zone_data() -> str:
    """Return which time-zone data count on this machine: ``system 2025b``, ``tzdata 2026f``.

    :mod:`zoneinfo` reads the system's files where there are any, and the ``tzdata`` package elsewhere.
    """
    return _zone_data(zoneinfo.TZPATH)


@cache
def _zone_data(folders: tuple[str, ...]) -> str:
    system = next((folder for folder in map(Path, folders) if (folder / "Europe" / "London").is_file()), None)
    if system is not None:
        return f"system {_zone_release(system)}".rstrip()
    return f"tzdata {_zone_release(resources.files('tzdata').joinpath('zoneinfo'))}"


def _zone_release(folder: Path | Traversable) -> str:
    """Return the release that a folder of zone files says it is of, or nothing."""
    for name in ("tzdata.zi", "+VERSION"):  # the second is what macOS has
        file = folder.joinpath(name)
        if file.is_file():
            with file.open(encoding="utf-8", errors="replace") as lines:
                if found := _ZONE_RELEASE.search(lines.readline()):
                    return found.group()
    return ""
