"""Between the form of the page and the library: JSON in, JSON out. It runs in the browser, on the public API alone.

The form has texts, as one types them: an empty one is a field left out. Times are local times of the company.
The names of regions are those of the ``holidays`` package, whose codes the library takes.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from holidays import country_holidays
from pydantic import BaseModel, ValidationError

from followup_rules import (
    Blocked,
    Case,
    Done,
    FollowUpError,
    Instant,
    Message,
    Promise,
    Respond,
    Send,
    Tone,
    WaitUntil,
    business_calendar,
    gaps,
    languages,
    messages,
    next_action,
    plan,
    problems,
    promised_by,
    review,
)
from followup_rules.ical import to_calendar
from followup_rules.mail import to_eml, to_mailto
from followup_rules.timeline import to_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from followup_rules import Action, Candidate, Interview, Step

Form = dict[str, Any]
Problem = dict[str, str]

_ROWS = ("contacts", "events")
_MISSING = "is missing"
_TO_FILL_IN = "Fill this in, so that it counts."
_SPANS = ("this-week", "next-week", "this-month", "next-month")
_NUMBERED = ("within_days", "within_business_days", "within_weeks")


class _Asked(BaseModel):
    """When to ask, and how to write."""

    now: Instant
    tone: Tone = Tone.FORMAL


class _WrongForm(Exception):  # noqa: N818 - it carries problems to the page
    """What is wrong with the fields of a form, and what is still to fill in."""

    def __init__(self, found: Iterable[Problem], notes: Iterable[Problem] = ()) -> None:
        super().__init__()
        self.problems, self.notes = list(found), list(notes)


def answer(text: str) -> str:
    """Return what the page shows for a form, both as JSON: ``problems`` with their places, or the answer.

    Rows in which somebody is still writing have ``"fresh": true``. What they lack is in ``notes``, not in ``problems``.
    """
    form: Form = json.loads(text)
    try:
        page, notes = _page(form)
        return json.dumps({"problems": [], "notes": notes + _notes(form)} | page.shown())
    except _WrongForm as wrong:
        return json.dumps({"problems": wrong.problems, "notes": wrong.notes + _notes(form)})


def _page(form: Form) -> tuple[_Page, list[Problem]]:
    """Return the page of a form, and notes on what is still to fill in: rows that lack something are left out."""
    fresh = {(group, index) for group in _ROWS for index, row in enumerate(form.get(group, ())) if row.pop("fresh", 0)}
    try:
        return _Page(form), []
    except _WrongForm as wrong:
        found = wrong.problems
    lacking = [each for each in found if each["text"] == _MISSING and _row(each) in fresh]
    notes = [each | {"text": _TO_FILL_IN} for each in lacking]
    if not lacking or len(lacking) < len(found):
        raise _WrongForm([each for each in found if each not in lacking], notes)
    left = set(map(_row, lacking))
    kept = {
        group: [row for index, row in enumerate(form.get(group, ())) if (group, index) not in left] for group in _ROWS
    }
    try:
        return _Page(form | kept), notes
    except _WrongForm:  # as where an event is about a person who is not complete yet
        raise _WrongForm(found) from None


def _row(problem: Problem) -> tuple[str, int] | None:
    """Return the row in which a problem is."""
    group, _, rest = problem["at"].partition(".")
    number = rest.partition(".")[0]
    return (group, int(number)) if number.isdecimal() else None


def _notes(form: Form) -> list[Problem]:
    """Return what is odd about the times of events, though the library takes it."""
    zone = _zone(form["interview"].get("timezone", ""))
    now, ended = _time(form.get("now"), zone), _time(form["interview"].get("ended_at"), zone)
    found = []
    for index, event in enumerate(form.get("events", ())):
        at = _time(event.get("at"), zone)
        if at and now and at > now:
            found.append({"at": f"events.{index}.at", "text": "This is later than “Now”. It counts all the same."})
        elif at and ended and at < ended:
            text = "This is before the interview ended. It counts all the same."
            found.append({"at": f"events.{index}.at", "text": text})
    return found


def take_out(text: str, what: str) -> bytes:
    """Return a file of a form without problems: ``json``, ``ics``, or ``eml:`` and the id of the contact."""
    page, _ = _page(json.loads(text))
    if what == "json":
        return (json.dumps(_stored(page.case), indent=2, ensure_ascii=False) + "\n").encode()
    if what == "ics":
        return to_calendar(page.steps, page.case, now=page.now, tone=page.tone)
    [draft] = [draft for draft in page.drafts if draft.message.to.id == what.removeprefix("eml:")]
    return to_eml(draft.message, draft.candidate)


def opened(text: str) -> str:
    """Return the form of the case that a file has, as JSON, or the ``problems`` of the file."""
    try:
        case = Case.model_validate_json(text)
    except ValidationError as error:
        return json.dumps({"problems": [str(each) for each in problems(error)]})
    return json.dumps({"form": _form(case)})


def lost(text: str, form: str) -> str:
    """Return the places in a file that are not in the form made of it, as JSON: the page has no field for them."""
    try:
        kept = _page(json.loads(form))[0].case
    except _WrongForm:
        return "[]"  # the page says what is wrong with its form
    return json.dumps(list(_lost(_plain(Case.model_validate_json(text)), _plain(kept))))


def regions(country: str) -> str:
    """Return the codes of the regions of a country and their names, as JSON; none for an unknown country."""
    try:
        known = country_holidays(country)
    except NotImplementedError:  # the reason to catch it: holidays raises it for a country that it does not have
        return "[]"
    names = known.get_subdivision_aliases()
    return json.dumps([[code, ", ".join(names.get(code, []))] for code in known.subdivisions])


class _Draft(NamedTuple):
    """A message of an action, as the library wrote it and as somebody edited it."""

    action: Send | WaitUntil
    candidate: Candidate
    written: Message
    message: Message


class _Page:
    """The case of a form, and what the library says of it."""

    def __init__(self, form: Form) -> None:
        """Let the library check what is in the form."""
        self.zone = _zone(form["interview"].get("timezone", ""))
        self.case, asked = _checked(form, self.zone)
        self.now, self.tone = asked.now.astimezone(self.zone), asked.tone
        self.action: Action = next_action(self.case, now=self.now)
        self.steps: tuple[Step, ...] = plan(self.case, now=self.now)
        self.drafts = list(self._drafts(form.get("edits", {})))

    def _drafts(self, edits: dict[str, Form]) -> Iterator[_Draft]:
        candidate = self.case.candidate
        if candidate is None or not isinstance(self.action, Send | WaitUntil):
            return
        for written in messages(self.action, self.case, tone=self.tone):
            message = _edited(written, self.action, edits.get(written.to.id))
            yield _Draft(self.action, candidate, written, message)

    def shown(self) -> Form:
        """Return what the page shows."""
        decision = self.case.interview.decision_by
        return {
            "answer": _answer(self.action, self.now),
            "reasons": [{"rule": each.rule, "text": each.text} for each in self.action.reasons],
            "plan": [_step(each) for each in self.steps],
            "picture": str(to_svg(self.steps, self.case, now=self.now)),
            "drafts": [_draft(self.case.interview, draft) for draft in self.drafts],
            "signed": self.case.candidate is not None,
            "gaps": [each.text for each in gaps(self.case.interview)],
            "decision_by": None if decision is None else _day(decision),
        }


def _edited(written: Message, action: Send | WaitUntil, edit: Form | None) -> Message:
    """Return a message as somebody edited it; an edit is for one touch and one language."""
    if edit is None or (edit["touch"], edit["language"]) != (action.touch, written.language):
        return written
    try:
        return Message.model_validate(dict(written) | {"subject": edit["subject"], "body": edit["body"]})
    except ValidationError as error:
        raise _WrongForm(_problems(error, f"drafts.{written.to.id}")) from None


def _draft(interview: Interview, draft: _Draft) -> Form:
    """Return a draft with what the review says of it."""
    action, candidate, written, message = draft
    contact = message.to
    found = review(message, action.touch, interview, contact, candidate, action=action)
    return {
        "contact": contact.id,
        "touch": action.touch.value,
        "to": contact.label,
        "email": contact.email,
        "subject": message.subject,
        "body": message.body,
        "language": message.language,
        "edited": message != written,
        "is_reply": message.reply_to is not None,
        "link": _unless_refused(lambda: to_mailto(message)),
        "has_file": _unless_refused(lambda: to_eml(message, candidate)) is not None,
        "findings": [
            {"severity": each.severity.value, "part": each.part, "line": each.line, "text": each.text} for each in found
        ],
    }


def _stored(case: Case) -> Form:
    """Return a case as a file has it: without what is left out, but for the kinds of events."""
    stored = case.model_dump(mode="json", exclude_defaults=True)
    return stored | {"events": [_event(event) for event in case.events]}


def _event(event: BaseModel) -> Form:
    kind = event.model_dump(mode="json", include={"kind"})
    return kind | event.model_dump(mode="json", exclude_defaults=True)


def _form(case: Case) -> Form:
    """Return a case as the form has it, with local times of the company."""
    zone = ZoneInfo(case.interview.timezone)
    stored = _stored(case)
    interview = stored["interview"]
    language = (case.interview.language or "en").partition("-")[0]
    interview |= {"ended_at": _local(case.interview.ended_at, zone), "promise": ""}
    interview["language"] = language if language in languages() else "en"
    if case.interview.decision_by is not None:
        interview["promise"] = "date"
    events = [raw | {"at": _local(event.at, zone)} for raw, event in zip(stored["events"], case.events, strict=True)]
    contacts = interview.pop("contacts", [])
    return {
        "interview": interview,
        "contacts": contacts,
        "events": events,
        "candidate": stored.get("candidate") or {},
    }


def _plain(case: Case) -> Form:
    return case.model_dump(exclude_defaults=True)


def _lost(before: Any, after: Any, place: str = "") -> Iterator[str]:  # noqa: ANN401 - whatever is in a case
    """Return where something of a case is missing or different afterwards."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        pairs = [(key, value, after.get(key)) for key, value in before.items()]
    elif isinstance(before, tuple | list) and isinstance(after, tuple | list) and len(before) == len(after):
        pairs = [(index, *each) for index, each in enumerate(zip(before, after, strict=True))]
    else:
        yield place
        return
    for key, old, new in pairs:
        yield from _lost(old, new, f"{place}.{key}" if place else str(key))


