"""The text that a person reads in a mail, and which of it is quoted from another one.

HTML is read by its tags alone: nothing is rendered, and nothing is fetched.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from followup_rules.inbox._mime import MOST_TEXT, text_of

if TYPE_CHECKING:
    from followup_rules.inbox._mime import Part

MOST_READ = 20_000  # characters of the text that is kept and searched
_PIECE_OF_HTML = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9]{0,20})[^<>]*+>|<[/!?][^<>]*+>|(?P<text>[^<]++|<)")
_COMMENT, _BLANKS = "<!--", re.compile(r"\s++")
_HIDDEN = {"script", "style", "head", "title"}
_BLOCKS = {"address", "blockquote", "br", "div", "dl", "dt", "h1", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre"}
_BLOCKS |= {"table", "td", "tr", "ul"}
_LONG_REFERENCE = re.compile(r"&#\d{8,}+;?|&#[xX][0-9A-Fa-f]{7,}+;?")  # no character has such a number
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

# The words around a quoted mail, by language: a line of its own, or what a header and the name of its author end with.
_ORIGINALS = {
    "en": ("original message", "forwarded message", "begin forwarded message"),
    "de": ("ursprüngliche nachricht", "original-nachricht", "weitergeleitete nachricht"),
    "fr": ("message d'origine", "message original", "message transféré"),
    "es": ("mensaje original", "mensaje reenviado"),
    "pt": ("mensagem original", "mensagem encaminhada"),
    "ja": ("元のメッセージ", "original message", "転送メッセージ"),
    "zh": ("原始邮件", "原始郵件", "转发邮件"),
    "ko": ("원본 메시지", "원본 메일", "original message"),
}
_FROM = {
    "en": ("from",),
    "de": ("von",),
    "fr": ("de",),
    "es": ("de",),
    "pt": ("de",),
    "ja": ("差出人", "from"),
    "zh": ("发件人", "寄件者", "寄件人"),
    "ko": ("보낸 사람", "보낸사람"),
}
_SENT = {
    "en": ("sent", "date", "to"),
    "de": ("gesendet", "datum", "an"),
    "fr": ("envoyé", "date", "à"),
    "es": ("enviado", "enviado el", "fecha", "para"),
    "pt": ("enviado", "enviada em", "enviada", "data", "para"),
    "ja": ("送信日時", "日時", "日付", "宛先"),
    "zh": ("发送时间", "發送時間", "寄件日期", "日期", "收件人"),
    "ko": ("보낸 날짜", "날짜", "받는 사람", "받는사람"),
}
_WROTE = {
    "en": ("wrote:",),
    "de": ("schrieb:", "geschrieben:"),
    "fr": ("a écrit :", "a écrit:"),
    "es": ("escribió:",),
    "pt": ("escreveu:",),
    "ja": ("のメール:", "のメール：", "書きました:", "書きました："),
    "zh": ("写道:", "写道：", "寫道:", "寫道："),
    "ko": ("작성:", "작성：", "님이 작성:"),
}


def _words(table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple({word for words in table.values() for word in words})


_ORIGINAL = frozenset(_words(_ORIGINALS))
_HEADER_FROM, _HEADER_SENT = frozenset(_words(_FROM)), frozenset(_words(_SENT))
_AUTHOR_WROTE = _words(_WROTE)
_LONGEST_HEADER_NAME = 30
_COLUMNS = 80
_DAY_OR_ADDRESS = re.compile(r"[0-9@]")
_ATTRIBUTION_LINES = 3  # a line such as "On … wrote:" may be folded


def readable_text(mail: Part) -> str:
    """Return what a person reads in a mail, at most :data:`MOST_READ` characters: its first text, plain if it has one.

    Attachments and messages within the mail are not opened.
    """
    texts = [part for part in mail.walk() if part.kind in ("text/plain", "text/html") and not part.is_attachment]
    texts.sort(key=lambda part: part.kind == "text/html")
    for part in texts:
        text = text_of(part)
        text = plain_text(text) if part.kind == "text/html" else text
        if text := _UNSEEN.sub("", text).strip("\n"):
            return text[:MOST_READ]
    return ""


def plain_text(html: str) -> str:
    """Return the text of HTML; each line in a quotation begins with ``>``."""
    reader, end = _Html(), 0
    html = _LONG_REFERENCE.sub("\ufffd", html[:MOST_TEXT])
    while (piece := _PIECE_OF_HTML.match(html, end)) is not None:
        end = piece.end()
        if piece[0] == _COMMENT:
            end = html.find("-->", end)
            if end < 0:  # it hides the rest
                break
            end += len("-->")
        elif piece[2] is not None:
            reader.read_tag(piece[2].lower(), is_end=bool(piece[1]))
        elif piece["text"] is not None:
            reader.read_text(unescape(piece["text"]))
    return reader.text()


class _Html:
    """The lines of a page, as its pieces are read."""

    def __init__(self) -> None:
        """Begin with an empty line."""
        self._pieces = [""]
        self._has_text = False  # in the line that is being read
        self._quoted = 0  # how many quotations it is in
        self._hidden: str | None = None  # the element whose text nobody sees

    def text(self) -> str:
        """Return all lines."""
        return "\n".join(line.rstrip() for line in "".join(self._pieces).split("\n"))

    def read_tag(self, tag: str, *, is_end: bool) -> None:
        """Begin a line where a tag does."""
        if self._hidden is not None:
            self._hidden = None if is_end and tag == self._hidden else self._hidden
        elif tag in _HIDDEN:
            self._hidden = None if is_end else tag
        else:
            if tag == "blockquote":
                self._quoted = max(0, self._quoted + (-1 if is_end else 1))
            if tag in _BLOCKS:
                self._begin_line()

    def read_text(self, text: str) -> None:
        """Add a text, with each run of blanks as one."""
        if self._hidden is None:
            text = _BLANKS.sub(" ", text)
            text = text.lstrip() if self._pieces[-1][-1:] in ("", " ", "\n") else text
            if text:
                self._pieces.append(text)
                self._has_text = True

    def _begin_line(self) -> None:
        begins = "> " if self._quoted else ""
        if self._has_text:
            self._pieces.append(f"\n{begins}")
            self._has_text = False
        else:
            self._pieces[-1] = self._pieces[-1].removesuffix("> ") + begins


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return from where to where a text is quoted from another mail, in its order."""
    spans: list[tuple[int, int]] = []
    position, before = 0, 0
    lines = text.split("\n")
    for index, line in enumerate(lines):
        bare = line.strip()
        if bare.startswith((">", "＞")):
            begins = spans[-1][1] if spans and spans[-1][1] >= before else _attribution(lines, index, position)
            spans.append((begins, position + len(line)))
        elif _is_separator(bare) or _is_head(lines, index) or _attributes_the_rest(lines, index):
            return [*spans, (position, len(text))]
        before = position if bare else before
        position += len(line) + 1
    return spans


