"""How Beam jobs are run, for those who say it and those who do it."""

from __future__ import annotations

from dataclasses import dataclass

#: In-process, downloads nothing; ``DirectRunner`` would pick an engine by the transforms used.
DEFAULT_RUNNER = "FnApiRunner"


@dataclass(frozen=True, slots=True)
class Running:
    """How the jobs of a command are run.

    ``runner`` is the name of a Beam runner, or the path of a program that launches a job, and
    ``runner_arguments`` are its own; ``workers`` processes clean pages and read articles by
    ``extractor``; ``depot`` is where workers that do not reach the lake read and write; with
    ``wait`` another writer of the lake is waited for.
    """

    runner: str = DEFAULT_RUNNER
    runner_arguments: tuple[str, ...] = ()
    extractor: str = "rules"
    workers: int = 2
    depot: str | None = None
    wait: bool = False


USUAL = Running()
