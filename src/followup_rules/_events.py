"""What happened: one frozen type for each kind of event (G36), and their union, discriminated by ``kind``.

Each class owns what the rest of the library needs to know of its kind: its title, its rank among events of one instant
(G24), and whose doing it is.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from followup_rules._fields import ContactIds, Day, Email, Flag, Instant, MessageId, Text, as_day, as_instant
from followup_rules._values import Value, Word


class Touch(Word):
    """A message that the candidate may owe somebody (part 2, "The steps and their windows")."""

    THANK_YOU = "thank-you"
    FOLLOW_UP_1 = "follow-up-1"
    FOLLOW_UP_2 = "follow-up-2"
    ESCALATION = "escalation"
    UPDATE_THANKS = "update-thanks"
    FEEDBACK_REQUEST = "feedback-request"


class Side(Word):
    """Whose doing an event is."""

    THEIRS = "theirs"  # words or news from a person on the other side
    AUTOMATIC = "automatic"  # what a machine of the other side said
    SENT = "sent"  # what the candidate sent
    OWN = "own"  # what the candidate decided


Touches = Annotated[AbstractSet[Touch], AfterValidator(frozenset), PlainSerializer(sorted, when_used="json")]


def _until(value: object) -> date:
    """Return a day for what is a day, else an instant: a snooze may end with either."""
    if isinstance(value, datetime) or (isinstance(value, str) and "T" in value.upper()):
        return as_instant(value)
    return as_day(value)


Until = Annotated[datetime | date, BeforeValidator(_until)]


def _kind_is_needed(schema: dict[str, Any]) -> None:
    """Say in the JSON Schema what the union needs: an event without its kind is none."""
    schema["required"] = ["kind", *schema.get("required", ())]


class Happened(Value, frozen=True, json_schema_extra=_kind_is_needed):
    """What each event has: its kind, when it happened, and whom it names."""

    title: ClassVar[str]
    side: ClassVar[Side]
    rank: ClassVar[int]
    kind: str
    at: Instant

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of the contacts that it names."""
        return ()


