"""The plain interview and its people, and instants in a few characters.

The interview ended on Wednesday 3 June 2026 at 15:00 in Tokyo. Nobody named a date, so that 10 June is assumed.

         June 2026               July 2026
    Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
     1  2  3  4  5  6  7           1  2  3  4  5
     8  9 10 11 12 13 14     6  7  8  9 10 11 12
    15 16 17 18 19 20 21    13 14 15 16 17 18 19
    22 23 24 25 26 27 28    20 21 22 23 24 25 26     20 July is Marine Day
    29 30                   27 28 29 30 31

Thank-you: 4 June 15:00 to 5 June 15:00. First follow-up: 15 June 09:00 to 16 June 18:00. The second, after one on the
15th: 22 to 29 June. The escalation, after one on the 22nd: 29 June to 6 July.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from followup_rules import Candidate, Contact, ContactRole, Interview, Send, Thread, WaitUntil, drafts
from followup_rules.drafts import _language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pytest
    from hypothesis import settings

    from followup_rules import Step

# The profiles of tests by chance: how many examples they try, against the number that each states.
ORDINARY, FULL, THOROUGH = "ordinary", "full", "thorough"
TIMES = {ORDINARY: 0.2, FULL: 1, THOROUGH: 20}
TOKYO = "Asia/Tokyo"
NEW_YORK = "America/New_York"
HR = Contact(id="hr", name="Hanako Sato", roles={ContactRole.RECRUITER}, email="sato@example.com")
LEAD = Contact(id="lead", name="Ken Ito", roles={ContactRole.HIRING_MANAGER}, email="ito@example.com")
PEER = Contact(id="peer", name="Yuki Mori", roles={ContactRole.INTERVIEWER}, email="mori@example.com")
AYA = PEER.replace(id="aya", name="Aya Kato", email="kato@example.com")  # a second interviewer
MAX = PEER.replace(id="max", name="Max Berg", email="berg@example.com")  # a third
JUN = HR.replace(id="jun", name="Jun Abe", email="abe@example.com")  # a second recruiter
STAFF = Contact(id="staff", name="Rei Ono", roles={ContactRole.EMPLOYEE}, email="ono@example.com")
AGENT = Contact(id="agent", name="Tom Hill", roles={ContactRole.AGENCY}, email="hill@agency.example.com")
PARTNER = AGENT.replace(id="partner", name="Ann Lee", email="lee@agency.example.com")  # a second one at the agency
# With the address of another.
AYA_SHARES = AYA.replace(email=PEER.email)
JUN_SHARES = JUN.replace(email=HR.email)
LEAD_SHARES = LEAD.replace(email=HR.email)
PARTNER_SHARES = PARTNER.replace(email=AGENT.email)
CANDIDATE = Candidate(name="Mei Tan", email="mei@example.com")
SCHEDULING = Thread(message_id="<2@acme.example>", references=("<1@acme.example>",), subject="Your interview")

# Moments at which a touch of the plain interview is due, or not yet.
DURING_THANKS = "2026-06-04 17:00"
BEFORE_FIRST = "2026-06-12 12:00"
DURING_FIRST = "2026-06-15 09:00"
DURING_SECOND = "2026-06-22 09:00"
DURING_ESCALATION = "2026-06-29 09:00"


def times(number: int) -> int:
    """Return how often a test by chance tries something: a fifth of what it states in the ordinary run."""
    from hypothesis import settings  # noqa: PLC0415 - most of this module is for tests without Hypothesis, too

    return int(number * TIMES.get(settings.get_current_profile_name(), 1))


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


def corrected(contact: Contact) -> Contact:
    """Return the contact with an address of which nothing is known yet."""
    return contact.replace(email=f"new.{contact.email}")


def mail(number: int) -> str:
    """Return a Message-ID."""
    return f"<{number}@example.com>"


def utc(text: str) -> datetime:
    """Return a UTC time."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
