"""What stands in the files and links that the library writes, besides its words: read without the library's own code.

A text that somebody gave must never become a header, a field of a link, a property of a calendar, an element or an
attribute: what is found here is the same whatever the texts are.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from email.parser import BytesParser
from email.policy import compat32

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2067\ud800-\udfff]")
_BROKEN_LINE = re.compile(rb"(?<!\r)\n|\r(?!\n)")


def eml_headers(raw: bytes) -> list[str]:
    """Return the names of the headers of a draft, as they stand and as the parser of Python reads them."""
    assert not _BROKEN_LINE.search(raw), "a line end that is not CRLF"
    head, _, body = raw.partition(b"\r\n\r\n")
    rows = [row for row in head.split(b"\r\n") if not row.startswith((b" ", b"\t"))]
    names = [row.partition(b":")[0].decode("ascii") for row in rows]
    parsed = BytesParser(policy=compat32).parsebytes(raw)
    assert parsed.keys() == names
    assert not parsed.defects
    assert re.fullmatch(rb"[A-Za-z0-9+/=\r\n]*", body), "more than base64 in the body"
    return names


def eml_addresses(raw: bytes) -> int:
    """Return how many addresses a draft has in From and To: each angle bracket that opens outside of quotes is one."""
    head = re.sub(rb"\r\n[ \t]", b" ", raw.partition(b"\r\n\r\n")[0])
    rows = [row.partition(b":")[2] for row in head.split(b"\r\n") if row.startswith((b"From:", b"To:"))]
    bare = [re.sub(rb'"(?:[^"\\]|\\.)*"', b"", row) for row in rows]
    return sum(max(row.count(b"@"), row.count(b",") + 1) for row in bare)


def link_fields(link: str) -> tuple[str, list[str]]:
    """Return the address of a ``mailto:`` link, and the names of its fields in their order."""
    assert re.fullmatch(r"mailto:[!-~]+", link)
    address, _, query = link.removeprefix("mailto:").partition("?")
    assert address.count("@") == 1
    return address, [field.partition("=")[0] for field in query.split("&")]


def calendar_names(raw: bytes) -> list[str]:
    """Return the names of the properties of a calendar in their order, each component by its name."""
    assert not _BROKEN_LINE.search(raw), "a line end that is not CRLF"
    assert max(map(len, raw.split(b"\r\n"))) <= 75  # octets, RFC 5545, 3.1
    rows = raw.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    names = [re.split("[:;]", row)[0] for row in rows]
    return [row if name in ("BEGIN", "END") else name for name, row in zip(names, rows, strict=True)]


def markup(text: str) -> set[str]:
    """Return the elements of a page or a picture, and each attribute with its element."""
    assert "<!" not in text, "a declaration or a comment"
    assert "<?" not in text, "an instruction"
    elements = list(ET.fromstring(text).iter())  # noqa: S314 - the library's own, and what is tested
    tags = {str(element.tag).rpartition("}")[2] for element in elements}
    return tags | {f"{str(each.tag).rpartition('}')[2]} {name}" for each in elements for name in each.attrib}


def seen_in_terminal(text: str) -> str:
    """Return what in a text of several lines would do something to a terminal besides ending a line."""
    return "".join(CONTROLS.findall(text.replace("\n", "").replace("\t", "")))
