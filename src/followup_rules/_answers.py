"""What the library answers: windows, reasons, gaps, recipients, and the five kinds of answer."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationInfo, field_validator
from typing_extensions import TypeAliasType

from followup_rules._errors import InputError, ids_in_words, items_of
from followup_rules._events import MessageSent, Touch, TouchSent
from followup_rules._fields import AnyDay, Line, MessageId, Phrase, Text, ZoneName, as_aware, aware, zone
from followup_rules._people import Thread
from followup_rules._policy import Span
from followup_rules._stages import Stage
from followup_rules._touches import TOUCHES
from followup_rules._values import Kinded, Shown, Value, Word, check_complete, computed

Local = Annotated[
    datetime,
    BeforeValidator(as_aware),
    PlainSerializer(datetime.isoformat, return_type=str, when_used="json"),
    Field(json_schema_extra={"format": "date-time"}),
]


class WindowStatus(Word):
    """Where an instant lies relative to a window (G6)."""

    EARLY = "early"
    OPEN = "open"
    LATE = "late"


class Window(Value, frozen=True):
    """Where a message is on time: from ``opens`` to before ``closes``, both in the company's ``timezone`` (G5).

    >>> opens, closes = datetime(2026, 4, 27, 0, tzinfo=UTC), datetime(2026, 4, 27, 9, tzinfo=UTC)
    >>> window = Window(opens=opens, closes=closes, timezone="Asia/Tokyo")
    >>> window.opens.isoformat(), window.status(datetime(2026, 4, 27, 12, tzinfo=UTC)).value
    ('2026-04-27T09:00:00+09:00', 'late')
    """

    timezone: ZoneName = Field(description="The company's time zone, an IANA name.")
    opens: Local = Field(description="The first instant at which the message is on time.")
    closes: Local = Field(description="The instant from which the message is late.")

    def status(self, now: datetime) -> WindowStatus:
        """Tell whether *now*, an aware datetime, is early, inside or late (G6); ``InputError`` for a naive one."""
        now = aware("now", now)
        if now < self.opens.astimezone(UTC):
            return WindowStatus.EARLY
        return WindowStatus.OPEN if now < self.closes.astimezone(UTC) else WindowStatus.LATE

    @field_validator("opens", "closes", mode="after")
    @classmethod
    def _in_local_time(cls, value: datetime, info: ValidationInfo) -> datetime:
        return value.astimezone(zone(info.data["timezone"])) if "timezone" in info.data else value

    @field_validator("closes", mode="after")
    @classmethod
    def _check(cls, value: datetime, info: ValidationInfo) -> datetime:
        opens: datetime | None = info.data.get("opens")
        if opens is not None and opens.astimezone(UTC) >= value.astimezone(UTC):
            raise InputError("closes", value.isoformat(), f"an instant after opens, {opens.isoformat()}")
        return value

    def __repr__(self) -> str:
        """Show from when to when, and the zone."""
        return f"Window({Shown(self.opens)!r} to {Shown(self.closes)!r}, {self.timezone})"

    def __eq__(self, other: object) -> bool:
        """Compare instants: local times alone would take the two passes of a repeated hour for one."""
        if not isinstance(other, Window):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        """Return the hash of the zone and the instants."""
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        return self.timezone, *_instants(self.opens, self.closes)


# The rule and the sentence behind each code of a reason. Codes may be added in a minor release (G36).
REASONS: dict[str, tuple[str, str]] = {
    "interview-not-over": ("G30", "The interview has not ended: nothing is due yet."),
    "interview-ended": ("B2", "The interview ended on {day}. The best time for a thank-you is {0} later."),
    "better-early": ("G9", "Closed days would delay the thank-you, so send it right after the interview."),
    "decision-stated": ("G10", "They said that they would decide by {day}."),
    "decision-assumed": ("G10", "They named no decision date: {day} is assumed, {0} after the interview."),
    "decision-after-answer": ("G10", "You answered them on {0}, so {day} is assumed for their decision, {1} later."),
    "decision-restarted": ("G10", "Their reply of {0} named no new date: {day} is assumed, {1} later."),
    "after-decision": ("C1", "The first follow-up waits {0} after the decision date."),
    "after-first": ("D2", "The second follow-up waits {0} after the first, {day}."),
    "after-second": ("D5", "The escalation waits {0} after the second follow-up, {day}."),
    "skipped": ("G27", "You skipped the message before this one on {day}. The wait still counts from that day."),
    "update-received": ("D1", "Their update came on {day}. The best time to thank for it is {0} later."),
    "rejected": ("E1", "The rejection came on {day}. The best time to ask for feedback is {0} later."),
    "closed-day": ("G1", "{day} is not a business day: {0}."),
    "horizon": ("G1", "The holidays here are known from {0} to {day}. Outside of these, only weekends are counted."),
    "held-after-decision": ("G11", "The decision date is {0}, so nothing is sent before {day}."),
    "held-after-assumed": ("G11", "They named no decision date: {0} is assumed, so nothing is sent before {day}."),
    "held-after-message": ("G11", "The last message went out on {0}, so wait until {day}."),
    "held-snoozed": ("G29", "You snoozed this case until {day}."),
    "held-away": ("G20", "Out of office: {0}. Wait until {day}, so that nobody is asked on the first morning back."),
    "held-other-case": ("H1", "{0} also hears from you on {1} about {2}, so wait until {day}."),
    "invited": ("G39", "They invited you to write on {day}."),
    "who-invited": ("G39", "{0} invited you to write."),
    "asked": ("G37", "On {day} they asked for: {0}."),
    "answer-by": ("G37", "They want the answer by {day}."),
    "answer-assumed": ("G37", "They named no date, so answer by {day}."),
    "who-asked": ("G37", "{0} asked, so the answer goes there."),
    "not-held": ("G42", "The interview did not take place. Agree on a new time, and store it with a Reopened event."),
    "not-held-and-rejected": ("G42", "The interview did not take place, and they said no. It is over."),
    "nothing-gone-through": ("G42", "The interview did not take place, so there is nothing to thank or to ask for."),
    "new-time-missing": ("G43", "They took the case up again on {day}, but the new time is missing."),
    "late": ("G6", "The best time ended on {day}. It is late, but not too late."),
    "thank-each": ("G15", "{0} interviewed you and has not been thanked."),
    "passes-on": ("B3", "{0} is asked to pass the thanks on."),
    "hr-first": ("A2", "{0} is the recruiter. Questions go to the recruiter first."),
    "next-in-order": ("G16", "{0} is next in the order: recruiter, hiring manager, interviewer."),
    "same-as-before": ("D3", "{0} had the first follow-up."),
    "somebody-else": ("D5", "{0} has not had a follow-up yet."),
    "who-replied": ("G16", "{0} sent the last update."),
    "who-rejected": ("G16", "{0} sent the rejection."),
    "agency": ("G18", "{0} is the agency. All messages go there."),
    "passed-over": ("G19", "{0} cannot be written to: {1}."),
    "away-assumed": ("G20", "{0} named no day of return: {day} is assumed."),
    "away-too-long": ("G20", "{0} is out of office. {day} is the first day to write, and that is too long to wait."),
    "nobody-to-write-to": ("G22", "There is nobody to write to."),
    "folded": ("G13", "It is too late for the {0}: the next message says thanks."),
    "lapsed": ("G13", "It is too late for the {0}: its time ended on {day}."),
    "never": ("G13", "This policy never sends the {0}."),
    "no-enquiries": ("G21", "They asked you not to enquire, so no follow-up is due."),
    "no-second-contact": ("G18", "There is nobody else at the agency to write to."),
    "all-sent": ("G14", "Two follow-ups and an escalation without an answer are enough."),
    "offer": ("G28", "You have an offer."),
    "next-round": ("G28", "There is a next round. It is an interview of its own."),
    "withdrawn": ("G28", "You withdrew."),
    "feedback-skipped": ("G27", "You decided not to ask for feedback."),
    "feedback-requested": ("E4", "You asked for feedback. Not every recruiter gives it."),
}
for _row in TOUCHES.values():
    check_complete("REASONS", REASONS, (_row.because, *[code for _, code in _row.order]), "sentence")


class Reason(Value, frozen=True):
    """Why the answer is what it is: the rule's number, a code for programs, a sentence for people.

    ``day`` and ``contact`` (an id) are those that the sentence names, if it names one.
    """

    rule: Line = Field(description="The number of the rule, such as G10.")
    code: Line = Field(description="What the reason is, for programs.")
    text: Line = Field(description="The reason in a sentence, for people.")
    day: AnyDay | None = Field(default=None, description="The day that the sentence names.")
    contact: Text | None = Field(default=None, description="The id of the contact that the sentence names.")

    def __str__(self) -> str:
        """Show the sentence behind its rule."""
        return f"{self.rule}: {self.text}"


@dataclass(slots=True)
class Why:
    """A reason before its words: most are found on the way to an answer that never shows them."""

    code: str
    words: tuple[str | date | Span, ...] = ()
    day: date | None = None
    contact: str | None = None

    def reason(self) -> Reason:
        """Return the reason in words."""
        return _in_words(self.code, self.words, self.day, self.contact)


@lru_cache(maxsize=4096)
def _in_words(code: str, words: tuple[str | date | Span, ...], day: date | None, contact: str | None) -> Reason:
    """Return a reason; cases of one place and time have most of theirs in common."""
    rule, text = REASONS[code]
    text = text.format(*map(_in_text, words), day=None if day is None else format_date(day))
    return computed(Reason, rule=rule, code=code, text=text, day=day, contact=contact)


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def format_date(day: date) -> str:
    """Return a day as a reason says it, in no machine's locale: ``29 April 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _in_text(word: str | date | Span) -> str:
    """Return what a reason speaks of as its sentence says it."""
    if isinstance(word, str):
        return word
    if isinstance(word, date):
        return format_date(word)
    least, most, unit = word.minimum, word.maximum, word.unit.replace("-", " ")
    longest = f"{most} {unit.removesuffix('s') if most == 1 else unit}"
    if least == most:
        return longest
    return f"{least} to {longest}" if least else f"up to {longest}"


