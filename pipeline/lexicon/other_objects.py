"""Verbs of violence that mean another thing by what they are done to: "fired the coach"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.lexicon.inflection import noun_forms
from pipeline.lexicon.tables import read_table


@cache
def other_objects(language: str) -> Mapping[str, frozenset[str]]:
    """By the base form of a verb the nouns, in lower case, that give it another sense.

    Raises:
        ConfigError: a row is wrong (names file and line).
    """
    rows = read_table(f"lexicon/{language}/other_objects.tsv", ("verb", "objects"))
    return {
        row["verb"]: frozenset(
            form.lower() for noun in row["objects"].split() for form in noun_forms(noun, language)
        )
        for row in rows
    }
