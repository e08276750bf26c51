"""The shell around every stage, on the pinned runner and on the portable one."""

from __future__ import annotations

from collections import Counter

import apache_beam as beam
import pytest

from pipeline import ids
from pipeline.beam.elements import Counted
from pipeline.beam.engine import make_options
from pipeline.beam.io import Staged, read_staged
from pipeline.beam.stages import Outcome, Stage, Step, Together
from pipeline.errors import WorldError
from pipeline.records import Rejection
from pipeline.runners import DEFAULT_RUNNER

PORTABLE = ("--job_endpoint=embed", "--environment_type=LOOPBACK")


def halve(number: int) -> Outcome:
    """Keep even numbers as their halves, drop zero, refuse odd ones."""
    if number % 2:
        return ids.make_rejection("clean", "no_text", str(number))
    return (number // 2,) * bool(number)


def make_step() -> Step:
    return Step(halve)


def total(numbers: list[int]) -> list[int]:
    return [sum(numbers)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("runner", "arguments"), [(DEFAULT_RUNNER, ()), ("PortableRunner", PORTABLE)]
)
def test_a_stage_counts_what_it_reads_on_every_runner(runner, arguments, tmp_path):
    pipeline = beam.Pipeline(options=make_options(runner, arguments))
    kept, refused, counted = pipeline | beam.Create([0, 1, 2, 3, 4]) | Stage("clean", make_step)
    _ = (refused, counted) | Staged(str(tmp_path), [Rejection, Counted])
    _ = kept | Together(total) | beam.combiners.Count.Globally()
    pipeline.run().wait_until_finish()
    counters: Counter[str] = Counter()
    for bundle in read_staged(tmp_path, Counted):
        counters[bundle.name] += bundle.count
    assert counters == {
        "clean:read": 5,
        "clean:kept": 2,
        "clean:empty": 1,
        "clean:rejected": 2,
        "clean:rejected:no_text": 2,
    }
    assert {rejection.ref for rejection in read_staged(tmp_path, Rejection)} == {"1", "3"}


@pytest.mark.slow
def test_a_step_on_everything_runs_once_also_on_nothing(tmp_path):
    pipeline = beam.Pipeline(options=make_options())
    sums = pipeline | beam.Create([], reshuffle=False) | Together(total)
    refusals = sums | beam.Map(lambda n: ids.make_rejection("clean", "none", str(n)))
    _ = (refusals,) | Staged(str(tmp_path), [Rejection])
    pipeline.run().wait_until_finish()
    assert [rejection.ref for rejection in read_staged(tmp_path, Rejection)] == ["0"]


@pytest.mark.slow
def test_a_step_on_everything_is_given_each_of_very_many_records(tmp_path):
    numbers = range(2_001)  # two values of a thousand, and one more record
    pipeline = beam.Pipeline(options=make_options())
    sums = pipeline | beam.Create(numbers, reshuffle=False) | Together(total)
    refusals = sums | beam.Map(lambda n: ids.make_rejection("clean", "none", str(n)))
    _ = (refusals,) | Staged(str(tmp_path), [Rejection])
    pipeline.run().wait_until_finish()
    assert [rejection.ref for rejection in read_staged(tmp_path, Rejection)] == [str(sum(numbers))]


@pytest.mark.slow
def test_what_a_failed_attempt_left_behind_is_not_read(tmp_path):
    folder = tmp_path / "Rejection"
    folder.mkdir()
    whole = b'{"rejection_id":"x","stage":"clean","reason":"no_text","ref":"again"}\n'
    (folder / "whole.jsonl").write_bytes(whole)
    (folder / "torn.jsonl").write_bytes(whole[:30])
    pipeline = beam.Pipeline(options=make_options())
    refusals = [ids.make_rejection("clean", "none", str(n)) for n in range(3)]
    _ = (pipeline | beam.Create(refusals),) | Staged(str(tmp_path), [Rejection])
    pipeline.run().wait_until_finish()
    assert {rejection.ref for rejection in read_staged(tmp_path, Rejection)} == {"0", "1", "2"}


@pytest.mark.slow
def test_a_kind_without_rows_is_read_as_nothing(tmp_path):
    pipeline = beam.Pipeline(options=make_options())
    _ = (pipeline | beam.Create([], reshuffle=False),) | Staged(str(tmp_path), [Rejection])
    pipeline.run().wait_until_finish()
    assert list(read_staged(tmp_path, Rejection)) == []


def test_a_staged_file_that_is_lost_is_named(tmp_path):
    folder = tmp_path / "Rejection"
    folder.mkdir()
    (folder / "files.txt").write_text("lost.jsonl\n")
    with pytest.raises(WorldError, match=r"lost\.jsonl"):
        list(read_staged(tmp_path, Rejection))
