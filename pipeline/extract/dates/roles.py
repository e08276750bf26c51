"""What a date in a sentence dates: an event, a report of one, or something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pipeline.lexicon.grammar import load_grammar
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.tables import read_table

DateRole = Literal["event", "report", "other", "dateline"]
_CUE_ROLES = frozenset(("event", "report", "other", "aftermath", "arrest", "found", "future"))
#: Where a date stands that a cue acts on: behind it, where no event then has the date ("since
#: Monday"); behind it ("sparked by the killing on Monday"); on either side.
_SIDES = ("before", "leading", "both")
_BOUNDARIES = frozenset(';:.!?()[]"“”—–')
#: A comma costs as much as this many words on the way from a date to what it dates.
_COMMA = 3
#: What follows a date dates it less often than what stands before it, by this many words.
_AFTER = 1
#: "On Monday, a judge in the county seat sentenced ...": words that an opening date reaches over.
_OPENING_REACH = 5


#: A date that begins within so many words opens its sentence.
_OPENING = 5
#: Who is hit stands so close before the word for it: "a judge was shot".
_HIT_REACH = 3
#: Of what they are stands so close behind "of": "of Iran's supreme court".
_OF_REACH = 4
#: So many sentences are remembered: each is asked for all its dates, one by one.
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Reading:
    """A date's role, whether it lies ahead, and whether no event can have it ("since Monday")."""

    role: DateRole
    is_future: bool
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """What words say of a date near them: at most ``reach`` tokens off, on a side of theirs."""

    words: tuple[str, ...]
    role: str
    side: str
    reach: int

    @property
    def is_excluding(self) -> bool:
        """Whether no event can have the date that it stands before."""
        return self.side == "before"

    def acts(self, is_before: bool) -> bool:
        """Whether it says something of a date that it stands before or behind."""
        return is_before or self.side == "both"


@cache
def date_cues(language: str = "en") -> dict[str, tuple[Cue, ...]]:
    """The cues of a language by their last word, the longest first.

    Raises:
        ConfigError: a row is wrong (names file and line).
    """
    found: dict[str, list[Cue]] = {}
    path = f"lexicon/{language}/date_cues.tsv"
    for row in read_table(path, ("cue", "role", "side", "reach")):
        role = row.one_of("role", _CUE_ROLES)
        words = tuple(row["cue"].split())
        cue = Cue(words, role, row.one_of("side", _SIDES), int(row["reach"]))
        found.setdefault(words[-1], []).append(cue)
    return {word: tuple(sorted(cues, key=_shortness)) for word, cues in found.items()}


def _shortness(cue: Cue) -> int:
    return -len(cue.words)


def cues_ending_at(words: Sequence[str], position: int, language: str) -> Iterator[Cue]:
    """The cues of lower-case words whose last word stands at a position.

    "An attack on a funeral" is no funeral: a longer cue of an event hides the shorter ones. Nor is
    there a trial where "prosecutors said" who was shot, where "a judge was shot", or somebody was
    "shot outside a court".
    """
    known = date_cues(language)
    is_said = position + 1 < len(words) and any(
        cue.role == "report" for cue in known.get(words[position + 1], ())
    )
    for cue in known.get(words[position], ()):
        start = position + 1 - len(cue.words)
        if cue.role == "aftermath" and (is_said or _is_hit(words, position, language)):
            continue
        if start == position or (start >= 0 and tuple(words[start : position + 1]) == cue.words):
            yield cue
            if cue.role == "event" and len(cue.words) > 1:
                return


