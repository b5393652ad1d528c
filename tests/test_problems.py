"""What is wrong with input, as a list of places and messages, whichever error tells of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from followup_rules import (
    Action,
    Case,
    Contact,
    Event,
    FollowUpError,
    HistoryError,
    HorizonError,
    InputError,
    Instant,
    InvalidTransitionError,
    Problem,
    ReplyReceived,
    Stage,
    problems,
)
from support import at, interview

if TYPE_CHECKING:
    from collections.abc import Callable

INTERVIEW = interview().model_dump(mode="json")
KINDS = (
    "'thank-you-sent', 'follow-up-sent', 'escalation-sent', 'update-thanks-sent', 'feedback-request-sent', "
    "'message-sent', 'reply-received', 'rejection-received', 'offer-received', 'next-round-scheduled', "
    "'interview-not-held', 'reopened', 'touch-skipped', 'snoozed', 'withdrawn', 'out-of-office-received', 'bounced'"
)


def found(check: Callable[[Any], object], value: object) -> list[tuple[tuple[str | int, ...], str]]:
    """Return each problem that pydantic finds with a value, as a pair."""
    with pytest.raises(ValidationError) as error:
        check(value)
    return [(each.place, each.message) for each in problems(error.value)]


def in_case(events: list[Any]) -> list[tuple[tuple[str | int, ...], str]]:
    return found(Case.model_validate, {"interview": INTERVIEW, "events": events})


class TestEventsOfACase:
    def test_the_kind_is_no_part_of_a_place(self) -> None:
        assert in_case([{"kind": "withdrawn", "at": "soon"}]) == [
            (("events", 0, "at"), "must be an ISO 8601 date and time with an offset, got 'soon'")
        ]

    def test_an_unknown_contact(self) -> None:
        message = "must be the id of a contact of the interview ('hr', 'lead', 'peer'), got 'boss'"
        assert in_case([{"kind": "reply-received", "at": "2026-06-05T10:00:00+09:00", "sender": "boss"}]) == [
            (("events", 0, "sender"), message)
        ]

    def test_an_unknown_kind(self) -> None:
        assert in_case([{"kind": "phoned"}]) == [(("events", 0, "kind"), f"must be one of {KINDS}, got 'phoned'")]

    def test_no_kind(self) -> None:
        assert in_case([{"at": 5}]) == [(("events", 0, "kind"), "is missing")]

    def test_what_is_no_event(self) -> None:
        [(place, message)] = in_case([5])
        assert place == ("events", 0)
        assert message == "must be a valid dictionary or object to extract fields from"

    def test_a_misspelt_field_comes_before_the_one_that_is_missing(self) -> None:
        assert in_case([{"kind": "snoozed", "at": "2026-06-05T10:00:00+09:00", "untill": "2026-06-09"}]) == [
            (("events", 0, "untill"), "there is no such field"),
            (("events", 0, "until"), "is missing"),
        ]


class TestOtherInput:
    def test_an_enum_has_its_choices(self) -> None:
        [(place, message)] = found(Contact.model_validate, {"id": "hr", "roles": ["recuiter"]})
        assert place == ("roles", 0)
        assert message == (
            "must be one of 'recruiter', 'hiring-manager', 'interviewer', 'agency', 'employee', 'no-reply', "
            "got 'recuiter'"
        )

    def test_a_list_of_events(self) -> None:
        values = [{"kind": "bounced", "at": "2026-06-05T10:00:00Z", "contact": "hr"}]
        assert found(TypeAdapter(list[Event]).validate_python, values) == [((0, "email"), "is missing")]

    def test_an_answer_of_an_unknown_kind(self) -> None:
        message = "must be one of 'send', 'respond', 'wait-until', 'blocked', 'done', got 'x'"
        assert found(TypeAdapter(Action).validate_python, {"kind": "x"}) == [(("kind",), message)]

    def test_text_that_is_no_json(self) -> None:
        [(place, message)] = found(Case.model_validate_json, "{")
        assert place == ()
        assert message.startswith("Invalid JSON: ")

    def test_a_time_in_a_model_of_an_app_is_shown_as_it_was_written(self) -> None:
        assert found(TypeAdapter(dict[str, Instant]).validate_python, {"now": "2200-01-01T00:00:00Z"}) == [
            (("now",), "must be in the years 1970 to 2100, got '2200-01-01T00:00:00Z'")
        ]

    def test_a_field_of_an_app_that_is_named_as_a_kind_of_event_keeps_its_place(self) -> None:
        class Row(BaseModel):
            bounced: bool

        assert found(TypeAdapter(list[Row]).validate_python, [{"bounced": "maybe"}]) == [
            ((0, "bounced"), "must be a valid boolean, unable to interpret input")
        ]

    def test_a_union_of_an_app_keeps_the_words_of_pydantic(self) -> None:
        class Cat(BaseModel):
            pet: Literal["cat"]

        class Dog(BaseModel):
            pet: Literal["dog"]

        class Owner(BaseModel):
            has: Cat | Dog = Field(discriminator="pet")

        assert found(Owner.model_validate, {"has": {"pet": "cow"}}) == [
            (
                ("has",),
                "Input tag 'cow' found using 'pet' does not match any of the expected tags: 'cat', 'dog'",
            )
        ]


class TestErrorsOfTheLibrary:
    @pytest.mark.parametrize(
        ("error", "place", "message"),
        [
            (InputError("now", 5, "timezone-aware"), ("now",), "must be timezone-aware, got 5"),
            (InputError("events.3", "x", "an event"), ("events", 3), "must be an event, got 'x'"),
            (
                HistoryError(2, "reply-received", "sender", "boss", ("hr",)),
                ("events", 2, "sender"),
                "must be the id of a contact of the interview ('hr'), got 'boss'",
            ),
            (
                InvalidTransitionError("withdrawn", "follow-up-sent", ("reopened",)),
                (),
                "follow-up-sent is not allowed in stage withdrawn; allowed are: reopened",
            ),
            (
                HorizonError("JP", date(2020, 1, 1), date(2039, 12, 31), date(2050, 1, 1)),
                (),
                (
                    "2050-01-01 is outside of the range that the calendar of JP knows, 2020-01-01 to 2039-12-31; "
                    "use a date in this range, or pass a wider years="
                ),
            ),
        ],
    )
    def test_it_is_one_problem(self, error: FollowUpError, place: tuple[str | int, ...], message: str) -> None:
        assert problems(error) == (Problem(place, message),)


class TestLists:
    """A web framework gives a list of errors, with places of its own in front."""

    ERROR = ("body", "case", "events", 0, "reply-received", "sendr")

    @pytest.mark.parametrize("kind", [list, tuple])
    def test_a_list_of_errors(self, kind: Callable[[list[Any]], Any]) -> None:
        given = kind([{"type": "extra_forbidden", "loc": self.ERROR, "msg": "Extra inputs are not permitted"}])
        assert problems(given) == (Problem(("body", "case", "events", 0, "sendr"), "there is no such field"),)

    def test_one_that_came_through_json(self) -> None:
        given: Any = [{"type": "missing", "loc": ["body", "now"], "msg": "Field required"}]
        assert problems(given) == (Problem(("body", "now"), "is missing"),)

    @pytest.mark.parametrize(
        "value", [None, "x", ValueError("x"), [5], [{"type": "missing", "loc": [None], "msg": ""}]]
    )
    def test_anything_else_is_refused(self, value: Any) -> None:
        with pytest.raises(InputError, match=r"error must be a ValidationError, a FollowUpError, or a list"):
            problems(value)


def test_a_problem_prints_as_a_line() -> None:
    assert str(Problem(("events", 0, "sender"), "is missing")) == "events.0.sender: is missing"
    assert str(Problem((), "is missing")) == "is missing"


def test_a_long_key_is_cut_in_a_line() -> None:
    assert str(Problem(("x" * 81,), "is missing")) == f"{'x' * 80}…: is missing"


def test_a_value_is_quoted_in_short() -> None:
    with pytest.raises(ValidationError) as error:
        ReplyReceived(at=at("2026-06-05 10:00"), sender="a\n" * 60)
    assert len(problems(error.value)[0].message) < 120
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Stage).validate_python("x" * 10_000)
    assert problems(error.value)[0].message.endswith(f"got '{'x' * 79}…")
