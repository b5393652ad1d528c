"""When: one way from a touch's row to its window.

:class:`CaseTime` is one case under one policy: its working time and its decision date. :func:`slot_of` counts a row's
span from where the row says, moves it by what holds it, and lays it on the working hours. Instants are UTC here; the
public windows carry the company's zone.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import assert_never

from followup_rules._answers import Reason, Why, Window
from followup_rules._calendar import BusinessCalendar, unbounded_calendar
from followup_rules._case import Interview
from followup_rules._errors import must_be
from followup_rules._events import Touch
from followup_rules._fields import MOST_OWN_DAYS, aware, local_day, zone
from followup_rules._hours import DAY, WorkingTime, ZoneDays, days_left_out, zone_days
from followup_rules._policy import DEFAULT_POLICY, LONGEST_WAIT, BusinessDays, Hours, Policy, Span
from followup_rules._progress import Question, State, Update, asked_of, last_update
from followup_rules._touches import TOUCHES, TouchRow
from followup_rules._values import computed

_HOUR, _WEEK = timedelta(hours=1), timedelta(weeks=1)
_WEEKDAYS = range(7)
# How far the longest waits of a policy lead: years of weeks, and business days, with the most days of a company's own.
_LONGEST_YEARS, _LONGEST_BUSINESS_DAYS = 8, 2 * LONGEST_WAIT + MOST_OWN_DAYS
_FEWEST_WEEKS = 41  # of a year, in which a weekday is worked, whatever the public holidays


@dataclass(slots=True)
class CaseTime:
    """One case under one policy: its working time, and the decision date that counts."""

    interview: Interview
    ended_on: date
    state: State
    policy: Policy
    calendar: BusinessCalendar
    years: tuple[int, int]  # the first and the last one of the calendar
    days: ZoneDays
    work: WorkingTime
    known: tuple[date, date]  # the days that the holiday data really know
    decision: date
    stated: bool  # the other side named that date
    updater: str | None  # who sent the last update (G16)


@dataclass(slots=True)
class RawSpan:
    """From when to when a message is on time, before that is laid on the working hours (G5), and why."""

    anchor: date  # closed days after it are told as reasons; at first, the day from which it counts
    lo: datetime
    hi: datetime
    why: list[Why]
    opening: tuple[datetime, date] | None = None  # the first work at or after lo, where that is known already


@dataclass(slots=True)
class Slot:
    """A message's place in time: its raw span after all holds, and where it opens and closes on which days."""

    raw: RawSpan
    opens: datetime
    opens_on: date
    closes: datetime
    closes_on: date


def case_time(interview: Interview, state: State, policy: Policy, *more: date) -> CaseTime:
    """Return the time of a case; *more* are further days that will be asked about."""
    week = interview.working_week
    weekend = None if week is None else frozenset(_WEEKDAYS).difference(week)
    days = zone_days(interview.timezone, policy.work_starts, policy.work_ends, week)
    ended_on = days.day(interview.ended_at)
    decision, stated = _decision(interview, ended_on, state, policy)
    years = [day.year for day in (interview.ended_at, decision, *_days_of(state), *more) if day is not None]
    a_year = _FEWEST_WEEKS * (5 if week is None else min(len(week), 5))  # business days
    back, ahead = 1 + MOST_OWN_DAYS // a_year, _LONGEST_YEARS + _LONGEST_BUSINESS_DAYS // a_year
    span = (min(years) - back) // 10 * 10, (max(years) + ahead) // 10 * 10 + 9
    calendar, first, last = _calendar(
        interview.country,
        interview.subdivision,
        interview.timezone,
        tuple(interview.extra_holidays),
        tuple(interview.extra_workdays),
        span,
        weekend,
    )
    work = WorkingTime(calendar, days)
    return CaseTime(
        interview,
        ended_on,
        state,
        policy,
        calendar,
        span,
        days,
        work,
        (first, last),
        decision,
        stated,
        state.updated_by,
    )


def time_at(interview: Interview, state: State, policy: Policy, now: datetime, *more: date) -> CaseTime:
    """Return the time of a case at an instant, from which on some questions have lapsed (G37)."""
    time = case_time(interview, state, policy, now, *more)
    if not state.questions and not state.unanswered:
        return time

    def counts(question: Question) -> bool:
        ends = answer_lapses(time, answer_slot(time, question))
        return (question.ended_at or now) < ends

    time.updater = last_update(state, counts)
    return time


