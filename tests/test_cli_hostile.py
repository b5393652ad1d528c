"""The command line: whatever comes in ends in an answer or in lines that a terminal shows as they are."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from commands import CASE, NOW, OBEYED
from followup_rules import Case
from followup_rules._cli import main
from followup_rules._cli._recorded import OPTIONS, WORDS
from followup_rules._cli._rewriting import with_event, without_event
from followup_rules._cli._terminal import escaped
from support import by_chance

FIELDS = ["interview", "events", "candidate", "contacts", "id", "company", "kind", "at", "to", "roles", "timezone"]
NASTY = st.sampled_from(
    [
        *("", " ", "hr", "peer", "sato", "mori@example.com", "thank-you", "<1@x.com>", "-", ".."),
        *(
            "2026-06-12",
            "2026-06-12 10:00",
            "0001-01-01",
            "0001-01-01 00:00",
            "9999-12-31",
            "9999-12-31T23:59:59+00:00",
        ),
        *(OBEYED, "\ud800", "\0", "x" * 5000, "２０２６-06-12", "\ufeff"),
    ]
)
VALUED = [option.name for option in OPTIONS if "action" not in option.settings or option.name == "--to"]
RECORDED = st.tuples(
    st.sampled_from([*WORDS, "mail.eml", "-", "x"]),
    st.lists(st.tuples(st.sampled_from([*VALUED, "--at"]), NASTY), max_size=3),
    st.booleans(),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | NASTY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NASTY | st.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=8,
)


def run(arguments: list[str], typed: bytes = b"") -> tuple[int, str]:
    """Run a command in the folder; return its code and all that it printed."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace") for _ in range(2)]
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(typed))
    try:
        with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
            code = main(arguments)
    finally:
        sys.stdin = before
    for stream in streams:
        stream.flush()
    return code, "".join(stream.buffer.getvalue().decode() for stream in streams)


@by_chance(200)
@given(RECORDED, st.sampled_from([b"", b"y\n", b"From: sato@example.com\n\nx", b"\xff\xfe"]))
def test_whatever_is_recorded_the_file_stays_a_case(
    told: tuple[str, list[tuple[str, str]], bool], typed: bytes
) -> None:
    word, options, says_yes = told
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("case.json").write_text(CASE.model_dump_json(), encoding="utf-8")
        Path("mail.eml").write_bytes(b"From: sato@example.com\nDate: Thu, 04 Jun 2026 10:00:00 +0900\n\nWe said no.\n")
        given_options = [each for name, value in options for each in (f"{name}={value}",)]
        arguments = ["record", "case.json", word, "--now", NOW, *given_options, *["--yes"] * says_yes]
        code, printed = run(arguments, typed)
        assert code in (0, 1, 2)
        assert escaped(printed) == printed
        after = Case.model_validate_json(Path("case.json").read_bytes())
        assert after.interview == CASE.interview
        assert len(after.events) == (code == 0)
        assert sorted(os.listdir()) == ["case.json", "mail.eml"]  # noqa: PTH208 - names


@by_chance(200)
@given(JSON)
def test_whatever_is_in_a_file_is_answered(value: object) -> None:
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("case.json").write_text(json.dumps(value), encoding="utf-8")
        code, printed = run(["next", "case.json", "--now", NOW])
        assert code == 2
        assert escaped(printed) == printed
        assert printed.startswith("followup-rules: case.json")


@by_chance(200)
@given(NASTY | st.sampled_from(["today", "week"]), NASTY | st.sampled_from(["2100-12-31T23:59:59-12:00", NOW]))
def test_whatever_the_times_are_the_command_answers_or_refuses(until: str, now: str) -> None:
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("case.json").write_text(CASE.model_dump_json(), encoding="utf-8")
        for arguments in (["agenda", f"--until={until}", f"--now={now}"], ["agenda", f"--until={until}"], ["next"]):
            code, printed = run([*arguments, *([f"--now={now}"] if arguments == ["next"] else [])], b"{}")
            assert code in (0, 2)
            assert escaped(printed) == printed


@by_chance(200)
@given(st.lists(NASTY, max_size=30))
def test_whatever_is_answered_a_file_is_a_case_or_is_not_written(answers: list[str]) -> None:
    typed = "".join(f"{answer}\n" for answer in ["Acme", "Engineer", "", "JP", "", "", *answers])
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        code, printed = run(["init", "new.json", "--now", NOW], typed.encode(errors="replace"))
        assert escaped(printed) == printed
        assert Path("new.json").exists() is (code == 0)


@by_chance(200)
@given(
    st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=3) | st.integers(), max_size=2), max_size=3),
    st.dictionaries(st.text(max_size=5), st.floats(allow_nan=False) | st.text(max_size=5), max_size=3),
    st.sampled_from([None, 0, 2, "\t"]),
    st.sampled_from([{}, {"events": None}]),
)
def test_an_event_can_be_added_to_any_text_and_taken_out(
    events: list[object], rest: dict[str, object], indent: object, has: dict[str, None]
) -> None:
    whole = {"x": 1, **rest, **dict.fromkeys(has, events), "y": [1, {"events": []}]}
    text = json.dumps(whole, indent=indent)  # type: ignore[arg-type]  # one of those that it takes
    more = with_event(text, '{"kind": "new"}')
    now = events if has else []
    assert json.loads(more) == whole | {"events": [*now, {"kind": "new"}]}
    assert json.loads(without_event(more, len(now))) == whole | {"events": now}
    for number in range(len(now)):
        other = without_event(more, number)
        assert json.loads(other) == whole | {"events": [*now[:number], *now[number + 1 :], {"kind": "new"}]}
