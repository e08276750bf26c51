"""What tests of imports share: a lake that pages are imported into."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.fetch.archives.imports import Found, ImportOptions, ImportSummary, import_found
from pipeline.lake.landed.landing import landed, landed_windows, read_landed
from pipeline.records import Page, Rejection

NOW = datetime(2022, 9, 1, 12, 7, tzinfo=UTC)


WINDOW = datetime(2022, 8, 26, 6, tzinfo=UTC)


PAGE = b"<html><body>Four people were killed in the attack.</body></html>"


class Door:
    """Imports into a lake of its own."""

    def __init__(self, folder: Path) -> None:
        self.lake = folder / "lake"
        self.state_url = f"sqlite:///{folder / 'state.db'}"

    def take(self, found: Iterator[Found], window: datetime | None = None) -> ImportSummary:
        options = ImportOptions(self.lake, self.state_url, NOW, window)
        return import_found("name", found, options)

    def rows(self, kind: type[Any]) -> list[Any]:
        dataset = {Page: "pages", Rejection: "rejections"}[kind]
        return [
            row
            for window in landed_windows(self.lake)
            for path in landed(self.lake, window).get(dataset, [])
            for row in read_landed(path, kind)
        ]
