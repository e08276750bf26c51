"""The event's own place among those of an article."""

from __future__ import annotations

import pytest

from pipeline.extract.places.event import place_of_event
from pipeline.extract.places.find import find_places
from pipeline.extract.places.whereabouts import Whereabouts
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article, Place
from pipeline.text import read_document


def place_of(text: str, word: str, title: str | None = None) -> Place | None:
    """The place of the event that a word tells."""
    document = read_document(Article("a", text, title=title))
    found = find_places(document, Gazetteer.load())
    start = text.index(word)
    sentence = next(s for s in document.sentences if s.field == "text" and start < s.end)
    mention = place_of_event(
        (start, start + len(word)), sentence.index, Whereabouts(document, found)
    )
    return mention.place if mention else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rockets fired from Homs hit a market in Aleppo, Syria.", "Aleppo"),
        ("A bomb went off in Homs. Four people were hit in Aleppo, Syria.", "Aleppo"),
        ("BEIRUT (AP) — Shells hit a village near Aleppo, Syria.", "Aleppo"),
        ("Shells hit a farm in Homs, Syria, on Monday, medics at Aleppo hospital said.", "Homs"),
        ("The rebels hit the town of Saraqib on Tuesday, near a road to Aleppo.", "Saraqib"),
        ("In Aleppo, where residents fear drones, shells hit a bus. Homs is calm.", "Aleppo"),
    ],
)
def test_an_event_is_where_its_clause_puts_it(text: str, name: str) -> None:
    place = place_of(text, "hit")
    assert place is not None
    assert place.name == name


def test_a_hospital_alone_gives_the_province_only() -> None:
    text = "Two men were hit by gunfire. They were taken to a hospital in Nashville, Tennessee."
    place = place_of(text, "hit")
    assert place is not None
    assert (place.admin1, place.place_precision) == ("Tennessee", "admin1")


def test_a_local_station_that_names_no_place_speaks_of_its_town() -> None:
    title = "Two hit by gunfire - Channel 3 - Memphis, Tennessee"
    place = place_of("Two men were hit by gunfire at a market.", "hit", title)
    assert place is not None
    assert place.name == "Memphis"
