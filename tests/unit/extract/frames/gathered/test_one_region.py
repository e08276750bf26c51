"""A toll that rises along a front is one incident; places of one wave are hit by one kind."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.extract import load_extractor
from pipeline.records import Article, Mention, Rejection
from tests.unit.extract.articles import default

PUBLISHED = datetime(2025, 9, 5, 12, tzinfo=UTC)


def mentions(text: str) -> list[Mention]:
    """The mentions of an article of a Friday, in text order."""
    found = load_extractor().extract(Article("a", text, published_at=PUBLISHED))
    assert not isinstance(found, Rejection)
    return list(found)


def killed(mention: Mention) -> list[int | None]:
    """The numbers of dead that a mention tells."""
    return [claim.best for claim in mention.casualties if claim.outcome == "killed"]


def test_a_toll_told_anew_of_the_region_is_no_second_shelling() -> None:
    text = (
        "Russian shelling killed seven people in Ukraine's Kherson region on Thursday, officials "
        "said.\nSchools stay closed this week.\nThe mayor has asked for buses.\nA bridge is shut.\n"
        "Trains run again from Odesa.\nSix people were killed in Russian shelling of the Kherson "
        "region on Thursday, the governor said."
    )
    assert [m.event_type for m in mentions(text)] == ["shelling"]


def test_shelling_of_two_towns_is_two() -> None:
    text = (
        "Russian shelling killed three people in Nikopol in Ukraine on Thursday, officials said.\n"
        "Schools stay closed this week.\nThe mayor has asked for buses.\nA bridge is shut.\n"
        "Six people were killed in Russian shelling of Kherson on Thursday, the governor said."
    )
    assert [killed(m) for m in mentions(text)] == [[3], [6]]


def test_a_place_of_a_wave_of_air_strikes_is_hit_by_one() -> None:
    text = (
        "India carried out air strikes at multiple locations across Pakistan on Thursday, killing "
        "14 people, officials said.\nThe prime minister met his generals.\nMarkets fell.\n"
        "A missile hit a mosque in Muridke on Thursday, wounding two guards."
    )
    assert {m.event_type for m in mentions(text)} == {"air_strike"}


def test_a_missile_alone_is_shelling() -> None:
    text = "A missile hit a mosque in Kherson in Ukraine on Thursday, wounding two guards."
    assert [m.event_type for m in mentions(text)] == ["shelling"]


def test_a_sum_of_two_kinds_is_no_third_incident() -> None:
    text = (
        "Markets fell on Thursday as Turkey and Syria traded blows.\nThe kings met.\nA bridge is "
        "shut.\nTrains run.\nFive people were killed in Lattakia province on Thursday because of "
        "the shelling by the Turkish force, a spokesman said.\nSchools stay closed this week.\n"
        "The mayor has asked for buses.\nA road is shut.\nIt rained.\nShops closed.\nEight people "
        "were killed in the Turkish strikes and shelling in Lattakia province, according to medics."
    )
    assert [killed(m) for m in mentions(text)] == [[5]]


def test_who_is_hurt_by_explosions_in_a_town_of_a_wave_was_hit_by_one() -> None:
    text = (
        "India carried out air strikes at multiple locations across Pakistan on Thursday, killing "
        "14 people, officials said.\nThe prime minister met his generals.\nMarkets fell.\n"
        "In Sialkot, the mayor says he heard several explosions and that some people were wounded "
        "in the attack."
    )
    told = {m.place.name: m.event_type for m in mentions(text)}
    assert told["Sialkot"] == "air_strike"


def test_a_sum_of_several_regions_is_none_of_their_tolls_told_before() -> None:
    told = default(
        "Russian drones killed seven people in four regions of Ukraine on Wednesday, officials "
        "said. In Mykolaiv, two women were killed when a drone fell on a house. A missile hit a "
        "depot in Nikopol, killing two workers. A woman died in Lviv after a missile hit a "
        "substation. Two people were killed in Odesa, where a drone hit a hotel."
    )
    dead = [max(c.best or 0 for c in m.casualties) for m in told]
    assert dead == [2, 2, 1, 2]