@lru_cache(maxsize=4096)
def _calendar(
    country: str,
    subdivision: str | None,
    timezone: str,
    holidays: tuple[date, ...],
    workdays: tuple[date, ...],
    years: tuple[int, int],
    weekend: frozenset[int] | None,
) -> tuple[BusinessCalendar, date, date]:
    """Return a company's calendar, in which days that its zone never had are closed, and the days that are known."""
    left_out = set(_left_out(timezone, years)).difference(workdays)
    return unbounded_calendar(country, subdivision, (*holidays, *left_out), workdays, years, weekend)


@lru_cache(maxsize=1024)
def _left_out(timezone: str, years: tuple[int, int]) -> tuple[date, ...]:
    return tuple(days_left_out(zone(timezone), years))


def _days_of(state: State) -> list[date | None]:
    """Return all days of a state from which something may count."""
    days = [state.since, state.last_sent, state.snoozed_until]
    if state.update is not None:
        days.append(state.update.at)
    if state.invited is not None:
        days.append(state.invited.day)
    for absence in state.absences.values():
        days += absence.said_on, absence.returns_on
    for question in asked_of(state):
        days += question.day, question.answer_by
    return days


def _decision(interview: Interview, ended_on: date, state: State, policy: Policy) -> tuple[date, bool]:
    """Return the decision date that counts, and whether the other side named it (G10)."""
    undated, stated = state.undated, state.stated or interview.decision_by
    if stated is not None and undated is None:
        return stated, True
    assumed = (undated or ended_on) + policy.assumed_decision_weeks * _WEEK
    if stated is not None and stated >= assumed:
        return stated, True
    return assumed, False


def _because_of_decision(case: CaseTime) -> Why:
    """Return where the decision date comes from (G10)."""
    if case.stated:
        return Why("decision-stated", day=case.decision)
    weeks, undated = case.policy.assumed_decision_weeks, case.state.undated
    length = "a week" if weeks == 1 else f"{weeks} weeks"
    if undated is not None:
        code = "decision-after-answer" if case.state.restarted_by_answer else "decision-restarted"
        return Why(code, (undated, length), case.decision)
    return Why("decision-assumed", (length,), case.decision)


def slot_of(case: CaseTime, row: TouchRow) -> Slot:
    """Return where a row's touch lies in the time of a case."""
    return _laid(case, _held(case, row))


def opening_of(case: CaseTime, row: TouchRow) -> tuple[datetime, date]:
    """Return when a row's touch opens, with the day: what :func:`slot_of` says of it, for less work."""
    raw = _held(case, row)
    return raw.opening or case.work.next_working(raw.lo)


def _held(case: CaseTime, row: TouchRow) -> RawSpan:
    """Return the raw span of a row after all holds but an absence (G8)."""
    state, policy = case.state, case.policy
    invited = state.invited if row.counts_from == "decision" else None
    raw = _counted(case, row) if invited is None else _invited(case, invited.day)
    if "decision" in row.holds and invited is None:
        until = case.calendar.add_business_days(case.decision, policy.after_decision_business_days)
        code = "held-after-decision" if case.stated else "held-after-assumed"
        _hold(case, raw, until, code, case.decision)
    if "last-message" in row.holds and state.last_sent is not None:
        until = case.calendar.add_business_days(state.last_sent, policy.after_message_business_days)
        _hold(case, raw, until, "held-after-message", state.last_sent)
    if raw.lo < case.interview.ended_at:  # G30
        raw.lo, raw.opening = case.interview.ended_at, None
    if state.snoozed_until is not None:
        _hold(case, raw, state.snoozed_until, "held-snoozed")
    return raw


def held_until(case: CaseTime, slot: Slot, until: date, code: str, *words: str | date) -> Slot:
    """Return *slot* held until a day, with the code of why (G8): somebody is away (G20), or gets another mail (H1)."""
    raw = replace(slot.raw, why=list(slot.raw.why))
    _hold(case, raw, until, code, *words)
    return _laid(case, raw)


def work_of(case: CaseTime, day: date) -> Slot:
    """Return where a day lies on the working hours: on the next business day, if nobody works on it (G5)."""
    return _laid(case, RawSpan(day, case.days.start_of(day), case.days.end_of(day), []))


