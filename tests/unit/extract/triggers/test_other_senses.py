"""Verbs of violence that stand for something else."""

from __future__ import annotations

import pytest

from pipeline.extract.triggers.scenes import find_scenes
from pipeline.extract.triggers.tellings import read_tellings
from pipeline.lexicon.words import load_words
from pipeline.records import Article
from pipeline.text import read_document
from tests.unit.extract.told import default_types


def tells(text: str, language: str = "en") -> bool:
    """Whether a sentence has a word that tells an incident."""
    document, words = read_document(Article("a", text, language=language)), load_words(language)
    return bool(read_tellings(document, words, find_scenes(document, words)))


@pytest.mark.parametrize(
    "text",
    [
        "The president fired his defence minister on Monday.",
        "Critics attacked the mayor's new budget on Monday.",
        "A grizzly bear was shot by a ranger on Monday.",
        "The last scene was shot in an old mill.",
        "Doctors are fighting an outbreak of measles in the north.",
        "Two stray dogs killed 14 sheep in a field on Monday.",
        "Traders bombarded the currency with sell orders on Monday.",
        "The club fired its chairman in Porto on Monday.",
        "The appeals court shot down the motion on Monday.",
        "A clash of egos in the cabinet ended on Monday.",
        "The explosion in sales of bicycles surprised shops.",
        "The council's debate was hijacked by a row over parking.",
        "A crew shot a documentary of the survivors on Monday.",
        "The dancer executed a perfect jump in Ghent on Monday.",
        "The row blew up the coalition on Monday.",
        "The clinic was bombarded with questions on Monday.",
        "Pupils bombarded the minister with letters on Monday.",
    ],
)
def test_what_is_done_to_a_budget_a_minister_or_a_bear_is_no_violence(text: str) -> None:
    assert not tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers fired at the coach of the visitors on Monday.",
        "Fighters attacked a village despite the new budget.",
        "After the video he was shot by a ranger on Monday.",
        "Gunmen shot a farmer and his dog on Monday.",
        "Gunmen killed two goat herders on Monday.",
        "Two goat herders were killed on Monday.",
        "Gunmen killed Robert Fox on Monday.",
        "An air defence system was hit on Monday.",
    ],
)
def test_what_is_done_to_people_is(text: str) -> None:
    assert tells(text)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Lawmakers clashed over the water bill in Lima on Monday.", False),
        ("The broadcaster was attacked by critics on Monday.", False),
        ("Two ministers have clashed again in Rome on Monday.", False),
        ("Lawmakers clashed with gunmen in Lima on Monday.", True),
        ("A lawmaker attacked a guard with a knife in Lima on Monday.", True),
        ("Critics of the state were attacked by masked men on Monday.", True),
        ("Herders and farmers clashed over a well on Monday.", True),
    ],
)
def test_those_who_only_ever_have_words_attack_with_words(text: str, is_told: bool) -> None:
    assert tells(text) == is_told


@pytest.mark.parametrize(
    "text",
    [
        "Two hikers were killed by a rockfall on Monday.",
        "A mason was killed by a falling beam on Monday.",
        "The heat killed 60 pilgrims on Monday.",
        "A wild elephant killed a farmer on Monday.",
        "Heavy rains destroyed two bridges on Monday.",
        "The plane was hit by a gull on Monday.",
        "Two men were killed by a swarm of bees on Monday.",
        "A fire in a dance hall in Rosario killed 14 people on Monday.",
        "A blaze that swept through a market near Kano killed six traders on Monday.",
        "A fire in which six traders were killed began in a kitchen on Monday.",
        "The fire killed a family of four on Monday.",
        "Six traders were killed in a fire in Kano on Monday.",
        "A cyclist was hit by a lorry in Cambridge on Monday.",
        "A climber fell to his death in Snowdonia on Monday.",
        "Four climbers were killed in an avalanche on Monday.",
        "A landslide at a quarry near Mbeya killed nine miners on Monday.",
        "A jogger was hit and killed by a tram in Oslo on Monday.",
        "Fire killed nine at a depot in Quito on Monday.",
        "Hailstones bombarded the village on Monday.",
    ],
)
def test_what_beasts_weather_and_falling_things_do_is_nobodys_doing(text: str) -> None:
    assert not tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two hikers were killed by armed men on Monday.",
        "A farmer was killed by wolf hunters on Monday.",
        "Saboteurs destroyed two bridges on Monday.",
        "The plane was hit by a missile on Monday.",
        "The Tamil Tigers killed six soldiers on Monday.",
        "Six soldiers were killed by Tamil Tigers on Monday.",
        "Two men were killed by a hail of bullets on Monday.",
        "A fuel depot was hit by a swarm of drones on Monday.",
        "Three passengers were killed by a train bomb on Monday.",
        "The Tigers attacked an army camp near Mannar on Monday.",
        "Israeli fire in Rafah killed two people on Monday.",
        "Sniper fire at a crossing killed two people on Monday.",
        "A storm had passed when gunmen killed two people on Monday.",
        "A fire bomb in a club killed two people on Monday.",
        "Two people were killed by a truck carrying explosives on Monday.",
        "The town of Bakhmut fell to Russian troops on Monday.",
        "Two people were killed in a storm of bullets on Monday.",
        "A fire that rebels had set in Goma killed two people on Monday.",
    ],
)
def test_what_men_do_is_not(text: str) -> None:
    assert tells(text)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("El ministerio ha ejecutado unos Q179 millones en subsidios.", False),
        ("La policía va a investigar otros casos de robo de vehículos.", False),
        ("Pistoleros han ejecutado a tres campesinos en Tumaco.", True),
        ("Dos hombres armados robaron un banco en Lima el lunes.", True),
    ],
)
def test_in_spanish_money_is_executed_too(text: str, is_told: bool) -> None:
    assert tells(text, "es") == is_told


@pytest.mark.parametrize(
    "text",
    [
        "Police retook the jail in Machala on Tuesday.",
        "Officers recaptured three inmates near Machala on Tuesday.",
        "Soldiers regained control after six hours in Machala on Tuesday.",
    ],
)
def test_a_jail_is_no_territory(text: str) -> None:
    assert default_types(text) == []
