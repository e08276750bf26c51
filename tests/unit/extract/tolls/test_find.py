"""Tolls phrase by phrase: who, how many, which outcome, and what counts nobody."""

from __future__ import annotations

import pytest

from tests.unit.extract.tolls.claims import claims, counts


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("JO POE, THE HEAD OF THE UNION AND ONE OF ITS FOUNDERS, WAS SHOT DEAD.", 1),
        ("PEDRO LEON, ONE OF THE SIX LEADERS OF THE UNION, HAS BEEN FOUND DEAD.", 1),
        ("Jo Poe, a teacher of English and a coach, was also killed.", 1),
        ("A man walking his dog was killed.", 1),
        ("A family of five was killed.", 5),
        ("A man and a woman was killed.", 2),
    ],
)
def test_a_verb_of_one_tells_of_one(text: str, killed: int) -> None:
    assert counts(text) == [("killed", killed)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # active
        ("A bomb killed four people.", [("killed", 4)]),
        ("The raid left the town in ruins, killing four.", [("killed", 4)]),
        ("Rebels killed the mayor.", [("killed", 1)]),
        ("Rebels have killed two soldiers.", [("killed", 2)]),
        ("A gunman shot and killed two officers.", [("killed", 2)]),
        ("A man shot his wife.", [("injured", 1)]),
        ("Gunmen wounded a guard and two drivers.", [("injured", 3)]),
        ("He fired at the bus, striking two women and a boy.", [("injured", 3)]),
        ("They fired from a van, hitting two officers.", [("injured", 2)]),
        ("They fired from a van, hitting five cars.", []),
        ("Shots fell and striking workers fled.", []),
        ("They marched on, hitting a wall of police.", []),
        ("Lee, a leader of a wing of the front, was killed.", [("killed", 1)]),
        ("Ana Ruiz, who was kidnapped, is free.", [("captured", 1)]),
        ("Ana Ruiz's body was found in a well.", [("killed", 1)]),
        ("Rebels killed the mayor, his wife and two children.", [("killed", 4)]),
        ("The strike killed ten members of the brigade.", [("killed", 10)]),
        ("The blast claimed three lives.", [("killed", 3)]),
        ("Gunmen kidnapped two engineers.", [("captured", 2)]),
        ("Shelling wounded 15, three of them critically.", [("injured", 15)]),
        ("A drive-by shooting sent four people to the hospital.", [("injured", 4)]),
        ("Militants executed Ana Ruiz.", [("killed", 1)]),
        ("A gunman killed his former wife's two sons.", [("killed", 2)]),
        ("The flood claimed the lives of a miner and his son.", [("killed", 2)]),
        ("A bullet struck the clerk in the arm.", [("injured", 1)]),
        # nouns
        ("He denied the murders of Ana Ruiz and her brother, Tom Ruiz.", [("killed", 2)]),
        ("The fatal shooting of 17-year-old Ana Ruiz occurred at home.", [("killed", 1)]),
        ("That took the number of soldiers wounded to 30.", [("injured", 30)]),
        ("Arsonists burned down a school.", []),
        # side by side
        ("1 killed 3 injured at a fair", [("killed", 1), ("injured", 3)]),
        ("Ana Ruiz, whom police first said was 16, died.", [("killed", 1)]),
        ("Tom Roe of 900 Elm Lane #9 was injured.", []),
        # passive
        ("Four people were killed.", [("killed", 4)]),
        ("At least four people have been killed.", [("killed", 4)]),
        ("Two soldiers were seriously wounded.", [("injured", 2)]),
        ("A man who was sitting in a car was killed.", [("killed", 1)]),
        ("Ten members of the brigade were killed.", [("killed", 10)]),
        ("A man and a woman were shot dead.", [("killed", 2)]),
        ("A 22-year-old woman and her two children were fatally shot.", [("killed", 3)]),
        ("Gunmen stopped a convoy and three soldiers were killed.", [("killed", 3)]),
        ("Twelve people, most of them guards, were wounded.", [("injured", 12)]),
        ("Two people were killed and four wounded.", [("killed", 2), ("injured", 4)]),
        ("Two men were arrested and taken to the county jail.", []),
        ("Two men were beaten and taken to the hospital.", [("injured", 2)]),
        ("The inspector was attacked and wounded.", [("injured", 1)]),
        ("She was reportedly pushed and hit in the head.", [("injured", 1)]),
        ("He was chased and wounded two guards.", [("injured", 2)]),
        ("Four people were struck by gunfire.", [("injured", 4)]),
        ("A boy was grazed by a bullet.", [("injured", 1)]),
        ("He was taken to a hospital.", [("injured", 1)]),
        ("Three patients were hospitalized.", [("injured", 3)]),
        ("Two men (from the north) were killed.", [("killed", 2)]),
        ("Note (sic: two men were killed in the raid.", [("killed", 2)]),
        # without auxiliary, headlines
        ("Two killed, three hurt in blast.", [("killed", 2), ("injured", 3)]),
        ("Man shot dead in bar.", [("killed", 1)]),
        ("Drive-by shooting kills 2, injures 4.", [("killed", 2), ("injured", 4)]),
        ("The raid resulted in 8 killed.", [("killed", 8)]),
        ("Double homicide under investigation.", [("killed", 2)]),
        ("Triple shooting near a school.", [("injured", 3)]),
        # states and intransitive
        ("The blast left 12 dead and 30 wounded.", [("killed", 12), ("injured", 30)]),
        ("A shooting left two men dead and a 3-year-old hurt.", [("killed", 2), ("injured", 1)]),
        ("One man is dead and four others are hurt.", [("killed", 1), ("injured", 4)]),
        ("Five soldiers died.", [("killed", 5)]),
        ("Three of them died of their wounds.", [("killed", 3)]),
        ("A driver was pronounced dead at the scene.", [("killed", 1)]),
        ("Two hikers are missing.", [("missing", None)]),
        ("Two people are missing.", [("missing", 2)]),
        ("One person is in critical condition.", [("injured", 1)]),
        ("Three men suffered gunshot wounds.", [("injured", 3)]),
        ("A family of five was killed.", [("killed", 5)]),
        (
            "Dan Roe, 71, died, and two men, ages 54 and 33, were hurt.",
            [("killed", 1), ("injured", 2)],
        ),
        ("Two people were shot, one fatally.", [("injured", 2), ("killed", 1)]),
        # nouns
        ("The killing of two priests shocked the town.", [("killed", 2)]),
        ("They condemned the death of Mayor Juan Paz.", [("killed", 1)]),
        ("The bodies of 12 men were found.", [("killed", 12)]),
        ("There were 12 deaths.", [("killed", 12)]),
        ("The death toll rose to 15.", [("killed", 15)]),
        ("The death toll rose from 12 to 15.", [("killed", 15)]),
        (
            "The toll of Friday's attack on a hall in Derna, outside the port, has risen to 137.",
            [("killed", 137)],
        ),
        ("The kidnapping of a teacher was reported.", [("captured", 1)]),
        # said to be none
        ("Nobody was hurt.", [("injured", 0)]),
        ("No one was killed.", [("killed", 0)]),
        ("No injuries were reported.", [("injured", 0)]),
        ("There were no casualties.", [("killed", 0), ("injured", 0)]),
        ("No damage or casualties were reported.", [("killed", 0), ("injured", 0)]),
        ("It caused neither deaths nor injuries.", [("killed", 0), ("injured", 0)]),
        ("It fell in a field without causing casualties.", [("killed", 0), ("injured", 0)]),
        ("Neither side reported casualties.", []),
        ("No group claimed it, and casualties were feared.", []),
        ("There was no word on casualties.", []),
        ("There was no warning and casualties were heavy.", []),
        # uncounted
        ("Civilians were killed.", [("killed", None)]),
        # vague
        ("Several people were wounded.", [("injured", 5)]),
        ("Dozens were killed.", [("killed", 36)]),
    ],
)
def test_a_claim_is_read(text: str, expected: list[tuple[str, int | None]]) -> None:
    found = counts(text)
    known = [claim for claim in expected if claim != ("missing", None)]
    assert [c for c in found if c[0] != "missing" or known] == known


