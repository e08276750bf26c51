"""Villages that the gazetteer lacks and of which the text says no more: "a strike in Zawayda".

The name stands right behind a word that puts something there, and what follows is no more of a
name. Not in countries of which the gazetteer knows each village: there it is a quarter or a site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.extract.places.belief import ENGLISH_COUNTRIES, FULLY_LISTED
from pipeline.extract.places.quarters import QUARTERED
from pipeline.extract.places.spot import LOCATIVE, Spot, has_capital, possessive
from pipeline.extract.places.tally import Votes
from pipeline.extract.places.unlisted import LONGEST_UNLISTED
from pipeline.extract.places.unlisted_spots import put_behind, unlisted_spot
from pipeline.extract.places.vote import NEAR_KM
from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import PlaceWords, load_place_words
from pipeline.lexicon.words import load_words
from pipeline.text import Document, Sentence

#: Shorter names are abbreviations, unless what they are stands behind them.
_SHORTEST = 4
#: What a village, and what a district is called.
_KINDS = ("city", "admin2")


def find_villages(
    document: Document, kept: Sequence[Spot], doubted: Sequence[Spot], votes: Votes
) -> list[Spot]:
    """Spots of such villages; ``kept``: those of places, ``doubted``: of namesakes elsewhere.

    A namesake in the article's country, or near its places, is meant after all. What an article of
    one city names is a quarter or a street of it.
    """
    country = votes.leading
    if document.in_capitals or country is None or country in FULLY_LISTED:
        return []
    if _plays_in_one_city(kept):
        return []
    taken = {(s.sentence.index, n): s for s in kept for n in range(s.first, s.last)}
    namesakes = {(s.sentence.index, s.first): s for s in doubted}
    actors, words = load_words(document.language).actors, load_place_words(document.language)
    found = []
    for sentence, first, last in _names_in(document):
        known = {id(s): s for n in range(first, last) if (s := taken.get((sentence.index, n)))}
        is_taken = any(not _only_begins(s, last, votes) for s in known.values())
        if is_taken or actors.find(sentence.lowers[first:last]):
            continue
        for part in known.values():
            part.usage = "name"
        namesake = namesakes.get((sentence.index, first))
        if namesake is not None and _is_meant(namesake, votes):
            found.append(namesake)
        elif namesake is None or not _is_english(namesake):
            found.extend(_village(sentence, first, last, taken, words))
    return found


def _village(
    sentence: Sentence,
    first: int,
    last: int,
    taken: Mapping[tuple[int, int], Spot],
    words: PlaceWords,
) -> Iterator[Spot]:
    """The spot of a village; a district of a town that the sentence names is a quarter of it."""
    head = _head_of(sentence, last, words) or "city"
    before = (taken.get((sentence.index, n)) for n in range(first))
    is_of_town = not words.belonging.isdisjoint(sentence.lowers[last + 1 : last + 2])
    if head != "city" and (is_of_town or any(s is not None and _is_fine(s) for s in before)):
        return
    yield unlisted_spot(sentence, first, last, _outer_of(sentence, last, taken, words), head)


def _is_fine(spot: Spot) -> bool:
    """Whether something is put in a town or a province."""
    is_fine = spot.chosen is not None and spot.chosen.kind in ("city", "admin1", "admin2")
    return is_fine and spot.usage == "place" and spot.relation in LOCATIVE


def _only_begins(known: Spot, last: int, votes: Votes) -> bool:
    """Whether a name of another country's town only begins one that ends at ``last``.

    "Adan" (Aden) in "Adan Yabal", of Somalia.
    """
    is_abroad = known.chosen is not None and known.chosen.country != votes.leading
    return is_abroad and known.last < last and known.parent is None


def _plays_in_one_city(kept: Sequence[Spot]) -> bool:
    """Whether an article names one town alone, and a large one, not to say what is near it."""
    named = [spot for spot in kept if spot.chosen is not None and spot.chosen.kind == "city"]
    towns = {spot.chosen for spot in named}
    is_large = all(town is not None and town.population >= QUARTERED for town in towns)
    is_there = any(not (spot.relation == "near" and spot.off_km) for spot in named)
    return len(towns) == 1 and is_large and is_there


def _is_english(namesake: Spot) -> bool:
    """Whether a name is that of an English town: those are named like people and things."""
    return any(c.country in ENGLISH_COUNTRIES for c in namesake.candidates)


def _is_meant(namesake: Spot, votes: Votes) -> bool:
    """Choose the reading that lies in the article's country or near its places, if there is one."""
    near = [
        c
        for c in namesake.candidates
        if c.country == votes.leading or votes.nearest_km(c, namesake.key) < NEAR_KM
    ]
    if near:
        namesake.chosen = max(near, key=lambda c: c.population)
    return bool(near)


