"""Walk the machine: what the app that always obeys is told after every short history, and in every state.

    python tools/walk.py [--length 4] [--states 10] [--processes 2]

First every history of up to so many events of the alphabet in ``tests/walking.py``, then the states of its core: from
each new one, one more event, until nothing new comes or histories have so many events. At each answer all of
``tests/oracle/invariants.py`` is checked. Prints what was counted; exits with 1 where an invariant does not hold.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from hashlib import blake2b
from itertools import islice, product
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import oracle
from followup_rules import replay
from oracle.invariants import INVARIANTS, broken
from oracle.ledger import ledger_of
from walking import ALPHABET, COMPANIES, CORE, PLACE, history_of, recipients, state_of, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.pool import Pool as Workers

    Letters = tuple[str, ...]

PLAIN, *OTHERS = COMPANIES
CHUNK = 100
COMPARED = 100  # of so many histories whose state was known, one is walked again and compared
MOST_SHOWN = 5


class Found(NamedTuple):
    """What came out of some walks."""

    ends: set[bytes]  # one for each end: progress, ledger and instant
    counts: Counter[str]
    broken: list[tuple[str, Letters, str]]  # the invariant, after which history, and the answer


def digest(value: object) -> bytes:
    """Return a short name of a value, the same in each process."""
    return blake2b(repr(value).encode(), digest_size=10).digest()


_walked: set[bytes] = set()  # what this process has walked


def walk_from(case: str, letters: Letters, found: Found) -> None:
    """Walk from the end of one history, and count."""
    end = "done"
    for seen in walk(COMPANIES[case], history_of(case, letters)):
        found.counts["answers"] += 1
        found.counts[f"answer {seen.action.kind}"] += 1
        end = seen.action.kind
        found.broken.extend((name, letters, str(seen.action)) for name in broken(seen))
    found.counts["walks"] += 1
    found.counts[f"end {end}"] += 1


def walk_below(task: tuple[str, Letters, int]) -> Found:
    """Walk every history that begins with some letters and has *more* further ones; each end once in a process."""
    case, begin, more = task
    interview, found = COMPANIES[case], Found(set(), Counter(), [])
    for rest in product(ALPHABET, repeat=more):
        letters = begin + rest
        events = history_of(case, letters)
        found.counts["histories"] += 1
        progress = replay(interview, events)
        last = events[-1].at if events else None
        name = digest((case, progress.stage, progress.since, progress.memory, ledger_of(interview, events).key(), last))
        if name not in _walked:
            _walked.add(name)
            found.ends.add(name)
            walk_from(case, letters, found)
    return found


def histories(workers: Workers, case: str, length: int) -> Found:
    """Walk every history of a company with up to so many events."""
    tasks = [
        (case, begin, size - min(size, 2))
        for size in range(length + 1)
        for begin in product(ALPHABET, repeat=min(size, 2))
    ]
    whole = Found(set(), Counter(), [])
    for found in workers.imap_unordered(walk_below, tasks):
        add(whole, found)
    return whole


def add(whole: Found, part: Found) -> None:
    """Add what one process found."""
    whole.ends.update(part.ends)
    whole.counts.update(part.counts)
    whole.broken.extend(part.broken)


def states_after(begins: list[Letters]) -> list[tuple[bytes, Letters]]:
    """Return the state after each of some histories and one more letter of the core."""
    found = []
    for begin in begins:
        for letter in CORE:
            letters = (*begin, letter)
            found.append((digest(state_of(COMPANIES[PLAIN], history_of(PLAIN, letters))), letters))
    return found


def walk_each(letters: list[Letters]) -> Found:
    """Walk from the end of each of some histories."""
    found = Found(set(), Counter(), [])
    for each in letters:
        walk_from(PLAIN, each, found)
    return found


def differs(pair: tuple[Letters, Letters]) -> bool:
    """Tell whether two histories of one state have different walks, but for a shift of whole weeks and some minutes."""
    one, other = map(walk_in_days, pair)
    return one != other


def walk_in_days(letters: Letters) -> list[tuple[object, ...]]:
    """Return what the app is told after a history, and how many days after the last event."""
    events = history_of(PLAIN, letters)
    seen = list(walk(COMPANIES[PLAIN], events))
    today = oracle.day_of(PLACE, events[-1].at)
    return [
        (each.action.kind, each.touch, recipients(each.action), (oracle.day_of(PLACE, each.now) - today).days)
        for each in seen
    ]


def states(workers: Workers, depth: int) -> tuple[Found, list[int], int, int]:
    """Explore the states of the core: walk each, count them by depth, and count the pairs compared and that differ."""
    known: dict[bytes, Letters] = {digest(state_of(COMPANIES[PLAIN], ())): ()}
    frontier: list[Letters] = [()]
    whole, sizes = Found(set(), Counter(), []), [1]
    pairs: list[tuple[Letters, Letters]] = []
    merged = 0
    while frontier and len(sizes) <= depth:
        fresh: list[Letters] = []
        for found in workers.imap(states_after, batches(frontier)):
            for name, letters in found:
                whole.counts["histories"] += 1
                if name not in known:
                    known[name] = letters
                    fresh.append(letters)
                else:
                    merged += 1
                    if merged % COMPARED == 0:
                        pairs.append((known[name], letters))
        for part in workers.imap_unordered(walk_each, batches(fresh)):
            add(whole, part)
        sizes.append(len(fresh))
        print(f"  after {len(sizes) - 1} events: {len(fresh):,} new states", flush=True)
        frontier = fresh
    return whole, sizes, len(pairs), sum(workers.imap_unordered(differs, pairs, CHUNK))


def batches(items: Iterable[Letters]) -> Iterator[list[Letters]]:
    """Yield some items at a time."""
    rest = iter(items)
    while batch := list(islice(rest, CHUNK)):
        yield batch


def show(found: Found) -> None:
    """Print what does not hold, each invariant with a few histories."""
    for name, times in Counter(name for name, _, _ in found.broken).items():
        print(f"  {name} does not hold: {times} times", flush=True)
        for _, letters, said in [each for each in found.broken if each[0] == name][:MOST_SHOWN]:
            print(f"    {', '.join(letters)}: {said}")


def counted(found: Found) -> str:
    """Return the kinds of answers, and how walks end, in words."""
    kinds, ends = (
        ", ".join(
            f"{number:,} {kind.removeprefix(what)}" for kind, number in sorted(found.counts.items()) if what in kind
        )
        for what in ("answer ", "end ")
    )
    return f"{found.counts['answers']:,} answers ({kinds}); ends: {ends}"


def main() -> int:
    """Walk, and print what was counted."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--length", type=int, default=4, help="events of the longest history that is walked")
    parser.add_argument("--states", type=int, default=10, help="events of the longest history of a state")
    parser.add_argument("--processes", type=int, default=None)
    asked = parser.parse_args()
    print(f"alphabet: {len(ALPHABET)} events; core: {len(CORE)}; invariants: {len(INVARIANTS)}", flush=True)
    everything = Found(set(), Counter(), [])
    with Pool(asked.processes) as workers:
        for case in COMPANIES:
            length, begun = asked.length if case == PLAIN else max(asked.length - 1, 0), time.monotonic()
            found = histories(workers, case, length)
            add(everything, found)
            print(
                f"{case}: {found.counts['histories']:,} histories of up to {length} events, "
                f"{len(found.ends):,} different ends, {counted(found)}; {time.monotonic() - begun:.0f} s",
                flush=True,
            )
            show(found)
        begun = time.monotonic()
        found, sizes, compared, different = states(workers, asked.states)
        add(everything, found)
        print(
            f"{sum(sizes):,} states{'' if sizes[-1] else '; nothing new comes'}; "
            f"{found.counts['histories']:,} histories, {counted(found)}; "
            f"{compared:,} pairs compared, {different} differ; {time.monotonic() - begun:.0f} s"
        )
        show(found)
    print(f"{everything.counts['histories']:,} histories, {len(everything.broken)} broken invariants")
    return int(bool(everything.broken or different))


if __name__ == "__main__":
    sys.exit(main())
