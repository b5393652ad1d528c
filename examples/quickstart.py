"""Read a case, and print where it stands, what comes next and why, and the words.

    python examples/quickstart.py [CASE.json] [NOW]

NOW is an ISO 8601 time with an offset, such as 2026-05-11T10:00:00+09:00.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from textwrap import indent

from followup_rules import Blocked, Case, Done, Send, WaitUntil, messages, next_action, plan, replay

DEFAULT_CASE = Path(__file__).with_name("tokyo.json")
DEFAULT_NOW = "2026-05-11T10:00:00+09:00"
TIME = "%a %d %b %Y %H:%M"


def main(path: Path, now: datetime) -> None:
    """Print the case in *path* as it stands at *now*."""
    case = Case.model_validate_json(path.read_bytes())
    interview, events = case.interview, case.events
    print(f"{interview.position} at {interview.company}; stage: {replay(interview, events).stage}\n")

    action = next_action(interview, events, now=now)
    match action:
        case Send():
            print(f"Send the {action.touch} at {action.send_at:{TIME}} ({action.status}).")
        case WaitUntil():
            print(f"Wait: the {action.touch} is next, at {action.send_at:{TIME}}.")
        case Blocked():
            print(f"The {action.touch} is due, and nobody can be written to:")
            print("".join(f"  - {gap.text}\n" for gap in action.missing))
        case Done():
            print("Nothing is due.")
    print("".join(f"  {reason}\n" for reason in action.reasons))

    print("As long as nobody answers:")
    for ahead in plan(interview, events, now=now):
        window = ahead.window
        names = () if isinstance(ahead, Blocked) else (interview.contact(to.contact).label for to in ahead.to)
        print(f"  {window.opens:{TIME}} to {window.closes:{TIME}}  {ahead.touch}  {', '.join(names) or 'nobody'}")

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
