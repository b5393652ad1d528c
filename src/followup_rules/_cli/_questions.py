"""The questions about a case, for one that is new and for one that is known: what is known stands in brackets."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from itertools import chain, count
from typing import TYPE_CHECKING

from pydantic import ValidationError

from followup_rules import Candidate, Contact, ContactRole, Interview, languages
from followup_rules._cli._errors import fail
from followup_rules._cli._form import Question
from followup_rules._cli._nearest import country_of, country_of_name, same, zone_of_city, zones_of
from followup_rules._cli._times import instant_of, machine_zone, written
from followup_rules._fields import zone
from followup_rules._places import differs_by_subdivision, subdivisions_of
from followup_rules.drafts import language_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from followup_rules._cli._form import Fields, Form


def ask_interview(form: Form, interview: Fields, now: datetime) -> None:
    """Ask for all of an interview but its contacts."""
    for question in (_COMPANY, _POSITION, _ROUND):
        form.ask(question, Interview, interview)
    _ask_place(form, interview)
    timezone = zone(interview["timezone"])
    ended = replace(
        _ENDED,
        default=f"{now.astimezone(timezone):%Y-%m-%d %H:%M}",
        read=lambda text: written(instant_of(text, timezone), timezone),
        show=lambda text: _local(datetime.fromisoformat(text), timezone),
    )
    for question in (ended, _DECISION, _LEARNED, _LANGUAGE):
        form.ask(question, Interview, interview)
    for question in _BESIDES:
        if question.field in _wrong(interview):
            form.ask(question, Interview, interview)


def _wrong(interview: Fields) -> set[str | int]:
    """Return the fields of an interview that do not fit the others."""
    try:
        Interview.model_validate(interview | {"id": "new", "contacts": []})
    except ValidationError as error:
        return {each["loc"][0] for each in error.errors()}
    return set()


def _ask_place(form: Form, interview: Fields) -> None:
    """Ask for the country, the region if holidays differ within the country, and the time zone."""
    here = machine_zone() or ""
    before = interview.get("country")
    form.ask(replace(_COUNTRY, default=country_of(here) or ""), Interview, interview)
    country = interview["country"]
    if country != before:  # what is known of the place is another country's
        for field in ("subdivision", "timezone"):
            interview.pop(field, None)
    if differs_by_subdivision(country):
        codes = subdivisions_of(country)
        region = replace(_REGION, read=lambda text: codes.get(same(text, codes), text))
        form.ask(region, Interview, interview)
    zones = zones_of(country)
    words = f"{_ZONE.words}, such as {', '.join(zones[:_MOST_ZONES])}" if len(zones) > 1 else _ZONE.words
    likely = here if here in zones else (*zones, "")[0]
    form.ask(replace(_ZONE, words=words, default=likely), Interview, interview)


def ask_contacts(form: Form, contacts: list[Fields], why_kept: Callable[[str], str]) -> None:
    """Ask for each contact that is known, and for more of them until there are no more.

    *why_kept* says of the id of a contact why the contact cannot be removed, or nothing.
    """
    for contact in list(contacts):
        if form.keeps(_KNOWN_NAME, Contact, contact, why_kept(contact["id"].strip())):
            _ask_contact(form, contact, ContactRole.INTERVIEWER)
        else:
            contacts.remove(contact)
    while name := form.line(_NAME):
        contact = {"id": _free(slug(name.partition("@")[0]), {each["id"] for each in contacts})}
        field = "email" if "@" in name else "name"
        if form.takes(replace(_NAME, field=field), Contact, contact, name):
            _ask_contact(form, contact, ContactRole.INTERVIEWER if contacts else ContactRole.RECRUITER)
            contacts.append(contact)


def _ask_contact(form: Form, contact: Fields, usual: ContactRole) -> None:
    """Ask for all of a contact but the name."""
    if "email" not in contact or "roles" in contact:  # it may be new, and named by its address
        form.ask(_EMAIL, Contact, contact)
    form.ask(replace(_ROLES, default=usual.value), Contact, contact)
    if ContactRole.AGENCY in contact["roles"]:
        form.ask(_AGENCY, Contact, contact)


def ask_candidate(form: Form, candidate: Fields) -> Fields | None:
    """Ask who was interviewed; ``None`` where somebody does not say."""
    form.ask(_OWN_NAME, Candidate, candidate)
    if "name" not in candidate:
        return None
    form.ask(_OWN_EMAIL, Candidate, candidate)
    form.ask(_OWN_PHONE, Candidate, candidate)
    return candidate


def slug(text: str) -> str:
    """Return a text as an id: its letters and digits in lower case."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:_LONGEST_SLUG] or "contact"


