"""To whom: who gets a touch, who is left out and why, and what is missing where nobody is left.

Each touch has an order of people in its row. Whoever cannot be reached is left out for the next in the order, and so is
whoever is away for long, where somebody else can be asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from followup_rules._answers import Gap, Recipient, Why
from followup_rules._case import Interview
from followup_rules._errors import must_be
from followup_rules._events import Touch
from followup_rules._people import Contact, ContactRole
from followup_rules._progress import State
from followup_rules._reach import Reach, reach_of
from followup_rules._threads import thread_of
from followup_rules._touches import TOUCHES, Hold, TouchRow, Whom
from followup_rules._values import check_complete, computed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from followup_rules._timing import CaseTime, Slot

_INTERVIEWER, _RECRUITER = ContactRole.INTERVIEWER, ContactRole.RECRUITER

# What is missing of a contact that cannot be reached: the code of the gap, and what would help.
_UNREACHABLE = {
    "no-reply": "{name} is a no-reply address. Ask for a person's address.",
    "do-not-contact": "{name} does not want to be contacted. Add somebody else.",
    "no-address": "The e-mail address of {name} is missing.",
    "bounced": "Mail to {name} bounced. Ask for an address that works.",
}
_NOBODY_AT_AGENCY = "Nobody at the agency can be reached: add an address there."

# Whom each step of an order means.
_NAMED: dict[Whom, Callable[[State], set[str | None]]] = {
    Whom.FIRST_RECIPIENTS: lambda state: {*state.first_recipients},
    Whom.UPDATER: lambda state: {state.updated_by},
    Whom.REPLIER: lambda state: {state.update.sender if state.update else None},
    Whom.REJECTER: lambda state: {state.rejected_by},
}
_ROLES: dict[Whom, frozenset[ContactRole]] = {
    Whom.RECRUITER: frozenset({ContactRole.RECRUITER}),
    Whom.HIRING_MANAGER: frozenset({ContactRole.HIRING_MANAGER}),
    Whom.INTERVIEWER: frozenset({ContactRole.INTERVIEWER}),
    Whom.ANYBODY: frozenset(ContactRole),
}
check_complete("whom an order may mean", [*_NAMED, *_ROLES], Whom)


@dataclass(slots=True)
class Choice:
    """Who gets a touch, why, who cannot be reached, and until when it is held for those who get it."""

    to: dict[str, bool] = field(default_factory=dict)  # contact ids, and whether to ask them to pass thanks on
    why: list[Why] = field(default_factory=list)
    unreachable: list[tuple[Contact, str]] = field(default_factory=list)  # each with the code of why
    held: tuple[date, str] | None = None  # until which day, and for whom (G20)
    passes_on_to: tuple[str, ...] = ()  # whom HR is to thank; everybody who was there where it is empty

    def leave_out(self, contact: Contact, problem: str) -> None:
        """Note that a contact cannot be reached."""
        self.why.append(Why("passed-over", (contact.label, problem.replace("-", " ")), contact=contact.id))
        self.unreachable.append((contact, problem))


def choose(case: CaseTime, touch: Touch, slot: Slot) -> Choice:
    """Return who gets a touch that would open as *slot* says."""
    reach = reach_of(case.interview, case.state)
    row = TOUCHES[touch]
    if touch is Touch.THANK_YOU:
        return _thank_agency(reach, case.state) if reach.is_agency else _thank(reach, case.state)
    if Hold.ABSENCE in row.holds:
        return _ask(case, reach, row, slot.opens_on)
    return _first_of(case, reach, row)


def recipients(case: CaseTime, choice: Choice) -> tuple[Recipient, ...]:
    """Return who was chosen, each with the thread to reply in (G34)."""
    mails = case.state.mails
    return tuple(
        [
            computed(
                Recipient,
                contact=contact.id,
                reply_to=thread_of(mails[contact.id]) if contact.id in mails else None,
                passes_on=choice.to[contact.id],
                passes_on_to=choice.passes_on_to if choice.to[contact.id] else (),
            )
            for contact in case.interview.contacts
            if contact.id in choice.to
        ]
    )


def missing(case: CaseTime, touch: Touch, choice: Choice) -> tuple[Gap, ...]:
    """Return what would help where nobody is left (G22)."""
    gaps = dict.fromkeys(_gap(contact, code) for contact, code in choice.unreachable)
    nobody = _NOBODY_AT_AGENCY if reach_of(case.interview, case.state).is_agency else TOUCHES[touch].nobody
    return (*gaps, Gap(code="recipient", text=nobody))


def ends_at_agency(case: CaseTime, touch: Touch) -> bool:
    """Tell whether an escalation ends the case: no second contact at the agency is left (G18)."""
    reach = reach_of(case.interview, case.state)
    return (
        reach.is_agency
        and TOUCHES[touch].skips_who_was_asked
        and all(contact.id in _was_asked(reach, case.state) for contact in reach.people)
    )


def _was_asked(reach: Reach, state: State) -> set[str]:
    """Return who had a follow-up since the last reply; at an agency, whoever would have had the skipped ones."""
    return state.followed_up or {contact.id for contact in reach.people[:1] if reach.is_agency}


def _thank(reach: Reach, state: State) -> Choice:
    """Each interviewer not thanked yet; HR too where one cannot be reached or none is known (G15)."""
    choice = Choice()
    panel = [contact for contact in reach.people if _INTERVIEWER in contact.roles]
    for contact in panel:
        if contact.id in state.thanked:
            continue
        problem = reach.problem(contact)
        if problem is None:
            choice.to[contact.id] = False
            choice.why.append(Why("thank-each", (contact.label,), contact=contact.id))
        else:
            choice.leave_out(contact, problem)
    choice.passes_on_to = tuple([contact.id for contact, code in choice.unreachable if code != "do-not-contact"])
    if not panel or choice.passes_on_to:
        recruiters = [contact for contact in reach.people if _RECRUITER in contact.roles]
        if not any(contact.id in state.thanked for contact in recruiters):
            found = next((contact for contact in recruiters if reach.problem(contact) is None), None)
            choice.unreachable += [(each, code) for each in recruiters if (code := reach.problem(each))]
            if found is not None:
                choice.to[found.id] = True
                choice.why.append(Why("passes-on", (found.label,), contact=found.id))
    return choice


def _thank_agency(reach: Reach, state: State) -> Choice:
    choice = Choice()
    if any(contact.id in state.thanked for contact in reach.people):
        return choice
    for contact in reach.people:
        problem = reach.problem(contact)
        if problem is None:
            return Choice({contact.id: True}, [*choice.why, Why("agency", (contact.label,), contact=contact.id)])
        choice.leave_out(contact, problem)
    return choice


def _first_of(case: CaseTime, reach: Reach, row: TouchRow) -> Choice:
    """Return the first in a row's order who can be reached, whether away or not."""
    choice = Choice()
    for code, group in _in_order(case.state, case.interview.contacts, row):
        for contact in group:
            if reach.problem(contact) is None:
                return Choice({contact.id: False}, [Why(code, (contact.label,), contact=contact.id)])
    return choice


