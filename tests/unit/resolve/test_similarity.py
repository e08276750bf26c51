from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ConfigError
from pipeline.lexicon.tables import Row
from pipeline.records import Participant
from pipeline.resolve import similarity
from pipeline.resolve.blocking import REACH_DAYS
from pipeline.resolve.evidence import WEIGHERS, read_features
from pipeline.resolve.similarity import (
    APART,
    TOLD_APART,
    VETO,
    load_weights,
    score,
    squash,
)
from tests.unit.resolve.world import DEIR, HOMS, MOSUL, SYRIA, WORDS, day, killed, mention, window


def pair(**fields: Any) -> float:
    """The score of a strike and another mention of it that differs as said."""
    return score(mention("a", casualties=(killed(3),)), mention("b", **fields))


def test_two_reports_in_the_same_words_score_high() -> None:
    assert pair() > 0.5


@pytest.mark.parametrize(
    "fields",
    [
        {"place": HOMS},
        {"place": MOSUL},
        {"event_start": day(2)},
        {"event_type": "arrest"},
        {"event_type": "shelling", "article_id": "article of a"},
        {"event_start": day(1), "article_id": "article of a"},
        {"casualties": (killed(4),), "article_id": "article of a"},
    ],
)
def test_what_never_can_be_one_is_vetoed(fields: dict[str, Any]) -> None:
    assert pair(**fields) == VETO


def test_words_of_two_languages_say_nothing_and_equal_tolls_do() -> None:
    def of(dead: int, **fields: Any) -> float:
        told = {"event_type": "shooting", "casualties": (killed(dead),)}
        spanish = {"language": "es", "terms": ("asesinaron", "billar", "sicarios"), **fields}
        return score(mention("a", language="en", **told), mention("b", **told | spanish))

    assert of(7) > 0
    assert of(7) > of(1) > of(1, language="en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("suicide_bombing", "bombing"),
        ("drone_strike", "air_strike"),
        ("protest", "crackdown"),
        ("shelling", "air_strike"),
        ("air_strike", "arson"),
    ],
)
def test_types_that_reports_mix_are_one_incident_where_much_else_agrees(
    one: str, other: str
) -> None:
    told = {"casualties": (killed(7),)}
    assert score(mention("a", event_type=one, **told), mention("b", event_type=other, **told)) > 0


def test_days_count_by_the_part_that_two_intervals_do_not_share() -> None:
    night = pair(event_end=day(1))
    assert pair() > night > pair(event_end=day(6))


@pytest.mark.parametrize(
    "fields",
    [
        {"event_start": day(1)},
        {"event_start": None},
        {"place": SYRIA},
        {"terms": tuple(WORDS[6:])},
        {"event_type": "shelling"},
        {"status": "thwarted"},
        {"casualties": (killed(9),)},
    ],
)
def test_what_differs_lowers_the_score(fields: dict[str, Any]) -> None:
    assert VETO < pair(**fields) < pair(casualties=(killed(3),))


def test_the_strike_of_the_next_day_in_other_words_is_another() -> None:
    assert pair(event_start=day(1), terms=tuple(WORDS[5:])) < 0


def test_attack_and_reply_of_one_day_at_one_place_are_two() -> None:
    militia, army = (Participant("perpetrator", name, name) for name in ("militia", "army"))
    reply = {"event_type": "air_strike", "participants": (army,), "terms": tuple(WORDS[4:9])}
    attack = {"event_type": "shelling", "participants": (militia,)}
    assert score(mention("a", **attack), mention("b", **reply)) < 0


SHOT = mention("a", event_type="shooting", names=("alan reyes", "mona haddad"))


def later(**fields: Any) -> float:
    """The score of a shooting and what is told a month later, of a hearing and its day."""
    told = {"event_type": "shooting", "event_start": day(30), "published_at": window(30 * 96)}
    return score(SHOT, mention("b", **told | fields))


def test_reports_far_apart_are_one_incident_where_they_name_the_same_people() -> None:
    assert later(names=SHOT.names) > 0
    assert later(names=SHOT.names, event_start=None) > 0
    assert later(names=SHOT.names[:1]) < later(names=SHOT.names)


