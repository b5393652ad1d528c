"""Every language: complete, in the article's order, true to what was given, and as its snapshot says.

The snapshots are there to be read by native speakers; what must hold whatever is given is in the properties below.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, get_args
from zoneinfo import ZoneInfo

import pytest
from babel import localedata
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from followup_rules import (
    Brief,
    Candidate,
    Contact,
    ContactRole,
    Draft,
    InputError,
    Interview,
    Person,
    Thread,
    Tone,
    Touch,
    escalation,
    feedback_request,
    first_follow_up,
    languages,
    second_follow_up,
    thank_you,
    update_thanks,
)
from followup_rules.drafts import write
from followup_rules.drafts._language import LATIN, Language, Part, language_of
from scenes import CASTS, SNAPSHOTS, scenes, snapshot
from support import CANDIDATE, HR, PEER, another_language, by_chance, interview
from together import together

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOTHING_MORE: dict[str, object] = {
    "learned": None,
    "interviewers": (),
    "passes_on_to": (),
    "decision_by": None,
    "recipient": Person(),
    "asked_before": (),
    "asked_on": None,
    "folds": set(),
}
each_language = pytest.mark.parametrize("code", languages())
each_tag = pytest.mark.parametrize("tag", CASTS)

# What the article and W1 to W10 ask of each touch, whatever is known.
REQUIRED: dict[Touch, set[Part]] = {
    Touch.THANK_YOU: {"thanks", "interest", "offer"},  # B1, B8
    Touch.FOLLOW_UP_1: {"interview", "interest", "delay", "request"},  # C6, C7, W1, C8
    Touch.FOLLOW_UP_2: {"interview", "request"},  # W2, D4
    Touch.ESCALATION: {"interview", "interest", "reason", "apology", "request"},  # W3
    Touch.UPDATE_THANKS: {"thanks", "interest"},  # D1
    Touch.FEEDBACK_REQUEST: {"thanks", "regret", "enjoyed", "request", "way_out"},  # W4
}


# What comes first in every language, by the rules.
FIRST: dict[Touch, list[tuple[Part, Part]]] = {
    Touch.THANK_YOU: [("greeting", "thanks"), ("thanks", "interest"), ("interest", "sign_off")],  # B6, B1, B8
    Touch.FOLLOW_UP_1: [("greeting", "interview"), ("interview", "request"), ("delay", "request")],  # C5, C6, W1
    Touch.FOLLOW_UP_2: [("greeting", "interview"), ("interview", "request")],  # D4
    Touch.ESCALATION: [("greeting", "interview"), ("interview", "request"), ("apology", "request")],  # W3
    Touch.UPDATE_THANKS: [("greeting", "thanks"), ("thanks", "interest")],  # D1
    Touch.FEEDBACK_REQUEST: [("thanks", "regret"), ("regret", "enjoyed"), ("enjoyed", "request")],  # W4, E3
}


def words_of(code: str) -> Language:
    language = language_of(code)
    assert language is not None
    return language


def brief(code: str, touch: Touch, **facts: object) -> Brief:
    """Return a brief of Friday 24 April 2026 in which everything is known, but for what is changed."""
    everything: dict[str, object] = {
        "touch": touch,
        "language": code,
        "company": "Qompany",
        "position": "Qosition",
        "interviewed_on": date(2026, 4, 24),
        "candidate_name": "Qandidate",
        "candidate_email": "qandidate@example.com",
        "candidate_phone": "555 0100",
        "recipient": Person(name="Qip Qient"),
        "learned": "the Qearned",
        "interviewers": (Person(name="Qen Qo"), Person(name="Qia Qe")),
        "passes_on_to": (Person(name="Qen Qo"), Person(name="Qia Qe")),
        "decision_by": date(2026, 5, 7),
        "asked_before": (Person(name="Qas Qked"),),
        "asked_on": date(2026, 5, 18),
        "passes_on": touch is Touch.THANK_YOU,
        "folds": {Touch.THANK_YOU, Touch.UPDATE_THANKS} if touch is Touch.FOLLOW_UP_1 else set(),
    }
    return Brief.model_validate(everything | facts)


@each_language
class TestComplete:
    """Each draft has what the article asks for, in its order, where optional fields are missing too."""

    @together("touch", Touch)
    @together("tone", Tone)
    def test_every_part_of_a_draft_is_there(self, code: str, touch: Touch, tone: Tone) -> None:
        for facts in ({}, NOTHING_MORE):
            parts = words_of(code).parts(brief(code, touch, tone=tone, **facts))
            there = {name for name, text in parts.items() if text}
            assert there.issuperset(REQUIRED[touch] | {"subject", "sign_off"})
            assert there & {"address", "greeting"}
            assert there.issubset(get_args(Part))

    @pytest.mark.parametrize("touch", [Touch.THANK_YOU, Touch.FOLLOW_UP_1])
    def test_a_message_ends_with_a_look_ahead_or_thanks(self, code: str, touch: Touch) -> None:
        """B8 and C8. A Korean thank-you ends with its interest, after which 감사합니다 is the close."""
        parts = words_of(code).parts(brief(code, touch))
        has_one = bool(parts.get("looking_forward") or parts.get("closing"))
        assert has_one is ((code, touch) != ("ko", Touch.THANK_YOU))

    @together("touch", Touch)
    def test_the_parts_come_in_the_articles_order(self, code: str, touch: Touch) -> None:
        facts = brief(code, touch)
        parts, body = words_of(code).parts(facts), write(facts).body
        for one, other in FIRST[touch]:
            assert body.index(parts[one]) < body.index(parts[other]), (one, other)

    @together("touch", Touch)
    def test_every_part_of_a_draft_has_a_place(self, code: str, touch: Touch) -> None:
        language, facts = words_of(code), brief(code, touch)
        parts = language.parts(facts)
        body = write(facts).body
        order = [name for paragraph in language.order[touch] for name in paragraph]
        places = [body.index(parts[name]) for name in order if parts.get(name)]
        assert places == sorted(places)
        assert {name for name, text in parts.items() if text} - {"subject"} <= set(order)

    def test_what_was_learned_is_named_in_a_thank_you(self, code: str) -> None:
        assert "the Qearned" in words_of(code).parts(brief(code, Touch.THANK_YOU))["learned"]

    def test_why_it_matters_is_the_candidates_own_sentence(self, code: str) -> None:
        own, none = (
            words_of(code).parts(brief(code, Touch.THANK_YOU, why_it_matters=said))["learned"]
            for said in ("Qhy it matters to me.", None)
        )
        assert own.endswith("Qhy it matters to me.")
        assert "Qhy" not in none

    def test_thanks_are_to_be_passed_on_to_everybody_by_name(self, code: str) -> None:
        text = words_of(code).parts(brief(code, Touch.THANK_YOU))["pass_on"]
        assert "Qen Qo" in text
        assert "Qia Qe" in text

    def test_thanks_are_to_be_passed_on_where_nobody_is_named(self, code: str) -> None:
        assert words_of(code).parts(brief(code, Touch.THANK_YOU, interviewers=(), passes_on_to=()))["pass_on"]

    def test_nobody_passes_on_thanks_that_are_meant_for_them(self, code: str) -> None:
        assert not words_of(code).parts(brief(code, Touch.THANK_YOU, passes_on=False)).get("pass_on")

    @pytest.mark.parametrize("touch", [Touch.FOLLOW_UP_1, Touch.UPDATE_THANKS])
    def test_a_draft_names_a_promised_date(self, code: str, touch: Touch) -> None:
        language = words_of(code)
        assert language.day(date(2026, 5, 7), code) in language.parts(brief(code, touch))["expected"]

    def test_folded_thanks_are_said(self, code: str) -> None:
        language = words_of(code)

        def said(*folds: Touch) -> tuple[str, str, bool]:
            facts = brief(code, Touch.FOLLOW_UP_1, folds=set(folds))
            parts = language.parts(facts)
            return parts.get("thanks", ""), parts.get("update", ""), "the Qearned" in write(facts).body

        assert said() == ("", "", False)
        assert said(Touch.THANK_YOU)[2]
        ways = {said(), said(Touch.THANK_YOU), said(Touch.UPDATE_THANKS), said(Touch.THANK_YOU, Touch.UPDATE_THANKS)}
        assert len(ways) == 4

    @together("touch", Touch)
    def test_date_position_and_company_are_named(self, code: str, touch: Touch) -> None:
        for agency in (False, True):
            body = write(brief(code, touch, is_reply=True, reply_subject="x", through_agency=agency)).body
            assert "Qompany" in body or not agency  # the company knows its own name
            assert "Qosition" in body
            if touch in (Touch.THANK_YOU, Touch.FOLLOW_UP_1, Touch.FOLLOW_UP_2, Touch.ESCALATION):
                assert words_of(code).day(date(2026, 4, 24), code) in body

    def test_the_second_follow_up_is_shorter_than_the_first(self, code: str) -> None:
        for facts in ({}, {"interviewers": (), "decision_by": None, "folds": ()}, {"through_agency": True}):
            first, second = (
                len(write(brief(code, touch, **facts)).body) for touch in (Touch.FOLLOW_UP_1, Touch.FOLLOW_UP_2)
            )
            assert second < first

    def test_the_second_follow_up_goes_on_where_the_first_left_off(self, code: str) -> None:
        """W2: "in the thread of the first it does not introduce everything anew"."""
        for decides in ({}, {"asked_on": None}):
            facts = brief(code, Touch.FOLLOW_UP_2, is_reply=True, continues=True, **decides)
            language, body = words_of(code), write(facts).body
            assert re.search(language.again, body, re.IGNORECASE)
            assert "Qosition" in body
            assert language.day(date(2026, 4, 24), code) not in body
            assert (language.day(date(2026, 5, 18), code) in body) is (not decides)

    def test_an_escalation_says_whom_the_candidate_asked(self, code: str) -> None:
        """W3."""
        body = write(brief(code, Touch.ESCALATION)).body
        assert "Qas Qked" in body
        assert words_of(code).day(date(2026, 5, 18), code) in body
        assert write(brief(code, Touch.ESCALATION, met=True)).body != body

    def test_a_third_person_without_a_title_is_called_by_name(self, code: str) -> None:
        """W8 and G32."""
        language = words_of(code)
        assert "Qim Qayer" in language.called(Person(name="Qim Qayer"), code)
        assert "Qim Qayer" in language.people((Person(name="Qim Qayer"), Person(name="Qo Qee")), code)

    def test_an_invitation_stands_in_place_of_the_decision_date(self, code: str) -> None:
        """W9."""
        language = words_of(code)
        body = write(brief(code, Touch.FOLLOW_UP_1, enquire_on=date(2026, 5, 20))).body
        assert language.day(date(2026, 5, 20), code) in body
        assert language.day(date(2026, 5, 7), code) not in body

    def test_an_agencys_name_is_no_company_that_one_applied_to(self, code: str) -> None:
        """W7: it may stand in the address alone."""
        agent = Person(name="Qip Qient", company="Qagency")
        for touch in Touch:
            facts = brief(code, touch, recipient=agent, through_agency=True)
            rest = write(facts).body.replace(words_of(code).address(facts) or "Qnothing", "")
            assert "Qagency" not in rest

    def test_no_two_touches_share_their_close_or_subject(self, code: str) -> None:
        """W10."""
        for facts in ({}, NOTHING_MORE, {"through_agency": True}):
            for tone in words_of(code).tones:
                drafts = [brief(code, touch, tone=tone, **facts) for touch in Touch]
                assert len({_sentences(words_of(code), draft)[-1] for draft in drafts}) == len(Touch)
                assert len({write(draft).subject for draft in drafts}) == len(Touch)

    def test_an_agency_is_not_the_company(self, code: str) -> None:
        named = {
            touch: write(brief(code, touch, through_agency=True)).body for touch in (Touch.THANK_YOU, Touch.FOLLOW_UP_1)
        }
        for body in named.values():
            assert not re.search("貴社|御社|贵公司|귀사", body)

    @pytest.mark.parametrize("touch", Touch)
    def test_the_tones_differ_where_the_language_has_both(self, code: str, touch: Touch) -> None:
        somebody = Person(name="Qip Qient", given_name="Qip", family_name="Qient")
        formal, friendly = (write(brief(code, touch, tone=tone, recipient=somebody)) for tone in Tone)
        assert (formal != friendly) == (Tone.FRIENDLY in words_of(code).tones)

    def test_members_of_a_panel_get_texts_of_their_own(self, code: str) -> None:
        one, other = (
            write(brief(code, Touch.THANK_YOU, recipient=Person(), met=True, passes_on=False, learned=learned))
            for learned in ("the harbour", "the lighthouse")
        )
        assert one.body != other.body


_FRAME: tuple[Part, ...] = ("address", "greeting", "sign_off")


def _sentences(language: Language, facts: Brief) -> list[str]:
    """Return the sentences between greeting and signature."""
    parts = language.parts(facts)
    body = write(facts).body
    for name in _FRAME:
        body = body.replace(parts.get(name) or "\ufffc", "", 1)
    text = body.strip().replace("\n\n", " ")
    return [each for each in re.split(r"(?<=[。？！])|(?<=[.?!])\s+", text) if each.strip()]


# In words or characters: least and most of a thank-you, least and most of another message, most of a second follow-up.
LENGTHS = {"words": (60, 130, 45, 110, 70), "ja": (150, 380, 0, 300, 300), "zh": (90, 260, 0, 260, 260)}
LENGTHS |= {"ko": (130, 380, 0, 380, 380)}


@each_tag
def test_all_drafts_and_sentences_keep_their_lengths(tag: str) -> None:
    """A thank-you has 60 to 130 words, a follow-up 45 to 110, the second at most 70; no sentence has over 30."""
    code = tag[:2]
    least, most, least_other, most_other, most_second = LENGTHS.get(code, LENGTHS["words"])
    for title, (_, body) in scenes(CASTS[tag]):
        paragraphs = re.sub(r"(?m)^-+$\n?", "", body).split("\n\n")
        inner = paragraphs[1:-1]  # without the address block or the greeting, and without the signature
        words = code not in LENGTHS
        count = len(" ".join(inner).split()) if words else len(re.sub(r"\s", "", "".join(inner)))
        if title.startswith("thank-you"):
            assert least <= count <= most, (title, count)
        elif title.startswith("second"):
            assert count <= most_second, (title, count)
        elif not title.startswith("update"):
            assert least_other <= count <= most_other, (title, count)
        else:
            assert count <= most_other, (title, count)
        if words:
            for sentence in re.split(r"(?<=[.?!])\s+", " ".join(inner)):
                assert len(sentence.split()) <= 30, (title, sentence)


class TestFound:
    """A language is found by the name of its module."""

    def test_a_module_in_the_room_is_a_language(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        text = "from followup_rules.drafts.en import LANGUAGE as LANGUAGE\n"
        with another_language(tmp_path, monkeypatch, text):
            assert "xx" in languages()
            case = interview(language="xx-YY")
            assert thank_you(case, PEER, CANDIDATE) == thank_you(case.replace(language="en"), PEER, CANDIDATE)
        assert "xx" not in languages()

    def test_each_of_the_eight_languages_is_there(self) -> None:
        assert {"de", "en", "es", "fr", "ja", "ko", "pt", "zh"} <= set(languages())

    @pytest.mark.parametrize("tag", ["zh-TW", "zh-Hant", "zh-Hant-HK", "zh-MO"])
    def test_simplified_characters_are_not_for_readers_of_traditional_ones(self, tag: str) -> None:
        assert thank_you(interview(language=tag), PEER, CANDIDATE).body.startswith("Dear Yuki Mori,")

    @pytest.mark.parametrize("tag", ["zh", "zh-CN", "zh-Hans", "zh-SG", "ZH-hans-cn", "zh-Hans-HK"])
    def test_simplified_characters_are_for_all_other_readers_of_chinese(self, tag: str) -> None:
        assert thank_you(interview(language=tag), PEER, CANDIDATE).body.startswith("尊敬的Yuki Mori老师：")


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(InputError, match=r"language must be one of de, en, es, fr, .*, got 'mi'"):
        write(brief("mi", Touch.THANK_YOU))


class TestSnapshots:
    """The files are written by ``tools/snapshots.py`` and read by people before they are committed."""

    @each_tag
    def test_the_drafts_are_those_of_the_snapshots(self, tag: str) -> None:
        assert snapshot(tag) == (SNAPSHOTS / f"{tag}.txt").read_text(encoding="utf-8")

    def test_every_language_has_a_snapshot(self) -> None:
        missing = set(languages()) - {tag.split("-")[0] for tag in CASTS}
        assert not missing, "CASTS in tests/scenes.py has no people of it; then run tools/snapshots.py"


# A mail may be sent on any day of its window: no word in it counts from the day on which it is read.
RELATIVE = {
    "de": "heute|gestern|morgen|letzte[rn]? Woche|vergangene",
    "en": "today|yesterday|tomorrow|(last|this|next) week|days ago",
    "es": "hoy|ayer|mañana|la semana|hace \\w+ días",
    "fr": "aujourd|hier|demain|semaine|il y a",
    "ja": "今日|本日|昨日|明日|今週|先週|来週",
    "ko": "오늘|어제|내일|이번 주|지난주|다음 주",
    "pt": "hoje|ontem|amanhã|semana|dias atrás",
    "zh": "今天|昨天|明天|本周|上周|下周",
}
# How each says that a date is a last one.
BY = {"de": "bis zum {}", "en": "by {}", "es": "a más tardar el {}", "fr": "au plus tard le {}", "ja": "{}までに"}
BY |= {"ko": "{}까지", "pt": "até {}", "zh": "最晚{}"}


@pytest.mark.parametrize("tag", CASTS)
def test_no_word_counts_from_the_day_of_reading(tag: str) -> None:
    words = RELATIVE[tag.partition("-")[0]]
    pattern = rf"\b({words})\b" if re.match(LATIN, words) else words
    for title, (subject, body) in scenes(CASTS[tag]):
        assert not re.search(pattern, f"{subject}\n{body}", re.IGNORECASE), title


@each_language
def test_a_promised_date_is_by_and_never_on(code: str) -> None:
    day = words_of(code).day(date(2026, 5, 7), code)
    assert BY[code].format(day) in write(brief(code, Touch.UPDATE_THANKS)).body


@pytest.mark.parametrize("touch", Touch)
@each_language
def test_the_words_are_those_of_the_language(code: str, touch: Touch) -> None:
    """A text in one language under the name of another says so here: its own ``words`` in ``CASTS`` fit it best."""
    text = write(brief(code, touch, recipient=Person(), learned=None)).body

    def share(words: tuple[str, ...]) -> float:
        patterns = [rf"(?i)\b{word}\b" if re.match(LATIN, word) else re.escape(word) for word in words]
        return sum(re.search(pattern, text) is not None for pattern in patterns) / len(patterns)

    shares = {tag.partition("-")[0]: share(cast.words) for tag, cast in CASTS.items()}
    assert [other for other in shares if shares[other] >= shares[code]] == [code], shares


# What letters have in the place of CLDR's long dates, after their year is left out. Each exception says why.
CUSTOMS: dict[str, Callable[[str], str]] = {
    "en-GB": lambda text: text.replace(",", ""),  # "on Friday 24 April", without the comma of a date line
    "fr": lambda text: re.sub(" 1 ", " 1er ", text),  # the first of a month is "1er"
    "fr-CA": lambda text: re.sub(" 1 ", " 1er ", text),
    "en-ZA": lambda text: text.replace(",", "").replace(" 0", " "),  # as in en-GB, and no letter has "01 January"
    "fr-CH": lambda text: re.sub(" 1 ", " 1er ", text.replace(",", "")),  # likewise, and within a sentence
    "es": lambda text: text.replace(",", ""),  # "el viernes 24 de abril", within a sentence
    "pt-BR": lambda text: re.sub(" 1 de ", " 1º de ", text),  # the first of a month is "1º"
    "ja": lambda text: re.sub("(.)曜日$", r"（\1）", text),  # mail has the weekday short, in brackets
    "zh-CN": lambda text: re.sub("星期(.)$", r"（周\1）", text),  # likewise
    "ko": lambda text: re.sub(" (.)요일$", r"(\1)", text),  # likewise
}
CUSTOMS |= dict.fromkeys(("es-MX", "es-AR"), CUSTOMS["es"]) | {"zh-SG": CUSTOMS["zh-CN"]}
CUSTOMS |= dict.fromkeys(("en-AU", "en-IE", "en-NZ"), CUSTOMS["en-GB"])
CUSTOMS |= dict.fromkeys(("de", "de-AT", "de-CH"), lambda text: text.partition(", ")[2])  # "bis zum 24. April"
AS_CLDR_HAS_THEM = ["en-US", "en-CA", "en-PH", "en-IN", "en-SG"]
AS_CLDR_HAS_THEM += sorted(set(languages()) - {tag.partition("-")[0] for tag in (*CUSTOMS, *AS_CLDR_HAS_THEM)})


@pytest.mark.parametrize("tag", [*CUSTOMS, *AS_CLDR_HAS_THEM])
def test_dates_are_those_of_cldr_but_for_the_customs_of_letters(tag: str) -> None:
    language, day = words_of(tag), date(2026, 1, 1)
    while day.year == 2026:
        full = format_date(day, "full", locale=tag.replace("-", "_"))
        expected = re.sub("(,| de|) 2026$|^2026[年년] ?", "", full)
        assert language.day(day, tag) == (CUSTOMS[tag](expected) if tag in CUSTOMS else expected)
        day += timedelta(days=1)


ENGLISH = sorted(tag for tag in localedata.locale_identifiers() if re.fullmatch("en_[A-Z]{2}", tag))


@together("locale", ENGLISH)
def test_each_english_speaking_country_has_its_order_of_month_and_day(locale: str) -> None:
    tag, day = locale.replace("_", "-"), date(2026, 4, 24)
    order = list(re.findall("April|24", format_date(day, "long", locale=locale)))
    assert re.findall("April|24", words_of(tag).day(day, tag)) == order


def test_english_of_no_country_has_the_day_first() -> None:
    assert words_of("en").day(date(2026, 4, 24), "en") == "Friday, 24 April"  # CLDR takes it for American


BUILDERS: dict[str, Callable[..., Draft]] = {
    "thank_you": thank_you,
    "first_follow_up": first_follow_up,
    "second_follow_up": second_follow_up,
    "escalation": escalation,
    "update_thanks": update_thanks,
    "feedback_request": feedback_request,
}
TAGS = (*CASTS, "de-AT", "pt", "en")
AWKWARD = (
    "$company",
    "{0}",
    "%s",
    "</b>",
    "${x}",
    "[name]",
    "None",
    "\\n",
    "Ñandú & Söhne",
    "佐藤",
    "x" * 900,
    "😀",
    "Re: x",
)
name = st.sampled_from(AWKWARD) | st.text(
    alphabet=st.characters(
        codec="utf-8", categories=("L", "N"), include_characters=" .'’-&", exclude_characters="\u115f\u1160\u3164\uffa0"
    ),
    min_size=1,
    max_size=30,
).map(str.strip).filter(lambda text: text and not re.search(r"=\?", text))
optional_name = st.none() | name


@st.composite
def situations(draw: st.DrawFn) -> tuple[str, dict[str, object], dict[str, object]]:
    """Give a builder, what is special about it, and facts."""
    builder = draw(st.sampled_from(sorted(BUILDERS)))
    special: dict[str, object] = {"tone": draw(st.sampled_from(Tone))}
    if draw(st.booleans()):
        special["reply_to"] = Thread(message_id="<1@x.com>", subject=draw(st.none() | name))
    if builder == "thank_you":
        special["passes_on"] = draw(st.booleans())
    elif builder == "first_follow_up":
        special["folds"] = draw(st.sets(st.sampled_from((Touch.THANK_YOU, Touch.UPDATE_THANKS))))
        special["enquire_on"] = draw(st.none() | st.just(date(2026, 5, 20)))
    elif builder in ("second_follow_up", "escalation"):
        special["asked_on"] = draw(st.none() | st.just(date(2026, 5, 18)))
    elif builder == "update_thanks":
        special["answers_feedback"] = draw(st.booleans())
        special["decision_by"] = draw(st.none() | st.just(date(2026, 5, 8)))
    facts: dict[str, object] = {
        "tag": draw(st.sampled_from(TAGS)),
        "company": draw(name),
        "position": draw(name),
        "candidate": draw(name),
        "name": draw(optional_name),
        "family_name": draw(optional_name),
        "given_name": draw(optional_name),
        "honorific": draw(
            st.none() | st.sampled_from(("Frau", "Herr Dr.", "Ms", "様", "经理", "팀장님", "Mme", "Sra.", "Prof."))
        ),
        "job_title": draw(optional_name),
        "department": draw(optional_name),
        "learned": draw(optional_name),
        "others": draw(st.lists(optional_name, max_size=4)),
        "role": draw(st.sampled_from(ContactRole)),
        "decision_by": draw(st.none() | st.just(date(2026, 4, 30))),
    }
    return builder, special, facts


def both_thanks_of_an_agency(tag: str) -> tuple[str, dict[str, object], dict[str, object]]:
    """Give a first follow-up that once had more than 120 words: with both thanks, after a stated date."""
    names = dict.fromkeys(("name", "family_name", "given_name", "honorific", "job_title", "department", "learned"))
    given = dict.fromkeys(("company", "position", "candidate"), "Acme")
    date_named = {"tag": tag, "others": [], "role": ContactRole.AGENCY, "decision_by": date(2026, 4, 30)}
    folds = {Touch.THANK_YOU, Touch.UPDATE_THANKS}
    return "first_follow_up", {"tone": Tone.FORMAL, "folds": folds, "enquire_on": None}, names | given | date_named


def built(builder: str, special: dict[str, object], facts: dict[str, object]) -> Draft:
    contact = Contact.model_validate(
        {"id": "it", "roles": {facts["role"]}, "email": "it@example.com"}
        | {
            key: facts[key]
            for key in ("name", "family_name", "given_name", "honorific", "job_title", "department", "learned")
        }
    )
    others: list[str | None] = facts["others"]  # type: ignore[assignment]  # a list of names
    case = Interview.model_validate(
        {
            "id": "1",
            "company": facts["company"],
            "position": facts["position"],
            "ended_at": datetime(2026, 4, 24, 15, tzinfo=ZoneInfo("Asia/Tokyo")),
            "timezone": "Asia/Tokyo",
            "country": "JP",
            "decision_by": facts["decision_by"],
            "language": facts["tag"],
            "contacts": (
                contact,
                *(
                    Contact(id=f"other{i}", name=other, roles={ContactRole.INTERVIEWER}, email=f"o{i}@example.com")
                    for i, other in enumerate(others)
                ),
            ),
        }
    )
    return BUILDERS[builder](case, contact, Candidate(name=str(facts["candidate"]), email="me@example.com"), **special)


class TestWhateverIsGiven:
    @given(situations())
    def test_a_draft_is_complete_text_with_the_facts(
        self, situation: tuple[str, dict[str, object], dict[str, object]]
    ) -> None:
        builder, special, facts = situation
        subject, body = built(builder, special, facts)
        assert "\n" not in subject
        assert subject == subject.strip()
        goes_on = builder == "second_follow_up" and special.get("reply_to") is not None  # the thread names the rest
        assert str(facts["position"]) in body
        assert str(facts["candidate"]) in body
        if facts["role"] is ContactRole.AGENCY and not goes_on:  # the company knows its own name
            assert str(facts["company"]) in body
        if facts["name"] is not None and facts["family_name"] is None and facts["given_name"] is None:
            assert str(facts["name"]) in body
        assert not re.search(r"\n{3,}|[ \t]+\n|^\s|\s$", body)
        reply = special.get("reply_to")
        if isinstance(reply, Thread) and reply.subject is not None:
            assert re.fullmatch(r"Re: (?!Re: ).*|Re:", subject)
        else:
            assert not subject.startswith("Re:") or subject.startswith(str(facts["position"]))

    @given(situations(), st.sampled_from(("company", "position", "candidate", "name", "learned", "department")))
    def test_a_fact_changes_only_the_sentences_with_that_fact(
        self, situation: tuple[str, dict[str, object], dict[str, object]], key: str
    ) -> None:
        builder, special, facts = situation
        if facts[key] is None:
            return
        one, other = "Wvq", "Zjxk"  # nothing else is written so, and both begin with the same kind of sound
        was, becomes = built(builder, special, facts | {key: one}), built(builder, special, facts | {key: other})
        assert [text.replace(one, other) for text in was] == list(becomes)

    @given(situations(), st.sampled_from(AWKWARD), st.sampled_from(("company", "position", "candidate", "name")))
    def test_an_awkward_name_stands_where_a_plain_one_stood(
        self, situation: tuple[str, dict[str, object], dict[str, object]], awkward: str, key: str
    ) -> None:
        builder, special, facts = situation
        if facts[key] is None:
            return
        plain, odd = built(builder, special, facts | {key: "Wvq"}), built(builder, special, facts | {key: awkward})
        for before, after in zip(plain, odd, strict=True):
            expected = before.replace("d’Wvq", f"d’{awkward}").replace("Wvq", awkward)
            assert _plain(after) == _plain(expected)

    @by_chance(200)
    @example(both_thanks_of_an_agency("de"))
    @example(both_thanks_of_an_agency("fr"))
    @given(situations())
    def test_a_draft_keeps_its_limits_whatever_is_given(
        self, situation: tuple[str, dict[str, object], dict[str, object]]
    ) -> None:
        """G35: with four interviewers, and names of three words, or of a dozen letters where letters are counted."""
        builder, special, facts = situation
        language = words_of(str(facts["tag"]))
        name = "Abcdefgh " * (2 if language.counts == "words" else 1) + "Abcd"
        long = dict.fromkeys(("company", "position", "name", "candidate", "learned"), name)
        _, body = built(builder, special, facts | long | {"others": ["Abcd Efgh"] * 4})
        if language.counts == "words":
            assert len(body.rpartition("\n\n")[0].split()) <= (150 if builder == "thank_you" else 120)
        else:
            text = body.split("\n\n", 1)[1]
            text = text[: text.rindex("\n\n")]
            assert len(re.sub(r"\s", "", text)) <= (400 if builder == "thank_you" else 300)

    @given(situations())
    def test_a_draft_leaves_nothing_to_fill_in(
        self, situation: tuple[str, dict[str, object], dict[str, object]]
    ) -> None:
        """G31: no placeholder, no bracket to fill in, no hole where something was not given."""
        builder, special, facts = situation
        texts = (
            "company",
            "position",
            "candidate",
            "name",
            "family_name",
            "given_name",
            "learned",
            "job_title",
            "department",
        )
        plain = {key: None if facts[key] is None else "Wvq" for key in texts}
        others = ["Wvq"] * len(facts["others"])  # type: ignore[arg-type]  # a list of names
        special = {key: value for key, value in special.items() if key != "reply_to"}
        for text in built(builder, special, facts | plain | {"others": others}):
            assert not re.search(r"[\[\]{}<>$_]|None|X{3}|[(（「『„«“]\s*[)）」』“»”]|[〇○]{2}", text)
            assert not re.search(r"[,，、:：;] *[.。,，、;]|(?<!\.)\.\.(?!\.)|  |^[,.、。]", text, re.MULTILINE)

    @given(situations())
    def test_no_draft_shouts_in_any_language(self, situation: tuple[str, dict[str, object], dict[str, object]]) -> None:
        builder, special, facts = situation
        plain = dict.fromkeys(("company", "position", "name", "candidate", "learned", "given_name"), "Wvq")
        assert not re.search(r"[!！]\s*[!！]", built(builder, special, facts | plain | {"others": []}).body)


def _plain(text: str) -> str:
    """Forget what a name may decide safely: an elision, a full stop that it brings along, the space before 様."""
    return re.sub(r"\bde |d’", "de ", text).replace("..", ".").replace(" 様", "様")


def test_hr_is_greeted_by_name_in_every_language() -> None:
    for tag in CASTS:
        assert "Hanako Sato" in feedback_request(interview(language=tag), HR, CANDIDATE).body
