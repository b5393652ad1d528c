"""What a history says by the rules, kept by hand, an event at a time; knows nothing of the library but its events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from oracle.matrix import CELLS, KINDS, SKIPS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from followup_rules import Event, Interview

HEADS = {kind: head for head, kind in KINDS.items()}  # the column of the hand-written matrix for each kind
WORDS = {"reply-received", "rejection-received", "offer-received", "next-round-scheduled", "reopened"}
THEIRS = {*WORDS, "interview-not-held"}
REPLIES = {"reply-received", "reopened"}


@dataclass(slots=True)
class Ledger:
    """The account of one history; all of its events came after the interview's end."""

    emails: dict[str, str]  # of each contact
    zone: ZoneInfo
    stage: str = "interviewed"
    follow_ups: int = 0  # since their last word (G14)
    escalations: int = 0  # since their last word (G14)
    feedback_requests: int = 0
    is_welcome: bool = True  # to enquire (G21)
    stated: date | None = None  # the decision date that they named last (G10)
    invited: date | None = None  # the day on which they want to be written to (G39)
    bounced: set[str] = field(default_factory=set)  # addresses (G19)
    opted_out: frozenset[str] = frozenset()  # addresses (G19)
    was_not_held: bool = False  # nothing was gone through (G42)
    needs_new_time: bool = False  # taken up again after that, and the end is not replaced (G43)
    followed_up: set[str] = field(default_factory=set)  # addresses that had a follow-up since the last reply (G16)
    rejected_on: date | None = None  # the day on which the case came into that stage (G11)
    last_day: date | None = None
    sent_on: dict[str, date] = field(default_factory=dict)  # since they wrote: the last day of each kind of message

    def key(self) -> tuple[object, ...]:
        """Return what tells two accounts apart, as far as it can matter to what comes after its last day."""
        return (
            self.stage,
            min(self.follow_ups, 2),
            min(self.escalations, 1),
            min(self.feedback_requests, 1),
            self.is_welcome,
            self.was_not_held,
            self.needs_new_time,
            self.stated,
            self.invited,
            tuple(sorted(self.bounced)),
            tuple(sorted(self.followed_up)),
            tuple(sorted(kind for kind, day in self.sent_on.items() if day == self.last_day)),
        )

    def add(self, event: Event) -> None:
        """Take in one more event, which is later than all others."""
        kind, day = event.kind, event.at.astimezone(self.zone).date()
        joins, self.last_day = False, day
        if kind in THEIRS:
            self.sent_on.clear()
        elif kind.endswith("-sent"):
            joins = self.sent_on.get(kind) == day  # G24: messages of one touch on one day are one message
            self.sent_on[kind] = day
        if kind in WORDS:
            self.follow_ups = self.escalations = 0
        if kind in REPLIES:
            self.followed_up.clear()
            self._hear_terms(event, day)
        if kind == "follow-up-sent":
            self.followed_up.update(self.emails[who] for who in event.named)
        if kind in WORDS or kind == "out-of-office-received":
            self.bounced.discard(self.emails.get(getattr(event, "sender", None) or "", ""))
        if kind == "bounced":
            self.bounced.add(str(getattr(event, "email", "")))
        if not joins:
            self.follow_ups += kind == "follow-up-sent"
            self.escalations += kind == "escalation-sent"
            self.feedback_requests += kind == "feedback-request-sent"
            self._move(event)

    def _move(self, event: Event) -> None:
        if event.kind == "touch-skipped":
            self.stage = SKIPS.get((self.stage, str(getattr(event, "touch", ""))), self.stage)
        elif event.kind in HEADS:
            cell = CELLS[self.stage, HEADS[event.kind]]
            if event.kind == "interview-not-held" and cell != "·":
                self.was_not_held, self.needs_new_time = True, False
            elif event.kind == "reopened" and self.stage == "not-held":
                self.needs_new_time = True  # the interview ended before it
            if cell == "rejected":
                self.rejected_on = self.last_day
            self.stage = self.stage if cell in {"=", "·"} else cell

    def _hear_terms(self, event: Event, day: date) -> None:
        """G10, G21, G39: a date before the day of its event was not named."""
        named, invites = (
            each if each is not None and each >= day else None
            for each in (getattr(event, "decision_by", None), getattr(event, "enquire_on", None))
        )
        says_no = not getattr(event, "enquiries_welcome", True)
        self.stated = named or self.stated
        if named or says_no or (self.invited is not None and day >= self.invited):
            self.invited = None
        if says_no:
            self.is_welcome = False
        if invites:
            self.invited, self.is_welcome = invites, True


def arrived(emails: dict[str, str], events: Iterable[Event]) -> list[Event]:
    """Return events, in their order, without what came back (G19).

    A bounce without a message id undoes the last message to that address, for all who share it (G41).
    """
    facts = list(events)
    left = [set(event.named) for event in facts]
    for index, event in enumerate(facts):
        if event.kind == "bounced":
            lost = {who for who, email in emails.items() if email == getattr(event, "email", None)}
            before = [i for i in range(index) if facts[i].kind.endswith("-sent") and lost & left[i]]
            if before:
                left[before[-1]] -= lost
    return [event for event, people in zip(facts, left, strict=True) if people or not event.kind.endswith("-sent")]


def ledger_of(interview: Interview, events: Iterable[Event]) -> Ledger:
    """Return the account of some events, which are in the order of their times."""
    emails = {contact.id: contact.email for contact in interview.contacts if contact.email is not None}
    ledger = Ledger(
        emails,
        ZoneInfo(interview.timezone),
        is_welcome=interview.enquiries_welcome,
        stated=interview.decision_by,
        opted_out=frozenset(each.email for each in interview.contacts if each.do_not_contact and each.email),
    )
    if interview.enquire_on is not None:  # it counts as said at the interview's end
        ledger.invited, ledger.is_welcome = interview.enquire_on, True
    for event in arrived(emails, events):
        ledger.add(event)
    return ledger