class Gap(Value, frozen=True):
    """Something that is missing: a code for programs, what to do about it, and the contact it is about, if one."""

    code: Line = Field(description="What is missing, for programs.")
    text: Line = Field(description="What to do about it, for people.")
    contact: Text | None = Field(default=None, description="The id of the contact that it is about.")

    def __str__(self) -> str:
        """Say what to do about it."""
        return self.text


class Recipient(Value, frozen=True):
    """Who gets a message: a contact's id and name, the thread to reply in (G34), and whether to pass thanks on (G15).

    ``name`` is what to call the contact: the name, else the address, else the id. ``passes_on_to`` are the ids of those
    who cannot be thanked themselves; with ``passes_on``, an empty one means everybody who was there.
    """

    contact: Text = Field(description="The contact's id.")
    name: Text = Field(description="What to call the contact.")
    reply_to: Thread | None = Field(default=None, description="The message to reply to; without it, write a new one.")
    continues: bool = Field(default=False, description="The thread to reply in is that of your own follow-up.")
    passes_on: bool = Field(default=False, description="The contact is asked to pass the thanks on.")
    passes_on_to: tuple[Text, ...] = Field(default=(), description="The ids of the people to pass the thanks on to.")


Row = dict[str, str | int | datetime | date | None]
_WHEN = ("send_at", "opens_at", "changes_at", "lapses_at")


