"""The answer: what to send next, when, to whom and why; and the whole schedule ahead.

What is due first is worked out in ``_due``; here it becomes an answer, which says when it will be another one (G40).
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypedDict, overload

from followup_rules._answers import (
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
from followup_rules._case import Case, Interview, unpacked
from followup_rules._due import THANKS, Due, DueAnswer, DueTouch, Moment, NewTimeMissing, answers_owed, first_due
from followup_rules._errors import must_be
from followup_rules._fields import aware, local_day, zone
from followup_rules._history import Fact
from followup_rules._places import LAST_YEAR
from followup_rules._policy import DEFAULT_POLICY, Policy
from followup_rules._progress import Progress, can_answer, fold, respondent, state_of
from followup_rules._reach import reach_of
from followup_rules._recipients import choose_respondent, missing, recipients
from followup_rules._timing import closed_days, window_of
from followup_rules._touches import TOUCHES
from followup_rules._values import computed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from followup_rules._events import AnyEvent, Touch
    from followup_rules._people import Contact

_NEW_TIME = "Agree on a new time for the interview, and set ended_at to its end."


@overload
def next_action(case: Case, /, *, now: datetime, policy: Policy = DEFAULT_POLICY) -> Action: ...
@overload
def next_action(
    interview: Interview, history: Iterable[AnyEvent] | Progress, *, now: datetime, policy: Policy = DEFAULT_POLICY
) -> Action: ...
def next_action(
    interview: Interview | Case,
    history: Iterable[AnyEvent] | Progress | None = None,
    *,
    now: datetime,
    policy: Policy = DEFAULT_POLICY,
) -> Action:
    """Return what to do next: which message, when, to whom and why; or why there is nothing to do.

    Pass a :class:`Case`, or an :class:`Interview` and its *history*: the events since, in any order, or the
    :class:`Progress` that :func:`replay` made of them. *now* is an aware datetime. :class:`InputError` for a naive one,
    :class:`HistoryError` for an event that names an unknown contact.

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
    interview, told = unpacked(interview, history)
    must_be(Policy, "policy", policy)
    reach = reach_of(interview)
    moment = Moment(interview, reach, state_of(interview, reach, told), policy, now, policy.never)
    return about(moment, first_due(moment))


@overload
def plan(case: Case, /, *, now: datetime, policy: Policy = DEFAULT_POLICY) -> tuple[Step, ...]: ...
@overload
def plan(
    interview: Interview, history: Iterable[AnyEvent] | Progress, *, now: datetime, policy: Policy = DEFAULT_POLICY
) -> tuple[Step, ...]: ...
def plan(
    interview: Interview | Case,
    history: Iterable[AnyEvent] | Progress | None = None,
    *,
    now: datetime,
    policy: Policy = DEFAULT_POLICY,
) -> tuple[Step, ...]:
    """Return the whole schedule ahead, as if nobody ever answers; the arguments of :func:`next_action`.

    It is in time order, but for answers of yours that nobody can get: those follow the other answers. Each message is
    taken as sent at its ``send_at``. What nobody can get is passed over, as if it had lapsed. Empty if nothing is due
    any more: :func:`next_action` says why.
    """
    now = aware("now", now)
    interview, told = unpacked(interview, history)
    must_be(Policy, "policy", policy)
    reach = reach_of(interview)
    state = state_of(interview, reach, told)
    if isinstance(told, Progress):
        state = deepcopy(state)  # it is shared
    moment = Moment(interview, reach, state, policy, now, policy.never)
    ahead = _answers_ahead(moment)
    while True:
        moment = replace(moment, _time=None)
        step = about(moment, first_due(moment))
        if isinstance(step, Done):
            break
        ahead.append(step)
        if step.touch is None or best_moment(step).astimezone(UTC).year > LAST_YEAR:
            break  # a new time is needed first; or no event can be of a later year
        if isinstance(step, Send | WaitUntil) and step.to:
            moment.now = _send(moment, step)
        else:
            over = {step.touch} if step.touch in THANKS else {step.touch, *THANKS}
            moment.given_up = {*moment.given_up, *over}
    return tuple(ahead)


def _answers_ahead(moment: Moment) -> list[Step]:
    """Return the answers that are owed, each as if it went out now; nothing new is asked in a plan.

    Those that nobody can get come last, and are done with.
    """
    ahead: list[Step] = []
    questions = moment.state.questions
    left = owed = answers_owed(moment) if questions else []
    while owed:
        left, is_as_before = [], False
        other: tuple[str, Contact] | None = None
        for due in owed:
            sender = due.question.sender
            if (sender or "") not in questions:
                continue  # what was sent to the mailbox has answered this, too
            if not can_answer(moment.reach, moment.state, sender):
                if not is_as_before:  # whoever has an answer by now may be the one to get this
                    moment, is_as_before = replace(moment, _time=None), True
                    other = respondent(moment.reach, moment.state, moment.time.updater)
                due.choice = choose_respondent(moment.reach, moment.state, sender, other)
            step = _about_question(moment, due)
            if isinstance(step, Respond):
                ahead.append(step)
                _send(moment, step)
                is_as_before = False
            else:
                left.append(due)
        owed = left if len(left) < len(owed) else []
    ahead += [_about_question(moment, due) for due in left]
    over = {id(due.question) for due in left}
    for sender in {due.question.sender or "" for due in left}:
        questions[sender] = [question for question in questions[sender] if id(question) not in over]
        if not questions[sender]:
            del questions[sender]
    return ahead


