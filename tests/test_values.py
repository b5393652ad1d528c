"""Every public value is frozen, hashable, picklable, validated when changed, and equal again after JSON."""

from __future__ import annotations

import copy
import json
import pickle
from dataclasses import FrozenInstanceError, fields
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from pydantic import TypeAdapter, ValidationError

from events import away, bounced, escalation, invites, reply, snoozed, thank_you
from followup_rules import (
    Action,
    Blocked,
    Bounced,
    Brief,
    BusinessDays,
    Case,
    Contact,
    ContactRole,
    Done,
    EscalationSent,
    Event,
    FeedbackRequestSent,
    FollowUpError,
    FollowUpSent,
    Gap,
    Hours,
    InputError,
    Interview,
    InterviewNotHeld,
    Message,
    MessageSent,
    NextRoundScheduled,
    OfferReceived,
    OutOfOfficeReceived,
    Person,
    Policy,
    Progress,
    Promise,
    PromiseSpan,
    Reason,
    Recipient,
    RejectionReceived,
    Reopened,
    ReplyReceived,
    Respond,
    Send,
    Snoozed,
    Stage,
    ThankYouSent,
    Thread,
    Touch,
    TouchSkipped,
    UpdateThanksSent,
    WaitUntil,
    Weeks,
    Window,
    WindowStatus,
    Withdrawn,
    next_action,
    replay,
)
from followup_rules._progress import state_of
from followup_rules._reach import reach_of
from support import CANDIDATE, HR, LEAD, PEER, at, interview, utc
from together import together

if TYPE_CHECKING:
    from collections.abc import Iterable, KeysView

NEW_YORK = "America/New_York"
# Clocks go back at 02:00 on Sunday 1 November 2026, so 01:30 comes twice: at 05:30 and at 06:30 UTC.
FIRST = at("2026-11-01 01:30", NEW_YORK)
SECOND = FIRST.replace(fold=1)

THREAD = Thread(message_id="<invite@example.com>", references=("<first@example.com>",), subject="Your interview")
NOON = at("2026-06-05 12:00")
WINDOW = Window(timezone="Asia/Tokyo", opens=at("2026-06-04 15:00"), closes=at("2026-06-05 15:00"))
REASON = Reason(rule="B2", code="interview-ended", text="The interview ended.", day=date(2026, 6, 3), contact="hr")
GAP = Gap(code="no-address", text="The e-mail address of Ken Ito is missing.", contact="lead")
RECIPIENT = Recipient(contact="peer", name="Yuki Mori", reply_to=THREAD, passes_on=True, passes_on_to=("aya",))
MAIL: dict[str, Any] = {"at": NOON, "to": ("hr", "peer"), "message_id": "<m1@example.com>", "subject": "Follow up"}
NEWS: dict[str, Any] = {"at": NOON, "sender": "hr", "message_id": "<r1@example.com>", "subject": "Re: Your interview"}
DUE: dict[str, Any] = {
    "touch": Touch.FOLLOW_UP_1,
    "stage": Stage.THANKED,
    "window": WINDOW,
    "send_at": NOON,
    "changes_at": at("2026-06-05 15:00"),
    "lapses_at": at("2026-06-12 18:00"),
    "to": (RECIPIENT,),
    "folds": (Touch.THANK_YOU,),
    "decision_by": date(2026, 6, 12),
    "reasons": (REASON,),
}
OWED = {name: value for name, value in DUE.items() if name not in ("touch", "folds", "decision_by")}
SAID: dict[str, Any] = {
    **NEWS,
    "decision_by": date(2026, 6, 12),
    "asks_for": "two references",
    "answer_by": date(2026, 6, 9),
    "enquire_on": date(2026, 6, 15),
    "enquiries_welcome": False,
}


class Sample(NamedTuple):
    """A value with every field given, a change that it takes, and one that it refuses."""

    value: Any
    good: dict[str, Any]
    bad: dict[str, Any]


EVENTS = (
    Sample(ThankYouSent(**MAIL), {"subject": "Thank you"}, {"to": ()}),
    Sample(FollowUpSent(**MAIL, folds={Touch.THANK_YOU}), {"folds": frozenset()}, {"folds": {"small-talk"}}),
    Sample(EscalationSent(**MAIL), {"to": ("lead",)}, {"message_id": "m1@example.com"}),
    Sample(UpdateThanksSent(**MAIL), {"to": ("lead",)}, {"subject": ""}),
    Sample(FeedbackRequestSent(**MAIL), {"at": at("2026-06-08 09:00")}, {"at": datetime(2026, 6, 8, 9)}),  # noqa: DTZ001
    Sample(MessageSent(**MAIL), {"subject": None}, {"to": "hr"}),
    Sample(TouchSkipped(at=NOON, touch=Touch.ESCALATION), {"touch": Touch.FEEDBACK_REQUEST}, {"touch": "follow-up-3"}),
    Sample(Snoozed(at=NOON, until=date(2026, 6, 9)), {"until": at("2026-06-09 13:00")}, {"until": "tomorrow"}),
    Sample(ReplyReceived(**SAID), {"decision_by": date(2026, 6, 19)}, {"decision_by": at("2026-06-19 00:00")}),
    Sample(Reopened(**SAID), {"asks_for": None, "answer_by": None}, {"asks_for": ""}),
    Sample(InterviewNotHeld(at=NOON), {"at": at("2026-06-06 12:00")}, {"at": "noon"}),
    Sample(RejectionReceived(**NEWS), {"sender": None}, {"sender": " "}),
    Sample(OfferReceived(**NEWS), {"sender": "lead"}, {"message_id": "<a b@example.com>"}),
    Sample(NextRoundScheduled(**NEWS), {"subject": "Round two"}, {"subject": "Round\ntwo"}),
    Sample(Withdrawn(at=NOON), {"at": at("2026-06-06 12:00")}, {"at": date(2026, 6, 6)}),
    Sample(
        OutOfOfficeReceived(at=NOON, sender="hr", returns_on=date(2026, 6, 15)), {"returns_on": None}, {"returns_on": 5}
    ),
    Sample(
        Bounced(at=NOON, contact="lead", email="ito@example.com", message_id="<m1@example.com>"),
        {"message_id": None},
        {"email": "ito"},
    ),
)

