"""What the tests share: a plain interview in Tokyo, instants in a few characters, and histories in a line."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from followup_rules import Candidate, Contact, ContactRole, Interview, Send, WaitUntil, drafts
from followup_rules.drafts import _language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pytest
    from hypothesis import settings

    from followup_rules import Step

THOROUGH = "thorough"  # the profile of a long run: pytest --hypothesis-profile=thorough
TOKYO = "Asia/Tokyo"
HR = Contact(id="hr", name="Hanako Sato", roles={ContactRole.RECRUITER}, email="sato@example.com")
LEAD = Contact(id="lead", name="Ken Ito", roles={ContactRole.HIRING_MANAGER}, email="ito@example.com")
PEER = Contact(id="peer", name="Yuki Mori", roles={ContactRole.INTERVIEWER}, email="mori@example.com")
CANDIDATE = Candidate(name="Mei Tan", email="mei@example.com")


def times(number: int) -> int:
    """Return how often a test by chance tries something: twenty times as often in a long run."""
    from hypothesis import settings  # noqa: PLC0415 - most of this module is for tests without Hypothesis, too

    return number * 20 if settings.get_current_profile_name() == THOROUGH else number


def by_chance(examples: int) -> settings:
    """Return the settings of a test by chance, whose first example may have to read the data of many places."""
    from hypothesis import HealthCheck, settings  # noqa: PLC0415 - likewise

    return settings(max_examples=times(examples), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def at(text: str, zone: str = TOKYO) -> datetime:
    """Return a local time, ``2026-04-24 15:00``, as an aware datetime of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def local(instant: datetime, zone: str = TOKYO) -> str:
    """Return an instant as local time, the way that ``at`` reads it."""
    return instant.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def interview(**changes: Any) -> Interview:
    """Return an interview that ended on Wednesday 3 June 2026 at 15:00 in Tokyo; June has no holidays in Japan."""
    fields: dict[str, Any] = {
        "id": "acme-1",
        "company": "Acme",
        "position": "Data Engineer",
        "ended_at": at("2026-06-03 15:00"),
        "timezone": TOKYO,
        "country": "JP",
        "contacts": (HR, LEAD, PEER),
    }
    return Interview(**fields | changes)


@contextmanager
def another_language(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Iterator[None]:
    """Let there be one more language, `xx`, whose module has a text; afterwards nothing knows of it."""
    (folder / "xx.py").write_text(text, encoding="utf-8")

    def forget() -> None:
        sys.modules.pop("followup_rules.drafts.xx", None)
        _language.languages.cache_clear()
        _language._language.cache_clear()

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "__path__", [*drafts.__path__, str(folder)])
        forget()
        try:
            yield
        finally:
            forget()


def touches(steps: Iterable[Step]) -> list[Send | WaitUntil]:
    """Return the steps of a plan in which every one is a message of the candidate that somebody gets."""
    found = []
    for step in steps:
        assert isinstance(step, Send | WaitUntil), step
        found.append(step)
    return found


def utc(text: str) -> datetime:
    """Return a UTC time."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
