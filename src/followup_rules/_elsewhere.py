"""Elsewhere: what the cases of one candidate know of a mailbox, which counts in each of them (H4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from followup_rules._addresses import mailbox
from followup_rules._events import Bounced, OutOfOfficeReceived, Received
from followup_rules._history import facts_of
from followup_rules._reach import close

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup_rules._case import Case
    from followup_rules._events import Event
    from followup_rules._reach import Reach


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What all cases of a candidate know together of the mailboxes."""

    closed: dict[str, str]  # those that are never written to, with the code of why (G19)
    bounced: set[str]  # those to which mail bounced, and from which nothing came since

    def closed_of(self, reach: Reach) -> dict[str, str]:
        """Return the mailboxes of one case that any case closes, with the code of why."""
        return {box: self.closed[box] for box in reach.boxes.values() if box in self.closed}

    def bounced_of(self, reach: Reach) -> set[str]:
        """Return the mailboxes of one case to which mail bounced in any."""
        return self.bounced.intersection(reach.boxes.values())


def elsewhere(desk: Sequence[tuple[Case, Reach]]) -> Elsewhere | None:
    """Return what the cases of one candidate know together; ``None`` if no case can tell another one anything."""
    if len(desk) == 1:
        return None
    closed, bounced_at = dict[str, str](), dict[str, datetime]()
    for case, reach in desk:
        for box, code in reach.closed.items():
            close(closed, box, code)
        for event in case.events:
            if isinstance(event, Bounced):
                box = mailbox(event.email)
                bounced_at[box] = max(event.at, bounced_at.get(box, event.at))
    if not closed and not bounced_at:
        return None
    listening = desk if bounced_at else ()
    works = {box for case, reach in listening for box, at in _heard(case, reach) if at > bounced_at.get(box, at)}
    return Elsewhere(closed, bounced_at.keys() - works)


def _heard(case: Case, reach: Reach) -> list[tuple[str, datetime]]:
    """Return from which mailboxes a case heard, and when."""
    found = []
    for fact in facts_of(case.interview, reach, cast("tuple[Event, ...]", case.events)):
        event = fact.event
        if isinstance(event, Received | OutOfOfficeReceived) and event.sender is not None and not fact.is_copy:
            found.append((reach.boxes[event.sender], event.at))
    return found
