"""How a text names others: those of whom little is known by what is known (G32), and all who were there as a group."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from followup_rules import Brief, ContactRole, Person, thank_you
from followup_rules.drafts import ko
from followup_rules.drafts._language import language_of
from letters import DOCTOR
from support import CANDIDATE, HR, interview


@pytest.mark.parametrize("tag", ["en-US", "de", "fr", "es", "pt-BR"])
def test_a_third_person_is_called_by_the_given_name_where_no_other_is_known(tag: str) -> None:
    language = language_of(tag)
    assert language is not None
    assert language.called(Person(given_name="Ann"), tag) == "Ann"
    assert language.called(Person(given_name="Ann", name="Ann Lee"), tag) == "Ann Lee"


@pytest.mark.parametrize("tag", ["en-US", "fr", "es", "pt-BR"])
def test_a_third_person_of_whom_nothing_is_known_is_not_named(tag: str) -> None:
    language = language_of(tag)
    assert language is not None
    assert language.called(Person(), tag) == ""


BRIEF: dict[str, Any] = {
    "company": "Acme",
    "position": "Data Engineer",
    "interviewed_on": date(2026, 6, 3),
    "candidate_name": "Mei Tan",
    "candidate_email": "mei@example.com",
    "recipient": Person(name="Ken Ito"),
}


def part(name: str, **more: Any) -> str:
    brief = Brief(**BRIEF, **more)
    language = language_of(brief.language)
    assert language is not None
    parts: dict[Any, str] = language.parts(brief)
    return parts[name]


def test_a_title_is_understood_in_each_region_of_its_language() -> None:
    doctor = DOCTOR.replace(language="en-GB")
    assert thank_you(interview(), doctor, CANDIDATE).body.startswith("Dear Dr Ito,")
    met = DOCTOR.replace(language="en", roles={ContactRole.INTERVIEWER})
    body = thank_you(interview(contacts=(met,)), HR.replace(language="en-GB"), CANDIDATE, passes_on=True).body
    assert "pass my thanks on to Dr Ito?" in body


def test_an_interviewer_passes_japanese_thanks_on_to_the_other_interviewers() -> None:
    others = part("pass_on", touch="thank-you", language="ja", met=True, passes_on=True)
    assert others.startswith("恐れ入りますが、ほかの面接官の皆様にも、")


def test_the_german_team_is_there_and_not_with_a_reader_at_an_agency() -> None:
    interest = part("interest", touch="follow-up-1", language="de", through_agency=True, tone="friendly")
    assert interest == "Ich würde nach wie vor sehr gern dort mitarbeiten."


def test_a_department_of_recruiters_is_not_named_in_korean() -> None:
    titles = ("HR 팀장", "인사 팀장", "개발 팀장")
    found = [ko._with_department(Person(name="김민수", job_title=title)) for title in titles]
    assert found == ["김민수 팀장님", "김민수 팀장님", "김민수 개발 팀장님"]


def test_a_friendly_portuguese_text_keeps_a_title_where_the_name_is_not_known() -> None:
    others = (Person(honorific="Sra.", family_name="Lima"), Person(name="Ana Reis"))
    found = part("interview", touch="escalation", language="pt-BR", tone="friendly", interviewers=others)
    assert found == "Minha entrevista foi na quarta-feira, 3 de junho, com a Sra. Lima e Ana Reis."
