"""Try changes inside of functions without importing anything again.

One process collects all plain examples. For each change it forks another one, gives the functions that are alive their
new code, and runs the tests that are asked for, until one fails. What was worked out while the tests were collected is
not worked out again, so a change that seems to live must be tried in an import of its own.
"""

from __future__ import annotations

import gc
import os
import signal
from dataclasses import dataclass, field
from itertools import zip_longest
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, NamedTuple

import pytest

from trials import PACKAGE, forked, limit_next

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

PASSED, FAILED, ODD = 0, 1, 2  # how a trial ended; odd: its functions cannot be given other code


class Trial(NamedTuple):
    """A changed file, and the tests that it meets."""

    file: str
    text: str
    tests: Mapping[str, float]  # each with the seconds of processor time that it may take
    seconds: int  # for all, by the clock


@dataclass
class Loop:
    """A plugin of pytest: in the place of the tests, runs each trial in a process of its own."""

    folder: Path
    trials: Iterator[Trial]
    tell: Callable[[int, str], None]
    failed: list[str] = field(default_factory=list)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the trials."""
        items = {item.nodeid: item for item in session.items}
        functions = _functions_below(self.folder / PACKAGE)
        told, parent = self.folder / "failed", os.getppid()
        for trial in self.trials:
            if os.getppid() != parent:
                return False  # whoever asked is gone
            told.unlink(missing_ok=True)
            process = os.fork()
            if process == 0:
                code = ODD
                try:
                    code = self._try(trial, items, functions)
                    told.write_text("\n".join(self.failed), "utf-8")
                finally:
                    os._exit(code)
            _, status = os.waitpid(process, 0)
            by = told.read_text("utf-8") if told.exists() else ""
            self.tell(os.waitstatus_to_exitcode(status), by)
        return True

    def _try(self, trial: Trial, items: dict[str, pytest.Item], functions: list[FunctionType]) -> int:
        """Change the functions of a file, and run the tests until one fails."""
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(trial.seconds)
        path = self.folder / PACKAGE / trial.file
        codes = changed_codes(path.read_text("utf-8"), trial.text, str(path))
        if codes is None:
            return ODD
        changed = [function for function in functions if function.__code__ in codes]
        if not changed and codes:
            return ODD
        for function in changed:
            code = codes[function.__code__]
            if code.co_freevars != function.__code__.co_freevars:
                return ODD
            function.__code__ = code
        chosen = [items[name] for name in trial.tests if name in items]
        for item, following in zip_longest(chosen, chosen[1:]):
            limit_next(trial.tests[item.nodeid])
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return FAILED
        return PASSED

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what failed."""
        if report.failed:
            self.failed.append(report.nodeid)


def _functions_below(folder: Path) -> list[FunctionType]:
    """Return the functions that are alive and come from the files of a folder."""
    gc.unfreeze()  # what is frozen is not listed
    alive = [each for each in gc.get_objects() if type(each) is FunctionType]
    gc.freeze()
    return [each for each in alive if each.__code__.co_filename.startswith(str(folder))]


def changed_codes(old: str, new: str, path: str) -> dict[CodeType, CodeType] | None:
    """Return the new code of each changed function of a file; ``None`` if they cannot be told apart."""
    before, after = ([*_codes(compile(text, path, "exec", dont_inherit=True))] for text in (old, new))
    if [code.co_qualname for code in before] != [code.co_qualname for code in after]:
        return None
    return {one: two for one, two in zip(before, after, strict=True) if one != two}


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of each function in a code, however deep."""
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def run(folder: Path, trials: Iterator[Trial], tell: Callable[[int, str], None], arguments: Sequence[str]) -> int:
    """Collect the tests that *arguments* say, run the trials, and tell how each ended; return how pytest ended."""
    options = [
        "-q",
        "-n0",
        "--no-header",
        "--tb=no",
        "--capture=sys",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    ]
    options += ["--basetemp", str(folder / "tmp")]
    return forked(folder, 0, lambda: int(pytest.main([*options, *arguments], plugins=[Loop(folder, trials, tell)])))