# A history that fills what a Progress has: threads, somebody away, a bounce, a snooze, an irregular escalation, an
# invitation to write, and a question.
HISTORY = (
    thank_you("2026-06-04 16:00", "lead", "peer", message_id="<t1@example.com>", subject="Thank you"),
    escalation("2026-06-05 10:00"),
    reply("2026-06-08 10:00", decision_by=date(2026, 6, 19), message_id="<r2@example.com>"),
    invites("2026-06-08 11:00", asks_for="two references"),
    away("2026-06-09 10:00", returns_on="2026-06-15"),
    away("2026-06-09 11:00", "lead"),
    bounced("2026-06-09 12:00", PEER),
    snoozed("2026-06-09 13:00", "2026-06-22 12:30"),
)

MODELS = (
    Sample(
        interview(
            timezone="America/Los_Angeles",
            country="US",
            subdivision="CA",
            extra_holidays=(date(2026, 6, 15),),
            extra_workdays=(date(2026, 6, 13),),
            working_week={0: (time(8), time(16, 30)), 4: (time(8), time(12))},
            enquire_on=date(2026, 6, 15),
            decision_by=date(2026, 6, 12),
            thread=THREAD,
            round=2,
            language="en-GB",
            learned="the move to event streaming",
            enquiries_welcome=False,
        ),
        {"company": "Globex"},
        {"company": ""},
    ),
    Sample(
        Contact(
            id="lead",
            roles={ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER},
            name="Ken Ito",
            email="ito@example.com",
            given_name="Ken",
            family_name="Ito",
            honorific="Dr",
            job_title="Head of Data",
            department="Data",
            language="ja",
            learned="the on-call rota",
            do_not_contact=True,
        ),
        {"roles": [ContactRole.EMPLOYEE]},
        {"email": "Ken Ito <ito@example.com>"},
    ),
    Sample(CANDIDATE.replace(phone="+81 3 1234 5678"), {"phone": None}, {"name": ""}),
    Sample(THREAD, {"subject": None}, {"references": ("no brackets",)}),
    Sample(
        Case(interview=interview(), events=tuple(sample.value for sample in EVENTS), candidate=CANDIDATE),
        {"events": ()},
        {"events": (ThankYouSent(at=NOON, to=("nobody",)),)},
    ),
    Sample(WINDOW, {"closes": at("2026-06-05 16:00")}, {"closes": at("2026-06-04 15:00")}),
    Sample(REASON, {"contact": None}, {"day": "soon"}),
    Sample(GAP, {"contact": None}, {"code": None}),
    Sample(RECIPIENT, {"reply_to": None}, {"contact": ""}),
    Sample(
        Message(to=HR, subject="Follow up", body="Dear Hanako Sato,\n\n...", language="en", reply_to=THREAD),
        {"reply_to": None},
        {"language": "English, please"},
    ),
    Sample(
        Brief(
            touch=Touch.FOLLOW_UP_1,
            language="en",
            company="Acme",
            position="Data Engineer",
            interviewed_on=date(2026, 6, 3),
            candidate_name="Mei Tan",
            candidate_email="mei@example.com",
            interviewers=(Person(name="Yuki Mori"),),
            decision_by=date(2026, 6, 12),
            folds={Touch.THANK_YOU, Touch.UPDATE_THANKS},
            is_reply=True,
            reply_subject="Your interview",
        ),
        {"folds": frozenset()},
        {"interviewed_on": at("2026-06-03 00:00")},
    ),
    Sample(
        replay(interview(thread=THREAD), HISTORY),
        {"stage": Stage.THANKED},
        {"stage": "followed-up-3"},
    ),
    Sample(
        Policy(
            thank_you=Hours(12, 36),
            first_follow_up=BusinessDays(4, 6),
            second_follow_up=BusinessDays(5, 10),
            escalation=Weeks(2, 3),
            work_starts=time(8, 30),
            work_ends=time(17, 15),
            never={Touch.ESCALATION, Touch.FEEDBACK_REQUEST},
        ),
        {"never": frozenset()},
        {"away_days": -1},
    ),
    Sample(Promise(end_of=PromiseSpan.NEXT_WEEK), {"end_of": PromiseSpan.THIS_MONTH}, {"within_days": 3}),
)

