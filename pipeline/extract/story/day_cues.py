"""What speaks for a day as that of a story's main incident: the cues of its words and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.extract.dates.event import tells_aftermath
from pipeline.extract.dates.find import DateMention
from pipeline.extract.dates.interval import Interval
from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.story.ranking import Cue, bin_of, depth_of
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import are_one_story
from pipeline.lexicon.grammar import load_grammar
from pipeline.text import Document

#: Up to these numbers of days before publication a day is of one age.
_AGES = (-1, 0, 1, 2, 3, 6, 7, 13, 20, 34, 70, 200, 400)
#: A clock time stands at most so many tokens from its day.
_CLOCK_REACH = 6
#: How many sentences say whether an article is of an arrest, a trial or a funeral throughout.
_OPENING = 8
#: So few characters behind a day a deed is told that has it: "the Sept. 13 fatal shooting"; or
#: right behind it.
_NOUN_REACH, _NEXT = 25, 3


def cues_of_interval(
    interval: Interval, days: Sequence[Interval], published: date | None
) -> Iterator[Cue]:
    """What a day says of itself: its age, and whether it is the first or last that is named."""
    yield "precision", interval.precision
    if published is not None:
        yield "age", bin_of((published - interval.end).days, _AGES)
    if interval in days and len(days) > 1:
        yield "order", "first" if interval == days[0] else "last" if interval == days[-1] else "-"


def cues_of_tellers(interval: Interval, main: Frame, others: Sequence[Frame]) -> Iterator[Cue]:
    """Which of the article's other incidents have a day of their own."""
    for frame in others:
        if frame.date is not None and frame.own_interval == interval:
            kin = "kin" if are_one_story(main.event_type, frame.event_type) else frame.event_type
            where = "there" if do_places_agree(main.own_place, frame.own_place) else "elsewhere"
            yield "teller", f"{kin} {frame.date.source} {where}"


def cues_of_silence(frame: Frame, document: Document) -> Iterator[Cue]:
    """How likely it is that an article does not name the day: it is of what came of a deed."""
    yield "none rule", frame.date.source if frame.date else "-"
    own, title = (tells_aftermath(document, s) for s in (frame.first_sentence, 0))
    yield "none aftermath", f"{own} {title}"
    opening = document.sentences[:_OPENING]
    yield "none aftermaths", str(min(sum(tells_aftermath(document, s.index) for s in opening), 4))


def cues_of_mention(mention: DateMention, owner: str, document: Document) -> Iterator[Cue]:
    """What the words around a day say of it."""
    sentence = document.sentences[mention.sentence]
    depth = "title" if mention.field == "title" else depth_of(sentence.index)
    role = "excluded" if mention.is_excluded else mention.role
    clock = "clock" if _has_clock(mention, document) else "-"
    aftermath = "aftermath" if tells_aftermath(document, sentence.index) else "-"
    yield "kind", _kind_of_expression(mention)
    yield "owner", f"{owner} {role}"
    yield "owner_depth", f"{owner} {depth}"
    yield "role_depth", f"{role} {depth}"
    yield "clock", f"{clock} {role}"
    yield "aftermath", f"{aftermath} {owner} {clock}"


def _kind_of_expression(mention: DateMention) -> str:
    e = mention.expression
    if e.kind == "shift":
        return f"shift {e.low}"
    if e.kind == "calendar":
        return "calendar year" if e.year else "calendar" if e.day and e.month else "part"
    return e.kind


def _has_clock(mention: DateMention, document: Document) -> bool:
    lowers = document.sentences[mention.sentence].lowers
    first, last = mention.first_token - _CLOCK_REACH, mention.last_token + _CLOCK_REACH
    return not load_grammar(document.language).clock.isdisjoint(lowers[max(0, first) : last])


def cues_of_nouns(
    mention: DateMention, told: Sequence[tuple[str, Trigger]], text: str
) -> Iterator[Cue]:
    """Whose word stands behind a day: "arrested on Monday for the Sept. 13 shooting".

    ``told``: the words that tell incidents, each with whose it is; ``text``: the day's field.
    """
    for who, trigger in told:
        gap = trigger.start - mention.end
        is_here = trigger.sentence == mention.sentence and 0 <= gap <= _NOUN_REACH
        if is_here and "," not in text[mention.end : trigger.start]:
            yield "noun", f"{who} {'next' if gap <= _NEXT else 'near'}"
