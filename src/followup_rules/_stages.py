"""The state machine: the stages of a case, and the one table that says which event leads where.

A case is always in one stage. A row ``Transition(stage, event, to)`` says that an event of that type is allowed in
that stage, and where it leads; a row may lead back to its own stage. What has no row is not allowed, but for the
events in ``NEUTRAL``, which are allowed in every stage and stay there. A skipped touch moves the stage as sending it
would (G27): its rows name the touch. Nothing else moves a stage: neither time nor policy (G23).

The table is the one of RULES.md, row by row; ``stay`` rows stand beside the moves so that each stage can be read
whole. Two rows for one cell are an error at import.
"""

from __future__ import annotations

from typing import NamedTuple

from followup_rules._errors import InputError, InvalidTransitionError, must_be
from followup_rules._events import (
    EVENTS,
    Bounced,
    EscalationSent,
    Event,
    FeedbackRequestSent,
    FollowUpSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    RejectionReceived,
    ReplyReceived,
    Snoozed,
    ThankYouSent,
    TouchSkipped,
    UpdateThanksSent,
    Withdrawn,
)
from followup_rules._models import Touch, Word


class Stage(Word):
    """Where a case stands (part 2, "The machine")."""

    INTERVIEWED = "interviewed"
    THANKED = "thanked"
    FOLLOWED_UP_1 = "followed-up-1"
    FOLLOWED_UP_2 = "followed-up-2"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    REJECTED = "rejected"
    FEEDBACK_REQUESTED = "feedback-requested"
    OFFERED = "offered"
    ADVANCED = "advanced"
    WITHDRAWN = "withdrawn"


class Transition(NamedTuple):
    """A row of the table: in ``stage``, an event of type ``event`` leads ``to`` a stage; a skip names its ``touch``."""

    stage: Stage
    event: type[Event]
    to: Stage
    touch: Touch | None = None


NEUTRAL: tuple[type[Event], ...] = (OutOfOfficeReceived, Bounced, Snoozed, TouchSkipped)

