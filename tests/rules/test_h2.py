"""H2: Within a day a `Respond` goes first, then thanks, then what closes first, then the older interview, then the
`id`, then the case as it is written.
"""

from __future__ import annotations

from datetime import date

import pytest

from agendas import APART, MORNING, case, entries, listed
from events import THANKED, asks, not_held, reopened, thank_you
from followup_rules import Case, agenda
from support import HR, at


class TestH2:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (case("z", THANKED, decision_by=date(2026, 6, 9)), case("a", THANKED)),  # closes on the 15th
            (case("z", THANKED), case("a", THANKED, ended_at=at("2026-06-03 15:01"))),
            (case("a", THANKED, company="Zeta"), case("b", THANKED)),
            (case("a", THANKED, company="Acme"), case("a", THANKED, company="Beta")),
        ],
        ids=["closes first", "older interview", "id", "as written"],
    )
    def test_of_two_cases_of_one_day_the_first_by_the_rule_goes_first(self, first: Case, second: Case) -> None:
        for cases in ([first, second], [second, first]):
            found = agenda(cases, now=at(MORNING))
            assert [entry.case for entry in found] == [first, second]
            assert [entry.action.kind for entry in found] == ["send", "wait-until"]

    def test_an_answer_goes_before_thanks_that_close_first(self) -> None:
        """The thanks close on the 15th at 15:00, the answer on the 30th; so the thanks are held until the 16th."""
        thanks = case("a", ended_at=at("2026-06-13 15:00"), contacts=(HR,))
        answer = case("z", THANKED, asks("2026-06-12 10:00", answer_by=date(2026, 6, 30)))
        found = entries([thanks, answer])
        assert (found["a"].action.kind, found["a"].held_by) == ("wait-until", "z")

    def test_of_one_instant_a_new_time_that_is_missing_comes_after_thanks_and_before_what_closes_later(self) -> None:
        """All are of 10:00. The thanks close at 15:00, the follow-up on the 16th."""
        thanks = case("z", ended_at=at("2026-06-13 15:00"), contacts=(APART[0],))
        missing = case("y", not_held("2026-06-04 10:00"), reopened(MORNING), contacts=(APART[1],))
        follow_up = case("x", thank_you("2026-06-04 15:30", "hr"), contacts=(APART[2],))
        for cases in ([thanks, missing, follow_up], [follow_up, missing, thanks]):
            assert listed(cases) == [
                ("z", "thank-you", "2026-06-15 10:00"),
                ("y", "blocked", "2026-06-15 10:00"),
                ("x", "follow-up-1", "2026-06-15 10:00"),
            ]

    def test_an_id_goes_before_the_same_one_with_a_blank_and_more(self) -> None:
        """As it is written, a blank would come before the quotation mark that ends the shorter id."""
        shorter, longer = case("a", THANKED), case("a b", THANKED)
        for cases in ([shorter, longer], [longer, shorter]):
            assert [entry.case for entry in agenda(cases, now=at(MORNING))] == [shorter, longer]