def _send(moment: Moment, step: Send | WaitUntil | Respond) -> datetime:
    """Take a step as sent at its time, and return that."""
    event, interview = step.sent(at=step.send_at), moment.interview
    fold(interview, moment.reach, moment.state, Fact(event, local_day(event.at, zone(interview.timezone))))
    return event.at


def about(moment: Moment, due: Due) -> Action:
    """Return the answer about what is due first."""
    if isinstance(due, DueTouch):
        return _about_touch(moment, due)
    if isinstance(due, DueAnswer):
        return _about_question(moment, due)
    if isinstance(due, NewTimeMissing):
        return _blocked_without_time(moment, due.since)
    reasons = tuple([why.reason() for why in due.notes])
    return computed(Done, stage=moment.state.stage, reasons=reasons)


def _about_touch(moment: Moment, due: DueTouch) -> Action:
    """Return the answer about a touch that is due, or will be."""
    time, now, slot, choice, stage = moment.time, moment.now, due.slot, due.choice, moment.state.stage
    local, window, reasons = time.days.local, window_of(time, slot), _reasons(moment, due)
    lapses_at = local(due.ends)
    if now >= slot.opens and not choice.to:
        return computed(
            Blocked,
            stage=stage,
            touch=due.touch,
            window=window,
            opens_at=window.opens,
            changes_at=lapses_at,
            lapses_at=lapses_at,
            missing=missing(moment.reach, due.touch, choice),
            reasons=reasons,
        )
    to, known = recipients(time, moment.reach, choice), _known(moment, due.touch)
    if now < slot.opens:
        return computed(
            WaitUntil,
            stage=stage,
            touch=due.touch,
            window=window,
            send_at=window.opens,
            changes_at=window.opens,
            lapses_at=lapses_at,
            to=to,
            folds=due.folds,
            reasons=reasons,
            **known,
        )
    is_open = now < slot.closes
    return computed(
        Send,
        stage=stage,
        touch=due.touch,
        window=window,
        status=WindowStatus.OPEN if is_open else WindowStatus.LATE,
        send_at=local(time.work.next_working(now)[0]),
        changes_at=local(min(slot.closes, due.ends)) if is_open else lapses_at,
        lapses_at=lapses_at,
        to=to,
        folds=due.folds,
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


def _known(moment: Moment, touch: Touch) -> _Known:
    """Return what the words of a touch may say."""
    time, state, row = moment.time, moment.state, TOUCHES[touch]
    if row.counts_from == "update" and state.update is not None:
        named = state.update.named
        answers_feedback = named is None and state.asked_for_feedback and state.was_rejected
        return {"decision_by": named, "answers_feedback": answers_feedback}
    known: _Known = {"decision_by": time.decision} if time.stated else {}
    if row.counts_from == "decision" and state.invited is not None:
        known["enquire_on"] = state.invited.day
    elif row.is_enquiry and row.counts_from == "stage":
        known |= {"asked_before": tuple(sorted(state.followed_up)), "asked_on": state.followed_up_on}
    return known


def _about_question(moment: Moment, due: DueAnswer) -> Respond | Blocked:
    """Return the answer about something that they asked for (G37)."""
    time, slot, question = moment.time, due.slot, due.question
    local, window, lapses_at = time.days.local, window_of(time, slot), time.days.local(due.ends)
    reasons = tuple([why.reason() for why in (*slot.raw.why, *due.choice.why)])
    if not due.choice.to:
        return computed(
            Blocked,
            stage=time.state.stage,
            window=window,
            opens_at=window.opens,
            changes_at=lapses_at,
            lapses_at=lapses_at,
            missing=missing(moment.reach, None, due.choice),
            reasons=reasons,
        )
    is_open = moment.now < slot.closes
    return computed(
        Respond,
        stage=time.state.stage,
        window=window,
        status=WindowStatus.OPEN if is_open else WindowStatus.LATE,
        send_at=local(moment.now),
        changes_at=window.closes if is_open else lapses_at,
        lapses_at=lapses_at,
        to=recipients(time, moment.reach, due.choice),
        asks_for=question.asks_for,
        answer_by=question.answer_by,
        reasons=reasons,
    )


def _blocked_without_time(moment: Moment, since: datetime) -> Blocked:
    """Return that the new time of an interview that was called off is missing (G43)."""
    days = moment.time.days
    return computed(
        Blocked,
        stage=moment.state.stage,
        opens_at=days.local(since),
        missing=(Gap(code="new-time", text=_NEW_TIME),),
        reasons=(Why("new-time-missing", day=days.day(since)).reason(),),
    )


def _reasons(moment: Moment, due: DueTouch) -> tuple[Reason, ...]:
    """Say from where it counts, which closed days lie between, who gets it, and what was folded or is late."""
    time, slot, choice = moment.time, due.slot, due.choice
    when = [why.reason() for why in slot.raw.why]
    if moment.now < time.interview.ended_at:
        when.insert(0, Why("interview-not-over").reason())
    who = [*choice.why, *due.notes]
    if not choice.to:
        who.insert(len(choice.why), Why("nobody-to-write-to"))
    elif moment.now >= slot.closes:
        who.append(Why("late", day=slot.closes_on))
    return (*when, *closed_days(time, slot.raw.anchor, slot.opens_on), *[why.reason() for why in who])