def test_nothing_brings_reports_far_apart_together_but_names() -> None:
    assert later() == APART
    assert later(names=("omar said",)) == APART
    assert later(names=SHOT.names, event_start=day(REACH_DAYS + 1)) == APART


def test_two_names_outweigh_another_province_and_one_does_not() -> None:
    assert later(names=SHOT.names, event_start=day(0), place=HOMS) > APART
    assert later(names=SHOT.names[:1], event_start=day(0), place=HOMS) == APART
    assert later(names=SHOT.names, place=MOSUL) == VETO


def test_a_street_ties_over_another_day_and_province() -> None:
    street = ("bartlett, fallriver",)
    here = mention("a", event_type="shooting", names=street)
    told = mention("b", event_type="shooting", event_start=day(3), names=street)
    assert score(here, told) > score(here, replace(told, names=("noon, fallriver",))) == APART
    assert score(here, replace(told, place=HOMS)) > APART


def test_other_streets_of_one_day_speak_against_one_incident() -> None:
    def of(*streets: str) -> float:
        one, other = (
            mention(n, event_type="shooting", names=(s,))
            for n, s in zip("ab", streets, strict=True)
        )
        return score(one, other)

    assert of("noon, homs", "lake, homs") < of("lake, homs", "lake, homs")


def test_names_tie_nothing_that_recurs_at_a_place() -> None:
    assert later(event_type="air_strike", names=SHOT.names) == VETO


def test_what_one_article_tells_apart_is_no_veto_where_things_do_not_recur() -> None:
    assert later(event_start=day(1), article_id="article of a") == TOLD_APART
    assert later(article_id="article of a", names=SHOT.names) == TOLD_APART
    assert pair(event_start=day(1), article_id="article of a") == VETO


def test_a_town_of_a_region_is_not_where_all_its_dead_were() -> None:
    """One article tells both apart: "seven died in Syria's shelling", "rockets hit Homs"."""
    region = mention("a", event_type="shelling", place=SYRIA, casualties=(killed(7),))
    town = mention("b", event_type="shelling", place=HOMS, article_id="article of a")
    assert score(region, town) == VETO
    assert score(replace(region, casualties=()), town) > VETO
    assert score(region, replace(town, article_id="another")) > VETO


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    weights = load_weights()
    kinds: list[dict[str, Any]] = [
        {},
        {"event_start": None},
        {"place": SYRIA},
        {"place": HOMS},
        {"place": DEIR, "event_type": "attack", "event_start": day(1)},
    ]
    told = [
        weights.read(mention(f"m{n}", casualties=(killed(n),), **k)) for n, k in enumerate(kinds)
    ]
    seen = {name for one in told for other in told for name in read_features(one, other)}
    # no veto, and no other type: nothing to weigh
    seen -= {"type_same"}
    assert seen <= weights.features.keys()
    assert len(WEIGHERS) == 10


def test_log_odds_are_squashed_to_one() -> None:
    assert [squash(x) for x in (-1.0, 0.0, 3.0)] == [-0.5, 0.0, 0.75]


def test_a_weight_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Row("weights.tsv", 7, {"feature": "base", "weight": "x", "prior": "", "meaning": ""})
    monkeypatch.setattr(similarity, "read_table", lambda *_: [row])
    with pytest.raises(ConfigError, match=r"weights\.tsv:7: weight 'x' is no number"):
        load_weights.__wrapped__()


def test_the_tables_say_how_they_were_made() -> None:
    folder = Path(similarity.__file__).parents[1] / "data" / "resolve"
    for name in ("weights.tsv", "words.tsv"):
        assert "pipeline.resolve.train" in (folder / name).read_text(encoding="utf-8")


def test_many_dead_or_a_march_of_one_town_and_day_are_seldom_two() -> None:
    def of(event_type: str, dead: int, other: str | None = None) -> float:
        told = {"terms": ("alpha", "beta", "gamma"), "casualties": (killed(dead),)}
        new = {"terms": ("delta", "epsilon", "zeta"), "casualties": (killed(dead + 1),)}
        one = mention("a", event_type=event_type, **told)
        return score(one, mention("b", event_type=other or event_type, **new))

    assert of("shooting", 15) > of("shooting", 4)
    assert of("protest", 0) > of("protest", 0, "riot")
