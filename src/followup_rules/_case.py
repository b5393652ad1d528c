"""The case: one round of interviewing at one company, what happened since, and who the candidate is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from followup_rules._calendar import check_place
from followup_rules._errors import HistoryError, InputError, must_be
from followup_rules._events import EVENTS, Event, Sent
from followup_rules._fields import Day, Days, Flag, Instant, LanguageTag, Text, ZoneName, local_day, zone
from followup_rules._people import Candidate, Contact, Thread
from followup_rules._values import Value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Interview(Value, frozen=True):
    """One interview: one round at one company.

    ``ended_at`` is when it ended, an aware datetime, kept in UTC. ``timezone`` (IANA), ``country`` (ISO 3166-1) and
    ``subdivision`` are the company's, wherever the candidate sits (G1); ``extra_holidays`` and ``extra_workdays`` are
    days that the company closes or works besides. ``decision_by`` is the day by which they promised an answer (A4).
    ``thread`` is the mail that scheduled the interview (B4). ``round`` counts from 1. ``language`` is the BCP 47 tag
    to write in where the contact has none (G33). ``learned`` completes "I enjoyed hearing about …" (B7).
    ``enquiries_welcome`` is false where they asked not to enquire (G21).

    ``ValidationError`` for an unknown zone, country or subdivision, two contacts with one id, or a decision date
    before the interview's day.
    """

    id: Text
    company: Text
    position: Text
    ended_at: Instant
    timezone: ZoneName
    country: Text
    subdivision: Text | None = None
    extra_holidays: Days = ()
    extra_workdays: Days = ()
    contacts: tuple[Contact, ...] = ()
    decision_by: Day | None = None
    thread: Thread | None = None
    round: int = Field(default=1, ge=1, strict=True)
    language: LanguageTag | None = None
    learned: Text | None = None
    enquiries_welcome: Flag = True

    @property
    def day(self) -> date:
        """The local day on which the interview ended (G1)."""
        return local_day(self.ended_at, zone(self.timezone))

    def contact(self, contact_id: str) -> Contact:
        """Return the contact with that id; ``InputError`` where there is none."""
        for contact in self.contacts:
            if contact.id == contact_id:
                return contact
        raise InputError("contact", contact_id, f"one of the interview's contacts: {[c.id for c in self.contacts]}")

    @field_validator("country", mode="after")
    @classmethod
    def _check_country(cls, value: str) -> str:
        check_place(value, None)
        return value

    @field_validator("subdivision", mode="after")
    @classmethod
    def _check_subdivision(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and "country" in info.data:
            check_place(info.data["country"], value)
        return value

    @field_validator("extra_workdays", mode="after")
    @classmethod
    def _check_workdays(cls, value: tuple[date, ...], info: ValidationInfo) -> tuple[date, ...]:
        if both := set(value).intersection(info.data.get("extra_holidays", ())):
            raise InputError("extra_workdays", min(both).isoformat(), "days that are not extra_holidays as well")
        return value

    @field_validator("contacts", mode="after")
    @classmethod
    def _check_contacts(cls, value: tuple[Contact, ...]) -> tuple[Contact, ...]:
        ids = [contact.id for contact in value]
        if len(set(ids)) < len(ids):
            twice = next(contact_id for contact_id in ids if ids.count(contact_id) > 1)
            raise InputError("contacts", twice, "contacts with different ids")
        return value

    @field_validator("decision_by", mode="after")
    @classmethod
    def _check_decision(cls, value: date | None, info: ValidationInfo) -> date | None:
        if value is not None and "ended_at" in info.data and "timezone" in info.data:
            day = local_day(info.data["ended_at"], zone(info.data["timezone"]))
            if value < day:
                raise InputError("decision_by", value.isoformat(), f"the interview's day, {day}, or later")
        return value


class Case(Value, frozen=True):
    """The unit that is stored and sent about as JSON: an interview, its events, and the candidate.

    ``ValidationError`` where an event cannot belong to the interview (see :class:`HistoryError`).
    """

    interview: Interview
    events: tuple[Event, ...] = ()
    candidate: Candidate | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_history(self.interview, self.events)
        return self


def check_history(interview: Interview, events: Sequence[Event]) -> None:
    """Raise :class:`HistoryError` for an event that names an unknown contact, or was sent before the end."""
    must_be(Interview, "interview", interview)
    known, ended_at = {contact.id for contact in interview.contacts}, interview.ended_at
    for index, event in enumerate(events):
        if type(event) not in EVENTS:
            raise InputError("history", event, "events, or a Progress; read JSON with Case or Progress")
        if event.at < ended_at and isinstance(event, Sent):
            problem = f"sent before the interview's end, {ended_at.isoformat()}"
            raise HistoryError(index, _name(event), problem)
        if not known.issuperset(event.named):
            unknown = next(contact for contact in event.named if contact not in known)
            problem = f"names {unknown!r}, who is none of the interview's contacts: {sorted(known)}"
            raise HistoryError(index, _name(event), problem)


def _name(event: Event) -> str:
    return f"{event.kind} at {event.at.isoformat()}"
