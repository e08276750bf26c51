"""JSON-LD of a page, guarded: what does not parse is left out, and nothing else ever meets it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

Node = dict[str, Any]

#: Scripts longer than this are product catalogues and search indexes, not metadata.
MAX_CHARACTERS = 1_000_000
#: Nodes of one page that are looked at.
MAX_NODES = 500
_ARTICLE_TYPES = frozenset(("Report", "LiveBlogPosting", "BlogPosting", "SocialMediaPosting"))
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)?\s*|\s*(?:-->|//\s*\]\]>|\]\]>|;)?\s*$"
)


def read_nodes(tree: HtmlElement) -> tuple[Node, ...]:
    """All nodes of the JSON-LD scripts of a page, in document order, graphs flattened."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower().startswith("application/ld+json"):
            for node in _walk(_load(script.text or ""), 0):
                nodes.append(node)
                if len(nodes) >= MAX_NODES:
                    return tuple(nodes)
    return tuple(nodes)


def find_article(nodes: tuple[Node, ...], urls: frozenset[str]) -> Node:
    """The node of the page's own article: the one that names its address, else the first.

    Args:
        nodes: all nodes of the page.
        urls: addresses of the page; lists of other articles name others.
    """
    articles = [node for node in nodes if is_article(node)]
    for node in articles:
        if any(link.rstrip("/") in urls for link in _addresses(node)):
            return node
    with_headline = [node for node in articles if text_of(node.get("headline"))]
    return next(iter(with_headline or articles), {})


def is_article(node: Node) -> bool:
    """Whether a node describes an article of any kind."""
    return any(t.endswith("Article") or t in _ARTICLE_TYPES for t in types_of(node))


def types_of(node: Node) -> tuple[str, ...]:
    """The schema.org types of a node, without their address."""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return tuple(name.rsplit("/", 1)[-1] for name in names if isinstance(name, str))


def text_of(value: object) -> str | None:
    """A value as text: a string, the first string of a list, the name or value of a node."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, list):
        return next(filter(None, map(text_of, value)), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("alternateName"))
    return None


def texts_of(value: object) -> tuple[str, ...]:
    """All texts of a value that may be a list."""
    values = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(text_of, values)))


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value.partition("#")[0]


def _load(text: str) -> object:
    if not text or len(text) > MAX_CHARACTERS:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:  # what templates get wrong most often: comment marks around it, a comma too many
        return json.loads(_TRAILING_COMMA.sub(r"\1", _WRAPPING.sub("", text)), strict=False)
    except (ValueError, RecursionError):
        return None


def _walk(value: object, depth: int) -> Iterator[Node]:
    """Nodes in lists, graphs and main entities; other nested nodes are parts, not the page's."""
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk(value.get(key), depth + 1)
