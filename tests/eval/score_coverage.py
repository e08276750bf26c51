"""Score extraction and resolution together on what several publishers tell of the same incidents.

    python -m tests.eval.score_coverage [read|held|doubles|doubles_held] [--told TOLD.jsonl]

``gold/coverage_articles.jsonl`` has articles of many publishers, with the incidents that each tells
(``tells``) or recalls (``recalls``: no telling is asked for); ``gold/coverage_incidents.jsonl`` has
the incidents, with what is right in the end: types, day, place, last tolls. They were written
before it was seen what is made of them; of the ``held`` parts the errors are never printed.
``doubles`` are pairs of incidents of one kind, town and day that hit something else: a mosque and a
bakery, a woman and a boy.

A default mention is of the incident of its article with which most of its values agree, if its day
or its place does. Figures: tellings found; pairs of tellings of one incident that are in one row;
pairs in one row that are of one incident; incidents that are one row, whole and alone; rows that
are no incident's; and the fields of each incident's largest row. ``--told`` writes the mentions
with the incident of each, for ``pipeline.resolve.train``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from pipeline.extract import Extractor, load_extractor
from pipeline.records import Article, Incident, Mention, Rejection
from pipeline.resolve import resolve
from pipeline.rows import to_row
from tests.eval.score_articles import GOLD
from tests.eval.score_gold import Score, toll

#: Parts whose errors may be read, and all parts.
READ = ("read", "doubles")
PARTS = (*READ, "held", "doubles_held")
#: A telling: the mentions of one incident in one article.
Telling = tuple[str, str]


def read_coverage(part: str) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """The articles of a part, and its incidents by id."""
    articles = [row for row in _rows("articles") if row["part"] == part]
    incidents = {row["id"]: row for row in _rows("incidents") if row["part"] == part}
    return articles, incidents


def _rows(name: str) -> Iterator[dict[str, Any]]:
    lines = (GOLD / f"coverage_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return map(json.loads, lines)


def score_coverage(
    articles: Sequence[dict[str, Any]],
    incidents: Mapping[str, dict[str, Any]],
    extractor: Extractor,
) -> Score:
    """Extract all articles, resolve what they tell, and compare."""
    by_id = {row["id"]: row for row in articles}
    mentions = {m.mention_id: m for row in articles for m in _mentions_of(row, extractor)}
    rows = [(fused.incident, fused.mention_ids) for fused in resolve(mentions.values())]
    rows = [(incident, ids) for incident, ids in rows if incident.is_default]
    told: list[set[Telling]] = []
    for _, ids in rows:
        kept = (mentions[name] for name in ids if _is_default(mentions[name]))
        named = ((_told_by(m, by_id[m.article_id], incidents), m.article_id) for m in kept)
        told.append({(name, article) for name, article in named if name})
    result = Score()
    _score_tellings(articles, told, result)
    _score_rows(rows, told, mentions, result)
    _score_incidents(incidents, articles, rows, told, result)
    return result


def _mentions_of(row: dict[str, Any], extractor: Extractor) -> list[Mention]:
    found = extractor.extract(
        Article(
            row["id"],
            row["text"],
            title=row["title"],
            publisher=row["publisher"],
            published_at=datetime.fromisoformat(row["published"]),
            language=row["language"],
        )
    )
    assert not isinstance(found, Rejection)
    return list(found)


def _is_default(mention: Mention) -> bool:
    return mention.status == "occurred" and mention.salience != "background"


def _told_by(
    mention: Mention, row: dict[str, Any], incidents: Mapping[str, dict[str, Any]]
) -> str | None:
    """The incident of an article that a mention tells, if any."""
    able = [*row["tells"], *row["recalls"]]
    rights = {name: _right(mention, incidents[name]) for name in able}
    fitting = [name for name in able if rights[name]["day"] or rights[name]["place"]]
    return max(fitting, key=lambda name: sum(rights[name].values()), default=None)


def _right(row: Mention | Incident, gold: dict[str, Any]) -> dict[str, bool]:
    """Which values of a mention or a row are those of an incident."""
    place = row.place.name if isinstance(row, Mention) else row.place_name
    country = row.place.country if isinstance(row, Mention) else row.country
    right = {
        "type": row.event_type in gold["types"],
        "day": [str(row.event_start), str(row.event_end)] in gold["days"],
        "place": any(name.lower() in (place or "").lower() for name in gold["place"]),
        "country": country == gold["country"],
    }
    for outcome in ("killed", "injured"):
        if gold[outcome]:
            right[outcome] = _toll(row, outcome) in gold[outcome]
    return right


def _toll(row: Mention | Incident, outcome: str) -> int | None:
    if isinstance(row, Mention):
        return toll(row, outcome)
    return row.killed_best if outcome == "killed" else row.injured_best


def _score_tellings(
    articles: Sequence[dict[str, Any]], told: Sequence[set[Telling]], result: Score
) -> None:
    found = set().union(*told)
    for row in articles:
        for name in row["tells"]:
            result.add("told", (name, row["id"]) in found, f"{row['id']} {name}")
    where = defaultdict(set)
    for n, tellings in enumerate(told):
        for telling in tellings:
            where[telling].add(n)
    for one, other in combinations(sorted(found), 2):
        is_together = not where[one].isdisjoint(where[other])
        if one[0] == other[0]:
            result.add("joined", is_together, f"{one} {other}")
        if is_together:
            result.add("pure", one[0] == other[0], f"{one} {other}")


def _score_rows(
    rows: Sequence[tuple[Incident, Sequence[str]]],
    told: Sequence[set[Telling]],
    mentions: Mapping[str, Mention],
    result: Score,
) -> None:
    for (incident, ids), tellings in zip(rows, told, strict=True):
        articles = sorted({mentions[name].article_id for name in ids})
        what = f"{articles} {incident.event_type} {incident.event_start} {incident.place_name}"
        result.add("meant", bool(tellings), what)


def _score_incidents(
    incidents: Mapping[str, dict[str, Any]],
    articles: Sequence[dict[str, Any]],
    rows: Sequence[tuple[Incident, Sequence[str]]],
    told: Sequence[set[Telling]],
    result: Score,
) -> None:
    for name, gold in incidents.items():
        asked = {(name, row["id"]) for row in articles if name in row["tells"]}
        mine = [n for n, tellings in enumerate(told) if any(t[0] == name for t in tellings)]
        is_alone = len(mine) == 1 and all(t[0] == name for t in told[mine[0]])
        is_whole = is_alone and asked <= told[mine[0]]
        result.add("one row", is_alone, f"{name} in {len(mine)} rows")
        result.add("whole", is_whole, name)
        if mine:
            best = max(mine, key=lambda n: sum(t[0] == name for t in told[n]))
            row = rows[best][0]
            for field, is_right in _right(row, gold).items():
                got = (row.event_type, row.event_start, row.event_end, row.place_name, row.country)
                tolls = (row.killed_best, row.injured_best)
                result.add(field, is_right, f"{name} {got} {tolls}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line; print errors, then the shares."""
    parser = argparse.ArgumentParser(description="Score what many publishers tell.")
    parser.add_argument("part", nargs="?", default="read", choices=PARTS)
    parser.add_argument("--told", type=Path, help="write the mentions with the incident of each")
    options = parser.parse_args(arguments)
    articles, incidents = read_coverage(options.part)
    if options.told:
        rows = _told_rows(articles, incidents, load_extractor())
        options.told.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return
    result = score_coverage(articles, incidents, load_extractor())
    if options.part in READ:
        print(*sorted(result.errors), sep="\n")
    for name in result.scored:
        share = 100 * result.share(name)
        print(f"{name:9s} {result.right[name]:3d} of {result.scored[name]:3d}  {share:5.1f} %")


def _told_rows(
    articles: Sequence[dict[str, Any]],
    incidents: Mapping[str, dict[str, Any]],
    extractor: Extractor,
) -> Iterator[dict[str, Any]]:
    """The default mentions that tell an incident, with its id."""
    for article in articles:
        for mention in _mentions_of(article, extractor):
            incident = _told_by(mention, article, incidents) if _is_default(mention) else None
            if incident is not None:
                yield {**to_row(mention), "incident": incident}


if __name__ == "__main__":
    main()
