"""What a page says about itself: meta tags, links, headings, times, JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.clean.json_ld import Node, find_article, read_nodes
from pipeline.urls import resolve

_META_NAMES = ("property", "name", "itemprop", "http-equiv")


@dataclass(frozen=True, slots=True)
class Head:
    """The witnesses of a page about its article."""

    meta: dict[str, list[str]]
    article: Node
    nodes: tuple[Node, ...]
    canonical: str | None
    language: str | None
    title: str | None
    headings: tuple[str, ...]
    times: tuple[str, ...]

    def first(self, *names: str) -> str | None:
        """The first value of the first meta tag that the page has of these names."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)


def read_head(tree: HtmlElement, url: str) -> Head:
    """Read all witnesses of a page.

    Args:
        tree: the whole parsed page, scripts included.
        url: where it was fetched, to resolve its links ('' when unknown).
    """
    meta = _read_meta(tree)
    canonical = _canonical(tree, url)
    nodes = read_nodes(tree)
    own = {link.rstrip("/") for link in (url, canonical, *meta.get("og:url", ())) if link}
    return Head(
        meta=meta,
        article=find_article(nodes, frozenset(own)),
        nodes=nodes,
        canonical=canonical,
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        title=next(_texts(tree, "title"), None),
        headings=tuple(_texts(tree, "h1")),
        times=tuple(_times(tree)),
    )


def squeeze(text: str) -> str:
    """A text on one line, white space of any kind as single spaces."""
    return " ".join(text.split())


def _read_meta(tree: HtmlElement) -> dict[str, list[str]]:
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = squeeze(element.get("content") or "")
        if not content:
            continue
        for attribute in _META_NAMES:
            name = element.get(attribute)
            if name:
                meta.setdefault(name.strip().lower(), []).append(content)
    return meta


def _canonical(tree: HtmlElement, url: str) -> str | None:
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            return resolve(url, element.get("href") or "")
    return None


def _texts(tree: HtmlElement, tag: str) -> Iterator[str]:
    for element in tree.iter(tag):
        text = squeeze(" ".join(element.itertext()))
        if text:
            yield text


def _times(tree: HtmlElement) -> Iterator[str]:
    """Dates of the page's time elements, those marked as its publication first."""
    found = [
        (element.get("itemprop") != "datePublished" and element.get("pubdate") is None, value)
        for element in tree.iter("time")
        if (value := element.get("datetime"))
    ]
    return (value for _, value in sorted(found, key=lambda pair: pair[0]))
