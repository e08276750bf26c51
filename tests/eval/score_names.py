"""How many of the persons in the records of local gun violence are participants, and the reverse.

    python -m tests.eval.score_names ../shared/eval [--step 6] [--show]

A record names everybody who was hurt or is suspected, without saying which. Counted are those whose
last name its article has; a participant of two capitalised words and more counts as a named person.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.extract import Extractor, load_extractor
from pipeline.records import Participant
from tests.eval.fit_confidence import article_of

Row = dict[str, Any]


def read_rows(folder: Path, step: int) -> list[Row]:
    """Every so many articles of the development half that have a record."""
    with gzip.open(folder / "data" / "gva_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["incident"]]
    return rows[::step]


def names_in(row: Row) -> list[str]:
    """The persons of the record whose last name the article has."""
    cells = (row["incident"].get("names") or "").split("||")
    names = [cell.split("::")[-1].strip() for cell in cells]
    text = f"{row['title']} {row['text']}"
    return [name for name in names if name and name.split()[-1] in text]


def is_named(person: Participant) -> bool:
    """Whether a participant is told by a full name."""
    words = person.name.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def compare(row: Row, extractor: Extractor) -> Iterator[tuple[str, str]]:
    """What became of each name of a record, and of each named participant: (class, name)."""
    found = extractor.extract(article_of(row))
    people = [p for m in found for p in m.participants] if isinstance(found, tuple) else []
    gold = names_in(row)
    for name in gold:
        is_found = any(name.split()[-1] in person.name.split() for person in people)
        yield ("found" if is_found else "missed"), name
    for role, name in sorted({(p.role, p.name) for p in people if is_named(p)}):
        is_gold = any(known.split()[-1] in name.split() for known in gold)
        yield f"{role}, {'in' if is_gold else 'not in'} the record", name


def main() -> None:
    """Print the counts, and with --show what was missed and what is not in the record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--step", type=int, default=6)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    extractor, counts = load_extractor(), Counter[str]()
    for row in read_rows(arguments.folder, arguments.step):
        for kind, name in compare(row, extractor):
            counts[kind] += 1
            if arguments.show and kind != "found" and not kind.endswith(", in the record"):
                print(f"{row['doc_id']}\t{kind}\t{name}")
    for kind, count in sorted(counts.items()):
        print(f"{kind}: {count}")


if __name__ == "__main__":
    main()
