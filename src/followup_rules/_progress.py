"""Replay: events in, progress out. A fold over the facts in their order; nothing here knows a policy.

Each kind of event has its function, which changes the :class:`State` of the case besides its stage. The stage moves by
the transition table alone; a fact that the table does not allow leaves the stage where it is and is listed as irregular
(G25). A :class:`Progress` is the state at the end, for an app to store.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, Self, overload

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from followup_rules._addresses import mailbox
from followup_rules._case import Case, Interview, unpacked
from followup_rules._errors import InputError
from followup_rules._events import (
    EVENTS,
    AnyEvent,
    Bounced,
    EscalationSent,
    Event,
    FeedbackRequestSent,
    FollowUpSent,
    InterviewNotHeld,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    Received,
    RejectionReceived,
    Reopened,
    Reply,
    ReplyReceived,
    Sent,
    Snoozed,
    ThankYouSent,
    Touch,
    TouchSent,
    TouchSkipped,
    Until,
    UpdateThanksSent,
    Withdrawn,
    mail_of,
)
from followup_rules._fields import Day, Instant, Line, LocalDay, Phrase
from followup_rules._history import Fact, facts
from followup_rules._people import Contact, Thread
from followup_rules._reach import Reach, reach_of
from followup_rules._stages import Stage, move
from followup_rules._threads import Mail, thread_of
from followup_rules._touches import FIRST_FOLLOW_UP_ORDER, Whom
from followup_rules._values import Value, check_complete, computed

Ids = Annotated[set[str], PlainSerializer(sorted)]
_STRICT = ConfigDict(extra="forbid", strict=True)
_UNKNOWN = ""  # who asked, where it is not known
_FOLLOWED_UP_1 = Stage.FOLLOWED_UP_1
_SAYS_THANKS = {Stage.FOLLOWED_UP_1, Stage.FEEDBACK_REQUESTED, Stage.REJECTED}  # what led there, or comes next, does
_FORMAT = 1  # of what a Progress remembers; another number is refused, and the events are replayed


class Irregular(Value, frozen=True):
    """A fact that the transition table does not allow: the stage it met, its kind, and when it happened (G25)."""

    stage: Stage = Field(description="The stage that it met.")
    event: Line = Field(description="The kind of the event.")
    at: Instant = Field(description="When it happened.")


@dataclass(slots=True)
class Absence:
    """An out-of-office reply that still holds (G20): the day on which it came, and the day of return that it named."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    said_on: LocalDay
    returns_on: Day | None


@dataclass(slots=True)
class Update:
    """A reply that waits for thanks (G17): whose, and when it came."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    sender: str
    at: Instant
    named: Day | None = None  # the decision date that it named


@dataclass(slots=True)
class Invitation:
    """An invitation to write on a day (G39), and who said it, if that is known."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    day: Day
    at: Instant  # when it was said
    sender: str | None


