"""What the words around a spot say of it: relation, kind, usage, and whether it is a place at all."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.place_spotting import Spot, Usage, has_capital, is_headline, possessive
from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import Before, PlaceWords
from pipeline.text import Document, Sentence, Token

#: Relations that say that something is there.
LOCATIVE = frozenset(("in", "near"))
#: As many words may stand between a preposition and the name: "in the war-torn port city of X".
MOST_SKIPPED = 6
#: As many words before a place may say that it lies aside.
ASIDE_REACH = 9
#: What a common word, and an unsaid name where all is in capitals, may vote.
TRUST_OF_WORD, TRUST_IF_LOOSE = 0.02, 0.15
#: A dateline ends within so many tokens.
LONGEST_DATELINE = 26

#: A dateline begins one of the first paragraphs: captions and junk may stand before it.
DATELINE_PARAGRAPHS = 8

_DASHES = frozenset("-–—―•|")
_SEPARATORS = frozenset("-–—|«»:•")
_NUMBER_WORDS = {"few": 3, "several": 5, "some": 5, "dozen": 12}


class ContextReader:
    """Reads the context of spots with the words of a language."""

    def __init__(self, words: PlaceWords) -> None:
        """Take the words of the language."""
        self._words = words

    def read(self, document: Document, spots: list[Spot]) -> list[Spot]:
        """Fill in relation, head, direction and usage; leave out people and mere names."""
        for spot in spots:
            self._read_head(spot)
            self._read_relation(spot)
        mark_datelines(document, spots)
        self._mark_outlets(spots)
        surnames = self._find_surnames(spots)
        loose = {s.index for s in document.sentences if is_headline(s)}
        begins = {(spot.sentence.index, spot.first) for spot in spots}
        kept = []
        for spot in spots:
            index = spot.sentence.index
            is_loose = document.in_capitals or index in loose
            spot.is_loose = is_loose
            if not self._is_person(spot, surnames, is_loose):
                # capitals tell nothing where a line has only such, or where another place follows
                self._read_usage(spot, is_loose or (index, spot.last) in begins)
                self._read_trust(spot)
                spot.is_aside = self._is_aside(spot)
                kept.append(spot)
        return kept

    def _read_head(self, spot: Spot) -> None:
        """The kind named behind the name ("X province") or before it ("the province of X")."""
        heads = self._words.heads
        is_country = not spot.candidates or spot.candidates[0].kind == "country"
        for length in (2, 1):
            after = " ".join(spot.word(n) for n in range(1, length + 1))
            if after in heads and not (is_country and heads[after] in ("site", "city")):
                spot.head = heads[after]
                return
        if spot.word(-1) == "of":
            for length in (2, 1):
                before = " ".join(spot.word(n) for n in range(-1 - length, -1))
                if before in heads:
                    spot.head = heads[before]
                    return

    def _read_relation(self, spot: Spot) -> None:
        """The relation that the nearest preposition states, adjectives and heads skipped over."""
        tokens = spot.sentence.tokens
        position = spot.first
        if position > 0 and tokens[position - 1].lower in self._words.directions:
            spot.direction = tokens[position - 1].lower
        for _ in range(MOST_SKIPPED):
            found = self._before_at(tokens, position)
            if found is not None and not (
                found[0].relation == "of" and self._is_head(tokens, position - 2)
            ):
                spot.relation, spot.off_km = found[0].relation, found[0].off_km
                self._read_distance(spot, found[1])
                return
            if position == 0 or not self._is_skipped(tokens[position - 1]):
                return
            position -= 1

    def _before_at(self, tokens: tuple[Token, ...], position: int) -> tuple[Before, int] | None:
        """The longest phrase that ends at a token, and where it begins."""
        words = self._words
        for length in range(min(words.longest_before, position), 0, -1):
            phrase = " ".join(t.lower for t in tokens[position - length : position])
            if phrase in words.before:
                return words.before[phrase], position - length
        return None

    def _is_head(self, tokens: tuple[Token, ...], index: int) -> bool:
        return index >= 0 and tokens[index].lower in self._words.heads

    def _is_skipped(self, token: Token) -> bool:
        word = token.lower
        return (
            word in self._words.skip
            or word == "of"
            or text_key(token.text) in self._words.adjectives
            or bool(possessive(token.text))
        )

    def _read_distance(self, spot: Spot, first: int) -> None:
        """ "30 km (19 miles) south of X": so far off, in an unsaid place."""
        tokens = spot.sentence.tokens
        if spot.relation not in ("near", "from"):
            return
        for index in range(first - 1, max(first - 8, 0), -1):
            unit = self._words.units_km.get(tokens[index].lower)
            number = _read_number(tokens[index - 1])
            if unit is not None and number is not None:
                spot.relation, spot.off_km = "near", max(number * unit, 1.0)
                return

    def _find_surnames(self, spots: list[Spot]) -> set[str]:
        """Names that stand behind a given name or a title somewhere in the article."""
        return {spot.key for spot in spots if self._is_behind_person(spot)}

    def _is_behind_person(self, spot: Spot) -> bool:
        tokens, first = spot.sentence.tokens, spot.first
        if spot.relation or first == 0 or spot.last - first > 2:
            return False
        before = tokens[first - 1]
        if before.text == "." and first > 1:
            before = tokens[first - 2]
            if len(before.text) == 1 and before.text.isupper():  # an initial
                return True
        word = text_key(before.text)
        is_name = word in self._words.given_names and before.is_capitalised
        return (is_name or before.lower in self._words.titles) and not possessive(before.text)

    def _is_person(self, spot: Spot, surnames: set[str], is_loose: bool) -> bool:
        """Whether it is no place but a person, a date or a direction."""
        if spot.usage in ("adjective", "dateline"):
            return False
        if self._is_word(spot) or (self._is_behind_person(spot) and not _is_large(spot)):
            return True
        if self._is_bare_possessive(spot):
            return True
        if not is_loose and (self._begins_person(spot) or self._ends_name(spot)):
            return True
        if spot.relation in LOCATIVE or spot.head:
            return False
        return spot.key in surnames and not _is_large(spot)

    def _is_word(self, spot: Spot) -> bool:
        """Whether it is a word like "Tuesday", "North", "Lake", that is no name by itself."""
        words = self._words
        if spot.key in words.calendar:
            return True
        if spot.sentence.tokens[spot.last - 1].lower in words.streets:
            return True
        is_plain = spot.key in words.skip or spot.key in words.heads or spot.key in words.directions
        return is_plain and spot.last - spot.first == 1

    def _is_bare_possessive(self, spot: Spot) -> bool:
        """ "outside a Chili's on Lake Street": a place would own something."""
        tokens = spot.sentence.tokens
        if not possessive(tokens[spot.last - 1].text) or spot.candidates[0].kind == "country":
            return False
        after = tokens[spot.last].lower if spot.last < len(tokens) else "."
        return not after[0].isalnum() or self._is_function(after)

    def _ends_name(self, spot: Spot) -> bool:
        """Whether the capitalised word before it belongs to it: "Maurice Lamark Horry"."""
        if spot.first == 0:
            return False
        before, words = spot.sentence.tokens[spot.first - 1], self._words
        if not before.is_capitalised or possessive(before.text):
            return False
        word = before.lower
        is_apart = word in words.directions or self._is_function(word)
        return not (
            is_apart or word in words.bodies or word in words.heads or self._is_place(before)
        )

    def _is_place(self, token: Token) -> bool:
        return text_key(token.text) in self._words.adjectives

    def _mark_outlets(self, spots: list[Spot]) -> None:
        """In "... - KSLA News 12 Shreveport" the title ends with the name of the site."""
        for spot in spots:
            if spot.sentence.field == "title" and spot.usage != "adjective":
                part = _last_part(spot.sentence)
                if spot.first >= part > 0 and self._names_station(spot.sentence, part):
                    spot.usage = "outlet"

    def _names_station(self, sentence: Sentence, part: int) -> bool:
        return any(
            t.lower in self._words.stations or t.text in (".com", "com")
            for t in sentence.tokens[part:]
        )

    def _begins_person(self, spot: Spot) -> bool:
        """ "Paris Hilton": a given name, and a capitalised word that is no place behind it."""
        tokens = spot.sentence.tokens
        if spot.last - spot.first > 1 or spot.last >= len(tokens):
            return False
        if spot.key not in self._words.given_names or possessive(tokens[spot.first].text):
            return False
        after, words = tokens[spot.last], self._words
        is_known = (
            after.lower in words.bodies
            or after.lower in words.calendar
            or after.lower in words.heads
        )
        return after.is_capitalised and not is_known

    def _read_usage(self, spot: Spot, is_loose: bool) -> None:
        if spot.usage != "place":
            return
        word, words = spot.word(1), self._words
        is_government = any(c.kind == "country" or c.is_capital for c in spot.candidates[:3])
        is_followed = self._is_followed_by_name(spot) and not is_loose
        if self._is_street(spot):
            spot.usage = "name"
        elif spot.relation == "of" and spot.word(-2) in words.of_bodies and not spot.head:
            spot.usage = "actor" if is_government else "name"
        elif word in words.outlets and spot.relation not in LOCATIVE:
            spot.usage = "name"
        elif self._is_attribute(spot):
            spot.usage = self._usage_of_attribute(spot)
        elif spot.relation in LOCATIVE or spot.head or spot.direction:
            if is_followed and not spot.head:
                # "assault on Salman Rushdie", but "in Houston Methodist Hospital"
                spot.usage, spot.is_followed = "body", True
        elif is_followed:
            spot.usage = "name"
        elif is_government and spot.relation != "from":
            spot.usage = "actor"

    def _is_aside(self, spot: Spot) -> bool:
        """Whether its clause speaks of a hospital, a court or somebody's home town."""
        tokens, asides = spot.sentence.tokens, self._words.asides
        if any(t.lower in asides for t in tokens[spot.last : spot.last + 3]):
            return True
        for token in reversed(tokens[max(0, spot.first - ASIDE_REACH) : spot.first]):
            if token.text in ",.;:" or token.lower in ("and", "when", "where", "after"):
                return False
            if token.lower in asides:
                return True
        return False

    def _read_trust(self, spot: Spot) -> None:
        """How much a name may vote: plain words, and words in capitals, hardly."""
        is_at = spot.relation in LOCATIVE and not spot.is_followed
        if spot.usage in ("adjective", "dateline") or _is_large(spot):
            return
        if self.is_plain(spot) and (spot.is_loose or not is_at):
            spot.trust = TRUST_OF_WORD
        elif spot.is_loose and not is_at and spot.head in ("", "site"):
            spot.trust = TRUST_IF_LOOSE

    def is_plain(self, spot: Spot) -> bool:
        """Whether it is made of common words only: "Reading", "Central Business District"."""
        words = self._words
        lists = (words.common_words, words.given_names, words.heads, words.skip)
        return all(
            any(t.lower in known or text_key(t.text) in known for known in lists)
            for t in spot.sentence.tokens[spot.first : spot.last]
        )

    def _is_street(self, spot: Spot) -> bool:
        """Whether it begins the name of a street: "Orange Blossom Trail", "Carrie Street"."""
        for token in spot.sentence.tokens[spot.last : spot.last + 3]:
            if token.lower in self._words.streets and token.is_capitalised:
                return True
            if not token.is_capitalised and not token.text[0].isdigit():
                return False
        return False

    def _is_followed_by_name(self, spot: Spot) -> bool:
        """Whether a capitalised word or a number stands right behind: "Houston Methodist"."""
        tokens = spot.sentence.tokens
        if spot.last >= len(tokens) or possessive(tokens[spot.last - 1].text):
            return False
        after = tokens[spot.last]
        is_name = has_capital(after.text) or (after.text[0].isdigit() and not spot.relation)
        return is_name and after.lower not in self._words.calendar

    def _is_attribute(self, spot: Spot) -> bool:
        """Whether a noun follows that the name describes: "Erbil attack", "the US military"."""
        tokens, words = spot.sentence.tokens, self._words
        if spot.last >= len(tokens) or spot.head or possessive(tokens[spot.last - 1].text):
            return False
        after = tokens[spot.last]
        if after.lower in words.bodies:
            return True
        is_country = spot.candidates[0].kind == "country"
        return is_country and after.text.islower() and not self._is_function(after.lower)

    def _is_function(self, word: str) -> bool:
        words = self._words
        return word in words.functions or word in words.before or word in words.calendar

    def _usage_of_attribute(self, spot: Spot) -> Usage:
        value = self._words.bodies.get(spot.word(1), "")
        if value == "name":
            return "name"
        if value == "facility" and spot.sentence.tokens[spot.last].is_capitalised:
            # "Oakbrook Apartments" need not be in Oakbrook
            spot.is_followed = not spot.is_loose
        return "actor" if spot.candidates[0].kind == "country" else "body"


