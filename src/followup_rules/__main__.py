"""The command line, ``python -m followup_rules``: a case as JSON in, and the one place that reads the clock."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from pydantic import BaseModel, ValidationError

from followup_rules import (
    DEFAULT_POLICY,
    JAPANESE_POLICY,
    Action,
    Blocked,
    Candidate,
    Case,
    Contact,
    Done,
    Draft,
    FollowUpError,
    Interview,
    Message,
    Respond,
    Send,
    Step,
    Thread,
    Tone,
    WaitUntil,
    gaps,
    languages,
    messages,
    next_action,
    plan,
    replay,
    review,
)
from followup_rules._events import EVENTS
from followup_rules.drafts import language_of
from followup_rules.mail import to_eml
from followup_rules.timeline import to_svg

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic_core import ErrorDetails


_LONGEST_KEY = 80  # characters of a key in an error
_TIME = "%a %d %b %Y %H:%M"
_FIELDS = {name for kind in (Case, Interview, Contact, Candidate, Thread, *EVENTS) for name in kind.model_fields}
_POLICIES = {"default": DEFAULT_POLICY, "japanese": JAPANESE_POLICY}


class _CommandError(Exception):
    """What was wrong with the input, in one line."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say it in one line, without the usage."""
        _fail(message)


def _fail(words: object) -> NoReturn:
    raise _CommandError(words) from None


class _Answer(NamedTuple):
    """What a command prints: for people, and for programs."""

    text: str
    value: Any


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 2 where the input was bad and one line on standard error says why."""
    try:
        given = _parser().parse_args(arguments)
        answer = given.run(given)
        text = json.dumps(answer.value, ensure_ascii=False, indent=2) if given.json else answer.text.rstrip()
        _print(text)
    except (_CommandError, FollowUpError) as problem:
        if sys.stderr is not None:  # it was closed before the start
            sys.stderr.write(f"followup_rules: {_visible(' '.join(str(problem).split()))}\n")
        return 2
    return 0


def _visible(text: str) -> str:
    """Return a line with escapes for what would do something to a terminal, or reorder what it shows."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def _print(text: str) -> None:
    """Print as UTF-8, whatever the machine's encoding."""
    if sys.stdout is None:  # it was closed before the start
        return
    try:
        sys.stdout.buffer.write(f"{text}\n".encode())
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _fail(f"the answer cannot be printed: {error.strerror}")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m followup_rules", description="When to follow up after a job interview.")
    parser.set_defaults(run=_nothing)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    common = _Parser(add_help=False)
    common.add_argument("case", nargs="?", default="-", metavar="CASE", help="a JSON file; standard input without one")
    common.add_argument("--json", action="store_true", help="print JSON, for programs")
    common.add_argument("--now", help="an ISO 8601 time with an offset, in the place of the clock's")
    common.add_argument("--policy", choices=_POLICIES, default="default", help="the numbers of the rules")
    common.add_argument("--language", help="a BCP 47 tag: write in this language, whatever the case says")
    common.add_argument("--tone", choices=list(map(str, Tone)), default="formal", help="how the drafts speak")
    common.add_argument("--ics", metavar="FILE", help="write the plan as reminders for a calendar")
    common.add_argument("--eml", metavar="FOLDER", help="write the next drafts for a mail program")
    common.add_argument("--svg", metavar="FILE", help="write the case as a picture")
    common.add_argument("--force", action="store_true", help="overwrite files that already exist")
    for name, run, text in (
        ("next", _next, "what comes next, and why"),
        ("plan", _plan, "the whole schedule ahead, as if nobody ever answers"),
        ("draft", _draft, "the words of what comes next"),
        ("review", _review, "what to improve in the drafts, or in a text of your own"),
        ("gaps", _gaps, "what to ask for before leaving the room"),
    ):
        command = commands.add_parser(name, parents=[common], help=text, description=text)
        command.set_defaults(run=run)
        if name == "review":
            command.add_argument("--draft", metavar="FILE", help="a text: the subject in the first line, then the body")
            command.add_argument("--to", metavar="CONTACT", help="the id of the contact that the text is for")
    schema = commands.add_parser("schema", help="the JSON Schema of a case", description="the JSON Schema of a case")
    schema.set_defaults(run=lambda _: _Answer("", Case.model_json_schema()), json=True)
    return parser


