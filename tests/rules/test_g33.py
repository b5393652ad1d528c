"""G33: The draft's language is the contact's, else the interview's, else English; never the machine's locale."""

from __future__ import annotations

import locale
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asking import written
from followup_rules import Draft, first_follow_up, thank_you
from letters import each_draft
from support import CANDIDATE, HR, LEAD, PEER, interview

if TYPE_CHECKING:
    from collections.abc import Callable

# A language that the library does not write: te reo Maori.
FOREIGN = "mi-NZ"


class TestG33:
    @pytest.mark.parametrize(
        ("contact", "case", "language"),
        [
            (None, None, "en"),
            (None, "en-GB", "en-GB"),
            ("en-US", "en-GB", "en-US"),
            ("en", "en-US", "en"),
            (None, FOREIGN, "en"),
            (FOREIGN, None, "en"),
            (FOREIGN, "en-GB", "en-GB"),
            (FOREIGN, FOREIGN, "en"),
        ],
    )
    def test_the_language_is_the_first_that_is_known(
        self, contact: str | None, case: str | None, language: str
    ) -> None:
        contacts = (HR, LEAD, PEER.replace(language=contact))
        [message] = written(interview(contacts=contacts, language=case), now="2026-06-04 16:00")
        assert message.language == language
        assert message.body.startswith("Dear Yuki Mori,\n")

    def test_americans_get_their_dates(self) -> None:
        day = "Wednesday, June 3"
        assert day in first_follow_up(interview(), HR.replace(language="en-US"), CANDIDATE).body
        assert day not in first_follow_up(interview(), HR.replace(language="en-GB"), CANDIDATE).body
        assert day not in first_follow_up(interview(), HR, CANDIDATE).body

    @each_draft
    def test_the_locale_changes_nothing(self, build: Callable[..., Draft], monkeypatch: pytest.MonkeyPatch) -> None:
        before = build(interview(decision_by=date(2026, 6, 12)), HR, CANDIDATE)
        for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_TIME", "LC_MESSAGES"):
            monkeypatch.setenv(name, "de_DE.UTF-8")

        def asked(*_: object) -> None:
            pytest.fail("the words asked for the machine's locale")

        for name in ("getlocale", "setlocale", "nl_langinfo", "getpreferredencoding"):
            monkeypatch.setattr(locale, name, asked)
        assert build(interview(decision_by=date(2026, 6, 12)), HR, CANDIDATE) == before

    def test_the_country_of_the_interview_is_no_language(self) -> None:
        case = interview(country="DE", timezone="Europe/Berlin", contacts=(HR,))
        assert thank_you(case, HR, CANDIDATE).body.startswith("Dear ")
