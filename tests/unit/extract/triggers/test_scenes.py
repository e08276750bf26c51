"""The words that set a scene."""

from __future__ import annotations

import pytest

from pipeline.extract.triggers.scenes import find_scenes
from pipeline.lexicon.words import load_words
from pipeline.records import Article
from pipeline.text import read_document
from tests.unit.extract.told import types


def test_each_sentence_has_its_own_scene_words() -> None:
    """In text order, with their tokens; a sentence without any has none."""
    document = read_document(Article("a", "The court heard the witness. It was quiet."))
    first, second = find_scenes(document, load_words("en"))
    assert any("legal" in match.scenes for match in first)
    assert second == ()


def test_a_militia_may_be_named_for_the_weather() -> None:
    document = read_document(
        Article("a", "The Storm militia killed nine. A storm militia men feared killed ten.")
    )
    named, weather = find_scenes(document, load_words("en"))
    assert not any("accident" in match.scenes for match in named)
    assert any("accident" in match.scenes for match in weather)


@pytest.mark.parametrize("day", ["March 3", "3 March", "Tuesday, March 3", "the third of March"])
def test_in_march_nobody_marches(day: str) -> None:
    assert types(f"Gunmen killed four people in Kandahar on {day}, police said.") == ["shooting"]


def test_who_marches_in_march_protests() -> None:
    assert types("Protesters marched in Kandahar on March 3, officials said.") == ["protest"]
