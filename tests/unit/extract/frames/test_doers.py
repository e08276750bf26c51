"""Which doers told elsewhere in an article may have done what a frame tells."""

from __future__ import annotations

import pytest

from tests.unit.extract.articles import read


def doers_by_place(text: str) -> dict[str | None, list[str]]:
    """The perpetrators of each mention of an article, by its place."""
    return {
        m.place.name: [p.name for p in m.participants if p.role == "perpetrator"]
        for m in read(text)
    }


def test_the_gunmen_of_one_town_did_not_shoot_in_the_next() -> None:
    """A roundup tells other deeds of other days and places."""
    told = doers_by_place(
        "Masked bandits shot dead four herders in Sokoto on Tuesday. In Jos, two boys were killed "
        "by a bomb on Sunday. In Kano, a trader was stabbed to death on Monday."
    )
    assert told == {"Sokoto": ["Masked bandits"], "Jos": [], "Kano": []}


def test_who_is_told_as_the_doer_in_the_next_sentence_did_it() -> None:
    """It is told of no other day or place."""
    told = doers_by_place(
        "Four herders were shot dead in Sokoto on Tuesday. Masked bandits opened fire on them, "
        "police said."
    )
    assert told == {"Sokoto": ["Masked bandits"]}


def test_the_one_state_that_strikes_a_country_makes_its_other_strikes() -> None:
    told = doers_by_place(
        "Russian drones killed two people in Kharkiv on Tuesday. A missile struck a depot in Sumy "
        "on Monday, killing a guard. A drone hit a house in Belgorod on Monday, killing a woman."
    )
    assert told == {"Kharkiv": ["Russian"], "Sumy": ["Russian"], "Belgorod": []}


def test_who_was_hit_and_strikes_back_did_not_strike_himself() -> None:
    told = doers_by_place(
        "Rockets hit American soldiers at Deir ez-Zor in Syria on Tuesday, wounding two. A US air "
        "strike killed a man in Abu Kamal in Syria on Wednesday."
    )
    assert told == {"Deir ez-Zor": [], "Abu Kamal": ["US"]}


def test_the_attackers_of_a_storys_only_violence_did_it() -> None:
    """Where nobody else is told to have done it."""
    text = "Three people were shot dead at a vigil in Orlu, Nigeria, on Friday."
    assert doers_by_place(f"{text} The attackers wore uniforms.") == {"Orlu": ["attackers"]}
    assert doers_by_place(f"{text} Attackers often come at night.") == {"Orlu": []}


@pytest.mark.parametrize(
    ("headline", "doers"),
    [
        ("Ecuador prison riot leaves 17 dead", []),
        ("Mali ambush kills 12 soldiers", []),
        ("Colombia drone attack wounds five", []),
        ("Israel strike kills 12 in Gaza City", ["Israel"]),
        ("Myanmar shells a village near Loikaw, killing three", ["Myanmar"]),
    ],
)
def test_a_country_named_before_a_deed_in_it_only_says_where(
    headline: str, doers: list[str]
) -> None:
    (mention,) = read(headline + " on Tuesday.")
    assert [p.name for p in mention.participants if p.role == "perpetrator"] == doers


def test_a_state_and_its_soldiers_are_one_doer() -> None:
    told = doers_by_place(
        "An Israeli raid killed two men in Nablus on Tuesday. Israeli forces shot them, he said."
    )
    assert told == {"Nablus": ["Israeli forces"]}


@pytest.mark.parametrize(
    "text",
    [
        "Russia fired a salvo of missiles at Kyiv on Tuesday, killing three people.",
        "Russia fired dozens of missiles at Kyiv on Tuesday.",
    ],
)
def test_a_town_that_is_fired_at_did_nothing(text: str) -> None:
    assert doers_by_place(text) == {"Kyiv": ["Russia"]}
