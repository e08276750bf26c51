"""Where the name of a country, or its adjective, stands for what that state does.

"Russia fired", "Russian missiles" and "Russian strikes" tell of the state; "in Russia", "Basra,
Iraq," and "the Russian capital" only of where.
"""

from __future__ import annotations

from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import VEHICLE, NounWord, Words

#: From "between" to the second of two: "between Finland and".
_BETWEEN_REACH = 3
#: Behind such a preposition a country is a place.
_WHERE = frozenset({"in", "near", "from", "to"})


def is_state(
    forms: tuple[str, ...], name: tuple[int, int], last: int, words: Words, told: frozenset[int]
) -> bool:
    """Whether the tokens ``name`` (first, exclusive last) of a run up to ``last`` are the state.

    ``told`` are the tokens of triggers.
    """
    first, end = name
    if _is_where(forms, first, end, words) or _is_between(forms, first, words, told):
        return False
    rest = forms[end:last]  # "accused Ukraine of"
    is_alone = not rest or (len(rest) == 1 and rest[0] in words.grammar.of)
    is_alone = is_alone and forms[first] not in words.states
    return is_alone or end in told or bool(words.weapons.find(rest))


def _is_between(forms: tuple[str, ...], first: int, words: Words, told: frozenset[int]) -> bool:
    """Whether it only says where: "a cable between Finland and Estonia", not "a clash between"."""
    near = range(max(0, first - _BETWEEN_REACH), first)
    at = next((n for n in near if forms[n] in words.grammar.between), None)
    return at is not None and at - 1 not in told


def force_of_state(
    noun: NounWord, state_id: str | None, country: str | None, words: Words
) -> str | None:
    """The actor that a noun behind a state's name is: its army, the state, or none of them.

    Who lives in a country, and what stands there, is not that state.
    """
    if noun.kind != "force" and noun.type != VEHICLE:
        return None
    army = words.armies.get(country or "") if noun.type in ("military", VEHICLE) else None
    return army.actor_id if army is not None else state_id


def _is_where(forms: tuple[str, ...], first: int, end: int, words: Words) -> bool:
    places, start = load_place_words(words.language), first
    while first and forms[first - 1] in places.directions:
        first -= 1
    if first < start and words.function_words.get(forms[first - 1]) == "det":
        first -= 1  # "in the southern Philippines"
    before, behind = forms[:first][-1:], forms[end : end + 1]
    if not before:
        return behind == (":",)  # "Mali: soldiers killed"
    if before == (",",) and (not behind or not behind[0][0].isalnum()):
        return True
    if before[0] in places.belonging and places.heads.get("".join(forms[first - 2 : first - 1])):
        return True  # "the Dweila district of Damascus"
    pair = places.before.get(" ".join(forms[max(0, first - 2) : first]))  # "blamed on"
    known = pair or places.before.get(before[0])
    return known is not None and known.relation in _WHERE
