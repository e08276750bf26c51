import pytest

from bench.parts import PARTS, load_part


@pytest.mark.parametrize("part", PARTS)
def test_every_part_can_be_measured_without_the_peers(part: str):
    assert callable(load_part(part))
