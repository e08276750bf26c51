"""Lines of a text that are not news, by the table ``clean/junk.tsv`` and by repetition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.clean.normal import word_key
from pipeline.lexicon.tables import Row, read_table

_COLUMNS = ("where", "max", "needs", "pattern", "example")
_WHERE = ("line", "edge", "piece", "section")
#: Lines from the beginning that count as its edge.
HEAD_LINES = 4
#: Headline-like lines that a junk heading takes with it, at most, and their length.
MAX_SECTION = 12
MAX_HEADLINE = 160
#: The title is looked for in so many first lines; short lines before it are kickers and crumbs.
TITLE_LINES = 4
MAX_KICKER = 60
MAX_TITLE = 250
#: A line of this length that stands in the text again is a pull quote or a caption.
MIN_REPEATED = 40

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$|[。！？]$")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern for whole lines up to a length, tried when one of some words is in the line."""

    max_length: int
    needs: tuple[str, ...]
    pattern: re.Pattern[str]

    def may_match(self, lower: str) -> bool:
        """Whether one of the words is in a line, in small letters."""
        # a loop, since a generator for each line and rule took half of the time
        for word in self.needs:
            if word in lower:
                return True
        return not self.needs


@dataclass(frozen=True, slots=True)
class JunkRules:
    """The table, compiled; longest lines first."""

    whole: dict[str, tuple[_Pattern, ...]]
    pieces: tuple[_Pattern, ...]

    def matches(self, where: str, line: str) -> bool:
        """Whether a whole line is junk of a kind."""
        lower = line.lower()
        for rule in self.whole[where]:
            if len(line) > rule.max_length:
                break
            if rule.may_match(lower) and rule.pattern.fullmatch(line):
                return True
        return False

    def without_pieces(self, lines: Iterable[str]) -> list[str]:
        """The lines without junk in them; of those that are nothing else nothing is left."""
        lines = list(lines)
        lower = "\n".join(lines).lower()
        for rule in self.pieces:
            if rule.may_match(lower):
                lines = [rule.pattern.sub("", line) for line in lines]
        return [line for line in lines if line]


@cache
def load_junk_rules() -> JunkRules:
    """Read the table; a pattern that is none stops the run and names its line."""
    # rows that need no word begin with one themselves: together they are one quick pattern
    together: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for row in read_table("clean/junk.tsv", _COLUMNS):
        where, needs = row.one_of("where", _WHERE), row["needs"].lower()
        together[where, _read_length(row), needs].append(_read_pattern(row))
    whole: dict[str, tuple[_Pattern, ...]] = dict.fromkeys(_WHERE, ())
    for (where, length, needs), alternatives in sorted(together.items(), key=_by_length):
        words = tuple(filter(None, needs.split("|")))
        whole[where] += (_Pattern(length, words, _compile(alternatives)),)
    pieces = whole.pop("piece")
    return JunkRules(whole, pieces)


def _by_length(item: tuple[tuple[str, int, str], list[str]]) -> int:
    return -item[0][1]


def _compile(alternatives: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{a})" for a in alternatives), re.IGNORECASE)


def _read_length(row: Row) -> int:
    if not row["max"].isdigit():
        raise row.error(f"'{row['max']}' is not a length")
    return int(row["max"])


def _read_pattern(row: Row) -> str:
    try:
        re.compile(row["pattern"])
    except re.error as error:
        raise row.error(f"bad pattern: {error}") from None
    return row["pattern"]


def drop_junk(text: str, titles: Collection[str] = ()) -> str:
    """Drop junk lines from a text in normal form.

    Args:
        text: one paragraph a line.
        titles: wordings of the article's title; the text is left without them.
    """
    rules = load_junk_rules()
    lines = rules.without_pieces(text.split("\n"))
    lines = _drop_title(lines, frozenset(map(word_key, titles)) - {""})
    lines = _drop_sections(lines, rules)
    lines = [line for line in lines if not rules.matches("line", line)]
    lines = _drop_edges(lines, rules)
    return "\n".join(_drop_repeated(lines))


def _drop_title(lines: list[str], titles: frozenset[str]) -> list[str]:
    """Drop the title wherever it stands again, and what stands above it at the beginning."""
    first = 0
    for index, line in enumerate(lines[:TITLE_LINES]):
        if word_key(line) in titles:
            first = index + 1
        elif len(line) > MAX_KICKER or _is_sentence(line):
            break
    begins = {title.partition(" ")[0] for title in titles}
    return [line for line in lines[first:] if not _is_title(line, titles, begins)]


def _is_title(line: str, titles: Collection[str], begins: Collection[str]) -> bool:
    """Whether a line is a wording of the title; most lines lack the words that one begins with."""
    if len(line) > MAX_TITLE:
        return False
    folded = line.casefold()
    return any(word in folded for word in begins) and word_key(line) in titles


def _drop_sections(lines: Sequence[str], rules: JunkRules) -> list[str]:
    kept: list[str] = []
    to_drop = 0
    for line in lines:
        if rules.matches("section", line):
            to_drop = MAX_SECTION
        elif to_drop and len(line) <= MAX_HEADLINE and not _is_sentence(line):
            to_drop -= 1
        else:
            to_drop = 0
            kept.append(line)
    return kept


def _drop_edges(lines: list[str], rules: JunkRules) -> list[str]:
    """Drop edge lines among the first, and from the end as long as there are any."""
    head = [line for line in lines[:HEAD_LINES] if not rules.matches("edge", line)]
    lines = _drop_labels(head + lines[HEAD_LINES:])
    while lines and rules.matches("edge", lines[-1]):
        lines.pop()
    return lines


def _drop_labels(lines: list[str]) -> list[str]:
    """Drop what stands above the first sentence: kickers, bylines, datelines of their own."""
    for index, line in enumerate(lines[:HEAD_LINES]):
        if len(line) > MAX_KICKER or _is_sentence(line):
            return lines[index:]
    return lines


def _drop_repeated(lines: list[str]) -> list[str]:
    """Keep the longest telling of what is told twice: the paragraph, not its pull quote."""
    text = "\n".join(lines)
    # the first character may be another quotation mark
    twice = {
        index
        for index, line in enumerate(lines)
        if len(line) >= MIN_REPEATED and text.count(line[1:MIN_REPEATED]) > 1 and _is_sentence(line)
    }
    keys = [word_key(line) for line in lines] if twice else []
    return [
        line
        for index, line in enumerate(lines)
        if index not in twice or not _is_told(keys[index], keys, index)
    ]


def _is_told(key: str, keys: list[str], index: int) -> bool:
    """Whether words stand in a longer line, or in an equal one before theirs."""
    return key in keys[:index] or any(key in other and key != other for other in keys)


def _is_sentence(line: str) -> bool:
    return _SENTENCE_END.search(line) is not None
