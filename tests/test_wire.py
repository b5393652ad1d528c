"""What is written down lasts: files of every release are read, and given back as they were."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from followup_rules import (
    Action,
    Blocked,
    BusinessDays,
    Case,
    ContactRole,
    Done,
    Event,
    Hours,
    Policy,
    Progress,
    Send,
    Snoozed,
    Stage,
    Thread,
    Touch,
    WaitUntil,
    Weeks,
    next_action,
    plan,
    replay,
)
from followup_rules._progress import Absence, Update, state_of
from support import at, utc

WIRE = Path(__file__).parent / "wire"
TYPES: dict[str, Any] = {
    "case": Case,
    "progress": Progress,
    "policy": Policy,
    "send": Action,
    "wait-until": Action,
    "blocked": Action,
    "done": Action,
}
FILES = sorted(path.name for path in WIRE.glob("*.json"))
each_file = pytest.mark.parametrize("name", FILES)

# By hand, from G36: each kind, and the least that an event of it says besides when it happened.
EVENT_KINDS: dict[str, dict[str, Any]] = {
    "thank-you-sent": {"to": ["hr"]},
    "follow-up-sent": {"to": ["hr"]},
    "escalation-sent": {"to": ["hr"]},
    "update-thanks-sent": {"to": ["hr"]},
    "feedback-request-sent": {"to": ["hr"]},
    "touch-skipped": {"touch": "thank-you"},
    "snoozed": {"until": "2026-06-09"},
    "reply-received": {},
    "rejection-received": {},
    "offer-received": {},
    "next-round-scheduled": {},
    "withdrawn": {},
    "out-of-office-received": {},
    "bounced": {"contact": "hr", "email": "sato@example.com"},
}
ANSWER_KINDS = {"send": Send, "wait-until": WaitUntil, "blocked": Blocked, "done": Done}
STAGES = {
    *("interviewed", "thanked", "followed-up-1", "followed-up-2", "escalated", "answered"),
    *("rejected", "feedback-requested", "offered", "advanced", "withdrawn"),
}
TOUCHES = {"thank-you", "follow-up-1", "follow-up-2", "escalation", "update-thanks", "feedback-request"}
ROLES = {"recruiter", "hiring-manager", "interviewer", "agency", "employee", "no-reply"}


def told(name: str) -> Any:
    """Return what a file says."""
    return json.loads((WIRE / name).read_text("utf-8"))


def read(name: str) -> Any:
    """Return the value that a file holds; its name starts with what it is."""
    return _adapter(name).validate_json((WIRE / name).read_bytes())


def _adapter(name: str) -> TypeAdapter[Any]:
    kind = next(kind for kind in TYPES if name.startswith(f"{kind}-0"))
    return TypeAdapter(TYPES[kind])


def _kinds(union: Any) -> set[str]:
    return set(TypeAdapter(union).json_schema()["discriminator"]["mapping"])


def _everywhere(found: Any) -> list[dict[str, Any]]:
    """Return each object in what JSON holds, from the outside in."""
    if isinstance(found, list):
        return [each for inner in found for each in _everywhere(inner)]
    if isinstance(found, dict):
        return [found, *(each for inner in found.values() for each in _everywhere(inner))]
    return []


class TestG36:
    """ "Event kinds are `thank-you-sent`, `follow-up-sent`, `escalation-sent`, `update-thanks-sent`,
    `feedback-request-sent`, `touch-skipped`, `snoozed`, `reply-received`, `rejection-received`, `offer-received`,
    `next-round-scheduled`, `withdrawn`, `out-of-office-received`, `bounced`. Answer kinds are `send`, `wait-until`,
    `blocked`, `done`: closed within a major version. Event kinds, stages, touches and reason codes may grow in a
    minor one. Unknown fields and kinds are refused with an error that says so. JSON written by any release is read
    by each later one of the same major version; files under `tests/wire/` prove it and are never edited." """

    def test_the_event_kinds_are_these(self) -> None:
        assert _kinds(Event) == set(EVENT_KINDS)

    def test_the_answer_kinds_are_these(self) -> None:
        assert _kinds(Action) == set(ANSWER_KINDS)

    def test_no_stage_touch_or_role_goes_away(self) -> None:
        assert {stage.value for stage in Stage} >= STAGES
        assert {touch.value for touch in Touch} >= TOUCHES
        assert {role.value for role in ContactRole} >= ROLES

    @pytest.mark.parametrize("kind", EVENT_KINDS)
    def test_the_least_that_an_event_says_is_enough(self, kind: str) -> None:
        least = {"kind": kind, "at": "2026-06-05T03:00:00Z", **EVENT_KINDS[kind]}
        event = TypeAdapter[Any](Event).validate_python(least)
        assert event.kind == kind
        assert json.loads(event.model_dump_json(exclude_unset=True)) == least

    @pytest.mark.parametrize("kind", EVENT_KINDS)
    def test_what_an_event_needs_cannot_be_left_out(self, kind: str) -> None:
        least = {"kind": kind, "at": "2026-06-05T03:00:00Z", **EVENT_KINDS[kind]}
        for name in least:
            without = {key: value for key, value in least.items() if key != name}
            with pytest.raises(ValidationError, match=name):
                TypeAdapter(Event).validate_python(without)

    def test_there_is_a_file_of_each_sort(self) -> None:
        assert {
            "blocked-0.1.json",
            "case-0.1.json",
            "case-0.1-least.json",
            "case-0.1-repeated-hour.json",
            "done-0.1.json",
            "policy-0.1.json",
            "progress-0.1.json",
            "progress-0.1-snoozed.json",
            "send-0.1.json",
            "send-0.1-repeated-hour.json",
            "wait-until-0.1.json",
        } <= set(FILES)

    @each_file
    def test_a_file_is_read_and_given_back_as_it_was(self, name: str) -> None:
        value = read(name)
        again = json.loads(value.model_dump_json(exclude_unset=True))
        assert again == told(name)

    @each_file
    def test_a_file_keeps_its_value_when_all_is_written(self, name: str) -> None:
        value = read(name)
        assert type(value).model_validate_json(value.model_dump_json()) == value

    @each_file
    def test_an_unknown_field_anywhere_is_refused(self, name: str) -> None:
        count = len(_everywhere(told(name)))
        assert count
        for index in range(count):
            changed = told(name)
            _everywhere(changed)[index]["mood"] = "hopeful"
            with pytest.raises(ValidationError, match=r"mood\n  (Extra inputs are not permitted|Unexpected keyword)"):
                _adapter(name).validate_python(changed)

    @pytest.mark.parametrize("name", [name for name in FILES if name.startswith(("send", "wait", "blocked", "done"))])
    def test_an_unknown_kind_of_answer_is_refused(self, name: str) -> None:
        with pytest.raises(ValidationError, match=r"'ask-a-friend' found using 'kind' does not match any of .*'done'"):
            _adapter(name).validate_python(told(name) | {"kind": "ask-a-friend"})

    def test_an_unknown_kind_of_event_is_refused(self) -> None:
        changed = told("case-0.1.json")
        changed["events"][3]["kind"] = "ghosted"
        with pytest.raises(ValidationError, match=r"events\.3\n.*'ghosted' found using 'kind' does not match any of"):
            Case.model_validate(changed)

    @pytest.mark.parametrize(
        ("name", "path", "word"),
        [
            ("progress-0.1.json", ("stage",), "followed-up-9"),
            ("send-0.1.json", ("touch",), "follow-up-9"),
            ("send-0.1.json", ("status",), "early"),
            ("policy-0.1.json", ("never", 0), "follow-up-9"),
            ("policy-0.1.json", ("escalation", "unit"), "months"),
            ("case-0.1.json", ("interview", "contacts", 0, "roles", 0), "boss"),
        ],
    )
    def test_an_unknown_word_is_refused(self, name: str, path: tuple[str | int, ...], word: str) -> None:
        changed = inner = told(name)
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = word
        with pytest.raises(ValidationError, match=word):
            _adapter(name).validate_python(changed)


