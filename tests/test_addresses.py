"""What an e-mail address is, which two are one mailbox, and which ones nobody reads."""

from __future__ import annotations

from unicodedata import normalize

import email_validator
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_rules import Candidate, _addresses
from followup_rules._addresses import NO_REPLY_WORDS, ascii_address, checked_address, is_no_reply, mailbox
from support import by_chance
from together import together

LABEL_63 = "a" * 63
LONG_DOMAIN = ".".join([LABEL_63, LABEL_63, "a" * 57, "com"])  # 189 characters, so 254 with a local part of 64


def validated(text: str) -> bool:
    """The oracle: what email_validator says."""
    try:
        email_validator.validate_email(text, check_deliverability=False, allow_quoted_local=True)
    except email_validator.EmailNotValidError:
        return False
    return True


class TestChecked:
    @pytest.mark.parametrize(
        "address",
        [
            "jane@example.com",
            "J.Doe+jobs_2026@mail.example.co.uk",
            "!#$%&'*+-/=?^_`{|}~@x.com",
            f"{'a' * 64}@{LONG_DOMAIN}",
            "1@1.2.com",
            "j@a-b--c.com",
            "j@xn--bcher-kva.example",
            '"a b"@example.com',
            '"a@b"@example.com',
            r'"a\"b"@example.com',
            '"jane"@example.com',
            "j@bücher.example",
            "jörg@bücher.example",
            "佐藤@例え.jp",
            "用户@例え。jp",
        ],
    )
    def test_an_address_stays_as_it_is(self, address: str) -> None:
        assert checked_address(address) == address

    def test_blanks_around_an_address_are_cut(self) -> None:
        assert checked_address("  jane@example.com\u3000") == "jane@example.com"
        longest = f"{'a' * 64}@{LONG_DOMAIN}"
        assert checked_address(f" {longest} ") == longest

    @together(
        "text",
        [
            "jane",
            "@example.com",
            "jane@",
            "a@b@example.com",
            ".jane@example.com",
            "jane.@example.com",
            "ja..ne@example.com",
            "ja ne@example.com",
            "jane@example",
            "jane@.example.com",
            "jane@example..com",
            "jane@example.com.",
            "jane@-example.com",
            "jane@example-.com",
            "jane@example.com-",
            "jane@ex_ample.com",
            "jane@ab--c.com",
            "jane@xn--a.com",
            "jane@example.123",
            "jane@192.168.0.1",
            "jane@[192.168.0.1]",
            f"jane@{LABEL_63}a.com",
            "jane@localhost",
            "jane@a.localhost",
            "jane@printer.local",
            "jane@a.TEST",
            "jane@a.invalid",
            "jane@a.onion",
            "jane@1.in-addr.arpa",
            "Jane <j@x.com>",
            '"Jane" <j@x.com>',
            "<j@x.com>",
            "j@x.com (Jane)",
            "mailto:j@x.com",
            "j@x.com, k@x.com",
            '"jane@example.com',
            '""@example.com',
            "jane＠example.com",
        ],
    )
    def test_what_is_no_address_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"must be an e-mail address such as 'jane@example.com', got ") as caught:
            checked_address(text)
        assert repr(text) in str(caught.value)

    @pytest.mark.parametrize("text", ["", " ", "\n"])
    def test_an_empty_address_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"^must not be empty; an optional field may be omitted$"):
            checked_address(text)

    @pytest.mark.parametrize(
        ("character", "code"),
        [
            ("\n", "000A"),
            ("\r", "000D"),
            ("\t", "0009"),
            ("\x00", "0000"),
            ("\x1b", "001B"),
            ("\x7f", "007F"),
            ("\x85", "0085"),
            ("\u2028", "2028"),
            ("\u2029", "2029"),
            ("\u202e", "202E"),
            ("\u2066", "2066"),
            ("\ud800", "D800"),
            ("\u200b", "200B"),
            ("\u200d", "200D"),
            ("\ufeff", "FEFF"),
            ("\u00ad", "00AD"),
        ],
    )
    def test_an_invisible_character_is_refused_wherever_it_stands(self, character: str, code: str) -> None:
        for text, position in (
            (f"ja{character}ne@x.com", 2),
            (f"jane@x{character}.com", 6),
            (f'"a{character}b"@x.com', 2),
            (f"jane@x.com{character}", 10),
            (f"{character}jane@x.com", 0),
        ):
            with pytest.raises(ValueError, match=r"^must be an e-mail address without") as caught:
                checked_address(text)
            assert str(caught.value) == (
                f"must be an e-mail address without invisible characters, got {text!r}; "
                f"remove U+{code} at position {position}"
            )

    @pytest.mark.parametrize(
        "text",
        [
            "=?utf-8?q?a?=@x.com",
            r'"=\?utf-8?q?a\?="@x.com',
            '"=?utf-8?q?a?="@x.com',
            "=?utf-8?q?a?=\u0338@x.com",  # the last two characters are one in another spelling: ≠
        ],
    )
    def test_an_encoded_word_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"^must be a readable") as caught:
            checked_address(text)
        assert str(caught.value) == f"must be a readable e-mail address, got {text!r}; decode it first"

    def test_half_an_encoded_word_is_an_address(self) -> None:
        for address in ("=?utf-8?q?a@x.com", "a?=@x.com", "=?=@x.com"):
            assert checked_address(address) == address

    def test_a_long_address_is_refused_and_shown_in_part(self) -> None:
        with pytest.raises(ValueError, match=rf"^must have at most 254 characters, got 255 in '{'a' * 40}'…$"):
            checked_address(f"{'a' * 65}@{LONG_DOMAIN}")
        for text in ("a" * 1_000_000, "=?" * 500_000, "@" * 1_000_000, "é" * 1_000_000):
            with pytest.raises(ValueError, match="must have at most 254 characters, got 1000000 in") as caught:
                checked_address(text)
            assert len(str(caught.value)) < 120

    @pytest.mark.parametrize("name", email_validator.SPECIAL_USE_DOMAIN_NAMES)
    def test_no_domain_of_special_use_is_plain(self, name: str) -> None:
        assert not _addresses._PLAIN.fullmatch(f"jane@a.{name}")
        assert not _addresses._PLAIN.fullmatch(f"jane@a.{name.upper()}")


