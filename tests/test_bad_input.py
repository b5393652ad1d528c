"""What does not belong in is refused where it enters, with an error that names the field and shows the value."""

from __future__ import annotations

import json
import pickle
import re
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import followup_rules
from events import asks, bounced, follow_up, rejection, reply
from events import thank_you as thanks
from followup_rules import (
    Action,
    Blocked,
    Bounced,
    Brief,
    BusinessDays,
    Candidate,
    Case,
    Contact,
    ContactRole,
    Done,
    EscalationSent,
    Event,
    FeedbackRequestSent,
    Finding,
    FollowUpError,
    FollowUpSent,
    Gap,
    HistoryError,
    HorizonError,
    Hours,
    InputError,
    Interview,
    InterviewNotHeld,
    InvalidTransitionError,
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
    Severity,
    Snoozed,
    Stage,
    Template,
    ThankYouSent,
    Thread,
    Touch,
    TouchSkipped,
    UpdateThanksSent,
    WaitUntil,
    Weeks,
    Window,
    Withdrawn,
    agenda,
    business_calendar,
    escalation,
    escalation_window,
    feedback_request_window,
    first_follow_up,
    first_follow_up_window,
    gaps,
    messages,
    next_action,
    plan,
    promised_by,
    replay,
    review,
    second_follow_up_window,
    step,
    thank_you,
    thank_you_window,
    update_thanks_window,
)
from followup_rules._errors import short
from followup_rules.ical import to_calendar
from followup_rules.timeline import to_svg
from support import CANDIDATE, HR, LEAD, PEER, at, by_chance, interview, utc
from together import together

Make = Callable[[Any], object]

NOW = at("2026-06-05 12:00")
WINDOW = Window(timezone="Asia/Tokyo", opens=at("2026-06-04 15:00"), closes=at("2026-06-05 15:00"))
DUE: dict[str, Any] = {
    "touch": "follow-up-1",
    "stage": "thanked",
    "window": WINDOW,
    "send_at": NOW,
    "changes_at": at("2026-06-05 15:00"),
    "lapses_at": at("2026-06-12 18:00"),
    "to": (Recipient(contact="hr", name="Hanako Sato"),),
}
BRIEF: dict[str, Any] = {
    "touch": "thank-you",
    "language": "en",
    "company": "Acme",
    "position": "Data Engineer",
    "interviewed_on": date(2026, 6, 3),
    "candidate_name": "Mei Tan",
    "candidate_email": "mei@example.com",
}
MESSAGE: dict[str, Any] = {"to": HR, "subject": "Follow up", "body": "Dear Hanako Sato,", "language": "en"}

SENT = (ThankYouSent, FollowUpSent, EscalationSent, UpdateThanksSent, FeedbackRequestSent, MessageSent)
RECEIVED = (ReplyReceived, RejectionReceived, OfferReceived, NextRoundScheduled, Reopened)
EVENTS: dict[type, dict[str, Any]] = {
    **{kind: {"at": NOW, "to": ("hr",)} for kind in SENT},
    **{kind: {"at": NOW} for kind in (*RECEIVED, InterviewNotHeld, Withdrawn, OutOfOfficeReceived)},
    TouchSkipped: {"at": NOW, "touch": "escalation"},
    Snoozed: {"at": NOW, "until": date(2026, 6, 9)},
    Bounced: {"at": NOW, "contact": "hr", "email": "sato@example.com"},
}


def problem(make: Make, value: Any, field: str) -> str | None:
    """Return what is wrong where *value* is not refused with an error that names *field* and knows *value*.

    Our own words show the value. Pydantic's hide it, since an address may be in it; the error carries it all the same.
    """
    try:
        make(value)
    except ValidationError as error:
        words, carried = str(error), [ascii(each["input"]) for each in error.errors()]
    except FollowUpError as error:
        words, carried = str(error), []
    else:
        return f"{field}: {value!a} was taken"
    shown = {repr(value), ascii(value), str(value)}
    if isinstance(value, date | time):
        shown |= {value.isoformat(), repr(value).removeprefix("datetime.")}
    is_known = ascii(value) in carried or any(form in words for form in shown)
    is_named = re.search(rf"\b{re.escape(field)}\b", words) is not None
    return None if is_named and is_known else f"{field}, {value!a}: {words}"


def problems(make: Make, values: Iterable[Any], field: str) -> list[str]:
    """Return what is wrong with how *values* are refused; nothing where all of them are as they should be."""
    return [found for value in values if (found := problem(make, value, field))]


def _with(kind: type, fields: dict[str, Any], name: str) -> Make:
    return lambda value: kind(**fields | {name: value})


def _within(kind: type, fields: dict[str, Any], name: str) -> Make:
    return lambda value: kind(**fields | {name: (value,)})


def _interview(name: str) -> Make:
    return lambda value: interview(**{name: value})


def _contact(name: str) -> Make:
    return _with(Contact, {"id": "x", "roles": {ContactRole.RECRUITER}}, name)


Place = tuple[str, str, Make]  # what a test is called, the field's name, how to put a value into it


def places(*found: Place) -> Callable[[Any], Any]:
    return together(("field", "make"), [pytest.param(name, make, id=label) for label, name, make in found])


EVENT_INSTANTS: tuple[Place, ...] = tuple(
    (f"{kind.__name__}.at", "at", _with(kind, fields, "at")) for kind, fields in EVENTS.items()
)
ARGUMENT_INSTANTS: tuple[Place, ...] = (
    ("next_action", "now", lambda value: next_action(interview(), (), now=value)),
    ("plan", "now", lambda value: plan(interview(), (), now=value)),
    ("Window.status", "now", WINDOW.status),
    ("second_follow_up_window", "first_sent", lambda value: second_follow_up_window(interview(), value)),
    ("escalation_window", "second_sent", lambda value: escalation_window(interview(), value)),
    ("update_thanks_window", "replied", lambda value: update_thanks_window(interview(), value)),
    ("feedback_request_window", "rejected", lambda value: feedback_request_window(interview(), value)),
    ("Send.sent", "at", lambda value: Send(**DUE, status="open").sent(at=value)),  # type: ignore[arg-type]
    ("WaitUntil.sent", "at", lambda value: WaitUntil(**DUE).sent(at=value)),
)
GIVEN_INSTANTS: tuple[Place, ...] = (
    ("Interview.ended_at", "ended_at", _interview("ended_at")),
    *EVENT_INSTANTS,
    *ARGUMENT_INSTANTS,
)
ANSWERED_INSTANTS: tuple[Place, ...] = (
    ("Window.opens", "opens", lambda value: WINDOW.replace(opens=value)),
    ("Window.closes", "closes", lambda value: WINDOW.replace(closes=value)),
    ("Send.send_at", "send_at", _with(Send, DUE | {"status": "open"}, "send_at")),
    ("WaitUntil.send_at", "send_at", _with(WaitUntil, DUE, "send_at")),
    ("Send.changes_at", "changes_at", _with(Send, DUE | {"status": "open"}, "changes_at")),
    ("WaitUntil.lapses_at", "lapses_at", _with(WaitUntil, DUE, "lapses_at")),
    ("Blocked.opens_at", "opens_at", _with(Blocked, {"stage": "answered", "missing": ()}, "opens_at")),
)

NAIVE = datetime(2026, 6, 5, 12)  # noqa: DTZ001 - what is to be refused
MIDNIGHT = datetime(2026, 6, 12)  # noqa: DTZ001 - what is to be refused
NO_INSTANTS = (
    NAIVE,
    MIDNIGHT,
    date(2026, 6, 5),
    12345,
    True,
    1.5,
    "10",
    "2026-06-05",
    "2026-06-05T12:00:00",
    "Friday at noon",
    "2026-06-05T12:00:00+99:00",
    (),
)
ENDS_OF_TIME = (
    datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=12))),
)


class TestInstants:
    """A naive datetime is an error (G1), and so is a date where an instant is meant."""

    @places(*GIVEN_INSTANTS, *ANSWERED_INSTANTS)
    def test_what_is_no_instant_is_refused(self, field: str, make: Make) -> None:
        assert not problems(make, NO_INSTANTS, field)

    @places(*GIVEN_INSTANTS)
    def test_nothing_is_no_instant(self, field: str, make: Make) -> None:
        assert problem(make, None, field) is None

    @places(*GIVEN_INSTANTS)
    def test_instants_in_years_outside_of_1970_to_2100_are_refused(self, field: str, make: Make) -> None:
        for value in (
            datetime(1969, 12, 31, 23, 59, tzinfo=UTC),
            datetime(2101, 1, 1, tzinfo=UTC),
            datetime(2100, 12, 31, 23, tzinfo=timezone(-timedelta(hours=5))),  # 2101 in UTC
            *ENDS_OF_TIME,
        ):
            with pytest.raises((ValidationError, FollowUpError)) as caught:
                make(value)
            words = str(caught.value)
            assert field in words
            assert "1970" in words
            assert any(year in words for year in (f"datetime({value.year},", "datetime(2101, 1, 1"))

    @places(*ANSWERED_INSTANTS)
    def test_instants_at_the_ends_of_time_are_refused(self, field: str, make: Make) -> None:
        for value in ENDS_OF_TIME:
            with pytest.raises(ValidationError, match=field):
                make(value)

    @places(*GIVEN_INSTANTS)
    def test_an_aware_instant_of_any_zone_is_taken(self, field: str, make: Make) -> None:
        assert field
        for value in (NOW, NOW.astimezone(UTC), NOW.astimezone(timezone(timedelta(hours=-7)))):
            make(value)

    def test_a_snooze_until_no_day_and_no_instant_is_refused(self) -> None:
        make = _with(Snoozed, {"at": NOW}, "until")
        wrong = (NAIVE, MIDNIGHT, 12345, True, "10", "tomorrow", "2026-W24-2", None, "2026-06-09T12:00", ())
        assert not problems(make, wrong, "until")

    def test_a_snooze_until_a_year_outside_is_refused(self) -> None:
        make = _with(Snoozed, {"at": NOW}, "until")
        wrong = (date(1969, 12, 31), date(2101, 1, 1), datetime(2101, 1, 1, tzinfo=UTC))
        assert not problems(make, wrong, "until")