def _checked(form: Form, zone: ZoneInfo) -> tuple[Case, _Asked]:
    """Return the case and the question of a form; :class:`_WrongForm` with all that is wrong."""
    found: list[Problem] = []
    raw = _case(form, zone)
    interview = raw["interview"]
    try:
        interview["decision_by"] = _promised(form["interview"], interview)
    except _WrongForm as wrong:
        found += wrong.problems
    raw["interview"] = {name: value for name, value in interview.items() if value is not None}
    case = asked = None
    try:
        case = Case.model_validate(raw)
    except ValidationError as error:
        found += _problems(error)
    try:
        asked = _Asked.model_validate(_filled({"now": _instant(form.get("now"), zone), "tone": form.get("tone")}))
    except ValidationError as error:
        found += _problems(error)
    if found or case is None or asked is None:
        raise _WrongForm(found)
    return case, asked


def _case(form: Form, zone: ZoneInfo) -> Form:
    """Return a form as the JSON of a case; what means nothing stays as it is, for the library to refuse."""
    interview = _filled(form["interview"])
    made = {
        "id": interview.get("id")
        or ", ".join(str(interview[name]) for name in ("position", "company") if name in interview)
        or "playground",
        "ended_at": _instant(interview.get("ended_at"), zone),
        "contacts": [_filled(contact) for contact in form.get("contacts", ())],
    }
    left_out = {"promise", "promise_number", "decision_by"}
    return {
        "interview": {name: value for name, value in interview.items() if name not in left_out} | _filled(made),
        "events": [_filled(event | {"at": _instant(event.get("at"), zone)}) for event in form.get("events", ())],
        "candidate": _filled(form.get("candidate", {})) or None,
    }


