"""Run tests against a copy of the sources in which one file is changed, each time in a process of its own.

The process is forked from one that has imported what takes long, but nothing of the library: so a run takes little more
than its tests. Only for systems with ``fork``.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).parent.parent
PACKAGE = "followup_rules"
HEAVY = ("dateutil.parser", "email_validator", "holidays", "hypothesis", "icalendar", "numpy", "pydantic", "vobject")
MOST_MEMORY = 6 * 2**30
TIMED_OUT = (-int(signal.SIGALRM), -int(signal.SIGPROF))


def warm_up() -> None:
    """Import what the library and its tests need, so that no forked process has to."""
    for name in HEAVY:
        with suppress(ImportError):
            import_module(name)


@contextmanager
def copied() -> Iterator[Path]:
    """Give a copy of the sources, as a folder to import from."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "src", folder, dirs_exist_ok=True)
        yield Path(folder)


@contextmanager
def changed_in(folder: Path, file: str, text: str) -> Iterator[None]:
    """Let a file of the copy have another text for a while."""
    path = folder / PACKAGE / file
    before, times = path.read_bytes(), path.stat()
    path.write_text(text, "utf-8")
    try:
        yield
    finally:
        path.write_bytes(before)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # the compiled file is right again


@dataclass
class Chosen:
    """A plugin of pytest: runs the *chosen* tests alone, in their order, each within its seconds; else all."""

    chosen: Mapping[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the chosen ones."""
        if self.chosen:
            place = {name: place for place, name in enumerate(self.chosen)}
            items[:] = sorted((item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """End the process where a test takes too long."""
        limit_next(self.chosen.get(item.nodeid, 0))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what failed."""
        if report.failed:
            self.failed.append(report.nodeid)


def limit_next(seconds: float) -> None:
    """End this process after so many more seconds of processor time; 0 is for ever."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def forked(folder: Path, seconds: int, run: Callable[[], int]) -> int:
    """Return what a function returns in a process of its own that imports the library from a folder.

    One of ``TIMED_OUT`` if it takes longer; less than zero for another signal that ended it.
    """
    sys.stdout.flush()
    process = os.fork()
    if process == 0:
        code = 70
        try:
            code = _alone(folder, seconds, run)
        finally:
            os._exit(code)
    _, status = os.waitpid(process, 0)
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)  # what it may have started itself
    return os.waitstatus_to_exitcode(status)


def _alone(folder: Path, seconds: int, run: Callable[[], int]) -> int:
    """Run a function in silence, within bounds, and with nothing written beside the sources."""
    os.setsid()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(silence, stream)
    os.chdir(ROOT)
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    os.environ |= {
        "PYTHONPATH": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HYPOTHESIS_STORAGE_DIRECTORY": str(folder / "hypothesis"),
    }
    return run()


def outcome_of(
    folder: Path, seconds: int, arguments: Sequence[str], chosen: Mapping[str, float] | None = None
) -> tuple[int, str]:
    """Return how pytest ended in a process of its own, and the test that failed, if one did.

    *chosen* tests alone are run, each within so many seconds of processor time.
    """
    told = folder / "failed"
    told.unlink(missing_ok=True)

    def run() -> int:
        plugin = Chosen(chosen or {})
        options = ["-q", "-x", "-n0", "--no-header", "--tb=no", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
        code = int(pytest.main([*options, *arguments], plugins=[plugin]))
        told.write_text("\n".join(plugin.failed), "utf-8")
        return code

    code = forked(folder, seconds, run)
    return code, told.read_text("utf-8") if told.exists() else ""
