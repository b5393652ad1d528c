"""The command line: ``record`` adds what happened to a file, and says what comes next."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands import CASE, NOW, Capture, Pipe, refused, refused_with, run, stored
from events import asks, follow_up, rejection, thank_you, withdrawn
from followup_rules import (
    Bounced,
    Case,
    Event,
    FeedbackRequestSent,
    FollowUpSent,
    InterviewNotHeld,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    RejectionReceived,
    Reopened,
    ReplyReceived,
    Snoozed,
    ThankYouSent,
    Touch,
    TouchSkipped,
    Withdrawn,
)
from followup_rules._cli import _record, _rewriting
from followup_rules._cli._reading import case_of
from support import HR, LEAD, PEER, at, interview

NOW_ = at("2026-06-04 16:00")


def store(case: Case) -> None:
    Path("case.json").write_text(case.model_dump_json(), encoding="utf-8")


def recorded(capture: Capture, *arguments: str, now: str = NOW) -> tuple[Event, str]:
    """Record something; return the last event of the file, and what was printed."""
    printed = run(capture, "record", "case.json", *arguments, now=now)
    return stored().events[-1], printed  # type: ignore[return-value]  # any event


@pytest.mark.usefixtures("room")
class TestWords:
    """``record FILE sent``, ``replied``, ``bounced`` and the other words add an event to the file."""

    @pytest.mark.parametrize(
        ("arguments", "event"),
        [
            (["sent"], ThankYouSent(at=NOW_, to=["peer"])),
            (
                ["sent", "--message-id", "<1@x.com>", "--subject", "Thanks"],
                ThankYouSent(at=NOW_, to=["peer"], message_id="<1@x.com>", subject="Thanks"),
            ),
            (["sent", "--to", "hr", "--to", "peer"], ThankYouSent(at=NOW_, to=["hr", "peer"])),
            (["sent", "--to", "hr"], ThankYouSent(at=NOW_, to=["hr"])),
            (["sent", "--touch", "follow-up-1", "--to", "hr"], FollowUpSent(at=NOW_, to=["hr"])),
            (["sent", "--touch", "thank-you"], ThankYouSent(at=NOW_, to=["peer"])),
            (["message", "--to", "sato@example.com"], MessageSent(at=NOW_, to=["hr"])),
            (["replied"], ReplyReceived(at=NOW_)),
            (
                ["replied", "--from", "Sato", "--decision-by", "2026-06-12", "--no-enquiries"],
                ReplyReceived(at=NOW_, sender="hr", decision_by=date(2026, 6, 12), enquiries_welcome=False),
            ),
            (
                ["replied", "--asks-for", "two references", "--answer-by", "2026-06-09", "--enquire-on", "2026-06-22"],
                ReplyReceived(
                    at=NOW_, asks_for="two references", answer_by=date(2026, 6, 9), enquire_on=date(2026, 6, 22)
                ),
            ),
            (["rejected", "--from", "hanako sato"], RejectionReceived(at=NOW_, sender="hr")),
            (["offer", "--from", "hr"], OfferReceived(at=NOW_, sender="hr")),
            (["next-round", "--from", "HR"], NextRoundScheduled(at=NOW_, sender="hr")),
            (
                ["out-of-office", "--from", "hr", "--returns-on", "2026-06-10"],
                OutOfOfficeReceived(at=NOW_, sender="hr", returns_on=date(2026, 6, 10)),
            ),
            (["bounced", "--to", "peer"], Bounced(at=NOW_, contact="peer", email="mori@example.com")),
            (
                ["bounced", "--to", "peer", "--email", "old@example.com"],
                Bounced(at=NOW_, contact="peer", email="old@example.com"),
            ),
            (["not-held"], InterviewNotHeld(at=NOW_)),
            (["reopened", "--decision-by", "2026-06-12"], Reopened(at=NOW_, decision_by=date(2026, 6, 12))),
            (["withdrew"], Withdrawn(at=NOW_)),
            (["skipped"], TouchSkipped(at=NOW_, touch=Touch.THANK_YOU)),
            (["skipped", "--touch", "escalation"], TouchSkipped(at=NOW_, touch=Touch.ESCALATION)),
            (["Skipped", "--touch", "Thank you"], TouchSkipped(at=NOW_, touch=Touch.THANK_YOU)),
            (["Not_held"], InterviewNotHeld(at=NOW_)),
            (["snoozed", "--until", "2026-06-10"], Snoozed(at=NOW_, until=date(2026, 6, 10))),
            (["snoozed", "--until", "2026-06-10 12:00"], Snoozed(at=NOW_, until=at("2026-06-10 12:00"))),
            (
                ["withdrew", "--at", "2026-06-04 09:30"],
                Withdrawn(at=at("2026-06-04 09:30")),
            ),
            (["withdrew", "--at", "2026-06-04T02:30:00+02:00"], Withdrawn(at=at("2026-06-04 09:30"))),
        ],
        ids=lambda each: " ".join(each) if isinstance(each, list) else "",
    )
    def test_each_word_adds_its_event(self, arguments: list[str], event: Event, capsysbinary: Capture) -> None:
        found, printed = recorded(capsysbinary, *arguments)
        assert found == event
        assert len(stored().events) == 1
        assert printed.startswith(f"Recorded: {event.title}")

    def test_record_says_what_was_recorded_and_what_comes_next(self, capsysbinary: Capture) -> None:
        _, printed = recorded(capsysbinary, "sent")
        assert printed.startswith(
            "Recorded: Thank-you note sent to Yuki Mori, Thu 4 Jun 2026 16:00 (Asia/Tokyo)\n"
            "\n"
            "Data Engineer at Acme\n"
            "Stage: thanked\n"
            "\n"
            "Wait until Mon 15 Jun 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato\n"
        )

    def test_record_prints_json_for_programs(self, capsysbinary: Capture) -> None:
        value = json.loads(run(capsysbinary, "record", "case.json", "sent", "--json"))
        assert [event["kind"] for event in value["recorded"]] == ["thank-you-sent"]
        assert value["next"]["kind"] == "wait-until"

    def test_record_without_a_time_reads_the_clock(self, capsysbinary: Capture) -> None:
        run(capsysbinary, "record", "case.json", "withdrew", now=None)
        assert isinstance(stored().events[0], Withdrawn)

    def test_thanks_that_a_follow_up_takes_over_are_recorded_with_it(self, capsysbinary: Capture) -> None:
        # The thank-you has lapsed: the first follow-up says thanks too (G13).
        event, _ = recorded(capsysbinary, "sent", now="2026-06-15T10:00:00+09:00")
        assert event == FollowUpSent(at=at("2026-06-15 10:00"), to=["hr"], folds={Touch.THANK_YOU})

    def test_a_sent_answer_that_they_asked_for_is_another_message(self, capsysbinary: Capture) -> None:
        store(CASE.replace(events=[asks("2026-06-04 10:00", "hr", asks_for="references")]))
        event, _ = recorded(capsysbinary, "sent")
        assert event == MessageSent(at=NOW_, to=["hr"])

    def test_another_message_goes_to_whoever_asked(self, capsysbinary: Capture) -> None:
        store(CASE.replace(events=[asks("2026-06-04 10:00", "hr", asks_for="references")]))
        event, _ = recorded(capsysbinary, "message")
        assert event == MessageSent(at=NOW_, to=["hr"])

    def test_another_message_goes_to_the_only_contact(self, capsysbinary: Capture) -> None:
        store(CASE.replace(interview=interview(contacts=[HR])))
        event, _ = recorded(capsysbinary, "message")
        assert event == MessageSent(at=NOW_, to=["hr"])

    def test_the_only_contact_is_who_is_away(self, capsysbinary: Capture) -> None:
        store(CASE.replace(interview=interview(contacts=[HR])))
        event, printed = recorded(capsysbinary, "out-of-office", "--returns-on", "2026-06-10")
        assert event == OutOfOfficeReceived(at=NOW_, sender="hr", returns_on=date(2026, 6, 10))
        assert printed.startswith("Recorded: Out of office from Hanako Sato, back on 10 June 2026, Thu 4 Jun")

    @pytest.mark.parametrize(
        "arguments",
        [
            ["skipped", "--touch", "follow-up-1"],
            ["skipped"],
            ["snoozed", "--until", "2026-06-05"],
            ["snoozed", "--until", "2026-06-04 16:30"],
            ["withdrew"],
        ],
    )
    def test_record_says_nothing_of_an_event_that_has_an_effect(
        self, arguments: list[str], capsysbinary: Capture
    ) -> None:
        _, printed = recorded(capsysbinary, *arguments)
        assert "no effect" not in printed

    def test_record_says_that_a_skip_has_no_effect(self, capsysbinary: Capture) -> None:
        _, printed = recorded(capsysbinary, "skipped", "--touch", "escalation")
        assert printed.splitlines()[1:3] == [
            "  This has no effect now: what comes next in the stage interviewed stays the same.",
            "",
        ]

    def test_record_says_that_a_snooze_has_no_effect(self, capsysbinary: Capture) -> None:
        # The first follow-up is not due before 15 June anyway.
        recorded(capsysbinary, "sent")
        _, printed = recorded(capsysbinary, "snoozed", "--until", "2026-06-10")
        assert "\n  This has no effect now: what comes next in the stage thanked stays the same.\n" in printed

    def test_a_file_that_is_named_like_a_word_is_read_and_the_word_stays_a_word(self, capsysbinary: Capture) -> None:
        Path("Sent").write_bytes(b"x")
        assert run(capsysbinary, "record", "case.json", "Sent", code=1).startswith("Nothing")
        assert isinstance(recorded(capsysbinary, "sent")[0], ThankYouSent)

    def test_a_time_without_an_offset_is_the_companys(self, capsysbinary: Capture) -> None:
        event, _ = recorded(capsysbinary, "withdrew", now="2026-06-04 09:30")
        assert event.at == at("2026-06-04 09:30")
        printed = run(capsysbinary, "undo", "case.json", now="2026-06-04 15:30")
        assert "\nNow: Send the thank-you note to" in printed

    def test_a_bounce_is_of_a_message_before_the_bounce(self, capsysbinary: Capture) -> None:
        """G19: the last message sent before it."""
        later = follow_up("2026-06-04 15:50", "hr")
        store(CASE.replace(events=[thank_you("2026-06-04 15:00", "peer"), later]))
        event, _ = recorded(capsysbinary, "bounced", "--at", "2026-06-04 15:30")
        assert event == Bounced(at=at("2026-06-04 15:30"), contact="peer", email="mori@example.com")

    def test_a_bounce_is_of_the_last_message(self, capsysbinary: Capture) -> None:
        sent = [
            thank_you("2026-06-04 15:10", "peer"),
            thank_you("2026-06-04 15:00", "hr"),
        ]
        store(CASE.replace(events=sent))
        event, printed = recorded(capsysbinary, "bounced")
        assert event == Bounced(at=NOW_, contact="peer", email="mori@example.com")
        assert printed.startswith("Recorded: Bounced: Yuki Mori, Thu")

    def test_a_message_that_was_sent_before_its_time_is_recorded(self, capsysbinary: Capture) -> None:
        event, _ = recorded(capsysbinary, "sent", "--touch", "thank-you", now="2026-06-04T10:00:00+09:00")
        assert event == ThankYouSent(at=at("2026-06-04 10:00"), to=["peer"])

    def test_each_word_says_what_it_recorded(self, capsysbinary: Capture) -> None:
        _, printed = recorded(capsysbinary, "snoozed", "--until", "2026-06-10")
        assert printed.startswith("Recorded: Snoozed until 10 June 2026, Thu 4 Jun 2026 16:00 (Asia/Tokyo)\n")
        _, printed = recorded(capsysbinary, "snoozed", "--until", "2026-06-10T12:00:00+02:00")
        assert printed.startswith("Recorded: Snoozed until Wed 10 Jun 2026 19:00 (Asia/Tokyo), Thu 4 Jun")
        _, printed = recorded(capsysbinary, "skipped", "--touch", "escalation")
        assert printed.startswith("Recorded: Skipped: escalation, Thu 4 Jun")
        _, printed = recorded(capsysbinary, "replied")
        assert printed.startswith("Recorded: Reply, Thu 4 Jun")

    def test_what_does_not_fit_the_stage_is_said(self, capsysbinary: Capture) -> None:
        events = [withdrawn("2026-06-03 17:00"), follow_up("2026-06-03 18:00", "hr")]
        store(CASE.replace(events=events))
        _, printed = recorded(capsysbinary, "sent", "--touch", "follow-up-1", "--to", "peer")
        assert printed.count("does not fit the stage") == 1
        assert "\n  This does not fit the stage withdrawn: it is kept, and the stage stays (G25).\n" in printed

    def test_a_time_without_an_offset_may_lie_after_the_time_of_the_machine(self, capsysbinary: Capture) -> None:
        event, _ = recorded(capsysbinary, "withdrew", "--at", "2026-06-04 09:30", now="2026-06-04T09:00:00+02:00")
        assert event.at == at("2026-06-04 09:30")

    def test_a_request_for_feedback_is_recorded(self, capsysbinary: Capture) -> None:
        store(CASE.replace(events=[rejection("2026-06-08 10:00", "hr")]))
        event, _ = recorded(capsysbinary, "sent", now="2026-06-09T10:00:00+09:00")
        assert event == FeedbackRequestSent(at=at("2026-06-09 10:00"), to=["hr"])

    @pytest.mark.parametrize("arguments", [["withdrew"], ["replied", "--message-id", "<1@x.com>"]])
    def test_an_event_recorded_twice_is_recorded_once(self, arguments: list[str], capsysbinary: Capture) -> None:
        recorded(capsysbinary, *arguments)
        before = Path("case.json").read_bytes()
        printed = run(capsysbinary, "record", "case.json", *arguments)
        assert printed.startswith("Recorded before: ")
        assert Path("case.json").read_bytes() == before

    def test_a_mail_is_known_by_its_id_whatever_time_is_given(self, capsysbinary: Capture) -> None:
        recorded(capsysbinary, "replied", "--message-id", "<1@x.com>")
        arguments = ("replied", "--message-id", "<1@x.com>", "--at", "2026-06-04 12:00")
        assert run(capsysbinary, "record", "case.json", *arguments).startswith("Recorded before: ")

    def test_record_takes_the_japanese_policy(self, capsysbinary: Capture) -> None:
        """Thanks are due on the day of the interview; by the default policy, that is too early."""
        event, _ = recorded(capsysbinary, "sent", "--policy", "japanese", now="2026-06-03T16:00:00+09:00")
        assert isinstance(event, ThankYouSent)

    def test_what_comes_next_is_by_the_same_policy(self, capsysbinary: Capture) -> None:
        """Two weeks after Wednesday 3 June a decision is assumed; three business days later is Monday 22 June."""
        _, printed = recorded(capsysbinary, "sent", "--policy", "japanese", now="2026-06-03T16:00:00+09:00")
        assert "Wait until Mon 22 Jun" in printed


@pytest.mark.usefixtures("room")
class TestRefused:
    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (
                ["replid"],
                (
                    "WHAT: must be one of sent, message, replied, rejected, offer, next-round, out-of-office, bounced, "
                    "not-held, reopened, withdrew, skipped, snoozed, or a mail as a file, got 'replid'; "
                    "did you mean 'replied'?"
                ),
            ),
            (
                ["\0"],
                (
                    "WHAT: must be one of sent, message, replied, rejected, offer, next-round, out-of-office, bounced, "
                    "not-held, reopened, withdrew, skipped, snoozed, or a mail as a file, got '\\x00'"
                ),
            ),
            (["replied", "--until", "2026-06-12"], "--until does not go with 'replied', only with snoozed"),
            (
                ["withdrew", "--to", "hr"],
                "--to does not go with 'withdrew', only with sent, message, bounced",
            ),
            (
                ["replied", "--from", "soto"],
                (
                    "--from: 'soto' is no contact; the contacts are hr (Hanako Sato), peer (Yuki Mori); "
                    "did you mean 'sato'?"
                ),
            ),
            (["replied", "--decision-by", "12.06."], "--decision-by: must be a date (YYYY-MM-DD), got '12.06.'"),
            (
                ["sent", "--touch", "followup-2"],
                (
                    "--touch: must be one of thank-you, follow-up-1, follow-up-2, escalation, update-thanks, "
                    "feedback-request, got 'followup-2'; did you mean 'follow-up-2'?"
                ),
            ),
            (
                [],
                (
                    "WHAT: is missing; it is one of sent, message, replied, rejected, offer, next-round, "
                    "out-of-office, bounced, not-held, reopened, withdrew, skipped, snoozed, or a mail as a file"
                ),
            ),
            (
                ["out-of-office", "--returns-on", "2026-06-10"],
                "--from: is missing; who is away? the contacts are hr (Hanako Sato), peer (Yuki Mori)",
            ),
            (["sent", "--touch", "escalation"], "--to: is missing; who got the escalation?"),
            (["message"], "--to: is missing; who got it? the contacts are hr (Hanako Sato), peer (Yuki Mori)"),
            (
                ["bounced"],
                "--to: must name one contact; whom did it not reach? the contacts are hr (Hanako Sato), peer ",
            ),
            (["snoozed"], "--until: is missing; until when is nothing to be due, such as --until 2026-05-20?"),
            (["snoozed", "--until", "2101-01-01"], "--until: must be in the years 1970 to 2100, got '2101-01-01'"),
            (["snoozed", "--until", "10:30"], "--until: must be a date (YYYY-MM-DD), got '10:30'"),
            (
                ["snoozed", "--until", "tomorrow at noon"],
                "--until: must be a date and time such as 2026-05-11 10:00, got 'tomorrow at noon'",
            ),
            (["sent", "--message-id", "1"], "--message-id: must be a Message-ID in angle brackets"),
            (["sent", "--subject", "\x1b[2J"], "--subject: must be one line of plain text; remove U+001B at"),
            (
                ["withdrew", "--at", "2026-06-04"],
                "--at: must be a date and time such as 2026-05-11 10:00, got '2026-06-04'",
            ),
            (
                ["withdrew", "--at", "1066-10-14 09:00"],
                "--at: must be in the years 1970 to 2100, got '1066-10-14 09:00'",
            ),
            (["withdrew", "--at", "0001-01-01 00:00"], "--at: must be in the years 1970 to 2100, got "),
        ],
    )
    def test_a_wrong_argument_of_record_is_refused(
        self, arguments: list[str], line: str, capsysbinary: Capture
    ) -> None:
        before = Path("case.json").read_bytes()
        assert refused(capsysbinary, "record", "case.json", *arguments, "--now", NOW).startswith(line)
        assert Path("case.json").read_bytes() == before

    @pytest.mark.parametrize(
        "arguments",
        [
            ["sent"],
            ["message", "--to", "hr"],
            ["replied"],
            ["rejected"],
            ["offer"],
            ["next-round"],
            ["out-of-office", "--from", "hr"],
            ["bounced", "--to", "hr"],
            ["not-held"],
            ["reopened"],
            ["withdrew"],
            ["skipped"],
            ["snoozed", "--until", "2026-08-01"],
        ],
        ids=lambda each: str(each[0]),
    )
    def test_a_time_after_now_is_refused(self, arguments: list[str], capsysbinary: Capture) -> None:
        line = refused(capsysbinary, "record", "case.json", *arguments, "--at", "2026-07-04 10:00", "--now", NOW)
        assert line == (
            "--at: Sat 4 Jul 2026 10:00 (Asia/Tokyo) is later than now, Thu 4 Jun 2026 16:00 (Asia/Tokyo); "
            "correct --at, or, if it is right, say with --now what time it is"
        )
        assert stored() == CASE

    def test_a_time_after_the_clock_is_recorded_with_another_now(self, capsysbinary: Capture) -> None:
        event, _ = recorded(capsysbinary, "withdrew", "--at", "2026-07-04 10:00", now="2026-07-04 10:00")
        assert event == Withdrawn(at=at("2026-07-04 10:00"))

    def test_all_that_is_wrong_with_the_options_is_said_at_once(self, capsysbinary: Capture) -> None:
        arguments = ("record", "case.json", "replied", "--decision-by", "soon", "--answer-by", "x", "--now", NOW)
        assert refused_with(capsysbinary, *arguments).splitlines() == [
            "2 problems:",
            "  --decision-by: must be a date (YYYY-MM-DD), got 'soon'",
            "  --answer-by: must be a date (YYYY-MM-DD), got 'x'",
        ]

    @pytest.mark.parametrize(
        ("word", "option"),
        [
            ("replied", "--decision-by"),
            ("reopened", "--enquire-on"),
            ("out-of-office", "--returns-on"),
        ],
    )
    def test_a_date_that_is_over_is_refused(self, word: str, option: str, capsysbinary: Capture) -> None:
        """G10, G38: a date before the day of its event was not named. That day is the company's."""
        arguments = ["record", "case.json", word, "--from", "hr", option]
        assert refused(capsysbinary, *arguments, "2026-06-03", "--now", "2026-06-03T15:30:00Z") == (
            f"{option}: 3 June 2026 lies before 4 June 2026, the day on which this happened, "
            "so it would not count; if this happened earlier, say when with --at"
        )
        assert stored() == CASE
        run(capsysbinary, *arguments, "2026-06-03", now="2026-06-03T14:30:00Z")
        assert len(stored().events) == 1

    def test_a_date_for_an_answer_that_is_over_is_refused(self, capsysbinary: Capture) -> None:
        arguments = ["record", "case.json", "replied", "--asks-for", "a call", "--answer-by"]
        line = refused(capsysbinary, *arguments, "2026-06-03", "--now", "2026-06-03T15:30:00Z")
        assert line.startswith("--answer-by: 3 June 2026 lies before 4 June 2026, ")

    def test_a_date_for_an_answer_to_no_question_is_refused(self, capsysbinary: Capture) -> None:
        assert refused(capsysbinary, "record", "case.json", "replied", "--answer-by", "2026-06-30", "--now", NOW) == (
            "--answer-by: goes only with asks_for; say what they asked for"
        )

    def test_each_date_that_is_over_is_refused(self, capsysbinary: Capture) -> None:
        dates = ("--decision-by", "2026-06-01", "--answer-by", "2026-06-02", "--enquire-on", "2026-06-04")
        given = ("record", "case.json", "replied", "--asks-for", "a call", *dates, "--now", NOW)
        lines = refused_with(capsysbinary, *given).splitlines()
        assert [line.partition(" lies")[0] for line in lines] == [
            "2 problems:",
            "  --decision-by: 1 June 2026",
            "  --answer-by: 2 June 2026",
        ]

    @pytest.mark.parametrize(
        ("until", "told"),
        [
            ("2026-06-03", "3 June 2026"),
            ("2026-06-04", "4 June 2026"),
            ("2026-06-04 16:00", "Thu 4 Jun 2026 16:00 (Asia/Tokyo)"),
            ("2026-06-04T08:30:00+02:00", "Thu 4 Jun 2026 15:30 (Asia/Tokyo)"),
        ],
    )
    def test_a_snooze_that_is_over_is_refused(self, until: str, told: str, capsysbinary: Capture) -> None:
        line = refused(capsysbinary, "record", "case.json", "snoozed", "--until", until, "--now", NOW)
        assert line == (
            f"--until: {told} is not after Thu 4 Jun 2026 16:00 (Asia/Tokyo), "
            "so it would not count; if this happened earlier, say when with --at"
        )
        assert stored() == CASE

    def test_a_name_of_two_contacts_is_refused(self, capsysbinary: Capture) -> None:
        store(CASE.replace(interview=interview(contacts=[HR, PEER.replace(name="Ken Sato")])))
        line = refused(capsysbinary, "record", "case.json", "replied", "--from", "sato")
        assert line == "--from: 'sato' may be more than one contact; the contacts are hr (Hanako Sato), peer (Ken Sato)"

    def test_of_many_contacts_a_few_are_named(self, capsysbinary: Capture) -> None:
        people = [PEER.replace(id=f"p{number}", name=None, email=None) for number in range(12)]
        store(CASE.replace(interview=interview(contacts=people)))
        line = refused(capsysbinary, "record", "case.json", "replied", "--from", "sato")
        assert line.endswith("p8 (p8), p9 (p9), …")

    def test_a_message_in_a_case_without_contacts_is_refused(self, capsysbinary: Capture) -> None:
        store(CASE.replace(interview=interview(contacts=[])))
        line = refused(capsysbinary, "record", "case.json", "replied", "--from", "sato")
        assert line == "--from: 'sato' is no contact; the case has no contacts"

    def test_a_bounce_without_an_address_is_refused(self, capsysbinary: Capture) -> None:
        store(CASE.replace(interview=interview(contacts=[HR.replace(email=None)])))
        line = refused(capsysbinary, "record", "case.json", "bounced", "--to", "hr")
        assert line == "--email: is missing; the case has no address of Hanako Sato"

    def test_a_bounce_of_a_message_to_two_is_refused(self, capsysbinary: Capture) -> None:
        store(CASE.replace(events=[thank_you("2026-06-04 15:00", "hr", "peer")]))
        line = refused(capsysbinary, "record", "case.json", "bounced", "--now", NOW)
        assert line == (
            "--to: is missing; the last message went to hr (Hanako Sato) and peer (Yuki Mori); "
            "say whom it did not reach, with --to hr or --to peer"
        )
        line = refused(capsysbinary, "record", "case.json", "bounced", "--to", "hr", "--to", "peer", "--now", NOW)
        assert line.startswith("--to: must name one contact; whom did it not reach? the contacts are hr (Hanako Sato)")
        event, _ = recorded(capsysbinary, "bounced", "--to", "peer")
        assert event == Bounced(at=NOW_, contact="peer", email="mori@example.com")

    def test_a_message_when_nothing_is_due_is_refused(self, capsysbinary: Capture) -> None:
        store(CASE.replace(events=[withdrawn("2026-06-04 10:00")]))
        for word, what in (("sent", "send"), ("skipped", "skip")):
            line = refused(capsysbinary, "record", "case.json", word, "--now", NOW)
            assert line == (
                f"there is no message to {what} next; --touch says which one, or record 'message' for another one"
            )

    def test_a_message_that_nobody_can_get_is_refused(self, capsysbinary: Capture) -> None:
        store(CASE.replace(interview=interview(contacts=[])))
        line = refused(capsysbinary, "record", "case.json", "sent", "--now", NOW)
        assert line == "--to: is missing; who got the thank-you note?"
        early = ("--touch", "thank-you", "--now", "2026-06-04T09:00:00+09:00")
        line = refused(capsysbinary, "record", "case.json", "sent", *early)
        assert line == "--to: is missing; who got the thank-you note?"

    def test_a_message_before_its_time_is_refused(self, capsysbinary: Capture) -> None:
        # So nobody records the next message by saying "sent" twice.
        recorded(capsysbinary, "sent")
        line = refused(capsysbinary, "record", "case.json", "sent", "--now", NOW)
        assert line == (
            "the first follow-up is not due before Mon 15 Jun 2026 09:00 (Asia/Tokyo); if you sent it already, "
            "say --touch follow-up-1, and if you sent something else, record 'message'"
        )
        assert len(stored().events) == 1

    def test_standard_input_of_record_is_refused(self, capsysbinary: Capture, piped: Pipe) -> None:
        piped(CASE.model_dump_json().encode())
        line = refused(capsysbinary, "record", "-", "withdrew")
        assert line == "FILE: a case from standard input cannot be changed; name its file"


