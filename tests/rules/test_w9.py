"""W9: After an invitation (G39) the follow-up says so in place of the decision date."""

from __future__ import annotations

from datetime import date

import events
from asking import written
from followup_rules import first_follow_up
from letters import says
from support import CANDIDATE, HR, interview


class TestW9:
    def test_a_follow_up_after_an_invitation_says_that_it_was_invited(self) -> None:
        case = interview(decision_by=date(2026, 6, 12))
        draft = first_follow_up(case, HR, CANDIDATE, enquire_on=date(2026, 6, 22))
        assert says(draft, "I was invited to get in touch on Monday, 22 June, which is why I am writing now")
        assert not says(draft, "12 June|not heard")
        assert first_follow_up(case.replace(enquire_on=date(2026, 6, 22)), HR, CANDIDATE) == draft

    def test_the_day_of_an_invitation_comes_from_the_reply(self) -> None:
        # Invited on Monday 8 June for Monday the 22nd.
        invited = events.reply("2026-06-08 10:00", enquire_on=date(2026, 6, 22))
        [message] = written(interview(decision_by=date(2026, 6, 12)), invited, now="2026-06-22 10:00")
        assert "I was invited to get in touch on Monday, 22 June" in message.body
