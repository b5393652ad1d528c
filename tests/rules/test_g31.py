"""G31: A draft is complete, sendable text: no placeholder, no bracket to fill in, no fact that was not given. Where
B7's specific thing is missing the draft reads well without it, and a finding says what to add.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

import events
from asking import written
from followup_rules import (
    Blocked,
    Done,
    Draft,
    Event,
    Stage,
    Touch,
    Window,
    first_follow_up,
    messages,
    next_action,
    thank_you,
    update_thanks,
)
from letters import LEARNED, THREAD, all_drafts, each_draft, parts, says
from support import CANDIDATE, HR, LEAD, PEER, at, interview

if TYPE_CHECKING:
    from collections.abc import Callable


class TestG31:
    @pytest.mark.untraced
    def test_no_draft_has_a_placeholder_or_a_bracket(self) -> None:
        pattern = re.compile(r"[\[\]{}<>()$%_*#|\\]|\bNone\b|\bnull\b|TBD|\.\.|…|e\.g\.", re.IGNORECASE)
        assert [found for draft in all_drafts() for text in draft if (found := pattern.search(text))] == []

    @pytest.mark.untraced
    def test_no_draft_has_a_hole(self) -> None:
        pattern = re.compile(r"  |[ \t]\n|\n[ \t]|\n\n\n| [,.;:?!]|[,;:][,.;:]|^\s|\s$|\b(at|on|by|for|about|to)[.,?]")
        assert [draft for draft in all_drafts() for text in draft if pattern.search(text)] == []

    @pytest.mark.untraced
    def test_every_draft_has_greeting_text_and_signature(self) -> None:
        for draft in all_drafts():
            greeting, *text, signature = parts(draft)
            assert re.fullmatch(r"(Dear|Hello) [^\n]+,", greeting)
            assert text
            assert all(re.fullmatch(r"[A-Z][^\n]+[.?]", paragraph) for paragraph in text)
            assert signature.split("\n")[1:3] == ["Mei Tan", "mei@example.com"]

    @pytest.mark.untraced
    def test_every_number_in_a_draft_was_given(self) -> None:
        given = re.compile(r"\b(Wednesday, )?3 June\b|\bFriday, 12 June\b|\+81 3 1234 5678")
        assert [draft for draft in all_drafts() if re.search(r"\d", given.sub("", draft.body + draft.subject))] == []

    @each_draft
    def test_what_is_none_of_the_recipients_business_stays_out(self, build: Callable[..., Draft]) -> None:
        case = interview(id="case-77", contacts=(HR.replace(id="hr-88"), LEAD, PEER), thread=THREAD)
        text = "\n".join(build(case, case.contacts[0], CANDIDATE))
        for secret in ("case-77", "hr-88", "sato@example.com", "mori@example.com", "ito@example.com", "Asia/Tokyo"):
            assert secret not in text

    def test_without_a_lesson_the_rest_of_the_draft_stays(self) -> None:
        with_it = thank_you(interview(learned=LEARNED), PEER, CANDIDATE)
        without = thank_you(interview(), PEER, CANDIDATE)
        learned = f"I especially enjoyed hearing about {LEARNED}."
        plain = "I appreciated learning more about the work and the people behind it."
        assert without.body == with_it.body.replace(learned, plain)
        assert without.body != with_it.body
        assert without.subject == with_it.subject

    @pytest.mark.parametrize("company", ["Acme Inc.", "Acme Co., Ltd."])
    @each_draft
    def test_a_company_that_ends_in_a_stop_ends_no_sentence_twice(
        self, build: Callable[..., Draft], company: str
    ) -> None:
        body = build(interview(company=company), HR, CANDIDATE).body
        assert ".." not in body

    def test_a_date_that_an_update_named_is_said(self) -> None:
        draft = update_thanks(interview(), HR, CANDIDATE, decision_by=date(2026, 6, 26))
        assert "It helps to know that a decision is expected by Friday, 26 June." in draft.body

    def test_a_folded_update_is_thanked_for(self) -> None:
        folded = first_follow_up(interview(), HR, CANDIDATE, folds={Touch.UPDATE_THANKS})
        plain = first_follow_up(interview(), HR, CANDIDATE)
        assert folded.body.replace(" Thank you for keeping me informed.", "") == plain.body
        assert folded.body != plain.body

    def test_a_lesson_that_ends_in_a_stop_ends_no_sentence_twice(self) -> None:
        assert ".." not in thank_you(interview(learned="how the team plans its work."), PEER, CANDIDATE).body

    def test_a_date_that_was_only_assumed_is_not_said(self) -> None:
        # Nothing was stated: 10 June is assumed, and the first follow-up opens on Monday 15 June.
        [message] = written(interview(), now="2026-06-16 10:00")
        assert "10 June" not in message.body
        assert "expected" not in message.body

    def test_a_stated_date_is_said_as_it_was_stated_last(self) -> None:
        # Stated for Friday 12 June, then for Friday 19 June: the follow-up opens on Wednesday 24 June.
        history: list[Event] = [
            events.thank_you(),
            events.reply("2026-06-11 10:00", decision_by=date(2026, 6, 19)),
            events.update_thanks("2026-06-11 11:00"),
        ]
        [message] = written(interview(decision_by=date(2026, 6, 12)), *history, now="2026-06-24 10:00")
        assert "19 June" in message.body
        assert "12 June" not in message.body

    def test_thanks_that_never_went_out_are_not_repeated(self) -> None:
        draft = first_follow_up(interview(), PEER, CANDIDATE, folds={Touch.THANK_YOU})
        assert says(draft, "thank you")
        assert not says(draft, r"thank you again|once again|as I said|my last message")

    def test_a_recruiter_who_did_not_interview_is_not_said_to_have(self) -> None:
        draft = first_follow_up(interview(), HR, CANDIDATE, folds={Touch.THANK_YOU})
        assert says(draft, "thank you")
        assert not says(draft, r"conversation|speak|spoke|talk|meeting (you|with)")

    def test_an_escalation_does_not_deny_an_update_that_came(self) -> None:
        # A reply of Monday 8 June named the 12th; follow-ups went out on the 18th and the 25th, and nobody answered.
        history: list[Event] = [
            events.reply("2026-06-08 10:00", decision_by=date(2026, 6, 12)),
            events.update_thanks("2026-06-08 11:00"),
            events.follow_up("2026-06-18 10:00"),
            events.follow_up("2026-06-25 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-07-02 10:00")
        assert message.to == LEAD
        assert not re.search(r"not (had|received|heard|got) (an|any) update|no update|never", message.body)

    def test_nothing_to_send_gives_no_message(self) -> None:
        window = Window(timezone="Asia/Tokyo", opens=at("2026-06-04 15:00"), closes=at("2026-06-05 15:00"))
        done = Done(stage=Stage.ESCALATED)
        blocked = Blocked(
            stage=Stage.FOLLOWED_UP_2, touch=Touch.ESCALATION, window=window, opens_at=window.opens, missing=()
        )
        assert messages(done, interview(), CANDIDATE) == ()
        assert messages(blocked, interview(), CANDIDATE) == ()

    def test_an_answer_that_they_asked_for_gives_no_message(self) -> None:
        asked = events.reply("2026-06-05 10:00", asks_for="two references")
        action = next_action(interview(), [asked], now=at("2026-06-05 11:00"))
        assert action.kind == "respond"
        assert messages(action, interview(), CANDIDATE) == ()
