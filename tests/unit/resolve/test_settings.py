from __future__ import annotations

import pytest

from pipeline.records import Evidence, Participant
from pipeline.resolve.settings import settings_of, sexes_of
from pipeline.resolve.similarity import score
from tests.unit.resolve.world import killed, mention


def hit(name: str, *names: str) -> tuple[Participant, ...]:
    return tuple(Participant("target", one) for one in (name, *names))


@pytest.mark.parametrize(
    ("names", "settings"),
    [
        (("Kabir mosque",), {"worship"}),
        (("worshippers", "people"), {"worship"}),
        (("crowded markets",), {"trade"}),
        (("people", "building"), set[str]()),
    ],
)
def test_what_is_hit_has_its_settings(names: tuple[str, ...], settings: set[str]) -> None:
    assert settings_of(mention("a", participants=hit(*names))) == settings


def test_a_title_that_tells_it_stands_in_for_what_is_hit() -> None:
    title = "Nine killed in mosque, officials say"
    assert not settings_of(mention("a", title=title))
    told = (Evidence("title", 5, 11),)
    assert settings_of(mention("a", title=title, evidence=told)) == {"worship"}


def test_two_of_one_town_and_day_that_hit_other_things_are_rather_two() -> None:
    mosque = mention("a", participants=hit("mosque"))
    assert score(mosque, mention("b", participants=hit("bakery"))) < score(
        mosque, mention("b", participants=hit("worshippers"))
    )


def test_one_victim_is_a_man_or_a_woman() -> None:
    woman = (Participant("victim", "woman"),)
    assert sexes_of(mention("a", participants=woman, casualties=(killed(1),))) == {"female"}
    assert not sexes_of(mention("a", participants=woman, casualties=(killed(3),)))
