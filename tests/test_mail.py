"""Drafts for a mail program, read back by two parsers that share no code with us."""

from __future__ import annotations

import base64
import random
import re
from email.parser import BytesParser
from email.policy import default
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from pydantic import ValidationError

from followup_rules import Candidate, Contact, ContactRole, InputError, Message, Thread
from followup_rules.mail import to_eml, to_mailto
from peers import needs_node, read
from scenes import CASTS, scenes
from support import CANDIDATE, HR, times

PARENT = Thread(message_id="<2@example.com>", references=("<1@example.com>",), subject="Hello")


def message(**changes: Any) -> Message:
    fields: dict[str, Any] = {
        "to": HR,
        "subject": "Thank you",
        "body": "Dear Hanako Sato,\n\nthanks.",
        "language": "en",
    }
    return Message(**fields | changes)


class TestEml:
    def test_a_plain_message_has_plain_headers(self) -> None:
        assert to_eml(message(reply_to=PARENT), CANDIDATE) == (
            b"X-Unsent: 1\r\n"
            b'From: "Mei Tan" <mei@example.com>\r\n'
            b'To: "Hanako Sato" <sato@example.com>\r\n'
            b"Subject: Thank you\r\n"
            b"In-Reply-To: <2@example.com>\r\n"
            b"References: <1@example.com> <2@example.com>\r\n"
            b"MIME-Version: 1.0\r\n"
            b"Content-Type: text/plain; charset=utf-8\r\n"
            b"Content-Transfer-Encoding: base64\r\n"
            b"\r\n"
            b"RGVhciBIYW5ha28gU2F0bywNCg0KdGhhbmtzLg0K\r\n"
        )

    def test_headers_of_the_mail_client_are_left_to_it(self) -> None:
        names = {
            row.split(b":")[0].lower() for row in to_eml(message(), CANDIDATE).split(b"\r\n\r\n")[0].split(b"\r\n")
        }
        assert names.isdisjoint({b"date", b"message-id", b"bcc", b"in-reply-to", b"references"})

    def test_a_mailbox_has_no_name(self) -> None:
        assert b"\r\nTo: sato@example.com\r\n" in to_eml(message(to=HR.replace(name=None)), CANDIDATE).replace(
            b"<", b""
        ).replace(b">", b"")

    def test_a_name_with_commas_is_one_recipient(self) -> None:
        """``EmailMessage`` with a policy for SMTP makes four recipients of this one."""
        name = 'Åström, Björn (Head, of "Talent") … EMEA, APAC'
        parsed = BytesParser(policy=default).parsebytes(to_eml(message(to=HR.replace(name=name)), CANDIDATE))
        assert [address.addr_spec for address in parsed["to"].addresses] == ["sato@example.com"]

    def test_every_draft_of_every_language_comes_back(self) -> None:
        for cast in CASTS.values():
            for _, (subject, body) in scenes(cast):
                raw = to_eml(message(subject=subject, body=body, to=cast.lead), cast.candidate)
                parsed = BytesParser(policy=default).parsebytes(raw)
                assert parsed["subject"] == subject
                assert parsed.get_content().replace("\r\n", "\n") == body + "\n"

    def test_what_may_begin_an_encoded_word_is_encoded(self) -> None:
        raw = to_eml(message(subject="Role =? open"), CANDIDATE)
        assert b"Subject: =?utf-8?b?Um9sZSA9PyBvcGVu?=\r\n" in raw

    def test_two_blanks_are_encoded(self) -> None:
        """Some programs make one of them."""
        assert b"Subject: =?utf-8?b?Um9sZSAgb3Blbg==?=\r\n" in to_eml(message(subject="Role  open"), CANDIDATE)

    def test_quotes_in_a_name_are_escaped(self) -> None:
        raw = to_eml(message(to=HR.replace(name='Ann "A" \\ Lee')), CANDIDATE)
        assert rb'To: "Ann \"A\" \\ Lee" <sato@example.com>' in raw

    def test_a_subject_stands_as_it_is_in_a_line_of_75_characters(self) -> None:
        fits = "x" * 66  # "Subject: " has nine
        assert f"\r\nSubject: {fits}\r\n".encode() in to_eml(message(subject=fits), CANDIDATE)
        assert b"\r\nSubject: =?utf-8?b?" in to_eml(message(subject=f"{fits}x"), CANDIDATE)

    def test_no_encoded_word_is_longer_than_mail_allows(self) -> None:
        """75 characters (RFC 2047, 2). Each of these characters has three octets, so fifteen make a word of 72."""
        head = to_eml(message(subject="長" * 40), CANDIDATE).decode()
        words = re.findall(r"=\?utf-8\?b\?(.*?)\?=", head)
        assert [len(base64.b64decode(word).decode()) for word in words] == [15, 15, 10]

    @pytest.mark.parametrize(
        ("lengths", "rows"),
        [
            ((30, 33), [76]),  # "References:" has eleven, and a blank comes before each
            ((30, 34), [42, 35]),
            ((30, 34, 35), [42, 71]),
            ((30, 34, 40), [42, 76]),
            ((30, 34, 41), [42, 35, 42]),
        ],
    )
    def test_a_header_is_folded_where_a_line_would_have_more_than_76(
        self, lengths: tuple[int, ...], rows: list[int]
    ) -> None:
        *references, last = (f"<{'a' * (length - 2)}>" for length in lengths)
        parent = Thread(message_id=last, references=references, subject="Hello")
        head = to_eml(message(reply_to=parent), CANDIDATE).decode()
        header = head[head.index("References:") : head.index("\r\nMIME-Version")]
        assert [len(row) for row in header.split("\r\n")] == rows

    def test_a_domain_reaches_mail_as_read(self) -> None:
        raw = to_eml(
            message(to=HR.replace(email="Sato@straße.example")),
            CANDIDATE.replace(email="mei@例え。jp"),
        )
        assert b'To: "Hanako Sato" <Sato@xn--strae-oqa.example>\r\n' in raw
        assert b'From: "Mei Tan" <mei@xn--r8jz45g.jp>\r\n' in raw
        assert raw.isascii()

    @pytest.mark.parametrize("address", ['"a b"@example.com', '"a, b; c <d>"@example.com', '"a@b"@example.com'])
    def test_a_quoted_local_part_is_one_recipient(self, address: str) -> None:
        for name in (HR.name, None, "佐藤, 花子"):
            raw = to_eml(message(to=HR.replace(email=address, name=name)), CANDIDATE.replace(email=address))
            parsed = BytesParser(policy=default).parsebytes(raw)
            assert [each.addr_spec for each in parsed["to"].addresses] == [address]
            assert [each.addr_spec for each in parsed["from"].addresses] == [address]
            assert [each.display_name for each in parsed["to"].addresses] == [name or ""]

    def test_quotes_that_are_not_needed_are_left_out(self) -> None:
        raw = to_eml(message(to=HR.replace(email='"Sato"@example.com')), CANDIDATE)
        assert b'\r\nTo: "Hanako Sato" <Sato@example.com>\r\n' in raw

    def test_a_local_part_that_is_not_ascii_is_refused(self) -> None:
        problem = (
            "^message must be an address with only ASCII characters before the @, as mail needs it, "
            r"got 'sāto@example\.com'$"
        )
        for write in (lambda m: to_eml(m, CANDIDATE), to_mailto):
            with pytest.raises(InputError, match=problem):
                write(message(to=HR.replace(email="sāto@example.com")))
        with pytest.raises(InputError, match=r"candidate must be an address with only ASCII characters .*, got 'méi@"):
            to_eml(message(), CANDIDATE.replace(email="méi@example.com"))

    def test_a_message_to_somebody_without_an_address_is_refused(self) -> None:
        for write in (lambda m: to_eml(m, CANDIDATE), to_mailto):
            with pytest.raises(
                InputError, match="message must be a recipient with an e-mail address, got 'Hanako Sato'"
            ):
                write(message(to=HR.replace(email=None)))

    def test_what_is_no_message_or_candidate_is_refused(self) -> None:
        with pytest.raises(InputError, match="message must be a Message, got 'x'"):
            to_eml("x", CANDIDATE)  # type: ignore[arg-type]  # what is wrong on purpose
        with pytest.raises(InputError, match="candidate must be a Candidate, got None"):
            to_eml(message(), None)  # type: ignore[arg-type]  # what is wrong on purpose
        with pytest.raises(InputError, match="message must be a Message, got 'x'"):
            to_mailto("x")  # type: ignore[arg-type]  # what is wrong on purpose


