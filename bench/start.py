"""Start-up: what the smallest run of each command takes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.child import Usage, run_sitrep
from bench.findings import Figures, Spread
from bench.job import WINDOW
from bench.newsroom import generate_pages
from bench.runner import Settings
from pipeline.lake.landed.landing import land


def measure(settings: Settings) -> Iterator[Figures]:
    """Run each command a few times on next to nothing."""
    page = next(iter(generate_pages(1)))
    line = json.dumps({"url": page.url, "html": page.html.decode()}).encode()
    article = json.dumps({"article_id": "a", "text": "Gunmen killed two men in Lima."}).encode()
    commands = {
        "sitrep --help": (["--help"], b""),
        "sitrep clean, one page": (["clean", "-"], line),
        "sitrep extract, one article": (["extract", "-"], article),
    }
    rows = []
    for name, (arguments, given) in commands.items():
        settings.say(name)
        rows.append((name, _tell([_sitrep(arguments, given) for _ in range(settings.rounds)])))
    settings.say("sitrep build")
    rows.append(("sitrep build, a window without pages", _tell(list(_builds(settings.rounds)))))
    yield Figures("Start-up", "The smallest run of each command.", tuple(rows))


def _sitrep(arguments: list[str], given: bytes = b"") -> Usage:
    return run_sitrep(arguments, given)


def _builds(n: int) -> Iterator[Usage]:
    for _ in range(n):
        with tempfile.TemporaryDirectory() as lake:
            land(Path(lake), WINDOW, "feeds", "pages", [])
            yield _sitrep(["build", "--lake", lake, "--window", WINDOW.isoformat()])


def _tell(usages: list[Usage]) -> str:
    wall = Spread.of([usage.wall_s for usage in usages])
    cpu = Spread.of([usage.cpu_s for usage in usages])
    peak = max(usage.peak_mb for usage in usages)
    return (
        f"{wall.middle:.1f} s ({wall.least:.1f}-{wall.most:.1f}), "
        f"{cpu.middle:.1f} s of the processor, {peak:.0f} MB"
    )
