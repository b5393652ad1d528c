"""What a mail is to a case: the event to store, how sure that is and why, and what a person must still decide."""

from typing import Any, TypeVar

from pydantic import Field

from followup_rules._answers import format_date
from followup_rules._errors import InputError
from followup_rules._events import (
    AnyEvent,
    Bounced,
    Event,
    OutOfOfficeReceived,
    Sent,
    Touch,
)
from followup_rules._fields import AnyDay, Body, Instant, Line, MessageId, Text, ZoneName
from followup_rules._people import Contact, Thread
from followup_rules._values import Value, Word

_E = TypeVar("_E", bound=AnyEvent)
_OF_MAIL = ("at", "sender", "message_id", "subject")


class Certainty(Word):
    """How sure it is that the event is what happened."""

    CERTAIN = "certain"
    LIKELY = "likely"
    NONE = "none"


# The sentence behind each code of a sign: what in the mail led to the answer.
SIGNS: dict[str, str] = {
    "delivery-report": "It is a delivery report in the standard form (RFC 3464).",
    "delivery-report-in-words": "It is a delivery report in words: the address was read out of them.",
    "not-delivered": "It says that the mail to {0} did not arrive.",
    "returned-message": "The mail that came back is one that the case knows.",
    "returned-to-contact": "The mail that came back was written to {0}.",
    "delivery-delayed": "It says that a server still tries to deliver the mail to {0}: nothing has bounced yet.",
    "delivered": "It says that the mail arrived.",
    "other-recipient": "It is a delivery report about nobody in this case.",
    "automatic-answer": "It is an automatic answer: {0}.",
    "away": "It says that somebody is out of office.",
    "returns-on": "It names one day of return, {0}.",
    "no-single-day": "It does not name one clear day of return.",
    "not-about-absence": "No words in it were found that say that anybody is out of office.",
    "machine": "It was written by a machine ({0}), and not by a person.",
    "from-contact": "It is from {0}.",
    "no-reply-address": "Nobody reads mail to {0}.",
    "from-candidate": "It is from the candidate, to {0}.",
    "known-thread": "It answers a mail that the case knows.",
    "known-subject": "Its subject is that of a mail that the case knows.",
    "unknown-thread": "It answers no mail that the case knows.",
    "unknown-sender": "Its sender, {0}, is nobody in this case.",
    "no-sender": "It names no sender.",
    "touch-due": "When it was sent, the {0} was due to the same person.",
    "answer-due": "When it was sent, an answer was owed to the same person.",
    "no-touch-due": "When it was sent, no message was due to the same person.",
    "not-to-contact": "It went to nobody in this case.",
    "own-copy": "It is a copy of a mail that the case has as sent.",
    "already-known": "The case has this mail already.",
    "own-automatic": "It is an automatic mail from the candidate's own address.",
    "newsletter": "It is a newsletter or a mail to a list ({0}).",
    "way-to-unsubscribe": "It has a way to unsubscribe: a system sent it, for a person or to many.",
    "read-receipt": "It is a receipt that says that a mail was opened.",
    "complaint-report": "It is a report of a mail provider about complaints.",
    "calendar-answer": "It is a calendar's answer to an invitation.",
    "invitation": "It invites to a meeting.",
    "invitation-cancelled": "It cancels a meeting.",
    "no-date": "Its date is missing, has no time zone, or is outside of the years that the library knows.",
    "empty": "There is no mail to read.",
    "cut": "It is very long: only its beginning was read.",
}

# What a person must still decide, by its code; the docs say which event each is for.
OPEN: dict[str, str] = {
    "rejection": "Is this a rejection? Then store a RejectionReceived.",
    "regret": "They are sorry about something. If it is a rejection, store a RejectionReceived.",
    "offer": "Is this an offer? Then store an OfferReceived.",
    "next-round": "Is this a further round? Then store a NextRoundScheduled.",
    "not-held": "Was the interview called off? Then store an InterviewNotHeld.",
    "date": "Does this date mean their decision (decision_by), the end for your answer (answer_by), or something else?",
    "unclear-date": "Which day does this mean?",
    "return-day": "Is this the day on which they are back? Then set returns_on.",
    "vague-date": "Is this a promise of when they decide? promised_by() makes a day of it.",
    "question": "Do they ask for something? Then set asks_for, and answer_by if they named a date.",
    "no-enquiries": "Do they ask not to enquire? Then set enquiries_welcome=False.",
    "invites-to-write": "Do they invite you to write on a day? Then set enquire_on.",
    "left-company": "Has this person left the company? Then no message reaches them.",
    "which-message": "Is this the {0}? If not, store a MessageSent.",
    "too-early": "Is this the {0}, sent before its time? Then store that event instead.",
    "about-this-case": "Is this mail about this interview?",
    "who": "Who wrote this? Add the person to the contacts, and set the sender.",
    "by-a-person": "Did a person write this to you? What a machine wrote, or what went to many, is no reply.",
    "time-zone": "In which time zone is the meeting? Its end is not known without it.",
}


class Sign(Value, frozen=True):
    """Something in a mail that led to the answer: a code for programs, a sentence for people."""

    code: Line = Field(description="What was found, for programs.")
    text: Line = Field(description="What was found in a sentence, for people.")

    def __str__(self) -> str:
        """Show the sentence."""
        return self.text


class OpenPoint(Value, frozen=True):
    """Something that a person must still decide: a code, a question, and the place in the text that it is about.

    ``start`` and ``end`` count characters of :attr:`Incoming.text`, and ``words`` is what stands there; without a place
    all three are empty. ``day`` is the date that was read there, if it can mean one day only.
    """

    code: Line = Field(description="What is open, for programs.")
    text: Line = Field(description="What is open as a question, for people.")
    start: int = Field(default=0, ge=0, description="Where the words begin in the text.")
    end: int = Field(default=0, ge=0, description="Where the words end in the text.")
    words: Body = Field(default="", description="The words that were found.")
    day: AnyDay | None = Field(default=None, description="The day that the words name, if it is clear.")

    def __str__(self) -> str:
        """Show the question behind the words that it is about."""
        return f"{' '.join(self.words.split())!r}: {self.text}" if self.words else self.text


