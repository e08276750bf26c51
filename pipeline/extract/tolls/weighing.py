"""Weigh the claims that one article makes of one incident to one toll for each outcome.

Headlines and leads count the dead and the injured, later sentences tell victims one by one, "six
people were shot" counts both. So the numbers of killed and injured are chosen together: the pair
that agrees best with all claims, each weighed by its place and by how plainly it counts.
The weights were tuned on the development half of a set of local news (2,552 articles).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.tolls.adding import shot_dead, tell_once, without_spared
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.tolls.rivals import rivals
from pipeline.lexicon.words import load_words
from pipeline.records import Casualty, Outcome
from pipeline.text import Document

#: A claim from elsewhere in the article, with a factor of its weight.
Heard = tuple[CasualtyMention, float]

_OTHERS: tuple[Outcome, ...] = ("missing", "captured")
#: Weight of a claim that counts ("four people"), of one that names or describes one victim, and of
#: one that tells no number.
_COUNTED, _SINGLE, _UNCOUNTED = 1.0, 0.45, 0.1
#: What scales it: "the victim" tells nothing new, a title sums up, sentences fade, vague words and
#: tolls of longer times say little.
_DEFINITE, _TITLE, _DECAY, _VAGUE, _AGGREGATE = 0.7, 2.0, 0.1, 0.12, 0.2
#: A newer toll that the text calls the total.
_STATED = 3.0
#: Agreement of a smaller figure, which may be part of the larger one.
_LESS, _LESS_SINGLE = 0.4, 0.6
#: Agreement of a number of people hit with the injured alone.
_HIT_IS_INJURED = 0.5
#: The same with more dead, when nobody else was injured: "the two victims" of three dead.
_HIT_ARE_DEAD = 0.55
#: Agreement of a toll of victims with a total that has the perpetrator in it, when it is told
#: actively ("killed six people") or not ("six people dead"), and with one that has not.
_PLUS_ACTIVE, _PLUS_PASSIVE, _ALL_ACTIVE = 1.0, 0.4, 0.7
#: Headlines round to tens: "more than 100" says of 106 all that it can say.
_ROUND = 10
#: What an article must say more than nothing to have a death in it; "dozens were killed" in its
#: lead does, but not in telegrams in capitals, whose vague figures are seldom the toll.
_NO_DEATH, _NO_DEATH_IN_CAPITALS = 0.1, 0.12


@dataclass(frozen=True, slots=True)
class _Weighed:
    claim: CasualtyMention
    count: int
    weight: float


def story_toll(
    document: Document,
    claims: Sequence[CasualtyMention],
    heard: Sequence[Heard] = (),
) -> tuple[Casualty, ...]:
    """The tolls of one incident from the claims that tell it: totals first, then their parts.

    ``heard`` are claims that may be of it, each with a factor of its weight. Each total keeps the
    words of the claim that says it best. An outcome that nobody tells is left out; a perpetrator's
    death is in the total when it is told, and in a part of its own.
    """
    is_murder_suicide = any(c.is_murder_suicide for c in (*claims, *(c for c, _ in heard)))
    if is_murder_suicide:
        claims = [shot_dead(claim) for claim in claims]
        heard = [(shot_dead(claim), factor) for claim, factor in heard]
    claims = without_spared(claims, heard)
    told = tell_once(document, [c for c in claims if c.part_of is None])
    # sentences fade from where the incident is first told, not from the top of the article
    begin = min((claim.sentence for claim in told), default=0)
    weighed = [_weigh(claim, claim.sentence - begin) for claim in told]
    weighed += _weigh_heard(document, heard, begin)
    no_death = _NO_DEATH_IN_CAPITALS if document.in_capitals else _NO_DEATH
    killed, injured = _best_pair(weighed, no_death)
    found = [
        _total([w for w in weighed if w.claim.outcome == "killed"], killed, "killed"),
        _total([w for w in weighed if w.claim.outcome == "injured"], injured, "injured"),
    ]
    if is_murder_suicide and found[0] is not None and _tells_no_victim(weighed):
        found[0] = replace(found[0], low=2, best=None, high=None)
    if found[0] is None and found[1] is not None and found[1].high == 0:
        found[0] = replace(found[1], outcome="killed")  # "nobody was hurt"
    for outcome in _OTHERS:
        of_it = [w for w in weighed if w.claim.outcome == outcome]
        best = max(of_it, key=lambda w: (w.weight, w.count), default=None)
        found.append(_casualty(best.claim) if best else None)
    totals = [total for total in found if total is not None]
    words = load_words(document.language)
    others = [_casualty(claim) for total in totals for claim in rivals(told, total, words)]
    parts = [_casualty(c) for c in claims if c.part_of and not c.is_aggregate]
    return (*totals, *others, *parts)


def _tells_no_victim(weighed: Sequence[_Weighed]) -> bool:
    """Whether nobody is told dead but who did it; of a murder-suicide somebody else is, too."""
    return all(w.claim.is_perpetrator for w in weighed if w.claim.outcome == "killed")


def _weigh_heard(document: Document, heard: Sequence[Heard], begin: int) -> Iterator[_Weighed]:
    for factor in sorted({factor for _, factor in heard}):
        claims = [c for c, f in heard if f == factor and c.part_of is None]
        for claim in tell_once(document, claims):
            weighed = _weigh(claim, max(0, claim.sentence - begin))
            yield replace(weighed, weight=weighed.weight * factor)


def _is_other(claim: CasualtyMention) -> bool:
    """Whether a claim counts others than those told before: "three others", "two other men"."""
    if claim.is_row:
        return claim.is_added and claim.is_counted
    return claim.is_other


def _weigh(claim: CasualtyMention, depth: int) -> _Weighed:
    count = claim.low if claim.best is None else claim.best
    weight = _COUNTED if claim.is_counted else _SINGLE if claim.best == 1 else _UNCOUNTED
    weight *= _TITLE if claim.field == "title" else 1 / (1 + _DECAY * depth)
    for is_true, factor in (
        (claim.is_definite, _DEFINITE),
        (claim.is_vague, _VAGUE),
        (claim.is_aggregate, _AGGREGATE),
        (claim.is_total, _STATED),
    ):
        weight *= factor if is_true else 1
    return _Weighed(claim, count, weight)


def _best_pair(weighed: Sequence[_Weighed], no_death: float) -> tuple[int, int]:
    """The numbers of killed and injured that agree best with all claims.

    ``no_death``: how strongly it is taken that nobody died.
    """
    of_killed = [w for w in weighed if w.claim.outcome == "killed"]
    of_injured = [w for w in weighed if w.claim.outcome == "injured"]
    doers = [w.claim for w in of_killed if w.claim.is_perpetrator and w.count == 1]
    perpetrator = int(bool(doers))
    is_besides = any(claim.is_added for claim in doers)
    counts = {w.count for w in of_killed}
    killed = {0, *counts, *(count + perpetrator for count in counts if count)}
    counts = {w.count for w in of_injured}
    hit = {w.count for w in of_injured if w.claim.is_hit and not w.claim.is_added}
    injured = {0, *counts, *(h - k for h in hit for k in killed if h > k)}
    by_killed = {
        k: sum((w.weight * _killed_agree(w, k, perpetrator, is_besides) for w in of_killed), 0.0)
        for k in killed
    }
    by_killed[0] += no_death

    is_victims = any(w.count and not w.claim.is_perpetrator for w in of_killed)

    def score(pair: tuple[int, int]) -> tuple[float, int]:
        # a dead attacker is none of those whom he hit
        died = pair[0] if is_victims or not perpetrator else 0
        agreed = sum((w.weight * _injured_agree(w, died, pair[1]) for w in of_injured), 0.0)
        return by_killed[pair[0]] + agreed, -sum(pair)

    return max(((k, i) for k in killed for i in injured), key=score)


def _killed_agree(weighed: _Weighed, killed: int, perpetrator: int, is_besides: bool) -> float:
    claim, count = weighed.claim, weighed.count
    if claim.is_perpetrator:
        return _LESS if killed else 0.0
    if count == killed:
        is_without = claim.is_active or _is_other(claim) or is_besides
        return _ALL_ACTIVE if perpetrator and is_without else 1.0
    if perpetrator and count == killed - 1:
        is_of_victims = claim.is_active or claim.is_of_victims or is_besides
        return _PLUS_ACTIVE if is_of_victims else _PLUS_PASSIVE
    return _agreement_of_less(weighed, killed)


def _injured_agree(weighed: _Weighed, killed: int, injured: int) -> float:
    count = weighed.count
    is_besides = weighed.claim.is_added and not weighed.claim.is_row
    if not weighed.claim.is_hit or is_besides:  # "another twelve were wounded"
        return 1.0 if count == injured else _agreement_of_less(weighed, injured)
    is_other = _is_other(weighed.claim)
    if count == killed + injured:
        return _HIT_IS_INJURED if is_other and killed else 1.0
    if count == injured:
        return 1.0 if is_other else _HIT_IS_INJURED
    if not injured and 1 < count < killed and weighed.claim.is_counted:
        return _HIT_ARE_DEAD
    return _agreement_of_less(weighed, killed + injured)


def _agreement_of_less(weighed: _Weighed, count: int) -> float:
    """How far a claim agrees with a larger number: "more than 100 dead" in full with 106."""
    if not 0 < weighed.count < count:
        return 0.0
    is_uncounted_row = weighed.claim.best is None and weighed.claim.is_counted
    if is_uncounted_row and not weighed.claim.is_vague:
        return 1.0  # "teens and a boy" may be any number of people
    is_rounded = weighed.count >= _ROUND and weighed.count % _ROUND == 0
    is_open = weighed.claim.high is None
    if is_rounded and is_open and count - weighed.count < _ROUND:
        return 1.0
    # one victim told of may well be one of several
    return _LESS if weighed.count > 1 else _LESS_SINGLE


def _total(weighed: Sequence[_Weighed], count: int, outcome: Outcome) -> Casualty | None:
    """The toll of an outcome in the words of the claim that says it, or comes nearest."""
    if not weighed or (count == 0 and all(w.count for w in weighed)):
        return None
    said = [w for w in weighed if w.count == count] or list(weighed)
    best = max(said, key=lambda w: (w.claim.best is not None, w.weight, -w.claim.start))
    total = _casualty(best.claim)
    if best.count == count:
        return total
    return replace(total, low=min(total.low or 0, count), best=count, high=count)


def _casualty(claim: CasualtyMention) -> Casualty:
    return Casualty(
        outcome=claim.outcome,
        low=claim.low,
        best=claim.best,
        high=claim.high,
        who=claim.who,
        claimant=claim.claimant,
        part_of=claim.part_of,
        field=claim.field,
        start=claim.start,
        end=claim.end,
    )
