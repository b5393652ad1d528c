"""A mail as it lies in a mailbox: its headers, its parts and their text, in bounded time and memory.

The headers and the parameters of a content type are read by :mod:`email`. The parts are split here, since the parser of
:mod:`email` follows each nesting that a mail claims. Nothing here raises an error: what cannot be read is left out.
"""

from __future__ import annotations

import re
from binascii import a2b_base64, a2b_qp
from codecs import lookup
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from followup_rules._fields import LONGEST_TEXT, UNSAFE, Instant, MessageId, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_OCTETS = 2_000_000  # of a mail: what follows is not read
MOST_TEXT = 100_000  # characters of the text of a part
_MOST_HEAD, _MOST_HEADERS = 64_000, 1_000  # octets and lines of one head
_LONGEST_HEADER, _LONGEST_TYPE, _LONGEST_DATE = 16_000, 1_000, 200  # characters
_MOST_PARTS, _DEEPEST = 100, 8
_MOST_ADDRESSES = 200  # in one header
_LONGEST_BOUNDARY, _LONGEST_CHARSET = 200, 40
_MOST_SERVERS = 10

# What mail calls a character set, and the larger one that is really meant (as browsers read it).
_MEANT = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# Character sets alone: "idna" or "unicode_escape" are codecs too, and no text is written in them.
_CHARSET = re.compile(r"ascii|utf|iso|cp\d|koi8|euc|shift|gb|big5|hz|mac|johab|tis|kz|ptcp")
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
_FIRST_BOUNDARY = re.compile(rb"^--(\S{1,200})[ \t]*+$", re.MULTILINE)
_LAST_CHARACTER = re.compile(rb"[\xc0-\xff][\x80-\xbf]{0,3}\Z")  # in UTF-8; it may be cut
_ENCODED_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,40})?\?([BbQq])\?([^?\r\n]{0,2000})\?=")
_PIECE_OF_ADDRESS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[^"(),<>;:\\]++|.', re.DOTALL)
_ID = re.compile(r"<[!-;=?-~]{1,978}>")
_TEXT: TypeAdapter[str] = TypeAdapter(Text)
_MESSAGE_ID: TypeAdapter[str] = TypeAdapter(MessageId)
_INSTANT: TypeAdapter[datetime] = TypeAdapter(Instant)


@dataclass(slots=True)
class Part:
    """A part of a mail, or the whole: its headers by name, its content type, its body as it came, and its parts."""

    headers: dict[str, list[str]]
    kind: str
    body: bytes
    boundary: str | None = None
    charset: str | None = None
    method: str | None = None  # of a calendar
    report_type: str | None = None
    is_attachment: bool = False
    parts: list[Part] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return the first header of that name as it came, unfolded; empty if there is none."""
        return self.headers.get(name, [""])[0]

    @property
    def has_null_path(self) -> bool:
        """Whether nothing may be answered to it: a server or an automatic answer sent it (RFC 5321, 4.5.5)."""
        return self.get("return-path") in ("<>", "<MAILER-DAEMON>")

    def walk(self) -> Iterator[Part]:
        """Give this part and all those in it, in their order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def read_parts(raw: bytes) -> Part:
    """Return a mail with its parts, up to the first :data:`MOST_OCTETS`, the first hundred parts, eight levels deep."""
    data = raw[:MOST_OCTETS].replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n")
    if data.startswith(b">From "):  # the line before a mail in an mbox file; the parser knows one without ">"
        data = data.partition(b"\n")[2]
    mail = read_part(data)
    _split(mail, _DEEPEST, [_MOST_PARTS])
    return mail


def read_part(data: bytes) -> Part:
    """Return the headers and the body of a part, without splitting it."""
    if data.startswith(b"\n"):
        head, body = b"", data[1:]
    else:
        head, _, body = data.partition(b"\n\n")
    parsed = BytesHeaderParser().parsebytes(_bounded_head(head))
    headers: dict[str, list[str]] = {}
    for name, value in parsed.raw_items():
        headers.setdefault(name.lower(), []).append(_unfolded(value))
    typed = Message()
    for name in ("Content-Type", "Content-Disposition"):
        if name.lower() in headers:
            typed[name] = headers[name.lower()][0][:_LONGEST_TYPE]
    return Part(
        headers,
        typed.get_content_type(),
        body,
        boundary=_parameter(typed, "boundary"),
        charset=_parameter(typed, "charset"),
        method=_parameter(typed, "method"),
        report_type=_parameter(typed, "report-type"),
        is_attachment=typed.get_content_disposition() == "attachment",
    )


def _bounded_head(head: bytes) -> bytes:
    lines = head[:_MOST_HEAD].split(b"\n", _MOST_HEADERS)
    return b"\n".join(lines[:_MOST_HEADERS])


def _unfolded(value: str) -> str:
    octets = value[:_LONGEST_HEADER].encode("ascii", "surrogateescape")
    return " ".join(decoded(octets, None).split())


def _parameter(typed: Message, name: str) -> str | None:
    found = typed.get_param(name)
    if isinstance(found, tuple):
        found = found[2]
    return found.strip()[:_LONGEST_TYPE] if isinstance(found, str) else None


def _split(part: Part, depth: int, left: list[int]) -> None:
    """Split a multipart into its parts, as far as the *depth* and the number of parts that are *left* go.

    Where no line has the boundary that it names, the first line that looks like one is taken.
    """
    if not part.kind.startswith("multipart/") or not depth or not left[0]:
        return
    first = _FIRST_BOUNDARY.search(part.body)
    seen = None if first is None else first[1]
    named = None if part.boundary is None else part.boundary.encode("utf-8", "replace")[:_LONGEST_BOUNDARY]
    for boundary in (named, seen):
        if boundary and not part.parts:
            _cut(part, boundary, depth, left)
    if not part.parts:
        part.kind = "text/plain"


def _cut(part: Part, boundary: bytes, depth: int, left: list[int]) -> None:
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*+$", re.MULTILINE)
    starts: int | None = None
    for found in line.finditer(part.body):
        if starts is not None:
            _add(part, part.body[starts : max(starts, found.start() - 1)], depth, left)
        starts = None if found[1] else found.end() + 1
        if not left[0] or starts is None:
            return
    if starts is not None:  # the mail ends before its last part does
        _add(part, part.body[starts:], depth, left)


def _add(part: Part, data: bytes, depth: int, left: list[int]) -> None:
    left[0] -= 1
    inner = read_part(data)
    part.parts.append(inner)
    _split(inner, depth - 1, left)


def text_of(part: Part) -> str:
    """Return the text of a part, decoded, with plain line ends, and at most :data:`MOST_TEXT` characters."""
    return content_of(part, 4 * MOST_TEXT).decode("utf-8")[:MOST_TEXT]


def content_of(part: Part, most: int = MOST_OCTETS) -> bytes:
    """Return the content of a part without its transfer encoding, in UTF-8."""
    encoding = part.get("content-transfer-encoding").lower()
    body = part.body[: 2 * most]
    if encoding == "base64":
        body = _from_base64(body)
    elif encoding == "quoted-printable":
        body = a2b_qp(body)
    if len(body) > most:
        body = body[: most - 4] + _LAST_CHARACTER.sub(b"", body[most - 4 : most])
    text = decoded(body, part.charset)
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")


def _from_base64(body: bytes) -> bytes:
    body = body.partition(b"=")[0].translate(None, _NOT_BASE64)
    body = body[: len(body) - 1] if len(body) % 4 == 1 else body
    return a2b_base64(body + b"=" * (-len(body) % 4))


def decoded(octets: bytes, charset: str | None) -> str:
    """Return octets as text: in the character set that they claim, else in UTF-8, else in that of Windows."""
    codec = _codec(charset or "")
    if codec not in (None, "utf-8"):
        return octets.decode(codec or "", "replace")
    try:
        return octets.decode("utf-8")
    except UnicodeError:
        return octets.decode("cp1252", "replace")


def _codec(charset: str) -> str | None:
    """Return what decodes a character set, by the name that mail has for it; ``None`` if nothing does."""
    try:
        name = lookup(charset[:_LONGEST_CHARSET]).name.lower()
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name) if _CHARSET.match(name) else None


