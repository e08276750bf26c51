"""A window's build holds some of its pages, never all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.lake.landed.landing import land
from pipeline.records import Page
from tests.drills.window import WINDOW, build, make_pages

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel for memory"),
]

#: A page carries scripts of this size, as real ones do; a build keeps those that wait.
SCRIPT_KB = 1_000
#: So many pages fill all that waits for a worker and what allocators keep (280 take 850 to 920 MB,
#: 580 950 to 1,010, 1,180 990 to 1,020); more must not take more. One build is 60 MB off another.
FULL = 600
MORE_PAGES = 1_000


def _heavy_pages(n: int) -> Iterator[Page]:
    script = b"<script>" + b"w.push(1);" * (SCRIPT_KB * 100) + b"</script></body>"
    for page in make_pages(range(n)):
        assert page.body is not None
        yield replace(page, body=page.body.replace(b"</body>", script))


def test_what_a_build_holds_does_not_grow_with_the_pages(tmp_path: Path):
    peaks = []
    for n in (FULL, FULL + MORE_PAGES):
        lake = tmp_path / str(n)
        land(lake, WINDOW, "feeds", "pages", _heavy_pages(n))
        peaks.append(build(lake).peak_mb)
    assert peaks[1] - peaks[0] < MORE_PAGES * SCRIPT_KB / 1024 / 5, peaks
