"""The scenes of the snapshots: for each language its people, and each touch in the situations that change the words.

``tools/snapshots.py`` writes them to ``tests/snapshots/``, one plain text file a language, for native speakers to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from followup_rules import (
    Candidate,
    Contact,
    ContactRole,
    Draft,
    Interview,
    Thread,
    Tone,
    Touch,
    escalation,
    feedback_request,
    first_follow_up,
    second_follow_up,
    thank_you,
    update_thanks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SNAPSHOTS = Path(__file__).with_name("snapshots")


@dataclass(frozen=True)
class Cast:
    """Who and what one language's scenes are about."""

    tag: str
    company: str
    position: str
    timezone: str
    country: str
    candidate: Candidate
    lead: Contact  # an interviewer and hiring manager, of whom everything is known
    peers: tuple[Contact, ...]  # three interviewers, of whom only the full name is known
    recruiter: Contact
    learned: str
    why_it_matters: str  # a sentence of the candidate's own
    agency: str
    words: tuple[str, ...]  # common ones: some are in any text of the language, and fewer in that of another


def _people(*names: str) -> tuple[Contact, ...]:
    return tuple(
        Contact(id=f"peer{i}", name=name, roles={ContactRole.INTERVIEWER}, email=f"peer{i}@example.com")
        for i, name in enumerate(names, 1)
    )


def _lead(name: str, given: str, family: str, honorific: str | None, title: str, department: str) -> Contact:
    return Contact(
        id="lead",
        name=name,
        given_name=given,
        family_name=family,
        honorific=honorific,
        job_title=title,
        department=department,
        roles={ContactRole.INTERVIEWER, ContactRole.HIRING_MANAGER},
        email="lead@example.com",
    )


def _recruiter(name: str, given: str, family: str, honorific: str | None, department: str) -> Contact:
    return Contact(
        id="hr",
        name=name,
        given_name=given,
        family_name=family,
        honorific=honorific,
        department=department,
        roles={ContactRole.RECRUITER},
        email="hr@example.com",
    )


def _me(name: str, phone: str) -> Candidate:
    return Candidate(name=name, email="candidate@example.com", phone=phone)


