"""The examples in the docs and the docstrings are true, and the example script runs."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

import followup_rules
from followup_rules import (
    TRANSITIONS,
    Blocked,
    Candidate,
    Case,
    Contact,
    ContactRole,
    Done,
    Finding,
    Gap,
    Interview,
    Message,
    Policy,
    Progress,
    Promise,
    PromiseSpan,
    Reason,
    Recipient,
    Respond,
    Send,
    Severity,
    Stage,
    Template,
    Thread,
    Tone,
    Touch,
    WaitUntil,
    Window,
    WindowStatus,
)
from followup_rules._answers import REASONS
from followup_rules._events import EVENTS, kind_of
from followup_rules.drafts._review import FINDINGS
from followup_rules.drafts._template import FIELDS
from mails import EIGHT
from together import together

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.ja.md", *sorted((ROOT / "docs").glob("*.md"))]


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


MODULES = sorted(
    module.name for module in pkgutil.walk_packages(followup_rules.__path__, f"{followup_rules.__name__}.")
)

ALT = (
    "While nobody answers, a case goes from interviewed to thanked, followed-up-1, followed-up-2 and escalated. From "
    "each of these, a reply leads to answered, an offer to offered, a next round to advanced, a withdrawal to "
    "withdrawn, and a rejection to rejected. After a rejection, a feedback request leads to feedback-requested."
)


@pytest.fixture
def few_examples() -> Iterator[None]:
    """Let Hypothesis try few examples."""
    profile = settings.get_current_profile_name()
    settings.load_profile("page")
    yield
    settings.load_profile(profile)


@pytest.mark.usefixtures("few_examples")
@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=pytest.mark.slow if page.name == "testing.md" else (), id=page.name) for page in PAGES],
)
def test_the_examples_of_a_page_are_true(page: Path) -> None:
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0


def test_the_japanese_readme_has_the_same_code() -> None:
    here, there = (
        re.findall(r"^```.*?^```", (ROOT / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)
        for name in ("README.md", "README.ja.md")
    )
    assert here == there
    assert len(here) == 4


def _table() -> set[tuple[str, str, str]]:
    """Return each row of the transition table: the stage, the event (and the touch that is skipped), the next stage."""
    return {
        (row.stage.value, f"{kind_of(row.event)} {row.touch}" if row.touch else kind_of(row.event), row.to.value)
        for row in TRANSITIONS
    }


def test_the_page_of_the_stages_has_the_whole_table() -> None:
    text = (ROOT / "docs" / "stages.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (.*) \| (?:`([\w-]+)`|stays) \|$", text, re.MULTILINE)
    written = [
        (stage, f"{kind} {touch}".strip(), to or stage)
        for stage, events, to in rows
        for kind, touch in re.findall(r"`([\w-]+)`(?: of `([\w-]+)`)?", events)
    ]
    assert len(written) == len(TRANSITIONS)
    assert set(written) == _table()


def test_the_picture_of_the_stages_is_a_part_of_the_table() -> None:
    picture = (ROOT / "docs" / "stages.svg").read_text("utf-8")
    arrows = re.findall(r'<g data-event="(.+)" data-from="(.+)" data-to="(.+)">', picture)
    drawn = {(stage, kind, to) for kind, stages, to in arrows for stage in stages.split()}
    assert len(drawn) == 4 + 5 * 5 + 1
    assert drawn <= _table()
    boxes = set(re.findall(r'<text class="word".*>(.+)</text>', picture))
    assert boxes == {stage for stages, _, to in drawn for stage in (stages, to)}


def test_the_picture_of_the_stages_has_the_same_words_for_those_who_cannot_see_it() -> None:
    for name in ("README.md", "docs/stages.md"):
        assert (ROOT / name).read_text("utf-8").count(ALT) == 1


def _anchors(page: Path) -> set[str]:
    """Return the anchors of the headings of a page, as GitHub makes them."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


OTHERS = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "examples/README.md",
    "tests/README.md",
    "tests/wire/README.md",
]
LINKED = [*PAGES, *(ROOT / name for name in OTHERS)]


