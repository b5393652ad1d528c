"""Mailboxes, bounces and absences: who shares an address, what came back, who is away, and who is asked in their place.

Mo Tu We Th Fr Sa Su      The interview ended on Wednesday 3 June 2026 at 15:00 in Tokyo. Unless a test says otherwise,
 1  2  3  4  5  6  7      the thank-you is open from the 4th to the 5th, a decision is assumed on the 10th, the first
 8  9 10 11 12 13 14      follow-up is open on the 15th and 16th, the second (after one on the 15th) from the 22nd to
15 16 17 18 19 20 21      the 29th, and the escalation (after one on the 22nd) from 29 June to 6 July.
22 23 24 25 26 27 28
29 30
"""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from pydantic import ValidationError

from asking import about, answer, blocked, codes, done, due, found_gaps, ids, owed, passed_on, span, threads, written
from events import (
    away,
    bounced,
    escalation,
    feedback_request,
    follow_up,
    message,
    next_round,
    rejection,
    reopened,
    reply,
    skipped,
    snoozed,
    thank_you,
    update_thanks,
)
from followup_rules import (
    DEFAULT_POLICY,
    Blocked,
    Bounced,
    Contact,
    ContactRole,
    Done,
    EscalationSent,
    Event,
    Interview,
    Policy,
    ReplyReceived,
    Respond,
    Send,
    Stage,
    Touch,
    WaitUntil,
    gaps,
    messages,
    next_action,
    plan,
    replay,
)
from support import (
    AGENT,
    AYA,
    BEFORE_FIRST,
    CANDIDATE,
    DURING_ESCALATION,
    DURING_FIRST,
    DURING_SECOND,
    DURING_THANKS,
    HR,
    JUN,
    LEAD,
    MAX,
    PARTNER,
    PEER,
    SCHEDULING,
    STAFF,
    at,
    interview,
    local,
    mail,
)

AYA_SHARES = AYA.replace(email=PEER.email)
JUN_SHARES = JUN.replace(email=HR.email)
LEAD_SHARES = LEAD.replace(email=HR.email)
PARTNER_SHARES = PARTNER.replace(email=AGENT.email)


def what(action: Send | WaitUntil) -> tuple[Touch, list[str]]:
    return action.touch, ids(action)


def corrected(contact: Contact) -> Contact:
    """Return the contact with an address of which nothing is known yet."""
    return contact.replace(email=f"new.{contact.email}")


class TestG41:
    """
    "An address is a mailbox, whoever shares it; upper and lower case are the same. Contacts with one address get one
    message, made for the first of those it is meant for and naming the others as G15 does; whoever is excluded or was
    written to, is so for the address, and so are bounces and threads. An absence (G20) is the person's."
    """

    SHARED = interview(contacts=(HR, LEAD, PEER, AYA_SHARES))
    TEAM = interview(contacts=(HR, JUN_SHARES, LEAD, PEER))

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

    def test_the_thank_you_is_made_for_the_first_of_them(self) -> None:
        case = interview(contacts=(AYA_SHARES, HR, PEER))
        assert passed_on(due(case, now=DURING_THANKS)) == {"aya": (True, ("peer",))}

    def test_the_draft_names_the_others(self) -> None:
        (message,) = written(self.SHARED, now=DURING_THANKS)
        assert message.to.id == "peer"
        assert message.body.startswith("Dear Yuki Mori,")
        assert "Aya Kato" in message.body

    def test_the_thank_you_names_all_the_others_of_the_mailbox(self) -> None:
        case = interview(contacts=(HR, PEER, AYA_SHARES, MAX.replace(email=PEER.email)))
        assert passed_on(due(case, now=DURING_THANKS)) == {"peer": (True, ("aya", "max"))}

    def test_interviewers_with_an_address_of_their_own_are_not_named_in_it(self) -> None:
        case = interview(contacts=(HR, PEER, AYA_SHARES, MAX))
        assert passed_on(due(case, now=DURING_THANKS)) == {"peer": (True, ("aya",)), "max": (False, ())}
        shared, own = written(case, now=DURING_THANKS)
        assert "Max Berg" not in shared.body
        assert "Aya Kato" not in own.body

    def test_a_thank_you_is_not_made_for_somebody_who_did_not_interview(self) -> None:
        """HR stands first and shares the address, but the thanks are meant for the interviewer."""
        case = interview(contacts=(HR, LEAD, PEER.replace(email=HR.email)))
        assert passed_on(due(case, now=DURING_THANKS)) == {"peer": (False, ())}

    def test_hr_who_shares_an_address_with_an_interviewer_passes_thanks_on_in_the_same_message(self) -> None:
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

    def test_hr_is_asked_where_interviewers_share_an_address_that_takes_no_replies(self) -> None:
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

    def test_the_thanks_count_whatever_the_case_of_the_address(self) -> None:
        case = interview(contacts=(HR, PEER, AYA.replace(email="MORI@Example.COM")))
        assert due(case, thank_you("2026-06-04 16:00", "peer"), now=DURING_THANKS).touch == Touch.FOLLOW_UP_1

    def test_the_thanks_count_in_punycode(self) -> None:
        peer, aya = PEER.replace(email="hi@bücher.example"), AYA.replace(email="hi@xn--bcher-kva.example")
        case = interview(contacts=(HR, peer, aya))
        assert due(case, thank_you("2026-06-04 16:00", "aya"), now=DURING_THANKS).touch == Touch.FOLLOW_UP_1

    def test_thanks_for_an_update_are_the_thank_you_of_the_mailbox(self) -> None:
        update = reply("2026-06-03 16:00", "aya", decision_by=date(2026, 6, 30))
        events = (update, update_thanks("2026-06-03 16:30", "aya"))
        assert due(self.SHARED, *events, now=DURING_THANKS).touch == Touch.FOLLOW_UP_1

    def test_hr_is_asked_once_for_the_mailbox(self) -> None:
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

    def test_a_bounce_of_one_closes_the_address_for_the_other(self) -> None:
        action = due(self.TEAM, thank_you(), bounced("2026-06-05 10:00", JUN_SHARES), now=DURING_FIRST)
        assert what(action) == (Touch.FOLLOW_UP_1, ["lead"])
        assert about(action, "passed-over") == [("G19", "hr"), ("G19", "jun")]

    @pytest.mark.parametrize("email", ["SATO@EXAMPLE.COM", "Sato@example.com"])
    def test_a_bounce_may_spell_the_address_in_upper_case(self, email: str) -> None:
        bounce = Bounced(at=at("2026-06-05 10:00"), contact="hr", email=email)
        assert ids(due(interview(), thank_you(), bounce, now=DURING_FIRST)) == ["lead"]

    @pytest.mark.parametrize(
        ("email", "reported"),
        [("sato@bücher.example", "sato@xn--bcher-kva.example"), ("sato@xn--bcher-kva.example", "SATO@Bücher.example")],
    )
    def test_a_bounce_may_spell_the_address_in_punycode(self, email: str, reported: str) -> None:
        case = interview(contacts=(HR.replace(email=email), LEAD, PEER))
        bounce = Bounced(at=at("2026-06-15 10:05"), contact="hr", email=reported)
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

    def test_a_later_message_of_another_who_shares_the_address_does_not_end_it(self) -> None:
        """Jun's reply of the 8th restarts the wait from the 15th: Thursday the 18th, but HR is back on the 19th."""
        events = (thank_you(), away("2026-06-08 09:00", returns_on="2026-06-17"), reply("2026-06-08 10:00", "jun"))
        action = due(self.TEAM, *events, now=BEFORE_FIRST)
        assert (ids(action), *span(action)) == (["hr"], "2026-06-19 09:00", "2026-06-19 18:00")


# Addresses that say in one of the library's languages that nobody reads their mail.
NO_REPLIES = (
    # English
    *("no-reply", "noreply2", "no-reply-01", "hrnoreply", "hrnoreply2", "acme.noreply", "jobs_no_reply", "NoReply3"),
    *("donotreply", "do-not-reply7", "hr-do-not-reply"),
    # German
    *("nicht-antworten", "bitte-nicht-antworten", "nichtantworten2", "keine-antwort", "keineantwort"),
    # French
    *("ne-pas-repondre", "nepasrepondre", "ne_pas_repondre2", "rh-ne-pas-repondre", "ne-pas-répondre"),
    # Spanish
    *("no-responder", "noresponder", "noresponder2", "rrhh-noresponder", "no_responder", "noresponda"),
    # Portuguese
    *("naoresponda", "nao-responda", "nao-responder", "rh.naoresponda", "naoresponda3", "não-responda"),
    # Japanese, Chinese and Korean
    *("返信不可", "送信専用", "henshin-fuka", "请勿回复", "勿回复2", "請勿回覆", "회신불가", "발신전용", "hr-회신불가"),
)
READ_ADDRESSES = (
    *("reply", "replies2", "hr-reply", "nora.reply", "arno.reply", "bruno-reply", "norbert", "donna", "noreen"),
    *("antwort", "bewerbung-antwort", "repondre", "reponse", "responder", "respuesta", "responda", "resposta"),
)


