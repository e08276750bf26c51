"""Landed pages as rows, without their bodies until these are written."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.errors import WorldError
from pipeline.lake import Lake
from pipeline.lake.forgotten import Forgotten
from pipeline.lake.landed.landed_pages import LandedPages, count_bodies
from pipeline.lake.landed.landing import PAGES_PER_BATCH, land, scan_light
from pipeline.records import Page
from tests.unit.lake.world import WINDOW


def _page(number: int, body: bytes | None = b"<p>", seconds: int = 0) -> Page:
    fetched_at = WINDOW + timedelta(seconds=seconds)
    url = f"https://example.org/{number}"
    return Page(f"p{number:05}", url, WINDOW, fetched_at=fetched_at, body=body)


def _land(lake: Path, *groups: Iterable[Page]) -> LandedPages:
    return LandedPages(
        [land(lake, WINDOW, f"g{n}", "pages", pages) for n, pages in enumerate(groups)]
    )


def _commit(lake: Path, landed: LandedPages) -> bool:
    opened = Lake(lake)
    with opened.lock():
        return opened.commit([landed.edit(landed.rows(), WINDOW)], run="test").changed


def _published(lake: Path) -> list[Page]:
    return sorted(Lake(lake).snapshot().records("pages"), key=lambda page: page.page_id)


def test_what_landed_is_what_is_published_and_again_nothing(tmp_path: Path) -> None:
    pages = [_page(n, None if n % 7 == 0 else b"<p>%d" % n) for n in range(150)]
    landed = _land(tmp_path, pages[:70], pages[70:])
    assert count_bodies(landed.rows()) == 128
    assert _commit(tmp_path, landed)
    assert _published(tmp_path) == pages
    assert not _commit(tmp_path, landed)


def test_of_two_groups_that_landed_a_page_the_first_to_fetch_it_counts(tmp_path: Path) -> None:
    late, early = _page(1, b"late", seconds=9), _page(1, b"early", seconds=1)
    for n, groups in enumerate(([[late], [early]], [[early], [late]])):
        _commit(tmp_path / str(n), _land(tmp_path / str(n), *groups))
        assert _published(tmp_path / str(n)) == [early]


def test_a_group_that_lands_later_is_added_and_the_rest_stays(tmp_path: Path) -> None:
    _commit(tmp_path, _land(tmp_path, [_page(1)]))
    assert _commit(tmp_path, _land(tmp_path, [_page(1)], [_page(2)]))
    assert _published(tmp_path) == [_page(1), _page(2)]


def test_a_large_day_is_added_to_and_only_a_row_that_goes_writes_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.lake.commits.edits.APPEND_FROM_BYTES", 0)
    files = lambda: len(Lake(tmp_path).snapshot().files("pages", None))  # noqa: E731
    _commit(tmp_path, _land(tmp_path, [_page(1)]))
    _commit(tmp_path, _land(tmp_path, [_page(1)], [_page(2)]))
    assert files() == 2
    _commit(tmp_path, _land(tmp_path, [_page(1, b"new")], [_page(2)]))
    assert files() == 1
    assert _published(tmp_path) == [_page(1, b"new"), _page(2)]


def test_other_windows_of_the_day_stay_as_they_are(tmp_path: Path) -> None:
    before = WINDOW - timedelta(minutes=15)
    earlier = replace(_page(9), window_start=before)
    other = LandedPages([land(tmp_path, before, "g", "pages", [earlier])])
    opened = Lake(tmp_path)
    with opened.lock():
        opened.commit([other.edit(other.rows(), before)], run="before")
    _commit(tmp_path, _land(tmp_path, [_page(1)]))
    assert _published(tmp_path) == [_page(1), earlier]


def test_what_is_forgotten_comes_without_its_words(tmp_path: Path) -> None:
    landed = _land(tmp_path, [_page(1), _page(2)])
    landed = replace(landed, forgotten=Forgotten.of("https://example.org/2"))
    _commit(tmp_path, landed)
    assert [page.body for page in _published(tmp_path)] == [b"<p>", None]


def test_a_body_whose_hash_nobody_gave_is_compared_all_the_same(tmp_path: Path) -> None:
    _commit(tmp_path, _land(tmp_path, [_page(1, b"one")]))
    assert _commit(tmp_path, _land(tmp_path, [_page(1, b"two")]))


def test_bodies_are_read_only_where_one_or_a_hash_is_missing(tmp_path: Path) -> None:
    pages = [replace(_page(n), sha256=f"{n:064}") for n in range(3 * PAGES_PER_BATCH)]
    pages[70] = replace(pages[70], body=None)
    pages[130] = replace(pages[130], sha256=None)
    landed = _land(tmp_path, pages)
    scanned = scan_light(landed.files[0], "pages", "body", "sha256")
    assert ["body" in batch.schema.names for batch in scanned] == [False, True, True]
    digests = landed.rows().column("body_digest").to_pylist()
    assert digests[70] is None
    assert digests[130] == hashlib.sha256(b"<p>").hexdigest()
    assert digests[:70] == [page.sha256 for page in pages[:70]]


def test_a_file_from_before_a_column_is_read_with_nulls(tmp_path: Path) -> None:
    path = land(tmp_path, WINDOW, "g", "pages", [_page(1)])
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(["item_language"]), path)
    assert LandedPages([path]).rows().column("item_language").to_pylist() == [None]


def test_a_landed_file_that_is_broken_is_named(tmp_path: Path) -> None:
    path = land(tmp_path, WINDOW, "g", "pages", [_page(1)])
    path.write_bytes(b"PAR1")
    with pytest.raises(WorldError, match=r"pages\.g\.parquet"):
        LandedPages([path]).rows()


_COMMIT = """
import sys
from pathlib import Path
from tests.unit.lake.landed.test_landed_pages import _commit, _land, _page
lake, n_pages = Path(sys.argv[1]), int(sys.argv[2])
_commit(lake, _land(lake, (_page(n, b"x" * 500_000) for n in range(n_pages))))
print(*(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel for the peak of memory")
def test_memory_does_not_grow_with_the_bodies(tmp_path: Path) -> None:
    # so many pages apart that 40 MB more or less of allocators, as they come, do not decide it
    few, many = (_peak_kb(tmp_path / str(n), n) for n in (100, 900))
    assert (many - few) / 800 < 100  # kB a page, of bodies of 500


def _peak_kb(lake: Path, n_pages: int) -> int:
    command = [sys.executable, "-c", _COMMIT, str(lake), str(n_pages)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
