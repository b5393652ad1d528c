"""Replay: events in, progress out. A fold over the facts in their order; nothing here knows a policy.

The facts come first: events are checked, sorted, told twice only once, and freed of what bounced (G19, G24). Then
each one is folded into a new :class:`Progress`; the stage moves by :func:`step` alone, and a fact that ``step`` does
not allow leaves the stage where it is and is listed as irregular (G25).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import Field

from followup_rules._case import check_history
from followup_rules._errors import InputError, InvalidTransitionError
from followup_rules._events import (
    Bounced,
    EscalationSent,
    Event,
    FeedbackRequestSent,
    FollowUpSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    Received,
    RejectionReceived,
    ReplyReceived,
    Sent,
    Snoozed,
    ThankYouSent,
    TouchSkipped,
    Until,
    UpdateThanksSent,
    Withdrawn,
)
from followup_rules._models import Contact, ContactRole, Day, Instant, LocalDay, Text, Thread, Touch, Value, zone
from followup_rules._stages import Stage, step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from followup_rules._case import Interview

# At one instant: what others did, what was sent, the candidate's own decisions, a bounce (G24).
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            "reply-received",
            "rejection-received",
            "offer-received",
            "next-round-scheduled",
            "out-of-office-received",
            "thank-you-sent",
            "follow-up-sent",
            "escalation-sent",
            "update-thanks-sent",
            "feedback-request-sent",
            "withdrawn",
            "touch-skipped",
            "snoozed",
            "bounced",
        )
    )
}
_ENQUIRY_KINDS = ("follow-up-sent", "escalation-sent", "feedback-request-sent")  # what an update answers (G17)
_REFERENCES = 8  # what a thread keeps: the first and the last ones, as RFC 5537 advises for long ones


class Irregular(Value, frozen=True):
    """A fact that the transition table does not allow: the stage it met, its kind, and when it happened (G25)."""

    stage: Stage
    event: str
    at: Instant


class Away(Value, frozen=True):
    """An out-of-office reply that still holds (G20): whose, the day it came, and the day it named."""

    contact: Text
    said_on: LocalDay
    returns_on: Day | None = None


# The ids were checked in words when their events came in; this looks them over again, natively, for each answer.
_KnownId = Annotated[str, Field(pattern=r"^<[!-;=?-~]+>$")]


class LastMessage(Value, frozen=True):
    """The last known message to or from some contacts, with the thread that it continues (G34)."""

    contacts: tuple[str, ...]
    message_id: _KnownId
    references: tuple[_KnownId, ...] = ()
    subject: Text | None = None


class Progress(Value, frozen=True):
    """What the events said, and nothing derived from a policy. Days are the company's (G1).

    ``since`` is the day on which ``stage`` was entered, and ``skipped`` whether by a skip. ``stated`` is the last
    decision date that a reply named, and ``undated`` the day of a later reply that named none (G10). ``thanked``,
    ``followed_up`` (since the last reply) and ``first_follow_up_to`` are contact ids. ``thanks_closed``: the thank-you
    was skipped or folded (G13, G27). ``update_from`` and ``update_at`` are of an update that waits for thanks;
    ``updated_by`` sent the last one (G16). ``last_sent`` and ``last_sent_kind`` are of the last message sent.
    ``bounced`` are addresses. ``last_messages`` are the last known ones to or from each contact (G34).
    ``enquiries_welcome`` is false for good once a reply asked not to enquire (G21).

    A cache that an app may store beside the events: :func:`next_action` takes it in their place.
    """

    stage: Stage = Stage.INTERVIEWED
    since: LocalDay | None = None
    skipped: bool = False
    stated: Day | None = None
    undated: LocalDay | None = None
    thanked: tuple[str, ...] = ()
    thanks_closed: bool = False
    followed_up: tuple[str, ...] = ()
    first_follow_up_to: tuple[str, ...] = ()
    last_sent: LocalDay | None = None
    last_sent_kind: str | None = None
    update_from: str | None = None
    update_at: Instant | None = None
    updated_by: str | None = None
    rejected_by: str | None = None
    enquiries_welcome: bool = True
    snoozed_until: Until | None = None
    away: tuple[Away, ...] = ()
    bounced: tuple[str, ...] = ()
    last_messages: tuple[LastMessage, ...] = ()
    irregular: tuple[Irregular, ...] = ()


_Told = dict[str, Any]  # the fields of a Progress, while it is being told
_NOTHING: _Told = {name: field.default for name, field in Progress.model_fields.items()}


class Fact(NamedTuple):
    """An event in its place: its local day, and whether it only joins a message of that day already told (G24)."""

    event: Event
    day: date
    joins: bool = False


def replay(interview: Interview, events: Iterable[Event]) -> Progress:
    """Return what *events* say about *interview*, in whatever order they are given (G24, G25).

    :class:`HistoryError` where an event names an unknown contact or was sent before the interview's end,
    :class:`InputError` for what is no event.
    """
    given: object = events
    if isinstance(given, Value) or not isinstance(given, Iterable):
        raise InputError("history", events, "an iterable of events, or a Progress")
    told, facts = _NOTHING, _facts(interview, tuple(events))
    for fact in facts:
        told = told | _changes(interview, told, fact)
    return Progress(**told | {"last_messages": _last_messages(interview, facts)})


def advance(interview: Interview, progress: Progress, fact: Fact) -> Progress:
    """Return *progress* with one more *fact* folded in, of a message without an id."""
    told = dict(progress)
    return Progress(**(told | _changes(interview, told, fact)))


def reply_to(interview: Interview, progress: Progress, contact: Contact) -> Thread | None:
    """Return the thread in which to write to a contact (G34); for HR, failing that, the scheduling thread."""
    for last in progress.last_messages:
        if contact.id in last.contacts:
            return Thread(message_id=last.message_id, references=last.references, subject=last.subject)
    return interview.thread if _is_hr(contact) else None


def _facts(interview: Interview, events: Sequence[Event]) -> list[Fact]:
    """Check, sort, tell once, undo what bounced, and join what was sent on one day (G19, G24)."""
    check_history(interview, events)
    places: list[tuple[object, ...]] = [(event.at, _RANK[event.kind]) for event in events]
    if len(set(places)) < len(places):  # any order will do then, as long as it is always the same
        places = [(*place, _turn(event), event.model_dump_json()) for place, event in zip(places, events, strict=True)]
    once: dict[object, Event] = {}
    for _, event in sorted(zip(places, events, strict=True), key=itemgetter(0)):
        message_id = getattr(event, "message_id", None)
        key = event if message_id is None else (event.kind, message_id)
        if (known := once.setdefault(key, event)) is not event:
            once[key] = _merged(known, event)
    facts: list[Fact] = []
    told: dict[str, date] = {}
    local = zone(interview.timezone)
    for event in _arrived(list(once.values())) if any(type(event) is Bounced for event in events) else once.values():
        day = event.at.astimezone(local).date()
        if isinstance(event, Sent):
            facts.append(Fact(event, day, joins=told.get(event.kind) == day))
            told[event.kind] = day
        else:
            facts.append(Fact(event, day))
            if isinstance(event, (Received, OutOfOfficeReceived)):
                told.clear()
    return facts


def _turn(event: Event) -> int:
    """Return the turn of a skip among those of one instant: that of its touch."""
    return list(Touch).index(event.touch) if isinstance(event, TouchSkipped) else 0


def _merged(first: Event, again: Event) -> Event:
    """Return one fact told twice: the first telling, with the recipients and the facts that only the other has."""
    if first == again:
        return first
    added = {name: value for name, value in again if value is not None and getattr(first, name) is None}
    if isinstance(first, Sent) and isinstance(again, Sent):
        added["to"] = first.to + again.to
    return first.replace(**added)


def _arrived(events: list[Event]) -> list[Event]:
    """Take each bounced recipient out of the last message to them before it; what then has none was never sent."""
    last: dict[str, int] = {}
    undone: dict[int, set[str]] = {}
    for index, event in enumerate(events):
        if isinstance(event, Sent):
            last.update(dict.fromkeys(event.to, index))
        elif isinstance(event, Bounced) and event.contact in last:
            undone.setdefault(last[event.contact], set()).add(event.contact)
    for index, contacts in undone.items():
        message = events[index]
        if isinstance(message, Sent) and (left := set(message.to) - contacts):
            events[index] = message.replace(to=left)
    return [
        event
        for index, event in enumerate(events)
        if index not in undone or (isinstance(event, Sent) and not undone[index].intersection(event.to))
    ]


def _changes(interview: Interview, told: _Told, fact: Fact) -> _Told:
    """Return what one fact changes of what was told before."""
    event, stage = fact.event, told["stage"]
    if event.at < interview.ended_at and isinstance(event, ReplyReceived):  # G26
        return _asked_not_to(told, event)
    changes = _CHANGES[type(event)](told, fact, event)
    if fact.joins:
        return changes
    try:
        to = step(stage, event)
    except InvalidTransitionError:
        irregular = Irregular(stage=stage, event=event.kind, at=event.at)
        return changes | {"irregular": (*told["irregular"], irregular)}
    if to is not stage:
        changes |= {"stage": to, "since": fact.day, "skipped": type(event) is TouchSkipped}
        if to is Stage.FOLLOWED_UP_1:
            changes |= {"update_from": None, "first_follow_up_to": event.to if isinstance(event, FollowUpSent) else ()}
        elif to is Stage.FEEDBACK_REQUESTED:
            changes["update_from"] = None
    return changes


def _wrote(_told: _Told, fact: Fact, event: Sent) -> _Told:
    return {"last_sent": fact.day, "last_sent_kind": event.kind}


def _thanked(told: _Told, fact: Fact, event: ThankYouSent) -> _Told:
    return _wrote(told, fact, event) | {"thanked": _joined(told["thanked"], event.to)}


def _thanked_for_update(told: _Told, fact: Fact, event: UpdateThanksSent) -> _Told:
    """Count it as the thank-you of whoever gets it, too (G17)."""
    return _wrote(told, fact, event) | {"thanked": _joined(told["thanked"], event.to), "update_from": None}


def _followed_up(told: _Told, fact: Fact, event: FollowUpSent) -> _Told:
    changes = _wrote(told, fact, event)
    changes["followed_up"] = _joined(told["followed_up"], event.to)
    if fact.joins and told["stage"] is Stage.FOLLOWED_UP_1:
        changes["first_follow_up_to"] = _joined(told["first_follow_up_to"], event.to)
    if Touch.THANK_YOU in event.folds:
        changes["thanks_closed"] = True
    return changes


def _heard(told: _Told, _fact: Fact, event: Received) -> _Told:
    changes: _Told = {"snoozed_until": None}  # G29
    if told["away"] and event.sender is not None:
        changes["away"] = _without(told["away"], event.sender)
    return changes


def _replied(told: _Told, fact: Fact, event: ReplyReceived) -> _Told:
    changes = _heard(told, fact, event) | _asked_not_to(told, event) | {"followed_up": (), "first_follow_up_to": ()}
    named = event.decision_by is not None and event.decision_by >= fact.day
    changes |= {"stated": event.decision_by, "undated": None} if named else {"undated": fact.day}
    if event.sender is not None and (named or told["last_sent_kind"] in _ENQUIRY_KINDS):
        changes |= {"update_from": event.sender, "update_at": event.at, "updated_by": event.sender}
    return changes


def _rejected(told: _Told, fact: Fact, event: RejectionReceived) -> _Told:
    rejected_by = event.sender or told["rejected_by"]
    return _heard(told, fact, event) | {"rejected_by": rejected_by, "update_from": None}


def _asked_not_to(told: _Told, event: ReplyReceived) -> _Told:
    return {"enquiries_welcome": told["enquiries_welcome"] and event.enquiries_welcome}


def _left(told: _Told, fact: Fact, event: OutOfOfficeReceived) -> _Told:
    if event.sender is None:
        return {}
    away = Away(contact=event.sender, said_on=fact.day, returns_on=event.returns_on)
    return {"away": (*_without(told["away"], event.sender), away)}


def _skipped(_told: _Told, _fact: Fact, event: TouchSkipped) -> _Told:
    """Close skipped thanks (G27); what else is skipped only moves the stage."""
    if event.touch is Touch.THANK_YOU:
        return {"thanks_closed": True}
    return {"update_from": None} if event.touch is Touch.UPDATE_THANKS else {}


def _snoozed(_told: _Told, _fact: Fact, event: Snoozed) -> _Told:
    return {"snoozed_until": event.until}


def _bounced(told: _Told, _fact: Fact, event: Bounced) -> _Told:
    return {"bounced": _joined(told["bounced"], (event.email,))}


def _withdrew(_told: _Told, _fact: Fact, _event: Withdrawn) -> _Told:
    """Change nothing: a withdrawal says nothing but the stage."""
    return {}


# What each kind of event changes, besides the stage.
_CHANGES: dict[type[Event], Callable[[_Told, Fact, Any], _Told]] = {
    ThankYouSent: _thanked,
    FollowUpSent: _followed_up,
    EscalationSent: _wrote,
    UpdateThanksSent: _thanked_for_update,
    FeedbackRequestSent: _wrote,
    ReplyReceived: _replied,
    RejectionReceived: _rejected,
    OfferReceived: _heard,
    NextRoundScheduled: _heard,
    OutOfOfficeReceived: _left,
    TouchSkipped: _skipped,
    Snoozed: _snoozed,
    Bounced: _bounced,
    Withdrawn: _withdrew,
}


def _last_messages(interview: Interview, facts: list[Fact]) -> tuple[LastMessage, ...]:
    """Return the last known message to or from each contact, in the thread that it continues (G34)."""
    last: dict[str, tuple[str, str | None, tuple[str, ...]]] = {}  # message id, subject, references
    if interview.thread is not None:
        thread = interview.thread
        started = thread.message_id, thread.subject, thread.references
        last = {contact.id: started for contact in interview.contacts if _is_hr(contact)}
    spoken_to: set[str] = set()
    for event, _, _ in facts:
        if isinstance(event, (Sent, Received)) and event.message_id is not None:
            spoken_to.update(event.named)
            for contact in event.named:
                last[contact] = _continued(last.get(contact), event.message_id, event.subject)
    shared: dict[tuple[str, str | None, tuple[str, ...]], list[str]] = {}
    for contact in sorted(spoken_to):
        shared.setdefault(last[contact], []).append(contact)
    return tuple(
        [
            LastMessage(contacts=tuple(contacts), message_id=message_id, subject=subject, references=references)
            for (message_id, subject, references), contacts in shared.items()
        ]
    )


def _continued(
    parent: tuple[str, str | None, tuple[str, ...]] | None, message_id: str, subject: str | None
) -> tuple[str, str | None, tuple[str, ...]]:
    if parent is None:
        return message_id, subject, ()
    before, old_subject, chain = parent
    if message_id != before:
        chain = (*chain, before)
    if len(chain) > _REFERENCES:
        chain = (chain[0], *chain[1 - _REFERENCES :])
    return message_id, subject or old_subject, chain


def _is_hr(contact: Contact) -> bool:
    return ContactRole.RECRUITER in contact.roles or ContactRole.AGENCY in contact.roles


def _joined(ids: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*ids, *more}))


def _without(away: tuple[Away, ...], contact: str) -> tuple[Away, ...]:
    return tuple(other for other in away if other.contact != contact)
