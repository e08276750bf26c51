"""A build that is told to stop leaves nothing behind but one line, and nothing published."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.lake.landed.landing import land
from tests.drills.window import WINDOW, make_pages

pytestmark = pytest.mark.slow

SITREP = "from pipeline.cli import main; main()"
#: Enough that the build is still under way when its first texts are there.
PAGES = 2_000


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_told_to_stop_leaves_nothing_behind(tmp_path, number):
    lake, temporary = tmp_path / "lake", tmp_path / "tmp"
    temporary.mkdir()
    land(lake, WINDOW, "feeds", "pages", make_pages(range(PAGES)))
    build = subprocess.Popen(
        [sys.executable, "-c", SITREP, "build", "--lake", lake, "--window", WINDOW.isoformat()],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    _wait_for_texts(lake / ".staging")
    build.send_signal(number)
    _, said = build.communicate(timeout=60)
    assert build.returncode == 128 + number
    assert said == "stopped; run the same command again to go on\n"
    assert not [*temporary.iterdir(), *(lake / ".staging").iterdir()]
    assert not (lake / "incidents").exists()


def _wait_for_texts(staging: Path) -> None:
    deadline = time.monotonic() + 120
    while not any(path.stat().st_size for path in staging.glob("staged-*/texts/*")):
        assert time.monotonic() < deadline
        time.sleep(0.05)
