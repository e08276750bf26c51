"""The phrases with a role in an incident, grouped by whom they name.

A story names a person many times over: by name, by office, as "the victim".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.lexicon.words import STATE
from pipeline.records import Participant, Role

#: How sure it is, in the sentences of a frame, that the subject of its deed did it.
SURE_OF_DOER = 0.9
#: Words (without plural) that say how many or that they are unknown, but not who.
_LEADING = frozenset(
    "group of number band gang member unidentified unknown armed heavily alleged suspected".split()
)

#: Where a phrase stands: its sentence, its field and its offset there.
Spot = tuple[int, str | None, int | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase that has a role in a telling.

    chance: how sure the role is (0..1). kind: see ``NounPhrase``. lead: what stands before it, one
    of "the", "a", "none", "number". is_behind: it says who the phrase before it is ("X, a judge").
    is_doer: it is the subject of the deed ("X launched an attack"). apposed: where the phrase
    before it starts, if it says who that is. is_anonymous: it names nobody known ("gunmen").
    by_grammar: its role by grammar alone. is_accused: only said by others to have done it.
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
    by_grammar: Role | None = None
    is_accused: bool = False

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return self.sentence, self.person.field, self.person.start

    @property
    def explained(self) -> Spot | None:
        """Where the one stands of whom it says who that is: "X, a judge"."""
        return None if self.apposed is None else (self.sentence, self.person.field, self.apposed)


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
    """All groups of a frame, with what else is known of it, and how sure it is an incident.

    event_type: a code of ``schemas/event_types.tsv``.
    """

    groups: Sequence[Group]
    toll: int | None
    sentences: frozenset[int]
    confidence: float = 1.0
    event_type: str = "attack"
    in_capitals: bool = False


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


def set_stage(
    parts: Sequence[Part], doers: Sequence[Part], toll: int | None, sentences: frozenset[int]
) -> Stage:
    """The groups of a frame: those of its own parts, and who else is told as a doer."""
    own, taken = group_parts(parts), {id(part) for part in parts}
    known = [g.longest.person for g in own if g.role == "perpetrator"]
    rest = [
        group
        for group in group_parts([part for part in doers if id(part) not in taken], is_own=False)
        if not any(is_either(group.longest.person, person) for person in known)
    ]
    return Stage([*own, *rest], toll, sentences)


def is_either(a: Participant, b: Participant) -> bool:
    """Whether two names may be of the same."""
    return is_same(a, b) or is_same(b, a)
