"""A name that was found in a text, before and while it is read as a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.lexicon.gazetteer import Candidate
from pipeline.text import Sentence

#: place: a location. adjective: "Syrian". body: "Houston police", "Erbil attack". actor: a country
#: or capital that acts. name: only part of another name. dateline: where the report was written.
#: outlet: in the name of the site that a title ends with.
Usage = Literal["place", "adjective", "body", "actor", "name", "dateline", "outlet"]

#: Relations that say that something is there.
LOCATIVE = frozenset(("in", "near"))
#: Above this share of capitalised words (of four letters or more) a line is in headline style.
HEADLINE_SHARE = 0.6
#: From so many long words on, by field; "It happened at Railroad Park" is a sentence of a text.
LEAST_LONG = {"title": 3, "text": 4}


@dataclass(slots=True)
class Spot:
    """A name found: tokens ``first`` to ``last`` (exclusive) of a sentence; what it may mean."""

    sentence: Sentence
    first: int
    last: int
    key: str
    candidates: tuple[Candidate, ...] = ()
    #: alpha-2 of an adjective.
    country: str | None = None
    usage: Usage = "place"
    relation: str = ""
    off_km: float = 0.0
    #: the kind that a word beside it names ("Homs province" -> admin1).
    head: str = ""
    #: "eastern" in "eastern Syria".
    direction: str = ""
    #: The larger place that the text puts it in.
    parent: Spot | None = None
    #: Whether the text puts another place in it.
    is_container: bool = False
    chosen: Candidate | None = None
    #: Only part of a word: "US-led".
    is_part: bool = False
    #: In a line where capitals tell nothing.
    is_loose: bool = False
    #: Written as an abbreviation: "Mich."
    is_short: bool = False
    #: A town that the gazetteer lacks; it lies in ``parent``.
    is_unlisted: bool = False
    #: Right behind the words that give its relation: "in Homs", not "on the Corso".
    is_right_behind: bool = False
    #: Away from the event by its words: "taken to a hospital in Oak Lawn".
    is_aside: bool = False
    #: How likely it is a place at all, before any vote (1 = as good as said).
    trust: float = 1.0
    #: How far its reading leads before the next (1 = clearly).
    sureness: float = 1.0
    #: With another name right behind: "Houston Methodist".
    is_followed: bool = False
    #: The name of a section of a round-up.
    is_heading: bool = False

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.sentence.starts[self.first]

    @property
    def end(self) -> int:
        """Offset after its last character, the possessive left out."""
        last = self.last - 1
        return self.sentence.end_of(last) - len(possessive(self.sentence.words[last]))

    def word(self, offset: int) -> str:
        """The word ``offset`` tokens after the name (negative: before it), lower case, or ''."""
        index = self.last - 1 + offset if offset > 0 else self.first + offset
        words = self.sentence.lowers
        return words[index] if 0 <= index < len(words) else ""


def is_country(spot: Spot) -> bool:
    """Whether a name is that of a country first of all."""
    return bool(spot.candidates) and spot.candidates[0].kind == "country"


def is_national(spot: Spot) -> bool:
    """Whether a name is that of a country, or an adjective of one."""
    return spot.usage == "adjective" or is_country(spot)


def possessive(word: str) -> str:
    """The possessive ending of a word, or ''."""
    if len(word) > 2 and word[-2] in "'’ʼ`‘" and word[-1] in "sS":
        return word[-2:]
    return word[-1:] if len(word) > 2 and word[-1] in "'’ʼ`‘" else ""


def without_possessive(word: str) -> str:
    """A word without its possessive ending: "region" of "Sagaing Region's Kani"."""
    return word.removesuffix(possessive(word)) if word else word


def has_capital(text: str) -> bool:
    """Whether a word is written like a name: ``Homs``, ``al-Tanf``, ``ez-Zor``."""
    return text[0].isupper() or ("-" in text and not text.islower() and text[-1].islower())


def is_headline(sentence: Sentence) -> bool:
    """Whether a line is written In The Style Of Headlines, where capitals tell little."""
    long = [word[0] for word in sentence.words[1:] if len(word) > 3 and word[0].isalpha()]
    least = LEAST_LONG[sentence.field]
    return len(long) >= least and sum(map(str.isupper, long)) > HEADLINE_SHARE * len(long)
