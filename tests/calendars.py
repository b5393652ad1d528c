"""Calendars by the name of a place, such as ``DE-BY``."""

from __future__ import annotations

import warnings

import holidays
from holidays import HolidayBase

from followup_rules import (
    BusinessCalendar,
    business_calendar,
)

YEARS = range(2020, 2040)  # what a calendar spans where nobody asks for other years


def split(place: str) -> tuple[str, str | None]:
    """Return the country and the subdivision."""
    country, _, subdivision = place.partition("-")
    return country, subdivision or None


def calendar_of(place: str, years: range = YEARS) -> BusinessCalendar:
    """Return the calendar of a place."""
    return business_calendar(*split(place), years=years)


def filled(place: str, first: int, last: int, language: str | None = None) -> HolidayBase:
    """Return the data of whole years; what one year moves into its neighbours needs a year more at both ends."""
    country, subdivision = split(place)
    with warnings.catch_warnings(action="ignore"):
        return holidays.country_holidays(
            country, subdiv=subdivision, years=range(first, last + 1), expand=False, language=language
        )
