"""Automatic answers and other mail of machines: known by their headers (RFC 3834), subjects and words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup_rules.drafts._subject import REPLY_PREFIXES, bare_subject
from followup_rules.inbox._dates import find_dates
from followup_rules.inbox._phrases import folded, places

if TYPE_CHECKING:
    from datetime import date

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

# What says that somebody is out of office, in the subject or the text.
AWAY: dict[str, tuple[str, ...]] = {
    "en": (
        *(
            "out of office",
            "out-of-office",
            "out of the office",
            "away from the office",
            "away from my desk",
            "am away",
        ),
        *("i'm away", "be away", "away until", "currently away", "on leave", "annual leave", "parental leave"),
        *("maternity leave", "on vacation", "on holiday", "on my holiday", "my absence", "returning on", "i return on"),
        *("back on", "will be back", "back in the office", "return to the office", "returning to the office"),
        *("not in the office", "be out until", "am out until", "travelling", "traveling"),
        *("away from my", "limited access to", "intermittent access to"),
    ),
    "de": (
        *("abwesend", "meine abwesenheit", "meiner abwesenheit", "nicht im büro", "nicht im haus", "außer haus"),
        *("ausser haus", "im urlaub", "wieder erreichbar", "wieder da", "wieder im büro", "zurück am", "elternzeit"),
        *("derzeit nicht erreichbar", "abwesenheitsnotiz"),
    ),
    "fr": (
        *("je suis absent", "serai absent", "actuellement absent", "absent du", "absente du", "mon absence"),
        *("absence du bureau", "message d'absence", "en congé", "en vacances", "de retour", "hors du bureau"),
    ),
    "es": (
        *("fuera de la oficina", "fuera de oficina", "ausente", "mi ausencia", "de vacaciones", "estaré de vuelta"),
        *("mi regreso", "regreso el", "regresaré", "volveré", "me reincorporo"),
    ),
    "pt": (
        *(
            "fora do escritório",
            "ausente",
            "minha ausência",
            "de férias",
            "em férias",
            "estarei de volta",
            "meu retorno",
        ),
        *("meu regresso", "retornarei", "regresso a", "voltarei", "de licença"),
    ),
    "ja": ("不在", "休暇", "休業", "お休み", "出張", "席を外し", "出社", "復帰"),
    "zh": ("不在办公室", "不在辦公室", "外出", "休假", "出差", "请假", "請假", "年假", "度假", "恢复办公"),
    "ko": ("부재", "휴가", "출장", "휴직", "자리를 비", "복귀"),
}

# What stands beside the day of return, before it or after it, by language.
RETURN_BEFORE: dict[str, tuple[str, ...]] = {
    "en": (
        *(
            "back on",
            "back in the office on",
            "back at work on",
            "return on",
            "returning on",
            "return to the office on",
        ),
        *(
            "returning to the office on",
            "returning",
            "back at my desk on",
            "be back",
            "return to work on",
            "back in office on",
        ),
        *("available again on", "available again from", "back from"),
    ),
    "de": (
        "wieder ab",
        "wieder am",
        "zurück am",
        "zurück ab",
        "ab dem",
        "erreichbar ab",
        "wieder erreichbar ab",
        "zurück",
    ),
    "fr": ("de retour le", "de retour au bureau le", "retour le", "reviens le", "retour prévu le", "serai de retour"),
    "es": (
        "regreso el",
        "regresaré el",
        "vuelvo el",
        "volveré el",
        "de vuelta el",
        "me reincorporo el",
        "reincorporaré el",
    ),
    "pt": (
        "retorno em",
        "retorno no dia",
        "retornarei em",
        "retornarei no dia",
        "regresso a",
        "regresso em",
        "volto em",
    ),
    "ja": ("出社は", "復帰は", "出社予定日は", "復帰予定日は"),
    "zh": ("返回日期", "将于", "將於", "恢复办公"),
    "ko": ("복귀일은", "복귀일", "복귀 예정일"),
}
RETURN_AFTER: dict[str, tuple[str, ...]] = {
    "de": ("wieder erreichbar", "wieder da", "wieder im büro", "zurück", "wieder für sie da", "wieder im haus"),
    "fr": ("je serai de retour", "au bureau"),
    "es": ("estaré de vuelta",),
    "pt": ("estarei de volta",),
    "en": ("i will be back", "i'll be back", "i will return"),
    "ja": (
        "に復帰",
        "に出社",
        "より復帰",
        "より出社",
        "から出社",
        "から復帰",
        "より通常",
        "から通常",
        "以降に",
        "以降の",
    ),
    "zh": ("返回", "回来", "回來", "上班", "恢复", "恢復", "回到"),
    "ko": ("에 복귀", "부터 복귀", "복귀", "에 돌아", "부터 출근", "부터 근무"),
}
# What stands beside the last day of an absence.
UNTIL_BEFORE: dict[str, tuple[str, ...]] = {
    "en": ("until", "till", "through", "to", "up to"),
    "de": ("bis", "bis zum", "bis einschließlich"),
    "fr": ("jusqu'au", "au", "jusqu'à"),
    "es": ("hasta el", "al", "hasta"),
    "pt": ("até", "até o dia", "a", "até dia"),
}
UNTIL_AFTER: dict[str, tuple[str, ...]] = {
    "ja": ("まで",),
    "zh": ("之前", "止", "前", "为止", "期间"),
    "ko": ("까지",),
}
# What may stand between such a word and the date: articles and weekdays.
_LINKS = {
    *("the", "on", "mon", "tue", "wed", "thu", "fri", "monday", "tuesday", "wednesday", "thursday", "friday"),
    *("saturday", "sunday", "dem", "den", "am", "mo", "di", "mi", "do", "fr", "montag", "dienstag", "mittwoch"),
    *("donnerstag", "freitag", "samstag", "sonntag", "le", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "el"),
    *("día", "lunes", "martes", "miércoles", "jueves", "viernes", "o", "dia", "segunda-feira", "terça-feira"),
    *("quarta-feira", "quinta-feira", "sexta-feira"),
}
_BESIDE = 40  # characters between a word and the date that it is about
_IN_BRACKETS = re.compile(r"^[ ]?[(（][^()（）]{1,10}[)）]")  # a weekday after a date: 5月12日（火）

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
# What follows it where no person has written the subject.
_ENDS_OF_MARK = (":", "：", "]", "】", ")", "）", "-", "–", "—", "|", "/", "(", "（", "re:")
_REPLY_MARKS = (":", "：", *(prefix for prefix in REPLY_PREFIXES if not prefix.isascii()))


def _all(table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({word for words in table.values() for word in words}, key=lambda word: (-len(word), word)))


_SUBJECT, _AWAY = _all(SUBJECTS), _all(AWAY)
_RETURN_BEFORE, _RETURN_AFTER = _all(RETURN_BEFORE), _all(RETURN_AFTER)
_UNTIL_BEFORE, _UNTIL_AFTER = _all(UNTIL_BEFORE), _all(UNTIL_AFTER)


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
    has_null_path = mail.get("return-path").strip() in ("<>", "<MAILER-DAEMON>")
    return is_bulk or has_null_path or _is_submitted(mail) or not mail.headers.keys().isdisjoint(_HINTS)


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
    return Machine("List-Unsubscribe", is_bulk=True, is_sure=False) if "list-unsubscribe" in mail.headers else None


def _word(value: str) -> str:
    """Return a header's first word, without what follows in brackets or after a semicolon."""
    return re.split(r"[\s;(]", value.strip().lower(), maxsplit=1)[0][:40]


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


