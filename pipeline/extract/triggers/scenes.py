"""The words that set the scene of a sentence: of courts, films, sport, devices, intent.

Found once for a whole article: tellings, genre and confidence all look at them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.triggers.senses import is_month
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.words import Words
from pipeline.text import Document, Sentence


class SceneMatch(NamedTuple):
    """A word that sets a scene, at tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    scenes: frozenset[str]


#: The scene words of each sentence of an article.
Scenes = tuple[tuple[SceneMatch, ...], ...]


def find_scenes(document: Document, words: Words) -> Scenes:
    """The scene words of each sentence of an article, in text order."""
    table, grammar = words.scenes, words.grammar
    return tuple(
        without_names(_without_months(tuple(table.find_as(SceneMatch, s.forms)), s, grammar), s)
        for s in document.sentences
    )


def _without_months(
    matches: tuple[SceneMatch, ...], sentence: Sentence, grammar: Grammar
) -> tuple[SceneMatch, ...]:
    """The scene words of a sentence but months: on March 3 nobody marches."""
    if grammar.month.isdisjoint(sentence.forms):
        return matches
    return tuple(m for m in matches if not is_month(sentence.forms, m.first, grammar))


def without_names(matches: tuple[SceneMatch, ...], sentence: Sentence) -> tuple[SceneMatch, ...]:
    """The scene words of a sentence but those that name a group: "the Storm militia"."""
    if not any("rebel_side" in match.scenes for match in matches):
        return matches
    named = {
        word.first
        for word, group in pairwise(matches)
        if group.first == word.last
        and word.first > 0
        and "accident" in word.scenes
        and "rebel_side" in group.scenes
        and sentence.words[word.first][0].isupper()
    }
    return tuple(m for m in matches if m.first not in named) if named else matches
