"""Check the library where no extra is installed: what must work works, and the rest says what to install.

    python tools/bare.py EXAMPLES

Run it in an environment in which nothing was installed but the library. EXAMPLES is the folder of that name.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from importlib.metadata import distributions
from pathlib import Path
from pkgutil import walk_packages

import followup_rules

EXTRAS = {"followup_rules.arrow": "arrow", "followup_rules.ical": "ical", "followup_rules.strategies": "hypothesis"}
NOW = "2026-05-01T10:00:00+09:00"
REFUSED = 2  # the exit code of wrong input
TOOLS = {"pip", "setuptools"}  # an environment may begin with them


def modules() -> list[str]:
    """Return what is wrong with any module: it cannot be imported, or its extra is needed and not named."""
    found = []
    for module in walk_packages(followup_rules.__path__, "followup_rules."):
        extra = next((EXTRAS[name] for name in EXTRAS if f"{module.name}.".startswith(f"{name}.")), None)
        try:
            import_module(module.name)
        except ImportError as error:
            if extra is None or not str(error).endswith(f"pip install 'followup_rules[{extra}]'"):
                found.append(f"{module.name}: {error}")
        else:
            if extra is not None:
                found.append(f"{module.name} can be imported, so its extra is installed, or it does not need it")
    return found


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what Python said when it was run with arguments."""
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


def commands(examples: Path) -> list[str]:
    """Return what is wrong with an example, or with a command."""
    case = (str(examples / "tokyo.json"), "--now", NOW)
    program = ("-m", "followup_rules")
    found = []
    for words in ((str(examples / "quickstart.py"),), (*program, "next", *case), (*program, "draft", *case)):
        done = run(*words)
        if done.returncode or not done.stdout:
            found.append(f"{' '.join(words)}: {done.stderr or 'it prints nothing'}")
    done = run(*program, "plan", *case, "--ics", os.devnull)
    if done.returncode != REFUSED or "followup_rules[ical]" not in done.stderr:
        found.append(f"plan --ics does not say what to install: {done.stderr}")
    return found


def main(folder: str) -> int:
    """Print what is wrong, and return how many faults there are."""
    found = [*modules(), *commands(Path(folder))]
    others = sorted({each.name for each in distributions()} - TOOLS)
    print(f"{len(others)} packages are installed: {', '.join(others)}", *found, sep="\n")
    return len(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
