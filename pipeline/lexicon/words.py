"""The compiled word lists of one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.event_types import families
from pipeline.lexicon.function_words import function_words, infinitives
from pipeline.lexicon.grammar import Grammar, load_grammar
from pipeline.lexicon.inflection import noun_forms, verb_forms
from pipeline.lexicon.phrases import PhraseTable
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.status_cues import Cue, read_cues, read_type_cues
from pipeline.lexicon.tables import Row, read_table
from pipeline.lexicon.word_classes import spell_out

POSITIONS = ("n", "v", "p")
STRENGTHS = ("strong", "weak", "generic", "not")
PEOPLE_KINDS = ("attacker", "force", "person")
#: The type of actors that are states.
STATE = "state"
#: The type of things that drive, sail and fly.
VEHICLE = "vehicle"
#: The scene of names that are areas by what is done to them, which no table lists.
NAMED_AREA = "named_area"
ORDERS = ("after", "around", "either", "before")


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """An entry of ``triggers.tsv``."""

    form: str
    pos: str
    event_type: str
    strength: str


@dataclass(frozen=True, slots=True)
class NounWord:
    """An entry of ``people.tsv`` or ``targets.tsv``."""

    kind: str
    type: str


@dataclass(frozen=True, slots=True)
class ActorWord:
    """An entry of ``actors.tsv``."""

    actor_id: str
    type: str
    country: str


@dataclass(frozen=True, slots=True)
class TriggerPair:
    """An entry of ``trigger_pairs.tsv``: words of two scenes that tell an incident together.

    ``among``: scenes of which one must be in the sentence as well; empty when none need be.
    """

    first: str
    second: str
    gap: int
    order: str
    word: TriggerWord
    among: frozenset[str]

    def is_possible(self, scenes: frozenset[str]) -> bool:
        """Whether a sentence of these scenes has what the pair asks for beside its first word."""
        return self.second in scenes and not (self.among and self.among.isdisjoint(scenes))


@dataclass(frozen=True, slots=True)
class TypeRule:
    """An entry of ``type_rules.tsv``."""

    event_type: str
    sources: frozenset[str]
    needs: frozenset[str]
    lacks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the rules know of a language.

    ``states``: nationality -> the state, of those that ``actors.tsv`` has. ``armies``: country ->
    the first of its military rows there. ``infinitives``: verbs that are nouns as well.
    ``openings``: the pairs that a word may begin, in their order, by its scenes.
    """

    language: str
    triggers: PhraseTable[tuple[TriggerWord, ...]]
    weapons: PhraseTable[None]
    cues: PhraseTable[Cue]
    type_cues: PhraseTable[Cue]
    nouns: PhraseTable[NounWord]
    actors: PhraseTable[ActorWord]
    states: dict[str, ActorWord]
    armies: dict[str, ActorWord]
    function_words: dict[str, str]
    infinitives: frozenset[str]
    scenes: PhraseTable[frozenset[str]]
    worlds: PhraseTable[frozenset[str]]
    pairs: tuple[TriggerPair, ...]
    openings: dict[frozenset[str], tuple[TriggerPair, ...]]
    type_rules: tuple[TypeRule, ...]
    grammar: Grammar


@cache
def load_words(language: str = "en") -> Words:
    """Load and compile the lists under ``data/lexicon/<language>``."""
    scenes = _scene_forms(language)
    known = frozenset({NAMED_AREA}).union(*scenes.values())
    pairs = tuple(_pairs(language, known))
    return Words(
        language,
        PhraseTable(_triggers(language)),
        PhraseTable(_weapons(language)),
        PhraseTable(read_cues(language)),
        PhraseTable(read_type_cues(language)),
        PhraseTable(_nouns(language)),
        PhraseTable(_actors(language)),
        dict(_states(language)),
        _first_of(language, "military"),
        dict(function_words(language)),
        infinitives(language),
        PhraseTable(scenes.items()),
        PhraseTable(_named_forms(language, "world")),
        pairs,
        dict(_openings(pairs, set(scenes.values()))),
        tuple(_type_rules(language, known)),
        load_grammar(language),
    )


