"""Vague promises, made dates: "we will let you know next week" (G10)."""

from datetime import date, timedelta
from itertools import islice
from typing import Self

from pydantic import Field, model_validator

from followup_rules._calendar import WEEKEND, BusinessCalendar
from followup_rules._errors import FieldError, must_be
from followup_rules._fields import plain_day
from followup_rules._values import Value, Word

_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6
_WEEK = timedelta(weeks=1)
_MOST_WEEKS = 52  # before a day, and as many after it, in which its weekend is looked for; no run of holidays is longer
_ENOUGH = 8  # weeks tell the weekend: a few days on which people work instead do not count


class PromiseSpan(Word):
    """The span by whose end an answer was promised (G10)."""

    THIS_WEEK = "this-week"
    NEXT_WEEK = "next-week"
    THIS_MONTH = "this-month"
    NEXT_MONTH = "next-month"


class Promise(Value, frozen=True):
    """A vague promise: by the end of a span, or within days, business days or weeks; exactly one of the four (G10).

    >>> Promise(within_weeks=2).within_weeks
    2
    """

    end_of: PromiseSpan | None = Field(default=None, description="The span by whose end an answer was promised.")
    within_days: int | None = Field(default=None, ge=0, le=366, strict=True, description="Within how many days.")
    within_business_days: int | None = Field(
        default=None, ge=0, le=366, strict=True, description="Within how many business days."
    )
    within_weeks: int | None = Field(default=None, ge=0, le=52, strict=True, description="Within how many weeks.")

    @model_validator(mode="after")
    def _check(self) -> Self:
        given = {name: value for name, value in self if value is not None}
        if len(given) != 1:
            raise FieldError(sorted(given), "exactly one of end_of, within_days, within_business_days and within_weeks")
        return self


def promised_by(promise: Promise, said_on: date, calendar: BusinessCalendar) -> date:
    """Return the date that a vague promise of the day *said_on* comes to: the last business day of its span (G10).

    A week ends with the weekend of *calendar*. Where no business day of the span is left, it is the first one after
    it (F2). :class:`InputError` where *said_on* is no date, :class:`HorizonError` beyond what the calendar knows.

    >>> from followup_rules import business_calendar
    >>> promised_by(Promise(end_of=PromiseSpan.NEXT_WEEK), date(2026, 4, 22), business_calendar("JP"))
    datetime.date(2026, 5, 1)
    """
    must_be(Promise, "promise", promise)
    must_be(BusinessCalendar, "calendar", calendar)
    said_on = plain_day("said_on", said_on)
    if promise.within_business_days is not None:
        return calendar.add_business_days(said_on, promise.within_business_days)
    first, last = _span(promise, said_on, calendar)
    found = calendar.adjust(last, "preceding")
    return found if found >= first else calendar.adjust(last, "following")


def _span(promise: Promise, said_on: date, calendar: BusinessCalendar) -> tuple[date, date]:
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - milliseconds, and few cases have a promise

    match promise.end_of:
        case PromiseSpan.THIS_WEEK:
            return said_on, _end_of_week(said_on, calendar)
        case PromiseSpan.NEXT_WEEK:
            end = _end_of_week(said_on, calendar)
            return end + timedelta(days=1), end + timedelta(days=7)
        case PromiseSpan.THIS_MONTH:
            return said_on, said_on + relativedelta(day=31)
        case PromiseSpan.NEXT_MONTH:
            return said_on + relativedelta(months=1, day=1), said_on + relativedelta(months=1, day=31)
        case _:
            return said_on, said_on + relativedelta(days=promise.within_days or 0, weeks=promise.within_weeks or 0)


def _end_of_week(day: date, calendar: BusinessCalendar) -> date:
    """Return the last day of a week that ends with the weekend: a Sunday, or earlier where the week starts earlier."""
    ends = next((each for each in (_SUNDAY, _SATURDAY, _FRIDAY) if _is_of_weekend(each, day, calendar)), _SUNDAY)
    return day + timedelta(days=(ends - day.weekday()) % 7)


def _is_of_weekend(weekday: int, day: date, calendar: BusinessCalendar) -> bool:
    """Tell whether people are off on a weekday, as they were and will be in most of the weeks next to a day.

    A holiday says nothing of that: the nearest that are none count.
    """
    known, ahead = calendar.provenance, day + timedelta(days=(weekday - day.weekday()) % 7)
    nearest = (ahead + week * _WEEK for week in sorted(range(-_MOST_WEEKS, _MOST_WEEKS), key=abs))
    closures = (calendar.closure(each) for each in nearest if known.first <= each <= known.last)
    usual = list(islice((closure for closure in closures if closure in {WEEKEND, None}), _ENOUGH))
    return usual.count(WEEKEND) >= usual.count(None)
