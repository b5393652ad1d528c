"""W3: The escalation introduces the candidate, says why it comes to this person (whom they wrote to, without blame),
apologises for the direct approach, and asks for the status or the right person. To an interviewer it speaks as to
somebody already met.
"""

from __future__ import annotations

from datetime import date

import events
from asking import written
from followup_rules import ContactRole, Draft, Event, Touch, escalation
from letters import MAILBOX, says
from support import CANDIDATE, HR, LEAD, PEER, interview


class TestW3:
    MANAGER = LEAD.replace(roles={ContactRole.HIRING_MANAGER})

    def test_an_escalation_to_somebody_who_was_not_met_introduces_the_candidate(self) -> None:
        draft = escalation(interview(), self.MANAGER, CANDIDATE, asked_before=(HR, PEER), asked_on=date(2026, 6, 23))
        assert says(draft, "My name is Mei Tan, and I interviewed .*3 June, for the Data Engineer position")
        assert says(
            draft,
            r"I have asked Hanako Sato and Yuki Mori about the decision\. My last message, of Tuesday, 23 June",
        )
        assert says(draft, "may not have arrived, as I have not had an answer yet")
        assert says(draft, "excuse my writing to you directly")
        assert says(draft, r"where my application stands, or who would be the right person to ask\?")
        assert draft.body.count("?") == 1

    def test_a_promised_date_is_the_reason_of_an_escalation(self) -> None:
        case = interview(decision_by=date(2026, 6, 12))
        draft = escalation(case, self.MANAGER, CANDIDATE, asked_before=(HR,))
        assert says(draft, r"A decision was expected by Friday, 12 June\. I have asked Hanako Sato about it\. My last")
        assert not says(escalation(interview(), self.MANAGER, CANDIDATE, asked_before=(HR,)), "expected|about it")

    def test_an_escalation_to_an_interviewer_speaks_as_to_one(self) -> None:
        draft = escalation(interview(), PEER, CANDIDATE, asked_before=(HR,))
        assert says(draft, "We spoke on Wednesday, 3 June, when you interviewed me")
        assert not says(draft, "My name is|message, of")

    def test_an_escalation_may_not_know_whom_the_candidate_asked(self) -> None:
        nobody = escalation(interview(), self.MANAGER, CANDIDATE)
        mailbox = escalation(interview(), self.MANAGER, CANDIDATE, asked_before=(MAILBOX,))
        assert says(nobody, r"I have asked about the decision\. My last message may not have arrived")
        assert mailbox == nobody

    def test_whom_the_candidate_asked_comes_from_the_events(self) -> None:
        history: list[Event] = [
            events.follow_up("2026-06-16 10:00"),
            events.follow_up("2026-06-23 10:00"),
        ]
        [message] = written(interview(), *history, now="2026-06-30 10:00")
        assert "I have asked Hanako Sato about the decision. My last message, of Tuesday, 23 June" in message.body

    def test_nobody_was_asked_where_both_follow_ups_were_skipped(self) -> None:
        history: list[Event] = [
            events.skipped("2026-06-16 10:00", Touch.FOLLOW_UP_1),
            events.skipped("2026-06-23 10:00", Touch.FOLLOW_UP_2),
        ]
        [message] = written(interview(), *history, now="2026-06-30 10:00")
        assert "excuse my writing to you directly. I have not heard of a decision so far." in message.body
        assert not says(Draft(message.subject, message.body), "asked|arrived|last message")

    def test_an_escalation_names_the_day_of_the_last_follow_up_that_went_out(self) -> None:
        history: list[Event] = [
            events.follow_up("2026-06-16 10:00"),
            events.skipped("2026-06-23 10:00", Touch.FOLLOW_UP_2),
        ]
        [message] = written(interview(), *history, now="2026-06-30 10:00")
        assert (
            "asked Hanako Sato about the decision. My last message, of Tuesday, 16 June, may not have arrived"
            in message.body
        )

    def test_an_escalation_blames_nobody(self) -> None:
        draft = escalation(interview(), self.MANAGER, CANDIDATE, asked_before=(HR,), asked_on=date(2026, 6, 23))
        assert not says(
            draft, r"no (answer|reply|response)|never|ignored|not (answered|replied|responded)|unfortunately"
        )
