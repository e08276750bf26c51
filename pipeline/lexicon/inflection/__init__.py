"""Inflection by rule, for word lists that hold base forms; only what news verbs and nouns need.

A language is a module with :class:`Inflection`'s two functions and a line of ``_LANGUAGES``.
"""

from __future__ import annotations

from typing import Protocol

from pipeline.lexicon.inflection import english, spanish


class Inflection(Protocol):
    """What a language's module offers."""

    def noun_forms(self, noun: str) -> tuple[str, ...]:
        """A noun phrase and its plural, in this order."""
        ...

    def verb_forms(self, verb: str) -> tuple[str, ...]:
        """A verb phrase, base form first, inflected on its first word."""
        ...


_LANGUAGES: dict[str, Inflection] = {"en": english, "es": spanish}


def noun_forms(noun: str, language: str = "en") -> tuple[str, ...]:
    """A noun phrase and its plurals, the most usual first."""
    return _LANGUAGES[language].noun_forms(noun)


def verb_forms(verb: str, language: str = "en") -> tuple[str, ...]:
    """The forms of a verb phrase that news uses, base form first."""
    return _LANGUAGES[language].verb_forms(verb)
