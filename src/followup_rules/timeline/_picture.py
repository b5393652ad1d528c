"""The case as a picture: its days from top to bottom, what happened, and what is due when.

A label stands beside its day, or as near to it as the labels around it let it; a line leads from the one to the other.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, cycle, groupby
from math import ceil
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from followup_rules.timeline._axis import Axis, Run, spread
from followup_rules.timeline._content import MONTHS, Content, Entry, about_and_events, content_of, plain
from followup_rules.timeline._paint import (
    BAR,
    BARS,
    FONTS,
    PAINT,
    SHAPES,
    SIZE,
    SMALL,
    STYLE,
    TITLE,
    WIDTH,
    legend,
    path,
    rect,
    text,
)
from followup_rules.timeline._text import safe, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date, datetime

    from followup_rules._answers import Step
    from followup_rules._case import Case, Interview
    from followup_rules._events import AnyEvent

# Pixels, from the left: dates, the strip of days, the windows in two lanes, and the labels.
_MARGIN, _STRIP, _STRIP_WIDTH, _LANES, _EDGE, _LABELS = 8, 50, 18, (77, 87), 94, 110
_STRIP_MIDDLE, _RIGHT = _STRIP + _STRIP_WIDTH // 2, WIDTH - _MARGIN  # _EDGE: the lines to the labels slope from here on
_ROOM = _RIGHT - _LABELS
_LINE, _TITLE_LINE, _BETWEEN, _APART = 14, 20, 4, 8  # of rows of text, and between things
_SHORTEST_BAR, _MANY_DAYS = 3.0, 1000


class Svg(str):
    """An SVG picture. A notebook shows it, and a template engine that escapes texts takes it as it is."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)

    def __html__(self) -> str:
        """Return the picture as a part of a page."""
        return str(self)


def to_svg(
    plan: Collection[Step],
    interview: Interview | Case,
    history: Iterable[AnyEvent] = (),
    *,
    now: datetime | None = None,
) -> Svg:
    """Return a case as a picture: the days, the closed ones shaded, what happened, what is due when, and today.

    *plan* is what :func:`plan` gave, *history* the events since; a :class:`Case` brings its own. *now* is an aware
    datetime; without it nothing is marked as today. All days and hours are the company's (G1). The picture is up to 720
    pixels wide and shrinks to the room that it has. Its colours stand on its elements; it follows a dark scheme where
    there is one. It has no script and no font of its own, and tells its contents to screen readers. Of many events, it
    shows the last ones and says so.

    It shows what is held, and why (G8), and beside an event the touches that are no longer due because of it.
    :class:`InputError` for a naive *now*, for what is not a step, and for the plan of another interview;
    :class:`HistoryError` for an event that cannot belong.

    >>> from datetime import UTC, datetime
    >>> from followup_rules import plan
    >>> interview = Interview(id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
    ...                       ended_at=datetime(2026, 4, 24, 6, tzinfo=UTC))
    >>> picture = to_svg(plan(interview, (), now=interview.ended_at), interview, now=interview.ended_at)
    >>> picture[:4], "Data Engineer, Acme" in picture
    ('<svg', True)
    """
    about, events = about_and_events(interview, history)
    return Svg(_Picture(about, content_of(plan, about, events, now)).drawn())


class _Label(NamedTuple):
    """The rows of text of an entry. The first row has the head, and at its right the time if there is room."""

    head: list[str]
    when: str
    more: list[str]

    @property
    def height(self) -> float:
        """How much room it takes, with that between it and the next."""
        return _LINE * (len(self.head) + len(self.more)) + _BETWEEN

    def drawn(self, top: float) -> Iterator[str]:
        """Yield its texts."""
        y = top + _LINE - 3.5
        for row in self.head:
            yield text("bold", _LABELS, y, row)
            y += _LINE
        if self.when:
            yield text("soft", _RIGHT, y - _LINE, self.when, ' text-anchor="end"')
        for row in self.more:
            yield text("soft", _LABELS, y, row)
            y += _LINE


def _label(entry: Entry) -> _Label:
    """Return the label of an entry. A closed day has no head, since it is neither done nor due."""
    when, more = plain(entry.when), plain(entry.words)
    if entry.mark == "closed":
        return _Label([], "", wrapped(f"{entry.head}, {when}", _ROOM, SMALL))
    if width(entry.head, SIZE, is_bold=True) + width(when, SMALL) + _BETWEEN <= _ROOM:
        return _Label([entry.head], when, wrapped(more, _ROOM, SMALL))
    more = f"{when}{': ' if more else ''}{more}"
    return _Label(wrapped(entry.head, _ROOM, SIZE, is_bold=True), "", wrapped(more, _ROOM, SMALL))


def _left_out(days: int) -> str:
    """Return how long a gap is, in a few letters."""
    return f"{days} days" if days < _MANY_DAYS else f"{days // 365} years"


class _Placed(NamedTuple):
    """An entry, where its mark stands, and where its label begins."""

    entry: Entry
    x: int
    y: float
    label: _Label
    top: float


