"""A3: If HR does not answer, try the hiring manager."""

from __future__ import annotations

from itertools import permutations

import pytest

from asking import due, ids
from events import follow_up, reply, thank_you, update_thanks
from followup_rules import Blocked, Contact, Touch, plan
from support import DURING_ESCALATION, HR, LEAD, PEER, STAFF, at, interview


class TestA3:
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
    def test_the_escalation_goes_to_the_hiring_manager_however_the_contacts_are_listed(
        self, contacts: tuple[Contact, ...]
    ) -> None:
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
