"""The words, rule by rule: what each English draft says, in which order, and what it never says."""

from __future__ import annotations

import locale
import re
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import events
from asking import done, written
from followup_rules import (
    Blocked,
    Contact,
    ContactRole,
    Done,
    Draft,
    InputError,
    OutOfOfficeReceived,
    Send,
    Stage,
    Thread,
    Touch,
    Window,
    escalation,
    feedback_request,
    first_follow_up,
    languages,
    messages,
    next_action,
    review,
    second_follow_up,
    thank_you,
    update_thanks,
)
from support import CANDIDATE, HR, LEAD, PEER, at, by_chance, interview

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_rules import Event

BUILDERS: dict[str, Callable[..., Draft]] = {
    "thank_you": thank_you,
    "first_follow_up": first_follow_up,
    "second_follow_up": second_follow_up,
    "escalation": escalation,
    "update_thanks": update_thanks,
    "feedback_request": feedback_request,
}
ENQUIRIES = {name: BUILDERS[name] for name in ("first_follow_up", "second_follow_up", "escalation")}
each_draft = pytest.mark.parametrize("build", BUILDERS.values(), ids=BUILDERS)
each_enquiry = pytest.mark.parametrize("build", ENQUIRIES.values(), ids=ENQUIRIES)

LEARNED = "the move to event streaming"
MAILBOX = Contact(id="box", roles={ContactRole.RECRUITER}, email="jobs@example.com")
AGENT = Contact(id="agent", name="Jo Park", roles={ContactRole.AGENCY}, email="jo@agency.example.com")
AGENCY_BOX = AGENT.replace(name=None)
DOCTOR = LEAD.replace(honorific="Dr", given_name="Ken", family_name="Ito")
THREAD = Thread(message_id="<invite@example.com>", subject="Your interview at Acme")
PANEL = PEER.replace(id="panel", name="Aiko Abe", email="abe@example.com")


def parts(draft: Draft) -> list[str]:
    """Return the greeting, the paragraphs and the signature."""
    return draft.body.split("\n\n")


def paragraphs(draft: Draft) -> list[str]:
    """Return what stands between greeting and signature."""
    return parts(draft)[1:-1]


def says(draft: Draft, pattern: str) -> bool:
    """Tell whether the text between greeting and signature has a pattern, in whatever case."""
    return re.search(pattern, " ".join(paragraphs(draft)), re.IGNORECASE) is not None


def words(draft: Draft) -> int:
    return len(" ".join(parts(draft)[:-1]).split())


class TestB5:
    """ "Short." """

    def test_a_thank_you_is_at_most_four_short_paragraphs(self) -> None:
        draft = thank_you(interview(learned=LEARNED), PEER, CANDIDATE)
        assert len(paragraphs(draft)) <= 4
        assert words(draft) <= 130


class TestB6:
    """ "Opens with the recipient's name and a greeting, made for that recipient." """

    def test_it_opens_with_the_name(self) -> None:
        assert parts(thank_you(interview(), PEER, CANDIDATE))[0] == "Dear Yuki Mori,"

    def test_each_recipient_gets_a_draft_of_their_own(self) -> None:
        case = interview(contacts=(HR, PEER.replace(learned="the on-call rota"), PANEL.replace(learned="the roadmap")))
        first, second = messages(next_action(case, [], now=at("2026-06-04 16:00")), case, CANDIDATE)
        assert first.body.startswith("Dear Yuki Mori,\n")
        assert second.body.startswith("Dear Aiko Abe,\n")
        assert "on-call" in first.body
        assert "on-call" not in second.body
        assert "roadmap" in second.body
        assert "roadmap" not in first.body
        assert "you and Aiko Abe" in first.body  # the other one is spoken of, and not to
        assert "you and Yuki Mori" in second.body

    def test_a_mailbox_without_a_name_is_greeted_too(self) -> None:
        greeting = parts(thank_you(interview(), MAILBOX, CANDIDATE, passes_on=True))[0]
        assert re.fullmatch(r"(Dear|Hello) .+,", greeting)
        assert "jobs@" not in greeting


class TestB7:
    """ "Names one specific thing learned about the company, or one that will help the candidate later." """

    def test_what_was_learned_is_named(self) -> None:
        assert says(thank_you(interview(learned=LEARNED), PEER, CANDIDATE), LEARNED)

    def test_what_this_person_told_goes_before_what_the_interview_taught(self) -> None:
        draft = thank_you(interview(learned=LEARNED), PEER.replace(learned="the on-call rota"), CANDIDATE)
        assert says(draft, "the on-call rota")
        assert not says(draft, LEARNED)

    def test_it_stands_between_the_thanks_and_the_close(self) -> None:
        body = thank_you(interview(learned=LEARNED), PEER, CANDIDATE).body
        assert body.index("Thank you") < body.index(LEARNED) < body.index("look forward")

    def test_why_it_matters_follows_what_it_is_about(self) -> None:
        def said(contact: dict[str, str], **case: str) -> list[str]:
            body = thank_you(interview(**case), PEER.replace(**contact), CANDIDATE).body
            return re.findall("Theirs|Ours", body)

        assert said({"learned": LEARNED, "why_it_matters": "Theirs."}, why_it_matters="Ours.") == ["Theirs"]
        assert said({"learned": LEARNED}, why_it_matters="Ours.") == ["Ours"]
        assert said({"why_it_matters": "Theirs."}, learned=LEARNED) == ["Theirs"]
        assert said({}, learned=LEARNED, why_it_matters="Ours.") == ["Ours"]
        assert said({"learned": "the rota"}, learned=LEARNED, why_it_matters="Ours.") == []

    @pytest.mark.parametrize("contact", [HR, AGENT], ids=["HR", "agency"])
    def test_it_is_named_to_whoever_passes_thanks_on(self, contact: Contact) -> None:
        assert says(thank_you(interview(learned=LEARNED), contact, CANDIDATE, passes_on=True), LEARNED)


class TestB8:
    """ "Closes with enthusiasm for the opportunity and looking forward to their answer." """

    @pytest.mark.parametrize("contact", [PEER, HR, MAILBOX, AGENT], ids=lambda contact: contact.id)
    def test_it_closes_so(self, contact: Contact) -> None:
        *_, interest, close = paragraphs(thank_you(interview(), contact, CANDIDATE))
        assert re.search(r"interested in the position, and I would be delighted", interest)
        assert "look forward to" in close
        assert re.search(r"answer|reply|hearing from you", close)

    def test_the_candidate_signs_below(self) -> None:
        signature = parts(thank_you(interview(), PEER, CANDIDATE.replace(phone="+81 3 1234 5678")))[-1].split("\n")
        assert signature[1:] == ["Mei Tan", "mei@example.com", "+81 3 1234 5678"]
        assert signature[0].endswith(",")


