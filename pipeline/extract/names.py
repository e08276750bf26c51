"""The names of people whom a mention's story names: what ties reports that lie months apart.

A victim or suspect is called by the full name in the report of the death, of the arrest and of the
trial, when the day and sometimes the town is no longer told. Who tells it is left out: officers,
judges and reporters are in the reports of many incidents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import PlaceWords, load_place_words
from pipeline.text import Document, Sentence

#: Behind a surname, no part of it.
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LEAST_LETTERS = 3
_ORGANISATIONS = frozenset(
    "association bureau clinic co company corp corporation foundation fund group inc ltd medical "
    "memorial regional".split()
)
#: A report "By Jane Doe".
_BY = "by"


def names_of(own: Collection[int], told: Collection[int], document: Document) -> tuple[str, ...]:
    """The full names (given name and surname, lower case) in a mention's story, sorted.

    The first incident of an article is what it is about: its story is all of the text (with its
    own sentences alone B3 F1 of the gun violence articles is 0.3 lower). Of the others it is their
    sentences and all that follow each up to the next incident. A title's words all have capitals
    and are not read.

    Args:
        own: indexes of the sentences that tell the mention.
        told: indexes of the sentences that tell any mention of the article.
        document: the article.
    """
    words = load_place_words(document.language)
    story = (document.sentences[index] for index in _story(own, told, document))
    found = (name for sentence in story for name in _names(sentence, words))
    return tuple(sorted(set(found)))


def _story(own: Collection[int], told: Collection[int], document: Document) -> Iterator[int]:
    is_first = min(told, default=-1) in own
    teller = -1
    for sentence in document.sentences:
        if sentence.index in told:
            teller = sentence.index
        if sentence.field == "text" and (is_first or teller in own):
            yield sentence.index


def _names(sentence: Sentence, words: PlaceWords) -> Iterator[str]:
    """Each given name and the surname behind it, of people without a title."""
    for run in _capitalised_runs(sentence.words):
        keys = [_key(sentence.words[n]) for n in run]
        before = _before(sentence.lowers, run[0])
        if _BY in (before, keys[0]) or not words.titles.isdisjoint((before, *keys)):
            continue
        parts = [key for key in keys if len(key) > 1 and key not in _SUFFIXES]
        yield from _full_names(parts, words)
        if len(parts) > 1 and _has_age(sentence.words, run[-1]):
            yield f"{parts[-2]} {parts[-1]}"


def _full_names(parts: Sequence[str], words: PlaceWords) -> Iterable[str]:
    for given, surname, after in zip(parts, parts[1:], [*parts[2:], ""], strict=False):
        if given not in words.given_names or len(surname) < _LEAST_LETTERS:
            continue
        if _is_word(surname, words) or _is_kind(surname, words) or _is_kind(after, words):
            continue
        yield f"{given} {surname}"


def _is_word(surname: str, words: PlaceWords) -> bool:
    return surname in words.common_words or words.is_function(surname)


def _is_kind(word: str, words: PlaceWords) -> bool:
    """Whether a word says that a name is no person's: "Jackson Street", "John Smith Hospital"."""
    kinds = (words.heads, words.bodies, words.streets, words.outlets, _ORGANISATIONS)
    return any(word in kind for kind in kinds)


def _has_age(words: Sequence[str], last: int) -> bool:
    """Whether an age follows: "Daquan Ames, 19, of ..."; it tells a name that no list has."""
    after = words[last + 1 : last + 4]
    return len(after) > 1 and after[0] == "," and after[1].isdigit() and len(after[1]) < 3


def _capitalised_runs(words: Sequence[str]) -> Iterator[list[int]]:
    """Words with capitals in a row; the dot of an initial or abbreviation does not end it."""
    run: list[int] = []
    for index, word in enumerate(words):
        if word[0].isupper() and word[0].isalnum():
            run.append(index)
        elif run and (word != "." or len(words[run[-1]]) > 2):
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _before(lowers: Sequence[str], first: int) -> str:
    """The word before a run; an abbreviation's dot is passed over."""
    index = first - 1
    if index > 0 and lowers[index] == ".":
        index -= 1
    return lowers[index] if index >= 0 else ""


@lru_cache(maxsize=1 << 16)
def _key(text: str) -> str:
    return text_key(text.removesuffix("'s").removesuffix("’s").rstrip("'’"))
