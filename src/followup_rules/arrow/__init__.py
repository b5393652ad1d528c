"""Tables of cases and answers for data engines: DuckDB, Polars, Spark and all that speaks Apache Arrow.

It needs the extra ``arrow``. Cases go in as JSON in a column, as apps store them, and answers come out as columns. Each
row is answered by :func:`followup_rules.next_action`: there is one set of rules.

>>> from datetime import UTC, datetime
>>> from followup_rules import Case, Contact, Interview
>>> case = Case(interview=Interview(
...     id="1", company="Acme", position="Data Engineer", timezone="Asia/Tokyo", country="JP",
...     ended_at=datetime(2026, 4, 24, 6, tzinfo=UTC),
...     contacts=[Contact(id="hr", roles={"recruiter"}, email="hr@example.com")],
... ))
>>> found = answers(cases_table({"a": case}), now=datetime(2026, 4, 27, 1, tzinfo=UTC))
>>> found.select(["case_id", "kind", "touch", "emails"]).to_pylist()
[{'case_id': 'a', 'kind': 'send', 'touch': 'thank-you', 'emails': ['hr@example.com']}]
"""

try:
    from followup_rules.arrow._answers import answers, provenance
    from followup_rules.arrow._schema import answers_schema, cases_schema, events_schema
    from followup_rules.arrow._tables import calendar_table, cases_table, events_table
except ModuleNotFoundError as _error:
    if _error.name != "pyarrow":
        raise
    _MISSING = "followup_rules.arrow needs the package pyarrow: pip install 'followup_rules[arrow]'"
    raise ImportError(_MISSING) from _error

__all__ = [
    "answers",
    "answers_schema",
    "calendar_table",
    "cases_schema",
    "cases_table",
    "events_schema",
    "events_table",
    "provenance",
]
