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
from followup_rules import (
    DEFAULT_POLICY,
    BusinessDays,
    Done,
    Event,
    FollowUpSent,
    Hours,
    Interview,
    Policy,
    RejectionReceived,
    ReplyReceived,
    Send,
    Snoozed,
    ThankYouSent,
    WaitUntil,
    Weeks,
    Window,
    WindowStatus,
    escalation_window,
    feedback_request_window,
    first_follow_up_window,
    next_action,
    second_follow_up_window,
    thank_you_window,
    update_thanks_window,
)
from followup_rules._hours import days_left_out
from support import at, by_chance, interview, local, times, utc

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
    thank, ask = ThankYouSent(at=thanked, to=("peer",)), FollowUpSent(at=first, to=("hr",))
    events: dict[str, tuple[Event, ...]] = {
        "nothing": (),
        "thank-you": (thank,),
        "first follow-up": (thank, ask),
        "second follow-up": (thank, ask, FollowUpSent(at=second, to=("hr",))),
        "reply": (thank, ask, ReplyReceived(at=news, sender="hr", decision_by=named)),
        "rejection": (thank, ask, RejectionReceived(at=news, sender="hr")),
    }
    told = events[kind]
    snoozes: list[date | datetime] = []
    if draw(st.integers(0, 2)) == 0:
        told_at = max([world.interview.ended_at, *(event.at for event in told)])
        until = draw(later(told_at))
        snoozes = [draw(st.sampled_from((until, oracle.day_of(place, until))))]
        told = (*told, Snoozed(at=draw(later(told_at, 5)), until=snoozes[0]))

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


def both(window: Window) -> oracle.Window:
    return oracle.Window(window.opens.astimezone(UTC), window.closes.astimezone(UTC))


def shown(window: Window, zone: str = "Asia/Tokyo") -> tuple[str, str]:
    return local(window.opens, zone), local(window.closes, zone)


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


class TestG6:
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
        action = next_action(case, (ThankYouSent(at=at("2026-04-30 16:00"), to=("peer",)),), now=at("2026-04-30 17:00"))
        assert [reason.day for reason in action.reasons if reason.code == "closed-day"] == closed


