"""Read the claims of a sentence: its words of death or harm, joined where they share victims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.tolls.chunks import Victims, add_victims
from pipeline.extract.tolls.kinds import read_word
from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.nouns import Claim, HarmWord, of_behind
from pipeline.extract.tolls.objects import victims_after
from pipeline.extract.tolls.words import Harm
from pipeline.text import POSSESSIVES

__all__ = ["Claim", "read_claims"]

#: Readings that need a word beside them: "of", or "double".
_NOUNS = frozenset(("nominal", "body", "multiple"))
_VERBS = frozenset(("verb", "hit", "participle", "struck", "taken"))
#: Readings of who was brought to a hospital or lies there.
_IN_HOSPITAL = frozenset(("taken", "carried", "treated"))
#: Readings of whom something hit, and of whom some may have died, where nobody else is told dead.
_MAY_BE_DEAD = _IN_HOSPITAL | {"suffered"}


def read_claims(lean: LeanSentence) -> list[Claim]:
    """The claims of one sentence, left to right, each followed by its parts."""
    found: list[Claim] = []
    for word in _words(lean):
        new = [claim for claim in _claims(word) if not _is_of_bodies(word, claim, found)]
        found.extend(_of_the_dead(word, _beside_the_dead(word, claim, found)) for claim in new)
    slain = list(_put_to_death(lean))
    begins = {claim.victims.first for claim in slain}
    found = [claim for claim in found if claim.victims.first not in begins] + slain
    found = [claim for claim in found if not _denies_only_the_worst(lean, claim)]
    found = [_with_likewise(lean, claim) for claim in found if not _died_of_it(claim, found)]
    found = [_died_since(lean, claim) for claim in found]
    for position, tag in enumerate(lean.tags):
        if tag == "I" and not lean.is_cue(position, "among"):
            found.extend(_parts(lean, position, found))
    return found


def _denies_only_the_worst(lean: LeanSentence, claim: Claim) -> bool:
    """Whether nobody was hurt badly, which says that some were: "no one was seriously hurt"."""
    is_denied = claim.victims.is_negated and claim.outcome == "injured"
    told = range(min(claim.victims.first, claim.first), claim.last)
    return is_denied and any(lean.is_cue(n, "grave") for n in told)


def _died_of_it(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether the wounded of a claim are told dead: "two of the wounded died"."""
    return claim.part_of == "injured" and any(
        other.outcome == "killed" and other.victims.first == claim.victims.first for other in others
    )


def _died_since(lean: LeanSentence, claim: Claim) -> Claim:
    """Who was hurt and is told dead behind it: "three people who were hurt (...) have died".

    Also "a woman wounded in the blast died on Friday".
    """
    if claim.outcome != "injured" or claim.part_of is not None or claim.victims.first > claim.first:
        return claim
    end = claim.last
    while lean.tag(end) not in ";CH" and not _counts(lean, end) and not _tells_death(lean, end):
        end += 1
    is_told_on = lean.tag(claim.victims.last) == "W" or claim.victims.last == claim.first
    is_of_them = is_told_on and lean.tag(claim.victims.first - 1) != "O"  # "one of five shot died"
    between = lean.tags[claim.last : end]
    is_died = _tells_death(lean, end) and is_of_them and not {"S", "W", ","} & set(between)
    verb = next((n for n in range(end + 1, end + 3) if lean.tag(n) != "P"), end)
    has_died = lean.tag(end) == "H" and _tells_death(lean, verb)
    return replace(claim, outcome="killed", is_hit=False) if is_died or has_died else claim


def _tells_death(lean: LeanSentence, position: int) -> bool:
    """Whether a verb says that somebody died."""
    match = lean.lexicon.match(lean.words, position) if position < len(lean.words) else None
    return match is not None and any(
        harm.kind == "intransitive" and harm.outcome == "killed" for harm in match[1]
    )


def _counts(lean: LeanSentence, position: int) -> bool:
    """Whether others are counted from a token on."""
    quantity = lean.quantities.get(position)
    return quantity is not None and not quantity.is_article


