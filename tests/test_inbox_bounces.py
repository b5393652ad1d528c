"""Delivery reports, in the form of RFC 3464 and in words: which recipient, which message, and failed or only late."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from events import follow_up
from followup_rules import Bounced, ReplyReceived, Stage, next_action
from followup_rules.inbox import Certainty, read_mail
from mails import FOLLOW_UP_ID, NOTICE, RETURNED, SERVER, case, codes, in_words, mail, multipart, report, status
from support import HR, LEAD, PEER, at, interview

SENT = follow_up("2026-06-05 09:00", "hr", message_id=FOLLOW_UP_ID)
WHEN = datetime(2026, 6, 5, 1, tzinfo=UTC)


class TestStandardReports:
    """RFC 3464: a part that programs can read names the recipient and what became of the message."""

    def test_a_report_of_a_failure_is_a_bounce(self) -> None:
        answer = read_mail(report("sato@example.com"), case(SENT))
        assert answer.event == Bounced(at=WHEN, contact="hr", email="sato@example.com", message_id=FOLLOW_UP_ID)
        assert answer.certainty is Certainty.CERTAIN
        assert codes(answer) == ["delivery-report", "not-delivered"]
        assert str(answer) == (
            "Bounced: sato@example.com (hr) (certain). It is a delivery report in the standard form (RFC 3464). "
            "It says that the mail to sato@example.com did not arrive."
        )

    def test_a_bounce_undoes_the_follow_up(self) -> None:
        """G19: a message undone for every recipient was never sent."""
        event = read_mail(report("sato@example.com"), case(SENT)).event
        assert event is not None
        action = next_action(interview(), [SENT, event], now=at("2026-06-05 12:00"))
        assert action.stage is Stage.INTERVIEWED

    def test_a_delay_is_no_bounce(self) -> None:
        answer = read_mail(report("sato@example.com", action="delayed", code="4.4.1"), case(SENT))
        assert (answer.event, answer.certainty) == (None, Certainty.NONE)
        assert codes(answer) == ["delivery-report", "delivery-delayed"]

    def test_a_report_of_what_arrived_is_no_bounce(self) -> None:
        for action in ("delivered", "relayed", "expanded"):
            answer = read_mail(report("sato@example.com", action=action, code="2.0.0"), case(SENT))
            assert (answer.event, codes(answer)) == (None, ["delivery-report", "delivered"])

    @pytest.mark.parametrize(("code", "is_bounce"), [("5.0.0", True), ("4.4.7", False), ("2.1.5", False), ("", False)])
    def test_without_an_action_the_class_of_the_status_counts(self, code: str, is_bounce: bool) -> None:  # noqa: FBT001
        answer = read_mail(report("sato@example.com", action="", code=code, returned=NOTICE), case(SENT))
        assert (answer.event is not None) is is_bounce

    def test_a_temporary_status_of_a_failure_is_a_failure(self) -> None:
        assert read_mail(report("sato@example.com", code="4.4.7"), case(SENT)).event is not None

    def test_a_report_names_only_the_recipient_who_failed(self) -> None:
        raw = multipart(
            NOTICE,
            status("sato@example.com", action="delivered", code="2.0.0")
            + "\nFinal-Recipient: rfc822; mori@example.com\nAction: failed\nStatus: 5.1.1\n",
            kind="report; report-type=delivery-status",
            **SERVER,
        )
        assert [event.named for event in read_mail(raw, case()).events] == [("peer",)]

    def test_two_spellings_of_one_recipient_are_one_bounce(self) -> None:
        people = (HR.replace(email="sato@bücher.example"), LEAD)
        answer = read_mail(report("sato@xn--bcher-kva.example", "sato@bücher.example"), case(contacts=people))
        assert [event.named for event in answer.events] == [("hr",)]

    def test_a_report_names_several_of_several_recipients(self) -> None:
        answer = read_mail(report("SATO@example.com", "mori@example.com", "who@example.com"), case(SENT))
        assert [(each.contact, each.email) for each in answer.events if isinstance(each, Bounced)] == [
            ("hr", "SATO@example.com"),
            ("peer", "mori@example.com"),
        ]
        assert answer.event == answer.events[0]
        assert len(answer.more) == 1

    @pytest.mark.parametrize(
        "field",
        [
            "Final-Recipient: RFC822;<sato@example.com>",
            "Final-Recipient: rfc822; Sato@Example.COM",
            "Final-Recipient: sato@example.com",
            "Original-Recipient: rfc822;sato+40example.com\nFinal-Recipient: rfc822; x@gateway.example",
            "Original-Recipient: rfc822;sato@example.com\nFinal-Recipient: LOCAL; sato",
            "X-Actual-Recipient: rfc822; sato@example.com",
        ],
    )
    def test_a_recipient_may_be_written_in_many_ways(self, field: str) -> None:
        part = f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n{field}\nAction: failed\n"
        event = read_mail(multipart(NOTICE, part, **SERVER), case()).event
        assert isinstance(event, Bounced)
        assert event.contact == "hr"

    def test_a_plus_is_part_of_an_address(self) -> None:
        people = (HR.replace(email="sato+AB@example.com"), LEAD)
        event = read_mail(report("sato+AB@example.com"), case(contacts=people)).event
        assert isinstance(event, Bounced)
        assert event.email == "sato+AB@example.com"

    def test_an_address_that_is_too_long_is_none(self) -> None:
        assert read_mail(report(f"{'a' * 300}@example.com", returned=NOTICE), case()).event is None

    def test_headers_alone_may_come_back(self) -> None:
        headers = f"Content-Type: text/rfc822-headers\n\nTo: sato@example.com\nMessage-ID: {FOLLOW_UP_ID}"
        event = read_mail(report("sato@example.com", returned=headers), case(SENT)).event
        assert isinstance(event, Bounced)
        assert event.message_id == FOLLOW_UP_ID

    def test_a_report_about_somebody_else_is_no_bounce(self) -> None:
        answer = read_mail(report("who@example.com", returned=NOTICE), case(SENT))
        assert (answer.event, codes(answer)) == (None, ["delivery-report", "other-recipient"])

    def test_a_delay_of_mail_to_somebody_else_is_nothing(self) -> None:
        answer = read_mail(report("who@example.com", action="delayed"), case(SENT))
        assert (answer.event, codes(answer)) == (None, ["delivery-report", "other-recipient"])

    def test_a_report_whose_parts_cannot_be_told_apart_is_a_bounce(self) -> None:
        text = "Your message failed.\n\nFinal-Recipient: rfc822; sato@example.com\nAction: failed\nStatus: 5.1.1\n"
        raw = mail(text, Content_Type="multipart/report; report-type=delivery-status; boundary=other", **SERVER)
        event = read_mail(raw, case()).event
        assert isinstance(event, Bounced)
        assert event.contact == "hr"

    def test_an_address_that_is_named_twice_bounced_once(self) -> None:
        """One that failed in any place has failed."""
        for first, second in (("failed", "delivered"), ("delivered", "failed"), ("failed", "failed")):
            block = f"\nFinal-Recipient: rfc822; SATO@example.com\nAction: {second}\nStatus: 5.1.1\n"
            part = status("sato@example.com", action=first) + block
            assert len(read_mail(multipart(NOTICE, part, **SERVER), case()).events) == 1

    def test_a_report_in_words_with_the_message_that_came_back_is_a_bounce(self) -> None:
        raw = multipart(NOTICE, RETURNED, Subject="Undelivered", **SERVER)
        answer = read_mail(raw, case(SENT))
        assert [event.named for event in answer.events] == [("hr",)]

    def test_a_report_that_came_back_itself_is_nothing(self) -> None:
        inner = report("sato@example.com").decode().replace("cut", "inner")
        raw = multipart(NOTICE, f"Content-Type: message/rfc822\n\n{inner}", **SERVER)
        event = read_mail(raw, case()).event
        assert isinstance(event, Bounced)
        assert event.contact == "hr"


class TestWhichMessage:
    """G19: a bounce undoes the message whose id it names; an unknown id undoes nothing."""

    def test_a_bounce_has_the_id_that_the_case_knows(self) -> None:
        raw = report("sato@example.com", returned="Content-Type: text/plain\n\nx")
        raw = raw.replace(b"\nMIME", f"\nIn-Reply-To: {FOLLOW_UP_ID}\nReferences: <a@x.com>\nMIME".encode(), 1)
        event = read_mail(raw, case(SENT)).event
        assert isinstance(event, Bounced)
        assert event.message_id == FOLLOW_UP_ID

    def test_a_bounce_has_no_id_where_the_last_message_has_none_in_the_case(self) -> None:
        """So that the last message is meant."""
        event = read_mail(report("sato@example.com"), case(SENT.replace(message_id=None))).event
        assert isinstance(event, Bounced)
        assert event.message_id is None

    def test_a_bounce_keeps_an_id_that_differs_from_the_last_message_s(self) -> None:
        """So that a bounce of another mail undoes nothing."""
        event = read_mail(report("sato@example.com"), case(SENT.replace(message_id="<other@x.com>"))).event
        assert isinstance(event, Bounced)
        assert event.message_id == FOLLOW_UP_ID

    def test_a_bounce_keeps_its_id_where_a_later_message_went_out_without_one(self) -> None:
        later = follow_up("2026-06-09 09:00", "hr")
        event = read_mail(report("sato@example.com"), case(SENT.replace(message_id="<other@x.com>"), later)).event
        assert isinstance(event, Bounced)
        assert event.message_id == FOLLOW_UP_ID

    def test_a_bounce_without_any_message_has_no_id(self) -> None:
        event = read_mail(report("sato@example.com"), case()).event
        assert isinstance(event, Bounced)
        assert event.message_id is None


class TestForwardedAddresses:
    """Where the report names an address that no contact has, the message that came back says whose it is."""

    def test_a_forwarded_address_is_found_by_the_message_that_came_back(self) -> None:
        answer = read_mail(report("h.sato@mailbox.example", returned=_returned("x@alias.example")), case(SENT))
        assert answer.event == Bounced(at=WHEN, contact="hr", email="sato@example.com", message_id=FOLLOW_UP_ID)
        assert answer.certainty is Certainty.LIKELY
        assert codes(answer) == ["delivery-report", "returned-message"]

    def test_a_report_of_a_message_written_to_a_contact_is_likely_that_contact_s(self) -> None:
        answer = read_mail(report("h.sato@mailbox.example"), case())
        assert answer.event == Bounced(at=WHEN, contact="hr", email="sato@example.com")
        assert (answer.certainty, codes(answer)) == (Certainty.LIKELY, ["delivery-report", "returned-to-contact"])

    def test_a_report_of_a_message_to_several_is_no_bounce_of_any(self) -> None:
        """Nobody knows then for whom it failed."""
        answer = read_mail(report("x@mailbox.example", returned=_returned("sato@example.com, who@x.com")), case(SENT))
        assert (answer.event, codes(answer)) == (None, ["delivery-report", "other-recipient"])

    def test_a_report_of_several_forwarded_addresses_names_nobody(self) -> None:
        answer = read_mail(report("a@mailbox.example", "b@mailbox.example"), case(SENT))
        assert (answer.event, codes(answer)) == (None, ["delivery-report", "other-recipient"])

    def test_a_report_of_a_known_message_to_several_contacts_is_no_bounce(self) -> None:
        sent = SENT.replace(to=["hr", "lead"])
        answer = read_mail(report("x@mailbox.example", returned=_returned("list@x.com")), case(sent))
        assert answer.event is None

    def test_a_report_is_no_bounce_where_the_contact_has_no_address_any_more(self) -> None:
        people = (HR.replace(email=None), LEAD, PEER)
        answer = read_mail(report("x@mailbox.example"), case(SENT, contacts=people))
        assert (answer.event, codes(answer)) == (None, ["delivery-report", "other-recipient"])


def _returned(to: str) -> str:
    return f"Content-Type: message/rfc822\n\nTo: {to}\nMessage-ID: {FOLLOW_UP_ID}\n\nHello"


# Reports in words after the kinds that servers write; all fail for sato@example.com.
QMAIL = """Hi. This is the mail program at mx.example.com.
I could not deliver your message to these addresses. I have given up.

