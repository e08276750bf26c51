"""Towns and villages that the gazetteer lacks, where the text itself says what lies in what.

"in Maiden Rock, Wisconsin", "the village of Alma, in southern Lebanon", "HARTSVILLE, Ind.": the
name is kept as the text gives it, with what it lies in, and without coordinates.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.places.borders import is_border
from pipeline.extract.places.datelines import dateline_end
from pipeline.extract.places.links import FARTHEST_PARENT, can_contain
from pipeline.extract.places.spot import LOCATIVE, Spot, has_capital, is_national, possessive
from pipeline.extract.places.unlisted_spots import (
    finest,
    is_person,
    put_behind,
    share_names,
    unlisted_spot,
)
from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import Before, PlaceWords
from pipeline.text import Document, Sentence

#: No unlisted name has more words.
LONGEST_UNLISTED = 3

_OUTER_KINDS = ("admin1", "admin2", "country")


class UnlistedFinder:
    """Finds names of towns beside known larger places."""

    def __init__(self, words: PlaceWords) -> None:
        """Take the words of the language."""
        self._words = words

    def find(self, document: Document, spots: Sequence[Spot]) -> list[Spot]:
        """The spots with those of unlisted towns among them, in text order."""
        found = list(spots)
        taken = {(s.sentence.index, n): s for s in spots for n in range(s.first, s.last)}
        for outer in spots:
            for inner in (self._before_comma(outer, taken), self._owned(outer, taken)):
                if inner is not None and inner not in found:
                    found.append(inner)
        for known, town in pairwise(spots):
            if self._is_district(known, town) and not can_contain(town, known):
                known.usage, town.relation = "name", known.relation
        if not document.in_capitals:
            found.extend(self._behind_heads(document, taken))
            found.extend(self._told_again(document, found))
        share_names(found, self._words)
        return sorted(found, key=lambda s: (s.sentence.index, s.first))

    def _before_comma(self, outer: Spot, taken: dict[tuple[int, int], Spot]) -> Spot | None:
        """The name in "in NAME, Wisconsin" and "in NAME, in the Malian region of Kayes".

        Also that in "near NAME in southern Lebanon", where it is no mere word ("in Parliament in").
        """
        told, comma = outer.sentence.words, self._comma_before(outer, taken)
        if comma < 1 or not (self._is_outer(outer) or self._is_coast(outer, comma)):
            return None
        is_sure = outer.head in ("admin1", "admin2") or outer.is_short
        if not is_sure and outer.is_loose:
            return None
        first = self._start_of_name(told, comma)
        is_street = told[comma - 1].lower() in self._words.streets
        if first == comma or is_street or not self._is_led(told, first, comma):
            return None
        known = taken.get((outer.sentence.index, first))
        if known is not None and not self._is_longer(known, comma, taken):
            return self._reread(known, outer, comma)
        if first > 0 and all(self._is_of_name(told[n]) for n in range(first, comma)):
            return unlisted_spot(outer.sentence, first, comma, finest(outer, taken))
        is_dateline = first == 0 and dateline_end(outer.sentence, in_capitals=False) > outer.last
        return self._dateline(outer, comma) if is_dateline else None

    def _start_of_name(self, told: tuple[str, ...], last: int) -> int:
        """Where a name of a few words begins that ends before ``last``: "San Juan del Rio Seco"."""
        first, count = last, 0
        while first > 0 and count < LONGEST_UNLISTED and self._is_name(told[first - 1]):
            first, count = first - 1, count + 1
            is_joined = first > 1 and told[first - 1] in self._words.joining
            if is_joined and self._is_name(told[first - 2]):
                first, count = first - 1, 0
        if 0 < first < last and self._opens_name(told[first - 1]):
            first -= 1
        return first

    def _is_of_name(self, text: str) -> bool:
        return has_capital(text) or text in self._words.joining

    def _owned(self, outer: Spot, taken: dict[tuple[int, int], Spot]) -> Spot | None:
        """The name in "Myanmar's NAME township", "Sagaing Region's NAME Township"."""
        told, lowers, heads = outer.sentence.words, outer.sentence.lowers, self._words.heads
        first = outer.last + (lowers[outer.last : outer.last + 1] == ("'s",))
        if first < len(told) and heads.get(lowers[first].removesuffix(possessive(told[first]))):
            first += 1
        if not self._is_outer(outer) or first == len(told) or not possessive(told[first - 1]):
            return None
        last = first
        while last < len(told) and self._is_name(told[last]) and heads.get(lowers[last]) is None:
            last += 1
        is_led = last < len(told) and heads.get(lowers[last]) in ("city", "admin2")
        if not is_led or not first < last <= first + LONGEST_UNLISTED:
            return None
        known = taken.get((outer.sentence.index, first))
        town = known and self._reread(known, outer, last)
        if known is None:
            town = unlisted_spot(outer.sentence, first, last, outer)
        if town is not None:
            town.relation = outer.relation
        return town

    def _dateline(self, outer: Spot, comma: int) -> Spot | None:
        """The town of a dateline: "AITOU, Lebanon -", "KINLOCH, Mo. (AP) —"."""
        if not all(map(str.isupper, outer.sentence.words[:comma])):
            return None
        spot = unlisted_spot(outer.sentence, 0, comma, outer)
        spot.relation, spot.usage, outer.usage = "", "dateline", "dateline"
        return spot

    def _is_led(self, told: tuple[str, ...], first: int, last: int) -> bool:
        """Whether the words around a name allow a town: those before it, and what parts it off."""
        before = self._leading_word(told, first)
        if told[last] == ",":
            is_town = self._words.heads.get(told[last - 1].lower()) == "city"  # "a Hill Township"
            is_named = is_town and told[first - 1].lower() in self._words.articles
            return before is not None or first == 0 or is_named
        is_word = all(text_key(word) in self._words.common_words for word in told[first:last])
        for length in range(2, self._words.longest_before + 1):
            phrase = " ".join(told[max(0, first - length) : first]).lower()
            before = self._words.before.get(
                phrase, before
            )  # "in the jungle of Bethany on the coast"
        is_put = before is not None and before.relation in LOCATIVE
        return (is_put or self._is_of_kind(told, first)) and not is_word

    def _is_of_kind(self, told: tuple[str, ...], first: int) -> bool:
        """Whether a town is called one: "in the village of Nikolskoye in the Belgorod region"."""
        of = first > 1 and told[first - 1] in self._words.belonging
        return of and self._words.heads.get(told[first - 2].lower()) == "city"

    def _leading_word(self, told: tuple[str, ...], first: int) -> Before | None:
        """The word before a name, and before what describes it: "in tiny Tyrone"."""
        while first > 1 and told[first - 1].islower() and told[first - 1] in self._words.skip:
            if told[first - 1] in self._words.before:
                break
            first -= 1
        return self._words.before.get(told[first - 1].lower()) if first else None

    def _is_district(self, known: Spot, town: Spot) -> bool:
        """Whether one name is that of a part of the other: "the Kirov district of Donetsk"."""
        between = known.sentence.lowers[known.last : town.first]
        if (
            known.sentence is not town.sentence
            or len(between) != 2
            or between[1] not in self._words.belonging
        ):
            return False
        return bool(town.candidates) and self._words.heads.get(between[0]) in (
            "quarter",
            "admin2",
        )

    def _comma_before(self, outer: Spot, taken: dict[tuple[int, int], Spot]) -> int:
        """The comma before a larger place or what leads to it, or "in" behind a name; 0: none."""
        lowers, words, at = outer.sentence.lowers, self._words, outer.first - 1
        if at > 0 and lowers[at] == ",":
            return at
        if outer.is_container:
            return 0
        for n in range(at, max(0, at - FARTHEST_PARENT), -1):
            word = lowers[n]
            if word == ",":
                return n if n < at and self._leads_on(lowers[n + 1 : at + 1]) else 0
            is_there = word in words.within or self._is_coast(outer, n)
            if is_there and self._is_name(outer.sentence.words[n - 1]):
                return n
            owner = taken.get((outer.sentence.index, n))
            is_link = word in words.skip or word in words.heads or word in words.directions
            if not (
                is_link
                or word in words.before
                or word in self._words.belonging
                or (owner and is_national(owner))
            ):
                return 0
        return 0

    def _is_coast(self, outer: Spot, position: int) -> bool:
        """Whether a word puts something on a region: "in NAME on the Essequibo Coast"."""
        is_region = bool(outer.candidates) and outer.candidates[0].kind == "region"
        return is_region and outer.sentence.lowers[position] in self._words.along

    def _leads_on(self, words: Sequence[str]) -> bool:
        """Whether words behind a comma say where: ", in", ", southern", or ", a village in"."""
        kinds = [self._words.heads.get(word) for word in words]
        is_part = len(words) == 1 and words[0] in self._words.directions  # not "east of"
        # ", captured most of Aleppo" leads nowhere
        is_there = words[0] in self._words.before and words[0] in self._words.functions
        return is_part or is_there or "city" in kinds or "admin2" in kinds

    def _is_longer(self, known: Spot, comma: int, taken: dict[tuple[int, int], Spot]) -> bool:
        """Whether a known name only begins that of a town: "Tennessee" in "Tennessee Colony"."""
        if not self._words.joining.isdisjoint(known.sentence.words[known.last : comma]):
            for part in (taken.get((known.sentence.index, n)) for n in range(known.first, comma)):
                if part is not None:
                    part.usage = "name"
            return True
        if not all(
            self._is_free(known.sentence, n, comma, taken) for n in range(known.last, comma)
        ):
            return False
        return known.last < comma and self._is_free(known.sentence, known.first, comma, taken)

    def _reread(self, known: Spot, outer: Spot, comma: int) -> Spot | None:
        """A namesake of other places, where none of them lies in ``outer``."""
        is_other = known.parent is None and known.last == comma and known.candidates
        if not is_other or known.candidates[0].kind in _OUTER_KINDS or can_contain(outer, known):
            return None
        known.candidates, known.parent, known.is_unlisted = (), outer, True
        outer.is_container = True
        return known

    def _is_outer(self, spot: Spot) -> bool:
        is_wide = bool(spot.candidates) and spot.candidates[0].kind in _OUTER_KINDS
        return is_wide and not is_border(spot, self._words)

    def _is_name(self, text: str) -> bool:
        word, words = text.lower(), self._words
        is_word = word in words.functions or word in words.calendar
        return text[0].isalpha() and has_capital(text) and not is_word

    def _opens_name(self, text: str) -> bool:
        """Whether it is the article of a name: "El Plateado"."""
        return text[0].isupper() and text.lower() in self._words.opening

    def _behind_heads(self, document: Document, taken: dict[tuple[int, int], Spot]) -> list[Spot]:
        """The name in "the village of NAME", where the text names nothing closer than a country."""
        found = []
        for sentence in document.sentences:
            if self._words.belonging.isdisjoint(sentence.lowers):
                continue
            words, lowers = sentence.words, sentence.lowers
            for index in range(1, len(words) - 1):
                if (
                    words[index] not in self._words.belonging
                    or self._words.heads.get(lowers[index - 1]) != "city"
                ):
                    continue
                last = index + 1
                while last < len(words) and self._is_name(words[last]):
                    last += 1
                is_new = all(
                    self._is_free(sentence, n, last, taken) for n in range(index + 1, last)
                )
                is_short = index + 1 < last <= index + 1 + LONGEST_UNLISTED
                if is_new and is_short and not is_person(lowers[index + 1 : last], self._words):
                    found.append(self._village(sentence, index, last, taken))
        return found

    def _told_again(self, document: Document, found: Sequence[Spot]) -> list[Spot]:
        """Where something is put in an unlisted town once more: "the house in Aitou"."""
        taken = {(s.sentence.index, n) for s in found for n in range(s.first, s.last)}
        towns: dict[str, dict[tuple[str, ...], Spot]] = {}
        for spot in found:
            if spot.is_unlisted:
                name = spot.sentence.lowers[spot.first : spot.last]
                towns.setdefault(name[0], {})[name] = spot
        if not towns:
            return []
        return [
            unlisted_spot(sentence, first, first + len(name), spot.parent)
            for sentence in document.sentences
            for first, word in enumerate(sentence.lowers)
            for name, spot in towns.get(word, {}).items()
            if sentence.lowers[first : first + len(name)] == name
            and (sentence.index, first) not in taken
            and self._is_put_there(sentence, first)
        ]

    def _is_put_there(self, sentence: Sentence, first: int) -> bool:
        """Whether the word before a name puts something there."""
        before = self._words.before.get(sentence.lowers[first - 1]) if first else None
        return before is not None and before.relation in LOCATIVE

    def _is_free(
        self, sentence: Sentence, n: int, last: int, taken: dict[tuple[int, int], Spot]
    ) -> bool:
        """Whether a word belongs to no known name, or to one that is only part of the new one."""
        known = taken.get((sentence.index, n))
        if known is None:
            return True
        is_part = known.last < last and all(
            (sentence.index, m) not in taken for m in range(known.last, last)
        )
        known.usage = "name" if is_part else known.usage
        return is_part

    def _village(
        self, sentence: Sentence, of: int, last: int, taken: dict[tuple[int, int], Spot]
    ) -> Spot:
        near = (taken.get((sentence.index, n)) for n in (of - 2, last + 1, last + 2))
        outer = put_behind(sentence, last, taken, self._words) or next(filter(None, near), None)
        return unlisted_spot(sentence, of + 1, last, outer)
