"""The transition table as a diagram."""

from __future__ import annotations

from followup_rules._events import TouchSkipped, kind_of
from followup_rules._stages import NEUTRAL, TRANSITIONS


def stage_diagram() -> str:
    """Return the transition table as a Mermaid state diagram, every row of it; a skip is named by its touch.

    >>> stage_diagram().splitlines()[1]
    '    [*] --> interviewed'
    """
    edges: dict[tuple[str, str], list[str]] = {}
    for row in TRANSITIONS:
        kind = kind_of(row.event)
        edges.setdefault((row.stage.value, row.to.value), []).append(f"{kind} {row.touch}" if row.touch else kind)
    stages = dict.fromkeys(stage for edge in edges for stage in edge)
    rows = ["stateDiagram-v2", "    [*] --> interviewed"]
    rows += [f'    state "{stage}" as {_id(stage)}' for stage in stages if "-" in stage]
    rows += [f"    {_id(stage)} --> {_id(to)}: {', '.join(kinds)}" for (stage, to), kinds in edges.items()]
    neutral = ", ".join(map(kind_of, (*NEUTRAL, TouchSkipped)))
    rows.append(f"    %% in every stage, staying there: {neutral}")
    return "\n".join(rows) + "\n"


def _id(stage: str) -> str:
    return stage.replace("-", "_")
