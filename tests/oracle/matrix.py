"""The transition table, written out by hand, and what it says of each event, stage and skip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from events import (
    away,
    bounced,
    escalation,
    feedback_request,
    follow_up,
    message,
    next_round,
    not_held,
    offer,
    rejection,
    reopened,
    reply,
    snoozed,
    thank_you,
    update_thanks,
    withdrawn,
)
from support import HR, at

if TYPE_CHECKING:
    from followup_rules import Event

MATRIX = """
| stage ↓ event → | thank-you sent | follow-up sent | escalation sent | update thanks sent | feedback request sent | reply | rejection | offer | next round | withdrawn | not held | reopened |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| interviewed | thanked | followed-up-1 | · | · | · | answered | rejected | offered | advanced | withdrawn | not-held | answered |
| thanked | = | followed-up-1 | · | = | · | answered | rejected | offered | advanced | withdrawn | · | answered |
| followed-up-1 | = | followed-up-2 | escalated | = | · | answered | rejected | offered | advanced | withdrawn | · | answered |
| followed-up-2 | = | · | escalated | = | · | answered | rejected | offered | advanced | withdrawn | · | answered |
| escalated | = | · | · | = | · | answered | rejected | offered | advanced | withdrawn | · | answered |
| answered | = | followed-up-1 | = | thanked | · | = | rejected | offered | advanced | withdrawn | not-held | = |
| rejected | = | = | = | = | feedback-requested | = | = | offered | advanced | withdrawn | not-held | answered |
| feedback-requested | = | = | = | = | = | = | = | offered | advanced | withdrawn | · | answered |
| offered | = | = | = | = | = | = | rejected | = | advanced | withdrawn | · | answered |
| advanced | = | = | = | = | = | = | rejected | offered | = | withdrawn | · | answered |
| withdrawn | = | · | · | = | · | = | = | = | = | = | = | answered |
| not-held | = | = | · | = | · | = | = | offered | advanced | withdrawn | = | interviewed |
"""  # noqa: E501 - the table as docs/rules.md has it

NOON = at("2026-06-15 12:00")
COLUMNS: dict[str, Event] = {
    "thank-you sent": thank_you(NOON, "hr"),
    "follow-up sent": follow_up(NOON, "hr"),
    "escalation sent": escalation(NOON, "hr"),
    "update thanks sent": update_thanks(NOON, "hr"),
    "feedback request sent": feedback_request(NOON, "hr"),
    "reply": reply(NOON, None),
    "rejection": rejection(NOON, None),
    "offer": offer(NOON, None),
    "next round": next_round(NOON, None),
    "withdrawn": withdrawn(NOON),
    "not held": not_held(NOON),
    "reopened": reopened(NOON, None),
}
KINDS = {
    "thank-you sent": "thank-you-sent",
    "follow-up sent": "follow-up-sent",
    "escalation sent": "escalation-sent",
    "update thanks sent": "update-thanks-sent",
    "feedback request sent": "feedback-request-sent",
    "reply": "reply-received",
    "rejection": "rejection-received",
    "offer": "offer-received",
    "next round": "next-round-scheduled",
    "withdrawn": "withdrawn",
    "not held": "interview-not-held",
    "reopened": "reopened",
}
ALWAYS = {"message-sent", "out-of-office-received", "bounced", "snoozed", "touch-skipped"}
NEUTRAL: list[Event] = [
    message(NOON, "hr"),
    away(NOON, "hr"),
    bounced(NOON, HR, message_id="<never-sent@example.com>"),
    snoozed(NOON, "2026-06-20 09:00"),
]
STAGES = [
    "interviewed",
    "thanked",
    "followed-up-1",
    "followed-up-2",
    "escalated",
    "answered",
    "rejected",
    "feedback-requested",
    "offered",
    "advanced",
    "withdrawn",
    "not-held",
]
TOUCHES = ["thank-you", "follow-up-1", "follow-up-2", "escalation", "update-thanks", "feedback-request"]
SKIPS = {
    ("interviewed", "thank-you"): "thanked",
    ("interviewed", "follow-up-1"): "followed-up-1",
    ("thanked", "follow-up-1"): "followed-up-1",
    ("followed-up-1", "follow-up-2"): "followed-up-2",
    ("followed-up-2", "escalation"): "escalated",
    ("answered", "update-thanks"): "thanked",
    ("answered", "follow-up-1"): "followed-up-1",
    ("rejected", "feedback-request"): "feedback-requested",
}


def _parse(table: str) -> dict[tuple[str, str], str]:
    """Return each cell by its stage and column."""
    heads, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()]
    return {(row[0], head): cell for row in rows for head, cell in zip(heads[1:], row[1:], strict=True)}


CELLS = _parse(MATRIX)
ALLOWED = {
    row: {head: row if CELLS[row, head] == "=" else CELLS[row, head] for head in COLUMNS if CELLS[row, head] != "·"}
    for row in STAGES
}
FORBIDDEN = [key for key, cell in CELLS.items() if cell == "·"]