ACTIONS = (
    Sample(Send(**DUE, status=WindowStatus.OPEN), {"status": WindowStatus.LATE}, {"status": WindowStatus.EARLY}),
    Sample(WaitUntil(**DUE), {"touch": Touch.FOLLOW_UP_2}, {"touch": "follow-up-3"}),
    Sample(
        Respond(**OWED, status=WindowStatus.LATE, asks_for="two references", answer_by=date(2026, 6, 9)),
        {"answer_by": None},
        {"asks_for": None},
    ),
    Sample(
        Blocked(
            stage=Stage.INTERVIEWED,
            touch=Touch.THANK_YOU,
            window=WINDOW,
            opens_at=WINDOW.opens,
            changes_at=at("2026-06-12 18:00"),
            lapses_at=at("2026-06-12 18:00"),
            missing=(GAP,),
            reasons=(REASON,),
        ),
        {"missing": (GAP, GAP)},
        {"missing": None},
    ),
    Sample(Done(stage=Stage.ESCALATED, reasons=(REASON,)), {"reasons": ()}, {"reasons": "nothing to do"}),
)

SPANS = (
    Sample(Hours(24, 48), {"maximum": 72}, {"minimum": 49}),
    Sample(BusinessDays(3, 4), {"minimum": 4}, {"maximum": 2}),
    Sample(Weeks(1, 2), {"minimum": 0}, {"minimum": -1}),
)

JSON_VALUES = (*MODELS, *ACTIONS, *EVENTS)
ALL = (*JSON_VALUES, *SPANS)


def _named(sample: Sample) -> str:
    return type(sample.value).__name__


every = together("sample", ALL, ids=_named)
every_model = together("sample", JSON_VALUES, ids=_named)
every_event = together("sample", EVENTS, ids=_named)


def _fields(value: Any) -> list[str]:
    return list(getattr(type(value), "model_fields", None) or [field.name for field in fields(value)])


class TestEveryValue:
    """Values are frozen, hashable and picklable, and ``replace`` checks what it is given."""

    def test_all_seventeen_kinds_of_event_are_among_the_samples(self) -> None:
        assert len({sample.value.kind for sample in EVENTS}) == 17

    @every
    def test_no_field_can_be_assigned(self, sample: Sample) -> None:
        for name in _fields(sample.value):
            with pytest.raises((ValidationError, FrozenInstanceError), match=r"frozen|cannot assign"):
                setattr(sample.value, name, getattr(sample.value, name))

    @every
    def test_no_field_can_be_deleted(self, sample: Sample) -> None:
        for name in _fields(sample.value):
            with pytest.raises((ValidationError, FrozenInstanceError), match=r"frozen|cannot delete"):
                delattr(sample.value, name)

    @every
    def test_no_attribute_can_be_added(self, sample: Sample) -> None:
        with pytest.raises((ValidationError, FrozenInstanceError)):
            sample.value.mood = "hopeful"

    @every
    def test_nothing_inside_can_change(self, sample: Sample) -> None:
        for name in _fields(sample.value):
            hash(getattr(sample.value, name))

    @every
    def test_equal_values_hash_alike(self, sample: Sample) -> None:
        again = copy.deepcopy(sample.value)
        assert again == sample.value
        assert hash(again) == hash(sample.value)
        assert {again: 1}[sample.value] == 1

    @every
    def test_a_changed_value_is_another(self, sample: Sample) -> None:
        assert sample.value.replace(**sample.good) != sample.value

    @every
    def test_a_value_is_unequal_to_what_is_no_value(self, sample: Sample) -> None:
        assert (sample.value == 1) is False
        assert sample.value != "value"

    def test_an_answer_of_the_library_is_equal_after_pickling_and_copying(self) -> None:
        """Its values are made without checks."""
        action = next_action(interview(), (), now=at("2026-06-04 16:00"))
        assert pickle.loads(pickle.dumps(action)) == action  # noqa: S301 - what we pickled ourselves
        assert copy.copy(action) == copy.deepcopy(action) == action

    @every
    @together("protocol", [2, pickle.HIGHEST_PROTOCOL])
    def test_a_value_is_equal_after_pickling(self, sample: Sample, protocol: int) -> None:
        again = pickle.loads(pickle.dumps(sample.value, protocol))  # noqa: S301 - what we pickled ourselves
        assert again == sample.value
        assert hash(again) == hash(sample.value)
        assert type(again) is type(sample.value)


class TestReplace:
    """``replace`` checks what it is given."""

    @every
    def test_a_good_change_gives_a_new_value_with_the_rest_kept(self, sample: Sample) -> None:
        changed = sample.value.replace(**sample.good)
        assert type(changed) is type(sample.value)
        for name in _fields(sample.value):
            wanted = sample.good.get(name, getattr(sample.value, name))
            found = getattr(changed, name)
            assert found == wanted or found == frozenset(wanted)

    @every
    def test_the_old_value_stays_as_it_was(self, sample: Sample) -> None:
        before = repr(sample.value)
        sample.value.replace(**sample.good)
        assert repr(sample.value) == before

    @every
    def test_a_bad_change_is_refused(self, sample: Sample) -> None:
        before = repr(sample.value)
        with pytest.raises((ValidationError, FollowUpError)) as caught:
            sample.value.replace(**sample.bad)
        assert next(iter(sample.bad)) in str(caught.value) or isinstance(sample.value, Promise | Case)
        assert repr(sample.value) == before

    @every
    def test_an_unknown_field_is_refused(self, sample: Sample) -> None:
        with pytest.raises((ValidationError, TypeError), match="mood"):
            sample.value.replace(mood="hopeful")

    @every
    def test_no_change_gives_an_equal_value(self, sample: Sample) -> None:
        assert sample.value.replace() == sample.value

    def test_what_depends_on_two_fields_is_checked_again(self) -> None:
        with pytest.raises(ValidationError, match="decision_by"):
            interview(decision_by=date(2026, 6, 5)).replace(ended_at=at("2026-06-08 15:00"))

    @together("sample", MODELS + ACTIONS + EVENTS, ids=_named)
    def test_a_change_may_be_what_json_has(self, sample: Sample) -> None:
        told = json.loads(sample.value.model_dump_json())
        assert sample.value.replace(**told) == sample.value


