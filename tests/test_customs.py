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
from followup_rules.drafts.ja import Japanese
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
    ("es", {"family_name": "García", "honorific": "don"}, "Buenos días:"),
    ("es", GARCIA | {"honorific": "Lic."}, "Buenos días, Lic. García:"),
    ("es", GARCIA | {"honorific": "Ms"}, "Buenos días, Lucía García:"),
    ("es", {"family_name": "García", "honorific": "Ms"}, "Buenos días, Ms García:"),
    ("es", {"name": "Kim Navarro", "honorific": "Sra."}, "Buenos días, Kim Navarro:"),
    ("pt", {"name": "Bia Silva", "family_name": "Silva", "honorific": "Sra."}, "Prezada Sra. Bia Silva,"),
    ("pt", {"name": "Bia Silva", "given_name": "Bia", "honorific": "Sra."}, "Prezada Sra. Bia,"),
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
    ("zh", WANG | {"honorific": "Mr."}, "尊敬的王先生："),
    ("zh", WANG | {"job_title": "高级研发总监"}, "尊敬的王总监："),
    ("zh", WANG | {"honorific": "女士", "job_title": "研发总监"}, "尊敬的王女士："),
    ("zh", WANG | {"job_title": "产品经理"}, "尊敬的王建国老师："),
    ("zh", WANG | {"honorific": "Herr"}, "尊敬的王建国老师："),
    ("zh", WANG, "尊敬的王建国老师："),
    ("zh", {"name": "王经理"}, "尊敬的王经理："),
    ("zh", {"name": "Sam Ortiz"}, "尊敬的Sam Ortiz老师："),
    ("zh", {"family_name": "王"}, "尊敬的王老师："),
    ("zh", {"honorific": "经理", "job_title": "研发经理"}, "尊敬的面试官："),
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
    ("es", {"family_name": "García", "honorific": "Sra."}, "Estimada Sra. García:"),
    ("es", {"name": "Kim Navarro"}, "Hola, Kim Navarro:"),
    ("pt", {"given_name": "Bia"}, "Oi, Bia, tudo bem?"),
    ("pt", {"family_name": "Silva", "honorific": "Sra."}, "Olá, Sra. Silva, tudo bem?"),
]
TEAMS = [
    ("en", "Dear Hiring Team,", "Hello Hiring Team,"),
    ("de", "Sehr geehrte Damen und Herren,", "Guten Tag,"),
    ("fr", "Madame, Monsieur,", "Bonjour,"),
    ("es", "Estimado equipo de selección:", "Hola a todo el equipo:"),
    ("pt", "Prezada equipe de recrutamento,", "Olá, equipe de recrutamento, tudo bem?"),
    ("ja", "採用ご担当者様", "採用ご担当者様"),
    ("zh", "尊敬的招聘负责人：", "尊敬的招聘负责人："),
    ("ko", "안녕하세요, 채용 담당자님.", "안녕하세요, 채용 담당자님."),
]


class TestGreetings:
    """G32: "Never guess a name's order, a gender or a title: use what the contact says, else the neutral form." """

    @pytest.mark.parametrize(("tag", "known", "expected"), FORMAL)
    def test_a_formal_greeting_is_that_of_the_custom(self, tag: str, known: dict[str, str], expected: str) -> None:
        assert greeting(tag, somebody(**known)) == expected

    @pytest.mark.parametrize(("tag", "known", "expected"), FRIENDLY)
    def test_a_friendly_greeting_is_that_of_the_custom(self, tag: str, known: dict[str, str], expected: str) -> None:
        assert greeting(tag, somebody(**known), Tone.FRIENDLY) == expected

    @pytest.mark.parametrize(("tag", "formal", "friendly"), TEAMS)
    def test_the_team_of_a_mailbox_is_greeted(self, tag: str, formal: str, friendly: str) -> None:
        assert greeting(tag, somebody(TEAM)) == formal
        assert greeting(tag, somebody(TEAM), Tone.FRIENDLY) == friendly

    def test_the_team_of_an_agencys_mailbox_is_greeted(self) -> None:
        assert greeting("en", somebody(AGENCY)) == "Dear Recruitment Team,"
        assert greeting("ja", somebody(AGENCY)) == "ご担当者様"
        assert greeting("ko", somebody(AGENCY)) == "안녕하세요, 담당자님."

    def test_somebody_of_whom_nothing_is_known_is_greeted_by_what_they_do(self) -> None:
        manager = somebody(ContactRole.HIRING_MANAGER)
        assert greeting("zh", manager) == "尊敬的负责人："
        assert greeting("zh", somebody(AGENCY)) == "尊敬的招聘顾问："
        assert greeting("ko", manager) == "안녕하세요, 담당자님."
        assert greeting("ja", manager) == "ご担当者様"


