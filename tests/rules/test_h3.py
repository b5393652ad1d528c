"""H3: The agenda lists every case's answer in the order of `send_at`; at one instant late before open, then H2; a
`Blocked` at its opening; `Done` last. `until` cuts the list after placing: it then holds what is to be done
before that instant, and no `Done`: a morning list is `until` the evening. An answer in it is the case's own
`next_action`, but for H1, H4 and H5.
"""

from __future__ import annotations

from agendas import ALL, APART, LATE, MORNING, OPEN, THREE, case, listed
from events import (
    not_held,
    reopened,
)
from followup_rules import Case, agenda, next_action
from support import PEER, at


class TestH3:
    def test_every_case_is_listed_in_the_order_of_when_to_act(self) -> None:
        assert listed(ALL) == [
            ("blocked", "follow-up-1", "2026-06-15 09:00"),
            ("late", "follow-up-1", "2026-06-15 10:00"),
            ("open", "follow-up-1", "2026-06-15 10:00"),
            ("snoozed", "follow-up-1", "2026-06-15 14:00"),
            ("tomorrow", "follow-up-1", "2026-06-16 09:00"),
            ("over", "done", ""),
        ]

    def test_at_one_instant_a_late_follow_up_comes_before_thanks_that_are_on_time(self) -> None:
        # The interview ended on Friday 12 June: its thanks are on time all Monday.
        thanks = case("thanks", ended_at=at("2026-06-12 15:00"), contacts=(PEER,))
        assert listed([thanks, LATE]) == [
            ("late", "follow-up-1", "2026-06-15 10:00"),
            ("thanks", "thank-you", "2026-06-15 10:00"),
        ]

    def test_a_morning_list_is_until_the_evening(self) -> None:
        found = listed(ALL, until=at("2026-06-15 18:00"))
        assert [name for name, _, _ in found] == ["blocked", "late", "open", "snoozed"]

    def test_what_is_to_be_done_at_until_is_not_listed(self) -> None:
        found = listed(ALL, until=at("2026-06-15 14:00"))
        assert [name for name, _, _ in found] == ["blocked", "late", "open"]

    def test_a_message_that_another_case_holds_beyond_until_is_not_listed(self) -> None:
        found = listed(THREE, until=at("2026-06-15 18:00"))
        assert found == [("a", "follow-up-1", "2026-06-15 10:00")]

    def test_a_new_time_that_is_missing_is_listed_at_the_time_of_the_event(self) -> None:
        anew = case("anew", not_held("2026-06-04 10:00"), reopened("2026-06-12 10:00"), contacts=(APART[3],))
        assert listed([OPEN, anew])[0] == ("anew", "blocked", "2026-06-12 10:00")

    def test_an_answer_is_the_case_s_own_but_for_h1(self) -> None:
        for entry in agenda(ALL, now=at(MORNING)):
            assert entry.action == next_action(entry.case, now=at(MORNING))
            assert entry.changes_at == entry.action.changes_at
            assert entry.held_by is None

    def test_no_case_gives_an_empty_list(self) -> None:
        assert agenda([], now=at(MORNING)) == ()

    def test_a_case_given_twice_counts_once(self) -> None:
        once = agenda(ALL, now=at(MORNING))
        copies = [Case.model_validate_json(each.model_dump_json()) for each in ALL]
        assert agenda([*ALL, *copies], now=at(MORNING)) == once
        assert agenda([THREE[0], THREE[0]], now=at(MORNING))[0].held_by is None

    def test_cases_may_be_any_iterable(self) -> None:
        assert agenda(iter(ALL), now=at(MORNING)) == agenda(list(ALL), now=at(MORNING))
