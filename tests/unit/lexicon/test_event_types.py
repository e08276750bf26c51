"""Families of types, and which types can be one thing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.event_types import (
    are_compatible,
    are_one_clause,
    are_one_story,
    families,
    more_specific,
)

CODES = st.sampled_from(sorted(families()))


@given(a=CODES, b=CODES)
def test_compatibility_does_not_depend_on_order(a: str, b: str) -> None:
    """Each wider relation holds where a narrower one does."""
    assert are_compatible(a, b) == are_compatible(b, a)
    assert are_one_story(a, b) == are_one_story(b, a)
    assert are_one_clause(a, b) >= are_one_story(a, b) >= are_compatible(a, b)


@given(a=CODES, b=CODES)
def test_the_more_specific_is_one_of_the_two(a: str, b: str) -> None:
    """And a type is never less specific than itself."""
    assert more_specific(a, b) in (a, b)
    assert more_specific(a, a) == a


def test_any_violence_says_more_than_attack() -> None:
    """Reports name an attack before they know what it was."""
    assert more_specific("attack", "bombing") == "bombing"
    assert more_specific("shooting", "attack") == "shooting"


def test_what_is_carried_off_in_a_raid_is_part_of_it() -> None:
    """Told in one sentence, a kidnapping and the breaking in are one incident."""
    assert are_one_clause("abduction", "looting")
    assert are_one_clause("robbery", "looting")
    assert not are_one_clause("abduction", "protest")