def mark_datelines(document: Document, spots: list[Spot]) -> None:
    """Mark the spots of "SAN SALVADOR, 3 JAN 90 --" and "OAKLAND, Calif. (AP) —" as dateline."""
    ends: dict[int, int] = {}
    seen: set[int] = set()
    for sentence in document.sentences:
        if (
            sentence.field == "text"
            and sentence.paragraph not in seen
            and len(seen) < DATELINE_PARAGRAPHS
        ):
            seen.add(sentence.paragraph)
            ends[sentence.index] = _dateline_end(sentence, document.in_capitals)
    begun = {s.sentence.index for s in spots if s.first <= 1 and s.usage != "adjective"}
    for spot in spots:
        index = spot.sentence.index
        if index in begun and spot.last <= ends.get(index, 0):
            spot.usage = "dateline"


def _dateline_end(sentence: Sentence, in_capitals: bool) -> int:
    """The token after a dateline's dash, or 0: capitals, numbers and brackets alone come before it."""
    depth = 0
    for index, token in enumerate(sentence.tokens[:LONGEST_DATELINE]):
        text = token.text
        if text in "([":
            depth += 1
        elif text in ")]":
            depth -= 1
        elif depth == 0 and index > 0 and _ends_dateline(sentence, index):
            return index + 1
        elif depth == 0 and not in_capitals and text.islower() and text not in ("of", "de", "al"):
            return 0
    return 0


