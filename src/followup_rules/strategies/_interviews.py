"""Interviews, calendars and policies."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, cast

from hypothesis import strategies as st

from followup_rules._calendar import DEFAULT_YEARS, BusinessCalendar, business_calendar
from followup_rules._case import Interview
from followup_rules._errors import InputError
from followup_rules._events import Touch
from followup_rules._fields import local_day, zone
from followup_rules._places import find
from followup_rules._policy import (
    DEFAULT_POLICY,
    JAPANESE_POLICY,
    LONGEST_WAIT,
    BusinessDays,
    Hours,
    Policy,
    Weeks,
)
from followup_rules.strategies._arguments import as_fields, drawn, maybe, rarely
from followup_rules.strategies._people import contact, languages, lessons, texts, threads
from followup_rules.strategies._places import DAY, LAST_DAY, Place, endings, places_with, sharp_days, times, weeks

if TYPE_CHECKING:
    from followup_rules._people import Contact
    from followup_rules.strategies._arguments import Fields

_PLACED = ("country", "subdivision", "timezone")
_PLAIN = {"id": "1", "company": "Acme", "position": "Engineer"}
_MORE: dict[str, st.SearchStrategy[object]] = {
    "company": texts("Acme", "Müller & Söhne", "株式会社テスト", "O'Reilly", "A" * 300),
    "position": texts("Engineer", "Controllerin", "データエンジニア", "Head of R&D (m/f/d)"),
    "thread": threads(),
    "round": st.sampled_from((1, 2, 3, 999)),
    "language": languages,
    "learned": lessons,
    "why_it_matters": texts("I like to plan with others."),
    "enquiries_welcome": st.just(False),  # noqa: FBT003 - the value itself
    "working_week": weeks,
    "own_days": st.sets(st.integers(-2, 25), min_size=1, max_size=4),
}
_names_of_more = st.lists(st.sampled_from(list(_MORE)), max_size=4, unique=True)
_waits = st.sampled_from((7, 0, 1, 3, 0, 14, 30))


def interviews(**fields: Any) -> st.SearchStrategy[Interview]:  # noqa: ANN401 - a value, or a strategy for one
    """Return a strategy for an :class:`Interview`; each argument is a field of it, as a value or a strategy.

    It shrinks to one recruiter and a plain Tuesday in UTC. Interviews often end on a Friday evening, and near a clock
    change, a holiday, a worked weekend or the end of a year. The place, the days and the contacts fit together,
    whichever of them are given. :class:`InputError` for an unknown argument.

    >>> from hypothesis import find
    >>> find(interviews(country="JP"), lambda interview: interview.decision_by is None).timezone
    'Asia/Tokyo'
    """
    return _interviews(as_fields("interviews", Interview.model_fields, fields))


@st.composite
def _interviews(draw: st.DrawFn, given: Fields) -> Interview:
    place = _place(draw, given)
    named = drawn(draw, given, "decision_by", "enquire_on")
    ended_at = _ended_at(draw, given, place, [day for day in named.values() if day is not None])
    day = local_day(ended_at, zone(place.timezone))
    if "decision_by" not in named:
        named["decision_by"] = _within(draw(maybe(_later(place, day), one_in=2)), day)
    if "enquire_on" not in named:
        named["enquire_on"] = _within(draw(maybe(_waits.map(lambda days: day + days * DAY), one_in=6)), day)
    people = draw(given["contacts"]) if "contacts" in given else _contacts(draw)
    more: dict[str, Any] = {name: draw(_MORE[name]) for name in draw(_names_of_more) if name not in given}
    rest = [name for name in given if name not in {*_PLACED, *named, "ended_at", "contacts"}]
    fixed = drawn(draw, given, *rest)
    own = _own_days({day + days * DAY for days in more.pop("own_days", ())}, fixed)
    known = {**place._asdict(), "ended_at": ended_at, **named, "contacts": people}
    return Interview.model_validate({**_PLAIN, **more, **own, **fixed, **known})


def _place(draw: st.DrawFn, given: Fields) -> Place:
    fixed = drawn(draw, given, *_PLACED)
    _check_placed(fixed)
    found = draw(places_with(fixed.get("country"), fixed.get("timezone")))
    return found._replace(**fixed)


def _check_placed(fixed: dict[str, Any]) -> None:
    if fixed.get("subdivision") is not None and "country" not in fixed:
        raise InputError("subdivision", fixed["subdivision"], "given together with its country")


def _ended_at(draw: st.DrawFn, given: Fields, place: Place, named: list[date]) -> datetime:
    """Draw when an interview ended: not after the days that were named in it."""
    if "ended_at" in given:
        return cast("datetime", draw(given["ended_at"]))
    found, local = draw(endings(place)), zone(place.timezone)
    if named and local_day(found, local) > min(named):
        day = min(named) - draw(_waits) * DAY
        found = datetime.combine(day, found.astimezone(local).time(), local)
    return found


def _later(place: Place, day: date) -> st.SearchStrategy[date]:
    return _waits.map(lambda days: day + days * DAY) | st.sampled_from(sharp_days(place))


def _within(named: date | None, day: date) -> date | None:
    """Return a day that may be named on another one: within half a year after it."""
    if named is None or day <= named <= day + 180 * DAY:
        return named if named is None or named <= LAST_DAY else None
    return min(day + 7 * DAY, LAST_DAY)


def _contacts(draw: st.DrawFn) -> tuple[Contact, ...]:
    """Draw the contacts of an interview: one, or a few with different ids, or now and then none."""
    count = draw(st.sampled_from((1, 1, 1, 2, 2, 2, 3, 3, 4, 0)))
    found: list[Contact] = []
    for _ in range(max(count, 1)):  # nobody is no shorter than one, and so no simpler
        found.append(contact(draw, {}, found))
    return tuple(found[:count])


def _own_days(days: set[date], fixed: dict[str, Any]) -> dict[str, object]:
    """Return days that the company closes, and others that it works; none of those that are given."""
    given = {day for name in ("extra_holidays", "extra_workdays") for day in fixed.get(name, ())}
    free = sorted(day for day in days - given if day <= LAST_DAY)
    return {"extra_holidays": free[::2], "extra_workdays": free[1::2]}


_CALENDAR = ("country", "subdivision", "weekend", "extra_holidays", "extra_workdays", "years")


def business_calendars(**arguments: Any) -> st.SearchStrategy[BusinessCalendar]:  # noqa: ANN401 - see interviews
    """Return a strategy for a :class:`BusinessCalendar`; each argument is one of :func:`business_calendar`.

    The years are a few that the data know of the place; it shrinks to Britain in 2026.
    """
    return _calendars(as_fields("business_calendars", _CALENDAR, arguments))


@st.composite
def _calendars(draw: st.DrawFn, given: Fields) -> BusinessCalendar:
    fixed = drawn(draw, given, *_CALENDAR)
    _check_placed(fixed)
    place = draw(places_with(fixed.get("country"), None))._replace(
        **{name: fixed[name] for name in ("country", "subdivision") if name in fixed}
    )
    years = fixed["years"] if "years" in fixed else _known_years(draw, place)
    weekend = fixed["weekend"] if "weekend" in fixed else draw(maybe(st.sets(st.integers(0, 6), max_size=3)))
    first = date(min(years), 1, 1)
    own = {first + days * DAY for days in draw(st.sets(st.integers(0, 364), max_size=4))}
    own -= {day for name in ("extra_holidays", "extra_workdays") for day in fixed.get(name, ())}
    closed = sorted(own)[::2]
    return business_calendar(
        place.country,
        place.subdivision,
        weekend=weekend,
        extra_holidays=fixed.get("extra_holidays", closed),
        extra_workdays=fixed.get("extra_workdays", own.difference(closed)),
        years=years,
    )


def _known_years(draw: st.DrawFn, place: Place) -> range:
    """Draw some years that the data know of a place, 2026 first."""
    known = find(place.country, place.subdivision)
    first, last = max(known.first.year, DEFAULT_YEARS.start), min(known.last.year, DEFAULT_YEARS.stop)
    plain = min(max(2026, first), last)
    start = draw(st.just(plain) | st.integers(min(first, last), last))
    return range(start, min(last, start + draw(st.integers(0, 2))) + 1)


_counts = st.sampled_from((0, 1, 2, 5, 10, 60, LONGEST_WAIT)) | st.integers(0, LONGEST_WAIT)
_bounds = st.lists(_counts, min_size=2, max_size=2).map(sorted)
_few_bounds = st.lists(st.integers(0, 20), min_size=2, max_size=2).map(sorted)
_pairs = rarely(_bounds, otherwise=_few_bounds)
hours = _pairs.map(lambda pair: Hours(pair[0], pair[1]))
business_days = _pairs.map(lambda pair: BusinessDays(pair[0], pair[1]))
whole_weeks = _pairs.map(lambda pair: Weeks(pair[0], pair[1]))
_day_spans = business_days | whole_weeks
_spans = hours | _day_spans
_POLICY: dict[str, st.SearchStrategy[object]] = {
    name: _counts for name, field in Policy.model_fields.items() if field.annotation is int
} | {
    "thank_you": _spans,
    "first_follow_up": _day_spans,
    "second_follow_up": _pairs.map(lambda pair: BusinessDays(max(1, pair[0]), max(1, pair[1])))
    | _pairs.map(lambda pair: Weeks(max(1, pair[0]), max(1, pair[1]))),
    "escalation": _day_spans,
    "update_thanks": _spans,
    "feedback_request": _day_spans,
    "minimum_window_minutes": st.sampled_from((1, 30, 300, LONGEST_WAIT)) | st.integers(1, LONGEST_WAIT),
    "never": st.sets(st.sampled_from(list(Touch)), max_size=3),
}


_HOURS = ("work_starts", "work_ends")


def policies(**fields: Any) -> st.SearchStrategy[Policy]:  # noqa: ANN401 - see interviews
    """Return a strategy for a :class:`Policy`; each argument is a field of it, as a value or a strategy.

    It shrinks to the default policy. A few of its fields differ from that, now and then by as much as they may.
    """
    return _policies(as_fields("policies", Policy.model_fields, fields))


@st.composite
def _policies(draw: st.DrawFn, given: Fields) -> Policy:
    base = draw(st.sampled_from((DEFAULT_POLICY, DEFAULT_POLICY, DEFAULT_POLICY, JAPANESE_POLICY)))
    names = draw(st.lists(st.sampled_from([*_POLICY, "hours"]), max_size=4, unique=True))
    changed = {name: draw(_POLICY[name]) for name in names if name != "hours" and name not in given}
    changed |= drawn(draw, given, *given)
    if "hours" in names or not changed.keys().isdisjoint(_HOURS):
        changed |= _office_hours(draw, changed)
    return base.replace(**changed) if changed else base


def _office_hours(draw: st.DrawFn, fixed: dict[str, object]) -> dict[str, object]:
    """Draw hours of work, an hour or more, where they are not given."""
    starts, ends = (cast("time | None", fixed.get(name)) for name in _HOURS)
    if starts is None:
        latest = 22 if ends is None else max(ends.hour - 1, 0)
        starts = draw(times).replace(hour=draw(st.integers(0, latest)))
        starts = starts if ends is None else starts.replace(minute=min(starts.minute, ends.minute))
    if ends is None:
        hour = draw(st.integers(min(starts.hour + 1, 23), 23))
        ends = starts.replace(hour=hour) if hour > starts.hour else time(23, 59)
    return {"work_starts": starts, "work_ends": ends}
