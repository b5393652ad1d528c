"""What ``messages`` writes, names as they were given, and what is too long for a mail."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import events
from asking import done, due, written
from followup_rules import (
    Draft,
    InputError,
    Recipient,
    Send,
    Template,
    Thread,
    Touch,
    languages,
    messages,
    next_action,
    review,
    thank_you,
)
from letters import (
    BUILDERS,
    JO,
    LEARNED,
    PANEL,
    THREAD,
)
from support import CANDIDATE, HR, LEAD, PEER, at, by_chance, interview
from together import together

if TYPE_CHECKING:
    from followup_rules import Event


AWKWARD = (
    "$company",
    "${name}",
    "$$",
    "{0}",
    "{}",
    "{brief.company}",
    "{n:>50000000}",
    "{{position}}",
    "%s",
    "%(name)s",
    "%d%%",
    "</b>",
    "<script>alert(1)</script>",
    "&amp;",
    r"\1",
    r"\g<0>",
    r"a\nb",
    "[Company]",
    "None",
    "O'Brien & Söhne",
    '"Quoted"',
    "Re: AW: Fwd:",
    "佐藤",
    "محمد",
    "I",
    "x" * 1000,
    "many words " * 90 + "end",
)
MARKS = {"company": "Zqcompany", "position": "Zqposition", "name": "Zqname", "candidate": "Zqcandidate"}
PLAIN = st.characters(
    exclude_categories=["Cc", "Cs", "Zl", "Zp"],
    exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
NAMES = st.sampled_from(AWKWARD) | (
    st.text(PLAIN, min_size=1, max_size=30)
    .map(str.strip)
    .filter(lambda text: any(map(str.isalnum, text)) and "=?" not in text and text[-1] not in ".!?。")
)


def _drafts(company: str, position: str, name: str, candidate: str) -> list[Draft]:
    contact = HR.replace(name=name)
    case = interview(contacts=(contact, PEER), company=company, position=position, learned=LEARNED)
    return [build(case, contact, CANDIDATE.replace(name=candidate)) for build in BUILDERS.values()]


class TestNamesAreVerbatim:
    """A draft is complete text (G31): names that resemble fields, format strings or markup stand as they were given."""

    @by_chance(60)
    @given(company=NAMES, position=NAMES, name=NAMES, candidate=NAMES)
    def test_an_awkward_name_stands_where_a_plain_one_stood(self, **given_names: str) -> None:
        mark = re.compile("|".join(MARKS.values()))
        by_mark = {MARKS[field]: value for field, value in given_names.items()}
        for plain, awkward in zip(_drafts(**MARKS), _drafts(**given_names), strict=True):
            for expected, text in zip(plain, awkward, strict=True):
                assert mark.sub(lambda found: by_mark[found[0]], expected) == text

    @together("text", AWKWARD, ids=lambda text: ascii(text[:20]))
    @together("field", ["learned", "phone", "family_name", "interviewer", "thread"])
    def test_an_awkward_fact_stands_in_a_message_as_it_is(self, field: str, text: str) -> None:
        contact, candidate, panel, reply_to = HR, CANDIDATE, PEER, None
        if field == "learned":
            contact = HR.replace(learned=text)
        elif field == "phone":
            candidate = CANDIDATE.replace(phone=text)
        elif field == "family_name":
            contact = HR.replace(honorific="Ms", family_name=text)
        elif field == "interviewer":
            panel = PEER.replace(name=text)
        else:
            reply_to = Thread(message_id="<a@example.com>", subject=f"About {text}")
        case = interview(contacts=(contact, panel))
        draft = thank_you(case, contact, candidate, reply_to=reply_to, passes_on=True)
        assert text in (draft.subject if field == "thread" else draft.body)
        assert len(draft.body) < 1500 + len(text)


class TestMessages:
    """``messages`` gives a message for each recipient."""

    def test_each_recipient_gets_a_message_in_the_order_of_the_action(self) -> None:
        case = interview(contacts=(HR, PANEL, PEER))
        action = next_action(case, [], now=at("2026-06-04 16:00"))
        assert isinstance(action, Send)
        found = messages(action, case, CANDIDATE)
        assert [message.to.id for message in found] == [recipient.contact for recipient in action.to]
        assert {message.to for message in found} == {PANEL, PEER}

    def test_a_message_says_what_the_builder_says(self) -> None:
        [message] = written(interview(), now="2026-06-04 16:00")
        assert (message.subject, message.body) == thank_you(interview(), PEER, CANDIDATE)

    def test_hr_is_asked_to_pass_thanks_on_where_the_interviewer_has_no_address(self) -> None:
        [message] = written(interview(contacts=(HR, PEER.replace(email=None))), now="2026-06-04 16:00")
        assert message.to == HR
        assert re.search(r"pass (on )?my thanks (on )?to Yuki Mori", message.body)

    def test_an_agency_is_asked_to_pass_thanks_on(self) -> None:
        [message] = written(interview(contacts=(JO, PEER, PANEL)), now="2026-06-04 16:00")
        assert message.to == JO
        assert "Yuki Mori and Aiko Abe" in message.body
        assert "Acme" in message.body

    def test_thanks_for_everybody_name_those_who_get_none_themselves(self) -> None:
        """An answer that an app made: HR passes the thanks on, and one of the two interviewers is thanked."""
        to = (Recipient(contact="hr", name="HR", passes_on=True), Recipient(contact="peer", name="Yuki Mori"))
        action = due(interview(), now="2026-06-04 16:00").replace(to=to)
        body = messages(action, interview(contacts=(HR, PANEL, PEER)), CANDIDATE)[0].body
        assert "my thanks on to Aiko Abe?" in body

    def test_a_message_that_replies_goes_in_its_thread(self) -> None:
        [message] = written(interview(contacts=(HR, PEER.replace(email=None)), thread=THREAD), now="2026-06-04 16:00")
        assert message.reply_to == THREAD
        assert message.subject == "Re: Your interview at Acme"

    def test_a_follow_up_that_takes_the_thanks_over_says_thank_you(self) -> None:
        # No thanks until Tuesday 16 June: they lapsed, and the first follow-up (from the 15th) says them.
        [message] = written(interview(), now="2026-06-16 10:00")
        assert message.to == HR
        assert "thank you for" in message.body.lower()

    def test_a_follow_up_after_the_thanks_says_no_thanks_for_the_interview(self) -> None:
        [message] = written(interview(), events.thank_you(), now="2026-06-16 10:00")
        assert message.to == HR
        assert "thank you for" not in message.body.lower()

    def test_an_escalation_tells_what_it_is_about(self) -> None:
        history: list[Event] = [
            events.thank_you(),
            events.follow_up("2026-06-16 10:00"),
            events.follow_up("2026-06-23 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-06-30 10:00")
        assert message.to == LEAD
        assert "Data Engineer" in message.body
        assert "Wednesday, 3 June" in message.body
        assert message.reply_to is None

    def test_after_the_escalation_there_is_no_message(self) -> None:
        history: list[Event] = [
            events.follow_up("2026-06-16 10:00"),
            events.follow_up("2026-06-23 10:00"),
            events.escalation("2026-06-30 10:00"),
        ]
        assert messages(done(interview(), *history, now="2026-07-01 10:00"), interview(), CANDIDATE) == ()

    @pytest.mark.parametrize("action", ["x", None, Touch.THANK_YOU])
    def test_what_is_no_answer_is_refused(self, action: Any) -> None:
        with pytest.raises(InputError, match="action must be an answer of next_action, or a step of plan, got "):
            messages(action, interview(), CANDIDATE)

    def test_an_unknown_tone_is_refused(self) -> None:
        with pytest.raises(InputError, match="tone must be 'formal' or 'friendly', got 'warm'"):
            thank_you(interview(), PEER, CANDIDATE, tone="warm")  # type: ignore[arg-type]  # what is wrong on purpose


class TestTooMuch:
    """What is too long for a mail is left out, or refused in words."""

    def test_thanks_are_passed_on_to_all_where_the_names_would_be_a_page(self) -> None:
        panel = [PEER.replace(id=f"p{n}", name=f"Person {n}", email=None) for n in range(25)]
        [message] = written(interview(contacts=(HR, *panel)), now="2026-06-04 16:00")
        assert "pass my thanks on to everyone who interviewed me?" in message.body

    @pytest.mark.parametrize("tag", languages())
    def test_the_longest_list_of_names_leaves_a_mail_short_enough(self, tag: str) -> None:
        panel = [PEER.replace(id=f"p{n}", name=f"Kim Lee{n}") for n in range(11)]
        case = interview(language=tag, contacts=(HR, *panel), decision_by=date(2026, 6, 12))
        for touch, build in zip(Touch, BUILDERS.values(), strict=True):
            found = review(build(case, HR, CANDIDATE), touch, case, HR, CANDIDATE)
            assert "too-long" not in [finding.code for finding in found], touch

    def test_a_subject_too_long_for_a_mail_is_cut(self) -> None:
        case = interview(position="x" * 1_990)
        expected = f"Thank you for the {'x' * 1_981}…"
        assert thank_you(case, PEER, CANDIDATE).subject == expected
        [message] = messages(next_action(case, (), now=at("2026-06-04 16:00")), case, CANDIDATE)
        assert (message.subject, len(expected)) == (expected, 2_000)

    def test_a_subject_of_2000_characters_is_whole(self) -> None:
        position = "x" * (2_000 - len("Thank you for the  interview"))
        assert (
            thank_you(interview(position=position), PEER, CANDIDATE).subject
            == f"Thank you for the {position} interview"
        )

    def test_no_blank_stands_where_a_subject_is_cut(self) -> None:
        position = f"{'x' * 1_980} y"
        assert thank_you(interview(position=position), PEER, CANDIDATE).subject == f"Thank you for the {'x' * 1_980}…"

    def test_a_text_too_long_for_a_mail_is_cut(self) -> None:
        template = Template(touch=Touch.THANK_YOU, language="en", subject="Hello", body="${company}" * 101)
        body = thank_you(interview(company="x" * 2_000), PEER, CANDIDATE, templates=[template]).body
        assert body == f"{'x' * 199_999}…"
