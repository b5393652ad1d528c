"""G22: Nobody left to write to is an answer (`Blocked`: what is missing), not an exception."""

from __future__ import annotations

from datetime import date

import pytest

from asking import about, blocked, due, ids, owed, what
from events import UNREACHABLE, away, bounced, follow_up, rejection, reply, skipped, spoil
from followup_rules import Blocked, Contact, Event, Respond, Stage, Touch, WaitUntil, messages, next_action, plan
from support import (
    AGENT,
    CANDIDATE,
    DURING_ESCALATION,
    DURING_FIRST,
    DURING_SECOND,
    DURING_THANKS,
    HR,
    JUN_SHARES,
    LEAD,
    PEER,
    STAFF,
    at,
    interview,
    local,
)


class TestG22:
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
    def test_nobody_left_to_write_to_is_a_blocked_answer(
        self, touch: Touch, contacts: tuple[Contact, ...], events: tuple[Event, ...], opens: str
    ) -> None:
        action = blocked(interview(contacts=contacts), *events, now=opens)
        assert action.window is not None
        assert (action.touch, local(action.window.opens)) == (touch, opens)
        assert about(action, "nobody-to-write-to") == [("G22", None)]

    @CASES
    def test_a_blocked_answer_says_what_is_missing(
        self, touch: Touch, contacts: tuple[Contact, ...], events: tuple[Event, ...], opens: str
    ) -> None:
        missing = blocked(interview(contacts=contacts), *events, now=opens).missing
        assert (missing[-1].code, missing[-1].contact) == ("recipient", None), touch
        assert all(gap.text for gap in missing)

    def test_the_address_of_an_agency_is_what_is_missing(self) -> None:
        action = blocked(interview(contacts=(AGENT.replace(email=None), PEER)), now=DURING_THANKS)
        assert [gap.text for gap in action.missing] == [
            "The e-mail address of Tom Hill is missing.",
            "Nobody at the agency can be reached: add an address there.",
        ]

    @CASES
    def test_before_the_window_opens_the_answer_is_to_wait_with_nobody_to_write_to(
        self, touch: Touch, contacts: tuple[Contact, ...], events: tuple[Event, ...], opens: str
    ) -> None:
        case = interview(contacts=contacts)
        last = max([case.ended_at, *(event.at for event in events)])
        action = next_action(case, events, now=last)
        assert isinstance(action, WaitUntil)
        assert (action.touch, action.to, local(action.window.opens)) == (touch, (), opens)

    @CASES
    def test_a_blocked_answer_has_no_message(
        self, touch: Touch, contacts: tuple[Contact, ...], events: tuple[Event, ...], opens: str
    ) -> None:
        case = interview(contacts=contacts)
        assert messages(blocked(case, *events, now=opens), case, CANDIDATE) == (), touch

    @CASES
    def test_a_plan_begins_with_what_is_blocked(
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

    def test_each_of_several_who_cannot_be_reached_is_named(self) -> None:
        case = interview(contacts=(HR.replace(email=None), PEER.replace(email="no-reply@example.com")))
        action = blocked(case, now=DURING_THANKS)
        assert {(gap.code, gap.contact) for gap in action.missing} == {
            ("no-address", "hr"),
            ("no-reply", "peer"),
            ("recipient", None),
        }

    def test_an_address_that_was_missing_unblocks_the_touch(self) -> None:
        case = interview(contacts=(HR.replace(email=None),))
        assert blocked(case, now=DURING_THANKS).touch == Touch.THANK_YOU
        assert ids(due(case.replace(contacts=(HR,)), now=DURING_THANKS)) == ["hr"]

    def test_a_blocked_thank_you_gives_way_when_it_lapses(self) -> None:
        """It closed on Friday the 5th; its last day is the 12th."""
        case = interview(contacts=(LEAD,))
        assert blocked(case, now="2026-06-12 17:59").touch == Touch.THANK_YOU
        action = due(case, now="2026-06-12 18:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["lead"])

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

    def test_an_address_unblocks_an_answer_that_is_owed(self) -> None:
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

    def test_a_case_without_contacts_has_an_answer(self) -> None:
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
