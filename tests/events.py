"""The events of the tests: what happened to the plain interview, each in a line.

A time is local, ``2026-06-04 15:30``, in Tokyo unless ``zone`` says otherwise; an aware datetime is taken as it is.
Whoever is not named is the one whom the rules would choose. Times that many tests share have a name in ``support``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from followup_rules import (
    Bounced,
    ContactRole,
    EscalationSent,
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
    Snoozed,
    ThankYouSent,
    TouchSkipped,
    UpdateThanksSent,
    Withdrawn,
)
from support import HR, TOKYO, at

if TYPE_CHECKING:
    from followup_rules import Contact, Event, Touch


def _instant(when: str | datetime, zone: str = TOKYO) -> datetime:
    return when if isinstance(when, datetime) else at(when, zone)


def _day(day: str | date) -> date:
    return day if isinstance(day, date) else date.fromisoformat(day)


def thank_you(when: str | datetime = "2026-06-04 16:00", *contacts: str, zone: str = TOKYO, **more: Any) -> Event:
    return ThankYouSent(at=_instant(when, zone), to=contacts or ("peer",), **more)


def follow_up(when: str | datetime = "2026-06-15 10:00", *contacts: str, zone: str = TOKYO, **more: Any) -> Event:
    return FollowUpSent(at=_instant(when, zone), to=contacts or ("hr",), **more)


def escalation(when: str | datetime, *contacts: str, zone: str = TOKYO, **more: Any) -> Event:
    return EscalationSent(at=_instant(when, zone), to=contacts or ("lead",), **more)


def update_thanks(when: str | datetime, *contacts: str, zone: str = TOKYO, **more: Any) -> Event:
    return UpdateThanksSent(at=_instant(when, zone), to=contacts or ("hr",), **more)


def feedback_request(when: str | datetime, *contacts: str, zone: str = TOKYO, **more: Any) -> Event:
    return FeedbackRequestSent(at=_instant(when, zone), to=contacts or ("hr",), **more)


def message(when: str | datetime, *contacts: str, zone: str = TOKYO, **more: Any) -> Event:
    """Return a message that is no touch: documents, a call."""
    return MessageSent(at=_instant(when, zone), to=contacts or ("hr",), **more)


def reply(when: str | datetime, sender: str | None = "hr", *, zone: str = TOKYO, **more: Any) -> Event:
    return ReplyReceived(at=_instant(when, zone), sender=sender, **more)


def asks(when: str | datetime, sender: str | None = "hr", *, zone: str = TOKYO, **more: Any) -> Event:
    """Return a reply that asks for something, references if the test does not say."""
    return reply(when, sender, zone=zone, **{"asks_for": "two references"} | more)


def invites(when: str | datetime, sender: str | None = "lead", on: str | date = "2026-06-22", **more: Any) -> Event:
    """Return a reply that invites the candidate to write on a day."""
    return reply(when, sender, enquire_on=_day(on), **more)


def reopened(when: str | datetime, sender: str | None = "hr", *, zone: str = TOKYO, **more: Any) -> Event:
    return Reopened(at=_instant(when, zone), sender=sender, **more)


def rejection(when: str | datetime, sender: str | None = "hr", *, zone: str = TOKYO, **more: Any) -> Event:
    return RejectionReceived(at=_instant(when, zone), sender=sender, **more)


def offer(when: str | datetime, sender: str | None = "hr", *, zone: str = TOKYO, **more: Any) -> Event:
    return OfferReceived(at=_instant(when, zone), sender=sender, **more)


def next_round(when: str | datetime, sender: str | None = "hr", *, zone: str = TOKYO, **more: Any) -> Event:
    return NextRoundScheduled(at=_instant(when, zone), sender=sender, **more)


def withdrawn(when: str | datetime, *, zone: str = TOKYO) -> Event:
    return Withdrawn(at=_instant(when, zone))


def not_held(when: str | datetime, *, zone: str = TOKYO) -> Event:
    return InterviewNotHeld(at=_instant(when, zone))


def away(
    when: str | datetime, sender: str | None = "hr", returns_on: str | date | None = None, *, zone: str = TOKYO
) -> Event:
    """Return an automatic reply: somebody is away until a day, ``2026-06-18``, or without an end."""
    day = None if returns_on is None else _day(returns_on)
    return OutOfOfficeReceived(at=_instant(when, zone), sender=sender, returns_on=day)


def bounced(when: str | datetime, contact: Contact = HR, **more: Any) -> Event:
    """Return a message that came back from the address of a contact."""
    return Bounced(at=_instant(when), **{"contact": contact.id, "email": contact.email} | more)


def skipped(when: str | datetime, touch: Touch) -> Event:
    return TouchSkipped(at=_instant(when), touch=touch)


def snoozed(when: str | datetime, until: str | date | datetime, *, zone: str = TOKYO) -> Event:
    """Return a snooze until an instant, ``2026-06-18 14:00``, or a day, ``2026-06-18``."""
    if isinstance(until, str):
        until = at(until, zone) if " " in until else date.fromisoformat(until)
    return Snoozed(at=_instant(when, zone), until=until)


THANKED = thank_you()
FIRST = follow_up()
SECOND = follow_up("2026-06-22 10:00")

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


# Why somebody cannot be reached; each gives the contact, and what happened.
UNREACHABLE = ("no-address", "no-reply-role", "no-reply-address", "do-not-contact", "bounced")


def spoil(contact: Contact, how: str, when: str = "2026-06-03 16:00") -> tuple[Contact, tuple[Event, ...]]:
    """Return a contact that cannot be reached, and the events that made it so: a bounce comes *when*."""
    changes: dict[str, dict[str, Any]] = {
        "no-address": {"email": None},
        "no-reply-role": {"roles": {*contact.roles, ContactRole.NO_REPLY}},
        "no-reply-address": {"email": "no-reply@example.com"},
        "do-not-contact": {"do_not_contact": True},
        "bounced": {},
    }
    events = (bounced(when, contact),) if how == "bounced" else ()
    return contact.replace(**changes[how]), events
