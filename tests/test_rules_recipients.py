"""To whom: the rules of recipients, threads, absences and bounces. June 2026 has no holiday in Japan.

Mo Tu We Th Fr Sa Su      The interview ended on Wednesday the 3rd. Unless a test says otherwise, the thank-you is
 1  2  3  4  5  6  7      open from the 4th to the 5th, a decision is assumed on the 10th, the first follow-up is
 8  9 10 11 12 13 14      open on the 15th and 16th, the second (after one on the 15th) from the 22nd to the 29th,
15 16 17 18 19 20 21      and the escalation (after one on the 22nd) from the 29th to 6 July.
22 23 24 25 26 27 28
29 30
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from pydantic import ValidationError

from asking import about, blocked, due, ids, known, span, threads, written
from events import (
    away,
    bounced,
    escalation,
    feedback_request,
    follow_up,
    next_round,
    offer,
    rejection,
    reply,
    skipped,
    thank_you,
    update_thanks,
    withdrawn,
)
from followup_rules import (
    Blocked,
    Bounced,
    Contact,
    ContactRole,
    Done,
    Event,
    Interview,
    ReplyReceived,
    Send,
    Stage,
    ThankYouSent,
    Thread,
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
    PARTNER,
    PEER,
    SCHEDULING,
    STAFF,
    at,
    interview,
    local,
    mail,
)

# Why somebody cannot be reached; each gives the contact, and what happened.
UNREACHABLE = ("no-address", "no-reply-role", "no-reply-address", "do-not-contact", "bounced")


def spoil(contact: Contact, how: str, when: str = "2026-06-03 16:00") -> tuple[Contact, tuple[Event, ...]]:
    """Return a contact that cannot be reached, and the events that made it so: a bounce comes *when*."""
    changes: dict[str, dict[str, Any]] = {
        "no-address": {"email": None},
        "no-reply-role": {"roles": {*contact.roles, ContactRole.NO_REPLY}},
        "no-reply-address": {"email": "no-reply@example.com"},
        "do-not-contact": {"do_not_contact": True},
        "bounced": {},
    }
    events = (bounced(when, contact),) if how == "bounced" else ()
    return contact.replace(**changes[how]), events


class TestA1:
    """ "E-mail is the best medium: it does not look pushy." """

    def test_all_that_is_ever_written_goes_to_an_e_mail_address(self) -> None:
        case = interview()
        ahead = plan(case, (), now=at("2026-06-03 16:00"))
        to = [message.to.email for action in ahead for message in messages(action, case, CANDIDATE)]
        assert to == ["mori@example.com", "sato@example.com", "sato@example.com", "ito@example.com"]

    def test_whoever_has_no_address_is_written_to_in_no_other_way(self) -> None:
        action = due(interview(contacts=(HR.replace(email=None), LEAD, PEER)), thank_you(), now=DURING_FIRST)
        assert ids(action) == ["lead"]
        assert about(action, "passed-over") == [("G19", "hr")]

    def test_the_address_is_what_is_missing(self) -> None:
        action = blocked(interview(contacts=(HR.replace(email=None),)), now=DURING_THANKS)
        assert ("no-address", "hr") in [(gap.code, gap.contact) for gap in action.missing]
        assert any("e-mail address" in gap.text for gap in action.missing)

    def test_there_is_no_telephone(self) -> None:
        with pytest.raises(ValidationError, match="phone"):
            HR.replace(phone="+81 3 0000 0000")


class TestA2:
    """ "Always start with HR: the person who scheduled the interview." """

    @pytest.mark.parametrize("contacts", list(permutations((HR, LEAD, PEER))))
    def test_the_first_question_goes_to_hr_however_the_contacts_are_listed(self, contacts: tuple[Contact, ...]) -> None:
        assert ids(due(interview(contacts=contacts), thank_you(), now=DURING_FIRST)) == ["hr"]

    def test_the_reason_says_so(self) -> None:
        assert about(due(interview(), thank_you(), now=DURING_FIRST), "hr-first") == [("A2", "hr")]

    def test_it_goes_in_the_mail_with_which_hr_scheduled_the_interview(self) -> None:
        action = due(interview(thread=SCHEDULING), thank_you(), now=DURING_FIRST)
        assert action.to[0].reply_to == SCHEDULING


class TestA3:
    """ "If HR does not answer, try the hiring manager." """

    def test_after_two_questions_to_hr_the_hiring_manager_is_tried(self) -> None:
        ahead = plan(interview(), (thank_you(),), now=at("2026-06-05 10:00"))
        assert [
            (action.touch, [to.contact for to in action.to]) for action in ahead if not isinstance(action, Blocked)
        ] == [
            (Touch.FOLLOW_UP_1, ["hr"]),
            (Touch.FOLLOW_UP_2, ["hr"]),
            (Touch.ESCALATION, ["lead"]),
        ]

    @pytest.mark.parametrize("contacts", list(permutations((HR, LEAD, PEER, STAFF))))
    def test_it_is_the_hiring_manager_however_the_contacts_are_listed(self, contacts: tuple[Contact, ...]) -> None:
        action = due(
            interview(contacts=contacts), thank_you(), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION
        )
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["lead"])

    def test_an_answer_from_hr_leaves_the_hiring_manager_alone(self) -> None:
        """HR's answer of the 23rd is thanked for, and starts a new count, with HR."""
        answer = reply("2026-06-23 10:00")
        thanks = update_thanks("2026-06-23 11:00")
        ahead = plan(
            interview(), (thank_you(), follow_up(), follow_up("2026-06-22 10:00"), answer), now=at("2026-06-23 10:30")
        )
        assert ahead[0].touch == Touch.UPDATE_THANKS
        action = due(
            interview(), thank_you(), follow_up(), follow_up("2026-06-22 10:00"), answer, thanks, now="2026-07-03 10:00"
        )
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["hr"])


class TestA4:
    """
    "Before leaving the interview, ask for the next step or the date by which to expect an answer. It helps find
    the right day to follow up."
    """

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

    def test_an_interviewer_s_address_is_asked_for(self) -> None:
        assert self.found(contacts=(HR, PEER.replace(email=None))) == [("no-address", "peer")]

    def test_each_interviewer_s_is(self) -> None:
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

    def test_the_date_finds_the_day_to_follow_up(self) -> None:
        """Wednesday 17 June, and three business days: Monday the 22nd."""
        action = due(self.COMPLETE.replace(decision_by=date(2026, 6, 17)), thank_you(), now="2026-06-05 10:00")
        assert local(action.window.opens) == "2026-06-22 09:00"
        assert about(action, "decision-assumed") == []

    def test_without_it_a_day_is_assumed(self) -> None:
        action = due(self.COMPLETE.replace(decision_by=None), thank_you(), now="2026-06-05 10:00")
        assert about(action, "decision-assumed") == [("G10", None)]


class TestB1:
    """ "One to every interviewer, thanking them for their time, however the interview went." """

    PANEL = interview(contacts=(HR, LEAD, PEER, AYA))

    def test_every_interviewer_gets_one(self) -> None:
        assert ids(due(self.PANEL, now=DURING_THANKS)) == ["peer", "aya"]

    def test_a_hiring_manager_who_interviewed_is_an_interviewer(self) -> None:
        boss = LEAD.replace(roles={ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER})
        assert ids(due(interview(contacts=(HR, boss, PEER)), now=DURING_THANKS)) == ["lead", "peer"]

    def test_each_is_thanked_for_their_time(self) -> None:
        for message in written(self.PANEL, now=DURING_THANKS):
            assert re.search("Thank you for (taking )?the time", message.body)

    def test_nobody_gets_two(self) -> None:
        assert ids(due(self.PANEL, thank_you("2026-06-04 16:00", "peer"), now="2026-06-05 10:00")) == ["aya"]

    def test_there_is_no_second_round_of_thanks(self) -> None:
        action = due(
            self.PANEL,
            thank_you("2026-06-04 16:00", "peer"),
            thank_you("2026-06-05 10:00", "aya"),
            now="2026-06-05 11:00",
        )
        assert action.touch == Touch.FOLLOW_UP_1

    @pytest.mark.parametrize("cold", [{"enquiries_welcome": False}, {"learned": None}, {"decision_by": None}])
    def test_it_is_due_where_the_interview_left_little_hope(self, cold: dict[str, Any]) -> None:
        action = due(self.PANEL.replace(**cold), now=DURING_THANKS)
        assert (action.kind, action.touch) == ("send", Touch.THANK_YOU)

    def test_each_is_named_in_a_reason(self) -> None:
        assert about(due(self.PANEL, now=DURING_THANKS), "thank-each") == [("G15", "peer"), ("G15", "aya")]