class TestG5:
    """ "From a raw span `[lo, hi]`: it `opens` at the first working instant at or after `lo`; it `closes` at `hi` where
    09:00 < `hi` ≤ 18:00 on a business day, else at the last 18:00 of a business day before `hi`. It holds at least one
    hour of working time (a `Policy` field): where less lies between, or none, it closes with the working hours of the
    first business day, from the one on which it opens, that gives it that hour. Raw spans that are days run from 00:00
    of the first to 24:00 of the last. So an interview that ends on Friday at 15:00 is thanked for on Monday between
    09:00 and 18:00, and one that ends on Thursday at 17:30 from Friday 17:30 to Monday 18:00."
    """

    # June 2026 in Japan has no holidays.
    # Mo 1  Tu 2  We 3  Th 4  Fr 5  Sa 6  Su 7  |  Mo 8  Tu 9  We 10  Th 11  Fr 12  Sa 13  Su 14  |  Mo 15  Tu 16  We 17

    @pytest.mark.parametrize(
        ("ended", "opens", "closes"),
        [
            ("2026-06-05 15:00", "2026-06-08 09:00", "2026-06-08 18:00"),  # the rule's Friday
            ("2026-06-04 17:30", "2026-06-05 17:30", "2026-06-08 18:00"),  # the rule's Thursday
            ("2026-06-04 17:00", "2026-06-05 17:00", "2026-06-05 18:00"),  # one hour is enough
            ("2026-06-04 17:01", "2026-06-05 17:01", "2026-06-08 18:00"),  # 59 minutes are not
            ("2026-06-01 17:30", "2026-06-02 17:30", "2026-06-03 17:30"),  # half an hour, and half a day more
            ("2026-06-03 15:00", "2026-06-04 15:00", "2026-06-05 15:00"),  # both ends inside working hours
            ("2026-06-06 12:00", "2026-06-08 09:00", "2026-06-08 12:00"),  # Saturday: lo is Sunday, hi Monday noon
            ("2026-06-06 09:30", "2026-06-08 09:00", "2026-06-08 18:00"),  # only 30 minutes of Monday
            ("2026-06-06 10:00", "2026-06-08 09:00", "2026-06-08 10:00"),  # just an hour of it
        ],
    )
    def test_a_window_opens_and_closes_in_working_hours(self, ended: str, opens: str, closes: str) -> None:
        assert shown(thank_you_window(interview(ended_at=at(ended)))) == (opens, closes)

    @pytest.mark.parametrize(
        ("ended", "closes"),
        [
            ("2026-06-02 08:59", "2026-06-03 18:00"),
            ("2026-06-02 09:00", "2026-06-03 18:00"),  # 09:00 is not after 09:00
            ("2026-06-02 09:01", "2026-06-04 09:01"),
            ("2026-06-02 17:59", "2026-06-04 17:59"),
            ("2026-06-02 18:00", "2026-06-04 18:00"),
            ("2026-06-02 18:01", "2026-06-04 18:00"),
            ("2026-06-02 23:59", "2026-06-04 18:00"),
            ("2026-06-03 00:00", "2026-06-04 18:00"),
        ],
    )
    def test_it_closes_at_the_end_of_its_span_in_working_hours_else_at_the_last_18_00(
        self, ended: str, closes: str
    ) -> None:
        assert shown(thank_you_window(interview(ended_at=at(ended))))[1] == closes

    @pytest.mark.parametrize(
        ("ended", "opens"),
        [
            ("2026-06-02 08:59", "2026-06-03 09:00"),
            ("2026-06-02 09:00", "2026-06-03 09:00"),
            ("2026-06-02 17:30", "2026-06-03 17:30"),
            ("2026-06-02 17:59", "2026-06-03 17:59"),
            ("2026-06-02 18:00", "2026-06-04 09:00"),  # the working day is half-open
        ],
    )
    def test_it_opens_at_the_first_working_instant(self, ended: str, opens: str) -> None:
        assert shown(thank_you_window(interview(ended_at=at(ended))))[0] == opens

    def test_seconds_count(self) -> None:
        ended = at("2026-06-02 17:00") + timedelta(microseconds=1)
        window = thank_you_window(interview(ended_at=ended), policy=DEFAULT_POLICY.replace(thank_you=Hours(24, 25)))
        # + 24 h leaves one microsecond less than an hour of Wednesday.
        assert shown(window)[1] == "2026-06-04 18:00"

    def test_days_run_from_the_first_midnight_to_the_last(self) -> None:
        # Decision Wednesday 10; business days after it: Th 11, Fr 12, Mo 15 (third), Tu 16 (fourth).
        window = first_follow_up_window(interview(decision_by=date(2026, 6, 10)))
        assert shown(window) == ("2026-06-15 09:00", "2026-06-16 18:00")

    def test_weeks_land_on_business_days(self) -> None:
        # Sent on Saturday 13 June: one week later is Saturday 20, so Monday 22; two are Saturday 27, so Friday 26.
        window = second_follow_up_window(interview(), at("2026-06-13 12:00"))
        assert shown(window) == ("2026-06-22 09:00", "2026-06-26 18:00")

    @pytest.mark.parametrize(
        ("minutes", "closes"),
        [(1, "2026-06-05 18:00"), (30, "2026-06-05 18:00"), (31, "2026-06-08 18:00"), (366, "2026-06-08 18:00")],
    )
    def test_the_least_working_time_is_the_policys(self, minutes: int, closes: str) -> None:
        policy = DEFAULT_POLICY.replace(minimum_window_minutes=minutes)
        window = thank_you_window(interview(ended_at=at("2026-06-04 17:30")), policy=policy)
        assert shown(window) == ("2026-06-05 17:30", closes)

    def test_a_span_of_no_length_holds_the_rest_of_the_day(self) -> None:
        # The raw span is Thursday 15:00 to Thursday 15:00: none lies between.
        policy = DEFAULT_POLICY.replace(minimum_window_minutes=1, thank_you=Hours(24, 24))
        window = thank_you_window(interview(ended_at=at("2026-06-03 15:00")), policy=policy)
        assert shown(window) == ("2026-06-04 15:00", "2026-06-04 18:00")

    @pytest.mark.parametrize(
        ("minutes", "closes"),
        [
            (60, "2026-06-16 23:30"),
            (180, "2026-06-16 23:30"),  # 90 minutes an evening, Monday 15 and Tuesday 16
            (181, "2026-06-17 23:30"),
            (270, "2026-06-17 23:30"),
            (366, "2026-06-19 23:30"),  # 5 evenings are 450 minutes, 4 are 360
        ],
    )
    def test_short_working_days_add_up(self, minutes: int, closes: str) -> None:
        policy = DEFAULT_POLICY.replace(work_starts=time(22), work_ends=time(23, 30), minimum_window_minutes=minutes)
        window = first_follow_up_window(interview(decision_by=date(2026, 6, 10)), policy=policy)
        assert shown(window) == ("2026-06-15 22:00", closes)

    def test_working_hours_may_start_at_midnight(self) -> None:
        policy = DEFAULT_POLICY.replace(work_starts=time(0), work_ends=time(5))
        window = first_follow_up_window(interview(decision_by=date(2026, 6, 10)), policy=policy)
        assert shown(window) == ("2026-06-15 00:00", "2026-06-16 05:00")


