"""Read the frames of a sentence, and what belongs to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from pipeline.extract.actors.accusations import find_accusations
from pipeline.extract.actors.cast import find_parts
from pipeline.extract.actors.damaged import find_damaged
from pipeline.extract.actors.named import find_victims, find_weapons
from pipeline.extract.actors.noun_phrases import NounPhrase
from pipeline.extract.actors.participants import find_roles, make_participant
from pipeline.extract.actors.scene import Scene
from pipeline.extract.dates.find import Interval
from pipeline.extract.finds import in_sentence
from pipeline.extract.frames.event_typing import (
    drop_captured_town,
    refine_type,
    scenes_of,
    share_scenes,
)
from pipeline.extract.frames.frame import Frame, clause_at
from pipeline.extract.frames.sentence.clauses import (
    Clause,
    cut_clauses,
    is_long_ago,
    place_in_clause,
)
from pipeline.extract.frames.sentence.dating import (
    date_before,
    date_by_sentence_before,
    date_elsewhere,
    date_in_sentence,
    date_since,
    is_spoken_of,
)
from pipeline.extract.frames.sentence.grouping import (
    group_triggers,
    head_of,
    is_another,
    is_disrupted,
    is_elsewhere,
    type_of,
)
from pipeline.extract.frames.sentence.others import is_opened, mark_others
from pipeline.extract.frames.sentence.phrases import nobodies, phrases_of
from pipeline.extract.frames.sentence.places import (
    find_place,
    is_one_of_regions,
    next_place,
    place_behind,
)
from pipeline.extract.frames.sentence.reasons import is_reason
from pipeline.extract.frames.sentence.shared_verbs import share_verbs
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.places.place_mention import as_country
from pipeline.extract.reading import Reading
from pipeline.extract.triggers.trigger import Telling, Trigger
from pipeline.lexicon.grammar import Grammar
from pipeline.records import Role

#: Several are told one by one in so many sentences.
_MANY_REACH = 5
#: "Several" and "border villages" stand at most so far apart.
_SPOTS_REACH = 2
#: So many victims of weeks are a sum; fewer may be "the second child killed in two months".
_MANY = 3
#: What hurts nobody: who died in a fire or a crash told beside it did not die of it.
_PEACEFUL = frozenset({"arrest", "protest", "agreement", "base_established", "territory_transfer"})


def read_frames(reading: Reading) -> list[Frame]:
    """The frames of an article in text order; relative dates count from the event told before."""
    frames: list[Frame] = []
    anchor: Interval | None = None
    dated: list[Frame] = []
    in_capitals = reading.document.in_capitals
    last = -1
    many = -_MANY_REACH  # the last sentence that says that there were several
    for telling in reading.tellings:
        found = read_sentence(reading, telling, anchor)
        if _says_many(telling):
            many = telling.sentence.index
        elif not in_capitals and _is_of_many(found[0], many):
            found[0].is_other = True
        if not in_capitals:
            date_elsewhere(found, dated, telling.sentence.start)
            if telling.sentence.index - 1 != last:
                date_by_sentence_before(found, telling, reading)
        last = telling.sentence.index
        leading = [frame for frame in found if not frame.is_linked]
        # telegrams in capitals are the report of their day
        days = (f for f in leading if in_capitals or not is_spoken_of(f))
        days = (f for f in days if f.interval and f.interval.precision in ("day", "days"))
        dated.extend(islice(days, 1))
        anchor = dated[-1].interval if dated else None
        frames.extend(found)
    return frames


def _says_many(telling: Telling) -> bool:
    """Whether a sentence says that there were several: "one of four shootings over the weekend"."""
    return any(
        "one_of_many" in match.scenes and 0 <= trigger.first - match.last <= _SPOTS_REACH
        for match in telling.matches
        for trigger in telling.triggers
        if trigger.is_plural
    )


def _is_of_many(frame: Frame, many: int) -> bool:
    """Whether a frame right behind that tells one of them, or one below with a day of its own."""
    gap = frame.first_sentence - many
    return gap == 1 or (gap < _MANY_REACH and frame.has_clause_day)


def read_sentence(reading: Reading, telling: Telling, anchor: Interval | None) -> list[Frame]:
    """The frames of one sentence."""
    clauses = cut_clauses(group_triggers(telling, reading.words.grammar), telling, reading)
    groups = [(clause.triggers, clause.is_linked) for clause in clauses]
    heads = [head_of(group) for group, _ in groups]
    phrases = phrases_of(reading, telling)
    is_lead = telling.sentence.index < LEAD_SENTENCES
    scenes = scenes_of(telling, reading)
    frames: list[Frame] = []
    for n, ((group, is_linked), head) in enumerate(zip(groups, heads, strict=True)):
        status = "thwarted" if is_disrupted(group) else head.status
        frame = Frame(group, type_of(group), status, scenes=scenes)
        frame.lead_scenes = scenes if is_lead else frame.lead_scenes
        frame.is_linked = is_linked
        frame.date = date_in_sentence(reading, telling, group, (heads, n), anchor)
        frame.place = find_place(reading.where, [head, *group])
        if is_linked and frame.place is not None and frame.place.start < head.start:
            frame.place = place_behind(reading.where, group[-1])
        if frames:
            _part_places(frames[-1], frame, telling, reading)
        if clauses[n].is_cut:
            _cut_off(frame, clauses[n], frames, reading)
        frames.append(frame)
    mark_others(frames, telling, reading)
    for frame in frames:
        frame.is_opened = is_opened(frame, telling, reading)
    _widen(frames, reading, telling)
    _share_out(frames, reading, telling)
    _cast(frames, reading, telling, phrases)
    for frame, near in zip(frames, share_scenes(frames, telling), strict=True):
        frame.event_type = refine_type(frame, telling, reading.words, near)
        frame.date = date_since(frame, reading, telling) or frame.date
        drop_captured_town(frame)
    return [*frames, *share_verbs(frames, telling, reading)]


def _part_places(last: Frame, frame: Frame, telling: Telling, reading: Reading) -> None:
    """Give each of two incidents of a sentence its own place, where the words between say so."""
    told, trigger = last.triggers, frame.triggers[0]
    if is_another(telling, told, trigger):
        frame.place = next_place(reading.places, trigger) or frame.place
    elif is_elsewhere(telling, told, trigger, reading.words.grammar):
        if frame.place is not None and last.place is frame.place:
            last.place = as_country(frame.place)
    elif _is_shared(frame, last, trigger):
        behind = next_place(reading.places, trigger)
        is_there = behind is not None and behind.relation in ("in", "near")
        frame.place = behind if is_there else frame.place


def _cut_off(frame: Frame, clause: Clause, before: Sequence[Frame], reading: Reading) -> None:
    """Give a frame its own clause's place, and the day of the one before if none has passed."""
    frame.place = place_in_clause(clause, frame.place, reading)
    frame.clause = clause.start, clause.end
    if clause.is_then and frame.own_interval is None:
        last = before[-1].date
        frame.date = None if last and is_long_ago(last.interval, reading) else last
    if clause.is_before and frame.interval == before[-1].interval:
        date_before(frame, clause.start, before[-1], reading)


