"""A2: Always start with HR: the person who scheduled the interview."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from asking import about, due, ids
from events import thank_you
from support import DURING_FIRST, HR, LEAD, PEER, SCHEDULING, interview

if TYPE_CHECKING:
    from followup_rules import Contact


class TestA2:
    @pytest.mark.parametrize("contacts", list(permutations((HR, LEAD, PEER))))
    def test_the_first_question_goes_to_hr_however_the_contacts_are_listed(self, contacts: tuple[Contact, ...]) -> None:
        assert ids(due(interview(contacts=contacts), thank_you(), now=DURING_FIRST)) == ["hr"]

    def test_a_reason_says_that_hr_comes_first(self) -> None:
        assert about(due(interview(), thank_you(), now=DURING_FIRST), "hr-first") == [("A2", "hr")]

    def test_the_first_question_replies_to_the_mail_with_which_hr_scheduled_the_interview(self) -> None:
        action = due(interview(thread=SCHEDULING), thank_you(), now=DURING_FIRST)
        assert action.to[0].reply_to == SCHEDULING
