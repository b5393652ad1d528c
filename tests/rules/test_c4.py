"""C4: May reply in the same thread with the same subject, so that the sender is recognised; a new thread has "follow
up" in its subject.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from followup_rules import Draft, first_follow_up, second_follow_up
from letters import BUILDERS, THREAD, each_draft
from support import CANDIDATE, HR, interview

if TYPE_CHECKING:
    from collections.abc import Callable


class TestC4:
    @pytest.mark.parametrize("build", [first_follow_up, second_follow_up])
    def test_a_new_follow_up_has_follow_up_in_its_subject(self, build: Callable[..., Draft]) -> None:
        assert re.search(r"\bfollowing up\b", build(interview(), HR, CANDIDATE).subject, re.IGNORECASE)

    @each_draft
    def test_a_follow_up_in_a_thread_has_the_subject_of_the_thread(self, build: Callable[..., Draft]) -> None:
        assert build(interview(), HR, CANDIDATE, reply_to=THREAD).subject == "Re: Your interview at Acme"

    @each_draft
    def test_a_new_follow_up_does_not_pose_as_a_reply(self, build: Callable[..., Draft]) -> None:
        assert not build(interview(), HR, CANDIDATE).subject.lower().startswith("re:")

    @pytest.mark.parametrize("build", [build for build in BUILDERS.values() if build is not second_follow_up])
    def test_a_follow_up_in_a_thread_has_the_words_of_a_new_follow_up(self, build: Callable[..., Draft]) -> None:
        new, reply = build(interview(), HR, CANDIDATE), build(interview(), HR, CANDIDATE, reply_to=THREAD)
        assert new.body == reply.body
