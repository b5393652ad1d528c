"""What the library says at import about an event, a touch or a language of which a part was forgotten.

The first class leaves parts out of a copy of the sources and imports that; the others change one table in place.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import followup_rules
from followup_rules import (
    Bounced,
    MessageSent,
    OfferReceived,
    RejectionReceived,
    Stage,
    ThankYouSent,
    Touch,
    TouchSkipped,
    Transition,
    UpdateThanksSent,
    Withdrawn,
    _events,
    _stages,
    _touches,
)
from followup_rules._events import EVENTS, kind_of
from followup_rules._touches import TOUCHES
from followup_rules.drafts._language import Language, language_of
from followup_rules.drafts._subject import EXTERNAL_TAGS, REPLY_PREFIXES
from support import another_language

SOURCES = Path(followup_rules.__file__).parent


@pytest.mark.slow
class TestAPartThatIsForgotten:
    """The package cannot be imported, and the last line of the error names what is missing, and where."""

    @pytest.mark.parametrize(
        ("file", "old", "new", "error"),
        [
            ("_events.py", "    | Reopened\n", "", "the union Event has no member for Reopened"),
            ("_stages.py", "= (\n    ThankYouSent,\n", "= (\n", "the transition table has no column for ThankYouSent"),
            ("_progress.py", "    Bounced: _bounced,\n", "", "the fold has no row for Bounced"),
            ("_events.py", '"feedback-request"\n', '"feedback-request"\n    A = "a"\n', "TOUCHES has no row for a"),
            ("_answers.py", '    "hr-first": (', '    "hr-frist": (', "REASONS has no sentence for hr-first"),
            (
                "_policy.py",
                "    update_thanks: Span",
                "    thanks_update: Span",
                "'Policy' object has no attribute 'update_thanks'",
            ),
            (
                "drafts/_language.py",
                'check_complete("ORDER"',
                'del ORDER[Touch.ESCALATION]\ncheck_complete("ORDER"',
                "ORDER has no row for escalation",
            ),
        ],
    )
    def test_a_forgotten_part_is_named_by_the_import(
        self, tmp_path: Path, file: str, old: str, new: str, error: str
    ) -> None:
        package = tmp_path / "followup_rules"
        shutil.copytree(SOURCES, package, ignore=shutil.ignore_patterns("__pycache__"))
        text = (package / file).read_text("utf-8")
        assert text.count(old) == 1
        (package / file).write_text(text.replace(old, new), "utf-8")
        run = subprocess.run(
            [sys.executable, "-c", "import followup_rules"],
            env=os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert run.returncode == 1
        assert error in run.stderr.strip().splitlines()[-1]


class TestEvents:
    """Each class of an event says all of itself, and is in the union."""

    def test_an_event_that_is_not_in_the_union_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        without = tuple(event for event in EVENTS if event not in (Bounced, ThankYouSent))
        monkeypatch.setattr(_events, "EVENTS", without)
        with pytest.raises(AssertionError, match=r"^the union Event has no member for ThankYouSent, Bounced$"):
            _events._check_events()

    @pytest.mark.parametrize("name", ["title", "side", "rank"])
    def test_what_an_event_does_not_say_is_named(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        said = {"title": "Ghosted", "side": "theirs", "rank": 99}
        del said[name]
        monkeypatch.setattr(_events, "EVENTS", (Bounced, type("Ghosted", (), said)))
        with pytest.raises(AssertionError, match=f"^Ghosted lacks its {name}$"):
            _events._check_events()

    def test_an_event_without_a_kind_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # It has what Kinded has: a kind that is any text, without a default.
        said = {"title": "Ghosted", "side": "theirs", "rank": 99, "model_fields": _events.AnyEvent.model_fields}
        monkeypatch.setattr(_events, "EVENTS", (Bounced, type("Ghosted", (), said)))
        with pytest.raises(AssertionError, match=r"^Ghosted lacks its kind$"):
            _events._check_events()

    def test_two_events_of_one_rank_are_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Withdrawn, "rank", 40)  # that of a bounce
        with pytest.raises(AssertionError, match=r"^Bounced and Withdrawn have one rank, 40$"):
            _events._check_events()

    def test_two_events_of_one_kind_are_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        said = {"title": "Ghosted", "side": "theirs", "rank": 99, "model_fields": Bounced.model_fields}
        monkeypatch.setattr(_events, "EVENTS", (Bounced, type("Ghosted", (), said)))
        with pytest.raises(AssertionError, match=r"^Ghosted and Bounced have one kind, bounced$"):
            _events._check_events()

    def test_each_event_is_public(self) -> None:
        assert [event.__name__ for event in EVENTS if event.__name__ not in followup_rules.__all__] == []


class TestTransitionTable:
    """Each stage has a line, each line a cell for each column, and each column the head of its kind of event."""

    HEADS = _stages._TABLE.strip().splitlines()[0]

    def read(self, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> tuple[Transition, ...]:
        assert _stages._TABLE.count(old) == 1
        monkeypatch.setattr(_stages, "_TABLE", _stages._TABLE.replace(old, new))
        return _stages._transitions()

    def line(self, stage: Stage) -> str:
        return next(line for line in _stages._TABLE.splitlines() if line.startswith(f"{stage} "))

    def columns(self, monkeypatch: pytest.MonkeyPatch, *columns: Any) -> tuple[Transition, ...]:
        monkeypatch.setattr(_stages, "_COLUMNS", columns)
        return _stages._transitions()

    def test_a_line_with_too_few_cells_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        line, columns = self.line(Stage.ESCALATED), len(_stages._COLUMNS)
        error = f"^the line of escalated in the transition table has {columns - 1} cells for {columns} columns$"
        with pytest.raises(AssertionError, match=error):
            self.read(monkeypatch, line, line.rpartition("|")[0])

    def test_a_line_with_too_many_cells_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        line, columns = self.line(Stage.ESCALATED), len(_stages._COLUMNS)
        error = f"^the line of escalated in the transition table has {columns + 1} cells for {columns} columns$"
        with pytest.raises(AssertionError, match=error):
            self.read(monkeypatch, line, f"{line} | =")

    @pytest.mark.parametrize(("new", "cell"), [("offerd ", "offerd"), ("       ", ""), ("==     ", "==")])
    def test_a_cell_that_is_no_stage_is_named(self, monkeypatch: pytest.MonkeyPatch, new: str, cell: str) -> None:
        old = "\nwithdrawn          | =         | ·             | ·          | =             | ·                  | ="
        with pytest.raises(
            AssertionError,
            match=f"^the transition table has '{cell}' in the line of withdrawn, below ThankYouSent, which is",
        ):
            self.read(monkeypatch, old, old.replace("| =      ", f"| {new}", 1))

    def test_a_line_of_no_stage_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(
            AssertionError, match=r"^the transition table has 'hopeful' in the first column, which is not a stage$"
        ):
            self.read(monkeypatch, "\ninterviewed  ", "\nhopeful  ")

    def test_a_stage_without_a_line_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        lines = [line for line in _stages._TABLE.splitlines() if not line.startswith(("offered", "thanked"))]
        monkeypatch.setattr(_stages, "_TABLE", "\n".join(lines))
        with pytest.raises(AssertionError, match=r"^the transition table has no row for thanked, offered$"):
            _stages._transitions()

    def test_a_stage_with_two_lines_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        line = self.line(Stage.OFFERED)
        rows = self.read(monkeypatch, line, f"{line}\n{line}")
        with pytest.raises(AssertionError, match=r"^the transition table has two rows for offered and ThankYouSent$"):
            _stages._moves(rows)

    def test_an_event_without_a_column_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(AssertionError, match=r"^the transition table has no column for ThankYouSent$"):
            self.columns(monkeypatch, *_stages._COLUMNS[1:])

    @pytest.mark.parametrize("again", [Withdrawn, MessageSent])
    def test_an_event_with_two_places_is_named(self, monkeypatch: pytest.MonkeyPatch, again: Any) -> None:
        error = f"^the transition table has {again.__name__} twice in _COLUMNS and NEUTRAL$"
        with pytest.raises(AssertionError, match=error):
            self.columns(monkeypatch, *_stages._COLUMNS, again)

    @pytest.mark.parametrize("rest", ["", "|"])
    def test_a_column_without_a_head_is_named(self, monkeypatch: pytest.MonkeyPatch, rest: str) -> None:
        kind = kind_of(_stages._COLUMNS[-1])
        with pytest.raises(AssertionError, match=f"^the column of '{kind}' in the transition table has the head ''$"):
            self.read(monkeypatch, self.HEADS, self.HEADS.rpartition("|")[0] + rest)

    def test_a_head_without_a_column_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(AssertionError, match=r"^the column of '' in the transition table has the head 'ghosted'$"):
            self.read(monkeypatch, self.HEADS, f"{self.HEADS} | ghosted")

    def test_two_heads_that_changed_places_are_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        swap = {"| rejection ": "| offer ", "| offer ": "| rejection "}
        heads = re.sub("|".join(map(re.escape, swap)), lambda match: swap[match[0]], self.HEADS)
        error = "^the column of 'rejection-received' in the transition table has the head 'offer'$"
        with pytest.raises(AssertionError, match=error):
            self.read(monkeypatch, self.HEADS, heads)

    def test_two_columns_that_changed_places_are_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        swap = {RejectionReceived: OfferReceived, OfferReceived: RejectionReceived}
        error = "^the column of 'offer-received' in the transition table has the head 'rejection'$"
        with pytest.raises(AssertionError, match=error):
            self.columns(monkeypatch, *[swap.get(event, event) for event in _stages._COLUMNS])


class TestTouches:
    """Each touch has a row, and the row fits the transition table and the policy."""

    def check(self, monkeypatch: pytest.MonkeyPatch, touch: Touch, **changes: Any) -> None:
        monkeypatch.setitem(TOUCHES, touch, replace(TOUCHES[touch], **changes))
        _touches._check_touches()

    @pytest.mark.parametrize("touch", Touch)
    def test_a_touch_without_a_row_is_named(self, monkeypatch: pytest.MonkeyPatch, touch: Touch) -> None:
        monkeypatch.setattr(_touches, "TOUCHES", {key: row for key, row in TOUCHES.items() if key is not touch})
        with pytest.raises(AssertionError, match=f"^TOUCHES has no row for {touch}$"):
            _touches._check_touches()

    def test_an_event_of_no_row_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(AssertionError, match=r"^TOUCHES has no row for FeedbackRequestSent$"):
            self.check(monkeypatch, Touch.FEEDBACK_REQUEST, event=UpdateThanksSent)

    def test_a_touch_that_is_due_where_its_event_is_not_allowed_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = (
            "^feedback-request is due in interviewed, where the transition table does not allow FeedbackRequestSent$"
        )
        with pytest.raises(AssertionError, match=error):
            self.check(monkeypatch, Touch.FEEDBACK_REQUEST, due_in=(Stage.REJECTED, Stage.INTERVIEWED))

    def test_a_skip_that_leads_elsewhere_than_its_event_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = [row for row in _stages.TRANSITIONS if row.touch is not Touch.FEEDBACK_REQUEST]
        monkeypatch.setattr(_touches, "TRANSITIONS", rows)
        error = (
            r"^in rejected, FeedbackRequestSent leads to feedback-requested, "
            r"but a skip of feedback-request to rejected \(G27\)$"
        )
        with pytest.raises(AssertionError, match=error):
            _touches._check_touches()

    def test_a_touch_that_asks_and_stays_in_its_stage_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = "^feedback-request would never end: in offered, FeedbackRequestSent leads to no other stage$"
        with pytest.raises(AssertionError, match=error):
            self.check(monkeypatch, Touch.FEEDBACK_REQUEST, due_in=(Stage.REJECTED, Stage.OFFERED))

    def test_two_touches_that_ask_in_one_stage_are_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        skip = Transition(Stage.INTERVIEWED, TouchSkipped, Stage.FOLLOWED_UP_1, Touch.FOLLOW_UP_2)
        monkeypatch.setattr(_touches, "TRANSITIONS", (*_stages.TRANSITIONS, skip))
        with pytest.raises(
            AssertionError, match=r"^follow-up-2 and follow-up-1 both ask in interviewed, where only one can$"
        ):
            self.check(monkeypatch, Touch.FOLLOW_UP_2, due_in=(Stage.FOLLOWED_UP_1, Stage.INTERVIEWED))

    @pytest.mark.parametrize("number", ["span", "lapse"])
    def test_a_field_that_the_policy_does_not_have_is_named(self, monkeypatch: pytest.MonkeyPatch, number: str) -> None:
        changes = {number: lambda policy: policy.ghosted}
        with pytest.raises(AttributeError, match="'Policy' object has no attribute 'ghosted'"):
            self.check(monkeypatch, Touch.ESCALATION, **changes)

    def test_all_that_does_not_fit_a_touch_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = "^escalation is due in thanked, .* EscalationSent; escalation is due in escalated, .* EscalationSent$"
        with pytest.raises(AssertionError, match=error):
            self.check(monkeypatch, Touch.ESCALATION, due_in=(Stage.THANKED, Stage.ESCALATED))


class TestLanguages:
    """A language that lacks something is named when it is loaded."""

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ("pushy = ()", "^the language 'xx' lacks its pushy$"),
            ("tones = ()", "^the language 'xx' lacks its tones$"),
            ("dates = ''", "^the language 'xx' lacks its dates$"),
            ("again = ''", "^the language 'xx' lacks its again$"),
            ("way_out = ''", "^the language 'xx' lacks its way_out$"),
            ("labels = {}", "^the language 'xx' lacks its labels$"),
            ("labels = English.labels | {'escalation': ''}", "^the language 'xx' has no label for escalation$"),
            ("labels = {'answer': 'x', 'new-time': 'x'}", "^the language 'xx' has no label for thank-you, .*, off$"),
        ],
    )
    def test_what_a_language_lacks_is_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, error: str
    ) -> None:
        text = "from followup_rules.drafts.en import English\nclass Xx(English):\n"
        text += f"    {change}\nLANGUAGE = Xx()\n"
        with another_language(tmp_path, monkeypatch, text), pytest.raises(AssertionError, match=error):
            language_of("xx")

    def test_a_touch_without_words_is_named(self) -> None:
        members = {name: lambda *_: "" for name in Language.__abstractmethods__ - {"escalation"}}
        with pytest.raises(TypeError, match=r"abstract method '?escalation"):
            type("Xx", (Language,), members)()

    @pytest.mark.parametrize("code", ["de", "en", "es", "fr", "ja", "ko", "pt", "zh"])
    def test_each_language_has_the_marks_that_its_mail_programs_put_before_a_subject(self, code: str) -> None:
        assert EXTERNAL_TAGS[code]
        assert [prefix for prefix, known in REPLY_PREFIXES.items() if code in known]
