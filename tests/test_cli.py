"""The command line: what it prints, what it writes, and one line for whatever is wrong."""

from __future__ import annotations

import io
import json
import os
import re
import runpy
import subprocess
import sys
from datetime import date
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import vobject

from commands import CASE, NOW, Capture, Pipe, refused, run
from events import asks, not_held, reopened
from followup_rules import Case, Message, Send, plan
from followup_rules._cli import main
from followup_rules.timeline import to_svg
from support import HR, PEER, at, interview

ROOT = Path(__file__).parent.parent
ENVIRONMENT = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}


@pytest.mark.usefixtures("room")
class TestForPeople:
    def test_next_says_what_to_do_for_people(self, capsysbinary: Capture) -> None:
        assert run(capsysbinary, "next", "case.json").startswith(
            "Data Engineer at Acme\nStage: interviewed\n\n"
            "Now: Send the thank-you note to Yuki Mori by Fri 5 Jun 15:00 (Asia/Tokyo)\n"
            "  on time from Thu 4 Jun 2026 15:00 to Fri 5 Jun 2026 15:00 (Asia/Tokyo)\n"
            "  B2: The interview ended on 3 June 2026"
        )

    def test_plan_lists_what_lies_ahead_for_people(self, capsysbinary: Capture) -> None:
        printed = run(capsysbinary, "plan", "case.json")
        assert re.findall(r"^(?:Now|Wait).*$", printed, re.MULTILINE) == [
            "Now: Send the thank-you note to Yuki Mori by Fri 5 Jun 15:00 (Asia/Tokyo)",
            "Wait until Mon 15 Jun 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato",
            "Wait until Mon 22 Jun 09:00 (Asia/Tokyo): then send the second follow-up to Hanako Sato",
            "Wait until Mon 29 Jun 09:00 (Asia/Tokyo): then send the escalation to Yuki Mori",
        ]

    def test_draft_prints_the_words_for_people(self, capsysbinary: Capture) -> None:
        printed = run(capsysbinary, "draft", "case.json")
        assert printed.startswith(
            "When: now, until Fri 5 Jun 2026 15:00 (Asia/Tokyo)\n"
            "To: Yuki Mori <mori@example.com>\n"
            "Subject: Thank you for the Data Engineer interview\n\n"
            "Dear Yuki Mori,\n\n"
        )

    def test_a_late_message_has_its_time_once(self, capsysbinary: Capture) -> None:
        for now, start in (
            ("2026-06-07T10:00:00+09:00", "At Mon 8 Jun 2026 09:00 (Asia/Tokyo)"),
            ("2026-06-08T10:00:00+09:00", "Now"),
        ):
            for command in ("next", "plan"):
                printed = run(capsysbinary, command, "case.json", now=now)
                assert f"\n{start}: Send the thank-you note to Yuki Mori; it is late\n" in printed

    @pytest.mark.parametrize("command", ["next", "plan", "draft", "review", "gaps"])
    def test_a_time_without_an_offset_is_the_companys(self, command: str, capsysbinary: Capture) -> None:
        expected = run(capsysbinary, command, "case.json", now="2026-06-04T16:00:00+09:00")
        assert run(capsysbinary, command, "case.json", now="2026-06-04 16:00") == expected

    def test_words_of_options_in_other_letters_are_taken(self, capsysbinary: Capture) -> None:
        expected = run(capsysbinary, "draft", "case.json", "--tone", "friendly", "--policy", "japanese")
        assert run(capsysbinary, "draft", "case.json", "--tone", "Friendly", "--policy", "Japanese") == expected
        reviewed = run(capsysbinary, "review", "case.json", "--to", "Peer")
        assert reviewed == run(capsysbinary, "review", "case.json", "--to", "peer")

    def test_review_lists_findings_for_people(self, capsysbinary: Capture) -> None:
        assert run(capsysbinary, "review", "case.json") == (
            "Yuki Mori:\n  hint, body 1: Add one specific thing that you learned in the interview (B7).\n"
        )

    def test_gaps_lists_what_is_missing_for_people(self, capsysbinary: Capture) -> None:
        assert run(capsysbinary, "gaps", "case.json") == (
            "Ask by which date to expect an answer.\n"
            "Keep the mail that scheduled the interview: messages can go in its thread.\n"
        )

    def test_a_case_is_read_from_standard_input(self, capsysbinary: Capture, piped: Pipe) -> None:
        for arguments in (["next"], ["next", "-"]):
            piped(CASE.model_dump_json().encode())
            assert "Send the thank-you note to Yuki Mori by" in run(capsysbinary, *arguments)

    def test_draft_takes_another_language_and_tone(self, capsysbinary: Capture) -> None:
        assert "尊敬的Yuki Mori老师：" in run(capsysbinary, "draft", "case.json", "--language", "zh")
        assert "Hello Yuki Mori," in run(capsysbinary, "draft", "case.json", "--tone", "friendly")

    def test_next_takes_another_policy(self, capsysbinary: Capture) -> None:
        assert "escalation" not in run(capsysbinary, "plan", "case.json", "--policy", "japanese")
        now = "2026-06-03T16:00:00+09:00"  # an hour after the interview
        assert "\nNow: Send the thank-you" in run(capsysbinary, "next", "case.json", "--policy", "american", now=now)
        assert "\nNow: " not in run(capsysbinary, "next", "case.json", now=now)

    def test_next_without_a_time_reads_the_clock(self, capsysbinary: Capture) -> None:
        assert "Data Engineer at Acme" in run(capsysbinary, "next", "case.json", now=None)

    def test_draft_says_that_there_is_nothing_to_send(self, room: Path, capsysbinary: Capture) -> None:
        late = "2030-01-01T00:00:00+00:00"
        over = (
            "Nothing is due. It is too late for the thank-you note: its time ended on 5 June 2026. "
            "It is too late for the first follow-up: its time ended on 16 June 2026.\n"
        )
        assert f"\n\n{over}" in run(capsysbinary, "next", "case.json", now=late)
        assert run(capsysbinary, "plan", "case.json", now=late).endswith("Nothing is due any more.\n")
        nothing = f"There is nothing to send.\n\n{over}"
        assert run(capsysbinary, "draft", "case.json", "--eml", "out", now=late) == nothing
        assert list((room / "out").iterdir()) == []
        reviewed = run(capsysbinary, "review", "case.json", "--svg", "late.svg", now=late)
        assert reviewed.startswith("There is nothing to send, so nothing to")
        assert reviewed.endswith("\nWrote late.svg\n")
        assert (room / "late.svg").exists()

    def test_next_says_that_there_is_nobody_to_write_to(self, room: Path, capsysbinary: Capture) -> None:
        (room / "case.json").write_text(CASE.replace(interview=interview(contacts=())).model_dump_json())
        printed = run(capsysbinary, "next", "case.json")
        blocked = (
            "From Thu 4 Jun 2026 15:00 (Asia/Tokyo): The thank-you note cannot be sent: "
            "There is nobody to thank: add the address of somebody who interviewed you.\n"
            "  Change the people with: followup-rules edit case.json\n"
        )
        assert blocked in printed
        assert run(capsysbinary, "draft", "case.json") == f"There is nothing to send.\n\n{blocked}"
        assert "then the first follow-up is due, but nobody is known to get it\n" in run(
            capsysbinary, "plan", "case.json"
        )

    def test_an_answer_that_they_asked_for_is_said_and_has_no_draft(self, room: Path, capsysbinary: Capture) -> None:
        # They wrote on Friday 5 June and want the answer by Tuesday the 9th.
        now = "2026-06-05T11:00:00+09:00"
        asked = asks("2026-06-05 10:00", "hr", answer_by=date(2026, 6, 9))
        (room / "case.json").write_text(CASE.replace(events=[asked]).model_dump_json())
        answer = (
            "Now: Answer Hanako Sato by Tue 9 Jun: two references\n"
            "  on time from Fri 5 Jun 2026 10:00 to Wed 10 Jun 2026 00:00 (Asia/Tokyo)\n"
        )
        assert run(capsysbinary, "next", "case.json", now=now) == (
            f"Data Engineer at Acme\nStage: answered\n\n{answer}"
            "  G37: On 5 June 2026 they asked for: two references.\n"
            "  G37: They want the answer by 9 June 2026.\n"
            "  G37: Hanako Sato asked, so the answer goes there.\n"
        )
        assert run(capsysbinary, "plan", "case.json", now=now).startswith(f"Data Engineer at Acme\n\n{answer}")
        assert run(capsysbinary, "draft", "case.json", "--eml", "out", now=now) == (
            f"There is no draft for this.\n\n{answer}"
        )
        assert list((room / "out").iterdir()) == []
        assert run(capsysbinary, "review", "case.json", now=now) == (
            f"There is no draft for this, so nothing to review.\n\n{answer}"
        )
        assert json.loads(run(capsysbinary, "draft", "case.json", "--json", now=now)) == []
        assert json.loads(run(capsysbinary, "next", "case.json", "--json", now=now))["kind"] == "respond"
        run(capsysbinary, "plan", "case.json", "--ics", "case.ics", "--svg", "case.svg", now=now)
        first = vobject.readOne((room / "case.ics").read_text(encoding="utf-8")).vevent_list[0]
        assert first.summary.value == "Answer: Data Engineer, Acme"
        assert "to Hanako Sato; on time until the end of Tue 9 Jun" in (room / "case.svg").read_text(encoding="utf-8")

    def test_next_says_that_nobody_can_get_an_answer(self, room: Path, capsysbinary: Capture) -> None:
        now = "2026-06-05T11:00:00+09:00"
        asked = asks("2026-06-05 10:00", "hr")
        alone = interview(contacts=(HR.replace(email=None),))
        (room / "case.json").write_text(CASE.replace(interview=alone, events=[asked]).model_dump_json())
        blocked = (
            "From Fri 5 Jun 2026 10:00 (Asia/Tokyo): "
            "The e-mail address of Hanako Sato is missing. "
            "There is nobody to send the answer to: add the address of a recruiter or the hiring manager.\n"
            "  Change the people with: followup-rules edit case.json\n"
        )
        printed = run(capsysbinary, "next", "case.json", now=now)
        assert printed.startswith(f"Data Engineer at Acme\nStage: answered\n\n{blocked}")
        assert blocked in run(capsysbinary, "plan", "case.json", now=now)
        assert run(capsysbinary, "draft", "case.json", now=now) == f"There is nothing to send.\n\n{blocked}"
        run(capsysbinary, "plan", "case.json", "--ics", "case.ics", "--svg", "case.svg", "--eml", "out", now=now)
        assert list((room / "out").iterdir()) == []

    @pytest.mark.usefixtures("room")
    def test_what_is_said_of_an_interview_that_was_not_held_leads_to_the_new_time(
        self, piped: Pipe, capsysbinary: Capture
    ) -> None:
        """What the command line says to do about it leads to the new time."""
        printed = run(capsysbinary, "record", "case.json", "not-held", now="2026-06-03T15:30:00+09:00")
        help_ = "\n  With a new time: followup-rules edit case.json, then followup-rules record case.json reopened\n"
        assert help_ in printed
        piped(("\n" * 5 + "2026-06-10 15:00\n" + "\n" * 13).encode())
        assert help_ in run(capsysbinary, "edit", "case.json", now="2026-06-04T10:00:00+09:00")
        printed = run(capsysbinary, "record", "case.json", "reopened", now="2026-06-04T10:00:00+09:00")
        assert "\nWait until Thu 11 Jun 15:00 (Asia/Tokyo): then send the thank-you note to Yuki Mori\n" in printed

    def test_the_name_of_the_file_is_one_for_a_shell(self, room: Path, piped: Pipe, capsysbinary: Capture) -> None:
        case = CASE.replace(events=[not_held("2026-06-03 15:00")]).model_dump_json()
        (room / "a case.json").write_text(case)
        assert "'a case.json', then" in run(capsysbinary, "next", "a case.json", now="2026-06-03T15:30:00+09:00")
        piped(case.encode())
        assert "edit FILE, then" in run(capsysbinary, "next", "-", now="2026-06-03T15:30:00+09:00")

    def test_next_says_that_a_new_time_is_missing(self, room: Path, capsysbinary: Capture) -> None:
        now = "2026-06-05T11:00:00+09:00"
        events = [not_held("2026-06-03 15:00"), reopened("2026-06-05 10:00", "hr")]
        (room / "case.json").write_text(CASE.replace(events=events).model_dump_json())
        blocked = (
            "From Fri 5 Jun 2026 10:00 (Asia/Tokyo): "
            "Agree on a new time for the interview, and set ended_at to its end.\n"
            "  Give the new time with: followup-rules edit case.json\n"
        )
        assert run(capsysbinary, "next", "case.json", now=now) == (
            f"Data Engineer at Acme\nStage: interviewed\n\n{blocked}"
            "  G43: They took the case up again on 5 June 2026, but the new time is missing.\n"
        )
        assert run(capsysbinary, "plan", "case.json", now=now) == f"Data Engineer at Acme\n\n{blocked}"
        assert run(capsysbinary, "draft", "case.json", now=now) == f"There is nothing to send.\n\n{blocked}"
        run(capsysbinary, "plan", "case.json", "--ics", "case.ics", "--svg", "case.svg", "--eml", "out", now=now)
        event, *others = vobject.readOne((room / "case.ics").read_text(encoding="utf-8")).vevent_list
        assert {other.status.value for other in others} == {"CANCELLED"}
        assert event.summary.value == "New time for the interview: Data Engineer, Acme"
        assert "set ended_at to its end." in (room / "case.svg").read_text(encoding="utf-8")

    def test_gaps_says_that_nothing_is_missing(self, room: Path, capsysbinary: Capture) -> None:
        whole = {"decision_by": "2026-06-12", "thread": {"message_id": "<1@x.com>"}}
        (room / "case.json").write_text(CASE.replace(interview=CASE.interview.replace(**whole)).model_dump_json())
        assert run(capsysbinary, "gaps", "case.json") == "Nothing is missing.\n"

    def test_review_says_that_a_draft_is_good(self, room: Path, capsysbinary: Capture) -> None:
        told = CASE.interview.replace(learned="the move")
        (room / "case.json").write_text(CASE.replace(interview=told).model_dump_json())
        assert run(capsysbinary, "review", "case.json") == "Yuki Mori:\n  no findings\n"


