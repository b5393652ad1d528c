"""When: one way from a touch's row to its window.

:class:`CaseTime` is one case under one policy: its working time and its decision date. :func:`slot_of` counts a row's
span from where the row says, moves it by what holds it, and lays it on the working hours. Instants are UTC here; the
public windows carry the company's zone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from followup_rules._answers import Reason, Why, Window, format_date
from followup_rules._calendar import BusinessCalendar, unbounded_calendar
from followup_rules._case import Interview
from followup_rules._errors import must_be
from followup_rules._events import Touch
from followup_rules._fields import aware, local_day, zone
from followup_rules._hours import DAY, WorkingTime, days_left_out, zone_days
from followup_rules._policy import DEFAULT_POLICY, BusinessDays, Hours, Policy, Span
from followup_rules._progress import State, Update
from followup_rules._touches import TOUCHES, CountsFrom, Hold, LapseUnit, TouchRow
from followup_rules._values import computed

_HOUR, _WEEK = timedelta(hours=1), timedelta(weeks=1)
_REACH = 13  # years: farther than the longest waits of a policy lead over the most extra holidays


@dataclass(slots=True)
class CaseTime:
    """One case under one policy: its working time, and the decision date that counts."""

    interview: Interview
    state: State
    policy: Policy
    work: WorkingTime
    known: tuple[date, date]  # the days that the holiday data really know
    decision: date
    stated: bool  # the other side named that date


@dataclass(slots=True)
class Slot:
    """A touch's place in time: the raw span after all holds, where it lies on the working hours, and why."""

    anchor: date
    lo: datetime
    hi: datetime
    opens_on: date
    opens: datetime
    closes: datetime
    why: list[Why]