class _Answer(Kinded, frozen=True):
    """What every answer has: where the case stands, and why."""

    stage: Stage = Field(description="Where the case stands.")
    reasons: tuple[Reason, ...] = Field(default=(), description="Why this is the answer.")

    def __eq__(self, other: object) -> bool:
        """Compare instants: local times alone would take the two passes of a repeated hour for one."""
        if not isinstance(other, _Answer):
            return NotImplemented
        if type(self) is not type(other) or self._instants() != other._instants():
            return False
        return all(getattr(self, name) == getattr(other, name) for name in type(self).model_fields if name not in _WHEN)

    def __hash__(self) -> int:
        """Hash the kind, the stage and the instants."""
        return hash((self.kind, self.stage, self._instants()))

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Show what one looks for first; the rest would fill the screen."""
        shown = ("touch", "status", "asks_for", "to", "send_at", "window", "missing", "stage")
        return ((name, Shown(getattr(self, name))) for name in shown if getattr(self, name, None) is not None)

    def row(self) -> Row:
        """Return the answer as one flat row, for tables, CSV files and data frames.

        Every kind has the same keys. Instants are in UTC, days are dates, and all else is text; ``None`` stands for
        what an answer does not have. ``to`` are contact ids, ``missing`` and ``reasons`` are codes, each list with
        commas between.
        """
        return {name: _plain(value) for name, value in self._cells()}

    def _cells(self) -> Iterator[tuple[str, object]]:
        """Yield the name and value of each cell of the row."""
        window: Window | None = getattr(self, "window", None)
        to: Sequence[Recipient] = getattr(self, "to", ())
        missing: Sequence[Gap] = getattr(self, "missing", ())
        yield from ((name, getattr(self, name, None)) for name in ("kind", "stage", "touch", "status"))
        yield "to", [recipient.contact for recipient in to]
        yield "names", [recipient.name for recipient in to]
        yield "send_at", getattr(self, "send_at", None)
        yield "opens", getattr(self, "opens_at", None) if window is None else window.opens
        yield "closes", None if window is None else window.closes
        yield from ((name, getattr(self, name)) for name in ("changes_at", "lapses_at"))
        yield "timezone", None if window is None else window.timezone
        yield from ((name, getattr(self, name, None)) for name in ("asks_for", "answer_by"))
        yield "missing", [gap.code for gap in missing]
        yield "reasons", [reason.code for reason in self.reasons]
        yield "text", str(self)

    def _instants(self) -> tuple[datetime | None, ...]:
        """Return the instants of this answer in UTC."""
        return _instants(*[getattr(self, name, None) for name in _WHEN])


class _Due(_Answer, frozen=True):
    """What a message has that is due or will be: its window, when to send it, to whom, and when it lapses."""

    window: Window = Field(description="When the message is on time.")
    send_at: Local = Field(description="When to send it.")
    changes_at: Local = Field(description="When this answer changes, although nothing happens (G40).")
    lapses_at: Local = Field(description="From when on it would not be sent any more.")
    to: tuple[Recipient, ...] = Field(description="Who gets it; empty, if nobody is known yet.")

    @field_validator("send_at", "changes_at", "lapses_at", mode="after")
    @classmethod
    def _in_local_time(cls, value: datetime, info: ValidationInfo) -> datetime:
        return _in_zone_of_window(value, info)

    def _chosen(self, to: Collection[str] | None) -> tuple[str, ...]:
        """Return the contact ids of those to whom the message went."""
        known = dict.fromkeys(recipient.contact for recipient in self.to)
        if to is None:
            return tuple(known)
        wrong = InputError("to", to, f"a collection of contact ids among ({ids_in_words(known)})")
        if isinstance(to, str):
            raise wrong
        chosen: list[str] = []
        for each in items_of("to", to, "contact ids"):
            if not isinstance(each, str) or each not in known:
                raise wrong
            chosen.append(each)
        return tuple(chosen)


class _Message(_Due, frozen=True):
    """A touch, and what it takes over."""

    touch: Touch = Field(description="Which message it is.")
    folds: tuple[Touch, ...] = Field(default=(), description="The thanks to say in this message.")
    decision_by: AnyDay | None = Field(default=None, description="The decision date that they stated last.")
    enquire_on: AnyDay | None = Field(default=None, description="The day on which they invited you to write.")
    asked_before: tuple[Text, ...] = Field(default=(), description="The ids of the people whom you asked before.")
    asked_on: AnyDay | None = Field(default=None, description="The day on which you asked last.")
    answers_feedback: bool = Field(default=False, description="The update answers your request for feedback.")

    def sent(
        self,
        *,
        at: datetime,
        to: Collection[str] | None = None,
        message_id: MessageId | None = None,
        subject: str | None = None,
    ) -> TouchSent:
        """Return the event to store once the message is sent: it went out *at*, an aware datetime (G30).

        *to* are the contact ids of those to whom it went, if it was not all of them: store an event for each mail.
        *message_id* and *subject* are the mail's own, both if they are known: with them, the answer to it and the
        next message stay in its thread (G34). ``ValidationError`` if there is nobody to send it to,
        :class:`InputError` if *to* names somebody else.
        """
        fields: dict[str, Any] = {"folds": self.folds} if self.folds else {}
        event = TOUCHES[self.touch].event
        return event(at=at, to=self._chosen(to), message_id=message_id, subject=subject, **fields)


class Send(_Message, frozen=True):
    """A message is due: send it at ``send_at``, the next working instant, which is now in working hours (G6).

    ``status`` says whether that is on time. ``folds`` are the thanks to say in this message (G13). ``lapses_at`` is the
    instant from which it would not be sent any more.
    """

    kind: Literal["send"] = "send"
    status: Literal[WindowStatus.OPEN, WindowStatus.LATE] = Field(description="Whether it is on time.")

    def __str__(self) -> str:
        """Say what to send, to whom and until when."""
        when = f"by {_clock(self.window.closes)}"
        if self.status is WindowStatus.LATE:
            when = f"at {_clock(self.send_at)}; it is late"
        return f"Send the {_title(self.touch)} to {_names(self.to)} {when}"


class WaitUntil(_Message, frozen=True):
    """Nothing is due yet: the next message, and when its window opens. The fields are those of :class:`Send`."""

    kind: Literal["wait-until"] = "wait-until"

    def __str__(self) -> str:
        """Say until when to wait, and for what."""
        title, when = _title(self.touch), _clock(self.send_at)
        if not self.to:
            return f"Wait until {when}: then the {title} is due, but nobody is known to get it"
        return f"Wait until {when}: then send the {title} to {_names(self.to)}"


class Respond(_Due, frozen=True):
    """They asked for something: answer them (G37). ``send_at`` is now; working hours do not count.

    There is no draft: only the candidate knows what to answer. ``asks_for`` are their words, ``answer_by`` the
    date that they named, if they named one.
    """

    kind: Literal["respond"] = "respond"
    touch: None = Field(default=None, description="Always empty: an answer that is owed is not one of the touches.")
    status: Literal[WindowStatus.OPEN, WindowStatus.LATE] = Field(description="Whether the answer is on time.")
    asks_for: Phrase = Field(description="What they asked for.")
    answer_by: AnyDay | None = Field(default=None, description="The date that they named for the answer.")

    def sent(
        self,
        *,
        at: datetime,
        to: Collection[str] | None = None,
        message_id: MessageId | None = None,
        subject: str | None = None,
    ) -> MessageSent:
        """Return the event to store once the answer is sent; the arguments are those of :meth:`Send.sent` (G38)."""
        return MessageSent(at=at, to=self._chosen(to), message_id=message_id, subject=subject)

    def __str__(self) -> str:
        """Say whom to answer, until when, and what they asked for."""
        if self.status is WindowStatus.LATE:
            return f"Answer {_names(self.to)}: {self.asks_for}; it is late"
        return f"Answer {_names(self.to)} by {_weekday(last_day(self.window))}: {self.asks_for}"


class Blocked(_Answer, frozen=True):
    """Something is due, but nobody can get it: ``missing`` says what would help (G22).

    Without a ``touch``, an answer is owed and nobody can get it (G37), or, without a ``window`` too, the interview was
    not held and has no new time (G43).
    """

    kind: Literal["blocked"] = "blocked"
    touch: Touch | None = Field(default=None, description="Which message it is, if it is one.")
    window: Window | None = Field(default=None, description="When it would be on time, if that is known.")
    opens_at: Local = Field(description="From when on it is due.")
    changes_at: Local | None = Field(default=None, description="When this answer changes, although nothing happens.")
    lapses_at: Local | None = Field(default=None, description="From when on it is not due any more.")
    missing: tuple[Gap, ...] = Field(description="What is missing.")

    @field_validator("opens_at", "changes_at", "lapses_at", mode="after")
    @classmethod
    def _in_local_time(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        return None if value is None else _in_zone_of_window(value, info)

    def __str__(self) -> str:
        """Say what is missing."""
        what = f"The {_title(self.touch)} cannot be sent: " if self.touch else ""
        return what + " ".join(gap.text for gap in self.missing)


class Done(_Answer, frozen=True):
    """Nothing is due, and nothing will be unless something happens (G14)."""

    kind: Literal["done"] = "done"
    changes_at: None = Field(default=None, description="Always empty: only an event changes this answer.")
    lapses_at: None = Field(default=None, description="Always empty: there is nothing to lapse.")

    def __str__(self) -> str:
        """Say that nothing is due, and why."""
        return " ".join(["Nothing is due.", *(reason.text for reason in self.reasons)])


Step = Send | WaitUntil | Respond | Blocked
# Named, so that the schema of a value or of a web service has one type for the five kinds.
Action = TypeAliasType("Action", Annotated[Send | Respond | WaitUntil | Blocked | Done, Field(discriminator="kind")])


def steps_of(plan: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps of a plan; :class:`InputError` if one is not a step."""
    given: object = plan
    try:
        found = iter(None if isinstance(given, Value) else given)  # type: ignore[call-overload]  # found out here
    except TypeError:
        raise InputError("plan", plan, "the steps of a plan") from None
    steps: list[Step] = []
    for step in found:
        if not isinstance(step, Step):
            raise InputError("plan", step, "the steps of a plan: Send, Respond, WaitUntil or Blocked")
        steps.append(step)
    return tuple(steps)


