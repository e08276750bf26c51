"""The cast of an incident: which of the phrases with a role in its sentences are who it is about.

The phrases are grouped by whom they name (:mod:`~pipeline.extract.actors.groups`), and a linear sum
over cheap cues of a group (:mod:`~pipeline.extract.actors.cast_cues`) says whether it is of the
incident. Who did it is often told elsewhere in a story, so the doers of its other frames are asked
as well. The weights are rows of ``cast.tsv``, and for telegrams in capitals of
``cast_telegrams.tsv``, fitted by ``tests/eval/fit_cast.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.extract.actors.cast_cues import cues, cues_of_telegram
from pipeline.extract.actors.cues import lead_of
from pipeline.extract.actors.groups import Group, Part, Stage, is_either
from pipeline.extract.actors.participants import make_participant
from pipeline.extract.actors.roles import ROLES, Weights, is_accused, tag_roles
from pipeline.extract.actors.scene import Scene
from pipeline.extract.actors.sure_doers import is_doer
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.tables import read_table
from pipeline.records import Participant, Role

#: A group is told from this probability on that it is of the cast and the frame is an incident at
#: all. In halves F1 of own articles is 67, 50, 75 (from 0.17, 0.15, 0.17 on 67, 49, 74). From 0.32
#: on it is 70, 50, 76, but of 281 perpetrators 218 are told then and not 239.
LEAST: Mapping[Role, float] = {"perpetrator": 0.22, "target": 0.2, "victim": 0.2}
#: The same in telegrams in capitals, by their own figures: in three folds of MUC-4 DEV (roles and
#: cast fitted on the others) slots, strict incidents are 45.6, 55.8.
LEAST_IN_CAPITALS: Mapping[Role, float] = {"perpetrator": 0.17, "target": 0.19, "victim": 0.21}
#: The same for who is told as the doer in other sentences only: a wrong name is worse than none.
LEAST_OF_STORY = {False: 0.3, True: 0.25}
#: In telegrams the surest doer, and the surest of those hit, is told from so little on where
#: nobody else is: in the same folds 45.4, 57.2 (from 0.08, 0.05 on 45.3, 57.5).
LEAST_OF_SUREST: Mapping[Role, float] = {"perpetrator": 0.12, "target": 0.08, "victim": 0.08}
#: In other texts, of each side that nobody is told of, the surest whom grammar names so: of long
#: articles 11 doers and 2 of whom they hit more are right, of others 7 of whom they hit, and none
#: fewer (from 0.1 on two doers less, from 0 on the same).
LEAST_BY_GRAMMAR = 0.05
_SIDES: tuple[tuple[Role, ...], ...] = (("perpetrator",), ("target", "victim"))

#: The weights, of texts in capitals or not.
TABLES = {False: "lexicon/en/cast.tsv", True: "lexicon/en/cast_telegrams.tsv"}

#: The phrase that says who another one is stands at most so many tokens behind it.
_BEHIND_REACH = 3


def find_parts(scene: Scene) -> Iterator[tuple[int, Part]]:
    """The phrases of a scene that may have a role, under their numbers."""
    telling = scene.telling
    for n, role, chance in tag_roles(scene):
        phrase = scene.phrases[n]
        yield (
            n,
            Part(
                make_participant(telling.sentence, role, phrase),
                phrase.kind,
                chance,
                telling.sentence.index,
                lead_of(telling.forms, phrase, scene.words.grammar),
                _is_behind(scene, n),
                is_doer(scene, phrase),
                _start(scene, n - 1) if _is_behind(scene, n) else None,
                phrase.actor_id is None
                and telling.forms[phrase.last - 1] in scene.words.grammar.anonymous,
                scene.by_grammar.get(phrase.first),
                is_accused(scene, phrase),
            ),
        )


def _is_behind(scene: Scene, n: int) -> bool:
    """Whether the n-th phrase says who the one before it is: "X, a judge"."""
    if not n or scene.phrases[n - 1].kind not in ("name", "person", "actor"):
        return False
    if _has_given_name(scene, n - 1) and _has_given_name(scene, n):
        return False
    between = scene.telling.forms[scene.phrases[n - 1].last : scene.phrases[n].first]
    is_listed = not scene.words.grammar.together.isdisjoint(between)
    return between[:1] == (",",) and len(between) <= _BEHIND_REACH and not is_listed


def _has_given_name(scene: Scene, n: int) -> bool:
    """Whether the n-th phrase names a person: two who are named stand in a list."""
    phrase = scene.phrases[n]
    forms = scene.telling.forms[phrase.first : phrase.last]
    return not load_place_words(scene.words.language).given_names.isdisjoint(forms)


def _start(scene: Scene, n: int) -> int:
    return scene.telling.sentence.starts[scene.phrases[n].first]


def choose_cast(stage: Stage) -> tuple[Participant, ...]:
    """The groups that are who an incident is about, under their longest names."""
    rated = [(rate_group(stage, group) * stage.confidence, group) for group in stage.groups]
    chosen = [group for chance, group in rated if chance >= least_of(stage, group)]
    if stage.in_capitals:
        chosen += _surest_of_missing(rated, chosen)
    else:
        chosen += _surest_by_grammar(rated, chosen)
    told = [g for g in chosen if not (_is_other_role_surer(g, chosen) or g.longest.is_nobody)]
    people = [group.longest.person for group in told]
    return tuple(sorted(people, key=lambda p: (p.field or "", p.start or 0, p.role)))


def _surest_by_grammar(
    rated: Sequence[tuple[float, Group]], chosen: Sequence[Group]
) -> Iterator[Group]:
    """Of each side that nobody is told of, the surest whom the grammar of its sentence names."""
    for roles in _SIDES:
        if any(group.role in roles for group in chosen):
            continue
        able = [
            (chance, group)
            for chance, group in rated
            if group.role in roles
            and group.is_own
            and any(part.by_grammar == group.role for part in group.parts)
        ]
        surest = max(able, key=lambda pair: pair[0], default=None)
        if surest is not None and surest[0] >= LEAST_BY_GRAMMAR:
            yield surest[1]


def least_of(stage: Stage, group: Group) -> float:
    """From which probability (0..1) on a group is told."""
    if not group.is_own:
        return LEAST_OF_STORY[stage.in_capitals]
    return (LEAST_IN_CAPITALS if stage.in_capitals else LEAST)[group.role]


def _surest_of_missing(
    rated: Sequence[tuple[float, Group]], chosen: Sequence[Group]
) -> Iterator[Group]:
    """Of each side that nobody is told of, the surest group, if it is not all too unsure."""
    for roles in _SIDES:
        if any(group.role in roles for group in chosen):
            continue
        able = [(chance, group) for chance, group in rated if group.role in roles]
        surest = max(able, key=lambda pair: pair[0], default=None)
        if surest is not None and surest[0] >= LEAST_OF_SUREST[surest[1].role]:
            yield surest[1]


def rate_group(stage: Stage, group: Group) -> float:
    """The probability (0..1) that a group is of the cast."""
    weights, column = load_weights(TABLES[stage.in_capitals]), ROLES.index(group.role)
    known = list(cues(stage, group))
    if stage.in_capitals:
        known += cues_of_telegram(stage, group)
    total = 0.0
    for cue in known:
        row = weights.get(cue)
        if row is not None:
            total += row[column]
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _is_other_role_surer(group: Group, chosen: Sequence[Group]) -> bool:
    """Whether the same name has another role, and a surer one: a victim is no perpetrator."""
    return any(
        other.role != group.role
        and other.chance > group.chance
        and is_either(other.longest.person, group.longest.person)
        for other in chosen
    )


@cache
def load_weights(table: str) -> Weights:
    """The weights of English serve all languages: hardly a cue is a word."""
    rows = read_table(table, ("cue", "value", *ROLES))
    return {(r["cue"], r["value"]): tuple(float(r[role]) for role in ROLES) for r in rows}
