"""The own gold articles as examples to learn from, in the shape of the modern gold set.

A row of ``tests/eval/gold`` names who did it and whom it hit by words, one of which a right answer
has. Here each word is a filler of its own: a target where it is a listed thing or a known actor,
else a victim. The articles of each set that are only ever scored are not read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.lexicon.words import load_words
from pipeline.records import Mention
from tests.eval.score_articles import is_read, read_articles, right_fields, tells

#: The sets whose incidents say who did it to whom.
WITH_PARTIES = ("blind", "blind2", "blind3", "blind4", "blind5", "reports", "stories")
#: Those of long articles, which tell many incidents each.
LONG = ("wars", "cities", "wires", "sagas", "digests", "rounds", "surveys", "chronicles")


def read_own(names: Sequence[str] = WITH_PARTIES) -> Iterator[dict[str, Any]]:
    """The English articles of some sets, those apart that are only scored."""
    for name in names:
        yield from (_as_gold(row) for row in read_articles(name) if is_read(name, row["id"]))


def align_own(gold: Sequence[dict[str, Any]], mentions: Sequence[Mention]) -> dict[int, int]:
    """Which gold incident is which mention, by their numbers: of those that tell it the best."""
    pairs: dict[int, int] = {}
    for i, incident in enumerate(row["own"] for row in gold):
        able = [j for j, m in enumerate(mentions) if j not in pairs.values() and tells(m, incident)]
        best = max(able, key=lambda j: _rightness(mentions[j], incident), default=None)
        if best is not None:
            pairs[i] = best
    return pairs


def _rightness(mention: Mention, incident: dict[str, Any]) -> int:
    return sum(right_fields(mention, incident).values())


def _as_gold(row: dict[str, Any]) -> dict[str, Any]:
    text = f"{row['title']}. {row['text']}"
    incidents = [
        {"own": incident, **_fillers_of(incident, text), **_when_and_where(incident)}
        for incident in row["incidents"]
    ]
    day = f"{row['published']}T12:00:00"
    return {**row, "publish_date": day, "incidents": incidents}


def _fillers_of(incident: dict[str, Any], text: str) -> dict[str, list[dict[str, Any]]]:
    hit = [_filler(word, text) for word in (incident.get("victim") or "").split("|") if word]
    done = [_filler(word, text) for word in (incident.get("perpetrator") or "").split("|") if word]
    return {
        "perpetrators": done,
        "targets": [filler for filler in hit if _is_thing(filler["alts"])],
        "victims": [filler for filler in hit if not _is_thing(filler["alts"])],
    }


def _when_and_where(incident: dict[str, Any]) -> dict[str, Any]:
    """Type (ACLED's names), days, place and weight as the modern gold has them."""
    start = incident["date"]
    end = incident.get("end", start)
    kind = "exact" if start == end else "range"
    places = [{"levels": [{"name": name}]} for name in (incident["place"] or "").split("|") if name]
    return {
        "type": [_acled()[code] for code in incident["types"]],
        "date": [{"kind": kind, "start": start, "end": end}] if start else [],
        "place": {"alts": places},
        "optional": incident.get("optional", False),
    }


@cache
def _acled() -> dict[str, str]:
    """The name that ACLED has for each type of the codebook."""
    lines = Path("schemas/event_types.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if line[:1] != "#"), delimiter="\t")
    return {row["code"]: (row["acled"] or row["code"]).strip() for row in rows}


def _filler(part: str, text: str) -> dict[str, Any]:
    """A filler by the words of a text that have a part ("unmen" is "Gunmen")."""
    whole = re.findall(rf"[\w'-]*{re.escape(part)}[\w'-]*", text, re.IGNORECASE)
    return {"alts": sorted({part, *whole}), "optional": False}


def _is_thing(names: Sequence[str]) -> bool:
    words = load_words("en")
    forms = [tuple(name.lower().split()) for name in names]
    is_actor = any(list(words.actors.find(form)) for form in forms)
    return is_actor or any(
        match.entry.kind == "target" for form in forms for match in words.nouns.find(form)
    )