CALENDAR = business_calendar("JP")
GIVEN_DAYS: tuple[Place, ...] = (
    ("Interview.decision_by", "decision_by", _interview("decision_by")),
    ("Interview.extra_holidays", "extra_holidays", lambda value: interview(extra_holidays=(value,))),
    ("Interview.extra_workdays", "extra_workdays", lambda value: interview(extra_workdays=(value,))),
    ("Interview.enquire_on", "enquire_on", _interview("enquire_on")),
    ("ReplyReceived.decision_by", "decision_by", _with(ReplyReceived, {"at": NOW}, "decision_by")),
    ("ReplyReceived.answer_by", "answer_by", _with(ReplyReceived, {"at": NOW, "asks_for": "a call"}, "answer_by")),
    ("Reopened.enquire_on", "enquire_on", _with(Reopened, {"at": NOW}, "enquire_on")),
    ("OutOfOfficeReceived.returns_on", "returns_on", _with(OutOfOfficeReceived, {"at": NOW}, "returns_on")),
    ("Brief.decision_by", "decision_by", _with(Brief, BRIEF, "decision_by")),
    (
        "promised_by",
        "said_on",
        lambda value: promised_by(Promise(end_of=PromiseSpan.THIS_WEEK), value, CALENDAR),
    ),
)
TOLD_DAYS: tuple[Place, ...] = (
    ("Brief.interviewed_on", "interviewed_on", _with(Brief, BRIEF, "interviewed_on")),
    ("Reason.day", "day", _with(Reason, {"rule": "B2", "code": "x", "text": "x"}, "day")),
    ("Progress.since", "since", _with(Progress, {"format": 1, "stage": "thanked", "memory": "{}"}, "since")),
)
ASKED_DAYS: tuple[Place, ...] = (
    ("is_business_day", "day", CALENDAR.is_business_day),
    ("add_business_days", "day", lambda value: CALENDAR.add_business_days(value, 1)),
    ("adjust", "day", lambda value: CALENDAR.adjust(value, "following")),
    ("business_days_between start", "start", lambda value: CALENDAR.business_days_between(value, date(2026, 6, 30))),
    ("business_days_between end", "end", lambda value: CALENDAR.business_days_between(date(2026, 6, 1), value)),
    ("closure", "day", CALENDAR.closure),
    ("named_closures after", "after", lambda value: CALENDAR.named_closures(value, date(2026, 6, 30))),
    ("named_closures before", "before", lambda value: CALENDAR.named_closures(date(2026, 6, 1), value)),
    ("extra_holidays", "extra_holidays", lambda value: business_calendar("JP", extra_holidays=[value])),
    ("extra_workdays", "extra_workdays", lambda value: business_calendar("JP", extra_workdays=[value])),
)
NO_DAYS = (
    NAIVE,
    MIDNIGHT,
    at("2026-06-12 00:00"),
    datetime(2026, 6, 12, tzinfo=UTC),
    12345,
    True,
    1.5,
    "10",
    "2026-W24-5",
    "2026-163",
    "20260612",
    "2026-6-12",
    "12.06.2026",
    "06/12/2026",
    "2026-06-31",
    "2026-06-12T00:00:00",
    "next Friday",
)


class TestDays:
    """A datetime where a date is meant is refused, and so are ``True`` and ``"10"``."""

    @places(*GIVEN_DAYS, *TOLD_DAYS, *ASKED_DAYS)
    def test_what_is_no_day_is_refused(self, field: str, make: Make) -> None:
        assert not problems(make, NO_DAYS, field)

    @places(*GIVEN_DAYS)
    def test_days_in_years_outside_of_1970_to_2100_are_refused(self, field: str, make: Make) -> None:
        assert not problems(make, [date(1969, 12, 31), date(2101, 1, 1), date.min, date.max], field)

    @places(*GIVEN_DAYS, *TOLD_DAYS)
    def test_a_date_is_taken(self, field: str, make: Make) -> None:
        assert field
        for value in (date(2026, 6, 12), "2026-06-12"):
            make(value)

    def test_the_first_and_the_last_year_are_taken(self) -> None:
        first = datetime(1970, 1, 1, 12, tzinfo=UTC)
        assert interview(ended_at=first, decision_by=date(2100, 12, 31)).decision_by == date(2100, 12, 31)
        assert interview(ended_at=first, decision_by=date(1970, 1, 1)).decision_by == date(1970, 1, 1)

    @pytest.mark.parametrize("years", [[1969], [2101], range(1969, 2030), range(2000, 2102), []], ids=str)
    def test_a_calendar_of_years_outside_is_refused(self, years: Any) -> None:
        with pytest.raises(FollowUpError, match="years"):
            business_calendar("JP", years=years)

    def test_what_is_no_count_of_days_is_refused(self) -> None:
        assert not problems(lambda n: CALENDAR.add_business_days(date(2026, 6, 12), n), (True, 1.5, "1", None), "n")


TEXTS: tuple[Place, ...] = (
    *[(f"Interview.{name}", name, _interview(name)) for name in ("id", "company", "position", "learned")],
    *[
        (f"Contact.{name}", name, _contact(name))
        for name in ("id", "name", "given_name", "family_name", "honorific", "job_title", "department", "learned")
    ],
    ("Candidate.name", "name", _with(Candidate, {"email": "mei@example.com"}, "name")),
    ("Candidate.phone", "phone", _with(Candidate, {"name": "Mei Tan", "email": "mei@example.com"}, "phone")),
    ("Thread.subject", "subject", _with(Thread, {"message_id": "<a@example.com>"}, "subject")),
    *[(f"{kind.__name__}.subject", "subject", _with(kind, EVENTS[kind], "subject")) for kind in (*SENT, *RECEIVED)],
    *[(f"{kind.__name__}.to", "to", _within(kind, EVENTS[kind], "to")) for kind in SENT],
    *[
        (f"{kind.__name__}.sender", "sender", _with(kind, EVENTS[kind], "sender"))
        for kind in (*RECEIVED, OutOfOfficeReceived)
    ],
    ("Bounced.contact", "contact", _with(Bounced, EVENTS[Bounced], "contact")),
    *[
        (f"Brief.{name}", name, _with(Brief, BRIEF, name))
        for name in (
            "company",
            "position",
            "candidate_name",
            "candidate_phone",
            "learned",
            "why_it_matters",
            "reply_subject",
        )
    ],
    *[(f"Person.{name}", name, _with(Person, {}, name)) for name in Person.model_fields],
    ("Recipient.contact", "contact", _with(Recipient, {"name": "Hanako Sato"}, "contact")),
    ("Recipient.name", "name", _with(Recipient, {"contact": "hr"}, "name")),
    ("ReplyReceived.asks_for", "asks_for", _with(ReplyReceived, {"at": NOW}, "asks_for")),
    ("Send.sent", "subject", lambda value: Send(**DUE, status="open").sent(at=NOW, subject=value)),  # type: ignore[arg-type]
    ("Message.subject", "subject", _with(Message, MESSAGE, "subject")),
)
UNSAFE = (
    *("\n", "\r", "\r\n", "\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"),  # what ends a line, or moves in it
    *("\x00", "\x1b", "\x1c", "\x7f", "\x9b"),  # other controls
    *("\u202a", "\u202e", "\u2066", "\u2069"),  # what reorders text
    *("\ud800", "\udfff"),  # halves of a character
)


class TestTexts:
    """A name or a subject may not hold what breaks a line, or what reorders or hides text; it is refused where it
    enters.
    """

    @places(*TEXTS)
    def test_an_unsafe_character_is_refused(self, field: str, make: Make) -> None:
        assert not problems(make, [f"Ja{character}ne" for character in UNSAFE], field)

    @places(
        ("Contact.name", "name", _contact("name")),
        ("Interview.company", "company", _interview("company")),
        ("ReplyReceived.subject", "subject", _with(ReplyReceived, {"at": NOW}, "subject")),
    )
    def test_an_unsafe_character_is_refused_at_each_end(self, field: str, make: Make) -> None:
        assert not problems(make, [f"{character}Jane" for character in UNSAFE], field)
        assert not problems(make, [f"Jane{character}" for character in UNSAFE], field)

    @places(*TEXTS)
    def test_an_encoded_word_is_refused(self, field: str, make: Make) -> None:
        assert not problems(make, ["=?utf-8?q?A?=", "Jane =?UTF-8?B?QQ==?= Doe", "=?utf-8?q?A=0ABcc:_e?="], field)

    @places(*TEXTS)
    def test_an_empty_or_blank_text_is_refused(self, field: str, make: Make) -> None:
        assert not problems(make, ["", " ", "\u00a0", "\u3000"], field)

    @places(*TEXTS)
    def test_a_text_that_shows_nothing_is_refused(self, field: str, make: Make) -> None:
        wrong = ["\u200b", "\u200b \ufeff", "\u3164", "\u115f\u1160", "\u2800", "\ufe0f", "\u034f", "\U000e0041"]
        assert not problems(make, wrong, field)

    @places(*TEXTS)
    def test_what_is_no_text_is_refused(self, field: str, make: Make) -> None:
        assert not problems(make, [5, True, ("Jane",)], field)

    @places(*TEXTS)
    def test_an_unusual_text_is_taken(self, field: str, make: Make) -> None:
        assert field
        for value in ("O'Brien-Łuczak, Jr.", "佐藤 花子", "محمد", "a=?b", "👩‍💻", "J"):
            make(value)

    def test_of_ascii_what_can_be_seen_is_taken_and_no_other(self) -> None:
        seen = [chr(code) for code in range(0x21, 0x7F)]
        assert [Contact(id="x", roles={"recruiter"}, name=f" {each} ").name for each in seen] == seen
        hidden = [f"Ja{chr(code)}ne" for code in (*range(0x20), 0x7F)]
        assert not problems(_contact("name"), hidden, "name")

    def test_a_name_may_be_missing(self) -> None:
        assert Contact(id="x", roles={ContactRole.RECRUITER}).name is None

    def test_json_with_half_a_character_is_refused(self) -> None:
        told = json.dumps({"id": "x", "roles": ["recruiter"], "name": "Ja\ud800ne"})
        with pytest.raises(ValidationError):
            Contact.model_validate_json(told)


EMAILS: tuple[Place, ...] = (
    ("Contact.email", "email", _contact("email")),
    ("Candidate.email", "email", _with(Candidate, {"name": "Mei Tan"}, "email")),
    ("Bounced.email", "email", _with(Bounced, EVENTS[Bounced], "email")),
    ("Brief.candidate_email", "candidate_email", _with(Brief, BRIEF, "candidate_email")),
)
NO_ADDRESSES = (
    *("Jane <j@x.com>", '"Jane" <j@x.com>', "<j@x.com>", "mailto:j@x.com", "j@x.com (Jane)"),
    *("j@x.com, k@x.com", "j@x.com;k@x.com", "j@@x.com", "j@", "@x.com", "jane", "j ane@x.com", "j@x..com"),
    *("j@x.com\r\nBcc: e@x.com", "j@x.com\n", "\nj@x.com", "j@x.com\u2028", "j\u202e@x.com", "j\ud800@x.com"),
    *("=?utf-8?q?j?=@x.com", "", " ", 5),
)


class TestAddresses:
    """An address is an address alone, without a name."""

    @places(*EMAILS)
    def test_what_is_no_bare_address_is_refused(self, field: str, make: Make) -> None:
        assert not problems(make, NO_ADDRESSES, field)

    @places(*EMAILS)
    def test_a_bare_address_stays_as_it_is(self, field: str, make: Make) -> None:
        for value in ("jane.doe+jobs@example.co.uk", "J_D@xn--bcher-kva.example.com"):
            assert getattr(make(value), field) == value


MESSAGE_IDS: tuple[Place, ...] = (
    ("Thread.message_id", "message_id", _with(Thread, {}, "message_id")),
    ("Thread.references", "references", _within(Thread, {"message_id": "<a@example.com>"}, "references")),
    *[
        (f"{kind.__name__}.message_id", "message_id", _with(kind, EVENTS[kind], "message_id"))
        for kind in (*SENT, *RECEIVED)
    ],
    ("Send.sent", "message_id", lambda value: Send(**DUE, status="open").sent(at=NOW, message_id=value)),  # type: ignore[arg-type]
)
NO_MESSAGE_IDS = (
    *("a@example.com", "<a@example.com", "a@example.com>", "<>", "", "<<a@example.com>>", 5),
    *("<a b@example.com>", "<a@example.com> <b@example.com>", " <a@example.com>", "<a@example.com>\n"),
    *("<a@e.com>\r\nBcc: e@x.com", "<ä@example.com>", "<a\x00@example.com>", "<a\ud800@example.com>"),
)


