"""The playground: a case as a link has it, and what somebody at the page waits for."""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chromium import Page

MEASURES = "performance.getEntriesByName('answer')"
READY = "document.body?.dataset.state === 'ready'"


def until(page: Page, selector: str, text: str) -> None:
    """Wait until an element has a text in it."""
    page.wait(f"document.querySelector({json.dumps(selector)})?.innerText.includes({json.dumps(text)})")


def settled(page: Page) -> None:
    """Wait until what was typed last is answered."""
    page.wait("document.body.dataset.state === 'ready' && !('asking' in document.body.dataset)")


def shared(page: Page) -> str:
    """Return the link to the case."""
    page.run("document.querySelector('#link').value = ''")
    page.click("#share")
    return str(page.wait("document.querySelector('#link').value"))


def hash_of(case: object) -> str:
    """Return the end of a link to a case, made here and not by the page: deflated JSON in base64url."""
    deflate = zlib.compressobj(wbits=-15)
    packed = deflate.compress(json.dumps(case).encode()) + deflate.flush()
    return "#case=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def case(**changes: Any) -> dict[str, Any]:
    """Return a case as a link has it: the plain interview, on 5 June 2026 at 10:00 in Tokyo."""
    return {
        "now": "2026-06-05T10:00",
        "tone": "formal",
        "interview": {
            "company": "Acme",
            "position": "Data Engineer",
            "ended_at": "2026-06-03T15:00",
            "timezone": "Asia/Tokyo",
            "country": "JP",
            "language": "en",
        },
        "contacts": [
            {"id": "hr", "name": "Hanako Sato", "email": "sato@example.com", "roles": ["recruiter"]},
            {"id": "peer", "name": "Yuki Mori", "email": "mori@example.com", "roles": ["interviewer"]},
        ],
        "candidate": {"name": "Mei Tan", "email": "mei@example.com"},
    } | changes