def label_of(step: Step) -> str:
    """Return what a step is, as it stands by itself: in a picture, in a calendar."""
    if step.touch is not None:
        return TOUCHES[step.touch].label
    return "New time for the interview" if step.window is None else "Answer"


def best_moment(step: Step) -> datetime:
    """Return when a step is best done: when to send it; if it is blocked, when it is due."""
    return step.opens_at if isinstance(step, Blocked) else step.send_at


def last_day(window: Window) -> date:
    """Return the day with which a window ends; the next one may begin at 01:00, where a clock change skips midnight."""
    last = window.closes.astimezone(UTC) - timedelta.resolution
    return last.astimezone(window.closes.tzinfo).date()


def _weekday(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]}"


def format_time(instant: datetime) -> str:
    """Return a local time as a sentence says it, in no machine's locale: ``Mon 11 May 18:00``."""
    return f"{_weekday(instant)} {instant:%H:%M}"


def _clock(instant: datetime) -> str:
    return f"{format_time(instant)} ({getattr(instant.tzinfo, 'key', instant.tzname())})"


def _title(touch: Touch) -> str:
    return TOUCHES[touch].title


def _names(to: Sequence[Recipient]) -> str:
    return " and ".join(recipient.name for recipient in to)


def _instants(*values: datetime | None) -> tuple[datetime | None, ...]:
    return tuple([None if value is None else value.astimezone(UTC) for value in values])


def _plain(value: object) -> str | int | datetime | date | None:
    """Return a value as a cell of a row: an instant in UTC, a day, a number, or text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if value is None or isinstance(value, int | date):
        return value
    if isinstance(value, list):
        return ", ".join(value) or None
    return str(value)


def _in_zone_of_window(value: datetime, info: ValidationInfo) -> datetime:
    window: Window | None = info.data.get("window")
    return value if window is None else value.astimezone(zone(window.timezone))
