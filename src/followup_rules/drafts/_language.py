"""What a language is: its words for each touch in named parts, its customs, and the order that the article gives."""

from __future__ import annotations

import pkgutil
import sys
from abc import ABC, abstractmethod
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Literal, assert_never

from followup_rules._events import Touch
from followup_rules._values import check_complete
from followup_rules.drafts._brief import Brief, Person, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Part = Literal[
    "subject",
    "address",
    "greeting",
    "introduction",
    "interview",
    "learned",
    "thanks",
    "pass_on",
    "update",
    "interest",
    "offer",
    "expected",
    "delay",
    "reason",
    "apology",
    "regret",
    "enjoyed",
    "request",
    "way_out",
    "looking_forward",
    "closing",
    "sign_off",
]
Parts = dict[Part, str]  # a part that is empty, or not there, is left out
Order = tuple[tuple[Part, ...], ...]  # the paragraphs, and in each its parts
Counted = Literal["words", "characters"]
Named = Literal["position", "candidate_name"]

# The article's order of content. A language may have another for a touch, and says why. ``tests/test_languages.py``
# says which parts each touch must have.
ORDER: dict[Touch, Order] = {
    Touch.THANK_YOU: (
        ("address",),
        ("greeting",),  # B6
        ("introduction", "thanks"),  # B1
        ("learned", "interest"),  # B7, B8: what was learned is why the interest grew
        ("pass_on", "offer", "looking_forward", "closing"),  # B3, B8
        ("sign_off",),
    ),
    Touch.FOLLOW_UP_1: (
        ("address",),
        ("greeting",),  # C5
        ("introduction", "interview", "learned", "thanks", "update", "interest"),  # C6, W6, C7
        ("expected", "delay", "request"),  # W9, W1, C8
        ("looking_forward", "closing"),  # C8
        ("sign_off",),
    ),
    Touch.FOLLOW_UP_2: (
        ("address",),
        ("greeting",),
        ("introduction", "interview", "delay"),  # W2
        ("request", "closing"),  # D4
        ("sign_off",),
    ),
    Touch.ESCALATION: (
        ("address",),
        ("greeting",),
        ("introduction", "interview", "interest"),  # W3: whoever reads this knows nothing of the thread
        ("apology", "reason"),  # W3: an apology after "no answer" would read as a complaint
        ("request",),
        ("closing",),
        ("sign_off",),
    ),
    Touch.UPDATE_THANKS: (
        ("address",),
        ("greeting",),
        ("introduction", "thanks", "expected"),  # D1, W5
        ("interest", "looking_forward", "closing"),
        ("sign_off",),
    ),
    Touch.FEEDBACK_REQUEST: (
        ("address",),
        ("greeting",),  # E2
        ("introduction", "thanks", "regret", "enjoyed"),  # E2, W4, E3
        ("request", "way_out"),  # E3, W4
        ("closing",),
        ("sign_off",),
    ),
}
check_complete("ORDER", ORDER, Touch)


LATIN = "[A-Za-zÀ-ɏ]"  # a letter, for ``letters`` below
_SCRIPT = 4  # letters of a subtag that names a script (ISO 15924): it says more than a region does
_GIVEN = ("letters", "tones", "pushy", "again", "way_out", "dates", "labels")

# What an interview can have a reminder of in a calendar: each touch, an answer that is owed, and a missing new time.
REMINDERS: tuple[str, ...] = (*Touch, "answer", "new-time")
_LABELS = (*REMINDERS, "off")  # "off" stands before the title of a reminder that is cancelled


