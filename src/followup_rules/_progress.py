"""Replay: events in, progress out. A fold over the facts in their order; nothing here knows a policy.

The facts come first: events are checked, sorted, told twice only once, and freed of what bounced (G19, G24). Then
each one is folded into what was told before it; the stage moves by :func:`step` alone, and a fact that ``step`` does
not allow leaves the stage where it is and is listed as irregular (G25). In the end it is a :class:`Progress`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

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
from followup_rules._models import (
    Contact,
    ContactRole,
    Day,
    Instant,
    LocalDay,
    Text,
    Thread,
    Touch,
    Value,
    trusted,
    zone,
)
from followup_rules._stages import Stage, step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from followup_rules._case import Interview

# At one instant: what others did, what was sent, the candidate's own decisions, a bounce (G24).
_HEARD_KINDS = (
    "reply-received",
    "rejection-received",
    "offer-received",
    "next-round-scheduled",
    "out-of-office-received",
)
_SENT_KINDS = (
    "thank-you-sent",
    "follow-up-sent",
    "escalation-sent",
    "update-thanks-sent",
    "feedback-request-sent",
)
_OWN_KINDS = ("withdrawn", "touch-skipped", "snoozed")
_RANK = {kind: rank for rank, kind in enumerate((*_HEARD_KINDS, *_SENT_KINDS, *_OWN_KINDS, "bounced"))}
_ENQUIRY_KINDS = ("follow-up-sent", "escalation-sent", "feedback-request-sent")  # what an update answers (G17)
_FOLLOWED_UP_1 = Stage.FOLLOWED_UP_1
_ENDS_UPDATE = (_FOLLOWED_UP_1, Stage.FEEDBACK_REQUESTED)  # entering these, no update waits for thanks any more
_SCHEDULERS = (ContactRole.RECRUITER, ContactRole.AGENCY)  # with whom the scheduling thread was (G34)
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
_Mail = tuple[str, tuple[str, ...], str | None]  # the fields of a Thread: message id, references, subject
# Mails in their order: contacts, message id, references, subject; without references, it goes on from the one before.
Mails = list[tuple[tuple[str, ...], str, tuple[str, ...] | None, str | None]]
_NOTHING: _Told = {name: field.default for name, field in Progress.model_fields.items()}
_Fact = tuple[Event, date, bool]  # an event, its local day, whether it only joins a message of that day (G24)


def replay(interview: Interview, events: Iterable[Event]) -> Progress:
    """Return what *events* say about *interview*, in whatever order they are given (G24, G25).

    :class:`HistoryError` where an event names an unknown contact or was sent before the interview's end,
    :class:`InputError` for what is no event.
    """
    told, mails = _tell(interview, events)
    return trusted(Progress, told | {"last_messages": _last_messages(interview, mails)})


def told_by(interview: Interview, history: Iterable[Event] | Progress) -> tuple[Progress, Mails]:
    """Return what a history tells: its progress, and the mails of which a thread is made (G34).

    Of events, the progress comes without its last messages: an answer needs the mails to a few contacts only.
    """
    if isinstance(history, Progress):
        return history, [
            (last.contacts, last.message_id, last.references, last.subject) for last in history.last_messages
        ]
    told, mails = _tell(interview, history)
    return trusted(Progress, told), mails


def advance(interview: Interview, progress: Progress, event: Event, day: date) -> Progress:
    """Return *progress* with one more *event* folded in, a message of that local *day*, without an id."""
    return trusted(Progress, _after(interview, dict(progress), event, day))


def reply_to(interview: Interview, mails: Mails, contact: Contact) -> Thread | None:
    """Return the thread in which to write to a contact (G34); for HR, failing that, the scheduling thread."""
    if (last := _last_mail(interview, mails, contact)) is None:
        return None
    return trusted(Thread, {"message_id": last[0], "references": last[1], "subject": last[2]})


def _tell(interview: Interview, events: Iterable[Event]) -> tuple[_Told, Mails]:
    given: object = events
    if isinstance(given, Value) or not hasattr(type(given), "__iter__"):
        raise InputError("history", events, "an iterable of events, or a Progress")
    told, facts = dict(_NOTHING), _facts(interview, tuple(events))
    for event, day, joins in facts:
        told = _after(interview, told, event, day, joins=joins)
    return told, _mails(facts)


def promised(reply: ReplyReceived, day: date) -> date | None:
    """Return the decision date that a reply of that local *day* named; one that is over is none (G10)."""
    return reply.decision_by if reply.decision_by is not None and reply.decision_by >= day else None


def _facts(interview: Interview, events: Sequence[Event]) -> list[_Fact]:
    """Check, sort, tell once, undo what bounced, and join what was sent on one day (G19, G24)."""
    check_history(interview, events)
    events = _in_order(events)
    if Bounced in map(type, events):
        events = _arrived(events)
    facts: list[_Fact] = []
    wrote: dict[str, date] = {}  # the last day of each kind of message since they were last heard of
    local = zone(interview.timezone)
    for event in events:
        kind, day = event.kind, event.at.astimezone(local).date()
        facts.append((event, day, wrote.get(kind) == day))
        if kind in _SENT_KINDS:
            wrote[kind] = day
        elif kind in _HEARD_KINDS:
            wrote.clear()
    return facts


def _in_order(events: Sequence[Event]) -> list[Event]:
    """Sort events, and tell once what was told twice: the same fact, or one mail of one kind."""
    placed: dict[tuple[object, ...], Event] = {(event.at, _RANK[event.kind]): event for event in events}
    if len(placed) < len(events):  # any order will do then, as long as it is always the same
        placed = {(event.at, _RANK[event.kind], _turn(event), event.model_dump_json()): event for event in events}
    once: dict[object, Event] = {}
    for place, event in sorted(placed.items()):  # no two places are equal, so events are never compared
        message_id = vars(event).get("message_id")  # not each kind has one
        key = place if message_id is None else (event.kind, message_id)
        if (first := once.setdefault(key, event)) is not event:
            once[key] = _merged(first, event)
    return list(once.values())


def _turn(event: Event) -> int:
    """Return the turn of a skip among those of one instant: that of its touch."""
    return list(Touch).index(event.touch) if isinstance(event, TouchSkipped) else 0


def _merged(first: Event, again: Event) -> Event:
    """Return one fact told twice: the first telling, with the recipients and the facts that only the other has."""
    added = {name: value for name, value in again if value is not None and getattr(first, name) is None}
    if isinstance(first, Sent) and isinstance(again, Sent):
        added["to"] = first.to + again.to
    if isinstance(first, FollowUpSent) and isinstance(again, FollowUpSent):
        added["folds"] = first.folds | again.folds
    if isinstance(first, ReplyReceived) and isinstance(again, ReplyReceived):
        added["enquiries_welcome"] = first.enquiries_welcome and again.enquiries_welcome
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


def _after(interview: Interview, told: _Told, event: Event, day: date, *, joins: bool = False) -> _Told:
    """Return what is told after one more fact."""
    stage = told["stage"]
    if event.at < interview.ended_at and event.kind == "reply-received":  # G26
        return told | _asked_not_to(told, event)
    after = told | _CHANGES[type(event)](told, event, day)
    if joins:
        if event.kind == "follow-up-sent" and stage is _FOLLOWED_UP_1:
            after["first_follow_up_to"] = _joined(told["first_follow_up_to"], event.to)
        return after
    try:
        to = step(stage, event)
    except InvalidTransitionError:
        irregular = trusted(Irregular, {"stage": stage, "event": event.kind, "at": event.at})
        after["irregular"] = (*told["irregular"], irregular)
        return after
    if to is not stage:
        after["stage"], after["since"], after["skipped"] = to, day, event.kind == "touch-skipped"
        if to in _ENDS_UPDATE:
            after["update_from"] = None
        if to is _FOLLOWED_UP_1:
            after["first_follow_up_to"] = event.to if event.kind == "follow-up-sent" else ()
    return after


def _wrote(_told: _Told, event: Sent, day: date) -> _Told:
    return {"last_sent": day, "last_sent_kind": event.kind}


def _thanked(told: _Told, event: ThankYouSent, day: date) -> _Told:
    changes = _wrote(told, event, day)
    changes["thanked"] = _joined(told["thanked"], event.to)
    return changes


def _thanked_for_update(told: _Told, event: UpdateThanksSent, day: date) -> _Told:
    """Count it as the thank-you of whoever gets it, too (G17)."""
    return _wrote(told, event, day) | {"thanked": _joined(told["thanked"], event.to), "update_from": None}


def _followed_up(told: _Told, event: FollowUpSent, day: date) -> _Told:
    changes = _wrote(told, event, day)
    changes["followed_up"] = _joined(told["followed_up"], event.to)
    if event.folds and Touch.THANK_YOU in event.folds:
        changes["thanks_closed"] = True
    return changes


def _heard(told: _Told, event: Received, _day: date) -> _Told:
    changes: _Told = {"snoozed_until": None}  # G29
    if told["away"] and event.sender is not None:
        changes["away"] = _without(told["away"], event.sender)
    return changes


def _replied(told: _Told, event: ReplyReceived, day: date) -> _Told:
    changes = _heard(told, event, day) | _asked_not_to(told, event)
    changes["followed_up"] = changes["first_follow_up_to"] = ()
    named = promised(event, day)
    if named is not None:
        changes["stated"] = named
    changes["undated"] = day if named is None else None
    if event.sender is not None and (named is not None or told["last_sent_kind"] in _ENQUIRY_KINDS):
        changes["update_from"] = changes["updated_by"] = event.sender
        changes["update_at"] = event.at
    return changes


def _rejected(told: _Told, event: RejectionReceived, day: date) -> _Told:
    rejected_by = event.sender or told["rejected_by"]
    return _heard(told, event, day) | {"rejected_by": rejected_by, "update_from": None}


def _asked_not_to(told: _Told, event: ReplyReceived) -> _Told:
    return {"enquiries_welcome": told["enquiries_welcome"] and event.enquiries_welcome}


def _left(told: _Told, event: OutOfOfficeReceived, day: date) -> _Told:
    if event.sender is None:
        return {}
    away = trusted(Away, {"contact": event.sender, "said_on": day, "returns_on": event.returns_on})
    return {"away": (*_without(told["away"], event.sender), away)}


def _skipped(_told: _Told, event: TouchSkipped, _day: date) -> _Told:
    """Close skipped thanks (G27); what else is skipped only moves the stage."""
    if event.touch is Touch.THANK_YOU:
        return {"thanks_closed": True}
    return {"update_from": None} if event.touch is Touch.UPDATE_THANKS else {}


def _snoozed(_told: _Told, event: Snoozed, _day: date) -> _Told:
    return {"snoozed_until": event.until}


def _bounced(told: _Told, event: Bounced, _day: date) -> _Told:
    return {"bounced": _joined(told["bounced"], (event.email,))}


def _withdrew(_told: _Told, _event: Withdrawn, _day: date) -> _Told:
    """Change nothing: a withdrawal says nothing but the stage."""
    return {}


# What each kind of event changes, besides the stage.
_CHANGES: dict[type[Event], Callable[[_Told, Any, date], _Told]] = {
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


def _mails(facts: list[_Fact]) -> Mails:
    return [
        (event.named, message_id, None, mail["subject"])
        for event, _, _ in facts
        if (message_id := (mail := vars(event)).get("message_id")) is not None  # not each kind has one
    ]


def _last_mail(interview: Interview, mails: Mails, contact: Contact) -> _Mail | None:
    """Return the last mail to or from a contact; HR is the first to have had one, where the interview has a thread."""
    last: _Mail | None = None
    if interview.thread is not None and not contact.roles.isdisjoint(_SCHEDULERS):
        last = interview.thread.message_id, interview.thread.references, interview.thread.subject
    for contacts, message_id, references, subject in mails:
        if contact.id in contacts:
            last = _continued(last, message_id, subject) if references is None else (message_id, references, subject)
    return last


def _last_messages(interview: Interview, mails: Mails) -> tuple[LastMessage, ...]:
    named = sorted({contact for contacts, _, _, _ in mails for contact in contacts})
    last = {who: mail for who in named if (mail := _last_mail(interview, mails, interview.contact(who)))}
    shared: dict[_Mail, list[str]] = {}
    for who, mail in last.items():
        shared.setdefault(mail, []).append(who)
    return tuple(
        trusted(LastMessage, {"contacts": tuple(ids), "message_id": mail[0], "references": mail[1], "subject": mail[2]})
        for mail, ids in shared.items()
    )


def _continued(parent: _Mail | None, message_id: str, subject: str | None) -> _Mail:
    if parent is None:
        return message_id, (), subject
    before, references, old_subject = parent
    if message_id != before:
        references = (*references, before)
    if len(references) > _REFERENCES:
        references = (references[0], *references[1 - _REFERENCES :])
    return message_id, references, subject or old_subject


def _joined(ids: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*ids, *more})) if ids else more


def _without(away: tuple[Away, ...], contact: str) -> tuple[Away, ...]:
    return tuple(other for other in away if other.contact != contact)
