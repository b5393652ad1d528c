"""H4: What one case knows of a mailbox (G41) counts in each of the candidate's cases: that mail to it bounced (G19),
that its owner does not want to be contacted, that nobody reads it. A message from it after the last bounce, in
whichever case, shows that it works. Only the agenda can know; `next_action` knows one case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agendas import MORNING, case, entries
from events import THANKED, away, bounced, offer, reply, thank_you
from followup_rules import Blocked, Candidate, Case, Event, next_action
from support import HR, LEAD, PEER, at

if TYPE_CHECKING:
    from followup_rules import Action

BOUNCE = bounced("2026-06-12 10:00")
OVER = offer("2026-06-12 11:00", "lead")  # nothing is due in that case any more
ELSEWHERE = case("b", THANKED, BOUNCE, OVER)


def to(action: Action) -> list[str]:
    """Return who gets what is due."""
    return [] if isinstance(action, Blocked) else [each.contact for each in getattr(action, "to", ())]


def asked(*others: Case) -> list[str]:
    """Return who gets the first follow-up of the plain case, where there are others."""
    return to(entries([case("a", THANKED), *others])["a"].action)


class TestH4:
    def test_nobody_is_written_to_where_mail_bounced_in_another_case(self) -> None:
        """HR is first in the order, and the hiring manager next (G16)."""
        assert asked() == ["hr"]
        assert asked(ELSEWHERE) == ["lead"]

    def test_the_answer_says_who_was_passed_over(self) -> None:
        found = entries([case("a", THANKED), ELSEWHERE])["a"].action
        (reason,) = [reason for reason in found.reasons if reason.rule == "G19"]
        assert reason.text == "Hanako Sato cannot be written to: bounced."

    def test_an_answer_alone_knows_one_case(self) -> None:
        assert to(next_action(case("a", THANKED), now=at(MORNING))) == ["hr"]

    @pytest.mark.parametrize(
        "marked", [HR.replace(do_not_contact=True), HR.replace(roles={"no-reply"})], ids=["opted out", "no reply"]
    )
    def test_nobody_is_written_to_who_must_not_be_in_another_case(self, marked: object) -> None:
        assert asked(case("b", THANKED, OVER, contacts=(marked, LEAD, PEER))) == ["lead"]

    def test_who_does_not_want_to_be_contacted_is_that_also_where_nobody_reads_the_address(self) -> None:
        opted_out, unread = (HR.replace(**more) for more in ({"do_not_contact": True}, {"roles": {"no-reply"}}))
        others = [case(name, OVER, contacts=(each, LEAD, PEER)) for name, each in (("b", opted_out), ("c", unread))]
        for cases in (others, others[::-1]):
            found = entries([case("a", THANKED), *cases])["a"].action
            (reason,) = [reason for reason in found.reasons if reason.rule == "G19"]
            assert reason.text == "Hanako Sato cannot be written to: do not contact."

    def test_an_address_is_compared_as_a_mailbox(self) -> None:
        there = bounced("2026-06-12 10:00", email="SATO@Example.com")
        assert asked(case("b", THANKED, there, OVER)) == ["lead"]

    def test_where_nobody_else_is_left_the_answer_says_what_is_missing(self) -> None:
        found = entries([case("a", THANKED, contacts=(HR, PEER.replace(email=None))), ELSEWHERE])["a"].action
        assert isinstance(found, Blocked)
        assert [gap.code for gap in found.missing] == ["bounced", "no-address", "recipient"]

    def test_a_corrected_address_is_another_mailbox_and_the_old_one_stays_bad(self) -> None:
        new = HR.replace(email="h.sato@example.com")
        corrected = case("b", THANKED, bounced("2026-06-12 10:00", HR), contacts=(new, LEAD, PEER))
        found = entries([case("a", THANKED), corrected])
        assert (to(found["a"].action), to(found["b"].action)) == (["lead"], ["hr"])

    @pytest.mark.parametrize(
        "heard", [reply("2026-06-12 10:01"), away("2026-06-12 10:01")], ids=["a reply", "out of office"]
    )
    def test_a_message_from_a_bounced_address_in_another_case_shows_that_it_works(self, heard: Event) -> None:
        """It is heard in the third case, and known in the other two."""
        third = case("c", THANKED, heard, OVER)
        found = entries([case("a", THANKED), case("b", THANKED, BOUNCE), third])
        assert (to(found["a"].action), to(found["b"].action)) == (["hr"], ["hr"])

    @pytest.mark.parametrize("when", ["2026-06-11 10:00", "2026-06-12 10:00"])
    def test_a_message_from_an_address_before_it_bounced_in_another_case_shows_nothing(self, when: str) -> None:
        assert asked(ELSEWHERE, case("c", THANKED, reply(when), OVER)) == ["lead"]

    def test_a_message_of_an_unknown_sender_shows_nothing(self) -> None:
        assert asked(ELSEWHERE, case("c", THANKED, reply("2026-06-12 10:01", None), OVER)) == ["lead"]

    def test_the_last_bounce_in_any_case_counts(self) -> None:
        again = case("c", THANKED, bounced("2026-06-12 12:00"), OVER)
        heard = case("d", THANKED, reply("2026-06-12 11:30"), OVER)
        for cases in ([ELSEWHERE, again, heard], [heard, again, ELSEWHERE]):
            assert asked(*cases) == ["lead"]

    def test_ones_own_copy_is_no_message_from_the_bounced_address(self) -> None:
        sent = thank_you("2026-06-12 09:00", "hr", message_id="<9@example.net>")
        copy = reply("2026-06-12 10:01", message_id="<9@example.net>")
        assert asked(ELSEWHERE, case("c", THANKED, sent, copy, OVER)) == ["lead"]

    def test_the_cases_of_another_candidate_know_nothing(self) -> None:
        other = Candidate(name="Jun Mori", email="jun@example.net")
        assert asked(ELSEWHERE.replace(candidate=other)) == ["hr"]

    def test_what_is_known_of_other_mailboxes_changes_nothing(self) -> None:
        assert asked(case("b", THANKED, bounced("2026-06-12 10:00", PEER), OVER)) == ["hr"]
