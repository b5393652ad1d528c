"""Words from a person, the candidate's own mail, and what of them a person must still decide."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from events import asks, follow_up, message, reply, snoozed, thank_you
from followup_rules import (
    JAPANESE_POLICY,
    Bounced,
    FollowUpSent,
    InputError,
    MessageSent,
    RejectionReceived,
    ReplyReceived,
    Snoozed,
    ThankYouSent,
    Thread,
    Touch,
)
from followup_rules.inbox import Certainty, Incoming, OpenPoint, read_mail
from followup_rules.inbox._incoming import OPEN
from followup_rules.inbox._phrases import find_phrases, folded
from followup_rules.inbox._wordings import ABOUT_THE_JOB, NAMED_DAYS, PHRASES
from mails import DATE, EIGHT, FOLLOW_UP_ID, case, codes, mail, multipart, report
from support import HR, LEAD, PEER, at, utc

SENT = follow_up("2026-06-04 18:00", "hr", message_id=FOLLOW_UP_ID, subject="Following up: Data Engineer")
WHEN = utc("2026-06-05 01:00")


def points(text: str, **headers: str | None) -> list[tuple[str, str]]:
    answer = read_mail(mail(text, In_Reply_To=FOLLOW_UP_ID, **headers), case(SENT))
    return [(point.code, point.words) for point in answer.to_decide]


class TestReplies:
    """G26: what a reply is: words from a person. A ReplyReceived from a contact, or in a thread that the case knows."""

    def test_an_answer_of_a_contact_in_a_known_thread_is_certain(self) -> None:
        raw = mail("Thank you.", In_Reply_To=FOLLOW_UP_ID, Subject="Re: Following up:\n\tData Engineer")
        answer = read_mail(raw, case(SENT))
        assert answer.event == ReplyReceived(
            at=WHEN, sender="hr", message_id="<hr@example.com>", subject="Re: Following up: Data Engineer"
        )
        assert (answer.certainty, codes(answer), answer.to_decide) == (
            Certainty.CERTAIN,
            ["from-contact", "known-thread"],
            (),
        )
        assert str(answer) == "Reply from hr (certain). It is from Hanako Sato. It answers a mail that the case knows."

    def test_the_references_of_a_mail_are_looked_at(self) -> None:
        raw = mail("Thank you.", In_Reply_To="<other@x.com>", References=f"{FOLLOW_UP_ID} <other@x.com>")
        assert read_mail(raw, case(SENT)).certainty is Certainty.CERTAIN

    @pytest.mark.parametrize("parent", ["<scheduling@x.com>", "<first@x.com>"])
    def test_the_thread_that_scheduled_the_interview_is_known(self, parent: str) -> None:
        thread = Thread(message_id="<scheduling@x.com>", references=["<first@x.com>"])
        answer = read_mail(mail("Thank you.", In_Reply_To=parent), case(thread=thread))
        assert answer.certainty is Certainty.CERTAIN

    def test_a_reply_to_a_mail_of_a_contact_is_certain(self) -> None:
        event = reply("2026-06-04 18:00", "lead", message_id="<lead@x.com>")
        snooze = snoozed("2026-06-04 18:00", "2026-06-20")
        assert (
            read_mail(mail("One more thing.", In_Reply_To="<lead@x.com>"), case(event, snooze)).certainty
            is Certainty.CERTAIN
        )

    def test_a_new_mail_of_a_contact_is_likely_about_this_case(self) -> None:
        """A recruiter may write about another interview."""
        answer = read_mail(mail("Hello."), case(SENT))
        assert isinstance(answer.event, ReplyReceived)
        assert (answer.certainty, codes(answer)) == (Certainty.LIKELY, ["from-contact", "unknown-thread"])
        assert answer.to_decide == (OpenPoint(code="about-this-case", text=OPEN["about-this-case"]),)
        assert str(answer.to_decide[0]) == "Is this mail about this interview?"

    def test_the_subject_ties_a_mail_to_the_case(self) -> None:
        for subject in ("RE: [EXT] AW: following up: Data Engineer", "Vorstellungsgespräch"):
            thread = Thread(message_id="<1@x.com>", subject="Vorstellungsgespräch")
            answer = read_mail(mail("Hello.", Subject=subject), case(SENT, thread=thread))
            assert (answer.certainty, codes(answer)) == (Certainty.LIKELY, ["from-contact", "known-subject"])
            assert answer.to_decide == ()

    def test_a_reply_of_a_stranger_in_a_known_thread_is_likely(self) -> None:
        answer = read_mail(mail("I took over.", From="Jo <jo@example.com>", In_Reply_To=FOLLOW_UP_ID), case(SENT))
        assert answer.event == ReplyReceived(at=WHEN, message_id="<hr@example.com>", subject="Your interview")
        assert (answer.certainty, codes(answer)) == (Certainty.LIKELY, ["unknown-sender", "known-thread"])
        assert [point.code for point in answer.to_decide] == ["who"]
        assert str(answer).startswith("Reply (likely). Its sender, jo@example.com, is nobody in this case.")

    @pytest.mark.parametrize(
        ("address", "roles"), [("hr-noreply@example.com", {"recruiter"}), ("jobs@example.com", {"no-reply"})]
    )
    def test_a_no_reply_address_may_be_a_machine(self, address: str, roles: set[str]) -> None:
        people = (HR.replace(email=address, roles=roles), LEAD)
        answer = read_mail(mail("Hi", From=address, In_Reply_To=FOLLOW_UP_ID), case(SENT, contacts=people))
        assert isinstance(answer.event, ReplyReceived)
        assert (answer.certainty, codes(answer)[-1]) == (Certainty.LIKELY, "known-thread")
        assert [point.code for point in answer.to_decide] == ["by-a-person"]

    def test_a_mail_of_a_stranger_about_something_else_is_no_event(self) -> None:
        answer = read_mail(mail("Buy now!", From="Jo <jo@example.com>"), case(SENT))
        assert (answer.event, answer.certainty, codes(answer)) == (None, Certainty.NONE, ["unknown-sender"])
        assert str(answer) == "Nothing to store. Its sender, jo@example.com, is nobody in this case."

    def test_a_mail_that_the_case_has_is_no_event(self) -> None:
        event = reply(WHEN, "hr", message_id="<hr@example.com>")
        answer = read_mail(mail("Thank you."), case(event))
        assert (answer.event, codes(answer)) == (None, ["already-known"])

    def test_a_reply_without_an_id_and_a_subject_is_read(self) -> None:
        answer = read_mail(mail("Hello.", Message_ID=None, Subject=None), case())
        assert answer.event == ReplyReceived(at=WHEN, sender="hr")

    @pytest.mark.parametrize(
        ("sender", "who"),
        [
            ("SATO@EXAMPLE.COM", "hr"),
            ('"Sato, Hanako" <sato@example.com>', "hr"),
            ("sato@example.com (Hanako <ito@example.com>)", "hr"),
            ('"ito@example.com" <sato@example.com>', "hr"),
            ("=?utf-8?b?5L2Q6Jek?= <sato@example.com>", "hr"),
            ("Recruiting: sato@example.com;", "hr"),
            ("<ito@example.com>, sato@example.com", "lead"),
            ("Sato <sato@example.com", "hr"),
        ],
    )
    def test_a_sender_may_be_written_in_many_ways(self, sender: str, who: str) -> None:
        event = read_mail(mail("Hello.", From=sender), case()).event
        assert isinstance(event, ReplyReceived)
        assert event.sender == who

    def test_the_sender_header_helps_where_from_says_nothing(self) -> None:
        event = read_mail(mail("Hello.", From="undisclosed", Sender="sato@example.com"), case()).event
        assert isinstance(event, ReplyReceived)
        assert event.sender == "hr"

    def test_no_name_can_make_a_sender(self) -> None:
        """Encoded words are decoded after the structure is read."""
        answer = read_mail(mail("Hi", From="=?utf-8?q?=3Csato=40example.com=3E?= <jo@example.com>"), case())
        assert codes(answer) == ["unknown-sender"]

    def test_a_sender_is_known_by_an_address_in_punycode(self) -> None:
        people = (HR.replace(email="sato@bücher.example"),)
        event = read_mail(mail("Hi", From="sato@xn--bcher-kva.example"), case(contacts=people)).event
        assert isinstance(event, ReplyReceived)


class TestAnotherKind:
    """Whether a reply is a rejection is never guessed; who decides that it is one keeps what the mail says."""

    def test_a_reply_becomes_a_rejection(self) -> None:
        answer = read_mail(mail("Unfortunately, no.", In_Reply_To=FOLLOW_UP_ID), case(SENT))
        assert answer.as_kind(RejectionReceived) == RejectionReceived(
            at=WHEN, sender="hr", message_id="<hr@example.com>", subject="Your interview"
        )

    def test_what_a_kind_needs_besides_is_named(self) -> None:
        answer = read_mail(mail("Thank you.", In_Reply_To=FOLLOW_UP_ID), case(SENT))
        with pytest.raises(ValidationError, match=r"until\n  Field required"):
            answer.as_kind(Snoozed)

    def test_fields_are_added_to_an_event_of_another_kind(self) -> None:
        answer = read_mail(mail("Unfortunately, no.", In_Reply_To=FOLLOW_UP_ID), case(SENT))
        assert answer.as_kind(RejectionReceived, sender="lead", subject=None) == RejectionReceived(
            at=WHEN, sender="lead", message_id="<hr@example.com>"
        )
        with pytest.raises(ValidationError, match=r"returns_on\n  Extra inputs"):
            answer.as_kind(RejectionReceived, returns_on=date(2026, 6, 12))

    def test_the_mail_is_known_where_there_is_no_event(self) -> None:
        event = reply(WHEN, "hr", message_id="<hr@example.com>")
        answer = read_mail(mail("Thank you.", Subject="Re:\tHi"), case(event))
        assert answer.event is None
        assert (answer.at, answer.sender, answer.message_id, answer.subject) == (
            WHEN,
            "hr",
            "<hr@example.com>",
            "Re: Hi",
        )
        assert answer.as_kind(RejectionReceived) == RejectionReceived(
            at=WHEN, sender="hr", message_id="<hr@example.com>", subject="Re: Hi"
        )

    def test_the_candidates_own_mail_has_no_sender(self) -> None:
        answer = read_mail(mail("Hi", From="mei@example.com", To="friend@example.net"), case())
        assert (answer.event, answer.sender) == (None, None)
        assert answer.as_kind(MessageSent, to=["hr"]) == MessageSent(
            at=WHEN, to=["hr"], message_id="<hr@example.com>", subject="Your interview"
        )

    def test_the_id_of_a_bounce_is_that_of_the_mail_that_came_back(self) -> None:
        bounce = read_mail(report("sato@example.com"), case(SENT))
        assert isinstance(bounce.event, Bounced)
        assert bounce.as_kind(Bounced) == bounce.event
        assert bounce.as_kind(ReplyReceived) == ReplyReceived(
            at=WHEN, message_id="<b@mx>", subject="Undelivered Mail Returned to Sender"
        )
        answer = read_mail(mail("Your mail did not arrive."), case(SENT))
        assert answer.as_kind(Bounced, contact="hr", email="sato@example.com").message_id is None

    def test_an_event_that_needs_a_date_asks_for_one(self) -> None:
        answer = read_mail(mail("Sorry, no.", Date=None), case())
        with pytest.raises(InputError, match=r"^at must be given, since the mail has no date, got None$"):
            answer.as_kind(RejectionReceived)
        assert answer.as_kind(RejectionReceived, at=WHEN) == RejectionReceived(
            at=WHEN, sender="hr", message_id="<hr@example.com>", subject="Your interview"
        )
        assert read_mail(b"", case()).as_kind(RejectionReceived, at=WHEN) == RejectionReceived(at=WHEN)


class TestDates:
    """The event's instant is the mail's Date; else what a server wrote; else there is no event."""

    @pytest.mark.parametrize(
        ("written", "when"),
        [
            ("Fri, 05 Jun 2026 10:00:00 +0900", "2026-06-05 01:00"),
            ("5 Jun 26 10:00 GMT", "2026-06-05 10:00"),
            ("Fri, 05 Jun 2026 10:00:00 -0000", "2026-06-05 10:00"),
            ("Fri, 05 Jun 2026 10:00:00 +0900 (JST)", "2026-06-05 01:00"),
        ],
    )
    def test_the_date_of_a_mail_is_read(self, written: str, when: str) -> None:
        event = read_mail(mail("Hi", Date=written), case()).event
        assert event is not None
        assert event.at == utc(when)

    @pytest.mark.parametrize(
        "written",
        [
            None,
            "",
            "yesterday",
            "Fri, 05 Jun 2026 10:00:00",  # no zone
            "Fri, 05 Jun 1926 10:00:00 +0900",
            "Fri, 05 Jun 2226 10:00:00 +0900",
            "Fri, 05 Jun 2026 10:00:00 +9999",
            "Fri, 99 Jun 2026 10:00:00 +0900",
            "Fri, 05 Jun 99999999999999999999 10:00:00 +0900",
            "5" * 500,
        ],
    )
    def test_a_mail_may_have_no_date(self, written: str | None) -> None:
        answer = read_mail(mail("Hi", Date=written), case())
        assert (answer.event, answer.certainty, codes(answer)) == (None, Certainty.NONE, ["no-date"])
        assert answer.text == "Hi"
        received = "from mx by mx with ESMTP; Fri, 5 Jun 2026 12:00:00 +0900"
        event = read_mail(mail("Hi", Date=written, Received=received), case()).event
        assert event is not None
        assert event.at == utc("2026-06-05 03:00")


class TestOwnMail:
    """From the candidate MessageSent, or, named as likely, the touch that was due to that recipient."""

    def own(self, *events: Any, date: str = DATE, to: str = "sato@example.com", **headers: str | None) -> Incoming:
        raw = mail("Dear all,", From="Mei Tan <MEI@example.com>", To=to, Date=date, Message_ID="<own@x.com>", **headers)
        return read_mail(raw, case(*events))

    def test_an_own_mail_is_likely_the_touch_that_was_due(self) -> None:
        answer = self.own(date="Thu, 4 Jun 2026 16:00:00 +0900", to="mori@example.com")
        assert answer.event == ThankYouSent(
            at=at("2026-06-04 16:00"), to=["peer"], message_id="<own@x.com>", subject="Your interview"
        )
        assert (answer.touch, answer.certainty) == (Touch.THANK_YOU, Certainty.LIKELY)
        assert codes(answer) == ["from-candidate", "touch-due"]
        assert [str(point) for point in answer.to_decide] == [
            "Is this the thank-you note? If not, store a MessageSent."
        ]
        assert str(answer).startswith("Thank-you note sent to peer (likely). It is from the candidate, to Yuki Mori.")

    def test_what_happened_later_does_not_change_what_was_due(self) -> None:
        later = reply("2026-06-20 10:00", "hr", decision_by=date(2026, 7, 31))
        answer = self.own(later, date="Wed, 17 Jun 2026 10:00:00 +0900")
        assert isinstance(answer.event, FollowUpSent)
        assert answer.touch is Touch.FOLLOW_UP_1

    def test_all_to_whom_an_own_mail_went_are_named(self) -> None:
        answer = self.own(date="Wed, 17 Jun 2026 10:00:00 +0900", Cc="ito@example.com, who@x.com")
        assert answer.event is not None
        assert answer.event.named == ("hr", "lead")
        assert answer.touch is Touch.FOLLOW_UP_1

    def test_a_mail_of_the_candidate_that_was_not_due_is_another_message(self) -> None:
        answer = self.own(to="ito@example.com", date="Wed, 17 Jun 2026 10:00:00 +0900")
        assert answer.event == MessageSent(
            at=at("2026-06-17 10:00"), to=["lead"], message_id="<own@x.com>", subject="Your interview"
        )
        assert (answer.touch, answer.certainty) == (None, Certainty.LIKELY)
        assert [point.code for point in answer.to_decide] == ["about-this-case"]
        assert codes(answer) == ["from-candidate", "no-touch-due"]

    def test_an_own_mail_that_was_not_due_is_certain_in_a_known_thread(self) -> None:
        answer = self.own(SENT, to="ito@example.com", date="Wed, 17 Jun 2026 10:00:00 +0900", In_Reply_To=FOLLOW_UP_ID)
        assert isinstance(answer.event, MessageSent)
        assert (answer.certainty, answer.to_decide) == (Certainty.CERTAIN, ())

    def test_what_was_due_is_due_by_a_policy(self) -> None:
        """The Japanese preset assumes two weeks until the decision, so the first follow-up is not due yet."""
        thanks = thank_you("2026-06-04 16:00", "peer")
        raw = mail("Dear all,", From="mei@example.com", To="sato@example.com", Date="Tue, 16 Jun 2026 10:00:00 +0900")
        assert read_mail(raw, case(thanks)).touch is Touch.FOLLOW_UP_1
        answer = read_mail(raw, case(thanks), policy=JAPANESE_POLICY)
        assert answer.touch is None
        assert "too-early" in [point.code for point in answer.to_decide]

    def test_an_own_mail_before_its_time_is_for_a_person_to_decide(self) -> None:
        answer = self.own(date="Wed, 3 Jun 2026 17:00:00 +0900", to="mori@example.com")
        assert isinstance(answer.event, MessageSent)
        assert [(point.code, point.start, point.end) for point in answer.to_decide] == [
            ("too-early", 0, 0),
            ("about-this-case", 0, 0),
        ]
        assert str(answer.to_decide[0]) == (
            "Is this the thank-you note, sent before its time? Then store that event instead."
        )

    def test_an_own_mail_is_likely_the_answer_that_was_owed(self) -> None:
        asked = asks("2026-06-04 10:00", "hr")
        answer = self.own(asked)
        assert isinstance(answer.event, MessageSent)
        assert (answer.certainty, codes(answer)) == (Certainty.LIKELY, ["from-candidate", "answer-due"])
        asked = asked.replace(message_id="<asked@x.com>")
        assert self.own(asked, In_Reply_To="<asked@x.com>").certainty is Certainty.CERTAIN

    def test_what_a_machine_of_the_candidate_wrote_is_no_message(self) -> None:
        """It is marked as such, and is no automatic answer."""
        answer = self.own(Auto_Submitted="auto-generated")
        assert (answer.event, codes(answer)) == (None, ["own-automatic"])

    def test_a_blind_copy_of_the_candidate_s_mail_counts(self) -> None:
        assert self.own(to="who@x.com", Bcc="ito@example.com").event is not None

    def test_an_own_mail_that_is_recorded_is_no_event(self) -> None:
        answer = self.own(message(WHEN, "hr", message_id="<own@x.com>"))
        assert (answer.event, codes(answer)) == (None, ["own-copy"])

    def test_an_own_mail_to_somebody_else_is_nothing(self) -> None:
        answer = self.own(to="friend@example.net")
        assert (answer.event, codes(answer)) == (None, ["not-to-contact"])

    def test_without_a_candidate_a_mail_without_a_sender_is_not_an_own_one(self) -> None:
        answer = read_mail(mail("Hello", From=None), case().replace(candidate=None))
        assert (answer.event, codes(answer)) == (None, ["no-sender"])

    @pytest.mark.parametrize("sender", ["Hanako Sato <'sato@example.com'>", "'sato@example.com'"])
    def test_an_address_in_quotes_is_that_of_the_contact(self, sender: str) -> None:
        answer = read_mail(mail("Hello", From=sender), case())
        assert (answer.sender, codes(answer)[0]) == ("hr", "from-contact")

    def test_beside_a_contact_without_a_name_the_one_whose_name_a_mail_has_wrote_it(self) -> None:
        people = (HR.replace(name=None, email="hiring@example.com"), LEAD.replace(email="hiring@example.com"))
        event = read_mail(mail("Hello", From="Ken Ito <hiring@example.com>"), case(contacts=people)).event
        assert isinstance(event, ReplyReceived)
        assert event.sender == "lead"

    def test_without_a_candidate_an_own_mail_is_a_strangers(self) -> None:
        answer = read_mail(mail("Hi", From="mei@example.com"), case().replace(candidate=None))
        assert codes(answer) == ["unknown-sender"]

    def test_an_own_mail_to_a_shared_mailbox_is_one_message(self) -> None:
        people = (HR, LEAD.replace(email="all@example.com"), PEER.replace(email="all@example.com"))
        raw = mail("Hi", From="mei@example.com", To="all@example.com", Date="Thu, 4 Jun 2026 16:00:00 +0900")
        event = read_mail(raw, case(contacts=people)).event
        assert isinstance(event, ThankYouSent)
        assert event.to == ("peer",)


class TestWhatIsLeftToDecide:
    """Whether a reply is a rejection, names a date or asks for something is never guessed, but pointed at."""

    def test_a_rejection_is_no_event(self) -> None:
        answer = read_mail(
            mail("Unfortunately, we have decided to go with other candidates.", In_Reply_To=FOLLOW_UP_ID), case(SENT)
        )
        assert type(answer.event) is ReplyReceived
        assert [(point.code, point.start, point.end, point.words) for point in answer.to_decide] == [
            ("rejection", 0, 13, "Unfortunately"),
            ("rejection", 42, 58, "other candidates"),
        ]
        assert str(answer.to_decide[0]) == "'Unfortunately': Is this a rejection? Then store a RejectionReceived."

    def test_a_date_is_no_promise(self) -> None:
        answer = read_mail(mail("We decide by 19 June. See you 7/8!", In_Reply_To=FOLLOW_UP_ID), case(SENT))
        assert isinstance(answer.event, ReplyReceived)
        assert answer.event.decision_by is None
        assert [(point.code, point.words, point.day) for point in answer.to_decide] == [
            ("date", "19 June", date(2026, 6, 19)),
            ("unclear-date", "7/8", None),
        ]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Could you send two references?", [("question", "Could you send two references?")]),
            ("いつ返事を頂けますか？", [("question", "いつ返事を頂けますか？")]),
            ("? ??", []),
            (
                "Nennen Sie uns bis zum 19. Juni zwei Namen?",
                [("question", "Nennen Sie uns bis zum 19. Juni zwei Namen?"), ("date", "19. Juni")],
            ),
            ("Thanks. Is the 26th fine? Good.", [("question", "Is the 26th fine?")]),
            ("See example.com: all well?", [("question", "See example.com: all well?")]),
            ("Hi,\nall well?", [("question", "all well?")]),
            (f"{'x' * 50}\nall well?", [("question", f"{'x' * 50}\nall well?")]),
            (f"{'x' * 50}\n\nall well?", [("question", "all well?")]),
            (f"{'x' * 300}?", [("question", f"{'x' * 200}?")]),
            ("We will decide\nnext\nweek.", [("vague-date", "next\nweek")]),
            ("We’re pleased to offer you the job.", [("offer", "pleased to offer")]),
            ("N’hésitez pas à me relancer.", [("invites-to-write", "N’hésitez pas à me relancer")]),
            ("Leider müssen wir Ihnen absagen.", [("rejection", "Leider"), ("rejection", "absagen")]),
            ("Kleider machen Leute.", []),  # a word within a word
            ("İstanbul: unfortunately", [("regret", "unfortunately")]),  # two letters in lower case
            ("残念ながら、今回は見送らせていただきます。", [("rejection", "残念ながら"), ("rejection", "見送")]),
            ("Es ist eine Zusage!", [("offer", "Zusage")]),
            ("ご都合はいかがでしょうか。", [("question", "ご都合はいかがでしょうか")]),
            (
                "お世話になります。ご都合はいかがでしょうか\nよろしくお願いします。",
                [("question", "ご都合はいかがでしょうか")],
            ),
            ("언제 시간이 괜찮으실까요.", [("question", "언제 시간이 괜찮으실까요")]),
            ("您什么时候方便呢。", [("question", "您什么时候方便呢")]),
            ("Serait-il possible de décaler.", [("question", "Serait-il possible")]),
            ("会議室は静か。", []),  # it only ends as a question does
            ("We met on the 2nd floor.", []),
            (
                "Feel free to ping me on the 22nd.",
                [
                    ("invites-to-write", "Feel free to"),
                    ("invites-to-write", "ping me"),
                    ("unclear-date", "on the 22nd"),
                ],
            ),
            ("Don’t hesitate to write.", [("invites-to-write", "Don’t hesitate to")]),
            ("Relancez-moi le 22.", [("invites-to-write", "Relancez-moi"), ("unclear-date", "le 22")]),
        ],
    )
    def test_phrases_that_leave_something_to_decide_are_found(self, text: str, found: list[tuple[str, str]]) -> None:
        assert points(text) == found

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("We decide by EOD Friday.", "by EOD Friday"),
            ("We decide by Friday.", "by Friday"),
            ("We decide next\nTuesday.", "next\nTuesday"),
            ("You will hear from us by close of business.", "by close of business"),
            ("We decide by the 22nd.", "by the 22nd"),
            ("We decide in calendar week 27.", "in calendar week 27"),
            ("Wir entscheiden bis KW 27.", "bis KW 27"),
            ("Wir entscheiden bis Ende der KW27.", "bis Ende der KW27"),
            ("Sie hören bis nächsten Freitag von uns.", "bis nächsten Freitag"),
            ("Wir melden uns bis zum 22. bei Ihnen.", "bis zum 22."),
            ("Nous vous répondrons d'ici vendredi.", "d'ici vendredi"),
            ("Nous vous répondrons d’ici à lundi prochain.", "d’ici à lundi prochain"),
            ("Réponse avant le 22.", "avant le 22"),
            ("Réponse d'ici la semaine 27.", "d'ici la semaine 27"),
            ("Réponse avant la fin de la journée.", "avant la fin de la journée"),
            ("Le responderemos antes del viernes.", "antes del viernes"),
            ("Decidimos el próximo lunes.", "el próximo lunes"),
            ("Decidimos antes del día 22.", "antes del día 22"),
            ("Responderemos até sexta-feira.", "até sexta-feira"),
            ("Responderemos na próxima segunda.", "na próxima segunda"),
            ("Responderemos até o dia 22.", "até o dia 22"),
            ("金曜日までにご連絡します。", "金曜日まで"),
            ("22日までにご連絡します。", "22日まで"),
            ("本周五前答复。", "本周五前"),
            ("22号之前答复。", "22号之前"),
            ("금요일까지 연락드리겠습니다.", "금요일까지"),
            ("22일까지 연락드리겠습니다.", "22일까지"),
        ],
    )
    def test_a_day_that_only_the_day_of_the_mail_makes_clear_is_pointed_at(self, text: str, words: str) -> None:
        assert points(text) == [("unclear-date", words)]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("We decide by Friday, 19 June.", "19 June"),
            ("We decide by the 19th of June.", "19th of June"),
            ("Wir entscheiden bis zum 19. Juni.", "19. Juni"),
            ("Réponse d'ici le 19 juin.", "19 juin"),
            ("Réponse d'ici vendredi 19 juin.", "19 juin"),
            ("Decidimos el 19 de junio.", "19 de junio"),
            ("Decidimos até o dia 19 de junho.", "19 de junho"),
            ("6月19日(金曜日)までにご連絡します。", "6月19日"),
            ("6月19日（周五）之前答复。", "6月19日"),
            ("6월 19일 금요일까지 연락드리겠습니다.", "6월 19일"),
        ],
    )
    def test_a_weekday_beside_a_date_is_no_second_date(self, text: str, words: str) -> None:
        assert points(text) == [("date", words)]

    @pytest.mark.parametrize(
        "text",
        [
            "Unfortunately, the train was late.",
            "Leider war der Zug zu spät.",
            "Malheureusement le train était en retard.",
            "Lamentablemente, el tren llegó tarde.",
            "Infelizmente, o trem atrasou.",
            "残念ながら、電車が遅れました。",
            "很遗憾，火车晚点了。",
            "아쉽게도 기차가 늦었습니다.",
            "The position is open. Unfortunately, the train was late. We decide soon.",
        ],
    )
    def test_regret_alone_is_named_weaker(self, text: str) -> None:
        assert [code for code, _ in points(text)] == ["regret"]

    @pytest.mark.parametrize(
        "text",
        [
            "Unfortunately, your application was not among the best.",
            "About the position we must tell you that, unfortunately, it is gone.",
            "Leider haben wir uns anders entschieden.",
            "Malheureusement, votre candidature n'a pas été choisie.",
            "Lamentablemente, el puesto ya está cubierto.",
            "Infelizmente, a vaga já foi preenchida.",
            "残念ながら、今回の選考では難しいという結論です。",
            "很遗憾，该职位已招满。",
            "아쉽게도 이번 전형에서는 어렵습니다.",
        ],
    )
    def test_regret_about_the_application_is_a_rejection(self, text: str) -> None:
        assert [code for code, _ in points(text)] == ["rejection"]

    @pytest.mark.parametrize("table", [ABOUT_THE_JOB, NAMED_DAYS])
    def test_every_language_has_phrases_of_a_reply(self, table: dict[str, tuple[str, ...]]) -> None:
        assert sorted(table) == sorted(EIGHT)
        for words in table.values():
            assert words

    @pytest.mark.parametrize("code", PHRASES)
    def test_every_language_has_each_kind_of_phrase(self, code: str) -> None:
        assert code in OPEN
        assert sorted(PHRASES[code]) == sorted(EIGHT)
        for phrases in PHRASES[code].values():
            for phrase in phrases:
                assert phrase == folded(phrase)
                found = [each for each in find_phrases(f"x {phrase} x") if each.code == code]
                assert any(each.start <= 2 and each.end >= 2 + len(phrase) for each in found), phrase

    @pytest.mark.parametrize(
        "quotation",
        [
            "> Unfortunately, by 19 June",
            "On 3 June 2026, Mei Tan wrote:\n> Unfortunately",
            "On Wed, 3 June 2026 at 10:00 Mei Tan <mei@example.com>\nwrote:\n\n> Unfortunately\n> 4 June",
            "Am 3. Juni 2026 schrieb Mei Tan:\n> Leider",
            "-----Original Message-----\nUnfortunately by 19 June",
            "--- Ursprüngliche Nachricht ---\nLeider",
            "From: Mei Tan\nSent: 3 June 2026\nTo: HR\n\nUnfortunately",
            "*De :* Mei Tan\n*Envoyé :* 3 juin 2026\n\nMalheureusement",
            "差出人: Mei\n送信日時: 2026年6月3日\n\n残念ながら",
            "Le 3 juin 2026 à 10:00, Mei Tan a écrit :\n\nMalheureusement",
            "2026年6月3日(水) 10:00 Mei Tan <mei@example.com>:\n> 残念ながら",
            "2026年6月3日(水) 10:00 Mei Tan <mei@example.com>:\n\n残念ながら",
            "2026年6月3日 10:00 Mei Tan 写道：\n\n很抱歉",
        ],
    )
    def test_what_is_quoted_is_not_pointed_at(self, quotation: str) -> None:
        assert [code for code, _ in points(f"Thank you.\n\n{quotation}") if code == "regret"] == []
        assert [code for code, _ in points(f"Unfortunately.\n\n{quotation}") if code == "regret"] == ["regret"]

    def test_an_answer_below_the_quotation_is_read(self) -> None:
        assert points("> Hello\n\nUnfortunately not.\n> Bye\n\nBy 19 June.") == [
            ("regret", "Unfortunately"),
            ("date", "19 June"),
        ]

    def test_a_line_that_ends_as_an_attribution_may_stand_far_above(self) -> None:
        assert points("As he wrote:\n\n\n\n> Unfortunately") == []
        assert points("As he wrote:\n\n> Unfortunately") == []
        assert points("> Unfortunately") == []
        assert points("Hello\n\n\n\n\n> Unfortunately") == []
        assert points("\n\nAs he wrote:\n\n\n\n\n\n> Unfortunately") == []
        assert points("Unfortunately\n\n> yes") == [("regret", "Unfortunately")]
        assert points("From: here on, unfortunately") == [("regret", "unfortunately")]

    @pytest.mark.parametrize("line", ["As I wrote:", "Please note <the dates>:", "Wie er mir schrieb:", "He wrote:"])
    def test_a_line_that_names_no_day_and_no_address_begins_no_quotation_by_itself(self, line: str) -> None:
        assert points(f"Thank you.\n{line}\n\nunfortunately we are late.") == [("regret", "unfortunately")]

    def test_html_is_read_by_its_tags(self) -> None:
        html = (
            "<!DOCTYPE html><html><head><title>Unfortunately</title><style>p { }</style></head><body>"
            "<!-- unfortunately -->"
            "<p>We&nbsp;decide by   <b>19&#32;June</b>.</p><script>unfortunately</script><div>1 &lt; 2 < 3</div>"
            "<blockquote>unfortunately<br>not</blockquote>&#99999999999;</body></html>"
        )
        answer = read_mail(mail(html, Content_Type="text/html; charset=utf-8", In_Reply_To=FOLLOW_UP_ID), case(SENT))
        assert answer.text == "We decide by 19 June.\n1 < 2 < 3\n> unfortunately\n> not\n\ufffd"
        assert [point.words for point in answer.to_decide] == ["19 June"]

    def test_a_comment_without_an_end_hides_the_rest(self) -> None:
        assert read_mail(mail("a<!-- b", Content_Type="text/html"), case()).text == "a"

    def test_a_tag_that_ends_what_was_never_begun_does_no_harm(self) -> None:
        html = "</script></blockquote> <p> </p>a<head>b</p></head>c"
        assert read_mail(mail(html, Content_Type="text/html"), case()).text == "ac"

    def test_plain_text_is_read_before_html(self) -> None:
        raw = multipart("Content-Type: text/html\n\n<p>b", "Content-Type: text/plain\n\na", kind="alternative")
        assert read_mail(raw, case()).text == "a"

    def test_html_is_read_where_the_plain_text_is_empty(self) -> None:
        raw = multipart("Content-Type: text/plain\n\n", "Content-Type: text/html\n\n<p>b", kind="alternative")
        assert read_mail(raw, case()).text == "b"

    def test_attachments_are_not_opened(self) -> None:
        attached = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nUnfortunately"
        answer = read_mail(multipart(attached, "Content-Type: message/rfc822\n\nSubject: x\n\nUnfortunately"), case())
        assert answer.text == ""
        assert [point.code for point in answer.to_decide] == ["about-this-case"]

    def test_no_more_than_a_hundred_dates_and_phrases_are_pointed_at(self) -> None:
        answer = read_mail(mail("Unfortunately. 12 June 2026. " * 200), case())
        assert len(answer.to_decide) <= 101


def test_the_page_has_every_code_of_what_is_left_to_decide() -> None:
    text = (Path(__file__).parent.parent / "docs" / "mail-in.md").read_text("utf-8")
    assert [code for code in OPEN if f"`{code}`" not in text] == []


class TestArguments:
    def test_what_is_no_mail_or_no_case_is_refused(self) -> None:
        with pytest.raises(InputError, match="raw must be a bytes, got 'x'"):
            read_mail("x", case())  # type: ignore[arg-type]  # what is wrong on purpose
        with pytest.raises(InputError, match="case must be a Case, got None"):
            read_mail(b"", None)  # type: ignore[arg-type]  # what is wrong on purpose

    @pytest.mark.parametrize("raw", [b"", b"\n\n", b"\n\nHello", b"no headers here"])
    def test_a_mail_without_headers_is_nothing(self, raw: bytes) -> None:
        assert str(read_mail(raw, case())) == "Nothing to store. There is no mail to read."

    def test_an_answer_is_equal_after_json(self) -> None:
        answer = read_mail(mail("We decide by 19 June."), case(SENT))
        assert Incoming.model_validate_json(answer.model_dump_json()) == answer


class TestMoreWaysToSayIt:
    """Words that a reader of the change found missing: nothing of them may be stored without a person's look."""

    @pytest.mark.parametrize(
        "text",
        [
            "We have decided to continue with other applicants.",
            "We will move forward with someone else.",
            "Wir haben uns für eine andere Kandidatin entschieden.",
            "Wir haben uns gegen Ihre Bewerbung entschieden.",
            "Nous ne donnerons pas suite à votre candidature.",
            "Nous avons choisi un autre profil.",
            "Optamos por outro perfil.",
            "Hemos elegido a otra persona.",
            "今回は採用を見合わせることになりました。",
            "이번에는 모시기 어렵게 되었습니다.",
        ],
    )
    def test_a_rejection_is_pointed_at(self, text: str) -> None:
        assert "rejection" in {code for code, _ in points(text)}

    def test_a_date_at_the_end_of_a_sentence_is_a_date(self) -> None:
        assert ("date", "19.06.2026") in points("Wir entscheiden bis zum 19.06.2026.")