@dataclass(slots=True)
class Question:
    """What a reply asks for, while the candidate has not answered (G37)."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    sender: str | None
    at: Instant
    day: LocalDay
    asks_for: Phrase
    answer_by: Day | None
    restarts_wait: bool  # it named no decision date: the wait counts from the day of the answer (G10)
    is_update: bool  # it came after the interview's end (G16, G26)
    ended_at: Instant | None = None  # when it ended without an answer


Questions = Annotated[list[Question], Field(min_length=1)]


@dataclass(slots=True)
class State:
    """What the events said, and nothing derived from a policy. Days are the company's (G1), people are contact ids."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    stage: Stage = Stage.INTERVIEWED
    since: LocalDay | None = None  # the day on which the stage was entered
    entered_by_skip: bool = False
    irregular: list[Irregular] = field(default_factory=list)

    stated: Day | None = None  # the last decision date that a reply named
    undated: LocalDay | None = None  # the day of a later reply that named none, or of the answer to it (G10)
    restarted_by_answer: bool = False
    invited: Invitation | None = None
    welcomes_enquiries: bool = True  # false where they asked not to enquire (G21)
    questions: dict[str, Questions] = field(default_factory=dict)  # open ones by who asked; "" is unknown

    thanked: Ids = field(default_factory=set)
    thanks_closed: bool = False  # the thank-you was skipped, or folded (G13, G27)
    update: Update | None = None
    updated_by: str | None = None  # who sent the last update, or asked for something and has the answer (G16)
    updated_at: Instant | None = None
    unanswered: list[Question] = field(default_factory=list)  # ended by themselves; updates if they had not lapsed
    asked: dict[str, Instant] = field(default_factory=dict)  # when each asked last, as an index of all questions

    followed_up: Ids = field(default_factory=set)  # since the last reply
    followed_up_on: LocalDay | None = None  # the day of the last follow-up since then
    follow_up_ids: Ids = field(default_factory=set)  # the message ids of those follow-ups
    first_recipients: Ids = field(default_factory=set)  # of the first follow-up (D3)
    was_escalated: bool = False  # since their last word (G14)
    asked_for_feedback: bool = False
    last_sent: LocalDay | None = None
    last_touch_asked: bool = False  # the last touch sent asked for something (G17)

    rejected_by: str | None = None
    was_rejected: bool = False  # since the case was reopened
    was_not_held: bool = False  # nothing was gone through (G42)
    needs_new_time_since: Instant | None = None  # reopened, without a new time (G43)
    snoozed_until: Until | None = None
    absences: dict[str, Absence] = field(default_factory=dict)
    bounced: Ids = field(default_factory=set)  # mailboxes
    mails: dict[str, Thread | Mail] = field(default_factory=dict)  # the last one to or from each mailbox (G34)


def _check_format(value: int) -> int:
    if value != _FORMAT:
        raise InputError("format", value, f"{_FORMAT}, the format of this version; replay the events")
    return value


class Progress(Value, frozen=True):
    """Where a case stands after its events: a cache that an app may store beside them.

    ``stage`` is where the case stands, ``since`` the company's day on which it came there (none before the first
    move), ``irregular`` are the facts that the transition table does not allow (G25). :func:`next_action` takes a
    progress in the place of the events. The rest is this version's own business: ``format`` is its number, and a
    progress of another format is refused with an error that says to replay the events.
    """

    format: Annotated[int, Field(strict=True), AfterValidator(_check_format)] = Field(
        description="The number of the format in which the rest is written."
    )
    stage: Stage = Field(description="Where the case stands.")
    since: LocalDay | None = Field(default=None, description="The day on which the case came into this stage.")
    irregular: tuple[Irregular, ...] = Field(default=(), description="The facts that the table does not allow.")
    memory: str = Field(description="The business of this version alone.")

    @cached_property
    def _recalled(self) -> tuple[State, frozenset[str]]:
        """What the memory says, and whom it names; read once."""
        try:
            state = _memory().validate_json(self.memory)
        except ValidationError:
            raise InputError("memory", self.memory, "what replay() wrote; replay the events") from None
        state.stage, state.since, state.irregular = self.stage, self.since, list(self.irregular)
        return state, _people_of(state)

    @model_validator(mode="after")
    def _check_memory(self) -> Self:
        """Refuse a memory that cannot be read where it comes in."""
        _ = self._recalled
        return self


@overload
def replay(case: Case, /) -> Progress: ...
@overload
def replay(interview: Interview, events: Iterable[AnyEvent]) -> Progress: ...
def replay(interview: Interview | Case, events: Iterable[AnyEvent] | None = None) -> Progress:
    """Return what *events* say about *interview*, in whatever order they are given (G24, G25); or pass a :class:`Case`.

    :class:`HistoryError` for an event that names an unknown contact, :class:`InputError` if one is not an event.
    """
    interview, told = unpacked(interview, events, name="events", what="events")
    state = state_of(interview, reach_of(interview), told)
    mails: dict[str, Thread | Mail] = {box: thread_of(mail) for box, mail in sorted(state.mails.items())}
    sorted_state = replace(
        state,
        mails=mails,
        absences=dict(sorted(state.absences.items())),
        questions=dict(sorted(state.questions.items())),
    )
    memory = _memory().dump_json(sorted_state, exclude={"stage", "since", "irregular"}, exclude_defaults=True).decode()
    return Progress(
        format=_FORMAT, stage=state.stage, since=state.since, irregular=tuple(state.irregular), memory=memory
    )


