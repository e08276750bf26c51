"""Verbs of violence that mean another thing by what they are done to, or by who does it."""

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
    return _nouns_of_verbs(language, "objects")


@cache
def other_subjects(language: str) -> Mapping[str, frozenset[str]]:
    """By the base form of a verb the nouns, in lower case, for those who do it with words only.

    Raises:
        ConfigError: a row is wrong (names file and line).
    """
    return _nouns_of_verbs(language, "subjects")


def _nouns_of_verbs(language: str, role: str) -> Mapping[str, frozenset[str]]:
    """The nouns of each row of ``other_<role>.tsv`` in all their forms."""
    rows = read_table(f"lexicon/{language}/other_{role}.tsv", ("verb", role))
    return {
        row["verb"]: frozenset(
            form.lower() for noun in row[role].split() for form in noun_forms(noun, language)
        )
        for row in rows
    }


@cache
def other_doers(language: str) -> frozenset[str]:
    """The nouns, in lower case, for what kills and destroys without anybody's doing.

    Raises:
        ConfigError: a row is wrong (names file and line).
    """
    rows = read_table(f"lexicon/{language}/other_doers.tsv", ("doer",))
    return frozenset(form.lower() for row in rows for form in noun_forms(row["doer"], language))
