"""H5: What a message that was sent in another case held past its own window is on time until the end of the day until
which it was held (H1): nobody is late who waited as the agenda said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agendas import case, entries, listed
from events import THANKED, follow_up, message, offer
from followup_rules import Send, WaitUntil, WindowStatus, next_action
from support import at, local

if TYPE_CHECKING:
    from followup_rules import Case

# The window of each first follow-up is Monday 15 and Tuesday 16 June 2026.
MONDAY, TUESDAY = "2026-06-15 10:00", "2026-06-16 10:00"
WEDNESDAY, THURSDAY, FRIDAY = "2026-06-17 10:00", "2026-06-18 10:00", "2026-06-19 10:00"
ASKED_ON_MONDAY = case("a", THANKED, follow_up(MONDAY))
WAITS = case("b", THANKED)


def sent(now: str, *cases: Case, of: str = "b") -> Send:
    """Return the answer of a case, which is to send."""
    found = entries(cases, now)[of]
    assert found.held_by is None
    assert isinstance(found.action, Send)
    return found.action


class TestH5:
    def test_what_waited_for_another_case_is_on_time_on_the_day_until_which_it_waited(self) -> None:
        action = sent(WEDNESDAY, ASKED_ON_MONDAY, WAITS)
        assert action.status is WindowStatus.OPEN
        assert (local(action.window.opens), local(action.window.closes)) == ("2026-06-17 09:00", "2026-06-17 18:00")

    def test_the_answer_says_which_case_a_message_waited_for(self) -> None:
        reasons = [str(reason) for reason in sent(WEDNESDAY, ASKED_ON_MONDAY, WAITS).reasons]
        assert (
            "H1: Hanako Sato also hears from you on 15 June 2026 about Data Engineer at Acme (a), so wait until "
            "17 June 2026."
        ) in reasons
        assert not any("late" in reason for reason in reasons)

    def test_the_window_is_the_one_that_the_agenda_named_while_the_message_waited(self) -> None:
        before = entries([ASKED_ON_MONDAY, WAITS], TUESDAY)["b"].action
        assert isinstance(before, WaitUntil)
        after = sent(WEDNESDAY, ASKED_ON_MONDAY, WAITS)
        assert before.window == after.window
        assert before.lapses_at == after.lapses_at

    def test_after_the_day_until_which_a_message_was_held_it_is_late(self) -> None:
        action = sent(THURSDAY, ASKED_ON_MONDAY, WAITS)
        assert action.status is WindowStatus.LATE
        assert "G6: The best time ended on 17 June 2026. It is late, but not too late." in map(str, action.reasons)

    def test_one_hold_after_the_other_counts(self) -> None:
        """What was asked on Monday held the second until Wednesday, and that held the third until Friday."""
        second = case("b", THANKED, follow_up(WEDNESDAY))
        action = sent(FRIDAY, ASKED_ON_MONDAY, second, case("c", THANKED), of="c")
        assert action.status is WindowStatus.OPEN
        assert local(action.window.opens) == "2026-06-19 09:00"

    def test_a_message_of_one_day_holds_until_the_next(self) -> None:
        """A letter of Tuesday asks for nothing, and holds what is due that day until Wednesday."""
        action = sent(WEDNESDAY, case("a", THANKED, message(TUESDAY, "hr")), WAITS)
        assert (action.status, local(action.window.closes)) == (WindowStatus.OPEN, "2026-06-17 18:00")

    @pytest.mark.parametrize(
        ("when", "why"),
        [
            ("2026-06-12 10:00", "what was asked on Friday held it until Tuesday, within its window"),
            ("2026-06-17 10:00", "on Wednesday its window was over"),
        ],
    )
    def test_what_was_sent_in_another_case_too_early_or_too_late_leaves_a_late_message_late(
        self, when: str, why: str
    ) -> None:
        action = sent(FRIDAY, case("a", THANKED, follow_up(when), offer("2026-06-18 10:00", "lead")), WAITS)
        assert action == next_action(WAITS, now=at(FRIDAY)), why
        assert action.status is WindowStatus.LATE

    def test_a_message_that_is_still_held_waits(self) -> None:
        """The third is asked on Thursday: the follow-up of Wednesday holds it until Friday."""
        second = case("b", THANKED, follow_up(WEDNESDAY))
        held = entries([ASKED_ON_MONDAY, second, case("c", THANKED)], THURSDAY)["c"]
        assert isinstance(held.action, WaitUntil)
        assert (held.held_by, local(held.action.send_at)) == ("b", "2026-06-19 09:00")

    def test_the_day_until_which_a_message_waited_counts_for_whether_anybody_sends_it(self) -> None:
        """On Friday it is two business days late, not three, and goes before what closes later; then comes the second
        follow-up of the first case, which closes last.
        """
        later = case("c", THANKED, ended_at=at("2026-06-08 15:00"))
        assert listed([ASKED_ON_MONDAY, WAITS, later], FRIDAY) == [
            ("b", "follow-up-1", "2026-06-19 10:00"),
            ("c", "follow-up-1", "2026-06-23 09:00"),
            ("a", "follow-up-2", "2026-06-25 09:00"),
        ]
