"""What reaches a terminal: escaped text, colour, questions and answers, and a progress bar."""

from __future__ import annotations

import json
import os
import sys
from codecs import BOM_UTF8
from contextlib import suppress
from io import StringIO
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TextIO, TypeVar

from followup_rules._cli._errors import AnswersEndError, CommandError, fail
from followup_rules._fields import UNSAFE

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

PROGRAM = "followup-rules"
_T = TypeVar("_T")
Style = Literal["plain", "title", "now", "late", "aside", "error"]
_CODES: dict[Style, str] = {"title": "1", "now": "1;32", "late": "1;33", "aside": "2", "error": "1;31"}
_SILENT = 0.5  # seconds of work before a progress bar appears
_WIDTH = 30  # characters of a full bar


def escaped(text: str) -> str:
    """Return a text with escapes for what would do something to a terminal, or reorder what it shows.

    Line ends stay, and so do blanks that a language needs.
    """
    return "\n".join(UNSAFE.sub(_escape, line) for line in text.split("\n"))


def one_line(text: object) -> str:
    """Return a text in one line, with escapes for all that is not shown."""
    return "".join(each if each.isprintable() else _escape(each) for each in " ".join(str(text).split()))


def _escape(found: re.Match[str] | str) -> str:
    return (found if isinstance(found, str) else found[0]).encode("unicode_escape").decode()


class Page:
    """Text for people. Whatever is added is escaped; only the styles are not text."""

    def __init__(self) -> None:
        """Start with an empty page."""
        self._parts: list[tuple[str, Style]] = []

    def add(self, text: str, style: Style = "plain") -> Page:
        """Add a text; return the page, so that more can be added."""
        self._parts.append((text, style))
        return self

    def line(self, text: str = "", style: Style = "plain") -> Page:
        """Add a text and end the line."""
        return self.add(text, style).add("\n")

    def shown(self, *, colour: bool = False) -> str:
        """Return the text without blanks at its end, with or without colour."""
        return "".join(painted(text, style, colour=colour) for text, style in self._parts).rstrip()

    def flush(self) -> None:
        """Print what is on the page so far, before a question; the page is empty then."""
        write(f"{self.shown(colour=has_colour(sys.stdout))}\n")
        self._parts.clear()


def painted(text: str, style: Style, *, colour: bool) -> str:
    """Return an escaped text in a style."""
    code = _CODES.get(style) if colour else None
    return escaped(text) if code is None else f"\x1b[{code}m{escaped(text)}\x1b[0m"


class Answer(NamedTuple):
    """What a command prints: for people, and for programs; what went wrong besides, and the exit code."""

    page: Page
    value: Any
    problems: Sequence[CommandError] = ()
    code: int = 0


def has_colour(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal that shows colour; ``NO_COLOR`` says that it does not (no-color.org)."""
    if stream is None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def show(answer: Answer, *, as_json: bool) -> None:
    """Print an answer."""
    if as_json:
        text = json.dumps(answer.value, ensure_ascii=False, indent=2)
        text = "\n".join(UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], line) for line in text.split("\n"))
    else:
        text = answer.page.shown(colour=has_colour(sys.stdout))
    write(f"{text}\n")
    for problem in answer.problems:
        complain(problem)


def write(text: str) -> None:
    """Print as UTF-8, whatever the machine's encoding."""
    if sys.stdout is None:  # it was closed before the start
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        fail(f"the answer cannot be printed: {error.strerror}")


def complain(problem: object) -> None:
    """Say on standard error what is wrong, in a line; a line more for each of several problems."""
    if sys.stderr is None:  # it was closed before the start
        return
    colour = has_colour(sys.stderr)
    lines = [f"{painted(f'{PROGRAM}:', 'error', colour=colour)} {one_line(problem)}"]
    if isinstance(problem, CommandError):
        lines += [f"  {one_line(each)}" for each in problem.problems]
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def tracked(items: Sequence[_T], what: str) -> Iterator[_T]:
    """Give the items one by one, and show on a terminal how far one is, if it takes long."""
    stream, start, drawn = sys.stderr, monotonic(), False
    shows = stream is not None and stream.isatty()
    for number, item in enumerate(items):
        if shows and monotonic() - start > _SILENT:
            full = _WIDTH * number // len(items)
            stream.write(f"\r{what} [{'#' * full}{'.' * (_WIDTH - full)}] {number}/{len(items)}")
            stream.flush()
            drawn = True
        yield item
    if drawn:
        stream.write("\r\x1b[K")  # clear the line
        stream.flush()


class Answers:
    """The answers of a person, typed or piped in; what is piped in is shown, so that the text reads the same."""

    def __init__(self) -> None:
        """Read all that is piped in; a terminal is read line by line."""
        self.typed = sys.stdin is not None and sys.stdin.isatty()
        if self.typed:
            with suppress(ImportError):  # Windows has none, and needs none
                import readline  # noqa: F401, PLC0415 - it lets one edit what one types
        self._lines = iter(() if self.typed else StringIO(piped("the answers"), newline=None))

    def ask(self, question: str) -> str:
        """Return the answer to a question; the command ends where there is none."""
        prompt = f"{escaped(question)} "
        if self.typed:
            return self._type(prompt)
        answer = next(self._lines, None)
        write(f"{prompt}{escaped((answer or '').rstrip())}".rstrip() + "\n")
        if answer is None:
            fail(f"the input ended before an answer to {question!r}")
        return answer.strip()

    def _type(self, prompt: str) -> str:
        try:
            return input(prompt).strip()
        except EOFError:
            write("\n")
            raise AnswersEndError("the answers ended") from None
        except UnicodeDecodeError:
            fail("the answer is not text in the terminal's encoding")


def piped(name: str) -> str:
    """Return the text of standard input."""
    data = piped_bytes(name)
    text = decoded(data)
    if text is None:
        fail(f"{name}: standard input cannot be read: it is not UTF-8 text")
    return text


def piped_bytes(name: str) -> bytes:
    """Return the bytes of standard input."""
    if sys.stdin is None:
        return b""
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        fail(f"{name}: standard input cannot be read: {error.strerror}")


def encoding_of(data: bytes) -> str:
    """Return the encoding that the first bytes of a text name: byte-order marks are what some programs write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8"


def decoded(data: bytes) -> str | None:
    """Return bytes as text, without a byte-order mark; ``None`` if they are none."""
    try:
        return data.decode(encoding_of(data))
    except UnicodeDecodeError:
        return None
