"""Erase the words of forgotten pages where they landed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.lake.forgotten import Forgotten, blank_page
from pipeline.lake.landing import land, landed, landed_windows, read_landed
from pipeline.lake.tables import KINDS
from pipeline.records import Page, Rejection


def erase_landed(lake: Path, forgotten: Forgotten) -> int:
    """Take the words out of every landed page and rejection that is covered; how many there were.

    Raises:
        WorldError: the disk refused; do it again.
    """
    blanks: dict[str, Callable[[Any], Any]] = {
        "pages": lambda page: blank_if_covered(page, forgotten),
        "rejections": lambda rejection: silence_if_covered(rejection, forgotten),
    }
    erased = 0
    for window in landed_windows(lake):
        for dataset, paths in landed(lake, window).items():
            for path in paths if dataset in blanks else ():
                rows = list(read_landed(path, KINDS[dataset]))
                without = [blanks[dataset](row) for row in rows]
                n_changed = sum(a is not b for a, b in zip(rows, without, strict=True))
                if n_changed:
                    group = path.name.removeprefix(f"{dataset}.").removesuffix(".parquet")
                    land(lake, window, group, dataset, without)
                    erased += n_changed
    return erased


def blank_if_covered(page: Page, forgotten: Forgotten) -> Page:
    """The page, without its words when it is forgotten; the same object when nothing is to do."""
    has_words = page.body is not None or page.item_title is not None
    return blank_page(page) if has_words and forgotten.covers_page(page) else page


def silence_if_covered(rejection: Rejection, forgotten: Forgotten) -> Rejection:
    """The rejection, without words about what was rejected when that is forgotten."""
    if rejection.detail is None or not forgotten.covers(None, rejection.url):
        return rejection
    return replace(rejection, detail=None)
