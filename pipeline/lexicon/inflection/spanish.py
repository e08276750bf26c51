"""Spanish nouns and verbs; the irregular verbs are rows of ``irregular_verbs.tsv``.

Verbs: infinitive, third persons of present, past, imperfect and future, participles, gerund.
"""

from __future__ import annotations

from pipeline.lexicon.inflection.irregular import irregular_verbs

_ENDINGS = {
    "ar": "ar a an ó aron aba aban ará arán ado ada ados adas ando",
    "er": "er e en ió ieron ía ían erá erán ido ida idos idas iendo",
    "ir": "ir e en ió ieron ía ían irá irán ido ida idos idas iendo",
}
#: Accents that a plural drops: explosión, explosiones.
_UNACCENTED = {"án": "an", "én": "en", "ín": "in", "ón": "on", "ún": "un", "és": "es", "ás": "as"}
_VOWELS = "aeiouáéíóú"
#: Behind these a noun phrase goes on with another noun, which keeps its number.
_LINKS = frozenset("de del con contra a por en".split())


def noun_forms(noun: str) -> tuple[str, ...]:
    """A noun phrase, its plural with its adjectives, and that of its first word alone."""
    words = noun.split()
    linked = next((i for i, word in enumerate(words) if word in _LINKS), len(words))
    agreeing = [_plural(word) for word in words[:linked]] + words[linked:]
    alone = [_plural(words[0]), *words[1:]]
    return tuple(dict.fromkeys((noun, " ".join(agreeing), " ".join(alone))))


def _plural(word: str) -> str:
    if word[-1] in _VOWELS:
        return word + "s"
    if word[-1] == "z":
        return word[:-1] + "ces"
    if word[-2:] in _UNACCENTED:
        return word[:-2] + _UNACCENTED[word[-2:]] + "es"
    return word if word[-1] == "s" else word + "es"


def verb_forms(verb: str) -> tuple[str, ...]:
    """A verb phrase inflected on its first word, which is an infinitive or stands as it is."""
    first, _, rest = verb.partition(" ")
    suffix = f" {rest}" if rest else ""
    stem, endings = first[:-2], _ENDINGS.get(first[-2:], "")
    regular = tuple(stem + ending for ending in endings.split()) or (first,)
    return tuple(form + suffix for form in irregular_verbs("es").get(first, regular))