class TestJson:
    """A value goes through JSON to an equal value, in the same byte order in every process."""

    @every_model
    def test_a_value_is_equal_after_json(self, sample: Sample) -> None:
        text = sample.value.model_dump_json()
        again = type(sample.value).model_validate_json(text)
        assert again == sample.value
        assert hash(again) == hash(sample.value)
        assert again.model_dump_json() == text

    @every_model
    def test_a_value_is_equal_after_python_values(self, sample: Sample) -> None:
        assert type(sample.value).model_validate(sample.value.model_dump()) == sample.value

    @every_model
    def test_a_value_is_equal_after_json_that_leaves_nulls_out(self, sample: Sample) -> None:
        text = sample.value.model_dump_json(exclude_none=True)
        assert type(sample.value).model_validate_json(text) == sample.value

    @pytest.mark.parametrize("span", [Hours(0, 366), BusinessDays(3, 4), Weeks(0, 0)])
    def test_a_span_is_equal_after_json_in_a_policy(self, span: Hours | BusinessDays | Weeks) -> None:
        policy = Policy(thank_you=span)
        assert Policy.model_validate_json(policy.model_dump_json()).thank_you == span

    def test_spans_of_different_units_differ(self) -> None:
        spans: set[object] = {Hours(1, 2), BusinessDays(1, 2), Weeks(1, 2)}
        assert len(spans) == 3

    def test_an_instant_is_written_in_utc(self) -> None:
        assert json.loads(Withdrawn(at=at("2026-06-05 12:00")).model_dump_json())["at"] == "2026-06-05T03:00:00Z"

    def test_a_window_is_written_in_the_zone_of_the_company(self) -> None:
        assert json.loads(WINDOW.model_dump_json()) == {
            "timezone": "Asia/Tokyo",
            "opens": "2026-06-04T15:00:00+09:00",
            "closes": "2026-06-05T15:00:00+09:00",
        }

    @pytest.mark.parametrize("until", [date(2026, 6, 9), at("2026-06-09 00:00"), utc("2026-06-09 00:00")])
    def test_a_snooze_until_a_day_and_one_until_midnight_stay_apart(self, until: date) -> None:
        snooze = Snoozed(at=NOON, until=until)
        again = Snoozed.model_validate_json(snooze.model_dump_json())
        assert isinstance(again.until, datetime) == isinstance(until, datetime)
        assert again == snooze


ROLES = ["agency", "employee", "hiring-manager", "interviewer", "no-reply", "recruiter"]
TOUCHES = ["escalation", "feedback-request", "follow-up-1", "follow-up-2", "thank-you", "update-thanks"]


def _keys(values: Iterable[ContactRole]) -> KeysView[ContactRole]:
    return dict.fromkeys(values).keys()


class TestSets:
    """Roles may be given as any set; JSON has them in the same byte order in every process."""

    @pytest.mark.parametrize("make", [set, frozenset, list, tuple, _keys], ids=lambda make: make.__name__)
    @pytest.mark.parametrize("order", [ROLES, ROLES[::-1], ROLES + ROLES], ids=["sorted", "reversed", "twice"])
    def test_roles_are_equal_however_they_are_given(self, make: Any, order: list[str]) -> None:
        contact = Contact(id="x", roles=make(map(ContactRole, order)))
        assert contact == Contact(id="x", roles=frozenset(ContactRole))
        assert hash(contact) == hash(Contact(id="x", roles=set(ContactRole)))
        assert json.loads(contact.model_dump_json())["roles"] == ROLES

    def test_roles_may_be_words(self) -> None:
        roles: Any = {"recruiter", "no-reply"}
        assert Contact(id="x", roles=roles).roles == {ContactRole.RECRUITER, ContactRole.NO_REPLY}

    def test_a_set_that_changes_later_changes_no_contact(self) -> None:
        roles = {ContactRole.RECRUITER}
        contact = Contact(id="x", roles=roles)
        roles.add(ContactRole.AGENCY)
        assert contact.roles == {ContactRole.RECRUITER}

    def test_touches_are_written_in_order(self) -> None:
        assert json.loads(Policy(never=set(Touch)).model_dump_json())["never"] == TOUCHES
        sent = FollowUpSent(at=NOON, to=("hr",), folds=set(Touch))
        assert json.loads(sent.model_dump_json())["folds"] == TOUCHES

    def test_recipients_of_an_event_are_a_set(self) -> None:
        sent = ThankYouSent(at=NOON, to=("peer", "hr", "peer"))
        assert sent == ThankYouSent(at=NOON, to=("hr", "peer"))
        assert json.loads(sent.model_dump_json())["to"] == ["hr", "peer"]

    def test_days_are_a_set(self) -> None:
        days = (date(2026, 6, 16), date(2026, 6, 15), date(2026, 6, 16))
        assert interview(extra_holidays=days).extra_holidays == (date(2026, 6, 15), date(2026, 6, 16))

    def test_a_list_that_changes_later_changes_no_interview(self) -> None:
        contacts = [HR, LEAD]
        case = interview(contacts=contacts)
        contacts.append(PEER)
        assert case.contacts == (HR, LEAD)


