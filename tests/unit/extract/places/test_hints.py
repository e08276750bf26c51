"""What an address and a publisher say of where a story plays."""

from __future__ import annotations

from pipeline.extract.places.hints import read_hints
from pipeline.extract.places.tally import Votes
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.lexicon.place_words import load_place_words
from pipeline.records import Article


def hints(url: str) -> Votes:
    return read_hints(Article("a", "", url=url), Gazetteer.load(), load_place_words("en"))


def test_a_host_is_named_for_its_town() -> None:
    votes = hints("https://www.nbcmiami.com/news/1")
    assert [place.name for place in votes.anchors.values()] == ["Miami"]


def test_a_path_names_its_state() -> None:
    votes = hints("https://news.example/north-carolina/shooting")
    assert votes.divisions["US", "North Carolina"] > 0


def test_a_postal_code_counts_behind_a_town_of_its_state() -> None:
    assert hints("https://news.example/man-killed-hawthorne-ca").divisions["US", "California"] > 0
    assert not hints("https://news.example/man-killed-today-ca").divisions


def test_a_domain_of_a_country_votes_for_it() -> None:
    assert hints("https://news.example.ke/1").countries == {"KE": 0.5}


def test_no_address_says_nothing() -> None:
    assert read_hints(Article("a", ""), Gazetteer.load(), load_place_words("en")).total == 0


def test_a_host_is_named_for_a_place_of_that_own_name() -> None:
    assert hints("https://philadelphia.example.org/").divisions["US", "Pennsylvania"] > 0
    assert hints("https://news.augusta.example/").divisions["US", "Georgia"] > 0
    assert hints("https://ennisnews.example/").total == 0  # of Ireland or of Texas


def test_the_words_of_a_title_in_a_path_are_none_abroad() -> None:
    path = "/berlin-bakery-robbed"
    assert hints(f"https://www.wfsb.com{path}").countries["DE"] == 0
    assert hints(f"https://www.example.org{path}").countries["DE"] > 0
