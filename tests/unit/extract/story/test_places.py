"""The place of a story's main incident among all places that it names."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

import pytest

from pipeline.extract import load_extractor
from pipeline.extract.story import places
from pipeline.extract.story.places import key_of
from pipeline.records import Article, Place, Rejection


def place_of(text: str, title: str = "") -> Place:
    """The place of the first mention of an article."""
    published = datetime(2022, 8, 24, 10, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    return found[0].place


def test_the_town_of_the_deed_wins_over_that_of_the_hospital() -> None:
    text = (
        "Two men were shot in Gary, Indiana, on Monday. One of them was flown to a hospital in "
        "Chicago, where he died. Gary police are looking for a dark car."
    )
    assert place_of(text, "Two shot in Gary").name == "Gary"


def test_a_sentence_without_a_town_has_that_of_the_story() -> None:
    text = (
        "A gunman opened fire at a birthday party and wounded four people on Monday night.\n"
        "Police in Savannah, Georgia, said the party was in a park. The victims were taken to a "
        "hospital. Savannah's mayor asked for calm."
    )
    assert place_of(text).name == "Savannah"


def test_officials_elsewhere_do_not_place_a_story() -> None:
    text = "Helicopters killed three men on Wednesday, according to officials in Washington."
    assert place_of(text).name != "Washington"


def test_towns_of_one_name_in_two_states_are_two_places() -> None:
    ohio, texas = Place("Paris", admin1="Ohio"), Place("Paris", admin1="Texas")
    assert key_of(ohio) != key_of(texas)
    assert key_of(ohio) == key_of(Place("PARIS", admin1="Ohio"))


def test_a_dateline_that_the_text_speaks_of_is_where_it_happened() -> None:
    text = (
        "MESA, Ariz. — A gunman killed one person and wounded five others on Tuesday in a "
        "suburb of Phoenix. Mesa police searched the trunks of cars. Mesa's mayor asked "
        "people to stay at home."
    )
    assert place_of(text, "Suspect held in Phoenix-area shooting").name == "Mesa"


@pytest.mark.parametrize(("share", "town"), [(0.35, "Chicago"), (0.25, "Gary")])
def test_a_place_that_is_a_third_likely_is_taken_before_that_of_the_rules(
    share: float, town: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rank(candidates: Collection[object], _: object) -> list[float]:
        return [0.0] * (len(candidates) - 1) + [share]

    monkeypatch.setattr(places, "rank", rank)
    text = "Two men were shot in Gary, Indiana, on Monday. Police searched in Chicago."
    assert place_of(text, "Two shot in Gary").name == town


def test_the_town_that_fighters_entered_wins_over_that_of_the_dateline() -> None:
    text = (
        "BUKAVU - Fighters entered the mining town of Kamituga in eastern Congo on Tuesday without "
        "meeting any troops, a priest said. The army spoke of an adjustment."
    )
    assert place_of(text, "Rebels seize gold town in eastern Congo").name == "Kamituga"


def test_what_a_report_from_abroad_says_was_in_another_country_was_not_at_its_dateline() -> None:
    text = (
        "BRASILIA (BRAZIL), 23 AUG 22 (XYZ) -- [TEXT] THE BRAZILIAN BISHOPS TODAY CONDEMNED THE "
        "MURDER OF FOUR PRIESTS IN PERU. THE BISHOPS WILL HOLD A MASS."
    )
    place = place_of(text)
    assert (place.country, place.place_precision) == ("PE", "country")


def test_the_town_of_another_incident_is_not_that_of_the_main_one() -> None:
    text = (
        "An air strike hit a house in northern Lebanon on Monday and killed 21 people. Eight were "
        "hurt. Hours earlier the prime minister visited a base near Binyamina, where a drone had "
        "killed four soldiers on Sunday."
    )
    assert place_of(text, "Strike kills 21 in northern Lebanon").name == "northern Lebanon"


def test_what_follows_the_main_incident_may_have_its_town_in_the_next_sentence() -> None:
    text = (
        "The man who set off bombs at stations was tracked down on Monday and taken into custody "
        "after being wounded in a gun battle with officers. The end came on a street in Linden, "
        "New Jersey. The mayor spoke."
    )
    published = datetime(2022, 8, 24, 10, tzinfo=UTC)
    title = "Suspect in Manhattan bombings is held"
    found = load_extractor().extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    assert {m.event_type: m.place.name for m in found}["armed_clash"] == "Linden"


def test_where_an_institute_sits_is_not_where_its_report_says_it_happened() -> None:
    text = (
        "THE HAGUE, Aug 24 (Wire) - A tank crew killed a reporter in Lebanon on Monday by firing "
        "two shells at a group of journalists, a report found. Nobody has answered for it. The "
        "institute in The Hague worked for months."
    )
    assert place_of(text, "Tank fired at reporters, report finds").country == "LB"


def test_a_town_of_which_only_an_old_deed_is_told_is_not_that_of_the_news() -> None:
    text = (
        "Two engineers who had been held in Mali since 2020 were freed on Monday in a prisoner "
        "swap for three rebels.\nThe government welcomed the exchange.\n"
        "Their families were relieved.\n"
        "A minister thanked those who helped.\n"
        "The two were abducted in the centre of Gao in August 2020."
    )
    assert (place_of(text).name, place_of(text).country) == (None, "ML")


def test_the_province_is_told_in_the_next_sentence() -> None:
    text = (
        "Two engineers who had been held in Afghanistan since 2016 were released on Tuesday in a "
        "prisoner swap.\nThe two were handed over to soldiers in Zabul province, an elder said."
    )
    assert place_of(text).admin1 == "Zabul"


def test_a_town_that_only_says_where_another_lies_is_not_that_of_the_news() -> None:
    text = (
        "DERBY, Kansas - Two men were shot at their home near Linden, 20 miles north of Wichita. "
        "Deputies found them on Monday."
    )
    assert place_of(text).name != "Wichita"


def test_a_county_is_told_with_the_one_town_that_something_is_put_in() -> None:
    text = (
        "A boy of six shot his father by accident in Bartholomew County, Indiana, on Monday.\n"
        "Deputies were called to a house in Hartsville at nine. The man was flown to a hospital "
        "in Indianapolis, where he died."
    )
    assert place_of(text, "Boy shoots father in Bartholomew County").name == "Hartsville"


def test_something_is_in_the_town_where_it_was_done() -> None:
    text = "Rebels left Kalat. Six bodies lay in Bolan, where a bridge was blown up on Monday."
    assert place_of(text + " Pakistan's army said so.").name == "Bolan"


def test_where_the_doer_fled_to_is_not_where_it_was() -> None:
    text = (
        "IDAHO FALLS, Idaho (AP) - A man who shot and killed his girlfriend was sentenced on "
        "Tuesday.\nAfter the shooting, he fled with their son to California, where he was arrested."
    )
    assert place_of(text, "Man sentenced for killing girlfriend").admin1 == "Idaho"


def test_a_headline_that_names_the_province_of_a_district_is_not_its_town() -> None:
    text = "Bandits shot ten people at a mosque in Katsina's Malumfashi district on Tuesday."
    assert place_of(text, "Ten killed as bandits raid Katsina mosque").name == "Malumfashi"
