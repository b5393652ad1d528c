"""History: what really happened. Events are checked, sorted and deduplicated, without mail that bounced (G19, G24)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from followup_rules._addresses import mailbox
from followup_rules._case import check_history
from followup_rules._events import AnyEvent, Bounced, Event, FollowUpSent, Reply, Sent, Touch, TouchSkipped, mail_of
from followup_rules._fields import local_day, zone

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

    :class:`HistoryError` for an event that names an unknown contact, :class:`InputError` if one is not an event.
    """
    return facts_of(interview, reach, check_history(interview, events))


def facts_of(interview: Interview, reach: Reach, checked: Sequence[Event]) -> list[Fact]:
    """Return the facts of events that are known to belong to the interview, as those of a case are."""
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
    """Return whom each message did not reach, by its place: first what bounces name, then the last one to each.

    All who share a mailbox get a message, and lose it, together (G41).
    """
    readers = _Readers(reach, [event for event in events if isinstance(event, Bounced)])
    undone = _named_by_bounces(readers, events)
    arrived: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)  # the messages to each reader, and for whom
    for index, event in enumerate(events):
        if isinstance(event, Sent):
            for reader, people in readers.of_message(event).items():
                if left := [contact_id for contact_id in people if contact_id not in undone[index]]:
                    arrived[reader].append((index, left))
        elif isinstance(event, Bounced) and event.message_id is None:
            lost = [reader for reader in readers.of_bounce(event) if arrived[reader]]
            last = max((arrived[reader][-1][0] for reader in lost), default=None)
            for reader in lost:
                if arrived[reader][-1][0] == last:
                    undone[arrived[reader][-1][0]].update(arrived[reader].pop()[1])
    return undone


def _named_by_bounces(readers: _Readers, events: list[Event]) -> dict[int, set[str]]:
    """Return whom the messages that bounces name did not reach, by their places."""
    undone: dict[int, set[str]] = defaultdict(set)
    named = {event.message_id for event in events if isinstance(event, Bounced)}
    by_id: dict[str, list[tuple[int, dict[str, list[str]]]]] = defaultdict(list)
    for index, event in enumerate(events):
        if isinstance(event, Sent) and event.message_id is not None and event.message_id in named:
            by_id[event.message_id].append((index, readers.of_message(event)))
    for event in events:
        if isinstance(event, Bounced) and event.message_id is not None:
            for index, recipients in by_id.get(event.message_id, ()):
                for reader in readers.of_bounce(event):
                    undone[index].update(recipients.pop(reader, ()))
    return undone


class _Readers:
    """Who loses a message together: a mailbox, but by itself a contact to whom mail bounced at another address."""

    def __init__(self, reach: Reach, bounces: list[Bounced]) -> None:
        """Find who reads by themselves."""
        apart = {each.contact for each in bounces if mailbox(each.email) != reach.boxes[each.contact]}
        self._of_contact = {who: f" {who}" if who in apart else box for who, box in reach.boxes.items()}
        self._of_mailbox: dict[str, set[str]] = defaultdict(set)
        for who, box in reach.boxes.items():
            self._of_mailbox[box].add(self._of_contact[who])

    def of_message(self, message: Sent) -> dict[str, list[str]]:
        """Return the recipients of a message by who reads it."""
        found: dict[str, list[str]] = {}
        for contact_id in message.to:
            found.setdefault(self._of_contact[contact_id], []).append(contact_id)
        return found

    def of_bounce(self, bounce: Bounced) -> set[str]:
        """Return who did not get a message: the contact, with all who share the address (G41)."""
        return {self._of_contact[bounce.contact]} | self._of_mailbox.get(mailbox(bounce.email), set())