def _us(**changes: Any) -> Interview:
    fields = {"timezone": NEW_YORK, "country": "US", "ended_at": at("2026-10-28 15:00", NEW_YORK)}
    return interview(**fields | changes)


def _at(sample: Sample, instant: datetime) -> Any:
    return sample.value.replace(at=instant)


class TestTheRepeatedHour:
    """A value is equal after JSON in the hour that a clock change repeats too, since instants are kept in UTC (G1)."""

    def test_python_takes_two_instants_of_a_repeated_hour_for_one(self) -> None:
        assert FIRST == SECOND
        assert (FIRST.timestamp(), SECOND.timestamp()) == (1793511000, 1793514600)

    @every_event
    def test_two_events_an_hour_apart_differ_and_survive(self, sample: Sample) -> None:
        first, second = _at(sample, FIRST), _at(sample, SECOND)
        assert first.at == utc("2026-11-01 05:30")
        assert second.at == utc("2026-11-01 06:30")
        assert first != second
        for event in (first, second):
            assert type(event).model_validate_json(event.model_dump_json()) == event

    def test_two_interviews_an_hour_apart_differ_and_survive(self) -> None:
        first, second = _us(ended_at=FIRST), _us(ended_at=SECOND)
        assert (first.ended_at, second.ended_at) == (utc("2026-11-01 05:30"), utc("2026-11-01 06:30"))
        assert first != second
        for value in (first, second):
            assert Interview.model_validate_json(value.model_dump_json()) == value

    def test_two_snoozes_until_an_hour_apart_differ_and_survive(self) -> None:
        asked = utc("2026-10-30 12:00")
        first, second = Snoozed(at=asked, until=FIRST), Snoozed(at=asked, until=SECOND)
        assert (first.until, second.until) == (utc("2026-11-01 05:30"), utc("2026-11-01 06:30"))
        assert first != second
        for value in (first, second):
            assert Snoozed.model_validate_json(value.model_dump_json()) == value

    def test_a_window_may_last_from_the_first_to_the_second(self) -> None:
        window = Window(timezone=NEW_YORK, opens=FIRST, closes=SECOND)
        again = Window.model_validate_json(window.model_dump_json())
        assert again == window
        assert [each.status(utc("2026-11-01 06:29")) for each in (window, again)] == [WindowStatus.OPEN] * 2
        assert [each.status(utc("2026-11-01 06:30")) for each in (window, again)] == [WindowStatus.LATE] * 2

    def test_a_window_cannot_last_from_the_second_to_the_first(self) -> None:
        with pytest.raises(ValidationError, match="closes must be an instant after opens, "):
            Window(timezone=NEW_YORK, opens=SECOND, closes=FIRST)

    @pytest.mark.parametrize("end", ["opens", "closes"])
    def test_two_windows_an_hour_apart_differ_and_survive(self, end: str) -> None:
        wide = Window(timezone=NEW_YORK, opens=utc("2026-11-01 00:00"), closes=utc("2026-11-01 12:00"))
        first, second = wide.replace(**{end: FIRST}), wide.replace(**{end: SECOND})
        assert first != second
        assert len({first, second}) == 2
        for window in (first, second):
            assert Window.model_validate_json(window.model_dump_json()) == window
            assert pickle.loads(pickle.dumps(window)) == window  # noqa: S301 - what we pickled ourselves

    @pytest.mark.parametrize("name", ["send_at", "changes_at", "lapses_at"])
    def test_two_answers_owed_an_hour_apart_differ_and_survive(self, name: str) -> None:
        window = Window(timezone=NEW_YORK, opens=utc("2026-11-01 00:00"), closes=utc("2026-11-01 12:00"))
        fields = OWED | {"window": window, "status": WindowStatus.OPEN, "asks_for": "two references"}
        first, second = Respond(**fields | {name: FIRST}), Respond(**fields | {name: SECOND})
        assert first != second
        assert len({first, second}) == 2
        for action in (first, second):
            assert Respond.model_validate_json(action.model_dump_json()) == action

    @pytest.mark.parametrize("name", ["opens_at", "changes_at", "lapses_at"])
    def test_two_blocked_answers_an_hour_apart_differ_and_survive(self, name: str) -> None:
        fields: dict[str, Any] = {"stage": Stage.ANSWERED, "opens_at": utc("2026-11-01 00:00"), "missing": (GAP,)}
        first, second = Blocked(**fields | {name: FIRST}), Blocked(**fields | {name: SECOND})
        assert first != second
        assert len({first, second}) == 2
        for action in (first, second):
            assert Blocked.model_validate_json(action.model_dump_json()) == action

    @pytest.mark.parametrize("kind", [Send, WaitUntil])
    def test_two_answers_an_hour_apart_differ_and_survive(self, kind: type[Send | WaitUntil]) -> None:
        window = Window(timezone=NEW_YORK, opens=utc("2026-11-01 00:00"), closes=utc("2026-11-01 12:00"))
        fields = DUE | {"window": window} | ({"status": WindowStatus.OPEN} if kind is Send else {})
        first, second = kind(**fields | {"send_at": FIRST}), kind(**fields | {"send_at": SECOND})
        assert first != second
        assert len({first, second}) == 2
        for action in (first, second):
            again = kind.model_validate_json(action.model_dump_json())
            assert again == action
            assert again.send_at.timestamp() == action.send_at.timestamp()
            assert action.sent(at=action.send_at).at.timestamp() == action.send_at.timestamp()

    @pytest.mark.parametrize(
        "make",
        [
            lambda instant: ReplyReceived(at=instant, sender="hr", decision_by=date(2026, 11, 6)),
            lambda instant: Snoozed(at=utc("2026-10-30 12:00"), until=instant),
            lambda instant: EscalationSent(at=instant, to=("hr",)),
        ],
        ids=["update", "snooze", "irregular"],
    )
    def test_two_histories_an_hour_apart_give_progress_that_differs_and_survives(self, make: Any) -> None:
        first, second = replay(_us(), [make(FIRST)]), replay(_us(), [make(SECOND)])
        assert first != second
        for progress in (first, second):
            assert Progress.model_validate_json(progress.model_dump_json()) == progress

    @pytest.mark.parametrize("name", ["update", "snoozed_until"])
    def test_progress_given_an_hour_apart_differs_and_survives(self, name: str) -> None:
        told = ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"]
        memories = [{name: {"sender": "hr", "at": each} if name == "update" else each} for each in told]
        first, second = (
            Progress(format=1, stage=Stage.ANSWERED, memory=json.dumps(memory, separators=(",", ":")))
            for memory in memories
        )
        assert first != second
        instants = [utc("2026-11-01 05:30"), utc("2026-11-01 06:30")]
        states = [state_of(_us(), reach_of(_us()), progress) for progress in (first, second)]
        assert [state.update.at if state.update else state.snoozed_until for state in states] == instants
        for progress in (first, second):
            assert Progress.model_validate_json(progress.model_dump_json()) == progress

    def test_a_case_of_the_repeated_hour_survives(self) -> None:
        events = tuple(ReplyReceived(at=instant, sender="hr") for instant in (FIRST, SECOND))
        case = Case(interview=_us(), events=events)
        again = Case.model_validate_json(case.model_dump_json())
        assert again == case
        assert len(set(again.events)) == 2