@pytest.mark.usefixtures("room")
class TestForPrograms:
    def value(self, capsysbinary: Capture, *arguments: str) -> Any:
        return json.loads(run(capsysbinary, *arguments, "--json"))

    def test_next_prints_json_for_programs(self, capsysbinary: Capture) -> None:
        action = Send.model_validate(self.value(capsysbinary, "next", "case.json"))
        assert action.touch == "thank-you"

    def test_plan_prints_json_for_programs(self, capsysbinary: Capture) -> None:
        steps = self.value(capsysbinary, "plan", "case.json")
        assert [step["kind"] for step in steps] == ["send", "wait-until", "wait-until", "wait-until"]

    def test_draft_prints_json_for_programs(self, capsysbinary: Capture) -> None:
        (message,) = self.value(capsysbinary, "draft", "case.json", "--language", "ja")
        assert Message.model_validate(message).subject == "面接のお礼（Data Engineer職・Mei Tan）"

    def test_review_prints_json_for_programs(self, capsysbinary: Capture) -> None:
        (review,) = self.value(capsysbinary, "review", "case.json")
        assert review["to"] == "peer"
        assert [finding["code"] for finding in review["findings"]] == ["nothing-specific"]

    def test_gaps_prints_json_for_programs(self, capsysbinary: Capture) -> None:
        assert [gap["code"] for gap in self.value(capsysbinary, "gaps", "case.json")] == ["decision-date", "thread"]

    def test_schema_prints_json_for_programs(self, capsysbinary: Capture) -> None:
        schema = json.loads(run(capsysbinary, "schema"))
        assert schema == Case.model_json_schema()
        assert schema == json.loads((ROOT / "docs" / "case.schema.json").read_text(encoding="utf-8"))


