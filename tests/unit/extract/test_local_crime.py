"""Local news of crime: who did it, whom, where and how many, however the desk words it."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.records import Mention
from tests.unit.extract.articles import read


def _people(mention: Mention, role: str) -> list[str]:
    return [person.name for person in mention.participants if person.role == role]


def _tolls(mention: Mention) -> dict[str, int | None]:
    return {c.outcome: c.best for c in mention.casualties if c.part_of is None}


def test_who_shot_did_it_and_hospitals_did_not() -> None:
    (found,) = read("A 10-year-old boy who shot his mother dead on Monday has been charged.")
    assert _people(found, "perpetrator") == ["boy"]
    (found,) = read("A girl died at Einstein Medical Center after a shooting in Tulsa on Monday.")
    assert _people(found, "perpetrator") == []


@pytest.mark.parametrize(
    "text",
    [
        "Masked men threw petrol bombs into a synagogue in Melbourne on Friday, injuring two.",
        "A synagogue was firebombed in Melbourne on Friday.",
        "Unknown men set fire to a bus in Gagnoa on Sunday with petrol bombs.",
    ],
)
def test_firebombs_at_buildings_are_arson(text: str) -> None:
    (found,) = read(text)
    assert found.event_type == "arson"


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The driver, 34, got out and opened fire on Monday.", "driver"),
        ("A man walked into a store in Denver on Monday and shot the clerk.", "man"),
        ("A boy of 14 took a knife from his bag on Monday and stabbed a teacher.", "boy"),
        ("An off-duty officer confronted the robber on Monday and shot him dead.", "officer"),
        ("A man got out of a car on Monday and shot another man.", "man"),
    ],
)
def test_who_does_several_things_does_the_last_of_them(text: str, doer: str) -> None:
    (found,) = read(text)
    assert [name.split()[-1] for name in _people(found, "perpetrator")] == [doer]


@pytest.mark.parametrize(
    "text",
    [
        "A man climbed over the fence on Monday and was shot.",
        "Officers went to the home on Monday and found the bodies of two men who had been shot.",
        "Crews were called to the bar on Monday on reports of two people shot.",
        "A man was shot on Monday. He was flown to Dell Seton with a wound to the arm.",
        "A woman who was stabbed in Leeds on Sunday has been named by police.",
    ],
)
def test_who_is_hit_or_comes_to_help_did_not_do_it(text: str) -> None:
    (found,) = read(text)
    assert _people(found, "perpetrator") == []
    assert "Crews" not in _people(found, "victim")


def test_a_headline_tells_where_people_were_shot() -> None:
    (found,) = read("Two teenagers were shot in Denver on Sunday.", "Two teens shot at Denver park")
    assert _people(found, "perpetrator") == []
    (found,) = read("Bandits fired at a bus in Zamfara on Sunday.", "Men shot at police in Zamfara")
    assert "police" in _people(found, "victim")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A woman was shot dead on Wednesday on Spanish Town Road, Kingston.", "Kingston"),
        ("A man was shot in Denver on Sunday. It happened at Railroad Park.", "Denver"),
        (
            "A man is accused of shooting a woman in Tulsa on Sunday at the Savanna Landing flats.",
            "Tulsa",
        ),
        (
            (
                "A man was shot on Highway 99 in Fresno County on Friday. "
                "The 22-year-old from Selma was hit in the shoulder."
            ),
            "Fresno County",
        ),
    ],
)
def test_parks_and_homes_of_victims_move_no_incident(text: str, place: str) -> None:
    assert {mention.place.name for mention in read(text)} == {place}


def test_the_lead_names_the_suburb_of_a_headline() -> None:
    (found,) = read("A boy was stabbed to death in Croydon on Wednesday.", "Boy killed in London")
    assert found.place.name == "Croydon, London"


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("He shot dead four of his family over a land dispute in Amritsar.", {"killed": 4}),
        ("A quarrel ended with a 57-year-old woman stabbed to death in Tulsa.", {"killed": 1}),
        (
            ("A strike in Tyre killed a commander of Hezbollah's Radwan force and three others."),
            {"killed": 4},
        ),
        ("Gunmen raided Djibo on Monday. Residents speak of eleven dead.", {"killed": 11}),
        ("Three bandits were killed in a gunfight in Zamfara on Monday.", {"killed": 3}),
        (
            (
                "Attackers threw petrol bombs at an office in Gagnoa on Sunday and its guard died. "
                "Two others were hurt."
            ),
            {"killed": 1, "injured": 2},
        ),
        ("Family of four found dead in Meridian; murder-suicide suspected.", {"killed": 4}),
        ("Hendrik van der Merwe, 54, was shot dead on his farm on Monday.", {"killed": 1}),
        ("Twelve villagers were lined up and shot in Mopti on Monday.", {"killed": 12}),
        ("Gunmen shot at a bus in Noshki on Monday, but all 30 passengers survived unhurt.", {}),
        (
            (
                "A man who was shot on Friday in Rochester has died, police said. "
                "Luis Rosario had been in critical condition since the shooting."
            ),
            {"killed": 1},
        ),
        (
            (
                "The deputy was hit in the leg when a driver opened fire on Monday in Memphis. "
                "The deputy returned fire, striking the man, who survived."
            ),
            {"injured": 1},
        ),
        (
            (
                "Two women were shot in Denver on Monday. The shooting came hours after three "
                "people were killed in a nearby park."
            ),
            {"injured": 2},
        ),
    ],
)
def test_tolls_are_those_of_the_incident(text: str, tolls: dict[str, int]) -> None:
    assert _tolls(read(text)[0]) == tolls


def test_a_day_after_another_incident_is_another_incident() -> None:
    now, before = read(
        "Two women were shot in Denver on Monday. The shooting comes a day after three people "
        "were killed in a nearby park."
    )
    assert (now.event_start, _tolls(now)) == (date(2024, 3, 11), {"injured": 2})
    assert (before.event_start, _tolls(before)) == (date(2024, 3, 10), {"killed": 3})


@pytest.mark.parametrize(
    "text",
    [
        "A man wanted for two bank robberies was killed in a shootout with police on Monday.",
        "The suspect, wanted for robbery, died on Monday after a shootout with police.",
    ],
)
def test_what_somebody_is_wanted_for_is_no_incident(text: str) -> None:
    (found,) = read(text)
    assert found.event_type == "armed_clash"


def test_a_spokesman_has_a_name_with_small_words() -> None:
    (found,) = read(
        "Three men were gunned down in Cape Town on Tuesday. Police spokesperson Captain Frederick "
        "van Wyk said unknown gunmen entered a house and opened fire."
    )
    assert _people(found, "perpetrator") == ["unknown gunmen"]


def test_a_coroner_who_names_the_dead_holds_no_hearing() -> None:
    title = "Coroner identifies man killed in Savannah shooting"
    (found,) = read("A man was shot dead in Savannah, Georgia, on Saturday.", title)
    assert found.salience == "main"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The passenger fired several shots at officers in Tulsa on Monday.", 1),
        ("Someone fired multiple rounds into a house in Tulsa on Monday, police said.", 1),
        ("An attack in Cali left 12 people dead.", 1),
        ("Two men snatched the motorcycle from its owner in Warri on Monday.", 0),
        ("Kane fired two shots wide before the break on Monday.", 0),
        ("The hosts fired 18 shots at goal on Monday.", 0),
        ("Curry fired up 20 shots and made nine on Monday.", 0),
    ],
)
def test_shots_and_attacks_are_told(text: str, count: int) -> None:
    assert len(read(text)) == count
