"""G36: Event kinds are `thank-you-sent`, `follow-up-sent`, `escalation-sent`, `update-thanks-sent`,
`feedback-request-sent`, `message-sent`, `touch-skipped`, `snoozed`, `reply-received`, `rejection-received`,
`offer-received`, `next-round-scheduled`, `interview-not-held`, `reopened`, `withdrawn`, `out-of-office-received`,
`bounced`. Answer kinds are `send`, `respond`, `wait-until`, `blocked`, `done`: closed within a major version,
from 1.0 on; the wire files begin anew with this edition. `kind` is always written, whatever the writer leaves
out. Event kinds, stages, touches and reason codes may grow in a minor one. Unknown fields and kinds are refused
with an error that says so. JSON written by any release is read by each later one of the same major version; files
under `tests/wire/` prove it and are never edited. A `Progress` is a cache and no record: it names the format that
wrote it (a number), and another format refuses it with an error that says to replay.
"""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from events import snoozed
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
    Respond,
    Send,
    Stage,
    Thread,
    Touch,
    WaitUntil,
    Weeks,
    next_action,
    plan,
    replay,
)
from followup_rules._progress import Absence, Invitation, Question, Update, state_of
from followup_rules._reach import reach_of
from support import at, utc

WIRE = Path(__file__).parent.parent / "wire"
TYPES: dict[str, Any] = {
    "case": Case,
    "progress": Progress,
    "policy": Policy,
    "send": Action,
    "respond": Action,
    "wait-until": Action,
    "blocked": Action,
    "done": Action,
}
FILES = sorted(path.name for path in WIRE.glob("*.json"))
each_file = pytest.mark.parametrize("name", FILES)

UNKNOWN_FIELD = r"mood\n  (Extra inputs are not permitted|Unexpected keyword)|must have weekdays from 0 .*, got 'mood'"

# By hand, from G36: each kind, and the least that an event of it says besides when it happened.
EVENT_KINDS: dict[str, dict[str, Any]] = {
    "thank-you-sent": {"to": ["hr"]},
    "follow-up-sent": {"to": ["hr"]},
    "escalation-sent": {"to": ["hr"]},
    "update-thanks-sent": {"to": ["hr"]},
    "feedback-request-sent": {"to": ["hr"]},
    "message-sent": {"to": ["hr"]},
    "touch-skipped": {"touch": "thank-you"},
    "snoozed": {"until": "2026-06-09"},
    "reply-received": {},
    "rejection-received": {},
    "offer-received": {},
    "next-round-scheduled": {},
    "interview-not-held": {},
    "reopened": {},
    "withdrawn": {},
    "out-of-office-received": {},
    "bounced": {"contact": "hr", "email": "sato@example.com"},
}
ANSWER_KINDS = {"send": Send, "respond": Respond, "wait-until": WaitUntil, "blocked": Blocked, "done": Done}
STAGES = {
    *("interviewed", "thanked", "followed-up-1", "followed-up-2", "escalated", "answered"),
    *("rejected", "feedback-requested", "offered", "advanced", "withdrawn", "not-held"),
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
    def test_the_event_kinds_are_the_seventeen_of_the_rule(self) -> None:
        assert _kinds(Event) == set(EVENT_KINDS)

    def test_the_answer_kinds_are_the_five_of_the_rule(self) -> None:
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
            "blocked-0.2.json",
            "blocked-0.2-new-time.json",
            "case-0.2.json",
            "case-0.2-least.json",
            "case-0.2-repeated-hour.json",
            "done-0.2.json",
            "policy-0.2.json",
            "progress-0.2.json",
            "progress-0.2-snoozed.json",
            "respond-0.2.json",
            "send-0.2.json",
            "send-0.2-repeated-hour.json",
            "wait-until-0.2.json",
        } <= set(FILES)

    @each_file
    def test_a_file_of_an_earlier_release_is_read_and_given_back_unchanged(self, name: str) -> None:
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
            with pytest.raises(ValidationError, match=UNKNOWN_FIELD):
                _adapter(name).validate_python(changed)

    @pytest.mark.parametrize(
        "name", [name for name in FILES if name.startswith(("send", "respond", "wait", "blocked", "done"))]
    )
    def test_an_unknown_kind_of_answer_is_refused(self, name: str) -> None:
        with pytest.raises(ValidationError, match=r"'ask-a-friend' found using 'kind' does not match any of .*'done'"):
            _adapter(name).validate_python(told(name) | {"kind": "ask-a-friend"})

    def test_an_unknown_kind_of_event_is_refused(self) -> None:
        changed = told("case-0.2.json")
        changed["events"][3]["kind"] = "ghosted"
        with pytest.raises(ValidationError, match=r"events\.3\n.*'ghosted' found using 'kind' does not match any of"):
            Case.model_validate(changed)

    @pytest.mark.parametrize(
        ("name", "path", "word", "known"),
        [
            ("progress-0.2.json", ("stage",), "followed-up-9", "followed-up-1"),
            ("send-0.2.json", ("touch",), "follow-up-9", "follow-up-1"),
            ("send-0.2.json", ("status",), "early", "open"),
            ("respond-0.2.json", ("status",), "early", "open"),
            ("respond-0.2.json", ("stage",), "followed-up-9", "followed-up-1"),
            ("done-0.2.json", ("stage",), "followed-up-9", "followed-up-1"),
            ("blocked-0.2.json", ("touch",), "follow-up-9", "follow-up-1"),
            ("policy-0.2.json", ("never", 0), "follow-up-9", "follow-up-1"),
            ("policy-0.2.json", ("escalation", "unit"), "months", "weeks"),
            ("case-0.2.json", ("interview", "contacts", 0, "roles", 0), "boss", "recruiter"),
        ],
    )
    def test_an_unknown_word_is_refused_with_the_known_ones(
        self, name: str, path: tuple[str | int, ...], word: str, known: str
    ) -> None:
        changed = inner = told(name)
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = word
        with pytest.raises(ValidationError) as caught:
            _adapter(name).validate_python(changed)
        (error,) = caught.value.errors()
        assert [part for part in error["loc"] if part in path] in (list(path), ["escalation"])
        assert word in str(error["input"])
        assert known in error["msg"]


