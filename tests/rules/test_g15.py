"""G15: Thank-you: each interviewer that can be reached and was not thanked yet, each their own draft. If an
interviewer cannot be reached, or none is known, HR gets one too (once), and is asked to pass the thanks on (B3); an
interviewer whose address is do-not-contact does not count here. If no HR can be reached, and no interviewer was
thanked yet, the first interviewer that can be reached is asked to pass them on, in their own draft. Due in
`interviewed`, `thanked`, `answered` (after an update thanks that is due) and `advanced`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asking import about, blocked, due, ids, passed_on, written
from events import (
    UNREACHABLE,
    away,
    bounced,
    escalation,
    feedback_request,
    follow_up,
    next_round,
    offer,
    rejection,
    reply,
    spoil,
    thank_you,
    update_thanks,
    withdrawn,
)
from followup_rules import Contact, ContactRole, Event, Send, Stage, Touch, WaitUntil, messages, plan, replay
from support import AYA, CANDIDATE, DURING_THANKS, HR, JUN, LEAD, MAX, PEER, STAFF, at, interview, mail


class TestG15:
    PANEL = interview(contacts=(HR, PEER, AYA))

    def test_each_interviewer_is_thanked(self) -> None:
        assert ids(due(self.PANEL, now=DURING_THANKS)) == ["peer", "aya"]

    def test_a_hiring_manager_who_did_not_interview_is_not_thanked(self) -> None:
        assert ids(due(interview(), now=DURING_THANKS)) == ["peer"]

    @pytest.mark.parametrize(("done", "left"), [("peer", "aya"), ("aya", "peer")])
    def test_whoever_was_thanked_is_not_thanked_again(self, done: str, left: str) -> None:
        assert ids(due(self.PANEL, thank_you("2026-06-04 16:00", done), now="2026-06-05 10:00")) == [left]

    def test_each_interviewer_gets_a_draft_of_their_own(self) -> None:
        case = interview(contacts=(PEER.replace(learned="your test bench"), AYA))
        one, two = written(case, now=DURING_THANKS)
        assert (one.to.id, one.body.splitlines()[0]) == ("peer", "Dear Yuki Mori,")
        assert (two.to.id, two.body.splitlines()[0]) == ("aya", "Dear Aya Kato,")
        assert "your test bench" in one.body
        assert "your test bench" not in two.body

    def test_an_interviewer_without_a_name_can_be_reached(self) -> None:
        case = interview(contacts=(HR, PEER.replace(name=None)))
        assert [(to.contact, to.passes_on) for to in due(case, now=DURING_THANKS).to] == [("peer", False)]

    @pytest.mark.parametrize("how", [how for how in UNREACHABLE if how != "do-not-contact"])
    def test_where_one_interviewer_cannot_be_reached_hr_is_asked_to_pass_the_thanks_on(self, how: str) -> None:
        contact, events = spoil(PEER, how)
        action = due(interview(contacts=(HR, contact, AYA)), *events, now=DURING_THANKS)
        assert {(to.contact, to.passes_on) for to in action.to} == {("aya", False), ("hr", True)}
        assert len(action.to) == 2

    @pytest.mark.parametrize("how", [how for how in UNREACHABLE if how != "do-not-contact"])
    def test_where_the_only_interviewer_cannot_be_reached_hr_alone_is_thanked(self, how: str) -> None:
        contact, events = spoil(PEER, how)
        action = due(interview(contacts=(HR, contact)), *events, now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_where_two_interviewers_cannot_be_reached_hr_is_asked_once_to_pass_the_thanks_on(self) -> None:
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
    def test_an_interviewer_marked_do_not_contact_is_left_alone(self, more: dict[str, Any]) -> None:
        case = interview(contacts=(HR, PEER.replace(do_not_contact=True, **more), AYA))
        assert [(to.contact, to.passes_on) for to in due(case, now=DURING_THANKS).to] == [("aya", False)]

    def test_hr_is_not_thanked_in_place_of_the_only_interviewer_who_wants_no_mail(self) -> None:
        """Nobody is left to thank, which is G22's answer."""
        action = blocked(interview(contacts=(HR, PEER.replace(do_not_contact=True))), now=DURING_THANKS)
        assert action.touch == Touch.THANK_YOU
        assert ("do-not-contact", "peer") in [(gap.code, gap.contact) for gap in action.missing]

    def test_whoever_wants_no_mail_keeps_nothing_due_once_the_others_were_thanked(self) -> None:
        case = interview(contacts=(HR, PEER.replace(do_not_contact=True), AYA))
        assert due(case, thank_you("2026-06-04 16:00", "aya"), now="2026-06-04 17:00").touch == Touch.FOLLOW_UP_1

    @pytest.mark.parametrize("contacts", [(HR,), (HR, LEAD), (LEAD, STAFF, HR)])
    def test_where_no_interviewer_is_known_hr_is_thanked(self, contacts: tuple[Contact, ...]) -> None:
        action = due(interview(contacts=contacts), now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_where_no_interviewer_is_known_the_hiring_manager_is_not_thanked_in_place_of_hr(self) -> None:
        assert blocked(interview(contacts=(LEAD,)), now=DURING_THANKS).touch == Touch.THANK_YOU

    def test_the_first_of_several_recruiters_is_thanked_where_no_interviewer_is_known(self) -> None:
        assert ids(due(interview(contacts=(LEAD, JUN, HR)), now=DURING_THANKS)) == ["jun"]

    @pytest.mark.parametrize("how", UNREACHABLE)
    def test_one_of_several_recruiters_who_can_be_reached_is_asked(self, how: str) -> None:
        contact, events = spoil(HR, how)
        action = due(interview(contacts=(contact, JUN)), *events, now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("jun", True)]

    def test_where_hr_cannot_be_reached_the_other_interviewers_are_thanked(self) -> None:
        case = interview(contacts=(HR.replace(email=None), PEER.replace(email=None), AYA))
        assert ids(due(case, now=DURING_THANKS)) == ["aya"]

    def test_hr_is_asked_to_pass_thanks_on_once_although_an_address_bounces_later(self) -> None:
        """An address that bounces later is no second reason to write to HR."""
        case = interview(contacts=(HR, PEER.replace(email=None), AYA))
        events = (thank_you("2026-06-04 16:00", "hr", "aya"), bounced("2026-06-04 16:05", AYA))
        assert due(case, *events, now="2026-06-04 17:00").touch == Touch.FOLLOW_UP_1

    def test_a_message_to_hr_that_never_arrived_does_not_count(self) -> None:
        case = interview(contacts=(HR, JUN, PEER.replace(email=None)))
        action = due(case, thank_you("2026-06-04 16:00", "hr"), bounced("2026-06-04 16:05", HR), now="2026-06-04 17:00")
        assert [(to.contact, to.passes_on) for to in action.to] == [("jun", True)]

    def test_a_second_recruiter_is_not_asked_to_pass_thanks_on_once_the_first_was(self) -> None:
        case = interview(contacts=(HR, JUN, PEER.replace(email=None)))
        assert due(case, thank_you("2026-06-04 16:00", "hr"), now="2026-06-04 17:00").touch == Touch.FOLLOW_UP_1

    def test_an_address_found_later_is_thanked_although_hr_passed_thanks_on(self) -> None:
        assert ids(due(interview(), thank_you("2026-06-04 16:00", "hr"), now="2026-06-04 17:00")) == ["peer"]

    def test_hr_who_interviewed_is_thanked_as_an_interviewer(self) -> None:
        both = HR.replace(roles={ContactRole.RECRUITER, ContactRole.INTERVIEWER})
        action = due(interview(contacts=(both, PEER)), now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", False), ("peer", False)]

    def test_hr_who_interviewed_gets_one_message_and_is_asked_there_to_pass_thanks_on(self) -> None:
        both = HR.replace(roles={ContactRole.RECRUITER, ContactRole.INTERVIEWER})
        action = due(interview(contacts=(both, PEER.replace(email=None))), now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_hr_who_interviewed_and_was_thanked_is_not_asked_to_pass_thanks_on_afterwards(self) -> None:
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
    def test_the_thank_you_is_due_in_the_stages_of_the_rule(self, stage: Stage, events: tuple[Event, ...]) -> None:
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
    def test_the_thank_you_is_not_due_in_the_other_stages(self, stage: Stage, events: tuple[Event, ...]) -> None:
        case = self.PANEL.replace(contacts=(HR, LEAD, PEER, AYA))
        assert replay(case, events).stage is stage
        ahead = plan(case, events, now=at(DURING_THANKS))
        assert Touch.THANK_YOU not in [action.touch for action in ahead]

    def test_in_answered_the_thank_you_comes_after_the_update_thanks(self) -> None:
        update = reply("2026-06-04 10:00", decision_by=date(2026, 6, 30))
        assert due(self.PANEL, update, now=DURING_THANKS).touch == Touch.UPDATE_THANKS
        thanks = update_thanks("2026-06-04 15:10")
        action = due(self.PANEL, update, thanks, now="2026-06-04 15:20")
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer", "aya"])

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

    def test_the_first_interviewer_is_the_first_in_the_order_of_the_contacts(self) -> None:
        case = interview(contacts=(MAX, self.GONE, AYA))
        assert passed_on(due(case, now=DURING_THANKS)) == {"max": (True, ("peer",)), "aya": (False, ())}

    def test_an_interviewer_is_asked_to_pass_thanks_on_in_their_own_draft(self) -> None:
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
    def test_where_hr_cannot_be_reached_an_interviewer_passes_the_thanks_on(self, hr: Contact) -> None:
        case = interview(contacts=(hr, self.GONE, AYA))
        assert passed_on(due(case, now=DURING_THANKS)) == {"aya": (True, ("peer",))}

    def test_where_the_address_of_hr_bounced_an_interviewer_passes_the_thanks_on(self) -> None:
        case = interview(contacts=(HR, self.GONE, AYA))
        action = due(case, bounced("2026-06-03 16:00", HR), now=DURING_THANKS)
        assert passed_on(action) == {"aya": (True, ("peer",))}

    def test_hr_whose_address_works_again_is_asked_to_pass_the_thanks_on(self) -> None:
        case = interview(contacts=(HR, self.GONE, AYA))
        events = (bounced("2026-06-03 16:00", HR), away("2026-06-03 17:00"))
        assert passed_on(due(case, *events, now=DURING_THANKS)) == {"hr": (True, ("peer",)), "aya": (False, ())}

    def test_a_second_recruiter_who_can_be_reached_passes_the_thanks_on(self) -> None:
        case = interview(contacts=(HR.replace(email=None), JUN, self.GONE, AYA))
        assert passed_on(due(case, now=DURING_THANKS)) == {"jun": (True, ("peer",)), "aya": (False, ())}

    def test_the_hiring_manager_is_not_asked_to_pass_thanks_on(self) -> None:
        assert "lead" not in passed_on(due(self.NO_HR, now=DURING_THANKS))

    def test_once_one_interviewer_was_thanked_no_other_is_asked_to_pass_thanks_on(self) -> None:
        action = due(self.NO_HR, thank_you("2026-06-04 16:00", "aya"), now="2026-06-04 17:00")
        assert passed_on(action) == {"max": (False, ())}

    def test_thanks_for_an_update_are_the_thanks_of_an_interviewer(self) -> None:
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

    def test_no_thank_you_is_due_once_all_who_can_be_reached_were_thanked(self) -> None:
        action = due(self.NO_HR, thank_you("2026-06-04 16:00", "aya", "max"), now="2026-06-04 17:00")
        assert action.touch == Touch.FOLLOW_UP_1

    def test_the_plan_asks_one_interviewer_once_to_pass_thanks_on(self) -> None:
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

    def test_hr_is_asked_to_pass_thanks_on_once_where_a_second_interviewer_is_lost_later(self) -> None:
        case = interview(contacts=(HR, self.GONE, AYA, MAX))
        events = (
            thank_you("2026-06-04 16:00", "hr", "aya", message_id=mail(10)),
            bounced("2026-06-04 16:05", AYA, message_id=mail(10)),
        )
        assert passed_on(due(case, *events, now="2026-06-04 17:00")) == {"max": (False, ())}

    def test_hr_who_was_thanked_for_an_update_is_not_asked_to_pass_thanks_on(self) -> None:
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

    def test_in_advanced_the_first_interviewer_passes_the_thanks_on(self) -> None:
        action = due(self.NO_HR, next_round("2026-06-04 10:00", None), now=DURING_THANKS)
        assert action.stage is Stage.ADVANCED
        assert passed_on(action) == {"aya": (True, ("peer",)), "max": (False, ())}
