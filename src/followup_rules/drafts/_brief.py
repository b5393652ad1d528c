"""What the words may know: a frozen brief of given facts, and the pair that comes out."""

from typing import NamedTuple

from pydantic import Field

from followup_rules._events import Touch, Touches
from followup_rules._fields import Day, Email, LanguageTag, LocalDay, Text
from followup_rules._values import Value, Word


class Draft(NamedTuple):
    """A message in words: a subject of one line, and a plain-text body."""

    subject: str
    body: str


class Tone(Word):
    """How a draft speaks. A language with only one tone always uses that one."""

    FORMAL = "formal"
    FRIENDLY = "friendly"


class Person(Value, frozen=True):
    """What is known of how somebody is called (G32, W8): every part is used as it was given, and none is guessed."""

    name: Text | None = Field(default=None, description="The full name.")
    given_name: Text | None = Field(default=None, description="The given name.")
    family_name: Text | None = Field(default=None, description="The family name.")
    honorific: Text | None = Field(default=None, description="The title before or after the name, such as 'Dr'.")
    job_title: Text | None = Field(default=None, description="What this person does.")
    department: Text | None = Field(default=None, description="The department in which this person works.")
    company: Text | None = Field(default=None, description="The agency's name, if this person works for one (W7).")


class Brief(Value, frozen=True):
    """The given facts of one message; nothing else can get into a text (G31).

    Names of several people are here only where all of them are known: a list with a gap would say something wrong.
    ``decision_by`` is the date that the other side promised; one that was only assumed is not in here.
    ``reply_subject`` is the subject of the thread in which to reply; without it the message starts a new one (G34).
    ``is_reply`` is true for any reply, and ``continues`` only for one to the candidate's own follow-up, whose reader
    has read the facts a moment ago.
    """

    touch: Touch = Field(description="Which message it is.")
    language: LanguageTag = Field(description="The language to write in, a BCP 47 tag.")
    tone: Tone = Field(default=Tone.FORMAL, description="How to speak.")
    company: Text = Field(description="The company.")
    position: Text = Field(description="The position.")
    interviewed_on: LocalDay = Field(description="The day of the interview.")
    candidate_name: Text = Field(description="The candidate's name.")
    candidate_email: Email = Field(description="The candidate's address.")
    candidate_phone: Text | None = Field(default=None, description="The candidate's telephone number.")
    recipient: Person = Field(default=Person(), description="Who gets it.")
    familiar: bool = Field(default=False, description="The candidate and the recipient are on first-name terms.")
    met: bool = Field(default=False, description="The recipient was an interviewer.")
    interviewers: tuple[Person, ...] = Field(default=(), description="The others who were met.")
    learned: Text | None = Field(default=None, description="One thing learned.")
    why_it_matters: Text | None = Field(default=None, description="A sentence of the candidate's own on why.")
    decision_by: Day | None = Field(default=None, description="The decision date that they promised.")
    enquire_on: Day | None = Field(default=None, description="The day for which they invited a mail (W9).")
    asked_before: tuple[Person, ...] = Field(default=(), description="Those who had a follow-up before (W2, W3).")
    asked_on: LocalDay | None = Field(default=None, description="The day of the last follow-up (W2, W3).")
    has_asked: bool = Field(default=True, description="Somebody had a follow-up before.")
    folds: Touches = Field(default=frozenset(), description="The thanks to say in this message too.")
    passes_on: bool = Field(default=False, description="The recipient is asked to pass the thanks on.")
    passes_on_to: tuple[Person, ...] = Field(
        default=(), description="Those to pass the thanks on to; if empty, everyone."
    )
    answers_feedback: bool = Field(
        default=False, description="The update that the message thanks for answers a request for feedback."
    )
    is_team: bool = Field(default=False, description="A recipient without a name is a team's mailbox.")
    through_agency: bool = Field(default=False, description="The recipient works for an agency.")
    is_reply: bool = Field(default=False, description="The message is a reply.")
    continues: bool = Field(default=False, description="It replies in the thread of the candidate's own follow-up.")
    reply_subject: Text | None = Field(default=None, description="The subject of the thread to reply in.")

    @property
    def is_friendly(self) -> bool:
        """Whether the draft speaks in the friendly tone."""
        return self.tone is Tone.FRIENDLY

    def in_tone(self, formal: str, friendly: str) -> str:
        """Return the one of two wordings that has the tone of the draft."""
        return friendly if self.is_friendly else formal

    @property
    def is_to_nobody_named(self) -> bool:
        """Whether no name of the recipient is known."""
        return not (self.recipient.name or self.recipient.given_name or self.recipient.family_name)
