"""B4: May go in the thread that scheduled the interview."""

from __future__ import annotations

from asking import written
from followup_rules import ContactRole
from support import AGENT, DURING_THANKS, HR, PEER, SCHEDULING, interview


class TestB4:
    def test_a_thank_you_to_hr_goes_in_the_scheduling_thread(self) -> None:
        case = interview(thread=SCHEDULING, contacts=(HR,))
        (message,) = written(case, now=DURING_THANKS)
        assert (message.reply_to, message.subject) == (SCHEDULING, "Re: Your interview")

    def test_a_recruiter_who_interviewed_is_thanked_in_the_scheduling_thread(self) -> None:
        both = HR.replace(roles={ContactRole.RECRUITER, ContactRole.INTERVIEWER})
        (message,) = written(interview(thread=SCHEDULING, contacts=(both,)), now=DURING_THANKS)
        assert (message.reply_to, message.subject) == (SCHEDULING, "Re: Your interview")

    def test_an_agency_that_arranged_the_interview_is_thanked_in_the_scheduling_thread(self) -> None:
        (message,) = written(interview(thread=SCHEDULING, contacts=(AGENT, PEER)), now=DURING_THANKS)
        assert (message.to, message.reply_to) == (AGENT, SCHEDULING)

    def test_without_a_scheduling_thread_the_thank_you_is_a_new_message(self) -> None:
        (message,) = written(interview(contacts=(HR,)), now=DURING_THANKS)
        assert message.reply_to is None
        assert not message.subject.startswith("Re:")
