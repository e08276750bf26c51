"""Vehicles run people over; who does it with one is told."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import types


@pytest.mark.parametrize(
    "text",
    [
        "A lorry ran over nuns on a road near Jhansi on Tuesday, killing four of them.",
        "A cargo ship hit a quay in Riga on Tuesday, injuring two dockers.",
        "Police are looking for a motorist who struck a schoolgirl in Akron on Tuesday.",
        "Two people were hurt in Porto on Tuesday when a runaway tram hit a kiosk.",
        "An airship carrying guests came down in a field near Ghent on Tuesday; two were killed.",
        "The bodies of two anglers were recovered from the sea off Bergen on Tuesday.",
    ],
)
def test_whom_traffic_and_water_killed_nobody_attacked(text: str) -> None:
    assert not types(text)


@pytest.mark.parametrize(
    "text",
    [
        "A lorry ran over protesters in Jhansi on Tuesday, killing four of them.",
        "A lorry was attacked near Jhansi on Tuesday, killing four of them.",
        "A van hit two soldiers in Jenin on Tuesday, killing one of them.",
        "A driver struck four people in Akron on Tuesday in a terrorist attack.",
        "A cargo ship was hit off Hodeida on Tuesday, injuring two sailors.",
    ],
)
def test_what_was_meant_or_done_to_a_vehicle_is_told(text: str) -> None:
    assert types(text)
