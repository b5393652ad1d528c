"""How a mail is read: parts, encodings, character sets, and headers that come out as an event takes them."""

from __future__ import annotations

import pytest

from followup_rules import ReplyReceived
from followup_rules.inbox import read_mail
from followup_rules.inbox._mime import (
    MOST_OCTETS,
    MOST_TEXT,
    addresses_of,
    content_of,
    ids_of,
    line_of,
    read_parts,
)
from followup_rules.inbox._mime import text_of as text_of_part
from mails import case, mail, multipart


def text_of(raw: bytes) -> str:
    return read_mail(raw, case()).text


def with_body(body: bytes, **headers: str | None) -> bytes:
    return mail("", **headers) + body


class TestText:
    @pytest.mark.parametrize(
        ("charset", "octets", "text"),
        [
            ("utf-8", "佐藤 é".encode(), "佐藤 é"),
            ("UTF8", "é".encode(), "é"),
            ("iso-2022-jp", "佐藤".encode("iso-2022-jp"), "佐藤"),
            ("shift_jis", "①佐藤".encode("cp932"), "①佐藤"),
            ("gb2312", "王經理".encode("gb18030"), "王經理"),
            ("euc-kr", "똠방".encode("cp949"), "똠방"),
            ("iso-8859-1", b"caf\xe9 \x80", "café €"),
            ("us-ascii", "é".encode(), "é"),
            ("utf-8", b"caf\xe9", "café"),
            ("iso-2022-jp", b"\x1b$B\x30", "\ufffd"),
            ("iso-2022-jp", b"a\xff", "a\ufffd"),
            ("", b"caf\xe9", "café"),
            ("no-such", "é".encode(), "é"),
            ("unicode_escape", b"\\u0041", "\\u0041"),
            ("idna", b"xn--a", "xn--a"),
            ("zlib", b"a", "a"),
            ("x" * 500, b"a", "a"),
            ("a\x00b", b"a", "a"),
            (" iso-2022-jp ", "佐藤".encode("iso-2022-jp"), "佐藤"),
            ("utf-7", b"a+2AA-b", "a?b"),  # half of a character
        ],
    )
    def test_a_text_in_its_character_set_is_read(self, charset: str, octets: bytes, text: str) -> None:
        assert text_of(with_body(octets, Content_Type=f'text/plain; charset="{charset}"')) == text

    @pytest.mark.parametrize(
        ("encoding", "body", "text"),
        [
            ("base64", b"SGVsbG8s\r\nIMOp", "Hello, é"),
            ("BASE64 ", b"SGVsbG8", "Hello"),
            ("base64", b"SGVsbG8sX", "Hello,"),
            ("base64", b"!!!", ""),
            ("base64", b"SGVs=bG8", "Hel"),
            ("quoted-printable", b"caf=C3=\n=A9 =\nau lait=ZZ", "café au lait=ZZ"),
            ("quoted-printable", b"a=0Db=0D=0Ac", "a\nb\nc"),
            ("8bit", "é".encode(), "é"),
            ("no-such", b"a", "a"),
        ],
    )
    def test_a_text_in_its_encoding_is_read(self, encoding: str, body: bytes, text: str) -> None:
        assert text_of(with_body(body, Content_Transfer_Encoding=encoding)) == text

    @pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
    def test_a_mail_with_any_line_ends_is_read(self, end: bytes) -> None:
        assert text_of(mail("a\nb").replace(b"\n", end)) == "a\nb"

    def test_what_nobody_sees_is_left_out(self) -> None:
        assert text_of(mail("a\x07\u202eb\u200b\x1b[31m")) == "ab[31m"

    def test_the_text_of_a_mail_may_be_cut_within_a_character(self) -> None:
        for more in range(4):
            part = read_parts(mail("a" * more + "面接" * 200))
            text = content_of(part, 100).decode("utf-8").removeprefix("a" * more)
            assert len(text) in (31, 32, 33)
            assert ("面接" * 200).startswith(text)

    def test_a_character_at_the_end_of_what_is_read_is_kept(self) -> None:
        part = read_parts(mail("é" * 50))
        assert content_of(part, 100).decode("utf-8") == "é" * 50

    def test_the_text_of_a_part_is_cut_after_so_many_characters(self) -> None:
        assert text_of_part(read_parts(mail("😀" * MOST_TEXT))) == "😀" * MOST_TEXT
        assert text_of_part(read_parts(mail("a" * (MOST_TEXT + 1)))) == "a" * MOST_TEXT

    def test_a_character_set_may_be_written_with_a_language(self) -> None:
        octets = "佐藤".encode("iso-2022-jp")
        assert text_of(with_body(octets, Content_Type="text/plain; charset*=us-ascii'en'iso-2022-jp")) == "佐藤"

    def test_the_text_of_a_mail_is_bounded(self) -> None:
        assert len(text_of(mail("a" * 500_000))) == 20_000


