"""What stands between two dashes is passed over: "four people - two men and two boys - are"."""

from __future__ import annotations

from pipeline.extract.tolls.lean import LeanSentence

#: The longest clause between dashes, in tokens.
_LONGEST = 14


def before_dashes(lean: LeanSentence, closing: int) -> int:
    """The dash that opens what another closes: "four people - two men and two boys - are"."""
    if not _is_dash(lean, closing):
        return closing
    for opening in range(closing - 2, max(0, closing - _LONGEST), -1):
        if lean.tag(opening) == ";":
            break
        if _is_dash(lean, opening):
            return opening
    return closing


def _is_dash(lean: LeanSentence, position: int) -> bool:
    """Whether a mark parts words instead of joining them."""
    if lean.tag(position) != "-" or not 0 < position < len(lean.tokens) - 1:
        return False
    before, mark, after = lean.tokens[position - 1 : position + 2]
    return before.end < mark.start and mark.end < after.start
