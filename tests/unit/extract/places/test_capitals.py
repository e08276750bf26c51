"""Capitals that are not named."""

from __future__ import annotations

import pytest

from pipeline.extract.places.find import PlaceMention, find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document


def places(text: str, **of_article: str) -> dict[str | None, PlaceMention]:
    """The places of a text by their names."""
    document = read_document(Article("a", text, **of_article))  # type: ignore[arg-type]
    return {mention.place.name: mention for mention in find_places(document, Gazetteer.load())}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A bomb went off in the Ukrainian capital on Monday.", "Kyiv", "UA"),
        ("Troops in Homs, Syria, marched. The capital was quiet.", "Damascus", "SY"),
        ("Jets struck Syria's Deir al-Zour province, near the provincial capital.", "Deir", "SY"),
    ],
)
def test_a_capital_is_known_by_its_country_or_province(text: str, name: str, country: str) -> None:
    towns = [m.place for m in places(text).values() if m.place.place_precision == "town"]
    assert any((t.name or "").startswith(name) and t.country == country for t in towns)


def test_a_capital_that_is_named_is_told_once() -> None:
    found = places("A bomb hit the capital, Kyiv, in Ukraine.")
    assert list(found).count("Kyiv") == 1
    assert set(found) == {"Kyiv", "Ukraine"}
