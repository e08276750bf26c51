"""How sure it is that a frame tells an incident: a logistic sum over what its words give.

The weights are rows of ``confidence.tsv``, and for telegrams in capitals of
``confidence_telegrams.tsv``, fitted by ``tests/eval/fit_confidence.py`` on development halves of
hand-annotated news; the value is the estimated share of such frames that are incidents.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sifted.telegrams import (
    features_of_telegram,
    features_of_telegram_text,
    weighed_words,
)
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.reading import Reading
from pipeline.lexicon.event_types import GENERIC, family
from pipeline.lexicon.linear import chance, read_weights
from pipeline.text import is_quoted

#: Below this a frame is talk of violence, not an incident: at .5, .55 and .6 the incident F1 of the
#: modern articles is 75.9, 81.5 and 84.6, and pages of the web have 40 default incidents and 27.
LEAST = 0.6
#: The same in telegrams in capitals, which are about incidents more often than pages of the web
#: are: in ten folds the incident F1 of MUC-4 DEV is 69.7 at .35, 69.6 at .4 and 69.1 at .45.
LEAST_IN_CAPITALS = 0.4
#: The same for what was foiled: it is seldom dated or counted, and no count of incidents has it.
LEAST_THWARTED = 0.42
#: The same for each crime of a round-up that is told with its hour, and, as background, for what is
#: told with who killed how many.
LEAST_LISTED = 0.5
#: One with a day and a place of its own is kept from this on, as background. At .39, .42 and .45
#: the incident F1 of the modern articles is 76.4, 77.8 and 79.2, and that of MUC-4 DEV moves by .1,
#: but from .40 on a strike of last year that the seeds recall is lost.
LEAST_PINNED = 0.39

#: The weights, of texts in capitals or not.
TABLES = {
    False: "lexicon/en/confidence.tsv",
    True: "lexicon/en/confidence_telegrams.tsv",
}

_SCENES = ("first_person", "legal", "memorial", "statistic", "accident", "fiction", "sport", "link")


def rate_frames(frames: Sequence[Frame], reading: Reading) -> None:
    """Give each frame the probability (0..1) that it tells an incident."""
    in_capitals, speech = reading.document.in_capitals, list(features_of_text(reading))
    weights = read_weights(TABLES[in_capitals])
    if in_capitals:
        speech += features_of_telegram_text(reading, weighed_words(TABLES[True]))
    for frame in frames:
        known = [*features(frame, reading), *speech]
        if in_capitals:
            known += features_of_telegram(frame, reading)
        frame.confidence = round(chance(known, weights), 3)


def is_sure(frame: Frame, in_capitals: bool) -> bool:
    """Whether a frame is an incident of the news: one that is less sure is told beside it."""
    least = LEAST_IN_CAPITALS if in_capitals else LEAST
    if frame.status == "thwarted":
        least = min(least, LEAST_THWARTED)
    if frame.is_listed:
        least = min(least, LEAST_LISTED)
    return (frame.confidence or 0.0) >= least


def is_likely(frame: Frame, in_capitals: bool) -> bool:
    """Whether a frame is kept: sure enough, or with a day and a place and not all too unsure."""
    if is_sure(frame, in_capitals):
        return True
    rating = frame.confidence or 0.0
    return (rating >= LEAST_PINNED and _is_pinned(frame)) or (
        rating >= LEAST_LISTED and not in_capitals and _is_told_whole(frame)
    )


def _is_told_whole(frame: Frame) -> bool:
    """Whether it is told who killed how many: "helicopters sent up after it killed three men"."""
    roles = {person.role for person in frame.sides}
    is_counted = any(c.is_counted and c.outcome == "killed" for c in frame.claims)
    return is_counted and "perpetrator" in roles and "victim" in roles


def _is_pinned(frame: Frame) -> bool:
    """Whether its sentences say when and where; of what only points back, to the day."""
    if frame.is_answer or frame.is_pinned:
        return True
    if frame.is_reference or "statistic" in frame.scenes or all(t.is_many for t in frame.triggers):
        return False
    return frame.own_interval is not None and frame.own_place is not None


def features_of_text(reading: Reading) -> Iterator[tuple[str, float]]:
    """What is known of the whole article: news tells, speeches and comments argue."""
    sentences = reading.document.sentences
    count = max(1, len(sentences))
    said = sum(any("first_person" in m.scenes for m in found) for found in reading.scenes)
    yield "text_first_person", said / count
    yield "text_quotes", sum('"' in s.text or "\u201c" in s.text for s in sentences) / count
    yield "text_length", math.log1p(count)
    yield "text_tellings", math.log1p(len(reading.tellings))
    yield "text_tolls", math.log1p(len(reading.claims))


def features(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    """What is known of a frame, as named numbers."""
    yield from _of_position(frame, reading)
    yield from _of_date(frame, reading)
    yield from _of_place(frame)
    yield from _of_people(frame)
    yield from _of_words(frame, reading)
    yield "many", float(all(trigger.is_many for trigger in frame.triggers))
    yield "reference", float(frame.is_reference)
    yield "pinned", float(frame.is_pinned)
    yield "bare", float(not (frame.claims or frame.own_interval or frame.own_place))
    yield "sides", float(has_sides(frame))


def _of_position(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    sentences = len({t.sentence for t in frame.triggers})
    yield "sentences", math.log(sentences)
    yield "share", sentences / max(1, len(reading.tellings))
    yield "first", float(frame.first_sentence <= 1)
    yield "lead", float(frame.first_sentence < LEAD_SENTENCES)
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
    yield "own_point", float(place is not None and place.place.is_point)
    yield "own_area", float(place is not None and not place.place.is_point)
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
    yield "plural", sum(t.is_plural for t in triggers) / len(triggers)
    yield "generic", float(frame.event_type in GENERIC)
    yield f"family_{family(frame.event_type)}", 1.0
    yield f"status_{frame.status}", 1.0
    yield "linked", float(frame.is_linked)
    yield "other", float(frame.is_other or frame.is_answer)
    yield "quoted", float(_is_quoted(frame, reading))
    for scene in _SCENES:
        yield f"scene_{scene}", float(scene in frame.scenes)


def has_sides(frame: Frame) -> bool:
    """Whether somebody does it with a weapon or to somebody."""
    roles = {p.role for p in frame.sides}
    return bool(frame.weapons or frame.killed()) or not roles.isdisjoint({"victim", "target"})


def _is_quoted(frame: Frame, reading: Reading) -> bool:
    first = frame.triggers[0]
    sentence = reading.document.sentences[first.sentence]
    return is_quoted(sentence.text[: first.start - sentence.start])
