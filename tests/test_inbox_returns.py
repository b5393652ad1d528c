"""The day of return that an automatic answer names, and the dates in a text."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pytest

from followup_rules import OutOfOfficeReceived
from followup_rules.inbox import read_mail
from followup_rules.inbox._dates import find_dates
from followup_rules.inbox._phrases import folded
from followup_rules.inbox._returns import LAST_DAY, RETURN, UNTIL, Beside
from mails import EIGHT, away, case, codes


def returns_on(text: str, subject: str = "Automatic reply: Your interview") -> date | None:
    event = read_mail(away(text, subject), case()).event
    assert isinstance(event, OutOfOfficeReceived)
    return event.returns_on


class TestDayOfReturn:
    """The day of return, where a single unambiguous date is named. The mail is of 5 June 2026."""

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("I am away. I will be back on 12 June 2026.", date(2026, 6, 12)),
            ("I am away from 3 June to 11 June and will be back on June 12th, 2026.", date(2026, 6, 12)),
            ("I am on leave, returning Friday, 12 June.", date(2026, 6, 12)),
            ("I am away until 12 June.", date(2026, 6, 12)),
            ("Ich bin nicht im Büro. Rückkehr: 22.06.2026.", date(2026, 6, 22)),
            ("I am out of office from 8 June through 12 June 2026", date(2026, 6, 13)),
            ("I am away. Back on 2 January.", date(2027, 1, 2)),  # the next one
            ("I am away. Back on 5 June.", date(2026, 6, 5)),
            ("I am away. Back on 13/06/2026.", date(2026, 6, 13)),
            ("I am away. Back on 06/06/2026.", date(2026, 6, 6)),
            ("I am away. Back on 2026-06-12.", date(2026, 6, 12)),
            ("Ich bin nicht im Büro und ab dem 12.06.2026 wieder erreichbar.", date(2026, 6, 12)),
            ("Ich bin bis zum 12. Juni 2026 abwesend.", date(2026, 6, 13)),
            ("Ich bin abwesend. Am Freitag, den 12.6. bin ich wieder da: 12.6. wieder da", date(2026, 6, 12)),
            ("Je suis absent, de retour le vendredi 12 juin 2026.", date(2026, 6, 12)),
            ("Je suis absente jusqu'au 1er juillet.", date(2026, 7, 2)),
            ("Estoy fuera de la oficina hasta el 12 de junio de 2026.", date(2026, 6, 13)),
            ("Estoy de vacaciones. Regreso el lunes 15 de junio.", date(2026, 6, 15)),
            ("Estou de férias até 12 de junho de 2026.", date(2026, 6, 13)),
            ("Estou ausente. Retorno em 12/06/2026, ausente desde 01/06/2026.", None),  # 12 June or 6 December
            ("6月12日(金)に復帰いたします。不在にしております。", date(2026, 6, 12)),
            ("休暇のため、２０２６年６月１２日まで不在です。", date(2026, 6, 13)),
            ("令和8年6月12日まで休暇をいただきます。", date(2026, 6, 13)),
            ("我正在休假，将于6月12日返回。", date(2026, 6, 12)),
            ("6월 12일까지 휴가입니다.", date(2026, 6, 13)),
            ("휴가 중이며 6월 15일에 복귀합니다.", date(2026, 6, 15)),
            ("I am away. Back on 06/12/2026.", None),
            ("I am away. Back on 7/8.", None),
            ("I am out of office on 12 June.", None),  # no word of a return
            ("I am away until 12 June or until 15 June.", None),
            ("I am away. Back on 1 June 2026.", None),  # it is over
            ("I am away. Back on 31 June.", None),  # there is none
            ("I am away. Back on 30 February.", None),
            ("I am away. Back on 29 February.", date(2028, 2, 29)),
            ("I am away; may 3 people call me? No.", None),
            ("I am away. On 12 June. I will be back on Monday.", None),
            ("I am away, rebuild on 12 June.", None),  # "to", "on" and the like within a word say nothing
        ],
    )
    def test_the_day_of_return_is_read(self, text: str, day: date | None) -> None:
        assert returns_on(text) == day

    # Each text has the 22nd as the last day of the absence, so the day of return is the 23rd.
    LAST_DAYS: ClassVar = {
        "en": (
            "I am away through 22 June inclusive.",
            "I am away until 22 June inclusive.",
            "I am away until and including Monday, 22 June.",
            "Out of office from 15 to 22 June.",
            "Out of office from 15 June to 22 June 2026.",
            "Out of office from June 15 to June 22.",
            "Out of office June 15 - 22, 2026.",
            "Out of office June 15-22.",
            "Out of office 15–22 June.",
            "Out of office from the 15th to the 22nd of June.",
            "Out of office: 2026-06-15 to 2026-06-22.",
            "Out of office between 15 and 22 June.",
            "Out of office from Mon. 15 June until Mon. 22 June.",
            "Out of office from today to 22 June.",
            "Annual leave: 15/06-22/06.",
            "I am away until the end of the day on 22 June.",
            "I am out of the office up to and including 22 June, so please be patient.",
            "I am out of office until 22 June (inclusive).",
        ),
        "de": (
            "Ich bin bis einschließlich 22. Juni abwesend.",
            "Ich bin bis einschließlich Montag, den 22. Juni abwesend.",
            "Ich bin bis inkl. 22.06.2026 im Urlaub.",
            "Ich bin bis 22.06. (einschl.) im Urlaub.",
            "Ich bin vom 15.06. bis 22.06.2026 abwesend.",
            "Ich bin vom 15. bis 22. Juni abwesend.",
            "Ich bin vom 15. bis zum 22. Juni abwesend.",
            "Urlaub 15.-22. Juni",
            "Urlaub: 15.06.–22.06.2026",
            "Ich bin zwischen dem 15. und dem 22. Juni abwesend.",
            "Ab dem 15. Juni bin ich im Urlaub, bis zum 22. Juni.",
            "Mein Urlaub endet am 22. Juni.",
        ),
        "fr": (
            "Je suis absent jusqu'au lundi 22 juin inclus.",
            "Je suis absente jusqu’au 22 juin 2026 (inclus).",
            "Je suis absent du 15 au 22 juin.",
            "Je suis absent du lundi 15 juin au lundi 22 juin.",
            "Absent du 15/06 au 22/06.",
            "Absence du 12/06/2026 au 22/06/2026.",
            "Absence du 15/06/2026 (matin) au 22/06/2026.",
            "Absent jusqu'au 22/06.",
            "Je suis absent entre le 15 et le 22 juin.",
            "Mes congés : 1er juin - 22 juin.",
            "En congés du vendredi 12 juin au soir au lundi 22 juin.",
        ),
        "es": (
            "Estoy de vacaciones del 15 al 22 de junio.",
            "Estoy fuera de la oficina del 15 de junio al 22 de junio de 2026.",
            "Estoy de vacaciones hasta el lunes 22 de junio inclusive.",
            "Estoy de vacaciones entre el 15 y el 22 de junio.",
            "Vacaciones: 15/06 - 22/06.",
            "Estoy de vacaciones hasta el día 22 de junio.",
            "Estoy de vacaciones hasta el próximo 22 de junio.",
        ),
        "pt": (
            "Estou de férias de 15 a 22 de junho.",
            "Estou de férias de 15 de junho a 22 de junho de 2026.",
            "Estarei ausente até ao dia 22 de junho, inclusive.",
            "Estarei ausente até segunda-feira, 22 de junho.",
            "Estou de férias entre 15 e 22 de junho.",
            "Férias: 15/06 a 22/06.",
        ),
        "ja": (
            "6月15日から22日まで休暇をいただきます。",
            "6月15日(月)から22日(月)まで休暇をいただきます。",
            "6月15日〜22日の間、不在にしております。",
            "6月22日まで休暇。",
            "2026年6月15日～2026年6月22日 夏季休業",
            "2026年6月15日から22日まで休業いたします。",
            "6月22日(月)いっぱい不在です。",
            "6/15~6/22 休暇",
            "６月１５日より６月２２日まで出張しております。",
        ),
        "zh": (
            "我6月15日至22日休假。",
            "我6月15日至6月22日休假。",
            "我休假到6月22日。",
            "我在6月22日为止不在办公室。",
            "2026年6月15日-22日出差",
            "6月15日至6月22日（周一）期间外出。",
        ),
        "ko": (
            "6월 22일까지 휴가입니다.",
            "6월 15일부터 22일까지 휴가입니다.",
            "6월 15일(월)부터 6월 22일(월)까지 부재중입니다.",
            "6월 15일 ~ 22일 출장",
            "6월 22일 월요일까지 휴가입니다.",
        ),
    }

    @pytest.mark.parametrize("text", [text for texts in LAST_DAYS.values() for text in texts])
    def test_the_return_is_the_day_after_the_last_day_of_the_absence(self, text: str) -> None:
        assert returns_on(text) == date(2026, 6, 23)

    def test_each_language_has_last_days(self) -> None:
        assert sorted(self.LAST_DAYS) == sorted(EIGHT)

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("I am away until 22 June.", date(2026, 6, 22)),  # out until Monday: back on Monday
            ("I am away till Monday, 22 June.", date(2026, 6, 22)),
            ("Ich bin bis 22. Juni abwesend.", date(2026, 6, 23)),
            ("Je suis absent jusqu'au 22 juin.", date(2026, 6, 23)),
            ("Estoy de vacaciones hasta el 22 de junio.", date(2026, 6, 23)),
            ("Estou de férias até 22 de junho.", date(2026, 6, 23)),
            ("6月22日まで不在です。", date(2026, 6, 23)),
            ("我在6月22日之前不在办公室。", date(2026, 6, 22)),  # before that day
            ("6월 22일까지 부재중입니다.", date(2026, 6, 23)),
        ],
    )
    def test_a_plain_until_is_read_in_each_language(self, text: str, day: date) -> None:
        assert returns_on(text) == day

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("Absent jusqu'au 22/06. Retour le 23/06.", date(2026, 6, 23)),
            ("Absent du 15 au 19 juin. Reprise le lundi 22 juin.", date(2026, 6, 22)),
            ("Urlaub bis 19.06. Ab dem 22.06. bin ich wieder für Sie da.", date(2026, 6, 22)),
            ("I am away 15-19 June. Return date: 22 June", date(2026, 6, 22)),
            ("I am away. Back: Mon 22 June", date(2026, 6, 22)),
            ("I am away. Back in the office Monday, 22 June.", date(2026, 6, 22)),
            ("I am away until 19 June, and back at work 22 June.", date(2026, 6, 22)),
            ("I am on leave, and return to work Monday, 22 June.", date(2026, 6, 22)),
            ("I will return to the office 22 June.", date(2026, 6, 22)),
            ("Fuera del 15 al 19 de junio, regreso el lunes 22 de junio.", date(2026, 6, 22)),
            ("Férias de 15 a 19 de junho. Retorno no dia 22 de junho.", date(2026, 6, 22)),
            ("6月19日まで休業、6月22日(月)より通常営業いたします。", date(2026, 6, 22)),
            ("出差至6月19日，6月22日恢复上班。", date(2026, 6, 22)),
            ("6월 19일까지 휴가, 복귀일: 6월 22일", date(2026, 6, 22)),
            ("I am out of office until 22 June, that is through 22 June.", date(2026, 6, 23)),
            ("I am away until 19 June or through 22 June.", None),
            ("I am on leave from 15 June.", None),
            ("Ab dem 15. Juni bin ich im Urlaub.", None),  # it begins then
            ("将于6月15日开始休假。", None),
            ("我6月22日前往北京出差。", None),  # a word that begins as one of these
            ("不在にしております。6月22日までにご返信いたします。", None),
            ("6月15日(月)～19日(金)は休暇です。22日(月)より出社いたします。", date(2026, 6, 22)),
            ("6월 15일부터 19일까지 휴가이며 22일에 출근합니다.", date(2026, 6, 22)),
            ("6月15日から5日間休暇です。", None),
            ("6月29日から3日まで休暇です。", None),  # it ends in another month
            ("I am away June 15 to 22 July.", date(2026, 7, 23)),
            ("I am away. Room 15 and 22 June are nice.", None),
            ("I am away June 22-15.", None),
            ("I am away. We are open to 22 June.", None),  # no first day
            ("I am away through 31 December 2100.", None),  # the next day is not known
        ],
    )
    def test_other_words_of_an_absence_do_not_hide_the_day_of_return(self, text: str, day: date | None) -> None:
        assert returns_on(text) == day

    def test_a_return_day_in_the_subject_counts(self) -> None:
        assert returns_on("Sorry.", "Out of office until 12 June 2026") == date(2026, 6, 12)

    def test_what_is_not_clear_is_pointed_at(self) -> None:
        answer = read_mail(away("I am away. Back on 06/12/2026."), case())
        assert codes(answer)[-1] == "no-single-day"
        (point,) = answer.to_decide
        assert (point.code, point.words, point.day) == ("unclear-date", "06/12/2026", None)
        assert answer.text[point.start : point.end] == "06/12/2026"


class TestDates:
    """Which day a date means, and where it stands."""

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("12 June 2026", date(2026, 6, 12)),
            ("12th of June, 2026", date(2026, 6, 12)),
            ("June 12", date(2026, 6, 12)),
            ("Sept. 4, 2026", date(2026, 9, 4)),
            ("2026/6/12", date(2026, 6, 12)),
            ("2026.06.12", date(2026, 6, 12)),
            ("12.06.26", date(2026, 6, 12)),
            ("12. 6.", date(2026, 6, 12)),
            ("12-JUN-2026", date(2026, 6, 12)),
            ("12\u00a0June", date(2026, 6, 12)),
            ("12. Juni", date(2026, 6, 12)),
            ("12\njuin", date(2026, 6, 12)),
            ("2026年6月12日", date(2026, 6, 12)),
            ("2026년 6월 12일", date(2026, 6, 12)),
            ("面接 6/12", date(2026, 6, 12)),
            ("1/13/2026", date(2026, 1, 13)),
            ("13/1", date(2027, 1, 13)),
            ("13/04/2025", date(2025, 4, 13)),
            ("12\u202fjuin", date(2026, 6, 12)),
            ("令和7年6月12日", date(2025, 6, 12)),  # the seventh year of Reiwa
            ("1 May 1970", date(1970, 5, 1)),
            ("1 May 2100", date(2100, 5, 1)),
        ],
    )
    def test_a_date_in_a_mail_is_found(self, text: str, day: date) -> None:
        whole = f"by {text} at last"
        (found,) = find_dates(whole, date(2026, 6, 5))
        assert found.day == day
        assert whole[found.start : found.end] == text.removeprefix("面接 ")

    def test_a_leap_day_may_be_four_years_away(self) -> None:
        (found,) = find_dates("29 February", date(2024, 3, 1))
        assert found.day == date(2028, 2, 29)

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("面" + " " * 39 + "6/12", date(2026, 6, 12)),
            ("面" + " " * 40 + "6/12", None),  # 12 June, or 6 December
            ("6/12" + " " * 35 + "面", date(2026, 6, 12)),
            ("6/12" + " " * 36 + "面", None),
            ("6/12面接" + " a" * 40, date(2026, 6, 12)),
        ],
    )
    def test_the_month_comes_first_where_such_a_script_is_within_forty_characters(
        self, text: str, day: date | None
    ) -> None:
        (found,) = find_dates(text, date(2026, 6, 5))
        assert found.day == day

    @pytest.mark.parametrize(
        "text",
        ["May 2026", "10.11.12.13", "June 10:30", "24/7/365", "1/2/3/4", "99/99", "32 May 2026", "1.2.3", "50 June"],
    )
    def test_a_text_that_resembles_a_date_is_none(self, text: str) -> None:
        assert find_dates(text, date(2026, 6, 5)) == []

    def test_of_many_dates_fifty_are_found(self) -> None:
        assert len(find_dates("12 June 2026, " * 60, date(2026, 6, 5))) == 50

    def test_a_date_in_a_year_that_the_library_does_not_know_is_none(self) -> None:
        assert find_dates("1 May 1901", date(2026, 6, 5)) == []


class TestTables:
    def test_each_language_says_how_it_names_a_return_and_the_last_day(self) -> None:
        assert sorted(RETURN) == sorted(LAST_DAY) == sorted(EIGHT)
        assert sorted({*UNTIL, "ja", "ko"}) == sorted(EIGHT)

    def test_words_are_written_as_they_are_compared(self) -> None:
        rows = [*RETURN.values(), *LAST_DAY.values(), *(Beside(row.before, row.after) for row in UNTIL.values())]
        for row in rows:
            assert [word for word in (*row.before, *row.after) if word != folded(word)] == []

    @pytest.mark.parametrize("language", ["de", "en", "es", "fr", "pt"])
    def test_the_months_are_those_of_cldr(self, language: str) -> None:
        """An oracle: Babel knows the names of months."""
        names = pytest.importorskip("babel.dates").get_month_names("wide", "format", language)
        for number, name in names.items():
            (found,) = find_dates(f"12 {name} 2026", date(2026, 6, 5))
            assert found.day == date(2026, number, 12)
