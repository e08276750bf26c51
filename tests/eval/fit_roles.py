"""Fit the weights of ``roles.tsv`` and ``roles_telegrams.tsv``: the role of a noun phrase.

    python -m tests.eval.fit_roles ../shared/eval [--write] [--write-telegrams]

Read are the sentences of frames that tell a gold incident: of MUC-4 (its DEV split, never TST), of
the modern articles, and of the own ones (:mod:`tests.eval.own_gold`), which
``roles_telegrams.tsv`` is not fitted on. A phrase has the role of the filler that it matches.
Each telling is read twice, the second time without the cues that are words, so that the weights do
not rest on the words of one war. Softmax regression with a ridge; without --write the F1 of each
role is printed, every second article held out, beside that of grammar alone.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.extract.actors.cues import Cue, cues
from pipeline.extract.actors.groups import Part
from pipeline.extract.actors.roles import ROLES, TABLES
from pipeline.extract.actors.scene import Scene
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sentence.phrases import phrases_of
from pipeline.extract.frames.sentence.reading import read_sentence, set_scene
from pipeline.extract.reading import Reading
from pipeline.extract.rules import load
from pipeline.rows import to_row
from tests.eval.fit_confidence import Listing, align_all, load_scorer
from tests.eval.own_gold import WITH_PARTIES, align_own, read_own

DATA = Path("pipeline/data")
#: What writes the weights, of texts in capitals or not.
WRITE = {False: "--write", True: "--write-telegrams"}
#: Ridge penalty, and how often a cue must be seen; swept on held-out halves: little difference
#: between 0.5 and 4, between 2 and 5.
RIDGE, LEAST_SEEN = 2.0, 5
STEPS = 150
#: The cues that are words of the text.
LEXICAL = frozenset({"head", "first", "next", "trigger"})
#: What an example of a set weighs, for telegrams and for other texts: few articles are modern.
WEIGHTS = {
    True: {"muc4": 1.0, "articles": 2.0},
    False: {"muc4": 0.2, "articles": 2.0, "own": 2.0},
}
#: From this probability on a phrase counts as having its role in the printed figures.
LEAST = {"perpetrator": 0.4, "target": 0.35, "victim": 0.35}
#: Smaller weights are left out of the table.
LEAST_WEIGHT = 0.02
SLOTS = dict(zip(ROLES, ("perpetrators", "targets", "victims"), strict=True))
HEADER = (
    "# Weights of the cues that give a noun phrase its role, written by tests/eval/fit_roles.py.\n"
    "# Source: own work, Apache-2.0.\ncue\tvalue\tperpetrator\ttarget\tvictim\n"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase: the set and number of its article, its cues, its role, its verdict by grammar.

    A role is n of ``ROLES`` + 1, 0 for none.
    """

    name: str
    article: int
    cues: tuple[Cue, ...]
    role: int
    by_grammar: int


class Casting(Listing):
    """The rules with nothing left out; notes the frames of an article."""

    frames: list[Frame]
    doers: list[Part]
    reading: Reading

    def choose(self, frames: list[Frame], reading: Reading) -> list[Frame]:
        """Keep all frames."""
        self.frames, self.reading = frames, reading
        return super().choose(frames, reading)

    def cast(self, frames: list[Frame], doers: list[Part], reading: Reading) -> None:
        """Note who is told as a doer."""
        self.doers = doers
        super().cast(frames, doers, reading)


def read_gold(
    scorer: ModuleType, folder: Path, own: Sequence[str] = WITH_PARTIES
) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """(set, number, row) of the articles with an incident: of MUC-4 DEV, modern news, own ones."""
    muc4 = [r for r in scorer.find(str(folder / "data"), "muc4", "dev") if r["split"] == "DEV"]
    articles = scorer.find(str(folder / "data"), "articles", "dev")
    for name, gold in (("muc4", muc4), ("articles", articles), ("own", [*read_own(own)])):
        yield from ((name, n, row) for n, row in enumerate(gold) if row["incidents"])


def read_examples(folder: Path, own: Sequence[str] = WITH_PARTIES) -> Iterator[Example]:
    """The phrases of all tellings of gold incidents; ``own``: the sets of own articles."""
    scorer, casting = load_scorer(folder), Casting(load())
    for name, n, row in read_gold(scorer, folder, own):
        yield from _examples_of(row, n, name, casting, scorer)


def align(row: dict[str, Any], name: str, casting: Casting, scorer: ModuleType) -> dict[int, int]:
    """Which gold incident of an article of a set is which frame of it, by their numbers."""
    if name == "own":
        _, mentions = casting.told(row)
        return align_own(row["incidents"], mentions)
    systems = systems_of(row, name, casting, scorer)
    return align_all(row["incidents"], systems, scorer, name == "muc4")


def systems_of(
    row: dict[str, Any], name: str, casting: Casting, scorer: ModuleType
) -> list[dict[str, Any]]:
    """An article's frames as the scorer's incidents, whatever their type, status and salience."""
    types = scorer.load_types("schemas/event_types.tsv")
    _, mentions = casting.told(row)
    is_muc, systems = name == "muc4", []
    for mention in mentions:
        told = {**to_row(mention), "salience": "main", "status": "occurred"}
        if is_muc and not scorer.muc_types(told["event_type"], types):
            told["event_type"] = "attack"
        systems += scorer.as_system("", [told], types, is_muc)["incidents"]
    return systems


