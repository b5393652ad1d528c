"""The command line: ``record FILE mail.eml`` records what a mail says, as far as it is certain."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import mails
from commands import CASE, NOW, Capture, Pipe, refused, run, stored
from events import away, bounced, message, reply, thank_you
from followup_rules import (
    Bounced,
    Case,
    Event,
    FollowUpSent,
    MessageSent,
    OutOfOfficeReceived,
    RejectionReceived,
    ReplyReceived,
    ThankYouSent,
)
from followup_rules._cli import _incoming
from followup_rules.inbox._incoming import OPEN
from support import HR, PEER, at

if TYPE_CHECKING:
    from collections.abc import Callable

    Inbox = Callable[..., list[tuple[bytes, Case]]]

REPLY = reply("2026-06-04 15:30", "hr", message_id="<r1@x.com>", subject="Re: Thanks")
MAIL = b"Message-ID: <r1@x.com>\r\n\r\nWe decide by 12 June.\r\n"


class Point(NamedTuple):
    """What a person must still decide, as the inbox says it."""

    code: str
    text: str
    words: str = ""


class Incoming(NamedTuple):
    """What the inbox says of a mail."""

    events: tuple[Event, ...] = ()
    certainty: str = "certain"
    to_decide: tuple[Point, ...] = ()
    at: None = None

    def replace(self, *, to_decide: list[Point]) -> Incoming:
        return self._replace(to_decide=tuple(to_decide))

    def __str__(self) -> str:
        return "It is a mail."


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch, room: Path) -> Inbox:
    """Return what makes the inbox say something of each mail; it returns a list of what the inbox then was asked."""
    (room / "mail.eml").write_bytes(MAIL)

    def says(*events: Event, **more: Any) -> list[tuple[bytes, Case]]:
        asked: list[tuple[bytes, Case]] = []
        module = ModuleType("followup_rules.inbox")

        def read_mail(raw: bytes, case: Case, **_: object) -> Incoming:
            asked.append((raw, case))
            known = {getattr(event, "message_id", None) for event in case.events}
            return Incoming(tuple(each for each in events if getattr(each, "message_id", 0) not in known), **more)

        module.read_mail = read_mail  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "followup_rules.inbox", module)
        return asked

    return says


class TestCertain:
    def test_a_certain_event_is_recorded(self, inbox: Inbox, capsysbinary: Capture) -> None:
        asked = inbox(REPLY)
        printed = run(capsysbinary, "record", "case.json", "mail.eml")
        assert printed.startswith(
            "It is a mail.\n"
            "Recorded: Reply from Hanako Sato, Thu 4 Jun 2026 15:30 (Asia/Tokyo)\n\n"
            "Data Engineer at Acme\n"
        )
        assert stored().events == (REPLY,)
        assert asked == [(MAIL, CASE)]

    def test_all_events_of_a_mail_are_recorded(self, inbox: Inbox, capsysbinary: Capture) -> None:
        events = tuple(bounced("2026-06-04 15:30", who, email=f"{who.id}@example.com") for who in (HR, PEER))
        inbox(*events)
        printed = run(capsysbinary, "record", "case.json", "mail.eml")
        assert printed.count("Recorded: Bounced: ") == 2
        assert stored().events == events

    def test_a_mail_may_come_from_standard_input_with_a_byte_order_mark(
        self, inbox: Inbox, piped: Pipe, capsysbinary: Capture
    ) -> None:
        asked = inbox(REPLY)
        piped(b"\xef\xbb\xbf" + MAIL)
        run(capsysbinary, "record", "case.json", "-")
        assert asked == [(MAIL, CASE)]

    def test_what_is_to_be_decided_is_said(self, inbox: Inbox, capsysbinary: Capture) -> None:
        points = (
            Point("date", "for programs", "12\n June\x1b[2J"),
            Point("who", "for programs"),
            Point("something-new", "Is this new?", "new"),
        )
        inbox(REPLY, to_decide=points)
        printed = run(capsysbinary, "record", "case.json", "mail.eml")
        assert printed.splitlines()[1:5] == [
            (
                "  To decide: '12 June\\x1b[2J': "
                "What is this date? It may go into --decision-by, --answer-by or --enquire-on."
            ),
            "  To decide: Who wrote this? Say so with --from; a new person goes into the contacts of the case first.",
            "  To decide: 'new': Is this new?",
            "  Say so with: followup-rules record case.json WHAT mail.eml, and options",
        ]

    def test_words_of_one_question_stand_together(self, inbox: Inbox, capsysbinary: Capture) -> None:
        points = [
            Point("regret", "for programs", "sadly"),
            Point("date", "for programs", "12 June"),
            Point("rejection", "for programs", "other\ncandidates"),
            Point("date", "for programs", "19 June"),
            Point("rejection", "for programs", "other candidates"),
            Point("question", "for programs", "Why?"),
            Point("question", "for programs", "When?"),
        ]
        inbox(REPLY, to_decide=tuple(points))
        printed = run(capsysbinary, "record", "case.json", "mail.eml")
        assert [line.partition("? ")[0] for line in printed.splitlines()[1:6]] == [
            "  To decide: 'sadly', 'other candidates': Is this a rejection",
            "  To decide: '12 June': What is this date",
            "  To decide: '19 June': What is this date",
            "  To decide: 'Why?': Do they ask for something",
            "  To decide: 'When?': Do they ask for something",
        ]

    def test_regret_alone_is_asked_about(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(REPLY, to_decide=(Point("regret", "for programs", "sadly"), Point("regret", "for programs", "sorry")))
        line = run(capsysbinary, "record", "case.json", "mail.eml").splitlines()[1]
        assert line.startswith("  To decide: 'sadly', 'sorry': They are sorry about something. If it is a rejection, ")

    def test_a_certain_event_is_recorded_with_what_a_person_read_in_the_mail(
        self, inbox: Inbox, capsysbinary: Capture
    ) -> None:
        inbox(REPLY)
        run(capsysbinary, "record", "case.json", "mail.eml", "--decision-by", "2026-06-12", "--from", "mori")
        (event,) = stored().events
        assert event == REPLY.replace(decision_by="2026-06-12", sender="peer")

    def test_a_certain_event_is_recorded_with_another_time(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(REPLY)
        run(capsysbinary, "record", "case.json", "mail.eml", "--at", "2026-06-04 12:00")
        assert stored().events[0].at == at("2026-06-04 12:00")

    def test_a_time_after_now_is_refused_for_a_mail_too(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(REPLY)
        arguments = ("record", "case.json", "mail.eml", "--at", "2026-06-05 12:00", "--now", NOW)
        line = refused(capsysbinary, *arguments)
        assert line.startswith("--at: Fri 5 Jun 2026 12:00 (Asia/Tokyo) is later than now, Thu 4 Jun 2026 16:00 (Asia")
        assert stored() == CASE

    def test_a_mail_from_the_future_is_recorded_with_a_remark(self, inbox: Inbox, capsysbinary: Capture) -> None:
        # Other people's clocks may be wrong by some minutes.
        inbox(REPLY.replace(at=at("2026-06-04 16:05")))
        printed = run(capsysbinary, "record", "case.json", "mail.eml")
        assert "\n  The date of this mail lies in the future. If it is wrong, say with --at when it came.\n" in printed

    def test_an_option_that_does_not_go_with_a_reply_is_refused(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(REPLY)
        line = refused(capsysbinary, "record", "case.json", "mail.eml", "--returns-on", "2026-06-12")
        assert line == "--returns-on does not go with 'replied', only with out-of-office"

    def test_an_option_that_does_not_go_with_a_touch_is_refused(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(thank_you("2026-06-04 15:30", "peer"))
        line = refused(capsysbinary, "record", "case.json", "mail.eml", "--returns-on", "2026-06-12")
        assert line == "--returns-on does not go with 'sent', only with out-of-office"


class TestLikely:
    EVENT = thank_you("2026-06-04 15:30", "peer", message_id="<m1@x.com>")

    @pytest.mark.parametrize("answer", ["y", "YES"])
    def test_a_person_is_asked_about_a_likely_event(
        self, answer: str, inbox: Inbox, piped: Pipe, capsysbinary: Capture
    ) -> None:
        inbox(self.EVENT, certainty="likely")
        piped(f"{answer}\n".encode())
        printed = run(capsysbinary, "record", "case.json", "mail.eml")
        assert printed.startswith(f"It is a mail.\nRecord this? y or n [n]: {answer}\n")
        assert stored().events == (self.EVENT,)

    @pytest.mark.parametrize("answer", ["", "n", "no"])
    def test_a_person_may_say_no_to_a_likely_event(
        self, answer: str, inbox: Inbox, piped: Pipe, capsysbinary: Capture
    ) -> None:
        inbox(self.EVENT, certainty="likely")
        piped(f"{answer}\n".encode())
        printed = run(capsysbinary, "record", "case.json", "mail.eml", code=1)
        assert "\nNothing was recorded.\n" in printed
        assert stored() == CASE

    def test_a_likely_event_is_not_recorded_where_nobody_answers(
        self, inbox: Inbox, piped: Pipe, capsysbinary: Capture
    ) -> None:
        inbox(self.EVENT, certainty="likely")
        piped(b"")
        from followup_rules._cli import main  # noqa: PLC0415 - only here

        assert main(["record", "case.json", "mail.eml", "--now", NOW]) == 2
        assert capsysbinary.readouterr().err.decode().startswith("followup-rules: the input ended before an answer to ")
        assert stored() == CASE

    def test_nobody_is_asked_about_a_mail_from_standard_input(
        self, inbox: Inbox, piped: Pipe, capsysbinary: Capture
    ) -> None:
        inbox(self.EVENT, certainty="likely")
        piped(MAIL)
        printed = run(capsysbinary, "record", "case.json", "-", code=1)
        assert printed.startswith("It is a mail.\nNothing was recorded; --yes records it.\n")
        assert stored() == CASE
        piped(MAIL)
        run(capsysbinary, "record", "case.json", "-", "--yes")
        assert stored().events == (self.EVENT,)

    def test_a_program_is_not_asked_about_a_likely_event(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(self.EVENT, certainty="likely")
        assert json.loads(run(capsysbinary, "record", "case.json", "mail.eml", "--json", code=1))["recorded"] == []
        assert json.loads(run(capsysbinary, "record", "case.json", "mail.eml", "--json", "--yes"))["recorded"] != []

    def test_yes_to_a_likely_event_records_it(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(self.EVENT, certainty="likely")
        run(capsysbinary, "record", "case.json", "mail.eml", "--yes")
        assert stored().events == (self.EVENT,)

    def test_a_word_for_a_likely_event_records_it(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(self.EVENT, certainty="likely")
        run(capsysbinary, "record", "case.json", "sent", "mail.eml")
        assert stored().events == (self.EVENT,)

    def test_a_word_for_a_likely_event_may_say_another_event(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(self.EVENT, certainty="likely")
        run(capsysbinary, "record", "case.json", "message", "mail.eml")
        assert stored().events == (MessageSent(at=self.EVENT.at, to=["peer"], message_id="<m1@x.com>"),)


class TestOnesOwnMail:
    EARLY = message("2026-06-04 10:00", "peer", message_id="<m1@x.com>", subject="Thanks")

    def test_a_person_says_that_a_mail_is_the_message_that_was_due(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(self.EARLY.replace(at=at("2026-06-04 15:30")))
        run(capsysbinary, "record", "case.json", "sent", "mail.eml")
        (event,) = stored().events
        assert event == ThankYouSent(at=at("2026-06-04 15:30"), to=["peer"], message_id="<m1@x.com>", subject="Thanks")

    def test_a_person_says_that_a_mail_was_sent_before_its_time(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(self.EARLY)
        line = refused(capsysbinary, "record", "case.json", "sent", "mail.eml")
        assert line.startswith("the thank-you note is not due before Thu 4 Jun 2026 15:00 (Asia/Tokyo); if you sent it")
        run(capsysbinary, "record", "case.json", "sent", "mail.eml", "--touch", "thank-you")
        assert isinstance(stored().events[0], ThankYouSent)

    def test_a_person_says_which_of_several_messages_a_mail_was(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(self.EARLY)
        run(capsysbinary, "record", "case.json", "sent", "mail.eml", "--touch", "follow-up-1", "--to", "hr")
        (event,) = stored().events
        assert event == FollowUpSent(at=self.EARLY.at, to=["hr"], message_id="<m1@x.com>", subject="Thanks")

    def test_a_mail_of_ones_own_is_no_reply(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(self.EARLY)
        line = refused(capsysbinary, "record", "case.json", "replied", "mail.eml")
        assert line == "MAIL: 'replied' is not what the mail says, which is: Message sent; record it without the mail"
        inbox(REPLY)
        line = refused(capsysbinary, "record", "case.json", "sent", "mail.eml")
        assert line == "MAIL: 'sent' is not what the mail says, which is: Reply; record it without the mail"

    def test_a_person_may_say_of_whom_a_report_is(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(bounced("2026-06-04 15:30", HR, email="x@example.com"))
        run(capsysbinary, "record", "case.json", "bounced", "mail.eml", "--to", "peer")
        assert stored().events == (Bounced(at=at("2026-06-04 15:30"), contact="peer", email="x@example.com"),)


class TestWhatAPersonSays:
    REJECTION = RejectionReceived(at=REPLY.at, sender="hr", message_id="<r1@x.com>", subject="Re: Thanks")

    def test_a_reply_may_be_a_rejection(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(REPLY)
        printed = run(capsysbinary, "record", "case.json", "rejected", "mail.eml")
        assert "Recorded: Rejection from Hanako Sato" in printed
        assert stored().events == (self.REJECTION,)

    def test_a_mail_recorded_as_a_reply_can_be_made_a_rejection(self, inbox: Inbox, capsysbinary: Capture) -> None:
        absence = away("2026-06-04 15:10", "hr")
        Path("case.json").write_text(CASE.replace(events=[absence, REPLY]).model_dump_json(), encoding="utf-8")
        inbox(REPLY)
        run(capsysbinary, "record", "case.json", "rejected", "mail.eml")
        assert stored().events == (absence, self.REJECTION)

    @pytest.mark.parametrize("indent", [None, 4])
    def test_undo_takes_out_what_a_person_said_of_a_mail(
        self, indent: int | None, inbox: Inbox, capsysbinary: Capture
    ) -> None:
        absence = away("2026-06-04 15:10", "hr")
        text = CASE.replace(events=[REPLY, absence]).model_dump_json(indent=indent)
        Path("case.json").write_text(text, encoding="utf-8")
        inbox(REPLY)
        run(capsysbinary, "record", "case.json", "rejected", "mail.eml")
        assert stored().events == (absence, self.REJECTION)
        printed = run(capsysbinary, "undo", "case.json")
        assert printed.startswith("Taken out: Rejection from Hanako Sato, ")
        assert stored().events == (absence,)

    def test_whom_a_report_about_several_did_not_reach_is_not_said_once_for_all(
        self, inbox: Inbox, capsysbinary: Capture
    ) -> None:
        inbox(
            bounced("2026-06-04 15:30", HR),
            bounced("2026-06-04 15:30", PEER),
        )
        line = refused(capsysbinary, "record", "case.json", "bounced", "mail.eml", "--to", "lead")
        assert line == "--to: the mail is about 2 people; record it without --to"

    def test_a_word_said_twice_of_a_mail_is_recorded_once(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(REPLY)
        run(capsysbinary, "record", "case.json", "rejected", "mail.eml")
        before = Path("case.json").read_bytes()
        printed = run(capsysbinary, "record", "case.json", "rejected", "mail.eml")
        assert "\nRecorded before: Rejection from Hanako Sato, " in printed
        assert "Recorded: " not in printed
        assert Path("case.json").read_bytes() == before

    def test_a_second_event_of_the_mail_leaves_the_first_alone(self, inbox: Inbox, capsysbinary: Capture) -> None:
        bounce = bounced(REPLY.at, PEER, email="x@example.com")
        Path("case.json").write_text(CASE.replace(events=[REPLY]).model_dump_json(), encoding="utf-8")
        inbox(REPLY, bounce)
        run(capsysbinary, "record", "case.json", "mail.eml")
        assert stored().events == (REPLY, bounce)

    def test_a_date_before_the_day_of_the_mail_is_refused(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(REPLY)
        line = refused(capsysbinary, "record", "case.json", "replied", "mail.eml", "--decision-by", "2026-06-03")
        assert line.startswith("--decision-by: 3 June 2026 lies before 4 June 2026, the day on which this happened, ")
        assert stored() == CASE

    def test_what_was_recorded_before_can_be_made_exact(self, inbox: Inbox, capsysbinary: Capture) -> None:
        Path("case.json").write_text(CASE.replace(events=[REPLY]).model_dump_json(), encoding="utf-8")
        inbox(REPLY)
        run(capsysbinary, "record", "case.json", "replied", "mail.eml", "--decision-by", "2026-06-12")
        assert stored().events == (REPLY.replace(decision_by="2026-06-12"),)

    def test_a_mail_cannot_be_an_event_of_another_side(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(REPLY)
        line = refused(capsysbinary, "record", "case.json", "bounced", "mail.eml")
        assert line == "MAIL: 'bounced' is not what the mail says, which is: Reply; record it without the mail"


@pytest.mark.usefixtures("room")
class TestRealMail:
    """Mails that the inbox reads itself."""

    def test_a_reply_in_a_thread_that_the_case_knows_is_recorded(self, room: Path, capsysbinary: Capture) -> None:
        sent = thank_you("2026-06-04 15:10", "hr", message_id="<follow-up@example.com>")
        Path("case.json").write_text(CASE.replace(events=[sent]).model_dump_json(), encoding="utf-8")
        text = "We will decide by 19 June 2026.\n"
        (room / "mail.eml").write_bytes(mails.mail(text, In_Reply_To="<follow-up@example.com>"))
        printed = run(capsysbinary, "record", "case.json", "mail.eml", now="2026-06-05T12:00:00+09:00")
        assert "  To decide: '19 June 2026': What is this date? It may go into --decision-by, " in printed
        assert "\nRecorded: Reply from Hanako Sato, Fri 5 Jun 2026 10:00 (Asia/Tokyo)\n" in printed
        arguments = ("record", "case.json", "replied", "mail.eml", "--decision-by", "2026-06-19")
        printed = run(capsysbinary, *arguments, now="2026-06-05T12:00:00+09:00")
        assert "To decide" not in printed
        reply = stored().events[-1]
        assert isinstance(reply, ReplyReceived)
        assert (reply.sender, str(reply.decision_by), len(stored().events)) == ("hr", "2026-06-19", 2)
        printed = run(capsysbinary, "record", "case.json", "mail.eml", code=1)
        assert printed.startswith("Nothing to store. The case has this mail already.\n")

    def test_a_mail_that_came_back_is_recorded_as_a_bounce(self, room: Path, capsysbinary: Capture) -> None:
        sent = thank_you("2026-06-04 15:10", "hr", message_id="<follow-up@example.com>")
        Path("case.json").write_text(CASE.replace(events=[sent]).model_dump_json(), encoding="utf-8")
        (room / "mail.eml").write_bytes(mails.report("sato@example.com"))
        printed = run(capsysbinary, "record", "case.json", "mail.eml")
        assert "\nRecorded: Bounced: Hanako Sato, " in printed
        bounce = stored().events[-1]
        assert isinstance(bounce, Bounced)
        assert (bounce.email, bounce.message_id) == ("sato@example.com", "<follow-up@example.com>")

    NO = (
        "Guten Tag,\n\nvielen Dank für das Gespräch. Leider müssen wir Ihnen mitteilen, dass wir uns für andere "
        "Bewerber entschieden haben.\n"
    )

    def test_one_question_is_asked_once(self, room: Path, capsysbinary: Capture) -> None:
        sent = thank_you("2026-06-04 15:10", "hr", message_id="<follow-up@example.com>")
        Path("case.json").write_text(CASE.replace(events=[sent]).model_dump_json(), encoding="utf-8")
        (room / "no.eml").write_bytes(mails.mail(self.NO, In_Reply_To="<follow-up@example.com>"))
        printed = run(capsysbinary, "record", "case.json", "no.eml", now="2026-06-05T12:00:00+09:00")
        lines = printed.splitlines()
        assert lines[0].endswith(" 1 thing to decide.")
        assert lines[1].endswith(": Is this a rejection? Then record the mail as 'rejected'.")
        assert lines[1].startswith("  To decide: 'Leider', 'andere Bewerber")
        assert lines[2] == "  Say so with: followup-rules record case.json WHAT no.eml, and options"

    def test_a_word_decides_what_a_mail_is(self, room: Path, capsysbinary: Capture) -> None:
        (room / "no.eml").write_bytes(mails.mail(self.NO))
        printed = run(capsysbinary, "record", "case.json", "rejected", "no.eml", now="2026-06-05T12:00:00+09:00")
        assert "to decide" not in printed.casefold()
        assert "\nRecorded: Rejection from Hanako Sato, Fri 5 Jun 2026 10:00 (Asia/Tokyo)\n" in printed

    def test_ones_own_mail_is_only_likely(self, room: Path, piped: Pipe, capsysbinary: Capture) -> None:
        own = {"From": "mei@example.com", "To": "mori@example.com", "Date": "Thu, 04 Jun 2026 16:00:00 +0900"}
        (room / "mail.eml").write_bytes(mails.mail("Dear Yuki Mori, thank you.\n", **own))
        piped(b"y\n")
        run(capsysbinary, "record", "case.json", "mail.eml")
        (event,) = stored().events
        assert isinstance(event, ThankYouSent)
        assert event.to == ("peer",)

    def test_what_can_be_decided_is_what_the_inbox_leaves_open(self) -> None:
        assert set(_incoming._DECIDE) <= set(OPEN)


class TestNothing:
    def test_of_a_mail_about_something_else_nothing_is_recorded(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox()
        printed = run(capsysbinary, "record", "case.json", "mail.eml", code=1)
        assert printed.startswith("It is a mail.\n\nData Engineer at Acme\n")
        assert stored() == CASE

    def test_a_mail_that_is_no_event_is_refused_with_a_word(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox()
        line = refused(capsysbinary, "record", "case.json", "replied", "mail.eml")
        assert line == "MAIL: It is a mail. Record it without the mail."

    AUTOMATIC = (
        b"From: %s\r\nTo: mei@example.com\r\nDate: Fri, 05 Jun 2026 10:00:00 +0900\r\n"
        b"Message-ID: <auto@example.com>\r\nSubject: Automatic reply\r\nAuto-Submitted: auto-replied\r\n\r\nHello.\r\n"
    )

    def test_a_person_says_that_a_mail_is_an_absence(self, room: Path, capsysbinary: Capture) -> None:
        (room / "mail.eml").write_bytes(self.AUTOMATIC % b"Hanako Sato <sato@example.com>")
        run(capsysbinary, "record", "case.json", "out-of-office", "mail.eml", "--returns-on", "2026-06-22")
        assert stored().events[-1] == OutOfOfficeReceived(
            at=at("2026-06-05 10:00"), sender="hr", returns_on=date(2026, 6, 22)
        )
        (room / "mail.eml").write_bytes(self.AUTOMATIC % b"a@example.org")
        line = refused(capsysbinary, "record", "case.json", "out-of-office", "mail.eml")
        assert line == "MAIL: its sender is nobody in this case; say who is away with --from"
        arguments = ("record", "case.json", "replied", "mail.eml", "--at", "2026-06-05 11:00")
        run(capsysbinary, *arguments, now="2026-06-05T12:00:00+09:00")
        assert stored().events[-1] == ReplyReceived(
            at=at("2026-06-05 11:00"), message_id="<auto@example.com>", subject="Automatic reply"
        )

    def test_a_day_of_return_takes_the_place_of_the_absence_without_one(
        self, room: Path, capsysbinary: Capture
    ) -> None:
        raw = (self.AUTOMATIC % b"Hanako Sato <sato@example.com>").replace(b"Hello.", b"I am out of the office.")
        (room / "mail.eml").write_bytes(raw)
        run(capsysbinary, "record", "case.json", "mail.eml")
        absence = away("2026-06-05 10:00", "hr")
        assert stored().events[-1] == absence
        run(capsysbinary, "record", "case.json", "out-of-office", "mail.eml", "--returns-on", "2026-06-22")
        found = [event for event in stored().events if isinstance(event, OutOfOfficeReceived)]
        assert found == [absence.replace(returns_on=date(2026, 6, 22))]

    def test_a_mail_file_that_is_not_there_is_an_error(self, room: Path, capsysbinary: Capture) -> None:
        assert room.exists()
        line = refused(capsysbinary, "record", "case.json", "none.eml")
        assert line == "MAIL: 'none.eml' cannot be read: No such file or directory"

    def test_two_mails_at_once_are_refused(self, inbox: Inbox, capsysbinary: Capture) -> None:
        inbox(REPLY)
        line = refused(capsysbinary, "record", "case.json", "mail.eml", "mail.eml")
        assert line.endswith("or a mail as a file, got 'mail.eml'")
