"""The tests on each platform, each in an environment of its own: docs/how-this-is-tested.md has what they gave.

``nox -l`` lists the sessions, ``nox -s bare-3.11`` runs one, and what comes after ``--`` goes to pytest:
``nox -s tests-3.13 -- tests/test_machine.py``. All of them test the built wheel, in a folder that has the tests, the
docs and the examples of the source distribution, but no sources.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tarfile
from pathlib import Path
from typing import Any

import nox

PROJECT: dict[str, Any] = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
CHECKERS = [pin for pin in nox.project.dependency_groups(PROJECT, "lint") if re.match("mypy|pyright", pin)]
PYODIDE = "pyodide@314.0.7"  # Python 3.14.2
WASM = ["--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14", "--implementation", "cp"]  # its wheels
NOT_THERE = [  # what is not tested in Pyodide
    *("-m", "not untraced"),  # tests by chance, which take too long
    *("--ignore-glob", "tests/test_cli*"),  # the command line
    *("--ignore", "tests/test_growth.py"),  # which needs a clock of processor time
]
COMPILED = ["numpy", "pydantic-core", "resvg-py", "time-machine"]  # the lowest that has a wheel will do

nox.needs_version = ">=2026.10.20"
nox.options.default_venv_backend = "uv"
nox.options.download_python = "never"  # an interpreter that is missing is a session that is skipped
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "lowest", "bare", "types", "write_answers", "read_answers", "webassembly"]

DEPENDENCIES = [re.split("[<>=]", each)[0] for each in PROJECT["project"]["dependencies"]]
WITH = f"""
import platform, followup_rules
from importlib.metadata import version
print(f"Python {{platform.python_version()}}", *(f"{{name}} {{version(name)}}" for name in {DEPENDENCIES}), sep=", ")
print(followup_rules.__file__)
"""
ROOT = Path(__file__).parent
MADE = ROOT / ".nox" / "answers"  # what one session leaves for the next


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run all tests, with the newest dependencies."""
    wheel, room = _built(session)
    session.install(f"{wheel}[test]")
    _pytest(session, room)


@nox.session(python=PYTHONS)
def lowest(session: nox.Session) -> None:
    """Run all tests, with the lowest versions that pyproject.toml allows."""
    wheel, room = _built(session)
    bounds = Path(session.create_tmp(), "lowest.txt").resolve()
    resolve = ["uv", "pip", "compile", "--quiet", "--resolution", "lowest-direct", "--extra", "test", "pyproject.toml"]
    wheels = [word for name in COMPILED for word in ("--only-binary", name)]
    python = ["--python", session.virtualenv.location]
    session.run(*resolve, *wheels, *python, "--output-file", str(bounds), silent=True, external=True)
    session.install(f"{wheel}[test]", "--constraint", str(bounds))
    _pytest(session, room, PYTHONTZPATH="")  # the time zones of the tzdata package, and not of the system


@nox.session(python=PYTHONS)
def bare(session: nox.Session) -> None:
    """Run all that needs no extra, where none is installed, and see that the rest says what to install."""
    wheel, room = _built(session)
    session.install(str(wheel))
    session.chdir(room)
    session.run("python", ROOT / "tools" / "bare.py", "examples")
    session.install("pytest", "pytest-xdist")
    _pytest(session, room, "-p", "lacking", PYTHONPATH="tests")


@nox.session(python=PYTHONS)
def types(session: nox.Session) -> None:
    """Let mypy and pyright read the file of typed uses, with the types of the wheel."""
    wheel, room = _built(session)
    session.install(str(wheel), *CHECKERS)
    session.chdir(room)
    session.run("mypy", "tests/typed_uses.py")
    session.run("pyright", "--pythonpath", str(Path(session.bin, "python")), "tests/typed_uses.py")


@nox.session(python=PYTHONS)
def write_answers(session: nox.Session) -> None:
    """Write what the library says of a dozen cases, as text and as pickles, for ``read_answers``."""
    wheel, room = _built(session)
    session.install(f"{wheel}[ical]")
    session.chdir(room)
    text, pickles = _answers(wheel, str(session.python))
    _say(session, text, "python")
    session.run("python", "tests/answers.py", "write", pickles)