PIECES = st.sampled_from(
    [
        *("a", "B", "7", "-", "--", ".", "..", "@", "_", "+", "=?", "?=", '"', "\\", " ", "<", ">", "[", "]", ",", "'"),
        *("com", "jane", "x", "xn--", "xn--bcher-kva", "ab--c", "local", "LOCALHOST", "test", "arpa", "example", "c0m"),
        *("é", "e\u0301", "ß", "佐", "。", "\u200b", "\n", "a" * 62, "a" * 63, "b" * 64),
    ]
)


@st.composite
def near_misses(draw: st.DrawFn) -> str:
    """A plain address with a few pieces put in, or pieces alone."""
    texts = draw(st.lists(PIECES, min_size=1, max_size=6))
    if draw(st.booleans()):
        return "".join(texts)
    domain = ".".join(draw(st.lists(PIECES, min_size=1, max_size=4)))
    address = f"{draw(PIECES)}@{domain}{draw(st.sampled_from(['', '.com', '.co.uk', '.1', '.c1', '.test']))}"
    place = draw(st.integers(0, len(address)))
    return address[:place] + draw(st.sampled_from(["", *texts])) + address[place:]


@by_chance(300)
@given(near_misses())
def test_the_plain_pattern_takes_nothing_that_email_validator_refuses(text: str) -> None:
    if _addresses._PLAIN.fullmatch(text):
        assert len(text) > 254 or validated(text)


@by_chance(300)
@given(near_misses())
def test_every_address_taken_is_one_for_email_validator_and_has_a_mailbox(text: str) -> None:
    try:
        address = checked_address(text)
    except ValueError:
        return
    assert validated(address)
    same = mailbox(address)
    local, _, domain = same.rpartition("@")
    assert domain.isascii()
    assert same == mailbox(normalize("NFD", address))
    if local.isascii() and not address.startswith('"'):
        assert same == mailbox(f"{local.upper()}@{domain.upper()}")
    written = ascii_address(address)
    assert (written is None) == (not local.isascii())
    if written is not None:
        assert written.isascii()
        assert mailbox(written) == same


def test_most_real_addresses_are_plain() -> None:
    for address in ("jane@example.com", "J.Doe+jobs@mail.example.co.uk", "o'neil@a-b.example", "x_y@1.de"):
        assert _addresses._PLAIN.fullmatch(address)


class TestMailbox:
    """G41: "An address is a mailbox, whoever shares it; upper and lower case are the same." """

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("jane@example.com", "Jane@EXAMPLE.com"),
            ("j@bücher.example", "J@xn--bcher-kva.EXAMPLE"),
            ("j@bücher.example", "j@BÜCHER.example"),
            ("j@bücher.example", "j@bu\u0308cher.example"),
            ("j@例え。jp", "j@xn--r8jz45g.jp"),
            ("j@ｅｘａｍｐｌｅ.com", "j@example.com"),
            ("jörg@example.com", "JO\u0308RG@example.com"),
            ('"jane"@example.com', "Jane@example.com"),
            ('"a b"@example.com', '"A\\ b"@example.com'),
        ],
    )
    def test_two_spellings_are_one_mailbox(self, one: str, other: str) -> None:
        assert mailbox(one) == mailbox(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("jane@example.com", "jane@example.org"),
            ("jane@example.com", "j.ane@example.com"),
            ("jane@example.com", "jane+x@example.com"),
            ("j@straße.example", "j@strasse.example"),
            ("jorg@example.com", "jörg@example.com"),
            ('"a b"@example.com', "ab@example.com"),
        ],
    )
    def test_two_mailboxes_stay_two(self, one: str, other: str) -> None:
        assert mailbox(one) != mailbox(other)

    def test_the_mailbox_of_an_address_has_one_form(self) -> None:
        assert mailbox("J@Straße.example") == "j@xn--strae-oqa.example"
        assert mailbox("JÖRG@example.com") == "jörg@example.com"


