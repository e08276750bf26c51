"""Tolls of one outcome that two parties tell otherwise."""

from __future__ import annotations

import pytest

from tests.unit.extract.articles import read


def killed(text: str) -> list[tuple[int | None, str | None]]:
    return [
        (c.best, c.claimant)
        for m in read(text)
        for c in m.casualties
        if c.outcome == "killed" and c.part_of is None
    ]


def test_both_sides_are_told_the_likelier_first() -> None:
    text = (
        "A drone strike hit a convoy near Kidal on Monday. The army said 20 militants were killed;"
        " residents said 11 civilians had died."
    )
    assert killed(text) == [(20, "The army"), (11, "residents")]


@pytest.mark.parametrize(
    "text",
    [
        # police and a hospital count parts of one shooting
        "Gunmen killed five people in Lagos on Monday, police said. A doctor said two had died.",
        # nobody else tells another figure
        "Shelling killed five people in Kherson on Monday, the army said. The army named two dead.",
        (
            "Rebels killed five people near Goma on Monday, the army said. The rebels said the five"
            " killed were spies."
        ),
    ],
)
def test_others_are_no_rivals(text: str) -> None:
    assert [best for best, _ in killed(text)] == [5]
