"""The case as a picture: its days from top to bottom, what happened, and what is due when; and the stages as a diagram.

A label stands beside its day, or below the label before it, and a line leads from the one to the other. Widths of text
are estimated, generously, since nothing here can ask a font.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from followup_rules._answers import Blocked, Respond, Send, Step, WindowStatus, best_moment, label_of, steps_of
from followup_rules._case import Interview, check_history, labels_of
from followup_rules._events import (
    AnyEvent,
    Bounced,
    Event,
    OutOfOfficeReceived,
    Received,
    Reply,
    Sent,
    Snoozed,
    TouchSkipped,
    kind_of,
)
from followup_rules._fields import aware, zone
from followup_rules._policy import DEFAULT_POLICY
from followup_rules._progress import State, promised
from followup_rules._stages import NEUTRAL, TRANSITIONS
from followup_rules._timing import case_time
from followup_rules._touches import TOUCHES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_DAY = timedelta(days=1)
# Pixels, in a picture 360 wide. Dates, then the strip of days, then the windows in two lanes, then the labels.
_WIDTH, _MARGIN, _STRIP, _STRIP_WIDTH, _BAND, _BAND_WIDTH, _LABELS = 360, 8, 56, 18, 80, 9, 122
_TALLEST_DAY, _TALL = 16.0, 1400.0
_EDGE = _BAND + 2 * _BAND_WIDTH + 4  # from where the lines to the labels slope
_LINE, _SIZE, _SMALL, _TITLE = 15, 11, 10, 15
_EMS = (("MWmw@%—…", 1.15), ("ABCDEFGHIJKLNOPQRSTUVXYZ&#", 0.9))  # of letters, in bold; of any other Latin one
_EM, _LATIN, _OTHER = 0.72, 0x250, 1.1  # ... and of all that is beyond Latin
_FEWEST_PIXELS = 1.0  # of a day, below which its weekends are not drawn

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Light and dark; each mark also has a shape of its own, for those who see no colours or print in grey.
_STYLE = (
    "svg{font:11px system-ui,sans-serif;--ink:#1b1f24;--soft:#57606a;--paper:#fff;--open:#eef1f4;--closed:#c3cbd3;"
    "--due:#1f6feb;--done:#1a7f37;--now:#b3261e}"
    "@media (prefers-color-scheme:dark){svg{--ink:#e6edf3;--soft:#9da7b1;--paper:#0d1117;--open:#21262d;"
    "--closed:#484f58;--due:#79b8ff;--done:#56d364;--now:#ff8a80}}"
    "text{fill:var(--ink)}.soft{fill:var(--soft)}.title{font-size:15px;font-weight:600}.small{font-size:10px}"
    ".bold{font-weight:600}.paper{fill:var(--paper)}.open{fill:var(--open)}.closed{fill:var(--closed)}"
    ".due{fill:var(--due)}.done{fill:var(--done)}.lead{fill:none;stroke:var(--soft);stroke-width:.75}"
    ".now{stroke:var(--now);stroke-width:2;stroke-dasharray:5 3}.hatch{stroke:var(--ink);stroke-width:1;opacity:.55}"
    ".ring{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}"
)


class Svg(str):
    """An SVG picture; a notebook shows it."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)


class _Label(NamedTuple):
    """Words beside an instant: a bold head, and more; ``mark`` is the shape that stands at the instant."""

    y: float
    head: str
    more: str
    mark: str
    x: float = _STRIP + _STRIP_WIDTH + 1  # where the line to the label begins


def to_svg(
    plan: Collection[Step],
    interview: Interview,
    history: Iterable[AnyEvent] = (),
    *,
    now: datetime | None = None,
) -> Svg:
    """Return a case as a picture: the days, the closed ones shaded, what happened, what is due when, and today.

    *plan* is what :func:`plan` gave, *history* the events since, *now* an aware datetime; without it nothing is marked
    as today. All days and hours are the company's (G1). The picture is 360 pixels wide, and up to 720 where there is
    room; it follows the reader's light or dark scheme, has no script and no font of its own, and tells its contents to
    screen readers. :class:`InputError` for a naive *now*, for what is not a step, and for the plan of another
    interview; :class:`HistoryError` for an event that cannot belong.

    >>> from datetime import UTC
    >>> from followup_rules import plan
    >>> interview = Interview(id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
    ...                       ended_at=datetime(2026, 4, 24, 6, tzinfo=UTC))
    >>> picture = to_svg(plan(interview, (), now=interview.ended_at), interview, now=interview.ended_at)
    >>> picture[:4], "Data Engineer, Acme" in picture
    ('<svg', True)
    """
    now = None if now is None else aware("now", now)
    events = check_history(interview, history)
    return _Picture(interview, steps_of(plan), events, now).drawn()