class TestEntrance:
    """What could become a header is refused where it enters."""

    @pytest.mark.parametrize("subject", ["a\nBcc: evil@x.com", "=?utf-8?q?A=0ABcc:_evil@x.y?=", "a\u2028b", "a\ud800"])
    def test_a_wrong_subject_is_refused(self, subject: str) -> None:
        with pytest.raises(ValidationError):
            message(subject=subject)

    def test_a_wrong_body_is_refused(self) -> None:
        with pytest.raises(ValidationError, match=r"remove U\+D800 at position 1"):
            message(body="a\ud800")
        assert b"\r\n\r\n" in to_eml(message(body="a\r\n\tb\x85"), CANDIDATE)

    @pytest.mark.parametrize(
        ("message_id", "problem"),
        [
            ("<=?utf-8?q?a?=@x.com>", "must be a Message-ID"),
            ("<a\nb@x.com>", "must be a Message-ID"),
            (f"<{'a' * 980}@x.com>", "must have at most 980 characters"),
        ],
    )
    def test_a_wrong_message_id_is_refused(self, message_id: str, problem: str) -> None:
        with pytest.raises(ValidationError, match=problem):
            Thread(message_id=message_id)


class TestMailto:
    def test_a_mailto_link_has_recipient_subject_and_body(self) -> None:
        link = to_mailto(message(reply_to=PARENT, subject="Tea & 茶?", to=HR.replace(email="a+b@example.com")))
        assert link is not None
        parts = urlsplit(link)
        assert (parts.scheme, unquote(parts.path)) == ("mailto", "a+b@example.com")
        assert parts.path == "a%2Bb@example.com"
        assert parse_qs(parts.query, strict_parsing=True) == {
            "subject": ["Tea & 茶?"],
            "body": ["Dear Hanako Sato,\r\n\r\nthanks."],
            "In-Reply-To": ["<2@example.com>"],
        }

    @pytest.mark.parametrize(
        ("address", "path"),
        [
            ('"a b"@example.com', "%22a%20b%22@example.com"),
            ('"a@b?c&d"@example.com', "%22a%40b%3Fc%26d%22@example.com"),
            ("a%b/c@example.com", "a%25b%2Fc@example.com"),
            ("jane@bücher.example", "jane@xn--bcher-kva.example"),
        ],
    )
    def test_an_address_is_encoded(self, address: str, path: str) -> None:
        link = to_mailto(message(to=HR.replace(email=address)))
        assert link is not None
        assert urlsplit(link).path == path

    def test_all_but_letters_is_encoded(self) -> None:
        link = to_mailto(message(subject='a&body=x#y"<z>', body="100%\n+1"))
        assert link == ("mailto:sato@example.com?subject=a%26body%3Dx%23y%22%3Cz%3E&body=100%25%0D%0A%2B1")

    def test_a_mailto_link_that_would_be_cut_is_not_given(self) -> None:
        empty = len(to_mailto(message(body="")) or "")
        assert len(to_mailto(message(body="x" * (1900 - empty))) or "") == 1900
        assert to_mailto(message(body="x" * (1901 - empty))) is None

    def test_a_japanese_draft_is_too_long_for_a_link(self) -> None:
        _, (subject, body) = next(scenes(CASTS["ja"]))
        assert to_mailto(message(subject=subject, body=body)) is None


