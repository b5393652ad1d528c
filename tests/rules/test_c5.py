"""C5: Opens with the recipient's name and a greeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from letters import DOCTOR, each_draft, parts
from support import CANDIDATE, HR, interview

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_rules import Contact, Draft


class TestC5:
    @each_draft
    @pytest.mark.parametrize(("contact", "greeting"), [(HR, "Dear Hanako Sato,"), (DOCTOR, "Dear Dr Ito,")])
    def test_a_follow_up_opens_with_the_name(
        self, build: Callable[..., Draft], contact: Contact, greeting: str
    ) -> None:
        assert parts(build(interview(), contact, CANDIDATE))[0] == greeting
