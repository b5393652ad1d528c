"""A question that somebody asked (G37), and a history for each stage in which it may be open."""

from __future__ import annotations

from asking import due, ids, span
from events import (
    FIRST,
    SECOND,
    THANKED,
    asks,
    escalation,
    feedback_request,
    next_round,
    not_held,
    offer,
    rejection,
    reply,
    withdrawn,
)
from followup_rules import (
    Event,
    Interview,
    Stage,
    Touch,
)

QUESTION = asks("2026-06-05 10:00")
AFTER_QUESTION = "2026-06-05 11:00"
LAST_MINUTE, LAPSED = "2026-06-22 23:59", "2026-06-23 00:00"  # of the answer to QUESTION


def when_and_whom(case: Interview, *events: Event, now: str) -> tuple[tuple[str, str], list[str]]:
    """Return the window of the first follow-up that is next, and who gets it."""
    action = due(case, *events, now=now)
    assert action.touch is Touch.FOLLOW_UP_1
    return span(action), ids(action)


STAGES: dict[Stage, tuple[Event, ...]] = {  # each leads to a stage, before Wednesday 1 July
    Stage.INTERVIEWED: (),
    Stage.THANKED: (THANKED,),
    Stage.FOLLOWED_UP_1: (THANKED, FIRST),
    Stage.FOLLOWED_UP_2: (THANKED, FIRST, SECOND),
    Stage.ESCALATED: (THANKED, FIRST, SECOND, escalation("2026-06-29 10:00")),
    Stage.ANSWERED: (THANKED, reply("2026-06-05 10:00")),
    Stage.REJECTED: (rejection("2026-06-30 10:00"),),
    Stage.FEEDBACK_REQUESTED: (
        rejection("2026-06-29 10:00"),
        feedback_request("2026-06-30 10:00"),
    ),
    Stage.OFFERED: (offer("2026-06-30 10:00"),),
    Stage.ADVANCED: (next_round("2026-06-30 10:00"),),
    Stage.WITHDRAWN: (withdrawn("2026-06-30 10:00"),),
    Stage.NOT_HELD: (not_held("2026-06-03 16:00"),),
}
