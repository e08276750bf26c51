"""Who did it to whom, of whole articles."""

from __future__ import annotations

import pytest

from tests.unit.extract.articles import default, read
from tests.unit.extract.told import types


def test_a_perpetrator_in_the_passive_stands_behind_by() -> None:
    """Victims and perpetrators keep their sides in both voices."""
    (mention,) = default("Two farmers were shot dead by rebels near Goma on Monday.")
    roles = {p.role: p.name for p in mention.participants}
    assert roles["perpetrator"] == "rebels"
    assert "farmers" in roles["victim"]


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("A blast blamed on Kyiv damaged a depot in Bryansk on Sunday.", "Kyiv"),
        ("Iran accused Israel of killing a chemist in Shiraz on Monday.", "Israel"),
        ("Villagers blamed the army for the shelling of a mill in Kutum on Friday.", "army"),
        ("A cook, accused of killing two guests in Boise, was held on Monday.", "cook"),
    ],
)
def test_who_is_accused_did_it_as_far_as_is_told(text: str, accused: str) -> None:
    """And who accuses did not."""
    doers = [p.name for m in read(text) for p in m.participants if p.role == "perpetrator"]
    assert doers
    assert all(accused in name for name in doers)


def test_who_is_accused_of_something_else_did_not_do_it() -> None:
    """Another clause tells the deed."""
    text = "A lawyer accused the mayor of neglect after gunmen shot two guards in Lima on Monday."
    doers = [p.name for m in read(text) for p in m.participants if p.role == "perpetrator"]
    assert doers == ["gunmen"]


@pytest.mark.parametrize(
    "text",
    [
        "The family accused the hospital of ignoring the stabbing of a nurse in Leeds on Monday.",
        "Villagers blamed bad lighting for the murder of a nurse in Leeds on Monday.",
        "The killing of a nurse in Leeds on Monday was blamed on a land dispute.",
    ],
)
def test_who_is_accused_of_something_about_a_deed_did_not_do_it(text: str) -> None:
    """Nor did what is no person."""
    told = read(text)
    assert told
    assert not [p.name for m in told for p in m.participants if p.role == "perpetrator"]


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("The shelling of Odesa on Monday left a toll of one person wounded, he said.", 1),
        ("Nine people were brought in with gunshot wounds after police fired in Gao on Monday.", 9),
    ],
)
def test_who_lives_is_not_counted_as_dead(text: str, injured: int) -> None:
    """A toll may be one of the wounded."""
    told = [(c.outcome, c.best) for m in default(text) for c in m.casualties if not c.part_of]
    assert told == [("injured", injured)]


def test_whom_gunmen_march_off_is_abducted() -> None:
    """Nobody protests."""
    text = "Gunmen stopped a bus near Otukpo on Monday and marched 14 passengers into the bush."
    assert [m.event_type for m in default(text)] == ["abduction"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen took the villagers by surprise near Gusau on Monday, killing four.",
        "Gunmen who stormed a chapel near Jos on Monday took the lives of five people.",
        "Bandits took the farmers' money and shot a guard near Gusau on Monday.",
        "Bandits marched past villagers and shot a guard near Gusau on Monday.",
    ],
)
def test_people_are_not_taken_in_idioms(text: str) -> None:
    """Nor is anybody whose money is taken."""
    told = default(text)
    assert told
    assert "abduction" not in {mention.event_type for mention in told}


