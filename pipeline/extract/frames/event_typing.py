"""The most telling type of an incident: by its triggers, who fights whom, and its scene."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.frames.frame import Frame, clause_at
from pipeline.extract.frames.unsaid_scenes import is_unsaid
from pipeline.extract.reading import Reading
from pipeline.extract.triggers.scenes import SceneMatch
from pipeline.extract.triggers.trigger import Telling
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.phrases import Match
from pipeline.lexicon.words import ActorWord, Words

#: Who killed so many robbed them besides: "killed four and stole 200 goats".
_MASSACRE = 3
#: Who of the two sides stands in the subject of taking a place.
_TAKING = frozenset({"territory_lost", "territory_regained"})
_TAKEN = _TAKING | {"territory_transfer"}
FIGHTERS = frozenset({"armed_group", "military"})
_BATTLE = frozenset({"attack", "shooting"})
#: Scenes of verbs that tell of an abduction, unless it is police who lead somebody off.
_LEADING_OFF = frozenset({"snatch", "take_away", "lead_v"})
#: Scenes of those who riot.
_CROWD = frozenset({"protester", "throng", "rowdies", "at_police"})
#: What firebombs tell without a word for fire, and how far behind the verb they stand.
_BY_FIRE, _THROWN_REACH = frozenset({"riot", "bombing"}), 3
#: What protesters speak of stands at most so far behind the words that say so.
_AIM_REACH = 4


def scenes_of(telling: Telling, reading: Reading) -> frozenset[str]:
    """The scenes of a sentence; neither a judge who is killed nor one who says it makes a court.

    Telegrams in capitals keep it: their sums are fitted with it.
    """
    is_court = reading.document.in_capitals or any(
        "legal" in m.scenes and _is_of_court(m, telling, reading) for m in telling.matches
    )
    return telling.scenes if is_court else telling.scenes - {"legal"}


def _is_of_court(match: SceneMatch, telling: Telling, reading: Reading) -> bool:
    """Whether a word of courts tells of one: "two men were shot, prosecutors said" does not."""
    lowers = telling.sentence.lowers
    if lowers[match.last : match.last + 1] and lowers[match.last] in reading.words.grammar.saying:
        return False
    return not reading.is_hurt(telling.sentence.index, telling.sentence.starts[match.first])


def share_scenes(frames: Sequence[Frame], telling: Telling) -> list[list[SceneMatch]]:
    """The scenes of a sentence that stand nearest to each of its frames, or as near as another."""
    if len(frames) == 1:
        return [list(telling.matches)]
    near: list[list[SceneMatch]] = [[] for _ in frames]
    for match in telling.matches:
        here = clause_at(frames, telling.sentence.starts[match.first])
        gaps = {id(frame): _gap(frame, match) for frame in here}
        least = min(gaps.values())
        for scenes, frame in zip(near, frames, strict=True):
            if gaps.get(id(frame)) == least:
                scenes.append(match)
    return near


def refine_type(frame: Frame, telling: Telling, words: Words, near: Sequence[SceneMatch]) -> str:
    """The type of a frame after the scenes of its sentence: the first rule that holds.

    ``near`` are the scenes that are its own (see :func:`share_scenes`).
    """
    scenes = frozenset().union(
        *(_own_scenes(m, frame, telling) for m in near if not is_unsaid(m, frame, telling, words))
    )
    event_type = frame.event_type
    for rule in words.type_rules:
        if event_type in rule.sources and rule.needs <= scenes and not rule.lacks & scenes:
            return rule.event_type
    if event_type in _TAKING:
        return _taking(frame, telling, words)
    verdicts = (
        ("armed_clash", _is_deadly_raid(frame, scenes)),
        ("arson", _is_fire_raid(frame, telling, scenes)),
        ("arrest", _is_led_off(frame)),
        ("attack", event_type == "robbery" and (frame.killed() or 0) >= _MASSACRE),
        ("air_strike", _is_strike_of_state(frame, telling, words.grammar, scenes)),
        # a headline says too little of who fights whom: "Bomber kills three officers"
        ("armed_clash", telling.sentence.field != "title" and _is_battle(frame, scenes)),
    )
    return next((found for found, holds in verdicts if holds), event_type)


def drop_captured_town(frame: Frame) -> None:
    """Leave out that a town was captured: it is no prisoner."""
    if frame.event_type in _TAKEN:
        frame.claims = [c for c in frame.claims if c.is_counted or c.outcome != "captured"]


def _own_scenes(match: SceneMatch, frame: Frame, telling: Telling) -> frozenset[str]:
    """What a word says of a frame: no riot that a protest is about, no mob that is itself hit."""
    start = telling.sentence.starts[match.first]
    is_hit = "mob" in match.scenes and any(
        p.role != "perpetrator" and (p.start or 0) <= start < (p.end or 0) for p in frame.sides
    )
    unsaid = {"riotous"} if _is_aim(match, telling.matches) else {"mob"} if is_hit else frozenset()
    return match.scenes - unsaid


def _is_aim(match: SceneMatch, matches: Sequence[SceneMatch]) -> bool:
    """Whether violence is what a protest is about: "to decry the arrests and the violence"."""
    return "riotous" in match.scenes and any(
        "aim" in m.scenes and 0 <= match.first - m.last <= _AIM_REACH for m in matches
    )


def _gap(frame: Frame, match: SceneMatch) -> int:
    return min(max(0, match.first - t.last, t.first - match.last) for t in frame.triggers)


def _taking(frame: Frame, telling: Telling, words: Words) -> str:
    """A place is regained by a state's side and lost to the other, by whoever is the subject.

    The subject of a passive is who loses it: "the rebels were driven out of".
    """
    verb, grammar = frame.triggers[0].first, words.grammar
    sides = [
        m for m in telling.matches if m.last <= verb and m.scenes & {"state_side", "rebel_side"}
    ]
    sides = _as_groups(sides, telling, words)
    sides = [m for m in sides if not _is_object(m, telling, grammar)]
    before = ((m, telling.forms[max(0, m.first - 2) : m.first]) for m in telling.matches)
    by = [m for m, words in before if not grammar.by.isdisjoint(words)]
    is_retaking = frame.triggers[0].word.event_type == "territory_regained"
    if not is_retaking and _is_abroad(frame):
        return "territory_lost"
    armies = [m for m in sides if is_retaking and "state_side" in m.scenes]
    by = [m for m in by if m.scenes & {"state_side", "rebel_side"}]
    for match in (*by, *armies):
        return "territory_lost" if "rebel_side" in match.scenes else "territory_regained"
    is_passive = not grammar.passive.isdisjoint(telling.forms[max(0, verb - 2) : verb + 1])
    for match in reversed(sides):
        is_rebel = "rebel_side" in match.scenes
        return "territory_regained" if is_rebel == is_passive else "territory_lost"
    return frame.event_type


def _is_abroad(frame: Frame) -> bool:
    """Whether the forces of one state take a place of another."""
    doers = [p for p in frame.sides if p.role == "perpetrator"]
    is_force = bool(doers) and all(p.country and p.type in ("state", "military") for p in doers)
    there = frame.place.place.country if frame.place is not None else None
    return is_force and there is not None and all(p.country != there for p in doers)


def _as_groups(sides: Sequence[SceneMatch], telling: Telling, words: Words) -> list[SceneMatch]:
    """The sides of a sentence, with an armed group's own army and troops on the rebels' side.

    "The Arakan Army said that its troops had seized an outpost".
    """
    groups = [m for m in words.actors.find(telling.forms) if m.entry.type == "armed_group"]
    return [
        side._replace(scenes=side.scenes - {"state_side"} | {"rebel_side"})
        if any(_is_of_group(side, group, telling, words.grammar) for group in groups)
        else side
        for side in sides
    ]


def _is_of_group(
    side: SceneMatch, group: Match[ActorWord], telling: Telling, grammar: Grammar
) -> bool:
    """Whether a side is a group's name, or said to be its own behind it: "its troops"."""
    if group.first <= side.first < group.last:
        return True
    before = telling.forms[max(0, side.first - 1) : side.first]
    return group.last <= side.first and not grammar.own.isdisjoint(before)