class TestAscii:
    @pytest.mark.parametrize(
        ("address", "written"),
        [
            ("Jane@Example.com", "Jane@Example.com"),
            ("Jane@straße.example", "Jane@xn--strae-oqa.example"),
            ('"A b"@bücher.example', '"A b"@xn--bcher-kva.example'),
            ('"Jane"@example.com', "Jane@example.com"),
            ("jörg@example.com", None),
            ('"jörg b"@example.com', None),
        ],
    )
    def test_an_address_in_a_header_has_its_domain_in_ascii(self, address: str, written: str | None) -> None:
        assert ascii_address(address) == written


class TestNoReply:
    """G19: "a no-reply address (in the words of each of our languages, and with digits or a prefix)"."""

    def test_each_of_our_languages_has_words(self) -> None:
        assert set(NO_REPLY_WORDS) == {"en", "de", "fr", "es", "pt", "ja", "zh", "ko"}
        assert all(NO_REPLY_WORDS.values())

    @together(
        "local",
        [
            *(
                "noreply",
                "no-reply",
                "no_reply",
                "no.reply",
                "No-Reply",
                "NOREPLY",
                "noreply2",
                "no-reply-2",
                "2noreply",
            ),
            *(
                "hrnoreply2",
                "jobs-noreply",
                "acme.no-reply",
                "noreply+acme-1",
                "jobs+noreply",
                "noreplyhr",
                "7no-reply",
            ),
            *("do-not-reply", "donotreply", "do_not_reply", "Do.Not.Reply", "donot-reply", "please-do-not-reply"),
            *("dont-reply", "don't-reply", "do-not-respond", "noresponse", "send-only", "info-sendonly", "unmonitored"),
            *("mailer-daemon", "no--reply", '"no reply"', "ｎｏ-ｒｅｐｌｙ"),
            *("nicht-antworten", "nichtantworten", "bitte-nicht-antworten", "NichtAntworten2", "keine-antwort"),
            *("keineantwort", "nicht_beantworten", "keine-rückantwort", "keine-rueckantwort"),
            *(
                "ne-pas-repondre",
                "nepasrepondre",
                "ne_pas_repondre",
                "ne-pas-répondre",
                "rh-nepasrepondre",
                "sans-reponse",
            ),
            *(
                "noresponder",
                "no-responder",
                "no_responda",
                "norespondas",
                "nocontestar",
                "no-contestar2",
                "sin-respuesta",
            ),
            *("naoresponda", "nao-responda", "não-responda", "nao_responder", "vagas-naoresponda", "sem-resposta"),
            *("返信不可", "送信専用", "henshin-fuka", "henshinfuyou", "soushin-senyo", "haishinsenyo"),
            *("请勿回复", "請勿回覆", "hr-勿回复", "qingwuhuifu", "qing-wu-hui-fu"),
            *("발신전용", "회신불가", "balsin-jeonyong", "hoesinbulga"),
        ],
    )
    def test_nobody_reads_a_no_reply_address(self, local: str) -> None:
        assert is_no_reply(f"{local}@example.com")

    @together(
        "local",
        [
            *(
                "norman.reply",
                "ann.noor",
                "reply",
                "nora.reply",
                "norbert",
                "donna",
                "careers-reply",
                "do",
                "no",
                "not",
            ),
            *(
                "bruno-reply",
                "casino.reply",
                "dono.treply",
                "no.body.reply",
                "reply.no",
                "jane",
                "respond",
                "antworten",
            ),
            *("mariano.responder", "piano-responda", "wuhuifu", "wu.huifu", "nicht", "antwort", "ne-pas", "responda"),
            *("repondre", "respuestas", "sende", "daemon", "mailer", "返信", "회신", "回复", "monitored"),
        ],
    )
    def test_somebody_may_read_an_address_that_resembles_no_reply(self, local: str) -> None:
        assert not is_no_reply(f"{local}@example.com")

    def test_the_domain_of_an_address_makes_it_no_no_reply_address(self) -> None:
        assert not is_no_reply("jane@noreply.example.com")
        assert not is_no_reply("jane@no-reply.com")


def test_a_candidate_has_one_mailbox_however_the_address_is_written() -> None:
    """H1: all cases of one candidate are one desk, by address."""
    written = ("mei@bücher.example", "Mei@BÜCHER.example", "MEI@xn--bcher-kva.example")
    assert {Candidate(name="Mei Tan", email=each).mailbox for each in written} == {"mei@xn--bcher-kva.example"}
