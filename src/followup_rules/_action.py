"""The answer: what to send next, when, to whom and why; and the whole schedule ahead.

In each stage at most three touches can be due: thanks for an update, the thank-you, and one that asks (a follow-up,
the escalation, a request for feedback). Thanks come first, until they would not come before the asking one opens:
then they are folded into it (G13).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_rules._answers import Action, Blocked, Done, Reason, Send, WaitUntil, Why, WindowStatus
from followup_rules._calendar import LAST_YEAR
from followup_rules._models import Touch, aware
from followup_rules._policy import DEFAULT_POLICY, Policy
from followup_rules._progress import Fact, Progress, advance, replay
from followup_rules._recipients import Choice, Recipients
from followup_rules._stages import Stage
from followup_rules._timing import Clock, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from followup_rules._case import Interview
    from followup_rules._events import Event

_ASK = {
    Stage.INTERVIEWED: Touch.FOLLOW_UP_1,
    Stage.THANKED: Touch.FOLLOW_UP_1,
    Stage.ANSWERED: Touch.FOLLOW_UP_1,
    Stage.FOLLOWED_UP_1: Touch.FOLLOW_UP_2,
    Stage.FOLLOWED_UP_2: Touch.ESCALATION,
    Stage.REJECTED: Touch.FEEDBACK_REQUEST,
}
_THANK_YOU_DUE = (Stage.INTERVIEWED, Stage.THANKED, Stage.ANSWERED, Stage.ADVANCED)  # G15
_UPDATE_THANKS_DUE = (Stage.ANSWERED, Stage.FEEDBACK_REQUESTED)  # G17, G28
_DONE = {
    Stage.ESCALATED: Why("all-sent"),
    Stage.FEEDBACK_REQUESTED: Why("feedback-requested"),
    Stage.OFFERED: Why("offer"),
    Stage.ADVANCED: Why("next-round"),
    Stage.WITHDRAWN: Why("withdrawn"),
}


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
    progress = history if isinstance(history, Progress) else replay(interview, history)
    return _Question(interview, progress, now, policy).answer()


def plan(
    interview: Interview, history: Iterable[Event] | Progress, *, now: datetime, policy: Policy = DEFAULT_POLICY
) -> tuple[Send | WaitUntil | Blocked, ...]:
    """Return the whole schedule ahead, in time order, as if nobody ever answers; the arguments of :func:`next_action`.

    Each touch is taken as sent at its ``send_at``; one that nobody can get is passed over, as if it had lapsed.
    Empty where nothing is due any more: :func:`next_action` says why.
    """
    now = aware("now", now)
    progress = history if isinstance(history, Progress) else replay(interview, history)
    ahead: list[Send | WaitUntil | Blocked] = []
    while not isinstance(action := _Question(interview, progress, now, policy).answer(), Done):
        ahead.append(action)
        if action.window.opens.year > LAST_YEAR or now.year > LAST_YEAR:
            break  # no event can be of a later year
        if isinstance(action, Blocked) or not action.to:
            policy = policy.replace(never={*policy.never, action.touch})
        else:
            event = action.sent(at=action.send_at)
            progress = advance(interview, progress, Fact(event, action.send_at.date()))
            now = event.at
    return tuple(ahead)


class _Question:
    """One case at one instant."""

    __slots__ = ("clock", "interview", "notes", "now", "people", "policy", "progress", "send_now")

    def __init__(self, interview: Interview, progress: Progress, now: datetime, policy: Policy) -> None:
        self.interview, self.progress, self.now, self.policy = interview, progress, now, policy
        self.clock = Clock(interview, progress, policy, now)
        self.people = Recipients(interview, progress)
        self.send_now = self.clock.office.next_working(now)[0]
        self.notes: list[Why] = []

    def answer(self) -> Action:
        """Thanks first, then the asking touch, then nothing."""
        folds: list[Touch] = []
        for touch, slot, choice in self._thanks():
            if touch in self.policy.never or self._lapsed(touch, slot):
                folds.append(touch)
            elif self._comes_too_late(slot):
                folds.append(touch)
                self.notes.append(Why("folded", (touch,)))
            else:
                return self._due(touch, slot, choice, ())
        asked = self._ask()
        if isinstance(asked, Why):
            self.notes.append(asked)
        elif not self._lapsed(asked[0], asked[1]):
            return self._due(*asked, tuple(folds) if asked[0] is Touch.FOLLOW_UP_1 else ())
        return Done(reasons=_said(self.notes))

    def _comes_too_late(self, slot: Slot) -> bool:
        """Tell whether thanks would not come before the next follow-up opens (G13)."""
        send_at = max(slot.opens, self.send_now)
        if send_at < self.clock.office.start_of(self.clock.decision[0]):
            return False  # no follow-up opens before the decision date
        asked = self._ask()
        return not isinstance(asked, Why) and send_at >= asked[1].opens

    def _ask(self) -> tuple[Touch, Slot, Choice] | Why:
        """Return the follow-up, escalation or feedback request that comes next, or why none ever does."""
        stage = self.progress.stage
        if stage in _DONE:
            return _DONE[stage]
        touch = _ASK[stage]
        if touch is not Touch.FEEDBACK_REQUEST and not (
            self.interview.enquiries_welcome and self.progress.enquiries_welcome
        ):
            return Why("no-enquiries")
        if touch in self.policy.never:
            return Why("never", (touch,))
        if self.people.ends_at_agency(touch):
            return Why("no-second-contact")
        since = self.progress.since or self.interview.day
        match touch:
            case Touch.FOLLOW_UP_1:
                slot = self.clock.first_follow_up()
            case Touch.FOLLOW_UP_2:
                slot = self.clock.second_follow_up(since)
            case Touch.ESCALATION:
                slot = self.clock.escalation(since)
            case _:
                slot = self.clock.feedback_request(since)
        calendar = self.clock.office.calendar
        choice = self.people.ask(touch, slot.opens_on, lambda day: calendar.add_business_days(day, 1), self.policy)
        if choice.held is not None:
            slot = self.clock.held(slot, *choice.held)
        return touch, slot, choice

    def _thanks(self) -> Iterable[tuple[Touch, Slot, Choice]]:
        """Yield the thanks that are owed, in their order (G15, G17)."""
        progress = self.progress
        if progress.update_from and progress.update_at and progress.stage in _UPDATE_THANKS_DUE:
            choice = self.people.update_thanks()
            if choice is not None:
                yield Touch.UPDATE_THANKS, self.clock.update_thanks(progress.update_at), choice
        if progress.stage in _THANK_YOU_DUE and not progress.thanks_closed:
            choice = self.people.thank_you()
            if choice.to or not progress.thanked:
                yield Touch.THANK_YOU, self.clock.thank_you(), choice

    def _lapsed(self, touch: Touch, slot: Slot) -> bool:
        if self.send_now < slot.closes or self.send_now < self.clock.lapses(touch, slot):
            return False
        day = self.clock.office.day(slot.closes)
        self.notes.append(Why("lapsed", (touch,), day))
        return True

    def _due(self, touch: Touch, slot: Slot, choice: Choice, folds: tuple[Touch, ...]) -> Action:
        """Return the answer about a touch that is due, or will be."""
        window = self.clock.window(slot)
        why = [*slot.why, *self.clock.closed_days(slot), *choice.why, *self.notes]
        if self.now < slot.opens:
            if self.now < self.interview.ended_at:
                why.insert(0, Why("interview-not-over"))
            return WaitUntil(
                touch=touch,
                stage=self.progress.stage,
                window=window,
                send_at=window.opens,
                to=self.people.recipients(choice),
                folds=folds,
                decision_by=self.clock.stated(),
                reasons=_said(why),
            )
        if not choice.to:
            return Blocked(touch=touch, window=window, missing=choice.missing, reasons=_said(why))
        late = self.now >= slot.closes
        if late:
            why.append(Why("late", day=self.clock.office.day(slot.closes)))
        return Send(
            touch=touch,
            stage=self.progress.stage,
            window=window,
            status=WindowStatus.LATE if late else WindowStatus.OPEN,
            send_at=self.send_now,
            to=self.people.recipients(choice),
            folds=folds,
            decision_by=self.clock.stated(),
            reasons=_said(why),
        )


def _said(why: list[Why]) -> tuple[Reason, ...]:
    return tuple(each.said() for each in why)
