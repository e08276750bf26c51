"""What more is known of a frame in a telegram in capitals: what it is, how old, how it is worded.

Telegrams tell one incident after another beside speeches about all of them. There "gunmen killed a
mayor" tells what happened, "to kill a mayor" and "killings must stop" may not; who fights whom, and
plain words of the whole text ("yesterday", "injured"; "solidarity", "hope"), say it as well. Their
weights are their own (``confidence_telegrams.tsv``): what they say of one war is none of others'.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from pipeline.extract.frames.frame import Frame
from pipeline.extract.reading import Reading
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.linear import TELEGRAM, read_weights

#: Ages (days) of news begin here: of the day, the night before, the week, two months, history.
_AGES = (0, 1, 2, 8, 61)
#: What one word or side counts, so that the ridge holds the weights of many rare ones smaller: a
#: side by 2, a word that tells by 5, of its sentences by 15, of the text by 30. Swept on ten folds.
_SIDE, _TELLING, _NEAR, _ANYWHERE = 0.7, 0.45, 0.26, 0.18
_LEAST_LETTERS = 3
#: What a word of the whole text is called by.
_OF_TEXT = f"{TELEGRAM}text_"
#: What makes a verb's mood or voice stands at most so many tokens before it.
_AUXILIARY_REACH = 3


def features_of_telegram(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    """What is known of a frame in a telegram beside what is known of any, as named numbers."""
    yield f"{TELEGRAM}{frame.event_type}", 1.0
    for group in (_of_day, _of_wording, _of_sides, _of_words):
        for name, value in group(frame, reading):
            yield TELEGRAM + name, value


def features_of_telegram_text(
    reading: Reading, weighed: Collection[str] | None = None
) -> list[tuple[str, float]]:
    """What the words of a telegram say of all its frames, as named numbers.

    ``weighed``: the words that are asked for (:func:`weighed_words`), a few of hundreds; or all.
    """
    told = _plain_words(sentence.forms for sentence in reading.document.sentences)
    return [(_OF_TEXT + word, _ANYWHERE) for word in told if weighed is None or word in weighed]


@cache
def weighed_words(table: str) -> frozenset[str]:
    """The words of a text that have a weight in a table."""
    named = (name for name in read_weights(table) if name.startswith(_OF_TEXT))
    return frozenset(name.removeprefix(_OF_TEXT) for name in named)


def type_telegram(frames: Sequence[Frame]) -> None:
    """Call sabotage an attack: guerrillas wreck pylons in telegrams as they hit all else.

    Of 54 such frames of MUC-4 DEV 28 are among its attacks, 2 among its arsons.
    """
    for frame in frames:
        if frame.event_type == "sabotage":
            frame.event_type = "attack"


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


def _of_sides(frame: Frame, _: Reading) -> Iterator[tuple[str, float]]:
    """Who by grammar does it to whom, as types: guerrillas to a mayor, an army to guerrillas."""
    doers = {str(p.type) for p in frame.sides if p.role == "perpetrator"} or {"-"}
    hit = {f"{p.role} {p.type}" for p in frame.sides if p.role != "perpetrator"} or {"-"}
    for doer in sorted(doers):
        yield f"by_{doer}", _SIDE
        yield f"{frame.event_type}_by_{doer}", _SIDE
        for other in sorted(hit):
            yield f"{other}_by_{doer}", _SIDE
    for other in sorted(hit):
        yield f"on_{other}", _SIDE
        yield f"{frame.event_type}_on_{other}", _SIDE


def _of_words(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    """The words that tell a frame, and those that stand beside them."""
    for form in sorted({trigger.word.form for trigger in frame.triggers}):
        yield f"told_as_{form}", _TELLING
    sentences = reading.document.sentences
    own = {t.sentence for t in frame.triggers}
    for word in _plain_words(sentences[n].forms for n in own):
        yield f"beside_{word}", _NEAR


def _plain_words(sentences: Iterable[tuple[str, ...]]) -> list[str]:
    words = set[str]().union(*sentences)
    return sorted([word for word in words if len(word) >= _LEAST_LETTERS and word.isalpha()])


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
    if form.endswith(grammar.gerund):
        return "ing"
    is_made = not (grammar.passive.isdisjoint(before) and grammar.perfect.isdisjoint(before))
    return "passive" if is_made else "plain"