TRANSITIONS: tuple[Transition, ...] = (
    # interviewed
    Transition(Stage.INTERVIEWED, ThankYouSent, Stage.THANKED),
    Transition(Stage.INTERVIEWED, FollowUpSent, Stage.FOLLOWED_UP_1),
    Transition(Stage.INTERVIEWED, ReplyReceived, Stage.ANSWERED),
    Transition(Stage.INTERVIEWED, RejectionReceived, Stage.REJECTED),
    Transition(Stage.INTERVIEWED, OfferReceived, Stage.OFFERED),
    Transition(Stage.INTERVIEWED, NextRoundScheduled, Stage.ADVANCED),
    Transition(Stage.INTERVIEWED, Withdrawn, Stage.WITHDRAWN),
    Transition(Stage.INTERVIEWED, TouchSkipped, Stage.THANKED, Touch.THANK_YOU),
    Transition(Stage.INTERVIEWED, TouchSkipped, Stage.FOLLOWED_UP_1, Touch.FOLLOW_UP_1),
    # thanked
    Transition(Stage.THANKED, ThankYouSent, Stage.THANKED),
    Transition(Stage.THANKED, FollowUpSent, Stage.FOLLOWED_UP_1),
    Transition(Stage.THANKED, UpdateThanksSent, Stage.THANKED),
    Transition(Stage.THANKED, ReplyReceived, Stage.ANSWERED),
    Transition(Stage.THANKED, RejectionReceived, Stage.REJECTED),
    Transition(Stage.THANKED, OfferReceived, Stage.OFFERED),
    Transition(Stage.THANKED, NextRoundScheduled, Stage.ADVANCED),
    Transition(Stage.THANKED, Withdrawn, Stage.WITHDRAWN),
    Transition(Stage.THANKED, TouchSkipped, Stage.FOLLOWED_UP_1, Touch.FOLLOW_UP_1),
    # followed-up-1
    Transition(Stage.FOLLOWED_UP_1, ThankYouSent, Stage.FOLLOWED_UP_1),
    Transition(Stage.FOLLOWED_UP_1, FollowUpSent, Stage.FOLLOWED_UP_2),
    Transition(Stage.FOLLOWED_UP_1, EscalationSent, Stage.ESCALATED),
    Transition(Stage.FOLLOWED_UP_1, UpdateThanksSent, Stage.FOLLOWED_UP_1),
    Transition(Stage.FOLLOWED_UP_1, ReplyReceived, Stage.ANSWERED),
    Transition(Stage.FOLLOWED_UP_1, RejectionReceived, Stage.REJECTED),
    Transition(Stage.FOLLOWED_UP_1, OfferReceived, Stage.OFFERED),
    Transition(Stage.FOLLOWED_UP_1, NextRoundScheduled, Stage.ADVANCED),
    Transition(Stage.FOLLOWED_UP_1, Withdrawn, Stage.WITHDRAWN),
    Transition(Stage.FOLLOWED_UP_1, TouchSkipped, Stage.FOLLOWED_UP_2, Touch.FOLLOW_UP_2),
    # followed-up-2
    Transition(Stage.FOLLOWED_UP_2, ThankYouSent, Stage.FOLLOWED_UP_2),
    Transition(Stage.FOLLOWED_UP_2, EscalationSent, Stage.ESCALATED),
    Transition(Stage.FOLLOWED_UP_2, UpdateThanksSent, Stage.FOLLOWED_UP_2),
    Transition(Stage.FOLLOWED_UP_2, ReplyReceived, Stage.ANSWERED),
    Transition(Stage.FOLLOWED_UP_2, RejectionReceived, Stage.REJECTED),
    Transition(Stage.FOLLOWED_UP_2, OfferReceived, Stage.OFFERED),
    Transition(Stage.FOLLOWED_UP_2, NextRoundScheduled, Stage.ADVANCED),
    Transition(Stage.FOLLOWED_UP_2, Withdrawn, Stage.WITHDRAWN),
    Transition(Stage.FOLLOWED_UP_2, TouchSkipped, Stage.ESCALATED, Touch.ESCALATION),
    # escalated
    Transition(Stage.ESCALATED, ThankYouSent, Stage.ESCALATED),
    Transition(Stage.ESCALATED, UpdateThanksSent, Stage.ESCALATED),
    Transition(Stage.ESCALATED, ReplyReceived, Stage.ANSWERED),
    Transition(Stage.ESCALATED, RejectionReceived, Stage.REJECTED),
    Transition(Stage.ESCALATED, OfferReceived, Stage.OFFERED),
    Transition(Stage.ESCALATED, NextRoundScheduled, Stage.ADVANCED),
    Transition(Stage.ESCALATED, Withdrawn, Stage.WITHDRAWN),
    # answered
    Transition(Stage.ANSWERED, ThankYouSent, Stage.ANSWERED),
    Transition(Stage.ANSWERED, FollowUpSent, Stage.FOLLOWED_UP_1),
    Transition(Stage.ANSWERED, EscalationSent, Stage.ANSWERED),
    Transition(Stage.ANSWERED, UpdateThanksSent, Stage.THANKED),
    Transition(Stage.ANSWERED, ReplyReceived, Stage.ANSWERED),
    Transition(Stage.ANSWERED, RejectionReceived, Stage.REJECTED),
    Transition(Stage.ANSWERED, OfferReceived, Stage.OFFERED),
    Transition(Stage.ANSWERED, NextRoundScheduled, Stage.ADVANCED),
    Transition(Stage.ANSWERED, Withdrawn, Stage.WITHDRAWN),
    Transition(Stage.ANSWERED, TouchSkipped, Stage.THANKED, Touch.UPDATE_THANKS),
    Transition(Stage.ANSWERED, TouchSkipped, Stage.FOLLOWED_UP_1, Touch.FOLLOW_UP_1),
    # rejected
    Transition(Stage.REJECTED, ThankYouSent, Stage.REJECTED),
    Transition(Stage.REJECTED, FollowUpSent, Stage.REJECTED),
    Transition(Stage.REJECTED, EscalationSent, Stage.REJECTED),
    Transition(Stage.REJECTED, UpdateThanksSent, Stage.REJECTED),
    Transition(Stage.REJECTED, FeedbackRequestSent, Stage.FEEDBACK_REQUESTED),
    Transition(Stage.REJECTED, ReplyReceived, Stage.REJECTED),
    Transition(Stage.REJECTED, RejectionReceived, Stage.REJECTED),
    Transition(Stage.REJECTED, OfferReceived, Stage.OFFERED),
    Transition(Stage.REJECTED, NextRoundScheduled, Stage.ADVANCED),
    Transition(Stage.REJECTED, Withdrawn, Stage.WITHDRAWN),
    Transition(Stage.REJECTED, TouchSkipped, Stage.FEEDBACK_REQUESTED, Touch.FEEDBACK_REQUEST),
    # feedback-requested
    Transition(Stage.FEEDBACK_REQUESTED, ThankYouSent, Stage.FEEDBACK_REQUESTED),
    Transition(Stage.FEEDBACK_REQUESTED, FollowUpSent, Stage.FEEDBACK_REQUESTED),
    Transition(Stage.FEEDBACK_REQUESTED, EscalationSent, Stage.FEEDBACK_REQUESTED),
    Transition(Stage.FEEDBACK_REQUESTED, UpdateThanksSent, Stage.FEEDBACK_REQUESTED),
    Transition(Stage.FEEDBACK_REQUESTED, FeedbackRequestSent, Stage.FEEDBACK_REQUESTED),
    Transition(Stage.FEEDBACK_REQUESTED, ReplyReceived, Stage.FEEDBACK_REQUESTED),
    Transition(Stage.FEEDBACK_REQUESTED, RejectionReceived, Stage.FEEDBACK_REQUESTED),
    Transition(Stage.FEEDBACK_REQUESTED, OfferReceived, Stage.OFFERED),
    Transition(Stage.FEEDBACK_REQUESTED, NextRoundScheduled, Stage.ADVANCED),
    Transition(Stage.FEEDBACK_REQUESTED, Withdrawn, Stage.WITHDRAWN),
    # offered
    Transition(Stage.OFFERED, ThankYouSent, Stage.OFFERED),
    Transition(Stage.OFFERED, FollowUpSent, Stage.OFFERED),
    Transition(Stage.OFFERED, EscalationSent, Stage.OFFERED),
    Transition(Stage.OFFERED, UpdateThanksSent, Stage.OFFERED),
    Transition(Stage.OFFERED, FeedbackRequestSent, Stage.OFFERED),
    Transition(Stage.OFFERED, ReplyReceived, Stage.OFFERED),
    Transition(Stage.OFFERED, RejectionReceived, Stage.REJECTED),
    Transition(Stage.OFFERED, OfferReceived, Stage.OFFERED),
    Transition(Stage.OFFERED, NextRoundScheduled, Stage.ADVANCED),
    Transition(Stage.OFFERED, Withdrawn, Stage.WITHDRAWN),
    # advanced
    Transition(Stage.ADVANCED, ThankYouSent, Stage.ADVANCED),
    Transition(Stage.ADVANCED, FollowUpSent, Stage.ADVANCED),
    Transition(Stage.ADVANCED, EscalationSent, Stage.ADVANCED),
    Transition(Stage.ADVANCED, UpdateThanksSent, Stage.ADVANCED),
    Transition(Stage.ADVANCED, FeedbackRequestSent, Stage.ADVANCED),
    Transition(Stage.ADVANCED, ReplyReceived, Stage.ADVANCED),
    Transition(Stage.ADVANCED, RejectionReceived, Stage.REJECTED),
    Transition(Stage.ADVANCED, OfferReceived, Stage.OFFERED),
    Transition(Stage.ADVANCED, NextRoundScheduled, Stage.ADVANCED),
    Transition(Stage.ADVANCED, Withdrawn, Stage.WITHDRAWN),
    # withdrawn
    Transition(Stage.WITHDRAWN, ThankYouSent, Stage.WITHDRAWN),
    Transition(Stage.WITHDRAWN, UpdateThanksSent, Stage.WITHDRAWN),
    Transition(Stage.WITHDRAWN, ReplyReceived, Stage.WITHDRAWN),
    Transition(Stage.WITHDRAWN, RejectionReceived, Stage.WITHDRAWN),
    Transition(Stage.WITHDRAWN, OfferReceived, Stage.WITHDRAWN),
    Transition(Stage.WITHDRAWN, NextRoundScheduled, Stage.WITHDRAWN),
    Transition(Stage.WITHDRAWN, Withdrawn, Stage.WITHDRAWN),
)


