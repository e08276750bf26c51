"""What the stages need of ``schemas/event_types.tsv``: families, and which types can be one thing."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

#: Reports name an attack before they know what it was: these say nothing against a finer type.
GENERIC = frozenset({"attack"})
#: Families whose members an ``attack`` may turn out to be.
_VIOLENT = frozenset({"strike", "bombing", "violence", "clash"})


@cache
def families() -> dict[str, str]:
    """event type code -> family, from the codebook."""
    text = files("schemas").joinpath("event_types.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {row["code"]: row["family"] for row in csv.DictReader(lines, delimiter="\t")}


def family(code: str) -> str:
    """The family of a type: what its members have in common when reports disagree."""
    return families()[code]


def are_compatible(a: str, b: str) -> bool:
    """Whether two types can be two reports' words for one incident."""
    if family(a) == family(b):
        return True
    generic, other = (a, b) if a in GENERIC else (b, a)
    return generic in GENERIC and family(other) in _VIOLENT


def more_specific(a: str, b: str) -> str:
    """The more telling of two compatible types; the first when neither is."""
    return b if a in GENERIC and b not in GENERIC else a
