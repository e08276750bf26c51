"""Run everyday pages through every stage, and print the default incidents beside their words.

    python -m tests.eval.everyday ../shared/newsweb/corpus [--keep DIR] [--language es]

The folder holds ``dev.jsonl``, one page a line: ``url``, ``lang`` and ``html``, the path of its
gzipped source. All English pages, or those of ``--language``, go through the stage commands (clean,
extract, resolve) as a user would send them. Each default incident is printed for a reader to judge:
what the row says, then of each article that tells it the title, the day it was published and the
words of evidence. ``--keep`` leaves what the stages wrote there, as JSON Lines.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.cli import sitrep

Row = Mapping[str, Any]
_STAGES = ("clean", "extract", "resolve")
_DATASETS = ("pages", "articles", "mentions", "incidents")
#: Characters of a text shown on both sides of what was read.
_AROUND = 60
#: Passages shown of one article.
_PASSAGES = 6


def read_pages(corpus: Path, language: str = "en") -> Iterator[Row]:
    """The pages of a corpus in a language, as ``sitrep clean`` takes them."""
    for page in read_rows(corpus / "dev.jsonl"):
        if page["lang"] == language:
            html = gzip.decompress((corpus / page["html"]).read_bytes())
            yield {"url": page["url"], "html_base64": base64.b64encode(html).decode("ascii")}


def run_stages(pages: Iterable[Row], folder: Path) -> dict[str, list[Row]]:
    """Clean, extract and resolve pages; what each stage wrote, by dataset."""
    write_rows(folder / "pages.jsonl", pages)
    for stage, (read, written) in zip(_STAGES, pairwise(_DATASETS), strict=True):
        source, out = (str(folder / f"{name}.jsonl") for name in (read, written))
        sitrep([stage, source, "--out", out], standalone_mode=False)
    return {name: read_rows(folder / f"{name}.jsonl") for name in _DATASETS[1:]}


def tell(incident: Row, mentions: Mapping[str, Row], articles: Mapping[str, Row]) -> Iterator[str]:
    """The lines of an incident: its values, then its articles with the words they were read in."""
    place = incident["place"]
    where = ", ".join(filter(None, (place["name"], place["admin1"], place["country"])))
    days = " to ".join(sorted({str(incident["event_start"]), str(incident["event_end"])}))
    tolls = f"killed {incident['killed_best']}, injured {incident['injured_best']}"
    yield f"{incident['event_type']} | {days} | {where} | {tolls}"
    for mention in (mentions[name] for name in incident["mention_ids"]):
        article = articles[mention["article_id"]]
        yield f"    {article['title']} ({str(article['published_at'])[:10]}) {article['url']}"
        yield from (f"        {words}" for words in quote(mention["evidence"], article))


def quote(evidence: Sequence[Row], article: Row) -> Iterator[str]:
    """The first passages of an article around what was read; what overlaps is one."""
    passages: list[tuple[str, int, int]] = []
    for span in evidence:
        start, end = max(span["start"] - _AROUND, 0), span["end"] + _AROUND
        if passages and passages[-1][0] == span["field"] and start <= passages[-1][2]:
            _, start, _ = passages.pop()
        passages.append((span["field"], start, end))
    for field, start, end in passages[:_PASSAGES]:
        yield " ".join(article[field][start:end].split())


def read_rows(path: Path) -> list[Row]:
    """The rows of JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def main() -> None:
    """Print the default incidents of a corpus, in order of their days, and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--language", default="en")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        rows = run_stages(read_pages(arguments.corpus, arguments.language), folder)
    mentions = {row["mention_id"]: row for row in rows["mentions"]}
    articles = {row["article_id"]: row for row in rows["articles"]}
    told = [row for row in rows["incidents"] if row["is_default"]]
    for incident in sorted(told, key=lambda row: (row["event_date"], row["incident_id"])):
        print("\n".join(tell(incident, mentions, articles)), end="\n\n")
    print(f"{len(articles)} articles, {len(mentions)} mentions, {len(told)} default incidents")


if __name__ == "__main__":
    main()
