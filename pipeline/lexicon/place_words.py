"""The words around place names in one language, and the adjectives of countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.lexicon.place_names import name_key, text_key
from pipeline.lexicon.tables import Row, read_table

#: Roles whose words are a mere set -> the field of :class:`PlaceWords` that holds it.
_SETS = {
    "skip": "skip",
    "holding": "holding",
    "direction": "directions",
    "say": "says",
    "title": "titles",
    "outlet": "outlets",
    "of": "of_bodies",
    "capital": "capitals",
    "calendar": "calendar",
    "function": "functions",
    "street": "streets",
    "station": "stations",
    "aside": "asides",
    "captive": "captives",
    "arrest": "arrests",
    "governing": "governing",
    "corner": "corners",
    "ward": "wards",
    "bedside": "bedside",
    "force": "forces",
    "side": "sides",
    "article": "articles",
    "owner": "owners",
    "link": "links",
    "parting": "parting",
    "leading": "leading",
    "stretch": "stretch",
    "suburb": "suburbs",
    "belonging": "belonging",
    "locating": "locating",
    "ruling": "ruling",
    "blow": "blows",
    "townspeople": "townspeople",
    "native": "natives",
    "policing": "policing",
    "council": "council",
    "town": "towns",
    "definite": "definite",
    "seat": "seats",
    "clause": "clauses",
    "ordinal": "ordinals",
    "abbreviated": "abbreviated",
    "opening": "opening",
    "joining": "joining",
    "frontier": "borders",
    "within": "within",
    "putting": "putting",
    "villages": "villages",
    "along": "along",
    "outside": "outside",
    "capitals_only": "capitals_only",
    "byline": "bylines",
    "name_suffix": "name_suffixes",
    "upstate": "upstate",
}
ROLES = (*_SETS, "before", "head", "body", "unit", "count", "organisation")
#: Roles of words in names that are no person's.
_KINDS = ("head", "body", "street", "outlet", "organisation")
RELATIONS = ("in", "near", "from", "to", "of", "against", "by")
HEAD_KINDS = ("admin1", "admin2", "city", "quarter", "site", "region")


@dataclass(frozen=True, slots=True)
class Before:
    """What the words before a place say: the relation, and how far off (km) the event may be."""

    relation: str
    off_km: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWords:
    """The words of ``place_words.tsv`` by role, and the lists beside it."""

    before: dict[str, Before]
    longest_before: int
    #: The last words of those phrases.
    before_ends: frozenset[str]
    heads: dict[str, str]
    skip: frozenset[str]
    holding: frozenset[str]
    directions: frozenset[str]
    says: frozenset[str]
    titles: frozenset[str]
    bodies: dict[str, str]
    outlets: frozenset[str]
    of_bodies: frozenset[str]
    units_km: dict[str, float]
    counts: dict[str, float]
    capitals: frozenset[str]
    calendar: frozenset[str]
    functions: frozenset[str]
    streets: frozenset[str]
    stations: frozenset[str]
    asides: frozenset[str]
    captives: frozenset[str]
    arrests: frozenset[str]
    governing: frozenset[str]
    corners: frozenset[str]
    wards: frozenset[str]
    bedside: frozenset[str]
    forces: frozenset[str]
    sides: frozenset[str]
    articles: frozenset[str]
    owners: frozenset[str]
    links: frozenset[str]
    parting: frozenset[str]
    leading: frozenset[str]
    stretch: frozenset[str]
    suburbs: frozenset[str]
    belonging: frozenset[str]
    locating: frozenset[str]
    ruling: frozenset[str]
    blows: frozenset[str]
    townspeople: frozenset[str]
    natives: frozenset[str]
    policing: frozenset[str]
    council: frozenset[str]
    towns: frozenset[str]
    definite: frozenset[str]
    seats: frozenset[str]
    clauses: frozenset[str]
    ordinals: frozenset[str]
    abbreviated: frozenset[str]
    opening: frozenset[str]
    joining: frozenset[str]
    borders: frozenset[str]
    within: frozenset[str]
    putting: frozenset[str]
    villages: frozenset[str]
    along: frozenset[str]
    outside: frozenset[str]
    capitals_only: frozenset[str]
    bylines: frozenset[str]
    name_suffixes: frozenset[str]
    upstate: frozenset[str]
    #: keys of the words that say that a name is no person's: "Jackson Street", "Smith Hospital".
    kinds: frozenset[str]
    given_names: frozenset[str]
    common_words: frozenset[str]
    #: key -> alpha-2, of adjectives ("Syrian") and of the names of peoples ("Syrians").
    adjectives: dict[str, str]
    #: key -> alpha-2, of adjectives alone.
    nationalities: dict[str, str]
    #: The same as they stand in a text of a language that writes them small: "sirio".
    small_adjectives: dict[str, str]
    #: key -> alpha-2, of names of countries that only this language gives them.
    country_names: dict[str, str]
    #: key -> ISO 3166-2, of "Calif" and "CA"; only beside a town is such a word a state.
    abbreviations: dict[str, str]
    #: Those that are states by themselves too, when a full stop follows.
    lone_abbreviations: frozenset[str]

    def is_function(self, word: str) -> bool:
        """Whether a word (lower case) is none that a name could describe or belong to."""
        return word in self.functions or word in self.before or word in self.calendar


_KM = {"km": 1.0, "mile": 1.609, "m": 0.001}


@cache
def load_place_words(language: str = "en") -> PlaceWords:
    """Load the lists of a language.

    Raises:
        ConfigError: a row has an unknown role, kind or relation (names file and line).
    """
    roles, before = _read_roles(f"lexicon/{language}/place_words.tsv")
    states = list(read_table("places/abbreviations.tsv", ("abbreviation", "iso", "alone")))
    sets: dict[str, Any] = {field: frozenset(roles[role]) for role, field in _SETS.items()}
    return PlaceWords(
        **sets,
        kinds=frozenset(text_key(word) for role in _KINDS for word in roles[role]),
        before=before,
        longest_before=max(len(phrase.split()) for phrase in before),
        before_ends=frozenset(phrase.split()[-1] for phrase in before),
        heads=roles["head"],
        bodies=roles["body"],
        units_km={word: _KM[unit] for word, unit in roles["unit"].items()},
        counts={word: float(count) for word, count in roles["count"].items()},
        given_names=_read_list(f"lexicon/{language}/given_names.tsv", "name"),
        common_words=_read_list(f"lexicon/{language}/common_words.tsv", "word"),
        adjectives=_read_adjectives("adjectives", "people"),
        nationalities=_read_adjectives("adjectives"),
        small_adjectives=_read_own(language, "adjectives", str),
        country_names=_read_own(language, "names", name_key),
        abbreviations={row["abbreviation"]: row["iso"] for row in states},
        lone_abbreviations=frozenset(
            row["abbreviation"] for row in states if row.one_of("alone", ("yes", "no")) == "yes"
        ),
    )


def _read_roles(path: str) -> tuple[dict[str, dict[str, str]], dict[str, Before]]:
    """The values of the words by role, and what the words before a place say."""
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    before: dict[str, Before] = {}
    for row in read_table(path, ("word", "role", "value")):
        role = row.one_of("role", ROLES)
        roles[role][row["word"]] = row["value"]
        if role == "before":
            before[row["word"]] = _read_before(row)
        elif role == "head":
            row.one_of("value", HEAD_KINDS)
    return roles, before


def _read_before(row: Row) -> Before:
    relation, _, off = row["value"].partition(":")
    if relation not in RELATIONS or not (off.isdigit() or not off):
        raise row.error(f"unknown relation '{row['value']}'")
    return Before(relation, float(off or 0))


def _read_list(path: str, column: str) -> frozenset[str]:
    return frozenset(name_key(row[column]) for row in read_table(path, (column,)))


def _read_adjectives(*cells: str) -> dict[str, str]:
    columns = ("country", "names", "adjectives", "people", "capitals")
    found: dict[str, str] = {}
    for row in read_table("places/countries.tsv", columns):
        for cell in cells:
            for word in filter(None, row[cell].split("|")):
                found.setdefault(name_key(word), row["country"])
    return found


def _read_own(language: str, column: str, spell: Callable[[str], str]) -> dict[str, str]:
    """What a language but English calls countries; English has ``places/countries.tsv``."""
    if language == "en":
        return {}
    rows = read_table(f"lexicon/{language}/countries.tsv", ("country", "names", "adjectives"))
    return {spell(w): row["country"] for row in rows for w in row[column].split("|") if w}