# What names, subjects and bodies are made of in the fuzzed messages.
WORDS = "Jo Åström 佐藤 花子 김민수 محمد 😀 👨‍👩‍👧‍👦 ß 1 Re: Bcc: To: $company {0} </b> evil@x.com <evil@x.com>"
MARKS = "utf-8 =0A =0D=0A =? ?= -- q b _ . … , ; : < > @ ( ) [ ] \" ' \\ = ? & # % $ | ~ ` ^ * ! -"
PIECES = (*WORDS.split(), *MARKS.split(), "e\u0301", " ", " ", "  ", "\u00a0", "\u3000", "x" * 90, "長" * 40)
ID = "!#$%&'*+-/0123456789=?@ABCXYZ[]^_`abcxyz{|}~.,:;()\"\\"


def fuzzed(rng: random.Random) -> tuple[Message, Candidate]:
    """Return a message and a candidate of odd pieces, whatever the library accepts."""

    def text(most: int) -> str:
        return "".join(rng.choices(PIECES, k=rng.randint(1, most)))

    def address() -> str:
        local = "".join(rng.choice("abcxyz0189!#$%&'*+-/=?^_`{|}~") for _ in range(rng.randint(1, 20)))
        if rng.random() < 0.2:
            local = f'"{local} {local}"'
        return f"{local}@{rng.choice(('example.com', 'a.b.example.org', 'ex-ample.co.jp', 'bücher.example.com'))}"

    def message_id() -> str:
        return f"<{''.join(rng.choices(ID, k=rng.choice((1, 5, 30, 300, 900))))}>"

    while True:
        try:
            parents = tuple(message_id() for _ in range(rng.randint(0, 8)))
            thread = Thread(message_id=message_id(), references=parents) if rng.random() < 0.5 else None
            to = Contact(
                id="x", name=text(12) if rng.random() < 0.9 else None, roles={ContactRole.RECRUITER}, email=address()
            )
            body = "\n".join(text(30) if rng.random() < 0.8 else "" for _ in range(rng.randint(1, 12)))
            made = Message(to=to, subject=text(25), body=body, language="en", reply_to=thread)
            return made, Candidate(name=text(12), email=address())
        except ValidationError:
            continue


