"""Reports that tell several incidents, of whole articles: each with its own place and toll."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.records import Mention
from tests.unit.extract.articles import default, read


def toll(mention: Mention, outcome: str) -> int | None:
    """The number that a mention tells of an outcome."""
    told = (c.best for c in mention.casualties if c.outcome == outcome and c.part_of is None)
    return next(told, None)


def test_a_place_that_opens_its_sentence_is_that_of_all_of_it() -> None:
    """However far behind the comma the deed is told."""
    told = default(
        "Thirteen officers were beaten to death in Sirajganj on Sunday. In Dhaka, at least 11 "
        "people died, among them two students, when police and party men opened fire on crowds."
    )
    assert [(m.place.name, toll(m, "killed")) for m in told] == [("Sirajganj", 13), ("Dhaka", 11)]


def test_a_place_between_two_deeds_opens_the_second() -> None:
    """Each has its own toll, and the first not the place of the second."""
    told = default(
        "Three men were shot dead in a car on Saturday night, and in Gqeberha, five people were "
        "wounded when gunmen opened fire on mourners at a funeral in South Africa."
    )
    assert [m.place.name for m in told] == [None, "Gqeberha"]
    assert [(toll(m, "killed"), toll(m, "injured")) for m in told] == [(3, None), (None, 5)]


def test_a_month_between_two_deeds_opens_none() -> None:
    (told,) = default("Two men were shot in Leeds and in March were found dead in a shooting.")
    assert told.event_type == "shooting"


def test_who_stands_in_an_area_of_a_town_is_in_it() -> None:
    """The towns of the next district, told below, are another's."""
    told = default(
        "PESHAWAR: Two policemen were martyred and three others were injured when militants "
        "attacked a van in the Bakhmal Ahmadzai area of Lakki Marwat on Wednesday, officials said. "
        "They were driven to a hospital in Bannu."
    )
    assert [(m.place.name, toll(m, "killed")) for m in told] == [("Lakki Marwat", 2)]


def test_a_town_of_report_is_not_where_a_far_region_was_hit() -> None:
    """A dateline is asked only where the lead names nothing that it does not lie in."""
    (told,) = default(
        "JAKARTA, March 14 - Gunmen shot dead two construction workers in Indonesia's Highland "
        "Papua province, police said on Wednesday."
    )
    assert told.place.name == "Highland Papua"


@pytest.mark.parametrize(
    ("text", "outcome", "number"),
    [
        ("Elsewhere, 15 died in clashes between the army and the RSF in Babanusa.", "killed", 15),
        (
            "A bomb killed four in Rangpur, including a judge, Ana Lee, and 100 wounded.",
            "injured",
            100,
        ),
        ("Three people between 15 and 20 years of age were shot dead in Uppsala.", "killed", 3),
        ("Two boys aged between 10 and 12 were shot dead in Leeds.", "killed", 2),
        ("Between 15 and 20 people were killed in a bombing in Quetta.", "killed", 17),
        ("Two masked men shot at a villa in Malmo. A woman was hit in the shoulder.", "injured", 1),
        ("Two men shot at a bar in Leeds on Sunday are in hospital.", "injured", 2),
        ("Villagers beat a thief to death in Ramgarh on Tuesday.", "killed", 1),
        ("Gunmen hacked five farmers to death with machetes in Benue.", "killed", 5),
    ],
)
def test_who_counts_is_who_was_hit(text: str, outcome: str, number: int) -> None:
    """Neither words that open a sentence, nor ages, nor gunmen, nor parts of the dead."""
    assert [toll(m, outcome) for m in read(text)] == [number]


def test_what_a_car_is_driven_into_is_no_protest() -> None:
    (told,) = default(
        "A man drove a Mini Cooper into a union march in Munich on Monday, killing a girl and her "
        "mother and injuring 37."
    )
    assert (told.event_type, toll(told, "injured")) == ("attack", 37)


def test_a_march_beside_which_something_was_is_no_incident() -> None:
    told = default(
        "Seven people were stabbed in Mulhouse. The attack took place on Saturday on the sidelines "
        "of a demonstration."
    )
    assert [(m.event_type, m.event_start) for m in told] == [("stabbing", date(2024, 3, 9))]


def test_a_bomb_on_a_bridge_is_nobodys_vest() -> None:
    (told,) = default("A bomb strapped to a bridge blew up in Guayaquil on Friday.")
    assert told.event_type == "bombing"


def test_a_ship_that_gunmen_take_control_of_is_hijacked() -> None:
    (told,) = default("Gunmen took control of the MV Abdullah off Mogadishu on Tuesday.")
    assert told.event_type == "hijacking"


def test_a_charge_told_below_makes_no_history_of_the_lead() -> None:
    """The day of the arrest is the only one."""
    told = default(
        "Two people have died and 11 were wounded after a man stabbed shoppers in Mannheim. The "
        "knifeman, 40, was arrested near the scene on Monday. He ran along a pedestrian street. "
        "Prosecutors have charged him with two counts of murder.",
        "Two dead as man stabs shoppers in Mannheim",
    )
    assert ("stabbing", date(2024, 3, 11)) in [(m.event_type, m.event_start) for m in told]


def test_knives_are_weapons_and_rustlers_doers() -> None:
    (told,) = default("Six rustlers armed with knives attacked herders in Turkana, killing two.")
    assert [weapon.name for weapon in told.weapons] == ["knives"]
    assert "rustlers" in [p.name for p in told.participants if p.role == "perpetrator"]


def test_the_quarter_of_a_city_is_no_other_place_than_the_city() -> None:
    text = (
        "A missile hit an apartment block in Kharkiv on Tuesday evening, killing three people.\n"
        "The missile tore through the upper floors of a building in the Saltivka district."
    )
    assert len(default(text)) == 1
