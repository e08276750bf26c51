"""Places by name behind a verb of taking."""

from __future__ import annotations

import pytest

from pipeline.extract.triggers.named_areas import add_named_areas
from pipeline.extract.triggers.scenes import find_scenes
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.lexicon.words import load_words
from pipeline.records import Article
from pipeline.text import read_document


def named_areas(text: str) -> list[str]:
    """The names that are taken as areas."""
    document, words = read_document(Article("a", text)), load_words("en")
    scenes = add_named_areas(document, find_scenes(document, words), words, Gazetteer.load())
    return [
        " ".join(token.text for token in sentence.tokens[match.first : match.last])
        for sentence, matches in zip(document.sentences, scenes, strict=True)
        for match in matches
        if "named_area" in match.scenes
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rebels captured Kisangani on Monday.", ["Kisangani"]),
        ("Insurgents took Wad Madani from the army.", ["Wad Madani"]),
        ("The rebels seized Kisangani, residents said.", ["Kisangani"]),
    ],
)
def test_the_name_of_a_place_that_is_taken_is_an_area(text: str, names: list[str]) -> None:
    """As the words "the town of" before it would say."""
    assert named_areas(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured Kisangani traders on Monday.",
        "Rebels captured Commander Zwelithu on Monday.",
        "Rebels reached Kisangani on Monday.",
        "Rebels raided farms in the occupied West Bank on Monday.",
        "Rebels captured France in a photograph.",
    ],
)
def test_whom_or_what_else_a_verb_takes_is_no_area(text: str) -> None:
    """Nor a country, which falls by other words, nor what only begins with a place's name."""
    assert named_areas(text) == []
