"""Mails as they lie in a mailbox, written after the kinds that servers and people really send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup_rules import Case, Event
from support import CANDIDATE, interview

if TYPE_CHECKING:
    from followup_rules.inbox import Incoming

DATE = "Fri, 05 Jun 2026 10:00:00 +0900"
FOLLOW_UP_ID = "<follow-up@example.com>"
EIGHT = ("de", "en", "es", "fr", "ja", "ko", "pt", "zh")  # the languages in which mail is understood


def case(*events: Event, **changes: Any) -> Case:
    """Return the case of the plain interview, with events."""
    return Case(interview=interview(**changes), events=events, candidate=CANDIDATE)


def mail(text: str = "", **headers: str | None) -> bytes:
    """Return a mail from HR to the candidate in UTF-8; a header of another name or value replaces one of these."""
    fields: dict[str, str | None] = {
        "From": "Hanako Sato <sato@example.com>",
        "To": "Mei Tan <mei@example.com>",
        "Date": DATE,
        "Subject": "Your interview",
        "Message-ID": "<hr@example.com>",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
    }
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)
    return f"{head}\n{text}".encode()


def codes(answer: Incoming) -> list[str]:
    """Return the codes of the reasons for what a mail was taken for."""
    return [reason.code for reason in answer.reasons]


def multipart(*parts: str, kind: str = "mixed", **headers: str | None) -> bytes:
    """Return a mail of several parts, each with its own headers."""
    body = "".join(f"--cut\n{part}\n" for part in parts)
    return mail(f"{body}--cut--\n", Content_Type=f'multipart/{kind}; boundary="cut"', **headers)


SERVER = {"From": "Mail Delivery System <MAILER-DAEMON@mx.example.com>", "Return_Path": "<>", "Message_ID": "<b@mx>"}
NOTICE = "Content-Type: text/plain\n\nYour message could not be delivered."
RETURNED = f"""Content-Type: message/rfc822

From: Mei Tan <mei@example.com>
To: Hanako Sato <sato@example.com>
Subject: Following up
Message-ID: {FOLLOW_UP_ID}

Dear Hanako Sato,"""


def status(*recipients: str, action: str = "failed", code: str = "5.1.1") -> str:
    """Return the part of a report in the form of RFC 3464, with a block for each recipient."""
    blocks = "".join(f"\nFinal-Recipient: rfc822; {each}\nAction: {action}\nStatus: {code}\n" for each in recipients)
    return f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n{blocks}"


def report(*recipients: str, action: str = "failed", code: str = "5.1.1", returned: str = RETURNED) -> bytes:
    """Return a delivery report in the standard form."""
    return multipart(
        NOTICE,
        status(*recipients, action=action, code=code),
        returned,
        kind='report; report-type="delivery-status"',
        Subject="Undelivered Mail Returned to Sender",
        **SERVER,
    )


def in_words(text: str, subject: str = "failure notice", **headers: str | None) -> bytes:
    """Return a delivery report in words."""
    return mail(text, **{"Subject": subject, **SERVER, **headers})


def away(text: str, subject: str = "Automatic reply: Your interview", **headers: str | None) -> bytes:
    """Return an automatic answer of HR."""
    return mail(text, Subject=subject, **{"Auto_Submitted": "auto-replied", **headers})
