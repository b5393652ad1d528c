"""The command line: ``init`` asks for a case and writes it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from commands import Capture, Pipe, refused, typed
from followup_rules import Case, Contact, ContactRole
from followup_rules._cli import _times, main
from support import at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NOW = "2026-06-03T16:07:00+09:00"
# What is asked, in this order, with an answer for each; in Japan no region is asked for.
PLACE = ["Acme", "Data Engineer", "", "JP", ""]
TIMES = ["2026-06-03 15:00", "2026-06-12", "the move to streaming", ""]
HR = ["Hanako Sato", "sato@example.com", ""]
LEAD = ["Ken Ito", "", "hiring-manager, interviewer"]
ME = ["Mei Tan", "mei@example.com", ""]
WHOLE = [*PLACE, *TIMES, *HR, *LEAD, "", *ME]


@pytest.fixture(autouse=True)
def somewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Be on a machine that does not tell its zone."""
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(_times, "_ZONE_FILE", tmp_path / "no-zone")


def lines(answers: Iterable[str]) -> bytes:
    return "".join(f"{answer}\n" for answer in answers).encode()


def asked(capture: Capture, piped: Pipe, answers: Iterable[str], *options: str) -> tuple[Case, str]:
    """Return the case that answers make, and what was printed."""
    piped(lines(answers))
    assert main(["init", "new.json", "--now", NOW, *options]) == 0
    out, err = capture.readouterr()
    assert err == b""
    with open("new.json", "rb") as file:  # noqa: PTH123 - in the folder of the test
        return Case.model_validate_json(file.read()), out.decode()


def declined(capture: Capture, piped: Pipe, answers: Iterable[str]) -> str:
    """Return the error about answers."""
    piped(lines(answers))
    assert main(["init", "new.json", "--now", NOW]) == 2
    return capture.readouterr().err.decode().removeprefix("followup-rules: ").removesuffix("\n")


