"""B3: Where addresses or names are missing, at least to HR."""

from __future__ import annotations

from asking import about, due, ids, written
from support import DURING_THANKS, HR, LEAD, PEER, interview


class TestB3:
    def test_hr_is_thanked_where_an_address_is_missing(self) -> None:
        action = due(interview(contacts=(HR, LEAD, PEER.replace(email=None))), now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_hr_is_thanked_where_nobody_is_known_by_name(self) -> None:
        action = due(interview(contacts=(HR, LEAD)), now=DURING_THANKS)
        assert [(to.contact, to.passes_on) for to in action.to] == [("hr", True)]

    def test_hr_is_not_thanked_where_nothing_is_missing(self) -> None:
        assert ids(due(interview(), now=DURING_THANKS)) == ["peer"]

    def test_a_reason_says_that_hr_passes_the_thanks_on(self) -> None:
        action = due(interview(contacts=(HR, PEER.replace(email=None))), now=DURING_THANKS)
        assert about(action, "passes-on") == [("B3", "hr")]

    def test_hr_is_asked_to_pass_the_thanks_on_to_an_interviewer_by_name(self) -> None:
        (message,) = written(interview(contacts=(HR, PEER.replace(email=None))), now=DURING_THANKS)
        assert "pass my thanks on to Yuki Mori?" in message.body

    def test_where_no_interviewer_is_known_hr_is_asked_to_pass_the_thanks_on(self) -> None:
        (message,) = written(interview(contacts=(HR,)), now=DURING_THANKS)
        assert "pass my thanks on to" in message.body