def _promised(interview: Form, raw: Form) -> str | None:
    """Return the day that they promised, stated or made of a vague promise that was given on the interview's day."""
    kind = interview.get("promise", "")
    if kind == "date":
        if not interview.get("decision_by"):
            raise _WrongForm([{"at": "interview.decision_by", "text": _MISSING}])
        return str(interview["decision_by"])
    if kind in _SPANS:
        given: Form = {"end_of": kind}
    elif kind in _NUMBERED:
        if not interview.get("promise_number"):
            raise _WrongForm([{"at": "interview.promise_number", "text": _MISSING}])
        given = {kind: _number(interview.get("promise_number", ""))}
    else:
        return None
    try:
        promise = Promise.model_validate(given)
    except ValidationError as error:
        raise _WrongForm([{"at": "interview.promise_number", "text": problems(error)[0].message}]) from None
    try:
        day = datetime.fromisoformat(raw["ended_at"]).date()
        years = range(day.year, day.year + 3)
        calendar = business_calendar(raw["country"], raw.get("subdivision"), years=years)
        return promised_by(promise, day, calendar).isoformat()
    except (KeyError, ValueError):  # the interview says what is wrong with its day or its place
        return None


def _answer(action: Action, now: datetime) -> Form:
    """Return an answer in words, and the event that its button stores."""
    shown: Form = {"kind": action.kind, "text": str(action), "stage": action.stage.value, "to": [], "missing": []}
    if not isinstance(action, Done) and action.window is not None:
        shown["opens"], shown["closes"] = map(_clock, (action.window.opens, action.window.closes))
        shown["status"] = action.window.status(now).value
        shown["timezone"] = action.window.timezone
    if action.changes_at is not None:
        shown["changes_at"] = _clock(action.changes_at.astimezone(now.tzinfo))
    if isinstance(action, Blocked):
        shown["missing"] = [gap.text for gap in action.missing]
    elif not isinstance(action, Done):
        shown["to"] = [{"id": each.contact, "name": each.name} for each in action.to]
    if isinstance(action, Send | Respond):
        shown["sent"] = _event(action.sent(at=now)) | {"at": f"{now:%Y-%m-%dT%H:%M}"}
    return shown


