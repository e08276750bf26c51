"""The cast of an incident: which of the phrases with a role in its sentences are who it is about.

A story names a person many times over: by name, by office, as "the victim". The parts of a frame
are grouped by whom they name, and a linear sum over cheap cues of a group (how sure its role is,
how often and as what it is named, what stands beside it) says whether it is of the incident. Who
did it is often told elsewhere in a story, so the doers of its other frames are asked as well. The
weights are rows of ``cast.tsv``, fitted by ``tests/eval/fit_roles.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipeline.extract.actors.cues import Cue, lead_of
from pipeline.extract.actors.participants import make_participant
from pipeline.extract.actors.roles import ROLES, Weights, is_doer, tag_roles
from pipeline.extract.actors.scene import Scene
from pipeline.lexicon.tables import read_table
from pipeline.lexicon.words import STATE
from pipeline.records import Participant, Role

#: A group is told from this probability on that it is of the cast and the frame is an incident at
#: all. Slots, strict incidents of MUC-4 TST1+2 and slots, strict of the modern articles: without
#: the frame's share (0.28, 0.25, 0.28, story 0.4) 40.8, 53.4, 63.0, 56.6; with it, from 0.2, 0.18,
#: 0.2 (0.29) on 41.6, 53.4, 62.3, 56.6, from these 41.2, 54.0, 60.9, 64.2.
LEAST: Mapping[Role, float] = {"perpetrator": 0.17, "target": 0.15, "victim": 0.17}
#: The same for who is told as the doer in other sentences only: a wrong name is worse than none.
LEAST_OF_STORY = 0.25
#: How sure it is, in the sentences of a frame, that the subject of its deed did it.
SURE_OF_DOER = 0.9
#: Words that name anybody.
ANYBODY = frozenset("people person persons others civilians victims victim individuals".split())

#: Words (without plural) that say how many or that they are unknown, but not who.
_LEADING = frozenset(
    "group of number band gang member unidentified unknown armed heavily alleged suspected".split()
)

#: The phrase that says who another one is stands at most so many tokens behind it.
_BEHIND_REACH = 3

#: Where a phrase stands: its sentence, its field and its offset there.
Spot = tuple[int, str | None, int | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase that has a role in a telling.

    chance: how sure the role is (0..1). kind: see ``NounPhrase``. lead: what stands before it, one
    of "the", "a", "none", "number". is_behind: it says who the phrase before it is ("X, a judge").
    is_doer: it is the subject of the deed ("X launched an attack"). apposed: where the phrase
    before it starts, if it says who that is. is_anonymous: it names nobody known ("gunmen").
    """

    person: Participant
    kind: str
    chance: float
    sentence: int
    lead: str
    is_behind: bool
    is_doer: bool = False
    apposed: int | None = None
    is_anonymous: bool = False

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return self.sentence, self.person.field, self.person.start

    @property
    def explained(self) -> Spot | None:
        """Where the one stands of whom it says who that is: "X, a judge"."""
        return None if self.apposed is None else (self.sentence, self.person.field, self.apposed)


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
                lead_of(telling.forms, phrase),
                _is_behind(scene, n),
                is_doer(scene, phrase),
                _start(scene, n - 1) if _is_behind(scene, n) else None,
                phrase.actor_id is None
                and telling.forms[phrase.last - 1] in scene.words.grammar.anonymous,
            ),
        )


def _is_behind(scene: Scene, n: int) -> bool:
    """Whether the n-th phrase says who the one before it is: "X, a judge"."""
    if not n or scene.phrases[n - 1].kind not in ("name", "person", "actor"):
        return False
    between = scene.telling.forms[scene.phrases[n - 1].last : scene.phrases[n].first]
    return between[:1] == (",",) and len(between) <= _BEHIND_REACH and "and" not in between


def _start(scene: Scene, n: int) -> int:
    return scene.telling.sentence.starts[scene.phrases[n].first]


@dataclass(slots=True)
class Group:
    """The parts of one role that name the same.

    longest: the part with the longest name. chance: how sure the surest part is. spots: where its
    parts stand. explained: where those stand of whom its parts say who they are.
    """

    role: Role
    longest: Part
    parts: list[Part]
    is_own: bool
    chance: float
    spots: set[Spot] = field(default_factory=set)
    explained: set[Spot] = field(default_factory=set)

    def add(self, part: Part) -> None:
        """Take one more part."""
        sure = SURE_OF_DOER if part.is_doer and self.is_own else 0.0
        self.parts.append(part)
        self.chance = max(self.chance, part.chance, sure)
        self.spots.add(part.spot)
        if part.explained is not None:
            self.explained.add(part.explained)


@dataclass(frozen=True, slots=True)
class Stage:
    """All groups of a frame, with what else is known of it, and how sure it is an incident."""

    groups: Sequence[Group]
    toll: int | None
    sentences: frozenset[int]
    confidence: float = 1.0


def group_parts(parts: Sequence[Part], is_own: bool = True) -> list[Group]:
    """The parts by role and by whom they name."""
    groups: list[Group] = []
    for part in sorted(parts, key=lambda p: -len(p.person.name)):
        group = next((g for g in groups if _names_same(g, part)), None)
        if group is None:
            group = Group(part.person.role, part, [], is_own, 0.0)
            groups.append(group)
        group.add(part)
    return groups


def _names_same(group: Group, part: Part) -> bool:
    """Whether a part names whom a group does: by its words, beside it, or both name nobody."""
    if group.role != part.person.role:
        return False
    if is_same(group.longest.person, part.person):
        return True
    if group.role == "perpetrator" and part.is_anonymous and group.longest.is_anonymous:
        return True
    return part.spot in group.explained or part.explained in group.spots


