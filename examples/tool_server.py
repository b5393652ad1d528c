"""A tool server for assistants (Model Context Protocol): what is due, why, the words for it, and what has happened.

    python examples/tool_server.py examples/cases

The folder has a JSON file for each case. Nothing is sent: the person sends the mail, and the assistant records it.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

import followup_rules as rules
from followup_rules import Action, Case, Event, Instant, Message, Step

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")
CaseName = Annotated[str, Field(description="The name of a case, as the agenda has it.")]
Now = Annotated[Instant | None, Field(description="When to ask; the present, if left out.")]
INSTRUCTIONS = """Helps a candidate to follow up after job interviews. The agenda names the cases and what is next.
Show a draft to the candidate, and record only what really happened. Times are ISO 8601 with an offset from UTC."""


def in_words(tool: Callable[P, R]) -> Callable[P, R]:
    """Return a tool that tells the assistant what is wrong with what it sent."""

    @wraps(tool)
    def told(*args: P.args, **given: P.kwargs) -> R:
        try:
            return tool(*args, **given)
        except ValueError as error:  # each error of the library is one
            raise ToolError(str(error)) from None

    return told


def server_of(folder: Path) -> MCPServer:
    """Return the server of the cases in a folder."""
    server = MCPServer("follow-up", instructions=INSTRUCTIONS)

    def read(case: str) -> Case:
        known = sorted(file.stem for file in folder.glob("*.json"))
        if case not in known:
            raise ToolError(f"there is no case {case!r}; there are {', '.join(known)}")
        return Case.model_validate_json((folder / f"{case}.json").read_bytes())

    @server.tool()
    @in_words
    def agenda(until: Instant | None = None, now: Now = None) -> list[str]:
        """Say what is next in all cases, or only what is to be done until this evening: the name, then what to do."""
        cases = {file.stem: read(file.stem) for file in folder.glob("*.json")}
        names = {case.interview.id: name for name, case in cases.items()}
        entries = rules.agenda(cases.values(), now=now or datetime.now(UTC), until=until)
        return [f"{names[entry.case.interview.id]}: {entry}" for entry in entries]

    @server.tool()
    @in_words
    def next_action(case: CaseName, now: Now = None) -> Action:
        """Say what is next in a case, when, to whom, and why."""
        return rules.next_action(read(case), now=now or datetime.now(UTC))

    @server.tool()
    @in_words
    def plan(case: CaseName, now: Now = None) -> tuple[Step, ...]:
        """Say what will be due in a case as long as nobody answers."""
        return rules.plan(read(case), now=now or datetime.now(UTC))

    @server.tool()
    @in_words
    def draft(case: CaseName, now: Now = None) -> tuple[Message, ...]:
        """Write what is next in a case: a draft for each person who gets it."""
        known = read(case)
        return rules.messages(rules.next_action(known, now=now or datetime.now(UTC)), known)

    @server.tool()
    @in_words
    def record(case: CaseName, event: Event, now: Now = None) -> Action:
        """Store what happened in a case: a message that was sent, a reply, a bounce. Say what is next."""
        known = read(case)
        known = known.replace(events=[*known.events, event])
        (folder / f"{case}.json").write_text(known.model_dump_json(indent=2), encoding="utf-8")
        return rules.next_action(known, now=now or datetime.now(UTC))

    return server


if __name__ == "__main__":
    server_of(Path(sys.argv[1])).run()