def kind_of(action: Action) -> str:
    """Match over the five kinds; without one of them, mypy misses a return here."""
    match action:
        case Send():
            return "send"
        case WaitUntil():
            return "wait-until"
        case Respond():
            return "respond"
        case Blocked():
            return "blocked"
        case Done():
            return "done"


class TestUnions:
    """Events and actions are frozen types, told apart by ``kind``."""

    @every_event
    def test_an_event_is_read_by_its_kind(self, sample: Sample) -> None:
        adapter: TypeAdapter[Any] = TypeAdapter(Event)
        again = adapter.validate_json(adapter.dump_json(sample.value))
        assert type(again) is type(sample.value)
        assert again == sample.value

    @pytest.mark.parametrize("sample", ACTIONS, ids=_named)
    def test_an_action_is_read_by_its_kind(self, sample: Sample) -> None:
        adapter: TypeAdapter[Any] = TypeAdapter(Action)
        again = adapter.validate_json(adapter.dump_json(sample.value))
        assert type(again) is type(sample.value)
        assert again == sample.value

    @pytest.mark.parametrize("sample", ACTIONS, ids=_named)
    def test_a_match_over_the_five_kinds_of_action_is_whole(self, sample: Sample) -> None:
        assert kind_of(sample.value) == sample.value.kind

    @pytest.mark.parametrize("union", [Event, Action], ids=["Event", "Action"])
    def test_no_kind_is_no_value(self, union: Any) -> None:
        told = {"at": "2026-06-05T03:00:00Z", "reasons": []}
        with pytest.raises(ValidationError, match="kind"):
            TypeAdapter(union).validate_python(told)

    @pytest.mark.parametrize("union", [Event, Action], ids=["Event", "Action"])
    def test_a_value_of_another_union_is_refused(self, union: Any) -> None:
        other = Done(stage=Stage.ESCALATED) if union is Event else Withdrawn(at=NOON)
        with pytest.raises(ValidationError, match="kind"):
            TypeAdapter(union).validate_python(other)

    @pytest.mark.parametrize("sample", EVENTS + ACTIONS, ids=_named)
    def test_a_kind_cannot_be_changed(self, sample: Sample) -> None:
        with pytest.raises(ValidationError, match="kind"):
            sample.value.replace(kind="something-else")

    def test_a_thank_you_and_a_follow_up_with_equal_facts_differ(self) -> None:
        sent: set[object] = {kind(at=NOON, to=("hr",)) for kind in (ThankYouSent, FollowUpSent, UpdateThanksSent)}
        assert len(sent) == 3

    def test_a_send_and_a_wait_with_equal_facts_differ(self) -> None:
        assert (Send(**DUE, status=WindowStatus.OPEN) == WaitUntil(**DUE)) is False
        assert WaitUntil(**DUE) != Send(**DUE, status=WindowStatus.OPEN)

    def test_an_answer_of_a_class_of_ones_own_is_another(self) -> None:
        class Over(Done, frozen=True):
            """The end of a case."""

        assert Over(stage=Stage.OFFERED) != Done(stage=Stage.OFFERED)

    def test_answers_that_differ_in_kind_stage_or_time_are_hashed_apart(self) -> None:
        """Otherwise a set of many would be slow."""
        answers = [
            Done(stage=Stage.OFFERED),
            Done(stage=Stage.WITHDRAWN),
            Blocked(stage=Stage.OFFERED, opens_at=NOON, missing=(GAP,)),
            Blocked(stage=Stage.OFFERED, opens_at=at("2026-06-05 13:00"), missing=(GAP,)),
            Send(**DUE, status=WindowStatus.OPEN),
            WaitUntil(**DUE),
        ]
        assert len(set(map(hash, answers))) == len(answers)

    def test_a_send_and_an_answer_owed_differ(self) -> None:
        owed = Respond(**OWED, status=WindowStatus.OPEN, asks_for="two references")
        assert owed != Send(**DUE, status=WindowStatus.OPEN)
        assert owed.sent(at=NOON) == MessageSent(at=NOON, to=("peer",))


