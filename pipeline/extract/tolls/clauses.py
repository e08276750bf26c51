"""The subject of a word of harm, over auxiliaries, adverbs and what "and" joins."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.tolls.chunks import Victims, chunk_start
from pipeline.extract.tolls.dashes import before_dashes
from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.nouns import Claim, HarmWord, make_claim
from pipeline.extract.tolls.subjects import victims_before

#: "The first man died" counts nobody.
_LEAST_RANK = 2
#: The longest predicate that "and" goes on from ("was taken to a hospital and died"), in tokens.
_LONGEST_PREDICATE = 14
#: Tags of an auxiliary and of what begins another clause.
_NO_PASSIVE = "B;CHRSW"
#: Tags of what may stand before a surname that is a whole subject.
_BEFORE_SUBJECT = ";,CSW"


def subject_end(word: HarmWord) -> tuple[int, bool] | None:
    """Where the subject of a verb ends, and whether an auxiliary stands between.

    None when the verb is negated or only possible.
    """
    lean, position, seen = word.lean, word.begin - 1, ""
    while lean.tag(position) in "AHB!-":
        seen += lean.tag(position)
        position = before_dashes(lean, position) - 1
    if "!" in seen:
        return None
    is_possible = lean.tag(position) == "M" and word.harm.form != "ing"
    is_real = "H" in seen or lean.is_cue(position - 1, "achieving")  # "managed to kill"
    if is_possible and not (lean.is_cue(position, "infinitive") and is_real):
        return None
    while lean.tag(position) in "MR":  # "is believed to have been"
        position -= 1
        while lean.tag(position) in "AHB":
            seen += lean.tag(position)
            position -= 1
    return position + 1, "B" in seen or "H" in seen


def before_adverbs(lean: LeanSentence, position: int) -> int:
    """The token at or left of a position that is no adverb."""
    while lean.tag(position) == "A":
        position -= 1
    return position


def goes_on_from_passive(word: HarmWord) -> bool:
    """Whether "and" joins a verb to a passive: "was attacked and wounded"."""
    lean, joint = word.lean, before_adverbs(word.lean, word.begin - 1)
    if lean.tag(joint) != "C":
        return False
    start = joint - 1
    while lean.tag(start) not in _NO_PASSIVE and start > joint - _LONGEST_PREDICATE:
        start -= 1
    participle = start + 1
    while lean.tag(participle) == "A":
        participle += 1
    is_passive = lean.tag(start) == "B" and lean.tag(participle) in "0K"
    return is_passive and not lean.word(participle).endswith(lean.lexicon.grammar.gerund)


def subject_of(lean: LeanSentence, end: int) -> Victims | None:
    """The subject that ends at a token; "and died" has that of the verb before it."""
    if lean.tag(end - 1) == "C":
        end = _verb_before(lean, end - 1)
    victims = _of_singular(lean, victims_before(lean, end) if end else None, end)
    if victims is None and lean.is_cue(end - 1, "subject_pronoun"):
        return Victims(1, 1, 1, end - 1, end, end - 1, is_definite=True)
    if victims is None and lean.tag(end - 1) == "P":  # "a boy is recovering after being shot"
        verb = _verb_before(lean, end - 1)
        return victims_before(lean, verb) if verb else None
    return victims or _surname(lean, end)


def _surname(lean: LeanSentence, end: int) -> Victims | None:
    """One known by surname alone where no letter tells a name: "QUINTERO WAS KILLED"."""
    last = before_adverbs(lean, end - 1)
    if not lean.in_capitals or lean.tag(last) != "0" or chunk_start(lean, last) != last:
        return None
    is_whole = lean.tag(last - 1) in _BEFORE_SUBJECT and _is_singular(lean, end)
    is_somebody = is_whole and lean.word(last) not in lean.lexicon.things
    return Victims(1, 1, 1, last, last + 1, last) if is_somebody else None


def _of_singular(lean: LeanSentence, victims: Victims | None, end: int) -> Victims | None:
    """One, where the verb is of one: "Jo Poe, head of X and one of its founders, was shot".

    What stands between commas then says who one man is, or of how many he is one. A group ("a
    family of five was killed") keeps its number, and so does "a man and a woman was shot".
    """
    if victims is None or (victims.best or 0) < 2 or not _is_singular(lean, end):
        return victims
    before = lean.quantities.get(victims.first - 2)
    is_of_one = lean.tag(victims.first - 1) == "O" and before is not None and before.best == 1
    tags = lean.tags[victims.first : victims.last]
    is_joined = any(lean.is_cue(n, "likewise") for n in range(victims.first, victims.last))
    is_explained = "," in tags and not {"G", "B"} & set(tags) and not is_joined
    if not (is_explained or is_of_one):
        return victims
    return replace(victims, low=1, best=1, high=1, is_counted=False, is_vague=False)


def _is_singular(lean: LeanSentence, position: int) -> bool:
    while lean.tag(position) == "A":
        position += 1
    return lean.is_cue(position, "singular")


def _verb_before(lean: LeanSentence, position: int) -> int:
    """Where the verb group begins that "and" goes on from, 0 when there is none near."""
    for place in range(position - 1, max(0, position - _LONGEST_PREDICATE), -1):
        tag = lean.tag(place)
        if tag in ";SC":
            return 0
        if tag in "BHK":
            return subject_start(lean, place)
    return 0


def subject_start(lean: LeanSentence, verb: int) -> int:
    """Where the auxiliaries and adverbs before a verb begin: its subject ends there."""
    while lean.tag(verb - 1) in "ABH":
        verb -= 1
    return verb


def dying(word: HarmWord) -> Claim | None:
    """Read whose subject dies ("he died"), or whose words name them ("pronounced him dead")."""
    for n in range(word.first, word.last):
        if word.lean.is_cue(n, "object_pronoun"):
            return make_claim(word, Victims(1, 1, 1, n, n + 1, n, is_definite=True))
    end = subject_end(word)
    claim = None if end is None else make_claim(word, subject_of(word.lean, end[0]))
    return claim and _of_rank(word.lean, claim)


def _of_rank(lean: LeanSentence, claim: Claim) -> Claim:
    """Read the last of several deaths as their number: "a sixth man has died"."""
    victims = claim.victims
    ranks = [
        lean.lexicon.numbers.ordinals[word]
        for word in lean.words[victims.first : victims.last]
        if word in lean.lexicon.numbers.ordinals
    ]
    if claim.outcome != "killed" or victims.best != 1 or not ranks or ranks[0] < _LEAST_RANK:
        return claim
    rank = ranks[0]
    total = replace(victims, low=rank, best=rank, high=rank, is_counted=True)
    return replace(claim, victims=total, is_total=True)
