"""G30: A draft is not a message: only a *sent* event counts. An interview that has not ended has nothing due but an
answer owed (G37): wait for the thank-you's window.
"""

from __future__ import annotations

from datetime import date

import pytest

from asking import answer, due, ids, owed, span
from events import asks, message
from followup_rules import (
    DEFAULT_POLICY,
    BusinessDays,
    ContactRole,
    InputError,
    Touch,
    WaitUntil,
    WindowStatus,
    messages,
    next_action,
)
from support import CANDIDATE, HR, LEAD, PEER, at, interview, local


class TestG30:
    def test_a_draft_leaves_the_message_due(self) -> None:
        action = due(interview(), now="2026-06-04 16:00")
        assert len(messages(action, interview(), CANDIDATE)) == 1
        action.sent(at=at("2026-06-04 16:05"))
        assert answer(interview(), now="2026-06-04 16:10").replace(reasons=()) == action.replace(
            reasons=(), send_at=at("2026-06-04 16:10")
        )

    def test_only_the_sent_event_counts(self) -> None:
        sent = due(interview(), now="2026-06-04 16:00").sent(at=at("2026-06-04 16:05"))
        assert due(interview(), sent, now="2026-06-04 16:10").touch is Touch.FOLLOW_UP_1

    @pytest.mark.parametrize("now", ["2026-05-01 10:00", "2026-06-01 12:00", "2026-06-03 14:59"])
    def test_before_the_end_the_thank_you_is_waited_for(self, now: str) -> None:
        action = due(interview(), now=now)
        assert (action.kind, action.touch, ids(action)) == ("wait-until", Touch.THANK_YOU, ["peer"])
        assert span(action) == ("2026-06-04 15:00", "2026-06-05 15:00")
        assert "G30" in {reason.rule for reason in action.reasons}

    def test_nothing_opens_before_the_end_where_a_policy_waits_for_nothing(self) -> None:
        policy = DEFAULT_POLICY.replace(
            first_follow_up=BusinessDays(0, 1), after_decision_business_days=0, never={Touch.THANK_YOU}
        )
        case = interview(decision_by=date(2026, 6, 3), contacts=(HR,))
        action = next_action(case, [], now=at("2026-06-03 10:00"), policy=policy)
        assert isinstance(action, WaitUntil)
        assert (action.touch, action.send_at) == (Touch.FOLLOW_UP_1, at("2026-06-03 15:00"))

    def test_after_the_end_g30_is_no_reason(self) -> None:
        assert "G30" not in {reason.rule for reason in due(interview(), now="2026-06-03 15:00").reasons}

    def test_before_the_end_nothing_is_blocked(self) -> None:
        assert answer(
            interview(contacts=(HR.replace(email=None), PEER.replace(email=None))), now="2026-06-01 12:00"
        ).kind == ("wait-until")

    def test_a_policy_without_thanks_waits_for_the_follow_up(self) -> None:
        policy = DEFAULT_POLICY.replace(never={Touch.THANK_YOU})
        action = next_action(interview(), (), now=at("2026-06-01 12:00"), policy=policy)
        assert isinstance(action, WaitUntil)
        assert action.touch is Touch.FOLLOW_UP_1

    @pytest.mark.parametrize("now", ["2026-06-02 11:00", "2026-06-03 14:59"])
    def test_an_answer_is_owed_before_the_end(self, now: str) -> None:
        action = owed(interview(), asks("2026-06-02 10:00"), now=now)
        assert (action.status, local(action.send_at)) == (WindowStatus.OPEN, now)

    def test_the_thank_you_is_waited_for_once_a_question_is_answered(self) -> None:
        events = (asks("2026-06-02 10:00"), message("2026-06-02 12:00", "hr"))
        action = due(interview(), *events, now="2026-06-02 13:00")
        assert isinstance(action, WaitUntil)
        assert (action.touch, local(action.send_at)) == (Touch.THANK_YOU, "2026-06-04 15:00")

    def test_the_thank_you_is_waited_for_once_the_answer_has_lapsed(self) -> None:
        question = asks("2026-05-11 10:00")  # due by Tuesday 12 May; the tenth business day after it is the 26th
        assert owed(interview(), question, now="2026-05-26 23:59").status is WindowStatus.LATE
        action = due(interview(), question, now="2026-05-27 00:00")
        assert isinstance(action, WaitUntil)
        assert (action.touch, local(action.send_at)) == (Touch.THANK_YOU, "2026-06-04 15:00")


class TestSent:
    """G30: only a sent event counts; a mail to each is an event for each."""

    CASE = interview(contacts=(HR, PEER, LEAD.replace(roles={ContactRole.INTERVIEWER})))

    def test_an_event_for_one_mail_leaves_the_other_recipients_due(self) -> None:
        action = due(self.CASE, now="2026-06-04 15:00")
        sent = action.sent(at=at("2026-06-04 15:10"), to=["peer"], message_id="<1@example.com>", subject="Thank you")
        assert sent.to == ("peer",)
        assert [to.contact for to in due(self.CASE, sent, now="2026-06-04 15:20").to] == ["lead"]

    def test_only_recipients_of_an_action_can_have_got_its_message(self) -> None:
        with pytest.raises(
            InputError, match=r"^to must be a collection of contact ids among \('peer', 'lead'\), got \['hr'\]$"
        ):
            due(self.CASE, now="2026-06-04 15:00").sent(at=at("2026-06-04 15:10"), to=["hr"])
