"""English nouns and verbs; the irregular verbs are rows of ``irregular_verbs.tsv``."""

from __future__ import annotations

import re

from pipeline.lexicon.inflection.irregular import irregular_verbs

_VOWELS = "aeiou"
#: Verbs stressed on the last syllable double their consonant; two-syllable ones mostly do not.
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")


def noun_forms(noun: str) -> tuple[str, ...]:
    """A noun phrase and its plural, made on its last word."""
    head, _, last = noun.rpartition(" ")
    prefix = f"{head} " if head else ""
    if last.endswith("y") and last[-2:-1] not in _VOWELS:
        plural = last[:-1] + "ies"
    elif last.endswith(("s", "x", "z", "ch", "sh")):
        plural = last + "es"
    elif last.endswith("ife"):  # "knives", "wives"
        plural = last[:-2] + "ves"
    elif last.endswith("man"):
        plural = last[:-2] + "en"
    else:
        plural = last + "s"
    return (noun, prefix + plural)


def verb_forms(verb: str) -> tuple[str, ...]:
    """A verb phrase inflected on its first word: base, third person, past, participles."""
    first, _, rest = verb.partition(" ")
    suffix = f" {rest}" if rest else ""
    prefix, _, stem = first.rpartition("-")
    lead = f"{prefix}-" if prefix else ""
    forms = irregular_verbs("en").get(first) or tuple(lead + form for form in _verb_words(stem))
    return tuple(dict.fromkeys(form + suffix for form in forms))


def _verb_words(verb: str) -> tuple[str, ...]:
    irregular = irregular_verbs("en").get(verb)
    if irregular:
        return irregular
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    if _DOUBLING.match(verb):
        double = verb + verb[-1]
        return (verb, verb + "s", double + "ed", double + "ing")
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return (verb, third, verb + "ed", verb + "ing")
