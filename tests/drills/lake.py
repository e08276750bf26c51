"""Drills of the lake, as long as one likes; each ends with 1 when a promise was broken.

    python -m tests.drills.lake kill --kills 200 --days 60 --incidents 600
    python -m tests.drills.lake swaps --seconds 60
    python -m tests.drills.lake disk
    python -m tests.drills.lake writers --rounds 20
    python -m tests.drills.lake upsert --rows 1000000 --changes 10000

``make drill-lake ARGS="kill --kills 20"`` does the same. A few kills and rounds are in the tests.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.drills import lake_disk, lake_kill, lake_swaps, lake_upsert, lake_writers

DRILLS: dict[str, Callable[[Path, argparse.Namespace], list[str]]] = {
    "kill": lake_kill.run,
    "swaps": lake_swaps.run,
    "disk": lake_disk.run,
    "writers": lake_writers.run,
    "upsert": lake_upsert.run,
}


def main() -> None:
    """Do one drill in a temporary folder, or in a given one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drill", choices=DRILLS)
    parser.add_argument("--folder", type=Path, help="an empty folder; a temporary one by default")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=math.inf, help="no kill after so many")
    parser.add_argument("--seconds", type=float, default=60, help="how long each reader reads")
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--incidents", type=int, default=600)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--changes", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sitrep-drill-") as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        problems = DRILLS[options.drill](folder, options)
    for problem in problems:
        print("BROKEN", problem)
    print(f"{len(problems)} promises broken")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
