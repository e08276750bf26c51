from __future__ import annotations

from pipeline.extract.terms import terms_of
from pipeline.records import Article
from pipeline.text import read_document

DOCUMENT = read_document(
    Article(
        "a", "Rockets hit a base. A 24-year-old was hurt. Jets bombed Koniko. The US is silent."
    )
)


def test_words_numbers_and_ages_of_three_letters_or_more_are_kept_once() -> None:
    assert terms_of([1], [0, 1, 2], DOCUMENT) == ("24-year-old", "hurt", "was")


def test_a_story_goes_on_up_to_the_next_incident() -> None:
    assert terms_of([0], [0, 2], DOCUMENT) == (
        "24-year-old",
        "base",
        "hit",
        "hurt",
        "rockets",
        "was",
    )
    assert "silent" in terms_of([2], [0, 2], DOCUMENT)


def test_an_age_in_words_is_the_same_word_as_one_in_figures() -> None:
    told = read_document(
        Article("a", "A seven-year-old, a 7-year-old and a Twenty-three-year-old were shot.")
    )
    assert terms_of([0], [0], told) == (
        "23-year-old",
        "7-year-old",
        "and",
        "shot",
        "were",
    )
