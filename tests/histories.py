"""Histories in a line: what happened to the plain interview, and the questions that most tests ask of it.

A time is local, ``2026-06-04 15:30``. Whoever is not named is the one whom the rules would choose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup_rules import (
    Action,
    Blocked,
    Bounced,
    Done,
    EscalationSent,
    Event,
    FeedbackRequestSent,
    FollowUpSent,
    InterviewNotHeld,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    RejectionReceived,
    Reopened,
    ReplyReceived,
    Respond,
    Send,
    Snoozed,
    ThankYouSent,
    Touch,
    TouchSkipped,
    UpdateThanksSent,
    WaitUntil,
    Withdrawn,
    next_action,
    plan,
    replay,
)
from support import TOKYO, at, interview, local

if TYPE_CHECKING:
    from collections.abc import Sequence


def thank_you(when: str = "2026-06-04 15:30", *contacts: str, **more: Any) -> Event:
    return ThankYouSent(at=at(when), to=contacts or ("peer",), **more)


def follow_up(when: str, *contacts: str, **more: Any) -> Event:
    return FollowUpSent(at=at(when), to=contacts or ("hr",), **more)


def escalation(when: str, *contacts: str, **more: Any) -> Event:
    return EscalationSent(at=at(when), to=contacts or ("lead",), **more)


def update_thanks(when: str, *contacts: str, **more: Any) -> Event:
    return UpdateThanksSent(at=at(when), to=contacts or ("hr",), **more)


def feedback_request(when: str, *contacts: str, **more: Any) -> Event:
    return FeedbackRequestSent(at=at(when), to=contacts or ("hr",), **more)


def message(when: str, *contacts: str, **more: Any) -> Event:
    return MessageSent(at=at(when), to=contacts or ("hr",), **more)


def reply(when: str, sender: str | None = "hr", **more: Any) -> Event:
    return ReplyReceived(at=at(when), sender=sender, **more)


def reopened(when: str, sender: str | None = "hr", **more: Any) -> Event:
    return Reopened(at=at(when), sender=sender, **more)


def rejection(when: str, **more: Any) -> Event:
    return RejectionReceived(at=at(when), sender="hr", **more)


def offer(when: str, **more: Any) -> Event:
    return OfferReceived(at=at(when), sender="hr", **more)


def next_round(when: str, **more: Any) -> Event:
    return NextRoundScheduled(at=at(when), sender="hr", **more)


def withdrawn(when: str) -> Event:
    return Withdrawn(at=at(when))


def not_held(when: str) -> Event:
    return InterviewNotHeld(at=at(when))


def away(when: str, sender: str = "hr", returns_on: str | None = None) -> Event:
    return OutOfOfficeReceived(
        at=at(when), sender=sender, returns_on=None if returns_on is None else at(returns_on).date()
    )


def bounced(when: str, contact: str = "hr", **more: Any) -> Event:
    emails = {"hr": "sato@example.com", "lead": "ito@example.com", "peer": "mori@example.com"}
    return Bounced(at=at(when), contact=contact, email=emails[contact], **more)


def skipped(when: str, touch: Touch) -> Event:
    return TouchSkipped(at=at(when), touch=touch)


def snoozed(when: str, until: str) -> Event:
    """Return a snooze until an instant, ``2026-06-18 14:00``, or a day, ``2026-06-18``."""
    return Snoozed(at=at(when), until=at(until) if " " in until else at(until).date())


def stage(*events: Event, **changes: Any) -> str:
    """Return the stage to which some events lead."""
    return replay(interview(**changes), events).stage.value


def irregular(*events: Event, **changes: Any) -> list[tuple[str, str]]:
    """Return the facts that the table does not allow: the stage that each met, and its kind."""
    return [(each.stage.value, each.event) for each in replay(interview(**changes), events).irregular]


def act(events: Sequence[Event], now: str, zone: str = TOKYO, **changes: Any) -> Action:
    """Return the next action at a local time, which is the same from the events and from the progress."""
    case = interview(**changes)
    action = next_action(case, events, now=at(now, zone))
    assert next_action(case, replay(case, events), now=at(now, zone)) == action
    return action


def due(events: Sequence[Event], now: str, zone: str = TOKYO, **changes: Any) -> Send | WaitUntil:
    """Return the next touch at a local time; there must be one."""
    action = act(events, now, zone, **changes)
    assert isinstance(action, Send | WaitUntil), action
    return action


def owed(events: Sequence[Event], now: str, **changes: Any) -> Respond:
    """Return the answer that is owed at a local time; there must be one."""
    action = act(events, now, **changes)
    assert isinstance(action, Respond), action
    return action


def blocked(events: Sequence[Event], now: str, **changes: Any) -> Blocked:
    """Return what cannot be done at a local time; there must be something."""
    action = act(events, now, **changes)
    assert isinstance(action, Blocked), action
    return action


def done(events: Sequence[Event], now: str, **changes: Any) -> Done:
    """Return that nothing is due at a local time; nothing must be."""
    action = act(events, now, **changes)
    assert isinstance(action, Done), action
    return action


def span(action: Send | WaitUntil | Respond, zone: str = TOKYO) -> tuple[str, str]:
    """Return a window in local time."""
    return local(action.window.opens, zone), local(action.window.closes, zone)


def to(action: Send | WaitUntil | Respond) -> list[str]:
    """Return who gets a message."""
    return [recipient.contact for recipient in action.to]


def thread(action: Send | WaitUntil | Respond) -> str | None:
    """Return the id of the message to which the one recipient's message replies."""
    (recipient,) = action.to
    return None if recipient.reply_to is None else recipient.reply_to.message_id


def codes(action: Action) -> set[str]:
    """Return the codes of the reasons."""
    return {reason.code for reason in action.reasons}


def rules(action: Action) -> set[str]:
    """Return the rules of the reasons."""
    return {reason.rule for reason in action.reasons}


def ahead(events: Sequence[Event], now: str, **changes: Any) -> list[tuple[str, str]]:
    """Return the touches that lie ahead, and when; the same from the events and from the progress."""
    case = interview(**changes)
    steps = plan(case, events, now=at(now))
    assert plan(case, replay(case, events), now=at(now)) == steps
    found = []
    for each in steps:
        assert isinstance(each, Send | WaitUntil), each
        found.append((each.touch.value, local(each.send_at)))
    return found


# A history for each stage, which ends before noon of 15 June.
PATHS: dict[str, list[Event]] = {
    "interviewed": [],
    "thanked": [thank_you()],
    "followed-up-1": [thank_you(), follow_up("2026-06-09 10:00")],
    "followed-up-2": [thank_you(), follow_up("2026-06-09 10:00"), follow_up("2026-06-10 10:00")],
    "escalated": [
        thank_you(),
        follow_up("2026-06-09 10:00"),
        follow_up("2026-06-10 10:00"),
        escalation("2026-06-11 10:00"),
    ],
    "answered": [thank_you(), reply("2026-06-09 10:00")],
    "rejected": [thank_you(), rejection("2026-06-09 10:00")],
    "feedback-requested": [thank_you(), rejection("2026-06-09 10:00"), feedback_request("2026-06-10 10:00")],
    "offered": [thank_you(), offer("2026-06-09 10:00")],
    "advanced": [thank_you(), next_round("2026-06-09 10:00")],
    "withdrawn": [thank_you(), withdrawn("2026-06-09 10:00")],
    "not-held": [not_held("2026-06-09 10:00")],
}