class Language(ABC):
    """The words of a language, which see a :class:`Brief` and nothing else, and its customs of writing.

    Each touch has a method that returns its named parts; the greeting, the signature and the order are made around
    them. A module has one instance, ``LANGUAGE``.

    ``joint`` stands between two sentences. ``tones`` are those that the language has words for. ``not_for`` are the
    subtags of readers for whom it would be wrong. ``order`` is the article's, unless the language differs.

    For the review, as patterns: ``letters`` matches a letter of the script, ``pushy`` are what is never to be written,
    ``oneself`` what stands before such a phrase in a sentence where it speaks of the writer ("I can start"),
    ``again`` is how a second mail says that it is one, ``asks`` how a request is made, ``way_out`` how one lets the
    reader off, ``dates`` how a day and its month are written. ``counts`` says how texts are measured (G35), and
    ``subject_names`` the field that a subject has.

    For a calendar: ``labels`` are short titles of the reminders, which the candidate alone sees; ``colon`` and ``comma``
    are how the language writes these marks.
    """

    letters: ClassVar[str]
    pushy: ClassVar[tuple[str, ...]]
    oneself: ClassVar[str] = "(?!)"  # matches nothing
    again: ClassVar[str]
    way_out: ClassVar[str]
    dates: ClassVar[str]
    labels: ClassVar[Mapping[str, str]]
    asks: ClassVar[str] = "[?？]"
    colon: ClassVar[str] = ": "
    comma: ClassVar[str] = ", "
    joint: ClassVar[str] = " "
    counts: ClassVar[Counted] = "words"
    tones: ClassVar[tuple[Tone, ...]] = (Tone.FORMAL, Tone.FRIENDLY)
    not_for: ClassVar[frozenset[str]] = frozenset()
    subject_names: ClassVar[Named] = "position"
    order: ClassVar[Mapping[Touch, Order]] = ORDER

    @abstractmethod
    def day(self, day: date, tag: str) -> str:
        """Write a date as letters do, for a BCP 47 tag."""

    @abstractmethod
    def called(self, person: Person, tag: str) -> str:
        """Name a third person as the reader would: with the honorific or title that is known (W8)."""

    @abstractmethod
    def listed(self, names: tuple[str, ...], tag: str) -> str:
        """Write a list of names."""

    @abstractmethod
    def greeting(self, brief: Brief) -> str:
        """Greet the recipient (B6)."""

    @abstractmethod
    def close(self, brief: Brief) -> str:
        """Return the words above the signature."""

    @abstractmethod
    def thank_you(self, brief: Brief) -> Parts:
        """Return the parts of a thank-you note."""

    @abstractmethod
    def first_follow_up(self, brief: Brief) -> Parts:
        """Return the parts of a first follow-up."""

    @abstractmethod
    def second_follow_up(self, brief: Brief) -> Parts:
        """Return the parts of a second follow-up."""

    @abstractmethod
    def escalation(self, brief: Brief) -> Parts:
        """Return the parts of an escalation."""

    @abstractmethod
    def update_thanks(self, brief: Brief) -> Parts:
        """Return the parts of thanks for an update."""

    @abstractmethod
    def feedback_request(self, brief: Brief) -> Parts:
        """Return the parts of a feedback request."""

    def address(self, brief: Brief) -> str:  # noqa: ARG002 - most languages have none in a mail
        """Return what stands above the greeting."""
        return ""

    def sign_off(self, brief: Brief) -> str:
        """Return the close and the signature."""
        return lines(self.close(brief), brief.candidate_name, brief.candidate_email, brief.candidate_phone)

    def people(self, people: tuple[Person, ...], tag: str) -> str:
        """Name some people in a list; an empty string for nobody."""
        return self.listed(tuple(self.called(person, tag) for person in people), tag) if people else ""

    def parts(self, brief: Brief) -> Parts:
        """Return the named parts of a brief."""
        if brief.tone not in self.tones:
            brief = brief.replace(tone=self.tones[0])
        frame: Parts = {
            "address": self.address(brief),
            "greeting": self.greeting(brief),
            "sign_off": self.sign_off(brief),
        }
        return frame | self._words(brief)

    def _words(self, brief: Brief) -> Parts:
        match brief.touch:
            case Touch.THANK_YOU:
                return self.thank_you(brief)
            case Touch.FOLLOW_UP_1:
                return self.first_follow_up(brief)
            case Touch.FOLLOW_UP_2:
                return self.second_follow_up(brief)
            case Touch.ESCALATION:
                return self.escalation(brief)
            case Touch.UPDATE_THANKS:
                return self.update_thanks(brief)
            case Touch.FEEDBACK_REQUEST:
                return self.feedback_request(brief)
            case _:
                assert_never(brief.touch)

    def body(self, brief: Brief, parts: Parts) -> str:
        """Return the parts in the order of their touch, as paragraphs."""
        paragraphs = (
            self.joint.join(parts[name] for name in paragraph if parts.get(name))
            for paragraph in self.order[brief.touch]
        )
        return "\n\n".join(filter(None, paragraphs))

    def reminder(self, what: str, position: str, company: str, *, is_off: bool = False) -> str:
        """Return the title of a reminder in a calendar; *what* is one of ``REMINDERS``, ``is_off`` if it is cancelled."""
        title = f"{self.labels[what]}{self.colon}{position}{self.comma}{company}"
        return f"{self.labels['off']}{self.colon}{title}" if is_off else title


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


def language_or_english(tag: str | None) -> Language:
    """Return the language of a BCP 47 tag, else English."""
    return language_of(tag) or _language("en")


@cache
def _language(code: str) -> Language:
    """Return the language of a module; an error names what it has no words for."""
    language: Language = import_module(f"{__package__}.{code}").LANGUAGE
    for name in _GIVEN:
        if not getattr(language, name, None):
            msg = f"the language {code!r} lacks its {name}"
            raise AssertionError(msg)
    labelled = [what for what, label in language.labels.items() if label]
    check_complete(f"the language {code!r}", labelled, _LABELS, "label")
    return language


def region_of(tag: str) -> str:
    """Return the region of a BCP 47 tag in capitals, also where more follows it: ``CH`` of ``de-CH-1996``.

    A region may be a number, such as ``419``, Latin America, of ``es-419``.
    """
    parts = tag.upper().split("-")[1:]
    return next((part for part in parts if len(part) == len("CH") or (len(part) == len("419") and part.isdigit())), "")


def stop(sentence: str) -> str:
    """End a sentence that ends with a given fact, which may have a full stop of its own."""
    return sentence if sentence.endswith((".", "!", "?", "。", "！", "？")) else f"{sentence}."


def joined(names: tuple[str, ...], last: str) -> str:
    """Return names with commas, and *last* before the last one."""
    return last.join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def lines(*given: str | None) -> str:
    """Return the lines that are there."""
    return "\n".join(line for line in given if line)
