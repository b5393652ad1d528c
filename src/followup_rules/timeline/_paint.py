"""What a picture is painted with: colours in light and dark, and the shape of each mark.

A colour stands on each element as an attribute, which every program that shows SVG knows. Only the dark colours are
CSS: a program that does not know it, or no dark scheme, shows the light ones.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from followup_rules.timeline._text import safe, width

if TYPE_CHECKING:
    from followup_rules.timeline._content import Mark

WIDTH, BAR = 360, 8  # pixels: of a picture, and of the window of a step
SMALL, SIZE, TITLE = 10, 11, 15  # of text
FONTS = "system-ui,Segoe UI,Helvetica,Arial,Noto Sans,DejaVu Sans,sans-serif"  # some programs know only names
_MARGIN, _LINE, _SYMBOL = 8, 16, 22

_COLOURS = {  # in light and in dark
    "ink": ("#1b1f24", "#e6edf3"),
    "soft": ("#57606a", "#9da7b1"),
    "paper": ("#ffffff", "#0d1117"),
    "open": ("#eef1f4", "#21262d"),
    "closed": ("#c3cbd3", "#484f58"),
    "due": ("#1f6feb", "#79b8ff"),
    "answer": ("#bc4c00", "#ffa657"),
    "done": ("#1a7f37", "#56d364"),
    "now": ("#b3261e", "#ff8a80"),
}


class _Paint(NamedTuple):
    """How a kind of element is painted: the names of two colours, and further attributes."""

    fill: str | None = None
    stroke: str | None = None
    more: str = ""

    def attributes(self, kind: str) -> str:
        """Return the attributes of an element of a kind, in light colours."""
        fill = "none" if self.fill is None else _COLOURS[self.fill][0]
        stroke = "" if self.stroke is None else f' stroke="{_COLOURS[self.stroke][0]}"'
        return f'class="followup-{kind}" fill="{fill}"{stroke}{self.more}'

    def in_dark(self, kind: str) -> str:
        """Return the rule that overrides the colours where the scheme is dark."""
        found = {"fill": self.fill, "stroke": self.stroke}
        rules = [f"{name}:{_COLOURS[colour][1]}" for name, colour in found.items() if colour is not None]
        return f".followup-{kind}{{{';'.join(rules)}}}"


_PAINTS = {
    "paper": _Paint("paper"),
    "title": _Paint("ink", more=f' font-size="{TITLE}" font-weight="bold"'),
    "bold": _Paint("ink", more=f' font-size="{SIZE}" font-weight="bold"'),
    "soft": _Paint("soft", more=f' font-size="{SMALL}"'),
    "open": _Paint("open"),
    "closed": _Paint("closed"),
    "lead": _Paint(stroke="soft", more=' stroke-width=".75"'),
    "break": _Paint(stroke="soft", more=' stroke-width="1.5" stroke-dasharray="2 3"'),
    "ring": _Paint("paper", "ink", ' stroke-width="1.5"'),
    "done": _Paint("done"),
    "off": _Paint(stroke="soft", more=' stroke-width="2"'),
    "now": _Paint(stroke="now", more=' stroke-width="2" stroke-dasharray="5 3"'),
    "hatch": _Paint(stroke="ink", more=' stroke-width="1" stroke-opacity=".55"'),
    "due": _Paint("due"),
    "held": _Paint("paper", "due", ' stroke-width="1.5"'),
    "answer": _Paint("answer"),
    "blocked": _Paint("soft"),
}
PAINT = {kind: paint.attributes(kind) for kind, paint in _PAINTS.items()}
_DARK = "".join([paint.in_dark(kind) for kind, paint in _PAINTS.items()])
STYLE = (  # other programs than browsers skip what is in @media, and some would stumble over that height
    f"@media all{{.followup-picture{{max-width:100%;height:auto}}}}@media (prefers-color-scheme:dark){{{_DARK}}}"
)


def text(kind: str, x: int, y: float, words: str, more: str = "") -> str:
    """Return a row of text that begins at a point, or ends there if *more* says so."""
    return f'<text {PAINT[kind]} x="{x}" y="{y:.1f}"{more}>{safe(words)}</text>'


def rect(kind: str, x: int, y: float, wide: int, tall: float) -> str:
    """Return a rectangle."""
    return f'<rect {PAINT[kind]} x="{x}" y="{y:.1f}" width="{wide}" height="{tall:.2f}"/>'


def path(kind: str, x: int, y: float, way: str) -> str:
    """Return a line that begins at a point."""
    return f'<path {PAINT[kind]} d="M{x} {y:.1f}{way}"/>'


_SHADE, _BEST = "shade", "best"  # in the legend alone

# The shape of each mark, around the point at which it stands. Each can be told from the others without colours.
_DIAMOND = f'<path {PAINT["ring"]} d="M{{x}} {{y:.1f}}m0-5l5 5-5 5-5-5z"/>'
SHAPES: dict[str, str] = {
    "closed": f'<path {PAINT["hatch"]} d="M{{x}} {{y:.1f}}m-9 0h18"/>',
    "interview": f'<circle {PAINT["ring"]} cx="{{x}}" cy="{{y:.1f}}" r="5"/>',
    "decision": f'<path {PAINT["ring"]} d="M{{x}} {{y:.1f}}m-4 5v-10l9 3.5-9 3.5"/>',
    "happened": f'<circle {PAINT["done"]} cx="{{x}}" cy="{{y:.1f}}" r="4"/>',
    "cancelled": f'<path {PAINT["off"]} d="M{{x}} {{y:.1f}}m-4-4l8 8m0-8l-8 8"/>',
    "today": f'<path {PAINT["now"]} d="M{{x}} {{y:.1f}}m-12 0h47"/>',
    "due": _DIAMOND,
    "held": _DIAMOND,
    "answer": f'<path {PAINT["ring"]} d="M{{x}} {{y:.1f}}m-4-4h8v8h-8z"/>',
    "blocked": f'<path {PAINT["ring"]} d="M{{x}} {{y:.1f}}m0-5l5 9h-10z"/>',
    _BEST: _DIAMOND,
}
BARS = {"due", "held", "answer", "blocked"}  # the marks of steps, whose windows are bars
_AT_BEST = {"due", "held"}  # those that the legend tells of apart from their bars

# What the legend says: of the shade of closed days, of the best moment of a step, and of the marks.
_LEGEND = {
    _SHADE: "closed day",
    "closed": "holiday",
    "interview": "interview",
    "happened": "happened",
    "decision": "decision promised",
    "due": "on time",
    "held": "held back",
    "answer": "answer you owe",
    "blocked": "something is missing",
    _BEST: "best moment",
    "cancelled": "skipped, or no longer due",
    "today": "today",
}


@lru_cache(maxsize=256)
def legend(marks: frozenset[Mark]) -> tuple[str, int]:
    """Return what *marks* mean, and how many pixels that takes."""
    shown = {_SHADE, *marks, *([_BEST] if _AT_BEST.intersection(marks) else ())}
    found, left, y = [], _MARGIN, _LINE // 2
    for mark, words in _LEGEND.items():
        if mark in shown:
            wide = _SYMBOL + ceil(width(words, SMALL)) + _MARGIN
            if left + wide > WIDTH:
                left, y = _MARGIN, y + _LINE
            found += [_symbol(mark, left + _SYMBOL // 2 - 2, y), text("soft", left + _SYMBOL, y + 4, words)]
            left += wide
    return "".join(found), y + _LINE // 2


def _symbol(mark: str, x: int, y: float) -> str:
    """Return how the legend shows a mark; that of a step has its bar."""
    if mark == _SHADE:
        return rect("closed", x - 8, y - 5, 16, 10)
    if mark == "today":
        return path("now", x - 8, y, "h16")
    bar = rect(mark, x - BAR // 2, y - 7, BAR, 14) if mark in BARS else ""
    return bar if mark in _AT_BEST else bar + SHAPES[mark].format(x=x, y=y)
