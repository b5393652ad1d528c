"""Write docs/conformance.jsonl: cases with their answers, for those who call the library from another language.

    python tools/conformance.py

The first line says which rules, holidays and time zones the answers come from. Each other line has a case, a time, and
the answer as a flat row. The cases are those of the strategies, as many of each answer as there are room for.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from followup_rules import next_action
from followup_rules._places import zone_data
from followup_rules.strategies import cases, instants_around

if TYPE_CHECKING:
    from followup_rules import Case

FILE = Path(__file__).parent.parent / "docs" / "conformance.jsonl"
MOST, MOST_ALIKE, DRAWN = 1000, 30, 8000  # lines; lines of one answer, touch and stage; examples
SENTENCES = {"names", "text"}  # they are for people, and may change


def plain(value: object) -> object:
    """Return a cell as JSON has it: an instant in UTC as ``2026-06-03T06:00:00Z``, a day as ``2026-06-03``."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def answer(case: Case, now: datetime) -> dict[str, object]:
    """Return the answer about a case as a row, without its sentences."""
    return {name: plain(value) for name, value in next_action(case, now=now).row().items() if name not in SENTENCES}


def lines() -> list[str]:
    """Return the lines of the file."""
    known = {"rules": version("followup_rules"), "holidays": version("holidays"), "zones": zone_data()}
    found = {json.dumps(known): None}
    alike: Counter[tuple[object, ...]] = Counter()

    def keep(case: Case, now: datetime) -> None:
        row = answer(case, now)
        kind = row["kind"], row["touch"], row["stage"]
        if len(found) <= MOST and alike[kind] < MOST_ALIKE:
            alike[kind] += 1
            told: dict[str, Any] = case.model_dump(mode="json", exclude_defaults=True)
            found[json.dumps({"case": told, "now": plain(now), "answer": row}, ensure_ascii=False)] = None

    @seed(2026)
    @settings(max_examples=DRAWN, database=None, deadline=None, phases=[Phase.generate])
    @given(cases().flatmap(lambda case: st.tuples(st.just(case), instants_around(case))))
    def draw(drawn: tuple[Case, datetime]) -> None:
        keep(*drawn)

    draw()
    return list(found)


def main() -> None:
    """Write the file."""
    found = lines()
    FILE.write_text("\n".join(found) + "\n", encoding="utf-8")
    print(f"{len(found) - 1} cases, {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