def held_on(case: CaseTime, slot: Slot, work: Slot, why: Why) -> Slot:
    """Return *slot* held until a later day, of which the *work* is known (H1).

    Only closed days from that day on explain when it opens.
    """
    raw, day, closing = slot.raw, work.raw, (work.closes, work.closes_on)
    if raw.hi > day.hi:
        minimum = timedelta(minutes=case.policy.minimum_window_minutes)
        closing = case.work.closing(work.opens, work.opens_on, raw.hi, minimum)
    held = RawSpan(day.anchor - DAY, day.lo, max(raw.hi, day.hi), [*raw.why, why])
    return Slot(held, work.opens, work.opens_on, *closing)


def answer_slot(case: CaseTime, question: Question) -> Slot:
    """Return where the answer to a question lies (G37). Working hours do not count."""
    last, code = question.answer_by, "answer-by"
    if last is None:
        last = case.calendar.add_business_days(question.day, case.policy.answer_business_days)
        code = "answer-assumed"
    why = [Why("asked", (question.asks_for,), question.day, question.sender), Why(code, day=last)]
    closes = case.days.end_of(last)
    return Slot(RawSpan(question.day, question.at, closes, why), question.at, question.day, closes, last)


def answer_lapses(case: CaseTime, slot: Slot) -> datetime:
    """Return the instant from which an answer would not be sent any more (G37)."""
    last = case.calendar.add_business_days(slot.closes_on, case.policy.answer_lapse_business_days)
    return case.days.end_of(last)


def lapses(case: CaseTime, row: TouchRow, slot: Slot) -> datetime:
    """Return the instant from which a touch would not be sent any more: the last work of its last day is over (G13)."""
    count = row.lapse(case.policy)
    if row.lapse_unit == "business-days":
        return case.work.last_end(case.calendar.add_business_days(slot.closes_on, count))
    return case.work.last_end(slot.closes_on + count * DAY)


def comes_before(case: CaseTime, slot: Slot, opens: datetime, opens_on: date) -> datetime | None:
    """Return the instant from which a message would not come before one that opens then; ``None`` if never (G13)."""
    if slot.opens >= opens:
        return None
    # What asks opens within a day only at the interview's end or after a snooze, and both hold the message as long.
    return case.work.last_end(opens_on - DAY)


def first_ask(case: CaseTime) -> datetime:
    """Return an instant before which no first follow-up opens, without working out when it does (G11, G39)."""
    invited = case.state.invited
    if invited is not None:
        return case.days.start_of(invited.day)
    wait = case.policy.after_decision_business_days
    return case.days.start_of(case.calendar.add_business_days(case.decision, wait))


def window_of(case: CaseTime, slot: Slot) -> Window:
    """Return a slot as the public window."""
    local = case.days.local
    return computed(Window, timezone=case.interview.timezone, opens=local(slot.opens), closes=local(slot.closes))


def _invited(case: CaseTime, day: date) -> RawSpan:
    """Return the raw span after an invitation to write on a day (G39)."""
    last = case.calendar.add_business_days(day, case.policy.invitation_business_days)
    # The day itself may be closed, and explains then when it opens.
    return RawSpan(day - DAY, case.days.start_of(day), case.days.end_of(last), [Why("invited", day=day)])


def _counted(case: CaseTime, row: TouchRow) -> RawSpan:
    """Return the raw span of a row, counted from where the row says."""
    state, policy, span = case.state, case.policy, row.span(case.policy)
    day, instant, why = case.ended_on, None, list[Why]()
    match row.counts_from:
        case "interview":
            instant = case.interview.ended_at
        case "decision":
            day = case.decision
            why.append(_because_of_decision(case))
        case "stage":
            day = state.since or day
        case "update":
            instant = case.interview.ended_at if state.update is None else state.update.at
            day = case.days.day(instant)
        case _:
            assert_never(row.counts_from)
    why.append(Why(row.because, (span,), day))
    lo, hi = _raw(case, span, day, instant)
    if row.counts_from == "stage" and state.entered_by_skip:
        why.append(Why("skipped", day=day))
    if row.counts_from == "interview":
        latest = case.interview.ended_at + policy.thank_you_latest_opening_hours * _HOUR
        opening = case.work.next_working(lo)
        if opening[0] <= latest:
            return RawSpan(day, lo, hi, why, opening)
        lo = hi = case.interview.ended_at  # G9
        why.append(Why("better-early"))
    return RawSpan(day, lo, hi, why)


