"""Who can be reached: why mail to a contact would be in vain, and who is in the pool that may be written to at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup_rules._people import Contact, ContactRole

if TYPE_CHECKING:
    from followup_rules._case import Interview
    from followup_rules._progress import State

_NO_REPLY = re.compile(r"(^|[-_.+])(no[-_.]?reply|do[-_.]?not[-_.]?reply)([-_.+]|$)", re.IGNORECASE)  # G19


@dataclass(slots=True)
class Reach:
    """The people of a case, as its events left them; through an agency, only the agency is written to (G18)."""

    people: tuple[Contact, ...]
    is_agency: bool
    bounced: set[str]

    def problem(self, contact: Contact) -> str | None:
        """Return the code of why a contact is never chosen, if so (G19)."""
        if contact.do_not_contact:
            return "do-not-contact"
        if contact.email is None:
            return "no-address"
        if ContactRole.NO_REPLY in contact.roles or _NO_REPLY.search(contact.email.split("@")[0]):
            return "no-reply"
        return "bounced" if self.bounced and contact.email.lower() in self.bounced else None


def reach_of(interview: Interview, state: State) -> Reach:
    """Return who can be reached in a case."""
    agency = tuple([contact for contact in interview.contacts if ContactRole.AGENCY in contact.roles])
    return Reach(agency or interview.contacts, bool(agency), state.bounced)
