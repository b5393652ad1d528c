"""Write the drafts of every language to tests/snapshots/, as plain text for native speakers to read.

    python tools/snapshots.py

What changes there is to be read before it is committed: the tests compare with it.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from scenes import CASTS, SNAPSHOTS, snapshot


def main() -> None:
    """Write one file a language."""
    SNAPSHOTS.mkdir(exist_ok=True)
    for tag in CASTS:
        (SNAPSHOTS / f"{tag}.txt").write_text(snapshot(tag), encoding="utf-8")


if __name__ == "__main__":
    main()
