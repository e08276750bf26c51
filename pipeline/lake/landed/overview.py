"""What is asked of a window's landed pages before any of them is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.lake.landed.landing import GONE_STATUSES, scan_landed


def read_gone(paths: Iterable[Path]) -> frozenset[str]:
    """The addresses of the pages that were gone when they were looked at again.

    Raises:
        WorldError: a file cannot be read.
    """
    asked = ("url", "http_status")
    pages = ((row["url"], row["http_status"]) for row in _rows(paths, asked))
    return frozenset(url for url, status in pages if status in GONE_STATUSES)


def find_repeated(paths: Iterable[Path]) -> frozenset[str]:
    """The hashes of the bodies that several pages have.

    Raises:
        WorldError: a file cannot be read.
    """
    counts = Counter(row["sha256"] for row in _rows(paths, ("sha256",)))
    return frozenset(sha256 for sha256, n in counts.items() if sha256 and n > 1)


def count_pages(paths: Iterable[Path]) -> int:
    """How many pages some files have, with those that came without a body.

    Raises:
        WorldError: a file cannot be read.
    """
    return sum(batch.num_rows for path in paths for batch in scan_landed(path, "pages", ("url",)))


def _rows(paths: Iterable[Path], columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for batch in scan_landed(path, "pages", columns):
            yield from batch.to_pylist()
