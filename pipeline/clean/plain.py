"""The text of a plainly built page, read without an extractor.

More than half of all news pages hold nearly all of their text in paragraphs that lie side by side
in one element, or one each in wrappers alike. Of those nothing has to be guessed: the paragraphs
are the text, with the headings, lists and quotations between them. Where less than nearly all of
the text is found so, nothing is returned and the extractor decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.clean.head import squeeze
from pipeline.clean.markup import LABEL_ENDS, MIN_PARAGRAPH, SENTENCE_ENDS, Region, text_within

#: The paragraphs of one kind hold this share of the region's paragraph text, and what is read this
#: share of all its text. Swept on 173 English pages with gold text, with MIN_OF_ALL: .8 .8 .6 reads
#: 106 pages with text F1 98.17, .8 .7 .5 the same with 112; .7 .8 .6 98.10 with 109, .7 .7 .5 98.10
#: with 115, .6 .6 .5 97.65 with 125, .5 .5 .4 97.14 with 130.
MIN_SHARE = 0.8
MIN_READ = 0.7
#: The same of all paragraph text, asides and labelled elements included.
MIN_OF_ALL = 0.5
#: Lists are menus, results and recipes when they have more than this share of what is read.
MAX_LISTED = 0.2
#: Characters of paragraphs that a page needs to be judged by them.
MIN_REGION = 500
#: A paragraph with more linked text than this share is a row of links.
MAX_LINKED = 0.7

_PARAGRAPH = "p"
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol"))
_ASIDES = frozenset(("aside", "figure", "figcaption", "form", "header", "blockquote", "li", "td"))
_BLOCKS = frozenset((_PARAGRAPH, "blockquote", *_HEADINGS, *_LISTS))
_LABELS = re.compile(
    r"(?:^|[ _-])(?:authors?|bio|breadcrumbs?|byline|caption|comments?|copyright|credit|disclaimer|"
    r"meta|more|newsletter|promo|read-?more|recirc|recommend\w*|related|shar(?:e|ing)|sign-?up|"
    r"social|sponsor\w*|subscribe|tags?|teasers?|timestamp|topics?|trending|widget)(?:$|[ _-])",
    re.IGNORECASE,
)
#: Stands for a line break while the text of an element is taken; white space to all others.
_BREAK = "\u2028"

_Kind = tuple[tuple[str, str | None], ...]


def read_plain(region: Region) -> str | None:
    """The text of a region that is plainly built, one block a line; None when it is not.

    Args:
        region: of the article's text; line breaks in it are marked in place.
    """
    if region.branch is None or region.length < MIN_REGION:
        return None
    paragraphs = _find_paragraphs(region.branch, region.length)
    if not paragraphs:
        return None
    branch = _innermost(paragraphs, region.branch)
    if branch.find(".//table") is not None:
        return None
    blocks = [(block.tag, _read(block)) for block in _find_blocks(branch, paragraphs)]
    while blocks and blocks[-1][0] in _HEADINGS:
        blocks.pop()
    n_read = sum(len(text) for _, text in blocks)
    n_listed = sum(len(text) for tag, text in blocks if tag in _LISTS)
    if n_read < MIN_READ * len(squeeze(branch.text_content())) or n_listed > MAX_LISTED * n_read:
        return None
    return "\n".join(text for _, text in blocks)


def _find_paragraphs(branch: HtmlElement, length: int) -> list[HtmlElement]:
    """The paragraphs of the commonest kind, if nearly all text is in them."""
    kinds: dict[_Kind, list[HtmlElement]] = defaultdict(list)
    lengths: dict[_Kind, int] = defaultdict(int)
    kind_of: dict[HtmlElement, _Kind | None] = {branch: ()}
    for paragraph in branch.iter(_PARAGRAPH):
        n = len(text_within(paragraph))
        kind = _kind_of(paragraph.getparent(), kind_of) if n >= MIN_PARAGRAPH else None
        if kind is not None:
            kinds[kind].append(paragraph)
            lengths[kind] += n
    best = max(lengths, key=lambda kind: lengths[kind], default=())
    enough = max(MIN_SHARE * sum(lengths.values()), MIN_OF_ALL * length)
    if lengths[best] < enough:
        return []
    return [*_find_lead(branch, kinds[best][0]), *kinds[best]]


def _find_lead(branch: HtmlElement, first: HtmlElement) -> list[HtmlElement]:
    """What stands above the first paragraph and is built as it, though a label was above it.

    A part that is free to read is called a teaser, and is the beginning of the text.
    """
    built = _names(first)
    lead: list[HtmlElement] = []
    for paragraph in branch.iter(_PARAGRAPH) if all(built) else ():
        if paragraph is first:
            break
        if paragraph.getparent() is not first.getparent() and _names(paragraph) == built:
            lead.append(paragraph)
    return lead


def _names(paragraph: HtmlElement) -> tuple[str, str]:
    """The classes of a paragraph and of what it lies in."""
    return paragraph.get("class") or "", paragraph.getparent().get("class") or ""


def _kind_of(home: HtmlElement, known: dict[HtmlElement, _Kind | None]) -> _Kind | None:
    """What an element is and lies in, up to the branch; None when it is labelled as no text."""
    if home not in known:
        above = _kind_of(home.getparent(), known)
        is_text = above is not None and home.tag not in _ASIDES and not _has_label(home)
        known[home] = (*(above or ()), (str(home.tag), home.get("class"))) if is_text else None
    return known[home]


def _innermost(paragraphs: list[HtmlElement], branch: HtmlElement) -> HtmlElement:
    """The innermost element that all paragraphs are in."""
    homes = {paragraph.getparent() for paragraph in paragraphs}
    while len(homes) > 1 and branch not in homes:
        homes = {home.getparent() for home in homes}
    return branch if branch in homes else homes.pop()


def _find_blocks(branch: HtmlElement, paragraphs: list[HtmlElement]) -> Iterator[HtmlElement]:
    """All blocks beside the paragraphs, and those that lie between their wrappers."""
    if paragraphs[0].getparent() is branch:
        yield from filter(_is_block, branch)
        return
    homes: dict[HtmlElement, dict[HtmlElement, None]] = defaultdict(dict)
    for paragraph in paragraphs:
        homes[_child_above(paragraph, branch)][paragraph.getparent()] = None
    first, last = next(iter(homes)), next(reversed(homes))
    for child in branch[branch.index(first) : branch.index(last) + 1]:
        if child in homes:
            for home in homes[child]:
                yield from filter(_is_block, home)
        elif _is_block(child):
            yield child
        elif len(child) and not _has_label(child):
            within = child.iter(*_HEADINGS, *_LISTS, "blockquote")
            yield from (
                c for c in within if _is_block(c) and next(c.iterancestors("a"), None) is None
            )


def _child_above(element: HtmlElement, branch: HtmlElement) -> HtmlElement:
    """The child of the branch that an element lies in."""
    for ancestor in element.iterancestors():
        if ancestor.getparent() is branch:
            return ancestor
    return element


def _is_block(element: HtmlElement) -> bool:
    if element.tag not in _BLOCKS or _has_label(element):
        return False
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return not linked or linked <= MAX_LINKED * len(element.text_content()) or _is_sentence(element)


def _is_sentence(element: HtmlElement) -> bool:
    """Whether a block is a sentence of its own though nearly all of it leads elsewhere."""
    link = next(element.iter("a"))
    return (
        element.tag == _PARAGRAPH
        and len((element.text or "").split()) > 1
        and not (element.text or "").rstrip().endswith(LABEL_ENDS)
        and (link.tail or "").strip() in SENTENCE_ENDS
    )


def _has_label(element: HtmlElement) -> bool:
    """Whether what names an element says that it is no text of the article."""
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(name) > 1 and _LABELS.search(name) is not None


def _read(block: HtmlElement) -> str:
    """The text of a block, a line for each of its items, paragraphs and line breaks."""
    parts = list(block.iter("li", _PARAGRAPH)) if block.tag not in _HEADINGS else []
    if block.tag == _PARAGRAPH or not parts:
        parts = [block]
    return "\n".join(filter(None, map(_read_lines, parts)))


def _read_lines(element: HtmlElement) -> str:
    if not len(element):
        return squeeze(element.text or "")
    breaks = list(element.iter("br"))
    for line_break in breaks:
        line_break.tail = _BREAK + (line_break.tail or "")
    text = str(element.text_content())
    return "\n".join(map(squeeze, text.split(_BREAK))) if breaks else squeeze(text)
