"""Fit the weights of ``cast.tsv``: which of the phrases with a role an incident is about.

    python -m tests.eval.fit_cast ../shared/eval [--write] [--write-telegrams]

Read are the frames that tell a gold incident: of MUC-4 (its DEV split, never TST), of the modern
articles and of the own ones. A group of phrases is of the cast when it is the surest one that
matches a filler of its role. The roles of each half of the articles are read with weights that
were fitted on the other half, since those of its own half would be surer than on new text.
``cast_telegrams.tsv`` is fitted on MUC-4 alone, with what only telegrams are asked.
Logistic regression with a ridge for each role; without --write precision and recall on held-out
halves are printed. To be run after ``tests/eval/fit_roles.py``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.extract.actors import roles
from pipeline.extract.actors.cast import LEAST, LEAST_IN_CAPITALS, TABLES
from pipeline.extract.actors.cast_cues import cues, cues_of_telegram
from pipeline.extract.actors.cues import Cue
from pipeline.extract.actors.groups import Group
from pipeline.extract.actors.roles import ROLES
from pipeline.extract.frames.doers import doers_beside
from pipeline.extract.rules import load, stage_of
from pipeline.records import Role
from tests.eval.fit_confidence import load_scorer
from tests.eval.fit_roles import (
    DATA,
    SLOTS,
    WRITE,
    Casting,
    align,
    read_examples,
    read_gold,
)
from tests.eval.fit_roles import WEIGHTS as WEIGHTS_OF_ROLES
from tests.eval.fit_roles import (
    Example as RoleExample,
)
from tests.eval.fit_roles import (
    fit as fit_roles,
)
from tests.eval.own_gold import LONG, WITH_PARTIES

#: The sets of own articles that are read: the long ones name as many sides as all others.
OWN = (*WITH_PARTIES, *LONG)
#: What an example of a set weighs; with 2 for each, as for roles, targets lose more than is won.
WEIGHTS = {**WEIGHTS_OF_ROLES, False: {"muc4": 0.2, "articles": 2.5, "own": 0.8}}
#: Ridge penalty, and how often a cue must be seen; 2 and 8 gave the same within a point.
RIDGE, LEAST_SEEN = 4.0, 4
STEPS = 200
#: Smaller weights are left out of the table.
LEAST_WEIGHT = 0.01
HEADER = (
    "# Weights of the cues that say whom an incident is about, written by tests/eval/fit_cast.py.\n"
    "# Source: own work, Apache-2.0.\ncue\tvalue\tperpetrator\ttarget\tvictim\n"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A group: its set, its half of the articles, role and cues, whether it is of the cast.

    more: the cues that only telegrams are asked; of other articles none.
    """

    name: str
    half: int
    role: Role
    cues: tuple[Cue, ...]
    more: tuple[Cue, ...]
    is_cast: bool


def read_groups(folder: Path) -> Iterator[Example]:
    """The groups of all frames that are gold incidents, each half read by weights of the other."""
    scorer, casting = load_scorer(folder), Casting(load())
    phrases = list(read_examples(folder, OWN))
    for half in (0, 1):
        others = [e for e in phrases if e.article % 2 != half]
        weights = {path: _weights(others, capitals) for capitals, path in roles.TABLES.items()}
        with patch.object(roles, "load_weights", side_effect=weights.__getitem__):
            for name, n, row in read_gold(scorer, folder, OWN):
                if n % 2 == half:
                    yield from _groups_of(row, half, name, casting, scorer)


def _weights(examples: list[RoleExample], in_capitals: bool) -> list[dict[str, tuple[float, ...]]]:
    model = fit_roles(examples, in_capitals)
    return roles.by_cue({cue: tuple(model.weights[n]) for cue, n in model.rows.items()})


def _groups_of(
    row: dict[str, Any], half: int, name: str, casting: Casting, scorer: ModuleType
) -> Iterator[Example]:
    in_capitals = name == "muc4"
    for i, j in align(row, name, casting, scorer).items():
        frame, doers = casting.frames[j], casting.doers
        able = doers if in_capitals else doers_beside(frame, casting.frames, doers)
        stage = stage_of(frame, able, in_capitals)
        for role in ROLES:
            groups = [g for g in stage.groups if g.role == role]
            cast = _cast_of(groups, scorer.SI.gset(row["incidents"][i], SLOTS[role]), scorer)
            for n, group in enumerate(groups):
                more = tuple(cues_of_telegram(stage, group)) if in_capitals else ()
                known = tuple(cues(stage, group))
                yield Example(name, half, role, known, more, n in cast)


