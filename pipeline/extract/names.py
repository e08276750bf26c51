"""The names of people whom a mention's story names: what ties reports that lie months apart.

A victim or suspect is called by the full name in the report of the death, of the arrest and of the
trial, when the day and sometimes the town is no longer told. Who tells it is left out: officers,
judges and reporters are in the reports of many incidents.

A name is known by a given name, by an age beside it, or by how the article goes on: it calls people
by their surname alone, and never writes a part of a name small.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import PlaceWords, load_place_words
from pipeline.text import Document, Sentence

_LEAST_LETTERS = 3
#: Parts of a name that no list knows: given name, perhaps a second one, surname.
_LENGTHS = (2, 3)
#: Given name and surname, as keys.
FullName = tuple[str, str]


class Named(NamedTuple):
    """A full name; one that is not sure may be that of a place, an office or a shop."""

    name: FullName
    is_sure: bool


class NamesOfArticle:
    """The people whom an article names; its sentences are read once for all its mentions."""

    def __init__(self, document: Document) -> None:
        """Take an article, of which nothing is read yet."""
        self.document = document
        self._words = load_place_words(document.language)
        self._by_sentence: dict[int, frozenset[Named]] = {}
        self._by_case: tuple[set[str], set[str]] | None = None

    def of_story(self, own: Collection[int], told: Collection[int]) -> tuple[str, ...]:
        """The full names (given name and surname, lower case) in a mention's story, sorted.

        The first incident of an article is what it is about: its story is all of the text (with its
        own sentences alone B3 F1 of the gun violence articles is 0.3 lower). Of the others it is
        their sentences and all that follow each up to the next incident. A title's words all have
        capitals and are not read.

        Args:
            own: indexes of the sentences that tell the mention.
            told: indexes of the sentences that tell any mention of the article.
        """
        story = map(self._in_sentence, story_of(own, told, self.document))
        found = frozenset[Named]().union(*story)
        sure = {named.name for named in found if named.is_sure}
        unsure = {named.name for named in found} - sure
        return tuple(sorted(map(" ".join, sure | self._called(unsure))))

    def _in_sentence(self, index: int) -> frozenset[Named]:
        known = self._by_sentence.get(index)
        if known is None:
            known = frozenset(_read_names(self.document.sentences[index], self._words))
            self._by_sentence[index] = known
        return known

    def _called(self, names: Collection[FullName]) -> set[FullName]:
        """Those whom the article calls by the surname: "Cheron Shelton ... Shelton fled"."""
        words = self._words
        able = {
            (given, surname)
            for given, surname in names
            if not (_is_kind(surname, words) or _is_no_name(given, words))
            and not _is_no_name(surname, words)
        }
        if not able:
            return able
        if self._by_case is None:
            self._by_case = _words_by_case(self.document)
        lone, small = self._by_case
        return {name for name in able if name[1] in lone and small.isdisjoint(name)}


def story_of(own: Collection[int], told: Collection[int], document: Document) -> Iterator[int]:
    """The sentences of the text that a mention's story has; see :class:`NamesOfArticle`."""
    is_first = min(told, default=-1) in own
    teller = -1
    for sentence in document.sentences:
        if sentence.index in told:
            teller = sentence.index
        if sentence.field == "text" and (is_first or teller in own):
            yield sentence.index


def _read_names(sentence: Sentence, words: PlaceWords) -> Iterator[Named]:
    """The names of a sentence, of people without a title; those that only may be are not sure."""
    for run in _capitalised_runs(sentence.words):
        keys = [_key(sentence.words[n]) for n in run]
        before = _before(sentence.lowers, run[0])
        is_author = not words.bylines.isdisjoint((before, keys[0]))
        if is_author or not words.titles.isdisjoint((before, *keys)):
            continue
        parts = [key for key in keys if len(key) > 1 and key not in words.name_suffixes]
        for name in () if words.given_names.isdisjoint(parts) else _full_names(parts, words):
            yield Named(name, is_sure=True)
        if len(parts) > 1 and _has_age(sentence.words, run[-1]):
            yield Named((parts[-2], parts[-1]), is_sure=True)
        is_whole = len(parts) == len(run) and len(parts) in _LENGTHS
        if is_whole and not any(sentence.words[n].isupper() for n in run[-2:]):
            yield Named((parts[-2], parts[-1]), is_sure=False)


def _full_names(parts: Sequence[str], words: PlaceWords) -> Iterator[FullName]:
    for given, surname, after in zip(parts, parts[1:], [*parts[2:], ""], strict=False):
        if given not in words.given_names or len(surname) < _LEAST_LETTERS:
            continue
        if _is_word(surname, words) or _is_kind(surname, words) or _is_kind(after, words):
            continue
        yield given, surname


def _is_no_name(key: str, words: PlaceWords) -> bool:
    is_part = key in words.directions or key in words.skip
    return len(key) < _LEAST_LETTERS or is_part or _is_word(key, words)


def _words_by_case(document: Document) -> tuple[set[str], set[str]]:
    """The words that stand alone among small ones with a capital, and those written small."""
    lone, small = set[str](), set[str]()
    for sentence in document.sentences:
        if sentence.field != "text":
            continue
        is_capital = [False, *[word[0].isupper() for word in sentence.words], False]
        for n, word in enumerate(sentence.words, start=1):
            if not is_capital[n]:
                small.add(word)
            elif not is_capital[n - 1] and not is_capital[n + 1]:
                lone.add(_key(word))
    return lone, small


def _is_word(surname: str, words: PlaceWords) -> bool:
    return surname in words.common_words or words.is_function(surname)


def _is_kind(word: str, words: PlaceWords) -> bool:
    """Whether a word says that a name is no person's: "Jackson Street", "John Smith Hospital"."""
    return word in words.kinds


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