class TestAProgressIsACache:
    """G36: "A `Progress` is a cache and no record: it names the format that wrote it (a number), and another
    format refuses it with an error that says to replay." """

    @pytest.mark.parametrize("number", [0, 2, 99, -1])
    def test_a_progress_of_another_format_is_refused_with_the_advice_to_replay(self, number: int) -> None:
        with pytest.raises(ValidationError, match=rf"format must be 1, .* replay the events, got {number}\b"):
            Progress.model_validate(told("progress-0.2.json") | {"format": number})

    @pytest.mark.parametrize("number", [None, "one", 1.5, [1]])
    def test_a_progress_with_what_is_no_format_is_refused(self, number: Any) -> None:
        with pytest.raises(ValidationError, match="format"):
            Progress.model_validate(told("progress-0.2.json") | {"format": number})

    def test_what_replay_gives_names_the_format(self) -> None:
        case = read("case-0.2.json")
        assert json.loads(replay(case.interview, case.events).model_dump_json())["format"] == 1

    @pytest.mark.parametrize(
        "memory",
        [
            *("", "x", "null", "5", "[]", '"{}"', "{", '{"thanked":["hr"]', "{}{}"),
            *('{"thanked":"hr"}', '{"thanked":[5]}', '{"thanks_closed":"perhaps"}', '{"update":{"sender":"hr"}}'),
            *('{"mood":"hopeful"}', '{"last_sent":5}', '{"snoozed_until":"tomorrow"}', '{"questions":{"hr":[{}]}}'),
            *('{"absences":{"hr":{}}}', '{"absences":["hr"]}', '{"mails":{"hr":{}}}', '{"mails":{"hr":"<a@b>"}}'),
        ],
    )
    def test_a_memory_that_cannot_be_read_is_refused_with_the_advice_to_replay(self, memory: str) -> None:
        refused = pytest.raises(ValidationError, match=r"memory must be what replay\(\) wrote; replay the events, got ")
        with refused:
            Progress.model_validate(told("progress-0.2.json") | {"memory": memory})

    def test_the_error_does_not_show_all_of_a_long_memory(self) -> None:
        with pytest.raises(ValidationError) as caught:
            Progress(format=1, stage=Stage.THANKED, memory=5000 * "x")
        assert len(str(caught.value)) < 1000

    @pytest.mark.parametrize("memory", [None, 5, {}, {"thanked": ["hr"]}])
    def test_a_memory_that_is_no_text_is_refused(self, memory: Any) -> None:
        with pytest.raises(ValidationError, match="memory"):
            Progress.model_validate(told("progress-0.2.json") | {"memory": memory})

    def test_the_first_layout_of_a_progress_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="thanked\n  Extra inputs are not permitted"):
            Progress.model_validate({"stage": "thanked", "since": "2026-06-04", "thanked": ["lead"]})

    @pytest.mark.parametrize("name", ["format", "stage", "memory"])
    def test_no_field_of_a_progress_may_be_left_out(self, name: str) -> None:
        without = {key: value for key, value in told("progress-0.2.json").items() if key != name}
        with pytest.raises(ValidationError, match=f"{name}\n  Field required"):
            Progress.model_validate(without)


