"""B1: One to every interviewer, thanking them for their time, however the interview went."""

from __future__ import annotations

import re
from typing import Any

import pytest

from asking import about, due, ids, written
from events import thank_you
from followup_rules import ContactRole, Touch
from support import AYA, DURING_THANKS, HR, LEAD, PEER, interview


class TestB1:
    PANEL = interview(contacts=(HR, LEAD, PEER, AYA))

    def test_every_interviewer_gets_a_thank_you(self) -> None:
        assert ids(due(self.PANEL, now=DURING_THANKS)) == ["peer", "aya"]

    def test_a_hiring_manager_who_interviewed_is_an_interviewer(self) -> None:
        boss = LEAD.replace(roles={ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER})
        assert ids(due(interview(contacts=(HR, boss, PEER)), now=DURING_THANKS)) == ["lead", "peer"]

    def test_each_interviewer_is_thanked_for_their_time(self) -> None:
        for message in written(self.PANEL, now=DURING_THANKS):
            assert re.search("Thank you for (taking )?the time", message.body)

    def test_nobody_gets_two_thank_yous(self) -> None:
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
    def test_a_thank_you_is_due_where_the_interview_left_little_hope(self, cold: dict[str, Any]) -> None:
        action = due(self.PANEL.replace(**cold), now=DURING_THANKS)
        assert (action.kind, action.touch) == ("send", Touch.THANK_YOU)

    def test_each_interviewer_who_is_thanked_is_named_in_a_reason(self) -> None:
        assert about(due(self.PANEL, now=DURING_THANKS), "thank-each") == [("G15", "peer"), ("G15", "aya")]