class TestMessageIds:
    """A message id has angle brackets."""

    @places(*MESSAGE_IDS)
    def test_what_is_no_message_id_is_refused(self, field: str, make: Make) -> None:
        assert not problems(make, NO_MESSAGE_IDS, field)

    @places(*MESSAGE_IDS)
    def test_an_id_in_angle_brackets_is_taken(self, field: str, make: Make) -> None:
        assert field
        make("<CAF=x+1.2$3@mail.example.com>")


Remember = Callable[[Any], dict[str, Any]]  # what the memory of a Progress holds, with a value in it
REMEMBERED_INSTANTS: dict[str, Remember] = {"update": lambda value: {"update": {"sender": "hr", "at": value}}}
REMEMBERED_DAYS: dict[str, Remember] = {
    **{name: partial(lambda name, value: {name: value}, name) for name in ("stated", "undated", "last_sent")},
    "said_on": lambda value: {"absences": {"hr": {"said_on": value, "returns_on": None}}},
    "returns_on": lambda value: {"absences": {"hr": {"said_on": "2026-06-12", "returns_on": value}}},
}
REMEMBERED_MESSAGE_IDS: dict[str, Remember] = {
    "thread": lambda value: {"mails": {"hr": {"message_id": value}}},
    "references": lambda value: {"mails": {"hr": {"message_id": "<a@b>", "references": [value]}}},
    "mail": lambda value: {"mails": {"hr": {"message_id": value, "subject": None, "before": None}}},
    "mail before": lambda value: {
        "mails": {"hr": {"message_id": "<a@b>", "subject": None, "before": {"message_id": value}}}
    },
}
REMEMBERED_SUBJECTS: dict[str, Remember] = {
    "thread": lambda value: {"mails": {"hr": {"message_id": "<a@b>", "subject": value}}},
    "mail": lambda value: {"mails": {"hr": {"message_id": "<a@b>", "subject": value, "before": None}}},
}


def remembered(*kinds: dict[str, Remember]) -> pytest.MarkDecorator:
    found = [pytest.param(remember, id=name) for kind in kinds for name, remember in kind.items()]
    return pytest.mark.parametrize("remember", found)


def with_memory(memory: dict[str, Any]) -> Progress:
    told = json.dumps(memory, default=str, separators=(",", ":"), ensure_ascii=False)
    return Progress(format=1, stage=Stage.ANSWERED, memory=told)


def taken_into_memory(remember: Remember, values: Iterable[Any]) -> list[Any]:
    """Return those of *values* that are not refused with the advice to replay the events."""
    taken = []
    for value in values:
        try:
            with_memory(remember(value))
        except ValidationError as error:
            if "replay the events" in str(error):
                continue
        taken.append(value)
    return taken


class TestWhatAProgressRemembers:
    """The memory of a progress is checked as what comes in from outside is."""

    @remembered(REMEMBERED_INSTANTS)
    def test_what_is_no_instant_is_refused_in_a_memory(self, remember: Remember) -> None:
        assert taken_into_memory(remember, (*NO_INSTANTS, *ENDS_OF_TIME)) == []

    @remembered(REMEMBERED_INSTANTS)
    def test_an_instant_is_taken_into_a_memory(self, remember: Remember) -> None:
        with_memory(remember("2026-06-05T03:00:00Z"))

    @remembered(REMEMBERED_DAYS)
    def test_what_is_no_day_is_refused_in_a_memory(self, remember: Remember) -> None:
        assert taken_into_memory(remember, NO_DAYS) == []

    @remembered(REMEMBERED_DAYS)
    def test_a_date_is_taken_into_a_memory(self, remember: Remember) -> None:
        for value in (date(2026, 6, 12), "2026-06-12"):
            with_memory(remember(value))

    @remembered(REMEMBERED_MESSAGE_IDS)
    def test_what_is_no_message_id_is_refused_in_a_memory(self, remember: Remember) -> None:
        assert taken_into_memory(remember, NO_MESSAGE_IDS) == []

    @remembered({name: REMEMBERED_MESSAGE_IDS[name] for name in ("thread", "references", "mail")})
    def test_a_message_id_in_angle_brackets_is_taken_into_a_memory(self, remember: Remember) -> None:
        with_memory(remember("<CAF=x+1.2$3@mail.example.com>"))

    @remembered(REMEMBERED_SUBJECTS)
    def test_a_remembered_subject_of_two_lines_is_refused(self, remember: Remember) -> None:
        assert taken_into_memory(remember, [*(f"Ja{each}ne" for each in UNSAFE), "=?utf-8?q?A?=", " "]) == []

    @remembered(REMEMBERED_SUBJECTS)
    def test_a_remembered_subject_of_one_line_is_taken(self, remember: Remember) -> None:
        with_memory(remember("Your interview at Acme"))

    @pytest.mark.parametrize("words", ["a\r\nBcc: evil@x.com", "\x1b[31m", "a\u202eb", "", "=?utf-8?q?a?=", "a" * 201])
    def test_what_was_asked_for_is_a_remembered_phrase(self, words: str) -> None:
        told = {"sender": "hr", "at": "2026-06-05T03:00:00Z", "day": "2026-06-05", "answer_by": None, "asks_for": words}
        with pytest.raises(ValidationError, match="memory must be what replay"):
            with_memory({"questions": {"hr": [told | {"restarts_wait": True, "is_update": True}]}})

    def test_what_was_irregular_is_a_line(self) -> None:
        odd = {"stage": "thanked", "event": "\x1b[31m", "at": "2026-06-05T03:00:00Z"}
        with pytest.raises(ValidationError, match=r"event\n.*remove U\+001B"):
            Progress.model_validate({"format": 1, "stage": "thanked", "memory": "{}", "irregular": [odd]})

    def test_somebody_who_asked_nothing_has_no_open_questions(self) -> None:
        with pytest.raises(ValidationError, match="memory must be what replay"):
            with_memory({"questions": {"hr": []}})

    def test_an_empty_name_is_nobody_whom_the_interview_knows(self) -> None:
        news = reply("2026-06-05 09:00", decision_by=date(2026, 6, 12))
        told = json.loads(replay(interview(), [news]).memory)
        told["update"]["sender"] = ""
        progress = Progress(format=1, stage=Stage.ANSWERED, memory=json.dumps(told))
        with pytest.raises(InputError, match="history must be a Progress of this interview; replay the events, got "):
            next_action(interview(), progress, now=NOW)

    @pytest.mark.parametrize("where", ["questions", "unanswered", "asked"])
    def test_somebody_whom_the_interview_does_not_know_is_refused(self, where: str) -> None:
        """A question stands under who asked, and names that once more."""
        asked = asks("2026-06-05 09:00", asks_for="a call")
        over = [asked, rejection("2026-06-06 09:00")]
        told = json.loads(replay(interview(), over if where == "unanswered" else [asked]).memory)
        if where == "asked":
            told["asked"] = {"x": told["asked"]["hr"]}
        else:
            (told["unanswered"] if where == "unanswered" else told["questions"]["hr"])[0]["sender"] = "x"
        stage = "rejected" if where == "unanswered" else "answered"
        progress = Progress(format=1, stage=Stage(stage), memory=json.dumps(told))
        with pytest.raises(InputError, match="history must be a Progress of this interview; replay the events, got "):
            next_action(interview(), progress, now=NOW)


NO_ZONES = (
    *("Mars/Olympus", "../etc/passwd", "/etc/passwd", "Asia/../Asia/Tokyo", "localtime", "posixrules", "zone.tab"),
    *("", " ", "asia/tokyo", "Tokyo", "Asia", "+09:00", "JST-9", 5, None),
    *("Asia/Tokyo ", "Asia/Tokyo\n", "Asia/Tok\x00yo", "Asia/\ud800"),
)


class TestPlaces:
    """A zone, a country or a subdivision that is unknown is refused."""

    @places(
        ("Interview", "timezone", _interview("timezone")),
        ("Window", "timezone", lambda value: WINDOW.replace(timezone=value)),
    )
    def test_an_unknown_zone_is_refused(self, field: str, make: Make) -> None:
        assert not problems(make, NO_ZONES, field)

    def test_a_zone_is_a_name_and_no_object(self) -> None:
        assert problem(_interview("timezone"), ZoneInfo("Asia/Tokyo"), "timezone") is None

    @places(
        ("Interview", "country", _interview("country")),
        ("business_calendar", "country", business_calendar),
    )
    def test_an_unknown_country_is_refused(self, field: str, make: Make) -> None:
        assert not problems(make, ["XX", "jp", "Jp", "JPN", "Japan", "", " ", "J", "JP\n", "日本", "U\ud800"], field)

    @places(
        ("Interview", "subdivision", lambda value: interview(country="IN", subdivision=value)),
        ("business_calendar", "subdivision", lambda value: business_calendar("IN", value)),
    )
    def test_an_unknown_subdivision_is_refused(self, field: str, make: Make) -> None:
        assert not problems(make, ["XX", "mh", "Maharashtra", "IN-MH", "", "MH\n", "CA"], field)

    def test_beside_an_unknown_country_a_subdivision_is_not_looked_up(self) -> None:
        with pytest.raises(ValidationError) as caught:
            interview(country="XX", subdivision="MH")
        assert [error["loc"] for error in caught.value.errors()] == [("country",)]

    def test_a_subdivision_of_another_country_is_refused(self) -> None:
        assert problem(lambda value: interview(country="JP", subdivision=value), "MH", "subdivision") is None


class TestInterviews:
    """A decision date before the interview's day is refused, and so are two contacts with one id."""

    def test_a_decision_the_day_before_is_refused(self) -> None:
        assert problem(_interview("decision_by"), date(2026, 6, 2), "decision_by") is None

    def test_a_decision_on_the_day_itself_is_taken(self) -> None:
        assert interview(decision_by=date(2026, 6, 3)).decision_by == date(2026, 6, 3)

    def test_the_day_is_that_of_the_company_after_midnight(self) -> None:
        ended_at = at("2026-06-03 00:30")  # still the 2nd in UTC
        with pytest.raises(ValidationError, match=r"(?s)decision_by.*2026-06-02"):
            interview(ended_at=ended_at, decision_by=date(2026, 6, 2))

    def test_the_day_is_that_of_the_company_before_midnight(self) -> None:
        ended_at = at("2026-06-02 23:30", "America/New_York")  # already the 3rd in UTC
        fields = {"ended_at": ended_at, "timezone": "America/New_York", "country": "US"}
        assert interview(**fields, decision_by=date(2026, 6, 2)).decision_by == date(2026, 6, 2)
        with pytest.raises(ValidationError, match=r"(?s)decision_by.*2026-06-01"):
            interview(**fields, decision_by=date(2026, 6, 1))

    @pytest.mark.parametrize("twin", [HR, LEAD.replace(id="hr")], ids=["the same", "another"])
    def test_two_contacts_with_one_id_are_refused(self, twin: Contact) -> None:
        with pytest.raises(ValidationError, match=r"contacts.*'hr'"):
            interview(contacts=(HR, PEER, twin))

    def test_ids_that_differ_in_blanks_around_them_are_one_id(self) -> None:
        with pytest.raises(ValidationError, match=r"contacts.*'hr'"):
            interview(contacts=(HR, LEAD.replace(id=" hr ")))

    def test_a_day_cannot_be_closed_and_worked(self) -> None:
        day = date(2026, 6, 15)
        with pytest.raises(ValidationError, match=r"(?s)extra_workdays.*2026-06-15"):
            interview(extra_holidays=(day,), extra_workdays=(day,))

    def test_of_days_that_are_closed_and_worked_the_first_is_named(self) -> None:
        days = (date(2026, 6, 16), date(2026, 6, 15), date(2026, 6, 17))
        with pytest.raises(ValidationError, match="days that are not extra_holidays as well, got '2026-06-15'"):
            interview(extra_holidays=days, extra_workdays=days)

    def test_a_round_is_a_whole_number_from_one(self) -> None:
        assert not problems(_interview("round"), (0, -1, True, 1.5, "2", None, 1000), "round")

    @places(("Interview", "language", _interview("language")), ("Contact", "language", _contact("language")))
    def test_a_language_is_a_tag(self, field: str, make: Make) -> None:
        assert not problems(make, ["", "English", "e", "en_GB", "en-", "en GB", "日本語", "en\n", 5], field)

    def test_roles_are_known_words_and_at_least_one(self) -> None:
        assert not problems(_contact("roles"), ([], (), "recruiter", None, 5), "roles")
        assert not problems(_within(Contact, {"id": "x"}, "roles"), ("boss", "Recruiter", "", 1), "roles")

    @pytest.mark.parametrize("value", [None, "hr", [None], 5], ids=ascii)
    def test_contacts_are_contacts(self, value: Any) -> None:
        with pytest.raises(ValidationError, match="contacts"):
            interview(contacts=value)


