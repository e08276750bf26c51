"""The tree of a page: parsed once, mended, and cut down to the region of its text.

Trafilatura's time goes with the size of the tree it is given, and its mistakes with what stands
around the text, so both shrink here.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import (
    ElementDefaultClassLookup,
    HTMLParser,
    ParserError,
    XMLSyntaxError,
    strip_elements,
    strip_tags,
)
from lxml.html import HtmlElement, document_fromstring

from pipeline.clean.head import squeeze

_PARSER = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
# one class for all elements: lxml.html asks a Python function for the class of each
_PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
#: What never holds text of the article.
_NEVER_TEXT = ("script", "style", "svg")
_WITHOUT_TEXT = (
    *_NEVER_TEXT,
    *"noscript iframe template link meta canvas object embed source input select option".split(),
    *"textarea button video audio map dialog img picture math nav menu footer label legend".split(),
)
_BLOCKS = frozenset(
    "address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr main nav ol p pre section table ul".split()
)
_CELLS = frozenset(("tbody", "thead", "tfoot", "tr", "td", "th"))
_INLINE = ("abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "u")
_HEADLINE_BLOCKS = frozenset(("p", "h2", "h3", "h4", "h5", "h6"))
SENTENCE_ENDS = (".", "!", "”", '"', "。")
LABEL_ENDS = (":", "–", "-", "|", ">", "»", "•")

#: A paragraph that counts for the region; shorter ones are labels.
MIN_PARAGRAPH = 40
#: Characters in paragraphs that a page needs before it is cut down.
MIN_PAGE = 500
#: The region keeps at least this share of the paragraph text. Swept .7 .8 .9 .95 on 173 pages:
#: text F1 95.4, 96.8, 96.8, 96.8 at 12.5, 13.0, 13.7, 15.0 ms a page (18.3 without a region).
REGION_SHARE = 0.9
#: A table cell with more text than this, and this share of its table's, is a column of the page.
MIN_COLUMN = 400
COLUMN_SHARE = 0.6
#: Linked lines up to this length that end without a full stop are headlines of other articles.
MAX_HEADLINE = 160
#: Links from this length on name articles, shorter ones people and places.
MIN_LINKED = 30
#: Paragraphs of this length with at most this share of linked text are running text.
MIN_SENTENCES = 100
MAX_LINKED = 0.7


def parse(html: bytes) -> HtmlElement | None:
    """The tree of a page in UTF-8; None when nothing in it is an element."""
    try:
        return document_fromstring(html, parser=_PARSER)
    except (ParserError, XMLSyntaxError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Region:
    """Where the text of an article is: the innermost element that has nearly all paragraphs.

    ``length`` is the characters in its paragraphs: what an extractor should find most of.
    ``branch`` is None for a page without a body.
    """

    branch: HtmlElement | None
    length: int


def focus(tree: HtmlElement) -> Region:
    """Cut a tree down, in place, to what the article's text may be in."""
    strip_elements(tree, *_WITHOUT_TEXT, with_tail=False)
    _undo_layout_tables(tree)
    _split_paragraphs(tree)
    region = _keep_region(tree)
    _drop_linked_headlines(tree)
    _plain_sentences(tree)
    return region


def text_within(element: HtmlElement) -> str:
    """All text in an element; where no other lies in it, without the cost of an expression."""
    return str(element.text_content()) if len(element) else element.text or ""


def lighten(tree: HtmlElement) -> None:
    """Take out of a tree, in place, only what surely is no text of the article.

    For pages so broken that their text is inside of what :func:`focus` drops.
    """
    strip_elements(tree, *_NEVER_TEXT, with_tail=False)
    _drop_linked_headlines(tree)


def _undo_layout_tables(tree: HtmlElement) -> None:
    """Turn tables that lay out a page into plain blocks: one cell has most of the text."""
    for table in list(tree.iter("table")):
        cells = [len(cell.text_content()) for cell in table.iter("td")]
        if cells and max(cells) > max(MIN_COLUMN, COLUMN_SHARE * len(table.text_content())):
            table.tag = "div"
            for part in table.iterfind(".//*"):
                if part.tag in _CELLS and next(part.iterancestors("table"), None) is None:
                    part.tag = "div"


