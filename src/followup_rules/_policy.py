"""Every number of the rules, with its unit and its rule; a policy is a value and can be changed in any field."""

from dataclasses import dataclass, replace
from datetime import time
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from followup_rules._errors import FieldError, InputError
from followup_rules._events import Touch, Touches
from followup_rules._fields import LocalTime
from followup_rules._values import Value

LONGEST_WAIT = 366
Count = Annotated[int, Field(ge=0, le=LONGEST_WAIT, strict=True)]
Minutes = Annotated[int, Field(ge=1, le=LONGEST_WAIT, strict=True)]


def _require_unit(schema: dict[str, Any]) -> None:
    """Say in the JSON Schema what tells one span from another, and give its fields no names as types."""
    schema["properties"]["unit"].pop("default")
    for each in schema["properties"].values():
        each.pop("title", None)
    schema["required"] = ["minimum", "maximum", "unit"]


_UNIT = Field(description="The unit in which it is counted.")
_WRITTEN = PlainSerializer(lambda span: {"minimum": span.minimum, "maximum": span.maximum, "unit": span.unit})


@dataclass(frozen=True)
class _Span:
    """From ``minimum`` to ``maximum`` of a unit, counted from where the rule says."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", json_schema_extra=_require_unit)

    minimum: Annotated[Count, Field(description="At least so many.")]
    maximum: Annotated[Count, Field(description="At most so many.")]
    unit: str = ""

    def __post_init__(self) -> None:
        """Refuse an invalid span."""
        for name, value in (("minimum", self.minimum), ("maximum", self.maximum)):
            if type(value) is not int or not 0 <= value <= LONGEST_WAIT:
                raise InputError(name, value, f"a whole number from 0 to {LONGEST_WAIT}")
        if self.minimum > self.maximum:
            raise InputError("minimum", self.minimum, f"at most the maximum, {self.maximum}")
        if self.unit != type(self).unit:
            raise InputError("unit", self.unit, f"{type(self).unit!r} for {type(self).__name__}")

    def replace(self, **changes: Any) -> Self:  # noqa: ANN401 - see Value.replace
        """Return this span with *changes*, validated like a new one."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Hours(_Span):
    """Elapsed hours (G3)."""

    unit: Annotated[Literal["hours"], _UNIT] = "hours"


@dataclass(frozen=True)
class BusinessDays(_Span):
    """Business days of the company's calendar (G2, G3)."""

    unit: Annotated[Literal["business-days"], _UNIT] = "business-days"


@dataclass(frozen=True)
class Weeks(_Span):
    """Calendar weeks; what falls on a closed day is moved by G5 (G3)."""

    unit: Annotated[Literal["weeks"], _UNIT] = "weeks"


def _one_of(*kinds: type[_Span]) -> BeforeValidator:
    """Refuse what is no span of some kinds; from JSON comes a dict, which the kinds check."""
    names = [kind.__name__ for kind in kinds]
    expected = f"{', '.join(names[:-1])} or {names[-1]}, such as BusinessDays(3, 4)"

    def check(value: object) -> object:
        if not isinstance(value, (*kinds, dict)):
            raise FieldError(value, expected)
        return value

    return BeforeValidator(check)


DaySpan = Annotated[BusinessDays | Weeks, Field(discriminator="unit"), _WRITTEN, _one_of(BusinessDays, Weeks)]
Span = Annotated[
    Hours | BusinessDays | Weeks, Field(discriminator="unit"), _WRITTEN, _one_of(Hours, BusinessDays, Weeks)
]


