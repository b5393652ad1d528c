"""What can be recorded: a word for each kind of event, an option for each field, and the event that they make."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import ValidationError

from followup_rules import (
    Action,
    Blocked,
    Bounced,
    Case,
    Event,
    Interview,
    InterviewNotHeld,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    RejectionReceived,
    Reopened,
    ReplyReceived,
    Respond,
    Send,
    Snoozed,
    Touch,
    TouchSkipped,
    WaitUntil,
    Withdrawn,
)
from followup_rules._answers import format_date
from followup_rules._cli._errors import fail, refusal
from followup_rules._cli._nearest import hint, nearest, same
from followup_rules._cli._problems import message_of
from followup_rules._cli._times import instant_of, when
from followup_rules._events import EVENTS, Sent, TouchSent
from followup_rules._fields import local_day, zone
from followup_rules._touches import TOUCHES
from followup_rules._values import check_complete

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from followup_rules import Contact

_MOST_NAMED = 10  # contacts in an error
SENT = "sent"  # whatever message was due
WORDS: dict[str, type[Event] | None] = {
    SENT: None,
    "message": MessageSent,
    "replied": ReplyReceived,
    "rejected": RejectionReceived,
    "offer": OfferReceived,
    "next-round": NextRoundScheduled,
    "out-of-office": OutOfOfficeReceived,
    "bounced": Bounced,
    "not-held": InterviewNotHeld,
    "reopened": Reopened,
    "withdrew": Withdrawn,
    "skipped": TouchSkipped,
    "snoozed": Snoozed,
}
check_complete("WORDS", (*WORDS.values(), *get_args(TouchSent)), EVENTS, "word")


class Option(NamedTuple):
    """An option of ``record``: its name, the field of the event, its help, and what argparse is told besides."""

    name: str
    field: str
    help: str
    settings: Mapping[str, Any]


_A_DATE: Mapping[str, Any] = {"metavar": "DATE"}
OPTIONS = (
    Option("--to", "to", "who got it, or did not: an id, a name or an address; again for more", {"action": "append"}),
    Option("--from", "sender", "who wrote: an id, a name or an address", {"metavar": "FROM"}),
    Option("--message-id", "message_id", "the Message-ID of the mail", {"metavar": "ID"}),
    Option("--subject", "subject", "the subject of the mail", {}),
    Option("--decision-by", "decision_by", "the date that they named for their decision", _A_DATE),
    Option("--asks-for", "asks_for", "what they asked you for, in a few words", {"metavar": "WORDS"}),
    Option("--answer-by", "answer_by", "the date by which they want the answer", _A_DATE),
    Option("--enquire-on", "enquire_on", "the day on which they invited you to write", _A_DATE),
    Option(
        "--no-enquiries",
        "enquiries_welcome",
        "they asked you not to enquire",
        {"action": "store_false", "default": None},
    ),
    Option("--returns-on", "returns_on", "the day on which this person returns", _A_DATE),
    Option("--email", "email", "the address that does not work, if it is not the contact's", {"metavar": "ADDRESS"}),
    Option("--touch", "touch", f"which message: {', '.join(Touch)}", {}),
    Option("--until", "until", "the day, or the time, before which nothing is due", {"metavar": "TIME"}),
)
_DATES = {option.field for option in OPTIONS if option.settings is _A_DATE}
_NOT_COUNTED = "so it would not count; if this happened earlier, say when with --at"
_NAMES = {option.field: option.name for option in OPTIONS} | {"at": "--at", "contact": "--to"}


def options_given(given: argparse.Namespace) -> dict[str, Any]:
    """Return the fields that options gave a value."""
    return {option.field: value for option in OPTIONS if (value := getattr(given, option.field)) is not None}


def made(word: str, fields: dict[str, Any], case: Case, action: Action, at: datetime) -> Event:
    """Return the event of a *word* with the *fields* that options gave; *action* is what is next in the case then."""
    check_options(word, fields)
    fields = in_their_form(fields, case.interview)
    kind = WORDS[word]
    if kind is None:
        return _sent(fields, action, at)
    if kind is Bounced:
        fields = _bounced(fields, case, at)
    elif kind is MessageSent and "to" not in fields:
        fields["to"] = _addressees(case.interview, action)
    elif kind is OutOfOfficeReceived and "sender" not in fields:
        fields["sender"] = _only(case.interview, "--from: is missing; who is away?")
    elif kind is TouchSkipped and "touch" not in fields:
        fields["touch"] = _due(action, "skip")
    elif kind is Snoozed and "until" not in fields:
        fail("--until: is missing; until when is nothing to be due, such as --until 2026-05-20?")
    event = checked(kind, {"at": at} | fields)
    check_dates(event, fields, case.interview)
    return event


def check_dates(event: Event, fields: Iterable[str], interview: Interview) -> None:
    """Refuse dates of options that lie before the day of the event: they would not count (G10, G38)."""
    timezone = zone(interview.timezone)
    day = local_day(event.at, timezone)
    dates = [(_NAMES[field], getattr(event, field)) for field in fields if field in _DATES]
    lines = [
        f"{name}: {format_date(named)} lies before {format_date(day)}, the day on which this happened, {_NOT_COUNTED}"
        for name, named in dates
        if named < day
    ]
    if isinstance(event, Snoozed) and not _is_ahead(event.until, event.at, timezone):
        lines.append(
            f"--until: {format_until(event.until, timezone)} is not after {when(event.at.astimezone(timezone))}, "
            f"{_NOT_COUNTED}"
        )
    if lines:
        raise refusal(lines)


def _is_ahead(until: date, at: datetime, timezone: ZoneInfo) -> bool:
    """Tell whether the end of a snooze, the start of a day or a time, lies after an instant."""
    return until > at if isinstance(until, datetime) else until > local_day(at, timezone)


def format_until(until: date, timezone: ZoneInfo) -> str:
    """Return the end of a snooze, a day or a time, in words."""
    return when(until.astimezone(timezone)) if isinstance(until, datetime) else format_date(until)


def check_options(word: str, fields: Mapping[str, Any]) -> None:
    """Refuse an option that an event does not have."""
    for field in fields:
        if field not in _fields_of(word):
            others = ", ".join(each for each in WORDS if field in _fields_of(each))
            fail(f"{_NAMES[field]} does not go with {word!r}, only with {others}")


def _fields_of(word: str) -> set[str]:
    kind = WORDS[word]
    if kind is None:
        return {"to", "message_id", "subject", "touch"}
    return set(kind.model_fields) | ({"to"} if kind is Bounced else set())


def in_their_form(fields: Mapping[str, Any], interview: Interview) -> dict[str, Any]:
    """Return the fields with contacts as ids, and times with their zone."""
    found = dict(fields)
    if "to" in found:
        found["to"] = [contact_of(each, interview, "--to").id for each in found["to"]]
    if "sender" in found:
        found["sender"] = contact_of(found["sender"], interview, "--from").id
    if "touch" in found:
        found["touch"] = same(found["touch"], Touch)
        if found["touch"] not in set(Touch):
            likely = hint(nearest(found["touch"], Touch))
            fail(f"--touch: must be one of {', '.join(Touch)}, got {found['touch']!r}{likely}")
    if len(found.get("until", "")) > len("2026-06-10"):  # it has a time of day
        found["until"] = instant_of(found["until"], zone(interview.timezone), "--until")
    return found


def contact_of(given: str, interview: Interview, option: str) -> Contact:
    """Return the contact of an id, an address, or a name or a word of it that only one contact has."""
    wanted = given.strip().casefold()
    found = [contact for contact in interview.contacts if contact.id == given.strip()]
    for way in (_whole_names, _words_of_name):
        found = found or [contact for contact in interview.contacts if wanted in way(contact)]
    if len(found) == 1:
        return found[0]
    names = [name for each in interview.contacts for name in (each.id, each.label, *_words_of_name(each))]
    likely = "" if found else hint(nearest(given, names))
    problem = "may be more than one contact" if found else "is no contact"
    raise refusal([f"{option}: {given!r} {problem}; {_listed(interview)}{likely}"])


def _whole_names(contact: Contact) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (contact.id, contact.email, contact.name) if name is not None)


def _words_of_name(contact: Contact) -> list[str]:
    return (contact.name or "").casefold().split()


def checked(kind: type[Event], fields: Mapping[str, Any]) -> Event:
    """Return an event; the command ends with a line for each field that is wrong, by the name of its option."""
    try:
        return kind(**fields)
    except ValidationError as error:
        lines = [f"{_NAMES[str(each['loc'][0])]}: {message_of(each)}" for each in error.errors()]
    raise refusal(lines)


def _sent(fields: dict[str, Any], action: Action, at: datetime) -> Event:
    """Return the message that was due, or that was said to be sent, as sent."""
    touch = fields.pop("touch", None)
    if isinstance(action, WaitUntil) and touch is None:
        fail(
            f"the {TOUCHES[action.touch].title} is not due before {when(action.send_at)}; if you sent it already, "
            f"say --touch {action.touch}, and if you sent something else, record 'message'"
        )
    known: dict[str, Any] = {"at": at}
    if isinstance(action, Send | WaitUntil | Respond) and touch in (None, action.touch):
        known |= {"to": [recipient.contact for recipient in action.to]} if action.to else {}
        known |= {"folds": action.folds} if isinstance(action, Send | WaitUntil) and action.folds else {}
    if isinstance(action, Respond) and touch is None:
        return checked(MessageSent, known | fields)
    touch = touch or _due(action, "send")
    if "to" not in known | fields:
        fail(f"--to: is missing; who got the {TOUCHES[touch].title}?")
    return checked(TOUCHES[touch].event, known | fields)


def _due(action: Action, what: str) -> Touch:
    """Return the message that is next; the command ends where there is none."""
    if not isinstance(action, Send | WaitUntil | Blocked) or action.touch is None:
        fail(f"there is no message to {what} next; --touch says which one, or record 'message' for another one")
    return action.touch


def _addressees(interview: Interview, action: Action) -> list[str]:
    """Return who gets another message, where it can only be one: whoever asked, else the only contact."""
    if isinstance(action, Respond):
        return [recipient.contact for recipient in action.to]
    return [_only(interview, "--to: is missing; who got it?")]


def _only(interview: Interview, question: str) -> str:
    """Return the only contact; the command ends with a *question* where there is more than one, or none."""
    if len(interview.contacts) != 1:
        fail(f"{question} {_listed(interview)}")
    return interview.contacts[0].id


def _bounced(fields: dict[str, Any], case: Case, at: datetime) -> dict[str, Any]:
    """Return the fields of a bounce: whom it did not reach, and at which address; the last message before it (G19)."""
    sent = [event for event in case.events if isinstance(event, Sent) and event.at <= at]
    last = max(sent, key=lambda event: event.at, default=None)
    if "to" not in fields and last is not None and len(last.to) > 1:
        names = " and ".join(f"{each} ({case.interview.contact(each).label})" for each in last.to)
        options = " or ".join(f"--to {each}" for each in last.to)
        fail(f"--to: is missing; the last message went to {names}; say whom it did not reach, with {options}")
    contact = case.interview.contact(the_one(fields.pop("to", last.to if last is not None else ()), case.interview))
    if contact.email is None and "email" not in fields:
        fail(f"--email: is missing; the case has no address of {contact.label}")
    return {"contact": contact.id, "email": contact.email} | fields


def the_one(to: Sequence[str], interview: Interview) -> str:
    """Return whom a message did not reach; the command ends where it is not one contact."""
    if len(to) != 1:
        fail(f"--to: must name one contact; whom did it not reach? {_listed(interview)}")
    return to[0]


def _listed(interview: Interview) -> str:
    names = [f"{contact.id} ({contact.label})" for contact in interview.contacts]
    known = ", ".join(names[:_MOST_NAMED] + ["…"] * (len(names) > _MOST_NAMED))
    return f"the contacts are {known}" if known else "the case has no contacts"
