"""Who did it to whom: a role for each noun phrase of a telling, by a small linear model.

Grammar alone (:mod:`~pipeline.extract.actors.participants`) misses what news leaves unsaid: "two
men on a motorcycle threw a device". So its verdict is one of some fifteen cheap cues of a phrase,
and the weights of their values, rows of ``roles.tsv``, decide (see ``tests/eval/fit_roles.py``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.extract.noun_phrases import NounPhrase
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.triggers.tellings import Telling, Trigger
from pipeline.lexicon.tables import read_table
from pipeline.lexicon.words import Words
from pipeline.records import Role

ROLES: tuple[Role, ...] = ("perpetrator", "target", "victim")
#: A phrase may have a role from this probability on; who stays is said by the cast of a frame.
LEAST = 0.12
_AUX = frozenset("is are was were be been being got get gets".split())
_PREPOSITIONS = frozenset({"prep", "conj", "pron"})
_NUMBERS = frozenset("one two three four five six seven eight nine ten several some dozens".split())
#: Verbs are looked for so many tokens away.
_REACH = 7

Cue = tuple[str, str]
Weights = Mapping[Cue, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Scene:
    """A telling with its noun phrases, the roles that grammar gives them, and its tolls."""

    telling: Telling
    phrases: Sequence[NounPhrase]
    by_grammar: Mapping[int, Role]
    claims: Sequence[CasualtyMention]
    words: Words


def tag_roles(scene: Scene) -> Iterator[tuple[int, Role, float]]:
    """The numbers of the phrases that may have a role, with it and its probability (0..1)."""
    weights = load_weights()
    for n, phrase in enumerate(scene.phrases):
        if _is_claimant(scene, phrase):
            continue
        sums = [0.0] * len(ROLES)
        for cue in cues(scene, n):
            row = weights.get(cue)
            if row is not None:
                for i, weight in enumerate(row):
                    sums[i] += weight
        total = 1.0 + sum(math.exp(min(s, 30.0)) for s in sums)
        best = max(range(len(ROLES)), key=sums.__getitem__)
        chance = math.exp(min(sums[best], 30.0)) / total
        if chance >= LEAST:
            yield n, ROLES[best], chance


def _is_claimant(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is who tells a toll: "killed five people, the governor said"."""
    tokens = scene.telling.sentence.tokens
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    return any(
        claim.claimant_start is not None
        and claim.claimant_end is not None
        and claim.claimant_start < end
        and start < claim.claimant_end
        for claim in scene.claims
    )


@cache
def load_weights() -> Weights:
    """The weights of English serve all languages: they were fitted without words as well."""
    rows = read_table("lexicon/en/roles.tsv", ("cue", "value", *ROLES))
    return {(r["cue"], r["value"]): tuple(float(r[role]) for role in ROLES) for r in rows}


def cues(scene: Scene, n: int) -> Iterator[Cue]:
    """What is known of the n-th phrase of a scene, as named values."""
    phrase, forms = scene.phrases[n], scene.telling.forms
    trigger = min(scene.telling.triggers, key=lambda t: _gap(t, phrase))
    kind = phrase.kind
    side = _side(trigger, phrase)
    voice = f"{side} {trigger.word.pos}{_voice(forms, trigger)}"
    marker = _marker(scene, phrase)
    yield "bias", ""
    yield "kind", kind
    yield "type", f"{kind} {phrase.type}"
    yield "head", forms[phrase.last - 1]
    yield "first", forms[phrase.first]
    yield "grammar", f"{scene.by_grammar.get(phrase.first, '-')} {kind}"
    yield "toll", f"{_toll(scene, phrase)} {kind}"
    yield "voice", f"{voice} {kind}"
    yield "marker", f"{marker} {voice}"
    yield "marker_kind", f"{marker} {kind}"
    yield "trigger", f"{trigger.word.form} {side}"
    yield "event", f"{trigger.word.event_type} {side} {kind}"
    yield "gap", f"{min(_gap(trigger, phrase), 9) // 2} {side} {kind}"
    yield "between", f"{_between(scene, n, trigger)} {voice} {kind}"
    yield "left", _verb(scene, range(phrase.first - 1, max(-1, phrase.first - 1 - _REACH), -1))
    right = range(phrase.last, min(len(forms), phrase.last + _REACH))
    yield "right", _verb(scene, right)
    yield "next", forms[phrase.last] if phrase.last < len(forms) else ""
    yield "verbs", f"{_verbs_between(scene, phrase, trigger)} {voice} {kind}"
    yield "before", f"{_neighbour(scene, n - 1, n)} {kind}"
    yield "behind", f"{_neighbour(scene, n + 1, n)} {kind}"
    yield "lead", f"{lead_of(forms, phrase)} {kind} {side}"