def new_york(ended: str, **changes: Any) -> Interview:
    """Return an interview in New York; Sunday 8 March and Sunday 1 November 2026, when clocks change, are worked."""
    workdays = [date(2026, 3, 8), date(2026, 11, 1)]
    return interview(country="US", timezone=NEW_YORK, ended_at=at(ended, NEW_YORK), extra_workdays=workdays, **changes)


def nuuk() -> Interview:
    """Return an interview at a company in Nuuk that works on every day, around the clock."""
    week = dict.fromkeys(range(7), (time(0), time(23, 59)))
    return interview(timezone="America/Nuuk", ended_at=utc("2026-03-10 15:00"), working_week=week)


class TestG7:
    """ "Local times that a clock change skips move forward; those it repeats are the first of the two." """

    # New York, 8 March 2026: 02:00 EST (07:00 UTC) is 03:00 EDT. 1 November 2026: 02:00 EDT (06:00 UTC) is 01:00 EST.

    def test_a_start_that_is_skipped_moves_forward(self) -> None:
        # Rejected on Friday 6 March: the next business day is Sunday 8. 02:30 is no time there: 03:30 EDT, 07:30 UTC.
        policy = DEFAULT_POLICY.replace(work_starts=time(2, 30), work_ends=time(5))
        case = new_york("2026-03-02 15:00")
        window = feedback_request_window(case, at("2026-03-06 10:00", NEW_YORK), policy=policy)
        assert both(window).opens == utc("2026-03-08 07:30")

    def test_an_end_that_is_skipped_moves_forward(self) -> None:
        # From 00:00 to 02:30 of Sunday 8 March, which is 03:30 EDT, 07:30 UTC: two and a half hours all the same.
        policy = DEFAULT_POLICY.replace(work_starts=time(0), work_ends=time(2, 30), feedback_request=BusinessDays(1, 1))
        case = new_york("2026-03-02 15:00")
        window = feedback_request_window(case, at("2026-03-06 10:00", NEW_YORK), policy=policy)
        assert both(window) == (utc("2026-03-08 05:00"), utc("2026-03-08 07:30"))

    def test_a_day_whose_working_hours_are_all_skipped_opens_nothing(self) -> None:
        # From 02:00 to 03:00, which on Sunday 8 March are both 03:00 EDT: so Monday 9, the second business day.
        policy = DEFAULT_POLICY.replace(work_starts=time(2), work_ends=time(3))
        window = feedback_request_window(new_york("2026-03-02 15:00"), at("2026-03-06 10:00", NEW_YORK), policy=policy)
        assert shown(window, NEW_YORK) == ("2026-03-09 02:00", "2026-03-09 03:00")

    def test_a_start_that_is_repeated_is_the_first(self) -> None:
        # Rejected on Friday 30 October: the next business day is Sunday 1 November. 01:30 EDT is 05:30 UTC.
        policy = DEFAULT_POLICY.replace(work_starts=time(1, 30), work_ends=time(5))
        case = new_york("2026-10-26 15:00")
        window = feedback_request_window(case, at("2026-10-30 10:00", NEW_YORK), policy=policy)
        assert both(window).opens == utc("2026-11-01 05:30")

    def test_an_end_that_is_repeated_is_the_first(self) -> None:
        policy = DEFAULT_POLICY.replace(work_starts=time(0), work_ends=time(1, 30), feedback_request=BusinessDays(1, 1))
        case = new_york("2026-10-26 15:00")
        window = feedback_request_window(case, at("2026-10-30 10:00", NEW_YORK), policy=policy)
        assert both(window) == (utc("2026-11-01 04:00"), utc("2026-11-01 05:30"))

    def test_the_second_pass_of_a_repeated_hour_is_after_the_end_of_work(self) -> None:
        # A reply at 06:10 UTC came at 01:10 EST; work ended at the first 01:30, so thanks open on Monday 2 November.
        policy = DEFAULT_POLICY.replace(work_starts=time(0), work_ends=time(1, 30))
        window = update_thanks_window(new_york("2026-10-26 15:00"), utc("2026-11-01 06:10"), policy=policy)
        assert local(window.opens, NEW_YORK) == "2026-11-02 00:00"

    def test_a_skipped_midnight_moves_forward(self) -> None:
        # Beirut, Sunday 29 March 2026: 00:00 (22:00 UTC of the 28th) is 01:00. The day begins there.
        policy = DEFAULT_POLICY.replace(work_starts=time(0), work_ends=time(5))
        case = interview(
            country="LB",
            timezone="Asia/Beirut",
            ended_at=at("2026-03-02 15:00", "Asia/Beirut"),
            extra_workdays=[date(2026, 3, 29)],
        )
        window = feedback_request_window(case, at("2026-03-27 10:00", "Asia/Beirut"), policy=policy)
        assert both(window).opens == utc("2026-03-28 22:00")

    # Nuuk, Saturday 28 March 2026: 23:00 (01:00 UTC of the 29th) is 00:00 of Sunday. The day ends an hour early.

    def test_work_ends_with_the_day_at_the_latest(self) -> None:
        # Rejected on Thursday 26 March: from Friday 00:00, 02:00 UTC, to the end of Saturday. 23:59 is no time there.
        window = feedback_request_window(nuuk(), utc("2026-03-26 15:00"))
        assert both(window) == (utc("2026-03-27 02:00"), utc("2026-03-29 01:00"))

    def test_a_message_lapses_with_the_day_at_the_latest(self) -> None:
        events = (RejectionReceived(at=utc("2026-03-26 15:00"), sender="hr"),)
        policy = DEFAULT_POLICY.replace(feedback_request_lapse_business_days=0)
        action = next_action(nuuk(), events, now=utc("2026-03-27 12:00"), policy=policy)
        assert action.lapses_at == utc("2026-03-29 01:00")

    @pytest.mark.parametrize(
        ("ended", "opens", "closes"),
        [
            # Friday 6 March 14:00 EST; + 24 h is Saturday 14:00, + 48 h Sunday 15:00 EDT. Sunday is worked here.
            ("2026-03-06 14:00", "2026-03-08 09:00", "2026-03-08 15:00"),
            # Saturday 7 March 14:00 EST; + 24 h is Sunday 15:00 EDT, + 48 h Monday 15:00.
            ("2026-03-07 14:00", "2026-03-08 15:00", "2026-03-09 15:00"),
            # Friday 30 October 14:00 EDT; + 24 h is Saturday 14:00, + 48 h Sunday 13:00 EST.
            ("2026-10-30 14:00", "2026-11-01 09:00", "2026-11-01 13:00"),
            # Saturday 31 October 14:00 EDT; + 24 h is Sunday 13:00 EST, + 48 h Monday 13:00.
            ("2026-10-31 14:00", "2026-11-01 13:00", "2026-11-02 13:00"),
        ],
    )
    def test_hours_are_elapsed_over_a_clock_change(self, ended: str, opens: str, closes: str) -> None:
        assert shown(thank_you_window(new_york(ended)), NEW_YORK) == (opens, closes)

    # Apia went from Thursday 29 December 2011 to Saturday 31. Monday 2 January 2012 was a holiday.
    @pytest.mark.parametrize(
        ("ended", "opens", "closes"),
        [
            # Tuesday 14:00: Wednesday 14:00 to Thursday 14:00.
            ("2011-12-27 14:00", "2011-12-28 14:00", "2011-12-29 14:00"),
            # Wednesday 15:00: + 24 h is Thursday 15:00, + 48 h Saturday 15:00.
            ("2011-12-28 15:00", "2011-12-29 15:00", "2011-12-29 18:00"),
            # Thursday 10:00: + 24 h is Saturday 10:00, so Tuesday 3 January 09:00, 95 hours later: at once (G9).
            ("2011-12-29 10:00", "2011-12-29 10:00", "2011-12-29 18:00"),
            # Saturday 10:00: + 24 h is Sunday, + 48 h Monday 10:00: Tuesday 09:00 is 71 hours later.
            ("2011-12-31 10:00", "2012-01-03 09:00", "2012-01-03 18:00"),
        ],
    )
    def test_no_window_lies_on_a_day_that_never_was(self, ended: str, opens: str, closes: str) -> None:
        apia = "Pacific/Apia"
        case = interview(country="WS", timezone=apia, ended_at=at(ended, apia))
        assert shown(thank_you_window(case), apia) == (opens, closes)

    def test_a_day_that_never_was_is_no_business_day(self) -> None:
        # Friday 23 December 2011; Mo 26 was a holiday. Tu 27, We 28, Th 29 is the third, Tu 3 January the fourth.
        apia = "Pacific/Apia"
        case = interview(
            country="WS", timezone=apia, ended_at=at("2011-12-20 15:00", apia), decision_by=date(2011, 12, 23)
        )
        assert shown(first_follow_up_window(case), apia) == ("2011-12-29 09:00", "2012-01-03 18:00")

    @pytest.mark.parametrize(
        ("timezone", "expected"),
        [
            ("Pacific/Apia", [date(2011, 12, 30)]),
            ("Pacific/Kwajalein", [date(1993, 8, 21)]),
            ("Asia/Tokyo", []),
        ],
    )
    def test_the_days_that_never_were_are_found(self, timezone: str, expected: list[date]) -> None:
        assert days_left_out(ZoneInfo(timezone), (1990, 2013)) == expected

    def test_a_reply_before_a_day_that_never_was_is_thanked_for_before_it(self) -> None:
        # Wednesday 28 December 17:30; the next business day is Thursday 29.
        apia = "Pacific/Apia"
        case = interview(country="WS", timezone=apia, ended_at=at("2011-12-20 15:00", apia))
        window = update_thanks_window(case, at("2011-12-28 17:30", apia))
        assert shown(window, apia) == ("2011-12-28 17:30", "2011-12-29 18:00")


