"""What the stages need of the codebook: families, and which types can be one incident."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

#: Reports name an attack before they know what it was: these say nothing against a finer type.
GENERIC = frozenset({"attack"})
#: Families whose members an ``attack`` may turn out to be.
_VIOLENT = frozenset({"strike", "bombing", "violence", "clash"})
#: So may one type of a family whose others are demonstrations.
_MOB = "mob_violence"
#: Families that one article may tell as one incident: gunfire in a clash, missiles that explode.
_ONE_STORY = frozenset(
    frozenset(pair)
    for pair in (
        ("violence", "clash"),
        ("strike", "bombing"),
        ("strike", "violence"),
        ("protest", "riot"),
        ("violence", "abduction"),
        ("violence", "robbery"),
        ("violence", "sexual_violence"),
        ("arson", "looting"),
        ("arson", "riot"),
        ("looting", "riot"),
        ("clash", "territory"),
    )
)
#: The same within one sentence.
_ONE_CLAUSE = frozenset(
    frozenset(pair)
    for pair in (
        ("violence", "protest"),
        ("violence", "riot"),
        ("arrest", "protest"),
        ("arson", "protest"),
        ("arson", "strike"),
        ("looting", "protest"),
        ("clash", "protest"),
        ("violence", "looting"),
        ("strike", "looting"),
        ("bombing", "looting"),
        ("clash", "looting"),
        ("abduction", "looting"),
        ("robbery", "looting"),
    )
)
#: The more telling of two types of one story, best first; those not listed come between.
_RANK = {
    code: rank
    for rank, code in enumerate(
        "chemical_attack suicide_bombing assassination crackdown abduction hijacking "
        "grenade_attack air_strike drone_strike shelling bombing territory_regained territory_lost "
        "sexual_violence robbery mob_violence riot protest_with_intervention armed_clash stabbing "
        "shooting arson sabotage protest attack looting arrest interception agreement".split()
    )
}


@cache
def families() -> dict[str, str]:
    """Families of the codebook by event type code (``schemas/event_types.tsv``)."""
    text = files("schemas").joinpath("event_types.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {row["code"]: row["family"] for row in csv.DictReader(lines, delimiter="\t")}


@cache
def family(code: str) -> str:
    """The family of a type: what its members have in common when reports disagree."""
    return families()[code]


def are_compatible(a: str, b: str) -> bool:
    """Whether two types can be two reports' words for one incident."""
    if family(a) == family(b):
        return True
    generic, other = (a, b) if a in GENERIC else (b, a)
    return generic in GENERIC and (family(other) in _VIOLENT or other == _MOB)


def are_one_story(a: str, b: str) -> bool:
    """Whether two types can be words of one article for one incident."""
    return are_compatible(a, b) or frozenset((family(a), family(b))) in _ONE_STORY


def are_one_clause(a: str, b: str) -> bool:
    """Whether two types can be words of one sentence for one incident: a protest shot at."""
    pair = frozenset((family(a), family(b)))
    return are_one_story(a, b) or pair in _ONE_CLAUSE


def more_specific(a: str, b: str) -> str:
    """The more telling of two compatible types; the first when neither is."""
    return b if _RANK.get(b, 20) < _RANK.get(a, 20) else a
