"""How the tests run: those by chance first and without coverage, and with more examples where these are asked for."""

from __future__ import annotations

import gc
import io
import sys
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import pytest

import followup_rules
from commands import CASE
from support import ORDINARY, TIMES

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from types import ModuleType

    from commands import Pipe


def modules() -> Generator[ModuleType, None, None]:
    """Import every module, but for those whose extra is not installed."""
    for module in walk_packages(followup_rules.__path__, "followup_rules."):
        try:
            yield import_module(module.name)
        except ImportError as error:
            if "pip install 'followup_rules[" not in str(error):
                raise


MODULES: list[ModuleType] = []  # all of the library's, once the tests are collected
TRACE = pytest.StashKey[Any]()  # the coverage's, where there is one

if find_spec("hypothesis"):  # else there are no tests by chance
    from hypothesis import settings

    # Without a deadline: the first example may read data, and a machine may be busy.
    for profile, share in TIMES.items():
        settings.register_profile(profile, max_examples=int(100 * share), deadline=None)
    settings.register_profile("page", max_examples=20, deadline=None)  # what a page shows is tested elsewhere
    settings.load_profile(ORDINARY)


def is_traced(item: pytest.Item) -> bool:
    return item.get_closest_marker("untraced") is None


def forget() -> None:
    """Empty the caches, so that what was asked untraced is worked out again where the coverage sees it."""
    for value in [value for module in MODULES for value in vars(module).values()]:
        if hasattr(value, "cache_clear"):
            value.cache_clear()


@contextmanager
def untraced() -> Generator[None, None, None]:
    """Trace nothing; ``no_cover`` of pytest-cov stops nothing in the processes of pytest-xdist."""
    trace = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(trace)


@contextmanager
def traced(item: pytest.Item) -> Generator[None, None, None]:
    """Trace what a test does, if it counts for the coverage."""
    if is_traced(item):
        sys.settrace(item.session.stash[TRACE])
    try:
        yield
    finally:
        sys.settrace(None)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Read the tests untraced and without looking for garbage, and never look among them for any: it saves a fifth."""
    if not session.config.pluginmanager.hasplugin("dsession"):  # it runs no test, and waits for those that do
        # Here, where the coverage sees it, and not in a test by chance that needs it first.
        MODULES.extend(modules())
    gc.disable()
    try:
        with untraced():
            return (yield)
    finally:
        forget()
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)  # before -m looks at the markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests by chance out of the coverage: a line needs a plain example, which reaches it in every run.

    What is not traced comes first, since it takes longest.
    """
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("untraced")
            item.add_marker("chance")
    items.sort(key=is_traced)


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Trace tests and their fixtures alone: pytest between them would take twice as long."""
    session.stash[TRACE] = sys.gettrace()
    with untraced():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    with traced(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    with traced(item):
        return (yield)


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Let no traced test find an answer that an untraced one left behind."""
    if nextitem is not None and is_traced(nextitem) and not is_traced(item):
        forget()


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of its own with a case, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.json").write_text(CASE.model_dump_json(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Pipe:
    """Return what puts bytes into standard input."""
    return lambda data: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
