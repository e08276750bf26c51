"""All places of a document, each with its reading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.places.find import PlaceMention, document_country, find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document


def places(text: str, **of_article: str) -> dict[str | None, PlaceMention]:
    """The places of a text by their names."""
    document = read_document(Article("a", text, **of_article))  # type: ignore[arg-type]
    return {mention.place.name: mention for mention in find_places(document, Gazetteer.load())}


def test_an_unlisted_town_is_no_namesake_in_a_country_that_nobody_names() -> None:
    """The gazetteer's only Bilin lies in the West Bank."""
    found = places(
        "YANGON, Aug 25 - Myanmar soldiers retook the town of Bilin on Thursday, residents said."
    )
    place = found["Bilin"].place
    assert (place.country, place.place_precision, place.latitude) == ("MM", "town", None)


def test_a_named_town_abroad_stays_where_it_is() -> None:
    found = places("A Syrian man was killed in the town of Rodez on Friday, French police said.")
    assert found["Rodez"].place.country == "FR"


def test_the_country_of_a_document_is_the_one_with_most_support() -> None:
    found = places("Rockets hit Homs and Aleppo in Syria, the government in Paris said.")
    assert document_country(list(found.values())) == "SY"
    assert document_country([]) is None


sentences = st.lists(
    st.sampled_from(
        [
            "Two men were shot in Chicago.",
            "KABUL, Aug 3 - A bomb went off.",
            "Syria's Deir al-Zour province was hit.",
            "The town of Mahas fell.",
            "Police in Hartsville, Ind., came.",
            "It was 30 km south of the provincial capital.",
        ]
    ),
    max_size=5,
)


@given(sentences)
def test_mentions_stand_in_text_order_at_their_words(told: list[str]) -> None:
    text = " ".join(told)
    found = find_places(read_document(Article("a", text)), Gazetteer.load())
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(0 <= m.start < m.end <= len(text) for m in found)


def test_a_small_division_of_a_country_that_nobody_names_speaks_for_none() -> None:
    found = places("A boy was shot inside a Northland home. He lived in the Northland, Missouri.")
    assert all(m.place.country != "NZ" for m in found.values())