def state_of(interview: Interview, reach: Reach, history: Iterable[AnyEvent] | Progress) -> State:
    """Return what a history says. The state of a :class:`Progress` is shared: copy it before you change it."""
    if isinstance(history, Progress):
        state, people = history._recalled  # noqa: SLF001 - it is of this module
        if not reach.contacts.keys() >= people:
            raise InputError("history", history, "a Progress of this interview; replay the events")
        return state
    return told_by(interview, reach, facts(interview, reach, history))


def told_by(interview: Interview, reach: Reach, happened: Iterable[Fact]) -> State:
    """Return what the facts of a case say, which are in their order."""
    state = State(welcomes_enquiries=interview.enquiries_welcome)
    ended = False
    for fact in happened:
        if not ended and fact.event.at >= interview.ended_at:
            _hear_invitation(state, interview)
            ended = True
        fold(interview, reach, state, fact)
    if not ended:
        _hear_invitation(state, interview)
    return state


def _people_of(state: State) -> frozenset[str]:
    """Return the ids of all contacts that a state knows."""
    named = {who for people in named_by(state, state.updated_by).values() for who in people}
    people = named.union(state.thanked, state.followed_up, state.absences, state.asked)
    people.update([asker for asker in state.questions if asker != _UNKNOWN])
    people.update([question.sender for question in asked_of(state) if question.sender is not None])
    return frozenset(people)


def fold(interview: Interview, reach: Reach, state: State, fact: Fact) -> None:
    """Change *state* by one more *fact*."""
    event = fact.event
    if not fact.is_copy:
        _keep_mail(reach, state, event)
    is_early = event.at < interview.ended_at
    if fact.is_copy or (is_early and isinstance(event, TouchSent) and fact.day < interview.day):
        _keep_irregular(state, event)
        return
    if is_early and isinstance(event, Reply):  # G26
        _hear_from(reach, state, event.sender)
        _hear_terms(state, event, fact.day, is_early=True)
        if isinstance(event, ReplyReceived):
            return
        named = promised(event, fact.day)  # of a new time: the interview that was called off had no end to count from
        state.stated = named if named is not None and named >= interview.day else state.stated
        state.snoozed_until = None
    else:
        _FOLD[type(event)](reach, state, event, fact.day)
    if not fact.joins:
        _move(interview, state, fact)
    elif isinstance(event, FollowUpSent):
        state.first_recipients.update(event.to)


def _move(interview: Interview, state: State, fact: Fact) -> None:
    """Move the stage, or list the fact as irregular (G25)."""
    event, stage, to = fact.event, state.stage, move(state.stage, fact.event)
    if to is None:
        _keep_irregular(state, event)
    elif to is not stage:
        _enter(state, to, fact)
    if type(event) is InterviewNotHeld and to is not None:
        state.was_not_held, state.needs_new_time_since = True, None
    elif type(event) is Reopened:
        state.was_rejected, state.rejected_by = False, None
        if stage is Stage.NOT_HELD:
            has_new_time = interview.ended_at > event.at
            state.was_not_held = not has_new_time
            state.needs_new_time_since = None if has_new_time else event.at


def _enter(state: State, stage: Stage, fact: Fact) -> None:
    state.stage, state.since, state.entered_by_skip = stage, fact.day, type(fact.event) is TouchSkipped
    if stage in _SAYS_THANKS:
        state.update = None
    if stage is _FOLLOWED_UP_1:
        state.first_recipients = set(fact.event.named)


def _keep_irregular(state: State, event: Event) -> None:
    state.irregular.append(computed(Irregular, stage=state.stage, event=event.kind, at=event.at))


def promised(reply: Reply, day: date) -> date | None:
    """Return the decision date that a reply of that local *day* named; one that is over is none (G10)."""
    return _from_its_day(reply.decision_by, day)


