"""Histories: what may happen in a case one after the other, and what a careless app makes of it."""

from __future__ import annotations

from collections import deque
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from followup_rules._action import next_action
from followup_rules._answers import Respond, Send, WaitUntil
from followup_rules._errors import InputError
from followup_rules._events import (
    Bounced,
    Event,
    MessageSent,
    OutOfOfficeReceived,
    ReplyReceived,
    Sent,
    Snoozed,
    Touch,
    TouchSkipped,
)
from followup_rules._progress import State, state_of
from followup_rules._reach import reach_of
from followup_rules._stages import NEUTRAL, TRANSITIONS, Stage
from followup_rules.strategies._arguments import as_strategy, maybe, one_of_kinds
from followup_rules.strategies._events import event, events, within_time
from followup_rules.strategies._interviews import interviews
from followup_rules.strategies._places import DAY, END, HOUR

if TYPE_CHECKING:
    from datetime import datetime

    from followup_rules._case import Interview
    from followup_rules.strategies._arguments import Given

History = tuple[Event, ...]
Move = tuple[type[Event], Touch | None]  # a kind of event; a skip names its touch
MOST = 8  # events
_EARLY = (ReplyReceived, OutOfOfficeReceived, MessageSent, Snoozed)  # may come before the interview's end
_STAGES = (*Stage, *[Stage.ANSWERED] * 4, Stage.NOT_HELD, Stage.WITHDRAWN, Stage.ADVANCED)

# Hours from one event to the next: the next day first; the same instant, an hour, a weekend, weeks.
_gaps = st.sampled_from((24, 1, 5, 26, 72, 8 * 24, 16 * 24, 0, 45 * 24)) | st.integers(0, 30 * 24)
_turns = st.sampled_from(("on", "on", "on", "advice", "aside", "astray"))
_padding = st.tuples(*[st.booleans()] * 5)  # a skip draws as much as a message, so it is no simpler
_is_careless: st.SearchStrategy[bool] = st.sampled_from((False, False, True))
_slips = st.sampled_from((1, 0, -1, 48))
_ends = st.sampled_from(("end", "end", "aside"))


def histories(
    interview: Given[Interview] | None = None, *, stage: Given[Stage] | None = None, max_size: Given[int] = MOST
) -> st.SearchStrategy[History]:
    """Return a strategy for a valid history of an interview: in the order of time, and each event is allowed.

    It leads to a *stage*, if one is given, else to any. :func:`replay` finds nothing irregular in it, and a message
    that bounces went out before. Without an *interview*, it is of one that :func:`interviews` gives.
    :class:`InputError` if *max_size* events cannot lead to the stage.

    >>> from hypothesis import find
    >>> [event.kind for event in find(histories(stage=Stage.WITHDRAWN, max_size=3), lambda history: len(history) < 2)]
    ['withdrawn']
    """
    if isinstance(max_size, int) and isinstance(stage, str):
        _check_size(max_size, stage)
    goals = st.sampled_from(_STAGES) if stage is None else as_strategy(stage)
    about = interviews() if interview is None else as_strategy(interview)
    return _histories(about, goals, as_strategy(max_size), is_fixed=stage is not None)


def _check_size(most: int, goal: str) -> None:
    needed = _distances(goal, has_contacts=False).get(Stage.INTERVIEWED)
    if needed is None:
        raise InputError("stage", goal, f"one of {', '.join(Stage)}")
    if most < needed:
        raise InputError("max_size", most, f"{needed} or more, to come to the stage {str(goal)!r}")


@st.composite
def _histories(
    draw: st.DrawFn,
    interview: st.SearchStrategy[Interview],
    goals: st.SearchStrategy[Stage],
    sizes: st.SearchStrategy[int],
    *,
    is_fixed: bool,
) -> History:
    goal, most = draw(goals), draw(sizes)
    if is_fixed:
        _check_size(most, goal)
    walk = Walk(draw, draw(interview), goal, most)
    if is_fixed and walk.left:
        raise InputError("interview", walk.about, f"one after which there is time to come to the stage {str(goal)!r}")
    return tuple(walk.events)


def raw_histories(
    interview: Given[Interview] | None = None, *, max_size: Given[int] = MOST
) -> st.SearchStrategy[History]:
    """Return a strategy for a history as an app may have it: any events in any order.

    Events are repeated, some are the candidate's own copies of what was sent, mail bounces before it is sent, and all
    of it is shuffled. It may be longer than *max_size* by what is repeated and copied, at most by five events.
    """
    about = interviews() if interview is None else as_strategy(interview)
    return _raw_histories(about, as_strategy(max_size))


@st.composite
def _raw_histories(draw: st.DrawFn, interview: st.SearchStrategy[Interview], sizes: st.SearchStrategy[int]) -> History:
    about, most = draw(interview), draw(sizes)
    one = events(about)
    valid = _histories(st.just(about), st.sampled_from(_STAGES), st.just(most), is_fixed=False)
    told = list(draw(one_of_kinds([*[st.lists(one, max_size=most)] * 4, valid])))
    mails = [each for each in told if isinstance(each, Sent) and each.message_id is not None]
    copies, bounces, repeats = (draw(_is_careless) for _ in range(3))
    if copies and mails:
        mail = draw(st.sampled_from(mails))
        told.append(ReplyReceived(at=mail.at, sender=mail.to[0], message_id=mail.message_id, subject=mail.subject))
    if bounces and mails:
        mail = draw(st.sampled_from(mails))
        fixed = {"contact": mail.to[0], "message_id": mail.message_id}
        told.append(event(draw, about, Bounced, within_time(mail.at + draw(_slips) * HOUR), fixed, None))
    if repeats and told:
        told += draw(st.lists(st.sampled_from(told), min_size=1, max_size=3))
    return tuple(draw(st.permutations(told)))