Tell = Callable[[Interview, Any], object]
READERS: dict[str, Tell] = {
    "replay": lambda case, event: replay(case, [event]),
    "next_action": lambda case, event: next_action(case, [event], now=NOW),
    "plan": lambda case, event: plan(case, [event], now=NOW),
    "Case": lambda case, event: Case(interview=case, events=(event,)),
}
readers = pytest.mark.parametrize("tell", READERS.values(), ids=READERS)


class TestHistories:
    """An event may not name an unknown contact."""

    @readers
    @together(
        ("field", "event"),
        [
            *[("to", kind(at=NOW, to=("hr", "nobody"))) for kind in SENT],
            *[("sender", kind(at=NOW, sender="nobody")) for kind in (*RECEIVED, OutOfOfficeReceived)],
            ("contact", Bounced(at=NOW, contact="nobody", email="n@example.com")),
        ],
        ids=lambda each: getattr(each, "kind", None),
    )
    def test_an_unknown_contact_is_refused(self, tell: Tell, field: str, event: Any) -> None:
        with pytest.raises((ValidationError, HistoryError)) as caught:
            tell(interview(), event)
        assert "must be the id of a contact of the interview ('hr', 'lead', 'peer'), got 'nobody'" in str(caught.value)
        if isinstance(caught.value, HistoryError):
            assert event.kind in str(caught.value)
            assert (caught.value.index, caught.value.event, caught.value.value) == (0, event.kind, "nobody")
            assert caught.value.known == ("hr", "lead", "peer")
        else:
            assert isinstance(caught.value, ValidationError)
            (error,) = caught.value.errors()
            assert (error["loc"], error["input"]) == (("events", 0, field), "nobody")

    def test_the_error_of_a_case_says_where_and_shows_no_address(self) -> None:
        events = (Withdrawn(at=NOW), Withdrawn(at=NOW), ReplyReceived(at=NOW, sender="nobody"))
        with pytest.raises(ValidationError) as caught:
            Case(interview=interview(), events=events, candidate=CANDIDATE)
        (error,) = caught.value.errors()
        assert (caught.value.title, error["type"], error["loc"]) == ("Case", "unknown_contact", ("events", 2, "sender"))
        assert "@" not in str(caught.value)

    @readers
    @together("when", ["2026-06-03 14:59", "2026-06-02 10:00", "2020-01-01 10:00"])
    @together("kind", SENT, ids=lambda kind: kind.__name__)
    def test_what_was_sent_before_the_end_is_taken(self, tell: Tell, kind: type[ThankYouSent], when: str) -> None:
        """G26: no correction of `ended_at` makes a history unreadable."""
        tell(interview(), kind(at=at(when), to=("hr",)))

    @readers
    @together("kind", SENT, ids=lambda kind: kind.__name__)
    def test_what_was_sent_at_the_end_is_taken(self, tell: Tell, kind: type[ThankYouSent]) -> None:
        tell(interview(), kind(at=at("2026-06-03 15:00"), to=("hr",)))

    @readers
    @together("kind", [*RECEIVED, OutOfOfficeReceived, Withdrawn], ids=lambda kind: kind.__name__)
    def test_what_others_did_before_the_end_is_taken(self, tell: Tell, kind: type[Withdrawn]) -> None:
        tell(interview(), kind(at=at("2026-06-03 10:00")))

    @readers
    @together("kind", [*RECEIVED, OutOfOfficeReceived], ids=lambda kind: kind.__name__)
    def test_a_sender_may_be_unknown(self, tell: Tell, kind: type[ReplyReceived]) -> None:
        tell(interview(), kind(at=NOW))

    def test_the_error_names_the_event_by_its_place(self) -> None:
        events = (Withdrawn(at=NOW), ThankYouSent(at=NOW, to=("nobody",)))
        with pytest.raises(HistoryError) as caught:
            replay(interview(), events)
        assert caught.value.index == 1
        assert str(caught.value) == (
            "events.1.to of a thank-you-sent event must be the id of a contact of the interview "
            "('hr', 'lead', 'peer'), got 'nobody'"
        )
        assert isinstance(caught.value, ValueError)

    def test_the_error_names_the_field_where_another_field_has_its_word(self) -> None:
        with pytest.raises(HistoryError, match=r"^events\.0\.sender of a reply-received event"):
            replay(interview(), [ReplyReceived(at=NOW, sender="reply-received")])

    @pytest.mark.parametrize(
        ("kind", "fields"),
        [
            (Contact, {"id": "a", "email": " " * 100_000 + "bad"}),
            (Contact, {"id": "a", "email": "\u200b" * 100_000}),
            (Contact, {"id": "=?utf-8?q?" + "a" * 1_900 + "?="}),
            (Thread, {"message_id": "a" * 900}),
            (Template, {"touch": "thank-you", "language": "en", "subject": "a", "body": "${" + "a" * 5_000 + "}"}),
        ],
        ids=["blanks", "invisible", "encoded", "message id", "field"],
    )
    def test_a_long_value_is_not_told_whole(
        self, kind: type[Contact | Thread | Template], fields: dict[str, object]
    ) -> None:
        with pytest.raises(ValidationError) as caught:
            kind.model_validate(fields)
        assert all(len(error["msg"]) < 1_000 for error in caught.value.errors())

    @pytest.mark.parametrize("kind", SENT, ids=lambda kind: kind.__name__)
    def test_a_message_goes_to_somebody(self, kind: type) -> None:
        assert not problems(_with(kind, {"at": NOW}, "to"), ((), [], "hr", None, 5), "to")
        assert not problems(_within(kind, {"at": NOW}, "to"), (None, 5, "", " "), "to")

    def test_an_instant_is_spelt_alike_wherever_it_is_read(self) -> None:
        """A blank in place of the T is taken in ``at`` and in ``until``."""
        for spelt in ("2026-06-20 09:00+09:00", "2026-06-20T09:00+09:00", "2026-06-20T00:00Z", "20260620T000000Z"):
            snoozed = Snoozed.model_validate({"at": spelt, "until": spelt})
            assert snoozed.at == snoozed.until == utc("2026-06-20 00:00")
            assert interview(ended_at=spelt).ended_at == snoozed.at
            assert WINDOW.replace(opens=spelt, closes="2026-06-21T00:00Z").opens == snoozed.at

    def test_a_contact_is_known_by_the_id_alone_as_it_is_written(self) -> None:
        for sender in ("HR", "sato@example.com", "Hanako Sato"):
            with pytest.raises(HistoryError, match="must be the id of a contact of the interview"):
                replay(interview(), [ReplyReceived(at=NOW, sender=sender)])
        assert replay(interview(), [ReplyReceived(at=NOW, sender=" hr ")]).stage is Stage.ANSWERED


class TestPolicies:
    """The minimum of a wait is not above its maximum."""

    @together("span", [Hours, BusinessDays, Weeks], ids=lambda span: span.__name__)
    @together(("minimum", "maximum", "field", "shown"), [
        (5, 4, "minimum", "5"),
        (-1, 4, "minimum", "-1"),
        (-2, -1, "minimum", "-2"),
        (0, 367, "maximum", "367"),
        (True, 4, "minimum", "True"),
        (0, True, "maximum", "True"),
        (1.0, 4, "minimum", "1.0"),
        ("1", 4, "minimum", "'1'"),
        (1, None, "maximum", "None"),
    ])  # fmt: skip
    def test_a_span_of_wrong_numbers_is_refused(
        self, span: Any, minimum: Any, maximum: Any, field: str, shown: str
    ) -> None:
        with pytest.raises(InputError) as caught:
            span(minimum, maximum)
        assert field in str(caught.value)
        assert shown in str(caught.value)

    @pytest.mark.parametrize("field", ["thank_you", "first_follow_up"])
    @pytest.mark.parametrize(("minimum", "maximum", "wrong"), [
        (5, 4, 5),
        (-1, 4, -1),
        (0, 367, 367),
        (True, 4, True),
        (1, True, True),
        (1.5, 4, 1.5),
        ("1", 4, "1"),
        (None, 4, None),
    ])  # fmt: skip
    def test_a_span_told_in_json_is_checked_as_strictly(
        self, field: str, minimum: Any, maximum: Any, wrong: Any
    ) -> None:
        told = {"minimum": minimum, "maximum": maximum, "unit": "business-days"}
        with pytest.raises(ValidationError) as caught:
            Policy.model_validate_json(json.dumps({field: told}))
        assert {error["loc"][:2] for error in caught.value.errors()} == {(field, "business-days")}
        inputs = [error["input"] for error in caught.value.errors()]
        assert all(each in (wrong, told) for each in inputs), inputs

    @pytest.mark.parametrize("told", [
        {"minimum": 1, "maximum": 2},
        {"minimum": 1, "maximum": 2, "unit": "fortnights"},
        {"minimum": 1, "maximum": 2, "unit": "weeks", "mood": "hopeful"},
        {"minimum": 1, "unit": "weeks"},
        [1, 2],
        7,
        None,
    ], ids=str)  # fmt: skip
    def test_a_span_of_another_shape_is_refused(self, told: Any) -> None:
        with pytest.raises(ValidationError, match="escalation"):
            Policy.model_validate({"escalation": told})

    @pytest.mark.parametrize(
        ("span", "unit"), [(Hours, "weeks"), (BusinessDays, "weeks"), (Weeks, "hours"), (Weeks, "fortnights")]
    )
    def test_a_span_has_the_unit_of_its_type(self, span: Any, unit: str) -> None:
        with pytest.raises((InputError, TypeError), match="unit"):
            span(1, 2, unit=unit)

    def test_an_error_says_which_unit_a_span_has(self) -> None:
        with pytest.raises(InputError, match=r"^unit must be 'hours' for Hours, got 'weeks'$"):
            Hours(1, 2, unit="weeks")  # type: ignore[arg-type]  # what is wrong on purpose

    @pytest.mark.parametrize("field", ["first_follow_up", "second_follow_up", "escalation", "feedback_request"])
    def test_a_touch_that_counts_from_a_day_takes_no_hours(self, field: str) -> None:
        with pytest.raises(ValidationError, match=field):
            Policy.model_validate({field: Hours(24, 48)})

    @pytest.mark.parametrize(
        "field",
        [
            "thank_you_lapse_business_days",
            "first_follow_up_lapse_days",
            "second_follow_up_lapse_days",
            "escalation_lapse_days",
            "update_thanks_lapse_business_days",
            "feedback_request_lapse_business_days",
            "minimum_window_minutes",
            "thank_you_latest_opening_hours",
            "assumed_decision_weeks",
            "after_decision_business_days",
            "after_message_business_days",
            "away_days",
            "away_longest_days",
        ],
    )
    def test_a_number_is_a_whole_one_and_not_negative(self, field: str) -> None:
        assert not problems(_with(Policy, {}, field), (-1, 10**9, True, 1.5, "1", None), field)

    @pytest.mark.parametrize("field", ["work_starts", "work_ends"])
    def test_working_hours_are_times(self, field: str) -> None:
        assert not problems(_with(Policy, {}, field), (9, True, "9am", None, NAIVE), field)

    @pytest.mark.parametrize("field", ["work_starts", "work_ends"])
    def test_working_hours_are_local(self, field: str) -> None:
        assert problem(_with(Policy, {}, field), time(12, tzinfo=UTC), field) is None

    @pytest.mark.parametrize(("starts", "ends"), [(9, 9), (18, 9), (18, 18)])
    def test_work_starts_before_it_ends(self, starts: int, ends: int) -> None:
        with pytest.raises(
            ValidationError, match=f"work_ends must be an hour or more after {time(starts)}, got '{time(ends)}'"
        ):
            Policy(work_starts=time(starts), work_ends=time(ends))

    def test_work_takes_an_hour_by_the_minute(self) -> None:
        assert Policy(work_starts=time(9, 30), work_ends=time(10, 30)).work_ends == time(10, 30)
        with pytest.raises(ValidationError, match="work_ends must be an hour or more after 09:30:00, got '10:29:00'"):
            Policy(work_starts=time(9, 30), work_ends=time(10, 29))

    @pytest.mark.parametrize("span", [BusinessDays(0, 4), Weeks(0, 1)], ids=lambda span: span.unit)
    def test_the_second_follow_up_is_not_on_the_day_of_the_first(self, span: BusinessDays | Weeks) -> None:
        with pytest.raises(ValidationError, match="second_follow_up"):
            Policy(second_follow_up=span)

    def test_never_is_a_set_of_touches(self) -> None:
        assert not problems(_with(Policy, {}, "never"), ("escalation", None, 5), "never")
        assert not problems(_within(Policy, {}, "never"), ("small-talk", "", None), "never")

    @pytest.mark.parametrize(
        "told",
        [
            {},
            {"end_of": "this-week", "within_days": 3},
            {"within_days": 3, "within_weeks": 3},
            {"end_of": "today"},
            {"within_days": True},
            {"within_days": "3"},
            {"within_days": 367},
            {"within_weeks": -1},
            {"within_weeks": 1.5},
        ],
        ids=str,
    )
    def test_a_promise_is_exactly_one_span(self, told: dict[str, Any]) -> None:
        with pytest.raises(ValidationError, match=next(iter(told), "exactly one of end_of, ")):
            Promise.model_validate(told)


