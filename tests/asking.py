"""The questions that most tests ask of an interview and its events, and what they look at in the answer.

``now`` is local, ``2026-06-04 15:30``, in the zone of the interview.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup_rules import (
    DEFAULT_POLICY,
    Action,
    Blocked,
    Done,
    Progress,
    Respond,
    Send,
    Touch,
    WaitUntil,
    Window,
    gaps,
    messages,
    next_action,
    plan,
    replay,
)
from followup_rules._progress import State, state_of
from followup_rules._reach import reach_of
from support import CANDIDATE, TOKYO, at, interview, local

if TYPE_CHECKING:
    from datetime import datetime

    from followup_rules import Event, Interview, Message, Policy, Step


def ways(case: Interview, events: tuple[Event, ...]) -> list[tuple[Event, ...] | Progress]:
    """Return a history in each form that gives one answer: told backwards, replayed, and stored as JSON."""
    progress = replay(case, events)
    return [events[::-1], progress, Progress.model_validate_json(progress.model_dump_json())]


def answer(case: Interview, *events: Event, now: str | datetime, policy: Policy = DEFAULT_POLICY) -> Action:
    """Return the next action, which is the same in whatever form the history is given."""
    moment = at(now, case.timezone) if isinstance(now, str) else now
    action = next_action(case, events, now=moment, policy=policy)
    for history in ways(case, events):
        assert next_action(case, history, now=moment, policy=policy) == action
    return action


def due(case: Interview, *events: Event, now: str | datetime, policy: Policy = DEFAULT_POLICY) -> Send | WaitUntil:
    """Return the next touch; there must be one."""
    action = answer(case, *events, now=now, policy=policy)
    assert isinstance(action, Send | WaitUntil), action
    return action


def owed(case: Interview, *events: Event, now: str | datetime, policy: Policy = DEFAULT_POLICY) -> Respond:
    """Return the answer that is owed; there must be one."""
    action = answer(case, *events, now=now, policy=policy)
    assert isinstance(action, Respond), action
    return action


def blocked(case: Interview, *events: Event, now: str | datetime, policy: Policy = DEFAULT_POLICY) -> Blocked:
    """Return what cannot be done; there must be something."""
    action = answer(case, *events, now=now, policy=policy)
    assert isinstance(action, Blocked), action
    return action


def done(case: Interview, *events: Event, now: str | datetime, policy: Policy = DEFAULT_POLICY) -> Done:
    """Return that nothing is due; nothing must be."""
    action = answer(case, *events, now=now, policy=policy)
    assert isinstance(action, Done), action
    return action


def ahead(case: Interview, *events: Event, now: str | datetime, policy: Policy = DEFAULT_POLICY) -> tuple[Step, ...]:
    """Return the plan, which is the same in whatever form the history is given."""
    moment = at(now, case.timezone) if isinstance(now, str) else now
    steps = plan(case, events, now=moment, policy=policy)
    for history in ways(case, events):
        assert plan(case, history, now=moment, policy=policy) == steps
    return steps


def lines(steps: tuple[Step, ...]) -> list[tuple[str, str, list[str]]]:
    """Return each step of a plan in which nothing is blocked: what, when, and to whom."""
    found = []
    for each in steps:
        assert not isinstance(each, Blocked)
        what = "answer" if isinstance(each, Respond) else each.touch.value
        found.append((what, local(each.send_at), ids(each)))
    return found


def touches_ahead(case: Interview, *events: Event, now: str) -> list[tuple[str, str]]:
    """Return the touches of a plan that has nothing else, and when each goes out."""
    found = []
    for each in ahead(case, *events, now=now):
        assert isinstance(each, Send | WaitUntil), each
        found.append((each.touch.value, local(each.send_at)))
    return found


def written(case: Interview, *events: Event, now: str) -> tuple[Message, ...]:
    """Return the messages of the touch that is due."""
    return messages(due(case, *events, now=now), case, CANDIDATE)


def known(case: Interview, *events: Event) -> State:
    """Return what some events say."""
    return state_of(case, reach_of(case), events)


def stage(*events: Event, **changes: Any) -> str:
    """Return the stage to which some events lead."""
    return replay(interview(**changes), events).stage.value


def irregular(*events: Event, **changes: Any) -> list[tuple[str, str]]:
    """Return the facts that the table does not allow: the stage that each met, and its kind."""
    return [(each.stage.value, each.event) for each in replay(interview(**changes), events).irregular]


def span(of: Send | WaitUntil | Respond | Window, zone: str = TOKYO) -> tuple[str, str]:
    """Return a window, or that of an action, in local time."""
    window = of if isinstance(of, Window) else of.window
    return local(window.opens, zone), local(window.closes, zone)


def ids(action: Send | WaitUntil | Respond) -> list[str]:
    """Return who gets a message."""
    return [recipient.contact for recipient in action.to]


def passed_on(action: Send | WaitUntil) -> dict[str, tuple[bool, tuple[str, ...]]]:
    """Return for each recipient whether to pass the thanks on, and to whom."""
    return {to.contact: (to.passes_on, to.passes_on_to) for to in action.to}


def threads(action: Send | WaitUntil | Respond) -> dict[str, str | None]:
    """Return for each recipient the id of the message that is replied to."""
    return {to.contact: None if to.reply_to is None else to.reply_to.message_id for to in action.to}


def thread(action: Send | WaitUntil | Respond) -> str | None:
    """Return the id of the message to which the one recipient's message replies."""
    (found,) = threads(action).values()
    return found


def codes(action: Action) -> list[str]:
    """Return the codes of the reasons."""
    return [reason.code for reason in action.reasons]


def rules(action: Action) -> set[str]:
    """Return the rules of the reasons."""
    return {reason.rule for reason in action.reasons}


def about(action: Action, code: str) -> list[tuple[str, str | None]]:
    """Return the rule and the contact of each reason with a code."""
    return [(reason.rule, reason.contact) for reason in action.reasons if reason.code == code]


def found_gaps(case: Interview) -> list[tuple[str, str | None]]:
    """Return the code and the contact of each gap."""
    return [(gap.code, gap.contact) for gap in gaps(case)]


def shown(moment: datetime | None, zone: str = TOKYO) -> str | None:
    """Return an instant, if there is one, in local time."""
    return None if moment is None else local(moment, zone)


def brief(action: Action) -> tuple[str, str | None, str | None, str | None]:
    """Return the kind of an answer, its touch, its status, and when it changes."""
    touch = action.touch if isinstance(action, Send | WaitUntil | Blocked) else None
    status = action.status if isinstance(action, Send | Respond) else None
    return action.kind, touch, status, shown(action.changes_at)


def what(action: Send | WaitUntil) -> tuple[Touch, list[str]]:
    """Return the touch, and who gets it."""
    return action.touch, ids(action)
