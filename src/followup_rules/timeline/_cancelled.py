"""What was still ahead of the candidate, and which event ended that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_rules._due import OWES
from followup_rules._events import Event, Snoozed, Touch, TouchSkipped
from followup_rules._history import facts
from followup_rules._progress import State, fold
from followup_rules._reach import reach_of
from followup_rules._stages import TRANSITIONS, Stage
from followup_rules._touches import DUE_IN, TOUCHES

if TYPE_CHECKING:
    from collections.abc import Collection

    from followup_rules._case import Interview


_TO = {(row.stage, row.event): row.to for row in TRANSITIONS if row.touch is None}


def _asks_from(stage: Stage) -> tuple[Touch, ...]:
    """Return the touches that ask and can still come from a stage on, in their order, if nobody ever answers."""
    asks = [touch for touch in DUE_IN[stage] if TOUCHES[touch].folds_into is None]
    return tuple([each for touch in asks for each in (touch, *_asks_from(_TO[stage, TOUCHES[touch].event]))])


_ASKS = {stage: _asks_from(stage) for stage in Stage}


def cancelled(interview: Interview, events: Collection[Event], planned: Collection[Touch]) -> dict[Event, list[Touch]]:
    """Return the touches that an event has ended, by that event: they were ahead before it, and are not *planned* now.

    Only what the other side or the candidate decided ends a touch: a message sent, or a skip, ends none but its own.
    """
    if not any(map(_may_end, events)):
        return {}
    reach, ended = reach_of(interview), dict[Touch, Event]()
    state = State(welcomes_enquiries=interview.enquiries_welcome or interview.enquire_on is not None)
    before = _ahead(state)
    for fact in facts(interview, reach, events):
        event = fact.event
        fold(interview, reach, state, fact)
        after = _ahead(state)
        if after != before and _may_end(event):
            ended |= {touch: event for touch in before if touch not in after}
        for touch in after if ended else ():
            ended.pop(touch, None)
        before = after
    found: dict[Event, list[Touch]] = {}
    for touch, event in ended.items():
        if touch not in planned:
            found.setdefault(event, []).append(touch)
    return found


def _may_end(event: Event) -> bool:
    return event.side in ("theirs", "own") and not isinstance(event, (Snoozed, TouchSkipped))


def _ahead(state: State) -> list[Touch]:
    """Return what can still come if nobody ever answers: thanks that are owed, then what asks (G14, G42)."""
    thanks = [touch for touch in DUE_IN[state.stage] if touch in OWES and OWES[touch](state)]
    if state.thanked and Touch.THANK_YOU in thanks:
        thanks.remove(Touch.THANK_YOU)
    if state.was_not_held:
        return thanks
    spent = {Touch.ESCALATION: state.was_escalated, Touch.FEEDBACK_REQUEST: state.asked_for_feedback}
    asks = [touch for touch in _ASKS[state.stage] if not spent.get(touch)]
    return [*thanks, *[touch for touch in asks if state.welcomes_enquiries or not TOUCHES[touch].is_enquiry]]
