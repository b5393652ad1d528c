"""What holds for every interview, every history and every policy; the oracles are slow and import no rule."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pydantic import BaseModel, TypeAdapter, ValidationError

from events import (
    away,
    bounced,
    escalation,
    feedback_request,
    follow_up,
    message,
    next_round,
    not_held,
    offer,
    rejection,
    reopened,
    reply,
    skipped,
    snoozed,
    thank_you,
    update_thanks,
    withdrawn,
)
from followup_rules import (
    DEFAULT_POLICY,
    Action,
    Blocked,
    Bounced,
    BusinessDays,
    Case,
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
    InvalidTransitionError,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    Policy,
    Progress,
    RejectionReceived,
    Reopened,
    ReplyReceived,
    Respond,
    Send,
    Snoozed,
    Stage,
    Step,
    ThankYouSent,
    Thread,
    Touch,
    TouchSkipped,
    UpdateThanksSent,
    WaitUntil,
    Weeks,
    Withdrawn,
    next_action,
    plan,
    replay,
    step,
)
from followup_rules._progress import state_of
from followup_rules._reach import reach_of
from support import HR, LEAD, PEER, at, by_chance, interview

if TYPE_CHECKING:
    from collections.abc import Callable

QUICK = by_chance(50)
ACTION: TypeAdapter[Action] = TypeAdapter(Action)
Message = Send | WaitUntil

PLACES = [
    ("Asia/Tokyo", "JP", None),
    ("America/New_York", "US", "NY"),
    ("Europe/Berlin", "DE", "BE"),
    ("Asia/Kolkata", "IN", "MH"),
    ("Asia/Dubai", "AE", None),
    ("Pacific/Apia", "WS", None),
]
ROLES: list[set[ContactRole]] = [
    {ContactRole.RECRUITER},
    {ContactRole.HIRING_MANAGER},
    {ContactRole.INTERVIEWER},
    {ContactRole.INTERVIEWER, ContactRole.HIRING_MANAGER},
    {ContactRole.INTERVIEWER, ContactRole.RECRUITER},
    {ContactRole.EMPLOYEE},
    {ContactRole.AGENCY},
    {ContactRole.NO_REPLY, ContactRole.RECRUITER},
]
ADDRESSES = [None, "a@example.com", "b@example.com", "c@example.com", "d@example.com"]
POLICIES = [
    DEFAULT_POLICY,
    Policy(never={Touch.THANK_YOU, Touch.FEEDBACK_REQUEST}),
    Policy(never={Touch.FOLLOW_UP_2}),
    Policy(
        thank_you=BusinessDays(1, 2),
        first_follow_up=BusinessDays(5, 9),
        second_follow_up=Weeks(2, 4),
        escalation=BusinessDays(3, 3),
        update_thanks=Hours(2, 30),
        feedback_request=Weeks(1, 1),
    ),
    Policy(
        thank_you=Hours(0, 1),
        work_starts=time(8, 30),
        work_ends=time(17, 15),
        minimum_window_minutes=300,
        thank_you_lapse_business_days=0,
        first_follow_up_lapse_days=3,
        second_follow_up_lapse_days=0,
        escalation_lapse_days=0,
        after_decision_business_days=0,
        after_message_business_days=0,
        assumed_decision_weeks=2,
    ),
]
MESSAGE_IDS = st.sampled_from([None, None, None, "<1@example.com>", "<2@example.com>", "<3@example.com>"])
SUBJECTS = st.sampled_from([None, "Your interview", "Re: Your interview"])
TOUCHES_SENT = (ThankYouSent, FollowUpSent, EscalationSent, UpdateThanksSent, FeedbackRequestSent)
SENT = (*TOUCHES_SENT, MessageSent)
RECEIVED = (ReplyReceived, RejectionReceived, OfferReceived, NextRoundScheduled, Reopened)
SENDING = (thank_you, follow_up, escalation, update_thanks, feedback_request, message)
HEARD = (reply, rejection, offer, next_round, reopened)
KINDS = {"send", "respond", "wait-until", "blocked", "done"}


@dataclass(frozen=True)
class Question:
    """What ``next_action`` is asked."""

    interview: Interview
    events: tuple[Event, ...]
    now: datetime
    policy: Policy

    def answer(self, history: tuple[Event, ...] | Progress | None = None, now: datetime | None = None) -> Action:
        """Return the next action, for another history or another time where they are given."""
        return next_action(
            self.interview, self.events if history is None else history, now=now or self.now, policy=self.policy
        )

    def ahead(self) -> tuple[Step, ...]:
        """Return the plan."""
        return plan(self.interview, self.events, now=self.now, policy=self.policy)


@st.composite
def contacts(draw: st.DrawFn) -> tuple[Contact, ...]:
    count = draw(st.integers(0, 4))
    return tuple(
        Contact(
            id=f"c{number}",
            roles=draw(st.sampled_from(ROLES)),
            email=draw(st.sampled_from(ADDRESSES)),
            do_not_contact=draw(st.sampled_from([False, False, False, True])),
        )
        for number in range(count)
    )


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    timezone, country, subdivision = draw(st.sampled_from(PLACES))
    ended_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=30 * draw(st.integers(0, 2 * 24 * 365)))
    day = ended_at.astimezone(ZoneInfo(timezone)).date()
    waits = draw(st.sampled_from([None, None, 0, 1, 7, 30]))
    return Interview(
        id="i",
        company="Acme",
        position="Engineer",
        ended_at=ended_at,
        timezone=timezone,
        country=country,
        subdivision=subdivision,
        contacts=draw(contacts()),
        decision_by=None if waits is None else day + timedelta(days=waits),
        thread=draw(st.sampled_from([None, Thread(message_id="<0@example.com>", subject="Your interview")])),
        enquire_on=draw(st.sampled_from([None, None, None, day, day + timedelta(days=12)])),
        enquiries_welcome=draw(st.sampled_from([True, True, True, True, False])),
    )


# Hours since the end: some days are crowded, so that events meet at one instant and on one day.
SOON = st.integers(0, 30) | st.integers(0, 40 * 24) | st.sampled_from([0, 240, 240, 264, 288, 290])
ANY_HOUR = SOON | st.integers(-200, 0)


@st.composite
def happenings(draw: st.DrawFn, about: Interview) -> Event:
    """Return an event of any of the kinds that the interview allows."""
    ids = [contact.id for contact in about.contacts]
    day = about.ended_at.date()
    sender = st.sampled_from([None, *ids])
    received = {"sender": sender, "message_id": MESSAGE_IDS, "subject": SUBJECTS}
    sent: dict[str, st.SearchStrategy[Any]] = {"message_id": MESSAGE_IDS, "subject": SUBJECTS}
    some_day = st.sampled_from([None, *(day + timedelta(days=days) for days in (-1, 2, 9, 14, 45))])
    said = {
        **received,
        "decision_by": some_day,
        "asks_for": st.sampled_from([None, None, "two references", "a call"]),
        "answer_by": some_day,
        "enquire_on": st.none() | some_day,
        "enquiries_welcome": st.sampled_from([True, True, False]),
    }
    kinds: list[tuple[type[Event], dict[str, st.SearchStrategy[Any]]]] = [
        (ReplyReceived, said),
        (Reopened, said),
        (InterviewNotHeld, {}),
        (ReplyReceived, received),
        (RejectionReceived, received),
        (OfferReceived, received),
        (NextRoundScheduled, received),
        (Withdrawn, {}),
        (OutOfOfficeReceived, {"sender": sender, "returns_on": some_day}),
        (TouchSkipped, {"touch": st.sampled_from(list(Touch))}),
        (Snoozed, {"until": some_day.map(lambda until: until or about.ended_at + timedelta(days=11))}),
    ]
    if ids:
        sent["to"] = st.lists(st.sampled_from(ids), min_size=1, max_size=2).map(tuple)
        kinds += [(kind, sent) for kind in SENT]
        kinds += [(FollowUpSent, {**sent, "folds": st.just({Touch.THANK_YOU})})]
        bounced = {"contact": st.sampled_from(ids), "email": st.sampled_from(ADDRESSES[1:]), "message_id": MESSAGE_IDS}
        kinds += [(Bounced, bounced)]
    kind, fields = draw(st.sampled_from(kinds))
    hours = draw(ANY_HOUR)
    values = {name: draw(strategy) for name, strategy in fields.items()}
    if values.get("asks_for") is None:  # a date for the answer goes only with what they asked for
        values.pop("answer_by", None)
    event: Event = kind(at=about.ended_at + timedelta(hours=hours), **values)
    return event


@st.composite
def questions(draw: st.DrawFn, *, most: int = 10) -> Question:
    about = draw(interviews())
    events = tuple(draw(st.lists(happenings(about), max_size=most)))
    now = about.ended_at + timedelta(minutes=30 * draw(st.integers(-300, 2 * 24 * 120)))
    return Question(about, events, now, draw(st.sampled_from(POLICIES)))


def told(question: Question) -> datetime:
    """Return the instant of the last event, or of the interview's end."""
    return max([question.interview.ended_at, *(event.at for event in question.events)])


