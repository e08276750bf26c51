"""The words that set the scene of a sentence: of courts, films, sport, devices, intent.

Found once for a whole article: tellings, genre and confidence all look at them.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.lexicon.words import Words
from pipeline.text import Document


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
    return tuple(tuple(table.find_as(SceneMatch, s.forms)) for s in document.sentences)
