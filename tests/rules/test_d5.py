"""D5: Still silent: better to write to someone else in the company."""

from __future__ import annotations

from asking import about, blocked, due, ids, written
from events import follow_up, thank_you
from followup_rules import Touch
from support import DURING_ESCALATION, HR, LEAD, PEER, SCHEDULING, STAFF, interview


class TestD5:
    def test_the_escalation_goes_to_somebody_else(self) -> None:
        action = due(interview(), thank_you(), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)
        assert (action.touch, ids(action)) == (Touch.ESCALATION, ["lead"])

    def test_a_reason_says_that_the_escalation_goes_to_somebody_else(self) -> None:
        action = due(interview(), thank_you(), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)
        assert about(action, "somebody-else") == [("D5", "lead")]

    def test_the_escalation_goes_to_one_person(self) -> None:
        case = interview(contacts=(HR, LEAD, LEAD.replace(id="lead-2"), PEER, STAFF))
        assert ids(due(case, thank_you(), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)) == [
            "lead"
        ]

    def test_the_escalation_goes_to_anybody_where_no_manager_and_no_interviewer_is_known(self) -> None:
        action = due(interview(contacts=(HR, STAFF)), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)
        assert ids(action) == ["staff"]

    def test_the_escalation_goes_to_nobody_where_everybody_had_a_follow_up(self) -> None:
        action = blocked(interview(contacts=(HR,)), follow_up(), follow_up("2026-06-22 10:00"), now=DURING_ESCALATION)
        assert action.touch == Touch.ESCALATION

    def test_the_escalation_is_a_new_message_to_somebody_new(self) -> None:
        events = (
            follow_up(message_id="<10@mei.example>"),
            follow_up("2026-06-22 10:00", message_id="<11@mei.example>"),
        )
        (message,) = written(interview(thread=SCHEDULING), thank_you(), *events, now=DURING_ESCALATION)
        assert message.reply_to is None