CASTS = {
    cast.tag: cast
    for cast in (
        Cast(
            "en-US",
            "Acme Inc.",
            "Data Engineer",
            "America/New_York",
            "US",
            _me("Jordan Lee", "+1 212 555 0100"),
            _lead("Dana Reed", "Dana", "Reed", "Dr.", "Director of Data", "Data Platform"),
            _people("Sam Ortiz", "Priya Nair", "Chris Cole"),
            _recruiter("Alex Morgan", "Alex", "Morgan", None, "Talent"),
            "the move from nightly batches to event streaming",
            "I have wanted to work on a change like that for years.",
            "Harbor Talent",
            ("I", "the", "and", "my", "for", "to", "of", "you"),
        ),
        Cast(
            "en-GB",
            "Barrow & Finch Ltd",
            "Senior Accountant",
            "Europe/London",
            "GB",
            _me("Rhys Owen", "+44 20 7946 0100"),
            _lead("Helen Ward", "Helen", "Ward", "Ms", "Finance Director", "Finance"),
            _people("Tom Ellis", "Aisha Khan", "Grace Hill"),
            _recruiter("Olivia Shaw", "Olivia", "Shaw", None, "People"),
            "how the team closes its books in three days",
            "I would like to learn to run a close like that.",
            "Harbour Talent",
            ("I", "the", "and", "my", "for", "to", "of", "you"),
        ),
        Cast(
            "en-IN",
            "Kaveri Systems",
            "QA Lead",
            "Asia/Kolkata",
            "IN",
            _me("Neha Rao", "+91 80 5550 0100"),
            _lead("Arjun Mehta", "Arjun", "Mehta", "Mr", "Engineering Manager", "Quality"),
            _people("Divya Iyer", "Rahul Das", "Farah Ali"),
            _recruiter("Kavya Menon", "Kavya", "Menon", "Ms", "HR"),
            "the new release process",
            "It is the part of my present work that I enjoy most.",
            "Talent Bridge",
            ("I", "the", "and", "my", "for", "to", "of", "you"),
        ),
        Cast(
            "ja",
            "株式会社ミライ製作所",
            "データエンジニア",
            "Asia/Tokyo",
            "JP",
            _me("山田 太郎", "090-0000-0000"),
            _lead("伊藤 健", "健", "伊藤", None, "部長", "開発部"),
            _people("森 由紀", "高橋 誠", "小林 恵"),
            _recruiter("佐藤 花子", "花子", "佐藤", None, "人事部"),
            "リアルタイム分析基盤への移行",
            "前職で夜間バッチの運用に携わった経験から、強く関心を持っております。",
            "株式会社みなと人材",
            ("の", "を", "ます"),
        ),
        Cast(
            "de",
            "Nordlicht GmbH",
            "Softwareentwicklerin",
            "Europe/Berlin",
            "DE",
            _me("Lena Vogt", "+49 30 5550100"),
            _lead("Dr. Sabine Müller", "Sabine", "Müller", "Frau Dr.", "Leiterin Entwicklung", "Entwicklung"),
            _people("Kim Mayer", "Jonas Weiß", "Aylin Demir"),
            _recruiter("Peter Krause", "Peter", "Krause", "Herr", "Personal"),
            "die Umstellung auf das neue Lagersystem",
            "Genau solche Projekte möchte ich begleiten.",
            "Hafen Personal GmbH",
            ("ich", "mich", "mir", "und", "für", "das", "die", "zum"),
        ),
        Cast(
            "de-CH",
            "Alpstein AG",
            "Projektleiter",
            "Europe/Zurich",
            "CH",
            _me("Reto Frei", "+41 44 555 01 00"),
            _lead("Beat Keller", "Beat", "Keller", "Herr", "Leiter Bau", "Bau"),
            _people("Nina Graf", "Luca Rossi", "Anna Frick"),
            _recruiter("Sandra Roth", "Sandra", "Roth", "Frau", "Personal"),
            "den Umbau des Bahnhofs",
            "Ein Bauen unter laufendem Betrieb reizt mich seit Langem.",
            "Seebrücke Personal AG",
            ("ich", "mich", "mir", "und", "für", "das", "die", "zum"),
        ),
        Cast(
            "fr",
            "Lumière SAS",
            "ingénieur logiciel",
            "Europe/Paris",
            "FR",
            _me("Camille Bernard", "+33 1 55 55 01 00"),
            _lead("Claire Dupont", "Claire", "Dupont", "Mme", "directrice technique", "Technique"),
            _people("Hugo Martin", "Léa Petit", "Samir Haddad"),
            _recruiter("Marc Lefèvre", "Marc", "Lefèvre", "M.", "Ressources humaines"),
            "la refonte de la plateforme de paiement",
            "C’est précisément le genre de chantier auquel j’aimerais contribuer.",
            "Passerelle RH",
            ("je", "vous", "et", "le", "de", "du", "pour", "votre"),
        ),
        Cast(
            "es",
            "Mirador S. A.",
            "analista de datos",
            "Europe/Madrid",
            "ES",
            _me("Alex Romero", "+34 91 555 01 00"),
            _lead("Lucía García", "Lucía", "García", "Sra.", "directora de datos", "Datos"),
            _people("Kim Navarro", "Pablo Ruiz", "Inés Vidal"),
            _recruiter("Javier Soto", "Javier", "Soto", "Sr.", "Recursos Humanos"),
            "la migración del almacén de datos",
            "Es justo el tipo de proyecto en el que quiero crecer.",
            "Puente Talento",
            ("y", "el", "la", "me", "por", "usted", "de", "con"),
        ),
        Cast(
            "pt-BR",
            "Aurora Tecnologia",
            "Engenheiro de Dados",
            "America/Sao_Paulo",
            "BR",
            _me("Rafa Costa", "+55 11 5555-0100"),
            _lead("Beatriz Silva", "Beatriz", "Silva", "Sra.", "diretora de dados", "Dados"),
            _people("Ariel Souza", "Bruno Lima", "Carla Reis"),
            _recruiter("Diego Alves", "Diego", "Alves", "Sr.", "Recursos Humanos"),
            "a nova plataforma de crédito",
            "É exatamente o tipo de projeto em que quero crescer.",
            "Ponte Talentos",
            ("e", "o", "para", "da", "em", "uma", "me", "com"),
        ),
        Cast(
            "zh-CN",
            "星河科技有限公司",
            "数据工程师",
            "Asia/Shanghai",
            "CN",
            _me("陈晨", "138 0000 0000"),
            _lead("王建国", "建国", "王", "经理", "研发经理", "研发部"),
            _people("李晓燕", "张伟", "刘洋"),
            _recruiter("赵敏", "敏", "赵", "女士", "人力资源部"),
            "实时数据平台的迁移方案",
            "我一直希望参与这样的项目。",
            "桥梁人才",
            ("您", "的", "感谢"),
        ),
        Cast(
            "ko",
            "한빛소프트웨어",
            "데이터 엔지니어",
            "Asia/Seoul",
            "KR",
            _me("이지은", "010-0000-0000"),
            _lead("김민수", "민수", "김", None, "팀장", "데이터팀"),
            _people("박서연", "최준호", "정하늘"),
            _recruiter("한유진", "유진", "한", None, "인사팀"),
            "실시간 데이터 플랫폼 전환",
            "제가 꼭 해 보고 싶은 일이라 더욱 기억에 남습니다.",
            "한강인재",
            ("니다", "을", "드"),
        ),
    )
}


