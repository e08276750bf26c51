"""Fit the weights of ``roles.tsv``: which role a noun phrase has in the telling of an incident.

    python -m tests.eval.fit_roles ../shared/eval [--write]

Read are the sentences of frames that the scorer aligns with a gold incident: of MUC-4 (its DEV
split, never TST) and of the modern articles. A phrase has the role of the filler that it matches.
Each telling is read twice, the second time without the cues that are words, so that the weights do
not rest on the words of one war. Softmax regression with a ridge; without --write the F1 of each
role is printed, every second article held out, beside that of grammar alone.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.extract.actors.cues import Cue, cues
from pipeline.extract.actors.groups import Part
from pipeline.extract.actors.roles import ROLES
from pipeline.extract.actors.scene import Scene
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.reading import phrases_of, read_sentence, set_scene
from pipeline.extract.reading import Reading
from pipeline.extract.rules import load
from pipeline.rows import to_row
from tests.eval.fit_confidence import Listing, align_all, load_scorer

OUT = Path("pipeline/data/lexicon/en/roles.tsv")
#: Ridge penalty, and how often a cue must be seen; swept on held-out halves: little difference
#: between 0.5 and 4, between 2 and 5.
RIDGE, LEAST_SEEN = 2.0, 5
STEPS = 150
#: The cues that are words of the text.
LEXICAL = frozenset({"head", "first", "next", "trigger"})
#: What an example weighs: there are few modern articles.
WEIGHTS = {"muc4": 1.0, "articles": 2.0}
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
    """A phrase: its cues, its role (0 for none, else n of ROLES + 1), its verdict by grammar."""

    article: int
    cues: tuple[Cue, ...]
    role: int
    by_grammar: int
    weight: float


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


def read_gold(scorer: ModuleType, folder: Path) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """(set, number, row) of the articles with an incident, of MUC-4 DEV and of modern news."""
    muc4 = [r for r in scorer.find(str(folder / "data"), "muc4", "dev") if r["split"] == "DEV"]
    articles = scorer.find(str(folder / "data"), "articles", "dev")
    for name, gold in (("muc4", muc4), ("articles", articles)):
        yield from ((name, n, row) for n, row in enumerate(gold) if row["incidents"])


def read_examples(folder: Path) -> Iterator[Example]:
    """The phrases of all tellings of gold incidents."""
    scorer, casting = load_scorer(folder), Casting(load())
    for name, n, row in read_gold(scorer, folder):
        yield from _examples_of(row, n, name, casting, scorer)


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
    systems = systems_of(row, name, casting, scorer)
    fillers: dict[int, list[dict[str, Any]]] = {}
    for i, j in align_all(row["incidents"], systems, scorer, name == "muc4").items():
        for trigger in casting.frames[j].triggers:
            fillers.setdefault(trigger.sentence, []).append(row["incidents"][i])
    for scene in _scenes(casting.reading, fillers) if fillers else ():
        for k in range(len(scene.phrases)):
            role = _role_of(scene, k, fillers[scene.telling.sentence.index], scorer)
            verdict = scene.by_grammar.get(scene.phrases[k].first)
            by_grammar = ROLES.index(verdict) + 1 if verdict else 0
            yield Example(n, tuple(cues(scene, k)), role, by_grammar, WEIGHTS[name])


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


def fit(examples: list[Example]) -> Model:
    """Softmax regression with a ridge, every example once with and once without its words."""
    told = [e.cues for e in examples] + [
        tuple(c for c in e.cues if c[0] not in LEXICAL) for e in examples
    ]
    seen = Counter(cue for row in told for cue in row)
    model = Model({c: n for n, c in enumerate(k for k, v in seen.items() if v >= LEAST_SEEN)}, None)
    matrix = model.matrix(told)
    gold = np.eye(len(ROLES) + 1)[[e.role for e in examples] * 2]
    weight = np.array([e.weight / 2 for e in examples] * 2)[:, None]

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
    for name, weight in WEIGHTS.items():
        held_out = [e for e in examples if e.article % 2 and e.weight == weight]
        model = fit([e for e in examples if not (e.article % 2 and e.weight == weight)])
        print(f"{name}: {scores(held_out, model.roles([e.cues for e in held_out]))}")
        print(f"  grammar: {scores(held_out, np.array([e.by_grammar for e in held_out]))}")
    if "--write" in arguments:
        OUT.write_text(table(fit(examples)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
