"""An interview that ended with an invitation to write on Monday 22 June (G39)."""

from __future__ import annotations

from datetime import date

from asking import due
from followup_rules import (
    Action,
    Done,
    Event,
    Interview,
    Send,
    Touch,
    WaitUntil,
)
from support import interview

THE_22ND = date(2026, 6, 22)
INVITED = "2026-06-22 09:00", "2026-06-23 18:00"  # the window of the first follow-up after the invitation
PLAIN = "2026-06-15 09:00", "2026-06-16 18:00"  # without one
EARLY, AFTER = "2026-06-04 16:00", "2026-06-12 12:00"  # moments before both windows


def first_follow_up(case: Interview, *events: Event, now: str) -> Send | WaitUntil:
    """Return the first follow-up; it must be next."""
    action = due(case, *events, now=now)
    assert action.touch is Touch.FOLLOW_UP_1
    return action


def dated(action: Action, code: str) -> list[tuple[str, date | None, str | None]]:
    """Return the rule, the day and the contact of each reason with a code."""
    return [(reason.rule, reason.day, reason.contact) for reason in action.reasons if reason.code == code]


def is_over(action: Action) -> bool:
    """Tell whether nothing is due since they asked not to enquire (G21)."""
    return isinstance(action, Done) and [reason.code for reason in action.reasons] == ["no-enquiries"]


INVITING = interview(enquire_on=THE_22ND)
