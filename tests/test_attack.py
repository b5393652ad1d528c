"""Attack: hostile input, injection into each way out, threads, processes, and a world that must not be touched.

``tools/fuzz.py`` is the long run, and says which other files attack.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import random
import socket
import subprocess
import sys
import tempfile
import time
import tracemalloc
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from pydantic import ValidationError

from answers import PROTOCOL, asked, digest, texts, values
from attack import MOST_OCTETS, Fault, Refused, Run, Tally, check_error
from attack_arguments import CALLS, JUNK, required, wrong
from attack_entries import attack
from conftest import forget
from events import asks, message, thank_you
from followup_rules import (
    Case,
    FollowUpError,
    HorizonError,
    InputError,
    Message,
    Promise,
    Template,
    Thread,
    messages,
    next_action,
    plan,
)
from followup_rules._cli import main
from followup_rules.ical import to_calendar
from followup_rules.inbox import read_mail
from followup_rules.mail import to_eml, to_mailto
from followup_rules.timeline import to_html, to_svg
from hostile import Input, make
from hostile_words import PAYLOADS
from mails import mail
from support import CANDIDATE, HR, PEER, at, interview, times
from together import together
from untouched import Touched, nothing_touched
from ways_out import calendar_names, eml_addresses, eml_headers, link_fields, markup, seen_in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.untraced  # what it tries has plain examples elsewhere

NOW = at("2026-06-16 12:00")
ANSWERS = Path(__file__).with_name("answers.py")


@pytest.mark.chance
@pytest.mark.parametrize("first", [1, 201, 401])
def test_hostile_input_has_a_valid_answer_or_an_error_that_names_the_place(first: int) -> None:
    tally, count = Tally(), max(100, times(200))  # fewer have not every kind
    for number in range(first, first + count):
        attack(tally, make("short", number))
    assert tally.inputs.total() == count
    assert tally.reached.total() >= 0.3 * count
    assert tally.refused.total() >= 0.1 * count
    assert len(tally.inputs) == 11  # kinds of input


@pytest.mark.parametrize("call", CALLS)
def test_an_argument_that_nobody_would_give_on_purpose_is_named(call: str) -> None:
    run = Run(Tally(), Input("argument", b"", "1"))
    function, arguments = CALLS[call]
    for argument in arguments:
        for name in wrong(call, argument):
            for others in (arguments, required(call)):
                with suppress(Refused):
                    run.ask(f"{call}, {argument}: {name}", function, **others | {argument: JUNK[name]()})


class TestTheJudge:
    """A run that finds nothing is worth something only if it would find something."""

    GIVEN = Input("case", b"{}", "1")

    def run(self) -> Run:
        return Run(Tally(), self.GIVEN)

    def test_an_input_of_a_number_is_equal_each_time(self) -> None:
        """Whatever was made before it."""
        found = {number: make("a", number) for number in range(1, 300)}
        assert all(make("a", number) == found[number] for number in reversed(found))
        assert make("a", 1) != make("b", 1)

    def test_an_exception_that_is_no_error_of_ours_is_not_hidden(self) -> None:
        with pytest.raises(ZeroDivisionError):
            self.run().ask("call", lambda: 1 // 0)

    def test_an_error_without_a_place_is_a_fault(self) -> None:
        for error in (InputError("", 5, "a text"), HorizonError("", date.min, date.max), FollowUpError("no")):
            with pytest.raises(Fault, match="no place"):
                check_error(error)

    def test_an_error_that_a_terminal_would_obey_is_a_fault(self) -> None:
        with pytest.raises(Fault, match="control characters"):
            check_error(InputError("\x1b[31m", 5, "a text"))

    def test_an_error_that_names_the_place_is_fine(self) -> None:
        with pytest.raises(Refused):
            self.run().ask("Case", Case.model_validate_json, b'{"interview": 5}')

    def test_an_error_of_a_whole_that_names_its_fields_is_fine(self) -> None:
        with pytest.raises(Refused):
            self.run().ask("Promise", Promise.model_validate_json, b'{"within_days": 1, "within_weeks": 2}')

    def test_what_was_accepted_must_not_be_refused_later(self) -> None:
        with pytest.raises(Fault, match="next_action refused what was accepted before"):
            self.run().must("next_action", next_action, interview(), (), now=None)

    def test_a_slow_call_is_a_fault(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("attack.MOST_SECONDS", 0.01)
        with pytest.raises(Fault, match=r"slow took 0\.\d\d, more than 0\.01"):
            self.run().ask("slow", lambda: sum(range(5_000_000)))

    def test_a_large_call_is_a_fault(self) -> None:
        tracemalloc.start()
        try:
            with pytest.raises(Fault, match="large took"):
                self.run().ask("large", lambda: bytearray(MOST_OCTETS + 1))
        finally:
            tracemalloc.stop()


# Of the payloads, those that no text may hold: what breaks a line, reorders it, is encoded, empty or too long.
REFUSED = [
    *("a\r\nBcc: evil@x.com", "a\nBcc: evil@x.com", "=?utf-8?q?a=0ABcc:_evil@x.com?=", "=?utf-8?b?YQ==?= ?= =?"),
    *("\x1b]0;x\x07", "\x1b[31m", "\x07", "a\x00b", "a\u2028b", "a\u202eb", "\u2066a\u2069", "a\x85b", "a\ud800b"),
    *("", " ", "\u200b", "\u3164", "x" * 2001),
]
REFUSED_IN_TEMPLATES = [*REFUSED, "$"]
TAKEN = [each for each in PAYLOADS if each not in REFUSED and len(each) <= 200]
FIELDS = ["name", "given_name", "family_name", "honorific", "job_title", "department", "company", "learned"]


def named(text: str) -> str:
    """Return a short name for a text in the list of tests."""
    return ascii(text) if len(text) < 40 else f"{text[:20]!a} {len(text)}"


def case_of(text: str) -> Case:
    """Return a case in which a stranger's text stands wherever one may."""
    people = [person.replace(**dict.fromkeys(FIELDS, text)) for person in (HR, PEER)]
    about = interview(
        id=text,
        company=text,
        position=text,
        learned=text,
        why_it_matters=text,
        contacts=people,
        thread=Thread(message_id="<1@x.com>", subject=text),
    )
    events = [
        thank_you("2026-06-04 16:00", "peer", message_id="<2@x.com>", subject=text),
        asks("2026-06-05 09:00", "hr", message_id="<3@x.com>", subject=text, asks_for=text),
        message("2026-06-05 10:00", "hr", message_id="<4@x.com>", subject=text),
    ]
    return Case(interview=about, events=events, candidate=CANDIDATE.replace(name=text, phone=text))