def _from_its_day(named: date | None, day: date) -> date | None:
    return named if named is not None and named >= day else None


def named_by(state: State, updater: str | None) -> dict[Whom, Collection[str]]:
    """Return whom the events of a case named, for each step of an order of people (G16).

    *updater* is who sent the last update: what counts as one depends on the policy.
    """
    return {
        "inviter": () if state.invited is None else _one(state.invited.sender),
        "first-recipients": state.first_recipients,
        "updater": _one(updater),
        "replier": () if state.update is None else _one(state.update.sender),
        "rejecter": _one(state.rejected_by),
    }


def last_update(state: State, counts: Callable[[Question], bool]) -> str | None:
    """Return who sent the last update, where a question without an answer *counts* as one (G16)."""
    asked = asked_of(state)
    found = [(each.at, each.sender) for each in asked if each.is_update and each.sender is not None and counts(each)]
    if state.updated_at is not None and state.updated_by is not None:
        found.append((state.updated_at, state.updated_by))
    return max(found)[1] if found else None


def asked_of(state: State) -> list[Question]:
    """Return all that they asked, also what ended without an answer."""
    return [question for questions in state.questions.values() for question in questions] + state.unanswered


def _one(contact: str | None) -> tuple[str, ...]:
    return () if contact is None else (contact,)


def can_answer(reach: Reach, state: State, sender: str | None) -> bool:
    """Tell whether an answer can go to whoever asked (G37)."""
    return bool(sender) and reach.problem(reach.contacts[sender or ""], state.bounced) is None


def respondent(reach: Reach, state: State, updater: str | None) -> tuple[str, Contact] | None:
    """Return who gets an answer that cannot go to whoever asked, with the code of the reason (G37), if anybody can."""
    for code, group in reach.in_order(FIRST_FOLLOW_UP_ORDER, named_by(state, updater)):
        for contact in group:
            if reach.problem(contact, state.bounced) is None:
                return "agency" if reach.is_agency else code, contact
    return None


def _hear_from(reach: Reach, state: State, sender: str | None) -> None:
    """Take somebody who wrote as back, and the address as one that works (G19, G20)."""
    if sender is not None:
        state.absences.pop(sender, None)
        state.bounced.discard(reach.boxes[sender])


def _hear_terms(state: State, event: Reply, day: date, *, is_early: bool = False) -> None:
    """Take in what a reply says of enquiries, and what it asks for (G21, G37, G39)."""
    invited = _from_its_day(event.enquire_on, day)
    before = state.invited
    ends = promised(event, day) or not event.enquiries_welcome or (before and day >= before.day)
    if before and event.at > before.at and ends:
        state.invited = before = None
    if invited is not None:
        state.invited, state.welcomes_enquiries = Invitation(invited, event.at, event.sender), True
    elif not event.enquiries_welcome and before is None:  # an invitation of the same instant stays
        state.welcomes_enquiries = False
    sender = event.sender or _UNKNOWN
    if event.asks_for is None:
        for asker in sorted({sender, _UNKNOWN}.intersection(state.questions)):
            _end_questions(state, asker, event.at)
    else:
        answer_by, is_update = _from_its_day(event.answer_by, day), not is_early
        restarts_wait = is_update and promised(event, day) is None
        question = Question(event.sender, event.at, day, event.asks_for, answer_by, restarts_wait, is_update)
        state.questions.setdefault(sender, []).append(question)
        if is_update and event.sender is not None:
            state.asked[event.sender] = event.at


def _end_questions(state: State, asker: str, at: datetime) -> None:
    """End what somebody asked before an instant: nobody waits for the answer any more."""
    asked = state.questions.pop(asker, [])
    left = [question for question in asked if question.at >= at]
    if left:
        state.questions[asker] = left
    _keep_unanswered(state, [question for question in asked if question.at < at], at)


def _end_all_questions(state: State, at: datetime) -> None:
    for questions in state.questions.values():
        _keep_unanswered(state, questions, at)
    state.questions.clear()