class TestC2:
    """ "Short and to the point." """

    def test_a_first_follow_up_is_short(self) -> None:
        draft = first_follow_up(interview(decision_by=date(2026, 6, 12)), HR, CANDIDATE)
        assert words(draft) <= 110
        assert len(paragraphs(draft)) <= 4

    def test_it_asks_one_thing(self) -> None:
        draft = first_follow_up(interview(decision_by=date(2026, 6, 12), learned=LEARNED), HR, CANDIDATE)
        assert draft.body.count("?") == 1

    def test_what_was_learned_is_no_matter_of_a_follow_up(self) -> None:
        assert not says(first_follow_up(interview(learned=LEARNED), HR, CANDIDATE), LEARNED)


class TestC3:
    """ "A concise, relevant subject." """

    @each_draft
    def test_the_subject_names_the_position_in_one_short_line(self, build: Callable[..., Draft]) -> None:
        subject = build(interview(), HR, CANDIDATE).subject
        assert "Data Engineer" in subject
        assert len(subject) <= 70
        assert subject == subject.strip()
        assert "\n" not in subject
        assert not subject.endswith((".", "!", ":", ","))


class TestC4:
    """ "May reply in the same thread with the same subject, so that the sender is recognised; a new thread has
    "follow up" in its subject." """

    @pytest.mark.parametrize("build", [first_follow_up, second_follow_up])
    def test_a_new_one_has_follow_up_in_its_subject(self, build: Callable[..., Draft]) -> None:
        assert re.search(r"\bfollowing up\b", build(interview(), HR, CANDIDATE).subject, re.IGNORECASE)

    @each_draft
    def test_a_reply_has_the_subject_of_its_thread(self, build: Callable[..., Draft]) -> None:
        assert build(interview(), HR, CANDIDATE, reply_to=THREAD).subject == "Re: Your interview at Acme"

    @each_draft
    def test_a_new_one_does_not_pose_as_a_reply(self, build: Callable[..., Draft]) -> None:
        assert not build(interview(), HR, CANDIDATE).subject.lower().startswith("re:")

    @pytest.mark.parametrize("build", [build for build in BUILDERS.values() if build is not second_follow_up])
    def test_the_words_are_those_of_a_new_one(self, build: Callable[..., Draft]) -> None:
        new, reply = build(interview(), HR, CANDIDATE), build(interview(), HR, CANDIDATE, reply_to=THREAD)
        assert new.body == reply.body


class TestC5:
    """ "Opens with the recipient's name and a greeting." """

    @each_draft
    @pytest.mark.parametrize(("contact", "greeting"), [(HR, "Dear Hanako Sato,"), (DOCTOR, "Dear Dr Ito,")])
    def test_it_opens_with_the_name(self, build: Callable[..., Draft], contact: Contact, greeting: str) -> None:
        assert parts(build(interview(), contact, CANDIDATE))[0] == greeting


class TestC6:
    """ "The next line names the position and the date of the interview." """

    @pytest.mark.parametrize("decision_by", [None, date(2026, 6, 12)], ids=["undated", "dated"])
    @pytest.mark.parametrize("folds", [(), (Touch.THANK_YOU,), (Touch.THANK_YOU, Touch.UPDATE_THANKS)], ids=len)
    def test_it_does(self, decision_by: date | None, folds: tuple[Touch, ...]) -> None:
        draft = first_follow_up(interview(decision_by=decision_by), HR, CANDIDATE, folds=folds)
        sentence = paragraphs(draft)[0].split(". ")[0]
        assert "Data Engineer" in sentence
        assert "Wednesday, 3 June" in sentence

    @pytest.mark.parametrize(
        ("ended_at", "day"),
        [
            ("2026-06-03 00:30", "Wednesday, 3 June"),
            ("2026-06-03 23:30", "Wednesday, 3 June"),
            ("2026-06-01 15:00", "Monday, 1 June"),
        ],
    )
    def test_the_date_is_the_day_of_the_company(self, ended_at: str, day: str) -> None:
        assert f" {day}" in paragraphs(first_follow_up(interview(ended_at=at(ended_at)), HR, CANDIDATE))[0]


class TestC7:
    """ "Still interested in the position, and excited to work for them." """

    def test_it_says_both_after_position_and_date(self) -> None:
        draft = first_follow_up(interview(), HR, CANDIDATE)
        assert says(draft, r"(still|remain).* interested in the (position|role)")
        assert says(draft, r"glad to (work for|work at|join)")
        assert draft.body.index("3 June") < draft.body.index("interested") < draft.body.index("?")

    def test_an_agency_is_not_who_one_works_for(self) -> None:
        draft = first_follow_up(interview(contacts=(AGENT,)), AGENT, CANDIDATE)
        assert says(draft, r"(work for|work at|join) Acme")
        assert not says(draft, r"(work for|join) you\b")


class TestC8:
    """ "Closes with a direct request for an update, and looking forward to the reply." """

    @pytest.mark.parametrize("contact", [HR, LEAD, MAILBOX, AGENT], ids=lambda contact: contact.id)
    def test_it_closes_so(self, contact: Contact) -> None:
        *_, request, close = paragraphs(first_follow_up(interview(decision_by=date(2026, 6, 12)), contact, CANDIDATE))
        assert re.search(r"\bwhere things stand and roughly when\b[^.?]*\?$", request)
        assert close == "Thank you, and I look forward to your reply."


class TestD1:
    """ "When an update arrives, answer it with a thank-you." """

    def test_it_thanks_for_the_update(self) -> None:
        draft = update_thanks(interview(), HR, CANDIDATE)
        assert re.match(r"Thank you for the update on the", paragraphs(draft)[0])
        assert "Data Engineer" in paragraphs(draft)[0]

    def test_it_asks_for_nothing(self) -> None:
        assert "?" not in update_thanks(interview(), HR, CANDIDATE).body


class TestD4:
    """ "Says only that it asks for an update on the position and the status of the application." """

    def test_it_asks_for_both(self) -> None:
        draft = second_follow_up(interview(), HR, CANDIDATE)
        assert says(draft, r"my application for the Data Engineer position")
        assert says(draft, r"whether a decision has been made or, if not, roughly when one is likely\?")

    @pytest.mark.parametrize(
        "pattern", [r"interested|excited|enthusias", LEARNED, r"12 June|expected by", r"disappoint"]
    )
    def test_it_says_nothing_else(self, pattern: str) -> None:
        case = interview(learned=LEARNED, decision_by=date(2026, 6, 12))
        assert not says(second_follow_up(case, HR, CANDIDATE), pattern)

    def test_it_is_shorter_than_the_first(self) -> None:
        first, second = (build(interview(), HR, CANDIDATE) for build in (first_follow_up, second_follow_up))
        assert words(second) < words(first)
        assert second.body.count("?") <= 1


