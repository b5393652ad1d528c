"""What the file of typed uses says is true when it runs, too."""

from __future__ import annotations

import copy
import sys
from datetime import date
from importlib.metadata import version

import pytest
from pydantic import ValidationError

import typed_uses
from followup_rules import __version__


def test_the_typed_uses_run() -> None:
    assert typed_uses.summary(typed_uses.NOW, date(2026, 6, 5)) == [
        "2026-06-05T01:00:00+00:00",
        "2026-06-05",
        "two references",
        "two references",
        "hr@example.com",
        "message-sent",
        "hr@example.com",
        "follow-up-sent",
        "hr@example.com",
        "follow-up-sent",
    ]


@pytest.mark.skipif(sys.version_info < (3, 13), reason="copy.replace is new in Python 3.13")
def test_copy_replace_validates() -> None:
    replace = copy.replace  # type: ignore[attr-defined,unused-ignore]  # it is new in Python 3.13
    assert replace(typed_uses.HR, email="new@example.com").email == "new@example.com"
    with pytest.raises(ValidationError, match="no-at-sign"):
        replace(typed_uses.HR, email="no-at-sign")


def test_the_method_behind_copy_replace_validates() -> None:
    assert typed_uses.HR.__replace__(email="new@example.com") == typed_uses.HR.replace(email="new@example.com")
    with pytest.raises(ValidationError, match="email"):
        typed_uses.HR.__replace__(email="no-at-sign")


def test_the_version_is_that_of_the_package() -> None:
    assert __version__ == version("followup_rules")
