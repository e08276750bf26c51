"""Walls by name: every row of the table does what its example says, and articles are none."""

from __future__ import annotations

import pytest

from pipeline.clean.walls import find_wall
from pipeline.lexicon.tables import read_table

ROWS = list(read_table("clean/walls.tsv", ("reason", "where", "max_words", "pattern", "example")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"line {row.line}")
def test_a_row_matches_its_example(row):
    in_title = row["where"] == "title"
    title, text = (row["example"], "") if in_title else ("", row["example"])
    wall = find_wall(title, text, n_words=5)
    assert wall is not None
    assert wall.reason == row["reason"]
    assert wall.words in row["example"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"line {row.line}")
def test_a_long_text_is_an_article_whatever_stands_around_it(row):
    assert find_wall(row["example"], row["example"], n_words=401) is None


@pytest.mark.parametrize(
    "title",
    [
        "Blast in Basra kills two",
        "Police log of a violent weekend",
        "Security checkpoint attacked in Helmand",
        "404 people detained after protests in Lima",
        "Signs of war: villagers flee",
        "Article 370 protests: two killed",
        "Blocked road leads to clash",
    ],
)
def test_a_headline_is_no_wall(title: str):
    text = "Two men died on Monday when a bomb went off. Police found the car and closed the road."
    assert find_wall(title, text, n_words=17) is None
