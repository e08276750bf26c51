"""Tolls as reports of the days after tell them: ranks, hospitals, fires, what is of more events."""

from __future__ import annotations

import pytest

from tests.unit.extract.tolls.claims import claims, counts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A sixth man has died after the attack.", [("killed", 6)]),
        ("A ninth person died in hospital on Wednesday.", [("killed", 9)]),
        ("The first man died at the scene.", [("killed", 1)]),
        ("A third man was wounded.", [("injured", 1)]),
    ],
)
def test_the_rank_of_a_death_is_the_toll(text: str, expected: list[tuple[str, int]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A truck driver was wounded.", [("injured", 1)]),
        ("Two bus drivers were killed 50 miles south of the city.", [("killed", 2)]),
        ("Three soldiers laid down their lives.", [("killed", 3)]),
        (
            "Six policemen embraced martyrdom and four others were hurt.",
            [("killed", 6), ("injured", 4)],
        ),
    ],
)
def test_who_is_named_by_a_vehicle_or_dies_in_many_words_counts(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("Nobody is safe, said a doctor at the hospital.", []),
        ("A nurse at a local hospital spoke of chaos.", []),
        ("A boy is at the hospital.", [("injured", 1)]),
        ("Three officers are in critical condition.", [("injured", 3)]),
    ],
)
def test_who_works_in_a_hospital_is_not_hurt(text: str, injured: list[tuple[str, int]]) -> None:
    assert [told for told in counts(text) if told[0] == "injured"] == injured


def test_only_the_part_that_adds_up_is_of_more_than_one_event() -> None:
    text = "Gunmen killed ten on Sunday, bringing the number of people killed this month to 60."
    assert [(c.best, c.is_aggregate) for c in claims(text)] == [(10, False), (60, True)]
    text = "An Israeli strike on Friday raised the death toll in Gaza to 60,000."
    assert [(c.best, c.is_aggregate) for c in claims(text)] == [(60000, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raiders hacked five men to death and burned 40 huts.", [("killed", 5)]),
        ("A guard was killed when a trade store was burned.", [("killed", 1)]),
        ("A man hurled petrol at a march, burning six people.", [("injured", 6)]),
    ],
)
def test_what_is_burned_and_nobody_is_not_counted(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "is_disaster"),
    [
        ("Forty people died in a fire at a disco, and its owner was held.", True),
        ("Police held the captain after nine people drowned when a ferry sank.", True),
        ("Six people were killed in the raid.", False),
        ("A roof fell in; six people were killed in the raid.", False),
        ("A bridge collapsed; six people were killed in the raid.", False),
    ],
)
def test_the_clause_of_a_toll_says_that_it_was_nobodys_doing(text: str, is_disaster: bool) -> None:
    assert next(c.is_disaster for c in claims(text)) == is_disaster


@pytest.mark.parametrize(
    "text",
    [
        "They mourned a teenager who was killed in a previous shooting.",
        "It came amid a violent stretch of three hours in which two men were killed.",
    ],
)
def test_other_deeds_and_a_span_of_them_are_no_toll_of_one(text: str) -> None:
    assert claims(text)[0].is_aggregate


@pytest.mark.parametrize(
    ("text", "is_added"),
    [("A second man was shot.", True), ("The second man was shot.", False)],
)
def test_one_victim_more_is_told_besides_the_first(text: str, is_added: bool) -> None:
    assert claims(text)[0].is_added == is_added


def test_figures_of_the_first_months_of_a_year_add_up() -> None:
    (claim,) = claims("1,000 people died in such violence in the first nine months of the year.")
    assert claim.is_aggregate


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Two of the dead were a married couple.", "killed"),
        ("Four of the injured are in critical condition.", "injured"),
    ],
)
def test_some_of_those_told_before_are_a_part(text: str, outcome: str) -> None:
    assert [(c.outcome, c.part_of) for c in claims(text)] == [(outcome, outcome)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A gunman managed to kill three people.", [("killed", 3)]),
        ("He went on to shoot dead two neighbours.", [("killed", 2)]),
        ("A gunman wanted to kill three people.", []),
    ],
)
def test_what_somebody_managed_to_do_was_done(text: str, expected: list[tuple[str, int]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "teller",
    [
        "two residents and a health worker told reporters",
        "a doctor and two residents said",
        "residents said",
    ],
)
def test_who_tells_of_a_toll_is_none_of_it(teller: str) -> None:
    text = f"A drone hit a market, killing 16 people and wounding eight, {teller}."
    assert counts(text) == [("killed", 16), ("injured", 8)]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A worker accused of blasphemy was beaten to death.", 1),
        ("Three men wanted for murder were shot dead by police.", 3),
        ("Two men believed to be gang members were killed.", 2),
        ("A man armed with a knife was killed.", 1),
    ],
)
def test_who_is_accused_of_something_counts_when_killed(text: str, killed: int) -> None:
    assert counts(text) == [("killed", killed)]
