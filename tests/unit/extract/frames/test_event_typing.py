"""Which type an incident takes from what stands beside its words."""

from __future__ import annotations

import pytest

from pipeline.extract.frames.event_typing import share_scenes
from pipeline.extract.frames.frame import Frame
from pipeline.extract.rules import load
from pipeline.records import Article
from pipeline.text import read_document
from tests.unit.extract.told import types


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Rebels captured the town of Kassala on Tuesday.", "territory_lost"),
        ("Militants were pushed back from towns in Homs on Tuesday.", "territory_regained"),
        ("The Sudanese army captured the city of Bara on Monday.", "territory_regained"),
        ("Rwandan troops took the Congolese town of Uvira on Monday.", "territory_lost"),
        ("Russian troops retook Sudzha in the Kursk region on Monday.", "territory_regained"),
        ("Kisangani was captured by M23 rebels on Monday.", "territory_lost"),
        ("Bara, the last town that the army held, was captured by rebels.", "territory_lost"),
        (
            "The Arakan Army said on Monday that its troops had seized an outpost near Sittwe.",
            "territory_lost",
        ),
    ],
)
def test_who_loses_a_place_is_the_subject_of_a_passive(text: str, event_type: str) -> None:
    """The side of the active subject takes it; to the forces of another state it is lost."""
    assert event_type in types(text)


def test_violence_that_a_protest_is_about_makes_no_riot() -> None:
    """It stands behind the word of protest."""
    assert types("Students took to the streets of Kampala on Tuesday to decry the violence.") == [
        "protest"
    ]
    assert types("Students hurled stones at police in Kampala on Tuesday.") == ["riot"]


def test_a_march_at_which_nobody_was_arrested_is_peaceful() -> None:
    """The arrests are denied."""
    told = "Teachers marched in Kampala on Tuesday. The police said that no one was arrested."
    assert types(told) == ["protest"]
    told = "Teachers marched in Kampala on Tuesday. Ten of the marchers were arrested by police."
    assert types(told) == ["protest_with_intervention"]


def test_each_scene_goes_to_the_frames_that_stand_nearest_to_it() -> None:
    """One that stands as near to two is of both."""
    rules = load()
    text = "Gunmen shot a judge and rebels stormed a barracks in Goma on Tuesday."
    reading = rules.read(read_document(Article("a", text)), rules.words["en"])
    assert reading is not None
    (telling,) = reading.tellings
    frames = [Frame([t], t.word.event_type, t.status) for t in telling.triggers]
    near = share_scenes(frames, telling)
    assert len(frames) == 2
    assert {m for scenes in near for m in scenes} == set(telling.matches)
    for frame, scenes in zip(frames, near, strict=True):
        (trigger,) = frame.triggers
        (other,) = (t for f in frames if f is not frame for t in f.triggers)
        for match in set(telling.matches) - set(scenes):
            assert abs(match.first - trigger.first) > abs(match.first - other.first)


def test_a_bomb_in_a_lorry_is_no_air_strike_because_an_air_base_is_near() -> None:
    told = "A truck bomb exploded beside an air force base in Gao on Tuesday and killed a cook."
    assert types(told) == ["bombing"]


def test_the_kind_of_a_strike_on_a_town_outlasts_a_weaker_word() -> None:
    told = (
        "Artillery shells hit a queue in Kherson on Tuesday and wounded two women.\n"
        "Russia's defence ministry said that its forces had struck camps of the army."
    )
    assert types(told) == ["shelling"]


def test_figures_that_fell_tell_no_murder() -> None:
    assert not types(
        "Killings in the state of Bahia fell by 11 percent, an institute said on Monday."
    )


def test_a_party_that_rallies_does_not_protest() -> None:
    told = "A suicide bomber killed nine people at a party rally in Lahore on Tuesday."
    assert types(told) == ["suicide_bombing"]


