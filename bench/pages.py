"""The pages that are measured on: given ones, or generated."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from bench.newsroom import HtmlPage, generate_pages
from bench.runner import Settings

GENERATED = "generated pages"


def load_pages(settings: Settings, limit: int | None = None) -> tuple[list[HtmlPage], str]:
    """Pages, and what they are in words.

    Given pages are a folder with ``dev.jsonl`` (rows with ``url``, ``html`` the path of a file;
    English ones), else all HTML files below a folder (may be gzipped).
    """
    limit = limit or settings.limit
    if settings.pages is None:
        pages = list(generate_pages(limit))
        return pages, f"{len(pages)} {GENERATED}"
    found = list(_read_folder(settings.pages))[:limit]
    return found, f"{len(found)} real news pages"


def repeat_pages(pages: list[HtmlPage], n: int) -> Iterator[HtmlPage]:
    """As many pages as wanted, each with an address and bytes of its own."""
    for index in range(n):
        page = pages[index % len(pages)]
        yield HtmlPage(
            f"https://host{index % 40}.example/{index}/story", page.html + b"<!-- %d -->" % index
        )


def _read_folder(folder: Path) -> Iterator[HtmlPage]:
    table = folder / "dev.jsonl"
    if not table.exists():
        for path in sorted(folder.rglob("*.htm*")):
            yield HtmlPage(f"https://example.org/{path.name}", _read_file(path))
        return
    for line in table.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("lang") == "en":
            url = row.get("url") or f"https://example.org/{row['id']}"
            yield HtmlPage(url, _read_file(folder / row["html"]))


def _read_file(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