def _keep_unanswered(state: State, questions: list[Question], at: datetime) -> None:
    """Keep those that tell who sent an update, if they had not lapsed by then (G16)."""
    ended = [question for question in questions if question.is_update and question.sender is not None]
    state.unanswered += [replace(question, ended_at=at) for question in ended]


def _keep_updater(state: State, sender: str, at: datetime) -> None:
    if state.updated_at is None or at >= state.updated_at:
        state.updated_by, state.updated_at = sender, at


def _hear_invitation(state: State, interview: Interview) -> None:
    """Take the interview's own invitation as said at its end (G39)."""
    if interview.enquire_on is not None:
        state.invited, state.welcomes_enquiries = Invitation(interview.enquire_on, interview.ended_at, None), True


def _sent(reach: Reach, state: State, event: Sent, day: date) -> None:
    _message_sent(reach, state, event, day)
    state.last_touch_asked = event.asks


def _message_sent(reach: Reach, state: State, event: Sent, day: date) -> None:
    state.last_sent = day
    _answer(reach, state, event, day)


def _answer(reach: Reach, state: State, event: Sent, day: date) -> None:
    """Take a message as the answer to the questions of those who got it (G38)."""
    if not state.questions:
        return
    boxes = reach.shared(event.to)
    answered = {who for box in boxes for who in reach.sharing[box] if who in state.questions}
    others = [sender for sender in _hopeless(reach, state) if not can_answer(reach, state, sender)]
    if others and not boxes.isdisjoint(_other_boxes(reach, state, boxes)):
        answered.update(others)
    for sender in sorted(answered):
        for question in state.questions.pop(sender):
            if question.sender is not None and question.is_update:
                _keep_updater(state, question.sender, question.at)  # who asked is the one to ask next time (G16)
            if question.restarts_wait:
                state.undated, state.restarted_by_answer = day, True  # G10: as if their reply had come today
            if state.update is not None and (state.update.sender, state.update.at) == (question.sender, question.at):
                state.update = None  # the answer serves as thanks


def _hopeless(reach: Reach, state: State) -> set[str]:
    """Return those who asked for something, and perhaps cannot get the answer."""
    bounced = {who for box in state.bounced for who in reach.sharing.get(box, ())}
    return (state.questions.keys() & reach.unreachable) | (state.questions.keys() & {_UNKNOWN, *bounced})


def _other_boxes(reach: Reach, state: State, boxes: set[str]) -> set[str]:
    """Return the mailboxes, of some, to which an answer may go that cannot go to whoever asked (G38).

    Which one it is depends on which questions have lapsed, and so on the policy: an answer to any of them will do.
    """
    updaters, last = {state.updated_by}, state.updated_at
    for box in boxes:
        asked = (who for who in reach.sharing[box] if who in state.asked)
        updaters.add(next((who for who in asked if last is None or state.asked[who] > last), None))
    found = [respondent(reach, state, updater) for updater in updaters]
    return reach.shared([other[1].id for other in found if other is not None])


def _thanked(reach: Reach, state: State, event: ThankYouSent, day: date) -> None:
    _sent(reach, state, event, day)
    state.thanked.update(event.to)


def _thanked_for_update(reach: Reach, state: State, event: UpdateThanksSent, day: date) -> None:
    """Count it as the thank-you of whoever gets it, too (G17)."""
    _sent(reach, state, event, day)
    state.thanked.update(event.to)
    state.update = None


def _followed_up(reach: Reach, state: State, event: FollowUpSent, day: date) -> None:
    _sent(reach, state, event, day)
    state.followed_up.update(event.to)
    state.followed_up_on = day
    if event.message_id is not None:
        state.follow_up_ids.add(event.message_id)
    if Touch.THANK_YOU in event.folds:
        state.thanks_closed = True


def _escalated(reach: Reach, state: State, event: EscalationSent, day: date) -> None:
    _sent(reach, state, event, day)
    state.was_escalated = True


def _asked_for_feedback(reach: Reach, state: State, event: FeedbackRequestSent, day: date) -> None:
    _sent(reach, state, event, day)
    state.asked_for_feedback = True


