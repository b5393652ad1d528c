"""One mail and one case: what the mail is. The kinds are tried in their order, and the first that fits answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from followup_rules._action import next_action
from followup_rules._answers import Respond, Send, WaitUntil, format_date
from followup_rules._case import Case
from followup_rules._errors import must_be
from followup_rules._events import Bounced, MessageSent, OutOfOfficeReceived, ReplyReceived, Sent
from followup_rules._people import Thread
from followup_rules._policy import DEFAULT_POLICY, Policy
from followup_rules._touches import TOUCHES
from followup_rules.inbox._absence import says_away
from followup_rules.inbox._automatic import Machine, machine_of
from followup_rules.inbox._dates import FoundDate, find_dates
from followup_rules.inbox._facts import Facts, facts_of
from followup_rules.inbox._incoming import (
    OPEN,
    Certainty,
    Incoming,
    Invitation,
    OpenPoint,
    Sign,
    open_point,
    sign,
)
from followup_rules.inbox._invitations import invitation_of, method_of
from followup_rules.inbox._mime import MOST_OCTETS, date_of, read_parts
from followup_rules.inbox._phrases import FoundPhrase, find_phrases
from followup_rules.inbox._reports import Report, report_of
from followup_rules.inbox._returns import returns_on
from followup_rules.inbox._text import quoted_spans

if TYPE_CHECKING:
    from datetime import date

    from followup_rules._people import Contact

_BESIDE = 4  # characters between a weekday and its date
_LIKELY, _CERTAIN = Certainty.LIKELY, Certainty.CERTAIN
_NO_DATE = datetime.min.replace(tzinfo=UTC)  # nothing that needs a date is read then


def read_mail(raw: bytes, case: Case, *, policy: Policy = DEFAULT_POLICY) -> Incoming:
    r"""Return what a mail is to a case: the event to store, how sure it is and why, and what is left to decide.

    *raw* is the message as it lies in a mailbox (RFC 5322). Any bytes have an answer. *policy* tells which message of
    the candidate was due. :class:`InputError` if *raw* is no ``bytes`` or *case* is no :class:`Case`. Nothing is
    fetched or run, and attachments are not opened.

    >>> from datetime import UTC, datetime
    >>> from followup_rules import Case, Contact, Interview
    >>> interview = Interview(
    ...     id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
    ...     ended_at=datetime(2026, 6, 3, 6, tzinfo=UTC),
    ...     contacts=[Contact(id="hr", name="Hanako Sato", roles={"recruiter"}, email="sato@example.com")],
    ... )
    >>> mail = b"From: sato@example.com\nDate: Fri, 5 Jun 2026 10:00:00 +0900\nSubject: Hello\n\nThank you.\n"
    >>> print(read_mail(mail, Case(interview=interview)))
    Reply from hr (likely). It is from Hanako Sato. It answers no mail that the case knows. 1 thing to decide.
    """
    must_be(bytes, "raw", raw)
    must_be(Case, "case", case)
    must_be(Policy, "policy", policy)
    mail = read_parts(raw)
    if not mail.headers:
        return _nothing(sign("empty"))
    at = date_of(mail)
    facts = facts_of(mail, case, at or _NO_DATE, policy)
    if at is None:
        found = _nothing(sign("no-date"))
    else:
        found = next(answer for read in _KINDS if (answer := read(facts)) is not None)
    sender = facts.sender.id if facts.sender is not None and not facts.is_own else None
    return found.replace(
        text=facts.text,
        reasons=(*found.reasons, sign("cut")) if len(raw) > MOST_OCTETS else found.reasons,
        at=at,
        sender=found.sender or sender,
        message_id=facts.message_id,
        subject=facts.subject,
    )


def _nothing(*reasons: Sign, **more: Any) -> Incoming:  # noqa: ANN401 - any field of an Incoming
    return Incoming(reasons=reasons, **more)


def _report(facts: Facts) -> Incoming | None:
    """Read a delivery report (G19)."""
    report = report_of(facts.mail, is_stranger=facts.sender is None and not facts.is_own)
    if report is None:
        return None
    how = sign("delivery-report" if report.is_standard else "delivery-report-in-words")
    failed = {
        contact.id: _bounced(facts, report, contact, each.address)
        for each in report.outcomes
        for contact in facts.contacts_at([each.address])
        if each.action == "failed"
    }
    if failed:
        event, *more = failed.values()
        addresses = " and ".join(each.email for each in failed.values())
        is_of_another = any(_may_undo_another(facts, report, each) for each in failed.values())
        return Incoming(
            event=event,
            more=tuple(more),
            certainty=_CERTAIN if report.is_standard and not is_of_another else _LIKELY,
            reasons=(how, sign("not-delivered", addresses)),
            to_decide=(open_point("about-this-case"),) if is_of_another else (),
        )
    for action, code in (("delayed", "delivery-delayed"), ("delivered", "delivered")):
        about = [each for each in report.outcomes if each.action == action and facts.contacts_at([each.address])]
        if about:
            return _nothing(how, sign(code, about[0].address))
    return _returned(facts, report, how)


def _returned(facts: Facts, report: Report, how: Sign) -> Incoming:
    """Read a report that names no contact's address: by the message that came back, if that went to one person.

    Mail is forwarded: the address that failed may be another one of that person.
    """
    is_of_one = len(report.returned_to) <= 1 and [each.action for each in report.outcomes] in ([], ["failed"])
    sent = next((facts.known_ids[each] for each in report.message_ids if facts.known_ids.get(each)), None)
    to = facts.contacts_at(report.returned_to)
    if sent is not None and len(sent.to) == 1:
        contact, why = facts.case.interview.contact(sent.to[0]), sign("returned-message")
    elif to:
        contact, why = to[0], sign("returned-to-contact", to[0].label)
    else:
        contact, why = None, how
    if not is_of_one or contact is None or contact.email is None:
        return _nothing(how, sign("other-recipient"))
    return Incoming(event=_bounced(facts, report, contact, contact.email), certainty=_LIKELY, reasons=(how, why))


def _bounced(facts: Facts, report: Report, contact: Contact, address: str) -> Bounced:
    """Return the bounce of a contact's mail.

    An id that the case does not know would undo nothing (G19). So it is left out where the last message to that contact
    has no id in the case: that one is meant.
    """
    known = next((each for each in report.message_ids if facts.known_ids.get(each) is not None), None)
    returned = report.message_ids[0] if report.message_ids else None
    last = _last_sent(facts, contact.id)
    is_without_id = last is None or last.message_id is None
    message_id = known or (None if is_without_id else returned)
    return Bounced(at=facts.at, contact=contact.id, email=address, message_id=message_id)


def _may_undo_another(facts: Facts, report: Report, bounced: Bounced) -> bool:
    """Tell whether a bounce undoes a message without an id, although another one may have come back."""
    has_unknown_id = bool(report.message_ids) and bounced.message_id is None
    return has_unknown_id and _last_sent(facts, bounced.contact) is not None


def _last_sent(facts: Facts, contact_id: str) -> Sent | None:
    """Return the last message to a contact before the mail."""
    before = [event for event in facts.case.events if isinstance(event, Sent) and contact_id in event.to]
    return max((event for event in before if event.at <= facts.at), key=lambda event: event.at, default=None)


def _receipt(facts: Facts) -> Incoming | None:
    """Pass over other reports of machines."""
    if facts.mail.report_type == "disposition-notification":
        return _nothing(sign("read-receipt"))
    return _nothing(sign("complaint-report")) if facts.mail.report_type == "feedback-report" else None


def _calendar(facts: Facts) -> Incoming | None:
    """Read an invitation, or what a calendar answered to one."""
    found = method_of(facts.mail)
    if found is None or (facts.is_own and found[0] == "REQUEST"):
        return None
    method, part = found
    if method == "CANCEL":
        return _nothing(sign("invitation-cancelled"), to_decide=(open_point("not-held"),) if facts.is_known else ())
    if method in ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"):
        return _nothing(sign("calendar-answer"))
    if method != "REQUEST":
        return None
    invitation = invitation_of(part, facts.case.interview.contacts, facts.own_box, _thread(facts))
    open_points = [open_point("next-round")]
    if invitation.ended_at is None or invitation.timezone is None:
        open_points.append(open_point("time-zone"))
    if facts.sender is None and invitation.organizer in facts.case.interview.contacts:
        facts.sender = invitation.organizer  # a calendar service sent it
    return _from_them(facts, (sign("invitation"),), tuple(open_points), invitation)


def _thread(facts: Facts) -> Thread | None:
    if facts.message_id is None:
        return None
    references = [each for each in reversed(facts.parents) if each != facts.message_id]
    return Thread(message_id=facts.message_id, references=tuple(dict.fromkeys(references)), subject=facts.subject)


def _own(facts: Facts) -> Incoming | None:
    """Read the candidate's own mail: the touch that was due, or another message (G38)."""
    if not facts.is_own:
        return None
    if facts.message_id in facts.known_ids:
        return _nothing(sign("own-copy"))
    machine = machine_of(facts.mail, facts.subject or "")
    if machine is not None and (machine.is_sure or machine.is_answer):
        return _nothing(sign("own-automatic"))
    to = facts.contacts_at(facts.recipients())
    if not to:
        return _nothing(sign("not-to-contact"))
    names = " and ".join(contact.label for contact in to)
    return _as_touch(facts, to, sign("from-candidate", names))


