"""Which names are places at all."""

from __future__ import annotations

import pytest

from pipeline.extract.places.find import PlaceMention, find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document
from tests.unit.extract.told import told_place


def places(text: str, **of_article: str) -> dict[str | None, PlaceMention]:
    """The places of a text by their names."""
    document = read_document(Article("a", text, **of_article))  # type: ignore[arg-type]
    return {mention.place.name: mention for mention in find_places(document, Gazetteer.load())}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A man drowned in Bethany. Peruvian police in Cusco, Peru, said so.", "Bethany"),
        ("The Reading of the will took place in Berlin, Germany.", "Reading"),
    ],
)
def test_a_small_namesake_needs_support(text: str, name: str) -> None:
    assert name not in places(text)


def test_a_large_town_needs_none() -> None:
    assert "Chicago" in places("They spoke of Chicago. Peruvian police in Cusco, Peru, said so.")


def test_what_is_said_to_be_a_place_of_the_article_s_country_is_one() -> None:
    assert "Baza" in places("Una bomba estalló en Baza, España. Murió un hombre.", language="es")


def test_a_village_is_believed_where_the_story_plays_around_it() -> None:
    text = "Two men were shot in {} on Monday. Kentucky troopers came from Louisville."
    assert "Cub Run" in places(text.format("Cub Run"))
    # the only one of the name lies in Missouri
    assert "Henley" not in places(text.format("Henley"))


def test_a_village_is_believed_whose_name_is_that_of_no_other() -> None:
    assert set(places("A teenager died at Fort Riley on Friday.")) == {"Fort Riley"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Vacaville man was shot on Thursday evening while cleaning a gun.", "Vacaville"),
        (
            "Police asked all guests to call the Southern Pines Police Department in the evening.",
            "Southern Pines",
        ),
    ],
)
def test_what_has_police_and_townspeople_is_a_place(text: str, name: str) -> None:
    assert set(places(text)) == {name}


def test_a_bar_of_links_is_no_dateline() -> None:
    assert not places("See It On TV | Report A Typo | Send Tip")


def test_the_only_town_of_a_name_is_believed_where_something_is_in_it() -> None:
    """Though nobody has counted its people; behind an article it is no town."""
    assert told_place("Two people were shot dead in Maungdaw on Tuesday.") == ("Maungdaw", "MM")
    assert told_place("Two people were shot dead on the Calzada on Tuesday.") == (None, None)


@pytest.mark.parametrize(("name", "country"), [("Kunar", "AF"), ("Bakool", "SO"), ("Saada", "YE")])
def test_a_province_of_one_name_is_believed_where_something_is_in_it(
    name: str, country: str
) -> None:
    """However few of its people live in towns that the gazetteer counts."""
    told = told_place(f"Nine people were shot dead in {name} on Tuesday.")
    assert told == (name, country)


def test_a_town_is_meant_before_one_that_is_also_called_so() -> None:
    """Balakliya, and a village elsewhere in the country that has the name as well."""
    text = (
        "A Russian missile hit the Ukrainian city of Ternopil on Wednesday. Two days earlier a"
        " strike on Balakliya had killed three."
    )
    assert "Balakliya" in places(text)
