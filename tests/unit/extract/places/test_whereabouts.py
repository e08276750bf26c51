"""Where an article as a whole plays."""

from __future__ import annotations

import pytest

from pipeline.extract.places import whereabouts
from pipeline.extract.places.find import find_places
from pipeline.extract.places.whereabouts import Whereabouts
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document

TEXT = "Shells fell on Aleppo, Syria. More fell in Aleppo at night. Turkey sent tents."


def read(text: str) -> Whereabouts:
    document = read_document(Article("a", text))
    return Whereabouts(document, find_places(document, Gazetteer.load()))


def test_home_is_the_country_that_the_article_speaks_for_most() -> None:
    where = read(TEXT)
    assert {m.place.country for m in where.home} == {"SY"}
    assert where.most == max(m.support for m in where.mentions)
    assert where.article is not None
    assert where.article[0].place.name == "Aleppo"


def test_an_article_without_places_plays_nowhere() -> None:
    where = read("It rained.")
    assert (where.most, where.home, where.article) == (0.0, (), None)


def test_it_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(whereabouts, "place_of_article", asked.append)
    where = read(TEXT)
    for _ in range(3):
        assert where.article is None
    assert len(asked) == 1