class TestAProgressIsACache:
    """RULES.md, G36: "A `Progress` is a cache and no record: it names the format that wrote it (a number), and another
    format refuses it with an error that says to replay." """

    @pytest.mark.parametrize("number", [0, 2, 99, -1])
    def test_another_format_is_refused_with_the_advice_to_replay(self, number: int) -> None:
        with pytest.raises(ValidationError, match=rf"format: {number} will not do; .* replay the events"):
            Progress.model_validate(told("progress-0.1.json") | {"format": number})

    @pytest.mark.parametrize("number", [None, "one", 1.5, [1]])
    def test_what_is_no_format_is_refused(self, number: Any) -> None:
        with pytest.raises(ValidationError, match="format"):
            Progress.model_validate(told("progress-0.1.json") | {"format": number})

    def test_what_replay_gives_names_the_format(self) -> None:
        case = read("case-0.1.json")
        assert json.loads(replay(case.interview, case.events).model_dump_json())["format"] == 1

    @pytest.mark.parametrize(
        "memory",
        [
            *("", "x", "null", "5", "[]", '"{}"', "{", '{"thanked":["hr"]', "{}{}"),
            *('{"thanked":"hr"}', '{"thanked":[5]}', '{"thanks_closed":"perhaps"}', '{"update":{"sender":"hr"}}'),
            *('{"absences":{"hr":{}}}', '{"absences":["hr"]}', '{"mails":{"hr":{}}}', '{"mails":{"hr":"<a@b>"}}'),
        ],
    )
    def test_a_memory_that_cannot_be_read_is_refused_with_the_advice_to_replay(self, memory: str) -> None:
        refused = pytest.raises(ValidationError, match=r"memory: .* will not do; .* replay the events")
        with refused:
            Progress.model_validate(told("progress-0.1.json") | {"memory": memory})

    def test_the_error_does_not_show_all_of_a_long_memory(self) -> None:
        with pytest.raises(ValidationError) as caught:
            Progress(memory=5000 * "x")
        assert len(str(caught.value)) < 1000

    @pytest.mark.parametrize("memory", [None, 5, {}, {"thanked": ["hr"]}])
    def test_a_memory_that_is_no_text_is_refused(self, memory: Any) -> None:
        with pytest.raises(ValidationError, match="memory"):
            Progress.model_validate(told("progress-0.1.json") | {"memory": memory})

    def test_the_first_layout_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="thanked\n  Extra inputs are not permitted"):
            Progress.model_validate({"stage": "thanked", "since": "2026-06-04", "thanked": ["lead"]})


