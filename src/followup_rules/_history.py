"""History: what really happened. Events are checked, sorted, told once, and freed of what bounced (G19, G24)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from followup_rules._addresses import mailbox
from followup_rules._case import check_history
from followup_rules._errors import InputError
from followup_rules._events import AnyEvent, Bounced, Event, FollowUpSent, Reply, Sent, Touch, TouchSkipped, mail_of
from followup_rules._fields import local_day, zone
from followup_rules._values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup_rules._case import Interview
    from followup_rules._reach import Reach


class Fact(NamedTuple):
    """An event with its local day.

    ``joins``: it only adds recipients to a message of that day (G24). ``is_copy``: it is the candidate's own copy of a
    message, and says nothing.
    """

    event: Event
    day: date
    joins: bool = False
    is_copy: bool = False


def facts(interview: Interview, reach: Reach, events: Iterable[AnyEvent]) -> list[Fact]:
    """Return the facts that *events* tell, in their order.

    :class:`HistoryError` for an event that names an unknown contact, :class:`InputError` for what is no event.
    """
    given: object = events
    if isinstance(given, Value) or not hasattr(type(given), "__iter__"):
        raise InputError("history", events, "an iterable of events, or a Progress")
    checked = check_history(interview, events)
    sent_ids = {event.message_id for event in checked if isinstance(event, Sent)}
    ordered = _in_order(checked)
    if Bounced in map(type, ordered):
        ordered = _without_bounced(reach, ordered)
    found: list[Fact] = []
    sent_on: dict[type[Event], date] = {}  # the last day of each kind of message since the other side wrote
    local = zone(interview.timezone)
    for event in ordered:
        kind, day = type(event), local_day(event.at, local)
        if event.side == "theirs":
            mail = mail_of(event)
            is_copy = mail is not None and mail.message_id is not None and mail.message_id in sent_ids
            if not is_copy:
                sent_on.clear()
            found.append(Fact(event, day, False, is_copy))  # noqa: FBT003 - by name, it takes twice as long
            continue
        found.append(Fact(event, day, sent_on.get(kind) == day))
        if event.side == "sent":
            sent_on[kind] = day
    return found


def _in_order(events: Sequence[Event]) -> list[Event]:
    """Sort events, and keep one of those that tell the same fact: equal ones, or one mail of one kind."""
    placed: dict[tuple[object, ...], Event] = {(event.at, event.rank): event for event in events}
    if len(placed) < len(events):  # any order will do then, as long as it is always the same
        placed = {(event.at, event.rank, _turn(event), event.model_dump_json()): event for event in events}
    tellings: dict[object, list[Event]] = {}
    for place, event in sorted(placed.items()):  # no two places are equal, so events are never compared
        mail = mail_of(event)
        key = place if mail is None or mail.message_id is None else (mail.kind, mail.message_id)
        tellings.setdefault(key, []).append(event)
    return [first if not again else _merged(first, again) for first, *again in tellings.values()]


def _turn(event: Event) -> int:
    """Return the turn of a skip among those of one instant: that of its touch."""
    return list(Touch).index(event.touch) if isinstance(event, TouchSkipped) else 0


def _merged(first: Event, others: list[Event]) -> Event:
    """Return the first telling of a fact, with the recipients and the fields that only other tellings have."""
    added: dict[str, object] = {}
    for again in others:
        for name, value in again:
            if value is not None and getattr(first, name) is None:
                added.setdefault(name, value)
    tellings = [first, *others]
    if isinstance(first, Sent):
        added["to"] = {contact for told in tellings for contact in told.named}
    if isinstance(first, FollowUpSent):
        added["folds"] = {touch for told in tellings if isinstance(told, FollowUpSent) for touch in told.folds}
    if isinstance(first, Reply):
        added["enquiries_welcome"] = all(told.enquiries_welcome for told in tellings if isinstance(told, Reply))
    return first.replace(**added)


def _without_bounced(reach: Reach, events: list[Event]) -> list[Event]:
    """Take each bounced recipient out of the message that came back (G19); one that is left with none was not sent."""
    undone = _undone(reach, events)
    kept: list[Event] = []
    for index, event in enumerate(events):
        if not undone[index] or not isinstance(event, Sent):
            kept.append(event)
        elif left := set(event.to) - undone[index]:
            kept.append(event.replace(to=left))
    return kept


def _undone(reach: Reach, events: list[Event]) -> dict[int, set[str]]:
    """Return whom each message did not reach, by its place: first what bounces name, then the last one to each."""
    sharing: dict[str, set[str]] = defaultdict(set)
    for contact_id, box in reach.boxes.items():
        sharing[box].add(contact_id)
    undone = _named_by_bounces(events, sharing)
    arrived: dict[str, list[int]] = defaultdict(list)  # the messages to each contact that no bounce has undone yet
    for index, event in enumerate(events):
        if isinstance(event, Sent):
            for contact_id in set(event.to).difference(undone[index]):
                arrived[contact_id].append(index)
        elif isinstance(event, Bounced) and event.message_id is None:
            people = [contact_id for contact_id in _people(event, sharing) if arrived[contact_id]]
            last = max((arrived[contact_id][-1] for contact_id in people), default=None)
            for contact_id in people:
                if arrived[contact_id][-1] == last:
                    undone[arrived[contact_id].pop()].add(contact_id)
    return undone


def _named_by_bounces(events: list[Event], sharing: dict[str, set[str]]) -> dict[int, set[str]]:
    """Return whom the messages that bounces name did not reach, by their places."""
    undone: dict[int, set[str]] = defaultdict(set)
    by_id: dict[str, list[tuple[int, Sent]]] = defaultdict(list)
    for index, event in enumerate(events):
        if isinstance(event, Sent) and event.message_id is not None:
            by_id[event.message_id].append((index, event))
    for event in events:
        if isinstance(event, Bounced) and event.message_id is not None:
            for index, message in by_id.get(event.message_id, ()):
                undone[index] |= _people(event, sharing).intersection(message.to)
    return undone


def _people(bounce: Bounced, sharing: dict[str, set[str]]) -> set[str]:
    """Return the contact whose message came back, with all who share the address (G41)."""
    return {bounce.contact} | sharing.get(mailbox(bounce.email), set())
