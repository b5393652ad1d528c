"""Apply each fault of tests/faults.toml to a copy of the sources, and see the test class of its rule fail.

    python tools/faults.py [RULE ...]

Exits with 1 where a fault does not apply, or a class does not notice one.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
FAULTS = ROOT / "tests" / "faults.toml"
PYTEST_FAILED = 1
LONGEST_SECONDS = 60


class Fault(NamedTuple):
    """One line of the sources, and what to put in its place."""

    rule: str
    file: str
    old: str
    new: str


def classes() -> dict[str, list[str]]:
    """Return the test classes of each rule, as pytest names them."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for rule in re.findall(r"^class Test([A-HW]\d+)\b", path.read_text("utf-8"), re.MULTILINE):
            found.setdefault(rule, []).append(f"{path}::Test{rule}")
    return found


def check(fault: Fault, tests: list[str]) -> str | None:
    """Return what is wrong with a fault, if anything."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "src", folder, dirs_exist_ok=True)
        source = Path(folder) / "followup_rules" / fault.file
        text = source.read_text("utf-8")
        if text.count(fault.old) != 1:
            return f"{fault.old!r} stands {text.count(fault.old)} times in {fault.file}"
        source.write_text(text.replace(fault.old, fault.new), "utf-8")
        try:
            run = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-x", "-n0", *tests],
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"},
                capture_output=True,
                text=True,
                check=False,
                timeout=LONGEST_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return f"no end after {LONGEST_SECONDS} seconds"
    return None if run.returncode == PYTEST_FAILED else f"not noticed (exit {run.returncode})"


def main(chosen: list[str]) -> int:
    """Check the faults of the chosen rules, or all."""
    known = classes()
    faults = [Fault(**fault) for fault in tomllib.loads(FAULTS.read_text("utf-8"))["fault"]]
    faults = [fault for fault in faults if not chosen or fault.rule in chosen]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = list(pool.map(lambda fault: check(fault, known[fault.rule]), faults))
    for fault, problem in zip(faults, problems, strict=True):
        if problem is not None:
            print(f"{fault.rule}: {problem}")
    print(f"{sum(problem is None for problem in problems)} of {len(faults)} faults were noticed")
    return int(any(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
