"""Trafilatura's expressions, answered once for each kind of element; and justext's paths.

What is no text it finds by XPath expressions that call Python (``re:test``) for every pattern and
element, which took a fifth of the time of cleaning. Nearly all of them ask for nothing but an
element's own tag and some of its attributes, and pages repeat those: the answer is kept.

Justext, its last resort, made two paths for each tag of a page and looks at one, of few tags; and
its stop words were looked up by all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

import justext.core
from lxml.etree import SubElement, XPath
from lxml.html import HtmlElement
from trafilatura import xpaths

#: A tag and those of an element's attributes that are asked for, in their order in the page.
_Kind = tuple[str, *tuple[tuple[str, str], ...]]

_ATTRIBUTE = re.compile(r"@([\w-]+)")
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
        self._attributes = frozenset(_ATTRIBUTE.findall(expression.path))
        self._answers: dict[_Kind, bool] = {}
        #: Stands for all elements of a kind, below one that is asked.
        self._sample = SubElement(HtmlElement(), "sample")

    def __call__(self, tree: HtmlElement) -> Sequence[HtmlElement]:
        """What the expression finds, in the order of the page."""
        attributes, answers = self._attributes, self._answers
        found = []
        try:
            for element in tree.iterdescendants(*self._tags):
                kind = (element.tag, *[item for item in element.items() if item[0] in attributes])
                answer = answers.get(kind)
                if answer or (answer is None and self._ask(kind)):
                    found.append(element)
        except ValueError:  # a tag or value that no element can be made with
            return list(self._expression(tree))
        return found

    def _ask(self, kind: _Kind) -> bool:
        if len(self._answers) >= _MOST:
            self._answers.clear()
        sample, (tag, *attributes) = self._sample, kind
        sample.tag = tag
        sample.attrib.clear()
        sample.attrib.update(attributes)
        answer = self._answers[kind] = bool(self._expression(sample.getparent()))
        return answer


class FirstByKind(ByKind):
    """The same for an expression that finds the first one."""

    def __call__(self, tree: HtmlElement) -> Sequence[HtmlElement]:
        """What the expression finds first."""
        return super().__call__(tree)[:1]


class TagPath:
    """The tags down to an element, each joined to those above it once; in place of justext's."""

    #: The path with numbers, which nobody asks for.
    xpath = ""

    def __init__(self) -> None:
        """Begin above all elements."""
        self._paths = [""]

    @property
    def dom(self) -> str:
        """The tags, with dots between them."""
        return self._paths[-1]

    def append(self, tag: str) -> None:
        """Go down to an element."""
        above = self._paths[-1]
        self._paths.append(f"{above}.{tag}" if above else tag)

    def pop(self) -> None:
        """Leave it."""
        self._paths.pop()


@cache
def read_stop_words() -> frozenset[str]:
    """The stop words of all languages that justext knows.

    A set remembers its hash, by which justext finds what it has made of it; of the tuple in its
    place, of 154,000 words, it was made for each page (4 ms).
    """
    lists = files(justext.core.__package__).joinpath("stoplists").iterdir()
    words = b"\n".join(named.read_bytes() for named in lists if named.name.endswith(".txt"))
    return frozenset(words.decode().lower().split("\n")) - {""}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a library looks something up, as it is published and as it is answered here."""

    holder: Any
    key: int | str
    published: Any
    answered: Any


def _place(holder: Any, key: int | str, kind: type[ByKind], *tags: str) -> Place:
    return Place(holder, key, holder[key], kind(holder[key], *tags))


PLACES = (
    _place(xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH, 0, ByKind, *_COMMENTS),
    _place(xpaths.OVERALL_DISCARD_XPATH, 0, ByKind, *_PARTS),
    _place(xpaths.OVERALL_DISCARD_XPATH, 1, ByKind),
    _place(xpaths.BODY_XPATH, 0, FirstByKind, *_REGIONS),
    _place(xpaths.BODY_XPATH, 2, FirstByKind, *_REGIONS),
    _place(xpaths.BODY_XPATH, 3, FirstByKind, *_REGIONS),
    _place(vars(import_module("trafilatura.baseline")), "BASIC_CLEAN_XPATH", ByKind),
)
PATHS = Place(vars(justext.core), "PathInfo", justext.core.PathInfo, TagPath)
_EXTERNAL = vars(import_module("trafilatura.external"))
STOP_WORDS = Place(_EXTERNAL, "jt_stoplist_init", _EXTERNAL["jt_stoplist_init"], read_stop_words)


def answer_by_kind() -> None:
    """Let trafilatura and justext ask these, in this process."""
    for place in (*PLACES, PATHS, STOP_WORDS):
        place.holder[place.key] = place.answered


@contextmanager
def as_published() -> Iterator[None]:
    """Trafilatura as it is published, for who compares with it."""
    for place in (*PLACES, PATHS, STOP_WORDS):
        place.holder[place.key] = place.published
    try:
        yield
    finally:
        answer_by_kind()
