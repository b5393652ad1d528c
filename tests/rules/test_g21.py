"""G21: "We only write to successful candidates", or a request not to enquire (from the start, or in a reply): thanks
are sent, and no follow-up or escalation ever becomes due.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asking import about, answer, due, ids, span
from events import THANKED, follow_up, invites, rejection, reply, skipped, thank_you, update_thanks
from followup_rules import Done, Event, Touch, next_action, plan
from invitations import AFTER, EARLY, INVITED, INVITING, THE_22ND, first_follow_up, is_over
from support import DURING_FIRST, DURING_THANKS, PEER, at, interview

# Who asks not to enquire, and how.
REFUSALS = pytest.mark.parametrize(
    ("welcome", "events"),
    [
        (False, ()),
        (True, (reply("2026-06-03 16:00", enquiries_welcome=False),)),
        (True, (reply("2026-06-03 16:00", None, enquiries_welcome=False),)),
        (True, (reply("2026-06-02 10:00", enquiries_welcome=False),)),
    ],
    ids=["from the start", "in a reply", "in a reply of nobody known", "in a reply before the interview"],
)


class TestG21:
    @REFUSALS
    def test_thanks_are_sent_where_no_enquiry_is_welcome(self, *, welcome: bool, events: tuple[Event, ...]) -> None:
        action = due(interview(enquiries_welcome=welcome), *events, now=DURING_THANKS)
        assert (action.kind, action.touch, ids(action)) == ("send", Touch.THANK_YOU, ["peer"])

    @REFUSALS
    def test_update_thanks_are_sent_where_no_enquiry_is_welcome(
        self, *, welcome: bool, events: tuple[Event, ...]
    ) -> None:
        update = reply("2026-06-05 10:00", decision_by=date(2026, 6, 30))
        action = due(interview(enquiries_welcome=welcome), thank_you(), *events, update, now="2026-06-05 10:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["hr"])

    @REFUSALS
    @pytest.mark.parametrize("now", ["2026-06-05 10:00", DURING_FIRST, "2026-07-20 10:00", "2027-06-15 10:00"])
    def test_no_follow_up_ever_becomes_due(self, *, welcome: bool, events: tuple[Event, ...], now: str) -> None:
        case = interview(enquiries_welcome=welcome)
        action = next_action(case, (thank_you(), *events), now=at(now))
        assert isinstance(action, Done)
        assert about(action, "no-enquiries") == [("G21", None)]

    @REFUSALS
    @pytest.mark.parametrize("sent", [(follow_up(),), (follow_up(), follow_up("2026-06-22 10:00"))], ids=["one", "two"])
    def test_nothing_follows_a_follow_up_that_was_sent_although_unwelcome(
        self, *, welcome: bool, events: tuple[Event, ...], sent: tuple[Event, ...]
    ) -> None:
        action = next_action(
            interview(enquiries_welcome=welcome), (thank_you(), *events, *sent), now=at("2026-07-10 10:00")
        )
        assert isinstance(action, Done)

    @REFUSALS
    def test_where_no_enquiry_is_welcome_the_plan_is_the_thank_you(
        self, *, welcome: bool, events: tuple[Event, ...]
    ) -> None:
        ahead = plan(interview(enquiries_welcome=welcome), events, now=at("2026-06-03 16:30"))
        assert [action.touch for action in ahead] == [Touch.THANK_YOU]

    @REFUSALS
    def test_feedback_may_be_asked_for(self, *, welcome: bool, events: tuple[Event, ...]) -> None:
        """It is neither a follow-up nor an escalation."""
        no = rejection("2026-06-08 10:00")
        action = due(interview(enquiries_welcome=welcome), *events, no, now="2026-06-09 09:00")
        assert action.touch == Touch.FEEDBACK_REQUEST

    def test_a_reply_that_asks_not_to_enquire_is_thanked_for(self) -> None:
        """It answers the follow-up of the 15th; then there is nothing more to do."""
        events = (thank_you(), follow_up(), reply("2026-06-16 10:00", enquiries_welcome=False))
        action = due(interview(), *events, now="2026-06-16 10:30")
        assert (action.touch, ids(action)) == (Touch.UPDATE_THANKS, ["hr"])
        done = next_action(interview(), (*events, action.sent(at=at("2026-06-16 11:00"))), now=at("2026-07-20 10:00"))
        assert isinstance(done, Done)

    @pytest.mark.parametrize("again", [{}, {"decision_by": date(2026, 6, 12)}])
    def test_a_later_reply_does_not_take_back_a_request_not_to_enquire(self, again: dict[str, Any]) -> None:
        refusal = reply("2026-06-05 10:00", enquiries_welcome=False)
        events = (
            thank_you(),
            refusal,
            reply("2026-06-08 10:00", **again),
            skipped("2026-06-04 10:00", Touch.UPDATE_THANKS),
        )
        assert isinstance(next_action(interview(), events, now=at("2026-06-22 10:00")), Done)

    def test_where_no_enquiry_is_welcome_nobody_to_ask_is_no_trouble(self) -> None:
        case = interview(contacts=(PEER,), enquiries_welcome=False)
        assert isinstance(next_action(case, (thank_you(),), now=at(DURING_FIRST)), Done)

    def test_the_invitation_of_an_interview_lifts_its_request_not_to_enquire(self) -> None:
        case = interview(enquiries_welcome=False, enquire_on=THE_22ND)
        assert span(first_follow_up(case, THANKED, now=EARLY)) == INVITED

    def test_the_invitation_of_a_reply_lifts_the_request_of_the_interview(self) -> None:
        case = interview(enquiries_welcome=False)
        assert span(first_follow_up(case, THANKED, invites("2026-06-09 10:00"), now=AFTER)) == INVITED

    def test_an_invitation_lifts_the_request_of_an_earlier_reply(self) -> None:
        events = (THANKED, reply("2026-06-08 10:00", enquiries_welcome=False), invites("2026-06-09 10:00"))
        assert is_over(answer(interview(), *events[:2], now=AFTER))
        assert span(first_follow_up(interview(), *events, now=AFTER)) == INVITED

    def test_an_invitation_lifts_the_request_of_its_own_reply(self) -> None:
        both = invites("2026-06-09 10:00", enquiries_welcome=False)
        assert span(first_follow_up(interview(), THANKED, both, now=AFTER)) == INVITED

    def test_a_request_not_to_enquire_stays_lifted_after_the_invitation_ended(self) -> None:
        events = (
            THANKED,
            invites("2026-06-09 10:00"),
            reply("2026-06-12 10:00", decision_by=date(2026, 6, 30)),
            update_thanks("2026-06-12 11:00"),
        )
        action = first_follow_up(interview(enquiries_welcome=False), *events, now=AFTER)
        assert span(action) == ("2026-07-03 09:00", "2026-07-06 18:00")

    def test_the_second_follow_up_and_the_escalation_become_due_after_a_lifted_request(self) -> None:
        first = follow_up("2026-06-22 10:00")
        case = interview(enquiries_welcome=False, enquire_on=THE_22ND)
        assert due(case, THANKED, first, now="2026-06-29 09:00").touch is Touch.FOLLOW_UP_2
        second = follow_up("2026-06-29 10:00")
        assert due(case, THANKED, first, second, now="2026-07-06 09:00").touch is Touch.ESCALATION

    def test_a_request_not_to_enquire_after_an_invitation_counts(self) -> None:
        events = (THANKED, invites("2026-06-09 10:00"), reply("2026-06-12 10:00", enquiries_welcome=False))
        assert is_over(answer(interview(enquiries_welcome=False), *events, now=AFTER))

    def test_an_invitation_for_a_day_that_is_over_lifts_no_request(self) -> None:
        events = (THANKED, invites("2026-06-09 10:00", on=date(2026, 6, 8)))
        assert is_over(answer(interview(enquiries_welcome=False), *events, now=AFTER))

    def test_an_invitation_lifts_a_request_from_before_the_interview_s_end(self) -> None:
        events = (reply("2026-06-02 10:00", enquiries_welcome=False), THANKED)
        assert is_over(answer(interview(), *events, now=EARLY))
        assert span(first_follow_up(INVITING, *events, now=EARLY)) == INVITED