def written(case: Case) -> list[Message]:
    return [message for step in plan(case, now=NOW) for message in messages(step, case)]


class TestInjection:
    """What a stranger wrote stays a text: no way out has a header, a field, an element or a line more for it."""

    @together("text", REFUSED, ids=named)
    def test_some_payloads_are_refused_where_they_enter(self, text: str) -> None:
        with pytest.raises(ValidationError) as caught:
            interview(company=text)
        assert [each["loc"] for each in caught.value.errors()] == [("company",)]

    @together("text", TAKEN, ids=named)
    def test_no_payload_adds_headers_to_a_draft(self, text: str) -> None:
        raws = [
            to_eml(message, case.candidate) for case in [case_of(text)] for message in written(case) if case.candidate
        ]
        assert len(raws) == 3
        mime = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
        for raw in raws:
            assert eml_headers(raw) in (
                ["X-Unsent", "From", "To", "Subject", "In-Reply-To", "References", *mime],
                ["X-Unsent", "From", "To", "Subject", *mime],
            )
            assert eml_addresses(raw) == 2

    @together("text", TAKEN, ids=named)
    def test_no_payload_adds_fields_to_a_link(self, text: str) -> None:
        message = Message(to=case_of(text).interview.contacts[0], subject=text, body=f"{text}\n{text}", language="en")
        link = to_mailto(message)
        assert link is not None
        assert link_fields(link) == ("sato@example.com", ["subject", "body"])

    @together("text", TAKEN, ids=named)
    def test_no_payload_adds_properties_to_a_calendar(self, text: str) -> None:
        raws = [to_calendar(plan(case, now=NOW), case, now=NOW) for case in (case_of("Acme"), case_of(text))]
        assert calendar_names(raws[1]) == calendar_names(raws[0])

    @together("text", TAKEN, ids=named)
    def test_no_payload_adds_elements_to_a_list_or_a_picture(self, text: str) -> None:
        for draw in (to_html, to_svg):
            found = [markup(draw(plan(case, now=NOW), case, now=NOW)) for case in (case_of("Acme"), case_of(text))]
            assert found[1] == found[0]

    @together("text", TAKEN, ids=named)
    @pytest.mark.parametrize("command", ["next", "plan", "draft", "review", "gaps"])
    def test_no_payload_commands_a_terminal(
        self, command: str, text: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Any
    ) -> None:
        told = io.TextIOWrapper(io.BytesIO(case_of(text).model_dump_json().encode()))
        monkeypatch.setattr(sys, "stdin", told)
        assert main([command, "--now", NOW.isoformat()]) == 0
        out, err = capsysbinary.readouterr()
        assert seen_in_terminal(out.decode()) == ""
        assert err == b""

    @together("text", PAYLOADS, ids=named)
    def test_no_payload_means_anything_in_an_apps_own_template(self, text: str) -> None:
        """What cannot be a subject is refused; in all else, a dollar sign alone means something."""
        case = Case(interview=interview(contacts=(HR,)), candidate=CANDIDATE)
        told = {"touch": "thank-you", "language": "en", "subject": text, "body": f"{text}\nHello"}
        if text in REFUSED_IN_TEMPLATES:
            with pytest.raises(ValidationError) as caught:
                Template.model_validate(told)
            assert {each["loc"] for each in caught.value.errors()} <= {("subject",), ("body",)}
            return
        action = next_action(case, now=at("2026-06-04 16:00"))
        (message,) = messages(action, case, templates=[Template.model_validate(told)])
        expected = {"$company": "Acme", "${candidate_email}": "mei@example.com", "$$": "$"}.get(text, text)
        assert (message.subject, message.body) == (expected, f"{expected}\nHello")
        raw = to_eml(message, CANDIDATE)
        assert raw.count(b"\r\nSubject:") == 1
        assert eml_addresses(raw) == 2

    @together("text", PAYLOADS, ids=named)
    def test_no_payload_in_a_mail_adds_headers_to_the_answer(self, text: str) -> None:
        """Its subject and its sender's name come from a stranger, and go into the next draft of that thread."""
        case = Case(interview=interview(contacts=(HR,)), candidate=CANDIDATE)
        raw = mail(
            "Thanks.",
            Subject=text.replace("\ud800", "?"),
            From=f'"{text.replace(chr(0xD800), "?")}" <sato@example.com>',
        )
        known = case.replace(events=read_mail(raw, case).events)
        for step in plan(known, now=NOW) if len(text) <= LONGEST_SUBJECT else ():
            for each in messages(step, known):
                made = to_eml(each, CANDIDATE)
                assert set(eml_headers(made)) <= {
                    *("X-Unsent", "From", "To", "Subject", "In-Reply-To", "References", "MIME-Version"),
                    *("Content-Type", "Content-Transfer-Encoding"),
                }
                assert eml_addresses(made) == 2


