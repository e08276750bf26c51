"""What a part may find: a comparison, a curve, or plain figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

#: Seconds of the processor (for one process: other users of the machine do not count) or of the
#: clock on the wall (for work spread over processes).
Clock = Literal["cpu", "wall"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one contender needed, in seconds by round."""

    name: str
    seconds: tuple[float, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over all rounds: its median, and the least and most."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of some values."""
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Contenders that did the same work in turns; ``base`` names the one that ratios are of."""

    title: str
    work: str
    n_items: int
    unit: str
    base: str
    clock: Clock
    readings: tuple[Reading, ...]
    remarks: tuple[str, ...] = ()

    def speedups(self) -> dict[str, Spread]:
        """How many times as fast as the base each contender is, round by round."""
        base = next(r for r in self.readings if r.name == self.base)
        return {
            r.name: Spread.of([b / s for b, s in zip(base.seconds, r.seconds, strict=True)])
            for r in self.readings
        }

    def rates(self) -> dict[str, Spread]:
        """Items per second of each contender."""
        return {r.name: Spread.of([self.n_items / s for s in r.seconds]) for r in self.readings}


@dataclass(frozen=True, slots=True)
class Curve:
    """How something grows: a line of (x, y) points for each series."""

    title: str
    work: str
    x: str
    y: str
    series: Mapping[str, Sequence[tuple[float, float]]]
    is_log: bool = True
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures that are compared with nothing: (what, how much with its unit)."""

    title: str
    work: str
    rows: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...] = ()


Finding = Comparison | Curve | Figures


@dataclass(frozen=True, slots=True)
class Report:
    """All that one part found; each kind is a list of its own, so that JSON tells them apart."""

    part: str
    comparisons: tuple[Comparison, ...] = ()
    curves: tuple[Curve, ...] = ()
    figures: tuple[Figures, ...] = ()

    @classmethod
    def of(cls, part: str, findings: Sequence[Finding]) -> Report:
        """Sort findings by kind."""
        return cls(
            part,
            tuple(f for f in findings if isinstance(f, Comparison)),
            tuple(f for f in findings if isinstance(f, Curve)),
            tuple(f for f in findings if isinstance(f, Figures)),
        )