def afterwards(question: Question) -> Question:
    """Return the question asked when all is past."""
    now = max(question.now, told(question) + timedelta(minutes=1))
    return Question(question.interview, question.events, now, question.policy)


def robot(question: Question, *, most: int = 60) -> list[Message]:
    """Do what every answer says, at once, while nobody answers; skip what cannot be sent. Return the touches sent."""
    events, now = question.events, question.now
    sent: list[Message] = []
    for _ in range(most):
        action = question.answer(events, now)
        if isinstance(action, Done) or (isinstance(action, Blocked) and action.changes_at is None):
            return sent
        if isinstance(action, Respond):
            now = max(now, action.send_at, told(question) + timedelta(minutes=1))  # after what they asked
            events += (action.sent(at=now),)
        elif isinstance(action, Send | WaitUntil) and action.to:
            now = max(now, action.send_at)
            events += (action.sent(at=now),)
            sent.append(action)
        elif action.touch is None:
            assert action.changes_at is not None
            now = action.changes_at
        else:
            now = max(now, question.interview.ended_at) + timedelta(minutes=1)
            events += (skipped(now, action.touch),)
    pytest.fail(f"there is no end to it: {[each.touch.value for each in sent]}")


@dataclass(frozen=True)
class Office:
    """The slow oracle of working time."""

    interview: Interview
    policy: Policy

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(ZoneInfo(self.interview.timezone))

    def is_business_day(self, day: date) -> bool:
        return _days_of(self.interview.country, self.interview.subdivision).is_working_day(day)

    def is_working(self, instant: datetime) -> bool:
        there = self.local(instant)
        return self.is_business_day(there.date()) and self.policy.work_starts <= there.time() < self.policy.work_ends

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between two instants, day by day."""
        total, day = timedelta(), self.local(start).date()
        while day <= self.local(end).date():
            if self.is_business_day(day):
                zone = ZoneInfo(self.interview.timezone)
                opens = datetime.combine(day, self.policy.work_starts, zone).astimezone(UTC)
                closes = datetime.combine(day, self.policy.work_ends, zone).astimezone(UTC)
                total += max(min(closes, end) - max(opens, start), timedelta())
            day += timedelta(days=1)
        return total


@cache
def _days_of(country: str, subdivision: str | None) -> holidays.HolidayBase:
    return holidays.country_holidays(country, subdiv=subdivision, years=range(2025, 2029))


class TestReplay:
    """History is a set of facts (G24), and ``replay`` never gets stuck on one (G25)."""

    @QUICK
    @given(questions(), st.data())
    def test_the_order_of_facts_changes_no_progress(self, question: Question, data: st.DataObject) -> None:
        shuffled = data.draw(st.permutations(question.events))
        assert replay(question.interview, shuffled) == replay(question.interview, question.events)

    @QUICK
    @given(questions(most=6))
    def test_any_fact_told_twice_changes_no_progress(self, question: Question) -> None:
        once = replay(question.interview, question.events)
        for event in question.events:
            assert replay(question.interview, (*question.events, event)) == once
            assert replay(question.interview, (event, *question.events)) == once

    @QUICK
    @given(questions(most=6))
    def test_all_facts_told_twice_change_no_progress(self, question: Question) -> None:
        twice = question.events + question.events
        assert replay(question.interview, twice) == replay(question.interview, question.events)

    @QUICK
    @given(questions())
    def test_every_prefix_is_valid(self, question: Question) -> None:
        for length in range(len(question.events) + 1):
            prefix = question.events[:length]
            assert Case(interview=question.interview, events=prefix).events == prefix
            assert question.answer(prefix).kind in KINDS

    @QUICK
    @given(questions())
    def test_progress_serves_in_place_of_the_events(self, question: Question) -> None:
        progress = replay(question.interview, question.events)
        assert question.answer(progress) == question.answer()
        assert plan(question.interview, progress, now=question.now, policy=question.policy) == question.ahead()

    @QUICK
    @given(questions(most=14))
    def test_the_stage_moves_only_by_step(self, question: Question) -> None:
        zone = ZoneInfo(question.interview.timezone)
        plain: dict[object, Event] = {}
        days: set[tuple[str, date]] = set()
        for event in sorted(question.events, key=lambda event: event.at):
            key = (event.kind, event.at.astimezone(zone).date())
            if isinstance(event, Bounced) or event.at in plain or (isinstance(event, SENT) and key in days):
                continue
            days.add(key)
            plain[event.at] = event.replace(message_id=None) if isinstance(event, (*SENT, *RECEIVED)) else event
        stage = Stage.INTERVIEWED
        irregular: list[tuple[Stage, str, datetime]] = []
        for event in plain.values():
            if isinstance(event, ReplyReceived) and event.at < question.interview.ended_at:
                continue
            day = event.at.astimezone(zone).date()
            if isinstance(event, TOUCHES_SENT) and day < question.interview.day:
                irregular.append((stage, event.kind, event.at))
                continue
            try:
                stage = step(stage, event)
            except InvalidTransitionError:
                irregular.append((stage, event.kind, event.at))
        progress = replay(question.interview, plain.values())
        assert progress.stage is stage
        assert [(each.stage, each.event, each.at) for each in progress.irregular] == irregular


class TestJson:
    """Values go through JSON to equal values, in the same byte order in every process."""

    @QUICK
    @given(questions())
    def test_progress_comes_back_equal(self, question: Question) -> None:
        progress = replay(question.interview, question.events)
        again = Progress.model_validate_json(progress.model_dump_json())
        assert again == progress
        assert again.model_dump_json() == progress.model_dump_json()
        assert question.answer(again) == question.answer()

    @QUICK
    @given(questions())
    def test_every_action_comes_back_equal(self, question: Question) -> None:
        for action in (question.answer(), *question.ahead()):
            written = ACTION.dump_json(action)
            again = ACTION.validate_json(written)
            assert again == action
            assert hash(again) == hash(action)
            assert ACTION.dump_json(again) == written

    @QUICK
    @given(questions())
    def test_a_case_comes_back_equal(self, question: Question) -> None:
        case = Case(interview=question.interview, events=question.events)
        again = Case.model_validate_json(case.model_dump_json())
        assert again == case
        assert hash(again) == hash(case)
        assert again.model_dump_json() == case.model_dump_json()

    @pytest.mark.parametrize("policy", POLICIES)
    def test_a_policy_comes_back_equal(self, policy: Policy) -> None:
        assert Policy.model_validate_json(policy.model_dump_json()) == policy

    @pytest.mark.slow
    def test_the_json_is_equal_in_every_process(self) -> None:
        one, other = (_in_a_process(seed) for seed in ("1", "9"))
        assert one == other
        assert len(one.splitlines()) == 5

    def test_ten_thousand_replies_leave_a_small_progress(self) -> None:
        senders = ["hr", "lead", "peer", None]
        events = [
            reply(
                at("2026-06-05 10:00") + timedelta(minutes=number),
                senders[number % 4],
                message_id=f"<CAF-{number:08}.reply-to-your-application@mail.example.com>",
                subject="Re: Your interview for the position of Data Engineer at Acme",
            )
            for number in range(10_000)
        ]
        written = replay(interview(), events).model_dump_json()
        assert len(written.encode()) < 4096


SCRIPT = """
from datetime import UTC, date, datetime