@pytest.mark.parametrize(
    ("text", "is_news"),
    [
        ("A judge died on Tuesday when a bomb under his car exploded in Mansour, Baghdad.", True),
        ("Gunmen shot dead a prosecutor outside his home in Guayaquil on Tuesday.", True),
        ("A court in Guayaquil heard on Tuesday how a prosecutor was shot dead.", False),
        ("A judge in Lahore jailed a man for life on Tuesday for the killing of a lawyer.", False),
    ],
)
def test_a_judge_who_is_killed_makes_no_story_of_a_court(text: str, is_news: bool) -> None:
    assert bool(default(text)) == is_news


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Israel struck Hezbollah fighters in Nabatieh on Tuesday.", "Hezbollah fighters"),
        ("Its aircraft carried out a precise strike on Hamas operatives in Nuseirat.", "Hamas"),
        (
            "An air strike on Islamic State militants near Kirkuk killed five on Tuesday.",
            "militants",
        ),
        (
            "The army said its aircraft struck Houthi fighters in Marib on Tuesday.",
            "Houthi fighters",
        ),
    ],
)
def test_fighters_who_are_struck_did_not_do_it(text: str, hit: str) -> None:
    doers = [p.name for m in read(text) for p in m.participants if p.role == "perpetrator"]
    assert not [name for name in doers if hit in name]


def test_one_neighbor_is_no_mob() -> None:
    assert types("Four people were killed by a neighbor in Spokane on Tuesday.") == ["attack"]
    assert types("A thief was killed by neighbors in Lagos on Tuesday.") == ["mob_violence"]


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("A police patrol came under fire in Rio on Tuesday; two were hurt.", "police patrol"),
        (
            "A French patrol came under attack near Gao in Mali on Tuesday; two men were killed.",
            "French patrol",
        ),
    ],
)
def test_who_comes_under_fire_did_not_open_it(text: str, victim: str) -> None:
    people = [(p.role, p.name) for m in read(text) for p in m.participants]
    assert ("perpetrator", victim) not in people
    assert ("victim", victim) in people or ("target", victim) in people


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        (
            "A spokesman for the Kaduna police said gunmen had abducted 14 people on Tuesday.",
            "Kaduna police",
        ),
        ("A lorry at the head of a convoy hit a bomb near Djibo on Tuesday, killing six.", "head"),
        (
            "KYIV, March 12 (Wire) - Russian missiles killed five people in Dnipro on Tuesday.",
            "KYIV",
        ),
    ],
)
def test_who_only_speaks_or_is_nobody_is_no_part(text: str, nobody: str) -> None:
    assert nobody not in {p.name for m in read(text) for p in m.participants}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Russian warships fired on a Ukrainian patrol boat off Odesa on Monday.", "patrol boat"),
        ("Somali pirates seized a Yemeni dhow off Eyl on Monday.", "dhow"),
        ("Gunmen opened fire on a bulk carrier off Hodeidah on Monday.", "bulk carrier"),
    ],
)
def test_a_ship_that_is_hit_is_a_target_whatever_its_flag(text: str, target: str) -> None:
    told = [p.name for m in read(text) for p in m.participants if p.role == "target"]
    assert any(name.endswith(target) for name in told)


def test_a_weapon_is_no_doer() -> None:
    """Nor is it where a headline begins with it."""
    found = read("Drone hits school in Kharkiv, teacher killed. A drone hit a school on Monday.")
    assert not [p for m in found for p in m.participants if "rone" in p.name]


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("A UN patrol came under fire near Goma on Monday, the mission said.", "UN patrol"),
        ("A UN convoy came under attack near Goma on Monday, the mission said.", "UN convoy"),
        ("An army convoy came under rebel fire near Goma on Monday.", "army convoy"),
        ("A ship came under fire off Yemen on Monday.", "ship"),
        ("The convoy of the governor of Idlib came under attack on Monday.", "governor"),
        ("A UN convoy was fired on near Goma on Monday.", "UN convoy"),
        ("A convoy of the security force came under fire near Goma on Monday.", "convoy"),
    ],
)
def test_who_comes_under_fire_is_hit(text: str, hit: str) -> None:
    (mention,) = default(text)
    roles = {p.name: p.role for p in mention.participants}
    assert roles[hit] in ("victim", "target")
    assert "perpetrator" not in roles.values()


def test_who_comes_under_fire_for_a_budget_is_not() -> None:
    assert types("The governor came under fire on Monday over his handling of the budget.") == []
