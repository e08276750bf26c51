"""What the words around a spot say of it: relation, kind, and whether it lies aside."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.extract.places.belief import ENGLISH_COUNTRIES
from pipeline.extract.places.datelines import is_call_sign, mark_datelines, mark_outlets
from pipeline.extract.places.people import PersonSieve, is_hamlet, is_home
from pipeline.extract.places.quarters import may_have_quarters
from pipeline.extract.places.spot import (
    LOCATIVE,
    Spot,
    is_country,
    is_headline,
    possessive,
    without_possessive,
)
from pipeline.extract.places.usage import UsageReader
from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import Before, PlaceWords
from pipeline.text import Document

#: As many words may stand between a preposition and the name: "in the war-torn port city of X".
MOST_SKIPPED = 6
#: A distance stands within so many words before the preposition.
DISTANCE_REACH = 8
#: As many words before a place may say that it lies aside.
ASIDE_REACH = 9


class ContextReader:
    """Reads the context of spots with the words of a language."""

    def __init__(self, words: PlaceWords) -> None:
        """Take the words of the language."""
        self._words = words
        self._people = PersonSieve(words)
        self._usages = UsageReader(words)

    def read(self, document: Document, spots: list[Spot]) -> list[Spot]:
        """Fill in relation, head, direction and usage; leave out people and mere words."""
        is_loose: dict[int, bool] = {}
        for spot in spots:
            index = spot.sentence.index
            if index not in is_loose:
                is_loose[index] = document.in_capitals or is_headline(spot.sentence)
            spot.is_loose = is_loose[index]
            self._read_head(spot)
            self._read_relation(spot)
        mark_datelines(document, spots)
        mark_outlets(spots, self._words)
        kept = self._people.sift(spots)
        begins = {(spot.sentence.index, spot.first) for spot in spots}
        placed = {(spot.sentence.index, spot.first) for spot in kept}
        for spot in kept:
            # what follows is no other name where it is another place; small ones lend theirs
            known = placed if is_hamlet(spot) else begins
            is_free = (spot.sentence.index, spot.last) not in known
            self._usages.read(spot, is_free and not spot.is_loose)
            spot.is_aside = self._is_aside(spot)
        return kept

    def is_plain(self, spot: Spot) -> bool:
        """Whether a name is made of common words only."""
        return self._usages.is_plain(spot)

    def _read_head(self, spot: Spot) -> None:
        """The kind named behind the name ("X province") or before it ("the province of X")."""
        heads = self._words.heads
        is_country = not spot.candidates or spot.candidates[0].kind == "country"
        first, second = without_possessive(spot.word(1)), without_possessive(spot.word(2))
        for length, after in ((2, f"{first} {second}"), (1, first)):
            kind = heads.get(after)
            if kind is None:
                continue
            # "the Wyoming town of Lingle" is no Wyoming town
            is_of_next = kind == "city" and spot.word(length + 1) in self._words.belonging
            is_of_next |= kind in ("city", "site") and self._is_in_longer_name(spot, length)
            is_of_next |= kind == "city" and self._is_in_division(spot)
            if not is_of_next and not (is_country and kind in ("site", "city")):
                spot.head = kind
                return
        if self._is_of_state(spot):
            spot.head = "admin1"
            return
        before = self._head_before(spot)
        # "the old quarter of Damascus" is a part of that town, as is "a district of Kyiv"
        is_part = before == "quarter" or (before == "admin2" and not self._is_named_after(spot))
        spot.head = "" if is_part and may_have_quarters(spot) else before

    def _is_of_state(self, spot: Spot) -> bool:
        """Whether the state is meant of two that share a name: "upstate New York", "N.Y."."""
        states = [c for c in spot.candidates if c.kind == "admin1" and not c.is_alternate]
        is_said = spot.is_short or spot.word(-1) in self._words.upstate
        return is_said and any(state.country in ENGLISH_COUNTRIES for state in states)

    def _head_before(self, spot: Spot) -> str:
        """The kind that stands before a name with "of", or ''."""
        words = self._words
        if spot.word(-1) not in words.belonging:
            return ""
        end = -2 if self._is_described(spot.sentence.words, spot.first) else -1
        pair = f"{spot.word(end - 2)} {spot.word(end - 1)}"
        return words.heads.get(pair) or words.heads.get(spot.word(end - 1), "")

    def _is_named_after(self, spot: Spot) -> bool:
        """Whether a district has the name itself: "the district of Kunduz"."""
        return spot.word(-3) in self._words.definite

    def _is_in_division(self, spot: Spot) -> bool:
        """Whether a town is only said to lie there: "the small Oklahoma town"; no Mexico City."""
        is_division = any(c.kind == "admin1" and not c.is_alternate for c in spot.candidates)
        is_small = spot.word(1) != "city" and spot.sentence.words[spot.last].islower()
        return is_division and is_small and spot.word(-1) not in self._words.belonging

    def _is_in_longer_name(self, spot: Spot, length: int) -> bool:
        """Whether a head of some words goes on as a name: "Pinewood Village Apartments"."""
        after = spot.sentence.words[spot.last : spot.last + length + 1]
        return not spot.is_loose and len(after) > length and all(w[0].isupper() for w in after)

    def _read_relation(self, spot: Spot) -> None:
        """The relation that the nearest preposition states, adjectives and heads skipped over."""
        lowers = spot.sentence.lowers
        position = spot.first
        if position > 0 and lowers[position - 1] in self._words.directions:
            spot.direction = lowers[position - 1]
        for _ in range(MOST_SKIPPED):
            found = self._around_thing(lowers, position) or self._before_at(lowers, position)
            if found is not None and not (
                found[0].relation == "of" and self._is_head(lowers, position - 2)
            ):
                spot.relation, spot.off_km = found[0].relation, found[0].off_km
                spot.is_right_behind = position == spot.first
                if spot.word(-1) in self._words.outside and is_country(spot):
                    spot.relation = ""  # not there at all
                self._read_distance(spot, found[1])
                return
            if position == 0 or not (
                self._is_skipped(spot.sentence.words[position - 1])
                or (position == spot.first and self._is_named_behind(lowers, position))
                or self._describes_head(spot, position)
                or self._is_described(spot.sentence.words, position + 1)
            ):
                return
            position -= 1

    def _is_named_behind(self, lowers: tuple[str, ...], position: int) -> bool:
        """Whether a comma parts a town from what it is: "in the state capital, Imphal"."""
        return lowers[position - 1] == "," and self._words.heads.get(lowers[position - 2]) == "city"

    def _describes_head(self, spot: Spot, position: int) -> bool:
        """Whether the word before a token describes the head of "city of" behind it.

        "In the lakeside city of Kisumu", "in the Bakhmal Ahmadzai area of Lakki Marwat".
        """
        told, lowers = spot.sentence.words, spot.sentence.lowers
        word = told[position - 1]
        is_word = word.isalpha() and not self._words.is_function(word)
        while word[0].isupper() and position < spot.first and told[position][0].isupper():
            position += 1
        is_city_of = not self._words.belonging.isdisjoint(lowers[position + 1 : position + 2])
        return is_word and is_city_of and self._is_head(lowers, position)

    def _is_described(self, words: tuple[str, ...], position: int) -> bool:
        """Whether an adjective behind a head leads to "de": "el barrio madrileño de Vallecas"."""
        if position < 3 or words[position - 1] not in self._words.locating:
            return False
        head, adjective = words[position - 3 : position - 1]
        is_word = adjective.islower() and not self._words.is_function(adjective)
        return is_word and head in self._words.heads

    def _around_thing(self, lowers: tuple[str, ...], position: int) -> tuple[Before, int] | None:
        """The phrase before a thing of a place: "en una finca de Popayán"."""
        words = self._words
        if position < 4 or lowers[position - 1] not in words.locating:
            return None
        is_thing = lowers[position - 2] not in words.ruling and not self._is_head(
            lowers, position - 2
        )
        if not is_thing or lowers[position - 3] not in words.articles:
            return None
        found = self._before_at(lowers, position - 3)
        return found if found is not None and found[0].relation in LOCATIVE else None

    def _before_at(self, lowers: tuple[str, ...], position: int) -> tuple[Before, int] | None:
        """The longest phrase that ends at a token, and where it begins."""
        words = self._words
        if not position or lowers[position - 1] not in words.before_ends:
            return None
        for length in range(min(words.longest_before, position), 0, -1):
            phrase = " ".join(lowers[position - length : position])
            if phrase in words.before:
                return words.before[phrase], position - length
        return None

    def _is_head(self, lowers: tuple[str, ...], index: int) -> bool:
        return index >= 0 and lowers[index] in self._words.heads

    def _is_skipped(self, word: str) -> bool:
        lower = word.lower()
        return (
            lower in self._words.skip
            or lower.rpartition("-")[2] in self._words.holding  # "Russian-occupied"
            or lower in self._words.belonging
            or text_key(word) in self._words.adjectives
            or bool(possessive(word))
        )

    def _read_distance(self, spot: Spot, first: int) -> None:
        """How far off "30 km (19 miles) south of X" is, in an unsaid place."""
        if spot.relation not in ("near", "from"):
            return
        lowers = spot.sentence.lowers
        for index in range(first - 1, max(first - DISTANCE_REACH, 0), -1):
            unit = self._words.units_km.get(lowers[index])
            number = _read_number(lowers[index - 1], self._words.counts)
            if unit is not None and number is not None:
                spot.relation, spot.off_km = "near", max(number * unit, 1.0)
                return

    def _is_aside(self, spot: Spot) -> bool:
        """Whether its clause speaks of a hospital, a court or somebody's home town."""
        lowers = spot.sentence.lowers
        reach = 0 if lowers[spot.last :][:2] == (",", "where") else 3  # ", where residents say"
        if self._leads_aside(lowers, spot.last, spot.last + reach) or is_home(spot, self._words):
            return True
        if self._is_behind_hospital(spot):
            return True
        sentence, first = spot.sentence, _clause_start(spot, self._words.clauses)
        before = lowers[first : spot.first]
        is_of_station = any(map(is_call_sign, sentence.words[first : spot.first]))
        if is_of_station or self._leads_aside(lowers, first, spot.first):
            return True
        if spot.relation == "in" and not self._words.arrests.isdisjoint(before[-2:]):
            return True  # "arrested in Monroe"
        return self._is_of_ward(spot, before)

    def _leads_aside(self, lowers: tuple[str, ...], first: int, last: int) -> bool:
        """Whether words put a place away: "taken to a hospital in", not "taken off a bus in"."""
        asides, captives = self._words.asides, self._words.captives
        return any(
            word in asides and captives.isdisjoint(lowers[first + n + 1 : first + n + 2])
            for n, word in enumerate(lowers[first:last])
        )

    def _is_behind_hospital(self, spot: Spot) -> bool:
        """Whether a hospital is there: "a hospital in Monroe", "Lee Medical Center in Monroe"."""
        words, link = self._words, self._words.before.get(spot.word(-1))
        if link is None or link.relation not in ("in", "of"):
            return False
        is_center = words.bodies.get(spot.word(-2)) == "facility" and spot.word(-3) in words.wards
        return is_center or spot.word(-2) in words.wards

    def _is_of_ward(self, spot: Spot, before: tuple[str, ...]) -> bool:
        """Whether a hospital is where somebody died or lies, not what was hit."""
        lowers, words = spot.sentence.lowers, self._words
        around = (*lowers[max(0, spot.first - 3) : spot.first], *lowers[spot.last : spot.last + 3])
        return not (words.wards.isdisjoint(around) or words.bedside.isdisjoint(before))


def _clause_start(spot: Spot, clauses: frozenset[str]) -> int:
    """Where the clause begins that a spot stands in, at most some words before it."""
    lowers = spot.sentence.lowers
    for index in range(spot.first - 1, max(0, spot.first - ASIDE_REACH) - 1, -1):
        if lowers[index] in clauses:
            return index + 1
    return max(0, spot.first - ASIDE_REACH)


def _read_number(word: str, counts: Mapping[str, float]) -> float | None:
    text = word.replace(",", "")
    if text[:1].isdigit():
        digits = "".join(c for c in text if c.isdigit() or c == ".")
        return float(digits.rstrip(".")) if digits.count(".") <= 1 else None
    return counts.get(word)
