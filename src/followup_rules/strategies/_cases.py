"""Cases, agendas, the instants at which to ask about them, and the answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import reject
from hypothesis import strategies as st

from followup_rules._action import next_action
from followup_rules._answers import Action, Blocked, Done, Respond, Send, WaitUntil
from followup_rules._case import Case, Interview
from followup_rules._errors import InputError
from followup_rules._events import Event, ReplyReceived
from followup_rules._policy import DEFAULT_POLICY, Policy
from followup_rules.strategies._arguments import as_fields, as_strategy, rarely
from followup_rules.strategies._events import within_time
from followup_rules.strategies._histories import MOST, histories, raw_histories
from followup_rules.strategies._interviews import interviews, policies
from followup_rules.strategies._people import PLAIN, SHARED, candidates, contact
from followup_rules.strategies._places import DAY, END, HOUR, MOMENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from followup_rules._people import Candidate, Contact
    from followup_rules._stages import Stage
    from followup_rules.strategies._arguments import Fields, Given

ANSWERS = {kind.model_fields["kind"].default: kind for kind in (Send, WaitUntil, Respond, Blocked, Done)}
_CANDIDATES: st.SearchStrategy[Candidate | None] = candidates()
_MOST_CHANGES = 12  # of an answer by the passing of time that are looked at


class Question(NamedTuple):
    """A case, when it is asked about, by which policy, and the answer."""

    case: Case
    now: datetime
    policy: Policy
    answer: Action


def cases(
    *,
    interview: Given[Interview] | None = None,
    events: Given[Sequence[Event]] | None = None,
    candidate: Given[Candidate | None] = _CANDIDATES,
    stage: Given[Stage] | None = None,
    max_size: Given[int] = MOST,
    raw: Given[bool] = False,
) -> st.SearchStrategy[Case]:
    """Return a strategy for a :class:`Case`: an interview, a valid history of it, and a candidate.

    *stage* and *max_size* are those of :func:`histories`; with *raw*, the events are those of :func:`raw_histories`,
    which come to no given stage. Pass ``candidate=None`` for a case without a candidate.
    """
    if stage is not None and raw is not False:
        raise InputError("stage", stage, "omitted for raw histories")
    return _cases(
        as_strategy(interviews() if interview is None else interview),
        None if events is None else as_strategy(events),
        as_strategy(candidate),
        {"max_size": as_strategy(max_size)} | ({} if stage is None else {"stage": as_strategy(stage)}),
        as_strategy(raw),
    )


@st.composite
def _cases(
    draw: st.DrawFn,
    interview: st.SearchStrategy[Interview],
    events: st.SearchStrategy[Sequence[Event]] | None,
    candidate: st.SearchStrategy[Candidate | None],
    arguments: dict[str, Any],
    raw: st.SearchStrategy[bool],
) -> Case:
    about = draw(interview)
    if events is not None:
        told = draw(events)
    elif draw(raw):
        told = draw(raw_histories(about, **arguments))
    else:
        told = draw(histories(about, **arguments))
    return Case(interview=about, events=told, candidate=draw(candidate))


def instants_around(
    about: Given[Interview | Case], *, policy: Given[Policy] = DEFAULT_POLICY
) -> st.SearchStrategy[datetime]:
    """Return a strategy for an instant at which to ask about an interview or a case.

    They favour the instants of events and those at which the answer changes by *policy*, and the moments before and
    after them. It shrinks to the interview's end.
    """
    return _instants(as_strategy(about), as_strategy(policy))


_steps = st.sampled_from(
    (timedelta(), MOMENT, -MOMENT, HOUR, -HOUR, DAY, 3 * DAY, timedelta(minutes=1), timedelta(minutes=-1))
)


@st.composite
def _instants(
    draw: st.DrawFn, about: st.SearchStrategy[Interview | Case], policy: st.SearchStrategy[Policy]
) -> datetime:
    case, by = draw(about), draw(policy)
    return instant(draw, case if isinstance(case, Case) else Case(interview=case), by)


def instant(draw: st.DrawFn, case: Case, policy: Policy) -> datetime:
    """Draw an instant at which to ask about a case."""
    turn = draw(st.sampled_from(("told", "last", "last", "change", "change", "any")))
    told = [case.interview.ended_at, *(event.at for event in case.events)]
    if turn == "told":
        found = draw(st.sampled_from(told))
    elif turn == "last":
        found = max(told)
    elif turn == "change":
        found = draw(st.sampled_from([at for at, _ in answers_from(case, max(told), policy)]))
    else:
        found = case.interview.ended_at + draw(st.integers(-10 * 24, 120 * 24)) * HOUR
    return within_time(found + draw(_steps))


def answers_from(case: Case, start: datetime, policy: Policy) -> list[tuple[datetime, Action]]:
    """Return the answers from an instant on, each with the first instant of it."""
    found = [(start, next_action(case, now=start, policy=policy))]
    at = found[0][1].changes_at
    while at is not None and at <= END and len(found) <= _MOST_CHANGES:
        found.append((at, next_action(case, now=at, policy=policy)))
        at = found[-1][1].changes_at
    return found


def answers(
    kind: Given[str] | None = None, *, case: Given[Case] | None = None, policy: Given[Policy] | None = None
) -> st.SearchStrategy[Action]:
    """Return a strategy for an answer of :func:`next_action` of a kind, such as ``"send"``, or of any.

    The library makes it of a generated case, or of the *case* that is given, by a *policy*.

    >>> from hypothesis import find
    >>> find(answers("respond"), lambda answer: answer.answer_by is None).asks_for is None
    False
    """
    if isinstance(kind, str):
        _check_kind(kind)
    return questions(kind, case=case, policy=policy).map(lambda question: question.answer)


def questions(
    kind: Given[str] | None = None, *, case: Given[Case] | None = None, policy: Given[Policy] | None = None
) -> st.SearchStrategy[Question]:
    """Return a strategy for a question and its answer of a kind."""
    return _questions(
        as_strategy(kind),
        cases() if case is None else as_strategy(case),
        rarely(policies(), otherwise=st.just(DEFAULT_POLICY), one_in=6) if policy is None else as_strategy(policy),
        is_fixed=case is not None,
        is_certain=not isinstance(case, st.SearchStrategy) and not isinstance(policy, st.SearchStrategy),
    )


def _check_kind(kind: str) -> None:
    if kind not in ANSWERS:
        raise InputError("kind", kind, f"one of {', '.join(ANSWERS)}")


@st.composite
def _questions(
    draw: st.DrawFn,
    kinds: st.SearchStrategy[str | None],
    case: st.SearchStrategy[Case],
    policies: st.SearchStrategy[Policy],
    *,
    is_fixed: bool,
    is_certain: bool,
) -> Question:
    about, policy, kind = draw(case), draw(policies), draw(kinds)
    if kind is None:
        now = instant(draw, about, policy)
        return Question(about, now, policy, next_action(about, now=now, policy=policy))
    _check_kind(kind)
    for change in (_as_it_is,) if is_fixed else (_as_it_is, _continued, _plain):
        asked = change(about, kind)
        start = min([asked.interview.ended_at, *(event.at for event in asked.events)]) - HOUR
        found = [each for each in answers_from(asked, within_time(start), policy) if each[1].kind == kind]
        if found:
            now = _some_time(draw, *draw(st.sampled_from(found)))
            return Question(asked, now, policy, next_action(asked, now=now, policy=policy))
    if is_fixed and is_certain:
        raise InputError("case", about, f"a case in which the answer is {kind!r} at some time")
    return reject()


def _as_it_is(case: Case, _kind: str) -> Case:
    return case


def _continued(case: Case, kind: str) -> Case:
    """Return a case with one more event, after which an answer of a kind comes."""
    interview = case.interview
    at = within_time(max([interview.ended_at, *(event.at for event in case.events)]) + HOUR)
    if kind == "respond" and interview.contacts:
        asked = ReplyReceived(at=at, sender=interview.contacts[0].id, asks_for="two references")
        return case.replace(events=[*case.events, asked])
    return case


def _plain(case: Case, kind: str) -> Case:
    """Return a case with the time and place of another one, in which an answer of a kind comes."""
    if kind == "blocked":
        return case.replace(interview=case.interview.replace(contacts=()), events=())
    plain = case.replace(interview=case.interview.replace(contacts=[PLAIN]), events=())
    return _continued(plain, kind) if kind == "respond" else plain


def _some_time(draw: st.DrawFn, first: datetime, answer: Action) -> datetime:
    """Draw an instant from the first one of an answer to before it changes."""
    later = first + draw(st.sampled_from((timedelta(), HOUR, 7 * HOUR, 2 * DAY, 9 * DAY)))
    if answer.changes_at is not None and later >= answer.changes_at:
        return first
    return within_time(later)


def agendas(
    *,
    candidate: Given[Candidate | None] = _CANDIDATES,
    min_size: int = 2,
    max_size: int = 5,
    **fields: Any,  # noqa: ANN401 - a value, or a strategy for one
) -> st.SearchStrategy[list[Case]]:
    """Return a strategy for a list of cases of one candidate, for :func:`agenda`.

    The interviews end within a fortnight, and the cases share one to three people, at one company or at several.
    *candidate* is that of all; each of *fields* is a field of the interviews, as a value or a strategy.

    >>> from hypothesis import find
    >>> [case.interview.id for case in find(agendas(max_size=2), lambda cases: True)]
    ['1', '2']
    """
    known = [name for name in Interview.model_fields if name != "id"]
    given = as_fields("agendas", ("candidate", "min_size", "max_size", *known), fields)
    if not 0 <= min_size <= max_size:
        raise InputError("min_size", min_size, f"from 0 to max_size, {max_size}")
    return _agendas(given, as_strategy(candidate), min_size, max_size)


@st.composite
def _agendas(
    draw: st.DrawFn, given: Fields, candidate: st.SearchStrategy[Candidate | None], least: int, most: int
) -> list[Case]:
    writer = draw(candidate)
    first = draw(interviews(**{"contacts": (), **given}))
    people = _people(draw)
    names = {"company": st.sampled_from((first.company, first.company, "Beta")), "ended_at": _fortnight(first)}
    names["contacts"] = st.lists(st.sampled_from(people), min_size=1, unique=True)
    about = {**names, "country": first.country, "subdivision": first.subdivision, "timezone": first.timezone}
    found = []
    for number in range(draw(st.integers(least, most))):
        elsewhere = draw(st.sampled_from((False, False, True)))
        place = {"country", "subdivision", "timezone"} if elsewhere else set[str]()
        fields = {name: value for name, value in about.items() if name not in place}
        interview = draw(interviews(**{**fields, **given, "id": f"{number + 1}"}))
        found.append(Case(interview=interview, events=draw(histories(interview, max_size=4)), candidate=writer))
    return found


def _people(draw: st.DrawFn) -> list[Contact]:
    """Draw people with addresses, of whom each case knows some."""
    found: list[Contact] = []
    for _ in range(draw(st.integers(1, 3))):
        who = contact(draw, {}, found)
        found.append(who if who.email is not None else who.replace(email=SHARED))
    return found


def _fortnight(first: Interview) -> st.SearchStrategy[datetime]:
    steps = st.integers(0, 14 * 24 * 4)
    return steps.map(lambda quarters: within_time(first.ended_at + quarters * HOUR / 4))