COMPLETE: dict[type, dict[str, Any]] = {
    **EVENTS,
    Interview: interview().model_dump(exclude_unset=True),
    Contact: {"id": "x", "roles": ["recruiter"]},
    Candidate: {"name": "Mei Tan", "email": "mei@example.com"},
    Thread: {"message_id": "<a@example.com>"},
    Case: {"interview": interview()},
    Window: {"timezone": "Asia/Tokyo", "opens": WINDOW.opens, "closes": WINDOW.closes},
    Reason: {"rule": "B2", "code": "x", "text": "x"},
    Gap: {"code": "x", "text": "x"},
    Recipient: {"contact": "hr", "name": "Hanako Sato"},
    Send: DUE | {"status": "open"},
    WaitUntil: DUE,
    Respond: {name: value for name, value in DUE.items() if name != "touch"} | {"status": "open", "asks_for": "a call"},
    Blocked: {"stage": "followed-up-2", "opens_at": WINDOW.opens, "missing": ()},
    Done: {"stage": "escalated"},
    Message: MESSAGE,
    Brief: BRIEF,
    Progress: {"format": 1, "stage": "thanked", "memory": "{}"},
    Policy: {},
    Promise: {"within_days": 3},
}


class TestUnknown:
    """Unknown fields and kinds are refused with an error that says so (G36)."""

    @together("kind", COMPLETE, ids=lambda kind: kind.__name__)
    def test_an_unknown_field_is_refused(self, kind: Any) -> None:
        kind(**COMPLETE[kind])
        assert problem(lambda value: kind(**COMPLETE[kind], mood=value), "hopeful", "mood") is None

    @together("kind", COMPLETE, ids=lambda kind: kind.__name__)
    def test_what_is_no_object_is_refused(self, kind: Any) -> None:
        assert not problems(kind.model_validate, (None, 5, "x", [], [1]), kind.__name__)

    @pytest.mark.parametrize("kind", [*SENT, *RECEIVED, Withdrawn, Bounced, Send, WaitUntil, Blocked, Done])
    def test_a_kind_is_no_other_kind(self, kind: Any) -> None:
        assert problem(lambda value: kind(**COMPLETE[kind], kind=value), "small-talk", "kind") is None

    @pytest.mark.parametrize("union", [Event, Action], ids=["Event", "Action"])
    def test_an_unknown_kind_is_refused(self, union: Any) -> None:
        read = TypeAdapter(union).validate_python
        wrong = ("small-talk", "THANK-YOU-SENT", "Send", "", None, 5)
        assert not problems(lambda kind: read({"kind": kind, "at": "2026-06-05T03:00:00Z"}), wrong, "kind")

    def test_an_unknown_field_is_refused_with_its_place_in_the_case(self) -> None:
        told = json.loads(Case(interview=interview(), events=(Withdrawn(at=NOW),)).model_dump_json())
        told["events"].append({"kind": "small-talk", "at": "2026-06-05T03:00:00Z"})
        with pytest.raises(ValidationError) as caught:
            Case.model_validate(told)
        assert [error["loc"] for error in caught.value.errors()] == [("events", 1)]

    def test_the_builders_take_a_contact_and_a_candidate(self) -> None:
        contact: Any = "hr"
        candidate: Any = None
        with pytest.raises(InputError, match=r"contact.*'hr'"):
            thank_you(interview(), contact, CANDIDATE)
        with pytest.raises(InputError, match=r"candidate.*None"):
            thank_you(interview(), HR, candidate)


class TestNothingIsCorrupted:
    """An error changes no value."""

    def test_a_refused_change_leaves_the_interview_as_it_was(self) -> None:
        case = interview()
        before = case.model_dump_json()
        for changes in ({"ended_at": NAIVE}, {"contacts": (HR, HR)}, {"country": "jp"}, {"mood": "hopeful"}):
            with pytest.raises(ValidationError):
                case.replace(**changes)
        assert case.model_dump_json() == before

    def test_answers_are_unchanged_after_errors(self) -> None:
        case, good = interview(), [thanks("2026-06-04 16:00", "lead")]
        before = next_action(case, good, now=NOW), plan(case, good, now=NOW), replay(case, good)
        bad = [*good, ThankYouSent(at=NOW, to=("nobody",))]
        for tell in (replay, lambda *told: next_action(*told, now=NOW), lambda *told: plan(*told, now=NOW)):
            with pytest.raises(HistoryError):
                tell(case, bad)
        for place in ({"country": "XX"}, {"timezone": "Mars/Olympus"}, {"subdivision": "XX"}):
            with pytest.raises(ValidationError):
                case.replace(**place)
        with pytest.raises(InputError):
            next_action(case, good, now=NAIVE)
        assert (next_action(case, good, now=NOW), plan(case, good, now=NOW), replay(case, good)) == before

    def test_a_list_of_events_is_only_read(self) -> None:
        events: list[Any] = [
            bounced("2026-06-05 10:00"),
            follow_up("2026-06-04 16:00", "hr", "lead"),
        ]
        before = list(events)
        next_action(interview(), events, now=NOW)
        plan(interview(), events, now=NOW)
        assert events == before


FAR = (
    "1970-01-01T00:00:00Z",
    "1970-01-02T12:00:00+09:00",
    "2011-12-29T23:30:00-10:00",
    "2026-11-01T05:30:00Z",
    "2100-12-29T06:00:00Z",
    "2100-12-31T14:59:00Z",
)
WHERE = (
    ("Asia/Tokyo", "JP", None),
    ("Pacific/Apia", "WS", None),
    ("Pacific/Kiritimati", "KI", None),
    ("Pacific/Niue", "NU", None),
    ("America/New_York", "US", "CA"),
    ("Asia/Colombo", "LK", None),
    ("Asia/Kolkata", "IN", "MH"),
    ("Asia/Shanghai", "CN", None),
    ("Asia/Riyadh", "SA", None),
    ("Africa/Casablanca", "MA", None),
    ("Antarctica/Troll", "NO", None),
    ("America/Argentina/Buenos_Aires", "AR", None),
)
LONG = Policy(
    thank_you=Hours(366, 366),
    first_follow_up=BusinessDays(366, 366),
    second_follow_up=Weeks(366, 366),
    escalation=Weeks(366, 366),
    update_thanks=Hours(0, 0),
    feedback_request=Weeks(366, 366),
    work_starts=time(0),
    work_ends=time(1),
    minimum_window_minutes=366,
    assumed_decision_weeks=366,
    after_decision_business_days=366,
    after_message_business_days=366,
    away_days=366,
)
SHORT = Policy(
    thank_you=Hours(0, 0),
    first_follow_up=BusinessDays(0, 0),
    second_follow_up=BusinessDays(1, 1),
    escalation=BusinessDays(1, 1),
    feedback_request=BusinessDays(0, 0),
    minimum_window_minutes=1,
    assumed_decision_weeks=0,
    after_decision_business_days=0,
    after_message_business_days=0,
    first_follow_up_lapse_days=0,
)


def _answer(case: Interview, events: list[Any], now: datetime, policy: Policy) -> None:
    """Ask for the next action, from events and from progress; neither may raise, and both survive JSON."""
    action = next_action(case, events, now=now, policy=policy)
    assert type(action).model_validate_json(action.model_dump_json()) == action
    progress = replay(case, events)
    assert next_action(case, progress, now=now, policy=policy) == action
    assert Progress.model_validate_json(progress.model_dump_json()) == progress


POLICIES = {"default": Policy(), "long": LONG, "short": SHORT}
policies = pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
FACTS: tuple[Any, ...] = (
    *[Snoozed(at=NOW, until=day) for day in (date(1970, 1, 1), date(2100, 12, 31), utc("2100-12-31 14:00"))],
    *[OutOfOfficeReceived(at=NOW, sender="hr", returns_on=day) for day in (date(1970, 1, 1), date(2100, 12, 31))],
    *[ReplyReceived(at=NOW, sender="hr", decision_by=day) for day in (date(1970, 1, 1), date(2100, 12, 31))],
    *[kind(at=utc("1970-01-01 00:00"), sender="hr") for kind in RECEIVED],
    *[kind(at=utc("2100-12-31 14:00"), sender="hr") for kind in RECEIVED],
    *[kind(at=utc("2100-12-31 14:00"), to=("hr",)) for kind in SENT],
    Withdrawn(at=utc("1970-01-01 00:00")),
    TouchSkipped(at=utc("2100-12-31 14:00"), touch=Touch.FOLLOW_UP_1),
)