class _Picture:
    """One case, laid out."""

    def __init__(self, interview: Interview, content: Content) -> None:
        self.content = content
        self.title = plain(content.title)
        self.heads = wrapped(self.title, _RIGHT - _MARGIN, TITLE, is_bold=True)
        self.notes = wrapped(" ".join(content.notes), _RIGHT - _MARGIN, SMALL)
        top = _MARGIN + _TITLE_LINE * len(self.heads) + _LINE * len(self.notes) + _APART
        labels = [_label(entry) for entry in content.entries]
        heights: dict[date, float] = defaultdict(float)
        for entry, label in zip(content.entries, labels, strict=True):
            heights[entry.at.date()] += label.height
        self.axis = Axis(content.spans, top, heights)
        self.placed = list(self.places(labels, top))
        self.id = f"{crc32(repr((interview.id, self.title, interview.round)).encode()):08x}"

    def y(self, at: datetime) -> float:
        """Return where a local time stands."""
        return self.axis.y(at.date(), (at.hour * 60 + at.minute) / 1440)

    def places(self, labels: list[_Label], top: float) -> Iterator[_Placed]:
        """Yield each entry with its places. One window may open before another closes: they stand in two lanes."""
        entries = self.content.entries
        at = [self.y(entry.at) for entry in entries]
        tops = spread([(y - _LINE / 2, label.height) for y, label in zip(at, labels, strict=True)], top)
        lanes = cycle(_LANES)
        for entry, y, label, label_top in zip(entries, at, labels, tops, strict=True):
            x = next(lanes) if entry.mark in BARS else _LANES[0] if entry.mark == "cancelled" else _STRIP_MIDDLE
            yield _Placed(entry, x, y, label, label_top)

    def drawn(self) -> str:
        """Return the whole picture."""
        body = "".join(chain(self.head(), self.days(), self.leads(), self.marks(), self.words()))
        last = self.placed[-1]
        foot = ceil(max(last.top + last.label.height, self.axis.runs[-1].tops[-1])) + _APART
        symbols, tall = legend(frozenset(entry.mark for entry in self.content.entries))
        height = foot + tall + _MARGIN
        title, told = f"followup-title-{self.id}", f"followup-desc-{self.id}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{2 * WIDTH}" '
            f'height="{2 * height}" class="followup-picture" font-family="{FONTS}" '
            f'role="img" aria-labelledby="{title} {told}"><title id="{title}">{safe(self.title)}</title>'
            f'<desc id="{told}">{safe(self.told())}</desc><style>{STYLE}</style>'
            f'<rect {PAINT["paper"]} width="{WIDTH}" height="{height}"/>{body}'
            f'<g transform="translate(0 {foot})">{symbols}</g></svg>'
        )

    def told(self) -> str:
        """Return the contents in words."""
        told = []
        for entry in self.content.entries:
            more = plain(entry.words)
            told.append(f"{entry.head}, {plain(entry.when)}{': ' if more else ''}{more}")
        return f"{' '.join(self.content.notes)} {'; '.join(told)}"

    def head(self) -> Iterator[str]:
        """Yield the title and the notes."""
        y = _MARGIN + 15
        for row in self.heads:
            yield text("title", _MARGIN, y, row)
            y += _TITLE_LINE
        for row in self.notes:
            yield text("soft", _MARGIN, y - 3, row)
            y += _LINE

    def days(self) -> Iterator[str]:
        """Yield the strip of days, the closed ones shaded, and how long each gap in it is."""
        before: Run | None = None
        for run in self.axis.runs:
            if before is not None:
                top, bottom = before.tops[-1], run.tops[0]
                yield path("break", _STRIP_MIDDLE, top + 3, f"V{bottom - 3:.1f}")
                yield text("soft", _MARGIN, (top + bottom) / 2 + 4, _left_out((run.days[0] - before.days[-1]).days - 1))
            yield rect("open", _STRIP, run.tops[0], _STRIP_WIDTH, run.tops[-1] - run.tops[0])
            yield from self.closed_days(run)
            yield from self.dates(run)
            before = run

    def closed_days(self, run: Run) -> Iterator[str]:
        """Yield the shade of closed days; those that follow each other have one."""
        is_business_day = self.content.calendar.is_business_day
        is_open = [is_business_day(day) for day in run.days]
        for is_shaded, group in groupby(range(len(is_open)), lambda i: not is_open[i]):
            if is_shaded:
                days = list(group)
                top, bottom = run.tops[days[0]], run.tops[days[-1] + 1]
                yield rect("closed", _STRIP, top, _STRIP_WIDTH, bottom - top)

    def dates(self, run: Run) -> Iterator[str]:
        """Yield the date of the first day and of each Monday that has room for one."""
        free = 0.0
        for day, y in zip(run.days, run.tops, strict=False):
            if (y == run.tops[0] or day.weekday() == 0) and y >= free:
                yield text(
                    "soft", _MARGIN, y + min(self.axis.tall, _LINE) / 2 + 4, f"{day.day} {MONTHS[day.month - 1]}"
                )
                free = y + _LINE

    def leads(self) -> Iterator[str]:
        """Yield the lines that lead from the marks to their labels."""
        for entry, x, y, _, top in self.placed:
            middle = top + _LINE / 2
            slope = f"L{_LABELS - 5} {middle:.1f}h3" if abs(middle - y) >= 1 else f"H{_LABELS - 2}"
            yield path("lead", _EDGE if entry.mark == "today" else x, y, f"H{_EDGE}{slope}")

    def marks(self) -> Iterator[str]:
        """Yield the windows as bars, and then the marks."""
        for entry, x, *_ in self.placed:
            if entry.window is not None:
                opens, closes = map(self.y, entry.window)
                yield rect(entry.mark, x - BAR // 2, opens, BAR, max(closes - opens, _SHORTEST_BAR))
        for entry, x, y, *_ in self.placed:
            yield SHAPES[entry.mark].format(x=x, y=y)

    def words(self) -> Iterator[str]:
        """Yield the labels."""
        for *_, label, top in self.placed:
            yield from label.drawn(top)
