"""A place as a document mentions it."""

from __future__ import annotations

import pytest

from pipeline.extract.places.place_mention import is_shortened, make_place
from pipeline.lexicon.gazetteer import Gazetteer


def test_a_country_has_no_point() -> None:
    syria = Gazetteer.load().country("SY")
    assert syria is not None
    place = make_place(syria, "Syria")
    assert (place.place_precision, place.latitude, place.uncertainty_km) == ("country", None, None)


def test_what_is_some_way_off_is_less_certain() -> None:
    homs = Gazetteer.load().lookup("Homs")[0]
    there, off = make_place(homs, "Homs"), make_place(homs, "Homs", 30.0)
    assert off.uncertainty_km == pytest.approx((there.uncertainty_km or 0) + 30)


@pytest.mark.parametrize(
    ("name", "in_capitals", "expected"),
    [
        ("D.C.", False, True),
        ("Calif.", False, True),
        ("US", False, True),
        ("PERU", True, False),
        ("Homs", False, False),
        ("St. Louis", False, False),
    ],
)
def test_a_shortened_name_is_told_by_its_letters(
    name: str, in_capitals: bool, expected: bool
) -> None:
    assert is_shortened(name, in_capitals) is expected
