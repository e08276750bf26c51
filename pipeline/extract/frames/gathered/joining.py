"""How likely a frame tells an incident of the same article again: a logistic sum over both.

The weights are rows of ``joining.tsv``, and for telegrams in capitals of
``joining_telegrams.tsv``, written by ``tests/eval/fit_joining.py``. No feature is a word, so those
of English serve all languages.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from pipeline.extract.frames.agreement import do_intervals_meet, do_places_agree, is_same_place
from pipeline.extract.frames.frame import Frame
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.reading import Reading
from pipeline.lexicon.event_types import family
from pipeline.lexicon.linear import TELEGRAM, chance, read_weights
from pipeline.lexicon.words import load_words
from pipeline.records import Participant, Role

#: A phrase with a role this sure is named in a frame.
_LIKELY = 0.35
#: Shorter words are seldom names of things.
_LEAST_LETTERS = 3
#: Words this long say what a sentence is about.
_LONG_WORD = 5
#: Names and sentences of about one long article: each pair of its frames asks for them again.
_REMEMBERED = 1 << 10
#: The weights, of texts in capitals or not.
TABLES = {False: "lexicon/en/joining.tsv", True: "lexicon/en/joining_telegrams.tsv"}
_SUFFERERS: tuple[Role, ...] = ("victim", "target")


def rate_join(earlier: Frame, frame: Frame, reading: Reading, is_last: bool) -> float:
    """The probability (0..1) that ``frame`` tells on of ``earlier``, the last told or not."""
    weights = read_weights(TABLES[reading.document.in_capitals])
    return chance(features(earlier, frame, reading, is_last), weights)


def count_ties(earlier: Frame, frame: Frame) -> int:
    """How many of day, town and number of dead both tell alike."""
    mine, new = earlier.own_interval, frame.own_interval
    is_same_day = mine is not None and mine == new
    is_same_toll = frame.killed() is not None and frame.killed() == earlier.killed()
    return is_same_day + is_same_place(earlier.own_place, frame.own_place) + is_same_toll


def features(
    earlier: Frame, frame: Frame, reading: Reading, is_last: bool
) -> Iterator[tuple[str, float]]:
    """What a frame and an earlier incident have in common, as named numbers; zeros left out."""
    for name, value in (
        *_of_types(earlier, frame),
        *_of_days(earlier, frame),
        *_of_places(earlier, frame),
        *_of_tolls(earlier, frame),
        *_of_sides(earlier, frame, reading),
        *_of_telling(frame),
        *_of_distance(earlier, frame, reading),
    ):
        if value:
            yield name, float(value)
    if is_last:
        yield "is_last", 1.0
    if reading.document.in_capitals:
        yield from _of_telegram(earlier, frame, reading)


def _of_telegram(earlier: Frame, frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    """What counts in telegrams alone: which kinds follow each other, how much is told already."""
    yield f"{TELEGRAM}{family(earlier.event_type)}_{family(frame.event_type)}", 1.0
    if told := math.log(len({t.sentence for t in earlier.triggers})):
        yield f"{TELEGRAM}told", told
    if earlier.first_sentence == reading.tellings[0].sentence.index:
        yield f"{TELEGRAM}opening", 1.0


def _of_types(earlier: Frame, frame: Frame) -> Iterator[tuple[str, float]]:
    yield "same_type", earlier.event_type == frame.event_type
    yield "same_family", family(earlier.event_type) == family(frame.event_type)
    yield f"family_{family(frame.event_type)}", 1.0


def _of_days(earlier: Frame, frame: Frame) -> Iterator[tuple[str, float]]:
    mine, new = earlier.own_interval, frame.own_interval
    yield "span_new", new is not None and new.precision not in ("day", "days")
    yield "clause_day", frame.has_clause_day
    if new is None:
        return
    if mine is None:
        yield "day_new", 1.0
        yield "story_day_differs", not do_intervals_meet(earlier.interval, new)
    else:
        yield "day_same", mine == new
        yield "day_differs", not do_intervals_meet(mine, new)


def _of_places(earlier: Frame, frame: Frame) -> Iterator[tuple[str, float]]:
    mine, new = earlier.own_place, frame.own_place
    if mine is None or new is None:
        return
    agree = do_places_agree(mine, new)
    yield "place_agrees", agree and not is_same_place(mine, new)
    yield "place_differs", not agree
    yield "place_name_differs", (mine.place.name or "").lower() != (new.place.name or "").lower()


def _of_tolls(earlier: Frame, frame: Frame) -> Iterator[tuple[str, float]]:
    mine, new = earlier.killed(), frame.killed()
    if mine and new:
        yield "toll_same", mine == new
        yield "toll_differs", mine != new


def _of_sides(earlier: Frame, frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    language = reading.words.language
    groups: tuple[tuple[str, tuple[Role, ...]], ...] = (
        ("sufferer", _SUFFERERS),
        ("perpetrator", ("perpetrator",)),
    )
    for name, roles in groups:
        for source, told, new in (
            ("grammar", earlier.sides, frame.sides),
            ("model", likely_people(earlier), likely_people(frame)),
        ):
            yield from _of_names(
                f"{name}_{source}", names_of(told, roles, language), names_of(new, roles, language)
            )


def _of_names(name: str, mine: set[str], new: set[str]) -> Iterator[tuple[str, float]]:
    if mine and new:
        shared = len(mine & new) / len(new)
        yield (f"{name}_shared", shared) if shared else (f"{name}_other", 1.0)
    elif mine or new:
        yield f"{name}_{'new' if new else 'left'}", 1.0


def likely_people(frame: Frame) -> list[Participant]:
    """Who has a role in a frame, as far as the role model is fairly sure."""
    return [part.person for part in frame.parts if part.chance >= _LIKELY]


def names_of(people: Sequence[Participant], roles: Collection[Role], language: str) -> set[str]:
    """The words that name those in some roles, without plural and function words."""
    names = {person.name for person in people if person.role in roles}
    return set().union(*(_words_of_name(name, language) for name in names))


@lru_cache(maxsize=_REMEMBERED)
def _words_of_name(name: str, language: str) -> frozenset[str]:
    plain = load_words(language).function_words
    return frozenset(
        word.rstrip("s")
        for word in name.lower().replace("-", " ").split()
        if len(word) >= _LEAST_LETTERS and word.isalpha() and word not in plain
    )


def _of_telling(frame: Frame) -> Iterator[tuple[str, float]]:
    yield "reference", frame.is_reference
    yield "definite", sum(t.is_definite for t in frame.triggers) / len(frame.triggers)
    yield "other", frame.is_other
    yield "answer", frame.is_answer


def _of_distance(earlier: Frame, frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    sentences = reading.document.sentences
    first, last = frame.first_sentence, earlier.last_sentence
    gap = max(0, first - last)
    yield "gap", math.log1p(gap)
    yield "same_sentence", gap == 0
    yield "same_paragraph", sentences[first].paragraph == sentences[last].paragraph
    yield "lead_told", earlier.first_sentence < LEAD_SENTENCES
    yield "lead_new", first < LEAD_SENTENCES
    new = _long_words(sentences[first].forms)
    told = {t.sentence for t in earlier.triggers}
    mine: set[str] = set().union(*(_long_words(sentences[n].forms) for n in told))
    yield "words_shared", len(mine & new) / max(1, len(new))


@lru_cache(maxsize=_REMEMBERED)
def _long_words(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for form in forms if len(form) >= _LONG_WORD)
