"""Make small changes in copies of the sources, one at a time, and see whether a test fails.

    python tools/mutate.py [MODULE ...] [--sample 500 --seed 1] [--processes 2] [--results FILE]
    python tools/mutate.py --only _timing.py:_held:boundary:1

``tests/mutants.py`` says what is changed, and how a mutant is named. A module is a file or a folder of the package,
such as ``_timing.py`` or ``inbox``. The first run records which plain example runs which line (``--covering FILE``
keeps that); a mutant then meets the tests of its line, and others of its module where the line runs at import. Tests by
chance are not asked. A mutant that cannot be imported, or takes too long, is killed too. For a mutant inside of a
function, the test files are not read again (``tests/warm.py``), so a few survive that would not otherwise.

Prints the score by module, and each survivor. With ``--results``, outcomes are written to a file as they come, and what
stands there is not run again. Survivors that nobody could see are listed in tests/survivors.toml, each with the reason.
Exits with 1 if there are others.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from contextlib import ExitStack
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from covering import PLAIN, Covering, record
from mutants import Mutant, mutants
from trials import PACKAGE, ROOT, TIMED_OUT, changed_in, copied, outcome_of, warm_up
from warm import ODD, PASSED, Trial
from warm import run as run_trials

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.queues import SimpleQueue

SOURCES = ROOT / "src" / PACKAGE
TEXTS: dict[str, str] = {}  # of the files that are mutated
NO_TESTS = 5  # as pytest says
KILLED, TOO_LONG, SURVIVED = "killed", "too long", "survived"
SOUND = 500  # so many of the quickest tests must pass without any change
FIRST_SECONDS = 2.0  # of tests that a mutant meets first, so that most need not have all test files read
QUICK, SLOW = 0.02, 0.3  # seconds of a test
LIKELY, LIKELIEST = 3, ("tests/test_golden.py",)
START_SECONDS, SLOWER = 2, 5  # so long may a test take, and so many times as long as it does
LONGEST_WAIT = 120  # for a process that only sleeps


class Outcome(NamedTuple):
    """What came of a mutant: by which test it was killed, or by what else."""

    name: str
    diff: str
    outcome: str
    by: str
    seconds: float


class Worker:
    """What a process works with: the tests of each line, a copy of the sources of its own, and where to write."""

    covering: Covering
    results: Path
    most: float  # seconds of tests that a mutant meets
    folder: Path
    killers: defaultdict[str, Counter[str]]  # which tests have killed mutants of a file


def start(covering: Covering, results: Path, most: float, folders: SimpleQueue[Path]) -> None:
    """Take one of the copies."""
    Worker.covering, Worker.results, Worker.most, Worker.folder = covering, results, most, folders.get()
    Worker.killers = defaultdict(Counter)


def source_of(file: str) -> str:
    """Return a file as it was when the copy was made."""
    return (Worker.folder / PACKAGE / file).read_text("utf-8")


def write(mutant: Mutant, outcome: str, by: str, seconds: float) -> None:
    """Write down what came of a mutant."""
    found = Outcome(mutant.name, mutant.diff(source_of(mutant.file)), outcome, by, round(seconds, 2))
    with Worker.results.open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(found._asdict(), ensure_ascii=False)}\n")


def limits(tests: Sequence[str]) -> dict[str, float]:
    """Return how many seconds of processor time each test may take."""
    return {test: START_SECONDS + SLOWER * Worker.covering.seconds[test] for test in tests}


def longest(tests: Sequence[str]) -> int:
    """Return how many seconds some tests may take by the clock."""
    return round(LONGEST_WAIT + SLOWER * sum(Worker.covering.seconds[test] for test in tests))


def file_of(test: str) -> str:
    """Return the file of a test."""
    return test.partition("::")[0]


def in_order(mutant: Mutant, tests: list[str]) -> list[str]:
    """Return tests in the order to run them: what killed most for its time there, then one of each file by turns.

    Slow ones come last, unless they killed. They take no more than the seconds that a mutant may meet.
    """
    killers, seconds = Worker.killers[mutant.file], Worker.covering.seconds
    turns: Counter[str] = Counter()
    place = {}
    for test in tests:
        turns[file_of(test)] += 1
        place[test] = -killers[test] / (seconds[test] + QUICK), seconds[test] > SLOW, turns[file_of(test)]
    found = sorted(tests, key=place.__getitem__)
    sums = accumulate(seconds[test] for test in found)
    return [test for test, until_then in zip(found, sums, strict=True) if until_then <= Worker.most]


def judge_warm(chosen: Sequence[Mutant]) -> None:
    """Find what comes of mutants inside of functions, all in one session of tests."""
    latest: list[Mutant] = []
    started = time.monotonic()

    def trials() -> Iterator[Trial]:
        nonlocal started
        file, tests = chosen[0].file, Worker.covering.names[:SOUND]
        yield Trial(file, source_of(file), limits(tests), longest(tests))
        for mutant in chosen:
            latest[:], started = [mutant], time.monotonic()
            tests = in_order(mutant, Worker.covering.chosen(mutant)[0])
            yield Trial(mutant.file, mutant.apply(source_of(mutant.file)), limits(tests), longest(tests))

    def tell(code: int, by: str) -> None:
        if not latest:
            if code != PASSED:
                raise RuntimeError(by)
            return
        if code == ODD or not Worker.covering.chosen(latest[0])[0]:
            return  # it needs an import of its own
        outcome = SURVIVED if code == PASSED else TOO_LONG if code in TIMED_OUT else KILLED
        Worker.killers[latest[0].file][by] += 1
        write(latest[0], outcome, by or f"exit {code}", time.monotonic() - started)

    if (code := run_trials(Worker.folder, trials(), tell, PLAIN)) != PASSED:
        msg = f"the tests cannot be collected, or fail without any change (exit {code})"
        raise RuntimeError(msg)


def must_be_sound() -> None:
    """See that some tests pass without any change."""
    tests = Worker.covering.names[:SOUND]
    code, by = outcome_of(Worker.folder, longest(tests), PLAIN, limits(tests))
    if code != PASSED:
        msg = f"the tests fail without any change (exit {code}): {by}"
        raise RuntimeError(msg)


def judge_cold(mutant: Mutant) -> None:
    """Find what comes of a mutant by an import of its own."""
    started = time.monotonic()
    with changed_in(Worker.folder, mutant.file, mutant.apply(source_of(mutant.file))):
        outcome, by = _met(mutant)
    write(mutant, outcome, by, time.monotonic() - started)


def _met(mutant: Mutant) -> tuple[str, str]:
    """Have a mutant meet its tests, until one fails."""
    for tests in _rounds(mutant):
        files = sorted({file_of(test) for test in tests})
        code, by = outcome_of(Worker.folder, longest(tests), [*PLAIN, *files], limits(tests))
        if code in TIMED_OUT:
            return TOO_LONG, ""
        if code not in (PASSED, NO_TESTS):
            Worker.killers[mutant.file][by] += 1
            return KILLED, by or f"exit {code}"
    return SURVIVED, ""


def _rounds(mutant: Mutant) -> Iterator[list[str]]:
    """Yield the tests to run at once: first some of the files that are likely to notice, then the rest."""
    own, others = Worker.covering.chosen(mutant)
    tests = [*in_order(mutant, own), *in_order(mutant, others)]
    files = {file_of(test) for test in tests}
    killers = [file_of(test) for test, _ in Worker.killers[mutant.file].most_common()]
    stem = Path(mutant.file).stem.strip("_")
    likely = [*dict.fromkeys(killers), *sorted(file for file in files if stem in file), *LIKELIEST]
    likely = [file for file in likely if file in files][:LIKELY]
    first, left = [], FIRST_SECONDS
    for test in tests:
        if file_of(test) in likely and left > 0:
            first.append(test)
            left -= Worker.covering.seconds[test]
    rest = [test for test in tests if test not in {*first}]
    yield from [each for each in (first, rest) if each]


def all_mutants(modules: Sequence[str]) -> list[Mutant]:
    """Return the mutants of some modules, or of all."""
    found = []
    for path in sorted(SOURCES.rglob("*.py")):
        file = path.relative_to(SOURCES).as_posix()
        if not modules or any(file == module or file.startswith(f"{module.rstrip('/')}/") for module in modules):
            TEXTS[file] = path.read_text("utf-8")
            found += mutants(file, TEXTS[file])
    return found


def listed() -> dict[str, str]:
    """Return the mutants that nobody could see, each with the reason."""
    rows = tomllib.loads((ROOT / "tests" / "survivors.toml").read_text("utf-8")).get("reason", [])
    return {name: row["why"] for row in rows for name in row["mutants"]}


def known(results: Path, chosen: list[Mutant]) -> dict[str, Outcome]:
    """Return the outcomes of mutants that were written to a file, but of those that are other changes now."""
    if not results.exists():
        return {}
    rows = [Outcome(**json.loads(line)) for line in results.read_text("utf-8").splitlines()]
    found = {row.name: row for row in rows}
    sources = {file: (SOURCES / file).read_text("utf-8") for file in {mutant.file for mutant in chosen}}
    same = {
        mutant.name for mutant in chosen if mutant.name in found and mutant.is_the(found[mutant.name].diff, sources)
    }
    return {name: row for name, row in found.items() if name in same}


def run(chosen: list[Mutant], covering: Covering, processes: int, results: Path, most: float) -> list[Outcome]:
    """Return what comes of each mutant; what is known of the same change is not run again."""
    context = get_context("fork")
    with ExitStack() as stack:
        folders: SimpleQueue[Path] = context.SimpleQueue()
        for _ in range(processes):
            folders.put(stack.enter_context(copied()))
        pool = stack.enter_context(context.Pool(processes, start, (covering, results, most, folders)))
        todo = [each for each in chosen if each.name not in known(results, chosen) and not covering.at_import(each)]
        pool.map(judge_warm, [todo[start::processes] for start in range(processes) if todo[start:]], chunksize=1)
        left = [each for each in chosen if each.name not in known(results, chosen)]
        if left and not todo:
            pool.apply(must_be_sound)
        pool.map(judge_cold, left, chunksize=1)
    return [*known(results, chosen).values()]


def report(outcomes: list[Outcome], reasons: dict[str, str]) -> int:
    """Print each survivor and the score by module; return how many survivors are not listed."""
    by_module: dict[str, Counter[str]] = defaultdict(Counter)
    for each in sorted(outcomes):
        is_listed = each.outcome == SURVIVED and each.name in reasons
        by_module[each.name.partition(":")[0]]["listed" if is_listed else each.outcome] += 1
        if each.outcome == SURVIVED and not is_listed:
            print(f"{each.name}\n{each.diff}\n")
    total = sum(by_module.values(), Counter[str]())
    for module, counts in [*sorted(by_module.items()), ("all", total)]:
        noticed = counts[KILLED] + counts[TOO_LONG]
        print(
            f"{module:32} {counts.total():6,} mutants {counts[KILLED]:6,} killed {counts[TOO_LONG]:3,} too long "
            f"{counts[SURVIVED]:4,} survived {counts['listed']:4,} listed {noticed / counts.total():7.1%}"
        )
    return total[SURVIVED]


def sampled(chosen: list[Mutant], size: int | None, seed: int) -> list[Mutant]:
    """Return so many of the mutants, by chance."""
    if size is None or size >= len(chosen):
        return chosen
    return random.Random(seed).sample(chosen, size)  # noqa: S311 - a sample, no secret


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description="Change the sources, and see whether a test fails.")
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    parser.add_argument("--sample", type=int, help="so many of the mutants, chosen by chance")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--results", type=Path, help="a file to write outcomes to, and to go on from")
    parser.add_argument("--covering", type=Path, help="a file with the tests of each line; written if it is not there")
    parser.add_argument("--where", choices=("function", "import"), help="only what runs when called, or at import")
    parser.add_argument("--most", type=float, default=60, help="seconds of tests that a mutant meets")
    parser.add_argument("--only", help="the name of one mutant")
    parser.add_argument("--count", action="store_true", help="only say how many mutants there are")
    return parser.parse_args()


def main() -> int:
    """Run what was asked for."""
    asked = arguments()
    chosen = [each for each in all_mutants(asked.modules) if asked.only in (None, each.name)]
    if asked.count or not chosen:
        print(f"{len(chosen):,} mutants")
        return int(not chosen)
    if asked.results is not None:
        asked.results.parent.mkdir(parents=True, exist_ok=True)
    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.covering or Path(folder) / "covering"
        if not path.exists() and (code := record(path.resolve())) != PASSED:
            sys.exit(f"the tests fail without any change (exit {code})")
        covering = Covering(path)
        if asked.where is not None:
            chosen = [each for each in chosen if covering.at_import(each) == (asked.where == "import")]
        chosen = sampled(chosen, asked.sample, asked.seed)
        if asked.sample is None:
            chosen.sort(key=lambda mutant: mutant.file)
        outcomes = run(chosen, covering, asked.processes, asked.results or Path(folder) / "results", asked.most)
    return int(report(outcomes, listed()) > 0)


if __name__ == "__main__":
    sys.exit(main())