def test_a_march_in_a_second_town_is_one_of_its_own() -> None:
    told = (
        "Police fired tear gas at marchers in Nairobi on Tuesday.\nThree officers were hurt.\n"
        "Shops were shut.\nTraffic stood still.\n"
        "In the lakeside city of Kisumu, a few hundred people marched peacefully."
    )
    assert types(told) == ["protest_with_intervention", "protest"]


def test_who_burns_a_trailer_is_in_no_film() -> None:
    assert types("A man set fire to a neighbour's trailer in Ocala, Florida, on Tuesday.") == [
        "arson"
    ]


def test_who_only_mourns_does_not_protest() -> None:
    assert not types("Hundreds held a prayer vigil in Fresno on Tuesday to remember a slain girl.")
    told = "Hundreds held a prayer vigil in Fresno on Tuesday and marched to the court."
    assert types(told) == ["protest"]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Israel bombed a prison in Tehran on Tuesday, killing 20.", "air_strike"),
        ("A Russian bomb killed six people in Izium on Tuesday.", "air_strike"),
        ("Two guided bombs fell on a factory in Sumy on Tuesday.", "air_strike"),
        ("A Russian missile exploded over a playground in Sumy on Tuesday.", "shelling"),
        ("A car bomb that the Syrian army blames on rebels hit Homs on Tuesday.", "bombing"),
        (
            "A bomb found under a bridge in Derry on Tuesday was defused by the army.",
            "interception",
        ),
        ("Two boys died in Izium on Tuesday when an unexploded shell went off.", "bombing"),
    ],
)
def test_what_a_state_bombs_it_bombs_from_the_air(text: str, event_type: str) -> None:
    """Bombs that are laid or left over are none of its planes'."""
    assert event_type in types(text)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Crowds stormed the palace in Dhaka on Tuesday as she fled by helicopter.", "riot"),
        ("A drone hit a police helicopter near Amalfi on Tuesday, killing six.", "drone_strike"),
    ],
)
def test_a_helicopter_that_carries_somebody_strikes_nobody(text: str, event_type: str) -> None:
    """It is what somebody flees in, or what is hit."""
    assert types(text) == [event_type]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Agents led two dealers away in handcuffs in Kazan on Tuesday.", "arrest"),
        ("Armed men dragged a teacher from his house in Bamenda on Tuesday.", "abduction"),
        ("Men with rifles took a cook and six others in Jos on Tuesday.", "abduction"),
    ],
)
def test_whom_police_lead_away_is_arrested(text: str, event_type: str) -> None:
    """Whom others take along is abducted."""
    assert types(text) == [event_type]


def test_a_priest_whom_his_bishop_takes_away_is_not_abducted() -> None:
    """Nobody is told who takes people by force."""
    assert types("A priest was taken away from his parish on Tuesday by his bishop.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A boy was hit in the leg after a gun went off in a home in Leeds on Monday.", "shooting"),
        ("Five people were hurt when a bomb went off in a market in Leeds on Monday.", "bombing"),
        ("A suspect in two murders surrendered to police in Durban on Monday.", "arrest"),
        ("The gunman turned himself in to the authorities in Lagos on Monday.", "arrest"),
        ("Forty rebels surrendered to the army in Goma on Monday.", "agreement"),
        ("A Crowley High School grad was shot dead in Fort Worth on Monday.", "shooting"),
        ("Militants fired three Grad rockets at Sderot on Monday.", "shelling"),
        ("Two men were shot in Durban on Monday; officers found shell casings.", "shooting"),
    ],
)
def test_guns_that_go_off_casings_and_suspects_who_give_up_are_no_war(
    text: str, expected: str
) -> None:
    assert types(text) == [expected]


def test_who_recovers_from_a_wound_takes_no_town() -> None:
    text = "A Rock Hill woman is recovering after a boy found a gun and shot her on Monday."
    assert types(text) == ["shooting"]


def test_a_helicopter_that_comes_under_fire_strikes_nobody() -> None:
    text = "A helicopter of the UN came under fire near Nasir on Friday and a pilot was killed."
    assert types(text) == ["attack"]


def test_rebels_who_enter_a_town_take_it() -> None:
    assert types("Rebels marched into the centre of Goma early on Monday.") == ["territory_lost"]
    assert types("Delegates entered Goma on Monday for talks.") == []


