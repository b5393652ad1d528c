"""For platforms that lack something, ``pytest -p lacking`` skips what needs it, and says what that is.

A file of tests is skipped where a package of the extra ``test``, or an extra of ours, is not installed; a test where
there are no processes or threads, as in a browser. Without this plugin each of these is an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

PACKAGES = "hypothesis|icalendar|pyarrow|vobject|numpy|babel|resvg_py|pyvips|time_machine"
NOT_INSTALLED = re.compile(rf"No module named '({PACKAGES})\b|pip install '(followup_rules\[\w+\])'")
NOT_THERE = {
    "emscripten does not support processes": "processes",
    "No module named '_multiprocessing'": "processes",
    "can't start new thread": "threads",
}


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Skip a file that cannot be imported because a package is not installed."""
    report = yield
    if report.failed and (found := NOT_INSTALLED.search(str(report.longrepr))):
        report.outcome = "skipped"
        report.longrepr = (str(collector.path), 0, f"Skipped: needs {found[1] or found[2]}")
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Skip a test that asks for such a package, or for processes or threads where there are none."""
    try:
        return (yield)
    except Exception as error:
        if isinstance(error, ImportError) and (found := NOT_INSTALLED.search(str(error))):
            pytest.skip(f"needs {found[1] or found[2]}")
        for words, what in NOT_THERE.items():
            if words in str(error):
                pytest.skip(f"needs {what}")
        raise
