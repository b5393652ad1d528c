"""The command line: what is wrong with the input, all of it at once, and what was probably meant."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from commands import CASE, NOW, OBEYED, Capture, Pipe, refused, refused_told, refused_with, run, told

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWN = "events.0.sender: must be the id of a contact of the interview ('hr', 'peer'), got 'x'"


@pytest.mark.usefixtures("room")
class TestBadInput:
    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("", "Invalid JSON: EOF while parsing a value at line 1 column 0"),
            ("{", "Invalid JSON: EOF while parsing an object at line 1 column 1"),
            ("[]", "must be an object with the fields of Case, got []"),
            ("5", "must be an object with the fields of Case, got 5"),
            ("{}", "interview: is missing"),
        ],
    )
    def test_the_error_of_a_wrong_case_names_the_place(
        self, text: str, line: str, room: Path, capsysbinary: Capture
    ) -> None:
        (room / "case.json").write_text(text)
        assert refused(capsysbinary, "next", "case.json") == f"case.json: {line}"

    @pytest.mark.parametrize(
        ("path", "value", "line"),
        [
            (("interview", "contacts", 1, "email"), "nobody", "interview.contacts.1.email: must be an e-mail address"),
            (
                ("interview", "ended_at"),
                "2026-06-03T15:00:00",
                "interview.ended_at: must be a time with an offset from UTC, ",
            ),
            (("interview", "company"), "a\nb", "interview.company: must be one line of plain text"),
            (
                ("events",),
                [{"kind": "phoned", "at": NOW}],
                "events.0.kind: must be one of 'thank-you-sent', 'follow-up-sent', ",
            ),
            (
                ("events",),
                [{"at": NOW}],
                "events.0.kind: is missing; an event needs its kind, such as 'reply-received'",
            ),
            (("interview", "compny"), "Acme", "interview.compny: there is no such field; did you mean 'company'?"),
            (("interview", "timezone"), "Tokyo", "interview.timezone: must be an IANA time zone"),
            (
                ("interview", "ended_at"),
                "1900-01-01T00:00:00Z",
                "interview.ended_at: must be in the years 1970 to 2100, got '1900-01-01T00:00:00Z'",
            ),
            (
                ("interview", "decision_by"),
                "2101-01-01",
                "interview.decision_by: must be in the years 1970 to 2100, got '2101-01-01'",
            ),
            (("interview", "decision_by"), 5, "interview.decision_by: must be a date (YYYY-MM-DD), got 5"),
            (
                ("interview", "enquiries_welcome"),
                "yes",
                "interview.enquiries_welcome: must be true or false, got 'yes'",
            ),
            (("events",), [{"kind": "reply-received", "at": NOW, "sender": "x"}], UNKNOWN),
        ],
    )
    def test_an_error_names_a_place_in_the_file(
        self, path: tuple[Any, ...], value: Any, line: str, room: Path, capsysbinary: Capture
    ) -> None:
        (room / "case.json").write_text(json.dumps(told(path, value)))
        assert refused(capsysbinary, "next", "case.json").startswith(f"case.json: {line}")

    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (
                [],
                "which command? init, edit, next, draft, record, show, undo, agenda, plan, review, gaps or schema; ",
            ),
            (["next", "case.json", "--svg", ""], "--ics, --svg and --eml each need a name of their own"),
            (["next", "case.json", "--ics", "-"], "--ics, --svg and --eml each need a name of their own"),
            (
                ["next", "case.json", "--svg", "x", "--ics", "./x"],
                "--ics, --svg and --eml each need a name of their own",
            ),
            (
                ["next", "case.json", "--svg", "mails/1-thank-you-peer.eml", "--eml", "mails", "--now", NOW],
                "--ics, --svg and --eml each need a name of their own",
            ),
            (
                ["nxt"],
                "argument COMMAND: invalid choice: 'nxt' (choose from init, edit, record, show, undo, agenda, next, ",
            ),
            (["next", "none.json"], "CASE: 'none.json' cannot be read: "),
            (
                ["next", "case.json", "--now", "today"],
                "--now: must be a date and time such as 2026-05-11T10:00:00+09:00, got 'today'",
            ),
            (
                ["next", "case.json", "--now", "2026-06-04"],
                "--now: must be a date and time such as 2026-05-11T10:00:00+09:00, got '2026-06-04'",
            ),
            (
                ["next", "case.json", "--now", "1900-01-01T00:00:00Z"],
                "--now: must be in the years 1970 to 2100, got '1900-01-01T00:00:00Z'",
            ),
            (
                ["next", "case.json", "--now", "1900-01-01 00:00"],
                "--now: must be in the years 1970 to 2100, got '1900-01-01 00:00'",
            ),
            (["agenda", "--now", "0001-01-01 00:00"], "--now: must be in the years 1970 to 2100, got '0001-01-01 "),
            (["next", "case.json", "--language", "mi"], "--language: there are no words in 'mi', only in de, en, "),
            (
                ["next", "case.json", "--language", "zh-TW"],
                "--language: there are no words in 'zh-TW', only in de, en, ",
            ),
            (["next", "case.json", "--language", "?"], "--language: must be a BCP 47 tag"),
            (["next", "a\0b"], "CASE: 'a\\x00b' cannot be read: its name has a null in it"),
            (["next", "a\ud800"], "CASE: 'a\\ud800' cannot be read: 'utf-8' codec can't encode "),
            (["next", "case.json", "--tone", "warm"], "argument --tone: invalid choice: 'warm'"),
            (["review", "case.json", "--now", NOW, "--draft", "none"], "--draft: 'none' cannot be read: "),
            (["review", "case.json", "--now", NOW, "--draft", "bytes"], "--draft: 'bytes' cannot be read: it is not"),
        ],
    )
    def test_the_error_of_a_wrong_argument_names_it(
        self, arguments: list[str], line: str, room: Path, capsysbinary: Capture
    ) -> None:
        (room / "bytes").write_bytes(b"\xff")
        assert refused(capsysbinary, *arguments).startswith(line)

    def test_a_draft_of_a_case_without_a_candidate_is_refused(self, room: Path, capsysbinary: Capture) -> None:
        (room / "case.json").write_text(CASE.replace(candidate=None).model_dump_json())
        line = refused(capsysbinary, "draft", "case.json", "--now", NOW)
        assert line == "candidate: is missing in the case; the words need a name and an address"

    def test_a_file_that_is_no_text_is_refused(self, room: Path, capsysbinary: Capture) -> None:
        (room / "case.json").write_bytes(b"\xff\xfe\x00")
        assert refused(capsysbinary, "next", "case.json").startswith("CASE: 'case.json' cannot be read: ")

    def test_a_byte_order_mark_is_no_part_of_a_case(self, room: Path, capsysbinary: Capture, piped: Pipe) -> None:
        text = b"\xef\xbb\xbf" + CASE.model_dump_json().encode()
        (room / "case.json").write_bytes(text)
        piped(text)
        assert run(capsysbinary, "next", "case.json") == run(capsysbinary, "next")

    def test_standard_input_that_is_no_text_is_refused(self, capsysbinary: Capture, piped: Pipe) -> None:
        piped(b"\xff\xfe\x00")
        line = "CASE: standard input cannot be read: it is not UTF-8 text"
        assert refused(capsysbinary, "next") == line

    def test_standard_input_that_cannot_be_read_is_an_error(
        self, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Folder(io.RawIOBase):
            def readall(self) -> bytes:
                raise IsADirectoryError(21, "Is a directory")

        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Folder()))  # type: ignore[type-var]  # a raw stream
        assert refused(capsysbinary, "next") == "CASE: standard input cannot be read: Is a directory"

    @pytest.mark.parametrize(
        ("before", "after", "place"),
        [
            ('"interview":', '"interview":{},"interview":', "interview"),
            ('"position":', '"position":"Other","position":', "interview.position"),
            ('"position":', '"position":"Acme","\\u0070osition":', "interview.position"),
            ('"id":"peer"', '"id":"lead","id":"peer"', "interview.contacts.1.id"),
            ('"round":1', '"round":1,"round":1.5,"round":99999999999999999999999999', "interview.round"),
            ('"events":[]', '"events":[{"kind":"withdrawn","at":"x","at":"y"}]', "events.0.at"),
            ('"events":[]', '"events":[{"at":"x","at":"y"}],"events":[]', "events"),
            ('"events":[]', '"events":[],"\\u001b[31m":1,"\\u001b[31m":2', r"\x1b[31m"),
            ('"events":[]', f'"events":[],"{"x" * 999}":1,"{"x" * 999}":2', f"{'x' * 80}…"),
        ],
    )
    def test_a_key_that_is_there_twice_is_refused(
        self, before: str, after: str, place: str, room: Path, capsysbinary: Capture, piped: Pipe
    ) -> None:
        text = CASE.model_dump_json()
        assert text.count(before) == 1
        (room / "case.json").write_text(text.replace(before, after), encoding="utf-8")
        piped(text.replace(before, after).encode())
        for arguments, name in ((("next", "case.json"), "case.json"), (("gaps",), "standard input")):
            said = refused_with(capsysbinary, *arguments)
            assert said.startswith(name)
            assert f" {place}: this key is there twice; remove one" in said

    @pytest.mark.parametrize("depth", [500, 100_000])
    def test_a_file_of_lists_in_lists_is_refused(self, depth: int, room: Path, capsysbinary: Capture) -> None:
        (room / "case.json").write_text(f'{{"events": {"[" * depth}{"]" * depth}}}')
        assert refused(capsysbinary, "next", "case.json").startswith(
            "case.json: Invalid JSON: recursion limit exceeded"
        )

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (("interview", "{}"), 1),
            (("interview", "timezone"), "{}"),
            (("interview", "language"), "{}"),
            (("interview", "ended_at"), "{}"),
            (("interview", "country"), "{}"),
            (("interview", "thread"), {"message_id": "{}"}),
            (("interview", "working_week"), {"{}": ["09:00", "17:00"]}),
            (("interview", "contacts"), [{"id": "x", "roles": ["recruiter"], "email": "{}"}]),
            (("interview", "contacts"), [{"id": "x", "{}": ["{}"]}]),
            (("interview", "contacts"), [{"id": "x", "roles": ["{}"]}]),
            (("candidate",), {"name": "x", "email": "{}"}),
            (("events",), [{"kind": "{}", "at": NOW}]),
            (("events",), [{"kind": "reply-received", "at": "{}"}]),
        ],
        ids=str,
    )
    def test_what_a_terminal_would_obey_is_shown_escaped(
        self, path: tuple[str, ...], value: Any, room: Path, capsysbinary: Capture
    ) -> None:
        said = refused_told(room, capsysbinary, path, value)
        assert said.replace("\n", "").isprintable()
        assert r"\x1b" in said

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (("interview", "company"), "{}\n"),
            (("events",), [{"kind": "reply-received", "at": NOW, "sender": "{}"}]),
            (("candidate",), {"name": "{}", "email": "mei@example.com"}),
        ],
        ids=str,
    )
    def test_an_error_without_the_value_shows_no_part_of_it(
        self, path: tuple[str, ...], value: Any, room: Path, capsysbinary: Capture
    ) -> None:
        line = refused_told(room, capsysbinary, path, value)
        assert line.isprintable()
        assert "x1b" not in line

    @pytest.mark.parametrize(
        "arguments",
        [
            [OBEYED],
            ["next", OBEYED],
            ["next", "case.json", OBEYED],
            ["next", "case.json", "--now", OBEYED],
            ["next", "case.json", "--language", OBEYED],
            ["next", "case.json", "--tone", OBEYED],
            ["next", "case.json", "--now", NOW, "--svg", f"{OBEYED}/{OBEYED}"],
            ["next", "case.json", "--now", NOW, "--eml", f"{OBEYED}/{OBEYED}"],
            ["review", "case.json", "--now", NOW, "--draft", OBEYED],
            ["review", "case.json", "--now", NOW, "--to", OBEYED],
        ],
        ids=ascii,
    )
    def test_a_value_in_an_argument_is_not_shown(self, arguments: list[str], capsysbinary: Capture) -> None:
        line = refused(capsysbinary, *arguments)
        assert line.isprintable()
        assert r"\x1b" in line

    def test_the_name_of_a_file_that_was_written_is_shown_escaped(self, capsysbinary: Capture) -> None:
        printed = run(capsysbinary, "next", "case.json", "--svg", "\x1b[31m\udcff.svg")
        assert printed.endswith("\nWrote \\x1b[31m\\udcff.svg\n")


@pytest.mark.usefixtures("room")
class TestAllAtOnce:
    def refused_case(self, room: Path, capsysbinary: Capture, case: Any) -> list[str]:
        (room / "case.json").write_text(json.dumps(case), encoding="utf-8")
        return refused_with(capsysbinary, "next", "case.json").splitlines()

    def test_all_problems_of_a_file_are_said(self, room: Path, capsysbinary: Capture) -> None:
        case = told(("interview", "ended_at"), "2026-06-03T15:00:00")
        case["interview"]["contacts"][0]["roles"] = ["recuiter"]
        case["interview"]["timezone"] = "Tokyo"
        case["interview"]["compny"] = case["interview"].pop("company")
        case["events"] = [
            {"kind": "reply-received", "at": "yesterday", "sender": "hr"},
            {"kind": "thank-you-sent", "at": NOW, "to": ["peer", "pear"]},
            {"kind": "bounced", "at": NOW, "contact": "boss", "email": "x@example.com"},
        ]
        assert self.refused_case(room, capsysbinary, case) == [
            "case.json has 8 problems:",
            "  interview.compny: there is no such field; did you mean 'company'?",
            "  interview.company: is missing",
            (
                "  interview.ended_at: must be a time with an offset from UTC, such as '2026-06-03T15:00:00+09:00', "
                "got '2026-06-03T15:00:00'"
            ),
            (
                "  interview.timezone: must be an IANA time zone such as 'Asia/Tokyo', got 'Tokyo'; "
                "did you mean 'Asia/Tokyo'?"
            ),
            (
                "  interview.contacts.0.roles.0: must be one of 'recruiter', 'hiring-manager', 'interviewer', "
                "'agency', 'employee', 'no-reply', got 'recuiter'; did you mean 'recruiter'?"
            ),
            "  events.0.at: must be an ISO 8601 date and time with an offset, got 'yesterday'",
            (
                "  events.1.to: must be the id of a contact of the interview ('hr', 'peer'), got 'pear'; "
                "did you mean 'peer'?"
            ),
            "  events.2.contact: must be the id of a contact of the interview ('hr', 'peer'), got 'boss'",
        ]

    def test_beyond_fifty_problems_of_a_file_are_only_counted(self, room: Path, capsysbinary: Capture) -> None:
        case = told(("events",), [{"kind": "withdrawn", "at": "x"}] * 60)
        lines = self.refused_case(room, capsysbinary, case)
        assert lines[0] == "case.json has 60 problems:"
        assert lines[50].startswith("  events.49.at: ")
        assert lines[51:] == ["  and 10 more"]

    def test_a_doubled_key_does_not_hide_the_rest(self, room: Path, capsysbinary: Capture) -> None:
        text = CASE.model_dump_json().replace('"round":1', '"round":1,"round":"x"')
        (room / "case.json").write_text(text, encoding="utf-8")
        assert refused_with(capsysbinary, "next", "case.json").splitlines() == [
            "case.json has 2 problems:",
            "  interview.round: this key is there twice; remove one",
            "  interview.round: must be a whole number, got 'x'",
        ]

    @pytest.mark.parametrize(
        ("path", "value", "meant"),
        [
            (("interview", "country"), "Japan", "'JP'"),
            (("interview", "country"), "jp", "'JP'"),
            (("interview", "country"), "UK", "'GB'"),
            (("interview", "country"), "Germny", "'DE'"),
            (("interview", "timezone"), "asia/tokio", "'Asia/Tokyo'"),
            (("interview", "timezone"), "new york", "'America/New_York'"),
            (("interview", "subdivision"), "hokkaido", None),
            (("interview", "contacts", 0, "roles", 0), "Interviewer", "'interviewer'"),
            (("interview", "thread"), {"mesage_id": "<1@x.com>", "message_id": "<1@x.com>"}, "'message_id'"),
            (("interview", "contacts", 0, "e-mail"), "x@example.com", "'email'"),
            (("interview", "x"), 1, None),
            (("interview", "timezone"), 5, None),
            (("interview", "country"), 5, None),
            (("interview", "country"), "x" * 300, None),
            (("interviews",), 1, "'interview'"),
            (("events",), [{"kind": "reply-recieved", "at": NOW}], "'reply-received'"),
            (("events",), [{"kind": "touch-skipped", "at": NOW, "touch": "thank you"}], "'thank-you'"),
            (("events",), [{"kind": "snoozed", "at": NOW, "untill": NOW, "until": NOW}], "'until'"),
            (("candidate",), {"name": "Mei", "mail": "x", "email": "mei@example.com"}, "'email'"),
            (("interview", "working_week"), {"0": {"frm": 1}}, None),
        ],
        ids=str,
    )
    def test_an_error_says_what_was_probably_meant(
        self, path: tuple[Any, ...], value: Any, meant: str | None, room: Path, capsysbinary: Capture
    ) -> None:
        (line,) = self.refused_case(room, capsysbinary, told(path, value))
        assert line.endswith(f"; did you mean {meant}?") is (meant is not None), line
        assert ("did you mean" in line) is (meant is not None)

    def test_an_error_names_the_subdivision_that_was_probably_meant(self, room: Path, capsysbinary: Capture) -> None:
        case = told(("interview", "country"), "DE")
        case["interview"] |= {"timezone": "Europe/Berlin", "subdivision": "by"}
        (line,) = self.refused_case(room, capsysbinary, case)
        assert line.startswith("case.json: interview.subdivision: must be a subdivision of DE (BB, BE, ")
        assert line.endswith("got 'by'; did you mean 'BY'?")

    @pytest.mark.parametrize("contacts", ["x", [1], [{"id": 1}], None])
    def test_contacts_that_are_none_are_no_reason_to_doubt_the_events(
        self, contacts: Any, room: Path, capsysbinary: Capture
    ) -> None:
        case = told(("interview", "contacts"), contacts)
        case["events"] = [{"kind": "reply-received", "at": NOW, "sender": "hr"}]
        assert not any("events" in line for line in self.refused_case(room, capsysbinary, case))

    @pytest.mark.parametrize("events", ["x", [1], [{"kind": "x", "sender": "x"}], [{"sender": "x"}], [{"kind": []}]])
    def test_events_that_are_none_name_nobody(self, events: Any, room: Path, capsysbinary: Capture) -> None:
        lines = self.refused_case(room, capsysbinary, told(("events",), events))
        assert not any("must be the id of a contact" in line for line in lines)


@pytest.mark.usefixtures("room")
class TestInterviewAlone:
    """An interview that is not within a case is recognised."""

    def test_an_interview_alone_is_taken_for_a_case(self, room: Path, capsysbinary: Capture) -> None:
        expected = run(capsysbinary, "next", "case.json")
        (room / "case.json").write_text(CASE.interview.model_dump_json(), encoding="utf-8")
        assert run(capsysbinary, "next", "case.json") == expected

    def test_what_of_a_case_lies_beside_its_fields_counts(self, room: Path, capsysbinary: Capture) -> None:
        case = json.loads(CASE.model_dump_json())
        flat = case.pop("interview") | case
        flat["events"] = [{"kind": "thank-you-sent", "at": NOW, "to": ["peer"]}]
        (room / "case.json").write_text(json.dumps(flat), encoding="utf-8")
        assert "Stage: thanked\n" in run(capsysbinary, "next", "case.json")
        assert "Dear Hanako Sato,\n" in run(capsysbinary, "draft", "case.json")

    def test_problems_of_an_interview_alone_have_the_places_of_the_file(
        self, room: Path, capsysbinary: Capture
    ) -> None:
        interview = json.loads(CASE.interview.model_dump_json())
        interview["contacts"][0]["roles"] = ["boss"]
        del interview["company"]
        (room / "case.json").write_text(json.dumps(interview), encoding="utf-8")
        lines = refused_with(capsysbinary, "next", "case.json").splitlines()
        assert lines[0] == "case.json has 2 problems:"
        assert lines[1] == "  company: is missing"
        assert lines[2].startswith("  contacts.0.roles.0: must be ")


class TestByteOrderMarks:
    """A byte-order mark is taken from everywhere."""

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_a_byte_order_mark_of_a_case_and_of_a_text_is_skipped(
        self, encoding: str, room: Path, capsysbinary: Capture, piped: Pipe
    ) -> None:
        mark = "\ufeff" if encoding.endswith("e") else ""
        plain = run(capsysbinary, "next", "case.json")
        case = (mark + CASE.model_dump_json()).encode(encoding)
        (room / "case.json").write_bytes(case)
        piped(case)
        assert run(capsysbinary, "next", "case.json") == run(capsysbinary, "next") == plain
        (room / "text.txt").write_bytes(f"{mark}Data Engineer\n\nDear Yuki Mori,\n\nAcme\n".encode(encoding))
        reviewed = run(capsysbinary, "review", "case.json", "--draft", "text.txt")
        assert "subject" not in reviewed
        assert "ufeff" not in reviewed