class TestWindow:
    """G6: "`now` before `opens` is *early*, inside is *open*, at or after `closes` is *late*"."""

    @pytest.mark.parametrize(
        ("now", "status"),
        [
            ("2026-06-04 14:59", "early"),
            ("2026-06-04 15:00", "open"),
            ("2026-06-05 14:59", "open"),
            ("2026-06-05 15:00", "late"),
            ("2026-06-06 09:00", "late"),
        ],
    )
    def test_the_status_of_a_window_is_half_open(self, now: str, status: str) -> None:
        assert WINDOW.status(at(now)).value == status

    def test_the_status_of_a_window_takes_an_instant_of_any_zone(self) -> None:
        assert WINDOW.status(utc("2026-06-04 05:59")) is WindowStatus.EARLY
        assert WINDOW.status(utc("2026-06-04 06:00")) is WindowStatus.OPEN

    def test_the_ends_of_a_window_come_in_the_zone_of_the_company(self) -> None:
        window = Window(timezone="Asia/Tokyo", opens=utc("2026-06-04 06:00"), closes=utc("2026-06-05 06:00"))
        assert window == WINDOW
        assert hash(window) == hash(WINDOW)
        assert (window.opens.isoformat(), window.opens.tzname()) == ("2026-06-04T15:00:00+09:00", "JST")

    def test_a_window_lasts_longer_than_an_instant(self) -> None:
        with pytest.raises(ValidationError) as caught:
            WINDOW.replace(opens=at("2026-06-05 15:00"))
        assert (
            "closes must be an instant after opens, 2026-06-05T15:00:00+09:00, got '2026-06-05T15:00:00+09:00' ["
            in str(caught.value)
        )

    @pytest.mark.parametrize("name", ["send_at", "changes_at", "lapses_at"])
    def test_the_instants_of_an_answer_come_in_the_zone_of_its_window(self, name: str) -> None:
        action = WaitUntil(**DUE | {name: utc("2026-06-05 03:00")})
        assert getattr(action, name).isoformat() == "2026-06-05T12:00:00+09:00"

    @pytest.mark.parametrize("year", [1969, 2160])
    def test_a_window_may_reach_a_little_beyond_the_years_that_can_be_asked_about(self, year: int) -> None:
        """An answer about their last day may lie decades later."""
        opens = utc(f"{year}-06-04 06:00")
        assert Window(timezone="Asia/Tokyo", opens=opens, closes=utc(f"{year}-06-05 06:00")).opens == opens

    @pytest.mark.parametrize("year", [1968, 2161])
    def test_a_window_of_another_time_is_refused(self, year: int) -> None:
        with pytest.raises(ValidationError, match="must be in the years 1970 to 2100"):
            Window(timezone="Asia/Tokyo", opens=utc(f"{year}-06-04 06:00"), closes=utc(f"{year}-06-05 06:00"))

    def test_equal_instants_in_another_zone_are_another_window(self) -> None:
        assert WINDOW.replace(timezone="Asia/Seoul") != WINDOW


