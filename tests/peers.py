"""Independent readers of what the library writes: npm packages, run by Node, and a browser that draws."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

_HERE = Path(__file__).with_name("node")

_MISSING = [name for name in ("node", "npm") if shutil.which(name) is None]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_without_node = pytest.mark.skipif(bool(_MISSING), reason="Node is not installed: the independent parsers cannot run")
_without_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: nothing can draw a page")
_Test = TypeVar("_Test", bound="Callable[..., object]")


def needs_node(test: _Test) -> _Test:
    """Mark a test that runs npm packages, so that the ordinary run leaves it out."""
    marked: _Test = pytest.mark.node(_without_node(test))
    return marked


def needs_browser(test: _Test) -> _Test:
    """Mark a test that runs Chromium, so that the ordinary run leaves it out."""
    marked: _Test = pytest.mark.browser(_without_chromium(test))
    return marked


def read(script: str, texts: list[bytes]) -> list[Any]:
    """Return what a script of ``tests/node/`` read in each text."""
    room = _installed()
    shutil.copy(_HERE / script, room)
    lines = "".join(base64.b64encode(text).decode() + "\n" for text in texts)
    run = subprocess.run(["node", room / script], input=lines, capture_output=True, encoding="utf-8", check=False)  # noqa: S603, S607 - our own script
    assert run.returncode == 0, run.stderr[-2000:]
    return [json.loads(line) for line in run.stdout.splitlines()]


def file_of(package: str, name: str) -> str:
    """Return the text of a file of an npm package."""
    return (_installed() / "node_modules" / package / name).read_text("utf-8")


def _installed() -> Path:
    """Return a folder with the packages of ``package.json``, made once on a machine."""
    wanted = (_HERE / "package.json").read_bytes()
    room = Path(tempfile.gettempdir()) / f"followup-rules-node-{hashlib.sha256(wanted).hexdigest()[:16]}"
    if not room.exists():
        made = Path(tempfile.mkdtemp(dir=tempfile.gettempdir()))
        (made / "package.json").write_bytes(wanted)
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
        run = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
        assert run.returncode == 0, run.stderr[-2000:]
        try:
            made.rename(room)
        except OSError:  # another process was quicker
            shutil.rmtree(made)
    return room
