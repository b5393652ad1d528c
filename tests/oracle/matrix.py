"""The transition table, written out by hand, and what it says of each event, stage and skip."""

from __future__ import annotations

from followup_rules import (
    Bounced,
    EscalationSent,
    Event,
    FeedbackRequestSent,
    FollowUpSent,
    InterviewNotHeld,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    RejectionReceived,
    Reopened,
    ReplyReceived,
    Snoozed,
    ThankYouSent,
    UpdateThanksSent,
    Withdrawn,
)
from support import at

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
    "thank-you sent": ThankYouSent(at=NOON, to=("hr",)),
    "follow-up sent": FollowUpSent(at=NOON, to=("hr",)),
    "escalation sent": EscalationSent(at=NOON, to=("hr",)),
    "update thanks sent": UpdateThanksSent(at=NOON, to=("hr",)),
    "feedback request sent": FeedbackRequestSent(at=NOON, to=("hr",)),
    "reply": ReplyReceived(at=NOON),
    "rejection": RejectionReceived(at=NOON),
    "offer": OfferReceived(at=NOON),
    "next round": NextRoundScheduled(at=NOON),
    "withdrawn": Withdrawn(at=NOON),
    "not held": InterviewNotHeld(at=NOON),
    "reopened": Reopened(at=NOON),
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
    MessageSent(at=NOON, to=("hr",)),
    OutOfOfficeReceived(at=NOON, sender="hr"),
    Bounced(at=NOON, contact="hr", email="sato@example.com", message_id="<never-sent@example.com>"),
    Snoozed(at=NOON, until=at("2026-06-20 09:00")),
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
