"""The answer: what to send next, when, to whom and why; and the whole schedule ahead.

What may be due is worked out once, in the order in which it is tried: answers that are owed, thanks for an update, the
thank-you, and one message that asks. Each has an end: the instant from which it would not be sent any more, because it
has lapsed, or because it would not come before the message that says its thanks too (G13). The answer is about the
first whose end has not come, and it says when it will be another one (G40).
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypedDict

from followup_rules._answers import (
    REASONS,
    Action,
    Blocked,
    Done,
    Gap,
    Reason,
    Respond,
    Send,
    Step,
    WaitUntil,
    Why,
    WindowStatus,
    best_moment,
)
from followup_rules._case import Interview
from followup_rules._errors import must_be
from followup_rules._events import Touch
from followup_rules._fields import aware, local_day, zone
from followup_rules._history import Fact
from followup_rules._places import LAST_YEAR
from followup_rules._policy import DEFAULT_POLICY, Policy
from followup_rules._progress import Progress, Question, can_answer, fold, respondent, state_of
from followup_rules._reach import Reach, reach_of
from followup_rules._recipients import (
    Choice,
    choose_asked,
    choose_respondent,
    choose_thanked,
    ends_at_agency,
    missing,
    recipients,
)
from followup_rules._stages import Stage
from followup_rules._timing import (
    CaseTime,
    Slot,
    answer_lapses,
    answer_slot,
    closed_days,
    comes_before,
    first_ask,
    held_for,
    lapses,
    opening_of,
    slot_of,
    time_at,
    window_of,
)
from followup_rules._touches import DUE_IN, TOUCHES
from followup_rules._values import check_complete, computed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date

    from followup_rules._events import AnyEvent
    from followup_rules._people import Contact
    from followup_rules._progress import State

# On Python 3.11, reading a member of an enum takes several times as long as reading a global.
_THANK_YOU, _ESCALATION, _FEEDBACK_REQUEST = Touch.THANK_YOU, Touch.ESCALATION, Touch.FEEDBACK_REQUEST
_ALWAYS = datetime.min.replace(tzinfo=UTC)

# Why nothing asks any more in a stage in which no follow-up, escalation or feedback request can be due.
_DONE = {
    Stage.ESCALATED: "all-sent",
    Stage.FEEDBACK_REQUESTED: "feedback-requested",
    Stage.OFFERED: "offer",
    Stage.ADVANCED: "next-round",
    Stage.WITHDRAWN: "withdrawn",
    Stage.NOT_HELD: "not-held",
}
_THANKS = tuple(touch for touch, row in TOUCHES.items() if row.folds_into is not None)
_TAKES_THANKS = {row.folds_into for row in TOUCHES.values()} - {None}
_ASK = {stage: touch for stage, touches in DUE_IN.items() for touch in touches if touch not in _THANKS}
_FOLLOW_UP_MAY_COME = {stage for stage, touch in _ASK.items() if TOUCHES[touch].is_enquiry}  # G43
_NEW_TIME = "Agree on a new time for the interview, and set ended_at to its end."
check_complete("_DONE", [*_DONE, *_ASK], Stage)
check_complete("REASONS", REASONS, _DONE.values(), "sentence")


def next_action(
    interview: Interview, history: Iterable[AnyEvent] | Progress, *, now: datetime, policy: Policy = DEFAULT_POLICY
) -> Action:
    """Return what to do next: which message, when, to whom and why; or why there is nothing to do.

    *history* are the events since, in any order, or the :class:`Progress` that :func:`replay` made of them. *now* is
    an aware datetime. :class:`InputError` for a naive one, :class:`HistoryError` for an event that names an unknown
    contact.

    >>> from datetime import UTC, datetime
    >>> from followup_rules import Contact, ContactRole, Interview
    >>> interview = Interview(
    ...     id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
    ...     ended_at=datetime(2026, 4, 24, 6, tzinfo=UTC),
    ...     contacts=[Contact(id="hr", roles={"recruiter"}, email="hr@example.com")],
    ... )
    >>> print(next_action(interview, (), now=datetime(2026, 4, 24, 7, tzinfo=UTC)))
    Wait until Mon 27 Apr 09:00 (Asia/Tokyo): then send the thank-you note to hr@example.com
    """
    now = aware("now", now)
    must_be(Interview, "interview", interview)
    must_be(Policy, "policy", policy)
    reach = reach_of(interview)
    return _answer(_Case(interview, reach, state_of(interview, reach, history), policy, now, policy.never))


def plan(
    interview: Interview, history: Iterable[AnyEvent] | Progress, *, now: datetime, policy: Policy = DEFAULT_POLICY
) -> tuple[Step, ...]:
    """Return the whole schedule ahead, as if nobody ever answers; the arguments of :func:`next_action`.

    It is in time order, but for answers of yours that nobody can get: those follow the other answers. Each message is
    taken as sent at its ``send_at``. What nobody can get is passed over, as if it had lapsed. Empty if nothing is due
    any more: :func:`next_action` says why.
    """
    now = aware("now", now)
    must_be(Interview, "interview", interview)
    must_be(Policy, "policy", policy)
    reach, given_up = reach_of(interview), policy.never
    case = _Case(interview, reach, deepcopy(state_of(interview, reach, history)), policy, now, given_up)
    ahead = _answers_ahead(case)
    while True:
        case = replace(case, _time=None)
        step = _answer(case)
        if isinstance(step, Done):
            break
        ahead.append(step)
        if step.touch is None or best_moment(step).astimezone(UTC).year > LAST_YEAR:
            break  # a new time is needed first; or no event can be of a later year
        if isinstance(step, Send | WaitUntil) and step.to:
            case.now = _send(case, step)
        else:
            case.given_up = {*case.given_up, step.touch, *(() if step.touch in _THANKS else _THANKS)}  # those are over
    return tuple(ahead)


def _answers_ahead(case: _Case) -> list[Step]:
    """Return the answers that are owed, each as if it went out now; nothing new is asked in a plan.

    Those that nobody can get come last, and are done with.
    """
    ahead: list[Step] = []
    questions = case.state.questions
    left = owed = _owed(case) if questions else []
    while owed:
        left, is_as_before = [], False
        other: tuple[str, Contact] | None = None
        for due in owed:
            sender = due.question.sender
            if (sender or "") not in questions:
                continue  # what was sent to the mailbox has answered this, too
            if not can_answer(case.reach, case.state, sender):
                if not is_as_before:  # whoever has an answer by now may be the one to get this
                    case, is_as_before = replace(case, _time=None), True
                    other = respondent(case.reach, case.state, case.time.updater)
                due.choice = choose_respondent(case.reach, case.state, sender, other)
            step = _about_question(case, due)
            if isinstance(step, Respond):
                ahead.append(step)
                _send(case, step)
                is_as_before = False
            else:
                left.append(due)
        owed = left if len(left) < len(owed) else []
    ahead += [_about_question(case, due) for due in left]
    over = {id(due.question) for due in left}
    for sender in {due.question.sender or "" for due in left}:
        questions[sender] = [question for question in questions[sender] if id(question) not in over]
        if not questions[sender]:
            del questions[sender]
    return ahead


def _send(case: _Case, step: Send | WaitUntil | Respond) -> datetime:
    """Take a step as sent at its time, and return that."""
    event = step.sent(at=step.send_at)
    fold(case.interview, case.reach, case.state, Fact(event, local_day(event.at, zone(case.interview.timezone))))
    return event.at


@dataclass(slots=True)
class _Case:
    """One case at one instant; touches that are *given up* count as lapsed."""

    interview: Interview
    reach: Reach
    state: State
    policy: Policy
    now: datetime
    given_up: AbstractSet[str]
    _time: CaseTime | None = None

    @property
    def time(self) -> CaseTime:
        """The time of the case; where nothing is due any more, nobody asks for it."""
        if self._time is None:
            self._time = time_at(self.interview, self.state, self.policy, self.now)
        return self._time


@dataclass(slots=True)
class _DueTouch:
    """A touch that is due or will be, and the instants from which it would not be sent any more."""

    touch: Touch
    slot: Slot
    choice: Choice
    lapses: datetime  # by itself
    ends: datetime  # or before, since another message says its thanks


@dataclass(slots=True)
class _DueAnswer:
    """An answer that the candidate owes, and the instant from which it would not be sent any more."""

    question: Question
    slot: Slot
    choice: Choice
    ends: datetime


def _answer(case: _Case) -> Action:
    """Return the answer about what is due first and has not come to its end."""
    state = case.state
    if state.questions and (owed := _owed(case)):
        return _about_question(case, owed[0])
    if state.needs_new_time_since is not None and state.stage in _FOLLOW_UP_MAY_COME:
        return _blocked_without_time(case, state.needs_new_time_since)
    notes, folds = list[Why](), list[Touch]()
    for thanks in _thanks(case):
        if thanks.touch not in case.given_up:
            if case.now < thanks.ends:
                return _about_touch(case, thanks, (), notes)
            notes.append(_why_over(case, thanks))
        folds.append(thanks.touch)
    asking = _asking(case)
    if isinstance(asking, Why):
        notes.append(asking)
        if state.was_not_held and state.stage is Stage.ADVANCED:
            notes.append(Why("nothing-gone-through"))  # there would be a thank-you otherwise
    elif case.now < asking.ends:
        return _about_touch(case, asking, tuple(folds) if asking.touch in _TAKES_THANKS else (), notes)
    else:
        notes.append(_why_over(case, asking))
    return computed(Done, kind="done", stage=state.stage, reasons=tuple([why.reason() for why in notes]))


def _owed(case: _Case) -> list[_DueAnswer]:
    """Return the answers that are owed and not too late, what closes first comes first (G37).

    Those that nobody can get come after all others: they hold up none.
    """
    found, other = list[_DueAnswer](), respondent(case.reach, case.state, case.time.updater)
    for questions in case.state.questions.values():
        choice = choose_respondent(case.reach, case.state, questions[0].sender, other)
        for question in questions:
            slot = answer_slot(case.time, question)
            ends = answer_lapses(case.time, slot)
            if case.now < ends:
                found.append(_DueAnswer(question, slot, choice, ends))
    return sorted(found, key=_turn)


def _turn(due: _DueAnswer) -> tuple[object, ...]:
    """Return the turn of an answer: by when it closes, then by the question."""
    question = due.question
    return not due.choice.to, due.slot.closes, question.at, question.sender or "", question.asks_for


def _thanks(case: _Case) -> Iterator[_DueTouch]:
    """Yield the thanks that are owed, in their order (G15, G17)."""
    state = case.state
    for touch in DUE_IN[state.stage]:
        if touch in _OWES and _OWES[touch](state):
            choice = choose_thanked(case.reach, state, touch)
            if choice.to or (touch is _THANK_YOU and not state.thanked):
                yield _ending_before_follow_up(case, _due(case, touch, slot_of(case.time, TOUCHES[touch]), choice))


def _owes_update_thanks(state: State) -> bool:
    """Tell whether a reply waits for thanks; after a rejection, the feedback request comes first (G28)."""
    return state.update is not None and (state.stage is not Stage.REJECTED or state.asked_for_feedback)


def _owes_thank_you(state: State) -> bool:
    """Tell whether there is an interview to give thanks for, and nothing has closed that (G13, G27, G42)."""
    return not state.thanks_closed and not state.was_not_held


_OWES: dict[Touch, Callable[[State], bool]] = {
    Touch.UPDATE_THANKS: _owes_update_thanks,
    Touch.THANK_YOU: _owes_thank_you,
}
check_complete("when thanks are owed", _OWES, _THANKS)


def _asking(case: _Case) -> _DueTouch | Why:
    """Return the follow-up, escalation or feedback request that comes next, or why none ever does."""
    touch = _next_ask(case)
    return touch if isinstance(touch, Why) else _due(case, touch, *_placed(case, touch))


def _next_ask(case: _Case) -> Touch | Why:
    """Return which touch asks next, or why none ever does."""
    state = case.state
    touch = _ASK.get(state.stage)
    if touch is None:
        return Why(_why_done(state))
    row = TOUCHES[touch]
    never = {
        "nothing-gone-through": state.was_not_held,  # G42
        "no-enquiries": row.is_enquiry and not state.welcomes_enquiries,  # G21
        "never": touch in case.given_up,  # G13
        "all-sent": touch is _ESCALATION and state.was_escalated,  # G14
        "feedback-requested": touch is _FEEDBACK_REQUEST and state.asked_for_feedback,  # G14
        "no-second-contact": ends_at_agency(case.reach, state, touch),  # G18
    }
    for code, is_so in never.items():
        if is_so:
            return Why(code, (row.title,))
    return touch


def _why_done(state: State) -> str:
    """Return the code of why nothing asks any more in the stage of a case."""
    if state.stage is Stage.NOT_HELD and state.was_rejected:
        return "not-held-and-rejected"
    if state.stage is Stage.FEEDBACK_REQUESTED and not state.asked_for_feedback:
        return "feedback-skipped"
    return _DONE[state.stage]


def _due(case: _Case, touch: Touch, slot: Slot, choice: Choice) -> _DueTouch:
    ends = lapses(case.time, TOUCHES[touch], slot)
    return _DueTouch(touch, slot, choice, ends, ends)


def _placed(case: _Case, touch: Touch) -> tuple[Slot, Choice]:
    """Return when a touch that asks is on time and who gets it, held for those who are away."""
    slot = slot_of(case.time, TOUCHES[touch])
    choice = choose_asked(case.time, case.reach, touch, slot.opens_on)
    return (slot if choice.held is None else held_for(case.time, slot, *choice.held)), choice


def _ending_before_follow_up(case: _Case, thanks: _DueTouch) -> _DueTouch:
    """Return thanks that end where they would not come before the next follow-up opens (G13)."""
    time = case.time
    if thanks.ends <= first_ask(time):
        return thanks  # no follow-up can open before
    touch = _next_ask(case)
    if isinstance(touch, Touch):
        if time.state.absences:
            ask = _placed(case, touch)[0]
            opens, opens_on = ask.opens, ask.opens_on
        else:
            opens, opens_on = opening_of(time, TOUCHES[touch])
        thanks.ends = min(thanks.ends, comes_before(time, thanks.slot, opens, opens_on) or _ALWAYS)
    return thanks


def _why_over(case: _Case, due: _DueTouch) -> Why:
    """Return why a touch whose end has come is not sent any more."""
    title = TOUCHES[due.touch].title
    if case.now < due.lapses:
        return Why("folded", (title,))
    return Why("lapsed", (title,), due.slot.closes_on)


def _about_touch(case: _Case, due: _DueTouch, folds: tuple[Touch, ...], notes: list[Why]) -> Action:
    """Return the answer about a touch that is due, or will be."""
    time, now, slot, choice, stage = case.time, case.now, due.slot, due.choice, case.state.stage
    local, window, reasons = time.days.local, window_of(time, slot), _reasons(case, due, notes)
    lapses_at = local(due.ends)
    if now >= slot.opens and not choice.to:
        return computed(
            Blocked,
            kind="blocked",
            stage=stage,
            touch=due.touch,
            window=window,
            opens_at=window.opens,
            changes_at=lapses_at,
            lapses_at=lapses_at,
            missing=missing(case.reach, due.touch, choice),
            reasons=reasons,
        )
    to, known = recipients(time, case.reach, choice), _known(case, due.touch)
    if now < slot.opens:
        return computed(
            WaitUntil,
            kind="wait-until",
            stage=stage,
            touch=due.touch,
            window=window,
            send_at=window.opens,
            changes_at=window.opens,
            lapses_at=lapses_at,
            to=to,
            folds=folds,
            reasons=reasons,
            **known,
        )
    is_open = now < slot.closes
    return computed(
        Send,
        kind="send",
        stage=stage,
        touch=due.touch,
        window=window,
        status=WindowStatus.OPEN if is_open else WindowStatus.LATE,
        send_at=local(time.work.next_working(now)[0]),
        changes_at=local(min(slot.closes, due.ends)) if is_open else lapses_at,
        lapses_at=lapses_at,
        to=to,
        folds=folds,
        reasons=reasons,
        **known,
    )


class _Known(TypedDict, total=False):
    """What the words of a message may say of the days before it; what is not there, they may not."""

    decision_by: date | None  # the date that they stated
    enquire_on: date | None  # the day on which they invited the candidate to write (G39)
    asked_before: tuple[str, ...]  # the contacts that were asked since the last reply
    asked_on: date | None  # the day of the last one
    answers_feedback: bool  # what is thanked for is the answer to a request for feedback (W5)


def _known(case: _Case, touch: Touch) -> _Known:
    """Return what the words of a touch may say."""
    time, state, row = case.time, case.state, TOUCHES[touch]
    if row.counts_from == "update" and state.update is not None:
        named = state.update.named
        answers_feedback = named is None and state.asked_for_feedback and state.was_rejected
        return {"decision_by": named, "answers_feedback": answers_feedback}
    known: _Known = {"decision_by": time.decision} if time.stated else {}
    if row.is_enquiry and row.counts_from == "decision" and state.invited is not None:
        known["enquire_on"] = state.invited.day
    elif row.is_enquiry and row.counts_from == "stage" and state.followed_up:
        known |= {"asked_before": tuple(sorted(state.followed_up)), "asked_on": state.followed_up_on}
    return known


def _about_question(case: _Case, due: _DueAnswer) -> Respond | Blocked:
    """Return the answer about something that they asked for (G37)."""
    time, slot, question = case.time, due.slot, due.question
    local, window, lapses_at = time.days.local, window_of(time, slot), time.days.local(due.ends)
    reasons = tuple([why.reason() for why in (*slot.raw.why, *due.choice.why)])
    if not due.choice.to:
        return computed(
            Blocked,
            kind="blocked",
            stage=time.state.stage,
            window=window,
            opens_at=window.opens,
            changes_at=lapses_at,
            lapses_at=lapses_at,
            missing=missing(case.reach, None, due.choice),
            reasons=reasons,
        )
    is_open = case.now < slot.closes
    return computed(
        Respond,
        kind="respond",
        stage=time.state.stage,
        window=window,
        status=WindowStatus.OPEN if is_open else WindowStatus.LATE,
        send_at=local(case.now),
        changes_at=window.closes if is_open else lapses_at,
        lapses_at=lapses_at,
        to=recipients(time, case.reach, due.choice),
        asks_for=question.asks_for,
        answer_by=question.answer_by,
        reasons=reasons,
    )


def _blocked_without_time(case: _Case, since: datetime) -> Blocked:
    """Return that the new time of an interview that was called off is missing (G43)."""
    days = case.time.days
    return computed(
        Blocked,
        kind="blocked",
        stage=case.state.stage,
        opens_at=days.local(since),
        missing=(Gap(code="new-time", text=_NEW_TIME),),
        reasons=(Why("new-time-missing", day=days.day(since)).reason(),),
    )


def _reasons(case: _Case, due: _DueTouch, notes: list[Why]) -> tuple[Reason, ...]:
    """Say from where it counts, which closed days lie between, who gets it, and what was folded or is late."""
    time, slot, choice = case.time, due.slot, due.choice
    when = [why.reason() for why in slot.raw.why]
    if case.now < time.interview.ended_at:
        when.insert(0, Why("interview-not-over").reason())
    who = [*choice.why, *notes]
    if not choice.to:
        who.insert(len(choice.why), Why("nobody-to-write-to"))
    elif case.now >= slot.closes:
        who.append(Why("late", day=slot.closes_on))
    return (*when, *closed_days(time, slot.raw.anchor, slot.opens_on), *[why.reason() for why in who])
