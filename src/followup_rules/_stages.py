"""The machine: stages, and the transition table of docs/rules.md, a line a stage.

Only events move a case from stage to stage; the passing of time never does (G23). :func:`step` looks up one move.
:data:`TRANSITIONS` is the same table as rows, for those who want to draw it or to walk through it. The table is checked
when this module is imported: a stage without a line, a line without a cell or a kind of event without a column is an
error that names it.
"""

from itertools import zip_longest
from typing import NamedTuple

from followup_rules._errors import InputError, InvalidTransitionError, must_be
from followup_rules._events import (
    EVENTS,
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
    Touch,
    TouchSkipped,
    UpdateThanksSent,
    Withdrawn,
    kind_of,
)
from followup_rules._values import Word, check_complete


class Stage(Word):
    """Where a case stands."""

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
    NOT_HELD = "not-held"


class Transition(NamedTuple):
    """A row of the table: in ``stage``, an event of type ``event`` leads ``to`` a stage; a skip names its ``touch``."""

    stage: Stage
    event: type[Event]
    to: Stage
    touch: Touch | None = None


# A line a stage, a column a kind of event, in the order of _COLUMNS; "=" stays, "·" is not allowed.
_TABLE = """
stage              | thank-you | follow-up     | escalation | update-thanks | feedback-request   | reply    | rejection | offer   | next-round | withdrawn | not-held | reopened
interviewed        | thanked   | followed-up-1 | ·          | ·             | ·                  | answered | rejected  | offered | advanced   | withdrawn | not-held | answered
thanked            | =         | followed-up-1 | ·          | =             | ·                  | answered | rejected  | offered | advanced   | withdrawn | ·        | answered
followed-up-1      | =         | followed-up-2 | escalated  | =             | ·                  | answered | rejected  | offered | advanced   | withdrawn | ·        | answered
followed-up-2      | =         | ·             | escalated  | =             | ·                  | answered | rejected  | offered | advanced   | withdrawn | ·        | answered
escalated          | =         | ·             | ·          | =             | ·                  | answered | rejected  | offered | advanced   | withdrawn | ·        | answered
answered           | =         | followed-up-1 | =          | thanked       | ·                  | =        | rejected  | offered | advanced   | withdrawn | not-held | =
rejected           | =         | =             | =          | =             | feedback-requested | =        | =         | offered | advanced   | withdrawn | not-held | answered
feedback-requested | =         | =             | =          | =             | =                  | =        | =         | offered | advanced   | withdrawn | ·        | answered
offered            | =         | =             | =          | =             | =                  | =        | rejected  | =       | advanced   | withdrawn | ·        | answered
advanced           | =         | =             | =          | =             | =                  | =        | rejected  | offered | =          | withdrawn | ·        | answered
withdrawn          | =         | ·             | ·          | =             | ·                  | =        | =         | =       | =          | =         | =        | answered
not-held           | =         | =             | ·          | =             | ·                  | =        | =         | offered | advanced   | withdrawn | =        | interviewed
"""
_STAYS, _NOT_ALLOWED = "=", "·"
_COLUMNS: tuple[type[Event], ...] = (
    ThankYouSent,
    FollowUpSent,
    EscalationSent,
    UpdateThanksSent,
    FeedbackRequestSent,
    ReplyReceived,
    RejectionReceived,
    OfferReceived,
    NextRoundScheduled,
    Withdrawn,
    InterviewNotHeld,
    Reopened,
)
NEUTRAL: tuple[type[Event], ...] = (MessageSent, OutOfOfficeReceived, Bounced, Snoozed)  # these stay in every stage

# A skip moves the stage as sending the touch would, from where it can be due; elsewhere it stays (G27).
_SKIPS = (
    (Stage.INTERVIEWED, Touch.THANK_YOU, Stage.THANKED),
    (Stage.INTERVIEWED, Touch.FOLLOW_UP_1, Stage.FOLLOWED_UP_1),
    (Stage.THANKED, Touch.FOLLOW_UP_1, Stage.FOLLOWED_UP_1),
    (Stage.FOLLOWED_UP_1, Touch.FOLLOW_UP_2, Stage.FOLLOWED_UP_2),
    (Stage.FOLLOWED_UP_2, Touch.ESCALATION, Stage.ESCALATED),
    (Stage.ANSWERED, Touch.UPDATE_THANKS, Stage.THANKED),
    (Stage.ANSWERED, Touch.FOLLOW_UP_1, Stage.FOLLOWED_UP_1),
    (Stage.REJECTED, Touch.FEEDBACK_REQUEST, Stage.FEEDBACK_REQUESTED),
)