@pytest.mark.usefixtures("room")
class TestTheFile:
    """What is asked: it is replaced in one step, keeps its other contents, and a fault leaves it as it was."""

    def test_the_rest_stays_as_it_was_written(self, capsysbinary: Capture) -> None:
        text = (
            '{\n\t"events": [\n\t\t{"kind": "withdrawn",\n\t\t "at": "2026-06-04T10:00:00+02:00"}\n\t],\n'
            f'\t"interview":   {CASE.interview.model_dump_json()}\n}}\n\n'
        )
        Path("case.json").write_text(text, encoding="utf-8")
        recorded(capsysbinary, "replied", "--from", "hr")
        event = '{"kind": "reply-received", "at": "2026-06-04T16:00:00+09:00", "sender": "hr"}'
        after = Path("case.json").read_text(encoding="utf-8")
        assert after == text.replace('+02:00"}', f'+02:00"}},\n\t\t{event}')

    EVENT = '{"kind": "withdrawn", "at": "2026-06-04T16:00:00+09:00"}'

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ('{"interview": I}', '{"interview": I, "events": [E]}'),
            ('{"interview": I, "events": []}', '{"interview": I, "events": [E]}'),
            ('{"events":[ ],"interview":I}', '{"events":[E],"interview":I}'),
            ('{\n  "interview": I\n}\n', '{\n  "interview": I,\n  "events": [\n    E\n  ]\n}\n'),
            (
                '{\r\n  "events": [],\r\n  "interview": I\r\n}',
                '{\r\n  "events": [\r\n    E\r\n  ],\r\n  "interview": I\r\n}',
            ),
            (
                '{"events": [{"kind":"snoozed","at":"2026-06-04T10:00:00Z","until":"2026-06-05"}], "interview": I}',
                '{"events": [{"kind":"snoozed","at":"2026-06-04T10:00:00Z","until":"2026-06-05"}, E], "interview": I}',
            ),
        ],
    )
    def test_an_event_goes_where_the_others_are(self, before: str, after: str, capsysbinary: Capture) -> None:
        interview_ = CASE.interview.model_dump_json()
        Path("case.json").write_bytes(before.replace("I", interview_).encode())
        recorded(capsysbinary, "withdrew")
        expected = after.replace("E", self.EVENT, 1).replace("I", interview_)
        assert Path("case.json").read_bytes().decode() == expected

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_the_encoding_of_the_file_stays(self, encoding: str, capsysbinary: Capture) -> None:
        Path("case.json").write_text(CASE.model_dump_json(), encoding=encoding)
        run(capsysbinary, "record", "case.json", "replied", "--from", "hr", "--asks-for", "推薦状")
        case = Case.model_validate_json(Path("case.json").read_text(encoding=encoding))
        assert [getattr(event, "asks_for", None) for event in case.events] == ["推薦状"]

    def test_an_interview_alone_becomes_a_case(self, capsysbinary: Capture) -> None:
        Path("case.json").write_text(CASE.interview.model_dump_json(), encoding="utf-8")
        event, _ = recorded(capsysbinary, "withdrew")
        assert event == Withdrawn(at=NOW_)
        assert stored().interview == CASE.interview

    def test_ids_in_other_letters_can_be_read_in_the_file(self, capsysbinary: Capture) -> None:
        store(CASE.replace(interview=interview(contacts=[HR.replace(id="佐藤")])))
        recorded(capsysbinary, "replied", "--from", "佐藤")
        assert '"sender": "佐藤"' in Path("case.json").read_text(encoding="utf-8")

    def test_a_link_and_a_mode_stay(self, capsysbinary: Capture) -> None:
        Path("case.json").rename("real.json").chmod(0o600)
        Path("case.json").symlink_to("real.json")
        recorded(capsysbinary, "withdrew")
        assert Path("case.json").is_symlink()
        assert Path("real.json").stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
    def test_a_fault_leaves_the_file_unchanged(
        self, step: str, room: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        before = Path("case.json").read_bytes()
        where: Any = "followup_rules._cli._files.os.fsync" if step == "fsync" else f"pathlib.Path.{step}"
        monkeypatch.setattr(where, full)
        line = refused(capsysbinary, "record", "case.json", "withdrew")
        assert line == f"{room / 'case.json'} cannot be written: No space left on device"
        monkeypatch.undo()
        assert (room / "case.json").read_bytes() == before
        assert [path.name for path in room.iterdir()] == ["case.json"]

    def test_a_change_by_somebody_else_meanwhile_stays(
        self, room: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:

        def meanwhile(text: str, name: str) -> Any:
            (room / "case.json").write_text("{}")
            return case_of(text, name)

        monkeypatch.setattr(_rewriting, "case_of", meanwhile)
        line = refused(capsysbinary, "record", "case.json", "withdrew")
        assert line == "FILE: 'case.json' was changed in the meantime; run the command again"
        assert (room / "case.json").read_text() == "{}"

    def test_many_events_are_recorded_in_a_row(self, capsysbinary: Capture) -> None:
        store(CASE.replace(interview=interview(contacts=[HR, LEAD, PEER]), candidate=None))
        for day in range(10, 20):
            recorded(capsysbinary, "snoozed", "--until", f"2026-06-{day}", "--at", f"2026-06-04 15:{day}")
        assert [event.until.day for event in stored().events if isinstance(event, Snoozed)] == list(range(10, 20))
        assert len(Path("case.json").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.usefixtures("room")
class TestUndo:
    def test_the_last_event_is_taken_out(self, capsysbinary: Capture) -> None:
        before = Path("case.json").read_bytes()
        recorded(capsysbinary, "sent")
        after_one = Path("case.json").read_bytes()
        recorded(capsysbinary, "replied", "--from", "hr")
        printed = run(capsysbinary, "undo", "case.json")
        assert printed.startswith(
            "Taken out: Reply from Hanako Sato, Thu 4 Jun 2026 16:00 (Asia/Tokyo)\n"
            "\n"
            "Data Engineer at Acme\n"
            "Stage: thanked\n"
        )
        assert Path("case.json").read_bytes() == after_one
        value = json.loads(run(capsysbinary, "undo", "case.json", "--json"))
        assert (value["taken_out"]["kind"], value["next"]["kind"]) == ("thank-you-sent", "send")
        assert Path("case.json").read_bytes() == before

    def test_undo_keeps_the_layout_of_the_file(self, capsysbinary: Capture) -> None:
        text = f'{{\n  "interview": {CASE.interview.model_dump_json()}\n}}\n'
        Path("case.json").write_text(text, encoding="utf-8")
        recorded(capsysbinary, "withdrew")
        run(capsysbinary, "undo", "case.json")
        assert Path("case.json").read_text(encoding="utf-8") == text.replace("\n}\n", ',\n  "events": []\n}\n')

    def test_an_event_is_taken_out_by_its_number(self, capsysbinary: Capture) -> None:
        recorded(capsysbinary, "sent")
        recorded(capsysbinary, "replied", "--from", "hr")
        recorded(capsysbinary, "withdrew")
        printed = run(capsysbinary, "undo", "case.json", "2")
        assert printed.startswith("Taken out: Reply from Hanako Sato, Thu 4 Jun 2026 16:00 (Asia/Tokyo)\n")
        assert [event.kind for event in stored().events] == ["thank-you-sent", "withdrawn"]
        run(capsysbinary, "undo", "case.json", "1")
        assert [event.kind for event in stored().events] == ["withdrawn"]

    @pytest.mark.parametrize("number", ["0", "3", "two", "01", "９"])
    def test_a_number_that_is_not_listed_is_refused(self, number: str, capsysbinary: Capture) -> None:
        recorded(capsysbinary, "sent")
        recorded(capsysbinary, "withdrew")
        line = refused(capsysbinary, "undo", "case.json", number)
        assert line == f"NUMBER: must be a number that 'show' lists, from 1 to 2, got {number!r}"
        assert len(stored().events) == 2

    def test_undo_without_an_event_is_refused(self, capsysbinary: Capture) -> None:
        assert refused(capsysbinary, "undo", "case.json") == "FILE: 'case.json' has no event to remove"
        assert refused(capsysbinary, "undo", "-") == (
            "FILE: a case from standard input cannot be changed; name its file"
        )


def test_a_word_too_long_for_a_path_is_no_file() -> None:
    assert not _record._is_file("x" * 5000)
