"""G41: An address is a mailbox, whoever shares it; upper and lower case are the same. Contacts with one address get
one message, made for the first of those it is meant for and naming the others as G15 does; who is excluded and who
was written to goes by the address, and so do bounces and threads. Only an absence (G20) is the person's.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asking import about, blocked, codes, done, due, ids, owed, passed_on, span, threads, what, written
from events import away, bounced, follow_up, message, rejection, reply, skipped, thank_you, update_thanks
from followup_rules import ContactRole, Send, Stage, Touch, WaitUntil, plan, replay
from support import (
    AGENT,
    AYA,
    AYA_SHARES,
    BEFORE_FIRST,
    DURING_ESCALATION,
    DURING_FIRST,
    DURING_SECOND,
    DURING_THANKS,
    HR,
    JUN,
    JUN_SHARES,
    LEAD,
    LEAD_SHARES,
    MAX,
    PARTNER_SHARES,
    PEER,
    SCHEDULING,
    STAFF,
    at,
    corrected,
    interview,
    mail,
)


class TestG41:
    SHARED = interview(contacts=(HR, LEAD, PEER, AYA_SHARES))
    TEAM = interview(contacts=(HR, JUN_SHARES, LEAD, PEER))

    def test_of_two_who_share_a_new_address_only_one_loses_what_came_back_from_an_old_one(self) -> None:
        """Mail to both of them came back from addresses that they had before."""
        events = (
            bounced("2026-06-04 09:00", AYA, email="old.kato@example.com"),
            thank_you("2026-06-04 16:00", "peer", "aya"),
            bounced("2026-06-04 16:05", PEER, email="old.mori@example.com"),
        )
        assert replay(self.SHARED, events).stage is Stage.THANKED

    # The address

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("mori@example.com", "mori@example.com"),
            ("mori@example.com", "MORI@example.com"),
            ("Mori@example.com", "mori@EXAMPLE.com"),
            ("mori@bücher.example", "mori@xn--bcher-kva.example"),
            ("MORI@Bücher.example", "mori@XN--BCHER-KVA.example"),
            ("mori@例え.example", "mori@xn--r8jz45g.example"),
        ],
    )
    def test_two_spellings_of_one_address_are_one_mailbox(self, one: str, other: str) -> None:
        peer, aya = PEER.replace(email=one), AYA.replace(email=other)
        assert peer.mailbox == aya.mailbox
        assert ids(due(interview(contacts=(HR, peer, aya)), now=DURING_THANKS)) == ["peer"]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("mori@example.com", "mori@example.org"),
            ("mori@example.com", "mori+jobs@example.com"),
            ("mori@example.com", "m.ori@example.com"),
        ],
    )
    def test_two_addresses_that_resemble_each_other_are_two_mailboxes(self, one: str, other: str) -> None:
        peer, aya = PEER.replace(email=one), AYA.replace(email=other)
        assert peer.mailbox != aya.mailbox
        assert ids(due(interview(contacts=(HR, peer, aya)), now=DURING_THANKS)) == ["peer", "aya"]

    def test_a_contact_without_an_address_has_no_mailbox(self) -> None:
        assert PEER.replace(email=None).mailbox is None

    def test_contacts_without_an_address_share_nothing(self) -> None:
        case = interview(contacts=(HR, PEER.replace(email=None), AYA.replace(email=None)))
        assert passed_on(due(case, now=DURING_THANKS)) == {"hr": (True, ("peer", "aya"))}

    def test_a_contact_keeps_the_address_as_it_was_written(self) -> None:
        assert PEER.replace(email="Mori@Example.com").email == "Mori@Example.com"

    # One message

    def test_interviewers_with_one_address_get_one_thank_you(self) -> None:
        assert passed_on(due(self.SHARED, now=DURING_THANKS)) == {"peer": (True, ("aya",))}

    def test_the_thank_you_to_a_mailbox_is_made_for_the_first_of_its_interviewers(self) -> None:
        case = interview(contacts=(AYA_SHARES, HR, PEER))
        assert passed_on(due(case, now=DURING_THANKS)) == {"aya": (True, ("peer",))}

    def test_the_draft_to_a_mailbox_names_the_others(self) -> None:
        (message,) = written(self.SHARED, now=DURING_THANKS)
        assert message.to.id == "peer"
        assert message.body.startswith("Dear Yuki Mori,")
        assert "Aya Kato" in message.body

    def test_the_thank_you_names_all_the_others_of_the_mailbox(self) -> None:
        case = interview(contacts=(HR, PEER, AYA_SHARES, MAX.replace(email=PEER.email)))
        assert passed_on(due(case, now=DURING_THANKS)) == {"peer": (True, ("aya", "max"))}

    def test_whoever_passes_thanks_on_does_so_to_the_others_of_the_mailbox_too(self) -> None:
        case = interview(contacts=(PEER, AYA_SHARES, MAX.replace(email=None)))
        assert passed_on(due(case, now=DURING_THANKS)) == {"peer": (True, ("aya", "max"))}

    def test_interviewers_with_an_address_of_their_own_are_not_named_in_the_draft_of_a_mailbox(self) -> None:
        case = interview(contacts=(HR, PEER, AYA_SHARES, MAX))
        assert passed_on(due(case, now=DURING_THANKS)) == {"peer": (True, ("aya",)), "max": (False, ())}
        shared, own = written(case, now=DURING_THANKS)
        assert "Max Berg" not in shared.body
        assert "Aya Kato" not in own.body

    def test_a_thank_you_is_not_made_for_somebody_who_did_not_interview(self) -> None:
        """HR stands first and shares the address, but the thanks are meant for the interviewer."""
        case = interview(contacts=(HR, LEAD, PEER.replace(email=HR.email)))
        assert passed_on(due(case, now=DURING_THANKS)) == {"peer": (False, ())}

    def test_hr_who_shares_an_address_with_an_interviewer_passes_thanks_on_in_one_message(self) -> None:
        case = interview(contacts=(PEER.replace(email=HR.email), HR, AYA.replace(email=None)))
        action = due(case, now=DURING_THANKS)
        (recipient,) = action.to
        assert recipient.passes_on
        assert "aya" in recipient.passes_on_to

    def test_a_plan_holds_one_thank_you_for_a_mailbox(self) -> None:
        ahead = plan(self.SHARED, (), now=at("2026-06-03 16:00"))
        assert [step.touch for step in ahead if isinstance(step, (Send, WaitUntil))] == [
            Touch.THANK_YOU,
            Touch.FOLLOW_UP_1,
            Touch.FOLLOW_UP_2,
            Touch.ESCALATION,
        ]

    def test_the_second_follow_up_is_one_message_to_the_two_who_had_the_first(self) -> None:
        action = due(self.TEAM, thank_you(), follow_up("2026-06-15 10:00", "hr", "jun"), now=DURING_SECOND)
        assert what(action) == (Touch.FOLLOW_UP_2, ["hr"])

    def test_of_two_who_had_the_first_in_one_mailbox_the_one_who_is_there_gets_the_second(self) -> None:
        events = (
            thank_you(),
            follow_up("2026-06-15 10:00", "hr", "jun"),
            away("2026-06-15 11:00", returns_on="2026-07-31"),
        )
        action = due(self.TEAM, *events, now="2026-06-16 10:00")
        assert (*what(action), span(action)[0]) == (Touch.FOLLOW_UP_2, ["jun"], DURING_SECOND)

    def test_the_second_follow_up_is_made_for_whoever_had_the_first(self) -> None:
        action = due(self.TEAM, thank_you(), follow_up("2026-06-15 10:00", "jun"), now=DURING_SECOND)
        assert what(action) == (Touch.FOLLOW_UP_2, ["jun"])

    def test_the_feedback_request_is_made_for_whoever_rejected_and_not_for_the_first_of_the_mailbox(self) -> None:
        action = due(self.TEAM, thank_you(), rejection("2026-06-08 10:00", "jun"), now="2026-06-09 09:00")
        assert what(action) == (Touch.FEEDBACK_REQUEST, ["jun"])

    # Excluded

    @pytest.mark.parametrize(
        "change", [{"do_not_contact": True}, {"roles": {ContactRole.EMPLOYEE, ContactRole.NO_REPLY}}]
    )
    def test_whoever_is_excluded_excludes_the_address(self, change: dict[str, Any]) -> None:
        other = STAFF.replace(email="SATO@example.com", **change)
        action = due(interview(contacts=(HR, LEAD, PEER, other)), thank_you(), now=DURING_FIRST)
        assert what(action) == (Touch.FOLLOW_UP_1, ["lead"])
        assert about(action, "passed-over") == [("G19", "hr")]

    def test_whoever_asked_not_to_be_contacted_under_another_address_excludes_nobody_else(self) -> None:
        case = interview(contacts=(HR, JUN.replace(do_not_contact=True), LEAD, PEER))
        assert what(due(case, thank_you(), now=DURING_FIRST)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_hr_is_not_asked_in_place_of_an_interviewer_whose_address_is_do_not_contact(self) -> None:
        case = interview(contacts=(HR, PEER, AYA_SHARES.replace(do_not_contact=True), MAX))
        assert passed_on(due(case, now=DURING_THANKS)) == {"max": (False, ())}

    def test_nobody_is_thanked_where_the_only_address_is_do_not_contact(self) -> None:
        case = interview(contacts=(HR, PEER, AYA_SHARES.replace(do_not_contact=True)))
        assert blocked(case, now=DURING_THANKS).touch == Touch.THANK_YOU

    def test_hr_passes_thanks_on_where_interviewers_share_an_address_that_takes_no_replies(self) -> None:
        robot = AYA_SHARES.replace(roles={ContactRole.INTERVIEWER, ContactRole.NO_REPLY})
        case = interview(contacts=(HR, PEER, robot))
        assert passed_on(due(case, now=DURING_THANKS)) == {"hr": (True, ("peer", "aya"))}

    def test_an_agency_s_address_is_excluded_by_one_who_shares_it(self) -> None:
        case = interview(contacts=(AGENT, PARTNER_SHARES.replace(do_not_contact=True), PEER))
        assert blocked(case, now=DURING_THANKS).touch == Touch.THANK_YOU

    # Written to

    @pytest.mark.parametrize("to", ["peer", "aya"])
    def test_whoever_shares_the_address_was_thanked(self, to: str) -> None:
        action = due(self.SHARED, thank_you("2026-06-04 16:00", to), now="2026-06-04 17:00")
        assert action.touch == Touch.FOLLOW_UP_1

    def test_thanks_count_whatever_the_case_of_the_address(self) -> None:
        case = interview(contacts=(HR, PEER, AYA.replace(email="MORI@Example.COM")))
        assert due(case, thank_you("2026-06-04 16:00", "peer"), now=DURING_THANKS).touch == Touch.FOLLOW_UP_1

    def test_thanks_count_for_an_address_in_punycode(self) -> None:
        peer, aya = PEER.replace(email="hi@bücher.example"), AYA.replace(email="hi@xn--bcher-kva.example")
        case = interview(contacts=(HR, peer, aya))
        assert due(case, thank_you("2026-06-04 16:00", "aya"), now=DURING_THANKS).touch == Touch.FOLLOW_UP_1

    def test_thanks_for_an_update_are_the_thank_you_of_the_mailbox(self) -> None:
        update = reply("2026-06-03 16:00", "aya", decision_by=date(2026, 6, 30))
        events = (update, update_thanks("2026-06-03 16:30", "aya"))
        assert due(self.SHARED, *events, now=DURING_THANKS).touch == Touch.FOLLOW_UP_1

    def test_hr_is_asked_once_to_pass_thanks_on_where_two_recruiters_share_a_mailbox(self) -> None:
        case = interview(contacts=(HR, JUN_SHARES, PEER.replace(email=None)))
        assert due(case, thank_you("2026-06-04 16:00", "jun"), now="2026-06-04 17:00").touch == Touch.FOLLOW_UP_1

    def test_hr_who_shares_the_address_of_a_thanked_interviewer_was_thanked(self) -> None:
        case = interview(contacts=(HR, PEER.replace(email=HR.email), AYA.replace(email=None)))
        assert due(case, thank_you("2026-06-04 16:00", "peer"), now="2026-06-04 17:00").touch == Touch.FOLLOW_UP_1

    def test_the_agency_was_thanked_where_somebody_else_of_its_mailbox_was(self) -> None:
        case = interview(contacts=(HR.replace(email=AGENT.email), PEER, AGENT))
        update = reply("2026-06-03 16:00", decision_by=date(2026, 6, 30))
        events = (update, update_thanks("2026-06-03 16:30", "hr"))
        assert what(due(case, *events, now=DURING_THANKS)) == (Touch.FOLLOW_UP_1, ["agent"])

    @pytest.mark.parametrize("email", ["sato@example.com", "SATO@example.com", "Sato@Example.Com"])
    def test_the_escalation_does_not_go_to_the_address_that_had_a_follow_up(self, email: str) -> None:
        case = interview(contacts=(HR, LEAD.replace(email=email), PEER))
        action = due(case, thank_you(), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)
        assert what(action) == (Touch.ESCALATION, ["peer"])

    def test_there_is_nobody_to_escalate_to_where_all_share_the_address_that_had_a_follow_up(self) -> None:
        case = interview(contacts=(HR, LEAD_SHARES, STAFF.replace(email=HR.email)))
        assert (
            blocked(case, follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION).touch == Touch.ESCALATION
        )

    def test_a_second_contact_at_the_agency_has_an_address_of_their_own(self) -> None:
        case = interview(contacts=(AGENT, PARTNER_SHARES, PEER))
        events = (
            thank_you("2026-06-04 16:00", "agent"),
            follow_up("2026-06-15 10:00", "agent"),
            follow_up("2026-06-22 10:00", "agent"),
        )
        assert "no-second-contact" in codes(done(case, *events, now=DURING_ESCALATION))

    def test_a_second_contact_who_shares_the_address_is_none_although_the_follow_ups_were_skipped(self) -> None:
        case = interview(contacts=(AGENT, PARTNER_SHARES, PEER))
        events = (
            thank_you("2026-06-04 16:00", "agent"),
            skipped("2026-06-15 10:00", Touch.FOLLOW_UP_1),
            skipped("2026-06-22 10:00", Touch.FOLLOW_UP_2),
        )
        assert "no-second-contact" in codes(done(case, *events, now=DURING_ESCALATION))

    def test_a_message_to_the_mailbox_answers_the_question(self) -> None:
        question = reply("2026-06-05 10:00", asks_for="two references")
        assert ids(owed(self.TEAM, thank_you(), question, now="2026-06-05 11:00")) == ["hr"]
        after = message("2026-06-05 11:30", "jun")
        assert due(self.TEAM, thank_you(), question, after, now="2026-06-05 12:00").touch == Touch.FOLLOW_UP_1

    # Bounces

    def test_a_bounce_for_one_of_a_mailbox_closes_the_address_for_the_other(self) -> None:
        action = due(self.TEAM, thank_you(), bounced("2026-06-05 10:00", JUN_SHARES), now=DURING_FIRST)
        assert what(action) == (Touch.FOLLOW_UP_1, ["lead"])
        assert about(action, "passed-over") == [("G19", "hr"), ("G19", "jun")]

    @pytest.mark.parametrize("email", ["SATO@EXAMPLE.COM", "Sato@example.com"])
    def test_a_bounce_may_spell_the_address_in_upper_case(self, email: str) -> None:
        bounce = bounced("2026-06-05 10:00", HR, email=email)
        assert ids(due(interview(), thank_you(), bounce, now=DURING_FIRST)) == ["lead"]

    @pytest.mark.parametrize(
        ("email", "reported"),
        [("sato@bücher.example", "sato@xn--bcher-kva.example"), ("sato@xn--bcher-kva.example", "SATO@Bücher.example")],
    )
    def test_a_bounce_may_spell_the_address_in_punycode(self, email: str, reported: str) -> None:
        case = interview(contacts=(HR.replace(email=email), LEAD, PEER))
        bounce = bounced("2026-06-15 10:05", HR, email=reported)
        assert replay(case, (thank_you(), follow_up(), bounce)).stage is Stage.THANKED
        assert ids(due(case, thank_you(), follow_up(), bounce, now="2026-06-15 11:00")) == ["lead"]

    def test_a_bounce_undoes_the_message_whoever_of_the_mailbox_it_names(self) -> None:
        events = (thank_you("2026-06-04 16:00", "peer"), bounced("2026-06-04 16:05", AYA_SHARES))
        assert replay(self.SHARED, events).stage is Stage.INTERVIEWED

    def test_a_bounce_with_an_id_undoes_the_message_whoever_of_the_mailbox_it_names(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer", message_id=mail(10)),
            bounced("2026-06-04 16:05", AYA_SHARES, message_id=mail(10)),
        )
        assert replay(self.SHARED, events).stage is Stage.INTERVIEWED

    def test_a_bounce_undoes_a_message_for_all_of_the_mailbox(self) -> None:
        events = (thank_you("2026-06-04 16:00", "peer", "aya"), bounced("2026-06-04 16:05", PEER))
        assert replay(self.SHARED, events).stage is Stage.INTERVIEWED
        assert passed_on(due(self.SHARED, *events, now=DURING_THANKS)) == {"hr": (True, ("peer", "aya"))}

    def test_a_bounce_undoes_the_last_message_to_the_mailbox_whoever_it_went_to(self) -> None:
        """The follow-up to Jun came back, and not the note to Hanako before it."""
        note = message("2026-06-05 10:00", "hr", message_id=mail(10))
        events = (
            thank_you(),
            note,
            follow_up("2026-06-15 10:00", "jun", message_id=mail(11)),
            bounced("2026-06-15 10:05", HR),
        )
        case = self.TEAM.replace(contacts=(HR, JUN_SHARES, LEAD, PEER))
        assert replay(case, events).stage is Stage.THANKED
        back = away("2026-06-15 10:30", "jun", returns_on="2026-06-15")
        assert threads(due(case, *events, back, now="2026-06-15 11:00")) == {"hr": mail(10)}

    def test_a_mailbox_that_came_back_for_two_is_thanked_anew_where_one_address_is_corrected(self) -> None:
        case = interview(contacts=(HR, corrected(PEER), AYA_SHARES))
        events = (thank_you("2026-06-04 16:00", "peer", "aya"), bounced("2026-06-04 16:05", PEER))
        assert passed_on(due(case, *events, now=DURING_THANKS)) == {"hr": (True, ("aya",)), "peer": (False, ())}

    def test_a_message_from_one_makes_the_address_good_for_the_other(self) -> None:
        events = (
            thank_you(),
            bounced("2026-06-05 10:00", HR),
            away("2026-06-08 10:00", "jun", returns_on="2026-06-08"),
        )
        assert ids(due(self.TEAM, *events, now=DURING_FIRST)) == ["hr"]

    def test_a_shared_address_that_is_corrected_for_one_stays_bad_for_the_other(self) -> None:
        case = interview(contacts=(HR, corrected(JUN_SHARES), LEAD, PEER))
        action = due(case, thank_you(), bounced("2026-06-05 10:00", HR), now=DURING_FIRST)
        assert ids(action) == ["jun"]
        assert about(action, "passed-over") == [("G19", "hr")]

    # Threads

    def test_a_message_from_one_is_replied_to_in_a_message_to_the_other(self) -> None:
        heard = reply("2026-06-02 10:00", "jun", message_id=mail(10))
        assert threads(due(self.TEAM, thank_you(), heard, now=BEFORE_FIRST)) == {"hr": mail(10)}

    def test_a_message_to_one_is_replied_to_in_a_message_to_the_other(self) -> None:
        note = message("2026-06-04 16:30", "jun", message_id=mail(10))
        assert threads(due(self.TEAM, thank_you(), note, now=BEFORE_FIRST)) == {"hr": mail(10)}

    def test_the_scheduling_thread_is_the_mailbox_s_where_an_interviewer_shares_hr_s(self) -> None:
        case = interview(thread=SCHEDULING, contacts=(HR, PEER.replace(email="Sato@example.com")))
        assert threads(due(case, now=DURING_THANKS)) == {"peer": SCHEDULING.message_id}

    def test_an_interviewer_with_an_address_of_their_own_gets_no_scheduling_thread(self) -> None:
        assert threads(due(interview(thread=SCHEDULING), now=DURING_THANKS)) == {"peer": None}

    # Absences

    def test_an_absence_of_another_who_shares_the_address_holds_nothing(self) -> None:
        action = due(self.TEAM, thank_you(), away("2026-06-08 10:00", "jun", returns_on="2026-06-17"), now=BEFORE_FIRST)
        assert (ids(action), *span(action)) == (["hr"], "2026-06-15 09:00", "2026-06-16 18:00")

    def test_whoever_is_away_for_a_short_time_is_waited_for_although_another_shares_the_address(self) -> None:
        """Away until Wednesday the 17th: Friday the 19th."""
        action = due(self.TEAM, thank_you(), away("2026-06-08 10:00", returns_on="2026-06-17"), now=BEFORE_FIRST)
        assert (ids(action), *span(action)) == (["hr"], "2026-06-19 09:00", "2026-06-19 18:00")

    def test_whoever_is_away_too_long_gives_way_to_another_who_shares_the_address(self) -> None:
        action = due(self.TEAM, thank_you(), away("2026-06-08 10:00", returns_on="2026-07-31"), now=BEFORE_FIRST)
        assert (ids(action), span(action)[0]) == (["jun"], "2026-06-15 09:00")

    def test_a_later_message_of_another_who_shares_the_address_does_not_end_an_absence(self) -> None:
        """Jun's reply of the 8th restarts the wait from the 15th: Thursday the 18th, but HR is back on the 19th."""
        events = (thank_you(), away("2026-06-08 09:00", returns_on="2026-06-17"), reply("2026-06-08 10:00", "jun"))
        action = due(self.TEAM, *events, now=BEFORE_FIRST)
        assert (ids(action), *span(action)) == (["hr"], "2026-06-19 09:00", "2026-06-19 18:00")