class TestSent:
    """``sent`` gives the event to store."""

    @pytest.mark.parametrize(
        ("touch", "event"),
        [
            (Touch.THANK_YOU, ThankYouSent),
            (Touch.FOLLOW_UP_1, FollowUpSent),
            (Touch.FOLLOW_UP_2, FollowUpSent),
            (Touch.ESCALATION, EscalationSent),
            (Touch.UPDATE_THANKS, UpdateThanksSent),
            (Touch.FEEDBACK_REQUEST, FeedbackRequestSent),
        ],
    )
    @pytest.mark.parametrize("kind", [Send, WaitUntil])
    def test_each_touch_gives_its_event(
        self, kind: type[Send | WaitUntil], touch: Touch, event: type[ThankYouSent]
    ) -> None:
        fields = DUE | {"touch": touch, "folds": (), "to": (RECIPIENT, Recipient(contact="hr", name="Hanako Sato"))}
        action = kind(**fields | ({"status": WindowStatus.OPEN} if kind is Send else {}))
        sent = action.sent(at=NOON, message_id="<m1@example.com>", subject="Hello")
        assert sent == event(at=NOON, to=("hr", "peer"), message_id="<m1@example.com>", subject="Hello")

    def test_what_a_follow_up_takes_over_is_stored_with_it(self) -> None:
        folds = (Touch.THANK_YOU, Touch.UPDATE_THANKS)
        sent = WaitUntil(**DUE | {"folds": folds}).sent(at=NOON)
        assert sent == FollowUpSent(at=NOON, to=("peer",), folds=set(folds))

    def test_the_id_and_the_subject_of_a_sent_event_may_be_unknown(self) -> None:
        sent = WaitUntil(**DUE).sent(at=NOON)
        assert (sent.message_id, sent.subject) == (None, None)

    def test_a_sent_event_counts_from_when_it_was_really_sent(self) -> None:
        assert WaitUntil(**DUE).sent(at=at("2026-06-30 10:00")).at == at("2026-06-30 10:00")

    def test_a_message_to_nobody_cannot_be_sent(self) -> None:
        with pytest.raises(ValidationError, match="to"):
            WaitUntil(**DUE | {"to": ()}).sent(at=NOON)

    def test_a_sent_event_survives_json(self) -> None:
        sent = WaitUntil(**DUE).sent(at=NOON, message_id="<m1@example.com>", subject="Hello")
        assert type(sent).model_validate_json(sent.model_dump_json()) == sent


class TestWords:
    """An answer says in a sentence what to do, to whom and when."""

    def test_a_send_that_is_open_says_until_when(self) -> None:
        assert str(Send(**DUE, status=WindowStatus.OPEN)) == (
            "Send the first follow-up to Yuki Mori by Fri 5 Jun 15:00 (Asia/Tokyo)"
        )

    def test_two_people_are_named_with_and(self) -> None:
        both = (RECIPIENT, Recipient(contact="aya", name="Aya Kato"))
        assert str(Send(**DUE | {"to": both}, status=WindowStatus.OPEN)) == (
            "Send the first follow-up to Yuki Mori and Aya Kato by Fri 5 Jun 15:00 (Asia/Tokyo)"
        )

    def test_a_send_that_is_late_says_when(self) -> None:
        assert str(Send(**DUE, status=WindowStatus.LATE)) == (
            "Send the first follow-up to Yuki Mori at Fri 5 Jun 12:00 (Asia/Tokyo); it is late"
        )

    def test_a_wait_says_until_when_and_for_what(self) -> None:
        assert str(WaitUntil(**DUE)) == (
            "Wait until Fri 5 Jun 12:00 (Asia/Tokyo): then send the first follow-up to Yuki Mori"
        )

    def test_a_wait_says_that_nobody_can_get_it_yet(self) -> None:
        assert str(WaitUntil(**DUE | {"to": ()})) == (
            "Wait until Fri 5 Jun 12:00 (Asia/Tokyo): then the first follow-up is due, but nobody is known to get it"
        )


class TestReason:
    """``str`` of a reason shows the rule."""

    def test_a_reason_shows_rule_and_sentence(self) -> None:
        shown = str(REASON)
        assert "B2" in shown
        assert "The interview ended." in shown

    @pytest.mark.parametrize("rule", ["A2", "G13"])
    def test_a_reason_has_its_rule(self, rule: str) -> None:
        assert rule in str(REASON.replace(rule=rule))


class TestContactOf:
    """``Interview.contact`` finds a contact by its id."""

    @pytest.mark.parametrize("contact", [HR, LEAD, PEER], ids=lambda contact: contact.id)
    def test_contact_gives_the_contact_of_an_id(self, contact: Contact) -> None:
        assert interview().contact(contact.id) == contact

    def test_a_contact_without_name_and_address_is_called_by_its_id(self) -> None:
        assert Contact(id="desk", roles={"employee"}).label == "desk"

    def test_an_unknown_id_is_an_error_that_names_it(self) -> None:
        with pytest.raises(InputError, match=r"contact.*'boss'") as caught:
            interview().contact("boss")
        assert (caught.value.field, caught.value.value) == ("contact", "boss")


class TestErrorsAreValues:
    """An error carries data, and keeps them when it crosses a process."""

    def test_an_input_error_is_equal_in_words_after_pickling(self) -> None:
        with pytest.raises(InputError) as caught:
            interview().contact("boss")
        again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - what we pickled ourselves
        assert str(again) == str(caught.value)
        assert (again.field, again.value) == ("contact", "boss")

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            ("São", "'São'"),
            ("東京", "'東京'"),
            (["Zürich"], "['Zürich']"),
            ("a\u202eb\u200bc", r"'a\u202eb\u200bc'"),  # bidi override, zero width
            ("a\u3164b\ufe0f", r"'a\u3164b\ufe0f'"),  # a letter and a mark that show nothing
            ("a\x1b[2J\n", r"'a\x1b[2J\n'"),
            ("\ud800", r"'\ud800'"),
            ("é" * 90, f"'{'é' * 79}…"),
        ],
    )
    def test_letters_of_every_script_are_shown_and_what_one_does_not_see_is_escaped(
        self, value: object, shown: str
    ) -> None:
        assert str(InputError("city", value, "a city")) == f"city must be a city, got {shown}"