@pytest.mark.parametrize(
    "text",
    [
        "They threatened to kill four hostages.",
        "The rebels could have killed twenty people.",
        "The blast would have killed hundreds.",
        "Two men were not hurt.",
        "The bullet nearly killed her.",
        "The bill was killed in the senate.",
        "He fired one shot from a rifle.",
        "The film was shot in Lima.",
        "He faces the death penalty.",
        "Police investigated a homicide of 2013.",
        "A dog was killed.",
        "The jesuits were killed 2 months ago.",
        "The army carried out 24 airstrikes.",
        "Thirty houses were destroyed.",
        "The suspect was charged with murder.",
    ],
)
def test_what_counts_no_victims_makes_no_claim(text: str) -> None:
    assert [c for c in counts(text) if c[1]] == []


def test_strikes_are_not_their_victims() -> None:
    (claim,) = claims("The monitor reported 24 airstrikes that killed ten fighters.")
    assert (claim.best, claim.who) == (10, "fighters")


def test_a_part_is_kept_apart_from_its_whole() -> None:
    whole, part = claims("At least 12 people, including three children, were killed.")
    assert (whole.best, whole.high, whole.part_of) == (12, None, None)
    assert (part.best, part.outcome, part.part_of) == (3, "killed", "killed")


def test_bounds_are_kept() -> None:
    (claim,) = claims("Between three and five soldiers died.")
    assert (claim.low, claim.best, claim.high) == (3, 4, 5)


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("According to police, two men were killed.", "police"),
        ("Two men were killed, according to the local hospital.", "the local hospital"),
        ("The Observatory for Rights said two men were killed.", "The Observatory for Rights"),
        ("Two men were reported killed.", None),
        ("Two men were killed.", None),
    ],
)  # fmt: skip
def test_a_claim_names_its_claimant(text: str, claimant: str | None) -> None:
    assert claims(text)[0].claimant == claimant


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("More than 39,000 people have been killed since 2014.", "is_aggregate"),
        ("The strikes have killed 19 people across the country.", "is_aggregate"),
        ("So far this year 378 people have been killed.", "is_aggregate"),
        ("Nine people were wounded in shootings across Tampa.", "is_aggregate"),
        ("Weekend shootings left two people dead.", "is_aggregate"),
        ("The death toll rose to 15.", "is_total"),
        ("The gunman killed himself.", "is_perpetrator"),
        ("The suicide bomber was killed.", "is_perpetrator"),
        ("He turned the gun on himself.", "is_perpetrator"),
        ("The victim was killed.", "is_definite"),
        ("Dozens were killed.", "is_vague"),
        ("Four people were shot.", "is_hit"),
        ("Four people were accidentally wounded.", "is_accident"),
        ("The attackers killed four people.", "is_active"),
    ],
)
def test_a_claim_is_marked_for_what_it_is(text: str, flag: str) -> None:
    assert getattr(claims(text)[0], flag)


