"""Who says that a deed was theirs: "Al Shabaab claimed responsibility", "claimed the attack"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.actors.noun_phrases import DOERS, NounPhrase
from pipeline.lexicon.grammar import Grammar

#: Longest way (tokens) from who claims a deed to the verb.
_SUBJECT_REACH = 12
#: From the verb to what is claimed: "claimed full responsibility".
_OBJECT_REACH = 3
#: From what is claimed to who claims it, in the passive: "responsibility was later claimed by".
_BY_REACH = 5


def find_claimants(
    forms: tuple[str, ...], phrases: Sequence[NounPhrase], grammar: Grammar
) -> list[NounPhrase]:
    """Who "claimed responsibility" or "claimed the attack", unless nobody did.

    A name that no list has is that of a group: "the Desert Lions claimed the attack".
    """
    for index, form in enumerate(forms):
        is_it = form in grammar.speaker_subject and index == 0  # "It was claimed by"
        if not (is_it or form in grammar.claimed or _is_claimed_deed(forms, index, grammar)):
            continue
        named = _claimed_by(forms, index, phrases, grammar)
        if named is not None:
            return [as_group(named)]
        verb = [
            i for i in range(max(0, index - _OBJECT_REACH), index) if forms[i] in grammar.claiming
        ]
        if not verb:
            continue
        before = [p for p in phrases if p.last <= verb[0] and p.kind in DOERS | {"name"}]
        between = forms[max(0, before[-1].first - 2) : verb[0]] if before else ()
        if before and (grammar.nobody | grammar.unclaimed).isdisjoint(between):
            near = [p for p in before[-2:] if verb[0] - p.last <= _SUBJECT_REACH]
            if len(near) > 1 and grammar.together.isdisjoint(forms[near[0].last : near[1].first]):
                near = near[1:]
            return [as_group(p) for p in near]
    return []


def _claimed_by(
    forms: tuple[str, ...], index: int, phrases: Sequence[NounPhrase], grammar: Grammar
) -> NounPhrase | None:
    """Who is named behind "responsibility was claimed by", within a few words."""
    behind = range(index + 1, min(index + 1 + _BY_REACH, len(forms) - 1))
    by = next((n for n in behind if forms[n] in grammar.by), None)
    verb = () if by is None else forms[by - 1 : by]
    if by is None or grammar.claiming.isdisjoint(verb):
        return None
    is_passive = not grammar.passive.isdisjoint(forms[index + 1 : by - 1])
    able = (p for p in phrases if p.kind in DOERS | {"name"})
    near = (p for p in able if by < p.first <= by + _OBJECT_REACH)
    return next(near, None) if is_passive else None


def _is_claimed_deed(forms: tuple[str, ...], index: int, grammar: Grammar) -> bool:
    """Whether a deed may be what is claimed, and not what a claim goes on to tell of."""
    if forms[index] not in grammar.claimable:
        return False
    behind = forms[index + 1 : index + 2]
    return not behind or not behind[0][0].isalnum() or behind[0] in grammar.claimed_in


def as_group(phrase: NounPhrase) -> NounPhrase:
    """A name that no list has, as that of an armed group."""
    is_name = phrase.kind in ("name", "unknown")
    return phrase._replace(kind="name", type="armed_group") if is_name else phrase
