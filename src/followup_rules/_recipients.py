"""To whom: who gets a touch, who is passed over and why, and what is missing where nobody is left.

Each touch has an order of people. Who cannot be reached is passed over for the next in the order; who is away for
long is passed over where somebody else is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from followup_rules._answers import Gap, Recipient, Why
from followup_rules._case import Interview
from followup_rules._errors import must_be
from followup_rules._models import Contact, ContactRole, Touch, trusted
from followup_rules._progress import Mails, Progress, reply_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup_rules._policy import Policy

_HR, _MANAGER, _PANEL = ContactRole.RECRUITER, ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER
_AGENCY, _UNREAD = ContactRole.AGENCY, ContactRole.NO_REPLY
_ESCALATION, _FEEDBACK_REQUEST = Touch.ESCALATION, Touch.FEEDBACK_REQUEST
_ANYBODY = None
_ORDER: dict[Touch, tuple[ContactRole | None, ...]] = {  # G16
    Touch.FOLLOW_UP_1: (_HR, _MANAGER, _PANEL),
    Touch.FOLLOW_UP_2: (_HR, _MANAGER, _PANEL),
    Touch.ESCALATION: (_MANAGER, _PANEL, _ANYBODY),
    Touch.FEEDBACK_REQUEST: (_HR, _MANAGER),
}
_NO_REPLY = re.compile(r"(^|[-_.+])(no[-_.]?reply|do[-_.]?not[-_.]?reply)([-_.+]|$)", re.IGNORECASE)  # G19

# What is missing of a contact that cannot be reached: the code of the gap, and what would help.
_UNREACHABLE = {
    "no-reply": "{name} is a no-reply address; ask for a person's.",
    "do-not-contact": "{name} is not to be contacted; somebody else is needed.",
    "no-address": "The e-mail address of {name} is missing.",
    "bounced": "The address of {name} bounced; ask for one that works.",
}
_NOBODY = {
    Touch.THANK_YOU: "Nobody is known to thank: an interviewer's or a recruiter's address is needed.",
    Touch.FOLLOW_UP_1: "Nobody is known to ask: a recruiter's or the hiring manager's address is needed.",
    Touch.FOLLOW_UP_2: "Nobody is known to ask: a recruiter's or the hiring manager's address is needed.",
    Touch.ESCALATION: "Everybody known had a follow-up: somebody else in the company is needed.",
    Touch.UPDATE_THANKS: "Whoever replied cannot be reached.",
    Touch.FEEDBACK_REQUEST: "Nobody is known to ask for feedback: a recruiter's address is needed.",
}
_NOBODY_THERE = "Nobody at the agency can be reached: an address there is needed."

Returns = Callable[[date], date]


@dataclass(slots=True)
class Choice:
    """Who gets a touch, why, who cannot be reached, and until when it is held for those who get it."""

    to: dict[str, bool]  # contact ids, and whether to ask them to pass thanks on
    why: list[Why]
    unreachable: list[tuple[Contact, str]]  # each with the code of why
    held: tuple[date, str] | None = None  # until which day, and for whom (G20)
    passes_on_to: tuple[str, ...] = ()  # whom HR is to thank; everybody who was there where it is empty


class Recipients:
    """The people of one case, as the events left them."""

    __slots__ = ("_agency", "_interview", "_mails", "_pool", "_progress")

    def __init__(self, interview: Interview, progress: Progress, mails: Mails) -> None:
        """Take the case. With an agency, nobody else is written to (G18)."""
        self._interview, self._progress, self._mails = interview, progress, mails
        agency = [contact for contact in interview.contacts if _AGENCY in contact.roles]
        self._agency, self._pool = bool(agency), agency or list(interview.contacts)

    def recipients(self, choice: Choice) -> tuple[Recipient, ...]:
        """Return who was chosen, each with the thread to reply in (G34)."""
        return tuple(
            [
                trusted(
                    Recipient,
                    {
                        "contact": contact.id,
                        "reply_to": reply_to(self._interview, self._mails, contact),
                        "passes_on": choice.to[contact.id],
                        "passes_on_to": choice.passes_on_to if choice.to[contact.id] else (),
                    },
                )
                for contact in self._interview.contacts
                if contact.id in choice.to
            ]
        )

    def gap(self, contact: Contact) -> list[Gap]:
        """Return what to ask for so that a contact to whom mail may go can be reached."""
        code = self._unreachable(contact)
        return [] if code in (None, "do-not-contact") or contact not in self._pool else [_gap(contact, str(code))]

    def missing(self, touch: Touch, choice: Choice) -> tuple[Gap, ...]:
        """Return what would help where nobody is left (G22)."""
        gaps = dict.fromkeys(_gap(contact, code) for contact, code in choice.unreachable)
        return (*gaps, Gap(code="recipient", text=_NOBODY_THERE if self._agency else _NOBODY[touch]))

    def thank_you(self) -> Choice:
        """Each interviewer not thanked yet; HR too where one cannot be reached or none is known (G15)."""
        if self._agency:
            return self._thank_agency()
        to: dict[str, bool] = {}
        panel = [contact for contact in self._pool if _PANEL in contact.roles]
        why: list[Why] = []
        unreachable: list[tuple[Contact, str]] = []
        for contact in panel:
            if contact.id in self._progress.thanked:
                continue
            code = self._unreachable(contact)
            if code is None:
                to[contact.id] = False
                why.append(Why("thank-each", (contact.label,), contact=contact.id))
            else:
                why.append(_passed_over(contact, code))
                unreachable.append((contact, code))
        silent = tuple([contact.id for contact, code in unreachable if code != "do-not-contact"])
        if not panel or silent:
            recruiters = [contact for contact in self._pool if _HR in contact.roles]
            if not any(contact.id in self._progress.thanked for contact in recruiters):
                found = next((contact for contact in recruiters if self._unreachable(contact) is None), None)
                unreachable += [(contact, code) for contact in recruiters if (code := self._unreachable(contact))]
                if found is not None:
                    to[found.id] = True
                    why.append(Why("passes-on", (found.label,), contact=found.id))
        return Choice(to, why, unreachable, passes_on_to=silent)

    def update_thanks(self) -> Choice | None:
        """Whoever replied, and no one else; ``None`` where they cannot be reached (G16, G17)."""
        for contact in self._interview.contacts:
            if contact.id == self._progress.update_from and self._unreachable(contact) is None:
                why = [Why("who-replied", (contact.label,), contact=contact.id)]
                return Choice({contact.id: False}, why, [])
        return None

    def ask(self, touch: Touch, opens_on: date, returns: Returns, policy: Policy) -> Choice:
        """Who is asked in a follow-up, an escalation or a feedback request that would open on a day (G16, G18, G20).

        *returns* gives the first business day strictly after one.
        """
        why: list[Why] = []
        unreachable: list[tuple[Contact, str]] = []
        waiting: tuple[str, list[tuple[Contact, date]]] | None = None
        for code, group in self._order(touch):
            there: list[tuple[Contact, date]] = []  # each with the day from which to write to them
            for contact in group:
                if (problem := self._unreachable(contact)) is not None:
                    why.append(_passed_over(contact, problem))
                    unreachable.append((contact, problem))
                else:
                    there.append((contact, self._back(contact, returns, policy) or opens_on))
            soon = [each for each in there if (each[1] - opens_on).days <= policy.away_longest_days]
            if len(soon) < len(there):
                passed = [each for each in there if each not in soon]
                why += [Why("away-too-long", (contact.label,), back, contact.id) for contact, back in passed]
            if soon:
                return self._asked(code, soon, opens_on, why)
            if there and waiting is None:
                waiting = code, there
        if waiting is not None:
            code, there = waiting
            waited_for = {contact.id for contact, _ in there}
            left = [each for each in why if each.code != "away-too-long" or each.contact not in waited_for]
            return self._asked(code, there, opens_on, left)
        return Choice({}, why, unreachable)

    def ends_at_agency(self, touch: Touch) -> bool:
        """Tell whether an escalation ends the case: no second contact at the agency is left (G18)."""
        if not self._agency or touch is not _ESCALATION:
            return False
        had = self._had_follow_ups()
        return all(contact.id in had for contact in self._pool)

    def _had_follow_ups(self) -> set[str]:
        """Return who had a follow-up since the last reply; at an agency, whoever would have had the skipped ones."""
        had = set(self._progress.followed_up)
        return had or {contact.id for contact in self._pool[:1] if self._agency}

    def _thank_agency(self) -> Choice:
        if any(contact.id in self._progress.thanked for contact in self._pool):
            return Choice({}, [], [])
        why: list[Why] = []
        unreachable: list[tuple[Contact, str]] = []
        for contact in self._pool:
            code = self._unreachable(contact)
            if code is None:
                why.append(Why("agency", (contact.label,), contact=contact.id))
                return Choice({contact.id: True}, why, [])
            why.append(_passed_over(contact, code))
            unreachable.append((contact, code))
        return Choice({}, why, unreachable)

    def _order(self, touch: Touch) -> Iterable[tuple[str, list[Contact]]]:
        """Yield who is meant, then one by one who else there is, each with the code of the reason (G16)."""
        progress, pool = self._progress, self._pool
        out: set[str | None] = set()
        meant: list[tuple[str, tuple[str | None, ...]]] = []
        if touch is _ESCALATION:
            out.update(self._had_follow_ups())
        elif touch is _FEEDBACK_REQUEST:
            meant = [("who-rejected", (progress.rejected_by,))]
        else:
            # before the first follow-up, nobody had it
            meant = [("same-as-before", progress.first_follow_up_to), ("who-replied", (progress.updated_by,))]
        for code, ids in meant:
            group = [contact for contact in pool if contact.id in ids and contact.id not in out] if ids else []
            if group:
                out.update(ids)
                yield code, group
        for role in (_ANYBODY,) if self._agency else _ORDER[touch]:
            code = "somebody-else" if touch is _ESCALATION else "hr-first" if role is _HR else "next-in-order"
            for contact in pool:
                if contact.id not in out and (role is _ANYBODY or role in contact.roles):
                    out.add(contact.id)
                    yield code, [contact]

    def _asked(self, code: str, people: list[tuple[Contact, date]], opens_on: date, why: list[Why]) -> Choice:
        if self._agency:
            code = "agency"
        to, until = {}, opens_on
        for contact, back in people:
            to[contact.id] = False
            why.append(Why(code, (contact.label,), None, contact.id))
            until = max(until, back)
        if until == opens_on:
            return Choice(to, why, [])
        return Choice(to, why, [], (until, " and ".join([contact.label for contact, _ in people])))

    def _back(self, contact: Contact, returns: Returns, policy: Policy) -> date | None:
        for away in self._progress.away:
            if away.contact == contact.id:
                return returns(away.returns_on or away.said_on + timedelta(days=policy.away_days))
        return None

    def _unreachable(self, contact: Contact) -> str | None:
        """Return the code of why a contact is never chosen, if so (G19)."""
        if contact.do_not_contact:
            return "do-not-contact"
        if contact.email is None:
            return "no-address"
        if _UNREAD in contact.roles or _NO_REPLY.search(contact.email.split("@")[0]):
            return "no-reply"
        bounced = self._progress.bounced
        return "bounced" if bounced and contact.email.lower() in map(str.lower, bounced) else None


def gaps(interview: Interview) -> tuple[Gap, ...]:
    """Return what to ask for before leaving the room (A4): the less is missing, the better all later messages.

    >>> from datetime import UTC, datetime
    >>> from followup_rules import Interview
    >>> interview = Interview(id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
    ...                       ended_at=datetime(2026, 4, 24, 6, tzinfo=UTC))
    >>> [gap.code for gap in gaps(interview)]
    ['decision-date', 'interviewers', 'recruiter', 'thread']
    """
    must_be(Interview, "interview", interview)
    found = []
    if interview.decision_by is None:
        found.append(Gap(code="decision-date", text="Ask by which date to expect an answer."))
    people = Recipients(interview, Progress(), [])
    panel = [contact for contact in interview.contacts if _PANEL in contact.roles]
    if not panel:
        found.append(Gap(code="interviewers", text="Note who interviewed you, with names and addresses."))
    for contact in panel:
        if contact.name is None and contact.family_name is None:
            found.append(Gap(code="name", text=f"Ask for the name of {contact.label}.", contact=contact.id))
        found += people.gap(contact)
    hr = [contact for contact in interview.contacts if not contact.roles.isdisjoint((_HR, ContactRole.AGENCY))]
    if not hr:
        found.append(Gap(code="recruiter", text="Ask who in HR looks after the application."))
    for contact in hr:
        found += [gap for gap in people.gap(contact) if gap not in found]
    if interview.thread is None:
        found.append(
            Gap(code="thread", text="Keep the mail that scheduled the interview: messages can go in its thread.")
        )
    return tuple(found)


def _gap(contact: Contact, code: str) -> Gap:
    return Gap(code=code, text=_UNREACHABLE[code].format(name=contact.label), contact=contact.id)


def _passed_over(contact: Contact, code: str) -> Why:
    return Why("passed-over", (contact.label, code.replace("-", " ")), contact=contact.id)
