"""What heads a section of a round-up says where it plays."""

from __future__ import annotations

from tests.unit.extract.articles import read

ROUND_UP = (
    "At least 30 people were killed in attacks across Nigeria last week.\n"
    "ZAMFARA: Gunmen killed 11 farmers in a raid on a village on Monday.\n"
    "BORNO: Troops shot dead 12 fighters of Islamic State on Tuesday. The army lost two men.\n"
)


def test_a_province_with_a_colon_heads_what_is_told_behind_it() -> None:
    told = {m.place.admin1: m.event_type for m in read(ROUND_UP) if m.place.admin1}
    assert set(told) == {"Zamfara", "Borno"}


def test_a_line_of_one_country_heads_its_section() -> None:
    text = (
        "MALI\nTwo soldiers died when a convoy hit a mine near Doumba on Monday.\n"
        "NIGER\nGunmen killed 15 villagers in Diambala on Tuesday.\n"
    )
    assert [(m.place.name, m.place.country) for m in read(text)] == [
        ("Doumba", "ML"),
        ("Diambala", "NE"),
    ]


def test_one_name_in_capitals_is_a_dateline() -> None:
    (told,) = read("PESHAWAR: Two policemen were shot dead in Bannu on Tuesday, officials said.")
    assert told.place.name == "Bannu"
