"""When days and places can be those of one incident."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.extract.dates.interval import Interval, one_day
from pipeline.extract.frames.agreement import do_intervals_meet, do_places_agree
from pipeline.extract.places.find import PlaceMention
from pipeline.records import Place

REGION = Place(
    name="Darfur",
    country="SD",
    latitude=13.5,
    longitude=24.0,
    place_precision="admin1",
    uncertainty_km=250.0,
)
DISTRICT = Place(
    name="Baldwin County",
    country="US",
    admin1_code="US-AL",
    latitude=30.7,
    longitude=-87.7,
    place_precision="admin2",
)


def town(country: str, latitude: float, longitude: float) -> Place:
    """A town at a point."""
    return Place(
        name="a town",
        country=country,
        latitude=latitude,
        longitude=longitude,
        place_precision="town",
    )


@pytest.mark.parametrize(
    ("coarse", "fine", "do_agree"),
    [
        (REGION, town("SD", 13.6, 25.3), True),
        (REGION, town("SD", 15.5, 32.6), False),
        (DISTRICT, town("US", 30.6, -87.9), True),
        (DISTRICT, town("US", 31.5, -85.6), False),
    ],
)
def test_a_town_far_outside_a_district_or_region_is_another_place(
    coarse: Place, fine: Place, do_agree: bool
) -> None:
    a = PlaceMention("text", 0, 1, coarse, 0)
    b = PlaceMention("text", 2, 3, fine, 1)
    assert do_places_agree(a, b) is do_places_agree(b, a) is do_agree


def test_boroughs_are_of_their_metropolis() -> None:
    whole = replace(town("US", 40.71, -74.0), name="New York City", uncertainty_km=31.5)
    borough = replace(town("US", 40.78, -73.97), name="Manhattan", uncertainty_km=13.5)
    far = replace(town("US", 40.93, -73.9), name="Yonkers", uncertainty_km=6.0)
    a, b, c = (PlaceMention("text", 0, 1, place, 0) for place in (whole, borough, far))
    assert do_places_agree(a, b)
    assert not do_places_agree(a, c)


def test_suburbs_are_of_the_town_that_they_are_named_for() -> None:
    whole = replace(town("LB", 33.89, 35.5), name="Beirut", admin1_code="LB-BA")
    suburbs = replace(town("LB", 33.84, 35.5), name="Beirut's suburbs", admin1_code="LB-JL")
    other = replace(suburbs, name="Hadath")
    a, b, c = (PlaceMention("text", 0, 1, place, 0) for place in (whole, suburbs, other))
    assert do_places_agree(a, b)
    assert do_places_agree(b, a)
    assert not do_places_agree(a, c)


def test_a_state_s_name_may_stand_for_any_of_its_towns() -> None:
    state = replace(town("US", 40.71, -74.0), name="New York", admin1="New York")
    inner = replace(town("US", 43.15, -77.6), name="Rochester", admin1="New York")
    a, b = PlaceMention("text", 0, 1, state, 0), PlaceMention("text", 2, 3, inner, 1)
    assert do_places_agree(a, b)
    homs = replace(town("SY", 34.73, 36.71), name="Homs", admin1="Homs")
    tadmur = replace(town("SY", 34.55, 38.27), name="Tadmur", admin1="Homs")
    a, b = PlaceMention("text", 0, 1, homs, 0), PlaceMention("text", 2, 3, tadmur, 1)
    assert not do_places_agree(a, b)


def test_last_week_may_begin_on_a_sunday() -> None:
    week = Interval(date(2015, 7, 6), date(2015, 7, 12), "week")
    assert do_intervals_meet(week, one_day(date(2015, 7, 5)))
    assert not do_intervals_meet(week, one_day(date(2015, 7, 4)))


def test_a_district_is_in_its_province_however_far_the_middle_is() -> None:
    province = replace(REGION, admin1_code="SD-DN")
    district = replace(DISTRICT, country="SD", admin1_code="SD-DN", latitude=11.0, longitude=27.0)
    a, b = PlaceMention("text", 0, 1, province, 0), PlaceMention("text", 2, 3, district, 1)
    assert do_places_agree(a, b)