def _is_hit(words: Sequence[str], position: int, language: str) -> bool:
    """Whether a word of a court is whom a deed hits, or where: "shot outside a court".

    Or whose they are, where the sentence opens with it: "shot dead two judges of the court".

    Not where a court is told of it: "a court heard how a prosecutor was shot".
    """
    grammar, known = load_grammar(language), date_cues(language)
    for earlier in range(position):
        is_of_court = any(cue.role == "aftermath" for cue in known.get(words[earlier], ()))
        if is_of_court and not _is_hit(words, earlier, language):
            return False
    behind = words[position + 1 : position + 1 + _HIT_REACH]
    is_subject = behind[:1] != () and behind[0] in grammar.passive
    if is_subject and not grammar.hurt.isdisjoint(behind):
        return True
    of = words[max(0, position - _OF_REACH) : position]
    if not grammar.of.isdisjoint(of) and not grammar.hurt.isdisjoint(words[:_OPENING]):
        return True
    where = words[max(0, position - _HIT_REACH) : position]
    is_site = not load_place_words(language).outside.isdisjoint(where[-2:-1])
    return is_site and not grammar.hurt.isdisjoint(words[:position])


@lru_cache(maxsize=_REMEMBERED)
def roles_in(words: tuple[str, ...], language: str) -> frozenset[str]:
    """The roles of all cues in the lower-case words of a sentence."""
    known = date_cues(language)
    return frozenset(
        cue.role
        for position, word in enumerate(words)
        if word in known
        for cue in cues_ending_at(words, position, language)
    )


def read_role(words: Sequence[str], first: int, last: int, language: str) -> Reading:
    """Judge the date at tokens ``first`` to ``last`` (exclusive) of lower-case words.

    The nearest cue decides; a cue of the future only marks the date as ahead, and one of an arrest
    only says that the date may be the arrest's own.
    """
    known, nearest, role, is_future, is_excluded = date_cues(language), 99, "event", False, False
    is_told = _is_of_clause_behind(words, last, language)
    for distance, position, is_before in (*_before(words, first), *_after(words, last, first)):
        if words[position] not in known:
            continue
        for cue in cues_ending_at(words, position, language):
            is_off = cue.role == "report" and _is_said_of(words, position, first, last)
            is_near = distance <= cue.reach and cue.acts(is_before) and cue.role != "arrest"
            is_off |= cue.is_excluding and is_told
            if is_off or not is_near:
                continue
            is_excluded = is_excluded or cue.is_excluding
            if cue.role == "future":
                is_future = True
            elif distance < nearest:
                nearest, role = distance, cue.role
    if is_future or is_excluded or role in ("aftermath", "found"):
        role = "other"
    return Reading(role, is_future, is_excluded)  # type: ignore[arg-type]


def _is_of_clause_behind(words: Sequence[str], last: int, language: str) -> bool:
    """Whether what was then is told right behind: "the worst since May, when a bomb killed"."""
    behind = tuple(words[last : last + 2])
    return behind[:1] == (",",) and not load_grammar(language).back_then.isdisjoint(behind[1:])


def _is_said_of(words: Sequence[str], position: int, first: int, last: int) -> bool:
    """Whether words of saying behind a comma tell what has the date: "was shot on Friday, he said".

    A date near the opening may be theirs: "Late on Friday, he said".
    """
    return first > _OPENING and "," in words[last:position]


def _before(words: Sequence[str], first: int) -> list[tuple[int, int, bool]]:
    found: list[tuple[int, int, bool]] = []
    distance = 0
    for position in range(first - 1, max(-1, first - 10), -1):
        word = words[position]
        if word == ":" and position == first - 1:  # "Posted: Monday"
            continue
        if word in _BOUNDARIES:
            break
        distance += _COMMA if word == "," else 1
        found.append((distance, position, True))
    return found


def _after(words: Sequence[str], last: int, first: int) -> list[tuple[int, int, bool]]:
    """The words after a date; one that opens its sentence reaches over its comma."""
    found: list[tuple[int, int, bool]] = []
    comma = _COMMA if first > 2 else 0
    distance = _AFTER if first > 2 else -_OPENING_REACH
    for position in range(last, min(len(words), last + 12)):
        word = words[position]
        if word in _BOUNDARIES:
            break
        distance += comma if word == "," else 1
        found.append((distance, position, False))
    return found
