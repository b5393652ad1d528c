"""The command line: a case as JSON in, an answer out, and the one place that reads the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_rules import FollowUpError
from followup_rules._cli._arguments import parser
from followup_rules._cli._errors import CommandError
from followup_rules._cli._terminal import Answer, complain, show, write

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 if nothing was recorded, or 2 for bad input, which standard error then explains."""
    try:
        given = parser().parse_args(arguments)
        answer: Answer = given.run(given)
        show(answer, as_json=given.json)
    except (CommandError, FollowUpError) as problem:
        complain(problem)
        return 2
    except KeyboardInterrupt:
        write("\n")
        complain("stopped")
        return 130
    return answer.code
