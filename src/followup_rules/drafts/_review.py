"""What a careful friend would say of a draft before it goes out: a closed list, of what a program can decide."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal
from unicodedata import normalize

from pydantic import Field

from followup_rules._events import Touch
from followup_rules._fields import Line
from followup_rules._values import Value, Word
from followup_rules.drafts._brief import Brief, Draft
from followup_rules.drafts._language import Language, language_of
from followup_rules.drafts._subject import bare_subject


class Severity(Word):
    """How much a finding matters."""

    ERROR = "error"  # it should not go out so
    WARNING = "warning"  # it would be better otherwise
    HINT = "hint"  # it could be better, if more were known


# What each code says, and how much it matters. Codes may be added in a minor release (G36).
FINDINGS: dict[str, tuple[Severity, str]] = {
    "nothing-specific": (Severity.HINT, "Add one specific thing that you learned in the interview (B7)."),
    "too-long": (Severity.WARNING, "{0} {1}; a message of this kind has at most {2} (G35)."),
    "placeholder": (Severity.ERROR, "{0!r} looks like a blank that was never filled in (G31)."),
    "exclamation-run": (Severity.WARNING, "{0!r}: one exclamation mark is enough (G35)."),
    "pushy": (Severity.WARNING, "{0!r} sounds pushy (F1, G35)."),
    "subject": (Severity.WARNING, "The subject does not name {0!r} (C3)."),
    "no-recipient": (Severity.WARNING, "The recipient's name is missing: {0!r} (B6, C5)."),
    "no-company": (Severity.WARNING, "An agency has many clients: name {0!r}."),
    "not-said-again": (Severity.WARNING, "Say that you write again: this is not the first time that you ask (W2)."),
    "no-question": (Severity.WARNING, "It asks nothing: ask when to expect to hear (C8, W1), or for feedback (E3)."),
    "no-way-out": (Severity.WARNING, "Give a way out: not everybody may give feedback (W4)."),
    "date-not-given": (Severity.WARNING, "{0!r} was not given as a date: say only what they promised (G31)."),
    "other-script": (Severity.ERROR, "This line is not written in the script of the language, {0!r} (G33)."),
}


_MOST_LINES = 2**31 - 1


class Finding(Value, frozen=True):
    """One thing to improve: its code, how much it matters, where (``line`` of the ``part``, from 1), and a sentence."""

    code: Line = Field(description="What was found, for programs.")
    severity: Severity = Field(description="How much it matters.")
    part: Literal["subject", "body"] = Field(description="Where it is: in the subject or in the body.")
    line: int = Field(default=1, ge=1, le=_MOST_LINES, strict=True, description="The line of that part, from 1.")
    text: Line = Field(description="What to improve, for people.")

    def __str__(self) -> str:
        """Say how much it matters, where it is, and what to mend."""
        return f"{self.severity}, {self.part} {self.line}: {self.text}"


_MOST = {"words": (150, 120), "characters": (400, 300)}  # G35: of a thank-you, and of any other
_PLACEHOLDERS = (
    r"\[[^\[\]\n]*\]|\{[^{}\n]*\}|<(?!https?:|[^<>\s]+@)[^<>\n]{1,60}>|\$\{?[A-Za-z_]\w*\}?|_{3,}|\bX{3,}\b|\bx{4,}\b"
    r"|\b(?:TODO:|TBD\b|FIXME\b)"  # what people leave in a draft to come back to: the review finds it
    r"|(?i:lorem ipsum)|[〇○◯●]{2,}|[×✕]{2,}"
)
_RUNS = r"[!！](?:\s*[!！])+"
_ASKING = {Touch.FOLLOW_UP_1, Touch.FOLLOW_UP_2, Touch.ESCALATION, Touch.FEEDBACK_REQUEST}
_HIDDEN = "\ufffc"  # stands for a given fact, which may hold anything
_BEFORE = 80  # characters before a phrase, to tell of whom it speaks
_MOST_TOLD = 100  # findings of one code
_FEWEST = 4  # letters on a line, to tell its script


def findings(draft: Draft, brief: Brief, *, knows_dates: bool) -> tuple[Finding, ...]:
    """Return what to mend in a draft of a brief, also where somebody edited it.

    *knows_dates*: the brief has all dates that the draft may name. Of one code, only the first hundred are told.
    """
    language = language_of(brief.language)
    subject, body = draft
    found, told = [*_missing(draft, brief, language)], Counter[str]()
    texts: tuple[tuple[Literal["subject", "body"], str], ...] = (("subject", subject), ("body", body))
    thread, known = brief.reply_subject, _known(brief, language) if knows_dates and language is not None else None
    for part, text in texts:
        if part == "subject" and thread is not None and bare_subject(text) == bare_subject(thread):
            continue  # it is the thread's, and stays what it is (G34)
        for number, line in enumerate(_without_facts(text, brief).split("\n"), 1):
            for code, *words in _on_line(line, brief, language, known):
                told[code] += 1
                if told[code] <= _MOST_TOLD:
                    found.append(_finding(code, part, number, *words))
    return tuple(found)


def _finding(code: str, part: Literal["subject", "body"], line: int, *words: object) -> Finding:
    severity, text = FINDINGS[code]
    return Finding(code=code, severity=severity, part=part, line=line, text=text.format(*words))


def _missing(draft: Draft, brief: Brief, language: Language | None) -> Iterator[Finding]:
    """Find what the whole lacks, and whether it is too long."""
    subject, body = draft
    thanks = brief.touch is Touch.THANK_YOU or Touch.THANK_YOU in brief.folds
    if thanks and brief.learned is None:
        yield _finding("nothing-specific", "body", 1)
    about = getattr(brief, language.subject_names if language else "position")
    if not brief.is_reply and not _names(subject, about):
        yield _finding("subject", "subject", 1, about)
    to = brief.recipient
    names = [name for name in (to.name, to.family_name, to.given_name) if name]
    parts = [part for name in names for part in (name, *name.split())]
    greets = language is None or _names_one(f"{language.address(brief)}\n{language.greeting(brief)}", parts)
    if greets and names and not _names_one(body, parts):
        yield _finding("no-recipient", "body", 1, names[0])
    if brief.through_agency and not brief.is_reply and not _names(f"{subject}\n{body}", brief.company):
        yield _finding("no-company", "body", 1, brief.company)
    if language is not None:
        yield from _unsaid(_without_facts(body, brief), brief, language)
        tones = [brief.replace(tone=tone) for tone in language.tones]
        for part in (language.address(brief), *map(language.sign_off, tones)):
            body = body.replace(part, "") if part else body
        words = language.counts == "words"
        count = sum(any(map(str.isalnum, word)) for word in body.split()) if words else len(re.sub(r"\s", "", body))
        most = _MOST[language.counts][brief.touch is not Touch.THANK_YOU]
        if count > most:
            yield _finding("too-long", "body", 1, count, language.counts, most)


def _unsaid(body: str, brief: Brief, language: Language) -> Iterator[Finding]:
    """Find what a message of its kind says, and this one does not."""

    def says(pattern: str) -> bool:
        return re.search(pattern, body, re.IGNORECASE) is not None

    if brief.touch is Touch.FOLLOW_UP_2 and not says(language.again):
        yield _finding("not-said-again", "body", 1)
    if brief.touch in _ASKING and not says(language.asks):
        yield _finding("no-question", "body", 1)
    if brief.touch is Touch.FEEDBACK_REQUEST and not says(language.way_out):
        yield _finding("no-way-out", "body", 1)


def _names(text: str, name: str) -> bool:
    """Tell whether a text has a name, in whatever case, and however its accents are put together."""
    return normalize("NFC", name).casefold() in normalize("NFC", text).casefold()


def _names_one(text: str, names: list[str]) -> bool:
    return any(_names(text, name) for name in names)


def _on_line(
    line: str, brief: Brief, language: Language | None, known: set[frozenset[str]] | None
) -> Iterable[tuple[str, ...]]:
    """Find what is wrong on one line, without the facts that were given."""
    for match in re.finditer(_PLACEHOLDERS, line):
        if _HIDDEN not in match[0]:  # what holds a given fact was filled in
            yield "placeholder", match[0]
    for match in re.finditer(_RUNS, line):
        yield "exclamation-run", match[0]
    if language is None:
        return
    for match in re.finditer("|".join(language.pushy), line, re.IGNORECASE):
        if not re.search(
            f"(?:{language.oneself})$", line[max(0, match.start() - _BEFORE) : match.start()], re.IGNORECASE
        ):
            yield "pushy", match[0]
    letters = [letter for letter in line if letter.isalpha()]
    if len(letters) >= _FEWEST and 2 * len(re.findall(language.letters, line)) < len(letters):
        yield "other-script", brief.language
    if known is not None:
        for date in _unknown(line, known, language):
            yield "date-not-given", date


def _known(brief: Brief, language: Language) -> set[frozenset[str]]:
    """Return the dates that were given, each by its words."""
    days = filter(None, (brief.interviewed_on, brief.decision_by, brief.enquire_on, brief.asked_on))
    written = [language.day(day, brief.language) for day in days]
    return {_words(match[0]) for day in written for match in re.finditer(language.dates, day, re.IGNORECASE)}


def _unknown(line: str, known: set[frozenset[str]], language: Language) -> Iterator[str]:
    """Yield the dates on a line that nobody gave."""
    for match in re.finditer(language.dates, line, re.IGNORECASE):
        if _words(match[0]) not in known:
            yield match[0]


def _words(date: str) -> frozenset[str]:
    """Return what a date says, in any order: "June 18" and "the 18th of June" are "18 June"."""
    return frozenset(re.findall(r"\d+[月월]?|[^\W\d_]{3,}", date.casefold()))


def _without_facts(text: str, brief: Brief) -> str:
    """Hide what was given: a position may have brackets, and a name any script."""
    people = (brief.recipient, *brief.interviewers, *brief.passes_on_to, *brief.asked_before)
    values = [(name, value) for given in (brief, *people) for name, value in given]
    facts = {value for name, value in values if isinstance(value, str) and name not in ("touch", "language", "tone")}
    for fact in sorted(facts, key=lambda fact: (-len(fact), fact)):
        text = text.replace(fact, _HIDDEN)
    return text
