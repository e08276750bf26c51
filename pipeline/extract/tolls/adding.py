"""What the claims of a story tell once, and what they add up to before they are weighed."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.tolls.words import harm_words
from pipeline.lexicon.grammar import load_grammar
from pipeline.records import Outcome
from pipeline.text import Document, Sentence

#: How many sentences after one victim "also" adds others.
_ALSO_REACH = 2


def tell_once(document: Document, claims: Iterable[CasualtyMention]) -> list[CasualtyMention]:
    """Leave out repeated sentences (captions), and add up "one dying, three others hurt"."""
    seen: set[tuple[object, ...]] = set()
    found: list[CasualtyMention] = []
    last: dict[Outcome, CasualtyMention] = {}
    for claim in claims:
        keys = _keys(document.sentences[claim.sentence], claim)
        if not seen.isdisjoint(keys):
            _note_alive(found, claim)
            continue
        seen.update(keys)
        found.append(claim)
        before = last.get(claim.outcome)
        if before is not None and _adds_to(before, claim):
            found.append(_added(before, claim))
        last[claim.outcome] = claim
    return found + _sums(document, found) + _side_by_side(document, found)


def _note_alive(found: list[CasualtyMention], claim: CasualtyMention) -> None:
    """Take who was hit for wounded, where he is told so in the same breath: "shot, but stable"."""
    if claim.outcome != "injured" or claim.is_hit or claim.who_start is None:
        return
    for number, told in enumerate(found):
        if told.is_hit and (told.sentence, told.who_start) == (claim.sentence, claim.who_start):
            found[number] = replace(told, is_hit=told.best != claim.best)


def without_spared(
    claims: Sequence[CasualtyMention], heard: Iterable[tuple[CasualtyMention, float]]
) -> list[CasualtyMention]:
    """Leave out who was not hurt where others were: "no officers were hurt" is no toll of all."""
    hurt = {claim.outcome for claim in (*claims, *(c for c, _ in heard)) if claim.best}
    return [c for c in claims if c.best != 0 or c.outcome not in hurt or c.who is None]


def shot_dead(claim: CasualtyMention) -> CasualtyMention:
    """Who was shot in a murder-suicide, as dead: "the man shot his wife and then himself"."""
    is_victim = claim.outcome == "injured" and claim.is_hit and claim.is_active
    return replace(claim, outcome="killed", is_hit=False) if is_victim else claim


def _keys(sentence: Sentence, claim: CasualtyMention) -> set[tuple[object, ...]]:
    """What tells a claim again: words that begin at one place, or two words of one person.

    "Shot his wife dead" is one death.
    """
    kind = (sentence.text, claim.outcome, claim.is_perpetrator)
    keys: set[tuple[object, ...]] = {(*kind, claim.start - sentence.start)}
    if claim.who_start is not None:
        keys.add((*kind, claim.who_start - sentence.start, claim.who, claim.best))
    return keys


def _sums(document: Document, claims: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    """What a sentence tells one after another: "killed his wife and then shot dead two men"."""
    listed: dict[tuple[int, Outcome], list[CasualtyMention]] = {}
    for claim in claims:
        is_victim = claim.is_active and not (claim.is_perpetrator or claim.is_definite)
        if is_victim and claim.best and not claim.is_hit:
            listed.setdefault((claim.sentence, claim.outcome), []).append(claim)
    return [
        functools.reduce(_added, told)
        for told in listed.values()
        if len({claim.who for claim in told}) == len(told) > 1
    ] + _with_doers(document, claims)


def _side_by_side(document: Document, claims: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    """What two clauses count of two sides: "14 soldiers were dead and 20 fighters were killed"."""
    return [
        _added(first, second)
        for first, second in pairwise(claims)
        if (first.outcome, first.sentence) == (second.outcome, second.sentence)
        and _are_two_sides(first, second)
        and not _is_of_them(document, second)
        and _is_joined(document, first, second)
    ]


def _are_two_sides(first: CasualtyMention, second: CasualtyMention) -> bool:
    """Whether two counts name others each, neither of them a part of what is told."""
    is_whole = all(
        c.is_counted and c.best and not (c.part_of or c.is_definite or c.is_hit or c.is_total)
        for c in (first, second)
    )
    are_others = first.who is not None and second.who not in (None, first.who)
    return is_whole and are_others


def _is_of_them(document: Document, claim: CasualtyMention) -> bool:
    """Whether a count is of those told before: "55 were hurt, and 17 of them are in hospital"."""
    last = (claim.who or "").lower().rpartition(" ")[2]
    return last in harm_words(document.language).cues["of_pronoun"]


def _is_joined(document: Document, first: CasualtyMention, second: CasualtyMention) -> bool:
    """Whether nothing but "and" stands between two claims."""
    start = second.start if second.who_start is None else min(second.start, second.who_start)
    between = document.field_text(first.field)[first.end : start].strip(" ,")
    return between.lower() in load_grammar(document.language).together


def _with_doers(document: Document, claims: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    """All dead of a sentence that tells the doer's own death behind that of his victims.

    "Killed two and then himself", "left two dead before he was shot by police".
    """
    found: list[CasualtyMention] = []
    dead = [claim for claim in claims if claim.outcome == "killed"]
    for number in sorted({claim.sentence for claim in dead}):
        told = [claim for claim in dead if claim.sentence == number]
        # "four found dead; murder-suicide suspected" has counted him
        named = [c for c in told if c.is_perpetrator and not c.is_murder_suicide]
        doers = [claim for claim in named if claim.best]
        victims = [claim for claim in told if not claim.is_perpetrator]
        if not doers or len(victims) != 1:
            continue
        if victims[0].is_active or _is_next(victims[0], doers[0], document):
            found.append(replace(_added(victims[0], doers[0]), is_active=False))
    return found


def _is_next(before: CasualtyMention, doer: CasualtyMention, document: Document) -> bool:
    """Whether the doer's death is told as what came next: "left seven dead before"; not "after".

    "Five murdered; suspect dead" tells it beside theirs as well.
    """
    cues, sentence = harm_words(document.language).cues, document.sentences[doer.sentence]
    between = sentence.lowers[sentence.between(before.end, doer.start)]
    is_sequel = any(word in cues["sequel"] for word in between)
    return is_sequel and not any(word in cues["cause"] for word in between)


def _adds_to(before: CasualtyMention, claim: CasualtyMention) -> bool:
    """Whether a claim counts others than the one before it: "two guards were also killed".

    Those of "a double shooting" are all that were hit.
    """
    if not claim.is_added or None in (before.best, claim.best) or before.is_perpetrator:
        return False
    if before.is_hit and before.who is None:
        return False
    return claim.sentence - before.sentence <= _reach(before, claim) and before.field == claim.field


def _reach(before: CasualtyMention, claim: CasualtyMention) -> int:
    """How many sentences behind those counted first others may be counted: "ten others were hurt".

    Of those who were shot, others may be the living.
    """
    if claim.outcome == "killed" and before.best == 1:
        return _ALSO_REACH
    is_of_others = claim.is_other and claim.is_counted
    return int(is_of_others and not before.is_hit and before.part_of is None)


def _added(before: CasualtyMention, claim: CasualtyMention) -> CasualtyMention:
    best = (before.best or 0) + (claim.best or 0)
    high = None if None in (before.high, claim.high) else (before.high or 0) + (claim.high or 0)
    low = before.low + claim.low
    return replace(before, low=low, best=best, high=high, end=claim.end, is_counted=True)
