"""Who takes part in a case: contacts and the candidate, and the thread in which mail to them goes on."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer

from followup_rules._fields import Email, Flag, LanguageTag, MessageId, Text
from followup_rules._values import Value, Word


class ContactRole(Word):
    """What somebody is in the case (A2, A3, G15 to G19)."""

    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring-manager"
    INTERVIEWER = "interviewer"
    AGENCY = "agency"
    EMPLOYEE = "employee"
    NO_REPLY = "no-reply"


Roles = Annotated[
    AbstractSet[ContactRole],
    Field(min_length=1),
    AfterValidator(frozenset),
    PlainSerializer(sorted, when_used="json"),
]


class Contact(Value, frozen=True):
    """Somebody, or a mailbox, on the company's side.

    ``name`` is the full name as that person writes it; a mailbox without a person has none. ``given_name``,
    ``family_name`` and ``honorific`` ("Dr", "Ms", "様") are used as they are and never guessed (G32). ``language`` is
    the BCP 47 tag to write in (G33). ``learned`` completes "I enjoyed hearing about …" (B7).
    ``do_not_contact`` is theirs to say (G19).

    >>> Contact(id="hr", name="Hanako Sato", roles={ContactRole.RECRUITER}, email="hr@example.com").label
    'Hanako Sato'
    """

    id: Text
    roles: Roles
    name: Text | None = None
    email: Email | None = None
    given_name: Text | None = None
    family_name: Text | None = None
    honorific: Text | None = None
    job_title: Text | None = None
    department: Text | None = None
    language: LanguageTag | None = None
    learned: Text | None = None
    do_not_contact: Flag = False

    @property
    def label(self) -> str:
        """What to call this contact in a sentence to the candidate: the name, else the address, else the id."""
        return self.name or self.email or self.id


class Candidate(Value, frozen=True):
    """Who was interviewed, and signs."""

    name: Text
    email: Email
    phone: Text | None = None


class Thread(Value, frozen=True):
    """A message to reply to: its Message-ID, its references (oldest first) and its subject (G34)."""

    message_id: MessageId
    references: tuple[MessageId, ...] = ()
    subject: Text | None = None
