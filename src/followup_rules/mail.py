"""Messages for a mail program: an editable draft (``.eml``), or a ``mailto:`` link. Nothing is sent.

Headers are written here, in their oldest and best-understood forms, rather than by :class:`email.message.EmailMessage`,
which on some supported Pythons makes several recipients of one name, or encoded words of a long message id.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import quote

from followup_rules._addresses import ascii_address
from followup_rules._errors import InputError, must_be
from followup_rules._messages import Message
from followup_rules._people import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = 76  # octets of a line that need no folding (RFC 5322, 2.1.1)
_WORD = 45  # octets in one encoded word, which makes 72 with its frame, of 75 at most (RFC 2047, 2)
_LONGEST_LINK = 1900  # characters; longer ones are cut by some clients


def to_eml(message: Message, candidate: Candidate) -> bytes:
    """Return a message as an ``.eml`` file, a draft that some mail programs open for editing (``X-Unsent``).

    It is from *candidate*, to ``message.to``, and a reply where the message has a thread (G34). It has no date, no
    message id and no Bcc: those are the client's. A domain that is not ASCII is written as ``xn--``.
    :class:`InputError` if the recipient has no address, if either address has more than ASCII before the @, or if an
    argument is of another type.

    >>> from followup_rules import Contact, ContactRole
    >>> hr = Contact(id="hr", name="Hanako Sato", roles={ContactRole.RECRUITER}, email="sato@example.com")
    >>> message = Message(to=hr, subject="Thank you", body="Dear Hanako Sato, ...", language="en")
    >>> print(to_eml(message, Candidate(name="Mei Tan", email="mei@example.com")).decode())  # doctest: +ELLIPSIS
    X-Unsent: 1...
    From: "Mei Tan" <mei@example.com>...
    To: "Hanako Sato" <sato@example.com>...
    Subject: Thank you...
    """
    must_be(Message, "message", message)
    must_be(Candidate, "candidate", candidate)
    headers = [
        "X-Unsent: 1",
        _folded("From:", _mailbox(candidate.name, _in_header("candidate", candidate.email))),
        _folded("To:", _mailbox(message.to.name, _recipient(message))),
        _folded("Subject:", _text("Subject: ", message.subject)),
    ]
    if (parent := message.reply_to) is not None:
        headers.append(_folded("In-Reply-To:", [parent.message_id]))
        headers.append(_folded("References:", [*parent.references, parent.message_id]))
    headers += ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"]
    body = b64encode("\r\n".join(message.body.splitlines()).encode() + b"\r\n").decode()
    rows = [body[i : i + _LINE] for i in range(0, len(body), _LINE)]
    return "\r\n".join([*headers, "", *rows, ""]).encode()


def to_mailto(message: Message) -> str | None:
    """Return a message as a ``mailto:`` link (RFC 6068); ``None`` where it is so long that clients would cut it.

    Most mail programs take recipient, subject and body from it, and few the thread: an ``.eml`` file keeps all.
    :class:`InputError` if the recipient has no address, or one with more than ASCII before the @.

    >>> from followup_rules import Contact, ContactRole
    >>> hr = Contact(id="hr", name="Hanako Sato", roles={ContactRole.RECRUITER}, email="sato@example.com")
    >>> to_mailto(Message(to=hr, subject="Thank you", body="Dear Hanako Sato", language="en"))
    'mailto:sato@example.com?subject=Thank%20you&body=Dear%20Hanako%20Sato'
    """
    must_be(Message, "message", message)
    fields = [("subject", message.subject), ("body", "\r\n".join(message.body.splitlines()))]
    if message.reply_to is not None:
        fields.append(("In-Reply-To", message.reply_to.message_id))
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields)
    local, _, domain = _recipient(message).rpartition("@")
    link = f"mailto:{quote(local, safe='')}@{domain}?{query}"
    return link if len(link) <= _LONGEST_LINK else None


def _recipient(message: Message) -> str:
    if message.to.email is None:
        raise InputError("message", message.to.label, "a recipient with an e-mail address")
    return _in_header("message", message.to.email)


def _in_header(argument: str, address: str) -> str:
    """Return an address in ASCII; a local part cannot be translated to it, as a domain can."""
    found = ascii_address(address)
    if found is None:
        raise InputError(argument, address, "an address with only ASCII characters before the @, as mail needs it")
    return found


def _mailbox(name: str | None, address: str) -> list[str]:
    """Return a name and an address in the pieces between which a line may be folded."""
    if name is None:
        return [address]
    quoted = '"{}"'.format(name.replace("\\", "\\\\").replace('"', '\\"'))
    return [*([quoted] if _fits(quoted) else _encoded(name)), f"<{address}>"]


def _text(header: str, text: str) -> list[str]:
    return [text] if _fits(header + text) else _encoded(text)


def _fits(text: str) -> bool:
    """Tell whether a text can stand as it is: nothing that may be taken for an encoded word, and no long line."""
    return text.isascii() and "=?" not in text and "  " not in text and len(text) < _LINE


def _encoded(text: str) -> list[str]:
    """Return a text as encoded words, cut between characters."""
    chunks = [""]
    for character in text:
        if len((chunks[-1] + character).encode()) > _WORD:
            chunks.append("")
        chunks[-1] += character
    return [f"=?utf-8?b?{b64encode(chunk.encode()).decode()}?=" for chunk in chunks]


def _folded(header: str, pieces: Iterable[str]) -> str:
    """Return a header with a fold before each piece that would make its line too long."""
    rows = [header]
    for piece in pieces:
        if len(rows[-1]) + 1 + len(piece) > _LINE and rows != [header]:
            rows.append("")
        rows[-1] += f" {piece}"
    return "\r\n".join(rows)
