"""G13: A thank-you or update thanks whose `send_at` would not come before the next follow-up opens is folded into it:
it is not due any more, and the follow-up says thank you, as it also does for one that lapsed without being sent. A
touch whose `send_at` would not come before its lapse (the end of its last day) has lapsed: a thank-you or update
thanks gives way to the next follow-up; after any other the case is done. A touch in `Policy.never` counts as lapsed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from asking import answer, codes, due, ids, span
from events import FIRST, THANKED, away, follow_up, invites, reply, skipped, snoozed, thank_you
from followup_rules import DEFAULT_POLICY, Done, Event, Send, Touch, WaitUntil, WindowStatus, next_action, plan
from invitations import EARLY, INVITED, INVITING, first_follow_up
from plans import outlook
from support import HR, LEAD, PEER, at, interview, local


class TestG13:
    def folded(self, now: str, **fields: Any) -> Send | WaitUntil:
        return due(interview(decision_by=date(2026, 6, 3), **fields), now=now)

    def test_a_thank_you_is_folded_when_the_follow_up_opens(self) -> None:
        """A decision on the day itself: the follow-up opens on Monday 8 June, before the thank-you lapses."""
        assert self.folded("2026-06-05 17:59").touch == Touch.THANK_YOU
        action = self.folded("2026-06-05 18:00")  # it could go out on Monday at 09:00, not before
        assert (action.kind, action.touch, action.folds) == ("wait-until", "follow-up-1", ("thank-you",))
        assert "folded" in codes(action)

    def test_thanks_that_would_open_together_with_the_follow_up_are_folded_at_once(self) -> None:
        """A snooze until Monday 22 June holds both until then."""
        snooze = snoozed("2026-06-05 10:00", "2026-06-22")
        action = due(interview(), snooze, now="2026-06-05 11:00")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.THANK_YOU,))
        assert local(action.send_at) == "2026-06-22 09:00"

    def test_a_thank_you_is_not_due_once_the_follow_up_said_thanks(self) -> None:
        action = self.folded("2026-06-08 09:00")
        sent = action.sent(at=at("2026-06-08 09:30"))
        heard = reply("2026-06-08 11:00", None)
        case = interview(decision_by=date(2026, 6, 3))
        assert due(case, sent, heard, now="2026-06-08 12:00").touch == Touch.FOLLOW_UP_1

    def test_a_thank_you_lapses_five_business_days_after_it_closed(self) -> None:
        """It closed on Friday 5 June: its last day is Friday the 12th. The follow-up is far away."""
        case = interview(decision_by=date(2026, 6, 30))
        assert due(case, now="2026-06-12 17:59").touch == Touch.THANK_YOU
        action = due(case, now="2026-06-12 18:00")  # the next working instant is Monday's
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.THANK_YOU,))
        assert "lapsed" in codes(action)

    def test_a_lapsed_follow_up_ends_the_case(self) -> None:
        """It closed on Tuesday 16 June: sixty days later is Saturday 15 August; Friday the 14th is the last chance."""
        assert due(interview(), thank_you(), now="2026-08-14 17:59").touch == Touch.FOLLOW_UP_1
        action = next_action(interview(), (thank_you(),), now=at("2026-08-14 18:00"))
        assert isinstance(action, Done)
        assert codes(action) == ["lapsed"]

    @pytest.mark.parametrize(
        ("events", "last", "touch"),
        [
            ((follow_up(),), "2026-08-28 17:59", Touch.FOLLOW_UP_2),
            (
                (
                    follow_up(),
                    follow_up("2026-06-22 10:00"),
                ),
                "2026-09-04 17:59",
                Touch.ESCALATION,
            ),
        ],
    )
    def test_a_lapsed_second_follow_up_or_escalation_ends_the_case(
        self, events: tuple[Event, ...], last: str, touch: Touch
    ) -> None:
        """The second closed on Monday 29 June, the escalation on Monday 6 July; sixty days are Fridays' ends."""
        assert due(interview(), *events, now=last).touch == touch
        later = at(last) + timedelta(minutes=1)
        assert isinstance(next_action(interview(), events, now=later), Done)

    def test_update_thanks_lapse_five_business_days_after_they_closed(self) -> None:
        """The reply of Monday 8 June names 30 June; the window closed on the 9th, the last day is the 16th."""
        heard = reply("2026-06-08 10:00", decision_by=date(2026, 6, 30))
        skip = skipped("2026-06-08 11:00", Touch.THANK_YOU)
        assert due(interview(), heard, skip, now="2026-06-16 17:59").touch == Touch.UPDATE_THANKS
        action = due(interview(), heard, skip, now="2026-06-16 18:00")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.UPDATE_THANKS,))

    def test_a_thank_you_says_that_the_update_thanks_before_it_lapsed(self) -> None:
        """The reply of 3 June was to be thanked for until the 4th, so until the 11th; the interview until the 12th."""
        heard = reply("2026-06-03 16:00", decision_by=date(2026, 6, 30))
        action = due(interview(), heard, now="2026-06-12 10:00")
        assert action.touch is Touch.THANK_YOU
        assert "lapsed" in codes(action)

    def test_a_touch_that_the_policy_never_sends_counts_as_lapsed(self) -> None:
        never = DEFAULT_POLICY.replace(never={Touch.THANK_YOU})
        action = due(interview(), now="2026-06-04 15:00", policy=never)
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.THANK_YOU,))
        never = DEFAULT_POLICY.replace(never={Touch.FOLLOW_UP_1})
        done = next_action(interview(), (thank_you(),), now=at("2026-06-15 10:00"), policy=never)
        assert isinstance(done, Done)
        assert codes(done) == ["never"]

    def test_without_a_follow_up_nothing_is_folded(self) -> None:
        case = interview(decision_by=date(2026, 6, 3), enquiries_welcome=False)
        assert due(case, now="2026-06-09 10:00").touch == Touch.THANK_YOU

    def test_a_partly_sent_thank_you_is_folded_for_the_rest(self) -> None:
        case = interview(contacts=(HR, LEAD, PEER, PEER.replace(id="second", email="second@example.com")))
        action = due(case, thank_you(), now="2026-06-15 10:00")
        assert (action.touch, action.folds) == (Touch.FOLLOW_UP_1, (Touch.THANK_YOU,))

    def test_a_thank_you_is_sent_before_an_invitation_for_the_next_morning(self) -> None:
        action = due(interview(enquire_on=date(2026, 6, 5)), now="2026-06-04 17:59")
        assert isinstance(action, Send)
        assert action.touch is Touch.THANK_YOU
        assert local(action.changes_at) == "2026-06-04 18:00"

    def test_a_thank_you_that_would_not_come_before_the_follow_up_is_folded(self) -> None:
        action = first_follow_up(interview(enquire_on=date(2026, 6, 5)), now="2026-06-04 18:00")
        assert isinstance(action, WaitUntil)
        assert action.folds == (Touch.THANK_YOU,)
        assert span(action) == ("2026-06-05 09:00", "2026-06-08 18:00")

    def test_a_thank_you_that_opens_after_the_follow_up_is_folded_from_the_start(self) -> None:
        action = first_follow_up(interview(enquire_on=date(2026, 6, 4)), now="2026-06-03 16:00")
        assert isinstance(action, WaitUntil)
        assert action.folds == (Touch.THANK_YOU,)
        assert span(action) == ("2026-06-04 09:00", "2026-06-05 18:00")

    def test_an_invitation_for_the_interview_s_day_is_open_from_its_end(self) -> None:
        action = first_follow_up(interview(enquire_on=date(2026, 6, 3)), now="2026-06-03 15:00")
        assert isinstance(action, Send)
        assert action.folds == (Touch.THANK_YOU,)
        assert span(action) == ("2026-06-03 15:00", "2026-06-04 18:00")

    def test_a_thank_you_that_was_sent_is_not_folded(self) -> None:
        assert first_follow_up(INVITING, THANKED, now=EARLY).folds == ()

    def test_a_thank_you_that_lapsed_unsent_is_folded(self) -> None:
        assert first_follow_up(INVITING, now="2026-06-22 09:00").folds == (Touch.THANK_YOU,)

    def test_thanks_for_the_update_go_out_before_the_day_of_the_invitation(self) -> None:
        events = (THANKED, FIRST, invites("2026-06-17 12:00"))
        action = due(interview(), *events, now="2026-06-19 17:59")
        assert isinstance(action, Send)
        assert (action.touch, action.status) == (Touch.UPDATE_THANKS, WindowStatus.LATE)
        assert local(action.changes_at) == "2026-06-19 18:00"

    def test_thanks_for_the_update_that_would_come_after_the_day_of_the_invitation_are_folded(self) -> None:
        events = (THANKED, FIRST, invites("2026-06-17 12:00"))
        action = first_follow_up(interview(), *events, now="2026-06-19 18:00")
        assert isinstance(action, WaitUntil)
        assert (action.folds, span(action), ids(action)) == ((Touch.UPDATE_THANKS,), INVITED, ["lead"])

    def test_a_follow_up_after_an_invitation_lapses_sixty_days_after_it_closed(self) -> None:
        late = "2026-08-21 17:59"  # a Friday; the sixtieth day is the Saturday
        action = first_follow_up(INVITING, THANKED, now=late)
        assert local(action.send_at) == late
        assert isinstance(answer(INVITING, THANKED, now="2026-08-21 18:00"), Done)

    @pytest.mark.parametrize(
        ("now", "answer"),
        [
            ("2026-06-05 17:59", ("thank-you", "late", "2026-06-05 17:59", ())),
            ("2026-06-05 18:00", ("follow-up-1", "early", "2026-06-08 09:00", ("thank-you",))),
            ("2026-06-08 09:00", ("follow-up-1", "open", "2026-06-08 09:00", ("thank-you",))),
            ("2026-06-09 18:00", ("follow-up-1", "late", "2026-06-10 09:00", ("thank-you",))),
        ],
    )
    def test_a_thank_you_no_earlier_than_the_follow_up_is_folded(
        self, now: str, answer: tuple[str, str, str, tuple[str, ...]]
    ) -> None:
        # Decided on the day of the interview, Wednesday 3: Th 4, Fr 5, Mo 8 is the third, Tu 9 the fourth.
        assert outlook(interview(decision_by=date(2026, 6, 3)), (), now) == answer

    @pytest.mark.parametrize(
        ("now", "answer"),
        [
            ("2026-06-12 17:59", ("thank-you", "late", "2026-06-12 17:59", ())),
            ("2026-06-12 18:00", ("follow-up-1", "early", "2026-07-03 09:00", ("thank-you",))),
        ],
    )
    def test_lapsed_thanks_give_way_to_the_follow_up_that_says_them(
        self, now: str, answer: tuple[str, str, str, tuple[str, ...]]
    ) -> None:
        # Decision Tuesday 30 June: We 1 July, Th 2, Fr 3 is the third.
        assert outlook(interview(decision_by=date(2026, 6, 30)), (), now) == answer

    @pytest.mark.parametrize(
        ("now", "answer"),
        [
            ("2026-06-16 18:00", ("follow-up-1", "late", "2026-06-17 09:00", ())),
            ("2026-08-14 17:59", ("follow-up-1", "late", "2026-08-14 17:59", ())),
            ("2026-08-14 18:00", ("", "done", "", ())),
            ("2026-12-01 10:00", ("", "done", "", ())),
        ],
    )
    def test_after_a_lapsed_follow_up_the_case_is_done(
        self, now: str, answer: tuple[str, str, str, tuple[str, ...]]
    ) -> None:
        # It closed on Tuesday 16 June; 14 days of June, 31 of July and 15 of August make 60: Saturday 15 August is its
        # last day, and Friday 14 the last with working hours.
        assert outlook(interview(), (THANKED,), now) == answer

    def test_a_case_that_is_done_has_nothing_ahead(self) -> None:
        assert plan(interview(), (THANKED,), now=at("2026-08-14 18:00")) == ()


def test_thanks_have_more_time_where_the_follow_up_waits_for_somebody_who_is_away() -> None:
    """G13 and G20: a decision by Thursday 4 June; HR is back on Wednesday the 10th, and asked from Friday the 12th."""
    case = interview(decision_by=date(2026, 6, 4))
    absence = away("2026-06-03 16:00", returns_on="2026-06-10")
    now = at("2026-06-05 10:00")
    there, waiting = (next_action(case, history, now=now) for history in ([], [absence]))
    assert isinstance(there, Send)
    assert isinstance(waiting, Send)
    assert there.lapses_at == at("2026-06-08 18:00")  # the follow-up opens on Tuesday 9 June
    assert waiting.lapses_at == at("2026-06-11 18:00")
