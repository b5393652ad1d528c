"""G18: Through an agency every message goes to the agency alone (an update thanks, and an answer to a question, to
whoever wrote); one thank-you names all interviewers; an escalation goes only to a second contact there; if there is
none, the case is done.
"""

from __future__ import annotations

from datetime import date

import pytest

from asking import about, answer, blocked, due, ids, owed, passed_on, span, what, written
from events import (
    UNREACHABLE,
    asks,
    away,
    follow_up,
    message,
    rejection,
    reply,
    skipped,
    spoil,
    thank_you,
    update_thanks,
)
from followup_rules import Blocked, Contact, ContactRole, Done, Event, Send, Touch, WaitUntil, next_action, plan
from questions import AFTER_QUESTION, when_and_whom
from support import (
    AGENT,
    AYA,
    DURING_ESCALATION,
    DURING_FIRST,
    DURING_SECOND,
    DURING_THANKS,
    HR,
    LEAD,
    PARTNER,
    PEER,
    at,
    interview,
)


class TestG18:
    ONE = interview(contacts=(HR, LEAD, PEER, AYA, AGENT))
    TWO = interview(contacts=(HR, LEAD, PEER, AYA, AGENT, PARTNER))
    THANKED = thank_you("2026-06-04 16:00", "agent")

    def test_the_thank_you_goes_to_the_agency_alone(self) -> None:
        assert ids(due(self.ONE, now=DURING_THANKS)) == ["agent"]

    def test_the_first_follow_up_goes_to_the_agency(self) -> None:
        action = due(self.ONE, self.THANKED, now=DURING_FIRST)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["agent"])

    def test_the_second_follow_up_goes_to_the_agency(self) -> None:
        action = due(self.ONE, self.THANKED, follow_up("2026-06-15 10:00", "agent"), now=DURING_SECOND)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_2, ["agent"])

    def test_the_feedback_request_goes_to_the_agency_although_the_company_sent_the_rejection(self) -> None:
        no = rejection("2026-06-08 10:00")
        action = due(self.ONE, self.THANKED, no, now="2026-06-09 09:00")
        assert (action.touch, ids(action)) == (Touch.FEEDBACK_REQUEST, ["agent"])

    def test_the_first_follow_up_goes_to_the_agency_although_the_company_sent_the_update(self) -> None:
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

    def test_the_thank_you_names_interviewers_without_an_address(self) -> None:
        boss = LEAD.replace(roles={ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER}, email=None)
        case = interview(contacts=(AGENT, boss, PEER.replace(email=None), AYA))
        (message,) = written(case, now=DURING_THANKS)
        assert "pass my thanks on to Ken Ito, Yuki Mori and Aya Kato?" in message.body

    def test_there_is_one_thank_you_to_an_agency(self) -> None:
        assert due(self.ONE, self.THANKED, now="2026-06-05 10:00").touch == Touch.FOLLOW_UP_1

    def test_there_is_one_thank_you_where_two_work_at_the_agency(self) -> None:
        assert ids(due(self.TWO, now=DURING_THANKS)) == ["agent"]
        assert due(self.TWO, self.THANKED, now="2026-06-05 10:00").touch == Touch.FOLLOW_UP_1

    @pytest.mark.parametrize(("who", "touch"), [("hr", Touch.THANK_YOU), ("agent", Touch.FOLLOW_UP_1)])
    def test_update_thanks_to_the_agency_are_its_thank_you_and_others_are_not(self, who: str, touch: Touch) -> None:
        update = reply("2026-06-03 16:00", who, decision_by=date(2026, 6, 30))
        thanks = update_thanks("2026-06-03 16:30", who)
        action = due(self.ONE, update, thanks, now=DURING_THANKS)
        assert (action.touch, ids(action)) == (touch, ["agent"])

    def test_the_escalation_goes_to_a_second_contact_at_the_agency(self) -> None:
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

    def test_without_a_second_contact_at_the_agency_the_case_is_done_after_the_follow_ups(self) -> None:
        action = next_action(
            self.ONE,
            (self.THANKED, follow_up("2026-06-15 10:00", "agent"), follow_up("2026-06-22 10:00", "agent")),
            now=at(DURING_ESCALATION),
        )
        assert isinstance(action, Done)
        assert about(action, "no-second-contact") == [("G18", None)]

    def test_without_a_second_contact_the_case_is_done_at_once(self) -> None:
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
    def test_where_one_at_the_agency_cannot_be_reached_the_other_is_written_to(self, how: str) -> None:
        contact, events = spoil(AGENT, how)
        case = interview(contacts=(HR, LEAD, PEER, contact, PARTNER))
        assert ids(due(case, *events, now=DURING_THANKS)) == ["partner"]
        action = due(case, *events, thank_you("2026-06-04 16:00", "partner"), now=DURING_FIRST)
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["partner"])

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_where_nobody_at_the_agency_can_be_reached_nobody_at_the_company_is_written_to(self, how: str) -> None:
        contact, events = spoil(AGENT, how)
        case = interview(contacts=(HR, LEAD, PEER, contact))
        assert blocked(case, *events, now=DURING_THANKS).touch == Touch.THANK_YOU
        assert (
            blocked(case, *events, skipped("2026-06-04 10:00", Touch.THANK_YOU), now=DURING_FIRST).touch
            == Touch.FOLLOW_UP_1
        )

    def test_a_reason_says_that_all_goes_through_the_agency(self) -> None:
        assert about(due(self.ONE, self.THANKED, now=DURING_FIRST), "agency") == [("G18", "agent")]
        assert about(due(self.ONE, now=DURING_THANKS), "agency") == [("G18", "agent")]

    CASE = interview(contacts=(HR, LEAD, PEER, AYA, AGENT, PARTNER))

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
    def test_the_first_follow_up_goes_to_whoever_at_the_agency_sent_the_last_update(
        self, events: tuple[Event, ...], now: str
    ) -> None:
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

    AGENCY_CASE = interview(contacts=(AGENT, HR, LEAD, PEER))

    @pytest.mark.parametrize("sender", ["agent", "hr", "lead"])
    def test_the_answer_goes_to_whoever_asked_at_the_agency_or_not(self, sender: str) -> None:
        events = (self.THANKED, asks("2026-06-05 10:00", sender))
        assert ids(owed(self.AGENCY_CASE, *events, now=AFTER_QUESTION)) == [sender]

    def test_the_answer_to_an_unknown_asker_goes_to_the_agency(self) -> None:
        action = owed(self.AGENCY_CASE, self.THANKED, asks("2026-06-05 10:00", None), now=AFTER_QUESTION)
        assert ids(action) == ["agent"]
        assert about(action, "agency") == [("G18", "agent")]

    def test_the_answer_goes_to_the_agency_where_the_asker_cannot_be_reached(self) -> None:
        case = interview(contacts=(AGENT, HR, LEAD.replace(email=None), PEER))
        action = owed(case, self.THANKED, asks("2026-06-05 10:00", "lead"), now=AFTER_QUESTION)
        assert ids(action) == ["agent"]

    def test_nobody_else_gets_the_answer_where_the_agency_cannot_be_reached(self) -> None:
        case = interview(contacts=(AGENT.replace(email=None), HR, LEAD, PEER))
        assert blocked(case, asks("2026-06-05 10:00", None), now=AFTER_QUESTION).touch is None

    def test_the_follow_up_goes_to_the_agency_after_a_question_of_somebody_else(self) -> None:
        events = (self.THANKED, asks("2026-06-05 10:00", "lead"), message("2026-06-08 12:00", "lead"))
        window = "2026-06-18 09:00", "2026-06-19 18:00"
        assert when_and_whom(self.AGENCY_CASE, *events, now="2026-06-08 13:00") == (window, ["agent"])

    def test_a_message_to_the_agency_answers_no_question_of_somebody_else(self) -> None:
        events = (self.THANKED, asks("2026-06-05 10:00", "lead"), message("2026-06-05 12:00", "agent"))
        assert ids(owed(self.AGENCY_CASE, *events, now="2026-06-05 13:00")) == ["lead"]
