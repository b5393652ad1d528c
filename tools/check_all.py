"""Run every check that this repository has, one after the other, and say which failed.

    python tools/check_all.py [NAME ...]

The names are those of the table below; none means all. Exits with 1 if a check failed. What needs Chromium, Node or a
linter says so where it is missing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = [sys.executable]
PYTEST = [*PYTHON, "-m", "pytest"]
CHECKS: dict[str, list[str]] = {
    "tests": [*PYTEST, "--cov"],
    "slow": [*PYTEST, "-m", "slow or chance", "--hypothesis-profile=full"],
    "node": [*PYTEST, "-m", "node"],
    "browser": [*PYTEST, "-m", "browser"],
    "faults": [*PYTHON, "tools/faults.py"],
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "types by pyright": ["pyright", "tests/typed_uses.py"],
}


def command(words: list[str]) -> list[str] | None:
    """Return a command with the program beside this Python, or on the path; None if it is not installed."""
    program, *rest = words
    found = shutil.which(program, path=str(Path(sys.executable).parent)) or shutil.which(program)
    return None if found is None else [found, *rest]


def main(chosen: list[str]) -> int:
    """Run the chosen checks, or all."""
    if unknown := set(chosen) - set(CHECKS):
        print(f"there is no check named {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}")
        return 1
    said, failed = [], False
    for name in chosen or CHECKS:
        words = command(CHECKS[name])
        if words is None:
            said.append(f"{name}: {CHECKS[name][0]} is not installed")
            failed = True
            continue
        print(f"== {name}: {' '.join(CHECKS[name])}", flush=True)
        start = time.monotonic()
        code = subprocess.run(words, cwd=ROOT, check=False).returncode
        said.append(f"{name}: {'failed' if code else 'passed'} in {time.monotonic() - start:.0f} seconds")
        failed = failed or code != 0
    print("\n".join(["", *said]))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
