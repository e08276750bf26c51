"""Tell places from people, from days and directions, and from the ends of longer names."""

from __future__ import annotations

from pipeline.extract.places.spot import LOCATIVE, Spot, has_capital, is_country, possessive
from pipeline.lexicon.gazetteer import Candidate
from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import PlaceWords

#: A town of so many people is not hidden by a surname.
HIDDEN_BELOW = 3_000_000

#: A town of so many people may have a name with an article: "the Bronx".
THING_BELOW = 100_000

#: A given name and a surname.
_FULL_NAME = 2
#: A town of fewer people is a hamlet.
HAMLET = 10_000

_APOSTROPHES = frozenset("'’")
#: What may follow who said something behind the verb: "said Harris.", and an age.
_ENDS = frozenset((".", ",", "”", '"'))
#: More digits are a year or a number of a house.
_AGE_DIGITS = 2


class PersonSieve:
    """Leaves out the spots that are no places."""

    def __init__(self, words: PlaceWords) -> None:
        """Take the words of the language."""
        self._words = words

    def sift(self, spots: list[Spot]) -> list[Spot]:
        """The spots without people and words; a surname said once in full counts throughout."""
        surnames = {s.key for s in spots if self._is_behind_person(s) or _is_said_alone(s)}
        return [spot for spot in spots if not self._is_other(spot, surnames)]

    def _is_other(self, spot: Spot, surnames: set[str]) -> bool:
        if spot.usage in ("adjective", "dateline"):
            return False
        if self._is_word(spot) or self._is_bare_possessive(spot) or self._is_in_name(spot):
            return True
        return not is_large(spot) and self._is_surname(spot, surnames)

    def _is_in_name(self, spot: Spot) -> bool:
        return not spot.is_loose and (self._begins_person(spot) or self._ends_name(spot))

    def _is_surname(self, spot: Spot, surnames: set[str]) -> bool:
        if self._is_behind_person(spot) or _has_age(spot):
            return True
        # "in Jones' apartment"
        is_owner = spot.word(1) in _APOSTROPHES or bool(
            possessive(spot.sentence.words[spot.last - 1])
        )
        is_put_there = spot.relation in LOCATIVE and not is_owner
        return spot.key in surnames and not is_put_there and not spot.head

    def _is_behind_person(self, spot: Spot) -> bool:
        words, first = spot.sentence.words, spot.first
        if spot.relation or spot.last - first > 2:
            return False
        if self._is_speaker(spot):
            return True
        if first == 0:
            return False
        before = words[first - 1]
        if before == "." and first > 1:
            before = words[first - 2]
            if len(before) == 1 and before.isupper():  # an initial
                return True
        is_name = before[0].isupper() and text_key(before) in self._words.given_names
        return (is_name or before.lower() in self._words.titles) and not possessive(before)

    def _is_speaker(self, spot: Spot) -> bool:
        """Whether somebody of that name says something: "Harris said"; capitals do so too."""
        if spot.last - spot.first > 1 or spot.head or any(c.is_capital for c in spot.candidates):
            return False
        says = self._words.says
        return spot.word(1) in says or (spot.word(-1) in says and spot.word(1) in _ENDS)

    def _is_word(self, spot: Spot) -> bool:
        """Whether it is a word like "Tuesday", "North", "Lake", that is no name by itself."""
        words = self._words
        if spot.key in words.calendar:
            return True
        is_town = self._is_said_town(spot)
        if spot.sentence.lowers[spot.last - 1] in words.streets and not is_town:
            return True
        first, last = (spot.sentence.lowers[n] for n in (spot.first, spot.last - 1))
        if first in words.directions and last in words.sides:
            return True  # "on the West Side"
        if self._is_thing(spot):
            return True
        is_kind = spot.key in words.heads and not is_town
        is_plain = is_kind or spot.key in words.skip or spot.key in words.directions
        return is_plain and spot.last - spot.first == 1

    def _is_thing(self, spot: Spot) -> bool:
        """Whether an article makes a word of a small town's name: "both men inside the Honda".

        Or whose it is, of any town's but a capital's: "shot dead in his Toyota".
        """
        if spot.is_loose or spot.head or spot.last - spot.first > 1:
            return False
        before = spot.word(-1)
        if before not in self._words.articles and before not in self._words.owners:
            return False
        is_end = not spot.word(1)[:1].isalnum() or self._words.is_function(spot.word(1))
        is_owned = before in self._words.owners
        return is_end and all(
            c.kind == "city" and not c.is_capital and (is_owned or c.population < THING_BELOW)
            for c in spot.candidates
        )

    def _is_said_town(self, spot: Spot) -> bool:
        """Whether a town named like a street or a kind of place is meant: "in Forest, police said".

        Something is right in it, or its police stand behind, and no other name does.
        """
        if spot.is_loose or all(is_village(c) or c.kind != "city" for c in spot.candidates):
            return False
        told = spot.sentence.words
        is_followed = spot.last < len(told) and told[spot.last][0].isupper()
        is_within = spot.relation == "in" and spot.word(-1) in self._words.within
        is_long = spot.last - spot.first > 1
        return (is_within and not is_followed) or (is_long and spot.word(1) in self._words.policing)

    def _is_bare_possessive(self, spot: Spot) -> bool:
        """Whether nothing is owned, as in "outside a Chili's on Lake Street"."""
        lowers = spot.sentence.lowers
        if not possessive(lowers[spot.last - 1]) or spot.candidates[0].kind == "country":
            return False
        after = lowers[spot.last] if spot.last < len(lowers) else "."
        return not after[0].isalnum() or self._words.is_function(after)

    def _begins_person(self, spot: Spot) -> bool:
        """Whether a given name has another name behind it: "Paris Hilton"."""
        told, words = spot.sentence.words, self._words
        if spot.last - spot.first > 1 or spot.last >= len(told):
            return False
        if spot.key not in words.given_names or possessive(told[spot.first]):
            return False
        after = spot.word(1)
        is_known = after in words.governing or after in words.calendar
        return told[spot.last][0].isupper() and not is_known

    def _ends_name(self, spot: Spot) -> bool:
        """Whether the capitalised word before it belongs to it: "Maurice Lamark Horry"."""
        if spot.first == 0:
            return False
        before, words = spot.sentence.words[spot.first - 1], self._words
        if not before[0].isupper() or possessive(before):
            return False
        word = before.lower()
        is_apart = word in words.directions or words.is_function(word)
        is_apart |= word.rpartition("-")[2] in words.holding  # "Russian-occupied"
        is_apart = is_apart or (spot.first == 1 and word in words.skip)
        is_known = word in words.bodies or word in words.heads
        return not (is_apart or is_known or text_key(before) in words.adjectives)


