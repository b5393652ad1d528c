"""Uses of the library that type checkers must accept, and, behind an ignore comment, those that they must refuse.

mypy reads this file with all others, and pyright reads it too; for mypy, a comment that ignores nothing is an error.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from followup_rules import (
    Blocked,
    Case,
    Contact,
    ContactRole,
    Day,
    Done,
    FollowUpSent,
    Instant,
    Interview,
    Policy,
    Progress,
    ReplyReceived,
    Respond,
    Send,
    Thread,
    Touch,
    WaitUntil,
    next_action,
    plan,
    replay,
)

NOW = datetime(2026, 6, 5, 1, tzinfo=UTC)
HR = Contact(id="hr", roles={"recruiter"}, email="hr@example.com")
LEAD = Contact(id="lead", roles={ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER}, name="Ken Ito")
INTERVIEW = Interview(
    id="1",
    company="Acme",
    position="Data Engineer",
    ended_at=datetime(2026, 6, 3, 6, tzinfo=UTC),
    timezone="Asia/Tokyo",
    country="JP",
    contacts=[HR, LEAD],
    extra_holidays=[date(2026, 6, 15)],
    working_week={0: (time(9), time(17)), 4: (time(9), time(12))},
    thread=Thread(message_id="<1@example.com>", references=["<0@example.com>"]),
)
EVENTS = [
    FollowUpSent(at=NOW, to=["hr"], folds={"thank-you"}),
    ReplyReceived(at=NOW + timedelta(hours=1), sender="hr", asks_for="two references", answer_by=date(2026, 6, 12)),
]
CASE = Case(interview=INTERVIEW, events=EVENTS)
POLICY = Policy(never={Touch.ESCALATION})
PROGRESS: Progress = replay(INTERVIEW, EVENTS)


def summary(instant: Instant, day: Day) -> list[str]:
    """Return what each kind of answer has, told apart by its type."""
    found = [instant.isoformat(), day.isoformat()]
    for history in (EVENTS, PROGRESS):
        action = next_action(INTERVIEW, history, now=instant, policy=POLICY)
        if isinstance(action, Send | WaitUntil):
            found.append(action.touch.value)
        elif isinstance(action, Respond):
            found.append(action.asks_for)
        elif isinstance(action, Blocked):
            found.append(action.missing[0].text)
        else:
            done: Done = action
            found.append(str(done.changes_at))
    for step in plan(INTERVIEW, EVENTS, now=instant):
        if not isinstance(step, Blocked) and step.to:
            found += [recipient.name for recipient in step.to]
            found.append(step.sent(at=step.send_at, to=[step.to[0].contact]).kind)
    return found


def refused() -> None:
    """Write what a type checker must refuse."""
    Contact(id="hr", roles=ContactRole.RECRUITER)  # type: ignore[arg-type]  # a role is not a set of roles
    Contact(id="hr", role={"recruiter"})  # type: ignore[call-arg]  # a misspelt field
    Interview(id="1", company="Acme")  # type: ignore[call-arg]  # fields are missing
    HR.email = "x@example.com"  # type: ignore[misc]  # a value is frozen
    next_action(INTERVIEW, EVENTS, NOW)  # type: ignore[call-overload]  # the time has a name
