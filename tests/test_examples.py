"""Each example runs as its user would run it, and says what is written here by hand."""

from __future__ import annotations

import asyncio
import email
import email.policy
import json
import re
import runpy
import shutil
import sqlite3
import sys
import unittest
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings

import followup_rules
from peers import needs_node, read

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
CASES = [str(EXAMPLES / "cases" / f"{name}.json") for name in ("acme-1", "acme-2", "harbour-1", "nordwind-1")]
MONDAY = "2026-06-15T09:30:00+09:00"
TUESDAY = "2026-06-16T09:30:00+09:00"


def needed(package: str) -> Any:
    """Return a package of the group ``examples``; skip the test where it is not installed."""
    return pytest.importorskip(package, reason=f"{package} is not installed: pip install --group examples")


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., list[str]]:
    """Return what runs an example in an empty folder, and gives the lines that it prints."""
    monkeypatch.chdir(tmp_path)

    def run(example: str, *arguments: str) -> list[str]:
        monkeypatch.setattr(sys, "argv", [example, *arguments])
        runpy.run_path(str(EXAMPLES / example), run_name="__main__")
        sys.stdout.flush()
        return capfdbinary.readouterr().out.decode().splitlines()

    return run


class TestTracker:
    TODAY = (
        "Platform Engineer at Harbour & Sons: Answer Priya Shah by Tue 16 Jun: two references",
        "Data Engineer at Acme: Send the first follow-up to Hanako Sato by Tue 16 Jun 18:00 (Asia/Tokyo)",
        (
            "ML Engineer at Nordwind: Wait until Mon 15 Jun 09:00 (Europe/Berlin): "
            "then send the thank-you note to Kim Mayer"
        ),
    )

    def test_a_morning_lists_what_is_due_until_it_was_sent(self, run: Callable[..., list[str]]) -> None:
        """Two positions at one company: the second follow-up to one recruiter waits until Wednesday (H1)."""
        run("tracker.py", "add", *CASES)
        for _ in range(2):  # what is still due is listed again
            assert run("tracker.py", "morning", "--now", MONDAY) == list(self.TODAY)
        assert run("tracker.py", "sent", "acme-1", "--now", MONDAY) == [
            "Wait until Mon 22 Jun 09:00 (Asia/Tokyo): then send the second follow-up to Hanako Sato"
        ]
        assert run("tracker.py", "morning", "--now", MONDAY) == [self.TODAY[0], self.TODAY[2]]

    def test_what_comes_back_is_due_again(self, run: Callable[..., list[str]]) -> None:
        run("tracker.py", "add", CASES[0])
        run("tracker.py", "sent", "acme-1", "--now", MONDAY)
        assert run("tracker.py", "morning", "--now", TUESDAY) == ["Nothing is due today."]
        to_another = "Send the first follow-up to Ken Ito by Tue 16 Jun 18:00 (Asia/Tokyo)"
        assert run("tracker.py", "bounced", "acme-1", "hr", "--now", TUESDAY) == [to_another]
        assert run("tracker.py", "morning", "--now", TUESDAY) == [f"Data Engineer at Acme: {to_another}"]

    def test_a_reply_is_thanked_for(self, run: Callable[..., list[str]]) -> None:
        run("tracker.py", "add", CASES[0])
        run("tracker.py", "sent", "acme-1", "--now", MONDAY)
        replied = "replied", "acme-1", "hr", "--decision-by", "2026-06-26", "--now", TUESDAY
        assert run("tracker.py", *replied) == [
            "Send the thanks for the update to Hanako Sato by Wed 17 Jun 18:00 (Asia/Tokyo)"
        ]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("sent", "nordwind"), "there is no interview 'nordwind'"),
            (("sent",), "sent needs the id of an interview, such as acme-1"),
            (
                ("replied", "acme-1", "hr", "--decision-by", "friday"),
                "decision_by: must be a date (YYYY-MM-DD), got 'friday'",
            ),
            (
                ("bounced", "acme-1", "boss"),
                "contact must be the id of a contact of the interview ('hr', 'lead'), got 'boss'",
            ),
            (("add", CASES[0]), "UNIQUE constraint failed: interview.id"),
        ],
    )
    def test_a_mistake_is_named(self, run: Callable[..., list[str]], arguments: tuple[str, ...], said: str) -> None:
        run("tracker.py", "add", CASES[0])
        with pytest.raises(SystemExit) as stopped:
            run("tracker.py", *arguments)
        assert stopped.value.code == f"tracker: {said}"

    @pytest.mark.parametrize("arguments", [("add", CASES[0]), ("sent", "nordwind")], ids=["stored", "refused"])
    def test_the_database_is_closed_after_a_command(
        self, run: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
    ) -> None:
        """Python 3.13 warns of one that stays open."""
        opened, connect = list[sqlite3.Connection](), sqlite3.connect

        def connected(path: str) -> sqlite3.Connection:
            opened.append(connect(path))
            return opened[-1]

        monkeypatch.setattr(sqlite3, "connect", connected)
        with suppress(SystemExit):
            run("tracker.py", *arguments)
        [database] = opened
        with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
            database.execute("SELECT 1")