class Walk:
    """A walk from event to event to a stage."""

    def __init__(self, draw: st.DrawFn, about: Interview, goal: Stage, most: int) -> None:
        """Walk until the goal is reached, or there is no more room or time."""
        self.draw, self.about, self.most = draw, about, most
        self.reach, self.events = reach_of(about), list[Event]()
        self.state: State = state_of(about, self.reach, ())
        self.distances = _distances(goal, has_contacts=bool(about.contacts))
        self.now, self.turns = about.ended_at, 0
        self._before()
        is_going = True
        while is_going:
            is_going = len(self.events) < most and self.now < END and self._go()

    @property
    def left(self) -> int:
        """How many moves the goal is away."""
        return self.distances[self.state.stage]

    def _before(self) -> None:
        """Draw, now and then, something that came before the interview's end."""
        if self.most > self.left and self.draw(st.sampled_from((0,) * 7 + (1,))):
            at = within_time(self.about.ended_at - self.draw(st.integers(1, 200)) * HOUR)
            kinds = [kind for kind in _EARLY if self.about.contacts or kind is not MessageSent]
            self._add(self._event((self.draw(st.sampled_from(kinds)), None), at))

    def _go(self) -> bool:
        """Go on by one event, and tell whether to go on."""
        self.turns += 1  # one may bring nothing
        has_room = len(self.events) + self.left < self.most and self.turns < 2 * self.most
        at_goal = self.left == 0
        turn = self.draw(_ends if at_goal else _turns) if has_room else "end" if at_goal else "on"
        if turn == "end":
            return False
        if turn == "advice":
            advice = self._advice()
            if advice is not None and self._add(advice):
                return True
            turn = "on"
        later = within_time(self.now + self.draw(_gaps) * HOUR)
        added = self._add(self._event(self.draw(st.sampled_from(self._moves(turn))), later))
        return added or turn != "on" or self._come_nearer(self.now)

    def _moves(self, turn: str) -> list[Move]:
        """Return the moves of a turn: nearer to the goal, to the same stage, or anywhere."""
        stage, left = self.state.stage, self.left
        found = []
        for kind, touch, to in _moves_from(stage, has_contacts=bool(self.about.contacts)):
            nearer = self.distances[to] < left
            if turn == "astray" or (nearer if turn == "on" else to is stage):
                found.append((kind, touch))
        return found

    def _event(self, to: Move, at: datetime) -> Event:
        kind, touch = to
        fixed: dict[str, Any] = {} if touch is None else {"touch": touch}
        if touch is not None:
            self.draw(_padding)
        if kind is Bounced:
            sent = [each for each in self.events if isinstance(each, Sent)]
            if not sent:
                kind = OutOfOfficeReceived
            else:
                last = self.draw(st.sampled_from(sent[::-1]))
                fixed = {"contact": self.draw(st.sampled_from(last.to)), "message_id": last.message_id}
        number = f"<{len(self.events) + 1}@example.com>"
        return event(self.draw, self.about, kind, at, fixed, self.draw(maybe(st.just(number), one_in=3)))

    def _add(self, added: Event) -> bool:
        """Add an event, unless it is not allowed, or leads too far away; tell whether it was added."""
        told = [*self.events, added]
        state = state_of(self.about, self.reach, told)
        left = self.distances[state.stage]
        if state.irregular or len(told) + left > self.most or (left and added.at > END - 2 * left * DAY):
            return False
        self.events, self.state, self.now = told, state, max(self.now, added.at)
        return True

    def _advice(self) -> Event | None:
        """Return the event of what the library says to do next."""
        action = next_action(self.about, self.events, now=self.now)
        if not isinstance(action, Send | WaitUntil | Respond) or not action.to:
            return None
        at = max(action.send_at, self.now)
        return action.sent(at=at) if at <= END else None

    def _come_nearer(self, after: datetime) -> bool:
        """Come nearer to the goal by the first way there is, in one or two days; tell whether that was possible."""
        left = self.left
        for days in (1, 2):
            for to in self._moves("on"):
                at = after + days * DAY
                if at <= END and self._add(self._event(to, at)):
                    return self.left < left
        return False


@cache
def _moves_from(stage: Stage, *, has_contacts: bool) -> tuple[tuple[type[Event], Touch | None, Stage], ...]:
    """Return the events that the table allows in a stage, with where they lead."""
    rows = [(row.event, row.touch, row.to) for row in TRANSITIONS if row.stage is stage]
    skipped = {row.touch for row in TRANSITIONS if row.stage is stage and row.event is TouchSkipped}
    rows += [(kind, None, stage) for kind in NEUTRAL]
    rows += [(TouchSkipped, touch, stage) for touch in Touch if touch not in skipped]
    return tuple(row for row in rows if has_contacts or not {"to", "contact"} & row[0].model_fields.keys())


@cache
def _distances(goal: str, *, has_contacts: bool) -> dict[Stage, int]:
    """Return how many moves each stage is away from a goal."""
    found = {stage: 0 for stage in Stage if stage == goal}
    waiting = deque(found)
    while waiting:
        there = waiting.popleft()
        for stage in Stage:
            if stage not in found and any(to is there for *_, to in _moves_from(stage, has_contacts=has_contacts)):
                found[stage] = found[there] + 1
                waiting.append(stage)
    return found