class TestG19:
    """
    "Never chosen: a no-reply address (in the words of each of our languages, and with digits or a prefix:
    `hrnoreply2@`), a contact marked do-not-contact, an address that bounced. A bounce concerns an address: a corrected
    one is good again, and so is one from which a later message came, an out-of-office reply too. It undoes, for that
    person, the message whose id it names (an unknown id undoes nothing); then those that name none undo, in their
    order, the last message sent to them before that no other bounce has undone. A message undone for every recipient
    was never sent, and nothing replies to it."
    """

    PANEL = interview(contacts=(HR, LEAD, PEER, AYA))
    NEW = interview(contacts=(corrected(HR), LEAD, corrected(PEER), AYA))
    THANKED = thank_you("2026-06-04 16:00", "peer", "aya", message_id=mail(10))
    FIRST = follow_up(message_id=mail(11))

    # No-reply

    @pytest.mark.parametrize("name", NO_REPLIES)
    def test_a_no_reply_address_is_never_chosen(self, name: str) -> None:
        case = interview(contacts=(HR.replace(email=f"{name}@acme.example.com"), LEAD, PEER))
        action = due(case, thank_you(), now=DURING_FIRST)
        assert what(action) == (Touch.FOLLOW_UP_1, ["lead"])
        assert about(action, "passed-over") == [("G19", "hr")]

    @pytest.mark.parametrize("name", READ_ADDRESSES)
    def test_an_address_that_somebody_reads_is_chosen(self, name: str) -> None:
        case = interview(contacts=(HR.replace(email=f"{name}@acme.example.com"), LEAD, PEER))
        assert ids(due(case, thank_you(), now=DURING_FIRST)) == ["hr"]

    @pytest.mark.parametrize("domain", ["nicht-antworten.example", "naoresponda.example", "noreply2.example"])
    def test_the_domain_of_an_address_says_nothing_in_any_language(self, domain: str) -> None:
        case = interview(contacts=(HR.replace(email=f"sato@{domain}"), LEAD, PEER))
        assert ids(due(case, thank_you(), now=DURING_FIRST)) == ["hr"]

    # By id

    def test_a_bounce_undoes_the_message_whose_id_it_names(self) -> None:
        """Two messages went to Yuki; the first one came back, and the thanks are due again."""
        events = (
            thank_you("2026-06-04 16:00", "peer", message_id=mail(10)),
            thank_you("2026-06-04 16:00", "aya", message_id=mail(12)),
            message("2026-06-04 16:30", "peer", message_id=mail(11)),
        )
        bounce = bounced("2026-06-04 16:40", PEER, message_id=mail(10))
        assert what(due(self.NEW, *events, bounce, now=DURING_THANKS)) == (Touch.THANK_YOU, ["peer"])

    def test_a_bounce_leaves_the_messages_whose_id_it_does_not_name(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer", "aya", message_id=mail(10)),
            message("2026-06-04 16:30", "peer", message_id=mail(11)),
        )
        bounce = bounced("2026-06-04 16:40", PEER, message_id=mail(11))
        assert due(self.NEW, *events, bounce, now=DURING_THANKS).touch == Touch.FOLLOW_UP_1

    def test_a_bounce_that_comes_after_later_messages_still_undoes_the_one_it_names(self) -> None:
        events = (
            self.THANKED,
            self.FIRST,
            follow_up("2026-06-22 10:00", message_id=mail(12)),
            bounced("2026-06-23 10:00", HR, message_id=mail(11)),
        )
        progress = replay(self.NEW, events)
        assert progress.stage is Stage.FOLLOWED_UP_1
        assert progress.since == date(2026, 6, 22)

    def test_a_bounce_undoes_the_message_that_it_names_although_its_clock_is_slow(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 09:59", HR, message_id=mail(11)))
        assert replay(self.NEW, events).stage is Stage.THANKED

    def test_a_bounce_of_one_recipient_leaves_the_message_to_the_other(self) -> None:
        events = (self.THANKED, bounced("2026-06-04 16:05", PEER, message_id=mail(10)))
        assert replay(self.NEW, events).stage is Stage.THANKED
        assert what(due(self.NEW, *events, now=DURING_THANKS)) == (Touch.THANK_YOU, ["peer"])

    def test_several_bounces_for_one_message_undo_it_for_each_that_they_name(self) -> None:
        events = (
            self.THANKED,
            bounced("2026-06-04 16:05", PEER, message_id=mail(10)),
            bounced("2026-06-04 16:05", AYA, message_id=mail(10)),
        )
        assert replay(self.PANEL, events).stage is Stage.INTERVIEWED

    def test_two_reports_of_one_message_undo_it_once(self) -> None:
        """The second report names the same message, and so leaves the one before."""
        case = interview(contacts=(HR, LEAD))
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
            follow_up(message_id=mail(11)),
            bounced("2026-06-15 10:05", HR, message_id=mail(11)),
            bounced("2026-06-15 14:05", HR, message_id=mail(11)),
        )
        assert replay(case, events).stage is Stage.THANKED

    def test_a_bounce_that_names_a_message_to_somebody_else_undoes_nothing(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:05", LEAD, message_id=mail(11)))
        assert replay(self.PANEL, events).stage is Stage.FOLLOWED_UP_1

    # Unknown id

    def test_an_unknown_id_undoes_nothing(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:05", HR, message_id=mail(99)))
        assert replay(self.PANEL, events).stage is Stage.FOLLOWED_UP_1

    def test_an_unknown_id_undoes_no_message_without_an_id(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer", "aya"),
            follow_up(),
            bounced("2026-06-15 10:05", HR, message_id=mail(99)),
        )
        assert replay(self.PANEL, events).stage is Stage.FOLLOWED_UP_1

    def test_an_address_that_bounced_under_an_unknown_id_is_never_chosen(self) -> None:
        events = (self.THANKED, bounced("2026-06-05 10:05", HR, message_id=mail(99)))
        assert what(due(self.PANEL, *events, now=DURING_FIRST)) == (Touch.FOLLOW_UP_1, ["lead"])

    # In order

    def test_a_bounce_without_an_id_undoes_the_last_message_before_it(self) -> None:
        events = (thank_you("2026-06-04 16:00", "hr", "peer", "aya"), follow_up(), bounced("2026-06-15 10:05", HR))
        assert replay(self.PANEL, events).stage is Stage.THANKED

    def test_a_second_bounce_without_an_id_undoes_the_message_before(self) -> None:
        case = interview(contacts=(HR, LEAD))
        events = (
            thank_you("2026-06-04 16:00", "hr"),
            follow_up(),
            bounced("2026-06-15 10:05", HR),
            bounced("2026-06-15 14:05", HR),
        )
        assert replay(case, events).stage is Stage.INTERVIEWED

    def test_a_third_bounce_of_two_messages_undoes_nothing_more(self) -> None:
        case = interview(contacts=(HR, LEAD))
        bounces = [bounced(f"2026-06-15 1{hour}:05", HR) for hour in (1, 2, 3)]
        events: tuple[Event, ...] = (
            thank_you("2026-06-04 16:00", "hr"),
            follow_up(),
            *bounces,
            follow_up("2026-06-15 16:00", "lead"),
        )
        assert replay(case, events).stage is Stage.FOLLOWED_UP_1

    def test_the_same_bounce_told_twice_undoes_one_message(self) -> None:
        case = interview(contacts=(HR, LEAD))
        bounce = bounced("2026-06-15 10:05", HR)
        assert replay(case, (thank_you("2026-06-04 16:00", "hr"), follow_up(), bounce, bounce)).stage is Stage.THANKED

    def test_a_bounce_that_names_its_message_goes_before_an_earlier_one_that_names_none(self) -> None:
        """The later report names the follow-up, so the earlier one means the thank-you."""
        case = interview(contacts=(HR, LEAD))
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
            follow_up(message_id=mail(11)),
            bounced("2026-06-15 10:05", HR),
            bounced("2026-06-15 14:05", HR, message_id=mail(11)),
        )
        assert replay(case, events).stage is Stage.INTERVIEWED

    def test_a_bounce_that_names_an_earlier_message_leaves_the_last_to_one_that_names_none(self) -> None:
        case = interview(contacts=(HR, LEAD))
        note = message("2026-06-05 10:00", "hr", message_id=mail(12))
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
            note,
            follow_up(message_id=mail(11)),
            bounced("2026-06-15 10:05", HR, message_id=mail(12)),
            bounced("2026-06-15 14:05", HR),
        )
        assert replay(case, events).stage is Stage.THANKED

    def test_a_bounce_without_an_id_undoes_no_message_after_it(self) -> None:
        events = (self.THANKED, bounced("2026-06-15 09:59", HR), self.FIRST)
        assert replay(self.NEW, events).stage is Stage.FOLLOWED_UP_1

    def test_a_bounce_of_the_same_instant_undoes_the_message(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:00", HR))
        assert replay(self.PANEL, events).stage is Stage.THANKED

    def test_a_bounce_without_an_id_may_mean_a_message_with_one(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:05", HR))
        assert replay(self.PANEL, events).stage is Stage.THANKED

    def test_a_bounce_undoes_the_last_message_to_that_person_alone(self) -> None:
        events = (
            self.THANKED,
            follow_up("2026-06-15 10:00", "hr"),
            message("2026-06-15 11:00", "lead"),
            bounced("2026-06-15 11:30", HR),
        )
        assert replay(self.PANEL, events).stage is Stage.THANKED

    # What was never sent

    def test_nothing_replies_to_a_message_that_was_undone(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:05", HR, message_id=mail(11)))
        assert threads(due(self.NEW, *events, now="2026-06-15 11:00")) == {"hr": None}

    def test_the_message_before_an_undone_one_is_replied_to(self) -> None:
        note = message("2026-06-05 10:00", "hr", message_id=mail(12))
        events = (self.THANKED, note, self.FIRST, bounced("2026-06-15 10:05", HR, message_id=mail(11)))
        assert threads(due(self.NEW, *events, now="2026-06-15 11:00")) == {"hr": mail(12)}

    def test_a_message_undone_for_one_is_replied_to_by_the_other_alone(self) -> None:
        both = follow_up("2026-06-15 10:00", "hr", "lead", message_id=mail(11))
        events = (self.THANKED, both, bounced("2026-06-15 10:05", HR, message_id=mail(11)))
        action = due(self.NEW, *events, now=DURING_SECOND)
        assert (action.touch, threads(action)) == (Touch.FOLLOW_UP_2, {"lead": mail(11)})

    def test_an_answer_that_came_back_is_owed_again(self) -> None:
        """It goes to whoever asked, whose address was corrected."""
        question = reply("2026-06-05 10:00", asks_for="two references")
        heard = message("2026-06-05 11:00", "hr", message_id=mail(12))
        events = (self.THANKED, question, heard)
        assert due(self.PANEL, *events, now="2026-06-05 12:00").touch == Touch.FOLLOW_UP_1
        action = owed(self.NEW, *events, bounced("2026-06-05 11:05", HR, message_id=mail(12)), now="2026-06-05 12:00")
        assert (ids(action), action.asks_for) == (["hr"], "two references")

    def test_an_answer_that_came_back_goes_to_the_next_in_order_where_no_other_address_is_known(self) -> None:
        question = reply("2026-06-05 10:00", asks_for="two references")
        events = (self.THANKED, question, message("2026-06-05 11:00", "hr"), bounced("2026-06-05 11:05", HR))
        assert ids(owed(self.PANEL, *events, now="2026-06-05 12:00")) == ["lead"]

    def test_a_message_that_came_back_does_not_hold_the_first_follow_up(self) -> None:
        """A message of Friday the 12th holds it until Tuesday the 16th."""
        note = message("2026-06-12 10:00", "peer")
        assert span(due(self.PANEL, self.THANKED, note, now=BEFORE_FIRST))[0] == "2026-06-16 09:00"
        events = (self.THANKED, note, bounced("2026-06-12 10:05", PEER))
        assert (
            span(due(self.PANEL, *events, skipped("2026-06-04 10:00", Touch.THANK_YOU), now=BEFORE_FIRST))[0]
            == "2026-06-15 09:00"
        )

    @pytest.mark.parametrize(
        ("message", "stage"),
        [
            (escalation("2026-06-29 10:00", message_id=mail(20)), Stage.FOLLOWED_UP_2),
            (escalation("2026-06-29 10:00"), Stage.FOLLOWED_UP_2),
        ],
        ids=["with an id", "without one"],
    )
    def test_an_escalation_that_came_back_was_never_sent(self, message: EscalationSent, stage: Stage) -> None:
        events: tuple[Event, ...] = (
            self.THANKED,
            follow_up(),
            follow_up("2026-06-22 10:00"),
            message,
            bounced("2026-06-29 10:05", LEAD, message_id=message.message_id),
        )
        assert replay(self.PANEL, events).stage is stage
        assert what(due(self.PANEL, *events, now="2026-06-29 11:00")) == (Touch.ESCALATION, ["peer"])

    def test_a_feedback_request_that_came_back_is_asked_of_the_next(self) -> None:
        request = feedback_request("2026-06-09 10:00", message_id=mail(20))
        events = (
            self.THANKED,
            rejection("2026-06-08 10:00"),
            request,
            bounced("2026-06-09 10:05", HR, message_id=mail(20)),
        )
        assert what(due(self.PANEL, *events, now="2026-06-09 11:00")) == (Touch.FEEDBACK_REQUEST, ["lead"])

    # Good again

    def test_a_corrected_address_is_good_again(self) -> None:
        assert ids(due(self.NEW, self.THANKED, bounced("2026-06-05 10:00", HR), now=DURING_FIRST)) == ["hr"]

    def test_a_bounce_of_the_old_address_undoes_what_went_to_it(self) -> None:
        events = (self.THANKED, self.FIRST, bounced("2026-06-15 10:05", HR, message_id=mail(11)))
        assert what(due(self.NEW, *events, now="2026-06-15 11:00")) == (Touch.FOLLOW_UP_1, ["hr"])

    WORDS = pytest.mark.parametrize(
        "later",
        [
            reply("2026-06-05 11:00"),
            reply("2026-06-05 11:00", decision_by=date(2026, 6, 9)),
            away("2026-06-05 11:00", returns_on="2026-06-05"),
            away("2026-06-05 11:00", returns_on="2026-06-07"),
        ],
        ids=["a reply", "an update", "back today", "back on Sunday"],
    )

    @WORDS
    def test_an_address_from_which_a_later_message_came_is_good_again(self, later: Event) -> None:
        """By 19 June every wait is over: a reply of the 5th that names no date restarts it from the 12th."""
        events = (self.THANKED, bounced("2026-06-05 10:00", HR), later)
        assert what(due(self.PANEL, *events, now="2026-06-19 09:00")) == (Touch.FOLLOW_UP_1, ["hr"])

    @WORDS
    def test_an_address_that_bounces_after_a_message_came_from_it_is_bad(self, later: Event) -> None:
        events = (self.THANKED, later, bounced("2026-06-05 12:00", HR))
        assert what(due(self.PANEL, *events, now="2026-06-19 09:00")) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_a_rejection_makes_the_address_good_again(self) -> None:
        events = (self.THANKED, bounced("2026-06-05 10:00", HR), rejection("2026-06-08 10:00"))
        assert what(due(self.PANEL, *events, now="2026-06-09 09:00")) == (Touch.FEEDBACK_REQUEST, ["hr"])

    def test_a_case_reopened_from_the_address_makes_it_good_again(self) -> None:
        events = (
            self.THANKED,
            rejection("2026-06-05 09:00", None),
            bounced("2026-06-05 10:00", HR),
            reopened("2026-06-05 11:00"),
        )
        assert what(due(self.PANEL, *events, now="2026-06-05 11:30")) == (Touch.UPDATE_THANKS, ["hr"])

    def test_news_of_a_next_round_makes_the_address_good_again(self) -> None:
        events = (bounced("2026-06-04 09:00", PEER), next_round("2026-06-04 10:00", "peer"))
        assert what(due(self.PANEL, *events, now=DURING_THANKS)) == (Touch.THANK_YOU, ["peer", "aya"])

    def test_a_reply_makes_the_address_good_for_its_own_thanks(self) -> None:
        update = reply("2026-06-05 11:00", decision_by=date(2026, 6, 30))
        events = (self.THANKED, bounced("2026-06-05 10:00", HR), update)
        assert what(due(self.PANEL, *events, now="2026-06-05 11:30")) == (Touch.UPDATE_THANKS, ["hr"])

    def test_a_message_of_the_bounce_s_own_instant_does_not_make_the_address_good_again(self) -> None:
        """What others did comes first at one instant, and a bounce last."""
        events = (self.THANKED, bounced("2026-06-05 10:00", HR), away("2026-06-05 10:00", returns_on="2026-06-05"))
        assert ids(due(self.PANEL, *events, now=DURING_FIRST)) == ["lead"]

    def test_a_message_from_somebody_else_does_not_make_the_address_good_again(self) -> None:
        events = (
            self.THANKED,
            bounced("2026-06-05 10:00", HR),
            away("2026-06-05 11:00", "lead", returns_on="2026-06-05"),
        )
        assert ids(due(self.PANEL, *events, now=DURING_FIRST)) == ["lead"]

    def test_a_message_of_an_unknown_sender_does_not_make_the_address_good_again(self) -> None:
        events = (
            self.THANKED,
            bounced("2026-06-05 10:00", HR),
            away("2026-06-05 11:00", None, returns_on="2026-06-05"),
        )
        assert ids(due(self.PANEL, *events, now=DURING_FIRST)) == ["lead"]

    def test_a_message_sent_to_the_address_does_not_make_it_good_again(self) -> None:
        events = (self.THANKED, bounced("2026-06-05 10:00", HR), message("2026-06-05 11:00", "hr"))
        assert ids(due(self.PANEL, *events, now=DURING_FIRST)) == ["lead"]

    def test_the_candidate_s_own_copy_does_not_make_the_address_good_again(self) -> None:
        """A mail program took the copy of the thank-you for a reply of Hanako."""
        copy = reply("2026-06-05 11:00", message_id=mail(10))
        events = (self.THANKED, bounced("2026-06-05 10:00", HR), copy)
        assert ids(due(self.PANEL, *events, now=DURING_FIRST)) == ["lead"]

    @pytest.mark.parametrize(
        "later",
        [reply("2026-06-02 10:00"), away("2026-06-02 10:00", returns_on="2026-06-02")],
        ids=["a reply", "an out-of-office reply"],
    )
    def test_a_later_message_from_before_the_interview_s_end_makes_the_address_good_again(self, later: Event) -> None:
        events = (bounced("2026-06-01 10:00", HR), later, self.THANKED)
        assert ids(due(self.PANEL, *events, now=DURING_FIRST)) == ["hr"]

    def test_a_message_that_came_back_stays_undone_when_the_address_works_again(self) -> None:
        events = (
            self.THANKED,
            bounced("2026-06-04 16:05", PEER, message_id=mail(10)),
            away("2026-06-04 16:30", "peer", returns_on="2026-06-30"),
        )
        assert what(due(self.PANEL, *events, now=DURING_THANKS)) == (Touch.THANK_YOU, ["peer"])

    def test_an_address_that_works_again_may_bounce_again(self) -> None:
        events = (
            self.THANKED,
            bounced("2026-06-05 10:00", HR),
            away("2026-06-05 11:00", returns_on="2026-06-05"),
            bounced("2026-06-05 12:00", HR),
        )
        assert ids(due(self.PANEL, *events, now=DURING_FIRST)) == ["lead"]

    def test_a_no_reply_address_stays_one_whatever_comes_from_it(self) -> None:
        case = interview(contacts=(HR.replace(email="noreply2@example.com"), LEAD, PEER))
        events = (thank_you(), away("2026-06-05 11:00", returns_on="2026-06-05"))
        assert ids(due(case, *events, now=DURING_FIRST)) == ["lead"]

    def test_do_not_contact_stays_said_whatever_comes_from_the_address(self) -> None:
        case = interview(contacts=(HR.replace(do_not_contact=True), LEAD, PEER))
        events = (thank_you(), away("2026-06-05 11:00", returns_on="2026-06-05"))
        assert ids(due(case, *events, now=DURING_FIRST)) == ["lead"]


class TestG15:
    """
    "Where an interviewer cannot be reached (one whose address is do-not-contact aside), or none is known, HR too
    (once), asked to pass the thanks on (B3); where no HR can be reached, and no interviewer was thanked yet, the first
    of them that can be reached is asked to, in their own draft."
    """

    GONE = PEER.replace(email=None)  # an interviewer without an address
    NO_HR = interview(contacts=(LEAD, GONE, AYA, MAX))

    def test_hr_gets_a_message_besides_the_interviewers_who_can_be_reached(self) -> None:
        case = interview(contacts=(HR, self.GONE, AYA, MAX))
        expected = {"hr": (True, ("peer",)), "aya": (False, ()), "max": (False, ())}
        assert passed_on(due(case, now=DURING_THANKS)) == expected

    def test_without_hr_the_first_interviewer_who_can_be_reached_passes_the_thanks_on(self) -> None:
        assert passed_on(due(self.NO_HR, now=DURING_THANKS)) == {"aya": (True, ("peer",)), "max": (False, ())}

    def test_the_reason_names_the_interviewer_who_passes_the_thanks_on(self) -> None:
        action = due(self.NO_HR, now=DURING_THANKS)
        assert about(action, "passes-on") == [("B3", "aya")]
        assert about(action, "thank-each") == [("G15", "aya"), ("G15", "max")]

    def test_the_first_is_the_first_in_the_order_of_the_contacts(self) -> None:
        case = interview(contacts=(MAX, self.GONE, AYA))
        assert passed_on(due(case, now=DURING_THANKS)) == {"max": (True, ("peer",)), "aya": (False, ())}

    def test_the_interviewer_is_asked_in_their_own_draft(self) -> None:
        aya, other = written(self.NO_HR, now=DURING_THANKS)
        assert (aya.to.id, other.to.id) == ("aya", "max")
        assert aya.body.startswith("Dear Aya Kato,")
        assert "Yuki Mori" in aya.body
        assert "Yuki Mori" not in other.body
        assert "Max Berg" not in aya.body

    @pytest.mark.parametrize(
        "hr",
        [
            HR.replace(email=None),
            HR.replace(email="noreply2@example.com"),
            HR.replace(do_not_contact=True),
            HR.replace(roles={ContactRole.RECRUITER, ContactRole.NO_REPLY}),
        ],
        ids=["no address", "no-reply address", "do not contact", "no-reply role"],
    )
    def test_hr_who_cannot_be_reached_is_no_hr(self, hr: Contact) -> None:
        case = interview(contacts=(hr, self.GONE, AYA))
        assert passed_on(due(case, now=DURING_THANKS)) == {"aya": (True, ("peer",))}

    def test_hr_whose_address_bounced_is_no_hr(self) -> None:
        case = interview(contacts=(HR, self.GONE, AYA))
        action = due(case, bounced("2026-06-03 16:00", HR), now=DURING_THANKS)
        assert passed_on(action) == {"aya": (True, ("peer",))}

    def test_hr_whose_address_works_again_is_asked(self) -> None:
        case = interview(contacts=(HR, self.GONE, AYA))
        events = (bounced("2026-06-03 16:00", HR), away("2026-06-03 17:00"))
        assert passed_on(due(case, *events, now=DURING_THANKS)) == {"hr": (True, ("peer",)), "aya": (False, ())}

    def test_another_recruiter_who_can_be_reached_is_hr(self) -> None:
        case = interview(contacts=(HR.replace(email=None), JUN, self.GONE, AYA))
        assert passed_on(due(case, now=DURING_THANKS)) == {"jun": (True, ("peer",)), "aya": (False, ())}

    def test_the_hiring_manager_is_not_asked_to_pass_thanks_on(self) -> None:
        assert "lead" not in passed_on(due(self.NO_HR, now=DURING_THANKS))

    def test_no_other_interviewer_is_asked_once_one_was_thanked(self) -> None:
        action = due(self.NO_HR, thank_you("2026-06-04 16:00", "aya"), now="2026-06-04 17:00")
        assert passed_on(action) == {"max": (False, ())}

    def test_thanks_for_an_update_are_thanks_of_an_interviewer_too(self) -> None:
        update = reply("2026-06-03 16:00", "aya", decision_by=date(2026, 6, 30))
        events = (update, update_thanks("2026-06-03 16:30", "aya"))
        assert passed_on(due(self.NO_HR, *events, now=DURING_THANKS)) == {"max": (False, ())}

    def test_thanks_to_somebody_who_did_not_interview_do_not_count_as_an_interviewer_s(self) -> None:
        action = due(self.NO_HR, thank_you("2026-06-04 16:00", "lead"), now="2026-06-04 17:00")
        assert passed_on(action) == {"aya": (True, ("peer",)), "max": (False, ())}

    def test_thanks_that_came_back_were_not_said(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "aya", message_id=mail(10)),
            bounced("2026-06-04 16:05", AYA, message_id=mail(10)),
        )
        action = due(self.NO_HR, *events, now="2026-06-04 17:00")
        assert passed_on(action) == {"max": (True, ("peer", "aya"))}

    def test_nothing_is_left_to_say_once_all_who_can_be_reached_were_thanked(self) -> None:
        action = due(self.NO_HR, thank_you("2026-06-04 16:00", "aya", "max"), now="2026-06-04 17:00")
        assert action.touch == Touch.FOLLOW_UP_1

    def test_the_plan_asks_one_interviewer_once(self) -> None:
        ahead = plan(self.NO_HR, (), now=at("2026-06-03 16:00"))
        touches = [step.touch for step in ahead if isinstance(step, (Send, WaitUntil))]
        assert touches.count(Touch.THANK_YOU) == 1

    def test_nobody_passes_thanks_on_to_an_interviewer_who_wants_no_mail(self) -> None:
        case = interview(contacts=(LEAD, PEER.replace(do_not_contact=True), AYA))
        assert passed_on(due(case, now=DURING_THANKS)) == {"aya": (False, ())}

    def test_hr_passes_no_thanks_on_to_an_interviewer_who_wants_no_mail(self) -> None:
        case = interview(contacts=(HR, PEER.replace(do_not_contact=True), AYA.replace(email=None), MAX))
        expected = {"hr": (True, ("aya",)), "max": (False, ())}
        assert passed_on(due(case, now=DURING_THANKS)) == expected
        hr = next(message for message in written(case, now=DURING_THANKS) if message.to.id == "hr")
        assert "Aya Kato" in hr.body
        assert "Yuki Mori" not in hr.body

    def test_hr_is_not_thanked_where_all_interviewers_can_be_reached(self) -> None:
        assert passed_on(due(interview(), now=DURING_THANKS)) == {"peer": (False, ())}

    def test_hr_is_asked_once_also_where_another_interviewer_is_lost_later(self) -> None:
        case = interview(contacts=(HR, self.GONE, AYA, MAX))
        events = (
            thank_you("2026-06-04 16:00", "hr", "aya", message_id=mail(10)),
            bounced("2026-06-04 16:05", AYA, message_id=mail(10)),
        )
        assert passed_on(due(case, *events, now="2026-06-04 17:00")) == {"max": (False, ())}

    def test_hr_who_was_thanked_for_an_update_was_asked_once(self) -> None:
        """HR can be reached, so no interviewer passes the thanks on either."""
        case = interview(contacts=(HR, self.GONE, AYA))
        update = reply("2026-06-03 16:00", decision_by=date(2026, 6, 30))
        events = (update, update_thanks("2026-06-03 16:30", "hr"))
        assert passed_on(due(case, *events, now=DURING_THANKS)) == {"aya": (False, ())}

    def test_where_no_interviewer_is_known_and_no_hr_there_is_nobody_to_thank(self) -> None:
        assert blocked(interview(contacts=(LEAD, STAFF)), now=DURING_THANKS).touch == Touch.THANK_YOU

    def test_where_no_interviewer_can_be_reached_and_no_hr_there_is_nobody_to_thank(self) -> None:
        action = blocked(interview(contacts=(LEAD, self.GONE)), now=DURING_THANKS)
        assert action.touch == Touch.THANK_YOU
        assert ("no-address", "peer") in [(gap.code, gap.contact) for gap in action.missing]

    def test_in_advanced_the_first_interviewer_passes_the_thanks_on_too(self) -> None:
        action = due(self.NO_HR, next_round("2026-06-04 10:00", None), now=DURING_THANKS)
        assert action.stage is Stage.ADVANCED
        assert passed_on(action) == {"aya": (True, ("peer",)), "max": (False, ())}


class TestG16:
    """
    "First follow-up: whoever invited to write, while that stands (G39); else whoever sent the last update of a known
    sender (a reply that G17 thanks for, or that asked for something); else HR, else the hiring manager, else an
    interviewer, in the order of `contacts`. Second: whoever had the first (D3). Escalation: the hiring manager, else
    an interviewer, else another contact, but nobody who had a follow-up since the last reply. Update thanks: whoever
    replied; no one else. Feedback: whoever sent the rejection, else HR, else the hiring manager. Where the one meant
    cannot be reached, the next in the same order."
    """

    # On Friday the 5th the manager invites to write on Monday the 22nd.
    INVITED = reply("2026-06-05 10:00", "lead", enquire_on=date(2026, 6, 22))
    ON_THE_DAY = "2026-06-22 09:00"
    # On Friday the 5th the manager names the 12th: the first follow-up opens on Wednesday the 17th.
    UPDATE = reply("2026-06-05 10:00", "lead", decision_by=date(2026, 6, 12))
    UPDATE_THANKED = update_thanks("2026-06-05 11:00", "lead")
    # On Friday the 5th the manager asks for something, and gets it: a decision is assumed on the 12th.
    QUESTION = reply("2026-06-05 10:00", "lead", asks_for="two references")
    ANSWERED = message("2026-06-05 11:00", "lead")
    AFTER_A_WEEK = "2026-06-17 09:00"

    def test_the_first_goes_to_whoever_invited_to_write(self) -> None:
        action = due(interview(), thank_you(), self.INVITED, now=self.ON_THE_DAY)
        assert what(action) == (Touch.FOLLOW_UP_1, ["lead"])
        assert about(action, "who-invited") == [("G39", "lead")]
        assert span(action) == ("2026-06-22 09:00", "2026-06-23 18:00")

    def test_the_inviter_comes_before_whoever_sent_the_last_update(self) -> None:
        """HR asks for something on the 8th and gets it, which does not end the invitation."""
        question = reply("2026-06-08 10:00", asks_for="two references")
        events = (thank_you(), self.INVITED, question, message("2026-06-08 11:00", "hr"))
        assert what(due(interview(), *events, now=self.ON_THE_DAY)) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_the_inviter_is_not_meant_any_more_once_the_invitation_ended(self) -> None:
        """HR names the 12th on the 8th: the follow-up opens on Wednesday the 17th, and HR sent the last update."""
        update = reply("2026-06-08 10:00", decision_by=date(2026, 6, 12))
        events = (thank_you(), self.INVITED, update, update_thanks("2026-06-08 11:00", "hr"))
        assert what(due(interview(), *events, now=self.AFTER_A_WEEK)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_a_reply_on_the_day_of_the_invitation_ends_it(self) -> None:
        """It names no date: a decision is assumed on the 29th, and three business days later is Thursday 2 July."""
        events = (thank_you(), self.INVITED, reply("2026-06-22 08:00", "peer"))
        action = due(interview(), *events, now="2026-06-22 08:30")
        assert (*what(action), span(action)[0]) == (Touch.FOLLOW_UP_1, ["hr"], "2026-07-02 09:00")

    def test_a_polite_reply_before_the_day_leaves_the_inviter_meant(self) -> None:
        events = (thank_you(), self.INVITED, reply("2026-06-19 10:00", "peer"))
        assert what(due(interview(), *events, now=self.ON_THE_DAY)) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_of_two_invitations_the_later_one_s_sender_is_meant(self) -> None:
        again = reply("2026-06-08 10:00", "peer", enquire_on=date(2026, 6, 22))
        assert ids(due(interview(), thank_you(), self.INVITED, again, now=self.ON_THE_DAY)) == ["peer"]

    def test_an_invitation_of_nobody_known_leaves_the_order_as_it_is(self) -> None:
        invited = reply("2026-06-05 10:00", None, enquire_on=date(2026, 6, 22))
        action = due(interview(), thank_you(), invited, now=self.ON_THE_DAY)
        assert what(action) == (Touch.FOLLOW_UP_1, ["hr"])
        assert about(action, "who-invited") == []

    def test_the_interview_s_own_invitation_names_nobody(self) -> None:
        case = interview(enquire_on=date(2026, 6, 22))
        assert what(due(case, thank_you(), now=self.ON_THE_DAY)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_an_invitation_of_nobody_known_leaves_the_last_update_s_sender_meant(self) -> None:
        invited = reply("2026-06-08 10:00", None, enquire_on=date(2026, 6, 22))
        events = (thank_you(), self.UPDATE, self.UPDATE_THANKED, invited)
        assert what(due(interview(), *events, now=self.ON_THE_DAY)) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_where_the_inviter_cannot_be_reached_whoever_sent_the_last_update(self) -> None:
        question = reply("2026-06-08 10:00", "peer", asks_for="two references")
        events = (
            thank_you(),
            self.INVITED,
            question,
            message("2026-06-08 11:00", "peer"),
            bounced("2026-06-09 10:00", LEAD),
        )
        action = due(interview(), *events, now=self.ON_THE_DAY)
        assert what(action) == (Touch.FOLLOW_UP_1, ["peer"])
        assert about(action, "passed-over") == [("G19", "lead")]

    def test_where_the_inviter_cannot_be_reached_and_nobody_sent_an_update_hr(self) -> None:
        case = interview(contacts=(HR, LEAD.replace(email=None), PEER))
        assert what(due(case, thank_you(), self.INVITED, now=self.ON_THE_DAY)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_the_first_goes_to_whoever_asked_for_something(self) -> None:
        action = due(interview(), thank_you(), self.QUESTION, self.ANSWERED, now=self.AFTER_A_WEEK)
        assert what(action) == (Touch.FOLLOW_UP_1, ["lead"])
        assert span(action) == ("2026-06-17 09:00", "2026-06-18 18:00")
        assert about(action, "who-replied") == [("G16", "lead")]

    def test_of_an_update_and_a_question_the_later_one_counts(self) -> None:
        """HR names the 12th after the manager's question, on the same day."""
        update = reply("2026-06-05 12:00", decision_by=date(2026, 6, 12))
        events = (
            thank_you(),
            self.QUESTION,
            self.ANSWERED,
            update,
            update_thanks("2026-06-05 13:00", "hr"),
        )
        assert ids(due(interview(), *events, now=self.AFTER_A_WEEK)) == ["hr"]

    @pytest.mark.parametrize(
        "unknown",
        [
            reply("2026-06-05 12:00", None, decision_by=date(2026, 6, 12)),
            reply("2026-06-05 12:00", None),
        ],
        ids=["an update", "no update"],
    )
    def test_an_update_of_nobody_known_leaves_the_last_known_sender_meant(self, unknown: Event) -> None:
        events = (thank_you(), self.UPDATE, self.UPDATE_THANKED, unknown)
        assert what(due(interview(), *events, now=self.AFTER_A_WEEK)) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_a_question_of_nobody_known_leaves_the_last_known_sender_meant(self) -> None:
        """It is answered on the 5th, to HR, who comes first after the manager, whose update it was."""
        question = reply("2026-06-05 12:00", None, asks_for="a copy of the degree")
        events = (thank_you(), self.UPDATE, self.UPDATE_THANKED, question, message("2026-06-05 13:00", "lead"))
        assert what(due(interview(), *events, now=self.AFTER_A_WEEK)) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_a_reply_from_before_the_interview_is_no_update(self) -> None:
        before = reply("2026-06-02 10:00", "lead", decision_by=date(2026, 6, 10))
        assert ids(due(interview(), before, thank_you(), now=DURING_FIRST)) == ["hr"]

    def test_an_invitation_from_before_the_interview_stands(self) -> None:
        before = reply("2026-06-02 10:00", "lead", enquire_on=date(2026, 6, 22))
        assert what(due(interview(), before, thank_you(), now=self.ON_THE_DAY)) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_the_second_goes_to_the_inviter_who_had_the_first(self) -> None:
        """After a first of the 22nd the second is open from the 29th."""
        events = (thank_you(), self.INVITED, follow_up("2026-06-22 10:00", "lead"))
        action = due(interview(), *events, now="2026-06-29 09:00")
        assert what(action) == (Touch.FOLLOW_UP_2, ["lead"])

    def test_the_second_goes_to_whoever_had_the_first_although_another_sent_the_last_update(self) -> None:
        events = (thank_you(), self.UPDATE, self.UPDATE_THANKED, follow_up("2026-06-17 10:00", "hr"))
        assert what(due(interview(), *events, now="2026-06-24 09:00")) == (Touch.FOLLOW_UP_2, ["hr"])

    def test_where_whoever_had_the_first_cannot_be_reached_whoever_sent_the_last_update(self) -> None:
        case = interview(contacts=(HR.replace(do_not_contact=True), LEAD, PEER))
        update = reply("2026-06-05 10:00", "peer", decision_by=date(2026, 6, 12))
        events = (
            update,
            update_thanks("2026-06-05 11:00", "peer"),
            follow_up("2026-06-17 10:00", "hr"),
        )
        assert what(due(case, *events, now="2026-06-24 09:00")) == (Touch.FOLLOW_UP_2, ["peer"])

    @pytest.mark.parametrize("reply", [reply("2026-06-16 10:00"), reply("2026-06-16 10:00", None)])
    def test_whoever_had_a_follow_up_before_the_last_reply_may_be_escalated_to(self, reply: ReplyReceived) -> None:
        """A decision is assumed on the 23rd; the next two follow-ups are of 26 June and 3 July, to HR."""
        events = (
            thank_you(),
            follow_up("2026-06-15 10:00", "lead"),
            reply,
            skipped("2026-06-16 11:00", Touch.UPDATE_THANKS),
            follow_up("2026-06-26 10:00", "hr"),
            follow_up("2026-07-03 10:00", "hr"),
        )
        assert what(due(interview(), *events, now="2026-07-10 09:00")) == (Touch.ESCALATION, ["lead"])

    def test_a_message_that_is_no_follow_up_does_not_keep_the_escalation_away(self) -> None:
        events = (thank_you(), follow_up(), follow_up("2026-06-22 10:00"), message("2026-06-23 10:00", "lead"))
        assert what(due(interview(), *events, now=DURING_ESCALATION)) == (Touch.ESCALATION, ["lead"])

    def test_an_update_of_nobody_known_is_thanked_to_nobody(self) -> None:
        update = reply("2026-06-05 10:00", None, decision_by=date(2026, 6, 12))
        assert due(interview(), thank_you(), update, now="2026-06-05 10:30").touch == Touch.FOLLOW_UP_1

    def test_the_later_of_two_rejections_names_whom_to_ask_for_feedback(self) -> None:
        events = (thank_you(), rejection("2026-06-08 10:00", "lead"), rejection("2026-06-08 11:00", "peer"))
        assert what(due(interview(), *events, now="2026-06-09 09:00")) == (Touch.FEEDBACK_REQUEST, ["peer"])

    def test_feedback_is_not_asked_of_whoever_sent_a_rejection_that_was_taken_back(self) -> None:
        """The manager's no of the 8th was taken back on the 9th; nobody known signed the one of the 15th."""
        back = reopened("2026-06-09 10:00", "peer")
        events = (thank_you(), rejection("2026-06-08 10:00", "lead"), back, rejection("2026-06-15 10:00", None))
        assert what(due(interview(), *events, now="2026-06-16 09:00")) == (Touch.FEEDBACK_REQUEST, ["hr"])

    def test_feedback_is_asked_of_hr_where_nobody_signed_the_rejection_of_whoever_invited(self) -> None:
        action = due(
            interview(), thank_you(), self.INVITED, rejection("2026-06-08 10:00", None), now="2026-06-09 09:00"
        )
        assert what(action) == (Touch.FEEDBACK_REQUEST, ["hr"])


class TestG18:
    """
    "Through an agency every message goes to the agency alone (an update thanks, and an answer to a question, to
    whoever wrote); one thank-you names all interviewers; escalation only to a second contact there, and none means
    done."
    """

    CASE = interview(contacts=(HR, LEAD, PEER, AYA, AGENT, PARTNER))
    THANKED = thank_you("2026-06-04 16:00", "agent")

    @pytest.mark.parametrize("who", ["hr", "lead", "peer", "agent", "partner"])
    def test_an_answer_to_a_question_goes_to_whoever_wrote(self, who: str) -> None:
        question = reply("2026-06-05 10:00", who, asks_for="two references")
        action = owed(self.CASE, self.THANKED, question, now="2026-06-05 10:30")
        assert ids(action) == [who]
        assert about(action, "who-asked") == [("G37", who)]

    def test_an_answer_to_a_question_of_nobody_known_goes_to_the_agency(self) -> None:
        question = reply("2026-06-05 10:00", None, asks_for="two references")
        assert ids(owed(self.CASE, self.THANKED, question, now="2026-06-05 10:30")) == ["agent"]

    def test_an_answer_to_somebody_who_cannot_be_reached_goes_to_the_agency(self) -> None:
        case = self.CASE.replace(contacts=(HR.replace(email=None), LEAD, PEER, AGENT))
        question = reply("2026-06-05 10:00", asks_for="two references")
        assert ids(owed(case, self.THANKED, question, now="2026-06-05 10:30")) == ["agent"]

    def test_an_answer_that_nobody_at_the_agency_can_get_is_blocked(self) -> None:
        case = interview(contacts=(HR.replace(email=None), LEAD, PEER, AGENT.replace(email=None)))
        question = reply("2026-06-05 10:00", asks_for="two references")
        assert blocked(case, question, now="2026-06-05 10:30").touch is None

    def test_a_question_of_the_company_does_not_turn_the_first_follow_up_to_it(self) -> None:
        question = reply("2026-06-05 10:00", asks_for="two references")
        events = (self.THANKED, question, message("2026-06-05 11:00", "hr"))
        assert what(due(self.CASE, *events, now="2026-06-17 09:00")) == (Touch.FOLLOW_UP_1, ["agent"])

    def test_an_invitation_of_the_company_does_not_turn_the_first_follow_up_to_it(self) -> None:
        invited = reply("2026-06-05 10:00", "lead", enquire_on=date(2026, 6, 22))
        action = due(self.CASE, self.THANKED, invited, now="2026-06-22 09:00")
        assert what(action) == (Touch.FOLLOW_UP_1, ["agent"])
        assert span(action) == ("2026-06-22 09:00", "2026-06-23 18:00")

    @pytest.mark.parametrize(
        ("events", "now"),
        [
            ((reply("2026-06-05 10:00", "partner", enquire_on=date(2026, 6, 22)),), "2026-06-22 09:00"),
            (
                (
                    reply("2026-06-05 10:00", "partner", decision_by=date(2026, 6, 12)),
                    update_thanks("2026-06-05 11:00", "partner"),
                ),
                "2026-06-17 09:00",
            ),
            (
                (
                    reply("2026-06-05 10:00", "partner", asks_for="two references"),
                    message("2026-06-05 11:00", "partner"),
                ),
                "2026-06-17 09:00",
            ),
        ],
        ids=["invited", "sent the last update", "asked for something"],
    )
    def test_the_first_follow_up_goes_to_whoever_at_the_agency(self, events: tuple[Event, ...], now: str) -> None:
        assert what(due(self.CASE, self.THANKED, *events, now=now)) == (Touch.FOLLOW_UP_1, ["partner"])

    def test_feedback_is_asked_of_whoever_at_the_agency_sent_the_rejection(self) -> None:
        action = due(self.CASE, self.THANKED, rejection("2026-06-08 10:00", "partner"), now="2026-06-09 09:00")
        assert what(action) == (Touch.FEEDBACK_REQUEST, ["partner"])

    def test_the_thank_you_is_passed_on_to_everybody_who_was_there(self) -> None:
        assert passed_on(due(self.CASE, now=DURING_THANKS)) == {"agent": (True, ())}

    def test_the_thank_you_names_all_interviewers(self) -> None:
        (message,) = written(self.CASE, now=DURING_THANKS)
        assert message.to.id == "agent"
        assert "Yuki Mori" in message.body
        assert "Aya Kato" in message.body

    def test_an_answer_to_the_company_is_not_the_agency_s_thank_you(self) -> None:
        question = reply("2026-06-03 16:00", asks_for="two references")
        events = (question, message("2026-06-03 16:30", "hr"))
        assert what(due(self.CASE, *events, now=DURING_THANKS)) == (Touch.THANK_YOU, ["agent"])

    def test_the_escalation_goes_to_the_second_contact(self) -> None:
        events = (self.THANKED, follow_up("2026-06-15 10:00", "agent"), follow_up("2026-06-22 10:00", "agent"))
        assert what(due(self.CASE, *events, now=DURING_ESCALATION)) == (Touch.ESCALATION, ["partner"])

    def test_a_second_contact_who_cannot_be_reached_leaves_nobody_and_not_the_company(self) -> None:
        case = interview(contacts=(HR, LEAD, PEER, AGENT, PARTNER.replace(email=None)))
        action = answer(
            case,
            self.THANKED,
            follow_up("2026-06-15 10:00", "agent"),
            follow_up("2026-06-22 10:00", "agent"),
            now=DURING_ESCALATION,
        )
        assert isinstance(action, Blocked | Done)

    def test_one_at_the_agency_who_is_away_too_long_gives_way_to_the_other(self) -> None:
        events = (self.THANKED, away("2026-06-08 10:00", "agent", returns_on="2026-07-31"))
        assert what(due(self.CASE, *events, now=DURING_FIRST)) == (Touch.FOLLOW_UP_1, ["partner"])

    def test_the_only_one_at_the_agency_is_waited_for(self) -> None:
        """Away until Friday 31 July: the second business day after is Tuesday 4 August."""
        case = interview(contacts=(HR, LEAD, PEER, AGENT))
        action = due(case, self.THANKED, away("2026-06-08 10:00", "agent", returns_on="2026-07-31"), now=DURING_FIRST)
        assert (ids(action), span(action)[0]) == (["agent"], "2026-08-04 09:00")


class TestG20:
    """
    "Follow-ups, escalations and feedback requests to that person are held until the second business day strictly after
    the day they named (7 days after their message where they named none; a `Policy` field): nobody is asked on the
    first morning back. Where the hold would end more than 14 days after the window would open, the next in order
    instead; held where nobody else is left. A later message from that person ends it, also before the interview's end
    (G26). Thank-yous are not held."
    """

    FAR = "2026-07-31"  # a Friday; the second business day after it is Tuesday 4 August

    def first_one(
        self, *events: Event, case: Interview | None = None, policy: Policy = DEFAULT_POLICY
    ) -> tuple[list[str], str, str]:
        """Return to whom the first follow-up goes, and its window."""
        action = due(case or interview(), thank_you(), *events, now=BEFORE_FIRST, policy=policy)
        assert action.touch == Touch.FOLLOW_UP_1
        return ids(action), *span(action)

    # Until when

    @pytest.mark.parametrize(
        ("until", "opens", "closes"),
        [
            ("2026-06-08", "2026-06-15 09:00", "2026-06-16 18:00"),  # back before the window
            ("2026-06-11", "2026-06-15 09:00", "2026-06-16 18:00"),  # Thursday: Monday, as it would be
            ("2026-06-12", "2026-06-16 09:00", "2026-06-16 18:00"),  # Friday: Tuesday
            ("2026-06-13", "2026-06-16 09:00", "2026-06-16 18:00"),  # Saturday: the same
            ("2026-06-14", "2026-06-16 09:00", "2026-06-16 18:00"),  # Sunday: the same
            ("2026-06-15", "2026-06-17 09:00", "2026-06-17 18:00"),  # Monday: Wednesday, all of it
            ("2026-06-17", "2026-06-19 09:00", "2026-06-19 18:00"),  # Wednesday: Friday
            ("2026-06-18", "2026-06-22 09:00", "2026-06-22 18:00"),  # Thursday: Monday
            ("2026-06-19", "2026-06-23 09:00", "2026-06-23 18:00"),  # Friday: Tuesday
            ("2026-06-20", "2026-06-23 09:00", "2026-06-23 18:00"),  # Saturday: the same
        ],
    )
    def test_a_follow_up_is_held_until_the_second_business_day_after(self, until: str, opens: str, closes: str) -> None:
        assert self.first_one(away("2026-06-08 10:00", returns_on=until)) == (["hr"], opens, closes)

    def test_a_public_holiday_is_no_business_day_of_the_grace(self) -> None:
        """
        A decision on Friday 10 July opens the window on Wednesday the 15th. Hanako is back on Friday the 17th; Monday
        the 20th is Marine Day, so the first business day after is Tuesday, and the second Wednesday the 22nd.
        """
        case = interview(decision_by=date(2026, 7, 10))
        expected = (["hr"], "2026-07-22 09:00", "2026-07-22 18:00")
        assert self.first_one(away("2026-06-08 10:00", returns_on="2026-07-17"), case=case) == expected

    def test_the_days_are_those_of_the_company_s_country(self) -> None:
        """
        In New York, with a decision on Friday 20 November 2026, the window is Wednesday the 25th to Friday the 27th:
        the 26th is Thanksgiving. Back on the 25th: Friday the 27th is the first business day, Monday the 30th the
        second.
        """
        new_york = "America/New_York"
        case = interview(
            ended_at=at("2026-11-18 15:00", new_york),
            timezone=new_york,
            country="US",
            decision_by=date(2026, 11, 20),
        )
        thanks = thank_you("2026-11-19 16:00", zone=new_york)
        absence = away("2026-11-20 10:00", zone=new_york, returns_on="2026-11-25")
        before = due(case, thanks, now="2026-11-21 10:00")
        after = due(case, thanks, absence, now="2026-11-21 10:00")
        assert [local(each, new_york) for each in (before.window.opens, before.window.closes)] == [
            "2026-11-25 09:00",
            "2026-11-27 18:00",
        ]
        assert [local(each, new_york) for each in (after.window.opens, after.window.closes)] == [
            "2026-11-30 09:00",
            "2026-11-30 18:00",
        ]

    def test_the_company_s_own_week_has_other_business_days(self) -> None:
        """It works from Sunday to Thursday. Back on Wednesday the 17th: Thursday, and then Sunday the 21st."""
        week = dict.fromkeys((6, 0, 1, 2, 3), ("09:00", "18:00"))
        action = due(
            interview(working_week=week),
            thank_you(),
            away("2026-06-08 10:00", returns_on="2026-06-17"),
            now="2026-06-11 12:00",
        )
        assert (ids(action), *span(action)) == (["hr"], "2026-06-21 09:00", "2026-06-21 18:00")

    @pytest.mark.parametrize(
        ("when", "opens"),
        [
            ("2026-06-10 10:00", "2026-06-19 09:00"),  # seven days later is Wednesday the 17th
            ("2026-06-10 23:59", "2026-06-19 09:00"),  # the day is Tokyo's
            ("2026-06-11 00:30", "2026-06-22 09:00"),  # Thursday the 18th
            ("2026-06-12 09:00", "2026-06-23 09:00"),  # Friday the 19th
        ],
    )
    def test_it_counts_from_seven_days_after_the_message_where_they_named_no_day(self, when: str, opens: str) -> None:
        assert self.first_one(away(when))[:2] == (["hr"], opens)

    def test_the_hold_is_a_reason(self) -> None:
        action = due(interview(), thank_you(), away("2026-06-08 10:00", returns_on="2026-06-17"), now=BEFORE_FIRST)
        assert [(reason.rule, reason.day) for reason in action.reasons if reason.code == "held-away"] == [
            ("G20", date(2026, 6, 19))
        ]

    def test_an_absence_that_moves_nothing_is_no_reason(self) -> None:
        action = due(interview(), thank_you(), away("2026-06-08 10:00", returns_on="2026-06-11"), now=BEFORE_FIRST)
        assert about(action, "held-away") == []

    def test_the_wait_ends_when_the_hold_does(self) -> None:
        events = (thank_you(), away("2026-06-08 10:00", returns_on="2026-06-17"))
        waiting = due(interview(), *events, now="2026-06-19 08:59")
        assert (waiting.kind, local(waiting.changes_at)) == ("wait-until", "2026-06-19 09:00")
        assert due(interview(), *events, now="2026-06-19 09:00").kind == "send"

    def test_a_window_that_is_open_closes_again_for_somebody_who_is_away(self) -> None:
        events = (thank_you(), away("2026-06-15 10:00", returns_on="2026-06-17"))
        action = due(interview(), *events, now="2026-06-15 11:00")
        assert (action.kind, *what(action), span(action)[0]) == (
            "wait-until",
            Touch.FOLLOW_UP_1,
            ["hr"],
            "2026-06-19 09:00",
        )

    def test_whoever_came_back_is_written_to_although_it_is_late(self) -> None:
        events = (thank_you(), away("2026-06-08 10:00", returns_on="2026-06-17"))
        action = due(interview(), *events, now="2026-06-22 10:00")
        assert isinstance(action, Send)
        assert (action.status, ids(action)) == ("late", ["hr"])

    def test_an_absence_long_after_the_window_opened_is_too_long(self) -> None:
        """The window opened on 15 June. Hanako is away until 3 July, so the hold would end on the 7th."""
        events = (thank_you(), away("2026-06-30 10:00", returns_on="2026-07-03"))
        assert ids(due(interview(), *events, now="2026-06-30 11:00")) == ["lead"]

    def test_a_snooze_that_ends_later_holds_longer(self) -> None:
        snooze = snoozed("2026-06-08 11:00", "2026-06-24")
        assert self.first_one(away("2026-06-08 10:00", returns_on="2026-06-17"), snooze)[1] == "2026-06-24 09:00"

    def test_the_second_follow_up_is_held(self) -> None:
        events = (thank_you(), follow_up(), away("2026-06-15 10:01", returns_on="2026-06-23"))
        action = due(interview(), *events, now="2026-06-16 10:00")
        assert (*what(action), *span(action)) == (
            Touch.FOLLOW_UP_2,
            ["hr"],
            "2026-06-25 09:00",
            "2026-06-29 18:00",
        )

    def test_the_escalation_is_held(self) -> None:
        events = (
            thank_you(),
            follow_up(),
            follow_up("2026-06-22 10:00"),
            away("2026-06-22 12:00", "lead", returns_on="2026-07-03"),
        )
        action = due(interview(), *events, now="2026-06-23 10:00")
        assert (*what(action), *span(action)) == (
            Touch.ESCALATION,
            ["lead"],
            "2026-07-07 09:00",
            "2026-07-07 18:00",
        )

    def test_the_feedback_request_is_held(self) -> None:
        events = (thank_you(), rejection("2026-06-08 10:00"), away("2026-06-08 10:01", returns_on="2026-06-10"))
        action = due(interview(), *events, now="2026-06-08 12:00")
        assert (*what(action), *span(action)) == (
            Touch.FEEDBACK_REQUEST,
            ["hr"],
            "2026-06-12 09:00",
            "2026-06-12 18:00",
        )

    # The policy's numbers

    @pytest.mark.parametrize(
        ("count", "opens"), [(1, "2026-06-18 09:00"), (2, "2026-06-19 09:00"), (3, "2026-06-22 09:00")]
    )
    def test_the_business_days_after_the_return_are_a_policy_field(self, count: int, opens: str) -> None:
        policy = DEFAULT_POLICY.replace(after_return_business_days=count)
        assert self.first_one(away("2026-06-08 10:00", returns_on="2026-06-17"), policy=policy)[:2] == (["hr"], opens)

    @pytest.mark.parametrize(
        ("days", "opens"),
        [
            (3, "2026-06-16 09:00"),  # Saturday the 13th
            (5, "2026-06-17 09:00"),  # Monday the 15th
            (7, "2026-06-19 09:00"),  # Wednesday the 17th
        ],
    )
    def test_the_days_of_an_absence_without_a_date_are_a_policy_field(self, days: int, opens: str) -> None:
        policy = DEFAULT_POLICY.replace(away_days=days)
        assert self.first_one(away("2026-06-10 10:00"), policy=policy)[:2] == (["hr"], opens)

    @pytest.mark.parametrize(
        ("longest", "to", "opens"), [(4, ["hr"], "2026-06-19 09:00"), (3, ["lead"], "2026-06-15 09:00")]
    )
    def test_how_long_one_waits_is_a_policy_field(self, longest: int, to: list[str], opens: str) -> None:
        """Until Friday the 19th, four days after Monday the 15th."""
        policy = DEFAULT_POLICY.replace(away_longest_days=longest)
        assert self.first_one(away("2026-06-08 10:00", returns_on="2026-06-17"), policy=policy)[:2] == (to, opens)

    # Too long

    @pytest.mark.parametrize(
        ("until", "to", "opens"),
        [
            ("2026-06-24", ["hr"], "2026-06-26 09:00"),
            ("2026-06-25", ["hr"], "2026-06-29 09:00"),  # Thursday: Monday the 29th, fourteen days after the 15th
            ("2026-06-26", ["lead"], "2026-06-15 09:00"),  # Friday: Tuesday the 30th, fifteen days after
        ],
    )
    def test_a_hold_of_more_than_fourteen_days_and_the_next_in_order_is_asked(
        self, until: str, to: list[str], opens: str
    ) -> None:
        assert self.first_one(away("2026-06-08 10:00", returns_on=until))[:2] == (to, opens)

    @pytest.mark.parametrize(
        ("until", "to", "opens"),
        [
            ("2026-07-02", ["hr"], "2026-07-06 09:00"),  # fourteen days after 22 June
            ("2026-07-03", ["lead"], "2026-06-22 09:00"),
        ],
    )
    def test_the_second_follow_up_goes_to_the_next_after_fourteen_days(
        self, until: str, to: list[str], opens: str
    ) -> None:
        action = due(
            interview(), thank_you(), follow_up(), away("2026-06-15 10:01", returns_on=until), now="2026-06-16 10:00"
        )
        assert (*what(action), span(action)[0]) == (Touch.FOLLOW_UP_2, to, opens)

    @pytest.mark.parametrize(
        ("until", "to", "opens"),
        [
            ("2026-07-09", ["lead"], "2026-07-13 09:00"),  # fourteen days after 29 June
            ("2026-07-10", ["peer"], "2026-06-29 09:00"),
        ],
    )
    def test_the_escalation_goes_to_the_next_after_fourteen_days(self, until: str, to: list[str], opens: str) -> None:
        events = (
            thank_you(),
            follow_up(),
            follow_up("2026-06-22 10:00"),
            away("2026-06-22 12:00", "lead", returns_on=until),
        )
        action = due(interview(), *events, now="2026-06-23 10:00")
        assert (*what(action), span(action)[0]) == (Touch.ESCALATION, to, opens)

    @pytest.mark.parametrize(
        ("until", "to", "opens"),
        [
            ("2026-06-19", ["hr"], "2026-06-23 09:00"),  # fourteen days after Tuesday the 9th
            ("2026-06-22", ["lead"], "2026-06-09 09:00"),
        ],
    )
    def test_the_feedback_request_goes_to_the_next_after_fourteen_days(
        self, until: str, to: list[str], opens: str
    ) -> None:
        events = (thank_you(), rejection("2026-06-08 10:00"), away("2026-06-08 10:01", returns_on=until))
        action = due(interview(), *events, now="2026-06-08 12:00")
        assert (*what(action), span(action)[0]) == (Touch.FEEDBACK_REQUEST, to, opens)

    def test_a_window_that_opens_later_for_another_reason_waits_longer(self) -> None:
        """Snoozed until Monday the 22nd; back on Thursday 2 July: Monday the 6th, fourteen days later."""
        snooze = snoozed("2026-06-08 11:00", "2026-06-22")
        absence = away("2026-06-08 10:00", returns_on="2026-07-02")
        assert self.first_one(absence)[0] == ["lead"]
        assert self.first_one(absence, snooze)[:2] == (["hr"], "2026-07-06 09:00")

    def test_whoever_is_away_too_long_is_a_reason(self) -> None:
        action = due(interview(), thank_you(), away("2026-06-08 10:00", returns_on=self.FAR), now=BEFORE_FIRST)
        assert [(why.rule, why.contact) for why in action.reasons if why.code == "away-too-long"] == [("G20", "hr")]

    def test_an_inviter_who_is_away_too_long_gives_way_to_hr(self) -> None:
        """The window would open on the 22nd."""
        invited = reply("2026-06-05 10:00", "lead", enquire_on=date(2026, 6, 22))
        assert self.first_one(invited, away("2026-06-05 11:00", "lead", returns_on=self.FAR))[:2] == (
            ["hr"],
            "2026-06-22 09:00",
        )

    def test_an_inviter_who_is_away_for_a_short_time_is_waited_for(self) -> None:
        """Back on Tuesday the 23rd: Thursday the 25th."""
        invited = reply("2026-06-05 10:00", "lead", enquire_on=date(2026, 6, 22))
        expected = (["lead"], "2026-06-25 09:00", "2026-06-25 18:00")
        assert self.first_one(invited, away("2026-06-05 11:00", "lead", returns_on="2026-06-23")) == expected

    def test_the_next_in_order_may_be_away_for_a_shorter_time(self) -> None:
        events = (
            away("2026-06-08 10:00", returns_on=self.FAR),
            away("2026-06-08 10:00", "lead", returns_on="2026-06-17"),
        )
        assert self.first_one(*events) == (["lead"], "2026-06-19 09:00", "2026-06-19 18:00")

    # Nobody else

    def test_it_is_held_where_everybody_is_away(self) -> None:
        events = [away("2026-06-08 10:00", who, returns_on=self.FAR) for who in ("hr", "lead", "peer")]
        assert self.first_one(*events) == (["hr"], "2026-08-04 09:00", "2026-08-04 18:00")

    def test_it_is_held_where_nobody_else_is_known(self) -> None:
        events = (skipped("2026-06-04 10:00", Touch.THANK_YOU), away("2026-06-08 10:00", returns_on=self.FAR))
        action = due(interview(contacts=(HR,)), *events, now=BEFORE_FIRST)
        assert (ids(action), *span(action)) == (["hr"], "2026-08-04 09:00", "2026-08-04 18:00")

    def test_it_is_held_where_nobody_else_can_be_reached(self) -> None:
        case = interview(contacts=(HR, LEAD.replace(email="noresponder@example.com"), PEER.replace(email=None)))
        events = (skipped("2026-06-04 10:00", Touch.THANK_YOU), away("2026-06-08 10:00", returns_on=self.FAR))
        action = due(case, *events, now=BEFORE_FIRST)
        assert (ids(action), span(action)[0]) == (["hr"], "2026-08-04 09:00")

    def test_whoever_is_waited_for_is_not_said_to_be_passed_over(self) -> None:
        events = (skipped("2026-06-04 10:00", Touch.THANK_YOU), away("2026-06-08 10:00", returns_on=self.FAR))
        action = due(interview(contacts=(HR,)), *events, now=BEFORE_FIRST)
        assert "held-away" in codes(action)
        assert "away-too-long" not in codes(action)

    def test_the_escalation_is_held_where_everybody_else_had_a_follow_up(self) -> None:
        events = (follow_up(), follow_up("2026-06-22 10:00"), away("2026-06-22 12:00", "lead", returns_on=self.FAR))
        action = due(interview(contacts=(HR, LEAD)), *events, now="2026-06-23 10:00")
        assert (ids(action), span(action)[0]) == (["lead"], "2026-08-04 09:00")

    # What ends it

    HOLDS = (["hr"], "2026-06-29 09:00", "2026-06-29 18:00")  # back on Thursday the 25th

    def test_a_later_reply_of_that_person_ends_it(self) -> None:
        """The reply of Friday the 5th restarts the wait from the 12th: Wednesday the 17th."""
        events = (away("2026-06-05 09:00", returns_on="2026-06-25"), reply("2026-06-05 10:00"))
        assert self.first_one(*events) == (["hr"], "2026-06-17 09:00", "2026-06-18 18:00")

    def test_a_reply_a_moment_later_ends_it(self) -> None:
        events = (away("2026-06-05 09:00:00", returns_on="2026-06-25"), reply("2026-06-05 09:00:01"))
        assert self.first_one(*events)[1] == "2026-06-17 09:00"

    def test_a_later_rejection_of_that_person_ends_it(self) -> None:
        events = (thank_you(), away("2026-06-08 09:00", returns_on="2026-06-18"), rejection("2026-06-08 10:00"))
        action = due(interview(), *events, now="2026-06-09 09:00")
        assert (action.kind, *what(action)) == ("send", Touch.FEEDBACK_REQUEST, ["hr"])

    def test_a_case_reopened_by_that_person_ends_it(self) -> None:
        """
        Reopened on Wednesday the 10th, a decision is assumed on the 17th: Monday the 22nd. Its thanks were open until
        the 11th, and may come until the 18th.
        """
        events = (
            thank_you(),
            rejection("2026-06-08 10:00"),
            away("2026-06-09 10:00", returns_on=self.FAR),
            reopened("2026-06-10 10:00"),
        )
        action = due(interview(), *events, now="2026-06-22 09:00")
        assert (*what(action), span(action)[0]) == (Touch.FOLLOW_UP_1, ["hr"], "2026-06-22 09:00")

    def test_an_earlier_reply_does_not_end_it(self) -> None:
        events = (reply("2026-06-05 08:00"), away("2026-06-05 09:00", returns_on="2026-06-25"))
        assert self.first_one(*events) == self.HOLDS

    def test_a_reply_of_somebody_else_does_not_end_it(self) -> None:
        events = (away("2026-06-05 09:00", returns_on="2026-06-25"), reply("2026-06-05 10:00", "lead"))
        assert self.first_one(*events) == self.HOLDS

    def test_a_reply_of_an_unknown_sender_does_not_end_it(self) -> None:
        events = (away("2026-06-05 09:00", returns_on="2026-06-25"), reply("2026-06-05 10:00", None))
        assert self.first_one(*events) == self.HOLDS

    def test_a_message_to_that_person_does_not_end_it(self) -> None:
        events = (away("2026-06-05 09:00", returns_on="2026-06-25"), message("2026-06-05 10:00", "hr"))
        assert self.first_one(*events) == self.HOLDS

    def test_the_candidate_s_own_copy_does_not_end_it(self) -> None:
        note = message("2026-06-05 10:00", "hr", message_id=mail(10))
        copy = reply("2026-06-05 10:00", message_id=mail(10))
        assert self.first_one(away("2026-06-05 09:00", returns_on="2026-06-25"), note, copy) == self.HOLDS

    @pytest.mark.parametrize(
        ("then", "opens"),
        [
            ("2026-06-16", "2026-06-18 09:00"),  # back earlier
            ("2026-06-23", "2026-06-25 09:00"),  # back later
            ("2026-06-10", "2026-06-15 09:00"),  # back at once
            (None, "2026-06-19 09:00"),  # seven days after the 10th
        ],
    )
    def test_a_later_out_of_office_reply_replaces_an_earlier(self, then: str | None, opens: str) -> None:
        events = (away("2026-06-08 10:00", returns_on="2026-06-19"), away("2026-06-10 10:00", returns_on=then))
        assert self.first_one(*events)[:2] == (["hr"], opens)

    def test_an_absence_from_before_the_interview_s_end_holds(self) -> None:
        assert self.first_one(away("2026-06-01 10:00", returns_on="2026-06-25")) == self.HOLDS

    def test_a_later_reply_from_before_the_interview_s_end_ends_it(self) -> None:
        events = (away("2026-06-01 10:00", returns_on="2026-06-25"), reply("2026-06-02 10:00"))
        assert self.first_one(*events) == (["hr"], "2026-06-15 09:00", "2026-06-16 18:00")

    def test_a_reply_of_the_interview_s_day_before_its_end_ends_it(self) -> None:
        events = (away("2026-06-03 09:00", returns_on="2026-06-25"), reply("2026-06-03 14:59"))
        assert self.first_one(*events)[1] == "2026-06-15 09:00"

    def test_an_absence_of_an_unknown_sender_holds_nothing(self) -> None:
        expected = (["hr"], "2026-06-15 09:00", "2026-06-16 18:00")
        assert self.first_one(away("2026-06-08 10:00", None, returns_on=self.FAR)) == expected

    def test_it_is_no_answer(self) -> None:
        events = (thank_you(), follow_up(), away("2026-06-15 10:01", returns_on="2026-06-17"))
        assert replay(interview(), events).stage is Stage.FOLLOWED_UP_1
        assert what(due(interview(), *events, now=DURING_SECOND)) == (Touch.FOLLOW_UP_2, ["hr"])

    # What is not held

    def test_a_thank_you_is_not_held(self) -> None:
        action = due(interview(), away("2026-06-03 16:00", "peer", returns_on=self.FAR), now=DURING_THANKS)
        assert (action.kind, *what(action)) == ("send", Touch.THANK_YOU, ["peer"])
        assert span(action) == ("2026-06-04 15:00", "2026-06-05 15:00")

    def test_thanks_that_hr_passes_on_are_not_held(self) -> None:
        action = due(interview(contacts=(HR, LEAD)), away("2026-06-03 16:00", returns_on=self.FAR), now=DURING_THANKS)
        assert (action.kind, *what(action)) == ("send", Touch.THANK_YOU, ["hr"])

    def test_thanks_for_an_update_are_not_held(self) -> None:
        update = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        action = due(
            interview(), thank_you(), update, away("2026-06-05 10:01", returns_on=self.FAR), now="2026-06-05 10:30"
        )
        assert (action.kind, *what(action)) == ("send", Touch.UPDATE_THANKS, ["hr"])

    def test_an_answer_is_not_held(self) -> None:
        question = reply("2026-06-05 10:00", asks_for="two references", answer_by=date(2026, 6, 10))
        events = (thank_you(), question, away("2026-06-05 10:01", returns_on=self.FAR))
        action = owed(interview(), *events, now="2026-06-06 11:00")  # a Saturday
        assert (ids(action), local(action.send_at)) == (["hr"], "2026-06-06 11:00")
        assert local(action.window.closes) == "2026-06-11 00:00"


class TestG22:
    """ "Nobody left to write to is an answer (`Blocked`: what is missing), not an exception." """

    NOBODY = interview(contacts=(HR.replace(email=None), LEAD.replace(email="noreply2@example.com")))
    # Asked on Friday 5 June for the 12th, which leaves until the end of Friday the 26th.
    QUESTION = reply("2026-06-05 10:00", asks_for="two references", answer_by=date(2026, 6, 12))

    def test_an_answer_that_nobody_can_get_is_blocked_without_a_touch(self) -> None:
        action = blocked(self.NOBODY, self.QUESTION, now="2026-06-05 11:00")
        assert (action.touch, action.stage) == (None, Stage.ANSWERED)
        assert {(gap.code, gap.contact) for gap in action.missing} >= {("no-address", "hr"), ("recipient", None)}

    def test_an_answer_that_nobody_can_get_keeps_its_window(self) -> None:
        action = blocked(self.NOBODY, self.QUESTION, now="2026-06-05 11:00")
        assert action.window is not None
        assert (local(action.window.opens), local(action.window.closes)) == ("2026-06-05 10:00", "2026-06-13 00:00")
        assert local(action.opens_at) == "2026-06-05 10:00"

    def test_an_answer_that_nobody_can_get_gives_way_when_it_lapses(self) -> None:
        before = blocked(self.NOBODY, self.QUESTION, now="2026-06-26 23:59:59")
        assert before.touch is None
        assert before.changes_at is not None
        assert before.lapses_at is not None
        assert (local(before.changes_at), local(before.lapses_at)) == ("2026-06-27 00:00", "2026-06-27 00:00")
        after = blocked(self.NOBODY, self.QUESTION, now="2026-06-27 00:00")
        assert after.touch == Touch.FOLLOW_UP_1

    def test_an_address_unblocks_the_answer(self) -> None:
        case = self.NOBODY.replace(contacts=(HR, LEAD))
        assert ids(owed(case, self.QUESTION, now="2026-06-05 11:00")) == ["hr"]

    def test_a_message_from_a_bounced_address_unblocks_the_follow_up(self) -> None:
        case = interview(contacts=(HR,))
        events = (skipped("2026-06-04 10:00", Touch.THANK_YOU), bounced("2026-06-05 10:00", HR))
        assert blocked(case, *events, now=DURING_FIRST).touch == Touch.FOLLOW_UP_1
        back = away("2026-06-09 10:00", returns_on="2026-06-09")
        assert what(due(case, *events, back, now=DURING_FIRST)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_a_blocked_follow_up_says_from_when_on_it_is_due(self) -> None:
        action = blocked(self.NOBODY, skipped("2026-06-04 10:00", Touch.THANK_YOU), now="2026-06-17 10:00")
        assert (action.touch, local(action.opens_at)) == (Touch.FOLLOW_UP_1, "2026-06-15 09:00")

    def test_a_blocked_thank_you_gives_way_where_it_would_come_too_late(self) -> None:
        """It closed on Friday the 5th. Its last day is Friday the 12th, whose hours end at 18:00."""
        before = blocked(self.NOBODY, now="2026-06-12 17:59:59")
        assert before.touch == Touch.THANK_YOU
        assert before.changes_at is not None
        assert local(before.changes_at) == "2026-06-12 18:00"
        after = due(self.NOBODY, now="2026-06-12 18:00")
        assert (after.kind, after.touch, after.to) == ("wait-until", Touch.FOLLOW_UP_1, ())

    def test_a_blocked_answer_does_not_turn_late(self) -> None:
        """The window of the follow-up closes on Tuesday the 16th; the answer is the same on both sides of it."""
        skip = skipped("2026-06-04 10:00", Touch.THANK_YOU)
        before = blocked(self.NOBODY, skip, now="2026-06-16 17:59")
        after = blocked(self.NOBODY, skip, now="2026-06-16 18:00")
        assert before.changes_at == after.changes_at
        assert before.missing == after.missing

    def test_nobody_at_all_is_an_answer(self) -> None:
        action = blocked(interview(contacts=()), now=DURING_THANKS)
        assert [gap.code for gap in action.missing] == ["recipient"]
        assert about(action, "nobody-to-write-to") == [("G22", None)]

    def test_everybody_of_one_mailbox_that_bounced_is_named(self) -> None:
        case = interview(contacts=(HR, JUN_SHARES))
        events = (skipped("2026-06-04 10:00", Touch.THANK_YOU), bounced("2026-06-05 10:00", HR))
        action = blocked(case, *events, now=DURING_FIRST)
        assert {(gap.code, gap.contact) for gap in action.missing} == {
            ("bounced", "hr"),
            ("bounced", "jun"),
            ("recipient", None),
        }

    def test_the_reason_for_a_passed_over_contact_is_given_once(self) -> None:
        action = blocked(self.NOBODY, skipped("2026-06-04 10:00", Touch.THANK_YOU), now=DURING_FIRST)
        assert about(action, "passed-over") == [("G19", "hr"), ("G19", "lead")]

    def test_there_is_no_draft_of_a_blocked_answer(self) -> None:
        action = blocked(self.NOBODY, self.QUESTION, now="2026-06-05 11:00")
        assert messages(action, self.NOBODY, CANDIDATE) == ()

    def test_a_plan_passes_over_what_nobody_can_get(self) -> None:
        ahead = plan(self.NOBODY, (), now=at("2026-06-03 16:00"))
        assert all(isinstance(step, Blocked) or step.to == () for step in ahead)
        assert Touch.THANK_YOU in [step.touch for step in ahead if not isinstance(step, Respond)]


class TestG34:
    """
    "A message replies to the last known message to or from its recipient; for HR, failing that, to the scheduling
    thread; else it is new."
    """

    SCHEDULED = interview(thread=SCHEDULING, contacts=(HR, JUN_SHARES, LEAD, PEER))

    @pytest.mark.parametrize("order", list(permutations(range(3))))
    def test_the_last_message_of_a_mailbox_is_replied_to_whoever_of_it_wrote(self, order: tuple[int, ...]) -> None:
        events = (
            reply("2026-06-02 09:00", "jun", message_id=mail(10)),
            message("2026-06-02 10:00", "hr", message_id=mail(11)),
            reply("2026-06-02 11:00", "jun", message_id=mail(12)),
        )
        told = [events[index] for index in order]
        assert threads(due(self.SCHEDULED, thank_you(), *told, now=BEFORE_FIRST)) == {"hr": mail(12)}

    def test_the_references_of_a_mailbox_s_thread_hold_all_its_messages(self) -> None:
        events = (
            reply("2026-06-02 09:00", "jun", message_id=mail(10)),
            message("2026-06-02 10:00", "hr", message_id=mail(11)),
        )
        thread = due(self.SCHEDULED, thank_you(), *events, now=BEFORE_FIRST).to[0].reply_to
        assert thread is not None
        assert thread.references == ("<1@acme.example>", "<2@acme.example>", mail(10))

    @pytest.mark.parametrize("email", ["SATO@example.com", "Sato@Example.com"])
    def test_the_mailbox_is_the_same_whatever_the_case_of_the_address(self, email: str) -> None:
        case = interview(contacts=(HR, JUN.replace(email=email), LEAD, PEER))
        note = message("2026-06-02 10:00", "jun", message_id=mail(10))
        assert threads(due(case, thank_you(), note, now=BEFORE_FIRST)) == {"hr": mail(10)}

    def test_another_mailbox_has_another_thread(self) -> None:
        case = interview(thread=SCHEDULING, contacts=(HR, JUN, LEAD, PEER))
        note = message("2026-06-02 10:00", "jun", message_id=mail(10))
        assert threads(due(case, thank_you(), note, now=BEFORE_FIRST)) == {"hr": SCHEDULING.message_id}

    def test_another_message_counts_for_the_thread(self) -> None:
        note = message("2026-06-08 10:00", "hr", message_id=mail(10))
        assert threads(due(self.SCHEDULED, thank_you(), note, now=BEFORE_FIRST)) == {"hr": mail(10)}

    def test_another_message_without_an_id_leaves_the_thread(self) -> None:
        note = message("2026-06-08 10:00", "hr")
        assert threads(due(self.SCHEDULED, thank_you(), note, now=BEFORE_FIRST)) == {"hr": SCHEDULING.message_id}

    def test_an_answer_goes_in_the_thread_of_the_question(self) -> None:
        question = reply("2026-06-05 10:00", "lead", asks_for="two references", message_id=mail(10))
        assert threads(owed(self.SCHEDULED, thank_you(), question, now="2026-06-05 11:00")) == {"lead": mail(10)}

    # Before the interview

    @pytest.mark.parametrize(
        "before",
        [
            thank_you("2026-06-01 10:00", "peer", message_id=mail(10)),
            follow_up("2026-06-02 10:00", "peer", message_id=mail(10)),
            message("2026-06-02 10:00", "peer", message_id=mail(10)),
            reply("2026-06-02 10:00", "peer", message_id=mail(10)),
        ],
        ids=["a thank-you", "a follow-up", "another message", "a reply"],
    )
    def test_a_mail_from_before_the_interview_is_replied_to(self, before: Event) -> None:
        action = due(self.SCHEDULED, before, now=DURING_THANKS)
        assert (action.touch, threads(action)) == (Touch.THANK_YOU, {"peer": mail(10)})

    def test_a_thank_you_of_an_earlier_day_is_good_for_the_thread_alone(self) -> None:
        before = thank_you("2026-06-02 23:59", "peer", message_id=mail(10))
        progress = replay(self.SCHEDULED, (before,))
        assert progress.stage is Stage.INTERVIEWED
        assert [fact.event for fact in progress.irregular] == ["thank-you-sent"]

    def test_a_mail_after_the_interview_comes_before_one_from_before_it(self) -> None:
        events = (
            reply("2026-06-02 10:00", message_id=mail(10)),
            message("2026-06-04 10:00", "jun", message_id=mail(11)),
        )
        assert threads(due(self.SCHEDULED, *events, thank_you(), now=BEFORE_FIRST)) == {"hr": mail(11)}

    # Bounces

    def test_a_message_that_came_back_is_replied_to_by_nobody_of_the_mailbox(self) -> None:
        case = self.SCHEDULED.replace(contacts=(HR, JUN_SHARES, LEAD, PEER))
        events = (
            thank_you(),
            follow_up("2026-06-15 10:00", "hr", message_id=mail(10)),
            bounced("2026-06-15 10:05", JUN_SHARES, message_id=mail(10)),
            away("2026-06-15 10:30", returns_on="2026-06-11"),
        )
        action = due(case, *events, now="2026-06-15 11:00")
        assert (*what(action), threads(action)) == (
            Touch.FOLLOW_UP_1,
            ["hr"],
            {"hr": SCHEDULING.message_id},
        )

    def test_a_mail_from_before_the_interview_that_came_back_is_not_replied_to(self) -> None:
        case = self.SCHEDULED.replace(contacts=(HR, corrected(PEER)))
        note = message("2026-06-01 10:00", "peer", message_id=mail(10))
        assert threads(due(case, note, now=DURING_THANKS)) == {"peer": mail(10)}
        assert threads(due(case, note, bounced("2026-06-01 10:05", PEER, message_id=mail(10)), now=DURING_THANKS)) == {
            "peer": None
        }

    def test_of_two_messages_the_one_that_arrived_is_replied_to(self) -> None:
        case = self.SCHEDULED.replace(contacts=(corrected(HR), LEAD, PEER))
        events = (
            thank_you(),
            message("2026-06-08 10:00", "hr", message_id=mail(10)),
            message("2026-06-09 10:00", "hr", message_id=mail(11)),
            bounced("2026-06-09 10:05", HR, message_id=mail(11)),
        )
        assert threads(due(case, *events, now=BEFORE_FIRST)) == {"hr": mail(10)}


class TestA4:
    """ "ask for the next step or the date by which to expect an answer" """

    COMPLETE = interview(decision_by=date(2026, 6, 10), thread=SCHEDULING)

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
    def test_a_missing_subdivision_is_no_gap_where_holidays_are_the_same(self, country: str, timezone: str) -> None:
        assert found_gaps(self.COMPLETE.replace(country=country, timezone=timezone)) == []

    def test_both_gaps_of_a_place_are_found(self) -> None:
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


class TestContactCompany:
    OWN = AGENT.replace(company="Hill Partners")

    def test_the_company_of_a_contact_is_unknown_unless_given(self) -> None:
        assert AGENT.company is None

    def test_the_company_of_a_contact_is_kept_as_written(self) -> None:
        assert Contact.model_validate_json(self.OWN.model_dump_json()).company == "Hill Partners"

    @pytest.mark.parametrize("company", ["", "   ", "Hill\nPartners", "Hill\u202ePartners"])
    def test_a_company_that_is_no_name_is_refused(self, company: str) -> None:
        with pytest.raises(ValidationError, match="company"):
            AGENT.replace(company=company)

    def test_the_company_changes_nothing_about_who_gets_what(self) -> None:
        plain, named = interview(contacts=(AGENT, PEER)), interview(contacts=(self.OWN, PEER))
        assert due(plain, now=DURING_THANKS) == due(named, now=DURING_THANKS)


def test_a_bounce_at_an_old_address_takes_the_last_message_to_any_who_has_that_address() -> None:
    """G19 and G41: HR's address is a new one; PEER reads the old one, and had the last message of the two."""
    case = interview(contacts=(HR, PEER.replace(email="old@acme.example.com"), LEAD))
    events = [
        follow_up("2026-06-16 10:00"),
        thank_you("2026-06-16 11:00"),
        Bounced(at=at("2026-06-16 12:00"), contact="hr", email="old@acme.example.com"),
    ]
    progress = replay(case, events)
    assert progress.stage is Stage.FOLLOWED_UP_1  # the follow-up arrived
    action = next_action(case, events, now=at("2026-06-23 10:00"))
    assert isinstance(action, Send)
    assert (action.touch, [to.contact for to in action.to]) == (Touch.FOLLOW_UP_2, ["hr"])
