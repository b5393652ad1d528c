"""Files: read as bytes or text, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from followup_rules._cli._errors import fail
from followup_rules._cli._terminal import decoded


def why(error: OSError | ValueError) -> str:
    """Return why a file or folder cannot be had, in words that are the same on every Python."""
    if isinstance(error, OSError):
        return str(error.strerror)
    return "its name has a null in it" if "null" in str(error) else str(error)


def read_bytes(path: str | Path, name: str) -> bytes:
    """Return the bytes of a file; *name* is what an error calls it."""
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        fail(f"{name}: {str(path)!r} cannot be read: {why(error)}")


def read_text(path: str | Path, name: str) -> str:
    """Return the text of a file; *name* is what an error calls it."""
    text = decoded(read_bytes(path, name))
    if text is None:
        fail(f"{name}: {str(path)!r} cannot be read: it is not UTF-8 text")
    return text


def exists(path: Path) -> bool:
    """Tell whether a file or folder is there; fail if none can be."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:  # too long, with a null in it, or a link that leads to itself
        fail(f"{path} cannot be written: {why(error)}")
    return True


def check_new(path: Path, *, read: tuple[str, ...] = (), force: bool) -> None:
    """Refuse what must not be written over: a file that was *read*, what is no file, and what exists already."""
    there = exists(path)
    if any(there and path.samefile(other) for other in read):
        fail(f"{path} is what was read; give another name")
    if there and not path.is_file():
        fail(f"{path} is not a regular file; give another name")
    if there and not force:
        fail(f"{path} already exists; --force overwrites it")


def check_folder(path: Path) -> None:
    """Refuse a file whose folder is missing."""
    if path.name in ("", "-") or not path.parent.resolve().is_dir():
        fail(f"{path} cannot be written: name a file in a folder that exists")


def make_folder(path: Path) -> None:
    """Make a folder if it is missing."""
    try:
        path.mkdir(exist_ok=True)
    except (OSError, ValueError) as error:
        fail(f"the folder {path} cannot be created: {why(error)}")


def write_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file whole or not at all: beside its place first, then put there in one step."""
    temporary = None
    try:
        path = path.resolve()  # a link stays a link
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".followup-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask)
        if force:
            Path(temporary).replace(path)
        else:
            path.hardlink_to(temporary)
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}")
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
