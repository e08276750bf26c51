"""The stand-in for `sitrep`: sets the stage for a window, marks that it works, becomes the command.

The environment says where: DRILL_FOLDER (feeds.N.toml, marks/), DRILL_NEWSWIRE (its address) and
DRILL_SITREP (the real command).
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from pipeline.sample import set_window
from tests.drills.scheduler.calendar import edition_of, number_of


def main() -> None:
    """Stand in for one call."""
    arguments = sys.argv[1:]
    folder = Path(os.environ["DRILL_FOLDER"])
    if "--window" in arguments:
        number = number_of(arguments[arguments.index("--window") + 1])
        if arguments[0] == "poll":
            set_window(edition_of(number), os.environ["DRILL_NEWSWIRE"])
        if "--feeds" in arguments:
            arguments[arguments.index("--feeds") + 1] = str(folder / f"feeds.{number}.toml")
        mark(folder / "marks" / f"{arguments[0]}.{number}")
    os.execv(os.environ["DRILL_SITREP"], ["sitrep", *arguments])


def mark(path: Path) -> None:
    """Write down who works for whom: the command, its task, the task's supervisor."""
    task = os.getppid()
    stat = Path(f"/proc/{task}/stat").read_text("utf-8")
    supervisor = int(stat.rpartition(")")[2].split()[1])
    # the first of two groups is the one that is told
    with suppress(FileExistsError), path.open("x") as file:
        json.dump({"command": os.getpid(), "task": task, "supervisor": supervisor}, file)


if __name__ == "__main__":
    main()
