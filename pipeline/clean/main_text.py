"""The main text of a page: its paragraphs where it is plainly built, else by trafilatura.

Either looks at the region of the page that the text is in.
"""

from __future__ import annotations

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from pipeline.clean.expressions import answer_by_kind
from pipeline.clean.markup import focus, lighten, parse
from pipeline.clean.plain import read_plain

#: The fast mode's text is taken when it has this share of the region's paragraphs; otherwise the
#: slower comparison with other algorithms decides. On 173 pages fast alone gives text F1 97.2, the
#: comparison on all 97.6 at 1.35 times the time, this rule the same on 6 % of the pages.
ENOUGH_OF_REGION = 0.5
#: Characters of paragraphs below which a page has no paragraphs to measure against: the fast mode's
#: text would not be known to be enough, so it is not asked for.
MIN_REGION = 300
#: A shorter text is looked for again in the whole page.
MIN_TEXT = 250
#: Up to this length a text may be a dump of the page; the strict mode's is taken when it has this
#: share of it: what is more are crumbs, bylines and labels.
MAX_DUMP = 500
STRICT_SHARE = 0.4
#: No article is longer; a page that is has something else in it and is not worth the time.
MAX_CHARACTERS = 400_000

answer_by_kind()


def read_main_text(html: bytes, tree: HtmlElement) -> str:
    """The text of a page; '' when there is none, all when it is too long.

    Args:
        html: the page in UTF-8.
        tree: the same, parsed; it is cut down in place.
    """
    region = focus(tree)
    length = region.length
    if length > MAX_CHARACTERS:
        return str(tree.text_content())
    plain = read_plain(region)
    if plain is not None:
        return plain
    is_measured = length >= MIN_REGION
    text = _extract(tree, fast=is_measured)
    if is_measured and len(text) < ENOUGH_OF_REGION * length:
        text = _extract(tree, fast=False)
    if len(text) < MIN_TEXT:
        text = max(text, _second_look(html), key=len)
    if len(text) < MAX_DUMP:
        # of a page this short trafilatura gives everything there is, unless it is to be strict
        strict = _extract(tree, fast=False, precision=True)
        text = strict if len(strict) >= STRICT_SHARE * len(text) else text
    return text


def _second_look(html: bytes) -> str:
    """The text of a page so broken that the region of its text was not found."""
    tree = parse(html)
    if tree is None:
        return ""
    lighten(tree)
    # precision: no dump of everything that is left
    return _extract(tree, fast=False, precision=True)


def _extract(tree: HtmlElement, *, fast: bool, precision: bool = False) -> str:
    try:
        document = bare_extraction(
            tree, fast=fast, favor_precision=precision, include_comments=False
        )
    except Exception:  # the edge to trafilatura, lxml and justext: any page may upset them
        return ""
    return (document.text or "") if document is not None and not isinstance(document, dict) else ""