def is_same(longer: Participant, shorter: Participant) -> bool:
    """Whether two names are of the same: the shorter one's words end or fill the longer one.

    A state is only itself, not what its name stands before: "Russian", "a Russian woman".
    """
    if shorter.actor_id and shorter.actor_id == longer.actor_id:
        return True
    mine, words = _words(longer.name), _words(shorter.name)
    return mine == words if STATE in (longer.type, shorter.type) else words <= mine


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> frozenset[str]:
    """The words of a name without their plural, and without those that only count or lead."""
    words = frozenset(word.rstrip("s") for word in name.lower().split())
    return words - _LEADING or words


def cues(stage: Stage, group: Group) -> Iterator[Cue]:
    """What is known of a group, as named values."""
    best = group.longest
    rivals = [g for g in stage.groups if g.role == group.role and g is not group]
    rank = sum(g.chance > group.chance for g in rivals)
    leads = {part.lead for part in group.parts}
    words = best.person.name.split()
    own = "own" if group.is_own else "story"
    yield "bias", own
    yield "chance", f"{own} {int(group.chance * 10)}"
    yield "sum", f"{own} {min(8, int(2 * sum((p.chance for p in group.parts), 0.0)))}"
    yield "count", f"{own} {min(4, len(group.parts))}"
    yield "kind", f"{own} {best.kind} {'one' if len(words) == 1 else 'more'}"
    yield "type", f"{best.person.type} {best.person.actor_id is not None}"
    yield "lead", f"{'the' if leads == {'the'} else best.lead} {best.kind} {min(rank, 2)}"
    yield "rank", f"{own} {min(rank, 4)} {min(4, len(rivals))}"
    yield "behind", f"{all(p.is_behind for p in group.parts)} {best.kind} {min(rank, 1)}"
    yield "anybody", f"{best.person.name.lower() in ANYBODY} {min(rank, 1)}"
    yield "named", f"{best.kind} {any(g.longest.kind in ('name', 'actor') for g in rivals)}"
    yield "other_role", str(int(10 * _other_role(stage, group)))
    yield "toll", _beside_toll(stage, group, rank)
    yield "where", f"{own} {min(3, *(p.sentence for p in group.parts))} {best.kind}"
    if not group.is_own:
        yield "beside_own", f"{_surest_own(rivals)} {best.kind}"
        yield "near", f"{_way(stage, group)} {_surest_own(rivals)}"
        yield "others", str(min(4, sum(not g.is_own for g in rivals)))


def _surest_own(rivals: Sequence[Group]) -> int:
    """How sure (0 to 4) the surest rival of the frame's own sentences is."""
    return int(4 * max((g.chance for g in rivals if g.is_own), default=0.0))


def _way(stage: Stage, group: Group) -> int:
    """How many sentences away from the frame a group is told: 0, 1 or 2 and more."""
    ways = (abs(p.sentence - s) for p in group.parts for s in stage.sentences)
    return min(3, *ways)


def _other_role(stage: Stage, group: Group) -> float:
    """How sure another role of the same name is."""
    name = group.longest.person
    return max(
        (
            g.chance
            for g in stage.groups
            if g.role != group.role and _is_either(g.longest.person, name)
        ),
        default=0.0,
    )


def _beside_toll(stage: Stage, group: Group, rank: int) -> str:
    """Whether as many as were hurt are already named."""
    if stage.toll is None or group.role != "victim":
        return "-"
    return f"{'beyond' if rank >= stage.toll else 'within'} {min(stage.toll, 3)}"


def choose_cast(stage: Stage) -> tuple[Participant, ...]:
    """The groups that are who an incident is about, under their longest names."""
    chosen = []
    for group in stage.groups:
        least = LEAST[group.role] if group.is_own else LEAST_OF_STORY
        if rate_group(stage, group) * stage.confidence >= least:
            chosen.append(group)
    people = [g.longest.person for g in chosen if not _is_other_role_surer(g, chosen)]
    return tuple(sorted(people, key=lambda p: (p.field or "", p.start or 0, p.role)))


def rate_group(stage: Stage, group: Group) -> float:
    """The probability (0..1) that a group is of the cast."""
    weights, column = load_weights(), ROLES.index(group.role)
    rows = (weights.get(cue) for cue in cues(stage, group))
    total = sum((row[column] for row in rows if row is not None), 0.0)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def set_stage(
    parts: Sequence[Part], doers: Sequence[Part], toll: int | None, sentences: frozenset[int]
) -> Stage:
    """The groups of a frame: those of its own parts, and who else is told as a doer."""
    own, taken = group_parts(parts), {id(part) for part in parts}
    known = [g.longest.person for g in own if g.role == "perpetrator"]
    rest = [
        group
        for group in group_parts([part for part in doers if id(part) not in taken], is_own=False)
        if not any(_is_either(group.longest.person, person) for person in known)
    ]
    return Stage([*own, *rest], toll, sentences)


def _is_other_role_surer(group: Group, chosen: Sequence[Group]) -> bool:
    """Whether the same name has another role, and a surer one: a victim is no perpetrator."""
    return any(
        other.role != group.role
        and other.chance > group.chance
        and _is_either(other.longest.person, group.longest.person)
        for other in chosen
    )


def _is_either(a: Participant, b: Participant) -> bool:
    return is_same(a, b) or is_same(b, a)


@cache
def load_weights() -> Weights:
    """The weights of English serve all languages: hardly a cue is a word."""
    rows = read_table("lexicon/en/cast.tsv", ("cue", "value", *ROLES))
    return {(r["cue"], r["value"]): tuple(float(r[role]) for role in ROLES) for r in rows}
