"""Windows against the oracle, and by hand: the table of the steps, G5, G7, G8, and the closed days of G1."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import oracle
from events import follow_up, rejection, reply, snoozed, thank_you
from followup_rules import (
    DEFAULT_POLICY,
    BusinessDays,
    Done,
    Event,
    Hours,
    Interview,
    Policy,
    Send,
    WaitUntil,
    Weeks,
    WindowStatus,
    escalation_window,
    feedback_request_window,
    first_follow_up_window,
    next_action,
    second_follow_up_window,
    thank_you_window,
    update_thanks_window,
)
from support import at, by_chance, interview, times
from worlds import both

NEW_YORK = "America/New_York"
DAY = timedelta(days=1)
PLACES = (
    ("JP", None, "Asia/Tokyo"),
    ("US", None, NEW_YORK),
    ("US", "CA", "America/Los_Angeles"),
    ("IN", "MH", "Asia/Kolkata"),
    ("DE", "BY", "Europe/Berlin"),
    ("SA", None, "Asia/Riyadh"),
    ("AE", None, "Asia/Dubai"),
    ("CN", None, "Asia/Shanghai"),
    ("NP", None, "Asia/Kathmandu"),
    ("AU", "NSW", "Australia/Sydney"),
    ("BR", None, "America/Sao_Paulo"),
    ("NZ", None, "Pacific/Auckland"),
    ("IL", None, "Asia/Jerusalem"),
    ("LB", None, "Asia/Beirut"),
)
FIRST = datetime(2020, 1, 20, tzinfo=UTC)
LAST = datetime(2034, 6, 30, tzinfo=UTC)
LAST_DECREED = datetime(2025, 6, 30, tzinfo=UTC)  # China's swapped weekends are decreed a year ahead
MINUTES_A_DAY = 24 * 60

WORKING_HOURS = (
    (time(9), time(18)),
    (time(8, 30), time(17, 15)),
    (time(22), time(23, 30)),
    (time(0), time(5)),
    (time(1, 30), time(3, 15)),
    (time(2, 30), time(3, 30)),
    (time(0), time(23, 59)),
)


class World(NamedTuple):
    """A random case, in the words of the library and in those of the oracle."""

    interview: Interview
    policy: Policy
    place: oracle.Place
    days: oracle.Days

    def __repr__(self) -> str:
        """Show what matters to a window."""
        case, policy = self.interview, self.policy.model_dump(exclude_defaults=True)
        where = f"{case.country}-{case.subdivision} {case.timezone}"
        return f"World({where}, {case.ended_at}, decision_by={case.decision_by}, {self.days}, {policy})"

    @property
    def interview_day(self) -> date:
        return oracle.day_of(self.place, self.interview.ended_at)

    @property
    def decision_day(self) -> date:
        """G10, before any reply."""
        return self.interview.decision_by or self.interview_day + self.policy.assumed_decision_weeks * 7 * DAY

    def after_decision(self, decision: date | None = None) -> date:
        """G11: the hold of follow-ups and escalations."""
        return oracle.add_business_days(
            self.place, decision or self.decision_day, self.policy.after_decision_business_days
        )

    def after_message(self, sent: datetime) -> date:
        """G11: the hold of the first follow-up."""
        day = oracle.day_of(self.place, sent)
        return oracle.add_business_days(self.place, day, self.policy.after_message_business_days)


class History(NamedTuple):
    """Events, and what the rules make of them."""

    events: tuple[Event, ...]
    thanks: oracle.Due | None
    ask: oracle.Due
    anchor: date  # of the message that asks


@cache
def known_days(country: str, subdivision: str | None) -> oracle.Days:
    return oracle.known_days(country, subdivision)


@cache
def busy_instants(country: str, subdivision: str | None, zone: str) -> list[datetime]:
    """Return the midnights of UTC near holidays and clock changes."""
    last = LAST_DECREED if country == "CN" else LAST
    info, found = ZoneInfo(zone), []
    known = known_days(country, subdivision)
    day = FIRST
    while day < last:
        changes = day.astimezone(info).utcoffset() != (day + DAY).astimezone(info).utcoffset()
        if changes or known.is_closed_by_name(day.date()):
            found.append(day)
        day += DAY
    return found


def span_of(span: Hours | BusinessDays | Weeks) -> oracle.Span:
    return oracle.Span(span.minimum, span.maximum, span.unit)


def pairs(most: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, most), st.integers(0, most)).map(lambda two: (min(two), max(two)))


day_spans: st.SearchStrategy[BusinessDays | Weeks] = pairs(8).map(lambda two: BusinessDays(*two)) | pairs(3).map(
    lambda two: Weeks(*two)
)
spans = pairs(120).map(lambda two: Hours(*two)) | day_spans


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    if draw(st.booleans()):
        return DEFAULT_POLICY
    starts, ends = draw(st.sampled_from(WORKING_HOURS))
    changes: dict[str, Any] = {
        "work_starts": starts,
        "work_ends": ends,
        "minimum_window_minutes": draw(st.integers(1, 366)),
        "thank_you": draw(spans),
        "first_follow_up": draw(day_spans),
        "second_follow_up": draw(day_spans.filter(lambda span: span.minimum > 0)),
        "escalation": draw(day_spans),
        "update_thanks": draw(spans),
        "feedback_request": draw(day_spans),
        "thank_you_lapse_business_days": draw(st.integers(0, 12)),
        "update_thanks_lapse_business_days": draw(st.integers(0, 12)),
        "feedback_request_lapse_business_days": draw(st.integers(0, 12)),
        "first_follow_up_lapse_days": draw(st.integers(0, 90)),
        "second_follow_up_lapse_days": draw(st.integers(0, 90)),
        "escalation_lapse_days": draw(st.integers(0, 90)),
        "thank_you_latest_opening_hours": draw(st.sampled_from((0, 24, 78, 200))),
        "assumed_decision_weeks": draw(st.integers(0, 3)),
        "after_decision_business_days": draw(st.integers(0, 5)),
        "after_message_business_days": draw(st.integers(0, 5)),
    }
    kept = draw(st.sets(st.sampled_from(sorted(changes))))
    if {"work_starts", "work_ends"} & kept:
        kept |= {"work_starts", "work_ends"}
    return DEFAULT_POLICY.replace(**{name: value for name, value in changes.items() if name not in kept})


@st.composite
def worlds(draw: st.DrawFn) -> World:
    country, subdivision, zone = draw(st.sampled_from(PLACES))
    last = LAST_DECREED if country == "CN" else LAST
    minutes = st.integers(0, (last - FIRST) // oracle.MINUTE)
    if draw(st.booleans()):
        base = draw(st.sampled_from(busy_instants(country, subdivision, zone)))
        ended = base + draw(st.integers(-6 * MINUTES_A_DAY, 3 * MINUTES_A_DAY)) * oracle.MINUTE
    else:
        ended = FIRST + draw(minutes) * oracle.MINUTE
    ended += timedelta(seconds=draw(st.sampled_from((0, 0, 1, 59.999999))))
    day = ended.astimezone(ZoneInfo(zone)).date()
    near: set[date] = set()
    if draw(st.integers(0, 3)) == 0:
        near = draw(st.sets(st.integers(-2, 25).map(lambda n: day + n * DAY), max_size=8))
    workdays = draw(st.sets(st.sampled_from(sorted(near)))) if near else set()
    policy = draw(policies())
    days = known_days(country, subdivision)._replace(extra_holidays=near - workdays, extra_workdays=workdays)
    case = interview(
        country=country,
        subdivision=subdivision,
        timezone=zone,
        ended_at=ended,
        decision_by=draw(st.none() | st.integers(0, 60).map(lambda n: day + n * DAY)),
        extra_holidays=tuple(days.extra_holidays),
        extra_workdays=tuple(days.extra_workdays),
    )
    minimum = policy.minimum_window_minutes * oracle.MINUTE
    place = oracle.Place(ZoneInfo(zone), days.is_business_day, policy.work_starts, policy.work_ends, minimum)
    return World(case, policy, place, days)


def later(moment: datetime, most_days: int = 40) -> st.SearchStrategy[datetime]:
    return st.integers(0, most_days * MINUTES_A_DAY).map(lambda minutes: moment + minutes * oracle.MINUTE)


@st.composite
def histories(draw: st.DrawFn, world: World, kind: str) -> History:
    """Draw a history of a kind, perhaps snoozed in the end, and say what may be due after it."""
    place, policy = world.place, world.policy
    thanked = draw(later(world.interview.ended_at, 20))
    first = draw(later(thanked))
    # Messages of one day are one message, and at one instant what others did comes first (G24).
    second = draw(later(oracle.instant(place, oracle.day_of(place, first) + DAY)))
    news = draw(later(first + oracle.MINUTE))
    named = draw(st.none() | st.integers(-10, 40).map(lambda n: oracle.day_of(place, news) + n * DAY))
    thank, ask = thank_you(thanked, "peer"), follow_up(first, "hr")
    events: dict[str, tuple[Event, ...]] = {
        "nothing": (),
        "thank-you": (thank,),
        "first follow-up": (thank, ask),
        "second follow-up": (thank, ask, follow_up(second, "hr")),
        "reply": (thank, ask, reply(news, "hr", decision_by=named)),
        "rejection": (thank, ask, rejection(news, "hr")),
    }
    told = events[kind]
    snoozes: list[date | datetime] = []
    if draw(st.integers(0, 2)) == 0:
        told_at = max([world.interview.ended_at, *(event.at for event in told)])
        until = draw(later(told_at))
        snoozes = [draw(st.sampled_from((until, oracle.day_of(place, until))))]
        told = (*told, snoozed(draw(later(told_at, 5)), snoozes[0]))

    thanks: oracle.Due | None = None
    decision = anchor = world.decision_day
    holds: list[date | datetime] = [world.after_decision(), *snoozes]
    touch, span, days = "follow-up-1", policy.first_follow_up, policy.first_follow_up_lapse_days
    if kind == "nothing":
        latest = timedelta(hours=policy.thank_you_latest_opening_hours)
        opening = oracle.thank_you(place, world.interview.ended_at, span_of(policy.thank_you), latest, snoozes)
        last = oracle.lapse(place, opening, business_days=policy.thank_you_lapse_business_days)
        thanks = oracle.Due("thank-you", opening, last)
    elif kind == "thank-you":
        holds.append(world.after_message(thanked))
    elif kind == "first follow-up":
        touch, span, anchor = "follow-up-2", policy.second_follow_up, oracle.day_of(place, first)
        days = policy.second_follow_up_lapse_days
    elif kind == "second follow-up":
        touch, span, anchor = "escalation", policy.escalation, oracle.day_of(place, second)
        days = policy.escalation_lapse_days
    elif kind == "reply":
        said_on = oracle.day_of(place, news)
        restarted = said_on + policy.assumed_decision_weeks * 7 * DAY
        if named is not None and named >= said_on:
            decision = named
        else:
            decision = max(restarted, world.interview.decision_by or restarted)
        anchor = decision
        holds = [world.after_decision(decision), world.after_message(first), *snoozes]
        opening = oracle.update_thanks(place, news, span_of(policy.update_thanks), snoozes)
        last = oracle.lapse(place, opening, business_days=policy.update_thanks_lapse_business_days)
        thanks = oracle.Due("update-thanks", opening, last)
    else:
        asks = oracle.follow_up(
            place, world.interview.ended_at, oracle.day_of(place, news), span_of(policy.feedback_request), snoozes
        )
        last = oracle.lapse(place, asks, business_days=policy.feedback_request_lapse_business_days)
        return History(told, None, oracle.Due("feedback-request", asks, last), oracle.day_of(place, news))
    asks = oracle.follow_up(place, world.interview.ended_at, anchor, span_of(span), holds)
    return History(told, thanks, oracle.Due(touch, asks, oracle.lapse(place, asks, days=days)), anchor)


@st.composite
def asked_at(draw: st.DrawFn, world: World, history: History) -> datetime:
    """Return an instant after the interview, often one where the answer changes."""
    due = [touch for touch in (history.thanks, history.ask) if touch]
    edges = [edge for touch in due for edge in (*touch.window, touch.lapse)]
    if draw(st.booleans()):
        return draw(later(world.interview.ended_at, 150))
    edge = draw(st.sampled_from(edges)) + draw(st.integers(-1, 1)) * timedelta(microseconds=1)
    return max(edge, world.interview.ended_at)


KINDS = ("nothing", "thank-you", "first follow-up", "second follow-up", "reply", "rejection")
few = settings(by_chance(60), database=None, phases=(Phase.generate, Phase.shrink))
fewer = settings(few, max_examples=times(40))


class TestSteps:
    """The table "The steps and their windows", and its G3, G9 and G11, against the oracle.

    "thank-you | end of the interview + 24 h … + 48 h", "first follow-up | decision date + 3 … + 4 business days",
    "second follow-up | first follow-up's day + 1 … + 2 weeks", "escalation | second follow-up's day + 1 … + 2 weeks",
    "update thanks | when their reply came … end of the next business day", "feedback request | rejection's day + 1 …
    + 2 business days".
    """

    @few
    @given(world=worlds())
    def test_a_thank_you_is_on_time_when_the_oracle_says(self, world: World) -> None:
        latest = timedelta(hours=world.policy.thank_you_latest_opening_hours)
        expected = oracle.thank_you(world.place, world.interview.ended_at, span_of(world.policy.thank_you), latest)
        assert both(thank_you_window(world.interview, policy=world.policy)) == expected

    @few
    @given(world=worlds())
    def test_a_first_follow_up_is_on_time_when_the_oracle_says(self, world: World) -> None:
        span = span_of(world.policy.first_follow_up)
        expected = oracle.follow_up(
            world.place, world.interview.ended_at, world.decision_day, span, [world.after_decision()]
        )
        assert both(first_follow_up_window(world.interview, policy=world.policy)) == expected

    @few
    @given(world=worlds(), data=st.data())
    def test_a_second_follow_up_is_on_time_when_the_oracle_says(self, world: World, data: st.DataObject) -> None:
        sent = data.draw(later(world.interview.ended_at))
        day, span = oracle.day_of(world.place, sent), span_of(world.policy.second_follow_up)
        expected = oracle.follow_up(world.place, world.interview.ended_at, day, span, [world.after_decision()])
        assert both(second_follow_up_window(world.interview, sent, policy=world.policy)) == expected

    @few
    @given(world=worlds(), data=st.data())
    def test_an_escalation_is_on_time_when_the_oracle_says(self, world: World, data: st.DataObject) -> None:
        sent = data.draw(later(world.interview.ended_at))
        day, span = oracle.day_of(world.place, sent), span_of(world.policy.escalation)
        expected = oracle.follow_up(world.place, world.interview.ended_at, day, span, [world.after_decision()])
        assert both(escalation_window(world.interview, sent, policy=world.policy)) == expected

    @few
    @given(world=worlds(), data=st.data())
    def test_update_thanks_are_on_time_when_the_oracle_says(self, world: World, data: st.DataObject) -> None:
        replied = data.draw(later(world.interview.ended_at))
        expected = oracle.update_thanks(world.place, replied, span_of(world.policy.update_thanks))
        assert both(update_thanks_window(world.interview, replied, policy=world.policy)) == expected

    @few
    @given(world=worlds(), data=st.data())
    def test_a_feedback_request_is_on_time_when_the_oracle_says(self, world: World, data: st.DataObject) -> None:
        rejected = data.draw(later(world.interview.ended_at))
        day = oracle.day_of(world.place, rejected)
        expected = oracle.follow_up(world.place, world.interview.ended_at, day, span_of(world.policy.feedback_request))
        assert both(feedback_request_window(world.interview, rejected, policy=world.policy)) == expected


class TestNextAction:
    """The next action against the oracle.

    "`now` before `opens` is *early*, inside is *open*, at or after `closes` is *late*. Late is not lost: the message
    still goes out, at the next working instant (`send_at`)."
    """

    @pytest.mark.parametrize("kind", KINDS)
    @fewer
    @given(world=worlds(), data=st.data())
    def test_the_next_message_is_the_one_that_the_oracle_finds(
        self, kind: str, world: World, data: st.DataObject
    ) -> None:
        history = data.draw(histories(world, kind))
        now = data.draw(asked_at(world, history))
        expected = oracle.choose(world.place, now, history.thanks, history.ask)
        action = next_action(world.interview, history.events, now=now, policy=world.policy)
        found = None
        if isinstance(action, Send | WaitUntil):
            status = action.status if isinstance(action, Send) else WindowStatus.EARLY
            send_at = action.send_at.astimezone(UTC)
            found = oracle.Answer(action.touch, both(action.window), status.value, send_at, action.folds)
        assert found == expected
        assert isinstance(action, Done) == (expected is None)


class TestClosedDays:
    """The reasons "say … each closed day passed over by name". "Closed days are the holidays, not plain weekends, from
    where the count starts to the opening."
    """

    @pytest.mark.parametrize("kind", KINDS)
    @fewer
    @given(world=worlds(), data=st.data())
    def test_the_closed_days_are_those_between_anchor_and_opening(
        self, kind: str, world: World, data: st.DataObject
    ) -> None:
        history = data.draw(histories(world, kind))
        now = data.draw(asked_at(world, history))
        action = next_action(world.interview, history.events, now=now, policy=world.policy)
        if isinstance(action, Done):
            assert oracle.choose(world.place, now, history.thanks, history.ask) is None
            return
        anchors: dict[str, date] = {history.ask.touch: history.anchor, "thank-you": world.interview_day}
        if kind == "reply":
            anchors["update-thanks"] = oracle.day_of(world.place, history.events[2].at)
        assert isinstance(action, Send | WaitUntil)
        opening = oracle.day_of(world.place, action.window.opens)
        days = [reason.day for reason in action.reasons if reason.code == "closed-day"]
        assert days == oracle.closed_days(world.days, anchors[action.touch], opening)

    def test_a_plain_weekend_is_no_closed_day(self) -> None:
        # Friday 5 June 2026, 15:00: thanked for on Monday 8 June.
        action = next_action(interview(ended_at=at("2026-06-05 15:00")), (), now=at("2026-06-05 16:00"))
        assert [reason.day for reason in action.reasons if reason.code == "closed-day"] == []

    def test_a_holiday_on_a_weekend_is_a_closed_day(self) -> None:
        # 15 August 2026, Independence Day, is a Saturday. Ended Friday 14 at 15:00: thanked for on Monday 17.
        case = interview(
            country="IN", subdivision="KA", timezone="Asia/Kolkata", ended_at=at("2026-08-14 15:00", "Asia/Kolkata")
        )
        action = next_action(case, (), now=at("2026-08-14 16:00", "Asia/Kolkata"))
        assert [reason.day for reason in action.reasons if reason.code == "closed-day"] == [date(2026, 8, 15)]

    def test_a_day_that_only_the_company_closes_is_a_closed_day(self) -> None:
        # Wednesday 3 June 2026, 15:00; + 24 h is Thursday, which the company closes: Friday 09:00 is 42 hours later.
        case = interview(extra_holidays=[date(2026, 6, 4)])
        action = next_action(case, (), now=at("2026-06-03 16:00"))
        assert [reason.day for reason in action.reasons if reason.code == "closed-day"] == [date(2026, 6, 4)]

    @pytest.mark.parametrize(("workdays", "closed"), [([], [date(2026, 5, 6)]), ([date(2026, 5, 6)], [])])
    def test_a_holiday_that_the_company_works_is_no_closed_day(self, workdays: list[date], closed: list[date]) -> None:
        # Ended Tuesday 28 April 2026: a decision by Tuesday 5 May is assumed. Wednesday 6 May is a holiday in Japan.
        case = interview(ended_at=at("2026-04-28 15:00"), extra_workdays=workdays)
        action = next_action(case, (thank_you("2026-04-30 16:00", "peer"),), now=at("2026-04-30 17:00"))
        assert [reason.day for reason in action.reasons if reason.code == "closed-day"] == closed
