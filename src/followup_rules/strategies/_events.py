"""Single events: what may happen in an interview's case, at an instant."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from hypothesis import strategies as st

from followup_rules._errors import InputError
from followup_rules._events import EVENTS, Bounced, Event, Touch, kind_of
from followup_rules.strategies._arguments import as_fields, as_strategy, drawn, maybe
from followup_rules.strategies._interviews import interviews
from followup_rules.strategies._people import PLAIN, message_ids, subjects, texts
from followup_rules.strategies._places import DAY, END, FIRST, HOUR, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from followup_rules._case import Interview
    from followup_rules.strategies._arguments import Fields, Given

KINDS = {kind_of(event): event for event in EVENTS}
_FIELDS = tuple(dict.fromkeys(name for event in EVENTS for name in event.model_fields))
_NEEDS_SOMEBODY = {kind for kind, event in KINDS.items() if {"to", "contact"} & event.model_fields.keys()}
FOLDS = (Touch.THANK_YOU, Touch.UPDATE_THANKS)

# Days after an event that it may name; one before the event counts as not named.
_named_days = st.sampled_from((7, 0, 1, 3, 9, 14, 45, -1))
_asked = texts("two references", "a call", "成績証明書")
hours_since = st.one_of(  # of an event, since the end of the interview: some days are crowded
    st.integers(0, 30), st.integers(0, 40 * 24), st.sampled_from((0, 240, 240, 264, 288, 290)), st.integers(-200, 0)
)
_reply: dict[str, Callable[[date], st.SearchStrategy[object]]] = {
    "decision_by": lambda day: _named_days.map(lambda days: _named(day, days)),
    "asks_for": lambda _: _asked,
    "answer_by": lambda day: _named_days.map(lambda days: _named(day, days)),
    "enquire_on": lambda day: _named_days.map(lambda days: _named(day, days)),
    "enquiries_welcome": lambda _: st.just(False),  # noqa: FBT003 - the value itself
}
_SAID = (  # what a reply says: fields that go together
    (),
    ("asks_for",),
    ("decision_by",),
    ("asks_for", "answer_by"),
    ("enquire_on",),
    ("decision_by",),
    ("asks_for",),
    ("decision_by",),
    ("decision_by",),
    ("decision_by",),
    ("decision_by",),
    ("decision_by", "asks_for"),
    ("asks_for", "enquire_on"),
    ("enquiries_welcome",),
)


def events(
    interview: Given[Interview] | None = None,
    **fields: Any,  # noqa: ANN401 - a value, or a strategy for one
) -> st.SearchStrategy[Event]:
    """Return a strategy for an event of an interview; without an *interview*, of one that :func:`interviews` gives.

    Each other argument is a field of events, as a value or a strategy: the event is of a kind that has it.

    >>> from hypothesis import find
    >>> find(events(kind="reply-received", asks_for="a call"), lambda event: True).asks_for
    'a call'
    """
    given = as_fields("events", _FIELDS, fields)
    if "kind" in fields and isinstance(fields["kind"], str):
        _check_kind(fields["kind"])
    if interview is None:
        return _events(interviews().map(_with_somebody), given)
    return _events(as_strategy(interview), given)


def _with_somebody(interview: Interview) -> Interview:
    """Return an interview with contacts, since many events name one."""
    return interview if interview.contacts else interview.replace(contacts=[PLAIN])


def _check_kind(kind: object) -> None:
    if kind not in KINDS:
        raise InputError("kind", kind, f"one of {', '.join(KINDS)}")


@st.composite
def _events(draw: st.DrawFn, interview: st.SearchStrategy[Interview], given: Fields) -> Event:
    about = draw(interview)
    given = dict(given)
    if "kind" in given:
        kind = cast("str", draw(given.pop("kind")))
        _check_kind(kind)
    else:
        kind = draw(st.sampled_from(_often(kinds_with(tuple(given), has_contacts=bool(about.contacts)))))
    if "at" in given:
        at = cast("datetime", draw(given.pop("at")))
    else:
        at = within_time(about.ended_at + draw(hours_since) * HOUR)
    fixed = drawn(draw, given, *given)
    if kind in _NEEDS_SOMEBODY and not about.contacts and fixed.keys().isdisjoint(("to", "contact")):
        raise InputError("interview", about, f"one with contacts, since a {kind} event names one")
    return event(draw, about, KINDS[kind], at, fixed, draw(maybe(message_ids)))


def _often(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return kinds, and once more those that can say the most."""
    return (*kinds, *[kind for kind in ("reply-received", "reopened", "bounced") if kind in kinds])


