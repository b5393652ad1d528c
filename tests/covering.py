"""Which plain examples run which line of the sources, and how long each takes: so that a mutant meets only those.

Tests by chance and those marked ``untraced`` are left out: what they find in one run, they may miss in the next.
"""

from __future__ import annotations

import json
import os
import time
from array import array
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

import coverage
import pytest

from trials import PACKAGE, copied, forked

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from mutants import Mutant

PLAIN = ("-m", "not untraced")
IMPORT, COLLECTION = "import", "collection"  # what runs before any test
LONGEST_SECONDS = 3600
FEW = 5  # a line that so few tests run is perhaps remembered for others, which would notice a change of it too
# Modules that remember what they worked out; it is forgotten before each test, so that each is seen to need it.
REMEMBER = ("_addresses", "_answers", "_hours", "_timing", "drafts._language", "timeline._paint")


class _Contexts:
    """A plugin of pytest: tells the coverage which test runs, and notes how long each takes."""

    def __init__(self, switch: Callable[[str], object]) -> None:
        self._switch = switch
        self._caches: list[Any] = []
        self.seconds: dict[str, float] = {}

    def pytest_sessionstart(self) -> None:
        """See what remembers; the library is imported by now."""
        modules = [import_module(f"{PACKAGE}.{name}") for name in REMEMBER]
        values = [value for module in modules for value in vars(module).values()]
        self._caches = [value for value in values if hasattr(value, "cache_clear")]
        self._switch(COLLECTION)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Run a test in a context of its own."""
        for each in self._caches:
            each.cache_clear()
        self._switch(item.nodeid)
        started = time.perf_counter()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.perf_counter() - started
            self._switch(COLLECTION)


def record(path: Path) -> int:
    """Run the plain examples, and write down what each runs, in two files; return how pytest ended."""
    with copied() as folder:
        return forked(folder, LONGEST_SECONDS, lambda: _record(folder, path))


def _record(folder: Path, path: Path) -> int:
    os.environ["COVERAGE_CORE"] = "ctrace"  # the newer one knows no contexts
    measured = coverage.Coverage(data_file=str(path), config_file=False, source=[str(folder)])
    measured.start()
    measured.switch_context(IMPORT)
    plugin = _Contexts(measured.switch_context)
    options = ("-q", "-n0", "--no-header", "--tb=no", "-W", "ignore::pytest.PytestAssertRewriteWarning")
    code = int(pytest.main([*options, *PLAIN], plugins=[plugin]))
    measured.stop()
    measured.save()
    told = {"folder": str(folder / PACKAGE), "seconds": plugin.seconds}
    path.with_suffix(".json").write_text(json.dumps(told), "utf-8")
    return code


@dataclass
class Covered:
    """The tests that run the lines of a file, as numbers, the quickest first; and what runs when it is imported."""

    tests: dict[int, array[int]] = field(default_factory=dict)
    at_import: set[int] = field(default_factory=set)

    def all_tests(self) -> set[int]:
        """Return all tests that run any line."""
        return {test for tests in self.tests.values() for test in tests}


class Covering:
    """What was written down: the names of the tests, the quickest first, and the tests of each line."""

    def __init__(self, path: Path) -> None:
        """Read what ``record`` wrote."""
        told = json.loads(path.with_suffix(".json").read_text("utf-8"))
        self.seconds: dict[str, float] = told["seconds"]
        self.names = sorted(self.seconds, key=self.seconds.__getitem__)
        self._places = {name: place for place, name in enumerate(self.names)}
        folder = told["folder"]
        data = coverage.CoverageData(basename=str(path))
        data.read()
        # All at once, since a forked process that reads on would empty the file.
        self._files = {
            file.removeprefix(f"{folder}/"): self._covered(data.contexts_by_lineno(file))
            for file in data.measured_files()
        }
        data.close()

    def _covered(self, lines: dict[int, list[str]]) -> Covered:
        found, places = Covered(), self._places
        for line, contexts in lines.items():
            found.tests[line] = array("H", sorted(places[name] for name in contexts if name in places))
            if IMPORT in contexts:
                found.at_import.add(line)
        return found

    def at_import(self, mutant: Mutant) -> bool:
        """Tell whether a mutant changes what runs when the library is imported."""
        return not mutant.in_function or not self._files[mutant.file].at_import.isdisjoint(mutant.lines)

    def chosen(self, mutant: Mutant) -> tuple[list[str], list[str]]:
        """Return the tests for a mutant, first those of its lines, then perhaps others of the file.

        Each the quickest first. Others are needed where a line runs at import, or is run by so few tests that what it
        gives is perhaps remembered.
        """
        covered = self._files[mutant.file]
        own = {test for line in mutant.lines for test in covered.tests.get(line, ())}
        others: list[int] = []
        if len(own) < FEW or self.at_import(mutant):
            others = sorted(covered.all_tests() - own) or [*range(len(self.names))]
        return [self.names[test] for test in sorted(own)], [self.names[test] for test in others]