class TestWhatTheFilesSay:
    """G36: "JSON written by any release is read by each later one": the values are the ones that were meant."""

    def test_the_case_in_the_file_holds_every_kind_of_event(self) -> None:
        case = read("case-0.2.json")
        assert {event.kind for event in case.events} == set(EVENT_KINDS)

    def test_the_file_of_a_case_is_read_as_it_was_written(self) -> None:
        case = read("case-0.2.json")
        assert case.interview.ended_at == at("2026-04-24 15:00")
        assert case.interview.decision_by == date(2026, 4, 30)
        assert case.interview.contact("lead").roles == {ContactRole.HIRING_MANAGER, ContactRole.INTERVIEWER}
        assert case.interview.contact("hr").honorific == "様"
        assert case.interview.thread.references == ("<first@example.com>", "<second@example.com>")
        assert case.events[1].folds == {Touch.THANK_YOU, Touch.UPDATE_THANKS}
        assert (case.events[4].until, case.events[5].until) == (date(2026, 5, 18), utc("2026-05-18 03:30"))
        assert case.events[3].message_id == "<t1@example.com>"
        (reply,) = (event for event in case.events if event.kind == "reply-received")
        assert (reply.asks_for, reply.answer_by, reply.enquire_on) == (
            "two references",
            date(2026, 5, 29),
            date(2026, 6, 8),
        )
        assert dict(case.interview.working_week) == {
            **dict.fromkeys((0, 1, 2), (time(9), time(17))),
            3: (time(10, 30), time(19)),
            4: (time(9), time(12, 30)),
        }
        assert case.interview.enquire_on == date(2026, 5, 7)
        assert case.interview.contact("agency").company == "Park Partners"
        assert case.candidate.phone == "+81 3 1234 5678"

    def test_the_case_in_the_file_can_be_answered(self) -> None:
        case = read("case-0.2.json")
        assert replay(case.interview, case.events).stage is Stage.WITHDRAWN
        (irregular,) = replay(case.interview, case.events).irregular
        assert (irregular.stage, irregular.event) == (Stage.ESCALATED, "escalation-sent")
        assert next_action(case.interview, case.events, now=utc("2026-06-12 01:00")).kind == "done"

    def test_the_least_case_in_a_file_has_the_defaults(self) -> None:
        case = read("case-0.2-least.json")
        assert case.candidate is None
        assert (case.interview.round, case.interview.enquiries_welcome) == (1, True)
        assert (case.interview.subdivision, case.interview.thread, case.interview.decision_by) == (None, None, None)
        assert (case.interview.working_week, case.interview.enquire_on) == (None, None)
        assert case.events[1].enquiries_welcome is True

    def test_the_file_of_a_repeated_hour_holds_two_instants(self) -> None:
        case, action = read("case-0.2-repeated-hour.json"), read("send-0.2-repeated-hour.json")
        assert len(set(case.events)) == 2
        assert [action.window.opens.astimezone(utc("2026-11-01 00:00").tzinfo), action.window.closes.timestamp()] == [
            utc("2026-11-01 05:30"),
            1793514600,
        ]
        assert action.window.status(utc("2026-11-01 06:15")).value == "open"
        assert action.send_at.timestamp() == utc("2026-11-01 06:15").timestamp()
        assert action.changes_at.timestamp() == utc("2026-11-01 06:30").timestamp()

    @pytest.mark.parametrize("name", [name for name in FILES if name.startswith("progress-")])
    def test_the_progress_in_a_file_can_be_asked(self, name: str) -> None:
        interview = read("case-0.2.json").interview
        next_action(interview, read(name), now=utc("2026-06-26 01:00"))
        plan(interview, read(name), now=utc("2026-06-26 01:00"))

    def test_the_file_of_a_progress_is_read_as_it_was_written(self) -> None:
        progress = read("progress-0.2.json")
        assert (progress.format, progress.stage, progress.since) == (1, Stage.FOLLOWED_UP_1, date(2026, 6, 24))
        (irregular,) = progress.irregular
        assert (irregular.stage, irregular.event) == (Stage.THANKED, "escalation-sent")
        assert irregular.at == utc("2026-06-05 01:00")

    def test_the_memory_in_the_file_of_a_progress_is_read_as_it_was_written(self) -> None:
        interview = read("case-0.2.json").interview
        state = state_of(interview, reach_of(interview), read("progress-0.2.json"))
        assert (state.stage, state.since, state.entered_by_skip) == (Stage.FOLLOWED_UP_1, date(2026, 6, 24), False)
        assert (state.stated, state.undated) == (date(2026, 6, 19), date(2026, 6, 10))
        assert (state.thanked, state.thanks_closed) == ({"agency", "lead"}, True)
        assert state.update == Update("hr", utc("2026-06-10 01:00"))
        assert (state.updated_by, state.updated_at, state.rejected_by) == ("hr", utc("2026-06-10 01:00"), "lead")
        assert (state.followed_up, state.first_recipients) == ({"hr"}, {"hr"})
        assert (state.last_sent, state.last_touch_asked) == (date(2026, 6, 24), True)
        assert state.welcomes_enquiries is False
        assert state.invited == Invitation(date(2026, 6, 29), utc("2026-06-12 01:00"), "lead")
        assert state.questions == {
            "hr": [
                Question(
                    "hr",
                    utc("2026-06-10 01:00"),
                    date(2026, 6, 10),
                    "two references",
                    answer_by=None,
                    restarts_wait=True,
                    is_update=True,
                )
            ]
        }
        assert (state.was_escalated, state.asked_for_feedback) == (True, True)
        assert (state.was_rejected, state.was_not_held) == (True, True)
        assert state.needs_new_time_since == utc("2026-06-09 23:00")
        assert state.snoozed_until == date(2026, 7, 6)
        assert state.absences == {
            "hr": Absence(date(2026, 6, 24), date(2026, 6, 29)),
            "lead": Absence(date(2026, 6, 25), None),
        }
        assert state.bounced == {"mori@example.com"}
        assert {who: state.mails[who] for who in ("sato@example.com", "ito@example.com")} == {
            "sato@example.com": Thread(
                message_id="<f1@example.com>",
                references=("<first@example.com>", "<invite@example.com>"),
                subject="Your interview at Acme",
            ),
            "ito@example.com": Thread(message_id="<t1@example.com>"),
        }
        later = state_of(interview, reach_of(interview), read("progress-0.2-snoozed.json"))
        assert later.snoozed_until == utc("2026-06-22 03:30")

    def test_replay_writes_the_memory_that_is_in_the_file(self) -> None:
        case = read("case-0.2.json").interview.replace(thread=None, enquire_on=None)
        progress = replay(case, [snoozed(utc("2026-06-10 01:00"), utc("2026-06-22 03:30"))])
        assert progress.memory == told("progress-0.2-snoozed.json")["memory"]

    def test_the_file_of_a_policy_is_read_as_it_was_written(self) -> None:
        policy = read("policy-0.2.json")
        assert (policy.thank_you, policy.first_follow_up) == (Hours(12, 36), BusinessDays(4, 6))
        assert (policy.second_follow_up, policy.work_ends) == (Weeks(1, 3), time(17, 15))
        assert (policy.answer_business_days, policy.invitation_business_days) == (2, 3)
        assert policy.never == {Touch.ESCALATION, Touch.FEEDBACK_REQUEST}

    @pytest.mark.parametrize("kind", ANSWER_KINDS)
    def test_an_answer_in_a_file_is_of_its_type(self, kind: str) -> None:
        assert type(read(f"{kind}-0.2.json")) is ANSWER_KINDS[kind]

    def test_the_file_of_a_send_is_read_as_it_was_written(self) -> None:
        action = read("send-0.2.json")
        assert (action.touch, action.status.value) == (Touch.FOLLOW_UP_1, "late")
        assert action.send_at == at("2026-05-14 09:00")
        assert action.folds == (Touch.UPDATE_THANKS, Touch.THANK_YOU)
        assert action.to[0].reply_to.message_id == "<invite@example.com>"
        assert [reason.rule for reason in action.reasons] == ["G10", "A2"]
        assert (action.changes_at, action.lapses_at) == (at("2026-07-10 18:00"), at("2026-07-10 18:00"))
        assert (action.to[0].name, action.decision_by) == ("Hanako Sato", date(2026, 4, 30))

    def test_the_file_of_an_answer_owed_is_read_as_it_was_written(self) -> None:
        action = read("respond-0.2.json")
        assert (action.status.value, action.asks_for, action.answer_by) == (
            "open",
            "two references",
            date(2026, 6, 8),
        )
        assert (action.send_at, action.changes_at) == (at("2026-06-06 11:00"), at("2026-06-09 00:00"))
        assert action.sent(at=action.send_at).to == ("hr",)

    def test_the_file_of_a_blocked_answer_without_a_time_is_read_as_it_was_written(self) -> None:
        action = read("blocked-0.2-new-time.json")
        assert (action.touch, action.window, action.changes_at) == (None, None, None)
        assert action.opens_at == at("2026-06-10 11:00")
