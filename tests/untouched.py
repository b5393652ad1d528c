"""A guard under which the clock, the environment, chance, the network and files that would be written raise an error.

Whatever Python calls is seen by :func:`sys.setprofile`, and what C does with files, sockets and processes by an audit
hook. Files may be read where packages and time zones are installed, and nowhere else.
"""

from __future__ import annotations

import gc
import gettext
import logging
import os
import site
import sys
import sysconfig
import zoneinfo
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic.plugin._loader import get_plugins

import followup_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class Touched(BaseException):
    """Something outside was touched; no ``except Exception`` hides it."""


# Functions in C by their module, or by the class of which they are methods, and name.
CLOCKS = {
    ("time", name) for name in ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns")
}
CLOCKS |= {("time", name) for name in ("localtime", "gmtime", "strftime", "ctime", "sleep", "process_time", "tzset")}
CLOCKS |= {("datetime", name) for name in ("now", "utcnow", "today")} | {("date", "today")}
CHANCE = {("Random", name) for name in ("random", "getrandbits", "seed")} | {("posix", "urandom"), ("nt", "urandom")}
PLACE = {
    ("posix", "getcwd"),
    ("nt", "getcwd"),
    ("_locale", "setlocale"),
    ("_locale", "localeconv"),
    ("_locale", "nl_langinfo"),
}
SAID = {("builtins", "print"), ("builtins", "input")}
IN_C = CLOCKS | CHANCE | PLACE | SAID
NAMES = {name for _, name in IN_C}
# Functions in Python by their code.
IN_PYTHON: dict[Any, str] = {
    getattr(kind, name).__code__: f"{kind.__name__}.{name}"
    for kind, names in (
        (type(os.environ), ("__getitem__", "__setitem__", "__delitem__", "__iter__", "__len__")),
        (logging.Logger, ("_log",)),
    )
    for name in names
}
# What dependencies look up in the environment, and what that is for; a test of other processes sees that it changes
# nothing: whether plugins of pydantic are turned off, and the language of holidays, whose names are English here.
FIRST_USES = {get_plugins.__code__, gettext.find.__code__}
EVENTS = ("socket.", "subprocess.", "os.", "shutil.", "tempfile.", "urllib.", "http.", "smtplib.", "ftplib.", "ctypes.")
HARMLESS = {"os.listdir", "os.scandir"}  # looking for a module
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_ROOTS: list[str] = [
    *site.getsitepackages(),
    *zoneinfo.TZPATH,
    *sysconfig.get_paths().values(),
    sys.base_prefix,
    sys.prefix,
]
READABLE = tuple({os.path.realpath(root) for root in (*_ROOTS, str(Path(followup_rules.__file__).parent.parent))})
_watch: list[bool] = [False]  # an audit hook stays for ever, so it is turned on and off
_hooked: list[bool] = []


def _called(frame: FrameType, event: str, function: Any) -> None:
    if event == "c_call":
        if getattr(function, "__name__", "") not in NAMES:
            return
        owner = getattr(function, "__self__", None)
        names = {getattr(owner, "__name__", ""), type(owner).__name__, str(getattr(function, "__module__", ""))}
        if any((each.rpartition(".")[2], function.__name__) in IN_C for each in names):
            _touched(f"{function.__name__} of {function!r}")
    elif event == "call" and frame.f_code in IN_PYTHON and not _is_first_use(frame):
        _touched(IN_PYTHON[frame.f_code])


def _is_first_use(frame: FrameType | None) -> bool:
    """Tell whether a dependency looks into the environment for what it does once, when something is first used."""
    while frame is not None:
        if frame.f_code in FIRST_USES:
            return True
        frame = frame.f_back
    return False


def _audited(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watch[0]:
        return
    if event == "open":
        path, mode, flags = arguments
        is_written = bool((flags or 0) & _WRITING) or (isinstance(mode, str) and not set(mode).isdisjoint("wax+"))
        if is_written or (isinstance(path, str) and not os.path.realpath(path).startswith(READABLE)):
            _touched(f"open({path!r}, {mode!r}, {flags})")
    elif event.startswith(EVENTS) and event not in HARMLESS:
        _touched(event)


def _touched(what: str) -> None:
    sys.setprofile(None)
    _watch[0] = False
    raise Touched(what)


@contextmanager
def nothing_touched() -> Iterator[None]:
    """Raise :class:`Touched` for what the core must not touch, while the block runs."""
    if not _hooked:
        sys.addaudithook(_audited)
        _hooked.append(True)
    written = sys.dont_write_bytecode
    sys.dont_write_bytecode, _watch[0] = True, True
    gc.disable()  # Hypothesis looks at the clock whenever garbage is collected
    sys.setprofile(_called)
    try:
        yield
    finally:
        sys.setprofile(None)
        gc.enable()
        _watch[0], sys.dont_write_bytecode = False, written
