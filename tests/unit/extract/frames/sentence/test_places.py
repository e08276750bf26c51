"""The place of a frame among those of its sentence and its story."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.extract import load_extractor
from pipeline.records import Article, Rejection
from tests.unit.extract.articles import default

PUBLISHED = datetime(2022, 8, 25, 12, tzinfo=UTC)


def places(text: str) -> list[str | None]:
    """Where the incidents of a text were."""
    found = load_extractor().extract(Article("a", text=text, published_at=PUBLISHED))
    assert not isinstance(found, Rejection)
    return [m.place.name for m in found]


def test_one_more_incident_of_a_sentence_has_the_place_behind_it() -> None:
    text = (
        "On Wednesday, rockets hit a base near Homs in Syria, injuring three soldiers, "
        "and more rockets landed near Idlib without causing injuries."
    )
    assert places(text) == ["Homs", "Idlib"]


def test_officials_elsewhere_do_not_place_what_they_tell() -> None:
    text = "Helicopters killed three men on Wednesday, according to officials in Washington."
    assert "Washington" not in places(text)


def test_a_ministry_that_speaks_from_its_capital_does_not_place_what_it_tells() -> None:
    text = "A nurse was abducted in southern Niger on Monday, the foreign ministry in Paris said."
    assert places(text) == ["southern Niger"]
    assert places("A bomb hit the ministry in Kabul on Monday, police said.") == ["Kabul"]


def test_a_university_abroad_does_not_move_what_it_has_found_out() -> None:
    text = (
        "Soldiers shot a shepherd on Monday near Tripoli in Lebanon. The army was silent.\n\n"
        "Police and the mayor said nothing on Tuesday. Three hours later gunmen shot two farmers, "
        "an analyst of the Utrecht University found."
    )
    found = load_extractor().extract(Article("a", text=text, published_at=PUBLISHED))
    assert not isinstance(found, Rejection)
    assert {m.place.country for m in found} == {"LB"}


def test_of_a_list_of_regions_the_country_is_told() -> None:
    text = (
        "The army said it shot down 20 drones overnight on Monday, including over the Saratov "
        "region, southern and western Russia."
    )
    found = load_extractor().extract(Article("a", text=text, published_at=PUBLISHED))
    assert not isinstance(found, Rejection)
    assert [(m.place.country, m.place.place_precision) for m in found] == [("RU", "country")]


def test_one_region_before_a_comma_stays() -> None:
    text = "The army said it shot down 20 drones on Monday over the Saratov region, in Russia."
    assert places(text) == ["Saratov"]


def test_a_ministry_that_speaks_of_its_own_men_is_not_where_they_strike() -> None:
    text = "In Moscow, the defense ministry said its forces hit a fuel depot on Monday."
    assert places(text) == [None]
    text = "In Moscow, police said a bomb hit a fuel depot on Monday."
    assert places(text) == ["Moscow"]


def test_the_town_that_is_hit_is_the_place() -> None:
    """Not that of the sentence before."""
    told = places(
        "In Hlukhiv a drone hit a hostel on Monday, killing 12 people. "
        "Kharkiv was struck with a ballistic missile on Monday, and ten people died."
    )
    assert told == ["Hlukhiv", "Kharkiv"]


def test_the_one_town_that_something_is_of_holds_before_the_place_told_before() -> None:
    told = default(
        "Three medics were killed on Tuesday when a shell hit their ambulance in Khan Younis in "
        "Gaza. On Monday jets bombed the airport of Sanaa; two workers died."
    )
    assert [m.place.name for m in told] == ["Khan Younis", "Sanaa"]
