"""Who the victims and the suspects of a story are, where later sentences give their names.

"The victim was identified as Ana Ruiz, 31. Police arrested Juan Gil, 22, who was charged with
murder." Such sentences seldom tell the incident itself. Only texts in sentence case are read: in
capitals a name does not stand out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.actors.groups import Part
from pipeline.extract.actors.noun_phrases import NounPhrase, find_noun_phrases
from pipeline.extract.actors.participants import make_participant
from pipeline.extract.finds import tokens_of
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.vetoes import VIOLENT
from pipeline.extract.reading import Reading
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import Words
from pipeline.records import Role
from pipeline.text import Sentence

#: How sure it is that somebody so named has the role.
SURE = 0.9
#: A name stands at most so many tokens behind "identified as", and its verb behind a name.
_AS_REACH, _VERB_REACH = 8, 12
#: "As" stands so close before a name, with an age between.
_ALIAS_REACH = 5
#: A verb of accusing stands so close before whom it accuses: "arrested the 22-year-old".
_OBJECT_REACH = 4
#: An auxiliary stands so close before its participle: "was later shot".
_PASSIVE_REACH = 3
#: "The suspect" stands so close beside a name.
_BESIDE_REACH = 3
_OLDEST = 110
_LIST_MARKS = frozenset({",", ";", "&"})
#: Behind these a noun is no longer of the name that follows.
_STOPS = frozenset(". ; :".split())


@dataclass(frozen=True, slots=True)
class Names:
    """A sentence with the names of persons in it, and the words of the one before it."""

    sentence: Sentence
    names: Sequence[NounPhrase]
    grammar: Grammar
    kinds: Sequence[str | None]
    before: Sequence[str]


def add_identified(frames: Sequence[Frame], reading: Reading) -> list[Part]:
    """Give the violent incidents of a story the victims and suspects that it names anywhere.

    Returns the suspects: they may have done what else the story tells.
    """
    violent = [frame for frame in frames if family(frame.event_type) in VIOLENT]
    if not violent:
        return []
    suspects = []
    for sentence, phrase, role in identify(reading):
        before = [f for f in violent if f.first_sentence <= sentence.index]
        frame = max(before or violent[:1], key=lambda f: f.last_before(sentence.index + 1))
        person = make_participant(sentence, role, phrase)
        part = Part(person, "name", SURE, sentence.index, "none", False)
        frame.parts.append(part)
        if role == "perpetrator":
            suspects.append(part)
    return suspects


def identify(reading: Reading) -> Iterator[tuple[Sentence, NounPhrase, Role]]:
    """The persons that a text names as victims or suspects."""
    grammar, known = reading.words.grammar, reading.words.function_words
    cues = _cues(grammar)
    sentences = reading.document.sentences
    before = ((), *(s.forms for s in sentences[:-1]))
    found = [
        Names(s, list(_full_names(s, reading)), grammar, list(map(known.get, s.forms)), earlier)
        for earlier, s in zip(before, sentences, strict=True)
        if not cues.isdisjoint(s.forms) and _may_name(s)
    ]
    persons = frozenset(
        told.sentence.forms[name.last - 1]
        for told in found
        for name in told.names
        if _is_person(told.sentence.forms, name, reading.words)
    )
    for told in found:
        for name, role in _roles_in(told, persons):
            yield told.sentence, name, role


def _roles_in(told: Names, persons: frozenset[str]) -> Iterator[tuple[NounPhrase, Role]]:
    """The names of a sentence that have a role; ``persons`` are last names of persons."""
    is_person = [told.sentence.forms[name.last - 1] in persons for name in told.names]
    roles = [_role_of(told, n, is_person[n]) for n in range(len(told.names))]
    _share_in_lists(told, roles, is_person)
    yield from (
        (name, role) for name, role in zip(told.names, roles, strict=True) if role is not None
    )


def _cues(grammar: Grammar) -> frozenset[str]:
    return (
        grammar.identified | grammar.hurt | grammar.died | grammar.accused | grammar.confessed
    ) | (grammar.suspect | grammar.sufferer | grammar.deed)


def _may_name(sentence: Sentence) -> bool:
    """Whether two words side by side are in capitals, as a full name is."""
    return any(a[0].isupper() and b[0].isupper() for a, b in pairwise(sentence.words))


def _full_names(sentence: Sentence, reading: Reading) -> Iterator[NounPhrase]:
    """The names of several words that are no places and no days."""
    taken = frozenset(tokens_of(sentence, reading.places, reading.dates))
    for phrase in find_noun_phrases(sentence, reading.words, reading.document, taken):
        if phrase.kind == "name" and phrase.last - phrase.first > 1:
            yield phrase


def _is_person(forms: Sequence[str], phrase: NounPhrase, words: Words) -> bool:
    """Whether a name is surely a person's: with a listed given name, or an age behind."""
    given = load_place_words(words.language).given_names
    return forms[phrase.first] in given or _has_age(forms, phrase.last)


def _has_age(forms: Sequence[str], last: int) -> bool:
    """Whether an age stands behind a name: "Ana Ruiz, 31,"."""
    behind = forms[last : last + 2]
    return len(behind) == 2 and behind[0] in (",", "(") and _is_age(behind[1])


def _is_age(form: str) -> bool:
    return form.isdigit() and int(form) < _OLDEST


def _is_of_age(form: str, grammar: Grammar) -> bool:
    """Whether a token is a part of an age: "22-year-old"."""
    return form == "-" or form in grammar.age or _is_age(form)


def _role_of(told: Names, n: int, is_person: bool) -> Role | None:
    phrase = told.names[n]
    role = _as_identified(told, phrase)
    if role is not None or not is_person:
        return role
    return _beside(told, phrase) or _by_verb(told, n)


