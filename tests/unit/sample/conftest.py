"""An edition of the sample newswire, and the newswire being served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.sample import Newsstand
from pipeline.sample.edition import Edition
from pipeline.sample.newswire import load


@pytest.fixture
def first() -> Edition:
    return edition_of(1)


@pytest.fixture
def second() -> Edition:
    return edition_of(2)


@pytest.fixture
def newsstand() -> Iterator[Newsstand]:
    with Newsstand(port=0) as served:
        yield served


def edition_of(window: int) -> Edition:
    newswire = load()
    bases = {key: f"http://{newswire.address(key)}:8765" for key in newswire.publishers}
    return Edition(newswire, window, bases)