def _examples_of(
    row: dict[str, Any], n: int, name: str, casting: Casting, scorer: ModuleType
) -> Iterator[Example]:
    pairs = align(row, name, casting, scorer)
    fillers: dict[int, list[dict[str, Any]]] = {}
    for i, j in pairs.items():
        for trigger in casting.frames[j].triggers:
            fillers.setdefault(trigger.sentence, []).append(row["incidents"][i])
    for scene in _scenes(casting.reading, fillers) if fillers else ():
        for k in range(len(scene.phrases)):
            role = _role_of(scene, k, fillers[scene.telling.sentence.index], scorer)
            verdict = scene.by_grammar.get(scene.phrases[k].first)
            by_grammar = ROLES.index(verdict) + 1 if verdict else 0
            yield Example(name, n, tuple(cues(scene, k)), role, by_grammar)


def _scenes(reading: Reading, told: dict[int, Any]) -> Iterator[Scene]:
    for telling in reading.tellings:
        if telling.sentence.index in told:
            frames = read_sentence(reading, telling, None)
            yield set_scene(frames, reading, telling, phrases_of(reading, telling))[0]


def _role_of(scene: Scene, n: int, gold: list[dict[str, Any]], scorer: ModuleType) -> int:
    sentence, phrase = scene.telling.sentence, scene.phrases[n]
    start = sentence.tokens[phrase.first].start - sentence.start
    text = sentence.text[start : sentence.tokens[phrase.last - 1].end - sentence.start]
    for incident in gold:
        for number, role in enumerate(ROLES, start=1):
            fillers = scorer.SI.gset(incident, SLOTS[role])
            if any(scorer.SI.amatch(filler["alts"], text) for filler in fillers):
                return number
    return 0


@dataclass
class Model:
    """Weights of the cues that were seen often enough: one row each, one column a role."""

    rows: dict[Cue, int]
    weights: Any

    def matrix(self, examples: list[tuple[Cue, ...]]) -> Any:
        """Which example has which cue."""
        pairs = [(n, self.rows[c]) for n, e in enumerate(examples) for c in e if c in self.rows]
        row, column = zip(*pairs, strict=True)
        return csr_matrix((np.ones(len(pairs)), (row, column)), (len(examples), len(self.rows)))

    def roles(self, examples: list[tuple[Cue, ...]]) -> Any:
        """The role of each example, as the extractor would give it."""
        chance = _chances(self.matrix(examples) @ self.weights)[:, 1:]
        least = np.array([LEAST[role] for role in ROLES])
        best = chance.argmax(1)
        return np.where(chance.max(1) >= least[best], best + 1, 0)


def _chances(sums: Any) -> Any:
    sums = np.hstack([np.zeros((len(sums), 1)), sums])
    raised = np.exp(sums - sums.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def fit(examples: list[Example], in_capitals: bool) -> Model:
    """The weights of a table: those of other texts also learn from own articles.

    Softmax regression with a ridge, every example once with and once without its words.
    """
    weights_of = WEIGHTS[in_capitals]
    examples = [e for e in examples if e.name in weights_of]
    told = [e.cues for e in examples] + [
        tuple(c for c in e.cues if c[0] not in LEXICAL) for e in examples
    ]
    seen = Counter(cue for row in told for cue in row)
    model = Model({c: n for n, c in enumerate(k for k, v in seen.items() if v >= LEAST_SEEN)}, None)
    matrix = model.matrix(told)
    gold = np.eye(len(ROLES) + 1)[[e.role for e in examples] * 2]
    weight = np.array([weights_of[e.name] / 2 for e in examples] * 2)[:, None]

    def loss(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(len(model.rows), len(ROLES))
        chance = _chances(matrix @ weights)
        cost = -(weight * gold * np.log(chance + 1e-12)).sum() + RIDGE * (weights**2).sum() / 2
        slope = matrix.T @ ((chance - gold)[:, 1:] * weight) + RIDGE * weights
        return float(cost), slope.ravel()

    start = np.zeros(len(model.rows) * len(ROLES))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    model.weights = found.x.reshape(len(model.rows), len(ROLES))
    return model


def scores(examples: list[Example], found: Any) -> str:
    """The F1 of each role."""
    gold = np.array([e.role for e in examples])
    told = []
    for number, role in enumerate(ROLES, start=1):
        hits = ((found == number) & (gold == number)).sum()
        total = (found == number).sum() + (gold == number).sum()
        told.append(f"{role} {200 * hits / max(1, total):.1f}")
    return ", ".join(told)


def table(model: Model) -> str:
    """The weights as the rows of ``roles.tsv``."""
    lines = []
    for cue, n in sorted(model.rows.items()):
        if np.abs(model.weights[n]).max() >= LEAST_WEIGHT:
            lines.append("\t".join((*cue, *(f"{w:.2f}" for w in model.weights[n]))))
    return HEADER + "\n".join(lines) + "\n"


def main(arguments: list[str]) -> None:
    """Print how well held-out roles are read; write the weights when asked to."""
    examples = list(read_examples(Path(arguments[0])))
    for in_capitals, path in TABLES.items():
        for name in WEIGHTS[in_capitals]:
            held_out = [e for e in examples if e.article % 2 and e.name == name]
            model = fit(
                [e for e in examples if not (e.article % 2 and e.name == name)], in_capitals
            )
            print(f"{path} {name}: {scores(held_out, model.roles([e.cues for e in held_out]))}")
            print(f"  grammar: {scores(held_out, np.array([e.by_grammar for e in held_out]))}")
        if WRITE[in_capitals] in arguments:
            (DATA / path).write_text(table(fit(examples, in_capitals)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
