"""A mail as events: read by the inbox, and confirmed by a person where it is not certain."""

from __future__ import annotations

from codecs import BOM_UTF8
from email.parser import BytesHeaderParser
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple, cast

from followup_rules import Bounced, OutOfOfficeReceived, next_action
from followup_rules._cli._errors import fail
from followup_rules._cli._files import read_bytes
from followup_rules._cli._recorded import (
    SENT,
    WORDS,
    check_dates,
    check_options,
    checked,
    in_their_form,
    made,
    options_given,
    the_one,
)
from followup_rules._cli._room import POLICIES
from followup_rules._cli._terminal import PROGRAM, Answers, Page, piped_bytes
from followup_rules._cli._times import instant_of
from followup_rules._events import Received, Sent
from followup_rules._fields import zone

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from followup_rules import Case, Event
    from followup_rules.inbox import Incoming, OpenPoint

_OF_SENT = {"to", "message_id", "subject"}  # what the mail of a message says of it
_LONGEST_HEAD = 1_000_000  # bytes of a mail in which its id is looked for
# What a person must still decide, in the words of this command; of other points, those of the inbox.
_DECIDE = {
    "rejection": "Is this a rejection? Then record the mail as 'rejected'.",
    "offer": "Is this an offer? Then record the mail as 'offer'.",
    "next-round": "Is this a further round? Then record the mail as 'next-round'.",
    "not-held": "Was the interview called off? Then record 'not-held'.",
    "regret": "They are sorry about something. If it is a rejection, record the mail as 'rejected'.",
    "return-day": "Is this the day on which they are back? Then say so with --returns-on.",
    "date": "What is this date? It may go into --decision-by, --answer-by or --enquire-on.",
    "vague-date": "Is this a promise of when they decide? Then say the day with --decision-by.",
    "question": "Do they ask for something? Then say so with --asks-for, and --answer-by if they named a date.",
    "no-enquiries": "Do they ask not to enquire? Then say so with --no-enquiries.",
    "invites-to-write": "Do they invite you to write on a day? Then say so with --enquire-on.",
    "which-message": "Is this the message that was due? If not, record the mail as 'message'.",
    "too-early": "Was this the next message, sent before its time? Then record the mail as 'sent', with --touch.",
    "who": "Who wrote this? Say so with --from; a new person goes into the contacts of the case first.",
}

_ASKED_ONCE = {"rejection", "regret", "offer", "next-round", "not-held", "no-enquiries"}  # about the mail as a whole


class Mail(NamedTuple):
    """What a mail gives: its events, and the number of the event that the case has of it already."""

    events: tuple[Event, ...]
    replaces: int | None = None


def events_of_mail(given: argparse.Namespace, word: str | None, path: str, case: Case, page: Page) -> Mail:
    """Return the events that a mail is, if any; say on the page how sure that is, and what is to be decided.

    A *word* is what a person says the mail is: it takes the place of what the case has of that mail.
    """
    raw = piped_bytes("MAIL") if path == "-" else read_bytes(path, "MAIL")
    raw = raw.removeprefix(BOM_UTF8)
    known = None if word is None else _known(raw, case)
    others = case.replace(events=[each for number, each in enumerate(case.events) if number != known])
    from followup_rules.inbox import read_mail  # noqa: PLC0415 - only where there is a mail to read

    incoming = read_mail(raw, others, policy=POLICIES[given.policy])
    asked = () if word is not None else tuple(_asked(incoming.to_decide))
    incoming = incoming.replace(to_decide=[point for point, _ in asked])
    if len(incoming.events) > 1 and given.to is not None:
        fail(f"--to: the mail is about {len(incoming.events)} people; record it without --to")
    if word is not None and known is None:
        known = _told(incoming.events, case)
    if not incoming.events:
        page.line(str(incoming))
        return Mail(() if word is None else (_as_a_person_says(given, word, incoming, others),), known)
    events = tuple(_with_options(given, word, each, others) for each in incoming.events)
    page.line(str(incoming))
    if word is None:
        _add_open_points(page, asked, given.file, path)
    is_sure = word is not None or incoming.certainty == "certain" or given.yes
    if not is_sure and path == "-":  # a person who could answer has no standard input left
        page.line("Nothing was recorded; --yes records it.", "late")
        return Mail(())
    if not is_sure and (given.json or not _confirmed(page)):
        page.line("Nothing was recorded.", "late")
        return Mail(())
    return Mail(events, known)


