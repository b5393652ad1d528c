"""An app's own texts: templates with a closed set of fields, checked when they are made and rendered once."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from string import Template as StringTemplate
from typing import Annotated

from pydantic import AfterValidator, Field

from followup_rules._errors import InputError, items_of, short
from followup_rules._events import Touch
from followup_rules._fields import UNSAFE, Body, LanguageTag, Text
from followup_rules._values import Value
from followup_rules.drafts._brief import Brief, Draft
from followup_rules.drafts._language import language_of

# What a template may name of a Brief. The first fields are always given.
ALWAYS = ("company", "position", "interviewed_on", "candidate_name", "candidate_email")
FIELDS = (
    *ALWAYS,
    "candidate_phone",
    "recipient_name",
    "given_name",
    "family_name",
    "honorific",
    "job_title",
    "department",
    "recipient_company",
    "interviewers",
    "passes_on_to",
    "learned",
    "why_it_matters",
    "decision_by",
    "enquire_on",
    "asked_before",
    "asked_on",
)
_OF_RECIPIENT = {
    "recipient_name": "name",
    "recipient_company": "company",
} | {name: name for name in ("given_name", "family_name", "honorific", "job_title", "department")}


def _names(line: str, number: int) -> set[str]:
    """Return the fields that a line names; ``ValueError`` for what is none."""
    found = set()
    for match in StringTemplate.pattern.finditer(line):
        if match["invalid"] is not None:
            msg = f"line {number}: '$' begins a field such as ${{company}}; write '$$' for a dollar sign"
            raise ValueError(msg)
        name = match["named"] or match["braced"]
        if name is not None and name not in FIELDS:
            msg = f"line {number}: there is no field {short(name)}; the fields are {', '.join(FIELDS)}"
            raise ValueError(msg)
        if name is not None:
            found.add(name)
    return found


def _subject(value: str) -> str:
    if optional := sorted(_names(value, 1).difference(ALWAYS)):
        msg = f"line 1: {optional[0]!r} is not always given; a subject may name {', '.join(ALWAYS)}"
        raise ValueError(msg)
    return value


def _body(value: str) -> str:
    if not value.strip():
        msg = "must not be empty"
        raise ValueError(msg)
    rows = value.replace("\r\n", "\n").split("\n")
    kept = False
    for number, row in enumerate(rows, 1):
        if found := UNSAFE.search(row.replace("\t", " ")):
            msg = f"line {number}: must be plain text; remove U+{ord(found[0]):04X}"
            raise ValueError(msg)
        kept |= _names(row, number).issubset(ALWAYS) and bool(row.strip())
    if not kept:
        msg = f"must have a line that is always there: one that names no field, or only {', '.join(ALWAYS)}"
        raise ValueError(msg)
    return "\n".join(rows)


class Template(Value, frozen=True):
    r"""An app's own text for a touch in a language, in the syntax of :class:`string.Template`: ``${company}``.

    The fields are those of a :class:`Brief` that hold words: see ``docs/words.md``. A line of the body that names a
    field which is not known is left out; a subject may name only what is always given. A value is never read as a
    template. ``language`` is a BCP 47 tag; a text for ``en`` also serves ``en-GB``. ``ValidationError`` for an unknown
    field, with its line.

    >>> text = "Thank you for showing me ${learned}.\n\nBest wishes,\n${candidate_name}"
    >>> Template(touch=Touch.THANK_YOU, language="en", subject="Thank you from ${candidate_name}", body=text).language
    'en'
    """

    touch: Touch = Field(description="The message that this text is for.")
    language: LanguageTag = Field(description="The language of the text, a BCP 47 tag.")
    subject: Annotated[Text, AfterValidator(_subject)] = Field(description="The subject, with fields like ${company}.")
    body: Annotated[Body, AfterValidator(_body)] = Field(description="The text, with fields like ${company}.")


def rendered(template: Template, brief: Brief) -> Draft:
    """Return a template with the facts of a brief in it."""
    values = dict(_values(brief))
    rows = [
        StringTemplate(row).substitute(values)
        for number, row in enumerate(template.body.split("\n"), 1)
        if _names(row, number).issubset(values)
    ]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()
    return Draft(StringTemplate(template.subject).substitute(values), body)


def _values(brief: Brief) -> list[tuple[str, str]]:
    """Return what is known of the fields, dates and lists written as the language does; in any other, plainly."""
    language = language_of(brief.language)
    found = []
    for name in FIELDS:
        value = getattr(brief.recipient, _OF_RECIPIENT[name]) if name in _OF_RECIPIENT else getattr(brief, name)
        if isinstance(value, date):
            value = language.day(value, brief.language) if language else value.isoformat()
        elif isinstance(value, tuple):
            value = (
                language.people(value, brief.language)
                if language
                else ", ".join([each.name or each.family_name or each.given_name or "" for each in value])
            )
        if value:
            found.append((name, value))
    return found


def check_templates(templates: Iterable[Template]) -> tuple[Template, ...]:
    """Return templates; :class:`InputError` for what is not a template, or two for one touch and language."""
    if isinstance(templates, Template):
        raise InputError("templates", templates, "an iterable of Template: put it into a tuple")
    keys, checked = set(), list[Template]()
    for template in items_of("templates", templates, "Template"):
        if not isinstance(template, Template):
            raise InputError("templates", template, "an iterable of Template")
        key = template.touch, template.language.lower()
        if key in keys:
            twice = f"one text for each touch and language, not two for {template.touch} in {template.language}"
            raise InputError("templates", templates, twice)
        keys.add(key)
        checked.append(template)
    return tuple(checked)


def chosen(templates: Collection[Template], touch: Touch, tag: str) -> Template | None:
    """Return the template of a touch for a tag, else for the tag without its last part (RFC 4647, lookup)."""
    known = {template.language.lower(): template for template in templates if template.touch is touch}
    tag = tag.lower()
    while tag:
        if tag in known:
            return known[tag]
        tag = tag.rpartition("-")[0]
    return None
