"""G40 by chance and against the oracle, the longest waits, and the order of a plan."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

import oracle
from asking import answer, brief, shown
from events import asks, away, follow_up, invites, rejection, reply, snoozed, thank_you
from followup_rules import (
    DEFAULT_POLICY,
    JAPANESE_POLICY,
    Action,
    Blocked,
    Bounced,
    BusinessDays,
    Contact,
    ContactRole,
    Done,
    EscalationSent,
    Event,
    FeedbackRequestSent,
    FollowUpSent,
    Hours,
    Interview,
    InterviewNotHeld,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    Policy,
    RejectionReceived,
    Reopened,
    ReplyReceived,
    Respond,
    Send,
    Snoozed,
    ThankYouSent,
    Touch,
    TouchSkipped,
    UpdateThanksSent,
    WaitUntil,
    Weeks,
    Withdrawn,
    next_action,
    plan,
    replay,
)
from support import HR, LEAD, at, by_chance, interview
from weeks import FRIDAY, MONDAY
from worlds import DAY, both, companies, place_of, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ACTION: TypeAdapter[Action] = TypeAdapter(Action)

TICK = timedelta(microseconds=1)
FOREVER = datetime(2100, 12, 30, tzinfo=UTC)


# Cases by chance. Hours since the end: some days are crowded, so that events meet at one instant and on one day.
HOURS_SINCE = (
    st.integers(0, 30) | st.integers(0, 50 * 24) | st.sampled_from([0, 240, 240, 264, 288]) | st.integers(-99, 0)
)
ROLES: list[set[ContactRole]] = [
    {ContactRole.RECRUITER},
    {ContactRole.HIRING_MANAGER},
    {ContactRole.INTERVIEWER},
    {ContactRole.INTERVIEWER, ContactRole.RECRUITER},
    {ContactRole.EMPLOYEE},
    {ContactRole.AGENCY},
]
ADDRESSES = [None, "a@example.com", "b@example.com", "c@example.com", "D@example.com", "noreply@example.com"]
POLICIES = [
    DEFAULT_POLICY,
    JAPANESE_POLICY,
    Policy(never={Touch.THANK_YOU, Touch.UPDATE_THANKS}),
    Policy(never={Touch.FOLLOW_UP_1}),
    Policy(
        thank_you=BusinessDays(1, 9),
        first_follow_up=BusinessDays(0, 9),
        second_follow_up=Weeks(2, 4),
        escalation=BusinessDays(3, 3),
        update_thanks=Weeks(0, 2),
        feedback_request=Weeks(1, 1),
        minimum_window_minutes=366,
        answer_business_days=5,
        away_longest_days=2,
    ),
    Policy(
        thank_you=Hours(0, 1),
        work_starts=time(2),
        work_ends=time(3),
        thank_you_lapse_business_days=0,
        first_follow_up_lapse_days=3,
        second_follow_up_lapse_days=0,
        escalation_lapse_days=0,
        update_thanks_lapse_business_days=0,
        feedback_request_lapse_business_days=0,
        answer_business_days=0,
        answer_lapse_business_days=0,
        after_decision_business_days=0,
        after_message_business_days=0,
        assumed_decision_weeks=0,
    ),
]


@dataclass(frozen=True)
class Asked:
    """What ``next_action`` is asked by chance."""

    about: Interview
    events: tuple[Event, ...]
    now: datetime
    policy: Policy

    def answer(self, now: datetime | None = None) -> Action:
        return next_action(self.about, self.events, now=now or self.now, policy=self.policy)

    def ahead(self) -> Sequence[Send | WaitUntil | Respond | Blocked]:
        return plan(self.about, self.events, now=self.now, policy=self.policy)


@st.composite
def happenings(draw: st.DrawFn, about: Interview) -> Event:
    """Return an event of any kind."""
    ids, day = [contact.id for contact in about.contacts], about.day
    moment = about.ended_at + timedelta(hours=draw(HOURS_SINCE))
    some_day = st.sampled_from([None, *(day + days * DAY for days in (-1, 0, 2, 3, 9, 14, 45))])
    sender = st.sampled_from([None, *ids])
    terms = {
        "decision_by": some_day,
        "enquire_on": some_day,
        "asks_for": st.sampled_from([None, "documents"]),
        "answer_by": some_day,
        "enquiries_welcome": st.sampled_from([True, True, True, False]),
    }
    kinds: list[tuple[type[Any], dict[str, st.SearchStrategy[Any]]]] = [
        (ReplyReceived, {"sender": sender, **terms}),
        (ReplyReceived, {"sender": sender}),
        (Reopened, {"sender": sender, **terms}),
        (RejectionReceived, {"sender": sender}),
        (OfferReceived, {"sender": sender}),
        (NextRoundScheduled, {"sender": sender}),
        (InterviewNotHeld, {}),
        (Withdrawn, {}),
        (OutOfOfficeReceived, {"sender": sender, "returns_on": some_day}),
        (TouchSkipped, {"touch": st.sampled_from(list(Touch))}),
        (Snoozed, {"until": some_day.map(lambda until: until or moment + 7 * DAY)}),
    ]
    if ids:
        to = {"to": st.lists(st.sampled_from(ids), min_size=1, max_size=2).map(tuple)}
        sent = (ThankYouSent, FollowUpSent, EscalationSent, UpdateThanksSent, FeedbackRequestSent, MessageSent)
        kinds += [(kind, to) for kind in sent]
        kinds += [(FollowUpSent, {**to, "folds": st.just({Touch.THANK_YOU})})]
        kinds += [(Bounced, {"contact": st.sampled_from(ids), "email": st.sampled_from(ADDRESSES[1:])})]
    kind, fields = draw(st.sampled_from(kinds))
    values = {name: draw(strategy) for name, strategy in fields.items()}
    if values.get("asks_for") is None:  # a date for the answer goes only with what they asked for
        values.pop("answer_by", None)
    event: Event = kind(at=moment, **values)
    return event


@st.composite
def cases(draw: st.DrawFn) -> Asked:
    contact = st.builds(
        Contact,
        id=st.just("c"),
        roles=st.sampled_from(ROLES),
        email=st.sampled_from(ADDRESSES),
        do_not_contact=st.sampled_from([False, False, False, True]),
    )
    people = [each.replace(id=f"c{number}") for number, each in enumerate(draw(st.lists(contact, max_size=4)))]
    about = interview(
        **draw(companies()), contacts=people, enquiries_welcome=draw(st.sampled_from([True, True, False]))
    )
    named = st.sampled_from([None, None, 0, 1, 7, 30]).map(
        lambda days: None if days is None else about.day + days * DAY
    )
    about = about.replace(decision_by=draw(named), enquire_on=draw(named))
    events = tuple(_numbered(draw(st.lists(happenings(about), max_size=6))))
    now = about.ended_at + draw(st.integers(-5 * 48, 80 * 48)) * timedelta(minutes=30)
    return Asked(about, events, now, draw(st.sampled_from(POLICIES)))


def _numbered(events: list[Event]) -> Iterator[Event]:
    """Ask for something else in each question, so that one can be told from the next."""
    for number, event in enumerate(events):
        asks = isinstance(event, ReplyReceived | Reopened) and event.asks_for is not None
        yield event.replace(asks_for=f"document {number}") if asks else event


def kept(action: Action) -> dict[str, Any]:
    """Return all of an answer but ``send_at`` and ``reasons``."""
    found: dict[str, Any] = json.loads(ACTION.dump_json(action, exclude={"send_at", "reasons"}))
    return found


def subject(action: Action) -> tuple[str | None, list[str]]:
    """Return what an answer is about: its touch, or the words of the question."""
    touch = None if isinstance(action, Respond | Done) else action.touch
    return touch, [reason.text for reason in action.reasons if reason.code == "asked"]


few = by_chance(50)


class TestG40ByChance:
    """Before ``changes_at``, and without a new event, all of an answer but ``send_at`` and ``reasons`` stays (G40)."""

    @few
    @given(cases(), st.lists(st.floats(0, 1), min_size=2, max_size=2))
    def test_an_answer_does_not_change_before_changes_at(self, case: Asked, parts: list[float]) -> None:
        now, action = case.now, case.answer()
        assert action == next_action(case.about, replay(case.about, case.events), now=now, policy=case.policy)
        while action.changes_at is not None:
            changes = action.changes_at.astimezone(UTC)
            assert now < changes
            for moment in (*(now + (changes - TICK - now) * part for part in parts), changes - TICK):
                assert kept(case.answer(moment)) == kept(action)
            now, before, action = changes, action, case.answer(changes)
            assert kept(action) != kept(before)
        for moment in (now + TICK, now + DAY, now + 500 * DAY, FOREVER):
            assert kept(case.answer(moment)) == kept(action)

    @few
    @given(cases())
    def test_from_its_lapse_on_the_answer_is_about_another_message(self, case: Asked) -> None:
        action = case.answer()
        while not isinstance(action, Done) and action.lapses_at is not None:
            lapses = action.lapses_at.astimezone(UTC)
            assert action.changes_at is not None
            assert action.changes_at <= action.lapses_at
            assert subject(case.answer(lapses - TICK)) == subject(action)
            last, action = action, case.answer(lapses)
            assert subject(action) != subject(last)
        assert action.changes_at is None

    @few
    @given(cases())
    def test_only_blocked_and_done_never_change(self, case: Asked) -> None:
        action = case.answer()
        assert (action.changes_at is None) == (
            isinstance(action, Done) or (isinstance(action, Blocked) and action.window is None)
        )

    @few
    @given(cases())
    def test_each_kind_of_answer_changes_where_the_rule_says(self, case: Asked) -> None:
        action = case.answer()
        match action:
            case WaitUntil():
                assert action.changes_at == action.window.opens == action.send_at
            case Send(status="open"):
                assert action.changes_at == min(action.window.closes, action.lapses_at)
            case Respond(status="open"):
                assert action.changes_at == action.window.closes
            case Send() | Respond() | Blocked():
                assert action.changes_at == action.lapses_at
            case Done():
                assert action.changes_at is None


def in_utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


class TestOracle:
    """When an answer changes and lapses, and the windows of G20, G37 and G39, against the oracle."""

    @few
    @given(
        companies(),
        st.sampled_from(POLICIES[:1] + POLICIES[4:]),
        st.integers(0, 60),
        st.integers(0, 90 * 24),
        st.data(),
    )
    def test_an_answer_changes_and_lapses_when_the_oracle_says(
        self, fields: dict[str, Any], policy: Policy, waits: int, hours: int, data: st.DataObject
    ) -> None:
        about = interview(**fields)
        about = about.replace(decision_by=about.day + waits * DAY)
        place, now = place_of(about, policy), about.ended_at + timedelta(hours=hours)
        hold = oracle.add_business_days(place, about.day + waits * DAY, policy.after_decision_business_days)
        asks = oracle.follow_up(place, about.ended_at, about.day + waits * DAY, span_of(policy.first_follow_up), [hold])
        ask = oracle.Due("follow-up-1", asks, oracle.lapse(place, asks, days=policy.first_follow_up_lapse_days))
        latest = timedelta(hours=policy.thank_you_latest_opening_hours)
        opening = oracle.thank_you(place, about.ended_at, span_of(policy.thank_you), latest)
        lapse = oracle.lapse(place, opening, business_days=policy.thank_you_lapse_business_days)
        thanks = oracle.Due("thank-you", opening, lapse)
        if data.draw(st.booleans()):
            edges = [*asks, *opening, oracle.lapses_at(place, thanks, ask), oracle.lapses_at(place, ask)]
            now = max(about.ended_at, data.draw(st.sampled_from(edges)) - data.draw(st.sampled_from([0 * TICK, TICK])))
        action, expected = answer(about, now=now, policy=policy), oracle.choose(place, now, thanks, ask)
        assert in_utc(action.changes_at) == oracle.changes_at(place, now, thanks, ask)
        assert (expected is None) == isinstance(action, Done)
        if expected is not None:
            assert isinstance(action, Send | WaitUntil)
            due, bound = (thanks, ask) if expected.touch == "thank-you" else (ask, None)
            assert (action.touch, both(action.window)) == (due.touch, due.window)
            assert in_utc(action.lapses_at) == oracle.lapses_at(place, due, bound)

    @few
    @given(companies(), st.sampled_from(POLICIES), st.integers(0, 40), st.integers(0, 10 * 24))
    def test_an_invitation_opens_when_the_oracle_says(
        self, fields: dict[str, Any], policy: Policy, waits: int, hours: int
    ) -> None:
        policy = policy.replace(never=frozenset())
        about = interview(**fields)
        about = about.replace(enquire_on=about.day + waits * DAY, decision_by=about.day + 30 * DAY)
        place, thanked = place_of(about, policy), about.ended_at + timedelta(hours=hours)
        message = oracle.day_of(place, thanked)
        hold = oracle.add_business_days(place, message, policy.after_message_business_days)
        raw = oracle.invited(place, about.day + waits * DAY, policy.invitation_business_days)
        expected = oracle.held_by_all(place, oracle.Raw(max(about.ended_at, raw.lo), raw.hi), [hold])
        action = answer(about, thank_you(thanked, "peer"), now=about.ended_at, policy=policy)
        assert isinstance(action, Send | WaitUntil)
        assert (action.touch, both(action.window)) == ("follow-up-1", expected)

    @few
    @given(
        companies(),
        st.sampled_from(POLICIES),
        st.integers(0, 40 * 24),
        st.none() | st.integers(0, 20),
        st.integers(0, 900),
    )
    def test_an_answer_is_owed_as_long_as_the_oracle_says(
        self, fields: dict[str, Any], policy: Policy, hours: int, waits: int | None, later: int
    ) -> None:
        about = interview(**fields)
        place, moment = place_of(about, policy), about.ended_at + timedelta(hours=hours)
        answer_by = None if waits is None else oracle.day_of(place, moment) + waits * DAY
        due = oracle.answer(place, moment, answer_by, policy.answer_business_days, policy.answer_lapse_business_days)
        question = asks(moment, "hr", answer_by=answer_by)
        now = moment + timedelta(hours=later)
        action = answer(about, question, now=now, policy=policy)
        assert isinstance(action, Respond) == (now < due.lapse)
        if isinstance(action, Respond):
            is_open = now < due.window.closes
            assert both(action.window) == due.window
            assert action.status == ("open" if is_open else "late")
            assert in_utc(action.send_at) == now
            assert in_utc(action.changes_at) == (due.window.closes if is_open else due.lapse)
            assert in_utc(action.lapses_at) == due.lapse

    @few
    @given(companies(), st.integers(0, 20 * 24), st.none() | st.integers(-2, 40))
    def test_somebody_who_is_away_is_asked_when_the_oracle_says(
        self, fields: dict[str, Any], hours: int, days: int | None
    ) -> None:
        policy = DEFAULT_POLICY
        about = interview(**fields, contacts=(HR, LEAD))
        place, left = place_of(about, policy), about.ended_at + timedelta(hours=hours)
        said_on, decision = oracle.day_of(place, left), about.day + 7 * DAY
        returns_on = None if days is None else said_on + days * DAY
        thanked = about.ended_at + timedelta(hours=1)
        holds: list[date | datetime] = [
            oracle.add_business_days(place, decision, policy.after_decision_business_days),
            oracle.add_business_days(place, oracle.day_of(place, thanked), policy.after_message_business_days),
        ]
        span = span_of(policy.first_follow_up)
        window = oracle.follow_up(place, about.ended_at, decision, span, holds)
        back = oracle.back(place, returns_on, said_on, policy.away_days, policy.after_return_business_days)
        whom = "lead"
        if not oracle.is_away_too_long(place, window, back, policy.away_longest_days):
            whom, window = "hr", oracle.follow_up(place, about.ended_at, decision, span, [*holds, back])
        events = (
            thank_you(thanked, "hr"),
            away(left, "hr", returns_on),
        )
        action = answer(about, *events, now=about.ended_at, policy=policy)
        assert isinstance(action, Send | WaitUntil)
        assert ([each.contact for each in action.to], both(action.window)) == ([whom], window)


COUNTS = [name for name, field in Policy.model_fields.items() if field.annotation is int]
LONGEST_POLICIES = [
    DEFAULT_POLICY.replace(
        **dict.fromkeys(COUNTS, 366),
        thank_you=span(366, 366),
        first_follow_up=days(366, 366),
        second_follow_up=days(366, 366),
        escalation=days(366, 366),
        update_thanks=span(366, 366),
        feedback_request=days(366, 366),
    )
    for span, days in ((Weeks, Weeks), (BusinessDays, BusinessDays), (Hours, Weeks))
]


def rarely_working(year: int, weekday: int, *, closed_from: int = 0, **changes: Any) -> Interview:
    """Return an interview whose company works an hour on one weekday, and has closed on 750 of these."""
    ended = datetime(year, 12, 20, 12, tzinfo=UTC)
    first = date(year, 1, 1) + closed_from * 7 * DAY
    first += (weekday - first.weekday()) % 7 * DAY
    closed = [day for n in range(750) if 1970 <= (day := first + n * 7 * DAY).year <= FOREVER.year]
    week = {weekday: (time(9), time(10))}
    return interview(ended_at=ended, working_week=week, extra_holidays=closed, **changes)


def long_histories(about: Interview) -> dict[str, tuple[Event, ...]]:
    """Return a history of each kind of wait, all of them on the days after the interview."""
    first, last = about.ended_at + DAY, date(FOREVER.year, 12, 31)
    asked = follow_up(first, "hr")
    return {
        "nothing": (),
        "thanked": (thank_you(first, "peer"),),
        "first follow-up": (asked,),
        "second follow-up": (asked, follow_up(first + DAY, "hr")),
        "a reply": (asked, reply(first + DAY, "hr")),
        "a date": (asked, reply(first + DAY, "hr", decision_by=last)),
        "a question": (asks(first, "hr", asks_for="references"),),
        "a question with a date": (asks(first, "hr", asks_for="references", answer_by=last),),
        "an invitation": (invites(first, "hr", last),),
        "away": (asked, *(away(first, each) for each in ("hr", "lead", "peer"))),
        "away for long": tuple(away(first, each, last) for each in ("hr", "lead", "peer")),
        "snoozed": (snoozed(first, last),),
        "a rejection": (rejection(first, "hr"),),
        "a rejection by somebody away": (
            rejection(first, "hr"),
            away(first + DAY, "hr", last),
        ),
    }


@pytest.mark.slow
@pytest.mark.untraced  # tracing makes it take twice as long
class TestLongestWaits:
    """No input makes ``next_action`` raise once interview and events were accepted."""

    def test_the_policy_waits_as_long_as_it_can_everywhere(self) -> None:
        assert len(COUNTS) == 20
        assert {"thank_you_lapse_business_days", "away_days", "answer_lapse_business_days"} <= set(COUNTS)

    @pytest.mark.parametrize("policy", LONGEST_POLICIES, ids=["weeks", "business days", "hours"])
    @pytest.mark.parametrize("closed_from", [0, 366])
    @pytest.mark.parametrize("year", [1970, 2026, 2086, 2100])
    def test_one_working_day_a_week_and_750_closed_ones_have_an_answer_and_a_plan(
        self, year: int, closed_from: int, policy: Policy
    ) -> None:
        about = rarely_working(year, MONDAY, closed_from=closed_from)
        for events in long_histories(about).values():
            action = answer(about, *events, now=about.ended_at + 3 * DAY, policy=policy)
            ahead = plan(about, events, now=about.ended_at + 3 * DAY, policy=policy)
            for step in (action, *ahead):
                assert ACTION.validate_json(ACTION.dump_json(step)) == step
            assert ahead[:1] == (() if isinstance(action, Done) else (action,))

    @pytest.mark.parametrize("weekday", range(7))
    @pytest.mark.parametrize("country", ["JP", "SA", "NP", "LK"])
    def test_no_weekday_of_a_country_is_worked_too_rarely(self, country: str, weekday: int) -> None:
        about = rarely_working(2026, weekday, country=country)
        for events in long_histories(about).values():
            assert plan(about, events, now=about.ended_at, policy=LONGEST_POLICIES[1])

    @few
    @given(cases(), st.sampled_from(LONGEST_POLICIES), st.integers(0, 6), st.integers(-800, 800), st.data())
    def test_no_history_makes_an_answer_or_a_plan_raise(
        self, case: Asked, policy: Policy, weekday: int, closed_from: int, data: st.DataObject
    ) -> None:
        first = case.about.day + closed_from * 7 * DAY
        first += (weekday - first.weekday()) % 7 * DAY
        closed = [day for n in range(750) if (day := first + n * 7 * DAY).year <= FOREVER.year]
        about = case.about.replace(
            working_week={weekday: (time(9), time(10))}, extra_holidays=closed, extra_workdays=()
        )
        now = data.draw(st.sampled_from([case.now, FOREVER, case.now + 9000 * DAY]))
        action = answer(about, *case.events, now=now, policy=policy)
        ahead = plan(about, case.events, now=now, policy=policy)
        assert ahead[:1] == (() if isinstance(action, Done) else (action,))

    @pytest.mark.parametrize("weeks_before", [0, 100, 300, 600, 749])
    @pytest.mark.parametrize("year", [1975, 2021, 2026, 2029, 2099])
    def test_a_company_that_closed_long_before_the_interview_has_an_answer_and_a_plan(
        self, year: int, weeks_before: int
    ) -> None:
        about = rarely_working(year, MONDAY, closed_from=-weeks_before)
        for policy in (DEFAULT_POLICY, *LONGEST_POLICIES):
            assert answer(about, now=about.ended_at, policy=policy).kind in {"wait-until", "send"}
            assert plan(about, (), now=about.ended_at, policy=policy)

    @pytest.mark.parametrize("year", [1971, 2021, 2026])
    def test_a_company_with_a_plain_week_that_closed_long_before_has_an_answer_and_a_plan(self, year: int) -> None:
        # The 750 days from Monday to Friday that begin with the year before: nearly three years.
        days = [date(year - 1, 1, 1) + n * DAY for n in range(1050)]
        about = interview(
            ended_at=datetime(year, 2, 3, 6, tzinfo=UTC),
            extra_holidays=[day for day in days if day.weekday() <= FRIDAY][:750],
        )
        assert answer(about, now=about.ended_at).kind in {"wait-until", "send"}
        assert plan(about, (), now=about.ended_at)

    def test_the_last_year_has_answers_for_the_longest_waits(self) -> None:
        about = interview(ended_at=datetime(2100, 12, 30, tzinfo=UTC), working_week={MONDAY: (time(9), time(10))})
        for policy in LONGEST_POLICIES:
            for now in (datetime(1970, 1, 2, tzinfo=UTC), FOREVER):
                assert answer(about, now=now, policy=policy).kind == "wait-until"


class TestPlan:
    """A plan is in time order: by `send_at`, or by `opens_at`, but not before now, where a step is blocked."""

    @few
    @given(cases())
    def test_what_can_be_sent_is_planned_in_time_order(self, case: Asked) -> None:
        times = [step.send_at for step in case.ahead() if not isinstance(step, Blocked)]
        assert all(one <= other for one, other in pairwise(times))

    @few
    @given(cases())
    def test_a_plan_is_in_time_order_where_what_is_overdue_counts_as_of_now(self, case: Asked) -> None:
        now = all_told(case).now
        times = [max(now, best_moment(step)) for step in all_told(case).ahead()]
        assert all(one <= other for one, other in pairwise(times))

    def test_thanks_that_were_folded_are_not_planned_after_a_follow_up_that_nobody_can_get(self) -> None:
        # Only Mondays, until noon, are worked. Monday 1 June: invited to write on Tuesday 2, so on Monday 8. Monday is
        # over, so the thank-you would not come before the follow-up: it is folded (G13), and stays so.
        about = interview(
            ended_at=at("2026-06-01 09:00"),
            working_week={MONDAY: (time(9), time(12))},
            enquire_on=date(2026, 6, 2),
            contacts=(),
        )
        ahead = plan(about, (), now=at("2026-06-01 12:00"))
        assert [(shown(best_moment(step)), brief(step)[1]) for step in ahead][:1] == [
            ("2026-06-08 09:00", "follow-up-1")
        ]
        assert Touch.THANK_YOU not in [brief(step)[1] for step in ahead]

    def test_a_plan_goes_on_within_the_last_year(self) -> None:
        """1 June 2100 is a Tuesday: the third business day after it is Friday the 4th."""
        ahead = plan(interview(decision_by=date(2100, 6, 1)), (), now=at("2026-06-05 10:00"))
        assert [(brief(step)[1], shown(best_moment(step))) for step in ahead[1:]] == [
            ("follow-up-1", "2100-06-04 09:00"),
            ("follow-up-2", "2100-06-11 09:00"),
            ("escalation", "2100-06-18 09:00"),
        ]


def all_told(case: Asked) -> Asked:
    """Return a case asked when all of its events have happened."""
    return replace(case, now=max([case.now, *(event.at for event in case.events)]))


def best_moment(step: Send | WaitUntil | Respond | Blocked) -> datetime:
    return step.opens_at if isinstance(step, Blocked) else step.send_at