def _as_touch(facts: Facts, to: list[Contact], who: Sign) -> Incoming:
    """Name the touch that was due to one of those to whom the candidate wrote, when that was sent."""
    before = [event for event in facts.case.events if event.at <= facts.at]
    action = next_action(facts.case.interview, before, now=facts.at, policy=facts.policy)
    boxes = {contact.mailbox for contact in to}
    meant = [each.contact for each in getattr(action, "to", ()) if _box(facts, each.contact) in boxes]
    others = [contact.id for contact in to if contact.mailbox not in {_box(facts, each) for each in meant}]
    if meant and isinstance(action, Send):
        title = TOUCHES[action.touch].title
        event = action.sent(at=facts.at, message_id=facts.message_id, subject=facts.subject)
        event = event.replace(to=[*meant, *others])
        reasons, open_points = (who, sign("touch-due", title)), (open_point("which-message", title),)
        return Incoming(event=event, certainty=_LIKELY, touch=action.touch, reasons=reasons, to_decide=open_points)
    message = MessageSent(at=facts.at, to=[*meant, *others], message_id=facts.message_id, subject=facts.subject)
    is_about_this = facts.answered is not None or facts.has_known_subject
    certainty = _CERTAIN if is_about_this else _LIKELY
    asked = () if is_about_this else (open_point("about-this-case"),)
    if meant and isinstance(action, Respond):
        return Incoming(event=message, certainty=certainty, reasons=(who, sign("answer-due")), to_decide=asked)
    early = (open_point("too-early", TOUCHES[action.touch].title),) if meant and isinstance(action, WaitUntil) else ()
    reasons = who, sign("no-touch-due")
    return Incoming(event=message, certainty=certainty, reasons=reasons, to_decide=(*early, *asked))