class Invitation(Value, frozen=True):
    """What an :class:`Interview` needs of an invitation to a meeting: when and where in time, with whom, which thread.

    ``ended_at`` and ``timezone`` are missing where the invitation does not say them clearly. Contacts that the case
    knows are the case's own. Of others, the organizer is taken for a recruiter and an attendee for an interviewer;
    look over their roles.
    """

    summary: Text | None = Field(default=None, description="What the invitation calls the meeting.")
    started_at: Instant | None = Field(default=None, description="When the meeting begins.")
    ended_at: Instant | None = Field(default=None, description="When the meeting ends.")
    timezone: ZoneName | None = Field(default=None, description="The time zone of the meeting, an IANA name.")
    organizer: Contact | None = Field(default=None, description="Who invites.")
    attendees: tuple[Contact, ...] = Field(default=(), description="Who is invited besides the candidate.")
    thread: Thread | None = Field(default=None, description="The mail that brought the invitation.")

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The organizer and the attendees, each once."""
        people = ((self.organizer,) if self.organizer is not None else ()) + self.attendees
        return tuple({person.id: person for person in people}.values())


class Incoming(Value, frozen=True):
    """What a mail is to a case.

    ``event`` is what to store, ``None`` if there is nothing to store; a delivery report about several people has the
    others in ``more``. ``touch`` is the message that the candidate's own mail likely was. ``to_decide`` points at words
    in ``text``, what a person reads in the mail; nothing of that is in the event. ``at``, ``sender``, ``message_id``
    and ``subject`` are those of the mail, also where there is no event.
    """

    event: Event | None = Field(default=None, description="The event to store, if there is one.")
    more: tuple[Event, ...] = Field(default=(), description="Further events of the same mail.")
    certainty: Certainty = Field(default=Certainty.NONE, description="How sure the event is.")
    touch: Touch | None = Field(default=None, description="The message that the candidate's own mail likely was.")
    reasons: tuple[Sign, ...] = Field(default=(), description="What in the mail led to this.")
    to_decide: tuple[OpenPoint, ...] = Field(default=(), description="What a person must still decide.")
    text: Body = Field(default="", description="What a person reads in the mail, at most 20,000 characters.")
    invitation: Invitation | None = Field(default=None, description="The meeting to which the mail invites.")
    at: Instant | None = Field(default=None, description="When the mail was sent.")
    sender: Text | None = Field(default=None, description="The id of the contact who sent it, if known.")
    message_id: MessageId | None = Field(default=None, description="The id of the mail.")
    subject: Text | None = Field(default=None, description="The subject of the mail.")

    @property
    def events(self) -> tuple[Event, ...]:
        """All events to store."""
        return ((self.event,) if self.event is not None else ()) + self.more

    def as_kind(self, kind: type[_E], **fields: Any) -> _E:  # noqa: ANN401 - the fields of any event
        """Return an event of another *kind* in the place of the one that was found, or where none was found.

        It has what the mail and its event say, and the *fields* that you add: ``as_kind(RejectionReceived)``, or
        ``as_kind(OutOfOfficeReceived, returns_on=date(2026, 6, 22))``. :class:`InputError` if the mail has no date and
        *fields* has no ``at``; ``ValidationError`` if the kind needs another field, or has no such field.
        """
        if self.at is None and "at" not in fields:
            raise InputError("at", None, "given, since the mail has no date")
        known = {name: value for name in _OF_MAIL if (value := getattr(self, name)) is not None}
        if isinstance(self.event, Bounced) is (kind is Bounced):
            known |= dict(self.event or ())
        elif kind is Bounced:  # the id in a bounce is that of the mail that came back
            known.pop("message_id", None)
        known = {name: value for name, value in known.items() if name in kind.model_fields and name != "kind"}
        return kind.model_validate({**known, **fields})

    def __str__(self) -> str:
        """Say what to store and how sure it is, or why there is nothing to store."""
        if self.event is None:
            return f"Nothing to store. {' '.join(map(str, self.reasons))}".rstrip()
        what = " and ".join(map(_in_words, self.events))
        left = len(self.to_decide)
        points = f" {left} {'thing' if left == 1 else 'things'} to decide." if left else ""
        return f"{what} ({self.certainty}). {' '.join(map(str, self.reasons))}{points}"


def _in_words(event: Event) -> str:
    """Return an event with those whom it names, and the day of return."""
    people = ", ".join(event.named)
    if isinstance(event, Bounced):
        return f"{event.title}: {event.email} ({people})"
    link = " to " if isinstance(event, Sent) else " from "
    back = event.returns_on if isinstance(event, OutOfOfficeReceived) else None
    until = "" if back is None else f", back on {format_date(back)}"
    return f"{event.title}{link if people else ''}{people}{until}"


_LONGEST_WORD = 200  # characters of the mail's own words in a sentence


def sign(code: str, *words: str) -> Sign:
    """Return a sign in words; of the mail's own words, only what can be seen."""
    return Sign(code=code, text=SIGNS[code].format(*map(_seen, words)))


def open_point(code: str, *words: str) -> OpenPoint:
    """Return something to decide that has no place in the text."""
    return OpenPoint(code=code, text=OPEN[code].format(*words))


def _seen(word: str) -> str:
    return "".join(each for each in word[:_LONGEST_WORD] if each.isprintable())
