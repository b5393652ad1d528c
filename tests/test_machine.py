"""The transition table of the library is the hand-written one."""

from __future__ import annotations

from collections import Counter

import pytest

from asking import irregular, stage
from events import (
    PATHS,
)
from followup_rules import (
    TRANSITIONS,
    Event,
    InvalidTransitionError,
    Stage,
    Touch,
    TouchSkipped,
    step,
)
from followup_rules._stages import Transition, _moves
from oracle.matrix import (
    ALLOWED,
    ALWAYS,
    CELLS,
    COLUMNS,
    FORBIDDEN,
    KINDS,
    NEUTRAL,
    SKIPS,
    STAGES,
    TOUCHES,
)
from together import together

# The plain interview ended on Wednesday 3 June 2026 at 15:00 in Tokyo. Nobody named a date, so that 10 June is assumed.
#
#      June 2026               July 2026
# Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
#  1  2  3  4  5  6  7           1  2  3  4  5
#  8  9 10 11 12 13 14     6  7  8  9 10 11 12
# 15 16 17 18 19 20 21    13 14 15 16 17 18 19
# 22 23 24 25 26 27 28    20 21 22 23 24 25 26     20 July is Marine Day
# 29 30                   27 28 29 30 31
#
# Thank-you: 4 June 15:00 to 5 June 15:00. First follow-up: 15 June 09:00 to 16 June 18:00.


class TestTheTable:
    """ "·" is an error, "=" stays; some kinds of event stay in every stage."""

    def test_the_matrix_has_a_cell_for_each_stage_and_event(self) -> None:
        assert list(CELLS) == [(row, head) for row in STAGES for head in COLUMNS]
        assert len(CELLS) == 144

    def test_the_stages_are_those_of_the_table(self) -> None:
        assert [each.value for each in Stage] == STAGES

    def test_the_touches_are_those_of_the_rules(self) -> None:
        assert sorted(each.value for each in Touch) == sorted(TOUCHES)

    @pytest.mark.parametrize(("head", "kind"), KINDS.items())
    def test_each_column_is_a_kind_of_event(self, head: str, kind: str) -> None:
        assert COLUMNS[head].kind == kind

    @pytest.mark.parametrize("row", STAGES)
    def test_an_allowed_event_moves_or_stays(self, row: str) -> None:
        there = {head: step(Stage(row), COLUMNS[head]).value for head in ALLOWED[row]}
        assert there == ALLOWED[row]

    @pytest.mark.parametrize(("row", "head"), FORBIDDEN)
    def test_a_forbidden_event_raises_an_error_that_names_what_is_allowed(self, row: str, head: str) -> None:
        with pytest.raises(InvalidTransitionError) as caught:
            step(Stage(row), COLUMNS[head])
        error, expected = caught.value, {KINDS[each] for each in ALLOWED[row]} | ALWAYS
        assert (error.stage, error.event) == (row, KINDS[head])
        assert Counter(error.allowed) == Counter(expected)
        said, _, allowed = str(error).partition("; ")
        assert f"{KINDS[head]} is not allowed in stage {row}" in said
        assert [kind for kind in expected if kind not in allowed] == []

    @pytest.mark.parametrize("row", STAGES)
    def test_there_is_a_path_to_each_stage(self, row: str) -> None:
        assert (stage(*PATHS[row]), irregular(*PATHS[row])) == (row, [])

    @pytest.mark.parametrize("row", STAGES)
    def test_replay_moves_as_the_table_does(self, row: str) -> None:
        histories = {head: [*PATHS[row], COLUMNS[head]] for head in ALLOWED[row]}
        assert {head: stage(*events) for head, events in histories.items()} == ALLOWED[row]
        assert {head: found for head, events in histories.items() if (found := irregular(*events))} == {}

    @pytest.mark.parametrize(("row", "head"), FORBIDDEN)
    def test_replay_stays_and_lists_what_the_table_forbids(self, row: str, head: str) -> None:
        events = [*PATHS[row], COLUMNS[head]]
        assert (stage(*events), irregular(*events)) == (row, [(row, KINDS[head])])

    def test_each_row_of_transitions_is_a_cell_and_each_cell_a_row(self) -> None:
        rows = [(row.stage.value, row.event, row.to.value) for row in TRANSITIONS if row.touch is None]
        cells = [(name, type(COLUMNS[head]), ALLOWED[name][head]) for name in STAGES for head in ALLOWED[name]]
        assert Counter(rows) == Counter(cells)

    def test_each_skip_of_transitions_is_a_skip_of_g27(self) -> None:
        rows = [(row.stage.value, row.touch.value, row.to.value) for row in TRANSITIONS if row.touch is not None]
        assert Counter(rows) == Counter((*key, there) for key, there in SKIPS.items())
        assert {row.event for row in TRANSITIONS if row.touch is not None} == {TouchSkipped}

    @pytest.mark.parametrize("row", TRANSITIONS[::7])
    def test_a_row_written_twice_is_an_error(self, row: Transition) -> None:
        with pytest.raises(AssertionError, match=f"two rows for {row.stage} and {row.event.__name__}"):
            _moves((*TRANSITIONS, row))

    @pytest.mark.parametrize("row", TRANSITIONS[::7])
    def test_a_second_row_for_one_cell_is_an_error_wherever_it_leads(self, row: Transition) -> None:
        elsewhere = Stage.INTERVIEWED if row.to is not Stage.INTERVIEWED else Stage.THANKED
        with pytest.raises(AssertionError, match=f"two rows for {row.stage} and {row.event.__name__}"):
            _moves((row._replace(to=elsewhere), *TRANSITIONS))

    @together("event", NEUTRAL, ids=lambda event: event.kind)
    @together("row", STAGES)
    def test_out_of_office_bounce_snooze_and_another_message_stay_in_every_stage(self, row: str, event: Event) -> None:
        events = [*PATHS[row], event]
        assert (step(Stage(row), event).value, stage(*events), irregular(*events)) == (row, row, [])