class TestParts:
    def test_nested_parts_are_read(self) -> None:
        inner = (
            'Content-Type: multipart/alternative; boundary="in"\n\n--in\nContent-Type: text/plain\n\nHello\n--in--\n'
        )
        assert text_of(multipart(inner)) == "Hello"

    def test_the_end_of_the_parts_may_be_missing(self) -> None:
        assert text_of(multipart("Content-Type: text/plain\n\nHello").replace(b"--cut--\n", b"")) == "Hello"

    def test_what_follows_the_end_of_the_parts_does_not_count(self) -> None:
        assert (
            text_of(multipart("Content-Type: text/html\n\nHello") + b"--cut\nContent-Type: text/plain\n\nBye\n")
            == "Hello"
        )

    @pytest.mark.parametrize("boundary", ["", "; boundary=other", '; boundary=""', "; boundary*0=o; boundary*1=ther"])
    def test_a_mail_with_a_wrong_boundary_is_read(self, boundary: str) -> None:
        raw = mail("--cut\nContent-Type: text/plain\n\nHello\n--cut--\n", Content_Type=f"multipart/mixed{boundary}")
        assert text_of(raw) == "Hello"

    def test_a_boundary_in_pieces_is_put_together(self) -> None:
        kind = "multipart/mixed; boundary*0=c; boundary*1*=ut"
        assert text_of(mail("--cut\n\nHello\n--cut--\n", Content_Type=kind)) == "Hello"

    def test_a_parameter_in_odd_pieces_does_no_harm(self) -> None:
        assert text_of(mail("Hello", Content_Type="text/plain; charset*x=utf-8; charset*0*=''")) == "Hello"

    def test_a_mail_whose_parts_are_not_there_is_read_as_text(self) -> None:
        assert text_of(mail("Hello", Content_Type="multipart/mixed; boundary=cut")) == "Hello"

    def test_a_part_without_headers_is_read(self) -> None:
        assert text_of(multipart("\nHello")) == "Hello"

    @pytest.mark.parametrize("boundary", ["cut", '"cut "'])
    def test_a_line_that_looks_like_a_boundary_is_none_where_another_is_named(self, boundary: str) -> None:
        text = "--note\n\nThis mail has parts.\n--cut\n\nHello\n--cut--\n"
        assert text_of(mail(text, Content_Type=f"multipart/mixed; boundary={boundary}")) == "Hello"

    def test_each_part_is_read_once_and_ends_before_the_next(self) -> None:
        parts = read_parts(multipart("\nHello", "\nBye")).parts
        assert [content_of(part) for part in parts] == [b"Hello", b"Bye"]

    @pytest.mark.parametrize("before", [b"From sato@example.com Fri Jun  5 10:00:00 2026\n", b">From sato\n", b"\n\n"])
    def test_what_stands_before_a_mail_is_passed_over(self, before: bytes) -> None:
        part = read_parts(before + mail("Hello"))
        assert (part.get("subject"), content_of(part)) == ("Your interview", b"Hello")

    def test_the_first_header_is_read_whole(self) -> None:
        assert read_parts(b"x-mark: 1\nSubject: Hello\n\n").get("x-mark") == "1"

    def test_of_many_headers_a_thousand_are_read(self) -> None:
        part = read_parts("".join(f"A-{number}: b\n" for number in range(1500)).encode() + b"\nHello")
        assert len(part.headers) == 1000

    def test_of_many_parts_a_hundred_are_read(self) -> None:
        raw = multipart(*["Content-Type: image/png\n\nx"] * 150, "Content-Type: text/plain\n\nHello")
        assert text_of(raw) == ""
        assert sum(1 for _ in read_parts(raw).walk()) == 101
        assert sum(1 for _ in read_parts(multipart(*["\nx"] * 100)).walk()) == 101

    def test_of_parts_in_parts_a_hundred_are_read(self) -> None:
        inner = "Content-Type: multipart/mixed; boundary=in\n\n" + "--in\n\nx\n" * 5
        parts = list(read_parts(multipart(*["\nx"] * 99, inner)).walk())
        assert (len(parts), parts[-1].kind) == (101, "multipart/mixed")

    @pytest.mark.parametrize(("depth", "read"), [(8, "Hello"), (9, "")])
    def test_parts_more_than_eight_deep_are_not_read(self, depth: int, read: str) -> None:
        text = "Content-Type: text/plain\n\nHello\n"
        for i in range(depth):
            text = f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n{text}--b{i}--\n"
        assert text_of(mail("").replace(b"Content-Type: text/plain; charset=utf-8\n\n", b"") + text.encode()) == read

    def test_a_part_that_is_too_long_is_cut(self) -> None:
        answer = read_mail(mail("a" * MOST_OCTETS), case())
        assert answer.reasons[-1].code == "cut"
        assert isinstance(answer.event, ReplyReceived)


