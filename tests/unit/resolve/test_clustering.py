from __future__ import annotations

from pipeline.records import Mention
from pipeline.resolve import resolve
from pipeline.resolve.clustering import cluster, connect
from tests.unit.resolve.world import NOWHERE, day, mention, window, withdraw


def ids_of(told: list[Mention]) -> list[list[str]]:
    return [[m.mention_id for m in group] for group in cluster(told)]


def test_two_reports_of_one_strike_are_one_incident() -> None:
    assert ids_of([mention("b"), mention("a")]) == [["a", "b"]]


def test_one_article_tells_two_incidents_that_do_not_meet_through_a_third() -> None:
    told = [
        mention("a", event_type="shelling", article_id="x"),
        mention("b", event_type="air_strike", article_id="x"),
        mention("c", event_type="attack"),
    ]
    groups = ids_of(told)
    assert not any({"a", "b"} <= set(group) for group in groups)
    assert sorted(name for group in groups for name in group) == ["a", "b", "c"]


def test_a_withdrawn_mention_follows_the_incident_that_it_fits() -> None:
    told = [mention("a"), mention("b"), withdraw(mention("c"), window(1))]
    assert ids_of(told) == [["a", "b", "c"]]


def test_a_withdrawn_mention_brings_no_two_together() -> None:
    told = [
        mention("a", event_type="shelling"),
        mention("b", event_type="air_strike", terms=("other",)),
        withdraw(mention("c", event_type="attack", terms=()), window(1)),
    ]
    assert not any({"a", "b"} <= set(group) for group in ids_of(told))


def test_a_mention_of_unknown_place_joins_one_incident() -> None:
    told = [mention("a"), mention("b", place=NOWHERE)]
    assert len(cluster(told)) == 1


def test_components_are_whole_and_sorted() -> None:
    told = {name: mention(name) for name in "cab"}
    groups = connect(told, [("c", "a")])
    assert [[m.mention_id for m in group] for group in groups] == [["a", "c"], ["b"]]


def test_a_trial_joins_by_names_though_most_reports_name_nobody() -> None:
    shot = {"event_type": "shooting"}
    trial = mention("d", **shot, event_start=day(60), names=("alan reyes", "mona haddad"))
    told = [mention("a", **shot), mention("b", **shot, names=("alan reyes", "mona haddad")), trial]
    assert ids_of(told) == [["a", "b", "d"]]


def test_what_merely_recalls_an_incident_makes_none_and_joins_the_one_it_names() -> None:
    shot = {"event_type": "shooting", "names": ("alan reyes", "mona haddad")}
    recalled = mention("b", **shot, salience="background", event_start=None)
    assert not resolve([recalled])
    assert [fused.mention_ids for fused in resolve([mention("a", **shot), recalled])] == [
        ("a", "b")
    ]
