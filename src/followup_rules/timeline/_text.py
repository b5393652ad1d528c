"""Text in a picture: how wide it is, where it is broken, and that it stays text.

Nothing here can ask a font. The widths are those of a wide one, so that the text fits in most others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import escape
from itertools import accumulate
from unicodedata import bidirectional

# Of letters in em, in regular and in bold: at least those of DejaVu Sans and Verdana.
_USUAL = (0.65, 0.74)  # of other ASCII characters, and of small Latin letters with accents
_LETTERS = (
    (" 'ijl", 0.36, 0.4),
    ("!(),-./:;IJ[\\]`frt|", 0.46, 0.56),
    ('"*?FL_ckvsxyz', 0.6, 0.69),
    ("aeo", 0.62, 0.7),
    ("#&+<=>ABCDGHKNOQRUVXZ^w~", 0.84, 0.94),
    ("%@MWm", 1.0, 1.2),
)
# Of all the rest; a Han character is one em wide.
_OTHER = 1.1
_LATIN = 0x250
_NO_XML = "\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
_UNSAFE, _ILLEGAL = re.compile(f"[&<>\"'{_NO_XML}]"), re.compile(f"[{_NO_XML}]")


class _Widths(dict[str, float]):
    """The width of each letter; those beyond ASCII are worked out."""

    def __init__(self, *, is_bold: bool) -> None:
        super().__init__(dict.fromkeys(map(chr, range(0x20, 0x7F)), _USUAL[is_bold]))
        for letters, *widths in _LETTERS:
            self.update(dict.fromkeys(letters, widths[is_bold]))
        self._accented = _USUAL[is_bold]

    def __missing__(self, letter: str) -> float:
        return self._accented if ord(letter) < _LATIN and letter.islower() and letter not in "æœ" else _OTHER


_REGULAR, _BOLD = _Widths(is_bold=False), _Widths(is_bold=True)


def width(text: str, size: int, *, is_bold: bool = False) -> float:
    """Return how many pixels a text takes at most, by a generous guess."""
    return size * sum(map((_BOLD if is_bold else _REGULAR).__getitem__, text))


def wrapped(text: str, room: int, size: int, *, is_bold: bool = False) -> list[str]:
    """Return a text as rows that fit a width: broken at spaces, and within a word that is too long for a row."""
    ends = list(accumulate(map((_BOLD if is_bold else _REGULAR).__getitem__, text)))  # where each letter ends, in em
    rows, start, row = [], 0, room / size
    while start < len(text):
        before = ends[start - 1] if start else 0.0
        cut = max(bisect_right(ends, before + row), start + 1)
        if cut < len(text):
            space = text.rfind(" ", start, cut + 1)
            after = text.find(" ", space + 1)  # the end of the word that the row would break; -1 is that of the text
            if space > start and ends[after - 1 if after > 0 else -1] - ends[space] <= row:
                cut = space
        rows.append(text[start:cut].strip())
        start = cut
    return list(filter(None, rows))


def safe(text: str) -> str:
    """Return a text that can be nothing but text, in XML and in HTML."""
    return escape(_ILLEGAL.sub("\ufffd", text)) if _UNSAFE.search(text) else text


def isolated(text: str) -> str:
    """Return a text that was given so that its direction changes nothing around it (Unicode, annex 9)."""
    is_from_right = not text.isascii() and not {"R", "AL"}.isdisjoint(map(bidirectional, text))
    return f"\u2068{text}\u2069" if is_from_right else text