def case_time(interview: Interview, state: State, policy: Policy, *more: date) -> CaseTime:
    """Return the time of a case; *more* are further days that will be asked about, such as today."""
    must_be(Interview, "interview", interview)
    must_be(Policy, "policy", policy)
    days = zone_days(interview.timezone, policy.work_starts, policy.work_ends)
    decision, stated = _decision(interview, state, policy)
    years = [day.year for day in (interview.ended_at, decision, *_days_of(state), *more)]
    calendar, first, last = _calendar(interview, ((min(years) - 1) // 10 * 10, (max(years) + _REACH) // 10 * 10 + 9))
    return CaseTime(interview, state, policy, WorkingTime(calendar, days), (first, last), decision, stated)


def _calendar(interview: Interview, years: tuple[int, int]) -> tuple[BusinessCalendar, date, date]:
    left_out = _left_out(interview.timezone, years)
    holidays = interview.extra_holidays
    if left_out:
        holidays = (*holidays, *set(left_out).difference(interview.extra_workdays))
    return unbounded_calendar(interview.country, interview.subdivision, holidays, interview.extra_workdays, years)


@lru_cache(maxsize=1024)
def _left_out(timezone: str, years: tuple[int, int]) -> tuple[date, ...]:
    return tuple(days_left_out(zone(timezone), years))


def _days_of(state: State) -> list[date]:
    """Return all days of a state from which something may count."""
    days = [state.since, state.last_sent, state.snoozed_until, state.update.at if state.update else None]
    for absence in state.absences.values():
        days += absence.said_on, absence.returns_on
    return [day for day in days if day is not None]


def _decision(interview: Interview, state: State, policy: Policy) -> tuple[date, bool]:
    """Return the decision date that counts, and whether the other side named it (G10)."""
    undated, stated = state.undated, state.stated or interview.decision_by
    if stated is not None and undated is None:
        return stated, True
    assumed = (undated or interview.day) + policy.assumed_decision_weeks * _WEEK
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
        return Why("decision-restarted", (format_date(undated), length), case.decision)
    return Why("decision-assumed", (length,), case.decision)


def slot_of(case: CaseTime, row: TouchRow) -> Slot:
    """Return where a row's touch lies in the time of a case."""
    interview, state, policy = case.interview, case.state, case.policy
    span, anchor, why = row.span(policy), *_anchor(case, row)
    day = anchor if not isinstance(anchor, datetime) else case.work.days.day(anchor)
    why.append(Why(row.because, (_length(span),), day))
    lo, hi = _raw(case, span, day, anchor if isinstance(anchor, datetime) else None)
    if row.counts_from is CountsFrom.STAGE and state.entered_by_skip and row.is_enquiry:
        why.append(Why("skipped", day=day))
    if row.counts_from is CountsFrom.INTERVIEW:
        latest = interview.ended_at + policy.thank_you_latest_opening_hours * _HOUR
        if case.work.next_working(lo)[0] > latest:  # G9
            lo = hi = interview.ended_at
            why.append(Why("better-early"))
    slot = Slot(day, lo, hi, day, lo, hi, why)
    if Hold.DECISION in row.holds:
        until = case.work.calendar.add_business_days(case.decision, policy.after_decision_business_days)
        _hold(case, slot, until, "held-after-decision", format_date(case.decision))
    if Hold.LAST_MESSAGE in row.holds and state.last_sent is not None:
        until = case.work.calendar.add_business_days(state.last_sent, policy.after_message_business_days)
        _hold(case, slot, until, "held-after-message", format_date(state.last_sent))
    slot.lo = max(slot.lo, interview.ended_at)  # G30
    if state.snoozed_until is not None:
        _hold(case, slot, state.snoozed_until, "held-snoozed")
    return _laid(case, slot)


def _anchor(case: CaseTime, row: TouchRow) -> tuple[date | datetime, list[Why]]:
    """Return the day or the instant from which a row counts, and the reason for it, where it needs one."""
    state = case.state
    if row.counts_from is CountsFrom.DECISION:
        return case.decision, [_because_of_decision(case)]
    if row.counts_from is CountsFrom.UPDATE and state.update is not None:
        return state.update.at, []
    if row.counts_from is CountsFrom.STAGE and state.since is not None:
        return state.since, []
    return case.interview.ended_at, []


def held_for(case: CaseTime, slot: Slot, until: date, who: str) -> Slot:
    """Return *slot* held until a day, for somebody who is away (G8, G20)."""
    held = replace(slot, why=list(slot.why))
    _hold(case, held, until, "held-away", who)
    return _laid(case, held)


def window_of(case: CaseTime, slot: Slot) -> Window:
    """Return a slot as the public window."""
    local = case.work.days.local
    return computed(Window, timezone=case.interview.timezone, opens=local(slot.opens), closes=local(slot.closes))


def lapse_of(case: CaseTime, row: TouchRow, slot: Slot) -> datetime:
    """Return when a touch lapses: the end of its last day (G13)."""
    day, count = case.work.days.day(slot.closes), row.lapse(case.policy)
    if row.lapse_unit is LapseUnit.DAYS:
        return case.work.days.end_of(day + count * DAY)
    return case.work.days.end_of(case.work.calendar.add_business_days(day, count))


def closed_days(case: CaseTime, after: date, before: date) -> list[Reason]:
    """Return the reasons of the closed days with a name strictly between two days (G1)."""
    reasons = [_closed_day(day, name) for day, name in case.work.calendar.named_closures(after, before)]
    first, last = case.known
    if after < first or before > last:
        reasons.append(Why("horizon", (format_date(first),), last).reason())
    return reasons


@lru_cache(maxsize=4096)
def _closed_day(day: date, name: str) -> Reason:
    return Why("closed-day", (name,), day).reason()


def _raw(case: CaseTime, span: Span, day: date, instant: datetime | None) -> tuple[datetime, datetime]:
    """Return the raw span from a day, or from an instant of it (G3, G5)."""
    days = case.work.days
    if isinstance(span, Hours):
        start = instant or days.end_of(day)
        return start + span.minimum * _HOUR, start + span.maximum * _HOUR
    if isinstance(span, BusinessDays):
        first = case.work.calendar.add_business_days(day, span.minimum)
        last = case.work.calendar.add_business_days(day, span.maximum)
    else:
        first, last = day + span.minimum * _WEEK, day + span.maximum * _WEEK
    lo = days.start_of(first)
    return lo if instant is None else max(lo, instant), days.end_of(last)


def _hold(case: CaseTime, slot: Slot, until: date, code: str, *words: str) -> None:
    """Hold a raw span until a day or an instant (G8), and say so where that moves it."""
    days = case.work.days
    if isinstance(until, datetime):
        start, day = until, days.day(until)
    else:
        start, day = days.start_of(until), until
    if start > slot.lo:
        slot.lo = start
        slot.why.append(Why(code, words, day))
    slot.hi = max(slot.hi, days.end_of(day))


def _laid(case: CaseTime, slot: Slot) -> Slot:
    """Lay a raw span on the working hours (G5)."""
    minimum = timedelta(minutes=case.policy.minimum_window_minutes)
    slot.opens_on, slot.opens, slot.closes = case.work.lay(slot.lo, slot.hi, minimum)
    return slot


def _length(span: Span) -> str:
    unit = span.unit.replace("-", " ")
    return f"{span.minimum} {unit}" if span.minimum == span.maximum else f"{span.minimum} to {span.maximum} {unit}"


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
    must_be(Interview, "interview", interview)
    return _window(Touch.UPDATE_THANKS, interview, State(update=Update("", aware("replied", replied))), policy)


def feedback_request_window(interview: Interview, rejected: datetime, *, policy: Policy = DEFAULT_POLICY) -> Window:
    """Return when a feedback request is on time: 1 to 2 business days after the day of *rejected* (E1)."""
    return _window(Touch.FEEDBACK_REQUEST, interview, _since(interview, "rejected", rejected), policy)


def _since(interview: Interview, name: str, instant: datetime) -> State:
    """Return a state whose stage was entered on the day of an instant."""
    must_be(Interview, "interview", interview)
    return State(since=local_day(aware(name, instant), zone(interview.timezone)))


def _window(touch: Touch, interview: Interview, state: State, policy: Policy) -> Window:
    case = case_time(interview, state, policy)
    return window_of(case, slot_of(case, TOUCHES[touch]))