def interview(cast: Cast, *contacts: Contact, **changes: object) -> Interview:
    """Return the interview of a language: on Friday 24 April 2026 at 15:00, a decision promised by the 30th."""
    fields: dict[str, object] = {
        "id": "1",
        "company": cast.company,
        "position": cast.position,
        "ended_at": datetime(2026, 4, 24, 15, tzinfo=ZoneInfo(cast.timezone)),
        "timezone": cast.timezone,
        "country": cast.country,
        "decision_by": date(2026, 4, 30),
        "language": cast.tag,
        "contacts": contacts,
    }
    return Interview.model_validate(fields | changes)


def scenes(cast: Cast) -> Iterator[tuple[str, Draft]]:
    """Yield each scene: what it shows, and the draft."""
    me, lead, recruiter, peers = cast.candidate, cast.lead, cast.recruiter, cast.peers
    told = lead.replace(learned=cast.learned)
    friend = told.replace(familiar=True)
    known = interview(cast, recruiter, told, *peers)
    plain = interview(cast, recruiter, lead, decision_by=None)
    mailbox = Contact(id="box", roles={ContactRole.RECRUITER}, email="jobs@example.com")
    manager = lead.replace(roles={ContactRole.HIRING_MANAGER})
    agent = recruiter.replace(roles={ContactRole.AGENCY}, department=None, company=cast.agency)
    asked_on, invited_on = date(2026, 5, 6), date(2026, 5, 20)
    thread = Thread(message_id="<1@example.com>", subject=cast.position)
    saturday = datetime(2026, 8, 1, 11, tzinfo=ZoneInfo(cast.timezone))

    yield "thank-you: an interviewer who taught something", thank_you(known, told, me)
    yield "thank-you: the same, friendly", thank_you(known, told, me, tone=Tone.FRIENDLY)
    yield (
        "thank-you: an interviewer on first-name terms, and why it matters in the candidate's own words",
        thank_you(known, friend.replace(why_it_matters=cast.why_it_matters), me),
    )
    yield (
        "thank-you: an interviewer of whom only the name is known, in the thread of the invitation",
        thank_you(known, peers[0], me.replace(phone=None), reply_to=thread),
    )
    yield (
        "thank-you: an interviewer of whom only the family name is known, on the first of a month",
        thank_you(
            interview(cast, ended_at=saturday, decision_by=None),
            lead.replace(name=None, given_name=None, honorific=None, job_title=None, department=None),
            me,
        ),
    )
    yield (
        "thank-you: the recruiter, who passes it on to four",
        thank_you(interview(cast, recruiter, told, *peers, learned=cast.learned), recruiter, me, passes_on=True),
    )
    yield "thank-you: a mailbox, where nobody's name is known", thank_you(interview(cast), mailbox, me, passes_on=True)
    yield (
        "thank-you: an agency",
        thank_you(interview(cast, agent, lead, learned=cast.learned), agent, me, passes_on=True),
    )

    yield "first follow-up: the recruiter", first_follow_up(interview(cast, recruiter, lead, peers[0]), recruiter, me)
    yield (
        "first follow-up: the same, friendly",
        first_follow_up(interview(cast, recruiter, lead, peers[0]), recruiter, me, tone=Tone.FRIENDLY),
    )
    yield (
        "first follow-up: an interviewer, with the thanks that came too late",
        first_follow_up(known.replace(contacts=(told,)), told, me, folds={Touch.THANK_YOU}),
    )
    yield (
        "first follow-up: a mailbox, in a thread, with both thanks, no date promised",
        first_follow_up(plain, mailbox, me, reply_to=thread, folds={Touch.THANK_YOU, Touch.UPDATE_THANKS}),
    )
    yield (
        "first follow-up: an interviewer who invited the candidate to write",
        first_follow_up(interview(cast, lead, peers[0]), lead, me, enquire_on=invited_on),
    )
    yield (
        "first follow-up: the manager, on first-name terms, with the thanks that came too late, no date promised",
        first_follow_up(interview(cast, friend, decision_by=None), friend, me, folds={Touch.THANK_YOU}),
    )
    yield "first follow-up: an agency", first_follow_up(interview(cast, agent), agent, me)

    yield (
        "second follow-up: the recruiter, as a reply to the first",
        second_follow_up(plain, recruiter, me, reply_to=thread, asked_on=asked_on),
    )
    yield (
        "second follow-up: the same, friendly",
        second_follow_up(plain, recruiter, me, reply_to=thread, asked_on=asked_on, tone=Tone.FRIENDLY),
    )
    yield "second follow-up: a mailbox, new", second_follow_up(interview(cast), mailbox, me)
    yield "second follow-up: an agency", second_follow_up(interview(cast, agent), agent, me, asked_on=asked_on)

    yield (
        "escalation: the hiring manager, who was not met; the recruiter was asked",
        escalation(
            interview(cast, recruiter, manager, *peers), manager, me, asked_before=[recruiter], asked_on=asked_on
        ),
    )
    yield "escalation: the hiring manager; nothing is known of who was asked", escalation(plain, manager, me)
    yield "escalation: the hiring manager; nobody was asked", escalation(known, manager, me, asked_before=[])
    yield (
        "escalation: an interviewer; two people were asked",
        escalation(interview(cast, lead, *peers), lead, me, asked_before=[recruiter, peers[0]], asked_on=asked_on),
    )
    yield (
        "escalation: an interviewer, friendly; the recruiter was asked",
        escalation(interview(cast, lead, peers[0]), lead, me, asked_before=[recruiter], tone=Tone.FRIENDLY),
    )

    yield "update thanks: no date named", update_thanks(plain, recruiter, me, reply_to=thread)
    yield "update thanks: a date named", update_thanks(plain, recruiter, me, decision_by=date(2026, 5, 8))
    yield (
        "update thanks: a date named, friendly",
        update_thanks(plain, recruiter, me, decision_by=date(2026, 5, 8), tone=Tone.FRIENDLY),
    )
    yield "update thanks: an agency", update_thanks(plain, agent, me, decision_by=date(2026, 5, 8))
    yield "update thanks: for feedback after a rejection", update_thanks(plain, recruiter, me, answers_feedback=True)

    yield "update thanks: an agency, for feedback", update_thanks(plain, agent, me, answers_feedback=True)

    yield "feedback request: the recruiter", feedback_request(plain, recruiter, me, reply_to=thread)
    yield "feedback request: the same, friendly", feedback_request(plain, recruiter, me, tone=Tone.FRIENDLY)
    yield "feedback request: a mailbox", feedback_request(plain, mailbox, me)
    yield "feedback request: an agency", feedback_request(plain, agent, me)


def snapshot(tag: str) -> str:
    """Return all scenes of a language as one readable text."""
    rule = "=" * 100
    return (
        "\n\n".join(
            f"{rule}\n{title}\n{rule}\nSubject: {subject}\n\n{body}" for title, (subject, body) in scenes(CASTS[tag])
        )
        + "\n"
    )
