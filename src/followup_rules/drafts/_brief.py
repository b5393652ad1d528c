"""What the words may know: a frozen brief of given facts, and the pair that comes out."""

from __future__ import annotations

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
    """How a draft speaks; where a language knows only one way, it speaks that."""

    FORMAL = "formal"
    FRIENDLY = "friendly"


class Brief(Value, frozen=True):
    """The given facts of one message; what is not in here cannot get into a text (G31).

    ``met`` tells whether the recipient was an interviewer. ``interviewers`` are the names of the others who were met,
    where all of them are known; in a thank-you, of those to pass thanks on to. ``decision_by`` is the date that the
    other side named. ``reply_subject`` is the subject of the thread in which to reply; without it the message is a new
    one (G34). ``is_reply`` tells whether it is a reply at all. ``after_rejection``: what is thanked for came after a
    no. ``is_team``: a recipient without a name is a team's mailbox. ``through_agency``: it is no one of the company.
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
    recipient_name: Text | None = Field(default=None, description="The full name of the recipient.")
    given_name: Text | None = Field(default=None, description="The recipient's given name.")
    family_name: Text | None = Field(default=None, description="The recipient's family name.")
    honorific: Text | None = Field(default=None, description="The recipient's title.")
    job_title: Text | None = Field(default=None, description="What the recipient does.")
    department: Text | None = Field(default=None, description="The recipient's department.")
    met: bool = Field(default=False, description="The recipient was an interviewer.")
    interviewers: tuple[Text, ...] = Field(default=(), description="The names of the others who were met.")
    learned: Text | None = Field(default=None, description="One thing learned.")
    decision_by: Day | None = Field(default=None, description="The decision date that they named.")
    folds: Touches = Field(default=frozenset(), description="The thanks to say in this message too.")
    passes_on: bool = Field(default=False, description="The recipient is asked to pass the thanks on.")
    after_rejection: bool = Field(default=False, description="What is thanked for came after a rejection.")
    is_team: bool = Field(default=False, description="A recipient without a name is a team's mailbox.")
    through_agency: bool = Field(default=False, description="The recipient is an agency.")
    is_reply: bool = Field(default=False, description="The message is a reply.")
    reply_subject: Text | None = Field(default=None, description="The subject of the thread to reply in.")
