"""Look up places by name in the compiled gazetteer (``pipeline/data/places.bin``).

The file is mapped, not read: workers of one machine share its pages. Contains GeoNames data
(geonames.org), CC BY 4.0; see ``pipeline/data/README.md`` for all sources.
"""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import marisa_trie

from pipeline.lexicon.place_names import name_key
from pipeline.lexicon.places_file import PlacesFile, open_places

PlaceKind = Literal["country", "admin1", "admin2", "city", "site", "region"]

KINDS: tuple[PlaceKind, ...] = ("country", "admin1", "admin2", "city", "site", "region")
DEFAULT_PATH = Path(__file__).parent.parent / "data" / "places.bin"

#: Towns hold about so many people on a square kilometre; it turns people into a radius.
PEOPLE_PER_KM2 = 3000.0

_ALTERNATE, _BARE = 1 << 31, 1 << 30
_HAS_POST = 1 << 7
_INDEX = _BARE - 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Coordinates are degrees (WGS 84) of the middle; ``uncertainty_km`` is the radius that covers the
    place; ``admin1_code`` is ISO 3166-2, ``country`` ISO 3166-1 alpha-2 (None for seas and regions
    of several countries). ``is_alternate``: found under another than its main name. ``is_bare``: a
    district whose name stands for it only beside a word like "county". ``has_post``: a town with a
    post office of its own (known for the United States only).
    """

    index: int
    geoname_id: int | None
    name: str
    kind: PlaceKind
    admin1: str | None
    admin1_code: str | None
    country: str | None
    country_name: str | None
    latitude: float
    longitude: float
    population: int
    uncertainty_km: float
    is_alternate: bool = False
    is_bare: bool = False
    is_capital: bool = False
    has_post: bool = False

    def __hash__(self) -> int:
        """By its place alone: readings are looked up by the candidates of a name."""
        return self.index


class Gazetteer:
    """The places of the world that news is about, by name."""

    def __init__(self, file: PlacesFile) -> None:
        """Take an open gazetteer file."""
        self._trie = marisa_trie.Trie().frombytes(bytes(file.section("trie")))
        self._offsets = file.numbers("offsets", "I")
        self._postings = file.numbers("postings", "I")
        tables = json.loads(bytes(file.section("tables")))
        countries: list[tuple[str, str | None]] = [(c, n) for c, n in tables["countries"]]
        self._countries, self._country_names = countries, dict(countries)
        divisions: list[tuple[str | None, str | None]] = [(n, c) for n, c in tables["divisions"]]
        self._divisions = divisions
        self._division_names = {code: name for name, code in divisions}
        self._capitals: dict[str, list[int]] = tables["capitals"]
        self._latitude = file.numbers("latitude", "i")
        self._longitude = file.numbers("longitude", "i")
        self._geoname_id = file.numbers("geoname_id", "I")
        self._population = file.numbers("population", "H")
        self._uncertainty = file.numbers("uncertainty", "H")
        self._division = file.numbers("division", "H")
        self._country = file.numbers("country", "B")
        self._kind = file.numbers("kind", "B")
        self._name_starts = file.numbers("name_starts", "I")
        self._names = file.section("names")
        self._candidates = lru_cache(maxsize=16384)(self._read_candidates)

    @classmethod
    def load(cls, path: Path | None = None) -> Gazetteer:
        """Open the compiled gazetteer (by default the one of the package).

        Raises:
            pipeline.errors.ConfigError: the file is missing or of another version.
        """
        return cls(open_places(path or DEFAULT_PATH))

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The places of this name, without regard to case, accents, dashes and spaces.

        Main names come before other names, and within them large places before small ones.
        """
        return self.find(name_key(name))

    def find(self, key: str) -> tuple[Candidate, ...]:
        """Like :meth:`lookup`, for a name that is a key already (:func:`name_key`)."""
        return self._candidates(key)

    def find_prefixes(self, key: str) -> list[str]:
        """The keys of all names that ``key`` begins with, shortest first."""
        found: list[str] = self._trie.prefixes(key)
        return found

    def begins(self, key: str) -> bool:
        """Whether some name begins with this key."""
        return next(self._trie.iterkeys(key), None) is not None

    def capital(self, country: str) -> Candidate | None:
        """The capital of a country (alpha-2)."""
        seats = self._capitals.get(country)
        return self._read_place(seats[0], 0) if seats else None

    def country(self, name_or_code: str) -> Candidate | None:
        """A country by alpha-2 code or by name."""
        name = self._country_names.get(name_or_code) or name_or_code
        return next((c for c in self.lookup(name) if c.kind == "country"), None)

    def division(self, iso: str) -> Candidate | None:
        """A first-level division by its ISO 3166-2 code."""
        name = self._division_names.get(iso)
        found = (c for c in self.lookup(name or "") if c.kind == "admin1" and c.admin1_code == iso)
        return next(found, None)

    def _read_candidates(self, key: str) -> tuple[Candidate, ...]:
        key_id = self._trie.get(key)
        if key_id is None:
            return ()
        start, end = self._offsets[key_id], self._offsets[key_id + 1]
        return tuple(self._read_place(p & _INDEX, p & ~_INDEX) for p in self._postings[start:end])

    def _read_place(self, index: int, flags: int) -> Candidate:
        kind = self._kind[index]
        code, country_name = self._countries[self._country[index]]
        division = self._division[index]
        admin1, admin1_code = self._divisions[division - 1] if division else (None, None)
        (people,) = struct.unpack("<f", struct.pack("<HH", 0, self._population[index]))
        start, end = self._name_starts[index], self._name_starts[index + 1]
        return Candidate(
            index=index,
            geoname_id=self._geoname_id[index] or None,
            name=str(self._names[start:end], "utf-8"),
            kind=KINDS[kind & ~_HAS_POST],
            admin1=admin1,
            admin1_code=admin1_code,
            country=code or None,
            country_name=country_name if code else None,
            latitude=self._latitude[index] / 1e5,
            longitude=self._longitude[index] / 1e5,
            population=int(people),
            uncertainty_km=self._uncertainty[index] / 10 or town_radius_km(people),
            is_alternate=bool(flags & _ALTERNATE),
            is_bare=bool(flags & _BARE),
            is_capital=index in self._capitals.get(code, ()),
            has_post=bool(kind & _HAS_POST),
        )


def town_radius_km(people: float) -> float:
    """The radius of a town of so many people, and one kilometre for where its middle is put."""
    return round(1.0 + math.sqrt(max(people, 0.0) / (math.pi * PEOPLE_PER_KM2)), 1)
