"""A place as a document mentions it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.extract.places.spot import Spot, Usage
from pipeline.lexicon.gazetteer import Candidate
from pipeline.records import Field, Place, PlacePrecision
from pipeline.text import Document

#: A region wider than this (km) has no middle that would mean anything.
WIDEST_REGION_KM = 300.0

_PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "city": "town",
    "site": "site",
}


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in the text, at ``field[start:end]``.

    ``relation``: in, near, from, to, of, against, by or '' as the words before it say; ``usage``:
    see :data:`pipeline.extract.places.spot.Usage`; ``is_container``: a finer place is put in it
    ("Homs" in "Al-Tanf in Homs"); ``support``: the share (0..1) of its country in the article's
    vote; ``is_aside``: its words put it away from the event ("taken to a hospital in Oak Lawn");
    ``off_km``: how far from the place the text puts the event ("30 km south of"); ``quarter``: the
    name in the text, where it is that of a quarter and the place its town; ``is_heading``: it heads
    a section of a round-up.
    """

    field: Field
    start: int
    end: int
    place: Place
    sentence: int
    is_dateline: bool = False
    is_demonym_only: bool = False
    relation: str = ""
    usage: Usage = "place"
    is_container: bool = False
    support: float = 0.0
    is_aside: bool = False
    off_km: float = 0.0
    quarter: str = ""
    is_heading: bool = False

    @property
    def told(self) -> Place:
        """The place as a row tells it: a quarter with its town ("Chelsea, Manhattan")."""
        if not self.quarter or self.place.name is None:
            return self.place
        return replace(self.place, name=f"{self.quarter}, {self.place.name}")


def make_mention(
    spot: Spot, document: Document, town: Candidate | None, support: float
) -> PlaceMention:
    """Make the mention of a spot whose reading is chosen; ``town``: the spot is a quarter of it."""
    start = spot.start
    if spot.direction and spot.chosen is not None and spot.chosen.kind == "country":
        start = spot.sentence.starts[spot.first - 1]
    name = " ".join(document.field_text(spot.sentence.field)[start : spot.end].split())
    place = _read_place(spot, name, document.in_capitals)
    if town is not None:
        place = _as_part_of(place, make_place(town, town.name))
    return PlaceMention(
        field=spot.sentence.field,
        start=start,
        end=spot.end,
        place=place,
        sentence=spot.sentence.index,
        is_dateline=spot.usage == "dateline",
        is_demonym_only=spot.usage == "adjective",
        relation=spot.relation,
        usage=spot.usage,
        is_container=spot.is_container,
        support=support,
        is_aside=spot.is_aside,
        off_km=spot.off_km if spot.relation == "near" else 0.0,
        quarter=name if town is not None else "",
        is_heading=spot.is_heading,
    )


def _read_place(spot: Spot, name: str, in_capitals: bool) -> Place:
    chosen = spot.chosen
    if chosen is None:
        return Place(name=name)
    if spot.is_unlisted:
        return _unlisted_in(make_place(chosen, chosen.name), name, spot.head)
    if spot.is_short or is_shortened(name, in_capitals):
        name = chosen.name
    return make_place(chosen, name, spot.off_km if spot.relation == "near" else 0.0)


def _unlisted_in(outer: Place, name: str, head: str) -> Place:
    """A town or district that the gazetteer lacks: where it lies is known, no coordinates are."""
    return replace(
        outer,
        name=name,
        geoname_id=None,
        latitude=None,
        longitude=None,
        place_precision="admin2" if head == "admin2" else "town",
        uncertainty_km=None,
    )


def is_shortened(name: str, in_capitals: bool) -> bool:
    """Whether a name only stands for the full one: "D.C.", "US", "the capital"."""
    is_acronym = len(name) <= 4 and name.isupper() and not in_capitals
    # "D.C.", "Calif.", but not "St. Louis"
    is_cut = name.endswith(".") or (name.replace(".", "").isupper() and "." in name)
    return is_cut or is_acronym or name.lower() == "capital"


def _as_part_of(quarter: Place, town: Place) -> Place:
    """The town, at the coordinates of its quarter."""
    return replace(
        town,
        latitude=quarter.latitude,
        longitude=quarter.longitude,
        uncertainty_km=quarter.uncertainty_km,
    )


def as_country(place: PlaceMention) -> PlaceMention:
    """A place as its country alone."""
    country = Place(country=place.place.country, country_name=place.place.country_name)
    return replace(place, place=replace(country, place_precision="country"))


def make_place(candidate: Candidate, name: str, off_km: float = 0.0) -> Place:
    """The place that a candidate is, under the name that the text gives it.

    Countries and regions wider than :data:`WIDEST_REGION_KM` have no coordinates; ``off_km`` is how
    far from the place the text puts the event ("30 km south of").
    """
    precision = precision_of(candidate)
    is_point = precision not in ("country", "unknown")
    return Place(
        name=name,
        geoname_id=candidate.geoname_id,
        admin1=candidate.admin1 if candidate.kind != "country" else None,
        admin1_code=candidate.admin1_code,
        country=candidate.country,
        country_name=candidate.country_name,
        latitude=candidate.latitude if is_point else None,
        longitude=candidate.longitude if is_point else None,
        place_precision=precision,
        uncertainty_km=round(candidate.uncertainty_km + off_km, 1) if is_point else None,
    )


def precision_of(candidate: Candidate) -> PlacePrecision:
    """How fine a place is; a region counts as a province, a wide one as its country."""
    if candidate.kind != "region":
        return _PRECISION[candidate.kind]
    if candidate.country is None:
        return "unknown"
    return "admin1" if candidate.uncertainty_km <= WIDEST_REGION_KM else "country"
