from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.geometry import distance_km

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def test_a_degree_of_latitude_is_111_km() -> None:
    assert distance_km(10.0, 20.0, 11.0, 20.0) == pytest.approx(111.2, abs=0.2)


def test_the_date_line_is_no_wall() -> None:
    assert distance_km(0.0, 179.9, 0.0, -179.9) == pytest.approx(22.2, abs=0.1)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distance_is_symmetric_and_at_most_half_way_round(
    lat1: float, lon1: float, lat2: float, lon2: float
) -> None:
    there = distance_km(lat1, lon1, lat2, lon2)
    assert there == pytest.approx(distance_km(lat2, lon2, lat1, lon1), abs=1e-6)
    assert 0 <= there <= 20_016
