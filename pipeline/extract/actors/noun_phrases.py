"""Cut a sentence into noun phrases and say what each one names: people, forces, things, actors.

There is no tagger: function words, verbs of the news and marks bound the phrases; the last listed
noun of a phrase is its head. A phrase without one is a name, or unknown.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.actors.runs import find_ages, find_runs
from pipeline.extract.actors.states import force_of_state, is_state
from pipeline.extract.actors.written_names import (
    end_of_name,
    is_armed_body,
    is_name,
    is_name_behind,
    is_particle,
)
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.phrases import Match
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import STATE, VEHICLE, ActorWord, NounWord, Words
from pipeline.text import Document, Sentence

#: Who is held, and the word that says so.
_LEAST_HELD = 2
#: Only these kinds do things; the others have things done to them.
DOERS = frozenset({"attacker", "force", "actor"})
#: What drives, sails and flies for these is a force.
_ARMED = frozenset({STATE, "military", "armed_group"})


class NounPhrase(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) of a sentence; the determiner is left out.

    kind: attacker | force | person | target | actor | name | unknown.
    """

    first: int
    last: int
    kind: str
    type: str | None = None
    actor_id: str | None = None
    country: str | None = None


def find_noun_phrases(
    sentence: Sentence,
    words: Words,
    document: Document,
    not_names: frozenset[int] = frozenset(),
    borders: frozenset[int] = frozenset(),
) -> list[NounPhrase]:
    """The phrases of a sentence, left to right.

    ``not_names`` are tokens of places, days and the like; no phrase goes across a token of
    ``borders``, those of triggers.
    """
    forms = sentence.forms
    borders |= _fire_of_some(forms, words.grammar)
    actors = {m.first: m for m in words.actors.find(forms)}
    nouns = {m.last: m for m in words.nouns.find(forms) if not _is_in_surname(sentence, m)}
    phrases = []
    shouted = _shouted(sentence, document, actors)
    runs = find_runs(sentence, words, actors, borders, shouted)
    for run, last in sorted([*runs, *find_ages(sentence, runs, words.grammar)]):
        if forms[last - 1] in words.grammar.clothing:  # "men in police uniforms"
            continue
        if forms[last - 1] in words.grammar.aged:
            phrases.append(NounPhrase(run, last, "person", "civilian"))
            continue
        first = _behind_abstract(forms, run, last, nouns, words.grammar)
        phrase = _actor_phrase(first, last, actors) or _state_phrase(forms, first, last, words)
        head = _head(first, last - _is_held(sentence, first, last, words), nouns, phrase)
        if head is not None and (
            _is_limb(forms, run, head.last, words)
            or _is_attribute(sentence, head, last, document, words.grammar)
        ):
            head = None
        if phrase is not None and phrase.type == STATE and head is None:
            name = (phrase.first, phrase.last)
            is_own = is_state(forms, name, last, words, borders)
            is_whose = sentence.lowers[phrase.last - 1] != forms[phrase.last - 1]
            phrase = phrase if is_own and not (is_whose and last not in borders) else None
        if head is not None:
            # "tropas rusas": the nationality stands behind its noun
            phrase = phrase or _state_phrase(forms, head.last, last, words)
            phrase = _headed_phrase(first, last, head, phrase, (sentence, document, words))
        if phrase is None and is_armed_body(sentence, first, last, document, words.grammar):
            phrase = NounPhrase(first, last, "actor", "armed_group")
        phrase = phrase or _unlisted_phrase(sentence, first, last, not_names, document)
        phrases.append(_with_country(phrase, forms))
    return phrases


def _is_in_surname(sentence: Sentence, match: Match[NounWord]) -> bool:
    """Whether a vehicle is a small word within a name: "Captain Frederick van Wyk"."""
    beside = sentence.words[match.first - 1 : match.last + 1 : 2]
    if match.entry.type != VEHICLE or len(beside) != 2 or match.last - match.first != 1:
        return False
    return beside[0][0].isupper() and is_particle(sentence.words[match.first], beside[1])


def _fire_of_some(forms: tuple[str, ...], grammar: Grammar) -> frozenset[int]:
    """The tokens of fire that a nationality stands before: "killed by Israeli fire"."""
    if grammar.gunfire.isdisjoint(forms):
        return frozenset()
    adjectives = load_place_words(grammar.language).adjectives
    pairs = enumerate(pairwise(forms), 1)
    return frozenset(n for n, (of, form) in pairs if form in grammar.gunfire and of in adjectives)


def _is_limb(forms: tuple[str, ...], first: int, last: int, words: Words) -> bool:
    """Whether no person is meant: "at the head of a convoy", "over their heads"."""
    if forms[last - 1] not in words.grammar.limb:
        return False
    before = [words.function_words.get(form) for form in forms[max(0, first - 2) : first]]
    return len(before) == 2 and before[0] in ("prep", "det") and before[1] == "det"


