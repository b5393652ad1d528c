"""The base of every value, string enums, and the one place where the library makes values that it worked out itself."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from inspect import Parameter, Signature
from typing import Any, ClassVar, ParamSpec, Self, TypeVar, cast

from pydantic import (
    BaseModel,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from pydantic_core import CoreSchema, PydanticKnownError
from pydantic_core.core_schema import no_info_before_validator_function

_P = ParamSpec("_P")
_V = TypeVar("_V", bound="Value")
_MARKUP = re.compile(r":\w+:`~?([^`]+)`|``([^`]+)``")


class _SignatureOfFields:
    """The fields, as the signature of a class that is not built yet; pydantic sets its own when it builds the class."""

    def __get__(self, _: object, model: type[BaseModel]) -> Signature:
        fields = []
        for name, field in model.model_fields.items():
            default = Parameter.empty if field.is_required() else field.get_default()
            fields.append(Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=field.annotation))
        return Signature(fields)


class Value(BaseModel, frozen=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True, defer_build=True):
    """The base of every value: frozen, hashable, picklable, and equal again after a trip through JSON.

    pydantic builds a class when it is first used, so that the import is quick.
    """

    __signature__: ClassVar[Signature] = cast("Signature", _SignatureOfFields())

    def replace(self, **changes: Any) -> Self:  # noqa: ANN401 - any field of any value
        """Return this value with *changes*, validated like a new one.

        >>> from followup_rules import Thread
        >>> Thread(message_id="<1@x.com>").replace(subject="Your interview").subject
        'Your interview'
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}
        return type(self).model_validate(fields | changes)

    def __replace__(self, /, **changes: Any) -> Self:  # noqa: ANN401 - see replace
        """Return this value with *changes*, for :func:`copy.replace`; validated, as :meth:`replace` does."""
        return self.replace(**changes)

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Show the fields that are not at their default, each as short as it can be read."""
        fields = type(self).model_fields
        return ((name, Shown(value)) for name, value in self if value != fields[name].default)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe a value by the first paragraph of its docstring, as plain text; its fields by what they hold.

        Generators make a type of each title and of each reference that has a description beside it, such as Window3.
        """
        found: dict[str, Any] = handler(
            cast("CoreSchema", {key: value for key, value in schema.items() if key != "serialization"})
        )
        for each in found["properties"].values():
            each.pop("title", None)
            if "$ref" in each and len(each) > 1:
                each["allOf"] = [{"$ref": each.pop("$ref")}]
        paragraph = found.get("description", "").partition("\n\n")[0].replace("\n", " ")
        return found | {"description": _MARKUP.sub(lambda match: match[1] or match[2], paragraph)}


class Kinded(Value, frozen=True):
    """The base of values that are told apart by their kind, which is always written."""

    kind: str

    @model_serializer(mode="wrap")
    def _with_kind(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = write(self)
        return {"kind": self.kind} | written

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say that the kind is required: without it, the kinds cannot be told apart."""
        found = super().__get_pydantic_json_schema__(schema, handler)
        found["properties"]["kind"].pop("default", None)
        return found | {"required": ["kind", *found.get("required", ())]}


def computed(kind: Callable[_P, _V], /, *_: _P.args, **fields: _P.kwargs) -> _V:
    """Return a value of *fields* that the library worked out from checked ones, without checking them again.

    A type checker holds *fields* to those of *kind*. The attributes that are set here are those that pydantic documents
    for :class:`pydantic.BaseModel`. Never use it for what came in.
    """
    model: type[_V] = kind  # type: ignore[assignment]  # what makes a value is its class
    value, (defaults, names) = object.__new__(model), _shape(model)
    set_attribute = object.__setattr__
    set_attribute(value, "__dict__", defaults | fields)
    set_attribute(value, "__pydantic_fields_set__", names.copy())
    set_attribute(value, "__pydantic_extra__", None)
    set_attribute(value, "__pydantic_private__", None)
    return value


@cache
def _shape(model: type[Value]) -> tuple[dict[str, Any], set[str]]:
    """Return each field of a model, in its order, with its default; and the names of all."""
    defaults = {name: field.get_default() for name, field in model.model_fields.items()}
    return defaults, set(defaults)


class Word(StrEnum):
    """A string enum. It is hashed as a string, which is quicker than by name."""

    __hash__ = str.__hash__

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Self], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Look for nothing but text: an enum shows any other value whole in an error, and that may be too deep."""

        def check(value: object) -> object:
            if isinstance(value, str):
                return value
            *others, last = map(repr, map(str, cls))
            raise PydanticKnownError("enum", {"expected": f"{', '.join(others)} or {last}"})

        return no_info_before_validator_function(check, handler(source))


class Shown:
    """A value as a ``repr`` shows it: instants and days in ISO 8601, words of an enum as strings."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        """Take the value."""
        self._value = value

    def __repr__(self) -> str:
        """Show the value."""
        value = self._value
        if isinstance(value, datetime):
            return value.isoformat(timespec="minutes" if value.second == value.microsecond == 0 else "auto")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, StrEnum):
            return repr(value.value)
        if isinstance(value, tuple | list):
            return f"[{', '.join(repr(Shown(each)) for each in value)}]"
        if isinstance(value, frozenset | set):
            return f"{{{', '.join(sorted(repr(Shown(each)) for each in value))}}}"
        return repr(value)


def check_complete(table: str, rows: Collection[object], expected: Iterable[object], what: str = "row") -> None:
    """Raise an error at import if a *table* has no row for one of *expected*; *what* is what the table calls a row."""
    if missing := [getattr(key, "__name__", key) for key in expected if key not in rows]:
        msg = f"{table} has no {what} for {', '.join(map(str, missing))}"
        raise AssertionError(msg)
