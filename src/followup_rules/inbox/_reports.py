"""Delivery reports: which recipients did not get a message, and which message it was.

Most are in the form of RFC 3464. Others say it in words: then the addresses before the mail that came back
are taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote

from followup_rules._fields import UNSAFE
from followup_rules.inbox._mime import addresses_of, content_of, decoded_words, ids_of, read_part, read_parts
from followup_rules.inbox._text import readable_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup_rules.inbox._mime import Part

Action = Literal["failed", "delayed", "delivered"]


class Outcome(NamedTuple):
    """What became of a message for one address."""

    address: str
    action: Action


@dataclass(slots=True)
class Report:
    """What a delivery report says: its outcomes, the ids of the message that came back, and to whom that was written.

    ``is_standard``: in the form of RFC 3464, so that nothing had to be read out of words.
    """

    outcomes: tuple[Outcome, ...]
    message_ids: tuple[str, ...]
    returned_to: tuple[str, ...]
    is_standard: bool


_MOST_OUTCOMES, _MOST_RETURNED = 1_000, 64_000
_LONGEST_ADDRESS, _LONGEST_LINE = 254, 2_000
_ADDRESS = re.compile(r"(?:[\w.!#$%&'*+/=?^`{|}~-]{1,64}|\"[^\"\s@]{1,62}\")@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_ACTIONS: dict[str, Action] = {
    "failed": "failed",
    "failure": "failed",
    "expired": "failed",
    "delayed": "delayed",
    "delivered": "delivered",
    "relayed": "delivered",
    "expanded": "delivered",
}
_CLASSES: dict[str, Action] = {"2": "delivered", "4": "delayed", "5": "failed"}
_RETURNED = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/partial")

# How the senders of delivery reports are called, before the @ of their address or as their name.
_SENDERS = (
    *("mailer-daemon", "mailerdaemon", "postmaster", "mail-daemon", "maildaemon", "mailsystem", "mail-deliver"),
    *("post_master", "post-master"),
    *("microsoftexchange", "bounce", "mdaemon", "mail delivery", "mail administrator", "delivery subsystem"),
    *("system administrator", "administrator", "undelivered"),
)
# What their subjects have, in the languages in which servers write them.
_SUBJECTS = {
    "en": (
        *("undeliver", "delivery status notification", "failure notice", "returned mail", "mail delivery"),
        *("delivery fail", "delivery notification", "delivery report", "delivery problem", "delivery error"),
        *("mail failure", "could not send", "nondeliver", "non-deliver", "not delivered", "failed mail"),
        *("failed delivery", "returning message", "returned to sender", "user unknown", "mail system error"),
        *("delivery has failed", "message status", "mail error", "invalid user", "no such user", "warning: message"),
        *("could not be delivered",),
    ),
    "de": ("unzustellbar", "nicht zugestellt", "zustellung fehlgeschlagen", "fehler bei der zustellung"),
    "fr": ("non remis", "non distribuable", "échec de la remise", "non délivré", "echec de remise"),
    "es": ("no se puede entregar", "no entregado", "no se ha podido entregar", "error de entrega"),
    "pt": ("não entregue", "não foi possível entregar", "falha na entrega", "não é possível entregar"),
    "ja": (
        "配信不能",
        "配送エラー",
        "送信エラー",
        "配信エラー",
        "エラー通知",
        "送信できません",
        "未配信",
        "配信できません",
    ),
    "zh": ("退信", "无法投递", "無法傳遞", "投递失败", "未送达", "系统退信"),
    "ko": ("배달되지 않", "전송 실패", "반송", "배달 실패", "배달할 수 없음"),
}
_SUBJECT = tuple({word for words in _SUBJECTS.values() for word in words})

# What says that a server still tries, whatever else it says.
_STILL_TRIES = (
    *("will be retried", "keep trying", "still trying", "continue to try", "warning message only", "(delay)"),
    *("do not need to resend", "not yet been delivered", "has not been delivered yet", "will continue trying"),
    *("still being retried", "will retry", "will continue to be made", "not need to re-send"),
)
# What says so too, unless the report speaks of a failure.
_DELAYED = ("delayed", "temporary problem", "verzögert", "retardé", "demorado", "遅延", "延迟", "延遲", "지연")
_FAILED = (
    *("permanent", "giving up", "given up", "failed", "could not be delivered", "fatal error", "unknown", "returned"),
    *("unable to deliver", "cannot be delivered", "rejected", "not reach", "no such user"),
)

_QMAIL = re.compile(r"^<[^<>\s@]{1,64}@[^<>\s@]{1,255}>:", re.MULTILINE)

# Where the mail that came back begins within the text of a report: a word in such a line, or one of its headers.
_COPY = (
    *("below this line", "original message", "copy of the message", "original mail", "original e-mail"),
    *("returned message", "message header", "headers of the message", "message text follows", "unsent message"),
    *("included message", "forwarded message", "begin message", "message contents follow", "mail header"),
    *("following is a copy", "start of message", "your message follows", "here is your message", "body of message"),
)
_HEADER = re.compile(
    r"(?:return-path|received|message-id|mime-version|x-[a-z-]{1,40}|dkim-signature|delivered-to) ?:", re.IGNORECASE
)
_RETURNED_ID = re.compile(r"^[ \t>|]{0,8}message-id[ \t]{0,4}:\s{0,10}(<[^<>\s]{1,978}>)", re.IGNORECASE | re.MULTILINE)
_RETURNED_TO = re.compile(r"^[ \t>|]{0,8}(?:to|cc)[ \t]{0,4}:([^\n]{1,2000})", re.IGNORECASE | re.MULTILINE)


def report_of(mail: Part, *, is_stranger: bool) -> Report | None:
    """Return what a delivery report says; ``None`` for another mail.

    *is_stranger*: the sender is neither a contact nor the candidate. Else only the type of the whole mail makes it one.
    """
    notices = [
        part for part in mail.walk() if part.kind in ("message/delivery-status", "message/global-delivery-status")
    ]
    statuses = [content_of(part, _MOST_RETURNED).decode("utf-8") for part in notices]
    outcomes = tuple(_unique(each for text in statuses for each in _standard(text)))
    failed = _failed_header(mail)
    is_one = is_stranger and (bool(notices) or bool(failed) or _looks_like_one(mail))
    if not is_one and mail.report_type != "delivery-status":
        return None  # people forward reports, too
    text, returned_text = _notice(mail)
    ids, returned_to = _returned(mail, returned_text)
    inner = None if outcomes else _report_within(mail)
    if inner is not None:
        return inner
    if not outcomes:  # a report in the form of the standard whose parts cannot be told apart
        outcomes = tuple(_unique(_standard(f"{text}\n{returned_text}")))
    is_standard = bool(outcomes)
    if not outcomes:
        action = _action_in_words(mail, text)
        addresses = failed or _addresses_in_words(mail, text) or returned_to
        outcomes = tuple(_unique(Outcome(address, action) for address in addresses))
    return Report(outcomes, ids, returned_to, is_standard=is_standard)


def _report_within(mail: Part) -> Report | None:
    """Return what a report in the standard form says that came back as a message itself."""
    for part in mail.walk():
        if part.kind == "message/rfc822":
            inner = read_parts(content_of(part, _MOST_RETURNED))
            if inner.report_type == "delivery-status" and inner.parts:
                return report_of(inner, is_stranger=False)
    return None


def _standard(text: str) -> Iterator[Outcome]:
    """Give the outcomes in a text of the type message/delivery-status (RFC 3464, 2.3)."""
    for block in text.split("\n\n"):
        fields = {name: values[0] for name, values in read_part(block.strip("\n").encode()).headers.items()}
        action = _ACTIONS.get(fields.get("action", "").lower().split(" ")[0].strip("()")) or _CLASSES.get(
            fields.get("status", "").strip()[:1]
        )
        for name in ("original-recipient", "final-recipient", "x-actual-recipient"):
            address = _recipient(fields.get(name, ""))
            if address and action is not None:
                yield Outcome(address, action)


def _recipient(field: str) -> str | None:
    """Return the address in a field such as ``rfc822; sato@example.com``."""
    kind, _, address = field.rpartition(";")
    if kind.strip().lower() not in ("", "rfc822", "utf-8", "x400", "unknown", "smtp"):
        return None
    address = address.strip().strip("<>").strip()
    if "+" in address and re.search(r"\+[0-9A-F]{2}", address):  # xtext (RFC 3461, 4)
        plain = unquote(re.sub(r"\+([0-9A-F]{2})", r"%\1", address))
        address = (
            plain if "@" in plain and not UNSAFE.search(plain) and plain.isascii() and " " not in plain else address
        )
    found = _ADDRESS.search(address) if len(address) <= _LONGEST_ADDRESS else None
    return None if found is None else found[0]


def _failed_header(mail: Part) -> list[str]:
    """Return the addresses in X-Failed-Recipients, as Exim and Gmail write it."""
    return [address for value in mail.headers.get("x-failed-recipients", []) for _, address in addresses_of(value)]


def _looks_like_one(mail: Part) -> bool:
    """Tell whether sender, return path and subject are those of a report in words."""
    sender = decoded_words(mail.get("from")).casefold()
    addresses = addresses_of(mail.get("from"))
    local = addresses[0][1].partition("@")[0].casefold() if addresses else sender
    is_server = local.startswith(_SENDERS) or any(word in sender for word in _SENDERS)
    subject = decoded_words(mail.get("subject")).casefold()
    has_subject = any(word in subject for word in _SUBJECT)
    says_so = mail.has_null_path or _says_failure(mail)
    return (has_subject or says_so) if is_server else (has_subject and says_so)


def _says_failure(mail: Part) -> bool:
    text = readable_text(mail)[:_LONGEST_LINE].casefold()
    return any(word in text for word in (*_FAILED, *_STILL_TRIES, *_DELAYED, *_SUBJECT)) or bool(_QMAIL.search(text))


def _notice(mail: Part) -> tuple[str, str]:
    """Return the text of a report before the mail that came back, and the rest."""
    text = readable_text(mail)
    position = 0
    for number, line in enumerate(text.split("\n")):
        bare = line.strip(" \t-_=*>|#+.:")
        lowered = bare.casefold()
        is_rule = len(line.strip()) - len(bare) >= 4 or line.rstrip().endswith(":")  # noqa: PLR2004 - a line of dashes
        begins = (is_rule and any(word in lowered for word in _COPY)) or _HEADER.match(lowered)
        if number and begins:
            return text[:position], text[position:]
        position += len(line) + 1
    return text, ""


def _action_in_words(mail: Part, text: str) -> Action:
    said = f"{decoded_words(mail.get('subject'))}\n{text}".casefold()
    if any(word in said for word in _STILL_TRIES):
        return "delayed"
    is_delayed = any(word in said for word in _DELAYED) and not any(word in said for word in _FAILED)
    return "delayed" if is_delayed else "failed"


def _addresses_in_words(mail: Part, text: str) -> list[str]:
    """Return the addresses that a text names as those that failed, in its order.

    Some reports say to whom the message was written, too; that counts if they name nobody else.
    """
    own = {address.casefold() for name in ("from", "to", "delivered-to") for _, address in addresses_of(mail.get(name))}
    found: dict[bool, dict[str, None]] = {False: {}, True: {}}
    for line in text.split("\n"):
        is_header = line.strip().lower().startswith(("to:", "cc:"))
        for match in _ADDRESS.finditer(line[:_LONGEST_LINE]):
            address = match[0][5 * match[0].lower().startswith("smtp=") :].rstrip(".")
            if address.casefold() not in own and not address.casefold().startswith(_SENDERS):
                found[is_header].setdefault(address)
    return list(found[False] or found[True])[:_MOST_OUTCOMES]


def _returned(mail: Part, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the message that came back, the likeliest first, and the addresses to which it was written."""
    ids: dict[str, None] = {}
    to: dict[str, None] = {}
    for part in mail.walk():
        if part.kind in _RETURNED:
            head = read_part(content_of(part, _MOST_RETURNED).lstrip(b"\n"))
            ids.update(dict.fromkeys(ids_of(head.get("message-id"))))
            to.update(dict.fromkeys(address for name in ("to", "cc") for _, address in addresses_of(head.get(name))))
    for found in _RETURNED_ID.findall(text):
        ids.update(dict.fromkeys(ids_of(found)))
    for found in _RETURNED_TO.findall(text):
        to.update(dict.fromkeys(address for _, address in addresses_of(found)))
    for name in ("in-reply-to", "references"):  # as Gmail does
        ids.update(dict.fromkeys(reversed(ids_of(mail.get(name)))))
    return tuple(ids)[:_MOST_OUTCOMES], tuple(to)[:_MOST_OUTCOMES]


def _unique(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return each address once; one that failed in any place has failed."""
    found: dict[str, Outcome] = {}
    for each in outcomes:
        key = each.address.casefold()
        if key not in found or each.action == "failed":
            found[key] = each
    return list(found.values())[:_MOST_OUTCOMES]
