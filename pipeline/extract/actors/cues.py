"""The cues of a noun phrase that say which role it has: cheap, and hardly a word among them.

Where it stands to the nearest trigger, what stands beside it and between, its
verdict by grammar and by the tolls.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.actors.noun_phrases import NounPhrase
from pipeline.extract.actors.scene import Scene
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.grammar import Grammar

_PREPOSITIONS = frozenset({"prep", "conj", "pron"})
#: Verbs are looked for so many tokens away.
_REACH = 7


#: The names of the cues of a phrase.
CUES = tuple(
    (
        "bias kind type head first grammar toll voice marker marker_kind trigger "
        "event gap between left right next verbs before behind lead"
    ).split()
)
Cue = tuple[str, str]


def cues(scene: Scene, n: int) -> tuple[Cue, ...]:
    """What is known of the n-th phrase of a scene, as named values."""
    return tuple(zip(CUES, values(scene, n), strict=True))


def values(scene: Scene, n: int) -> tuple[str, ...]:
    """The values of the cues of the n-th phrase, in the order of their names."""
    phrase, forms = scene.phrases[n], scene.telling.forms
    trigger, gap = _nearest(scene.telling.triggers, phrase)
    kind = phrase.kind
    side = _side(trigger, phrase)
    grammar = scene.words.grammar
    voice = f"{side} {trigger.word.pos}{_voice(forms, trigger, grammar)}"
    marker = _marker(scene, phrase)
    return (
        "",
        kind,
        f"{kind} {phrase.type}",
        forms[phrase.last - 1],
        forms[phrase.first],
        f"{scene.by_grammar.get(phrase.first, '-')} {kind}",
        f"{toll_of(scene, phrase)} {kind}",
        f"{voice} {kind}",
        f"{marker} {voice}",
        f"{marker} {kind}",
        f"{trigger.word.form} {side}",
        f"{trigger.word.event_type} {side} {kind}",
        f"{min(gap, 9) // 2} {side} {kind}",
        f"{_between(scene, n, trigger)} {voice} {kind}",
        _verb(scene.verbs[max(0, phrase.first - _REACH) : phrase.first][::-1]),
        _verb(scene.verbs[phrase.last : phrase.last + _REACH]),
        forms[phrase.last] if phrase.last < len(forms) else "",
        f"{_verbs_between(scene, phrase, trigger)} {voice} {kind}",
        f"{_neighbour(scene, n - 1, n)} {kind}",
        f"{_neighbour(scene, n + 1, n)} {kind}",
        f"{lead_of(forms, phrase, grammar)} {kind} {side}",
    )


def _nearest(triggers: Sequence[Trigger], phrase: NounPhrase) -> tuple[Trigger, int]:
    """The trigger nearest to a phrase, the first of equals, and how many tokens are between."""
    nearest, least = triggers[0], _gap(triggers[0], phrase)
    for trigger in triggers[1:]:
        gap = _gap(trigger, phrase)
        if gap < least:
            nearest, least = trigger, gap
    return nearest, least


def _gap(trigger: Trigger, phrase: NounPhrase) -> int:
    if phrase.first >= trigger.last:
        return phrase.first - trigger.last
    return max(0, trigger.first - phrase.last)


def _side(trigger: Trigger, phrase: NounPhrase) -> str:
    if phrase.last <= trigger.first:
        return "before"
    return "after" if phrase.first >= trigger.last else "in"


def _voice(forms: tuple[str, ...], trigger: Trigger, grammar: Grammar) -> str:
    if trigger.word.pos == "n":
        return ""
    is_passive = not grammar.auxiliary.isdisjoint(forms[max(0, trigger.first - 3) : trigger.first])
    is_by = not grammar.by.isdisjoint(forms[trigger.last : trigger.last + 1])
    return " passive" if is_passive or is_by else ""


def _marker(scene: Scene, phrase: NounPhrase) -> str:
    """The preposition, conjunction, pronoun or mark that leads a phrase, else "-"."""
    forms = scene.telling.forms
    for index in range(phrase.first - 1, max(-1, phrase.first - 4), -1):
        form, kind = forms[index], scene.kinds[index]
        if kind in _PREPOSITIONS or not form[0].isalnum():
            return form
        if kind in ("verb", "aux"):
            return kind
    return "-"


def toll_of(scene: Scene, phrase: NounPhrase) -> str:
    """The outcome of a toll that counts a phrase, else "-"."""
    if not scene.claims:
        return "-"
    sentence = scene.telling.sentence
    start, end = sentence.starts[phrase.first], sentence.end_of(phrase.last - 1)
    for claim in scene.claims:
        who_start, who_end = claim.who_start, claim.who_end
        if who_start is not None and who_end is not None and who_start < end and start < who_end:
            return claim.outcome
    return "-"


def _between(scene: Scene, n: int, trigger: Trigger) -> int:
    """How many phrases stand between a phrase and a trigger, 3 for more."""
    first, stop = scene.phrases[n].first, trigger.first
    if first < stop:
        return sum([other.first < stop for other in scene.phrases[n + 1 : n + 4]])
    return sum([other.first > stop for other in scene.phrases[max(0, n - 3) : n]])


def _verbs_between(scene: Scene, phrase: NounPhrase, trigger: Trigger) -> int:
    """How many verbs stand between a phrase and a trigger, 2 for more."""
    if (phrase.first, phrase.last) < (trigger.first, trigger.last):
        return min(2, scene.kinds[phrase.last : trigger.first].count("verb"))
    return min(2, scene.kinds[trigger.last : phrase.first].count("verb"))


def _neighbour(scene: Scene, other: int, n: int) -> str:
    """The phrase beside the n-th: its kind, its role by grammar, and what stands between them."""
    if not 0 <= other < len(scene.phrases):
        return "-"
    beside, forms = scene.phrases[other], scene.telling.forms
    low, high = (beside, scene.phrases[n]) if other < n else (scene.phrases[n], beside)
    between = forms[low.last : high.first]
    mark = " ".join(between) if len(between) <= 2 else "far"
    return f"{beside.kind} {scene.by_grammar.get(beside.first, '-')} {mark}"


def lead_of(forms: tuple[str, ...], phrase: NounPhrase, grammar: Grammar) -> str:
    """What leads a phrase: "the", "a", "number" or "none"."""
    form = forms[phrase.first - 1] if phrase.first else ""
    if form in grammar.pointing:
        return "the"
    if form in grammar.one:
        return "a"
    return "number" if form[:1].isdigit() or form in grammar.counting else "none"


def _verb(verbs: Sequence[str | None]) -> str:
    """The first verb of some, else "-"."""
    return next(filter(None, verbs), "-")
