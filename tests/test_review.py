"""The review: what a program can decide about a draft, ours or one that somebody edited, and nothing guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import reply
from events import thank_you as thank_you_sent
from followup_rules import (
    ContactRole,
    Finding,
    InputError,
    Message,
    Send,
    Severity,
    Template,
    Thread,
    Tone,
    Touch,
    languages,
    messages,
    next_action,
    review,
    thank_you,
)
from followup_rules.drafts._language import language_of
from scenes import CASTS, scenes
from support import CANDIDATE, HR, PEER, at, interview

TAUGHT = PEER.replace(learned="the move to event streaming")
SUBJECT = "Thank you: Data Engineer interview"
BODY = "Dear Yuki Mori,\n\nThank you for showing me around Acme.\n\nBest wishes,\nMei Tan"


def found(
    body: str = BODY, subject: str = SUBJECT, contact: Any = TAUGHT, **changes: Any
) -> list[tuple[str, str, int]]:
    """Return the code and the place of each finding in a thank-you."""
    options = {key: changes.pop(key) for key in ("reply_to", "language") if key in changes}
    findings = review((subject, body), Touch.THANK_YOU, interview(**changes), contact, CANDIDATE, **options)
    return [(finding.code, finding.part, finding.line) for finding in findings]


def test_a_good_draft_has_no_findings() -> None:
    assert found() == []


@pytest.mark.parametrize("tag", CASTS)
def test_our_own_drafts_have_no_findings_but_what_was_not_given(tag: str) -> None:
    cast = CASTS[tag]
    for title, draft in scenes(cast):
        touch = next(touch for touch, begins in _TITLES.items() if title.startswith(begins))
        if "mailbox" in title or "only" in title:
            continue  # other people than those
        to_lead = "interviewer" in title or "manager" in title or title == "thank-you: the same, friendly"
        contact = cast.lead if to_lead else cast.recruiter
        case = interview(company=cast.company, position=cast.position, language=tag, contacts=(contact,))
        codes = {finding.code for finding in review(draft, touch, case, contact, cast.candidate)}
        reply = draft.subject.startswith("Re: ")  # its subject is the thread's, and it may go on where that left off
        assert codes <= {"nothing-specific", *(["subject", "no-company"] if reply else [])}, title


_TITLES = {
    Touch.THANK_YOU: "thank-you",
    Touch.FOLLOW_UP_1: "first",
    Touch.FOLLOW_UP_2: "second",
    Touch.ESCALATION: "escalation",
    Touch.UPDATE_THANKS: "update",
    Touch.FEEDBACK_REQUEST: "feedback",
}


class TestNothingSpecific:
    def test_a_thank_you_without_something_specific_is_found(self) -> None:
        assert found(contact=PEER) == [("nothing-specific", "body", 1)]

    def test_what_the_interview_taught_will_do(self) -> None:
        assert found(contact=PEER, learned="the move") == []

    def test_a_touch_that_is_no_thank_you_needs_nothing_specific(self) -> None:
        body = BODY.replace("around Acme.", "around Acme. Is there any news?")
        assert review((SUBJECT, body), Touch.FOLLOW_UP_1, interview(), PEER, CANDIDATE) == ()


class TestTooLong:
    @pytest.mark.parametrize(("touch", "most"), [(touch, 150 if touch is Touch.THANK_YOU else 120) for touch in Touch])
    def test_a_draft_of_too_many_words_is_found(self, touch: Touch, most: int) -> None:
        start = "Yuki Mori, Acme: again? Not possible, I understand."
        at_most = start + " word" * (most - 8)
        (finding,) = review((SUBJECT, at_most + " word"), touch, interview(), TAUGHT, CANDIDATE)
        assert review((SUBJECT, at_most), touch, interview(), TAUGHT, CANDIDATE) == ()
        assert (finding.code, finding.severity) == ("too-long", Severity.WARNING)
        assert finding.text == f"{most + 1} words; a message of this kind has at most {most} (G35)."

    def test_a_dash_is_no_word_and_a_signature_is_not_counted_in_any_tone(self) -> None:
        start = "Hi Yuki,\n\nAcme –"
        for tone in Tone:
            close = thank_you(interview(), TAUGHT, CANDIDATE, tone=tone).body.split("\n\n")[-1]
            body = start + " word – " * 147 + f"\n\n{close}"
            assert review((SUBJECT, body), Touch.THANK_YOU, interview(), TAUGHT, CANDIDATE) == ()

    @pytest.mark.parametrize(("touch", "most"), [(Touch.THANK_YOU, 400), (Touch.UPDATE_THANKS, 300)])
    def test_in_japanese_characters_are_counted_without_address_block_and_signature(
        self, touch: Touch, most: int
    ) -> None:
        case = interview(language="ja", company="アクメ", position="技術者")
        contact = TAUGHT.replace(name="森 由紀")
        candidate = CANDIDATE.replace(name="陳 芽衣")
        block = "アクメ\n森 由紀 様\n\n"
        signature = f"\n\n{'-' * 30}\n陳 芽衣\nメール：mei@example.com\n{'-' * 30}"
        draft = "面接のお礼(陳 芽衣)", block + "あ" * most + signature
        assert review(draft, touch, case, contact, candidate) == ()
        (finding,) = review((draft[0], draft[1].replace("あ", "ああ", 1)), touch, case, contact, candidate)
        assert finding.text == f"{most + 1} characters; a message of this kind has at most {most} (G35)."


class TestPlaceholder:
    @pytest.mark.parametrize(
        "blank",
        [
            "[Specific topic discussed]",
            "{name}",
            "<Company>",
            "${company}",
            "$name",
            "_____",
            "XXX",  # a blank that a candidate may leave; the review has to find it
            "xxxx",
            "TODO:",  # what a candidate may leave to come back to; the review has to find it
            "TBD",
            "Lorem ipsum",
            "〇〇",
            "○○",
            "××",
        ],
    )
    def test_a_blank_is_found(self, blank: str) -> None:
        assert found(BODY.replace("around", f"around {blank}")) == [("placeholder", "body", 3)]
        assert found(subject=f"{SUBJECT} {blank}") == [("placeholder", "subject", 1)]

    @pytest.mark.parametrize(
        "text",
        [
            "3 < 4",
            "the $5 bill",
            "e-mail_address",
            "Vixxen",
            "I (really) did",
            "<https://example.com>",
            "<mei@example.com>",
            "[Acme]",
        ],
    )
    def test_plain_text_is_no_blank(self, text: str) -> None:
        assert found(BODY.replace("around", f"around {text}")) == []

    def test_a_given_fact_may_look_like_a_placeholder(self) -> None:
        position = "Engineer [Remote] {Level 3} <Data>"
        draft = thank_you(interview(position=position), TAUGHT, CANDIDATE)
        assert review(draft, Touch.THANK_YOU, interview(position=position), TAUGHT, CANDIDATE) == ()

    def test_a_finding_reads_as_a_sentence(self) -> None:
        (finding,) = review((SUBJECT, BODY + "\n[phone]"), Touch.THANK_YOU, interview(), TAUGHT, CANDIDATE)
        assert str(finding) == "error, body 7: '[phone]' looks like a blank that was never filled in (G31)."

    def test_the_finding_shows_the_placeholder(self) -> None:
        (finding,) = review((SUBJECT, BODY + "\n[phone]"), Touch.THANK_YOU, interview(), TAUGHT, CANDIDATE)
        assert finding == Finding(
            code="placeholder",
            severity=Severity.ERROR,
            part="body",
            line=7,
            text="'[phone]' looks like a blank that was never filled in (G31).",
        )


@pytest.mark.parametrize("run", ["!!", "!!!", "！！", "! !"])
def test_exclamation_marks_in_a_row_are_found(run: str) -> None:
    assert found(BODY.replace("Acme.", f"Acme{run}")) == [("exclamation-run", "body", 3)]
    assert found(BODY.replace("Acme.", "Acme!")) == []


class TestPushy:
    @pytest.mark.parametrize(
        ("tag", "phrase"),
        [
            ("en", "I am just checking in"),
            ("en", "Please reply ASAP"),
            ("en", "I have another offer on the table, and other offers are coming"),
            ("de", "Bitte antworten Sie so bald wie möglich"),
            ("de", "Das ist dringend"),
            ("fr", "Merci de me répondre dans les plus brefs délais"),
            ("es", "Le ruego que me responda lo antes posible"),
            ("pt", "Preciso de uma resposta com urgência"),
            ("ja", "至急ご返信ください"),
            ("zh", "请尽快回复"),
            ("ko", "빨리 답변해 주세요"),
        ],
    )
    def test_a_pushy_phrase_of_each_language_is_found(self, tag: str, phrase: str) -> None:
        codes = [code for code, _, line in found(f"{BODY}\n{phrase}", language=tag) if line == 7]
        assert "pushy" in codes

    @pytest.mark.parametrize(
        ("tag", "said"),
        [
            ("en", "I will respond promptly to any questions."),
            ("en", "I have been waiting to hear about such a role for years."),
            ("de", "Ich kann so bald wie möglich anfangen."),
            ("de", "Ich werde umgehend antworten."),
            ("fr", "Je vous répondrai dans les plus brefs délais."),
            ("fr", "Je peux commencer le plus vite possible."),
            ("es", "Le responderé lo antes posible."),
            ("es", "Puedo empezar cuanto antes."),
            ("pt", "Responderei o mais rápido possível."),
            ("ja", "至急対応いたします。"),
            ("zh", "我会尽快回复您。"),
            ("ko", "빨리 답변드리겠습니다."),
        ],
    )
    def test_a_phrase_about_oneself_is_not_pushy(self, tag: str, said: str) -> None:
        codes = [code for code, _, line in found(f"{BODY}\n{said}", language=tag) if line == 7]
        assert "pushy" not in codes

    @pytest.mark.parametrize(
        ("tag", "said"),
        [
            ("en", "I will wait, but please respond promptly."),
            ("en", "I can start soon if you respond promptly."),
            ("de", "Ich kann anfangen, wenn Sie umgehend antworten."),
            ("de", "Ich kann warten. Antworten Sie so bald wie möglich."),
            ("fr", "Je serai heureux d’une réponse au plus vite."),
            ("es", "Agradeceré que me responda lo antes posible."),
            ("pt", "Agradecerei uma resposta o mais rápido possível."),
            ("zh", "我会等候，但请您尽快回复。"),
        ],
    )
    def test_a_pushy_question_to_the_reader_is_found(self, tag: str, said: str) -> None:
        codes = [code for code, _, line in found(f"{BODY}\n{said}", language=tag) if line == 7]
        assert "pushy" in codes

    def test_a_given_fact_may_have_pushy_words(self) -> None:
        assert found(BODY.replace("Acme", "Urgent Care Ltd"), company="Urgent Care Ltd") == []

    @pytest.mark.parametrize("code", languages())
    def test_no_pushy_pattern_matches_an_empty_text(self, code: str) -> None:
        language = language_of(code)
        assert language is not None
        assert len(language.pushy) == len(set(language.pushy)) >= 5
        for pattern in language.pushy:
            assert not re.search(pattern, "", re.IGNORECASE)


SECOND = "Dear Yuki Mori,\n\nI am writing again about Acme. Is there any news on the position?\n\nBest wishes,\nMei Tan"
FEEDBACK = (
    "Dear Yuki Mori,\n\nThank you for telling me about the decision at Acme. Could you share some feedback? "
    "If that is not possible, I understand.\n\nBest wishes,\nMei Tan"
)


def found_in(touch: Touch, said: str, tag: str) -> list[tuple[str, str, int]]:
    findings = review((SUBJECT, said), touch, interview(language=tag), PEER, CANDIDATE, language=tag)
    return [(finding.code, finding.part, finding.line) for finding in findings]


def codes_of(body: str, touch: Touch, **options: Any) -> list[str]:
    return [finding.code for finding in review((SUBJECT, body), touch, interview(), PEER, CANDIDATE, **options)]


class TestWhatIsNotSaid:
    """W1, W2 and W4: what a message of its kind says."""

    def test_a_second_follow_up_says_that_it_is_the_second(self) -> None:
        assert codes_of(SECOND, Touch.FOLLOW_UP_2) == []
        assert codes_of(SECOND.replace(" again", ""), Touch.FOLLOW_UP_2) == ["not-said-again"]
        assert codes_of(SECOND.replace(" again", ""), Touch.FOLLOW_UP_1) == []

    @pytest.mark.parametrize(
        ("tag", "said"),
        [
            ("en", "I am following up on my message of 16 June: any news?"),
            ("de", "ich beziehe mich auf meine Nachricht vom 16. Juni: Gibt es Neues?"),
            ("es", "Reitero mi consulta: le agradecería que me informara."),
            ("fr", "Je reviens vers vous et vous serais reconnaissant de me répondre."),
            ("pt", "Retomo o contato: gostaria de saber se há novidades."),
            ("ja", "たびたび恐れ入ります。状況をお教えいただけますと幸いです。"),
            ("zh", "再次打扰，烦请告知进展。"),
            ("ko", "다시 한번 여쭙니다. 알려 주시면 감사하겠습니다."),
        ],
    )
    def test_each_language_has_more_than_one_way_to_say_again_and_to_ask(self, tag: str, said: str) -> None:
        found = {code for code, _, _ in found_in(Touch.FOLLOW_UP_2, said, tag)}
        assert not found & {"not-said-again", "no-question"}

    def test_thanks_again_say_nothing_of_a_second_mail(self) -> None:
        thanked = SECOND.replace(" again", "").replace("position?", "position? Thank you again for your time.")
        assert codes_of(thanked, Touch.FOLLOW_UP_2) == ["not-said-again"]

    @pytest.mark.parametrize("touch", [Touch.FOLLOW_UP_1, Touch.FOLLOW_UP_2, Touch.ESCALATION])
    def test_a_follow_up_asks(self, touch: Touch) -> None:
        assert codes_of(SECOND, touch) == []
        assert codes_of(SECOND.replace("?", "."), touch) == ["no-question"]

    def test_a_feedback_request_asks_and_gives_a_way_out(self) -> None:
        assert codes_of(FEEDBACK, Touch.FEEDBACK_REQUEST) == []
        without = FEEDBACK.replace(" If that is not possible, I understand.", "")
        assert codes_of(without, Touch.FEEDBACK_REQUEST) == ["no-way-out"]
        assert codes_of(FEEDBACK.replace("?", "."), Touch.FEEDBACK_REQUEST) == ["no-question"]

    @pytest.mark.parametrize(
        ("tag", "said"),
        [
            ("en", "I understand your decision."),
            ("de", "Ich habe Verständnis für die Entscheidung und verstehe sie."),
            ("es", "Ha elegido a otra persona y lo entiendo."),
            ("fr", "Je comprends votre choix."),
            ("pt", "Entendo a decisão."),
            ("zh", "我理解贵公司的决定。"),
        ],
    )
    def test_to_understand_the_decision_lets_nobody_off(self, tag: str, said: str) -> None:
        assert ("no-way-out", "body", 1) in found_in(Touch.FEEDBACK_REQUEST, said, tag)

    @pytest.mark.parametrize(
        ("tag", "said"),
        [
            ("en", "I understand, of course, if you cannot."),
            ("de", "Falls das nicht vorgesehen ist, verstehe ich das."),
            ("es", "Si prefiere no hacerlo, lo entenderé."),
            ("fr", "Si cela ne se fait pas, je le comprendrai."),
            ("pt", "Se preferir não comentar, entendo."),
            ("zh", "如有不妥，我完全理解。"),
        ],
    )
    def test_words_of_understanding_take_up_a_no(self, tag: str, said: str) -> None:
        assert ("no-way-out", "body", 1) not in found_in(Touch.FEEDBACK_REQUEST, said, tag)

    @pytest.mark.parametrize("said", ["speaking with you again", "to see you again", "that our paths cross again"])
    def test_to_meet_again_is_no_second_mail(self, said: str) -> None:
        body = SECOND.replace(" again", "").replace("position?", f"position? I hope for {said}.")
        assert codes_of(body, Touch.FOLLOW_UP_2) == ["not-said-again"]

    def test_thanks_ask_for_nothing(self) -> None:
        assert codes_of(SECOND.replace("?", "."), Touch.UPDATE_THANKS) == []


class TestDates:
    """G31: "no fact that was not given". With the action, it is known which dates were."""

    # Nothing was stated: the first follow-up opens on Monday 15 June.
    DATED = BODY.replace("Thank you for showing me around Acme.", "You decide by {}, I think. Any news from Acme?")

    @pytest.mark.parametrize("said", ["12 June", "June 12", "Friday, 12 June"])
    def test_a_date_that_nobody_promised_is_found(self, said: str) -> None:
        case = interview()
        action = next_action(case, (), now=at("2026-06-15 10:00"))
        assert isinstance(action, Send)
        (finding,) = review(
            (SUBJECT, self.DATED.format(said)), Touch.FOLLOW_UP_1, case, TAUGHT, CANDIDATE, action=action
        )
        assert finding.code == "date-not-given"
        assert finding.text.startswith(f"{said.removeprefix('Friday, ')!r} was not given as a date")

    def test_a_date_that_was_promised_is_no_finding(self) -> None:
        case = interview(decision_by=date(2026, 6, 12))
        action = next_action(case, (), now=at("2026-06-17 10:00"))
        assert isinstance(action, Send)
        body = self.DATED.format("12 June, or June 12")
        assert review((SUBJECT, body), Touch.FOLLOW_UP_1, case, TAUGHT, CANDIDATE, action=action) == ()

    def test_a_date_of_a_later_reply_is_known_from_the_action(self) -> None:
        history = [thank_you_sent(), reply("2026-06-05 10:00", decision_by=date(2026, 6, 12))]
        action = next_action(interview(), history, now=at("2026-06-17 10:00"))
        assert isinstance(action, Send)
        draft = SUBJECT, self.DATED.format("12 June")
        assert review(draft, Touch.FOLLOW_UP_1, interview(), TAUGHT, CANDIDATE, action=action) == ()

    @pytest.mark.parametrize("said", ["12 June", "12th June", "the 12th of June", "June 12th"])
    def test_a_wrong_date_is_found_however_it_is_written(self, said: str) -> None:
        case = interview(decision_by=date(2026, 6, 12))
        action = next_action(case, (), now=at("2026-06-17 10:00"))
        assert isinstance(action, Send)
        draft = SUBJECT, self.DATED.format(said)
        assert review(draft, Touch.FOLLOW_UP_1, case, TAUGHT, CANDIDATE, action=action) == ()
        action = next_action(interview(), (), now=at("2026-06-17 10:00"))
        assert isinstance(action, Send)
        found = review(draft, Touch.FOLLOW_UP_1, case.replace(decision_by=None), TAUGHT, CANDIDATE, action=action)
        assert [finding.code for finding in found] == ["date-not-given"]

    def test_the_third_of_june_is_not_the_sixth_of_march(self) -> None:
        # The interview was on 3 June, "6月3日" in Japanese.
        case = interview(language="ja")
        action = next_action(case, (), now=at("2026-06-15 10:00"))
        assert isinstance(action, Send)

        def dates(said: str) -> list[str]:
            found = review(("x", said), Touch.FOLLOW_UP_1, case, TAUGHT, CANDIDATE, action=action)
            return [finding.text[:8] for finding in found if finding.code == "date-not-given"]

        assert dates("6月3日に面接") == []
        assert dates("3月6日に面接") == ["'3月6日' w"]

    def test_the_subject_of_a_thread_stays_as_it_is(self) -> None:
        thread = Thread(message_id="<1@x.com>", subject="AW: Interview on 12 May!! [urgent]")
        action = next_action(interview(), (), now=at("2026-06-15 10:00"))
        assert isinstance(action, Send)
        pair = "Re: Interview on 12 May!! [urgent]", self.DATED.format("then")
        assert review(pair, Touch.FOLLOW_UP_1, interview(), TAUGHT, CANDIDATE, action=action, reply_to=thread) == ()

    def test_a_review_knows_the_thread_from_the_action(self) -> None:
        thread = Thread(message_id="<1@x.com>", subject="Your interview")
        case = interview(thread=thread, learned="the move")
        action = next_action(case, (), now=at("2026-06-15 10:00"))
        assert isinstance(action, Send)
        [message] = messages(action, case, CANDIDATE)
        pair = message.subject, message.body
        assert message.subject == "Re: Your interview"
        assert review(pair, Touch.FOLLOW_UP_1, case, message.to, CANDIDATE, action=action) == ()

    def test_an_action_of_another_touch_is_refused(self) -> None:
        action = next_action(interview(), (), now=at("2026-06-04 16:00"))
        with pytest.raises(InputError, match=r"^action must be an answer about the follow-up-1, got "):
            review((SUBJECT, BODY), Touch.FOLLOW_UP_1, interview(), TAUGHT, CANDIDATE, action=action)  # type: ignore[arg-type]  # it is a Send

    def test_without_the_action_no_date_is_called_wrong(self) -> None:
        assert codes_of(self.DATED.format("12 June"), Touch.FOLLOW_UP_1) == []

    @pytest.mark.parametrize("tag", [*CASTS, "de-AT", "en", "en-ZA", "fr-CA"])
    def test_each_language_knows_its_own_dates(self, tag: str) -> None:
        language = language_of(tag)
        assert language is not None
        found = {re.search(language.dates, language.day(date(2026, 1, 1) + timedelta(n), tag))[0] for n in range(365)}  # type: ignore[index]  # None would fail
        assert len(found) == 365

    @pytest.mark.parametrize("wrong", ["x", Touch.THANK_YOU, 5])
    def test_what_is_no_action_is_refused(self, wrong: Any) -> None:
        with pytest.raises(InputError, match="action must be a Send, a WaitUntil, or None, got "):
            codes_of(BODY, Touch.THANK_YOU, action=wrong)


class TestSubject:
    def test_a_new_message_names_the_position(self) -> None:
        assert found(subject="Thank you") == [("subject", "subject", 1)]

    def test_a_reply_keeps_what_its_thread_has(self) -> None:
        thread = Thread(message_id="<1@x.com>", subject="Hello")
        assert found(subject="Re: Hello", reply_to=thread) == []

    def test_a_japanese_subject_names_the_candidate(self) -> None:
        codes = [code for code, part, _ in found(subject="面接のお礼", language="ja") if part == "subject"]
        assert codes == ["subject"]
        assert [
            code for code, part, _ in found(subject="面接のお礼(Mei Tan)", language="ja") if part == "subject"
        ] == []


class TestNames:
    def test_a_draft_without_the_name_of_the_recipient_is_found(self) -> None:
        assert found(BODY.replace("Yuki Mori", "all")) == [("no-recipient", "body", 1)]

    def test_one_of_two_family_names_of_the_recipient_will_do(self) -> None:
        contact = TAUGHT.replace(name=None, family_name="García Peña")
        assert found(BODY.replace("Yuki Mori", "Sra. García"), contact=contact) == []

    @pytest.mark.parametrize("called", ["Ms Mori", "Yuki"])
    def test_a_part_of_the_recipients_name_will_do_where_it_was_given(self, called: str) -> None:
        contact = TAUGHT.replace(family_name="Mori", given_name="Yuki")
        assert found(BODY.replace("Yuki Mori", called), contact=contact) == []

    def test_a_greeting_that_could_not_name_anybody_names_nobody(self) -> None:
        contact = TAUGHT.replace(name=None, family_name="Mori")
        assert thank_you(interview(), contact, CANDIDATE).body.startswith("Hello,\n")
        assert found(BODY.replace("Dear Yuki Mori", "Hello"), contact=contact) == []

    def test_a_reply_to_an_agency_goes_on_where_it_left_off(self) -> None:
        thread = Thread(message_id="<1@x.com>", subject="Hello")
        agent = TAUGHT.replace(roles={ContactRole.AGENCY})
        assert found(BODY.replace("Acme", "the office"), subject="Re: Hello", contact=agent, reply_to=thread) == []

    def test_a_draft_to_a_mailbox_needs_no_name(self) -> None:
        contact = HR.replace(name=None, learned="it")
        assert found(BODY.replace("Yuki Mori", "Hiring Team"), contact=contact) == []

    def test_case_and_accents_of_a_name_do_not_matter(self) -> None:
        assert found(BODY.replace("Acme", "E\u0301LAN"), company="Élan") == []

    def test_an_agency_is_told_which_company(self) -> None:
        agent = TAUGHT.replace(roles={ContactRole.AGENCY})
        assert found(BODY, contact=agent) == []
        assert found(BODY.replace("Acme", "the office"), contact=agent) == [("no-company", "body", 1)]
        assert found(BODY.replace("Acme", "the office"), f"{SUBJECT} at Acme", contact=agent) == []

    def test_the_company_knows_its_own_name(self) -> None:
        assert found(BODY.replace("Acme", "the office")) == []


class TestScript:
    @pytest.mark.parametrize(
        ("tag", "line"),
        [
            ("en", "よろしくお願いします"),
            ("ja", "Kind regards to all of you"),
            ("zh", "よろしくおねがいします"),
            ("ko", "Thank you so much"),
        ],
    )
    def test_a_line_in_another_script_is_found(self, tag: str, line: str) -> None:
        assert ("other-script", "body", 7) in found(f"{BODY}\n{line}", language=tag)

    def test_a_given_name_may_be_in_another_script(self) -> None:
        draft = thank_you(interview(company="株式会社アクメ"), TAUGHT.replace(name="森 由紀"), CANDIDATE)
        case = interview(company="株式会社アクメ")
        assert review(draft, Touch.THANK_YOU, case, TAUGHT.replace(name="森 由紀"), CANDIDATE) == ()

    def test_a_few_letters_of_another_script_are_no_finding(self) -> None:
        assert found(f"{BODY}\nよろ") == []


class TestWhatItTakes:
    def test_a_review_takes_a_message(self) -> None:
        case = interview(contacts=(PEER,), language="de")
        action = next_action(case, (), now=at("2026-06-04 16:00"))
        (message,) = messages(action, case, CANDIDATE)
        assert [f.code for f in review(message, action_touch(action), case, PEER, CANDIDATE)] == ["nothing-specific"]
        edited = message.replace(body=message.body + "\nPS: [Telefon]")
        assert "placeholder" in [f.code for f in review(edited, Touch.THANK_YOU, case, PEER, CANDIDATE)]

    def test_a_message_is_reviewed_in_its_own_language_and_thread(self) -> None:
        thread = Thread(message_id="<1@x.com>", subject="Hallo")
        message = Message(
            to=TAUGHT,
            subject="Re: Hallo",
            body="Guten Tag Yuki Mori, Acme: Das ist dringend.",
            language="de",
            reply_to=thread,
        )
        codes = [f.code for f in review(message, Touch.THANK_YOU, interview(), TAUGHT, CANDIDATE)]
        assert codes == ["pushy"]

    def test_a_pair_is_reviewed_in_the_language_that_is_given(self) -> None:
        body = BODY + "\nDas ist dringend"
        assert found(body) == []
        assert found(body, language="en") == []
        pushy = review((SUBJECT, body), Touch.THANK_YOU, interview(), TAUGHT, CANDIDATE, language="de")
        assert [finding.code for finding in pushy] == ["pushy"]

    @pytest.mark.parametrize(
        ("field", "value", "expected"),
        [
            ("interview", "x", "an Interview, got 'x'"),
            ("contact", "x", "a Contact, got 'x'"),
            ("candidate", None, "a Candidate, got None"),
            ("touch", "thanks", "'thank-you', 'follow-up-1', .*, got 'thanks'"),
            ("reply_to", "<1@x.com>", "a Thread, or None, got '<1@x.com>'"),
        ],
    )
    def test_a_wrong_argument_is_named(self, field: str, value: Any, expected: str) -> None:
        given: dict[str, Any] = {
            "touch": Touch.THANK_YOU,
            "interview": interview(),
            "contact": PEER,
            "candidate": CANDIDATE,
            "reply_to": None,
        }
        with pytest.raises(InputError, match=rf"^{field} must be {expected}"):
            review((SUBJECT, BODY), **given | {field: value})

    @pytest.mark.parametrize("draft", ["text", ("one",), ("a", "b", "c"), (1, 2), None, 5])
    def test_what_is_no_draft_is_refused(self, draft: Any) -> None:
        with pytest.raises(InputError, match=r"draft.*a pair of subject and body, or a Message"):
            review(draft, Touch.THANK_YOU, interview(), TAUGHT, CANDIDATE)

    def test_in_a_language_without_words_the_rest_is_reviewed(self) -> None:
        body = BODY + "\n[waea] よろしくお願いします, this is urgent"
        assert found(body, language="mi") == [("placeholder", "body", 7)]
        text = Template(
            touch=Touch.THANK_YOU, language="mi", subject="${position}", body="Tēnā koe ${recipient_name}\nNgā mihi"
        )
        case = interview(language="mi", contacts=(TAUGHT,))
        (message,) = messages(next_action(case, (), now=at("2026-06-04 16:00")), case, CANDIDATE, templates=(text,))
        assert review(message, Touch.THANK_YOU, case, TAUGHT, CANDIDATE) == ()
        agent = TAUGHT.replace(roles={ContactRole.AGENCY})
        assert [f.code for f in review(message, Touch.THANK_YOU, case, agent, CANDIDATE)] == ["no-company"]

    @given(st.text(max_size=60), st.text(max_size=200), st.sampled_from(languages()))
    def test_any_text_can_be_reviewed(self, subject: str, body: str, tag: str) -> None:
        for finding in review((subject, body), Touch.THANK_YOU, interview(language=tag), PEER, CANDIDATE):
            assert 1 <= finding.line <= max(1, len(body.split("\n")), len(subject.split("\n")))
            assert Finding.model_validate_json(finding.model_dump_json()) == finding


def action_touch(action: Any) -> Touch:
    touch = action.touch
    assert isinstance(touch, Touch)
    return touch


def test_a_review_knows_no_clock() -> None:
    """The day of the interview is a fact like any other."""
    draft = thank_you(interview(), TAUGHT, CANDIDATE)
    assert review(draft, Touch.THANK_YOU, interview(decision_by=date(2026, 6, 30)), TAUGHT, CANDIDATE) == ()


class TestAnEndlessDraft:
    """A megabyte of blanks to fill in took four seconds, and nobody reads 300,000 findings."""

    def test_the_first_hundred_of_each_kind_are_told(self) -> None:
        draft = "Hello", "{x}\n" * 150 + "Hello!! " * 150
        found = review(draft, Touch.THANK_YOU, interview(), HR, CANDIDATE)
        codes = [finding.code for finding in found]
        assert codes.count("placeholder") == 100
        assert codes.count("exclamation-run") == 100
        assert [finding.line for finding in found if finding.code == "placeholder"] == list(range(1, 101))

    @pytest.mark.parametrize(("subject", "body"), [("", "a" * 202_001), ("a", "a" * 202_000)])
    def test_a_draft_longer_than_any_message_is_refused(self, subject: str, body: str) -> None:
        expected = "draft must be of at most 202,000 characters, got 202001"
        with pytest.raises(InputError, match=f"^{expected}$"):
            review((subject, body), Touch.THANK_YOU, interview(), HR, CANDIDATE)

    def test_the_longest_draft_is_reviewed(self) -> None:
        message = Message(to=HR, subject="a" * 2_000, body="a" * 200_000, language="en")
        assert review(message, Touch.THANK_YOU, interview(), HR, CANDIDATE)
