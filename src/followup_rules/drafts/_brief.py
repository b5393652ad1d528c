"""What the words may know: a frozen brief of given facts, and the pair that comes out."""

from __future__ import annotations

from typing import NamedTuple

from followup_rules._events import Touch, Touches
from followup_rules._fields import Day, Email, LanguageTag, Text
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

    touch: Touch
    language: LanguageTag
    tone: Tone = Tone.FORMAL
    company: Text
    position: Text
    interviewed_on: Day
    candidate_name: Text
    candidate_email: Email
    candidate_phone: Text | None = None
    recipient_name: Text | None = None
    given_name: Text | None = None
    family_name: Text | None = None
    honorific: Text | None = None
    job_title: Text | None = None
    department: Text | None = None
    met: bool = False
    interviewers: tuple[Text, ...] = ()
    learned: Text | None = None
    decision_by: Day | None = None
    folds: Touches = frozenset()
    passes_on: bool = False
    after_rejection: bool = False
    is_team: bool = False
    through_agency: bool = False
    is_reply: bool = False
    reply_subject: Text | None = None
