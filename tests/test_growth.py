"""Time grows no faster than what comes in: events, contacts, and the length of a text.

Each shape is measured at a size and at four times that size, in processor time and in one run, the best of three, and
once more where the load of the machine was in the way. Linear work takes four times as long then, quadratic work
sixteen times. A size that takes too little time to tell is doubled.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timedelta
from time import process_time
from timeit import repeat
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from events import asks, away, bounced, escalation, follow_up, message, rejection, reopened, reply, thank_you
from followup_rules import (
    Action,
    Case,
    Contact,
    Event,
    Interview,
    Message,
    Progress,
    ReplyReceived,
    Template,
    Thread,
    Touch,
    agenda,
    business_calendar,
    gaps,
    messages,
    next_action,
    plan,
    replay,
    review,
)
from followup_rules._addresses import checked_address, is_no_reply
from followup_rules._cli._errors import CommandError
from followup_rules._cli._reading import _loaded, case_of
from followup_rules._cli._rewriting import with_event
from followup_rules._elsewhere import elsewhere
from followup_rules._reach import reach_of
from followup_rules.drafts._subject import reply_subject
from followup_rules.ical import to_calendar
from followup_rules.mail import to_eml
from followup_rules.timeline import to_html, to_svg
from support import CANDIDATE, HR, PEER, at, interview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Work = Callable[[], object]
    Shape = Callable[[int], Work]  # from a size to what is measured; what that needs is made before

pytestmark = pytest.mark.slow  # each measures, and again where it was disturbed

NOW = at("2026-06-05 12:00")
WHEN_ALL_ASK = at("2026-06-15 10:00")
DURING_THANKS = at("2026-06-04 16:00")
TIMES = 4
MOST = 8  # times as long for four times as much: linear is 4, quadratic is 16
LEAST = 0.002  # seconds: below that, chance is greater than growth
TRIES = 3


def seconds(work: Work) -> float:
    """Return the processor time of some work, the best of three."""
    return min(repeat(work, timer=process_time, number=1, repeat=3))


def assert_linear(what: str, shape: Shape, size: int) -> None:
    """Fail if four times the size takes much more than four times as long, whenever it is tried."""
    found: list[float] = []
    while not found or (found[-1] >= MOST and len(found) < TRIES):
        short, long = seconds(shape(size)), seconds(shape(TIMES * size))
        found.append(long / max(short, LEAST))
    assert min(found) < MOST, f"{what}: times as long, in each try: {found}"


def minute(n: int) -> datetime:
    return at("2026-06-03 15:00") + timedelta(minutes=n)


def ids(n: int) -> list[str]:
    return [f"p{i}" for i in range(n)]


def panel(n: int, **changes: Any) -> list[Contact]:
    """Return interviewers, each with an address of their own."""
    fields = ({"id": each, "roles": {"interviewer"}, "name": each, "email": f"{each}@example.com"} for each in ids(n))
    return [Contact(**each | changes) for each in fields]


def ask(case: Interview, events: list[Event] | None = None) -> Work:
    return lambda: next_action(case, events or [], now=NOW)


def schedule(case: Interview, events: list[Event] | None = None) -> Work:
    return lambda: plan(case, events or [], now=NOW)


def list_cases(n: int, *contacts: Sequence[Contact], now: datetime = WHEN_ALL_ASK, mails: int = 0) -> Work:
    """Return the work of an agenda of n cases; contacts take turns, and the first case has sent some mails."""
    cases = []
    for number in range(n):
        about = interview(id=f"{number}", contacts=contacts[number % len(contacts)])
        first = [message(minute(i), about.contacts[0].id) for i in range(mails)] if number == 0 else []
        cases.append(Case(interview=about, events=first))
    return lambda: agenda(cases, now=now)


def know_of_no_reply(n: int) -> Work:
    """Return the work of looking up, for each of n cases with a no-reply mailbox, what all know of it (H4)."""
    addresses = [[HR.replace(email=f"no-reply@{i}.example.com")] for i in range(n)]
    desk = [Case(interview=interview(id=f"{i}", contacts=contacts)) for i, contacts in enumerate(addresses)]
    pairs = [(case, reach_of(case.interview)) for case in desk]
    known = elsewhere(pairs)
    assert known is not None
    return lambda: [known.closed_of(reach) for _, reach in pairs]


def retell(case: Interview, events: list[Event]) -> Work:
    return lambda: replay(case, events)


def refuse(case: dict[str, Any]) -> Work:
    """Return the reading of a case that the command line refuses."""
    text = json.dumps(case)

    def read() -> None:
        with pytest.raises(CommandError):
            case_of(text, "case.json")

    return read


def replies(n: int, **changes: Any) -> list[Event]:
    return [reply(minute(i), **changes) for i in range(1, n + 1)]


def questions(n: int) -> list[Event]:
    """Return a question from each interviewer."""
    return [asks(minute(i + 1), who, asks_for="a call") for i, who in enumerate(ids(n))]


def bounces(n: int, start: int = 1, **changes: Any) -> list[Event]:
    """Return bounces of the mail to HR."""
    return [bounced(minute(start + i), **changes) for i in range(n)]


def panel_bounces(n: int, **changes: Any) -> list[Event]:
    """Return a bounce of the mail to each interviewer."""
    return [bounced(minute(i + 2), person, **changes) for i, person in enumerate(panel(n))]


def notes(n: int, **changes: Any) -> list[Event]:
    """Return a thank-you note to each interviewer."""
    return [thank_you(minute(i + 1), who, **changes) for i, who in enumerate(ids(n))]


def all_at_once(n: int, **changes: Any) -> list[Event]:
    """Return one thank-you note to all interviewers."""
    return [thank_you(minute(1), *ids(n), **changes)]


def to_hr(start: int) -> list[Event]:
    return [thank_you(minute(start), "hr")]


def with_hr(n: int, **changes: Any) -> Interview:
    return interview(contacts=[HR, *panel(n, **changes)])


def without_hr(n: int, **changes: Any) -> Interview:
    return interview(contacts=panel(n, **changes))


def build(n: int) -> Work:
    people = panel(n)
    return lambda: interview(contacts=people)


def look_for_gaps(n: int) -> Work:
    case = with_hr(n, email=None, name=None)
    return lambda: gaps(case)


def write(n: int) -> Work:
    case = with_hr(n)
    action: Action = next_action(case, (), now=DURING_THANKS)
    return lambda: messages(action, case, CANDIDATE)


def look_over(n: int) -> Work:
    case = with_hr(n, email=None)
    (message,) = messages(next_action(case, (), now=DURING_THANKS), case, CANDIDATE)
    return lambda: review(message, Touch.THANK_YOU, case, HR, CANDIDATE)


def read_case(n: int) -> Work:
    text = Case(interview=without_hr(n), events=notes(n)).model_dump_json()
    return lambda: Case.model_validate_json(text)


def read_progress(n: int) -> Work:
    events: list[Event] = [escalation(minute(1440 * i), "hr") for i in range(n)]
    text = replay(interview(), events).model_dump_json()
    return lambda: Progress.model_validate_json(text)


def mail_of_a_long_thread(n: int) -> Work:
    thread = Thread(message_id="<a@example.com>", references=[f"<{i}@example.com>" for i in range(n)])
    message = Message(to=HR, subject="Thanks", body="Dear Hanako Sato,\n" * n, language="en", reply_to=thread)
    return lambda: to_eml(message, CANDIDATE)


def draw(n: int) -> Work:
    case, events = without_hr(n), notes(n)
    return lambda: to_svg((), case, events, now=NOW)


def list_what_has_ended(n: int) -> Work:
    case, kinds = interview(), (rejection, reopened)
    events = [kinds[i % 2](minute(i + 1), "hr") for i in range(n)]
    return lambda: to_html((), case, events, now=NOW)


def remind_of_many(n: int) -> Work:
    case = with_hr(n)
    steps = plan(case, (), now=NOW)
    return lambda: to_calendar(steps, case, now=NOW)


def remind_often(n: int) -> Work:
    case = interview()
    steps = plan(case, replies(1, asks_for="a call"), now=NOW)[:1] * n
    return lambda: to_calendar(steps, case, now=NOW)


def days_of_their_own(n: int) -> Work:
    days = [at("2026-01-01").date() + timedelta(days=2 * i) for i in range(n)]
    return lambda: interview(extra_holidays=days)


def one_telling_each(n: int) -> list[Event]:
    """Return one mail to all interviewers, told once for each of them."""
    return [thank_you(minute(i + 1), who, message_id="<1@x.com>") for i, who in enumerate(ids(n))]


def sent_and_bounced(n: int) -> Iterator[Event]:
    """Yield thank-you notes to HR, each with the bounce that names it long after."""
    for i in range(n):
        yield thank_you(minute(i + 1), "hr", message_id=f"<{i}@x.com>")
        yield from bounces(1, 2 * n + i, message_id=f"<{i}@x.com>")


def asked_and_answered(n: int) -> Iterator[Event]:
    for i in range(n):
        yield asks(minute(2 * i + 1), "hr", asks_for="a call")
        yield message(minute(2 * i + 2), "hr")


def answers_to_somebody_else(n: int) -> list[Event]:
    return [message(minute(n + i + 1), "lead") for i in range(n)]


def all_away(n: int) -> list[Event]:
    return [away(minute(i + 1), who) for i, who in enumerate(ids(n))]


SHAPES: dict[str, tuple[int, Shape]] = {
    "building contacts": (250, lambda n: lambda: panel(n)),
    "building an interview": (1000, build),
    "building one with company holidays": (150, days_of_their_own),
    "contacts who can be reached": (250, lambda n: ask(with_hr(n))),
    "contacts without an address": (500, lambda n: ask(with_hr(n, email=None))),
    "contacts without an address, and no recruiter": (500, lambda n: ask(without_hr(n, email=None))),
    "contacts with one mailbox": (500, lambda n: ask(with_hr(n, email="all@example.com"))),
    "contacts at an agency who cannot be reached": (500, lambda n: ask(without_hr(n, email=None, roles={"agency"}))),
    "contacts in no role that is asked": (500, lambda n: ask(without_hr(n, email=None, roles={"employee"}))),
    "a plan for many contacts": (200, lambda n: schedule(with_hr(n))),
    "a plan for many who cannot be reached": (250, lambda n: schedule(without_hr(n, email=None))),
    "a plan for one mailbox of many": (250, lambda n: schedule(without_hr(n, email="all@example.com"))),
    "gaps": (250, look_for_gaps),
    "messages": (25, write),
    "a review of a message that names many": (100, look_over),
    "one note to all": (250, lambda n: ask(without_hr(n), all_at_once(n))),
    "one note to all, told twice": (250, lambda n: ask(without_hr(n), 2 * all_at_once(n))),
    "one mail to all, told twice": (250, lambda n: ask(without_hr(n), all_at_once(n, message_id="<1@x.com>") * 2)),
    "one mail to all, told once for each": (200, lambda n: ask(without_hr(n), one_telling_each(n))),
    "a note to each": (250, lambda n: ask(without_hr(n), notes(n))),
    "a note to each of one mailbox": (200, lambda n: ask(without_hr(n, email="all@example.com"), notes(n))),
    "replies": (500, lambda n: ask(interview(), replies(n))),
    "replies of one instant": (
        250,
        lambda n: ask(interview(), [reply(NOW, None, subject=f"Mail {i}") for i in range(n)]),
    ),
    "one reply told again and again": (250, lambda n: ask(interview(), [reply(NOW, None, subject="Mail")] * n)),
    "mails of one thread": (
        300,
        lambda n: retell(
            interview(),
            [reply(minute(i), "hr", message_id=f"<{i}@x.com>") for i in range(n)],
        ),
    ),
    "replies of each who had the follow-up": (
        200,
        lambda n: ask(without_hr(n), [follow_up(minute(1), *ids(n)), *replies(n, sender="p0")]),
    ),
    "irregular facts": (
        300,
        lambda n: retell(interview(), [escalation(minute(1440 * i), "hr") for i in range(n)]),
    ),
    "reading a progress of many irregular facts": (500, read_progress),
    "bounces that name no mail": (300, lambda n: ask(interview(), [*to_hr(1), *bounces(n, 2)])),
    "bounces before anything was sent": (300, lambda n: ask(interview(), [*bounces(n), *to_hr(n + 1)])),
    "bounces of many addresses, and notes after them": (
        150,
        lambda n: ask(
            interview(),
            [
                *(bounced(minute(i), HR, email=f"hr{i}@example.com") for i in range(n)),
                *(thank_you(minute(n + i), "hr") for i in range(n)),
            ],
        ),
    ),
    "bounces of the mail that they name": (150, lambda n: ask(interview(), list(sent_and_bounced(n)))),
    "bounces of one mail to all": (150, lambda n: ask(without_hr(n), [*all_at_once(n), *panel_bounces(n)])),
    "bounces of one mail to all that they name": (
        150,
        lambda n: ask(
            without_hr(n),
            [*all_at_once(n, message_id="<1@x.com>"), *panel_bounces(n, message_id="<1@x.com>")],
        ),
    ),
    "bounces of one mailbox of many": (
        200,
        lambda n: ask(
            without_hr(n, email="all@example.com"), [*all_at_once(n), *panel_bounces(n, email="all@example.com")]
        ),
    ),
    "questions of one person": (250, lambda n: ask(interview(), replies(n, asks_for="a call"))),
    "questions of nobody in particular": (250, lambda n: ask(interview(), replies(n, sender=None, asks_for="a call"))),
    "questions of each": (100, lambda n: ask(with_hr(n), questions(n))),
    "questions that each have an answer": (150, lambda n: ask(interview(), list(asked_and_answered(n)))),
    "questions, and answers to somebody else": (
        150,
        lambda n: ask(interview(), [*replies(n, asks_for="a call"), *answers_to_somebody_else(n)]),
    ),
    "questions of each, answered by one mail each": (
        60,
        lambda n: ask(
            with_hr(n),
            [*questions(n), *(message(minute(n + i + 1), who) for i, who in enumerate(ids(n)))],
        ),
    ),
    "questions that nobody can get the answer to": (60, lambda n: ask(without_hr(n, email=None), questions(n))),
    "a plan with questions of one person": (100, lambda n: schedule(interview(), replies(n, asks_for="a call"))),
    "a plan with a question of each": (30, lambda n: schedule(with_hr(n), questions(n))),
    "a plan with questions that nobody can get the answer to": (
        10,
        lambda n: schedule(without_hr(n, email=None), questions(n)),
    ),
    "out-of-office replies of one person": (
        300,
        lambda n: ask(interview(), [away(minute(i), "hr") for i in range(n)]),
    ),
    "out-of-office replies of each": (150, lambda n: ask(without_hr(n), all_away(n))),
    "out-of-office replies of each recruiter": (
        150,
        lambda n: ask(without_hr(n, roles={"recruiter"}), [*all_at_once(n), *all_away(n)]),
    ),
    "reading a case": (100, read_case),
    "reading objects with a key that is there twice": (
        1000,
        lambda n: lambda: _loaded("[" + '{"a":[],"a":[]},' * n + "0]"),
    ),
    "reading an object with many keys": (
        2000,
        lambda n: lambda: _loaded("{" + "".join(f'"{i}":0,"{i}":1,' for i in range(n)) + '"a":0}'),
    ),
    "a case in which each event names somebody unknown": (
        300,
        lambda n: refuse(
            {
                "interview": json.loads(interview(contacts=panel(n)).model_dump_json()),
                "events": [{"kind": "withdrawn", "at": "x"}, {"kind": "reply-received", "at": "x", "sender": "y"}] * n,
            }
        ),
    ),
    "a case with many fields that there are not": (300, lambda n: refuse({f"intervie{i}": i for i in range(n)})),
    "an event more in a case of many": (
        500,
        lambda n: lambda: with_event('{"interview": {}, "events": [' + '{"a": [1, 2]},' * n + '{"a": 1}]}', "{}"),
    ),
    "a thread of many references": (
        500,
        lambda n: lambda: Thread(message_id="<a@x.com>", references=[f"<{i}@x.com>" for i in range(n)]),
    ),
    "mail in a thread of many references": (1000, mail_of_a_long_thread),
    "an agenda of cases that all ask one person": (60, lambda n: list_cases(n, interview().contacts)),
    "an agenda of cases that ask people of their own": (
        200,
        lambda n: list_cases(n, *[[HR.replace(email=f"hr@{i}.example.com")] for i in range(n)]),
    ),
    "an agenda of cases of one panel": (
        60,
        lambda n: list_cases(n, panel(2), now=DURING_THANKS),
    ),
    "what cases know of mailboxes that nobody reads": (500, know_of_no_reply),
    "an agenda with many messages of one day": (100, lambda n: list_cases(30, interview().contacts, mails=n)),
    "a picture": (500, draw),
    "a list of what a no ends again and again": (200, list_what_has_ended),
    "a reminder for many": (400, remind_of_many),
    "reminders of one instant": (30, remind_often),
    "years of a calendar": (20_000, lambda n: lambda: business_calendar("JP", years=[2026] * n)),
}


SMALL = 125  # up to this a size is doubled; caches hold 1,024 addresses, and more would be a step of its own


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_as_much_takes_about_four_times_as_long(shape: str) -> None:
    size, make = SHAPES[shape]
    while size <= SMALL and seconds(make(size)) < 2 * LEAST:
        size *= 2
    assert_linear(shape, make, size)


def _thank_you(text: str) -> object:
    return review((text, text), Touch.THANK_YOU, interview(), HR, CANDIDATE)


# Where a text comes in. One that is refused is refused as quickly, whatever is in it.
TEXTS: dict[str, Callable[[str], object]] = {
    "a name": lambda text: HR.replace(name=text),
    "a field that there is not": lambda text: HR.replace(**{text: 1}),
    "a language": lambda text: HR.replace(language=text),
    "an address": checked_address,
    "a no-reply address": lambda text: is_no_reply.__wrapped__(f"{text}@example.com"),
    "a message id": lambda text: Thread(message_id=text),
    "a subject": lambda text: Thread(message_id="<a@example.com>", subject=text),
    "an instant": lambda text: ReplyReceived(at=text),  # type: ignore[arg-type]
    "a day": lambda text: interview(decision_by=text),
    "a time zone": lambda text: interview(timezone=text),
    "a country": lambda text: interview(country=text),
    "a subdivision": lambda text: interview(subdivision=text),
    "hours of work": lambda text: interview(working_week={"0": (text, text)}),
    "a weekday": lambda text: interview(working_week={text: ("09:00", "17:00")}),
    "a kind": lambda text: Case.model_validate({"interview": interview(), "events": [{"kind": text}]}),
    "a template": lambda text: Template(touch=Touch.THANK_YOU, language="en", subject="Thanks", body=text),
    "the subject of a reply": reply_subject,
    "a draft to review": _thank_you,
    "a memory": lambda text: Progress(format=1, stage="thanked", memory=text),  # type: ignore[arg-type]
    "JSON": Case.model_validate_json,
}
PIECES = ("a", " ", "=?a", "a-", "a@", "a.", "1", "[", "{", "${a} ", "! ", "\n", "\u200b", "é", "no-", "Re: ")
MARKS = (
    " ",
    "\u3000",
    "Re",
    "Re:",
    "Re: ",
    "Re ",
    "[",
    "]",
    "[a",
    "[a]",
    "[a]Re:",
    "[EXT]",
    "Re[2]",
    "Re(1",
    ":",
    "Trả ",
)


@pytest.mark.parametrize("place", TEXTS)
def test_a_text_four_times_as_long_takes_about_four_times_as_long(place: str) -> None:
    for piece in PIECES:

        def shape(n: int, piece: str = piece) -> Work:
            text = piece * (n // len(piece))

            def work() -> None:
                with suppress(ValidationError, ValueError):
                    TEXTS[place](text)

            return work

        assert_linear(ascii(piece), shape, 1_500)


# What the patterns of a language begin with, and what they must not look for in all that follows.
BEGINNINGS = [("en", "if "), ("en", "understand "), ("de", "wenn "), ("de", "wäre ich "), ("de", "würde ")]
BEGINNINGS += [("es", "si "), ("fr", "si "), ("pt", "se "), ("zh", "如"), ("zh", "请"), ("ja", "先日"), ("ko", "한 ")]


@pytest.mark.parametrize(("tag", "piece"), BEGINNINGS)
def test_a_draft_that_begins_a_phrase_again_and_again_is_reviewed_in_proportion(tag: str, piece: str) -> None:
    def shape(n: int) -> Work:
        text = piece * (n // len(piece))
        return lambda: review(("x", text), Touch.FEEDBACK_REQUEST, interview(language=tag), PEER, CANDIDATE)

    assert_linear(ascii(piece), shape, 4_000)


def answer_to(frame: str, piece: str) -> Shape:
    return lambda n: lambda: reply_subject(frame.format(piece * (n // len(piece))))


@pytest.mark.parametrize("frame", ["{}", "Re{}x", "Re{}:", "[{}", "Re[1]{}"])
def test_the_subject_of_a_reply_of_any_marks_is_made_in_proportion(frame: str) -> None:
    for piece in MARKS:
        assert_linear(ascii(piece), answer_to(frame, piece), 4_000)


def test_the_subject_of_a_reply_of_many_different_tags_is_made_in_proportion() -> None:
    assert_linear("tags", lambda n: lambda: reply_subject("".join([f"[{i}]Re:" for i in range(n)])), 2_000)
