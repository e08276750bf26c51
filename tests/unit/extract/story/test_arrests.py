"""Who was arrested counts as captured where an arrest or unrest is told, beside no crime."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested 12 people during a riot in Leeds on Monday.", [("riot", 12)]),
        ("Two men were arrested in Leeds on Monday.", [("arrest", 2)]),
        (
            "Fans clashed with police in Leeds on Monday and 43 people were held.",
            [("riot", 43)],
        ),
        (
            "Dozens were hurt and 38 arrested as marchers clashed with police in Leeds.",
            [("riot", 38)],
        ),
        (
            "A man was shot dead in Leeds on Monday and police arrested two suspects.",
            [("shooting", None)],
        ),
        ("Marchers rallied in Leeds on Monday and nobody was arrested.", [("protest", None)]),
    ],
)
def test_the_arrested_are_captured(text: str, expected: list[tuple[str, int | None]]) -> None:
    told = [
        (m.event_type, next((c.best for c in m.casualties if c.outcome == "captured"), None))
        for m in mentions(text)
    ]
    assert told == expected


def test_a_part_of_the_arrested_is_one_of_the_captured() -> None:
    told = mentions(
        "Police announced the arrest of politicians including Lee, the leader of the Labour Party, "
        "and Han in Leeds on Monday."
    )
    parts = [c.part_of for mention in told for c in mention.casualties if c.part_of]
    assert parts == ["captured"]


def test_who_was_arrested_is_whom_it_befell() -> None:
    (mention,) = mentions("Two men were arrested in Leeds on Monday.")
    assert [(side.role, side.name) for side in mention.participants] == [("victim", "men")]
