"""Subjects of replies: one "Re: " before the thread's own subject, whatever prefixes it has gathered (G34).

The table of prefixes is open: add one with the languages whose mail programs write it. No forward is in it: "WG:" and
"Fwd:" say something about the thread. No single letter either, since "I: robot" is a title.
"""

from __future__ import annotations

import re
from unicodedata import normalize

REPLY_PREFIXES: dict[str, tuple[str, ...]] = {
    "re": ("en", "fr", "es", "it", "ja", "ko", "ru", "cs"),  # Latin, and so the default of most programs
    "ref": ("fr", "es"),
    "réf": ("fr",),
    "rép": ("fr",),
    "res": ("pt",),
    "rif": ("it",),
    "aw": ("de",),
    "antw": ("nl", "de"),
    "antwort": ("de",),
    "antwoord": ("nl", "af"),
    "sv": ("da", "nb", "sv", "is"),
    "svar": ("da", "nb", "sv"),
    "vs": ("fi", "et"),  # a forward in Danish and Norwegian, but mail programs read it as a reply
    "vast": ("fi", "et"),
    "vá": ("hu",),
    "odp": ("pl", "sk", "cs"),
    "odg": ("hr", "sr", "sl"),
    "ats": ("lt",),
    "atb": ("lv", "cy"),
    "ynt": ("tr",),
    "bls": ("id",),
    "trả lời": ("vi",),
    "απ": ("el",),
    "σχετ": ("el",),
    "на": ("ru", "uk"),
    "отв": ("ru",),
    "ответ": ("ru",),
    "відп": ("uk",),
    "отг": ("bg",),
    "השב": ("he",),
    "תשובה": ("he",),
    "رد": ("ar",),
    "پاسخ": ("fa",),
    "ตอบ": ("th",),
    "ตอบกลับ": ("th",),
    "பதில்": ("ta",),
    "回复": ("zh",),
    "答复": ("zh",),
    "回覆": ("zh",),
    "回復": ("zh",),
    "答覆": ("zh",),
    "返信": ("ja",),
    "회신": ("ko",),
    "답장": ("ko",),
}

# What the reader's mail server writes in brackets before a subject: news about the sender, no part of the subject.
EXTERNAL_TAGS: dict[str, tuple[str, ...]] = {
    "en": (
        *("ext", "external", "external sender", "external email", "external e-mail", "external mail"),
        *("external message", "ext mail", "ext email", "ext sender"),
    ),
    "de": ("extern", "externe mail", "externe e-mail", "externer absender"),
    "fr": ("externe", "expéditeur externe", "mail externe", "email externe", "courriel externe"),
    "es": ("externo", "correo externo", "remitente externo"),
    "pt": ("externo", "externa", "e-mail externo", "email externo", "remetente externo"),
    "ja": ("社外", "社外メール", "外部", "外部メール"),
    "zh": ("外部", "外部邮件", "外部郵件"),
    "ko": ("외부", "외부메일", "외부 메일"),
}

_EXTERNAL = {tag for tags in EXTERNAL_TAGS.values() for tag in tags}
_LONGEST_TAG = 20  # characters inside the brackets
# One character for one, so that positions stay.
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("【"): "[", ord("】"): "]"}
_WORDS = "|".join(sorted({re.escape(normalize(form, word)) for word in REPLY_PREFIXES for form in ("NFC", "NFD")}))
# Blanks are taken once and for all (*+): a subject of 20,000 of them must not be read over and over.
_PIECE = re.compile(
    rf"\s*+(?:(?:{_WORDS})\.?\s*+(?:(?:[\[(]\d{{1,3}}[\])]|[*^]{{1,2}}\d{{1,3}})\s*+)?:"
    rf"|\[(?P<tag>[^\[\]]{{1,{_LONGEST_TAG}}})\]:?)",
    re.IGNORECASE,
)


def reply_subject(subject: str) -> str:
    """Return the subject of a reply in a thread; "Re:" where the thread has no subject but prefixes.

    >>> reply_subject("RE：AW: Re[2]: Your interview")
    'Re: Your interview'
    """
    return f"Re: {_without_marks(subject)}".rstrip()


def bare_subject(subject: str) -> str:
    """Return a thread's own subject: without the prefixes of replies and without the tags of mail servers.

    Another tag in brackets stays, in front of the rest. A subject that has nothing else stays as it is.

    >>> bare_subject("Re: [EXTERNAL] AW: [Acme #123] Re: Your interview")
    '[Acme #123] Your interview'
    """
    return _without_marks(subject) or subject.strip()


def _without_marks(subject: str) -> str:
    plain = subject.translate(_WIDTHS)
    start = end = 0  # of the rest, and of what was read
    kept: dict[str, None] = {}  # tags before a prefix
    ahead: dict[str, None] = {}  # tags that no prefix has followed yet: they belong to the rest
    while found := _PIECE.match(plain, end):
        end = found.end()
        if (tag := found["tag"]) is not None and not _is_mark(tag):
            ahead[subject[found.start("tag") - 1 : found.end("tag") + 1]] = None
        else:
            kept |= ahead
            ahead, start = {}, end
    return " ".join([*[tag for tag in kept if tag not in ahead], subject[start:].strip()]).strip()


def _is_mark(tag: str) -> bool:
    """Tell whether a tag is a mail server's, or a reply's prefix in brackets, as in ``[회신]``."""
    word = " ".join(normalize("NFC", tag).casefold().split())
    return word in _EXTERNAL or (word in REPLY_PREFIXES and not word.isascii())
