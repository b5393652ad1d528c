"""What happened: one frozen type for each kind of event (G36), and their union, discriminated by ``kind``.

Each class owns what the rest of the library needs to know of its kind: its title, whose doing it is, and its rank among
the events of one instant (G24).
"""

from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, ValidationInfo, field_validator

from followup_rules._fields import (
    ContactIds,
    Day,
    Email,
    Flag,
    Instant,
    MessageId,
    Phrase,
    Text,
    as_day,
    as_instant,
    several,
)
from followup_rules._values import Kinded, Word, check_complete


class Touch(Word):
    """A message that the candidate may owe somebody."""

    THANK_YOU = "thank-you"
    FOLLOW_UP_1 = "follow-up-1"
    FOLLOW_UP_2 = "follow-up-2"
    ESCALATION = "escalation"
    UPDATE_THANKS = "update-thanks"
    FEEDBACK_REQUEST = "feedback-request"


# Whose doing an event is: words or news from a person on the other side, what a machine there said, what the candidate
# sent, and what the candidate decided.
Side = Literal["theirs", "automatic", "sent", "own"]


if TYPE_CHECKING:  # what may be given; a value holds it as a frozenset
    Touches = AbstractSet[str]
else:
    Touches = Annotated[
        AbstractSet[Touch],
        AfterValidator(frozenset),
        PlainSerializer(sorted, when_used="json"),
        several("a set of messages, such as {'escalation'}"),
    ]


def _until(value: object) -> date:
    """Return a day for what is a day, else an instant: a snooze may end with either."""
    is_day = type(value) is date or (isinstance(value, str) and len(value) <= len("2026-06-20"))
    return as_day(value) if is_day else as_instant(value)


Until = Annotated[datetime | date, BeforeValidator(_until)]


class AnyEvent(Kinded, frozen=True):
    """What each event has: its kind, when it happened, and whom it names."""

    title: ClassVar[str]
    side: ClassVar[Side]  # declared again where it is set: type checkers would take its value for any text
    rank: ClassVar[int]
    is_mail: ClassVar[bool] = False  # it may have a message id of its own
    at: Instant = Field(description="When it happened, with an offset from UTC.")

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of the contacts that it names."""
        return ()


class Sent(AnyEvent, frozen=True):
    """A message that the candidate really sent (G30): when, to which contacts, and what is known of the mail."""

    side: ClassVar[Side] = "sent"
    is_mail = True
    asks: ClassVar[bool] = False  # it asks where things stand, or for feedback
    to: ContactIds = Field(description="The ids of the contacts to whom it went.")
    message_id: MessageId | None = Field(default=None, description="The Message-ID of the mail, if known.")
    subject: Text | None = Field(default=None, description="The subject of the mail, if known.")

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of those to whom it went."""
        return tuple(self.to)


class ThankYouSent(Sent, frozen=True):
    """A thank-you note went out (B1)."""

    title = "Thank-you note sent"
    rank = 20
    kind: Literal["thank-you-sent"] = "thank-you-sent"


class FollowUpSent(Sent, frozen=True):
    """A follow-up went out, the first or the second; the machine counts them. ``folds``: thanks said in it (G13)."""

    title = "Follow-up sent"
    rank = 21
    asks = True
    kind: Literal["follow-up-sent"] = "follow-up-sent"
    folds: Touches = Field(default=frozenset(), description="The thanks that this message says too.")


class EscalationSent(Sent, frozen=True):
    """A message to somebody else in the company went out (D5)."""

    title = "Escalation sent"
    rank = 22
    asks = True
    kind: Literal["escalation-sent"] = "escalation-sent"


class UpdateThanksSent(Sent, frozen=True):
    """The thanks for an update went out (D1)."""

    title = "Thanks for the update sent"
    rank = 23
    kind: Literal["update-thanks-sent"] = "update-thanks-sent"


class FeedbackRequestSent(Sent, frozen=True):
    """The request for feedback after a rejection went out (E1)."""

    title = "Feedback request sent"
    rank = 24
    asks = True
    kind: Literal["feedback-request-sent"] = "feedback-request-sent"


