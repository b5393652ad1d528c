"""The command line: ``edit`` asks for a case again, with what is known of it."""

from __future__ import annotations

import builtins
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import CASE, NOW, Capture, Pipe, refused, typed
from events import thank_you, withdrawn
from followup_rules import Case, Contact
from followup_rules._cli import main
from followup_rules._cli._rewriting import with_member
from support import HR, PEER, at, interview

if TYPE_CHECKING:
    from collections.abc import Iterable

# The questions about the case of the tests, in their order: nine of the interview, three of each contact.
KEEP = [""] * 9
HR_, PEER_, NO_MORE, ME = [""] * 3, [""] * 3, [""], [""] * 3


def edited(capture: Capture, piped: Pipe, answers: Iterable[str]) -> tuple[Case, str]:
    """Return the case after answers, and what was printed."""
    piped("".join(f"{answer}\n" for answer in answers).encode())
    assert main(["edit", "case.json", "--now", NOW]) == 0
    out, err = capture.readouterr()
    assert err == b""
    return Case.model_validate_json(Path("case.json").read_bytes()), out.decode()


@pytest.mark.usefixtures("room")
class TestEdit:
    def test_empty_answers_change_nothing(self, capsysbinary: Capture, piped: Pipe) -> None:
        whole = interview(
            decision_by="2026-06-12",
            learned="the move",
            language="ja",
            working_week={0: ("10:00", "16:00")},
            contacts=[HR, Contact(id="box", roles={"recruiter"}, email="jobs@example.com", job_title="Jobs")],
        )
        sent = thank_you("2026-06-04 15:00", "hr")
        case = CASE.replace(interview=whole, events=[sent])
        Path("case.json").write_text(case.model_dump_json(), encoding="utf-8")
        after, printed = edited(capsysbinary, piped, KEEP + HR_ + PEER_ + NO_MORE + ME)
        assert after == case
        assert "\nCompany [Acme]:\n" in printed
        assert "\nWhen did it end, in the time of that zone? [2026-06-03 15:00]:\n" in printed
        assert "\nRoles, out of " in printed
        assert "no-reply [recruiter]:\n" in printed
        assert "\nName [no name]:\nE-mail address [jobs@example.com]:\n" in printed
        assert "\nWrote case.json\n\nData Engineer at Acme\n" in printed

    def test_an_address_can_be_changed_and_a_contact_added(self, capsysbinary: Capture, piped: Pipe) -> None:
        answers = [*KEEP, "", "hanako@example.com", "", *PEER_, "Ken Ito", "ito@example.com", "hiring-manager", "", *ME]
        after, _ = edited(capsysbinary, piped, answers)
        assert after.interview.contact("hr").email == "hanako@example.com"
        assert after.interview.contact("hr").name == "Hanako Sato"
        assert after.interview.contact("ken-ito").roles == {"hiring-manager"}

    def test_what_is_known_can_be_left_out(self, capsysbinary: Capture, piped: Pipe) -> None:
        Path("case.json").write_text(
            CASE.replace(interview=interview(decision_by="2026-06-12", contacts=[HR])).model_dump_json()
        )
        after, printed = edited(capsysbinary, piped, [*KEEP[:6], "-", "", "", *HR_, "", "-"])
        assert "promise an answer? [2026-06-12]: -\n" in printed
        assert after.interview.decision_by is None
        assert after.candidate is None

    def test_the_end_and_the_zone_can_be_changed(self, capsysbinary: Capture, piped: Pipe) -> None:
        answers = [*KEEP[:3], "DE", "", "", "", "", "", "", *HR_, *PEER_, "", *ME]
        after, printed = edited(capsysbinary, piped, answers)
        assert "[Europe/Berlin]:\n" in printed
        assert (after.interview.country, after.interview.timezone) == ("DE", "Europe/Berlin")
        assert after.interview.ended_at == CASE.interview.ended_at
        answers = [*KEEP[:4], "", "Europe/Berlin", "2026-06-04 10:00", "", "", "", *HR_, *PEER_, "", *ME]
        after, printed = edited(capsysbinary, piped, answers)
        assert "[2026-06-03 08:00]: 2026-06-04 10:00\n" in printed
        assert after.interview.ended_at == at("2026-06-04 10:00", "Europe/Berlin")

    def test_an_end_that_its_local_time_would_not_say_is_shown_with_its_offset_and_kept(
        self, capsysbinary: Capture, piped: Pipe
    ) -> None:
        # On 25 October 2026 02:30 comes twice in Berlin; this is the second one.
        second = interview(country="DE", timezone="Europe/Berlin", ended_at="2026-10-25T01:30:00+00:00", contacts=[])
        case = CASE.replace(interview=second, candidate=None)
        Path("case.json").write_text(case.model_dump_json(), encoding="utf-8")
        after, printed = edited(capsysbinary, piped, [*KEEP, "", "", ""])
        assert "[2026-10-25T02:30:00+01:00]:\n" in printed
        assert after.interview.ended_at == case.interview.ended_at

    def test_the_events_stay_as_they_were_written(self, capsysbinary: Capture, piped: Pipe) -> None:
        events = '[ {"kind":"withdrawn",\n"at":"2026-06-04T10:00:00+02:00"} ]'
        text = f'{{"events": {events}, "interview": {CASE.interview.model_dump_json()}}}'
        Path("case.json").write_text(text, encoding="utf-8")
        after, _ = edited(capsysbinary, piped, [*KEEP, *HR_, *PEER_, "", "Mei", "mei@example.com", ""])
        assert f'{{"events": {events}, "interview": {{\n' in Path("case.json").read_text(encoding="utf-8")
        assert after.candidate is not None
        assert after.candidate.name == "Mei"

    def test_an_interview_alone_becomes_a_case(self, capsysbinary: Capture, piped: Pipe) -> None:
        Path("case.json").write_text(CASE.interview.model_dump_json(), encoding="utf-8")
        after, _ = edited(capsysbinary, piped, [*KEEP, *HR_, *PEER_, "", ""])
        assert after == Case(interview=CASE.interview)

    def test_another_country_has_other_regions_and_zones(self, capsysbinary: Capture, piped: Pipe) -> None:
        # Japan has no region BE, and no region is asked for there.
        berlin = interview(country="DE", subdivision="BE", timezone="Europe/Berlin", contacts=[])
        Path("case.json").write_text(CASE.replace(interview=berlin).model_dump_json(), encoding="utf-8")
        after, printed = edited(capsysbinary, piped, [*KEEP[:3], "JP", "", "", "", "", "", "", *ME])
        assert "\nCountry of the office [DE]: JP\nTime zone of the office [Asia/Tokyo]:\n" in printed
        assert (after.interview.subdivision, after.interview.timezone) == (None, "Asia/Tokyo")
        after, printed = edited(capsysbinary, piped, [*KEEP[:3], "US", "", "", "", "", "", "", "", *ME])
        assert "\nState or region of the office, as a code [not known]:\n" in printed
        assert after.interview.country == "US"

    INVITED = "On which day did they invite you to write?"

    @pytest.mark.parametrize(("answer", "day"), [("2026-07-03", date(2026, 7, 3)), ("", None)])
    def test_what_does_not_fit_any_more_is_asked_for(
        self, answer: str, day: date | None, capsysbinary: Capture, piped: Pipe
    ) -> None:
        # The interview was moved, so neither date lies after it; the second is asked for only then.
        promised = interview(decision_by="2026-06-12", enquire_on="2026-06-22")
        Path("case.json").write_text(CASE.replace(interview=promised).model_dump_json(), encoding="utf-8")
        answers = [*KEEP[:5], "2026-07-01 10:00", "2026-07-10", "", "", answer, *HR_ * 3, "", *ME]
        piped("".join(f"{answer}\n" for answer in answers).encode())
        assert main(["edit", "case.json", "--now", NOW]) == 0
        out, err = capsysbinary.readouterr()
        assert err.decode().splitlines() == [
            (
                "followup-rules: By which date did they promise an answer?: "
                "must be the interview's day, 2026-07-01, or later, got '2026-06-12'"
            ),
            (f"followup-rules: {self.INVITED}: must be the interview's day, 2026-07-01, or later, got '2026-06-22'"),
        ]
        assert "\nBy which date did they promise an answer? [not said]: 2026-07-10\n" in out.decode()
        assert f"\n{self.INVITED} [not said]: {answer}".rstrip() in out.decode()
        after = Case.model_validate_json(Path("case.json").read_bytes()).interview
        assert (after.decision_by, after.enquire_on) == (date(2026, 7, 10), day)

    def test_edit_asks_on_a_terminal(self, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        invited = interview(enquire_on="2026-06-22", contacts=[])
        Path("case.json").write_text(CASE.replace(interview=invited).model_dump_json(), encoding="utf-8")
        typed(monkeypatch, [*KEEP[:5], "2026-07-01 10:00", "", "", "", "2026-06-30", "2026-07-02", "", *ME])
        assert main(["edit", "case.json", "--now", NOW]) == 0
        assert capsysbinary.readouterr().err.decode().count("must be the interview's day") == 2
        after = Case.model_validate_json(Path("case.json").read_bytes()).interview
        assert after.enquire_on == date(2026, 7, 2)

    def test_a_language_without_words_is_not_in_brackets(self, capsysbinary: Capture, piped: Pipe) -> None:
        italian = interview(language="it", contacts=[])
        Path("case.json").write_text(CASE.replace(interview=italian).model_dump_json(), encoding="utf-8")
        piped("".join(f"{answer}\n" for answer in [*KEEP[:8], "", "", *ME]).encode())
        assert main(["edit", "case.json", "--now", NOW]) == 0
        out, err = capsysbinary.readouterr()
        assert err.startswith(b"followup-rules: Language of the drafts: there are no words in 'it', only in de, en, ")
        assert "\nLanguage of the drafts [en]:\n" in out.decode()

    def test_an_invitation_that_still_fits_is_not_asked_for(self, capsysbinary: Capture, piped: Pipe) -> None:
        invited = interview(enquire_on="2026-06-22", contacts=[])
        Path("case.json").write_text(CASE.replace(interview=invited).model_dump_json(), encoding="utf-8")
        after, printed = edited(capsysbinary, piped, [*KEEP, "", *ME])
        assert self.INVITED not in printed
        assert after.interview.enquire_on == date(2026, 6, 22)

    def test_a_time_without_an_offset_is_the_companys_in_edit(self, capsysbinary: Capture, piped: Pipe) -> None:
        # It is 15:30 in Tokyo, when the thank-you is due; in UTC that would be past midnight there.
        piped(b"\n" * 30)
        assert main(["edit", "case.json", "--now", "2026-06-04 15:30"]) == 0
        assert "\nNow: Send the thank-you note to Yuki Mori by" in capsysbinary.readouterr().out.decode()

    def test_a_person_is_removed(self, capsysbinary: Capture, piped: Pipe) -> None:
        after, printed = edited(capsysbinary, piped, [*KEEP, "-", *PEER_, *NO_MORE, *ME])
        assert "\nAt a name, - removes the person.\nName [Hanako Sato]: -\nName [Yuki Mori]:\n" in printed
        assert after.interview.contacts == (PEER,)

    def test_a_person_becomes_a_mailbox_without_a_name(self, capsysbinary: Capture, piped: Pipe) -> None:
        after, _ = edited(capsysbinary, piped, [*KEEP, "No name", "", "", *PEER_, *NO_MORE, *ME])
        assert after.interview.contact("hr").name is None

    KEPT = "this person, so the person stays; 'show' lists the events, and 'undo' removes one"

    def test_a_person_whom_an_event_names_is_not_removed(self, capsysbinary: Capture, piped: Pipe) -> None:
        events = [withdrawn("2026-06-04 14:00"), thank_you("2026-06-04 15:00", "hr")]
        Path("case.json").write_text(CASE.replace(events=events).model_dump_json(), encoding="utf-8")
        before = Path("case.json").read_bytes()
        piped("".join(f"{answer}\n" for answer in [*KEEP, "-"]).encode())
        assert main(["edit", "case.json", "--now", NOW]) == 2
        assert capsysbinary.readouterr().err.decode() == f"followup-rules: Name: event 2 names {self.KEPT}\n"
        assert Path("case.json").read_bytes() == before

    def test_on_a_terminal_the_name_is_asked_for_again(
        self, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        events = [thank_you(f"2026-06-04 15:0{minute}", "peer") for minute in (1, 2)]
        Path("case.json").write_text(CASE.replace(events=events).model_dump_json(), encoding="utf-8")
        typed(monkeypatch, [*KEEP, "-", "-", "Yuki Mori-Abe", "", "", "", *ME])
        assert main(["edit", "case.json", "--now", NOW]) == 0
        assert capsysbinary.readouterr().err.decode() == f"followup-rules: events 1, 2 name {self.KEPT}\n"
        after = Case.model_validate_json(Path("case.json").read_bytes()).interview
        assert [contact.label for contact in after.contacts] == ["Yuki Mori-Abe"]

    def test_on_a_terminal_a_name_that_cannot_be_is_asked_for_again(
        self, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        typed(monkeypatch, [*KEEP, "Hana\tko", "Hana Sato", "", "", *PEER_, *NO_MORE, *ME])
        assert main(["edit", "case.json", "--now", NOW]) == 0
        assert b"must be one line of plain text" in capsysbinary.readouterr().err
        after = Case.model_validate_json(Path("case.json").read_bytes()).interview
        assert [contact.label for contact in after.contacts] == ["Hana Sato", "Yuki Mori"]

    def test_a_file_that_was_changed_in_the_meantime_is_not_written(
        self, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        typed(monkeypatch, ["Acme Ltd", *KEEP[1:], *HR_, *PEER_, *NO_MORE, *ME])
        answer = builtins.input

        def meanwhile(shown: str) -> str:
            Path("case.json").write_text(CASE.replace(candidate=None).model_dump_json(), encoding="utf-8")
            return answer(shown)

        monkeypatch.setattr("builtins.input", meanwhile)
        assert main(["edit", "case.json", "--now", NOW]) == 2
        assert capsysbinary.readouterr().err.decode() == (
            "followup-rules: FILE: 'case.json' was changed in the meantime; run the command again\n"
        )

    def test_what_was_answered_before_the_end_is_kept(
        self, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        typed(monkeypatch, ["Acme Ltd", *KEEP[1:], *HR_, *PEER_, "", "Mei Lin", "", EOFError()])
        assert main(["edit", "case.json", "--now", NOW]) == 0
        out, err = capsysbinary.readouterr()
        assert err == b""
        assert "\nThe answers ended. What you answered before is kept.\n\nWrote case.json\n" in out.decode()
        after = Case.model_validate_json(Path("case.json").read_bytes())
        assert after.interview == CASE.interview.replace(company="Acme Ltd")
        assert after.candidate is not None
        assert (after.candidate.name, after.candidate.email) == ("Mei Lin", "mei@example.com")

    def test_a_candidate_without_an_address_is_not_kept(
        self, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("case.json").write_text(CASE.replace(candidate=None).model_dump_json(), encoding="utf-8")
        typed(monkeypatch, ["Acme Ltd", *KEEP[1:], *HR_, *PEER_, "", "Mei", EOFError()])
        assert main(["edit", "case.json", "--now", NOW]) == 0
        capsysbinary.readouterr()
        after = Case.model_validate_json(Path("case.json").read_bytes())
        assert (after.interview.company, after.candidate) == ("Acme Ltd", None)

    def test_answers_that_do_not_fit_together_are_not_kept(
        self, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = Path("case.json").read_bytes()
        typed(monkeypatch, [*KEEP[:3], "US", EOFError()])
        assert main(["edit", "case.json", "--now", NOW]) == 2
        assert capsysbinary.readouterr().err.decode() == (
            "followup-rules: the answers ended, and nothing was changed, since those so far do not fit together: "
            "case.json: interview.timezone: is missing\n"
        )
        assert Path("case.json").read_bytes() == before

    def test_a_case_from_standard_input_cannot_be_edited(self, capsysbinary: Capture) -> None:
        line = refused(capsysbinary, "edit", "-")
        assert line == "FILE: a case from standard input cannot be changed; name its file"


def test_line_ends_stay_as_they_are() -> None:
    text = '{\r\n  "interview": {}\r\n}'
    changed = with_member(with_member(text, "interview", {"id": "1"}), "candidate", {"name": "Mei"})
    assert changed.count("\n") == changed.count("\r\n") == 7
