"""A mail each morning: what is to be done today, with the words for it. It goes to standard output as an .eml file.

    python examples/digest.py examples/cases/*.json > digest.eml

Add --now TIME to ask at another time. A job that runs each night gives the file to sendmail.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from followup_rules import Case, agenda, messages, plan
from followup_rules.mail import to_mailto
from followup_rules.timeline import to_html

if TYPE_CHECKING:
    from followup_rules import Entry, Message

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: auto; padding: 0 1em">
<h1>{title}</h1>
<ul>{today}</ul>
{parts}
</body></html>
"""
DRAFT = """<div style="border-left: 4px solid #888; padding-left: 1em">
<p>To: {to}<br>Subject: <strong>{subject}</strong>{link}</p>
<p style="white-space: pre-line" lang="{language}">{body}</p>
</div>"""


def draft(message: Message) -> str:
    """Return a draft as HTML, with a link that opens it in a mail program."""
    link = to_mailto(message)
    return DRAFT.format(
        to=escape(f"{message.to.label} <{message.to.email}>"),
        subject=escape(message.subject),
        link=f'<br><a href="{escape(link)}">Write it</a>' if link else "",
        language=message.language,
        body=escape(message.body),
    )


def part(entry: Entry, now: datetime) -> str:
    """Return what the mail shows of a case: what has happened and what will be due, and the words for today."""
    case = entry.case
    return "\n".join([to_html(plan(case, now=now), case, now=now), *map(draft, messages(entry.action, case))])


def digest(cases: list[Case], now: datetime) -> EmailMessage | None:
    """Return the mail about all cases of one candidate; none, if there is nothing to do today."""
    today = agenda(cases, now=now, until=now + timedelta(hours=14))
    if not today:
        return None
    title = f"{len(today)} to write today"
    mail = EmailMessage()
    mail["To"] = mail["From"] = next(case.candidate.email for case in cases if case.candidate is not None)
    mail["Subject"], mail["Date"] = title, now
    words = [[f"# {entry}", *(each.body for each in messages(entry.action, entry.case))] for entry in today]
    mail.set_content("\n\n".join(text for texts in words for text in texts))
    rows = "\n".join(f"<li>{escape(str(entry))}</li>" for entry in today)
    page = PAGE.format(title=title, today=rows, parts="\n".join(part(entry, now) for entry in today))
    mail.add_alternative(page, subtype="html")
    return mail


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--now", type=datetime.fromisoformat, default=datetime.now(UTC))
    given = parser.parse_args()
    known = [Case.model_validate_json(file.read_bytes()) for file in given.files]
    if (mail := digest(known, given.now)) is not None:
        sys.stdout.buffer.write(mail.as_bytes())
