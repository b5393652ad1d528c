"""An interview that was accepted is refused by no way out, also if each of its texts is as long as a text may be."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from events import feedback_request, follow_up, rejection, reply, thank_you
from followup_rules import (
    Candidate,
    Case,
    Contact,
    ContactRole,
    Message,
    Send,
    Template,
    Thread,
    Touch,
    WaitUntil,
    agenda,
    messages,
    next_action,
    plan,
    review,
)
from followup_rules.drafts import languages
from followup_rules.ical import to_calendar
from followup_rules.mail import to_eml, to_mailto
from followup_rules.timeline import to_html, to_svg
from letters import BUILDERS
from support import at, interview
from ways_out import calendar_names, eml_headers, markup

if TYPE_CHECKING:
    from followup_rules import Event

LONGEST = 2_000  # characters of a text
ADDRESS = f"a@{'.'.join(['b' * 61] * 4)}.com"  # 253 characters: with one more, a name of a domain is too long
THREAD_ID = f"<{'i' * 971}@x.com>"
HISTORIES: dict[str, tuple[str, tuple[Event, ...]]] = {
    "thanks": ("2026-06-04 17:00", ()),
    "a follow-up": ("2026-06-15 09:00", (thank_you(),)),
    "a second follow-up": ("2026-06-22 09:00", (thank_you(), follow_up())),
    "an escalation": ("2026-06-29 09:00", (thank_you(), follow_up(), follow_up("2026-06-22 10:00"))),
    "thanks for news": ("2026-06-09 12:00", (thank_you(), reply("2026-06-09 10:00"))),
    "an answer": ("2026-06-09 12:00", (thank_you(), reply("2026-06-09 10:00", asks_for="x" * 200))),
    "feedback": ("2026-06-10 12:00", (thank_you(), rejection("2026-06-09 10:00"))),
    "nothing": ("2026-06-12 12:00", (thank_you(), rejection("2026-06-09 10:00"), feedback_request("2026-06-10 12:00"))),
}


def person(contact: str, role: ContactRole, letter: str, address: str | None = ADDRESS) -> Contact:
    """Return somebody whose texts are all as long as they may be."""
    text = letter * LONGEST
    return Contact(
        id=contact,
        name=text,
        given_name=text,
        family_name=text,
        honorific=text,
        job_title=text,
        department=text,
        company=text,
        learned=text,
        why_it_matters=text,
        roles={role},
        email=address,
    )


@cache
def longest(letter: str, language: str = "en") -> Case:
    """Return a case whose texts are all as long as they may be, and whose interviewers are as many as are named."""
    text = letter * LONGEST
    panel = [person(f"p{number}", ContactRole.INTERVIEWER, letter, None) for number in range(10)]
    contacts = [
        person("hr", ContactRole.RECRUITER, letter),
        person("lead", ContactRole.HIRING_MANAGER, letter, f"c{ADDRESS[1:]}"),
        person("peer", ContactRole.INTERVIEWER, letter, f"d{ADDRESS[1:]}"),
    ]
    about = interview(
        id=text,
        company=text,
        position=text,
        learned=text,
        why_it_matters=text,
        language=language,
        contacts=[*contacts, *panel],
        thread=Thread(message_id=THREAD_ID, references=[THREAD_ID.replace("x", "y")], subject=text),
    )
    return Case(interview=about, candidate=Candidate(name=text, email=ADDRESS, phone=text))


@pytest.mark.untraced  # tracing makes it take twice as long
@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("letter", ["漢", "&"])
def test_each_way_out_takes_the_longest_values(letter: str, history: str) -> None:
    now, events = HISTORIES[history]
    case = longest(letter).replace(events=events)
    action, steps = next_action(case, now=at(now)), plan(case, now=at(now))
    assert type(action).model_validate_json(action.model_dump_json()) == action
    assert Case.model_validate_json(case.model_dump_json()) == case
    calendar_names(to_calendar(steps, case, now=at(now)))
    markup(to_svg(steps, case))
    markup(to_html(steps, case))
    assert len(agenda([case], now=at(now))) == 1
    assert case.candidate is not None
    for step in (action, *steps):
        assert str(step)
        assert step.row()
        for message in messages(step, case):
            assert Message.model_validate_json(message.model_dump_json()) == message
            assert eml_headers(to_eml(message, case.candidate))
            assert to_mailto(message) is None  # it is too long for a link
            assert isinstance(step, Send | WaitUntil)
            review(message, step.touch, case.interview, message.to, case.candidate, action=step)


def test_a_template_takes_the_longest_values() -> None:
    case = longest("a")
    subject = "${position} ${company} ${candidate_name}"
    template = Template(touch=Touch.THANK_YOU, language="en", subject=subject, body="${company}\n" * 101)
    case = case.replace(interview=case.interview.replace(thread=None))
    [message, *_] = messages(next_action(case, now=at("2026-06-04 17:00")), case, templates=[template])
    assert (len(message.subject), len(message.body)) == (2_000, 200_000)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", BUILDERS)
def test_each_draft_takes_the_longest_values(name: str, language: str) -> None:
    case = longest("a", language)
    lead, candidate = case.interview.contacts[1], case.candidate
    subject, body = BUILDERS[name](case.interview, lead, candidate)
    assert len(subject) == LONGEST
    Message(to=lead, subject=subject, body=body, language=language)