class Policy(Value, frozen=True):
    """The numbers of the rules; the defaults are the article's, made exact by the rules.

    ``never`` are touches that count as lapsed from the start (G13). ``replace`` changes any field.

    >>> DEFAULT_POLICY.replace(first_follow_up=BusinessDays(4, 6)).first_follow_up.maximum
    6
    """

    thank_you: Span = Field(
        default=Hours(24, 48), description="How long after the interview a thank-you is on time (B2)."
    )
    first_follow_up: DaySpan = Field(
        default=BusinessDays(3, 4), description="How long after the decision date the first follow-up is on time (C1)."
    )
    second_follow_up: DaySpan = Field(
        default=Weeks(1, 2), description="How long after the first follow-up the second one is on time (D2)."
    )
    escalation: DaySpan = Field(
        default=Weeks(1, 2), description="How long after the second follow-up the escalation is on time (D5)."
    )
    update_thanks: Span = Field(
        default=BusinessDays(0, 1), description="How long after an update thanks for it are on time (D1)."
    )
    feedback_request: DaySpan = Field(
        default=BusinessDays(1, 2), description="How long after a rejection the request for feedback is on time (E1)."
    )

    thank_you_lapse_business_days: Count = Field(
        default=5, description="Business days after its window until which a thank-you may still be sent (G13)."
    )
    first_follow_up_lapse_days: Count = Field(
        default=60, description="Days after its window until which the first follow-up may still be sent (G13)."
    )
    second_follow_up_lapse_days: Count = Field(
        default=60, description="Days after its window until which the second follow-up may still be sent (G13)."
    )
    escalation_lapse_days: Count = Field(
        default=60, description="Days after its window until which the escalation may still be sent (G13)."
    )
    update_thanks_lapse_business_days: Count = Field(
        default=5,
        description="Business days after their window until which thanks for an update may still be sent (G13).",
    )
    feedback_request_lapse_business_days: Count = Field(
        default=10,
        description="Business days after its window until which the request for feedback may still be sent (G13).",
    )

    work_starts: LocalTime = Field(default=time(9), description="When work starts, local (G4).")
    work_ends: LocalTime = Field(default=time(18), description="When work ends, local (G4).")
    minimum_window_minutes: Minutes = Field(
        default=60, description="The fewest minutes of working time in a window (G5)."
    )
    thank_you_latest_opening_hours: Count = Field(
        default=78, description="Hours after the interview beyond which a thank-you is sent at once instead (G9)."
    )
    assumed_decision_weeks: Count = Field(
        default=1, description="Weeks until the decision that is assumed if they named no date (G10)."
    )
    after_decision_business_days: Count = Field(
        default=3, description="Business days after the decision date before which nothing asks (G11, F2)."
    )
    after_message_business_days: Count = Field(
        default=2, description="Business days after the last message before which no first follow-up is sent (G11)."
    )
    away_days: Count = Field(
        default=7, description="Days that somebody is assumed to be away if they named no day of return (G20)."
    )
    away_longest_days: Count = Field(
        default=14,
        description="Days for which a message waits for somebody who is away; after that, somebody else gets it (G20).",
    )
    after_return_business_days: Count = Field(
        default=2, description="Business days after the day of return before which nobody is asked (G20)."
    )
    answer_business_days: Count = Field(
        default=1, description="Business days to answer a question if they named no date (G37)."
    )
    answer_lapse_business_days: Count = Field(
        default=10, description="Business days after its last day until which an answer may still be sent (G37)."
    )
    invitation_business_days: Count = Field(
        default=1,
        description="Business days after the day of an invitation for which the first follow-up is on time (G39).",
    )
    between_asks_business_days: Count = Field(
        default=2,
        description="Business days after a message that asks before which nobody gets one about another case (H1).",
    )
    between_messages_days: Count = Field(
        default=1, description="Days after any message before which nobody gets one about another case (H1)."
    )
    unsent_business_days: Count = Field(
        default=2,
        description="Business days after its window from which an unsent message holds up no other case (H1).",
    )
    never: Touches = Field(default=frozenset(), description="Messages that are never sent; they count as lapsed (G13).")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.work_ends.hour, self.work_ends.minute) < (self.work_starts.hour + 1, self.work_starts.minute):
            raise InputError("work_ends", self.work_ends.isoformat(), f"an hour or more after {self.work_starts}")
        if self.second_follow_up.minimum < 1:
            raise InputError(
                "second_follow_up", self.second_follow_up, "a day or more: messages of one day are one (G24)"
            )
        return self


DEFAULT_POLICY = Policy.model_construct()  # nothing but defaults; checked when it is first replaced or compared

# What career offices in the United States advise, where thanks later than a day feel late: docs/policies.md.
AMERICAN_POLICY = Policy.model_construct(thank_you=Hours(0, 24))

# What Japanese career sites advise, where thanks are a courtesy and not owed, nobody speaks of an escalation, and a
# request for feedback is allowed but seldom answered: docs/policies.md.
JAPANESE_POLICY = Policy.model_construct(
    thank_you=BusinessDays(0, 1),
    thank_you_lapse_business_days=0,
    assumed_decision_weeks=2,
    never=frozenset({Touch.ESCALATION, Touch.FEEDBACK_REQUEST}),
)
