"""What there is to say of a case: one entry for each thing that happened, is due, or is marked, in the order of time.

The picture and the list both show these entries, so that they say the same.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from followup_rules._answers import (
    Blocked,
    Respond,
    Send,
    Step,
    WaitUntil,
    WindowStatus,
    best_moment,
    label_of,
    last_day,
    steps_of,
)
from followup_rules._case import Case, Interview, check_history, labels_of, unpacked
from followup_rules._events import (
    AnyEvent,
    Bounced,
    Event,
    OutOfOfficeReceived,
    Reply,
    Sent,
    Snoozed,
    TouchSkipped,
)
from followup_rules._fields import aware, zone
from followup_rules._policy import DEFAULT_POLICY
from followup_rules._progress import State, promised
from followup_rules._timing import case_time
from followup_rules._touches import TOUCHES
from followup_rules.timeline._cancelled import cancelled
from followup_rules.timeline._text import isolated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from followup_rules._answers import Reason, Send, Window
    from followup_rules._calendar import BusinessCalendar

# What stands at the place of an entry, and in the legend.
Mark = Literal["closed", "interview", "decision", "happened", "cancelled", "today", "due", "held", "answer", "blocked"]

_MOST_EVENTS, _MOST_STEPS, _MOST_NAMES = 50, 50, 5
_NOON, _DAY = time(12), timedelta(days=1)
_LONGEST_GAP, _KEPT = timedelta(days=21), timedelta(days=3)  # in which nothing is; what is left of a longer one
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Why a touch is held, in a few words, by the code of the reason; of another code, the sentence of the reason says it.
_HELD = "held-"
_HELD_BECAUSE = {
    "held-after-decision": "too soon after the decision date",
    "held-after-assumed": "too soon after the assumed decision date",
    "held-after-message": "too soon after the last message",
    "held-away": "out of office",
    "held-snoozed": "snoozed",
}


class Moment(NamedTuple):
    """An instant, as local time, or a day; and how it is said."""

    said: str
    value: datetime | date


class Given(str):
    """A text that somebody gave: a name, or what they asked for."""

    __slots__ = ()


Words = tuple[str | Moment, ...]  # a text in pieces


class Entry(NamedTuple):
    """One thing to say: where it stands, what it is, when that is, and what else is known."""

    at: datetime  # as local time
    mark: Mark
    head: str
    when: Words
    words: Words = ()
    window: tuple[datetime, datetime] | None = None  # from when to when it is on time


class Content(NamedTuple):
    """All there is to say of a case."""

    title: Words  # the position and the company
    notes: tuple[str, ...]
    entries: list[Entry]
    spans: list[tuple[date, date]]  # the days around the entries, from the first to the last; gaps are long
    calendar: BusinessCalendar


def plain(words: Words) -> str:
    """Return the text of all pieces."""
    return "".join([_plain(piece) for piece in words])


def _plain(piece: str | Moment) -> str:
    if isinstance(piece, Moment):
        return piece.said
    return isolated(piece) if isinstance(piece, Given) else piece


def about_and_events(interview: Interview | Case, history: Iterable[AnyEvent]) -> tuple[Interview, Iterable[AnyEvent]]:
    """Return the interview to show, and its events: a case brings its own."""
    nothing = isinstance(history, tuple) and not history
    return unpacked(interview, None if nothing else history) if isinstance(interview, Case) else (interview, history)


def content_of(
    plan: Collection[Step], interview: Interview, history: Iterable[AnyEvent], now: datetime | None
) -> Content:
    """Return what there is to say of a case; the errors are those of :func:`to_svg`."""
    now = None if now is None else aware("now", now)
    events = check_history(interview, history)
    return _Teller(interview, steps_of(plan), events, now).content()


class _Teller:
    """One case, put into words."""

    def __init__(
        self, interview: Interview, plan: tuple[Step, ...], events: tuple[Event, ...], now: datetime | None
    ) -> None:
        self.interview, self.plan, self.all_events = interview, plan, events
        self.zone = zone(interview.timezone)
        self.year = interview.day.year
        self.events = sorted(events, key=lambda event: (event.at, event.rank))[-_MOST_EVENTS:]
        self.steps = plan[:_MOST_STEPS]
        self.now = None if now is None else self.local(now)
        to = [each.contact for step in plan if not isinstance(step, Blocked) for each in step.to]
        self.names = {contact: Given(label) for contact, label in labels_of(interview, to).items()}

    def content(self) -> Content:
        """Return all of it."""
        entries = [self.interview_entry(), *self.decisions(), *map(self.event_entry, self.events), *self.cancelled()]
        if self.now is not None:
            entries.append(Entry(self.now, "today", "Today", (self.moment(self.now),)))
        entries += map(self.step_entry, self.steps)
        edges = [entry.window for entry in entries if entry.window is not None]
        days = [entry.at.date() for entry in entries] + [edge.date() for window in edges for edge in window]
        calendar = case_time(self.interview, State(), DEFAULT_POLICY, min(days), max(days)).calendar
        spans = spans_of(days)
        closures = [entry for span in spans for entry in self.closures(calendar, *span)]
        entries = sorted([*closures, *entries], key=lambda entry: entry.at)
        title = Given(self.interview.position), ", ", Given(self.interview.company)
        return Content(title, tuple(self.notes()), entries, spans, calendar)

    def notes(self) -> Iterator[str]:
        """Yield what concerns the whole case."""
        yield f"All times are {self.interview.timezone} time."
        if earlier := len(self.all_events) - len(self.events):
            yield f"{_counted(earlier, 'earlier event')} not shown."
        if later := len(self.plan) - len(self.steps):
            yield f"{_counted(later, 'later step')} not shown."
        if not self.plan:
            yield "No message is planned."

    def closures(self, calendar: BusinessCalendar, first: date, last: date) -> Iterator[Entry]:
        """Yield the closed days with a name; those of one name with no work between are one."""
        found: list[tuple[str, list[date]]] = []
        for day, name in calendar.named_closures(first - _DAY, last + _DAY):
            if found and found[-1][0] == name and not calendar.business_days_between(found[-1][1][-1], day):
                found[-1][1].append(day)
            else:
                found.append((name, [day]))
        for name, days in found:
            until = (" to ", self.day(days[-1])) if len(days) > 1 else ()
            yield Entry(self.noon(days[0]), "closed", name, (self.day(days[0]), *until))

    def interview_entry(self) -> Entry:
        """Return when the interview ended."""
        ended = self.local(self.interview.ended_at)
        return Entry(ended, "interview", "Interview", (self.moment(ended),))

    def decisions(self) -> Iterator[Entry]:
        """Yield each day that the other side named for the decision (G10)."""
        named = [self.interview.decision_by]
        named += [promised(event, self.local(event.at).date()) for event in self.events if isinstance(event, Reply)]
        for day in sorted({day for day in named if day is not None}):
            yield Entry(self.noon(day), "decision", "Decision promised", (self.day(day),))

    def cancelled(self) -> Iterator[Entry]:
        """Yield what an event has ended, beside that event."""
        planned = {step.touch for step in self.plan if step.touch is not None}
        for event, touches in cancelled(self.interview, self.all_events, planned).items():
            if event.at >= self.events[0].at:
                at = self.local(event.at)
                what = ", ".join(TOUCHES[touch].title for touch in touches)
                yield Entry(at, "cancelled", "No longer due", (self.moment(at),), (what,))

    def event_entry(self, event: Event) -> Entry:
        """Return what happened, when, and what else is known of it."""
        at = self.local(event.at)
        mark: Mark = "cancelled" if isinstance(event, TouchSkipped) else "happened"
        return Entry(at, mark, event.title, (self.moment(at),), _joined(self.about(event)))

    def about(self, event: Event) -> Iterator[Words]:
        """Yield what is known of an event besides its time."""
        if isinstance(event, Bounced):
            name = self.names[event.contact]
            yield (Given(event.email), *(() if name == event.email else (" (", name, ")")))
        elif isinstance(event, TouchSkipped):
            yield (TOUCHES[event.touch].label,)
        elif isinstance(event, Snoozed):
            until = event.until
            yield ("until ", self.moment(self.local(until)) if isinstance(until, datetime) else self.day(until))
        elif event.named:
            yield ("to " if isinstance(event, Sent) else "from ", *self.people(event.named))
        if isinstance(event, Reply):
            yield from self.said(event)
        elif isinstance(event, OutOfOfficeReceived) and event.returns_on is not None:
            yield ("back on ", self.day(event.returns_on))

    def said(self, reply: Reply) -> Iterator[Words]:
        """Yield what a reply names, asks for, and invites to."""
        if reply.decision_by is not None:
            yield ("decision by ", self.day(reply.decision_by))
        if reply.asks_for is not None:
            until = () if reply.answer_by is None else (" by ", self.day(reply.answer_by))
            yield ("asks for ", Given(reply.asks_for), *until)
        if reply.enquire_on is not None:
            yield ("write on ", self.day(reply.enquire_on))
        if not reply.enquiries_welcome:
            yield ("asks you not to enquire",)

    def step_entry(self, step: Step) -> Entry:
        """Return when a step is best done, until when it is on time, and who gets it; or what is missing."""
        best, window = self.local(best_moment(step)), step.window
        until: Words = () if window is None else self.until(step, window, best)
        if isinstance(step, Blocked):
            missing = Given(" ".join(map(str, step.missing)))
            words: Words = (*until, ". ", missing) if until else (missing,)
        else:
            words = _joined([*self.what(step), until, *self.hold(step)])
        span = None if window is None else (self.local(window.opens), self.local(window.closes))
        return Entry(best, _mark_of(step), label_of(step), (self.moment(best),), words, span)

    def what(self, step: Send | WaitUntil | Respond) -> Iterator[Words]:
        """Yield what was asked for, and who gets the message."""
        if isinstance(step, Respond):
            yield (Given(step.asks_for),)
        yield ("to ", *self.people([each.contact for each in step.to])) if step.to else ("nobody to write to yet",)

    def until(self, step: Step, window: Window, best: datetime) -> Words:
        """Return until when a step is on time."""
        closes = self.local(window.closes)
        if isinstance(step, Blocked):
            is_late = self.now is not None and window.status(self.now) is WindowStatus.LATE
        else:
            is_late = not isinstance(step, WaitUntil) and step.status is WindowStatus.LATE
        if step.touch is None:  # an answer: its time ends with a day
            end: Words = ("the end of ", self.day(last_day(window)))
        elif closes.date() == best.date():
            end = (Moment(_clock(closes), closes),)
        else:
            end = (self.moment(closes),)
        return (f"{'late: was ' if is_late else ''}on time until ", *end)

    def hold(self, step: Step) -> Iterator[Words]:
        """Yield until when a step is held, and why."""
        reason = _reason_to_hold(step)
        if reason is not None:
            why = _HELD_BECAUSE.get(reason.code)
            if why is None or reason.day is None:
                yield ("held: ", Given(reason.text))
            else:
                yield ("held until ", self.day(reason.day), f": {why}")

    def people(self, contacts: Collection[str]) -> Words:
        """Return the names of contacts, the first ones of many."""
        names = [self.names[contact] for contact in contacts]
        shown = names[:_MOST_NAMES]
        more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
        between = [piece for name in shown for piece in (", ", name)]
        return (*between[1:], more)

    def local(self, instant: datetime) -> datetime:
        """Return an instant as the company's clocks show it."""
        return instant.astimezone(self.zone)

    def noon(self, day: date) -> datetime:
        """Return where a day stands: in its middle."""
        return datetime.combine(day, _NOON, self.zone)

    def moment(self, at: datetime) -> Moment:
        """Return a local time, with its day."""
        return Moment(f"{self.day(at.date()).said} {_clock(at)}", at)

    def day(self, day: date) -> Moment:
        """Return a day; with the year where it is another one than the interview's."""
        year = "" if day.year == self.year else f" {day.year}"
        return Moment(f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}", day)


