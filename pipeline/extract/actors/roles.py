"""Who did it to whom: a role for each noun phrase of a telling, by a small linear model.

Grammar alone (:mod:`~pipeline.extract.actors.participants`) misses what news leaves unsaid: "two
men on a motorcycle threw a device". So its verdict is one of the cheap cues of a phrase
(:mod:`~pipeline.extract.actors.cues`), and the weights of their values, rows of ``roles.tsv`` or,
for telegrams in capitals, of ``roles_telegrams.tsv``, decide (see ``tests/eval/fit_roles.py``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.extract.actors.cues import CUES, Cue, toll_of, values
from pipeline.extract.actors.noun_phrases import DOERS, NounPhrase
from pipeline.extract.actors.scene import Scene
from pipeline.extract.actors.speakers import (
    is_claimant,
    is_inquirer,
    is_speaker,
    start_of,
    tells_own_deed,
)
from pipeline.extract.actors.sure_doers import is_doer, surely_did
from pipeline.extract.actors.written_names import is_facility
from pipeline.lexicon.event_types import family
from pipeline.lexicon.tables import read_table
from pipeline.lexicon.words import STATE, VEHICLE
from pipeline.records import Role

ROLES: tuple[Role, ...] = ("perpetrator", "target", "victim")
#: The weights, of texts in capitals or not: MUC-4 counts no deeds of armies among terrorism, so
#: what is learned from it of who does things holds for its genre alone.
TABLES = {False: "lexicon/en/roles.tsv", True: "lexicon/en/roles_telegrams.tsv"}
#: A phrase may have a role from this probability on; who stays is said by the cast of a frame.
LEAST = 0.12
#: Of three sums below this none stands for so much, as most phrases show: the rest is not asked.
_HOPELESS = math.log(LEAST / (1.0 - LEAST)) - 0.1
#: How sure it is that who is accused is whom the text calls the doer.
SURE = 0.8
#: The same of who is said to own a strike, or tells of an own deed.
STATED = 0.6
#: Such a verb stands so close behind its subject.
_VERB_REACH = 3
#: Or so close, with what it is of: "a member of the national parliament came".
_OF_REACH = 6
#: "On" and "the" stand between an attack and those it is on.
_AIM_REACH = 2
#: From "taken" to the "to" of where: "taken by helicopter to".
_BED_REACH = 5
_SUFFERED = frozenset({"killed", "injured"})
#: As dictionaries: they are asked 900 times an article, which compiled is half as dear of those.
Weights = dict[Cue, tuple[float, ...]]


def tag_roles(scene: Scene) -> Iterator[tuple[int, Role, float]]:
    """The numbers of the phrases that may have a role, with it and its probability (0..1)."""
    weights = load_weights(TABLES[scene.in_capitals])
    for n, phrase in enumerate(scene.phrases):
        if not _is_no_part(scene, phrase):
            judged = _judge(scene, phrase, _add_up(weights, values(scene, n)))
            if judged is not None:
                yield n, *judged


def _add_up(
    weights: Sequence[dict[str, tuple[float, ...]]], told: Sequence[str]
) -> tuple[float, float, float]:
    """The sum for each of the roles: three in step, for this loop is hot."""
    first = second = third = 0.0
    for known, value in zip(weights, told, strict=True):
        row = known.get(value)
        if row is not None:
            first += row[0]
            second += row[1]
            third += row[2]
    return first, second, third


def _judge(
    scene: Scene, phrase: NounPhrase, sums: tuple[float, float, float]
) -> tuple[Role, float] | None:
    """The role of a phrase and its probability (0..1); None where none is likely enough."""
    least = _least_as_doer(scene, phrase)
    is_hit = least is None and scene.by_grammar.get(phrase.first) == "victim"
    if is_hit and _is_moved_against(scene, phrase):
        return "victim", STATED
    told = scene.by_grammar.get(phrase.first)
    if told in ("victim", "target") and not scene.in_capitals and _endures(scene, phrase):
        return told, STATED
    if least is None and max(sums) < _HOPELESS:
        return None
    raised = [math.exp(min(total, 30.0)) for total in sums]
    if _suffers(scene, phrase):
        raised[0] = 0.0
    surest, whole = max(raised), 1.0 + sum(raised)
    if least is not None:
        return "perpetrator", max(least, raised[0] / whole)
    role = ROLES[raised.index(surest)]
    if role == "perpetrator" and _is_thing(scene, phrase):
        surest = max(raised[1:])
        role = ROLES[raised.index(surest)]
    if role == "victim" and phrase.type == VEHICLE:
        role = "target"  # "fired on a Ukrainian patrol boat"
    return (role, surest / whole) if surest / whole >= LEAST else None


def _is_thing(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether nobody can be meant: a building, or nouns in small letters that no list has."""
    if scene.in_capitals or phrase.kind not in ("target", "unknown") or phrase.type == VEHICLE:
        return False
    words = scene.telling.sentence.words[phrase.first : phrase.last]
    is_site = len(words) > 1 and is_facility(words[-1].lower())
    is_small = all(map(str.islower, words))  # not Dylann Roof
    return phrase.first not in scene.by_grammar and (is_small or is_site)


