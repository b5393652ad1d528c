"""Cases that are tried together: each is tried, and each that fails is named."""

from __future__ import annotations

import pytest

from together import together


def test_an_error_has_the_name_of_its_case() -> None:
    @together("value", [1, 2, 3], ids=lambda value: f"number {value}")
    def is_no_two(value: int) -> None:
        assert value != 2

    with pytest.raises(AssertionError) as caught:
        is_no_two()
    assert caught.value.__notes__ == ["The case: number 2"]


def test_each_case_is_tried_and_each_error_is_raised() -> None:
    tried = []

    @together(("number", "text"), [(1, "a"), pytest.param(2, "b", id="the second"), (3, "c")], ids=["x", "y", "z"])
    def fails(number: int, text: str) -> None:
        tried.append((number, text))
        with pytest.raises(ZeroDivisionError):
            _ = 1 // (number - 1)

    with pytest.raises(BaseExceptionGroup, match="2 of 3 cases fail") as caught:
        fails()
    assert tried == [(1, "a"), (2, "b"), (3, "c")]
    assert [error.__notes__ for error in caught.value.exceptions] == [["The case: the second"], ["The case: z"]]


def test_of_two_that_stand_above_one_another_each_names_its_case() -> None:
    @together("one", "ab")
    @together("other", "cd")
    def fails(one: str, other: str) -> None:
        assert (one, other) != ("b", "c")

    with pytest.raises(AssertionError) as caught:
        fails()
    assert caught.value.__notes__ == ["The case: 'c'", "The case: 'b'"]


@together("value", [1, 2])
def test_a_fixture_is_given_beside_the_case(request: pytest.FixtureRequest, value: int) -> None:
    assert request.node.name == "test_a_fixture_is_given_beside_the_case"
    assert value in (1, 2)