class TestReview:
    def test_a_text_of_ones_own_is_reviewed(self, room: Path, capsysbinary: Capture) -> None:
        (room / "text.txt").write_text("Subject: Thank you\n\nDear Yuki Mori,\n\n[name] at Acme\n", encoding="utf-8")
        printed = run(capsysbinary, "review", "case.json", "--draft", "text.txt")
        assert "  warning, subject 1: The subject does not name 'Data Engineer' (C3).\n" in printed
        assert "  error, body 3: '[name]' looks like a blank" in printed

    def test_a_text_for_one_of_several_recipients_is_reviewed(self, room: Path, capsysbinary: Capture) -> None:
        other = PEER.replace(id="other", name="Aiko Abe", email="abe@example.com")
        case = CASE.replace(interview=interview(contacts=(HR, PEER, other)))
        (room / "case.json").write_text(case.model_dump_json())
        (room / "text.txt").write_text("Data Engineer\n\nDear Aiko Abe, Acme\n", encoding="utf-8")
        printed = run(capsysbinary, "review", "case.json", "--draft", "text.txt", "--to", "other")
        assert printed.startswith("Aiko Abe:\n  hint")
        assert "no-recipient" not in printed

    def test_one_of_several_drafts_of_ours_is_reviewed(self, room: Path, capsysbinary: Capture) -> None:
        other = PEER.replace(id="other", name="Aiko Abe", email="abe@example.com")
        (room / "case.json").write_text(CASE.replace(interview=interview(contacts=(HR, PEER, other))).model_dump_json())
        assert run(capsysbinary, "review", "case.json", "--to", "other").startswith("Aiko Abe:\n")

    def test_an_empty_text_is_refused(self, room: Path, capsysbinary: Capture) -> None:
        (room / "text.txt").write_text("\n")
        line = refused(capsysbinary, "review", "case.json", "--now", NOW, "--draft", "text.txt")
        assert line == "--draft: 'text.txt' has no subject in its first line"

    def test_a_text_for_somebody_who_gets_none_is_refused(self, room: Path, capsysbinary: Capture) -> None:
        (room / "text.txt").write_text("a\n\nb", encoding="utf-8")
        line = refused(capsysbinary, "review", "case.json", "--now", NOW, "--draft", "text.txt", "--to", "hr")
        assert line == "--to: 'hr' does not get the next message; those who do are peer"


