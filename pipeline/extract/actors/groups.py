"""The phrases with a role in an incident, grouped by whom they name.

A story names a person many times over: by name, by office, as "the victim".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.lexicon.grammar import load_grammar
from pipeline.lexicon.words import STATE
from pipeline.records import Participant, Role

#: How sure it is, in the sentences of a frame, that the subject of its deed did it.
SURE_OF_DOER = 0.9
#: Where a phrase stands: its sentence, its field and its offset there.
Spot = tuple[int, str | None, int | None]
#: What two parts of a role have in common that name the same, and which of it.
Clue = tuple[str, Role, object]


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase that has a role in a telling.

    chance: how sure the role is (0..1). kind: see ``NounPhrase``. lead: what stands before it, one
    of "the", "a", "none", "number". is_behind: it says who the phrase before it is ("X, a judge").
    is_doer: it is the subject of the deed ("X launched an attack"). apposed: where the phrase
    before it starts, if it says who that is. is_anonymous: it names nobody known ("gunmen").
    by_grammar: its role by grammar alone. is_accused: only said by others to have done it.
    is_nobody: it only names a place or a weapon, and is weighed against others but never told.
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
    is_nobody: bool = False

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
    groups = _Groups(is_own)
    for part in sorted(parts, key=lambda p: -len(p.person.name)):
        groups.add(part)
    return groups.made


class _Groups:
    """Groups in the making, the longest names first.

    A part joins the first group that names whom it does: by its words, beside it, or both name
    nobody. A long article has thousands of parts, so they are not compared with every group.
    """

    def __init__(self, is_own: bool) -> None:
        self.is_own = is_own
        self.made: list[Group] = []
        self._by_word: dict[tuple[Role, str], list[int]] = {}
        self._by_clue: dict[Clue, int] = {}

    def add(self, part: Part) -> None:
        """Put a part into its group, or begin one with it."""
        number = min(self._possible(part), default=len(self.made))
        if number == len(self.made):
            self._begin(part)
        self.made[number].add(part)
        self._note(number, ("at", part.person.role, part.spot))
        if part.explained is not None:
            self._note(number, ("explained", part.person.role, part.explained))

    def _possible(self, part: Part) -> Iterator[int]:
        """The numbers of the groups that name whom a part does."""
        person = part.person
        having = [self._by_word.get((person.role, word), []) for word in _words(person.name)]
        for number in min(having, key=len, default=[]):
            if is_same(self.made[number].longest.person, person):
                yield number
                break
        clues = [*_clues_of(part), ("explained", person.role, part.spot)]
        if part.explained is not None:
            clues.append(("at", person.role, part.explained))
        yield from (self._by_clue[clue] for clue in clues if clue in self._by_clue)

    def _begin(self, part: Part) -> None:
        number, role = len(self.made), part.person.role
        self.made.append(Group(role, part, [], self.is_own, 0.0))
        for word in _words(part.person.name):
            self._by_word.setdefault((role, word), []).append(number)
        for clue in _clues_of(part):
            self._note(number, clue)

    def _note(self, number: int, clue: Clue) -> None:
        self._by_clue[clue] = min(number, self._by_clue.get(clue, number))


def _clues_of(part: Part) -> list[Clue]:
    """What says of the first part of a group whom it names: its actor, or that nobody knows it."""
    person = part.person
    clues: list[Clue] = []
    if person.actor_id:
        clues.append(("actor", person.role, person.actor_id))
    if part.is_anonymous and person.role == "perpetrator":
        clues.append(("nobody", person.role, None))
    return clues


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
    return words - load_grammar().not_who or words


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