def _outer_of(
    sentence: Sentence, last: int, taken: Mapping[tuple[int, int], Spot], words: PlaceWords
) -> Spot | None:
    """What a name lies in: what it is put in behind it, else the last province named before."""
    behind = put_behind(sentence, last, taken, words)
    if behind is not None:
        return behind
    before = (taken.get((sentence.index, n)) for n in range(last - 1, -1, -1))
    return next((spot for spot in before if spot is not None and _is_province(spot)), None)


def _is_province(spot: Spot) -> bool:
    """Whether something is put in a province or region: "in Niger's Tillaberi region"."""
    is_wide = spot.chosen is not None and spot.chosen.kind in ("admin1", "admin2", "region")
    return is_wide and spot.relation == "in" and spot.usage == "place"


def _names_in(document: Document) -> Iterator[tuple[Sentence, int, int]]:
    """The names, as tokens of a sentence, right behind a word that puts something in a place."""
    words = load_place_words(document.language)
    for sentence in document.sentences:
        if sentence.field == "text":
            for first, last in _names_of(sentence, words):
                yield sentence, first, last


def _names_of(sentence: Sentence, words: PlaceWords) -> Iterator[tuple[int, int]]:
    lowers = sentence.lowers
    for position, word in enumerate(lowers[:-1]):
        if word in words.putting or word in words.belonging:
            first = position + 1 + (lowers[position + 1] in words.articles)
            last = _end_of_name(sentence, first)
            is_name = first < last <= first + LONGEST_UNLISTED
            if is_name and _is_put(sentence, position, (first, last), words):
                yield first, last


def _end_of_name(sentence: Sentence, first: int) -> int:
    last, told = first, sentence.words
    while last < len(told) and last - first <= LONGEST_UNLISTED and has_capital(told[last]):
        last += 1
    return last


def _is_put(sentence: Sentence, position: int, name: tuple[int, int], words: PlaceWords) -> bool:
    """Whether a preposition puts something in a name: "in NAME", "of the NAME district"."""
    first, last = name
    before, lowers = sentence.lowers[position - 1] if position else "", sentence.lowers
    head = _head_of(sentence, last, words)
    is_kind = before in words.villages or words.heads.get(before) == "city"
    if lowers[position] not in words.putting and not (is_kind or head == "admin2"):
        return False
    if first - position > 1 and head != "admin2":
        return False
    is_ended = last == len(lowers) or _is_end(lowers[last], words)
    is_long = head is not None or len(lowers[first]) >= _SHORTEST
    return is_ended and is_long and _is_village(sentence.words[first:last], words)


def _head_of(sentence: Sentence, last: int, words: PlaceWords) -> str | None:
    """What the word behind a name says that it is: "city" or "admin2"."""
    head = words.heads.get(sentence.lowers[last]) if last < len(sentence.lowers) else None
    return head if head in _KINDS else None


def _is_village(name: Sequence[str], words: PlaceWords) -> bool:
    """Whether a name may be that of a village: no abbreviation, person, body or plain word."""
    if not name[0][0].isalpha() or possessive(name[-1]):
        return False
    keys = [text_key(word) for word in name]
    known = (words.common_words, words.kinds, words.given_names, words.adjectives)
    return not any(
        key in listed or word.isupper() or words.is_function(word.lower())
        for key, word in zip(keys, name, strict=True)
        for listed in known
    )


def _is_end(word: str, words: PlaceWords) -> bool:
    """Whether what follows a name is no more of it: "in Hamas custody" is in no village."""
    return words.is_function(word) or words.heads.get(word) in _KINDS or not word[0].isalnum()