def test_a_body_that_is_handed_over_is_no_new_death() -> None:
    text = "Hamas handed over the body of a hostage, Tal Haimi, in Gaza on Monday evening."
    assert types(text) == []


def test_fire_on_those_who_protest_is_a_crackdown() -> None:
    text = "Police opened fire on Sunday on people who were protesting in Douala, killing four."
    assert types(text) == ["crackdown"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Men who carried rifles and grenades shot nine miners in Duki on Monday.", "shooting"),
        ("Rebels attacked the artillery barracks in Bara on Monday, killing ten.", "armed_clash"),
        ("Israel hit a missile store near Tabriz on Monday.", "air_strike"),
    ],
)
def test_arms_that_are_carried_or_kept_are_not_what_was_fired(text: str, told: str) -> None:
    assert types(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The president called off peace talks with the rebels on Friday.",
        "Villagers who had fled fighting slept in a school in Kani on Friday.",
    ],
)
def test_talks_called_off_and_what_people_have_fled_are_no_news(text: str) -> None:
    assert not types(text)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Vigilantes killed two bandits in Maru, Zamfara, on Monday.", "mob_violence"),
        ("Bandits killed two vigilantes in Maru, Zamfara, on Monday.", "attack"),
        ("Masked men threw petrol bombs at a synagogue in Lyon on Monday.", "arson"),
        ("Protesters threw petrol bombs at police in Athens on Monday.", "riot"),
        ("Men threw petrol bombs at an asylum seekers' home in Bautzen on Sunday.", "arson"),
        ("A firebomb was thrown at a newspaper office in Berlin on Monday.", "arson"),
        ("Men threw two petrol bombs at the door of a synagogue in Lyon on Monday.", "arson"),
        ("Petrol bombs were thrown at police at a protest in Athens on Monday.", "riot"),
        ("A tanker was damaged by two drones off Libya on Monday.", "drone_strike"),
        ("Gunmen shot dead a judge as she took her son to school in Manta on Monday.", "shooting"),
        ("Troops regained control over Kismayo on Monday.", "territory_regained"),
        ("A police raid on a gang in Leeds on Tuesday left 13 people dead.", "armed_clash"),
        ("A police raid on a gang in Leeds on Tuesday ended in 13 arrests.", "arrest"),
        (
            "Police broke up a Pride march in Izmir on Sunday and detained 75 people.",
            "protest_with_intervention",
        ),
    ],
)
def test_the_type_is_of_who_does_it_to_whom(text: str, event_type: str) -> None:
    assert types(text) == [event_type]


def test_water_cannon_at_sea_breaks_up_no_protest() -> None:
    text = "A coast guard ship used water cannon against a Filipino fishing boat on Monday."
    assert types(text) == ["attack"]
    text = "Police used water cannon against protesters in Manila on Monday."
    assert types(text) == ["protest_with_intervention"]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Gunmen attacked a helicopter near Kandahar on Tuesday, killing four.", "shooting"),
        ("A drone struck an army helicopter near Kandahar on Tuesday.", "drone_strike"),
        ("A helicopter attacked a village near Kandahar on Tuesday.", "air_strike"),
    ],
)
def test_an_aircraft_that_is_hit_makes_no_air_strike(text: str, event_type: str) -> None:
    """It stands right behind the verb."""
    assert types(text) == [event_type]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Armed youths attacked a cattle camp near Warrap on Monday, killing 20.", "attack"),
        ("Youths attacked a police station in Warrap on Monday.", "riot"),
        ("A farmer-herder clash near Moundou on Monday left 35 people dead.", "mob_violence"),
        ("A grenade that boys had found exploded near Kunduz on Monday, killing two.", "bombing"),
        ("A grenade exploded in a bar in Bujumbura on Monday, killing two.", "grenade_attack"),
    ],
)
def test_neighbours_of_a_type_by_their_sides(text: str, event_type: str) -> None:
    assert types(text) == [event_type]
