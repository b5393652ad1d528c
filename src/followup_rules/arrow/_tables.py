"""Tables that a lake stores: cases, events, and the days of a calendar."""

from __future__ import annotations

from datetime import time
from itertools import chain
from typing import TYPE_CHECKING

import pyarrow as pa

from followup_rules._calendar import BusinessCalendar
from followup_rules._case import Case
from followup_rules._errors import InputError, must_be
from followup_rules._fields import zone
from followup_rules._hours import zone_days
from followup_rules._progress import replay
from followup_rules.arrow._schema import INSTANT, NAME, cases_schema, events_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DAYS = pa.schema(
    [
        ("day", pa.date32()),
        ("rank", pa.int32()),
        ("is_business_day", pa.bool_()),
        ("closure", NAME),
        ("opens", INSTANT),
        ("closes", INSTANT),
    ]
)


def cases_table(cases: Mapping[str, Case]) -> pa.Table:
    """Return cases, by an id of your own, as a table with the columns of :func:`cases_schema`.

    :class:`InputError` for something that is not a :class:`Case`.
    """
    return pa.Table.from_pylist([_case_row(case_id, case) for case_id, case in _checked(cases)], cases_schema())


def events_table(cases: Mapping[str, Case]) -> pa.Table:
    """Return the events of cases, by an id of your own, as a table with the columns of :func:`events_schema`.

    ``number`` is the place of an event in its case, from 0 on. :class:`InputError` as for :func:`cases_table`.
    """
    rows = chain.from_iterable(_event_rows(case_id, case) for case_id, case in _checked(cases))
    return pa.Table.from_pylist(list(rows), events_schema())


def calendar_table(
    calendar: BusinessCalendar, timezone: str, hours: tuple[time, time] = (time(9), time(18))
) -> pa.Table:
    """Return all days that a calendar knows, with their working hours in a time zone, for joins in SQL.

    ``rank`` is the number of business days before a day: the business day that comes *n* after a day is the one whose
    rank is *n* more (*n* less one, after a closed day). ``opens`` and ``closes`` are instants, on business days only
    (G4). *timezone* is an IANA name, *hours* are local times. :class:`InputError` for anything else.
    """
    must_be(BusinessCalendar, "calendar", calendar)
    starts, ends = _checked_hours(hours)
    days = zone_days(zone(timezone).key, starts, ends, None)
    closed = (None, None)
    rows = [
        (row.day, row.rank, row.is_business_day, row.closure, *(days.hours(row.day) if row.is_business_day else closed))
        for row in calendar.table()
    ]
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(column, each.type) for column, each in zip(columns, _DAYS, strict=True)], schema=_DAYS)


def _checked_hours(hours: tuple[time, time]) -> tuple[time, time]:
    """Return local times between which people work."""
    given: object = hours
    if not isinstance(given, tuple) or [type(each) for each in given] != [time, time] or not hours[0] < hours[1]:
        raise InputError("hours", hours, "two local times, the earlier one first")
    return hours


def _checked(cases: Mapping[str, Case]) -> Iterator[tuple[str, Case]]:
    """Yield the cases with their ids."""
    try:
        items = iter(cases.items())
    except AttributeError:
        raise InputError("cases", cases, "a mapping of ids to Cases") from None
    for case_id, case in items:
        must_be(str, "cases", case_id)
        if not isinstance(case, Case):
            place = f"cases.{case_id}"
            raise InputError(place, case, "a Case")
        yield case_id, case


def _case_row(case_id: str, case: Case) -> dict[str, object]:
    interview = case.interview
    return {
        "case_id": case_id,
        "candidate": None if case.candidate is None else case.candidate.mailbox,
        "company": interview.company,
        "position": interview.position,
        "ended_at": interview.ended_at,
        "timezone": interview.timezone,
        "interview": interview.model_dump_json(exclude_defaults=True),
        "events": f"[{', '.join(event.model_dump_json(exclude_defaults=True) for event in case.events)}]",
        "progress": replay(case).model_dump_json(),
    }


def _event_rows(case_id: str, case: Case) -> Iterator[dict[str, object]]:
    for number, event in enumerate(case.events):
        yield {
            "case_id": case_id,
            "number": number,
            "kind": event.kind,
            "at": event.at,
            "event": event.model_dump_json(exclude_defaults=True),
        }
