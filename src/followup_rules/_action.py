"""The answer: what to send next, when, to whom and why; and the whole schedule ahead.

In each stage at most three touches can be due: thanks for an update, the thank-you, and one that asks (a follow-up,
the escalation, a request for feedback). Thanks come first, until they would not come before the asking one opens:
then they are folded into it (G13).
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from followup_rules._answers import Action, Blocked, Done, Reason, Send, WaitUntil, Why, WindowStatus, best_moment
from followup_rules._calendar import LAST_YEAR
from followup_rules._models import Touch, aware, trusted
from followup_rules._policy import DEFAULT_POLICY, Policy
from followup_rules._progress import Mails, Progress, advance, told_by
from followup_rules._recipients import Choice, Recipients
from followup_rules._stages import Stage
from followup_rules._timing import Clock, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

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
_SLOT: dict[Touch, Callable[[Clock, date], Slot]] = {
    Touch.FOLLOW_UP_1: lambda clock, _: clock.first_follow_up(),
    Touch.FOLLOW_UP_2: Clock.second_follow_up,
    Touch.ESCALATION: Clock.escalation,
    Touch.FEEDBACK_REQUEST: Clock.feedback_request,
}
_ENQUIRIES = (Touch.FOLLOW_UP_1, Touch.FOLLOW_UP_2, Touch.ESCALATION)  # G21
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
    progress, mails = told_by(interview, history)
    return _Question(interview, progress, mails, now, policy).answer()


def plan(
    interview: Interview, history: Iterable[Event] | Progress, *, now: datetime, policy: Policy = DEFAULT_POLICY
) -> tuple[Send | WaitUntil | Blocked, ...]:
    """Return the whole schedule ahead, in time order, as if nobody ever answers; the arguments of :func:`next_action`.

    Each touch is taken as sent at its ``send_at``; one that nobody can get is passed over, as if it had lapsed.
    Empty where nothing is due any more: :func:`next_action` says why.
    """
    now = aware("now", now)
    progress, mails = told_by(interview, history)
    ahead: list[Send | WaitUntil | Blocked] = []
    while not isinstance(action := _Question(interview, progress, mails, now, policy).answer(), Done):
        ahead.append(action)
        if best_moment(action).astimezone(UTC).year > LAST_YEAR:
            break  # no event can be of a later year
        if isinstance(action, Blocked) or not action.to:
            policy = policy.replace(never={*policy.never, action.touch})
        else:
            event = action.sent(at=action.send_at)
            progress = advance(interview, progress, event, action.send_at.date())
            now = event.at
    return tuple(ahead)


class _Question:
    """One case at one instant."""

    __slots__ = ("clock", "interview", "notes", "now", "people", "policy", "progress")

    def __init__(self, interview: Interview, progress: Progress, mails: Mails, now: datetime, policy: Policy) -> None:
        self.interview, self.progress, self.now, self.policy = interview, progress, now, policy
        self.clock = Clock(interview, progress, policy, now)
        self.people = Recipients(interview, progress, mails)
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
            return self._due(*asked, tuple(folds) if folds and asked[0] is Touch.FOLLOW_UP_1 else ())
        return Done(reasons=tuple(_said(self.notes)))

    def _comes_too_late(self, slot: Slot) -> bool:
        """Tell whether thanks would not come before the next follow-up opens (G13)."""
        send_at = max(slot.opens, self._send_now())
        if send_at < self.clock.office.start_of(self.clock.decision):
            return False  # no follow-up opens before the decision date
        asked = self._ask()
        return not isinstance(asked, Why) and send_at >= asked[1].opens

    def _ask(self) -> tuple[Touch, Slot, Choice] | Why:
        """Return the follow-up, escalation or feedback request that comes next, or why none ever does."""
        stage = self.progress.stage
        if stage in _DONE:
            return _DONE[stage]
        touch = _ASK[stage]
        if not (self.interview.enquiries_welcome and self.progress.enquiries_welcome) and touch in _ENQUIRIES:
            return Why("no-enquiries")
        if touch in self.policy.never:
            return Why("never", (touch,))
        if self.people.ends_at_agency(touch):
            return Why("no-second-contact")
        slot = _SLOT[touch](self.clock, self.progress.since or self.interview.day)
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

    def _send_now(self) -> datetime:
        """Return the first working instant from now on."""
        return self.clock.office.next_working(self.now)[0]

    def _lapsed(self, touch: Touch, slot: Slot) -> bool:
        if self.now < slot.closes or self._send_now() < self.clock.lapses(touch, slot):
            return False
        day = self.clock.office.day(slot.closes)
        self.notes.append(Why("lapsed", (touch,), day))
        return True

    def _due(self, touch: Touch, slot: Slot, choice: Choice, folds: tuple[Touch, ...]) -> Action:
        """Return the answer about a touch that is due, or will be."""
        window, reasons, waits = self.clock.window(slot), self._reasons(slot, choice), self.now < slot.opens
        if not (choice.to or waits):
            return Blocked(touch=touch, window=window, missing=self.people.missing(touch, choice), reasons=reasons)
        message = {
            "touch": touch,
            "stage": self.progress.stage,
            "window": window,
            "send_at": window.opens if waits else self.clock.office.local(self._send_now()),
            "to": self.people.recipients(choice),
            "folds": folds,
            "decision_by": self.clock.decision if self.clock.stated else None,
            "reasons": reasons,
        }
        if waits:
            return trusted(WaitUntil, message | {"kind": "wait-until"})
        status = WindowStatus.OPEN if self.now < slot.closes else WindowStatus.LATE
        return trusted(Send, message | {"kind": "send", "status": status})

    def _reasons(self, slot: Slot, choice: Choice) -> tuple[Reason, ...]:
        """Say from where it counts, which closed days it passes over, who gets it, and what was folded or is late."""
        when, who = list(slot.why), list(choice.why)
        if self.now < self.interview.ended_at:
            when.insert(0, Why("interview-not-over"))
        if not choice.to:
            who.append(Why("nobody-to-write-to"))
        who += self.notes
        if choice.to and self.now >= slot.closes:
            who.append(Why("late", day=self.clock.office.day(slot.closes)))
        return (*_said(when), *self.clock.office.closed_days(slot.anchor, slot.opens_on), *_said(who))


def _said(why: list[Why]) -> list[Reason]:
    return [each.said() for each in why]
