"""The words of death and harm of one language, and the small words between them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from pipeline.lexicon.grammar import Grammar, load_grammar
from pipeline.lexicon.inflection import noun_forms, verb_forms
from pipeline.lexicon.numbers import NumberWords, number_words
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.tables import Row, read_table
from pipeline.text import tokenize

HarmKind = Literal[
    "verb",
    "active",
    "hit",
    "participle",
    "struck",
    "bullet",
    "striking",
    "struck_by",
    "blow",
    "taken",
    "taking",
    "burning",
    "capturing",
    "holding",
    "carried",
    "sent",
    "suffered",
    "treated",
    "living",
    "intransitive",
    "dying",
    "suicide",
    "murder_suicide",
    "state",
    "count",
    "multiple",
    "nominal",
    "one_death",
    "unsaved",
    "body",
    "toll",
    "fatally",
    "gravely",
    "row",
    "nothing",
]
HarmForm = Literal["base", "past", "both", "ing"]
_KINDS = frozenset(get_args(HarmKind))
_OUTCOMES = frozenset("killed injured missing captured arrested casualties".split())
_CUES = frozenset(
    "perpetrator reflexive object_pronoun plural_object subject_pronoun of_pronoun definite age "
    "fired spared self_inflicted multiple wound hospital custody couple recent owner leaving "
    "at added saying young of_age "
    "according rising deadly burnt attempted missile body_part human_relative denying causing goal "
    "alternative singular responder fatal year old olds contraction name_link infinitive "
    "rising_from achieving captive charged among coming armed span bringing "
    "one_more sequel cause lawman street other victim departed captor whence likewise "
    "finding held grave whose onlooker bygone answer particle unhurt led_off speaking".split()
)
#: Tags of days, months, and of things, "week" among them.
_TIMES = frozenset("AET")
_VERBS = frozenset(("verb", "active", "hit", "intransitive", "state"))
_INFLECTED = frozenset(
    (
        "verb",
        "hit",
        "intransitive",
        "sent",
        "suffered",
        "blow",
        "taking",
        "burning",
        "capturing",
        "holding",
    )
)

#: Tags of small words: one letter each, so that a sentence's tags read as a string.
TAGS = {
    "determiner": "D",
    "preposition": "P",
    "of": "O",
    "be": "B",
    "have": "H",
    "modal": "M",
    "report": "R",
    "relative": "W",
    "conjunction": "C",
    "subordinate": "S",
    "adverb": "A",
    "pronoun": "X",
    "including": "I",
    "not": "!",
    "singular": "N",
    "plural": "L",
    "month": "E",
    "collective": "G",
    "not_a_victim": "T",
}


@dataclass(frozen=True, slots=True)
class Harm:
    """One word or phrase of death or harm; ``form`` is that of its verb."""

    kind: HarmKind
    outcome: str
    form: HarmForm = "both"


@dataclass(frozen=True, slots=True)
class HarmWords:
    """The compiled tables of one language: phrases by first word, tags, cues by role.

    ``verbs`` are the single words among them that end a noun phrase, ``anchors`` the longest words
    of all phrases, each with the words of its phrases: a sentence that has all words of none tells
    no toll. ``links`` are small words of several tokens ("as well as") by their first one: they are
    one token of a lean sentence. ``given_names`` are those that names of persons begin with,
    ``things`` the last words of what is attacked and is nobody ("two huts").
    """

    phrases: dict[str, tuple[tuple[tuple[str, ...], tuple[Harm, ...]], ...]]
    tags: dict[str, str]
    cues: dict[str, frozenset[str]]
    numbers: NumberWords
    verbs: frozenset[str]
    anchors: dict[str, list[frozenset[str]]]
    links: dict[str, tuple[str, ...]]
    grammar: Grammar
    given_names: frozenset[str]
    things: frozenset[str]

    def opens_time(self, word: str, before: str, after: str) -> bool:
        """Whether a word begins a time: "killed his wife last week", not "the last guard"."""
        is_time = self.tags.get(after) in _TIMES and self.tags.get(before) != "D"
        return is_time and word in self.cues["recent"]

    def may_tell(self, words: Collection[str]) -> bool:
        """Whether lower-case words have all those of some phrase of harm, in any order."""
        if self.anchors.keys().isdisjoint(words):
            return False
        told = set(words)
        return any(
            phrase <= told for word in told & self.anchors.keys() for phrase in self.anchors[word]
        )

    def match(self, words: list[str], at: int) -> tuple[int, tuple[Harm, ...]] | None:
        """The longest phrase of harm at a token of lower-case words, and the token after it."""
        for rest, harms in self.phrases.get(words[at], ()):
            end = at + 1 + len(rest)
            if tuple(words[at + 1 : end]) == rest:
                return end, harms
        return None


@cache
def harm_words(language: str = "en") -> HarmWords:
    """Compile the words of harm of a language.

    Raises:
        ConfigError: a row is wrong (names file and line).
    """
    phrases: dict[tuple[str, ...], list[Harm]] = {}
    for row in read_table(f"lexicon/{language}/harm_words.tsv", ("form", "kind", "outcome")):
        for form, harm in _forms(row, language):
            words = tuple(token.text.lower() for token in tokenize(form))
            phrases.setdefault(words, []).append(harm)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Harm, ...]]]] = {}
    for words, harms in phrases.items():
        by_first.setdefault(words[0], []).append((words[1:], tuple(harms)))
    anchors: dict[str, list[frozenset[str]]] = {}
    for words in phrases:
        anchors.setdefault(max(words, key=len), []).append(frozenset(words))
    return HarmWords(
        {w: tuple(sorted(found, key=lambda p: -len(p[0]))) for w, found in by_first.items()},
        _read_tags(language),
        _read_cues(language),
        number_words(language),
        frozenset(
            words[0]
            for words, harms in phrases.items()
            if len(words) == 1 and _ends_phrase(harms[0])
        ),
        anchors,
        _read_links(language),
        load_grammar(language),
        load_place_words(language).given_names,
        _read_things(language),
    )


def _ends_phrase(harm: Harm) -> bool:
    """Whether a word ends the noun phrase before it; who is arrested is hurt by nobody."""
    return harm.kind in _VERBS and harm.form != "ing" and harm.outcome != "arrested"


def _forms(row: Row, language: str) -> list[tuple[str, Harm]]:
    kind, outcome = row.one_of("kind", _KINDS), row.one_of("outcome", _OUTCOMES)
    if kind not in _INFLECTED:
        listed: HarmForm = "base" if kind == "active" else "past"
        return [(row["form"], Harm(kind, outcome, listed))]  # type: ignore[arg-type]
    forms, gerund = verb_forms(row["form"], language), load_grammar(language).gerund
    past = [f for f in forms[2:] if not f.split()[0].endswith(gerund)] or [forms[0]]
    found: list[tuple[str, Harm]] = []
    for form in forms:
        name: HarmForm = "base"
        if form.split()[0].endswith(gerund):
            name = "ing"
        elif form in past:
            name = "both" if form in forms[:2] else "past"
        found.append((form, Harm(kind, outcome, name)))  # type: ignore[arg-type]
    return found


def _read_cues(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {role: set() for role in _CUES}
    for row in read_table(f"lexicon/{language}/harm_cues.tsv", ("cue", "role")):
        found[row.one_of("role", _CUES)].add(row["cue"])
    return {role: frozenset(words) for role, words in found.items()}


def _read_things(language: str) -> frozenset[str]:
    rows = read_table(f"lexicon/{language}/targets.tsv", ("form", "type"))
    heads = {row["form"].split()[-1].lower() for row in rows}
    return frozenset(form for head in heads for form in noun_forms(head, language))


def _read_links(language: str) -> dict[str, tuple[str, ...]]:
    rows = read_table(f"lexicon/{language}/phrase_words.tsv", ("word", "tag"))
    spelled = (tuple(row["word"].split()) for row in rows)
    return {words[0]: words for words in spelled if len(words) > 1}


def _read_tags(language: str) -> dict[str, str]:
    tags: dict[str, str] = {}
    for row in read_table(f"lexicon/{language}/phrase_words.tsv", ("word", "tag")):
        tags["-".join(row["word"].split())] = TAGS[row.one_of("tag", TAGS)]
    for row in read_table(f"lexicon/{language}/person_nouns.tsv", ("noun", "number")):
        tag = TAGS[row.one_of("number", ("singular", "plural", "collective", "not_a_victim"))]
        tags.setdefault(row["noun"], tag)
        if tag == "N":
            tags.setdefault(noun_forms(row["noun"], language)[1], "L")
    return tags