def _rows(language: str, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a table of a language's folder."""
    return read_table(f"lexicon/{language}/{name}.tsv", columns)


def _triggers(language: str) -> Iterator[tuple[str, tuple[TriggerWord, ...]]]:
    """Each form with its readings: "attack" is a noun and a verb."""
    readings: dict[str, dict[str, TriggerWord]] = {}
    for form, word in _trigger_forms(language):
        readings.setdefault(form.lower(), {}).setdefault(word.pos, word)
    for form, words in readings.items():
        yield form, tuple(words.values())


def _trigger_forms(language: str) -> Iterator[tuple[str, TriggerWord]]:
    for row in _rows(language, "triggers", ("form", "pos", "event_type", "strength")):
        pos, strength = row.one_of("pos", POSITIONS), row.one_of("strength", STRENGTHS)
        # what tells nothing needs no type
        known = {"", *families()} if strength == "not" else families()
        event_type = row.one_of("event_type", known)
        for base in spell_out(row, "form", language):
            word = TriggerWord(base, pos, event_type, strength)
            for form in _forms(base, pos, language):
                yield form, word


def _forms(base: str, pos: str, language: str) -> tuple[str, ...]:
    if pos == "n":
        return noun_forms(base, language)
    return verb_forms(base, language) if pos == "v" else (base,)


def _weapons(language: str) -> Iterator[tuple[str, None]]:
    for row in _rows(language, "weapons", ("form",)):
        for form in noun_forms(row["form"], language):
            yield form, None


def _nouns(language: str) -> Iterator[tuple[str, NounWord]]:
    for row in _rows(language, "people", ("form", "kind", "type")):
        noun = NounWord(row.one_of("kind", PEOPLE_KINDS), row["type"])
        for form in noun_forms(row["form"], language):
            yield form, noun
    for row in _rows(language, "targets", ("form", "type")):
        for form in noun_forms(row["form"], language):
            yield form, NounWord("target", row["type"])


def _actors(language: str) -> Iterator[tuple[str, ActorWord]]:
    """Named actors: a language's own, states by its names of them, and all others as in English."""
    for row in _rows(language, "actors", ("form", "actor_id", "type", "country")):
        yield row["form"], ActorWord(row["actor_id"], row["type"], row["country"])
    if language != "en":
        states = _first_of("en", STATE)
        for row in _rows(language, "countries", ("country", "names", "adjectives")):
            if row["country"] in states:
                yield from (
                    (name, states[row["country"]]) for name in row["names"].split("|") if name
                )
        yield from _actors("en")


def _states(language: str) -> Iterator[tuple[str, ActorWord]]:
    """Each nationality with the first row of its state."""
    states = _first_of(language, STATE)
    known = load_place_words(language)
    for form, country in {**known.nationalities, **known.small_adjectives}.items():
        if country in states:
            yield form, states[country]


def _first_of(language: str, kind: str) -> dict[str, ActorWord]:
    """The first actor of a type in each country."""
    found: dict[str, ActorWord] = {}
    for _, actor in _actors(language):
        if actor.type == kind:
            found.setdefault(actor.country, actor)
    return found


def _named_forms(language: str, kind: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each form of ``<kind>_words.tsv`` with all that it is a word of: its scenes, its worlds."""
    named: dict[str, set[str]] = {}
    for row in _rows(language, f"{kind}_words", (kind, "form", "pos")):
        pos = row.one_of("pos", POSITIONS)
        for base in spell_out(row, "form", language):
            for form in _forms(base, pos, language):
                named.setdefault(form.lower(), set()).add(row[kind])
    for form, names in named.items():
        yield form, frozenset(names)


def _scene_forms(language: str) -> dict[str, frozenset[str]]:
    """The forms of ``scene_words.tsv``; all nouns of one word for people are of the scene `person`.

    Longer ones would shadow the scenes of their words.
    """
    scenes = dict(_named_forms(language, "scene"))
    for row in _rows(language, "people", ("form", "kind", "type")):
        if row["kind"] == "person" and " " not in row["form"]:
            for form in noun_forms(row["form"], language):
                scenes[form.lower()] = scenes.get(form.lower(), frozenset()) | {"person"}
    return scenes


def _pairs(language: str, scenes: frozenset[str]) -> Iterator[TriggerPair]:
    columns = ("first", "second", "gap", "order", "event_type", "strength", "among")
    for row in _rows(language, "trigger_pairs", columns):
        name = f"{row['first']} {row['second']}"
        event_type = row.one_of("event_type", families())
        word = TriggerWord(name, "v", event_type, row.one_of("strength", STRENGTHS))
        order = row.one_of("order", ORDERS)
        _require_scenes(row, ("first", "second", "among"), scenes)
        among = frozenset(row["among"].split())
        yield TriggerPair(row["first"], row["second"], int(row["gap"]), order, word, among)


def _require_scenes(row: Row, columns: Sequence[str], scenes: frozenset[str]) -> None:
    """Refuse a row that waits for a scene of which the language has no word."""
    missing = {name for column in columns for name in row[column].split()} - scenes
    if missing:
        raise row.error(f"no word has the scene '{min(missing)}'")


def _openings(
    pairs: tuple[TriggerPair, ...], scenes: set[frozenset[str]]
) -> Iterator[tuple[frozenset[str], tuple[TriggerPair, ...]]]:
    """The pairs that words of the same scenes may begin, for those that may begin any."""
    for names in scenes:
        begun = tuple(pair for pair in pairs if pair.first in names)
        if begun:
            yield names, begun


def _type_rules(language: str, scenes: frozenset[str]) -> Iterator[TypeRule]:
    columns = ("event_type", "from", "needs", "lacks")
    for row in _rows(language, "type_rules", columns):
        _require_scenes(row, ("needs", "lacks"), scenes)
        yield TypeRule(
            row.one_of("event_type", families()),
            row.set_of("from", families()),
            frozenset(row["needs"].split()),
            frozenset(row["lacks"].split()),
        )