class Sent(Happened, frozen=True):
    """A message that the candidate really sent (G30): when, to which contacts, and what is known of the mail."""

    to: ContactIds
    message_id: MessageId | None = None
    subject: Text | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of those to whom it went."""
        return self.to


class ThankYouSent(Sent, frozen=True):
    """A thank-you note went out (B1)."""

    title: ClassVar = "Thank-you note sent"
    side: ClassVar = Side.SENT
    rank: ClassVar = 10
    kind: Literal["thank-you-sent"] = "thank-you-sent"


class FollowUpSent(Sent, frozen=True):
    """A follow-up went out, the first or the second; the machine counts them. ``folds``: thanks said in it (G13)."""

    title: ClassVar = "Follow-up sent"
    side: ClassVar = Side.SENT
    rank: ClassVar = 11
    kind: Literal["follow-up-sent"] = "follow-up-sent"
    folds: Touches = frozenset()


class EscalationSent(Sent, frozen=True):
    """A message to somebody else in the company went out (D5)."""

    title: ClassVar = "Escalation sent"
    side: ClassVar = Side.SENT
    rank: ClassVar = 12
    kind: Literal["escalation-sent"] = "escalation-sent"


class UpdateThanksSent(Sent, frozen=True):
    """The thanks for an update went out (D1)."""

    title: ClassVar = "Thanks for the update sent"
    side: ClassVar = Side.SENT
    rank: ClassVar = 13
    kind: Literal["update-thanks-sent"] = "update-thanks-sent"


class FeedbackRequestSent(Sent, frozen=True):
    """The request for feedback after a rejection went out (E1)."""

    title: ClassVar = "Feedback asked for"
    side: ClassVar = Side.SENT
    rank: ClassVar = 14
    kind: Literal["feedback-request-sent"] = "feedback-request-sent"


class TouchSkipped(Happened, frozen=True):
    """The candidate decided not to send a touch: the case goes on as if it had been (G27)."""

    title: ClassVar = "Skipped"
    side: ClassVar = Side.OWN
    rank: ClassVar = 21
    kind: Literal["touch-skipped"] = "touch-skipped"
    touch: Touch


class Snoozed(Happened, frozen=True):
    """Nothing is to become due before ``until`` (G29): a date (its whole day is still fine) or an aware datetime."""

    title: ClassVar = "Snoozed"
    side: ClassVar = Side.OWN
    rank: ClassVar = 22
    kind: Literal["snoozed"] = "snoozed"
    until: Until


class Received(Happened, frozen=True):
    """A message from the other side. ``sender`` is a contact's id, where it is known."""

    sender: Text | None = None
    message_id: MessageId | None = None
    subject: Text | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The id of whoever sent it, where that is known."""
        return () if self.sender is None else (self.sender,)


class ReplyReceived(Received, frozen=True):
    """Words from a person (G26). ``decision_by``: the date that they named; ``enquiries_welcome``: see G21."""

    title: ClassVar = "Reply"
    side: ClassVar = Side.THEIRS
    rank: ClassVar = 1
    kind: Literal["reply-received"] = "reply-received"
    decision_by: Day | None = None
    enquiries_welcome: Flag = True


class RejectionReceived(Received, frozen=True):
    """They said no (E1)."""

    title: ClassVar = "Rejection"
    side: ClassVar = Side.THEIRS
    rank: ClassVar = 2
    kind: Literal["rejection-received"] = "rejection-received"


class OfferReceived(Received, frozen=True):
    """The written offer came (G26)."""

    title: ClassVar = "Offer"
    side: ClassVar = Side.THEIRS
    rank: ClassVar = 3
    kind: Literal["offer-received"] = "offer-received"


class NextRoundScheduled(Received, frozen=True):
    """A further round with a date was set; it is an interview of its own (G26, G28)."""

    title: ClassVar = "Next round"
    side: ClassVar = Side.THEIRS
    rank: ClassVar = 4
    kind: Literal["next-round-scheduled"] = "next-round-scheduled"


class Withdrawn(Happened, frozen=True):
    """The candidate withdrew."""

    title: ClassVar = "Withdrawn"
    side: ClassVar = Side.OWN
    rank: ClassVar = 20
    kind: Literal["withdrawn"] = "withdrawn"


class OutOfOfficeReceived(Happened, frozen=True):
    """An automatic reply said that ``sender`` is away; ``returns_on`` is the day it named, where it named one (G20)."""

    title: ClassVar = "Out of office"
    side: ClassVar = Side.AUTOMATIC
    rank: ClassVar = 6
    kind: Literal["out-of-office-received"] = "out-of-office-received"
    sender: Text | None = None
    returns_on: Day | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The id of whoever is away, where that is known."""
        return () if self.sender is None else (self.sender,)


class Bounced(Happened, frozen=True):
    """The last message to ``contact`` did not arrive: ``email`` does not work (G19)."""

    title: ClassVar = "Bounced"
    side: ClassVar = Side.AUTOMATIC
    rank: ClassVar = 30
    kind: Literal["bounced"] = "bounced"
    contact: Text
    email: Email

    @property
    def named(self) -> tuple[str, ...]:
        """The id of whoever could not be reached."""
        return (self.contact,)


SentEvent = ThankYouSent | FollowUpSent | EscalationSent | UpdateThanksSent | FeedbackRequestSent
ReceivedEvent = ReplyReceived | RejectionReceived | OfferReceived | NextRoundScheduled
Event = Annotated[
    SentEvent | ReceivedEvent | TouchSkipped | Snoozed | Withdrawn | OutOfOfficeReceived | Bounced,
    Field(discriminator="kind"),
]
EVENTS: tuple[type[Event], ...] = get_args(get_args(Event)[0])


def kind_of(event: type[Event]) -> str:
    """Return the kind of a class of events."""
    return str(event.model_fields["kind"].default)


def _check_events() -> None:
    """See that each class says all of itself, and that no two have one rank."""
    for event in EVENTS:
        if missing := {"title", "side", "rank"} - vars(event).keys():
            msg = f"{event.__name__} lacks {', '.join(sorted(missing))}"
            raise AssertionError(msg)
    ranks = [event.rank for event in EVENTS]
    if doubled := {event.__name__ for event in EVENTS if ranks.count(event.rank) > 1}:
        msg = f"{', '.join(sorted(doubled))} have one rank"
        raise AssertionError(msg)


_check_events()
