"""The scene of a single sentence, as the extractor reads it."""

from __future__ import annotations

from functools import cache

from pipeline.extract.actors.scene import Scene
from pipeline.extract.frames.sentence.phrases import phrases_of
from pipeline.extract.frames.sentence.reading import read_sentence, set_scene
from pipeline.extract.rules import RulesExtractor, load
from pipeline.records import Article
from pipeline.text import read_document

rules = cache(load)


def scene_of(text: str, language: str = "en") -> Scene:
    """The scene of the first sentence of a text that tells something."""
    extractor: RulesExtractor = rules()
    document = read_document(Article("a", text, language=language))
    reading = extractor.read(document, extractor.words[language])
    assert reading is not None, text
    telling = reading.tellings[0]
    frames = read_sentence(reading, telling, None)
    return set_scene(frames, reading, telling, phrases_of(reading, telling))[0]
