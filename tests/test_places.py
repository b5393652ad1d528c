"""What the data know of places: their years, their subdivisions, their time zones."""

from __future__ import annotations

import pickle
import time
import warnings
import zoneinfo
from datetime import date
from importlib import import_module, resources
from typing import TYPE_CHECKING

import holidays
import pytest

from followup_rules import business_calendar
from followup_rules._places import _zone_data, differs_by_subdivision, find, zone_contradicts, zone_data

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = f"tzdata {import_module('tzdata').IANA_VERSION}"


def names_of(place: str, year: int) -> set[str]:
    country, _, subdivision = place.partition("-")
    with warnings.catch_warnings(action="ignore"):
        data = holidays.country_holidays(
            country, subdiv=subdivision or None, years=year, expand=False, language="en_US"
        )
    return {name for names in data.values() for name in names.split("; ")}


class TestKnownYears:
    """The holidays of a place are known for some years only; beyond, the package says "no holiday" without a word."""

    @pytest.mark.parametrize(
        ("place", "first", "holiday"),
        [
            ("BT", 2007, "Dassain"),
            ("FJ", 2016, "Diwali"),
            ("GY", 2001, "Holi"),
            ("ID", 1983, "Vesak Day"),
            ("IN", 2001, "Diwali"),
            ("IN-SK", 2001, "Diwali"),
            ("MU", 2001, "Ugadi"),
            ("NP", 2010, "Chhath Parva"),
            ("SR", 2001, "Holi"),
        ],
    )
    def test_the_first_known_year_is_the_first_with_its_moving_holidays(
        self, place: str, first: int, holiday: str
    ) -> None:
        country, _, subdivision = place.partition("-")
        assert find(country, subdivision or None).first.year == first
        assert holiday in names_of(place, first)
        assert holiday not in names_of(place, first - 1)

    @pytest.mark.parametrize(
        ("place", "last", "holiday"),
        [
            ("BT", 2035, "Dassain (estimated)"),
            ("FJ", 2035, "Diwali (estimated)"),
            ("GY", 2035, "Diwali"),
            ("ID", 2050, "Day of Silence"),
            ("IN", 2035, "Diwali"),
            ("IN-SK", 2032, "Tamu Lochhar"),
            ("MM", 2099, "Full Moon Day of Waso"),
            ("MU", 2035, "Diwali"),
            ("NP", 2032, "Tamu Lhochhar"),
            ("NZ", 2052, "Matariki"),
            ("SR", 2035, "Holi"),
            ("US-CA", 2035, "Diwali"),
        ],
    )
    def test_the_last_known_year_is_the_last_with_its_moving_holidays(
        self, place: str, last: int, holiday: str
    ) -> None:
        country, _, subdivision = place.partition("-")
        assert find(country, subdivision or None).last.year == last
        assert holiday in names_of(place, last)
        assert holiday not in names_of(place, last + 1)

    @pytest.mark.parametrize("place", ["MM", "NZ", "US-CA", "JP", "US"])
    def test_other_places_are_known_from_1970(self, place: str) -> None:
        country, _, subdivision = place.partition("-")
        assert find(country, subdivision or None).first.year == 1970


class TestSubdivisions:
    """Tells whether holidays differ within a country, so that a subdivision is needed."""

    @pytest.mark.parametrize("country", ["AU", "BR", "CA", "CH", "DE", "ES", "GB", "IN", "IT", "MY", "PT", "US"])
    def test_holidays_of_these_countries_differ_by_subdivision(self, country: str) -> None:
        assert differs_by_subdivision(country)

    @pytest.mark.parametrize("country", ["AT", "CN", "FJ", "JP", "KR", "NL", "NO", "PL", "SA", "SG"])
    def test_holidays_are_those_of_the_whole_country(self, country: str) -> None:
        assert not differs_by_subdivision(country)

    def test_the_worst_country_takes_no_tenth_of_a_second(self) -> None:
        most = 0.0
        for country in ("AM", "NO", "PL"):  # many subdivisions and no difference
            differs_by_subdivision.cache_clear()
            start = time.process_time()
            differs_by_subdivision(country)
            most = max(most, time.process_time() - start)
        assert most < 0.1


