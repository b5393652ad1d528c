"""C3: A concise, relevant subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from letters import each_draft
from support import CANDIDATE, HR, interview

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_rules import Draft


class TestC3:
    @each_draft
    def test_the_subject_names_the_position_in_one_short_line(self, build: Callable[..., Draft]) -> None:
        subject = build(interview(), HR, CANDIDATE).subject
        assert "Data Engineer" in subject
        assert len(subject) <= 70
        assert subject == subject.strip()
        assert "\n" not in subject
        assert not subject.endswith((".", "!", ":", ","))
