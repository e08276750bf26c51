"""Trafilatura's expressions, answered once for each kind of element.

What is no text it finds by XPath expressions that call Python (``re:test``) for every pattern and
element, which took a fifth of the time of cleaning. Nearly all of them ask for nothing but an
element's own tag and some of its attributes, and pages repeat those: the answer is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura import xpaths

#: A tag and those of an element's attributes that are asked for, in their order in the page.
_Kind = tuple[str, *tuple[tuple[str, str], ...]]

#: All attributes that the expressions ask for.
_ASKED = frozenset(
    "aria-hidden class data-component data-lp-replacement-content id itemprop role style".split()
)
#: Most kinds that are kept of one expression: a page has some hundred.
_MOST = 20_000
_PARTS = ("div", "item", "list", "p", "section", "span")
_COMMENTS = ("div", "list", "section", "details", "ol", "ul")
_REGIONS = ("article", "div", "main", "section")


class ByKind:
    """An expression for elements that are known by themselves, below the element it is asked of."""

    def __init__(self, expression: XPath, *tags: str) -> None:
        """Take the expression, and the tags that it may find; all without any."""
        self._expression = expression
        self._tags = tags or ("*",)
        self._answers: dict[_Kind, bool] = {}

    def __call__(self, tree: HtmlElement) -> Sequence[HtmlElement]:
        """What the expression finds, in the order of the page."""
        try:
            return [
                element for element in tree.iterdescendants(*self._tags) if self._is_one(element)
            ]
        except ValueError:  # a tag or value that no element can be made with
            return list(self._expression(tree))

    def _is_one(self, element: HtmlElement) -> bool:
        kind = (element.tag, *[item for item in element.items() if item[0] in _ASKED])
        answer = self._answers.get(kind)
        return self._ask(kind) if answer is None else answer

    def _ask(self, kind: _Kind) -> bool:
        tag, *attributes = kind
        if len(self._answers) >= _MOST:
            self._answers.clear()
        above = HtmlElement()
        above.append(above.makeelement(tag, dict(attributes)))
        answer = self._answers[kind] = bool(self._expression(above))
        return answer


class FirstByKind(ByKind):
    """The same for an expression that finds the first one."""

    def __call__(self, tree: HtmlElement) -> Sequence[HtmlElement]:
        """What the expression finds first."""
        return super().__call__(tree)[:1]


class SeldomByKind(ByKind):
    """The same for an expression that asks for what is in an element of a (rare) kind, too."""

    def __call__(self, tree: HtmlElement) -> Sequence[HtmlElement]:
        """What the expression finds; it is asked where an element is of a kind it may find."""
        return self._expression(tree) if super().__call__(tree) else []


@dataclass(frozen=True, slots=True)
class Place:
    """Where trafilatura looks an expression up, as it is published and as it is answered here."""

    holder: Any
    key: int | str
    published: XPath
    answered: ByKind


def _place(holder: Any, key: int | str, kind: type[ByKind], *tags: str) -> Place:
    return Place(holder, key, holder[key], kind(holder[key], *tags))


PLACES = (
    _place(xpaths.RAW_TREE_PRUNE_XPATH, 0, SeldomByKind, "div", "section", "aside"),
    _place(xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH, 0, ByKind, *_COMMENTS),
    _place(xpaths.OVERALL_DISCARD_XPATH, 0, ByKind, *_PARTS),
    _place(xpaths.OVERALL_DISCARD_XPATH, 1, ByKind),
    _place(xpaths.PRECISION_DISCARD_XPATH, 1, ByKind, *_PARTS),
    _place(xpaths.BODY_XPATH, 0, FirstByKind, *_REGIONS),
    _place(xpaths.BODY_XPATH, 2, FirstByKind, *_REGIONS),
    _place(xpaths.BODY_XPATH, 3, FirstByKind, *_REGIONS),
    _place(vars(import_module("trafilatura.baseline")), "BASIC_CLEAN_XPATH", ByKind),
)


def answer_by_kind() -> None:
    """Let trafilatura ask these expressions, in this process."""
    for place in PLACES:
        place.holder[place.key] = place.answered


@contextmanager
def as_published() -> Iterator[None]:
    """Trafilatura as it is published, for who compares with it."""
    for place in PLACES:
        place.holder[place.key] = place.published
    try:
        yield
    finally:
        answer_by_kind()
