"""The checked field types: text, addresses, instants and days; each refuses what means nothing, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from unicodedata import category
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema

from followup_rules._addresses import checked_address
from followup_rules._errors import FieldError, InputError, short
from followup_rules._places import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

_D = TypeVar("_D", bound=date)
_EVE, _MORROW = date(FIRST_YEAR - 1, 12, 31), date(LAST_YEAR + 1, 1, 1)  # still, or already, in another zone
_USUAL_ZONES = {type(UTC), ZoneInfo}
LAST_ANSWER = LAST_YEAR + 60  # waits lead beyond the last year that can be asked about

# Line ends and other controls, what reorders text, and halves of characters: none of them belongs into one line.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and a symbol that show nothing
_HALVES = re.compile("[\ud800-\udfff]")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]+>")
_LONGEST_ID = 980  # with its header's name, within the 998 octets of a line (RFC 5322, 2.1.1)
_LONGEST_PHRASE, LONGEST_TEXT, LONGEST_BODY = 200, 2_000, 200_000  # characters
MOST_OWN_DAYS = 750  # extra holidays, or extra workdays, of a company
_LONGEST_TAG = 35  # characters (RFC 5646, 4.4.1)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_A_DATE = "a date (YYYY-MM-DD)"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_TIME = re.compile(r"[0-2]\d:\d{2}(:\d{2}(\.\d{1,6})?)?", re.ASCII)


def _at_most(value: str, longest: int) -> None:
    if len(value) > longest:
        msg = f"must have at most {longest} characters, got {len(value)}"
        raise ValueError(msg)


def _has_encoded_word(value: str) -> bool:
    return "?=" in value.partition("=?")[2]


def _line(value: str) -> str:
    if found := UNSAFE.search(value):
        msg = f"must be one line of plain text; remove U+{ord(found[0]):04X} at position {found.start()}"
        raise ValueError(msg)
    return value


def _phrase(value: str) -> str:
    _at_most(value, _LONGEST_PHRASE)
    return _text(value)


def _text(value: str) -> str:
    _at_most(value, LONGEST_TEXT)
    if value.isascii() and value.isprintable() and "=?" not in value and (plain := value.strip()):
        return plain  # most are, and need no other look
    value = _line(value).strip()
    if all(map(_is_unseen, value)):
        msg = "must not be empty; an optional field may be omitted"
        raise ValueError(msg)
    if _has_encoded_word(value):
        msg = f"must be readable text, got {short(value)}; decode it first"
        raise ValueError(msg)
    return value


def _is_unseen(character: str) -> bool:
    return character in _FILLERS or category(character) in ("Cf", "Mn", "Zs")


def _body(value: str) -> str:
    _at_most(value, LONGEST_BODY)
    if found := _HALVES.search(value):
        msg = f"must be readable text; remove U+{ord(found[0]):04X} at position {found.start()}"
        raise ValueError(msg)
    return value


def _message_id(value: str) -> str:
    _at_most(value, _LONGEST_ID)
    if not _MESSAGE_ID.fullmatch(value) or _has_encoded_word(value):
        msg = (
            f"must be a Message-ID in angle brackets, printable ASCII, such as '<abc@example.com>', got {short(value)}"
        )
        raise ValueError(msg)
    return value


def _language(value: str) -> str:
    _at_most(value, _LONGEST_TAG)
    if not _LANGUAGE.fullmatch(value):
        msg = f"must be a BCP 47 tag such as 'ja' or 'en-GB', got {value!r}"
        raise ValueError(msg)
    return value


def as_aware(value: object) -> datetime:
    """Return an aware datetime, from a datetime or an ISO 8601 string; ``ValueError`` for any other."""
    if isinstance(value, str):
        return as_aware(_parsed(value))
    if not isinstance(value, datetime):
        raise FieldError(value, "a timezone-aware datetime")
    if value.utcoffset() is None:
        raise FieldError(value, "timezone-aware")
    if not FIRST_YEAR - 1 <= value.year <= LAST_ANSWER:
        _in_range(value)
    return value


def _parsed(text: str) -> datetime:
    """Return the datetime in an ISO 8601 string with an offset; an error shows the string, not what was made of it."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise FieldError(text, "an ISO 8601 date and time with an offset") from None
    if found.utcoffset() is None:
        raise FieldError(text, f"a time with an offset from UTC, such as '{found.isoformat()}+09:00'")
    return found


def as_instant(value: object) -> datetime:
    """Return an aware datetime of the years that can be asked about in UTC (G1); ``ValueError`` for any other."""
    if type(value) is datetime and type(value.tzinfo) in _USUAL_ZONES and FIRST_YEAR < value.year < LAST_YEAR:
        return value.astimezone(UTC)  # as most are; a time zone of one's own may know no offset
    return _in_range(as_aware(value).astimezone(UTC))


