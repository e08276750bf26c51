"""What holds for any mentions, any order and any cut into windows."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Incident, IncidentChange, Mention
from pipeline.resolve import Blocks, Fused, is_eligible, resolve
from pipeline.resolve.blocking import event_day, is_founding, neighbourhood
from pipeline.resolve.closure import Affected, Read, affected
from pipeline.resolve.clustering import connect, incidents_of_component
from pipeline.resolve.ledger import account, causes_of, fold, follow
from pipeline.resolve.similarity import VETO, score
from pipeline.resolve.whole import find_edges
from tests.unit.resolve.world import mentions, newsrooms, window, withdraw


@given(newsrooms(), st.randoms(use_true_random=False))
def test_the_order_of_mentions_does_not_matter(told: list[Mention], chance: random.Random) -> None:
    shuffled = told[:]
    chance.shuffle(shuffled)
    assert resolve(shuffled) == resolve(told)


@given(newsrooms())
def test_every_mention_of_an_incident_is_in_one_and_no_source_is_lost(
    told: list[Mention],
) -> None:
    members = [name for fused in resolve(told) for name in fused.mention_ids]
    living = {m.mention_id: m for m in told if is_eligible(m) and m.withdrawn_at is None}
    alone = living.keys() - set(members)
    assert sorted(members) == sorted(living.keys() - alone)
    assert not any(is_founding(living[name]) for name in alone)
    assert sum(fused.incident.n_mentions for fused in resolve(told)) == len(members)


@given(newsrooms())
def test_no_incident_holds_two_mentions_that_never_can_be_one(told: list[Mention]) -> None:
    by_id = {m.mention_id: m for m in told}
    for fused in resolve(told):
        for one, other in combinations(fused.mention_ids, 2):
            assert score(by_id[one], by_id[other]) > VETO


@given(newsrooms())
def test_an_incident_lies_in_the_partition_of_one_of_its_mentions(told: list[Mention]) -> None:
    by_id = {m.mention_id: m for m in told}
    for fused in resolve(told):
        assert fused.incident.event_date in {event_day(by_id[m]) for m in fused.mention_ids}


@given(mentions("a"), mentions("b"))
def test_a_score_is_symmetric(one: Mention, other: Mention) -> None:
    assert score(one, other) == score(other, one)


@given(newsrooms())
def test_blocks_miss_no_pair_and_compare_none_twice(told: list[Mention]) -> None:
    edges = list(find_edges(told))
    assert len(set(edges)) == len(edges)
    near = {
        (min(a.mention_id, b.mention_id), max(a.mention_id, b.mention_id))
        for a, b in combinations(told, 2)
        if score(a, b) >= 0
    }
    assert set(edges) == near


@given(mentions("a"), mentions("b"))
def test_what_can_be_one_incident_lies_in_the_neighbourhood(one: Mention, other: Mention) -> None:
    if score(one, other) >= 0:
        assert event_day(other) in neighbourhood([one]).days
        assert neighbourhood([one]).covers(other)


def _fuse(touched: Affected) -> list[Fused]:
    """The incidents of the links that were found on the way, scored once."""
    linked = connect(touched.mentions, touched.edges)
    return [one for component in linked for one in incidents_of_component(component)]


class _Lake:
    """The tables that resolving keeps, built window by window."""

    def __init__(self) -> None:
        self.mentions: dict[str, Mention] = {}
        self.fused: dict[str, Fused] = {}
        self.changes: list[IncidentChange] = []
        self.n_read = 0

    def build(self, told: Iterable[Mention], n: int) -> None:
        """Land the mentions of a window, those that replace or withdraw known ones among them."""
        after = list(told)
        before = [self.mentions[m.mention_id] for m in after if m.mention_id in self.mentions]
        self.mentions |= {m.mention_id: m for m in after}
        touched = affected(before, after, self._read)
        names = {*touched.mentions, *(m.mention_id for m in (*before, *after))}
        old = {
            name: fused
            for name, fused in self.fused.items()
            if not names.isdisjoint(fused.mention_ids)
        }
        accounted = account(
            [fused.incident for fused in old.values()],
            {name: fused.mention_ids for name, fused in old.items()},
            _fuse(touched),
            window(n),
            causes_of(after, window(n)),
        )
        for name in old:
            del self.fused[name]
        self.fused |= {fused.incident.incident_id: fused for fused in accounted.fused}
        first = len(self.changes)
        self.changes += [
            replace(change, change_seq=first + k) for k, change in enumerate(accounted.changes)
        ]

    def _read(self, blocks: Blocks) -> Iterable[Mention]:
        return [m for m in self.mentions.values() if blocks.covers(m)]

    @property
    def table(self) -> dict[str, Incident]:
        """The incidents by id."""
        return {name: fused.incident for name, fused in self.fused.items()}


Step = list[Mention]


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """Windows that tell new mentions, change known ones and withdraw some."""
    steps: list[Step] = []
    known: dict[str, Mention] = {}
    for n in range(draw(st.integers(1, 5))):
        step: dict[str, Mention] = {}
        for k in range(draw(st.integers(0, 4))):
            name = f"m{n}.{k}"
            step[name] = replace(draw(mentions(name, windows=5)), window_start=window(n))
        for name in draw(st.sets(st.sampled_from(sorted(known)), max_size=2)) if known else ():
            if draw(st.booleans()):
                step[name] = withdraw(known[name], window(n))
            else:
                changed = draw(mentions(name))
                step[name] = replace(
                    changed,
                    article_revision=known[name].article_revision + 1,
                    recorded_at=known[name].recorded_at,
                    window_start=window(n),
                )
        known |= step
        steps.append(list(step.values()))
    return steps


def _reader(mentions: list[Mention]) -> Read:
    return lambda blocks: [m for m in mentions if blocks.covers(m)]


def _without_revision(incident: Incident) -> Incident:
    return replace(incident, revision=1)


@settings(max_examples=30)
@given(histories())
def test_window_by_window_gives_what_a_full_rebuild_gives(steps: list[Step]) -> None:
    lake = _Lake()
    for n, step in enumerate(steps):
        lake.build(step, n)
        full = {f.incident.incident_id: f for f in resolve(lake.mentions.values())}
        assert lake.fused.keys() == full.keys()
        for name, fused in lake.fused.items():
            assert replace(fused, incident=_without_revision(fused.incident)) == full[name]


@settings(max_examples=30)
@given(histories(), st.randoms(use_true_random=False))
def test_any_batching_of_the_same_mentions_gives_the_same_table(
    steps: list[Step], chance: random.Random
) -> None:
    current = {m.mention_id: m for step in steps for m in step}
    told = list(current.values())
    chance.shuffle(told)
    lake = _Lake()
    n = 0
    while told:
        size = chance.randint(1, 4)
        lake.build(told[:size], n)
        told, n = told[size:], n + 1
    full = {f.incident.incident_id: f.incident for f in resolve(current.values())}
    assert {name: _without_revision(i) for name, i in lake.table.items()} == full


@given(histories())
def test_what_is_resolved_day_by_day_is_settled_and_never_read_again(steps: list[Step]) -> None:
    current = {m.mention_id: m for step in steps for m in step}
    settled: set[str] = set()
    table: dict[str, Incident] = {}
    for day in sorted({event_day(m) for m in current.values()}):
        read = _reader([m for m in current.values() if event_day(m) > day])
        told = [m for m in current.values() if event_day(m) == day and m.mention_id not in settled]
        touched = affected((), told, read)
        assert settled.isdisjoint(touched.mentions)
        settled |= touched.mentions.keys()
        table |= {f.incident.incident_id: f.incident for f in _fuse(touched)}
    assert table == {f.incident.incident_id: f.incident for f in resolve(current.values())}


@settings(max_examples=30)
@given(histories())
def test_the_ledger_replays_to_the_table(steps: list[Step]) -> None:
    lake = _Lake()
    for n, step in enumerate(steps):
        lake.build(step, n)
        assert fold(lake.changes) == lake.table
    living = follow(lake.changes)
    gone = {change.incident_id for change in lake.changes if change.op == "retract"}
    for old, heir in living.items():
        assert old not in lake.table
        assert heir in lake.table or heir in gone


@settings(max_examples=30)
@given(histories())
def test_a_window_built_again_changes_nothing(steps: list[Step]) -> None:
    lake = _Lake()
    for n, step in enumerate(steps):
        lake.build(step, n)
    table, changes = lake.table, lake.changes[:]
    last = steps[-1]
    lake.build(last, len(steps) - 1)
    assert lake.table == table
    assert lake.changes == changes


@settings(max_examples=30)
@given(histories())
def test_every_change_of_a_window_names_the_article_behind_it(steps: list[Step]) -> None:
    lake = _Lake()
    for n, step in enumerate(steps):
        known = len(lake.changes)
        lake.build(step, n)
        articles = {m.article_id for m in step}
        for change in lake.changes[known:]:
            assert change.window_start == window(n)
            assert change.cause_article_id is None or change.cause_article_id in articles
