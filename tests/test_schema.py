"""What JSON Schema, OpenAPI and a prompt show of the values, and what their JSON always has."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

import followup_rules
from events import asks, away, not_held, reply, thank_you
from followup_rules import (
    DEFAULT_POLICY,
    Action,
    BusinessDays,
    Case,
    Contact,
    Day,
    Event,
    InputError,
    Instant,
    Policy,
    Progress,
    Respond,
    Withdrawn,
    next_action,
    replay,
)
from followup_rules._events import EVENTS
from followup_rules.ical import to_calendar
from peers import needs_node, read
from support import HR, LEAD, at, interview
from together import together

MODES: tuple[Literal["validation", "serialization"], ...] = ("validation", "serialization")
VALUES = [
    value
    for name in followup_rules.__all__
    if inspect.isclass(value := getattr(followup_rules, name)) and issubclass(value, BaseModel)
]
ACTION: TypeAdapter[Action] = TypeAdapter(Action)


@cache
@cache
def schema_of(value: Any, mode: Literal["validation", "serialization"]) -> dict[str, Any]:
    return TypeAdapter(value).json_schema(mode=mode)


def models(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the schemas of all objects in a schema, by their titles."""
    found = {"": schema, **schema.get("$defs", {})}
    return {name: each for name, each in found.items() if "properties" in each}


every_value = together(("value", "mode"), product([*VALUES, Action, Event], MODES))


class TestSchemas:
    @every_value
    def test_every_field_has_a_description(self, value: Any, mode: Literal["validation", "serialization"]) -> None:
        for schema in models(schema_of(value, mode)).values():
            fields = {name: field for name, field in schema["properties"].items() if name != "kind"}
            assert [name for name, field in fields.items() if not field.get("description")] == []

    @every_value
    def test_no_description_has_markup(self, value: Any, mode: Literal["validation", "serialization"]) -> None:
        text = json.dumps(schema_of(value, mode))
        assert not any(markup in text for markup in (">>>", "``", ":class:", ":func:"))

    @every_value
    def test_a_field_makes_no_type_of_its_own(self, value: Any, mode: Literal["validation", "serialization"]) -> None:
        """A generator of types makes one of each title, and of each reference that has a description beside it."""
        for schema in models(schema_of(value, mode)).values():
            for field in schema["properties"].values():
                assert "title" not in field
                assert "$ref" not in field

    @every_value
    def test_what_tells_values_apart_is_required(
        self, value: Any, mode: Literal["validation", "serialization"]
    ) -> None:
        for schema in models(schema_of(value, mode)).values():
            for name in {"kind", "unit"}.intersection(schema["properties"]):
                assert name in schema["required"]

    def test_a_span_has_its_fields_and_no_type_for_each(self) -> None:
        span = Policy.model_json_schema()["$defs"]["Weeks"]
        assert span["required"] == ["minimum", "maximum", "unit"]
        count = {"type": "integer", "minimum": 0, "maximum": 366}
        assert span["properties"] == {
            "minimum": count | {"description": "At least so many."},
            "maximum": count | {"description": "At most so many."},
            "unit": {"type": "string", "const": "weeks", "description": "The unit in which it is counted."},
        }


def test_a_class_of_an_app_is_described_like_ours() -> None:
    class Team(Contact, frozen=True):
        """People who work together,
        beside a :class:`Contact`.

        They have a lead.
        """

        lead: Contact

    schema = Team.model_json_schema()
    assert schema["description"] == "People who work together, beside a Contact."
    assert schema["properties"]["lead"] == {"$ref": "#/$defs/Contact"}


