"""The columns of the tables: their names, and their types in Arrow."""

from __future__ import annotations

import pyarrow as pa

from followup_rules._answers import WindowStatus
from followup_rules._events import Touch
from followup_rules._stages import Stage

INSTANT = pa.timestamp("us", tz="UTC")
WORD = pa.dictionary(pa.int8(), pa.string())  # one of a few words
NAME = pa.dictionary(pa.int32(), pa.string())  # a text that repeats, such as a time zone
TEXTS = pa.list_(pa.string())

# The words of each column whose words are known beforehand, so that all batches have one dictionary.
VOCABULARY: dict[str, tuple[str, ...]] = {
    "kind": ("send", "respond", "wait-until", "blocked", "done"),
    "touch": tuple(Touch),
    "status": tuple(WindowStatus),
    "stage": tuple(Stage),
}


def answers_schema() -> pa.Schema:
    """Return the columns that :func:`answers` adds, with their types.

    They have the names of ``action.row()``. ``to``, ``emails``, ``missing``, ``reasons`` and ``texts`` are lists: the
    ids and addresses of those who get the message, the codes of what is missing, the codes and sentences of why.
    Instants are in UTC. A row that could not be answered has an ``error``, and nothing else but the ``provenance``.
    """
    columns = {
        **dict.fromkeys(("kind", "touch", "status", "stage"), WORD),
        **dict.fromkeys(("opens", "closes", "send_at", "changes_at", "lapses_at"), INSTANT),
        "timezone": NAME,
        **dict.fromkeys(("to", "emails"), TEXTS),
        "asks_for": pa.string(),
        "answer_by": pa.date32(),
        **dict.fromkeys(("missing", "reasons", "texts"), TEXTS),
        "error": pa.string(),
        "provenance": NAME,
    }
    return pa.schema(list(columns.items()))


def cases_schema() -> pa.Schema:
    """Return the columns of :func:`cases_table`, with their types.

    ``interview``, ``events`` and ``progress`` are JSON, for :func:`answers`. ``candidate`` is the mailbox of the
    candidate: partition by it, since messages to one person are spaced among all cases of a candidate (H1).
    ``ended_at`` is in UTC.
    """
    columns = {
        "case_id": pa.string(),
        "candidate": pa.string(),
        "company": NAME,
        "position": NAME,
        "ended_at": INSTANT,
        "timezone": NAME,
        "interview": pa.string(),
        "events": pa.string(),
        "progress": pa.string(),
    }
    return pa.schema(list(columns.items()))


def events_schema() -> pa.Schema:
    """Return the columns of :func:`events_table`: one row for each event, which is JSON in the column ``event``."""
    columns = {"case_id": pa.string(), "number": pa.int32(), "kind": NAME, "at": INSTANT, "event": pa.string()}
    return pa.schema(list(columns.items()))