@pytest.mark.usefixtures("room")
class TestPipedAnswers:
    def test_piped_answers_make_a_case(self, capsysbinary: Capture, piped: Pipe) -> None:
        case, printed = asked(capsysbinary, piped, WHOLE)
        interview = case.interview
        assert interview.id == "acme-data-engineer-1"
        assert (interview.company, interview.position, interview.round) == ("Acme", "Data Engineer", 1)
        assert (interview.country, interview.timezone) == ("JP", "Asia/Tokyo")
        assert interview.ended_at == at("2026-06-03 15:00")
        assert str(interview.decision_by) == "2026-06-12"
        assert interview.learned == "the move to streaming"
        assert interview.contacts == (
            Contact(id="hanako-sato", name="Hanako Sato", email="sato@example.com", roles={ContactRole.RECRUITER}),
            Contact(id="ken-ito", name="Ken Ito", roles={ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER}),
        )
        assert case.candidate is not None
        assert (case.candidate.name, case.candidate.email, case.candidate.phone) == ("Mei Tan", "mei@example.com", None)
        assert "\nTime zone of the office [Asia/Tokyo]:\n" in printed
        assert "\nWhen did it end, in the time of that zone? [2026-06-03 16:07]: 2026-06-03 15:00\n" in printed
        assert "\nWrote new.json\n\nData Engineer at Acme\nStage: interviewed\n\n" in printed

    @pytest.mark.parametrize(
        "lead", ["I enjoyed hearing about", "i  enjoyed hearing about …", "I enjoyed hearing about..."]
    )
    def test_the_words_of_the_question_before_what_was_learned_are_left_out(
        self, lead: str, capsysbinary: Capture, piped: Pipe
    ) -> None:
        answers = [each.replace("the move", f"{lead} the move") for each in WHOLE]
        assert asked(capsysbinary, piped, answers)[0].interview.learned == "the move to streaming"

    def test_these_words_stay_where_they_stand_later(self, capsysbinary: Capture, piped: Pipe) -> None:
        later = "what I enjoyed hearing about most"
        answers = [each.replace("the move to streaming", later) for each in WHOLE]
        assert asked(capsysbinary, piped, answers)[0].interview.learned == later

    def test_a_whole_sentence_about_what_was_learned_is_refused(self, capsysbinary: Capture, piped: Pipe) -> None:
        answers = [each.replace("the move", "I learned about the move") for each in WHOLE]
        assert declined(capsysbinary, piped, answers) == (
            "One thing that you learned: I enjoyed hearing about …: type only what comes after these words, such as "
            "'your move to streaming'"
        )

    def test_the_file_has_times_as_people_read_them(self, room: Path, capsysbinary: Capture, piped: Pipe) -> None:
        asked(capsysbinary, piped, WHOLE)
        text = (room / "new.json").read_text(encoding="utf-8")
        assert '"ended_at": "2026-06-03T15:00:00+09:00"' in text
        assert text.startswith('{\n  "interview": {\n    "id": "acme-data-engineer-1",\n')

    def test_empty_answers_take_what_is_in_brackets(self, capsysbinary: Capture, piped: Pipe) -> None:
        case, _ = asked(capsysbinary, piped, [*PLACE, "", "", "", "", "", ""])
        assert case.interview.ended_at == at("2026-06-03 16:07")
        assert (case.interview.decision_by, case.interview.learned, case.candidate) == (None, None, None)
        assert case.interview.contacts == ()

    def test_the_words_in_brackets_may_be_typed(self, capsysbinary: Capture, piped: Pipe) -> None:
        case, _ = asked(capsysbinary, piped, [*PLACE, "", "Not said", "Nothing", "en", "No more", "No drafts"])
        assert (case.interview.decision_by, case.interview.learned) == (None, None)
        assert (case.interview.language, case.candidate) == (None, None)

    def test_piped_answers_may_have_a_byte_order_mark_and_other_line_ends(
        self, capsysbinary: Capture, piped: Pipe
    ) -> None:
        piped(b"\xef\xbb\xbf" + lines(WHOLE).replace(b"\n", b"\r\n"))
        assert main(["init", "new.json", "--now", NOW]) == 0
        assert "\nCompany: Acme\n" in capsysbinary.readouterr().out.decode()

    def test_the_place_of_the_machine_is_offered_in_brackets(
        self, capsysbinary: Capture, piped: Pipe, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "zone").symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
        monkeypatch.setattr(_times, "_ZONE_FILE", tmp_path / "zone")
        case, printed = asked(capsysbinary, piped, ["Acme", "Data Engineer", "", "", "", "", "", "", "", "", ""])
        assert "\nCountry of the office [JP]:\nTime zone of the office [Asia/Tokyo]:\n" in printed
        assert case.interview.country == "JP"
        monkeypatch.setenv("TZ", ":America/Chicago")
        _, printed = asked(capsysbinary, piped, [*PLACE[:3], "", "", *PLACE[4:], "", "", "", "", "", ""], "--force")
        assert "\nCountry of the office [US]:\nState or region of the office, as a code [not known]:\n" in printed
        assert "America/Adak [America/Chicago]:\n" not in printed
        assert "[America/Chicago]:\n" in printed

    def test_a_country_and_a_zone_may_be_given_by_name(self, capsysbinary: Capture, piped: Pipe) -> None:
        answers = ["Acme", "Data Engineer", "2", "Germany", "BY", "berlin", *TIMES, "", ""]
        case, printed = asked(capsysbinary, piped, answers)
        assert (case.interview.country, case.interview.subdivision) == ("DE", "BY")
        assert case.interview.timezone == "Europe/Berlin"
        assert case.interview.id == "acme-data-engineer-2"
        assert "\nTime zone of the office, such as Europe/Berlin, Europe/Busingen [Europe/Berlin]: berlin\n" in printed

    @pytest.mark.parametrize(
        ("country", "region", "code"),
        [("DE", "be", "BE"), ("Germany", "Baden Württemberg", "BW"), ("CH", "stadt zurich", "Stadt Zurich")],
    )
    def test_a_region_may_be_given_by_name_or_in_other_letters(
        self, country: str, region: str, code: str, capsysbinary: Capture, piped: Pipe
    ) -> None:
        case, _ = asked(capsysbinary, piped, ["Acme", "Engineer", "", country, region, "", "", "", "", "", "", ""])
        assert case.interview.subdivision == code

    @pytest.mark.parametrize(
        ("answer", "roles"),
        [
            ("Recruiter", ["recruiter"]),
            ("Hiring manager, INTERVIEWER", ["hiring-manager", "interviewer"]),
            ("hiring_manager interviewer", ["hiring-manager", "interviewer"]),
        ],
    )
    def test_roles_may_be_given_in_other_letters(
        self, answer: str, roles: list[str], capsysbinary: Capture, piped: Pipe
    ) -> None:
        case, _ = asked(capsysbinary, piped, [*PLACE, *TIMES, "Hanako Sato", "", answer, "", ""])
        assert sorted(case.interview.contacts[0].roles) == roles

    def test_a_place_without_a_zone_of_its_own_is_asked_for_one(self, capsysbinary: Capture, piped: Pipe) -> None:
        answers = ["Acme", "Data Engineer", "", "XK", "Europe/Belgrade", "", "", "", "", "", ""]
        case, printed = asked(capsysbinary, piped, answers)
        assert "\nTime zone of the office: Europe/Belgrade\n" in printed
        assert case.interview.country == "XK"

    def test_contacts_of_any_name_have_different_ids(self, capsysbinary: Capture, piped: Pipe) -> None:
        people = [
            *["Hanako Sato", "", ""],
            *["Hanako Sato", "", ""],
            *["jobs@example.com", "recruiter"],
            *["佐藤花子", "", "interviewer"],
            *["!!!", "", "employee"],
            *["Ann Agent", "ann@agency.example", "agency", "Best People"],
        ]
        case, _ = asked(capsysbinary, piped, [*PLACE, *TIMES, *people, "", ""])
        assert [(each.id, sorted(each.roles)) for each in case.interview.contacts] == [
            ("hanako-sato", ["recruiter"]),
            ("hanako-sato-2", ["interviewer"]),
            ("jobs", ["recruiter"]),
            ("佐藤花子", ["interviewer"]),
            ("contact", ["employee"]),
            ("ann-agent", ["agency"]),
        ]
        assert case.interview.contacts[2].name is None
        assert case.interview.contacts[-1].company == "Best People"

    @pytest.mark.parametrize(
        ("answers", "line"),
        [
            ([""], "Company: an answer is needed"),
            (["A\x1b[2J"], "Company: must be one line of plain text; remove U+001B at position 1"),
            (["Acme", "Engineer", "0"], "Which round of interviews was it?: must be 1 or more, got 0"),
            (["Acme", "Engineer", "two"], "Which round of interviews was it?: must be a whole number, got 'two'"),
            (
                ["Acme", "Engineer", "", "Germny"],
                (
                    "Country of the office: must be an ISO 3166-1 code of two capital letters, such as 'JP', "
                    "got 'Germny'; did you mean 'DE'?"
                ),
            ),
            (
                [*PLACE[:4], "Tokio/Asia"],
                "Time zone of the office: must be an IANA time zone such as 'Asia/Tokyo', got 'Tokio/Asia'",
            ),
            (
                [*PLACE, "yesterday"],
                (
                    "When did it end, in the time of that zone?: must be a date and time such as 2026-05-11 10:00, "
                    "got 'yesterday'"
                ),
            ),
            (
                [*PLACE, "2026-06-03"],
                (
                    "When did it end, in the time of that zone?: must be a date and time such as 2026-05-11 10:00, "
                    "got '2026-06-03'"
                ),
            ),
            (
                [*PLACE, TIMES[0], "12.06.2026"],
                "By which date did they promise an answer?: must be a date (YYYY-MM-DD), got '12.06.2026'",
            ),
            (
                [*PLACE, TIMES[0], "2026-06-02"],
                (
                    "By which date did they promise an answer?: must be the interview's day, 2026-06-03, or later, "
                    "got '2026-06-02'"
                ),
            ),
            (
                [*PLACE, *TIMES[:3], "it"],
                "Language of the drafts: there are no words in 'it', only in de, en, es, fr, ja, ko, pt, zh",
            ),
            (
                [*PLACE, *TIMES, "Hanako Sato", "sato"],
                (
                    "E-mail address: must be an e-mail address such as 'jane@example.com', got 'sato': "
                    "An email address must have an @-sign."
                ),
            ),
            (
                [*PLACE, *TIMES, "Hanako Sato", "", "recuiter"],
                (
                    "Roles, out of recruiter, hiring-manager, interviewer, agency, employee, no-reply: "
                    "must be one of 'recruiter', 'hiring-manager', 'interviewer', 'agency', 'employee', 'no-reply', "
                    "got 'recuiter'; did you mean 'recruiter'?"
                ),
            ),
            (
                [*PLACE, *TIMES, "sato@"],
                (
                    "Name, or the address of a mailbox without a name: must be an e-mail address such as "
                    "'jane@example.com', got 'sato@': There must be something after the @-sign."
                ),
            ),
            ([*PLACE, *TIMES, "", "Mei", ""], "Your e-mail address: an answer is needed"),
            ([*PLACE, *TIMES, "", "Mei"], "the input ended before an answer to 'Your e-mail address:'"),
        ],
    )
    def test_each_answer_is_checked_at_once(
        self, answers: list[str], line: str, room: Path, capsysbinary: Capture, piped: Pipe
    ) -> None:
        assert declined(capsysbinary, piped, answers) == line
        assert not (room / "new.json").exists()

    def test_piped_answers_that_are_no_text_are_refused(self, room: Path, capsysbinary: Capture, piped: Pipe) -> None:
        piped(b"\xff")
        assert refused(capsysbinary, "init", "x.json") == (
            "the answers: standard input cannot be read: it is not UTF-8 text"
        )
        assert [each.name for each in room.iterdir()] == ["case.json"]

    def test_init_without_standard_input_is_refused(
        self, room: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture
    ) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        assert main(["init", "new.json"]) == 2
        assert capsysbinary.readouterr().err == b"followup-rules: the input ended before an answer to 'Company:'\n"
        assert not (room / "new.json").exists()

    def test_an_end_that_the_clocks_skip_moves_forward_and_one_that_they_repeat_is_the_first(
        self, capsysbinary: Capture, piped: Pipe
    ) -> None:
        # G7: on 29 March 2026 the clocks in Berlin go from 02:00 to 03:00, on 25 October from 03:00 back to 02:00.
        place = ["Acme", "Data Engineer", "", "DE", "", ""]
        skipped, _ = asked(capsysbinary, piped, [*place, "2026-03-29 02:30", "", "", "", "", ""])
        assert skipped.interview.ended_at.isoformat() == "2026-03-29T01:30:00+00:00"
        first, _ = asked(capsysbinary, piped, [*place, "2026-10-25 02:30", "", "", "", "", ""], "--force")
        assert first.interview.ended_at.isoformat() == "2026-10-25T00:30:00+00:00"

    def test_an_end_may_have_an_offset(self, capsysbinary: Capture, piped: Pipe) -> None:
        case, _ = asked(capsysbinary, piped, [*PLACE, "2026-06-03T08:00:00+02:00", "", "", "", "", ""])
        assert case.interview.ended_at == at("2026-06-03 15:00")