def says_away(subject: str, text: str) -> bool:
    """Tell whether a subject or a text says that somebody is out of office."""
    return any(True for _ in places(folded(f"{subject}\n{text}"), _AWAY))


def returns_on(text: str, sent_on: date) -> tuple[date | None, bool]:
    """Return the day of return that a text names, if it is one clear day, and whether it names any date.

    A day with words such as "back on" goes before the last day of an absence ("until"); a day before that of the mail
    is none.
    """
    found = [each for each in find_dates(text, sent_on) if each.day is None or each.day >= sent_on]
    lowered = folded(text)
    for before, after in ((_RETURN_BEFORE, _RETURN_AFTER), (_UNTIL_BEFORE, _UNTIL_AFTER)):
        named = {each.day for each in found if _is_beside(lowered, each.start, each.end, before, after)}
        if named:
            return (named.pop() if len(named) == 1 else None), True
    return None, bool(found)


def _is_beside(text: str, start: int, end: int, before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Tell whether one of the words stands directly before or after a date, weekdays and articles aside."""
    left = re.split(r"[.!?。！？]\s", text[max(0, start - _BESIDE) : start])[-1].rstrip(" ,:：、(（")
    words = left.split(" ")
    while words and words[-1].strip(",.") in _LINKS and not left.endswith(before):
        words.pop()
        left = " ".join(words).rstrip(" ,:：、")
    if any(left.endswith(word) and not left[: -len(word)][-1:].isalpha() for word in before):
        return True
    right = _IN_BRACKETS.sub("", text[end : end + _BESIDE]).lstrip(" ,、に")
    return right.startswith(after) or _IN_BRACKETS.sub("", text[end : end + _BESIDE]).lstrip(" ,、").startswith(after)
