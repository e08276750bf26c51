"""What more is known of a frame in a telegram in capitals: what it is, how old, how it is worded.

Telegrams tell one incident after another beside speeches about all of them. There "gunmen killed a
mayor" tells what happened, "to kill a mayor" and "killings must stop" may not. Their weights are
their own (``confidence_telegrams.tsv``): what they say of the types of one war is none of others'.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterator

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.reading import Reading
from pipeline.extract.triggers.tellings import Trigger
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.linear import TELEGRAM

#: Ages (days) of news begin here: of the day, the night before, the week, two months, history.
_AGES = (0, 1, 2, 8, 61)
#: What makes a verb's mood or voice stands at most so many tokens before it.
_AUXILIARY_REACH = 3


def features_of_telegram(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    """What is known of a frame in a telegram beside what is known of any, as named numbers."""
    yield f"{TELEGRAM}{frame.event_type}", 1.0
    for name, value in (*_of_day(frame, reading), *_of_wording(frame, reading)):
        yield TELEGRAM + name, value


def _of_day(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    interval, published = frame.interval, reading.document.published
    if interval is None:
        yield "undated", 1.0
        return
    yield "story_day", float(frame.own_interval is None)
    yield "days", math.log1p((interval.end - interval.start).days)
    if published is not None:
        yield f"age_{bisect(_AGES, (published - interval.end).days)}", 1.0


def _of_wording(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    """The share of each way to stand among a frame's words, and whether there is any."""
    sentences, grammar = reading.document.sentences, reading.words.grammar
    ways = [_way(t, sentences[t.sentence].forms, grammar) for t in frame.triggers]
    for way in sorted({way for way in ways if way is not None}):
        yield f"told_{way}", ways.count(way) / len(ways)
        yield f"told_any_{way}", 1.0


def _way(trigger: Trigger, forms: tuple[str, ...], grammar: Grammar) -> str | None:
    """How a word stands in its sentence; None for a noun that points back, or a phrase."""
    before = forms[max(0, trigger.first - _AUXILIARY_REACH) : trigger.first]
    if trigger.word.pos == "v":
        return _way_of_verb(forms[trigger.first], before, grammar)
    if trigger.word.pos != "n":
        return None
    if trigger.is_plural and not (before and before[-1] in grammar.definite):
        return "plural"
    return "one" if before and before[-1] in grammar.indefinite else None


def _way_of_verb(form: str, before: tuple[str, ...], grammar: Grammar) -> str:
    if before and before[-1] in grammar.aim:
        return "aim"
    if not grammar.modal.isdisjoint(before):
        return "may"
    if form.endswith("ing"):
        return "ing"
    is_made = not (grammar.passive.isdisjoint(before) and grammar.perfect.isdisjoint(before))
    return "passive" if is_made else "plain"
