"""The cues of a group of phrases that say whether an incident is about whom it names."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pipeline.extract.actors.cues import Cue
from pipeline.extract.actors.groups import Group, Stage, is_either
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import load_grammar

#: Odds are told apart up to e to the power of 3, in steps of half a power.
_MOST_ODDS, _STEPS = 6, 2


def cues(stage: Stage, group: Group) -> Iterator[Cue]:
    """How sure, how often and where a group is told, and what else its frame has."""
    best = group.longest
    rivals = [g for g in stage.groups if g.role == group.role and g is not group]
    rank = sum([g.chance > group.chance for g in rivals])
    leads = {part.lead for part in group.parts}
    words = best.person.name.split()
    own = "own" if group.is_own else "story"
    yield "bias", own
    yield "chance", f"{own} {int(group.chance * 10)}"
    yield "sum", f"{own} {min(8, int(2 * sum([p.chance for p in group.parts], 0.0)))}"
    yield "count", f"{own} {min(4, len(group.parts))}"
    yield "kind", f"{own} {best.kind} {'one' if len(words) == 1 else 'more'}"
    yield "type", f"{best.person.type} {best.person.actor_id is not None}"
    yield "lead", f"{'the' if leads == {'the'} else best.lead} {best.kind} {min(rank, 2)}"
    yield "rank", f"{own} {min(rank, 4)} {min(4, len(rivals))}"
    yield "behind", f"{all(p.is_behind for p in group.parts)} {best.kind} {min(rank, 1)}"
    yield "anybody", f"{best.person.name.lower() in load_grammar().anybody} {min(rank, 1)}"
    yield "named", f"{best.kind} {any(g.longest.kind in ('name', 'actor') for g in rivals)}"
    yield "other_role", str(int(10 * _other_role(stage, group)))
    yield "toll", _beside_toll(stage, group, rank)
    yield "where", f"{own} {min(3, *(p.sentence for p in group.parts))} {best.kind}"
    if not group.is_own:
        yield "beside_own", f"{_surest_own(rivals)} {best.kind}"
        yield "near", f"{_way(stage, group)} {_surest_own(rivals)}"
        yield "others", str(min(4, sum(not g.is_own for g in rivals)))


def cues_of_telegram(stage: Stage, group: Group) -> Iterator[Cue]:
    """What is known of a group in a telegram besides: of other news it would say too little.

    Telegrams tell of guerrillas and mayors; states that strike from the air are not among them.
    """
    rivals = [g for g in stage.groups if g.role == group.role and g is not group]
    yield from _of_kind(stage, group)
    yield from _of_rivals(group, rivals)


def _of_kind(stage: Stage, group: Group) -> Iterator[Cue]:
    """What is named, by the kind of what happened, and what grammar says of it."""
    best, own = group.longest, "own" if group.is_own else "story"
    what = family(stage.event_type)
    yield "odds", f"{own} {_odds(group.chance)}"
    yield "family", f"{what} {own} {best.kind}"
    yield "family_type", f"{what} {best.person.type} {best.person.actor_id is not None}"
    yield "length", f"{min(6, len(best.person.name.split()))} {best.kind}"
    for role in sorted({part.by_grammar or "-" for part in group.parts}):
        yield "grammar", role


def _of_rivals(group: Group, rivals: Sequence[Group]) -> Iterator[Cue]:
    """How a group stands to those that are surer, or as sure, of the same role."""
    own = "own" if group.is_own else "story"
    surer = [g for g in rivals if g.chance > group.chance]
    heads = _heads(group)
    yield "twin", f"{any(heads & _heads(g) for g in surer)} {own}"
    yield "gap", f"{own} {int(4 * (max((g.chance for g in rivals), default=0.0) - group.chance))}"
    kinds = sorted({g.longest.kind for g in surer})
    yield "surer", f"{group.longest.kind} {'+'.join(kinds)}"


def _odds(chance: float) -> int:
    """The odds of a chance (0..1), as a step of their logarithm."""
    step = int(_STEPS * math.log((chance + 0.001) / (1.001 - chance)))
    return max(-_MOST_ODDS, min(_MOST_ODDS, step))


def _heads(group: Group) -> set[str]:
    """The last words of a group's names, without plural."""
    return {part.person.name.lower().split()[-1].rstrip("s") for part in group.parts}


def _surest_own(rivals: Sequence[Group]) -> int:
    """How sure (0 to 4) the surest rival of the frame's own sentences is."""
    return int(4 * max((g.chance for g in rivals if g.is_own), default=0.0))


def _way(stage: Stage, group: Group) -> int:
    """How many sentences away from the frame a group is told: 0, 1 or 2 and more."""
    ways = (abs(p.sentence - s) for p in group.parts for s in stage.sentences)
    return min(3, *ways)


def _other_role(stage: Stage, group: Group) -> float:
    """How sure another role of the same name is."""
    name = group.longest.person
    return max(
        (
            g.chance
            for g in stage.groups
            if g.role != group.role and is_either(g.longest.person, name)
        ),
        default=0.0,
    )


def _beside_toll(stage: Stage, group: Group, rank: int) -> str:
    """Whether as many as were hurt are already named."""
    if stage.toll is None or group.role != "victim":
        return "-"
    return f"{'beyond' if rank >= stage.toll else 'within'} {min(stage.toll, 3)}"
