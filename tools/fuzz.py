"""Give generated and changed input to every public entry: an error that names no place, or an exception, is a fault.

    python tools/fuzz.py [--inputs 1000000] [--minutes 60] [--seed 1] [--processes 2] [--first 1] [--keep FOLDER]
    python tools/fuzz.py --only 4711 [--seed 1]
    python tools/fuzz.py --large [--seed 1]
    python tools/fuzz.py --events 100000

Each input has a number. With one seed, it is the same on every machine; ``--only`` gives one input alone, without
catching what it raises. It prints how many inputs there were, which share of them had an answer of ``next_action``, the
slowest call, and the largest. Exits with 1 if there was a fault; each is kept in the folder: the input, and what was
raised. Of every 500th input the memory is measured, and every 10,000th is a megabyte: ``--large`` measures one of
each shape that these have. ``--events`` measures histories of that length, and of a quarter of it.

``tests/hostile.py`` makes the inputs, ``tests/attack.py`` judges what comes of them. What else attacks stands in

- ``tests/test_attack.py``: a short run of this, injection into each way out, threads, processes, locales, no clock;
- ``tests/test_bad_input.py``: each field with what it must refuse, wrong arguments of each kind, odd years and places;
- ``tests/test_inbox_hostile.py``: any bytes as a mail, deep nesting, huge headers, all in bounded time and memory;
- ``tests/test_growth.py``: time that grows no faster than events, contacts and texts, also irregular ones and bounces;
- ``tests/test_mail.py``, ``test_ical.py``, ``test_rendered.py``: odd texts, read back by parsers that share no code;
- ``tests/test_cli.py``: what a terminal would obey, keys that are there twice, files that must not be overwritten.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import signal
import sys
import time
import traceback
import tracemalloc
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from timeit import repeat
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from attack import Tally
from attack_entries import MAILBOX, NOW, attack
from followup_rules import (
    Bounced,
    InterviewNotHeld,
    MessageSent,
    ReplyReceived,
    ThankYouSent,
    next_action,
    plan,
    replay,
)
from hostile import EVERY, make
from hostile_large import LARGE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from followup_rules import Event
    from hostile import Input

PORTION = 1_000  # inputs that a process takes at a time
TOLD = 20_000  # inputs, after which it says how far it is
MEASURED = 500  # of so many inputs, the memory of one is measured
LONGEST = 60  # seconds of processor time after which an input has hung
MOST_MEMORY = 4 * 2**30  # octets of a process


@dataclass
class Part:
    """What a process found in its portion."""

    tally: Tally = field(default_factory=Tally)
    faults: list[tuple[Input, str]] = field(default_factory=list)
    resident: int = 0  # octets: the most that this process had
    died: bool = False

    def add(self, other: Part, folder: Path) -> None:
        """Take in what another process found, and keep its faults."""
        self.tally.add(other.tally)
        self.resident = max(self.resident, other.resident)
        self.faults += other.faults
        for given, said in other.faults:
            _keep(folder, given, said)


def main(arguments: list[str]) -> int:
    """Run the inputs, print what came of them, and keep what should not be."""
    given = _parser().parse_args(arguments)
    if given.only is not None:
        return _alone(given.seed, given.only)
    if given.large:
        return _each_large(given.seed)
    if given.events is not None:
        return _histories(given.events)
    whole, started = Part(), time.monotonic()
    ends = started + 60 * given.minutes
    firsts = iter(range(given.first, given.first + given.inputs, PORTION))
    with ProcessPoolExecutor(given.processes, initializer=_bound) as pool:
        running = {pool.submit(_portion, given.seed, first) for first in islice(firsts, 2 * given.processes)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                if isinstance(future.exception(), BrokenExecutor):
                    print("a process died: an input that it had in hand took all memory, or more")
                    ends = 0.0
                    whole.died = True
                    continue
                whole.add(future.result(), given.keep)
                if (so_far := whole.tally.inputs.total()) % TOLD == 0:
                    print(f"{so_far:,} inputs so far, {len(whole.faults)} faults", file=sys.stderr)
                if time.monotonic() < ends:
                    running |= {pool.submit(_portion, given.seed, first) for first in islice(firsts, 1)}
    _report(whole, time.monotonic() - started)
    return int(whole.died or bool(whole.faults))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Give hostile input to every public entry.")
    parser.add_argument("--inputs", type=int, default=100_000, help="how many, in thousands that are begun")
    parser.add_argument("--minutes", type=float, default=600, help="after how many to stop, whatever is left")
    parser.add_argument("--first", type=int, default=1, help="the number of the first input")
    parser.add_argument("--only", type=int, help="the number of one input to repeat")
    parser.add_argument("--large", action="store_true", help="measure one input of each large shape instead")
    parser.add_argument("--events", type=int, help="how long the histories are that are measured instead")
    parser.add_argument("--seed", default="1", help="other seeds give other inputs")
    parser.add_argument("--processes", type=int, default=2, help="how many run at a time")
    parser.add_argument("--keep", type=Path, default=Path("faults"), help="the folder in which faults are kept")
    return parser


def _alone(seed: str, number: int) -> int:
    """Give one input, and let what it raises be seen."""
    given = make(seed, number)
    print(f"{given.kind}, {len(given.raw):,} octets: {given.raw[:2000]!r}")
    tally = Tally()
    attack(tally, given)
    print(f"no fault; the slowest call was {tally.slowest.call} with {tally.slowest.much:.3f} seconds")
    return 0


def _each_large(seed: str) -> int:
    """Measure an input of each large shape: its slowest and its largest call."""
    for number in range(0, EVERY * len(LARGE), EVERY):
        given, tally = make(seed, number), Tally()
        attack(tally, given)
        _measure(tally, given)
        shape, slowest, largest = given.seed.rpartition("/")[2], tally.slowest, tally.largest
        time_and_memory = f"{slowest.call} {slowest.much:.2f} s, {largest.call} {largest.much / 1e6:.1f} MB"
        print(f"{shape:30} {len(given.raw):>9,} octets: {time_and_memory}")
    return 0


def _histories(length: int) -> int:
    """Measure long histories: how long an answer takes, how much longer than for a quarter, and its memory."""
    for kind, shape in HISTORIES.items():
        for name, ask in QUESTIONS.items():
            quarter, whole = (
                min(repeat(partial(ask, shape(n)), timer=time.process_time, number=1, repeat=3))
                for n in (length // 4, length)
            )
            events = shape(length)
            tracemalloc.start()
            ask(events)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            print(f"{kind:10} {name:12} {whole:.2f} s, {whole / quarter:.1f} times a quarter's; {peak / 1e6:.0f} MB")
    return 0


def _minute(number: int) -> datetime:
    return MAILBOX.interview.ended_at + timedelta(seconds=30 * number)


QUESTIONS: dict[str, Callable[[list[Event]], object]] = {
    "next_action": lambda events: next_action(MAILBOX.interview, events, now=NOW),
    "plan": lambda events: plan(MAILBOX.interview, events, now=NOW),
    "replay": lambda events: replay(MAILBOX.interview, events),
}
HISTORIES: dict[str, Callable[[int], list[Event]]] = {
    "replies": lambda n: [ReplyReceived(at=_minute(i), sender="c0", message_id=f"<{i}@x.com>") for i in range(n)],
    "irregular": lambda n: [
        ThankYouSent(at=_minute(0), to=["c0"]),
        *[InterviewNotHeld(at=_minute(i)) for i in range(n)],
    ],
    "bounces": lambda n: [Bounced(at=_minute(i), contact="c0", email="c0@example.com") for i in range(n)],
    "messages": lambda n: [MessageSent(at=_minute(i), to=["c0"], message_id=f"<{i}@x.com>") for i in range(n)],
}


def _bound() -> None:
    """Let an input that hangs, or takes all memory, be a fault of its own."""
    signal.signal(signal.SIGPROF, _hangs)
    gc.freeze()  # what was imported is no garbage
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _hangs(*_: object) -> None:
    msg = f"no end after {LONGEST} seconds"
    raise TimeoutError(msg)


def _portion(seed: str, first: int) -> Part:
    part = Part()
    for number in range(first, first + PORTION):
        given = make(seed, number)
        try:
            signal.setitimer(signal.ITIMER_PROF, LONGEST)
            attack(part.tally, given)
            if number % MEASURED == 0 or number % EVERY == 0:
                _measure(part.tally, given)
        except Exception:  # noqa: BLE001 - whatever it is
            part.faults.append((given, traceback.format_exc()))
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    part.resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return part


def _measure(tally: Tally, given: Input) -> None:
    """Give an input once more, and measure the memory of each call."""
    again = Tally()
    tracemalloc.start()
    try:
        attack(again, given)
    finally:
        tracemalloc.stop()
    tally.largest = max(tally.largest, again.largest)
    tally.measured += 1


def _keep(folder: Path, given: Input, said: str) -> None:
    """Keep an input that has a fault, and what was raised."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{given.kind}-{given.seed.replace('/', '-').replace(' ', '_')}"
    (folder / f"{name}.input").write_bytes(given.raw)
    (folder / f"{name}.txt").write_text(said, "utf-8", "backslashreplace")


def _report(whole: Part, seconds: float) -> None:
    tally = whole.tally
    inputs, reached = tally.inputs.total(), tally.reached.total()
    for kind, number in tally.inputs.most_common():
        print(f"{kind:10} {number:>9,} inputs, {tally.reached[kind] / number:4.0%} had an answer of next_action")
    print(f"{inputs:,} inputs in {seconds:,.0f} seconds; {reached / inputs:.1%} had an answer of next_action")
    print(f"{tally.calls.total():,} calls; {tally.refused.total():,} were refused with an error that names the place")
    print(f"the slowest: {tally.slowest.call}, {tally.slowest.much:.2f} seconds (input {tally.slowest.seed})")
    print(
        f"the largest of {tally.measured:,} measured: {tally.largest.call}, {tally.largest.much / 1e6:.1f} MB "
        f"(input {tally.largest.seed}); a process had at most {whole.resident / 1e6:.0f} MB"
    )
    print(f"{len(whole.faults)} faults")
    for given, said in whole.faults[:20]:
        print(json.dumps([given.kind, given.seed, said.strip().splitlines()[-1][:200]]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
