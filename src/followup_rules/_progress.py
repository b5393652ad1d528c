"""Replay: events in, progress out. A fold over the facts in their order; nothing here knows a policy.

Each kind of event has its function, which changes the :class:`State` of the case besides its stage. The stage moves by
the transition table alone; a fact that the table does not allow leaves the stage where it is and is listed as irregular
(G25). A :class:`Progress` is the state at the end, for an app to store.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, PlainSerializer, TypeAdapter, ValidationError

from followup_rules._errors import InputError
from followup_rules._events import (
    EVENTS,
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
    Touch,
    TouchSkipped,
    Until,
    UpdateThanksSent,
    Withdrawn,
)
from followup_rules._fields import Day, Instant, LocalDay
from followup_rules._history import Fact, facts
from followup_rules._people import ContactRole, Thread
from followup_rules._stages import Stage, move
from followup_rules._threads import Mail, thread_of
from followup_rules._values import Value, check_complete, computed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from followup_rules._case import Interview

_SCHEDULERS = (ContactRole.RECRUITER, ContactRole.AGENCY)  # with whom the scheduling thread was (G34)
Ids = Annotated[set[str], PlainSerializer(sorted)]
_FORMAT = 1  # of what a Progress remembers; another number is refused, and the events are replayed


class Irregular(Value, frozen=True):
    """A fact that the transition table does not allow: the stage it met, its kind, and when it happened (G25)."""

    stage: Stage
    event: str
    at: Instant


@dataclass(slots=True)
class Absence:
    """An out-of-office reply that still holds (G20): the day on which it came, and the day of return that it named."""

    said_on: LocalDay
    returns_on: Day | None


@dataclass(slots=True)
class Update:
    """A reply that waits for thanks (G17): whose, and when it came."""

    sender: str
    at: Instant


@dataclass(slots=True)
class State:
    """What the events said, and nothing derived from a policy. Days are the company's (G1), people are contact ids."""

    stage: Stage = Stage.INTERVIEWED
    since: LocalDay | None = None  # the day on which the stage was entered
    entered_by_skip: bool = False
    irregular: list[Irregular] = field(default_factory=list)

    stated: Day | None = None  # the last decision date that a reply named
    undated: LocalDay | None = None  # the day of a later reply that named none (G10)

    thanked: Ids = field(default_factory=set)
    thanks_closed: bool = False  # the thank-you was skipped, or folded (G13, G27)
    update: Update | None = None
    updated_by: str | None = None  # who sent the last update (G16)

    followed_up: Ids = field(default_factory=set)  # since the last reply
    first_recipients: Ids = field(default_factory=set)  # of the first follow-up (D3)
    last_sent: LocalDay | None = None
    last_asked: bool = False  # the last touch sent asked for something (G17)

    rejected_by: str | None = None
    welcomes_enquiries: bool = True  # false once a reply asked not to enquire (G21)
    snoozed_until: Until | None = None
    absences: dict[str, Absence] = field(default_factory=dict)
    bounced: Ids = field(default_factory=set)  # addresses
    mails: dict[str, Thread | Mail] = field(default_factory=dict)  # the last one to or from each contact (G34)


def _check_format(value: int) -> int:
    if value != _FORMAT:
        raise InputError("format", value, f"{_FORMAT}, the format of this version: replay the events")
    return value


def _check_memory(value: str) -> str:
    _recalled(value)
    return value


class Progress(Value, frozen=True):
    """Where a case stands after its events: a cache that an app may store beside them.

    ``stage`` is where the case stands, ``since`` the company's day on which it came there (none before the first
    move), ``irregular`` are the facts that the transition table does not allow (G25). :func:`next_action` takes a
    progress in the place of the events. The rest is this version's own business: ``format`` is its number, and a
    progress of another format is refused with an error that says to replay the events.
    """

    format: Annotated[int, AfterValidator(_check_format)] = _FORMAT
    stage: Stage = Stage.INTERVIEWED
    since: LocalDay | None = None
    irregular: tuple[Irregular, ...] = ()
    memory: Annotated[str, AfterValidator(_check_memory)] = "{}"


def replay(interview: Interview, events: Iterable[Event]) -> Progress:
    """Return what *events* say about *interview*, in whatever order they are given (G24, G25).

    :class:`HistoryError` where an event names an unknown contact or was sent before the interview's end,
    :class:`InputError` for what is no event.
    """
    state = _folded(interview, events)
    mails: dict[str, Thread | Mail] = {
        who: thread_of(mail) for who, mail in sorted(state.mails.items()) if mail is not interview.thread
    }
    told = replace(state, mails=mails, absences=dict(sorted(state.absences.items())))
    memory = _memory().dump_json(told, exclude={"stage", "since", "irregular"}, exclude_defaults=True)
    return computed(
        Progress,
        format=_FORMAT,
        stage=state.stage,
        since=state.since,
        irregular=tuple(state.irregular),
        memory=memory.decode(),
    )


def state_of(interview: Interview, history: Iterable[Event] | Progress) -> State:
    """Return what a history says: a state of its own, which the caller may fold further events into."""
    if not isinstance(history, Progress):
        return _folded(interview, history)
    state = _recalled(history.memory)
    state.stage, state.since, state.irregular = history.stage, history.since, list(history.irregular)
    state.mails = _scheduling(interview) | state.mails
    return state


def _folded(interview: Interview, events: Iterable[Event]) -> State:
    happened = facts(interview, events)
    state = State(mails=_scheduling(interview))
    for fact in happened:
        fold(interview, state, fact)
    return state


