"""Tolls of one outcome that two parties tell otherwise: "the army said it lost four, rebels 30"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.tolls.find import CasualtyMention
from pipeline.lexicon.words import STATE, Words
from pipeline.records import Casualty

#: Who fights, and so counts its own dead and the other side's otherwise than others do.
_SIDES = frozenset({"military", "armed_group", STATE})


def rivals(
    claims: Sequence[CasualtyMention], total: Casualty, words: Words
) -> Iterator[CasualtyMention]:
    """The claims of others than who tells a total that cannot be true with it, one for each party.

    One of the two is a side of the fighting; what police and hospitals count of one shooting are
    mostly parts of it.

    Args:
        claims: what is told of the incident in its own sentences, each number once.
        total: the toll of an outcome that the article tells.
        words: the word lists of its language.
    """
    if total.claimant is None:
        return
    told = [_party(total.claimant, words)]
    is_side = _is_side(total.claimant, words)
    for claim in claims:
        if claim.claimant is None or not _is_rival(claim, total):
            continue
        party = _party(claim.claimant, words)
        is_new = all(party.isdisjoint(other) for other in told)
        if is_new and (is_side or _is_side(claim.claimant, words)):
            told.append(party)
            yield claim


def _is_side(claimant: str, words: Words) -> bool:
    """Whether somebody who fights says it: "the army", "Houthi rebels"."""
    forms = tuple(claimant.lower().split())
    found = [m.entry.type for m in words.actors.find(forms)]
    return not _SIDES.isdisjoint(found or [m.entry.type for m in words.nouns.find(forms)])


def _is_rival(claim: CasualtyMention, total: Casualty) -> bool:
    """Whether a claim counts anew whom a total counts, and otherwise."""
    if claim.outcome != total.outcome or claim.part_of or claim.is_aggregate or claim.is_row:
        return False
    if claim.is_definite or claim.is_perpetrator or claim.is_added or claim.is_hit:
        return False
    is_figure = claim.is_counted or claim.is_vague
    return is_figure and claim.best != 1 and _is_apart(claim, total)


def _is_apart(claim: CasualtyMention, total: Casualty) -> bool:
    """Whether the bounds of two figures have nothing in common."""
    low, high = _bounds(claim.low, claim.best, claim.high)
    other_low, other_high = _bounds(total.low, total.best, total.high)
    return low > other_high or high < other_low


def _bounds(low: int | None, best: int | None, high: int | None) -> tuple[float, float]:
    least = low if low is not None else best
    return float(least or 0), float("inf") if high is None else float(high)


def _party(claimant: str, words: Words) -> frozenset[str]:
    """The words of a claimant's name, without articles."""
    return frozenset(claimant.lower().split()).difference(words.function_words)
