"""Automatic answers: who is away, until when, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from followup_rules import FollowUpSent, MessageSent, OutOfOfficeReceived, ReplyReceived
from followup_rules.inbox import Certainty, Incoming, _reports, _text, read_mail
from followup_rules.inbox._automatic import AWAY, RETURN_AFTER, RETURN_BEFORE, SUBJECTS, UNTIL_AFTER, UNTIL_BEFORE
from followup_rules.inbox._dates import find_dates
from followup_rules.inbox._phrases import folded
from mails import FOLLOW_UP_ID, away, case, mail
from support import HR, LEAD, at, utc

SENT = FollowUpSent(at=at("2026-06-05 09:00"), to=["hr"], message_id=FOLLOW_UP_ID)
OUT = "I am out of the office."


def codes(answer: Incoming) -> list[str]:
    return [reason.code for reason in answer.reasons]


def returns_on(text: str, subject: str = "Automatic reply: Your interview") -> date | None:
    event = read_mail(away(text, subject), case()).event
    assert isinstance(event, OutOfOfficeReceived)
    return event.returns_on


class TestWhatIsOne:
    """G20: an out-of-office reply is not an answer (RFC 3834, and what mail programs really send)."""

    def test_it_is_an_absence(self) -> None:
        answer = read_mail(away("I am out of the office and will be back on 12 June 2026."), case(SENT))
        assert answer.event == OutOfOfficeReceived(
            at=utc("2026-06-05 01:00"), sender="hr", returns_on=date(2026, 6, 12)
        )
        assert answer.certainty is Certainty.CERTAIN
        assert codes(answer) == ["automatic-answer", "away", "from-contact", "returns-on"]
        assert str(answer) == (
            "Out of office from hr, back on 12 June 2026 (certain). It is an automatic answer: Auto-Submitted: "
            "auto-replied. It says that somebody is out of office. It is from Hanako Sato. It names one day of return, "
            "12 June 2026."
        )

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("Auto-Submitted", "auto-replied"),
            ("Auto-Submitted", "Auto-Replied; owner-email=sato@example.com"),
            ("Auto-Submitted", "auto-notified"),
            ("X-Autoreply", "yes"),
            ("X-Autorespond", "vacation"),
            ("X-Auto-Reply-From", "sato@example.com"),
            ("Precedence", "auto_reply"),
            ("X-Apple-Action", "VACATION"),
            ("Auto-Submitted", "auto-generated (vacation)"),
            ("Auto-Submitted", f"auto-generated\nIn-Reply-To: {FOLLOW_UP_ID}"),
        ],
    )
    def test_a_header_shows_it(self, name: str, value: str) -> None:
        raw = mail(OUT, Subject="Re: Your interview", **{name: value})
        answer = read_mail(raw, case())
        assert isinstance(answer.event, OutOfOfficeReceived)
        assert answer.certainty is Certainty.CERTAIN

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("X-Auto-Response-Suppress", "All"),
            ("X-MS-Exchange-Inbox-Rules-Loop", "sato@example.com"),
            ("Precedence", "bulk"),
            ("Return-Path", "<>"),
            ("Auto-Submitted", "auto-generated"),
        ],
    )
    def test_a_weaker_header_and_the_subject_show_it(self, name: str, value: str) -> None:
        answer = read_mail(mail(OUT, Subject="Automatic reply: Your interview", **{name: value}), case())
        assert isinstance(answer.event, OutOfOfficeReceived)
        assert answer.certainty is Certainty.CERTAIN
        assert not isinstance(
            read_mail(mail(OUT, Subject="Re: Your interview", **{name: value}), case()).event, OutOfOfficeReceived
        )

    @pytest.mark.parametrize(
        "subject",
        [
            "Out of Office: Your interview",
            "Out of office",
            "Out of Office Re: Your interview",
            "AUTO: Hanako Sato (absent)",
            "[EXTERNAL] Automatic reply: Your interview",
            "Abwesenheitsnotiz: Ihr Gespräch",
            "Automatische Antwort: Ihr Gespräch",
            "Réponse automatique : Votre entretien",
            "Respuesta automática: Su entrevista",
            "Resposta automática: Sua entrevista",
            "自動応答: 面接",
            "【不在通知】佐藤",
            "自动回复：面试",
            "자동 회신: 면접",
            "부재중: 면접",
        ],
    )
    def test_the_subject_alone_makes_it_likely(self, subject: str) -> None:
        answer = read_mail(mail(f"{OUT} {subject}", Subject=subject), case())
        assert isinstance(answer.event, OutOfOfficeReceived)
        assert answer.certainty is Certainty.LIKELY

    @pytest.mark.parametrize(
        "text",
        [
            "Ich bin derzeit nicht im Büro.",
            "Je suis absente cette semaine.",
            "Estoy de vacaciones.",
            "Estou de férias.",
            "出張しております。",
            "我正在休假。",
            "휴가 중입니다.",
            "I am currently away.",
            "I will be traveling, with intermittent access to email.",
        ],
    )
    def test_it_says_away_in_each_language(self, text: str) -> None:
        assert isinstance(read_mail(away(text, "Re: Mail"), case()).event, OutOfOfficeReceived)

    def test_apples_says_so_by_its_header(self) -> None:
        answer = read_mail(mail("I'm only sleeping.", Subject="Re: x", X_Apple_Action="VACATION"), case())
        assert isinstance(answer.event, OutOfOfficeReceived)


class TestWhatIsNone:
    """No reply of a person is taken for an automatic one, and no acknowledgement for an absence (G26)."""

    @pytest.mark.parametrize(
        "text",
        [
            "Thank you for your application.",
            "We have received your documents and decide by 26 June. In the absence of an answer, look elsewhere.",
            "お問い合わせありがとうございます。6月26日までにご連絡いたします。",
            "Wir haben Ihre Bewerbung erhalten und melden uns bis zum 26. Juni.",
            "En l'absence de réponse jusqu'au 26 juin, votre candidature n'est pas retenue.",
            "En ausencia de respuesta hasta el 26 de junio, damos por cerrado el proceso.",
            "Recebemos sua candidatura e daremos retorno até 26 de junho.",
            "感谢您的申请，我们会在6月26日之前答复。",
            "지원해 주셔서 감사합니다. 6월 26일까지 연락드리겠습니다.",
        ],
    )
    def test_an_acknowledgement(self, text: str) -> None:
        answer = read_mail(away(text, "Automatic reply: Your application"), case())
        assert (answer.event, codes(answer)) == (None, ["automatic-answer", "not-about-absence"])

    @pytest.mark.parametrize(
        ("subject", "headers"),
        [
            ("Re: Out of office: Your interview", {}),
            ("[회신] 부재중: 면접", {}),
            ("AW: Automatische Antwort: Ihr Gespräch", {}),
            ("Your interview", {"Auto-Submitted": "no"}),
            ("Your interview", {"X-Auto-Response-Suppress": "All"}),
            ("Your interview", {"X-Autoreply": "no"}),
            ("Automatic reply: how we write ours", {}),  # and nobody is away
        ],
    )
    def test_a_person_wrote_it(self, subject: str, headers: dict[str, str]) -> None:
        answer = read_mail(mail("Here is the news.", Subject=subject, **headers), case())
        assert isinstance(answer.event, ReplyReceived)

    def test_a_person_writes_of_an_absence(self) -> None:
        text = "I am out of the office next week. Could you send the references today?"
        assert isinstance(read_mail(mail(text, Subject="Out of office next week"), case()).event, ReplyReceived)

    def test_an_absence_that_a_person_quotes(self) -> None:
        text = "Thank you for your patience.\n\n> I am out of the office until 12 June 2026."
        answer = read_mail(away(text), case())
        assert codes(answer) == ["automatic-answer", "not-about-absence"]

    def test_a_notification_of_a_system(self) -> None:
        raw = mail("Unfortunately, ...", Auto_Submitted="auto-generated", Subject="Your application")
        answer = read_mail(raw, case())
        assert (answer.event, codes(answer)) == (None, ["machine"])
        assert [point.code for point in answer.to_decide] == ["rejection"]
        stranger = read_mail(raw.replace(b"sato@", b"jobs@"), case())
        assert (stranger.event, codes(stranger), stranger.to_decide) == (None, ["machine"], ())


class TestWhoIsAway:
    def test_an_alias_answers_the_one_to_whom_the_mail_went(self) -> None:
        raw = away(OUT, From="h.sato@mail.example.com", In_Reply_To=FOLLOW_UP_ID)
        answer = read_mail(raw, case(SENT))
        assert answer.event == OutOfOfficeReceived(at=utc("2026-06-05 01:00"), sender="hr")
        assert (answer.certainty, codes(answer)[2]) == (Certainty.LIKELY, "known-thread")

    @pytest.mark.parametrize("events", [(), (SENT.replace(to=["hr", "lead"]),)])
    def test_nobody_knows_who(self, events: tuple[FollowUpSent, ...]) -> None:
        answer = read_mail(away(OUT, From="jobs@example.com", In_Reply_To=FOLLOW_UP_ID), case(*events))
        assert (answer.event, codes(answer)) == (None, ["automatic-answer", "unknown-sender"])

    def test_without_a_sender(self) -> None:
        answer = read_mail(away(OUT, From=None), case(SENT))
        assert (answer.event, codes(answer)) == (None, ["automatic-answer", "no-sender"])

    def test_one_of_those_who_share_a_mailbox(self) -> None:
        people = (HR.replace(email="hiring@example.com"), LEAD.replace(email="hiring@example.com"))
        event = read_mail(away(OUT, From="Ken Ito <hiring@example.com>"), case(contacts=people)).event
        assert isinstance(event, OutOfOfficeReceived)
        assert event.sender == "lead"

    @pytest.mark.parametrize("submitted", ["auto-replied", "no"])
    def test_the_candidates_own(self, submitted: str) -> None:
        raw = away(OUT, From="mei@example.com", To="sato@example.com", Auto_Submitted=submitted)
        answer = read_mail(raw, case())
        assert (answer.event, codes(answer)) == (None, ["own-automatic"])

    def test_somebody_who_left(self) -> None:
        answer = read_mail(away("I am away: I am no longer with the company.", From="sato@example.com"), case())
        assert [(point.code, point.words) for point in answer.to_decide] == [("left-company", "no longer with")]


class TestDayOfReturn:
    """The day of return, where a single unambiguous date is named. The mail is of 5 June 2026."""

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("I am away. I will be back on 12 June 2026.", date(2026, 6, 12)),
            ("I am away from 3 June to 11 June and will be back on June 12th, 2026.", date(2026, 6, 12)),
            ("I am on leave, returning Friday, 12 June.", date(2026, 6, 12)),
            ("I am away until 12 June.", date(2026, 6, 12)),
            ("I am out of office from 8 June through 12 June 2026", date(2026, 6, 12)),
            ("I am away. Back on 2 January.", date(2027, 1, 2)),  # the next one
            ("I am away. Back on 5 June.", date(2026, 6, 5)),
            ("I am away. Back on 13/06/2026.", date(2026, 6, 13)),
            ("I am away. Back on 06/06/2026.", date(2026, 6, 6)),
            ("I am away. Back on 2026-06-12.", date(2026, 6, 12)),
            ("Ich bin nicht im Büro und ab dem 12.06.2026 wieder erreichbar.", date(2026, 6, 12)),
            ("Ich bin bis zum 12. Juni 2026 abwesend.", date(2026, 6, 12)),
            ("Ich bin abwesend. Am Freitag, den 12.6. bin ich wieder da: 12.6. wieder da", date(2026, 6, 12)),
            ("Je suis absent, de retour le vendredi 12 juin 2026.", date(2026, 6, 12)),
            ("Je suis absente jusqu'au 1er juillet.", date(2026, 7, 1)),
            ("Estoy fuera de la oficina hasta el 12 de junio de 2026.", date(2026, 6, 12)),
            ("Estoy de vacaciones. Regreso el lunes 15 de junio.", date(2026, 6, 15)),
            ("Estou de férias até 12 de junho de 2026.", date(2026, 6, 12)),
            ("Estou ausente. Retorno em 12/06/2026, ausente desde 01/06/2026.", None),  # 12 June or 6 December
            ("6月12日(金)に復帰いたします。不在にしております。", date(2026, 6, 12)),
            ("休暇のため、２０２６年６月１２日まで不在です。", date(2026, 6, 12)),
            ("令和8年6月12日まで休暇をいただきます。", date(2026, 6, 12)),
            ("我正在休假，将于6月12日返回。", date(2026, 6, 12)),
            ("6월 12일까지 휴가입니다.", date(2026, 6, 12)),
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
    def test_it_is_read(self, text: str, day: date | None) -> None:
        assert returns_on(text) == day

    def test_the_subject_counts(self) -> None:
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
            ("12. Juni", date(2026, 6, 12)),
            ("12\njuin", date(2026, 6, 12)),
            ("2026年6月12日", date(2026, 6, 12)),
            ("2026년 6월 12일", date(2026, 6, 12)),
            ("面接 6/12", date(2026, 6, 12)),
            ("1/13/2026", date(2026, 1, 13)),
            ("13/1", date(2027, 1, 13)),
        ],
    )
    def test_it_is_found(self, text: str, day: date) -> None:
        whole = f"by {text} at last"
        (found,) = find_dates(whole, date(2026, 6, 5))
        assert found.day == day
        assert whole[found.start : found.end] == text.removeprefix("面接 ")

    @pytest.mark.parametrize(
        "text",
        ["May 2026", "10.11.12.13", "June 10:30", "24/7/365", "1/2/3/4", "99/99", "32 May 2026", "1.2.3", "50 June"],
    )
    def test_it_is_no_date(self, text: str) -> None:
        assert find_dates(text, date(2026, 6, 5)) == []

    def test_no_more_than_fifty(self) -> None:
        assert len(find_dates("12 June 2026, " * 60, date(2026, 6, 5))) == 50

    def test_years_that_the_library_does_not_know(self) -> None:
        assert find_dates("1 May 1901", date(2026, 6, 5)) == []


class TestMailToMany:
    """Nothing for newsletters."""

    @pytest.mark.parametrize(
        ("headers", "shown"),
        [
            ({"List-Id": "<news.example.com>"}, "List-Id"),
            ({"Precedence": "bulk"}, "Precedence: bulk"),
            ({"Precedence": "list"}, "Precedence: list"),
            ({"List-Unsubscribe": "<https://example.com>"}, "List-Unsubscribe"),
        ],
    )
    def test_it_is_nothing(self, headers: dict[str, str], shown: str) -> None:
        answer = read_mail(mail("Unfortunately, ...", From="news@example.net", **headers), case())
        assert (answer.event, codes(answer), answer.to_decide) == (None, ["newsletter"], ())
        assert shown in str(answer)

    def test_that_of_a_contact_is_pointed_at(self) -> None:
        """A system may send a rejection so."""
        answer = read_mail(mail("Unfortunately, we regret.", Precedence="bulk"), case())
        assert (answer.event, codes(answer)) == (None, ["newsletter"])
        assert [point.words for point in answer.to_decide] == ["Unfortunately", "we regret"]

    def test_a_recruiters_tool_adds_a_way_to_unsubscribe(self) -> None:
        answer = read_mail(mail("Hello", List_Unsubscribe="<https://example.com>"), case())
        assert isinstance(answer.event, ReplyReceived)

    def test_the_candidates_own_mail_to_a_list_is_one_to_a_contact(self) -> None:
        raw = mail("Hello", From="mei@example.com", To="sato@example.com", List_Unsubscribe="<https://example.com>")
        assert isinstance(read_mail(raw, case()).event, MessageSent)


class TestTables:
    """Each of our languages has its words, as a person would look them up."""

    EIGHT = ("de", "en", "es", "fr", "ja", "ko", "pt", "zh")

    @pytest.mark.parametrize(
        "table",
        [SUBJECTS, AWAY, _reports._SUBJECTS, _text._ORIGINALS, _text._FROM, _text._SENT, _text._WROTE],
        ids=["subjects", "away", "reports", "originals", "from", "sent", "wrote"],
    )
    def test_each_language_has_words(self, table: dict[str, tuple[str, ...]]) -> None:
        assert sorted(table) == sorted(self.EIGHT)
        assert all(table.values())

    @pytest.mark.parametrize("tables", [(RETURN_BEFORE, RETURN_AFTER), (UNTIL_BEFORE, UNTIL_AFTER)])
    def test_each_language_has_words_beside_a_date(self, tables: tuple[dict[str, tuple[str, ...]], ...]) -> None:
        assert sorted({language for table in tables for language in table}) == sorted(self.EIGHT)

    def test_words_are_written_as_they_are_compared(self) -> None:
        for table in (SUBJECTS, AWAY, RETURN_BEFORE, RETURN_AFTER, UNTIL_BEFORE, UNTIL_AFTER):
            for words in table.values():
                assert [word for word in words if word != folded(word)] == []

    @pytest.mark.parametrize("language", ["de", "en", "es", "fr", "pt"])
    def test_the_months_are_those_of_cldr(self, language: str) -> None:
        """An oracle: Babel knows the names of months."""
        names = pytest.importorskip("babel.dates").get_month_names("wide", "format", language)
        for number, name in names.items():
            (found,) = find_dates(f"12 {name} 2026", date(2026, 6, 5))
            assert found.day == date(2026, number, 12)
