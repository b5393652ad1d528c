"""B4: May go in the thread that scheduled the interview."""

from __future__ import annotations

from asking import written
from followup_rules import ContactRole
from support import DURING_THANKS, HR, SCHEDULING, interview


class TestB4:
    def test_a_thank_you_to_hr_goes_in_it(self) -> None:
        case = interview(thread=SCHEDULING, contacts=(HR,))
        (message,) = written(case, now=DURING_THANKS)
        assert (message.reply_to, message.subject) == (SCHEDULING, "Re: Your interview")

    def test_so_does_one_to_hr_who_interviewed(self) -> None:
        both = HR.replace(roles={ContactRole.RECRUITER, ContactRole.INTERVIEWER})
        (message,) = written(interview(thread=SCHEDULING, contacts=(both,)), now=DURING_THANKS)
        assert (message.reply_to, message.subject) == (SCHEDULING, "Re: Your interview")

    def test_where_it_is_not_known_the_message_is_new(self) -> None:
        (message,) = written(interview(contacts=(HR,)), now=DURING_THANKS)
        assert message.reply_to is None
        assert not message.subject.startswith("Re:")