def _box(facts: Facts, contact_id: str) -> str | None:
    return facts.case.interview.contact(contact_id).mailbox


def _machine(facts: Facts) -> Incoming | None:
    """Read what a machine wrote: an automatic answer (G20), or mail that is no event."""
    machine = machine_of(facts.mail, facts.subject or "")
    if machine is None:
        return None
    if machine.is_answer:
        return _automatic_answer(facts, machine)
    if machine.is_bulk and facts.is_known and not machine.is_sure and not _is_new_bulk(facts):
        return _from_them(facts, (sign("way-to-unsubscribe"),), (open_point("by-a-person"),))
    to_decide = _points(facts) if facts.is_known else ()
    if machine.is_bulk:
        asked = (open_point("by-a-person"),) if facts.is_known else ()
        return _nothing(sign("newsletter", machine.shown_by), to_decide=(*asked, *to_decide))
    return _nothing(sign("machine", machine.shown_by), to_decide=to_decide)


def _is_new_bulk(facts: Facts) -> bool:
    """Tell whether a mail is marked as one to many, and is no answer to a mail that the case knows.

    Large mail providers want a way to unsubscribe in one step (RFC 8058) of marketing, and not of personal mail. A way
    to unsubscribe alone, and Feedback-ID, are put into each mail by some systems through which recruiters write.
    """
    is_marked = "list-unsubscribe-post" in facts.mail.headers
    return is_marked and facts.answered is None and not facts.has_known_subject


def _automatic_answer(facts: Facts, machine: Machine) -> Incoming | None:
    said = sign("automatic-answer", machine.shown_by)
    words = f"{facts.subject or ''}\n\n{_without_quotations(facts.text)}"
    is_away = machine.says_away or says_away(words, facts.day)
    if not is_away and not machine.is_sure:
        return None
    person, who = _absent(facts)
    if not is_away:
        sender = None if person is None else person.id
        points = _points(facts, of_date="return-day")
        return _nothing(said, sign("not-about-absence"), to_decide=points, sender=sender)
    if person is None:
        return _nothing(said, who)
    day = returns_on(words, facts.day)
    event = OutOfOfficeReceived(at=facts.at, sender=person.id, returns_on=day)
    back = sign("no-single-day") if day is None else sign("returns-on", format_date(day))
    codes = ("left-company",) if day is not None else ("left-company", "return-day", "unclear-date")
    return Incoming(
        event=event,
        certainty=_CERTAIN if machine.is_sure and facts.sender is not None else _LIKELY,
        reasons=(said, sign("away"), who, back),
        to_decide=_points(facts, of_date="return-day", codes=codes),
    )


