"""Who takes part in a case: contacts and the candidate, and the thread in which mail to them goes on."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field, PlainSerializer

from followup_rules._addresses import mailbox
from followup_rules._fields import Email, Flag, LanguageTag, MessageId, Text, several
from followup_rules._values import Value, Word


class ContactRole(Word):
    """What somebody is in the case (A2, A3, G15 to G19)."""

    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring-manager"
    INTERVIEWER = "interviewer"
    AGENCY = "agency"
    EMPLOYEE = "employee"
    NO_REPLY = "no-reply"


if TYPE_CHECKING:  # what may be given; a value holds roles in a frozenset, and references in a tuple
    Roles = AbstractSet[str]
    References = Sequence[str]
else:
    Roles = Annotated[
        AbstractSet[ContactRole],
        Field(min_length=1),
        AfterValidator(frozenset),
        PlainSerializer(sorted, when_used="json"),
        several("a set of roles, such as {'recruiter'}"),
    ]
    References = Annotated[tuple[MessageId, ...], several("a list of Message-IDs, such as ['<abc@example.com>']")]


class Contact(Value, frozen=True):
    """Somebody, or a mailbox, on the company's side.

    ``name`` is the full name as that person writes it; a mailbox without a person has none. ``given_name``,
    ``family_name`` and ``honorific`` ("Dr", "Ms", "様") are used as they are and never guessed (G32). ``company`` is
    the name of an agency. ``language`` is the BCP 47 tag to write in (G33). ``learned`` completes "I enjoyed hearing
    about …" (B7); ``why_it_matters`` is a sentence of your own that follows it. A ``familiar`` contact always gets the
    friendly tone. Set ``do_not_contact`` if the contact asked for it (G19).

    Contacts with one e-mail address share a mailbox: they get one message (G41).

    >>> Contact(id="hr", name="Hanako Sato", roles={ContactRole.RECRUITER}, email="hr@example.com").label
    'Hanako Sato'
    """

    id: Text = Field(description="A name for this contact that is unique in the interview; events refer to it.")
    roles: Roles = Field(description="What this contact is in the case: one role or more.")
    name: Text | None = Field(default=None, description="The full name, as that person writes it.")
    email: Email | None = Field(default=None, description="The e-mail address.")
    given_name: Text | None = Field(default=None, description="The given name, for a greeting.")
    family_name: Text | None = Field(default=None, description="The family name, for a greeting.")
    honorific: Text | None = Field(default=None, description="The title before or after the name, such as 'Dr'.")
    job_title: Text | None = Field(default=None, description="What this person does in the company.")
    department: Text | None = Field(default=None, description="The department in which this person works.")
    company: Text | None = Field(default=None, description="The company of this contact, if it is an agency.")
    language: LanguageTag | None = Field(default=None, description="The language to write in, a BCP 47 tag.")
    learned: Text | None = Field(default=None, description="One thing learned; completes 'I enjoyed hearing about'.")
    why_it_matters: Text | None = Field(default=None, description="A sentence of your own on why that matters to you.")
    familiar: Flag = Field(default=False, description="You are on first-name terms, such as the German du.")
    do_not_contact: Flag = Field(default=False, description="This contact asked not to be contacted.")

    @property
    def label(self) -> str:
        """What to call this contact in a sentence to the candidate: the name, else the address, else the id."""
        return self.name or self.email or self.id

    @property
    def mailbox(self) -> str | None:
        """The address in the form in which addresses are compared: those of one mailbox are equal (G41)."""
        return None if self.email is None else mailbox(self.email)


class Candidate(Value, frozen=True):
    """Who was interviewed, and signs."""

    name: Text = Field(description="The full name, as the candidate signs.")
    email: Email = Field(description="The e-mail address from which the candidate writes.")
    phone: Text | None = Field(default=None, description="A telephone number for the signature.")

    @property
    def mailbox(self) -> str:
        """The address in the form in which addresses are compared: cases of one candidate have the same (H1)."""
        return mailbox(self.email)


class Thread(Value, frozen=True):
    """A message to reply to: its Message-ID, its references (oldest first) and its subject (G34)."""

    message_id: MessageId = Field(description="The Message-ID of the message to reply to.")
    references: References = Field(default=(), description="The Message-IDs before it, the oldest first.")
    subject: Text | None = Field(default=None, description="The subject of that message.")
