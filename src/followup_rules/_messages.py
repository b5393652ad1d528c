"""The builders: each makes a brief of what was given, picks the language, and lets the words be written."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, overload

from pydantic import Field

from followup_rules._answers import Action, Blocked, Done, Recipient, Respond, Send, WaitUntil
from followup_rules._case import Case, Interview
from followup_rules._errors import InputError, items_of, must_be
from followup_rules._events import Touch
from followup_rules._fields import LONGEST_BODY, LONGEST_TEXT, Body, LanguageTag, Text
from followup_rules._people import Candidate, Contact, ContactRole, Thread
from followup_rules._values import Value, Word
from followup_rules.drafts import (
    Brief,
    Draft,
    Finding,
    Person,
    Template,
    Tone,
    check_templates,
    findings,
    language_for,
    write,
)

_MOST_NAMED = 11  # people; nobody names more of them in a mail
_LONGEST_DRAFT = LONGEST_TEXT + LONGEST_BODY  # characters, as a Message may have them


class Message(Value, frozen=True):
    """A message to one recipient: to whom, the words, their language (BCP 47), and the thread to reply in (G34)."""

    to: Contact = Field(description="Who gets it.")
    subject: Text = Field(description="The subject.")
    body: Body = Field(description="The text, in plain text.")
    language: LanguageTag = Field(description="The language of the text, a BCP 47 tag.")
    reply_to: Thread | None = Field(default=None, description="The message to reply to; without it, write a new one.")


@overload
def messages(
    action: Action, case: Case, /, *, tone: Tone = Tone.FORMAL, templates: Iterable[Template] = ()
) -> tuple[Message, ...]: ...
@overload
def messages(
    action: Action,
    interview: Interview,
    candidate: Candidate,
    *,
    tone: Tone = Tone.FORMAL,
    templates: Iterable[Template] = (),
) -> tuple[Message, ...]: ...
def messages(
    action: Action,
    interview: Interview | Case,
    candidate: Candidate | None = None,
    *,
    tone: Tone = Tone.FORMAL,
    templates: Iterable[Template] = (),
) -> tuple[Message, ...]:
    """Return a message for each recipient of an action; none where there is nothing to send (G15, G33, G34).

    *interview* may be a :class:`Case` that has a candidate: then omit *candidate*.
    *tone* is how the drafts speak, in languages that have both tones; each of *templates* is an app's own text, in the
    place of the library's for its touch and language. :class:`InputError` if a recipient is not one of the interview's
    contacts, or where there are two templates for one touch and language.
    """
    interview, candidate = _writer(interview, candidate)
    checked = check_templates(templates)
    if isinstance(action, Blocked | Done | Respond):
        return ()
    if not isinstance(action, (Send, WaitUntil)):
        raise InputError("action", action, "an answer of next_action, or a step of plan")
    contacts, found = {contact.id: contact for contact in interview.contacts}, []
    written_to = {recipient.contact for recipient in action.to}
    panel, known = _interviewers(interview), _known_from(action, interview)
    others = tuple(contact for contact in panel if contact.id not in written_to)
    for recipient in action.to:
        contact = contacts.get(recipient.contact) or interview.contact(recipient.contact)
        brief = _brief(
            _words_of(action, recipient.contact),
            interview,
            contact,
            candidate,
            recipient.reply_to,
            checked,
            tone=tone,
            passes_on=recipient.passes_on,
            panel=panel,
            unthanked=_passed_on(others, recipient),
            continues=recipient.continues,
            **known,
        )
        subject, body = write(brief, checked)
        found.append(
            Message(
                to=contact,
                subject=subject,
                body=body,
                language=brief.language,
                reply_to=recipient.reply_to,
            )
        )
    return tuple(found)


def _writer(case: Interview | Case, candidate: Candidate | None) -> tuple[Interview, Candidate]:
    """Return the interview and who writes; a case brings its candidate."""
    interview = case
    if isinstance(case, Case):
        if candidate is not None:
            raise InputError("candidate", candidate, "nothing, since a Case has its candidate")
        interview, candidate = case.interview, case.candidate
    if not isinstance(interview, Interview):
        raise InputError("interview", interview, "an Interview or a Case")
    if not isinstance(candidate, Candidate):
        raise InputError("candidate", candidate, "a Candidate; drafts need a name and an address")
    return interview, candidate


def _known_from(action: Send | WaitUntil, interview: Interview) -> dict[str, Any]:
    """Return what an answer knows that its words may say."""
    asked = set(action.asked_before)
    return {
        "folds": action.folds,
        "decision_by": action.decision_by,
        "enquire_on": action.enquire_on,
        "asked_before": [contact for contact in interview.contacts if contact.id in asked],
        "asked_on": action.asked_on,
        "answers_feedback": action.answers_feedback,
    }


def _words_of(action: Send | WaitUntil, contact: str) -> Touch:
    """Return the touch whose words fit: for somebody who did not get the first follow-up, the second is the first."""
    if action.touch is Touch.FOLLOW_UP_2 and contact not in action.asked_before:
        return Touch.FOLLOW_UP_1
    return action.touch


def _interviewers(interview: Interview) -> tuple[Contact, ...]:
    """Return the interviewers of whom a message may speak."""
    panel = (contact for contact in interview.contacts if ContactRole.INTERVIEWER in contact.roles)
    return tuple(contact for contact in panel if not contact.do_not_contact)


def _passed_on(others: tuple[Contact, ...], recipient: Recipient) -> tuple[Contact, ...]:
    """Return whom a message names: those to whom it is to be passed on, else all who get none themselves."""
    if not recipient.passes_on_to:
        return others
    meant = set(recipient.passes_on_to)
    return tuple(contact for contact in others if contact.id in meant)


def thank_you(
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    *,
    reply_to: Thread | None = None,
    passes_on: bool = False,
    tone: Tone = Tone.FORMAL,
    templates: Iterable[Template] = (),
) -> Draft:
    """Return the thank-you note to a contact (B5 to B8); *passes_on* asks to pass the thanks on (B3).

    *reply_to* is the thread to reply in, here and in the other builders; without it the message is a new one (G34).
    *tone* and *templates* are those of :func:`messages`.
    """
    return _drafted(Touch.THANK_YOU, interview, contact, candidate, reply_to, templates, tone=tone, passes_on=passes_on)


def first_follow_up(
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    *,
    reply_to: Thread | None = None,
    folds: Collection[Touch] = (),
    enquire_on: date | None = None,
    tone: Tone = Tone.FORMAL,
    templates: Iterable[Template] = (),
) -> Draft:
    """Return the first follow-up to a contact (C2 to C8, W1); *folds* are the thanks to say in it (G13, W6).

    *enquire_on* is the day on which they invited the candidate to write, if not that of the interview (W9).
    """
    must_be(Interview, "interview", interview)
    return _drafted(
        Touch.FOLLOW_UP_1,
        interview,
        contact,
        candidate,
        reply_to,
        templates,
        tone=tone,
        folds=folds,
        enquire_on=interview.enquire_on if enquire_on is None else enquire_on,
    )


def second_follow_up(
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    *,
    reply_to: Thread | None = None,
    asked_on: date | None = None,
    tone: Tone = Tone.FORMAL,
    templates: Iterable[Template] = (),
) -> Draft:
    """Return the second follow-up to a contact: only the request for an update, asked again (D3, D4, W2).

    *reply_to* is the thread of the first follow-up, and *asked_on* the day on which that went out.
    """
    return _drafted(
        Touch.FOLLOW_UP_2,
        interview,
        contact,
        candidate,
        reply_to,
        templates,
        tone=tone,
        asked_on=asked_on,
        continues=reply_to is not None,
    )


def escalation(
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    *,
    reply_to: Thread | None = None,
    asked_before: Iterable[Contact] | None = None,
    asked_on: date | None = None,
    tone: Tone = Tone.FORMAL,
    templates: Iterable[Template] = (),
) -> Draft:
    """Return the message to somebody else in the company, who knows nothing of the thread (D5, W3).

    *asked_before* are those who had the follow-ups, and *asked_on* is the day of the last one. Give an empty list if
    you wrote to nobody: without one, the message says that you asked, but not whom.
    """
    return _drafted(
        Touch.ESCALATION,
        interview,
        contact,
        candidate,
        reply_to,
        templates,
        tone=tone,
        asked_before=asked_before,
        asked_on=asked_on,
    )


def update_thanks(
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    *,
    reply_to: Thread | None = None,
    decision_by: date | None = None,
    answers_feedback: bool = False,
    tone: Tone = Tone.FORMAL,
    templates: Iterable[Template] = (),
) -> Draft:
    """Return the thanks for an update (D1); *decision_by* is the date that it named.

    *answers_feedback*: the update answers a request for feedback (E4).
    """
    return _drafted(
        Touch.UPDATE_THANKS,
        interview,
        contact,
        candidate,
        reply_to,
        templates,
        tone=tone,
        decision_by=decision_by,
        answers_feedback=answers_feedback,
    )


def feedback_request(
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    *,
    reply_to: Thread | None = None,
    tone: Tone = Tone.FORMAL,
    templates: Iterable[Template] = (),
) -> Draft:
    """Return the request for feedback after a rejection (E2, E3)."""
    return _drafted(Touch.FEEDBACK_REQUEST, interview, contact, candidate, reply_to, templates, tone=tone)


def review(
    draft: Draft | tuple[str, str] | Message,
    touch: Touch,
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    *,
    reply_to: Thread | None = None,
    language: str | None = None,
    action: Send | WaitUntil | None = None,
) -> tuple[Finding, ...]:
    r"""Return what a careful friend would say of a draft of *touch* to a contact, also where somebody edited it.

    *draft* is a pair of subject and body, or a :class:`Message`, whose language and thread are known. For a pair,
    *language* is the BCP 47 tag that it was written in, where that is not the one that a builder would choose (G33),
    such as one of your own; in a language that there are no words for, what needs them is not looked at. With the
    *action* that the draft is for, its thread is known, and the dates in it are looked at too: it may name only those
    that were given (G31). The codes of the findings, and what each means, are in ``docs/words.md``.
    :class:`InputError` if it is not a draft or has more than 202,000 characters, or if the action is about another
    touch. Of one code, the first hundred findings are told.

    >>> from datetime import UTC, datetime
    >>> from followup_rules import Interview
    >>> lead = Contact(id="lead", name="Ken Ito", roles={ContactRole.INTERVIEWER}, email="ito@example.com")
    >>> interview = Interview(id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
    ...                       ended_at=datetime(2026, 4, 24, 6, tzinfo=UTC), contacts=(lead,))
    >>> draft = "Data Engineer at Acme", "Dear Ken Ito,\n\nThank you for telling me about [topic]."
    >>> candidate = Candidate(name="Mei Tan", email="mei@example.com")
    >>> for finding in review(draft, Touch.THANK_YOU, interview, lead, candidate):
    ...     print(finding.severity, finding.line, finding.text)
    hint 1 Add one specific thing that you learned in the interview (B7).
    error 3 '[topic]' looks like a blank that was never filled in (G31).
    """
    match draft:
        case Message():
            pair, language, reply_to = Draft(draft.subject, draft.body), draft.language, draft.reply_to
        case (str(subject), str(body)):
            pair = Draft(subject, body)
        case _:
            raise InputError("draft", draft, "a pair of subject and body, or a Message")
    if (length := len(pair.subject) + len(pair.body)) > _LONGEST_DRAFT:
        raise InputError("draft", length, f"of at most {_LONGEST_DRAFT:,} characters")
    _must_be_word(Touch, "touch", touch)
    if not isinstance(action, Send | WaitUntil | None):
        raise InputError("action", action, "a Send, a WaitUntil, or None")
    must_be(Interview, "interview", interview)
    said, words = {}, Touch(touch)
    must_be(Contact, "contact", contact)
    if action is not None:
        if action.touch is not words:
            raise InputError("action", action, f"an answer about the {words}")
        thread = next((each.reply_to for each in action.to if each.contact == contact.id), None)
        said, words = _known_from(action, interview), _words_of(action, contact.id)
        reply_to = thread if reply_to is None else reply_to
    brief = _brief(words, interview, contact, candidate, reply_to, (), **said)
    brief = brief if language is None else brief.replace(language=language)
    return findings(pair, brief, knows_dates=action is not None)


def _must_be_word(kind: type[Word], name: str, value: object) -> None:
    if not isinstance(value, str) or value not in list(kind):
        *others, last = map(repr, map(str, kind))
        raise InputError(name, value, f"{', '.join(others)} or {last}")


def _drafted(
    touch: Touch,
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    reply_to: Thread | None,
    templates: Iterable[Template],
    **said: Any,  # noqa: ANN401 - further fields of the brief
) -> Draft:
    checked = check_templates(templates)
    return write(_brief(touch, interview, contact, candidate, reply_to, checked, **said), checked)


def _brief(  # noqa: PLR0913 - all that the words may know
    touch: Touch,
    interview: Interview,
    contact: Contact,
    candidate: Candidate,
    reply_to: Thread | None,
    templates: tuple[Template, ...],
    *,
    tone: Tone = Tone.FORMAL,
    panel: tuple[Contact, ...] | None = None,
    unthanked: tuple[Contact, ...] | None = None,
    asked_before: Iterable[Contact] | None = None,
    **said: Any,  # noqa: ANN401 - further fields of the brief
) -> Brief:
    """Return the given facts; an argument of a wrong type is an :class:`InputError`."""
    must_be(Interview, "interview", interview)
    must_be(Contact, "contact", contact)
    must_be(Candidate, "candidate", candidate)
    if not isinstance(reply_to, Thread | None):
        raise InputError("reply_to", reply_to, "a Thread, or None")
    _must_be_word(Tone, "tone", tone)
    panel = _interviewers(interview) if panel is None else panel
    others = tuple(other for other in panel if other.id != contact.id)
    language = language_for((contact.language, interview.language), touch, templates)
    asked = []
    for each in () if asked_before is None else items_of("asked_before", asked_before, "Contact"):
        if not isinstance(each, Contact):
            raise InputError("asked_before", each, "a Contact")
        asked.append(each)
    taught = contact if contact.learned is not None else interview
    facts: dict[str, Any] = {
        "touch": touch,
        "language": language,
        "tone": Tone.FRIENDLY if contact.familiar else tone,
        "company": interview.company,
        "position": interview.position,
        "interviewed_on": interview.day,
        "candidate_name": candidate.name,
        "candidate_email": candidate.email,
        "candidate_phone": candidate.phone,
        "recipient": _person(contact, language),
        "familiar": contact.familiar,
        "met": ContactRole.INTERVIEWER in contact.roles,
        "interviewers": _people(others, language),
        "passes_on_to": _people(others if unthanked is None else unthanked, language),
        "asked_before": _people(tuple(asked), language),
        "has_asked": asked_before is None or bool(asked),
        "learned": taught.learned,
        "why_it_matters": _why(interview, contact),
        "decision_by": interview.decision_by,
        "is_team": not contact.roles.isdisjoint((ContactRole.RECRUITER, ContactRole.AGENCY)),
        "through_agency": ContactRole.AGENCY in contact.roles,
        "is_reply": reply_to is not None,
        "reply_subject": reply_to and reply_to.subject,
    }
    return Brief(**facts | said)


def _why(interview: Interview, contact: Contact) -> str | None:
    """Return why it matters. Where the interview and the contact both taught something, each has its own reason."""
    if contact.learned is not None and interview.learned is not None:
        return contact.why_it_matters
    return contact.why_it_matters or interview.why_it_matters


def _people(contacts: tuple[Contact, ...], language: str) -> tuple[Person, ...]:
    """Return what is known of how some people are called; nobody, where one has no name or they are too many."""
    known = len(contacts) <= _MOST_NAMED and all(contact.name is not None for contact in contacts)
    return tuple(_person(contact, language) for contact in contacts) if known else ()


def _person(contact: Contact, language: str) -> Person:
    """Return what is known of how a contact is called; an honorific of another language has no place in a draft."""
    understood = contact.language is None or contact.language.partition("-")[0] == language.partition("-")[0]
    return Person(
        name=contact.name,
        given_name=contact.given_name,
        family_name=contact.family_name,
        honorific=contact.honorific if understood else None,
        job_title=contact.job_title,
        department=contact.department,
        company=contact.company,
    )
