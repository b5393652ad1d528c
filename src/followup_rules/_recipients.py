"""To whom: who gets a touch, who is left out and why, and what is missing where nobody is left.

Each touch has an order of people in its row. Whoever cannot be reached is left out for the next in the order, and so is
whoever is away for long, where somebody else can be asked. Contacts who share a mailbox get one message (G41).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from followup_rules._answers import Gap, Recipient, Why
from followup_rules._case import Interview
from followup_rules._errors import must_be
from followup_rules._events import Touch
from followup_rules._people import Contact, ContactRole
from followup_rules._places import differs_by_subdivision, zone_contradicts
from followup_rules._progress import State, last_mail, named_by
from followup_rules._reach import Reach, reach_of
from followup_rules._threads import thread_of
from followup_rules._touches import TOUCHES
from followup_rules._values import computed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup_rules._timing import CaseTime

_INTERVIEWER, _RECRUITER = ContactRole.INTERVIEWER, ContactRole.RECRUITER

# What is missing of a contact that cannot be reached: the code of the gap, and what would help.
_UNREACHABLE = {
    "no-reply": "{name} is a no-reply address. Ask for a person's address.",
    "do-not-contact": "{name} does not want to be contacted. Add somebody else.",
    "no-address": "The e-mail address of {name} is missing.",
    "bounced": "Mail to {name} bounced. Ask for an address that works.",
}
_NOBODY_AT_AGENCY = "Nobody at the agency can be reached: add an address there."
_NOBODY_TO_ANSWER = "There is nobody to send the answer to: add the address of a recruiter or the hiring manager."


@dataclass(slots=True)
class Choice:
    """Who gets a message, why, who cannot be reached, and until when it is held for those who get it.

    ``to`` are contact ids, each with the ids of those to whom to pass the thanks on: ``None`` where nobody is asked to,
    nobody's where it is all who were there.
    """

    to: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    why: list[Why] = field(default_factory=list)
    unreachable: list[tuple[Contact, str]] = field(default_factory=list)  # each with the code of why
    held: tuple[date, str] | None = None  # until which day, and for whom (G20)

    def leave_out(self, contact: Contact, problem: str) -> None:
        """Note that a contact cannot be reached."""
        self.why.append(Why("passed-over", (contact.label, problem.replace("-", " ")), contact=contact.id))
        self.unreachable.append((contact, problem))

    def add(self, contact: Contact, code: str, passes_on_to: tuple[str, ...] | None = None) -> None:
        """Note that a contact gets the message."""
        self.to[contact.id] = passes_on_to
        self.why.append(Why(code, (contact.label,), contact=contact.id))


def choose_thanked(reach: Reach, state: State, touch: Touch) -> Choice:
    """Return who gets a thank-you or an update thanks, whenever that is (G15, G17)."""
    if touch is Touch.THANK_YOU:
        return _thank_agency(reach, state) if reach.is_agency else _thank(reach, state)
    choice = Choice()
    for code, group in reach.in_order(TOUCHES[touch].order, named_by(state, None), everybody=True):
        for contact in group:
            if reach.problem(contact, state.bounced) is None:
                choice.add(contact, code)
                return choice
    return choice


def choose_asked(case: CaseTime, reach: Reach, touch: Touch, opens_on: date) -> Choice:
    """Return who is asked in a touch that would open on a day (G16, G18, G20)."""
    row, choice, state, waiting = TOUCHES[touch], Choice(), case.state, None
    away = _away(case, opens_on) if state.absences and "absence" in row.holds else {}
    too_long = {who for who, each in away.items() if (each.back - opens_on).days > case.policy.away_longest_days}
    out = _was_asked(reach, state) if row.skips_who_was_asked else ()
    for code, group in reach.in_order(row.order, named_by(state, case.updater), out):
        there = []
        for contact in group:
            if (problem := reach.problem(contact, state.bounced)) is not None:
                choice.leave_out(contact, problem)
            else:
                there.append(contact)
        soon = [contact for contact in there if contact.id not in too_long] if too_long else there
        if soon != there:
            passed_over = [contact for contact in there if contact.id in too_long]
            choice.why += _why_assumed(passed_over, away)
            choice.why += [Why("away-too-long", (each.label,), away[each.id].back, each.id) for each in passed_over]
        if soon:
            return _add(reach, choice, code, soon, away)
        if there and waiting is None:
            waiting = code, there
    if waiting is not None:  # nobody else is left, so they are waited for
        waited_for = {contact.id for contact in waiting[1]}
        choice.why = [why for why in choice.why if why.contact not in waited_for]
        return _add(reach, choice, *waiting, away)
    return choice


def choose_respondent(reach: Reach, state: State, sender: str | None, other: tuple[str, Contact] | None) -> Choice:
    """Return who gets the answer to what somebody asked: they, or an *other* if they cannot be reached (G37)."""
    choice = Choice()
    if sender is not None:
        asker = reach.contacts[sender]
        problem = reach.problem(asker, state.bounced)
        if problem is None:
            choice.add(asker, "who-asked")
            return choice
        choice.leave_out(asker, problem)
    if other is not None:
        choice.add(other[1], other[0])
    return choice


def recipients(case: CaseTime, reach: Reach, choice: Choice) -> tuple[Recipient, ...]:
    """Return who was chosen, each with the thread to reply in (G34)."""
    found, own = [], case.state.follow_up_ids
    for contact in case.interview.contacts:
        if contact.id not in choice.to:
            continue
        passes_on_to, mail = choice.to[contact.id], last_mail(reach, case.state, reach.boxes[contact.id])
        thread = None if mail is None else thread_of(mail)
        found.append(
            computed(
                Recipient,
                contact=contact.id,
                name=contact.label,
                reply_to=thread,
                continues=thread is not None and not own.isdisjoint((thread.message_id, *thread.references)),
                passes_on=passes_on_to is not None,
                passes_on_to=passes_on_to or (),
            )
        )
    return tuple(found)


def missing(reach: Reach, touch: Touch | None, choice: Choice) -> tuple[Gap, ...]:
    """Return what would help where nobody is left to get a touch, or an answer (G22)."""
    gaps = dict.fromkeys(_gap(contact, code) for contact, code in choice.unreachable)
    nobody = _NOBODY_TO_ANSWER if touch is None else TOUCHES[touch].nobody
    return (*gaps, Gap(code="recipient", text=_NOBODY_AT_AGENCY if reach.is_agency else nobody))


def ends_at_agency(reach: Reach, state: State, touch: Touch) -> bool:
    """Tell whether an escalation ends the case: no second contact at the agency is left (G18)."""
    if not reach.is_agency or not TOUCHES[touch].skips_who_was_asked:
        return False
    return reach.shared(contact.id for contact in reach.pool) <= _was_asked(reach, state)


def _was_asked(reach: Reach, state: State) -> set[str]:
    """Return the mailboxes that had a follow-up since the last reply; at an agency, also those of the skipped ones."""
    return reach.shared(state.followed_up or [contact.id for contact in reach.pool[:1] if reach.is_agency])


def _thank(reach: Reach, state: State) -> Choice:
    """Return each interviewer not thanked yet, and HR where one cannot be reached or none is known (G15)."""
    choice, thanked = Choice(), reach.shared(state.thanked)
    panel = [contact for contact in reach.pool if _INTERVIEWER in contact.roles]
    by_box: dict[str, list[Contact]] = {}
    for contact in panel:
        by_box.setdefault(reach.boxes[contact.id], []).append(contact)
    for box, people in by_box.items():
        if box in thanked:
            continue
        problem = reach.problem(people[0], state.bounced)
        if problem is None:
            others = tuple([other.id for other in people[1:]])
            choice.add(people[0], "thank-each", others or None)
        else:
            for contact in people:
                choice.leave_out(contact, problem)
    left_out = tuple([contact.id for contact, code in choice.unreachable if code != "do-not-contact"])
    if not panel or left_out:
        _ask_to_pass_on(reach, state, choice, left_out, is_first=thanked.isdisjoint(by_box))
    return choice


def _ask_to_pass_on(reach: Reach, state: State, choice: Choice, left_out: tuple[str, ...], *, is_first: bool) -> None:
    """Ask HR to pass the thanks on, or else the first interviewer who is thanked, if nobody was thanked yet (G15)."""
    recruiters = [contact for contact in reach.pool if _RECRUITER in contact.roles]
    if state.thanked and not reach.shared([each.id for each in recruiters]).isdisjoint(reach.shared(state.thanked)):
        return
    messenger = None
    for contact in recruiters:
        problem = reach.problem(contact, state.bounced)
        if problem is not None:
            choice.unreachable.append((contact, problem))
        elif messenger is None:
            messenger = contact
    if messenger is not None:
        gets_one = {reach.boxes[contact_id]: contact_id for contact_id in choice.to}
        messenger = reach.contacts[gets_one.get(reach.boxes[messenger.id], messenger.id)]
    elif choice.to and is_first:
        messenger = reach.contacts[next(iter(choice.to))]
    if messenger is not None:
        choice.add(messenger, "passes-on", (*(choice.to.get(messenger.id) or ()), *left_out))


def _thank_agency(reach: Reach, state: State) -> Choice:
    """Return the first at the agency who can be reached, to be asked to pass the thanks on to all (G18)."""
    choice = Choice()
    if not reach.shared(contact.id for contact in reach.pool).isdisjoint(reach.shared(state.thanked)):
        return choice
    for contact in reach.pool:
        problem = reach.problem(contact, state.bounced)
        if problem is None:
            return Choice({contact.id: ()}, [*choice.why, Why("agency", (contact.label,), contact=contact.id)])
        choice.leave_out(contact, problem)
    return choice


class _Away(NamedTuple):
    """From which day on to write to somebody who is away, and the day of return, if that is only assumed (G20)."""

    back: date
    assumed: date | None


def _add(reach: Reach, choice: Choice, code: str, people: list[Contact], away: dict[str, _Away]) -> Choice:
    """Add those who are asked, one for each mailbox, held until all of them are back."""
    asked: dict[str, Contact] = {}
    for contact in people:
        if asked.setdefault(reach.boxes[contact.id], contact) is contact:
            choice.add(contact, "agency" if reach.is_agency else code)
    absent = [contact for contact in asked.values() if contact.id in away]
    if absent:
        choice.why += _why_assumed(absent, away)
        choice.held = max(away[each.id].back for each in absent), " and ".join([each.label for each in absent])
    return choice


def _away(case: CaseTime, opens_on: date) -> dict[str, _Away]:
    """Return who is away on a day (G20)."""
    policy, away = case.policy, {}
    for who, absence in case.state.absences.items():
        returns_on, assumed = absence.returns_on, None
        if returns_on is None:
            returns_on = assumed = absence.said_on + timedelta(days=policy.away_days)
        back = case.calendar.add_business_days(returns_on, policy.after_return_business_days)
        if back > opens_on:
            away[who] = _Away(back, assumed)
    return away


def _why_assumed(people: Iterable[Contact], away: dict[str, _Away]) -> list[Why]:
    """Return why those who named no day of return are taken for away as long (G20)."""
    return [
        Why("away-assumed", (each.label,), assumed, each.id)
        for each in people
        if (assumed := away[each.id].assumed) is not None
    ]


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
    reach = reach_of(interview)
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
        found += _gaps_of(reach, contact)
    if interview.thread is None:
        found.append(
            Gap(code="thread", text="Keep the mail that scheduled the interview: messages can go in its thread.")
        )
    if zone_contradicts(interview.country, interview.timezone):
        text = f"Check the country and the time zone: {interview.timezone} is not a zone of {interview.country}."
        found.append(Gap(code="place", text=text))
    if interview.subdivision is None and differs_by_subdivision(interview.country):
        text = f"Public holidays differ within {interview.country}: add the subdivision in which the company works."
        found.append(Gap(code="subdivision", text=text))
    return tuple(dict.fromkeys(found))


def _gaps_of(reach: Reach, contact: Contact) -> list[Gap]:
    """Return what to ask for so that a contact to whom mail may go can be reached."""
    problem = reach.problem(contact, ())
    if problem in (None, "do-not-contact") or (reach.is_agency and ContactRole.AGENCY not in contact.roles):
        return []
    return [_gap(contact, problem)]


def _gap(contact: Contact, code: str) -> Gap:
    return Gap(code=code, text=_UNREACHABLE[code].format(name=contact.label), contact=contact.id)
