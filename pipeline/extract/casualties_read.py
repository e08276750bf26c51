"""Read each word of death or harm with the phrase that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.extract.casualties_lean import LeanSentence
from pipeline.extract.casualties_phrases import (
    NOMINAL,
    Victims,
    adjacent_before,
    victims_after,
    victims_before,
)
from pipeline.extract.casualties_words import Harm
from pipeline.records import Outcome

_REFLEXIVE = {"himself": 1, "herself": 1, "itself": 1, "themselves": 2}
_VERBS = frozenset(("verb", "hit", "participle", "struck", "taken"))
#: Kinds of words whose victims may have died of it.
_HITS = frozenset(("hit", "struck", "taken", "treated"))
_HIM = frozenset(("him", "her", "me"))
_MULTIPLES = frozenset(("double", "triple", "quadruple", "quintuple", "sextuple"))
_WOUNDS = frozenset("injury injuries wound wounds burns trauma".split())
#: How far after "suffered" the wound may stand, in tokens.
_WOUND_REACH = 7
_FIRED = frozenset(("fired", "firing", "fire", "fires", "heard", "took", "called", "with"))
#: Before a form in -ing these make it a noun: "a drive-by shooting", "the killing".
_NOUN_BEFORE = "DNLGZ0QT"
#: How far after "death toll" its figure may stand, in tokens.
_TOLL_REACH = 12


@dataclass(frozen=True, slots=True)
class Claim:
    """A toll in one phrase: victims, and the lean tokens of the word of harm."""

    outcome: Outcome
    victims: Victims
    first: int
    last: int
    is_hit: bool = False
    is_total: bool = False
    is_reflexive: bool = False
    is_active: bool = False
    part_of: Outcome | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of harm in its sentence; ``begin`` is where a compound ("shot and killed") begins."""

    lean: LeanSentence
    begin: int
    first: int
    last: int
    harm: Harm


def read_claims(lean: LeanSentence) -> Iterator[Claim]:
    """The claims of one sentence, left to right; a compound is one claim, of its gravest word."""
    held: _Word | None = None
    phrases, after = lean.lexicon.phrases, 0
    for position, text in enumerate(lean.words):
        if text not in phrases or position < after:
            continue
        match = lean.lexicon.match(lean.words, position)
        if match is None:
            continue
        after = match[0]
        word = _Word(lean, position, position, after, _chosen(lean, position, match))
        if held is not None and _is_compound(held, word):
            word = replace(word, begin=held.begin)
            if word.harm.outcome == "injured" and held.harm.outcome == "killed":
                word = replace(held, last=word.last)
        elif held is not None:
            yield from _claims(held)
        held = word
    if held is not None:
        yield from _claims(held)


def _chosen(lean: LeanSentence, first: int, match: tuple[int, tuple[Harm, ...]]) -> Harm:
    """Of the readings of one word ("killing": a noun or a verb), the one that fits."""
    end, harms = match
    if len(harms) == 1:
        return harms[0]
    wanted = "verb"
    if lean.word(first - 1) in _MULTIPLES:
        wanted = "multiple"
    elif lean.tag(end) == "O" or lean.word(first - 1).endswith(("'s", "’s")):
        wanted = "nominal"
    found = [harm for harm in harms if harm.kind == wanted]
    return found[0] if found else min(harms, key=lambda harm: harm.kind in ("nominal", "multiple"))


def _is_compound(first: _Word, second: _Word) -> bool:
    """Whether two words of harm share their victims: "shot and killed", "stabbed, beaten"."""
    if first.harm.kind not in _VERBS or second.harm.kind not in _VERBS | {"dying"}:
        return False
    if first.harm.form == "ing" or second.harm.form == "ing":
        return first.harm.form == second.harm.form and _joined(first, second)
    return _joined(first, second)


def _joined(first: _Word, second: _Word) -> bool:
    between = first.lean.tags[first.last : second.first]
    return "".join(between).strip("A") in ("C", ",", ",C")


def _claims(word: _Word) -> Iterator[Claim]:
    claim = _READERS[word.harm.kind](word)
    if claim is None:
        return
    if word.harm.outcome == "casualties":
        if claim.victims.is_negated:
            yield replace(claim, outcome="killed")
            yield replace(claim, outcome="injured")
        elif word.harm.kind == "count":
            yield replace(claim, outcome="injured", is_hit=True)
        return
    yield claim


def _claim(word: _Word, victims: Victims | None, is_total: bool = False) -> Claim | None:
    if victims is None:
        return None
    outcome: Outcome = word.harm.outcome  # type: ignore[assignment]
    return Claim(
        outcome, victims, word.first, word.last, is_hit=_is_hit(word.harm), is_total=is_total
    )