@cache
def kinds_with(fields: tuple[str, ...], *, has_contacts: bool) -> tuple[str, ...]:
    """Return the kinds that have some fields; those that name somebody only where there are contacts."""
    found = [kind for kind, event in KINDS.items() if event.model_fields.keys() >= set(fields)]
    if not has_contacts and not {"to", "contact"} & set(fields):
        found = [kind for kind in found if kind not in _NEEDS_SOMEBODY]
    if not found:
        raise InputError("fields", ", ".join(fields), "fields that one kind of event has")
    return tuple(found)


def event(
    draw: st.DrawFn, about: Interview, kind: type[Event], at: datetime, fixed: dict[str, Any], message_id: str | None
) -> Event:
    """Draw an event of a kind at an instant; some of its fields are fixed."""
    fields: dict[str, Any] = {"at": at}
    for name in kind.model_fields:
        if name in fixed:
            fields[name] = fixed[name]
        elif name == "message_id":
            fields[name] = message_id
        elif name in _OTHERS:
            fields[name] = _OTHERS[name](draw, about, at)
        elif name == "asks_for":  # the first of what a reply says; with it come the others
            fields |= _what_they_say(draw, at, fixed)
    if kind is Bounced and "email" not in fields:
        fields["email"] = _address(about, fields["contact"])
    return kind.model_validate(fields)


def _what_they_say(draw: st.DrawFn, at: datetime, fixed: dict[str, Any]) -> dict[str, object]:
    names = draw(st.sampled_from(_SAID))
    if fixed.get("answer_by") is not None:
        names = tuple(dict.fromkeys((*names, "asks_for")))
    return {name: draw(_reply[name](at.date())) for name in names if name not in fixed}


def _address(about: Interview, contact_id: str) -> str:
    """Return the address of a contact; of one without, or unknown, one that was known before."""
    known = {contact.id: contact.email for contact in about.contacts}
    return known.get(contact_id) or "old@example.com"


def _ids(about: Interview) -> Sequence[str]:
    return [contact.id for contact in about.contacts]


def _to(draw: st.DrawFn, about: Interview, _at: datetime) -> list[str]:
    first = draw(st.sampled_from(_ids(about)))
    return [first, draw(st.sampled_from(_ids(about)))] if draw(st.sampled_from((0, 0, 0, 1))) else [first]


def _sender(draw: st.DrawFn, about: Interview, _at: datetime) -> str | None:
    ids = _ids(about)
    return draw(st.sampled_from([*ids, *ids, *ids, None]))


def _touch(draw: st.DrawFn, _about: Interview, _at: datetime) -> Touch:
    return draw(st.sampled_from(list(Touch)))


def _until(draw: st.DrawFn, _about: Interview, at: datetime) -> datetime | date:
    later = within_time(at + draw(st.sampled_from((1, 0, 2, 7, 11, 40))) * DAY)
    return later if draw(st.booleans()) else later.date()


def _returns_on(draw: st.DrawFn, _about: Interview, at: datetime) -> date | None:
    days = draw(st.sampled_from((None, 2, 0, 9, 30)))
    return None if days is None else _named(at.date(), days)


def _folds(draw: st.DrawFn, _about: Interview, _at: datetime) -> set[Touch]:
    return set(draw(st.sampled_from(((), (), (), FOLDS[:1], FOLDS))))


def _contact(draw: st.DrawFn, about: Interview, _at: datetime) -> str:
    return draw(st.sampled_from(_ids(about)))


def _subject(draw: st.DrawFn, _about: Interview, _at: datetime) -> str | None:
    return draw(maybe(subjects))


_OTHERS: dict[str, Callable[[st.DrawFn, Interview, datetime], object]] = {
    "to": _to,
    "sender": _sender,
    "touch": _touch,
    "until": _until,
    "returns_on": _returns_on,
    "folds": _folds,
    "contact": _contact,
    "subject": _subject,
}


def _named(day: date, days: int) -> date:
    return min(day + timedelta(days=days), LAST_DAY)


def within_time(instant: datetime) -> datetime:
    """Return an instant of the years that can be asked about."""
    return min(max(instant, FIRST), END)
