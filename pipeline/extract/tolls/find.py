"""Find the tolls that a document claims: who was killed, injured, missing or captured, how many.

Every word of death or harm is read with the noun phrase that it is about, by the kind of word:
the object of an active verb, the subject of a passive one, the number before "dead", the phrase
after "death of". Nothing is added up here: each claim is one phrase, for the story to weigh.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.tolls.chunks import Victims
from pipeline.extract.tolls.context import Context, read_context
from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.read import Claim, read_claims
from pipeline.extract.tolls.words import harm_words
from pipeline.records import Field, Outcome
from pipeline.text import Document, Sentence

#: How far behind a death its wound is told, in lean tokens.
_WOUND_REACH = 6
#: From "returned fire" to whom it hit.
_ANSWER_REACH = 10
#: How far behind its subject a verb of harm stands, in lean tokens.
_VERB_REACH = 3
#: The outcome of words that tell an arrest.
_ARRESTED = "arrested"
_NOBODY = (None, None, None)


@dataclass(frozen=True, slots=True)
class CasualtyMention:
    """One claim of a toll in one phrase; offsets are code points of the field.

    ``best`` is None when people were harmed but not counted ("civilians were killed": low 2),
    ``high`` None when the text leaves it open. ``is_hit`` marks those shot or stabbed, of whom
    some may have died, ``is_added`` those told of besides others ("two were also killed"),
    ``is_row`` those who are only named as victims of what is told elsewhere ("the victims were"),
    ``is_other`` who are only "three others", ``is_of_victims`` those or who are called victims,
    ``is_disaster`` those whose clause names what is nobody's doing ("died in a fire"),
    ``is_murder_suicide`` a word that says of the doer and all whom he hit that they died.
    """

    outcome: Outcome
    low: int
    best: int | None
    high: int | None
    field: Field
    start: int
    end: int
    sentence: int
    clause_start: int
    clause_end: int
    trigger_start: int
    trigger_end: int
    who: str | None = None
    who_start: int | None = None
    who_end: int | None = None
    claimant: str | None = None
    claimant_start: int | None = None
    claimant_end: int | None = None
    part_of: Outcome | None = None
    is_total: bool = False
    is_aggregate: bool = False
    is_over_time: bool = False
    is_perpetrator: bool = False
    is_definite: bool = False
    is_vague: bool = False
    is_hit: bool = False
    is_accident: bool = False
    is_disaster: bool = False
    is_counted: bool = False
    is_active: bool = False
    is_added: bool = False
    is_row: bool = False
    is_murder_suicide: bool = False
    is_other: bool = False
    is_of_victims: bool = False


def find_casualties(document: Document) -> tuple[CasualtyMention, ...]:
    """The claims of tolls in a document, in text order; arrests are asked for by themselves."""
    return tuple(
        mention
        for sentence in document.sentences
        for outcome, mention in _mentions(document, sentence)
        if outcome != _ARRESTED
    )


def find_arrests(document: Document, sentences: Iterable[int]) -> list[CasualtyMention]:
    """The claims of sentences that count who was arrested, as captured."""
    return [
        replace(mention, outcome="captured", part_of=mention.part_of and "captured")
        for number in sorted(sentences)
        for outcome, mention in _mentions(document, document.sentences[number])
        if outcome == _ARRESTED
    ]


def _mentions(document: Document, sentence: Sentence) -> list[tuple[str, CasualtyMention]]:
    """The claims of a sentence, each with its outcome."""
    lexicon = harm_words(document.language)
    if not lexicon.may_tell(sentence.lowers):
        return []
    lean = LeanSentence(sentence, lexicon, document.in_capitals)
    claims = read_claims(lean)
    context = read_context(lean, document.language) if claims else None
    return [(c.outcome, _mention(lean, c, claims, context)) for c in claims if context]


def _mention(
    lean: LeanSentence, claim: Claim, claims: Sequence[Claim], context: Context
) -> CasualtyMention:
    victims, tokens = claim.victims, lean.tokens
    first, last = min(claim.first, victims.first), max(claim.last, victims.last)
    named = range(victims.who_first + _is_of(lean, victims.who_first), victims.last)
    who = _span(lean, named.start, named.stop)
    said_by = context.claimant(claim.first)
    claimant = _span(lean, *said_by) if said_by else _NOBODY
    start, end = tokens[first].start, tokens[last - 1].end
    clause_start, clause_end = context.clause(start, end)
    return CasualtyMention(
        outcome=claim.outcome,
        low=victims.low,
        best=victims.best,
        high=victims.high,
        field=lean.sentence.field,
        start=start,
        end=end,
        sentence=lean.sentence.index,
        clause_start=clause_start,
        clause_end=clause_end,
        trigger_start=tokens[claim.first].start,
        trigger_end=tokens[claim.last - 1].end,
        who=who[0],
        who_start=who[1],
        who_end=who[2],
        claimant=claimant[0],
        claimant_start=claimant[1],
        claimant_end=claimant[2],
        part_of=claim.part_of,
        is_total=claim.is_total,
        is_aggregate=context.is_aggregate(tokens[claim.first].start),
        is_over_time=context.is_over_time(tokens[claim.first].start),
        is_perpetrator=_is_of_doer(lean, claim)
        or _is_of_subject(lean, claim, claims)
        or _is_by_police(lean, claim, claims)
        or _is_answered(lean, claim),
        is_definite=victims.is_definite,
        is_vague=victims.is_vague,
        is_hit=claim.is_hit,
        is_accident=context.is_accident,
        is_disaster=context.is_of_disaster(start, end),
        is_counted=victims.is_counted,
        is_active=claim.is_active,
        is_row=claim.is_row,
        is_murder_suicide=claim.is_murder_suicide,
        is_other=any(lean.is_cue(n, "other") for n in named[:1]) or _is_beside(lean, named),
        is_of_victims=any(lean.is_cue(n, "other") or lean.is_cue(n, "victim") for n in named),
        is_added=_is_added(lean, victims, first, last) and not _is_like_doer(lean, claim),
    )


def _is_added(lean: LeanSentence, victims: Victims, first: int, last: int) -> bool:
    """Whether victims are told besides others: "three more", not all of "Lee and two others".

    Also "a second man"; "the second man" was counted before.
    """
    row = range(victims.first, victims.last)
    joint = next((n for n in row if lean.tag(n) == "C"), victims.last)
    cues = ("added",) if victims.is_definite or victims.best != 1 else ("added", "one_more")
    said = (n for n in range(first, last) if not joint < n < victims.last)
    return any(lean.is_cue(n, cue) for n in said for cue in cues)


def _is_beside(lean: LeanSentence, named: range) -> bool:
    """Whether a sentence opens with somebody beside the one told of before.

    "His brother was hit in the shoulder", "A bystander was grazed".
    """
    is_relative = lean.is_cue(named.start, "whose")
    return named.start == 0 and (is_relative or any(lean.is_cue(n, "onlooker") for n in named))


def _is_like_doer(lean: LeanSentence, claim: Claim) -> bool:
    """Whether "another" is beside who did it: "a boy shot another boy"."""
    doer, victims = lean.word(claim.first - 1), claim.victims
    return claim.is_active and lean.word(victims.last - 1) == doer != ""


def _is_of_doer(lean: LeanSentence, claim: Claim) -> bool:
    """Whether who was hurt did it: "the bomber died", "shot himself", not he and others."""
    words = lean.words[claim.victims.first : claim.victims.last]
    is_alone = "C" not in lean.tags[claim.victims.first : claim.victims.last]
    is_called = is_alone and not lean.lexicon.cues["perpetrator"].isdisjoint(words)
    is_he = is_called or _is_named_behind(lean, claim.victims.first)
    return claim.is_reflexive or is_he or _is_by_own_hand(lean, claim)


def _is_named_behind(lean: LeanSentence, first: int) -> bool:
    """Whether a name that begins there is the doer's: "the gunman, John Smith, was shot dead"."""
    noun = first - 1 - (lean.word(first - 1) == ",")
    return lean.tag(first) == "Z" and lean.is_cue(noun, "perpetrator")


