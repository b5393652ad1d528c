"""What is due first: the first of all that may be sent, now or later, whose end has not come.

Tried in this order: answers that are owed, thanks for an update, the thank-you, and one message that asks. Each has an
end: the instant from which it would not be sent any more, because it has lapsed, or because it would not come before
the message that says its thanks too (G13).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from followup_rules._answers import REASONS, Why
from followup_rules._events import Touch
from followup_rules._progress import respondent
from followup_rules._recipients import Choice, choose_asked, choose_respondent, choose_thanked, ends_at_agency
from followup_rules._stages import Stage
from followup_rules._timing import (
    CaseTime,
    Slot,
    answer_lapses,
    answer_slot,
    comes_before,
    first_ask,
    held_on,
    held_until,
    lapses,
    opening_of,
    slot_of,
    time_at,
)
from followup_rules._touches import DUE_IN, TOUCHES
from followup_rules._values import check_complete

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date

    from followup_rules._case import Interview
    from followup_rules._policy import Policy
    from followup_rules._progress import Question, State
    from followup_rules._reach import Reach

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
THANKS = tuple(touch for touch, row in TOUCHES.items() if row.folds_into is not None)
_TAKES_THANKS = {row.folds_into for row in TOUCHES.values()} - {None}
_ASK = {stage: touch for stage, touches in DUE_IN.items() for touch in touches if touch not in THANKS}
_FOLLOW_UP_MAY_COME = {stage for stage, touch in _ASK.items() if TOUCHES[touch].is_enquiry}  # G43
check_complete("_DONE", [*_DONE, *_ASK], Stage)
check_complete("REASONS", REASONS, _DONE.values(), "sentence")


@dataclass(slots=True)
class Moment:
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

    def look_around(self, *days: date) -> None:
        """Let the calendar of the case reach as far as some days."""
        self._time = time_at(self.interview, self.state, self.policy, self.now, *days)


@dataclass(slots=True)
class DueTouch:
    """A touch that is due or will be, and the instants from which it would not be sent any more."""

    touch: Touch
    slot: Slot
    choice: Choice
    lapses: datetime  # by itself
    ends: datetime  # or before, since another message says its thanks
    folds: tuple[Touch, ...] = ()  # the thanks that it says besides
    notes: tuple[Why, ...] = ()  # what was passed over before it, and why


@dataclass(slots=True)
class DueAnswer:
    """An answer that the candidate owes, and the instant from which it would not be sent any more."""

    question: Question
    slot: Slot
    choice: Choice
    ends: datetime


@dataclass(slots=True)
class NewTimeMissing:
    """An interview that was called off and taken up again, and has no new time (G43)."""

    since: datetime


@dataclass(slots=True)
class Nothing:
    """Nothing is due, and why."""

    notes: tuple[Why, ...]


Due = DueTouch | DueAnswer | NewTimeMissing | Nothing


def send_at(moment: Moment, due: DueTouch | DueAnswer) -> tuple[datetime, date]:
    """Return when to send what is due: an answer at once, a touch at the next working instant of its window (G6).

    With it comes the local day.
    """
    if isinstance(due, DueAnswer):
        return moment.now, moment.time.days.day(moment.now)
    if moment.now < due.slot.opens:
        return due.slot.opens, due.slot.opens_on
    return moment.time.work.next_working(moment.now)


def first_due(moment: Moment) -> Due:
    """Return what is due first and has not come to its end."""
    state = moment.state
    if state.questions and (owed := answers_owed(moment)):
        return owed[0]
    if state.needs_new_time_since is not None and state.stage in _FOLLOW_UP_MAY_COME:
        return NewTimeMissing(state.needs_new_time_since)
    notes, folds = list[Why](), list[Touch]()
    for thanks in _thanks(moment):
        if thanks.touch not in moment.given_up:
            if moment.now < thanks.ends:
                thanks.notes = tuple(notes)
                return thanks
            notes.append(_why_over(moment, thanks))
        folds.append(thanks.touch)
    asking = _asking(moment)
    if isinstance(asking, DueTouch):
        if moment.now < asking.ends:
            asking.folds, asking.notes = tuple(folds) if asking.touch in _TAKES_THANKS else (), tuple(notes)
            return asking
        notes.append(_why_over(moment, asking))
    else:
        notes.append(asking)
        if state.was_not_held and state.stage is Stage.ADVANCED:
            notes.append(Why("nothing-gone-through"))  # there would be a thank-you otherwise
    return Nothing(tuple(notes))


def answers_owed(moment: Moment) -> list[DueAnswer]:
    """Return the answers that are owed and not too late, what closes first comes first (G37).

    Those that nobody can get come after all others: they hold up none.
    """
    found, other = list[DueAnswer](), respondent(moment.reach, moment.state, moment.time.updater)
    for questions in moment.state.questions.values():
        choice = choose_respondent(moment.reach, moment.state, questions[0].sender, other)
        for question in questions:
            slot = answer_slot(moment.time, question)
            ends = answer_lapses(moment.time, slot)
            if moment.now < ends:
                found.append(DueAnswer(question, slot, choice, ends))
    return sorted(found, key=_turn)


def _turn(due: DueAnswer) -> tuple[object, ...]:
    """Return the turn of an answer: by when it closes, then by the question."""
    question = due.question
    return not due.choice.to, due.slot.closes, question.at, question.sender or "", question.asks_for


def _thanks(moment: Moment) -> Iterator[DueTouch]:
    """Yield the thanks that are owed, in their order (G15, G17)."""
    state = moment.state
    for touch in DUE_IN[state.stage]:
        if touch in OWES and OWES[touch](state):
            choice = choose_thanked(moment.reach, state, touch)
            if choice.to or (touch is _THANK_YOU and not state.thanked):
                yield _ending_before_follow_up(
                    moment, _due(moment, touch, slot_of(moment.time, TOUCHES[touch]), choice)
                )


def _owes_update_thanks(state: State) -> bool:
    """Tell whether a reply waits for thanks; after a rejection, the feedback request comes first (G28)."""
    return state.update is not None and (state.stage is not Stage.REJECTED or state.asked_for_feedback)


def _owes_thank_you(state: State) -> bool:
    """Tell whether there is an interview to give thanks for, and nothing has closed that (G13, G27, G42)."""
    return not state.thanks_closed and not state.was_not_held


OWES: dict[Touch, Callable[[State], bool]] = {
    Touch.UPDATE_THANKS: _owes_update_thanks,
    Touch.THANK_YOU: _owes_thank_you,
}
check_complete("when thanks are owed", OWES, THANKS)


def _asking(moment: Moment) -> DueTouch | Why:
    """Return the follow-up, escalation or feedback request that comes next, or why none ever does."""
    touch = _next_ask(moment)
    return touch if isinstance(touch, Why) else _due(moment, touch, *_placed(moment, touch))


def _next_ask(moment: Moment) -> Touch | Why:
    """Return which touch asks next, or why none ever does."""
    state = moment.state
    touch = _ASK.get(state.stage)
    if touch is None:
        return Why(_why_done(state))
    row = TOUCHES[touch]
    never = {
        "nothing-gone-through": state.was_not_held,  # G42
        "no-enquiries": row.is_enquiry and not state.welcomes_enquiries,  # G21
        "never": touch in moment.given_up,  # G13
        "all-sent": touch is _ESCALATION and state.was_escalated,  # G14
        "feedback-requested": touch is _FEEDBACK_REQUEST and state.asked_for_feedback,  # G14
        "no-second-contact": ends_at_agency(moment.reach, state, touch),  # G18
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


def _due(moment: Moment, touch: Touch, slot: Slot, choice: Choice) -> DueTouch:
    ends = lapses(moment.time, TOUCHES[touch], slot)
    return DueTouch(touch, slot, choice, ends, ends)


def _placed(moment: Moment, touch: Touch) -> tuple[Slot, Choice]:
    """Return when a touch that asks is on time and who gets it, held for those who are away."""
    slot = slot_of(moment.time, TOUCHES[touch])
    choice = choose_asked(moment.time, moment.reach, touch, slot.opens_on)
    if choice.held is not None:
        until, who = choice.held
        slot = held_until(moment.time, slot, until, "held-away", who)
    return slot, choice


def hold_back(moment: Moment, due: DueTouch, work: Slot, *words: str | date) -> None:
    """Hold a touch until the day of *work*, since somebody gets another message before that (H1); it folds nothing."""
    due.slot = slot = held_on(moment.time, due.slot, work, Why("held-other-case", words, work.raw.anchor))
    lapse = lapses(moment.time, TOUCHES[due.touch], slot)
    if not slot.opens < due.ends < due.lapses:
        due.ends = lapse
    due.lapses = lapse


def _ending_before_follow_up(moment: Moment, thanks: DueTouch) -> DueTouch:
    """Return thanks that end where they would not come before the next follow-up opens (G13)."""
    time = moment.time
    if thanks.ends <= first_ask(time):
        return thanks  # no follow-up can open before
    touch = _next_ask(moment)
    if isinstance(touch, Touch):
        if time.state.absences:
            ask = _placed(moment, touch)[0]
            opens, opens_on = ask.opens, ask.opens_on
        else:
            opens, opens_on = opening_of(time, TOUCHES[touch])
        thanks.ends = min(thanks.ends, comes_before(time, thanks.slot, opens, opens_on) or _ALWAYS)
    return thanks


def _why_over(moment: Moment, due: DueTouch) -> Why:
    """Return why a touch whose end has come is not sent any more."""
    title = TOUCHES[due.touch].title
    if moment.now < due.lapses:
        return Why("folded", (title,))
    return Why("lapsed", (title,), due.slot.closes_on)