def _attribution(lines: list[str], index: int, position: int) -> int:
    """Return where the line begins that says who wrote the quotation at an *index*, else that *position*."""
    start, above = position, index
    for _ in range(_ATTRIBUTION_LINES):
        above -= 1
        if above < 0:
            return position
        start -= len(lines[above]) + 1
        bare = lines[above].strip()
        if _says_who_wrote(bare):
            return start
        if bare:
            return position
    return position


def _says_who_wrote(line: str) -> bool:
    """Tell whether a line says who wrote what follows it: ``On 3 June Mei Tan wrote:``, or only date and address."""
    return line.endswith((*_AUTHOR_WROTE, ">:", ">："))


def _is_separator(line: str) -> bool:
    return len(line) < _COLUMNS and line.strip(" -_=*:<>[]【】").casefold() in _ORIGINAL


def _is_head(lines: list[str], index: int) -> bool:
    """Tell whether the headers of another mail begin at a line, as some mail programs put them before it."""
    if _header_name(lines[index]) not in _HEADER_FROM:
        return False
    return any(_header_name(line) in _HEADER_SENT for line in lines[index + 1 : index + 4])


def _header_name(line: str) -> str:
    name = line.lstrip(" *_")[:_LONGEST_HEADER_NAME].replace("：", ":")
    return name.partition(":")[0].strip(" *_").casefold() if ":" in name else ""


def _attributes_the_rest(lines: list[str], index: int) -> bool:
    """Tell whether a line such as "On … wrote:" says who wrote all that follows, which is not marked as a quotation.

    Such a line names a day or an address, perhaps in the lines above it: people write "As I wrote:" too.
    """
    if not _says_who_wrote(lines[index].strip()) or not _DAY_OR_ADDRESS.search(_folded_line(lines, index)):
        return False
    following = next((line.strip() for line in lines[index + 1 : index + 4] if line.strip()), "")
    return not following.startswith((">", "＞"))


def _folded_line(lines: list[str], index: int) -> str:
    """Return a line with those above it up to a blank one, as far as an attribution may be folded."""
    start = index
    while start > 0 and index - start < _ATTRIBUTION_LINES - 1 and lines[start - 1].strip():
        start -= 1
    return " ".join(lines[start : index + 1])
