"""Space between messages: nobody gets two from one candidate too near to each other, whatever case they are about (H1).

The answers to the mailboxes that several cases share are placed one after the other, the earliest day first. One that
comes too near to another message to the same mailbox is held, and takes its turn again. Those that wait for the same
mailboxes until the same day wait in one queue, so the work grows with the number of cases, and not with its square.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as midnight
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple, cast

from followup_rules._due import THANKS, DueAnswer, DueTouch, hold_back, send_at
from followup_rules._events import MessageSent, Sent
from followup_rules._fields import LAST_ANSWER
from followup_rules._mailboxes import Days, Mailbox, Mark
from followup_rules._timing import Slot, work_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup_rules._hours import ZoneDays
    from followup_rules._timing import CaseTime
    from followup_rules._turns import Order, Turn

_DAY, _A_YEAR = timedelta(days=1), timedelta(days=366)
_USUAL_WEEK = range(5)
_NEVER = datetime.max.replace(tzinfo=UTC)
_LAST_DAY = date(LAST_ANSWER - 1, 12, 31)  # an answer of a later day could not be read back


@dataclass(slots=True, eq=False)
class _Message:
    """A message that is due in one case, before it is placed among those of others."""

    turn: Turn
    due: DueTouch | DueAnswer
    time: CaseTime
    boxes: tuple[str, ...]  # the shared mailboxes of those who get it
    at: datetime  # when it would be sent
    day: date  # the local day of that
    asks: bool  # for something: it is a follow-up, an escalation or a feedback request
    last_sent: date | None = None  # the last day on which its own case sent something to those
    waited: _Wait | None = None  # what held it past its window, until a day that has come (H5)

    @property
    def order(self) -> Order:
        """The turn of its case within a day (H2)."""
        return self.turn.order

    @property
    def closes_on(self) -> date:
        """The day on which its window closes, however long it had to wait (H5)."""
        return self.due.slot.closes_on if self.waited is None else self.waited.work.closes_on


_Key = tuple[object, ...]


class _Hold(NamedTuple):
    """Until which day a message waits, for which other one, and to which mailbox that goes."""

    until: date
    other: Mark
    box: str


class _Wait(NamedTuple):
    """What messages wait for, and the work of the day until which they do."""

    hold: _Hold
    work: Slot


class _Queue:
    """Messages for the same mailboxes on the same day, in the order of H2; they may be held until then.

    What closed before the day until which it is held closes on it; of those, the older interview goes first.
    """

    __slots__ = ("_ripe", "_waiting", "day", "key", "number", "time", "wait")

    def __init__(self, key: _Key | None, time: CaseTime, day: date, hold: _Hold | None = None) -> None:
        """Begin without a message; *time* is that of any of those that will wait here, *key* what they share."""
        self.key = key  # none for a message that is apart from others
        self.time, self.day, self.number = time, day, 0  # the number of its turn
        self.wait: _Wait | None = None
        self._ripe: list[tuple[tuple[object, ...], int, _Message]] = []
        self._waiting: list[tuple[tuple[object, ...], int, _Message]] = []
        if hold is not None:
            self.wait_until(hold)

    def wait_until(self, hold: _Hold) -> None:
        """Let all messages wait until a day."""
        self.wait = _Wait(hold, work_of(self.time, hold.until))
        self.day, closes = self.wait.work.opens_on, self.wait.work.closes
        while self._waiting and self._waiting[0][2].order[1] <= closes:
            _, number, message = heappop(self._waiting)
            self.add(number, message)

    def add(self, number: int, message: _Message) -> None:
        """Let one more message wait here; *number* is its place among all."""
        if self.wait is not None and message.order[1] <= self.wait.work.closes:
            heappush(self._ripe, (message.order[2:], number, message))
        else:
            heappush(self._waiting, (message.order[1:], number, message))

    @property
    def first(self) -> list[tuple[tuple[object, ...], int, _Message]]:
        """The heap of which the first message is the first of all."""
        return self._ripe or self._waiting

    def order(self) -> Order:
        """Return the order of the first message, as it is held."""
        rank, closes, ended_at, name, written = order = self.first[0][2].order
        return order if self.wait is None else (rank, max(closes, self.wait.work.closes), ended_at, name, written)

    def join(self, other: _Queue) -> None:
        """Take over all messages of another queue."""
        other.number = -1  # it has no turn any more
        for _, number, message in (*other._ripe, *other._waiting):
            self.add(number, message)

    def __len__(self) -> int:
        """Return how many messages wait."""
        return len(self._ripe) + len(self._waiting)


class _Placing:
    """Places messages one after the other among those that their mailboxes have already."""

    __slots__ = ("ahead", "boxes", "held", "number", "queues")

    def __init__(self, boxes: dict[str, Mailbox], messages: list[_Message]) -> None:
        """Begin with the messages at their own days."""
        self.boxes = boxes
        self.ahead: list[tuple[date, Order, int, _Queue]] = []
        self.queues: dict[_Key, _Queue] = {}
        self.held: list[tuple[_Message, _Wait]] = []
        self.number = 0  # of the next turn; it tells apart what is equal in all else
        queues = [self.queue_for(message, message.day) for message in messages]
        for number, (queue, message) in enumerate(zip(queues, messages, strict=True)):
            queue.add(number, message)
        for queue in dict.fromkeys(queues):
            self.push(queue)

    def run(self) -> list[tuple[_Message, _Wait]]:
        """Place all; return those that are held, each with what it waits for."""
        while self.ahead:
            _, _, number, queue = heappop(self.ahead)
            if number == queue.number:  # else it has moved since
                self.serve(queue)
        return self.held

    def serve(self, queue: _Queue) -> None:
        """Place the first message of a queue, and let all others wait for longer: what holds one holds the others."""
        while queue.first:
            _, number, message = queue.first[0]
            hold = _hold_of(self.boxes, message, queue.day)
            if hold is not None:
                self.move(number, message, queue, hold)
                return
            if queue.wait is not None:
                message.turn.order, message.at = queue.order(), queue.wait.work.opens
                self.held.append((message, queue.wait))
            heappop(queue.first)
            self.keep(message)

    def move(self, number: int, message: _Message, queue: _Queue, hold: _Hold) -> None:
        """Let a queue wait for longer; or its only message, if that was apart from others."""
        if queue.key is None:
            queue = self.queue_for(message, queue.day, hold)
            queue.add(number, message)
        else:
            del self.queues[queue.key]
            key = _key(message, queue.day, hold)
            known = self.queues.get(key)
            if known is not None and len(known) > len(queue):
                known.join(queue)
                queue = known
            else:
                queue.wait_until(hold)
                if known is not None:
                    queue.join(known)
                queue.key, self.queues[key] = key, queue
        self.push(queue)

    def queue_for(self, message: _Message, day: date, hold: _Hold | None = None) -> _Queue:
        """Return the queue in which a message waits, or one for it alone while messages of its own case matter."""
        if _matters(message, day if hold is None else hold.until):
            return _Queue(None, message.time, day, hold)
        key = _key(message, day, hold)
        if key not in self.queues:
            self.queues[key] = _Queue(key, message.time, day, hold)
        return self.queues[key]

    def push(self, queue: _Queue) -> None:
        """Let a queue take its turn."""
        queue.number = self.number
        heappush(self.ahead, (queue.day, queue.order(), self.number, queue))
        self.number += 1

    def keep(self, message: _Message) -> None:
        """Place a message: its mailboxes have it now."""
        mark = Mark(message.turn, message.order, message.at, message.asks)
        for box in message.boxes:
            self.boxes[box].add(mark)


def _key(message: _Message, day: date, hold: _Hold | None) -> _Key:
    """Return what messages have in common that one other holds until the same day, and that all others hold alike."""
    time = message.time
    until = (day, None) if hold is None else (hold.until, id(hold.other.turn), hold.other.at, hold.box)
    return message.boxes, until, message.asks, isinstance(message.due, DueAnswer), id(time.calendar), id(time.days)


def _hold_of(boxes: dict[str, Mailbox], message: _Message, day: date, upto: date | None = None) -> _Hold | None:
    """Return what holds a message that would go out on a day: what holds it longest, then what is first by H2.

    With *upto*, only what was sent up to that day counts.
    """
    if isinstance(message.due, DueAnswer):
        return None
    found: _Hold | None = None
    zone = message.time.interview.timezone
    for box in message.boxes:
        every, asking = boxes[box].days(zone)
        if not every.days or _is_far(message, day, every.days[-1]):
            continue
        for until, mark in _too_near(message, day, every, asking, upto):
            if found is None or until > found.until or (until == found.until and mark.order < found.other.order):
                found = _Hold(until, mark, box)
    return found if found is not None and found.until <= _LAST_DAY else None


def _is_far(message: _Message, day: date, last: date) -> bool:
    """Tell whether nothing that was sent up to the *last* day holds a message that would go out on a day (H1)."""
    time, policy = message.time, message.time.policy
    if last + policy.between_messages_days * _DAY > day:
        return False
    return not message.asks or time.calendar.add_business_days(last, policy.between_asks_business_days) <= day


def _too_near(
    message: _Message, day: date, all_days: Days, asking: Days, upto: date | None
) -> Iterator[tuple[date, Mark]]:
    """Yield until when the messages of others hold one that would go out on a day, those that hold it longest (H1)."""
    time = message.time
    apart = time.policy.between_messages_days * _DAY
    for when, mark in all_days.before(day + apart if upto is None else upto + _DAY, message.turn):
        if when > day - apart:
            yield when + apart, mark
        break
    if not message.asks:
        return
    count, longest = time.policy.between_asks_business_days, date.min
    before = time.calendar.add_business_days(day, count) if upto is None else upto + _DAY
    for when, mark in asking.before(before, message.turn):
        until = time.calendar.add_business_days(when, count)
        if until <= day or until < longest:
            break
        longest = until
        yield until, mark


def _matters(message: _Message, day: date) -> bool:
    """Tell whether what was sent in its own case, which holds only others, still sets a message apart on a day."""
    return message.last_sent is not None and not _is_far(message, day, message.last_sent)


def place(turns: list[Turn], shared: set[str]) -> None:
    """Hold what is due in cases of one candidate that share mailboxes, so that nobody gets too many messages (H1).

    The turns are changed: what is due, in which order, what holds it, and when it may change.
    """
    boxes = {box: Mailbox() for box in shared}
    due = [(turn, _message_of(turn, shared)) for turn in turns]
    messages = [message for _, message in due if message is not None]
    since = _look_around(messages)
    _put_what_was_sent(due, boxes, since)
    for message in messages:
        _count_what_it_waited_for(message, boxes)
    _change_together(due, shared)
    unsent = [message for message in messages if _is_unsent(message)]
    left_out = set(map(id, unsent))
    held = _Placing(boxes, [message for message in messages if id(message) not in left_out]).run()
    if unsent:
        held += _Placing(boxes, unsent).run()
    for message, wait in held:
        _hold_back(message, wait)
        message.waited = None
    for message in messages:
        if message.waited is not None:
            _hold_back(message, message.waited)


def _message_of(turn: Turn, shared: set[str]) -> _Message | None:
    """Return the message that is due in a case, if it goes to a mailbox that others share."""
    due, moment = turn.due, turn.moment
    if not isinstance(due, DueTouch | DueAnswer):
        return None
    to = moment.reach.shared(due.choice.to) & shared
    if not to:
        return None
    at, day = send_at(moment, due)
    asks = isinstance(due, DueTouch) and due.touch not in THANKS
    return _Message(turn, due, moment.time, tuple(sorted(to)), at, day, asks)


def _put_what_was_sent(due: list[tuple[Turn, _Message | None]], boxes: dict[str, Mailbox], since: datetime) -> None:
    """Put into the mailboxes what cases sent before, *since* the instant from which on it may hold a message."""
    for turn, message in due:
        reach = turn.moment.reach
        for fact in turn.happened:
            event = fact.event
            if event.at < since or not isinstance(event, Sent):
                continue
            got = reach.shared(event.to) & boxes.keys()
            mark = _mark_of(turn, event)
            for box in got:
                boxes[box].add(mark)
            if message is not None and not got.isdisjoint(message.boxes):
                message.last_sent = max(fact.day, message.last_sent or fact.day)


def _mark_of(turn: Turn, event: Sent) -> Mark:
    """Return what was sent as something that is placed already."""
    rank = 0 if isinstance(event, MessageSent) else 2 if event.asks else 1
    return Mark(turn, (rank, event.at, *turn.order[2:]), event.at, event.asks)


def _look_around(messages: list[_Message]) -> datetime:
    """Let the calendars reach as far back as another message may hold one, and ahead as the last may be held.

    Returns an instant before which nothing was sent that may hold one of them.
    """
    since = _LAST_DAY
    for message in messages:
        interview, policy, day = message.time.interview, message.time.policy, message.day.toordinal()
        week = len(interview.working_week or _USUAL_WEEK)
        each = -(-8 // week)  # days for a business day at most, public holidays and all
        asks, own = policy.between_asks_business_days, len(interview.extra_holidays)
        back, longest = each * (asks + 1 + own), each * (asks * len(messages) + own)
        longest += policy.between_messages_days * len(messages)
        first = min(date.fromordinal(day - back), message.closes_on - back * _DAY)
        last = date.fromordinal(min(day + longest, _LAST_DAY.toordinal()))
        if first.year < message.time.years[0] or last.year > message.time.years[1]:
            message.turn.moment.look_around(first, last)
            message.time = message.turn.moment.time
        since = min(since, first - policy.between_messages_days * _DAY)
    return datetime.combine(since - _A_YEAR, midnight(), UTC)  # with time for zones, and for weeks of holidays


def _is_unsent(message: _Message) -> bool:
    """Tell whether a message is so late that nobody seems to send it: it holds up no other."""
    time = message.time
    if message.day <= message.closes_on:
        return False
    return message.day > time.calendar.add_business_days(message.closes_on, time.policy.unsent_business_days)


def _count_what_it_waited_for(message: _Message, boxes: dict[str, Mailbox]) -> None:
    """Find what was sent that held a late message when its window closed, until a day that has come (H5)."""
    slot, turn = message.due.slot, message.turn
    if turn.moment.now < slot.closes:
        return
    day, found = slot.closes_on, list[_Wait]()
    while (hold := _hold_of(boxes, message, day, upto=day)) is not None:
        work = work_of(message.time, hold.until)
        if work.opens_on > message.day:
            return  # it waits still, as any other
        day = work.opens_on
        found.append(_Wait(hold, work))
    if found:
        message.waited = found[-1]
        rank, closes, ended_at, name, written = turn.order
        turn.order = rank, max(closes, message.waited.work.closes), ended_at, name, written


def _hold_back(message: _Message, wait: _Wait) -> None:
    """Let what is due wait, with the reason that names the other case."""
    hold, work = wait
    turn, time, interview = message.turn, message.time, hold.other.turn.case.interview
    reach = turn.moment.reach
    due = cast("DueTouch", message.due)  # an answer that is owed is never held
    who = next(reach.contacts[each].label for each in due.choice.to if reach.boxes[each] == hold.box)
    day, other = time.days.day(hold.other.at), f"{interview.position} at {interview.company} ({interview.id})"
    hold_back(turn.moment, due, work, who, day, other)
    turn.held_by = interview.id if turn.moment.now < work.opens else None


def _change_together(due: list[tuple[Turn, _Message | None]], shared: set[str]) -> None:
    """Let what shares an address change when the day of any of these messages does, in any of their zones (G40)."""
    first = {box: box for box in shared}  # another mailbox of the same group, and in the end the first one

    def group(box: str) -> str:
        while first[box] != box:
            first[box] = box = first[first[box]]
        return box

    changing: list[tuple[Turn, _Message | None, str]] = []
    for turn, message in due:
        if isinstance(turn.due, DueTouch | DueAnswer):
            boxes = sorted(shared.intersection(turn.moment.reach.boxes.values()))
            for box in boxes[1:]:
                first[group(box)] = group(boxes[0])
            changing.append((turn, message, boxes[0]))
    zones: dict[str, dict[str, ZoneDays]] = {}
    for turn, _, box in changing:
        zones.setdefault(group(box), {})[turn.case.interview.timezone] = turn.moment.time.days
    earliest: dict[str, datetime] = {}
    for turn, message, box in changing:
        name = group(box)
        earliest[name] = min(_moves_at(turn, message, zones[name].values()), earliest.get(name, _NEVER))
    for turn, _, box in changing:
        turn.changes_by = earliest[group(box)]


def _moves_at(turn: Turn, message: _Message | None, zones: Iterable[ZoneDays]) -> datetime:
    """Return when the day of a message changes in one of some zones, or another message takes its place."""
    due, own = cast("DueTouch | DueAnswer", turn.due), turn.moment.time.days
    if not due.choice.to:
        return due.ends
    at, day = send_at(turn.moment, due) if message is None else (message.at, message.day)
    found = [each.end_of(day if each is own else each.day(at)) for each in zones]
    if isinstance(due, DueTouch):
        found.append(own.hours(day)[1])
    return min(due.ends, *found)
