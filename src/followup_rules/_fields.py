"""The checked field types: text, addresses, instants and days; each refuses what means nothing, in words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from followup_rules._calendar import FIRST_YEAR, LAST_YEAR
from followup_rules._errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

_D = TypeVar("_D", bound=date)
_EVE, _MORROW = date(FIRST_YEAR - 1, 12, 31), date(LAST_YEAR + 1, 1, 1)  # still, or already, in another zone
_LAST_ANSWER = LAST_YEAR + 20  # waits lead beyond the last year that can be asked about

# Line ends and other controls, what reorders text, and halves of characters: none of them belongs into one line.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_HALVES = re.compile("[\ud800-\udfff]")
_ENCODED_WORD = re.compile(r"=\?.*?\?=")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]+>")
_LONGEST_ID = 980  # with its header's name, within the 998 octets of a line (RFC 5322, 2.1.1)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _text(value: str) -> str:
    if found := UNSAFE.search(value):
        msg = f"must be one line of plain text; take out U+{ord(found[0]):04X} at position {found.start()}"
        raise ValueError(msg)
    value = value.strip()
    if not value:
        msg = "must not be empty; leave the field out where nothing is known"
        raise ValueError(msg)
    if found := _ENCODED_WORD.search(value):
        msg = f"must be readable text; decode {found[0]!r} before it comes here"
        raise ValueError(msg)
    return value


def _body(value: str) -> str:
    if found := _HALVES.search(value):
        msg = f"must be readable text; take out U+{ord(found[0]):04X} at position {found.start()}"
        raise ValueError(msg)
    return value


def _email(value: str) -> str:
    import email_validator  # noqa: PLC0415 - tens of milliseconds, so only when the first address is read

    try:
        email_validator.validate_email(_text(value), check_deliverability=False)
    except email_validator.EmailNotValidError as error:
        msg = f"must be a bare address such as 'jane@example.com', not {value!r}: {error}"
        raise ValueError(msg) from None
    return value.strip()


def _message_id(value: str) -> str:
    if not _MESSAGE_ID.fullmatch(value) or _ENCODED_WORD.search(value):
        msg = f"must be a Message-ID in angle brackets, printable ASCII, such as '<abc@example.com>', not {value!r}"
        raise ValueError(msg)
    if len(value) > _LONGEST_ID:
        msg = f"must have at most {_LONGEST_ID} characters, as many as a line of mail can hold, not {len(value)}"
        raise ValueError(msg)
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        msg = f"must be a BCP 47 tag such as 'ja' or 'en-GB', not {value!r}"
        raise ValueError(msg)
    return value


def as_aware(value: object) -> datetime:
    """Return an aware datetime, from a datetime or an ISO 8601 string; ``ValueError`` for any other."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            msg = f"must be an ISO 8601 date and time with an offset, not {value!r}"
            raise ValueError(msg) from None
    if not isinstance(value, datetime):
        msg = f"must be an aware datetime, not {value!r}"
        raise ValueError(msg)  # noqa: TRY004 - pydantic makes its ValidationError of ValueError alone
    if value.utcoffset() is None:
        msg = f"must be an aware datetime, not the naive {value.isoformat()}; say in which time zone"
        raise ValueError(msg)
    if not FIRST_YEAR - 1 <= value.year <= _LAST_ANSWER:
        _in_range(value)
    return value


def as_instant(value: object) -> datetime:
    """Return an aware datetime of the years that can be asked about in UTC (G1); ``ValueError`` for any other."""
    if type(value) is datetime and value.tzinfo is UTC and FIRST_YEAR <= value.year <= LAST_YEAR:
        return value
    return _in_range(as_aware(value).astimezone(UTC))


def as_any_day(value: object) -> date:
    """Return a date, from a date or ``YYYY-MM-DD``; ``ValueError`` for any other, a datetime too."""
    if type(value) is date:
        return value
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            msg = f"must be a day of the calendar, not {value!r}"
            raise ValueError(msg) from None
    if not isinstance(value, date) or isinstance(value, datetime):
        msg = f"must be a date (YYYY-MM-DD), not {value!r}; a datetime is an instant and has no date without a zone"
        raise ValueError(msg)  # noqa: TRY004 - see as_aware
    return value


def as_day(value: object) -> date:
    """Return a date of the years that can be asked about; ``ValueError`` for any other."""
    if type(value) is date and FIRST_YEAR <= value.year <= LAST_YEAR:
        return value
    return _in_range(as_any_day(value))


def as_local_day(value: object) -> date:
    """Return a date on which an instant of those years falls somewhere; ``ValueError`` for any other."""
    day = as_any_day(value)
    return day if day in (_EVE, _MORROW) else _in_range(day)


def _in_range(value: _D) -> _D:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        msg = f"must lie in the years {FIRST_YEAR} to {LAST_YEAR}, not {value.isoformat()}"
        raise ValueError(msg)
    return value


def aware(name: str, value: object) -> datetime:
    """Return an argument that is an instant in UTC; ``InputError`` that names it for any other."""
    try:
        return as_instant(value)
    except ValueError as error:
        raise InputError(name, value, f"an aware datetime ({error})") from None


def plain_day(name: str, value: object) -> date:
    """Return an argument that is a date; ``InputError`` that names it for any other."""
    try:
        return as_day(value)
    except ValueError as error:
        raise InputError(name, value, f"a date ({error})") from None


@cache
def zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA *name*, the same on every machine; ``InputError`` for an unknown one."""
    if name not in _zone_names():
        raise InputError("timezone", name, "an IANA time zone such as 'Asia/Tokyo'")
    return ZoneInfo(name)


@cache
def _zone_names() -> frozenset[str]:
    from importlib import resources  # noqa: PLC0415 - ten milliseconds, so only when the first zone is read

    return frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())


def _zone_name(value: str) -> str:
    zone(value)
    return value


def sorted_unique(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return the different values in their order: the one form in which a set is written."""
    return tuple(sorted(set(values)))


Text = Annotated[str, AfterValidator(_text)]
Body = Annotated[str, AfterValidator(_body)]
Email = Annotated[str, AfterValidator(_email)]
MessageId = Annotated[str, AfterValidator(_message_id)]
LanguageTag = Annotated[str, AfterValidator(_language)]
Instant = Annotated[datetime, BeforeValidator(as_instant)]
Day = Annotated[date, BeforeValidator(as_day)]
LocalDay = Annotated[date, BeforeValidator(as_local_day)]
AnyDay = Annotated[date, BeforeValidator(as_any_day)]
ZoneName = Annotated[str, AfterValidator(_zone_name)]
Flag = Annotated[bool, Field(strict=True)]
Days = Annotated[tuple[Day, ...], Field(max_length=750), AfterValidator(sorted_unique)]
ContactIds = Annotated[tuple[Text, ...], Field(min_length=1), AfterValidator(sorted_unique)]


def local_day(instant: datetime, timezone: ZoneInfo) -> date:
    """Return the day on which an instant falls in a time zone (G1)."""
    return instant.astimezone(timezone).date()