class TestFiles:
    def test_a_plan_writes_all_of_its_files(self, room: Path, capsysbinary: Capture) -> None:
        printed = run(capsysbinary, "plan", "case.json", "--ics", "case.ics", "--svg", "case.svg", "--eml", "drafts")
        assert printed.endswith(f"\nWrote case.ics\nWrote case.svg\nWrote {Path('drafts/1-thank-you-peer.eml')}\n")
        calendar = vobject.readOne((room / "case.ics").read_text(encoding="utf-8"))
        assert [event.status.value for event in calendar.vevent_list] == ["CONFIRMED"] * 4 + ["CANCELLED"] * 4
        assert "Dear Yuki Mori," in calendar.vevent_list[0].description.value
        steps = plan(CASE.interview, (), now=at("2026-06-04 16:00"))
        assert (room / "case.svg").read_text(encoding="utf-8") == to_svg(
            steps, CASE.interview, now=at("2026-06-04 16:00")
        )
        mail = BytesParser(policy=default).parsebytes((room / "drafts/1-thank-you-peer.eml").read_bytes())
        assert mail["subject"] == "Thank you for the Data Engineer interview"

    def test_a_file_that_exists_is_not_replaced(self, room: Path, capsysbinary: Capture) -> None:
        (room / "case.svg").write_text("mine")
        line = refused(capsysbinary, "plan", "case.json", "--now", NOW, "--svg", "case.svg", "--ics", "case.ics")
        assert line == "case.svg already exists; --force overwrites it"
        assert (room / "case.svg").read_text() == "mine"
        assert not (room / "case.ics").exists()

    def test_a_file_is_replaced_if_forced(self, room: Path, capsysbinary: Capture) -> None:
        (room / "case.svg").write_text("mine")
        run(capsysbinary, "plan", "case.json", "--svg", "case.svg", "--force")
        assert (room / "case.svg").read_text(encoding="utf-8").startswith("<svg")

    def test_two_names_of_one_file_are_refused(self, room: Path, capsysbinary: Capture) -> None:
        (room / "case.svg").write_text("mine")
        (room / "link.ics").symlink_to("case.svg")
        both = ("--svg", "case.svg", "--ics", "link.ics", "--force")
        line = refused(capsysbinary, "plan", "case.json", "--now", NOW, *both)
        assert line == "--ics, --svg and --eml each need a name of their own"
        assert (room / "case.svg").read_text() == "mine"

    def test_no_half_file_is_left(self, room: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "chmod", full)
        line = refused(capsysbinary, "plan", "case.json", "--now", NOW, "--svg", "case.svg")
        assert line == f"{room / 'case.svg'} cannot be written: No space left on device"
        assert [path.name for path in room.iterdir()] == ["case.json"]

    def test_a_file_in_what_is_no_folder_cannot_be_written(self, capsysbinary: Capture, room: Path) -> None:
        line = refused(capsysbinary, "plan", "case.json", "--now", NOW, "--svg", "case.json/x.svg")
        assert line == f"{room / 'case.json' / 'x.svg'} cannot be written: Not a directory"
        assert room.joinpath("case.json").is_file()

    def test_a_file_in_a_folder_that_is_not_there_cannot_be_written(self, capsysbinary: Capture, room: Path) -> None:
        line = refused(capsysbinary, "plan", "case.json", "--now", NOW, "--svg", "none/x.svg")
        assert line == f"{room / 'none' / 'x.svg'} cannot be written: No such file or directory"
        line = refused(capsysbinary, "draft", "case.json", "--now", NOW, "--eml", "case.json")
        assert line == "the folder case.json cannot be created: File exists"

    def test_a_link_that_leads_to_itself_cannot_be_written(self, room: Path, capsysbinary: Capture) -> None:
        (room / "loop.svg").symlink_to("loop.svg")
        line = refused(capsysbinary, "plan", "case.json", "--now", NOW, "--svg", "loop.svg")
        assert line == "loop.svg cannot be written: Too many levels of symbolic links"

    def test_a_link_to_a_file_that_is_not_there_yet_is_followed(self, room: Path, capsysbinary: Capture) -> None:
        (room / "link.svg").symlink_to("new.svg")
        run(capsysbinary, "plan", "case.json", "--now", NOW, "--svg", "link.svg")
        assert (room / "new.svg").is_file()

    @pytest.mark.parametrize("name", ["x" * 300, "a\0b"], ids=["too long", "with a null"])
    @pytest.mark.parametrize("option", ["--svg", "--ics", "--eml"])
    def test_a_name_that_no_file_can_have_is_an_error(
        self, option: str, name: str, room: Path, capsysbinary: Capture
    ) -> None:
        late = "2030-01-01T00:00:00+00:00"  # nothing is due: there is a folder to make, and no file
        for now in (NOW, late):
            line = refused(capsysbinary, "next", "case.json", "--now", now, option, name)
            assert re.fullmatch(r"(the folder )?(x|a\\x00b).* cannot be (written|created): .*", line)
        assert [path.name for path in room.iterdir()] == ["case.json"]

    @pytest.mark.parametrize("force", [(), ("--force",)])
    def test_what_was_read_is_never_written_over(
        self, force: tuple[str, ...], room: Path, capsysbinary: Capture
    ) -> None:
        before = (room / "case.json").read_bytes()
        line = refused(capsysbinary, "next", "case.json", "--now", NOW, "--svg", "./case.json", *force)
        assert line == "case.json is what was read; give another name"
        assert (room / "case.json").read_bytes() == before

    def test_what_is_no_file_is_never_replaced(self, room: Path, capsysbinary: Capture) -> None:
        os.mkfifo(room / "pipe")
        (room / "folder").mkdir()
        for name in ("pipe", "folder"):
            line = refused(capsysbinary, "next", "case.json", "--now", NOW, "--svg", name, "--force")
            assert line == f"{name} is not a regular file; give another name"

    def test_a_link_stays_a_link_and_a_mode_a_mode(self, room: Path, capsysbinary: Capture) -> None:
        (room / "real.svg").write_text("old")
        (room / "real.svg").chmod(0o600)
        (room / "link.svg").symlink_to("real.svg")
        run(capsysbinary, "next", "case.json", "--svg", "link.svg", "--force")
        assert (room / "link.svg").is_symlink()
        assert (room / "real.svg").read_text(encoding="utf-8").startswith("<svg")
        assert (room / "real.svg").stat().st_mode & 0o777 == 0o600

    def test_a_contacts_id_is_no_path(self, room: Path, capsysbinary: Capture) -> None:
        peer = PEER.replace(id="../../évil/x")
        (room / "case.json").write_text(CASE.replace(interview=interview(contacts=(peer,))).model_dump_json())
        run(capsysbinary, "draft", "case.json", "--eml", "drafts")
        assert [path.name for path in (room / "drafts").iterdir()] == ["1-thank-you-_évil_x.eml"]

    def test_a_written_file_has_the_mode_of_any_new_file(self, room: Path, capsysbinary: Capture) -> None:
        run(capsysbinary, "plan", "case.json", "--svg", "case.svg")
        assert (room / "case.svg").stat().st_mode == (room / "case.json").stat().st_mode

    def test_reminders_need_the_extra(self, capsysbinary: Capture, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "icalendar", None)
        monkeypatch.delitem(sys.modules, "followup_rules.ical", raising=False)
        line = refused(capsysbinary, "plan", "case.json", "--now", NOW, "--ics", "case.ics")
        assert line == (
            "--ics: followup_rules.ical needs the package icalendar: pip install 'followup_rules[ical]'; "
            "in a clone, pip install '.[ical]'"
        )
        assert not (room / "case.ics").exists()