def _is_object(side: SceneMatch, telling: Telling, grammar: Grammar) -> bool:
    """Whether a side is whom another verb hits: "attacked the troops and captured the town".

    Not the subject of a clause of its own: "were killed when rebels overran the base".
    """
    return any(
        t.word.pos == "v"
        and 0 <= side.first - t.last <= 1
        and grammar.far_clause.isdisjoint(telling.forms[t.last : side.first])
        for t in telling.triggers
    )


def _is_strike_of_state(
    frame: Frame, telling: Telling, grammar: Grammar, scenes: frozenset[str]
) -> bool:
    """Whether a state strikes from afar, or bombs what nobody laid a bomb at."""
    is_bombed = "planted" not in scenes and _is_bombed_by_state(frame, telling, grammar)
    return is_bombed or _is_military_strike(frame, grammar)


def _is_military_strike(frame: Frame, grammar: Grammar) -> bool:
    """Whether a state's forces strike from afar: "the US struck", "Israeli strikes on"."""
    is_from_afar = any(t.word.form.split()[0] in grammar.from_afar for t in frame.triggers)
    if frame.event_type != "attack" or not is_from_afar:
        return False
    return any(p.role == "perpetrator" and p.type in ("state", "military") for p in frame.sides)


def _is_deadly_raid(frame: Frame, scenes: frozenset[str]) -> bool:
    """Whether a police raid is told with those whom it killed."""
    is_raid = "onslaught" in scenes and all(t.word.pos == "n" for t in frame.triggers)
    return (
        frame.event_type == "arrest"
        and is_raid
        and any(c.outcome == "killed" and c.best for c in frame.claims)
    )