class TestE2:
    """ "Built like the others: relevant subject, name and greeting, thanks, body." """

    def test_its_parts_are_in_that_order(self) -> None:
        draft = feedback_request(interview(), HR, CANDIDATE)
        assert "feedback" in draft.subject.lower()
        assert "Data Engineer" in draft.subject
        greeting, thanks, *body = parts(draft)
        assert greeting == "Dear Hanako Sato,"
        assert thanks.startswith("Thank you")
        assert "feedback" not in thanks
        assert "feedback" in " ".join(body)


class TestE3:
    """ "Says that the process was enjoyed, then asks for constructive feedback for future interviews." """

    def test_it_says_so_and_then_asks(self) -> None:
        draft = feedback_request(interview(), HR, CANDIDATE)
        assert says(draft, r"enjoyed .*process.*feedback.*points that I could improve.*future interviews")


class TestE4:
    """ "Do not expect every recruiter to give it; even a few tips help." """

    def test_thanks_for_feedback_that_was_asked_for_before_the_no(self) -> None:
        history: list[Event] = [
            events.feedback_request("2026-06-08 09:00"),
            events.rejection("2026-06-08 10:00"),
            events.reply("2026-06-09 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-06-09 11:00")
        assert "Thank you for your feedback" in message.body
        assert message.body == update_thanks(interview(), HR, CANDIDATE, answers_feedback=True).body

    def test_it_leaves_them_free(self) -> None:
        draft = feedback_request(interview(), HR, CANDIDATE)
        assert says(draft, "even one or two points")
        assert says(draft, "I understand, of course, if that is not possible")

    def test_it_does_not_argue(self) -> None:
        assert not says(feedback_request(interview(), HR, CANDIDATE), r"why|reason|disappoint|reconsider|unfortunately")

    def test_thanks_for_feedback_await_no_decision_any_more(self) -> None:
        # Rejected on Monday 8 June, asked on Wednesday the 10th, answered on Friday the 12th.
        history: list[Event] = [
            events.rejection("2026-06-08 10:00"),
            events.feedback_request("2026-06-10 10:00"),
            events.reply("2026-06-12 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-06-12 11:00")
        assert "Thank you" in message.body
        assert "look forward to hearing" not in message.body
        assert "interested" not in message.body


FACTS: dict[str, tuple[Any, ...]] = {
    "contact": (HR, LEAD, DOCTOR, MAILBOX, AGENT, AGENCY_BOX),
    "learned": (None, LEARNED),
    "decision_by": (None, date(2026, 6, 12)),
    "phone": (None, "+81 3 1234 5678"),
    "reply_to": (None, THREAD, Thread(message_id="<bare@example.com>")),
    "panel": ((), (PEER,), (PEER, PANEL), (PEER.replace(name=None),)),
}


def _all_drafts() -> list[Draft]:
    """Return every draft that the facts, given or not given, make."""
    drafts = []
    for contact, learned, decision_by, phone, reply_to, panel in product(*FACTS.values()):
        case = interview(contacts=(contact, *panel), learned=learned, decision_by=decision_by)
        candidate = CANDIDATE.replace(phone=phone)
        drafts += [build(case, contact, candidate, reply_to=reply_to) for build in BUILDERS.values()]
        drafts.append(thank_you(case, contact, candidate, reply_to=reply_to, passes_on=True))
        drafts.append(update_thanks(case, contact, candidate, reply_to=reply_to, decision_by=decision_by))
        drafts.append(update_thanks(case, contact, candidate, reply_to=reply_to, answers_feedback=True))
        drafts += [
            first_follow_up(case, contact, candidate, reply_to=reply_to, folds=folds)
            for folds in ({Touch.THANK_YOU}, {Touch.UPDATE_THANKS}, {Touch.THANK_YOU, Touch.UPDATE_THANKS})
        ]
    return drafts


@pytest.fixture(scope="module")
def all_drafts() -> set[Draft]:
    return set(_all_drafts())


class TestG31:
    """ "A draft is complete, sendable text: no placeholder, no bracket to fill in, no fact that was not given. Where
    B7's specific thing is missing the draft reads well without it, and a finding says what to add." """

    def test_no_draft_has_a_placeholder_or_a_bracket(self, all_drafts: set[Draft]) -> None:
        pattern = re.compile(r"[\[\]{}<>()$%_*#|\\]|\bNone\b|\bnull\b|TBD|\.\.|…|e\.g\.", re.IGNORECASE)
        assert [found for draft in all_drafts for text in draft if (found := pattern.search(text))] == []

    def test_no_draft_has_a_hole(self, all_drafts: set[Draft]) -> None:
        pattern = re.compile(r"  |[ \t]\n|\n[ \t]|\n\n\n| [,.;:?!]|[,;:][,.;:]|^\s|\s$|\b(at|on|by|for|about|to)[.,?]")
        assert [draft for draft in all_drafts for text in draft if pattern.search(text)] == []

    def test_every_draft_has_greeting_text_and_signature(self, all_drafts: set[Draft]) -> None:
        for draft in all_drafts:
            greeting, *text, signature = parts(draft)
            assert re.fullmatch(r"(Dear|Hello) [^\n]+,", greeting)
            assert text
            assert all(re.fullmatch(r"[A-Z][^\n]+[.?]", paragraph) for paragraph in text)
            assert signature.split("\n")[1:3] == ["Mei Tan", "mei@example.com"]

    def test_every_number_was_given(self, all_drafts: set[Draft]) -> None:
        given = re.compile(r"\b(Wednesday, )?3 June\b|\bFriday, 12 June\b|\+81 3 1234 5678")
        assert [draft for draft in all_drafts if re.search(r"\d", given.sub("", draft.body + draft.subject))] == []

    @each_draft
    def test_what_is_none_of_the_recipients_business_stays_out(self, build: Callable[..., Draft]) -> None:
        case = interview(id="case-77", contacts=(HR.replace(id="hr-88"), LEAD, PEER), thread=THREAD)
        text = "\n".join(build(case, case.contacts[0], CANDIDATE))
        for secret in ("case-77", "hr-88", "sato@example.com", "mori@example.com", "ito@example.com", "Asia/Tokyo"):
            assert secret not in text

    def test_without_the_specific_thing_the_rest_stays_as_it_is(self) -> None:
        with_it = thank_you(interview(learned=LEARNED), PEER, CANDIDATE)
        without = thank_you(interview(), PEER, CANDIDATE)
        learned = f"I especially enjoyed hearing about {LEARNED}."
        plain = "I appreciated learning more about the work and the people behind it."
        assert without.body == with_it.body.replace(learned, plain)
        assert without.body != with_it.body
        assert without.subject == with_it.subject

    @pytest.mark.parametrize("company", ["Acme Inc.", "Acme Co., Ltd."])
    @each_draft
    def test_a_company_that_ends_in_a_stop_ends_no_sentence_twice(
        self, build: Callable[..., Draft], company: str
    ) -> None:
        body = build(interview(company=company), HR, CANDIDATE).body
        assert ".." not in body

    def test_a_date_that_an_update_named_is_said(self) -> None:
        draft = update_thanks(interview(), HR, CANDIDATE, decision_by=date(2026, 6, 26))
        assert "It helps to know that a decision is expected by Friday, 26 June." in draft.body

    def test_a_folded_update_is_thanked_for(self) -> None:
        folded = first_follow_up(interview(), HR, CANDIDATE, folds={Touch.UPDATE_THANKS})
        plain = first_follow_up(interview(), HR, CANDIDATE)
        assert folded.body.replace(" Thank you for keeping me informed.", "") == plain.body
        assert folded.body != plain.body

    def test_a_lesson_that_ends_in_a_stop_ends_no_sentence_twice(self) -> None:
        assert ".." not in thank_you(interview(learned="how the team plans its work."), PEER, CANDIDATE).body

    def test_a_date_that_was_only_assumed_is_not_said(self) -> None:
        # Nothing was stated: 10 June is assumed, and the first follow-up opens on Monday 15 June.
        [message] = written(interview(), now="2026-06-16 10:00")
        assert "10 June" not in message.body
        assert "expected" not in message.body

    def test_a_stated_date_is_said_as_it_was_stated_last(self) -> None:
        # Stated for Friday 12 June, then for Friday 19 June: the follow-up opens on Wednesday 24 June.
        history: list[Event] = [
            events.thank_you(),
            events.reply("2026-06-11 10:00", decision_by=date(2026, 6, 19)),
            events.update_thanks("2026-06-11 11:00"),
        ]
        [message] = written(interview(decision_by=date(2026, 6, 12)), *history, now="2026-06-24 10:00")
        assert "19 June" in message.body
        assert "12 June" not in message.body

    def test_thanks_that_never_went_out_are_not_repeated(self) -> None:
        draft = first_follow_up(interview(), PEER, CANDIDATE, folds={Touch.THANK_YOU})
        assert says(draft, "thank you")
        assert not says(draft, r"thank you again|once again|as I said|my last message")

    def test_a_recruiter_who_did_not_interview_is_not_said_to_have(self) -> None:
        draft = first_follow_up(interview(), HR, CANDIDATE, folds={Touch.THANK_YOU})
        assert says(draft, "thank you")
        assert not says(draft, r"conversation|speak|spoke|talk|meeting (you|with)")

    def test_an_escalation_does_not_deny_an_update_that_came(self) -> None:
        # A reply of Monday 8 June named the 12th; follow-ups went out on the 18th and the 25th, and nobody answered.
        history: list[Event] = [
            events.reply("2026-06-08 10:00", decision_by=date(2026, 6, 12)),
            events.update_thanks("2026-06-08 11:00"),
            events.follow_up("2026-06-18 10:00"),
            events.follow_up("2026-06-25 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-07-02 10:00")
        assert message.to == LEAD
        assert not re.search(r"not (had|received|heard|got) (an|any) update|no update|never", message.body)

    def test_nothing_to_send_gives_no_message(self) -> None:
        window = Window(timezone="Asia/Tokyo", opens=at("2026-06-04 15:00"), closes=at("2026-06-05 15:00"))
        done = Done(stage=Stage.ESCALATED)
        blocked = Blocked(
            stage=Stage.FOLLOWED_UP_2, touch=Touch.ESCALATION, window=window, opens_at=window.opens, missing=()
        )
        assert messages(done, interview(), CANDIDATE) == ()
        assert messages(blocked, interview(), CANDIDATE) == ()

    def test_an_answer_that_they_asked_for_gives_no_message(self) -> None:
        asked = events.reply("2026-06-05 10:00", asks_for="two references")
        action = next_action(interview(), [asked], now=at("2026-06-05 11:00"))
        assert action.kind == "respond"
        assert messages(action, interview(), CANDIDATE) == ()


TITLES = re.compile(r"\b(Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\b")


class TestG32:
    """ "Never guess a name's order, a gender or a title: use what the contact says, else the neutral form." """

    @each_draft
    @pytest.mark.parametrize(
        ("fields", "greeting"),
        [
            ({"name": "Hanako Sato"}, "Dear Hanako Sato,"),
            ({"name": "Sato Hanako"}, "Dear Sato Hanako,"),
            ({"name": "Dr. Müller-Lüdenscheidt"}, "Dear Dr. Müller-Lüdenscheidt,"),
            ({"name": "Sukarno"}, "Dear Sukarno,"),
            ({"name": "María del Carmen Ruiz y Picasso"}, "Dear María del Carmen Ruiz y Picasso,"),
            ({"name": "佐藤 花子"}, "Dear 佐藤 花子,"),
            ({"name": "Ken Ito", "honorific": "Dr", "family_name": "Ito"}, "Dear Dr Ito,"),
            ({"honorific": "Ms", "family_name": "de la Cruz"}, "Dear Ms de la Cruz,"),
            ({"name": "Ken Ito", "given_name": "Ken", "family_name": "Ito"}, "Dear Ken Ito,"),
        ],
        ids=str,
    )
    def test_the_greeting_is_what_the_contact_says(
        self, build: Callable[..., Draft], fields: dict[str, str], greeting: str
    ) -> None:
        contact = Contact(id="x", roles={ContactRole.INTERVIEWER}, email="x@example.com", **fields)  # type: ignore[arg-type]  # what is wrong on purpose
        assert parts(build(interview(contacts=(contact,)), contact, CANDIDATE))[0] == greeting

    def test_a_name_is_never_put_together(self) -> None:
        contact = LEAD.replace(name=None, given_name="Ken", family_name="Ito")
        body = thank_you(interview(), contact, CANDIDATE).body
        assert "Ken Ito" not in body
        assert "Ito Ken" not in body

    def test_a_name_is_never_split(self) -> None:
        contact = LEAD.replace(name="Ito Ken Jr.", honorific="Dr")
        assert "Ito Ken Jr." in parts(thank_you(interview(), contact, CANDIDATE))[0]

    @pytest.mark.parametrize(
        "contact", [HR, LEAD, MAILBOX, AGENT, AGENCY_BOX], ids=["hr", "lead", "box", "ag", "agbox"]
    )
    @each_draft
    def test_no_title_is_made_up(self, build: Callable[..., Draft], contact: Contact) -> None:
        assert not TITLES.search(build(interview(contacts=(contact, PEER)), contact, CANDIDATE).body)

    @each_draft
    def test_nobody_is_he_or_she(self, build: Callable[..., Draft]) -> None:
        text = build(interview(), HR, CANDIDATE).body
        assert not re.search(r"\b(he|she|him|her|his|hers)\b", text, re.IGNORECASE)

    @pytest.mark.parametrize("honorific", ["様", "님", "سيد"])
    def test_an_honorific_in_another_script_is_left_out(self, honorific: str) -> None:
        contact = HR.replace(honorific=honorific, family_name="Sato")
        assert parts(thank_you(interview(), contact, CANDIDATE))[0] == "Dear Hanako Sato,"

    @pytest.mark.parametrize("honorific", ["Dr", "Señora", "Frau"])
    def test_any_other_is_used_as_it_is(self, honorific: str) -> None:
        contact = HR.replace(honorific=honorific, family_name="Sato")
        assert parts(thank_you(interview(), contact, CANDIDATE))[0] == f"Dear {honorific} Sato,"

    def test_a_job_title_is_no_form_of_address(self) -> None:
        contact = MAILBOX.replace(job_title="Head of People", department="People")
        assert "Head of People" not in parts(thank_you(interview(), contact, CANDIDATE))[0]

    @pytest.mark.parametrize("contact", [HR, AGENT], ids=["HR", "agency"])
    def test_nobody_is_named_where_somebody_cannot_be(self, contact: Contact) -> None:
        doctor = PEER.replace(name=None, honorific="Dr", family_name="Mori")
        draft = thank_you(interview(contacts=(contact, PANEL, doctor)), contact, CANDIDATE, passes_on=True)
        assert says(draft, "thanks on to everyone who interviewed me")

    def test_all_are_passed_thanks_where_nobody_has_a_name(self) -> None:
        draft = thank_you(interview(contacts=(HR,)), HR, CANDIDATE, passes_on=True)
        assert says(draft, "thanks on to everyone who interviewed me")

    def test_three_names_are_a_list(self) -> None:
        third = PEER.replace(id="third", name="Ren Oda")
        draft = thank_you(interview(contacts=(HR, PEER, PANEL, third)), HR, CANDIDATE, passes_on=True)
        assert says(draft, r"thanks on to Yuki Mori, Aiko Abe,? and Ren Oda\?")


# A language that the library does not write: te reo Maori.
FOREIGN = "mi-NZ"


class TestG33:
    """ "The draft's language is the contact's, else the interview's, else English; never the machine's locale." """

    @pytest.mark.parametrize(
        ("contact", "case", "language"),
        [
            (None, None, "en"),
            (None, "en-GB", "en-GB"),
            ("en-US", "en-GB", "en-US"),
            ("en", "en-US", "en"),
            (None, FOREIGN, "en"),
            (FOREIGN, None, "en"),
            (FOREIGN, "en-GB", "en-GB"),
            (FOREIGN, FOREIGN, "en"),
        ],
    )
    def test_the_language_is_the_first_that_is_known(
        self, contact: str | None, case: str | None, language: str
    ) -> None:
        contacts = (HR, LEAD, PEER.replace(language=contact))
        [message] = written(interview(contacts=contacts, language=case), now="2026-06-04 16:00")
        assert message.language == language
        assert message.body.startswith("Dear Yuki Mori,\n")

    def test_americans_get_their_dates(self) -> None:
        day = "Wednesday, June 3"
        assert day in first_follow_up(interview(), HR.replace(language="en-US"), CANDIDATE).body
        assert day not in first_follow_up(interview(), HR.replace(language="en-GB"), CANDIDATE).body
        assert day not in first_follow_up(interview(), HR, CANDIDATE).body

    @each_draft
    def test_the_locale_changes_nothing(self, build: Callable[..., Draft], monkeypatch: pytest.MonkeyPatch) -> None:
        before = build(interview(decision_by=date(2026, 6, 12)), HR, CANDIDATE)
        for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_TIME", "LC_MESSAGES"):
            monkeypatch.setenv(name, "de_DE.UTF-8")

        def asked(*_: object) -> None:
            pytest.fail("the words asked for the machine's locale")

        for name in ("getlocale", "setlocale", "nl_langinfo", "getpreferredencoding"):
            monkeypatch.setattr(locale, name, asked)
        assert build(interview(decision_by=date(2026, 6, 12)), HR, CANDIDATE) == before

    def test_the_country_of_the_interview_is_no_language(self) -> None:
        case = interview(country="DE", timezone="Europe/Berlin", contacts=(HR,))
        assert thank_you(case, HR, CANDIDATE).body.startswith("Dear ")


PUSHY = (
    r"just (checking|following|wanted)|checking in|touching base|circling back|bump(ing)? this|gentle reminder",
    r"if I (do not|don't) hear|unless|otherwise|or else|final|last (chance|time)|withdraw|other offers?",
    r"as soon as possible|\basap\b|urgent|immediately|at your earliest|promptly|right away|by return",
    r"deadline|at the latest|no later than|within \d|by (the )?(end|close) of",
    r"\b(must|demand|insist|expect you|still waiting|have yet to|overdue|disappointed|ignored)\b",
)


class TestG35:
    """ "Thank-you at most 150 words, follow-ups at most 120 (Japanese: 400 and 300 characters without address block
    and signature); no exclamation marks in a row, no ultimatum, no "just checking in"." """

    @pytest.mark.parametrize("contact", [PEER, HR, AGENT], ids=["interviewer", "HR", "agency"])
    def test_a_thank_you_has_at_most_150_words(self, contact: Contact) -> None:
        panel = tuple(PEER.replace(id=f"p{n}", name=f"Interviewer Number {n}") for n in range(4))
        case = interview(
            contacts=(contact, *panel),
            company="The Very Long Name of an International Company Limited",
            position="Senior Principal Staff Data Platform Engineer for Trust and Safety",
            learned="how the team moved all of its nightly jobs to event streaming without a day of downtime",
        )
        for passes_on in (False, True):
            assert words(thank_you(case, contact, CANDIDATE, passes_on=passes_on)) <= 150

    @pytest.mark.parametrize("build", [*ENQUIRIES.values(), update_thanks, feedback_request])
    def test_the_others_have_at_most_120_words(self, build: Callable[..., Draft]) -> None:
        case = interview(
            company="The Very Long Name Company",
            position="Senior Data Platform Engineer",
            learned="how the team moved its jobs to streaming",
            decision_by=date(2026, 6, 12),
        )
        folds = {"folds": {Touch.THANK_YOU, Touch.UPDATE_THANKS}} if build is first_follow_up else {}
        assert words(build(case, HR, CANDIDATE.replace(phone="+81 3 1234 5678"), **folds)) <= 120

    @pytest.mark.parametrize("pattern", PUSHY)
    def test_no_draft_pushes(self, all_drafts: set[Draft], pattern: str) -> None:
        found = re.compile(pattern, re.IGNORECASE)
        assert [hit for draft in all_drafts for text in draft if (hit := found.search(text))] == []

    def test_no_draft_shouts(self, all_drafts: set[Draft]) -> None:
        assert [draft for draft in all_drafts for text in draft if re.search(r"!\s*!|[?]\s*[?!]", text)] == []
        assert [draft for draft in all_drafts if re.search(r"\b[A-Z]{4,}\b", draft.subject + draft.body)] == []

    def test_every_request_is_a_polite_question(self) -> None:
        for build in ENQUIRIES.values():
            assert says(build(interview(), HR, CANDIDATE), r"\b(could|may|might|would)\b[^.?]*\?")


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
    """G31: "A draft is complete, sendable text"; PITFALLS: "`str.format` on a user's template reads module globals"."""

    @by_chance(60)
    @given(company=NAMES, position=NAMES, name=NAMES, candidate=NAMES)
    def test_an_awkward_name_stands_where_a_plain_one_stood(self, **given_names: str) -> None:
        mark = re.compile("|".join(MARKS.values()))
        by_mark = {MARKS[field]: value for field, value in given_names.items()}
        for plain, awkward in zip(_drafts(**MARKS), _drafts(**given_names), strict=True):
            for expected, text in zip(plain, awkward, strict=True):
                assert mark.sub(lambda found: by_mark[found[0]], expected) == text

    @pytest.mark.parametrize("text", AWKWARD, ids=lambda text: ascii(text[:20]))
    @pytest.mark.parametrize("field", ["learned", "phone", "family_name", "interviewer", "thread"])
    def test_an_awkward_fact_stands_as_it_is(self, field: str, text: str) -> None:
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
    """The issue: "`messages(action, interview, candidate)` gives a `Message(to, subject, body, language, reply_to)`
    for each recipient"."""

    def test_each_recipient_gets_one_in_the_order_of_the_action(self) -> None:
        case = interview(contacts=(HR, PANEL, PEER))
        action = next_action(case, [], now=at("2026-06-04 16:00"))
        assert isinstance(action, Send)
        found = messages(action, case, CANDIDATE)
        assert [message.to.id for message in found] == [recipient.contact for recipient in action.to]
        assert {message.to for message in found} == {PANEL, PEER}

    def test_it_says_what_the_builder_says(self) -> None:
        [message] = written(interview(), now="2026-06-04 16:00")
        assert (message.subject, message.body) == thank_you(interview(), PEER, CANDIDATE)

    def test_hr_is_asked_to_pass_thanks_on_where_the_interviewer_has_no_address(self) -> None:
        [message] = written(interview(contacts=(HR, PEER.replace(email=None))), now="2026-06-04 16:00")
        assert message.to == HR
        assert re.search(r"pass (on )?my thanks (on )?to Yuki Mori", message.body)

    def test_an_agency_is_asked_to_pass_thanks_on(self) -> None:
        [message] = written(interview(contacts=(AGENT, PEER, PANEL)), now="2026-06-04 16:00")
        assert message.to == AGENT
        assert "Yuki Mori and Aiko Abe" in message.body
        assert "Acme" in message.body

    def test_a_reply_goes_in_its_thread(self) -> None:
        [message] = written(interview(contacts=(HR, PEER.replace(email=None)), thread=THREAD), now="2026-06-04 16:00")
        assert message.reply_to == THREAD
        assert message.subject == "Re: Your interview at Acme"

    def test_a_follow_up_that_takes_the_thanks_over_says_thank_you(self) -> None:
        # No thanks until Tuesday 16 June: they lapsed, and the first follow-up (from the 15th) says them.
        [message] = written(interview(), now="2026-06-16 10:00")
        assert message.to == HR
        assert "thank you" in message.body.lower()

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

    def test_nothing_is_left_to_say_after_the_escalation(self) -> None:
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


def body_of(draft: Draft) -> str:
    return " ".join(paragraphs(draft))


class TestW1:
    """ "The first follow-up says, without reproach, that no news has come yet and that such decisions take time; it
    asks where things stand *and when* to expect to hear." """

    @pytest.mark.parametrize("decision_by", [None, date(2026, 6, 12)], ids=["undated", "dated"])
    def test_it_says_and_asks_so(self, decision_by: date | None) -> None:
        draft = first_follow_up(interview(decision_by=decision_by), HR, CANDIDATE)
        assert says(draft, "I have not heard of a decision so far, but I know that these things take time")
        assert says(draft, r"where things stand and roughly when I might expect to hear\?")

    def test_it_claims_no_silence_where_they_wrote(self) -> None:
        draft = first_follow_up(interview(), HR, CANDIDATE, folds={Touch.UPDATE_THANKS})
        assert says(draft, "Thank you for keeping me informed")
        assert not says(draft, r"no (news|answer|reply)|any news|not heard (back|from)")


class TestW2:
    """ "The second follow-up says that it is a second one ("again"), in a word; in the thread of the first it does
    not introduce everything anew." """

    def test_in_the_thread_of_the_first(self) -> None:
        draft = second_follow_up(interview(), HR, CANDIDATE, reply_to=THREAD, asked_on=date(2026, 6, 16))
        assert says(draft, "I am writing again about my application for the Data Engineer position")
        assert says(draft, "following my message of Tuesday, 16 June")
        assert not says(draft, "Acme|3 June")

    def test_in_a_new_one(self) -> None:
        assert says(
            second_follow_up(interview(), HR, CANDIDATE),
            "writing again about .*, following my interview on Wednesday, 3 June",
        )

    # HR had the first follow-up on Tuesday 16 June; the second opens on Tuesday the 23rd.
    @pytest.mark.parametrize(
        ("message_id", "again"), [("<first@example.com>", True), (None, False)], ids=["in its thread", "in a new mail"]
    )
    def test_the_day_of_the_first_comes_from_the_events(self, message_id: str | None, *, again: bool) -> None:
        first = events.follow_up("2026-06-16 10:00", message_id=message_id, subject="Following up")
        [message] = written(interview(), first, now="2026-06-23 10:00")
        assert "my message of Tuesday, 16 June" in message.body
        assert ("3 June" not in message.body) is again

    def test_nobody_had_a_first_one_that_was_skipped(self) -> None:
        skipped = events.skipped("2026-06-16 10:00", Touch.FOLLOW_UP_1)
        [message] = written(interview(thread=THREAD), skipped, now="2026-06-23 10:00")
        assert "my message" not in message.body
        assert "3 June" in message.body
        assert "again" not in message.body
        assert message.subject == "Re: Your interview at Acme"

    def test_somebody_else_gets_it_as_a_first_one(self) -> None:
        # HR had the first, and is away for long: an interviewer, who did not get it, reads no "again".
        history: list[Event] = [
            events.follow_up("2026-06-16 10:00"),
            OutOfOfficeReceived(at=at("2026-06-17 10:05"), sender="hr", returns_on=date(2026, 8, 3)),
        ]
        case = interview(contacts=(HR, PEER))
        action = next_action(case, history, now=at("2026-06-23 10:00"))
        assert isinstance(action, Send)
        assert action.touch == Touch.FOLLOW_UP_2
        [message] = messages(action, case, CANDIDATE)
        assert message.to == PEER
        assert says(Draft(message.subject, message.body), "I am following up on our|I am following up on my interview")
        assert not says(Draft(message.subject, message.body), "again|16 June|my message")
        assert review(message, Touch.FOLLOW_UP_2, case, PEER, CANDIDATE, action=action) == ()

    def test_a_thread_of_theirs_does_not_know_the_facts(self) -> None:
        # HR wrote on 8 June; the first follow-up, without an id, went out in a mail of its own.
        history: list[Event] = [
            events.reply("2026-06-08 10:00", message_id="<hello@example.com>", subject="Hello"),
            events.update_thanks("2026-06-08 11:00"),
            events.follow_up("2026-06-16 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-06-23 10:00")
        assert message.subject == "Re: Hello"
        assert "3 June" in message.body


class TestW3:
    """ "The escalation introduces the candidate, says why it comes to this person (whom they wrote to, without
    blame), begs pardon for the direct approach, and asks for the status or the right person. To an interviewer
    already met it speaks as to one." """

    MANAGER = LEAD.replace(roles={ContactRole.HIRING_MANAGER})

    def test_to_somebody_who_was_not_met(self) -> None:
        draft = escalation(interview(), self.MANAGER, CANDIDATE, asked_before=(HR, PEER), asked_on=date(2026, 6, 23))
        assert says(draft, "My name is Mei Tan, and I interviewed .*3 June, for the Data Engineer position")
        assert says(
            draft,
            r"I have asked Hanako Sato and Yuki Mori about the decision\. My last message, of Tuesday, 23 June",
        )
        assert says(draft, "may not have arrived, as I have not had an answer yet")
        assert says(draft, "excuse my writing to you directly")
        assert says(draft, r"where my application stands, or who would be the right person to ask\?")
        assert draft.body.count("?") == 1

    def test_a_promised_date_is_the_reason(self) -> None:
        case = interview(decision_by=date(2026, 6, 12))
        draft = escalation(case, self.MANAGER, CANDIDATE, asked_before=(HR,))
        assert says(draft, r"A decision was expected by Friday, 12 June\. I have asked Hanako Sato about it\. My last")
        assert not says(escalation(interview(), self.MANAGER, CANDIDATE, asked_before=(HR,)), "expected|about it")

    def test_to_an_interviewer(self) -> None:
        draft = escalation(interview(), PEER, CANDIDATE, asked_before=(HR,))
        assert says(draft, "We spoke on Wednesday, 3 June, when you interviewed me")
        assert not says(draft, "My name is|message, of")

    def test_whom_one_asked_is_not_always_known(self) -> None:
        nobody = escalation(interview(), self.MANAGER, CANDIDATE)
        mailbox = escalation(interview(), self.MANAGER, CANDIDATE, asked_before=(MAILBOX,))
        assert says(nobody, r"I have asked about the decision\. My last message may not have arrived")
        assert mailbox == nobody

    def test_whom_one_asked_comes_from_the_events(self) -> None:
        history: list[Event] = [
            events.follow_up("2026-06-16 10:00"),
            events.follow_up("2026-06-23 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-06-30 10:00")
        assert "I have asked Hanako Sato about the decision. My last message, of Tuesday, 23 June" in message.body

    def test_nobody_was_asked_where_both_follow_ups_were_skipped(self) -> None:
        history: list[Event] = [
            events.skipped("2026-06-16 10:00", Touch.FOLLOW_UP_1),
            events.skipped("2026-06-23 10:00", Touch.FOLLOW_UP_2),
        ]
        [message] = written(interview(), *history, now="2026-06-30 10:00")
        assert "excuse my writing to you directly. I have not heard of a decision so far." in message.body
        assert not says(Draft(message.subject, message.body), "asked|arrived|last message")

    def test_the_last_one_is_the_last_that_went_out(self) -> None:
        history: list[Event] = [
            events.follow_up("2026-06-16 10:00"),
            events.skipped("2026-06-23 10:00", Touch.FOLLOW_UP_2),
        ]
        [message] = written(interview(), *history, now="2026-06-30 10:00")
        assert (
            "asked Hanako Sato about the decision. My last message, of Tuesday, 16 June, may not have arrived"
            in message.body
        )

    def test_it_blames_nobody(self) -> None:
        draft = escalation(interview(), self.MANAGER, CANDIDATE, asked_before=(HR,), asked_on=date(2026, 6, 23))
        assert not says(
            draft, r"no (answer|reply|response)|never|ignored|not (answered|replied|responded)|unfortunately"
        )


class TestW4:
    """ "The feedback request takes up the news: thanks for telling, a word of regret, what was good, the request, and
    a way out that costs the reader nothing. To an agency it asks for what the company said." """

    def test_it_does_so_in_that_order(self) -> None:
        said = body_of(feedback_request(interview(), HR, CANDIDATE))
        parts_of_it = (
            "letting me know about the decision",
            "I was sorry",
            "I enjoyed",
            "any feedback",
            "not possible",
        )
        places = [said.index(part) for part in parts_of_it]
        assert places == sorted(places)

    def test_an_agency_is_asked_for_what_the_company_said(self) -> None:
        draft = feedback_request(interview(), AGENT, CANDIDATE)
        assert says(draft, r"what Acme said about my interview\? .*points that I could improve.*future interviews")


class TestW5:
    """ "Thanks for feedback that was given thank for the advice; thanks for a date repeat it ("by", never "on")." """

    def test_for_feedback(self) -> None:
        draft = update_thanks(interview(), HR, CANDIDATE, answers_feedback=True)
        assert says(draft, "Thank you for your feedback")
        assert says(draft, "keep the advice in mind")

    def test_for_a_date(self) -> None:
        draft = update_thanks(interview(), HR, CANDIDATE, decision_by=date(2026, 6, 26))
        assert says(draft, "by Friday, 26 June")
        assert not says(draft, "on Friday, 26 June")

    def test_the_date_is_that_of_the_update(self) -> None:
        # The second reply names no date: thanks for it repeat none.
        dated = events.reply("2026-06-08 10:00", decision_by=date(2026, 6, 26))
        [message] = written(interview(), dated, now="2026-06-08 10:30")
        assert "by Friday, 26 June" in message.body
        asked = events.follow_up("2026-07-01 10:00")
        [message] = written(interview(), dated, asked, events.reply("2026-07-02 10:00"), now="2026-07-02 10:30")
        assert "Thank you for the update" in message.body
        assert "June" not in message.body

    def test_feedback_is_what_was_asked_for(self) -> None:
        # Rejected on Monday 22 June, asked for feedback on the 23rd, answered on the 24th.
        history: list[Event] = [
            events.rejection("2026-06-22 10:00"),
            events.feedback_request("2026-06-23 10:00"),
            events.reply("2026-06-24 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-06-24 10:30")
        assert "Thank you for your feedback" in message.body


class TestW6:
    """ "Thanks folded into a follow-up are dated thanks, not a second opening; what was learned stands with the
    interview, never after thanks for help." """

    @pytest.mark.parametrize("contact", [PEER, HR, AGENT], ids=["interviewer", "HR", "agency"])
    def test_they_stand_with_the_interview(self, contact: Contact) -> None:
        case = interview(learned=LEARNED, contacts=(contact,))
        opening, *_ = paragraphs(first_follow_up(case, contact, CANDIDATE, folds={Touch.THANK_YOU}))
        interviewed, learned, thanks, interest = re.split(r"(?<=\.) ", opening)
        assert "3 June" in interviewed
        assert LEARNED in learned
        assert re.search("Thank you for (arranging it|.* that day)", thanks)
        assert "interested" in interest


class TestW7:
    """ "An agency is thanked for arranging, and asked to ask; its own company's name stands in the address where
    known." """

    def test_it_is_thanked_for_arranging(self) -> None:
        assert says(thank_you(interview(), AGENT, CANDIDATE), "Thank you for arranging my interview")

    def test_it_is_asked_to_ask(self) -> None:
        assert says(first_follow_up(interview(), AGENT, CANDIDATE), "Could you please ask Acme where things stand")
        assert says(
            second_follow_up(interview(), AGENT, CANDIDATE),
            "Could you please ask Acme whether a decision has been made",
        )

    def test_its_name_stands_in_the_address(self) -> None:
        case = interview(language="ja", contacts=(AGENT,))
        body = first_follow_up(case, AGENT.replace(company="株式会社みなと人材"), CANDIDATE).body
        assert body.startswith("株式会社みなと人材\n")
        assert not first_follow_up(case, AGENT, CANDIDATE).body.startswith("Acme\n")


class TestW8:
    """ "Others are named as the reader would name them: with the honorific or title that is known." """

    def test_with_the_honorific(self) -> None:
        doctor = DOCTOR.replace(roles={ContactRole.INTERVIEWER})
        case = interview(contacts=(HR, doctor, PEER.replace(honorific="Ms", family_name="Mori")))
        assert says(first_follow_up(case, HR, CANDIDATE), "interview with Dr Ito and Ms Mori on")
        assert says(thank_you(case, HR, CANDIDATE, passes_on=True), r"thanks on to Dr Ito and Ms Mori\?")

    def test_a_list_has_titles_for_all_or_for_nobody(self) -> None:
        case = interview(contacts=(HR, DOCTOR.replace(roles={ContactRole.INTERVIEWER}), PEER))
        assert says(first_follow_up(case, HR, CANDIDATE), "interview with Ken Ito and Yuki Mori on")
        assert says(thank_you(case, HR, CANDIDATE, passes_on=True), r"thanks on to Ken Ito and Yuki Mori\?")

    @pytest.mark.parametrize(
        ("others", "spoken_of"), [((), "taking the time"), ((PANEL,), "you and Aiko Abe"), ((PANEL, HR), "colleagues")]
    )
    def test_thanks_speak_of_the_others_too(self, others: tuple[Contact, ...], spoken_of: str) -> None:
        met = tuple(other.replace(roles={ContactRole.INTERVIEWER}) for other in others)
        draft = thank_you(interview(contacts=(PEER, *met)), PEER, CANDIDATE)
        assert spoken_of in paragraphs(draft)[0]

    def test_the_company_knows_its_own_name(self) -> None:
        for build in BUILDERS.values():
            assert says(build(interview(), HR, CANDIDATE), "Acme") is (build is thank_you)  # once, where it begins
            assert says(build(interview(contacts=(AGENT,)), AGENT, CANDIDATE), "Acme")

    @pytest.mark.parametrize(
        ("tag", "others"), [("en-GB", "you, Yuki Mori and Ren Oda"), ("en-US", "you, Yuki Mori, and Ren Oda")]
    )
    def test_the_reader_is_one_of_them(self, tag: str, others: str) -> None:
        case = interview(language=tag, contacts=(PANEL, PEER, PEER.replace(id="third", name="Ren Oda")))
        assert says(first_follow_up(case, PANEL, CANDIDATE), f"my interview with {others} on Wednesday")

    def test_a_follow_up_does_not_call_a_roll(self) -> None:
        panel = tuple(PEER.replace(id=f"p{n}", name=f"Interviewer {n}") for n in range(4))
        case = interview(contacts=(HR, PANEL, *panel))
        assert says(first_follow_up(case, HR, CANDIDATE), "my interview on Wednesday")
        assert says(first_follow_up(case, PANEL, CANDIDATE), "my interview with you and your colleagues on Wednesday")

    def test_one_of_another_language_has_no_place(self) -> None:
        case = interview(contacts=(HR, DOCTOR.replace(roles={ContactRole.INTERVIEWER}, honorific="様", language="ja")))
        assert says(first_follow_up(case, HR, CANDIDATE), "interview with Ken Ito on")


class TestW9:
    """ "After an invitation (G39) the follow-up says so in place of the decision date." """

    def test_the_builder(self) -> None:
        case = interview(decision_by=date(2026, 6, 12))
        draft = first_follow_up(case, HR, CANDIDATE, enquire_on=date(2026, 6, 22))
        assert says(draft, "I was invited to get in touch on Monday, 22 June, which is why I am writing now")
        assert not says(draft, "12 June|not heard")
        assert first_follow_up(case.replace(enquire_on=date(2026, 6, 22)), HR, CANDIDATE) == draft

    def test_the_day_comes_from_the_reply(self) -> None:
        # Invited on Monday 8 June for Monday the 22nd.
        invited = events.reply("2026-06-08 10:00", enquire_on=date(2026, 6, 22))
        [message] = written(interview(decision_by=date(2026, 6, 12)), invited, now="2026-06-22 10:00")
        assert "I was invited to get in touch on Monday, 22 June" in message.body


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

    def test_a_subject_that_no_mail_would_take(self) -> None:
        case = interview(position="x" * 1_990)
        with pytest.raises(
            InputError, match=r"^subject must be of at most 2,000 characters; shorten what it names, got "
        ):
            thank_you(case, PEER, CANDIDATE)
        with pytest.raises(InputError, match=r"^subject must be"):
            messages(next_action(case, (), now=at("2026-06-04 16:00")), case, CANDIDATE)


class TestW10:
    """ "No two of the six share their close; subjects say what is in the mail, as a person would write them." """

    @pytest.mark.parametrize("contact", [PEER, HR, AGENT], ids=["interviewer", "HR", "agency"])
    def test_closes_and_subjects_are_six(self, contact: Contact) -> None:
        drafts = [build(interview(), contact, CANDIDATE) for build in BUILDERS.values()]
        assert len({re.split(r"(?<=[.?]) ", body_of(draft))[-1] for draft in drafts}) == 6
        assert len({draft.subject for draft in drafts}) == 6

    def test_the_subjects(self) -> None:
        assert [build(interview(), HR, CANDIDATE).subject for build in BUILDERS.values()] == [
            "Thank you for the Data Engineer interview",
            "Following up on my 3 June Data Engineer interview",
            "Following up again on the Data Engineer position",
            "Question about the status of my Data Engineer application",
            "Thank you for the update on the Data Engineer position",
            "Request for feedback on my Data Engineer interview",
        ]