def _raw(case: CaseTime, span: Span, day: date, instant: datetime | None) -> tuple[datetime, datetime]:
    """Return the instants of a span that counts from a day, or from an instant of it (G3, G5)."""
    if isinstance(span, Hours):
        start = instant or case.days.end_of(day)
        return start + span.minimum * _HOUR, start + span.maximum * _HOUR
    if isinstance(span, BusinessDays):
        first = case.calendar.add_business_days(day, span.minimum)
        last = case.calendar.add_business_days(day, span.maximum)
    else:
        first, last = day + span.minimum * _WEEK, day + span.maximum * _WEEK
    lo = case.days.start_of(first)
    return lo if instant is None else max(lo, instant), case.days.end_of(last)


def _hold(case: CaseTime, raw: RawSpan, until: date, code: str, *words: str | date) -> None:
    """Hold a raw span until a day or an instant (G8), and say so where that moves it."""
    if isinstance(until, datetime):
        start, day = until, case.days.day(until)
    else:
        start, day = case.days.start_of(until), until
    if start > raw.lo:
        raw.lo, raw.opening = start, None
        raw.why.append(Why(code, words, day))
    raw.hi = max(raw.hi, case.days.end_of(day))


def _laid(case: CaseTime, raw: RawSpan) -> Slot:
    """Lay a raw span on the working hours (G5)."""
    minimum = timedelta(minutes=case.policy.minimum_window_minutes)
    opens, opens_on = raw.opening or case.work.next_working(raw.lo)
    return Slot(raw, opens, opens_on, *case.work.closing(opens, opens_on, raw.hi, minimum))


def closed_days(case: CaseTime, after: date, before: date) -> list[Reason]:
    """Return the reasons of the closed days with a name strictly between two days (G1)."""
    closures = case.calendar.named_closures(after, before)
    reasons = [Why("closed-day", (name,), day).reason() for day, name in closures]
    first, last = case.known
    if after < first or before > last:
        reasons.append(Why("horizon", (first,), last).reason())
    return reasons


def thank_you_window(interview: Interview, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when a thank-you is on time: 24 to 48 hours after the end (B2, G5, G9).

    For apps that keep a state of their own; :func:`next_action` knows of holds and of what was sent.
    """
    return _window(Touch.THANK_YOU, interview, State(), policy)


def first_follow_up_window(interview: Interview, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when the first follow-up is on time: 3 to 4 business days past the decision date (C1, G10)."""
    return _window(Touch.FOLLOW_UP_1, interview, State(), policy)


def second_follow_up_window(interview: Interview, first_sent: datetime, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when the second follow-up is on time: 1 to 2 weeks after the day of *first_sent* (D2, G11).

    *first_sent* is an aware datetime; :class:`InputError` for a naive one, here and in the next three.
    """
    return _window(Touch.FOLLOW_UP_2, interview, _since(interview, "first_sent", first_sent), policy)


def escalation_window(interview: Interview, second_sent: datetime, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when an escalation is on time: 1 to 2 weeks after the day of *second_sent* (D5, G11)."""
    return _window(Touch.ESCALATION, interview, _since(interview, "second_sent", second_sent), policy)


def update_thanks_window(interview: Interview, replied: datetime, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when thanks for an update are on time: from *replied* to the end of the next business day (D1)."""
    return _window(Touch.UPDATE_THANKS, interview, State(update=Update("", aware("replied", replied))), policy)


def feedback_request_window(interview: Interview, rejected: datetime, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when a feedback request is on time: 1 to 2 business days after the day of *rejected* (E1)."""
    return _window(Touch.FEEDBACK_REQUEST, interview, _since(interview, "rejected", rejected), policy)


def _since(interview: Interview, name: str, instant: datetime) -> State:
    """Return a state whose stage was entered on the day of an instant."""
    must_be(Interview, "interview", interview)
    return State(since=local_day(aware(name, instant), zone(interview.timezone)))


def _window(touch: Touch, interview: Interview, state: State, policy: Policy) -> Window:
    must_be(Interview, "interview", interview)
    must_be(Policy, "policy", policy)
    case = case_time(interview, state, policy)
    return window_of(case, slot_of(case, TOUCHES[touch]))
