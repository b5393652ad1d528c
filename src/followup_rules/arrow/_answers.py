"""Answers about many cases: JSON columns in, columns of answers out, row by row with the one set of rules."""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa
from pydantic import TypeAdapter, ValidationError

from followup_rules._action import next_action
from followup_rules._case import Events, Interview
from followup_rules._errors import FollowUpError, InputError, must_be
from followup_rules._fields import aware
from followup_rules._places import zone_data
from followup_rules._policy import DEFAULT_POLICY, Policy
from followup_rules._problems import Problem, problems
from followup_rules._progress import Progress
from followup_rules.arrow._schema import VOCABULARY, WORD, answers_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from followup_rules._answers import Action

_Rows = TypeVar("_Rows", pa.RecordBatch, pa.Table)
_Cell = Any
_JSON = ("interview", "events", "progress")
_MOST_ROWS = 65_536  # of a batch, so that memory does not grow with a table
_MOST_PROBLEMS = 5  # of a row that are named
_NUMBERS = {name: {word: number for number, word in enumerate(words)} for name, words in VOCABULARY.items()}


def answers(batch: _Rows, *, now: datetime, policy: Policy = DEFAULT_POLICY) -> _Rows:
    """Return a table of cases with what to do next in each, as columns: the same rows, in the same order.

    *batch* is a ``RecordBatch`` or a ``Table``. Its column ``interview`` is the JSON of an :class:`Interview`,
    ``events`` that of a list of events, and ``progress`` that of a :class:`Progress`; one of the two is enough. A row
    with both is answered from its progress, and one without either has no events. Other columns pass through, and those
    three are left out. The columns of :func:`answers_schema` are added, in the place of columns of the same names.

    *now* is an aware datetime. A row that cannot be answered says why in ``error``, and all others are answered.
    :class:`InputError` for a naive datetime, or for a column that is missing or is no text. Each case is asked about
    alone: to space messages to one person among all cases of a candidate (H1), call :func:`followup_rules.agenda`.
    """
    now = aware("now", now)
    must_be(Policy, "policy", policy)
    if isinstance(batch, pa.RecordBatch):
        return _answered(batch, now, policy)
    if not isinstance(batch, pa.Table):
        raise InputError("batch", batch, "a pyarrow RecordBatch or Table")
    empty = pa.record_batch([pa.nulls(0, field.type) for field in batch.schema], schema=batch.schema)
    schema = _answered(empty, now, policy).schema
    parts = (_answered(part, now, policy) for part in batch.to_batches(max_chunksize=_MOST_ROWS))
    return pa.Table.from_batches(parts, schema=schema)


@lru_cache(maxsize=256)
def provenance(policy: Policy = DEFAULT_POLICY) -> str:
    """Return what stored answers come from: the versions of the rules, of the holidays, and of the time zones.

    A *policy* other than the default one is named by a checksum. Where a stored answer has another provenance, its
    ``changes_at`` may be wrong: ask again.
    """
    found = f"followup_rules {version('followup_rules')}, holidays {version('holidays')}, zones {zone_data()}"
    if policy == DEFAULT_POLICY:
        return found
    return f"{found}, policy {sha256(policy.model_dump_json().encode()).hexdigest()[:12]}"


def _answered(batch: pa.RecordBatch, now: datetime, policy: Policy) -> pa.RecordBatch:
    """Return the answers to one batch."""
    interviews, events, progresses = (_texts(batch, name) for name in _JSON)
    if interviews is None:
        raise InputError("batch", batch.schema.names, "a table with a column 'interview'")
    if events is None and progresses is None:
        raise InputError("batch", batch.schema.names, "a table with a column 'events' or 'progress'")
    nothing = [None] * batch.num_rows
    rows = zip(interviews, events or nothing, progresses or nothing, strict=True)
    schema, cells = answers_schema(), [_cells(*row, now, policy) for row in rows]
    found = zip(*cells, strict=True) if cells else ((),) * (len(schema) - 1)
    columns = [*found, [provenance(policy)] * batch.num_rows]
    added = {field.name: _column(field, column) for field, column in zip(schema, columns, strict=True)}
    kept = [index for index, name in enumerate(batch.schema.names) if name not in added and name not in _JSON]
    fields = [batch.schema.field(index) for index in kept]
    return pa.record_batch([*map(batch.column, kept), *added.values()], schema=pa.schema([*fields, *schema]))


def _texts(batch: pa.RecordBatch, name: str) -> Sequence[bytes | None] | None:
    """Return the texts of a column as bytes: one that is no UTF-8 must not stop the others."""
    index = batch.schema.get_all_field_indices(name)
    if not index:
        return None
    column = batch.column(index[0])
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    try:
        found: list[bytes | None] = column.cast(pa.large_binary()).to_pylist()
    except pa.ArrowException:  # a column of numbers, lists or structs cannot be cast to bytes
        raise InputError(name, str(column.type), "a column of texts") from None
    return found


@cache
def _events() -> TypeAdapter[Events]:
    return TypeAdapter(Events)


def _cells(
    interview: bytes | None, events: bytes | None, progress: bytes | None, now: datetime, policy: Policy
) -> tuple[_Cell, ...]:
    """Return the cells of the answer to one row: all but its provenance, which is that of all rows."""
    place = "interview"
    try:
        if interview is None:
            return _refused("interview: is missing")
        case = Interview.model_validate_json(interview)
        if progress is not None:
            place = "progress"
            told: Events | Progress = Progress.model_validate_json(progress)
        else:
            place = "events"
            told = () if events is None else _events().validate_json(events)
        return _cells_of(next_action(case, told, now=now, policy=policy), case)
    except ValidationError as error:
        return _refused("; ".join(_problems(place, error)))
    except FollowUpError as error:
        return _refused("; ".join(map(str, problems(error))))


def _problems(place: str, error: ValidationError) -> Iterator[str]:
    """Yield what is wrong with the JSON of a column, each problem with its place."""
    for each in islice(problems(error), _MOST_PROBLEMS):
        yield str(Problem((place, *each.place), each.message))


def _refused(problem: str) -> tuple[_Cell, ...]:
    return (*(None,) * (len(answers_schema()) - 2), problem)


def _cells_of(action: Action, interview: Interview) -> tuple[_Cell, ...]:
    """Return the cells of an answer but for its provenance, in the order of the schema."""
    told = vars(action)
    window, to, missing = told.get("window"), told.get("to", ()), told.get("missing", ())
    return (
        action.kind,
        told.get("touch"),
        told.get("status"),
        action.stage,
        told.get("opens_at") if window is None else window.opens,
        None if window is None else window.closes,
        told.get("send_at"),
        action.changes_at,
        action.lapses_at,
        interview.timezone,
        [each.contact for each in to],
        [interview.contact(each.contact).email for each in to],
        told.get("asks_for"),
        told.get("answer_by"),
        [gap.code for gap in missing],
        [reason.code for reason in action.reasons],
        [reason.text for reason in action.reasons],
        None,
    )


def _column(field: pa.Field, cells: Iterable[_Cell]) -> pa.Array:
    """Return a column of cells; one of known words has all of them in its dictionary, in each batch."""
    if field.type == WORD:
        numbers = _NUMBERS[field.name]
        indices = pa.array([None if cell is None else numbers[cell] for cell in cells], pa.int8())
        return pa.DictionaryArray.from_arrays(indices, pa.array(VOCABULARY[field.name], pa.string()))
    return pa.array(cells, field.type)
