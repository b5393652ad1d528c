"""What is wrong with input, as a list of places and messages, whichever error tells of it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Discriminator, Field, Tag, TypeAdapter, ValidationError

from followup_rules import (
    DEFAULT_POLICY,
    Action,
    Case,
    Contact,
    Event,
    FollowUpError,
    HistoryError,
    HorizonError,
    Hours,
    InputError,
    Instant,
    Interview,
    InvalidTransitionError,
    Message,
    Policy,
    Problem,
    Progress,
    Promise,
    ReplyReceived,
    Stage,
    Weeks,
    Window,
    Withdrawn,
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

    def test_an_unknown_contact_of_an_event_is_named(self) -> None:
        message = "must be the id of a contact of the interview ('hr', 'lead', 'peer'), got 'boss'"
        assert in_case([{"kind": "reply-received", "at": "2026-06-05T10:00:00+09:00", "sender": "boss"}]) == [
            (("events", 0, "sender"), message)
        ]

    def test_an_unknown_kind_of_event_is_named(self) -> None:
        assert in_case([{"kind": "phoned"}]) == [(("events", 0, "kind"), f"must be one of {KINDS}, got 'phoned'")]

    def test_what_is_longer_than_a_day_is_read_as_a_time(self) -> None:
        snooze = {"kind": "snoozed", "at": "2026-06-05T10:00:00+09:00", "until": "2026-06-20T"}
        assert in_case([snooze]) == [
            (("events", 0, "until"), "must be an ISO 8601 date and time with an offset, got '2026-06-20T'")
        ]

    def test_an_event_without_a_kind_is_named(self) -> None:
        assert in_case([{"at": 5}]) == [(("events", 0, "kind"), "is missing")]

    def test_what_is_no_event_is_named(self) -> None:
        [(place, message)] = in_case([5])
        assert place == ("events", 0)
        assert message == "must be an object with fields, got 5"

    def test_what_an_event_says_of_two_fields_has_no_kind_in_its_place(self) -> None:
        given = {"kind": "reply-received", "at": "2026-06-05T10:00:00+09:00", "answer_by": "2026-06-09"}
        [(place, message)] = in_case([given])
        assert place == ("events", 0, "answer_by")
        assert "asks_for" in message

    def test_a_value_of_another_class_has_the_kind_out_of_its_place(self) -> None:
        class Row(BaseModel):
            kind: str = "snoozed"

        message = "must be an object with the fields of Snoozed, got Row(kind='snoozed')"
        assert in_case([Row()]) == [(("events", 0), message)]

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

    def test_what_is_no_text_is_no_choice_of_an_enum(self) -> None:
        [(place, message)] = found(Contact.model_validate, {"id": "hr", "roles": [5]})
        assert place == ("roles", 0)
        assert message.endswith("'employee', 'no-reply', got 5")

    def test_a_list_of_events_has_places(self) -> None:
        values = [{"kind": "bounced", "at": "2026-06-05T10:00:00Z", "contact": "hr"}]
        assert found(TypeAdapter(list[Event]).validate_python, values) == [((0, "email"), "is missing")]

    def test_an_answer_of_an_unknown_kind_is_named(self) -> None:
        message = "must be one of 'send', 'respond', 'wait-until', 'blocked', 'done', got 'x'"
        assert found(TypeAdapter(Action).validate_python, {"kind": "x"}) == [(("kind",), message)]

    def test_text_that_is_no_json_is_one_problem_without_a_place(self) -> None:
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
            ((0, "bounced"), "must be true or false, got 'maybe'")
        ]

    @pytest.mark.parametrize(
        ("kind", "place"),
        [
            (dict[str, list[bool]], ("bounced", 0)),
            (dict[str, dict[str, list[bool]]], ("row", "bounced", 0)),
            (dict[str, dict[str, bool]], ("weeks", "minimum")),
            (dict[str, dict[str, dict[str, bool]]], ("wait", "longest", "minimum")),
            (dict[str, dict[str, dict[str, list[bool]]]], ("wait", "weeks", "minimum", 0)),
            (dict[str, dict[str, dict[str, dict[str, bool]]]], ("wait", "weeks", "minimum", "maximum")),
        ],
    )
    def test_fields_of_an_app_that_are_named_as_ours_keep_their_place(
        self, kind: Any, place: tuple[str | int, ...]
    ) -> None:
        given: Any = "maybe"
        for key in reversed(place):
            given = [given] if key == 0 else {key: given}
        assert found(TypeAdapter(kind).validate_python, given) == [(place, "must be true or false, got 'maybe'")]

    def test_the_end_of_a_window_has_its_place_once(self) -> None:
        instant = "2026-06-05T10:00:00Z"
        [(place, _)] = found(Window.model_validate, {"timezone": "Asia/Tokyo", "opens": instant, "closes": instant})
        assert place == ("closes",)

    def test_a_union_of_an_app_has_the_place_of_what_tells_its_types_apart(self) -> None:
        class Cat(BaseModel):
            pet: Literal["cat"]

        class Dog(BaseModel):
            pet: Literal["dog"]

        class Owner(BaseModel):
            has: Cat | Dog = Field(discriminator="pet")

        assert found(Owner.model_validate, {"has": {"pet": "cow"}}) == [
            (("has", "pet"), "must be one of 'cat', 'dog', got 'cow'")
        ]

    def test_a_union_that_a_function_tells_apart_keeps_the_words_of_pydantic(self) -> None:
        kind = Discriminator(lambda _: "cow")
        adapter: TypeAdapter[Any] = TypeAdapter(
            Annotated[Annotated[int, Tag("cat")] | Annotated[str, Tag("dog")], kind]
        )
        [(place, message)] = found(adapter.validate_python, 5)
        assert place == ()
        assert message.endswith("does not match any of the expected tags: 'cat', 'dog'")

    def test_a_field_of_an_app_that_is_named_as_a_unit_keeps_its_place(self) -> None:
        assert found(TypeAdapter(dict[str, dict[str, int]]).validate_python, {"wait": {"weeks": "x"}}) == [
            (("wait", "weeks"), "must be a whole number, got 'x'")
        ]


class TestOurOwnWords:
    """The words of pydantic speak of tuples, frozensets, tags and instances; a form or a log should not."""

    @pytest.mark.parametrize(
        ("fields", "place", "message"),
        [
            ({"id": 5}, ("id",), "must be text, got 5"),
            ({"id": ""}, ("id",), "must not be empty; an optional field may be omitted"),
            ({"roles": ()}, ("roles",), "must have at least 1"),
            ({"roles": None}, ("roles",), "must be a list, got None"),
            ({"roles": "recruiter"}, ("roles",), "must be a set of roles, such as {'recruiter'}, got 'recruiter'"),
            ({"familiar": "yes"}, ("familiar",), "must be true or false, got 'yes'"),
            ({"name": "=?x?="}, ("name",), "must be readable text, got '=?x?='; decode it first"),
            ({"language": "a"}, ("language",), "must be a BCP 47 tag such as 'ja' or 'en-GB', got 'a'"),
            ({"language": "de-" + "-".join(["a" * 8] * 4)}, ("language",), "must have at most 35 characters, got 38"),
        ],
    )
    def test_a_contact_s_problem_has_our_words(self, fields: dict[str, Any], place: tuple[str], message: str) -> None:
        assert found(Contact.model_validate, {"id": "hr", "roles": ["recruiter"]} | fields) == [(place, message)]

    @pytest.mark.parametrize(
        ("fields", "place", "message"),
        [
            ({"contacts": 5}, ("contacts",), "must be a list, got 5"),
            ({"contacts": {"id": "hr"}}, ("contacts",), "must be a list, got {'id': 'hr'}"),
            ({"contacts": "hr"}, ("contacts",), "must be a list of contacts, got 'hr'"),
            ({"contacts": [5]}, ("contacts", 0), "must be an object with the fields of Contact, got 5"),
            (
                {"contacts": Contact(id="hr", roles={"recruiter"})},
                ("contacts",),
                "must be a list of contacts, got Contact(id='hr', roles={'recruiter'})",
            ),
            (
                {"extra_holidays": "2026-06-01"},
                ("extra_holidays",),
                "must be a list of dates (YYYY-MM-DD), got '2026-06-01'",
            ),
            ({"extra_holidays": ["2026-06-01"] * 751}, ("extra_holidays",), "must have at most 750"),
            ({"thread": "<a@x.com>"}, ("thread",), "must be an object with the fields of Thread, got '<a@x.com>'"),
            (
                {"thread": {"message_id": "<a@x.com>", "references": "<b@x.com>"}},
                ("thread", "references"),
                "must be a list of Message-IDs, such as ['<abc@example.com>'], got '<b@x.com>'",
            ),
            (
                {"thread": {"message_id": "a@x.com"}},
                ("thread", "message_id"),
                "must be a Message-ID in angle brackets, printable ASCII, such as '<abc@example.com>', got 'a@x.com'",
            ),
            ({"ended_at": 5}, ("ended_at",), "must be a timezone-aware datetime, got 5"),
            ({"decision_by": "2026-02-30"}, ("decision_by",), "must be a day of the calendar, got '2026-02-30'"),
            (
                {"decision_by": at("2026-06-12 10:00")},
                ("decision_by",),
                (
                    "must be a date (YYYY-MM-DD), not a datetime, got datetime(2026, 6, 12, 10, 0, "
                    "tzinfo=zoneinfo.ZoneInfo(key='Asia/Tokyo'))"
                ),
            ),
            (
                {"working_week": {"0": ["09:00", "17:00"], 0: ["09:00", "12:00"]}},
                ("working_week",),
                "must name each weekday once, got ['0', 0]",
            ),
            ({"working_week": {}}, ("working_week",), "must have at least one working day; omit the field if unknown"),
            (
                {"working_week": {"0": ["09:30", "10:00"]}},
                ("working_week",),
                "must have an hour or more a day, within one day, got 09:30 to 10:00",
            ),
            *[
                (
                    {"working_week": {"0": hours}},
                    ("working_week",),
                    f"must have two local times a day, such as ('09:00', '17:00'), got {hours!r}",
                )
                for hours in ("09:00-17:00", ["09:00"], ["09:00", "noon"], ["09:00", "12:00", "17:00"])
            ],
            ({"country": "UK"}, ("country",), "must be the ISO 3166-1 code 'GB', got 'UK'"),
            (
                {"country": "XX"},
                ("country",),
                "must be a country that the holidays package knows, such as 'JP', got 'XX'",
            ),
            ({"round": "2"}, ("round",), "must be a whole number, got '2'"),
            ({"round": 0}, ("round",), "must be 1 or more, got 0"),
            ({"round": 1000}, ("round",), "must be 999 or less, got 1000"),
        ],
    )
    def test_an_interview_s_problem_has_our_words(
        self, fields: dict[str, Any], place: tuple[str | int, ...], message: str
    ) -> None:
        assert found(Interview.model_validate, INTERVIEW | fields) == [(place, message)]

    def test_one_event_where_a_list_is_meant_is_named(self) -> None:
        message = "must be a list of events, got Withdrawn(at=2026-06-05T01:00+00:00)"
        assert in_case(Withdrawn(at=at("2026-06-05 10:00"))) == [(("events",), message)]  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("first_follow_up", (3, 4), "must be BusinessDays or Weeks, such as BusinessDays(3, 4), got (3, 4)"),
            (
                "first_follow_up",
                Hours(3, 4),
                (
                    "must be BusinessDays or Weeks, such as BusinessDays(3, 4), "
                    "got Hours(minimum=3, maximum=4, unit='hours')"
                ),
            ),
            ("thank_you", 24, "must be Hours, BusinessDays or Weeks, such as BusinessDays(3, 4), got 24"),
            (
                "second_follow_up",
                Weeks(0, 1),
                (
                    "must be a day or more: messages of one day are one (G24), "
                    "got Weeks(minimum=0, maximum=1, unit='weeks')"
                ),
            ),
            ("never", "escalation", "must be a set of messages, such as {'escalation'}, got 'escalation'"),
            ("away_days", 1.5, "must be a whole number, got 1.5"),
            ("work_starts", 9, "must be a local time (HH:MM), without a time zone, got 9"),
            ("work_starts", "9am", "must be a local time (HH:MM), without a time zone, got '9am'"),
            ("work_ends", "25:00", "must be a time of the day, got '25:00'"),
            ("work_ends", "18:00Z", "must be a local time (HH:MM), without a time zone, got '18:00Z'"),
            ("work_ends", time(8), "must be an hour or more after 09:00:00, got '08:00:00'"),
        ],
    )
    def test_a_policy_s_problem_has_our_words(self, field: str, value: Any, message: str) -> None:
        """Also what a policy says of two fields together stands at one of them."""
        assert found(lambda given: DEFAULT_POLICY.replace(**{field: given}), value) == [((field,), message)]

    def test_the_hours_of_a_policy_may_be_text(self) -> None:
        assert DEFAULT_POLICY.replace(work_starts="08:30") == DEFAULT_POLICY.replace(work_starts=time(8, 30))

    @pytest.mark.parametrize(
        ("span", "key", "message"),
        [
            ({"minimum": 3, "maximum": 4, "unit": "h"}, "unit", "must be one of 'business-days', 'weeks', got 'h'"),
            ({"minimum": 3, "maximum": 4}, "unit", "is missing"),
            ({"minimum": 5, "maximum": 4, "unit": "weeks"}, "minimum", "must be at most the maximum, 4, got 5"),
            ({"minimum": -1, "maximum": 4, "unit": "weeks"}, "minimum", "must be 0 or more, got -1"),
            ({"minimum": 1, "unit": "weeks"}, "maximum", "is missing"),
        ],
    )
    def test_the_problem_of_a_span_in_json_has_no_unit_in_its_place(
        self, span: dict[str, Any], key: str, message: str
    ) -> None:
        """The unit, which pydantic adds to the place, is left out."""
        given = {"first_follow_up": span}
        assert found(Policy.model_validate, given) == [(("first_follow_up", key), message)]

    def test_the_misspelt_end_of_a_span_comes_before_the_one_that_is_missing(self) -> None:
        given = {"first_follow_up": {"maximun": 4, "minimum": 3, "unit": "weeks"}}
        assert found(Policy.model_validate, given) == [
            (("first_follow_up", "maximun"), "there is no such field"),
            (("first_follow_up", "maximum"), "is missing"),
        ]

    def test_a_promise_is_about_no_field_alone(self) -> None:
        message = "must be exactly one of end_of, within_days, within_business_days and within_weeks, got []"
        assert found(Promise.model_validate, {}) == [((), message)]

    def test_a_promise_names_what_was_given_besides(self) -> None:
        [(place, message)] = found(Promise.model_validate, {"within_days": 3, "within_business_days": 2})
        assert place == ()
        assert message.endswith(", got ['within_business_days', 'within_days']")

    def test_a_text_of_a_message_has_its_longest(self) -> None:
        """Two hundred thousand characters."""
        text = "a" * 200_000
        fields = {"language": "en", "to": {"id": "hr", "roles": ["recruiter"]}, "subject": "Thank you"}
        assert Message.model_validate(fields | {"body": text}).body == text
        assert found(Message.model_validate, fields | {"body": f"{text}a"}) == [
            (("body",), "must have at most 200000 characters, got 200001")
        ]

    def test_the_day_of_a_stage_may_be_next_to_the_first_and_the_last_year(self) -> None:
        """It is still 1969, or 2101 already, in another zone."""
        written = {"format": 1, "stage": "thanked", "memory": "{}"}
        for day in (date(1969, 12, 31), date(2101, 1, 1)):
            assert Progress.model_validate(written | {"since": day}).since == day
        assert found(Progress.model_validate, written | {"since": "1969-12-30"}) == [
            (("since",), "must be in the years 1970 to 2100, got '1969-12-30'")
        ]

    def test_a_memory_has_its_place(self) -> None:
        assert found(Progress.model_validate, {"format": 1, "stage": "thanked", "memory": "x"}) == [
            (("memory",), "must be what replay() wrote; replay the events, got 'x'")
        ]

    def test_a_value_cannot_be_changed(self) -> None:
        contact = Contact(id="hr", roles={"recruiter"})
        assert found(lambda value: setattr(contact, "id", value), "boss") == [
            (("id",), "cannot be changed; use replace()")
        ]

    @pytest.mark.parametrize(
        ("kind", "message"),
        [
            (date, "must be a date (YYYY-MM-DD), got 'soon'"),
            (datetime, "must be a date and time in ISO 8601, got 'soon'"),
            (time, "must be a time (HH:MM), got 'soon'"),
            (Literal["a", "b"], "must be 'a' or 'b', got 'soon'"),
            (list[int], "must be a list, got 'soon'"),
            (float, "must be a valid number, unable to parse string as a number"),
        ],
    )
    def test_a_problem_with_our_types_in_an_app_has_our_words(self, kind: Any, message: str) -> None:
        assert found(TypeAdapter(kind).validate_python, "soon") == [((), message)]


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
                InvalidTransitionError("withdrawn", "follow-up-sent", ("reopened", "snoozed")),
                (),
                "follow-up-sent is not allowed in stage withdrawn; allowed are: reopened, snoozed",
            ),
            (
                HorizonError("JP", date(2020, 1, 1), date(2039, 12, 31), date(2050, 1, 1)),
                (),
                (
                    "2050-01-01 is outside of the range that the calendar of JP knows, 2020-01-01 to 2039-12-31; "
                    "use a date in this range, or pass a wider years="
                ),
            ),
            (
                HorizonError("JP", date(2020, 1, 1), date(2039, 12, 31)),
                (),
                (
                    "the answer is outside of the range that the calendar of JP knows, 2020-01-01 to 2039-12-31; "
                    "use a date in this range, or pass a wider years="
                ),
            ),
        ],
    )
    def test_an_error_of_the_library_is_one_problem(
        self, error: FollowUpError, place: tuple[str | int, ...], message: str
    ) -> None:
        assert problems(error) == (Problem(place, message),)


class TestLists:
    """A web framework gives a list of errors, with places of its own in front."""

    ERROR = ("body", "case", "events", 0, "reply-received", "sendr")

    @pytest.mark.parametrize("kind", [list, tuple])
    def test_a_list_of_errors_becomes_problems(self, kind: Callable[[list[Any]], Any]) -> None:
        given = kind([{"type": "extra_forbidden", "loc": self.ERROR, "msg": "Extra inputs are not permitted"}])
        assert problems(given) == (Problem(("body", "case", "events", 0, "sendr"), "there is no such field"),)

    def test_an_error_that_came_through_json_becomes_a_problem(self) -> None:
        given: Any = [{"type": "missing", "loc": ["body", "now"], "msg": "Field required"}]
        assert problems(given) == (Problem(("body", "now"), "is missing"),)

    def test_an_error_without_its_values_becomes_a_problem(self) -> None:
        with pytest.raises(ValidationError) as error:
            Contact.model_validate({"id": 5, "roles": []})
        given = error.value.errors(include_input=False, include_context=False)
        assert [str(each) for each in problems(given)] == [
            "id: must be text",
            "roles: Frozenset should have at least 1 item after validation, not 0",
        ]

    def test_an_unknown_kind_is_named_in_an_error_without_its_values(self) -> None:
        with pytest.raises(ValidationError) as error:
            TypeAdapter(Event).validate_python({"kind": "phoned"})
        [given] = problems(error.value.errors(include_input=False))
        assert given == Problem(("kind",), f"must be one of {KINDS}, got 'phoned'")

    @pytest.mark.parametrize(
        "value", [None, "x", ValueError("x"), [5], [{"type": "missing", "loc": [None], "msg": ""}]]
    )
    def test_what_is_no_error_has_no_problems_and_is_refused(self, value: Any) -> None:
        with pytest.raises(
            InputError, match=r"^error must be a ValidationError, a FollowUpError, or a list from errors\(\), got "
        ):
            problems(value)


def test_a_problem_prints_as_a_line() -> None:
    assert str(Problem(("events", 0, "sender"), "is missing")) == "events.0.sender: is missing"
    assert str(Problem((), "is missing")) == "is missing"
    assert str(Problem(("k" * 80,), "is missing")) == f"{'k' * 80}: is missing"
    assert str(Problem(("k" * 81,), "is missing")) == f"{'k' * 80}…: is missing"


def test_a_long_key_is_cut_in_a_line() -> None:
    assert str(Problem(("x" * 81,), "is missing")) == f"{'x' * 80}…: is missing"


def test_a_value_is_quoted_in_short() -> None:
    with pytest.raises(ValidationError) as error:
        ReplyReceived(at=at("2026-06-05 10:00"), sender="a\n" * 60)
    assert len(problems(error.value)[0].message) < 120
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Stage).validate_python("x" * 10_000)
    assert problems(error.value)[0].message.endswith(f"got '{'x' * 79}…")