def body(tag: str, build: Any = thank_you, *, contact: Contact | None = None, **facts: Any) -> str:
    """Return the body of a draft to an interviewer; *facts* are the interview's, or the builder's own."""
    options = {
        key: facts.pop(key) for key in ("tone", "passes_on", "folds", "decision_by", "answers_feedback") if key in facts
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
    def test_a_close_is_that_of_the_language_and_tone(self, tag: str, tone: Tone, close: str) -> None:
        assert f"\n\n{close}\nMei Tan\n" in body(tag, tone=tone)


class TestGerman:
    """A German greeting ends with a comma, and lower case follows; Swiss German has no ß."""

    @pytest.mark.parametrize(
        "build", [thank_you, first_follow_up, second_follow_up, escalation, update_thanks, feedback_request]
    )
    def test_a_german_mail_goes_on_in_lower_case_after_the_comma(self, build: Any) -> None:
        assert re.match(r"[^\n]+,\n\n[a-zäöü]", body("de", build))
        assert re.match(r"[^\n,]+\n\n[A-ZÄÖÜ]", body("de-CH", build))

    def test_no_swiss_draft_has_a_sharp_s(self) -> None:
        for tone in Tone:
            for build in (thank_you, first_follow_up, second_follow_up, escalation, update_thanks, feedback_request):
                assert "ß" not in body("de-CH", build, tone=tone)
        assert "Weiß" in body("de-CH", contact=somebody(name="Jo Weiß"))

    @pytest.mark.parametrize(
        "build", [thank_you, first_follow_up, second_follow_up, escalation, update_thanks, feedback_request]
    )
    def test_du_is_for_first_name_terms_only(self, build: Any) -> None:
        sie, du = r"\b(Sie|Ihnen|Ihre?[mnr]?)\b", r"\b(Du|Dich|Dir|Deine?|Euch|Eurem)\b"
        for role in (INTERVIEWER, TEAM, AGENCY):
            friend = body("de", build, contact=somebody(role, name="Kim Mayer", given_name="Kim", familiar=True))
            assert friend.startswith("Hallo Kim,")
            assert re.search(du, friend)
            assert not re.search(sie, friend)
            for tone in Tone:
                assert not re.search(du, body("de", build, contact=somebody(role, name="Kim Mayer"), tone=tone))

    @pytest.mark.parametrize(
        ("honorific", "called"),
        [
            ("Herr", "Herrn Weiß"),
            ("Hr. Dr.", "Herrn Dr. Weiß"),
            ("Frau", "Frau Weiß"),
            ("Prof.", "Prof. Weiß"),
            ("Ms", "Jona Weiß"),
            (None, "Jona Weiß"),
        ],
    )
    def test_others_are_named_as_the_reader_does(self, honorific: str | None, called: str) -> None:
        hr = somebody(TEAM, name="Kim Mayer")
        lead = Contact(
            id="lead",
            name="Jona Weiß",
            family_name="Weiß",
            honorific=honorific,
            roles={INTERVIEWER},
            email="lead@example.com",
        )
        case = interview(language="de", contacts=(hr, lead))
        assert f"hatte ich mit {called} ein Vorstellungsgespräch" in first_follow_up(case, hr, CANDIDATE).body

    def test_who_took_the_time_is_named_together_and_in_one_way(self) -> None:
        to = somebody(name="Kim Mayer", given_name="Kim")
        lang = somebody(name="Tobias Lang", family_name="Lang", honorific="Herr").replace(id="lang")
        demir = somebody(name="Aylin Demir").replace(id="demir")

        def thanks(*others: Contact, **known: Any) -> str:
            reader = to.replace(**known)
            return thank_you(interview(language="de", contacts=(reader, *others)), reader, CANDIDATE).body

        day = "am Mittwoch, dem 3. Juni, zusammen mit"
        assert f"dass Sie sich {day} Herrn Lang die Zeit genommen haben" in thanks(lang)
        assert f"dass Sie sich {day} Tobias Lang und Aylin Demir die Zeit genommen haben" in thanks(lang, demir)
        assert f"dass Du Dir {day} Herrn Lang die Zeit genommen hast" in thanks(lang, familiar=True)

    def test_a_date_agrees_with_its_preposition(self) -> None:
        assert "am Mittwoch, dem 3. Juni, die Zeit genommen" in body("de")
        thanks = body("de", update_thanks, decision_by=date(2026, 6, 9))
        assert "dass die Entscheidung bis zum 9. Juni fallen soll." in thanks

    @pytest.mark.parametrize(
        ("learned", "there"),
        [
            ("den Umbau des Bahnhofs", "fand ich den Umbau des Bahnhofs."),
            ("wie das Team arbeitet", "fand ich, wie das Team arbeitet."),
            ("Wiederaufbau", "fand ich Wiederaufbau."),
        ],
    )
    def test_what_was_learned_is_a_thing_or_a_clause(self, learned: str, there: str) -> None:
        assert there in body("de", learned=learned)

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
        agent = somebody(AGENCY, name="Kim Mayer")
        assert there in body("de", company=company, contact=agent)
        assert there in body("de", company=company)
        assert company not in body("de", first_follow_up, company=company)  # it knows its own name

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

    def test_january_is_jaenner_in_austria(self) -> None:
        day = date(2026, 1, 9)
        assert "bis zum 9. Jänner" in body("de-AT", update_thanks, decision_by=day)
        assert "bis zum 9. Januar" in body("de", update_thanks, decision_by=day)


class TestFrench:
    """French has a narrow no-break space before ``; ! ?``, and *1er* for the first of a month."""

    def test_french_punctuation_has_its_narrow_spaces(self) -> None:
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
            ("Stage marketing", "poste «\u00a0Stage marketing\u00a0»"),
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
    def test_an_agency_is_told_in_french_which_company_it_is(self, company: str, there: str) -> None:
        """An agency is told of which company it is; its own people are not."""
        assert there in body("fr", contact=somebody(AGENCY, name="Kim Mayer"), company=company)
        assert there not in body("fr", company=company)

    def test_other_interviewers_are_named_alike_in_french(self) -> None:
        """W8: with their titles where each has one, else all by their full names."""
        tagged = Contact(
            id="a",
            name="Claire Dupont",
            family_name="Dupont",
            honorific="Mme",
            roles={INTERVIEWER},
            email="a@example.com",
        )
        other = Contact(id="b", name="Karim Benali", family_name="Benali", roles={INTERVIEWER}, email="b@example.com")
        to = somebody(TEAM, name="Kim Mayer")
        for honorific, there in (
            ("M.", "avec Mme\u00a0Dupont et M.\u00a0Benali"),
            (None, "avec Claire Dupont et Karim Benali"),
        ):
            case = interview(language="fr", contacts=(to, tagged, other.replace(honorific=honorific)))
            assert there in first_follow_up(case, to, CANDIDATE).body

    def test_more_than_three_are_not_named_one_by_one(self) -> None:
        four = tuple(
            Contact(id=f"i{n}", name=f"Kim Mayer {n}", roles={INTERVIEWER}, email=f"i{n}@example.com") for n in range(4)
        )
        to = somebody(TEAM, name="Noa Petit")
        case = interview(language="fr", contacts=(to, *four))
        assert "avec plusieurs de vos collègues" in first_follow_up(case, to, CANDIDATE).body
        lead = somebody(name="Noa Petit")
        case = interview(language="fr", contacts=(lead, *four))
        assert "avec vous et plusieurs de vos collègues" in first_follow_up(case, lead, CANDIDATE).body
        agent = somebody(AGENCY, name="Noa Petit")
        case = interview(language="fr", contacts=(agent, *four))
        assert "avec plusieurs personnes de l’équipe" in first_follow_up(case, agent, CANDIDATE).body

    @pytest.mark.parametrize(
        ("honorific", "there"),
        [
            ("Mme", "à ce sujet à Mme\u00a0Dupont."),
            ("Me", "à ce sujet à Me\u00a0Dupont."),
            ("Dr", "à ce sujet au docteur Dupont."),
            ("Dre", "à ce sujet à la docteure Dupont."),
            ("Frau", "à ce sujet à Claire Dupont."),
            (None, "à ce sujet à Claire Dupont."),
        ],
    )
    def test_a_third_person_is_named_with_the_title_that_is_known(self, honorific: str | None, there: str) -> None:
        """W8: "with the honorific or title that is known"."""
        asked = somebody(TEAM, **DUPONT, honorific=honorific)
        to = somebody(ContactRole.HIRING_MANAGER, name="Kim Mayer").replace(id="y")
        case = interview(language="fr", contacts=(to, asked))
        assert there in escalation(case, to, CANDIDATE, asked_before=[asked]).body

    def test_an_agency_asks_the_company(self) -> None:
        agency = somebody(AGENCY, name="Kim Mayer")
        for company, there in (("Lumière", "demander à Lumière où"), ("le CHUV", "demander au CHUV où")):
            assert there in body("fr", first_follow_up, contact=agency, company=company)

    def test_no_participle_tells_the_gender_of_the_candidate(self) -> None:
        """G32: "Never guess … a gender"."""
        telling = (
            r"(?:\bje (?:suis|serais|reste)|m’avez|m’avoir|m’a) (?:\w+ment )?"
            r"(?:reçu|invité|tenu|informé|prévenu|ravi|motivé|aidé|retenu)"
        )
        for title, (_, text) in scenes(CASTS["fr"]):
            assert not re.search(telling, text, re.IGNORECASE), title


TU = r"\b(tú|te|ti|tus?|contigo|os|vuestr\w+|\w+(aste|asteis|arías|arais)|podrí(as|ais)|dud(es|éis))\b"
USTED = r"\b([Ll]es?|ustedes|usted|[Pp]odrían?|duden?|[Dd]isculpen?|escribirles?)\b"


class TestSpanish:
    """WORDS: "first name with usted is off: tú throughout"."""

    def test_a_greeting_with_estimada_or_buenos_dias_says_usted_and_hola_says_tu(self) -> None:
        for title, draft in scenes(CASTS["es"]):
            is_tu = draft.body.startswith("Hola")
            assert not re.search(USTED if is_tu else TU, draft.body), title

    @pytest.mark.parametrize(
        ("tag", "expected"),
        [("es", "¿Podríais"), ("es-ES", "¿Podríais"), ("es-MX", "¿Podrían"), ("es-AR", "¿Podrían")],
    )
    def test_vosotros_is_of_spain(self, tag: str, expected: str) -> None:
        text = body(tag, first_follow_up, contact=somebody(TEAM), tone=Tone.FRIENDLY)
        assert f"{expected} contarme cómo va el proceso y para cuándo, más o menos, se prevé una respuesta?" in text

    def test_who_is_known_by_a_title_and_a_family_name_alone_is_no_tu(self) -> None:
        text = body("es", contact=somebody(family_name="García", honorific="Sra."), tone=Tone.FRIENDLY)
        assert text.startswith("Estimada Sra. García:\n\nLe agradezco mucho el tiempo que me dedicó")

    def test_others_have_their_titles_where_all_have_one_and_their_prepositions(self) -> None:
        hr = somebody(TEAM, name="Jo Mar", given_name="Jo")
        panel = (
            Contact(
                id="1", name="Javier Soto", family_name="Soto", honorific="Sr.", roles={INTERVIEWER}, email="1@x.com"
            ),
            Contact(id="2", name="Ana Gil", family_name="Gil", honorific="doña", roles={INTERVIEWER}, email="2@x.com"),
            Contact(id="3", name="Kim Navarro", roles={INTERVIEWER}, email="3@x.com"),
        )
        case = interview(language="es", contacts=(hr, *panel))
        formal = thank_you(case, hr, CANDIDATE, passes_on=True).body
        assert "¿Podría hacer llegar mi agradecimiento también a Javier Soto, a Ana Gil y a Kim Navarro?" in formal
        friendly = thank_you(case, hr, CANDIDATE, passes_on=True, tone=Tone.FRIENDLY).body
        assert "¿Podrías dar las gracias de mi parte también a Javier Soto, a Ana Gil y a Kim Navarro?" in friendly
        two = first_follow_up(interview(language="es", contacts=(hr, *panel[:2])), hr, CANDIDATE).body
        assert "la entrevista que mantuve el miércoles 3 de junio con el Sr. Soto y doña Ana Gil para el puesto" in two
        met = first_follow_up(case, panel[2], CANDIDATE).body
        assert "con usted, el Sr. Soto y doña Ana Gil para" in met

    @pytest.mark.parametrize(
        ("tag", "tone", "others", "expected"),
        [
            ("es", Tone.FORMAL, 1, "el tiempo que usted y Kim Mar me dedicaron en"),
            ("es", Tone.FORMAL, 3, "el tiempo que usted y sus colegas me dedicaron en"),
            ("es", Tone.FRIENDLY, 2, "el tiempo que Kim Mar, Luz Paz y tú me dedicasteis en"),
            ("es-MX", Tone.FRIENDLY, 1, "el tiempo que Kim Mar y tú me dedicaron en"),
            ("es", Tone.FRIENDLY, 0, "el tiempo que me dedicaste en"),
        ],
    )
    def test_the_others_are_thanked_together_with_the_reader(
        self, tag: str, tone: Tone, others: int, expected: str
    ) -> None:
        names = ("Kim Mar", "Luz Paz", "Sol Gil")[:others]
        panel = [
            Contact(id=str(number), name=name, roles={INTERVIEWER}, email=f"{number}@x.com")
            for number, name in enumerate(names)
        ]
        me = somebody(name="Jo Sanz", given_name="Jo")
        case = interview(language=tag, contacts=(me, *panel))
        assert expected in thank_you(case, me, CANDIDATE, tone=tone).body

    @pytest.mark.parametrize(
        ("names", "listed"), [("Ana Inés", "Ana e Inés"), ("Ana Luis", "Ana y Luis"), ("Ana Hierro", "Ana y Hierro")]
    )
    def test_the_spanish_and_is_e_before_its_own_sound(self, names: str, listed: str) -> None:
        language = language_of("es")
        assert language is not None
        assert language.listed(tuple(names.split()), "es") == listed

    def test_the_gender_of_the_candidate_is_not_guessed(self) -> None:
        for _, draft in scenes(CASTS["es"]):
            assert not re.search(r"\b(encantad|interesad|agradecid|atent|motivad|ilusionad)[oa]\b", draft.body)


def test_latin_america_says_ustedes_to_a_team() -> None:
    team = Contact(id="hr", roles={TEAM}, email="hr@example.com")
    case = interview(language="es-419", contacts=(team,))
    friendly = first_follow_up(case, team, CANDIDATE, tone=Tone.FRIENDLY).body
    assert "ustedes" in friendly
    assert not re.search(r"\b(os|vosotros|podríais)\b", friendly, re.IGNORECASE)


def test_no_language_sends_an_agency_candidates_as_colleagues() -> None:
    agency = somebody(AGENCY, name="赵敏", language="zh")
    assert "共事" not in thank_you(interview(language="zh"), agency, CANDIDATE).body


@pytest.mark.parametrize(
    ("tag", "asks_to_ask"),
    [("de", "beim Unternehmen nachfragen"), ("pt", "verificar com a empresa"), ("zh", "向用人单位了解")],
)
def test_an_agency_is_asked_to_ask_in_an_escalation(tag: str, asks_to_ask: str) -> None:
    agency = somebody(AGENCY, name="Kim Mayer", language=tag)
    assert asks_to_ask in escalation(interview(language=tag), agency, CANDIDATE).body


class TestPortuguese:
    @pytest.mark.parametrize(
        ("company", "there"),
        [
            ("Itaú", " (Itaú)"),
            ("Banco do Brasil", " no Banco do Brasil"),
            ("Universidade de São Paulo", " na Universidade de São Paulo"),
            ("Bradesco Seguros", " na Bradesco Seguros"),
            ("Grupo Seguros", " no Grupo Seguros"),
            ("Itaú Unibanco Seguros", " (Itaú Unibanco Seguros)"),
        ],
    )
    def test_a_companys_gender_is_not_guessed(self, company: str, there: str) -> None:
        agent = somebody(AGENCY, name="Diego Alves")
        assert f"a vaga de Data Engineer{there}." in body("pt", feedback_request, contact=agent, company=company)

    def test_no_company_is_named_as_one(self) -> None:
        """WORDS: "*na empresa Horizonte Digital* is the most audible flaw"."""
        for _, draft in scenes(CASTS["pt-BR"]):
            assert "empresa Aurora" not in draft.body

    def test_only_an_agency_is_told_the_company(self) -> None:
        for title, draft in scenes(CASTS["pt-BR"]):
            told = draft.body.count("Aurora")
            assert told == ("agency" in title or title.startswith("thank-you")), title

    def test_a_thank_you_names_the_company_where_its_article_is_known(self) -> None:
        for company, team in (("Colégio Aroeira", "da equipe do Colégio Aroeira."), ("Itaú", "da equipe.")):
            assert f"vontade de fazer parte {team}" in body("pt", company=company)

    def test_the_candidates_gender_is_not_guessed(self) -> None:
        for _, draft in scenes(CASTS["pt-BR"]):
            assert not re.search(r"\b[Oo]brigad|\banimad|\binteressad|\bescolhid|\bselecionad", draft.body)

    def test_a_saturday_is_masculine(self) -> None:
        manager = somebody(ContactRole.HIRING_MANAGER, name="Diego Alves")
        text = body("pt", escalation, contact=manager, ended_at=interview().ended_at.replace(day=6))
        assert "Minha entrevista foi no sábado, 6 de junho." in text

    def test_others_have_their_honorific_and_its_article(self) -> None:
        """W8; colleagues leave out "Sra." and "Sr.", and all in a list are named alike."""
        hr = somebody(TEAM, name="Kim Mayer")
        known = (("Bia Silva", "Sra."), ("Caio Reis", "Dr."), ("Ari Lima", None))
        bia, caio, ari = (
            Contact(id=name, name=name, honorific=title, roles={INTERVIEWER}, email="o@example.com")
            for name, title in known
        )
        titled = interview(language="pt", contacts=(hr, bia, caio))
        mixed = interview(language="pt", contacts=(hr, bia, caio, ari))
        passed_on = thank_you(titled, hr, CANDIDATE, passes_on=True).body
        assert "agradecimento à Sra. Bia Silva e ao Dr. Caio Reis?" in passed_on
        passed_on = thank_you(mixed, hr, CANDIDATE, passes_on=True).body
        assert "agradecimento a Bia Silva, a Caio Reis e a Ari Lima?" in passed_on
        assert "com a Sra. Bia Silva e o Dr. Caio Reis para a vaga" in first_follow_up(titled, hr, CANDIDATE).body
        assert "com Bia Silva, Caio Reis e Ari Lima para a vaga" in first_follow_up(mixed, hr, CANDIDATE).body
        friendly = first_follow_up(titled, hr, CANDIDATE, tone=Tone.FRIENDLY)
        assert "com Bia Silva e Caio Reis para a vaga" in friendly.body

    def test_those_who_were_there_are_thanked_together(self) -> None:
        bia, *others = (
            Contact(id=name, name=name, honorific=title, roles={INTERVIEWER}, email="o@example.com")
            for name, title in (("Bia Silva", "Sra."), ("Ari Lima", None), ("Caio Reis", None), ("Nei Dias", None))
        )
        thanks = {
            count: thank_you(interview(language="pt", contacts=(bia, *others[:count])), bia, CANDIDATE).body
            for count in (0, 1, 3)
        }
        assert "Agradeço o tempo e a atenção que a senhora me dedicou na entrevista" in thanks[0]
        assert "Agradeço à senhora e a Ari Lima pelo tempo que me dedicaram na entrevista" in thanks[1]
        assert "Agradeço à senhora e a toda a equipe pelo tempo que me dedicaram na entrevista" in thanks[3]

    def test_a_reader_is_addressed_as_the_greeting_knows_them(self) -> None:
        assert "Vocês poderiam me dizer" in body("pt", first_follow_up, contact=somebody(TEAM))
        assert "Você poderia me dizer" in body("pt", first_follow_up, contact=somebody(TEAM, name="Kim Mayer"))
        for honorific, asked in (("Dra.", "A senhora poderia"), ("Sr.", "O senhor poderia"), ("Eng.", "Você poderia")):
            kim = somebody(TEAM, name="Kim Mayer", honorific=honorific)
            assert f"{asked} me dizer" in body("pt", first_follow_up, contact=kim)

    def test_how_are_you_is_no_request(self) -> None:
        language = language_of("pt")
        assert language is not None
        assert not re.search(language.asks, "Oi, Bia, tudo bem?", re.IGNORECASE)
        assert re.search(language.asks, "Consegue me dizer se há novidades?", re.IGNORECASE)


class TestJapanese:
    """Japanese letters have the full company name, the department, the name with 様, and 貴社, since 御社 is spoken."""

    def test_the_block_has_company_department_and_name(self) -> None:
        contact = somebody(name="伊藤健", department="開発部", job_title="部長")
        text = body("ja", contact=contact, company="株式会社アクメ")
        assert text.startswith("株式会社アクメ\n開発部\n部長 伊藤健様\n\nお世話になっております。\n")

    def test_an_agencys_own_name_stands_in_the_block(self) -> None:
        agent = somebody(AGENCY, name="佐藤花子", company="株式会社みなと人材")
        text = body("ja", contact=agent, company="株式会社アクメ")
        assert text.startswith("株式会社みなと人材\n佐藤花子様\n\nお世話になっております。\n")
        assert "株式会社アクメ様の" in text
        assert "同社で働きたい" in text
        assert "同院で働きたい" in body("ja", contact=agent, company="中央病院")

    def test_no_draft_has_what_is_never_written(self) -> None:
        for _, draft in scenes(CASTS["ja"]):
            assert not re.search("㈱|御社|部長様|各位様|御中|様様|!|！|フォローアップ|[()]", draft.subject + draft.body)

    def test_the_subjects_are_those_of_the_custom(self) -> None:
        case, contact = interview(language="ja", position="技術"), somebody(name="伊藤健")
        assert thank_you(case, contact, CANDIDATE).subject == "面接のお礼（技術職・Mei Tan）"
        assert first_follow_up(case, contact, CANDIDATE).subject == "選考状況のお伺い（技術職・Mei Tan）"
        assert second_follow_up(case, contact, CANDIDATE).subject == "選考状況の再度のお伺い（技術職・Mei Tan）"
        assert escalation(case, contact, CANDIDATE).subject == "選考状況に関するお問い合わせ（技術職・Mei Tan）"
        assert update_thanks(case, contact, CANDIDATE).subject == "選考状況のご連絡へのお礼（技術職・Mei Tan）"
        assert feedback_request(case, contact, CANDIDATE).subject == "選考のお礼とご助言のお願い（技術職・Mei Tan）"

    def test_a_japanese_follow_up_enquires_after_the_selection(self) -> None:
        first, second = body("ja", first_follow_up), body("ja", second_follow_up)
        assert "現在の選考状況と結果が出るおおよその時期を、\n差し支えない範囲でお教えいただけますと幸いです。" in first
        assert "たびたび恐れ入りますが、その後の選考状況をお知らせいただけますでしょうか。" in second
        assert second.count("恐") == 1  # one apology is enough

    def test_a_thank_you_needs_no_reply_and_names_the_other_interviewer(self) -> None:
        contact = somebody(name="小川 誠", family_name="小川", job_title="製造部長")
        known = {"name": "岡田 美咲", "family_name": "岡田", "job_title": "課長"}
        other = somebody(**known).replace(id="other", email="other@example.com")
        case = interview(language="ja", contacts=(contact, other))
        text = thank_you(case, contact, CANDIDATE).body
        assert "\n岡田課長にもお時間をいただきましたこと、重ねてお礼申し上げます。\n" in text
        assert "なお、ご返信はどうぞお気遣いなく。" in text
        assert "当日は岡田課長にもお時間をいただき、" in first_follow_up(case, contact, CANDIDATE).body
        boss = somebody(ContactRole.HIRING_MANAGER, name="藤井 隆").replace(id="boss")
        assert "面接は、小川部長と岡田課長にご担当いただきました。" in escalation(case, boss, CANDIDATE).body

    def test_a_promised_date_and_no_news_connect(self) -> None:
        case = interview(language="ja", decision_by=date(2026, 6, 12))
        first = first_follow_up(case, case.contacts[0], CANDIDATE).body
        assert (
            "\n6月12日（金）までにお知らせいただけるとのことでしたが、\n選考の結果はまだ承っておらず、引き続きご検討中"
            in first
        )
        last = escalation(case, case.contacts[0], CANDIDATE).body
        assert (
            "\n結果は、6月12日（金）までにいただけると伺っておりました。\nご担当の方に状況をお尋ねいたしました。\n"
            in last
        )
        assert (
            "\nまだお返事を拝見しておりませんが、メールが届いていない可能性もあるかと存じ、\n誠に恐縮ながら、" in last
        )

    def test_one_goes_to_work_for_what_one_heard(self) -> None:
        heard, none = body("ja", learned="新工場"), body("ja")
        assert "についてのお話を大変興味深く伺い、\nぜひ貴社で働きたいという気持ちが、いっそう強く" in heard
        assert "\nお話を伺い、ぜひ貴社で働きたい" in none

    def test_who_is_asked_for_help_hears_of_the_interest_last(self) -> None:
        text = body("ja", escalation)
        assert text.index("お取り次ぎ") < text.index("貴社を志望しております")

    @pytest.mark.parametrize(
        ("position", "named"),
        [
            ("営業", "営業職の面接"),
            ("Data Engineer", "Data Engineer職の面接"),
            ("総合職", "に総合職の面接"),
            ("看護師", "に看護師の面接"),
            ("経理担当", "に経理担当の面接"),
            ("データエンジニア（東京）", "データエンジニア（東京）の面接"),
        ],
    )
    def test_a_japanese_position_is_a_shoku_unless_it_ends_in_one(self, position: str, named: str) -> None:
        assert named in body("ja", position=position)

    @pytest.mark.parametrize(
        ("company", "you"),
        [
            ("株式会社アクメ", "貴社"),
            ("株式会社みらい銀行", "貴行"),
            ("中央病院", "貴院"),
            ("東都大学", "貴学"),
            ("社会福祉法人", "貴法人"),
            ("みどり研究所", "貴所"),
            ("株式会社みどり研究所", "貴社"),
        ],
    )
    def test_a_japanese_company_is_your_house_by_its_kind(self, company: str, you: str) -> None:
        assert f"{you}で働きたい" in body("ja", company=company)

    @pytest.mark.parametrize(
        ("known", "called"),
        [
            ({"name": "伊藤 健"}, "伊藤 健 様に"),
            ({"name": "伊藤 健", "family_name": "伊藤"}, "伊藤様に"),
            ({"name": "伊藤 健", "family_name": "伊藤", "department": "人事部"}, "人事部の伊藤様に"),
            (
                {"name": "伊藤 健", "family_name": "伊藤", "department": "開発部", "job_title": "部長"},
                "伊藤部長に",
            ),
            ({"name": "伊藤 健", "family_name": "伊藤", "job_title": "製造本部長"}, "伊藤本部長に"),
            ({"name": "伊藤 健", "family_name": "伊藤", "job_title": "副工場長"}, "伊藤副工場長に"),
            ({"name": "伊藤 健", "family_name": "伊藤", "job_title": "部長代理"}, "部長代理の伊藤様に"),
            ({"name": "伊藤 健", "job_title": "部長"}, "部長の伊藤 健 様に"),
            ({"name": "伊藤 健", "family_name": "伊藤", "honorific": "先生"}, "伊藤先生に"),
            ({"name": "Kim Mayer", "family_name": "Mayer", "job_title": "Manager"}, "Mayer様に"),
        ],
    )
    def test_others_are_named_as_the_reader_would(self, known: dict[str, str], called: str) -> None:
        case, manager = interview(language="ja"), somebody(ContactRole.HIRING_MANAGER)
        asked = somebody(TEAM, **known)
        assert f"\n{called}選考の状況をお尋ねいたし" in escalation(case, manager, CANDIDATE, asked_before=[asked]).body

    def test_two_of_one_family_name_are_told_apart(self) -> None:
        case, manager = interview(language="ja"), somebody(ContactRole.HIRING_MANAGER)
        asked = [somebody(TEAM, name=name, family_name="森") for name in ("森 由紀", "森 誠")]
        assert "森 由紀 様と森 誠 様に" in escalation(case, manager, CANDIDATE, asked_before=asked).body

    def test_a_japanese_list_of_names_is_uniform(self) -> None:
        case, manager = interview(language="ja"), somebody(ContactRole.HIRING_MANAGER)
        known = somebody(TEAM, name="伊藤 健", family_name="伊藤", job_title="部長")
        asked = [known, somebody(TEAM, name="森 由紀", family_name="森")]
        assert "伊藤 健 様と森 由紀 様に" in escalation(case, manager, CANDIDATE, asked_before=asked).body
        asked = [known, somebody(TEAM, name="森 由紀", family_name="森", job_title="課長")]
        assert "伊藤部長と森課長に" in escalation(case, manager, CANDIDATE, asked_before=asked).body

    def test_of_many_who_were_asked_the_first_is_named_in_japanese(self) -> None:
        case, manager = interview(language="ja"), somebody(ContactRole.HIRING_MANAGER)
        asked = [somebody(TEAM, name=name) for name in ("森 由紀", "高橋 誠", "小林 恵")]
        assert "森 由紀 様ほか皆様に" in escalation(case, manager, CANDIDATE, asked_before=asked).body

    @pytest.mark.parametrize(
        ("learned", "said"),
        [
            ("毎朝話し合う。", "「毎朝話し合う。」についてのお話"),
            ("新工場の話", "面接では、新工場についてのお話"),
            ("夜勤体制について", "面接では、夜勤体制についてのお話"),
        ],
    )
    def test_what_was_learned_takes_its_particle(self, learned: str, said: str) -> None:
        assert said in body("ja", learned=learned)

    def test_why_it_matters_ends_with_a_full_stop(self) -> None:
        contact = somebody(name="伊藤健", learned="新工場", why_it_matters="関心を持っております")
        assert "\n関心を持っております。\n" in body("ja", contact=contact)

    @pytest.mark.parametrize("said", ["至急ご返信ください", "なるべく早くお知らせください", "今週中にご回答ください"])
    def test_a_demand_presses(self, said: str) -> None:
        assert any(re.search(pattern, said) for pattern in Japanese.pushy)

    @pytest.mark.parametrize(
        "said",
        [
            "至急お送りいたします",
            "本日中にご連絡いたします",
            "すぐにご返信いただき、ありがとうございます",
            "結果のご連絡を確認できておりません",
            "催促のようで恐縮です",
            "一刻も早く貴社に貢献したい",
        ],
    )
    def test_what_a_japanese_candidate_says_of_themselves_is_not_pushy(self, said: str) -> None:
        assert not any(re.search(pattern, said) for pattern in Japanese.pushy)


class TestChinese:
    """Nobody by a bare name, 贵公司 to the company itself, and pardon first where a letter is not expected."""

    @pytest.mark.parametrize(
        ("company", "you"),
        [
            ("星河公司", "贵公司"),
            ("星河有限公司", "贵公司"),
            ("有限公司", "贵公司"),
            ("北辰出版集团", "贵集团"),
            ("北辰（集团）股份有限公司", "贵集团"),
            ("清华大学", "贵校"),
            ("清华大学医学院", "贵院"),
            ("协和医院", "贵院"),
            ("招商银行股份有限公司", "贵行"),
            ("长江出版社有限责任公司", "贵社"),
        ],
    )
    def test_a_chinese_company_is_your_house_by_its_kind(self, company: str, you: str) -> None:
        assert f"加入{you}。" in body("zh", first_follow_up, company=company)

    @pytest.mark.parametrize(
        ("company", "named"), [("星河科技有限公司", "星河科技"), ("有限公司", "有限公司"), ("Acme Inc.", "Acme Inc.")]
    )
    def test_a_thank_you_names_the_company_as_people_do(self, company: str, named: str) -> None:
        assert f"有机会加入{named}，与" in body("zh", company=company)

    def test_a_chinese_mail_to_an_agency_does_not_call_the_company_yours(self) -> None:
        agent = somebody(AGENCY, name="赵敏")
        for build in (thank_you, first_follow_up, second_follow_up, escalation, update_thanks, feedback_request):
            assert "贵" not in body("zh", build, contact=agent, company="星河公司").replace("宝贵", "")

    @pytest.mark.parametrize(
        ("position", "there"), [("数据工程师", "应聘数据工程师岗位的"), ("行政岗", "应聘行政岗的")]
    )
    def test_a_chinese_post_is_called_a_post_once(self, position: str, there: str) -> None:
        assert there in body("zh", position=position)

    @pytest.mark.parametrize(
        ("titled", "plain", "words"),
        [
            ("", "甲", "面试，与甲老师进行了交流"),
            ("", "甲乙", "面试，与甲、乙两位老师进行了交流"),
            ("王", "", "面试，与王经理进行了交流"),
            ("王", "甲", "面试，与王某经理和甲老师进行了交流"),
            ("王周", "", "面试，与王经理和周经理进行了交流"),
            ("王", "甲乙丙", "面试，与王某经理以及甲、乙、丙三位老师进行了交流"),
            ("", "甲乙丙丁戊己庚辛壬癸子", "壬、癸、子各位老师进行了交流"),
        ],
    )
    def test_who_has_no_title_shares_one_with_others(self, titled: str, plain: str, words: str) -> None:
        hr = somebody(TEAM, name="赵敏")
        panel = [
            Contact(id=name, name=f"{name}某", family_name=name, honorific="经理", roles={INTERVIEWER}, email="p@x.com")
            for name in titled
        ]
        panel += [Contact(id=name, name=name, roles={INTERVIEWER}, email="p@x.com") for name in plain]
        case = interview(language="zh", contacts=(hr, *panel))
        assert words in first_follow_up(case, hr, CANDIDATE).body

    def test_an_interviewer_met_with_others_is_named_with_them(self) -> None:
        met = somebody(name="王建国", family_name="王", honorific="经理")
        others = [Contact(id=name, name=name, roles={INTERVIEWER}, email=f"{name}@x.com") for name in ("A", "B")]
        case = interview(language="zh", contacts=(met, *others))
        assert "有幸与您以及A、B两位老师交流。" in first_follow_up(case, met, CANDIDATE).body

    def test_an_unexpected_letter_begs_pardon_first(self) -> None:
        manager = somebody(ContactRole.HIRING_MANAGER, name="王建国")
        assert "\n\n您好！\n\n冒昧直接给您写信，还请见谅。我是应聘" in body("zh", escalation, contact=manager)
        assert "冒昧" not in body("zh", escalation)

    def test_a_sentence_that_was_learned_is_quoted(self) -> None:
        assert "面试时谈到的“每天早上一起讨论。”给我留下了很深的印象" in body("zh", learned="每天早上一起讨论。")
        assert "面试时谈到的迁移方案，给我留下了很深的印象" in body("zh", learned="迁移方案")

    def test_a_promised_date_is_the_latest(self) -> None:
        to = somebody(name="Kim Mayer")
        case = interview(language="zh", contacts=(to,), decision_by=date(2026, 6, 12))
        assert "最晚在6月12日（周五）确定" in first_follow_up(case, to, CANDIDATE).body
        assert "最晚6月12日（周五）会有结果" in body("zh", update_thanks, decision_by=date(2026, 6, 12))

    def test_no_two_chinese_messages_have_equal_good_wishes(self) -> None:
        drafts = [thank_you, first_follow_up, second_follow_up, escalation, update_thanks, feedback_request]
        assert len({body("zh", build).split("\n\n")[-2] for build in drafts}) == len(drafts)

    @pytest.mark.parametrize(
        ("known", "called"),
        [
            ({"honorific": "女士", "job_title": "招聘经理"}, "招聘经理赵敏女士"),
            ({"job_title": "招聘经理", "department": "人力资源部"}, "人力资源部赵敏经理"),
            ({"honorific": "女士", "job_title": "Recruiter"}, "赵敏女士"),
            ({}, "赵敏老师"),
        ],
    )
    def test_who_was_asked_is_named_in_full(self, known: dict[str, str], called: str) -> None:
        case, manager = interview(language="zh"), somebody(ContactRole.HIRING_MANAGER)
        asked = somebody(TEAM, name="赵敏", family_name="赵", **known)
        assert f"我曾写信向{called}询问进展" in escalation(case, manager, CANDIDATE, asked_before=[asked]).body

    def test_the_thanks_are_to_all_who_were_met_but_for_those_to_whom_they_are_passed_on(self) -> None:
        met, other = somebody(name="王经理"), Contact(id="o", name="何经理", roles={INTERVIEWER}, email="o@x.com")
        case = interview(language="zh", contacts=(met, other))
        assert "感谢您和何经理在百忙之中" in thank_you(case, met, CANDIDATE).body
        passed_on = thank_you(case, met, CANDIDATE, passes_on=True).body
        assert "感谢您在百忙之中" in passed_on
        assert "代我向何经理转达谢意" in passed_on

    @pytest.mark.parametrize(
        ("company", "position", "words"),
        [("星河公司", "工程师", "星河公司工程师岗位"), ("Acme Inc.", "Engineer", "Acme Inc. Engineer岗位")],
    )
    def test_a_chinese_mail_tells_an_agency_of_which_company(self, company: str, position: str, words: str) -> None:
        agent = somebody(AGENCY, name="赵敏")
        assert words in body("zh", update_thanks, contact=agent, company=company, position=position)

    def test_a_chinese_signature_has_no_address_of_mail(self) -> None:
        assert CANDIDATE.email not in body("zh")


class TestKorean:
    """No particle whose form depends on a name; titles with 님, also of others (W8)."""

    def test_a_name_is_followed_by_no_particle_of_two_forms(self) -> None:
        for company in ("한빛", "미래"):  # one ends in a consonant, one in a vowel
            for build in (thank_you, first_follow_up, second_follow_up, escalation, update_thanks, feedback_request):
                text = body("ko", build, company=company, position="개발자", contact=somebody(name="이유나"))
                assert not re.search(rf"({company}|개발자|Mei Tan)(은|는|이 |가|을|를|와|과|으로|로)", text)

    @pytest.mark.parametrize(
        ("known", "expected"),
        [
            (KIM | {"honorific": "씨", "job_title": "팀장"}, "안녕하세요, 김민수 팀장님."),
            (KIM | {"honorific": "Dr", "job_title": "CTO"}, "안녕하세요, 김민수 CTO님."),
            ({"name": "김민수 팀장님"}, "안녕하세요, 김민수 팀장님."),
            ({"name": "김민수 팀장", "job_title": "팀장"}, "안녕하세요, 김민수 팀장님."),
        ],
    )
    def test_a_korean_title_is_written_once(self, known: dict[str, str], expected: str) -> None:
        assert greeting("ko", somebody(**known)) == expected

    def test_others_are_named_by_their_titles(self) -> None:
        hr = somebody(TEAM, name="한유진")
        panel = [
            Contact(id="1", name="최은정", job_title="팀장", roles={INTERVIEWER}),
            Contact(id="2", name="박서연", roles={INTERVIEWER}),
            Contact(id="3", name="정하늘", job_title="개발자", roles={INTERVIEWER}),
        ]
        for count, expected in (
            (1, "면접에서 최은정 팀장님을 뵈었던"),
            (2, "면접에서 최은정 팀장님과 박서연 님을 뵈었던"),
            (3, "면접에서 최은정 팀장님, 박서연 님, 정하늘 님을 뵈었던"),
        ):
            case = interview(language="ko", contacts=(hr, *panel[:count]))
            assert expected in first_follow_up(case, hr, CANDIDATE).body
        case = interview(language="ko", contacts=(hr, *panel))
        assert "면접에서 팀장님, 박서연 님, 정하늘 님을 뵈었던" in first_follow_up(case, panel[0], CANDIDATE).body

    @pytest.mark.parametrize(
        ("job_title", "expected"),
        [
            ("인사팀 매니저", "안녕하세요, 조은비 매니저님."),
            ("HR 매니저", "안녕하세요, 조은비 매니저님."),
            ("글로벌 사업부 부장", "안녕하세요, 조은비 부장님."),
            ("인사팀장", "안녕하세요, 조은비 인사팀장님."),
            ("수석 연구원", "안녕하세요, 조은비 수석 연구원님."),  # a rank, not a department
            ("채용 담당자", "안녕하세요, 조은비 담당자님."),
            ("마케팅 담당자", "안녕하세요, 조은비 님."),  # not what people are called by
            ("인사팀", "안녕하세요, 조은비 님."),
        ],
    )
    def test_no_department_stands_between_name_and_title(self, job_title: str, expected: str) -> None:
        assert greeting("ko", somebody(name="조은비", job_title=job_title)) == expected

    def test_whoever_was_not_met_is_greeted_and_begged_pardon_first(self) -> None:
        manager = somebody(ContactRole.HIRING_MANAGER, name="이유나")
        hr = Contact(id="hr", name="한유진", job_title="인사팀 매니저", roles={TEAM})
        case = interview(language="ko", contacts=(manager,))
        text = escalation(case, manager, CANDIDATE, asked_before=[hr], asked_on=date(2026, 5, 6)).body
        first, second = text.split("\n\n")[1:3]
        assert first.endswith(" 갑작스럽게 메일로 먼저 인사드려 죄송합니다.")
        asked = "인사팀 한유진 매니저님께 진행 상황을 문의드렸습니다. 5월 6일(수)에 보낸 메일이"
        assert asked in second
        assert "메일로 먼저" not in body("ko", escalation, contact=somebody(name="이유나"))

    @pytest.mark.parametrize(
        ("known", "expected"),
        [
            ({"department": "인사팀"}, "그동안 인사팀 한유진 님께"),
            ({"department": "인사팀", "job_title": "인사팀 매니저"}, "그동안 인사팀 한유진 매니저님께"),
            ({"department": "인사팀", "company": "한강인재"}, "그동안 한유진 님께"),
            ({"job_title": "인사 담당자"}, "그동안 한유진 담당자님께"),
        ],
    )
    def test_a_colleague_who_was_asked_is_named_with_the_department(self, known: dict[str, str], expected: str) -> None:
        manager = somebody(ContactRole.HIRING_MANAGER, name="이유나")
        hr = Contact.model_validate({"id": "hr", "name": "한유진", "roles": {TEAM}} | known)
        case = interview(language="ko", contacts=(manager,))
        assert expected in escalation(case, manager, CANDIDATE, asked_before=[hr]).body

    @pytest.mark.parametrize(
        ("why", "expected"),
        [
            (None, "인상 깊었습니다. 그 말씀을 들으며 한빛에서 함께 일하고 싶은 마음이"),
            ("제 꿈입니다", "인상 깊었습니다. 제 꿈입니다. 그만큼 한빛에서 함께 일하고 싶은 마음이"),
        ],
    )
    def test_what_was_heard_leads_to_the_wish(self, why: str | None, expected: str) -> None:
        lead = somebody(name="윤상호", learned="신규 공정", why_it_matters=why)
        assert expected in body("ko", company="한빛", contact=lead)

    def test_an_interviewer_is_thanked_together_with_the_others(self) -> None:
        lead = somebody(name="윤상호", job_title="팀장")
        others = [Contact(id=name, name=name, roles={INTERVIEWER}) for name in ("서민정", "박서연")]
        for count, together, both in (
            (0, " 귀한 시간을", " 함께 일하고 싶은"),
            (1, " 서민정 님과 함께 귀한 시간을", " 두 분과 함께 일하고 싶은"),
            (2, " 서민정 님, 박서연 님과 함께 귀한 시간을", " 함께 일하고 싶은"),
        ):
            case = interview(language="ko", contacts=(lead, *others[:count]))
            text = thank_you(case, lead, CANDIDATE).body
            assert together in text
            assert both in text

    def test_an_agency_is_asked_to_ask(self) -> None:
        agent = somebody(AGENCY, name="이유나")
        first = body("ko", first_follow_up, company="한빛", contact=agent)
        assert "한빛 측에 확인하셔서 대략이라도 알려 주실 수 있을까요?" in first
        assert "함께" not in first  # it is not the agency with whom one would work
        assert "Acme 측에 확인하셔서 짧게라도 알려 주실 수 있을까요?" in body("ko", second_follow_up, contact=agent)
        assert "회사 측 의견을 한두 가지만 전해 주실 수 있을까요?" in body("ko", feedback_request, contact=agent)

    def test_a_korean_mail_does_not_repeat_its_senders_address(self) -> None:
        assert body("ko").endswith("\n\n다시 한번 감사드립니다.\nMei Tan 드림")
        case = interview(language="ko")
        text = second_follow_up(case, somebody(TEAM), CANDIDATE.replace(phone="010-0000-0000")).body
        assert text.endswith("\n\n감사합니다.\nMei Tan 드림\n연락처: 010-0000-0000")


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
def test_an_update_alone_is_thanked_for_without_the_word_also(code: str, tone: Tone) -> None:
    folded = body(code, first_follow_up, folds={Touch.UPDATE_THANKS}, tone=tone)
    assert not re.search(r"\b(also|auch|également|aussi|también|também|assim como)\b|^也", folded, re.MULTILINE)
