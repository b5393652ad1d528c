"""Each kind of hostile input, given to every public entry that it concerns."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from unittest import mock

from pydantic import BaseModel, TypeAdapter

import followup_rules
from attack import Fault, Refused, Run, Tally
from attack_arguments import with_a_wrong_argument
from followup_rules import (
    DEFAULT_POLICY,
    Action,
    Blocked,
    Case,
    Contact,
    Done,
    Entry,
    Interview,
    Message,
    Policy,
    Progress,
    Promise,
    Respond,
    Send,
    Template,
    Thread,
    WaitUntil,
    agenda,
    business_calendar,
    gaps,
    messages,
    next_action,
    plan,
    promised_by,
    replay,
    review,
)
from followup_rules._cli import main
from followup_rules.ical import to_calendar
from followup_rules.inbox import Incoming, read_mail
from followup_rules.mail import to_eml, to_mailto
from followup_rules.timeline import to_html, to_svg
from support import CANDIDATE, HR, PEER, at, interview
from ways_out import CONTROLS, calendar_names, eml_addresses, eml_headers, link_fields, markup, seen_in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from followup_rules import Step
    from hostile import Input

ACTION: TypeAdapter[Action] = TypeAdapter(Action)
CASES: TypeAdapter[list[Case]] = TypeAdapter(list[Case])
EVENTS = {kind.__name__: kind for kind in followup_rules._events.EVENTS}
PANEL = [
    Contact(id=f"c{i}", roles={"recruiter" if i == 0 else "interviewer"}, email=f"c{i}@example.com") for i in range(3)
]
THREAD = Thread(message_id="<1@x.com>", subject="Your interview")
KNOWN = Case(interview=interview(contacts=(HR, PEER)), candidate=CANDIDATE)
MAILBOX = Case(interview=interview(contacts=PANEL, thread=THREAD), candidate=CANDIDATE)
NOW, FIRST, LAST = at("2026-06-16 12:00"), datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 12, 31, tzinfo=UTC)
JAPAN = business_calendar("JP")
PAGE = {"article", "article lang", "h2", "p", "ol", "li", "li aria-current", "strong", "time", "time datetime", "bdi"}


def attack(tally: Tally, given: Input) -> None:
    """Give an input to all that it concerns."""
    tally.inputs[given.kind] += 1
    try:
        HANDLERS[given.kind](Run(tally, given))
    except Refused:
        return


def answered(run: Run, case: Case, policy: Policy = DEFAULT_POLICY) -> None:
    """Ask everything about a case that was accepted: nothing may be refused any more, at any time of asking."""
    about, chance = case.interview, run.chance
    now = min(max(about.ended_at + timedelta(hours=chance.randint(-240, 24 * 90)), FIRST), LAST)
    action = run.must("next_action", next_action, case, now=now, policy=policy)
    run.tally.reached[run.given.kind] += 1
    steps = run.must("plan", plan, case, now=now, policy=policy)
    progress = run.must("replay", replay, case)
    if run.must("next_action", next_action, about, progress, now=now, policy=policy) != action:
        msg = "the progress has another answer than the events"
        raise Fault(msg)
    if run.must("gaps", gaps, about) and run.by_chance(0.2):
        run.must("agenda", agenda, [case], now=now, policy=policy)
    if (steps[:1] or (action,)) != (action,):
        msg = "the plan begins with another step than the next action"
        raise Fault(msg)
    as_values(run, case, action, progress)
    for step in (action, *steps[1:3]):
        written(run, case, step)
    if run.by_chance(0.08):
        drawn(run, case, steps, now)


def as_values(run: Run, case: Case, action: Action, progress: Progress) -> None:
    """See that values come back from JSON, and that an answer can be said, shown and stored."""
    if CONTROLS.search(str(action)):
        msg = f"an answer has control characters: {str(action)!a}"
        raise Fault(msg)
    if run.by_chance(0.15):
        _ = repr(action), action.row()
        for value in (case, action, progress):
            again: object = type(value).model_validate_json(value.model_dump_json())
            if again != value:
                msg = f"not the same after JSON: {value!r}"
                raise Fault(msg)
        if isinstance(action, Send | WaitUntil | Respond) and action.to:
            run.must("sent", action.sent, at=min(action.send_at, LAST))


def written(run: Run, case: Case, step: Action) -> None:
    """Write the messages of a step for a mail program, and review them."""
    if (candidate := case.candidate) is None:
        return
    try:  # mail wants ASCII before the @
        for message in run.must("messages", messages, step, case)[:2]:
            if isinstance(step, Send | WaitUntil) and run.by_chance(0.05):
                run.must("review", review, message, step.touch, case.interview, message.to, candidate, action=step)
            eml, link = run.ask("to_eml", to_eml, message, candidate), run.ask("to_mailto", to_mailto, message)
            if run.by_chance(0.2):
                mailed(message, eml, link)
    except Refused:
        return


def mailed(message: Message, eml: bytes, link: str | None) -> None:
    """See that a message has no headers, addresses and fields but its own."""
    thread = [] if message.reply_to is None else ["In-Reply-To", "References"]
    mime = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
    same(eml_headers(eml), ["X-Unsent", "From", "To", "Subject", *thread, *mime], "the headers")
    same(eml_addresses(eml), 2, "the addresses")
    if link is not None:
        same(link_fields(link)[1], ["subject", "body", *thread[:1]], "the fields of the link")


def drawn(run: Run, case: Case, steps: Sequence[Step], now: datetime) -> None:
    """Draw a case, list it, and put it into a calendar."""
    page = run.must("to_html", to_html, steps, case, now=now)
    picture = run.must("to_svg", to_svg, steps, case, now=now)
    if not markup(page) <= PAGE or not markup(picture) <= PICTURE:
        msg = f"more elements than there are: {markup(page) - PAGE}, {markup(picture) - PICTURE}"
        raise Fault(msg)
    if run.by_chance(0.3):
        names = calendar_names(run.must("to_calendar", to_calendar, steps, case, now=now))
        same([name for name in names if name.startswith(("BEGIN", "END"))].count("BEGIN:VEVENT"), 8, "the reminders")
        if unknown := set(names) - CALENDAR:
            msg = f"more properties than there are: {unknown}"
            raise Fault(msg)


def same(found: object, expected: object, what: str) -> None:
    """Fail if what was found is not what was expected."""
    if found != expected:
        msg = f"{what}: {found!r}"
        raise Fault(msg)


PICTURE = {"svg", *(f"svg {name}" for name in ("viewBox", "width", "height", "class", "font-family", "role"))}
PICTURE |= {"svg aria-labelledby", "title", "title id", "desc", "desc id", "style", "g", "g transform"}
PICTURE |= {
    "rect",
    *(f"rect {name}" for name in ("class", "fill", "stroke", "stroke-width", "x", "y", "width", "height")),
}
PICTURE |= {
    "text",
    *(f"text {name}" for name in ("class", "fill", "font-size", "font-weight", "x", "y", "text-anchor")),
}
PICTURE |= {"path", *(f"path {name}" for name in ("class", "fill", "stroke", "stroke-width", "stroke-dasharray", "d"))}
PICTURE |= {"path stroke-opacity", *(f"circle{name}" for name in ("", " class", " fill", " stroke", " stroke-width"))}
PICTURE |= {"circle cx", "circle cy", "circle r"}
CALENDAR = {f"{end}:{name}" for end in ("BEGIN", "END") for name in ("VCALENDAR", "VEVENT", "VALARM")}
CALENDAR |= {"PRODID", "VERSION", "UID", "STATUS", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "ACTION"}
CALENDAR |= {"TRIGGER", "DTSTAMP", "SEQUENCE"}


def _case(run: Run) -> None:
    answered(run, run.ask("Case", Case.model_validate_json, run.given.raw))


def _cases(run: Run) -> None:
    cases = run.ask("Case", CASES.validate_json, run.given.raw)
    now = (
        min(max(cases[0].interview.ended_at + timedelta(days=run.chance.randint(0, 30)), FIRST), LAST) if cases else NOW
    )
    until = run.chance.choice((None, now, LAST))
    if run.is_large:
        agenda(cases, now=now)  # reads the holidays of many places, each of which takes some milliseconds, once
    entries = run.must("agenda", agenda, cases, now=now, until=until)
    if until is None:
        same(len(entries), len(cases), "the entries")
    for entry in entries[:3]:
        run.tally.reached[run.given.kind] += entry is entries[0]
        _ = str(entry), entry.row()
        if Entry.model_validate_json(entry.model_dump_json()) != entry:
            msg = f"not the same after JSON: {entry!r}"
            raise Fault(msg)


def _policy(run: Run) -> None:
    policy = run.ask("Policy", Policy.model_validate_json, run.given.raw)
    same(Policy.model_validate_json(policy.model_dump_json()), policy, "a policy after JSON")
    answered(run, run.chance.choice((KNOWN, MAILBOX)), policy)


def _after_case(run: Run) -> tuple[Case, bytes]:
    """Return the case of the first line, and the rest."""
    line, _, rest = run.given.raw.partition(b"\n")
    return Case.model_validate_json(line), rest


def _progress(run: Run) -> None:
    case, rest = _after_case(run)
    progress = run.ask("Progress", Progress.model_validate_json, rest)
    action = run.ask("next_action", next_action, case.interview, progress, now=NOW)
    run.tally.reached[run.given.kind] += 1
    run.ask("plan", plan, case.interview, progress, now=NOW)
    as_values(run, case, action, progress)


def _answer(run: Run) -> None:
    case, rest = _after_case(run)
    action = run.ask("Action", ACTION.validate_json, rest)
    same(ACTION.validate_json(ACTION.dump_json(action)), action, "an answer after JSON")
    _ = str(action), repr(action), action.row(), hash(action)
    for message in run.ask("messages", messages, action, case):
        run.ask("to_eml", to_eml, message, CANDIDATE)
        if isinstance(action, Send | WaitUntil):
            run.ask("review", review, message, action.touch, case.interview, message.to, CANDIDATE, action=action)
    if not isinstance(action, Done):
        markup(run.ask("to_svg", to_svg, [action], case))
        markup(run.ask("to_html", to_html, [action], case))
        calendar_names(run.ask("to_calendar", to_calendar, [action], case, now=NOW))
        if not isinstance(action, Blocked):
            run.ask("sent", action.sent, at=NOW)


def _value(run: Run) -> None:
    line, _, rest = run.given.raw.partition(b"\n")
    name = line.decode()
    kind: type[BaseModel] = Incoming if name == "Incoming" else getattr(followup_rules, name)
    value: Any = run.ask(name, kind.model_validate_json, rest)
    same(kind.model_validate_json(value.model_dump_json()), value, "a value after JSON")
    _ = repr(value), str(value), hash(value), value.replace()
    if isinstance(value, Message):
        run.ask("to_eml", to_eml, value, CANDIDATE)
        run.ask("to_mailto", to_mailto, value)
    elif isinstance(value, Promise):
        run.ask("promised_by", promised_by, value, NOW.date(), JAPAN)
    elif isinstance(value, Interview):
        answered(run, Case(interview=value, candidate=CANDIDATE))
    elif isinstance(value, Contact):
        answered(run, Case(interview=interview(contacts=(value,)), candidate=CANDIDATE))
    elif name in EVENTS:
        answered(run, run.ask("Case", MAILBOX.replace, events=(value,)))


def _mail(run: Run) -> None:
    found = run.must("read_mail", read_mail, run.given.raw, MAILBOX)
    if CONTROLS.search(str(found)):
        msg = f"what a mail is has control characters: {str(found)!a}"
        raise Fault(msg)
    same(Incoming.model_validate_json(found.model_dump_json()), found, "what a mail is, after JSON")
    if found.events:
        answered(run, MAILBOX.replace(events=found.events))


def _template(run: Run) -> None:
    template = run.ask("Template", Template.model_validate_json, run.given.raw)
    same(Template.model_validate_json(template.model_dump_json()), template, "a template after JSON")
    case = MAILBOX.replace(interview=MAILBOX.interview.replace(language=template.language))
    for step in run.must("plan", plan, case, now=case.interview.ended_at):
        for message in run.ask("messages", messages, step, case, templates=(template,)):
            run.must("to_eml", to_eml, message, CANDIDATE)


def _text(run: Run) -> None:
    subject, _, body = run.given.raw.decode("utf-8", "surrogatepass").partition("\n")
    touch, language = run.chance.choice(list(followup_rules.Touch)), run.chance.choice((None, "en", "ja", "de", "mi"))
    for finding in run.ask("review", review, (subject, body), touch, KNOWN.interview, HR, CANDIDATE, language=language):
        if CONTROLS.search(str(finding)):
            msg = f"a finding has control characters: {str(finding)!a}"
            raise Fault(msg)


def _argument(run: Run) -> None:
    call, argument, function, arguments = with_a_wrong_argument(run.chance)
    run.ask(f"{call}, with a wrong {argument}", function, **arguments)


def _command(run: Run) -> None:
    """Run the command line on a case that comes from standard input; a refusal goes to standard error alone."""
    words = [run.chance.choice(("next", "plan", "draft", "review", "gaps")), "--now", "2026-06-16T12:00:00+09:00"]
    words += run.chance.choice(([], ["--json"], ["--language", "de"], ["--tone", "friendly", "--policy", "japanese"]))
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(run.given.raw))
    with mock.patch.multiple(sys, stdin=given, stdout=out, stderr=err):
        code = run.must("python -m followup_rules", main, words)
    out.seek(0)
    printed, said = out.read(), err.getvalue()
    if seen := seen_in_terminal(printed) or seen_in_terminal(said):
        msg = f"the terminal would obey {seen!a}"
        raise Fault(msg)
    same((code, bool(printed), bool(said)), (0, True, False) if code == 0 else (2, False, True), "what was printed")
    run.tally.reached[run.given.kind] += code == 0 and words[0] != "gaps"


HANDLERS: dict[str, Callable[[Run], None]] = {
    "case": _case,
    "cases": _cases,
    "policy": _policy,
    "progress": _progress,
    "answer": _answer,
    "value": _value,
    "mail": _mail,
    "template": _template,
    "text": _text,
    "argument": _argument,
    "command": _command,
}
