"""Score the default extractor on the own gold articles, and print the errors by class.

    python -m tests.eval.score_articles [NAME]

An article tells one incident, several, or none. A mention tells a gold incident when its type is
allowed and its day or its place is right; each gold incident takes the mention with most right
fields. What is left over and would be a default incident is extra. An optional incident, of which
reasonable readers differ whether the article tells it, takes its mention and scores nothing.

``articles`` are short and were written with the rules at hand; ``blind`` are of many styles, a
third of them traps, and were written with their gold before the author had seen any rule or list
of words. They have provinces and who did it to whom, too: words of which one is in a name of that
role. ``blind2`` are 56 more of today's kinds (wire, local paper, live page, roundup, court,
explainer, press release); those from n41 on are only ever scored, never read. ``blind3``
are 40 of wires of every continent and of police news, 12 of them traps; those from p29 on are only
ever scored, never read. ``blind4`` are 40 more of the same kinds, 13 of them traps, written after
what the third asked for was mended; those from r29 on are only ever scored, never read. ``blind5``
are 60 short traps and 60 short wires in turn, from all continents; those from t081 on are only ever
scored, never read. ``traps`` are 40 more, written to mend what the fifth asked for,
and 20 (from u41 on) of other worlds, for which nothing was mended. ``reports`` are 240 short true
reports of all types, many of them in settings which a table of what is no incident could take for
something else; ``stories`` are 40 longer articles of one to three incidents with background and
reactions; ``worlds`` are 60 short traps. Those and their gold were written before the author had
read a rule or a list of words. ``reports_es`` are Spanish. ``accidents`` are 72
short texts of fires, disasters and traffic, ten of which tell violence, written with what is made
of them at hand. ``shorts`` are 424 plain items of one or two sentences, 329 of which tell no
incident; those from v263 on were written after the first had been mended, those from v365 on are
only ever scored, never read. ``wars`` are 40 long articles of wars and insurgencies of 2022 to
2026, which tell 205 required incidents beside background, claims and denials, written with their
gold before it was seen what is made of them; those from w27 on are only ever scored, never read.
``cities`` are 40 long reports of crime, protest, terror and repression on all continents, each with
four to nine incidents, roundups and background among them, written with their gold before it was
seen what is made of them; those from c27 on are only ever scored, never read.
``briefs`` are 164 briefs of wires, two or three sentences with a title, that were written, run and
read one after the other, and mended for: they hold what was mended, and what was not.
``feeds`` are 267 items of all genres of feeds, most with a title, 185 of which tell no incident,
written before their author had seen a table; those from w179 on are only ever scored, never read.
``wires`` are 20 more long articles, half of wars and half of crime and protest, with every field of
what they tell in passing; those from x11 on are only ever scored, never read.
``locals`` are 47 short local stories of eight countries, written to try what was mended for them
(quarters and namesakes, guns that go off, rows, couples, homes and hospitals); those from l21 on
are only ever scored.
``sagas`` are 24 more long articles of nights of strikes, live pages, sieges, tolls told anew, waves
of protest and kidnappings, written before it was seen what is made of them; those from y13 on are
only ever scored, never read.
``digests`` are 12 more: days of war, weekends of crime, live pages, rounds of a region's news,
waves of protest and a report, each of five to eleven required incidents, written before it was
seen what is made of them; those from d07 on are only ever scored, never read.
``rounds`` are 10 more: a day of war, a weekend of crime, a live page, a cartel's week, rounds of a
region, a report, written before it was seen what is made of them; those from q06 on are only ever
scored, never read.
``surveys`` are 10 more: besides these kinds a protest wave, a report of a month, courts and an
anniversary beside fresh deeds, an election day, written before it was seen what is made of them;
those from u06 on are only ever scored, never read.
``chronicles`` are 36 more of all these kinds, of ten paragraphs each, written in six batches before
it was seen what is made of them, each read and mended for before the next was written; those from
z31 on, the last batch, are only ever scored, never read.
``items`` are 157 short items with a headline in the manner of agencies and local papers of all
continents, one in six of which tells none; what the first 120 asked for was mended.

``notes`` are 100 more items of two to four sentences, over all types of the codebook and some forty
countries, a quarter of which tells none, with nobody and nothing where the text tells nobody and
nothing; those from o051 on were written after what the first asked for was mended, before it was
seen what is made of them, and are only ever scored, never read.

``memos`` are 100 more of them in the manner of agencies' briefs, 24 of which tell none, all written
with every field before it was seen what is made of them; the first 50 were read and mended for,
those from q051 on are only ever scored, never read.

``bulletins`` are 50 more short items of agencies and local papers, 12 of which tell none, in other
wordings of day, place, toll and doer; those from k026 on are only ever scored, never read.

Of a set's rows that are only ever scored, the errors are not printed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.extract import Extractor, load_extractor
from pipeline.records import Article, Mention, Rejection
from tests.eval.score_gold import Score, toll

GOLD = Path(__file__).parent / "gold"
#: From this row on, a set's errors are counted, not shown.
_UNREAD = {
    "blind2": "n41",
    "blind3": "p29",
    "blind4": "r29",
    "blind5": "t081",
    "traps": "u41",
    "reports": "g161",
    "stories": "h028",
    "reports_es": "j041",
    "shorts": "v365",
    "wars": "w27",
    "cities": "c27",
    "feeds": "w179",
    "wires": "x11",
    "locals": "l21",
    "sagas": "y13",
    "notes": "o051",
    "memos": "q051",
    "bulletins": "k026",
    "digests": "d07",
    "rounds": "q06",
    "surveys": "u06",
    "chronicles": "z31",
}
#: The parts of the participants that a gold incident may name, by their key.
_ROLES = {"perpetrator": ("perpetrator",), "victim": ("victim", "target")}


def read_articles(name: str = "articles") -> list[dict[str, Any]]:
    """The gold articles of a set, English where its name ends in no language."""
    file = name if "_" in name else f"{name}_en"
    lines = (GOLD / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def is_read(name: str, row: str) -> bool:
    """Whether a row of a set may be read, by its id: those behind are only ever scored."""
    return row < _UNREAD.get(name, "~")


def score_articles(rows: list[dict[str, Any]], extractor: Extractor) -> Score:
    """Extract every article and compare."""
    result = Score()
    for row in rows:
        published = datetime.fromisoformat(row["published"] + "T12:00:00+00:00")
        article = Article(
            row["id"],
            row["text"],
            title=row["title"],
            published_at=published,
            language=row.get("language", "en"),
        )
        found = extractor.extract(article)
        assert not isinstance(found, Rejection)
        _score_article(row, list(found), result)
    return result


def _score_article(row: dict[str, Any], mentions: list[Mention], result: Score) -> None:
    for gold in sorted(row["incidents"], key=lambda g: bool(g.get("optional"))):
        fitting = [m for m in mentions if tells(m, gold)]
        best = max(fitting, key=lambda m: sum(right_fields(m, gold).values()), default=None)
        if gold.get("optional"):
            if best is not None:
                mentions.remove(best)
            continue
        name = "found" if gold["default"] else "background"
        told = [f"{m.event_type} {m.event_start} {m.place.name}" for m in mentions]
        result.add(name, best is not None, f"{row['id']} {gold['types']} {gold['date']} not {told}")
        if best is None:
            continue
        mentions.remove(best)
        for field, is_right in right_fields(best, gold).items():
            got = (best.event_start, best.event_end, best.place.name, best.status, best.salience)
            tolls = (toll(best, "killed"), toll(best, "injured"))
            result.add(field, is_right, f"{row['id']} {gold} not {got} {tolls}")
    left = [m for m in mentions if _is_default(m)]
    told = [f"{m.event_type} {m.event_start} {m.place.name}" for m in left]
    result.add("none extra", not left, f"{row['id']} {told}")


def _is_default(mention: Mention) -> bool:
    return mention.status == "occurred" and mention.salience != "background"


def tells(mention: Mention, gold: dict[str, Any]) -> bool:
    """Whether a mention tells a gold incident: of its type, and its day or its place is right."""
    if mention.event_type not in gold["types"]:
        return False
    return _is_day(mention, gold) or _is_place(mention, gold)


def _is_day(mention: Mention, gold: dict[str, Any]) -> bool:
    """Whether the days are the gold's; ``days`` has all that are right where a text is open."""
    days = gold.get("days", [[gold["date"], gold.get("end", gold["date"])]])
    return [str(mention.event_start), str(mention.event_end)] in days