def _ask(case: CaseTime, reach: Reach, row: TouchRow, opens_on: date) -> Choice:
    """Who is asked in a touch that would open on a day (G16, G18, G20)."""
    choice = Choice()
    waiting: tuple[str, list[tuple[Contact, date]]] | None = None
    out = _was_asked(reach, case.state) if row.skips_who_was_asked else set[str]()
    for code, group in _in_order(case.state, reach.people, row, out, anybody=reach.is_agency):
        there: list[tuple[Contact, date]] = []  # each with the day from which to write to them
        for contact in group:
            if (problem := reach.problem(contact)) is not None:
                choice.leave_out(contact, problem)
            else:
                there.append((contact, _back(case, contact) or opens_on))
        soon = [each for each in there if (each[1] - opens_on).days <= case.policy.away_longest_days]
        if len(soon) < len(there):
            passed = [each for each in there if each not in soon]
            choice.why += [Why("away-too-long", (contact.label,), back, contact.id) for contact, back in passed]
        if soon:
            return _asked(reach, code, soon, opens_on, choice.why)
        if there and waiting is None:
            waiting = code, there
    if waiting is not None:
        code, there = waiting
        waited_for = {contact.id for contact, _ in there}
        left = [each for each in choice.why if each.code != "away-too-long" or each.contact not in waited_for]
        return _asked(reach, code, there, opens_on, left)
    return choice


