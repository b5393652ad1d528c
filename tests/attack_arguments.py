"""Every public function with one argument that nobody would give on purpose."""

from __future__ import annotations

from datetime import date, datetime
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any

import followup_rules
from events import thank_you, withdrawn
from followup_rules import (
    DEFAULT_POLICY,
    Case,
    FollowUpSent,
    Promise,
    Send,
    Stage,
    Template,
    ThankYouSent,
    Thread,
    Tone,
    Touch,
    business_calendar,
    messages,
    next_action,
    plan,
)
from followup_rules.ical import to_calendar
from followup_rules.inbox import read_mail
from followup_rules.mail import to_eml, to_mailto
from followup_rules.timeline import to_html, to_svg
from support import CANDIDATE, HR, PEER, at, interview

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random


class Broken:
    """What cannot be shown, compared, measured or walked through."""

    def _fail(self, *_: object) -> Any:
        msg = "the session is closed"
        raise TypeError(msg)

    __repr__ = __str__ = __iter__ = __len__ = __eq__ = __bool__ = _fail
    __hash__ = None  # type: ignore[assignment]  # that is what is wrong


CASE = Case(
    interview=interview(contacts=(HR, PEER)),
    events=[thank_you("2026-06-04 16:00", "peer")],
    candidate=CANDIDATE,
)
NOW = at("2026-06-15 12:00")
ABOUT, EVENTS, STEPS, DUE = CASE.interview, CASE.events, plan(CASE, now=NOW), next_action(CASE, now=NOW)
assert isinstance(DUE, Send)
(MESSAGE,) = messages(DUE, CASE)
THREAD = Thread(message_id="<1@x.com>")
TEMPLATE = Template(touch=Touch.THANK_YOU, language="en", subject="Thanks", body="Thanks, ${candidate_name}")
ASKED: dict[str, Any] = {"interview": ABOUT, "history": EVENTS, "now": NOW, "policy": DEFAULT_POLICY}
WRITTEN: dict[str, Any] = {"interview": ABOUT, "contact": HR, "candidate": CANDIDATE, "reply_to": THREAD}
WRITTEN |= {"tone": Tone.FORMAL, "templates": (TEMPLATE,)}
SHOWN: dict[str, Any] = {"plan": STEPS, "interview": ABOUT, "history": EVENTS, "now": NOW}
OF: dict[str, Any] = {"interview": ABOUT, "policy": DEFAULT_POLICY}
SENT: dict[str, Any] = {"at": NOW, "to": ("hr",), "message_id": "<2@x.com>", "subject": "Hello"}
DAY, CALENDAR = date(2026, 6, 3), business_calendar("JP")
CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "next_action": (next_action, ASKED),
    "plan": (plan, ASKED),
    "replay": (followup_rules.replay, {"interview": ABOUT, "events": EVENTS}),
    "agenda": (followup_rules.agenda, {"cases": (CASE,), "now": NOW, "until": NOW, "policy": DEFAULT_POLICY}),
    "gaps": (followup_rules.gaps, {"interview": ABOUT}),
    "step": (followup_rules.step, {"stage": Stage.THANKED, "event": withdrawn(NOW)}),
    "messages": (
        messages,
        {"action": DUE, "interview": ABOUT, "candidate": CANDIDATE, "tone": Tone.FORMAL, "templates": ()},
    ),
    "review": (
        followup_rules.review,
        {"draft": ("a", "b"), "touch": Touch.FOLLOW_UP_1, "language": "en", "action": DUE}
        | {name: WRITTEN[name] for name in ("interview", "contact", "candidate", "reply_to")},
    ),
    "thank_you": (followup_rules.thank_you, WRITTEN | {"passes_on": True}),
    "first_follow_up": (followup_rules.first_follow_up, WRITTEN | {"folds": (Touch.THANK_YOU,), "enquire_on": DAY}),
    "second_follow_up": (followup_rules.second_follow_up, WRITTEN | {"asked_on": DAY}),
    "escalation": (followup_rules.escalation, WRITTEN | {"asked_before": (HR,), "asked_on": DAY}),
    "update_thanks": (followup_rules.update_thanks, WRITTEN | {"decision_by": DAY, "answers_feedback": True}),
    "feedback_request": (followup_rules.feedback_request, WRITTEN),
    "thank_you_window": (followup_rules.thank_you_window, OF),
    "first_follow_up_window": (followup_rules.first_follow_up_window, OF),
    "second_follow_up_window": (followup_rules.second_follow_up_window, OF | {"first_sent": NOW}),
    "escalation_window": (followup_rules.escalation_window, OF | {"second_sent": NOW}),
    "update_thanks_window": (followup_rules.update_thanks_window, OF | {"replied": NOW}),
    "feedback_request_window": (followup_rules.feedback_request_window, OF | {"rejected": NOW}),
    "promised_by": (
        followup_rules.promised_by,
        {"promise": Promise(within_weeks=2), "said_on": DAY, "calendar": CALENDAR},
    ),
    "business_calendar": (
        business_calendar,
        {"country": "IN", "subdivision": "MH", "weekend": (5, 6), "years": (2026,)}
        | {"extra_holidays": (DAY,), "extra_workdays": (date(2026, 6, 6),)},
    ),
    "is_business_day": (CALENDAR.is_business_day, {"day": DAY}),
    "add_business_days": (CALENDAR.add_business_days, {"day": DAY, "n": 3}),
    "adjust": (CALENDAR.adjust, {"day": DAY, "roll": "following"}),
    "business_days_between": (CALENDAR.business_days_between, {"start": DAY, "end": DAY}),
    "closure": (CALENDAR.closure, {"day": DAY}),
    "named_closures": (CALENDAR.named_closures, {"after": DAY, "before": DAY}),
    "Send.sent": (DUE.sent, SENT),
    "Window.status": (DUE.window.status, {"now": NOW}),
    "Interview.contact": (ABOUT.contact, {"contact_id": "hr"}),
    "to_svg": (to_svg, SHOWN),
    "to_html": (to_html, SHOWN),
    "to_calendar": (
        to_calendar,
        {"plan": STEPS, "interview": ABOUT, "now": NOW, "candidate": CANDIDATE, "sequence": 1}
        | {"tone": Tone.FORMAL, "templates": (TEMPLATE,)},
    ),
    "to_eml": (to_eml, {"message": MESSAGE, "candidate": CANDIDATE}),
    "to_mailto": (to_mailto, {"message": MESSAGE}),
    "read_mail": (read_mail, {"raw": b"From: a@x.com\n\nHello", "case": CASE}),
    "Case": (Case, {"interview": ABOUT, "events": EVENTS, "candidate": CANDIDATE}),
    "FollowUpSent": (FollowUpSent, SENT | {"folds": {Touch.THANK_YOU}}),
}


