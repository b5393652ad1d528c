"""The page on what the evidence says: each link is a source with its kind and year, and each country is one we know."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import holidays
import pytest

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "evidence.md").read_text("utf-8")
TEXT, SOURCES = PAGE.split("\n## Sources\n")
LINK = re.compile(r"https?://[^\s)]+")
LEVELS = {"expected", "usual", "unusual", "disputed", "—"}  # the words that the page explains
# Where people speak one of our eight languages, as the page promises; it may have more.
PROMISED = {"US", "GB", "DE", "AT", "CH", "FR", "ES", "MX", "AR", "BR", "PT", "JP", "CN", "TW", "KR"}


class Source(NamedTuple):
    """A line in the list of sources."""

    number: int
    link: str
    kind: str
    years: str


def sources() -> list[Source]:
    """Return the sources of the page; a line that does not have the form of one is left out."""
    form = r"^(\d+)\. \[[^\]]+\]\((https?://[^\s)]+)\): ([^\n]+), (undated|(?:19|20)\d\d(?:, updated 20\d\d)?)\.$"
    return [Source(int(number), *rest) for number, *rest in re.findall(form, SOURCES, flags=re.MULTILINE)]


def countries() -> dict[str, list[str]]:
    """Return the rows of the table of customs: a country's code, and its cells."""
    rows = re.findall(r"^\| `([A-Z]+)` [^|]+\|(.+)\|$", TEXT, flags=re.MULTILINE)
    return {code: [cell.strip() for cell in cells.split("|")] for code, cells in rows}


def test_each_line_of_the_list_of_sources_is_a_source_with_a_year() -> None:
    listed = [line for line in SOURCES.splitlines() if re.match(r"\d+\.", line)]
    assert len(listed) > 100
    assert [source.number for source in sources()] == list(range(1, len(listed) + 1))


def test_each_link_stands_once_and_in_the_list_of_sources() -> None:
    assert LINK.findall(TEXT) == []
    assert [link for link, times in Counter(LINK.findall(PAGE)).items() if times > 1] == []
    assert LINK.findall(SOURCES) == [source.link for source in sources()]


def test_each_source_is_cited_and_each_number_is_a_source() -> None:
    assert {int(number) for number in re.findall(r"\[(\d+)\]", TEXT)} == {source.number for source in sources()}


def test_the_page_of_evidence_says_when_its_sources_were_read() -> None:
    assert "November 2026" in TEXT
    assert "November 2026" in SOURCES


def test_holidays_knows_each_country() -> None:
    assert set(countries()) <= set(holidays.list_supported_countries())


def test_no_promised_country_is_missing() -> None:
    assert set(countries()) >= PROMISED


@pytest.mark.parametrize("code", countries())
def test_a_country_says_how_expected_each_message_is(code: str) -> None:
    cells = countries()[code]
    assert len(cells) == 4
    for cell in cells:
        level, *cited = cell.split()
        assert level in LEVELS
        assert bool(cited) == (level != "—"), "a level needs a source, and a dash has none"


def test_each_figure_and_each_law_has_a_source() -> None:
    figures_and_laws = TEXT.partition("\n## Figures\n")[2].partition("\n## What the article says")[0]
    rows = [line.strip("|").split("|") for line in figures_and_laws.splitlines() if line.startswith("| ")]
    facts = [row for row in rows if row[-1] != " source "]
    assert len(facts) > 30
    assert [row for row in facts if not re.fullmatch(r"(?: \[\d+\])+ ", row[-1])] == []


def test_the_sources_of_the_presets_are_on_the_page_too() -> None:
    links = LINK.findall((DOCS / "policies.md").read_text("utf-8"))
    assert len(links) > 8
    assert set(links) <= {source.link for source in sources()}
