"""D3: As a reply to the first follow-up e-mail."""

from __future__ import annotations

from asking import about, due, ids, written
from events import follow_up, message, thank_you
from followup_rules import Touch
from support import DURING_SECOND, SCHEDULING, interview


class TestD3:
    FIRST = follow_up(message_id="<10@mei.example>", subject="Follow up: Data Engineer interview")

    def test_the_second_follow_up_replies_to_the_first(self) -> None:
        action = due(interview(), thank_you(), self.FIRST, now=DURING_SECOND)
        assert action.touch == Touch.FOLLOW_UP_2
        assert [to.reply_to and to.reply_to.message_id for to in action.to] == ["<10@mei.example>"]

    def test_the_second_follow_up_keeps_the_subject_of_the_first(self) -> None:
        (message,) = written(interview(), thank_you(), self.FIRST, now=DURING_SECOND)
        assert message.subject == "Re: Follow up: Data Engineer interview"

    def test_the_second_follow_up_goes_to_whoever_had_the_first(self) -> None:
        action = due(interview(), thank_you(), follow_up("2026-06-15 10:00", "lead"), now=DURING_SECOND)
        assert ids(action) == ["lead"]
        assert about(action, "same-as-before") == [("D3", "lead")]

    def test_thanks_to_somebody_else_since_leave_the_second_in_the_thread_of_the_first(self) -> None:
        late = thank_you("2026-06-16 10:00", message_id="<11@mei.example>", subject="Thank you")
        action = due(interview(), self.FIRST, late, now=DURING_SECOND)
        assert [to.reply_to and to.reply_to.message_id for to in action.to] == ["<10@mei.example>"]

    def test_after_another_message_in_its_thread_the_second_still_continues_the_first(self) -> None:
        note = message("2026-06-16 10:00", message_id="<11@mei.example>")
        action = due(interview(), thank_you(), self.FIRST, note, now=DURING_SECOND)
        assert [(to.reply_to and to.reply_to.message_id, to.continues) for to in action.to] == [
            ("<11@mei.example>", True)
        ]

    def test_without_the_mail_of_the_first_the_second_stays_in_the_thread_of_the_first(self) -> None:
        case = interview(thread=SCHEDULING)
        assert due(case, thank_you(), follow_up(), now=DURING_SECOND).to[0].reply_to == SCHEDULING
