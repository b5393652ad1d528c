"""Dates in a text, in our languages: where they stand, and which day they mean if that is clear.

A day without a year is the first such day on or after the day of the mail. Numbers with slashes are clear only where
one of them cannot be a month, or in a script that always puts the month first.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup_rules._places import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_DATES = 50

# The names of months by language, and their short forms.
_MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug"),
        *("september sept sep", "october oct", "november nov", "december dec"),
    ),
    "de": (
        *("januar jänner", "februar", "märz mrz", "april", "mai", "juni", "juli", "august", "september"),
        *("oktober okt", "november", "dezember dez"),
    ),
    "fr": (
        *("janvier janv", "février févr fevrier", "mars", "avril avr", "mai", "juin", "juillet juil", "août aout"),
        *("septembre", "octobre", "novembre", "décembre déc decembre"),
    ),
    "es": (
        *("enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto ago"),
        *("septiembre setiembre", "octubre", "noviembre", "diciembre dic"),
    ),
    "pt": (
        *("janeiro", "fevereiro fev", "março marco", "abril", "maio", "junho", "julho", "agosto"),
        *("setembro set", "outubro out", "novembro", "dezembro"),
    ),
}
# The names of weekdays by language, from Monday, and their short forms.
WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("monday mon", "tuesday tue", "wednesday wed", "thursday thu", "friday fri", "saturday sat", "sunday sun"),
    "de": ("montag mo", "dienstag di", "mittwoch mi", "donnerstag do", "freitag fr", "samstag sa", "sonntag so"),
    "fr": ("lundi lun", "mardi mar", "mercredi mer", "jeudi jeu", "vendredi ven", "samedi sam", "dimanche dim"),
    "es": ("lunes lun", "martes mar", "miércoles mié", "jueves jue", "viernes vie", "sábado sáb", "domingo dom"),
    "pt": (
        *("segunda-feira segunda seg", "terça-feira terça ter", "quarta-feira quarta qua", "quinta-feira quinta qui"),
        *("sexta-feira sexta sex", "sábado sáb", "domingo dom"),
    ),
}
MONTHS = {
    name: number for months in _MONTHS.values() for number, names in enumerate(months, 1) for name in names.split()
}
_NAME = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width digits and marks, one for one
_YEAR = r"(?P<{0}>(?:19|20|21)\d\d)"
_FORMS = {
    "iso": rf"(?<!\d){_YEAR.format('iso_y')}[-/.](?P<iso_m>\d\d?)[-/.](?P<iso_d>\d\d?)(?!\d)",
    "cjk": rf"(?<!\d)(?:{_YEAR.format('cjk_y')} ?[年년] ?|令和(?P<reiwa>\d\d?)年)?"
    r"(?P<cjk_m>\d\d?) ?[月월] ?(?P<cjk_d>\d\d?) ?[日号號일]",
    "day": rf"(?<![\d.])(?P<day_d>\d\d?)(?:st|nd|rd|th|er|º|ª|°|\.)?(?: de| of)?[ -](?P<day_m>{_NAME})\b\.?"
    rf"(?:(?:,| de| del)?[ -]{_YEAR.format('day_y')}(?!\d))?",
    "mon": rf"\b(?P<mon_m>{_NAME})\.? (?:the )?(?P<mon_d>\d\d?)(?:st|nd|rd|th)?(?![.:]?\d)"
    rf"(?:,? {_YEAR.format('mon_y')}(?!\d))?",
    "dot": r"(?<![\d.])(?P<dot_d>\d\d?)\. ?(?P<dot_m>\d\d?)\.(?: ?(?P<dot_y>(?:20)?\d\d)(?!\d|[.:]\d))?(?!\d)",
    "num": r"(?<![\d/.-])(?P<num_a>\d\d?)(?P<sep>[/-])(?P<num_b>\d\d?)(?P=sep)(?P<num_y>(?:20)?\d\d)(?![\d/])",
    "sl": r"(?<![\d/.-])(?P<sl_a>\d\d?)/(?P<sl_b>\d\d?)(?![\d/%])",
}
_PATTERN = re.compile("|".join(_FORMS.values()), re.IGNORECASE)
_MONTH_FIRST = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")  # kana, Chinese characters, Hangul


class FoundDate(NamedTuple):
    """A date in a text: from where to where, and the day, if it is clear which one it means."""

    start: int
    end: int
    day: date | None


def find_dates(text: str, sent_on: date) -> list[FoundDate]:
    """Return the dates in a text, in their order and at most :data:`MOST_DATES`; *sent_on* is the day of the mail."""
    found: list[FoundDate] = []
    plain = text.translate(_WIDTHS).replace("\n", " ").replace("\u00a0", " ").replace("\u202f", " ")
    for match in _PATTERN.finditer(plain):
        parts = {name: value for name, value in match.groupdict().items() if value is not None}
        days = set(_readings(parts, plain, match.start(), sent_on))
        if days:
            ends_sentence = match[0].endswith(".") and "dot_d" not in parts
            day = days.pop() if len(days) == 1 else None
            found.append(FoundDate(match.start(), match.end() - ends_sentence, day))
            if len(found) == MOST_DATES:
                break
    return found


def _readings(parts: dict[str, str], text: str, start: int, sent_on: date) -> Iterator[date]:
    """Give the days that a date can mean; none, if it is no date."""
    if "reiwa" in parts:
        parts["cjk_y"] = str(2018 + int(parts["reiwa"]))
    for form in ("iso", "cjk", "day", "mon", "dot"):
        if f"{form}_d" in parts:
            named = parts[f"{form}_m"].lower()
            month = MONTHS[named] if named in MONTHS else int(named)
            yield from _day(parts.get(f"{form}_y"), month, int(parts[f"{form}_d"]), sent_on)
    for form in ("num", "sl"):
        if f"{form}_a" in parts:
            first, second = int(parts[f"{form}_a"]), int(parts[f"{form}_b"])
            is_month_first = _MONTH_FIRST.search(text[max(0, start - 40) : start + 40]) is not None
            yield from _day(parts.get(f"{form}_y"), first, second, sent_on)
            if not is_month_first:
                yield from _day(parts.get(f"{form}_y"), second, first, sent_on)


def _day(year: str | None, month: int, day: int, sent_on: date) -> Iterator[date]:
    """Give the day, if there is one; without a year, the first on or after the day of the mail."""
    written = None if year is None else int(year) + (2000 if len(year) == 2 else 0)  # noqa: PLR2004 - digits
    years = range(sent_on.year, sent_on.year + 5) if written is None else (written,)  # 29 February may be years away
    for each in years:
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if FIRST_YEAR <= each <= LAST_YEAR and (year is not None or found >= sent_on):
            yield found
            return
