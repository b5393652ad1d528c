"""The base of every value, string enums, and the one place where the library makes values that it worked out itself."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, cast

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

_P = ParamSpec("_P")
_V = TypeVar("_V", bound="Value")


class Value(BaseModel, frozen=True, extra="forbid", defer_build=True, allow_inf_nan=False):
    """The base of every value: frozen, hashable, picklable, and equal again after a trip through JSON."""

    def replace(self, **changes: Any) -> Self:  # noqa: ANN401 - any field of any value
        """Return this value with *changes*, validated like a new one.

        >>> from followup_rules import Thread
        >>> Thread(message_id="<1@x.com>").replace(subject="Your interview").subject
        'Your interview'
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}
        return type(self).model_validate(fields | changes)


def computed(kind: Callable[_P, _V], /, *_: _P.args, **fields: _P.kwargs) -> _V:
    """Return a value of *fields* that the library worked out from checked ones, without checking them again.

    A type checker holds *fields* to those of *kind*. The attributes that are set here are those that pydantic documents
    for :class:`pydantic.BaseModel`. Never use it for what came in.
    """
    model = cast("type[_V]", kind)
    value = model.__new__(model)
    object.__setattr__(value, "__dict__", _defaults(model) | fields)
    object.__setattr__(value, "__pydantic_fields_set__", set(model.model_fields))
    object.__setattr__(value, "__pydantic_extra__", None)
    object.__setattr__(value, "__pydantic_private__", None)
    return value


@cache
def _defaults(model: type[Value]) -> dict[str, Any]:
    """Return each field of a model, in its order, with its default."""
    return {name: field.get_default() for name, field in model.model_fields.items()}


class Word(StrEnum):
    """A string enum. It is hashed as a string, which is quicker than by name."""

    __hash__ = str.__hash__


def check_complete(table: str, rows: Collection[object], expected: Iterable[object]) -> None:
    """Raise an error at import where a *table* lacks a row for one of *expected*."""
    if missing := [getattr(key, "__name__", key) for key in expected if key not in rows]:
        msg = f"{table} has no row for {', '.join(map(str, missing))}"
        raise AssertionError(msg)