def _with_likewise(lean: LeanSentence, claim: Claim) -> Claim:
    """Add whom the same befell: "two men were wounded in the blast, as were three passers-by".

    Also "along with three passers-by".
    """
    position = max(claim.last, claim.victims.last)
    while lean.tag(position) not in ";SKWI" and not lean.is_cue(position, "likewise"):
        position += 1
    is_verb = lean.tag(position - 1) + lean.tag(position + 1) == ",B"
    others = victims_after(lean, position + 1 + is_verb)
    is_likewise = lean.is_cue(position, "likewise") and is_verb == (lean.tag(position) == "S")
    if others is None or claim.part_of is not None or not is_likewise:
        return claim
    first = claim.victims
    both = replace(add_victims(first, others), last=first.last, who_first=first.who_first)
    return replace(claim, victims=both)


def _is_of_bodies(word: HarmWord, claim: Claim, before: Sequence[Claim]) -> bool:
    """Whether wounds are those of the dead: "the bodies of two men were found with wounds"."""
    return word.harm.kind in _IN_HOSPITAL and any(
        c.outcome == "killed" and c.victims.first <= claim.victims.first < c.victims.last
        for c in before
    )


def _of_the_dead(word: HarmWord, claim: Claim) -> Claim:
    """Read "two of the dead" and "four of the injured" as parts: the total is told elsewhere."""
    lean, of = word.lean, word.first - 2
    is_part = lean.tag(of) == "O" and lean.is_cue(of + 1, "definite") and claim.victims.is_counted
    return replace(claim, part_of=claim.outcome) if is_part else claim


def _put_to_death(lean: LeanSentence) -> Iterator[Claim]:
    """Read who stands within a phrase of killing: "beat a thief to death"."""
    for position, text in enumerate(lean.words):
        for rest, harms in lean.lexicon.phrases.get(text, ()):
            if harms[0].kind != "verb" or not _is_deadly(lean, rest):
                continue
            victims = victims_after(lean, position + 1)
            end = _end_before(lean, victims, rest)
            if victims is not None and end is not None:
                named = replace(victims, last=end)
                yield Claim("killed", named, position, end + len(rest), is_active=True)
                break


def _end_before(lean: LeanSentence, victims: Victims | None, rest: tuple[str, ...]) -> int | None:
    """Where a phrase of victims ends before some words, which may look like its last ones."""
    ends = () if victims is None else (victims.last, victims.last - len(rest))
    return next((n for n in ends if tuple(lean.words[n : n + len(rest)]) == rest), None)


def _is_deadly(lean: LeanSentence, rest: Sequence[str]) -> bool:
    """Whether a phrase of killing ends in what those hit come to: "... to death", "... alive"."""
    role = "deadly" if len(rest) > 1 else "burnt"
    return not lean.lexicon.cues[role].isdisjoint(rest[-1:])


def _beside_the_dead(word: HarmWord, claim: Claim, before: Sequence[Claim]) -> Claim:
    """Read who was taken away as wounded, where the dead are counted before: "2 dead, 3 taken to".

    Elsewhere some of those taken to a hospital, or that suffered wounds, may have died of them.
    """
    if word.harm.kind not in _MAY_BE_DEAD:
        return claim
    dead = [c for c in before if c.outcome == "killed"]
    is_more = claim.victims.is_counted and any(c.victims.is_counted for c in dead)
    is_other = any(_are_two(word.lean, c.victims, claim.victims) for c in dead)
    return replace(claim, is_hit=False) if is_more or is_other else claim


def _are_two(lean: LeanSentence, first: Victims, second: Victims) -> bool:
    """Whether two people are told of by nouns of their own: "a woman died and a man was taken"."""
    heads = (first.last - 1, second.last - 1)
    is_apart = first.last <= second.first and lean.word(heads[0]) != lean.word(heads[1])
    return is_apart and all(lean.tag(head) == "N" for head in heads)