def _is_of_subject(lean: LeanSentence, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether it befell who is told to have hurt others.

    "A man stabbed three and was shot", "police shot a man who had stabbed three".
    """
    is_told_behind = lean.is_cue(claim.victims.last, "human_relative")
    return claim.victims.best == 1 and any(
        other.is_active and 0 <= other.first - claim.victims.last <= _VERB_REACH
        for other in claims
        if other.first < claim.first or (is_told_behind and other is not claim)
    )


def _is_by_police(lean: LeanSentence, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether police killed him behind the deaths of others: "before he was shot by police"."""
    victims, behind = claim.victims, claim.last + 1
    is_he = victims.best == 1 and victims.is_definite and not victims.is_counted
    is_by = claim.outcome == "killed" and lean.tag(claim.last) == "P"
    if not (is_he and is_by and lean.is_cue(behind + (lean.tag(behind) == "D"), "lawman")):
        return False
    return any(c.outcome == "killed" and c.last <= victims.first for c in claims)


def _is_answered(lean: LeanSentence, claim: Claim) -> bool:
    """Whether those who were shot at hit him in return: "returned fire, striking the man"."""
    victims, answers = claim.victims, lean.lexicon.cues["answer"]
    if victims.best != 1 or victims.is_counted:
        return False
    before = lean.words[max(0, claim.first - _ANSWER_REACH) : claim.first]
    return any(" ".join(pair) in answers for pair in pairwise(before))


def _is_by_own_hand(lean: LeanSentence, claim: Claim) -> bool:
    """Whether a wound right behind a death is "self-inflicted"."""
    behind = range(claim.last, claim.last + _WOUND_REACH)
    return claim.outcome == "killed" and any(lean.is_cue(n, "self_inflicted") for n in behind)


def _span(lean: LeanSentence, first: int, last: int) -> tuple[str | None, int | None, int | None]:
    """The words of lean tokens and their offsets; nothing when there are none."""
    if first >= last or set(lean.tags[first:last]) == {"D"}:  # "three of the injured"
        return _NOBODY
    start, end = lean.tokens[first].start, lean.tokens[last - 1].end
    base = lean.sentence.start
    return lean.sentence.text[start - base : end - base], start, end


def _is_of(lean: LeanSentence, position: int) -> bool:
    return lean.tag(position) == "O"