def _clock(at: datetime) -> str:
    return f"{at.hour:02}:{at.minute:02}"


def _reason_to_hold(step: Step) -> Reason | None:
    """Return why a step waits longer than it would by itself: of several reasons, the one that holds it longest."""
    reasons = step.reasons if isinstance(step, WaitUntil) else ()
    held = [reason for reason in reasons if reason.code.startswith(_HELD)]
    return max(held, key=lambda reason: reason.day or date.max) if held else None


def _mark_of(step: Step) -> Mark:
    if isinstance(step, Blocked):
        return "blocked"
    if isinstance(step, Respond):
        return "answer"
    return "held" if _reason_to_hold(step) else "due"


def _joined(clauses: Iterable[Words]) -> Words:
    """Return clauses as one text."""
    pieces = [piece for clause in clauses for piece in ("; ", *clause)]
    return tuple(pieces[1:])


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{' is' if number == 1 else 's are'}"


def spans_of(days: Iterable[date]) -> list[tuple[date, date]]:
    """Return the days around *days*, from the first to the last, without the middle of long gaps."""
    marked = sorted(set(days))
    first = marked[0] - _DAY
    spans = []
    for before, day in pairwise(marked):
        if day - before > _LONGEST_GAP:
            spans.append((first, before + _KEPT))
            first = day - _KEPT
    return [*spans, (first, marked[-1] + _DAY)]
