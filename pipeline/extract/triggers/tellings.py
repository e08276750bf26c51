"""Find the words that tell an incident, and the status in which they tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.triggers.senses import (
    is_definite,
    is_many,
    is_month,
    is_plain_noun,
    reads_as_verb,
)
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.phrases import Match
from pipeline.lexicon.words import Cue, TriggerPair, TriggerWord, Words
from pipeline.records import Field, Status
from pipeline.text import Document, Sentence

#: A sentence of fewer words and marks tells nothing.
LEAST_WORDS = 3
#: Statuses in which nothing is told at all.
_UNTOLD = ("skip", "hypothetical", "negated")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in its sentence: tokens ``first`` to ``last`` (exclusive)."""

    sentence: int
    field: Field
    start: int
    end: int
    first: int
    last: int
    word: TriggerWord
    status: Status
    is_definite: bool
    is_many: bool = False
    is_plural: bool = False

    @property
    def span(self) -> tuple[int, int, int]:
        """Sentence index, start, end."""
        return (self.sentence, self.start, self.end)


@dataclass(frozen=True, slots=True)
class SceneMatch:
    """A word that sets a scene, at tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    scenes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells something: its forms, its scenes, its triggers in order."""

    sentence: Sentence
    forms: tuple[str, ...]
    matches: tuple[SceneMatch, ...]
    triggers: tuple[Trigger, ...]

    @property
    def scenes(self) -> frozenset[str]:
        """All scenes of the sentence."""
        return frozenset().union(*(m.scenes for m in self.matches))


def read_tellings(document: Document, words: Words) -> list[Telling]:
    """The sentences of an article that have a trigger, in text order."""
    tellings = []
    for sentence in document.sentences:
        forms = sentence.forms
        if len(forms) < LEAST_WORDS:
            continue
        scenes = tuple(SceneMatch(m.first, m.last, m.entry) for m in words.scenes.find(forms))
        if any("readmore" in m.scenes and m.first == 0 for m in scenes):
            continue
        triggers = _find_triggers(sentence, forms, scenes, words)
        if triggers:
            tellings.append(Telling(sentence, forms, scenes, triggers))
    return tellings


def _find_triggers(
    sentence: Sentence, forms: tuple[str, ...], scenes: Sequence[SceneMatch], words: Words
) -> tuple[Trigger, ...]:
    candidates = [
        (m.first, m.last, word)
        for m in words.triggers.find(forms)
        if (word := _reading(m, sentence, words.grammar)) is not None
    ]
    pairs = _find_pairs(scenes, forms, words)
    candidates = _without_paired(candidates, pairs, forms, words.grammar)
    taken = {i for first, last, _ in candidates for i in range(first, last)}
    if any(word.event_type == "interception" for _, _, word in pairs):
        candidates = _without_seized(candidates, scenes)
    if any(word.event_type == "arrest" for _, _, word in candidates):
        candidates = _without_searches(candidates, scenes, words.grammar)
    candidates += [p for p in pairs if p[0] not in taken or _yields(p, candidates)]
    candidates = [c for c in candidates if c[2].strength != "not"]
    if not candidates:
        return ()
    cues = [(c.first, c.last, c.entry) for c in words.cues.find(forms)]
    found = []
    for first, last, word in sorted(candidates, key=lambda c: c[:2]):
        status = judge_status(sentence, (first, last), cues, words.grammar)
        if status is None and word.pos == "n" and _is_presumed(forms, first, last, words.grammar):
            status = "occurred"
        if status is not None:
            found.append(_make_trigger(sentence, (first, last, word), status, words.grammar))
    return tuple(found)


Candidate = tuple[int, int, TriggerWord]


def _without_paired(
    candidates: list[Candidate],
    pairs: list[Candidate],
    forms: tuple[str, ...],
    grammar: Grammar,
) -> list[Candidate]:
    """A pair says more than a weak or a shorter word at its verb: "shot down drones"."""
    ends = {first: last for first, last, _ in pairs}
    kept = []
    for candidate in candidates:
        first, last, word = candidate
        # "17 pistols were captured" is no arrest
        verb = first + (forms[first] in grammar.passive)
        if verb not in ends or (word.strength == "strong" and last >= ends[verb] and verb == first):
            kept.append(candidate)
    return kept


def _yields(pair: Candidate, kept: list[Candidate]) -> bool:
    return all(pair[0] not in range(c[0], c[1]) for c in kept)


