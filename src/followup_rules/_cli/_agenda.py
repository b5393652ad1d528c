"""``agenda``: what comes next in each case of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup_rules import agenda
from followup_rules._cli._errors import CommandError, fail
from followup_rules._cli._files import why
from followup_rules._cli._reading import read_case
from followup_rules._cli._room import POLICIES, add_step, title_of, value_of
from followup_rules._cli._terminal import Answer, Page, tracked
from followup_rules._cli._times import now_of, until_of, when

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from followup_rules import Case


def answer_agenda(given: argparse.Namespace) -> Answer:
    """List what comes next in the cases of a folder; a file that is no case does not stop the rest."""
    now = now_of(given.now)
    until = None if given.until is None else until_of(given.until, now, of_machine=given.now is None)
    cases, problems = _read(_files(given.folder))
    entries = agenda(cases.values(), now=now, until=until, policy=POLICIES[given.policy])
    names: dict[Case, list[str]] = {}
    for name, case in cases.items():
        names.setdefault(case, []).append(name)
    page = Page()
    if until is not None:
        page.line(f"Until {when(until)}:", "aside").line()
    values: list[Any] = []
    for entry in entries:
        name = ", ".join(names[entry.case])
        page.add(title_of(entry.case), "title").line(f" ({name})", "aside")
        add_step(page, entry.action, now, str(Path(given.folder) / names[entry.case][0]), indent="  ")
        for reason in entry.action.reasons:
            if reason.rule.startswith("H"):
                page.line(f"    {reason}", "aside")
        interview = entry.case.interview
        about = {"id": interview.id, "company": interview.company, "position": interview.position}
        values.append({"file": name, **about, "held_by": entry.held_by, "action": value_of(entry.action)})
    if not entries:
        page.line("Nothing is due." if cases else f"There is no case in {given.folder}.")
    return Answer(page, values, problems, code=2 if problems else 0)


def _files(folder: str) -> Sequence[Path]:
    """Return the JSON files of a folder, by their names; those that begin with a dot are hidden."""
    try:
        return sorted(path for path in Path(folder).iterdir() if path.suffix == ".json" and path.name[0] != ".")
    except (OSError, ValueError) as error:
        fail(f"FOLDER: {folder!r} cannot be read: {why(error)}")


def _read(files: Sequence[Path]) -> tuple[dict[str, Case], list[CommandError]]:
    """Return the cases by the names of their files, and what is wrong with the others."""
    cases: dict[str, Case] = {}
    problems: list[CommandError] = []
    for path in tracked(files, "Reading"):
        try:
            cases[path.name] = read_case(str(path)).case
        except CommandError as problem:
            problems.append(problem)
    return cases, problems
