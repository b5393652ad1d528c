"""G16: First follow-up: whoever invited to write, while that stands (G39); else whoever sent the last update of a
known sender (a reply that G17 thanks for, or that asked for something); else HR, else the hiring manager, else an
interviewer, in the order of `contacts`. Second: whoever had the first (D3). Escalation: the hiring manager, else an
interviewer, else another contact, but nobody who had a follow-up since the last reply. Update thanks: whoever
replied; no one else. Feedback: whoever sent the rejection, else HR, else the hiring manager. If the one meant cannot
be reached, it is the next in the same order.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest

from asking import about, blocked, due, ids, span, what
from events import (
    THANKED,
    UNREACHABLE,
    asks,
    bounced,
    follow_up,
    invites,
    message,
    rejection,
    reopened,
    reply,
    skipped,
    spoil,
    thank_you,
    update_thanks,
)
from followup_rules import Contact, ContactRole, Event, ReplyReceived, Stage, Touch, replay
from invitations import AFTER, EARLY, INVITED, INVITING, dated, first_follow_up
from support import (
    AGENT,
    AYA,
    DURING_ESCALATION,
    DURING_FIRST,
    DURING_SECOND,
    HR,
    JUN,
    LEAD,
    PEER,
    STAFF,
    interview,
)


class TestG16:
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
    def test_the_first_follow_up_goes_to_hr_else_the_hiring_manager_else_an_interviewer(
        self, contacts: tuple[Contact, ...], expected: str
    ) -> None:
        skip = skipped("2026-06-04 10:00", Touch.THANK_YOU)
        assert ids(due(interview(contacts=contacts), skip, now=DURING_FIRST)) == [expected]

    def test_the_first_follow_up_goes_to_no_other_contact(self) -> None:
        action = blocked(interview(contacts=(STAFF,)), skipped("2026-06-04 10:00", Touch.THANK_YOU), now=DURING_FIRST)
        assert action.touch == Touch.FOLLOW_UP_1

    def test_somebody_in_two_roles_stands_in_the_earlier(self) -> None:
        both = PEER.replace(roles={ContactRole.INTERVIEWER, ContactRole.RECRUITER})
        assert ids(due(interview(contacts=(LEAD, both)), thank_you(), now=DURING_FIRST)) == ["peer"]

    def test_the_first_follow_up_goes_to_whoever_sent_the_last_update(self) -> None:
        action = due(interview(), thank_you(), self.UPDATE, self.UPDATE_THANKED, now="2026-06-17 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])
        assert about(action, "who-replied") == [("G16", "lead")]

    def test_whoever_sent_the_last_update_is_asked_although_no_thanks_were_sent(self) -> None:
        action = due(interview(), thank_you(), self.UPDATE, now="2026-06-17 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_the_last_of_two_updates_names_whom_to_ask(self) -> None:
        """HR names the 12th again, on the 8th."""
        later = reply("2026-06-08 10:00", decision_by=date(2026, 6, 12))
        thanks = update_thanks("2026-06-08 11:00")
        action = due(interview(), thank_you(), self.UPDATE, later, thanks, now="2026-06-17 09:00")
        assert ids(action) == ["hr"]

    def test_a_reply_that_is_no_update_does_not_name_whom_to_ask(self) -> None:
        """A "you're welcome" of the 5th restarts the wait from the 12th."""
        action = due(interview(), thank_you(), reply("2026-06-05 10:00", "lead"), now="2026-06-17 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_a_reply_that_is_no_update_leaves_the_sender_of_the_update_before(self) -> None:
        polite = reply("2026-06-05 12:00", "peer")
        action = due(interview(), thank_you(), self.UPDATE, self.UPDATE_THANKED, polite, now="2026-06-17 09:00")
        assert ids(action) == ["lead"]

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_hr_is_asked_where_whoever_sent_the_last_update_cannot_be_reached(self, how: str) -> None:
        """The address bounces before anything was sent there, so that nothing is undone."""
        contact, _ = spoil(LEAD, how)
        later = (bounced("2026-06-05 10:30", LEAD),) if how == "bounced" else ()
        action = due(interview(contacts=(HR, contact, PEER)), thank_you(), self.UPDATE, *later, now="2026-06-17 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["hr"])

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_where_hr_cannot_be_reached_the_first_follow_up_goes_to_the_next(self, how: str) -> None:
        contact, events = spoil(HR, how)
        for others, expected in (((JUN, LEAD, PEER), "jun"), ((PEER, LEAD), "lead"), ((PEER,), "peer")):
            case = interview(contacts=(contact, *others))
            action = due(case, skipped("2026-06-04 10:00", Touch.THANK_YOU), *events, now=DURING_FIRST)
            assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, [expected])
            assert about(action, "passed-over") == [("G19", "hr")]

    @pytest.mark.parametrize("to", ["hr", "lead", "peer", "staff"])
    def test_the_second_follow_up_goes_to_whoever_had_the_first(self, to: str) -> None:
        action = due(interview(contacts=(HR, LEAD, PEER, STAFF)), follow_up("2026-06-15 10:00", to), now=DURING_SECOND)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, [to])

    def test_the_second_follow_up_goes_to_all_who_had_the_first(self) -> None:
        assert sorted(ids(due(interview(), follow_up("2026-06-15 10:00", "hr", "lead"), now=DURING_SECOND))) == [
            "hr",
            "lead",
        ]

    def test_of_two_who_had_the_first_the_earlier_of_the_contacts_is_named_first(self) -> None:
        people = tuple(HR.replace(id=name, email=f"{name}@example.com") for name in "dbfaecg")
        for one, other in combinations("dbfaecg", 2):
            action = due(interview(contacts=people), follow_up("2026-06-15 10:00", one, other), now=DURING_SECOND)
            assert [who for _, who in about(action, "same-as-before")] == [one, other]

    def test_the_second_follow_up_goes_to_the_next_where_mail_to_the_first_recipient_bounced_since(self) -> None:
        """HR had the first; only the note of the 16th bounced, so that the first stays sent."""
        events = (follow_up(), thank_you("2026-06-16 10:00", "hr"), bounced("2026-06-16 10:05", HR))
        assert replay(interview(), events).stage is Stage.FOLLOWED_UP_1
        action = due(interview(), *events, now=DURING_SECOND)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])

    def test_the_second_follow_up_goes_to_all_who_had_the_first_but_for_whoever_bounced_since(self) -> None:
        events = (
            follow_up("2026-06-15 10:00", "hr", "peer"),
            thank_you("2026-06-16 10:00", "hr"),
            bounced("2026-06-16 10:05", HR),
        )
        assert ids(due(interview(), *events, now=DURING_SECOND)) == ["peer"]

    @pytest.mark.parametrize("how", ["no-address", "no-reply-role", "no-reply-address", "do-not-contact"])
    def test_the_second_follow_up_goes_to_the_next_where_whoever_had_the_first_cannot_be_reached(
        self, how: str
    ) -> None:
        contact, _ = spoil(HR, how)
        action = due(interview(contacts=(PEER, LEAD, contact)), follow_up(), now=DURING_SECOND)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])

    def test_after_a_sender_out_of_the_order_the_first_of_the_order_is_next(self) -> None:
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

    @pytest.mark.parametrize(("had", "to"), [("hr", ["lead"]), ("lead", ["peer"])])
    def test_the_escalation_goes_to_nobody_who_had_a_follow_up_since_the_last_reply(
        self, had: str, to: list[str]
    ) -> None:
        """
        The manager had one on the 15th and replied on the 16th; a decision is then assumed on the 23rd. The next two,
        on 26 June and 3 July, went to HR both, or the first of them to the manager.
        """
        events = (
            follow_up("2026-06-15 10:00", "lead"),
            reply("2026-06-16 10:00", "lead"),
            update_thanks("2026-06-16 11:00", "lead"),
            follow_up("2026-06-26 10:00", had),
            follow_up("2026-07-03 10:00", "hr"),
        )
        action = due(interview(), *events, now="2026-07-10 09:00")
        assert (action.touch, ids(action)) == (Touch.ESCALATION, to)

    @pytest.mark.parametrize("who", ["hr", "lead", "peer", "staff"])
    def test_update_thanks_go_to_whoever_replied(self, who: str) -> None:
        case = interview(contacts=(HR, LEAD, PEER, STAFF))
        heard = reply("2026-06-05 10:00", who, decision_by=date(2026, 6, 30))
        action = due(case, thank_you(), heard, now="2026-06-05 10:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, [who])

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_update_thanks_go_to_nobody_but_whoever_replied(self, how: str) -> None:
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
    def test_feedback_is_asked_of_hr_else_of_the_hiring_manager(
        self, contacts: tuple[Contact, ...], expected: str
    ) -> None:
        no = rejection("2026-06-08 10:00", None)
        action = due(interview(contacts=contacts), no, now="2026-06-09 09:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, [expected])

    def test_feedback_is_asked_of_no_interviewer_or_employee(self) -> None:
        no = rejection("2026-06-08 10:00", None)
        action = blocked(interview(contacts=(PEER, STAFF)), no, now="2026-06-09 09:00")
        assert action.touch == Touch.FEEDBACK_REQUEST

    @pytest.mark.parametrize("how", UNREACHABLE)
    @pytest.mark.parametrize(("who", "expected"), [(PEER, "hr"), (LEAD, "hr"), (HR, "lead")])
    def test_feedback_is_asked_of_the_next_where_whoever_sent_the_rejection_cannot_be_reached(
        self, how: str, who: Contact, expected: str
    ) -> None:
        contact, events = spoil(who, how, "2026-06-08 10:05")
        case = interview(contacts=tuple(contact if c.id == who.id else c for c in (PEER, LEAD, HR)))
        no = rejection("2026-06-08 10:00", who.id)
        action = due(case, *events, no, now="2026-06-09 09:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, [expected])

    # On Friday the 5th the manager invites to write on Monday the 22nd.
    INVITED = reply("2026-06-05 10:00", "lead", enquire_on=date(2026, 6, 22))
    ON_THE_DAY = "2026-06-22 09:00"
    # On Friday the 5th the manager names the 12th: the first follow-up opens on Wednesday the 17th.
    # On Friday the 5th the manager asks for something, and gets it: a decision is assumed on the 12th.
    QUESTION = reply("2026-06-05 10:00", "lead", asks_for="two references")
    ANSWERED = message("2026-06-05 11:00", "lead")
    AFTER_A_WEEK = "2026-06-17 09:00"

    def test_the_inviter_is_not_meant_any_more_once_the_invitation_ended(self) -> None:
        """HR names the 12th on the 8th: the follow-up opens on Wednesday the 17th, and HR sent the last update."""
        update = reply("2026-06-08 10:00", decision_by=date(2026, 6, 12))
        events = (thank_you(), self.INVITED, update, update_thanks("2026-06-08 11:00", "hr"))
        assert what(due(interview(), *events, now=self.AFTER_A_WEEK)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_a_reply_on_the_day_of_the_invitation_ends_the_invitation(self) -> None:
        """It names no date: a decision is assumed on the 29th, and three business days later is Thursday 2 July."""
        events = (thank_you(), self.INVITED, reply("2026-06-22 08:00", "peer"))
        action = due(interview(), *events, now="2026-06-22 08:30")
        assert (*what(action), span(action)[0]) == (Touch.FOLLOW_UP_1, ["hr"], "2026-07-02 09:00")

    def test_a_polite_reply_before_the_day_leaves_the_inviter_meant(self) -> None:
        events = (thank_you(), self.INVITED, reply("2026-06-19 10:00", "peer"))
        assert what(due(interview(), *events, now=self.ON_THE_DAY)) == (Touch.FOLLOW_UP_1, ["lead"])

    def test_the_later_of_two_invitations_names_whom_to_ask(self) -> None:
        again = reply("2026-06-08 10:00", "peer", enquire_on=date(2026, 6, 22))
        assert ids(due(interview(), thank_you(), self.INVITED, again, now=self.ON_THE_DAY)) == ["peer"]

    def test_an_invitation_of_nobody_known_leaves_the_usual_order(self) -> None:
        invited = reply("2026-06-05 10:00", None, enquire_on=date(2026, 6, 22))
        action = due(interview(), thank_you(), invited, now=self.ON_THE_DAY)
        assert what(action) == (Touch.FOLLOW_UP_1, ["hr"])
        assert about(action, "who-invited") == []

    def test_whoever_sent_the_last_update_is_asked_where_the_inviter_cannot_be_reached(self) -> None:
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

    def test_the_first_follow_up_to_whoever_asked_waits_from_the_answer(self) -> None:
        action = due(interview(), thank_you(), self.QUESTION, self.ANSWERED, now=self.AFTER_A_WEEK)
        assert what(action) == (Touch.FOLLOW_UP_1, ["lead"])
        assert span(action) == ("2026-06-17 09:00", "2026-06-18 18:00")
        assert about(action, "who-replied") == [("G16", "lead")]

    def test_the_later_of_an_update_and_a_question_names_whom_to_ask(self) -> None:
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

    def test_the_second_follow_up_goes_to_whoever_had_the_first_although_another_sent_the_last_update(self) -> None:
        events = (thank_you(), self.UPDATE, self.UPDATE_THANKED, follow_up("2026-06-17 10:00", "hr"))
        assert what(due(interview(), *events, now="2026-06-24 09:00")) == (Touch.FOLLOW_UP_2, ["hr"])

    def test_whoever_sent_the_last_update_gets_the_second_follow_up_where_whoever_had_the_first_cannot_be_reached(
        self,
    ) -> None:
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

    @pytest.mark.parametrize("sender", ["hr", "lead", "peer", "staff"])
    def test_the_first_follow_up_goes_to_whoever_invited(self, sender: str) -> None:
        case = interview(contacts=(HR, LEAD, PEER, STAFF))
        action = first_follow_up(case, THANKED, invites("2026-06-09 10:00", sender), now="2026-06-22 09:00")
        assert (span(action), ids(action)) == (INVITED, [sender])
        assert dated(action, "who-invited") == [("G39", None, sender)]

    @pytest.mark.parametrize("now", [EARLY, "2026-06-22 09:00"])
    def test_an_invitation_in_the_interview_names_nobody(self, now: str) -> None:
        action = first_follow_up(INVITING, THANKED, now=now)
        assert ids(action) == ["hr"]
        assert dated(action, "hr-first") == [("A2", None, "hr")]

    @pytest.mark.parametrize("asker", ["hr", "peer"])
    def test_whoever_invited_comes_before_whoever_sent_the_last_update(self, asker: str) -> None:
        events = (
            THANKED,
            invites("2026-06-08 10:00"),
            reply("2026-06-09 10:00", asker, asks_for="a form"),
            message("2026-06-09 12:00", asker),
        )
        action = first_follow_up(interview(), *events, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    @pytest.mark.parametrize(
        ("inviter", "contacts"),
        [(None, (HR, LEAD, PEER)), ("peer", (HR, LEAD, PEER.replace(email=None)))],
        ids=["unknown", "without address"],
    )
    def test_whoever_sent_the_last_update_comes_after_the_inviter(
        self, inviter: str | None, contacts: tuple[Contact, ...]
    ) -> None:
        events = (
            THANKED,
            reply("2026-06-08 10:00", "lead", decision_by=date(2026, 6, 30)),
            update_thanks("2026-06-08 12:00", "lead"),
            invites("2026-06-09 10:00", inviter),
        )
        action = first_follow_up(interview(contacts=contacts), *events, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["lead"])

    @pytest.mark.parametrize("changes", [{"do_not_contact": True}, {"email": None}, {"email": "noreply2@example.com"}])
    def test_the_next_in_order_is_asked_where_whoever_invited_cannot_be_reached(self, changes: dict[str, Any]) -> None:
        case = interview(contacts=(HR, LEAD.replace(**changes), PEER))
        action = first_follow_up(case, THANKED, invites("2026-06-09 10:00"), now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["hr"])
        assert [contact for _, _, contact in dated(action, "passed-over")] == ["lead"]

    def test_the_next_in_order_is_asked_where_mail_to_whoever_invited_bounced(self) -> None:
        bounce = bounced("2026-06-11 10:00", LEAD)
        action = first_follow_up(interview(), THANKED, invites("2026-06-09 10:00"), bounce, now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["hr"])

    def test_an_invitation_that_ended_names_nobody_any_more(self) -> None:
        events = (THANKED, invites("2026-06-09 10:00"), reply("2026-06-22 10:00"))
        assert ids(first_follow_up(interview(), *events, now="2026-06-22 11:00")) == ["hr"]

    def test_an_unknown_sender_who_invites_anew_takes_the_place_of_the_known_one(self) -> None:
        events = (THANKED, invites("2026-06-08 10:00"), invites("2026-06-09 10:00", None, date(2026, 6, 24)))
        assert ids(first_follow_up(interview(), *events, now=AFTER)) == ["hr"]

    @pytest.mark.parametrize("inviter", ["lead", "peer"])
    def test_after_an_invitation_the_second_follow_up_goes_to_whoever_had_the_first(self, inviter: str) -> None:
        events = (THANKED, invites("2026-06-09 10:00", inviter), follow_up("2026-06-22 10:00", inviter))
        action = due(interview(), *events, now="2026-06-29 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, [inviter])

    def test_the_escalation_does_not_go_to_whoever_invited_and_had_the_follow_ups(self) -> None:
        events = (
            THANKED,
            invites("2026-06-09 10:00"),
            follow_up("2026-06-22 10:00", "lead"),
            follow_up("2026-06-29 10:00", "lead"),
        )
        action = due(interview(), *events, now="2026-07-06 09:00")
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["peer"])

    def test_an_agency_is_written_to_where_somebody_else_invited(self) -> None:
        case = interview(contacts=(AGENT, HR, LEAD, PEER))
        note = thank_you("2026-06-04 15:00", "agent")
        action = first_follow_up(case, note, invites("2026-06-09 10:00"), now=AFTER)
        assert (span(action), ids(action)) == (INVITED, ["agent"])

    def test_the_first_follow_up_goes_to_whoever_asked_for_something(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", "lead"), message("2026-06-08 12:00", "lead"))
        action = due(interview(), *events, now="2026-06-18 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])
        assert about(action, "who-replied") == [("G16", "lead")]

    def test_the_first_follow_up_goes_to_the_asker_where_another_person_got_the_answer(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", "peer"), message("2026-06-08 12:00", "hr", "peer"))
        assert ids(due(interview(), *events, now="2026-06-18 09:00")) == ["peer"]

    def test_the_first_follow_up_goes_to_hr_where_a_reply_did_not_ask_and_brought_no_news(self) -> None:
        assert ids(due(interview(), THANKED, reply("2026-06-05 10:00", "lead"), now="2026-06-17 09:00")) == ["hr"]

    def test_a_later_question_of_an_unknown_sender_does_not_change_who_gets_the_first_follow_up(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", "lead"),
            asks("2026-06-05 11:00", None),
            message("2026-06-08 12:00", "lead"),
        )
        assert ids(due(interview(), *events, now="2026-06-18 09:00")) == ["lead"]

    def test_a_later_reply_that_is_no_update_does_not_change_who_gets_the_first_follow_up(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", "lead"),
            message("2026-06-08 12:00", "lead"),
            reply("2026-06-09 10:00"),
        )
        assert ids(due(interview(), *events, now="2026-06-19 09:00")) == ["lead"]

    def test_the_first_follow_up_goes_to_the_sender_of_an_update_after_the_question(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", "lead"),
            message("2026-06-08 12:00", "lead"),
            reply("2026-06-09 10:00", "peer", decision_by=date(2026, 6, 12)),
            update_thanks("2026-06-09 12:00", "peer"),
        )
        assert ids(due(interview(), *events, now="2026-06-17 09:00")) == ["peer"]

    def test_the_first_follow_up_goes_to_the_sender_of_a_later_question(self) -> None:
        events = (
            THANKED,
            reply("2026-06-05 10:00", decision_by=date(2026, 6, 12)),
            update_thanks("2026-06-05 12:00"),
            asks("2026-06-08 10:00", "peer"),
            message("2026-06-08 12:00", "peer"),
        )
        assert ids(due(interview(), *events, now="2026-06-18 09:00")) == ["peer"]

    def test_the_first_follow_up_goes_to_whoever_asked_where_a_later_reply_ended_the_question(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", "lead"), reply("2026-06-08 10:00", "lead"))
        assert ids(due(interview(), *events, now="2026-06-18 09:00")) == ["lead"]

    def test_of_an_update_and_a_question_that_a_later_reply_ended_the_later_counts(self) -> None:
        the_12th = date(2026, 6, 12)
        asked_later = (
            reply("2026-06-05 10:00", "hr", decision_by=the_12th),
            update_thanks("2026-06-05 12:00"),
            asks("2026-06-08 10:00", "lead"),
            reply("2026-06-09 10:00", "lead"),
        )
        asked_before = (
            asks("2026-06-05 10:00", "lead"),
            reply("2026-06-05 12:00", "lead"),
            reply("2026-06-08 10:00", "hr", decision_by=the_12th),
            update_thanks("2026-06-08 12:00"),
        )
        for events, expected in ((asked_later, "lead"), (asked_before, "hr")):
            action = due(interview(), THANKED, *events, now="2026-06-12 12:00")
            assert what(action) == (Touch.FOLLOW_UP_1, [expected])

    def test_the_first_follow_up_goes_to_the_next_in_order_where_the_asker_cannot_be_reached(self) -> None:
        case = interview(contacts=(HR, LEAD.replace(email=None), PEER))
        events = (THANKED, asks("2026-06-05 10:00", "lead"), message("2026-06-08 12:00", "hr"))
        assert ids(due(case, *events, now="2026-06-18 09:00")) == ["hr"]

    def test_a_question_from_before_the_end_is_no_update(self) -> None:
        events = (asks("2026-06-02 10:00", "lead"), message("2026-06-02 12:00", "lead"), THANKED)
        assert ids(due(interview(), *events, now="2026-06-15 09:00")) == ["hr"]

    def test_after_a_question_the_second_follow_up_goes_to_whoever_had_the_first(self) -> None:
        events = (
            THANKED,
            asks("2026-06-05 10:00", "lead"),
            message("2026-06-05 12:00", "lead"),
            follow_up("2026-06-17 10:00", "lead"),
        )
        action = due(interview(), *events, now="2026-06-24 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["lead"])