def _reading(
    match: Match[tuple[TriggerWord, ...]], sentence: Sentence, grammar: Grammar
) -> TriggerWord | None:
    """The sense of a form in its place: "attack" as a noun or as a verb."""
    by_pos = {word.pos: word for word in match.entry}
    if "p" in by_pos:
        return by_pos["p"]
    forms = sentence.forms
    if forms[match.first] == "march" and is_month(forms, match.first, grammar):
        return None
    if len(by_pos) > 1:
        pos = "v" if reads_as_verb(sentence, match.first, match.last, grammar) else "n"
        return by_pos[pos]
    word = next(iter(by_pos.values()))
    is_single_verb = word.pos == "v" and match.last - match.first == 1
    if is_single_verb and is_plain_noun(sentence, match.first, word.form, grammar):
        return None
    is_generic = word.strength == "generic" and word.pos == "n" and word.form in grammar.vague
    return None if is_generic and not is_definite(forms, match.first, grammar) else word


def _find_pairs(
    scenes: Sequence[SceneMatch], forms: tuple[str, ...], words: Words
) -> list[Candidate]:
    """The first pair that each verb makes."""
    present = frozenset().union(*(m.scenes for m in scenes))
    found: dict[int, Candidate] = {}
    for pair in words.pairs:
        if pair.first not in present or pair.second not in present:
            continue
        for verb in scenes:
            if pair.first not in verb.scenes or verb.first in found:
                continue
            if any(_makes_pair(pair, (verb, noun), forms, words.grammar) for noun in scenes):
                found[verb.first] = (verb.first, verb.last, pair.word)
    return list(found.values())


def _without_seized(candidates: list[Candidate], scenes: Sequence[SceneMatch]) -> list[Candidate]:
    """Bombs and mines that are found or defused do not tell of their explosion."""
    arms = {i for m in scenes if "arms" in m.scenes for i in range(m.first, m.last)}
    return [c for c in candidates if c[0] not in arms or c[2].event_type != "bombing"]


def _without_searches(
    candidates: list[Candidate], scenes: Sequence[SceneMatch], grammar: Grammar
) -> list[Candidate]:
    """Raids in which people are arrested and nobody is killed are no attacks."""
    if any("lethal" in m.scenes for m in scenes):
        return candidates
    return [c for c in candidates if c[2].form not in grammar.search]


def _makes_pair(
    pair: TriggerPair,
    matches: tuple[SceneMatch, SceneMatch],
    forms: tuple[str, ...],
    grammar: Grammar,
) -> bool:
    """Whether a verb and a noun, in either order, stand as the pair asks."""
    verb, noun = matches
    if pair.second not in noun.scenes or noun is verb:
        return False
    if noun.first >= verb.last:
        between = forms[verb.last : noun.first]
        if pair.word.event_type == "interception" and not grammar.by.isdisjoint(between[:1]):
            return False  # "destroyed by a bomb"
        is_near = len(between) <= pair.gap and grammar.pair_break.isdisjoint(between)
        return is_near and pair.order != "before"
    if pair.order == "after" or verb.first - noun.last > pair.gap:
        return False
    if pair.order == "before":
        return grammar.by.isdisjoint(forms[verb.last : verb.last + 1])
    is_participle = forms[verb.first].endswith(tuple(grammar.participle))
    if pair.order == "either" and verb.first - noun.last <= 1 and is_participle:
        return True
    before = forms[max(noun.last, verb.first - 3) : verb.first]
    return not grammar.passive.isdisjoint(before)  # "weapons were found"


def judge_status(
    sentence: Sentence, tokens: tuple[int, int], cues: list[tuple[int, int, Cue]], grammar: Grammar
) -> Status | None:
    """The status of a trigger at ``tokens`` (first, last); None when it tells nothing."""
    (first, last), forms = tokens, sentence.forms
    for cue_first, cue_last, cue in sorted(cues, key=lambda c: abs(c[0] - first)):
        before = cue.side == "before"
        gap = first - cue_last if before else cue_first - last
        if not 0 <= gap < cue.reach:
            continue
        between = forms[cue_last:first] if before else forms[last:cue_first]
        if not grammar.cue_break.isdisjoint(between):
            continue
        if cue.status in _UNTOLD:
            return None
        return cue.status  # type: ignore[return-value]
    return "occurred"


def _is_presumed(forms: tuple[str, ...], first: int, last: int, grammar: Grammar) -> bool:
    """Whether a denial takes the event for granted: "denied links with the murder of"."""
    if not grammar.wished_over.isdisjoint(forms[max(0, first - 3) : first]):
        return False
    return is_definite(forms, first, grammar) and not grammar.of.isdisjoint(forms[last : last + 1])


def _make_trigger(
    sentence: Sentence, candidate: Candidate, status: Status, grammar: Grammar
) -> Trigger:
    tokens, forms = sentence.tokens, sentence.forms
    first, last, word = candidate
    is_noun = word.pos == "n"
    return Trigger(
        sentence.index,
        sentence.field,
        tokens[first].start,
        tokens[last - 1].end,
        first,
        last,
        word,
        status,
        is_noun and is_definite(forms, first, grammar),
        is_noun and is_many(forms, first, last, grammar),
        is_noun and forms[last - 1].endswith("s"),
    )
