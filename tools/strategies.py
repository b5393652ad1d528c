"""Measure what the strategies give: how often each thing comes, how many draws are thrown away, how long it takes.

    python tools/strategies.py [EXAMPLES]

The examples are cases with an instant at which to ask about each; 10,000 by default.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.statistics import collector

from followup_rules import Case, Stage, Touch, next_action
from followup_rules.strategies import agendas, answers, cases, events, instants_around, interviews, raw_histories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

ANSWERS = ("send", "wait-until", "respond", "blocked", "done")
asked = cases().flatmap(lambda case: st.tuples(st.just(case), instants_around(case)))


class Figures(NamedTuple):
    """How often each answer, stage and touch comes, and of how many examples."""

    examples: int
    answers: Counter[str]
    stages: Counter[str]
    touches: Counter[str]

    def shares(self) -> Iterator[tuple[str, str, float]]:
        """Yield each answer, stage and touch with its share, in percent."""
        tables = (("answer", ANSWERS, self.answers), ("stage", Stage, self.stages), ("touch", Touch, self.touches))
        for what, names, counted in tables:
            for name in names:
                yield what, str(name), 100 * counted[str(name)] / self.examples


def figures(examples: int) -> Figures:
    """Ask about so many cases."""
    found = Figures(examples, Counter(), Counter(), Counter())

    @settings(max_examples=examples, database=None, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(asked)
    def ask(question: tuple[Case, datetime]) -> None:
        action = next_action(question[0], now=question[1])
        found.answers[action.kind] += 1
        found.stages[str(action.stage)] += 1
        touch = getattr(action, "touch", None)
        if touch is not None:
            found.touches[str(touch)] += 1

    ask()
    return found


def outcomes(strategy: st.SearchStrategy[object], examples: int) -> Counter[str]:
    """Return how many draws were ``valid``, how many ``invalid``, and how many an ``overrun``.

    An invalid one was thrown away by the strategy. An overrun is Hypothesis' own: it changes an earlier example, and
    stops where that becomes longer.
    """
    found = Counter[str]()

    def note(statistics: dict[str, Any]) -> None:
        for phase, told in statistics.items():
            if phase.endswith("-phase"):
                found.update(case["status"] for case in told["test-cases"])

    @settings(max_examples=examples, database=None, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(strategy)
    def look(_: object) -> None:
        pass

    with collector.with_value(note):  # type: ignore[arg-type]  # typed as what it holds at first
        look()
    return found


def seconds(strategy: st.SearchStrategy[object], examples: int) -> float:
    """Return the processor time of so many examples."""
    start = time.process_time()
    outcomes(strategy, examples)
    return time.process_time() - start


STRATEGIES: dict[str, st.SearchStrategy[object]] = {
    "interviews": interviews(),
    "events": events(),
    "cases": cases(),
    "raw histories": raw_histories(),
    "agendas": agendas(),
    "cases, asked about": asked,
    **{f"answers, {kind}": answers(kind) for kind in ANSWERS},
}


def main() -> None:
    """Print all."""
    first = seconds(cases(), 100)
    print(f"the first 100 cases take {first:.2f} s, the next {seconds(cases(), 100):.2f} s of processor time")
    for name, strategy in STRATEGIES.items():
        counted = outcomes(strategy, 500)
        shares = [100 * counted[status] / counted.total() for status in ("invalid", "overrun")]
        print(f"{name:20} {shares[0]:4.1f} % of the draws thrown away, {shares[1]:4.1f} % changed beyond their length")
    found = figures(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    print(f"of {found.examples} cases:")
    for what, name, share in found.shares():
        print(f"{what:7} {name:20} {share:5.1f} %")


if __name__ == "__main__":
    main()
