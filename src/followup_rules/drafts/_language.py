"""What a language is: its words for each touch in named parts, its customs, and the order that the article gives."""

from __future__ import annotations

import pkgutil
import sys
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from followup_rules._events import Touch
from followup_rules._values import check_complete
from followup_rules.drafts._brief import Brief, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

Part = Literal[
    "subject",
    "address",
    "greeting",
    "introduction",
    "interview",
    "thanks",
    "learned",
    "pass_on",
    "update",
    "interest",
    "expected",
    "enjoyed",
    "request",
    "looking_forward",
    "closing",
    "sign_off",
]
Parts = dict[Part, str]  # a part that is empty, or not there, is left out

# The article's order: the paragraphs of each touch, and in each its parts. Parts without a rule are a language's own.
ORDER: dict[Touch, tuple[tuple[Part, ...], ...]] = {
    Touch.THANK_YOU: (
        ("address",),
        ("greeting",),  # B6
        ("introduction", "interview"),
        ("thanks", "learned", "pass_on"),  # B1, B7, B3
        ("interest", "looking_forward"),  # B8
        ("sign_off",),
    ),
    Touch.FOLLOW_UP_1: (
        ("address",),
        ("greeting",),  # C5
        ("introduction", "interview"),  # C6
        ("thanks", "learned", "update"),  # G13
        ("interest",),  # C7
        ("expected", "request", "looking_forward"),  # C8
        ("sign_off",),
    ),
    Touch.FOLLOW_UP_2: (
        ("address",),
        ("greeting",),
        ("introduction", "interview"),
        ("request", "looking_forward"),  # D4
        ("sign_off",),
    ),
    Touch.ESCALATION: (
        ("address",),
        ("greeting",),
        ("introduction", "interview", "interest"),  # D5: whoever reads this knows nothing of the thread
        ("request",),
        ("closing",),
        ("sign_off",),
    ),
    Touch.UPDATE_THANKS: (
        ("address",),
        ("greeting",),
        ("introduction", "interview"),
        ("thanks", "expected"),  # D1
        ("interest", "looking_forward"),
        ("sign_off",),
    ),
    Touch.FEEDBACK_REQUEST: (
        ("address",),
        ("greeting",),  # E2
        ("introduction", "interview"),
        ("thanks",),  # E2
        ("enjoyed", "request"),  # E3
        ("closing",),
        ("sign_off",),
    ),
}
check_complete("ORDER", ORDER, Touch)


LATIN = "[A-Za-zÀ-ɏ]"  # a letter, for ``letters`` below
_SCRIPT = 4  # letters of a subtag that names a script (ISO 15924): it says more than a region does


@dataclass(frozen=True)
class Language:
    """The words of a language, which see a :class:`Brief` and nothing else, and its customs of writing.

    ``frame`` gives the parts that surround each message, and ``touches`` those of each touch. ``day`` writes a date
    as letters do, for a BCP 47 tag; ``listed`` writes a list of names. ``joint`` stands between two sentences.
    ``tones`` are those that the language has words for. ``not_for`` are the subtags that it would be wrong for.

    For the review: ``letters`` matches a letter of the language's script, ``counts`` says how its texts are measured
    (G35), ``pushy`` are patterns of what is never to be written, and ``subject_names`` the field that a subject has.
    """

    frame: Callable[[Brief], Parts]
    touches: Mapping[Touch, Callable[[Brief], Parts]]
    day: Callable[[date, str], str]
    listed: Callable[[tuple[str, ...]], str]
    letters: str
    pushy: tuple[str, ...]
    joint: str = " "
    counts: Literal["words", "characters"] = "words"
    tones: tuple[Tone, ...] = (Tone.FORMAL, Tone.FRIENDLY)
    not_for: frozenset[str] = frozenset()
    subject_names: Literal["position", "candidate_name"] = "position"

    def parts(self, brief: Brief) -> Parts:
        """Return the named parts of a brief."""
        if brief.tone not in self.tones:
            brief = brief.replace(tone=self.tones[0])
        return self.frame(brief) | self.touches[brief.touch](brief)

    def body(self, brief: Brief, parts: Parts) -> str:
        """Return the parts in the article's order, as paragraphs."""
        paragraphs = (
            self.joint.join(parts[name] for name in paragraph if parts.get(name)) for paragraph in ORDER[brief.touch]
        )
        return "\n\n".join(filter(None, paragraphs))


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are words for: the modules beside this one.

    >>> "en" in languages()
    True
    """
    found = pkgutil.iter_modules(sys.modules[__package__].__path__)
    return tuple(sorted(module.name for module in found if not module.name.startswith("_")))


def language_of(tag: str | None) -> Language | None:
    """Return the language of a BCP 47 tag, where there are words that fit it."""
    code, *subtags = (tag or "").lower().split("-")
    if code not in languages():
        return None
    language = _language(code)
    script = [subtag for subtag in subtags if len(subtag) == _SCRIPT]
    return None if language.not_for.intersection(script or subtags) else language


@cache
def _language(code: str) -> Language:
    """Return the language of a module; an error names what it has no words for."""
    language: Language = import_module(f"{__package__}.{code}").LANGUAGE
    check_complete(f"the language {code!r}", language.touches, Touch, "words")
    for name in ("tones", "pushy"):
        if not getattr(language, name):
            msg = f"the language {code!r} lacks its {name}"
            raise AssertionError(msg)
    return language


def stop(sentence: str) -> str:
    """End a sentence that ends with a given fact, which may have a full stop of its own."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def listed(names: tuple[str, ...], last: str) -> str:
    """Return names with commas, and *last* before the last one."""
    return last.join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def one_or_all(brief: Brief, one: str, many: str) -> str:
    """Return the words to one person, or to a team."""
    nobody_named = brief.recipient_name is None and brief.given_name is None and brief.family_name is None
    return many if brief.is_team and nobody_named else one


def lines(*given: str | None) -> str:
    """Return the lines that are there."""
    return "\n".join(line for line in given if line)
