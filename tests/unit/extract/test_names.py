from __future__ import annotations

import pytest

from pipeline.extract.names import NamesOfArticle
from pipeline.records import Article
from pipeline.text import read_document


def names(text: str, own: tuple[int, ...] = (0,), told: tuple[int, ...] = (0,)) -> tuple[str, ...]:
    return NamesOfArticle(read_document(Article("a", text))).of_story(own, told)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Michael Orton was shot.", ("michael orton",)),
        ("Michael J. Orton Jr. was shot.", ("michael orton",)),
        ("Police named the dead as Zaquan Orton, 19, of Leeds.", ("zaquan orton",)),
        ("Daquell Orville was shot. Orville had run.", ("daquell orville",)),
        ("Michael’s brother saw Anna Orton’s car.", ("anna orton",)),
    ],
)
def test_people_are_named_in_full(text: str, found: tuple[str, ...]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Sgt. Michael Orton said so.",
        "Police Chief Anna Orton said so.",
        "By Anna Orton",
        "It was on Jackson Street.",
        "He died in Michael Orton Hospital.",
        "Silent Orville came. Orville was silent.",
        "East Orville slept. Orville is a town.",
        "Police asked WXOW Orville about Orville.",
        "Daquell Orville was shot.",
        "The Orton family heard it on Monday.",
    ],
)
def test_what_is_named_after_people_and_who_only_tells_is_no_name(text: str) -> None:
    assert names(text) == ()


TWO = "Anna Orton heard it. A man was shot. He was Paul Reeve. A woman was robbed. Jane Holt fled."


def test_the_first_incident_of_an_article_has_all_names() -> None:
    assert names(TWO, (1,), (1, 3)) == ("anna orton", "jane holt", "paul reeve")


def test_another_incident_has_the_names_of_its_own_story() -> None:
    assert names(TWO, (3,), (1, 3)) == ("jane holt",)
