"""Score the default extractor on the own gold sentences, and print the errors by class.

    python -m tests.eval.score_gold [LANGUAGE]

A sentence has one incident or, as a trap, none. Types are the codebook's; any of those listed (and
of values parted by ``|``) is right. A field that the gold leaves null is not scored.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.extract import Extractor, load_extractor
from pipeline.records import Article, Mention, Rejection

GOLD = Path(__file__).parent / "gold"
#: What counts as told: a threat or plan is no incident.
TOLD = frozenset({"occurred", "thwarted", "alleged", "denied_by_party"})


@dataclass
class Score:
    """Counts of right and of scored values by field, and the errors as lines."""

    right: Counter[str] = field(default_factory=Counter)
    scored: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, name: str, is_right: bool, line: str) -> None:
        """Count one value."""
        self.scored[name] += 1
        self.right[name] += is_right
        if not is_right:
            self.errors.append(f"{name}: {line}")

    def share(self, name: str) -> float:
        """The share of right values of a field."""
        return self.right[name] / max(1, self.scored[name])


def read_gold(language: str = "en") -> list[dict[str, Any]]:
    """The gold sentences of a language."""
    text = (GOLD / f"sentences_{language}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def score(rows: list[dict[str, Any]], extractor: Extractor) -> Score:
    """Extract every sentence as an article of its own and compare."""
    result = Score()
    for row in rows:
        published = datetime.fromisoformat(row["published"] + "T12:00:00+00:00")
        found = extractor.extract(
            Article(
                row["id"], row["text"], published_at=published, language=row.get("language", "en")
            )
        )
        assert not isinstance(found, Rejection)
        told = [m for m in found if m.status in TOLD and m.salience != "background"]
        if row["incident"] is None:
            # what a party denies is kept with that status; no count of incidents has it
            told = [m for m in told if m.status != "denied_by_party"]
            types = ", ".join(m.event_type for m in told)
            result.add("trap", not told, f"{row['trap']}: {types} in: {row['text']}")
        else:
            _score_incident(row, told, result)
    return result


def _score_incident(row: dict[str, Any], told: list[Mention], result: Score) -> None:
    gold, text = row["incident"], row["text"]
    best = next((m for m in told if m.event_type in gold["types"]), None)
    types = ", ".join(m.event_type for m in told)
    result.add("type", best is not None, f"{gold['types']} not {types or 'none'}: {text}")
    result.add("extra", len(told) <= 1, f"{types}: {text}")
    if best is None:
        return
    got = {
        "status": best.status,
        "date": str(best.event_start) if best.event_start else None,
        "country": best.place.country,
        "killed": toll(best, "killed"),
        "injured": toll(best, "injured"),
    }
    if "end" in gold:
        got["end"] = str(best.event_end)
    for name, value in got.items():
        if gold[name] is not None:
            allowed = gold[name].split("|") if isinstance(gold[name], str) else [gold[name]]
            result.add(name, value in allowed, f"{gold[name]} not {value}: {text}")


def toll(mention: Mention, outcome: str) -> int | None:
    """The total of an outcome."""
    totals = [c.best for c in mention.casualties if c.outcome == outcome and not c.part_of]
    return totals[0] if totals else None


def main(arguments: list[str]) -> None:
    """Print errors, then the shares."""
    rows = read_gold(*arguments[:1])
    result = score(rows, load_extractor())
    for line in sorted(result.errors):
        print(line)
    for name in result.scored:
        share = 100 * result.share(name)
        print(f"{name:8s} {result.right[name]:3d} of {result.scored[name]:3d}  {share:5.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:])
