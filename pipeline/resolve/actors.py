"""Names of one side of an incident, with its aliases merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.records import Mention, Participant, Role
from pipeline.resolve.votes import known_order, origin_of

SEPARATOR = "; "

#: A state acts through these: named beside it in one role, they are it, and say more.
_ARMS = frozenset({"military", "police"})


@dataclass(slots=True)
class _Actor:
    """One participant under all the names that mentions give it."""

    first: Participant
    names: dict[str, set[str]] = field(default_factory=dict)

    def add(self, participant: Participant, origin: str) -> None:
        """Count a name once for each origin."""
        self.names.setdefault(participant.name, set()).add(origin)

    def name(self) -> str:
        """The name in most origins; of equals the one met first."""
        return max(self.names, key=lambda name: len(self.names[name]))


def name_participants(mentions: Iterable[Mention], *roles: Role) -> str | None:
    """The participants in some roles, one name each, in the order they became known."""
    actors: list[_Actor] = []
    for mention in sorted(mentions, key=known_order):
        for participant in mention.participants:
            if participant.role in roles:
                _place_of(actors, participant).add(participant, origin_of(mention))
    names = dict.fromkeys(actor.name() for actor in _without_states(actors))
    return SEPARATOR.join(names) or None


def name_weapons(mentions: Iterable[Mention]) -> str | None:
    """The weapons that mentions name, without regard to case, in the order they became known."""
    names: dict[str, str] = {}
    for mention in sorted(mentions, key=known_order):
        for weapon in mention.weapons:
            names.setdefault(weapon.name.casefold(), weapon.name)
    return SEPARATOR.join(names.values()) or None


def is_same(one: Participant, other: Participant) -> bool:
    """Whether two participants of one role are one: by id, else by the words of their names."""
    if one.actor_id is not None and other.actor_id is not None:
        return one.actor_id == other.actor_id
    return name_words(one.name) == name_words(other.name)


def name_words(name: str) -> frozenset[str]:
    """What of a name counts: its words without articles, case and dots."""
    words = name.casefold().replace(".", "").replace("-", " ").split()
    return frozenset(word for word in words if word not in ("the", "a", "an"))


def _place_of(actors: list[_Actor], participant: Participant) -> _Actor:
    for actor in actors:
        if is_same(actor.first, participant):
            return actor
    actors.append(_Actor(participant))
    return actors[-1]


def _without_states(actors: Sequence[_Actor]) -> list[_Actor]:
    """Leave out a state where an arm of it is named: "the United States" beside its military."""
    armed = {a.first.country for a in actors if a.first.type in _ARMS and a.first.country}
    return [
        actor for actor in actors if actor.first.type != "state" or actor.first.country not in armed
    ]
