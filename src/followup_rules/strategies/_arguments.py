"""Arguments of strategies: each is a value, or a strategy for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from followup_rules._errors import InputError

_MISSING = "followup_rules.strategies needs the package hypothesis: pip install 'followup_rules[hypothesis]'"
try:
    from hypothesis import strategies as st
except ImportError as _error:
    raise ImportError(_MISSING) from _error

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_T = TypeVar("_T")
Given: TypeAlias = _T | st.SearchStrategy[_T]
Fields = dict[str, st.SearchStrategy[object]]


def as_strategy(given: Given[_T]) -> st.SearchStrategy[_T]:
    """Return a strategy as it is, and for a value one that always gives it."""
    return given if isinstance(given, st.SearchStrategy) else st.just(given)


def as_fields(function: str, known: Iterable[str], given: Mapping[str, object]) -> Fields:
    """Return a strategy for each argument that was given; :class:`InputError` for an unknown one lists the known."""
    names = list(known)
    for name in given:
        if name not in names:
            argument = f"an argument of {function}()"
            raise InputError(argument, name, f"one of {', '.join(names)}")
    return {name: as_strategy(value) for name, value in given.items()}


def drawn(draw: st.DrawFn, fields: Fields, *names: str) -> dict[str, Any]:
    """Return a value for each of some fields that was given."""
    return {name: draw(fields[name]) for name in names if name in fields}


def one_of_kinds(strategies: Sequence[st.SearchStrategy[_T]]) -> st.SearchStrategy[_T]:
    """Return what comes of one of several strategies, more often of those that are in it more than once.

    Hypothesis shrinks to the shortest, so the first one should draw no more than any other.
    """
    return st.sampled_from(range(len(strategies))).flatmap(strategies.__getitem__)


def rarely(
    strategy: st.SearchStrategy[_T], *, otherwise: st.SearchStrategy[_T], one_in: int = 8
) -> st.SearchStrategy[_T]:
    """Return what comes of one strategy once in so many, and otherwise of another, which draws no more than it."""
    return one_of_kinds([otherwise] * (one_in - 1) + [strategy])


def maybe(strategy: st.SearchStrategy[_T], *, one_in: int = 4) -> st.SearchStrategy[_T | None]:
    """Return what comes of a strategy once in so many, and otherwise nothing."""
    return rarely(strategy, otherwise=st.none(), one_in=one_in)
