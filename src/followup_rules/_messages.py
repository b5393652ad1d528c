"""The builders: each makes a brief of what was given, picks the language, and lets the words be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup_rules._answers import Action, Send, WaitUntil
from followup_rules._errors import InputError
from followup_rules._models import Candidate, Contact, ContactRole, LanguageTag, Text, Thread, Touch, Value
from followup_rules._stages import Stage
from followup_rules.drafts import Brief, Draft, available, write

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from followup_rules._case import Interview


class Message(Value, frozen=True):
    """A message to one recipient: to whom, the words, their language (BCP 47), and the thread to reply in (G34)."""

    to: Contact
    subject: Text
    body: str
    language: LanguageTag
    reply_to: Thread | None = None


def messages(action: Action, interview: Interview, candidate: Candidate) -> tuple[Message, ...]:
    """Return a message for each recipient of an action; none where there is nothing to send (G15, G33, G34).

    :class:`InputError` where a recipient is none of the interview's contacts.
    """
    if not isinstance(action, (Send, WaitUntil)):
        return ()
    found = []
    for recipient in action.to:
        contact = interview.contact(recipient.contact)
        brief = _brief(
            action.touch,
            interview,
            contact,
            candidate,
            recipient.reply_to,
            passes_on=recipient.passes_on,
            folds=action.folds,
            decision_by=action.decision_by,
            after_rejection=action.stage is Stage.FEEDBACK_REQUESTED,
            thanked_too=tuple(other.contact for other in action.to),
        )
        subject, body = write(brief)
        found.append(
            Message(to=contact, subject=subject, body=body, language=brief.language, reply_to=recipient.reply_to)
        )
    return tuple(found)


def thank_you(
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    *,
    reply_to: Thread | None = None,
    passes_on: bool = False,
) -> Draft:
    """Return the thank-you note to a contact (B5 to B8); *passes_on* asks to pass the thanks on (B3).

    *reply_to* is the thread to reply in, here and in the other builders; without it the message is a new one (G34).
    """
    return write(_brief(Touch.THANK_YOU, interview, contact, candidate, reply_to, passes_on=passes_on))


def first_follow_up(
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    *,
    reply_to: Thread | None = None,
    folds: Collection[Touch] = (),
) -> Draft:
    """Return the first follow-up to a contact (C2 to C8); *folds* are the thanks to say in it (G13)."""
    return write(
        _brief(
            Touch.FOLLOW_UP_1,
            interview,
            contact,
            candidate,
            reply_to,
            folds=folds,
            decision_by=interview.decision_by,
        )
    )


def second_follow_up(
    interview: Interview, contact: Contact, candidate: Candidate, *, reply_to: Thread | None = None
) -> Draft:
    """Return the second follow-up to a contact: only the request for an update (D3, D4)."""
    return write(_brief(Touch.FOLLOW_UP_2, interview, contact, candidate, reply_to))


def escalation(
    interview: Interview, contact: Contact, candidate: Candidate, *, reply_to: Thread | None = None
) -> Draft:
    """Return the message to somebody else in the company, who knows nothing of the thread (D5)."""
    return write(_brief(Touch.ESCALATION, interview, contact, candidate, reply_to))


def update_thanks(
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    *,
    reply_to: Thread | None = None,
    decision_by: date | None = None,
    after_rejection: bool = False,
) -> Draft:
    """Return the thanks for an update (D1); *decision_by* is the date that it named.

    *after_rejection*: the update answers a request for feedback (E4).
    """
    return write(
        _brief(
            Touch.UPDATE_THANKS,
            interview,
            contact,
            candidate,
            reply_to,
            decision_by=decision_by,
            after_rejection=after_rejection,
        )
    )


def feedback_request(
    interview: Interview, contact: Contact, candidate: Candidate, *, reply_to: Thread | None = None
) -> Draft:
    """Return the request for feedback after a rejection (E2, E3)."""
    return write(_brief(Touch.FEEDBACK_REQUEST, interview, contact, candidate, reply_to))


def _brief(
    touch: Touch,
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    reply_to: Thread | None,
    thanked_too: Collection[str] = (),
    **said: Any,  # noqa: ANN401 - further fields of the brief
) -> Brief:
    """Return the given facts; an argument of a wrong type is an :class:`InputError`."""
    for name, value, kind in (("contact", contact, Contact), ("candidate", candidate, Candidate)):
        if not isinstance(value, kind):
            raise InputError(name, value, f"a {kind.__name__}")
    panel = [
        other
        for other in interview.contacts
        if ContactRole.INTERVIEWER in other.roles
        and not other.do_not_contact
        and other.id not in (contact.id, *thanked_too)
    ]
    understood = contact.language is None or available(contact.language) is not None
    facts: dict[str, Any] = {
        "touch": touch,
        "language": available(contact.language) or available(interview.language) or "en",
        "company": interview.company,
        "position": interview.position,
        "interviewed_on": interview.day,
        "candidate_name": candidate.name,
        "candidate_email": candidate.email,
        "candidate_phone": candidate.phone,
        "recipient_name": contact.name,
        "given_name": contact.given_name,
        "family_name": contact.family_name,
        "honorific": contact.honorific if understood else None,  # one of another language has no place here
        "job_title": contact.job_title,
        "department": contact.department,
        "interviewers": tuple(name for name in map(_called, panel) if name is not None),
        "learned": contact.learned or interview.learned,
        "is_team": not contact.roles.isdisjoint((ContactRole.RECRUITER, ContactRole.AGENCY)),
        "through_agency": ContactRole.AGENCY in contact.roles,
        "is_reply": reply_to is not None,
        "reply_subject": reply_to and reply_to.subject,
    }
    return Brief(**facts | said)


def _called(contact: Contact) -> str | None:
    """Return what to call somebody who is spoken of, where enough is known (G32)."""
    if contact.name is None and contact.family_name is not None:
        return " ".join(filter(None, (contact.honorific or contact.given_name, contact.family_name)))
    return contact.name