def _has_age(spot: Spot) -> bool:
    """Whether an age stands behind it, and nothing says that it is a place: "shot Milner, 22"."""
    is_number = spot.word(1) == "," and spot.word(2).isdigit() and len(spot.word(2)) <= _AGE_DIGITS
    return is_number and not spot.relation and spot.word(3) in _ENDS


def _is_said_alone(spot: Spot) -> bool:
    """Whether somebody's surname alone has an age behind it."""
    is_alone = spot.first == 0 or not has_capital(spot.sentence.words[spot.first - 1])
    return _has_age(spot) and is_alone


def is_village(place: Candidate) -> bool:
    """Whether only lists of post offices have a place: many are named like words or people."""
    return place.has_post and not place.population


def is_hamlet(spot: Spot) -> bool:
    """Whether all places of a name are so small that what is named so is seldom in one of them.

    "Railroad Park" need not be in Railroad.
    """
    return bool(spot.candidates) and all(
        place.kind == "city" and place.population < HAMLET for place in spot.candidates
    )


def is_large(spot: Spot) -> bool:
    """Whether it names a country, or a town so large that no surname hides it."""
    return is_country(spot) or any(
        c.population > HIDDEN_BELOW and not (c.is_alternate or c.is_bare)
        for c in spot.candidates[:2]
    )


def is_home(spot: Spot, words: PlaceWords) -> bool:
    """Whether somebody is from there: "Juan Shirey, 21, of Monroe", "Juan Shirey, 21, Monroe,".

    Also "a man, Juan Shirey of Monroe, was shot", "the 22-year-old from Monroe".
    """
    if spot.relation == "from" and spot.sentence.field == "text":
        return spot.word(-2).rpartition("-")[2] in words.natives
    if spot.word(-1) in words.belonging:
        return spot.word(-2) == "," or _is_behind_full_name(spot, words)
    return spot.word(-1) == spot.word(-3) == "," and spot.word(-2).isdigit()


def _is_behind_full_name(spot: Spot, words: PlaceWords) -> bool:
    """Whether two names of a person, and "of", stand before a town."""
    name, ends = spot.sentence.words[max(0, spot.first - 3) : spot.first - 1], spot.word(1)
    if (
        spot.is_loose
        or len(name) != _FULL_NAME
        or (ends[:1].isalnum() and not words.is_function(ends))
    ):
        return False
    is_name = all(w[0].isupper() and w.isalpha() and text_key(w) not in words.kinds for w in name)
    is_apart = spot.word(-4) == "," or text_key(name[0]) in words.given_names
    return is_name and is_apart and any(c.kind == "city" for c in spot.candidates)
