"""The laws of resolving, through the lake: any order and cut of the same mentions."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.beam.account import Account
from pipeline.beam.affect import Affect
from pipeline.beam.decisions import NO_DECISIONS
from pipeline.beam.elements import Component, Drop
from pipeline.lake import Edit, Lake, is_in, next_change_seq
from pipeline.lake.tables import to_table
from pipeline.records import Incident, IncidentChange, Mention
from pipeline.resolve import Fused, is_eligible, resolve
from pipeline.resolve.blocking import is_founding
from pipeline.resolve.clustering import incidents_of_component
from pipeline.resolve.ledger import fold
from pipeline.resolve.similarity import load_weights
from tests.unit.resolve.world import (
    DEIR,
    HOMS,
    NOWHERE,
    PEOPLE,
    WORDS,
    article_of,
    day,
    killed,
    mention,
    window,
)

TABLES = ("mentions", "incidents", "incident_sources", "incident_participants", "incident_claims")
_EXTRACTED = {"extractor": "rules@1", "language": "en", "confidence": 0.8}


def newsroom(chance: random.Random, size: int = 24) -> list[Mention]:
    """Strikes and shootings of a few days and towns, trials of a shooting months later."""
    told = []
    for n in range(size):
        start = chance.choice([day(0), day(0), day(1), day(3), day(60), None])
        landed = window(chance.randrange(6))
        told.append(
            mention(
                f"m{n:02}",
                event_type=chance.choice(["air_strike", "shelling", "shooting", "shooting"]),
                event_start=start,
                place=chance.choice([DEIR, DEIR, HOMS, NOWHERE]),
                terms=tuple(sorted(chance.sample(WORDS, 5))),
                names=tuple(sorted(chance.sample(PEOPLE, 2))),
                casualties=(killed(chance.randrange(3)),),
                salience=chance.choice(["main", "main", "background"]),
                recorded_at=landed,
                window_start=landed,
                **_EXTRACTED,
            )
        )
    return told


def build(lake: Lake, told: Sequence[Mention], moment: datetime) -> None:
    """What the job does with the mentions of a window, and the commit."""
    with lake.lock():
        lake.heal()
        snapshot = lake.snapshot()
        touched = list(Affect(snapshot, NO_DECISIONS)(list(told)))
        components = [c.mentions for c in touched if isinstance(c, Component)]
        affected = [mention for members in components for mention in members]
        fused = [one for members in components for one in incidents_of_component(members)]
        drops = [drop for drop in touched if isinstance(drop, Drop)]
        steps = list(Account(snapshot, moment, NO_DECISIONS)([*affected, *drops, *fused]))
        edits = make_edits(told, steps, next_change_seq(snapshot))
        lake.commit(edits, run=f"run{next_change_seq(snapshot)}-{told[0].mention_id}")


def make_edits(
    told: Sequence[Mention], steps: Sequence[Fused | IncidentChange | Drop], first: int
) -> list[Edit]:
    """The rows of a window, and those that they replace."""
    fused = [step for step in steps if isinstance(step, Fused)]
    drops = [step for step in steps if isinstance(step, Drop)]
    changes = [step for step in steps if isinstance(step, IncidentChange)]
    ids = {drop.key for drop in drops} | {f.incident.incident_id for f in fused}
    days = frozenset(drop.day for drop in drops)
    rows: dict[str, list[Any]] = {
        "incidents": [f.incident for f in fused],
        "incident_sources": [row for f in fused for row in f.sources],
        "incident_participants": [row for f in fused for row in f.participants],
        "incident_claims": [row for f in fused for row in f.claims],
    }
    numbered = [replace(change, change_seq=first + n) for n, change in enumerate(changes)]
    return [
        Edit("articles", to_table("articles", map(article_of, told))),
        Edit("mentions", to_table("mentions", told)),
        *(Edit(k, to_table(k, v), is_in("incident_id", ids), days) for k, v in rows.items()),
        Edit("incident_changes", to_table("incident_changes", numbered)),
    ]


def tables(lake: Lake) -> dict[str, pa.Table]:
    """What readers see, without the revision."""
    found = {name: lake.snapshot().read(name) for name in TABLES}
    return {
        name: table.drop_columns("revision") if name == "incidents" else table
        for name, table in found.items()
    }


def replayed(lake: Lake) -> dict[str, Incident]:
    """The table that the change feed gives."""
    return fold(lake.snapshot().records("incident_changes"))


@pytest.fixture(scope="module")
def told() -> list[Mention]:
    """The mentions of one newsroom."""
    return newsroom(random.Random(4))


@pytest.fixture(scope="module")
def rebuilt(told: list[Mention], tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    """The tables when everything is resolved at once."""
    lake = Lake(tmp_path_factory.mktemp("whole"))
    build(lake, told, window(0))
    return tables(lake)


def check(lake: Lake, rebuilt: dict[str, pa.Table]) -> None:
    """The lake is what resolving everything at once gives, and its change feed leads to it."""
    found = tables(lake)
    assert {name for name in TABLES if not found[name].equals(rebuilt[name])} == set()
    current = {i.incident_id: i for i in lake.snapshot().records("incidents")}
    assert replayed(lake) == current


@pytest.mark.parametrize("seed", range(12))
def test_any_batching_gives_the_lake_of_a_full_rebuild(
    told: list[Mention], rebuilt: dict[str, pa.Table], seed: int, tmp_path: Path
) -> None:
    chance, left = random.Random(seed), told[:]
    chance.shuffle(left)
    n = 0
    while left:
        size = chance.randint(1, 12)
        build(Lake(tmp_path), left[:size], window(n))
        left, n = left[size:], n + 1
    check(Lake(tmp_path), rebuilt)


def test_a_window_by_other_rules_loses_no_source(
    told: list[Mention], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sources() -> set[str]:
        return set(Lake(tmp_path).snapshot().read("incident_sources")["mention_id"].to_pylist())

    build(Lake(tmp_path), told, window(0))
    before = sources()
    usual = load_weights()
    strict = replace(usual, features={**usual.features, "base": -50.0})
    for module in ("similarity", "clustering"):
        monkeypatch.setattr(f"pipeline.resolve.{module}.load_weights", lambda: strict)
    again = replace(told[0], mention_id="n00", article_id="article of n00")
    build(Lake(tmp_path), [again], window(9))
    founding = {mention.mention_id for mention in told if is_founding(mention)}
    assert before & founding <= sources()
    images = {i.incident_id: i for i in Lake(tmp_path).snapshot().records("incidents")}
    assert replayed(Lake(tmp_path)) == images


def test_a_late_backfill_gives_the_lake_of_a_full_rebuild(
    told: list[Mention], rebuilt: dict[str, pa.Table], tmp_path: Path
) -> None:
    by_window: dict[datetime, list[Mention]] = {}
    for one in told:
        by_window.setdefault(one.recorded_at or window(0), []).append(one)
    first, *later = sorted(by_window)
    for moment in (*later, first):
        build(Lake(tmp_path), by_window[moment], moment)
    check(Lake(tmp_path), rebuilt)


def test_the_newsroom_has_merges_splits_and_names_at_work(
    told: list[Mention], rebuilt: dict[str, pa.Table]
) -> None:
    incidents = rebuilt["incidents"].num_rows
    assert 1 < incidents < sum(map(is_eligible, told))
    spans = [f for f in resolve(told) if (f.incident.last_recorded_at or window(0)) > window(0)]
    assert spans
