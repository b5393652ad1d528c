"""W2: The second follow-up says that it is a second one ("again"), in a word; in the thread of the first it does not
introduce everything anew.
"""

from __future__ import annotations

from datetime import date

import pytest

import events
from asking import written
from events import away
from followup_rules import (
    Draft,
    Event,
    Send,
    Touch,
    messages,
    next_action,
    review,
    second_follow_up,
)
from letters import THREAD, says
from support import CANDIDATE, HR, PEER, at, interview


class TestW2:
    def test_a_second_follow_up_in_the_thread_of_the_first_does_not_name_the_interview(self) -> None:
        draft = second_follow_up(interview(), HR, CANDIDATE, reply_to=THREAD, asked_on=date(2026, 6, 16))
        assert says(draft, "I am writing again about my application for the Data Engineer position")
        assert says(draft, "following my message of Tuesday, 16 June")
        assert not says(draft, "Acme|3 June")

    def test_a_second_follow_up_in_a_new_thread_names_the_interview(self) -> None:
        assert says(
            second_follow_up(interview(), HR, CANDIDATE),
            "writing again about .*, following my interview on Wednesday, 3 June",
        )

    # HR had the first follow-up on Tuesday 16 June; the second opens on Tuesday the 23rd.
    @pytest.mark.parametrize(
        ("message_id", "again"), [("<first@example.com>", True), (None, False)], ids=["in its thread", "in a new mail"]
    )
    def test_the_day_of_the_first_comes_from_the_events(self, message_id: str | None, *, again: bool) -> None:
        first = events.follow_up("2026-06-16 10:00", message_id=message_id, subject="Following up")
        [message] = written(interview(), first, now="2026-06-23 10:00")
        assert "my message of Tuesday, 16 June" in message.body
        assert ("3 June" not in message.body) is again

    def test_a_second_follow_up_after_a_skipped_first_is_written_as_a_first(self) -> None:
        skipped = events.skipped("2026-06-16 10:00", Touch.FOLLOW_UP_1)
        [message] = written(interview(thread=THREAD), skipped, now="2026-06-23 10:00")
        assert "my message" not in message.body
        assert "3 June" in message.body
        assert "again" not in message.body
        assert message.subject == "Re: Your interview at Acme"

    def test_somebody_who_had_no_first_gets_the_second_written_as_a_first(self) -> None:
        # HR had the first, and is away for long: an interviewer, who did not get it, reads no "again".
        history: list[Event] = [
            events.follow_up("2026-06-16 10:00"),
            away("2026-06-17 10:05", "hr", "2026-08-03"),
        ]
        case = interview(contacts=(HR, PEER))
        action = next_action(case, history, now=at("2026-06-23 10:00"))
        assert isinstance(action, Send)
        assert action.touch == Touch.FOLLOW_UP_2
        [message] = messages(action, case, CANDIDATE)
        assert message.to == PEER
        assert says(Draft(message.subject, message.body), "I am following up on our|I am following up on my interview")
        assert not says(Draft(message.subject, message.body), "again|16 June|my message")
        assert review(message, Touch.FOLLOW_UP_2, case, PEER, CANDIDATE, action=action) == ()

    def test_a_second_follow_up_in_a_thread_of_the_company_names_the_interview(self) -> None:
        # HR wrote on 8 June; the first follow-up, without an id, went out in a mail of its own.
        history: list[Event] = [
            events.reply("2026-06-08 10:00", message_id="<hello@example.com>", subject="Hello"),
            events.update_thanks("2026-06-08 11:00"),
            events.follow_up("2026-06-16 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-06-23 10:00")
        assert message.subject == "Re: Hello"
        assert "3 June" in message.body
