"""Who did it to whom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.extract import load_extractor
from pipeline.records import Article, Rejection
from tests.unit.extract.told import mentions

RULES = load_extractor()


def cast(text: str) -> set[tuple[str, str]]:
    """The roles and names of all participants that a text tells of."""
    found = RULES.extract(Article("a", text, published_at=datetime(2024, 3, 14, tzinfo=UTC)))
    assert not isinstance(found, Rejection)
    return {(p.role, p.name) for mention in found for p in mention.participants}


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        (
            "THREE GUERRILLAS ON BICYCLES HURLED A BOMB AT THE TOWN HALL ON MONDAY.",
            "perpetrator",
            "GUERRILLAS",
        ),
        (
            "A bomb went off in front of the labour court in Lima on Tuesday.",
            "target",
            "labour court",
        ),
        ("Gunmen shot dead two nurses near Kandahar on Tuesday.", "perpetrator", "Gunmen"),
        ("Gunmen shot dead two nurses near Kandahar on Tuesday.", "victim", "nurses"),
        (
            "A bomb in Quetta killed two on Tuesday, the work of the Red Column.",
            "perpetrator",
            "Red Column",
        ),
        ("The army bombed rebel strongholds near Taiz on Tuesday.", "perpetrator", "army"),
        ("Police raided a hideout in Taiz on Tuesday and killed three.", "perpetrator", "Police"),
        ("Two nurses were shot dead by gunmen in Kandahar on Tuesday.", "perpetrator", "gunmen"),
        ("Two people on a scooter fired at a man in Lyon on Tuesday.", "perpetrator", "people"),
        ("A nurse was stabbed by a stranger in Lyon on Tuesday.", "perpetrator", "stranger"),
        ("Two nurses were killed by Israeli fire near Rafah on Tuesday.", "perpetrator", "Israeli"),
    ],
)
def test_a_phrase_has_its_role_by_what_stands_around_it(text: str, role: str, name: str) -> None:
    """Voice, prepositions and what is thrown at whom."""
    assert (role, name) in cast(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police fired on people at the funeral of a rebel in Izeh on Tuesday.", "rebel"),
        ("Gunmen dressed as soldiers opened fire in a bar in Lima on Tuesday.", "soldiers"),
    ],
)
def test_for_whom_others_are_named_is_no_part(text: str, name: str) -> None:
    assert name not in {told for _, told in cast(text)}


def test_a_definite_noun_that_names_its_victims_tells_an_incident() -> None:
    """Without an incident told before, "the murder of" tells one itself."""
    text = "THE BISHOPS TODAY CONDEMNED THE MURDER OF TWO NUNS IN CHALATENANGO YESTERDAY."
    assert ("victim", "NUNS") in cast(text)


def test_who_launched_an_attack_did_it_and_who_was_counted_as_killed_did_not() -> None:
    told = cast(
        "The Danish military conducted air strikes near Sirte on Monday. The strikes killed six "
        "members of the Rahma brigade, officials said."
    )
    doers = {name for role, name in told if role == "perpetrator"}
    assert any("military" in name for name in doers)
    assert not any("Rahma" in name for name in doers)


def test_the_doers_of_one_side_are_not_those_of_the_answer_that_hit_them() -> None:
    text = (
        "Rebels backed by a neighbour fired rockets at an army camp near Sirte on Monday, wounding "
        "two cooks. The army answered on Tuesday with an air strike on Ajdabiya that killed three "
        "rebels."
    )
    found = RULES.extract(Article("a", text, published_at=datetime(2024, 3, 14, tzinfo=UTC)))
    assert not isinstance(found, Rejection)
    strikes = [m for m in found if m.event_type == "air_strike"]
    assert strikes
    for mention in strikes:
        doers = [p.name for p in mention.participants if p.role == "perpetrator"]
        assert not any("ebels" in name for name in doers)


def test_who_was_not_hurt_and_who_was_is_no_victim_and_no_doer() -> None:
    """As "no police" and "the victims" say."""
    told = cast("Bullets hit the victims in Dayton on Monday; no police were wounded.")
    assert ("victim", "police") not in told
    assert ("perpetrator", "victims") not in told


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Nine people were killed in a US air strike in Yemen on Tuesday.", "US"),
        ("JNIM says it killed 28 soldiers in Kidal on Tuesday.", "JNIM"),
        ("The Taliban said on Tuesday that they had killed nine soldiers in Kunar.", "Taliban"),
        ("JNIM said it was behind a bombing that killed a mayor in Kidal on Tuesday.", "JNIM"),
        ("A woman was shot by her former boyfriend in Tulsa on Tuesday.", "former boyfriend"),
    ],
)
def test_whose_strike_it_is_and_who_says_so_of_itself_did_it(text: str, doer: str) -> None:
    """A state stands right before its strike; "it" and "they" are who speaks."""
    (mention,) = mentions(text)
    assert doer in [p.name for p in mention.participants if p.role == "perpetrator"]


@pytest.mark.parametrize(
    ("text", "doer", "victim"),
    [
        (
            "Troops launched an operation against TTP militants in Bannu on Monday, killing seven.",
            "Troops",
            "TTP militants",
        ),
        (
            "Troops freed 22 travellers whom bandits had seized from a bus near Kano on Sunday.",
            "bandits",
            "travellers",
        ),
        (
            "The army freed hostages held by Islamist militants in Borno, Nigeria, on Monday.",
            "Islamist militants",
            "hostages",
        ),
        ("A 34-year-old shot two men outside a bar in Tulsa on Sunday.", "34-year-old", "men"),
    ],
)
def test_the_side_that_moved_did_it_and_the_other_did_not(
    text: str, doer: str, victim: str
) -> None:
    """Not whom it moved against, nor who only gets out those whom others took."""
    told = cast(text)
    assert {name for role, name in told if role == "perpetrator"} == {doer}
    assert ("victim", victim) in told


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Militants linked to Ansaru killed four guards near Kano, Nigeria, on Friday.", "Ansaru"),
        ("A gang known as Los Lobos killed six people in Guayaquil on Monday.", "Los Lobos"),
    ],
)
def test_a_group_that_no_list_has_is_named_behind_those_who_belong_to_it(
    text: str, group: str
) -> None:
    """As "linked to" and "known as" say."""
    assert ("perpetrator", group) in cast(text)


def test_a_singular_attacker_with_a_nickname_is_no_group() -> None:
    """A name behind it is his own."""
    (mention,) = mentions("A gunman known as El Flaco killed six people in Guayaquil on Monday.")
    assert "armed_group" not in {p.type for p in mention.participants if p.name == "El Flaco"}


def test_both_sides_of_a_fight_and_police_who_arrest_are_told() -> None:
    clash = cast("Six people died in clashes between the army and the RSF in Khartoum on Monday.")
    assert {("perpetrator", "army"), ("perpetrator", "RSF")} <= clash
    assert ("perpetrator", "police") in cast("In Hanoi, police arrested two men on Tuesday.")


def test_two_states_that_something_lies_between_did_not_do_it() -> None:
    """As of a cable; of a clash they are the sides."""
    cable = cast("A cable between Finland and Estonia was cut on Sunday in an act of sabotage.")
    assert not {name for role, name in cable if role == "perpetrator"}
    clash = cast("Clashes between India and Pakistan killed nine people in Poonch on Monday.")
    assert {("perpetrator", "India"), ("perpetrator", "Pakistan")} <= clash


def test_who_is_accused_of_it_did_it_though_he_is_arrested_in_the_same_sentence() -> None:
    told = cast("A man accused of shooting two women in Derby was arrested on Monday.")
    assert ("perpetrator", "man") in told