@needs_node
@pytest.mark.untraced  # tracing makes it take three times as long
def test_two_parsers_read_exactly_what_went_in() -> None:
    rng = random.Random(20261123)  # noqa: S311 - the same messages each time
    made = [fuzzed(rng) for _ in range(times(1000))]
    raws = [to_eml(*each) for each in made]
    for raw in raws:
        assert max(map(len, raw.split(b"\r\n"))) <= 998
        assert all(len(word) <= 75 for word in re.findall(rb"=\?[^?\s]+\?[bq]\?[^?\s]*\?=", raw.split(b"\r\n\r\n")[0]))
        assert b"\n" not in raw.replace(b"\r\n", b"")
        assert raw.isascii()

    def as_read(address: str | None) -> str:
        """Return an address without what the two parsers show in different ways: quotes, and a domain in Unicode."""
        return str(address).replace('"', "").replace("bücher", "xn--bcher-kva")

    for (sent, candidate), raw, readers in zip(made, raws, read("read_mail.mjs", raws), strict=True):
        thread = sent.reply_to
        names = ["x-unsent", "from", "to", "subject", "mime-version", "content-type", "content-transfer-encoding"]
        names += ["in-reply-to", "references"] if thread is not None else []
        for seen in readers:
            assert seen["headers"] == sorted(names), raw
            assert seen["cc"] == 0
            assert [[who, as_read(address)] for who, address in seen["from"]] == [
                [candidate.name, as_read(candidate.email)]
            ], raw
            assert [[who, as_read(address)] for who, address in seen["to"]] == [
                [sent.to.name or "", as_read(sent.to.email)]
            ], raw
            assert seen["subject"] == sent.subject, raw
            assert seen["text"].replace("\r\n", "\n").rstrip("\n") == sent.body.rstrip("\n"), raw
            assert seen["inReplyTo"] == ([thread.message_id] if thread is not None else []), raw
            assert seen["references"] == ([*thread.references, thread.message_id] if thread is not None else []), raw
