"""Every number of the rules, with its unit and its rule; a policy is a value and can be changed in any field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from followup_rules._errors import InputError
from followup_rules._events import Touch, Touches
from followup_rules._values import Value

_MOST = 366
Count = Annotated[int, Field(ge=0, le=_MOST, strict=True)]


@dataclass(frozen=True)
class _Span:
    """From ``minimum`` to ``maximum`` of a unit, counted from where the rule says."""

    minimum: Count
    maximum: Count
    unit: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no span."""
        for name, value in (("minimum", self.minimum), ("maximum", self.maximum)):
            if type(value) is not int or not 0 <= value <= _MOST:
                raise InputError(name, value, f"a whole number from 0 to {_MOST}")
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

    unit: Literal["hours"] = "hours"


@dataclass(frozen=True)
class BusinessDays(_Span):
    """Business days of the company's calendar (G2, G3)."""

    unit: Literal["business-days"] = "business-days"


@dataclass(frozen=True)
class Weeks(_Span):
    """Calendar weeks; what falls on a closed day is moved by G5 (G3)."""

    unit: Literal["weeks"] = "weeks"


DaySpan = Annotated[BusinessDays | Weeks, Field(discriminator="unit")]
Span = Annotated[Hours | BusinessDays | Weeks, Field(discriminator="unit")]


class Policy(Value, frozen=True):
    """The numbers of the rules; the defaults are the article's, made exact by RULES.md.

    ``never`` are touches that count as lapsed from the start (G13). ``replace`` changes any field.

    >>> DEFAULT_POLICY.replace(first_follow_up=BusinessDays(4, 6)).first_follow_up.maximum
    6
    """

    thank_you: Span = Hours(24, 48)  # B2
    first_follow_up: DaySpan = BusinessDays(3, 4)  # C1
    second_follow_up: DaySpan = Weeks(1, 2)  # D2
    escalation: DaySpan = Weeks(1, 2)  # D5
    update_thanks: Span = BusinessDays(0, 1)  # D1
    feedback_request: DaySpan = BusinessDays(1, 2)  # E1

    thank_you_lapse_business_days: Count = 5  # part 2, "The steps and their windows"
    first_follow_up_lapse_days: Count = 60
    second_follow_up_lapse_days: Count = 60
    escalation_lapse_days: Count = 60
    update_thanks_lapse_business_days: Count = 5
    feedback_request_lapse_business_days: Count = 10

    work_starts: time = time(9)  # G4, local
    work_ends: time = time(18)  # G4, local
    minimum_window_minutes: Annotated[int, Field(ge=1, le=_MOST, strict=True)] = 60  # G5, of working time
    thank_you_latest_opening_hours: Count = 78  # G9
    assumed_decision_weeks: Count = 1  # G10
    after_decision_business_days: Count = 3  # G11, F2
    after_message_business_days: Count = 2  # G11
    away_days: Count = 7  # G20, where an out-of-office reply names no day
    away_longest_days: Count = 14  # G20, then somebody else
    never: Touches = frozenset()  # G13

    @model_validator(mode="after")
    def _check(self) -> Self:
        for name, hour in (("work_starts", self.work_starts), ("work_ends", self.work_ends)):
            if hour.tzinfo is not None:
                raise InputError(name, hour, "a local time, without a time zone")
        if (self.work_ends.hour, self.work_ends.minute) < (self.work_starts.hour + 1, self.work_starts.minute):
            raise InputError("work_ends", self.work_ends.isoformat(), f"an hour or more after {self.work_starts}")
        if self.second_follow_up.minimum < 1:
            raise InputError(
                "second_follow_up", self.second_follow_up, "a day or more: messages of one day are one (G24)"
            )
        return self


DEFAULT_POLICY = Policy.model_construct()  # nothing but defaults; checked when it is first replaced or compared

# What Japanese career sites advise, where neither an escalation nor a request for feedback is usual: docs/policies.md.
JAPANESE_POLICY = Policy.model_construct(
    thank_you=BusinessDays(0, 1),
    thank_you_lapse_business_days=0,
    assumed_decision_weeks=2,
    never=frozenset({Touch.ESCALATION, Touch.FEEDBACK_REQUEST}),
)