@pytest.mark.parametrize("page", LINKED, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    links = re.findall(r"\]\(([^)#:\s]*)(?:#([^)\s]+))?\)", text)
    links += [(name, "") for name in re.findall(r'(?:<img src="|^```\{image\} )([^"\s]+)', text, re.MULTILINE)]
    for name, anchor in links:
        target = page.parent / name if name else page
        assert target.exists(), name
        assert not anchor or anchor in _anchors(target), (name, anchor)


@pytest.mark.parametrize("page", LINKED, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_links_to_other_sites_are_well_formed(page: Path) -> None:
    """Some sources of the evidence were read without encryption; all other links are encrypted."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"(?:\]\(|<)(\w+://.*?)[)>]", text):
        parts = urlsplit(link)
        plain = page.name == "evidence.md" and text.index(link) > text.index("\n## Sources\n")
        assert parts.scheme in ({"http", "https"} if plain else {"https"}), link
        assert re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", parts.hostname or ""), link
        assert re.fullmatch(r"[!-~]+", link), link
        assert parts.port is None, link
        assert parts.username is None, link


def test_the_page_of_names_has_what_has_no_docstring() -> None:
    """Classes and functions are found by their docstrings; constants and types are written there by hand."""
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    by_hand = [
        name
        for name in followup_rules.__all__
        if not inspect.isclass(value := getattr(followup_rules, name)) and not inspect.isfunction(inspect.unwrap(value))
    ]
    assert "DEFAULT_POLICY" in by_hand
    assert [name for name in by_hand if f".. py:data:: followup_rules.{name}\n" not in page] == []
    ways = [path.stem for path in Path(followup_rules.__file__).parent.iterdir() if not path.name.startswith("_")]
    listed = re.findall(r"automodule:: followup_rules\.(\w+)", page)
    assert sorted(listed) == sorted({*ways} - {"drafts", "py"})


WHERE = re.findall(
    r"^\| ([A-HW]\d+) \| (.+) \| `(.+)` \|$", (ROOT / "docs" / "rules.md").read_text("utf-8"), re.MULTILINE
)


def _symbol(name: str) -> object:
    """Return what a name in the page of rules stands for: the longest module in it, then its attributes or fields."""
    *path, last = name.split(".")
    try:
        holder: object = importlib.import_module(f"followup_rules.{name}")
    except ModuleNotFoundError:
        holder = _symbol(".".join(path)) if path else followup_rules
    else:
        return holder
    fields = getattr(holder, "model_fields", {})
    return fields[last] if last in fields else getattr(holder, last)


@pytest.mark.parametrize(("rule", "code", "tests"), WHERE, ids=lambda cell: cell if len(cell) < 4 else "")
def test_the_code_and_the_tests_of_a_rule_are_where_its_page_says(rule: str, code: str, tests: str) -> None:
    names = re.findall(r"`([^`]+)`", code)
    assert [name for name in names if _symbol(name) is None] == []
    assert (ROOT / tests).is_file()
    broken = tomllib.loads((ROOT / "tests" / "faults.toml").read_text("utf-8"))[rule]["of"]
    modules = {module for module in MODULES if f"followup_rules.{broken}.".startswith(f"{module}.")}
    assert any(f"followup_rules.{name}.".startswith(f"{max(modules, key=len)}.") for name in names), broken


def test_the_page_of_rules_names_each_rule_and_each_file_of_tests_once() -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert [rule for rule, _, _ in WHERE] == sorted(re.findall(r"^- ([A-HW]\d+) ", page, re.MULTILINE), key=_by_number)
    files = {f"tests/rules/{path.name}" for path in (ROOT / "tests" / "rules").glob("*.py")}
    assert sorted(tests for _, _, tests in WHERE) == sorted(files)


def _by_number(rule: str) -> tuple[int, int]:
    return "ABCDEFGWH".index(rule[0]), int(rule[1:])


def test_all_files_name_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == followup_rules.__version__
    assert f"\nversion: {followup_rules.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    newest = re.findall(r"^## \[(.+)\] - (?:unreleased|\d{4}-\d\d-\d\d)$", _read("CHANGELOG.md"), re.MULTILINE)[0]
    assert newest == followup_rules.__version__


def test_the_page_of_releases_has_the_pythons_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    known = re.findall(r"Python :: (3\.\d+)", " ".join(project["classifiers"]))
    assert f"Python {', '.join(known[:-1])} and {known[-1]} are supported" in _read("docs/releases.md")
    assert project["requires-python"] == f">={known[0]}"


def test_every_page_is_in_the_contents_of_the_site() -> None:
    contents = set(re.findall(r"^[a-z-]+$", (ROOT / "docs" / "index.md").read_text("utf-8"), re.MULTILINE))
    assert {page.stem for page in (ROOT / "docs").glob("*.md")} - {"index"} == contents


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.slow if ".strategies" in name else ())  # each example makes a hundred more
        for name in (followup_rules.__name__, *MODULES)
    ],
)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module, extraglobs=vars(followup_rules)).failed == 0


def test_quickstart_prints_stage_plan_reasons_and_draft() -> None:
    run = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, ROOT / "examples" / "quickstart.py"], capture_output=True, text=True, check=True
    )
    assert "stage: thanked" in run.stdout
    assert "\n\nSend the first follow-up to Hanako Sato by Tue 12 May 18:00 (Asia/Tokyo)\n" in run.stdout
    assert "G20: Out of office: Hanako Sato. Wait until 12 May 2026" in run.stdout
    assert (
        "  Wait until Tue 19 May 09:00 (Asia/Tokyo): then send the second follow-up to Hanako Sato\n"
        "    on time from Tue 19 May 2026 09:00 to Tue 26 May 2026 18:00\n"
    ) in run.stdout
    assert "Dear Ms Sato," in run.stdout


def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, example: str, *arguments: str) -> str:
    """Run an example within this process; return what it printed."""
    script = str(ROOT / "examples" / example)
    monkeypatch.setattr(sys, "argv", [script, *arguments])
    runpy.run_path(script, run_name="__main__")
    return capsys.readouterr().out


def test_quickstart_takes_another_now(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    case, now = str(ROOT / "examples" / "tokyo.json"), "2026-05-01T10:00:00+09:00"
    said = "Wait until Tue 12 May 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato"
    assert f"stage: thanked\n\n{said}\n" in printed(capsys, monkeypatch, "quickstart.py", case, now)


def test_all_names_the_whole_public_face_once() -> None:
    public = {name for name, value in vars(followup_rules).items() if name[0] != "_" and not inspect.ismodule(value)}
    public.add("__version__")
    assert sorted(followup_rules.__all__) == sorted(public)


def test_slow_packages_are_imported_when_first_needed() -> None:
    """``holidays``, ``email_validator`` and ``dateutil`` are imported when first needed."""
    code = """
import sys
import followup_rules as f
slow = {"holidays", "email_validator", "dateutil"}
print(sorted(slow.intersection(sys.modules)))
f.Contact(id="hr", roles={"recruiter"}, email="hr@example.com")
print(sorted(slow.intersection(sys.modules)))
f.Contact(id="hr", roles={"recruiter"}, email="hr@b\u00fccher.example")
print(sorted(slow.intersection(sys.modules)))
f.business_calendar("JP")
print(sorted(slow.intersection(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert done.stdout.splitlines() == [
        "[]",
        "[]",
        "['email_validator']",
        "['dateutil', 'email_validator', 'holidays']",  # holidays imports dateutil
    ]


def test_a_module_that_defines_a_value_has_no_annotations_as_texts() -> None:
    """pydantic would compile each of them again for each class that inherits it."""
    sources = {path: path.read_text("utf-8") for path in Path(followup_rules.__file__).parent.rglob("*.py")}
    values = [
        path
        for path, text in sources.items()
        if re.search(r"^class \w+\((?:Value|Kinded|BaseModel)\b", text, re.MULTILINE)
    ]
    assert len(values) > 10
    assert [path.name for path in values if "from __future__ import annotations" in sources[path]] == []


def test_the_reference_is_complete() -> None:
    text = (ROOT / "docs" / "reference.md").read_text("utf-8")
    values = [
        word.value for kind in (ContactRole, Touch, Stage, WindowStatus, PromiseSpan, Tone, Severity) for word in kind
    ]
    case = (Interview, Contact, Candidate, Thread, Case, *EVENTS, Progress, Promise)
    answers = (
        Send,
        WaitUntil,
        Respond,
        Blocked,
        Done,
        Window,
        Recipient,
        Reason,
        Gap,
        Message,
        Policy,
        Template,
        Finding,
    )
    fields = {name for kind in (*case, *answers) for name in kind.model_fields} - {"kind"}
    missing = [name for name in (*values, *fields, *REASONS) if not re.search(rf"`{name}\??`", text)]
    missing += [kind for kind in map(kind_of, EVENTS) if f"`{kind}`" not in text]
    missing += [name for name in followup_rules.__all__ if not re.search(rf"`{name}[`(]", text)]
    assert missing == []


@together("code", REASONS)
def test_the_reference_has_the_sentence_of_each_reason(code: str) -> None:
    rule, text = REASONS[code]
    said = re.sub(r"\{[^}]*\}", "…", text)
    assert f"| `{code}` | {rule} | {said} |" in (ROOT / "docs" / "reference.md").read_text("utf-8")


def test_the_page_about_words_has_the_languages_and_every_field_and_code() -> None:
    text = (ROOT / "docs" / "words.md").read_text("utf-8")
    assert [name for name in (*EIGHT, *FIELDS, *FINDINGS) if f"`{name}`" not in text] == []


def test_every_language_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    said = printed(capsys, monkeypatch, "every_language.py")
    for title in (f"--- {language}: thank-you" for language in followup_rules.languages()):
        assert title in said
    assert said.count("Subject: ") == 2 * len(followup_rules.languages())
    assert said.count("hint") == len(set(followup_rules.languages()) - {*EIGHT})  # it has nothing learned in others