def _is_place(mention: Mention, gold: dict[str, Any]) -> bool:
    return not gold["place"] or _names(gold["place"], mention.place.name or "")


def _names(gold: str, text: str) -> bool:
    """Whether one of the words that "|" parts stands in a text."""
    return any(name.lower() in text.lower() for name in gold.split("|"))


def right_fields(mention: Mention, gold: dict[str, Any]) -> dict[str, bool]:
    """Which fields of a mention that tells a gold incident are right."""
    right = {
        "day": _is_day(mention, gold),
        "place": _is_place(mention, gold),
        "country": not gold["country"] or mention.place.country in gold["country"].split("|"),
        "status": mention.status in gold["status"].split("|"),
        "default": _is_default(mention) or not gold["default"] or gold["status"] != "occurred",
    }
    for outcome in ("killed", "injured"):
        if gold[outcome] is not None:
            told = gold[outcome] if isinstance(gold[outcome], list) else [gold[outcome]]
            right[outcome] = toll(mention, outcome) in told
    if "admin1" in gold:
        right["admin1"] = _names(gold["admin1"], mention.place.admin1 or "")
    for key, roles in _ROLES.items():
        if key in gold:
            names = " ".join(p.name for p in mention.participants if p.role in roles)
            right[key] = _names(gold[key], names) if gold[key] else not names
    if "weapon" in gold:
        right["weapon"] = _names(gold["weapon"], " ".join(w.name for w in mention.weapons))
    return right


def main(arguments: Sequence[str]) -> None:
    """Print errors, then the shares."""
    name = arguments[0] if arguments else "articles"
    result = score_articles(read_articles(name), load_extractor())
    for line in sorted(result.errors):
        if is_read(name, line.split(": ", 1)[1]):
            print(line)
    for name in result.scored:
        share = 100 * result.share(name)
        print(f"{name:11s} {result.right[name]:3d} of {result.scored[name]:3d}  {share:5.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:])
