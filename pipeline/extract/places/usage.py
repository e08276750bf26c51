"""How a name is used: as a place, as a body's or a street's name, or for a government."""

from __future__ import annotations

from functools import lru_cache

from pipeline.extract.places.people import is_hamlet, is_large, is_village
from pipeline.extract.places.spot import (
    LOCATIVE,
    Spot,
    Usage,
    has_capital,
    is_country,
    possessive,
)
from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import PlaceWords

#: So many readings of a name are looked at for a government ("New Delhi" is a part of Delhi).
_READINGS = 5
#: Of so many names it is remembered whether they are made of common words.
_REMEMBERED = 1 << 14
#: What a common word, and an unsaid name where all is in capitals, may vote.
TRUST_OF_WORD, TRUST_IF_LOOSE = 0.02, 0.15
#: What a name that no word says to be a place may vote, when all its places are small (people).
TRUST_IF_UNSAID, LARGE_IF_UNSAID = 0.25, 100_000

#: "Cartel" stands at most so many words behind the place that it is named for.
FORCE_REACH = 3
#: "Missiles" stand at most so many words before the name of the town that they are fired at.
BLOW_REACH = 4


class UsageReader:
    """Reads the usage of spots, and how far they may be trusted to be places."""

    def __init__(self, words: PlaceWords) -> None:
        """Take the words of the language."""
        self._words = words
        self._are_plain = lru_cache(maxsize=_REMEMBERED)(self._read_plain)

    def read(self, spot: Spot, is_strict: bool) -> None:
        """Set usage and trust; ``is_strict``: a capital behind the name is of another name."""
        if spot.usage == "place":
            is_followed = is_strict and self._is_followed_by_name(spot)
            spot.usage = self._usage_in_name(spot) or self._usage_in_clause(spot, is_followed)
        self._read_trust(spot)

    def _usage_in_name(self, spot: Spot) -> Usage | None:
        """The usage of a name that is part of another: of a street, a body, a newspaper."""
        words = self._words
        if self._is_street(spot) or self._is_of_force(spot) or _is_namesake_of_site(spot):
            return "name"
        is_of_body = spot.word(-1) in words.belonging and spot.word(-2) in words.of_bodies
        if is_of_body and spot.head in ("", "site"):
            return "actor" if _is_government(spot) else "name"
        if spot.word(1) in words.outlets and spot.relation not in LOCATIVE:
            return "name"
        return self._usage_of_attribute(spot) if self._is_attribute(spot) else None

    def _usage_in_clause(self, spot: Spot, is_followed: bool) -> Usage:
        if is_followed and not spot.head:
            # "Salman Rushdie", but "in Houston Methodist Hospital", "Missouri State Patrol"
            is_place = spot.relation in LOCATIVE or spot.direction or _is_division(spot)
            spot.is_followed = bool(is_place)
            return "body" if is_place else "name"
        if _heads_title(spot) or self._is_behind_street(spot):
            spot.relation = "in"
        is_put = spot.relation in LOCATIVE or spot.head or spot.direction
        if is_put or self._is_located(spot) or self._is_struck(spot):
            return "place"
        return "actor" if _is_government(spot) and spot.relation != "from" else "place"

    def _is_behind_street(self, spot: Spot) -> bool:
        """Whether a street of it is told right before: "on Maxfield Avenue, Kingston"."""
        return spot.word(-1) == "," and spot.word(-2) in self._words.streets and not spot.relation

    def _is_located(self, spot: Spot) -> bool:
        """Whether something of a capital is told that does not rule: "una estación de Bruselas"."""
        words = self._words
        return spot.word(-1) in words.locating and spot.word(-2) not in words.ruling

    def _is_struck(self, spot: Spot) -> bool:
        """Whether a capital is what a blow was aimed at: "a missile attack against Kyiv"."""
        before = spot.sentence.lowers[max(0, spot.first - BLOW_REACH) : spot.first]
        is_aimed = spot.relation in ("against", "to") and not is_country(spot)
        return is_aimed and not self._words.blows.isdisjoint(before)

    def _is_street(self, spot: Spot) -> bool:
        """Whether it is the name of a street: "Carrie Street", "the corner of 40th and Main"."""
        joint = self._words.belonging | self._words.parting
        if spot.word(-1) in joint and self._is_at_corner(spot):
            return True
        for word in spot.sentence.words[spot.last : spot.last + 3]:
            if word[0].isupper():
                if word.lower() in self._words.streets:
                    return True
            elif not word[0].isdigit():
                return False
        return False

    def _is_of_force(self, spot: Spot) -> bool:
        """Whether it only names armed men: "the Sinaloa drug cartel", "Homs 4th Brigade"."""
        for offset in range(1, FORCE_REACH + 1):
            word = spot.word(offset)
            if word in self._words.forces:
                return True
            if not word[:1].isalnum() or self._words.is_function(word):
                return False
        return False

    def _is_at_corner(self, spot: Spot) -> bool:
        before = [spot.word(n) for n in range(-5, -1)]
        is_numbered = before[-1][:1].isdigit() and before[-1][-2:] in self._words.ordinals
        return is_numbered or any(word in self._words.corners for word in before)

    def _is_followed_by_name(self, spot: Spot) -> bool:
        """Whether a capitalised word or a number stands right behind: "Houston Methodist"."""
        words = spot.sentence.words
        if spot.last >= len(words) or possessive(words[spot.last - 1]):
            return False
        after = words[spot.last]
        is_name = has_capital(after) or (after[0].isdigit() and not spot.relation)
        return is_name and after.lower() not in self._words.calendar

    def _is_attribute(self, spot: Spot) -> bool:
        """Whether a noun follows that the name describes: "Erbil attack", "the US military"."""
        told, words = spot.sentence.words, self._words
        if (
            spot.last >= len(told)
            or spot.head not in ("", "site")
            or possessive(told[spot.last - 1])
        ):
            return False
        after = spot.word(1)
        if after in words.bodies:
            return True
        return is_country(spot) and told[spot.last].islower() and not words.is_function(after)

    def _usage_of_attribute(self, spot: Spot) -> Usage:
        words = self._words
        value = words.bodies.get(spot.word(1), "")
        if value == "name":
            return "name"
        is_named = spot.sentence.words[spot.last][0].isupper() and not spot.is_loose
        if value == "facility":
            # "Oakbrook Apartments", "the Bonanza nightclub" need not be in Oakbrook, Bonanza
            spot.is_followed = is_named or spot.word(-1) in words.definite
        elif is_named and spot.word(1) not in words.governing:
            spot.is_followed = True
        is_there = spot.relation in LOCATIVE and spot.word(-1) in words.before
        # "in Iran unrest" is there, "on a US base" need not be
        return "body" if is_there or not is_country(spot) else "actor"

    def _read_trust(self, spot: Spot) -> None:
        """How much a name may vote: plain words, and words in capitals, hardly."""
        is_at = spot.relation in LOCATIVE and not spot.is_followed
        if spot.is_followed and spot.usage == "body" and self._begins_name(spot):
            spot.trust = TRUST_IF_LOOSE
            return
        if spot.usage in ("adjective", "dateline") or is_large(spot) or _is_capital(spot):
            return
        is_word = self.is_plain(spot) and (spot.is_loose or not is_at)
        if is_word or (spot.is_loose and _is_village(spot)):
            spot.trust = TRUST_OF_WORD
        elif spot.is_loose and not is_at and spot.head in ("", "site"):
            spot.trust = TRUST_IF_LOOSE
        elif _is_of_body(spot):
            spot.trust = TRUST_IF_UNSAID if is_hamlet(spot) else 1.0
        elif not is_at and not spot.head and spot.usage == "place":
            # "Harris" alone is no county
            is_small = all(c.is_bare or c.population < LARGE_IF_UNSAID for c in spot.candidates)
            spot.trust = TRUST_IF_UNSAID if is_small else 1.0

    def _begins_name(self, spot: Spot) -> bool:
        """Whether a longer name of another place begins with it: "near Adan Yabal".

        No word for what stands there ends that: "in Houston Methodist Hospital".
        """
        words, last = spot.sentence.words, spot.last
        while last < len(words) and has_capital(words[last]):
            last += 1
        if last == spot.last or words[last - 1].isupper():
            return False
        key = text_key(words[last - 1])
        listed = (self._words.common_words, self._words.kinds, self._words.heads)
        return not any(key in known for known in listed)

    def is_plain(self, spot: Spot) -> bool:
        """Whether it is made of common words only: "Reading", "Central Business District"."""
        told = spot.sentence.words[spot.first : spot.last]
        return self._are_plain(told, all(map(str.isupper, told)) and not _is_capital(spot))

    def _read_plain(self, told: tuple[str, ...], may_be_given: bool) -> bool:
        """Whether all words are common; ``may_be_given``: or names that people are given."""
        words = self._words
        lists = [words.common_words, words.heads, words.skip]
        if may_be_given:
            lists.append(words.given_names)
        return all(
            any(word.lower() in known or text_key(word) in known for known in lists)
            for word in told
        )