class TestG8:
    """ "A *hold* until X: `lo` becomes `max(lo, X)`, and `hi` becomes `max(hi, the end of X's day)`; then G5." """

    # The interview ended on Wednesday 3 June 2026 at 15:00: thanks from Thursday 4 15:00 to Friday 5 15:00. The
    # decision is due on Tuesday 30 June, so that the follow-up is far.

    @pytest.mark.parametrize(
        ("until", "opens", "closes"),
        [
            (date(2026, 6, 3), "2026-06-04 15:00", "2026-06-05 15:00"),  # before the window: changes nothing
            (date(2026, 6, 4), "2026-06-04 15:00", "2026-06-05 15:00"),
            (date(2026, 6, 5), "2026-06-05 09:00", "2026-06-05 18:00"),  # its whole day is still fine
            (date(2026, 6, 6), "2026-06-08 09:00", "2026-06-08 18:00"),  # a Saturday
            (date(2026, 6, 8), "2026-06-08 09:00", "2026-06-08 18:00"),
            (date(2026, 6, 15), "2026-06-15 09:00", "2026-06-15 18:00"),  # G9 is asked before any hold
        ],
    )
    def test_a_snooze_until_a_date_holds_to_its_midnight(self, until: date, opens: str, closes: str) -> None:
        assert self.held(until) == (opens, closes)

    @pytest.mark.parametrize(
        ("until", "opens", "closes"),
        [
            ("2026-06-04 12:00", "2026-06-04 15:00", "2026-06-05 15:00"),  # before the window: changes nothing
            ("2026-06-05 11:00", "2026-06-05 11:00", "2026-06-05 18:00"),
            ("2026-06-05 17:00", "2026-06-05 17:00", "2026-06-05 18:00"),
            ("2026-06-05 17:30", "2026-06-05 17:30", "2026-06-08 18:00"),  # half an hour is too short (G5)
            ("2026-06-05 19:00", "2026-06-08 09:00", "2026-06-08 18:00"),
            ("2026-06-09 14:00", "2026-06-09 14:00", "2026-06-09 18:00"),
        ],
    )
    def test_a_snooze_until_an_instant_holds_to_the_minute(self, until: str, opens: str, closes: str) -> None:
        assert self.held(at(until)) == (opens, closes)

    def test_the_day_of_an_instant_is_the_companys(self) -> None:
        # Thursday 4 June, 23:00 UTC, is Friday 5 June, 08:00 in Tokyo.
        assert self.held(utc("2026-06-04 23:00")) == ("2026-06-05 09:00", "2026-06-05 18:00")

    @staticmethod
    def held(until: date | datetime) -> tuple[str, str]:
        case = interview(decision_by=date(2026, 6, 30))
        action = next_action(case, (Snoozed(at=at("2026-06-03 16:00"), until=until),), now=at("2026-06-03 17:00"))
        assert isinstance(action, WaitUntil)
        assert action.touch == "thank-you"
        return shown(action.window)
