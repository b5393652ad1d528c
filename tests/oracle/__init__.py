"""What the library is compared with: slow, short and plainly right, and written from docs/rules.md alone.

``timing``      when a message is on time, day by day; its names are those of this package
``matrix``      the transition table, written out by hand
``ledger``      what a history says, an event at a time
``invariants``  what must hold at each step of an app that always obeys
``desk``        several cases of one candidate, one turn after the other (H1)

Only ``desk`` asks the library, and that only of single cases.
"""

from oracle.timing import (
    MINUTE,
    Answer,
    Days,
    Due,
    Place,
    Raw,
    Span,
    Window,
    add_business_days,
    answer,
    back,
    changes_at,
    choose,
    closed_days,
    day_of,
    follow_up,
    held_by_all,
    instant,
    invited,
    is_away_too_long,
    known_days,
    lapse,
    lapses_at,
    thank_you,
    update_thanks,
    work_between,
)

__all__ = [
    "MINUTE",
    "Answer",
    "Days",
    "Due",
    "Place",
    "Raw",
    "Span",
    "Window",
    "add_business_days",
    "answer",
    "back",
    "changes_at",
    "choose",
    "closed_days",
    "day_of",
    "follow_up",
    "held_by_all",
    "instant",
    "invited",
    "is_away_too_long",
    "known_days",
    "lapse",
    "lapses_at",
    "thank_you",
    "update_thanks",
    "work_between",
]
