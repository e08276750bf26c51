"""Pages that are a wall or an error instead of an article, by the table ``clean/walls.tsv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.errors import Reason
from pipeline.lexicon.tables import read_table

_COLUMNS = ("reason", "where", "max_words", "pattern", "example")
_REASONS = frozenset(
    map(
        str,
        (
            Reason.CAPTCHA,
            Reason.CONSENT_WALL,
            Reason.LOGIN_WALL,
            Reason.PAYWALL,
            Reason.GONE,
            Reason.HTTP_ERROR,
            Reason.NO_TEXT,
        ),
    )
)
#: Walls say at once what they are: so much of a text is looked at.
LOOKED_AT = 5000


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands in place of an article, and the words that say so."""

    reason: Reason
    words: str


@dataclass(frozen=True, slots=True)
class _Sign:
    reason: Reason
    in_title: bool
    max_words: int
    pattern: re.Pattern[str]

    def find(self, title: str, text: str) -> str | None:
        match = self.pattern.fullmatch(title) if self.in_title else self.pattern.search(text)
        return match.group() if match else None


def find_wall(title: str, text: str, n_words: int) -> Wall | None:
    """The wall that a page is, if any.

    Args:
        title: of the page, as its title element has it.
        text: what may be the article; all visible text when there is next to none. (Banners stand
            beside articles too, so the rest of a page with a text is no witness.)
        n_words: of the article's text; a long text is an article whatever it says.
    """
    for sign in _load_signs():
        if n_words <= sign.max_words and (words := sign.find(title, text[:LOOKED_AT])):
            return Wall(sign.reason, words)
    return None


@cache
def _load_signs() -> tuple[_Sign, ...]:
    signs = []
    for row in read_table("clean/walls.tsv", _COLUMNS):
        try:
            pattern = re.compile(row["pattern"], re.IGNORECASE)
            max_words = int(row["max_words"])
        except (re.error, ValueError) as error:
            raise row.error(str(error)) from None
        reason = Reason(row.one_of("reason", _REASONS))
        in_title = row.one_of("where", ("title", "text")) == "title"
        signs.append(_Sign(reason, in_title, max_words, pattern))
    return tuple(signs)