class TestWords:
    """What is said of a mail in a sentence, and whose it is."""

    def test_where_nothing_is_known_there_is_nothing_to_store(self) -> None:
        assert str(Incoming()) == "Nothing to store."

    def test_all_who_got_a_mail_are_named(self) -> None:
        sent = follow_up("2026-06-15 10:00", "hr", "lead")
        assert str(Incoming(event=sent, certainty=Certainty.LIKELY)).startswith("Follow-up sent to hr, lead (likely).")

    def test_each_event_is_named(self) -> None:
        sent = follow_up("2026-06-04 18:00", "hr", "lead", message_id=FOLLOW_UP_ID)
        answer = read_mail(report("sato@example.com", "ito@example.com"), case(sent))
        assert str(answer).startswith("Bounced: sato@example.com (hr) and Bounced: ito@example.com (lead) (certain).")

    def test_those_who_got_a_mail_are_named_in_the_order_of_its_headers(self) -> None:
        raw = mail("Hello", From="mei@example.com", To="ito@example.com", Cc="sato@example.com", Bcc="mori@example.com")
        assert "to Ken Ito and Hanako Sato and Yuki Mori." in str(read_mail(raw, case()))

    def test_an_address_may_begin_with_any_letter(self) -> None:
        xaver = HR.replace(email="xaver@example.com")
        assert read_mail(mail("Hello", From="xaver@example.com"), case(contacts=(xaver,))).sender == "hr"

    def test_a_mail_from_no_address_may_answer_a_known_one(self) -> None:
        raw = mail("Hello", From="nobody", In_Reply_To=FOLLOW_UP_ID)
        event = read_mail(raw, case(SENT)).event
        assert isinstance(event, ReplyReceived)
        assert event.sender is None
