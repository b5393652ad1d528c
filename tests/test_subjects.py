"""Subjects of replies: what mail programs and mail servers put before them, and what belongs to them."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_rules.drafts._subject import EXTERNAL_TAGS, REPLY_PREFIXES, bare_subject, reply_subject
from together import together


class TestPrefixes:
    """G34: "A reply keeps the thread's subject with one "Re: " and no stacked prefixes"."""

    @together(
        "prefix",
        [
            *(
                "Re:",
                "RE:",
                "re :",
                "Re：",
                "Ｒｅ：",
                "RE\u00a0:",
                "Re\u202f:",
                "Re[2]:",
                "Re (2):",
                "RE^2:",
                "Re*3:",
                "RE**3:",
            ),
            *(
                "Re[10]：",
                "Re［2］：",
                "Re【2】:",
                "Re [2] :",
                "AW:",
                "Aw[3]:",
                "Antw:",
                "Antw.:",
                "Antwort:",
                "ANTWOORD:",
            ),
            *(
                "SV:",
                "Svar:",
                "VS:",
                "Vá:",
                "VÁ:",
                "Va\u0301:",
                "Odp:",
                "Odg:",
                "Ynt:",
                "YNT:",
                "RES:",
                "Ref:",
                "Réf. :",
                "RIF:",
            ),
            *("Atb.:", "Ats:", "BLS:", "ΑΠ:", "Απ:", "Отв:", "НА:", "Ответ:", "השב:", "رد:", "ตอบ:", "ตอบกลับ:"),
            *(
                "Trả lời:",
                "பதில்:",
                "回复:",
                "回复：",
                "答复：",
                "回覆:",
                "回復：",
                "答覆:",
                "返信:",
                "返信：",
                "회신:",
                "답장:",
            ),
        ],
    )
    def test_a_reply_s_prefix_goes(self, prefix: str) -> None:
        for subject in (
            f"{prefix}Your interview",
            f"  {prefix}  Your interview ",
            f"Re: {prefix} Your interview",
            f"{prefix}{prefix}{prefix}Your interview",
        ):
            assert reply_subject(subject) == "Re: Your interview"
            assert bare_subject(subject) == "Your interview"

    @together(
        "subject",
        [
            *("I: robot", "R: the language", "Rest: a definition", "Awards: our year", "Re-invitation: your interview"),
            *("RE2: the library", "Reply: yes", "Re", "Res", "Vs Berlin", "AW Rostamani: your interview", "Odyssey: 2"),
            *(
                "Interview: re: your place",
                "Re[2345]: x",
                "Re [a]: x",
                "返信不要: 面接",
                "회신 바랍니다: 면접",
                "[Re: x",
            ),
            *("Fwd: Your interview", "WG: Your interview", "TR: Votre entretien", "RV: Su entrevista", "转发: 面试"),
            *("WG: AW: Your interview", "", "x"),
        ],
    )
    def test_what_is_no_reply_s_prefix_stays(self, subject: str) -> None:
        assert bare_subject(subject) == subject
        assert bare_subject(f"Re: AW: {subject}") == (subject or "Re: AW:")

    def test_the_subject_itself_stays_as_it_is_written(self) -> None:
        assert bare_subject("Ｒｅ：Ｄａｔａ：【面接】  の件") == "Ｄａｔａ：【面接】  の件"
        assert bare_subject(normalize("NFD", "Re: Café")) == normalize("NFD", "Café")

    def test_no_prefix_is_a_single_letter(self) -> None:
        assert min(map(len, REPLY_PREFIXES)) == 2
        assert all(word == normalize("NFC", word.casefold()) for word in REPLY_PREFIXES)
        assert all(REPLY_PREFIXES.values())

    def test_forwards_are_no_replies(self) -> None:
        assert {"fw", "fwd", "wg", "tr", "vl", "vb", "rv", "enc", "pd", "ilt", "i", "doorst"}.isdisjoint(REPLY_PREFIXES)


class TestTags:
    """Servers mark mail from outside, also between two reply prefixes."""

    @pytest.mark.parametrize(
        ("subject", "bare"),
        [
            ("Re: [EXTERNAL] AW: Your interview", "Your interview"),
            ("Re: [EXTERNAL] Your interview", "Your interview"),
            ("[EXTERNAL] Your interview", "Your interview"),
            ("[EXT] [External  Sender] RE: [ext]: Your interview", "Your interview"),
            ("[Extern] AW: Ihr Gespräch", "Ihr Gespräch"),
            ("RE: [Expéditeur externe] Votre entretien", "Votre entretien"),
            ("【社外】Re: 面接の件", "面接の件"),
            ("RE:［外部］面接の件", "面接の件"),
            ("[외부 메일] [회신] 면접 안내", "면접 안내"),
            ("[회신] 면접 안내", "면접 안내"),
            ("[Acme] Your interview", "[Acme] Your interview"),
            ("[Acme][Berlin]  Your interview", "[Acme][Berlin]  Your interview"),
            ("Re: [Acme #123] Your interview", "[Acme #123] Your interview"),
            ("Re: [Acme #123] AW: Your interview", "[Acme #123] Your interview"),
            ("[Acme #123] Re: [Acme #123] Re: Your interview", "[Acme #123] Your interview"),
            ("[Acme #123] Re: [Acme #123] Your interview", "[Acme #123] Your interview"),
            ("[Acme] Re: [EXTERNAL] [Berlin] AW: Your interview", "[Acme] [Berlin] Your interview"),
            ("[Acme] [EXTERNAL] Your interview", "[Acme] Your interview"),
            ("[RE] Your interview", "[RE] Your interview"),
            ("[AW] Re: Senior Engineer", "[AW] Senior Engineer"),
            ("[External interviews] Your interview", "[External interviews] Your interview"),
            ("[12345678901234567890] Re: x", "[12345678901234567890] x"),
            ("[123456789012345678901] Re: x", "[123456789012345678901] Re: x"),
            ("[] Re: x", "[] Re: x"),
            ("[a [b] Re: x", "[a [b] Re: x"),
            ("(EXTERNAL) Your interview", "(EXTERNAL) Your interview"),
            ("Your interview [EXTERNAL]", "Your interview [EXTERNAL]"),
        ],
    )
    def test_a_mail_server_s_tag_goes_and_another_stays(self, subject: str, bare: str) -> None:
        assert bare_subject(subject) == bare
        assert reply_subject(subject) == f"Re: {bare}"

    def test_each_of_our_languages_has_tags_and_they_fit(self) -> None:
        assert set(EXTERNAL_TAGS) == {"en", "de", "fr", "es", "pt", "ja", "zh", "ko"}
        tags = [tag for tags in EXTERNAL_TAGS.values() for tag in tags]
        assert [tag for tag in tags if bare_subject(f"[{tag.upper()}] x") != "x"] == []


class TestNothingElse:
    @pytest.mark.parametrize("subject", ["Re:", " RE: AW: Re[2]: ", "回复：", "Re: [EXTERNAL]", "[EXT]", "  "])
    def test_a_subject_of_nothing_but_prefixes_stays(self, subject: str) -> None:
        assert reply_subject(subject) == "Re:"
        assert bare_subject(subject) == subject.strip()

    def test_a_subject_of_nothing_but_a_tag_stays(self) -> None:
        assert reply_subject("Re: [Acme #123]") == "Re: [Acme #123]"
        assert reply_subject("[Acme #123] Re:") == "Re: [Acme #123]"


PIECES = st.sampled_from(
    ["Re:", "AW", ":", " ", "[EXTERNAL]", "[Acme #1]", "[", "]", "【社外】", "回复：", "Hello", "Fwd:"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_reply_to_a_reply_keeps_the_subject(subject: str) -> None:
    assert reply_subject(reply_subject(subject)) == reply_subject(subject)
    assert bare_subject(bare_subject(subject)) == bare_subject(subject)
