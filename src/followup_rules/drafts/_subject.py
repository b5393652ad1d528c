"""Subjects of replies: one "Re: " before the thread's own subject, whatever prefixes it has gathered (G34)."""

from __future__ import annotations

import re

# Prefixes that mail programs put before a reply's subject; never a single letter ("I: robot" is a title).
_PREFIXES = ("re", "ｒｅ", "aw", "sv", "vs", "antw", "回复", "答复", "返信", "회신")
_PREFIX = re.compile(rf"\s*(?:{'|'.join(_PREFIXES)})\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE)


def reply_subject(subject: str) -> str:
    """Return the subject of a reply in a thread.

    >>> reply_subject("RE：AW: Re[2]: Your interview")
    'Re: Your interview'
    """
    end = 0
    while found := _PREFIX.match(subject, end):
        end = found.end()
    return f"Re: {subject[end:].strip()}".rstrip()
