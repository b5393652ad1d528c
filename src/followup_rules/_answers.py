"""What the library answers: windows, reasons, gaps, recipients, and the four kinds of answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from followup_rules._errors import InputError
from followup_rules._events import SentEvent, Touch
from followup_rules._fields import AnyDay, MessageId, Text, as_aware, aware, zone
from followup_rules._people import Thread
from followup_rules._stages import Stage
from followup_rules._touches import TOUCHES
from followup_rules._values import Value, Word, computed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Local = Annotated[datetime, BeforeValidator(as_aware), PlainSerializer(datetime.isoformat, when_used="json")]


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

    timezone: str
    opens: Local
    closes: Local

    def status(self, now: datetime) -> WindowStatus:
        """Tell whether *now*, an aware datetime, is early, inside or late (G6); ``InputError`` for a naive one."""
        now = aware("now", now)
        if now < self.opens.astimezone(UTC):
            return WindowStatus.EARLY
        return WindowStatus.OPEN if now < self.closes.astimezone(UTC) else WindowStatus.LATE

    @model_validator(mode="after")
    def _check(self) -> Self:
        opens, closes, local = self.opens.astimezone(UTC), self.closes.astimezone(UTC), zone(self.timezone)
        if opens >= closes:
            raise InputError("closes", self.closes.isoformat(), f"an instant after opens, {self.opens.isoformat()}")
        self.__dict__.update(opens=opens.astimezone(local), closes=closes.astimezone(local))
        return self

    def __eq__(self, other: object) -> bool:
        """Compare instants: local times alone would take the two passes of a repeated hour for one."""
        if not isinstance(other, Window):
            return NotImplemented
        mine, theirs = (_instants(window.opens, window.closes) for window in (self, other))
        return mine == theirs and self.timezone == other.timezone

    def __hash__(self) -> int:
        """Return the hash of the zone and the instants."""
        return hash((self.timezone, _instants(self.opens, self.closes)))


# The rule and the sentence behind each code of a reason. Codes may be added in a minor release (G36).
REASONS: dict[str, tuple[str, str]] = {
    "interview-not-over": ("G30", "The interview has not ended: nothing is due yet."),
    "interview-ended": ("B2", "The interview ended on {day}. The best time for a thank-you is {0} later."),
    "better-early": ("G9", "Closed days would delay the thank-you, so send it right after the interview."),
    "decision-stated": ("G10", "They said that they would decide by {day}."),
    "decision-assumed": ("G10", "They named no decision date: {day} is assumed, {0} after the interview."),
    "decision-restarted": ("G10", "Their reply of {0} named no new date: {day} is assumed, {1} later."),
    "after-decision": ("C1", "The first follow-up waits {0} after the decision date."),
    "after-first": ("D2", "The second follow-up waits {0} after the first, {day}."),
    "after-second": ("D5", "The escalation waits {0} after the second follow-up, {day}."),
    "skipped": ("G27", "You skipped that one on {day}. The wait counts from that day all the same."),
    "update-received": ("D1", "Their update came on {day}. The best time to thank for it is {0} later."),
    "rejected": ("E1", "The rejection came on {day}. The best time to ask for feedback is {0} later."),
    "closed-day": ("G1", "{day} is not a business day: {0}."),
    "horizon": ("G1", "The holidays here are known from {0} to {day}. Outside of these, only weekends are counted."),
    "held-after-decision": ("G11", "The decision date is {0}, so nothing is sent before {day}."),
    "held-after-message": ("G11", "The last message went out on {0}, so wait until {day}."),
    "held-snoozed": ("G29", "You snoozed this case until {day}."),
    "held-away": ("G20", "{0} is away, so wait until {day}."),
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
    "away-too-long": ("G20", "{0} is away until {day}, which is too long to wait."),
    "nobody-to-write-to": ("G22", "There is nobody to write to."),
    "folded": ("G13", "It is too late for the {0}: the next message says thanks."),
    "lapsed": ("G13", "It is too late for the {0}: its time ended on {day}."),
    "never": ("G13", "This policy never sends the {0}."),
    "no-enquiries": ("G21", "They asked not to be asked, so no follow-up is due."),
    "no-second-contact": ("G18", "There is nobody else at the agency to write to."),
    "all-sent": ("G14", "Two follow-ups and an escalation without an answer are enough."),
    "offer": ("G28", "You have an offer."),
    "next-round": ("G28", "There is a next round. It is an interview of its own."),
    "withdrawn": ("G28", "You withdrew."),
    "feedback-requested": ("E4", "You asked for feedback. Not every recruiter gives it."),
}


class Reason(Value, frozen=True):
    """Why the answer is what it is: the rule's number, a code for programs, a sentence for people.

    ``day`` and ``contact`` (an id) are what the sentence speaks of, where it speaks of one.
    """

    rule: str
    code: str
    text: str
    day: AnyDay | None = None
    contact: str | None = None

    def __str__(self) -> str:
        """Show the sentence behind its rule."""
        return f"{self.rule}: {self.text}"


@dataclass(slots=True)
class Why:
    """A reason before its words: most are found on the way to an answer that never shows them."""

    code: str
    words: tuple[str, ...] = ()
    day: date | None = None
    contact: str | None = None

    def reason(self) -> Reason:
        """Return the reason in words."""
        (rule, text), day = REASONS[self.code], self.day
        if day is not None:
            text = text.replace("{day}", format_date(day))
        if self.words:
            text = text.format(*self.words)
        return computed(Reason, rule=rule, code=self.code, text=text, day=day, contact=self.contact)


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


def format_date(day: date) -> str:
    """Return a day as a reason says it, in no machine's locale: ``29 April 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


