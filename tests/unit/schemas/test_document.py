"""The documentation is what the schemas say."""

from __future__ import annotations

from pathlib import Path

import schemas
from schemas.document import document

_PAGE = Path(__file__).parents[3] / "docs" / "datasets.md"


def test_the_page_is_fresh() -> None:
    assert _PAGE.read_text(encoding="utf-8") == document(), "run: make docs"


def test_every_column_and_value_is_on_the_page() -> None:
    page = document()
    for dataset in schemas.dataset_names():
        section = page.split(f"\n## {dataset}\n")[1].split("\n## ")[0]
        for column in schemas.load(dataset).columns:
            inherited = dataset == "incident_changes"
            assert inherited or f"| `{column.name}` |" in section
            assert inherited or all(f"* `{value}`:" in section for value in column.values or ())
