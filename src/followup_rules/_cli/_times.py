"""Times as people type and read them; the one place of the library that reads the clock."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path

from followup_rules._answers import format_time
from followup_rules._cli._errors import fail
from followup_rules._errors import FieldError
from followup_rules._fields import as_instant
from followup_rules._places import FIRST_YEAR, LAST_YEAR

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS_AHEAD = {"today": 1, "tomorrow": 2, "week": 7}  # days, today is the first
_ZONE_FILE = Path("/etc/localtime")


def now_of(text: str | None, zone: tzinfo | None = None) -> datetime:
    """Return the time of ``--now``, else that of the clock in the zone of the machine.

    Without an offset, ``--now`` is a time of the company's *zone*; it needs one if no single company is meant.
    """
    if text is None:
        return datetime.now(UTC).astimezone()
    found = _time(text)
    if found is None:
        fail(f"--now: must be a date and time such as 2026-05-11T10:00:00+09:00, got {text!r}")
    if found.utcoffset() is not None:
        return _instant(found, text, "--now: ").astimezone(found.tzinfo)
    if zone is None:
        _instant(found.replace(tzinfo=UTC), text, "--now: ")
        likely = found.astimezone().isoformat(timespec="minutes")
        fail(f"--now: {text!r} has no offset from UTC; in the time of this machine it would be {likely}")
    return _instant(found.replace(tzinfo=zone), text, "--now: ").astimezone(zone)


def instant_of(text: str, zone: tzinfo, name: str = "") -> datetime:
    """Return a time that somebody typed; without an offset, it is one of the company's *zone*.

    A local time that a clock change skips moves forward, and of two it is the first (G7).
    """
    before = f"{name}: " if name else ""
    found = _time(text)
    if found is None:
        fail(f"{before}must be a date and time such as 2026-05-11 10:00, got {text!r}")
    found = found if found.utcoffset() is not None else found.replace(tzinfo=zone)
    return _instant(found, text, before).astimezone(zone)


def _time(text: str) -> datetime | None:
    """Return a date with a time of day; ``None`` for any other text."""
    return None if _DAY.fullmatch(text.strip()) else _read(text)


def _instant(found: datetime, text: str, before: str) -> datetime:
    """Return the instant of a time that somebody typed; the command ends for one outside of the years that count."""
    try:
        return as_instant(found)
    except FieldError as error:
        fail(f"{before}must be {error.expected}, got {text.strip()!r}")


def until_of(text: str, now: datetime, *, of_machine: bool) -> datetime:
    """Return the instant at which an agenda ends.

    ``today``, ``tomorrow`` and ``week`` (seven days, today is the first) end at a local midnight, and so does a date:
    that of the machine, or of the offset of ``--now``.
    """
    text, local = text.strip(), None if of_machine else now.tzinfo
    if (days := _DAYS_AHEAD.get(text.casefold())) is not None:
        return _in_zone(_midnight(now.date() + timedelta(days=days)), local)
    found = _read(text)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        fail(f"--until: must be today, tomorrow, week, a date such as 2026-05-11, or a time of that date, got {text!r}")
    if _DAY.fullmatch(text):
        return _in_zone(_midnight(found.date() + timedelta(days=1)), local)
    return found if found.utcoffset() is not None else _in_zone(found, local)


def _in_zone(naive: datetime, zone: tzinfo | None) -> datetime:
    """Return a local time with its zone, that of the machine where none is given."""
    return naive.astimezone() if zone is None else naive.replace(tzinfo=zone)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _read(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def clock(instant: datetime) -> str:
    """Return a time without its zone: ``Mon 11 May 2026 18:00``."""
    day, _, hour = format_time(instant).rpartition(" ")
    return f"{day} {instant.year} {hour}"


def zone_of(instant: datetime) -> str:
    """Return the name of the zone of a time."""
    return str(getattr(instant.tzinfo, "key", instant.tzname()))


def when(instant: datetime) -> str:
    """Return a time with its zone: ``Mon 11 May 2026 18:00 (Asia/Tokyo)``."""
    return f"{clock(instant)} ({zone_of(instant)})"


def written(instant: datetime, zone: tzinfo) -> str:
    """Return a time as a file has it: local, with its offset."""
    return instant.astimezone(zone).isoformat()


def machine_zone() -> str | None:
    """Return the IANA name of the zone of this machine, if the machine tells it."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name and _ZONE_FILE.is_symlink():
        name = str(_ZONE_FILE.readlink()).rpartition("zoneinfo/")[2]
    return name or None
