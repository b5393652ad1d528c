"""Print where a case stands, what comes next and why, the whole schedule ahead, and the words.

    python examples/quickstart.py [CASE.json] [NOW]

NOW is an ISO 8601 time with an offset, such as 2026-05-12T10:00:00+09:00.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from textwrap import indent

from followup_rules import Case, messages, next_action, plan

DEFAULT_CASE = Path(__file__).with_name("tokyo.json")
DEFAULT_NOW = "2026-05-12T10:00:00+09:00"
TIME = "%a %d %b %Y %H:%M"


def main(path: Path, now: datetime) -> None:
    """Print the case in *path* as it stands at *now*."""
    case = Case.model_validate_json(path.read_bytes())
    interview, events = case.interview, case.events

    action = next_action(interview, events, now=now)
    print(f"{interview.position} at {interview.company}; stage: {action.stage}\n\n{action}")
    print("".join(f"  {reason}\n" for reason in action.reasons))

    print("As long as nobody answers:")
    for step in plan(interview, events, now=now):
        print(f"  {step}")
        if step.window is not None:
            print(f"    on time from {step.window.opens:{TIME}} to {step.window.closes:{TIME}}")

    if case.candidate is not None:
        for message in messages(action, interview, case.candidate):
            print(f"\nTo: {message.to.name} <{message.to.email}>\nSubject: {message.subject}\n")
            print(indent(message.body, "  "))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(
        Path(arguments[0]) if arguments else DEFAULT_CASE,
        datetime.fromisoformat(arguments[1] if len(arguments) > 1 else DEFAULT_NOW),
    )
