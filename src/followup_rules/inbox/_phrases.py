"""Phrases that may matter in a reply, by what they may mean and by language. They are pointed at, never believed."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from followup_rules.inbox._wordings import ABOUT_THE_JOB, NAMED_DAYS, PHRASES, QUESTION_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_PHRASES = 50

_QUESTION_MARKS = "?？"
_MAY_END_QUESTION = "?？。.\n"
_LONGEST_QUESTION, _SHORTEST_WRAPPED = 200, 50  # characters of a sentence, and of a line that goes on in the next
_LONGEST_SENTENCE = 200  # characters before a word and after it that may say what it is about
_NAMED_DAY = re.compile("|".join(pattern for patterns in NAMED_DAYS.values() for pattern in patterns))
_ABOUT_THE_JOB = tuple(word for words in ABOUT_THE_JOB.values() for word in words)
_QUESTION_ENDS = tuple(word for words in QUESTION_ENDS.values() for word in words)
_END = re.compile(r"[.!?] |[。！？]")
_PLAIN = {0x2019: "'", 0x02BC: "'", 0x00A0: " ", 0x202F: " ", 0x0A: " ", 0x09: " "}


class FoundPhrase(NamedTuple):
    """A phrase in a text: from where to where, and the code of what it may mean."""

    start: int
    end: int
    code: str


def folded(text: str) -> str:
    """Return a text in lower case, in which each character has its place still."""
    plain = text.translate(_PLAIN)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in plain)


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Return words, each once, with a longer one before those that it begins with."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def find_phrases(text: str) -> list[FoundPhrase]:
    """Return the phrases in a text, in their order and at most :data:`MOST_PHRASES`."""
    lowered = folded(text)
    named = [FoundPhrase(*each.span(), "unclear-date") for each in islice(_NAMED_DAY.finditer(lowered), MOST_PHRASES)]
    found = named + [FoundPhrase(start, end, "question") for start, end in _questions(text)]
    for code, languages in PHRASES.items():
        for start, end in places(lowered, {phrase for phrases in languages.values() for phrase in phrases}):
            if code != "vague-date" or not any(each.start <= start and end <= each.end for each in named):
                found.append(FoundPhrase(start, end, _meaning(code, lowered, start, end)))
    ends: dict[str, int] = {}  # of the phrase found last, by its code
    kept: list[FoundPhrase] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end, each.code)):
        if each.end > ends.get(each.code, 0):  # else it is within another one
            ends[each.code] = each.end
            kept.append(each)
    return kept[:MOST_PHRASES]


def _meaning(code: str, lowered: str, start: int, end: int) -> str:
    """Return the code of a phrase: regret is a rejection where the sentence is about the application."""
    if code != "regret":
        return code
    before = _END.split(lowered[max(0, start - _LONGEST_SENTENCE) : start])[-1]
    after = _END.split(lowered[end : end + _LONGEST_SENTENCE], maxsplit=1)[0]
    is_about_the_job = any(True for side in (before, after) for _ in places(side, _ABOUT_THE_JOB))
    return "rejection" if is_about_the_job else "regret"


def places(lowered: str, phrases: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Give where phrases begin and end in a text that is folded; a phrase of letters begins where a word does."""
    for phrase in phrases:
        start, seen = lowered.find(phrase), 0
        while start >= 0 and seen < MOST_PHRASES:
            end, seen = start + len(phrase), seen + 1
            if not _is_within_word(lowered, start):
                yield start, end
            start = lowered.find(phrase, end)


def _is_within_word(text: str, start: int) -> bool:
    """Tell whether a phrase that begins with a letter of an alphabet begins within a word."""
    first = text[start]
    return (
        start > 0 and first < "\u0250" and first.isalpha() and text[start - 1] < "\u0250" and text[start - 1].isalpha()
    )


def _questions(text: str) -> Iterator[tuple[int, int]]:
    """Give the sentences that end with a question mark, or with the words of a question."""
    begin, line, seen = 0, 0, 0
    for position, character in enumerate(f"{text}\n"):
        if character in _MAY_END_QUESTION and _ends_question(text, position, character) and seen < MOST_PHRASES:
            start = position - len(text[begin:position].lstrip()[-_LONGEST_QUESTION:])
            if start < position:
                seen += 1
                yield start, position + (character in _QUESTION_MARKS)
        if character == "\n":
            is_wrapped = position - line >= _SHORTEST_WRAPPED and text[position + 1 : position + 2] not in ("\n", ">")
            begin, line = (begin if is_wrapped else position), position + 1
        elif character in "!?。！？" or (character == "." and _ends_sentence(text, position)):
            begin = position + 1


def _ends_question(text: str, position: int, character: str) -> bool:
    return character in _QUESTION_MARKS or text.endswith(_QUESTION_ENDS, 0, position)


def _ends_sentence(text: str, position: int) -> bool:
    """Tell whether a full stop ends a sentence: it does not in ``19. Juni`` and in ``example.com``."""
    return text[position + 1 : position + 2].isspace() and not text[position - 1 : position].isdigit()
