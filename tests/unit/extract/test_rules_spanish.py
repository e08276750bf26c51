"""What Spanish says in another order or with other words than English."""

from __future__ import annotations

import pytest

from pipeline.records import Mention
from tests.unit.extract.told import mentions


def _told(text: str) -> Mention:
    (mention,) = mentions(text, "es")
    return mention


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        (
            "Cuatro personas fueron asesinadas a tiros en una finca de Santander de Quilichao.",
            "Santander de Quilichao",
            "CO",
        ),
        (
            "Un comando mató a cuatro soldados el lunes en el municipio de El Plateado, Cauca.",
            "El Plateado",
            "CO",
        ),
        (
            "Decenas de colonos israelíes incendiaron casas en la aldea cisjordana de Beit Furik.",
            "Beit Furik",
            "PS",
        ),
        (
            "Rusia lanzó de madrugada un ataque con drones contra Kiev que mató a cuatro civiles.",
            "Kiev",
            "UA",
        ),
    ],
)
def test_places_behind_things_adjectives_articles_and_blows(
    text: str, place: str, country: str
) -> None:
    told = _told(text).place
    assert (told.name, told.country) == (place, country)


def test_a_nationality_behind_its_noun_belongs_to_the_name() -> None:
    told = _told("El Ejército israelí bombardeó este lunes dos edificios en Beirut.")
    assert told.event_type == "air_strike"
    doers = [p for p in told.participants if p.role == "perpetrator"]
    assert [(p.name, p.country) for p in doers] == [("Ejército israelí", "IL")]


def test_groups_and_states_are_known_by_the_names_that_spanish_gives_them() -> None:
    told = _told("Rusia lanzó el lunes un ataque con drones contra Kiev que mató a cuatro civiles.")
    assert ("perpetrator", "russia") in {(p.role, p.actor_id) for p in told.participants}


def test_a_strike_that_is_called_is_planned_for_its_day() -> None:
    told = _told("Los sindicatos convocan una huelga general para el 15 de abril.")
    assert (told.event_type, told.status) == ("protest", "planned")
    assert str(told.event_start) == "2024-04-15"


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Camioneros bloquearon la autopista en Rosario el lunes.", ["protest"]),
        ("Un derrumbe bloqueó el lunes la carretera a Cusco.", []),
        ("La policía cortó la calle en Rosario por una fuga de gas.", []),
    ],
)
def test_roads_that_people_block_are_a_protest(text: str, types: list[str]) -> None:
    assert [mention.event_type for mention in mentions(text, "es")] == types


def test_numbers_belong_to_no_name() -> None:
    told = _told(
        "Un dron explotó el domingo en una base en La Macarena y dejó a siete soldados heridos."
    )
    assert [p.name for p in told.participants if p.role == "perpetrator"] == []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Miles de jubilados se manifestaron el lunes en Quito contra el alza.", ["protest"]),
        ("El presidente manifestó el lunes su rechazo a la medida en Quito.", []),
        ("El ministro se manifestó a favor de la ley el lunes en Madrid.", []),
    ],
)
def test_who_states_something_does_not_march(text: str, types: list[str]) -> None:
    assert [mention.event_type for mention in mentions(text, "es")] == types


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Al menos 20 personas han muerto en un ataque en Puno el lunes.", 20),
        ("Un hombre ha fallecido en un tiroteo en Marbella el lunes.", 1),
        ("Cuatro soldados han perdido la vida en una emboscada en Popayán el lunes.", 4),
        ("El ejército abatió a seis guerrilleros en Arauca el lunes.", 6),
        ("Siete pasajeros fueron bajados de un autobús y asesinados en Celaya el lunes.", 7),
    ],
)
def test_the_dead_of_perfects(text: str, killed: int) -> None:
    (claim,) = _told(text).casualties
    assert (claim.outcome, claim.best) == ("killed", killed)


def test_drones_that_are_shot_down_are_nobody() -> None:
    assert not _told("Las defensas abatieron 50 drones en Bélgorod el lunes.").casualties
