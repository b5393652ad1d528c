"""Plans and answers in lines, the way that cases worked out by hand are written down."""

from __future__ import annotations

from typing import NamedTuple

from events import follow_up
from followup_rules import Done, Event, Interview, Send, Step, WaitUntil, next_action
from support import TOKYO, at, local


class Row(NamedTuple):
    """A touch of a plan in local time, and the days of its reasons ``closed-day``."""

    touch: str
    opens: str
    closes: str
    send_at: str
    to: tuple[str, ...]
    closed: tuple[str, ...] = ()


def row(action: Step, zone: str = TOKYO) -> Row:
    """Return an action the way that the cases are written down."""
    assert isinstance(action, Send | WaitUntil)
    return Row(
        action.touch.value,
        local(action.window.opens, zone),
        local(action.window.closes, zone),
        local(action.send_at, zone),
        tuple(recipient.contact for recipient in action.to),
        tuple(reason.day.isoformat() for reason in action.reasons if reason.code == "closed-day" and reason.day),
    )


THANKS, FOLLOW_UP_1, FOLLOW_UP_2, ESCALATION = "thank-you", "follow-up-1", "follow-up-2", "escalation"
TO_PEER, TO_HR, TO_LEAD = ("peer",), ("hr",), ("lead",)
ASKED = follow_up("2026-06-15 09:00", *TO_HR)


def outlook(case: Interview, history: tuple[Event, ...], now: str) -> tuple[str, str, str, tuple[str, ...]]:
    """Return an action as: touch, status, when to send it, and what it takes over."""
    action = next_action(case, history, now=at(now))
    if isinstance(action, Done):
        return "", "done", "", ()
    assert isinstance(action, Send | WaitUntil)
    status = action.status.value if isinstance(action, Send) else "early"
    return action.touch.value, status, local(action.send_at), tuple(touch.value for touch in action.folds)