class TestService:
    """'a FastAPI service (`/next-action`, `/drafts`, `/agenda`; 422 with places, the OpenAPI looked at)'"""

    @pytest.fixture
    def client(self) -> Any:
        needed("fastapi")
        needed("httpx")
        return needed("fastapi.testclient").TestClient(import_module("service").app)

    def case(self, name: str = "acme-1", **changes: object) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((EXAMPLES / "cases" / f"{name}.json").read_bytes())
        return found | changes

    def test_the_next_action_has_its_reasons(self, client: Any) -> None:
        answer = client.post("/next-action", json={"case": self.case(), "now": MONDAY}).json()
        assert (answer["kind"], answer["touch"], answer["status"]) == ("send", "follow-up-1", "open")
        assert answer["window"] == {
            "timezone": "Asia/Tokyo",
            "opens": "2026-06-15T09:00:00+09:00",
            "closes": "2026-06-16T18:00:00+09:00",
        }
        assert [reason["rule"] for reason in answer["reasons"]] == ["G10", "C1", "A2"]

    def test_without_a_time_the_service_takes_that_of_the_server(self, client: Any) -> None:
        with time_machine.travel(TUESDAY, tick=False):
            answer = client.post("/next-action", json={"case": self.case()}).json()
        assert (answer["kind"], answer["send_at"]) == ("send", TUESDAY)

    def test_the_service_gives_drafts(self, client: Any) -> None:
        [message] = client.post("/drafts", json={"case": self.case(), "now": MONDAY}).json()
        assert (message["to"]["email"], message["subject"]) == (
            "sato@acme.example.com",
            "Following up on my 3 June Data Engineer interview",
        )

    def test_an_agenda_is_in_the_order_of_when(self, client: Any) -> None:
        cases = [self.case(name) for name in ("acme-2", "harbour-1", "acme-1")]
        entries = client.post("/agenda", json={"cases": cases, "now": MONDAY}).json()
        assert [(each["case"]["interview"]["id"], each["action"]["kind"], each["held_by"]) for each in entries] == [
            ("harbour-1", "respond", None),
            ("acme-1", "send", None),
            ("acme-2", "wait-until", "acme-1"),
        ]

    def test_each_fault_has_its_place(self, client: Any) -> None:
        asked = {"at": "2026-06-05T10:00:00+09:00", "kind": "reply-received", "sender": "boss"}
        body = {"case": self.case(events=[asked]), "now": "2026-06-15T09:30:00"}
        response = client.post("/next-action", json=body)
        assert response.status_code == 422
        assert [(fault["loc"], fault["msg"]) for fault in response.json()["detail"]] == [
            (
                ["body", "case", "events", 0, "sender"],
                "must be the id of a contact of the interview ('hr', 'lead'), got 'boss'",
            ),
            (
                ["body", "now"],
                (
                    "must be a time with an offset from UTC, such as '2026-06-15T09:30:00+09:00', "
                    "got '2026-06-15T09:30:00'"
                ),
            ),
        ]

    def test_the_kind_of_an_event_is_no_part_of_a_place(self, client: Any) -> None:
        """A form knows its fields by the keys of the JSON."""
        event = {"at": "2026-06-05T10:00:00+09:00", "kind": "reply-received", "sendr": "hr"}
        response = client.post("/next-action", json={"case": self.case(events=[event]), "now": MONDAY})
        assert response.json()["detail"] == [
            {"loc": ["body", "case", "events", 0, "sendr"], "msg": "there is no such field", "type": "value_error"}
        ]

    def test_drafts_need_a_candidate(self, client: Any) -> None:
        response = client.post("/drafts", json={"case": self.case(candidate=None), "now": MONDAY})
        assert response.status_code == 422
        assert response.json()["detail"] == [
            {
                "loc": ["body", "case", "candidate"],
                "msg": "must be a Candidate; drafts need a name and an address, got None",
                "type": "value_error",
            }
        ]

    def test_the_description_of_the_service_names_the_union_and_describes_each_type(self, client: Any) -> None:
        described = client.get("/openapi.json").json()
        schemas = described["components"]["schemas"]
        answer = described["paths"]["/next-action"]["post"]["responses"]["200"]["content"]["application/json"]
        assert answer["schema"] == {"$ref": "#/components/schemas/Action"}
        assert sorted(schemas["Action"]["discriminator"]["mapping"]) == [
            *("blocked", "done", "respond", "send", "wait-until")
        ]
        assert [name for name in schemas if "-Input" in name or "-Output" in name] == []
        of_fastapi = {"HTTPValidationError", "ValidationError"}
        objects = {name: each for name, each in schemas.items() if "properties" in each and name not in of_fastapi}
        assert [name for name, each in objects.items() if not each.get("description")] == []

    def test_the_short_service_of_the_page_runs(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        needed("httpx")
        testing = needed("fastapi.testclient")
        page = (ROOT / "docs" / "web-service.md").read_text("utf-8")
        [code] = re.findall(r"```python\n(from fastapi .*?)```", page, re.DOTALL)
        (tmp_path / "service_of_the_page.py").write_text(code, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        client = testing.TestClient(import_module("service_of_the_page").app)
        answer = client.post("/next-action", json={"case": self.case(), "now": MONDAY})
        assert answer.json()["touch"] == "follow-up-1"

    @needs_node
    def test_a_client_in_typescript_has_types(self, client: Any) -> None:
        """A kind of answer that is forgotten, and one of events that is unknown, are errors of the compiler."""
        program = (EXAMPLES / "client.ts").read_text("utf-8")
        faulty = program.replace('    case "done":\n      return "Nothing is due.";\n', "")
        faulty = faulty.replace('kind: "thank-you-sent"', 'kind: "phoned"')
        programs = {"client.ts": program, "faulty.ts": faulty}
        asked = json.dumps({"description": client.get("/openapi.json").json(), "programs": programs})
        [found] = read("check_client.mjs", [asked.encode()])
        assert found["problems"]["client.ts"] == []
        for problem, expected in zip(
            found["problems"]["faulty.ts"],
            ("Function lacks ending return statement", "Type '\"phoned\"' is not assignable to type"),
            strict=True,
        ):
            assert problem.startswith(expected)


@pytest.mark.slow
class TestToolServer:
    """'a tool server for assistants (Model Context Protocol, its official SDK)'"""

    @pytest.fixture
    def call(self, tmp_path: Path) -> Callable[..., list[Any]]:
        """Return what calls tools, one after the other, and gives what each answers."""
        mcp = needed("mcp")
        folder = tmp_path / "cases"
        shutil.copytree(EXAMPLES / "cases", folder)
        server = import_module("tool_server").server_of(folder)

        async def talk(*calls: tuple[str, dict[str, Any]]) -> list[Any]:
            async with mcp.Client(server) as client:
                return [await client.call_tool(name, given) for name, given in calls]

        return lambda *calls: asyncio.run(talk(*calls))

    def test_an_assistant_looks_drafts_and_records(self, call: Callable[..., list[Any]]) -> None:
        asked = {"case": "acme-1", "now": MONDAY}
        event = {"kind": "follow-up-sent", "at": MONDAY, "to": ["hr"]}
        evening = "2026-06-15T19:00:00+09:00"
        known, today, action, planned, drafts, recorded, later = (
            answer.structured_content["result"]
            for answer in call(
                ("agenda", {"now": MONDAY}),
                ("agenda", {"until": evening, "now": MONDAY}),
                ("next_action", asked),
                ("plan", asked),
                ("draft", asked),
                ("record", {**asked, "event": event}),
                ("agenda", {"until": evening, "now": MONDAY}),
            )
        )
        assert [line.partition(":")[0] for line in known] == ["harbour-1", "acme-1", "nordwind-1", "acme-2"]
        assert [line.partition(":")[0] for line in today] == ["harbour-1", "acme-1", "nordwind-1"]
        assert today[1] == (
            "acme-1: Data Engineer at Acme: Send the first follow-up to Hanako Sato by Tue 16 Jun 18:00 (Asia/Tokyo)"
        )
        assert (action["kind"], action["touch"]) == ("send", "follow-up-1")
        assert [step["touch"] for step in planned] == ["follow-up-1", "follow-up-2", "escalation"]
        assert [each["subject"] for each in drafts] == ["Following up on my 3 June Data Engineer interview"]
        assert (recorded["kind"], recorded["send_at"]) == ("wait-until", "2026-06-22T09:00:00+09:00")
        assert [line.partition(":")[0] for line in later] == ["harbour-1", "nordwind-1"]

    @pytest.mark.parametrize(
        ("tool", "given", "said"),
        [
            (
                "draft",
                {"case": "../acme-1"},
                "there is no case '../acme-1'; there are acme-1, acme-2, harbour-1, nordwind-1",
            ),
            (
                "next_action",
                {"case": "acme-1", "now": "2026-06-15"},
                "now\n  Value error, must be a time with an offset from UTC, such as '2026-06-15T00:00:00+09:00'",
            ),
            (
                "record",
                {"case": "acme-1", "event": {"kind": "reply-received", "at": MONDAY, "sender": "boss"}},
                "events.1.sender\n  must be the id of a contact of the interview ('hr', 'lead'), got 'boss'",
            ),
        ],
    )
    def test_an_assistant_is_told_what_is_wrong(
        self, call: Callable[..., list[Any]], tool: str, given: dict[str, Any], said: str
    ) -> None:
        [answer] = call((tool, given))
        assert answer.is_error
        assert said in answer.content[0].text

    def test_the_tools_of_the_server_are_described(self) -> None:
        needed("mcp")
        tools = asyncio.run(import_module("tool_server").server_of(EXAMPLES / "cases").list_tools())
        assert [tool.name for tool in tools] == ["agenda", "next_action", "plan", "draft", "record"]
        assert all(tool.description for tool in tools)
        given = [field for tool in tools for field in tool.input_schema["properties"].items() if field[0] != "event"]
        assert [name for name, field in given if name != "until" and not field.get("description")] == []


class TestWalk:
    """'a notebook walk (pictures inline)'"""

    NOTEBOOK = EXAMPLES / "walk.ipynb"

    def test_the_notebook_is_kept_without_outputs(self) -> None:
        cells = json.loads(self.NOTEBOOK.read_bytes())["cells"]
        assert [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []

    @pytest.mark.slow
    def test_the_notebook_runs_and_shows_pictures(self, monkeypatch: pytest.MonkeyPatch) -> None:
        nbclient, nbformat = needed("nbclient"), needed("nbformat")
        needed("ipykernel")
        monkeypatch.setenv("PYTHONPATH", str(Path(followup_rules.__file__).parents[1]))
        book = nbformat.read(self.NOTEBOOK, as_version=4)
        nbclient.NotebookClient(book, timeout=120).execute()
        outputs = [cell.outputs for cell in book.cells if cell.get("outputs")]
        texts = ["".join(output.get("text", "") for output in each) for each in outputs]  # a stream may come in parts
        printed = [text.splitlines()[0] for text in texts if text]
        shown = [sorted(output.data) for each in outputs for output in each if "data" in output]
        assert printed == [
            "Ask by which date to expect an answer.",
            "Wait until Mon 27 Apr 09:00 (Asia/Tokyo): then send the thank-you note to Ken Ito",
            "Thank you for the Data Engineer interview",
            "Send the thanks for the update to Hanako Sato by Mon 11 May 18:00 (Asia/Tokyo)",
        ]
        picture = ["image/svg+xml", "text/plain"]
        assert shown == [picture, picture, ["text/html", "text/plain"]]


@pytest.mark.slow
def test_a_frame_counts_what_is_due(run: Callable[..., list[str]]) -> None:
    """By hand: interviews on ten days, twenty cases of each day and country, half of them thanked for.

    On Tuesday 16 June at 14:00 UTC, the follow-ups to interviews of 1 and 2 June are late; that to one of the 3rd too,
    where it is after 18:00; that to one of the 4th is open. In Israel, where Sunday is worked, that to one of Friday
    the 5th is open too. The thank-yous for 8 to 12 June are late. None of the others is due.
    """
    needed("polars")
    late, opened = {"IN": 6, "JP": 6}, {"IL": 6, "IN": 2, "JP": 2}
    expected = [
        row
        for country in ("DE", "GB", "IL", "IN", "JP")
        for row in (
            [country, "follow-up-1", "late", str(late.get(country, 4) * 10)],
            [country, "follow-up-1", "open", str(opened.get(country, 4) * 10)],
            [country, "thank-you", "late", "50"],
        )
    ]
    table = [re.findall(r"[\w-]+", line) for line in run("frame.py", "1000")]
    assert [row for row in table if row] == [["country", "touch", "status", "messages"], *expected]


@pytest.mark.slow
class TestMyApp:
    """'an app's property test'"""

    def tried(self, examples: int) -> unittest.TestResult:
        """Return what becomes of the test of the tracker, with some examples."""
        test = import_module("test_my_app").TrackedCase.TestCase
        test.settings = settings(
            max_examples=examples,
            stateful_step_count=10,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        result = unittest.TestResult()
        unittest.defaultTestLoader.loadTestsFromTestCase(test).run(result)
        return result

    @pytest.mark.untraced
    def test_the_tracker_passes(self) -> None:
        result = self.tried(4)
        assert (result.testsRun, result.errors, result.failures) == (1, [], [])

    @pytest.mark.untraced
    def test_a_tracker_that_never_asks_again_does_not_pass(self, monkeypatch: pytest.MonkeyPatch) -> None:
        never = "candidate IN (SELECT candidate FROM interview WHERE kind = 'new' AND ? > '')"
        monkeypatch.setattr(import_module("tracker"), "STALE", never)
        [(_, failure)] = self.tried(30).failures
        assert "the_list_is_that_of_the_library" in failure


class TestDigest:
    """'the nightly digest as HTML mail'"""

    @pytest.fixture
    def mail(self, run: Callable[..., list[str]]) -> Any:
        lines = run("digest.py", *CASES, "--now", MONDAY)
        return email.message_from_string("\n".join(lines), policy=email.policy.default)

    def test_the_digest_is_a_mail_to_the_candidate(self, mail: Any) -> None:
        assert (mail["To"], mail["Subject"], mail["Date"]) == (
            "mei@example.net",
            "3 to write today",
            "Mon, 15 Jun 2026 09:30:00 +0900",
        )
        assert mail.get_content_type() == "multipart/alternative"

    def test_there_is_no_digest_if_there_is_nothing_to_do(self, run: Callable[..., list[str]]) -> None:
        assert run("digest.py", CASES[0], "--now", "2026-06-10T09:30:00+09:00") == []

    def test_the_text_of_the_digest_has_what_to_do_and_the_words(self, mail: Any) -> None:
        lines = mail.get_body(("plain",)).get_content().splitlines()
        assert [line for line in lines if line.startswith(("#", "Dear"))] == [
            "# Platform Engineer at Harbour & Sons: Answer Priya Shah by Tue 16 Jun: two references",
            "# Data Engineer at Acme: Send the first follow-up to Hanako Sato by Tue 16 Jun 18:00 (Asia/Tokyo)",
            "Dear Ms Sato,",
            (
                "# ML Engineer at Nordwind: Wait until Mon 15 Jun 09:00 (Europe/Berlin): "
                "then send the thank-you note to Kim Mayer"
            ),
            "Dear Kim Mayer,",
        ]

    def test_the_page_of_the_digest_has_lists_drafts_and_links(self, mail: Any) -> None:
        page = mail.get_body(("html",)).get_content()
        assert re.findall("<h[12]>(.*)</h[12]>", page) == [
            "3 to write today",
            "<bdi>Platform Engineer</bdi>, <bdi>Harbour &amp; Sons</bdi>",
            "<bdi>Data Engineer</bdi>, <bdi>Acme</bdi>",
            "<bdi>ML Engineer</bdi>, <bdi>Nordwind</bdi>",
        ]
        assert re.findall(r'<a href="(mailto:[^?]*)', page) == [
            "mailto:sato@acme.example.com",
            "mailto:mayer@nordwind.example.com",
        ]
        assert "<p>To: Kim Mayer &lt;mayer@nordwind.example.com&gt;<br>" in page


def test_the_page_about_storing_has_the_tables_of_the_tracker() -> None:
    page = (ROOT / "docs" / "storing.md").read_text("utf-8")
    tables = import_module("tracker").TABLES.replace("IF NOT EXISTS ", "").split(";")
    assert [table for table in tables if table.strip() not in page] == []


def test_every_example_is_in_the_table() -> None:
    text = (EXAMPLES / "README.md").read_text("utf-8")
    names = [file.name for file in EXAMPLES.iterdir() if file.suffix in (".py", ".ipynb", ".ts")]
    assert [name for name in names if f"| [{name}]({name}) |" not in text] == []