def _nothing(_: argparse.Namespace) -> _Answer:
    _fail("which command? next, plan, draft, review, gaps or schema; --help says more")


def _next(given: argparse.Namespace) -> _Answer:
    room = _Room(given)
    action = room.action()
    stage = replay(room.case.interview, room.case.events).stage
    text = f"{room.title()}\nStage: {stage}\n\n{_told(action)}"
    text += "".join(f"  {reason}\n" for reason in action.reasons)
    return _Answer(text + room.written(), _value(action))


def _plan(given: argparse.Namespace) -> _Answer:
    room = _Room(given)
    steps = room.plan()
    rows = "".join(_told(step) for step in steps) or "Nothing is due any more.\n"
    return _Answer(f"{room.title()}\n\n{rows}{room.written()}", [_value(step) for step in steps])


def _draft(given: argparse.Namespace) -> _Answer:
    room = _Room(given)
    drafts = room.messages()
    text = "\n\n".join(f"To: {each.to.label}\nSubject: {each.subject}\n\n{each.body}" for each in drafts)
    text = text or f"{_no_draft(room.action())}.\n\n{_told(room.action()).rstrip()}"
    return _Answer(f"{text}\n{room.written()}", [_value(each) for each in drafts])


def _review(given: argparse.Namespace) -> _Answer:
    room = _Room(given)
    action, interview, candidate = room.action(), room.case.interview, room.candidate()
    texts: dict[str, Draft | Message] = {message.to.id: message for message in room.messages()}
    if not texts or not isinstance(action, (Send, WaitUntil)):
        return _Answer(f"{_no_draft(action)}, so nothing to review.\n\n{_told(action)}{room.written()}", [])
    if given.to is not None and given.to not in texts:
        _fail(f"--to: {given.to!r} gets no message now; those who do are {', '.join(texts)}")
    to = given.to or next(iter(texts))
    if given.draft is not None:
        subject, _, body = _read(given.draft, "--draft").partition("\n")
        if not subject.strip():
            _fail(f"--draft: {given.draft!r} has no subject in its first line")
        texts = {to: Draft(subject.removeprefix("Subject:").strip(), body.strip())}
    elif given.to is not None:
        texts = {to: texts[to]}
    people = {contact.id: contact for contact in interview.contacts}
    rows, values = [], []
    for who, text in texts.items():
        contact = people[who]
        found = review(text, action.touch, interview, contact, candidate, language=given.language, action=action)
        rows.append(f"{contact.label}:\n" + "".join(f"  {f.severity}, {f.part} {f.line}: {f.text}\n" for f in found))
        rows[-1] += "" if found else "  no findings\n"
        values.append({"to": who, "findings": [_value(finding) for finding in found]})
    return _Answer("\n".join(rows) + room.written(), values)


def _gaps(given: argparse.Namespace) -> _Answer:
    room = _Room(given)
    found = gaps(room.case.interview)
    return _Answer(
        ("".join(f"{gap.text}\n" for gap in found) or "Nothing is missing.\n") + room.written(),
        list(map(_value, found)),
    )