def _as_identified(told: Names, phrase: NounPhrase) -> Role | None:
    """The role of whom somebody is identified as."""
    forms, grammar = told.sentence.forms, told.grammar
    before = forms[max(0, phrase.first - _AS_REACH) : phrase.first]
    if grammar.identified.isdisjoint(before) or grammar.alias.isdisjoint(before[-_ALIAS_REACH:]):
        return None
    named = max(n for n in range(phrase.first) if forms[n] in grammar.identified)
    # "the suspect fled. Police named him as Juan Gil"
    is_pointed_at = told.kinds[named + 1 : named + 2] == ["pron"]
    whole = (*(told.before if is_pointed_at else ()), *forms[: phrase.first])
    is_accused = not (grammar.suspect | grammar.accused).isdisjoint(whole)
    return "perpetrator" if is_accused else "victim"


def _beside(told: Names, phrase: NounPhrase) -> Role | None:
    """The role that a noun beside a name gives it: "the suspect, Juan Gil,"."""
    forms, grammar = told.sentence.forms, told.grammar
    before = forms[max(0, phrase.first - 2) : phrase.first]
    behind = forms[phrase.last : phrase.last + _BESIDE_REACH]
    if _has_age(forms, phrase.last):
        behind = forms[phrase.last + 2 : phrase.last + 2 + _BESIDE_REACH]
    near = {*(before if not before or before[-1] not in _STOPS else ()), *_apposed(behind)}
    if near & grammar.suspect:
        return "perpetrator"
    return "victim" if near & grammar.sufferer else None


def _apposed(behind: Sequence[str]) -> Sequence[str]:
    return behind if behind[:1] == (",",) else ()


def _by_verb(told: Names, n: int) -> Role | None:
    """The role that the words before or behind a name give it."""
    phrase = told.names[n]
    return _of_deed(told, phrase) or _as_object(told, phrase) or _by_verb_behind(told, n)


def _of_deed(told: Names, phrase: NounPhrase) -> Role | None:
    """The victim that a noun of killing names: "the death of 5-year-old Ana Ruiz"."""
    forms, grammar, start = told.sentence.forms, told.grammar, phrase.first
    while start and (told.kinds[start - 1] == "det" or _is_of_age(forms[start - 1], grammar)):
        start -= 1
    is_of = start > 1 and forms[start - 1] in grammar.of and forms[start - 2] in grammar.deed
    return "victim" if is_of else None


def _as_object(told: Names, phrase: NounPhrase) -> Role | None:
    """The role of an object: "arrested the 22-year-old Juan Gil", "killed Ana Ruiz"."""
    forms, grammar = told.sentence.forms, told.grammar
    for index in reversed(range(max(0, phrase.first - _OBJECT_REACH), phrase.first)):
        role = _fate_of(forms[index], grammar)
        if role is not None:
            return None if _is_passive(forms, grammar, index) else role
        if told.kinds[index] in ("verb", "aux", "prep", "pron", "conj"):
            return None
    return None


def _by_verb_behind(told: Names, n: int) -> Role | None:
    """The role of the subject of the first verb that says what became of somebody."""
    forms, grammar, first = told.sentence.forms, told.grammar, told.names[n].last
    stop = told.names[n + 1].first if n + 1 < len(told.names) else len(forms)
    for index in range(first, min(stop, first + _VERB_REACH)):
        form = forms[index]
        if form in grammar.saying or form in grammar.denying:
            return None
        role = _fate_of(form, grammar)
        if role is not None:
            is_participle = form in grammar.hurt or form in grammar.accused
            if not is_participle or _is_passive(forms, grammar, index):
                return role
            return "perpetrator" if _has_object(told, index) else None
    return None


def _has_object(told: Names, verb: int) -> bool:
    """Whether somebody is hurt by the subject: "shot his wife", but not "shot in the head"."""
    forms, behind = told.sentence.forms, verb + 1
    is_hurting = forms[verb] in told.grammar.hurt and behind < len(forms)
    return is_hurting and (told.kinds[behind] == "det" or forms[behind][0].isdigit())


def _fate_of(form: str, grammar: Grammar) -> Role | None:
    if form in grammar.died or form in grammar.hurt:
        return "victim"
    return "perpetrator" if form in grammar.confessed or form in grammar.accused else None


def _is_passive(forms: Sequence[str], grammar: Grammar, verb: int) -> bool:
    return not grammar.passive.isdisjoint(forms[max(0, verb - _PASSIVE_REACH) : verb])


def _share_in_lists(told: Names, roles: list[Role | None], is_person: Sequence[bool]) -> None:
    """Give the persons of a list the role of the one behind or before them."""
    pairs = [(n, n + 1) for n in range(len(told.names) - 1)]
    for a, b in (*reversed(pairs), *((b, a) for a, b in pairs)):
        is_open = roles[a] is None and roles[b] is not None
        is_sure = is_person[a] or _as_identified(told, told.names[b]) is not None
        if is_open and is_sure and _are_listed(told, min(a, b)):
            roles[a] = roles[b]


def _are_listed(told: Names, n: int) -> bool:
    """Whether only ages, places and list marks stand between the n-th name and the next."""
    first, stop = told.names[n].last, told.names[n + 1].first
    words, lowers = told.sentence.words, told.sentence.lowers
    return first < stop and all(
        lowers[i] in _LIST_MARKS
        or _is_of_age(lowers[i], told.grammar)
        or words[i][0].isupper()
        or told.kinds[i] in ("conj", "det", "prep")
        for i in range(first, stop)
    )