<sato@example.com>:
192.0.2.1 does not like recipient. 550 no such user

--- Below this line is a copy of the message.

Message-ID: <follow-up@example.com>
To: ito@example.com
"""
EXIM = """A message that you sent could not be delivered to all of its recipients:

  sato@example.com
    Unknown user (contact ito@example.net for help)

------ This is a copy of the message, including all the headers. ------

Received: from mail.example.com
Message-ID: <follow-up@example.com>
"""
EXCHANGE = """Your message

  To:      ito@example.com
  Subject: Following up

did not reach the following recipient(s):

SMTP=sato@example.com on Fri, 5 Jun 2026 10:00:00 +0900
    The recipient name is not recognized
"""
GMAIL = """Delivery to the following recipient failed permanently:

     sato@example.com

----- Original message -----

X-Received: by 192.0.2.1
Message-ID: <follow-up@example.com>
"""
GERMAN = "Ihre Nachricht wurde nicht zugestellt. Empfänger: sato@example.com"
JAPANESE = "次の宛先に送信できませんでした。\n\n<sato@example.com>"
HEADERS_AT_ONCE = """sato@example.com: user unknown

Received: from mail.example.com
To: ito@example.com
> Message-ID : <follow-up@example.com>
"""


class TestReportsInWords:
    """Not every server writes the standard form."""

    @pytest.mark.parametrize(
        ("text", "subject"),
        [
            (QMAIL, "failure notice"),
            (EXIM, "Mail delivery failed: returning message to sender"),
            (EXCHANGE, "Undeliverable: Following up"),
            (GMAIL, "Delivery Status Notification (Failure)"),
            (GERMAN, "Unzustellbar: Nachfrage"),
            (JAPANESE, "配信エラー"),
            (HEADERS_AT_ONCE, "Returned mail: see transcript for details"),
            (QMAIL, "Hello"),  # the words are enough where a server sends them
        ],
    )
    def test_the_address_is_found_in_a_report_in_words(self, text: str, subject: str) -> None:
        answer = read_mail(in_words(text, subject), case(SENT))
        assert answer.certainty is Certainty.LIKELY
        assert [(each.contact, each.email) for each in answer.events if isinstance(each, Bounced)] == [
            ("hr", "sato@example.com")
        ]
        assert codes(answer) == ["delivery-report-in-words", "not-delivered"]

    def test_the_message_that_came_back_is_found_in_a_report_in_words(self) -> None:
        for text in (QMAIL, EXIM, GMAIL, HEADERS_AT_ONCE):
            event = read_mail(in_words(text), case(SENT)).event
            assert isinstance(event, Bounced)
            assert event.message_id == FOLLOW_UP_ID

    def test_what_stands_below_a_rule_of_four_dashes_is_the_mail_that_came_back(self) -> None:
        text = "It could not be delivered to sato@example.com.\n\n--Original message--\nDear mori@example.com,"
        assert [event.named for event in read_mail(in_words(text), case()).events] == [("hr",)]

    def test_a_header_names_the_failed_recipients(self) -> None:
        raw = in_words("Sorry.", X_Failed_Recipients="sato@example.com, mori@example.com")
        assert [event.named for event in read_mail(raw, case()).events] == [("hr",), ("peer",)]

    @pytest.mark.parametrize(
        ("subject", "text"),
        [
            ("Warning: message delayed 24 hours", "sato@example.com\nDelivery attempts will continue to be made."),
            ("Delivery Status Notification (Delay)", "sato@example.com\nAll servers failed; it will be retried."),
            ("Zustellung verzögert: mail delivery", "sato@example.com"),
            ("Mail delivery", "配信が遅延しています sato@example.com"),
        ],
    )
    def test_a_report_in_words_that_a_mail_is_late_is_no_bounce(self, subject: str, text: str) -> None:
        answer = read_mail(in_words(text, subject), case(SENT))
        assert (answer.event, codes(answer)) == (None, ["delivery-report-in-words", "delivery-delayed"])

    def test_a_delay_that_ended_in_a_failure_is_a_bounce(self) -> None:
        text = "It was delayed for 5 days; I have given up.\nsato@example.com"
        assert read_mail(in_words(text), case(SENT)).event is not None

    def test_without_an_address_whoever_was_written_to_is_meant(self) -> None:
        answer = read_mail(in_words("Unknown user.\n\n--- Original message follows.\nTo: sato@example.com\n"), case())
        assert [event.named for event in answer.events] == [("hr",)]

    def test_addresses_of_the_candidate_and_of_servers_do_not_count(self) -> None:
        people = (HR.replace(email="postmaster@example.com"), LEAD)
        text = "mei@example.com wrote to postmaster@example.com; it failed."
        assert read_mail(in_words(text), case(contacts=people)).event is None

    def test_a_person_who_writes_about_a_bounce_replies(self) -> None:
        text = "My mail to ito@example.com came back: user unknown. Do you have another address?"
        answer = read_mail(mail(text, Subject="Undeliverable: mail delivery failed"), case())
        assert isinstance(answer.event, ReplyReceived)

    def test_a_stranger_who_names_an_address_reports_no_bounce(self) -> None:
        answer = read_mail(mail("sato@example.com", From="Jo <jo@example.net>", Subject="Hello"), case())
        assert (answer.event, codes(answer)) == (None, ["unknown-sender"])

    def test_a_stranger_s_report_needs_words_or_a_header_besides_the_subject(self) -> None:
        headers = {"From": "Jo <jo@example.com>", "Subject": "Mail delivery of your documents"}
        assert read_mail(mail("Please write to sato@example.com.", **headers), case()).event is None
        assert read_mail(mail("Sorry, unknown: sato@example.com.", **headers), case()).event is not None
        assert read_mail(mail("Sorry: sato@example.com.", Return_Path="<>", **headers), case()).event is not None

    def test_a_server_that_sends_something_else_reports_no_bounce(self) -> None:
        answer = read_mail(in_words("Your quota is 80 % full, sato@example.com", "Storage", Return_Path=None), case())
        assert answer.event is None
        assert codes(answer) == ["unknown-sender"]

    def test_a_report_may_come_from_a_sender_without_an_address(self) -> None:
        raw = in_words(QMAIL, "Hello", From="MAILER-DAEMON")
        assert [event.named for event in read_mail(raw, case()).events] == [("hr",)]


class TestWhoseMessage:
    """A report undoes a message of this case, so it must be about one."""

    UNRECORDED = SENT.replace(message_id=None)

    def test_an_unknown_message_may_be_of_another_case_where_the_last_one_has_no_id(self) -> None:
        answer = read_mail(report("sato@example.com"), case(self.UNRECORDED))
        assert answer.event == Bounced(at=WHEN, contact="hr", email="sato@example.com")
        assert answer.certainty is Certainty.LIKELY
        assert [point.code for point in answer.to_decide] == ["about-this-case"]

    def test_a_report_that_says_nothing_of_the_message_is_about_the_last_one(self) -> None:
        answer = read_mail(report("sato@example.com", returned=NOTICE), case(self.UNRECORDED))
        assert (answer.certainty, answer.to_decide) == (Certainty.CERTAIN, ())

    def test_an_address_to_which_nothing_was_sent_in_this_case_is_dead_for_certain(self) -> None:
        answer = read_mail(report("sato@example.com"), case())
        assert (answer.certainty, answer.to_decide) == (Certainty.CERTAIN, ())

    @pytest.mark.parametrize("sender", ["Hanako Sato <sato@example.com>", "Mei Tan <mei@example.com>"])
    def test_a_person_who_forwards_a_report_reports_nothing(self, sender: str) -> None:
        forwarded = multipart(NOTICE, status("mori@example.com"), RETURNED, From=sender, Subject="Fwd: Undelivered")
        assert not any(isinstance(event, Bounced) for event in read_mail(forwarded, case(SENT)).events)
        with_header = mail("See above.", From=sender, X_Failed_Recipients="mori@example.com")
        assert not any(isinstance(event, Bounced) for event in read_mail(with_header, case(SENT)).events)


class TestOtherReports:
    @pytest.mark.parametrize(
        ("kind", "code"), [("disposition-notification", "read-receipt"), ("feedback-report", "complaint-report")]
    )
    def test_reports_that_are_not_about_delivery_are_no_bounces(self, kind: str, code: str) -> None:
        raw = multipart("Content-Type: text/plain\n\nRead.", kind=f"report; report-type={kind}", Subject="Read: x")
        answer = read_mail(raw, case(SENT))
        assert (answer.event, codes(answer)) == (None, [code])


def test_a_report_whose_address_stands_in_its_words_alone_is_only_likely() -> None:
    raw = multipart(
        "Content-Type: text/plain\n\nYour message to sato@example.com could not be delivered.",
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n",
        kind='report; report-type="delivery-status"',
        **SERVER,
    )
    answer = read_mail(raw, case())
    assert answer.certainty is not Certainty.CERTAIN
