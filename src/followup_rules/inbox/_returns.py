"""The day of return that an automatic answer names: the words beside a date say what it is (G20)."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from followup_rules._places import LAST_YEAR
from followup_rules.inbox._dates import MONTHS, WEEKDAYS, FoundDate, find_dates
from followup_rules.inbox._phrases import folded, longest_first

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Beside(NamedTuple):
    """Words that stand directly before a date, and words that stand directly after it."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


# What says that a date is the day of return, by language. In lower case and with plain apostrophes.
RETURN: dict[str, Beside] = {
    "en": Beside(
        (
            *("back", "back on", "back in the office", "back in the office on", "back at work", "back at work on"),
            *("back at my desk on", "back in office on", "return to work", "return to the office"),
            *("back from", "return on", "returning on", "returning", "return to the office on", "return to work on"),
            *("returning to the office on", "return date", "date of return", "available again on", "available from"),
            *("available again from", "resume work on", "resume on", "resuming on", "reopen on", "reopens on"),
        ),
        ("i will be back", "i'll be back", "i will return", "we will be back"),
    ),
    "de": Beside(
        (
            *("wieder ab", "wieder am", "zurück am", "zurück ab", "zurück", "erreichbar ab", "wieder erreichbar ab"),
            *("wieder im büro ab", "wieder im büro am", "rückkehr am", "rückkehr", "wieder geöffnet ab"),
        ),
        (
            *("wieder erreichbar", "wieder da", "wieder im büro", "wieder im haus", "wieder für sie da", "zurück"),
            *("wieder zurück", "bin ich wieder", "sind wir wieder", "bin ich zurück", "stehe ich ihnen wieder"),
            *("wieder persönlich", "wieder geöffnet"),
        ),
    ),
    "fr": Beside(
        (
            *(
                "de retour le",
                "de retour au bureau le",
                "retour le",
                "retour au bureau le",
                "retour prévu le",
                "retour",
            ),
            *("reviens le", "reviens", "serai de retour", "reprise le", "reprendrai le", "rouvrirons le"),
            *("réouverture le", "joignable à partir du", "disponible à partir du", "joignable dès le"),
        ),
        ("je serai de retour", "je suis de retour", "nous serons de retour"),
    ),
    "es": Beside(
        (
            *("regreso el", "regreso", "regresaré el", "vuelvo el", "volveré el", "de vuelta el", "me reincorporo el"),
            *("reincorporaré el", "reincorporación el", "vuelta el", "disponible a partir del", "reabrimos el"),
        ),
        ("estaré de vuelta", "estaremos de vuelta"),
    ),
    "pt": Beside(
        (
            *("retorno em", "retorno no dia", "retorno dia", "retorno", "retornarei em", "retornarei no dia"),
            *("retornarei dia", "regresso a", "regresso em", "regresso no dia", "regresso", "volto em", "volto dia"),
            *("volto no dia", "de volta em", "de volta no dia", "de volta dia", "disponível a partir de"),
        ),
        ("estarei de volta", "estaremos de volta"),
    ),
    "ja": Beside(
        ("出社は", "復帰は", "出社日は", "出社日", "復帰日は", "復帰日", "出社予定日は", "復帰予定日は", "復帰予定"),
        (
            *("に復帰", "に出社", "より復帰", "より出社", "から出社", "から復帰", "より通常", "から通常", "以降に"),
            *("以降の", "から営業", "より営業", "から業務", "より業務", "出社予定", "復帰予定"),
        ),
    ),
    "zh": Beside(
        ("返回日期", "返回时间", "恢复办公", "恢復辦公", "复工日期"),
        ("返回", "回来", "回來", "上班", "恢复", "恢復", "回到", "复工", "復工", "回公司", "返岗"),
    ),
    "ko": Beside(
        ("복귀일은", "복귀일", "복귀 예정일", "복귀 예정일은", "복귀"),
        ("에 복귀", "부터 복귀", "복귀", "에 돌아", "부터 출근", "부터 근무", "부터 업무", "부터 정상", "에 출근"),
    ),
}
# What says that a date is the last day of an absence.
LAST_DAY: dict[str, Beside] = {
    "en": Beside(
        (
            *("through", "thru", "up to and including", "until and including", "till and including"),
            *("until the end of", "until the end of the day", "until end of day", "until close of business"),
            *("until the evening of", "last day of leave is", "leave ends on", "ending", "ending on", "ends on"),
        ),
        ("inclusive", "included", "incl"),
    ),
    "de": Beside(
        (
            *("bis einschließlich", "bis einschliesslich", "bis einschl.", "bis inkl.", "bis inklusive", "bis incl."),
            *("bis und mit", "endet am"),
        ),
        ("einschließlich", "einschliesslich", "einschl", "inklusive", "inkl", "incl"),
    ),
    "fr": Beside(
        ("jusqu'au soir du", "jusqu'à la fin de journée du", "y compris le", "se termine le", "prend fin le"),
        ("inclus", "inclusivement", "compris", "y compris"),
    ),
    "es": Beside(("termina el", "finaliza el"), ("inclusive", "incluido", "incluida", "incluso")),
    "pt": Beside(("termina em", "termina a", "termina no dia"), ("inclusive", "inclusivamente", "incluído")),
    "ja": Beside((), ("まで", "いっぱい")),
    "zh": Beside(("至", "到"), ("止", "为止", "為止", "期间", "期間", "结束", "結束", "(含)", "（含）", "含")),
    "ko": Beside((), ("까지", "포함", "종료")),
}


