"""Automatic answers: who is away, until when, and what only looks like one."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pytest

from events import follow_up
from followup_rules import FollowUpSent, MessageSent, OutOfOfficeReceived, ReplyReceived
from followup_rules.inbox import Certainty, _reports, _text, read_mail
from followup_rules.inbox._absence import AWAY, AWAY_WITH_DATE
from followup_rules.inbox._automatic import SUBJECTS
from followup_rules.inbox._phrases import folded
from mails import EIGHT, FOLLOW_UP_ID, away, case, codes, mail
from support import HR, LEAD, utc

SENT = follow_up("2026-06-05 09:00", "hr", message_id=FOLLOW_UP_ID)
OUT = "I am out of the office."


class TestWhatIsOne:
    """G20: an out-of-office reply is not an answer (RFC 3834, and what mail programs really send)."""

    def test_an_automatic_answer_is_an_absence(self) -> None:
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
            ("Auto-Submitted", "auto-generated (Vacation)"),
            ("Auto-Submitted", f"auto-generated\nIn-Reply-To: {FOLLOW_UP_ID}"),
        ],
    )
    def test_a_header_shows_an_automatic_answer(self, name: str, value: str) -> None:
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
            ("Precedence", "junk"),
            ("Return-Path", "<>"),
            ("Auto-Submitted", "auto-generated"),
        ],
    )
    def test_a_weaker_header_and_the_subject_show_an_automatic_answer(self, name: str, value: str) -> None:
        answer = read_mail(mail(OUT, Subject="Automatic reply: Your interview", **{name: value}), case())
        assert isinstance(answer.event, OutOfOfficeReceived)
        assert answer.certainty is Certainty.CERTAIN
        assert not isinstance(
            read_mail(mail(OUT, Subject="Re: Your interview", **{name: value}), case()).event, OutOfOfficeReceived
        )

    @pytest.mark.parametrize(
        ("subject", "headers", "shown"),
        [
            ("Your interview", {"X-Apple-Action": "VACATION"}, "X-Apple-Action: VACATION"),
            ("Your interview", {"Auto-Submitted": "auto-generated (vacation)"}, "Auto-Submitted: auto-generated"),
            ("Automatic reply: Your interview", {}, "its subject"),
            (
                "Out of office until 12 June",
                {"X-Auto-Response-Suppress": "All"},
                "its subject, and headers that automatic answers have",
            ),
        ],
    )
    def test_an_answer_says_what_shows_that_it_is_automatic(
        self, subject: str, headers: dict[str, str], shown: str
    ) -> None:
        answer = read_mail(mail(OUT, Subject=subject, **headers), case())
        assert isinstance(answer.event, OutOfOfficeReceived)
        assert f" It is an automatic answer: {shown}. " in str(answer)

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
    def test_the_subject_alone_makes_an_automatic_answer_likely(self, subject: str) -> None:
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
    def test_an_absence_is_known_by_its_words_in_each_language(self, text: str) -> None:
        assert isinstance(read_mail(away(text, "Re: Mail"), case()).event, OutOfOfficeReceived)

    TELEGRAPH: ClassVar = {
        "en": (
            "Annual leave 15-26 June.",
            "Leave: 15 June to 26 June.",
            "Absent from 15 to 26 June.",
            "Out until 26 June.",
            "On a business trip until Friday.",
            "Currently on parental leave.",
            "On paternity leave, back in September.",
            "Our offices are closed from 21 December to 2 January.",
            "Company holidays from 3 to 21 August.",
            "Closed from 3 to 21 August.",
            "Summer shutdown 3-21 August.",
            "Unavailable until 26 June.",
            "On PTO this week.",
            "OOO until 26 June",
        ),
        "de": (
            "Urlaub 15.-26. Juni.",
            "Urlaub vom 15.06. bis 26.06.2026",
            "Bin bis 26.06. auf Dienstreise.",
            "Auf Geschäftsreise.",
            "Ich bin in Elternzeit.",
            "Ich bin im Mutterschutz.",
            "Betriebsferien vom 3. bis 21. August.",
            "Unser Büro ist vom 21.12. bis 2.1. geschlossen.",
            "Abwesenheit: 15.06. bis 26.06.",
            "Bis 26.06. nicht erreichbar.",
        ),
        "fr": (
            "Absent jusqu'au 22/06. Retour le 23/06.",
            "Absente jusqu’au 22/06.",
            "Absence du 12/06/2026 au 22/06/2026.",
            "Actuellement en déplacement jusqu'au 19 juin.",
            "Fermeture annuelle de l'entreprise du 3 au 21 août",
            "Fermeture annuelle … du 3 au 21 août",
            "Congés du 15 au 26 juin.",
            "Absent du 15 au 26 juin.",
            "L'entreprise sera fermée du 3 au 21 août.",
            "En congé parental jusqu'en septembre.",
            "En arrêt maladie.",
            "Indisponible du 15 au 26 juin.",
        ),
        "es": (
            "Vacaciones del 15 al 26 de junio.",
            "Ausencia del 15 al 26 de junio.",
            "Estoy de viaje hasta el 19 de junio.",
            "En viaje de trabajo.",
            "Cerrado por vacaciones del 3 al 21 de agosto.",
            "De permiso de paternidad.",
            "De baja por maternidad.",
            "Fuera hasta el 19 de junio.",
        ),
        "pt": (
            "Férias de 15 a 26 de junho.",
            "Ausência de 15 a 26 de junho.",
            "Em viagem a trabalho até 19 de junho.",
            "Férias coletivas de 21 de dezembro a 2 de janeiro.",
            "Encerrado para férias.",
            "Recesso de 21 de dezembro a 2 de janeiro.",
            "Em licença-maternidade.",
            "Fora até 19 de junho.",
        ),
        "ja": (
            "6/15~6/26 休暇",
            "夏季休業：8月3日～8月7日",
            "6月19日まで出張。",
            "育休中です。",
            "年末年始：12月29日から1月3日まで休みます。",
        ),
        "zh": (
            "6月15日至26日休假",
            "出差至6月19日",
            "正在休产假。",
            "公司10月1日至7日放假。",
            "不在公司，6月26日回来。",
        ),
        "ko": ("6월 15일~26일 휴가", "6월 19일까지 출장", "육아휴직 중입니다.", "8월 3일부터 7일까지 하계 휴무입니다."),
    }

    @pytest.mark.parametrize("text", [text for texts in TELEGRAPH.values() for text in texts])
    def test_an_absence_is_known_by_few_words(self, text: str) -> None:
        answer = read_mail(away(text, "Re: Your interview"), case())
        assert isinstance(answer.event, OutOfOfficeReceived)
        assert answer.certainty is Certainty.CERTAIN

    def test_an_absence_is_known_by_few_words_of_each_language(self) -> None:
        assert sorted(self.TELEGRAPH) == sorted(EIGHT)

    def test_an_absence_is_known_by_its_subject(self) -> None:
        answer = read_mail(away("", "Réponse automatique : Absent jusqu'au 22/06"), case())
        assert answer.event == OutOfOfficeReceived(
            at=utc("2026-06-05 01:00"), sender="hr", returns_on=date(2026, 6, 23)
        )

    def test_the_absence_of_apple_mail_is_known_by_its_header(self) -> None:
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
            "In the absence of an answer until 26 June, we will close your application.",
            "Na ausência de resposta até 26 de junho, encerramos o processo.",
            "Nous vous ferons un retour d'ici le 26 juin.",
            "Applications are open until 26 June; our office is closed at weekends.",
            "Applications are open until 26 June. Our holidays do not count.",
            "Ihre Bewerbung wird bis zum 26. Juni geprüft. Urlaubstage nennen wir im Gespräch.",
            "Thank you. The role is based out of our Berlin office, and interviews run from 15 to 26 June.",
            "Las entrevistas serán del 15 al 26 de junio fuera del horario laboral.",
            "Los gastos de viaje se abonan. Responderemos hasta el 26 de junio.",
            "休業日にいただいたお問い合わせは、6月26日までにご返信いたします。",
            "휴무일에는 답변이 늦어질 수 있습니다. 6월 26일까지 연락드리겠습니다.",
            "Recebemos sua candidatura e daremos retorno até 26 de junho.",
            "感谢您的申请，我们会在6月26日之前答复。",
            "지원해 주셔서 감사합니다. 6월 26일까지 연락드리겠습니다.",
        ],
    )
    def test_an_acknowledgement_is_no_absence(self, text: str) -> None:
        answer = read_mail(away(text, "Automatic reply: Your application"), case())
        assert (answer.event, codes(answer)) == (None, ["automatic-answer", "not-about-absence"])

    @pytest.mark.parametrize(
        ("subject", "headers"),
        [
            ("Re: Out of office: Your interview", {}),
            ("[회신] 부재중: 면접", {}),
            ("AW: Automatische Antwort: Ihr Gespräch", {}),
            ("Your interview", {"Auto-Submitted": "no"}),
            ("Your interview", {"Auto-Submitted": "no (sent by a person)"}),
            ("Your interview", {"Auto-Submitted": "\n no"}),
            ("Your interview", {"Auto-Submitted": "none"}),
            ("Your interview", {"X-Auto-Response-Suppress": "All"}),
            ("Your interview", {"X-Autoreply": "no"}),
            ("Your interview", {"X-Autoreply": "false"}),
            ("Automatic reply: how we write ours", {}),  # and nobody is away
        ],
    )
    def test_a_mail_that_a_person_wrote_is_no_automatic_answer(self, subject: str, headers: dict[str, str]) -> None:
        answer = read_mail(mail("Here is the news.", Subject=subject, **headers), case())
        assert isinstance(answer.event, ReplyReceived)

    def test_a_person_who_writes_of_an_absence_replies(self) -> None:
        text = "I am out of the office next week. Could you send the references today?"
        assert isinstance(read_mail(mail(text, Subject="Out of office next week"), case()).event, ReplyReceived)

    def test_an_automatic_answer_that_quotes_an_absence_is_no_absence(self) -> None:
        text = "Thank you for your patience.\n\n> I am out of the office until 12 June 2026."
        answer = read_mail(away(text), case())
        assert codes(answer) == ["automatic-answer", "not-about-absence"]

    def test_a_person_knows_better_of_what_looks_like_an_automatic_answer(self) -> None:
        """No words for an absence are found, and a person reads that it is one."""
        answer = read_mail(away("Gone fishing! See you on 12 June."), case())
        assert (answer.event, codes(answer)) == (None, ["automatic-answer", "not-about-absence"])
        assert [(point.code, point.words, point.day) for point in answer.to_decide] == [
            ("return-day", "12 June", date(2026, 6, 12))
        ]
        assert answer.as_kind(OutOfOfficeReceived) == OutOfOfficeReceived(at=utc("2026-06-05 01:00"), sender="hr")
        assert answer.as_kind(OutOfOfficeReceived, returns_on=answer.to_decide[0].day) == OutOfOfficeReceived(
            at=utc("2026-06-05 01:00"), sender="hr", returns_on=date(2026, 6, 12)
        )

    def test_a_person_knows_better_of_an_absence_of_an_alias(self) -> None:
        raw = away("Gone fishing!", From="h.sato@mail.example.com", In_Reply_To=FOLLOW_UP_ID)
        assert read_mail(raw, case(SENT)).as_kind(OutOfOfficeReceived).sender == "hr"
        assert read_mail(raw, case()).as_kind(OutOfOfficeReceived, sender="lead").sender == "lead"

    def test_a_notification_of_a_system_is_no_event(self) -> None:
        raw = mail("Unfortunately, no other decision.", Auto_Submitted="auto-generated", Subject="Your application")
        answer = read_mail(raw, case())
        assert (answer.event, codes(answer)) == (None, ["machine"])
        assert "(Auto-Submitted: auto-generated)" in str(answer)
        assert [point.code for point in answer.to_decide] == ["rejection"]
        stranger = read_mail(raw.replace(b"sato@", b"jobs@"), case())
        assert (stranger.event, codes(stranger), stranger.to_decide) == (None, ["machine"], ())

    def test_of_a_header_only_forty_characters_are_shown(self) -> None:
        answer = read_mail(mail("Hello", Auto_Submitted="a" * 30 + "b" * 30), case())
        assert f"(Auto-Submitted: {'a' * 30}{'b' * 10})" in str(answer)


class TestAcknowledgements:
    """G26: an automatic acknowledgement is no answer, and no absence either."""

    @pytest.mark.parametrize(
        "text",
        [
            "We have your application and will be back in touch within two weeks.",
            "If you don't hear back on this, please be patient.",
            "En l'absence de retour de notre part sous trois semaines, votre candidature n'est pas retenue.",
            "Sans nouvelles et pas de retour d'ici le 26 juin, vous pouvez nous relancer.",
            "Wir kommen auf Sie zurück am Ende des Verfahrens.",
            "夏季休業・年末年始を除き、3営業日以内にご返信いたします。",
            "ご不在の場合は改めてご連絡いたします。",
            "담당자 부재 시 다시 연락드리겠습니다.",
            "Em caso de ausência de resposta até 26 de junho, considere o processo encerrado.",
            "Travelling expenses are refunded.",
        ],
    )
    def test_an_acknowledgement_that_speaks_of_coming_back_is_no_absence(self, text: str) -> None:
        assert read_mail(away(text), case()).event is None


class TestWhatIsLeftToDecide:
    """A date in an automatic answer is no decision of theirs; what is clear is not asked."""

    @pytest.mark.parametrize(
        ("text", "points"),
        [
            ("I am away. Back on 12 June. In urgent cases, call on 9 June.", []),
            ("I am away. The office party is on 12 June.", [("return-day", "12 June")]),
            ("I am away. Back on 06/12/2026.", [("unclear-date", "06/12/2026")]),
            ("Unfortunately, I am away. Could you call on Friday?", [("unclear-date", "on Friday")]),
            ("Unfortunately, I am away. Back on 12 June. Could you call on Friday?", []),
        ],
    )
    def test_what_is_left_to_decide_of_an_absence_is_the_return(self, text: str, points: list[tuple[str, str]]) -> None:
        answer = read_mail(away(text), case())
        assert [(point.code, point.words) for point in answer.to_decide] == points


class TestWhoIsAway:
    def test_an_alias_answers_the_one_to_whom_the_mail_went(self) -> None:
        raw = away(OUT, From="h.sato@mail.example.com", In_Reply_To=FOLLOW_UP_ID)
        answer = read_mail(raw, case(SENT))
        assert answer.event == OutOfOfficeReceived(at=utc("2026-06-05 01:00"), sender="hr")
        assert (answer.certainty, codes(answer)[2]) == (Certainty.LIKELY, "known-thread")

    @pytest.mark.parametrize("events", [(), (SENT.replace(to=["hr", "lead"]),)])
    def test_an_absence_of_nobody_known_is_no_event(self, events: tuple[FollowUpSent, ...]) -> None:
        answer = read_mail(away(OUT, From="jobs@example.com", In_Reply_To=FOLLOW_UP_ID), case(*events))
        assert (answer.event, codes(answer)) == (None, ["automatic-answer", "unknown-sender"])

    def test_an_automatic_answer_without_a_sender_is_no_event(self) -> None:
        answer = read_mail(away(OUT, From=None), case(SENT))
        assert (answer.event, codes(answer)) == (None, ["automatic-answer", "no-sender"])

    def test_one_of_several_who_share_a_mailbox_is_away(self) -> None:
        people = (HR.replace(email="hiring@example.com"), LEAD.replace(email="hiring@example.com"))
        event = read_mail(away(OUT, From="Ken Ito <hiring@example.com>"), case(contacts=people)).event
        assert isinstance(event, OutOfOfficeReceived)
        assert event.sender == "lead"

    @pytest.mark.parametrize("submitted", ["auto-replied", "no"])
    def test_an_automatic_answer_of_the_candidate_is_nothing(self, submitted: str) -> None:
        raw = away(OUT, From="mei@example.com", To="sato@example.com", Auto_Submitted=submitted)
        answer = read_mail(raw, case())
        assert (answer.event, codes(answer)) == (None, ["own-automatic"])

    def test_an_automatic_answer_of_somebody_who_left_is_pointed_at(self) -> None:
        answer = read_mail(away("I am away: I am no longer with the company.", From="sato@example.com"), case())
        assert [(point.code, point.words) for point in answer.to_decide] == [("left-company", "no longer with")]


class TestMailToMany:
    """Nothing for newsletters."""

    @pytest.mark.parametrize(
        ("headers", "shown"),
        [
            ({"List-Id": "<news.example.com>"}, "List-Id"),
            ({"Precedence": "bulk"}, "Precedence: bulk"),
            ({"Precedence": "list"}, "Precedence: list"),
            ({"Precedence": "junk"}, "Precedence: junk"),
            ({"List-Unsubscribe": "<https://example.com>"}, "List-Unsubscribe"),
        ],
    )
    def test_mail_to_many_is_nothing(self, headers: dict[str, str], shown: str) -> None:
        answer = read_mail(mail("Unfortunately, ...", From="news@example.net", **headers), case())
        assert (answer.event, codes(answer), answer.to_decide) == (None, ["newsletter"], ())
        assert f"({shown})" in str(answer)

    def test_mail_to_many_of_a_contact_is_pointed_at(self) -> None:
        """A system may send a rejection so."""
        answer = read_mail(mail("Unfortunately, we regret.", Precedence="bulk"), case())
        assert (answer.event, codes(answer)) == (None, ["newsletter"])
        assert [point.words for point in answer.to_decide] == ["", "Unfortunately", "we regret"]

    @pytest.mark.parametrize("more", [{}, {"Feedback_ID": "1.eu-west-1.abc:AmazonSES"}])
    def test_a_recruiters_tool_adds_a_way_to_unsubscribe(self, more: dict[str, str]) -> None:
        """It may be a person's words: likely, and for a person to decide."""
        answer = read_mail(mail("Hello", List_Unsubscribe="<https://example.com>", **more), case())
        assert isinstance(answer.event, ReplyReceived)
        assert answer.certainty is Certainty.LIKELY
        assert codes(answer) == ["way-to-unsubscribe", "from-contact", "unknown-thread"]
        assert [point.code for point in answer.to_decide] == ["by-a-person", "about-this-case"]

    def test_one_step_to_unsubscribe_is_for_mail_to_many(self) -> None:
        """RFC 8058: large providers want it of marketing alone."""
        one_step = {"List_Unsubscribe": "<https://example.com>", "List_Unsubscribe_Post": "List-Unsubscribe=One-Click"}
        answer = read_mail(mail("Unfortunately, we chose other candidates.", **one_step), case(SENT))
        assert (answer.event, codes(answer)) == (None, ["newsletter"])
        assert "(List-Unsubscribe-Post)" in str(answer)
        assert [point.code for point in answer.to_decide] == ["by-a-person", "rejection", "rejection"]
        assert answer.as_kind(ReplyReceived).sender == "hr"

    @pytest.mark.parametrize("known", [{"In_Reply_To": FOLLOW_UP_ID}, {"Subject": "Re: Following up"}])
    def test_an_answer_to_the_candidate_is_no_mail_to_many(self, known: dict[str, str]) -> None:
        one_step = {"List_Unsubscribe": "<https://example.com>", "List_Unsubscribe_Post": "List-Unsubscribe=One-Click"}
        answer = read_mail(mail("Hello", **one_step, **known), case(SENT.replace(subject="Following up")))
        assert isinstance(answer.event, ReplyReceived)
        assert (answer.certainty, [point.code for point in answer.to_decide]) == (Certainty.LIKELY, ["by-a-person"])

    def test_the_candidates_own_mail_to_a_list_is_one_to_a_contact(self) -> None:
        raw = mail("Hello", From="mei@example.com", To="sato@example.com", List_Unsubscribe="<https://example.com>")
        assert isinstance(read_mail(raw, case()).event, MessageSent)


class TestTables:
    """Each of our languages has its words, as a person would look them up."""

    @pytest.mark.parametrize(
        "table",
        [SUBJECTS, AWAY, AWAY_WITH_DATE, _reports._SUBJECTS, _text._ORIGINALS, _text._FROM, _text._SENT, _text._WROTE],
        ids=["subjects", "away", "away-with-date", "reports", "originals", "from", "sent", "wrote"],
    )
    def test_each_language_has_words_of_automatic_and_quoted_mail(self, table: dict[str, tuple[str, ...]]) -> None:
        assert sorted(table) == sorted(EIGHT)
        assert all(table.values())

    @pytest.mark.parametrize("table", [SUBJECTS, AWAY, AWAY_WITH_DATE])
    def test_words_are_written_as_they_are_compared(self, table: dict[str, tuple[str, ...]]) -> None:
        assert [word for words in table.values() for word in words if word != folded(word)] == []