def as_any_day(value: object) -> date:
    """Return a date, from a date or ``YYYY-MM-DD``; ``ValueError`` for any other, a datetime too."""
    if type(value) is date:
        return value
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise FieldError(value, "a day of the calendar") from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise FieldError(value, "a date (YYYY-MM-DD), not a datetime" if isinstance(value, datetime) else _A_DATE)
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


def as_local_time(value: object) -> time:
    """Return a time of day, from a time or ``HH:MM``; ``ValueError`` for any other, and for one with a time zone."""
    found = value
    if isinstance(value, str) and _ISO_TIME.fullmatch(value):
        try:
            found = time.fromisoformat(value)
        except ValueError:
            raise FieldError(value, "a time of the day") from None
    if not isinstance(found, time) or found.tzinfo is not None:
        raise FieldError(value, "a local time (HH:MM), without a time zone")
    return found


def _in_range(value: _D) -> _D:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise FieldError(value, f"in the years {FIRST_YEAR} to {LAST_YEAR}")
    return value


def aware(name: str, value: object) -> datetime:
    """Return an argument that is an aware datetime as an instant; ``InputError`` that names it for any other."""
    try:
        return as_instant(value)
    except FieldError as error:
        raise InputError(name, value, error.expected) from None


def plain_day(name: str, value: object) -> date:
    """Return an argument that is a date; ``InputError`` that names it for any other."""
    try:
        return as_day(value)
    except FieldError as error:
        raise InputError(name, value, error.expected) from None


@cache
def zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA *name*; ``InputError`` for one that the ``tzdata`` package does not list."""
    if name not in _zone_names():
        raise InputError("timezone", name, "an IANA time zone such as 'Asia/Tokyo'")
    return ZoneInfo(name)


@cache
def _zone_names() -> frozenset[str]:
    from importlib import resources  # noqa: PLC0415 - ten milliseconds, so only when the first zone is read

    return frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())


def _zone_name(value: str) -> str:
    try:
        zone(value)
    except InputError as error:
        raise FieldError(value, error.expected) from None
    return value


def several(expected: str) -> BeforeValidator:
    """Refuse a text, or one value, where several are meant: it would be taken for its letters, or for its fields."""

    def check(value: object) -> object:
        if isinstance(value, str | bytes | BaseModel):
            raise FieldError(value, expected)
        return value

    return BeforeValidator(check)


def sorted_unique(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return the different values in their order: the one form in which a set is written."""
    return tuple(sorted(set(values)))


class WorkingWeek(Mapping[int, tuple[time, time]]):
    """The weekdays on which a company works, Monday is 0, each with the local times from and to (G4). Frozen."""

    __slots__ = ("_hours",)

    def __init__(self, hours: Mapping[int, tuple[time, time]]) -> None:
        """Take the hours of each weekday."""
        self._hours = dict(sorted(hours.items()))

    def __getitem__(self, weekday: int) -> tuple[time, time]:
        """Return from when to when people work on a weekday."""
        return self._hours[weekday]

    def __iter__(self) -> Iterator[int]:
        """Give the weekdays on which people work."""
        return iter(self._hours)

    def __len__(self) -> int:
        """Count the weekdays on which people work."""
        return len(self._hours)

    def __hash__(self) -> int:
        """Hash the days and hours."""
        return hash(tuple(self._hours.items()))

    def __repr__(self) -> str:
        """Show the days and hours as they are written."""
        return repr(_written_week(self))


_WEEKDAYS, _SHORTEST_DAY = 7, timedelta(hours=1)


def _working_week(value: object) -> WorkingWeek:
    if not isinstance(value, Mapping):
        msg = (
            f"must map weekdays, Monday is 0, to two local times, such as {{0: ('09:00', '17:00')}}, got {short(value)}"
        )
        raise ValueError(msg)  # noqa: TRY004 - see as_aware
    if not value:
        msg = "must have at least one working day; omit the field if unknown"
        raise ValueError(msg)
    if len(value) > _WEEKDAYS:
        msg = f"must have at most {_WEEKDAYS} weekdays, got {len(value)}"
        raise ValueError(msg)
    hours = {_weekday(weekday): _work_of(day) for weekday, day in value.items()}
    if len(hours) < len(value):
        msg = f"must name each weekday once, got {short(list(value))}"
        raise ValueError(msg)
    return WorkingWeek(hours)