@pytest.mark.parametrize("mode", MODES)
def test_an_action_is_a_discriminated_union(mode: Literal["validation", "serialization"]) -> None:
    schema = ACTION.json_schema(mode=mode)
    assert sorted(schema["discriminator"]["mapping"]) == ["blocked", "done", "respond", "send", "wait-until"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("union", [Action, Event], ids=["Action", "Event"])
def test_each_member_of_a_union_says_its_kind(union: Any, mode: Literal["validation", "serialization"]) -> None:
    """A generator of types for another language narrows a union by this alone."""
    schema = schema_of(union, mode)
    assert schema["discriminator"]["propertyName"] == "kind"
    members = [each["$ref"] for each in schema["oneOf"]]
    assert sorted(members) == sorted(schema["discriminator"]["mapping"].values())
    for kind, place in schema["discriminator"]["mapping"].items():
        member = schema["$defs"][place.removeprefix("#/$defs/")]
        assert member["properties"]["kind"] == {"const": kind, "type": "string"}
        assert "kind" in member["required"]
        assert member["additionalProperties"] is False


@pytest.fixture(scope="module")
def typescript() -> list[Any]:
    """Return the types that a generator makes, and what the compiler says of a program; then of one with faults."""
    kinds: dict[str, Any] = {"Action": Action, "Case": Case, "Policy": Policy}
    schemas = {name: TypeAdapter(kind).json_schema(mode="serialization") for name, kind in kinds.items()}
    program = faulty = (Path(__file__).with_name("node") / "uses_types.ts").read_text(encoding="utf-8")
    for kind in ("done", "withdrawn"):
        faulty = faulty.replace(f'    case "{kind}":\n', "")
    faulty = faulty.replace('kind: "reply-received"', 'kind: "phoned"')
    texts = [json.dumps({"schemas": schemas, "program": each}).encode() for each in (program, faulty)]
    return read("check_types.mjs", texts)


@needs_node
class TestTypeScript:
    """The types that a generator makes of the schemas: unions that a switch on the kind narrows."""

    def test_a_program_that_names_every_kind_is_right(self, typescript: list[Any]) -> None:
        assert typescript[0]["problems"] == []

    def test_a_kind_that_is_forgotten_or_unknown_is_an_error(self, typescript: list[Any]) -> None:
        for found, expected in zip(
            sorted(typescript[1]["problems"]),
            (
                "Argument of type 'Done' is not assignable to parameter of type 'never'.",
                "Argument of type 'Withdrawn' is not assignable to parameter of type 'never'.",
                "Type '\"phoned\"' is not assignable to type",
            ),
            strict=True,
        ):
            assert found.startswith(expected)

    def test_a_type_is_named_once(self, typescript: list[Any]) -> None:
        named = {
            name: re.findall(r"^export (?:type|interface) (\w+)", text, re.MULTILINE)
            for name, text in typescript[0]["types"].items()
        }
        assert named == {
            "Action": [
                *("Action", "Stage", "Touch", "Send", "Reason", "Window", "Recipient", "Thread"),
                *("Respond", "WaitUntil", "Blocked", "Gap", "Done"),
            ],
            "Case": [
                *("ContactRole", "Event", "Touch", "Case", "Interview", "Contact", "Thread"),
                *(kind.__name__ for kind in EVENTS),
                "Candidate",
            ],
            "Policy": ["Touch", "Policy", "Hours", "BusinessDays", "Weeks"],
        }


@pytest.mark.parametrize("without", [{"exclude_unset": True}, {"exclude_defaults": True}], ids=str)
class TestAlwaysWritten:
    def test_the_kind_of_an_event_is_always_written(self, without: dict[str, Any]) -> None:
        assert json.loads(Withdrawn(at=at("2026-06-04 09:00")).model_dump_json(**without))["kind"] == "withdrawn"

    def test_the_kind_of_an_answer_is_always_written(self, without: dict[str, Any]) -> None:
        action = next_action(interview(), (), now=at("2026-06-04 16:00"))
        assert ACTION.validate_json(action.model_dump_json(**without)) == action

    def test_the_unit_of_a_span_is_always_written(self, without: dict[str, Any]) -> None:
        policy = DEFAULT_POLICY.replace(first_follow_up=BusinessDays(4, 6))
        assert Policy.model_validate_json(policy.model_dump_json(**without)) == policy

    def test_the_format_of_a_progress_is_always_written(self, without: dict[str, Any]) -> None:
        assert json.loads(replay(interview(), ()).model_dump_json(**without))["format"] == 1


class TestExportedTypes:
    class Question(BaseModel):
        now: Instant
        day: Day

    def test_the_year_9999_is_a_validation_error_with_its_place(self) -> None:
        with pytest.raises(ValidationError) as caught:
            self.Question.model_validate_json('{"now": "9999-12-31T23:59:59Z", "day": "9999-12-31"}')
        assert [error["loc"] for error in caught.value.errors()] == [("now",), ("day",)]

    def test_an_instant_in_the_known_years_is_taken(self) -> None:
        question = self.Question.model_validate_json('{"now": "2026-06-04T09:00:00+09:00", "day": "2026-06-04"}')
        assert (question.now, question.day) == (at("2026-06-04 09:00"), date(2026, 6, 4))


FIRST_MOMENT = """
import inspect
import followup_rules
found = inspect.signature(followup_rules.Contact)
print(list(found.parameters)[:4])
print(found.parameters["id"].default is found.empty, found.parameters["do_not_contact"].default)
print(found.parameters["do_not_contact"].annotation)
for kind in (followup_rules.Contact, followup_rules.Interview):
    print(list(inspect.signature(kind).parameters) == list(kind.model_fields))
"""
FIRST_USE = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
import followup_rules
start = Barrier(8)
def read(_):
    start.wait()
    return followup_rules.Case.model_validate_json(CASE).model_dump_json()
with ThreadPoolExecutor(8) as threads:
    print(len(set(threads.map(read, range(8)))))
"""


def _printed(program: str) -> list[str]:
    """Return the lines that a program prints in a process of its own."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    return done.stdout.splitlines()


def test_a_signature_has_the_fields_from_the_first_moment() -> None:
    assert _printed(FIRST_MOMENT) == [
        "['id', 'roles', 'name', 'email']",
        "True False",
        "<class 'bool'>",
        "True",
        "True",
    ]


def test_the_first_use_may_be_in_many_threads_at_once() -> None:
    case = Case(interview=interview(), events=(reply("2026-06-05 10:00", "hr"),))
    assert _printed(f"CASE = {case.model_dump_json()!r}{FIRST_USE}") == ["1"]


class TestSentences:
    ASKED = asks("2026-06-05 10:00", "hr")
    THANKED = thank_you("2026-06-04 15:00", "peer")

    @pytest.mark.parametrize(
        ("events", "now", "said"),
        [
            (
                [],
                "2026-06-03 16:00",
                "Wait until Thu 4 Jun 15:00 (Asia/Tokyo): then send the thank-you note to Yuki Mori",
            ),
            ([], "2026-06-04 16:00", "Send the thank-you note to Yuki Mori by Fri 5 Jun 15:00 (Asia/Tokyo)"),
            (
                [],
                "2026-06-08 10:00",
                "Send the thank-you note to Yuki Mori at Mon 8 Jun 10:00 (Asia/Tokyo); it is late",
            ),
            ([THANKED, ASKED], "2026-06-05 11:00", "Answer Hanako Sato by Mon 8 Jun: two references"),
            ([THANKED, ASKED], "2026-06-10 11:00", "Answer Hanako Sato: two references; it is late"),
            (
                [not_held("2026-06-03 16:00")],
                "2026-06-04 11:00",
                (
                    "Nothing is due. The interview did not take place. "
                    "Agree on a new time, and store it with a Reopened event."
                ),
            ),
        ],
    )
    def test_an_answer_says_what_to_do(self, events: list[Event], now: str, said: str) -> None:
        assert str(next_action(interview(), events, now=at(now))) == said

    def test_a_message_that_nobody_can_get_yet_says_that_nobody_can(self) -> None:
        alone = interview(contacts=())
        assert str(next_action(alone, (), now=at("2026-06-03 16:00"))) == (
            "Wait until Thu 4 Jun 15:00 (Asia/Tokyo): then the thank-you note is due, but nobody is known to get it"
        )
        assert str(next_action(alone, (), now=at("2026-06-05 09:00"))) == (
            "The thank-you note cannot be sent: "
            "There is nobody to thank: add the address of somebody who interviewed you."
        )

    def test_a_gap_is_its_sentence(self) -> None:
        assert str(followup_rules.gaps(interview(contacts=()))[0]) == "Ask by which date to expect an answer."

    def test_an_answer_owed_is_stored_as_a_message_of_those_who_got_it(self) -> None:
        action = next_action(interview(), [self.THANKED, self.ASKED], now=at("2026-06-05 11:00"))
        assert isinstance(action, Respond)
        sent = action.sent(at=at("2026-06-05 12:00"), message_id="<9@example.com>")
        assert (sent.kind, sent.to, sent.message_id) == ("message-sent", ("hr",), "<9@example.com>")
        with pytest.raises(InputError, match="to must be a collection of contact ids among"):
            action.sent(at=at("2026-06-05 12:00"), to="hr")

    def test_a_repr_is_short_enough_for_a_prompt(self) -> None:
        longest = 320
        action = next_action(interview(), [self.THANKED, self.ASKED], now=at("2026-06-05 11:00"))
        assert repr(action).startswith("Respond(status='open', asks_for='two references', to=[Recipient(contact='hr',")
        assert all(
            len(repr(each)) < longest for each in (action, HR, self.ASKED, replay(interview(), ()), DEFAULT_POLICY)
        )


class TestProgressOfAnotherInterview:
    @pytest.mark.parametrize(
        "event",
        [
            thank_you("2026-06-04 15:00", "lead"),
            asks("2026-06-05 10:00", "lead"),
            away("2026-06-05 10:00", "lead"),
        ],
        ids=lambda event: event.kind,
    )
    def test_a_progress_of_another_interview_is_refused_with_the_advice_to_replay(self, event: Event) -> None:
        progress: Progress = replay(interview(contacts=(HR, LEAD)), [event])
        with pytest.raises(InputError, match="history must be a Progress of this interview; replay the events"):
            next_action(interview(contacts=(HR,)), progress, now=at("2026-06-05 11:00"))


def test_what_is_no_plan_is_refused_in_words() -> None:
    none: Any = 5
    with pytest.raises(InputError, match="plan must be the steps of a plan, got 5"):
        to_calendar(none, interview(), now=at("2026-06-05 11:00"))
