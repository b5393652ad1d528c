"""Calendars by the name of a place, such as ``DE-BY``."""

from __future__ import annotations

from followup_rules import (
    BusinessCalendar,
    business_calendar,
)

YEARS = range(2020, 2040)  # what a calendar spans where nobody asks for other years


def split(place: str) -> tuple[str, str | None]:
    country, _, subdivision = place.partition("-")
    return country, subdivision or None


def calendar_of(place: str, years: range = YEARS) -> BusinessCalendar:
    return business_calendar(*split(place), years=years)