@pytest.mark.usefixtures("room")
class TestTypedAnswers:
    def test_a_wrong_answer_is_asked_again(
        self, room: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture
    ) -> None:
        answers = ["Acme", "Engineer", "", "Japn", "jp", "", "3 June", *TIMES, "x@", *HR, "", *ME]
        questions = typed(monkeypatch, answers)
        assert main(["init", "new.json", "--now", NOW]) == 0
        assert questions.count("Country of the office: ") == 2
        assert questions.count("Name, or the address of a mailbox without a name [no more]: ") == 3
        said = capsysbinary.readouterr().err.decode().splitlines()
        assert said[0].startswith("followup-rules: must be an ISO 3166-1 code")
        assert said[1] == "followup-rules: must be a date and time such as 2026-05-11 10:00, got '3 June'"
        assert said[2].startswith("followup-rules: must be an e-mail address")
        case = Case.model_validate_json((room / "new.json").read_bytes())
        assert [contact.id for contact in case.interview.contacts] == ["hanako-sato"]

    @pytest.mark.parametrize(
        ("stopped", "code", "line"),
        [
            (EOFError(), 2, "the answers ended"),
            (KeyboardInterrupt(), 130, "stopped"),
            (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), 2, "the answer is not text in the terminal's encoding"),
        ],
        ids=["end", "stop", "no text"],
    )
    def test_whoever_stops_writes_nothing(
        self,
        stopped: BaseException,
        code: int,
        line: str,
        room: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsysbinary: Capture,
    ) -> None:
        typed(monkeypatch, ["Acme", stopped])
        assert main(["init", "new.json"]) == code
        assert capsysbinary.readouterr().err.decode() == f"followup-rules: {line}\n"
        assert not (room / "new.json").exists()


