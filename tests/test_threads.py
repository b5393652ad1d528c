"""Which thread a message goes on in, where the mail that scheduled the interview is told as an event too (G34)."""

from __future__ import annotations

from datetime import timedelta

from events import message, reply
from followup_rules import Send, Thread, Touch, WaitUntil, next_action, plan, replay
from support import HR, JUN_SHARES, at, interview


def test_the_scheduling_mail_told_again_is_not_among_its_own_references() -> None:
    scheduled = Thread(message_id="<plan@example.com>", references=("<first@example.com>",), subject="Your interview")
    told = reply("2026-06-02 09:00", message_id="<plan@example.com>")
    case = interview(thread=scheduled, contacts=(HR,))
    action = next_action(case, [told], now=at("2026-06-04 16:00"))
    assert isinstance(action, Send)
    assert action.to[0].reply_to == scheduled


def test_the_scheduling_mail_told_again_is_once_among_the_references_of_a_later_one() -> None:
    scheduled = Thread(message_id="<plan@example.com>", references=("<first@example.com>",), subject="Your interview")
    told = [reply("2026-06-02 09:00", message_id="<plan@example.com>")]
    told += [reply("2026-06-02 10:00", message_id="<later@example.com>")]
    action = next_action(interview(thread=scheduled, contacts=(HR,)), told, now=at("2026-06-04 16:00"))
    assert isinstance(action, Send)
    assert action.to[0].reply_to == Thread(
        message_id="<later@example.com>",
        references=("<first@example.com>", "<plan@example.com>"),
        subject="Your interview",
    )


def test_a_mail_to_two_of_one_mailbox_is_once_among_the_references() -> None:
    told = [message("2026-06-03 16:00", "hr", "jun", message_id="<1@example.com>")]
    told += [reply("2026-06-03 17:00", message_id="<2@example.com>")]
    action = next_action(interview(contacts=(HR, JUN_SHARES)), told, now=at("2026-06-04 16:00"))
    assert isinstance(action, Send)
    assert action.to[0].reply_to == Thread(message_id="<2@example.com>", references=("<1@example.com>",))


def test_after_a_thousand_mails_of_one_mailbox_the_plan_replies_to_the_last() -> None:
    mails = [
        reply(at("2026-06-04 09:00") + timedelta(minutes=n), "hr", message_id=f"<{n}@example.com>") for n in range(1000)
    ]
    now = at("2026-06-05 10:00")
    steps = plan(interview(), mails, now=now)
    assert steps == plan(interview(), replay(interview(), mails), now=now)
    [first] = [step for step in steps if isinstance(step, WaitUntil) and step.touch is Touch.FOLLOW_UP_1]
    [hr] = first.to
    assert hr.reply_to is not None
    assert hr.reply_to.message_id == "<999@example.com>"
