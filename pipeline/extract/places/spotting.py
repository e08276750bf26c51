"""Spot the names in a document that are in the gazetteer, and the adjectives of countries.

One walk over the tokens: what may begin at a word is looked up once (:class:`Opening`). From every
word that may begin a name the following ones are put together to a key, and the longest name that
the gazetteer knows is taken. What a spot means is decided later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import compress
from typing import Literal, NamedTuple

from pipeline.extract.places.roads import find_road
from pipeline.extract.places.spot import Spot, has_capital, possessive
from pipeline.lexicon.gazetteer import Candidate, Gazetteer
from pipeline.lexicon.place_names import name_key, text_key, word_key
from pipeline.lexicon.place_words import PlaceWords
from pipeline.remembered import Remembered
from pipeline.text import Document, Sentence

Names = Literal["", "first", "whole"]

#: No place name of news has more words.
LONGEST_NAME = 7
#: No state is abbreviated to more letters ("Calif.", "N.S.W.").
LONGEST_ABBREVIATION = 6

_JOINERS = frozenset("-‐–'’")
_SITE_KINDS = frozenset(("site", "region", "admin2"))


class Opening(NamedTuple):
    """What a word says by itself of the names that may begin at it.

    ``names``: it is a ``whole`` name, or may be the ``first`` word of one. ``may_shorten``: it may
    abbreviate a state. ``has_parts``: a hyphen joins it of words that may be names ("US-led").
    ``country``: that of an adjective in small letters. ``is_common``: it is a common word, which in
    capitals is a name by itself only behind a preposition.
    """

    names: Names
    may_shorten: bool
    has_parts: bool
    country: str | None
    is_common: bool


class Spotter:
    """Finds the spots of a document."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        """Take the gazetteer and the words of the language."""
        self._gazetteer = gazetteer
        self._words = words
        self._adjective_starts = _starts_of(words.adjectives)
        self._country_starts = _starts_of(words.country_names)
        self._opening = Remembered(self._read_opening, 1 << 16).__getitem__
        self._begins = Remembered(self._can_begin, 1 << 16).__getitem__
        self._continues = lru_cache(maxsize=1 << 17)(self._can_continue)

    def find(self, document: Document) -> list[Spot]:
        """All spots in text order."""
        spots: list[Spot] = []
        for sentence in document.sentences:
            spots.extend(self._walk(sentence, document.in_capitals))
        return spots

    def _walk(self, sentence: Sentence, in_capitals: bool) -> Iterator[Spot]:
        after = 0
        openings = list(map(self._opening, sentence.words))
        for position in compress(range(len(openings)), openings):
            opening = openings[position]
            if opening is None or position < after:
                continue
            spot = self._begin(sentence, position, opening, in_capitals)
            if spot is not None:
                yield spot
                after = spot.last
            elif opening.has_parts:
                yield from self._spot_parts(sentence, position)

    def _begin(
        self, sentence: Sentence, position: int, opening: Opening, in_capitals: bool
    ) -> Spot | None:
        """The spot that begins at a word."""
        if opening.country is not None:
            return self._adjective(sentence, position, position + 1, opening.country)
        spot = self._state_at(sentence, position, in_capitals) if opening.may_shorten else None
        is_alone = in_capitals and opening.is_common and not self._is_put_there(sentence, position)
        if spot is None and self._goes_on(opening, sentence.words, position, is_alone):
            spot = self._spot_at(sentence, position, in_capitals)
        return spot

    def _read_opening(self, text: str) -> Opening | None:
        """What may begin at a word, whatever stands around it; None for most words."""
        country = self._words.small_adjectives.get(text) if text.islower() else None
        names: Names = "" if text.islower() else self._can_open(text)
        is_short = not text.islower() and len(text) <= LONGEST_ABBREVIATION
        may_shorten = is_short and self._can_shorten(text)
        has_parts = "-" in text and any(part[:1].isupper() for part in text.split("-"))
        if country is None and not (names or may_shorten or has_parts):
            return None
        is_common = text_key(text) in self._words.common_words
        return Opening(names, may_shorten, has_parts, country, is_common)

    def _is_put_there(self, sentence: Sentence, position: int) -> bool:
        """Whether a word that places stand behind is right before a token."""
        return position > 0 and sentence.lowers[position - 1] in self._words.before

    def _goes_on(
        self, opening: Opening, words: tuple[str, ...], position: int, is_alone: bool
    ) -> bool:
        """Whether a word is a name by itself, or begins one together with the word behind it.

        ``is_alone``: it is none by itself. Nearly every word begins some name of the world
        ("attack", Attackwadi), few pairs do: the look at the second word spares most of the work.
        """
        if not opening.names:
            return False
        if opening.names == "whole" and not is_alone:
            return True
        for word in words[position + 1 : position + 3]:
            if word[0].isalnum() or word == "&":
                return self._continues(words[position], word)
        return False

    def _can_continue(self, text: str, following: str) -> bool:
        """Whether two words are the adjective of a country, or begin the name of a place."""
        key = word_key(text) + text_key(following)
        return key in self._words.adjectives or self._begins(key)

    def _can_open(self, text: str) -> Names:
        """Whether a word may be a name, or the first one of a name."""
        if not text[0].isalpha() or not has_capital(text):
            return ""
        lower = text.lower()
        if lower in self._words.functions:
            # "El Salvador", "La Paz", "Los Mochis"
            return "first" if text.istitle() and lower in self._words.opening else ""
        key = text_key(text)
        if key in self._words.adjectives or self._find(key):
            return "whole"
        return "first" if key in self._adjective_starts or self._can_begin(word_key(text)) else ""

    def _can_begin(self, key: str) -> bool:
        """Whether the name of some place begins with a key."""
        return self._gazetteer.begins(key) or key in self._country_starts

    def _find(self, key: str) -> tuple[Candidate, ...]:
        """The places of a name; what the language calls a country is that country alone."""
        code = self._words.country_names.get(key)
        country = self._gazetteer.country(code) if code else None
        return self._gazetteer.find(key) if country is None else (country,)

    def _can_shorten(self, text: str) -> bool:
        """Whether a word may be the abbreviation of a state, or the first letter of one."""
        plain, known = text.rstrip("."), self._words.abbreviations
        return (len(plain) == 1 and plain.isalpha()) or plain in known or plain.title() in known

    def _state_at(self, sentence: Sentence, position: int, in_capitals: bool) -> Spot | None:
        """The state in "an Ala. nightclub", "Linden, N.J.", "Oakland, CA", "Fairmont, W.Va."."""
        told, words = sentence.words, self._words
        text, last = told[position].rstrip("."), position + 1
        if len(text) == 1 and _word_at(told, last) == ".":
            text, last = f"{text}.{_word_at(told, last + 1)}", last + 2
        iso = words.abbreviations.get(text) or words.abbreviations.get(text.title())
        if iso is None:
            return None
        if "." in text or "." in told[position] or _word_at(told, last) == ".":
            is_state = text in words.lone_abbreviations or _follows_town(told, position)
        else:
            is_code = len(text) == 2 and text.isupper() and not in_capitals
            is_state = is_code and _follows_town(told, position)
        state = self._gazetteer.division(iso) if is_state else None
        if state is None:
            return None
        return Spot(sentence, position, last, name_key(state.name), (state,), is_short=True)

    def _spot_at(self, sentence: Sentence, position: int, in_capitals: bool) -> Spot | None:
        words, word = sentence.words, sentence.words[position]
        key, ends = self._join(words, position)
        for length in sorted(self._known_lengths(key, ends), reverse=True):
            last, name = ends[length], key[:length]
            if not self._is_name(sentence, (position, last), name, in_capitals):
                continue
            country = self._words.adjectives.get(name)
            if country is not None:
                return self._adjective(sentence, position, last, country)
            candidates = self._find(name)
            if not candidates or not _may_end(words[last - 1], candidates):
                continue
            is_listed = name in self._words.capitals_only or candidates[0].kind == "country"
            if not is_listed and len(name) < 3 and candidates[0].kind != "city":
                continue
            # "ICE" is no village; "US" is a country, and "ERBIL" may begin a dateline
            is_free = in_capitals or (position == 0 and sentence.field == "text")
            is_acronym = last == position + 1 and not is_free and "." not in word
            if is_listed or not (is_acronym and _is_acronym(word)):
                return Spot(sentence, position, last, name, candidates)
        return None

    def _join(self, words: tuple[str, ...], position: int) -> tuple[str, dict[int, int]]:
        """Key of the words from ``position`` on, and for each length where a word ends, its token.

        Ends where no name goes on.
        """
        key, ends = "", {}
        for index, text in enumerate(words[position : position + LONGEST_NAME + 3], position):
            if text[0].isalnum() or text == "&":
                ends[len(key) + len(text_key(text))] = index + 1
                # a possessive ends a name, but that of "Lee's Summit"
                key += word_key(text)
                if not self._begins(key):
                    break
            elif text not in _JOINERS and not (
                text == "." and text_key(words[index - 1]) in self._words.abbreviated
            ):
                break
        return key, ends

    def _known_lengths(self, key: str, ends: dict[int, int]) -> set[int]:
        adjectives, countries = self._words.adjectives, self._words.country_names
        known = {len(name) for name in self._gazetteer.find_prefixes(key) if len(name) in ends}
        known.update(n for n in ends if key[:n] in adjectives or key[:n] in countries)
        return known

    def _spot_parts(self, sentence: Sentence, position: int) -> Iterator[Spot]:
        """The country in "US-led", "Syria-Iraq", which tells little of where; or a road."""
        road = find_road(sentence, position, self._gazetteer, self._words)
        if road is not None:
            yield road
            return
        for part in sentence.words[position].split("-"):
            if not part or not part[0].isupper():
                continue
            key = text_key(part)
            country = self._words.adjectives.get(key)
            if country is None:
                found = self._gazetteer.find(key)
                country = found[0].country if found and found[0].kind == "country" else None
            if country is not None:
                spot = self._adjective(sentence, position, position + 1, country)
                spot.is_part = True
                yield spot
                return

    def _is_name(
        self, sentence: Sentence, tokens: tuple[int, int], name: str, in_capitals: bool
    ) -> bool:
        """Sort out the pronoun "us", words of one or two letters, and "AND A" (Anda)."""
        (first, last), lowers = tokens, sentence.lowers
        if in_capitals and not self._words.functions.isdisjoint(lowers[first:last]):
            return False
        if last - first > 1:
            return True
        if in_capitals and name in self._words.common_words:
            # "MURDER", "HOME": taken up only behind a preposition
            return self._is_put_there(sentence, first)
        word = sentence.words[first]
        if name in self._words.capitals_only:
            text = word.removesuffix(possessive(word))
            return "." in text or (text.isupper() and not in_capitals)
        return len(name) > 2 or "." in word

    def _adjective(self, sentence: Sentence, first: int, last: int, country: str) -> Spot:
        chosen = self._gazetteer.country(country)
        spot = Spot(sentence, first, last, f"-{country}", country=country, chosen=chosen)
        spot.usage = "adjective"
        return spot


def _starts_of(names: Iterable[str]) -> frozenset[str]:
    """All that some name begins with, the name itself among it."""
    return frozenset(name[:end] for name in names for end in range(len(name) + 1))


def _word_at(words: tuple[str, ...], index: int) -> str:
    return words[index] if 0 <= index < len(words) else ""


def _follows_town(words: tuple[str, ...], position: int) -> bool:
    """Whether a comma and a capitalised word stand before a token."""
    town = _word_at(words, position - 2)
    return _word_at(words, position - 1) in (",", "(") and town[:1].isalpha() and has_capital(town)


def _is_acronym(word: str) -> bool:
    text = word.removesuffix(possessive(word))
    return text.isupper() and len(text) <= 5


def _may_end(word: str, candidates: tuple[Candidate, ...]) -> bool:
    """A name ends in a capitalised word; "field", "camp", "county" may be small."""
    return has_capital(word) or word[0].isdigit() or candidates[0].kind in _SITE_KINDS
