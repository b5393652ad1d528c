"""Automatic answers and other mail of machines: known by their headers (RFC 3834), subjects and words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup_rules.drafts._subject import REPLY_PREFIXES, bare_subject
from followup_rules.inbox._phrases import folded, longest_first

if TYPE_CHECKING:
    from followup_rules.inbox._mime import Part

# With what the subject of an automatic answer begins, by language. In lower case and with plain apostrophes.
SUBJECTS: dict[str, tuple[str, ...]] = {
    "en": (
        *("automatic reply", "automatic response", "auto reply", "auto-reply", "autoreply", "auto response"),
        *("auto-response", "autoresponse", "autoresponder", "auto responder", "automated reply", "automated response"),
        *("auto:", "[auto", "(auto", "out of office", "out-of-office", "out of the office", "ooo:", "oof:"),
        *(
            "vacation reply",
            "vacation response",
            "vacation message",
            "vacation notice",
            "vacation:",
            "away from my mail",
        ),
        *("away from the office", "away message", "on leave", "on vacation", "away until", "absence:", "i am away"),
        *("i'm away", "i am out of", "i'm out of", "currently out of"),
    ),
    "de": (
        *("abwesenheitsnotiz", "abwesenheit", "automatische antwort", "automatische rückmeldung", "abwesend"),
        *("automatische abwesenheit", "autom. antwort", "nicht im büro", "außer haus", "ausser haus", "urlaub:"),
    ),
    "fr": (
        *("réponse automatique", "réponse d'absence", "message d'absence", "absence du bureau", "absent du bureau"),
        *("absente du bureau", "message automatique", "absence :", "en congé"),
    ),
    "es": (
        *("respuesta automática", "respuesta automatica", "fuera de la oficina", "fuera de oficina", "ausente"),
        *("mensaje automático", "ausencia", "de vacaciones"),
    ),
    "pt": (
        *("resposta automática", "resposta automatica", "fora do escritório", "ausência", "ausente", "de férias"),
        *("mensagem automática", "em férias"),
    ),
    "ja": (
        "自動応答",
        "自動返信",
        "不在通知",
        "不在連絡",
        "不在のお知らせ",
        "不在のご連絡",
        "不在：",
        "不在:",
        "休暇のお知らせ",
    ),
    "zh": ("自动回复", "自動回覆", "自動回復", "自动答复", "外出", "休假", "不在办公室", "不在辦公室"),
    "ko": ("자동 회신", "자동회신", "자동 응답", "자동응답", "부재중", "부재 중", "휴가 안내"),
}

# Headers that only automatic answers have, and values that only they have; then headers that they have, and other mail.
_ANSWER_HEADERS = (
    *("x-autoreply", "x-autorespond", "x-auto-reply", "x-autoreply-from", "x-auto-reply-from", "x-mail-autoreply"),
    *("x-autorespond-from", "x-autoresponder"),
)
_ANSWER_VALUES = {
    "auto-submitted": ("auto-replied", "auto-notified"),
    "precedence": ("auto_reply", "auto-reply", "autoreply"),
}
_HINTS = {"x-auto-response-suppress", "x-ms-exchange-inbox-rules-loop", "x-ms-exchange-generated-message-source"}
_UNSUBSCRIBE = ("List-Unsubscribe-Post", "List-Unsubscribe")
# What follows it where no person has written the subject.
_ENDS_OF_MARK = (":", "：", "]", "】", ")", "）", "-", "–", "—", "|", "/", "(", "（", "re:")
_REPLY_MARKS = (":", "：", *(prefix for prefix in REPLY_PREFIXES if not prefix.isascii()))


_SUBJECT = longest_first(word for words in SUBJECTS.values() for word in words)


@dataclass(slots=True)
class Machine:
    """Why a mail is a machine's: what shows it, and whether it is an answer, a mail to many, or else.

    ``is_sure`` is false where a person may have written such a mail, too.
    """

    shown_by: str
    is_answer: bool = False
    is_bulk: bool = False
    is_sure: bool = True
    says_away: bool = False


def machine_of(mail: Part, subject: str) -> Machine | None:
    """Return why a mail is a machine's; ``None`` for one that a person may have written."""
    return _answering(mail, subject) or _sending(mail)


def _answering(mail: Part, subject: str) -> Machine | None:
    """Return why a mail is an automatic answer, if it is one."""
    for name in _ANSWER_HEADERS:
        if name in mail.headers and _word(mail.get(name)) not in ("no", "false"):
            return Machine(name.title(), is_answer=True)
    if _word(mail.get("x-apple-action")) == "vacation":
        return Machine("X-Apple-Action: VACATION", is_answer=True, says_away=True)
    for name, values in _ANSWER_VALUES.items():
        if _word(mail.get(name)).startswith(values):
            return Machine(f"{name.title()}: {_word(mail.get(name))}", is_answer=True)
    if _is_submitted(mail) and ("in-reply-to" in mail.headers or "vacation" in mail.get("auto-submitted").lower()):
        return Machine(f"Auto-Submitted: {_word(mail.get('auto-submitted'))}", is_answer=True)
    rest = _behind_mark(subject)
    is_sure = _has_hint(mail)
    if rest is None or not (is_sure or rest.startswith(_ENDS_OF_MARK) or not rest):
        return None
    shown_by = "its subject, and headers that automatic answers have" if is_sure else "its subject"
    return Machine(shown_by, is_answer=True, is_sure=is_sure)


def _has_hint(mail: Part) -> bool:
    """Tell whether a mail has what automatic answers have, and other mail too."""
    is_bulk = _word(mail.get("precedence")) in ("bulk", "junk")
    return is_bulk or mail.has_null_path or _is_submitted(mail) or not mail.headers.keys().isdisjoint(_HINTS)


def _is_submitted(mail: Part) -> bool:
    """Tell whether a mail says that no person sent it (RFC 3834, 5)."""
    return _word(mail.get("auto-submitted")) not in ("", "no", "none")


def _sending(mail: Part) -> Machine | None:
    """Return why a mail is a machine's or one to many, if it is one."""
    precedence = _word(mail.get("precedence"))
    if "list-id" in mail.headers or precedence in ("bulk", "list", "junk"):
        return Machine("List-Id" if "list-id" in mail.headers else f"Precedence: {precedence}", is_bulk=True)
    if _is_submitted(mail):
        return Machine(f"Auto-Submitted: {_word(mail.get('auto-submitted'))}")
    name = next((name for name in _UNSUBSCRIBE if name.lower() in mail.headers), None)
    return None if name is None else Machine(name, is_bulk=True, is_sure=False)


def _word(value: str) -> str:
    """Return a header's first word, without what follows in brackets or after a semicolon."""
    return re.split("[ ;(]", value.lower(), maxsplit=1)[0][:40]


def _behind_mark(subject: str) -> str | None:
    """Return what follows what the subject of an automatic answer begins with; ``None`` if it does not.

    Behind "Re:" a person has answered an automatic answer.
    """
    bare = bare_subject(subject)
    before = subject[: subject.rfind(bare)]
    if any(mark in before for mark in _REPLY_MARKS):
        return None
    begins = folded(bare.lstrip(" [(【（<「*"))
    mark = next((mark for mark in _SUBJECT if begins.startswith(mark)), None)
    return None if mark is None else begins[len(mark) - mark.endswith(":") :].lstrip()