@nox.session(python=PYTHONS)
def read_answers(session: nox.Session) -> None:
    """Compare what each Python wrote with what this one says: the texts, and the values of the pickles."""
    wheel, room = _built(session)
    session.install(f"{wheel}[ical]")
    session.chdir(room)
    own = room / "own.json"
    _say(session, own, "python")
    for version in PYTHONS:
        text, pickles = _answers(wheel, version)
        session.log(f"Python {version} wrote {'this:' if pickles.exists() else 'nothing'}")
        if pickles.exists():
            session.run("python", "tests/answers.py", "read", pickles)
            _compare(session, own, text)


@nox.session
def webassembly(session: nox.Session) -> None:
    """Compare the answers with those in Pyodide, under Node, and run the tests there that it has all for."""
    if not shutil.which("npm"):
        session.skip("Node is not installed")
    wheel, room = _built(session)
    made = Path(session.create_tmp(), "node").resolve()
    shutil.rmtree(made, ignore_errors=True)
    site = made / "site"
    session.install("pip", f"{wheel}[ical]")
    packages = [f"{wheel}[ical,hypothesis]", "pytest", "vobject", "babel"]
    session.run("python", "-m", "pip", "install", "-q", "--target", site, "--only-binary", ":all:", *WASM, *packages)
    npm = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
    session.run(*npm, "--prefix", made, PYODIDE, external=True)
    program = shutil.copy(ROOT / "tools" / "webassembly.mjs", made)
    session.chdir(room)

    here = ["python"]
    there = ["node", str(program), str(site), str(room)]
    _say(session, room / "here.json", *here)
    _say(session, room / "there.json", *there)
    _compare(session, room / "here.json", room / "there.json")
    for writer, reader in ((here, there), (there, here)):
        session.run(*writer, "tests/answers.py", "write", "values.pickle", external=True)
        session.run(*reader, "tests/answers.py", "read", "values.pickle", external=True)
    options = ["-o", "addopts=", "-ra", "--import-mode=importlib", "-p", "no:cacheprovider", "-p", "lacking"]
    session.run(*there, "-m", "pytest", *options, *NOT_THERE, *session.posargs, external=True)


def _built(session: nox.Session) -> tuple[Path, Path]:
    """Return the wheel, and a folder with what else is in the source distribution from which it was built."""
    session.env["PYTHONPATH"] = None
    made = Path(session.create_tmp(), "built").resolve()
    shutil.rmtree(made, ignore_errors=True)
    session.run("uv", "build", "--quiet", "--out-dir", made, ROOT, external=True)
    [source] = made.glob("*.tar.gz")
    [wheel] = made.glob("*.whl")
    with tarfile.open(source) as packed:
        packed.extractall(made, filter="data")
    room = made / source.name.removesuffix(".tar.gz")
    shutil.rmtree(room / "src")
    return wheel, room


def _pytest(session: nox.Session, room: Path, *arguments: str, **environment: str) -> None:
    """Run the tests of a folder, after a line that says with what."""
    session.chdir(room)
    said = str(session.run("python", "-c", WITH, silent=True, log=False))
    session.log(said.strip())
    if Path(session.virtualenv.location).name not in said:
        session.error("this is not the installed package")
    session.run("python", "-m", "pytest", *arguments, *session.posargs, env=environment)


def _answers(wheel: Path, version: str) -> tuple[Path, Path]:
    """Return the files with what a Python said with a wheel, as text and as pickles."""
    folder = MADE / hashlib.sha256(wheel.read_bytes()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{version}.json", folder / f"{version}.pickle"


def _say(session: nox.Session, text: Path, *python: str) -> None:
    """Write what a Python says into a file."""
    said = session.run(*python, "tests/answers.py", "text", silent=True, external=True)
    text.write_text(str(said), encoding="utf-8")


def _compare(session: nox.Session, *texts: Path) -> None:
    if len({text.read_text("utf-8").strip() for text in texts}) > 1:
        session.error(f"not the same: {', '.join(map(str, texts))}")
    session.log("the texts are the same")
