from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.records import Place
from pipeline.resolve.place_fit import Fit, fit
from tests.unit.resolve.world import DEIR, HOMS, MOSUL, NOWHERE, SYRIA, TANF

KONIKO = Place("Koniko", 9, DEIR.admin1, "SY-DY", "SY", "Syria", 35.35, 40.27, "site", 1.0)
DISTRICT = replace(HOMS, geoname_id=10, name="Homs District", place_precision="admin2")


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (DEIR, DEIR, "same"),
        (DEIR, replace(DEIR, geoname_id=None, name="deir ez-zor"), "same"),
        (DEIR, KONIKO, "near"),
        (DEIR, replace(KONIKO, latitude=35.331, longitude=40.141), "same"),
        (HOMS, TANF, "apart"),
        (replace(DISTRICT, uncertainty_km=250.0), TANF, "wide"),
        (DISTRICT, TANF, "apart"),
        (SYRIA, TANF, "wide"),
        (NOWHERE, TANF, "wide"),
        (HOMS, DEIR, "never"),
        (DEIR, MOSUL, "never"),
        (SYRIA, MOSUL, "never"),
    ],
)
def test_how_two_places_stand_to_each_other(one: Place, other: Place, how: Fit) -> None:
    assert fit(one, other) == fit(other, one) == how
