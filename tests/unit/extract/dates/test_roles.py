"""Cues that tell what a date dates."""

from __future__ import annotations

import pytest

from pipeline.extract.dates.roles import date_cues, read_role


@pytest.mark.parametrize(
    ("words", "first", "role", "is_excluded"),
    [
        ("police said monday", 2, "report", False),
        ("he was shot monday", 3, "event", False),
        ("two men were arrested monday", 4, "other", False),
        ("since monday", 1, "other", True),
        ("a match was held monday", 4, "event", False),
        ("the town has been shelled ever since monday", 7, "other", True),
        ("unrest sparked by a ruling monday", 5, "other", False),
        ("unrest monday sparked by a ruling", 1, "event", False),
        ("his remains were found monday", 4, "other", True),
        ("two men were shot monday , prosecutors said", 4, "event", False),
        ("prosecutors charged him monday", 3, "other", False),
        ("the minister vowed monday", 3, "report", False),
        ("three people were hit at a mall in york monday , police said", 9, "event", False),
        ("late on monday , police said", 2, "report", False),
    ],
)
def test_the_nearest_cue_decides(words: str, first: int, role: str, is_excluded: bool) -> None:
    reading = read_role(words.split(), first, first + 1, "en")
    assert (reading.role, reading.is_excluded) == (role, is_excluded)


def test_a_mark_ends_the_reach_of_a_cue() -> None:
    reading = read_role("he was sentenced ; monday brought rain".split(), 4, 5, "en")
    assert reading.role == "event"


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_language_has_cues_of_every_role(language: str) -> None:
    roles = {cue.role for cues in date_cues(language).values() for cue in cues}
    assert roles == {"event", "report", "other", "aftermath", "arrest", "found", "future"}
