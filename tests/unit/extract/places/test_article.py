"""The place that an article is about."""

from __future__ import annotations

from pipeline.extract.places.article import lies_in, place_of_article
from pipeline.extract.places.find import PlaceMention, find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document


def places(text: str) -> list[PlaceMention]:
    """The place mentions of an article."""
    return list(find_places(read_document(Article("a", text)), Gazetteer.load()))


def test_an_article_is_about_the_town_that_it_names_most() -> None:
    found = places("Shells fell in Aleppo, Syria. Schools in Aleppo shut. Traders left for Homs.")
    best = place_of_article(found)
    assert best is not None
    assert best[0].place.name == "Aleppo"
    assert 0.5 < best[1] <= 1.0


def test_an_article_of_hospitals_alone_is_about_their_province() -> None:
    best = place_of_article(places("He was taken to a hospital in Nashville, Tennessee."))
    assert best is not None
    assert best[0].place.place_precision == "admin1"


def test_a_town_far_from_a_district_does_not_lie_in_it() -> None:
    text = "Police in Baldwin County, Alabama, called. Police in Ozark, Alabama, came to Daphne."
    by_name = {m.place.name: m for m in places(text)}
    assert lies_in(by_name["Daphne"], by_name["Baldwin County"])
    assert not lies_in(by_name["Ozark"], by_name["Baldwin County"])
