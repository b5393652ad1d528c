"""Who can be reached: the mailboxes of a case, why mail to a contact would be in vain, and who is next in an order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from followup_rules._addresses import is_no_reply, mailbox
from followup_rules._people import Contact, ContactRole, Thread
from followup_rules._touches import WithRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from followup_rules._case import Interview
    from followup_rules._touches import Order, Whom

ROLES: frozenset[str] = frozenset(get_args(WithRole))
_OPTED_OUT = "do-not-contact"
_AGENCY, _NO_REPLY, _RECRUITER = ContactRole.AGENCY, ContactRole.NO_REPLY, ContactRole.RECRUITER


@dataclass(slots=True)
class Reach:
    """The contacts of a case by id and by mailbox; through an agency, only the agency is in the ``pool`` (G18)."""

    contacts: dict[str, Contact]
    pool: tuple[Contact, ...]
    is_agency: bool
    boxes: dict[str, str]  # the mailbox of each contact; a name of its own for one without an address
    closed: dict[str, str]  # mailboxes that are never written to, with the code of why (G19)
    scheduled: dict[str, Thread]  # mailboxes with which the interview was scheduled, with that thread (G34)
    _sharing: dict[str, list[str]] | None = None
    _unreachable: set[str] | None = None

    def shared(self, ids: Iterable[str]) -> set[str]:
        """Return the mailboxes of some contacts (G41)."""
        return {self.boxes[contact_id] for contact_id in ids}

    @property
    def sharing(self) -> dict[str, list[str]]:
        """The ids of the contacts of each mailbox (G41)."""
        if self._sharing is None:
            self._sharing = {}
            for contact_id, box in self.boxes.items():
                self._sharing.setdefault(box, []).append(contact_id)
        return self._sharing

    @property
    def mailboxes(self) -> set[str]:
        """The mailboxes of the contacts who have an address."""
        return {self.boxes[each.id] for each in self.contacts.values() if each.email is not None}

    @property
    def unreachable(self) -> set[str]:
        """The ids of the contacts who are never written to, whatever happens (G19)."""
        if self._unreachable is None:
            self._unreachable = {each.id for each in self.contacts.values() if self.problem(each, ()) is not None}
        return self._unreachable

    def problem(self, contact: Contact, bounced: Collection[str]) -> str | None:
        """Return the code of why a contact is never chosen, if so (G19)."""
        if contact.email is None:
            return _OPTED_OUT if contact.do_not_contact else "no-address"
        box = self.boxes[contact.id]
        if box in self.closed:
            return self.closed[box]
        return "bounced" if box in bounced else None

    def in_order(
        self,
        order: Order,
        named: Mapping[Whom, Collection[str]],
        out: Collection[str] = (),
        *,
        everybody: bool = False,
    ) -> Iterator[tuple[str, list[Contact]]]:
        """Yield whom an *order* means: those together whom an event *named*, then others one by one (G16).

        Each comes with the code of the reason. Mailboxes in *out* are left out. *everybody*: also those outside of the
        agency.
        """
        people = tuple(self.contacts.values()) if everybody else self.pool
        seen: set[str] = set()
        for whom, code in order:
            if whom in ROLES:
                for contact in people:
                    if contact.id not in seen and (self.is_agency or whom == "anybody" or whom in contact.roles):
                        seen.add(contact.id)
                        if self.boxes[contact.id] not in out:
                            yield code, [contact]
            elif meant := named.get(whom):
                if len(meant) == 1:  # as most are; no need to look at all people
                    members = [self.contacts[each] for each in meant]
                    members = [each for each in members if everybody or not self.is_agency or _AGENCY in each.roles]
                else:
                    members = [each for each in people if each.id in meant]
                group = [each for each in members if each.id not in seen and self.boxes[each.id] not in out]
                seen.update([each.id for each in group])
                if group:
                    yield code, group


def close(closed: dict[str, str], box: str, code: str) -> None:
    """Close a mailbox that is never written to, with the code of why; an opt-out comes first (G19)."""
    if code == _OPTED_OUT or box not in closed:
        closed[box] = code


def reach_of(interview: Interview) -> Reach:
    """Return the contacts of an interview."""
    contacts, agency, thread = {}, list[Contact](), interview.thread
    boxes, closed, scheduled = {}, dict[str, str](), dict[str, Thread]()
    for contact in interview.contacts:
        contact_id, roles, email = contact.id, contact.roles, contact.email
        contacts[contact_id], is_agency = contact, _AGENCY in roles
        # no mailbox begins with a blank
        box = boxes[contact_id] = f" {contact_id}" if email is None else mailbox(email)
        if email is not None and contact.do_not_contact:
            close(closed, box, _OPTED_OUT)
        elif email is not None and (_NO_REPLY in roles or is_no_reply(email)):
            close(closed, box, "no-reply")
        if is_agency:
            agency.append(contact)
        if thread is not None and (is_agency or _RECRUITER in roles):
            scheduled[box] = thread
    return Reach(contacts, tuple(agency or interview.contacts), bool(agency), boxes, closed, scheduled)
