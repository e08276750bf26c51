"""Who surely did it, whatever the sum of roles says: by grammar that leaves no doubt.

"Was shot by her former boyfriend", "police arrested two men", "clashes between the army and
rebels", "a US air strike", "rebels launched an attack".
"""

from __future__ import annotations

from pipeline.extract.actors.noun_phrases import DOERS, NounPhrase
from pipeline.extract.actors.participants import RIDING_REACH
from pipeline.extract.actors.scene import Scene
from pipeline.extract.actors.speakers import start_of, tells_own_deed
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import family
from pipeline.lexicon.words import STATE

#: Such a verb stands so close behind its subject, and the attack so close behind the verb.
_VERB_REACH, _DEED_REACH = 3, 4
#: "To death" may stand between a verb and its "by"; an age is cut into so many tokens.
_END_REACH, _AGE = 2, 3
#: From a deed to the "by" behind whom it hit.
_NOUN_REACH = 6
#: From a verb to whom it hits ("arrested at least two"), from "clashes" to the second side.
_OBJECT_REACH, _SIDES_REACH = 3, 8
#: What police do that is an incident of their own; what two sides do to each other.
_ARRESTS = frozenset({"arrest", "interception", "protest_with_intervention", "crackdown"})
_FIGHTS = frozenset({"clash"})
#: From people to what they did, with where they are from between two commas.
_SUBJECT_REACH, _ASIDE = 10, 2
#: Words of these kinds begin another clause.
_NEW_CLAUSE = frozenset({"pron", "conj"})
#: Marks that end a clause.
_MARKS = frozenset(", ; . :".split())


