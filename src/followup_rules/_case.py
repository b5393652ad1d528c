"""The case: one round of interviewing at one company, what happened since, and who the candidate is."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self, cast

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from followup_rules._errors import FieldError, HistoryError, InputError, ids_in_words, items_of, must_be
from followup_rules._events import EVENTS, AnyEvent, Event
from followup_rules._fields import (
    CountryCode,
    Day,
    Days,
    Flag,
    Instant,
    LanguageTag,
    Text,
    Week,
    ZoneName,
    local_day,
    several,
    zone,
)
from followup_rules._people import Candidate, Contact, Thread
from followup_rules._places import check_place
from followup_rules._values import Value

if TYPE_CHECKING:
    Contacts = Sequence[Contact]  # what may be given; a value holds it as a tuple
    Events = Sequence[AnyEvent]
else:
    Contacts = Annotated[tuple[Contact, ...], several("a list of contacts")]
    Events = Annotated[tuple[Event, ...], several("a list of events")]


_EVENTS = frozenset(EVENTS)
_MOST_ROUNDS = 999  # an integer of thousands of digits cannot be written


class Interview(Value, frozen=True):
    """One interview: one round at one company.

    ``ended_at`` is when it ended, an aware datetime, kept in UTC. ``timezone`` (IANA), ``country`` (ISO 3166-1) and
    ``subdivision`` are the company's, wherever the candidate lives (G1); ``extra_holidays`` and ``extra_workdays`` are
    more days on which the company is closed or works. ``working_week`` maps each weekday on which the company works
    (Monday is 0) to the local times when work starts and ends; all other weekdays are its weekend (G4).
    ``decision_by`` is the day by which they promised an answer (A4), ``enquire_on`` the day on which they invited the
    candidate to write (G39).
    ``thread`` is the mail that scheduled the interview (B4). ``round`` counts from 1. ``language`` is the BCP 47 tag
    to write in where the contact has none (G33). ``learned`` completes "I enjoyed hearing about …" (B7), and
    ``why_it_matters`` is a sentence of your own that follows it; those of a contact go first.
    ``enquiries_welcome`` is false if they asked not to enquire (G21).

    ``ValidationError`` for an unknown zone, country or subdivision, two contacts with one id, or a date that they
    named before the interview's day.
    """

    id: Text = Field(description="A name for this interview that is unique among yours.")
    company: Text = Field(description="The company's name, as it writes it.")
    position: Text = Field(description="The position that the interview was for.")
    ended_at: Instant = Field(description="When the interview ended, with an offset from UTC.")
    timezone: ZoneName = Field(description="The company's time zone, an IANA name.")
    country: CountryCode = Field(description="The company's country, an ISO 3166-1 code of two letters.")
    subdivision: Text | None = Field(default=None, description="The state or region, for its public holidays.")
    extra_holidays: Days = Field(default=(), description="More days on which the company is closed.")
    extra_workdays: Days = Field(default=(), description="More days on which the company works.")
    working_week: Week | None = Field(
        default=None, description="The company's own working week: weekdays from 0 (Monday), with two local times each."
    )
    contacts: Contacts = Field(default=(), description="The people on the company's side.")
    decision_by: Day | None = Field(default=None, description="The day by which they promised an answer.")
    enquire_on: Day | None = Field(default=None, description="The day on which they invited the candidate to write.")
    thread: Thread | None = Field(default=None, description="The mail that scheduled the interview.")
    round: int = Field(
        default=1, ge=1, le=_MOST_ROUNDS, strict=True, description="Which round of interviews this was, from 1."
    )
    language: LanguageTag | None = Field(default=None, description="The language to write in, a BCP 47 tag.")
    learned: Text | None = Field(default=None, description="One thing learned; completes 'I enjoyed hearing about'.")
    why_it_matters: Text | None = Field(default=None, description="A sentence of your own on why that matters to you.")
    enquiries_welcome: Flag = Field(default=True, description="False if they asked the candidate not to enquire.")

    @property
    def day(self) -> date:
        """The local day on which the interview ended (G1)."""
        return local_day(self.ended_at, zone(self.timezone))

    def contact(self, contact_id: str) -> Contact:
        """Return the contact with that id; ``InputError`` if there is none."""
        given: object = contact_id
        for contact in self.contacts if isinstance(given, str) else ():
            if contact.id == given:
                return contact
        known = ids_in_words(contact.id for contact in self.contacts)
        raise InputError("contact", contact_id, f"the id of a contact of the interview ({known})")

    @field_validator("country", mode="after")
    @classmethod
    def _check_country(cls, value: str) -> str:
        return _checked_place(value, value, None)

    @field_validator("subdivision", mode="after")
    @classmethod
    def _check_subdivision(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and "country" in info.data:
            _checked_place(value, info.data["country"], value)
        return value

    @field_validator("extra_workdays", mode="after")
    @classmethod
    def _check_workdays(cls, value: tuple[date, ...], info: ValidationInfo) -> tuple[date, ...]:
        if both := set(value).intersection(info.data.get("extra_holidays", ())):
            raise FieldError(min(both).isoformat(), "days that are not extra_holidays as well")
        return value

    @field_validator("contacts", mode="after")
    @classmethod
    def _check_contacts(cls, value: tuple[Contact, ...]) -> tuple[Contact, ...]:
        seen: set[str] = set()
        for contact in value:
            if contact.id in seen:
                raise FieldError(contact.id, "contacts with different ids")
            seen.add(contact.id)
        return value

    @field_validator("decision_by", "enquire_on", mode="after")
    @classmethod
    def _check_named(cls, value: date | None, info: ValidationInfo) -> date | None:
        if value is not None and "ended_at" in info.data and "timezone" in info.data:
            day = local_day(info.data["ended_at"], zone(info.data["timezone"]))
            if value < day:
                raise FieldError(value.isoformat(), f"the interview's day, {day}, or later")
        return value


class Case(Value, frozen=True):
    """An interview, its events, and the candidate: the unit to store and to send as JSON.

    ``ValidationError`` for an event that names an unknown contact (see :class:`HistoryError`).
    """

    interview: Interview = Field(description="The interview.")
    events: Events = Field(default=(), description="What has happened since, in any order.")
    candidate: Candidate | None = Field(default=None, description="Who was interviewed; only drafts need it.")

    @model_validator(mode="after")
    def _check(self) -> Self:
        try:
            check_history(self.interview, self.events)
        except HistoryError as error:
            problem = PydanticCustomError("unknown_contact", "{problem}", {"problem": error.problem})
            details = InitErrorDetails(type=problem, loc=error.place, input=error.value)
            raise ValidationError.from_exception_data("Case", [details]) from None
        return self


def _checked_place(value: str, country: str, subdivision: str | None) -> str:
    try:
        check_place(country, subdivision)
    except InputError as error:
        raise FieldError(value, error.expected) from None
    return value


def labels_of(interview: Interview, recipients: Iterable[str]) -> dict[str, str]:
    """Return what to call each contact; :class:`InputError` if the *recipients* of a plan are those of another one."""
    labels = {contact.id: contact.label for contact in interview.contacts}
    for contact in recipients:
        if contact not in labels:
            raise InputError("plan", contact, f"a plan of this interview, for its contacts ({ids_in_words(labels)})")
    return labels


def unpacked(
    case: Interview | Case, history: object, *, name: str = "history", what: str = "events, or a Progress"
) -> tuple[Interview, Any]:
    """Return the interview and the history that a function is asked about; a case brings its own events.

    *name* is that of the argument, which has an iterable of *what*.
    """
    if isinstance(case, Case):
        if history is not None:
            raise InputError(name, history, "nothing, since a Case has its events")
        return case.interview, case.events
    if not isinstance(case, Interview):
        raise InputError("interview", case, "an Interview or a Case")
    if history is None:
        raise InputError(name, history, f"an iterable of {what}; [] if nothing has happened")
    return case, history


def check_history(interview: Interview, events: Iterable[AnyEvent]) -> tuple[Event, ...]:
    """Return events that may belong to an interview; :class:`HistoryError` for one that names an unknown contact."""
    must_be(Interview, "interview", interview)
    known = {contact.id for contact in interview.contacts}
    checked: list[AnyEvent] = []
    for index, event in enumerate(cast("Iterator[AnyEvent]", items_of("history", events, "events, or a Progress"))):
        if type(event) not in _EVENTS:
            place = f"events.{index}"
            raise InputError(place, event, "an event; read JSON with Case, or with Progress")
        if not known.issuperset(event.named):
            unknown = next(contact for contact in event.named if contact not in known)
            field = next(name for name in ("to", "sender", "contact") if name in type(event).model_fields)
            raise HistoryError(index, event.kind, field, unknown, tuple(sorted(known)))
        checked.append(event)
    return cast("tuple[Event, ...]", tuple(checked))