class Gap(Value, frozen=True):
    """Something that is missing: a code for programs, what to do about it, and the contact it is about, if one."""

    code: str
    text: str
    contact: Text | None = None


class Recipient(Value, frozen=True):
    """Who gets a message: a contact's id, the thread to reply in (G34), and whether to ask to pass thanks on (G15).

    ``passes_on_to`` are the ids of those who cannot be thanked themselves; none where it is everybody who was there.
    """

    contact: Text
    reply_to: Thread | None = None
    passes_on: bool = False
    passes_on_to: tuple[str, ...] = ()


class _Message(Value, frozen=True):
    """A touch that can be sent, in which stage, when it is on time, when to send it, to whom, what it takes over."""

    touch: Touch
    stage: Stage
    window: Window
    send_at: Local
    to: tuple[Recipient, ...]
    folds: tuple[Touch, ...] = ()
    decision_by: AnyDay | None = None
    reasons: tuple[Reason, ...] = ()

    def sent(
        self,
        *,
        at: datetime,
        to: Collection[str] | None = None,
        message_id: MessageId | None = None,
        subject: str | None = None,
    ) -> SentEvent:
        """Return the event to store once the message is sent: it went out *at*, an aware datetime (G30).

        *to* are the contact ids of those to whom it went, where it was not all of them: store an event for each mail.
        *message_id* and *subject* are the mail's own, both where they are known: with them, the answer to it and the
        next message stay in its thread (G34). ``ValidationError`` where there is nobody to send it to,
        :class:`InputError` where *to* names somebody else.
        """
        fields: dict[str, Any] = {"folds": self.folds} if self.folds else {}
        chosen = tuple(recipient.contact for recipient in self.to)
        if to is not None and not set(to).issubset(chosen):
            raise InputError("to", to, f"contact ids among {chosen}")
        return TOUCHES[self.touch].event(
            at=at, to=chosen if to is None else tuple(to), message_id=message_id, subject=subject, **fields
        )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.send_at.tzinfo is not self.window.opens.tzinfo:
            self.__dict__["send_at"] = self.send_at.astimezone(self.window.opens.tzinfo)
        return self

    def __eq__(self, other: object) -> bool:
        """Compare instants: see :class:`Window`."""
        if not isinstance(other, _Message):
            return NotImplemented
        return super().__eq__(other) and _instants(self.send_at) == _instants(other.send_at)

    def __hash__(self) -> int:
        """Return the hash of what, when and to whom."""
        return hash((self.touch, self.window, _instants(self.send_at), self.to))


class Send(_Message, frozen=True):
    """A message is due: send it at ``send_at``, the next working instant, which is now in working hours (G6).

    ``status`` says whether that is on time. ``stage`` is where the case stands, ``decision_by`` the date that they
    stated last, where they did, and ``folds`` are the thanks to say in this message (G13).
    """

    kind: Literal["send"] = "send"
    status: Literal[WindowStatus.OPEN, WindowStatus.LATE]


class WaitUntil(_Message, frozen=True):
    """Nothing is due yet: the next message, and when its window opens. The fields are those of :class:`Send`."""

    kind: Literal["wait-until"] = "wait-until"


class Blocked(Value, frozen=True):
    """A message is due, and nobody can be written to: ``missing`` says what would help (G22)."""

    kind: Literal["blocked"] = "blocked"
    touch: Touch
    window: Window
    missing: tuple[Gap, ...]
    reasons: tuple[Reason, ...] = ()


class Done(Value, frozen=True):
    """Nothing is due, and nothing will be unless something happens (G14)."""

    kind: Literal["done"] = "done"
    reasons: tuple[Reason, ...] = ()


def steps_of(plan: Iterable[Send | WaitUntil | Blocked]) -> tuple[Send | WaitUntil | Blocked, ...]:
    """Return the steps of a plan; :class:`InputError` for what is none."""
    steps = tuple(plan)
    for step in steps:
        if not isinstance(step, (Send, WaitUntil, Blocked)):
            raise InputError("plan", step, "the steps of a plan: Send, WaitUntil or Blocked")
    return steps


def best_moment(step: Send | WaitUntil | Blocked) -> datetime:
    """Return when a step is best done: when to send it; where nobody can get it, when its window opens."""
    return step.window.opens if isinstance(step, Blocked) else step.send_at


Action = Annotated[Send | WaitUntil | Blocked | Done, Field(discriminator="kind")]


def _instants(*values: datetime) -> tuple[datetime, ...]:
    return tuple(value.astimezone(UTC) for value in values)