def fold(interview: Interview, state: State, fact: Fact) -> None:
    """Change *state* by one more *fact*."""
    event, day, joins = fact
    _keep_mail(state, event)
    if isinstance(event, ReplyReceived) and event.at < interview.ended_at:  # G26
        _ask_not_to(state, event)
        return
    stage = state.stage
    _FOLD[type(event)](state, event, day)
    if joins:
        if isinstance(event, FollowUpSent) and stage is Stage.FOLLOWED_UP_1:
            state.first_recipients.update(event.to)
        return
    to = move(stage, event)
    if to is None:
        state.irregular.append(computed(Irregular, stage=stage, event=event.kind, at=event.at))
    elif to is not stage:
        state.stage, state.since, state.entered_by_skip = to, day, isinstance(event, TouchSkipped)
        if to in (Stage.FOLLOWED_UP_1, Stage.FEEDBACK_REQUESTED):
            state.update = None  # its thanks are said in that message
        if to is Stage.FOLLOWED_UP_1:
            state.first_recipients = set(event.named)


def promised(reply: ReplyReceived, day: date) -> date | None:
    """Return the decision date that a reply of that local *day* named; one that is over is none (G10)."""
    return reply.decision_by if reply.decision_by is not None and reply.decision_by >= day else None


def _sent(state: State, event: Sent, day: date) -> None:
    state.last_sent = day
    state.last_asked = isinstance(event, FollowUpSent | EscalationSent | FeedbackRequestSent)


def _thanked(state: State, event: ThankYouSent, day: date) -> None:
    _sent(state, event, day)
    state.thanked.update(event.to)


def _thanked_for_update(state: State, event: UpdateThanksSent, day: date) -> None:
    """Count it as the thank-you of whoever gets it, too (G17)."""
    _sent(state, event, day)
    state.thanked.update(event.to)
    state.update = None


def _followed_up(state: State, event: FollowUpSent, day: date) -> None:
    _sent(state, event, day)
    state.followed_up.update(event.to)
    if Touch.THANK_YOU in event.folds:
        state.thanks_closed = True


def _heard(state: State, event: Received, _day: date) -> None:
    state.snoozed_until = None  # G29
    if event.sender is not None:
        state.absences.pop(event.sender, None)


def _replied(state: State, event: ReplyReceived, day: date) -> None:
    _heard(state, event, day)
    _ask_not_to(state, event)
    state.followed_up, state.first_recipients = set(), set()
    named = promised(event, day)
    if named is None:
        state.undated = day
    else:
        state.stated, state.undated = named, None
    if event.sender is not None and (named is not None or state.last_asked):
        state.update, state.updated_by = Update(event.sender, event.at), event.sender


def _ask_not_to(state: State, event: ReplyReceived) -> None:
    state.welcomes_enquiries = state.welcomes_enquiries and event.enquiries_welcome


def _rejected(state: State, event: RejectionReceived, day: date) -> None:
    _heard(state, event, day)
    state.rejected_by = event.sender or state.rejected_by
    state.update = None


def _out_of_office(state: State, event: OutOfOfficeReceived, day: date) -> None:
    if event.sender is not None:
        state.absences[event.sender] = Absence(day, event.returns_on)


def _skipped(state: State, event: TouchSkipped, _day: date) -> None:
    if event.touch is Touch.THANK_YOU:
        state.thanks_closed = True
    elif event.touch is Touch.UPDATE_THANKS:
        state.update = None


def _snoozed(state: State, event: Snoozed, _day: date) -> None:
    state.snoozed_until = event.until


def _bounced(state: State, event: Bounced, _day: date) -> None:
    state.bounced.add(event.email.lower())


def _withdrew(_state: State, _event: Withdrawn, _day: date) -> None:
    """Change nothing: a withdrawal only moves the stage."""


# What each kind of event changes, besides the stage.
_FOLD: dict[type[Event], Callable[[State, Any, date], None]] = {
    ThankYouSent: _thanked,
    FollowUpSent: _followed_up,
    EscalationSent: _sent,
    UpdateThanksSent: _thanked_for_update,
    FeedbackRequestSent: _sent,
    ReplyReceived: _replied,
    RejectionReceived: _rejected,
    OfferReceived: _heard,
    NextRoundScheduled: _heard,
    OutOfOfficeReceived: _out_of_office,
    TouchSkipped: _skipped,
    Snoozed: _snoozed,
    Bounced: _bounced,
    Withdrawn: _withdrew,
}
check_complete("the fold", _FOLD, EVENTS)


def _scheduling(interview: Interview) -> dict[str, Thread | Mail]:
    """Return the thread that scheduled the interview, for those with whom it was (G34)."""
    if interview.thread is None:
        return {}
    return {contact.id: interview.thread for contact in interview.contacts if not contact.roles.isdisjoint(_SCHEDULERS)}


def _keep_mail(state: State, event: Event) -> None:
    """Keep the last mail to or from each contact whom an event names, where the event knows its mail."""
    message_id = getattr(event, "message_id", None)  # not each kind has one
    if message_id is not None and isinstance(event, Sent | Received):
        for contact in event.named:
            state.mails[contact] = Mail(message_id, event.subject, state.mails.get(contact))


@cache
def _memory() -> TypeAdapter[State]:
    return TypeAdapter(State)


def _recalled(memory: str) -> State:
    try:
        return _memory().validate_json(memory)
    except ValidationError:
        raise InputError("memory", memory, "what replay() wrote: replay the events") from None