def _known(raw: bytes, case: Case) -> int | None:
    """Return the number of the event that a case has of a mail, by its id."""
    message_id = str(BytesHeaderParser().parsebytes(raw[:_LONGEST_HEAD]).get("Message-ID", "")).strip()
    for number, event in enumerate(case.events):
        if message_id and event.is_mail and getattr(event, "message_id", None) == message_id:
            return number
    return None


def _told(events: Sequence[Event], case: Case) -> int | None:
    """Return the number of the absence or bounce that a case has of a mail: they keep no id of it."""
    told = {(type(each), each.at, each.named) for each in events if isinstance(each, OutOfOfficeReceived | Bounced)}
    known = ((type(each), each.at, each.named) for each in case.events)
    return next((number for number, each in enumerate(known) if each in told), None)


def _asked(points: Sequence[OpenPoint]) -> Iterator[tuple[OpenPoint, str]]:
    """Yield what a person must still decide, with the words in question; one question is asked once.

    Regret is a part of the question whether the mail is a rejection, if that is asked.
    """
    is_about_rejection = any(point.code == "rejection" for point in points)
    groups: dict[object, list[OpenPoint]] = {}
    for number, point in enumerate(points):
        code = "rejection" if point.code == "regret" and is_about_rejection else point.code
        groups.setdefault(code if code in _ASKED_ONCE else number, []).append(point)
    for group in groups.values():
        first = next((point for point in group if point.code == "rejection"), group[0])
        words = dict.fromkeys(repr(" ".join(point.words.split())) for point in group if point.words)
        yield first, ", ".join(words)


def _add_open_points(page: Page, asked: Sequence[tuple[OpenPoint, str]], file: str, mail: str) -> None:
    """Add what a person must still decide, and how to say so."""
    for point, words in asked:
        question = _DECIDE.get(point.code, point.text)
        page.add("  To decide: ", "late").line(f"{words}: {question}" if words else question)
    if asked and mail != "-":
        page.line(f"  Say so with: {PROGRAM} record {quote(file)} WHAT {quote(mail)}, and options", "aside")


def _with_options(given: argparse.Namespace, word: str | None, found: Event, case: Case) -> Event:
    """Return the event of a mail as the kind that a person says it is, with the fields that the options give."""
    kind = _kind(word, found)
    fields = options_given(given)
    at = found.at if given.at is None else instant_of(given.at, zone(case.interview.timezone), "--at")
    told = {name: getattr(found, name) for name in found.model_fields_set & kind.model_fields.keys() if name != "kind"}
    if word == SENT:
        action = next_action(case, now=at, policy=POLICIES[given.policy])
        return made(SENT, {name: told[name] for name in told.keys() & _OF_SENT} | fields, case, action, at)
    check_options(word or _word(found), fields)
    fields = in_their_form(fields, case.interview)
    if isinstance(found, Bounced) and "to" in fields:
        fields["contact"] = the_one(fields.pop("to"), case.interview)
    event = checked(kind, told | fields | {"at": at})
    check_dates(event, fields, case.interview)
    return event


def _as_a_person_says(given: argparse.Namespace, word: str, incoming: Incoming, case: Case) -> Event:
    """Return the event that a person says a mail is, in which none was found."""
    kind = WORDS[word]
    if incoming.at is None or kind is None or not issubclass(kind, Received | OutOfOfficeReceived):
        fail(f"MAIL: {incoming} Record it without the mail.")
    at = incoming.at if given.at is None else instant_of(given.at, zone(case.interview.timezone), "--at")
    fields = in_their_form(options_given(given), case.interview)
    check_options(word, fields)
    if kind is OutOfOfficeReceived and incoming.sender is None and "sender" not in fields:
        fail("MAIL: its sender is nobody in this case; say who is away with --from")
    event = incoming.as_kind(kind, **fields, at=at)
    check_dates(event, fields, case.interview)
    return event


def _word(event: Event) -> str:
    """Return the word for an event."""
    return next((word for word, kind in WORDS.items() if kind is type(event)), SENT)


def _kind(word: str | None, found: Event) -> type[Event]:
    """Return the kind of event that a person says a mail is: another one only of the same side."""
    side = next((side for side in (Received, Sent) if isinstance(found, side)), type(found))
    kind = type(found) if word is None else WORDS[word] or Sent
    if not issubclass(kind, side):
        fail(f"MAIL: {word!r} is not what the mail says, which is: {found.title}; record it without the mail")
    return type(found) if kind is Sent else cast("type[Event]", kind)


def _confirmed(page: Page) -> bool:
    """Show what a mail probably says, and ask whether it is to be recorded."""
    page.flush()
    return Answers().ask("Record this? y or n [n]:").casefold() in ("y", "yes")