def _is_hit(harm: Harm) -> bool:
    return harm.kind in _HITS or (harm.kind == "nominal" and harm.outcome == "injured")


def _subject_end(word: _Word) -> tuple[int, bool] | None:
    """Where the subject of a verb ends, and whether an auxiliary stands between.

    None when the verb is negated or only possible.
    """
    lean, position, seen = word.lean, word.begin - 1, ""
    while lean.tag(position) in "AHB!-":
        seen += lean.tag(position)
        position -= 1
    if "!" in seen:
        return None
    is_possible = lean.tag(position) == "M" and word.harm.form != "ing"
    if is_possible and not (lean.word(position) == "to" and "H" in seen):
        return None
    while lean.tag(position) in "MR":  # "is believed to have been"
        position -= 1
        while lean.tag(position) in "AHB":
            position -= 1
    return position + 1, "B" in seen or "H" in seen


def _verb(word: _Word) -> Claim | None:
    """Read a verb: its object when active, its subject when passive."""
    end = _subject_end(word)
    before = _tag_before(word)
    if end is None or _is_adjective(word) or (word.harm.form == "ing" and before in _NOUN_BEFORE):
        return None
    if word.harm.form in ("past", "both") and before == "B":
        return _claim(word, _subject(word.lean, end[0]))
    victims = _object(word)
    if victims is not None and not (word.harm.kind == "hit" and _is_thing(word.lean, victims)):
        claim = _claim(word, victims)
        is_reflexive = word.lean.word(victims.first) in _REFLEXIVE
        return claim and replace(claim, is_reflexive=is_reflexive, is_active=True)
    if word.harm.form in ("past", "both") and before != "H" and not _has_object(word):
        return _claim(word, _hurt_before(word))
    return None


def _is_thing(lean: LeanSentence, victims: Victims) -> bool:
    """Whether "shot a Volvo" may name no person: an article with neither a person nor a name."""
    tags = lean.tags[victims.first : victims.last]
    return tags[0] == "Q" and not victims.is_counted and not ("N" in tags or "L" in tags)


def _tag_before(word: _Word) -> str:
    position = word.begin - 1
    while word.lean.tag(position) == "A":
        position -= 1
    return word.lean.tag(position)


def _has_object(word: _Word) -> bool:
    return word.lean.tag(word.last) in NOMINAL + "X"


def _is_adjective(word: _Word) -> bool:
    """Whether a participle stands before its noun: "the wounded officers"."""
    lean = word.lean
    if word.harm.form not in ("past", "both") or word.begin != word.first:
        return False
    return lean.tag(word.begin - 1) in "DQ" and lean.tag(word.last) in "NL"


def _object(word: _Word) -> Victims | None:
    lean, position = word.lean, word.last
    if lean.word(position) in _REFLEXIVE:
        count = _REFLEXIVE[lean.word(position)]
        best = 1 if count == 1 else None
        return Victims(count, best, best, position, position + 1, position)
    if lean.word(position) in _HIM and lean.tag(position + 1) not in NOMINAL:
        return Victims(1, 1, 1, position, position + 1, position, is_definite=True)
    return victims_after(lean, position)


def _hurt_before(word: _Word) -> Victims | None:
    """The phrase before a participle without auxiliary: "two men shot", not "fired one shot"."""
    victims = adjacent_before(word.lean, word.begin)
    if victims is not None and word.lean.word(victims.first - 1) in _FIRED:
        return None
    return victims


def _subject(lean: LeanSentence, end: int) -> Victims | None:
    victims = victims_before(lean, end)
    if victims is None and lean.word(end - 1) in ("he", "she"):
        return Victims(1, 1, 1, end - 1, end, end - 1, is_definite=True)
    return victims


def _intransitive(word: _Word) -> Claim | None:
    if word.harm.form == "ing":
        return None
    return _dying(word)


def _taken(word: _Word) -> Claim | None:
    """Read "was taken to hospital", in the passive only."""
    position = word.begin - 1
    while word.lean.tag(position) == "A":
        position -= 1
    return _dying(word) if word.lean.tag(position) == "B" else None


def _dying(word: _Word) -> Claim | None:
    end = _subject_end(word)
    return None if end is None else _claim(word, _subject(word.lean, end[0]))


def _state(word: _Word) -> Claim | None:
    lean = word.lean
    if lean.tag(word.last) in "NLG0TZ" and lean.words[word.first] in (
        "dead",
        "missing",
        "deceased",
    ):
        return None  # "the dead man"
    end = _subject_end(word)
    if end is None:
        return None
    if end[1]:
        return _claim(word, _subject(lean, end[0]))
    return _claim(word, adjacent_before(lean, word.begin))