def _transitions() -> tuple[Transition, ...]:
    """Return the table as rows."""
    heads, *lines = ([cell.strip() for cell in line.split("|")] for line in _TABLE.strip().splitlines())
    _check_columns(heads[1:])
    rows: list[Transition] = []
    for name, *cells in lines:
        if len(cells) != len(_COLUMNS):
            msg = f"the line of {name} in the transition table has {len(cells)} cells for {len(_COLUMNS)} columns"
            raise AssertionError(msg)
        stage = _stage(name, "the first column")
        for event, cell in zip(_COLUMNS, cells, strict=True):
            if cell != _NOT_ALLOWED:
                to = stage if cell == _STAYS else _stage(cell, f"the line of {name}, below {event.__name__}")
                rows.append(Transition(stage, event, to))
        rows += [Transition(stage, TouchSkipped, to, touch) for start, touch, to in _SKIPS if start is stage]
    check_complete("the transition table", {row.stage for row in rows}, Stage)
    return tuple(rows)


def _check_columns(heads: list[str]) -> None:
    """See that each kind of event has one place, and that each head is a part of the kind of its column."""
    places = (*_COLUMNS, *NEUTRAL, TouchSkipped)
    check_complete("the transition table", places, EVENTS, "column")
    for event in EVENTS:
        if places.count(event) > 1:
            msg = f"the transition table has {event.__name__} twice in _COLUMNS and NEUTRAL"
            raise AssertionError(msg)
    for head, kind in zip_longest(heads, map(kind_of, _COLUMNS), fillvalue=""):
        if not head or head not in kind:
            msg = f"the column of {kind!r} in the transition table has the head {head!r}"
            raise AssertionError(msg)


def _stage(name: str, place: str) -> Stage:
    """Return the stage that a cell names."""
    if name not in list(Stage):
        msg = f"the transition table has {name!r} in {place}, which is not a stage"
        raise AssertionError(msg)
    return Stage(name)


def _moves(rows: tuple[Transition, ...]) -> dict[tuple[Stage, type[Event], Touch | None], Stage]:
    """Return where each move leads, those that stay in every stage included."""
    moves: dict[tuple[Stage, type[Event], Touch | None], Stage] = {}
    for row in rows:
        if (row.stage, row.event, row.touch) in moves:
            msg = f"the transition table has two rows for {row.stage} and {row.event.__name__}"
            raise AssertionError(msg)
        moves[row.stage, row.event, row.touch] = row.to
    for stage in Stage:
        moves.update({(stage, event, None): stage for event in NEUTRAL})
        for touch in Touch:
            moves.setdefault((stage, TouchSkipped, touch), stage)
    return moves


TRANSITIONS = _transitions()
_MOVES = _moves(TRANSITIONS)


def move(stage: Stage, event: Event) -> Stage | None:
    """Return the stage to which *event* leads from *stage*; ``None`` where the table does not allow it."""
    return _MOVES.get((stage, type(event), event.touch if type(event) is TouchSkipped else None))


def step(stage: Stage, event: Event) -> Stage:
    """Return the stage to which *event* leads from *stage* (G25, G27).

    :class:`InvalidTransitionError` where the table does not allow it; it names what would have been allowed.

    >>> from datetime import UTC, datetime
    >>> step(Stage.THANKED, Withdrawn(at=datetime(2026, 4, 27, tzinfo=UTC))).value
    'withdrawn'
    """
    must_be(Stage, "stage", stage)
    if type(event) not in EVENTS:
        raise InputError("event", event, "an event, such as ReplyReceived(...)")
    to = move(stage, event)
    if to is not None:
        return to
    types = [row.event for row in TRANSITIONS if row.stage == stage and row.touch is None]
    raise InvalidTransitionError(stage, event.kind, tuple(map(kind_of, (*types, *NEUTRAL, TouchSkipped))))