def nested(depth: int) -> list[Any]:
    """Return lists in lists."""
    whole: list[Any] = []
    for _ in range(depth):
        whole = [whole]
    return whole


NESTED = nested(100_000)
JUNK: dict[str, Callable[[], Any]] = {
    "nothing": lambda: None,
    "yes": lambda: True,
    "a number": lambda: 5,
    "a fraction": lambda: 2.5,
    "not a number": lambda: float("nan"),
    "a huge number": lambda: 10**5000,
    "a text": lambda: "5",
    "an empty text": lambda: "",
    "half a character": lambda: "\ud800",
    "control characters": lambda: "\x1b[31m\r\nBcc: evil@x.com\u202e",
    "a long text": lambda: "a" * 100_000,
    "bytes": lambda: b"5",
    "a type": lambda: int,
    "a function": lambda: len,
    "an object": object,
    "what cannot be shown": Broken,
    "a list of what cannot be shown": lambda: [Broken()],
    "a nothing in a list": lambda: [None],
    "a text in a list": lambda: ["x"],
    "a huge range": lambda: range(10**12),
    "lists in lists": lambda: NESTED,
    "a mapping": lambda: {"id": "x"},
    "a naive time": lambda: datetime(2026, 6, 3, 12),  # noqa: DTZ001 - that is what is wrong
    "the last time": lambda: datetime.max.replace(tzinfo=at("2026-06-03 12:00").tzinfo),
    "the first time": lambda: datetime.min.replace(tzinfo=at("2026-06-03 12:00").tzinfo),
    "the last day": lambda: date.max,
    "the first day": lambda: date.min,
    "a contact": lambda: HR,
    "an event": lambda: EVENTS[0],
    "a case": lambda: CASE,
    "an answer": lambda: DUE,
    "a class of events": lambda: ThankYouSent,
}


# pydantic walks through whatever it can, so a field of several values is given no range of a million millions.
FIELDS_OF_SEVERAL = {
    ("Case", "events"),
    ("FollowUpSent", "to"),
    ("FollowUpSent", "folds"),
    ("first_follow_up", "folds"),
}


def required(call: str) -> dict[str, Any]:
    """Return the arguments of a call that have no default."""
    function, arguments = CALLS[call]
    known = signature(function).parameters
    return {name: value for name, value in arguments.items() if known[name].default is Parameter.empty}


def wrong(call: str, argument: str) -> list[str]:
    """Return the names of what an argument of a call can be instead."""
    return [name for name in JUNK if name != "a huge range" or (call, argument) not in FIELDS_OF_SEVERAL]


def with_a_wrong_argument(chance: Random) -> tuple[str, str, Callable[..., Any], dict[str, Any]]:
    """Return a call, the name of the argument that is wrong, the function, and all arguments."""
    call, (function, arguments) = chance.choice(list(CALLS.items()))
    argument = chance.choice(list(arguments))
    return call, argument, function, arguments | {argument: JUNK[chance.choice(wrong(call, argument))]()}
