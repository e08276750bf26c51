"""Verbs and nouns that tell an incident only together, and the words they take the place of."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.triggers.scenes import SceneMatch
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import TriggerPair, TriggerWord, Words
from pipeline.text import POSSESSIVES, Sentence

#: What is done to the noun of a pair; behind "by" it is who or what does it.
_DONE_TO = frozenset({"interception", "arrest", "arson", "territory_lost"})

#: Types of the bombs that are found or defused.
_BOMBS = frozenset({"arson", "bombing", "suicide_bombing"})
#: Scenes of bombs that are found or defused, and of those that are thrown in riots.
SEIZED, THROWN = frozenset({"arms", "bomb"}), frozenset({"fire_thrown"})
#: Scenes of those who are taken away.
_TAKEN = frozenset({"person", "suspect", "figure"})

Candidate = tuple[int, int, TriggerWord]
#: A child is named at most so many words before what it finds: "a boy of nine found".
_CHILD_REACH = 3


def find_pairs(scenes: Sequence[SceneMatch], sentence: Sentence, words: Words) -> list[Candidate]:
    """The first pair that each verb makes."""
    openings, forms = words.openings, sentence.forms
    verbs = [(m, openings[m.scenes]) for m in scenes if m.scenes in openings]
    if not verbs:
        return []
    told = frozenset().union(*(match.scenes for match in scenes))
    scenes = [m for m in scenes if not _is_owner(m, sentence)]
    found = []
    for verb, pairs in verbs:
        possible = (pair for pair in pairs if pair.is_possible(told))
        made = next(
            (pair for pair in possible if _is_made(pair, verb, scenes, forms, words.grammar)), None
        )
        if made is not None:
            found.append((verb.first, verb.last, made.word))
    return found


def _is_owner(match: SceneMatch, sentence: Sentence) -> bool:
    """Whether it is whose something is, to whom nothing is done: "took the man's phone"."""
    is_person = not match.scenes.isdisjoint(_TAKEN)
    return is_person and sentence.words[match.last - 1].endswith(POSSESSIVES)


def without_paired(
    candidates: list[Candidate],
    pairs: list[Candidate],
    forms: tuple[str, ...],
    grammar: Grammar,
) -> list[Candidate]:
    """A pair says more than a weak or a shorter word at its verb: "shot down drones"."""
    ends = {first: last for first, last, _ in pairs}
    # "rockets fired from" tells itself whatever follows the verb
    sure = {first for first, _, word in pairs if word.event_type == "shelling"}
    kept = []
    for candidate in candidates:
        first, last, word = candidate
        # "17 pistols were captured" is no arrest
        verb = first + (forms[first] in grammar.passive)
        is_longer = last > ends.get(verb, 0) or (verb == first and last == ends.get(verb))
        is_strong = word.strength == "strong" or (word.strength == "not" and verb not in sure)
        if verb not in ends or (is_strong and is_longer):
            kept.append(candidate)
    return kept


def is_free(pair: Candidate, kept: list[Candidate]) -> bool:
    """Whether no word that was kept stands at the verb of a pair."""
    return all(pair[0] not in range(c[0], c[1]) for c in kept)


def without_bombs(
    candidates: list[Candidate], scenes: Sequence[SceneMatch], kinds: frozenset[str]
) -> list[Candidate]:
    """Bombs and mines that are found, and firebombs that rioters throw, tell of no bombing."""
    named = {i for m in scenes if m.scenes & kinds for i in range(m.first, m.last)}
    return [
        c
        for c in candidates
        if c[2].event_type not in _BOMBS or named.isdisjoint(range(c[0], c[1]))
    ]


#: Scenes of police who take goods away.
_SEIZURE = frozenset({"seize", "police"})


def without_searches(
    candidates: list[Candidate],
    pairs: Sequence[Candidate],
    scenes: Sequence[SceneMatch],
    grammar: Grammar,
) -> list[Candidate]:
    """Raids of police in which people or goods are taken, or of inspectors, that kill nobody."""
    named = frozenset[str]().union(*(m.scenes for m in scenes))
    is_arrest = any(word.event_type == "arrest" for _, _, word in (*candidates, *pairs))
    is_search = is_arrest or "searcher" in named
    if "lethal" in named or not (is_search or named >= _SEIZURE):
        return candidates
    return [c for c in candidates if not _is_raid(c[2], is_search, grammar)]


def _is_raid(word: TriggerWord, is_search: bool, grammar: Grammar) -> bool:
    """Whether a word is a raid; where goods are seized, a noun: "in a raid on a market"."""
    return word.form in grammar.search and (is_search or word.pos == "n")


def _is_of_own(
    pair: TriggerPair,
    verb: SceneMatch,
    noun: SceneMatch,
    forms: tuple[str, ...],
    grammar: Grammar,
) -> bool:
    """Whether somebody goes somewhere with his own people: "as she took her son to school"."""
    beside = forms[verb.first - 1 : verb.first], forms[noun.first - 1 : noun.first]
    is_own = all(form and form[0] in grammar.pronoun for form in beside)
    return pair.word.event_type == "abduction" and is_own


def _is_made(
    pair: TriggerPair,
    verb: SceneMatch,
    scenes: Sequence[SceneMatch],
    forms: tuple[str, ...],
    grammar: Grammar,
) -> bool:
    """Whether a verb has a noun that makes the pair."""
    if _is_by_child(pair, verb, forms, grammar):
        return False
    return any(
        pair.second in noun.scenes
        and noun is not verb
        and not _is_of_own(pair, verb, noun, forms, grammar)
        and _stand_right(pair, (verb, noun), forms, grammar)
        and not (
            pair.word.event_type == "territory_lost"
            and _is_person_between(verb, noun, scenes, forms)
        )
        for noun in scenes
    )


def _is_person_between(
    verb: SceneMatch, noun: SceneMatch, scenes: Sequence[SceneMatch], forms: tuple[str, ...]
) -> bool:
    """Whether people are taken, and no town: "seize wedding guests on Zamfara road"."""
    adjectives = load_place_words().nationalities
    return any(
        "person" in m.scenes
        and verb.last <= m.first < noun.first
        and forms[m.first] not in adjectives  # "the Russian town"
        for m in scenes
    )


def _stand_right(
    pair: TriggerPair,
    matches: tuple[SceneMatch, SceneMatch],
    forms: tuple[str, ...],
    grammar: Grammar,
) -> bool:
    """Whether a verb and a noun, in either order, stand as the pair asks."""
    verb, noun = matches
    if noun.first >= verb.last:
        is_behind = pair.order != "before" and not _is_idiom(noun, forms, grammar)
        return is_behind and _is_object(pair, forms[verb.last : noun.first], grammar)
    if pair.order == "after" or verb.first - noun.last > pair.gap:
        return False
    if pair.order == "before":
        return grammar.by.isdisjoint(forms[verb.last : verb.last + 1])
    is_participle = forms[verb.first].endswith(grammar.participle)
    if pair.order == "either" and verb.first - noun.last <= 1 and is_participle:
        return True
    before = forms[max(noun.last, verb.first - 3) : verb.first]
    return not grammar.passive.isdisjoint(before)  # "weapons were found"


def _is_by_child(
    pair: TriggerPair, verb: SceneMatch, forms: tuple[str, ...], grammar: Grammar
) -> bool:
    """Whether a child only finds what others seize: "a toddler finds a gun", "a boy of nine"."""
    before = forms[max(0, verb.first - _CHILD_REACH) : verb.first]
    is_aged = not grammar.of.isdisjoint(before[-2:-1])
    named = before[:1] if is_aged else before[-1:]
    return not grammar.young.isdisjoint(named) and pair.word.event_type == "interception"


def _is_idiom(noun: SceneMatch, forms: tuple[str, ...], grammar: Grammar) -> bool:
    """Whether nothing is done to a noun itself: "took villagers by surprise", "the boys' money"."""
    behind = forms[noun.last : noun.last + 2]
    return not grammar.not_object.isdisjoint((" ".join(behind), *behind[:1]))


def _is_object(pair: TriggerPair, between: tuple[str, ...], grammar: Grammar) -> bool:
    """Whether the noun behind a verb is what is done to; "destroyed by a bomb" disposes of none."""
    if len(between) > pair.gap or not grammar.pair_break.isdisjoint(between):
        return False
    if pair.word.event_type == "abduction" and not grammar.no_object.isdisjoint(between):
        return False  # "gunmen marched past officials"
    return pair.word.event_type not in _DONE_TO or grammar.by.isdisjoint(between[:1])