class Until(NamedTuple):
    """Words such as "until", and whether the date with them is the last day of the absence, else the day of return."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    is_last_day: bool


# A plain "until", by language, and how it is read. Japanese and Korean have words of one meaning only (LAST_DAY).
UNTIL: dict[str, Until] = {
    "en": Until(("until", "till", "til", "up to"), (), is_last_day=False),  # out until Monday: back on Monday
    "de": Until(("bis", "bis zum"), (), is_last_day=True),
    "fr": Until(("jusqu'au", "jusqu'à"), (), is_last_day=True),
    "es": Until(("hasta el", "hasta"), (), is_last_day=True),
    "pt": Until(("até", "até o", "até ao", "até o dia", "até ao dia", "até dia"), (), is_last_day=True),
    "zh": Until((), ("之前", "以前", "前"), is_last_day=False),  # before that day
}
# What stands between the first and the last day of an absence.
RANGE: dict[str, tuple[str, ...]] = {
    "en": ("to", "through", "thru", "until", "till"),
    "de": ("bis", "bis zum"),
    "fr": ("au", "jusqu'au", "à"),
    "es": ("al", "a", "hasta", "hasta el"),
    "pt": ("a", "até", "ao", "à"),
    "ja": ("から", "より"),
    "zh": ("至", "到"),
    "ko": ("부터", "에서"),
}
# The same with a word before the first day: "between 15 and 22 June".
BETWEEN: dict[str, tuple[str, str]] = {
    "en": ("between", "and"),
    "de": ("zwischen", "und"),
    "fr": ("entre", "et"),
    "es": ("entre", "y"),
    "pt": ("entre", "e"),
}
_DASHES = ("-", "–", "—", "~", "～", "〜", "−", "→")
_TODAY = ("today", "now", "heute", "aujourd'hui", "ce jour", "hoy", "hoje", "本日", "今日", "今天", "오늘")
_NOT_THOSE = ("前往", "までに", "包含")  # they begin as words above, and mean something else

# What may stand between such a word and the date: articles and weekdays.
_LINKS = {"the", "on", "of", "next", "dem", "den", "am", "le", "el", "día", "o", "no", "dia", "próximo", "kommenden"}
_LINKS |= {word for days in WEEKDAYS.values() for day in days for word in day.split()}
_BEFORE, _AFTER = 100, 60  # characters before and after a date that may say what it is
_IN_BRACKETS = re.compile(r"^ ?[(（][^()（）]{1,10}[)）]")  # a weekday after a date: 5月12日（火）
_TIME_OF_DAY = re.compile(r" ?(?:[(（][^()（）]{1,10}[)）]|(?:au )?(?:matin|soir)|früh|abends)$")
_WEEKDAY_AFTER = re.compile("^ ?(?:[월화수목금토일]요일|(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?)")
_NAMES = "|".join(longest_first(MONTHS))
_ENDS_WITH_DAY = re.compile(rf"(?:\d(?:st|nd|rd|th|er|º|ª|\.)?|[日号號일]|\b(?:{_NAMES})\.?)$")
_END_OF_SENTENCE = re.compile(r"(\w{0,12})(?:\. |([!?] |[。！？;；]))")
_SENTENCE_ENDS = re.compile(r"[.!?] |[。！？;；]")
_SHORT = {"inkl", "incl", "einschl", "dr", "mr", "ms", "mrs", "st"} | _LINKS
# A month that is named once: 6月15日から22日まで, June 15 to 22. And numbers that a dash joins.
_DAY_OF_MONTH = re.compile(
    r"(?P<month>(?<!\d)(?:\d{4} ?[年년] ?|令和\d\d?年)?\d\d? ?[月월] ?)?"
    r"(?<!\d)(?P<day>\d\d?) ?[日号號일](?! ?[間间간内內]| ?동안)"
)
_RANGE_AFTER_MONTH = re.compile(
    rf"\b(?P<month>{_NAMES})\.? (?P<first>\d\d?)(?:st|nd|rd|th)? ?(?P<between>-|–|to|through|thru|until|till|and) ?"
    rf"(?P<last>\d\d?)(?:st|nd|rd|th)?(?![.:/]?\d)(?! (?:of )?(?:{_NAMES})\b)(?P<year>,? \d{{4}}(?!\d))?"
)
_DASH_IN_RANGE = re.compile(r"(?<=\d)[-–](?=\d\d?/\d)")


class Role(Enum):
    """What a date is to an absence."""

    RETURN = "the day of return"
    LAST_DAY = "the last day of the absence"
    UNTIL = "the end of the absence, in words that leave open on which side"


class NamedDay(NamedTuple):
    """A date of an absence in a text that is :func:`prepared`; without a day, it is not clear which day it means."""

    start: int
    end: int
    role: Role
    day: date | None


def prepared(text: str) -> str:
    """Return a text as it is compared: in lower case, with paragraphs apart, and each date of a range in full."""
    plain = folded(text.replace("\n\n", "\n。\n"))
    plain = _with_months(plain)
    plain = _RANGE_AFTER_MONTH.sub(_with_both_months, plain)
    return _DASH_IN_RANGE.sub(" - ", plain)


def _with_months(text: str) -> str:
    """Return a text in which a later day of the same month has the month too: ``6月15日から22日``."""
    month, last = "", 0

    def in_full(match: re.Match[str]) -> str:
        nonlocal month, last
        day = int(match["day"])
        is_later = not match["month"] and bool(month) and day > last
        month, last = match["month"] or month, day
        return f"{month}{match[0]}" if is_later else match[0]

    return _DAY_OF_MONTH.sub(in_full, text)


def _with_both_months(match: re.Match[str]) -> str:
    if int(match["first"]) >= int(match["last"]):  # it is no range
        return match[0]
    month, year = match["month"], match["year"] or ""
    return f"{month} {match['first']}{year} {match['between']} {month} {match['last']}{year}"


def returns_on(text: str, sent_on: date) -> date | None:
    """Return the day of return that a text names, if it is one clear day on or after the day of the mail.

    A day with words such as "back on" goes before the last day of an absence, of which it is the next day.
    """
    days = named_days(prepared(text), sent_on)
    named = {each.day for each in days if each.role is Role.RETURN}
    if not named:
        last = {each.day for each in days if each.role is Role.LAST_DAY}
        named = {_next_day(day) for day in last}
        named |= {each.day for each in days if each.role is Role.UNTIL and each.day not in last}
    return named.pop() if len(named) == 1 else None


def _next_day(day: date | None) -> date | None:
    if day is None or (day + timedelta(days=1)).year > LAST_YEAR:
        return None
    return day + timedelta(days=1)


def named_days(plain: str, sent_on: date) -> list[NamedDay]:
    """Return the dates of an absence in a text that is prepared."""
    found = [each for each in find_dates(plain, sent_on) if each.day is None or each.day >= sent_on]
    return [
        NamedDay(each.start, each.end, role, each.day) for each in found if (role := _role(plain, each)) is not None
    ]


def _role(text: str, found: FoundDate) -> Role | None:
    """Return what a date is, by the words that stand directly before or after it; weekdays and articles aside."""
    before, after = _before(sentence_before(text, found.start)), _after(text[found.end : found.end + _AFTER])
    if _stands(before, after, _RETURN):
        return Role.RETURN
    if _stands(before, after, _LAST_DAY) or any(map(_ends_range, before)):
        return Role.LAST_DAY
    return Role.UNTIL if _stands(before, after, _UNTIL) else None


def sentence_before(text: str, end: int) -> str:
    """Return the sentence that goes on at a place, up to there; a full stop after a number or ``inkl.`` ends none."""
    left = text[max(0, end - _BEFORE) : end]
    begin = 0
    for match in _END_OF_SENTENCE.finditer(left):
        if match[2] or not (match[1][-1:].isdigit() or match[1] in _SHORT):
            begin = match.end()
    return left[begin:]


def sentence_after(text: str, start: int) -> str:
    """Return the sentence that goes on at a place, from there."""
    right = text[start : start + _AFTER]
    return _SENTENCE_ENDS.split(right, maxsplit=1)[0]


def _before(left: str) -> list[str]:
    """Return what stands before a date, and the same without the weekdays and articles at its end."""
    variants = [left.rstrip(" ,:：、(（")]
    while (word := variants[-1].rpartition(" ")[2]).strip(",.()") in _LINKS and word:
        variants.append(variants[-1][: -len(word)].rstrip(" ,:：、(（"))
    return variants


def _after(right: str) -> list[str]:
    """Return what stands after a date, and the same without a weekday."""
    bare = _WEEKDAY_AFTER.sub("", _IN_BRACKETS.sub("", right))
    return [each for text in (right, bare) for each in (text.lstrip(" ,、(（-"), text.lstrip(" ,、に"), text.lstrip())]


def _stands(before: list[str], after: list[str], words: Beside) -> bool:
    if any(_ends(left, word) for left in before for word in words.before):
        return True
    return any(right.startswith(words.after) and not right.startswith(_NOT_THOSE) for right in after)


def _ends(text: str, word: str) -> bool:
    """Tell whether a text ends with a word, and not within one."""
    is_of_letters = word[0].isalpha() and word[0] < "\u0250"
    return text.endswith(word) and not (is_of_letters and text[: -len(word)][-1:].isalpha())


def _ends_range(left: str) -> bool:
    """Tell whether what stands before a date ends with the first day of a range and a word such as "to"."""
    return any(
        _ends_with_day(left.removesuffix(word)) and (opener is None or opener in left)
        for word, opener in _CONNECTORS
        if _ends(left, word)
    )


def _ends_with_day(left: str) -> bool:
    bare = _TIME_OF_DAY.sub("", left.rstrip(" ,"))
    return any(_ENDS_WITH_DAY.search(each[-20:]) or each.endswith(_TODAY) for each in _before(bare))


def _joined(tables: Iterable[Beside | Until]) -> Beside:
    rows = tuple(tables)
    return Beside(
        longest_first(word for row in rows for word in row.before),
        longest_first(word for row in rows for word in row.after),
    )


_RETURN = _joined(RETURN.values())
_LAST_DAY = _joined((*LAST_DAY.values(), *(until for until in UNTIL.values() if until.is_last_day)))
_UNTIL = _joined(until for until in UNTIL.values() if not until.is_last_day)
_CONNECTORS: tuple[tuple[str, str | None], ...] = (
    *((word, None) for word in (*_DASHES, *(word for words in RANGE.values() for word in words))),
    *((word, opener) for opener, word in BETWEEN.values()),
)
