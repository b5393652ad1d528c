"""The command line: ``show`` says what a case has."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import CASE, run
from events import asks, away, bounced, reply, skipped, snoozed, thank_you, withdrawn
from followup_rules import (
    Case,
    Contact,
    Touch,
)
from support import CANDIDATE, HR, PEER, interview

if TYPE_CHECKING:
    from commands import Capture, Pipe


def shown(capture: Capture, case: Case) -> str:
    """Return what ``show`` prints of a case."""
    Path("case.json").write_text(case.model_dump_json(), encoding="utf-8")
    return run(capture, "show", "case.json", now=None)


@pytest.mark.usefixtures("room")
class TestShow:
    def test_a_case_with_all_that_it_may_have_is_shown_whole(self, capsysbinary: Capture) -> None:
        box = Contact(id="box", roles={"employee", "recruiter"}, email="jobs@example.com", do_not_contact=True)
        berlin = interview(
            country="DE",
            subdivision="BE",
            timezone="Europe/Berlin",
            round=2,
            decision_by="2026-06-12",
            enquire_on="2026-06-15",
            learned="the move to streaming",
            contacts=[HR, PEER, box],
        )
        events = [
            thank_you("2026-06-04 16:00", "hr", "peer", subject="Thank you"),
            asks(
                "2026-06-04 17:00",
                "hr",
                decision_by=date(2026, 6, 19),
                answer_by=date(2026, 6, 9),
                enquire_on=date(2026, 6, 22),
                enquiries_welcome=False,
            ),
            bounced("2026-06-04 16:05", PEER),
            away("2026-06-04 16:10", "hr", "2026-06-10"),
            skipped("2026-06-05 10:00", Touch.FOLLOW_UP_1),
            snoozed("2026-06-05 11:00", "2026-07-01"),
            withdrawn("2026-06-06 10:00"),
        ]
        assert shown(capsysbinary, Case(interview=berlin, candidate=CANDIDATE, events=events)) == (
            "Data Engineer at Acme\n"
            "Stage: withdrawn\n"
            "\n"
            "Round 2, ended Wed 3 Jun 2026 08:00 (Europe/Berlin), in DE, BE\n"
            "They promised an answer by 12 June 2026\n"
            "They invited you to write on 15 June 2026\n"
            "You learned: the move to streaming\n"
            "\n"
            "People on their side:\n"
            "  hr: Hanako Sato <sato@example.com>, recruiter\n"
            "  peer: Yuki Mori <mori@example.com>, interviewer\n"
            "  box: jobs@example.com, recruiter, employee; not to be contacted\n"
            "\n"
            "You: Mei Tan <mei@example.com>\n"
            "\n"
            "What happened:\n"
            "  1. Thank-you note sent to Hanako Sato and Yuki Mori, Thu 4 Jun 2026 09:00 (Europe/Berlin)\n"
            "     subject: Thank you\n"
            "  2. Reply from Hanako Sato, Thu 4 Jun 2026 10:00 (Europe/Berlin)\n"
            "     decision by 19 June 2026\n"
            "     answer by 9 June 2026\n"
            "     you may write on 22 June 2026\n"
            "     asks for: two references\n"
            "     asks you not to enquire\n"
            "  3. Bounced: Yuki Mori, Thu 4 Jun 2026 09:05 (Europe/Berlin)\n"
            "  4. Out of office from Hanako Sato, back on 10 June 2026, Thu 4 Jun 2026 09:10 (Europe/Berlin)\n"
            "  5. Skipped: first follow-up, Fri 5 Jun 2026 03:00 (Europe/Berlin)\n"
            "  6. Snoozed until 1 July 2026, Fri 5 Jun 2026 04:00 (Europe/Berlin)\n"
            "  7. Withdrawn, Sat 6 Jun 2026 03:00 (Europe/Berlin)\n"
        )

    def test_a_case_with_the_least_is_shown(self, capsysbinary: Capture) -> None:
        assert shown(capsysbinary, Case(interview=interview(contacts=[]))) == (
            "Data Engineer at Acme\n"
            "Stage: interviewed\n"
            "\n"
            "Round 1, ended Wed 3 Jun 2026 15:00 (Asia/Tokyo), in JP\n"
            "\n"
            "People on their side:\n"
            "  nobody\n"
            "\n"
            "What happened:\n"
            "  nothing yet\n"
        )

    def test_a_reply_that_says_nothing_is_one_line(self, capsysbinary: Capture) -> None:
        said = shown(capsysbinary, Case(interview=interview(), events=[reply("2026-06-05 10:00", "hr")]))
        assert said.endswith("\nWhat happened:\n  1. Reply from Hanako Sato, Fri 5 Jun 2026 10:00 (Asia/Tokyo)\n")

    def test_show_prints_json_from_standard_input_for_programs(self, piped: Pipe, capsysbinary: Capture) -> None:
        piped(CASE.model_dump_json().encode())
        assert json.loads(run(capsysbinary, "show", "-", "--json", now=None)) == json.loads(CASE.model_dump_json())