def _absent(facts: Facts) -> tuple[Contact | None, Sign]:
    """Return who is away: the sender, else the one person to whom the mail went that was answered."""
    if facts.sender is not None:
        return facts.sender, sign("from-contact", facts.sender.label)
    sent = facts.known_ids.get(facts.answered or "")
    if sent is not None and len(sent.to) == 1:
        return facts.case.interview.contact(sent.to[0]), sign("known-thread")
    return None, _unknown_sender(facts)


def _unknown_sender(facts: Facts) -> Sign:
    return sign("unknown-sender", facts.label) if facts.address else sign("no-sender")


def _reply(facts: Facts) -> Incoming:
    """Read words from a person (G26)."""
    return _from_them(facts)


def _from_them(
    facts: Facts,
    reasons: tuple[Sign, ...] = (),
    open_points: tuple[OpenPoint, ...] = (),
    invitation: Invitation | None = None,
) -> Incoming:
    """Return a reply, if it is from a contact or in a thread that the case knows; nothing else is read into it."""
    if facts.message_id is not None and facts.message_id in facts.known_ids:
        return _nothing(*reasons, sign("already-known"), invitation=invitation)
    is_in_thread = facts.answered is not None
    if facts.sender is None and not is_in_thread:
        return _nothing(*reasons, _unknown_sender(facts), invitation=invitation, to_decide=open_points)
    if facts.sender is not None:
        reasons = (*reasons, sign("from-contact", facts.sender.label))
    else:
        reasons, open_points = (*reasons, _unknown_sender(facts)), (*open_points, open_point("who"))
    code = "known-thread" if is_in_thread else "known-subject" if facts.has_known_subject else "unknown-thread"
    if code == "unknown-thread":
        open_points = (*open_points, open_point("about-this-case"))
    if facts.is_no_reply:
        reasons = (*reasons, sign("no-reply-address", facts.label))
        open_points = (*dict.fromkeys((*open_points, open_point("by-a-person"))),)
    is_certain = is_in_thread and facts.sender is not None and not open_points
    return Incoming(
        event=ReplyReceived(
            at=facts.at,
            sender=None if facts.sender is None else facts.sender.id,
            message_id=facts.message_id,
            subject=facts.subject,
        ),
        certainty=_CERTAIN if is_certain else _LIKELY,
        reasons=(*reasons, sign(code)),
        to_decide=(*open_points, *_points(facts)),
        invitation=invitation,
    )


def _points(facts: Facts, *, of_date: str = "date", codes: tuple[str, ...] = ()) -> tuple[OpenPoint, ...]:
    """Return the phrases and dates in the sender's own words, in their order; only some *codes*, if any are given.

    *of_date* is the code of a date of one clear day.
    """
    text, quoted = facts.text, quoted_spans(facts.text)
    days = find_dates(text, facts.day)
    found: list[tuple[int, int, str, date | None]] = [
        (each.start, each.end, each.code, None) for each in find_phrases(text) if not _is_of_date(text, each, days)
    ]
    found += [(each.start, each.end, "unclear-date" if each.day is None else of_date, each.day) for each in days]
    found = [each for each in found if not codes or each[2] in codes]
    found = [each for each in found if not any(start <= each[0] < end for start, end in quoted)]
    return tuple(
        OpenPoint(code=code, text=OPEN[code], start=start, end=end, words=text[start:end], day=day)
        for start, end, code, day in sorted(found, key=lambda each: each[:3])
    )


def _is_of_date(text: str, found: FoundPhrase, days: list[FoundDate]) -> bool:
    """Tell whether a phrase is a part of a date, or a weekday directly beside one: "by Friday, 19 June"."""
    return found.code == "unclear-date" and any(
        begin - end < _BESIDE and not text[end:begin].strip(" ,.()（）\n")
        for day in days
        for end, begin in [(min(found.end, day.end), max(found.start, day.start))]
    )


def _without_quotations(text: str) -> str:
    kept, end = [], 0
    for start, stop in quoted_spans(text):
        kept.append(text[end:start])
        end = max(end, stop)
    return "".join([*kept, text[end:]])


_KINDS = (_report, _receipt, _calendar, _own, _machine, _reply)
