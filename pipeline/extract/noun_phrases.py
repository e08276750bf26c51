"""Cut a sentence into noun phrases and say what each one names: people, forces, things, actors.

There is no tagger: function words, verbs of the news and marks bound the phrases, and a phrase
counts only when its head is in a word list or it is a name. That is what makes it precise and fast.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicon.phrases import Match
from pipeline.lexicon.words import ActorWord, NounWord, Words
from pipeline.text import Document, Sentence

#: Longest phrase kept, in tokens; longer ones are lists or parsing slips.
MAX_TOKENS = 12
_BREAKS = frozenset({"prep", "conj", "pron", "aux", "adv", "verb"})
_LINKS = frozenset({"of", "for"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens ``first`` to ``last`` (exclusive) of a sentence; the determiner is left out.

    kind: attacker | force | person | target | actor | name.
    """

    first: int
    last: int
    kind: str
    type: str | None = None
    actor_id: str | None = None
    country: str | None = None

    @property
    def is_human(self) -> bool:
        """Whether it names people."""
        return self.kind in ("attacker", "force", "person", "name")


def find_noun_phrases(
    sentence: Sentence, forms: tuple[str, ...], words: Words, document: Document
) -> list[NounPhrase]:
    """The phrases of a sentence that name somebody or something, left to right."""
    phrases: list[NounPhrase] = []
    actors = {m.first: m for m in words.actors.find(forms)}
    nouns = {m.last: m for m in words.nouns.find(forms)}
    for first, last in _chunks(sentence, forms, words):
        phrase = _name_phrase(first, last, nouns, actors)
        if phrase is None and _is_name(sentence, first, last, document):
            phrase = NounPhrase(first, last, "name", "civilian")
        if phrase is not None:
            phrases.append(phrase)
    return phrases


def _chunks(sentence: Sentence, forms: tuple[str, ...], words: Words) -> list[tuple[int, int]]:
    """Runs of tokens between borders; determiners and numbers lead a run but are not kept."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, form in enumerate(forms):
        kind = words.function_words.get(form)
        is_border = kind in _BREAKS or not sentence.tokens[index].is_word
        if is_border or kind == "det":
            if start is not None:
                runs.append((start, index))
            start = None
        elif start is None and not form[0].isdigit():
            start = index
    if start is not None:
        runs.append((start, len(forms)))
    return [(a, b) for a, b in runs if b - a <= MAX_TOKENS]


def _name_phrase(
    first: int, last: int, nouns: dict[int, Match[NounWord]], actors: dict[int, Match[ActorWord]]
) -> NounPhrase | None:
    """Name a run by its head: the last listed noun in it, else an actor in it."""
    for end in range(last, first, -1):
        match = nouns.get(end)
        if match is not None and match.first >= first:
            noun = match.entry
            # "police chief Juan Perez": a title goes with the name behind it
            stop = last if noun.kind in ("force", "person") else end
            return NounPhrase(first, stop, noun.kind, noun.type)
    for start in range(first, last):
        named = actors.get(start)
        if named is not None and named.last <= last:
            actor = named.entry
            return NounPhrase(
                first, last, "actor", actor.type, actor.actor_id, actor.country or None
            )
    return None


def _is_name(sentence: Sentence, first: int, last: int, document: Document) -> bool:
    """Whether a run of two to four capitalised words is a person's name."""
    if document.in_capitals or not 2 <= last - first <= 4:
        return False
    return all(
        token.text[0].isupper() and token.text.isalpha() for token in sentence.tokens[first:last]
    )
