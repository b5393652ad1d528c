"""Tables of cases and answers: the same rules, row by row, whatever stands in a row."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from events import asks, follow_up, rejection, thank_you
from followup_rules import (
    Case,
    FollowUpSent,
    InputError,
    Policy,
    Progress,
    business_calendar,
    next_action,
    replay,
)
from followup_rules.arrow import (
    _answers,
    answers,
    answers_schema,
    calendar_table,
    cases_schema,
    cases_table,
    events_schema,
    events_table,
    provenance,
)
from followup_rules.strategies import cases
from support import CANDIDATE, at, by_chance, interview

if TYPE_CHECKING:
    from pathlib import Path

NOW = at("2026-06-15 10:00")
THANKED = thank_you("2026-06-04 10:00", "peer")
CASE = Case(interview=interview(), events=[THANKED], candidate=CANDIDATE)
JSON = {"interview": CASE.interview.model_dump_json(), "events": f"[{THANKED.model_dump_json()}]"}
NOTHING = ("kind", "touch", "status", "stage", "opens", "send_at", "changes_at", "to", "reasons", "timezone")


def table(**columns: Any) -> pa.Table:
    """Return a table of one row, or of more, with the columns of the plain case where no others are given."""
    rows = max((len(column) for column in columns.values()), default=1)
    return pa.table({name: [text] * rows for name, text in JSON.items()} | columns)


def row(found: pa.Table | pa.RecordBatch, number: int = 0) -> dict[str, Any]:
    return found.slice(number, 1).to_pylist()[0]  # type: ignore[no-any-return]


class TestAnswers:
    def test_each_column_has_a_part_of_the_answer(self) -> None:
        """C1: 3 to 4 business days after the decision date, which is assumed a week after Wednesday 3 June 2026."""
        found = row(answers(table(), now=NOW))
        assert [found[name] for name in ("kind", "touch", "status", "stage")] == [
            "send",
            "follow-up-1",
            "open",
            "thanked",
        ]
        assert found["opens"] == datetime(2026, 6, 15, 0, tzinfo=UTC)
        assert found["closes"] == found["changes_at"] == datetime(2026, 6, 16, 9, tzinfo=UTC)
        assert found["send_at"] == datetime(2026, 6, 15, 1, tzinfo=UTC)
        assert (found["to"], found["emails"], found["timezone"]) == (["hr"], ["sato@example.com"], "Asia/Tokyo")
        assert found["reasons"] == ["decision-assumed", "after-decision", "hr-first"]
        assert found["texts"][2] == "Hanako Sato is the recruiter. Questions go to the recruiter first."
        assert (found["asks_for"], found["answer_by"], found["missing"], found["error"]) == (None, None, [], None)
        assert found["provenance"] == provenance()
        assert found.keys() == set(answers_schema().names)

    def test_columns_say_what_is_owed_and_what_is_missing(self) -> None:
        asked = asks("2026-06-12 10:00", "hr", asks_for="two names", answer_by=date(2026, 6, 17))
        unknown = interview(contacts=()).model_dump_json()
        found = answers(
            table(events=[f"[{asked.model_dump_json()}]", "[]"], interview=[JSON["interview"], unknown]), now=NOW
        )
        assert (row(found)["kind"], row(found)["asks_for"], row(found)["answer_by"]) == (
            "respond",
            "two names",
            date(2026, 6, 17),
        )
        assert (row(found, 1)["kind"], row(found, 1)["missing"], row(found, 1)["to"]) == ("blocked", ["recipient"], [])

    @pytest.mark.untraced
    @by_chance(20)
    @given(st.lists(cases(), min_size=1, max_size=4), st.randoms(use_true_random=False), st.integers(0, 60))
    def test_each_row_is_answered_as_alone(self, given_cases: list[Case], chance: Any, days: int) -> None:
        """Rows of cases, of nothing and of broken texts, in any order: each as `next_action` answers it by itself."""
        rows: list[tuple[dict[str, str | None], Case | None]] = []
        for case in given_cases:
            events = f"[{','.join(event.model_dump_json() for event in case.events)}]"
            whole = {"interview": case.interview.model_dump_json(), "events": events, "progress": None}
            from_progress = whole | {"progress": replay(case).model_dump_json(), "events": chance.choice([None, "?"])}
            text = case.interview.model_dump_json()
            cut = whole | {"interview": text[: chance.randrange(len(text))]}
            rows += [(whole, case), (from_progress, case), (cut, None), (dict.fromkeys(whole), None)]
        chance.shuffle(rows)
        now = at("2026-06-15 10:00") if days == 0 else rows_now(given_cases[0], days)
        found = answers(pa.Table.from_pylist([cells for cells, _ in rows], schema_of_json()), now=now).to_pylist()
        assert len(found) == len(rows)
        for cells, (_, told) in zip(found, rows, strict=True):
            if told is None:
                assert cells["error"].startswith("interview: ")
                assert all(not value for name, value in cells.items() if name not in ("error", "provenance"))
                continue
            expected = next_action(told, now=now).row()
            lists = {name: ", ".join(cells[name]) or None for name in ("to", "missing", "reasons")}
            alike = expected.keys() & set(answers_schema().names) - {"timezone"}
            assert {name: (cells | lists)[name] for name in alike} == {name: expected[name] for name in alike}
            assert cells["error"] is None


def schema_of_json() -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in ("interview", "events", "progress")])


def rows_now(case: Case, days: int) -> datetime:
    """Return an instant some days after an interview."""
    return datetime.fromtimestamp(min(case.interview.ended_at.timestamp() + days * 86_400, 4_102_444_800), UTC)


class TestRowsThatAreWrong:
    """What is asked: a bad row gives an error and nulls, never a lost batch."""

    @pytest.mark.parametrize(
        ("columns", "error"),
        [
            ({"interview": None}, "interview: is missing"),
            ({"interview": "{}"}, "interview.id: is missing; interview.company: is missing; "),
            ({"interview": "null"}, "interview: must be an object"),
            ({"events": "{}"}, "events: must be a list, got {}"),
            (
                {"events": '[{"kind": "dreamt", "at": "2026-06-04T10:00:00+09:00"}]'},
                "events.0.kind: must be one of 'thank-you-sent', 'follow-up-sent', ",
            ),
            ({"events": '[{"kind": "withdrawn", "at": "2026-06-04T10:00:00"}]'}, "events.0.at: "),
            (
                {"events": '[{"kind": "reply-received", "at": "2026-06-04T10:00:00+09:00", "sender": "x"}]'},
                "events.0.sender: must be the id of a contact of the interview ('hr', ",
            ),
            ({"progress": "{}"}, "progress.format: is missing; "),
            (
                {"progress": replay(CASE).replace(memory="{}").model_dump_json().replace('"format":', '"format":9')},
                "progress.",
            ),
        ],
    )
    def test_a_row_says_what_is_wrong_and_where(self, columns: dict[str, str | None], error: str) -> None:
        texts: dict[str, list[str | None]] = {"interview": [JSON["interview"]] * 2, "events": [JSON["events"]] * 2}
        for name, text in columns.items():
            texts[name] = [text, texts.get(name, [None, None])[1]]
        found = answers(pa.table({name: pa.array(cells, pa.string()) for name, cells in texts.items()}), now=NOW)
        assert row(found)["error"].startswith(error)
        assert [row(found)[name] for name in NOTHING] == [None] * len(NOTHING)
        assert (row(found, 1)["kind"], row(found, 1)["error"]) == ("send", None)

    def test_a_text_that_is_no_utf_8_is_an_error_of_its_row(self) -> None:
        broken = pa.array([b"\xff", JSON["interview"].encode()], pa.binary()).view(pa.string())
        found = answers(pa.table({"interview": broken, "events": [JSON["events"]] * 2}), now=NOW)
        assert row(found)["error"].startswith("interview: Invalid JSON")
        assert row(found, 1)["kind"] == "send"


class TestTables:
    def test_other_columns_pass_through_and_old_answers_do_not(self) -> None:
        nested = pa.array([[{"a": 1}]])
        given_table = table(case_id=["x"], more=nested, kind=["old"], error=["old"])
        found = answers(given_table, now=NOW)
        assert found.schema.names == ["case_id", "more", *answers_schema().names]
        assert (row(found)["more"], row(found)["kind"], row(found)["error"]) == ([{"a": 1}], "send", None)

    def test_two_columns_of_one_name_pass_through(self) -> None:
        both = pa.table([[JSON["interview"]], ["[]"], [1], [2]], names=["interview", "events", "x", "x"])
        assert [column.to_pylist() for column in answers(both, now=NOW).columns[:2]] == [[1], [2]]

    @pytest.mark.parametrize(
        "kind",
        [
            pa.large_string(),
            pa.string_view(),
            pa.binary(),
            pa.dictionary(pa.int32(), pa.string()),
            pa.dictionary(pa.int8(), pa.large_string()),
        ],
    )
    def test_columns_may_have_any_type_of_text(self, kind: pa.DataType) -> None:
        columns = {name: pa.array([text, None], pa.string()).cast(kind) for name, text in JSON.items()}
        found = answers(pa.table(columns), now=NOW)
        assert (row(found)["kind"], row(found, 1)["error"]) == ("send", "interview: is missing")

    def test_a_batch_gives_a_batch_and_a_table_a_table(self) -> None:
        batch = table().to_batches()[0]
        assert isinstance(answers(batch, now=NOW), pa.RecordBatch)
        assert isinstance(answers(table(), now=NOW), pa.Table)
        assert row(answers(batch, now=NOW)) == row(answers(table(), now=NOW))

    def test_a_part_of_a_table_has_answers_to_its_rows_alone(self) -> None:
        whole = pa.concat_tables([table(case_id=["a"]), table(case_id=["b"], interview=["?"]), table(case_id=["c"])])
        found = answers(whole.slice(1), now=NOW)
        assert found.column("case_id").to_pylist() == ["b", "c"]
        assert [cell is None for cell in found.column("error").to_pylist()] == [False, True]

    def test_a_table_without_rows_gives_answers_without_rows(self) -> None:
        for empty in (table().slice(1), table().schema.empty_table()):
            assert answers(empty, now=NOW).schema == answers(table(), now=NOW).schema
            assert answers(empty, now=NOW).num_rows == 0

    def test_a_large_table_is_answered_in_batches(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_answers, "_MOST_ROWS", 2)
        found = answers(table(number=[1, 2, 3]), now=NOW)
        assert [len(part) for part in found.to_batches()] == [2, 1]
        assert found.column("number").to_pylist() == [1, 2, 3]

    def test_answers_survive_parquet(self, tmp_path: Path) -> None:
        found = answers(table(case_id=["a", "b"], interview=[JSON["interview"], "?"]), now=NOW)
        parquet.write_table(found, tmp_path / "answers.parquet")
        assert parquet.read_table(tmp_path / "answers.parquet").to_pylist() == found.to_pylist()

    def test_the_progress_goes_before_the_events(self) -> None:
        rejected = CASE.replace(events=[THANKED, rejection("2026-06-12 10:00", "hr")])
        progress = replay(rejected).model_dump_json()
        assert row(answers(table(progress=[progress]), now=NOW))["stage"] == "rejected"
        assert (
            row(answers(pa.table({"interview": [JSON["interview"]], "progress": [progress]}), now=NOW))["stage"]
            == "rejected"
        )

    def test_a_row_without_progress_and_events_is_answered_as_a_new_case(self) -> None:
        nothing = table(events=pa.array([None], pa.string()))
        assert row(answers(nothing, now=at("2026-06-04 16:00")))["touch"] == "thank-you"

    def test_a_table_is_answered_by_the_policy_that_is_given(self) -> None:
        never = Policy(never={"follow-up-1"})
        assert row(answers(table(), now=NOW, policy=never))["kind"] == "done"


class TestArguments:
    @pytest.mark.parametrize(
        ("batch", "words"),
        [
            (pa.table({"events": ["[]"]}), "batch must be a table with a column 'interview', got ['events']"),
            (
                pa.table({"interview": ["{}"]}),
                "batch must be a table with a column 'events' or 'progress', got ['interview']",
            ),
            (pa.table({"interview": [1], "events": ["[]"]}), "interview must be a column of texts, got 'int64'"),
            (pa.table({"interview": [["x"]], "events": ["[]"]}), "interview must be a column of texts, got 'list<"),
            ([JSON], "batch must be a pyarrow RecordBatch or Table, got [{"),
        ],
    )
    def test_what_is_no_table_of_cases_is_refused(self, batch: Any, words: str) -> None:
        with pytest.raises(InputError) as error:
            answers(batch, now=NOW)
        assert str(error.value).startswith(words)

    def test_a_table_with_a_time_without_a_zone_or_what_is_no_policy_is_refused(self) -> None:
        with pytest.raises(InputError, match="now must be"):
            answers(table(), now=datetime(2026, 6, 15))  # noqa: DTZ001 - on purpose
        with pytest.raises(InputError, match="policy must be a Policy"):
            answers(table(), now=NOW, policy=None)  # type: ignore[arg-type]

    @pytest.mark.parametrize("function", [cases_table, events_table])
    @pytest.mark.parametrize(
        ("given_cases", "words"),
        [
            ([CASE], "cases must be a mapping of ids to Cases, got "),
            ({1: CASE}, "cases must be a str, got 1"),
            ({"a": CASE.interview}, "cases.a must be a Case, got Interview("),
        ],
    )
    def test_what_are_no_cases_are_refused(self, function: Any, given_cases: Any, words: str) -> None:
        with pytest.raises(InputError) as error:
            function(given_cases)
        assert str(error.value).startswith(words)

    @pytest.mark.parametrize("hours", [(time(9), time(9)), (time(18), time(9)), (9, 18), (time(9),), None])
    def test_what_are_no_hours_are_refused(self, hours: Any) -> None:
        with pytest.raises(InputError, match="hours must be two local times, the earlier one first"):
            calendar_table(business_calendar("JP"), "Asia/Tokyo", hours)

    def test_what_is_no_calendar_or_zone_is_refused(self) -> None:
        with pytest.raises(InputError, match="calendar must be a BusinessCalendar"):
            calendar_table("JP", "Asia/Tokyo")  # type: ignore[arg-type]
        with pytest.raises(InputError, match=r"^timezone must be an IANA time zone such as 'Asia/Tokyo', got 'Tokyo'$"):
            calendar_table(business_calendar("JP"), "Tokyo")


class TestLake:
    def test_cases_come_back_from_their_table(self) -> None:
        others = {"a": CASE, "b": Case(interview=interview(id="2"))}
        found = cases_table(others)
        assert found.schema == cases_schema()
        assert found.column("case_id").to_pylist() == ["a", "b"]
        assert found.column("candidate").to_pylist() == ["mei@example.com", None]
        assert row(found)["ended_at"] == datetime(2026, 6, 3, 6, tzinfo=UTC)
        for case, cells in zip(others.values(), found.to_pylist(), strict=True):
            text = f'{{"interview": {cells["interview"]}, "events": {cells["events"]}}}'
            assert Case.model_validate_json(text) == case.replace(candidate=None)
            assert Progress.model_validate_json(cells["progress"]) == replay(case)

    def test_one_candidate_has_one_name_however_the_address_is_written(self) -> None:
        """H1: all cases of a candidate are one desk, by address."""
        other = CASE.replace(candidate=CANDIDATE.replace(email="Mei@EXAMPLE.com"))
        assert cases_table({"a": CASE, "b": other}).column("candidate").to_pylist() == ["mei@example.com"] * 2

    def test_each_event_is_a_row(self) -> None:
        sent = follow_up("2026-06-15 10:00", "hr")
        found = events_table({"a": CASE.replace(events=[THANKED, sent]), "b": CASE, "c": CASE.replace(events=[])})
        assert found.schema == events_schema()
        keys = [(cells["case_id"], cells["number"], cells["kind"], cells["at"]) for cells in found.to_pylist()]
        assert keys == [
            ("a", 0, "thank-you-sent", datetime(2026, 6, 4, 1, tzinfo=UTC)),
            ("a", 1, "follow-up-sent", datetime(2026, 6, 15, 1, tzinfo=UTC)),
            ("b", 0, "thank-you-sent", datetime(2026, 6, 4, 1, tzinfo=UTC)),
        ]
        assert FollowUpSent.model_validate_json(found.column("event")[1].as_py()) == sent

    def test_nothing_gives_tables_without_rows(self) -> None:
        assert (cases_table({}).num_rows, events_table({}).num_rows) == (0, 0)
        assert cases_table({}).schema == cases_schema()

    def test_the_table_of_a_calendar_has_a_row_for_each_day_with_its_hours(self) -> None:
        """G4, by hand: Showa Day is a Wednesday; the offices of New York open at 9 in winter and in summer time."""
        found = {cells["day"]: cells for cells in calendar_table(business_calendar("JP"), "Asia/Tokyo").to_pylist()}
        before, off, after = (found[date(2026, 4, day)] for day in (28, 29, 30))
        assert off == {
            "day": date(2026, 4, 29),
            "rank": before["rank"] + 1,
            "is_business_day": False,
            "closure": "Showa Day",
            "opens": None,
            "closes": None,
        }
        assert (after["rank"], after["closure"]) == (before["rank"] + 1, None)
        assert (after["opens"], after["closes"]) == (
            datetime(2026, 4, 30, 0, tzinfo=UTC),
            datetime(2026, 4, 30, 9, tzinfo=UTC),
        )
        hours = (time(9), time(17, 30))
        york = calendar_table(business_calendar("US"), "America/New_York", hours).to_pylist()
        days = {cells["day"]: cells for cells in york}
        assert days[date(2026, 3, 6)]["opens"] == datetime(2026, 3, 6, 14, tzinfo=UTC)
        assert days[date(2026, 3, 9)]["closes"] == datetime(2026, 3, 9, 21, 30, tzinfo=UTC)

    def test_ranks_of_days_find_where_a_window_opens(self) -> None:
        """C1, by hand: three business days after Wednesday 10 June 2026 is Monday 15 June, and so in SQL."""
        days = calendar_table(business_calendar("JP"), "Asia/Tokyo").to_pylist()
        rank = next(cells["rank"] for cells in days if cells["day"] == date(2026, 6, 10))
        opens = next(cells["opens"] for cells in days if cells["is_business_day"] and cells["rank"] == rank + 3)
        assert opens == datetime(2026, 6, 15, 0, tzinfo=UTC)


def test_the_columns_of_an_answer_have_the_types_of_the_page() -> None:
    """What the page says of them, by hand."""
    word, name = (
        "dictionary<values=string, indices=int8, ordered=0>",
        "dictionary<values=string, indices=int32, ordered=0>",
    )
    instant, texts = "timestamp[us, tz=UTC]", "list<item: string>"
    assert {field.name: str(field.type) for field in answers_schema()} == {
        **dict.fromkeys(("kind", "touch", "status", "stage"), word),
        **dict.fromkeys(("opens", "closes", "send_at", "changes_at", "lapses_at"), instant),
        **dict.fromkeys(("timezone", "provenance"), name),
        **dict.fromkeys(("to", "emails", "missing", "reasons", "texts"), texts),
        **dict.fromkeys(("asks_for", "error"), "string"),
        "answer_by": "date32[day]",
    }


def test_the_provenance_names_rules_holidays_and_zones() -> None:
    rules, holidays, zones = provenance().split(", ")
    assert rules == "followup_rules 0.2.0"
    assert holidays.startswith("holidays 0.")
    assert zones.startswith(("zones system", "zones tzdata"))


def test_a_policy_of_ones_own_is_in_the_provenance() -> None:
    own, other = Policy(assumed_decision_weeks=2), Policy(assumed_decision_weeks=3)
    assert provenance(own).startswith(f"{provenance()}, policy ")
    assert provenance(own) != provenance(other)
    assert provenance(Policy()) == provenance()
    assert row(answers(table(), now=NOW, policy=own))["provenance"] == provenance(own)


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("pyarrow", "followup_rules.arrow needs the package pyarrow: pip install 'followup_rules[arrow]'"),
        ("followup_rules.arrow._tables", "import of followup_rules.arrow._tables halted; None in sys.modules"),
    ],
)
def test_what_is_missing_is_named(missing: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("followup_rules.arrow")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ImportError) as error:
        import_module("followup_rules.arrow")
    assert str(error.value) == words