def _weekday(value: object) -> int:
    number = int(value) if isinstance(value, str) and re.fullmatch("[0-6]", value) else value
    if type(number) is not int or not 0 <= number < _WEEKDAYS:
        msg = f"must have weekdays from 0 (Monday) to 6 (Sunday), got {short(value)}"
        raise ValueError(msg)
    return number


def _work_of(value: object) -> tuple[time, time]:
    try:
        starts, ends = map(_local_time, value if isinstance(value, tuple | list) else ())
    except ValueError:
        msg = f"must have two local times a day, such as ('09:00', '17:00'), got {short(value)}"
        raise ValueError(msg) from None
    worked = timedelta(hours=ends.hour - starts.hour, minutes=ends.minute - starts.minute)
    if worked < _SHORTEST_DAY:
        msg = f"must have an hour or more a day, within one day, got {starts:%H:%M} to {ends:%H:%M}"
        raise ValueError(msg)
    return starts, ends


def _local_time(value: object) -> time:
    found = time.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(found, time) or found.tzinfo is not None or found.second or found.microsecond:
        raise ValueError  # _work_of says what is expected
    return found


def _written_week(week: Mapping[int, tuple[time, time]]) -> dict[str, tuple[str, str]]:
    return {str(weekday): (f"{starts:%H:%M}", f"{ends:%H:%M}") for weekday, (starts, ends) in week.items()}


_HOUR_SCHEMA = {"type": "string", "pattern": r"^\d{2}:\d{2}$"}
_WEEK_SCHEMA = {
    "type": "object",
    "propertyNames": {"pattern": "^[0-6]$"},
    "additionalProperties": {"type": "array", "items": _HOUR_SCHEMA, "minItems": 2, "maxItems": 2},
    "minProperties": 1,
    "examples": [{"0": ["09:00", "17:00"], "4": ["09:00", "12:00"]}],
}


def _schema(**more: Any) -> Any:  # noqa: ANN401 - what pydantic takes as a schema, and as a field's annotation
    return Field(json_schema_extra=more)


Line = Annotated[str, AfterValidator(_line)]
Phrase = Annotated[str, AfterValidator(_phrase), _schema(minLength=1, maxLength=_LONGEST_PHRASE)]
Text = Annotated[str, AfterValidator(_text), _schema(minLength=1, maxLength=LONGEST_TEXT)]
Body = Annotated[str, AfterValidator(_body), _schema(maxLength=LONGEST_BODY)]
Email = Annotated[str, AfterValidator(checked_address), _schema(format="email", examples=["sato@example.com"])]
MessageId = Annotated[
    str,
    AfterValidator(_message_id),
    _schema(pattern=f"^{_MESSAGE_ID.pattern}$", maxLength=_LONGEST_ID, examples=["<abc@example.com>"]),
]
LanguageTag = Annotated[
    str,
    AfterValidator(_language),
    _schema(pattern=f"^{_LANGUAGE.pattern}$", maxLength=_LONGEST_TAG, examples=["en-GB"]),
]
Instant = Annotated[
    datetime, BeforeValidator(as_instant), _schema(format="date-time", examples=["2026-04-24T15:00:00+09:00"])
]
Day = Annotated[date, BeforeValidator(as_day), _schema(format="date", examples=["2026-04-30"])]
LocalDay = Annotated[date, BeforeValidator(as_local_day), _schema(format="date")]
AnyDay = Annotated[date, BeforeValidator(as_any_day), _schema(format="date")]
LocalTime = Annotated[time, BeforeValidator(as_local_time)]
ZoneName = Annotated[str, AfterValidator(_zone_name), _schema(examples=["Asia/Tokyo"])]
CountryCode = Annotated[str, _schema(pattern="^[A-Z]{2}$", examples=["JP"])]
Flag = Annotated[bool, Field(strict=True)]
if TYPE_CHECKING:  # what may be given; a value holds it as a tuple, or as a WorkingWeek
    Days = Sequence[date]
    ContactIds = Sequence[str]
    Week = Mapping[int, tuple[time, time]]
else:
    Days = Annotated[
        tuple[Day, ...],
        Field(max_length=MOST_OWN_DAYS),
        AfterValidator(sorted_unique),
        several("a list of dates (YYYY-MM-DD)"),
    ]
    ContactIds = Annotated[
        tuple[Text, ...],
        Field(min_length=1),
        AfterValidator(sorted_unique),
        several("a list of contact ids, such as ['hr']"),
    ]
    Week = Annotated[
        WorkingWeek,
        PlainValidator(_working_week),
        PlainSerializer(_written_week, when_used="json"),
        WithJsonSchema(_WEEK_SCHEMA),
    ]


def local_day(instant: datetime, timezone: ZoneInfo) -> date:
    """Return the day on which an instant falls in a time zone (G1)."""
    return instant.astimezone(timezone).date()
