"""Join the mentions that tell one incident, and say what is best known of it.

``blocking`` says who can meet, ``similarity`` scores pairs by their ``evidence`` with frozen
weights, ``clustering`` joins them (``components``, ``linkage``), ``fusion`` makes the rows,
``closure`` finds what a change touches, ``ledger`` tells before from after, ``overrides`` are a
human's last word.

Everything is a function of the set of mentions: no order, batch or history changes the result.
"""

from __future__ import annotations

from pipeline.resolve.blocking import Blocks, is_eligible
from pipeline.resolve.fusion import Fused
from pipeline.resolve.overrides import NO_OVERRIDES, Overrides, read_overrides
from pipeline.resolve.whole import resolve, stage_row

__all__ = [
    "NO_OVERRIDES",
    "Blocks",
    "Fused",
    "Overrides",
    "is_eligible",
    "read_overrides",
    "resolve",
    "stage_row",
]
