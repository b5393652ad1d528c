"""What is read of any mail: its sender, subject, ids and text, and what of these the case knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from followup_rules._addresses import checked_address, is_no_reply, mailbox
from followup_rules._events import Received, Sent
from followup_rules._fields import local_day, zone
from followup_rules._people import ContactRole
from followup_rules.drafts._subject import bare_subject
from followup_rules.inbox._mime import addresses_of, ids_of, line_of
from followup_rules.inbox._text import readable_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from followup_rules._case import Case
    from followup_rules._people import Contact
    from followup_rules._policy import Policy
    from followup_rules.inbox._mime import Part


@dataclass(slots=True)
class Facts:
    """A mail and its case, as far as both can be compared."""

    mail: Part
    case: Case
    at: datetime
    policy: Policy
    address: str
    box: str | None  # the mailbox of the sender
    sender: Contact | None
    own_box: str | None  # the mailbox of the candidate, if the case has one
    subject: str | None
    message_id: str | None
    parents: list[str]  # the ids of the mails that it answers, the last one first
    text: str
    boxes: dict[str, list[Contact]]
    known_ids: dict[str, Sent | None] = field(default_factory=dict)  # with the message of the candidate, if it is one
    known_subjects: set[str] = field(default_factory=set)

    @property
    def is_own(self) -> bool:
        """Whether it is from the candidate."""
        return self.box is not None and self.box == self.own_box

    @property
    def is_no_reply(self) -> bool:
        """Whether it is from an address that says that nobody reads its mail (G19)."""
        has_role = self.sender is not None and ContactRole.NO_REPLY in self.sender.roles
        return has_role or (self.box is not None and is_no_reply(self.box))

    @property
    def day(self) -> date:
        """The company's day on which it was sent (G1)."""
        return local_day(self.at, zone(self.case.interview.timezone))

    @property
    def answered(self) -> str | None:
        """The id of the mail that it answers, if the case knows it."""
        return next((each for each in self.parents if each in self.known_ids), None)

    @property
    def is_known(self) -> bool:
        """Whether it is from a contact, or answers a mail that the case knows."""
        return self.sender is not None or self.answered is not None

    @property
    def has_known_subject(self) -> bool:
        """Whether it has the subject of a mail that the case knows."""
        return self.subject is not None and bare_subject(self.subject).casefold() in self.known_subjects

    @property
    def label(self) -> str:
        """What to call the sender in a sentence."""
        return self.sender.label if self.sender is not None else (line_of(self.address) or "an unknown address")

    def contacts_at(self, addresses: Iterable[str]) -> list[Contact]:
        """Return the contacts that have one of some addresses, one for each mailbox, in the order of the addresses."""
        found = dict.fromkeys(box for each in addresses if (box := box_of(each)) in self.boxes)
        return [self.boxes[box][0] for box in found]

    def recipients(self) -> list[str]:
        """Return the addresses to which it went."""
        values = (value for name in ("to", "cc", "bcc") for value in self.mail.headers.get(name, []))
        return [address for value in values for _, address in addresses_of(value)]


def box_of(address: str) -> str | None:
    """Return the mailbox of an address as it came; ``None`` if it is no address."""
    try:
        return mailbox(checked_address(address.strip().strip("'")))
    except ValueError:
        return None


def facts_of(mail: Part, case: Case, at: datetime, policy: Policy) -> Facts:
    """Return what is known of a mail before it is known what it is."""
    boxes: dict[str, list[Contact]] = {}
    for contact in case.interview.contacts:
        if contact.mailbox is not None:
            boxes.setdefault(contact.mailbox, []).append(contact)
    senders = addresses_of(mail.get("from")) or addresses_of(mail.get("sender"))
    name, address = senders[0] if senders else ("", "")
    box = box_of(address)
    ids = ids_of(mail.get("message-id"))
    parents = [*ids_of(mail.get("in-reply-to")), *reversed(ids_of(mail.get("references")))]
    facts = Facts(
        mail=mail,
        case=case,
        at=at,
        policy=policy,
        address=address,
        box=box,
        sender=_named(boxes.get(box or "", []), name),
        own_box=None if case.candidate is None else case.candidate.mailbox,
        subject=line_of(mail.get("subject")),
        message_id=ids[0] if ids else None,
        parents=parents,
        text=readable_text(mail),
        boxes=boxes,
    )
    _compare(facts)
    return facts


def _named(contacts: list[Contact], name: str) -> Contact | None:
    """Return the one of those who share a mailbox who has that name, else the first."""
    same = (contact for contact in contacts if contact.name is not None and contact.name.casefold() == name.casefold())
    return next(same, contacts[0] if contacts else None)


def _compare(facts: Facts) -> None:
    """Collect the ids and subjects of the mails that the case knows."""
    thread = facts.case.interview.thread
    subjects = []
    if thread is not None:
        facts.known_ids |= dict.fromkeys((*thread.references, thread.message_id))
        subjects.append(thread.subject)
    for event in facts.case.events:
        if isinstance(event, Sent | Received):
            subjects.append(event.subject)
            if event.message_id is not None:
                facts.known_ids[event.message_id] = event if isinstance(event, Sent) else None
    facts.known_subjects = {bare_subject(subject).casefold() for subject in subjects if subject is not None}
