"""Which types two reports of one incident may name; the table is ``data/resolve/kin.tsv``."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pipeline.lexicon.event_types import GENERIC, families
from pipeline.lexicon.tables import read_table

#: same; general: one is a word for any violence; differs: two types of a family; near and far:
#: families that reports mix often, or now and then; never.
Kin = Literal["same", "general", "differs", "near", "far", "never"]

#: Families of what happens at one place day after day, several times a day: another day, or another
#: type in one article, is another incident.
RECURRING = frozenset({"strike", "bombing", "clash", "territory", "protest", "riot"})

_COLUMNS = ("family", "other", "how")
_HOWS: dict[str, Kin] = {"general": "general", "near": "near", "far": "far"}


@cache
def kinship(one: str, other: str) -> Kin:
    """How two event types stand to each other; a type that is in no codebook is only itself."""
    if one == other:
        return "same"
    families_of = families()
    a, b = families_of.get(one), families_of.get(other)
    if a is None or b is None:
        return "never"
    listed = _load_kin().get(frozenset((one, other)))
    if listed is not None:
        return listed
    if a == b:
        return "general" if {one, other} & GENERIC else "differs"
    return _load_kin().get(frozenset((a, b)), "never")


def is_recurring(event_type: str) -> bool:
    """Whether a place sees incidents of a type again and again."""
    return families().get(event_type) in RECURRING


@cache
def kindred(event_type: str) -> frozenset[str]:
    """The types of incidents that reports far apart, of the same people, can tell of one."""
    return frozenset(
        other
        for other in {*families(), event_type}
        if not is_recurring(other) and kinship(event_type, other) != "never"
    )


@cache
def _load_kin() -> dict[frozenset[str], Kin]:
    """Pairs of families, or of types of one, and how they are mixed.

    Raises:
        ConfigError: a line names no family or type of the codebook, or mixes them in no known way.
    """
    known = {*families(), *families().values()}
    kin: dict[frozenset[str], Kin] = {}
    for row in read_table("resolve/kin.tsv", _COLUMNS):
        pair = frozenset((row.one_of("family", known), row.one_of("other", known)))
        kin[pair] = _HOWS[row.one_of("how", _HOWS)]
    return kin
