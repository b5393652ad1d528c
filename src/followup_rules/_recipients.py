"""To whom: who gets a touch, who is passed over and why, and what is missing where nobody is left.

Each touch has an order of people. Who cannot be reached is passed over for the next in the order; who is away for
long is passed over where somebody else is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from followup_rules._answers import Gap, Recipient, Why
from followup_rules._case import Interview
from followup_rules._errors import must_be
from followup_rules._models import Contact, ContactRole, Touch
from followup_rules._progress import Progress, reply_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup_rules._policy import Policy

_HR, _MANAGER, _PANEL = ContactRole.RECRUITER, ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER
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


Returns = Callable[[date], date]


class Choice(NamedTuple):
    """Who gets a touch, until when it is held for them, why, and what is missing where nobody is left."""

    to: dict[str, bool]  # contact ids, and whether to ask them to pass thanks on
    why: tuple[Why, ...]
    held: tuple[date, str] | None = None  # until which day, and for whom (G20)
    missing: tuple[Gap, ...] = ()


class Recipients:
    """The people of one case, as the events left them."""

    __slots__ = ("_agency", "_interview", "_pool", "_progress")

    def __init__(self, interview: Interview, progress: Progress) -> None:
        """Take the case. With an agency, nobody else is written to (G18)."""
        self._interview, self._progress = interview, progress
        agency = [contact for contact in interview.contacts if ContactRole.AGENCY in contact.roles]
        self._agency, self._pool = bool(agency), agency or list(interview.contacts)

    def recipients(self, choice: Choice) -> tuple[Recipient, ...]:
        """Return who was chosen, each with the thread to reply in (G34)."""
        return tuple(
            Recipient(
                contact=contact.id,
                reply_to=reply_to(self._interview, self._progress, contact),
                passes_on=choice.to[contact.id],
            )
            for contact in self._interview.contacts
            if contact.id in choice.to
        )

    def gap(self, contact: Contact) -> list[Gap]:
        """Return what to ask for so that a contact to whom mail may go can be reached."""
        code = self._unreachable(contact)
        return [] if code in (None, "do-not-contact") or contact not in self._pool else [_gap(contact, str(code))]

    def thank_you(self) -> Choice:
        """Each interviewer not thanked yet; HR too where one cannot be reached or none is known (G15)."""
        if self._agency:
            return self._thank_agency()
        to: dict[str, bool] = {}
        panel = [contact for contact in self._pool if _PANEL in contact.roles]
        why: list[Why] = []
        missing: list[Gap] = []
        for contact in panel:
            if contact.id in self._progress.thanked:
                continue
            code = self._unreachable(contact)
            if code is None:
                to[contact.id] = False
                why.append(Why("thank-each", (contact.label,), contact=contact.id))
            else:
                why.append(_passed_over(contact, code))
                missing.append(_gap(contact, code))
        if not panel or any(gap.code != "do-not-contact" for gap in missing):
            recruiters = [contact for contact in self._pool if _HR in contact.roles]
            if not any(contact.id in self._progress.thanked for contact in recruiters):
                found = next((contact for contact in recruiters if self._unreachable(contact) is None), None)
                missing += [_gap(contact, code) for contact in recruiters if (code := self._unreachable(contact))]
                if found is not None:
                    to[found.id] = True
                    why.append(Why("passes-on", (found.label,), contact=found.id))
        return _choice(Touch.THANK_YOU, to, why, missing)

    def update_thanks(self) -> Choice | None:
        """Whoever replied, and no one else; ``None`` where they cannot be reached (G16, G17)."""
        for contact in self._interview.contacts:
            if contact.id == self._progress.update_from and self._unreachable(contact) is None:
                why = [Why("who-replied", (contact.label,), contact=contact.id)]
                return _choice(Touch.UPDATE_THANKS, {contact.id: False}, why, [])
        return None

    def ask(self, touch: Touch, opens_on: date, returns: Returns, policy: Policy) -> Choice:
        """Who is asked in a follow-up, an escalation or a feedback request that would open on a day (G16, G18, G20).

        *returns* gives the first business day strictly after one.
        """
        why: list[Why] = []
        missing: list[Gap] = []
        waiting: tuple[list[Contact], dict[str, date]] | None = None
        for group in self._order(touch):
            there: dict[str, date] = {}  # contact id -> the day from which to write to them
            for contact in group:
                if code := self._unreachable(contact):
                    why.append(_passed_over(contact, code))
                    missing.append(_gap(contact, code))
                else:
                    there[contact.id] = self._back(contact, returns, policy) or opens_on
            if there and waiting is None:
                waiting = group, there
            if soon := {who: back for who, back in there.items() if (back - opens_on).days <= policy.away_longest_days}:
                return self._asked(touch, group, soon, opens_on, why)
            why += [
                Why("away-too-long", (contact.label,), there[contact.id], contact.id)
                for contact in group
                if contact.id in there
            ]
        if waiting is not None:
            return self._asked(touch, *waiting, opens_on, why)
        return _choice(touch, {}, why, missing)

    def ends_at_agency(self, touch: Touch) -> bool:
        """Tell whether an escalation ends the case: no second contact at the agency is left (G18)."""
        had = self._had_follow_ups()
        return self._agency and touch is Touch.ESCALATION and all(contact.id in had for contact in self._pool)

    def _had_follow_ups(self) -> set[str]:
        """Return who had a follow-up since the last reply; at an agency, whoever would have had the skipped ones."""
        had = set(self._progress.followed_up)
        return had or {contact.id for contact in self._pool[:1] if self._agency}

    def _thank_agency(self) -> Choice:
        if any(contact.id in self._progress.thanked for contact in self._pool):
            return Choice({}, ())
        why: list[Why] = []
        missing: list[Gap] = []
        for contact in self._pool:
            code = self._unreachable(contact)
            if code is None:
                why.append(Why("agency", (contact.label,), contact=contact.id))
                return _choice(Touch.THANK_YOU, {contact.id: True}, why, missing)
            why.append(_passed_over(contact, code))
            missing.append(_gap(contact, code))
        return _choice(Touch.THANK_YOU, {}, why, missing)

    def _order(self, touch: Touch) -> Iterable[list[Contact]]:
        """Return groups of people: who is meant first, then one by one (G16)."""
        progress, pool = self._progress, self._pool
        meant: list[tuple[str | None, ...]] = [(progress.updated_by,)]
        if touch is Touch.FOLLOW_UP_2:
            meant.insert(0, progress.first_follow_up_to)
        elif touch is Touch.FEEDBACK_REQUEST:
            meant = [(progress.rejected_by,)]
        elif touch is Touch.ESCALATION:
            meant = []
        out = self._had_follow_ups() if touch is Touch.ESCALATION else set()
        for ids in meant:
            if group := [contact for contact in pool if contact.id in ids and contact.id not in out]:
                out.update(contact.id for contact in group)
                yield group
        for role in (_ANYBODY,) if self._agency else _ORDER[touch]:
            for contact in pool:
                if contact.id not in out and (role is _ANYBODY or role in contact.roles):
                    out.add(contact.id)
                    yield [contact]

    def _asked(
        self, touch: Touch, group: list[Contact], there: dict[str, date], opens_on: date, why: list[Why]
    ) -> Choice:
        people = [contact for contact in group if contact.id in there]
        why += [self._because(touch, contact) for contact in people]
        choice = Choice(dict.fromkeys(there, False), tuple(why))
        back = max(there.values())
        if back <= opens_on:
            return choice
        return choice._replace(held=(back, " and ".join(contact.label for contact in people)))

    def _because(self, touch: Touch, contact: Contact) -> Why:
        progress = self._progress
        if self._agency:
            code = "agency"
        elif touch is Touch.FOLLOW_UP_2 and contact.id in progress.first_follow_up_to:
            code = "same-as-before"
        elif touch is Touch.ESCALATION:
            code = "somebody-else"
        elif touch is Touch.FEEDBACK_REQUEST and contact.id == progress.rejected_by:
            code = "who-rejected"
        elif touch is not Touch.FEEDBACK_REQUEST and contact.id == progress.updated_by:
            code = "who-replied"
        else:
            code = "hr-first" if _HR in contact.roles else "next-in-order"
        return Why(code, (contact.label,), contact=contact.id)

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
        if ContactRole.NO_REPLY in contact.roles or _NO_REPLY.search(contact.email.split("@")[0]):
            return "no-reply"
        bounced = self._progress.bounced
        return "bounced" if bounced and contact.email.lower() in map(str.lower, bounced) else None


def _choice(touch: Touch, to: dict[str, bool], why: list[Why], missing: list[Gap]) -> Choice:
    if to:
        return Choice(to, tuple(why))
    why.append(Why("nobody-to-write-to"))
    return Choice({}, tuple(why), missing=(*dict.fromkeys(missing), Gap(code="recipient", text=_NOBODY[touch])))


def gaps(interview: Interview) -> tuple[Gap, ...]:
    """Return what to ask for before leaving the room (A4): the less is missing, the better all later messages.

    >>> from datetime import UTC, datetime
    >>> from followup_rules import Interview
    >>> interview = Interview(id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
    ...                       ended_at=datetime(2026, 4, 24, 6, tzinfo=UTC))
    >>> [gap.code for gap in gaps(interview)]
    ['decision-date', 'interviewers', 'recruiter', 'thread']
    """
    must_be(Interview, interview=interview)
    found = []
    if interview.decision_by is None:
        found.append(Gap(code="decision-date", text="Ask by which date to expect an answer."))
    people = Recipients(interview, Progress())
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