def _asked(reach: Reach, code: str, people: list[tuple[Contact, date]], opens_on: date, why: list[Why]) -> Choice:
    code = "agency" if reach.is_agency else code
    to = {contact.id: False for contact, _ in people}
    why += [Why(code, (contact.label,), None, contact.id) for contact, _ in people]
    until = max(opens_on, *(back for _, back in people))
    held = None if until == opens_on else (until, " and ".join([contact.label for contact, _ in people]))
    return Choice(to, why, [], held)


def _in_order(
    state: State,
    people: tuple[Contact, ...],
    row: TouchRow,
    out: AbstractSet[str] = frozenset(),
    *,
    anybody: bool = False,
) -> Iterator[tuple[str, list[Contact]]]:
    """Yield whom a row means, those first whom an event named, then one by one, each with the code of the reason (G16).

    *out* are left out. *anybody*: roles do not count.
    """
    seen = set(out)
    for whom, code in row.order:
        if whom in _NAMED:
            named = _NAMED[whom](state)
            group = [contact for contact in people if contact.id in named and contact.id not in seen]
            if group:
                seen.update(contact.id for contact in group)
                yield code, group
            continue
        for contact in people:
            if contact.id not in seen and (anybody or not contact.roles.isdisjoint(_ROLES[whom])):
                seen.add(contact.id)
                yield code, [contact]


def _back(case: CaseTime, contact: Contact) -> date | None:
    absence = case.state.absences.get(contact.id)
    if absence is None:
        return None
    returns_on = absence.returns_on or absence.said_on + timedelta(days=case.policy.away_days)
    return case.work.calendar.add_business_days(returns_on, 1)


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
    reach = reach_of(interview, State())
    panel = [contact for contact in interview.contacts if _INTERVIEWER in contact.roles]
    if not panel:
        found.append(Gap(code="interviewers", text="Note who interviewed you, with names and addresses."))
    for contact in panel:
        if contact.name is None and contact.family_name is None:
            found.append(Gap(code="name", text=f"Ask for the name of {contact.label}.", contact=contact.id))
        found += _gaps_of(reach, contact)
    hr = [contact for contact in interview.contacts if not contact.roles.isdisjoint((_RECRUITER, ContactRole.AGENCY))]
    if not hr:
        found.append(Gap(code="recruiter", text="Ask who in HR looks after the application."))
    for contact in hr:
        found += [gap for gap in _gaps_of(reach, contact) if gap not in found]
    if interview.thread is None:
        found.append(
            Gap(code="thread", text="Keep the mail that scheduled the interview: messages can go in its thread.")
        )
    return tuple(found)


def _gaps_of(reach: Reach, contact: Contact) -> list[Gap]:
    """Return what to ask for so that a contact to whom mail may go can be reached."""
    problem = reach.problem(contact)
    return [] if problem in (None, "do-not-contact") or contact not in reach.people else [_gap(contact, str(problem))]


def _gap(contact: Contact, code: str) -> Gap:
    return Gap(code=code, text=_UNREACHABLE[code].format(name=contact.label), contact=contact.id)