class TestWhatTheFilesSay:
    """G36: "JSON written by any release is read by each later one": the values are the ones that were meant."""

    def test_the_case_holds_every_kind_of_event(self) -> None:
        case = read("case-0.1.json")
        assert {event.kind for event in case.events} == set(EVENT_KINDS)

    def test_the_case(self) -> None:
        case = read("case-0.1.json")
        assert case.interview.ended_at == at("2026-04-24 15:00")
        assert case.interview.decision_by == date(2026, 4, 30)
        assert case.interview.contact("lead").roles == {ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER}
        assert case.interview.contact("hr").honorific == "様"
        assert case.interview.thread.references == ("<first@example.com>", "<second@example.com>")
        assert case.events[1].folds == {Touch.THANK_YOU, Touch.UPDATE_THANKS}
        assert (case.events[4].until, case.events[5].until) == (date(2026, 5, 18), utc("2026-05-18 03:30"))
        assert case.candidate.phone == "+81 3 1234 5678"

    def test_the_case_can_be_answered(self) -> None:
        case = read("case-0.1.json")
        assert replay(case.interview, case.events).stage is Stage.WITHDRAWN
        assert next_action(case.interview, case.events, now=utc("2026-06-12 01:00")).kind == "done"

    def test_the_least_case_has_the_defaults(self) -> None:
        case = read("case-0.1-least.json")
        assert case.candidate is None
        assert (case.interview.round, case.interview.enquiries_welcome) == (1, True)
        assert (case.interview.subdivision, case.interview.thread, case.interview.decision_by) == (None, None, None)
        assert case.events[1].enquiries_welcome is True

    def test_the_repeated_hour_is_two(self) -> None:
        case, action = read("case-0.1-repeated-hour.json"), read("send-0.1-repeated-hour.json")
        assert len(set(case.events)) == 2
        assert [action.window.opens.astimezone(utc("2026-11-01 00:00").tzinfo), action.window.closes.timestamp()] == [
            utc("2026-11-01 05:30"),
            1793514600,
        ]
        assert action.window.status(utc("2026-11-01 06:15")).value == "open"
        assert action.send_at.timestamp() == utc("2026-11-01 06:15").timestamp()

    @pytest.mark.parametrize("name", [name for name in FILES if name.startswith("progress-")])
    def test_progress_can_be_asked(self, name: str) -> None:
        interview = read("case-0.1.json").interview
        next_action(interview, read(name), now=utc("2026-06-26 01:00"))
        plan(interview, read(name), now=utc("2026-06-26 01:00"))

    def test_the_progress(self) -> None:
        progress = read("progress-0.1.json")
        assert (progress.format, progress.stage, progress.since) == (1, Stage.FOLLOWED_UP_1, date(2026, 6, 24))
        (irregular,) = progress.irregular
        assert (irregular.stage, irregular.event) == (Stage.THANKED, "escalation-sent")
        assert irregular.at == utc("2026-06-05 01:00")

    def test_what_the_progress_remembers(self) -> None:
        interview = read("case-0.1.json").interview
        state = state_of(interview, read("progress-0.1.json"))
        assert (state.stage, state.since, state.entered_by_skip) == (Stage.FOLLOWED_UP_1, date(2026, 6, 24), False)
        assert (state.stated, state.undated) == (date(2026, 6, 19), date(2026, 6, 10))
        assert (state.thanked, state.thanks_closed) == ({"agency", "lead"}, True)
        assert state.update == Update("hr", utc("2026-06-10 01:00"))
        assert (state.updated_by, state.rejected_by) == ("hr", "lead")
        assert (state.followed_up, state.first_recipients) == ({"hr"}, {"hr"})
        assert (state.last_sent, state.last_asked) == (date(2026, 6, 24), True)
        assert state.welcomes_enquiries is False
        assert state.snoozed_until == date(2026, 7, 6)
        assert state.absences == {
            "hr": Absence(date(2026, 6, 24), date(2026, 6, 29)),
            "lead": Absence(date(2026, 6, 25), None),
        }
        assert state.bounced == {"mori@example.com"}
        assert {who: state.mails[who] for who in ("hr", "lead")} == {
            "hr": Thread(
                message_id="<f1@example.com>",
                references=("<first@example.com>", "<invite@example.com>"),
                subject="Your interview at Acme",
            ),
            "lead": Thread(message_id="<t1@example.com>"),
        }
        snoozed = state_of(interview, read("progress-0.1-snoozed.json"))
        assert snoozed.snoozed_until == utc("2026-06-22 03:30")

    def test_replay_writes_the_memory_that_is_in_the_file(self) -> None:
        case = read("case-0.1.json").interview.replace(thread=None)
        snoozed = replay(case, [Snoozed(at=utc("2026-06-10 01:00"), until=utc("2026-06-22 03:30"))])
        assert snoozed.memory == told("progress-0.1-snoozed.json")["memory"]

    def test_the_policy(self) -> None:
        policy = read("policy-0.1.json")
        assert (policy.thank_you, policy.first_follow_up) == (Hours(12, 36), BusinessDays(4, 6))
        assert (policy.second_follow_up, policy.work_ends) == (Weeks(1, 3), time(17, 15))
        assert policy.never == {Touch.ESCALATION, Touch.FEEDBACK_REQUEST}

    @pytest.mark.parametrize("kind", ANSWER_KINDS)
    def test_an_answer_is_of_its_type(self, kind: str) -> None:
        assert type(read(f"{kind}-0.1.json")) is ANSWER_KINDS[kind]

    def test_the_send(self) -> None:
        action = read("send-0.1.json")
        assert (action.touch, action.status.value) == (Touch.FOLLOW_UP_1, "late")
        assert action.send_at == at("2026-05-14 09:00")
        assert action.folds == (Touch.UPDATE_THANKS, Touch.THANK_YOU)
        assert action.to[0].reply_to.message_id == "<invite@example.com>"
        assert [reason.rule for reason in action.reasons] == ["G10", "A2"]
