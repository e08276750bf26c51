"""Where a report was written, and which site it stands on."""

from __future__ import annotations

import pytest

from pipeline.extract.places.datelines import is_call_sign
from pipeline.extract.places.find import find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document


def usages(text: str, title: str | None = None) -> dict[str | None, str]:
    """How each place of an article is used, by its name."""
    document = read_document(Article("a", text, title=title))
    return {m.place.name: m.usage for m in find_places(document, Gazetteer.load())}


@pytest.mark.parametrize(
    "text",
    [
        "BEIRUT (AP) — Two shells fell on a village.",
        "BEIRUT, 3 May -- Two shells fell on a village.",
    ],
)
def test_a_dateline_is_where_a_report_was_written(text: str) -> None:
    assert "dateline" in usages(text).values()


@pytest.mark.parametrize(
    "title",
    [
        "Two shot in Rock Hill - | WBTV Charlotte",
        "Two shot in Rock Hill - Channel 3 - Charlotte, North Carolina",
        "Two shot in Rock Hill - Charlotte News, Weather, Sports",
    ],
)
def test_a_title_may_end_in_the_town_of_its_site(title: str) -> None:
    found = usages("Two men were shot in Rock Hill, South Carolina.", title)
    assert found["Charlotte"] == "outlet"
    assert found["Rock Hill"] == "place"


def test_a_title_may_have_a_dash_of_its_own() -> None:
    found = usages("Two men were shot in Aleppo, Syria.", "Bomb in Homs - three dead in Aleppo")
    assert "outlet" not in found.values()


def test_call_signs_are_known_by_their_letters() -> None:
    assert is_call_sign("WSOC-TV")
    assert is_call_sign("KSLA")
    assert not is_call_sign("Wall")