@pytest.mark.untraced  # tracing makes it take twice as long
class TestNothingRaisesLater:
    """No input makes ``next_action`` raise once interview and events were accepted."""

    @pytest.mark.parametrize("where", WHERE, ids=lambda where: where[0])
    @policies
    def test_an_answer_does_not_raise_in_odd_places_and_years(
        self, where: tuple[str, str, str | None], policy: Policy
    ) -> None:
        zone, country, subdivision = where
        for ended_at in FAR:
            case = interview(ended_at=ended_at, timezone=zone, country=country, subdivision=subdivision)
            _answer(case, [], case.ended_at, policy)

    @pytest.mark.parametrize("now", ["1970-01-01 00:00", "2026-06-05 12:00", "2100-12-31 14:59"])
    @policies
    def test_an_answer_does_not_raise_after_far_away_facts(self, now: str, policy: Policy) -> None:
        for event in FACTS:
            _answer(interview(), [event], utc(now), policy)

    @pytest.mark.parametrize(
        ("zone", "moment", "day"),
        [
            ("Asia/Tokyo", "2100-12-31 20:00", date(2101, 1, 1)),
            ("America/New_York", "1970-01-01 01:00", date(1969, 12, 31)),
        ],
    )
    @policies
    def test_an_answer_does_not_raise_where_the_local_day_lies_outside_of_the_years(
        self, zone: str, moment: str, day: date, policy: Policy
    ) -> None:
        case = interview(ended_at=utc("1970-01-01 00:00"), timezone=zone)
        for event in (
            *[kind(at=utc(moment), to=("hr",)) for kind in SENT],
            *[kind(at=utc(moment), sender="hr") for kind in RECEIVED],
            OutOfOfficeReceived(at=utc(moment), sender="hr"),
            Snoozed(at=utc(moment), until=utc(moment)),
            TouchSkipped(at=utc(moment), touch=Touch.THANK_YOU),
        ):
            _answer(case, [event], utc(moment), policy)
            plan(case, [event], now=utc(moment), policy=policy)
        assert replay(case, [ThankYouSent(at=utc(moment), to=("hr",))]).since == day

    @pytest.mark.parametrize("now", ["2026-06-05 12:00", "2100-12-31 14:59"])
    @policies
    def test_an_answer_does_not_raise_with_a_far_decision_date(self, now: str, policy: Policy) -> None:
        for decision_by in (date(2026, 6, 3), date(2100, 12, 31)):
            _answer(interview(decision_by=decision_by), [], utc(now), policy)

    @pytest.mark.parametrize("now", ["2100-12-31 08:59", "2100-12-31 09:00", "2100-12-31 20:00", "2100-12-31 23:59"])
    @pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
    def test_a_plan_in_the_last_hours_of_the_last_year_does_not_raise(self, zone: str, now: str) -> None:
        case = interview(ended_at=utc("2100-12-10 01:00"), timezone=zone)
        steps = plan(case, (), now=utc(now))
        assert steps[0] == next_action(case, (), now=utc(now))

    def test_an_answer_does_not_raise_where_every_day_of_two_years_is_closed(self) -> None:
        first = date(2026, 6, 3).toordinal()
        closed = tuple(date.fromordinal(first + n) for n in range(731))
        _answer(interview(extra_holidays=closed), [], NOW, Policy())

    def test_an_answer_does_not_raise_where_nobody_is_known(self) -> None:
        _answer(interview(contacts=()), [ReplyReceived(at=NOW)], NOW, Policy())

    @pytest.mark.parametrize("ended_at", FAR)
    @policies
    def test_a_plan_does_not_raise_in_odd_years(self, ended_at: str, policy: Policy) -> None:
        case = interview(ended_at=ended_at)
        plan(case, (), now=case.ended_at, policy=policy)

    @policies
    def test_a_plan_with_a_far_decision_date_does_not_raise(self, policy: Policy) -> None:
        plan(interview(decision_by=date(2100, 12, 31)), (), now=NOW, policy=policy)


IDS = st.sampled_from(["hr", "lead", "peer"])
TIMES = st.datetimes(datetime(2026, 6, 3, 6), datetime(2026, 9, 30), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds it
DAYS = st.dates(date(2026, 5, 1), date(2026, 12, 31))
GOOD_EVENTS = st.one_of(
    st.builds(
        lambda kind, at, to: kind(at=at, to=to), st.sampled_from(SENT), TIMES, st.lists(IDS, min_size=1).map(tuple)
    ),
    st.builds(lambda kind, at, sender: kind(at=at, sender=sender), st.sampled_from(RECEIVED), TIMES, st.none() | IDS),
    st.builds(ReplyReceived, at=TIMES, sender=st.none() | IDS, decision_by=st.none() | DAYS),
    st.builds(OutOfOfficeReceived, at=TIMES, sender=st.none() | IDS, returns_on=st.none() | DAYS),
    st.builds(TouchSkipped, at=TIMES, touch=st.sampled_from(Touch)),
    st.builds(Snoozed, at=TIMES, until=DAYS | TIMES),
    st.builds(Withdrawn, at=TIMES),
    st.builds(Bounced, at=TIMES, contact=IDS, email=st.sampled_from(["sato@example.com", "x@example.com"])),
)


@by_chance(30)
@given(st.lists(GOOD_EVENTS, max_size=8), TIMES)
def test_no_accepted_history_makes_an_answer_raise(events: list[Any], now: datetime) -> None:
    _answer(interview(), events, now, Policy())
    plan(interview(), events, now=now)


FIELDS = sorted({name for kind in COMPLETE for name in kind.model_fields} | {"mood"})  # type: ignore[attr-defined]
WORDS = st.sampled_from(
    [
        *(kind.model_fields["kind"].default for kind in EVENTS),  # type: ignore[attr-defined]
        *("send", "wait-until", "blocked", "done", "hr", "Asia/Tokyo", "JP", "US", "recruiter", "en", "thank-you"),
        *("2026-06-05", "2026-06-05T12:00:00+09:00", "2026-06-05T12:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31"),
        *("<a@example.com>", "sato@example.com", "Jane <j@x.com>", "=?utf-8?q?A?=", "a\r\nb", "\ud800", "", "../x"),
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=8)
JSON_LIKE = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=8),
    max_leaves=12,
)
GOOD: dict[str, tuple[Any, dict[str, Any]]] = {
    "Case": (Case, json.loads(Case(interview=interview(), candidate=CANDIDATE).model_dump_json())),
    "Interview": (Interview, json.loads(interview().model_dump_json())),
    "Event": (Event, json.loads(ReplyReceived(at=NOW).model_dump_json())),
    "Action": (Action, json.loads(WaitUntil(**DUE).model_dump_json())),
    "Progress": (Progress, json.loads(replay(interview(), ()).model_dump_json())),
    "Policy": (Policy, json.loads(Policy().model_dump_json())),
}
GOOD_ADAPTERS: dict[str, TypeAdapter[Any]] = {name: TypeAdapter(kind) for name, (kind, _) in GOOD.items()}


def _read(name: str, told: Any) -> None:
    """Read what may be anything: a value comes out that survives JSON, or a ValidationError."""
    try:
        value = GOOD_ADAPTERS[name].validate_python(told)
    except ValidationError as error:
        str(error)
        return
    assert GOOD_ADAPTERS[name].validate_json(GOOD_ADAPTERS[name].dump_json(value)) == value


@pytest.mark.parametrize("name", GOOD)
@by_chance(30)
@given(told=JSON_LIKE)
def test_anything_gives_a_value_or_a_validation_error(name: str, told: Any) -> None:
    _read(name, told)


@pytest.mark.parametrize("name", GOOD)
@by_chance(40)
@given(data=st.data())
def test_a_good_value_with_one_field_exchanged_gives_a_value_or_a_validation_error(name: str, data: Any) -> None:
    told = dict(GOOD[name][1])
    told[data.draw(st.sampled_from(sorted(told)))] = data.draw(JSON_LIKE)
    _read(name, told)


@pytest.mark.parametrize("name", GOOD)
@by_chance(30)
@given(told=st.text(max_size=30) | st.binary(max_size=30))
def test_text_that_is_no_json_gives_a_validation_error(name: str, told: str | bytes) -> None:
    with suppress(ValidationError):
        GOOD_ADAPTERS[name].validate_json(told)


class NotIterable:
    def __iter__(self) -> int:  # what is wrong with it
        return 5


class Broken:
    def __repr__(self) -> str:
        msg = "the session is closed"
        raise RuntimeError(msg)


