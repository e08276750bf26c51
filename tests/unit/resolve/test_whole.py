from __future__ import annotations

from dataclasses import replace

from pipeline.resolve import resolve, stage_row
from tests.unit.resolve.world import HOMS, mention


def test_mentions_that_make_no_incident_are_left_out() -> None:
    assert resolve([mention("a", status="planned")]) == ()


def test_incidents_come_sorted_by_id() -> None:
    told = [mention("a"), mention("b", place=HOMS), mention("c", event_type="arrest")]
    names = [fused.incident.incident_id for fused in resolve(told)]
    assert names == sorted(names)


def test_a_mention_that_comes_twice_counts_once_by_its_newest_revision() -> None:
    old = mention("a", title="Old")
    new = replace(old, title="New", article_revision=2)
    for told in ([old, new], [new, old]):
        (fused,) = resolve(told)
        assert (fused.incident.title, fused.incident.n_mentions) == ("New", 1)


def test_a_row_of_the_stage_command_nests_its_place_and_names_its_mentions() -> None:
    (fused,) = resolve([mention("a"), mention("b")])
    row = stage_row(fused)
    assert row["place"]["name"] == "Deir ez-Zor"
    assert row["place"]["country_name"] == "Syria"
    assert "place_name" not in row
    assert row["mention_ids"] == ["a", "b"]
    assert row["event_start"] == "2022-08-24"
