"""Origins in the lake: whatever the order of windows, and read no further than copies reach."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.beam.revise import Revise
from pipeline.lake import Edit, Lake, Snapshot, is_in
from pipeline.lake.tables import to_table
from pipeline.records import Article
from pipeline.revisions import History
from pipeline.syndication import assign_origins

pytestmark = pytest.mark.slow

START = datetime(2022, 8, 1, 6, 0, tzinfo=UTC)
WORDS = [f"word{n}" for n in range(400)]


def window(n: int) -> datetime:
    """A window every nine days: a copy can be of the one before, not of the one before that."""
    return START + n * timedelta(days=9)


def article(name: str, n: int, at: int) -> Article:
    """An article whose text overlaps by two thirds with that of the number before and after."""
    text = " ".join(WORDS[20 * at : 20 * at + 60])
    return Article(
        name, text, revision=1, sha256=text, window_start=window(n), recorded_at=window(n)
    )


def build(lake: Lake, window_start: datetime, landed: list[Article]) -> None:
    """Revise a window and commit what that says of articles."""
    histories = Revise(lake.snapshot(), window_start)(landed)
    revised = [history for history in histories if isinstance(history, History)]
    ids = {history.article_id for history in revised}
    rows = to_table("articles", [a for history in revised for a in history.revisions])
    days = lake.snapshot().days("articles")
    edit = Edit("articles", rows, is_in("article_id", ids), days)
    with lake.lock():
        lake.commit([edit], run=str(window_start), may_shrink=True)


def origins(lake: Lake) -> dict[str, str | None]:
    """Each article's origin, as the lake says."""
    found = lake.snapshot().records("articles")
    return {a.article_id: a.origin_article_id for a in found if a.revision == 1}


def truth(landed: Iterable[list[Article]]) -> dict[str, str]:
    """Each article's origin, all articles looked at together."""
    firsts: dict[str, Article] = {}
    for articles in landed:
        for one in articles:
            firsts.setdefault(one.article_id, one)
    return assign_origins(replace(one, shingles=None) for one in firsts.values())


@pytest.mark.parametrize("seed", range(3))
def test_late_windows_end_in_the_origins_of_all_articles_together(
    tmp_path: Path, seed: int
) -> None:
    """Chains of copies over 80 days; an article may come in several windows, too."""
    draw = random.Random(seed)
    landed = {
        n: [article(f"a{draw.randrange(16)}", n, draw.randrange(max(0, n - 1), n + 2))]
        for n in range(9)
    }
    lake, order = Lake(tmp_path), [*landed, *draw.sample([*landed], 3)]
    draw.shuffle(order)
    for n in order:
        build(lake, window(n), landed[n])
    # a window whose article was another one at first
    landed[4] = [article("a3", 4, 4)]
    build(lake, window(4), landed[4])
    assert origins(lake) == truth(landed.values())


def test_a_late_window_reads_as_far_as_copies_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake(tmp_path)
    for n in range(1, 10):
        # from the fourth on all tell something else
        build(lake, window(n), [article(f"a{n}", n, n if n < 4 else n + 6)])
    read: list[frozenset[date]] = []
    whole = Snapshot.read

    def spy(self: Snapshot, dataset: str, columns: Any = None, **how: Any) -> Any:
        if "shingles" in (columns or ()):
            read.append(frozenset(how["days"]))
        return whole(self, dataset, columns, **how)

    monkeypatch.setattr(Snapshot, "read", spy)
    build(lake, window(0), [article("a0", 0, 0)])
    assert origins(lake) == {
        **dict.fromkeys(("a0", "a1", "a2", "a3"), "a0"),
        **dict.fromkeys((f"a{n}" for n in range(4, 10)), "a4"),
    }
    # the days of a1 (its copy), then those of what its copies are copied by
    assert max(max(days) for days in read) == window(4).date()