class MessageSent(Sent, frozen=True):
    """The candidate sent or said something else in any way: documents, an answer, a call (G38)."""

    title = "Message sent"
    rank = 25
    kind: Literal["message-sent"] = "message-sent"


class TouchSkipped(AnyEvent, frozen=True):
    """The candidate decided not to send a touch: the case goes on as if it had been sent (G27)."""

    title = "Skipped"
    side: ClassVar[Side] = "own"
    rank = 31
    kind: Literal["touch-skipped"] = "touch-skipped"
    touch: Touch = Field(description="The message that is not sent.")


class Snoozed(AnyEvent, frozen=True):
    """Nothing is to become due before ``until`` (G29): the start of a day, or an aware datetime."""

    title = "Snoozed"
    side: ClassVar[Side] = "own"
    rank = 32
    kind: Literal["snoozed"] = "snoozed"
    until: Until = Field(description="The day, or the date and time, before which nothing is due.")


class Received(AnyEvent, frozen=True):
    """A message from the other side. ``sender`` is a contact's id, if it is known."""

    side: ClassVar[Side] = "theirs"
    is_mail = True
    sender: Text | None = Field(default=None, description="The id of the contact who sent it, if known.")
    message_id: MessageId | None = Field(default=None, description="The Message-ID of the mail, if known.")
    subject: Text | None = Field(default=None, description="The subject of the mail, if known.")

    @property
    def named(self) -> tuple[str, ...]:
        """The id of the contact who sent it, if it is known."""
        return () if self.sender is None else (self.sender,)


class Reply(Received, frozen=True):
    """What a reply may say.

    ``decision_by`` is the date that they named for the decision (G10). ``asks_for`` is what they asked the candidate
    for, in a few words, and ``answer_by`` the date until which; without ``asks_for`` it is an error (G37).
    ``enquire_on`` is the day on which they invited the candidate to write (G39). ``enquiries_welcome`` is false if they
    asked not to enquire (G21). A date before the day of the event counts as not named.
    """

    decision_by: Day | None = Field(default=None, description="The date that they named for their decision.")
    asks_for: Phrase | None = Field(default=None, description="What they asked the candidate for, in a few words.")
    answer_by: Day | None = Field(default=None, description="The date by which they want the answer.")
    enquire_on: Day | None = Field(default=None, description="The day on which they invited the candidate to write.")
    enquiries_welcome: Flag = Field(default=True, description="False if they asked the candidate not to enquire.")

    @field_validator("answer_by", mode="after")
    @classmethod
    def _check_answer_by(cls, value: date | None, info: ValidationInfo) -> date | None:
        if value is not None and info.data.get("asks_for", "") is None:
            msg = "goes only with asks_for; say what they asked for"
            raise ValueError(msg)
        return value


class ReplyReceived(Reply, frozen=True):
    """Words from a person (G26): they may name a date, ask for something, or invite the candidate to write."""

    title = "Reply"
    rank = 11
    kind: Literal["reply-received"] = "reply-received"


class RejectionReceived(Received, frozen=True):
    """A rejection came (E1)."""

    title = "Rejection"
    rank = 12
    kind: Literal["rejection-received"] = "rejection-received"


class OfferReceived(Received, frozen=True):
    """The written offer came (G26)."""

    title = "Offer"
    rank = 13
    kind: Literal["offer-received"] = "offer-received"


class NextRoundScheduled(Received, frozen=True):
    """A further round with a date was set; it is an interview of its own (G26, G28)."""

    title = "Next round"
    rank = 14
    kind: Literal["next-round-scheduled"] = "next-round-scheduled"


class InterviewNotHeld(AnyEvent, frozen=True):
    """The interview was called off, or nobody came, and no new time is agreed (G42)."""

    title = "Interview not held"
    side: ClassVar[Side] = "theirs"
    rank = 10
    kind: Literal["interview-not-held"] = "interview-not-held"