def _gap(trigger: Trigger, phrase: NounPhrase) -> int:
    return max(0, phrase.first - trigger.last, trigger.first - phrase.last)


def _side(trigger: Trigger, phrase: NounPhrase) -> str:
    if phrase.last <= trigger.first:
        return "before"
    return "after" if phrase.first >= trigger.last else "in"


def _voice(forms: tuple[str, ...], trigger: Trigger) -> str:
    if trigger.word.pos == "n":
        return ""
    is_passive = not _AUX.isdisjoint(forms[max(0, trigger.first - 3) : trigger.first])
    return " passive" if is_passive or forms[trigger.last : trigger.last + 1] == ("by",) else ""


def _marker(scene: Scene, phrase: NounPhrase) -> str:
    """The preposition, conjunction, pronoun or mark that leads a phrase, else "-"."""
    forms, kinds = scene.telling.forms, scene.words.function_words
    for index in range(phrase.first - 1, max(-1, phrase.first - 4), -1):
        form = forms[index]
        kind = kinds.get(form)
        if kind in _PREPOSITIONS or not form[0].isalnum():
            return form
        if kind in ("verb", "aux"):
            return kind
    return "-"


def _toll(scene: Scene, phrase: NounPhrase) -> str:
    """The outcome of a toll that counts a phrase, else "-"."""
    start = scene.telling.sentence.tokens[phrase.first].start
    end = scene.telling.sentence.tokens[phrase.last - 1].end
    for claim in scene.claims:
        who_start, who_end = claim.who_start, claim.who_end
        if who_start is not None and who_end is not None and who_start < end and start < who_end:
            return claim.outcome
    return "-"


def _between(scene: Scene, n: int, trigger: Trigger) -> int:
    """How many phrases stand between a phrase and a trigger, 3 for more."""
    low, high = sorted((scene.phrases[n].first, trigger.first))
    return min(3, sum(low < other.first < high for other in scene.phrases))


def _verbs_between(scene: Scene, phrase: NounPhrase, trigger: Trigger) -> int:
    """How many verbs stand between a phrase and a trigger, 2 for more."""
    forms, kinds = scene.telling.forms, scene.words.function_words
    low, high = sorted(((phrase.first, phrase.last), (trigger.first, trigger.last)))
    return min(2, sum(kinds.get(form) == "verb" for form in forms[low[1] : high[0]]))


def _neighbour(scene: Scene, other: int, n: int) -> str:
    """The phrase beside the n-th: its kind, its role by grammar, and what stands between them."""
    if not 0 <= other < len(scene.phrases):
        return "-"
    beside, forms = scene.phrases[other], scene.telling.forms
    low, high = sorted((beside, scene.phrases[n]), key=lambda p: p.first)
    between = forms[low.last : high.first]
    mark = " ".join(between) if len(between) <= 2 else "far"
    return f"{beside.kind} {scene.by_grammar.get(beside.first, '-')} {mark}"


def lead_of(forms: tuple[str, ...], phrase: NounPhrase) -> str:
    """What leads a phrase: "the", "a", "number" or "none"."""
    form = forms[phrase.first - 1] if phrase.first else ""
    if form in ("the", "this", "that", "these", "those"):
        return "the"
    if form in ("a", "an", "another"):
        return "a"
    return "number" if form[:1].isdigit() or form in _NUMBERS else "none"


def _verb(scene: Scene, indexes: range) -> str:
    """The nearest verb, with its voice."""
    forms, kinds = scene.telling.forms, scene.words.function_words
    verbs = {t.first for t in scene.telling.triggers if t.word.pos == "v"}
    for index in indexes:
        if index in verbs or kinds.get(forms[index]) == "verb":
            is_passive = not _AUX.isdisjoint(forms[max(0, index - 3) : index])
            return f"{forms[index]} passive" if is_passive else forms[index]
    return "-"
