"""Many small cases in one test: thousands of tests of their own would take longer than what they try."""

from __future__ import annotations

import inspect
from functools import wraps
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


def together(
    names: str | Sequence[str], cases: Iterable[Any], *, ids: Callable[[Any], object] | Iterable[str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try all cases in one test, with the arguments of ``pytest.mark.parametrize``; its fixtures are shared.

    All cases are tried, also after one that fails. The error of each that does has a note that names the case.
    """
    names = names.replace(" ", "").split(",") if isinstance(names, str) else names
    rows = [case if isinstance(case, type(pytest.param())) else _row(names, case) for case in cases]
    given_ids = None if ids is None or callable(ids) else list(ids)

    def named(place: int, row: Any) -> str:
        if row.id is not None:
            return str(row.id)
        if given_ids is not None:
            return given_ids[place]
        return ", ".join(str(ids(value)) if callable(ids) else ascii(value)[:80] for value in row.values)

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def tried(*args: Any, **fixtures: Any) -> None:
            failed: list[BaseException] = []
            for place, row in enumerate(rows):
                try:
                    test(*args, **fixtures, **dict(zip(names, row.values, strict=True)))
                except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - whatever it is, it is raised below
                    error.add_note(f"The case: {named(place, row)}")
                    failed.append(error)
            if len(failed) == 1:
                raise failed[0]
            if failed:
                msg = f"{len(failed)} of {len(rows)} cases fail"
                raise BaseExceptionGroup(msg, failed)

        signature = inspect.signature(test)
        kept = [parameter for name, parameter in signature.parameters.items() if name not in names]
        tried.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]  # pytest reads it
        return tried

    return decorate


def _row(names: Sequence[str], case: Any) -> Any:
    return pytest.param(case) if len(names) == 1 else pytest.param(*case)
