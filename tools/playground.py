"""Build the playground: the page, the library as a wheel, its dependencies and Python for browsers, in one folder.

    python tools/playground.py build/playground
    python -m http.server --directory build/playground

Python for browsers (Pyodide) comes from npm, the wheels come from PyPI; the versions of both are those of the tests in
WebAssembly (noxfile.py). It needs pip, Node and npm. The folder works from any web server, and asks no other one.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "playground"
RUNTIME = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip"]
UNUSED = re.compile(  # what no import reaches: tests, programs, other platforms' code, and what asks the network
    r"(icalendar/tests|dns|bin|followup_rules/(arrow|inbox|strategies|_cli))/"
)
COMPILE = """
import compileall, py_compile
mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
compileall.compile_dir("/site", quiet=1, legacy=True, invalidation_mode=mode)
"""


def main() -> None:
    """Build the folder that is named."""
    parser = argparse.ArgumentParser(description="Build the playground into a folder.")
    parser.add_argument("folder", type=Path, help="where to; what is there of an earlier build is replaced")
    folder: Path = parser.parse_args().folder
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if find_spec("pip") is None:
        sys.exit("playground: this Python has no pip: python -m ensurepip")
    if missing:
        sys.exit(f"playground: {' and '.join(missing)} cannot be found; Python for browsers comes from npm")
    with tempfile.TemporaryDirectory() as made:
        _build(Path(made), folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{folder}: {size / 1e6:.1f} MB; serve it: python -m http.server --directory {folder}")


def _build(room: Path, folder: Path) -> None:
    """Put all together in a room of its own, then into the folder."""
    site = room / "site"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    _run(*pip, "wheel", "-q", "--no-deps", "--wheel-dir", room, ROOT)
    [wheel] = room.glob("*.whl")
    wheels = ["--only-binary", ":all:", *_assigned("WASM")]
    _run(*pip, "install", "-q", "--no-compile", "--target", site, *wheels, f"{wheel}[ical]")
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
    _run(*npm, "--prefix", room, *_assigned("PYODIDE"))
    for path in [path for path in site.rglob("*") if path.is_file() and _is_unused(path.relative_to(site).as_posix())]:
        path.unlink()
    shutil.copy(ROOT / "tools" / "webassembly.mjs", room)
    (room / "compile.py").write_text(COMPILE, encoding="utf-8")
    _run("node", room / "webassembly.mjs", site, room, "compile.py")
    shutil.copytree(PAGE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "python").mkdir(exist_ok=True)
    for name in RUNTIME:
        shutil.copyfile(room / "node_modules" / "pyodide" / name, folder / "python" / name)
    _pack(site, folder / "python" / "site.zip")
    (folder / "python" / "source.txt").write_text(digest() + "\n", encoding="utf-8")


def digest() -> str:
    """Return a hash of all that a build is made of here; a test compares it with that of the built folder."""
    made = hashlib.sha256()
    sources = [*PAGE.iterdir(), *(ROOT / "src").rglob("*.py"), ROOT / "noxfile.py", Path(__file__)]
    for path in sorted(path for path in sources if path.is_file()):
        made.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return made.hexdigest()


def _assigned(name: str) -> list[str]:
    """Return the words that noxfile.py assigns to a name, without running it."""
    for statement in ast.parse((ROOT / "noxfile.py").read_text("utf-8")).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == name:
            value = ast.literal_eval(statement.value)
            return [value] if isinstance(value, str) else list(value)
    sys.exit(f"playground: noxfile.py assigns nothing to {name}")


def _is_unused(path: str) -> bool:
    return UNUSED.match(path) is not None


def _pack(site: Path, archive: Path) -> None:
    """Write the packages as one archive; a module that is compiled needs no source."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(site.rglob("*")):
            if path.is_file() and not (path.suffix == ".py" and path.with_suffix(".pyc").exists()):
                packed.write(path, path.relative_to(site))


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