from followup_rules import *

C, T = ContactRole, Touch
contacts = (
    Contact(id="hr", roles={C.RECRUITER, C.EMPLOYEE}, email="hr@example.com"),
    Contact(id="lead", roles={C.INTERVIEWER, C.HIRING_MANAGER, C.EMPLOYEE}, email="lead@example.com"),
    Contact(id="peer", roles={C.INTERVIEWER, C.EMPLOYEE}, email="peer@example.com"),
)
interview = Interview(
    id="1", company="Acme", position="Engineer", ended_at=datetime(2026, 6, 3, 6, tzinfo=UTC), timezone="Asia/Tokyo",
    country="JP", contacts=contacts, extra_holidays=(date(2026, 6, 8), date(2026, 6, 5)),
)
sent = ThankYouSent(at=datetime(2026, 6, 4, 6, tzinfo=UTC), to={"peer", "lead"}, message_id="<1@example.com>")
asked = FollowUpSent(
    at=datetime(2026, 6, 15, 6, tzinfo=UTC), to={"peer", "lead", "hr"}, message_id="<2@example.com>",
    folds={T.THANK_YOU, T.UPDATE_THANKS},
)
bounce = Bounced(at=datetime(2026, 6, 16, tzinfo=UTC), contact="peer", email="peer@example.com")
case = Case(interview=interview, events=(sent, asked, bounce), candidate=Candidate(name="Mei", email="mei@example.com"))
policy = Policy(never=set(T) - {T.FOLLOW_UP_2})
print(case.model_dump_json())
print(policy.model_dump_json())
print(replay(interview, case.events).model_dump_json())
questions = [
    ReplyReceived(at=datetime(2026, 6, 4, 1, tzinfo=UTC), sender="hr", asks_for="a CV"),
    ReplyReceived(at=datetime(2026, 6, 4, 2, tzinfo=UTC), asks_for="references"),
    ReplyReceived(at=datetime(2026, 6, 4, 3, tzinfo=UTC), sender="lead", asks_for="a date"),
    ReplyReceived(at=datetime(2026, 6, 4, 4, tzinfo=UTC), sender="hr"),
]
print(replay(interview, questions).model_dump_json())
print(next_action(interview, case.events, now=datetime(2026, 6, 17, tzinfo=UTC), policy=policy).model_dump_json())
"""


def _in_a_process(seed: str) -> bytes:
    """Return what the script prints under a seed for the hashes of strings."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    run = [sys.executable, "-c", SCRIPT]
    return subprocess.run(run, env=environment, check=True, capture_output=True).stdout  # noqa: S603 - written above


