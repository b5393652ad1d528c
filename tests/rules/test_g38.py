"""G38: *Another message.* `message-sent` is anything else that the candidate sent or said, in any way: documents, an
answer, a call. It moves no stage and is regular at any time; it counts as a message (G11 and H1, not G17), for the
thread where it has an id (G34), and answers every open question (G37) of those to whom it went or to whom its
`Respond` would go; so does a touch sent to them. An `answer_by` or `enquire_on` before the day of its event was not
named (as in G10).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asking import answer, due, ids, owed, what
from events import (
    FIRST,
    THANKED,
    asks,
    bounced,
    escalation,
    follow_up,
    message,
    reply,
    skipped,
    thank_you,
    update_thanks,
)
from followup_rules import (
    Blocked,
    Event,
    Respond,
    Send,
    Stage,
    Thread,
    Touch,
    replay,
    step,
)
from questions import AFTER_QUESTION, QUESTION, STAGES, when_and_whom
from support import HR, LEAD, PEER, STAFF, interview

if TYPE_CHECKING:
    from collections.abc import Callable


class TestG38:
    @pytest.mark.parametrize("stage", Stage)
    def test_another_message_moves_no_stage(self, stage: Stage) -> None:
        sent = message("2026-07-01 10:00", "hr")
        progress = replay(interview(), [*STAGES[stage], sent])
        assert (progress.stage, progress.irregular) == (stage, ())
        assert progress.since == replay(interview(), STAGES[stage]).since
        assert step(stage, sent) is stage

    @pytest.mark.parametrize("when", ["2026-05-01 10:00", "2026-06-03 14:59", "2026-06-03 15:00"])
    def test_another_message_is_regular_before_the_interview_s_end(self, when: str) -> None:
        assert replay(interview(), [message(when, "hr")]).irregular == ()

    @pytest.mark.parametrize(
        ("sent", "opens"),
        [
            ("2026-06-11 10:00", "2026-06-15 09:00"),  # a Thursday: the second business day is the 15th itself
            ("2026-06-12 10:00", "2026-06-16 09:00"),
            ("2026-06-13 10:00", "2026-06-16 09:00"),  # a Saturday
            ("2026-06-14 23:59", "2026-06-16 09:00"),
        ],
    )
    def test_the_first_follow_up_waits_for_the_second_business_day_after_another_message(
        self, sent: str, opens: str
    ) -> None:
        events = (THANKED, message(sent, "hr"))
        assert when_and_whom(interview(), *events, now="2026-06-15 08:00") == ((opens, "2026-06-16 18:00"), ["hr"])

    def test_a_message_that_answers_a_question_restarts_the_wait(self) -> None:
        """HR asked on Friday 5 June and has the answer on Wednesday the 10th: a week later is the 17th (G10)."""
        asked = reply("2026-06-05 10:00", asks_for="references")
        events = (THANKED, asked, message("2026-06-10 10:00", "hr"))
        window = "2026-06-22 09:00", "2026-06-23 18:00"
        assert when_and_whom(interview(), *events, now="2026-06-10 11:00") == (window, ["hr"])

    def test_another_message_within_the_window_of_the_follow_up_moves_its_end(self) -> None:
        window = "2026-06-17 09:00", "2026-06-17 18:00"
        events = (THANKED, message("2026-06-15 12:00", "hr"))
        assert when_and_whom(interview(), *events, now="2026-06-15 13:00")[0] == window

    def test_another_message_to_anybody_holds_the_first_follow_up(self) -> None:
        case = interview(contacts=(HR, LEAD, PEER, STAFF))
        events = (THANKED, message("2026-06-12 10:00", "staff"))
        window = "2026-06-16 09:00", "2026-06-16 18:00"
        assert when_and_whom(case, *events, now="2026-06-12 11:00") == (window, ["hr"])

    def test_another_message_is_no_follow_up(self) -> None:
        action = due(interview(), THANKED, message("2026-06-08 10:00", "hr"), now="2026-06-15 09:00")
        assert (action.touch, ids(action)) == (Touch.FOLLOW_UP_1, ["hr"])

    def test_another_message_is_no_thank_you_and_does_not_hold_one(self) -> None:
        action = due(interview(), message("2026-06-03 16:00", "peer"), now="2026-06-04 15:00")
        assert isinstance(action, Send)
        assert (action.touch, ids(action)) == (Touch.THANK_YOU, ["peer"])

    def test_a_reply_to_another_message_is_not_thanked_for(self) -> None:
        events = (THANKED, message("2026-06-08 10:00", "hr"), reply("2026-06-08 12:00"))
        assert due(interview(), *events, now="2026-06-08 13:00").touch is Touch.FOLLOW_UP_1

    def test_a_reply_to_a_follow_up_is_thanked_for_although_another_message_went_out_between(self) -> None:
        events = (THANKED, FIRST, message("2026-06-15 12:00", "hr"), reply("2026-06-16 12:00"))
        action = due(interview(), *events, now="2026-06-16 13:00")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["hr"])

    def test_the_next_message_replies_to_another_message_that_has_an_id(self) -> None:
        sent = message("2026-06-08 10:00", "hr", message_id="<m@me.example>", subject="My references")
        action = due(interview(), THANKED, sent, now="2026-06-15 09:00")
        assert action.to[0].reply_to == Thread(message_id="<m@me.example>", subject="My references")

    def test_another_message_without_an_id_leaves_the_thread(self) -> None:
        thread = Thread(message_id="<1@acme.example>", subject="Your interview")
        action = due(interview(thread=thread), THANKED, message("2026-06-08 10:00", "hr"), now="2026-06-15 09:00")
        assert action.to[0].reply_to == thread

    def test_another_message_comes_after_a_touch_of_its_instant(self) -> None:
        first = FIRST.replace(message_id="<f@me.example>", subject="Follow up")
        also = message("2026-06-15 10:00", "hr", message_id="<a@me.example>", subject="My references")
        action = due(interview(), THANKED, also, first, now="2026-06-22 09:00")
        assert action.touch is Touch.FOLLOW_UP_2
        assert action.to[0].reply_to is not None
        assert action.to[0].reply_to.message_id == "<a@me.example>"

    def test_a_message_to_the_asker_answers(self) -> None:
        action = due(interview(), THANKED, QUESTION, message("2026-06-05 12:00", "hr"), now="2026-06-05 12:00")
        assert action.touch is Touch.FOLLOW_UP_1

    def test_a_message_to_the_asker_and_others_answers(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-05 12:00", "lead", "hr"))
        assert not isinstance(answer(interview(), *events, now="2026-06-05 13:00"), Respond)

    def test_a_message_to_somebody_else_answers_nothing(self) -> None:
        events = (THANKED, QUESTION, message("2026-06-05 12:00", "lead"))
        assert ids(owed(interview(), *events, now="2026-06-05 13:00")) == ["hr"]

    def test_an_earlier_message_answers_nothing(self) -> None:
        events = (THANKED, message("2026-06-05 09:59", "hr"), QUESTION)
        assert ids(owed(interview(), *events, now=AFTER_QUESTION)) == ["hr"]

    def test_a_message_at_the_instant_of_a_question_answers(self) -> None:
        events = (THANKED, message("2026-06-05 10:00", "hr"), QUESTION)
        assert not isinstance(answer(interview(), *events, now=AFTER_QUESTION), Respond)

    def test_a_message_answers_all_questions_of_those_to_whom_it_went(self) -> None:
        events = (
            THANKED,
            QUESTION,
            asks("2026-06-05 11:00", asks_for="a form"),
            asks("2026-06-05 11:30", "lead", asks_for="a free day"),
            message("2026-06-05 12:00", "hr", "lead"),
        )
        assert not isinstance(answer(interview(), *events, now="2026-06-05 13:00"), Respond)

    def test_a_message_answers_an_unknown_asker_where_the_answer_would_go_to_its_recipient(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", None), message("2026-06-05 12:00", "hr"))
        assert not isinstance(answer(interview(), *events, now="2026-06-05 13:00"), Respond)

    def test_a_message_to_somebody_else_answers_no_unknown_asker(self) -> None:
        events = (THANKED, asks("2026-06-05 10:00", None), message("2026-06-05 12:00", "lead"))
        assert ids(owed(interview(), *events, now="2026-06-05 13:00")) == ["hr"]

    def test_a_message_to_whoever_asked_last_answers_an_unknown_asker(self) -> None:
        """Lead's question is the last update (G16): the answer to the unknown one goes there, not to HR."""
        dated = reply("2026-06-04 17:00", decision_by=date(2026, 6, 12))
        events = (THANKED, dated, asks("2026-06-05 10:00", "lead"), asks("2026-06-05 11:00", None, asks_for="a form"))
        sent = message("2026-06-05 12:00", "lead")
        assert what(due(interview(), *events, sent, now="2026-06-05 13:00")) == (Touch.UPDATE_THANKS, ["hr"])

    @pytest.mark.parametrize("to", ["hr", "lead"])
    def test_a_message_answers_an_asker_without_address_in_person_and_through_the_next_in_order(self, to: str) -> None:
        case = interview(contacts=(HR, LEAD.replace(email=None), PEER))
        events = (THANKED, asks("2026-06-05 10:00", "lead"), message("2026-06-05 12:00", to))
        assert not isinstance(answer(case, *events, now="2026-06-05 13:00"), Respond)

    def test_a_message_to_the_next_in_order_answers_an_asker_to_whom_mail_bounced(self) -> None:
        events = (THANKED, QUESTION, bounced("2026-06-05 11:00"), message("2026-06-05 12:00", "lead"))
        assert not isinstance(answer(interview(), *events, now="2026-06-05 13:00"), Respond)

    def test_a_call_to_the_asker_answers_what_nobody_can_get(self) -> None:
        case = interview(contacts=(HR.replace(email=None),))
        action = answer(case, QUESTION, message("2026-06-05 12:00", "hr"), now="2026-06-05 13:00")
        assert not isinstance(action, Blocked) or action.touch is not None

    def test_a_message_to_a_shared_mailbox_answers_whoever_asked_from_it(self) -> None:
        case = interview(contacts=(HR, LEAD, PEER.replace(email="Sato@Example.com")))
        events = (THANKED, asks("2026-06-05 10:00", "peer"), message("2026-06-05 12:00", "hr"))
        assert not isinstance(answer(case, *events, now="2026-06-05 13:00"), Respond)

    def test_an_answer_to_one_who_shares_a_mailbox_goes_in_the_thread_of_the_mailbox(self) -> None:
        case = interview(contacts=(HR, LEAD, PEER.replace(email="Sato@Example.com")))
        invitation = reply("2026-06-04 16:00", message_id="<h@acme.example>", subject="Your interview")
        action = owed(case, THANKED, invitation, asks("2026-06-05 10:00", "peer"), now=AFTER_QUESTION)
        assert ids(action) == ["peer"]
        assert action.to[0].reply_to == Thread(message_id="<h@acme.example>", subject="Your interview")

    def test_a_mail_told_once_for_each_recipient_answers_all_of_them(self) -> None:
        events = (
            THANKED,
            QUESTION,
            asks("2026-06-05 11:00", "lead"),
            message("2026-06-05 12:00", "hr", message_id="<m@me.example>"),
            message("2026-06-05 12:01", "lead", message_id="<m@me.example>"),
        )
        assert not isinstance(answer(interview(), *events, now="2026-06-05 13:00"), Respond)

    def test_an_irregular_touch_to_the_asker_answers(self) -> None:
        early = escalation("2026-06-03 16:00", "hr")
        assert len(replay(interview(), [early]).irregular) == 1
        assert not isinstance(answer(interview(), asks("2026-06-01 10:00"), early, now="2026-06-03 17:00"), Respond)

    @pytest.mark.parametrize(
        "touch", [thank_you, follow_up, escalation, update_thanks], ids=lambda touch: str(touch.__name__)
    )
    def test_a_touch_to_the_asker_answers(self, touch: Callable[..., Event]) -> None:
        events = (THANKED, QUESTION, touch("2026-06-05 12:00", "hr"))
        assert not isinstance(answer(interview(), *events, now="2026-06-05 13:00"), Respond)

    def test_a_touch_to_somebody_else_answers_nothing(self) -> None:
        events = (QUESTION, thank_you("2026-06-05 12:00"))
        assert ids(owed(interview(), *events, now="2026-06-05 13:00")) == ["hr"]

    def test_a_touch_of_a_day_before_the_interview_answers_nothing(self) -> None:
        events = (asks("2026-06-01 10:00"), thank_you("2026-06-02 10:00", "hr"))
        assert ids(owed(interview(), *events, now="2026-06-02 11:00")) == ["hr"]

    def test_a_touch_of_the_interview_s_day_before_its_end_answers(self) -> None:
        events = (asks("2026-06-01 10:00"), thank_you("2026-06-03 10:00", "hr"))
        assert not isinstance(answer(interview(), *events, now="2026-06-03 11:00"), Respond)

    def test_a_message_of_a_day_before_the_interview_answers(self) -> None:
        events = (asks("2026-06-01 10:00"), message("2026-06-02 10:00", "hr"))
        assert not isinstance(answer(interview(), *events, now="2026-06-02 11:00"), Respond)

    def test_a_skipped_touch_answers_nothing(self) -> None:
        skip = skipped("2026-06-05 12:00", Touch.UPDATE_THANKS)
        assert isinstance(answer(interview(), THANKED, QUESTION, skip, now="2026-06-05 13:00"), Respond)

    def test_a_message_that_bounced_by_its_id_answers_nothing(self) -> None:
        events = (
            THANKED,
            QUESTION,
            message("2026-06-05 12:00", "hr", message_id="<a@me.example>"),
            message("2026-06-05 12:30", "lead"),
            bounced("2026-06-09 08:00", HR, message_id="<a@me.example>"),
        )
        assert owed(interview(), *events, now="2026-06-09 09:00").asks_for == "two references"

    def test_a_message_that_bounced_holds_no_follow_up(self) -> None:
        events = (
            THANKED,
            message("2026-06-12 10:00", "staff"),
            bounced("2026-06-12 10:01", STAFF),
        )
        window = "2026-06-15 09:00", "2026-06-16 18:00"
        case = interview(contacts=(HR, LEAD, PEER, STAFF))
        assert when_and_whom(case, *events, now="2026-06-12 11:00") == (window, ["hr"])

    def test_the_candidate_s_own_copy_of_a_message_says_nothing(self) -> None:
        sent = message("2026-06-08 10:00", "lead", message_id="<m@me.example>")
        copy = asks("2026-06-08 10:01", message_id="<m@me.example>")
        progress = replay(interview(), [THANKED, sent, copy])
        assert (progress.stage, len(progress.irregular)) == (Stage.THANKED, 1)
        assert not isinstance(answer(interview(), THANKED, sent, copy, now="2026-06-08 11:00"), Respond)

    def test_the_candidate_s_own_copy_of_a_message_ends_no_question(self) -> None:
        sent = message("2026-06-08 10:00", "lead", message_id="<m@me.example>")
        copy = reply("2026-06-08 10:01", message_id="<m@me.example>")
        assert isinstance(answer(interview(), THANKED, QUESTION, sent, copy, now="2026-06-08 11:00"), Respond)

    def test_a_message_to_somebody_who_asked_before_the_end_answers_no_unknown_asker(self) -> None:
        """What was asked before the end is no update (G26): the answer to the unknown one goes to HR."""
        before = asks("2026-06-03 10:00", "lead", asks_for="a portfolio")
        events = (before, asks("2026-06-04 10:00", None), message("2026-06-05 10:00", "lead"))
        assert ids(owed(interview(), *events, now="2026-06-05 11:00")) == ["hr"]