def is_accused(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether somebody is accused of the deed of a trigger."""
    return bool(scene.accusations) and any(accused == phrase for _, accused in scene.accusations)


def _least_as_doer(scene: Scene, phrase: NounPhrase) -> float | None:
    """The least probability of who did it by grammar, or is accused of it; None for others."""
    if is_accused(scene, phrase):
        return SURE
    if surely_did(scene, phrase):
        return STATED
    return 0.0 if is_doer(scene, phrase) else None


def _suffers(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase did nothing: "killed members of the brigade", "bullets hit the victims".

    Nor did a state that something is aimed at: "an attack against Kyiv".
    """
    forms, head = scene.telling.forms, scene.telling.forms[phrase.last - 1]
    if phrase.type == STATE and forms[phrase.first - 1] in scene.words.grammar.aiming:
        return True
    if _is_moved_against(scene, phrase) or _is_met(scene, phrase):
        return True
    if not scene.words.grammar.relative_object.isdisjoint(forms[phrase.last : phrase.last + 1]):
        return True  # "a journalist whom militants kidnapped"
    if _is_whose(scene, phrase):
        return True
    is_able = not scene.in_capitals and phrase.kind in DOERS
    if (is_able and _is_hit(scene, phrase)) or (not scene.in_capitals and _endures(scene, phrase)):
        return True
    return head in scene.words.grammar.sufferer or toll_of(scene, phrase) in _SUFFERED


def _is_whose(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether somebody is only whose people did it: "supporters of the former president"."""
    start = start_of(scene, phrase)
    if scene.in_capitals or phrase.kind != "person" or start < 2:
        return False
    is_of = scene.telling.forms[start - 1] in scene.words.grammar.of
    return is_of and any(
        other.last == start - 1 and other.kind in ("person", "attacker") for other in scene.phrases
    )


def _is_met(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether somebody stands between a doer and the deed: "an officer met the robber and shot"."""
    return any(doer.last <= phrase.first < deed for doer, deed in scene.chains)


def _is_moved_against(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether others move against somebody: "an operation against the ELN"."""
    before = scene.telling.forms[: start_of(scene, phrase)][-1:]
    return not scene.in_capitals and not scene.words.grammar.against.isdisjoint(before)


def _is_hit(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether fighters stand right behind what is done to them: "struck Hezbollah fighters".

    Or behind what it is aimed with: "a strike on militants".
    """
    if scene.by_grammar.get(phrase.first) not in ("target", "victim"):
        return False
    forms, aiming = scene.telling.forms, scene.words.grammar.aiming
    for trigger in scene.telling.triggers:
        between = forms[trigger.last : phrase.first]
        is_object = trigger.word.pos == "v" and trigger.last == phrase.first
        is_aimed_at = 1 <= len(between) <= _AIM_REACH and between[0] in aiming
        if is_object or is_aimed_at:
            return True
    return False


def _endures(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is the subject of what is done to it: "the patrol came under fire".

    Also "the convoy of a member of parliament came under fire".
    """
    grammar = scene.words.grammar
    for trigger in scene.telling.triggers:
        between = scene.telling.forms[phrase.last : trigger.first]
        is_of = between[:1] and between[0] in grammar.of and len(between) <= _OF_REACH
        is_subject = phrase.last <= trigger.first and (is_of or len(between) <= _VERB_REACH)
        told = scene.telling.forms[trigger.first : trigger.last]
        if is_subject and not grammar.enduring.isdisjoint(told):
            return True
    return False


def _is_no_part(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is denied, only tells of what others did, or looks into it."""
    first = phrase.first
    return (
        _is_only_named(scene, phrase)
        or _is_bed(scene, phrase)
        or _is_only_opposed(scene, phrase)
        or (first > 0 and scene.telling.forms[first - 1] in scene.words.grammar.nobody)
        or (_comes_to_work(scene, phrase) and is_inquirer(scene, phrase))
        or (phrase.kind == "force" and _frees(scene, phrase))
        or any(accuser == phrase for accuser, _ in scene.accusations)
        or (
            (is_claimant(scene, phrase) or is_speaker(scene, phrase))
            and not tells_own_deed(scene, phrase)
        )
    )


def _is_only_opposed(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether people march against somebody: "marched against the president"."""
    against = start_of(scene, phrase) - 1
    is_march = any(
        t.word.event_type == "protest" and against in (t.last - 1, t.last)
        for t in scene.telling.triggers
    )
    return is_march and _is_moved_against(scene, phrase)


def _comes_to_work(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase names police, troops or those who help: "crews were called to a bar"."""
    head = scene.telling.forms[phrase.last - 1]
    return phrase.kind == "force" or (
        head in scene.words.grammar.rescuer and scene.by_grammar.get(phrase.first) != "victim"
    )


def _is_bed(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a name is where the wounded are taken: "he was flown to Dell Seton"."""
    if phrase.kind != "name" or scene.in_capitals:
        return False
    grammar, before = scene.words.grammar, scene.telling.forms[: start_of(scene, phrase)]
    return grammar.aim.issuperset(before[-1:]) and not grammar.taken.isdisjoint(
        before[-_BED_REACH:]
    )


def _frees(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a force gets out whom others took: "troops freed five abducted students"."""
    verb = scene.telling.forms[phrase.last : phrase.last + _VERB_REACH]
    is_taking = all(family(t.word.event_type) == "abduction" for t in scene.telling.triggers)
    return is_taking and not scene.words.grammar.freeing.isdisjoint(verb)


def _is_only_named(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether others are named for a phrase: "dressed as soldiers", "at the funeral of a boy"."""
    forms, grammar = scene.telling.forms, scene.words.grammar
    is_behind_article = phrase.first > 0 and forms[phrase.first - 1] in grammar.article
    start = phrase.first - is_behind_article
    return " ".join(forms[max(0, start - 2) : start]) in grammar.only_named


@cache
def load_weights(table: str) -> list[dict[str, tuple[float, ...]]]:
    """For each cue the weights of its values.

    Those of English serve all languages: they were fitted without words as well.
    """
    rows = read_table(table, ("cue", "value", *ROLES))
    return by_cue({(r["cue"], r["value"]): tuple(float(r[role]) for role in ROLES) for r in rows})


def by_cue(weights: Weights) -> list[dict[str, tuple[float, ...]]]:
    """Weights sorted by cue, in the order of ``CUES``."""
    return [{value: row for (cue, value), row in weights.items() if cue == name} for name in CUES]
