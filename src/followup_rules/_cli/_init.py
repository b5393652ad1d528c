"""``init``: ask for a case, and write it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from followup_rules import Candidate, Contact, ContactRole, Interview, languages, next_action
from followup_rules._cli._errors import fail
from followup_rules._cli._files import check_new, write_file
from followup_rules._cli._form import Form, Question
from followup_rules._cli._nearest import country_of, country_of_name, zone_of_city, zones_of
from followup_rules._cli._reading import case_of
from followup_rules._cli._room import POLICIES, add_next, value_of
from followup_rules._cli._terminal import Answer, Answers, Page, write
from followup_rules._cli._times import instant_of, machine_zone, now_of, written
from followup_rules._fields import zone
from followup_rules._places import differs_by_subdivision
from followup_rules.drafts import language_of

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from followup_rules._cli._form import Fields


def answer_init(given: argparse.Namespace) -> Answer:
    """Ask for a case, write it, and say what comes next."""
    path, now, page = Path(given.file), now_of(given.now), Page()
    check_new(path, force=given.force)
    form = Form(Answers())
    text = json.dumps(asked_case(form, now), ensure_ascii=False, indent=2) + "\n"
    case, _ = case_of(text, given.file)
    write_file(path, text.encode(), force=given.force)
    action = next_action(case.interview, case.events, now=now, policy=POLICIES[given.policy])
    page.line().line(f"Wrote {path}", "aside").line()
    add_next(page, case, action, now)
    return Answer(page, {"case": value_of(case), "next": value_of(action)})


def asked_case(form: Form, now: datetime) -> Fields:
    """Return a case as JSON has it, of what somebody answers."""
    write("An empty answer takes what is in brackets.\n\n")
    interview: Fields = {}
    for question in (_COMPANY, _POSITION, _ROUND):
        form.ask(question, Interview, interview)
    _ask_place(form, interview)
    timezone = zone(interview["timezone"])
    ended = Question(
        "When did it end, in the time of that zone?",
        "ended_at",
        default=f"{now.astimezone(timezone):%Y-%m-%d %H:%M}",
        read=lambda text: written(instant_of(text, timezone), timezone),
    )
    for question in (ended, _DECISION, _LEARNED, _LANGUAGE):
        form.ask(question, Interview, interview)
    write("\nNow the people on their side: the recruiter, and everybody who interviewed you.\n")
    interview["contacts"] = _ask_contacts(form)
    write("\nNow you, for the drafts.\n")
    candidate = _ask_candidate(form)
    named = "-".join([_slug(interview["company"]), _slug(interview["position"]), str(interview["round"])])
    case: Fields = {"interview": {"id": named} | interview, "events": []}
    return case | ({"candidate": candidate} if candidate else {})


def _ask_place(form: Form, interview: Fields) -> None:
    """Ask for the country, the region if holidays differ within the country, and the time zone."""
    here = machine_zone() or ""
    form.ask(replace(_COUNTRY, default=country_of(here) or ""), Interview, interview)
    country = interview["country"]
    if differs_by_subdivision(country):
        form.ask(_REGION, Interview, interview)
    zones = zones_of(country)
    words = f"{_ZONE.words}, such as {', '.join(zones[:_MOST_ZONES])}" if len(zones) > 1 else _ZONE.words
    likely = here if here in zones else (*zones, "")[0]
    form.ask(replace(_ZONE, words=words, default=likely), Interview, interview)


def _ask_contacts(form: Form) -> list[Fields]:
    """Ask for contacts until there are no more."""
    contacts: list[Fields] = []
    while name := form.line(_NAME):
        contact: Fields = {"id": _free(_slug(name.partition("@")[0]), {each["id"] for each in contacts})}
        if not form.takes(replace(_NAME, field="email" if "@" in name else "name"), Contact, contact, name):
            continue
        if "email" not in contact:
            form.ask(_EMAIL, Contact, contact)
        usual = ContactRole.INTERVIEWER if contacts else ContactRole.RECRUITER
        form.ask(replace(_ROLE, default=usual.value), Contact, contact)
        if ContactRole.AGENCY in contact["roles"]:
            form.ask(_AGENCY, Contact, contact)
        contacts.append(contact)
    return contacts


def _ask_candidate(form: Form) -> Fields:
    """Ask who was interviewed; nothing where somebody does not say."""
    candidate: Fields = {}
    form.ask(_OWN_NAME, Candidate, candidate)
    if candidate:
        form.ask(_OWN_EMAIL, Candidate, candidate)
        form.ask(_OWN_PHONE, Candidate, candidate)
    return candidate


def _round(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LONGEST_ROUND else text


def _spoken(text: str) -> str:
    if language_of(text) is None:
        fail(f"there are no words in {text!r}, only in {', '.join(languages())}")
    return text


def _words(text: str) -> list[str]:
    return re.split(r"[,\s]+", text.strip(", "))


def _slug(text: str) -> str:
    """Return a text as an id: its letters and digits in lower case."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:_LONGEST_SLUG] or "contact"


def _free(name: str, taken: set[str]) -> str:
    """Return an id that is not taken."""
    numbers = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain([name], numbers) if each not in taken)


_MOST_ZONES = 3  # named in the question
_LONGEST_ROUND, _LONGEST_SLUG = 10, 40  # characters
_COMPANY = Question("Company", "company")
_POSITION = Question("Position", "position")
_ROUND = Question("Which round of interviews was it?", "round", default="1", read=_round)
_COUNTRY = Question("Country of the office", "country", read=lambda text: country_of_name(text) or text)
_REGION = Question("State or region of the office, as a code", "subdivision", without="not known")
_ZONE = Question("Time zone of the office", "timezone", read=lambda text: zone_of_city(text) or text)
_DECISION = Question("By which date did they promise an answer?", "decision_by", without="not said")
_LEARNED = Question("One thing that you learned: I enjoyed hearing about …", "learned", without="nothing")
_LANGUAGE = Question("Language of the drafts", "language", without="en", read=_spoken)
_NAME = Question("Name, or the address of a mailbox without a name", "name", without="no more")
_EMAIL = Question("E-mail address", "email", without="not known")
_ROLE = Question(f"Roles, out of {', '.join(ContactRole)}", "roles", read=_words)
_AGENCY = Question("Name of the agency", "company", without="not known")
_OWN_NAME = Question("Your name", "name", without="no drafts")
_OWN_EMAIL = Question("Your e-mail address", "email")
_OWN_PHONE = Question("Your telephone number, for the signature", "phone", without="none")
