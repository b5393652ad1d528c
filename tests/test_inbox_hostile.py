"""Hostile mail: any bytes have an answer, in time and memory that do not grow faster than they do, and are bounded."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import follow_up, message, reply
from followup_rules import Case, InputError, ReplyReceived, Thread, replay
from followup_rules.inbox import Certainty, Incoming, read_mail
from followup_rules.inbox._mime import MOST_OCTETS
from followup_rules.inbox._text import MOST_READ
from mails import FOLLOW_UP_ID, case, in_words, mail, multipart, report
from support import by_chance
from test_growth import assert_linear, seconds

if TYPE_CHECKING:
    from collections.abc import Callable

SENT = follow_up("2026-06-05 09:00", "hr", message_id=FOLLOW_UP_ID)
FULL = case(SENT, message("2026-06-05 09:30", "lead"), thread=Thread(message_id="<1@x.com>"))

NAMES = ["From", "To", "Cc", "Date", "Subject", "Message-ID", "In-Reply-To", "References", "Content-Type", "Received"]
NAMES += ["Content-Transfer-Encoding", "Content-Disposition", "Auto-Submitted", "Precedence", "Return-Path", "List-Id"]
NAMES += ["X-Failed-Recipients", "X-Autoreply", "Final-Recipient", "Action", "Status", "Sender", "MIME-Version"]
VALUES = ["sato@example.com", "Mei Tan <mei@example.com>", "MAILER-DAEMON", "Fri, 5 Jun 2026 10:00:00 +0900", "-0000"]
VALUES += [FOLLOW_UP_ID, "multipart/mixed; boundary=cut", "multipart/report; report-type=delivery-status", "text/html"]
VALUES += [
    "text/plain; charset=iso-2022-jp",
    "text/calendar; method=REQUEST",
    "message/rfc822",
    "base64",
    "failed",
    "<>",
]
VALUES += ["quoted-printable", "auto-replied", "bulk", "rfc822; sato@example.com", "5.1.1", "attachment", "Re: a", "=?"]
VALUES += [
    "=?utf-8?q?=FF?=",
    "=?utf-8?b?6Z2i?=",
    "message/delivery-status",
    "multipart/alternative; boundary*0=c",
    "delayed",
]
VALUES += [
    "Automatic reply: x",
    "Undelivered",
    "text/plain; charset=unicode_escape",
    "boundary*99999999999*=a''%FF",
    "\t",
]
TEXTS = [
    "I am out of office, back on 12 June. ",
    "Unfortunately, ",
    "\n",
    "--cut",
    "--cut--",
    "> ",
    "On 3 June he wrote:",
]
TEXTS += [
    "Final-Recipient: rfc822; sato@example.com",
    "Action: failed",
    "sato@example.com",
    "BEGIN:VCALENDAR",
    "x" * 2000,
]
TEXTS += [
    "METHOD:REQUEST",
    "BEGIN:VEVENT",
    "DTEND;TZID=Asia/Tokyo:20260610T150000",
    "DTEND:00000000T000000Z",
    "From: a",
]
TEXTS += ["ORGANIZER;CN=A:mailto:a@x.com", "END:VEVENT", "<!--", "<p>", "</blockquote>", "&#99999999999;", "&#x110000;"]
TEXTS += [
    "2月30日",
    "99/99/9999",
    "令和99年9月9日",
    "\x00",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
]

headers = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=30)), max_size=12)
lines = st.lists(st.sampled_from(TEXTS) | st.text(max_size=40), max_size=15)


@st.composite
def made_mails(draw: st.DrawFn) -> bytes:
    """Return a mail of what mails are made of, in any order, and as often in several parts as in one."""

    def block() -> str:
        head = "".join(f"{name}: {value}\n" for name, value in draw(headers))
        return f"{head}\n" + "\n".join(draw(lines))

    raw = "\n--cut\n".join([block() for _ in range(draw(st.integers(1, 4)))])
    if draw(st.booleans()):
        raw = f"From: sato@example.com\nDate: {VALUES[3]}\n{raw}"
    octets = raw.encode("utf-8", "surrogatepass")
    position = draw(st.integers(0, len(octets)))
    return octets[:position] + draw(st.binary(max_size=8)) + octets[position:]


def check(raw: bytes, known: Case = FULL) -> Incoming:
    """Read a mail; its answer says why, points at what is there, and its events belong to the case."""
    answer = read_mail(raw, known)
    assert answer.reasons
    assert (answer.certainty is Certainty.NONE) == (answer.event is None)
    assert len(answer.text) <= MOST_READ
    for point in answer.to_decide:
        assert answer.text[point.start : point.end] == point.words
    assert Incoming.model_validate_json(answer.model_dump_json()) == answer
    replay(known.interview, [*known.events, *answer.events])
    assert all(character.isprintable() for character in str(answer))
    return answer


@given(st.binary(max_size=400))
@by_chance(200)
def test_any_bytes_have_an_answer(raw: bytes) -> None:
    check(raw)


@given(made_mails())
@by_chance(200)
def test_any_mail_has_an_answer(raw: bytes) -> None:
    check(raw)


@given(made_mails())
@by_chance(40)
def test_a_mail_has_one_answer(raw: bytes) -> None:
    assert read_mail(raw, FULL) == read_mail(raw, FULL)


@given(st.one_of(st.none(), st.text(max_size=5), st.integers(), st.lists(st.integers(0, 255)).map(bytearray)))
@by_chance(30)
def test_what_is_no_bytes_is_refused(raw: object) -> None:
    with pytest.raises(InputError, match="raw must be a bytes"):
        read_mail(raw, FULL)  # type: ignore[arg-type]  # what is wrong on purpose


class TestClearAnswers:
    """Deep nesting, a huge header, broken encodings, a thousand parts."""

    def test_deeply_nested_parts_are_answered(self) -> None:
        raw = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(5_000))
        head = mail("", Content_Type=None).rstrip(b"\n") + b"\n"
        assert isinstance(check(head + raw.encode() + b"\nHello").event, ReplyReceived)

    def test_mails_within_mails_are_answered(self) -> None:
        raw = mail("Content-Type: message/rfc822\n\n" * 5_000, Content_Type="message/rfc822")
        assert isinstance(check(raw).event, ReplyReceived)

    def test_reports_within_reports_are_answered(self) -> None:
        raw = report("who@example.com")
        for _ in range(60):
            raw = multipart(
                f"Content-Type: message/rfc822\n\n{raw.decode()}", kind="report; report-type=delivery-status"
            )
        assert check(raw).event is None

    def test_a_mail_with_a_huge_header_is_answered(self) -> None:
        for name in ("Subject", "X-Other", "References", "Received", "Content-Type"):
            answer = check(mail("Hello", **{name: "<a@x.com> " * 200_000}))
            assert answer.reasons

    def test_a_mail_of_a_thousand_parts_is_answered(self) -> None:
        raw = multipart(*["Content-Type: text/plain\n\nHello"] * 1_000)
        assert check(raw).text == "Hello"

    def test_a_mail_to_a_thousand_recipients_is_answered(self) -> None:
        addresses = [f"a{i}@example.com" for i in range(1_000)]
        assert check(report(*addresses)).event is None
        assert check(mail("Hello", From="mei@example.com", To=", ".join(addresses))).event is None

    def test_a_mail_of_no_end_is_read_up_to_a_bound(self) -> None:
        """It is read up to a bound, in a memory that does not grow with it."""
        raw = mail("Hello, " * 4_000_000)
        read_mail(raw, FULL)
        tracemalloc.start()
        answer = read_mail(raw, FULL)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert answer.reasons[-1].code == "cut"
        assert peak < 8 * MOST_OCTETS


# Where pieces may come in again and again: in a body, and in a header.
BODIES: dict[str, Callable[[str], bytes]] = {
    "the text": mail,
    "HTML": lambda text: mail(text, Content_Type="text/html"),
    "a report in words": in_words,
    "a status": lambda text: multipart(f"Content-Type: message/delivery-status\n\n{text}", From="MAILER-DAEMON"),
    "a calendar": lambda text: mail(text, Content_Type="text/calendar; method=REQUEST"),
    "an automatic answer": lambda text: mail(text, Auto_Submitted="auto-replied"),
    "parts": lambda text: mail(text, Content_Type="multipart/mixed; boundary=cut"),
    "base64": lambda text: mail(text, Content_Transfer_Encoding="base64"),
    "quoted-printable": lambda text: mail(text, Content_Transfer_Encoding="quoted-printable"),
}
HEADERS: dict[str, Callable[[str], bytes]] = {
    "headers": lambda text: text.encode() + b"\n" + mail("Hello"),
    "the subject": lambda text: mail("Hello", Subject=text),
    "the sender": lambda text: mail("Hello", From=text),
    "the recipients": lambda text: mail("Hello", From="mei@example.com", To=text),
    "the references": lambda text: mail("Hello", References=text),
    "the content type": lambda text: mail("Hello", Content_Type=text),
    "the date": lambda text: mail("Hello", Date=text),
}
IN_BODIES = ["a", " ", "\n", "<", "<a ", "<!--", "&#1", "a@", "a@b.c ", "1", "1/", "1.", "1年", "may 1 ", "? ", "> a\n"]
IN_BODIES += ["From: a\n", "wrote:\n", "--cut\n\n--cut", "unfortunately ", "Final-Recipient: rfc822; a@b.c\n\n", "é"]
IN_BODIES += [
    "june 1 to 2 ",
    "1日から",
    "1月1日から2日 ",
    "1-1/",
    "by next ",
    "by the 1st ",
    "until 1 may ",
    "から",
    "(a)",
    "\n\n",
]
IN_BODIES += ["leider. ", "ますか", "away. ", "; ", "BEGIN:VEVENT\n", "ATTENDEE:mailto:a@b.c\n", "=\n", "=AA"]
IN_HEADERS = ["a", " ", "<", '"', '\\"', "(", "=?utf-8?q?a", "=?utf-8?q?a?= ", "a@", "<a@b.c>", "a@b.c,", "1", "a: b\n"]
IN_HEADERS += ["a:\n", "a;b=", ';"', "Re:", "[a]", "a\n b"]
PLACES = [(*place, IN_BODIES) for place in BODIES.items()] + [(*place, IN_HEADERS) for place in HEADERS.items()]
NAMED = [place[0] for place in PLACES]
SHOWN = {"the text", "HTML", "an automatic answer", *HEADERS}


def reading(raw: bytes) -> Callable[[], object]:
    return lambda: read_mail(raw, FULL)


@pytest.mark.slow
@pytest.mark.untraced  # tracing makes it take many times as long
@pytest.mark.parametrize(("place", "make", "pieces"), PLACES, ids=NAMED)
def test_a_mail_four_times_as_long_takes_about_four_times_as_long(
    place: str, make: Callable[[str], bytes], pieces: list[str]
) -> None:
    for piece in pieces if place in SHOWN else pieces[::4]:  # what is read of the others, the first ones show too

        def shape(n: int, piece: str = piece) -> Callable[[], object]:
            return reading(make(piece * (n // len(piece))))

        assert_linear(f"{place}: {piece!r}", shape, 2_500)


@pytest.mark.slow
@pytest.mark.untraced  # tracing makes it take many times as long
@pytest.mark.parametrize(("place", "make", "pieces"), PLACES, ids=NAMED)
def test_beyond_the_bound_a_mail_takes_no_longer(place: str, make: Callable[[str], bytes], pieces: list[str]) -> None:
    for piece in pieces[:2]:
        short, long = (reading(make(piece * (n // len(piece)))) for n in (MOST_OCTETS, 4 * MOST_OCTETS))
        assert seconds(long) < 2 * seconds(short) + 0.05, f"{place}: {piece!r}"


@pytest.mark.untraced  # tracing makes it take many times as long
@pytest.mark.parametrize(
    ("place", "piece"),
    [("base64", "> a\n"), ("base64", "a@"), ("quoted-printable", "=\n"), ("HTML", "<a "), ("parts", "--cut\n\n--cut")],
)
def test_a_megabyte_takes_a_few_megabytes(place: str, piece: str) -> None:
    """Such a piece once took 73 MB: each character that is none of base64 was a piece of a list."""
    assert peak_of(BODIES[place], piece) < 6_000_000


@pytest.mark.slow
@pytest.mark.parametrize(("place", "make", "pieces"), PLACES, ids=NAMED)
def test_a_megabyte_of_any_piece_takes_a_few_megabytes(
    place: str, make: Callable[[str], bytes], pieces: list[str]
) -> None:
    for piece in pieces:
        assert peak_of(make, piece) < 6_000_000, f"{place}: {piece!r}"


def peak_of(make: Callable[[str], bytes], piece: str) -> int:
    """Return how many octets it takes to read a megabyte."""
    raw = make(piece * (1_000_000 // len(piece.encode())))
    tracemalloc.start()
    try:
        read_mail(raw, FULL)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_case_of_many_mails_is_read_in_proportion() -> None:
    def shape(n: int) -> Callable[[], object]:
        events = [reply("2026-06-05 09:00", None, message_id=f"<{i}@x.com>", subject=f"{i}") for i in range(n)]
        known, raw = case(*events), mail("Hello", References=" ".join(f"<{i}@y.com>" for i in range(n)))
        return lambda: read_mail(raw, known)

    assert_linear("events", shape, 500)