class Reopened(Reply, frozen=True):
    """They took the case up again after a rejection, an offer, a next round or a withdrawal, or at a new time (G43)."""

    title = "Reopened"
    rank = 15
    kind: Literal["reopened"] = "reopened"


class Withdrawn(AnyEvent, frozen=True):
    """The candidate withdrew."""

    title = "Withdrawn"
    side: ClassVar[Side] = "own"
    rank = 30
    kind: Literal["withdrawn"] = "withdrawn"


class OutOfOfficeReceived(AnyEvent, frozen=True):
    """An automatic reply said that ``sender`` is away; ``returns_on`` is the day of return, if it named one (G20)."""

    title = "Out of office"
    side: ClassVar[Side] = "automatic"
    rank = 16
    kind: Literal["out-of-office-received"] = "out-of-office-received"
    sender: Text | None = Field(default=None, description="The id of the contact who is away, if known.")
    returns_on: Day | None = Field(default=None, description="The day of return, if the reply names one.")

    @property
    def named(self) -> tuple[str, ...]:
        """The id of the contact who is away, if it is known."""
        return () if self.sender is None else (self.sender,)


class Bounced(AnyEvent, frozen=True):
    """A message to ``contact`` did not arrive: ``email`` does not work (G19).

    ``message_id`` is the id of the message that came back. Without it, the last message to that contact is meant.
    """

    title = "Bounced"
    side: ClassVar[Side] = "automatic"
    rank = 40
    kind: Literal["bounced"] = "bounced"
    contact: Text = Field(description="The id of the contact who did not get it.")
    email: Email = Field(description="The address that does not work.")
    message_id: MessageId | None = Field(default=None, description="The Message-ID of the mail that came back.")

    @property
    def named(self) -> tuple[str, ...]:
        """The id of the contact who did not get it."""
        return (self.contact,)


TouchSent = ThankYouSent | FollowUpSent | EscalationSent | UpdateThanksSent | FeedbackRequestSent
Event = Annotated[
    TouchSent
    | MessageSent
    | ReplyReceived
    | RejectionReceived
    | OfferReceived
    | NextRoundScheduled
    | InterviewNotHeld
    | Reopened
    | TouchSkipped
    | Snoozed
    | Withdrawn
    | OutOfOfficeReceived
    | Bounced,
    Field(discriminator="kind", title="Event"),
]
EVENTS: tuple[type[Event], ...] = get_args(get_args(Event)[0])


def mail_of(event: Event) -> Sent | Received | None:
    """Return an event that may have a message id of its own; ``None`` for others."""
    return event if event.is_mail else None  # type: ignore[return-value]  # the classes of mail say so


def kind_of(event: type[Event]) -> str:
    """Return the kind of a class of events."""
    return str(event.model_fields["kind"].default)


def _kinds(base: type[AnyEvent]) -> list[type[AnyEvent]]:
    """Return the classes at the ends of the branches below *base*: those that stand for a kind of event."""
    below = base.__subclasses__()
    return [kind for each in below for kind in _kinds(each)] if below else [base]


def _check_events() -> None:
    """See that each class says all of itself and is in :data:`Event`, and that no two share a rank or a kind."""
    ranks: dict[int, str] = {}
    kinds: dict[str, str] = {}
    for event in EVENTS:
        for name in ("title", "side", "rank"):
            if not hasattr(event, name):
                msg = f"{event.__name__} lacks its {name}"
                raise AssertionError(msg)
        if (other := ranks.setdefault(event.rank, event.__name__)) != event.__name__:
            msg = f"{event.__name__} and {other} have one rank, {event.rank}"
            raise AssertionError(msg)
        kind = event.model_fields["kind"].default
        if type(kind) is not str:
            msg = f"{event.__name__} lacks its kind"
            raise AssertionError(msg)
        if (other := kinds.setdefault(kind, event.__name__)) != event.__name__:
            msg = f"{event.__name__} and {other} have one kind, {kind}"
            raise AssertionError(msg)
    check_complete("the union Event", EVENTS, _kinds(AnyEvent), "member")


_check_events()
