"""G32: Never guess the order of a name, a gender or a title: use what the contact says, else the neutral form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from followup_rules import Contact, ContactRole, Draft, thank_you
from letters import AGENCY_BOX, JO, MAILBOX, PANEL, each_draft, parts, says
from support import CANDIDATE, HR, LEAD, PEER, interview

if TYPE_CHECKING:
    from collections.abc import Callable

TITLES = re.compile(r"\b(Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\b")


class TestG32:
    @each_draft
    @pytest.mark.parametrize(
        ("fields", "greeting"),
        [
            ({"name": "Hanako Sato"}, "Dear Hanako Sato,"),
            ({"name": "Sato Hanako"}, "Dear Sato Hanako,"),
            ({"name": "Dr. Müller-Lüdenscheidt"}, "Dear Dr. Müller-Lüdenscheidt,"),
            ({"name": "Sukarno"}, "Dear Sukarno,"),
            ({"name": "María del Carmen Ruiz y Picasso"}, "Dear María del Carmen Ruiz y Picasso,"),
            ({"name": "佐藤 花子"}, "Dear 佐藤 花子,"),
            ({"name": "Ken Ito", "honorific": "Dr", "family_name": "Ito"}, "Dear Dr Ito,"),
            ({"honorific": "Ms", "family_name": "de la Cruz"}, "Dear Ms de la Cruz,"),
            ({"name": "Ken Ito", "given_name": "Ken", "family_name": "Ito"}, "Dear Ken Ito,"),
        ],
        ids=str,
    )
    def test_the_greeting_uses_what_the_contact_says(
        self, build: Callable[..., Draft], fields: dict[str, str], greeting: str
    ) -> None:
        contact = Contact(id="x", roles={ContactRole.INTERVIEWER}, email="x@example.com", **fields)  # type: ignore[arg-type]  # what is wrong on purpose
        assert parts(build(interview(contacts=(contact,)), contact, CANDIDATE))[0] == greeting

    def test_a_name_is_never_put_together(self) -> None:
        contact = LEAD.replace(name=None, given_name="Ken", family_name="Ito")
        body = thank_you(interview(), contact, CANDIDATE).body
        assert "Ken Ito" not in body
        assert "Ito Ken" not in body

    def test_a_name_is_never_split(self) -> None:
        contact = LEAD.replace(name="Ito Ken Jr.", honorific="Dr")
        assert "Ito Ken Jr." in parts(thank_you(interview(), contact, CANDIDATE))[0]

    @pytest.mark.parametrize("contact", [HR, LEAD, MAILBOX, JO, AGENCY_BOX], ids=["hr", "lead", "box", "ag", "agbox"])
    @each_draft
    def test_no_title_is_made_up(self, build: Callable[..., Draft], contact: Contact) -> None:
        assert not TITLES.search(build(interview(contacts=(contact, PEER)), contact, CANDIDATE).body)

    @each_draft
    def test_no_draft_says_he_or_she(self, build: Callable[..., Draft]) -> None:
        text = build(interview(), HR, CANDIDATE).body
        assert not re.search(r"\b(he|she|him|her|his|hers)\b", text, re.IGNORECASE)

    @pytest.mark.parametrize("honorific", ["様", "님", "سيد"])
    def test_an_honorific_in_another_script_is_left_out(self, honorific: str) -> None:
        contact = HR.replace(honorific=honorific, family_name="Sato")
        assert parts(thank_you(interview(), contact, CANDIDATE))[0] == "Dear Hanako Sato,"

    @pytest.mark.parametrize("honorific", ["Dr", "Señora", "Frau"])
    def test_an_honorific_in_the_script_of_the_language_is_used(self, honorific: str) -> None:
        contact = HR.replace(honorific=honorific, family_name="Sato")
        assert parts(thank_you(interview(), contact, CANDIDATE))[0] == f"Dear {honorific} Sato,"

    def test_a_job_title_is_no_form_of_address(self) -> None:
        contact = MAILBOX.replace(job_title="Head of People", department="People")
        assert "Head of People" not in parts(thank_you(interview(), contact, CANDIDATE))[0]

    @pytest.mark.parametrize("contact", [HR, JO], ids=["HR", "agency"])
    def test_nobody_is_named_where_somebody_cannot_be(self, contact: Contact) -> None:
        doctor = PEER.replace(name=None, honorific="Dr", family_name="Mori")
        draft = thank_you(interview(contacts=(contact, PANEL, doctor)), contact, CANDIDATE, passes_on=True)
        assert says(draft, "thanks on to everyone who interviewed me")

    def test_all_are_passed_thanks_where_nobody_has_a_name(self) -> None:
        draft = thank_you(interview(contacts=(HR,)), HR, CANDIDATE, passes_on=True)
        assert says(draft, "thanks on to everyone who interviewed me")

    def test_three_names_are_a_list(self) -> None:
        third = PEER.replace(id="third", name="Ren Oda")
        draft = thank_you(interview(contacts=(HR, PEER, PANEL, third)), HR, CANDIDATE, passes_on=True)
        assert says(draft, r"thanks on to Yuki Mori, Aiko Abe,? and Ren Oda\?")
