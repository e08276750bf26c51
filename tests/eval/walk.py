"""Show what each room of the extractor makes of a text, from words to mentions.

    python -m tests.eval.walk < article.txt      the first line is the title

The day of publication is 10 May 2024 unless ``--published`` says otherwise; ``--language es`` reads
Spanish. docs/extraction.md shows what it prints of the article below.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.gathering import add_loose_claims, gather_frames
from pipeline.extract.frames.sentence.reading import read_frames
from pipeline.extract.frames.sifted.gate import keep_incidents
from pipeline.extract.reading import Reading
from pipeline.extract.rules import RulesExtractor, load
from pipeline.ids import article_id
from pipeline.records import Article, Mention, Rejection
from pipeline.text import read_document

EXAMPLE = """\
Bomb kills four at Quetta market
A bomb tore through a crowded market in Quetta on Wednesday, killing at least three people. \
Police said the blast was the work of the Red Column. \
A fourth victim died in hospital on Thursday. \
In Lahore, two men were arrested over a robbery last week.
"""
DAY = "2024-05-10"


def walk(extractor: RulesExtractor, text: str, published: str, language: str) -> Iterator[str]:
    """The lines that tell of each step, in its order."""
    title, _, body = text.partition("\n")
    moment = datetime.fromisoformat(published).replace(hour=12, tzinfo=UTC)
    name = article_id("https://example.com/walk")
    article = Article(name, title=title, text=body, published_at=moment, language=language)
    reading = extractor.read(read_document(article), extractor.words[language])
    if reading is None:
        yield "no sentence tells anything"
        return
    yield from _tell_finds(reading)
    frames = read_frames(reading)
    yield from _tell_frames("read", frames)
    gathered = gather_frames(frames, reading)
    add_loose_claims(gathered, reading)
    yield from _tell_frames("gathered", gathered)
    chosen = extractor.choose(keep_incidents(gathered, reading), reading)
    yield from _tell_frames("chosen", chosen)
    mentions = extractor.extract(article)
    for mention in () if isinstance(mentions, Rejection) else mentions:
        yield from _tell_mention(mention)


def _tell_finds(reading: Reading) -> Iterator[str]:
    for telling in reading.tellings:
        words = ", ".join(f"{t.word.form} ({t.word.event_type})" for t in telling.triggers)
        yield f"triggers   {telling.sentence.index}: {words}"
    for date in reading.dates:
        yield f"dates      {date.sentence}: {date.expression.kind} ({date.role})"
    for place in reading.places:
        yield f"places     {place.sentence}: {place.place.name} ({place.usage})"
    for claim in reading.claims:
        yield f"tolls      {claim.sentence}: {claim.outcome} {claim.best}"


def _tell_frames(step: str, frames: Sequence[Frame]) -> Iterator[str]:
    for frame in frames:
        day = frame.interval.start if frame.interval else "no day"
        place = frame.place.place.name if frame.place else "no place"
        tolls = " ".join(f"{c.outcome} {c.best}" for c in frame.claims) or "no toll"
        sentences = ", ".join(str(n) for n in sorted({t.sentence for t in frame.triggers}))
        yield f"{step:<10} {sentences}: {frame.event_type}, {day}, {place}, {tolls}"


def _tell_mention(mention: Mention) -> Iterator[str]:
    tolls = " ".join(f"{c.outcome} {c.best}" for c in mention.casualties) or "no toll"
    what = f"{mention.event_type}, {mention.event_start}, {mention.place.name}, {tolls}"
    yield f"mention    {what}; {mention.salience}"
    for person in mention.participants:
        yield f"           {person.role}: {person.name}"


def main() -> None:
    """Read a text from standard input, or the example where there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--published", default=DAY)
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    text = EXAMPLE if sys.stdin.isatty() else sys.stdin.read() or EXAMPLE
    print("\n".join(walk(load(), text, options.published, options.language)))


if __name__ == "__main__":
    main()