def _split_paragraphs(tree: HtmlElement) -> None:
    """End a paragraph where a block begins in it, as browsers do.

    Widgets that publishers put into paragraphs would take the paragraph with them.
    """
    for paragraph in list(tree.iter("p")):
        before = paragraph
        for block in [child for child in paragraph if child.tag in _BLOCKS]:
            rest = block.makeelement("p")
            rest.text, block.tail = block.tail, None
            rest.extend(list(block.itersiblings()))
            rest.tail, before.tail = before.tail, None
            before.addnext(block)
            block.addnext(rest)
            before = rest


def _drop_linked_headlines(tree: HtmlElement) -> None:
    """Drop blocks that are nothing but a link to another article, and lists of such."""
    for block in list(tree.iter(*_HEADLINE_BLOCKS)):
        if _is_linked_headline(block):
            block.drop_tree()
    for items in list(tree.iter("ul", "ol")):
        if len(items) > 1 and all(map(_is_linked_headline, items)):
            items.drop_tree()
    for hover_card in reversed(list(tree.iter("span"))):
        if _is_link_list(hover_card):
            hover_card.drop_tree()


def _is_linked_headline(block: HtmlElement) -> bool:
    link = next(block.iter("a"), None)
    if link is None:
        return False
    whole = squeeze(block.text_content())
    linked = squeeze(link.text_content())
    if not linked or len(whole) > MAX_HEADLINE or not whole.endswith(linked):
        return False
    label = whole.removesuffix(linked).rstrip()
    return not linked.endswith(SENTENCE_ENDS) and (not label or label.endswith(LABEL_ENDS))


def _is_link_list(element: HtmlElement) -> bool:
    """Whether an inline element is nothing but links to several articles."""
    links = [squeeze(link.text_content()) for link in element.iter("a")]
    return sum(len(text) >= MIN_LINKED for text in links) > 1 and len(
        squeeze(element.text_content())
    ) <= sum(map(len, links)) + len(links)


def _plain_sentences(tree: HtmlElement) -> None:
    """Take the markup from the inside of paragraphs.

    No paragraph is then dropped for its many links, and no name for the class it is marked with.
    """
    for paragraph in tree.iter("p"):
        if len(paragraph):
            length = len(paragraph.text_content())
            linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
            is_running = length >= MIN_SENTENCES and linked <= MAX_LINKED * length
            strip_tags(paragraph, *_INLINE, *(("a",) if is_running else ()))


def _weigh(tree: HtmlElement) -> dict[HtmlElement, int]:
    """The characters of paragraphs below each element that has any."""
    direct: dict[HtmlElement, int] = {}
    for paragraph in tree.iter("p"):
        length = len(text_within(paragraph))
        parent = paragraph.getparent()
        if length >= MIN_PARAGRAPH and parent is not None:
            direct[parent] = direct.get(parent, 0) + length
    weights = dict(direct)
    for parent, length in direct.items():
        for ancestor in parent.iterancestors():
            weights[ancestor] = weights.get(ancestor, 0) + length
    return weights


def _keep_region(tree: HtmlElement) -> Region:
    """Drop what stands beside the branch that nearly all paragraph text is on."""
    body = tree.find("body")
    weights = _weigh(tree)
    total = weights.get(tree, 0)
    if body is None or total < MIN_PAGE:
        return Region(body, total)
    branch = body
    while True:
        inner = next((c for c in branch if weights.get(c, 0) >= REGION_SHARE * total), None)
        if inner is None:
            return Region(branch, weights.get(branch, 0))
        # the branch itself stays: extractors know regions by the names of what they are in
        branch[:] = [inner]
        branch.text = inner.tail = None
        branch = inner
