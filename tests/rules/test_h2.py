"""H2: Within a day a `Respond` goes first, then thanks, then what closes first, then the older interview, then the
`id`, then the case as it is written.
"""

from __future__ import annotations

from datetime import date

import pytest

from agendas import MORNING, case
from events import THANKED
from followup_rules import Case, agenda
from support import at


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
