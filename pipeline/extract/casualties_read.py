"""Read each word of death or harm with the phrase that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.extract.casualties_phrases import (
    LeanSentence,
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
    position = 0
    while position < len(lean.words):
        match = lean.lexicon.match(lean.words, position)
        if match is None:
            position += 1
            continue
        word = _Word(lean, position, position, match[0], _chosen(lean, position, match))
        if held is not None and _is_compound(held, word):
            word = replace(word, begin=held.begin)
            if word.harm.outcome == "injured" and held.harm.outcome == "killed":
                word = replace(held, last=word.last)
        elif held is not None:
            yield from _claims(held)
        held = word
        position = match[0]
    if held is not None:
        yield from _claims(held)


def _chosen(lean: LeanSentence, first: int, match: tuple[int, tuple[Harm, ...]]) -> Harm:
    """Of the readings of one word ("killing": a noun or a verb), the one that fits."""
    end, harms = match
    is_noun = lean.tag(end) == "O" or lean.word(first - 1).endswith(("'s", "’s"))
    for harm in harms:
        if (harm.kind == "nominal") == is_noun:
            return harm
    return harms[0]


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
        outcome, victims, word.first, word.last, is_hit=word.harm.kind in _HITS, is_total=is_total
    )


def _subject_end(word: _Word) -> tuple[int, bool] | None:
    """Where the subject of a passive or intransitive verb ends, and whether an auxiliary stands
    between; None when the verb is negated or only possible.
    """
    lean, position, seen = word.lean, word.begin - 1, ""
    while lean.tag(position) in "AHB!-":
        seen += lean.tag(position)
        position -= 1
    if "!" in seen:
        return None
    if lean.tag(position) == "M" and not (lean.word(position) == "to" and "H" in seen):
        return None
    while lean.tag(position) in "MR":  # "is believed to have been"
        position -= 1
        while lean.tag(position) in "AHB":
            position -= 1
    return position + 1, "B" in seen or "H" in seen


def _verb(word: _Word) -> Claim | None:
    lean, form = word.lean, word.harm.form
    end = _subject_end(word)
    if end is None:
        return None
    before = lean.tag(word.begin - 1)
    position = word.begin - 1
    while lean.tag(position) == "A":
        position -= 1
    before = lean.tag(position)
    if form in ("past", "both") and before == "B":
        return _passive(word, end[0])
    if word.last < len(lean.words) and lean.word(word.last) in _REFLEXIVE:
        return _reflexive(word)
    if lean.word(word.last) in _HIM and lean.tag(word.last + 1) not in _NOMINALS:
        one = Victims(1, 1, 1, word.last, word.last + 1, word.last, is_definite=True)
        return _claim(word, one)
    victims = victims_after(lean, word.last)
    if victims is not None:
        return _claim(word, victims)
    if form in ("past", "both") and before != "H" and lean.tag(word.last) not in _NOMINALS:
        return _claim(word, adjacent_before(lean, word.begin))
    return None


_NOMINALS = frozenset("NLG0ZDQT")


def _passive(word: _Word, end: int) -> Claim | None:
    return _claim(word, _subject(word.lean, end))


def _subject(lean: LeanSentence, end: int) -> Victims | None:
    victims = victims_before(lean, end)
    if victims is None and lean.word(end - 1) in ("he", "she"):
        return Victims(1, 1, 1, end - 1, end, end - 1, is_definite=True)
    return victims


def _reflexive(word: _Word) -> Claim | None:
    count = _REFLEXIVE[word.lean.word(word.last)]
    best = 1 if count == 1 else None
    victims = Victims(count, best, best, word.last, word.last + 1, word.last)
    claim = _claim(word, victims)
    return None if claim is None else replace(claim, is_reflexive=True)


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
    if lean.tag(word.last) in "NLG0T" and lean.words[word.first] in ("dead", "missing", "deceased"):
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


def _nominal(word: _Word) -> Claim | None:
    lean = word.lean
    if lean.tag(word.last) == "O":
        return _claim(word, victims_after(lean, word.last + 1))
    owner = word.first - 1
    if lean.word(owner).endswith(("'s", "’s")) or lean.word(owner) in ("his", "her"):
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
        if lean.tag(position) in ",;SW":
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
    if lean.tag(word.last) in _NOMINALS or lean.word(word.last) in lean.lexicon.phrases:
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
    "fatally": _part,
    "gravely": _part,
}