def same(one: object, other: object) -> bool:
    """Tell whether two values are of one type with the same fields, in the same order, all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, BaseModel) and isinstance(other, BaseModel):
        names = list(type(one).model_fields)
        told = [name for name, _ in one] == [name for name, _ in other] == names
        return told and all(same(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


class TestTrusted:
    """What is made without a check is what pydantic makes of the same fields."""

    @QUICK
    @given(questions())
    def test_an_answer_is_what_pydantic_makes_of_its_fields(self, question: Question) -> None:
        for value in (replay(question.interview, question.events), question.answer(), *question.ahead()):
            assert same(value, type(value).model_validate(value.model_dump()))

    @QUICK
    @given(questions())
    def test_an_answer_can_be_pickled_copied_and_replaced(self, question: Question) -> None:
        for value in (replay(question.interview, question.events), question.answer(), *question.ahead()):
            assert same(value, pickle.loads(pickle.dumps(value)))  # noqa: S301 - our own
            assert same(value, copy.deepcopy(value))
            assert same(value, value.replace())

    def test_a_case_without_events_shares_nothing_with_the_next(self) -> None:
        one, other = replay(interview(), ()), replay(interview(), ())
        assert one == other == Progress(format=1, stage=Stage.INTERVIEWED, memory="{}")
        assert vars(one) is not vars(other)


class TestAnswers:
    """No input makes ``next_action`` raise once interview and events were accepted."""

    @QUICK
    @given(questions(), st.sampled_from([1970, 1971, 2037, 2050, 2099, 2100]), st.data())
    def test_no_year_makes_an_answer_raise(self, question: Question, year: int, data: st.DataObject) -> None:
        days = data.draw(st.integers(0, 300) | st.sampled_from([0, 1, 2, 362, 363, 364]))
        there = Question(
            question.interview.replace(
                ended_at=datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(days=days), decision_by=None, enquire_on=None
            ),
            (),
            datetime(data.draw(st.sampled_from([1970, year, 2100])), data.draw(st.integers(1, 12)), 28, tzinfo=UTC),
            question.policy,
        )
        assert there.answer().kind in KINDS
        assert len(there.ahead()) <= len(Touch)

    @pytest.mark.parametrize("ended", [datetime(1970, 1, 2, tzinfo=UTC), datetime(2100, 12, 30, tzinfo=UTC)])
    @pytest.mark.parametrize("now", [datetime(1970, 1, 2, tzinfo=UTC), datetime(2100, 12, 30, tzinfo=UTC)])
    def test_the_first_and_the_last_year_have_an_answer_and_a_plan(self, ended: datetime, now: datetime) -> None:
        question = Question(interview(ended_at=ended), (), now, DEFAULT_POLICY)
        assert question.answer().kind in {"send", "wait-until", "done"}
        assert question.ahead()[:1] == (() if isinstance(question.answer(), Done) else (question.answer(),))

    def test_a_company_that_closes_for_decades_is_refused_or_answered(self) -> None:
        closed = tuple(date(2026, 6, 4) + timedelta(days=days) for days in range(365 * 20))
        try:
            about = interview(extra_holidays=closed)
        except ValidationError:
            return
        assert Question(about, (), at("2026-06-03 16:00"), DEFAULT_POLICY).answer().kind == "wait-until"

    def test_the_last_decision_date_has_a_plan(self) -> None:
        question = Question(interview(decision_by=date(2100, 12, 31)), (), at("2026-06-03 16:00"), DEFAULT_POLICY)
        assert question.ahead()[0] == question.answer()

    @QUICK
    @given(questions())
    def test_a_plan_starts_with_the_next_action_and_goes_on_in_time_order(self, question: Question) -> None:
        action, ahead = question.answer(), question.ahead()
        assert ahead[:1] == (() if isinstance(action, Done) else (action,))
        assert len(ahead) <= len(Touch) + len(question.events)
        times = [each.send_at for each in ahead if not isinstance(each, Blocked)]
        assert times == sorted(times)

    @QUICK
    @given(questions())
    def test_a_plan_tells_each_touch_once(self, question: Question) -> None:
        times = Counter((each.touch, to) for each in question.ahead() if isinstance(each, Message) for to in _to(each))
        assert set(times.values()) <= {1}

    @QUICK
    @given(questions())
    def test_windows_open_and_close_in_working_hours(self, question: Question) -> None:
        office = Office(question.interview, question.policy)
        for action in (question.answer(), *question.ahead()):
            if isinstance(action, Done | Respond) or action.touch is None or action.window is None:
                continue
            opens, closes = action.window.opens, action.window.closes
            assert opens < closes
            assert office.is_working(opens)
            assert office.is_working(closes - timedelta(microseconds=1))
            least = timedelta(minutes=question.policy.minimum_window_minutes)
            assert office.working_time(opens, closes) >= least

    @QUICK
    @given(questions())
    def test_a_send_is_at_the_next_working_instant(self, question: Question) -> None:
        office, action = Office(question.interview, question.policy), question.answer()
        if isinstance(action, Send):
            assert action.window.opens <= question.now <= action.send_at
            assert office.is_working(action.send_at)
            assert office.working_time(question.now, action.send_at) == timedelta()
            assert action.status == ("open" if question.now < action.window.closes else "late")

    @QUICK
    @given(questions())
    def test_a_wait_ends_where_the_window_opens(self, question: Question) -> None:
        action = question.answer()
        if isinstance(action, WaitUntil):
            assert question.now < action.send_at == action.window.opens

    @QUICK
    @given(questions())
    def test_nothing_is_due_before_the_end(self, question: Question) -> None:
        early = question.answer(now=question.interview.ended_at - timedelta(hours=1))
        assert early.kind in {"wait-until", "done", "respond"} or (isinstance(early, Blocked) and early.touch is None)

    @QUICK
    @given(questions())
    def test_recipients_are_contacts_that_can_be_reached(self, question: Question) -> None:
        known = {contact.id: contact for contact in question.interview.contacts}
        heard = [
            (known[each.sender].email, each.at)
            for each in question.events
            if isinstance(each, (*RECEIVED, OutOfOfficeReceived)) and each.sender
        ]
        bounced = {
            event.email
            for event in question.events
            if isinstance(event, Bounced) and not any(box == event.email and when > event.at for box, when in heard)
        }
        for action in (question.answer(), *question.ahead()):
            assert not isinstance(action, Send) or action.to
            for contact in [known[to] for to in _to(action)]:
                assert contact.email is not None
                assert contact.email not in bounced
                assert not contact.do_not_contact
                assert ContactRole.NO_REPLY not in contact.roles

    @QUICK
    @given(questions(), st.lists(st.integers(0, 24 * 200), min_size=2, max_size=8))
    def test_time_never_goes_back_from_send_to_wait_until(self, question: Question, hours: list[int]) -> None:
        progress = replay(question.interview, question.events)
        was_due: set[Touch] = set()
        done = False
        for hour in sorted(hours):
            action = question.answer(progress, question.interview.ended_at + timedelta(hours=hour))
            assert not (isinstance(action, WaitUntil) and action.touch in was_due)
            assert not done or isinstance(action, Done)
            was_due |= {action.touch} if isinstance(action, Send) else set()
            done = isinstance(action, Done)


def _to(action: Action) -> list[str]:
    return [recipient.contact for recipient in action.to] if isinstance(action, Send | WaitUntil | Respond) else []


class TestRobot:
    """A sent event never makes that touch to that person due again; at most two follow-ups and one escalation go
    without an answer (G14).
    """

    @QUICK
    @given(questions(), st.lists(st.integers(0, 24 * 100), max_size=4))
    def test_what_was_sent_is_not_due_again(self, question: Question, hours: list[int]) -> None:
        action = question.answer()
        if isinstance(action, Send | WaitUntil) and action.to and action.send_at > told(question):
            events = (*question.events, action.sent(at=action.send_at))
            for hour in (0, *hours):
                after = question.answer(events, action.send_at + timedelta(hours=hour))
                if isinstance(after, Send | WaitUntil) and after.touch is action.touch:
                    assert set(_to(after)).isdisjoint(_to(action))

    @QUICK
    @given(questions())
    def test_a_robot_sends_each_touch_to_each_person_once(self, question: Question) -> None:
        later = afterwards(question)
        times = Counter((each.touch, to) for each in robot(later) for to in _to(each))
        assert set(times.values()) <= {1}

    @QUICK
    @given(questions(most=0))
    def test_silence_meets_at_most_two_follow_ups_and_one_escalation(self, question: Question) -> None:
        sent = Counter(each.sent(at=each.send_at).kind for each in robot(question))
        assert sent["follow-up-sent"] <= 2
        assert sent["escalation-sent"] <= 1
        assert sent["update-thanks-sent"] == sent["feedback-request-sent"] == 0

    @QUICK
    @given(questions())
    def test_silence_after_a_history_meets_no_more(self, question: Question) -> None:
        later = afterwards(question)
        touches = Counter(each.touch for each in robot(later))
        assert all(touches[touch] <= 1 for touch in Touch if touch is not Touch.THANK_YOU)

    @QUICK
    @given(questions())
    def test_a_robot_does_what_was_planned(self, question: Question) -> None:
        later = afterwards(question)
        ahead = later.ahead()
        if all(_to(each) for each in ahead):
            assert [(each.touch, each.send_at, each.to) for each in robot(later)] == [
                (each.touch, each.send_at, each.to) for each in ahead if isinstance(each, Message)
            ]

    @pytest.mark.parametrize("now", ["2026-06-03 08:00", "2026-06-03 15:00", "2026-06-04 10:00"])
    def test_a_policy_that_hardly_waits_comes_to_an_end(self, now: str) -> None:
        sent = [each.touch.value for each in robot(Question(interview(), (), at(now), IMPATIENT))]
        assert sent[-3:] == ["follow-up-1", "follow-up-2", "escalation"]

    @pytest.mark.parametrize("span", [Weeks(0, 0), Weeks(0, 2), BusinessDays(0, 1)])
    def test_a_second_follow_up_on_the_day_of_the_first_is_refused(self, span: Weeks | BusinessDays) -> None:
        with pytest.raises(ValidationError, match="second_follow_up"):
            Policy(second_follow_up=span)

    def test_a_policy_that_hardly_waits_still_waits_for_the_end(self) -> None:
        action = next_action(interview(), (), now=at("2026-06-03 10:00"), policy=IMPATIENT)
        assert action.kind == "wait-until"


IMPATIENT = Policy(
    first_follow_up=BusinessDays(0, 0),
    second_follow_up=BusinessDays(1, 1),
    escalation=Weeks(0, 0),
    after_decision_business_days=0,
    after_message_business_days=0,
    assumed_decision_weeks=0,
)


# The dumb oracle. It keeps what happened as plain tuples, and tells the whole story again for each question.

OPEN = {"interviewed", "thanked", "followed-up-1", "followed-up-2", "escalated", "answered"}
LEADS = {
    "follow-up-sent": {
        "interviewed": "followed-up-1",
        "thanked": "followed-up-1",
        "answered": "followed-up-1",
        "followed-up-1": "followed-up-2",
    },
    "escalation-sent": {"followed-up-1": "escalated", "followed-up-2": "escalated", "answered": "answered"},
    "feedback-request-sent": {"rejected": "feedback-requested"},
}
NOT_OF_ONE_NOT_HELD = {"escalation-sent", "feedback-request-sent"}
SKIPS = {
    ("interviewed", "thank-you"): "thanked",
    ("interviewed", "follow-up-1"): "followed-up-1",
    ("thanked", "follow-up-1"): "followed-up-1",
    ("followed-up-1", "follow-up-2"): "followed-up-2",
    ("followed-up-2", "escalation"): "escalated",
    ("answered", "update-thanks"): "thanked",
    ("answered", "follow-up-1"): "followed-up-1",
    ("rejected", "feedback-request"): "feedback-requested",
}
NEWS = {"offer-received": "offered", "next-round-scheduled": "advanced", "withdrawn": "withdrawn"}


def lead(stage: str, kind: str) -> str | None:
    """Return where an event leads, or nothing where it is not allowed."""
    closed = stage not in OPEN
    if kind in LEADS:
        refused = stage == "withdrawn" or (stage == "not-held" and kind in NOT_OF_ONE_NOT_HELD)
        return LEADS[kind].get(stage, stage if closed and not refused else None)
    moves: dict[str, str | None] = {}
    if kind == "thank-you-sent":
        moves = {"interviewed": "thanked"}
    elif kind == "update-thanks-sent":
        moves = {"interviewed": None, "answered": "thanked"}
    elif kind == "reply-received":
        moves = dict.fromkeys(OPEN, "answered")
    elif kind == "rejection-received":
        moves = dict.fromkeys([*OPEN, "offered", "advanced"], "rejected")
    elif kind == "reopened":
        moves = {stage: "interviewed" if stage == "not-held" else "answered"}
    elif kind == "interview-not-held":
        moves = {stage: None} | dict.fromkeys(("interviewed", "answered", "rejected", "not-held"), "not-held")
        moves["withdrawn"] = "withdrawn"
    elif kind in NEWS and stage != "withdrawn":
        moves = {stage: NEWS[kind]}
    return moves.get(stage, stage)


@dataclass
class Told:
    """What the oracle has been told: kind, local day, and whom or what it is about, in time order."""

    facts: list[tuple[str, date, frozenset[str]]] = field(default_factory=list)

    def arrived(self) -> list[tuple[str, date, frozenset[str]]]:
        """Return the facts without what bounced."""
        facts = list(self.facts)
        for index, (kind, _, who) in enumerate(self.facts):
            if kind == "bounced":
                last = max(i for i in range(index) if facts[i][0].endswith("-sent") and who <= facts[i][2])
                facts[last] = (facts[last][0], facts[last][1], facts[last][2] - who)
        return [fact for fact in facts if fact[2] or not fact[0].endswith("-sent")]

    def state(self) -> tuple[str, set[str], int]:
        """Return the stage, who was thanked, and how many facts were irregular."""
        stage, thanked, irregular = "interviewed", set[str](), 0
        today: dict[str, date] = {}
        for kind, day, who in self.arrived():
            if kind in {"thank-you-sent", "update-thanks-sent"}:
                thanked |= who
            if kind.endswith("-sent"):
                again = today.get(kind) == day
                today[kind] = day
                if again:
                    continue
            elif kind.endswith(("-received", "-scheduled", "-held", "reopened")) and kind != "out-of-office-received":
                today = {}
            if kind == "touch-skipped":
                stage = SKIPS.get((stage, min(who)), stage)
            elif kind != "early":
                there = lead(stage, kind)
                irregular += there is None
                stage = there or stage
        return stage, thanked, irregular


class CaseMachine(RuleBasedStateMachine):
    """A case that lives, against the oracle."""

    ids = st.sampled_from(["hr", "lead", "peer"])
    gaps = st.sampled_from([1, 1, 5, 26, 24 * 8])

    @initialize()
    def begin(self) -> None:
        self.interview = interview(contacts=(HR, LEAD, PEER))
        self.now = self.interview.ended_at
        self.events: list[Event] = []
        self.told = Told()
        self.written_to: set[str] = set()  # since their last bounce

    def _tell(self, event: Event, kind: str, who: set[str]) -> None:
        self.events.append(event)
        self.told.facts.append((kind, event.at.astimezone(ZoneInfo("Asia/Tokyo")).date(), frozenset(who)))

    def _later(self, hours: int) -> datetime:
        self.now += timedelta(hours=hours)
        return self.now

    @rule(sent=st.sampled_from(SENDING), to=st.sets(ids, min_size=1, max_size=2), hours=gaps)
    def send(self, sent: Callable[..., Event], to: set[str], hours: int) -> None:
        event = sent(self._later(hours), *to)
        self._tell(event, event.kind, to)
        self.written_to |= to

    @rule(news=st.sampled_from(HEARD), sender=ids | st.none(), hours=gaps)
    def receive(self, news: Callable[..., Event], sender: str | None, hours: int) -> None:
        event = news(self._later(hours), sender)
        self._tell(event, event.kind, set())

    @rule(news=st.sampled_from([reply, reopened]), sender=ids | st.none(), hours=gaps)
    def be_asked(self, news: Callable[..., Event], sender: str | None, hours: int) -> None:
        event = news(self._later(hours), sender, asks_for="two references")
        self._tell(event, event.kind, set())

    @rule(hours=gaps)
    def miss_each_other(self, hours: int) -> None:
        self._tell(not_held(self._later(hours)), "interview-not-held", set())

    @rule(sender=ids, hours=gaps)
    def be_away(self, sender: str, hours: int) -> None:
        self._tell(away(self._later(hours), sender), "out-of-office-received", set())

    @rule(sender=ids, minutes=st.integers(1, 10_000))
    def remember_an_early_reply(self, sender: str, minutes: int) -> None:
        early = self.interview.ended_at - timedelta(minutes=minutes)
        self.events.append(reply(early, sender))

    @rule(touch=st.sampled_from(list(Touch)), hours=gaps)
    def skip(self, touch: Touch, hours: int) -> None:
        self._tell(skipped(self._later(hours), touch), "touch-skipped", {touch.value})

    @rule(days=st.integers(0, 20), hours=gaps)
    def snooze(self, days: int, hours: int) -> None:
        now = self._later(hours)
        self._tell(snoozed(now, now + timedelta(days=days)), "snoozed", set())

    @rule(hours=gaps)
    def withdraw(self, hours: int) -> None:
        self._tell(withdrawn(self._later(hours)), "withdrawn", set())

    @precondition(lambda self: self.written_to)
    @rule(data=st.data(), hours=gaps)
    def bounce(self, data: st.DataObject, hours: int) -> None:
        who = data.draw(st.sampled_from(sorted(self.written_to)))
        event = bounced(self._later(hours), self.interview.contact(who))
        self._tell(event, "bounced", {who})
        self.written_to.remove(who)

    @precondition(lambda self: self.events)
    @rule(data=st.data())
    def tell_again(self, data: st.DataObject) -> None:
        self.events.append(data.draw(st.sampled_from(self.events)))

    @rule()
    def follow_the_advice(self) -> None:
        action = next_action(self.interview, self.events, now=self.now)
        if isinstance(action, Send | WaitUntil | Respond) and action.to:
            self.now = max(self.now + timedelta(minutes=1), action.send_at)
            event = action.sent(at=self.now)
            self._tell(event, event.kind, set(_to(action)))
            self.written_to |= set(_to(action))

    @invariant()
    def the_oracle_agrees(self) -> None:
        stage, thanked, irregular = self.told.state()
        progress = replay(self.interview, reversed(self.events))
        assert (progress.stage.value, len(progress.irregular)) == (stage, irregular)
        assert state_of(self.interview, reach_of(self.interview), progress).thanked == thanked

    @invariant()
    def nobody_is_thanked_twice(self) -> None:
        _, thanked, _ = self.told.state()
        action = next_action(self.interview, self.events, now=self.now)
        if isinstance(action, Send | WaitUntil) and action.touch is Touch.THANK_YOU:
            assert thanked.isdisjoint(_to(action))

    @invariant()
    def a_skipped_thank_you_is_not_due(self) -> None:
        action = next_action(self.interview, self.events, now=self.now)
        if isinstance(action, Send | WaitUntil | Blocked) and action.touch is Touch.THANK_YOU:
            assert ("touch-skipped", frozenset({"thank-you"})) not in {(kind, who) for kind, _, who in self.told.facts}


CaseMachine.TestCase.settings = settings(by_chance(60), stateful_step_count=25)
TestCaseMachine = CaseMachine.TestCase