def _is_shared(frame: Frame, last: Frame, trigger: Trigger) -> bool:
    """Whether a frame has the place of the one before, told before its own words begin."""
    place = frame.own_place
    return place is not None and place is last.place and place.start < trigger.start


def set_scene(
    frames: Sequence[Frame], reading: Reading, telling: Telling, phrases: Sequence[NounPhrase]
) -> tuple[Scene, dict[int, Frame]]:
    """A telling as its roles are read from it, and whose frame each phrase is by grammar."""
    roles: dict[int, Role] = {}
    owners: dict[int, Frame] = {}
    for frame in frames:
        for trigger in frame.triggers:
            for role, phrase in _roles_of(trigger, telling, phrases, reading.words.grammar):
                roles.setdefault(phrase.first, role)
                owners.setdefault(phrase.first, frame)
                frame.sides.append(make_participant(telling.sentence, role, phrase))
    for role, phrase in find_damaged(telling.forms, phrases, reading.words.grammar):
        roles.setdefault(phrase.first, role)
        person = make_participant(telling.sentence, role, phrase)
        _nearest(frames, person.start or 0, person.end or 0).sides.append(person)
    claims = in_sentence(reading.claims, telling.sentence.index)
    in_capitals = reading.document.in_capitals
    return Scene(telling, phrases, roles, claims, reading.words, in_capitals), owners