class TestHeaders:
    """Subjects and ids come out as an event takes them: unfolded, decoded, without tabs."""

    @pytest.mark.parametrize(
        ("written", "subject"),
        [
            ("Re:\n\tYour\n  interview", "Re: Your interview"),
            ("=?utf-8?b?6Z2i5o6l?=", "面接"),
            ("=?utf-8?B?6Z2i5o6l?=", "面接"),
            ("=?UTF-8?Q?Caf=C3=A9_noir?= today", "Café noir today"),
            ("=?utf-8?b?6Z2i5g==?= =?utf-8?b?jqU=?=", "面接"),  # a character cut in two
            ("=?utf-8?q?a?= =?utf-8?q?b?= c =?iso-8859-1?q?=E9?=", "ab c é"),
            ("=?utf-8?q?a?= =?iso-8859-1?q?=E9?=", "aé"),
            ("=?utf-8?q?=C3=A9?= =?iso-8859-1?q?=E9?=", "éé"),
            ("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
            ("=?utf-8*en?q?a?=", "a"),
            ("=?utf-8?q?a b?=", "a b"),
            ("=?utf-8?b?!?= x", "x"),
            ("=?no-such?q?a?=", "a"),
            ("=?utf-8?q?a=0Ab=09c?=", "a b c"),
            ("=?utf-8?q?=3D=3Futf-8=3Fq=3Fa=3F=3D?=", None),  # an encoded word within one
            ("caf\u00e9", "café"),
            ("a\u202eb", "a b"),
            ("\u200b", None),
            ("", None),
            ("a" * 5000, "a" * 2000),
        ],
    )
    def test_an_encoded_subject_is_read(self, written: str, subject: str | None) -> None:
        event = read_mail(mail("", Subject=written), case()).event
        assert isinstance(event, ReplyReceived)
        assert event.subject == subject

    def test_a_subject_in_another_character_set_is_read(self) -> None:
        event = read_mail(mail("", Subject="caf@").replace(b"caf@", b"caf\xe9"), case()).event
        assert isinstance(event, ReplyReceived)
        assert event.subject == "café"

    @pytest.mark.parametrize(
        ("written", "ids"),
        [
            ("<a@x.com>", ["<a@x.com>"]),
            ("\n <a@x.com>\n\t<b@x.com> <a@x.com>", ["<a@x.com>", "<b@x.com>"]),
            ("a@x.com", []),
            ("<=?utf-8?q?a?=@x.com>", []),
            ("<佐@x.com>", []),
            (f"<{'a' * 979}>", []),
        ],
    )
    def test_the_message_ids_in_a_header_are_read(self, written: str, ids: list[str]) -> None:
        assert ids_of(written.replace("\n", "")) == ids

    @pytest.mark.parametrize(
        ("written", "found"),
        [
            ("a@x.com", [("", "a@x.com")]),
            ("A B <a@x.com>, c@x.com", [("A B", "a@x.com"), ("", "c@x.com")]),
            ('"B, \\"A\\"" <a@x.com>', [('B, "A"', "a@x.com")]),
            ("Team: a@x.com, B <b@x.com>;", [("", "a@x.com"), ("B", "b@x.com")]),
            ("a@x.com (A, (B) <c@x.com>)", [("", "a@x.com")]),
            (") a@x.com", [("", "a@x.com")]),
            ('"a b"@x.com', [("", '"a b"@x.com')]),
            ("undisclosed-recipients:;", []),
            ("=?utf-8?q?A=2C?= <a@x.com>", [("A,", "a@x.com")]),
            ('"unclosed <a@x.com>', []),
            ("<@relay.example:a@x.com>", [("", "a@x.com")]),
        ],
    )
    def test_addresses_with_names_are_read(self, written: str, found: list[tuple[str, str]]) -> None:
        assert addresses_of(written) == found

    def test_of_many_addresses_two_hundred_are_read(self) -> None:
        assert len(addresses_of("a@x.com," * 300)) == 200

    @pytest.mark.parametrize(
        ("path", "is_null"), [("<>", True), ("<MAILER-DAEMON>", True), ("<sato@example.com>", False)]
    )
    def test_a_path_that_leads_nowhere_is_known(self, path: str, *, is_null: bool) -> None:
        assert read_parts(mail("", Return_Path=path)).has_null_path is is_null

    def test_a_line_of_nothing_is_none(self) -> None:
        assert line_of("\x00\t ") is None