class TestB3:
    """ "Where addresses or names are missing, at least to HR." """

    def test_hr_is_thanked_where_an_address_is_missing(self) -> None:
        action = due(interview(contacts=(HR, LEAD, PEER.replace(email=None))), now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_hr_is_thanked_where_nobody_is_known_by_name(self) -> None:
        action = due(interview(contacts=(HR, LEAD)), now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_hr_is_not_thanked_where_nothing_is_missing(self) -> None:
        assert ids(due(interview(), now=DURING_THANKS)) == ["peer"]

    def test_the_reason_says_so(self) -> None:
        action = due(interview(contacts=(HR, PEER.replace(email=None))), now=DURING_THANKS)
        assert about(action, "passes-on") == [("B3", "hr")]

    def test_hr_is_asked_to_pass_the_thanks_on_to_them_by_name(self) -> None:
        (message,) = written(interview(contacts=(HR, PEER.replace(email=None))), now=DURING_THANKS)
        assert "pass my thanks on to Yuki Mori?" in message.body

    def test_where_nobody_is_known_hr_is_asked_to_pass_them_on_all_the_same(self) -> None:
        (message,) = written(interview(contacts=(HR,)), now=DURING_THANKS)
        assert "pass my thanks on to" in message.body


class TestB4:
    """ "May go in the thread that scheduled the interview." """

    def test_a_thank_you_to_hr_goes_in_it(self) -> None:
        case = interview(thread=SCHEDULING, contacts=(HR,))
        (message,) = written(case, now=DURING_THANKS)
        assert (message.reply_to, message.subject) == (SCHEDULING, "Re: Your interview")

    def test_so_does_one_to_hr_who_interviewed(self) -> None:
        both = HR.replace(roles={ContactRole.RECRUITER, ContactRole.INTERVIEWER})
        (message,) = written(interview(thread=SCHEDULING, contacts=(both,)), now=DURING_THANKS)
        assert (message.reply_to, message.subject) == (SCHEDULING, "Re: Your interview")

    def test_where_it_is_not_known_the_message_is_new(self) -> None:
        (message,) = written(interview(contacts=(HR,)), now=DURING_THANKS)
        assert message.reply_to is None
        assert not message.subject.startswith("Re:")


class TestD3:
    """ "As a reply to the first follow-up e-mail." """

    FIRST = follow_up(message_id="<10@mei.example>", subject="Follow up: Data Engineer interview")

    def test_it_replies_to_the_first(self) -> None:
        action = due(interview(), thank_you(), self.FIRST, now=DURING_SECOND)
        assert action.touch == Touch.FOLLOW_UP_2
        assert [to.reply_to and to.reply_to.message_id for to in action.to] == ["<10@mei.example>"]

    def test_it_keeps_the_subject_of_the_first(self) -> None:
        (message,) = written(interview(), thank_you(), self.FIRST, now=DURING_SECOND)
        assert message.subject == "Re: Follow up: Data Engineer interview"

    def test_it_goes_to_whoever_had_the_first(self) -> None:
        action = due(interview(), thank_you(), follow_up("2026-06-15 10:00", "lead"), now=DURING_SECOND)
        assert ids(action) == ["lead"]
        assert about(action, "same-as-before") == [("D3", "lead")]

    def test_thanks_to_somebody_else_since_do_not_change_that(self) -> None:
        late = thank_you("2026-06-16 10:00", message_id="<11@mei.example>", subject="Thank you")
        action = due(interview(), self.FIRST, late, now=DURING_SECOND)
        assert [to.reply_to and to.reply_to.message_id for to in action.to] == ["<10@mei.example>"]

    def test_where_the_first_is_not_known_it_stays_in_the_thread_that_the_first_was_in(self) -> None:
        case = interview(thread=SCHEDULING)
        assert due(case, thank_you(), follow_up(), now=DURING_SECOND).to[0].reply_to == SCHEDULING


class TestD5:
    """ "Still silent: better to write to someone else in the company." """

    def test_it_is_somebody_else(self) -> None:
        action = due(interview(), thank_you(), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["lead"])

    def test_the_reason_says_so(self) -> None:
        action = due(interview(), thank_you(), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)
        assert about(action, "somebody-else") == [("D5", "lead")]

    def test_it_is_one_person(self) -> None:
        case = interview(contacts=(HR, LEAD, LEAD.replace(id="lead-2"), PEER, STAFF))
        assert ids(due(case, thank_you(), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)) == [
            "lead"
        ]

    def test_it_is_anybody_in_the_company_where_no_manager_and_no_interviewer_is_known(self) -> None:
        action = due(interview(contacts=(HR, STAFF)), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)
        assert ids(action) == ["staff"]

    def test_it_is_nobody_where_everybody_had_a_follow_up(self) -> None:
        action = blocked(interview(contacts=(HR,)), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)
        assert action.touch == Touch.ESCALATION

    def test_it_is_a_new_message_to_somebody_new(self) -> None:
        events = (
            follow_up(message_id="<10@mei.example>"),
            follow_up("2026-06-22 10:00", message_id="<11@mei.example>"),
        )
        (message,) = written(interview(thread=SCHEDULING), thank_you(), *events, now=DURING_ESCALATION)
        assert message.reply_to is None


class TestE1:
    """ "On hearing that one was not selected, ask the recruiter for feedback." """

    def test_the_recruiter_is_asked(self) -> None:
        """The rejection came on Monday the 8th; the request is open on Tuesday and Wednesday."""
        no = rejection("2026-06-08 10:00")
        action = due(interview(), thank_you(), no, now="2026-06-09 09:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, ["hr"])
        assert about(action, "who-rejected") == [("G16", "hr")]

    def test_so_is_it_where_nobody_signed_the_rejection(self) -> None:
        no = rejection("2026-06-08 10:00", None)
        action = due(interview(contacts=(PEER, LEAD, HR)), thank_you(), no, now="2026-06-09 09:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, ["hr"])

    def test_an_unlucky_candidate_who_heard_nothing_asks_for_none(self) -> None:
        assert Touch.FEEDBACK_REQUEST not in [
            action.touch for action in plan(interview(), (), now=at("2026-06-03 16:00"))
        ]


class TestG15:
    """
    "Thank-you: each interviewer that can be reached and was not thanked yet, each their own draft. Where an
    interviewer cannot be reached (one whose address is do-not-contact aside), or none is known, HR too (once), asked
    to pass the thanks on (B3); where no HR can be reached, and no interviewer was thanked yet, the first of them that
    can be reached is asked to, in their own draft. Due in `interviewed`, `thanked`, `answered` (after an update
    thanks that is due) and `advanced`."
    """

    PANEL = interview(contacts=(HR, PEER, AYA))

    def test_each_interviewer(self) -> None:
        assert ids(due(self.PANEL, now=DURING_THANKS)) == ["peer", "aya"]

    def test_a_hiring_manager_who_did_not_interview_is_none(self) -> None:
        assert ids(due(interview(), now=DURING_THANKS)) == ["peer"]

    @pytest.mark.parametrize(("done", "left"), [("peer", "aya"), ("aya", "peer")])
    def test_whoever_was_thanked_is_not_thanked_again(self, done: str, left: str) -> None:
        assert ids(due(self.PANEL, thank_you("2026-06-04 16:00", done), now="2026-06-05 10:00")) == [left]

    def test_each_gets_a_draft_of_their_own(self) -> None:
        case = interview(contacts=(PEER.replace(learned="your test bench"), AYA))
        one, two = written(case, now=DURING_THANKS)
        assert (one.to.id, one.body.splitlines()[0]) == ("peer", "Dear Yuki Mori,")
        assert (two.to.id, two.body.splitlines()[0]) == ("aya", "Dear Aya Kato,")
        assert "your test bench" in one.body
        assert "your test bench" not in two.body

    def test_one_without_a_name_can_be_reached(self) -> None:
        case = interview(contacts=(HR, PEER.replace(name=None)))
        assert [(to.contact, to.passes_on) for to in due(case, now=DURING_THANKS).to] == [("peer", False)]

    @pytest.mark.parametrize("how", [how for how in UNREACHABLE if how != "do-not-contact"])
    def test_where_one_cannot_be_reached_hr_too(self, how: str) -> None:
        contact, events = spoil(PEER, how)
        action = due(interview(contacts=(HR, contact, AYA)), *events, now=DURING_THANKS)
        assert {(to.contact, to.passes_on) for to in action.to} == {("aya", False), ("hr", True)}
        assert len(action.to) == 2

    @pytest.mark.parametrize("how", [how for how in UNREACHABLE if how != "do-not-contact"])
    def test_where_the_only_one_cannot_be_reached_hr_alone(self, how: str) -> None:
        contact, events = spoil(PEER, how)
        action = due(interview(contacts=(HR, contact)), *events, now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_where_two_cannot_be_reached_hr_once(self) -> None:
        case = interview(contacts=(HR, PEER.replace(email=None), AYA.replace(email=None)))
        assert ids(due(case, now=DURING_THANKS)) == ["hr"]
        (message,) = written(case, now=DURING_THANKS)
        assert "Yuki Mori and Aya Kato" in message.body

    def test_hr_passes_thanks_on_to_those_alone_who_cannot_be_reached(self) -> None:
        case = interview(contacts=(HR, PEER.replace(email=None), AYA))
        together = {to.contact: to.passes_on_to for to in due(case, now=DURING_THANKS).to}
        assert together == {"hr": ("peer",), "aya": ()}
        later = due(case, thank_you("2026-06-04 16:00", "aya"), now="2026-06-05 10:00")
        assert [(to.contact, to.passes_on_to) for to in later.to] == [("hr", ("peer",))]

    def test_whoever_was_thanked_before_is_not_in_hrs_draft(self) -> None:
        case = interview(contacts=(HR, PEER.replace(email=None), AYA))
        (message,) = messages(due(case, thank_you("2026-06-04 16:00", "aya"), now="2026-06-05 10:00"), case, CANDIDATE)
        assert "Yuki Mori" in message.body
        assert "Aya Kato" not in message.body

    def test_whoever_bounced_is_in_hrs_draft_alone(self) -> None:
        case = interview(contacts=(HR, PEER, AYA))
        events = (
            thank_you("2026-06-04 16:00", "aya"),
            thank_you("2026-06-04 16:00", "peer"),
            bounced("2026-06-04 16:30", PEER),
        )
        (message,) = messages(due(case, *events, now="2026-06-05 10:00"), case, CANDIDATE)
        assert "Yuki Mori" in message.body
        assert "Aya Kato" not in message.body

    @pytest.mark.parametrize("more", [{}, {"email": None}, {"email": "no-reply@example.com"}])
    def test_one_marked_do_not_contact_is_left_alone(self, more: dict[str, Any]) -> None:
        case = interview(contacts=(HR, PEER.replace(do_not_contact=True, **more), AYA))
        assert [(to.contact, to.passes_on) for to in due(case, now=DURING_THANKS).to] == [("aya", False)]

    def test_hr_is_not_asked_in_place_of_the_only_one_who_wants_no_mail(self) -> None:
        """Nobody is left to thank, which is G22's answer."""
        action = blocked(interview(contacts=(HR, PEER.replace(do_not_contact=True))), now=DURING_THANKS)
        assert action.touch == Touch.THANK_YOU
        assert ("do-not-contact", "peer") in [(gap.code, gap.contact) for gap in action.missing]

    def test_whoever_wants_no_mail_keeps_nothing_due_once_the_others_were_thanked(self) -> None:
        case = interview(contacts=(HR, PEER.replace(do_not_contact=True), AYA))
        assert due(case, thank_you("2026-06-04 16:00", "aya"), now="2026-06-04 17:00").touch == Touch.FOLLOW_UP_1

    @pytest.mark.parametrize("contacts", [(HR,), (HR, LEAD), (LEAD, STAFF, HR)])
    def test_where_none_is_known_hr(self, contacts: tuple[Contact, ...]) -> None:
        action = due(interview(contacts=contacts), now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_where_none_is_known_the_hiring_manager_is_not_asked_in_place_of_hr(self) -> None:
        assert blocked(interview(contacts=(LEAD,)), now=DURING_THANKS).touch == Touch.THANK_YOU

    def test_of_several_recruiters_one(self) -> None:
        assert ids(due(interview(contacts=(LEAD, JUN, HR)), now=DURING_THANKS)) == ["jun"]

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_of_several_recruiters_one_that_can_be_reached(self, how: str) -> None:
        contact, events = spoil(HR, how)
        action = due(interview(contacts=(contact, JUN)), *events, now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("jun", True)]

    def test_where_hr_cannot_be_reached_either_the_others_are_thanked(self) -> None:
        case = interview(contacts=(HR.replace(email=None), PEER.replace(email=None), AYA))
        assert ids(due(case, now=DURING_THANKS)) == ["aya"]

    def test_hr_is_thanked_once(self) -> None:
        """An address that bounces later is no second reason to write to HR."""
        case = interview(contacts=(HR, PEER.replace(email=None), AYA))
        events = (thank_you("2026-06-04 16:00", "hr", "aya"), bounced("2026-06-04 16:05", AYA))
        assert due(case, *events, now="2026-06-04 17:00").touch == Touch.FOLLOW_UP_1

    def test_a_message_to_hr_that_never_arrived_does_not_count(self) -> None:
        case = interview(contacts=(HR, JUN, PEER.replace(email=None)))
        action = due(case, thank_you("2026-06-04 16:00", "hr"), bounced("2026-06-04 16:05", HR), now="2026-06-04 17:00")
        assert [(to.contact, to.passes_on) for to in action.to] == [("jun", True)]

    def test_a_second_recruiter_is_not_asked_once_the_first_was(self) -> None:
        case = interview(contacts=(HR, JUN, PEER.replace(email=None)))
        assert due(case, thank_you("2026-06-04 16:00", "hr"), now="2026-06-04 17:00").touch == Touch.FOLLOW_UP_1

    def test_an_address_found_later_is_thanked_although_hr_passed_thanks_on(self) -> None:
        assert ids(due(interview(), thank_you("2026-06-04 16:00", "hr"), now="2026-06-04 17:00")) == ["peer"]

    def test_hr_who_interviewed_is_thanked_as_an_interviewer(self) -> None:
        both = HR.replace(roles={ContactRole.RECRUITER, ContactRole.INTERVIEWER})
        action = due(interview(contacts=(both, PEER)), now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", False), ("peer", False)]

    def test_hr_who_interviewed_gets_one_message_and_is_asked_in_it(self) -> None:
        both = HR.replace(roles={ContactRole.RECRUITER, ContactRole.INTERVIEWER})
        action = due(interview(contacts=(both, PEER.replace(email=None))), now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_hr_who_interviewed_and_was_thanked_is_not_asked_afterwards(self) -> None:
        both = HR.replace(roles={ContactRole.RECRUITER, ContactRole.INTERVIEWER})
        case = interview(contacts=(both, PEER.replace(email=None)))
        assert due(case, thank_you("2026-06-04 16:00", "hr"), now="2026-06-04 17:00").touch == Touch.FOLLOW_UP_1

    @pytest.mark.parametrize(
        ("stage", "events"),
        [
            (Stage.INTERVIEWED, ()),
            (Stage.THANKED, (thank_you("2026-06-04 10:00", "aya"),)),
            (Stage.ANSWERED, (reply("2026-06-04 10:00"),)),
            (Stage.ADVANCED, (next_round("2026-06-04 10:00", None),)),
        ],
    )
    def test_it_is_due(self, stage: Stage, events: tuple[Event, ...]) -> None:
        assert replay(self.PANEL, events).stage is stage
        action = due(self.PANEL, *events, now=DURING_THANKS)
        assert (action.kind, action.touch) == ("send", Touch.THANK_YOU)

    @pytest.mark.parametrize(
        ("stage", "events"),
        [
            (Stage.FOLLOWED_UP_1, (follow_up("2026-06-04 10:00"),)),
            (Stage.FOLLOWED_UP_2, (follow_up("2026-06-04 10:00"), follow_up("2026-06-05 10:00"))),
            (
                Stage.ESCALATED,
                (follow_up("2026-06-04 10:00"), escalation("2026-06-04 11:00")),
            ),
            (Stage.REJECTED, (rejection("2026-06-04 10:00", None),)),
            (
                Stage.FEEDBACK_REQUESTED,
                (
                    rejection("2026-06-04 10:00", None),
                    feedback_request("2026-06-04 11:00"),
                ),
            ),
            (Stage.OFFERED, (offer("2026-06-04 10:00", None),)),
            (Stage.WITHDRAWN, (withdrawn("2026-06-04 10:00"),)),
        ],
    )
    def test_it_is_not_due(self, stage: Stage, events: tuple[Event, ...]) -> None:
        case = self.PANEL.replace(contacts=(HR, LEAD, PEER, AYA))
        assert replay(case, events).stage is stage
        ahead = plan(case, events, now=at(DURING_THANKS))
        assert Touch.THANK_YOU not in [action.touch for action in ahead]

    def test_after_an_update_thanks_that_is_due(self) -> None:
        update = reply("2026-06-04 10:00", decision_by=date(2026, 6, 30))
        assert due(self.PANEL, update, now=DURING_THANKS).touch == Touch.UPDATE_THANKS
        thanks = update_thanks("2026-06-04 15:10")
        action = due(self.PANEL, update, thanks, now="2026-06-04 15:20")
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer", "aya"])


class TestG16:
    """
    "First follow-up: whoever invited to write, while that stands (G39); else whoever sent the last update of a
    known sender (a reply that G17 thanks for, or that asked for something); else HR, else the hiring manager, else an
    interviewer, in the order of `contacts`. Second: whoever had the first (D3). Escalation: the hiring manager, else
    an interviewer, else another contact, but nobody who had a follow-up since the last reply. Update thanks: whoever
    replied; no one else. Feedback: whoever sent the rejection, else HR, else the hiring manager. Where the one meant
    cannot be reached, the next in the same order."
    """

    # The manager's update of Friday the 5th names the 12th: the first follow-up opens on Wednesday the 17th.
    UPDATE = reply("2026-06-05 10:00", "lead", decision_by=date(2026, 6, 12))
    UPDATE_THANKED = update_thanks("2026-06-05 11:00", "lead")

    @pytest.mark.parametrize(
        ("contacts", "expected"),
        [
            ((PEER, LEAD, HR), "hr"),
            ((PEER, LEAD, STAFF), "lead"),
            ((STAFF, PEER), "peer"),
            ((HR, JUN), "hr"),
            ((JUN, HR), "jun"),
            ((AYA, PEER), "aya"),
            ((PEER, LEAD.replace(id="lead-2"), LEAD), "lead-2"),
        ],
    )
    def test_the_first_goes_to_hr_else_the_hiring_manager_else_an_interviewer(
        self, contacts: tuple[Contact, ...], expected: str
    ) -> None:
        skip = skipped("2026-06-04 10:00", Touch.THANK_YOU)
        assert ids(due(interview(contacts=contacts), skip, now=DURING_FIRST)) == [expected]

    def test_the_first_goes_to_nobody_else(self) -> None:
        action = blocked(interview(contacts=(STAFF,)), skipped("2026-06-04 10:00", Touch.THANK_YOU), now=DURING_FIRST)
        assert action.touch == Touch.FOLLOW_UP_1

    def test_somebody_in_two_roles_stands_in_the_earlier(self) -> None:
        both = PEER.replace(roles={ContactRole.INTERVIEWER, ContactRole.RECRUITER})
        assert ids(due(interview(contacts=(LEAD, both)), thank_you(), now=DURING_FIRST)) == ["peer"]

    def test_the_first_goes_to_whoever_sent_the_last_update(self) -> None:
        action = due(interview(), thank_you(), self.UPDATE, self.UPDATE_THANKED, now="2026-06-17 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])
        assert about(action, "who-replied") == [("G16", "lead")]

    def test_also_where_the_thanks_were_not_sent(self) -> None:
        action = due(interview(), thank_you(), self.UPDATE, now="2026-06-17 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_of_two_updates_the_last_counts(self) -> None:
        """HR names the 12th again, on the 8th."""
        later = reply("2026-06-08 10:00", decision_by=date(2026, 6, 12))
        thanks = update_thanks("2026-06-08 11:00")
        action = due(interview(), thank_you(), self.UPDATE, later, thanks, now="2026-06-17 09:00")
        assert ids(action) == ["hr"]

    def test_a_reply_that_is_no_update_is_not_gone_by(self) -> None:
        """A "you're welcome" of the 5th restarts the wait from the 12th."""
        action = due(interview(), thank_you(), reply("2026-06-05 10:00", "lead"), now="2026-06-17 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_a_reply_that_is_no_update_leaves_the_one_before_it_the_last(self) -> None:
        polite = reply("2026-06-05 12:00", "peer")
        action = due(interview(), thank_you(), self.UPDATE, self.UPDATE_THANKED, polite, now="2026-06-17 09:00")
        assert ids(action) == ["lead"]

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_where_whoever_sent_it_cannot_be_reached_any_more_hr(self, how: str) -> None:
        """The address bounces before anything was sent there, so that nothing is undone."""
        contact, _ = spoil(LEAD, how)
        later = (bounced("2026-06-05 10:30", LEAD),) if how == "bounced" else ()
        action = due(interview(contacts=(HR, contact, PEER)), thank_you(), self.UPDATE, *later, now="2026-06-17 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["hr"])

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_where_hr_cannot_be_reached_the_first_goes_to_the_next(self, how: str) -> None:
        contact, events = spoil(HR, how)
        for others, expected in (((JUN, LEAD, PEER), "jun"), ((PEER, LEAD), "lead"), ((PEER,), "peer")):
            case = interview(contacts=(contact, *others))
            action = due(case, skipped("2026-06-04 10:00", Touch.THANK_YOU), *events, now=DURING_FIRST)
            assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, [expected])
            assert about(action, "passed-over") == [("G19", "hr")]

    @pytest.mark.parametrize("to", ["hr", "lead", "peer", "staff"])
    def test_the_second_goes_to_whoever_had_the_first(self, to: str) -> None:
        action = due(interview(contacts=(HR, LEAD, PEER, STAFF)), follow_up("2026-06-15 10:00", to), now=DURING_SECOND)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, [to])

    def test_the_second_goes_to_all_who_had_the_first(self) -> None:
        assert sorted(ids(due(interview(), follow_up("2026-06-15 10:00", "hr", "lead"), now=DURING_SECOND))) == [
            "hr",
            "lead",
        ]

    def test_the_second_goes_to_the_next_where_they_bounced_since(self) -> None:
        """HR had the first; only the note of the 16th bounced, so that the first stays sent."""
        events = (follow_up(), thank_you("2026-06-16 10:00", "hr"), bounced("2026-06-16 10:05", HR))
        assert replay(interview(), events).stage is Stage.FOLLOWED_UP_1
        action = due(interview(), *events, now=DURING_SECOND)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])

    def test_the_second_goes_to_the_others_who_had_the_first_where_one_bounced_since(self) -> None:
        events = (
            follow_up("2026-06-15 10:00", "hr", "peer"),
            thank_you("2026-06-16 10:00", "hr"),
            bounced("2026-06-16 10:05", HR),
        )
        assert ids(due(interview(), *events, now=DURING_SECOND)) == ["peer"]

    @pytest.mark.parametrize("how", ["no-address", "no-reply-role", "no-reply-address", "do-not-contact"])
    def test_the_second_goes_to_the_next_where_they_cannot_be_reached_any_more(self, how: str) -> None:
        contact, _ = spoil(HR, how)
        action = due(interview(contacts=(PEER, LEAD, contact)), follow_up(), now=DURING_SECOND)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])

    def test_the_next_after_somebody_else_is_the_first_of_the_order(self) -> None:
        case = interview(contacts=(HR, LEAD.replace(do_not_contact=True), PEER))
        assert ids(due(case, follow_up("2026-06-15 10:00", "lead"), now=DURING_SECOND)) == ["hr"]

    @pytest.mark.parametrize(
        ("contacts", "one", "two", "expected"),
        [
            ((HR, PEER, LEAD), "hr", "hr", "lead"),
            ((HR, AYA, PEER), "hr", "hr", "aya"),
            ((HR, STAFF), "hr", "hr", "staff"),
            ((HR, JUN), "hr", "hr", "jun"),
            ((HR, LEAD, PEER), "hr", "lead", "peer"),
            ((HR, LEAD, PEER), "lead", "lead", "peer"),
            ((LEAD, HR), "lead", "lead", "hr"),
            ((LEAD, STAFF, HR), "lead", "lead", "staff"),
            ((PEER, LEAD.replace(id="lead-2", email="ito.2@example.com"), LEAD), "lead-2", "lead-2", "lead"),
        ],
    )
    def test_the_escalation_goes_to_the_hiring_manager_else_an_interviewer_else_another(
        self, contacts: tuple[Contact, ...], one: str, two: str, expected: str
    ) -> None:
        action = due(
            interview(contacts=contacts),
            follow_up("2026-06-15 10:00", one),
            follow_up("2026-06-22 10:00", two),
            now=DURING_ESCALATION,
        )
        assert (action.touch, ids(action)) == (Touch.ESCALATION, [expected])

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_where_the_hiring_manager_cannot_be_reached_the_escalation_goes_to_the_next(self, how: str) -> None:
        contact, events = spoil(LEAD, how)
        case = interview(contacts=(HR, contact, STAFF, PEER))
        action = due(case, *events, follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["peer"])

    def test_a_follow_up_before_the_last_reply_does_not_count(self) -> None:
        """
        The manager had one on the 15th and replied on the 16th; a decision is then assumed on the 23rd. HR had
        the next two, on 26 June and 3 July.
        """
        events = (
            follow_up("2026-06-15 10:00", "lead"),
            reply("2026-06-16 10:00", "lead"),
            update_thanks("2026-06-16 11:00", "lead"),
            follow_up("2026-06-26 10:00", "hr"),
            follow_up("2026-07-03 10:00", "hr"),
        )
        action = due(interview(), *events, now="2026-07-10 09:00")
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["lead"])

    def test_a_follow_up_since_the_last_reply_counts(self) -> None:
        """The same, but the manager had the follow-up of 26 June."""
        events = (
            follow_up("2026-06-15 10:00", "lead"),
            reply("2026-06-16 10:00", "lead"),
            update_thanks("2026-06-16 11:00", "lead"),
            follow_up("2026-06-26 10:00", "lead"),
            follow_up("2026-07-03 10:00", "hr"),
        )
        action = due(interview(), *events, now="2026-07-10 09:00")
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["peer"])

    @pytest.mark.parametrize("who", ["hr", "lead", "peer", "staff"])
    def test_update_thanks_go_to_whoever_replied(self, who: str) -> None:
        case = interview(contacts=(HR, LEAD, PEER, STAFF))
        heard = reply("2026-06-05 10:00", who, decision_by=date(2026, 6, 30))
        action = due(case, thank_you(), heard, now="2026-06-05 10:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, [who])

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_update_thanks_go_to_no_one_else(self, how: str) -> None:
        contact, events = spoil(LEAD, how, "2026-06-05 10:05")
        case = interview(contacts=(HR, contact, PEER))
        assert due(case, thank_you(), self.UPDATE, *events, now="2026-06-05 10:30").touch == Touch.FOLLOW_UP_1

    @pytest.mark.parametrize("who", ["hr", "lead", "peer", "staff"])
    def test_feedback_is_asked_of_whoever_sent_the_rejection(self, who: str) -> None:
        case = interview(contacts=(HR, LEAD, PEER, STAFF))
        no = rejection("2026-06-08 10:00", who)
        action = due(case, no, now="2026-06-09 09:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, [who])

    @pytest.mark.parametrize(
        ("contacts", "expected"), [((PEER, LEAD, HR), "hr"), ((PEER, LEAD), "lead"), ((LEAD, JUN, HR), "jun")]
    )
    def test_else_of_hr_else_of_the_hiring_manager(self, contacts: tuple[Contact, ...], expected: str) -> None:
        no = rejection("2026-06-08 10:00", None)
        action = due(interview(contacts=contacts), no, now="2026-06-09 09:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, [expected])

    def test_of_no_other(self) -> None:
        no = rejection("2026-06-08 10:00", None)
        action = blocked(interview(contacts=(PEER, STAFF)), no, now="2026-06-09 09:00")
        assert action.touch == Touch.FEEDBACK_REQUEST

    @pytest.mark.parametrize("how", UNREACHABLE)
    @pytest.mark.parametrize(("who", "expected"), [(PEER, "hr"), (LEAD, "hr"), (HR, "lead")])
    def test_where_whoever_sent_it_cannot_be_reached_feedback_is_asked_of_the_next(
        self, how: str, who: Contact, expected: str
    ) -> None:
        contact, events = spoil(who, how, "2026-06-08 10:05")
        case = interview(contacts=tuple(contact if c.id == who.id else c for c in (PEER, LEAD, HR)))
        no = rejection("2026-06-08 10:00", who.id)
        action = due(case, *events, no, now="2026-06-09 09:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, [expected])


class TestG17:
    """
    "An update thanks is due only in `answered` and `feedback-requested`, where whoever replied can be reached, and
    the reply names a date (G10) or the last message sent before it was a follow-up, an escalation or a feedback
    request: a "you're welcome" is not thanked for. It is its recipient's thank-you too."
    """

    def touch(self, *events: Event, now: str, case: Interview | None = None) -> Touch:
        return due(case or interview(), *events, now=now).touch

    def test_a_reply_that_names_a_date_is_thanked_for(self) -> None:
        heard = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        assert self.touch(thank_you(), heard, now="2026-06-05 10:30") == Touch.UPDATE_THANKS

    def test_also_where_nothing_was_sent_before(self) -> None:
        heard = reply("2026-06-03 16:00", decision_by=date(2026, 6, 30))
        assert self.touch(heard, now="2026-06-03 16:30") == Touch.UPDATE_THANKS

    def test_its_own_day_is_a_date(self) -> None:
        heard = reply("2026-06-05 10:00", decision_by=date(2026, 6, 5))
        assert self.touch(thank_you(), heard, now="2026-06-05 10:30") == Touch.UPDATE_THANKS

    def test_a_date_before_its_own_day_is_none(self) -> None:
        heard = reply("2026-06-05 10:00", decision_by=date(2026, 6, 4))
        assert self.touch(thank_you(), heard, now="2026-06-05 10:30") == Touch.FOLLOW_UP_1

    @pytest.mark.parametrize(
        "events",
        [
            (follow_up(),),
            (follow_up(), follow_up("2026-06-15 12:00")),
            (follow_up(), escalation("2026-06-15 12:00")),
            (
                rejection("2026-06-15 09:00"),
                feedback_request("2026-06-15 12:00"),
            ),
        ],
        ids=["first", "second", "escalation", "feedback-request"],
    )
    def test_an_answer_to_a_question_is_thanked_for(self, events: tuple[Event, ...]) -> None:
        heard = reply("2026-06-16 10:00")
        assert self.touch(thank_you(), *events, heard, now="2026-06-16 10:30") == Touch.UPDATE_THANKS

    def test_whoever_was_asked_another_s_answer_is_thanked_for(self) -> None:
        action = due(interview(), thank_you(), follow_up(), reply("2026-06-16 10:00", "peer"), now="2026-06-16 10:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["peer"])

    def test_a_you_are_welcome_is_not_thanked_for(self) -> None:
        heard = reply("2026-06-05 10:00", "peer")
        assert self.touch(thank_you(), heard, now="2026-06-05 10:30") == Touch.FOLLOW_UP_1

    def test_nor_is_one_to_the_update_thanks(self) -> None:
        update = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        thanks = update_thanks("2026-06-05 11:00")
        polite = reply("2026-06-05 12:00")
        assert self.touch(thank_you(), update, thanks, polite, now="2026-06-05 12:30") == Touch.FOLLOW_UP_1

    def test_nor_is_one_before_anything_was_sent(self) -> None:
        heard = reply("2026-06-03 16:00")
        assert self.touch(heard, now="2026-06-03 16:30") == Touch.THANK_YOU

    def test_the_last_message_before_it_counts_and_not_one_before_that(self) -> None:
        late = thank_you("2026-06-16 09:00")
        assert self.touch(follow_up(), late, reply("2026-06-16 10:00"), now="2026-06-16 10:30") == Touch.FOLLOW_UP_1

    def test_a_message_sent_after_it_does_not_count(self) -> None:
        """The reply of the 15th at 09:30 crossed the follow-up of 10:00."""
        events = (thank_you(), reply("2026-06-15 09:30"), follow_up())
        assert self.touch(*events, now="2026-06-15 10:30") == Touch.FOLLOW_UP_2

    def test_a_skipped_follow_up_is_no_message(self) -> None:
        skip = skipped("2026-06-15 10:00", Touch.FOLLOW_UP_1)
        heard = reply("2026-06-16 10:00")
        assert self.touch(thank_you(), skip, heard, now="2026-06-16 10:30") == Touch.FOLLOW_UP_1

    def test_a_follow_up_that_never_arrived_is_none(self) -> None:
        events = (thank_you(), follow_up(), bounced("2026-06-15 10:05", HR), reply("2026-06-16 10:00", "peer"))
        assert self.touch(*events, now="2026-06-16 10:30") == Touch.FOLLOW_UP_1

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_whoever_cannot_be_reached_is_not_thanked(self, how: str) -> None:
        contact, events = spoil(HR, how, "2026-06-05 10:05")
        heard = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        case = interview(contacts=(contact, LEAD, PEER))
        assert self.touch(thank_you(), *events, heard, now="2026-06-05 10:30", case=case) == Touch.FOLLOW_UP_1

    def test_whoever_is_not_known_is_not_thanked(self) -> None:
        heard = reply("2026-06-05 10:00", None, decision_by=date(2026, 6, 30))
        assert self.touch(thank_you(), heard, now="2026-06-05 10:30") == Touch.FOLLOW_UP_1

    def test_it_is_its_recipient_s_thank_you_too(self) -> None:
        case = interview(contacts=(HR, PEER, AYA))
        update = reply("2026-06-03 16:00", "peer", decision_by=date(2026, 6, 30))
        thanks = update_thanks("2026-06-03 16:30", "peer")
        action = due(case, update, thanks, now=DURING_THANKS)
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["aya"])

    def test_it_is_hr_s_too(self) -> None:
        """So nobody is left to ask to pass the thanks on."""
        case = interview(contacts=(HR, PEER.replace(email=None)))
        update = reply("2026-06-03 16:00", decision_by=date(2026, 6, 30))
        thanks = update_thanks("2026-06-03 16:30")
        assert self.touch(update, thanks, now=DURING_THANKS, case=case) == Touch.FOLLOW_UP_1

    def test_the_answer_to_a_feedback_request_is_thanked_for_once(self) -> None:
        events = (
            rejection("2026-06-08 10:00"),
            feedback_request("2026-06-09 10:00"),
            reply("2026-06-10 10:00"),
            update_thanks("2026-06-10 11:00"),
        )
        assert isinstance(next_action(interview(), events, now=at("2026-06-10 12:00")), Done)


class TestG18:
    """
    "Through an agency every message goes to the agency alone (an update thanks, and an answer to a question, to
    whoever wrote); one thank-you names all interviewers; escalation only to a second contact there, and none means
    done."
    """

    ONE = interview(contacts=(HR, LEAD, PEER, AYA, AGENT))
    TWO = interview(contacts=(HR, LEAD, PEER, AYA, AGENT, PARTNER))
    THANKED = thank_you("2026-06-04 16:00", "agent")

    def test_the_thank_you_goes_to_the_agency_alone(self) -> None:
        assert ids(due(self.ONE, now=DURING_THANKS)) == ["agent"]

    def test_the_first_follow_up_does(self) -> None:
        action = due(self.ONE, self.THANKED, now=DURING_FIRST)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["agent"])

    def test_the_second_does(self) -> None:
        action = due(self.ONE, self.THANKED, follow_up("2026-06-15 10:00", "agent"), now=DURING_SECOND)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["agent"])

    def test_the_feedback_request_does_although_the_company_sent_the_rejection(self) -> None:
        no = rejection("2026-06-08 10:00")
        action = due(self.ONE, self.THANKED, no, now="2026-06-09 09:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, ["agent"])

    def test_the_first_follow_up_does_although_the_company_sent_the_update(self) -> None:
        """The update of Friday the 5th names the 12th: Wednesday the 17th."""
        update = reply("2026-06-05 10:00", decision_by=date(2026, 6, 12))
        thanks = update_thanks("2026-06-05 11:00")
        action = due(self.ONE, self.THANKED, update, thanks, now="2026-06-17 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["agent"])

    @pytest.mark.parametrize("who", ["hr", "lead", "peer", "agent", "partner"])
    def test_update_thanks_go_to_whoever_replied(self, who: str) -> None:
        update = reply("2026-06-05 10:00", who, decision_by=date(2026, 6, 12))
        action = due(self.TWO, self.THANKED, update, now="2026-06-05 10:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, [who])

    @pytest.mark.parametrize("contacts", [(AGENT,), (PEER, AGENT), (AGENT, HR)])
    def test_whoever_else_is_known_the_agency_is_thanked(self, contacts: tuple[Contact, ...]) -> None:
        assert ids(due(interview(contacts=contacts), now=DURING_THANKS)) == ["agent"]

    def test_one_thank_you_names_all_interviewers(self) -> None:
        (message,) = written(self.ONE, now=DURING_THANKS)
        assert "pass my thanks on to Yuki Mori and Aya Kato?" in message.body

    def test_it_names_those_without_an_address_too(self) -> None:
        boss = LEAD.replace(roles={ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER}, email=None)
        case = interview(contacts=(AGENT, boss, PEER.replace(email=None), AYA))
        (message,) = written(case, now=DURING_THANKS)
        assert "pass my thanks on to Ken Ito, Yuki Mori and Aya Kato?" in message.body

    def test_it_is_one(self) -> None:
        assert due(self.ONE, self.THANKED, now="2026-06-05 10:00").touch == Touch.FOLLOW_UP_1

    def test_it_is_one_where_two_work_at_the_agency(self) -> None:
        assert ids(due(self.TWO, now=DURING_THANKS)) == ["agent"]
        assert due(self.TWO, self.THANKED, now="2026-06-05 10:00").touch == Touch.FOLLOW_UP_1

    @pytest.mark.parametrize(("who", "touch"), [("hr", Touch.THANK_YOU), ("agent", Touch.FOLLOW_UP_1)])
    def test_update_thanks_to_the_agency_are_its_thank_you_and_others_are_not(self, who: str, touch: Touch) -> None:
        update = reply("2026-06-03 16:00", who, decision_by=date(2026, 6, 30))
        thanks = update_thanks("2026-06-03 16:30", who)
        action = due(self.ONE, update, thanks, now=DURING_THANKS)
        assert (action.touch, ids(action)) == (touch, ["agent"])

    def test_the_escalation_goes_to_a_second_contact_there(self) -> None:
        action = due(
            self.TWO,
            self.THANKED,
            follow_up("2026-06-15 10:00", "agent"),
            follow_up("2026-06-22 10:00", "agent"),
            now=DURING_ESCALATION,
        )
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["partner"])

    def test_the_second_contact_is_whoever_had_no_follow_up(self) -> None:
        action = due(
            self.TWO,
            self.THANKED,
            follow_up("2026-06-15 10:00", "partner"),
            follow_up("2026-06-22 10:00", "partner"),
            now=DURING_ESCALATION,
        )
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["agent"])

    def test_no_second_contact_means_done(self) -> None:
        action = next_action(
            self.ONE,
            (self.THANKED, follow_up("2026-06-15 10:00", "agent"), follow_up("2026-06-22 10:00", "agent")),
            now=at(DURING_ESCALATION),
        )
        assert isinstance(action, Done)
        assert about(action, "no-second-contact") == [("G18", None)]

    def test_done_is_at_once_and_not_when_the_escalation_would_open(self) -> None:
        action = next_action(
            self.ONE,
            (self.THANKED, follow_up("2026-06-15 10:00", "agent"), follow_up("2026-06-22 10:00", "agent")),
            now=at("2026-06-22 10:30"),
        )
        assert isinstance(action, Done)

    def test_no_second_contact_without_a_follow_up_means_done(self) -> None:
        action = next_action(
            self.TWO,
            (follow_up("2026-06-15 10:00", "agent"), follow_up("2026-06-22 10:00", "partner")),
            now=at(DURING_ESCALATION),
        )
        assert isinstance(action, Done)

    def test_no_second_contact_means_done_although_the_follow_ups_were_skipped(self) -> None:
        """The only contact had none, and is no second contact all the same."""
        events = (
            self.THANKED,
            skipped("2026-06-15 10:00", Touch.FOLLOW_UP_1),
            skipped("2026-06-22 10:00", Touch.FOLLOW_UP_2),
        )
        assert isinstance(next_action(self.ONE, events, now=at(DURING_ESCALATION)), Done)

    def test_the_whole_schedule_is_three_messages_to_one_contact(self) -> None:
        ahead = plan(self.ONE, (), now=at("2026-06-03 16:00"))
        to = [(action.touch, ids(action)) for action in ahead if isinstance(action, (Send, WaitUntil))]
        assert to == [
            (Touch.THANK_YOU, ["agent"]),
            (Touch.FOLLOW_UP_1, ["agent"]),
            (Touch.FOLLOW_UP_2, ["agent"]),
        ]

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_where_one_there_cannot_be_reached_the_other(self, how: str) -> None:
        contact, events = spoil(AGENT, how)
        case = interview(contacts=(HR, LEAD, PEER, contact, PARTNER))
        assert ids(due(case, *events, now=DURING_THANKS)) == ["partner"]
        action = due(case, *events, thank_you("2026-06-04 16:00", "partner"), now=DURING_FIRST)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["partner"])

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_where_nobody_there_can_be_reached_nobody_at_the_company_is_written_to(self, how: str) -> None:
        contact, events = spoil(AGENT, how)
        case = interview(contacts=(HR, LEAD, PEER, contact))
        assert blocked(case, *events, now=DURING_THANKS).touch == Touch.THANK_YOU
        assert (
            blocked(case, *events, skipped("2026-06-04 10:00", Touch.THANK_YOU), now=DURING_FIRST).touch
            == Touch.FOLLOW_UP_1
        )

    def test_the_reason_says_so(self) -> None:
        assert about(due(self.ONE, self.THANKED, now=DURING_FIRST), "agency") == [("G18", "agent")]


class TestG19:
    """
    "Never chosen: a no-reply address (in the words of each of our languages, and with digits or a prefix:
    `hrnoreply2@`), a contact marked do-not-contact, an address that bounced. A bounce concerns an address: a
    corrected one is good again, and so is one from which a later message came, an out-of-office reply too. It undoes,
    for that person, the message whose id it names (an unknown id undoes nothing); then those that name none undo, in
    their order, the last message sent to them before that no other bounce has undone. A message undone for every
    recipient was never sent, and nothing replies to it."
    """

    PANEL = interview(contacts=(HR, LEAD, PEER, AYA))

    @pytest.mark.parametrize(
        "mailbox",
        [
            "no-reply",
            "noreply",
            "no_reply",
            "no.reply",
            "No-Reply",
            "NOREPLY",
            "do-not-reply",
            "donotreply",
            "do_not_reply",
            "Do.Not.Reply",
            "noreply+acme-1",
            "no-reply-jobs",
            "jobs-noreply",
            "acme.no-reply",
            "please-do-not-reply",
        ],
    )
    def test_a_no_reply_address_is_never_chosen(self, mailbox: str) -> None:
        contacts = (HR.replace(email=f"{mailbox}@acme.example.com"), LEAD, PEER)
        action = due(interview(contacts=contacts), thank_you(), now=DURING_FIRST)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])

    @pytest.mark.parametrize("mailbox", ["reply", "nora.reply", "norbert", "donna", "careers-reply", "do"])
    def test_an_address_that_only_looks_a_little_like_one_is(self, mailbox: str) -> None:
        contacts = (HR.replace(email=f"{mailbox}@acme.example.com"), LEAD, PEER)
        assert ids(due(interview(contacts=contacts), thank_you(), now=DURING_FIRST)) == ["hr"]

    def test_the_domain_says_nothing(self) -> None:
        contacts = (HR.replace(email="sato@noreply.example.com"), LEAD, PEER)
        assert ids(due(interview(contacts=contacts), thank_you(), now=DURING_FIRST)) == ["hr"]

    def test_a_contact_with_the_role_is_never_chosen(self) -> None:
        robot = Contact(id="robot", roles={ContactRole.RECRUITER, ContactRole.NO_REPLY}, email="jobs@example.com")
        assert ids(due(interview(contacts=(robot, LEAD, PEER)), thank_you(), now=DURING_FIRST)) == ["lead"]

    def test_a_contact_marked_do_not_contact_is_never_chosen(self) -> None:
        contacts = (HR.replace(do_not_contact=True), LEAD, PEER)
        assert ids(due(interview(contacts=contacts), thank_you(), now=DURING_FIRST)) == ["lead"]

    def test_an_address_that_bounced_is_never_chosen(self) -> None:
        action = due(interview(), thank_you(), bounced("2026-06-05 10:00", HR), now=DURING_FIRST)
        assert ids(action) == ["lead"]

    def test_an_address_is_the_same_whatever_the_case_of_its_domain(self) -> None:
        bounce = Bounced(at=at("2026-06-05 10:00"), contact="hr", email="sato@EXAMPLE.com")
        assert ids(due(interview(), thank_you(), bounce, now=DURING_FIRST)) == ["lead"]

    def test_an_address_that_bounced_is_bad_for_whoever_else_has_it(self) -> None:
        shared = LEAD.replace(email=HR.email)
        case = interview(contacts=(HR, shared, PEER))
        assert ids(due(case, thank_you(), bounced("2026-06-05 10:00", HR), now=DURING_FIRST)) == ["peer"]

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_why_somebody_was_passed_over_is_a_reason(self, how: str) -> None:
        contact, events = spoil(HR, how)
        action = due(interview(contacts=(contact, LEAD, PEER)), thank_you(), *events, now=DURING_FIRST)
        assert about(action, "passed-over") == [("G19", "hr")]

    def test_a_corrected_address_is_good_again(self) -> None:
        bounce = bounced("2026-06-05 10:00", HR)
        corrected = interview().replace(contacts=(HR.replace(email="hanako.sato@example.com"), LEAD, PEER))
        assert ids(due(corrected, thank_you(), bounce, now=DURING_FIRST)) == ["hr"]

    def test_the_old_address_is_still_bad(self) -> None:
        """Both addresses bounced, one after the other; then the first is written down again."""
        new = HR.replace(email="hanako.sato@example.com")
        bounces = (bounced("2026-06-05 10:00", HR), bounced("2026-06-08 10:00", new))
        for contact in (HR, new):
            case = interview(contacts=(contact, LEAD, PEER))
            assert ids(due(case, thank_you(), *bounces, now=DURING_FIRST)) == ["lead"]

    def test_a_bounce_of_an_old_address_leaves_the_new_one_good(self) -> None:
        """It comes late, after the address was corrected, and still undoes what went to the old one."""
        case = interview(contacts=(HR, LEAD, PEER.replace(email="yuki.mori@example.com")))
        action = due(case, thank_you(), bounced("2026-06-04 16:05", PEER), now="2026-06-04 17:00")
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer"])

    def test_one_of_two_recipients_is_undone(self) -> None:
        events = (thank_you("2026-06-04 16:00", "peer", "aya"), bounced("2026-06-04 16:05", PEER))
        assert replay(self.PANEL, events).stage is Stage.THANKED
        corrected = self.PANEL.replace(contacts=(HR, LEAD, PEER.replace(email="yuki.mori@example.com"), AYA))
        action = due(corrected, *events, now="2026-06-04 17:00")
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer"])

    def test_thanks_undone_for_one_are_passed_on_by_hr(self) -> None:
        events = (thank_you("2026-06-04 16:00", "peer", "aya"), bounced("2026-06-04 16:05", PEER))
        action = due(self.PANEL, *events, now="2026-06-04 17:00")
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_a_follow_up_undone_for_one_was_sent_to_the_other(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer", "aya"),
            follow_up("2026-06-15 10:00", "hr", "lead"),
            bounced("2026-06-15 10:05", HR),
        )
        assert replay(self.PANEL, events).stage is Stage.FOLLOWED_UP_1
        action = due(self.PANEL, *events, now=DURING_SECOND)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])

    def test_so_it_is_where_two_mails_of_one_day_are_one_message(self) -> None:
        events = (
            follow_up("2026-06-15 10:00", "hr"),
            follow_up("2026-06-15 10:30", "lead"),
            bounced("2026-06-15 11:00", HR),
        )
        assert replay(self.PANEL, events).stage is Stage.FOLLOWED_UP_1
        assert ids(due(self.PANEL, *events, now=DURING_SECOND)) == ["lead"]

    def test_a_thank_you_undone_for_all_was_never_sent(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer", "aya"),
            bounced("2026-06-04 16:05", PEER),
            bounced("2026-06-04 16:06", AYA),
        )
        assert replay(self.PANEL, events).stage is Stage.INTERVIEWED
        action = due(self.PANEL, *events, now="2026-06-04 17:00")
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_a_first_follow_up_undone_for_all_was_never_sent(self) -> None:
        """It goes to the next person, in the window in which it was due."""
        events = (thank_you(), follow_up(), bounced("2026-06-15 10:05", HR))
        assert replay(interview(), events).stage is Stage.THANKED
        action = due(interview(), *events, now="2026-06-15 11:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])
        assert span(action) == ("2026-06-15 09:00", "2026-06-16 18:00")

    def test_it_goes_to_the_same_person_where_the_address_is_corrected(self) -> None:
        corrected = interview(contacts=(HR.replace(email="hanako.sato@example.com"), LEAD, PEER))
        events = (thank_you(), follow_up(), bounced("2026-06-15 10:05", HR))
        action = due(corrected, *events, now="2026-06-15 11:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_a_second_follow_up_undone_for_all_was_never_sent(self) -> None:
        events = (thank_you(), follow_up(), follow_up("2026-06-22 10:00"), bounced("2026-06-22 10:05", HR))
        assert replay(interview(), events).stage is Stage.FOLLOWED_UP_1
        action = due(interview(), *events, now="2026-06-22 11:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])
        assert span(action) == ("2026-06-22 09:00", "2026-06-29 18:00")

    def test_an_escalation_undone_for_all_was_never_sent(self) -> None:
        sent = escalation("2026-06-29 10:00")
        events = (thank_you(), follow_up(), follow_up("2026-06-22 10:00"), sent, bounced("2026-06-29 10:05", LEAD))
        assert replay(interview(), events).stage is Stage.FOLLOWED_UP_2
        action = due(interview(), *events, now="2026-06-29 11:00")
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["peer"])

    def test_update_thanks_undone_were_never_sent(self) -> None:
        update = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        thanks = update_thanks("2026-06-05 11:00")
        events = (thank_you(), update, thanks, bounced("2026-06-05 11:05", HR))
        assert replay(interview(), events).stage is Stage.ANSWERED
        corrected = interview(contacts=(HR.replace(email="hanako.sato@example.com"), LEAD, PEER))
        action = due(corrected, *events, now="2026-06-05 11:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["hr"])

    def test_a_feedback_request_undone_was_never_sent(self) -> None:
        no = rejection("2026-06-08 10:00")
        sent = feedback_request("2026-06-09 10:00")
        events = (thank_you(), no, sent, bounced("2026-06-09 10:05", HR))
        assert replay(interview(), events).stage is Stage.REJECTED
        action = due(interview(), *events, now="2026-06-09 11:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, ["lead"])

    @pytest.mark.parametrize(("bounces", "opens"), [(False, "2026-06-16 09:00"), (True, "2026-06-15 09:00")])
    def test_the_clock_goes_back_with_it(self, bounces: bool, opens: str) -> None:  # noqa: FBT001 - a parameter
        """A thank-you of Friday the 12th holds the follow-up until Tuesday; one that never arrived does not."""
        events: list[Event] = [thank_you("2026-06-12 10:00"), skipped("2026-06-12 11:00", Touch.THANK_YOU)]
        if bounces:
            events.append(bounced("2026-06-12 10:05", PEER))
        assert local(due(interview(), *events, now="2026-06-12 12:00").window.opens) == opens

    def test_only_the_last_message_before_it_is_undone(self) -> None:
        """HR passed the thanks on, and the follow-up bounced: the thanks stay said."""
        case = interview(contacts=(HR, LEAD))
        events = (
            thank_you("2026-06-04 16:00", "hr"),
            follow_up("2026-06-15 10:00", "hr"),
            bounced("2026-06-15 10:05", HR),
        )
        assert replay(case, events).stage is Stage.THANKED
        assert known(case, *events).thanked == {"hr"}

    def test_a_message_after_it_is_not_undone(self) -> None:
        events = (thank_you(), bounced("2026-06-04 16:05", PEER), thank_you("2026-06-05 10:00"))
        assert replay(interview(), events).stage is Stage.THANKED
        assert due(interview(), *events, now="2026-06-05 11:00").touch == Touch.FOLLOW_UP_1

    def test_each_of_two_messages_can_bounce(self) -> None:
        new = PEER.replace(email="yuki.mori@example.com")
        events = (
            thank_you(),
            bounced("2026-06-04 16:05", PEER),
            thank_you("2026-06-05 10:00"),
            bounced("2026-06-05 10:05", new),
        )
        assert replay(interview(), events).stage is Stage.INTERVIEWED

    def test_a_message_to_somebody_else_is_not_undone(self) -> None:
        events = (thank_you("2026-06-04 16:00", "aya"), bounced("2026-06-04 16:05", PEER))
        assert replay(self.PANEL, events).stage is Stage.THANKED
        assert known(self.PANEL, *events).thanked == {"aya"}

    def test_two_bounces_that_name_one_message_undo_one(self) -> None:
        """A mail server may report twice: the second report is of the same message, and not of the one before."""
        case = interview(contacts=(HR, LEAD))
        reports = [
            bounced(when, HR).replace(message_id="<f@x.com>") for when in ("2026-06-15 10:05", "2026-06-15 14:05")
        ]
        events: tuple[Event, ...] = (
            thank_you("2026-06-04 16:00", "hr"),
            follow_up("2026-06-15 10:00", "hr", message_id="<f@x.com>"),
            *reports,
        )
        assert known(case, *events).thanked == {"hr"}
        assert replay(case, events).stage is Stage.THANKED

    def test_two_bounces_that_name_none_undo_two_messages(self) -> None:
        case = interview(contacts=(HR, LEAD))
        events = (
            thank_you("2026-06-04 16:00", "hr"),
            follow_up("2026-06-15 10:00", "hr"),
            bounced("2026-06-15 10:05", HR),
            bounced("2026-06-15 14:05", HR),
        )
        assert known(case, *events).thanked == set()
        assert replay(case, events).stage is Stage.INTERVIEWED

    @pytest.mark.parametrize(
        "event",
        [
            reply("2026-06-05 10:00"),
            away("2026-06-05 10:00", returns_on="2026-06-08"),
        ],
    )
    def test_an_address_from_which_a_later_message_came_is_good_again(self, event: Event) -> None:
        events = (thank_you(), bounced("2026-06-05 09:00", HR), event)
        assert ids(due(interview(), *events, now="2026-06-17 10:00")) == ["hr"]

    def test_an_address_from_which_an_earlier_message_came_is_not(self) -> None:
        events = (thank_you(), reply("2026-06-05 08:00"), bounced("2026-06-05 09:00", HR))
        assert ids(due(interview(), *events, now="2026-06-17 10:00")) == ["lead"]

    def test_two_bounces_of_one_recipient_leave_the_other(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer", "aya"),
            bounced("2026-06-04 16:05", PEER),
            bounced("2026-06-04 20:05", PEER),
        )
        state = known(self.PANEL, *events)
        assert (state.stage, state.thanked) == (Stage.THANKED, {"aya"})

    def test_a_bounce_of_somebody_without_a_message_undoes_nothing(self) -> None:
        events = (thank_you(), bounced("2026-06-04 16:05", HR))
        state = known(interview(), *events)
        assert (state.stage, state.thanked) == (Stage.THANKED, {"peer"})
        assert ids(due(interview(), *events, now=DURING_FIRST)) == ["lead"]


class TestG20:
    """
    "An out-of-office reply is not an answer. Follow-ups, escalations and feedback requests to that person are held
    until the second business day strictly after the day they named (7 days after their message where they named none;
    a `Policy` field): nobody is asked on the first morning back. Where the hold would end more than 14 days after the
    window would open, the next in order instead; held where nobody else is left. A later message from that person
    ends it, also before the interview's end (G26). Thank-yous are not held."
    """

    REJECTION = rejection("2026-06-08 10:00")
    FAR = "2026-07-31"  # a Friday; the second business day after it is Tuesday 4 August

    def test_whoever_is_waited_for_was_not_passed_over(self) -> None:
        events = (thank_you("2026-06-04 16:00", "hr"), away("2026-06-09 10:00", returns_on=self.FAR))
        action = due(interview(contacts=(HR,)), *events, now="2026-06-10 10:00")
        assert ids(action) == ["hr"]
        assert about(action, "held-away") == [("G20", None)]
        assert about(action, "away-too-long") == []

    def test_whoever_is_left_out_of_two_is_named(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "peer"),
            follow_up("2026-06-15 10:00", "hr", "lead"),
            away("2026-06-15 11:00", returns_on=self.FAR),
        )
        action = due(interview(), *events, now="2026-06-16 10:00")
        assert ids(action) == ["lead"]
        assert about(action, "away-too-long") == [("G20", "hr")]

    def first_one(self, *events: Event, case: Interview | None = None) -> tuple[list[str], str, str]:
        """Return to whom the first follow-up goes, and its window."""
        action = due(case or interview(), thank_you(), *events, now=BEFORE_FIRST)
        assert action.touch == Touch.FOLLOW_UP_1
        return ids(action), *span(action)

    def test_it_is_no_answer(self) -> None:
        events = (thank_you(), follow_up(), away("2026-06-15 10:01", returns_on="2026-06-17"))
        assert replay(interview(), events).stage is Stage.FOLLOWED_UP_1
        action = due(interview(), *events, now="2026-06-16 10:00")
        assert (action.touch, span(action)) == (Touch.FOLLOW_UP_2, ("2026-06-22 09:00", "2026-06-29 18:00"))

    def test_it_does_not_restart_the_wait(self) -> None:
        assert self.first_one(away("2026-06-11 09:00", returns_on="2026-06-11"))[1] == "2026-06-15 09:00"

    @pytest.mark.parametrize(
        ("when", "opens"),
        [
            ("2026-06-10 10:00", "2026-06-19 09:00"),  # until Wednesday the 17th
            ("2026-06-10 23:59", "2026-06-19 09:00"),  # the day is Tokyo's
            ("2026-06-11 00:30", "2026-06-22 09:00"),
            ("2026-06-12 09:00", "2026-06-23 09:00"),  # until Friday the 19th
        ],
    )
    def test_seven_days_where_they_named_none(self, when: str, opens: str) -> None:
        assert self.first_one(away(when))[:2] == (["hr"], opens)

    @pytest.mark.parametrize(
        ("until", "to", "opens"),
        [
            ("2026-06-25", ["hr"], "2026-06-29 09:00"),  # Thursday: Monday the 29th is fourteen days after the 15th
            ("2026-06-26", ["lead"], "2026-06-15 09:00"),  # Friday: Tuesday the 30th is fifteen days after
            ("2026-06-28", ["lead"], "2026-06-15 09:00"),  # Sunday: the same
        ],
    )
    def test_more_than_fourteen_days_and_the_next_in_order_is_asked(
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
    def test_so_it_is_for_the_second_follow_up(self, until: str, to: list[str], opens: str) -> None:
        action = due(interview(), follow_up(), away("2026-06-15 10:01", returns_on=until), now="2026-06-16 10:00")
        assert (action.touch, ids(action), span(action)[0]) == (Touch.FOLLOW_UP_2, to, opens)

    @pytest.mark.parametrize(
        ("until", "to", "opens"),
        [
            ("2026-07-09", ["lead"], "2026-07-13 09:00"),  # fourteen days after 29 June
            ("2026-07-10", ["peer"], "2026-06-29 09:00"),
        ],
    )
    def test_so_it_is_for_the_escalation(self, until: str, to: list[str], opens: str) -> None:
        events = (follow_up(), follow_up("2026-06-22 10:00"), away("2026-06-22 12:00", "lead", returns_on=until))
        action = due(interview(), *events, now="2026-06-23 10:00")
        assert (action.touch, ids(action), span(action)[0]) == (Touch.ESCALATION, to, opens)

    @pytest.mark.parametrize(
        ("until", "to", "opens"),
        [
            ("2026-06-10", ["hr"], "2026-06-12 09:00"),
            ("2026-06-21", ["hr"], "2026-06-23 09:00"),  # fourteen days after Tuesday the 9th
            ("2026-06-22", ["lead"], "2026-06-09 09:00"),
        ],
    )
    def test_so_it_is_for_the_feedback_request(self, until: str, to: list[str], opens: str) -> None:
        events = (thank_you(), self.REJECTION, away("2026-06-08 10:01", returns_on=until))
        action = due(interview(), *events, now="2026-06-08 12:00")
        assert (action.touch, ids(action), span(action)[0]) == (Touch.FEEDBACK_REQUEST, to, opens)

    def test_whoever_sent_the_last_update_is_waited_for_too(self) -> None:
        """The update of Friday the 5th names the 12th: Wednesday the 17th, and the manager is away on it."""
        events = (
            reply("2026-06-05 10:00", "lead", decision_by=date(2026, 6, 12)),
            update_thanks("2026-06-05 11:00", "lead"),
            away("2026-06-05 11:01", "lead", returns_on="2026-06-18"),
        )
        assert self.first_one(*events) == (["lead"], "2026-06-22 09:00", "2026-06-22 18:00")

    def test_whoever_is_passed_over_is_a_reason(self) -> None:
        action = due(interview(), thank_you(), away("2026-06-08 10:00", returns_on=self.FAR), now=BEFORE_FIRST)
        assert about(action, "away-too-long") == [("G20", "hr")]

    def test_the_next_in_order_may_be_away_too_long_as_well(self) -> None:
        events = (away("2026-06-08 10:00", returns_on=self.FAR), away("2026-06-08 10:00", "lead", returns_on=self.FAR))
        assert self.first_one(*events) == (["peer"], "2026-06-15 09:00", "2026-06-16 18:00")

    def test_it_is_held_where_nobody_else_can_be_reached(self) -> None:
        case = interview(contacts=(HR, LEAD.replace(email=None), PEER.replace(do_not_contact=True)))
        assert self.first_one(away("2026-06-08 10:00", returns_on=self.FAR), case=case)[:2] == (
            ["hr"],
            "2026-08-04 09:00",
        )

    def test_one_that_came_before_the_interview_holds_too(self) -> None:
        assert self.first_one(away("2026-06-01 10:00", returns_on="2026-06-17"))[:2] == (["hr"], "2026-06-19 09:00")

    def test_somebody_else_s_absence_holds_nothing(self) -> None:
        expected = (["hr"], "2026-06-15 09:00", "2026-06-16 18:00")
        assert self.first_one(away("2026-06-08 10:00", "lead", returns_on="2026-06-17")) == expected

    def test_an_unknown_sender_s_absence_holds_nothing(self) -> None:
        expected = (["hr"], "2026-06-15 09:00", "2026-06-16 18:00")
        assert self.first_one(away("2026-06-08 10:00", None, returns_on="2026-06-17")) == expected

    def test_a_later_reply_from_that_person_ends_it(self) -> None:
        """The "you're welcome" of Friday the 5th restarts the wait from the 12th: Wednesday the 17th."""
        events = (away("2026-06-05 09:00", returns_on="2026-06-25"), reply("2026-06-05 10:00"))
        assert self.first_one(*events) == (["hr"], "2026-06-17 09:00", "2026-06-18 18:00")

    def test_a_later_rejection_from_that_person_ends_it(self) -> None:
        events = (thank_you(), away("2026-06-08 09:00", returns_on="2026-06-18"), self.REJECTION)
        action = due(interview(), *events, now="2026-06-09 09:00")
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.FEEDBACK_REQUEST, ["hr"])

    def test_an_earlier_reply_does_not(self) -> None:
        events = (reply("2026-06-05 08:00"), away("2026-06-05 09:00", returns_on="2026-06-25"))
        assert self.first_one(*events) == (["hr"], "2026-06-29 09:00", "2026-06-29 18:00")

    def test_another_s_reply_does_not(self) -> None:
        events = (away("2026-06-05 09:00", returns_on="2026-06-25"), reply("2026-06-05 10:00", "peer"))
        assert self.first_one(*events) == (["hr"], "2026-06-29 09:00", "2026-06-29 18:00")

    @pytest.mark.parametrize(
        ("then", "opens"),
        [
            ("2026-06-16", "2026-06-18 09:00"),  # back earlier
            ("2026-06-23", "2026-06-25 09:00"),  # back later
            (None, "2026-06-19 09:00"),  # seven days after the 10th
        ],
    )
    def test_a_later_out_of_office_replaces_an_earlier(self, then: str | None, opens: str) -> None:
        events = (away("2026-06-08 10:00", returns_on="2026-06-19"), away("2026-06-10 10:00", returns_on=then))
        assert self.first_one(*events)[:2] == (["hr"], opens)

    def test_thank_yous_are_not_held(self) -> None:
        action = due(interview(), away("2026-06-03 16:00", "peer", returns_on=self.FAR), now=DURING_THANKS)
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.THANK_YOU, ["peer"])
        assert span(action) == ("2026-06-04 15:00", "2026-06-05 15:00")

    def test_update_thanks_are_not_held(self) -> None:
        update = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        action = due(
            interview(), thank_you(), update, away("2026-06-05 10:01", returns_on=self.FAR), now="2026-06-05 10:30"
        )
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.UPDATE_THANKS, ["hr"])


# Who asks not to enquire, and how.
REFUSALS = pytest.mark.parametrize(
    ("welcome", "events"),
    [
        (False, ()),
        (True, (reply("2026-06-03 16:00", enquiries_welcome=False),)),
        (True, (reply("2026-06-03 16:00", None, enquiries_welcome=False),)),
        (True, (reply("2026-06-02 10:00", enquiries_welcome=False),)),
    ],
    ids=["from the start", "in a reply", "in a reply of nobody known", "in a reply before the interview"],
)


class TestG21:
    """
    "We only write to successful candidates", or a request not to enquire (from the start, or in a reply):
    thanks are sent, and no follow-up or escalation ever becomes due.
    """

    @REFUSALS
    def test_thanks_are_sent(self, *, welcome: bool, events: tuple[Event, ...]) -> None:
        action = due(interview(enquiries_welcome=welcome), *events, now=DURING_THANKS)
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.THANK_YOU, ["peer"])

    @REFUSALS
    def test_update_thanks_are_sent(self, *, welcome: bool, events: tuple[Event, ...]) -> None:
        update = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        action = due(interview(enquiries_welcome=welcome), thank_you(), *events, update, now="2026-06-05 10:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["hr"])

    @REFUSALS
    @pytest.mark.parametrize("now", ["2026-06-05 10:00", DURING_FIRST, "2026-07-20 10:00", "2027-06-15 10:00"])
    def test_no_follow_up_ever_becomes_due(self, *, welcome: bool, events: tuple[Event, ...], now: str) -> None:
        case = interview(enquiries_welcome=welcome)
        action = next_action(case, (thank_you(), *events), now=at(now))
        assert isinstance(action, Done)
        assert about(action, "no-enquiries") == [("G21", None)]

    @REFUSALS
    @pytest.mark.parametrize("sent", [(follow_up(),), (follow_up(), follow_up("2026-06-22 10:00"))], ids=["one", "two"])
    def test_nothing_comes_after_what_was_sent_all_the_same(
        self, *, welcome: bool, events: tuple[Event, ...], sent: tuple[Event, ...]
    ) -> None:
        action = next_action(
            interview(enquiries_welcome=welcome), (thank_you(), *events, *sent), now=at("2026-07-10 10:00")
        )
        assert isinstance(action, Done)

    @REFUSALS
    def test_the_whole_schedule_is_the_thanks(self, *, welcome: bool, events: tuple[Event, ...]) -> None:
        ahead = plan(interview(enquiries_welcome=welcome), events, now=at("2026-06-03 16:30"))
        assert [action.touch for action in ahead] == [Touch.THANK_YOU]

    @REFUSALS
    def test_feedback_may_be_asked_for(self, *, welcome: bool, events: tuple[Event, ...]) -> None:
        """It is neither a follow-up nor an escalation."""
        no = rejection("2026-06-08 10:00")
        action = due(interview(enquiries_welcome=welcome), *events, no, now="2026-06-09 09:00")
        assert action.touch == Touch.FEEDBACK_REQUEST

    def test_the_reply_that_says_so_is_thanked_for(self) -> None:
        """It answers the follow-up of the 15th; then there is nothing more to do."""
        events = (thank_you(), follow_up(), reply("2026-06-16 10:00", enquiries_welcome=False))
        action = due(interview(), *events, now="2026-06-16 10:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["hr"])
        done = next_action(interview(), (*events, action.sent(at=at("2026-06-16 11:00"))), now=at("2026-07-20 10:00"))
        assert isinstance(done, Done)

    @pytest.mark.parametrize("again", [{}, {"decision_by": date(2026, 6, 12)}])
    def test_a_later_reply_does_not_take_it_back(self, again: dict[str, Any]) -> None:
        refusal = reply("2026-06-05 10:00", enquiries_welcome=False)
        events = (
            thank_you(),
            refusal,
            reply("2026-06-08 10:00", **again),
            skipped("2026-06-04 10:00", Touch.UPDATE_THANKS),
        )
        assert isinstance(next_action(interview(), events, now=at("2026-06-22 10:00")), Done)

    def test_nobody_to_ask_is_then_no_trouble(self) -> None:
        case = interview(contacts=(PEER,), enquiries_welcome=False)
        assert isinstance(next_action(case, (thank_you(),), now=at(DURING_FIRST)), Done)


class TestG22:
    """ "Nobody left to write to is an answer (`Blocked`: what is missing), not an exception." """

    # Who cannot be written to, what happened, when the touch opens, and which touch it is.
    CASES = pytest.mark.parametrize(
        ("touch", "contacts", "events", "opens"),
        [
            (Touch.THANK_YOU, (), (), "2026-06-04 15:00"),
            (Touch.THANK_YOU, (LEAD, STAFF), (), "2026-06-04 15:00"),
            (Touch.FOLLOW_UP_1, (STAFF,), (skipped("2026-06-04 10:00", Touch.THANK_YOU),), DURING_FIRST),
            (Touch.FOLLOW_UP_2, (STAFF.replace(email=None),), (follow_up("2026-06-15 10:00", "staff"),), DURING_SECOND),
            (Touch.ESCALATION, (HR,), (follow_up(), follow_up("2026-06-22 10:00")), DURING_ESCALATION),
            (
                Touch.FEEDBACK_REQUEST,
                (STAFF, PEER),
                (rejection("2026-06-08 10:00", None),),
                "2026-06-09 09:00",
            ),
        ],
        ids=["nobody", "nobody to thank", "first", "second", "escalation", "feedback"],
    )

    @CASES
    def test_it_is_an_answer(
        self, touch: Touch, contacts: tuple[Contact, ...], events: tuple[Event, ...], opens: str
    ) -> None:
        action = blocked(interview(contacts=contacts), *events, now=opens)
        assert action.window is not None
        assert (action.touch, local(action.window.opens)) == (touch, opens)
        assert about(action, "nobody-to-write-to") == [("G22", None)]

    @CASES
    def test_it_says_what_is_missing(
        self, touch: Touch, contacts: tuple[Contact, ...], events: tuple[Event, ...], opens: str
    ) -> None:
        missing = blocked(interview(contacts=contacts), *events, now=opens).missing
        assert (missing[-1].code, missing[-1].contact) == ("recipient", None), touch
        assert all(gap.text for gap in missing)

    def test_with_an_agency_its_address_is_what_is_missing(self) -> None:
        action = blocked(interview(contacts=(AGENT.replace(email=None), PEER)), now=DURING_THANKS)
        assert [gap.text for gap in action.missing] == [
            "The e-mail address of Tom Hill is missing.",
            "Nobody at the agency can be reached: add an address there.",
        ]

    @CASES
    def test_before_the_window_opens_one_waits_with_nobody_to_write_to(
        self, touch: Touch, contacts: tuple[Contact, ...], events: tuple[Event, ...], opens: str
    ) -> None:
        case = interview(contacts=contacts)
        last = max([case.ended_at, *(event.at for event in events)])
        action = next_action(case, events, now=last)
        assert isinstance(action, WaitUntil)
        assert (action.touch, action.to, local(action.window.opens)) == (touch, (), opens)

    @CASES
    def test_there_is_no_message(
        self, touch: Touch, contacts: tuple[Contact, ...], events: tuple[Event, ...], opens: str
    ) -> None:
        case = interview(contacts=contacts)
        assert messages(blocked(case, *events, now=opens), case, CANDIDATE) == (), touch

    @CASES
    def test_there_is_a_plan(
        self, touch: Touch, contacts: tuple[Contact, ...], events: tuple[Event, ...], opens: str
    ) -> None:
        ahead = plan(interview(contacts=contacts), events, now=at(opens))
        assert isinstance(ahead[0], Blocked)
        assert ahead[0].touch == touch

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_each_who_cannot_be_reached_is_named_with_the_cause(self, how: str) -> None:
        """The code of both kinds of no-reply address is one."""
        contact, events = spoil(HR, how)
        action = blocked(interview(contacts=(contact,)), *events, now=DURING_THANKS)
        code = "no-reply" if how.startswith("no-reply") else how
        assert [(gap.code, gap.contact) for gap in action.missing] == [(code, "hr"), ("recipient", None)]
        assert "Hanako Sato" in action.missing[0].text

    def test_each_of_several_is(self) -> None:
        case = interview(contacts=(HR.replace(email=None), PEER.replace(email="no-reply@example.com")))
        action = blocked(case, now=DURING_THANKS)
        assert {(gap.code, gap.contact) for gap in action.missing} == {
            ("no-address", "hr"),
            ("no-reply", "peer"),
            ("recipient", None),
        }

    def test_what_was_missing_unblocks_it(self) -> None:
        case = interview(contacts=(HR.replace(email=None),))
        assert blocked(case, now=DURING_THANKS).touch == Touch.THANK_YOU
        assert ids(due(case.replace(contacts=(HR,)), now=DURING_THANKS)) == ["hr"]

    def test_a_blocked_thank_you_gives_way_when_it_lapses(self) -> None:
        """It closed on Friday the 5th; its last day is the 12th."""
        case = interview(contacts=(LEAD,))
        assert blocked(case, now="2026-06-12 17:59").touch == Touch.THANK_YOU
        action = due(case, now="2026-06-12 18:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])


# The prefixes that mail programs put before a reply's subject.
PREFIXES = [
    "Re:",
    "RE：",
    "Ｒｅ：",
    "Re[2]:",
    "Re[10]：",
    "Re :",
    "AW:",
    "SV:",
    "VS:",
    "Antw:",
    "回复:",
    "答复:",
    "返信:",
    "회신:",
]


class TestG34:
    """
    "A message replies to the last known message to or from its recipient; for HR, failing that, to the
    scheduling thread; else it is new. A reply keeps the thread's subject with one "Re: " and no stacked prefixes; a
    new message has a subject of its own, never a fake "Re:"."
    """

    SCHEDULED = interview(thread=SCHEDULING)

    @pytest.mark.parametrize(
        ("events", "expected"),
        [
            ((thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),), mail(10)),
            ((reply("2026-06-04 16:00", message_id=mail(10)),), mail(10)),
            (
                (
                    thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
                    reply("2026-06-04 17:00", message_id=mail(11)),
                ),
                mail(11),
            ),
            (
                (
                    reply("2026-06-04 15:00", message_id=mail(10)),
                    thank_you("2026-06-04 16:00", "hr", message_id=mail(11)),
                ),
                mail(11),
            ),
            (
                (
                    thank_you("2026-06-04 16:00", "hr", message_id=mail(11)),
                    reply("2026-06-04 15:00", message_id=mail(10)),
                ),
                mail(11),
            ),
        ],
        ids=["to", "from", "to and then from", "from and then to", "told in any order"],
    )
    def test_it_is_the_last_to_or_from_the_recipient(self, events: tuple[Event, ...], expected: str) -> None:
        events = (*events, skipped("2026-06-05 10:00", Touch.THANK_YOU))
        for case in (interview(), self.SCHEDULED):
            action = due(case, *events, now=BEFORE_FIRST)
            assert (action.touch, threads(action)) == (Touch.FOLLOW_UP_1, {"hr": expected})

    @pytest.mark.parametrize("sender", ["lead", "peer", None])
    def test_a_message_from_somebody_else_is_not(self, sender: str | None) -> None:
        heard = reply("2026-06-05 10:00", sender, message_id=mail(10))
        action = due(self.SCHEDULED, thank_you(message_id=mail(11)), heard, now=BEFORE_FIRST)
        assert threads(action) == {"hr": SCHEDULING.message_id}

    def test_each_recipient_has_a_thread_of_their_own(self) -> None:
        case = interview(contacts=(HR, PEER, AYA))
        before = (
            reply("2026-06-01 10:00", "peer", message_id=mail(10)),
            reply("2026-06-02 10:00", "aya", message_id=mail(11)),
        )
        assert threads(due(case, *before, now=DURING_THANKS)) == {"peer": mail(10), "aya": mail(11)}

    def test_a_message_to_two_is_the_last_of_both(self) -> None:
        sent = follow_up("2026-06-15 10:00", "hr", "lead", message_id=mail(10))
        assert threads(due(interview(), sent, now=DURING_SECOND)) == {"hr": mail(10), "lead": mail(10)}

    def test_two_mails_of_one_day_are_the_last_of_each(self) -> None:
        """They are one message to both (G24), and still two mails."""
        events = (
            follow_up("2026-06-15 10:00", "hr", message_id=mail(10)),
            follow_up("2026-06-15 10:30", "lead", message_id=mail(11)),
        )
        assert threads(due(interview(), *events, now=DURING_SECOND)) == {"hr": mail(10), "lead": mail(11)}

    def test_a_rejection_is_replied_to(self) -> None:
        no = rejection("2026-06-08 10:00", message_id=mail(10))
        assert threads(due(self.SCHEDULED, no, now="2026-06-09 09:00")) == {"hr": mail(10)}

    def test_an_update_is_replied_to(self) -> None:
        update = reply("2026-06-05 10:00", "peer", decision_by=date(2026, 6, 30), message_id=mail(10))
        assert threads(due(self.SCHEDULED, thank_you(), update, now="2026-06-05 10:30")) == {"peer": mail(10)}

    def test_a_next_round_is_replied_to(self) -> None:
        event = next_round("2026-06-04 10:00", "peer", message_id=mail(10))
        assert threads(due(self.SCHEDULED, event, now=DURING_THANKS)) == {"peer": mail(10)}

    def test_a_reply_from_before_the_end_counts(self) -> None:
        before = reply("2026-06-02 10:00", "peer", message_id=mail(10))
        assert threads(due(self.SCHEDULED, before, now=DURING_THANKS)) == {"peer": mail(10)}

    def test_a_reply_of_hr_from_before_the_end_comes_before_the_scheduling_thread(self) -> None:
        before = reply("2026-06-02 10:00", message_id=mail(10))
        assert threads(due(self.SCHEDULED, before, thank_you(), now=DURING_FIRST)) == {"hr": mail(10)}

    def test_a_message_without_an_id_changes_nothing(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10), subject="Thank you"),
            reply("2026-06-04 17:00", subject="Something else"),
            skipped("2026-06-05 10:00", Touch.THANK_YOU),
        )
        (message,) = written(self.SCHEDULED, *events, now=BEFORE_FIRST)
        assert message.reply_to is not None
        assert (message.reply_to.message_id, message.subject) == (mail(10), "Re: Thank you")

    def test_a_message_that_never_arrived_is_not_replied_to(self) -> None:
        corrected = self.SCHEDULED.replace(contacts=(HR.replace(email="hanako.sato@example.com"), LEAD, PEER))
        events = (thank_you(), follow_up(message_id=mail(10)), bounced("2026-06-15 10:05", HR))
        assert threads(due(corrected, *events, now="2026-06-15 11:00")) == {"hr": SCHEDULING.message_id}

    def test_a_message_that_arrived_at_another_is_replied_to_there(self) -> None:
        events = (follow_up("2026-06-15 10:00", "hr", "lead", message_id=mail(10)), bounced("2026-06-15 10:05", HR))
        assert threads(due(self.SCHEDULED, *events, now=DURING_SECOND)) == {"lead": mail(10)}

    def test_hr_falls_back_to_the_scheduling_thread(self) -> None:
        assert due(self.SCHEDULED, thank_you(), now=DURING_FIRST).to[0].reply_to == SCHEDULING

    def test_so_does_each_recruiter(self) -> None:
        case = self.SCHEDULED.replace(contacts=(HR.replace(email=None), JUN, LEAD, PEER))
        assert threads(due(case, thank_you(), now=DURING_FIRST)) == {"jun": SCHEDULING.message_id}

    def test_others_get_a_new_message(self) -> None:
        assert threads(due(self.SCHEDULED, now=DURING_THANKS)) == {"peer": None}
        case = self.SCHEDULED.replace(contacts=(LEAD, PEER))
        assert threads(due(case, thank_you(), now=DURING_FIRST)) == {"lead": None}
        assert threads(due(self.SCHEDULED, follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)) == {
            "lead": None
        }

    def test_without_one_hr_gets_a_new_message(self) -> None:
        assert threads(due(interview(), thank_you(), now=DURING_FIRST)) == {"hr": None}

    def test_references_grow_parent_by_parent(self) -> None:
        """The scheduling thread, thanks to HR in it, HR's answer, and the first follow-up."""
        case = interview(thread=SCHEDULING, contacts=(HR, LEAD))
        root = (*SCHEDULING.references, SCHEDULING.message_id)
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
            reply("2026-06-04 17:00", message_id=mail(11)),  # a decision is then assumed on the 11th
            follow_up("2026-06-16 10:00", "hr", message_id=mail(12)),
        )
        expected = [
            Thread(message_id=mail(10), references=root, subject="Your interview"),
            Thread(message_id=mail(11), references=(*root, mail(10)), subject="Your interview"),
            Thread(message_id=mail(12), references=(*root, mail(10), mail(11)), subject="Your interview"),
        ]
        for count, thread in enumerate(expected, start=1):
            action = due(case, *events[:count], now="2026-06-16 10:00")
            assert [to.reply_to for to in action.to] == [thread]

    def test_a_first_message_has_no_references(self) -> None:
        action = due(interview(), follow_up(message_id=mail(10), subject="Follow up"), now=DURING_SECOND)
        assert action.to[0].reply_to == Thread(message_id=mail(10), subject="Follow up")

    def test_a_message_without_an_id_leaves_the_references(self) -> None:
        events = (
            thank_you("2026-06-04 16:00", "hr", message_id=mail(10)),
            reply("2026-06-04 17:00"),
            follow_up(message_id=mail(12)),
        )
        reply_to = due(interview(), *events, now=DURING_SECOND).to[0].reply_to
        assert reply_to is not None
        assert reply_to.references == (mail(10),)

    def long_thread(self, exchanges: int) -> list[Event]:
        """Return a note and an answer every two minutes, in HR's thread."""
        start = at("2026-06-04 10:00")
        notes: list[Event] = [
            ThankYouSent(at=start + timedelta(minutes=2 * n), to=("hr",), message_id=mail(2 * n))
            for n in range(exchanges)
        ]
        answers = [
            ReplyReceived(at=start + timedelta(minutes=2 * n + 1), sender="hr", message_id=mail(2 * n + 1))
            for n in range(exchanges)
        ]
        return [*notes, *answers]

    def test_references_stay_bounded_over_a_very_long_thread(self) -> None:
        chains = []
        for exchanges in (100, 1000):
            events = (*self.long_thread(exchanges), skipped("2026-06-05 23:00", Touch.THANK_YOU))
            reply_to = due(self.SCHEDULED, *events, now="2026-06-06 10:00").to[0].reply_to
            assert reply_to is not None
            assert reply_to.message_id == mail(2 * exchanges - 1)
            assert reply_to.references[-1] == mail(2 * exchanges - 2)
            chains.append(len(reply_to.references))
        assert chains[0] == chains[1]

    def test_the_progress_stays_small_over_it(self) -> None:
        assert len(replay(self.SCHEDULED, self.long_thread(1000)).model_dump_json()) < 4096

    @pytest.mark.parametrize("prefix", ["", *PREFIXES])
    def test_a_reply_s_subject_has_one_re(self, prefix: str) -> None:
        events = (thank_you(), follow_up(message_id=mail(10), subject=f"{prefix} Data Engineer, round 2"))
        (message,) = written(interview(), *events, now=DURING_SECOND)
        assert message.subject == "Re: Data Engineer, round 2"

    @pytest.mark.parametrize("prefix", PREFIXES)
    @pytest.mark.parametrize("change", [str.lower, str.upper, str.swapcase])
    def test_in_capitals_or_without(self, prefix: str, change: Any) -> None:
        case = interview(thread=SCHEDULING.replace(subject=f"{change(prefix)}Your interview"))
        (message,) = written(case, thank_you(), now=DURING_FIRST)
        assert message.subject == "Re: Your interview"

    @pytest.mark.parametrize("space", ["", " ", "  "])
    def test_stacked_prefixes_are_folded_into_one(self, space: str) -> None:
        stacked = space.join([*PREFIXES, *reversed(PREFIXES)])
        heard = reply("2026-06-16 10:00", message_id=mail(10), subject=f"{stacked}{space}Your interview")
        (message,) = written(interview(), thank_you(), follow_up(), heard, now="2026-06-16 10:30")
        assert message.subject == "Re: Your interview"

    @pytest.mark.parametrize(
        "subject",
        [
            "I: robot",
            "R: the language",
            "Rest: a definition",
            "Restart: your interview",
            "Awards: our year",
            "Interview: re: your place",
            "Area 51: an invitation",
            "Re-invitation: your interview",
        ],
    )
    def test_what_is_no_prefix_stays(self, subject: str) -> None:
        for told in (subject, f"Re: {subject}", f"AW: Re: {subject}"):
            case = interview(thread=SCHEDULING.replace(subject=told))
            (message,) = written(case, thank_you(), now=DURING_FIRST)
            assert message.subject == f"Re: {subject}"

    def test_the_subject_is_that_of_the_message_replied_to(self) -> None:
        """HR's answer came under a subject of its own."""
        events = (thank_you(), follow_up(message_id=mail(10), subject="Follow up: Data Engineer"))
        heard = reply("2026-06-16 10:00", message_id=mail(11), subject="Your application 4711")
        (message,) = written(self.SCHEDULED, *events, heard, now="2026-06-16 10:30")
        assert message.subject == "Re: Your application 4711"

    def test_the_thread_s_subject_stands_where_a_message_in_it_has_none_known(self) -> None:
        (message,) = written(self.SCHEDULED, thank_you(), follow_up(message_id=mail(10)), now=DURING_SECOND)
        assert message.subject == "Re: Your interview"

    @pytest.mark.parametrize(
        ("touch", "events", "now"),
        [
            (Touch.THANK_YOU, (), DURING_THANKS),
            (Touch.FOLLOW_UP_1, (thank_you(),), DURING_FIRST),
            (Touch.FOLLOW_UP_2, (thank_you(), follow_up()), DURING_SECOND),
            (Touch.ESCALATION, (thank_you(), follow_up(), follow_up("2026-06-22 10:00")), DURING_ESCALATION),
            (Touch.UPDATE_THANKS, (follow_up(), reply("2026-06-16 10:00")), "2026-06-16 10:30"),
            (Touch.FEEDBACK_REQUEST, (rejection("2026-06-08 10:00", None),), "2026-06-09 09:00"),
        ],
        ids=list(Touch),
    )
    def test_a_new_message_has_a_subject_of_its_own(self, touch: Touch, events: tuple[Event, ...], now: str) -> None:
        assert due(interview(), *events, now=now).touch == touch
        for position in ("Data Engineer", "Re: Data Engineer"):
            (message,) = written(interview(position=position), *events, now=now)
            assert message.reply_to is None
            assert message.subject
            assert not message.subject.lower().startswith("re:")
            assert "Data Engineer" in message.subject

    def test_a_reply_in_a_thread_whose_subject_is_not_known_has_no_fake_re(self) -> None:
        case = interview(thread=Thread(message_id=mail(1)))
        (message,) = written(case, thank_you(), now=DURING_FIRST)
        assert message.reply_to == Thread(message_id=mail(1))
        assert not message.subject.startswith("Re:")

    def test_a_new_follow_up_says_so(self) -> None:
        """C4's words."""
        for events, now in (((thank_you(),), DURING_FIRST), ((thank_you(), follow_up()), DURING_SECOND)):
            (message,) = written(interview(), *events, now=now)
            assert "following up" in message.subject.lower()