def _words(lean: LeanSentence) -> Iterator[HarmWord]:
    """The words of harm, left to right; a compound is one word, the gravest of its own."""
    held: HarmWord | None = None
    phrases, after = lean.lexicon.phrases, 0
    for position, text in enumerate(lean.words):
        if text not in phrases or position < after:
            continue
        match = lean.lexicon.match(lean.words, position)
        if match is None:
            continue
        after = match[0]
        word = HarmWord(lean, position, position, after, _chosen(lean, position, match))
        if held is not None and _is_compound(held, word):
            word = _compound(held, word)
        elif held is not None:
            yield held
        held = word
    if held is not None:
        yield held


def _parts(lean: LeanSentence, including: int, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Read "including three children", a part of the claim whose victims stand before it."""
    before = [c for c in claims if c.victims.last <= including and not c.victims.is_negated]
    victims = victims_after(lean, including + 1) if before else None
    if victims is not None and (victims.best or 0) > 0:
        whole = max(before, key=lambda claim: claim.victims.last)
        if whole.part_of is None:
            first, last = including, including + 1
            yield Claim(whole.outcome, victims, first, last, part_of=whole.outcome)


def _chosen(lean: LeanSentence, first: int, match: tuple[int, tuple[Harm, ...]]) -> Harm:
    """Of the readings of one word ("killing": a noun or a verb), the one that fits."""
    end, harms = match
    if len(harms) == 1:
        return harms[0]
    wanted: tuple[str, ...] = ("verb",)
    if lean.is_cue(first - 1, "multiple"):
        wanted = ("multiple",)
    elif lean.tag(of_behind(lean, end)) == "O" or lean.word(first - 1).endswith(POSSESSIVES):
        wanted = ("nominal", "body")
    found = [harm for harm in harms if harm.kind in wanted]
    return found[0] if found else min(harms, key=lambda harm: harm.kind in _NOUNS)


def _is_compound(first: HarmWord, second: HarmWord) -> bool:
    """Whether two words of harm share their victims: "shot and killed", "stabbed, beaten"."""
    if first.harm.kind not in _VERBS or second.harm.kind not in _VERBS | {"dying"}:
        return False
    if "arrested" in (first.harm.outcome, second.harm.outcome):
        return False
    if first.harm.form == "ing" or second.harm.form == "ing":
        return first.harm.form == second.harm.form and _joined(first, second)
    return _joined(first, second)


def _compound(first: HarmWord, second: HarmWord) -> HarmWord:
    """One word of two that share their victims: the graver, or neither ("killed or wounded")."""
    lean, outcomes = first.lean, {first.harm.outcome, second.harm.outcome}
    if len(outcomes) > 1 and lean.is_cue(first.last, "alternative"):
        harm = replace(second.harm, kind="hit", outcome="casualties")
        return HarmWord(lean, first.begin, second.first, second.last, harm)
    is_graver = (first.harm.outcome, second.harm.outcome) == ("killed", "injured")
    return replace(first, last=second.last) if is_graver else replace(second, begin=first.begin)


def _joined(first: HarmWord, second: HarmWord) -> bool:
    between = first.lean.tags[first.last : second.first]
    return "".join(between).strip("A") in ("C", ",", ",C")


def _claims(word: HarmWord) -> Iterator[Claim]:
    claim = read_word(word)
    if claim is None:
        return
    if word.harm.outcome == "casualties":
        if claim.victims.is_negated:
            yield replace(claim, outcome="killed")
            yield replace(claim, outcome="injured")
        elif word.harm.kind in ("count", "hit"):
            yield replace(claim, outcome="injured", is_hit=True)
        return
    yield claim
    yield from _with_himself(word.lean, claim)


def _with_himself(lean: LeanSentence, claim: Claim) -> Iterator[Claim]:
    """Read the end of "killed his wife, their two children and himself"."""
    position = claim.victims.last
    while position < claim.victims.last + 2 and lean.tag(position) in ",C":
        position += 1
    is_joined = position > claim.victims.last
    if claim.is_active and is_joined and lean.is_cue(position, "reflexive"):
        own = Victims(1, 1, 1, position, position + 1, position)
        yield replace(claim, victims=own, is_reflexive=True)