def _is_of_body(spot: Spot) -> bool:
    """Whether it is a part of the name of something that stands somewhere: "Railroad Park"."""
    return spot.usage == "body" and spot.is_followed and spot.head in ("", "site")


def _is_government(spot: Spot) -> bool:
    """Whether a country or its capital may be meant, that can act."""
    return any(c.kind == "country" or c.is_capital for c in spot.candidates[:_READINGS])


def _is_capital(spot: Spot) -> bool:
    """Whether a name is that of a capital, be it made of given names: "SAN SALVADOR"."""
    return any(c.is_capital and not c.is_alternate for c in spot.candidates[:_READINGS])


def _is_village(spot: Spot) -> bool:
    """Whether only villages have a name, and no word says that it is one."""
    return not spot.head and all(is_village(place) for place in spot.candidates)


def _is_namesake_of_site(spot: Spot) -> bool:
    """Whether only small places are named like a site's patron: "St. Luke's Hospital"."""
    own = spot.sentence.words[spot.last - 1]
    if (
        spot.head != "site"
        or not possessive(own)
        or not has_capital(spot.sentence.words[spot.last])
    ):
        return False
    return all(c.population < LARGE_IF_UNSAID for c in spot.candidates)


def _is_division(spot: Spot) -> bool:
    return bool(spot.candidates) and spot.candidates[0].kind == "admin1"


def _heads_title(spot: Spot) -> bool:
    """Whether a headline begins with where it was: "Mali: soldiers killed in ambush"."""
    is_first = spot.first == 0 and spot.sentence.field == "title"
    return is_first and is_country(spot) and not spot.relation and spot.word(1) == ":"
