"""Runs of tokens between what bounds noun phrases: function words, verbs of the news, marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.phrases import Match
from pipeline.lexicon.words import ActorWord, Words
from pipeline.text import Sentence

#: Longest run kept, in tokens; longer ones are lists or parsing slips.
MAX_TOKENS = 12
_BREAKS = frozenset({"prep", "conj", "pron", "aux", "adv", "verb"})


def find_runs(
    sentence: Sentence,
    words: Words,
    actors: dict[int, Match[ActorWord]],
    borders: frozenset[int],
    shouted: frozenset[int],
) -> list[tuple[int, int]]:
    """Runs of tokens between borders; determiners, numbers and ages are not kept.

    But those that a name begins with: "Los Choneros".
    """
    inside = {i for m in actors.values() for i in range(m.first + 1, m.last)}
    named = {m.first for m in actors.values() if m.last - m.first > 1}
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, form in enumerate(sentence.forms):
        if index in inside:
            continue
        kind = words.function_words.get(form) if index not in shouted else None
        is_mark = not sentence.words[index][0].isalnum() and not _is_initial(sentence, index, start)
        is_border = kind in _BREAKS or is_mark or index in borders
        if (
            is_border
            or _is_infinitive(sentence, index, words)
            or kind == "det"
            or form[0].isdigit()
        ):
            if start is not None:
                runs.append((start, index))
            start = index if kind == "det" and index in named else None
        elif start is None and form not in words.grammar.no_start:
            start = index
    if start is not None:
        runs.append((start, len(sentence.forms)))
    return [(a, b) for a, b in runs if b - a <= MAX_TOKENS]


def find_ages(
    sentence: Sentence, runs: Sequence[tuple[int, int]], grammar: Grammar
) -> Iterator[tuple[int, int]]:
    """The ages that stand for whom they are of: "a 15-year-old stabbed", not "15-year-old boy"."""
    begun = {first for first, _ in runs}
    for index, form in enumerate(sentence.forms):
        if form in grammar.aged and index > 1 and index + 1 not in begun:
            yield index - 2, index + 1


def _is_infinitive(sentence: Sentence, index: int, words: Words) -> bool:
    """Whether what is a noun elsewhere is a verb here: "to disperse a crowd"."""
    is_led = index > 0 and sentence.lowers[index - 1] in words.grammar.infinitive
    return is_led and sentence.forms[index] in words.infinitives


def _is_initial(sentence: Sentence, index: int, start: int | None) -> bool:
    """Whether a full stop is that of an initial within a name: "Ana R. Gil"."""
    words = sentence.words
    if start is None or index - 1 <= start or index + 1 >= len(words):
        return False
    before, stop, behind = words[index - 1 : index + 2]
    is_letter = stop == "." and len(before) == 1 and before.isupper() and behind[0].isupper()
    return is_letter and sentence.end_of(index - 1) == sentence.starts[index]
