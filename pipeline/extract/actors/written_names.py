"""What is written like a name: by its capitals, in telegrams by its words."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.grammar import Grammar, load_grammar
from pipeline.lexicon.place_words import load_place_words
from pipeline.text import Document, Sentence

#: A name of persons has at most so many words.
_LONGEST_NAME = 4


def is_name_behind(sentence: Sentence, end: int, last: int, document: Document) -> bool:
    """Whether what follows a title is a name: "police chief Juan Perez"."""
    tail, common = sentence.lowers[end:last], load_place_words(document.language).common_words
    if document.in_capitals:
        return not any(_is_unlike_name(word, document) or word in common for word in tail)
    return not common.issuperset(tail) and _are_capitalised(sentence.words[end:last])


def _is_unlike_name(word: str, document: Document) -> bool:
    """Whether a word ends as no name does, where capitals say nothing."""
    return word.endswith(load_grammar(document.language).unlike_name)


def end_of_name(sentence: Sentence, first: int, last: int, document: Document) -> int:
    """Where a name in capitals ends that begins with a listed given name; ``first`` for no such.

    "JUDGE ANA GARCIA DIED": many surnames are names of places as well, few end like verbs.
    """
    lists, lowers = load_place_words(document.language), sentence.lowers
    is_begun = first < last and lowers[first] in lists.given_names
    if not (document.in_capitals and is_begun):
        return first
    stop = min(last, first + _LONGEST_NAME)
    for index in range(first + 1, stop):
        if _is_unlike_name(lowers[index], document) or lowers[index] in lists.calendar:
            return index
    return stop


def _are_capitalised(words: Sequence[str]) -> bool:
    """Whether all words have a capital, but for small ones within: "Frederick van Wyk"."""
    return all(
        word[0].isupper() or is_particle(word, behind)
        for word, behind in zip(words, (*words[1:], ""), strict=True)
    )


def is_particle(word: str, behind: str) -> bool:
    """Whether a word joins the parts of a name, of which the next one stands behind it."""
    lists = load_place_words()
    is_name = behind[:1].isupper() and behind.lower() not in lists.calendar
    return word in lists.joining and (is_name or behind in lists.joining)


def is_name(sentence: Sentence, first: int, last: int, document: Document) -> bool:
    """Whether a run of up to four words is a name; without case, one of no common word."""
    words = [word for word in sentence.words[first:last] if word != "."]
    if len(words) > _LONGEST_NAME or not all(word[0].isalpha() for word in words):
        return False
    if not document.in_capitals and not _are_capitalised(words):
        return False
    lists, lowers = load_place_words(document.language), [word.lower() for word in words]
    if not document.in_capitals:
        # capitals at the start of a sentence say nothing of one word
        is_common = first == 0 and len(words) == 1 and lowers[0] in lists.common_words
        end = lowers[-1]
        is_named = is_facility(end) or end in lists.streets or end in lists.outlets
        is_thing = len(words) > 1 and is_named
        return not (is_common or is_thing)
    if len(words) < 2 or any(_is_unlike_name(word, document) for word in lowers):
        return False
    if not lists.given_names.isdisjoint(lowers[:2]):
        return True
    return not any(
        len(word) < 4 or word in lists.common_words or word in lists.calendar for word in lowers
    )


def is_facility(word: str) -> bool:
    """Whether a name that ends so is that of a building: "Einstein Medical Center"."""
    lists = load_place_words()
    return word in lists.wards or lists.bodies.get(word) == "facility"


def is_armed_body(
    sentence: Sentence, first: int, last: int, document: Document, grammar: Grammar
) -> bool:
    """Whether a run is the name of an armed group that no list has: "Free Volta Front"."""
    is_named = sentence.lowers[last - 1] in grammar.armed_body and last - first > 1
    told = sentence.words[first:last]
    return is_named and not document.in_capitals and all(word[0].isupper() for word in told)