def _step(step: Step) -> Form:
    """Return a step of the plan in words."""
    shown = {"text": str(step), "reasons": [each.text for each in step.reasons]}
    if step.window is not None:
        shown["when"] = f"{_clock(step.window.opens)} to {_clock(step.window.closes)}"
    return shown


def _problems(error: ValidationError, before: str = "") -> list[Problem]:
    """Return what the library refused, each with its place in the form."""
    found = []
    for each in problems(error):
        place = [str(part) for part in each.place]
        if place[:2] == ["interview", "contacts"]:
            del place[0]
        found.append({"at": ".".join([*([before] if before else []), *place]), "text": each.message})
    return found


def _filled(fields: Form) -> Form:
    """Return the fields that somebody filled in."""
    return {name: value for name, value in fields.items() if value not in ("", None, [])}


def _number(text: object) -> object:
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 6 else text  # noqa: PLR2004


def _zone(name: object) -> ZoneInfo:
    """Return a zone; UTC for an unknown one, which the library refuses."""
    try:
        return ZoneInfo(str(name))
    except (ValueError, KeyError, OSError):
        return ZoneInfo("UTC")


def _time(text: object, zone: ZoneInfo) -> datetime | None:
    try:
        return datetime.fromisoformat(_instant(text, zone) or "")
    except (ValueError, OverflowError):
        return None


def _instant(text: object, zone: ZoneInfo) -> str | None:
    """Return a local time with its offset; what is no time stays as it is."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return str(text) if text else None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).isoformat()


def _local(instant: datetime, zone: ZoneInfo) -> str:
    """Return an instant as a field of the form has it."""
    local = instant.astimezone(zone).replace(tzinfo=None)
    return local.isoformat(timespec="seconds" if local.second else "minutes")


def _clock(instant: datetime) -> str:
    return f"{_day(instant)} {instant:%H:%M}"


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def _unless_refused(make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is made
    """Return what is made; ``None`` if the library refuses, as for an address that no mail program takes."""
    try:
        return make()
    except FollowUpError:
        return None
