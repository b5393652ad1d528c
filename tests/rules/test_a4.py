"""A4: Before leaving the interview, ask for the next step or the date by which to expect an answer. It helps find the
right day to follow up.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asking import about, due, found_gaps
from events import thank_you
from followup_rules import ContactRole, gaps
from support import AGENT, AYA, HR, LEAD, PEER, SCHEDULING, STAFF, interview, local


class TestA4:
    COMPLETE = interview(decision_by=date(2026, 6, 10), thread=SCHEDULING)

    def found(self, **changes: Any) -> list[tuple[str, str | None]]:
        return [(gap.code, gap.contact) for gap in gaps(self.COMPLETE.replace(**changes))]

    def test_nothing_is_missing_where_all_is_known(self) -> None:
        assert self.found() == []

    def test_the_decision_date_is_asked_for(self) -> None:
        assert self.found(decision_by=None) == [("decision-date", None)]

    def test_somebody_who_interviewed_is_asked_for(self) -> None:
        assert self.found(contacts=(HR, LEAD)) == [("interviewers", None)]

    def test_an_interviewer_s_name_is_asked_for(self) -> None:
        assert self.found(contacts=(HR, PEER.replace(name=None))) == [("name", "peer")]

    def test_a_family_name_is_a_name(self) -> None:
        assert self.found(contacts=(HR, PEER.replace(name=None, family_name="Mori"))) == []

    def test_an_interviewer_s_address_is_asked_for(self) -> None:
        assert self.found(contacts=(HR, PEER.replace(email=None))) == [("no-address", "peer")]

    def test_through_an_agency_only_its_address_is_asked_for(self) -> None:
        """All messages go to the agency (G18)."""
        assert self.found(contacts=(AGENT, PEER.replace(email=None))) == []
        assert self.found(contacts=(AGENT.replace(email=None), PEER)) == [("no-address", "agent")]

    def test_the_address_of_each_interviewer_is_asked_for(self) -> None:
        contacts = (HR, PEER.replace(email=None), AYA.replace(email=None))
        assert self.found(contacts=contacts) == [("no-address", "peer"), ("no-address", "aya")]

    def test_a_recruiter_is_asked_for(self) -> None:
        assert self.found(contacts=(LEAD, PEER)) == [("recruiter", None)]

    def test_the_thread_is_asked_for(self) -> None:
        assert self.found(thread=None) == [("thread", None)]

    def test_all_is_asked_for_where_nothing_is_known(self) -> None:
        assert {code for code, _ in self.found(decision_by=None, thread=None, contacts=())} == {
            "decision-date",
            "interviewers",
            "recruiter",
            "thread",
        }

    def test_each_gap_says_in_words_what_to_do(self) -> None:
        texts = [gap.text for gap in gaps(interview(contacts=(PEER.replace(email=None),)))]
        assert [text.split()[0] for text in texts] == ["Ask", "The", "Ask", "Keep"]
        assert "Yuki Mori" in texts[1]

    def test_the_words_of_each_gap(self) -> None:
        desk = PEER.replace(id="desk", name=None)
        texts = [gap.text for gap in gaps(interview(country="IN"))] + [
            gap.text for case in (interview(contacts=()), interview(contacts=(desk,))) for gap in gaps(case)
        ]
        assert sorted(set(texts)) == [
            "Ask by which date to expect an answer.",
            "Ask for the name of mori@example.com.",
            "Ask who in HR looks after the application.",
            "Check the country and the time zone: Asia/Tokyo is not a zone of IN.",
            "Keep the mail that scheduled the interview: messages can go in its thread.",
            "Note who interviewed you, with names and addresses.",
            "Public holidays differ within IN: add the subdivision in which the company works.",
        ]

    def test_the_decision_date_finds_the_day_to_follow_up(self) -> None:
        """Wednesday 17 June, and three business days: Monday the 22nd."""
        action = due(self.COMPLETE.replace(decision_by=date(2026, 6, 17)), thank_you(), now="2026-06-05 10:00")
        assert local(action.window.opens) == "2026-06-22 09:00"
        assert about(action, "decision-assumed") == []

    def test_without_a_decision_date_a_day_is_assumed(self) -> None:
        action = due(self.COMPLETE.replace(decision_by=None), thank_you(), now="2026-06-05 10:00")
        assert about(action, "decision-assumed") == [("G10", None)]

    @pytest.mark.parametrize(
        ("country", "subdivision", "timezone"),
        [
            ("JP", None, "America/New_York"),
            ("US", "NY", "Asia/Tokyo"),
            ("DE", "BE", "America/New_York"),
            ("BR", "SP", "Asia/Tokyo"),
        ],
    )
    def test_a_place_that_contradicts_the_zone_is_a_gap(
        self, country: str, subdivision: str | None, timezone: str
    ) -> None:
        case = self.COMPLETE.replace(country=country, subdivision=subdivision, timezone=timezone)
        assert found_gaps(case) == [("place", None)]
        assert timezone in gaps(case)[0].text
        assert country in gaps(case)[0].text

    @pytest.mark.parametrize(
        ("country", "subdivision", "timezone"),
        [
            ("JP", None, "Asia/Tokyo"),
            ("US", "NY", "America/New_York"),
            ("US", "HI", "Pacific/Honolulu"),
            ("US", "PR", "America/Puerto_Rico"),
            ("DE", "BE", "Europe/Berlin"),
            ("DE", "BW", "Europe/Busingen"),
            ("IN", "MH", "Asia/Kolkata"),
            ("IN", "MH", "Asia/Calcutta"),
            ("JP", None, "UTC"),
            ("JP", None, "Etc/GMT-9"),
        ],
    )
    def test_a_place_that_may_have_the_zone_is_no_gap(
        self, country: str, subdivision: str | None, timezone: str
    ) -> None:
        case = self.COMPLETE.replace(country=country, subdivision=subdivision, timezone=timezone)
        assert found_gaps(case) == []

    @pytest.mark.parametrize(
        ("country", "timezone"),
        [
            ("DE", "Europe/Berlin"),
            ("US", "America/New_York"),
            ("GB", "Europe/London"),
            ("CA", "America/Toronto"),
            ("CH", "Europe/Zurich"),
        ],
    )
    def test_a_missing_subdivision_is_a_gap_where_holidays_differ(self, country: str, timezone: str) -> None:
        case = self.COMPLETE.replace(country=country, timezone=timezone)
        assert found_gaps(case) == [("subdivision", None)]
        assert country in gaps(case)[0].text

    @pytest.mark.parametrize(
        ("country", "timezone"), [("JP", "Asia/Tokyo"), ("KR", "Asia/Seoul"), ("SG", "Asia/Singapore")]
    )
    def test_a_missing_subdivision_is_no_gap_where_holidays_are_equal(self, country: str, timezone: str) -> None:
        assert found_gaps(self.COMPLETE.replace(country=country, timezone=timezone)) == []

    def test_a_place_with_a_wrong_zone_and_no_subdivision_has_two_gaps(self) -> None:
        case = self.COMPLETE.replace(country="DE", timezone="Asia/Tokyo")
        assert set(found_gaps(case)) == {("place", None), ("subdivision", None)}

    def test_an_agency_without_an_address_is_a_gap(self) -> None:
        case = self.COMPLETE.replace(contacts=(PEER, AGENT.replace(email=None)))
        assert ("no-address", "agent") in found_gaps(case)

    def test_the_agency_is_in_the_place_of_a_recruiter(self) -> None:
        assert found_gaps(self.COMPLETE.replace(contacts=(PEER, AGENT))) == []

    @pytest.mark.parametrize("name", ["ne-pas-repondre", "nicht-antworten", "naoresponda", "noresponder", "hrnoreply2"])
    def test_a_no_reply_address_is_a_gap_in_each_language(self, name: str) -> None:
        case = self.COMPLETE.replace(contacts=(HR.replace(email=f"{name}@example.com"), PEER))
        assert found_gaps(case) == [("no-reply", "hr")]

    def test_an_interviewer_who_shares_a_no_reply_mailbox_is_a_gap(self) -> None:
        robot = STAFF.replace(roles={ContactRole.NO_REPLY}, email="Mori@example.com")
        assert found_gaps(self.COMPLETE.replace(contacts=(HR, PEER, robot))) == [("no-reply", "peer")]

    def test_an_interviewer_who_wants_no_mail_is_no_gap(self) -> None:
        assert found_gaps(self.COMPLETE.replace(contacts=(HR, PEER.replace(do_not_contact=True)))) == []

    @pytest.mark.parametrize("change", [{"email": None}, {"email": "noreply2@example.com"}])
    def test_a_contact_in_two_roles_is_one_gap(self, change: dict[str, Any]) -> None:
        both = HR.replace(roles={ContactRole.RECRUITER, ContactRole.INTERVIEWER, ContactRole.AGENCY}, **change)
        found = found_gaps(self.COMPLETE.replace(contacts=(both,)))
        assert len(found) == len(set(found)) == 1

    def test_gaps_of_several_contacts_stay_apart(self) -> None:
        case = self.COMPLETE.replace(contacts=(HR.replace(email=None), PEER.replace(email=None, name=None)))
        assert set(found_gaps(case)) == {("no-address", "hr"), ("no-address", "peer"), ("name", "peer")}