def _roles_of(
    trigger: Trigger, telling: Telling, phrases: Sequence[NounPhrase], grammar: Grammar
) -> list[tuple[Role, NounPhrase]]:
    """The phrases to which a trigger gives a role, who is accused of its deed among them."""
    pairs = find_roles(telling.forms, trigger, phrases, grammar)
    if telling.sentence.text.isupper():
        return pairs
    for accuser, accused in find_accusations(telling.forms, trigger, phrases, grammar):
        pairs = [pair for pair in pairs if pair[1] not in (accuser, accused)]
        if accused is not None:
            pairs.append(("perpetrator", accused))
    return pairs


def _cast(
    frames: Sequence[Frame], reading: Reading, telling: Telling, phrases: Sequence[NounPhrase]
) -> None:
    """Give each phrase that has a role to the frame that it is of."""
    scene, owners = set_scene(frames, reading, telling, phrases)
    nobody = frozenset() if scene.in_capitals else nobodies(reading, telling, phrases)
    for n, part in find_parts(scene):
        frame = owners.get(phrases[n].first)
        if frame is None:
            frame = _nearest(frames, part.person.start or 0, part.person.end or 0)
        frame.parts.append(replace(part, is_nobody=phrases[n] in nobody))


def _widen(frames: Sequence[Frame], reading: Reading, telling: Telling) -> None:
    """Note what is told of several places at once, and the country that they lie in."""
    is_spread = _is_spread(telling, reading.words.grammar)
    for frame in frames:
        own = frame.own_place
        if is_spread:
            frame.is_spread, frame.whole = True, _whole_of(telling, reading)
        elif own is not None and is_one_of_regions(own, reading.where):
            frame.place = frame.whole = as_country(own)


def _is_spread(telling: Telling, grammar: Grammar) -> bool:
    """Whether a sentence tells of several places at once: "hit multiple locations"."""
    forms = telling.forms
    return not grammar.spots.isdisjoint(forms) and any(
        form in grammar.spots
        and not grammar.several.isdisjoint(forms[max(0, n - _SPOTS_REACH) : n])
        for n, form in enumerate(forms)
    )


def _whole_of(telling: Telling, reading: Reading) -> PlaceMention | None:
    """The country that a sentence of several places puts them in."""
    named = in_sentence(reading.places, telling.sentence.index)
    wide = (p for p in named if p.place.place_precision == "country" and p.usage == "place")
    return next(wide, None)


def _share_out(frames: list[Frame], reading: Reading, telling: Telling) -> None:
    """Give the tolls and weapons of a sentence to the frames that they stand nearest to."""
    sentence = telling.sentence
    for claim in in_sentence(reading.claims, sentence.index):
        able = [f for f in frames if not (claim.is_disaster and f.event_type in _PEACEFUL)]
        if not able:
            continue
        frame = _nearest(able, claim.trigger_start, claim.trigger_end)
        for other in frames:
            if other is not frame and other.clause is not None:
                other.reasons.append(claim)  # so nobody hears it as a toll of the other clause's
        if is_reason(claim, frame, telling, reading.words.grammar):
            frame.reasons.append(claim)
        elif claim.is_aggregate:
            frame.is_over_time |= claim.is_over_time and (claim.best or 0) >= _MANY
        else:
            frame.claims.append(claim)
            frame.sides.extend(find_victims(claim, telling, reading.words))
    for weapon in find_weapons(sentence, telling.forms, reading.words):
        _nearest(frames, weapon.start or 0, weapon.end or 0).weapons.append(weapon)


def _nearest(frames: Sequence[Frame], start: int, end: int) -> Frame:
    """The frame whose words stand nearest, of those whose clause it is in if it is cut off."""
    if len(frames) == 1:
        return frames[0]
    return min(
        clause_at(frames, start), key=lambda f: min(_distance(t, start, end) for t in f.triggers)
    )


def _distance(trigger: Trigger, start: int, end: int) -> int:
    if trigger.start < end and start < trigger.end:
        return 0
    return max(trigger.start - end, start - trigger.end)
