"""How a text names somebody else of whom little is known (G32): by what is known, and by nothing that is guessed."""

from __future__ import annotations

import pytest

from followup_rules import Person
from followup_rules.drafts._language import language_of


@pytest.mark.parametrize("tag", ["en-US", "de", "fr", "es", "pt-BR"])
def test_by_the_given_name_where_no_other_is_known(tag: str) -> None:
    language = language_of(tag)
    assert language is not None
    assert language.called(Person(given_name="Ann"), tag) == "Ann"
    assert language.called(Person(given_name="Ann", name="Ann Lee"), tag) == "Ann Lee"


@pytest.mark.parametrize("tag", ["en-US", "fr", "es", "pt-BR"])
def test_by_nothing_where_nothing_is_known(tag: str) -> None:
    language = language_of(tag)
    assert language is not None
    assert language.called(Person(), tag) == ""