def test_a_toll_of_one_day_is_no_aggregate() -> None:
    assert not claims("A year after the war, two men were killed in a raid.")[0].is_aggregate


def test_what_only_compares_an_event_with_earlier_ones_adds_nothing_up() -> None:
    told = "The army carried out its heaviest strikes on the city since June, killing 40 people."
    assert not claims(told)[0].is_aggregate
    told = "Gangs have carried out attacks on the city since June, killing 40 people."
    assert claims(told)[0].is_aggregate


def test_the_clause_of_a_claim_ends_where_another_begins() -> None:
    text = "Rebels shelled a town; two soldiers were killed while nine houses burned."
    (claim,) = claims(text)
    assert text[claim.clause_start : claim.clause_end].strip() == "two soldiers were killed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El ataque dejó 12 muertos y 30 heridos.", [("killed", 12), ("injured", 30)]),
        ("Murieron tres personas en el atentado.", [("killed", 3)]),
        ("Tres soldados murieron el martes.", [("killed", 3)]),
        ("Guerrilleros secuestraron a dos ingenieros.", [("captured", 2)]),
        ("Unas 20 personas fueron asesinadas, incluidos tres niños.", [("killed", 20)]),
        ("No hubo heridos.", [("injured", 0)]),
        ("Dos hombres conduciendo una moto murieron el domingo.", [("killed", 2)]),
    ],
)
def test_spanish_is_another_folder(text: str, expected: list[tuple[str, int]]) -> None:
    assert counts(text, "es") == expected


def test_who_is_found_dead_of_an_own_wound_is_the_perpetrator() -> None:
    told = claims("Deputies found Durcan dead from a self-inflicted gunshot wound.")
    assert [(c.best, c.is_perpetrator) for c in told] == [(1, True)]


@pytest.mark.parametrize(
    ("text", "outcome", "best"),
    [
        ("The deaths of Ann Lee, 23, Bo Roe, 32, and Cy Poe, 31, shook the town.", "killed", 3),
        ("Ann D. Lee, Bo Roe, Cy Poe and Di Coe were murdered.", "killed", 4),
        ("He stabbed his wife to death.", "killed", 1),
        ("The gunman shot two officers dead.", "killed", 2),
        ("The blast caused injuries to five other people.", "injured", 5),
        ("Twelve people, including five children, died.", "killed", 12),
        ("It left four troops including the gunman dead.", "killed", 4),
        ("The murders of Ann Lee and Bo Roe were condemned.", "killed", 2),
        ("The assassination on 22 March of Judge Ann Lee caused unrest.", "killed", 1),
        ("The assassination in Lima of two priests caused unrest.", "killed", 2),
        ("REBELS MURDERED CARLOS RUIZ AND MARIA LOPEZ IN LIMA.", "killed", 2),
    ],
)
def test_victims_are_counted_however_they_are_listed(text: str, outcome: str, best: int) -> None:
    (first, *_) = [c for c in claims(text) if c.part_of is None]
    assert (first.outcome, first.best) == (outcome, best)


@pytest.mark.parametrize(
    "text",
    [
        "They are charged with the attempted murders of five teenagers.",
        "Police had a call of children being shot.",
    ],
)
def test_what_did_not_come_about_kills_nobody(text: str) -> None:
    assert not [c for c in claims(text) if c.outcome == "killed"]


def test_who_hurt_others_is_no_victim_of_his_own_deed() -> None:
    """The verb "was shot dead" goes on with the subject of the stabbing."""
    told = claims("A man stabbed three people in Bern and was shot dead by officers.")
    assert [claim.is_perpetrator for claim in told] == [False, True]
