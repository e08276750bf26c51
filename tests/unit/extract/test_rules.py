"""Whole articles: what is told again, what is another, what is none."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.extract.rules import RulesExtractor
from tests.unit.extract.articles import EXTRACTOR, default, read


def test_the_default_extractor_is_the_rules() -> None:
    """Registered under its name."""
    assert isinstance(EXTRACTOR, RulesExtractor)
    assert EXTRACTOR.version.startswith("rules@")


def test_one_incident_told_in_three_sentences_is_one() -> None:
    """The attack, the blast: the same."""
    text = (
        "A car bomb exploded outside a hotel in Mogadishu on Tuesday.\n"
        "The blast killed seven people.\n"
        "Nobody has claimed responsibility for the attack."
    )
    (mention,) = default(text)
    assert mention.event_type == "bombing"
    assert mention.event_start == date(2024, 3, 12)
    assert [c.best for c in mention.casualties if c.outcome == "killed"] == [7]


def test_a_title_and_its_lead_are_one() -> None:
    """Though the title has no day."""
    text = "A car bomb exploded outside a hotel in Mogadishu on Tuesday, killing seven people."
    (mention,) = default(text, title="Car bomb kills seven in Mogadishu")
    assert {e.field for e in mention.evidence} == {"title", "text"}


def test_two_days_and_two_towns_are_two_incidents() -> None:
    """Each keeps its own toll."""
    text = (
        "Gunmen killed four soldiers near Gao on Monday.\n"
        "On Tuesday a roadside bomb killed two policemen in Timbuktu."
    )
    first, second = default(text)
    assert (first.event_start, second.event_start) == (date(2024, 3, 11), date(2024, 3, 12))
    assert [m.casualties[0].best for m in (first, second)] == [4, 2]


def test_an_answer_is_another_incident_than_what_it_answers() -> None:
    """Each with its toll."""
    text = (
        "Militants fired rockets at a base near Erbil on Monday, wounding a soldier.\n"
        "The US responded by launching air strikes that killed three militants."
    )
    assert len(default(text)) == 2


def test_a_summary_of_many_attacks_is_none() -> None:
    """A wave of attacks is no incident of its own."""
    assert not default("The region has seen a wave of attacks since 2019.")


def test_an_old_incident_is_background() -> None:
    """History is not coded as today."""
    (mention,) = read("A bomb killed twelve people in Madrid in May 2021.")
    assert mention.salience == "background"


@pytest.mark.parametrize(
    "text",
    [
        "The goalkeeper saved a shot and the striker hit the bar in the match.",
        "The company fired its chief executive and shares were hit.",
        "An earthquake killed thirty people in Turkey on Monday.",
    ],
)
def test_sport_business_and_disasters_tell_no_incident(text: str) -> None:
    """Words of violence with other senses."""
    assert not default(text)


def test_explosives_that_were_found_and_defused_are_no_bombing() -> None:
    text = (
        "A cleaner found a suitcase with explosives under a stage in Peshawar on Tuesday.\n"
        "Experts defused the device and nobody was hurt."
    )
    assert [m.event_type for m in read(text)] == ["interception"]


def test_wounds_told_behind_a_march_are_of_its_end() -> None:
    """And no shooting of their own."""
    text = (
        "Police fired tear gas and live rounds at a march in Kisumu on Monday.\n"
        "Eleven people were brought to a clinic with gunshot wounds, a nurse said."
    )
    assert len(default(text)) == 1


def test_reports_that_were_unfounded_tell_nothing() -> None:
    """What was heard was something else."""
    text = (
        "Callers who reported gunfire in a park in Tulsa on Sunday had heard fireworks.\n"
        "It was a false alarm, police said. Nobody was hurt by the gunfire that was heard."
    )
    assert not default(text)


def test_a_surname_is_no_vigil() -> None:
    """Nor is a battle a person."""
    text = "The victim, 26-year-old Marcus Vigil, worked at a bar in Taos, police said on Monday."
    assert not [m for m in read(text) if m.event_type == "protest"]


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes bombed targets on a range in Pocheon on Monday as part of the exercise.",
        "He looked back on Monday on bitter battles with his many critics in Ohio.",
    ],
)
def test_drills_and_quarrels_tell_no_incident(text: str) -> None:
    """In the words of war."""
    assert not default(text)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("A girl was hurt near Poonch on Monday as troops traded mortar and gunfire.", "shelling"),
        ("Raiders attacked a hamlet near Bunia with machetes and guns on Monday.", "attack"),
        ("Gunmen came to a farm near Gusau on Monday and took 12 people.", "abduction"),
        ("A guard who tried to flee was shot dead in Gao on Monday.", "shooting"),
    ],
)
def test_the_type_is_that_of_the_heavier_or_of_no_one_weapon(text: str, event_type: str) -> None:
    """Shelling beside gunfire, guns beside blades; whoever flees is shot all the same."""
    assert [(m.event_type, m.status) for m in default(text)] == [(event_type, "occurred")]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("GUERRILLAS MACHINEGUNNED THE CAR OF A BANKER IN SAN SALVADOR YESTERDAY.", "shooting"),
        ("REBELS YESTERDAY DESTROYED TWO HIGH-TENSION PYLONS NEAR HUANCAYO.", "attack"),
        ("TERRORISTS BURNED THREE COFFEE PLANTATIONS NEAR SAN VICENTE YESTERDAY.", "arson"),
    ],
)
def test_what_telegrams_tell_of_guerrillas_is_an_incident(text: str, event_type: str) -> None:
    assert [mention.event_type for mention in read(text)] == [event_type]


def test_fire_of_two_states_is_two_incidents_and_police_tell_of_their_own_country() -> None:
    """The police of one side do not speak of what their own army did abroad."""
    text = (
        "Five villagers were killed in shelling by the Indian army in Pakistan-administered Kashmir"
        " on Tuesday, an official in Muzaffarabad said.\n"
        "Indian police and medics said at least seven villagers were killed and 30 others wounded"
        " in the Pakistani firing on Tuesday."
    )
    told = {(m.place.country, m.casualties[0].best) for m in default(text)}
    assert told == {("PK", 5), ("IN", 7)}


def test_where_a_train_came_from_is_not_where_it_was_bombed() -> None:
    """Nor is where the report was written, beside the words of the deed."""
    text = (
        "QUETTA (Wire) - Three guards were killed when a bomb exploded under a train near Sibi in"
        " Pakistan's Balochistan province on Monday and gunmen opened fire, officials said.\n"
        "The train was on its way from Quetta to Peshawar."
    )
    assert [m.place.name for m in default(text)] == ["Sibi"]


@pytest.mark.parametrize(
    "text",
    [
        "The Bears fired 41 shots at the goalie on Sunday.\nIt was a rout.\nThe puck hit his mask.",
        "Gunshots sent shoppers running in Lyon on Saturday, but it was only a film.",
        "On Monday he spoke in Oslo of a series in which robbers blow up a bank.",
    ],
)
def test_play_on_ice_and_on_screens_is_no_incident(text: str) -> None:
    """However many are hit."""
    assert not default(text)


def test_what_somebody_did_is_told_though_something_else_was_unfounded() -> None:
    """The rumour was of another matter."""
    text = (
        "Rebels stormed a barracks near Bunia on Monday.\n"
        "Rumours that the town had fallen were unfounded, an officer said."
    )
    assert default(text)


def test_a_battle_with_opponents_is_fought() -> None:
    """Critics are quarrelled with."""
    text = "Militias battled opponents of the emir near Sabha on Monday, killing nine."
    assert [mention.event_type for mention in default(text)] == ["armed_clash"]


def test_what_a_strike_answers_is_none_where_nothing_says_where_it_was() -> None:
    text = (
        "India struck camps in Pakistan on Tuesday after accusing Pakistan of sheltering the "
        "gunmen who killed 26 tourists."
    )
    assert [m.event_type for m in default(text)] == ["air_strike"]


def test_who_is_accused_of_sheltering_the_doers_did_not_do_it() -> None:
    text = (
        "India accused Pakistan on Tuesday of sheltering the militants who killed 26 tourists in "
        "Pahalgam on Monday."
    )
    (told,) = default(text)
    assert [p.name for p in told.participants if p.role == "perpetrator"] == ["militants"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("An Israeli drone hit a car near Nabatieh on Tuesday in the latest truce violation.", 1),
        ("Shells killed two in Kadugli on Tuesday, the latest breach of the truce.", 1),
        ("Police fired tear gas at workers on Tuesday to clear the road in Gazipur.", 1),
        ("Troops cleared the village of Kunda of rebels on Tuesday.", 1),
    ],
)
def test_a_breach_is_no_truce_and_a_cleared_road_no_territory(text: str, types: int) -> None:
    told = {m.event_type for m in read(text)}
    assert len(told) == types
    assert "agreement" not in told
    assert ("territory_regained" in told) == ("rebels" in text)


@pytest.mark.parametrize(
    "text",
    [
        "The US president said on Monday that the militia had to disarm.",
        "Ceasefire violated on the Armenian border on Monday, Baku says.",
    ],
)
def test_demands_and_breaches_of_a_truce_are_none(text: str) -> None:
    assert default(text) == []


def test_further_strikes_are_others() -> None:
    text = (
        "Pakistan bombed a house in Khost province on Tuesday, killing ten people. Further strikes"
        " hit Kunar and Paktika, wounding four."
    )
    places = {m.place.name for m in default(text)}
    assert places == {"Khost"}


def test_strikes_on_two_towns_side_by_side_are_two() -> None:
    text = (
        "An Israeli air strike on a school in Gaza City killed 36 people on Monday, medics said. In"
        " Jabalia, in the north of the strip, a strike on a house killed 19 people."
    )
    assert {m.place.name for m in default(text)} == {"Gaza City", "Jabalia"}


def test_gangs_that_seize_people_abduct_them() -> None:
    (told,) = default("Gang members seized two journalists in Port-au-Prince on Wednesday.")
    assert (told.event_type, told.casualties[0].best) == ("abduction", 2)


@pytest.mark.parametrize(
    "text",
    [
        "Robbers armed with rifles raided a gold refinery in Lyon on Tuesday.",
        "Thieves raided a jewellery shop in Lyon on Tuesday and fled with gems.",
    ],
)
def test_robbers_who_raid_a_shop_rob_it(text: str) -> None:
    assert [m.event_type for m in default(text)] == ["robbery"]
