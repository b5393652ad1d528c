"""Apply each fault of tests/faults.toml to a copy of the sources, and see the tests of its rule fail.

    python tools/faults.py [--processes 2] [RULE ...]

Exits with 1 if a fault does not apply, if the tests of its rule do not notice it, or if they fail without it.
tests/symbols.py says how a fault names what it changes.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
import tomllib
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from symbols import UnknownSymbolError, changed
from trials import PACKAGE, TIMED_OUT, changed_in, copied, outcome_of, warm_up

TESTS = Path(__file__).resolve().parent.parent / "tests"
FAILED = 1  # as pytest says that a test failed, and nothing else
LONGEST_SECONDS = 60
ROWS = tomllib.loads((TESTS / "faults.toml").read_text("utf-8"))


class Fault(NamedTuple):
    """What becomes of a symbol, or of a part of it."""

    rule: str
    of: str
    becomes: str
    part: str | None = None


def tests_of(rule: str) -> list[str]:
    """Return the tests of a rule, as pytest names them: classes with its name, and a file of its own."""
    found = []
    for path in sorted(TESTS.rglob("test_*.py")):
        if path.stem == f"test_{rule.lower()}":
            found.append(str(path))
        elif re.search(rf"^class Test{rule}\b", path.read_text("utf-8"), re.MULTILINE):
            found.append(f"{path}::Test{rule}")
    return found


def check(fault: Fault | None) -> str | None:
    """Return what is wrong with a fault, if anything; without one, what is wrong with the tests of all rules."""
    with copied() as folder:
        if fault is None:
            tests = sorted({test for rule in ROWS for test in tests_of(rule)})
            code, failed = outcome_of(folder, LONGEST_SECONDS * 10, tests)
            return f"without any fault, exit {code}: {failed}" if code else None
        try:
            file, text = changed(folder / PACKAGE, fault.of, fault.part, fault.becomes)
        except UnknownSymbolError as error:
            return f"{fault.rule}: {error}"
        with changed_in(folder, file, text):
            code, _ = outcome_of(folder, LONGEST_SECONDS, tests_of(fault.rule))
    if code == FAILED:
        return None
    how = f"no end after {LONGEST_SECONDS} seconds" if code in TIMED_OUT else f"not noticed (exit {code})"
    return f"{fault.rule}: {fault.of} becomes {fault.becomes}: {how}"


def main() -> int:
    """Check the faults of the chosen rules, or all."""
    parser = argparse.ArgumentParser(description="See each rule's tests notice a fault in it.")
    parser.add_argument("rules", nargs="*", metavar="RULE")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    faults = [Fault(rule, **row) for rule, row in ROWS.items() if not asked.rules or rule in asked.rules]
    started = time.monotonic()
    warm_up()
    with get_context("fork").Pool(asked.processes) as pool:
        problems = [problem for problem in pool.imap(check, [None, *faults]) if problem is not None]
    print(*problems, sep="\n", end="\n" if problems else "")
    seconds = time.monotonic() - started
    noticed = len(faults) - sum(not problem.startswith("without") for problem in problems)
    print(f"{noticed} of {len(faults)} faults were noticed, in {seconds:.0f} seconds")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