class TestNeverOverwrites:
    def test_init_says_that_a_file_exists_before_it_asks(self, room: Path, capsysbinary: Capture, piped: Pipe) -> None:
        before = (room / "case.json").read_bytes()
        piped(lines(WHOLE))
        assert refused(capsysbinary, "init", "case.json") == "case.json already exists; --force overwrites it"
        assert (room / "case.json").read_bytes() == before

    @pytest.mark.parametrize("name", ["none/new.json", "-"])
    def test_a_file_whose_name_cannot_be_is_refused_before_anything_is_asked(
        self, name: str, room: Path, capsysbinary: Capture
    ) -> None:
        assert room.exists()
        assert refused(capsysbinary, "init", name) == f"{name} cannot be written: name a file in a folder that exists"

    def test_init_replaces_a_file_if_forced(self, room: Path, capsysbinary: Capture, piped: Pipe) -> None:
        (room / "new.json").write_text("mine")
        case, _ = asked(capsysbinary, piped, WHOLE, "--force")
        assert case.interview.company == "Acme"

    def test_init_does_not_replace_a_file_that_came_while_it_asked(
        self, room: Path, capsysbinary: Capture, piped: Pipe, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def found(*_: Any, **__: Any) -> None:
            (room / "new.json").write_text("mine")

        monkeypatch.setattr("followup_rules._cli._init.check_new", found)
        line = declined(capsysbinary, piped, WHOLE)
        assert line == f"{room / 'new.json'} cannot be written: File exists"
        assert (room / "new.json").read_text() == "mine"