LONGEST_SUBJECT = 1_990  # with "Re: " before it


@cache
def alone() -> list[list[str]]:
    """Return what the library says of each case, asked by one thread in this process."""
    return [texts(one) for one in asked()]


@pytest.mark.slow
def test_sixteen_threads_hear_what_one_hears() -> None:
    """They change at every microsecond, begin together, each with another case, and nothing is remembered yet."""
    cases, expected = asked()[:8], alone()[:8]
    ready = Barrier(16)

    def ask(number: int) -> list[tuple[int, list[str]]]:
        ready.wait()
        return [(place, texts(cases[place])) for place in [(number + each) % 8 for each in range(0, 8, 3)]]

    forget()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(16) as pool:
            found = list(pool.map(ask, range(16)))
    finally:
        sys.setswitchinterval(interval)
    for told in found:
        for place, said in told:
            assert said == expected[place]


def in_a_process(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start a process that says what ``answers.py`` does, in an environment of its own."""
    paths = os.pathsep.join(str(Path(path).absolute()) for path in sys.path if path)
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "HOME"}}
    command = [sys.executable, str(ANSWERS), *arguments]
    return subprocess.Popen(  # noqa: S603 - our own script
        command, env=kept | {"PYTHONPATH": paths} | environment, cwd=tempfile.gettempdir(), stdout=subprocess.PIPE
    )


def said_by(process: subprocess.Popen[bytes]) -> Any:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return json.loads(out)


ELSEWHERE = [
    {"PYTHONHASHSEED": "0", "LANG": "C", "LC_ALL": "C", "TZ": "UTC", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "1", "LANG": "ja_JP.UTF-8", "LC_ALL": "ja_JP.UTF-8", "LANGUAGE": "ja", "TZ": "Asia/Tokyo"},
    {"PYTHONHASHSEED": "4294967295", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr:de", "TZ": "America/St_Johns"},
]


@pytest.mark.slow
def test_processes_in_other_surroundings_print_what_this_one_prints() -> None:
    """Whatever the seed of its hashes, its language, its time zone and its folder."""
    processes = [in_a_process("text", **environment) for environment in ELSEWHERE]
    for process in processes:
        assert said_by(process) == alone()


@pytest.mark.slow
def test_values_go_to_other_processes_and_back() -> None:
    """Whichever way these start; each says the same there as here."""
    found = said_by(in_a_process("processes"))
    assert {"alone", "spawn"} <= found.keys()
    assert set(found.values()) == {digest(list(map(digest, alone())))}


class Needs(pickle.Unpickler):
    """Reads a pickle, and remembers the modules that it needs."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(io.BytesIO(raw))
        self.modules: set[str] = set()

    def find_class(self, module: str, name: str) -> Any:
        self.modules.add(module.partition(".")[0])
        return super().find_class(module, name)


def test_a_pickle_needs_only_what_every_python_has() -> None:
    """Python 3.11 to 3.13 read each other's pickles: ``answers.py write`` and ``read``, as the docs tell."""
    said = values(asked()[0])
    reader = Needs(pickle.dumps(said, PROTOCOL))
    assert reader.load() == said
    assert reader.modules == {"followup_rules", "datetime", "zoneinfo", "array", "builtins"}


@pytest.mark.parametrize(
    "hour",
    [
        "1999-12-31T23:59:59",
        pytest.param("2028-02-29T03:00:00", marks=pytest.mark.slow),
        pytest.param("2026-10-25T01:30:00", marks=pytest.mark.slow),
    ],
)
def test_the_hour_changes_nothing(hour: str) -> None:
    with time_machine.travel(datetime.fromisoformat(hour).replace(tzinfo=UTC), tick=False):
        assert time.time() == datetime.fromisoformat(hour).replace(tzinfo=UTC).timestamp()
        forget()
        assert [texts(one) for one in asked()[:4]] == alone()[:4]


TOUCHES: dict[str, Callable[[], object]] = {
    "the clock": time.time,
    "another clock": time.perf_counter,
    "the local time": time.localtime,
    "now": lambda: datetime.now(UTC),
    "today": date.today,
    "the environment": lambda: os.environ["PATH"],
    "the environment by a function": lambda: os.getenv("PATH"),
    "a change of the environment": lambda: os.environ.update(FOLLOWUP="1"),
    "chance": random.random,
    "a random identifier": uuid.uuid4,
    "a socket": socket.socket,
    "a name in the network": lambda: socket.getaddrinfo("localhost", 80),
    "a file to write": lambda: Path(tempfile.gettempdir(), "followup").write_text("x", "utf-8"),
    "a file of the machine": lambda: Path("/etc/hosts").read_text("utf-8"),
    "a file to remove": lambda: Path("followup").unlink(),
    "a process": lambda: subprocess.run([sys.executable, "--version"], check=False),
    "the folder": Path.cwd,
    "what is printed": lambda: print("x"),  # noqa: T201 - it never prints
}


class TestNothingIsTouched:
    """The library touches no network, file, clock, chance or surroundings; ``untouched.py`` makes them raise."""

    @pytest.mark.parametrize("what", TOUCHES)
    def test_the_guard_raises_where_something_is_touched(self, what: str) -> None:
        with pytest.raises(Touched), nothing_touched():
            TOUCHES[what]()

    def test_after_the_guard_nothing_raises(self) -> None:
        with nothing_touched():
            pass
        assert time.time() > 0
        assert os.getenv("PATH")

    def test_the_core_and_the_ways_in_and_out_touch_nothing(self) -> None:
        """Nothing is remembered, so the data of places and zones are read anew, where they are installed."""
        cases, expected = asked()[:6], alone()[:6]
        forget()
        found: list[list[str]] = []
        with nothing_touched():
            for one in cases:
                found.append(texts(one))  # noqa: PERF401 - a comprehension would be a call of its own
        assert found == expected
