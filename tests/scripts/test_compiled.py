"""The extractor as machine code, where ``make compiled`` has made it of these sources."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.eval.score_articles import read_articles

ROOT = Path(__file__).parents[2]
COMPILED = ROOT / "build" / "compiled"


def is_current() -> bool:
    """Whether the sources beside the machine code are those of the checkout."""
    copies = list(COMPILED.rglob("*.py"))
    sources = [ROOT / copy.relative_to(COMPILED) for copy in copies]
    pairs = zip(sources, copies, strict=True)
    return bool(copies) and all(s.exists() and s.read_bytes() == c.read_bytes() for s, c in pairs)


def run(arguments: list[str], python_path: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(python_path)}
    command = [sys.executable, "-P", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-1500:]
    return done.stdout


def test_the_sources_can_be_compiled() -> None:
    run(["-m", "scripts.compiled", "check"], ROOT)


def to_input(row: dict[str, Any]) -> dict[str, Any]:
    published = f"{row['published']}T12:00:00Z"
    return {key: row[key] for key in ("text", "title")} | {
        "article_id": row["id"],
        "published_at": published,
    }


@pytest.mark.compiled
@pytest.mark.skipif(not is_current(), reason="not compiled, or of other sources: make compiled")
def test_machine_code_tells_what_the_sources_tell(tmp_path: Path) -> None:
    where = "import pipeline.extract.rules as rules; print(rules.__file__)"
    assert run(["-c", where], COMPILED).strip().endswith(".so")
    articles = tmp_path / "articles.jsonl"
    gold = [row for name in ("articles", "blind", "blind2") for row in read_articles(name)]
    articles.write_text("".join(json.dumps(to_input(row)) + "\n" for row in gold))
    extract = ["-c", "from pipeline.cli import main; main()", "extract", str(articles)]
    told = run(extract, ROOT)
    assert told.count("\n") >= len(gold) / 2
    assert run(extract, COMPILED) == told
