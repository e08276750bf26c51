"""The streets that a mention's story names: what tells shootings of one town apart, or ties them.

Reports of one incident name the same block where one has the day wrong or leaves it out; two of one
night in a large city are in other streets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from pipeline.extract.names import story_of
from pipeline.lexicon.place_names import name_key, text_key
from pipeline.lexicon.place_words import PlaceWords, load_place_words
from pipeline.text import Document, Sentence


def streets_of(
    town: str | None, own: Collection[int], told: Collection[int], document: Document
) -> tuple[str, ...]:
    """The streets in a mention's story, sorted: the last word of each without its kind, its town.

    "The 1300 block of North Bartlett Ave." in Fall River is "bartlett, fallriver".

    Args:
        town: the place of the mention; without one nobody knows which street is meant.
        own: indexes of the sentences that tell the mention.
        told: indexes of the sentences that tell any mention of the article.
        document: the article.
    """
    if town is None:
        return ()
    words, where = load_place_words(document.language), name_key(town)
    story = (document.sentences[index] for index in story_of(own, told, document))
    found = {name for sentence in story for name in _streets(sentence, words)}
    return tuple(sorted(f"{name}, {where}" for name in found))


def _streets(sentence: Sentence, words: PlaceWords) -> Iterator[str]:
    if words.streets.isdisjoint(sentence.lowers):
        return
    for name, kind in pairwise(sentence.words):
        if kind[0].isupper() and _ends_street(kind.lower(), words) and _is_name(name):
            key = text_key(name)
            if key not in words.directions and not words.is_function(key):
                yield key


def _ends_street(kind: str, words: PlaceWords) -> bool:
    """Whether a word ends the name of a street; "Circuit Court" is where they are tried."""
    return kind in words.streets and kind not in words.asides


def _is_name(word: str) -> bool:
    """Whether a word may be a street's name: "Bartlett", "84th"."""
    return word[0].isupper() or (word[0].isdigit() and not word.isdigit())
