"""Who did what to whom: roles by voice, prepositions and the words around a trigger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.extract.actors.claimants import as_group, find_claimants
from pipeline.extract.actors.deed_clause import Clause, is_passive, speaks_of_others
from pipeline.extract.actors.noun_phrases import DOERS, NounPhrase
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import VEHICLE
from pipeline.records import Participant, Role
from pipeline.text import Sentence

_EXPLOSIONS = frozenset({"bombing", "suicide_bombing", "grenade_attack", "arson"})
_PEOPLE = frozenset({"attacker", "force", "person", "name"})
#: Longest way (tokens) from a verb to its subject, and from a verb to its object.
_SUBJECT_REACH, _OBJECT_REACH = 12, 4
#: From somebody unarmed to what he does, in tokens: nothing but "then", or what he rides on.
_NEXT, RIDING_REACH = 2, 4

Pair = tuple[Role, NounPhrase]


def find_roles(
    forms: tuple[str, ...], trigger: Trigger, phrases: Sequence[NounPhrase], grammar: Grammar
) -> list[Pair]:
    """The phrases that a trigger gives a role in its own sentence, by grammar alone."""
    clause = Clause(
        forms,
        grammar,
        trigger,
        [p for p in phrases if p.last <= trigger.first],
        [p for p in phrases if p.first >= trigger.last],
    )
    if trigger.word.pos == "n":
        pairs = list(_around_noun(clause))
    elif trigger.word.form in grammar.without_object:
        pairs = list(_targets_near(clause))
    elif is_passive(clause):
        pairs = list(_around_passive(clause))
    else:
        pairs = list(_around_active(clause))
    pairs += [("perpetrator", p) for p in find_claimants(forms, phrases, grammar)]
    doers = [phrase for role, phrase in pairs if role == "perpetrator"]
    pairs += list(_organisations(clause, doers, phrases))
    return [pair for pair in pairs if not _is_nobody(clause, pair[1])]


def _is_nobody(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a phrase names nobody in particular: "the perpetrators"."""
    ends = (clause.forms[phrase.first], clause.forms[phrase.last - 1])
    return not clause.grammar.no_doer.isdisjoint(ends)


def _organisations(
    clause: Clause, doers: Sequence[NounPhrase], phrases: Sequence[NounPhrase]
) -> Iterable[Pair]:
    """The group that doers belong to: "guerrillas of the X", "rebels [X]"."""
    for doer in doers:
        for phrase in phrases:
            between = clause.forms[doer.last : phrase.first]
            is_group = phrase.kind == "actor" or _is_unlisted_group(doer, phrase)
            is_next = is_group and 0 < len(between) <= 3
            if is_next and clause.grammar.belonging.issuperset(between):
                yield "perpetrator", as_group(phrase)


def _is_unlisted_group(doer: NounPhrase, phrase: NounPhrase) -> bool:
    """Whether a name of several words says whose fighters they are."""
    return doer.kind == "attacker" and phrase.kind == "name" and phrase.last - phrase.first > 1


def _around_noun(clause: Clause) -> Iterable[Pair]:
    yield from _doer_of_noun(clause)
    for index, phrase in enumerate(clause.after[:4]):
        marker = _marker(clause, phrase)
        if phrase.kind == "unknown" and not _may_be_surname(clause, phrase):
            continue
        if marker in clause.grammar.by:
            if phrase.kind in DOERS or phrase.kind in ("person", "name"):
                yield "perpetrator", phrase
        elif _is_harmed_by_noun(clause, phrase, marker):
            yield from _with_list(clause, index, _harmed(phrase))
        elif phrase.kind == "target" and _is_beside_explosion(clause, marker):
            yield "target", phrase


def _is_harmed_by_noun(clause: Clause, phrase: NounPhrase, marker: str) -> bool:
    """Whether a noun of violence is about a phrase: "attack on X", "the killing of X"."""
    if marker in clause.grammar.aiming:
        return phrase.kind != "unknown"
    is_suffered = clause.trigger.word.form.split()[-1] in clause.grammar.suffered
    is_of = marker in clause.grammar.of and is_suffered
    return is_of and phrase.first - clause.trigger.last <= _OBJECT_REACH