class TestAsAProgram:
    def test_a_full_disk_is_an_error(self, monkeypatch: pytest.MonkeyPatch, room: Path, capsys: Any) -> None:
        class Full(io.RawIOBase):
            def writable(self) -> bool:
                return True

            def write(self, _: object) -> int:
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(Full()))  # type: ignore[type-var]  # a raw stream
        assert main(["gaps", str(room / "case.json")]) == 2
        assert capsys.readouterr().err == "followup-rules: the answer cannot be printed: No space left on device\n"

    def test_a_program_without_standard_streams_ends_with_its_code(
        self, monkeypatch: pytest.MonkeyPatch, room: Path, capsys: Any
    ) -> None:
        monkeypatch.setattr(sys, "stdout", None)
        assert main(["gaps", str(room / "case.json")]) == 0
        monkeypatch.setattr(sys, "stdin", None)
        assert main(["gaps"]) == 2
        assert capsys.readouterr().err.startswith("followup-rules: standard input: Invalid JSON: EOF")
        monkeypatch.setattr(sys, "stderr", None)
        assert main(["gaps"]) == 2

    def test_the_program_ends_with_the_exit_code(
        self, room: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["followup_rules", "gaps", str(room / "case.json")])
        monkeypatch.delitem(sys.modules, "followup_rules.__main__")
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("followup_rules", run_name="__main__")
        assert ended.value.code == 0
        assert b"Ask by which date" in capsysbinary.readouterr().out

    def test_a_reader_that_has_seen_enough_makes_no_error(self, room: Path) -> None:
        command = [sys.executable, "-m", "followup_rules", "schema"]
        with subprocess.Popen(  # noqa: S603 - our own
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=room, env=ENVIRONMENT
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""

    def test_a_closed_output_is_no_error_within_one_process(self, monkeypatch: pytest.MonkeyPatch, room: Path) -> None:
        read, write = os.pipe()
        os.close(read)
        with os.fdopen(write, "wb", buffering=0) as raw:
            closed = io.TextIOWrapper(io.BufferedWriter(raw))
            monkeypatch.setattr(sys, "stdout", closed)
            assert main(["gaps", str(room / "case.json")]) == 0

    def test_the_picture_of_the_page_is_that_of_the_example(self) -> None:
        case = Case.model_validate_json((ROOT / "examples" / "tokyo.json").read_bytes())
        now = at("2026-05-01 10:00")
        drawn = to_svg(plan(case.interview, case.events, now=now), case.interview, case.events, now=now)
        assert drawn == (ROOT / "docs" / "tokyo.svg").read_text(encoding="utf-8")