def _last_part(sentence: Sentence) -> int:
    """The token after the last separator of a title, or 0."""
    tokens = sentence.tokens
    for index in range(len(tokens) - 1, 0, -1):
        if tokens[index].text in _SEPARATORS and tokens[index].start > tokens[index - 1].end:
            return index + 1
    return 0


def _ends_dateline(sentence: Sentence, index: int) -> bool:
    token, tokens = sentence.tokens[index], sentence.tokens
    if token.text not in _DASHES:
        return False
    # a dash within a word is none
    return (
        index + 1 < len(tokens)
        and tokens[index + 1].start > token.end
        or tokens[index - 1].end < token.start
    )


def _read_number(token: Token) -> float | None:
    text = token.text.replace(",", "")
    if text[:1].isdigit():
        digits = "".join(c for c in text if c.isdigit() or c == ".")
        return float(digits.rstrip(".")) if digits.count(".") <= 1 else None
    return _NUMBER_WORDS.get(token.lower)


def _is_large(spot: Spot) -> bool:
    """Whether it names a country or a town so large that no surname hides it."""
    return any(
        c.kind == "country" or (c.population > 3_000_000 and not c.is_alternate)
        for c in spot.candidates[:2]
    )


def locative(spots: Iterable[Spot]) -> list[Spot]:
    """The spots that say where something is."""
    return [s for s in spots if s.usage == "place" and s.relation in LOCATIVE]