def _may_be_surname(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether one unlisted word can be a person's last name: "the killing of Alvarez"."""
    word, grammar = clause.forms[phrase.first], clause.grammar
    is_common = word in load_place_words(grammar.language).common_words
    is_common = is_common or word.endswith((*grammar.plural, *grammar.unlike_name))
    return phrase.last - phrase.first == 1 and len(word) > 3 and not is_common


def _doer_of_noun(clause: Clause) -> Iterable[Pair]:
    """Whose attack it is: "Taliban attacks", "rebels launched an attack"."""
    forms, trigger = clause.forms, clause.trigger
    verbs = [
        i
        for i in range(max(0, trigger.first - 6), trigger.first)
        if forms[i] in clause.grammar.doing
    ]
    if verbs:
        doers = [p for p in clause.before if p.last <= verbs[0] and p.kind in DOERS | {"person"}]
        if doers and verbs[0] - doers[-1].last <= _SUBJECT_REACH:
            yield "perpetrator", doers[-1]
    elif clause.before and clause.before[-1].last >= trigger.first - 1:
        phrase = clause.before[-1]
        is_whose = phrase.kind == "actor" or (
            phrase.kind in DOERS and forms[phrase.last - 1].endswith(clause.grammar.doers)
        )
        if is_whose:
            yield "perpetrator", phrase


def _around_passive(clause: Clause) -> Iterable[Pair]:
    subject = _subject(clause, (*_PEOPLE, "target", "actor"))
    if subject is not None:
        yield _harmed(subject), subject
        yield from ((_harmed(p), p) for p in _list_before(clause, subject))
        yield from (("target", p) for p in _things_of(clause, subject))
    for phrase in clause.after[:3]:
        if _marker(clause, phrase) in clause.grammar.by and _is_agent(phrase):
            yield "perpetrator", phrase
            break
    yield from _targets_near(clause)


def _things_of(clause: Clause, subject: NounPhrase) -> Iterable[NounPhrase]:
    """The thing that is somebody's: "a convoy of the security force came under fire"."""
    grammar = clause.grammar
    for thing in clause.before:
        between = clause.forms[thing.last : subject.first]
        is_of = between[:1] != () and between[0] in grammar.of
        if is_of and thing.kind == "target" and grammar.article.issuperset(between[1:]):
            yield thing


def _around_active(clause: Clause) -> Iterable[Pair]:
    aimed_at = [p for p in clause.before if p.kind in DOERS and _is_aimed_at(clause, p)]
    yield from (("victim", p) for p in aimed_at[-1:])
    able = [p for p in clause.before if p not in aimed_at and not speaks_of_others(clause, p)]
    doer = _subject(clause._replace(before=able), tuple(DOERS)) or _adjacent_subject(clause)
    if doer is not None:
        yield "perpetrator", doer
        yield from ((_harmed(p), p) for p in _told_before(clause, doer))
    for index, phrase in enumerate(clause.after[:2]):
        if phrase.first - clause.trigger.last > _OBJECT_REACH:
            break
        marker = _marker(clause, phrase)
        if phrase.kind != "unknown" and (marker == "" or marker in clause.grammar.aiming):
            yield from _with_list(clause, index, _harmed(phrase))
            break
    yield from _targets_near(clause)


def _is_aimed_at(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether somebody before a verb is whom another moved against, so no subject of it.

    "Troops launched a raid against militants, killing seven".
    """
    before = clause.forms[max(0, phrase.first - 2) : phrase.first]
    at = before[:1] if before[1:] and before[1] in clause.grammar.article else before[-1:]
    return not clause.grammar.against.isdisjoint(at)


def _told_before(clause: Clause, doer: NounPhrase) -> Iterable[NounPhrase]:
    """The object of a relative clause: "22 travellers whom bandits had seized"."""
    for phrase in [p for p in clause.before if p.last < doer.first][-1:]:
        if clause.forms[phrase.last] in clause.grammar.relative_object:
            yield phrase


def _is_agent(phrase: NounPhrase) -> bool:
    return phrase.kind not in ("target", "unknown")


def _subject(clause: Clause, kinds: Sequence[str]) -> NounPhrase | None:
    found = [p for p in clause.before if p.kind in kinds]
    if not found or clause.trigger.first - found[-1].last > _SUBJECT_REACH:
        return None
    return found[-1]


def _adjacent_subject(clause: Clause) -> NounPhrase | None:
    """A person right before a verb does it: "a man shot", "two people on a scooter shot"."""
    near = [p for p in clause.before if clause.trigger.first - p.last <= RIDING_REACH]
    for phrase in (_whose_people(clause, p) for p in reversed(near)):
        between = clause.forms[phrase.last : clause.trigger.first]
        is_riding = between[-1:] != () and between[-1] in clause.grammar.vehicle
        if phrase.kind in ("person", "name") and (len(between) <= _NEXT or is_riding):
            return phrase
        if phrase.kind != "unknown" and phrase.type != VEHICLE:
            break
    return None


def _whose_people(clause: Clause, phrase: NounPhrase) -> NounPhrase:
    """The people of somebody instead of him: "supporters of the former president"."""
    grammar = clause.grammar
    for people in clause.before:
        between = clause.forms[people.last : phrase.first]
        is_of = between[:1] != () and between[0] in grammar.of and people.kind == "person"
        if is_of and grammar.article.issuperset(between[1:]):
            return people
    return phrase


def _targets_near(clause: Clause) -> Iterable[Pair]:
    """Things that an explosion or a shot went off at: "in front of a bank"."""
    for phrase in clause.after[:3]:
        if phrase.kind != "target" or phrase.first - clause.trigger.last > _SUBJECT_REACH:
            continue
        marker = _marker(clause, phrase)
        if marker in clause.grammar.aiming or _is_beside_explosion(clause, marker):
            yield "target", phrase


def _is_beside_explosion(clause: Clause, marker: str) -> bool:
    """Whether a preposition says where something blew up or burned: "in front of a bank"."""
    thrown = clause.trigger.word.form.split()[-1].rstrip("s")  # "threw petrol bombs into a church"
    is_blast = clause.trigger.word.event_type in _EXPLOSIONS or thrown in clause.grammar.bomb
    return is_blast and marker in clause.grammar.placing


def _with_list(clause: Clause, index: int, role: Role) -> Iterable[Pair]:
    """A phrase, and those that are listed behind it."""
    phrase = clause.after[index]
    yield role, phrase
    for other in clause.after[index + 1 :]:
        between = clause.forms[phrase.last : other.first]
        if not between or not _is_list(clause, between):
            return
        if between[0] not in (",", "&") and between[0] not in clause.grammar.together:
            return
        if other.kind != "unknown":
            yield _harmed(other), other
        phrase = other


def _list_before(clause: Clause, subject: NounPhrase) -> Iterable[NounPhrase]:
    """Phrases listed before a subject: "X and Y were killed"."""
    for other in reversed([p for p in clause.before if p.last < subject.first]):
        between = clause.forms[other.last : subject.first]
        if clause.grammar.together.isdisjoint(between) or not _is_list(clause, between):
            return
        if other.kind != "unknown":
            yield other
        subject = other


def _is_list(clause: Clause, between: Sequence[str]) -> bool:
    """Whether only words of a list stand between two phrases: ", two other"."""
    return all(word in clause.grammar.listing or word[0].isdigit() for word in between)


def _marker(clause: Clause, phrase: NounPhrase) -> str:
    """The preposition that leads a phrase, if any; determiners and numbers are skipped."""
    words, floor = clause.grammar, clause.trigger.last
    floor -= clause.forms[floor - 1] in words.by  # "held by"
    for form in reversed(clause.forms[max(floor, phrase.first - 5) : phrase.first]):
        if (
            form in words.by
            or form in words.aiming
            or form in words.placing
            or form in words.leading
        ):
            return form
    return ""


def _harmed(phrase: NounPhrase) -> Role:
    is_thing = phrase.kind in ("target", "actor") or phrase.type == VEHICLE
    return "target" if is_thing else "victim"


def make_participant(sentence: Sentence, role: Role, phrase: NounPhrase) -> Participant:
    """A phrase in a role, under the words of the text."""
    start, end = sentence.starts[phrase.first], sentence.end_of(phrase.last - 1)
    name = sentence.text[start - sentence.start : end - sentence.start]
    return Participant(
        role, name, phrase.actor_id, phrase.type, phrase.country, sentence.field, start, end
    )