def _table(rows: tuple[Transition, ...]) -> dict[tuple[Stage, type[Event], Touch | None], Stage]:
    table: dict[tuple[Stage, type[Event], Touch | None], Stage] = {}
    for row in rows:
        if (row.stage, row.event, row.touch) in table:
            msg = f"the transition table has two rows for {row.stage} and {row.event.__name__}"
            raise AssertionError(msg)
        table[row.stage, row.event, row.touch] = row.to
    return table


_STAYS = {(stage, event, touch): stage for stage in Stage for event in NEUTRAL for touch in (*Touch, None)}
_TABLE = _STAYS | _table(TRANSITIONS)


def step(stage: Stage, event: Event) -> Stage:
    """Return the stage to which *event* leads from *stage* (G25, G27).

    :class:`InvalidTransitionError` where the table does not allow it; it names what would have been allowed.

    >>> from datetime import UTC, datetime
    >>> step(Stage.THANKED, Withdrawn(at=datetime(2026, 4, 27, tzinfo=UTC))).value
    'withdrawn'
    """
    must_be(Stage, "stage", stage)
    to = _TABLE.get((stage, type(event), event.touch if type(event) is TouchSkipped else None))
    if to is not None:
        return to
    if type(event) not in EVENTS:
        raise InputError("event", event, "an event, such as ReplyReceived(...)")
    types = [row.event for row in TRANSITIONS if row.stage == stage and row.touch is None] + list(NEUTRAL)
    raise InvalidTransitionError(stage, event.kind, tuple(kind.model_fields["kind"].default for kind in types))
