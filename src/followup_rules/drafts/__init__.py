"""The words: a :class:`Brief` of given facts in, a :class:`Draft` out. One module a language, found by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_rules._errors import InputError
from followup_rules._fields import LONGEST_BODY, LONGEST_TEXT
from followup_rules.drafts._brief import Brief, Draft, Person, Tone
from followup_rules.drafts._language import REMINDERS, language_of, language_or_english, languages
from followup_rules.drafts._review import Finding, Severity, findings
from followup_rules.drafts._subject import reply_subject
from followup_rules.drafts._template import Template, check_templates, chosen, rendered

if TYPE_CHECKING:
    from collections.abc import Collection

    from followup_rules._events import Touch

__all__ = [
    "REMINDERS",
    "Brief",
    "Draft",
    "Finding",
    "Person",
    "Severity",
    "Template",
    "Tone",
    "check_templates",
    "findings",
    "language_for",
    "language_of",
    "language_or_english",
    "languages",
    "write",
]


def language_for(tags: Collection[str | None], touch: Touch, templates: Collection[Template] = ()) -> str:
    """Return the first of *tags* in which there are words for a touch, else English (G33)."""
    for tag in tags:
        if tag is not None and (language_of(tag) is not None or chosen(templates, touch, tag) is not None):
            return tag
    return "en"


def write(brief: Brief, templates: Collection[Template] = ()) -> Draft:
    """Return the draft of a brief in its language; a reply keeps the subject of its thread (G34).

    What is longer than a message may be is cut, and ends with ``…``: any interview that is valid has a draft.
    """
    template = chosen(templates, brief.touch, brief.language)
    language = language_of(brief.language)
    if template is not None:
        subject, body = rendered(template, brief)
    elif language is not None:
        parts = language.parts(brief)
        subject, body = parts["subject"], language.body(brief, parts)
    else:
        raise InputError("language", brief.language, f"one of {', '.join(languages())}")
    subject = subject if brief.reply_subject is None else reply_subject(brief.reply_subject)
    return Draft(_at_most(LONGEST_TEXT, subject), _at_most(LONGEST_BODY, body))


def _at_most(longest: int, text: str) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