DONE = Done(stage=Stage.ESCALATED)
WRONG_TYPES: dict[str, tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any], str]] = {
    "window": (thank_you_window, ("x",), {}, "interview must be an Interview, got 'x'"),
    "no interview": (first_follow_up_window, (None,), {}, "interview must be an Interview, got None"),
    "later window": (escalation_window, ("x", NOW), {}, "interview must be an Interview, got 'x'"),
    "policy": (thank_you_window, (interview(),), {"policy": "x"}, "policy must be a Policy, got 'x'"),
    "no policy": (update_thanks_window, (interview(), NOW), {"policy": None}, "policy must be a Policy, got None"),
    "policy of an agenda": (agenda, ((),), {"now": NOW, "policy": "x"}, "policy must be a Policy, got 'x'"),
    "draft": (
        review,
        (5, Touch.THANK_YOU, interview(), HR, CANDIDATE),
        {},
        "draft must be a pair of subject and body, or a Message, got 5",
    ),
    "writer of a draft": (
        first_follow_up,
        (interview(), HR, "Mei Tan"),
        {},
        "candidate must be a Candidate, got 'Mei Tan'",
    ),
    "reader of a draft": (
        review,
        (("Thanks", "Dear Hanako Sato,"), Touch.THANK_YOU, interview(), "hr", CANDIDATE),
        {},
        "contact must be a Contact, got 'hr'",
    ),
    "interview of a first follow-up": (
        first_follow_up,
        ("x", HR, CANDIDATE),
        {},
        "interview must be an Interview, got 'x'",
    ),
    "reader of a draft with its answer": (
        review,
        (("a", "b"), Touch.FOLLOW_UP_1, interview(), "hr", CANDIDATE),
        {"action": WaitUntil(**DUE)},
        "contact must be a Contact, got 'hr'",
    ),
    "gaps": (gaps, ("x",), {}, "interview must be an Interview, got 'x'"),
    "promise": (
        promised_by,
        ("soon", date(2026, 6, 3), business_calendar("JP")),
        {},
        "promise must be a Promise, got 'soon'",
    ),
    "calendar": (
        promised_by,
        (Promise(within_days=3), date(2026, 6, 3), "JP"),
        {},
        "calendar must be a BusinessCalendar, got",
    ),
    "stage": (step, ("thanked!", Withdrawn(at=NOW)), {}, "stage must be a Stage, got 'thanked!'"),
    "a stage's name": (step, ("thanked", Withdrawn(at=NOW)), {}, "stage must be a Stage, got 'thanked'"),
    "an event without brackets": (
        replay,
        (interview(), Withdrawn),
        {},
        "history must be an iterable of events, or a Progress, got",
    ),
    "an interview without its history": (
        next_action,
        (interview(),),
        {"now": NOW},
        "history must be an iterable of events, or a Progress; [] if nothing has happened, got None",
    ),
    "events of the plan's picture": (
        to_svg,
        ((), interview(), None),
        {},
        "history must be an iterable of events, or a Progress, got None",
    ),
    "a progress in the picture": (
        to_svg,
        ((), interview(), replay(interview(), ())),
        {},
        "history must be an iterable of events, or a Progress, got Progress(",
    ),
    "what only seems to be iterable": (
        replay,
        (interview(), NotIterable()),
        {},
        "history must be an iterable of events, or a Progress, got <",
    ),
    "a great many that are no events": (
        next_action,
        (interview(), range(10**12)),
        {"now": NOW},
        "events.0 must be an event; read JSON with Case, or with Progress, got 0",
    ),
    "no plan": (to_svg, (None, interview()), {}, "plan must be the steps of a plan, got None"),
    "a great many that are no steps": (
        to_svg,
        (range(10**12), interview()),
        {},
        "plan must be the steps of a plan: Send, Respond, WaitUntil or Blocked, got 0",
    ),
    "what only seems to be a plan": (
        to_svg,
        (NotIterable(), interview()),
        {},
        "plan must be the steps of a plan, got <",
    ),
    "one answer for a plan": (to_svg, (DONE, interview()), {}, "plan must be the steps of a plan, got Done("),
    "who got it, which is no list": (
        WaitUntil(**DUE).sent,
        (),
        {"at": NOW, "to": 5},
        "to must be an iterable of contact ids, got 5",
    ),
    "who got it, as a text": (
        WaitUntil(**DUE | {"to": (Recipient(contact="a", name="Ann"),)}).sent,
        (),
        {"at": NOW, "to": "a"},
        "to must be a collection of contact ids among ('a'), got 'a'",
    ),
    "who got it, of which one has no id": (
        WaitUntil(**DUE).sent,
        (),
        {"at": NOW, "to": [[]]},
        "to must be a collection of contact ids among ('hr'), got [[]]",
    ),
    "a great many who got it": (
        WaitUntil(**DUE).sent,
        (),
        {"at": NOW, "to": range(10**12)},
        "to must be a collection of contact ids among ('hr'), got range(0, 1000000000000)",
    ),
    "an array as a thread": (
        review,
        (("a", "b"), Touch.FOLLOW_UP_1, interview(), HR, CANDIDATE),
        {"reply_to": np.array([1, 2]), "action": WaitUntil(**DUE)},
        "reply_to must be a Thread, or None, got array([1, 2])",
    ),
    "a number of the calendar's plan": (
        to_calendar,
        (5, interview()),
        {"now": NOW},
        "plan must be the steps of a plan, got 5",
    ),
    "a candidate of reminders": (
        to_calendar,
        ((), interview()),
        {"now": NOW, "candidate": 5},
        "candidate must be a Candidate, got 5",
    ),
    "templates of reminders": (
        to_calendar,
        ((), interview()),
        {"now": NOW, "templates": None},
        "templates must be an iterable of Template, got None",
    ),
    "templates of reminders that are none": (
        to_calendar,
        ((), interview()),
        {"now": NOW, "templates": (each for each in "x")},
        "templates must be an iterable of Template, got 'x'",
    ),
    "no templates": (
        thank_you,
        (interview(), HR, CANDIDATE),
        {"templates": None},
        "templates must be an iterable of Template, got None",
    ),
    "a number of templates": (
        messages,
        (DONE, interview(), CANDIDATE),
        {"templates": 5},
        "templates must be an iterable of Template, got 5",
    ),
    "no candidate": (
        messages,
        (DONE, interview(), None),
        {},
        "candidate must be a Candidate; drafts need a name and an address, got None",
    ),
    "a builder's interview": (thank_you, (5, HR, CANDIDATE), {}, "interview must be an Interview, got 5"),
    "a builder's contact": (thank_you, (interview(), 5, CANDIDATE), {}, "contact must be a Contact, got 5"),
    "a reviewed interview": (
        review,
        (("a", "b"), Touch.FOLLOW_UP_1, 5, HR, CANDIDATE),
        {"action": WaitUntil(**DUE)},
        "interview must be an Interview, got 5",
    ),
    "a message to somebody unknown": (
        messages,
        (WaitUntil(**DUE | {"to": (Recipient(contact="boss", name="Boss"),)}), interview(), CANDIDATE),
        {},
        "contact must be the id of a contact of the interview ('hr', 'lead', 'peer'), got 'boss'",
    ),
    "no case": (messages, (DONE, None, CANDIDATE), {}, "interview must be an Interview or a Case, got None"),
    "no action": (messages, (None, interview(), CANDIDATE), {}, "action must be an answer of next_action"),
    "a tone": (thank_you, (interview(), HR, CANDIDATE), {"tone": 5}, "tone must be 'formal' or 'friendly', got 5"),
    "an array as a tone": (
        thank_you,
        (interview(), HR, CANDIDATE),
        {"tone": np.array([1, 2])},
        "tone must be 'formal' or 'friendly', got array([1, 2])",
    ),
    "an array as a touch": (
        review,
        (("a", "b"), np.array([1, 2]), interview(), HR, CANDIDATE),
        {},
        "touch must be 'thank-you', 'follow-up-1', 'follow-up-2', 'escalation', 'update-thanks' or 'feedback-request'",
    ),
    "an array as a contact's id": (
        interview().contact,
        (np.array([1, 2]),),
        {},
        "contact must be the id of a contact of the interview ('hr', 'lead', 'peer'), got array([1, 2])",
    ),
    "no stage at all": (step, ([], Withdrawn(at=NOW)), {}, "stage must be a Stage, got []"),
    "event": (step, (Stage.THANKED, "x"), {}, "event must be an event, such as ReplyReceived(...), got 'x'"),
    "country": (business_calendar, (5,), {}, "country must be a str, got 5"),
    "no country at all": (business_calendar, ([],), {}, "country must be a str, got []"),
    "subdivision": (business_calendar, ("IN", {"MH"}), {}, "subdivision must be a str, got {'MH'}"),
    "weekend": (business_calendar, ("JP",), {"weekend": 5}, "weekend must be an iterable of weekdays, got 5"),
    "weekdays": (
        business_calendar,
        ("JP",),
        {"weekend": [[5]]},
        "weekend must be weekdays from 0 (Monday) to 6 (Sunday), got [5]",
    ),
    "years": (business_calendar, ("JP",), {"years": 2026}, "years must be an iterable of years, got 2026"),
    "a year": (business_calendar, ("JP",), {"years": [[2026]]}, "years must be from 1970 to 2100, got [2026]"),
    "holidays": (
        business_calendar,
        ("JP",),
        {"extra_holidays": None},
        "extra_holidays must be an iterable of dates, got",
    ),
    "workdays": (
        business_calendar,
        ("JP",),
        {"extra_workdays": 1.5},
        "extra_workdays must be an iterable of dates, got",
    ),
}


def nested(depth: int) -> list[Any]:
    whole: list[Any] = []
    for _ in range(depth):
        whole = [whole]
    return whole


JUNK: dict[str, Any] = {
    "nothing": None,
    "a number": 5,
    "a fraction": 2.5,
    "not a number": float("nan"),
    "a huge number": 10**5000,  # more digits than Python shows
    "a text": "5",
    "bytes": b"5",
    "a type": int,
    "a function": len,
    "an object": object(),
    "what cannot be shown": Broken(),
    "an array of one number": np.array(5),
    "an array of numbers": np.array([1, 2]),
    "a nothing in a list": [None],
    "a huge number in a list": [10**5000],
    "a huge range": range(10**12),
    "lists in lists": [[[]]],
    "a hundred thousand lists in lists": nested(100_000),
}
TAKE_JUNK: dict[str, tuple[str, Make]] = {
    "country": ("country", business_calendar),
    "subdivision": ("subdivision", lambda value: business_calendar("IN", value)),
    "weekend": ("weekend", lambda value: business_calendar("JP", weekend=value)),
    "years": ("years", lambda value: business_calendar("JP", years=value)),
    "a year": ("years", lambda value: business_calendar("JP", years=(each for each in (2026, value)))),
    "extra_holidays": ("extra_holidays", lambda value: business_calendar("JP", extra_holidays=value)),
    "extra_workdays": ("extra_workdays", lambda value: business_calendar("JP", extra_workdays=value)),
    "an extra holiday": ("extra_holidays", lambda value: business_calendar("JP", extra_holidays=iter([value]))),
    "day": ("day", CALENDAR.is_business_day),
    "roll": ("roll", lambda value: CALENDAR.adjust(date(2026, 6, 3), value)),
    "after": ("after", lambda value: CALENDAR.named_closures(value, date(2026, 6, 3))),
    "before": ("before", lambda value: CALENDAR.named_closures(date(2026, 6, 3), value)),
}


MAY_BE_NOTHING = {("subdivision", "nothing"), ("weekend", "nothing")}


class TestJunk:
    """An argument that nobody would give on purpose is an ``InputError`` as well, and one that can be shown."""

    @together(("argument", "junk"), sorted(set(product(TAKE_JUNK, JUNK)) - MAY_BE_NOTHING))
    def test_junk_is_named_in_the_error(self, argument: str, junk: str) -> None:
        field, make = TAKE_JUNK[argument]
        with pytest.raises(InputError) as caught:
            make(JUNK[junk])
        assert caught.value.field == field
        assert str(caught.value).startswith(f"{field} must be ")
        assert len(str(caught.value)) < 500

    @together("junk", sorted(JUNK.keys() - {"a number", "a huge number", "an array of one number"}))
    def test_junk_as_a_count_of_days_is_named(self, junk: str) -> None:
        for calendar in (CALENDAR, business_calendar("JP", extra_holidays=[date(2026, 6, 3)])):
            with pytest.raises(InputError, match="n must be a whole number of business days, got"):
                calendar.add_business_days(date(2026, 6, 3), JUNK[junk])


class TestEnums:
    """Python shows what is no member of an enum whole in an error, which lists in lists are too deep for."""

    @together("value", [nested(100_000), [], 5, 2.5, b"recruiter"], ids=short)
    @together(
        ("make", "expected"),
        [
            (lambda value: HR.replace(roles=[value]), r"roles.0\n  Input should be 'recruiter', 'hiring-manager', "),
            (lambda value: TouchSkipped(at=NOW, touch=value), r"touch\n  Input should be 'thank-you', 'follow-up-1', "),
            (lambda value: Done(stage=value), r"stage\n  Input should be 'interviewed', 'thanked', "),
            (lambda value: Promise(end_of=value), r"end_of\n  Input should be 'this-week', 'next-week', "),
        ],
        ids=["roles", "touch", "stage", "end_of"],
    )
    def test_what_is_no_text_is_no_member(self, make: Make, expected: str, value: Any) -> None:
        with pytest.raises(ValidationError, match=expected):
            make(value)

    def test_a_text_and_a_member_are_taken(self) -> None:
        for touch in ("escalation", Touch.ESCALATION):
            assert TouchSkipped(at=NOW, touch=touch).touch is Touch.ESCALATION  # type: ignore[arg-type]  # pydantic reads it
        with pytest.raises(ValidationError, match=r"touch\n  Input should be 'thank-you', 'follow-up-1', "):
            TouchSkipped(at=NOW, touch="x")  # type: ignore[arg-type]

    @pytest.mark.parametrize("tone", ["x", 5])
    def test_a_word_that_is_none_is_told_all_that_it_may_be(self, tone: Any) -> None:
        with pytest.raises(ValidationError, match=r"\n  Input should be 'formal' or 'friendly' \["):
            Brief(**BRIEF, tone=tone)


@pytest.mark.parametrize("seen", ["\u0301", "\u200b", "\u00a0", "\u3164", "\u0301\u200d\u0301"], ids=ascii)
def test_a_text_of_which_nothing_is_seen_is_empty(seen: str) -> None:
    with pytest.raises(ValidationError, match="must not be empty"):
        interview(company=seen)


