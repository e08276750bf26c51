"""The README of the lexicon names every table, and readers that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LEXICON = Path("pipeline/data/lexicon")
TABLES = sorted(LEXICON.glob("*/*.tsv"))
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (LEXICON / "README.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")
]


def _named(cell: str) -> set[str]:
    return set(re.findall(r"`([\w/.]+)`", cell))


def test_every_table_has_a_row() -> None:
    told = set().union(*(_named(row[0]) for row in ROWS))
    assert {path.stem for path in TABLES} == {name for name in told if "/" not in name}


@pytest.mark.parametrize("path", sorted(set().union(*(_named(c) for r in ROWS for c in r[1:]))))
def test_who_reads_or_writes_a_table_is_there(path: str) -> None:
    places = (Path(path), Path("pipeline", path), Path("pipeline", f"{path}.py"))
    assert any(place.exists() for place in places)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_table_says_where_its_words_are_from(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = " ".join(line for line in lines if line.startswith("#"))
    assert re.search(r"(Source: own work|Own compilation|Source:.*own work).*Apache-2\.0", comment)