def _is_fire_raid(frame: Frame, telling: Telling, scenes: frozenset[str]) -> bool:
    """Whether somebody throws firebombs at a building: no riot without a crowd, and no bombing."""
    if frame.event_type not in _BY_FIRE or scenes & _CROWD:
        return False
    bombs = [m for m in telling.matches if "fire_thrown" in m.scenes]
    is_thrown = all(
        any(t.first <= m.last and m.first - t.last <= _THROWN_REACH for m in bombs)
        for t in frame.triggers
        if not t.is_bare_harm
    )
    hit = {p.type for p in frame.sides if p.role != "perpetrator"}
    return is_thrown and bool(hit - {"police"})


def _is_led_off(frame: Frame) -> bool:
    """Whether police take somebody along: "agents led the dealers away"."""
    doers = {p.type for p in frame.sides if p.role == "perpetrator"}
    is_bare = all(t.word.form.split()[0] in _LEADING_OFF for t in frame.triggers)
    return frame.event_type == "abduction" and doers == {"police"} and is_bare


def _is_bombed_by_state(frame: Frame, telling: Telling, grammar: Grammar) -> bool:
    """Whether a state's forces bomb ("Israel bombed a villa"); in telegrams they lay bombs, too."""
    if frame.event_type != "bombing" or telling.sentence.text.isupper():
        return False
    bombs = [t for t in frame.triggers if t.word.form in grammar.bomb | grammar.bombing]
    doers = [p for p in frame.sides if p.role == "perpetrator" and p.type in ("state", "military")]
    if any(t.word.form in grammar.bombing or t.word.pos == "v" for t in bombs):
        return bool(doers)
    # "a Russian bomb", but not "a bomb defused by the army"
    return any(0 <= t.start - (p.end or 0) <= 1 for t in bombs for p in doers)


def _is_battle(frame: Frame, scenes: frozenset[str]) -> bool:
    """Whether both sides are armed, and the words are not those of murder."""
    if frame.event_type not in _BATTLE or any(t.is_murder for t in frame.triggers):
        return False
    doers = {p.type for p in frame.sides if p.role == "perpetrator"} & FIGHTERS
    # soldiers at whose checkpoint civilians are shot are not hit
    roles = ("victim",) if "unarmed" in scenes else ("victim", "target")
    done = {p.type for p in frame.sides if p.role in roles} & FIGHTERS
    return bool(doers and done)
