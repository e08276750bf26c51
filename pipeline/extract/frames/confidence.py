"""How sure it is that a frame tells an incident: a logistic sum over what its words give.

The weights are rows of ``confidence.tsv``, fitted by ``tests/eval/fit_confidence.py``
on development halves of hand-annotated news; the value is the estimated share of such frames
that are incidents.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.reading import Reading
from pipeline.lexicon.event_types import GENERIC, family
from pipeline.lexicon.tables import read_table

#: Below this a frame is talk of violence, not an incident (swept on the development halves).
LEAST = 0.5
#: The same in telegrams in capitals, which are about incidents more often than pages of the web
#: are. On every other article of MUC-4 DEV 0.5 and 0.35 find 73.9 and 76.5 % of the articles with
#: an incident, with an incident F1 of 61.0 and 60.7.
LEAST_IN_CAPITALS = 0.35
#: The same for one with a day and a place of its own.
LEAST_PINNED = 0.15
#: The same for one with a day and a toll of its own.
LEAST_COUNTED = 0.35

_SCENES = ("first_person", "legal", "memorial", "statistic", "accident", "fiction", "sport", "link")
_FINE = ("site", "town")


def is_likely(frame: Frame, in_capitals: bool) -> bool:
    """Whether a frame is kept: sure enough, or with a day and a place and not all too unsure."""
    rating = frame.confidence or 0.0
    if in_capitals and rating >= LEAST_IN_CAPITALS:
        return True
    if _is_pinned(frame):
        return rating >= LEAST_PINNED
    return rating >= (LEAST_COUNTED if _is_counted(frame) else LEAST)


def _is_counted(frame: Frame) -> bool:
    """Whether a frame has a day of its own and says how many were hurt, were it none."""
    interval = frame.own_interval
    has_day = interval is not None and interval.precision == "day"
    return has_day and any(c.is_counted or c.best == 0 for c in frame.claims)


def _is_pinned(frame: Frame) -> bool:
    return frame.is_answer or (frame.own_interval is not None and frame.own_place is not None)


def rate_frame(frame: Frame, reading: Reading) -> float:
    """The probability (0..1) that a frame tells an incident."""
    weights = _weights()
    total = weights.get("bias", 0.0)
    for name, value in features(frame, reading):
        total += weights.get(name, 0.0) * value
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def _weights() -> dict[str, float]:
    """The weights of English serve all languages: no feature is a word."""
    rows = read_table("lexicon/en/confidence.tsv", ("feature", "weight"))
    return {row["feature"]: float(row["weight"]) for row in rows}


def features(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    """What is known of a frame, as named numbers."""
    yield from _of_position(frame, reading)
    yield from _of_date(frame, reading)
    yield from _of_place(frame)
    yield from _of_people(frame)
    yield from _of_words(frame, reading)


def _of_position(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    sentences = len({t.sentence for t in frame.triggers})
    yield "sentences", math.log(sentences)
    yield "share", sentences / max(1, len(reading.tellings))
    yield "first", float(frame.first_sentence <= 1)
    yield "lead", float(frame.first_sentence <= 3)
    yield "late", math.log1p(frame.first_sentence)
    yield "dense", len(reading.tellings) / max(1, len(reading.document.sentences))
    yield "title", float(any(t.field == "title" for t in frame.triggers))


def _of_date(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    interval = frame.own_interval
    yield "own_day", float(interval is not None and interval.precision in ("day", "days"))
    yield "own_span", float(interval is not None and interval.precision not in ("day", "days"))
    yield "clause_day", float(frame.date is not None and frame.date.source == "clause")
    yield "report_day", float(frame.date is not None and frame.date.source == "report")
    published = reading.document.published
    if interval is not None and published is not None:
        age = (published - interval.end).days
        yield "fresh", float(0 <= age <= 3)
        yield "old", float(age > 14)
        yield "older", float(age > 365)
        yield "future", float(age < 0)


def _of_place(frame: Frame) -> Iterator[tuple[str, float]]:
    place = frame.own_place
    yield "own_point", float(place is not None and place.place.place_precision in _FINE)
    yield "own_area", float(place is not None and place.place.place_precision not in _FINE)
    yield "placed_in", float(place is not None and place.relation in ("in", "near"))


def _of_people(frame: Frame) -> Iterator[tuple[str, float]]:
    killed = [c for c in frame.claims if c.outcome == "killed"]
    yield "killed_count", float(any(c.is_counted or c.best == 1 for c in killed))
    yield "killed_vague", float(any(c.best is None for c in killed))
    yield "injured", float(any(c.outcome == "injured" for c in frame.claims))
    yield "many_dead", float((frame.killed() or 0) >= 50)
    yield "claims", math.log1p(len(frame.claims))
    roles = [p.role for p in frame.sides]
    for role in ("perpetrator", "target", "victim"):
        yield role, float(role in roles)
    yield "named", float(any(p.name[:1].isupper() and " " in p.name for p in frame.sides))
    yield "weapons", float(bool(frame.weapons))


def _of_words(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    triggers = frame.triggers
    strong = [t for t in triggers if t.word.strength == "strong"]
    yield "strong", math.log1p(len(strong))
    yield "no_strong", float(not strong)
    yield "verb", float(any(t.word.pos == "v" for t in strong))
    yield "weak_verb", float(any(t.word.pos == "v" and t.word.strength == "weak" for t in triggers))
    yield "definite", sum(t.is_definite for t in triggers) / len(triggers)
    yield (
        "plural",
        sum(t.is_plural for t in triggers) / len(triggers),
    )
    yield "generic", float(frame.event_type in GENERIC)
    yield f"family_{family(frame.event_type)}", 1.0
    yield f"status_{frame.status}", 1.0
    yield "linked", float(frame.is_linked)
    yield "other", float(frame.is_other)
    yield "quoted", float(_is_quoted(frame, reading))
    for scene in _SCENES:
        yield f"scene_{scene}", float(scene in frame.scenes)


def _is_quoted(frame: Frame, reading: Reading) -> bool:
    first = frame.triggers[0]
    sentence = reading.document.sentences[first.sentence]
    before = sentence.text[: first.start - sentence.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