def decoded_words(value: str) -> str:
    """Return a header with its encoded words decoded (RFC 2047); a character may be cut between two words."""
    pieces: list[str] = []
    octets, charset, end = b"", "", 0
    for word in _ENCODED_WORD.finditer(value):
        between = value[end : word.start()]
        if octets and (between.strip() or charset != word[1].lower()):
            pieces.append(decoded(octets, charset))
            octets = b""
        if between.strip():
            pieces.append(between)
        charset = word[1].lower()
        octets += _word_octets(word[2], word[3])
        end = word.end()
    return "".join([*pieces, decoded(octets, charset), value[end:]])


def _word_octets(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    return _from_base64(data) if encoding.lower() == "b" else a2b_qp(data, header=True)


def line_of(value: str) -> str | None:
    """Return a header as a line of plain text, decoded, as an event takes it; ``None`` if nothing is left of it."""
    text = " ".join(UNSAFE.sub(" ", decoded_words(value)).split())[:LONGEST_TEXT]
    try:
        return _TEXT.validate_python(text)
    except ValidationError:
        return None


def ids_of(value: str) -> list[str]:
    """Return the message ids in a header, in their order, as events take them."""
    return [each for each in dict.fromkeys(_ID.findall(value)) if _is_id(each)]


def _is_id(value: str) -> bool:
    try:
        _MESSAGE_ID.validate_python(value)
    except ValidationError:
        return False
    return True


def addresses_of(value: str) -> list[tuple[str, str]]:
    """Return the names and addresses in a header such as To; a name may be empty, an address is as it came.

    The structure is read first and encoded words are decoded after it, so that no name can make a recipient.
    """
    found: list[tuple[str, str]] = []
    name, angle, depth, is_inside = "", "", 0, False
    for piece in _PIECE_OF_ADDRESS.findall(f"{value},"):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth -= depth > 0
        elif depth:
            continue
        elif piece == "<":
            is_inside, angle = True, ""
        elif piece == ">":
            is_inside = False
        elif is_inside and piece != ",":
            angle = "" if piece == ":" else angle + piece  # before a colon there is a route (RFC 5322, 4.4)
        elif piece in ",;:":
            address = (angle or name).strip()
            if "@" in address and len(found) < _MOST_ADDRESSES:
                found.append((_display_name(name) if angle else "", address))
            name, angle, is_inside = "", "", False
        else:
            name += piece
    return found


def _display_name(name: str) -> str:
    name = name.strip()
    if name.startswith('"'):
        name = re.sub(r"\\(.)", r"\1", name[1:].removesuffix('"'))
    return line_of(name) or ""


def date_of(mail: Part) -> datetime | None:
    """Return when a mail was sent, in UTC: its Date, else what servers wrote; ``None`` if none has a zone."""
    received = [value.rpartition(";")[2] for value in mail.headers.get("received", [])[:_MOST_SERVERS]]
    for value in (mail.get("date"), *received, mail.get("delivery-date")):
        if (found := _instant(value.strip())) is not None:
            return found
    return None


def _instant(value: str) -> datetime | None:
    if not value or len(value) > _LONGEST_DATE:
        return None
    try:
        found = parsedate_to_datetime(value)
        if found.tzinfo is None and "-0000" in value:  # in UTC, and the zone of the sender is not said (RFC 5322, 3.3)
            found = found.replace(tzinfo=UTC)
        return _INSTANT.validate_python(found)
    except (ValueError, TypeError, LookupError, OverflowError):
        return None