class TestFieldsThatDependOnOthers:
    """A field that cannot be checked, since another is wrong, adds nothing to the error about that one."""

    @pytest.mark.parametrize(("name", "value"), [("ended_at", NAIVE), ("timezone", "Mars/Olympus")])
    @pytest.mark.parametrize("day", ["decision_by", "enquire_on"])
    def test_a_day_is_not_compared_with_an_end_that_is_wrong(self, name: str, value: Any, day: str) -> None:
        with pytest.raises(ValidationError) as caught:
            interview(**{name: value, day: date(2026, 6, 10)})
        assert [error["loc"] for error in caught.value.errors()] == [(name,)]


class TestADateForAnAnswer:
    """G37: a reply asks for something with `asks_for`; a date alone would count for nothing."""

    @pytest.mark.parametrize("kind", [ReplyReceived, Reopened])
    @pytest.mark.parametrize("asked", [{}, {"asks_for": None}])
    def test_a_date_for_an_answer_is_refused_where_they_asked_for_nothing(
        self, kind: type[ReplyReceived | Reopened], asked: dict[str, Any]
    ) -> None:
        with pytest.raises(ValidationError) as caught:
            kind(at=NOW, answer_by=date(2026, 6, 12), **asked)
        assert [str(each) for each in followup_rules.problems(caught.value)] == [
            "answer_by: goes only with asks_for; say what they asked for"
        ]

    def test_a_date_for_an_answer_cannot_stay_where_the_question_is_taken_away(self) -> None:
        question = ReplyReceived(at=NOW, asks_for="a call", answer_by=date(2026, 6, 12))
        with pytest.raises(ValidationError, match="answer_by"):
            question.replace(asks_for=None)
        assert question.replace(asks_for=None, answer_by=None) == ReplyReceived(at=NOW)

    def test_a_null_is_no_date_for_an_answer(self) -> None:
        assert ReplyReceived.model_validate({"at": NOW, "answer_by": None}) == ReplyReceived(at=NOW)

    def test_a_date_for_an_answer_is_no_error_where_the_words_of_the_question_are_wrong(self) -> None:
        with pytest.raises(ValidationError) as caught:
            ReplyReceived(at=NOW, asks_for="", answer_by=date(2026, 6, 12))
        assert [each.place for each in followup_rules.problems(caught.value)] == [("asks_for",)]


class TestTheWordsOfAnError:
    """An error says what is wrong, with the value, what is expected, and where."""

    def test_an_input_error_says_the_field_what_it_must_be_and_what_it_was(self) -> None:
        assert str(InputError("n", 1.5, "a whole number")) == "n must be a whole number, got 1.5"

    def test_a_long_value_is_cut(self) -> None:
        assert str(InputError("name", "x" * 200, "short")) == f"name must be short, got '{'x' * 79}…"

    def test_two_contacts_of_one_id_are_named(self) -> None:
        with pytest.raises(ValidationError) as caught:
            interview(contacts=(HR, HR))
        assert caught.value.errors()[0]["msg"] == "Value error, must be contacts with different ids, got 'hr'"

    def test_a_text_that_is_too_long_is_counted(self) -> None:
        with pytest.raises(ValidationError) as caught:
            interview(company="x" * 2001)
        assert caught.value.errors()[0]["msg"] == "Value error, must have at most 2000 characters, got 2001"

    def test_a_country_without_subdivisions_says_so(self) -> None:
        with pytest.raises(InputError) as caught:
            business_calendar("JP", "13")
        assert str(caught.value) == "subdivision must be omitted, since JP has none, got '13'"

    def test_of_days_that_are_both_closed_and_worked_the_first_is_named(self) -> None:
        days = [date(2026, 6, 16), date(2026, 6, 15)]
        with pytest.raises(InputError) as caught:
            business_calendar("JP", extra_holidays=days, extra_workdays=days)
        assert str(caught.value) == "extra_workdays must be days that are not extra_holidays as well, got '2026-06-15'"

    def test_a_span_says_how_long_it_may_be(self) -> None:
        with pytest.raises(InputError) as caught:
            Hours(-1, 5)
        assert str(caught.value) == "minimum must be a whole number from 0 to 366, got -1"

    def test_a_gap_names_the_country_whose_holidays_differ(self) -> None:
        texts = [gap.text for gap in gaps(interview(country="DE", timezone="Europe/Berlin"))]
        assert "Public holidays differ within DE: add the subdivision in which the company works." in texts

    def test_a_week_of_eight_days_is_counted(self) -> None:
        with pytest.raises(ValidationError) as caught:
            interview(working_week=dict.fromkeys([*range(7), "0"], ("09:00", "17:00")))
        assert caught.value.errors()[0]["msg"] == "Value error, must have at most 7 weekdays, got 8"

    def test_eighty_characters_are_shown_whole(self) -> None:
        assert str(InputError("name", "x" * 78, "short")) == f"name must be short, got '{'x' * 78}'"
        assert str(InputError("name", "x" * 79, "short")) == f"name must be short, got '{'x' * 79}…"

    @pytest.mark.parametrize("value", [10**5000, nested(100_000), Broken()], ids=["number", "lists", "broken"])
    def test_a_value_that_cannot_be_shown_is_named_by_its_type(self, value: Any) -> None:
        error = InputError("n", value, "a whole number")
        assert str(error) == f"n must be a whole number, got a value of type {type(value).__name__}"
        assert repr(error) == f"InputError('n', a value of type {type(value).__name__}, 'a whole number')"
        assert error.value is value

    def test_each_field_shows_a_refused_value_in_one_way(self) -> None:
        for week in ({"0": nested(100_000)}, {10**5000: ("09:00", "17:00")}, nested(100_000)):
            with pytest.raises(ValidationError, match=r"(?s)working_week.*got a value of type (list|int)"):
                interview(working_week=week)

    def test_an_id_that_is_long_is_cut_among_those_that_are_known(self) -> None:
        assert str(HistoryError(0, "bounced", "contact", "x", ("y" * 200,))) == (
            f"events.0.contact of a bounced event must be the id of a contact of the interview ('{'y' * 79}…), got 'x'"
        )

    def test_a_history_error_names_ten_of_many_contacts(self) -> None:
        known = tuple(f"c{n:02}" for n in range(12))
        assert str(HistoryError(3, "bounced", "contact", "x", known)) == (
            "events.3.contact of a bounced event must be the id of a contact of the interview ('c00', 'c01', 'c02', "
            "'c03', 'c04', 'c05', 'c06', 'c07', 'c08', 'c09', …), got 'x'"
        )

    def test_a_history_error_names_ten_ids(self) -> None:
        known = tuple(f"c{n}" for n in range(10))
        assert "'c8', 'c9'), got 'x'" in str(HistoryError(3, "bounced", "contact", "x", known))

    def test_what_cannot_be_seen_in_the_repr_of_a_value_is_escaped(self) -> None:
        class Odd:
            def __repr__(self) -> str:
                return "a\x1b[2Jb"

        assert str(InputError("name", Odd(), "short")) == r"name must be short, got a\x1b[2Jb"

    def test_a_history_error_says_where_no_contact_is_known(self) -> None:
        assert str(HistoryError(0, "bounced", "contact", "x", ())).endswith("of the interview (none yet), got 'x'")

    def test_a_horizon_error_says_what_to_do(self) -> None:
        error = HorizonError("JP", date(2020, 1, 1), date(2039, 12, 31), date(2040, 1, 1))
        assert str(error) == (
            "2040-01-01 is outside of the range that the calendar of JP knows, 2020-01-01 to 2039-12-31; "
            "use a date in this range, or pass a wider years="
        )

    @pytest.mark.parametrize(
        "error",
        [
            FollowUpError("a"),
            HistoryError(1, "reply-received", "sender", "nobody", ("hr",)),
            HorizonError("JP", date(2020, 1, 1), date(2039, 12, 31)),
            InputError("n", 1.5, "a whole number"),
            InvalidTransitionError("escalated", "follow-up-sent", ("withdrawn",)),
        ],
        ids=lambda error: type(error).__name__,
    )
    def test_an_error_prints_under_its_public_name(self, error: FollowUpError) -> None:
        kind = type(error)
        shown = traceback.format_exception_only(error)
        assert shown[0].startswith(f"followup_rules.{kind.__name__}: ")
        assert getattr(followup_rules, kind.__name__) is kind

    @pytest.mark.parametrize(
        "error",
        [
            HistoryError(index=1, event="reply-received", field="sender", value="nobody", known=("hr",)),
            HorizonError(place="JP", first=date(2020, 1, 1), last=date(2039, 12, 31)),
            InputError(field="n", value=1.5, expected="a whole number"),
            InvalidTransitionError(stage="escalated", event="follow-up-sent", allowed=("withdrawn",)),
        ],
        ids=lambda error: type(error).__name__,
    )
    def test_an_error_that_was_made_of_names_can_be_pickled(self, error: FollowUpError) -> None:
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - what we pickled ourselves
        assert (str(again), vars(again)) == (str(error), vars(error))


def test_a_round_too_great_to_be_written_is_refused() -> None:
    """An integer of thousands of digits has no text: neither a calendar nor a repr could hold it."""
    with pytest.raises(ValidationError, match="round"):
        interview(round=10**5000)
    with pytest.raises(ValidationError, match="line"):
        Finding(code="x", severity=Severity.HINT, part="body", line=10**5000, text="x")


@pytest.mark.parametrize("field", ["code", "text"])
def test_a_finding_is_a_line_of_text(field: str) -> None:
    fields: dict[str, Any] = {"code": "x", "severity": "hint", "part": "body", "text": "x"}
    assert not problems(_with(Finding, fields, field), [f"Ja{each}ne" for each in UNSAFE], field)


def test_templates_may_be_an_iterator() -> None:
    """A generator of templates serves for every message, not only for the first."""
    mine = [Template(touch=touch, language="en", subject="Mine", body="Mine") for touch in Touch]
    case = interview()
    steps = plan(case, (), now=NOW)
    many = to_calendar(steps, case, now=NOW, candidate=CANDIDATE, templates=iter(mine))
    assert many == to_calendar(steps, case, now=NOW, candidate=CANDIDATE, templates=mine)
    assert many.count(b"Subject: Mine") == len(steps) == 4
    assert [each.subject for each in messages(steps[0], case, CANDIDATE, templates=iter(mine))] == ["Mine"]
    assert thank_you(case, HR, CANDIDATE, templates=iter(mine)).subject == "Mine"


class TestWrongTypes:
    """An argument of a wrong type is named, whatever is called."""

    @together("case", WRONG_TYPES)
    def test_an_argument_of_a_wrong_type_is_named(self, case: str) -> None:
        function, arguments, named, said = WRONG_TYPES[case]
        with pytest.raises(InputError, match=re.escape(said)):
            function(*arguments, **named)


def test_an_array_as_a_day_of_the_invitation_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"enquire_on\n.*must be a date"):
        first_follow_up(interview(), HR, CANDIDATE, enquire_on=np.array([1, 2]))  # type: ignore[arg-type]


class TestAskedBefore:
    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ("hr", "asked_before must be a Contact, got 'h'"),
            (["hr"], "asked_before must be a Contact, got 'hr'"),
            (5, "asked_before must be an iterable of Contact, got 5"),
        ],
    )
    def test_what_is_no_contact_is_refused(self, given: Any, error: str) -> None:
        with pytest.raises(InputError, match=f"^{re.escape(error)}$"):
            escalation(interview(), LEAD, CANDIDATE, asked_before=given)
