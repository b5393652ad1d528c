"""Space between messages: nobody gets two from one candidate too near to each other, whatever case they are about (H1).

The answers to the mailboxes that several cases share are placed one after the other, the earliest day first. One that
comes too near to another message to the same mailbox is held, and takes its turn again. Those that wait for the same
mailboxes until the same day wait in one queue, so the work grows with the number of cases, and not with its square.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple, cast

from followup_rules._due import THANKS, DueAnswer, DueTouch, held_back, send_at
from followup_rules._errors import HorizonError
from followup_rules._events import MessageSent, Sent
from followup_rules._mailboxes import Days, Mailbox, Mark
from followup_rules._places import FIRST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup_rules._timing import CaseTime
    from followup_rules._turns import Order, Turn

_DAY = timedelta(days=1)
_USUAL_DAYS, _USUAL_DAYS_BACK = 8 * 365, 4 * 365  # that a calendar reaches ahead of an answer in any case, and back
_FIRST_DAY = date(FIRST_YEAR, 1, 1)
_LAST_DAY = date(2159, 12, 31)  # an answer of a later day could not be read back


@dataclass(slots=True, eq=False)
class _Message:
    """A message that is due in one case, before it is placed among those of others."""

    turn: Turn
    due: DueTouch | DueAnswer
    boxes: tuple[str, ...]  # the shared mailboxes of those who get it
    at: datetime  # when it would be sent
    day: date  # the local day of that
    last_sent: date | None = None  # the last day on which its own case sent something to those

    @property
    def order(self) -> Order:
        """The turn of its case within a day (H2)."""
        return self.turn.order

    @property
    def time(self) -> CaseTime:
        """The time of its case."""
        return self.turn.moment.time

    @property
    def asks(self) -> bool:
        """Whether it asks for something: a follow-up, an escalation or a feedback request."""
        return isinstance(self.due, DueTouch) and self.due.touch not in THANKS


class _Hold(NamedTuple):
    """Until which day a message waits, for which other one, and to which mailbox that goes."""

    until: date
    other: Mark
    box: str


class _Queue:
    """Messages that wait for the same mailboxes until the same day, in the order of H2.

    What closed before that day closes on it; of those, the older interview goes first.
    """

    __slots__ = ("_ripe", "_waiting", "closes", "day", "hold", "number", "opens", "time")

    def __init__(self, hold: _Hold, time: CaseTime) -> None:
        """Begin without a message; *time* is that of any of those that will wait here."""
        self.time, self.number = time, 0  # the number of its turn
        self._ripe: list[tuple[tuple[object, ...], int, _Message]] = []
        self._waiting: list[tuple[tuple[object, ...], int, _Message]] = []
        self.wait_until(hold)

    def wait_until(self, hold: _Hold) -> None:
        """Let all messages wait until a day."""
        self.hold, days = hold, self.time.days
        minimum = timedelta(minutes=self.time.policy.minimum_window_minutes)
        span = days.start_of(hold.until), days.end_of(hold.until)
        self.opens, self.day = self.time.work.next_working(span[0])
        self.closes, _ = self.time.work.closing(self.opens, self.day, span[1], minimum)
        while self._waiting and self._waiting[0][2].order[1] <= self.closes:
            _, number, message = heappop(self._waiting)
            self.add(number, message)

    def add(self, number: int, message: _Message) -> None:
        """Let one more message wait here; *number* is its place among all."""
        if message.order[1] <= self.closes:
            heappush(self._ripe, (message.order[2:], number, message))
        else:
            heappush(self._waiting, (message.order[1:], number, message))

    @property
    def first(self) -> list[tuple[tuple[object, ...], int, _Message]]:
        """The heap of which the first message is the first of all."""
        return self._ripe or self._waiting

    def order(self) -> Order:
        """Return the order of the first message, as it is held."""
        rank, closes, ended_at, name, written = self.first[0][2].order
        return rank, max(closes, self.closes), ended_at, name, written

    def join(self, other: _Queue) -> None:
        """Take over all messages of another queue."""
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
        self.ahead: list[tuple[date, Order, int, _Message | _Queue]] = [
            (message.day, message.order, number, message) for number, message in enumerate(messages)
        ]
        heapify(self.ahead)
        self.queues: dict[tuple[object, ...], _Queue] = {}
        self.held: list[tuple[_Message, _Hold]] = []
        self.number = len(messages)  # of what comes next; it tells apart what is equal in all else

    def run(self) -> list[tuple[_Message, _Hold]]:
        """Place all; return those that are held, each with what holds it."""
        while self.ahead:
            day, _, number, each = heappop(self.ahead)
            if isinstance(each, _Queue):
                if number == each.number:  # else it has moved since
                    self.serve(each)
            elif (hold := self.hold_of(each, day)) is not None:
                self.wait(number, each, hold)
            else:
                self.keep(each, each.at)
        return self.held

    def serve(self, queue: _Queue) -> None:
        """Place the first message of a queue, and let all others wait for longer: what holds one holds the others."""
        while queue.first:
            _, number, message = queue.first[0]
            hold = self.hold_of(message, queue.day)
            if hold is not None:
                self.move(number, message, queue, hold)
                return
            message.turn.order = queue.order()
            heappop(queue.first)
            self.held.append((message, queue.hold))
            self.keep(message, queue.opens)

    def move(self, number: int, message: _Message, queue: _Queue, hold: _Hold) -> None:
        """Let a queue wait for longer; or its only message by itself, if that is apart from others."""
        old, new = _key(message, queue.hold), _key(message, hold)
        if self.queues.get(old) is not queue:
            self.wait(number, message, hold)
            return
        del self.queues[old]
        known = self.queues.get(new)
        if known is not None and len(known) > len(queue):
            known.join(queue)
            queue = known
        else:
            queue.wait_until(hold)
            if known is not None:
                queue.join(known)
            self.queues[new] = queue
        self.push(queue)

    def wait(self, number: int, message: _Message, hold: _Hold) -> None:
        """Let a message wait, with others that wait for the same, or by itself while its own messages matter."""
        if _matters(message, hold.until):
            queue = _Queue(hold, message.time)
        else:
            key = _key(message, hold)
            known = self.queues.get(key)
            if known is None:
                known = self.queues[key] = _Queue(hold, message.time)
            queue = known
        queue.add(number, message)
        self.push(queue)

    def push(self, queue: _Queue) -> None:
        """Let a queue take its turn."""
        queue.number = self.number
        heappush(self.ahead, (queue.day, queue.order(), self.number, queue))
        self.number += 1

    def keep(self, message: _Message, at: datetime) -> None:
        """Place a message: its mailboxes have it now."""
        for box in message.boxes:
            self.boxes[box].add(Mark(message.turn, message.order, at, message.asks))

    def hold_of(self, message: _Message, day: date) -> _Hold | None:
        """Return what holds a message that would go out on a day: what holds it longest, then what is first by H2."""
        found: _Hold | None = None
        if isinstance(message.due, DueAnswer):
            return None
        for box in message.boxes:
            for until, mark in _too_near(message, day, *self.boxes[box].days(message.time.interview.timezone)):
                is_longer = found is None or until > found.until
                if is_longer or (found is not None and until == found.until and mark.order < found.other.order):
                    found = _Hold(until, mark, box)
        return found if found is not None and found.until <= _LAST_DAY else None


def _key(message: _Message, hold: _Hold) -> tuple[object, ...]:
    """Return what messages have in common that one other holds until the same day, and that all others hold alike."""
    time = message.time
    return message.boxes, hold.until, id(hold.other.turn), message.asks, id(time.calendar), id(time.days)


def _too_near(message: _Message, day: date, all_days: Days, asking: Days) -> Iterator[tuple[date, Mark]]:
    """Yield until when the messages of others hold one that would go out on a day, those that hold it longest (H1)."""
    time = message.time
    apart = time.policy.between_messages_days * _DAY
    for when, mark in all_days.before(day + apart, message.turn):
        if when > day - apart:
            yield when + apart, mark
        break
    if not message.asks:
        return
    count, longest = time.policy.between_asks_business_days, date.min
    for when, mark in asking.before(time.calendar.add_business_days(day, count), message.turn):
        until = _apart(time, when)
        if until is None or until <= day or until < longest:
            break
        longest = until
        yield until, mark


def _matters(message: _Message, day: date) -> bool:
    """Tell whether what was sent in its own case, which holds only others, still sets a message apart on a day."""
    time, last = message.time, message.last_sent
    if last is None:
        return False
    if last + time.policy.between_messages_days * _DAY > day:
        return True
    until = _apart(time, last) if message.asks else None
    return until is not None and until > day


def _apart(time: CaseTime, day: date) -> date | None:
    """Return from when another message may ask after one of a *day*; nothing if that was years ago."""
    try:
        return time.calendar.add_business_days(day, time.policy.between_asks_business_days)
    except HorizonError:  # the calendar reaches back as far as it matters: see _look_around
        return None


def place(turns: list[Turn], shared: set[str]) -> None:
    """Hold what is due in cases of one candidate that share mailboxes, so that nobody gets too many messages (H1).

    The turns are changed: what is due, in which order, what holds it, and when it may change.
    """
    _change_together(turns, shared)
    boxes = {box: Mailbox() for box in shared}
    messages = [message for turn in turns if (message := _message_of(turn, boxes)) is not None]
    _look_around(messages)
    unsent = [message for message in messages if _is_unsent(message)]
    left_out = set(map(id, unsent))
    held = _Placing(boxes, [message for message in messages if id(message) not in left_out]).run()
    held += _Placing(boxes, unsent).run()
    for message, hold in held:
        _hold_back(message, hold)


def _message_of(turn: Turn, boxes: dict[str, Mailbox]) -> _Message | None:
    """Return the message that is due in a case and goes to some mailboxes; those get what the case sent before."""
    due, moment, reach, message = turn.due, turn.moment, turn.moment.reach, None
    if isinstance(due, DueTouch | DueAnswer):
        to = tuple(sorted(reach.shared(due.choice.to) & boxes.keys()))
        if to:
            at = send_at(moment, due)
            message = _Message(turn, due, to, at, moment.time.days.day(at))
    for fact in turn.happened:
        if isinstance(fact.event, Sent):
            got = reach.shared(fact.event.to) & boxes.keys()
            mark = _mark_of(turn, fact.event)
            for box in got:
                boxes[box].add(mark)
            if message is not None and not got.isdisjoint(message.boxes):
                message.last_sent = max(fact.day, message.last_sent or fact.day)
    return message


def _mark_of(turn: Turn, event: Sent) -> Mark:
    """Return what was sent as something that is placed already."""
    rank = 0 if isinstance(event, MessageSent) else 2 if event.asks else 1
    return Mark(turn, (rank, event.at, *turn.order[2:]), event.at, event.asks)


def _look_around(messages: list[_Message]) -> None:
    """Let the calendars reach as far back as another message may hold one, and ahead as the last may be held."""
    for message in messages:
        policy, day = message.time.policy, message.day.toordinal()
        longest = len(messages) * (7 * policy.between_asks_business_days + policy.between_messages_days)
        back = 7 * policy.between_asks_business_days + 7 * len(message.time.interview.extra_holidays)
        if longest > _USUAL_DAYS or back > _USUAL_DAYS_BACK:
            days = max(day - back, _FIRST_DAY.toordinal()), min(day + longest, _LAST_DAY.toordinal())
            message.turn.moment.look_around(*map(date.fromordinal, days))


def _is_unsent(message: _Message) -> bool:
    """Tell whether a message is so late that nobody seems to send it: it holds up no other."""
    time = message.time
    closed = message.due.slot.closes_on
    return message.day > time.calendar.add_business_days(closed, time.policy.unsent_business_days)


def _hold_back(message: _Message, hold: _Hold) -> None:
    """Let what is due wait, with the reason that names the other case."""
    turn, time, interview = message.turn, message.time, hold.other.turn.case.interview
    reach = turn.moment.reach
    due = cast("DueTouch", message.due)  # an answer that is owed is never held
    who = next(reach.contacts[each].label for each in due.choice.to if reach.boxes[each] == hold.box)
    day, other = time.days.day(hold.other.at), f"{interview.position} at {interview.company} ({interview.id})"
    turn.due, turn.held_by = held_back(turn.moment, due, hold.until, who, day, other), interview.id


def _change_together(turns: list[Turn], shared: set[str]) -> None:
    """Let what shares an address change when the day of any of these messages does (G40)."""
    first = {box: box for box in shared}  # another mailbox of the same group, and in the end the first one

    def group(box: str) -> str:
        while first[box] != box:
            first[box] = box = first[first[box]]
        return box

    changing: list[tuple[Turn, str, datetime]] = []
    for turn in turns:
        moves_at = _moves_at(turn)
        if moves_at is not None:
            boxes = sorted(shared.intersection(turn.moment.reach.boxes.values()))
            for box in boxes[1:]:
                first[group(box)] = group(boxes[0])
            changing.append((turn, boxes[0], moves_at))
    earliest: dict[str, datetime] = {}
    for _, box, moves_at in changing:
        earliest[group(box)] = min(moves_at, earliest.get(group(box), moves_at))
    for turn, box, _ in changing:
        turn.changes_by = earliest[group(box)]


def _moves_at(turn: Turn) -> datetime | None:
    """Return when the day of a message changes, or another message takes its place; ``None`` if never."""
    due, days = turn.due, turn.moment.time.days
    if not isinstance(due, DueTouch | DueAnswer):
        return None
    if not due.choice.to:
        return due.ends
    day = days.day(send_at(turn.moment, due))
    return min(due.ends, days.end_of(day) if isinstance(due, DueAnswer) else days.hours(day)[1])
