"""Ages between people and what befell them: "James Gaylord, 71, died", "two girls ages 4 and 6"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.tolls.words import HarmWords
from pipeline.text import Token

_OLDEST = 115
#: Marks behind an age that a comma opens.
_AFTER_AGE = frozenset(".;:-–—") | {"--"}


def after_age(tokens: Sequence[Token], number: int, lexicon: HarmWords) -> int:
    """The token after an age that begins at a comma or number here, 0 when none does."""
    if tokens[number].text == ",":
        return _after_ages(tokens, number, lexicon)
    if tokens[number].lower in lexicon.cues["age"]:  # "four men ages 19, 20 and 22"
        is_span = number + 1 < len(tokens) and tokens[number + 1].lower in lexicon.cues["span"]
        first = number + 1 + is_span
        end = _end_of_ages(tokens, first, lexicon)
        return end if end > first else 0
    if tokens[number].lower in lexicon.cues["of_age"]:
        return _after_young(tokens, number, lexicon)
    if tokens[number].lower in lexicon.cues["span"]:
        return _after_span(tokens, number, lexicon)
    return _after_age_word(tokens, number, lexicon)


def _after_young(tokens: Sequence[Token], number: int, lexicon: HarmWords) -> int:
    """The token after "of 16" of "a boy of 16 was hurt", else 0."""
    is_young = number > 0 and tokens[number - 1].lower in lexicon.cues["young"]
    end = _end_of_ages(tokens, number + 1, lexicon) if is_young else number + 1
    return end if end == number + 2 and tokens[number + 1].text.isdigit() else 0


def _after_span(tokens: Sequence[Token], number: int, lexicon: HarmWords) -> int:
    """The token after "between 15 and 20 years of age", else 0."""
    end = _end_of_ages(tokens, number + 1, lexicon)
    behind = [token.lower for token in tokens[end : end + 3]]
    if end == number + 1 or not behind or behind[0] not in lexicon.cues["year"]:
        return 0
    if behind[-1] in lexicon.cues["age"]:
        return end + 3
    return end + 2 if behind[1:2] and behind[1] in lexicon.cues["old"] else 0


def _after_age_word(tokens: Sequence[Token], number: int, lexicon: HarmWords) -> int:
    """The token after "19", "-", "year-old", which are one word of a lean sentence, else 0."""
    cues = lexicon.cues
    old = cues["old"] | cues["olds"]
    behind = [token.lower for token in tokens[number + 1 : number + 4]]
    first, second, third = (*behind, "", "", "")[:3]
    if (first, second, third) == ("y", "/", "o"):
        return number + 4
    if first == "-" and is_of_age(second, lexicon):
        return number + 3
    if first == "-" and third in old:
        return number + 4  # "4-month old"
    if first in cues["year"] and second in old:
        return number + 3
    return number + 2 if is_of_age(first, lexicon) else 0


def is_of_age(word: str, lexicon: HarmWords) -> bool:
    """Whether a word ends in an age: "year-old", "18-year-olds"."""
    behind = behind_hyphen(word)
    return behind in lexicon.cues["old"] or behind in lexicon.cues["olds"]


def behind_hyphen(word: str) -> str:
    """What stands behind the last hyphen of a word, nothing without one."""
    _, hyphen, behind = word.rpartition("-")
    return behind if hyphen else ""


def _after_ages(tokens: Sequence[Token], comma: int, lexicon: HarmWords) -> int:
    """The token after ages that begin at a comma (", 34," or ", ages 54, 33 and 26,"), else 0."""
    first = comma + 1
    while first < len(tokens) and tokens[first].text.lower() in lexicon.cues["age"]:
        first += 1
    end = _end_of_ages(tokens, first, lexicon)
    if end == first:
        return 0
    following = tokens[end].text if end < len(tokens) else "."
    if following == ",":
        return end if _is_in_row(tokens, comma, end, lexicon) else end + 1
    is_named = first > comma + 1
    is_glued = following != "." and tokens[end].start == tokens[end - 1].end
    is_end = following in _AFTER_AGE or lexicon.tags.get(following) in ("C", "W")
    return end if is_named or (is_end and not is_glued) else 0


def _is_in_row(tokens: Sequence[Token], comma: int, end: int, lexicon: HarmWords) -> bool:
    """Whether names stand on both sides: of "Ann Lee, 23, Bo Roe, 32," the second comma stays.

    "Boy, 11, Recovering" is no row of names.
    """
    beside = (tokens[comma - 1], *tokens[end + 1 : end + 2]) if comma else ()
    is_named = len(beside) == 2 and all(token.text[0].isupper() for token in beside)
    return is_named and lexicon.tags.get(beside[0].lower) not in ("N", "L")


def _end_of_ages(tokens: Sequence[Token], first: int, lexicon: HarmWords) -> int:
    """The token after "54, 33 and 26", ``first`` when no age stands there."""
    end, position = first, first
    while position < len(tokens):
        text = tokens[position].text
        value = lexicon.numbers.value_of(text.lower())
        if value is None or value > _OLDEST:
            break
        if position > first and text.isalpha() and tokens[first].text.isdigit():
            break  # "Ann Lee, 18, and four others"
        end = position = position + 1
        while position < len(tokens) and (
            tokens[position].text == "," or lexicon.tags.get(tokens[position].text) == "C"
        ):
            position += 1
    return end
