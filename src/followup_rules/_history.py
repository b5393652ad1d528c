"""History: what really happened. Events are checked, sorted, told once, and freed of what bounced (G19, G24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup_rules._case import check_history
from followup_rules._errors import InputError
from followup_rules._events import (
    Bounced,
    Event,
    FollowUpSent,
    ReplyReceived,
    Sent,
    Side,
    Touch,
    TouchSkipped,
)
from followup_rules._fields import local_day, zone
from followup_rules._values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup_rules._case import Interview


class Fact(NamedTuple):
    """An event with its local day; ``joins``: it only adds recipients to a message of that day (G24)."""

    event: Event
    day: date
    joins: bool


def facts(interview: Interview, events: Iterable[Event]) -> list[Fact]:
    """Return the facts that *events* tell, in their order.

    :class:`HistoryError` for an event that cannot belong to *interview*, :class:`InputError` for what is no event.
    """
    given: object = events
    if isinstance(given, Value) or not hasattr(type(given), "__iter__"):
        raise InputError("history", events, "an iterable of events, or a Progress")
    checked = tuple(events)
    check_history(interview, checked)
    ordered = _in_order(checked)
    if Bounced in map(type, ordered):
        ordered = _without_bounced(ordered)
    found: list[Fact] = []
    sent_on: dict[type[Event], date] = {}  # the last day of each kind of message since the other side wrote
    local = zone(interview.timezone)
    for event in ordered:
        kind, day = type(event), local_day(event.at, local)
        found.append(Fact(event, day, sent_on.get(kind) == day))
        if event.side is Side.SENT:
            sent_on[kind] = day
        elif event.side is not Side.OWN and kind is not Bounced:
            sent_on.clear()
    return found


def _in_order(events: Sequence[Event]) -> list[Event]:
    """Sort events, and keep one of those that tell the same fact: equal ones, or two of one kind and message id."""
    placed: dict[tuple[object, ...], Event] = {(event.at, event.rank): event for event in events}
    if len(placed) < len(events):  # any order will do then, as long as it is always the same
        placed = {(event.at, event.rank, _turn(event), event.model_dump_json()): event for event in events}
    once: dict[object, Event] = {}
    for place, event in sorted(placed.items()):  # no two places are equal, so events are never compared
        message_id = getattr(event, "message_id", None)  # not each kind has one
        key = place if message_id is None else (event.kind, message_id)
        if (first := once.setdefault(key, event)) is not event:
            once[key] = _merged(first, event)
    return list(once.values())


def _turn(event: Event) -> int:
    """Return the turn of a skip among those of one instant: that of its touch."""
    return list(Touch).index(event.touch) if isinstance(event, TouchSkipped) else 0


def _merged(first: Event, again: Event) -> Event:
    """Return the first telling of a fact, with the recipients and the fields that only the other telling has."""
    added = {name: value for name, value in again if value is not None and getattr(first, name) is None}
    if isinstance(first, Sent) and isinstance(again, Sent):
        added["to"] = [*first.to, *again.to]
    if isinstance(first, FollowUpSent) and isinstance(again, FollowUpSent):
        added["folds"] = first.folds | again.folds
    if isinstance(first, ReplyReceived) and isinstance(again, ReplyReceived):
        added["enquiries_welcome"] = first.enquiries_welcome and again.enquiries_welcome
    return first.replace(**added)


def _without_bounced(events: list[Event]) -> list[Event]:
    """Take each bounced recipient out of the last message to them; a message that is left with none was never sent."""
    last: dict[str, int] = {}
    undone: dict[int, set[str]] = {}
    for index, event in enumerate(events):
        if isinstance(event, Sent):
            last.update(dict.fromkeys(event.to, index))
        elif isinstance(event, Bounced) and event.contact in last:
            undone.setdefault(last[event.contact], set()).add(event.contact)
    kept: list[Event] = []
    for index, event in enumerate(events):
        if index not in undone or not isinstance(event, Sent):
            kept.append(event)
        elif left := set(event.to) - undone[index]:
            kept.append(event.replace(to=left))
    return kept
