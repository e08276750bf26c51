"""Deeds of one scene are one incident, in words of whatever kind."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.extract import load_extractor
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.one_scene import join_scenes
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.tolls.find import find_casualties
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Article, Participant, Place, Rejection
from pipeline.text import read_document
from tests.unit.extract.articles import read


def types(text: str) -> list[str]:
    """The types of the incidents of an article of Friday, 23 August 2024."""
    published = datetime(2024, 8, 23, 12, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, published_at=published))
    assert not isinstance(found, Rejection)
    return [m.event_type for m in found]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers set fire to huts in Duma, in Sudan, on Monday and shot nine people.",
        "Gunmen stormed a barracks in Mopti on Monday after a car bomb, and fought the guards.",
    ],
)
def test_what_one_sentence_tells_of_one_raid_is_one_incident(text: str) -> None:
    assert len(types(text)) == 1


def test_deeds_at_two_places_are_two() -> None:
    text = (
        "Rebels set fire to houses in Goma on Monday, and a bomb that went off at a market in "
        "Bukavu killed six people."
    )
    assert len(types(text)) == 2


def test_telegrams_tell_one_incident_after_another() -> None:
    text = (
        "GUERRILLAS SET FIRE TO TWO BUSES IN SAN MIGUEL ON 22 AUGUST AND ATTACKED THE BARRACKS, "
        "KILLING NINE SOLDIERS."
    )
    assert len(types(text)) == 2


def strike(sentence: int, country: str, town: str = "Muridke") -> Frame:
    """A missile strike on a town, told in a sentence, by the forces of a country."""
    word = TriggerWord("missile strike", "n", "shelling", "strong")
    trigger = Trigger(sentence, "text", 0, 14, 0, 2, word, "occurred", False)
    frame = Frame([trigger], "shelling", "occurred", confidence=0.8)
    place = Place(name=town, country="PK", place_precision="town")
    frame.place = PlaceMention("text", 20, 27, place, sentence, relation="in")
    frame.sides = [Participant("perpetrator", "forces", country=country, type="military")]
    return frame


def test_a_strike_told_again_far_below_is_one() -> None:
    assert len(join_scenes([strike(2, "IN"), strike(40, "IN")])) == 1
    assert len(join_scenes([strike(2, "IN"), strike(40, "IN", "Lahore")])) == 2


def test_two_sides_that_strike_one_town_tell_of_two_strikes() -> None:
    assert len(join_scenes([strike(2, "IN"), strike(40, "AF")])) == 2


def wave(sentence: int, country: str, where: str = "Pakistan") -> Frame:
    """Strikes on several places of a country, told in a sentence."""
    frame = strike(sentence, country)
    place = Place(name=where, country="PK", place_precision="country")
    frame.place = PlaceMention("text", 20, 28, place, sentence, relation="in")
    return frame


def test_strikes_somewhere_in_the_country_are_those_on_several_places() -> None:
    first = wave(1, "IN")
    first.is_spread, first.whole = True, first.place
    told = join_scenes([first, wave(40, "IN"), strike(50, "IN"), wave(60, "AF")])
    assert [(f.first_sentence, len(f.triggers)) for f in told] == [(1, 2), (50, 1), (60, 1)]


def test_a_bomber_caught_in_a_gunfight_is_not_of_one_scene() -> None:
    word = TriggerWord("word", "n", "bombing", "strong")
    trigger = Trigger(1, "text", 0, 4, 0, 1, word, "occurred", False)
    bomb, fight = (Frame([trigger], kind, "occurred") for kind in ("bombing", "armed_clash"))
    assert len(join_scenes([bomb, fight], frozenset({1}))) == 2
    assert len(join_scenes([bomb, fight])) == 1


def test_strikes_with_a_toll_of_their_own_are_others() -> None:
    first, other = wave(1, "IN"), wave(40, "IN")
    first.is_spread, first.whole = True, first.place
    claims = find_casualties(read_document(Article("a", "Shells killed 26 men and killed 7 boys.")))
    first.claims, other.claims = [claims[0]], [claims[1]]
    assert len(join_scenes([first, other])) == 2


def test_one_toll_of_one_town_is_one_incident_though_reported_later() -> None:
    published = datetime(2024, 8, 26, 12, tzinfo=UTC)
    text = (
        "At least ten people died when a gang attacked the town of Jeremie, a rights group said on "
        "Monday.\nFighters came by boat on Friday and burned more than 50 houses there."
    )
    title = "Gang burns homes in Jeremie, ten residents dead"
    found = load_extractor().extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    assert [m.event_start for m in found] == [date(2024, 8, 23)]


def test_an_attempted_robbery_is_the_shooting_in_it() -> None:
    assert types("A clerk was fatally shot during an attempted robbery in Houston on Monday.") == [
        "shooting"
    ]


def test_what_a_strike_burned_is_told_by_the_strike() -> None:
    text = "Helicopters bombed Nasir on Monday, killing 21 people and burning its market."
    assert types(text) == ["air_strike"]


@pytest.mark.parametrize("title", [None, "Three Ugandan troops killed by al-Shabaab"])
def test_who_takes_a_base_and_kills_its_soldiers_does_one_deed(title: str | None) -> None:
    found = read(
        "Al-Shabaab fighters overran a base of the African Union mission in Somalia's Lower "
        "Shabelle region before dawn on Tuesday, killing at least three Ugandan soldiers.",
        title,
    )
    assert [(m.event_type, [c.best for c in m.casualties]) for m in found] == [
        ("territory_lost", [3])
    ]
