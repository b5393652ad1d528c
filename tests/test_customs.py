"""What native readers notice, language by language: greetings, honorifics, articles, punctuation."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from followup_rules import (
    Contact,
    ContactRole,
    Tone,
    Touch,
    escalation,
    feedback_request,
    first_follow_up,
    languages,
    second_follow_up,
    thank_you,
    update_thanks,
)
from followup_rules.drafts._language import language_of
from scenes import CASTS, scenes
from support import CANDIDATE, interview

INTERVIEWER, TEAM, AGENCY = ContactRole.INTERVIEWER, ContactRole.RECRUITER, ContactRole.AGENCY


def somebody(role: ContactRole = INTERVIEWER, /, **known: Any) -> Contact:
    return Contact(id="x", roles={role}, email="x@example.com", **known)


def greeting(tag: str, contact: Contact, tone: Tone = Tone.FORMAL) -> str:
    """Return the line with which a thank-you begins; in Japanese, that of the name."""
    body = thank_you(interview(language=tag, contacts=(contact,)), contact, CANDIDATE, tone=tone).body
    return body.split("\n\n")[0].split("\n")[-1]


DOCTOR = {"name": "Sabine Müller", "family_name": "Müller", "given_name": "Sabine"}
GARCIA = {"name": "Lucía García", "family_name": "García", "given_name": "Lucía"}
DUPONT = {"name": "Claire Dupont", "family_name": "Dupont", "given_name": "Claire"}
WANG = {"name": "王建国", "family_name": "王"}
KIM = {"name": "김민수", "family_name": "김"}
ITO = {"name": "伊藤健", "family_name": "伊藤"}

FORMAL = [
    ("en", {"name": "Dana Reed"}, "Dear Dana Reed,"),
    ("en", {"name": "Dana Reed", "family_name": "Reed", "honorific": "Dr"}, "Dear Dr Reed,"),
    ("en", {"family_name": "Reed"}, "Hello,"),
    ("de", DOCTOR | {"honorific": "Frau Dr."}, "Sehr geehrte Frau Dr. Müller,"),
    ("de", DOCTOR | {"honorific": "Herr"}, "Sehr geehrter Herr Müller,"),
    ("de", DOCTOR | {"honorific": "Fr."}, "Sehr geehrte Frau Müller,"),
    ("de", DOCTOR | {"honorific": "Prof. Dr."}, "Guten Tag Prof. Dr. Müller,"),
    ("de", DOCTOR | {"honorific": "Ms"}, "Guten Tag Sabine Müller,"),
    ("de", {"name": "Kim Mayer"}, "Guten Tag Kim Mayer,"),
    ("de", {"family_name": "Mayer"}, "Guten Tag,"),
    ("de-CH", DOCTOR | {"honorific": "Frau"}, "Sehr geehrte Frau Müller"),
    ("de-LI", {"name": "Kim Mayer"}, "Guten Tag Kim Mayer"),
    ("fr", DUPONT | {"honorific": "Mme"}, "Bonjour Madame Dupont,"),
    ("fr", DUPONT | {"honorific": "M."}, "Bonjour Monsieur Dupont,"),
    ("fr", DUPONT | {"honorific": "Dre"}, "Bonjour Docteure Dupont,"),
    ("fr", DUPONT | {"honorific": "Frau"}, "Bonjour Claire Dupont,"),
    ("fr", {"family_name": "Dupont", "honorific": "Frau"}, "Bonjour Frau Dupont,"),
    ("fr", {"family_name": "Dupont", "honorific": "様"}, "Bonjour,"),
    ("fr", {"name": "Camille Petit"}, "Bonjour Camille Petit,"),
    ("fr", {}, "Bonjour,"),
    ("es", GARCIA | {"honorific": "Sra."}, "Estimada Sra. García:"),
    ("es", GARCIA | {"honorific": "Dr."}, "Estimado Dr. García:"),
    ("es", GARCIA | {"honorific": "doña"}, "Estimada doña Lucía:"),
    ("es", {"family_name": "García", "honorific": "don"}, "Hola:"),
    ("es", GARCIA | {"honorific": "Lic."}, "Hola, Lic. García:"),
    ("es", GARCIA | {"honorific": "Ms"}, "Hola, Lucía García:"),
    ("es", {"family_name": "García", "honorific": "Ms"}, "Hola, Ms García:"),
    ("es", {"name": "Kim Navarro", "honorific": "Sra."}, "Hola, Kim Navarro:"),
    ("pt", {"name": "Bia Silva", "family_name": "Silva", "honorific": "Sra."}, "Prezada Sra. Bia Silva,"),
    ("pt", {"family_name": "Silva", "honorific": "Dr."}, "Prezado Dr. Silva,"),
    ("pt", {"family_name": "Silva", "honorific": "Eng."}, "Olá, Eng. Silva,"),
    ("pt", {"name": "Bia Silva", "given_name": "Bia"}, "Olá, Bia,"),
    ("pt", {"honorific": "Sra."}, "Olá,"),
    ("ja", ITO, "伊藤健様"),
    ("ja", ITO | {"name": "伊藤 健"}, "伊藤 健 様"),
    ("ja", ITO | {"job_title": "部長"}, "部長 伊藤健様"),
    ("ja", ITO | {"job_title": "Manager"}, "伊藤健様"),
    ("ja", ITO | {"honorific": "先生"}, "伊藤健先生"),
    ("ja", ITO | {"honorific": "Mr"}, "伊藤健様"),
    ("ja", ITO | {"honorific": "部長様", "job_title": "部長"}, "伊藤健部長"),
    ("ja", {"name": "伊藤様"}, "伊藤様"),
    ("ja", {"family_name": "伊藤"}, "伊藤様"),
    ("ja", {}, "ご担当者様"),
    ("zh", WANG | {"honorific": "经理"}, "尊敬的王经理："),
    ("zh", {"name": "王建国", "honorific": "经理"}, "尊敬的王建国经理："),
    ("zh", WANG, "尊敬的王建国："),
    ("zh", WANG | {"honorific": "Mr"}, "尊敬的王建国："),
    ("zh", {"family_name": "王"}, "尊敬的面试官："),
    ("ko", KIM | {"job_title": "팀장"}, "안녕하세요, 김민수 팀장님."),
    ("ko", KIM | {"honorific": "팀장님"}, "안녕하세요, 김민수 팀장님."),
    ("ko", KIM | {"honorific": "씨"}, "안녕하세요, 김민수 님."),
    ("ko", KIM | {"job_title": "데이터 엔지니어"}, "안녕하세요, 김민수 님."),
    ("ko", {"family_name": "김"}, "안녕하세요, 김 면접관님."),
    ("ko", {"family_name": "김", "job_title": "이사"}, "안녕하세요, 김 이사님."),
    ("ko", {}, "안녕하세요, 면접관님."),
]
FRIENDLY = [
    ("en", {"name": "Dana Reed", "given_name": "Dana"}, "Hi Dana,"),
    ("en", {"name": "Dana Reed"}, "Hello Dana Reed,"),
    ("de", DOCTOR | {"honorific": "Frau"}, "Hallo Frau Müller,"),
    ("de", {"name": "Kim Mayer"}, "Hallo Kim Mayer,"),
    ("de-CH", DOCTOR | {"honorific": "Herr"}, "Guten Tag Herr Müller"),
    ("fr", DUPONT | {"honorific": "Mme"}, "Bonjour Claire,"),
    ("es", GARCIA | {"honorific": "Sra."}, "Hola, Lucía:"),
    ("pt", {"given_name": "Bia"}, "Oi, Bia,"),
    ("pt", {"family_name": "Silva", "honorific": "Sra."}, "Olá, Sra. Silva,"),
]
TEAMS = [
    ("en", "Dear Hiring Team,", "Hello Hiring Team,"),
    ("de", "Sehr geehrte Damen und Herren,", "Guten Tag,"),
    ("fr", "Madame, Monsieur,", "Bonjour,"),
    ("es", "Estimado equipo de selección:", "Hola a todo el equipo:"),
    ("pt", "Prezada equipe de recrutamento,", "Olá, equipe de recrutamento,"),
    ("ja", "採用ご担当者様", "採用ご担当者様"),
    ("zh", "尊敬的招聘负责人：", "尊敬的招聘负责人："),
    ("ko", "안녕하세요, 채용 담당자님.", "안녕하세요, 채용 담당자님."),
]


class TestGreetings:
    """G32: "Never guess a name's order, a gender or a title: use what the contact says, else the neutral form." """

    @pytest.mark.parametrize(("tag", "known", "expected"), FORMAL)
    def test_formal(self, tag: str, known: dict[str, str], expected: str) -> None:
        assert greeting(tag, somebody(**known)) == expected

    @pytest.mark.parametrize(("tag", "known", "expected"), FRIENDLY)
    def test_friendly(self, tag: str, known: dict[str, str], expected: str) -> None:
        assert greeting(tag, somebody(**known), Tone.FRIENDLY) == expected

    @pytest.mark.parametrize(("tag", "formal", "friendly"), TEAMS)
    def test_a_mailbox(self, tag: str, formal: str, friendly: str) -> None:
        assert greeting(tag, somebody(TEAM)) == formal
        assert greeting(tag, somebody(TEAM), Tone.FRIENDLY) == friendly

    def test_an_agencys_mailbox(self) -> None:
        assert greeting("en", somebody(AGENCY)) == "Dear Recruitment Team,"
        assert greeting("ja", somebody(AGENCY)) == "ご担当者様"
        assert greeting("ko", somebody(AGENCY)) == "안녕하세요, 담당자님."

    def test_somebody_of_whom_nothing_is_known(self) -> None:
        manager = somebody(ContactRole.HIRING_MANAGER)
        assert greeting("zh", manager) == "尊敬的负责人："
        assert greeting("ko", manager) == "안녕하세요, 담당자님."
        assert greeting("ja", manager) == "ご担当者様"


def body(tag: str, build: Any = thank_you, *, contact: Contact | None = None, **facts: Any) -> str:
    """Return the body of a draft to an interviewer; *facts* are the interview's, or the builder's own."""
    options = {
        key: facts.pop(key) for key in ("tone", "passes_on", "folds", "decision_by", "after_rejection") if key in facts
    }
    to = contact or somebody(name="Kim Mayer")
    text: str = build(interview(language=tag, contacts=(to,), **facts), to, CANDIDATE, **options).body
    return text


class TestEnglish:
    def test_americans_list_with_a_comma(self) -> None:
        names = tuple(
            Contact(id=str(i), name=name, roles={INTERVIEWER}, email=f"{i}@example.com") for i, name in enumerate("ABC")
        )
        hr = somebody(TEAM, name="Kim Mayer")
        for tag, listed in (("en-US", "A, B, and C"), ("en-GB", "A, B and C"), ("en", "A, B and C")):
            case = interview(language=tag, contacts=(hr, *names))
            assert listed in thank_you(case, hr, CANDIDATE, passes_on=True).body

    @pytest.mark.parametrize(
        ("tag", "tone", "close"),
        [
            ("en-US", Tone.FORMAL, "Best regards,"),
            ("en-US", Tone.FRIENDLY, "Best,"),
            ("en-GB", Tone.FORMAL, "Kind regards,"),
            ("en", Tone.FRIENDLY, "Best wishes,"),
        ],
    )
    def test_closings(self, tag: str, tone: Tone, close: str) -> None:
        assert f"\n\n{close}\nMei Tan\n" in body(tag, tone=tone)


class TestGerman:
    """PITFALLS: "`Sehr geehrte Frau Dr. Müller,` then lower case"; "Swiss German has no ß"."""

    @pytest.mark.parametrize(
        "build", [thank_you, first_follow_up, second_follow_up, escalation, update_thanks, feedback_request]
    )
    def test_after_the_comma_it_goes_on_in_lower_case(self, build: Any) -> None:
        assert re.match(r"[^\n]+,\n\n[a-zäöü]", body("de", build))
        assert re.match(r"[^\n,]+\n\n[A-ZÄÖÜ]", body("de-CH", build))

    def test_no_swiss_draft_has_one(self) -> None:
        for tone in Tone:
            for build in (thank_you, first_follow_up, second_follow_up, escalation, update_thanks, feedback_request):
                assert "ß" not in body("de-CH", build, tone=tone)
        assert "Weiß" in body("de-CH", contact=somebody(name="Jo Weiß"))

    @pytest.mark.parametrize(
        ("company", "there"),
        [
            ("Nordlicht GmbH", "bei der Nordlicht GmbH"),
            ("Stadt Bern", "bei der Stadt Bern"),
            ("Deutsche Bank AG", "bei Deutsche Bank AG"),
            ("Uber", "bei Uber"),
        ],
    )
    def test_an_article_stands_where_it_is_certain(self, company: str, there: str) -> None:
        assert there in body("de", company=company)

    @pytest.mark.parametrize(
        ("tag", "position", "there"),
        [
            ("de", "Koch", "Stelle als Koch"),
            ("de", "Praktikum Marketing", "Stelle „Praktikum Marketing“"),
            ("de-CH", "Praktikum Marketing", "Stelle «Praktikum Marketing»"),
        ],
    )
    def test_nobody_is_an_internship(self, tag: str, position: str, there: str) -> None:
        assert there in body(tag, position=position)

    def test_january_in_austria(self) -> None:
        day = date(2026, 1, 9)
        assert "Freitag, 9. Jänner" in body("de-AT", update_thanks, decision_by=day)
        assert "Freitag, 9. Januar" in body("de", update_thanks, decision_by=day)


class TestFrench:
    """PITFALLS: "a narrow no-break space before `; ! ?`, *1er*"."""

    def test_the_spaces_of_punctuation(self) -> None:
        for _, (subject, text) in scenes(CASTS["fr"]):
            plain = f"{subject.removeprefix('Re: ')}\n{text}"
            assert not re.search("[^\u202f][;!?]|[^\u00a0]:", plain)
            assert "'" not in plain

    @pytest.mark.parametrize(
        ("position", "there"),
        [
            ("ingénieur", "poste d’ingénieur"),
            ("comptable", "poste de comptable"),
            ("hôtesse", "poste d’hôtesse"),
            ("hacker éthique", "poste de hacker"),
            ("UX designer", "poste d’UX"),
            ("User Researcher", "poste de User"),
        ],
    )
    def test_de_is_elided_before_a_vowel(self, position: str, there: str) -> None:
        assert there in body("fr", position=position)

    @pytest.mark.parametrize(
        ("company", "there"),
        [
            ("Lumière SAS", "chez Lumière SAS"),
            ("la Ville de Lyon", "à la Ville de Lyon"),
            ("l’Université de Genève", "à l’Université"),
            ("le CHUV", "proposé par le CHUV"),
        ],
    )
    def test_before_a_company(self, company: str, there: str) -> None:
        assert there in body("fr", company=company)


class TestSpanish:
    """PITFALLS: "usted throughout"."""

    def test_nobody_is_addressed_as_tu(self) -> None:
        for _, draft in scenes(CASTS["es"]):
            assert not re.search(r"\b(tú|te|ti|tu|tus|contigo|puedes|podrías)\b", draft.body)

    @pytest.mark.parametrize(
        ("names", "listed"), [("Ana Inés", "Ana e Inés"), ("Ana Luis", "Ana y Luis"), ("Ana Hierro", "Ana y Hierro")]
    )
    def test_and_is_e_before_its_own_sound(self, names: str, listed: str) -> None:
        language = language_of("es")
        assert language is not None
        assert language.listed(tuple(names.split())) == listed


class TestPortuguese:
    @pytest.mark.parametrize(
        ("company", "there"),
        [
            ("Itaú", "na empresa Itaú"),
            ("Banco do Brasil", "no Banco do Brasil"),
            ("Universidade de São Paulo", "na Universidade de São Paulo"),
        ],
    )
    def test_a_companys_gender_is_not_guessed(self, company: str, there: str) -> None:
        assert there in body("pt", company=company)

    def test_the_candidates_gender_is_not_guessed(self) -> None:
        for _, draft in scenes(CASTS["pt-BR"]):
            assert not re.search(r"\b[Oo]brigad|\banimad|\binteressad", draft.body)

    def test_a_saturday_is_masculine(self) -> None:
        hr = somebody(TEAM, name="Diego Alves")
        text = body("pt", first_follow_up, contact=hr, ended_at=interview().ended_at.replace(day=6))
        assert "no sábado, 6 de junho" in text


class TestJapanese:
    """PITFALLS: "full company name (never ㈱), department, name + 様 … 貴社 (御社 is spoken)"."""

    def test_the_block_has_company_department_and_name(self) -> None:
        contact = somebody(name="伊藤健", department="開発部", job_title="部長")
        text = body("ja", contact=contact, company="株式会社アクメ")
        assert text.startswith("株式会社アクメ\n開発部\n部長 伊藤健様\n\nお世話になっております。\n")

    def test_no_draft_has_what_is_never_written(self) -> None:
        for _, draft in scenes(CASTS["ja"]):
            assert not re.search("㈱|御社|部長様|各位様|御中|様様|!|！|フォローアップ", draft.subject + draft.body)

    def test_the_subjects_are_those_of_the_custom(self) -> None:
        case, contact = interview(language="ja"), somebody(name="伊藤健")
        assert thank_you(case, contact, CANDIDATE).subject == "面接のお礼(Mei Tan)"
        assert first_follow_up(case, contact, CANDIDATE).subject == "選考状況のお伺い(Mei Tan)"

    def test_it_enquires_after_the_selection(self) -> None:
        assert "選考の状況はいかがでしょうか。" in body("ja", first_follow_up)

    @pytest.mark.parametrize(
        ("company", "you"),
        [("株式会社アクメ", "貴社"), ("みらい銀行", "貴行"), ("中央病院", "貴院"), ("東都大学", "貴学")],
    )
    def test_your_house_by_its_kind(self, company: str, you: str) -> None:
        assert f"{you}で働きたい" in body("ja", company=company)

    def test_a_sentence_that_was_learned_is_quoted(self) -> None:
        assert "「毎朝話し合う。」についてのお話" in body("ja", learned="毎朝話し合う。")


class TestChinese:
    @pytest.mark.parametrize(
        ("company", "you"), [("星河公司", "贵公司"), ("清华大学", "贵校"), ("协和医院", "贵院"), ("招商银行", "贵行")]
    )
    def test_your_house_by_its_kind(self, company: str, you: str) -> None:
        assert f"加入{you}" in body("zh", company=company)

    @pytest.mark.parametrize(("position", "there"), [("数据工程师", "数据工程师岗位面试"), ("行政岗", "行政岗面试")])
    def test_a_post_is_called_so_once(self, position: str, there: str) -> None:
        assert there in body("zh", position=position)

    def test_one_interviewer_and_many(self) -> None:
        hr = somebody(TEAM, name="赵敏")
        for count, words in (
            (1, "与面试官甲进行了交流"),
            (2, "与甲和乙两位面试官进行了交流"),
            (11, "各位面试官进行了交流"),
        ):
            names = ["甲", "乙", *"丙丁戊己庚辛壬癸子"][:count]
            panel = [Contact(id=name, name=name, roles={INTERVIEWER}, email="p@example.com") for name in names]
            case = interview(language="zh", contacts=(hr, *panel))
            assert words in first_follow_up(case, hr, CANDIDATE).body


class TestKorean:
    """No particle whose form depends on a name."""

    def test_a_name_is_followed_by_no_particle_of_two_forms(self) -> None:
        for company in ("한빛", "미래"):  # one ends in a consonant, one in a vowel
            for build in (thank_you, first_follow_up, second_follow_up, escalation, update_thanks, feedback_request):
                text = body("ko", build, company=company, position="개발자", contact=somebody(name="이유나"))
                assert not re.search(rf"({company}|개발자|Mei Tan)(은|는|이 |가|을|를|와|과|으로|로)", text)


@pytest.mark.parametrize("code", languages())
def test_who_thanks_an_agency_thanks_it_for_its_help(code: str) -> None:
    agent = somebody(AGENCY, name="Jo Park")
    own = body(code, contact=agent, passes_on=True)
    others = body(code, contact=somebody(name="Jo Park"))
    assert own != others
    folded = body(code, first_follow_up, contact=agent, folds={Touch.THANK_YOU})
    assert folded != body(code, first_follow_up, contact=agent)


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("tone", Tone)
def test_an_update_alone_is_thanked_for_without_an_also(code: str, tone: Tone) -> None:
    folded = body(code, first_follow_up, folds={Touch.UPDATE_THANKS}, tone=tone)
    assert not re.search(r"\b(also|auch|également|aussi|también|também|assim como)\b|^也", folded, re.MULTILINE)