class _Picture:
    """One case, laid out."""

    def __init__(
        self,
        interview: Interview,
        plan: tuple[Step, ...],
        events: tuple[Event, ...],
        now: datetime | None,
    ) -> None:
        self.interview, self.plan, self.now = interview, plan, now
        self.events = sorted(events, key=lambda event: event.at)
        self.zone = zone(interview.timezone)
        days = [interview.day, *(self.day(event.at) for event in events)]
        days += [] if now is None else [self.day(now)]
        days += [self.day(edge) for step in plan for edge in _edges(step)]
        days += self.promised()
        self.first, self.last = min(days) - _DAY, max(days) + _DAY
        count = (self.last - self.first).days + 1
        self.tall = min(_TALLEST_DAY, max(_TALL / count, 0.05))  # a day, in pixels
        title = f"{interview.position}, {interview.company}"
        self.title = _wrapped(title, _WIDTH - 2 * _MARGIN, _TITLE)
        self.top = _MARGIN + 20 * len(self.title) + 12
        self.calendar = case_time(interview, State(), DEFAULT_POLICY, *days).calendar

    def day(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def y(self, when: datetime | date) -> float:
        """Return where an instant stands, or the middle of a day."""
        part = 0.5
        if isinstance(when, datetime):
            local = when.astimezone(self.zone)
            when, part = local.date(), (local.hour * 60 + local.minute) / 1440
        return self.top + ((when - self.first).days + part) * self.tall

    def drawn(self) -> Svg:
        """Return the whole picture."""
        shapes, labels = self.days(), self.labels()
        bottom = self.top + ((self.last - self.first).days + 1) * self.tall
        words: list[str] = []
        free: float = self.top
        for label in sorted(labels, key=lambda label: label.y):
            rows = [("bold", row) for row in _wrapped(label.head, _WIDTH - _MARGIN - _LABELS, _SIZE)]
            rows += [("soft small", row) for row in _wrapped(label.more, _WIDTH - _MARGIN - _LABELS, _SMALL)]
            y = max(free, label.y - _LINE / 2)
            words.append(f'<path class="lead" d="M{label.x} {label.y:.1f}H{_EDGE}L{_LABELS - 5} {y + 8:.1f}h3"/>')
            words.append(label.mark.format(y=label.y))
            for kind, row in rows:
                words.append(_text(_LABELS, y + 11, row, kind))
                y += _LINE
            free = y + 4
        legend = "Shaded: closed. Bar: on time. Diamond: best moment. Dot: happened. Dashed: today."
        foot = max(free, bottom) + 8
        for row in _wrapped(legend, _WIDTH - 2 * _MARGIN, _SMALL):
            words.append(_text(_MARGIN, foot + 11, row, "soft small"))
            foot += _LINE
        height = foot + _MARGIN
        heads = [_text(_MARGIN, _MARGIN + 15 + 20 * i, row, "title") for i, row in enumerate(self.title)]
        told = "; ".join(", ".join(filter(None, (label.head, label.more))) for label in sorted(labels))
        return Svg(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" width="100%" '
            f'style="max-width:{2 * _WIDTH}px" role="img" aria-labelledby="followup-title followup-desc">'
            f'<title id="followup-title">{_safe(f"{self.interview.position}, {self.interview.company}")}</title>'
            f'<desc id="followup-desc">{_safe(told)}</desc><style>{_STYLE}</style>'
            f'<rect class="paper" width="{_WIDTH}" height="{height:.0f}"/>'
            f"{''.join([*heads, *shapes, *words])}</svg>"
        )

    def days(self) -> list[str]:
        """Return the strip of days, the closed ones shaded, and a date for each week that has room for one."""
        count = (self.last - self.first).days + 1
        shapes = [_rect("open", _STRIP, self.top, _STRIP_WIDTH, count * self.tall)]
        free: float = self.top - _LINE
        for day in (self.first + i * _DAY for i in range(count)):
            y = self.y(day) - self.tall / 2
            if self.tall >= _FEWEST_PIXELS and not self.calendar.is_business_day(day):
                shapes.append(_rect("closed", _STRIP, y, _STRIP_WIDTH, self.tall))
            if day.weekday() == 0 and y >= free + _LINE:
                shapes.append(
                    _text(_MARGIN, y + self.tall / 2 + 4, f"{day.day} {_MONTHS[day.month - 1]}", "soft small")
                )
                free = y
        return shapes

    def labels(self) -> list[_Label]:
        """Return all that has words: holidays, what happened, what is due, and today."""
        interview = self.interview
        names = labels_of(
            interview, (each.contact for step in self.plan if not isinstance(step, Blocked) for each in step.to)
        )
        ring = f'<circle class="ring" cx="{_STRIP + _STRIP_WIDTH / 2}" cy="{{y:.1f}}" r="5"/>'
        dot = f'<circle class="done" cx="{_STRIP + _STRIP_WIDTH / 2}" cy="{{y:.1f}}" r="4"/>'
        flag = f'<path class="ring" d="M{_STRIP + 3} {{y:.1f}}h12M{_STRIP + 9} {{y:.1f}}v-6"/>'
        hatch = f'<path class="hatch" d="M{_STRIP} {{y:.1f}}h{_STRIP_WIDTH}"/>'
        line = f'<path class="now" d="M{_STRIP - 6} {{y:.1f}}H{_EDGE}"/>'
        found = [
            _Label(self.y(day), "", f"{name}, {self.spoken_day(day)}", hatch)
            for day, name in self.calendar.named_closures(self.first, self.last)
        ]
        found.append(_Label(self.y(interview.ended_at), "Interview", self.spoken(interview.ended_at), ring))
        found += [
            _Label(self.y(day), "Decision promised", self.spoken_day(day), flag) for day in sorted(self.promised())
        ]
        found += [_Label(self.y(event.at), event.title, self.about(event, names), dot) for event in self.events]
        for i, step in enumerate(self.plan):
            opens, closes = map(self.y, _edges(step))
            x = _BAND + i % 2 * (_BAND_WIDTH + 2)  # one window may open before the one before it closes
            band = _rect("due", x, opens, _BAND_WIDTH, max(closes - opens, 3))
            best = best_moment(step)
            diamond = f'<path class="ring" d="M{x + _BAND_WIDTH / 2} {self.y(best) - 5:.1f}l5 5l-5 5l-5 -5z"/>'
            more = self.due(step, names)
            found.append(_Label(self.y(best), label_of(step), more, band + diamond, x + _BAND_WIDTH + 1))
        if self.now is not None:
            found.append(_Label(self.y(self.now), "Today", self.spoken(self.now), line))
        return found

    def promised(self) -> set[date]:
        """Return each day that the other side named for the decision (G10)."""
        named = {self.interview.decision_by} if self.interview.decision_by is not None else set()
        replies = (event for event in self.events if isinstance(event, Reply))
        return named | {day for reply in replies if (day := promised(reply, self.day(reply.at))) is not None}

    def due(self, step: Step, names: dict[str, str]) -> str:
        """Return when a step is best done, until when it is on time, and who gets it; or what is missing."""
        best = best_moment(step)
        if step.window is None:
            return f"{self.spoken(best)}: {' '.join(map(str, step.missing))}"
        to = () if isinstance(step, Blocked) else step.to
        who = ", ".join(names[each.contact] for each in to) or "nobody to write to"
        until = self.spoken(step.window.closes, after=best)
        late = isinstance(step, Send | Respond) and step.status is WindowStatus.LATE
        return f"{self.spoken(best)}, {'late: was ' if late else ''}on time until {until}: {who}"

    def about(self, event: Event, names: dict[str, str]) -> str:
        """Return when it happened, and what else is known of it."""
        more = ", ".join(names[contact] for contact in event.named)
        if isinstance(event, Sent):
            more = f"to {more}"
        elif isinstance(event, (Received, OutOfOfficeReceived)) and more:
            more = f"from {more}"
        if isinstance(event, TouchSkipped):
            more = TOUCHES[event.touch].label
        elif isinstance(event, Snoozed):
            until = event.until
            more = f"until {self.spoken(until) if isinstance(until, datetime) else self.spoken_day(until)}"
        elif isinstance(event, Reply):
            more = "; ".join(filter(None, (more, *self.said(event))))
        elif isinstance(event, OutOfOfficeReceived) and event.returns_on is not None:
            more = f"{more}; back on {self.spoken_day(event.returns_on)}".removeprefix("; ")
        elif isinstance(event, Bounced):
            more = f"{event.email} ({more})"
        return f"{self.spoken(event.at)}{': ' if more else ''}{more}"

    def said(self, reply: Reply) -> Iterator[str]:
        """Yield what a reply names, asks for, and invites to."""
        if reply.decision_by is not None:
            yield f"decision by {self.spoken_day(reply.decision_by)}"
        if reply.asks_for is not None:
            until = "" if reply.answer_by is None else f" by {self.spoken_day(reply.answer_by)}"
            yield f"asks for {reply.asks_for}{until}"
        if reply.enquire_on is not None:
            yield f"write on {self.spoken_day(reply.enquire_on)}"

    def spoken(self, instant: datetime, after: datetime | None = None) -> str:
        """Return an instant as the company's clocks show it; without the day where that is said already."""
        local = instant.astimezone(self.zone)
        if after is not None and self.day(after) == local.date():
            return f"{local:%H:%M}"
        return f"{self.spoken_day(local.date())} {local:%H:%M}"

    def spoken_day(self, day: date) -> str:
        """Return a day; with the year where it is another one than the interview's."""
        year = "" if day.year == self.interview.day.year else f" {day.year}"
        return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def _edges(step: Step) -> tuple[datetime, datetime]:
    """Return from when to when a step is on time; one that has no window yet is an instant."""
    if step.window is None:
        return step.opens_at, step.opens_at
    return step.window.opens, step.window.closes


def _wide(text: str, size: int) -> float:
    """Return how many pixels a text takes at most, by a generous guess."""
    return size * sum(map(_ems, text))


def _ems(letter: str) -> float:
    if ord(letter) >= _LATIN or letter in "ÄÖÜÅÆŒØ":
        return _OTHER
    return next((wide for letters, wide in _EMS if letter in letters), _EM)


def _wrapped(text: str, width: int, size: int) -> list[str]:
    """Return a text as rows that fit a width: broken at spaces, and within a word that is too long for a row."""
    rows = [""]
    for piece in re.findall(r"\S+\s*|\s+", text):
        if _wide(rows[-1] + piece.rstrip(), size) > width and rows[-1]:
            rows.append("")
        for letter in piece:
            if _wide(rows[-1] + letter, size) > width:
                rows.append("")
            rows[-1] += letter
    return [row.strip() for row in rows if row.strip()]


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.1f}" class="{kind}">{_safe(text)}</text>'


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x:.0f}" y="{y:.1f}" width="{width:.0f}" height="{height:.2f}"/>'


def _safe(text: str) -> str:
    """Return a text that can be nothing but text in XML."""
    return escape(re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text), {'"': "&quot;"})


def stage_diagram() -> str:
    """Return the transition table as a Mermaid state diagram, every row of it; a skip is named by its touch.

    >>> stage_diagram().splitlines()[1]
    '    [*] --> interviewed'
    """
    edges: dict[tuple[str, str], list[str]] = {}
    for row in TRANSITIONS:
        kind = kind_of(row.event)
        edges.setdefault((row.stage.value, row.to.value), []).append(f"{kind} {row.touch}" if row.touch else kind)
    stages = dict.fromkeys(stage for edge in edges for stage in edge)
    rows = ["stateDiagram-v2", "    [*] --> interviewed"]
    rows += [f'    state "{stage}" as {_id(stage)}' for stage in stages if "-" in stage]
    rows += [f"    {_id(stage)} --> {_id(to)}: {', '.join(kinds)}" for (stage, to), kinds in edges.items()]
    neutral = ", ".join(map(kind_of, (*NEUTRAL, TouchSkipped)))
    rows.append(f"    %% in every stage, staying there: {neutral}")
    return "\n".join(rows) + "\n"


def _id(stage: str) -> str:
    return stage.replace("-", "_")
