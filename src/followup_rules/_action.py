"""The answer: what to send next, when, to whom and why; and the whole schedule ahead.

In each stage at most three touches can be due: thanks for an update, the thank-you, and one that asks. They are worked
out once, in the order of their rows. Each has an end: the instant from which it would not be sent any more, because it
has lapsed, or because it would not come before the message that says its thanks too (G13). The answer is about the
first whose end has not come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from followup_rules._answers import Action, Blocked, Done, Reason, Send, WaitUntil, Why, WindowStatus, best_moment
from followup_rules._calendar import LAST_YEAR
from followup_rules._errors import must_be
from followup_rules._events import Touch
from followup_rules._fields import aware
from followup_rules._history import Fact
from followup_rules._policy import DEFAULT_POLICY, Policy
from followup_rules._progress import Progress, fold, state_of
from followup_rules._recipients import Choice, choose, ends_at_agency, missing, recipients
from followup_rules._stages import Stage
from followup_rules._timing import CaseTime, Slot, case_time, closed_days, held_for, lapse_of, slot_of, window_of
from followup_rules._touches import DUE_IN, TOUCHES
from followup_rules._values import check_complete, computed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from followup_rules._case import Interview
    from followup_rules._events import Event

_ALWAYS = datetime.min.replace(tzinfo=UTC)

# Why nothing asks any more in a stage in which no follow-up, escalation or feedback request can be due.
_DONE = {
    Stage.ESCALATED: "all-sent",
    Stage.FEEDBACK_REQUESTED: "feedback-requested",
    Stage.OFFERED: "offer",
    Stage.ADVANCED: "next-round",
    Stage.WITHDRAWN: "withdrawn",
}
_THANKS = tuple(touch for touch, row in TOUCHES.items() if row.folds_into is not None)
_TAKES_THANKS = {row.folds_into for row in TOUCHES.values()} - {None}
_ASK = {stage: touch for stage, touches in DUE_IN.items() for touch in touches if touch not in _THANKS}
check_complete("what is asked in a stage, or why nothing is", [*_DONE, *_ASK], Stage)


def next_action(
    interview: Interview, history: Iterable[Event] | Progress, *, now: datetime, policy: Policy = DEFAULT_POLICY
) -> Action:
    """Return the next message: what, when, to whom and why; or why there is none.

    *history* are the events since, in any order, or the :class:`Progress` that :func:`replay` made of them. *now* is
    an aware datetime. :class:`InputError` for a naive one, :class:`HistoryError` for an event that cannot belong to
    the interview.

    >>> from datetime import UTC, datetime
    >>> from followup_rules import Contact, ContactRole, Interview
    >>> interview = Interview(
    ...     id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
    ...     ended_at=datetime(2026, 4, 24, 6, tzinfo=UTC),
    ...     contacts=(Contact(id="hr", roles={ContactRole.RECRUITER}, email="hr@example.com"),),
    ... )
    >>> action = next_action(interview, (), now=datetime(2026, 4, 24, 7, tzinfo=UTC))
    >>> action.kind, action.touch.value, action.send_at.isoformat()
    ('wait-until', 'thank-you', '2026-04-27T09:00:00+09:00')
    """
    now = aware("now", now)
    state = state_of(interview, history)
    return _answer(case_time(interview, state, policy, now), now, policy.never)


def plan(
    interview: Interview, history: Iterable[Event] | Progress, *, now: datetime, policy: Policy = DEFAULT_POLICY
) -> tuple[Send | WaitUntil | Blocked, ...]:
    """Return the whole schedule ahead, in time order, as if nobody ever answers; the arguments of :func:`next_action`.

    Each touch is taken as sent at its ``send_at``; one that nobody can get is passed over, as if it had lapsed.
    Empty where nothing is due any more: :func:`next_action` says why.
    """
    now = aware("now", now)
    must_be(Policy, "policy", policy)
    state, given_up = state_of(interview, history), policy.never
    ahead: list[Send | WaitUntil | Blocked] = []
    while not isinstance(step := _answer(case_time(interview, state, policy, now), now, given_up), Done):
        ahead.append(step)
        if best_moment(step).astimezone(UTC).year > LAST_YEAR:
            break  # no event can be of a later year
        if isinstance(step, Blocked) or not step.to:
            given_up = {*given_up, step.touch}
        else:
            event = step.sent(at=step.send_at)
            fold(interview, state, Fact(event, step.send_at.date(), joins=False))
            now = event.at
    return tuple(ahead)


@dataclass(slots=True)
class _Due:
    """A touch that is due or will be, and the instant from which it would not be sent any more."""

    touch: Touch
    slot: Slot
    choice: Choice
    lapse: datetime  # the end of its last day
    ends: datetime


def _answer(case: CaseTime, now: datetime, given_up: AbstractSet[Touch]) -> Action:
    """Return the answer about the first touch whose end has not come; *given_up* are taken as lapsed."""
    notes: list[Why] = []
    asking = _asking(case, given_up)
    folds: list[Touch] = []
    for due in _thanks(case, asking):
        if due.touch not in given_up and now < due.ends:
            return _about(case, due, now, (), notes)
        folds.append(due.touch)
        if due.touch not in given_up:
            notes.append(_why_over(case, due, now))
    if isinstance(asking, Why):
        notes.append(asking)
    elif now < asking.ends:
        return _about(case, asking, now, tuple(folds) if asking.touch in _TAKES_THANKS else (), notes)
    else:
        notes.append(_why_over(case, asking, now))
    return computed(Done, kind="done", reasons=tuple([why.reason() for why in notes]))


def _thanks(case: CaseTime, asking: _Due | Why) -> Iterable[_Due]:
    """Yield the thanks that are owed, in their order (G15, G17)."""
    state = case.state
    for touch in DUE_IN[state.stage]:
        if touch is Touch.UPDATE_THANKS and state.update is not None:
            due = _due(case, touch)
            if due.choice.to:
                yield _before(case, due, asking)
        elif touch is Touch.THANK_YOU and not state.thanks_closed:
            due = _due(case, touch)
            if due.choice.to or not state.thanked:
                yield _before(case, due, asking)


def _asking(case: CaseTime, given_up: AbstractSet[Touch]) -> _Due | Why:
    """Return the follow-up, escalation or feedback request that comes next, or why none ever does."""
    state = case.state
    touch = _ASK.get(state.stage)
    if touch is None:
        return Why(_DONE[state.stage])
    row = TOUCHES[touch]
    if row.is_enquiry and not (case.interview.enquiries_welcome and state.welcomes_enquiries):
        return Why("no-enquiries")
    if touch in given_up:
        return Why("never", (row.title,))
    if ends_at_agency(case, touch):
        return Why("no-second-contact")
    return _due(case, touch)


def _due(case: CaseTime, touch: Touch) -> _Due:
    row = TOUCHES[touch]
    slot = slot_of(case, row)
    choice = choose(case, touch, slot)
    if choice.held is not None:
        slot = held_for(case, slot, *choice.held)
    lapse = lapse_of(case, row, slot)
    return _Due(touch, slot, choice, lapse, case.work.last_working(lapse))


def _before(case: CaseTime, thanks: _Due, asking: _Due | Why) -> _Due:
    """Return thanks that end where they would not come before the next follow-up opens (G13)."""
    if isinstance(asking, _Due):
        opens = asking.slot.opens
        folded = _ALWAYS if thanks.slot.opens >= opens else case.work.last_working(opens)
        thanks.ends = min(thanks.ends, folded)
    return thanks


def _why_over(case: CaseTime, due: _Due, now: datetime) -> Why:
    """Return why a touch whose end has come is not sent any more."""
    title = TOUCHES[due.touch].title
    if now < case.work.last_working(due.lapse):
        return Why("folded", (title,))
    return Why("lapsed", (title,), case.work.days.day(due.slot.closes))


def _about(case: CaseTime, due: _Due, now: datetime, folds: tuple[Touch, ...], notes: list[Why]) -> Action:
    """Return the answer about a touch that is due, or will be."""
    slot, choice, stage = due.slot, due.choice, case.state.stage
    window, reasons = window_of(case, slot), _reasons(case, due, now, notes)
    waits = now < slot.opens
    if not (choice.to or waits):
        return computed(
            Blocked,
            kind="blocked",
            touch=due.touch,
            window=window,
            missing=missing(case, due.touch, choice),
            reasons=reasons,
        )
    to, decision_by = recipients(case, choice), case.decision if case.stated else None
    if waits:
        return computed(
            WaitUntil,
            kind="wait-until",
            touch=due.touch,
            stage=stage,
            window=window,
            send_at=window.opens,
            to=to,
            folds=folds,
            decision_by=decision_by,
            reasons=reasons,
        )
    return computed(
        Send,
        kind="send",
        status=WindowStatus.OPEN if now < slot.closes else WindowStatus.LATE,
        touch=due.touch,
        stage=stage,
        window=window,
        send_at=case.work.days.local(case.work.next_working(now)[0]),
        to=to,
        folds=folds,
        decision_by=decision_by,
        reasons=reasons,
    )


def _reasons(case: CaseTime, due: _Due, now: datetime, notes: list[Why]) -> tuple[Reason, ...]:
    """Say from where it counts, which closed days lie between, who gets it, and what was folded or is late."""
    slot, choice = due.slot, due.choice
    when = [why.reason() for why in slot.why]
    if now < case.interview.ended_at:
        when.insert(0, Why("interview-not-over").reason())
    who = [*choice.why, *notes]
    if not choice.to:
        who.insert(len(choice.why), Why("nobody-to-write-to"))
    elif now >= slot.closes:
        who.append(Why("late", day=case.work.days.day(slot.closes)))
    return (*when, *closed_days(case, slot.anchor, slot.opens_on), *[why.reason() for why in who])