def _cast_of(groups: list[Group], fillers: list[dict[str, Any]], scorer: ModuleType) -> set[int]:
    """The numbers of the groups that fill something: each filler once, by the surest group."""
    cast, free = set(), list(fillers)
    for n in sorted(range(len(groups)), key=lambda n: (not groups[n].is_own, -groups[n].chance)):
        name = groups[n].longest.person.name
        filled = next((f for f in free if scorer.SI.amatch(f["alts"], name)), None)
        if filled is not None:
            free.remove(filled)
            cast.add(n)
    return cast


Fitted = Mapping[tuple[Role, Cue], float]


def fit(examples: list[Example], in_capitals: bool) -> Fitted:
    """The weights of the cues of each role, for telegrams or for other texts."""
    seen = Counter((e.role, cue) for e in examples for cue in e.cues)
    number = {key: n for n, key in enumerate(k for k, v in seen.items() if v >= LEAST_SEEN)}
    pairs = [
        (n, number[e.role, c])
        for n, e in enumerate(examples)
        for c in e.cues
        if (e.role, c) in number
    ]
    row, column = zip(*pairs, strict=True)
    matrix = csr_matrix((np.ones(len(pairs)), (row, column)), (len(examples), len(number)))
    gold = np.array([float(e.is_cast) for e in examples])
    weight = np.array([WEIGHTS[in_capitals][e.name] for e in examples])

    def loss(weights: Any) -> tuple[float, Any]:
        total = matrix @ weights
        cost = (weight * (np.logaddexp(0, total) - gold * total)).sum()
        slope = matrix.T @ (weight * (1 / (1 + np.exp(-total)) - gold)) + RIDGE * weights
        return float(cost + RIDGE * (weights**2).sum() / 2), slope

    start = np.zeros(len(number))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return {key: float(found[n]) for key, n in number.items()}


def rate(weights: Fitted, example: Example) -> float:
    """The probability (0..1) that an example is of the cast."""
    total = sum(weights.get((example.role, cue), 0.0) for cue in example.cues)
    return float(1 / (1 + np.exp(-total)))


def table(weights: Fitted) -> str:
    """The weights as the rows of ``cast.tsv``."""
    lines = []
    for cue in sorted({cue for _, cue in weights}):
        row = [weights.get((role, cue), 0.0) for role in ROLES]
        if max(map(abs, row)) >= LEAST_WEIGHT:
            lines.append("\t".join((*cue, *(f"{w:.2f}" for w in row))))
    return HEADER + "\n".join(lines) + "\n"


def of_telegrams(examples: list[Example]) -> list[Example]:
    """The examples of telegrams, with all that is known of them."""
    return [replace(e, cues=(*e.cues, *e.more)) for e in examples if e.more]


def report(examples: list[Example], in_capitals: bool) -> None:
    """Print how well held-out casts of each set are chosen."""
    least = LEAST_IN_CAPITALS if in_capitals else LEAST
    held_out: list[tuple[Example, float]] = []
    for half in (0, 1):
        weights = fit([e for e in examples if e.half != half], in_capitals)
        held_out += [(e, rate(weights, e)) for e in examples if e.half == half]
    for name, role in product(dict.fromkeys(e.name for e in examples), ROLES):
        of_role = [(e, chance) for e, chance in held_out if (e.name, e.role) == (name, role)]
        told = [(e.is_cast, chance >= least[role]) for e, chance in of_role]
        hits = sum(a and b for a, b in told)
        chosen, gold = sum(b for _, b in told), sum(a for a, _ in told)
        print(f"{name} {role}: {hits} of {chosen} chosen are right, of {gold} to be chosen")


def main(arguments: list[str]) -> None:
    """Print how well held-out casts are chosen; write the weights when asked to."""
    everything = list(read_groups(Path(arguments[0])))
    for in_capitals, examples in ((False, everything), (True, of_telegrams(everything))):
        report(examples, in_capitals)
        if WRITE[in_capitals] in arguments:
            fitted = fit(examples, in_capitals)
            (DATA / TABLES[in_capitals]).write_text(table(fitted), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