def _unlisted_phrase(
    sentence: Sentence, first: int, last: int, not_names: frozenset[int], document: Document
) -> NounPhrase:
    """A run without a listed noun: a name, without what stands behind it, or unknown."""
    is_free = not_names.isdisjoint(range(first, last))
    end = end_of_name(sentence, first, last, document)
    last = end if end - first > 1 else last
    kind = "name" if is_free and is_name(sentence, first, last, document) else "unknown"
    return NounPhrase(first, last, kind, "civilian")


def _shouted(
    sentence: Sentence, document: Document, actors: dict[int, Match[ActorWord]]
) -> frozenset[int]:
    """Where a name in capitals begins that is another word in small letters: "US"."""
    if document.in_capitals:
        return frozenset()
    return frozenset(i for i in actors if sentence.words[i].isupper())


def _behind_abstract(
    forms: tuple[str, ...],
    first: int,
    last: int,
    nouns: dict[int, Match[NounWord]],
    grammar: Grammar,
) -> int:
    """Where a run begins once an unlisted noun is cut off that is only about the one behind it.

    "beliefs of guerrilla leaders" names leaders; "group of men" and "mayor of X" stay whole.
    """
    for index in range(first + 1, last - 1):
        if forms[index] in grammar.of:
            is_listed = index in nouns or forms[index - 1] in grammar.amount
            is_more = any(end in nouns for end in range(index + 2, last + 1))
            return first if is_listed or not is_more else index + 1
    return first


def _actor_phrase(first: int, last: int, actors: dict[int, Match[ActorWord]]) -> NounPhrase | None:
    for start in range(first, last) if actors else ():
        named = actors.get(start)
        if named is not None and named.last <= last:
            actor = named.entry
            return NounPhrase(
                start, named.last, "actor", actor.type, actor.actor_id, actor.country or None
            )
    return None


def _state_phrase(forms: tuple[str, ...], first: int, last: int, words: Words) -> NounPhrase | None:
    """The state that the nationality at a token of a run that ends at ``last`` may stand for."""
    state = words.states.get(forms[first]) if first < last else None
    if state is None:
        return None
    return NounPhrase(first, first + 1, "actor", STATE, state.actor_id, state.country)


def _head(
    first: int, last: int, nouns: dict[int, Match[NounWord]], actor: NounPhrase | None
) -> Match[NounWord] | None:
    """The last listed noun of a run, unless an actor's name has it or stands behind it."""
    for end in range(last, first, -1):
        match = nouns.get(end)
        if match is not None and match.first >= first:
            return match if actor is None or actor.last < end else None
    return None


def _is_held(sentence: Sentence, first: int, last: int, words: Words) -> bool:
    """Whether the last word of a run says how those before it are held: "four guards hostage"."""
    if last - first < _LEAST_HELD or sentence.lowers[last - 1] not in words.grammar.held:
        return False
    return sentence.lowers[last - 2] not in load_place_words().adjectives  # "an American hostage"


def _is_attribute(
    sentence: Sentence, head: Match[NounWord], last: int, document: Document, grammar: Grammar
) -> bool:
    """Whether a noun only says of what kind the one behind it is: "relative calm".

    Telegrams in capitals say too little of what is a noun.
    """
    form = sentence.lowers[head.last - 1]
    is_able = form in grammar.also_adjective or form in load_place_words().adjectives
    if head.last == last or document.in_capitals or not is_able:
        return False
    following = sentence.words[head.last]
    is_verb = following.endswith((*grammar.participle, *grammar.gerund))
    return following.isalpha() and following.islower() and not is_verb


def _headed_phrase(
    first: int,
    last: int,
    head: Match[NounWord],
    actor: NounPhrase | None,
    place: tuple[Sentence, Document, Words],
) -> NounPhrase:
    """A phrase by its head: a name behind it stays, other words do not."""
    sentence, document, words = place
    noun, end, stop = head.entry, head.last, last
    if actor is not None and actor.first == end:
        end = actor.last
    while stop > end and sentence.lowers[stop - 1] in words.grammar.trailing:
        stop -= 1
    is_thing = noun.kind == "target"
    if end < stop and (is_thing or not is_name_behind(sentence, end, stop, document)):
        stop = end if is_thing else end_of_name(sentence, end, stop, document)
    if actor is None:
        return NounPhrase(first, stop, noun.kind, noun.type)
    kind = "force" if noun.type == VEHICLE and actor.type in _ARMED else noun.kind
    actor_id = actor.actor_id
    if actor.type == STATE:
        actor_id = force_of_state(noun, actor.actor_id, actor.country, words)
    return NounPhrase(first, stop, kind, noun.type, actor_id, actor.country)


def _with_country(phrase: NounPhrase, forms: tuple[str, ...]) -> NounPhrase:
    """Add the country of a nationality in the phrase: "Israeli soldiers"."""
    if phrase.country is not None:
        return phrase
    adjectives = load_place_words().adjectives
    for form in forms[phrase.first : phrase.last]:
        if form in adjectives:
            return phrase._replace(country=adjectives[form])
    return phrase