class TestZoneOfACountry:
    """A time zone that is surely none of the country's is a slip of whoever typed it in."""

    @pytest.mark.parametrize(
        ("country", "timezone"),
        [
            ("BR", "Asia/Tokyo"),
            ("JP", "America/Sao_Paulo"),
            ("DE", "America/New_York"),
            ("US", "America/Toronto"),
            ("US", "Europe/London"),
            ("CN", "Asia/Hong_Kong"),
            ("FR", "Europe/Madrid"),
            ("BR", "Europe/Stockholm"),  # in zone.tab only
        ],
    )
    def test_a_zone_of_another_country_contradicts(self, country: str, timezone: str) -> None:
        assert zone_contradicts(country, timezone)

    @pytest.mark.parametrize(
        ("country", "timezone"),
        [
            ("BR", "America/Sao_Paulo"),
            ("DE", "Europe/Berlin"),
            ("DE", "Europe/Zurich"),  # Büsingen
            ("SE", "Europe/Berlin"),  # in zone1970.tab only
            ("SE", "Europe/Stockholm"),  # in zone.tab only
            ("US", "America/Puerto_Rico"),  # a territory
            ("US", "Pacific/Guam"),
            ("FR", "Indian/Reunion"),
            ("FI", "Europe/Mariehamn"),
            ("NO", "Arctic/Longyearbyen"),
            ("UA", "Europe/Simferopol"),
            ("IN", "Asia/Calcutta"),  # old names are in no table
            ("BR", "Asia/Calcutta"),
            ("BR", "Etc/UTC"),
            ("BR", "UTC"),
            ("XK", "Europe/Belgrade"),  # the tables have no Kosovo
        ],
    )
    def test_a_zone_that_may_be_of_the_country_does_not_contradict(self, country: str, timezone: str) -> None:
        assert not zone_contradicts(country, timezone)

    def test_no_zone_of_a_country_contradicts_it(self) -> None:
        table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
        rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
        assert [row for row in rows if zone_contradicts(row[0], row[2])] == []


def zone_folder(path: Path, **files: str) -> str:
    (path / "Europe").mkdir(parents=True)
    (path / "Europe" / "London").write_bytes(b"TZif")
    for name, text in files.items():
        (path / name.replace("_zi", ".zi").replace("VERSION", "+VERSION")).write_text(text)
    return str(path)


@pytest.fixture
def _own_zones(tmp_path: Path) -> Iterator[None]:
    """Make the machine one whose zone files are of an old release."""
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([zone_folder(tmp_path / "zones", tzdata_zi="# version 2019c\n")])
    yield
    zoneinfo.reset_tzpath(before)


class TestZoneData:
    """The hours of an answer depend on the zone files that count on this machine: those of Mexico in 2022, say."""

    def test_without_zone_files_of_the_system_the_package_counts(self, tmp_path: Path) -> None:
        assert _zone_data(()) == _zone_data((str(tmp_path),)) == _zone_data((str(tmp_path / "none"),)) == PACKAGE

    def test_zones_of_the_system_say_their_release(self, tmp_path: Path) -> None:
        folder = zone_folder(tmp_path / "a", tzdata_zi="# version 2025b\n# ddeps backzone\n")
        assert _zone_data((folder,)) == "system 2025b"

    def test_zones_of_a_mac_say_their_release_in_another_file(self, tmp_path: Path) -> None:
        assert _zone_data((zone_folder(tmp_path / "a", VERSION="2024a\n"),)) == "system 2024a"

    def test_the_zones_themselves_say_their_release_before_the_other_file(self, tmp_path: Path) -> None:
        assert _zone_data((zone_folder(tmp_path / "a", tzdata_zi="# version 2025b\n", VERSION="2024a\n"),)) == (
            "system 2025b"
        )

    def test_a_release_may_stand_beside_bytes_that_are_no_text(self, tmp_path: Path) -> None:
        folder = zone_folder(tmp_path / "a")
        (tmp_path / "a" / "tzdata.zi").write_bytes(b"# version 2025b \xff\n")
        assert _zone_data((folder,)) == "system 2025b"

    @pytest.mark.parametrize("files", [{}, {"tzdata_zi": "# This zic input file\n# version 2025b\n"}])
    def test_zones_without_a_release_are_those_of_the_system(self, files: dict[str, str], tmp_path: Path) -> None:
        assert _zone_data((zone_folder(tmp_path / "a", **files),)) == "system"

    def test_the_first_folder_with_zones_counts(self, tmp_path: Path) -> None:
        first = zone_folder(tmp_path / "a", tzdata_zi="# version 2024b\n")
        second = zone_folder(tmp_path / "b", tzdata_zi="# version 2025b\n")
        assert _zone_data((str(tmp_path), first, second)) == "system 2024b"

    def test_a_provenance_says_what_counts_on_this_machine(self) -> None:
        assert business_calendar("JP").provenance.zones == zone_data()

    @pytest.mark.usefixtures("_own_zones")
    def test_the_provenance_names_the_zones_that_are_used(self) -> None:
        assert business_calendar("JP").provenance.zones == "system 2019c"

    def test_a_calendar_from_a_machine_with_other_zones_is_equal(self, request: pytest.FixtureRequest) -> None:
        calendar = business_calendar("JP")
        here = [calendar, business_calendar("JP", extra_holidays=[date(2026, 6, 3)])]
        pickled, said, hashes = pickle.dumps(here), calendar.provenance, [hash(each) for each in here]
        request.getfixturevalue("_own_zones")
        loaded = pickle.loads(pickled)  # noqa: S301 - its own
        assert loaded == here
        assert [hash(each) for each in loaded] == hashes
        assert loaded[0].provenance == said._replace(zones="system 2019c")