def _heard(reach: Reach, state: State, event: Received, _day: date) -> None:
    _hear_from(reach, state, event.sender)
    state.snoozed_until = None  # G29
    state.was_escalated = False


def _replied(reach: Reach, state: State, event: Reply, day: date) -> None:
    _heard(reach, state, event, day)
    state.followed_up, state.first_recipients = set(), set()
    state.followed_up_on, state.follow_up_ids = None, set()
    named = promised(event, day)
    state.restarted_by_answer = False
    if named is None:
        state.undated = day
    else:
        state.stated, state.undated = named, None
    _hear_terms(state, event, day)
    if type(event) is Reopened:
        state.update = None  # thanks for what was before it come too late
    is_update = named is not None or state.last_touch_asked or type(event) is Reopened
    gets_thanks = is_update and not (type(event) is Reopened and state.stage is Stage.NOT_HELD)  # G43
    if event.sender is not None and gets_thanks:
        state.update = Update(event.sender, event.at, named)
        _keep_updater(state, event.sender, event.at)


def _decided(reach: Reach, state: State, event: Received, day: date) -> None:
    """Take in news after which nothing that they asked for before is owed (G37)."""
    _heard(reach, state, event, day)
    _end_all_questions(state, event.at)


def _rejected(reach: Reach, state: State, event: RejectionReceived, day: date) -> None:
    _decided(reach, state, event, day)
    state.rejected_by, state.was_rejected = event.sender or state.rejected_by, True


def _not_held(_reach: Reach, _state: State, _event: InterviewNotHeld, _day: date) -> None:
    """Change nothing: what was called off depends on the stage that it meets (G42)."""


def _out_of_office(reach: Reach, state: State, event: OutOfOfficeReceived, day: date) -> None:
    if event.sender is not None:
        _hear_from(reach, state, event.sender)
        state.absences[event.sender] = Absence(day, event.returns_on)


def _skipped(_reach: Reach, state: State, event: TouchSkipped, _day: date) -> None:
    if event.touch is Touch.THANK_YOU:
        state.thanks_closed = True
    elif event.touch is Touch.UPDATE_THANKS:
        state.update = None


def _snoozed(_reach: Reach, state: State, event: Snoozed, _day: date) -> None:
    state.snoozed_until = event.until


def _bounced(_reach: Reach, state: State, event: Bounced, _day: date) -> None:
    state.bounced.add(mailbox(event.email))


def _withdrew(_reach: Reach, state: State, event: Withdrawn, _day: date) -> None:
    _end_all_questions(state, event.at)


# What each kind of event changes, besides the stage.
_FOLD: dict[type[Event], Callable[[Reach, State, Any, date], None]] = {
    ThankYouSent: _thanked,
    FollowUpSent: _followed_up,
    EscalationSent: _escalated,
    UpdateThanksSent: _thanked_for_update,
    FeedbackRequestSent: _asked_for_feedback,
    MessageSent: _message_sent,
    ReplyReceived: _replied,
    RejectionReceived: _rejected,
    OfferReceived: _decided,
    NextRoundScheduled: _decided,
    InterviewNotHeld: _not_held,
    Reopened: _replied,
    OutOfOfficeReceived: _out_of_office,
    TouchSkipped: _skipped,
    Snoozed: _snoozed,
    Bounced: _bounced,
    Withdrawn: _withdrew,
}
check_complete("the fold", _FOLD, EVENTS)


def last_mail(reach: Reach, state: State, box: str) -> Thread | Mail | None:
    """Return the last known mail to or from a mailbox; for HR, failing that, the one that scheduled the interview."""
    return state.mails.get(box) or reach.scheduled.get(box)


def _keep_mail(reach: Reach, state: State, event: Event) -> None:
    """Keep the last mail to or from each mailbox that an event names, where the event knows its mail."""
    mail = mail_of(event)
    if mail is not None and mail.message_id is not None:
        for contact_id in mail.named:
            box = reach.boxes[contact_id]
            state.mails[box] = Mail(mail.message_id, mail.subject, last_mail(reach, state, box))


@cache
def _memory() -> TypeAdapter[State]:
    return TypeAdapter(State)
