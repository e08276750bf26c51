"""Tolls as short items tell them: who shared a fate, who was found, taken or only hit."""

from __future__ import annotations

import pytest

from tests.unit.extract.tolls.claims import claims, counts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men were hurt in a blast, as were three passers-by.", [("injured", 5)]),
        ("Jo Poe was killed in the hall, along with two other men.", [("killed", 3)]),
        ("Jo Poe, along with two other men, was killed.", [("killed", 3)]),
        ("He was killed along with his wife.", [("killed", 2)]),
        ("He was killed along with his dog.", [("killed", 1)]),
        (
            "They killed the mayor and hurt his son, along with a guard.",
            [("killed", 1), ("injured", 2)],
        ),
        ("They hurt two, among them a man who, along with a friend, had come.", [("injured", 2)]),
    ],
)
def test_whom_the_same_befell_is_counted(text: str, expected: list[tuple[str, int]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A mob burned a suspected thief alive.", [("killed", 1)]),
        ("Residents burnt three men to death.", [("killed", 3)]),
        ("Another 35 were counted as wounded.", [("injured", 35)]),
        ("Five suspected members of the Red Column were killed.", [("killed", 5)]),
        ("Two of the wounded died in hospital.", [("killed", 2)]),
        ("Four of the injured have since died.", [("killed", 4)]),
        ("An injured woman was found outside.", [("injured", 1)]),
        ("A wounded man said they came at night.", []),
        ("A raid put three women into the hospital.", [("injured", 3)]),
        ("The shooting left him and his two daughters dead.", [("killed", 3)]),
        ("No one was killed or wounded.", [("killed", 0), ("injured", 0)]),
        ("A clerk had minor injuries.", [("injured", 1)]),
        ("A man's body with bullet wounds was found.", [("killed", 1)]),
        ("The mayor of Pinas in the Mexican state of Oaxaca was shot dead.", [("killed", 1)]),
        ("Four suspected kidnappers were killed.", [("killed", 4)]),
        ("The severed heads of six men were found.", [("killed", 6)]),
        ("Bandits took 12 farmers from a village.", [("captured", 12)]),
        ("An ambulance took 12 farmers from a village.", []),
    ],
)
def test_short_items_count_their_people(text: str, expected: list[tuple[str, int]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Some 30 soldiers were killed or wounded.",
        "Officers found two men wounded.",
    ],
)
def test_some_of_those_hit_may_have_died(text: str) -> None:
    (claim,) = claims(text)
    assert (claim.outcome, claim.is_hit) == ("injured", True)


def test_a_noun_and_an_age_are_no_row_of_names() -> None:
    (claim,) = claims("Boy, 11, Recovering in Hospital")
    assert claim.best == 1


def test_who_shot_others_and_himself_is_told_with_self() -> None:
    told = claims("Man fatally shoots 3 guests, self")
    assert [(c.best, c.is_perpetrator) for c in told] == [(3, False), (1, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A woman wounded in the attack died on Friday.", [("killed", 1)]),
        ("Two men hurt in the blast later died.", [("killed", 2)]),
        ("One of five men shot in the hall died.", [("injured", 5)]),
        ("Two men injured in the blast were sent home.", [("injured", 2)]),
        ("Three people were hurt after a man died.", [("injured", 3), ("killed", 1)]),
    ],
)
def test_who_died_of_wounds_is_dead(text: str, expected: list[tuple[str, int]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six died, with 44 injured.", [("killed", 6), ("injured", 44)]),
        ("Six died, with at least 40 others hurt.", [("killed", 6), ("injured", 40)]),
        ("He died with one shot to the head.", [("killed", 1)]),
        ("The number of those killed rose to six.", [("killed", 6)]),
        ("Some 40 IS fighters were killed.", [("killed", 40)]),
        ("THEY LEARNED FIVE OTHERS HAD BEEN SHOT. Police came.", [("injured", 5)]),
        ("Two charred bodies were found.", [("killed", 2)]),
        ("They slit the throats of three shepherds.", [("killed", 3)]),
        ("Seven people were trampled.", [("injured", 7)]),
        ("Thirty people needed hospital treatment.", [("injured", 30)]),
        ("More than 200 schoolchildren were seized by gunmen.", [("captured", 200)]),
        ("The kidnappers of the 30 students asked for money.", [("captured", 30)]),
        ("Raiders killed two men and carried off five others.", [("killed", 2), ("captured", 5)]),
    ],
)
def test_tolls_in_the_words_of_agencies(text: str, expected: list[tuple[str, int]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seven passengers were pulled off a bus and shot dead.", [("killed", 7)]),
        ("Nine clerks were taken from their homes and killed.", [("killed", 9)]),
        ("Five men were lined up against a wall and executed.", [("killed", 5)]),
        ("Two men were dragged from a car, beaten and shot dead.", [("killed", 2)]),
        ("A councillor was ambushed on his way home and stabbed.", [("injured", 1)]),
        ("The suspect was armed with a rifle and killed two men.", [("killed", 2)]),
        ("The device was hidden in a bin and wounded three boys.", [("injured", 3)]),
        ("Eight rangers of the park were ambushed and killed.", [("killed", 8)]),
        ("The head of the provincial council was shot dead.", [("killed", 1)]),
        ("The chairman of the district court was gunned down.", [("killed", 1)]),
        ("A couple was found murdered.", [("killed", 2)]),
        ("A man was shot in the head.", [("injured", 1)]),
    ],
)
def test_who_was_taken_away_and_killed_is_counted(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Most of the victims were women.",
        "Half of the dead were children.",
        "Several victims were nurses.",
        "Pirates seized a Yemeni dhow.",
        "The navy captured a boat with six crew aboard.",
        "Ground fire hit two ships.",
    ],
)
def test_who_the_victims_were_and_what_things_were_hit_counts_nobody(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A woman, 31, was pronounced dead at the scene; a man, 35, was taken to a hospital.",
        "A woman died at the scene and a man was taken to hospital in serious condition.",
    ],
)
def test_who_is_taken_away_is_not_the_other_one_who_died(text: str) -> None:
    assert {(c.outcome, c.best, c.is_hit) for c in claims(text)} == {
        ("killed", 1, False),
        ("injured", 1, False),
    }


def test_among_the_dead_are_some_of_them() -> None:
    (claim,) = claims("Among the victims were three bakers.")
    assert (claim.outcome, claim.best, claim.part_of) == ("injured", 3, "injured")