def _count(word: _Word) -> Claim | None:
    victims = adjacent_before(word.lean, word.first, needs_number=True)
    if victims is None or word.lean.word(victims.first - 1).startswith("sav"):
        return None
    return _claim(word, victims)


def _multiple(word: _Word) -> Claim | None:
    """Read "double homicide" and "triple shooting"."""
    if word.lean.word(word.first - 1) not in _MULTIPLES:
        return None
    claim = _claim(word, adjacent_before(word.lean, word.first, needs_number=True))
    return claim and replace(claim, is_hit=claim.outcome == "injured")


def _suicide(word: _Word) -> Claim | None:
    victims = Victims(1, 1, 1, word.first, word.last, word.last)
    claim = _claim(word, victims)
    return claim and replace(claim, is_reflexive=True)


def _sent(word: _Word) -> Claim | None:
    """Read "sent four people to the hospital"."""
    lean, victims = word.lean, victims_after(word.lean, word.last)
    if victims is None or lean.word(victims.last) != "to":
        return None
    is_hospital = any(
        w in ("hospital", "hospitals") for w in lean.words[victims.last : victims.last + 5]
    )
    claim = _claim(word, victims) if is_hospital else None
    return claim and replace(claim, is_hit=True)


def _suffered(word: _Word) -> Claim | None:
    """Read "suffered gunshot wounds"."""
    reach = word.lean.words[word.last : word.last + _WOUND_REACH]
    if _WOUNDS.isdisjoint(reach) or word.harm.form == "base":
        return None
    claim = _dying(word)
    return claim and replace(claim, is_hit=True)


def _nothing(word: _Word) -> Claim | None:
    return None


def _nominal(word: _Word) -> Claim | None:
    lean = word.lean
    if lean.tag(word.last) == "O":
        return _claim(word, victims_after(lean, word.last + 1))
    owner = word.first - 1
    is_owned = lean.word(owner).endswith(("'s", "’s")) or lean.word(owner) in ("his", "her")
    if is_owned and not _has_object(word):
        return _claim(word, Victims(1, 1, 1, owner, owner + 1, owner, is_definite=True))
    return None


def _body(word: _Word) -> Claim | None:
    lean = word.lean
    if lean.tag(word.last) == "O":
        return _claim(word, victims_after(lean, word.last + 1))
    return None


def _toll(word: _Word) -> Claim | None:
    """Read the last figure after "death toll": "rose from 12 to 15"."""
    lean, found = word.lean, None
    for position in range(word.last, min(len(lean.words), word.last + _TOLL_REACH)):
        if lean.tag(position) in ",;SWK":
            break
        quantity = lean.quantities.get(position)
        if quantity is not None and not quantity.is_article and quantity.best < _NO_YEAR:
            found = quantity
    if found is None:
        return None
    low = best = found.best
    if found.high is not None and lean.word(found.first - 1) == "from":
        low = best = found.high
    high = None if found.high is None else best
    victims = Victims(low, best, high, found.first, found.last, found.last)
    return _claim(word, victims, is_total=True)


#: Numbers from here on after "toll" are more often years than counts when they stand alone.
_NO_YEAR = 10**7


def _part(word: _Word) -> Claim | None:
    """Read "one fatally", "three of them critically": a part of those told before."""
    lean, position = word.lean, word.first - 1
    if lean.tag(word.last) in NOMINAL or lean.word(word.last) in lean.lexicon.phrases:
        return None
    if lean.word(position) in ("them", "whom") and lean.tag(position - 1) == "O":
        position -= 2
    quantity = lean.quantities.get(position)
    if quantity is None or quantity.is_article:
        return None
    victims = Victims(
        quantity.low, quantity.best, quantity.high, quantity.first, quantity.last, quantity.last
    )
    claim = _claim(word, victims)
    if claim is None or word.harm.kind == "fatally":
        return claim
    return replace(claim, part_of="injured")


_READERS: dict[str, Callable[[_Word], Claim | None]] = {
    "verb": _verb,
    "hit": _verb,
    "participle": _verb,
    "struck": _dying,
    "taken": _taken,
    "intransitive": _intransitive,
    "dying": _dying,
    "treated": _dying,
    "state": _state,
    "count": _count,
    "nominal": _nominal,
    "body": _body,
    "toll": _toll,
    "suicide": _suicide,
    "sent": _sent,
    "suffered": _suffered,
    "multiple": _multiple,
    "nothing": _nothing,
    "fatally": _part,
    "gravely": _part,
}
