"""Run contenders in turns and keep the seconds of every round."""

from __future__ import annotations

import gc
import importlib
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.findings import Clock, Comparison, Reading

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What every part is told.

    Args:
        pages: a folder or file of pages; None for generated ones.
        limit: the most items a part should take (it may take fewer).
        rounds: how often each contender runs.
        say: where progress goes, a line at a time.
        keep: a folder where what takes long to make is kept and found again; None for none.
    """

    pages: Path | None = None
    limit: int = 400
    rounds: int = 3
    say: Say = print
    keep: Path | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What the contenders of a comparison do: described, counted, and by which clock."""

    title: str
    work: str
    n_items: int
    unit: str
    clock: Clock = "cpu"
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do all of the work; ``run`` does it once, from beginning to end."""

    name: str
    run: Callable[[], object]
    remark: str = ""


def compare(work: Work, contenders: Sequence[Contender], settings: Settings) -> Comparison:
    """Run each contender once per round, in turns; ratios are of the first contender.

    Each round begins with another contender, so that none always follows the same one.
    """
    seconds: dict[str, list[float]] = {c.name: [] for c in contenders}
    for n in range(settings.rounds):
        shift = n % len(contenders)
        for contender in (*contenders[shift:], *contenders[:shift]):
            taken = _time(contender.run, work.clock)
            seconds[contender.name].append(taken)
            settings.say(f"{work.title}, round {n + 1}: {contender.name} {taken:.2f} s")
    return Comparison(
        work.title,
        work.work,
        work.n_items,
        work.unit,
        contenders[0].name,
        work.clock,
        tuple(Reading(c.name, tuple(seconds[c.name]), c.remark) for c in contenders),
        work.remarks,
    )


def has_module(name: str, say: Say) -> bool:
    """Whether a peer is installed; says so when it is not."""
    try:
        importlib.import_module(name)
    except ImportError as error:
        say(f"left out: {error}")
        return False
    return True


def cpu_seconds() -> float:
    """Processor seconds of this process and of its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _time(run: Callable[[], object], clock: Clock) -> float:
    gc.collect()
    read = cpu_seconds if clock == "cpu" else time.perf_counter
    started = read()
    run()
    return read() - started