def _free(name: str, taken: set[str]) -> str:
    """Return an id that is not taken."""
    numbers = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain([name], numbers) if each not in taken)


def _round(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LONGEST_ROUND else text


def _local(instant: datetime, timezone: ZoneInfo) -> str:
    """Return a local time as one types it; with its offset, if that would mean another time."""
    local = instant.astimezone(timezone)
    text = f"{local:%Y-%m-%d %H:%M}"
    return text if instant_of(text, timezone) == instant else local.isoformat()


def _spoken(text: str) -> str:
    if language_of(text) is None:
        fail(f"there are no words in {text!r}, only in {', '.join(languages())}")
    return text


def _learned(text: str) -> str:
    """Return what was learned, without the words of the question; a sentence of its own would not go on from them."""
    found = _LEAD.sub("", text)
    if _SENTENCE.match(found):
        fail("type only what comes after these words, such as 'your move to streaming'")
    return found


def _roles(text: str) -> list[str]:
    """Return the roles that an answer names, with commas or blanks between."""
    parts = [same(part, ContactRole) for part in text.strip(", ").split(",")]
    named = [[part] if part in list(ContactRole) else part.split() for part in parts]
    return [same(each, ContactRole) for part in named for each in part]


_SENTENCE = re.compile("I [a-z]")  # "I liked …"; the I Ching is a thing to learn about
_LEAD = re.compile(r"\AI\s+enjoyed\s+hearing\s+about[\s.…]+", re.IGNORECASE)
_MOST_ZONES = 3  # named in the question
_LONGEST_ROUND, _LONGEST_SLUG = 10, 40  # characters
_COMPANY = Question("Company", "company")
_POSITION = Question("Position", "position")
_ROUND = Question("Which round of interviews was it?", "round", default="1", read=_round)
_COUNTRY = Question("Country of the office", "country", read=lambda text: country_of_name(text) or text)
_REGION = Question("State or region of the office, as a code", "subdivision", without="not known")
_ZONE = Question("Time zone of the office", "timezone", read=lambda text: zone_of_city(text) or text)
_ENDED = Question("When did it end, in the time of that zone?", "ended_at")
_DECISION = Question("By which date did they promise an answer?", "decision_by", without="not said")
_INVITED = Question("On which day did they invite you to write?", "enquire_on", without="not said")
_BESIDES = (_INVITED,)  # asked for only if it is known, and does not fit the other answers any more
_LEARNED = Question(
    "One thing that you learned: I enjoyed hearing about …", "learned", without="nothing", read=_learned
)
_LANGUAGE = Question("Language of the drafts", "language", without="en", read=_spoken)
_NAME = Question("Name, or the address of a mailbox without a name", "name", without="no more")
_KNOWN_NAME = Question("Name", "name", without="no name")
_EMAIL = Question("E-mail address", "email", without="not known")
_ROLES = Question(f"Roles, out of {', '.join(ContactRole)}", "roles", read=_roles, show=", ".join)
_AGENCY = Question("Name of the agency", "company", without="not known")
_OWN_NAME = Question("Your name", "name", without="no drafts")
_OWN_EMAIL = Question("Your e-mail address", "email")
_OWN_PHONE = Question("Your telephone number, for the signature", "phone", without="none")
