"""The words that set the scene of a sentence: of courts, films, sport, devices, intent.

Found once for a whole article: tellings, genre and confidence all look at them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

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
    table = words.scenes
    return tuple(
        without_names(tuple(table.find_as(SceneMatch, s.forms)), s) for s in document.sentences
    )


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
