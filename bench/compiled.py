"""Extraction by the machine code that ``make compiled`` has made, in an interpreter of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from bench.findings import Comparison
from bench.runner import Settings

COMPILED = Path(__file__).parent.parent / "build" / "compiled"
_PROGRAM = """
import sys
from pathlib import Path
import msgspec
from bench.extract import measure
from bench.runner import Settings
from pipeline.extract import rules
assert rules.__file__.endswith(".so"), rules.__file__
pages, limit, rounds = sys.argv[1:]
say = lambda line: print(line, file=sys.stderr)
settings = Settings(Path(pages) if pages else None, int(limit), int(rounds), say)
sys.stdout.buffer.write(msgspec.json.encode(tuple(measure(settings))))
"""


def measure(settings: Settings) -> Iterator[Comparison]:
    """The comparisons of :mod:`bench.extract` anew; none where nothing is compiled."""
    if not any(COMPILED.glob("pipeline/extract/rules.*.so")):
        settings.say("left out: no machine code (make compiled)")
        return
    chosen = (str(settings.pages or ""), str(settings.limit), str(settings.rounds))
    # without the working directory in the path, whose sources would be found first
    command = [sys.executable, "-P", "-c", _PROGRAM, *chosen]
    environment = {**os.environ, "PYTHONPATH": str(COMPILED)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    for found in msgspec.json.decode(done.stdout, type=tuple[Comparison, ...]):
        yield replace(found, title=f"{found.title}, compiled")