def surely_did(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether grammar says beyond doubt that somebody did what a sentence tells."""
    return (
        (phrase.kind in DOERS and tells_own_deed(scene, phrase))
        or _owns_strike(scene, phrase)
        or _is_agent(scene, phrase)
        or _fires(scene, phrase)
        or _acts(scene, phrase)
        or _strikes(scene, phrase)
        or _fights(scene, phrase)
        or any(subject == phrase for subject, _ in scene.chains)
    )


def _is_agent(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether "by" leads somebody right behind a deed: "was shot dead by a boy of 15".

    "Police" who shoot an attacker are left to the sum: theirs is no incident of its own.
    """
    if scene.in_capitals or scene.by_grammar.get(phrase.first) != "perpetrator":
        return False
    if phrase.kind != "person" and phrase.kind not in DOERS:
        return False
    forms, grammar = scene.telling.forms, scene.words.grammar
    by = _start_with_age(scene, phrase) - 1
    is_one = forms[by + 1] in grammar.indefinite  # "by a policeman"
    if by < 0 or forms[by] not in grammar.by or (phrase.type == "police" and not is_one):
        return False
    ends = grammar.hurt | grammar.infinitive | grammar.deed  # "shot dead", "hacked to death"
    return any(
        0 <= by - t.last <= _END_REACH and ends.issuperset(forms[t.last : by])
        for t in scene.telling.triggers
        if t.word.pos != "n"
    ) or _is_agent_of_noun(scene, by)


def _is_agent_of_noun(scene: Scene, by: int) -> bool:
    """Whether a "by" at a token is that of a deed and whom it hit: "the killing of a boy by"."""
    forms, grammar = scene.telling.forms, scene.words.grammar
    return any(
        t.word.pos == "n"
        and not grammar.of.isdisjoint(forms[t.last : t.last + 1])
        and 0 < by - t.last <= _NOUN_REACH
        and _MARKS.isdisjoint(forms[t.last : by])
        for t in scene.telling.triggers
    )


def _start_with_age(scene: Scene, phrase: NounPhrase) -> int:
    """Where a phrase starts with its articles, numbers and age: "a 15-year-old boy"."""
    forms, start = scene.telling.forms, start_of(scene, phrase)
    if start and forms[start - 1] in scene.words.grammar.aged:
        start -= _AGE
        while start and scene.kinds[start - 1] == "det":
            start -= 1
    return start


def _fires(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether somebody unarmed by name fires, throws acid, or drives at people.

    "Two people on a scooter fired at him".
    """
    is_subject = scene.by_grammar.get(phrase.first) == "perpetrator" and phrase.kind == "person"
    return is_subject and any(
        t.word.form in scene.words.grammar.firing and 0 <= t.first - phrase.last <= RIDING_REACH
        for t in scene.telling.triggers
    )


def _acts(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether somebody stands right before what police do and whom they do it to right behind it.

    "Police arrested two men", not "soldiers arrested in a raid". Of other deeds the sum knows more.
    """
    is_subject = scene.by_grammar.get(phrase.first) == "perpetrator" and phrase.kind in DOERS
    triggers = scene.telling.triggers
    if scene.in_capitals or not all(t.word.event_type in _ARRESTS for t in triggers):
        return False
    return is_subject and any(
        t.word.pos == "v" and 0 <= t.first - phrase.last <= _VERB_REACH and _has_object(scene, t)
        for t in scene.telling.triggers
    )


def _strikes(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether people who are no fighters did what hits somebody right behind it.

    "Villagers kidnapped four farmers", "residents of Moro, a suburb, beat to death a man".
    """
    if scene.in_capitals or phrase.kind != "person":
        return False
    is_subject = scene.by_grammar.get(phrase.first) == "perpetrator"
    return any(
        t.word.pos != "n"
        and ((is_subject and _stands_before(scene, phrase, t)) or _opens(scene, phrase, t))
        and _hits_next(scene, t)
        for t in scene.telling.triggers
    )


def _stands_before(scene: Scene, phrase: NounPhrase, trigger: Trigger) -> bool:
    """Whether somebody stands right before a deed, with "who" between them or nothing."""
    between = scene.telling.forms[phrase.last : trigger.first]
    is_next = phrase.last <= trigger.first and len(between) < 2
    return is_next and scene.words.grammar.relative.issuperset(between)


def _opens(scene: Scene, phrase: NounPhrase, trigger: Trigger) -> bool:
    """Whether a sentence begins with who does it, and only says who that is before the verb."""
    behind = range(phrase.last, trigger.first)
    if start_of(scene, phrase) or not 0 < len(behind) <= _SUBJECT_REACH:
        return False
    forms, grammar = scene.telling.forms, scene.words.grammar
    is_led = forms[phrase.last] in grammar.of or scene.kinds[phrase.last] == "prep"
    is_whole = sum(forms[n] == "," for n in behind) in (0, _ASIDE)
    is_plain = not any(scene.verbs[n] or scene.kinds[n] in _NEW_CLAUSE for n in behind)
    return is_led and is_whole and is_plain


def _hits_next(scene: Scene, trigger: Trigger) -> bool:
    """Whether it hits who stands right behind it; not "held out against police"."""
    return scene.kinds[trigger.last - 1] != "prep" and any(
        scene.by_grammar.get(phrase.first) in ("victim", "target")
        and start_of(scene, phrase) == trigger.last
        for phrase in scene.phrases
    )


def _has_object(scene: Scene, trigger: Trigger) -> bool:
    """Whether grammar says whom or what a verb hits, right behind it."""
    return any(
        0 <= phrase.first - trigger.last <= _OBJECT_REACH
        and scene.by_grammar.get(phrase.first) in ("victim", "target")
        for phrase in scene.phrases
    )


def _fights(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether somebody is one of two sides: "clashes between the army and rebels"."""
    if scene.in_capitals or phrase.kind not in DOERS or phrase.type == "police":
        return False
    forms, grammar = scene.telling.forms, scene.words.grammar
    start = start_of(scene, phrase)
    sides = forms[max(0, start - _SIDES_REACH) : start]
    if sides[-1:] == () or not (sides[-1] in grammar.between or sides[-1] in grammar.together):
        return False
    return any(
        t.word.pos == "n"
        and family(t.word.event_type) in _FIGHTS
        and 0 <= start - t.last <= _SIDES_REACH
        and not grammar.between.isdisjoint(forms[t.last : t.last + 1])
        for t in scene.telling.triggers
    )


def _owns_strike(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a state stands right before what it fired or flew: "in a US air strike"."""
    is_state = phrase.kind == "actor" and phrase.type == STATE
    if not is_state or scene.in_capitals:
        return False
    return any(
        t.first == phrase.last and t.word.pos == "n" and family(t.word.event_type) == "strike"
        for t in scene.telling.triggers
    )


def is_doer(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether somebody "launched" or "carried out" what a trigger names, in the active voice."""
    if phrase.kind not in DOERS or scene.by_grammar.get(phrase.first) != "perpetrator":
        return False
    forms = scene.telling.forms
    behind = range(phrase.last, min(phrase.last + _VERB_REACH, len(forms)))
    verb = next((i for i in behind if forms[i] in scene.words.grammar.doing), None)
    if verb is None:
        return False
    between = frozenset(forms[phrase.last : verb + 1 + _DEED_REACH])
    grammar = scene.words.grammar
    if not (between.isdisjoint(_MARKS | grammar.relative) and between.isdisjoint(grammar.by)):
        return False
    return any(
        t.word.pos == "n" and 0 < t.first - verb <= _DEED_REACH for t in scene.telling.triggers
    ) and scene.words.grammar.auxiliary.isdisjoint(forms[phrase.last : verb])
