"""B6: Opens with the recipient's name and a greeting, made for that recipient."""

from __future__ import annotations

import re

from followup_rules import messages, next_action, thank_you
from letters import MAILBOX, PANEL, parts
from support import CANDIDATE, HR, PEER, at, interview


class TestB6:
    def test_the_thank_you_opens_with_the_name(self) -> None:
        assert parts(thank_you(interview(), PEER, CANDIDATE))[0] == "Dear Yuki Mori,"

    def test_each_recipient_gets_a_draft_of_their_own(self) -> None:
        case = interview(contacts=(HR, PEER.replace(learned="the on-call rota"), PANEL.replace(learned="the roadmap")))
        first, second = messages(next_action(case, [], now=at("2026-06-04 16:00")), case, CANDIDATE)
        assert first.body.startswith("Dear Yuki Mori,\n")
        assert second.body.startswith("Dear Aiko Abe,\n")
        assert "on-call" in first.body
        assert "on-call" not in second.body
        assert "roadmap" in second.body
        assert "roadmap" not in first.body
        assert "you and Aiko Abe" in first.body  # the other one is spoken of, and not to
        assert "you and Yuki Mori" in second.body

    def test_a_mailbox_without_a_name_is_greeted(self) -> None:
        greeting = parts(thank_you(interview(), MAILBOX, CANDIDATE, passes_on=True))[0]
        assert re.fullmatch(r"(Dear|Hello) .+,", greeting)
        assert "jobs@" not in greeting
