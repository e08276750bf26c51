"""What docs/extraction.md shows of one article is what the extractor makes of it."""

from __future__ import annotations

from pathlib import Path

from pipeline.extract.rules import load
from tests.eval.walk import DAY, EXAMPLE, walk


def test_the_walk_of_the_docs_is_that_of_today() -> None:
    told = Path("docs/extraction.md").read_text(encoding="utf-8").split("```\n")[1]
    assert told.splitlines() == list(walk(load(), EXAMPLE, DAY, "en"))


def test_a_text_that_tells_nothing_says_so() -> None:
    assert list(walk(load(), "Sunny spells\nIt will be warm.", DAY, "en")) == [
        "no sentence tells anything"
    ]
