"""Mentions are found by the names of people, wherever the index says that they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from pipeline.beam.mentions import MentionReader
from pipeline.lake import Edit, Lake, is_in
from pipeline.lake.tables import to_table
from pipeline.resolve.blocking import Block, Blocks
from tests.unit.lake.world import FIRST_DAY, tell

LATER = FIRST_DAY + timedelta(days=3)


def _commit(path: Path, day: date, left: frozenset[date] = frozenset()) -> None:
    """An article that names somebody, of a day; the days that it has left."""
    told = tell(1, day)
    named = [replace(m, names=("jane doe",), event_type="shooting") for m in told["mentions"]]
    drop = is_in("article_id", [mention.article_id for mention in named])
    lake = Lake(path)
    with lake.lock():
        lake.heal()
        articles = Edit("articles", to_table("articles", told["articles"]), drop)
        lake.commit([articles, Edit("mentions", to_table("mentions", named), drop, left)], "test")


def test_a_day_on_which_nothing_is_left_is_passed_over(tmp_path: Path) -> None:
    """The index knows where a name once was: a corrected article may have told all of that day."""
    _commit(tmp_path, FIRST_DAY)
    _commit(tmp_path, LATER, frozenset([FIRST_DAY]))
    block = Block(None, None, frozenset([FIRST_DAY, LATER]), ("jane doe",), "shooting")
    found = MentionReader(Lake(tmp_path).snapshot()).read(Blocks((block,)))
    assert [mention.event_date for mention in found] == [LATER]