class _Room:
    """A case, a time and a policy, and what was asked to be written about them."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.given, self.policy = given, _POLICIES[given.policy]
        self.case = _in_language(_case(given.case), given.language)
        self.now = _now(given.now)

    def title(self) -> str:
        return f"{self.case.interview.position} at {self.case.interview.company}"

    def action(self) -> Action:
        return next_action(self.case.interview, self.case.events, now=self.now, policy=self.policy)

    def plan(self) -> tuple[Step, ...]:
        return plan(self.case.interview, self.case.events, now=self.now, policy=self.policy)

    def candidate(self) -> Candidate:
        if self.case.candidate is None:
            _fail("candidate: is missing in the case; the words need a name and an address")
        return self.case.candidate

    def messages(self) -> tuple[Message, ...]:
        return messages(self.action(), self.case.interview, self.candidate(), tone=Tone(self.given.tone))

    def drafts(self, folder: Path) -> dict[Path, bytes]:
        """Return the files of the next messages, named by their turn, touch and contact."""
        action, files = self.action(), dict[Path, bytes]()
        touch = action.touch if isinstance(action, Send | WaitUntil) else ""
        for number, message in enumerate(self.messages(), 1):
            name = re.sub(r"[^\w-]+", "_", message.to.id)[:40]
            files[folder / f"{number}-{touch}-{name}.eml"] = to_eml(message, self.candidate())
        return files

    def check(self, path: Path) -> None:
        """Refuse what must not be written over: what the case came from, what is not a file, what already exists."""
        given, there = self.given, _exists(path)
        read = [Path(name) for name in (given.case, getattr(given, "draft", None)) if name not in (None, "-")]
        if any(there and path.samefile(other) for other in read):
            _fail(f"{path} is what was read; give another name")
        if there and not path.is_file():
            _fail(f"{path} is not a regular file; give another name")
        if there and not given.force:
            _fail(f"{path} already exists; --force overwrites it")

    def written(self) -> str:
        """Write the files that were asked for; return a line for each."""
        given, files = self.given, dict[Path, bytes]()
        asked = [name for name in (given.ics, given.svg, given.eml) if name is not None]
        if {"", "-"}.intersection(asked) or len({Path(name).absolute() for name in asked}) < len(asked):
            _fail("--ics, --svg and --eml each need a name of their own")
        interview = self.case.interview
        if given.ics is not None:
            try:
                from followup_rules.ical import to_calendar  # noqa: PLC0415 - an extra, only where it is asked for
            except ImportError as error:
                _fail(f"--ics: {error}")
            files[Path(given.ics)] = to_calendar(
                self.plan(), interview, now=self.now, candidate=self.case.candidate, tone=Tone(given.tone)
            )
        if given.svg is not None:
            files[Path(given.svg)] = to_svg(self.plan(), interview, self.case.events, now=self.now).encode()
        if given.eml is not None:
            files |= self.drafts(Path(given.eml))
        for path in files:
            self.check(path)
        if given.eml is not None:
            _made(Path(given.eml))
        for path, data in files.items():
            _write(path, data, force=given.force)
        return "".join(f"\nWrote {_visible(str(path))}" for path in files)


def _no_draft(action: Action) -> str:
    """Say why there is no draft."""
    return "There is no draft for this" if isinstance(action, Respond) else "There is nothing to send"


def _told(step: Action) -> str:
    """Return an answer in a line or two."""
    if isinstance(step, Blocked):
        return f"{step.opens_at:{_TIME}}  {step}\n"
    if isinstance(step, Done):
        return f"{step}\n"
    window = step.window
    return f"{step.send_at:{_TIME}}  {step}\n  on time from {window.opens:{_TIME}} to {window.closes:{_TIME}}\n"


def _value(answer: BaseModel) -> Any:  # noqa: ANN401 - JSON
    return answer.model_dump(mode="json")


def _case(path: str) -> Case:
    text = _piped() if path == "-" else _read(path, "CASE")
    if (place := _twice(text)) is not None:
        _fail(f"{place}: this key is there twice; remove one")
    try:
        return Case.model_validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
        found.sort(key=lambda each: each["type"] != "extra_forbidden")  # a misspelt name explains one that is missing
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        _fail(f"{_problem(found[0])}{more}")


def _twice(text: str) -> str | None:
    """Return the place of a key that an object of a JSON text has twice; what is no JSON is found out later."""
    found: list[tuple[dict[str, Any], str]] = []

    def keep(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        known = dict(pairs)
        if len(known) < len(pairs):
            found.append((known, Counter(key for key, _ in pairs).most_common(1)[0][0]))
        return known

    try:
        whole = json.loads(text, object_pairs_hook=keep, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None
    if not found:
        return None
    last, key = found[-1]  # no other one hides it
    return _place((*_path(whole, last), key))


def _path(whole: object, wanted: object) -> tuple[str, ...]:
    """Return the keys and places that lead to a value that is in a JSON text."""
    ahead: list[tuple[tuple[str, ...], object]] = [((), whole)]
    path, value = ahead.pop()
    while value is not wanted:
        if isinstance(value, dict | list):
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            ahead += [((*path, str(key)), each) for key, each in inner]
        path, value = ahead.pop()
    return path


def _piped() -> str:
    if sys.stdin is None:
        return ""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except OSError as error:
        _fail(f"CASE: standard input cannot be read: {error.strerror}")
    except ValueError:
        _fail("CASE: standard input cannot be read: it is not UTF-8 text")


def _problem(error: ErrorDetails) -> str:
    """Return the place in the JSON, and what is wrong there."""
    *_, name = error["loc"] or ("",)
    place = _place(error["loc"])
    words = error["msg"].removeprefix("Value error, ").removeprefix(f"{name} ")
    if error["type"] == "extra_forbidden":
        likely = get_close_matches(str(name), _FIELDS, n=1)
        words = "there is no such field" + (f"; did you mean {likely[0]!r}?" if likely else "")
    elif error["type"] == "union_tag_not_found":
        words = "an event needs its kind, such as 'reply-received'"
    return f"{place}: {words}"


def _place(path: Iterable[str | int]) -> str:
    """Return a place in the JSON in words, without most of a key that is very long."""
    keys = map(str, path)
    return ".".join(key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}…" for key in keys) or "the case"


def _in_language(case: Case, tag: str | None) -> Case:
    if tag is None:
        return case
    try:
        contacts = [contact.replace(language=tag) for contact in case.interview.contacts]
        spoken = case.replace(interview=case.interview.replace(language=tag, contacts=contacts))
    except ValidationError as error:
        _fail(f"--language: {error.errors()[0]['msg'].removeprefix('Value error, ')}")
    if language_of(tag) is None:
        _fail(f"--language: there are no words in {tag!r}, only in {', '.join(languages())}")
    return spoken


def _now(text: str | None) -> datetime:
    try:
        now = datetime.now(UTC) if text is None else datetime.fromisoformat(text)
    except ValueError:
        now = datetime.min  # noqa: DTZ901 - it is refused below
    if now.utcoffset() is None:
        _fail(f"--now: {text!r} is no ISO 8601 time with an offset, such as 2026-05-11T10:00:00+09:00")
    return now


def _read(path: str, name: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        _fail(f"{name}: {path!r} cannot be read: it is not UTF-8 text")
    except (OSError, ValueError) as error:  # a name that is too long, or has a null in it
        _fail(f"{name}: {path!r} cannot be read: {getattr(error, 'strerror', error)}")


def _exists(path: Path) -> bool:
    try:
        return path.resolve().exists()
    except (OSError, ValueError) as error:  # a name that is too long, or has a null in it
        _fail(f"{path} cannot be written: {getattr(error, 'strerror', error)}")


def _made(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except (OSError, ValueError) as error:
        _fail(f"the folder {folder} cannot be created: {getattr(error, 'strerror', error)}")


def _write(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file whole or not at all: beside its place first, then put there in one step."""
    temporary = None
    try:
        path = path.resolve()  # a link stays a link
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".followup-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask)
        if force:
            Path(temporary).replace(path)
        else:
            path.hardlink_to(temporary)
    except OSError as error:
        _fail(f"{path} cannot be written: {error.strerror}")
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
